"""Menu, search, breadcrumb and lists of pages in a browser: where am I, what is beside it, with keyboard and phone."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from playwright.sync_api import Browser, Page
from warten import come_to_rest, open_page

pytestmark = pytest.mark.browser

SEITEN = {
    "ziele/1-3/": ("Ziele", ["Start", "Ziele"]),
    "sozialraeume/hamm-norden/": ("Stadtteile", ["Start", "Stadtteile"]),
    "module/willkommensbesuche/": ("Angebote", ["Start", "Angebote"]),
    "kommunen/gladbeck/": ("Kommunen", ["Start", "Kommunen"]),
    "daten/aenderungen/": ("Daten und Methode", ["Start", "Daten und Methode"]),
    "mitmachen/": ("Daten und Methode", ["Start", "Daten und Methode"]),
}


def focus_stops(seite: Page) -> list[str]:
    """Tabs through a page and lists what takes the focus without being seen."""
    unsichtbar = []
    seite.evaluate("document.activeElement.blur()")
    for _ in range(60):
        seite.keyboard.press("Tab")
        was = seite.evaluate(
            """() => { const e = document.activeElement; if (!e || e === document.body) return null;
            const r = e.getBoundingClientRect();
            const weg = r.right <= 0 || r.left >= innerWidth || r.width < 2 || !e.checkVisibility({visibilityProperty: true});
            return [weg, e.outerHTML.slice(0, 80)]; }"""
        )
        if was is None:
            break
        if was[0]:
            unsichtbar.append(was[1])
    return unsichtbar


@pytest.mark.parametrize("pfad", list(SEITEN))
def test_section_way_and_list_say_where_a_page_is(adresse: str, chromium: Browser, pfad: str) -> None:
    abschnitt, weg = SEITEN[pfad]
    kontext = chromium.new_context(viewport={"width": 1280, "height": 800})
    seite = kontext.new_page()
    seite.goto(adresse + pfad)
    assert seite.locator(".kp-menue [aria-current]").all_inner_texts() == [abschnitt]
    assert seite.locator(".kp-pfad a").all_inner_texts() == weg
    hier = seite.locator(".kp-wege li [aria-current='page']:visible")
    assert hier.count() == 1
    assert hier.evaluate("e => e.href.split('#')[0] === location.href")
    kontext.close()


def test_list_beside_a_page_is_scrolled_to_its_entry(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 1280, "height": 800})
    open_page(seite, adresse + "kennzahlen/u8_teilnahme/")
    kasten = seite.locator(".kp-wege [aria-current='page']:visible").bounding_box()
    assert kasten is not None
    assert 0 <= kasten["y"] <= 800 - kasten["height"]
    assert seite.locator(".md-sidebar--primary .md-sidebar__scrollwrap").evaluate("e => e.scrollTop") > 0
    assert seite.evaluate("scrollY") == 0
    seite.close()


def test_menu_and_search_are_buttons_and_closed_panels_take_no_focus(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(viewport={"width": 390, "height": 844})
    seite = kontext.new_page()
    for pfad in ("", "ziele/1-3/"):
        open_page(seite, adresse + pfad)
        assert focus_stops(seite) == [], pfad
    menue, suche = seite.locator(".kp-menueknopf"), seite.locator(".kp-suchknopf")
    for knopf, feld in ((menue, "#kp-wege a"), (suche, ".md-search__input")):
        assert knopf.get_attribute("aria-expanded") == "false"
        knopf.focus()
        seite.keyboard.press("Enter")
        assert knopf.get_attribute("aria-expanded") == "true"
        assert seite.evaluate("s => document.activeElement.matches(s)", feld)
        seite.keyboard.press("Escape")
        assert knopf.get_attribute("aria-expanded") == "false"
        assert knopf.evaluate("e => e === document.activeElement")
    kontext.close()


def test_menu_works_without_javascript(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    seite = kontext.new_page()
    seite.goto(adresse + "ziele/1-3/")
    assert seite.locator(".kp-menueknopf").is_hidden()
    seite.click("label.kp-ohne-skript[for='__drawer']")
    seite.click(".kp-wege__abschnitte a:has-text('Kommunen')")
    assert seite.url == adresse + "kommunen/"
    kontext.close()


KOPF = """() => [...document.querySelectorAll('.md-header__inner > *, .md-search__inner')]
  .filter((e) => e.checkVisibility() && !e.matches('.md-search, script'))
  .map((e) => e.getBoundingClientRect()).filter((r) => r.width && r.left < innerWidth && r.bottom > 0)
  .map((r) => [r.left, r.right]).sort((a, b) => a[0] - b[0])"""


@pytest.mark.parametrize("breite", [320, 360, 390, 600, 640, 960, 1219, 1220, 1400])
def test_header_has_room_for_the_way_to_easy_words(kopfseite: Page, breite: int) -> None:
    kopfseite.set_viewport_size({"width": breite, "height": 800})
    come_to_rest(kopfseite)
    weg = kopfseite.locator(".md-header").get_by_role("link", name="Leichte Sprache", exact=True)
    kasten = weg.bounding_box()
    assert kasten is not None
    assert min(kasten["width"], kasten["height"]) >= 24
    assert (weg.locator("span").bounding_box() or {"width": 0})["width"] > 40 or breite < 640
    kaesten = kopfseite.evaluate(KOPF)
    assert len(kaesten) > 3
    assert all(links[1] <= rechts[0] + 0.5 for links, rechts in pairwise(kaesten)), kaesten
    assert kaesten[-1][1] <= breite
    assert kopfseite.locator(".md-header").evaluate("e => e.offsetHeight") <= (45 if breite < 399 else 49)


@pytest.fixture(scope="module")
def kopfseite(adresse: str, chromium: Browser) -> Iterator[Page]:
    kontext = chromium.new_context()
    seite = kontext.new_page()
    open_page(seite, adresse)
    yield seite
    kontext.close()
