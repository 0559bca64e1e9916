"""The workbook in which somebody looks at translations: one sheet for each language, out and in again.

A sheet has a row for each text (for each of its forms where a number decides): key, German, for which numbers, translation,
correction, who looked at it, remark. Only the last three are filled in. What comes back is checked as the catalogue is, and
is written as a whole or not at all; out and in again without a word changes nothing.
"""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.daten.bestand import Bestand
from kekiz.daten.blatt import Blatt
from kekiz.daten.lesetabelle import read_sheets
from kekiz.sagen.sprachkatalog import (
    UEBERSETZT,
    Eintrag,
    Sprachkatalog,
    align,
    direction,
    parse_catalogue,
    read_catalogue,
    text_faults,
    write_catalogue,
)
from kekiz.sagen.sprachtexte import Text, source_texts
from kekiz.seiten.sprachenseite import MAPPE, ORDNER
from kekiz.wege.archiv import save_workbook
from kekiz.wege.vorlage import put_text
from kekiz.wissen.fehler import DatenFehler, Fehler

SPALTEN: Final = (
    ("Schlüssel", 24),
    ("Deutsch", 60),
    ("Für Zahlen wie", 16),
    ("Übersetzung", 60),
    ("Korrektur", 60),
    ("Durchgesehen von (Rolle, kein Name)", 26),
    ("Anmerkung", 40),
)
"""Heads of the columns, and how wide they are."""
_KEY, _DEUTSCH, _ZAHLEN, _TEXT, _KORREKTUR, _ROLLE, _ANMERKUNG = range(len(SPALTEN))
_LANG: Final = 300
"""No role or remark is longer."""

Zellen = tuple[str, ...]


def _row_keys(key: str, eintrag: Eintrag, katalog: Sprachkatalog) -> list[tuple[str, int]]:
    """Gives name and number of the form of each row of a text; forms that no number takes have none."""
    if isinstance(eintrag.deutsch, str):
        return [(key, 0)]
    return [(f"{key}[{nr}]", nr) for nr in range(len(eintrag.formen)) if katalog.numbers(nr)]


def _german(text: Text) -> str:
    return text if isinstance(text, str) else " / ".join(text)


def sheet_rows(katalog: Sprachkatalog) -> list[Zellen]:
    """Writes a catalogue as rows of a sheet.

    Args:
        katalog: The catalogue, up to date.
    """
    return [
        (
            name,
            _german(e.deutsch),
            "" if isinstance(e.deutsch, str) else ", ".join(map(str, katalog.numbers(nr))),
            e.formen[nr],
            "",
            e.rolle,
            e.anmerkung,
        )
        for key, e in katalog.eintraege.items()
        for name, nr in _row_keys(key, e, katalog)
    ]


def make_workbook(kataloge: Sequence[Sprachkatalog]) -> Workbook:
    """Makes the workbook.

    Args:
        kataloge: One for each sheet.
    """
    mappe = Workbook()
    mappe.remove(mappe.active)
    for katalog in kataloge:
        _fill(mappe.create_sheet(katalog.sprache), sheet_rows(katalog), direction(katalog.sprache))
    return mappe


def _fill(blatt: Worksheet, zeilen: Sequence[Zellen], richtung: str) -> None:
    for nr, (titel, breite) in enumerate(SPALTEN, start=1):
        put_text(blatt.cell(1, nr), titel)
        blatt.cell(1, nr).font = Font(bold=True)
        blatt.column_dimensions[get_column_letter(nr)].width = breite
    muster: list[Any] = []
    for zeile, zellen in enumerate(zeilen, start=2):
        for nr, text in enumerate(zellen):
            zelle = blatt.cell(zeile, nr + 1)
            if text:
                put_text(zelle, text)
            if len(muster) <= nr:
                _shape(zelle, ist_frei=nr >= _KORREKTUR, von_rechts=richtung == "rtl" and nr in (_TEXT, _KORREKTUR))
                muster.append(zelle._style)
            # One look for a column; making it anew takes longer than all else.
            zelle._style = copy(muster[nr])
    blatt.freeze_panes = "B2"
    blatt.protection.sheet = True
    for frei in ("formatColumns", "formatRows", "formatCells", "autoFilter"):
        setattr(blatt.protection, frei, False)


def _shape(zelle: Cell, *, ist_frei: bool, von_rechts: bool) -> None:
    """Gives a cell the look of its column: grey where nothing is filled in, read from its own side."""
    zelle.number_format = "@"
    zelle.alignment = Alignment(wrap_text=True, vertical="top", readingOrder=2 if von_rechts else 0)
    if ist_frei:
        zelle.protection = Protection(locked=False)
    else:
        zelle.fill = PatternFill("solid", fgColor="E8E8E8")


def current(quelle: Mapping[str, Text], sprachen: Sequence[str] = UEBERSETZT) -> list[Sprachkatalog]:
    """Reads the catalogues of languages and brings them up to date.

    Args:
        quelle: German texts by key.
        sprachen: The languages.

    Raises:
        DatenFehler: One cannot be read.
    """
    return [align(read_catalogue(s), quelle) for s in sprachen]


def write_languages(site: Path, bestand: Bestand) -> None:
    """Writes the tables of the texts for whoever looks at translations.

    Args:
        site: Folder of the built site.
        bestand: The packages.
    """
    kataloge = current(source_texts(bestand))
    (site / ORDNER).mkdir(parents=True, exist_ok=True)
    save_workbook(make_workbook(kataloge), site / MAPPE)
    for katalog in kataloge:
        (site / ORDNER / f"{katalog.sprache}.po").write_text(write_catalogue(katalog), encoding="utf-8")


# --- in again --------------------------------------------------------------------------------------------------------


def read_reviewed(roh: bytes, datei: str, quelle: Mapping[str, Text]) -> dict[str, Sprachkatalog]:
    """Reads what came back: a workbook, or the catalogue of one language, named after it.

    Args:
        roh: Content of the file.
        datei: Its name.
        quelle: German texts by key.

    Returns:
        Catalogues by language, only those that differ from what is there.

    Raises:
        DatenFehler: The file cannot be read, or a row does not fit; all rows that do not are told.
    """
    if datei.endswith(".po"):
        gelesen = {Path(datei).stem: _read_po(roh, datei, quelle)}
    else:
        gelesen = _read_workbook(roh, datei, quelle)
    vorher = {s: align(read_catalogue(s), quelle) for s in gelesen}
    return {s: k for s, k in gelesen.items() if write_catalogue(k) != write_catalogue(vorher[s])}


def _read_po(roh: bytes, datei: str, quelle: Mapping[str, Text]) -> Sprachkatalog:
    sprache = Path(datei).stem
    if sprache not in UEBERSETZT:
        befund = f"Diese Sprache gibt es nicht (gefunden „{sprache}“, erwartet {', '.join(UEBERSETZT)})"
        raise DatenFehler([Fehler(datei, 0, "", befund, "Bitte die Datei nach der Sprache benennen.")])
    neu = parse_catalogue(roh, sprache, datei)
    fehler = [
        Fehler(datei, e.zeile, key, "Der deutsche Text ist ein anderer als jetzt", "Bitte neu ausgeben.")
        for key, e in neu.eintraege.items()
        if key in quelle and e.deutsch != quelle[key]
    ]
    fehler += [
        Fehler(datei, e.zeile, key, *mangel)
        for key, e in neu.eintraege.items()
        if key in quelle
        for nr, text in enumerate(e.formen)
        if text
        for mangel in text_faults(quelle[key], text, sprache, _numbers(neu, key, quelle, nr))
    ]
    fehler += [Fehler(datei, e.zeile, key, *m) for key, e in neu.eintraege.items() for m in _note_faults(e)]
    if fehler:
        raise DatenFehler(fehler)
    return align(neu, quelle)


def _numbers(katalog: Sprachkatalog, key: str, quelle: Mapping[str, Text], nr: int) -> list[int] | None:
    return None if isinstance(quelle[key], str) else katalog.numbers(nr)


def _note_faults(eintrag: Eintrag) -> list[tuple[str, str]]:
    """Finds what does not belong into the cells about a text."""
    fehler = []
    if "@" in eintrag.rolle:
        fehler.append(("In der Spalte steht eine Adresse statt einer Rolle", "Bitte nur die Rolle nennen."))
    for text in (eintrag.rolle, eintrag.anmerkung):
        if len(text) > _LANG or not text.isprintable():
            fehler.append(("Rolle oder Anmerkung ist zu lang oder hat mehrere Zeilen", "Bitte in eine Zeile kürzen."))
    return fehler


def _read_workbook(roh: bytes, datei: str, quelle: Mapping[str, Text]) -> dict[str, Sprachkatalog]:
    blaetter = [b for b in read_sheets(roh, datei) if b.name in UEBERSETZT]
    if not blaetter:
        befund = f"Kein Blatt heißt wie eine Sprache (erwartet {', '.join(UEBERSETZT)})"
        raise DatenFehler([Fehler(datei, 0, "", befund, "Bitte die Mappe neu ausgeben.")])
    neu: dict[str, Sprachkatalog] = {}
    fehler: list[Fehler] = []
    for blatt in blaetter:
        try:
            neu[blatt.name] = _read_sheet(blatt, datei, quelle)
        except DatenFehler as grund:
            fehler += grund.fehler
    if fehler:
        raise DatenFehler(fehler)
    return neu


def _read_sheet(blatt: Blatt, datei: str, quelle: Mapping[str, Text]) -> Sprachkatalog:
    """Takes the corrections of a sheet into its catalogue.

    Raises:
        DatenFehler: A row does not fit.
    """
    katalog = align(read_catalogue(blatt.name), quelle)
    orte = {
        name: (key, nr)
        for key, e in katalog.eintraege.items()
        for name, nr in _row_keys(key, e, katalog)
    }  # fmt: skip
    eintraege = dict(katalog.eintraege)
    fehler: list[Fehler] = []

    def _fault(zeile: int, spalte: int, key: str, befund: str, abhilfe: str) -> None:
        fehler.append(Fehler(datei, 0, key, befund, abhilfe, zelle=blatt.place(zeile, spalte)))

    kopf = [str(z.inhalt or "") for z in blatt.zeilen[0]] if blatt.zeilen else []
    if kopf[: len(SPALTEN)] != [titel for titel, _ in SPALTEN]:
        _fault(0, 0, "", "Die erste Zeile ist nicht die der Mappe", "Bitte die Mappe neu ausgeben.")
        raise DatenFehler(fehler)
    for zeile in range(1, len(blatt.zeilen)):
        zellen = [blatt.cell(zeile, nr) for nr in range(len(SPALTEN))]
        if all(z.ist_leer for z in zellen):
            continue
        falsch = [nr for nr, z in enumerate(zellen) if z.mangel or not (z.inhalt is None or isinstance(z.inhalt, str))]
        if falsch:
            _fault(zeile, falsch[0], "", "In der Zelle steht kein Text", "Bitte als Text eingeben.")
            continue
        text = [str(z.inhalt or "") for z in zellen]
        name = text[_KEY].strip()
        if name not in orte:
            _fault(zeile, _KEY, name, "Diesen Schlüssel gibt es nicht", "Bitte die Mappe neu ausgeben.")
            continue
        key, nr = orte[name]
        alt = katalog.eintraege[key]
        if text[_DEUTSCH] != _german(alt.deutsch):
            _fault(
                zeile, _DEUTSCH, name, "Der deutsche Text ist ein anderer als jetzt", "Bitte die Mappe neu ausgeben."
            )
            continue
        if text[_TEXT] != alt.formen[nr]:
            _fault(
                zeile,
                _TEXT,
                name,
                "Die Übersetzung ist eine andere als jetzt",
                "Bitte in die Spalte Korrektur schreiben.",
            )
            continue
        if korrektur := text[_KORREKTUR].strip():
            zahlen = katalog.numbers(nr) if isinstance(alt.deutsch, tuple) else None
            for mangel in text_faults(alt.deutsch, korrektur, blatt.name, zahlen):
                _fault(zeile, _KORREKTUR, name, *mangel)
        eintraege[key] = _corrected(eintraege[key], nr, korrektur, text[_ROLLE].strip(), text[_ANMERKUNG].strip())
        for mangel in _note_faults(eintraege[key]):
            _fault(zeile, _ROLLE, name, *mangel)
    if fehler:
        raise DatenFehler(fehler)
    return Sprachkatalog(katalog.sprache, eintraege, katalog.plural)


def _corrected(eintrag: Eintrag, nr: int, korrektur: str, rolle: str, anmerkung: str) -> Eintrag:
    """Puts a correction in; whoever looked at one form of a text looked at all of them."""
    formen = list(eintrag.formen)
    if korrektur:
        formen[nr] = korrektur
    return replace(
        eintrag,
        formen=tuple(formen),
        # A corrected text, or one that somebody looked at, is no longer doubtful.
        ist_unklar=eintrag.ist_unklar and not (korrektur or rolle),
        rolle=rolle or eintrag.rolle,
        anmerkung=anmerkung or eintrag.anmerkung,
    )
