"""Comparison and theme filter in a real browser: choice in the address, keyboard, phone, no script."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page
from warten import wait_until

pytestmark = pytest.mark.browser


@pytest.fixture
def handy(chromium: Browser) -> Iterator[Page]:
    kontext = chromium.new_context(viewport={"width": 360, "height": 800})
    yield kontext.new_page()
    kontext.close()


def _sichtbar(seite: Page, wahl: str) -> list[str]:
    return seite.locator(wahl).evaluate_all(
        "alle => alle.filter(e => e.checkVisibility()).map(e => e.dataset.k ?? e.dataset.alle ?? e.dataset.thema)"
    )


def test_address_chooses_and_is_kept(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck,unbekannt")
    assert _sichtbar(handy, ".kp-profilkarte") == ["gladbeck", "hamm"]
    assert _sichtbar(handy, ".kp-themenmatrix thead th[data-k]") == ["gladbeck", "hamm"]
    assert handy.locator(".kp-wahl__stand").inner_text().startswith("Gewählt: Gladbeck und Hamm.")
    assert "gemeinsam" in handy.locator(".kp-themensatz").inner_text()
    # The 18 share one Kennzahl; what only Hamm and Bochum have is not shown.
    assert len(_sichtbar(handy, "[data-alle]")) == 1
    assert handy.evaluate("document.documentElement.scrollWidth") <= 360
    handy.get_by_label("Hamm", exact=True).uncheck()
    handy.get_by_label("Bochum", exact=True).check()
    assert handy.evaluate("location.search") == "?k=bochum,gladbeck"


def test_refused_comparison_shows_no_chart(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,bochum")
    assert len(_sichtbar(handy, "[data-alle]")) == 7
    assert handy.locator(".kp-kennzahlvergleich figure:visible").count() == 0
    assert "nicht vergleichbar" in (handy.locator("section:has(#kennzahl-ambulante-quote)").text_content() or "")


def test_keyboard_alone_chooses_up_to_four(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/")
    handy.locator("input[value=arnsberg]").focus()
    for _ in range(4):
        handy.keyboard.press("Space")
        handy.keyboard.press("Tab")
    assert handy.evaluate("location.search") == "?k=arnsberg,bielefeld,bochum,dormagen"
    assert handy.locator("input[value=hamm]").is_disabled()
    handy.get_by_role("button", name="Auswahl aufheben").click()
    wait_until(handy, "location.search === ''")
    # As at first: folded again, and none left out.
    assert _sichtbar(handy, ".kp-profilkarte") == []
    handy.locator("[data-vergleichsklappe]:has(.kp-profilkarte) > summary").click()
    assert len(_sichtbar(handy, ".kp-profilkarte")) == 19


def test_who_else_works_on_it(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/themen/?thema=armut")
    assert _sichtbar(handy, "section[data-thema]") == ["armut"]
    belege = _sichtbar(handy, "section[data-thema=armut] li")
    assert "gladbeck" in belege
    handy.locator("select[name=staerke]").select_option("kern")
    assert set(_sichtbar(handy, "section[data-thema=armut] li")) < set(belege)
    assert handy.evaluate("location.search") == "?thema=armut&staerke=kern"
    assert handy.locator(".kp-themensatz").inner_text().endswith("als Kernthema.")
    assert handy.evaluate("document.documentElement.scrollWidth") <= 360


def test_mark_in_the_table_unfolds_its_evidence(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/themen/")
    assert handy.locator("section[data-thema] li:visible").count() == 0
    handy.locator("a[href='#beleg-armut-gladbeck']").focus()
    handy.keyboard.press("Enter")
    handy.locator("#beleg-armut-gladbeck").wait_for(state="visible")
    assert 0 <= handy.locator("#beleg-armut-gladbeck").evaluate("e => e.getBoundingClientRect().top") < 700


def test_without_script_everything_stands_there(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck")
    for klappe in seite.locator("[data-vergleichsklappe] > summary").all():
        klappe.click()
    assert seite.locator(".kp-profilkarte:visible").count() == 19
    assert seite.locator(".kp-kennzahlvergleich table:visible, .kp-kennzahlvergleich details:visible").count() > 0
    assert not seite.locator("form.kp-wahl").is_visible()
    seite.goto(adresse + "kommunen/themen/")
    assert seite.locator("section[data-thema]:visible").count() == 12
    for klappe in seite.locator("section[data-thema] summary").all():
        klappe.click()
    assert seite.locator("section[data-thema] li:visible").count() == seite.locator("section[data-thema] li").count()
    kontext.close()
