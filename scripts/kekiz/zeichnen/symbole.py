"""Shapes of the marks of series: corners around the middle, for the static picture and the interactive one alike.

Sizes follow Plotly's (diameter, same areas for the shapes).
"""

from collections.abc import Callable
from math import sqrt
from typing import Final

_HALB: Final = sqrt(0.5)
"""Sine and cosine of 45°."""

Ecken = tuple[tuple[float, float], ...]
"""Corners of a closed shape, in pixels from its middle, y downwards."""
KREIS: Final = "circle"
"""The one symbol without corners."""


def _square(r: float) -> Ecken:
    return (-r, -r), (r, -r), (r, r), (-r, r)


def _diamond(r: float) -> Ecken:
    q = r * 1.3
    return (0, -q), (q, 0), (0, q), (-q, 0)


def _triangle(r: float) -> Ecken:
    q = r * 2 / sqrt(3)
    return (-q, r / 2), (q, r / 2), (0, -r)


def _cross(r: float) -> Ecken:
    a = r * 0.4
    rechts = (a, -r), (a, -a), (r, -a), (r, a), (a, a), (a, r)
    return *rechts, *((-x, -y) for x, y in rechts)


_FORMEN: Final[dict[str, Callable[[float], Ecken]]] = {
    "square": _square,
    "diamond": _diamond,
    "triangle-up": _triangle,
    "triangle-down": lambda r: tuple((x, -y) for x, y in _triangle(r)),
    "cross": _cross,
    "x": lambda r: tuple(((x - y) * _HALB, (x + y) * _HALB) for x, y in _cross(r)),
}


def corners(symbol: str, r: float) -> Ecken:
    """Gives the corners of a mark; none for a circle.

    Args:
        symbol: Plotly's name of the shape.
        r: Half its diameter.

    Raises:
        KeyError: There is no such shape.

    Example:
        >>> corners("square", 2)
        ((-2, -2), (2, -2), (2, 2), (-2, 2))
    """
    return () if symbol == KREIS else _FORMEN[symbol](r)
