"""The funnel of areas: points where they belong, limits where there are any, labels that keep apart."""

import re
from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from kekiz.wissen.codes import Wertstatus
from kekiz.zeichnen.figure import Rahmen
from kekiz.zeichnen.svg import render_svg, text_breite
from kekiz.zeichnen.trichter import draw_trichter, funnel_range
from zeilen import LEER

ORTE = [("Nord", 236, 87.7, 95.0), ("West", 407, 87.5, 99.8), ("Süd", 294, 96.3, np.nan), ("Ost", 292, 94.5, np.nan)]


def _figure(oben: bool = True) -> object:
    zeilen = pd.DataFrame(
        [
            LEER
            | {"raum": r, "raum_id": r, "nenner": n, "wert": w, "aussage_niveau": a, "wertstatus": Wertstatus.BERECHNET}
            for r, n, w, a in ORTE
        ]
    )
    n = np.linspace(*funnel_range(zeilen["nenner"]), 10)
    grenzen = {
        niveau: pd.DataFrame(
            {"n": n, "unten": 92 - weite / np.sqrt(n), "oben": 92 + weite / np.sqrt(n) if oben else np.nan}
        )
        for niveau, weite in ((95.0, 55.0), (99.8, 88.0))
    }
    return draw_trichter(zeilen, 92.1, grenzen, Rahmen(id="x-trichter", titel="Trichter"))


def test_description_names_what_lies_outside_which_limit() -> None:
    text = _figure().layout.meta["beschreibung"].replace("\u202f", " ")
    assert text.startswith(
        "Stadt 92,1 %; 4 Sozialräume. Gesichert anders als der Rest: West (87,5 %). Auffällig: Nord (87,7 %)."
    )
    assert "Die Achse beginnt nicht bei 0." in text


def test_a_limit_that_does_not_exist_is_not_drawn() -> None:
    def _ends(figur: object) -> int:
        return sum(a.name.startswith("ende:") for a in figur.layout.annotations)

    assert _ends(_figure()) == 5
    assert _ends(_figure(oben=False)) == 3


@pytest.mark.parametrize("breite", [340, 720])
def test_labels_keep_apart_and_inside(breite: int) -> None:
    svg = render_svg(_figure(), breite)
    schrift = float(re.search(r'font-size="([\d.]+)"', svg)[1])
    assert schrift * (288 / 340 if breite == 340 else 640 / 720) >= 12
    kaesten = []
    for attribute, text in re.findall(r"<text ([^>]*)>([^<]*)</text>", svg):
        x, y = (float(re.search(rf'\b{k}="([-\d.]+)"', attribute)[1]) for k in "xy")
        b = text_breite(text, schrift)
        links = x - {"middle": b / 2, "end": b}.get((re.search(r'text-anchor="(\w+)"', attribute) or ["", ""])[1], 0)
        kaesten.append((text, links, y - schrift * 0.7, links + b, y))
    assert {"Nord", "West"} <= {k[0] for k in kaesten}
    for a, b in combinations(kaesten, 2):
        assert a[1] >= b[3] or b[1] >= a[3] or a[2] >= b[4] or b[2] >= a[4], (a, b)
    assert all(k[1] >= -1 and k[3] <= breite + 1 for k in kaesten)
