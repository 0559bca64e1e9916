"""How wide a text is, without a browser: an estimate for sans-serif system fonts, rather too wide than too narrow."""

from __future__ import annotations

from typing import Final

FETT: Final = 1.08
"""How much wider bold type is."""
_SCHMAL: Final = frozenset("ijlI.,:;|!'’·()[]/ \u202f\u00a0\u200aft⁰¹²³⁴⁵⁶⁷⁸⁹⁾")
_BREIT: Final = frozenset("mwMW%@—＝")


def _char_width(zeichen: str) -> float:
    if zeichen in _SCHMAL:
        return 0.33
    if zeichen in _BREIT:
        return 0.9
    return 0.7 if zeichen.isupper() else 0.57


def text_breite(text: str, schrift: float) -> float:
    """Estimate the width of a text.

    Args:
        text: One line.
        schrift: Size of the type in pixels.
    """
    return sum(map(_char_width, text)) * schrift * 1.09


def break_lines(text: str, breite: float, schrift: float) -> list[str]:
    """Break a text into lines at plain spaces; a single long word and what an unbreakable space joins stay whole."""
    zeilen: list[str] = []
    for wort in text.split(" "):
        if zeilen and text_breite(f"{zeilen[-1]} {wort}", schrift) <= breite:
            zeilen[-1] += f" {wort}"
        else:
            zeilen.append(wort)
    return zeilen
