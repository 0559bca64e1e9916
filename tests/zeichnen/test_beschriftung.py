"""Labels keep off strokes, edges of bands and each other: in charts of every kind, and in random ones."""

from __future__ import annotations

from collections.abc import Callable
from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import diagrammproben
from bildpruefung import Textkasten, collisions, crosses, text_boxes
from diagrammproben import ALLE, rahmen
from kekiz.wissen import stil
from kekiz.zeichnen.anordnung import lay_out
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.bild import Schluesselmarke
from kekiz.zeichnen.modell import Diagramm, Textart
from kekiz.zeichnen.svg_schreiber import write_svg
from kekiz.zeichnen.vergleich import draw_raumvergleich
from kekiz.zeichnen.zeitreihe import draw_zeitreihe
from zeilen import raeume, verlauf, werte

BREITEN = [stil.BREITE_BREIT, stil.BREITE_SCHMAL]


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_no_text_lies_on_a_stroke_or_on_another_text(bauen: Callable[[], Diagramm], breite: int) -> None:
    assert collisions(write_svg(lay_out(bauen(), breite))) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.integers(0, 1000), min_size=2, max_size=9),
    st.integers(0, 100),
    st.integers(0, 9),
    st.sampled_from(BREITEN),
)
def test_whatever_the_values_no_label_lies_on_a_stroke(zehntel: list[int], ziel: int, bruch: int, breite: int) -> None:
    zeilen = [
        {"zeitraum": str(2010 + i), "wert": z / 10, "dezimalstellen": 1, "ki_unten": max(0, z / 10 - 6),
         "ki_oben": min(100, z / 10 + 6), "segment": int(i >= bruch)}
        for i, z in enumerate(zehntel)
    ]  # fmt: skip
    diagramm = draw_zeitreihe(werte(*zeilen), rahmen("zufall"), ziele=[Zielangabe(ziel, f"Ziel: mindestens {ziel} %")])
    svg = write_svg(lay_out(diagramm, breite))
    assert collisions(svg) == []
    assert f"Ziel: mindestens {ziel} %</text>" in svg


def _away(k: Textkasten, punkt: tuple[float, float]) -> float:
    """Distance of a point from the box of a text."""
    x, y = punkt
    return hypot(max(k.links - x, 0.0, x - k.rechts), max(k.oben - y, 0.0, y - k.unten))


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), min_size=3, max_size=6), st.sampled_from(BREITEN))
def test_a_value_stands_nearest_to_its_own_point_or_well_away_from_all_others(
    paare: list[tuple[int, int]], breite: int
) -> None:
    """Two series that cross: a label between two points would be read as that of the wrong one."""
    zeilen = [
        {"kennzahl": k, "zeitraum": str(2012 + i), "wert": float(w)}
        for i, paar in enumerate(paare)
        for k, w in zip("AB", paar, strict=True)
    ]
    bild = lay_out(draw_zeitreihe(werte(*zeilen), rahmen("nah")), breite)
    (lage,) = bild.lagen
    punkte = [(m.nr, lage.punkt(p.ort, p.wert)) for m in lage.feld.marken for p in m.punkte if p.wert is not None]
    gemeint = {(t.nr, t.text, t.ort): lage.punkt(t.ort, t.wert) for t in lage.feld.texte if t.art == Textart.WERT}
    platziert = [t for t in bild.texte if "kp-t--wert" in t.klasse]
    kaesten = [k for k in text_boxes(write_svg(bild)) if k.art == "wert"]
    for t, k in zip(platziert, kaesten, strict=True):
        assert t.text == k.text
        eigener = min(_away(k, p) for (nr, text, _), p in gemeint.items() if (nr, text) == (t.nr, t.text))
        andere = min((_away(k, p) for nr, p in punkte if nr != t.nr and _away(k, p) != eigener), default=99.0)
        # About as near is near enough; from 12 pixels on a line leads from the point to its label.
        assert eigener <= andere + 5 or andere > 8 or eigener > 12, (t.text, eigener, andere)


@pytest.mark.parametrize(("ki_unten", "ki_oben", "fern"), [(46.0, 54.0, True), (50.0, 50.0, False)])
def test_a_line_leads_from_a_point_to_a_label_that_is_far_from_it(ki_unten: float, ki_oben: float, fern: bool) -> None:
    zeilen = werte(*verlauf({"2016": 50.0, "2017": 50.0, "2018": 50.0}, ki_unten=ki_unten, ki_oben=ki_oben))
    bild = lay_out(draw_zeitreihe(zeilen, rahmen("band")), stil.BREITE_BREIT)
    labels = [t for t in bild.texte if "kp-t--wert" in t.klasse]
    zeiger = [s.strecke for s in bild.striche if s.klasse == "kp-zeiger"]
    punkte = [bild.lagen[0].punkt(jahr, 50.0) for jahr in ("2016", "2017")]
    assert len(labels) == 2
    assert len(zeiger) == (2 if fern else 0)
    for (x, y), strecke, label in zip(punkte, zeiger, labels, strict=False):
        assert strecke.x0 == strecke.x1 == pytest.approx(x)
        assert abs(strecke.y0 - y) == pytest.approx(6)
        assert label.y < strecke.y1 < y or y < strecke.y1 < label.y


def test_no_pointer_runs_through_a_label() -> None:
    reihen = [verlauf({"2017": w, "2018": w}, kennzahl=k) for k, w in (("A", 50.0), ("C", 44.0), ("B", 47.0))]
    diagramm = draw_zeitreihe(werte(*(z for r in reihen for z in r)), rahmen("eng"))
    for breite in BREITEN:
        assert collisions(write_svg(lay_out(diagramm, breite))) == []


@pytest.mark.parametrize(("stadt", "stuecke"), [(5.0, 2), (99.0, 1)])
def test_the_line_of_the_city_stops_at_words_that_it_would_run_through(stadt: float, stuecke: int) -> None:
    orte = [*raeume()[:-1], *werte({"wert": stadt})]
    bild = lay_out(draw_raumvergleich(orte, rahmen("orte"), stadt_raum_id="hamm"), stil.BREITE_BREIT)
    assert len([s for s in bild.striche if s.klasse == "kp-stadt"]) == stuecke
    assert collisions(write_svg(bild)) == []


@pytest.mark.parametrize(
    ("strecke", "kreuzt"),
    [
        ((0, 5, 20, 5), True),
        ((0, 0, 20, 20), True),
        ((9, 5, 9, 6), True),
        ((0, 0, 20, 0), False),
        ((0, 10.1, 20, 10.1), False),
        ((0, 9, 7, 20), False),
        ((21, 5, 30, 5), False),
    ],
)
def test_crossing_is_told_from_passing_by(strecke: tuple[float, float, float, float], kreuzt: bool) -> None:
    assert crosses(strecke, Textkasten("x", "", 5, 1, 20, 10)) == kreuzt


@pytest.mark.parametrize("probe", ["dichte_reihen", "anteile"])
def test_a_mark_of_the_key_ends_before_its_name(probe: str) -> None:
    bild = lay_out(getattr(diagrammproben, probe)(), 340)
    marken = [m for m in bild.marken if isinstance(m, Schluesselmarke)]
    namen = [t for t in bild.texte if t.y == bild.schrift]
    assert len(marken) == len(namen) > 1
    for marke, name in zip(marken, namen, strict=True):
        assert 0 < name.x - (marke.x + marke.r) < 0.6 * bild.schrift
        assert marke.r > 0.25 * bild.schrift


def test_the_dash_of_a_line_ends_before_its_name() -> None:
    bild = lay_out(diagrammproben.bruch(), 340)
    namen = [t for t in bild.texte if t.klasse == "kp-t kp-t--ziel"]
    striche = [s.strecke for s in bild.striche if s.klasse == "kp-ziel"][: len(namen)]
    assert len(striche) > 1
    for strich, name in zip(striche, namen, strict=True):
        assert strich.x1 - strich.x0 == pytest.approx(1.3 * bild.schrift)
        assert 0 < name.x - strich.x1 < bild.schrift
