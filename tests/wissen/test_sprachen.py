"""The language of what readers see: texts, lists, numbers and dates in it."""

from pathlib import Path

import pytest

from kekiz.wissen.sprache import (
    Katalog,
    Worte,
    in_language,
    language,
    list_words,
    month_names,
    read_catalogue,
    sag,
    sag_n,
)
from kekiz.wissen.zahlen import format_datum, format_zahl, format_zeitraum

ENGLISCH = Katalog({"{zaehler} von {nenner}": "{zaehler} of {nenner}", "erreicht": "met", "Jahr": "year"})


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
    with in_language("en", Katalog()):
        assert (format_zahl(1234.5, 1), format_datum("2012-05"), list_words(["a", "b", "c"])) == (
            "1,234.5",
            "May 2012",
            "a, b, and c",
        )
        assert month_names()[2] == "March"
        assert format_zeitraum("2017+2018") == "2017 and 2018"
    assert format_zahl(1234.5, 1) == "1.234,5"


def test_a_language_without_catalogue_is_a_fault_and_german_needs_none() -> None:
    assert read_catalogue("de") == Katalog()
    with pytest.raises(FileNotFoundError, match=r"xx\.po"), in_language("xx"):
        pass
    assert language() == "de"


POLNISCH = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: pl\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<12 || n%100>14) ? 1 : 2);\\n"

msgid "{n} Kind"
msgid_plural "{n} Kinder"
msgstr[0] "{n} dziecko"
msgstr[1] "{n} dzieci (kilka)"
msgstr[2] "{n} dzieci"

msgid "Jahr"
msgstr "rok"

#, fuzzy
msgid "erreicht"
msgstr "vielleicht"

msgid "offen"
msgstr ""
"""


def test_one_file_is_a_language_with_its_own_plural_forms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sprache").mkdir()
    Path("sprache/pl.po").write_text(POLNISCH, encoding="utf-8")
    with in_language("pl"):
        gesagt = [sag_n("{n} Kind", "{n} Kinder", n, n=n) for n in (0, 1, 2, 5, 22)]
        assert gesagt == ["0 dzieci", "1 dziecko", "2 dzieci (kilka)", "5 dzieci", "22 dzieci (kilka)"]
        assert [sag(t) for t in ("Jahr", "erreicht", "offen")] == ["rok", "erreicht", "offen"]
        assert sag_n("{n} Ziel", "{n} Ziele", 2, n=2) == "2 Ziele"


@pytest.mark.parametrize(("n", "text"), [(0, "0 Kinder"), (1, "1 Kind"), (2, "2 Kinder")])
def test_german_has_one_and_many(n: int, text: str) -> None:
    assert sag_n("{n} Kind", "{n} Kinder", n, n=n) == text


def test_what_is_put_into_a_text_stays_within_itself() -> None:
    ort = "\u05e6\u05e4\u05d5\u05df"
    innen = sag("In {ort}: {zahl}", ort=ort, zahl="36")
    assert innen == f"In \u2068{ort}\u2069: 36"
    assert sag_n("{ort} {n}", "{ort} {n}", 2, ort=ort, n="2") == f"\u2068{ort}\u2069 2"
    # A sentence within another one begins as it did.
    assert sag("{satz} Ja.", satz=innen) == f"\u2068{innen}\u2069 Ja."
    assert sag("{ort}", ort="Köln") == "Köln"
