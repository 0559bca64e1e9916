"""Journeys of the readers the site is for, on a phone: from home to the answer, with clicks and screens counted."""

import math
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page
from schlicht import plain
from warten import open_page, wait_until

pytestmark = pytest.mark.browser

BREIT, HOCH = 390, 844


class Reise:
    """A reader on the way from home: what is clicked, chosen or typed, and on which screen of a page something stands.

    Attributes:
        seite: The page that is open.
        klicks: How many times something was clicked, chosen or typed.
    """

    def __init__(self, seite: Page, start: str) -> None:
        self.seite = seite
        self.klicks = 0
        open_page(seite, start)

    def click(self, wahl: str) -> None:
        self.seite.locator(wahl).first.click()
        self.klicks += 1

    def choose(self, feld: str, wert: str) -> None:
        self.seite.select_option(feld, wert)
        self.klicks += 1

    def screen(self, was: Locator) -> int:
        """Number of the screen on which something ends; 1: seen without scrolling."""
        unten = was.evaluate("e => e.getBoundingClientRect().bottom + scrollY")
        return math.ceil(unten / HOCH)


@pytest.fixture(scope="module")
def handy(chromium: Browser) -> Iterator[Page]:
    """One page for all journeys."""
    seite = chromium.new_page(viewport={"width": BREIT, "height": HOCH})
    yield seite
    seite.close()


@pytest.fixture
def reise(adresse: str, handy: Page) -> Reise:
    return Reise(handy, adresse)


def test_how_are_the_children_in_hamm_norden(reise: Reise) -> None:
    reise.click(".kp-tueren a[data-raum=hamm-norden]")
    reise.seite.wait_for_url("**/sozialraeume/hamm-norden/")
    befund = reise.seite.locator(".kp-befund")
    assert (reise.klicks, reise.screen(befund)) == (1, 1)
    assert reise.seite.evaluate("scrollY") == 0
    text = plain(befund.inner_text())
    assert "auffällig (95 %)" in text
    assert "waren bei der U8 (87,7 %" in text


def test_which_goals_are_missed_since_when_and_how_sure(reise: Reise) -> None:
    """Home says it; the list of goals says it of every missed goal, with nothing else between."""
    daheim = reise.seite.locator(".kp-verfehlt .kp-abstand:not(.kp-abstand--kopf)")
    anzahl = daheim.count()
    assert anzahl > 0
    assert reise.screen(daheim.last) <= 4
    reise.click(".kp-verfehlt > p:not(.kp-quelle) > a")
    reise.seite.wait_for_url("**/ziele/")
    reise.click(".kp-chips label:has(input[value=nicht])")
    wait_until(reise.seite, "location.search === '?stand=nicht'")
    zeilen = reise.seite.locator("[data-kp-eintrag] .kp-abstand >> visible=true")
    assert zeilen.count() == anzahl
    for zeile in zeilen.all():
        assert any(
            w in plain(zeile.locator(".kp-abstand__seit").inner_text()) for w in ("seit ", "in keinem von", "nur ")
        )
        assert plain(zeile.locator(".kp-abstand__sicher").inner_text()) in ("klar", "knapp", "ohne Fallzahl")
    assert reise.klicks == 2
    assert reise.screen(zeilen.last) <= 3


def test_what_is_different_in_gladbeck_and_moers(reise: Reise) -> None:
    reise.click(".kp-tueren a[href$='kommunen/vergleich/']")
    reise.seite.wait_for_url("**/kommunen/vergleich/")
    reise.choose("select[name=dazu]", "gladbeck")
    reise.choose("select[name=dazu]", "moers")
    unterschiede = reise.seite.locator("#kp-gewaehlt .kp-unterschiede")
    unterschiede.wait_for(state="visible")
    wait_until(reise.seite, "document.querySelectorAll('#kp-gewaehlt .kp-unterschiede dt').length > 2")
    assert unterschiede.locator("dt").all_inner_texts()[:3] == ["Beide nennen", "Nur Gladbeck nennt", "Nur Moers nennt"]
    assert (reise.klicks, reise.screen(unterschiede.locator("dd").nth(2))) == (3, 1)


def test_kindergarten_leads_to_the_goal_about_places(reise: Reise) -> None:
    reise.click(".kp-suchknopf")
    reise.seite.keyboard.type("Kindergarten")
    reise.click(".md-search-result__item a")
    reise.seite.wait_for_url("**/ziele/1-3/**")
    stand = reise.seite.locator(".kp-kopf__status")
    assert (reise.klicks, reise.screen(stand)) == (2, 1)
    assert "Ziel nicht erreicht" in plain(stand.inner_text())


def test_what_is_there_for_my_child_of_three_in_my_part_of_town(reise: Reise) -> None:
    reise.click(".kp-tueren .kp-alterswahl a:text-is('3')")
    reise.seite.wait_for_url("**/module/?alter=3*")
    reise.choose("select[name=raum]", "hamm-norden")
    angebote = reise.seite.locator(".kp-register > li >> visible=true")
    assert angebote.count() > 0
    for angebot in angebote.all():
        assert "3" in str(angebot.get_attribute("data-alter")).split()
        assert "hamm-norden" in str(angebot.get_attribute("data-raum")).split()
    assert reise.klicks == 2
    assert reise.screen(angebote.first) <= 2


def test_from_my_part_of_town_to_what_is_there_for_the_age_of_my_child(reise: Reise) -> None:
    reise.click(".kp-tueren a[data-raum=hamm-norden]")
    reise.seite.wait_for_url("**/sozialraeume/hamm-norden/")
    reise.click("[aria-labelledby=angebote-alter] a:text-is('3')")
    reise.seite.wait_for_url("**/module/?**")
    assert reise.seite.input_value("select[name=raum]") == "hamm-norden"
    angebote = reise.seite.locator(".kp-register > li >> visible=true")
    assert angebote.count() > 0
    for angebot in angebote.all():
        assert "3" in str(angebot.get_attribute("data-alter")).split()
    assert reise.klicks == 2
    assert reise.screen(angebote.first) <= 2


def test_what_the_u8_is_and_where_to_ask_in_arabic(reise: Reise) -> None:
    reise.click(".kp-kopfwege a[href$='sprachen/']")
    reise.seite.wait_for_url("**/sprachen/")
    reise.click("main a[lang=ar]")
    reise.seite.wait_for_url("**/sprachen/ar/")
    assert reise.klicks == 2
    assert (
        reise.seite.evaluate("document.documentElement.lang + getComputedStyle(document.querySelector('h1')).direction")
        == "arrtl"
    )
    # Both are on the page that is open now, and on its first screen stands where.
    for abschnitt in ("u8", "fragen"):
        assert reise.seite.locator(f"h2#{abschnitt}").is_visible()
        assert reise.screen(reise.seite.locator(f".kp-sprungmarken a[href='#{abschnitt}']")) == 1
    assert "U8" in reise.seite.locator("h2#u8").inner_text()


def test_a_goal_as_a_sheet_for_the_committee(adresse: str, reise: Reise) -> None:
    open_page(reise.seite, f"{adresse}ziele/1-3/")
    verweis = reise.seite.locator("main a[type='application/pdf']")
    assert verweis.count() == 1
    assert reise.screen(verweis) <= 2
    with reise.seite.context.expect_event("request", lambda anfrage: anfrage.url.endswith(".pdf")) as anfrage:
        verweis.click()
    pdf = reise.seite.request.get(anfrage.value.url)
    assert pdf.headers["content-type"] == "application/pdf"
    assert pdf.body().startswith(b"%PDF-")
