"""What a sentence is: a statement with the arithmetic that leads to it, and the words that all sentences share.

A sentence never says more than the columns of its row; wording per code comes from :mod:`kekiz.wissen.texte`.
"""

from dataclasses import dataclass, field

import pandas as pd

from kekiz.wert import STELLEN_ANTEIL
from kekiz.wissen import texte
from kekiz.wissen.sprache import sag
from kekiz.wissen.statistik import NIVEAU
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl

# Levels in words, from the constants that decide.
SCHWACH, STRENG = (format_wert(n, "%", 0 if n.is_integer() else 1) for n in sorted(NIVEAU))


@dataclass(frozen=True)
class Satz:
    """One statement and how it was computed.

    Attributes:
        text: The statement, plain text.
        rechnung: Lines of arithmetic with the numbers filled in; empty where nothing was computed.
        methode: Codes of the methods (:class:`kekiz.wissen.codes.Methode`), anchors on the page about methods, with spaces
            between them; several only where statements were joined.
        aufschrift: What the reader opens to see the lines.
    """

    text: str
    rechnung: list[str] = field(default_factory=list)
    methode: str = ""
    aufschrift: str = field(default_factory=lambda: sag("So gerechnet"))


def join_sentences(*saetze: Satz | None) -> Satz | None:
    """Joins statements that belong together to one, with the arithmetic of all; None where there are none.

    Example:
        >>> join_sentences(Satz("A.", ["1"], "ziel"), None, Satz("B.", ["1", "2"], "weg"))
        Satz(text='A. B.', rechnung=['1', '2'], methode='ziel weg', aufschrift='So gerechnet')
    """
    da = [s for s in saetze if s is not None]
    if not da:
        return None
    return Satz(
        " ".join(s.text for s in da),
        list(dict.fromkeys(z for s in da for z in s.rechnung)),
        " ".join(dict.fromkeys(m for s in da for m in s.methode.split())),
    )


def unit_of_difference(einheit: str) -> str:
    """Differences of shares are counted in points, others in their own unit."""
    return "Punkte" if einheit == "%" else einheit


def cases_text(anzahl: float, wer: str) -> str:
    """Writes a number of cases with their name: "403 Kinder", "zwei Kinder", "ein Kind".

    Example:
        >>> cases_text(403, "Kinder"), cases_text(2, "Kinder"), cases_text(1, "Kinder"), cases_text(1, "")
        ('403 Kinder', 'zwei Kinder', 'ein Kind', 'ein Fall')
    """
    wer = wer or sag("Fälle")
    if anzahl == 1:
        return str(texte.EIN_FALL.get(wer, f"1 {wer}"))
    return f"{format_anzahl_wort(int(anzahl)) if float(anzahl).is_integer() else format_zahl(anzahl)} {wer}"


def carried_digits(*stellen: float, einheit: str) -> int:
    """Digits that a number may show: the fewest of its parts, where they are known; at most one for exact shares."""
    bekannt = [int(s) for s in stellen if pd.notna(s)]
    hoechstens = STELLEN_ANTEIL if einheit == "%" else max(bekannt, default=0)
    return min([*bekannt, hoechstens])


def count_text(wert: float) -> str:
    """Writes a number of cases; empty where it is not known."""
    return format_zahl(float(wert)) if pd.notna(wert) else ""


def p_text(p: float) -> str:
    """Writes the p value of a test."""
    return sag("p kleiner als 0,001") if p < 0.001 else f"p = {format_zahl(p, 3)}"
