"""Catalogues of the pages in other languages: whole, up to date, in all forms, in the right letters; said as the language does."""

from dataclasses import replace
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.sagen.sprachkatalog import (
    PROGRAMM,
    UEBERSETZT,
    Eintrag,
    Sprachkatalog,
    Stimme,
    align,
    check_catalogue,
    check_catalogues,
    direction,
    find_file,
    parse_catalogue,
    read_catalogue,
    text_faults,
    write_catalogue,
)
from kekiz.sagen.sprachtexte import KENNZAHL, RECHT, SPRACHEN, TEXTE, U8_WORT, Text, source_texts
from kekiz.wissen.fehler import DatenFehler
from paketbau import REPO

QUELLE: dict[str, Text] = {
    "gruss": "Guten Tag in {ort}",
    "ziele": ("{anzahl} Ziel", "{anzahl} Ziele"),
}
PLURAL = {s: read_catalogue(s).plural for s in SPRACHEN}


def catalogue(sprache: str, gruss: str, *ziele: str) -> Sprachkatalog:
    return Sprachkatalog(
        sprache,
        {"gruss": Eintrag(QUELLE["gruss"], (gruss,)), "ziele": Eintrag(QUELLE["ziele"], ziele)},
        PLURAL[sprache],
    )


GUT = {
    "en": catalogue("en", "Hello in {ort}", "{anzahl} goal", "{anzahl} goals"),
    "tr": catalogue("tr", "Merhaba {ort}", "{anzahl} hedef"),
    "ar": catalogue("ar", "مرحبا {ort}", "", "هدف واحد", "هدفان", "{anzahl} أهداف", "{anzahl} هدف", "{anzahl} هدفًا"),
    "uk": catalogue("uk", "Вітаємо {ort}", "{anzahl} ціль", "{anzahl} цілі", "{anzahl} цілей"),
    "ro": catalogue("ro", "Bună ziua {ort}", "un obiectiv", "{anzahl} obiective", "{anzahl} de obiective"),
}


def test_catalogues_of_this_project_are_whole() -> None:
    quelle = source_texts(load(REPO / "datapackage"))
    kennzahlen = {k for k in quelle if k.startswith(KENNZAHL)}
    assert quelle.keys() == {*TEXTE, *RECHT, U8_WORT, *kennzahlen}
    assert {k.removeprefix(KENNZAHL) for k in kennzahlen} == {
        "u8_teilnahme", "masern_impfquote", "versorgung_u3", "versorgung_ue3",
    }  # fmt: skip
    assert all(kennzahlen <= read_catalogue(s).eintraege.keys() for s in UEBERSETZT)
    assert check_catalogues(quelle) == []
    assert {d.stem for d in PROGRAMM.glob("*.po")} == set(UEBERSETZT)


@pytest.mark.parametrize("sprache", UEBERSETZT)
def test_a_catalogue_read_and_written_is_the_same(sprache: str) -> None:
    text = find_file(sprache).read_text(encoding="utf-8")
    katalog = parse_catalogue(text.encode(), sprache, "x.po")
    assert write_catalogue(katalog) == text
    assert write_catalogue(align(katalog, source_texts(load(REPO / "datapackage")))) == text


@pytest.mark.parametrize("sprache", GUT)
def test_a_whole_catalogue_has_no_fault(sprache: str) -> None:
    assert check_catalogue(GUT[sprache], QUELLE, "x.po") == []


def change(sprache: str, key: str, **neu: object) -> Sprachkatalog:
    alt = GUT[sprache]
    return replace(alt, eintraege={**alt.eintraege, key: replace(alt.eintraege[key], **neu)})


def without(sprache: str, key: str) -> Sprachkatalog:
    return replace(GUT[sprache], eintraege={k: e for k, e in GUT[sprache].eintraege.items() if k != key})


@pytest.mark.parametrize(
    ("katalog", "befund"),
    [
        (without("en", "gruss"), "Die Übersetzung fehlt"),
        (change("en", "gruss", formen=("",)), "Die Übersetzung fehlt"),
        (change("en", "gruss", ist_unklar=True), "als unsicher markiert (fuzzy)"),
        (change("en", "gruss", deutsch="Guten Morgen in {ort}"), "Der deutsche Text hat sich geändert"),
        (change("en", "ziele", formen=("{anzahl} goal", "")), "Die Form für 2, 3, 4, 5 fehlt"),
        (change("uk", "ziele", formen=("{anzahl} ціль", "{anzahl} цілі")), "Die Form für 5, 6, 7, 8 fehlt"),
        (change("ar", "ziele", formen=("", "هدف", "هدفان", "", "{anzahl} هدف", "{anzahl} هدفًا")), "Die Form für 3, 4, 5, 6"),
        (change("en", "gruss", formen=("Hello",)), "Die Stelle {ort} fehlt"),
        (change("en", "gruss", formen=("Hello {ort} {land}",)), "Die Stelle {land} gibt es im deutschen Text nicht"),
        (change("en", "gruss", formen=("Hello {ort",)), "Die geschweiften Klammern gehen nicht auf"),
        (change("en", "gruss", formen=("Hello {}",)), "Die geschweiften Klammern gehen nicht auf"),
        (change("en", "gruss", formen=("Hello {ort.__class__}",)), "Die geschweiften Klammern gehen nicht"),
        (change("en", "gruss", formen=("Guten Tag in {ort}",)), "steht noch auf Deutsch da"),
        # One form for 1, 21, 31 must say which.
        (change("uk", "ziele", formen=("одна ціль", "{anzahl} цілі", "{anzahl} цілей")), "Die Stelle {anzahl} fehlt"),
        (change("ar", "gruss", formen=("مرحبا Hamm {ort}",)), "gehören nicht zur Sprache ar (gefunden „Ham“)"),
        # A Latin i within Cyrillic letters looks the same.
        (change("uk", "gruss", formen=("Вiтаємо {ort}",)), "gehören nicht zur Sprache uk (gefunden „i“)"),
        (change("uk", "gruss", formen=("Здравствуйте, мы в {ort}",)), "gehören nicht zur Sprache uk (gefunden „ы“)"),
        (change("ro", "gruss", formen=("Ziua bună şi {ort}",)), "gehören nicht zur Sprache ro (gefunden „ş“)"),
        (change("tr", "gruss", formen=("Привет {ort}",)), "gehören nicht zur Sprache tr"),
        # German words say their language only where they stand in a place.
        (change("tr", "gruss", formen=("Kita ve {ort}",)), "Ein deutsches Wort steht ohne Klammern da (gefunden „Kita“)"),
        (change("en", "gruss", formen=('Hello "{ort}"',)), 'Diese Satzzeichen hat die Sprache en nicht (gefunden ")'),
        (change("ro", "gruss", formen=("„Bună ziua“ {ort}",)), "Diese Satzzeichen hat die Sprache ro nicht (gefunden “)"),
        (change("ar", "gruss", formen=("مرحبا, {ort}?",)), "Diese Satzzeichen hat die Sprache ar nicht (gefunden ,?)"),
        (change("en", "gruss", formen=("Hello \u202e{ort}",)), "unsichtbare Zeichen (U+202E)"),
        (change("en", "gruss", formen=("Hello " * 200 + "{ort}",)), "Der Text ist zu lang"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_catalogue_is_found(katalog: Sprachkatalog, befund: str) -> None:
    fehler = [str(f) for f in check_catalogue(katalog, QUELLE, "sprachen/x.po")]
    assert fehler
    assert any(befund in f for f in fehler), fehler


@pytest.mark.parametrize(
    ("deutsch", "text", "befunde"),
    [
        ("Die U8 ist seit dem 1. März 2020 frei.", "Since 1 March 2020 the {u8} has been free.", []),
        ("Die U8 ist seit dem 1. März 2020 frei.", "Since 1 March 2021 the {u8} has been free.", ["Die Zahl 2020"]),
        (
            "Die U8 ist seit dem 1. März 2020 frei.",
            "It has been free since March 2020.",
            ["Die Zahl 1 ", "Die Zahl 8 "],
        ),
        (("{anzahl} Ziel bis 2020", "{anzahl} Ziele bis 2020"), "{anzahl} goals", ["Die Zahl 2020"]),
    ],
)
def test_figures_of_the_german_text_stand_in_its_translation(deutsch: Text, text: str, befunde: list[str]) -> None:
    gefunden = [befund for befund, _ in text_faults(deutsch, text, "en")]
    assert len(gefunden) == len(befunde)
    assert all(g.startswith(b) for g, b in zip(gefunden, befunde, strict=True))


@pytest.mark.parametrize("sprache", UEBERSETZT)
def test_quotation_marks_of_a_language_are_not_forbidden_in_it(sprache: str) -> None:
    gesagt = read_catalogue(sprache).eintraege["ziele.offen_heisst"]
    assert any(z in gesagt.formen[0] for z in "„“”«»")
    assert list(text_faults(gesagt.deutsch, gesagt.formen[0], sprache)) == []


@pytest.mark.parametrize("sprache", UEBERSETZT)
def test_the_website_is_not_called_as_a_page_is(sprache: str) -> None:
    seite, website = (
        read_catalogue(sprache).eintraege[key].formen[0].lower() for key in ("auf_dieser_seite", "mehr.titel")
    )
    assert seite not in website


def test_a_text_that_is_gone_is_named_but_one_of_data_that_others_have_is_not() -> None:
    alt = GUT["en"]
    mehr = replace(alt, eintraege={**alt.eintraege, "weg": Eintrag("Weg", ("Gone",)), RECHT[0]: Eintrag("X", ("Y",))})
    assert [(f.schluessel, f.befund) for f in check_catalogue(mehr, QUELLE, "x.po")] == [
        ("weg", "Diesen Text gibt es nicht mehr")
    ]
    assert set(align(mehr, QUELLE).eintraege) == {*QUELLE, RECHT[0]}


def test_a_kennzahl_is_asked_for_in_every_language_once_one_has_it(monkeypatch: pytest.MonkeyPatch) -> None:
    kataloge = dict(GUT)
    monkeypatch.setattr("kekiz.sagen.sprachkatalog.UEBERSETZT", tuple(GUT))
    monkeypatch.setattr("kekiz.sagen.sprachkatalog.read_catalogue", kataloge.__getitem__)
    quelle = {**QUELLE, f"{KENNZAHL}x": "{ort}: {anteil}"}
    assert check_catalogues(quelle) == []
    neu = {**GUT["en"].eintraege, f"{KENNZAHL}x": Eintrag("{ort}: {anteil}", ("{anteil} in {ort}",))}
    kataloge["en"] = replace(GUT["en"], eintraege=neu)
    fehlt = [(f.datei, f.schluessel) for f in check_catalogues(quelle)]
    assert fehlt == [(f"sprachen/{s}.po", f"{KENNZAHL}x") for s in GUT if s != "en"]


def test_a_changed_german_text_makes_its_translation_doubtful_and_unseen() -> None:
    gesehen = change("en", "gruss", rolle="Lehrkraft", anmerkung="gut")
    neu = align(gesehen, {**QUELLE, "gruss": "Guten Abend in {ort}", "dazu": "Neu"})
    assert neu.eintraege["gruss"] == Eintrag(
        "Guten Abend in {ort}", ("Hello in {ort}",), ist_unklar=True, anmerkung="gut"
    )
    assert neu.eintraege["dazu"] == Eintrag("Neu", ("",))
    assert neu.eintraege["ziele"] == gesehen.eintraege["ziele"]
    wieder = parse_catalogue(write_catalogue(neu).encode(), "en", "x.po")
    assert {k: replace(e, zeile=0) for k, e in wieder.eintraege.items()} == neu.eintraege


@pytest.mark.parametrize("roh", [b"\xff\xfe\x00", b'msgid "a"\nmsgstr[x] "b"\n'])
def test_a_broken_catalogue_is_a_fault(roh: bytes) -> None:
    with pytest.raises(DatenFehler, match="nicht lesbar"):
        parse_catalogue(roh, "en", "x.po")


def test_a_missing_catalogue_is_a_fault(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kekiz.sagen.sprachkatalog.PROGRAMM", tmp_path)
    assert [f.befund for f in check_catalogues(QUELLE)] == ["Der Katalog fehlt"] * len(UEBERSETZT)


@pytest.mark.parametrize(
    ("sprache", "anzahl", "text"),
    [
        ("de", 1, "1 Ziel"),
        ("de", 2, "2 Ziele"),
        ("en", 1, "1 goal"),
        ("en", 1000, "1,000 goals"),
        ("tr", 1, "1 hedef"),
        ("tr", 22, "22 hedef"),
        ("ar", 1, "هدف واحد"),
        ("ar", 2, "هدفان"),
        ("ar", 3, "3 أهداف"),
        ("ar", 10, "10 أهداف"),
        ("ar", 11, "11 هدفًا"),
        ("ar", 99, "99 هدفًا"),
        ("ar", 100, "100 هدف"),
        ("uk", 1, "1 ціль"),
        ("uk", 4, "4 цілі"),
        ("uk", 5, "5 цілей"),
        ("uk", 11, "11 цілей"),
        ("uk", 21, "21 ціль"),
        ("ro", 1, "un obiectiv"),
        ("ro", 19, "19 obiective"),
        ("ro", 20, "20 de obiective"),
        ("ro", 101, "101 obiective"),
    ],
)
def test_a_number_takes_the_form_of_its_language(sprache: str, anzahl: int, text: str) -> None:
    stimme = Stimme(GUT.get(sprache, read_catalogue(sprache)), QUELLE)
    assert stimme.sag_n("ziele", anzahl) == text


def test_what_is_not_translated_is_german_and_says_so() -> None:
    fremd = '<span lang="de" dir="ltr">Guten Tag in Unna</span>'
    for katalog in (
        without("tr", "gruss"),
        change("tr", "gruss", ist_unklar=True),
        change("tr", "gruss", deutsch="Hallo"),
    ):
        assert Stimme(katalog, QUELLE).sag("gruss", ort="Unna") == fremd
    assert Stimme(read_catalogue("de"), QUELLE).sag("gruss", ort="Unna") == "Guten Tag in Unna"
    assert Stimme(without("tr", "ziele"), QUELLE).sag_n("ziele", 2) == '<span lang="de" dir="ltr">2 Ziele</span>'


def test_texts_and_names_are_no_markup() -> None:
    stimme = Stimme(change("en", "gruss", formen=("<b>Hi</b> {ort}",)), QUELLE)
    assert stimme.sag("gruss", ort=stimme.german("<i>")) == (
        '&lt;b&gt;Hi&lt;/b&gt; <span lang="de" dir="ltr">&lt;i&gt;</span>'
    )


@pytest.mark.parametrize(
    ("sprache", "anteil"),
    [("de", "91,9\u202f%"), ("en", "91.9%"), ("tr", "%91,9"), ("ar", "91.9%"), ("uk", "91,9%"), ("ru", "91,9\u202f%")],
)
def test_a_share_is_written_as_in_its_language(sprache: str, anteil: str) -> None:
    assert Stimme(read_catalogue(sprache), {}).percent(91.85, 1).replace("\u200e", "") == anteil


def test_one_language_is_written_from_right_to_left() -> None:
    assert [s for s in SPRACHEN if direction(s) == "rtl"] == ["ar"]


def test_it_is_reviewed_when_somebody_looked_at_every_text() -> None:
    alle = replace(GUT["en"], eintraege={k: replace(e, rolle="Mutter") for k, e in GUT["en"].eintraege.items()})
    assert Stimme(alle, QUELLE).is_reviewed
    eins = replace(alle, eintraege={**alle.eintraege, "gruss": GUT["en"].eintraege["gruss"]})
    assert not Stimme(eins, QUELLE).is_reviewed
    assert not Stimme(replace(alle, eintraege={}), QUELLE).is_reviewed
