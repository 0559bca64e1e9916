"""A period as an object: what it names, its days, its place in time, its words."""

from datetime import date

import pytest

from kekiz.wissen.zeitraum import Genauigkeit, read_zeitraum


@pytest.mark.parametrize(
    ("code", "genauigkeit", "beginn", "ende"),
    [
        ("2018", Genauigkeit.JAHR, date(2018, 1, 1), date(2018, 12, 31)),
        ("2017/18", Genauigkeit.SCHULJAHR, date(2017, 8, 1), date(2018, 7, 31)),
        ("1999/00", Genauigkeit.SCHULJAHR, date(1999, 8, 1), date(2000, 7, 31)),
        ("2018-09-30", Genauigkeit.STICHTAG, date(2018, 9, 30), date(2018, 9, 30)),
        ("bis 2013", Genauigkeit.OHNE_STICHTAG, None, date(2013, 12, 31)),
        ("bis 2013-09-23", Genauigkeit.OHNE_STICHTAG, None, date(2013, 9, 23)),
        ("2017+2018", Genauigkeit.JAHR, date(2017, 1, 1), date(2018, 12, 31)),
        ("2017/18+2018/19", Genauigkeit.SCHULJAHR, date(2017, 8, 1), date(2019, 7, 31)),
    ],
)
def test_period_knows_its_days(code: str, genauigkeit: Genauigkeit, beginn: date | None, ende: date) -> None:
    z = read_zeitraum(code)
    assert (z.genauigkeit, z.beginn, z.ende, z.code) == (genauigkeit, beginn, ende, code)


def test_periods_sort_by_time_whatever_they_name() -> None:
    codes = ["2016/17", "2017", "2017-06-30", "2017/18", "2017-12-31", "2018"]
    assert [z.code for z in sorted(map(read_zeitraum, reversed(codes)))] == codes


@pytest.mark.parametrize(
    ("code", "text", "wort", "kurz", "seit", "anfang"),
    [
        ("2018", "2018", "2018", "2018", "2018", "2018"),
        ("2018-09-30", "30.09.2018", "30. September 2018", "2018", "dem 30. September 2018", "Am 30. September 2018"),
        ("2017-09-30+2018-09-30", "30.09.2017 und 30.09.2018", "30. September 2017 und 30. September 2018", "2017",
         "dem 30. September 2017 und 30. September 2018", "Am 30. September 2017 und 30. September 2018"),
    ],
)  # fmt: skip
def test_words_of_a_period(code: str, text: str, wort: str, kurz: str, seit: str, anfang: str) -> None:
    z = read_zeitraum(code)
    assert (z.text, z.wort, z.kurz, z.seit, z.anfang) == (text, wort, kurz, seit, anfang)


@pytest.mark.parametrize("code", ["", "18", "2018-13-01", "2018/20", "2017+", "2018-02-31"])
def test_what_is_no_period_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_zeitraum(code)
