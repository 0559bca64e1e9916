"""Bringing the cells of a sheet back into the CSV of its table, byte for byte the same where nothing was edited.

Plain Python: the check in a browser uses the same code as the command line.
"""

import contextlib
import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from kekiz.daten.blatt import Blatt, Zelle
from kekiz.daten.lesetabelle import split_records
from kekiz.daten.lesezelle import MARKE, Unlesbar, clean, number_style, read_cell
from kekiz.wissen.codes import OFFEN, Wertstatus
from kekiz.wissen.fehler import DatenFehler, Fehler

_KOPF_BIS: Final = 20
"""The row that names the columns is one of so many from the top."""
Schluessel = tuple[str, ...]


@dataclass(frozen=True)
class Kopf:
    """Where the columns of a table stand in a sheet.

    Attributes:
        zeile: The row that names them, counted from 0.
        spalten: Column of the sheet by name, counted from 0.
    """

    zeile: int
    spalten: Mapping[str, int]


@dataclass
class Uebernahme:
    """What came of a sheet.

    Attributes:
        text: The whole new CSV.
        neu: Rows that were added.
        geaendert: Rows of which a cell changed.
        gleich: Rows that say what stands there already.
        leer: Rows that nobody filled: they were offered to be filled, and are not taken over.
        geloescht: Rows that the sheet does not have, where they were to go.
        ohne: Rows of the table that the sheet does not have and that stay.
        geputzt: Cells with blanks that were left out.
        ergaenzt: Rows of the sheet, counted from 0, of which the printed text says the rest.
        unlesbar: Rows that are left out since one of their cells cannot be read.
        orte: Row of the sheet, counted from 0, by line of the CSV (header = 1).
    """

    text: str
    neu: int = 0
    geaendert: int = 0
    gleich: int = 0
    leer: int = 0
    geloescht: int = 0
    ohne: int = 0
    geputzt: int = 0
    ergaenzt: frozenset[int] = frozenset()
    unlesbar: int = 0
    orte: dict[int, int] = field(default_factory=dict)


def find_head(blatt: Blatt, schema: Mapping[str, Any]) -> Kopf | None:
    """Finds the row of a sheet that names the columns of a table, by name or, failing that, by title.

    Args:
        blatt: The sheet.
        schema: Table Schema.

    Returns:
        The row with most of the columns and the whole key; None where there is none.
    """
    titel: dict[str, str] = {}
    for feld in schema["fields"]:
        titel.setdefault(str(feld.get("title", feld["name"])).lower(), str(feld["name"]))
    namen = {str(f["name"]) for f in schema["fields"]}
    bester: Kopf | None = None
    rang = (0, 0)
    for nr, zellen in enumerate(blatt.zeilen[:_KOPF_BIS]):
        spalten: dict[str, int] = {}
        genau = 0
        for spalte, zelle in enumerate(zellen):
            wort = clean(str(zelle.inhalt)).lower() if isinstance(zelle.inhalt, str) else ""
            name = wort if wort in namen else titel.get(wort)
            if name:
                genau += wort == name
                spalten.setdefault(name, spalte)
        if set(schema["primaryKey"]) <= spalten.keys() and (genau, len(spalten)) > rang:
            bester, rang = Kopf(nr, spalten), (genau, len(spalten))
    return bester


def take_over(
    blatt: Blatt,
    kopf: Kopf,
    schema: Mapping[str, Any],
    alt: str,
    datei: str,
    *,
    ersetzen: bool = False,
    unlesbar: list[Fehler] | None = None,
) -> Uebernahme:
    """Brings the rows of a sheet into a table.

    Args:
        blatt: The sheet.
        kopf: Where its columns stand.
        schema: Table Schema.
        alt: The CSV as it is; empty where there is none yet.
        datei: Name of the file of the sheet, for messages.
        ersetzen: Rows that the sheet does not have go; otherwise they stay.
        unlesbar: Takes the faults of cells that have no reading or more than one; their rows are left out. None: such
            faults are raised.

    Raises:
        DatenFehler: The head is not that of the table, or a cell cannot be read; all of them are named.
    """
    fehler = list(_check_head(blatt, kopf, schema, datei))
    namen = [str(f["name"]) for f in schema["fields"]]
    saetze = list(split_records(alt)) if alt else []
    if saetze and saetze[0][1] != namen:
        fehler.append(Fehler(datei, 0, "", "Die Tabelle im Paket hat andere Spalten", "Bitte zuerst kekiz pruefen."))
    if fehler:
        raise DatenFehler(fehler)
    schluessel = [namen.index(s) for s in schema["primaryKey"]]
    nummern = {tuple(z[s] for s in schluessel): nr for nr, (_, z) in enumerate(saetze) if nr and len(z) == len(namen)}
    zeilen, gefunden, anzahlen = _read_rows(blatt, kopf, schema, {k: saetze[nr][1] for k, nr in nummern.items()}, datei)
    if gefunden and unlesbar is None:
        raise DatenFehler(gefunden)
    if unlesbar is not None:
        unlesbar += gefunden
    ergebnis = _merge(saetze, nummern, zeilen, namen, ersetzen=ersetzen)
    ergebnis.geputzt = _count_cleaned(blatt, kopf)
    ergebnis.unlesbar, ergebnis.ergaenzt = anzahlen
    return ergebnis


def _count_cleaned(blatt: Blatt, kopf: Kopf) -> int:
    """Counts filled cells with blanks (or what nobody sees) that are not taken over."""
    inhalte = (
        blatt.cell(nr, s).inhalt for nr in range(kopf.zeile + 1, len(blatt.zeilen)) for s in kopf.spalten.values()
    )
    return sum(isinstance(i, str) and clean(i) not in ("", i) for i in inhalte)


def _check_head(blatt: Blatt, kopf: Kopf, schema: Mapping[str, Any], datei: str) -> list[Fehler]:
    """Names columns that are filled and have no name, or one that the table does not have, or a second time."""
    fehler = []
    bekannt = set(kopf.spalten.values())
    breite = max((len(z) for z in blatt.zeilen), default=0)
    for spalte in (s for s in range(breite) if s not in bekannt):
        voll = next((z for z in range(kopf.zeile + 1, len(blatt.zeilen)) if not blatt.cell(z, spalte).ist_leer), None)
        if voll is None:
            continue
        name = clean(str(blatt.cell(kopf.zeile, spalte).inhalt or ""))
        if not name:
            befund = (
                f"Die Spalte hat keine Überschrift, ist aber gefüllt (gefunden „{blatt.cell(voll, spalte).inhalt}“)"
            )
            ort, abhilfe = blatt.place(voll, spalte), "Bitte die Überschrift eintragen oder die Zellen leeren."
        else:
            doppelt = name in kopf.spalten
            befund = f"Die Spalte „{name}“ {'steht mehrfach da' if doppelt else 'ist unbekannt'}"
            ort = blatt.place(kopf.zeile, spalte)
            abhilfe = (
                f"Bitte löschen oder benennen wie eine von: {', '.join(str(f['name']) for f in schema['fields'])}."
            )
        fehler.append(Fehler(datei, 0, "", befund, abhilfe, zelle=ort))
    return fehler


def _style(blatt: Blatt, kopf: Kopf, schema: Mapping[str, Any], da: set[str]) -> str:
    """Says how the numbers are written that somebody put in; those that stand in the table already do not count."""
    spalten = [
        kopf.spalten[f["name"]]
        for f in schema["fields"]
        if f["type"] in ("number", "integer") and f["name"] in kopf.spalten
    ]
    zellen = (blatt.cell(nr, s).inhalt for nr in range(kopf.zeile + 1, len(blatt.zeilen)) for s in spalten)
    return number_style(z for z in zellen if isinstance(z, str) and z not in da)


def _read_rows(
    blatt: Blatt, kopf: Kopf, schema: Mapping[str, Any], alt: Mapping[Schluessel, Sequence[str]], datei: str
) -> tuple[dict[Schluessel, tuple[int, dict[str, str]]], list[Fehler], tuple[int, frozenset[int]]]:
    """Reads the rows of a sheet.

    Returns:
        Place and cells by key, in their order; what cannot be read; how many rows are left out for that, and which were
        completed.
    """
    felder = {str(f["name"]): f for f in schema["fields"] if f["name"] in kopf.spalten}
    namen = [str(f["name"]) for f in schema["fields"]]
    key = list(schema["primaryKey"])
    stil = _style(blatt, kopf, schema, {z for zeile in alt.values() for z in zeile})
    fehler: list[Fehler] = []
    zeilen: dict[Schluessel, tuple[int, dict[str, str]]] = {}
    ohne: set[int] = set()
    ergaenzt: set[int] = set()
    for nr in range(kopf.zeile + 1, len(blatt.zeilen)):
        if all(blatt.cell(nr, s).ist_leer or blatt.cell(nr, s).ist_verbunden for s in kopf.spalten.values()):
            continue
        gelesen: dict[str, str] = {}
        vorher: dict[str, str] | None = None
        unlesbar = False
        for name in sorted(felder, key=lambda n: (n not in key, namen.index(n))):
            if name not in key and vorher is None and not unlesbar:
                bisher = alt.get(tuple(gelesen[k] for k in key))
                vorher = dict(zip(namen, bisher, strict=True)) if bisher else {}
            try:
                zelle = blatt.cell(nr, kopf.spalten[name])
                gelesen[name] = read_cell(zelle, felder[name], (vorher or {}).get(name), stil)
            except Unlesbar as ausnahme:
                unlesbar = unlesbar or name in key
                ohne.add(nr)
                gelesen[name] = ""
                ort = blatt.place(nr, kopf.spalten[name])
                kennung = _readable(gelesen, key)
                fehler.append(
                    Fehler(datei, 0, kennung, f"{name} {ausnahme.befund}", ausnahme.abhilfe, spalte=name, zelle=ort)
                )
        if unlesbar:
            continue
        if _complete(gelesen, felder, stil):
            ergaenzt.add(nr)
        kennung_ganz = tuple(gelesen[k] for k in key)
        if kennung_ganz in zeilen:
            erste = blatt.place(zeilen[kennung_ganz][0], kopf.spalten[key[0]])
            befund = f"Der Schlüssel kommt zweimal vor (zuerst {erste})"
            abhilfe = "Bitte eine der beiden Zeilen löschen oder berichtigen."
            ort = blatt.place(nr, kopf.spalten[key[0]])
            fehler.append(Fehler(datei, 0, _readable(gelesen, key), befund, abhilfe, zelle=ort))
            ohne.add(nr)
        zeilen.setdefault(kennung_ganz, (nr, gelesen))
    return {k: z for k, z in zeilen.items() if z[0] not in ohne}, fehler, (len(ohne), frozenset(ergaenzt - ohne))


def _complete(zellen: dict[str, str], felder: Mapping[str, dict[str, Any]], stil: str) -> bool:
    """Takes from the printed text of a row that was waiting for its value what it says: that it is printed, and its number.

    The number only where the text has one reading; a row that is no longer open says all of it itself.
    """
    if zellen.get("wertstatus") != OFFEN or not zellen.get("gedruckt"):
        return False
    zellen["wertstatus"] = str(Wertstatus.GEDRUCKT)
    if "wert" in felder and not zellen["wert"] and not zellen.get("wert_bis"):
        with contextlib.suppress(Unlesbar):
            zellen["wert"] = read_cell(Zelle(zellen["gedruckt"]), felder["wert"], None, stil)
    return True


def _readable(zellen: Mapping[str, str], key: Sequence[str]) -> str:
    return MARKE.join(zellen[k] for k in key if zellen.get(k))


def _merge(
    saetze: Sequence[tuple[str, list[str]]],
    nummern: Mapping[Schluessel, int],
    zeilen: Mapping[Schluessel, tuple[int, dict[str, str]]],
    namen: Sequence[str],
    *,
    ersetzen: bool,
) -> Uebernahme:
    """Puts changed rows in their old place and new ones at the end."""
    ende = "\r\n" if saetze and saetze[0][0].endswith("\r\n") else "\n"
    nach_nummer = {nr: k for k, nr in nummern.items()}
    ergebnis = Uebernahme("")
    teile = [saetze[0][0] if saetze else write_row(namen, ende)]
    zeile = 1 + teile[0].count("\n")
    for nr, (roh, zellen) in enumerate(saetze[1:], start=1):
        gelesen = zeilen.get(nach_nummer.get(nr, ()))
        if gelesen is None:
            ergebnis.ohne, ergebnis.geloescht = ergebnis.ohne + (not ersetzen), ergebnis.geloescht + ersetzen
            if not ersetzen:
                teile.append(roh)
                zeile += roh.count("\n")
            continue
        ganz = [gelesen[1].get(n, z) for n, z in zip(namen, zellen, strict=True)]
        ist_gleich = ganz == zellen
        ergebnis.gleich, ergebnis.geaendert = ergebnis.gleich + ist_gleich, ergebnis.geaendert + (not ist_gleich)
        ergebnis.orte[zeile] = gelesen[0]
        teile.append(roh if ist_gleich else write_row(ganz, ende))
        zeile += teile[-1].count("\n")
    for k, (stelle, neu) in zeilen.items():
        if k in nummern:
            continue
        if neu.get("wertstatus") == OFFEN and sum(map(bool, neu.values())) == 1 + sum(map(bool, k)):
            # Offered to be filled, and nobody did.
            ergebnis.leer += 1
            continue
        if not teile[-1].endswith("\n"):
            teile[-1] += ende
            zeile += 1
        ergebnis.neu += 1
        ergebnis.orte[zeile] = stelle
        teile.append(write_row([neu.get(n, "") for n in namen], ende))
        zeile += 1
    ergebnis.text = "".join(teile)
    return ergebnis


def write_row(zellen: Sequence[str], ende: str) -> str:
    """Writes one row of a CSV.

    Example:
        >>> write_row(["a", "1,5", ""], "\\n")
        'a,"1,5",\\n'
    """
    puffer = io.StringIO()
    csv.writer(puffer, lineterminator=ende).writerow(zellen)
    return puffer.getvalue()
