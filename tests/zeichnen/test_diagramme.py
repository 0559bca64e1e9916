"""The kinds of chart as models: what is drawn, what is left out, what is said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kekiz.wissen import stil
from kekiz.zeichnen.anordnung import lay_out
from kekiz.zeichnen.auswahl import KeineDaten, describe_fehlend
from kekiz.zeichnen.balken import draw_anteile, draw_balken
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.modell import Band, Diagramm, Fussnote, Linienart, Rahmen, Reihe, Spur, Textart, Zahlenachse
from kekiz.zeichnen.vergleich import draw_kommunenvergleich, draw_namen, draw_raumvergleich
from kekiz.zeichnen.zeitreihe import draw_kleine_mehrfache, draw_sparkline, draw_zeitreihe
from zeilen import RAEUME, raeume, verlauf, werte

S = "\u202f"
RAHMEN = Rahmen("probe", "Titel", quelle="Bericht", lizenz="CC BY 4.0")
U8 = verlauf({"2013": 75.0, "2014": 77.0, "2015": None, "2016": 80.0, "2017": 84.0, "2018": 82.0})


def series(diagramm: Diagramm, spur: Spur = Spur.REIHE) -> list[Reihe]:
    return [r for feld in diagramm.felder for r in feld.reihen if r.spur == spur]


def values(reihe: Reihe) -> list[float | None]:
    return [p.wert for p in reihe.punkte]


def labels(diagramm: Diagramm, *arten: Textart) -> list[str]:
    return [t.text for feld in diagramm.felder for t in feld.texte if not arten or t.art in arten]


def signs(diagramm: Diagramm) -> list[str]:
    return [e.art for e in diagramm.erklaerungen]


# --- what is said -----------------------------------------------------------------------------------------------------


def test_description_says_course_and_extreme() -> None:
    diagramm = draw_zeitreihe(werte(*U8), RAHMEN, ziele=[Zielangabe(95, f"Ziel: mehr als 95{S}%")])
    assert diagramm.beschreibung == (
        f"Von 75{S}% (2013) auf 82{S}% (2018); Höchstwert 84{S}% (2017). Ziel: mehr als 95{S}%. "
        "Die Achse beginnt nicht bei 0. Ohne Wert: 2015 (nur in einer Abbildung)."
    )


def test_labels_and_words_have_the_digits_of_the_table() -> None:
    zeilen = werte(
        {"zeitraum": "2017", "wert": 84.61, "dezimalstellen": 2, "gedruckt": "84,61%"},
        {"zeitraum": "2018", "wert": 85.0, "dezimalstellen": 2, "gedruckt": "85%"},
    )
    diagramm = draw_zeitreihe(zeilen, RAHMEN)
    assert diagramm.beschreibung == f"Von 84,61{S}% (2017) auf 85{S}% (2018)."
    assert labels(diagramm) == [f"84,61{S}%", f"85{S}%"]


def test_words_name_the_unit_that_labels_have_no_room_for() -> None:
    diagramm = draw_balken(werte(*verlauf({"2017": 5000.0, "2018": 7000.0}, einheit="Euro")), RAHMEN)
    assert labels(diagramm) == ["5.000", "7.000"]
    assert diagramm.beschreibung == "Von 5.000\xa0Euro (2017) auf 7.000\xa0Euro (2018)."


def test_all_missing_raises_a_german_sentence() -> None:
    zeilen = werte(*verlauf({"2017": None, "2018": None}))
    with pytest.raises(KeineDaten, match="nur in einer Abbildung"):
        draw_zeitreihe(zeilen, RAHMEN)
    zwei = werte({"wertstatus": "geheim", "zeitraum": "2017"}, {"wertstatus": "nicht_erhoben"})
    assert describe_fehlend(zwei) == (
        "Zu dieser Auswahl gibt es keine Werte. Gründe: aus Datenschutzgründen nicht veröffentlicht, noch nicht erhoben."
    )
    with pytest.raises(KeineDaten, match="keine Werte"):
        draw_balken([], RAHMEN)
    with pytest.raises(KeineDaten, match="nur für die ganze Stadt"):
        draw_raumvergleich(werte({"wert": 3.0}), RAHMEN, stadt_raum_id="hamm")


def test_missing_values_are_grouped_by_reason() -> None:
    zeilen = werte(
        {"zeitraum": "2016", "wert": 1.0},
        {"zeitraum": "2017", "wertstatus": "geheim"},
        {"zeitraum": "2018", "wertstatus": "nicht_erhoben"},
    )
    assert describe_fehlend(zeilen) == (
        "Ohne Wert: 2017 (aus Datenschutzgründen nicht veröffentlicht); 2018 (noch nicht erhoben)."
    )
    assert describe_fehlend(werte({"wert": 1.0})) == ""


def test_what_can_be_read_at_a_point_names_unit_period_and_counts() -> None:
    zeilen = werte({"wert": 82.0, "zaehler": 1664, "nenner": 2030, "ki_unten": 80.2, "ki_oben": 83.6})
    assert series(draw_zeitreihe(zeilen, RAHMEN))[0].punkte[0].lesen == (
        "Hamm, 2018",
        f"82{S}%",
        "1.664 von 2.030",
        f"Vertrauensbereich (95{S}%): 80,2 bis 83,6{S}%",
    )


# --- lines ------------------------------------------------------------------------------------------------------------


def test_missing_year_without_a_row_is_a_gap() -> None:
    (reihe,) = series(draw_zeitreihe(werte(*verlauf({"2013": 1.0, "2016": 4.0})), RAHMEN))
    assert [p.ort for p in reihe.punkte] == ["2013", "2014", "2015", "2016"]
    assert values(reihe) == [1.0, None, None, 4.0]


def test_missing_school_year_is_a_gap_and_a_long_time_is_none() -> None:
    schuljahre = draw_zeitreihe(werte(*verlauf({"2013/14": 1.0, "2015/16": 4.0})), RAHMEN)
    assert schuljahre.feld.orte.texte == ("2013/14", "2014/15", "2015/16")
    for jahr, stellen in (("2040", 41), ("2041", 2)):
        weit = draw_zeitreihe(werte(*verlauf({"2000": 1.0, jahr: 4.0})), RAHMEN)
        assert len(weit.feld.orte.texte) == stellen


def test_zero_is_a_value() -> None:
    zeilen = werte({"zeitraum": "2017", "wert": 0.0}, {"zeitraum": "2018", "wert": 9.0})
    assert values(series(draw_zeitreihe(zeilen, RAHMEN))[0]) == [0.0, 9.0]


GEZAEHLT = {"ki_unten": 70.0, "ki_oben": 95.0}


def test_hollow_is_a_share_without_a_number_of_cases_and_nothing_else() -> None:
    zeilen = werte(
        {"zeitraum": "2015", "wert": 78.0},
        {"zeitraum": "2016", "wert": 80.0, "wert_berechnet": 80.4, **GEZAEHLT},
        {"zeitraum": "2017", "wert": 84.0, "wert_berechnet": 87.1, **GEZAEHLT},
        {"zeitraum": "2018", "wert": 82.0, "wertstatus": "berechnet", **GEZAEHLT},
    )
    diagramm = draw_zeitreihe(zeilen, RAHMEN)
    assert [p.ist_offen for p in series(diagramm)[0].punkte] == [True, False, False, False]
    (neu,) = series(diagramm, Spur.NACHGERECHNET)
    assert [(p.ort, p.wert, p.ist_offen) for p in neu.punkte] == [("2017", 87.1, False)]
    assert neu.symbol not in {symbol for _, symbol in stil.SERIEN}
    assert signs(diagramm) == ["nachgerechnet", "ohne_fallzahl", "band"]
    anzahl = draw_zeitreihe(werte(*verlauf({"2017": 90.0, "2018": 91.0}, einheit="Anzahl")), RAHMEN)
    assert not any(p.ist_offen for p in series(anzahl)[0].punkte), "a count is its own number of cases"
    assert signs(anzahl) == []


def test_what_the_document_does_not_print_is_said_in_words() -> None:
    zeilen = werte(*({"zeitraum": j, "wert": 82.0, "wertstatus": s} for j, s in
                     (("2016", "gedruckt"), ("2017", "berechnet"), ("2018", "berechnet"))))  # fmt: skip
    wie = "aus Zahlen des Dokuments berechnet."
    assert draw_zeitreihe(zeilen, RAHMEN).notizen == (f"2017, 2018: {wie}",)
    assert draw_zeitreihe(zeilen[1:], RAHMEN).notizen == (f"Alle Werte: {wie}",)
    assert draw_zeitreihe(zeilen[:1], RAHMEN).notizen == ()


def test_signs_are_explained_only_where_they_are_drawn() -> None:
    orte = [replace(raeume()[0], status="berechnet"), *raeume()[1:]]
    assert signs(draw_raumvergleich(orte, RAHMEN, stadt_raum_id="hamm")) == ["strich"]
    assert signs(draw_zeitreihe(werte(*verlauf({"2017": 90.0, "2018": 91.0})), RAHMEN)) == ["ohne_fallzahl"]


def test_ranges_are_strokes_not_lines_between_lower_ends() -> None:
    zeilen = werte(
        {"zeitraum": "2017", "wert": 2.0, "wert_bis": 3.1, "einheit": "ohne", "dezimalstellen": 1},
        {"zeitraum": "2018", "wert": 1.5, "wert_bis": 2.2, "einheit": "ohne", "dezimalstellen": 1,
         "wertstatus": "berechnet"},
    )  # fmt: skip
    diagramm = draw_zeitreihe(zeilen, RAHMEN)
    (reihe,) = diagramm.feld.reihen
    assert reihe.spur == Spur.SPANNE
    assert values(reihe) == [2.0, 3.1, None, 1.5, 2.2, None]
    assert not any(p.ist_offen for p in reihe.punkte)
    assert diagramm.beschreibung.startswith("Spannen 2,0 bis 3,1 (2017), 1,5 bis 2,2 (2018)")


def test_interval_band_breaks_at_a_gap_and_single_points_get_strokes() -> None:
    jahre = ["2011", "2012", "2014", "2016", "2017"]
    zeilen = werte(*({"zeitraum": j, "wert": 50.0, "ki_unten": 45.0, "ki_oben": 56.0} for j in jahre))
    diagramm = draw_zeitreihe(zeilen, RAHMEN)
    baender = [m for m in diagramm.feld.marken if isinstance(m, Band)]
    assert [[ort for ort, _, _ in b.raender] for b in baender] == [["2011", "2012"], ["2016", "2017"]]
    assert baender[0].umriss == (("2011", 56.0), ("2012", 56.0), ("2012", 45.0), ("2011", 45.0))
    assert {p.ort: p.bereich for p in series(diagramm)[0].punkte if p.bereich} == {"2014": (45.0, 56.0)}
    assert {t.ort: t.wert for t in diagramm.feld.texte if t.wert != 50.0} == {"2014": 56.0}, "above its stroke"


def test_series_are_what_differs() -> None:
    zeilen = werte(
        *verlauf({"2017": 1.0, "2018": 2.0}, gruppe_name="Mädchen"), *verlauf({"2018": 3.0}, gruppe_name="Jungen")
    )
    reihen = series(draw_zeitreihe(zeilen, RAHMEN))
    assert [(r.nr, r.name, values(r)) for r in reihen] == [(0, "Mädchen", [1.0, 2.0]), (1, "Jungen", [None, 3.0])]
    assert len({r.klasse for r in reihen}) == len({r.symbol for r in reihen}) == 2
    grau = draw_zeitreihe(werte({"wert": 1.0}, {"wert": 2.0, "raum_id": "b", "raum": "B"}), RAHMEN, grau=["b"])
    assert [r.klasse for r in series(grau)] == ["kp-s1", "kp-s-grau"]


def test_two_rows_for_one_point_are_refused() -> None:
    with pytest.raises(ValueError, match="two rows"):
        draw_zeitreihe(werte({"wert": 1.0}, {"wert": 2.0}), RAHMEN)
    with pytest.raises(ValueError, match="one unit"):
        draw_zeitreihe(werte({"wert": 1.0, "zeitraum": "2017"}, {"wert": 2.0, "einheit": "Euro"}), RAHMEN)
    with pytest.raises(ValueError, match="more than one row for raum_id"):
        draw_raumvergleich(werte({"wert": 1.0}, {"wert": 2.0}), RAHMEN, stadt_raum_id="x")


@pytest.mark.parametrize(("zusatz", "beschriftet"), [([], 4), (["2016"], 0)])
def test_up_to_eight_values_have_each_their_label(zusatz: list[str], beschriftet: int) -> None:
    zeilen = [{"kennzahl": k, "zeitraum": j, "wert": 5.0} for k in "ABCD" for j in ("2017", "2018")]
    zeilen += [{"kennzahl": "A", "zeitraum": j, "wert": 5.0} for j in zusatz]
    assert len(labels(draw_zeitreihe(werte(*zeilen), RAHMEN), Textart.WERT)) == beschriftet


# --- axes -------------------------------------------------------------------------------------------------------------


def test_share_axis_starts_at_zero_and_ends_at_hundred() -> None:
    diagramm = draw_zeitreihe(werte(*verlauf({"2017": 92.0, "2018": 96.0})), RAHMEN)
    assert diagramm.feld.werte == Zahlenachse(
        0.0, 100.0, (0.0, 25.0, 50.0, 75.0, 100.0), ("0", "25", "50", "75", f"100{S}%")
    )
    assert diagramm.ist_achse_ab_null


@pytest.mark.parametrize(("tiefster", "unten"), [(75.0, 70.0), (74.9, 0.0)])
def test_axis_is_cut_only_if_a_target_and_all_values_lie_high(tiefster: float, unten: float) -> None:
    zeilen = werte(*verlauf({"2017": tiefster, "2018": 92.0}))
    mit_ziel = draw_zeitreihe(zeilen, RAHMEN, ziele=[Zielangabe(95, "Ziel")])
    assert mit_ziel.feld.werte.von == unten
    assert ("Die Achse beginnt nicht bei 0." in mit_ziel.beschreibung) == (unten > 0)
    assert draw_zeitreihe(zeilen, RAHMEN).feld.werte.von == 0


def test_a_cut_axis_shows_at_least_sixteen_points() -> None:
    diagramm = draw_zeitreihe(werte(*verlauf({"2017": 92.0, "2018": 96.0})), RAHMEN, achse_ab_null=False)
    assert (diagramm.feld.werte.von, diagramm.feld.werte.bis) == (75, 100)


def test_millions_are_written_short_on_the_axis() -> None:
    zeilen = werte(*verlauf({"2017": 3_616_533.0, "2018": 3_715_365.0}, einheit="Euro"))
    assert draw_balken(zeilen, RAHMEN).feld.werte.texte == ("0", *(f"{n}{S}Mio." for n in (1, 2, 3, 4)))


def test_counts_have_whole_steps() -> None:
    zeilen = werte(*verlauf({"2017": 1.0, "2018": 2.0}, einheit="Anzahl"))
    assert draw_balken(zeilen, RAHMEN).feld.werte.schritte == (0.0, 1.0, 2.0)


# --- notes ------------------------------------------------------------------------------------------------------------


def test_hint_is_marked_and_explained() -> None:
    zeilen = werte({"zeitraum": "2017", "wert": 5.0, "hinweis_zelle": "h1"}, {"zeitraum": "2018", "wert": 6.0})
    diagramm = draw_zeitreihe(zeilen, replace(RAHMEN, hinweise={"h1": "Andere Zählung."}))
    assert diagramm.fussnoten == (Fussnote("¹⁾", "Andere Zählung."),)
    assert labels(diagramm) == [f"5{S}%\u200a¹⁾", f"6{S}%"]
    assert series(diagramm)[0].punkte[0].lesen[-1] == "Hinweis: Andere Zählung."


def test_hint_that_the_chart_does_not_explain_is_not_marked() -> None:
    diagramm = draw_zeitreihe(werte({"wert": 5.0, "hinweis_zelle": "h1"}), RAHMEN)
    assert diagramm.fussnoten == ()
    assert labels(diagramm) == [f"5{S}%"]
    assert series(diagramm)[0].punkte[0].lesen == ("Hamm, 2018", f"5{S}%")


def test_several_signs_stand_in_their_order() -> None:
    zeilen = werte(
        {"zeitraum": "2017", "wert": 5.0, "hinweis_zelle": "h1"},
        {"zeitraum": "2018", "wert": 6.0, "hinweis_zelle": "h2 h1"},
        {"zeitraum": "2019", "wert": 7.0},
    )
    diagramm = draw_zeitreihe(zeilen, replace(RAHMEN, hinweise={"h1": "Eins.", "h2": "Zwei."}))
    assert labels(diagramm)[1] == f"6{S}%\u200a¹⁾\u200a²⁾"


def test_hint_on_every_value_has_no_sign_and_stands_first() -> None:
    zeilen = werte(
        *verlauf({"2016": 90.0, "2017": 91.0}, hinweis_zelle="h0"),
        {"zeitraum": "2018", "wert": 92.0, "hinweis_zelle": "h1 h0"},
        *verlauf({"2019": None}, hinweis_zelle="h0"),
    )
    diagramm = draw_zeitreihe(zeilen, replace(RAHMEN, hinweise={"h0": "Alle.", "h1": "Eins."}))
    assert diagramm.fussnoten == (Fussnote("", "Alle."), Fussnote("¹⁾", "Eins."))
    assert diagramm.notizen == ("Alle.", "¹⁾ Eins.", "Ohne Wert: 2019 (nur in einer Abbildung).")


# --- missing years ----------------------------------------------------------------------------------------------------


def missing(jahre: dict[str, float | None], *, jaehrlich: bool = False) -> list[tuple[str, str]]:
    diagramm = draw_zeitreihe(werte(*verlauf(jahre)), RAHMEN, jaehrlich=jaehrlich)
    return [(f.wann, f.grund) for f in diagramm.feld.fehlt]


@pytest.mark.parametrize(
    ("jahre", "jaehrlich", "fehlt"),
    [
        ({"2013": 1.0, "2014": 2.0}, True, []),
        ({"2013": 1.0, "2014": None, "2015": 2.0}, False, [("2014", "nur in einer Abbildung")]),
        ({"2013": 1.0, "2015": 2.0}, False, []),
        ({"2013": 1.0, "2015": 2.0}, True, [("2014", "keine Angabe")]),
        ({"2013": 1.0, "2016": 2.0}, True, [("2014 bis 2015", "keine Angabe")]),
        (
            {"2012": 1.0, "2014": None, "2015": 2.0},
            True,
            [("2013", "keine Angabe"), ("2014", "nur in einer Abbildung")],
        ),
        ({"2013": None, "2014": 1.0, "2015": 2.0, "2016": None}, True, []),
    ],
)
def test_year_between_others_is_missing_if_the_document_says_so_or_each_was_counted(
    jahre: dict[str, float | None], jaehrlich: bool, fehlt: list[tuple[str, str]]
) -> None:
    assert missing(jahre, jaehrlich=jaehrlich) == fehlt


def test_missing_year_is_said_once_and_what_lies_outside_stays_a_note() -> None:
    zeilen = werte(*verlauf({"2013": 1.0, "2014": None, "2015": 2.0, "2016": None}))
    diagramm = draw_zeitreihe(zeilen, RAHMEN)
    assert [e.text for e in diagramm.erklaerungen if e.art == "fehlt"] == ["ohne Wert: 2014 (nur in einer Abbildung)"]
    assert diagramm.notizen == ("Ohne Wert: 2016 (nur in einer Abbildung).",)
    assert "Ohne Wert: 2014 (nur in einer Abbildung). Ohne Wert: 2016" in diagramm.beschreibung


def test_year_with_a_value_of_any_series_is_not_missing() -> None:
    zeilen = [
        *verlauf({"2013": 1.0, "2014": None, "2015": 2.0}),
        *verlauf({"2013": 1.0, "2014": 3.0, "2015": 2.0}, raum_id="nrw", raum="NRW"),
    ]
    assert draw_zeitreihe(werte(*zeilen), RAHMEN, jaehrlich=True).feld.fehlt == ()


def test_bars_have_missing_years_too() -> None:
    zeilen = werte(*verlauf({"2013": 1.0, "2015": 2.0}, einheit="Anzahl"))
    assert [f.wann for f in draw_balken(zeilen, RAHMEN, jaehrlich=True).feld.fehlt] == ["2014"]
    assert draw_balken(zeilen, RAHMEN).feld.fehlt == ()


# --- bars -------------------------------------------------------------------------------------------------------------


def test_places_keep_their_order_and_the_city_is_a_line() -> None:
    diagramm = draw_raumvergleich(raeume(), RAHMEN, stadt_raum_id="hamm")
    assert diagramm.feld.orte.texte == tuple(n for _, n in RAEUME)
    assert [(i.art, i.wert, i.text) for i in diagramm.feld.linien] == [(Linienart.STADT, 71.0, f"Hamm 71{S}%")]
    nach_ort = {t.ort: (t.art, t.text) for t in diagramm.feld.texte}
    assert nach_ort["heessen"] == (Textart.RAND, f"82{S}%")
    assert nach_ort["herringen"] == (Textart.FEHLT, "nicht veröffentlicht")
    assert f"Höchster Wert 82{S}% (Heessen), niedrigster 50{S}% (Stadtmitte); 8 Werte." in diagramm.beschreibung


@pytest.mark.parametrize("einheit", ["Anzahl", "Euro"])
def test_counts_of_places_are_not_measured_against_their_sum(einheit: str) -> None:
    orte = raeume(einheit=einheit)
    stadt = werte({"wert": 710.0, "einheit": einheit})
    diagramm = draw_raumvergleich([*orte[:-1], *stadt], Rahmen("p", "T", "Hamm, 2018"), stadt_raum_id="hamm")
    assert diagramm.feld.linien == ()
    assert diagramm.rahmen.untertitel == "Hamm, 2018 · Hamm 710"
    assert diagramm.feld.werte.bis == 100


def test_single_period_is_a_lying_bar() -> None:
    zeilen = werte(*verlauf({"2017": None, "2018": 94.0}))
    diagramm = draw_balken(zeilen, RAHMEN, ziele=[Zielangabe(100, "Ziel: 100")])
    assert diagramm.ist_liegend
    assert diagramm.feld.orte.texte == ("2018",)
    assert series(diagramm, Spur.BALKEN)[0].punkte[0].lesen[:2] == ("2018", f"94{S}%")
    assert diagramm.fehlend == "Ohne Wert: 2017 (nur in einer Abbildung)."


def test_names_stand_beside_lying_bars() -> None:
    zeilen = werte({"gruppe_name": "A", "wert": 3.0}, {"gruppe_name": "B", "wert": 4.0})
    diagramm = draw_namen(zeilen, RAHMEN, nach="gruppe_name")
    assert diagramm.ist_liegend
    assert diagramm.feld.orte.texte == ("A", "B")


def test_stack_of_parts_ends_at_hundred_despite_rounding() -> None:
    teile = [{"gruppe_name": g, "wert": w, "dezimalstellen": 1} for g, w in (("A", 33.4), ("B", 33.4), ("C", 33.4))]
    diagramm = draw_anteile(werte(*teile), RAHMEN)
    assert diagramm.feld.werte.bis == 100
    assert [t.wert for t in diagramm.feld.texte if t.art == Textart.TEIL] == pytest.approx([16.7, 50.1, 83.5])
    with pytest.raises(ValueError, match="negative"):
        draw_anteile(werte({"gruppe_name": "A", "wert": -1.0}, {"gruppe_name": "B", "wert": 1.0}), RAHMEN)
    with pytest.raises(ValueError, match="at most 6 parts"):
        draw_anteile(werte(*({"gruppe_name": g, "wert": 1.0} for g in "ABCDEFG")), RAHMEN)


def test_small_multiples_share_the_axis() -> None:
    zeilen = [{"raum_id": i, "raum": n, "zeitraum": j, "wert": 30.0 + k} for k, (i, n) in enumerate(RAEUME)
              for j in ("2017", "2018")]  # fmt: skip
    diagramm = draw_kleine_mehrfache(werte(*zeilen, {"wert": 35.0}), RAHMEN, stadt_raum_id="hamm")
    assert [f.name for f in diagramm.felder] == [n for _, n in RAEUME]
    assert len({f.werte for f in diagramm.felder}) == 1
    assert len(series(diagramm, Spur.STADT)) == 9
    assert diagramm.beschreibung.startswith(f"Hamm: 35{S}% (2018). Stadtmitte: 30{S}% im ersten")


def test_municipalities_tell_their_years_apart() -> None:
    zeilen = werte({"kommune_id": "a", "kommune": "A", "wert": 5.0, "zeitraum": "2012"},
                   {"kommune_id": "b", "kommune": "B", "wert": 6.0, "zeitraum": "2013"})  # fmt: skip
    assert labels(draw_kommunenvergleich(zeilen, RAHMEN)) == [f"5{S}% (2012)", f"6{S}% (2013)"]


def test_rows_of_dots_are_as_high_as_their_names() -> None:
    def _height(zeichne: Callable[..., Diagramm], namen: list[str], **mehr: str) -> float:
        zeilen = [{"kommune_id": n, "kommune": n, "raum_id": n, "raum": n, "wert": 5.0} for n in namen]
        return lay_out(zeichne(werte(*zeilen), RAHMEN, **mehr), 340).hoehe

    namen = [f"Ort {i}" for i in range(10)]
    lang = "Kreis mit einem langen Namen"
    je_ort = _height(draw_kommunenvergleich, [*namen, "Ort 10"]) - _height(draw_kommunenvergleich, namen)
    assert je_ort == pytest.approx(24)
    assert _height(draw_kommunenvergleich, [*namen, lang]) == _height(
        draw_raumvergleich, [*namen, lang], stadt_raum_id=""
    )


# --- words the size of a line -----------------------------------------------------------------------------------------


def test_sparkline_does_not_blow_up_noise() -> None:
    achse = draw_sparkline(werte(*verlauf({"2017": 94.0, "2018": 94.5})), RAHMEN).feld.werte
    assert achse.bis - achse.von == pytest.approx(10)
    assert "Achse" not in draw_sparkline(werte(*verlauf({"2017": 94.0, "2018": 94.5})), RAHMEN).beschreibung


def test_lonely_points_of_a_sparkline_are_marked() -> None:
    diagramm = draw_sparkline(werte(*verlauf({"2012": 25.0, "2016": 36.0, "2017": 36.0, "2018": 37.0})), RAHMEN)
    assert [[p.ort for p in r.punkte] for r in series(diagramm, Spur.PUNKT)] == [["2012"], ["2018"]]


# --- declared breaks --------------------------------------------------------------------------------------------------


def _broken(**mehr: str) -> list[dict[str, object]]:
    zeilen = verlauf({"2012/13": 60.0, "2013/14": 70.0, "2014/15": 75.0}, ki_unten=50.0, ki_oben=90.0, **mehr)
    return [z | {"segment": s} for z, s in zip(zeilen, (0, 1, 1), strict=True)]


def test_no_line_and_no_band_runs_across_a_break() -> None:
    diagramm = draw_zeitreihe(werte(*_broken()), RAHMEN)
    band, linie = diagramm.feld.marken
    assert isinstance(band, Band)
    assert isinstance(linie, Reihe)
    assert [p.ort for p in linie.punkte] == ["2012/13", "2013/14", "2013/14", "2014/15"]
    assert values(linie) == [60.0, None, 70.0, 75.0]
    assert [ort for ort, _, _ in band.raender] == ["2013/14", "2014/15"]
    assert diagramm.feld.brueche == ("2013/14",)
    assert diagramm.erklaerungen[-1].text == "ab hier anders gezählt, mit den Werten davor nicht vergleichbar"


def test_alternative_text_tells_no_course_across_a_break() -> None:
    text = f"60{S}% (2012/13); danach anders gezählt: von 70{S}% (2013/14) auf 75{S}% (2014/15)."
    for draw in (draw_zeitreihe, draw_sparkline, draw_balken):
        diagramm = draw(werte(*_broken()), RAHMEN)
        assert diagramm.beschreibung.startswith(text), diagramm.art


def test_small_pictures_and_sparklines_mark_the_break() -> None:
    orte = werte(*_broken(raum_id="a", raum="A"), *_broken(raum_id="b", raum="B"), *_broken(raum_id="s", raum="S"))
    assert [f.brueche for f in draw_kleine_mehrfache(orte, RAHMEN, stadt_raum_id="s").felder] == [("2013/14",)] * 2
    funke = draw_sparkline(werte(*_broken()), RAHMEN)
    assert funke.feld.brueche == ("2013/14",)
    assert [[p.ort for p in r.punkte] for r in series(funke, Spur.PUNKT)] == [["2012/13"], ["2014/15"]]
