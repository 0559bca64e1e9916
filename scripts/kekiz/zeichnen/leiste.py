"""A picture of one line: an age on the way from birth to adulthood."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from kekiz.zeichnen.vorlage import render

BREITE: Final = 340
RAND: Final = 10
"""Room for half a number at both ends."""


def _place(wert: float, von: float, bis: float) -> float:
    return round(RAND + (wert - von) / (bis - von) * (BREITE - 2 * RAND), 1)


@dataclass(frozen=True)
class Spanne:
    """An age that a document names, in years of life.

    Attributes:
        von: Where it begins.
        bis: Where it ends.
        offen_vorn: The document names no beginning.
        offen_hinten: The document names no end.
    """

    von: float
    bis: float
    offen_vorn: bool = False
    offen_hinten: bool = False


def draw_age(spanne: Spanne, grenzen: Sequence[float], text: str) -> Markup:
    """Draws an age as a bar on the ages of the chain; an end that is not named is an arrow.

    Args:
        spanne: The age.
        grenzen: Beginnings of the age groups and the end of the last one, ascending.
        text: The same in words, for who does not see it.
    """
    a, e = (min(max(w, grenzen[0]), grenzen[-1]) for w in (spanne.von, spanne.bis))
    x0, x1 = (_place(w, grenzen[0], grenzen[-1]) for w in (a, e))
    return Markup(
        render(
            "leiste_alter", breite=BREITE, text=text, x0=x0, x1=max(x1, x0 + 4), spanne=spanne,
            # Before birth there is no age to be written.
            striche=[
                (f"{g:.0f}" if g >= 0 else "", _place(g, grenzen[0], grenzen[-1]))
                for g in sorted({*grenzen, *((0.0,) if grenzen[0] < 0 else ())})
            ],
        )
    )  # fmt: skip
