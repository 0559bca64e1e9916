"""Targets, distance, change, trend, comparison and bounds: each threshold below, at, above and missing."""

from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kekiz.ergebnis import Ergebnis, build
from kekiz.rechnen.assess import assess_trends
from kekiz.rechnen.zielurteil import assess_goals, assess_targets
from kleindaten import KENNZAHL, RAEUME, build_bestand, wert, ziel

ZWEITE = KENNZAHL | {"kennzahl_id": "zweite", "name": "Zweite", "kurzname": "Zweite"}


def _build(werte: list[dict[str, Any]], zielwerte: list[dict[str, Any]], **rest: Any) -> Ergebnis:
    return build(build_bestand(werte, zielwerte, **rest))


def _target(werte: list[dict[str, Any]], **angaben: Any) -> pd.Series:
    return _build(werte, [ziel(**angaben)]).zielstand.iloc[0]


# Targets as worded ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vergleich", "darunter", "gleich", "darueber"),
    [
        ("mindestens", False, True, True),
        ("ueber", False, False, True),
        ("hoechstens", True, True, False),
        ("unter", True, False, False),
    ],
)
@pytest.mark.parametrize(("lage", "zahl"), [("darunter", 44.9), ("gleich", 45.0), ("darueber", 45.1)])
def test_fixed_thresholds_are_strict_as_worded(
    vergleich: str, darunter: bool, gleich: bool, darueber: bool, lage: str, zahl: float
) -> None:
    z = _target([wert("2018", zahl)], vergleich=vergleich, wert=45)
    soll = {"darunter": darunter, "gleich": gleich, "darueber": darueber}[lage]
    assert bool(z["ist_erfuellt"]) == soll
    assert z["status"] == ("erreicht" if soll else "nicht_erreicht")
    assert z["statusgrund"] == ("zielwert_eingehalten" if soll else "zielwert_nicht_eingehalten")
    assert z["abstand"] == pytest.approx(zahl - 45)


@pytest.mark.parametrize("vergleich", ["mindestens", "hoechstens", "ueber", "unter"])
def test_missing_value_gives_no_judgement(vergleich: str) -> None:
    z = _target([wert("2018")], vergleich=vergleich, wert=45)
    assert pd.isna(z["ist_erfuellt"])
    assert (z["status"], z["statusgrund"]) == ("ohne_daten", "kein_wert")


@pytest.mark.parametrize("vergleich", ["ueber", "mindestens"])
def test_binary_hairs_do_not_decide(vergleich: str) -> None:
    """57 of 190 are 30 %, but 100 * 57 / 190 is 30.000000000000004 or below in binary."""
    z = _target([wert("2018", zaehler=57, nenner=190)], vergleich=vergleich, wert=30)
    assert bool(z["ist_erfuellt"]) == (vergleich == "mindestens")


@pytest.mark.parametrize(
    ("lesart", "grenze"),
    [("punkte", 82.6), ("prozent", 81.48)],
)
@pytest.mark.parametrize(("versatz", "erfuellt"), [(-0.01, False), (0.0, True), (0.01, True)])
def test_rise_since_the_base_in_both_readings(lesart: str, grenze: float, versatz: float, erfuellt: bool) -> None:
    werte = [wert("2012", 77.6), wert("2018", grenze + versatz, gedruckt="81,48%")]
    z = _target(werte, vergleich="steigerung_seit_basis", wert=5, basiszeitraum="2012", lesart=lesart)
    assert z["zielwert"] == pytest.approx(grenze)
    assert bool(z["ist_erfuellt"]) == erfuellt
    assert z["perioden"] == 1, "the base period itself is not judged"


def test_rise_since_a_base_without_value_is_not_judged() -> None:
    z = _target([wert("2018", 80)], vergleich="steigerung_seit_basis", wert=5, basiszeitraum="2012", lesart="punkte")
    assert (z["status"], z["statusgrund"]) == ("ohne_daten", "vergleichswert_fehlt")


@pytest.mark.parametrize(("zahl", "erfuellt"), [(49.9, False), (50.0, False), (50.1, True)])
def test_rise_since_the_year_before(zahl: float, erfuellt: bool) -> None:
    z = _target([wert("2017", 50.0), wert("2018", zahl)], vergleich="steigerung_seit_vorjahr", wert=0)
    assert bool(z["ist_erfuellt"]) == erfuellt


@pytest.mark.parametrize("werte", [[wert("2018", 50.0)], [wert("2016", 40.0), wert("2018", 50.0)]])
def test_the_last_known_year_is_not_the_year_before(werte: list[dict[str, Any]]) -> None:
    z = _target(werte, vergleich="steigerung_seit_vorjahr", wert=0)
    assert (z["status"], z["statusgrund"]) == ("ohne_daten", "vergleichswert_fehlt")


@pytest.mark.parametrize(("zahl", "erfuellt"), [(40.9, True), (41.0, True), (41.1, False)])
def test_at_most_as_in_the_comparison_area(zahl: float, erfuellt: bool) -> None:
    werte = [wert("2018", zahl), wert("2018", 41.0, raum_id="land")]
    z = _target(werte, vergleich="hoechstens_vergleichsraum", vergleichsraum_id="land")
    assert bool(z["ist_erfuellt"]) == erfuellt


def test_comparison_area_without_a_value_of_the_same_period_is_not_judged() -> None:
    werte = [wert("2018", 30), wert("2017", 41.0, raum_id="land")]
    z = _target(werte, vergleich="hoechstens_vergleichsraum", vergleichsraum_id="land")
    assert (z["status"], z["statusgrund"]) == ("ohne_daten", "vergleichswert_fehlt")


def test_goal_without_a_number_is_not_judged() -> None:
    z = _target([wert("2018", 30)], vergleich="ohne_zahl")
    assert (z["status"], z["statusgrund"]) == ("ohne_zielwert", "keine_zahl_vereinbart")


@given(st.floats(0, 100), st.floats(0, 100))
def test_a_stricter_wording_is_never_easier(zahl: float, grenze: float) -> None:
    from kekiz.rechnen.zielurteil import _meets

    arten = pd.Series(["mindestens", "ueber", "hoechstens", "unter"])
    mindestens, ueber, hoechstens, unter = (
        bool(v) for v in _meets(pd.Series([zahl] * 4), pd.Series([grenze] * 4), arten)
    )
    assert mindestens or not ueber
    assert hoechstens or not unter
    assert not (ueber and unter)


@given(st.floats(0, 100), st.lists(st.floats(0, 100), min_size=2, max_size=2))
def test_a_higher_threshold_is_never_easier(zahl: float, grenzen: list[float]) -> None:
    from kekiz.rechnen.zielurteil import _meets

    niedrig, hoch = _meets(pd.Series([zahl] * 2), pd.Series(sorted(grenzen)), pd.Series(["mindestens"] * 2))
    assert niedrig or not hoch


# Distance in people ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("vergleich", "grenze", "x", "fest"),
    [
        ("mindestens", 45, 44, 1),
        ("mindestens", 45, 45, 0),
        ("ueber", 45, 45, 1),
        ("ueber", 45, 46, 0),
        ("hoechstens", 45, 46, 1),
        ("hoechstens", 45, 45, 0),
        ("unter", 45, 45, 1),
        ("unter", 45, 44, 0),
        # Far beyond the target nobody is missing: never fewer than none.
        ("mindestens", 45, 50, 0),
        ("unter", 45, 40, 0),
        ("mindestens", 45.5, 40, 6),
        ("ueber", 100, 90, None),
        ("unter", 0, 3, None),
    ],
)
def test_people_to_the_target_with_a_fixed_total(vergleich: str, grenze: float, x: int, fest: int | None) -> None:
    z = _target([wert("2018", zaehler=x, nenner=100)], vergleich=vergleich, wert=grenze)
    assert pd.isna(z["abstand_anzahl"]) if fest is None else z["abstand_anzahl"] == fest


@pytest.mark.parametrize(
    ("vergleich", "grenze", "x", "n", "fest", "offen"),
    [
        ("mindestens", 60, 743, 1310, 43, 108),
        # 60 of 120 are just half of them: enough for "at least", one too few for "more than".
        ("mindestens", 50, 40, 100, 10, 20),
        ("ueber", 50, 40, 100, 11, 21),
        ("ueber", 60, 743, 1310, 44, 108),
    ],
)
def test_people_to_the_target_when_the_total_grows_too(
    vergleich: str, grenze: float, x: int, n: int, fest: int, offen: int
) -> None:
    kennzahl = KENNZAHL | {"ist_gesamtzahl_fest": "nein"}
    werte = [wert("2018", zaehler=x, nenner=n)]
    z = _build(werte, [ziel(vergleich, grenze)], kennzahlen=[kennzahl]).zielstand.iloc[0]
    assert (z["abstand_anzahl"], z["abstand_anzahl_offen"]) == (fest, offen)


def test_no_people_where_the_numerator_is_not_known_exactly() -> None:
    z = _target([wert("2018", 91.8, nenner=1420)], vergleich="mindestens", wert=95)
    assert pd.isna(z["abstand_anzahl"])


@given(st.integers(1, 3000), st.data())
def test_people_are_the_least_number_that_meets_the_target(n: int, data: st.DataObject) -> None:
    from kekiz.rechnen.zielurteil import _people

    x, t = data.draw(st.integers(0, n)), data.draw(st.integers(1, 99))
    z = pd.DataFrame(
        {
            "faelle": [float(x)],
            "nenner": [n],
            "zielwert": [float(t)],
            "vergleich": ["mindestens"],
            "fallzahl": ["zaehler_und_nenner_gedruckt"],
            "einheit": ["%"],
            "ist_gesamtzahl_fest": [False],
        }
    )
    fest, offen, puffer = (float(s.iloc[0]) for s in _people(z))
    assert 100 * (x + fest) >= t * n
    assert fest == 0 or 100 * (x + fest - 1) < t * n
    assert 100 * (x + offen) >= t * (n + offen)
    assert offen == 0 or 100 * (x + offen - 1) < t * (n + offen - 1)
    assert offen >= fest
    assert np.isnan(puffer) == (fest > 0)
    assert fest > 0 or 100 * (x - puffer) >= t * n > 100 * (x - puffer - 1)


# Lasting, way, pace ---------------------------------------------------------------------------------------------


def test_periods_in_which_the_target_held_are_named() -> None:
    werte = [wert("2015", 95.1), wert("2016", 94.0), wert("2017"), wert("2018", 96.0)]
    z = _target(werte, vergleich="ueber", wert=95, ist_dauerhaft="ja")
    assert (z["perioden"], z["perioden_erfuellt"]) == (3, 2)
    assert (z["eingehalten_in"], z["verfehlt_in"]) == ("2015 2018", "2016")


def test_way_and_pace() -> None:
    z = _target([wert("2012", 25.0), wert("2018", 35.0)], vergleich="mindestens", wert=45)
    assert z["weg"] == pytest.approx(50)
    assert z["tempo_bisher"] == pytest.approx(10 / 6)
    assert z["tempo_noetig"] == pytest.approx(5)


def test_no_pace_after_the_target_year_or_when_the_target_is_met() -> None:
    assert pd.isna(_target([wert("2012", 25.0), wert("2020", 35.0)], vergleich="mindestens", wert=45)["tempo_noetig"])
    assert pd.isna(_target([wert("2012", 25.0), wert("2018", 45.0)], vergleich="mindestens", wert=45)["tempo_noetig"])


def test_no_way_where_the_base_already_met_the_target() -> None:
    assert pd.isna(_target([wert("2012", 96.0), wert("2018", 94.0)], vergleich="mindestens", wert=95)["weg"])


# Status of a goal -----------------------------------------------------------------------------------------------


def _goal(ziele: list[dict[str, Any]], werte: list[dict[str, Any]]) -> pd.Series:
    e = _build(werte, ziele, kennzahlen=[KENNZAHL, ZWEITE])
    return e.ziele[e.ziele["ziel_id"].eq("1.1")].iloc[0]


@pytest.mark.parametrize(
    ("eins", "zwei", "status", "grund"),
    [
        (50.0, 50.0, "erreicht", "alle_zielwerte_eingehalten"),
        (50.0, 40.0, "teilweise_erreicht", "ein_teil_der_zielwerte_eingehalten"),
        (40.0, 40.0, "nicht_erreicht", "kein_zielwert_eingehalten"),
        (50.0, None, "teilweise_erreicht", "ein_teil_nicht_pruefbar"),
        (40.0, None, "nicht_erreicht", "kein_zielwert_eingehalten"),
        (None, None, "ohne_daten", "kein_wert"),
    ],
)
def test_goal_with_two_leading_kennzahlen(eins: float | None, zwei: float | None, status: str, grund: str) -> None:
    ziele = [ziel("mindestens", 45), ziel("mindestens", 45, kennzahl_id="zweite")]
    z = _goal(ziele, [wert("2018", eins), wert("2018", zwei, kennzahl_id="zweite")])
    assert (z["status"], z["statusgrund"]) == (status, grund)


def test_a_kennzahl_without_a_number_does_not_count_against_the_goal() -> None:
    ziele = [ziel("mindestens", 45), ziel("ohne_zahl", kennzahl_id="zweite")]
    z = _goal(ziele, [wert("2018", 50), wert("2018", 10, kennzahl_id="zweite")])
    assert (z["status"], z["leit"], z["leit_ziel"]) == ("erreicht", 2, 1)


def test_readings_that_disagree_make_a_goal_partly_met() -> None:
    ziele = [ziel("mindestens", 95, lesart="tabelle"), ziel("mindestens", 100, lesart="zieltext")]
    z = _goal(ziele, [wert("2018", 96)])
    assert (z["status"], z["statusgrund"]) == ("teilweise_erreicht", "lesarten_verschieden")
    assert bool(z["hat_lesarten"])


def test_goal_above_others_and_goal_without_kennzahl() -> None:
    ziele = [{"ziel_id": "1", "ebene": "strategisch"}, {"ziel_id": "1.1", "oberziel_id": "1", "ebene": "operativ"}]
    e = build(build_bestand([wert("2018", 50)], [], ziele=ziele))
    assert list(e.ziele["statusgrund"]) == ["stand_der_unterziele", "keine_kennzahl"]
    assert list(e.ziele["status"]) == ["ohne_zielwert", "ohne_zielwert"]


def test_status_carries_the_hinweise_of_value_and_comparison_area() -> None:
    werte = [wert("2018", 36, hinweis_id="h-eins"), wert("2018", 41, raum_id="land", hinweis_id="h-land")]
    e = _build(werte, [ziel("hoechstens_vergleichsraum", vergleichsraum_id="land")])
    assert e.zielstand.iloc[0]["hinweis_id"] == "h-eins h-land"
    assert e.ziele.iloc[-1]["hinweis_id"] == "h-eins h-land"


def test_target_frames_are_functions_of_their_input() -> None:
    e = _build([wert("2018", 50)], [ziel("mindestens", 45)])
    vorher = e.werte.copy()
    assess_goals(assess_targets(e.werte, e.bestand), e.bestand)
    pd.testing.assert_frame_equal(e.werte, vorher)


# Change and breaks ----------------------------------------------------------------------------------------------


def test_changes_and_the_digits_they_carry() -> None:
    werte = [
        wert("2013", 75.0, gedruckt="75%"),
        wert("2017", 84.0, gedruckt="84%"),
        wert("2018", 82, zaehler=1340, nenner=1634),
    ]
    w = build(build_bestand(werte)).werte
    assert list(w["vorperiode"]) == ["", "2013", "2017"]
    assert w["differenz_vorperiode"].iloc[2] == pytest.approx(100 * 1340 / 1634 - 84)
    assert list(w["stellen_vorperiode"].fillna(-1)) == [-1, 0, 0]
    assert list(w["stellen_basis"].fillna(-1)) == [-1, 0, 0]
    assert list(w["jahre_vorperiode"].fillna(-1)) == [-1, 4, 1]


def test_a_period_known_by_its_bounds_stands_in_no_difference() -> None:
    w = build(build_bestand([wert("2016", 50.0), wert("2017", 40.0, wert_bis=45.0), wert("2018", 60.0)])).werte
    assert list(w["vorperiode"]) == ["", "", "2016"]
    assert list(w["differenz_vorperiode"].fillna(0)) == [0, 0, 10]


def test_exact_values_give_an_exact_difference() -> None:
    w = build(build_bestand([wert("2017", zaehler=1, nenner=3), wert("2018", zaehler=2, nenner=3)])).werte
    assert w["stellen_vorperiode"].isna().all()
    assert w["stellen_basis"].isna().all()


def test_a_declared_break_ends_the_series() -> None:
    bruch = {"kennzahl_id": "quote", "ab_zeitraum": "2014", "grund": "neu gezählt"}
    w = build(build_bestand([wert("2013", 70), wert("2014", 80), wert("2015", 81)], brueche=[bruch])).werte
    assert list(w["segment"]) == [0, 1, 1]
    assert list(w["basisperiode"]) == ["", "", "2014"]


def test_a_break_of_one_gruppe_leaves_the_others_alone() -> None:
    bruch = {"kennzahl_id": "quote", "gruppe": "a", "ab_zeitraum": "2014", "grund": "neu gezählt"}
    werte = [wert(j, 70, gruppe=g) for g in ("a", "b") for j in ("2013", "2014")]
    w = build(build_bestand(werte, brueche=[bruch])).werte
    assert list(w["segment"]) == [0, 1, 0, 0]


def test_a_changed_year_convention_ends_the_series() -> None:
    w = build(build_bestand([wert("2013", 70), wert("2014/15", 80)])).werte
    assert list(w["segment"]) == [0, 1]
    assert w["differenz_vorperiode"].isna().all()


# Trend ----------------------------------------------------------------------------------------------------------


def _trend(zaehler: list[int | None], n: int = 400, **rest: Any) -> pd.Series:
    werte = [wert(str(2012 + i), None if x is None else round(100 * x / n, 1), zaehler=x, nenner=None if x is None else n)
             for i, x in enumerate(zaehler)]  # fmt: skip
    for w in werte:
        if w["zaehler"] is None:
            w["wertstatus"] = "nicht_erhoben"
    kennzahl = KENNZAHL | rest
    return build(build_bestand(werte, kennzahlen=[kennzahl])).trends.iloc[0]


@pytest.mark.parametrize(
    ("richtung", "faellt", "steigt"),
    [
        ("hoeher_besser", "unguenstig", "guenstig"),
        ("niedriger_besser", "guenstig", "unguenstig"),
        ("ohne", "fallend", "steigend"),
    ],
)
def test_a_clear_trend_is_named_by_the_agreed_direction(richtung: str, faellt: str, steigt: str) -> None:
    auf = [100, 130, 160, 190, 220]
    assert _trend(auf, richtung=richtung)["trend"] == steigt
    assert _trend(auf[::-1], richtung=richtung)["trend"] == faellt


@pytest.mark.parametrize(
    ("zaehler", "trend", "mit"),
    [
        ([200], "keine_reihe", 1),
        ([100, None], "keine_reihe", 1),
        ([100, 150], "zu_kurz", 2),
        ([100, 150, 200, 250], "zu_kurz", 4),
        ([100, 130, 160, 190, 220], "guenstig", 5),
        ([100, 130, None, 160, 190, 220], "guenstig", 5),
        ([200, 201, 199, 200, 201], "kein_trend", 5),
        ([200] * 5, "kein_trend", 5),
        ([400] * 5, "kein_trend", 5),
    ],
)
def test_a_trend_needs_five_periods_with_counts(zaehler: list[int | None], trend: str, mit: int) -> None:
    t = _trend(zaehler)
    assert (t["trend"], t["perioden_mit_fallzahl"]) == (trend, mit)


def test_five_values_without_counts_stay_unproven() -> None:
    t = build(build_bestand([wert(str(2012 + i), 50 + 5 * i) for i in range(6)])).trends.iloc[0]
    assert (t["trend"], t["perioden"], t["perioden_mit_fallzahl"], t["methode"]) == ("unbelegt", 6, 0, "differenz")


@pytest.mark.parametrize(
    ("zaehler", "trend", "deutlich"),
    [
        ([180, 190, 200, 210, 220], "kein_trend", False),
        ([178, 189, 200, 211, 222], "guenstig", False),
        ([164, 182, 200, 218, 236], "guenstig", False),
        ([162, 181, 200, 219, 238], "guenstig", True),
    ],
)
def test_levels_of_a_trend_are_5_and_1_percent_and_neither_10_nor_2(
    zaehler: list[int | None], trend: str, deutlich: bool
) -> None:
    """Just short of and just beyond both levels: p of 0.051, 0.040, 0.011 and 0.009."""
    t = _trend(zaehler)
    assert (t["trend"], bool(t["ist_deutlich"])) == (trend, deutlich)


def test_scatter_of_the_years_can_undo_a_trend() -> None:
    """The same rise; with years that scatter far more than chance it is none."""
    ruhig, unruhig = _trend([160, 175, 200, 215, 230]), _trend([160, 215, 150, 265, 190])
    assert ruhig["streuung"] < 1
    assert unruhig["streuung"] > 10
    assert (ruhig["trend"], unruhig["trend"]) == ("guenstig", "kein_trend")


def test_a_trend_that_hangs_on_one_period_is_none() -> None:
    """Without the last period the direction turns, although the test as a whole finds a rise."""
    werte = [wert(str(2012 + i), zaehler=x, nenner=n) for i, (x, n) in enumerate(
        [(52, 100), (51, 100), (50, 100), (50, 100), (5600, 8000)])]  # fmt: skip
    t = build(build_bestand(werte)).trends.iloc[0]
    assert t["p"] < 0.05
    assert not t["ist_stabil"]
    assert t["trend"] == "kein_trend"


def test_a_trend_is_clear_only_if_rounding_leaves_it_so() -> None:
    """p is 0.0074; with the numerators that speak least for the rise it is 0.0117."""
    werte = [wert(str(2012 + i), w, gedruckt=f"{w}%", nenner=1000) for i, w in enumerate([40, 42, 45, 46, 47, 50])]
    t = build(build_bestand(werte)).trends.iloc[0]
    assert t["p"] < 0.01 < t["p_knapp"] < 0.05
    assert (t["trend"], bool(t["ist_deutlich"])) == ("guenstig", False)


def test_a_trend_that_rounding_could_undo_is_none() -> None:
    """From 50 % to 51 % in whole percents: all six years may have been 50,5 %."""
    werte = [wert(str(2012 + i), w, gedruckt=f"{w}%", nenner=40_000) for i, w in enumerate([50, 50, 50, 51, 51, 51])]
    t = build(build_bestand(werte)).trends.iloc[0]
    assert t["p"] < 0.05 and t["ist_stabil"] and not t["ist_rundungsfest"]  # noqa: PT018
    assert t["trend"] == "kein_trend"


def test_a_break_takes_the_trend_its_periods() -> None:
    werte = [wert(str(2012 + i), zaehler=100 + 30 * i, nenner=400) for i in range(6)]
    bruch = {"kennzahl_id": "quote", "ab_zeitraum": "2014", "grund": "neu gezählt"}
    t = build(build_bestand(werte, brueche=[bruch])).trends.iloc[0]
    assert (t["trend"], t["zeitraum_von"], t["perioden_mit_fallzahl"]) == ("zu_kurz", "2014", 4)


def test_trends_of_a_frame_without_values_are_empty() -> None:
    e = build(build_bestand([wert("2018")]))
    assert len(assess_trends(e.werte)) == 0


# Certainty of a change ------------------------------------------------------------------------------------------


def _change(*paare: tuple[int, int], **rest: Any) -> pd.Series:
    werte = [wert(str(2015 + i), zaehler=x, nenner=n) for i, (x, n) in enumerate(paare)]
    return build(build_bestand(werte, **rest)).werte.iloc[-1]


@pytest.mark.parametrize(
    ("x", "urteil"),
    [(50, "nicht_gesichert"), (63, "nicht_gesichert"), (64, "auffaellig"), (71, "auffaellig"), (72, "gesichert")],
)
def test_two_counted_periods_are_judged_on_two_levels(x: int, urteil: str) -> None:
    """50 of 100 against x of 100: the intervals at 95 % and at 99.8 % begin to exclude no difference at 64 and 72."""
    z = _change((50, 100), (x, 100))
    assert (z["vorperiode_urteil"], z["basis_urteil"], z["differenz_methode"]) == (urteil, urteil, "newcombe")
    assert (z["vorperiode_unten"] > 0) == (urteil != "nicht_gesichert")
    # The same the other way round: 50 of 100 after x of 100.
    assert _change((x, 100), (50, 100))["vorperiode_urteil"] == urteil


def test_change_of_the_youngest_immigrants_as_in_the_report() -> None:
    """Hamm, Bericht 2018: 32 of 83 and 35 of 55 children; the interval is that of Newcombe's method 10."""
    z = _change((32, 83), (35, 55))
    assert z["differenz_vorperiode"] == pytest.approx(25.08, abs=0.01)
    assert (round(z["vorperiode_unten"], 1), round(z["vorperiode_oben"], 1)) == (8.0, 40.1)
    assert round(z["vorperiode_p"], 4) == 0.0053
    assert z["vorperiode_urteil"] == "auffaellig"
    assert np.isnan(z["streuung"])


def test_change_without_counts_is_not_judged() -> None:
    w = build(build_bestand([wert("2017", 50.0), wert("2018", zaehler=60, nenner=100), wert("2019", 61.0)])).werte
    assert set(w["vorperiode_urteil"]) | set(w["basis_urteil"]) | set(w["differenz_methode"]) == {""}
    assert w[["vorperiode_unten", "vorperiode_p", "basis_oben", "streuung"]].isna().all(axis=None)


def test_change_against_the_first_period_with_counts_only_there() -> None:
    werte = [wert("2016", zaehler=50, nenner=100), wert("2017", 60.0), wert("2018", zaehler=72, nenner=100)]
    z = build(build_bestand(werte)).werte.iloc[-1]
    assert (z["vorperiode_urteil"], z["basis_urteil"], z["differenz_methode"]) == ("", "gesichert", "newcombe")


def test_change_over_a_break_is_not_judged() -> None:
    bruch = {"kennzahl_id": "quote", "ab_zeitraum": "2016", "grund": "neu gezählt"}
    assert _change((50, 100), (90, 100), brueche=[bruch])["vorperiode_urteil"] == ""


def test_scatter_of_the_years_widens_the_interval() -> None:
    ruhig = _change(*((x, 200) for x in (60, 80, 100, 120, 140)))
    unruhig = _change(*((x, 200) for x in (60, 150, 50, 150, 140)))
    assert (ruhig["basis_urteil"], unruhig["basis_urteil"]) == ("gesichert", "nicht_gesichert")
    assert ruhig["streuung"] == 1
    assert unruhig["streuung"] > 5
    assert np.isnan(unruhig["basis_p"]), "the exact test knows no scatter"
    vier = _change(*((x, 200) for x in (60, 150, 50, 140)))
    assert np.isnan(vier["streuung"]), "four periods do not tell their scatter"
    assert vier["basis_urteil"] == "gesichert"


def test_rounded_shares_widen_the_interval_outward() -> None:
    """Whole percents of 1,000 people: each share stands for up to 5 people more or fewer."""
    genau = _change((500, 1000), (550, 1000))
    werte = [wert(j, w, gedruckt=f"{w}%", nenner=1000) for j, w in (("2015", 50), ("2016", 55))]
    rund = build(build_bestand(werte)).werte.iloc[-1]
    assert rund["vorperiode_unten"] < genau["vorperiode_unten"] - 0.8
    assert rund["vorperiode_oben"] > genau["vorperiode_oben"] + 0.8
    assert (genau["vorperiode_urteil"], rund["vorperiode_urteil"]) == ("auffaellig", "nicht_gesichert")


# Bounds ---------------------------------------------------------------------------------------------------------


def _bounds(v: dict[str, Any], c: dict[str, Any]) -> pd.Series:
    kennzahlen = [KENNZAHL | {"abdeckung_kennzahl_id": "zweite"}, ZWEITE]
    werte = [wert("2018", **v), wert("2018", kennzahl_id="zweite", **c), wert("2017", 80.0)]
    w = build(build_bestand(werte, kennzahlen=kennzahlen)).werte.set_index(["kennzahl_id", "zeitraum"])
    assert pd.isna(w.loc[("quote", "2017"), "grenze_unten"]), "no coverage is known for this year"
    assert pd.isna(w.loc[("zweite", "2018"), "grenze_unten"])
    return w.loc[("quote", "2018")]


def test_bounds_of_counted_shares_are_exact() -> None:
    """900 of 1,000 showed a document; 810 of them had it, so that 810 to 910 of the 1,000 have it."""
    z = _bounds({"zaehler": 810, "nenner": 900}, {"zaehler": 900, "nenner": 1000})
    assert (z["grenze_unten"], z["grenze_oben"]) == (pytest.approx(81.0), pytest.approx(91.0))


def test_bounds_carry_rounding_outward() -> None:
    """Hamm, Bericht 2018, table 5 and section 1.2: measles 91,5 % among 95,5 % with a vaccination pass, both rounded."""
    z = _bounds({"wert": 91.5}, {"wert": 95.5})
    assert z["grenze_unten"] == pytest.approx(91.45 * 95.45 / 100)
    assert z["grenze_oben"] == pytest.approx(91.55 * 95.45 / 100 + 4.55)
    assert (round(z["grenze_unten"], 1), round(z["grenze_oben"], 1)) == (87.3, 91.9)


def test_bounds_know_the_whole_numerators_behind_a_rounded_share() -> None:
    """Hamm, Bericht 2018, table 4: 91,8 % of 1,420 are 1,303 or 1,304; 1,420 of 1,522 showed the document."""
    z = _bounds({"wert": 91.8, "nenner": 1420}, {"zaehler": 1420, "nenner": 1522})
    assert z["grenze_unten"] == pytest.approx(100 * 1303 / 1522)
    assert z["grenze_oben"] == pytest.approx(100 * (1304 + 102) / 1522)
    assert (round(z["grenze_unten"], 1), round(z["grenze_oben"], 1)) == (85.6, 92.4)


def test_people_without_an_area_are_no_series() -> None:
    raeume = [*RAEUME, {"raum_id": "nicht_zugeordnet", "name": "ohne Ort", "typ": "nicht_zugeordnet"}]
    werte = [
        wert(j, zaehler=x, nenner=n, raum_id="nicht_zugeordnet") for j, x, n in (("2017", 9, 14), ("2018", 114, 128))
    ]
    e = build(build_bestand([*werte, wert("2018", 80.0)], raeume=raeume))
    assert list(e.trends["raum_id"]) == ["stadt"]
    ohne = e.werte[e.werte["raum_id"].eq("nicht_zugeordnet")]
    assert ohne["differenz_vorperiode"].isna().all()
    assert list(ohne["vorperiode"]) == ["", ""]


@pytest.mark.parametrize(
    ("basis", "jetzt", "ziel_wert", "weg", "entfernt"),
    [(40, 41, 50, 10, False), (40, 40, 50, 0, False), (40, 39, 50, None, True), (40, 50, 50, 100, False),
     (40, 51, 50, None, False), (60, 55, 50, None, False)],
)  # fmt: skip
def test_way_is_left_out_and_not_clipped_beyond_nothing_and_all(
    basis: float, jetzt: float, ziel_wert: float, weg: float | None, entfernt: bool
) -> None:
    z = _target([wert("2017", basis), wert("2018", jetzt)], vergleich="mindestens", wert=ziel_wert)
    assert z["weg"] == pytest.approx(np.nan if weg is None else weg, nan_ok=True)
    assert bool(z["ist_entfernt"]) == entfernt


@cache
def _rows_in_order() -> tuple[list[dict[str, Any]], Ergebnis]:
    werte = [wert(str(2011 + i), zaehler=100 + 9 * i, nenner=400) for i in range(7)]
    werte.append(wert("2017", zaehler=30, nenner=100, raum_id="nord"))
    return werte, build(build_bestand(werte, [ziel("mindestens", 45)]))


@settings(max_examples=10)
@given(st.permutations(range(8)))
def test_the_order_of_rows_does_not_matter(folge: list[int]) -> None:
    werte, eins = _rows_in_order()
    zwei = build(build_bestand([werte[i] for i in folge], [ziel("mindestens", 45)]))
    pd.testing.assert_frame_equal(eins.werte.drop(columns="_zeile"), zwei.werte.drop(columns="_zeile"))
    pd.testing.assert_frame_equal(eins.trends, zwei.trends)
    pd.testing.assert_frame_equal(eins.zielstand, zwei.zielstand)
