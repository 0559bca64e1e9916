"""How well two colours can be told apart."""

MINDESTENS = 4.5
"""Contrast that text needs on its ground (level AA)."""


def _luminance(farbe: str) -> float:
    """Relative luminance of ``#rgb`` or ``#rrggbb``. Source: WCAG 2.2."""
    ziffern = farbe[1:] if len(farbe) == 7 else "".join(z * 2 for z in farbe[1:])
    anteile = [int(ziffern[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (a / 12.92 if a <= 0.04045 else ((a + 0.055) / 1.055) ** 2.4 for a in anteile)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """Contrast ratio of two colours, from 1 (the same) to 21 (black and white). Source: WCAG 2.2."""
    hell, dunkel = sorted((_luminance(a), _luminance(b)), reverse=True)
    return (hell + 0.05) / (dunkel + 0.05)
