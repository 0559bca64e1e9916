"""Reading a spreadsheet, .xlsx, .ods or .csv, as a grid of cells, before anybody knows what the cells mean.

Plain Python beside openpyxl: the check in a browser uses the same code as the command line. What cannot be read is told
with the cell as a spreadsheet knows it.
"""

import csv
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import datetime, time
from typing import Any, Final

from openpyxl import Workbook, load_workbook
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.daten.blatt import LEER, Blatt, Zelle, merge_cells, too_far
from kekiz.daten.dateiart import ODS, XLSX, decode_text, foreign_format, size_fault
from kekiz.daten.leseods import read_ods
from kekiz.wissen.fehler import DatenFehler, Fehler

TRENNER: Final = (",", ";", "\t")
_GANZER_TAG: Final = frozenset("dmy")
"""A format of dates that shows day, month and year."""
_KAPUTT: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, InvalidFileException, SyntaxError, LookupError,
    ValueError, TypeError, AttributeError,
)  # fmt: skip
"""What opening a damaged workbook raises: in its archive, in the XML of its parts, in what they say of each other."""
SPEICHERN: Final = "Bitte in Excel oder LibreOffice als .xlsx speichern oder als CSV mit dem Zeichensatz UTF-8."


def read_sheets(roh: bytes, datei: str) -> list[Blatt]:
    """Reads all sheets of a file.

    Args:
        roh: Its content.
        datei: Its name for messages.

    Returns:
        The sheets in their order; of a CSV the only one.

    Raises:
        DatenFehler: The file is none of them, or cannot be read.
    """
    if zu_gross := size_fault(roh):
        befund = f"Die Datei ist zu groß ({zu_gross})"
        raise DatenFehler([Fehler(datei, 0, "", befund, "Bitte nur die Blätter behalten, die zu prüfen sind.")])
    art = foreign_format(roh)
    if art == XLSX:
        return _read_workbook(roh, datei)
    if art == ODS:
        return read_ods(roh, datei)
    if art:
        raise DatenFehler([Fehler(datei, 0, "", f"Die Datei ist {art} (erwartet .xlsx, .ods oder .csv)", SPEICHERN)])
    if not roh.strip(b"\xef\xbb\xbf\xff\xfe \r\n\t\x00"):
        raise DatenFehler([Fehler(datei, 0, "", "Die Datei ist leer", SPEICHERN)])
    try:
        text, _ = decode_text(roh)
    except UnicodeError as ausnahme:
        befund = f"Der Zeichensatz der Datei ist nicht zu erkennen ({ausnahme} der bekannten passen)"
        raise DatenFehler([Fehler(datei, 0, "", befund, SPEICHERN)]) from ausnahme
    return [_read_csv(text, datei)]


# --- CSV -------------------------------------------------------------------------------------------------------------


def split_records(text: str, trenner: str = ",") -> Iterator[tuple[str, list[str]]]:
    """Splits a CSV text into its rows.

    Args:
        text: The whole text.
        trenner: What stands between two cells.

    Yields:
        Each row as it stands there, with its line end, and its cells.

    Raises:
        csv.Error: A quotation mark is never closed, or a cell has no end.
    """
    zeilen = text.splitlines(keepends=True)
    # A cell may hold all that lies below an open quotation mark; the number of cells tells.
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    leser = csv.reader(zeilen, delimiter=trenner, strict=True)
    beginn = 0
    for zellen in leser:
        yield "".join(zeilen[beginn : leser.line_num]), zellen
        beginn = leser.line_num


def _separator(kopf: str) -> str:
    """Gives the separator of a table by the row that names its columns: the most frequent one."""
    return max(TRENNER, key=kopf.count)


def _read_csv(text: str, datei: str) -> Blatt:
    text = re.sub(r"\r\n?", "\n", text)
    zeilen = text.split("\n")
    if zeilen[0].lower().startswith("sep="):
        # Excel's own mark of the separator.
        trenner = zeilen[0][4:5]
        text = text.partition("\n")[2]
    else:
        trenner = _separator(max(zeilen[:12], key=lambda z: max(z.count(t) for t in TRENNER)))
    nr = 0
    gelesen = []
    try:
        for _, zellen in split_records(text, trenner):
            nr += 1
            gelesen.append([Zelle(z) if z else LEER for z in zellen])
    except csv.Error as ausnahme:
        raise DatenFehler(
            [
                Fehler(
                    datei,
                    nr + 1,
                    "",
                    "Die Anführungszeichen einer Zelle gehen nicht auf",
                    "Bitte die Zelle ganz in Anführungszeichen setzen; ein Anführungszeichen darin wird verdoppelt.",
                )
            ]
        ) from ausnahme
    return Blatt("", gelesen)


# --- XLSX ------------------------------------------------------------------------------------------------------------


def _read_workbook(roh: bytes, datei: str) -> list[Blatt]:
    try:
        formeln = load_workbook(io.BytesIO(roh))
        sichtbar = [b for b in formeln.worksheets if b.sheet_state == "visible"]
        if zu_weit := [f for b in sichtbar for f in too_far(b.title, b.max_row, b.max_column, datei)]:
            raise DatenFehler(zu_weit)
        hat_formel = any(z.data_type == "f" for b in sichtbar for zeile in b.iter_rows() for z in zeile)
        mappe = load_workbook(io.BytesIO(roh), data_only=True) if hat_formel else formeln
    except _KAPUTT as ausnahme:
        befund = "Die Excel-Mappe lässt sich nicht öffnen (beschädigt oder mit einem Kennwort geschützt)"
        abhilfe = "Bitte in Excel oder LibreOffice öffnen und ohne Kennwort neu als .xlsx speichern."
        raise DatenFehler([Fehler(datei, 0, "", befund, abhilfe)]) from ausnahme
    return visible_sheets(mappe, formeln)


def visible_sheets(mappe: Workbook, formeln: Workbook) -> list[Blatt]:
    """Gives the sheets of a workbook that a reader sees.

    Args:
        mappe: The workbook with results.
        formeln: The same one with formulas.
    """
    return [Blatt(b.title, _read_sheet(b, formeln[b.title])) for b in mappe.worksheets if b.sheet_state == "visible"]


def _read_sheet(blatt: Worksheet, formeln: Worksheet) -> list[list[Zelle]]:
    zeilen = [
        [_read_cell(zelle, ist_formel=formel.data_type == "f") for zelle, formel in zip(oben, unten, strict=True)]
        for oben, unten in zip(blatt.iter_rows(), formeln.iter_rows(), strict=True)
    ]
    for bereich in blatt.merged_cells.ranges:
        merge_cells(zeilen, bereich.min_row - 1, bereich.min_col - 1, bereich.max_row - 1, bereich.max_col - 1)
    return zeilen


def _read_cell(zelle: Any, *, ist_formel: bool) -> Zelle:
    inhalt, form = zelle.value, str(zelle.number_format or "")
    if inhalt is None:
        return Zelle(mangel="eine Formel, deren Ergebnis nicht gespeichert ist") if ist_formel else LEER
    if zelle.data_type == "e":
        return Zelle(str(inhalt), mangel=f"der Fehlerwert {inhalt}")
    if isinstance(inhalt, datetime):
        zeichen = set(re.sub(r'"[^"]*"|\[[^\]]*\]', "", form).lower())
        if inhalt.time() == time() and zeichen >= _GANZER_TAG:
            return Zelle(inhalt.date())
        return Zelle(str(inhalt), mangel="ein Datum oder eine Uhrzeit")
    if isinstance(inhalt, time) or not isinstance(inhalt, str | int | float | bool):
        return Zelle(str(inhalt), mangel="ein Datum oder eine Uhrzeit")
    return Zelle(inhalt, ist_prozent="%" in form and not isinstance(inhalt, str))
