"""The funnel of areas: points where they belong, limits where there are any, labels that keep apart."""

import math

import numpy as np
import pandas as pd
import pytest

from bildpruefung import collisions, text_boxes
from kekiz.wissen.codes import Wertstatus
from kekiz.zeichnen.anordnung import lay_out
from kekiz.zeichnen.modell import Diagramm, Rahmen, Spur, Textart
from kekiz.zeichnen.svg_schreiber import write_svg
from kekiz.zeichnen.trichter import draw_trichter, funnel_range
from zeilen import werte

ORTE = [
    ("Nord", 236, 87.7, 95.0),
    ("West", 407, 87.5, 99.8),
    ("Süd", 294, 96.3, math.nan),
    ("Ost", 292, 94.5, math.nan),
]


def _draw(oben: bool = True) -> Diagramm:
    zeilen = werte(
        *(
            {"raum": r, "raum_id": r, "zaehler": 1, "nenner": n, "wert": w, "aussage_niveau": a, "dezimalstellen": 1,
             "wertstatus": Wertstatus.BERECHNET}
            for r, n, w, a in ORTE
        )
    )  # fmt: skip
    n = np.linspace(*funnel_range(n for _, n, _, _ in ORTE), 10)
    grenzen = {
        niveau: pd.DataFrame(
            {"n": n, "unten": 92 - weite / np.sqrt(n), "oben": 92 + weite / np.sqrt(n) if oben else np.nan}
        )
        for niveau, weite in ((95.0, 55.0), (99.8, 88.0))
    }
    return draw_trichter(zeilen, 92.1, grenzen, Rahmen(id="x-trichter", titel="Trichter"))


def test_description_names_what_lies_outside_which_limit() -> None:
    text = _draw().beschreibung.replace("\u202f", " ")
    assert text.startswith(
        "Stadt 92,1 %; 4 Sozialräume. Gesichert anders als der Rest: West (87,5 %). Auffällig: Nord (87,7 %)."
    )
    assert "Die Achse beginnt nicht bei 0." in text


def test_a_limit_that_does_not_exist_is_not_drawn() -> None:
    for oben, enden in ((True, 5), (False, 3)):
        feld = _draw(oben).feld
        assert sum(t.art == Textart.ENDE for t in feld.texte) == enden
        assert sum(bool(r.punkte) for r in feld.reihen if r.spur == Spur.GRENZE) == enden - 1


def test_range_leaves_room_beyond_the_smallest_and_the_largest_area() -> None:
    assert funnel_range([200, 100]) == pytest.approx((85, 230))
    assert (_draw().feld.orte.von, _draw().feld.orte.bis) == pytest.approx((236 * 0.85, 407 * 1.15))


def test_areas_are_full_points() -> None:
    (orte,) = [r for r in _draw().feld.reihen if r.spur == Spur.REIHE]
    assert [p.ist_offen for p in orte.punkte] == [False] * 4


def test_an_area_without_counts_has_no_place() -> None:
    with pytest.raises(ValueError, match="needs its counts"):
        draw_trichter(werte({"wert": 5.0}), 5.0, {}, Rahmen("x", "x"))


@pytest.mark.parametrize("breite", [340, 720])
def test_labels_keep_apart_and_inside(breite: int) -> None:
    svg = write_svg(lay_out(_draw(), breite))
    kaesten = text_boxes(svg)
    assert {"Nord", "West", "Süd", "Ost"} <= {k.text for k in kaesten}
    assert collisions(svg) == []
    assert all(k.links >= -1 and k.rechts <= breite + 1 for k in kaesten)
