"""A sheet as a grid of cells, before anybody knows what they mean: what every reader of spreadsheets gives.

Plain Python: the check in a browser uses the same code as the command line.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from openpyxl.utils import get_column_letter

from kekiz.wissen.fehler import Fehler

MEISTE_ZELLEN: Final = 2_000_000
"""So many cells of a sheet are looked at, empty ones included."""
Inhalt = str | int | float | bool | date | None


@dataclass(frozen=True)
class Zelle:
    """One cell as a spreadsheet holds it.

    Attributes:
        inhalt: What is in it; None: nothing. A date is one that is shown with day, month and year.
        ist_prozent: A number that is shown as percent: 0.82 is 82 %.
        ist_verbunden: It shows what stands in another cell, with which it is merged.
        mangel: Why it cannot be read; empty where it can.
    """

    inhalt: Inhalt = None
    ist_prozent: bool = False
    ist_verbunden: bool = False
    mangel: str = ""

    @property
    def ist_leer(self) -> bool:
        """Says whether nothing is in it, or blanks alone."""
        return not self.mangel and (self.inhalt is None or not str(self.inhalt).strip())


LEER: Final = Zelle()


@dataclass(frozen=True)
class Blatt:
    """One sheet.

    Attributes:
        name: Its name; empty for a CSV file, which has no sheets.
        zeilen: Rows from the first one of the sheet, each as long as it is.
    """

    name: str
    zeilen: Sequence[Sequence[Zelle]]

    def cell(self, zeile: int, spalte: int) -> Zelle:
        """Gives one cell, counted from 0; an empty one beyond the end of a row."""
        zellen = self.zeilen[zeile]
        return zellen[spalte] if spalte < len(zellen) else LEER

    def place(self, zeile: int, spalte: int) -> str:
        """Names a cell, counted from 0, as a spreadsheet does, for a message."""
        zelle = f"Zelle {get_column_letter(spalte + 1)}{zeile + 1}"
        return f"Blatt „{self.name}“, {zelle}" if self.name else zelle


def merge_cells(zeilen: list[list[Zelle]], oben: int, links: int, unten: int, rechts: int) -> None:
    """Gives all cells of a merged range what its first one holds; over several columns nobody can tell whose it is.

    Args:
        zeilen: Cells of the sheet; changed.
        oben: First row of the range, counted from 0.
        links: Its first column.
        unten: Its last row.
        rechts: Its last column.
    """
    erste = zeilen[oben][links]
    neu = Zelle(erste.inhalt, erste.ist_prozent, True, erste.mangel)
    if links != rechts:
        neu = Zelle(erste.inhalt, mangel="" if erste.ist_leer else "über mehrere Spalten verbunden")
    for nr in range(oben, unten + 1):
        for spalte in range(links, rechts + 1):
            zeilen[nr][spalte] = neu


def too_far(blatt: str, zeilen: int, spalten: int, datei: str) -> list[Fehler]:
    """Words a sheet with something far below or beside its table: all the empty cells between would have to be read.

    Args:
        blatt: Its name.
        zeilen: Its last row, counted from 1.
        spalten: Its last column, counted from 1.
        datei: Name of the file for messages.
    """
    if zeilen * spalten <= MEISTE_ZELLEN:
        return []
    befund = f"Das Blatt reicht bis zur Zelle {get_column_letter(spalten)}{zeilen}, viel weiter als eine Tabelle"
    abhilfe = "Bitte die Zeilen unter und die Spalten neben der Tabelle löschen und neu speichern."
    return [Fehler(datei, 0, "", befund, abhilfe, zelle=f"Blatt „{blatt}“")]
