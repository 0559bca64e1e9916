"""The line that says of which years the numbers on a page are."""

import re
from pathlib import Path

import pytest

from kekiz.ergebnis import read_ergebnis
from kekiz.seiten.jahre import years_text
from kekiz.seiten.modulseite import status_text

OHNE_ZAHLEN = {
    "404.html",
    "barrierefreiheit/index.html",
    "daten/aenderungen/index.html",
    "datenschutz/index.html",
    "glossar/index.html",
    "impressum/index.html",
    "kommunen/mitmachen/index.html",
    "mitmachen/eigene-stadt/index.html",
    "mitmachen/hinweis/index.html",
    "mitmachen/index.html",
    "mitmachen/korrektur/index.html",
    "mitmachen/neue-kennzahl/index.html",
    "mitmachen/neues-jahr/index.html",
    "mitmachen/pruefen/index.html",
    "mitmachen/sprachen/index.html",
    "sprachen/index.html",
    "ueber/index.html",
}
"""Pages that show nothing out of a document, or a row of the data as an example with its own period (``mitmachen/``).

The changes, the methods (``methodik/``) and Leichte Sprache name the year each time.
"""


@pytest.mark.parametrize(
    ("zeiten", "staende", "text"),
    [
        (
            ["2018", "2012/13"],
            ["2016", "Juli 2019"],
            "Zahlen von 2012/13 bis 2018. Stand der Dokumente: 2016; Juli 2019.",
        ),
        (["2018-09-30", "2018-09-30"], ["2018"], "Zahlen von 2018. Stand des Dokuments: 2018."),
        ([], ["2016"], "Stand des Dokuments: 2016."),
        (["2012", "bis 2016"], [], "Zahlen von 2012 bis 2016."),
        (["bis 2013"], [], "Zahlen bis 2013."),
        (["2017/18", "2018/19", "2018-09-30", "2018"], [], "Zahlen von 2017/18 bis 2018/19."),
        (["2017/18", "2018"], [], "Zahlen von 2017/18 bis 2018."),
        (["bis 2013", "2015"], [], "Zahlen bis 2015."),
    ],
)
def test_years_and_documents(zeiten: list[str], staende: list[str], text: str) -> None:
    assert years_text(zeiten, staende) == text


@pytest.mark.parametrize(
    ("status", "text"),
    [
        ("laufend", "bestand 2016"),
        ("modellprojekt", "bestand 2016 als Modellprojekt"),
        ("geplant", "war 2016 geplant"),
        ("beendet", "war 2016 beendet"),
        ("unklar", "Stand 2016 nicht genannt"),
    ],
)
def test_what_was_is_told_as_what_was(status: str, text: str) -> None:
    assert status_text({"status": status, "status_stand": "2016"}) == text


def test_every_page_with_numbers_says_of_which_year_they_are(gebaut: Path) -> None:
    seiten = {d.relative_to(gebaut).as_posix() for d in gebaut.rglob("*.html")}
    gemeint = {
        s
        for s in seiten
        if s not in OHNE_ZAHLEN and not s.startswith(("methodik/", "assets/", "leichte-sprache/", "einbetten/"))
    }
    assert gemeint
    mit = {s for s in seiten if '<p class="kp-quelle" data-jahre>' in (gebaut / s).read_text(encoding="utf-8")}
    assert gemeint - mit == set()


def test_the_home_page_says_beside_its_count_of_which_years_the_numbers_are(gebaut: Path) -> None:
    html = (gebaut / "index.html").read_text(encoding="utf-8")
    (satz,) = re.findall(r'<p class="kp-lead">([^<]*)', html)
    z = read_ergebnis().zielstand
    beurteilt = z[z["ist_erfuellt"].notna()]
    assert satz.endswith(f". {years_text(beurteilt['zeitraum'], [])}")
    assert re.search(r"\d{4}", satz.rpartition("Zahlen ")[2])
