"""How the rules of the data name what they find: one fault per row, numbers as they stand in the table."""

import re
from collections.abc import Callable, Iterator

from kekiz.daten.bestand import Tabelle, Zeile
from kekiz.wissen.fehler import Fehler

_WORT = re.compile(r"[a-z][a-z_]+")


def name_rows(
    tabelle: Tabelle,
    trifft: Callable[[Zeile], bool],
    befund: Callable[[Zeile], str],
    abhilfe: str | Callable[[Zeile], str],
) -> Iterator[Fehler]:
    """Words one fault per row that a condition meets; the first column that it mentions is the one that it concerns.

    Args:
        tabelle: The table.
        trifft: Whether the row has the fault.
        befund: What is wrong with it.
        abhilfe: What to do about it.
    """
    for zeile in tabelle.zeilen:
        if trifft(zeile):
            text = befund(zeile)
            spalte = next((w for w in _WORT.findall(text) if w in zeile), "")
            hilfe = abhilfe if isinstance(abhilfe, str) else abhilfe(zeile)
            yield Fehler(tabelle.datei, int(zeile["_zeile"]), tabelle.key(zeile), text, hilfe, spalte=spalte)


def format_cell(wert: float) -> str:
    """Writes a number as it stands in the CSV: decimal point, no needless zero."""
    return f"{wert:g}" if abs(wert) < 1e6 and wert != int(wert) else str(int(wert))
