"""The page of an area on a phone: short with folds closed, the choice handed on (test_reisen.py: its finding)."""

import pytest
from playwright.sync_api import Browser, Page
from warten import open_page

from kekiz.wissen.trennung import SHY

pytestmark = pytest.mark.browser

HOEHE = 4_500
"""Pixels at 390 pixels width, with nothing unfolded."""


def _open(adresse: str, chromium: Browser, pfad: str, breite: int = 390, hoehe: int = 844) -> Page:
    seite = chromium.new_page(viewport={"width": breite, "height": hoehe})
    open_page(seite, adresse + pfad)
    return seite


WEITER = """ort => {
  const weg = document.querySelector('.kp-navigation [rel="next"]');
  const rand = (e) => e.getBoundingClientRect().right;
  return weg ? { [ort]: Math.abs(rand(weg.parentElement) - rand(weg)) } : {};
}"""
"""How far the way to the next page ends from the end of its line."""


def test_every_area_is_short_with_folds_closed(adresse: str, chromium: Browser) -> None:
    seite = _open(adresse, chromium, "sozialraeume/")
    orte = seite.locator(".kp-kacheln a").evaluate_all("l => l.map(a => a.getAttribute('href'))")
    assert len(orte) == 9
    hoehen, abstand = {}, {}
    for ort in orte:
        seite.goto(f"{adresse}sozialraeume/{ort}")
        hoehen[ort] = seite.evaluate("document.documentElement.scrollHeight")
        assert seite.evaluate("document.documentElement.scrollWidth") <= 390
        abstand |= seite.evaluate(WEITER, ort)
    # All but the last one lead on, at the end of a line even where it is a line of its own.
    assert len(abstand) == 8
    assert max(abstand.values()) < 1
    assert {o: h for o, h in hoehen.items() if h > HOEHE} == {}
    seite.close()


def test_choice_stands_in_the_address_and_back_works(adresse: str, chromium: Browser) -> None:
    seite = _open(adresse, chromium, "sozialraeume/", 1280, 800)
    vorgabe = seite.locator("[data-wahl=kennzahl]").input_value()
    assert "?" not in seite.url
    seite.locator("[data-wahl=kennzahl]").select_option("besuchsquote_neugeborene")
    seite.locator("[data-wahl=zeitraum]").select_option("2013")
    assert seite.url.endswith("?kennzahl=besuchsquote_neugeborene&zeitraum=2013")
    seite.go_back()
    assert seite.locator("[data-wahl=zeitraum]").input_value() == "2018"
    assert seite.locator("#karte-titel").inner_text().endswith("Neugeborene, 2018")
    seite.go_back()
    assert seite.locator("[data-wahl=kennzahl]").input_value() == vorgabe
    assert "?" not in seite.url
    assert seite.locator(".kp-raumliste a").first.get_attribute("href") == "stadtmitte/"
    seite.close()


def test_choice_goes_with_the_reader_and_comes_back(adresse: str, chromium: Browser) -> None:
    seite = _open(adresse, chromium, "sozialraeume/", 1280, 800)
    seite.locator("[data-wahl=kennzahl]").select_option("besuchsquote_neugeborene")
    seite.locator(".kp-raumliste a", has_text="Heessen").click()
    seite.wait_for_url("**/sozialraeume/heessen/?kennzahl=besuchsquote_neugeborene&zeitraum=2018")
    assert seite.locator("tr.kp-gewaehlt").is_visible()
    assert seite.locator("tr.kp-gewaehlt th").inner_text().replace(SHY, "").startswith("Willkommensbesuche Neugeborene")
    seite.locator('.kp-raumwechsel a[data-raum="uentrop"]').click()
    seite.wait_for_url("**/sozialraeume/uentrop/?kennzahl=besuchsquote_neugeborene&zeitraum=2018")
    seite.go_back()
    seite.go_back()
    assert seite.locator("[data-wahl=kennzahl]").input_value() == "besuchsquote_neugeborene"
    assert seite.locator("#karte-titel").inner_text().endswith("Neugeborene, 2018")
    seite.close()


def test_period_alone_or_wrong_falls_back(adresse: str, chromium: Browser) -> None:
    seite = _open(adresse, chromium, "sozialraeume/?kennzahl=besuchsquote_neugeborene&zeitraum=1999")
    assert seite.locator("[data-wahl=zeitraum]").input_value() == "2018"
    open_page(seite, adresse + "sozialraeume/?zeitraum=2013")
    assert seite.locator("[data-wahl=kennzahl]").input_value() == "u8_teilnahme"
    seite.close()
