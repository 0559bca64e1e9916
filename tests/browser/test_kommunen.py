"""Profiles of municipalities in a real browser: short on a phone, the way to the comparison, complete without a script."""

import pytest
from playwright.sync_api import Browser
from warten import wait_until

pytestmark = pytest.mark.browser

HOECHSTENS = 4_000
"""Pixels at 390 pixels width, with nothing unfolded."""


def test_every_profile_is_short_on_a_phone_and_shows_its_age_in_the_first_screen(
    adresse: str, chromium: Browser
) -> None:
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    seite.goto(adresse + "kommunen/")
    profile = seite.locator(".kp-kommunenliste th[scope=row] a").evaluate_all("l => l.map(a => a.href)")
    assert len(profile) > 10
    hoch = {}
    for profil in profile:
        seite.goto(profil)
        hoch[profil] = seite.evaluate("document.documentElement.scrollHeight")
        stand = seite.locator(".kp-ort__stand").evaluate("e => e.getBoundingClientRect().bottom")
        assert stand < 844, profil
        assert seite.locator("article h2").count() > 5, profil
    assert {p: h for p, h in hoch.items() if h >= HOECHSTENS} == {}
    seite.close()


def test_profile_leads_to_the_comparison_that_the_reader_chooses(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    seite.goto(adresse + "kommunen/gladbeck/")
    wahl = seite.locator(".kp-vergleichmit select")
    assert wahl.input_value() == ""
    # Without a choice the browser asks for one.
    seite.get_by_role("button", name="Vergleichen").click()
    assert seite.url.endswith("/kommunen/gladbeck/")
    wahl.select_option("moers")
    seite.get_by_role("button", name="Vergleichen").click()
    seite.wait_for_url("**/kommunen/vergleich/?k=gladbeck&k=moers")
    wait_until(seite, "document.querySelectorAll('.kp-nebeneinander thead a').length === 2")
    assert seite.locator("#kp-gewaehlt h2").inner_text() == "Gladbeck und Moers"
    seite.close()


def test_profile_without_script_is_complete(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "kommunen/gladbeck/")
    assert seite.locator(".kp-vergleichmit").is_hidden()
    assert seite.locator("a[href*='vergleich/?k=gladbeck,']:visible").count() == 3
    falten = seite.locator("article details.kp-falte > summary")
    for falte in falten.all():
        falte.click()
    assert seite.locator("article details.kp-falte[open]").count() == falten.count() > 5
    kontext.close()
