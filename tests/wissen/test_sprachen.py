"""The language of what readers see: texts, lists, numbers and dates in it."""

import pytest

from kekiz.wissen.sprache import Worte, in_language, language, list_words, month_names, read_catalogue, sag
from kekiz.wissen.zahlen import format_datum, format_zahl, format_zeitraum

ENGLISCH = {"{zaehler} von {nenner}": "{zaehler} of {nenner}", "erreicht": "met", "Jahr": "year"}


def test_a_text_is_said_in_the_language_of_the_page() -> None:
    assert sag("{zaehler} von {nenner}", zaehler="3", nenner="4") == "3 von 4"
    with in_language("en", ENGLISCH):
        assert sag("{zaehler} von {nenner}", zaehler="3", nenner="4") == "3 of 4"
        assert sag("ohne Übersetzung") == "ohne Übersetzung"
    assert language() == "de"


def test_the_language_ends_with_its_block_also_after_a_fault() -> None:
    with pytest.raises(KeyError, match="nenner"), in_language("en", ENGLISCH):
        sag("{zaehler} von {nenner}", zaehler="3")
    assert (language(), sag("erreicht")) == ("de", "erreicht")


def test_what_stands_in_a_place_is_not_read_as_a_text_with_places() -> None:
    assert sag("{name}: {wert}", name="{wert}", wert="1") == "{wert}: 1"
    assert sag("eine {Klammer}") == "eine {Klammer}"


def test_wording_per_code_is_said_when_read() -> None:
    worte = Worte({1: "erreicht", 2: ("Jahr", 3)})
    with in_language("en", ENGLISCH):
        assert (worte[1], worte.get(1), worte.get(9), worte.get(9, "–")) == ("met", "met", None, "–")
        assert (list(worte.values()), list(worte.items())) == (["met", ("year", 3)], [(1, "met"), (2, ("year", 3))])
    assert worte[2] == ("Jahr", 3)


def test_numbers_dates_and_lists_follow_the_language() -> None:
    assert (format_zahl(1234.5, 1), format_datum("2012-05-22"), list_words(["a", "b", "c"])) == (
        "1.234,5",
        "22. Mai 2012",
        "a, b und c",
    )
    with in_language("en", {}):
        assert (format_zahl(1234.5, 1), format_datum("2012-05"), list_words(["a", "b", "c"])) == (
            "1,234.5",
            "May 2012",
            "a, b, and c",
        )
        assert month_names()[2] == "March"
        assert format_zeitraum("2017+2018") == "2017 and 2018"
    assert format_zahl(1234.5, 1) == "1.234,5"


def test_a_language_without_catalogue_is_a_fault_and_german_needs_none() -> None:
    assert read_catalogue("de") == {}
    with pytest.raises(FileNotFoundError, match=r"xx\.po"), in_language("xx"):
        pass
    assert language() == "de"
