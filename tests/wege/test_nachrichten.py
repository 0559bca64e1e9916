"""The feed tells changes to the data alone, each at its place on the page, and is well formed whatever the words are."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from kekiz.seiten.datenseite import FEED
from kekiz.wege.nachrichten import write_feed

A = "{http://www.w3.org/2005/Atom}"
TEXT = """# Änderungen

Vorab.

## 3. März 2027

### Daten
- Ein Wert „82 %“ ist <b>neu</b> & `a < b`.

### Code
- Etwas anderes.

## 28. November 2026

### Code
- Nur Code.

## 1. Mai 2026

### Daten
- Alt.

## Davor

### Daten
- Ohne Tag.
"""


def write(ordner: Path, adresse: str = "https://a.example/b/", text: str = TEXT) -> Path:
    (ordner / FEED).parent.mkdir(parents=True)
    write_feed(ordner, "Ketten & Zahlen", adresse, text, "Amt")
    return ordner / FEED


def test_each_dated_change_of_data_is_an_entry(tmp_path: Path) -> None:
    feed = ElementTree.parse(write(tmp_path)).getroot()
    assert feed.tag == f"{A}feed"
    assert (feed.findtext(f"{A}title"), feed.findtext(f"{A}updated")) == (
        "Ketten & Zahlen: Änderungen an den Daten",
        "2027-03-03T00:00:00Z",
    )
    assert feed.findtext(f"{A}author/{A}name") == "Amt"
    assert {str(v.get("rel")): v.get("href") for v in feed.findall(f"{A}link")} == {
        "self": "https://a.example/b/daten/aenderungen/atom.xml",
        "alternate": "https://a.example/b/daten/aenderungen/",
    }
    eintraege = feed.findall(f"{A}entry")
    assert [e.findtext(f"{A}id") for e in eintraege] == [
        "https://a.example/b/daten/aenderungen/#3-marz-2027",
        "https://a.example/b/daten/aenderungen/#1-mai-2026",
    ]
    assert [e.findtext(f"{A}updated") for e in eintraege] == ["2027-03-03T00:00:00Z", "2026-05-01T00:00:00Z"]
    inhalt = eintraege[0].find(f"{A}content")
    assert inhalt is not None
    assert inhalt.get("type") == "html"
    assert "82\u202f%" in str(inhalt.text)
    assert "Etwas anderes" not in str(inhalt.text)


@pytest.mark.parametrize(
    ("adresse", "text"), [("", TEXT), ("https://a.example/", "# Leer"), ("https://a.example/", "")]
)
def test_without_address_or_entry_there_is_no_feed(tmp_path: Path, adresse: str, text: str) -> None:
    assert not write(tmp_path, adresse, text).exists()


def test_places_are_those_of_the_page(tmp_path: Path) -> None:
    import markdown

    seite = markdown.markdown(TEXT, extensions=["toc"])
    feed = ElementTree.parse(write(tmp_path)).getroot()
    for eintrag in feed.findall(f"{A}entry"):
        assert f'id="{str(eintrag.findtext(f"{A}id")).split("#")[1]}"' in seite
