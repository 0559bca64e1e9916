"""A spreadsheet comes back into the tables that it was made from: all its sheets, and where a fault stands in them.

Plain Python: the check in a browser uses the same code as the command line.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from kekiz.daten.bestand import KATALOG, read_json, read_schema
from kekiz.daten.blatt import Blatt
from kekiz.daten.einlesen import Kopf, Uebernahme, find_head, take_over
from kekiz.daten.lesetabelle import read_sheets, split_records
from kekiz.daten.lesezelle import clean
from kekiz.daten.paket import catalogue_tables, write_descriptor
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.mitgeliefert import schema_folder

_EINMALIG: Final = "hinweise"
"""Table whose ids no two municipalities share."""


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
        roh: Content of the .xlsx, .ods or .csv.
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
    # What packages refer to belongs there even where all of its rows come with the program.
    im_katalog = {str(r["name"]) for r in read_json(pfad / KATALOG / "datapackage.json")["resources"]}
    im_katalog |= catalogue_tables(pfad)
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
        einer = Einlesen(f"{wohin}/{name}.csv", blatt, kopf, was)
        if doppelt := next((g for g in gelesen if g.ort == einer.ort), None):
            fehler.append(_twice(einer.ort, doppelt.blatt, blatt, datei))
        elif fremd := _find_owner(pfad, einer, paket, schemas[name]):
            fehler.append(_of_another(fremd, einer, datei))
        gelesen.append(einer)
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


def _find_owner(pfad: Path, einer: Einlesen, paket: str, schema: Mapping[str, Any]) -> str:
    """Names the package whose rows a sheet has, where none of them is one of this package; empty: none."""
    ort, datei = einer.ort.split("/")
    was = einer.was
    if ort == KATALOG or was.gleich or was.geaendert or not was.neu:
        return ""
    key = [str(s) for s in schema["primaryKey"]]
    kopf, *saetze = _rows(was.text)
    zeilen = [dict(zip(kopf, z, strict=True)) for z in saetze[-was.neu :]]
    if datei != f"{_EINMALIG}.csv" and not any(
        z[spalte] not in da for spalte, da in _known_here(pfad, paket, schema, key) for z in zeilen
    ):
        # Two municipalities may have the same row, of their country for example.
        return ""
    keys = {tuple(z[s] for s in key) for z in zeilen}
    for anderes in sorted(pfad.glob(f"*/{datei}")):
        if anderes.parent.name not in (KATALOG, paket):
            kopf, *saetze = _rows(anderes.read_bytes().decode("utf-8", "replace"))
            stellen = [kopf.index(s) for s in key if s in kopf]
            if keys <= {tuple(z[s] for s in stellen) for z in saetze if len(z) == len(kopf)}:
                return anderes.parent.name
    return ""


def _known_here(
    pfad: Path, paket: str, schema: Mapping[str, Any], key: Sequence[str]
) -> Iterator[tuple[str, set[str]]]:
    """Gives the columns of a key that tell municipalities apart, with the ids that are this one's."""
    for bezug in schema.get("foreignKeys", []):
        spalte, ziel = bezug["fields"][0], bezug["reference"]["resource"]
        if spalte in key and ziel == "kommunen":
            yield spalte, {paket}
        elif spalte in key and ziel in ("raeume", _EINMALIG):
            tabelle = pfad / paket / f"{ziel}.csv"
            kopf, *saetze = _rows(tabelle.read_bytes().decode("utf-8", "replace") if tabelle.is_file() else "_\n")
            stelle = kopf.index(feld) if (feld := bezug["reference"]["fields"][0]) in kopf else 0
            yield spalte, {z[stelle] for z in saetze if len(z) == len(kopf)}


def _rows(text: str) -> list[list[str]]:
    return [zellen for _, zellen in split_records(text)]


def _of_another(fremd: str, einer: Einlesen, datei: str) -> Fehler:
    ort, _, name = einer.ort.partition("/")
    zeilen = "eine Zeile" if einer.was.neu == 1 else f"{einer.was.neu} Zeilen"
    befund = (
        f"Die Tabelle gehört zu einer anderen Kommune (gefunden {zeilen} aus {fremd}/{name}, keine aus {ort}/{name})"
    )
    return Fehler(datei, 0, "", befund, "Bitte die Kommune wählen, zu der die Datei gehört.", zelle=_sheet(einer.blatt))


def _twice(ort: str, erstes: Blatt, zweites: Blatt, datei: str) -> Fehler:
    befund = f"Zwei Blätter haben die Spalten von {ort} (gefunden „{erstes.name}“ und „{zweites.name}“)"
    return Fehler(datei, 0, "", befund, "Bitte die Zeilen in ein Blatt bringen und das andere löschen.")


def _sheet(blatt: Blatt) -> str:
    return f"Blatt „{blatt.name}“" if blatt.name else ""


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
            (len(was.ergaenzt), "aus gedruckt ergänzt", "aus gedruckt ergänzt"),
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
    mit_zelle = []
    for f in fehler:
        # Of several files for one table the last one counts that has the row.
        einer = next((g for g in reversed(gelesen) if g.ort == f.datei and f.zeile in g.was.orte), None)
        if einer is None:
            mit_zelle.append(f)
            continue
        zeile = einer.was.orte[f.zeile]
        mit_zelle.append(replace(f, zelle=einer.blatt.place(zeile, _column_of(f.spalte, zeile, einer))))
    return mit_zelle


def _column_of(spalte: str, zeile: int, einer: Einlesen) -> int:
    """Gives the column of the sheet that a fault is about; what was taken from the printed text stands there."""
    spalten = einer.kopf.spalten
    if zeile in einer.was.ergaenzt and (
        spalte == "wertstatus" or (spalte == "wert" and einer.blatt.cell(zeile, spalten["wert"]).ist_leer)
    ):
        spalte = "gedruckt"
    return spalten.get(spalte, min(spalten.values()))
