"""The workbook in which a municipality fills in a year: one sheet for each table, made to survive a spreadsheet.

What is there already stands in grey, what is to be filled below it. Ids are chosen from lists with readable names, the
heads are protected, and texts that a spreadsheet would take for a number or a date are typed as text. ``kekiz einlesen``
brings it back.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.daten.bestand import (
    FELDER,
    KATALOG,
    WERT_SCHLUESSEL,
    WERTREIHE,
    Bestand,
    Tabelle,
    read_schema,
    read_schema_file,
)
from kekiz.daten.erwartung import date_row, expect_rows, read_intervals
from kekiz.daten.lesetabelle import split_records
from kekiz.daten.lesezelle import MARKE
from kekiz.wissen.codes import OFFEN
from kekiz.wissen.mitgeliefert import schema_folder
from kekiz.wissen.sprache import sag
from kekiz.wissen.zeitraum import read_zeitraum

WERTE: Final = "werte"
_ZEIT: Final = re.compile(r"(zeitraum|jahr|datum)$")
"""How a column is called that says for which time a row holds."""
ZEILEN: Final = 2000
"""Down to this row the lists are offered."""
_RUECKBLICK: Final = 3
"""So many years before the new one are shown of each series."""
_KOPFZEILEN: Final = 3
_NAMEN: Final = ("kurzname", "name", "titel", "thema", "begriff", "text")
"""Columns that say in words what an id stands for; the first one that is filled counts."""
_GRAU: Final = PatternFill("solid", fgColor="E8E8E8")
_OBEN: Final = Alignment(vertical="top")
_UMBROCHEN: Final = Alignment(vertical="top", wrap_text=True)
_FREI: Final = Protection(locked=False)
_SCHRIFT: Final = "Calibri"
_BREIT: Final = 42
_KENNUNG: Final = 32
"""So wide an id may be; its readable name goes on behind it."""
_PFEIL: Final = 4
"""Room for the arrow of the filter beside the name of a column."""
_FEST: Final = 68
"""So wide may be what stays in sight: on a small screen there is to be room for what is filled."""
_NEUE: Final = 5
"""So many new rows of a sheet are offered in the lists of the others."""

Zeile = Mapping[str, str]


@dataclass(frozen=True)
class Blattinhalt:
    """What a sheet shows.

    Attributes:
        name: Name of the table.
        schema: Its Table Schema.
        zeilen: Cells by column, as the CSV has them.
        neu: Numbers of the rows that are to be filled, counted from 0.
    """

    name: str
    schema: Mapping[str, Any]
    zeilen: Sequence[Zeile]
    neu: frozenset[int] = frozenset()


def raw_rows(bestand: Bestand, tabelle: Tabelle) -> list[dict[str, str]]:
    """Reads the rows of a table letter by letter; it has been checked.

    Args:
        bestand: The packages.
        tabelle: One of its tables.
    """
    text = (bestand.pfad / tabelle.datei).read_bytes().decode("utf-8")
    kopf, *zeilen = (zellen for _, zellen in split_records(text))
    return [dict(zip(kopf, z, strict=True)) for z in zeilen]


def year_rows(bestand: Bestand, tabelle: Tabelle, jahr: int) -> Blattinhalt:
    """Gives the rows of the last years and below each series the one of the new year, ready to be filled.

    Args:
        bestand: The packages; open rows still stand in their tables.
        tabelle: A table of values.
        jahr: The new year.
    """
    alle = raw_rows(bestand, tabelle)
    werte = [date_row(z[s] for s in WERT_SCHLUESSEL) for z in alle]
    soll = expect_rows(werte, read_intervals(bestand, tabelle.paket), jahr)
    da = {tuple(z[s] for s in WERT_SCHLUESSEL) for z in alle}
    neue = {tuple(z[s] for s in WERTREIHE): z for z in soll if tuple(z[s] for s in WERT_SCHLUESSEL) not in da}
    nah = [z for z in alle if jahr - _RUECKBLICK <= read_zeitraum(z["zeitraum"]).jahr <= jahr]
    reihen: dict[tuple[str, ...], list[dict[str, str]]] = {}
    for z in nah:
        reihen.setdefault(tuple(z[s] for s in WERTREIHE), []).append(z)
    zeilen: list[dict[str, str]] = []
    leer: set[int] = set()
    for reihe in dict.fromkeys([*reihen, *neue]):
        zeilen += reihen.get(reihe, [])
        leer |= {
            len(zeilen) - 1 - nr for nr, z in enumerate(reversed(reihen.get(reihe, []))) if z["wertstatus"] == OFFEN
        }
        if reihe in neue:
            leer.add(len(zeilen))
            zeilen.append({**neue[reihe], "wertstatus": OFFEN})
    return Blattinhalt(tabelle.name, tabelle.schema, zeilen, frozenset(leer))


def tables_of_a_year(bestand: Bestand, paket: str) -> list[str]:
    """Names the tables that somebody fills in for a new year, whatever tables there are; in their order.

    They are the values; what a value refers to and a document may bring anew (Kennzahlen, documents, Hinweise, …), each
    with the tables whose key begins with it (breaks, what a Hinweis promises); and tables that hold for a time and whose
    key names something else (targets, decisions). One that the package does not have yet is offered where its key names
    a series of values and a time.

    Args:
        bestand: The packages.
        paket: The municipality.
    """
    ordner = schema_folder(bestand.pfad)
    schemas = {d.stem: read_schema_file(d) for d in sorted(ordner.glob("*.json")) if d.name != FELDER}
    keys = {n: _key_references(s) for n, s in schemas.items()}
    # What is last among the columns of a value is looked up most often.
    bezogene = [k["reference"]["resource"] for k in reversed(schemas[WERTE]["foreignKeys"])]
    namen = [WERTE]
    for ziel in bezogene:
        namen += [ziel, *(n for n, key in keys.items() if next(iter(key.items()), None) == (0, ziel))]
    namen += [
        n for n, key in keys.items() if set(key.values()) - {n} and _has_time(f["name"] for f in schemas[n]["fields"])
    ]
    return [n for n in dict.fromkeys(namen) if bestand.find(paket, n) or n in bezogene or _is_of_series(schemas[n])]


def _key_references(schema: Mapping[str, Any]) -> dict[int, str]:
    """Gives the tables that the key of a table names, by the place in the key."""
    bezug = {k["fields"][0]: k["reference"]["resource"] for k in schema.get("foreignKeys", []) if len(k["fields"]) == 1}
    return {nr: bezug[s] for nr, s in enumerate(schema["primaryKey"]) if bezug.get(s)}


def _has_time(spalten: Iterable[str]) -> bool:
    return any(_ZEIT.search(s) for s in spalten)


def _is_of_series(schema: Mapping[str, Any]) -> bool:
    key = schema["primaryKey"]
    return _has_time(key) and all(s in WERTREIHE or _ZEIT.search(s) for s in key)


def list_sheets(bestand: Bestand, paket: str, jahr: int, namen: Sequence[str] = ()) -> list[Blattinhalt]:
    """Gives what is to be filled for a year, table by table.

    Args:
        bestand: The packages.
        paket: The municipality.
        jahr: The new year.
        namen: Names of tables, in their order; none: those that a new year needs.
    """
    return [_sheet(bestand, paket, jahr, n) for n in namen or tables_of_a_year(bestand, paket)]


def _sheet(bestand: Bestand, paket: str, jahr: int, name: str) -> Blattinhalt:
    tabelle = bestand.find(paket, name) or bestand.find(KATALOG, name)
    if tabelle is None or not (bestand.pfad / tabelle.datei).is_file():
        # Nobody has filled it here yet; what comes with the program is not for a project to change.
        return Blattinhalt(name, read_schema(bestand.pfad, name), [])
    if name == WERTE:
        return year_rows(bestand, tabelle, jahr)
    return Blattinhalt(name, tabelle.schema, raw_rows(bestand, tabelle))


def make_template(bestand: Bestand, inhalte: Sequence[Blattinhalt], paket: str) -> Workbook:
    """Makes the workbook.

    Args:
        bestand: The packages, for the readable names of ids.
        inhalte: The sheets in their order.
        paket: The municipality.
    """
    mappe = Workbook()
    mappe.remove(mappe.active)
    listen = mappe.create_sheet(sag("Listen"))
    listen.sheet_state = "hidden"
    verzeichnis = Verzeichnis(bestand, paket, listen, inhalte)
    for inhalt in inhalte:
        _fill_sheet(mappe.create_sheet(inhalt.name, len(mappe.sheetnames) - 1), inhalt, verzeichnis)
    _explain(mappe.create_sheet(sag("Erklärung"), len(mappe.sheetnames) - 1), inhalte)
    return mappe


class Verzeichnis:
    """Readable names of ids, and the lists to choose from, each written once.

    Args:
        bestand: The packages.
        paket: The municipality whose own tables count.
        blatt: Hidden sheet that takes the lists.
        inhalte: The sheets: what somebody adds to one of them is offered in the lists of the others.
    """

    def __init__(self, bestand: Bestand, paket: str, blatt: Worksheet, inhalte: Sequence[Blattinhalt]) -> None:
        self._bestand, self._paket, self._blatt = bestand, paket, blatt
        self._enden = {i.name: _KOPFZEILEN + 1 + len(i.zeilen) for i in inhalte if not i.neu}
        self._namen: dict[tuple[str, str], dict[str, str]] = {}
        self._listen: dict[tuple[str, ...], str] = {}
        self._aussehen: dict[tuple[bool, bool, bool], Any] = {}

    def names(self, schema: Mapping[str, Any], spalte: str) -> Mapping[str, str]:
        """Gives the readable name by id of what a column refers to; empty where it refers to nothing."""
        bezug = _reference(schema, spalte)
        ist_text = any(f["name"] == spalte and f["type"] == "string" for f in schema["fields"])
        if bezug is None or not ist_text:
            return {}
        name = str(bezug["resource"])
        ziel = None if "package" in bezug else self._bestand.find(self._paket, name)
        ziel = ziel or self._bestand.find(KATALOG, name)
        if ziel is None:
            return {}
        ort = (ziel.paket, name)
        if ort not in self._namen:
            self._namen[ort] = {
                str(z[bezug["fields"][0]]): next((str(z[s]) for s in _NAMEN if z.get(s)), "") for z in ziel.zeilen
            }
        return self._namen[ort]

    def look(self, *, ist_zahl: bool, ist_alt: bool, ist_lang: bool) -> Any:
        """Gives the look of a cell that may be filled: text stays text, and what is there already is grey."""
        if (ist_zahl, ist_alt, ist_lang) not in self._aussehen:
            zelle = self._blatt.cell(1, self._blatt.max_column + 1)
            zelle.number_format = "General" if ist_zahl else "@"
            zelle.protection, zelle.alignment = _FREI, _UMBROCHEN if ist_lang else _OBEN
            if ist_alt:
                zelle.fill = _GRAU
            self._aussehen[ist_zahl, ist_alt, ist_lang] = copy(zelle._style)
        return self._aussehen[ist_zahl, ist_alt, ist_lang]

    def coming(self, schema: Mapping[str, Any], spalte: str) -> list[str]:
        """Gives formulas of the ids that somebody adds to the sheet of this workbook that a column refers to."""
        bezug = _reference(schema, spalte) or {}
        ende = self._enden.get(str(bezug.get("resource")))
        zellen = (f"'{bezug.get('resource')}'!$A${nr}" for nr in range(ende, ende + _NEUE)) if ende else ()
        return [f'=IF({z}="","",{z})' for z in zellen]

    def range_of(self, eintraege: Sequence[str]) -> str:
        """Gives the address of a list to choose from; what begins like a formula is one."""
        key = tuple(eintraege)
        if key not in self._listen:
            nr = len(self._listen) + 1
            for zeile, text in enumerate(eintraege, start=1):
                zelle = self._blatt.cell(zeile, nr, text)
                zelle.data_type = "f" if text.startswith("=") else "s"
            buchstabe = get_column_letter(nr)
            self._listen[key] = f"'{self._blatt.title}'!${buchstabe}$1:${buchstabe}${max(len(eintraege), 1)}"
        return self._listen[key]


def _reference(schema: Mapping[str, Any], spalte: str) -> Mapping[str, Any] | None:
    return next((k["reference"] for k in schema.get("foreignKeys", []) if k["fields"] == [spalte]), None)


def put_text(zelle: Cell, text: str) -> None:
    """Writes a text that no spreadsheet takes for a formula, a number or a date."""
    zelle.value = text
    zelle.data_type = "s"


def label(kennung: str, namen: Mapping[str, str]) -> str:
    """Gives an id with its readable name.

    Example:
        >>> label("pelkum", {"pelkum": "Pelkum"}), label("x", {})
        ('pelkum · Pelkum', 'x')
    """
    return f"{kennung}{MARKE}{namen[kennung]}" if namen.get(kennung) else kennung


def _fill_sheet(blatt: Worksheet, inhalt: Blattinhalt, verzeichnis: Verzeichnis) -> None:
    felder = list(inhalt.schema["fields"])
    blatt.cell(
        1, 1, sag("{tabelle}. Grau steht, was schon da ist; Weißes ist auszufüllen.", tabelle=inhalt.schema["title"])
    ).font = Font(name=_SCHRIFT, bold=True, size=13)
    for nr, feld in enumerate(felder, start=1):
        titel, kopf = blatt.cell(2, nr, feld.get("title", feld["name"])), blatt.cell(_KOPFZEILEN, nr, feld["name"])
        titel.font, kopf.font = Font(name=_SCHRIFT, bold=True), Font(name=_SCHRIFT, italic=True, size=9)
        titel.alignment = _OBEN
        ist_zahl = feld["type"] in ("number", "integer")
        namen = verzeichnis.names(inhalt.schema, str(feld["name"]))
        ist_lang = _shape_column(blatt, nr, feld, inhalt, ist_zahl=ist_zahl, ist_kennung=bool(namen))
        _offer(blatt, nr, feld, namen, inhalt, verzeichnis)
        muster = [verzeichnis.look(ist_zahl=ist_zahl, ist_alt=ist_alt, ist_lang=ist_lang) for ist_alt in (False, True)]
        for zeile, zellen in enumerate(inhalt.zeilen):
            zelle = blatt.cell(_KOPFZEILEN + 1 + zeile, nr)
            if text := zellen.get(feld["name"], ""):
                _fill_cell(zelle, label(text, namen), ist_zahl=ist_zahl)
            # One look for all cells of a kind; making it anew takes longer than all else.
            zelle._style = copy(muster[zeile not in inhalt.neu])
    blatt.freeze_panes = blatt.cell(_KOPFZEILEN + 1, 1 + _count_fixed(blatt, inhalt.schema))
    blatt.auto_filter.ref = f"A{_KOPFZEILEN}:{get_column_letter(len(felder))}{_KOPFZEILEN + max(len(inhalt.zeilen), 1)}"
    schutz = blatt.protection
    schutz.sheet = True
    for frei in ("formatColumns", "formatRows", "formatCells", "insertRows", "deleteRows", "sort", "autoFilter"):
        setattr(schutz, frei, False)


def _shape_column(
    blatt: Worksheet, nr: int, feld: Mapping[str, Any], inhalt: Blattinhalt, *, ist_zahl: bool, ist_kennung: bool
) -> bool:
    """Makes a column as wide as nearly all of its cells need, and its head; says whether its texts are long ones."""
    spalte = blatt.column_dimensions[get_column_letter(nr)]
    laengen = sorted(len(z.get(feld["name"], "")) for z in inhalt.zeilen)
    inhaltsbreite = laengen[len(laengen) * 19 // 20] if laengen else 0
    ist_lang = inhaltsbreite > _BREIT and not ist_kennung
    noetig = max(inhaltsbreite + 2, len(feld["name"]) + _PFEIL, len(str(feld.get("title", ""))) + 1)
    spalte.width = min(noetig, _KENNUNG if ist_kennung else _BREIT)
    spalte.protection, spalte.alignment = _FREI, _UMBROCHEN if ist_lang else _OBEN
    spalte.number_format = "General" if ist_zahl else "@"
    return ist_lang


def _count_fixed(blatt: Worksheet, schema: Mapping[str, Any]) -> int:
    """Counts the columns that stay in sight: what the row is about, as far as there is room."""
    breite, fest = 0.0, 0
    for nr, feld in enumerate(schema["fields"], start=1):
        breite += blatt.column_dimensions[get_column_letter(nr)].width
        if feld["name"] not in schema["primaryKey"] or breite > _FEST:
            break
        fest = nr
    return fest


def _offer(
    blatt: Worksheet,
    nr: int,
    feld: Mapping[str, Any],
    namen: Mapping[str, str],
    inhalt: Blattinhalt,
    v: Verzeichnis,
) -> None:
    """Explains a column where it is filled, and offers what it may hold."""
    eintraege = [label(k, namen) for k in namen] + (v.coming(inhalt.schema, str(feld["name"])) if namen else [])
    eintraege = eintraege or list(feld.get("constraints", {}).get("enum", []))
    if feld["type"] == "boolean":
        eintraege = ["ja", "nein"]
    regel = DataValidation(type="list", formula1=v.range_of(eintraege)) if eintraege else DataValidation()
    regel.errorStyle = "warning"
    regel.errorTitle, regel.error = (
        sag("Nicht in der Liste"),
        sag("Diese Kennung gibt es noch nicht. Trotzdem eintragen?"),
    )
    regel.showErrorMessage, regel.showInputMessage = bool(eintraege), True
    regel.promptTitle, regel.prompt = str(feld.get("title", feld["name"]))[:32], str(feld.get("description", ""))[:255]
    buchstabe = get_column_letter(nr)
    regel.add(f"{buchstabe}{_KOPFZEILEN + 1}:{buchstabe}{ZEILEN}")
    blatt.add_data_validation(regel)


def _fill_cell(zelle: Cell, text: str, *, ist_zahl: bool) -> None:
    if ist_zahl:
        zelle.value = float(text) if "." in text else int(text)
    else:
        put_text(zelle, text)


def _explain(blatt: Worksheet, inhalte: Sequence[Blattinhalt]) -> None:
    """Says on a sheet of its own how the workbook is filled, and what belongs into each column."""
    for zeile in (
        sag(
            "So geht es: Ein neues Dokument zuerst auf „quellen“ eintragen, dann die weißen Zeilen auf „werte“ füllen."
        ),
        sag(
            "Graue Zeilen stehen schon in den Daten. Der Pfeil bei wertstatus zeigt auf Wunsch nur die offenen Zeilen."
        ),
        sag("Ein Fehler in einer grauen Zeile lässt sich dort berichtigen. Eine neue Zeile kommt unter die letzte."),
        sag(
            "Was das Dokument druckt, steht in „gedruckt“ Zeichen für Zeichen. Dann genügt das: „wert“ und der wertstatus "
            "„gedruckt“ folgen daraus."
        ),
        sag("Eine Zeile ohne Angaben bleibt „offen“ und wird nicht übernommen."),
        sag("Danach speichern, das Format darf bleiben. Die Datei kommt dann auf die Seite „Eine Tabelle prüfen“."),
        sag("Mit dem Programm geht es auch so: kekiz einlesen mit dem Namen dieser Datei."),
    ):
        blatt.append([zeile])
    blatt.append([])
    blatt.append([sag("Blatt"), sag("Spalte"), sag("Was hineingehört"), sag("Pflicht")])
    for zelle in blatt[blatt.max_row]:
        zelle.font = Font(bold=True)
    for inhalt in inhalte:
        for feld in inhalt.schema["fields"]:
            pflicht = sag("ja") if feld.get("constraints", {}).get("required") else ""
            blatt.append([inhalt.name, feld["name"], str(feld.get("description", "")), pflicht])
    for buchstabe, breite in (("A", 22), ("B", 24), ("C", 100), ("D", 10)):
        blatt.column_dimensions[buchstabe].width = breite
    blatt.protection.sheet = True
