"""How the rules of the data name what they find: one fault per row, numbers as they stand in the table."""

from collections.abc import Callable, Iterator

import pandas as pd

from kekiz.daten.bestand import Tabelle
from kekiz.wissen.fehler import Fehler


def name_rows(tabelle: Tabelle, maske: pd.Series, befund: Callable[[pd.Series], str], abhilfe: str) -> Iterator[Fehler]:
    """Words one fault per row that a mask marks."""
    if not maske.any():
        return
    treffer = tabelle.frame[maske.fillna(False).astype(bool)]
    for (_, zeile), schluessel in zip(treffer.iterrows(), tabelle.key(treffer), strict=True):
        yield Fehler(tabelle.datei, int(zeile["_zeile"]), schluessel, befund(zeile), abhilfe)


def format_cell(wert: float) -> str:
    """Writes a number as it stands in the CSV: decimal point, no needless zero."""
    return f"{wert:g}" if abs(wert) < 1e6 and wert != int(wert) else str(int(wert))
