"""Values beside their targets, drawn small: a bullet for one card, distances of many targets on one common axis.

Lengths are shares of the width, so that one picture fits every screen; what they show stands in words beside them.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

STUFEN: Final = (2.0, 5.0, 10.0, 20.0, 40.0, 100.0)
"""Half widths that the common axis may have, in points."""
AUSREISSER: Final = 4
"""A distance so many times the usual one is drawn broken, so that the others stay readable."""
RAND: Final = 4.0
"""Percent of the width left free on both sides of the common axis, for the dots and the break."""


@dataclass(frozen=True, slots=True)
class Stab:
    """A bullet: value, interval and targets on an axis from 0, all in percent of its width.

    Attributes:
        wert: End of the bar.
        von: Beginning of the interval; None without a case number.
        bis: Its end.
        ziele: The targets.
        ende: What the right end of the axis stands for, in the unit of the value.
    """

    wert: float
    von: float | None
    bis: float | None
    ziele: tuple[float, ...]
    ende: float


@dataclass(frozen=True, slots=True)
class Lage:
    """One target on the common axis, in percent of its width.

    Attributes:
        punkt: Where the dot is.
        von: Beginning of the band; None without a case number.
        bis: Its end.
        ist_gebrochen: Whether the value lies beyond the axis and is drawn at its edge.
        reicht_weiter: Where the band goes on beyond the axis: on the left, on the right.
    """

    punkt: float
    von: float | None
    bis: float | None
    ist_gebrochen: bool
    reicht_weiter: tuple[bool, bool] = (False, False)


def bullet_end(zahlen: Sequence[float]) -> float:
    """Finds the right end of the axis that bullets of shares have in common: a fifth of air, 100 where it is near.

    Args:
        zahlen: All values, limits and targets of them, in percent.

    Example:
        >>> bullet_end([3.5, 2.0]), bullet_end([36.0, 45.0]), bullet_end([36.0, 94.0, 100.0])
        (5.0, 60.0, 100.0)
    """
    noetig = max(zahlen) * 1.2
    return next((float(e) for e in (5, 10, 20, 40, 60) if noetig <= e), 100.0)


def lay_out_bullet(wert: float, bereich: tuple[float, float] | None, ziele: Sequence[float], ende: float) -> Stab:
    """Lays a bullet out.

    Args:
        wert: The value.
        bereich: Its interval; None without a case number.
        ziele: The targets.
        ende: Right end of the axis (:func:`bullet_end`).
    """

    def _ort(zahl: float) -> float:
        return round(min(max(100 * zahl / ende, 0), 100), 2)

    von, bis = (_ort(bereich[0]), _ort(bereich[1])) if bereich else (None, None)
    return Stab(_ort(wert), von, bis, tuple(_ort(z) for z in ziele), ende)


def common_axis(abstaende: Sequence[float]) -> float:
    """Finds the half width of the common axis, from the data; what lies far out does not stretch it.

    Args:
        abstaende: Signed distances in points.

    Example:
        >>> common_axis([-3.2, -8.7, 9.6]), common_axis([1.0]), common_axis([-2, 3, -4, 60]), common_axis([])
        (10.0, 2.0, 5.0, 10.0)
    """
    betraege = sorted(abs(a) for a in abstaende)
    if not betraege:
        return 10.0
    ueblich = median(betraege)
    nah = [b for b in betraege if b <= AUSREISSER * max(ueblich, STUFEN[0])]
    groesster = max(nah, default=betraege[-1])
    return next((s for s in STUFEN if groesster <= s), STUFEN[-1])


def place_distance(abstand: float, bereich: tuple[float, float] | None, halb: float) -> Lage:
    """Places one target on the common axis; its middle is the target.

    Args:
        abstand: Signed distance in points, right is better.
        bereich: The interval as distances, in any order; None without a case number.
        halb: Half width of the axis (:func:`common_axis`).
    """

    def _ort(punkte: float) -> float:
        return round(50 + (50 - RAND) * min(max(punkte / halb, -1), 1), 2)

    def _is_beyond(punkte: float) -> bool:
        return punkte > halb and not math.isclose(punkte, halb)

    if bereich is None:
        return Lage(_ort(abstand), None, None, _is_beyond(abs(abstand)))
    von, bis = sorted(bereich)
    return Lage(_ort(abstand), _ort(von), _ort(bis), _is_beyond(abs(abstand)), (_is_beyond(-von), _is_beyond(bis)))


def axis_marks(halb: float) -> list[tuple[float, float]]:
    """Gives the marks of the common axis: distance in points and place in percent of the width.

    Example:
        >>> axis_marks(10.0)
        [(-10.0, 4.0), (-5.0, 27.0), (0.0, 50.0), (5.0, 73.0), (10.0, 96.0)]
    """
    return [(a, place_distance(a, None, halb).punkt) for a in (-halb, -halb / 2, 0.0, halb / 2, halb)]
