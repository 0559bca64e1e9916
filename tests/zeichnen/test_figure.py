"""Figures: what is drawn, what is left out, what is said."""

from __future__ import annotations

import json
import math

import pandas as pd
import pytest

from kekiz.wissen import stil
from kekiz.wissen.codes import Aussage
from kekiz.zeichnen.figure import (
    KeineDaten,
    Rahmen,
    Zielangabe,
    describe,
    describe_fehlend,
    draw_anteile,
    draw_balken,
    draw_kleine_mehrfache,
    draw_kommunenvergleich,
    draw_raumvergleich,
    draw_sparkline,
    draw_waermetabelle,
    draw_zeitreihe,
    dump_figure,
)  # fmt: skip
from kekiz.zeichnen.svg import render_sparkline, render_svg
from zeilen import RAEUME, frame, raeume, verlauf

S = "\u202f"
RAHMEN = Rahmen("probe", "Titel", quelle="Bericht", lizenz="CC BY 4.0")
U8 = verlauf({"2013": 75.0, "2014": 77.0, "2015": None, "2016": 80.0, "2017": 84.0, "2018": 82.0})


def test_describe_says_course_and_extreme() -> None:
    figure = draw_zeitreihe(frame(*U8), RAHMEN, ziele=[Zielangabe(95, "ueber")])
    assert describe(figure) == (
        f"Von 75{S}% (2013) auf 82{S}% (2018); Höchstwert 84{S}% (2017). Ziel: mehr als 95{S}%. "
        "Die Achse beginnt nicht bei 0. Ohne Wert: 2015 (nur als Abbildung veröffentlicht)."
    )
    assert figure.layout.meta["beschreibung"] == describe(figure)


def test_missing_year_without_a_row_is_a_gap() -> None:
    figure = draw_zeitreihe(frame(*verlauf({"2013": 1.0, "2016": 4.0})), RAHMEN)
    assert list(figure.data[0].x) == ["2013", "2014", "2015", "2016"]
    assert list(figure.data[0].y) == [1.0, None, None, 4.0]
    assert figure.data[0].connectgaps is False
    assert figure.layout.xaxis.type == "category"


@pytest.mark.parametrize("status", ["nur_abbildung", "nicht_erhoben", "geheim"])
def test_value_that_may_not_be_shown_is_not_drawn(status: str) -> None:
    zeilen = frame({"zeitraum": "2017", "wert": 5.0}, {"zeitraum": "2018", "wert": 9.0, "wertstatus": status})
    assert list(draw_zeitreihe(zeilen, RAHMEN).data[0].y) == [5.0, None]


def test_zero_is_a_value() -> None:
    zeilen = frame({"zeitraum": "2017", "wert": 0.0}, {"zeitraum": "2018", "wert": 9.0})
    assert list(draw_zeitreihe(zeilen, RAHMEN).data[0].y) == [0.0, 9.0]


def test_share_axis_starts_at_zero_and_ends_at_hundred() -> None:
    figure = draw_zeitreihe(frame(*verlauf({"2017": 92.0, "2018": 96.0})), RAHMEN)
    assert list(figure.layout.yaxis.range) == [0, 100]
    assert figure.layout.meta["achse_ab_null"] is True


def test_cut_axis_says_so() -> None:
    figure = draw_zeitreihe(frame(*verlauf({"2017": 92.0, "2018": 96.0})), RAHMEN, achse_ab_null=False)
    assert figure.layout.yaxis.range[0] > 0
    assert figure.layout.meta["achse_ab_null"] is False
    assert "Die Achse beginnt nicht bei 0." in describe(figure)


@pytest.mark.parametrize(("tiefster", "unten"), [(75.0, 70.0), (74.9, 0.0)])
def test_axis_is_cut_only_if_a_target_and_all_values_lie_high(tiefster: float, unten: float) -> None:
    zeilen = frame(*verlauf({"2017": tiefster, "2018": 92.0}))
    assert draw_zeitreihe(zeilen, RAHMEN, ziele=[Zielangabe(95)]).layout.yaxis.range[0] == unten
    assert draw_zeitreihe(zeilen, RAHMEN).layout.yaxis.range[0] == 0


def test_millions_are_written_short_on_the_axis() -> None:
    zeilen = frame(*verlauf({"2017": 3_616_533.0, "2018": 3_715_365.0}, einheit="Euro"))
    assert list(draw_balken(zeilen, RAHMEN).layout.yaxis.ticktext) == ["0", *(f"{n}{S}Mio." for n in (1, 2, 3, 4))]


def test_all_missing_raises_a_german_sentence() -> None:
    zeilen = frame(*verlauf({"2017": None, "2018": None}))
    with pytest.raises(KeineDaten, match="nur als Abbildung veröffentlicht"):
        draw_zeitreihe(zeilen, RAHMEN)
    assert describe_fehlend(zeilen).endswith(".")
    with pytest.raises(KeineDaten, match="keine Werte"):
        draw_balken(frame(), RAHMEN)
    with pytest.raises(KeineDaten, match="nur für die ganze Stadt"):
        draw_raumvergleich(frame({"wert": 3.0}), RAHMEN, stadt_raum_id="hamm")


def test_describe_fehlend_groups_by_reason() -> None:
    zeilen = frame(
        {"zeitraum": "2016", "wert": 1.0}, {"zeitraum": "2017", "wertstatus": "geheim"},
        {"zeitraum": "2018", "wertstatus": "nicht_erhoben"},
    )  # fmt: skip
    assert describe_fehlend(zeilen) == (
        "Ohne Wert: 2017 (zum Schutz der Daten nicht veröffentlicht); 2018 (nicht erhoben)."
    )
    assert describe_fehlend(frame({"wert": 1.0})) == ""


def test_printed_and_recomputed_look_different() -> None:
    zeilen = frame(
        {"zeitraum": "2016", "wert": 80.0, "wert_berechnet": 80.4},
        {"zeitraum": "2017", "wert": 84.0, "wert_berechnet": 87.1},
        {"zeitraum": "2018", "wert_berechnet": 82.0, "wertstatus": "berechnet"},
    )
    figure = draw_zeitreihe(zeilen, RAHMEN)
    assert list(figure.data[0].marker.symbol) == ["circle", "circle", "circle-open"]
    abweichend = [t for t in figure.data if t.meta["art"] == "nachgerechnet"]
    assert [(list(t.x), list(t.y)) for t in abweichend] == [(["2017"], [87.1])]
    assert {art for art, _ in figure.layout.meta["legende"]} == {"nachgerechnet", "gedruckt", "berechnet"}


def test_hint_is_marked_and_explained() -> None:
    zeilen = frame({"zeitraum": "2017", "wert": 5.0, "hinweis_id": "h1"}, {"zeitraum": "2018", "wert": 6.0})
    figure = draw_zeitreihe(zeilen, Rahmen("p", "T", hinweise={"h1": "Andere Zählung."}))
    assert figure.layout.meta["hinweise"] == [{"zeichen": "¹⁾", "id": "h1", "text": "Andere Zählung."}]
    assert any(a.text.endswith("\u200a¹⁾") for a in figure.layout.annotations)
    assert "Hinweis: Andere Zählung." in figure.data[0].customdata[0]


def test_hint_on_every_value_has_no_sign_and_stands_first() -> None:
    zeilen = frame(
        *verlauf({"2016": 90.0, "2017": 91.0, "2018": None}, hinweis_id="h0"),
        {"zeitraum": "2019", "wert": 92.0, "hinweis_id": "h1 h0"},
    )
    meta = draw_zeitreihe(zeilen, Rahmen("p", "T", hinweise={"h0": "Alle.", "h1": "Eins."})).layout.meta
    assert [(h["zeichen"], h["id"]) for h in meta["hinweise"]] == [("", "h0"), ("¹⁾", "h1")]


def test_hover_names_unit_period_and_counts() -> None:
    zeilen = frame({"wert": 82.0, "zaehler": 1664, "nenner": 2030, "ki_unten": 80.2, "ki_oben": 83.6})
    assert draw_zeitreihe(zeilen, RAHMEN).data[0].customdata[0] == (
        f"Hamm, 2018<br>82{S}%<br>1.664 von 2.030<br>Vertrauensbereich (95{S}%): 80,2 bis 83,6{S}%"
    )


def test_interval_band_breaks_at_a_gap_and_single_points_get_whiskers() -> None:
    jahre = ["2011", "2012", "2014", "2016", "2017"]
    zeilen = frame(*({"zeitraum": j, "wert": 50.0, "ki_unten": 45.0, "ki_oben": 56.0} for j in jahre))
    figure = draw_zeitreihe(zeilen, RAHMEN)
    baender = [t for t in figure.data if t.meta["art"] == "band"]
    assert [list(dict.fromkeys(t.x)) for t in baender] == [["2011", "2012"], ["2016", "2017"]]
    reihe = next(t for t in figure.data if t.meta["art"] == "reihe")
    assert list(reihe.error_y.array) == [0, 0, 0, 6, 0, 0, 0]


def test_two_rows_for_one_point_are_refused() -> None:
    with pytest.raises(ValueError, match="two rows"):
        draw_zeitreihe(frame({"wert": 1.0}, {"wert": 2.0}), RAHMEN)
    with pytest.raises(ValueError, match="one unit"):
        draw_zeitreihe(frame({"wert": 1.0, "zeitraum": "2017"}, {"wert": 2.0, "einheit": "Euro"}), RAHMEN)


def test_raumvergleich_keeps_order_and_draws_the_city_as_line() -> None:
    figure = draw_raumvergleich(raeume(), RAHMEN, aussagen={"heessen": Aussage.BESSER}, stadt_raum_id="hamm")
    assert list(figure.layout.yaxis.categoryarray) == [i for i, _ in RAEUME]
    assert [s.x0 for s in figure.layout.shapes if s.name == "stadt"] == [71.0]
    texte = {a.y: a.text for a in figure.layout.annotations if a.name.startswith("rand")}
    assert texte["heessen"] == f"82{S}% ▲"
    assert "herringen" not in texte
    assert f"Höchster Wert 82{S}% (Heessen), niedrigster 50{S}% (Stadtmitte); 8 Werte." in describe(figure)


def test_counts_of_places_are_not_measured_against_their_sum() -> None:
    zeilen = raeume().assign(einheit="Anzahl")
    zeilen.loc[zeilen.index[-1], "wert"] = 710.0
    figure = draw_raumvergleich(zeilen, Rahmen("p", "T", "Hamm, 2018"), stadt_raum_id="hamm")
    assert figure.layout.shapes == ()
    assert figure.layout.meta["untertitel"] == "Hamm, 2018 · Hamm 710"
    assert figure.layout.xaxis.range[1] == 100


def test_single_period_is_a_lying_bar() -> None:
    zeilen = frame(*verlauf({"2017": None, "2018": 94.0}))
    figure = draw_balken(zeilen, RAHMEN, ziele=[Zielangabe(100)])
    assert figure.data[0].orientation == "h"
    assert list(figure.layout.yaxis.ticktext) == ["2018"]
    assert figure.data[0].customdata[0].startswith("2018<br>94")
    assert "2017 (nur als Abbildung" in figure.layout.meta["fehlend"]


def test_signs_are_explained_only_where_they_are_drawn() -> None:
    zeilen = raeume()
    zeilen.loc[0, "wertstatus"] = "berechnet"
    assert [art for art, _ in draw_raumvergleich(zeilen, RAHMEN, stadt_raum_id="hamm").layout.meta["legende"]] == [
        "strich"
    ]
    zeiten = frame(*verlauf({"2017": 90.0}), {"zeitraum": "2018", "wert": 91.0, "wertstatus": "berechnet"})
    assert [art for art, _ in draw_zeitreihe(zeiten, RAHMEN).layout.meta["legende"]] == ["gedruckt", "berechnet"]


def test_ranges_are_strokes_not_lines_between_lower_ends() -> None:
    zeilen = frame(
        {"zeitraum": "2017", "wert": 2.0, "wert_bis": 3.1, "einheit": "ohne", "dezimalstellen": 1},
        {"zeitraum": "2018", "wert": 1.5, "wert_bis": 2.2, "einheit": "ohne", "dezimalstellen": 1},
    )
    figure = draw_zeitreihe(zeilen, RAHMEN)
    assert [t.meta["art"] for t in figure.data] == ["spanne"]
    assert list(figure.data[0].y) == [2.0, 3.1, None, 1.5, 2.2, None]
    assert describe(figure).startswith("Spannen 2,0 bis 3,1 (2017), 1,5 bis 2,2 (2018)")


def test_a_computed_range_has_open_marks() -> None:
    zeilen = frame(
        {"zeitraum": "2017", "wert": 79.2, "wert_bis": 81.2, "wertstatus": "berechnet"},
        {"zeitraum": "2018", "wert": 82.0, "wert_bis": 83.0},
    )
    (spannen,) = draw_zeitreihe(zeilen, RAHMEN).data
    assert list(spannen.marker.symbol) == ["circle-open"] * 3 + ["circle"] * 3


def test_figure_is_small_plain_and_stable() -> None:
    figure = draw_zeitreihe(frame(*U8), RAHMEN)
    text = dump_figure(figure)
    assert text == dump_figure(draw_zeitreihe(frame(*U8), RAHMEN))
    assert not any(fremd in text for fremd in ('"template"', "bdata", "#", "NaN"))
    assert json.loads(text)["layout"]["height"] == stil.HOEHE


def test_hostile_names_are_escaped_for_plotly() -> None:
    name = '<b>x</b><script>"&'
    figure = draw_zeitreihe(frame({"wert": 1.0, "raum": name}, {"wert": 2.0, "raum": "B", "raum_id": "b"}), RAHMEN)
    roh = figure.to_plotly_json()
    assert roh["layout"]["annotations"]
    for teil in (roh["data"], roh["layout"]["annotations"], roh["layout"]["xaxis"]):
        assert "<b>" not in json.dumps(teil)
        assert "<script>" not in json.dumps(teil)
    assert name in describe(figure)


def test_stack_of_parts_ends_at_hundred_despite_rounding() -> None:
    teile = [{"gruppe_name": g, "wert": w, "dezimalstellen": 1} for g, w in (("A", 33.4), ("B", 33.4), ("C", 33.4))]
    figure = draw_anteile(frame(*teile), RAHMEN)
    assert list(figure.layout.yaxis.range) == [0, 100]
    with pytest.raises(ValueError, match="negative"):
        draw_anteile(frame({"gruppe_name": "A", "wert": -1.0}, {"gruppe_name": "B", "wert": 1.0}), RAHMEN)


def test_small_multiples_share_the_axis() -> None:
    zeilen = [{"raum_id": i, "raum": n, "zeitraum": j, "wert": 30.0 + k} for k, (i, n) in enumerate(RAEUME)
              for j in ("2017", "2018")]  # fmt: skip
    figure = draw_kleine_mehrfache(frame(*zeilen, {"wert": 35.0}), RAHMEN, stadt_raum_id="hamm")
    roh = figure.to_plotly_json()["layout"]
    assert len({tuple(v["range"]) for k, v in roh.items() if k.startswith("yaxis")}) == 1
    assert sum(k.startswith("yaxis") for k in roh) == 9
    assert sum(t.meta["art"] == "stadt" for t in figure.data) == 9


def test_kommunenvergleich_tells_years_apart() -> None:
    zeilen = frame({"kommune_id": "a", "kommune": "A", "wert": 5.0, "zeitraum": "2012"},
                   {"kommune_id": "b", "kommune": "B", "wert": 6.0, "zeitraum": "2013"})  # fmt: skip
    texte = [a.text for a in draw_kommunenvergleich(zeilen, RAHMEN).layout.annotations]
    assert texte == [f"5{S}% (2012)", f"6{S}% (2013)"]


def test_sparkline_does_not_blow_up_noise() -> None:
    figure = draw_sparkline(frame(*verlauf({"2017": 94.0, "2018": 94.5})), RAHMEN)
    tief, hoch = figure.layout.yaxis.range
    assert hoch - tief == pytest.approx(10)


def test_lonely_points_of_a_sparkline_are_marked() -> None:
    figure = draw_sparkline(frame(*verlauf({"2012": 25.0, "2016": 36.0, "2017": 36.0, "2018": 37.0})), RAHMEN)
    assert [list(t.x) for t in figure.data[1:]] == [["2012"], ["2018"]]


def test_waermetabelle_has_a_number_or_a_reason_in_each_cell() -> None:
    zeilen = frame({"raum_id": "a", "raum": "<A>", "zeitraum": "2017", "wert": 10.0},
                   {"raum_id": "a", "raum": "<A>", "zeitraum": "2018", "wertstatus": "geheim"},
                   {"raum_id": "hamm", "wert": 30.0})  # fmt: skip
    tabelle = draw_waermetabelle(zeilen, RAHMEN, stadt_raum_id="hamm")
    assert "&lt;A&gt;" in tabelle
    assert "<A>" not in tabelle
    assert f"10{S}%" in tabelle
    assert "zum Schutz der Daten nicht veröffentlicht" in tabelle
    assert "keine Angabe" in tabelle
    assert "nan" not in tabelle
    assert "style=" not in tabelle


def test_target_words() -> None:
    assert Zielangabe(45, "mindestens").text("%", 1) == f"Ziel: mindestens 45{S}%"
    assert Zielangabe(0.5, "hoechstens").text("%", 1) == f"Ziel: höchstens 0,5{S}%"
    assert Zielangabe(95, "ueber").text("%", 0) == f"Ziel: mehr als 95{S}%"


def test_inputs_are_not_changed() -> None:
    zeilen = frame(*U8)
    vorher = zeilen.copy(deep=True)
    draw_zeitreihe(zeilen, RAHMEN)
    assert zeilen.equals(vorher)
    assert math.isnan(zeilen.loc[2, "wert"])


# --- declared breaks --------------------------------------------------------------------------------------------------


def _broken() -> pd.DataFrame:
    werte = {"2012/13": 60.0, "2013/14": 70.0, "2014/15": 75.0}
    zeilen = frame(*verlauf(werte, ki_unten=50.0, ki_oben=90.0))
    return zeilen.assign(segment=[0, 1, 1])


def test_no_line_and_no_band_runs_across_a_break() -> None:
    figure = draw_zeitreihe(_broken(), RAHMEN)
    band, linie = figure.data
    assert list(linie.x) == ["2012/13", "2013/14", "2013/14", "2014/15"]
    assert list(linie.y) == [60.0, None, 70.0, 75.0]
    assert set(band.x) == {"2013/14", "2014/15"}
    assert [(s.name, s.x0) for s in figure.layout.shapes] == [("bruch", 0.455), ("bruch", 0.545)]
    assert ["bruch", "ab hier anders gezählt, mit den Werten davor nicht vergleichbar"] in figure.layout.meta["legende"]
    assert 'class="kp-bruch"' in render_svg(figure)


def test_alternative_text_tells_no_course_across_a_break() -> None:
    text = "60\u202f% (2012/13); danach anders gezählt: von 70\u202f% (2013/14) auf 75\u202f% (2014/15)."
    for figure in (
        draw_zeitreihe(_broken(), RAHMEN),
        draw_sparkline(_broken(), RAHMEN),
        draw_balken(_broken(), RAHMEN),
    ):
        assert figure.layout.meta["beschreibung"].startswith(text), figure.layout.meta["art"]


def test_small_pictures_and_sparklines_mark_the_break() -> None:
    stadt = _broken().assign(raum_id="stadt", raum="Stadt")
    orte = pd.concat([_broken().assign(raum_id="a", raum="A"), _broken().assign(raum_id="b", raum="B"), stadt])
    bild = draw_kleine_mehrfache(orte, RAHMEN, stadt_raum_id="stadt")
    assert [s.xref for s in bild.layout.shapes] == ["x", "x", "x2", "x2"]
    assert render_svg(bild).count('class="kp-bruch"') == 4
    funke = draw_sparkline(_broken(), RAHMEN)
    assert render_sparkline(funke).count('class="kp-bruch"') == 2
    assert [list(t.x) for t in funke.data if t.meta["art"] == "punkt"] == [["2012/13"], ["2014/15"]]


def test_labels_and_words_have_the_digits_of_the_table() -> None:
    zeilen = frame(
        {"zeitraum": "2017", "wert": 84.61, "dezimalstellen": 2},
        {"zeitraum": "2018", "wert": 85.0, "dezimalstellen": 2},
    ).assign(gedruckt=["84,61%", "85%"])
    figure = draw_zeitreihe(zeilen, RAHMEN)
    assert figure.layout.meta["beschreibung"] == "Von 84,61\u202f% (2017) auf 85\u202f% (2018)."
    assert {a.text for a in figure.layout.annotations} == {"84,61\u202f%", "85\u202f%"}
