"""Targets over time and how sure they are: each rule below, at, above its border, and with what is missing."""

from typing import Any

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.rechnen.zielstand import assess_steady, find_broken
from kleindaten import KENNZAHL, build_bestand, wert, ziel

ZWEITE = KENNZAHL | {"kennzahl_id": "zweite", "name": "Zweite", "kurzname": "Zweite"}


def _target(werte: list[dict[str, Any]], **angaben: Any) -> pd.Series:
    vergleich = angaben.pop("vergleich", "mindestens")
    weitere = {k: angaben.pop(k) for k in ("brueche",) if k in angaben}
    return build(build_bestand(werte, [ziel(vergleich, **angaben)], **weitere)).zielstand.iloc[0]


def _years(*zahlen: float | None, ab: int = 2012) -> list[dict[str, Any]]:
    return [wert(str(ab + i), z) for i, z in enumerate(zahlen)]


@pytest.fixture(scope="module")
def hamm() -> Ergebnis:
    return read_ergebnis()


# A rise in every year -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zahlen", "ab_jahr", "status", "grund"),
    [
        ((10, 11, 12, 13), None, "erreicht", "zielwert_eingehalten"),
        ((10, 11, 11, 12), None, "teilweise_erreicht", "in_einem_teil_der_jahre_eingehalten"),
        ((10, 11, 12, 11), None, "teilweise_erreicht", "in_einem_teil_der_jahre_eingehalten"),
        ((10, 10, 9, 9), None, "nicht_erreicht", "zielwert_nicht_eingehalten"),
        ((10, 9, 11, 12), 2014, "erreicht", "zielwert_eingehalten"),
        ((10, 9, 11, 12), 2013, "teilweise_erreicht", "in_einem_teil_der_jahre_eingehalten"),
        ((10, None, 11, 12), 2013, "ohne_daten", "vergleichswert_fehlt"),
        ((10, None, 11, 12), 2014, "ohne_daten", "vergleichswert_fehlt"),
        ((10, None, 11, 12), 2015, "erreicht", "zielwert_eingehalten"),
        ((10, 11, 12, 13), 2016, "ohne_daten", "vergleichswert_fehlt"),
    ],
)
def test_steady_needs_every_year_of_the_term(
    zahlen: tuple[float | None, ...], ab_jahr: int | None, status: str, grund: str
) -> None:
    z = _target(_years(*zahlen), vergleich="steigerung_seit_vorjahr", wert=0, ab_jahr=ab_jahr)
    assert (z["status"], z["statusgrund"]) == (status, grund)


@pytest.mark.parametrize(
    ("jahre", "stetig", "teilweise"),
    [
        ({2016: True, 2017: True, 2018: True}, True, False),
        ({2016: True, 2017: False, 2018: True}, False, True),
        ({2016: True, 2018: False}, False, True),
        ({2016: True, 2018: True}, None, False),
        ({2016: False, 2017: False}, False, False),
    ],
)
def test_one_fall_is_enough_whatever_year_is_missing(
    jahre: dict[int, bool], stetig: bool | None, teilweise: bool
) -> None:
    u = pd.DataFrame({"zeit": [float(j) for j in jahre], "ist_erfuellt": pd.array(list(jahre.values()), "boolean")})
    z = assess_steady(u.assign(nr=1, vergleich="steigerung_seit_vorjahr", ab_jahr=2016)).loc[1]
    assert (None if pd.isna(z["stetig"]) else bool(z["stetig"]), bool(z["ist_teilweise"])) == (stetig, teilweise)


@pytest.mark.parametrize(
    ("heute", "verfehlt", "dauerhaft", "gebrochen"),
    [
        (True, "2016", True, True),
        (True, "", True, False),
        (True, "2016", False, False),
        (False, "2016", True, False),
        (pd.NA, "2016", True, False),
    ],
)
def test_only_a_target_that_is_met_at_last_can_be_broken(
    heute: bool, verfehlt: str, dauerhaft: bool, gebrochen: bool
) -> None:
    z = pd.DataFrame({"ist_erfuellt": pd.array([heute], "boolean"), "laufzeit_verfehlt_in": [verfehlt]})
    assert list(find_broken(z.assign(ist_dauerhaft=dauerhaft, vergleich="mindestens"))) == [gebrochen]


def test_a_goal_that_rose_in_some_years_is_partly_met() -> None:
    e = build(build_bestand(_years(10, 9, 11), [ziel("steigerung_seit_vorjahr", 0)]))
    assert tuple(e.ziele.iloc[-1][["status", "statusgrund"]]) == (
        "teilweise_erreicht",
        "in_einem_teil_der_jahre_eingehalten",
    )


# Since when -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("zahlen", "seit", "offen"),
    [
        ((40, 40, 40), "2012", True),
        ((50, 40, 40), "2013", False),
        ((40, 50, 40), "2014", False),
        ((50, None, 40), "2014", True),
        ((40, None, 40), "2012", True),
        ((40, 50, 50), "2013", False),
        ((None, None, 50), "2014", True),
    ],
)
def test_since_is_the_first_period_of_the_latest_run(zahlen: tuple[float | None, ...], seit: str, offen: bool) -> None:
    z = _target(_years(*zahlen), wert=45)
    assert (z["seit"], bool(z["ist_seit_offen"])) == (seit, offen)


@pytest.mark.parametrize(
    ("zahlen", "perioden", "luecke"),
    [
        ((40, 40, 40), 3, False),
        ((50, 40, 40), 2, False),
        ((40, None, 40), 2, True),
        ((50, None, 40), 1, False),
        ((40, None, 40, 40), 3, True),
        ((40, None, 50, 50), 2, False),
    ],
)
def test_unknown_years_within_the_run_are_told(zahlen: tuple[float | None, ...], perioden: int, luecke: bool) -> None:
    z = _target(_years(*zahlen), wert=45)
    assert (z["seit_perioden"], bool(z["hat_seit_luecke"])) == (perioden, luecke)


def test_a_break_ends_the_search() -> None:
    bruch = {"kennzahl_id": "quote", "ab_zeitraum": "2013", "grund": "anders gezählt"}
    z = _target(_years(40, 40, 40), wert=45, brueche=[bruch])
    assert (z["seit"], bool(z["ist_seit_offen"])) == ("2013", True)


def test_since_may_be_before_the_term_of_the_target() -> None:
    """The chapter on the method says so: the same number is compared, though nobody had set it then."""
    assert _target(_years(40, 41, 42), wert=45, ab_jahr=2014)["seit"] == "2012"


def test_no_since_without_a_judgement() -> None:
    assert _target(_years(40), vergleich="ohne_zahl")["seit"] == ""
    assert _target(_years(10, 9, 11), vergleich="steigerung_seit_vorjahr", wert=0)["seit"] == ""


@pytest.mark.parametrize(
    ("eins", "zwei", "seit", "offen"),
    [
        ((50, 40, 40), (40, 40, 40), "2013", False),
        ((50, 40, 40), (50, 50, 40), "2014", False),
        ((40, 40, 40), (40, 40, 40), "2012", True),
        ((40, 50, 50), (50, 50, 40), "", None),
        # Both since 2013, one of them surely: then it is the goal as well.
        ((50, 40, 40), (None, 40, 40), "2013", False),
        ((None, 40, 40), (50, 40, 40), "2013", False),
    ],
)
def test_a_goal_is_missed_since_all_its_targets_are(
    eins: tuple[float | None, ...], zwei: tuple[float | None, ...], seit: str, offen: bool | None
) -> None:
    werte = [*_years(*eins), *(w | {"kennzahl_id": "zweite"} for w in _years(*zwei))]
    ziele = [ziel("mindestens", 45), ziel("mindestens", 45, kennzahl_id="zweite")]
    z = build(build_bestand(werte, ziele, kennzahlen=[KENNZAHL, ZWEITE])).ziele.iloc[-1]
    assert z["seit"] == seit
    assert pd.isna(z["ist_seit_offen"]) if offen is None else bool(z["ist_seit_offen"]) == offen


# On lasting targets ---------------------------------------------------------------------------------------------

NICHT_AUF_DAUER = ("teilweise_erreicht", "nicht_auf_dauer_eingehalten")
ERREICHT = ("erreicht", "zielwert_eingehalten")
VERFEHLT = ("nicht_erreicht", "zielwert_nicht_eingehalten")


@pytest.mark.parametrize(
    ("zahlen", "angaben", "erwartet"),
    [
        ((44.9, 50), {}, NICHT_AUF_DAUER),
        ((45, 50), {}, ERREICHT),
        ((45.1, 50), {}, ERREICHT),
        ((None, 50), {}, ERREICHT),
        ((50, 44.9), {}, VERFEHLT),
        ((44, 44.9), {}, VERFEHLT),
        ((44.9, 50), {"ist_dauerhaft": "nein"}, ERREICHT),
        ((44.9, 50), {"ab_jahr": 2012}, NICHT_AUF_DAUER),
        ((44.9, 50), {"ab_jahr": 2013}, ERREICHT),
        ((45, 44), {"vergleich": "hoechstens"}, ERREICHT),
        ((45.1, 44), {"vergleich": "hoechstens"}, NICHT_AUF_DAUER),
        ((45, 50), {"vergleich": "ueber"}, NICHT_AUF_DAUER),
    ],
)
def test_a_lasting_target_must_hold_in_each_known_period_of_its_term(
    zahlen: tuple[float | None, ...], angaben: dict[str, Any], erwartet: tuple[str, str]
) -> None:
    z = _target(_years(*zahlen), **{"wert": 45, "ist_dauerhaft": "ja", **angaben})
    assert (z["status"], z["statusgrund"]) == erwartet
    # Neither kept nor missed since a year.
    assert (z["seit"] == "") == (erwartet == NICHT_AUF_DAUER)


@pytest.mark.parametrize(
    ("von", "bis", "erwartet"),
    [(30, 44.9, NICHT_AUF_DAUER), (30, 45, ERREICHT), (30, 46, ERREICHT), (45, 46, ERREICHT)],
)
def test_a_period_known_by_its_bounds_breaks_a_lasting_target_only_where_both_miss(
    von: float, bis: float, erwartet: tuple[str, str]
) -> None:
    z = _target([wert("2013", von, wert_bis=bis), wert("2014", 50)], wert=45, ist_dauerhaft="ja")
    assert (z["status"], z["statusgrund"]) == erwartet


def test_a_goal_with_a_broken_target_is_partly_met_and_says_why() -> None:
    werte = _years(44, 50)
    ziele = build(build_bestand(werte, [ziel("mindestens", 45, ist_dauerhaft="ja")])).ziele
    assert tuple(ziele.iloc[-1][["status", "statusgrund", "seit"]]) == (*NICHT_AUF_DAUER, "")
    zweite = [{**w, "kennzahl_id": "zweite"} for w in _years(46, 50)]
    beide = [ziel("mindestens", 45, ist_dauerhaft="ja", kennzahl_id=k) for k in ("quote", "zweite")]
    ziele = build(build_bestand(werte + zweite, beide, kennzahlen=[KENNZAHL, ZWEITE])).ziele
    assert tuple(ziele.iloc[-1][["status", "statusgrund", "leit_erreicht"]]) == (
        "teilweise_erreicht",
        "ein_teil_der_zielwerte_eingehalten",
        1,
    )


# Bounds ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("von", "bis", "perioden", "seit"),
    [(30, 44.9, 2, "2014"), (30, 45, 1, "2014"), (45, 50, 2, "2013"), (30, 60, 1, "2014")],
)
def test_a_period_known_by_its_bounds_counts_where_both_agree(von: float, bis: float, perioden: int, seit: str) -> None:
    werte = [wert("2013", von, wert_bis=bis), wert("2014", 50)]
    z = _target(werte, wert=45)
    assert (z["perioden"], z["seit"], z["wert_genau"]) == (perioden, seit, 50)


def test_the_latest_value_is_the_latest_exact_one() -> None:
    z = _target([wert("2013", 50), wert("2014", 30, wert_bis=44.9)], wert=45)
    assert (z["zeitraum"], z["wert_genau"], z["perioden"]) == ("2013", 50, 2)


# How sure -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "n", "sicherheit"),
    # Wilson, 95 %: 50 of 100 is 40.4 to 59.6 %; 45 lies inside, as at 36 (27.3 to 45.8) and 54 (44.3), not at 35 (44.7), 55 (45.2).
    [(50, 100, "knapp"), (36, 100, "knapp"), (35, 100, "klar"), (54, 100, "knapp"), (55, 100, "klar")],
)
def test_certainty_follows_from_the_interval(x: int, n: int, sicherheit: str) -> None:
    assert _target([wert("2018", zaehler=x, nenner=n)], wert=45)["sicherheit"] == sicherheit


def test_certainty_allows_for_the_scatter_of_the_years() -> None:
    """60 of 100 is 50.2 to 69.1 %; squares around the trend 190 : (100 × 0.24) : 3 degrees = 2.64; as of 38 it is 44.2 to 74.0 %."""
    auf_und_ab = [wert(str(2014 + i), zaehler=x, nenner=100) for i, x in enumerate((60, 60, 50, 70, 60))]
    z = _target(auf_und_ab, wert=48)
    assert z["streuung"] == pytest.approx(2.64, abs=0.02)
    assert (round(z["sicherheit_unten"], 1), round(z["sicherheit_oben"], 1)) == (44.2, 74.0)
    assert (z["sicherheit"], _target(auf_und_ab[-1:], wert=48)["sicherheit"]) == ("knapp", "klar")
    # Fewer than five periods show no scatter of their own; years that scatter less than chance narrow nothing.
    assert _target(auf_und_ab[-4:], wert=48)["sicherheit"] == "klar"
    ruhig = _target([wert(str(2014 + i), zaehler=60, nenner=100) for i in range(5)], wert=48)
    assert (ruhig["sicherheit_unten"], ruhig["sicherheit_oben"]) == (ruhig["ki_unten"], ruhig["ki_oben"])


def test_certainty_needs_a_case_number_and_a_judgement() -> None:
    assert _target([wert("2018", 50)], wert=45)["sicherheit"] == "ohne_fallzahl"
    assert _target([wert("2018", zaehler=50, nenner=100)], vergleich="ohne_zahl")["sicherheit"] == ""
    assert _target([wert("2018")], wert=45)["sicherheit"] == ""
    gestiegen = [wert("2017", zaehler=40, nenner=100), wert("2018", zaehler=50, nenner=100)]
    assert _target(gestiegen, vergleich="steigerung_seit_vorjahr", wert=0)["sicherheit"] == ""


@pytest.mark.parametrize(
    ("vergleich", "x", "puffer"),
    [
        ("mindestens", 44, None), ("mindestens", 45, 0), ("mindestens", 46, 1), ("ueber", 46, 0), ("ueber", 48, 2),
        ("hoechstens", 45, 0), ("hoechstens", 43, 2), ("hoechstens", 46, None), ("unter", 44, 0), ("unter", 42, 2),
    ],
)  # fmt: skip
def test_cushion_of_a_met_target(vergleich: str, x: int, puffer: int | None) -> None:
    z = _target([wert("2018", zaehler=x, nenner=100)], vergleich=vergleich, wert=45)
    assert pd.isna(z["puffer_anzahl"]) if puffer is None else z["puffer_anzahl"] == puffer


# Against another area -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("land", "jetzt", "erfuellt", "frueher"),
    [
        ((28, 41), 36, True, False),
        ((41, 41), 36, True, True),
        ((41, 28), 36, False, True),
        ((28, 28), 36, False, False),
        ((36, 41), 36, True, True),
    ],
)
def test_what_the_former_comparison_value_would_have_said(
    land: tuple[float, float], jetzt: float, erfuellt: bool, frueher: bool
) -> None:
    werte = [*_years(37, jetzt), *(w | {"raum_id": "land"} for w in _years(*land))]
    z = _target(werte, vergleich="hoechstens_vergleichsraum", vergleichsraum_id="land")
    assert (bool(z["ist_erfuellt"]), bool(z["ist_erfuellt_frueher"])) == (erfuellt, frueher)
    assert (z["frueher_zeitraum"], z["frueher_wert"], z["frueher_zielwert"]) == ("2012", 37, land[0])


def test_no_former_comparison_over_a_break() -> None:
    werte = [*_years(37, 36), *(w | {"raum_id": "land"} for w in _years(28, 41))]
    bruch = {"kennzahl_id": "quote", "ab_zeitraum": "2013", "grund": "neu gezählt"}
    z = _target(werte, vergleich="hoechstens_vergleichsraum", vergleichsraum_id="land", brueche=[bruch])
    assert z["frueher_zeitraum"] == ""


def test_no_former_comparison_with_one_period() -> None:
    werte = [wert("2018", 36), wert("2018", 41, raum_id="land")]
    z = _target(werte, vergleich="hoechstens_vergleichsraum", vergleichsraum_id="land")
    assert z["frueher_zeitraum"] == ""
    assert pd.isna(z["ist_erfuellt_frueher"])


# Targets that no Kennzahl measures ------------------------------------------------------------------------------


def test_all_without_a_kennzahl_lacks_data_not_a_target() -> None:
    ziele = [{"ziel_id": "1.1", "oberziel_id": "1", "ebene": "operativ"}]
    z = build(build_bestand([], [ziel("mindestens", 100, kennzahl_id="")], ziele=ziele)).ziele.iloc[0]
    assert (z["status"], z["statusgrund"]) == ("ohne_daten", "keine_kennzahl")


@pytest.mark.parametrize(
    ("vergleich", "zahl", "status", "grund"),
    [
        ("mindestens", 100, "teilweise_erreicht", "ein_teil_nicht_pruefbar"),
        ("ohne_zahl", None, "erreicht", "alle_zielwerte_eingehalten"),
    ],
)
def test_a_part_that_nobody_measures_keeps_a_goal_from_being_met(
    vergleich: str, zahl: float | None, status: str, grund: str
) -> None:
    teile = [ziel("mindestens", 45), ziel(vergleich, zahl, kennzahl_id="")]
    z = build(build_bestand(_years(50), teile)).ziele.iloc[-1]
    assert (z["status"], z["statusgrund"]) == (status, grund)


# The real cases -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ziel_id", "kennzahl_id", "erwartet"),
    [
        ("5.1", "praeventionsbudget", {"status": "teilweise_erreicht", "laufzeit_verfehlt_in": "2016", "seit": ""}),
        (
            "1.5",
            "empfehlung_rs_gym",
            {"status": "teilweise_erreicht", "verfehlt_in": "2017", "perioden": 2, "seit": ""},
        ),
        ("2.2", "elternschule_teilnahmen", {"status": "ohne_zielwert", "statusgrund": "keine_zahl_vereinbart"}),
        ("1.8.1.2", "abschluss_qualifiziert", {"status": "erreicht", "puffer_anzahl": 1, "sicherheit": "knapp"}),
        ("1.8.1.3", "anschluss_qualifiziert", {"status": "erreicht", "puffer_anzahl": 25, "sicherheit": "knapp"}),
        ("1.8.1.1", "lernfoerderung_erfolg", {"status": "erreicht", "puffer_anzahl": 167, "sicherheit": "klar"}),
        ("1.3", "versorgung_u3", {"abstand_anzahl": 403, "sicherheit": "klar", "seit": "2012-09-30"}),
        ("1.2", "u8_teilnahme", {"seit": "2014/15", "ist_seit_offen": False, "sicherheit": "klar"}),
        ("1.8.1.3", "anschluss_qualifiziert", {"seit": "2014/15", "ist_seit_offen": False}),
        ("1.4", "vera_deutsch_stufe12", {"status": "erreicht", "ist_erfuellt_frueher": False, "frueher_zielwert": 28}),
    ],
)
def test_targets_of_hamm(hamm: Ergebnis, ziel_id: str, kennzahl_id: str, erwartet: dict[str, Any]) -> None:
    z = hamm.zielstand[hamm.zielstand["ziel_id"].eq(ziel_id) & hamm.zielstand["kennzahl_id"].eq(kennzahl_id)].iloc[0]
    assert {k: z[k] for k in erwartet} == erwartet


@pytest.mark.parametrize(
    ("ziel_id", "status", "seit"),
    [
        ("1.2", "nicht_erreicht", "2014/15"),
        ("1.8.2", "ohne_daten", ""),
        ("1.12", "ohne_daten", ""),
        ("1.11", "ohne_zielwert", ""),
        ("2.2", "ohne_zielwert", ""),
        ("5.1", "teilweise_erreicht", ""),
    ],
)
def test_goals_of_hamm(hamm: Ergebnis, ziel_id: str, status: str, seit: str) -> None:
    z = hamm.goal("hamm", ziel_id)
    assert (z["status"], z["seit"]) == (status, seit)


def test_every_all_is_one_hundred(hamm: Ergebnis) -> None:
    """What a goal of Hamm asks of "alle" or "allen" people is a target of 100, measured or not."""
    z = hamm.bestand.frame("zielwerte")
    alle = z["wortlaut"].str.contains(r"\b[Aa]llen? (?:4-jährigen|Kinder|Schulkindern|Schüler)")
    assert set(z.loc[alle, "ziel_id"]) == {"1.2", "1.8.2", "1.12"}
    assert z.loc[alle, "wert"].eq(100).all()
