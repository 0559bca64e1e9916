"""Few words about a target: since when, how many people, how sure; each rule below, at, above and without its threshold."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from kekiz.sagen.botschaft import chart_message
from kekiz.sagen.kurzstand import certainty_words, goal_since, people_words, row_since, signed_distance
from kekiz.wissen.codes import Fallzahl

STAND: dict[str, Any] = {
    "perioden": 4, "perioden_erfuellt": 2, "eingehalten_in": "2016 2017", "verfehlt_in": "2014 2015", "seit": "2016",
    "ist_seit_offen": False, "seit_perioden": 2, "hat_seit_luecke": False, "ist_erfuellt": True, "einheit": "%", "abstand": 3.0, "vergleich": "mindestens",
    "sicherheit": "klar", "sicherheit_unten": 90.26, "sicherheit_oben": 93.1, "ki_methode": "wilson", "streuung": 1.0,
}  # fmt: skip


def stand(**anders: Any) -> pd.Series:
    return pd.Series({**STAND, **anders})


def plain(text: str) -> str:
    return text.replace("\xa0", " ").replace("\u202f", " ")


@pytest.mark.parametrize(
    ("anders", "erwartet"),
    [
        ({"perioden": 0}, ""),
        ({"perioden": 1, "perioden_erfuellt": 1, "eingehalten_in": "2018", "verfehlt_in": ""}, "nur 2018 zu prüfen"),
        ({}, "eingehalten seit 2016"),
        ({"ist_seit_offen": True}, "eingehalten seit mindestens 2016"),
        ({"ist_erfuellt": False}, "nicht erreicht seit 2016"),
        # Nothing is claimed of years that nobody knows.
        ({"hat_seit_luecke": True}, "in zwei von vier bekannten Zeiträumen eingehalten"),
        ({"seit_perioden": 1, "ist_seit_offen": True}, "in zwei von vier bekannten Zeiträumen eingehalten"),
        ({"seit_perioden": 1}, "eingehalten seit 2016"),
        (
            {"seit": "", "ist_seit_offen": pd.NA, "seit_perioden": pd.NA, "hat_seit_luecke": pd.NA},
            "in zwei von vier bekannten Zeiträumen eingehalten",
        ),
        ({"perioden_erfuellt": 0, "ist_erfuellt": False}, "in keinem von vier bekannten Zeiträumen eingehalten"),
        ({"perioden_erfuellt": 4}, "in allen vier bekannten Zeiträumen eingehalten"),
        ({"perioden_erfuellt": 3, "seit": ""}, "in drei von vier bekannten Zeiträumen eingehalten"),
        # Of the other area, fewer periods may be known than of the own one.
        (
            {"hat_seit_luecke": True, "vergleich": "hoechstens_vergleichsraum"},
            "in zwei von vier Zeiträumen mit Vergleichswert eingehalten",
        ),
    ],
)
def test_since_when_one_target(anders: dict[str, Any], erwartet: str) -> None:
    assert row_since(stand(**anders)) == erwartet


def goal(
    status: str,
    *zeilen: tuple[str, str],
    seit: str = "2016",
    offen: bool = False,
    luecke: bool = False,
    vergleich: str = "mindestens",
) -> str:
    frame = pd.DataFrame(zeilen, columns=["eingehalten_in", "verfehlt_in"]).assign(vergleich=vergleich)
    frame = frame.assign(seit=seit, ist_seit_offen=offen, seit_perioden=2, hat_seit_luecke=luecke)
    return goal_since(pd.Series({"status": status, "seit": seit, "ist_seit_offen": offen}), frame)


def test_a_goal_never_met_counts_the_periods_of_all_its_targets_once() -> None:
    assert goal("nicht_erreicht", ("", "2012-09-30 2016-09-30 2018-09-30"), ("", "2018")) == (
        "in allen drei bekannten Zeiträumen (2012 bis 2018)"
    )


def test_a_goal_always_met_a_goal_that_turned_and_a_goal_of_one_period() -> None:
    assert goal("erreicht", ("2017 2018", "")) == "in beiden bekannten Zeiträumen (2017 bis 2018)"
    assert goal("nicht_erreicht", ("2014", "2016 2017")) == "seit 2016"
    assert goal("nicht_erreicht", ("2014", "2016 2017"), offen=True) == "seit mindestens 2016"
    assert goal("nicht_erreicht", ("", "2018")) == "zu prüfen ist nur 2018"
    assert goal("nicht_erreicht", ("2014", "2016 2018"), luecke=True) == (
        "eingehalten in einem von drei bekannten Zeiträumen"
    )


def test_a_goal_against_another_area_counts_only_the_periods_of_both() -> None:
    gegen = {"vergleich": "hoechstens_vergleichsraum"}
    assert goal("nicht_erreicht", ("2014", "2018"), luecke=True, **gegen) == (
        "eingehalten in einem von zwei Zeiträumen mit Vergleichswert"
    )
    assert goal("nicht_erreicht", ("", "2014 2018"), **gegen) == (
        "in beiden Zeiträumen mit Vergleichswert (2014 bis 2018)"
    )


def test_one_target_with_a_gap_is_enough_to_claim_no_beginning() -> None:
    zeilen = pd.DataFrame({"eingehalten_in": ["2014", "2014"], "verfehlt_in": ["2016 2017", "2016 2018"]})
    zeilen = zeilen.assign(seit="2016", ist_seit_offen=False, seit_perioden=2, hat_seit_luecke=[False, True])
    zeilen = zeilen.assign(vergleich="mindestens")
    ziel = pd.Series({"status": "nicht_erreicht", "seit": "2016", "ist_seit_offen": False})
    assert goal_since(ziel, zeilen) == "eingehalten in einem von vier bekannten Zeiträumen"
    assert goal_since(ziel, zeilen.iloc[:1]) == "seit 2016"


@pytest.mark.parametrize(
    ("anders", "erwartet"),
    [
        ({"abstand_anzahl": 403}, "Bei gleicher Gesamtzahl fehlten 403 Kinder."),
        ({"abstand_anzahl": 1}, "Bei gleicher Gesamtzahl fehlte ein Kind."),
        (
            {"abstand_anzahl": 12, "vergleich": "hoechstens"},
            "Bei gleicher Gesamtzahl waren es zwölf Kinder mehr, als das Ziel zulässt.",
        ),
        (
            {"abstand_anzahl": 1, "vergleich": "unter"},
            "Bei gleicher Gesamtzahl war es ein Kind mehr, als das Ziel zulässt.",
        ),
        ({"puffer_anzahl": 57}, "Abstand zum Zielwert: 57 Kinder."),
        ({"puffer_anzahl": 1}, "Abstand zum Zielwert: ein Kind."),
        ({"puffer_anzahl": 0}, "Abstand zum Zielwert: kein Fall."),
        ({"abstand_anzahl": 0}, ""),
        ({}, ""),
    ],
)
def test_people_who_are_missing_too_many_or_to_spare(anders: dict[str, Any], erwartet: str) -> None:
    kennzahlen = pd.DataFrame({"fallbezeichnung": ["Kinder"]}, index=["quote"])
    ziel = pd.Series({"kennzahl_id": "quote", "puffer_anzahl": None, "abstand_anzahl": None, "vergleich": "mindestens"})
    satz = people_words(SimpleNamespace(kennzahlen=kennzahlen), pd.Series({**ziel, **anders}))  # type: ignore[arg-type]
    assert plain(satz) == erwartet


@pytest.mark.parametrize("status", ["teilweise_erreicht", "ohne_zielwert", "ohne_daten"])
def test_a_goal_between_has_no_since(status: str) -> None:
    assert goal(status, ("2017", "2018")) == ""


def test_certainty_names_the_interval_that_decides() -> None:
    assert plain(certainty_words(stand())) == "Klar: Vertrauensbereich 90,3 bis 93,1 %."
    weit = plain(certainty_words(stand(sicherheit="knapp", streuung=1.01)))
    assert weit == "Knapp: Die Jahre schwanken; mit ihnen reicht der Bereich von 90,3 bis 93,1 %."
    assert certainty_words(stand(sicherheit="ohne_fallzahl")) == "Ohne Fallzahl: Wie sicher das ist, bleibt offen."
    assert certainty_words(stand(sicherheit="")) == ""


@pytest.mark.parametrize(
    ("anders", "erwartet"),
    [
        ({}, 3.0),
        ({"vergleich": "ueber", "abstand": -0.3}, -0.3),
        ({"vergleich": "unter", "abstand": 1.5}, -1.5),
        ({"vergleich": "hoechstens_vergleichsraum", "abstand": -4.3}, 4.3),
        ({"einheit": "Euro"}, None),
        ({"abstand": float("nan")}, None),
        ({"vergleich": "ohne_zahl"}, None),
    ],
)
def test_right_of_the_target_is_better(anders: dict[str, Any], erwartet: float | None) -> None:
    assert signed_distance(stand(**anders)) == erwartet


# Messages of charts ---------------------------------------------------------------------------------------------


def series(*werte: float, ab: int = 2010, **anders: Any) -> pd.DataFrame:
    zeilen = [
        {"art": "anteil", "zeitraum": str(ab + i), "zeit": float(ab + i), "segment": 1, "wert_genau": w,
         "wert_bis": float("nan"), "fallzahl": "unbekannt", **anders}
        for i, w in enumerate(werte)
    ]  # fmt: skip
    return pd.DataFrame(zeilen)


TREND = {"trend": "guenstig", "zeitraum_von": "2010", "zeit_von": 2010.0, "differenz": 11.0}


@pytest.mark.parametrize(
    ("werte", "erwartet"),
    [
        ((25, 36.2, 36.4), ""),
        ((25, 36.2, 36.4, 35.6), "Seit 2011 jedes Mal rund 36 von 100"),
        ((25, 36.2, 36.4, 35.4), ""),
        # Three of six are half, three of seven are not.
        ((20, 22, 25, 36, 36, 36), "Seit 2013 jedes Mal rund 36 von 100"),
        ((18, 20, 22, 25, 36, 36, 36), ""),
    ],
)
def test_equal_values_at_the_end_are_a_message_where_they_are_most_of_the_chart(
    werte: tuple[float, ...], erwartet: str
) -> None:
    assert chart_message(series(*werte), None) == erwartet


def test_a_missing_year_or_a_break_ends_what_stays_the_same() -> None:
    luecke = series(36, 36, 36)
    luecke.loc[0, "zeit"] = 2008.0
    assert chart_message(luecke, None) == ""
    bruch = series(36, 36, 36)
    bruch.loc[0, "segment"] = 0
    assert chart_message(bruch, None) == ""


def test_only_a_tested_trend_is_a_message() -> None:
    reihe = series(20, 24, 31, fallzahl=str(Fallzahl.GEDRUCKT))
    assert chart_message(reihe, pd.Series(TREND)) == "Seit 2010 gestiegen: von 20 auf 31 von 100"
    faellt = series(31.2, 24, 20)
    assert chart_message(faellt, pd.Series({**TREND, "trend": "fallend", "differenz": -11.2})) == (
        "Seit 2010 gesunken: von rund 31 auf rund 20 von 100"
    )
    for ohne in ("kein_trend", "zu_kurz", "unbelegt"):
        assert chart_message(reihe, pd.Series({**TREND, "trend": ohne})) == ""
    # What rounds to the same whole number has not risen for a reader.
    assert chart_message(series(20.1, 20.2, 20.4), pd.Series(TREND)) == ""


@pytest.mark.parametrize("anders", [{"art": "anzahl"}, {"wert_bis": 40.0}, {"wert_genau": float("nan")}])
def test_counts_ranges_and_nothing_have_no_message(anders: dict[str, Any]) -> None:
    assert chart_message(series(36, 36, 36, **anders), None) == ""
