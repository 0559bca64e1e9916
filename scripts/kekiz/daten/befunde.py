"""How the rules of the data name what they find: one fault per row, numbers as they stand in the table."""

import re
from collections.abc import Callable, Collection, Iterator

from kekiz.daten.bestand import Tabelle, Zeile
from kekiz.wissen.fehler import Fehler

_WORT = re.compile(r"[A-Za-zÄÖÜäöüß_]{2,}")
_UMLAUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})


def name_column(text: str, spalten: Collection[str]) -> str:
    """Finds the column that a sentence is about: the first one that it mentions by name, else by its name as a noun.

    Example:
        >>> name_column("Zähler 5 ist größer als Nenner 4", ["wert", "zaehler", "nenner"])
        'zaehler'
        >>> name_column("Bei wertstatus gedruckt fehlt wert", ["wert", "wertstatus"]), name_column("Es fehlt", ["wert"])
        ('wertstatus', '')
    """
    worte = _WORT.findall(text)
    genannt = [*worte, *(w.lower().translate(_UMLAUT) for w in worte)]
    return next((w for w in genannt if w in spalten), "")


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
            spalte = name_column(text, zeile)
            hilfe = abhilfe if isinstance(abhilfe, str) else abhilfe(zeile)
            yield Fehler(tabelle.datei, int(zeile["_zeile"]), tabelle.key(zeile), text, hilfe, spalte=spalte)


def format_cell(wert: float) -> str:
    """Writes a number as it stands in the CSV: decimal point, no needless zero."""
    return f"{wert:g}" if abs(wert) < 1e6 and wert != int(wert) else str(int(wert))
