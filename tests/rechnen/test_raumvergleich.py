"""Areas beside the rest of their city: the rule, two periods together, people without an area, chance."""

from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.rechnen import raumvergleich
from kekiz.rechnen.raumvergleich import (
    WENIGE,
    Fehlalarm,
    difference_bounds,
    difference_signs,
    funnel_limits,
    simulate_false_alarms,
)
from kekiz.wissen.statistik import newcombe_interval
from kleindaten import KENNZAHL, build_bestand, wert


@pytest.fixture(scope="module")
def hamm() -> Ergebnis:
    return read_ergebnis()


def _single(e: Ergebnis, kennzahl_id: str, raum_id: str, zeitraum: str) -> pd.Series:
    w = e.all_of("hamm", kennzahl_id)
    return w[w["raum_id"].eq(raum_id) & w["zeitraum"].eq(zeitraum) & w["gruppe"].eq("")].iloc[0]


def _pooled(e: Ergebnis, kennzahl_id: str, raum_id: str) -> pd.Series:
    z = e.zusammen
    return z[z["kennzahl_id"].eq(kennzahl_id) & z["raum_id"].eq(raum_id)].iloc[0]


# The rule ---------------------------------------------------------------------------------------------------------


def _area(x: int | None, n: int | None, richtung: str = "hoeher_besser", **nord: Any) -> pd.Series:
    werte = [
        wert("2018", zaehler=900, nenner=1000),
        wert("2018", **({"zaehler": x, "nenner": n} if x is not None else {}), raum_id="nord", **nord),
    ]
    w = build(build_bestand(werte, kennzahlen=[KENNZAHL | {"richtung": richtung}])).werte
    return w[w["raum_id"].eq("nord")].iloc[0]


@pytest.mark.parametrize(
    ("x", "richtung", "aussage", "niveau"),
    [
        (150, "hoeher_besser", "besser", 99.8),
        (100, "hoeher_besser", "schlechter", 99.8),
        (100, "niedriger_besser", "besser", 99.8),
        (150, "niedriger_besser", "schlechter", 99.8),
        (150, "ohne", "hoeher", 99.8),
        (100, "ohne", "niedriger", 99.8),
        (135, "hoeher_besser", "aehnlich", np.nan),
        (126, "hoeher_besser", "auffaellig_niedriger", 95.0),
        (126, "niedriger_besser", "auffaellig_niedriger", 95.0),
        (143, "hoeher_besser", "auffaellig_hoeher", 95.0),
    ],
)
def test_area_against_the_rest_of_its_city(x: int, richtung: str, aussage: str, niveau: float) -> None:
    z = _area(x, 150, richtung)
    assert z["aussage"] == aussage
    assert z["aussage_niveau"] == pytest.approx(niveau, nan_ok=True)


def test_an_area_is_compared_with_the_rest_of_its_city_and_not_with_the_city() -> None:
    z = _area(126, 150)
    assert (z["rest_faelle"], z["rest_nenner"]) == (774, 850)
    assert z["wert_rest"] == pytest.approx(100 * 774 / 850)
    assert z["differenz_rest"] == pytest.approx(84 - 100 * 774 / 850)


@pytest.mark.parametrize(("x", "n", "gibt"), [(901, 950, True), (902, 950, False), (0, 101, True), (0, 102, False)])
def test_rounded_counts_may_miss_the_rest_by_one_and_no_more(x: int, n: int, gibt: bool) -> None:
    assert pd.notna(_area(x, n)["wert_rest"]) is gibt


@pytest.mark.parametrize(("x", "vorzeichen"), [(127, -1), (128, -1), (129, 0), (130, 0)])
def test_the_sign_changes_where_the_interval_reaches_zero(x: int, vorzeichen: int) -> None:
    _, oben = newcombe_interval(x, 150, 900 - x, 850)
    assert (float(oben) < 0) == (vorzeichen < 0)
    assert difference_signs(x, x, 150, 900, 900, 1000, 95.0) == vorzeichen


def test_rounding_speaks_against_a_difference() -> None:
    """128 of 150 in a city of 898 to 900 of 1,000 is a difference at worst; one case either way and it is none."""
    assert difference_signs(128, 128, 150, 898, 900, 1000, 95.0) == -1
    assert difference_signs(128, 128, 150, 897, 900, 1000, 95.0) == 0
    assert difference_signs(128, 129, 150, 898, 900, 1000, 95.0) == 0


def test_bounds_take_the_worst_of_area_and_rest() -> None:
    unten, oben = difference_bounds([50], [52], [100], [20], [40], [100], 95.0)
    assert unten == pytest.approx(newcombe_interval([50], [100], [40], [100])[0])
    assert oben == pytest.approx(newcombe_interval([52], [100], [20], [100])[1])


def test_a_rest_that_rounding_makes_impossible_is_nobody_or_all() -> None:
    assert list(difference_signs([60, 0], [60, 0], [60, 60], [59, 141], [59, 141], [200, 200], 95.0)) == [1, -1]
    z = _area(901, 950)
    assert (z["rest_faelle"], z["rest_von"], z["rest_bis"]) == (0, 0, 0)


def test_an_area_that_is_all_of_its_city_has_no_rest() -> None:
    z = _area(900, 1000)
    assert pd.isna(z["rest_nenner"])
    assert z["aussage"] == "keine_belastbare_aussage"


@pytest.mark.parametrize(("art", "aussage"), [("anteil", "keine_belastbare_aussage"), ("anzahl", ""), ("betrag", "")])
def test_counts_of_an_area_are_not_compared_with_the_city(art: str, aussage: str) -> None:
    kennzahl = KENNZAHL | {"art": art, "zufallsmodell": "keins"}
    werte = [wert("2018", 90.0), wert("2018", 40.0, raum_id="nord")]
    w = build(build_bestand(werte, kennzahlen=[kennzahl])).werte.set_index("raum_id")
    assert list(w.loc[["stadt", "nord"], "aussage"]) == ["", aussage]


def test_area_without_a_value_or_with_a_range_says_nothing() -> None:
    assert _area(None, None)["aussage"] == ""
    assert _area(None, None, wert=40.0)["aussage"] == "keine_belastbare_aussage"
    assert _area(None, None, wert=40.0, wert_bis=45.0)["aussage"] == ""


def test_no_rest_where_the_city_has_no_counts() -> None:
    werte = [wert("2018", 90.0), wert("2018", zaehler=100, nenner=150, raum_id="nord")]
    z = build(build_bestand(werte)).werte.set_index("raum_id").loc["nord"]
    assert z["aussage"] == "keine_belastbare_aussage"
    assert pd.isna(z["wert_rest"])
    assert pd.isna(z["ab_faelle"])


# Two periods together ---------------------------------------------------------------------------------------------


def _two(eins: str, zwei: str, **mehr: Any) -> pd.DataFrame:
    werte = [
        wert(z, zaehler=x, nenner=n, raum_id=r)
        for z in (eins, zwei)
        for r, x, n in (("stadt", 900, 1000), ("nord", 126, 150), ("sued", 774, 850))
    ]
    return build(build_bestand(werte, **mehr)).zusammen


@pytest.mark.parametrize(
    ("eins", "zwei", "anzahl"), [("2017", "2018", 3), ("2016", "2018", 3), ("2015", "2018", 0), ("2017/18", "2018", 0)]
)
def test_two_periods_belong_together_up_to_two_years(eins: str, zwei: str, anzahl: int) -> None:
    assert len(_two(eins, zwei)) == anzahl


def test_a_break_parts_two_periods() -> None:
    bruch = {"kennzahl_id": "quote", "ab_zeitraum": "2018", "grund": "neu gezählt"}
    assert _two("2017", "2018", brueche=[bruch]).empty


def test_counts_are_added_and_judged_again() -> None:
    z = _two("2017", "2018").set_index("raum_id").loc["nord"]
    assert (z["faelle"], z["nenner"], z["rest_faelle"], z["rest_nenner"]) == (252, 300, 1548, 1700)
    assert z["zeitraum"] == "2017+2018"
    assert (z["aussage"], z["aussage_niveau"]) == ("schlechter", 99.8)


def test_only_the_last_two_of_many_periods_are_counted_together() -> None:
    werte = [
        wert(str(j), zaehler=x + j - 2010, nenner=n, raum_id=r)
        for j in range(2013, 2019)
        for r, x, n in (("stadt", 900, 1000), ("nord", 126, 150))
    ]
    z = build(build_bestand(werte)).zusammen.set_index("raum_id").loc["nord"]
    assert (z["zeitraum"], z["faelle"]) == ("2017+2018", 126 + 7 + 126 + 8)


def test_hamm_westen_in_two_years_is_assured(hamm: Ergebnis) -> None:
    z = _pooled(hamm, "u8_teilnahme", "hamm-westen")
    assert (z["faelle"], z["nenner"]) == (356, 407)
    assert round(z["wert_genau"], 1) == 87.5
    assert round(z["wert_rest"], 1) == 92.9
    assert (z["aussage"], z["aussage_niveau"], z["zeitraum"]) == ("schlechter", 99.8, "2017/18+2018/19")
    assert z["kippt_998"] == 34


def test_hamm_westen_is_the_only_assured_difference_of_two_years(hamm: Ergebnis) -> None:
    z = hamm.zusammen
    assert list(z.loc[z["aussage_niveau"].eq(99.8), "raum_id"]) == ["hamm-westen"]
    assert set(z.loc[z["aussage_niveau"].eq(95.0), "raum_id"]) == {"hamm-norden", "hamm-westen", "rhynern"}


# People without an area -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kennzahl_id", "raum_id", "anzahl"),
    [
        ("u8_heft_vorgelegt", "heessen", 1),
        ("u8_heft_vorgelegt", "rhynern", 2),
        # Against the city that contains the area it would be two; against the rest it takes one more.
        ("u8_teilnahme", "uentrop", 3),
    ],
)
def test_a_difference_that_hangs_on_few_children_is_none(
    hamm: Ergebnis, kennzahl_id: str, raum_id: str, anzahl: int
) -> None:
    z = _single(hamm, kennzahl_id, raum_id, "2018/19")
    assert (z["aussage"], z["kippt_95"]) == ("aehnlich", anzahl)
    assert pd.isna(z["aussage_niveau"])


def test_hamm_norden_survives_the_children_without_an_area(hamm: Ergebnis) -> None:
    z = _single(hamm, "u8_heft_vorgelegt", "hamm-norden", "2018/19")
    assert (z["aussage"], z["aussage_niveau"]) == ("auffaellig_niedriger", 95.0)
    # All of them with a Heft: 41 to take the difference away at 95 %, four at 99.8 %, where it therefore does not count.
    assert (z["kippt_95"], z["kippt_998"]) == (41, 4)


def test_the_flipping_number_is_the_least_one(hamm: Ergebnis) -> None:
    """By hand: Heessen 127 of 130, rest 1,293 of 1,392; one child without Heft moves from the rest to Heessen."""
    assert difference_signs(127, 127, 130, 1420, 1420, 1522, 95.0) == 1
    assert difference_signs(127, 127, 131, 1420, 1420, 1522, 95.0) == 0
    assert difference_signs(136, 136, 139, 1420, 1420, 1522, 95.0) == 1
    assert difference_signs(136, 136, 140, 1420, 1420, 1522, 95.0) == 0


@given(st.integers(0, 200), st.integers(0, 60), st.integers(0, 60))
def test_judging_and_counting_agree(x: int, offen_x: int, offen_ohne: int) -> None:
    """A verdict survives a few exactly where more than a few are needed to flip it."""
    n, stadt_n = 200.0, 1260.0 + offen_x + offen_ohne
    stadt_x = float(x + offen_x + 950)
    sign = difference_signs([x], [x], [n], [stadt_x], [stadt_x], [stadt_n], 95.0)
    if sign[0] == 0:
        return
    a, m, s, k, o, p = (np.array([float(v)]) for v in (x, n, stadt_x, stadt_n, offen_x, offen_x + offen_ohne))
    lage = raumvergleich._turn(sign, a, a, m, (s, s, k), (o, o, p))
    zahl = float(lage.flips_at(95.0)[0])
    assert bool(lage.survives(95.0)[0]) == (np.isnan(zahl) or zahl > WENIGE)
    if zahl > 1:
        halt = raumvergleich._holds(lage.x, lage.n, lage.stadt_x, lage.stadt_n, 95.0)
        assert halt(np.array([zahl - 1]))[0]
        assert not halt(np.array([zahl]))[0]


def test_areas_below_are_turned_and_speak_least_for_the_difference() -> None:
    """Of 100 people 60 to 62 have the case, of 1,000 in the city 200 to 204, of 10 without an area three to five."""
    a, b, n, c, d, k, e, f, o = (np.array([float(v)] * 2) for v in (60, 62, 100, 200, 204, 1000, 3, 5, 10))
    lage = raumvergleich._turn(np.array([1, -1]), a, b, n, (c, d, k), (e, f, o))
    assert (list(lage.x), list(lage.stadt_x), list(lage.frei)) == ([60, 38], [204, 800], [7, 5])


def test_no_more_people_can_move_than_there_are() -> None:
    """Five would take the difference away (as below); four people without an area, or unknown ones, cannot."""
    x, n, stadt_x, stadt_n = (np.full(3, float(v)) for v in (150 - 129, 150, 1190 - 1079, 1190))
    lage = raumvergleich._Lage(x, n, stadt_x, stadt_n, np.array([4.0, 5.0, np.nan]))
    assert list(lage.survives(95.0)) == [True, False, True]
    assert np.array_equal(lage.flips_at(95.0), [np.nan, 5, np.nan], equal_nan=True)


def test_rounded_areas_leave_open_how_many_people_without_an_area_have_the_case() -> None:
    """95 % of 400 are 378 to 381 (printed without decimals), 450 of 500 are counted: of 900 in the city 69 to 72 remain."""
    bestand = build_bestand([wert("2018", raum_id=r) for r in ("stadt", "nord", "sued")])
    w = pd.DataFrame(
        {
            "kommune_id": "ort", "kennzahl_id": "quote", "zeitraum": "2018", "gruppe": "",
            "raum_id": ["stadt", "nord", "sued"], "nenner": [1000, 400, 500], "faelle": [900, 380, 450],
            "faelle_von": [900, 378, 450], "faelle_bis": [900, 381, 450],
        }
    )  # fmt: skip
    bezug = w.loc[[0, 0, 0], ["nenner", "faelle", "faelle_von", "faelle_bis"]].set_axis(w.index).astype("float64")
    offen = raumvergleich._unassigned(w, bezug, w["raum_id"].ne("stadt"), bestand)
    assert list(offen.loc[1, ["nenner", "faelle_von", "faelle_bis"]]) == [100, 69, 72]


def _with_open(**stadt: Any) -> pd.DataFrame:
    werte = [
        wert("2018", **stadt),
        wert("2018", zaehler=380, nenner=400, raum_id="nord"),
        wert("2018", zaehler=450, nenner=500, raum_id="sued"),
    ]
    return build(build_bestand(werte)).werte.set_index("raum_id")


@pytest.mark.parametrize(
    ("rest", "kippt", "aussage"), [(930, 5, "aehnlich"), (931, 6, "auffaellig_niedriger")], ids=["five", "six"]
)
def test_five_people_are_few_and_six_are_not(rest: int, kippt: int, aussage: str) -> None:
    """129 of 150 against 930 or 931 of 1,000; 20 of 40 people without an area have the case."""
    werte = [
        wert("2018", zaehler=129 + rest + 20, nenner=1190),
        wert("2018", zaehler=129, nenner=150, raum_id="nord"),
        wert("2018", zaehler=rest, nenner=1000, raum_id="sued"),
    ]
    z = build(build_bestand(werte)).werte.set_index("raum_id").loc["nord"]
    assert (z["kippt_95"], z["aussage"]) == (kippt, aussage)


def test_people_that_no_area_counts() -> None:
    w = _with_open(zaehler=900, nenner=1000)
    assert list(w.loc[["nord", "sued"], "offen_anzahl"]) == [100, 100]
    assert w.at["nord", "wert_mit_offenen"] == pytest.approx(100 * (380 + 70) / 500)
    assert pd.isna(w.at["stadt", "offen_anzahl"])


def test_people_without_an_area_and_without_the_case_count_too() -> None:
    assert list(_with_open(zaehler=830, nenner=1000).loc[["nord", "sued"], "offen_anzahl"]) == [100, 100]


def test_no_sensitivity_where_all_people_have_an_area() -> None:
    assert _with_open(zaehler=830, nenner=900)["wert_mit_offenen"].isna().all()


def test_an_area_without_counts_is_not_taken_for_people_without_an_area() -> None:
    z = _area(126, 150)
    assert pd.isna(z["offen_anzahl"])
    assert pd.isna(z["kippt_95"])


# Rates without case numbers ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("raum_id", "ab"), [("heessen", 52), ("hamm-norden", 79), ("bockum-hoevel", 187)])
def test_from_which_number_of_families_a_difference_would_stand_out(hamm: Ergebnis, raum_id: str, ab: int) -> None:
    z = _single(hamm, "besuchsquote_neugeborene", raum_id, "2018")
    assert (z["aussage"], z["ab_faelle"]) == ("keine_belastbare_aussage", ab)


def test_no_number_where_rounding_alone_explains_the_difference(hamm: Ergebnis) -> None:
    assert pd.isna(_single(hamm, "besuchsquote_neugeborene", "pelkum", "2018")["ab_faelle"])


def test_the_rounding_of_the_city_counts_too() -> None:
    """90 % (89.5 to 90.5) against 80 % (79.5 to 80.5): at worst 9 points; 1.96² × 0.805 × 0.195 : 0.09² = 74.4."""
    werte = [
        wert("2018", 80.0, gedruckt="80%"),
        wert("2018", 90.0, gedruckt="90%", raum_id="nord"),
    ]
    assert build(build_bestand(werte)).werte.set_index("raum_id").at["nord", "ab_faelle"] == 75


# How many people an area can have had at most ---------------------------------------------------------------------

KURS = KENNZAHL | {"kennzahl_id": "kurs"}
VERA = KENNZAHL | {"kennzahl_id": "vera", "art": "anteil"}
UNTER_18 = KENNZAHL | {"kennzahl_id": "anteil_unter_18", "fallbezeichnung": "Menschen"}


def _conceivable(*weitere: dict[str, Any], minderjaehrige: int | None = 18_000, jahrgaenge: str = "") -> float:
    """40.0 % of unknown many in the north, 42.0 % in the city: 1.96² × 0.4195 × 0.5805 : 0.019² = 2,591.2."""
    werte = [
        wert("2018", 42.0, kennzahl_id="vera"),
        wert("2018", 40.0, kennzahl_id="vera", raum_id="nord"),
        *weitere,
    ]
    if minderjaehrige is not None:
        werte.append(wert("2013", zaehler=minderjaehrige, nenner=100_000, kennzahl_id="anteil_unter_18"))
    w = build(build_bestand(werte, kennzahlen=[VERA | {"jahrgaenge": jahrgaenge}, KENNZAHL, KURS, UNTER_18])).werte
    z = w[w["kennzahl_id"].eq("vera") & w["raum_id"].eq("nord")].iloc[0]
    assert z["ab_faelle"] == 2592
    return float(z["denkbar_faelle"])


STADT = wert("2016", zaehler=900, nenner=2000)
NORD = wert("2016", zaehler=90, nenner=300, raum_id="nord")


def test_the_part_of_the_area_in_the_largest_number_of_such_people_bounds_it() -> None:
    """2,000 children of the city, 300 of them in the north; in a course 10 of 50 are: 2,000 × 0.2."""
    assert _conceivable(STADT, NORD) == 300
    kurs = [wert("2018", zaehler=5, nenner=n, kennzahl_id="kurs", raum_id=r) for n, r in ((50, "stadt"), (10, "nord"))]
    assert _conceivable(STADT, NORD, *kurs) == 400


def test_an_area_of_unknown_size_can_be_the_whole_city() -> None:
    assert _conceivable(STADT) == 2000


@pytest.mark.parametrize(("nenner", "denkbar"), [(999, None), (1000, 1000), (1001, 1001)])
def test_a_group_smaller_than_one_year_of_children_bounds_nothing(nenner: int, denkbar: int | None) -> None:
    """18,000 minors are 1,000 a year."""
    grenze = _conceivable(wert("2016", zaehler=90, nenner=nenner))
    assert (None if pd.isna(grenze) else grenze) == denkbar


def test_without_known_minors_no_other_group_bounds_anything() -> None:
    assert pd.isna(_conceivable(STADT, NORD, minderjaehrige=None))


def test_the_city_bounds_its_areas_in_every_period_of_the_same_kennzahl() -> None:
    eigene = [wert(jahr, zaehler=90, nenner=n, kennzahl_id="vera") for jahr, n in (("2014", 700), ("2015", 800))]
    assert _conceivable(*eigene) == 800
    assert _conceivable(*eigene, minderjaehrige=None) == 800


def test_the_part_of_an_area_may_be_half_as_large_again_in_the_same_kennzahl_but_not_more_than_all() -> None:
    """300 of 2,000 are 15 %: 22.5 % of 800. An area that is known to have 80 % can be the whole of it."""
    eigene = wert("2015", zaehler=90, nenner=800, kennzahl_id="vera")
    assert _conceivable(STADT, NORD, eigene) == 180
    assert _conceivable(STADT, wert("2016", zaehler=90, nenner=1600, raum_id="nord"), eigene) == 800


@pytest.mark.parametrize(("jahrgaenge", "denkbar"), [("", 300), ("1", 225), ("2", 300)])
def test_years_of_the_citys_minors_bound_what_counts_one_class(jahrgaenge: str, denkbar: int) -> None:
    """18,000 minors are 1,000 a year, 22.5 % of them 225; two years, 450, are more than 15 % of 2,000."""
    assert _conceivable(STADT, NORD, jahrgaenge=jahrgaenge) == denkbar


def test_without_known_minors_years_bound_nothing() -> None:
    assert pd.isna(_conceivable(STADT, NORD, minderjaehrige=None, jahrgaenge="1"))


def test_nothing_bounds_a_number_that_is_not_needed(hamm: Ergebnis) -> None:
    w = hamm.werte
    assert w.loc[w["ab_faelle"].isna(), "denkbar_faelle"].isna().all()


# Reach ------------------------------------------------------------------------------------------------------------


def test_what_could_have_been_found_with_108_children(hamm: Ergebnis) -> None:
    z = _single(hamm, "u8_teilnahme", "hamm-norden", "2018/19")
    assert round(10 * z["trennschaerfe"]) == 4
    assert z["erkennbar"] == 9


def test_reach_agrees_with_drawn_counts(hamm: Ergebnis) -> None:
    z = _single(hamm, "u8_teilnahme", "hamm-norden", "2018/19")
    x = np.random.default_rng(7).binomial(108, z["wert_rest"] / 100 - 0.05, 20_000)
    stadt = x + z["rest_faelle"]
    gefunden = difference_signs(x, x, 108, stadt, stadt, 108 + z["rest_nenner"], 95.0) < 0
    assert gefunden.mean() == pytest.approx(z["trennschaerfe"], abs=0.02)


def test_more_people_find_more(hamm: Ergebnis) -> None:
    for raum_id in ("hamm-norden", "hamm-westen", "pelkum"):
        eins = _single(hamm, "u8_teilnahme", raum_id, "2018/19")
        zwei = _pooled(hamm, "u8_teilnahme", raum_id)
        assert zwei["trennschaerfe"] > eins["trennschaerfe"]
        assert zwei["erkennbar"] < eins["erkennbar"]


# Chance -----------------------------------------------------------------------------------------------------------


def test_false_alarms_with_the_case_numbers_of_the_data(hamm: Ergebnis) -> None:
    """Wide limits: 5 and 0.2 % per comparison are promised, the rule on people without an area takes about half of them."""
    a = hamm.fehlalarme["hamm"]
    assert (a.vergleiche, a.zusammen) == (54, 18)
    assert 0.04 < a.ohne_offene < 0.06
    assert 0.015 < a.auffaellig < 0.04
    assert 0.0005 < a.gesichert < 0.003
    assert 0.55 < a.einer_auffaellig < 0.85
    assert 0.03 < a.einer_gesichert < 0.12


def test_an_interval_around_the_area_alone_would_alarm_more_often() -> None:
    """Why the rest is not taken for exact: 6 of 100 instead of 5."""
    from kekiz.wissen.statistik import compare_with_reference, wilson_interval

    zufall = np.random.default_rng(2018)
    x, rest = zufall.binomial(165, 0.92, 40_000), zufall.binomial(1255, 0.92, 40_000)
    unten, oben = wilson_interval(x, 165)
    allein = (compare_with_reference(unten, oben, rest / 1255) != 0).mean()
    beide = (difference_signs(x, x, 165, x + rest, x + rest, 1420, 95.0) != 0).mean()
    assert beide < 0.053 < allein


def test_simulation_is_repeatable_and_empty_without_comparisons(hamm: Ergebnis) -> None:
    w = hamm.werte[hamm.werte["kommune_id"].eq("hamm")]
    assert simulate_false_alarms(w, hamm.zusammen, 500) == simulate_false_alarms(w, hamm.zusammen, 500)
    keine = simulate_false_alarms(w.iloc[:0], hamm.zusammen.iloc[:0])
    assert keine == Fehlalarm(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)


# Funnel -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("niveau", [95.0, 99.8])
def test_a_point_lies_outside_the_funnel_exactly_where_the_rule_finds_a_difference(niveau: float) -> None:
    for n in (60, 150, 400):
        unten, oben = (float(g[0]) for g in funnel_limits(2661.0, 2889.0, [n], niveau))
        for x in range(n + 1):
            sign = int(difference_signs(x, x, n, 2661, 2661, 2889, niveau))
            assert sign == (-1 if x / n < unten else 1 if x / n > oben else 0), (n, x)


def test_funnel_has_no_upper_limit_where_all_would_not_be_enough() -> None:
    unten, oben = funnel_limits(2661.0, 2889.0, [20], 99.8)
    assert 0 < unten[0] < 0.92
    assert np.isnan(oben[0])
