"""A spreadsheet comes back into the tables that it was made from: all its sheets, and where a fault stands in them.

Plain Python: the check in a browser uses the same code as the command line.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kekiz.daten.bestand import KATALOG, read_json, read_schema
from kekiz.daten.einlesen import Kopf, Uebernahme, find_head, take_over
from kekiz.daten.lesetabelle import Blatt, read_sheets
from kekiz.daten.lesezelle import clean
from kekiz.daten.paket import write_descriptor
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.mitgeliefert import schema_folder


@dataclass(frozen=True)
class Einlesen:
    """What became of one sheet.

    Attributes:
        ort: The table below the root, for example ``musterstadt/werte.csv``.
        blatt: The sheet.
        kopf: Where its columns stand.
        was: What was taken over.
    """

    ort: str
    blatt: Blatt
    kopf: Kopf
    was: Uebernahme


def read_back(
    pfad: Path, roh: bytes, datei: str, paket: str, *, ersetzen: bool, unlesbar: list[Fehler] | None = None
) -> list[Einlesen]:
    """Reads a spreadsheet and writes the tables that it changes; nothing is written where a cell cannot be read.

    Args:
        pfad: Root folder of the packages.
        roh: Content of the .xlsx or .csv.
        datei: Its name.
        paket: Package.
        ersetzen: Rows that a sheet does not have go.
        unlesbar: Takes the faults of cells that cannot be read, and all other rows are written: for a copy in which the
            rules find what is wrong beside them. None: such faults are raised.

    Raises:
        DatenFehler: The file cannot be read, no sheet fits a table, or cells have no reading or more than one.
    """
    blaetter = read_sheets(roh, datei)
    schemas = {
        p.stem: read_schema(pfad, p.stem) for p in sorted(schema_folder(pfad).glob("*.json")) if p.stem != "felder"
    }
    im_katalog = {str(r["name"]) for r in read_json(pfad / KATALOG / "datapackage.json")["resources"]}
    fehler: list[Fehler] = []
    gelesen: list[Einlesen] = []
    for blatt in blaetter:
        name, kopf = find_table(blatt, schemas, Path(datei).stem if not blatt.name else blatt.name)
        if kopf is None:
            # A sheet of explanations or of a list to choose from has no table.
            continue
        wohin = KATALOG if name in im_katalog and not (pfad / paket / f"{name}.csv").is_file() else paket
        ziel = pfad / wohin / f"{name}.csv"
        alt = ziel.read_bytes().decode("utf-8") if ziel.is_file() else ""
        try:
            was = take_over(blatt, kopf, schemas[name], alt, datei, ersetzen=ersetzen, unlesbar=unlesbar)
        except DatenFehler as ausnahme:
            fehler += ausnahme.fehler
            continue
        gelesen.append(Einlesen(f"{wohin}/{name}.csv", blatt, kopf, was))
    if not fehler and not gelesen:
        fehler.append(_no_table(blaetter, datei))
    if fehler:
        raise DatenFehler(fehler)
    for einer in gelesen:
        _write(pfad, einer)
    return gelesen


def find_table(blatt: Blatt, schemas: Mapping[str, Mapping[str, object]], name: str) -> tuple[str, Kopf | None]:
    """Finds the table that a sheet holds: the one of its name, else the one whose columns it has.

    Args:
        blatt: The sheet.
        schemas: Table Schemas by name.
        name: Name of the sheet or of the CSV.

    Returns:
        Name of the table and the head; no head where no table fits, or more than one.
    """
    genannt = next((n for n in (clean(name).lower(), clean(name).split("-")[-1].lower()) if n in schemas), "")
    if genannt and (kopf := find_head(blatt, schemas[genannt])):
        return genannt, kopf
    koepfe = {n: kopf for n, schema in schemas.items() if (kopf := find_head(blatt, schema))}
    beste = max((len(k.spalten) for k in koepfe.values()), default=0)
    # Two columns that some table has, too, do not make a table.
    passend = [n for n, k in koepfe.items() if len(k.spalten) == beste and 2 * beste > len(_columns(schemas[n]))]
    return (passend[0], koepfe[passend[0]]) if len(passend) == 1 else ("", None)


def _columns(schema: Mapping[str, object]) -> Sequence[object]:
    felder = schema["fields"]
    return felder if isinstance(felder, list) else []


def _no_table(blaetter: Sequence[Blatt], datei: str) -> Fehler:
    namen = ", ".join(f"„{b.name}“" for b in blaetter if b.name)
    return Fehler(
        datei,
        0,
        "",
        f"Keine Tabelle erkannt ({f'gesucht in den Blättern {namen}' if namen else 'gesucht in den ersten Zeilen'}; "
        "erwartet eine Zeile mit den Namen der Spalten)",
        "Bitte die Kopfzeile so lassen, wie kekiz vorlage sie schreibt, oder das Blatt nach der Tabelle benennen.",
    )


def _write(pfad: Path, einer: Einlesen) -> None:
    if not (einer.was.neu or einer.was.geaendert or einer.was.geloescht):
        return
    datei = pfad / einer.ort
    ist_neu = not datei.is_file()
    datei.write_bytes(einer.was.text.encode())
    if ist_neu:
        paket = datei.parent.name
        write_descriptor(pfad, paket, str(read_json(datei.parent / "datapackage.json").get("title", paket)))


def describe(einer: Einlesen) -> str:
    """Says in a line what became of a sheet."""
    was = einer.was
    teile = [
        f"{anzahl} {wort if anzahl != 1 else eins}"
        for anzahl, eins, wort in (
            (was.neu, "neue Zeile", "neue Zeilen"),
            (was.geaendert, "geänderte", "geänderte"),
            (was.geloescht, "gelöschte", "gelöschte"),
            (was.gleich, "unverändert", "unverändert"),
            (was.leer, "nicht ausgefüllt und weggelassen", "nicht ausgefüllt und weggelassen"),
            (was.ohne, "nicht im Blatt und geblieben", "nicht im Blatt und geblieben"),
        )
        if anzahl
    ]
    return f"{einer.ort}: {', '.join(teile) if teile else 'keine Zeilen'}."


def describe_blanks(einer: Einlesen) -> str:
    """Says how many cells of a sheet had blanks that were left out; empty: none."""
    if not (n := einer.was.geputzt):
        return ""
    wo = "einer Zelle" if n == 1 else f"{n} Zellen"
    return f"{einer.ort}: In {wo} standen Leerzeichen, die nicht dazugehören; sie sind weggelassen."


def place_faults(fehler: Sequence[Fehler], gelesen: Sequence[Einlesen]) -> list[Fehler]:
    """Adds to faults of the check the cell of the spreadsheet that the row came from."""
    nach_ort = {einer.ort: einer for einer in gelesen}
    mit_zelle = []
    for f in fehler:
        einer = nach_ort.get(f.datei)
        zeile = einer.was.orte.get(f.zeile) if einer else None
        if einer is None or zeile is None:
            mit_zelle.append(f)
            continue
        spalte = einer.kopf.spalten.get(f.spalte, min(einer.kopf.spalten.values()))
        mit_zelle.append(replace(f, zelle=einer.blatt.place(zeile, spalte)))
    return mit_zelle
