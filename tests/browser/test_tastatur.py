"""Journeys on a phone by keys alone: each place where the focus stops is seen, none is covered or passed over, none holds."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect
from tasten import Tasten
from warten import open_page, wait_until

pytestmark = pytest.mark.browser

MILLISEKUNDEN = 30_000


@pytest.fixture(scope="module")
def handy(chromium: Browser) -> Iterator[Page]:
    """One page for all journeys."""
    seite = chromium.new_page(viewport={"width": 360, "height": 740}, reduced_motion="reduce")
    yield seite
    seite.close()


@pytest.fixture
def tasten(handy: Page) -> Iterator[Tasten]:
    tasten = Tasten(handy)
    yield tasten
    assert tasten.befunde == []


def skip_header(tasten: Tasten) -> None:
    """The first stop of every page leads past the header."""
    tasten.enter(tasten.seite.locator(".md-skip"))
    assert tasten.halte == 1
    wait_until(tasten.seite, "location.hash === '#kp-inhalt'")


def test_from_the_menu_to_a_goal_its_figures_and_their_download(adresse: str, tasten: Tasten) -> None:
    seite = tasten.seite
    open_page(seite, adresse)
    menue = seite.locator(".kp-menueknopf")
    tasten.enter(menue)
    expect(menue).to_have_attribute("aria-expanded", "true")
    seite.keyboard.press("Escape")
    expect(menue).to_be_focused()
    seite.keyboard.press("Enter")
    tasten.enter(seite.locator("#kp-wege a[href$='ziele/']").first)
    seite.wait_for_url("**/ziele/")
    skip_header(tasten)
    tasten.enter(seite.locator("main a[href='1-3/']").first)
    seite.wait_for_url("**/ziele/1-3/")
    skip_header(tasten)
    diagramm = seite.locator("figure.kp-diagramm[data-figur]").first
    tasten.enter(diagramm.locator("a.kp-knopf[href^='#tabelle']"))
    tabelle = seite.locator(diagramm.locator("a.kp-knopf").first.get_attribute("href") or "")
    expect(tabelle.locator("tbody tr").first).to_be_visible()
    tasten.back_to(diagramm.locator("details.kp-laden > summary"))
    seite.keyboard.press("Enter")
    with seite.expect_download(timeout=MILLISEKUNDEN) as datei:
        tasten.enter(diagramm.locator("a.kp-knopf[download], a.kp-knopf[href$='.csv']").first)
    assert datei.value.suggested_filename.endswith(".csv")


def test_from_the_overview_of_areas_by_what_is_shown_to_an_area_and_to_its_sources(
    adresse: str, tasten: Tasten
) -> None:
    seite = tasten.seite
    open_page(seite, f"{adresse}sozialraeume/")
    skip_header(tasten)
    wahl = seite.locator("select[data-wahl=kennzahl]")
    tasten.tab_to(wahl)
    vorher = wahl.input_value()
    seite.keyboard.press("ArrowUp")
    assert wahl.input_value() != vorher
    tasten.enter(seite.locator(".kp-kacheln a[data-raum=hamm-norden]"))
    seite.wait_for_url("**/sozialraeume/hamm-norden/?*")
    quelle = seite.locator("figure a[href='#quellen']").first
    tasten.enter(quelle)
    # What is folded opens, and does not lie under the header.
    wait_until(seite, "document.getElementById('quellen').closest('details').open")
    wait_until(
        seite,
        "document.getElementById('quellen').getBoundingClientRect().top"
        " >= document.querySelector('.md-header').getBoundingClientRect().bottom",
    )


def test_from_the_search_to_a_page(adresse: str, tasten: Tasten) -> None:
    seite = tasten.seite
    open_page(seite, f"{adresse}daten/")
    suche = seite.locator(".kp-suchknopf")
    tasten.enter(suche)
    expect(seite.locator(".md-search__input")).to_be_focused()
    seite.keyboard.press("Escape")
    expect(suche).to_be_focused()
    seite.keyboard.press("Enter")
    seite.keyboard.type("Kindergarten")
    treffer = seite.locator(".md-search-result__item a").first
    treffer.wait_for(timeout=MILLISEKUNDEN)
    tasten.tab_to(treffer)
    # Who goes back beyond the field leaves the search, which covers the page no longer.
    tasten.back_to(seite.locator(".kp-farben"))
    expect(suche).to_have_attribute("aria-expanded", "false")
    tasten.enter(suche)
    tasten.enter(treffer)
    seite.wait_for_url("**/ziele/1-3/**")


def test_filter_of_the_register_and_back(adresse: str, tasten: Tasten) -> None:
    seite = tasten.seite
    open_page(seite, f"{adresse}module/")
    skip_header(tasten)
    tasten.tab_to(seite.locator("select[name=alter]"))
    seite.keyboard.type("3")
    wait_until(seite, "location.search.includes('alter=3')")
    tasten.tab_to(seite.locator("input[name=suche]"))
    angebote = seite.locator(".kp-register > li >> visible=true")
    tasten.tab_to(angebote.first.locator("a").first)
    tasten.back_to(seite.locator("select[name=alter]"))


def test_language_is_switched(adresse: str, tasten: Tasten) -> None:
    seite = tasten.seite
    open_page(seite, adresse)
    tasten.enter(seite.locator(".kp-kopfwege a[href$='sprachen/']"))
    seite.wait_for_url("**/sprachen/")
    skip_header(tasten)
    tasten.enter(seite.locator("main a[href='ar/']").first)
    seite.wait_for_url("**/sprachen/ar/")
    skip_header(tasten)
    tasten.enter(seite.locator("main a[href='#u8']"))
    wait_until(seite, "location.hash === '#u8'")
    tasten.back_to(seite.locator(".kp-sprachwahl a[lang=en]"))


def test_field_and_buttons_of_the_page_that_checks_are_reached(adresse: str, tasten: Tasten) -> None:
    seite = tasten.seite
    open_page(seite, f"{adresse}mitmachen/pruefen/")
    skip_header(tasten)
    tasten.tab_to(seite.locator("input[name=dateien]"))
    tasten.tab_to(seite.locator("form.kp-pruefen button[type=submit]"))


@pytest.mark.parametrize("ort", ["", "sozialraeume/", "kommunen/"])
def test_whole_page_forth_and_back(adresse: str, tasten: Tasten, ort: str) -> None:
    open_page(tasten.seite, adresse + ort)
    assert tasten.go_through() > 30
    assert tasten.go_through("Shift+Tab") > 30
