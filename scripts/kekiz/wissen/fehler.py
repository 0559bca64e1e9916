"""Errors that an editor of the data can cause, worded in German after one pattern.

``Ort [Schlüssel]: Befund (gefunden, erwartet). Abhilfe.``; where the input was a spreadsheet, the place is its cell first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Fehler:
    """One fault in the data.

    Attributes:
        datei: Path of the file as an editor sees it, for example ``musterstadt/werte.csv``.
        zeile: Line in the file, header = 1; 0 where the fault concerns the file as a whole.
        schluessel: Primary key of the row, joined with " · "; empty where there is none.
        befund: What is wrong, with found and expected value in brackets, without final stop.
        abhilfe: What to do, one sentence with final stop.
        spalte: Column of the table; empty where the fault concerns no single one.
        ursache: File and key of the row (``musterstadt/werte.csv quote · nord``) whose own fault would explain this one;
            empty where it stands for itself.
        zelle: Place in the spreadsheet that the row came from, for example ``Blatt „werte“, Zelle B7``.
    """

    datei: str
    zeile: int
    schluessel: str
    befund: str
    abhilfe: str
    spalte: str = ""
    ursache: str = ""
    zelle: str = ""

    def __str__(self) -> str:
        zeile = f" Zeile {self.zeile}" if self.zeile else ""
        datei = f"{self.datei}{zeile}"
        # Who has a spreadsheet open looks for its cell; the line of the table is not to be seen there.
        ort = f"{self.zelle} ({datei})" if self.zelle else datei
        key = f" [{self.schluessel}]" if self.schluessel else ""
        return f"{ort}{key}: {self.befund}. {self.abhilfe}"


def join_parts(teile: Sequence[str]) -> str:
    """Joins the parts of a message.

    Example:
        >>> join_parts(["a"]), join_parts(["a", "b", "c"])
        ('a', 'a, b und c')
    """
    return " und ".join([", ".join(teile[:-1]), teile[-1]] if len(teile) > 1 else teile)


class DatenFehler(Exception):
    """Raised once all faults of the data packages are collected.

    Attributes:
        fehler: The faults, in file and line order.
    """

    def __init__(self, fehler: Iterable[Fehler]) -> None:
        self.fehler: Sequence[Fehler] = sorted(set(fehler))
        super().__init__("\n".join(str(f) for f in self.fehler))


class ErgebnisFehler(Exception):
    """Raised when a page asks for something that the Ergebnis does not hold (a fault in a page, not in the data)."""
