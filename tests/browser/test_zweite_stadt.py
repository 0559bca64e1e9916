"""The second, invented site in a real browser: its own city everywhere, usable on phone and desk, accessible."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import find_faults, load_axe
from playwright.sync_api import Browser, Page

from kekiz.wege.verweise import page_faults

pytestmark = pytest.mark.browser

BREITEN = (360, 1280)
SEITEN = (
    "", "ziele/", "ziele/1-1/", "sozialraeume/", "sozialraeume/nord/", "kommunen/", "kommunen/vergleich/",
    "kommunen/praxis/", "werkzeuge/selbstbewertung/", "kommunen/muehlau/", "kommunen/muehlau/ziele/1-1/", "kommunen/muehlau/sozialraeume/ost/", "daten/", "methodik/",
)  # fmt: skip
FREMD = re.compile(r"\bhamm(er|s)?\b|sozialr(a|ä)um", re.IGNORECASE)
MEHRZAHL = re.compile(r"\b(null|0|1|eins?|eine) (Ziele|Werte|Kommunen|Hinweise|Stadtbezirke|Tabellen)\b|\bden eins\b")


@pytest.fixture
def seite(chromium: Browser, zweite: str) -> Iterator[Page]:
    """An empty page; messages of the console and requests to other hosts fail the test."""
    kontext = chromium.new_context(viewport={"width": BREITEN[0], "height": 800}, reduced_motion="reduce")
    neu = kontext.new_page()
    stoerungen: list[str] = []
    neu.on("console", lambda m: stoerungen.append(m.text) if m.type in ("error", "warning") else None)
    neu.on("request", lambda a: None if a.url.startswith((zweite, "data:", "blob:")) else stoerungen.append(a.url))
    yield neu
    assert stoerungen == []
    kontext.close()


@pytest.mark.parametrize("pfad", SEITEN)
def test_page_speaks_of_its_own_city_and_is_usable(zweite: str, seite: Page, pfad: str) -> None:
    seite.goto(zweite + pfad)
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    text = seite.locator("body").inner_text()
    assert (FREMD.search(text), MEHRZAHL.search(text)) == (None, None)
    koepfe = seite.locator(":is(h1, h2, h3, h4):visible").all_inner_texts()
    assert koepfe
    assert all(k.strip() for k in koepfe)
    load_axe(seite)
    for breite in BREITEN:
        seite.set_viewport_size({"width": breite, "height": 800})
        assert seite.evaluate("document.documentElement.scrollWidth") <= breite
        assert find_faults(seite) == [], breite


def test_its_pages_have_no_faults(staedte: Path) -> None:
    assert [str(f) for f in page_faults(staedte) if "vendor" not in f.datei] == []


def test_comparison_leads_to_the_city_that_was_chosen(zweite: str, seite: Page) -> None:
    seite.goto(zweite + "kommunen/vergleich/?k=muehlau,quellstadt")
    namen = seite.locator(".kp-nebeneinander thead a:visible")
    namen.nth(1).wait_for()
    assert namen.all_inner_texts() == ["Kreis Mühlau", "Quellstadt"]
    namen.first.click()
    seite.wait_for_url("**/kommunen/muehlau/")
    seite.get_by_role("link", name="Ziele", exact=False).and_(seite.locator("article a")).first.click()
    seite.wait_for_url("**/kommunen/muehlau/ziele/")


def test_search_tells_the_cities_apart_and_leads_to_the_right_one(zweite: str, seite: Page) -> None:
    seite.set_viewport_size({"width": BREITEN[1], "height": 800})
    seite.goto(zweite)
    seite.locator(".md-search__input").click()
    seite.keyboard.type("Mühlau Platz")
    treffer = seite.locator(".md-search-result__link:has-text('Kreis Mühlau: 1.1')").first
    treffer.wait_for()
    treffer.click()
    seite.wait_for_url("**/kommunen/muehlau/ziele/1-1/**")
    artikel = seite.locator("article").inner_text()
    assert "71\u202f%" in artikel
    assert "82\u202f%" not in artikel
