"""Contrast of the colour tokens in docs/assets/kekiz.css, and their being the only ones."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kekiz.wege.stile import SELTEN
from kekiz.wissen.kontrast import contrast

WURZEL = Path(__file__).parents[2]
CSS = (WURZEL / "docs/assets/kekiz.css").read_text(encoding="utf-8")
TEXT = ("text", "text-leise", "akzent", "s1", "s2", "s3", "s4", "s5", "s6", "stadt", "erreicht", "teilweise", "nicht",
        "ohne")  # fmt: skip
MARKEN = ("grau", "balken", "linie-stark")


def tokens(anfang: str) -> dict[str, str]:
    """Tokens of the first block that follows ``anfang``."""
    block = CSS[CSS.index(anfang) :].split("{", 1)[1].split("}", 1)[0]
    return dict(re.findall(r"--kp-([a-z0-9-]+):\s*(#[0-9a-f]{3,6})\b", block))


@pytest.mark.parametrize("anfang", [":root,\n", '[data-md-color-scheme="slate"] {', "@media print {\n  :root"])
def test_contrast(anfang: str) -> None:
    t = tokens(anfang) if "print" not in anfang else tokens('  :root, [data-md-color-scheme="default"], ')
    for name in TEXT:
        assert contrast(t[name], t["grund"]) >= 4.5, name
    for name in MARKEN:
        if name in t:
            assert contrast(t[name], t["grund"]) >= 3, name
    for nr in range(1, 7):
        assert contrast(t[f"a{nr}"], t[f"a{nr}-text"]) >= 4.5, nr
    assert contrast(t["akzent"], t["auf-akzent"]) >= 4.5


def test_colours_stand_in_the_stylesheet_only() -> None:
    for pfad in [*(WURZEL / "scripts").rglob("*.py"), WURZEL / "docs/assets/diagramm.js"]:
        assert not re.search(r"#[0-9a-fA-F]{6}\b", pfad.read_text(encoding="utf-8")), pfad


def test_contrast_of_known_pairs() -> None:
    """Black on white is 21; the grey that is just readable on white has 4.54. Source: WCAG 2.2."""
    assert contrast("#000", "#ffffff") == 21
    assert contrast("#fff", "#ffffff") == 1
    assert round(contrast("#767676", "#fff"), 2) == 4.54


def test_every_rule_behind_the_line_is_about_a_class_of_its_own_or_a_language() -> None:
    """Otherwise a page that needs it would not load it."""
    immer, linie, selten = CSS.partition(SELTEN)
    assert linie
    klasse = re.compile(r"\.(kp-[\w-]+)")
    anlass = set(klasse.findall(selten)) - set(klasse.findall(immer))
    regeln = re.findall(r"(?:^|[{}])\s*([^{}@]*[.\]:][^{}@]*)\{", re.sub(r"/\*.*?\*/", "", selten, flags=re.DOTALL))
    assert len(regeln) > 80
    ohne = [r for r in regeln if not anlass & set(klasse.findall(r))]
    assert [r for r in ohne if not r.startswith(('[lang="', '[dir="rtl"]'))] == []
