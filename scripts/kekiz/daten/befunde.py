"""How the rules of the data name what they find: one fault per row, numbers as they stand in the table."""

from collections.abc import Callable, Iterator

from kekiz.daten.bestand import Tabelle, Zeile
from kekiz.wissen.fehler import Fehler


def name_rows(
    tabelle: Tabelle, trifft: Callable[[Zeile], bool], befund: Callable[[Zeile], str], abhilfe: str
) -> Iterator[Fehler]:
    """Words one fault per row that a condition meets.

    Args:
        tabelle: The table.
        trifft: Whether the row has the fault.
        befund: What is wrong with it.
        abhilfe: What to do about it.
    """
    for zeile in tabelle.zeilen:
        if trifft(zeile):
            yield Fehler(tabelle.datei, int(zeile["_zeile"]), tabelle.key(zeile), befund(zeile), abhilfe)


def format_cell(wert: float) -> str:
    """Writes a number as it stands in the CSV: decimal point, no needless zero."""
    return f"{wert:g}" if abs(wert) < 1e6 and wert != int(wert) else str(int(wert))
