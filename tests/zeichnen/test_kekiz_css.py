"""Contrast of the colour tokens in docs/assets/kekiz.css, and their being the only ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WURZEL = Path(__file__).parents[2]
CSS = (WURZEL / "docs/assets/kekiz.css").read_text(encoding="utf-8")
TEXT = ("text", "text-leise", "akzent", "s1", "s2", "s3", "s4", "s5", "s6", "stadt", "erreicht", "teilweise", "nicht",
        "ohne")  # fmt: skip
MARKEN = ("grau", "balken", "blass", "linie-stark")


def tokens(anfang: str) -> dict[str, str]:
    """Tokens of the first block that follows ``anfang``."""
    block = CSS[CSS.index(anfang) :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--kp-([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", block))


def helligkeit(farbe: str) -> float:
    """Relative luminance. Source: WCAG 2.2."""
    ziffern = farbe[1:] if len(farbe) == 7 else "".join(z * 2 for z in farbe[1:])
    anteile = [int(ziffern[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    r, g, b = (a / 12.92 if a <= 0.04045 else ((a + 0.055) / 1.055) ** 2.4 for a in anteile)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def kontrast(a: str, b: str) -> float:
    """Contrast ratio. Source: WCAG 2.2."""
    hell, dunkel = sorted((helligkeit(a), helligkeit(b)), reverse=True)
    return (hell + 0.05) / (dunkel + 0.05)


@pytest.mark.parametrize("anfang", [":root,\n", '[data-md-color-scheme="slate"] {', "@media print {\n  :root"])
def test_contrast(anfang: str) -> None:
    t = tokens(anfang) if "print" not in anfang else tokens('  :root, [data-md-color-scheme="default"], ')
    for name in TEXT:
        assert kontrast(t[name], t["grund"]) >= 4.5, name
    for name in MARKEN:
        if name in t:
            assert kontrast(t[name], t["grund"]) >= 3, name
    for nr in range(1, 7):
        assert kontrast(t[f"a{nr}"], t[f"a{nr}-text"]) >= 4.5, nr
    for nr in range(1, 6):
        assert kontrast(t[f"w{nr}"], t["text"]) >= 4.5, nr
    assert kontrast(t["akzent"], t["auf-akzent"]) >= 4.5


def test_colours_stand_in_the_stylesheet_only() -> None:
    for pfad in [*(WURZEL / "scripts").rglob("*.py"), WURZEL / "docs/assets/diagramm.js"]:
        assert not re.search(r"#[0-9a-fA-F]{6}\b", pfad.read_text(encoding="utf-8")), pfad
