"""The interactive chart: a whole Plotly figure, the same values at the same places, every text escaped once."""

from __future__ import annotations

import json
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from diagrammproben import ALLE, bruch, hostile, kommunen, mehrfache, raumvergleich, zeitreihe
from gegenprobe import differences
from kekiz.zeichnen.einbettung import lay_out_both
from kekiz.zeichnen.modell import Diagramm
from kekiz.zeichnen.plotly_schreiber import write_figure, write_json
from kekiz.zeichnen.svg_schreiber import write_svg


@pytest.mark.parametrize("bauen", ALLE)
def test_figure_is_small_plain_and_stable(bauen: Callable[[], Diagramm]) -> None:
    text = write_json(lay_out_both(bauen()))
    assert text == write_json(lay_out_both(bauen()))
    assert not any(fremd in text for fremd in ('"template"', "bdata", "#", "NaN"))
    assert set(json.loads(text)["bilder"]) == {"breit", "schmal"}


@pytest.mark.parametrize("bauen", ALLE)
def test_both_writers_put_the_same_values_at_the_same_places(bauen: Callable[[], Diagramm]) -> None:
    bilder = lay_out_both(bauen())
    for bild in bilder:
        assert differences(write_svg(bild), json.loads(write_json(bilder)), bild.name) == []


@pytest.mark.parametrize(
    ("aendern", "fund"),
    [
        (lambda d: d["data"][0]["y"].__setitem__(0, 74.0), "kp-punkt"),
        (lambda d: d["data"].pop(), "kp-"),
        (lambda d: d["layout"]["yaxis"].update(range=[0, 90]), "kp-"),
        (lambda d: d["bilder"]["breit"]["felder"][0].__setitem__(0, 90), "kp-"),
    ],
)
def test_a_moved_value_is_found(aendern: Callable[[dict], object], fund: str) -> None:
    bilder = lay_out_both(bruch())
    datei = json.loads(write_json(bilder))
    aendern(datei)
    assert fund in "".join(differences(write_svg(bilder[0]), datei, "breit"))


def test_figure_says_what_plotly_shall_not_choose() -> None:
    figur = write_figure(zeitreihe())
    assert isinstance(figur, go.Figure)
    assert figur.layout.xaxis.type == "category"
    assert list(figur.layout.yaxis.range) == [0, 100]
    (reihe,) = [t for t in figur.data if t.meta["art"] == "reihe"]
    assert reihe.connectgaps is False
    assert list(reihe.x) == ["2013", "2014", "2015", "2016", "2017"]
    assert list(reihe.y) == [75.0, 77.0, None, 80.0, 84.0]
    assert reihe.customdata[0] == "Hamm, 2013<br>75\u202f%<br>Vertrauensbereich (95\u202f%): 70,0 bis 90,0\u202f%"
    assert [(s.y0, s.label.text) for s in figur.layout.shapes] == [(95, "Ziel: mehr als 95 %"), (0, None)]
    assert [(s.type, s.x0, s.x1) for s in figur.layout.shapes][1:] == [("rect", 1.5, 2.5)], "2015 is missing"


def test_hollow_marks_intervals_and_breaks_are_plotlys_own() -> None:
    figur = write_figure(bruch())
    spuren = {t.meta["art"]: t for t in figur.data}
    assert list(spuren["spanne"].marker.symbol) == ["circle-open", "circle-open", "circle"]
    assert spuren["nachgerechnet"].marker.symbol == "x"
    assert list(spuren["reihe"].error_y.array) == [5, 0, 0, 0, 0]
    assert list(spuren["reihe"].error_y.arrayminus) == [5, 0, 0, 0, 0]
    assert [s.x0 for s in figur.layout.shapes if s.xref == "x"] == [0.5]


def test_lying_bars_run_downwards_with_the_city_across() -> None:
    figur = write_figure(raumvergleich())
    assert figur.data[0].orientation == "h"
    assert list(figur.layout.yaxis.range) == [8.5, -0.5]
    assert [(s.x0, s.layer, s.label.text) for s in figur.layout.shapes] == [(71, "above", "Hamm 71\u202f%")]
    assert figur.layout.yaxis.showgrid is False
    assert write_figure(kommunen()).layout.yaxis.showgrid is True, "points need a line to their name"


def test_small_multiples_have_axes_of_their_own() -> None:
    figur = write_figure(mehrfache())
    assert [(t.xaxis, t.yaxis) for t in figur.data][:4] == [(None, None), (None, None), ("x2", "y2"), ("x2", "y2")]
    assert figur.layout.xaxis9.anchor == "y9"


def test_notes_of_a_picture_explain_its_signs_first() -> None:
    notizen = write_figure(bruch()).layout.meta["notizen"]
    zeichen = [t.split(": ")[0] for t in notizen[0].split(" · ")]
    assert zeichen == ["Kreuz", "hohler Punkt", "senkrechter Strich", "Doppelstrich"]


def test_hostile_texts_are_escaped_exactly_once_for_plotly() -> None:
    einmal = "&lt;/svg&gt;&lt;script&gt;alert(1)&lt;/script&gt;\"'&amp;amp;&lt;b/onload=x&gt;"
    for diagramm in hostile():
        datei = json.loads(write_json(lay_out_both(diagramm)))
        titel = datei["layout"].pop("meta")["titel"]
        assert titel == diagramm.rahmen.titel, "words beside the drawing stay plain"
        texte = [t for t in strings(datei) if "alert" in t]
        assert len(texte) >= 4
        for text in texte:
            assert text.count("alert(1)") == text.count(einmal), text
            assert "<script" not in text


def strings(teil: object) -> list[str]:
    """All texts of a JSON file."""
    if isinstance(teil, str):
        return [teil]
    kinder = teil.values() if isinstance(teil, dict) else teil if isinstance(teil, list) else ()
    return [t for kind in kinder for t in strings(kind)]
