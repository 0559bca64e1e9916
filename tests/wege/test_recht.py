"""The legal pages say what the settings say and name what is missing; nothing unfinished is published."""

import re
from pathlib import Path

import pytest

from kekiz.daten.einstellungen import RECHTSTEXTE, parse_settings
from kekiz.wege.recht import check_listing, check_publication, foot_links, legal_pages

KLEIN = 'name = "Seite"\nstart = "ort"\n'
KONTAKT = '[kontakt]\nstelle = "Amt"\nemail = "amt@ort.de"\n'
UNABHAENGIG = """[recht]
anbieter = "Verein Kette"
anschrift = "Weg 1\\n12345 Ort"
hoster = "Rechenzentrum Ort"
protokolle = "nichts"
vereinbarkeit = "vollstaendig"
erklaert_am = "2026-11-28"
pruefung = "Selbstbewertung"
"""
STADT = """vertretung = "die Leitung"
datenschutzstelle = "Amt 2"
datenschutzaufsicht = "Amt 3"
gesetz = "Gesetz 4"
durchsetzung = "Stelle 5"
"""
ADRESSE = "https://www.ort.de/"


def messages(toml: str, adresse: str = ADRESSE) -> list[str]:
    return [f"{f.schluessel}: {f.befund}" for f in check_publication(parse_settings(toml), adresse)]


def pages(toml: str, ort: str = "Ort") -> dict[str, str]:
    return legal_pages(parse_settings(toml), ort)


@pytest.mark.parametrize("mehr", ["", KONTAKT, KONTAKT + UNABHAENGIG])
def test_every_site_has_all_legal_pages(mehr: str) -> None:
    assert pages(KLEIN + mehr).keys() == {f"{name}.md" for name in RECHTSTEXTE}


def test_own_text_is_the_whole_page() -> None:
    assert pages(KLEIN + '[recht]\nimpressum = "Wir."\n')["impressum.md"] == "---\ntitle: Impressum\n---\n\nWir.\n"


def test_foot_leads_to_where_the_publisher_is_reached() -> None:
    assert foot_links(parse_settings(KLEIN + KONTAKT))[-1] == ["Kontakt", "impressum/#kontakt"]
    assert "## Kontakt {#kontakt}\n\n<p>Kontakt: Amt" in pages(KLEIN + KONTAKT)["impressum.md"]
    # A text of one's own need not have such a heading.
    assert foot_links(parse_settings(KLEIN + '[recht]\nimpressum = "Wir."\n'))[-1] == ["Kontakt", "impressum/"]


def test_what_is_missing_is_named_on_the_page_and_before_publishing() -> None:
    leer = "".join(pages(KLEIN).values())
    for was in ("wer die Website herausgibt", "bei wem die Website liegt", "wie barrierefrei die Website ist"):
        assert f"Hier fehlt noch: {was}." in leer
    assert messages(KLEIN) == [
        "kontakt: Vor dem Veröffentlichen fehlt, wie der Herausgeber zu erreichen ist",
        "recht.anbieter: Vor dem Veröffentlichen fehlt, wer die Website herausgibt",
        "recht.anschrift: Vor dem Veröffentlichen fehlt, die Anschrift",
        "recht.hoster: Vor dem Veröffentlichen fehlt, bei wem die Website liegt",
        "recht.protokolle: Vor dem Veröffentlichen fehlt, was beim Abruf aufgezeichnet wird und wie lange",
        "recht.vereinbarkeit: Vor dem Veröffentlichen fehlt, wie barrierefrei die Website ist",
        "recht.erklaert_am: Vor dem Veröffentlichen fehlt, wann die Erklärung geschrieben wurde",
        "recht.pruefung: Vor dem Veröffentlichen fehlt, wie geprüft wurde",
    ]


def test_filled_in_nothing_is_missing() -> None:
    toml = KLEIN + KONTAKT + UNABHAENGIG
    assert messages(toml) == []
    text = "".join(pages(toml).values())
    assert "Hier fehlt noch" not in text
    for angabe in (
        "Verein Kette",
        "Weg 1<br>\n12345 Ort",
        "Rechenzentrum Ort",
        "28. November 2026",
        "mailto:amt@ort.de",
    ):
        assert angabe in text
    assert "keine Seite von Ort" in text


def test_town_that_publishes_itself_says_so_and_says_more() -> None:
    toml = KLEIN.replace("start", 'herausgeber = "kommune"\nstart') + KONTAKT + UNABHAENGIG
    assert [m.split(":")[0] for m in messages(toml)] == [
        "recht.vertretung", "recht.datenschutzstelle", "recht.datenschutzaufsicht", "recht.gesetz", "recht.durchsetzung",
    ]  # fmt: skip
    assert messages(toml + STADT) == []
    text = "".join(pages(toml + STADT).values())
    assert "Ort gibt diese Website selbst heraus." in text
    assert not re.search("unabhängig|keine Seite von", text)
    assert "Hier fehlt noch" not in text


def test_pages_with_a_text_of_their_own_need_no_details() -> None:
    eigene = "[recht]\n" + "".join(f'{name} = "Unser Text."\n' for name in RECHTSTEXTE)
    assert messages(KLEIN + KONTAKT + eigene) == []


@pytest.mark.parametrize(
    ("adresse", "gut"),
    [
        ("https://www.ort.de/", True), ("https://ort.github.io/kette/", True), ("http://www.ort.de/", False), ("", False),
        ("https://example.org/", False), ("https://kette.example.org/", False), ("https://ort.test/", False),
        ("https://localhost/", False), ("https://127.0.0.1/", False), ("https://[::1]/", False), ("https://beispiel.org/", True),
    ],
)  # fmt: skip
def test_only_a_public_address_is_published(adresse: str, gut: bool) -> None:
    assert (messages(KLEIN + KONTAKT + UNABHAENGIG, adresse) == []) == gut


@pytest.mark.parametrize("wort", ["…", "...", "Musterstadt", "TODO", "amt@example.org"])
def test_placeholder_is_no_answer(wort: str) -> None:
    toml = KLEIN + KONTAKT + UNABHAENGIG.replace("Verein Kette", wort)
    assert [m.split(" (")[0] for m in messages(toml)] == ["recht.anbieter: Hier steht noch ein Platzhalter"]
    assert messages(KLEIN + KONTAKT.replace("Amt", "Musteramt") + UNABHAENGIG) != []


@pytest.mark.parametrize(("stufe", "fehlt"), [("vollstaendig", False), ("teilweise", True), ("nicht", True)])
def test_whoever_is_not_done_says_what_is_left(stufe: str, fehlt: bool) -> None:
    toml = KLEIN + KONTAKT + UNABHAENGIG.replace("vollstaendig", stufe)
    assert [m.split(":")[0] for m in messages(toml)] == (["recht.ausnahmen"] if fehlt else [])
    assert messages(f'{toml}ausnahmen = "Alte PDF-Dateien"\n') == []


def test_what_is_filled_in_is_text() -> None:
    """Neither Markdown nor a template nor HTML of its own."""
    toml = KLEIN + KONTAKT + UNABHAENGIG.replace("Verein Kette", "A & B <b> {{ 1 }} [x](y) *z*")
    assert "A &amp; B &lt;b&gt; &#123;&#123; 1 &#125;&#125; &#91;x&#93;(y) &#42;z&#42;" in pages(toml)["impressum.md"]


@pytest.mark.parametrize(
    ("zeile", "anzahl"),
    [
        ('url: "https://example.org/projekt.git"', 1),
        ("url: https://code.example/projekt", 1),
        ("url:", 1),
        ('url: "https://code.stadt.de/projekt.git"', 0),
        ("landingURL: https://example.org/", 0),
    ],
)
def test_listing_must_say_where_the_source_is(tmp_path: Path, zeile: str, anzahl: int) -> None:
    datei = tmp_path / "publiccode.yml"
    assert check_listing(datei) == []
    datei.write_text(f"name: Projekt\n{zeile}\n", encoding="utf-8")
    gefunden = check_listing(datei)
    assert len(gefunden) == anzahl
    assert all(str(f).startswith("publiccode.yml [url]: Hier steht noch ein Platzhalter") for f in gefunden)
