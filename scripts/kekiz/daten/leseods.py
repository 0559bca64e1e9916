"""Reading a spreadsheet that LibreOffice saved in its own form (.ods), as a grid of cells.

Plain Python: the check in a browser uses the same code as the command line. The form is OpenDocument 1.2 and later.

Source: OASIS, Open Document Format for Office Applications (OpenDocument) Version 1.3, Part 3, sections 9 and 19.385.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final
from xml.etree import ElementTree as ET

from kekiz.daten.blatt import LEER, Blatt, Zelle, merge_cells, too_far
from kekiz.wissen.fehler import DatenFehler, Fehler

_NS: Final = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _TABLE, _TEXT, _STYLE, _NUMBER = (_NS % n for n in ("office", "table", "text", "style", "datastyle"))
_WERTART: Final = f"{_OFFICE}value-type"
_FEHLERART: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
_GRUPPEN: Final = frozenset(f"{_TABLE}table-{n}" for n in ("row-group", "header-rows", "rows"))
_SPALTENGRUPPEN: Final = frozenset(f"{_TABLE}table-{n}" for n in ("column-group", "header-columns", "columns"))
_ZELLEN: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_GANZER_TAG: Final = frozenset(f"{_NUMBER}{n}" for n in ("day", "month", "year"))
"""Parts of a form of dates that shows day, month and year."""
_DATUM: Final = "ein Datum oder eine Uhrzeit"
_BREITE: Final = 1000
"""Cells beyond this column are no table."""
_LEERZEILE: Final[list[Zelle]] = []


def read_ods(roh: bytes, datei: str) -> list[Blatt]:
    """Reads all sheets that a reader sees.

    Args:
        roh: Content of the file.
        datei: Its name for messages.

    Raises:
        DatenFehler: The file is damaged or protected with a password, or a sheet goes far beyond its table.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(roh)) as archiv:
            text = archiv.read("content.xml")
        if b"<!DOCTYPE" in text[:1000]:
            raise ValueError("kein OpenDocument")
        inhalt = ET.fromstring(text)
        stile = _Stile(inhalt)
        blaetter = [
            Blatt(str(t.get(f"{_TABLE}name")), _read_sheet(t, stile))
            for t in inhalt.iterfind(f"{_OFFICE}body/{_OFFICE}spreadsheet/{_TABLE}table")
            if t.get(f"{_TABLE}style-name") not in stile.verborgen
        ]
    except (zipfile.BadZipFile, ET.ParseError, KeyError, ValueError, RuntimeError, OSError) as ausnahme:
        befund = "Die Tabelle von LibreOffice lässt sich nicht öffnen (beschädigt oder mit einem Kennwort geschützt)"
        abhilfe = "Bitte in LibreOffice öffnen und ohne Kennwort neu speichern."
        raise DatenFehler([Fehler(datei, 0, "", befund, abhilfe)]) from ausnahme
    masse = ((b.name, len(b.zeilen), max(map(len, b.zeilen), default=0)) for b in blaetter)
    if zu_weit := [f for mass in masse for f in too_far(*mass, datei)]:
        raise DatenFehler(zu_weit)
    return blaetter


class _Stile:
    """Which sheets are hidden, and which cells show a whole day.

    Args:
        inhalt: Root of the content.
    """

    def __init__(self, inhalt: ET.Element) -> None:
        eigene = inhalt.find(f"{_OFFICE}automatic-styles")
        alle = list(eigene) if eigene is not None else []
        tage = {s.get(f"{_STYLE}name") for s in alle if {teil.tag for teil in s} >= _GANZER_TAG}
        self.verborgen = {
            s.get(f"{_STYLE}name")
            for s in alle
            if any(e.get(f"{_TABLE}display") == "false" for e in s.iterfind(f"{_STYLE}table-properties"))
        }
        self.ganze_tage = {s.get(f"{_STYLE}name") for s in alle if s.get(f"{_STYLE}data-style-name") in tage}


def _within(eltern: ET.Element, name: str, gruppen: frozenset[str]) -> Iterator[ET.Element]:
    """Gives the rows or columns of a table, those within groups, too."""
    for kind in eltern:
        if kind.tag == name:
            yield kind
        elif kind.tag in gruppen:
            yield from _within(kind, name, gruppen)


def _repeats(element: ET.Element, was: str) -> int:
    return int(element.get(f"{_TABLE}number-{was}-repeated", "1"))


def _read_sheet(tabelle: ET.Element, stile: _Stile) -> list[list[Zelle]]:
    spaltenstile: list[str | None] = []
    for spalte in _within(tabelle, f"{_TABLE}table-column", _SPALTENGRUPPEN):
        noch = min(_repeats(spalte, "columns"), _BREITE - len(spaltenstile))
        spaltenstile += [spalte.get(f"{_TABLE}default-cell-style-name")] * noch
    zeilen: list[list[Zelle]] = []
    verbunden: list[tuple[int, int, int, int]] = []
    leere = 0
    for zeile in _within(tabelle, f"{_TABLE}table-row", _GRUPPEN):
        zellen: list[Zelle] = []
        bereiche = []
        for element in zeile:
            if element.tag in _ZELLEN:
                stelle = len(zellen)
                stil = element.get(f"{_TABLE}style-name") or zeile.get(f"{_TABLE}default-cell-style-name")
                stil = stil or (spaltenstile[stelle] if stelle < len(spaltenstile) else None)
                zelle = _read_cell(element, ist_tag=stil in stile.ganze_tage)
                zellen += [zelle] * min(_repeats(element, "columns"), _BREITE - stelle)
                hoch, breit = (int(element.get(f"{_TABLE}number-{n}-spanned", "1")) for n in ("rows", "columns"))
                if (hoch, breit) != (1, 1):
                    bereiche.append((stelle, hoch, breit))
        while zellen and zellen[-1] is LEER and not bereiche:
            zellen.pop()
        if not zellen:
            leere += _repeats(zeile, "rows")
            continue
        zeilen += [_LEERZEILE] * leere
        leere = 0
        verbunden += [(len(zeilen), s, len(zeilen) + hoch - 1, s + breit - 1) for s, hoch, breit in bereiche]
        zeilen += [list(zellen) for _ in range(_repeats(zeile, "rows"))]
    for oben, links, unten, rechts in verbunden:
        zeilen += [_LEERZEILE] * (unten + 1 - len(zeilen))
        for nr in range(oben, unten + 1):
            zeilen[nr] = zeilen[nr] + [LEER] * (rechts + 1 - len(zeilen[nr]))
        merge_cells(zeilen, oben, links, unten, rechts)
    return zeilen


def _read_cell(element: ET.Element, *, ist_tag: bool) -> Zelle:
    art = element.get(_WERTART)
    text = "\n".join(_words(p) for p in element.iterfind(f"{_TEXT}p"))
    if element.get(_FEHLERART) == "error":
        return Zelle(text, mangel=f"der Fehlerwert {text}")
    if art is None:
        ist_formel = element.get(f"{_TABLE}formula") is not None
        return Zelle(mangel="eine Formel, deren Ergebnis nicht gespeichert ist") if ist_formel else LEER
    if art in ("float", "percentage", "currency"):
        zahl = element.get(f"{_OFFICE}value", "")
        ist_ganz = zahl.lstrip("-").isdecimal()
        return Zelle(int(zahl) if ist_ganz else float(zahl), ist_prozent=art == "percentage")
    if art == "boolean":
        return Zelle(element.get(f"{_OFFICE}boolean-value") == "true")
    if art in ("date", "time"):
        roh = element.get(f"{_OFFICE}date-value", "")
        tag = datetime.fromisoformat(roh) if art == "date" else None
        if tag and ist_tag and tag.time() == time():
            return Zelle(date(tag.year, tag.month, tag.day))
        return Zelle(text, mangel=_DATUM)
    inhalt = element.get(f"{_OFFICE}string-value", text)
    return Zelle(inhalt) if inhalt else LEER


def _words(absatz: ET.Element) -> str:
    """Gives the text of a paragraph: blanks, tabs and line ends are elements of their own there."""
    teile = [absatz.text or ""]
    for kind in absatz:
        if kind.tag == f"{_TEXT}s":
            teile.append(" " * int(kind.get(f"{_TEXT}c", "1")))
        elif kind.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            teile.append("\t" if kind.tag.endswith("tab") else "\n")
        elif kind.tag != f"{_OFFICE}annotation":
            teile.append(_words(kind))
        teile.append(kind.tail or "")
    return "".join(teile)
