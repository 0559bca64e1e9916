"""Numbers and periods in German, and the examples in the docstrings of all knowledge modules."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kekiz.wissen.zahlen import (
    NNBSP,
    format_anzahl_wort,
    format_datum,
    format_wert,
    format_zahl,
    format_zeitraum,
    format_zeitraum_kurz,
    parse_gedruckt,
    printed_decimals,
    printed_qualifier,
    round_half_up,
    zeitraum_art,
    zeitraum_key,
)


@pytest.mark.parametrize(
    ("wert", "stellen", "gerundet"),
    [(0.5, 0, 1), (1.5, 0, 2), (2.5, 0, 3), (-2.5, 0, -3), (94.65, 1, 94.7), (36.25, 1, 36.3), (0.004, 2, 0)],
)
def test_rounding_is_commercial(wert: float, stellen: int, gerundet: float) -> None:
    assert round_half_up(wert, stellen) == gerundet


@pytest.mark.parametrize(
    ("wert", "stellen", "text"),
    [(1340, 0, "1.340"), (-0.04, 1, "0,0"), (-0.6, 1, "−0,6"), (float("nan"), 0, "–"), (None, 0, "–"), (0, 0, "0")],
)
def test_numbers_are_written_in_german(wert: float | None, stellen: int, text: str) -> None:
    assert format_zahl(wert, stellen) == text


def test_sign_is_written_only_where_there_is_one() -> None:
    assert format_zahl(0.04, 1, vorzeichen=True) == "0,0"
    assert format_zahl(2, vorzeichen=True) == "+2"


@pytest.mark.parametrize(
    ("wert", "einheit", "stellen", "text"),
    [
        (1, "Punkte", 0, "1\xa0Prozentpunkt"),
        (-1, "Punkte", 0, "−1\xa0Prozentpunkt"),
        (1, "Punkte", 1, "1,0\xa0Prozentpunkte"),
        (2, "Punkte", 0, "2\xa0Prozentpunkte"),
        (36.3, "%", 1, f"36,3{NNBSP}%"),
        (98832, "Euro", 0, "98.832\xa0Euro"),
        (5000, "Euro je Jahr", 0, "5.000\xa0Euro"),
        (12, "Anzahl", 0, "12"),
    ],
)
def test_units(wert: float, einheit: str, stellen: int, text: str) -> None:
    assert format_wert(wert, einheit, stellen) == text


@given(st.floats(-1e7, 1e7), st.integers(0, 3))
def test_written_numbers_read_back(wert: float, stellen: int) -> None:
    text = format_zahl(wert, stellen)
    zurueck = float(text.replace(".", "").replace(",", ".").replace("−", "-"))
    assert abs(zurueck - wert) <= 0.5000001 * 10**-stellen


@pytest.mark.parametrize(("anzahl", "wort"), [(0, "null"), (1, "eine"), (12, "zwölf"), (13, "13"), (1000, "1.000")])
def test_small_numbers_are_words(anzahl: int, wort: str) -> None:
    assert format_anzahl_wort(anzahl) == wort


@pytest.mark.parametrize(
    ("gedruckt", "stellen"), [("82,11%", 2), ("94,5", 1), ("1.741", 0), ("98, %", 0), ("", 0), ("drei", 0)]
)
def test_printed_digits(gedruckt: str, stellen: int) -> None:
    assert printed_decimals(gedruckt) == stellen


@pytest.mark.parametrize(
    ("gedruckt", "wort"),
    [
        ("rund 1.800", "rund"),
        ("ca. 20", "ungefähr"),
        ("etwa 7 Prozentpunkten", "etwa"),
        ("über 160", "mehr als"),
        ("knapp 50%", "knapp"),
        ("82%", ""),
        ("", ""),
    ],
)
def test_printed_qualifiers_are_kept(gedruckt: str, wort: str) -> None:
    assert printed_qualifier(gedruckt) == wort


@pytest.mark.parametrize(
    ("gedruckt", "zahlen"),
    [("1,8% - 57,1%", [1.8, 57.1]), ("keine Klagen", [0.0]), ("drei", [3.0]), ("5000,00 €", [5000.0])],
)
def test_printed_numbers_are_read(gedruckt: str, zahlen: list[float]) -> None:
    assert [abs(z) for z in parse_gedruckt(gedruckt)] == zahlen


def test_periods_have_their_place_in_time() -> None:
    folge = ["2017", "2017/18", "2018", "2018-09-30", "2018/19", "2019"]
    assert sorted(folge, key=zeitraum_key) == ["2017", "2017/18", "2018", "2018/19", "2018-09-30", "2019"]
    assert zeitraum_key("2018-09-30") - zeitraum_key("2017-09-30") == pytest.approx(1)


@pytest.mark.parametrize("falsch", ["2017/19", "18", "2018-13-01", "2018-00-10", "2018/2019", ""])
def test_wrong_periods_are_errors(falsch: str) -> None:
    with pytest.raises(ValueError, match="kein"):
        zeitraum_key(falsch)


def test_century_turn_is_a_school_year() -> None:
    assert zeitraum_key("1999/00") == 1999.5


def test_periods_for_readers() -> None:
    zeiten = ("2018", "2017/18", "2018-09-30", "2024-12-31")
    assert [format_zeitraum(z) for z in zeiten] == ["2018", "2017/18", "30.09.2018", "31.12.2024"]
    assert format_zeitraum_kurz("2018-09-30") == "2018"
    assert [zeitraum_art(z) for z in ("2018", "2017/18", "2018-09-30")] == ["jahr", "schuljahr", "stichtag"]
    assert format_datum("2012-05") == "Mai 2012"


def test_period_without_stichtag_is_never_a_year() -> None:
    """What a document of a day or year leaves undated stands at its latest possible time, and says so."""
    assert [zeitraum_art(z) for z in ("bis 2013-09-23", "bis 2016")] == ["ohne_stichtag", "ohne_stichtag"]
    assert zeitraum_key("bis 2013-09-23") == zeitraum_key("2013-09-23")
    assert format_zeitraum("bis 2013-09-23") == "ohne Stichtag (Dokument vom 23.09.2013)"
    assert format_zeitraum("bis 2016") == "ohne Stichtag (Dokument von 2016)"
    assert [format_zeitraum_kurz(z) for z in ("bis 2013-09-23", "bis 2016")] == ["bis 2013", "bis 2016"]
