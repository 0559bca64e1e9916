"""Figures in Leichte Sprache are rounded where that stays true, and nowhere else."""

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kekiz.sagen.leichtsatz import (
    area_sentences,
    easy_number,
    easy_period,
    easy_years,
    status_sentences,
    target_sentences,
)
from kekiz.wissen.codes import Aussage, Vergleich
from kekiz.wissen.leichtesprache import find_faults


@pytest.mark.parametrize(
    ("wert", "grenzen", "text"),
    [
        (92.0, [], "92"),
        (91.8, [], "ungefähr 92"),
        # below, at and above what it is compared with
        (94.4, [95.0], "ungefähr 94"),
        (94.5, [95.0], "94,5"),
        (95.4, [95.0], "95,4"),
        (95.5, [95.0], "ungefähr 96"),
        (95.0, [95.0], "95"),
        (0.4, [], "0,4"),
        (0.5, [], "ungefähr 1"),
        (99.5, [], "99,5"),
        (99.4, [], "ungefähr 99"),
    ],
)
def test_a_share_is_rounded_only_where_that_stays_true(wert: float, grenzen: list[float], text: str) -> None:
    assert easy_number(wert, f"{wert:.1f}".replace(".", ","), grenzen) == text


@given(st.floats(0, 100).map(lambda x: round(x, 1)), st.floats(0, 100).map(lambda x: round(x, 1)))
def test_rounding_never_changes_a_verdict(wert: float, ziel: float) -> None:
    gesagt = easy_number(wert, f"{wert:.1f}".replace(".", ","), [ziel])
    zahl = float(gesagt.removeprefix("ungefähr ").replace(",", "."))
    assert ((zahl > ziel) - (zahl < ziel)) == ((wert > ziel) - (wert < ziel))
    assert abs(zahl - wert) <= 0.5
    assert gesagt.startswith("ungefähr") == (zahl != wert)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("2017+2018", "In den Jahren 2017 und 2018"),
        ("2016+2018", "In den Jahren 2016 bis 2018"),
        ("bis 2013-09-23", "Bis zum Jahr 2013"),
    ],
)
def test_periods(code: str, text: str) -> None:
    assert easy_period(code) == text


def test_years_of_nothing_are_not_said() -> None:
    assert easy_years([]) == ""
    assert easy_years(["2017/18", "2016"]) == "Die Zahlen sind aus den Jahren 2016 bis 2018."


@pytest.mark.parametrize(
    ("vergleich", "zielwert", "einheit", "saetze"),
    [
        (Vergleich.MINDESTENS, 95.0, "%", ["Das Ziel war: mindestens 95 von 100."]),
        (Vergleich.MINDESTENS, 100.0, "%", ["Das Ziel war: alle."]),
        (Vergleich.UNTER, 2.5, "%", ["Das Ziel war: weniger als 2,5 von 100."]),
        (Vergleich.HOECHSTENS_VERGLEICHSRAUM, 41.0, "%", ["Das Ziel war: nicht mehr als in Land.", "Dort waren es 41 von 100."]),
        (Vergleich.STEIGERUNG_SEIT_VORJAHR, 5000.0, "Euro", ["Das Ziel war: Die Zahl soll jedes Jahr steigen."]),
        (Vergleich.MINDESTENS, 5000.0, "Euro", []),
        (Vergleich.MINDESTENS, float("nan"), "%", []),
        (Vergleich.OHNE_ZAHL, float("nan"), "%", []),
    ],
)  # fmt: skip
def test_targets(vergleich: Vergleich, zielwert: float, einheit: str, saetze: list[str]) -> None:
    ziel = pd.Series({"vergleich": str(vergleich), "zielwert": zielwert, "einheit": einheit})
    assert target_sentences(ziel, "Land") == saetze
    assert [f for s in saetze for f in find_faults(s)] == []


def test_goals_that_are_not_there_are_not_counted() -> None:
    assert status_sentences({}) == []


class _Wert:
    """Stands for a value of the results."""

    def __init__(self, zahl: float | None) -> None:
        self.zahl = zahl
        self.nackt = "" if zahl is None else f"{zahl:.1f}".replace(".", ",")
        self.zeitraum = type("Z", (), {"code": "2018"})()


@pytest.mark.parametrize(
    ("hier", "dort", "aussage", "ende"),
    [
        (91.8, 92.3, Aussage.AEHNLICH, ["Das ist ungefähr gleich viel."]),
        (80.0, 92.3, Aussage.AEHNLICH, ["Der Unterschied kann Zufall sein."]),
        (80.0, 92.3, Aussage.AUFFAELLIG_NIEDRIGER, ["Der Unterschied fällt auf.", "Er kann aber auch Zufall sein."]),
        (60.0, 92.3, Aussage.SCHLECHTER, ["Der Unterschied ist klar.", "Das ist wohl kein Zufall."]),
        (60.0, 92.3, "", []),
        (60.0, None, "", []),
        (None, 92.3, "", []),
    ],
)
def test_an_area_is_compared_as_the_results_allow(
    hier: float | None, dort: float | None, aussage: str, ende: list[str]
) -> None:
    saetze = area_sentences(_Wert(hier), dort, aussage, ist_rest=True)  # type: ignore[arg-type]
    davor = 0 if hier is None else 2 if dort is None else 3
    assert saetze[davor:] == ende
    assert [f for s in saetze for f in find_faults(s)] == []
