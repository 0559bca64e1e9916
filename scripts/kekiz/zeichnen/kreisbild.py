"""A cycle as a picture: its steps in a ring, each a link to what is said about it."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Final

BREITE: Final = 420
RING: Final = 92
KNOTEN: Final = 17
LUFT: Final = 26
"""Between the middle of a node and its name."""
HOEHE: Final = 2 * (RING + KNOTEN + LUFT)


@dataclass(frozen=True)
class Knoten:
    """One step in the ring.

    Attributes:
        nr: Its number, from 1.
        name: What it is called.
        url: What is said about it.
        x: Middle from the left.
        y: Middle from the top.
        text_x: Where its name begins, ends or has its middle.
        text_y: Base line of its name.
        anker: Which of the three (``start``, ``end``, ``middle``).
        bogen: Path of the arrow to the next step.
    """

    nr: int
    name: str
    url: str
    x: float
    y: float
    text_x: float
    text_y: float
    anker: str
    bogen: str


def draw_ring(schritte: Sequence[tuple[str, str]]) -> list[Knoten]:
    """Lays the steps of a cycle out, clockwise from the top.

    Args:
        schritte: Name and address of each step, at least two.

    Example:
        >>> [(k.nr, round(k.x), round(k.y), k.anker) for k in draw_ring([("Ziel", "#a"), ("Zahl", "#b")])]
        [(1, 210, 43, 'middle'), (2, 210, 227, 'middle')]
    """
    schritt = 2 * pi / len(schritte)
    # Arrows begin and end outside the nodes.
    rand = 1.35 * KNOTEN / RING
    knoten = []
    for nr, (name, url) in enumerate(schritte):
        winkel = nr * schritt - pi / 2
        x, y = _point(winkel)
        von, bis = _point(winkel + rand), _point(winkel + schritt - rand)
        seite = cos(winkel)
        anker = "middle" if abs(seite) < 0.2 else "start" if seite > 0 else "end"
        weg = 0 if anker == "middle" else LUFT if seite > 0 else -LUFT
        hoch = (-LUFT if y < HOEHE / 2 else LUFT + 10) if anker == "middle" else 5
        knoten.append(
            Knoten(
                nr + 1, name, url, x, y, x + weg, y + hoch, anker,
                f"M{von[0]:.1f} {von[1]:.1f}A{RING} {RING} 0 0 1 {bis[0]:.1f} {bis[1]:.1f}",
            )
        )  # fmt: skip
    return knoten


def _point(winkel: float) -> tuple[float, float]:
    return BREITE / 2 + RING * cos(winkel), HOEHE / 2 + RING * sin(winkel)
