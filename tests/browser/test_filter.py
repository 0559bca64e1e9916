"""Filters of register, measures, courses and timeline in a real browser."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LISTEN = {
    "module/": ".kp-register > li",
    "module/integration/": ".kp-register > li",
    "module/weiterbildungen/": "[data-kp-eintrag]",
    "methodik/ausgangslage/": "[data-kp-eintrag]",
}


@pytest.mark.parametrize("pfad", list(LISTEN))
def test_search_narrows_and_reset_shows_all(adresse: str, chromium: Browser, pfad: str) -> None:
    seite = chromium.new_page()
    seite.goto(adresse + pfad)
    eintraege = seite.locator(LISTEN[pfad])
    alle = eintraege.count()
    anfang = seite.inner_text("form.kp-filter output")
    assert anfang.startswith(f"{alle} von {alle} ")
    seite.fill("form.kp-filter input", "eltern")
    sichtbar = seite.locator(f"{LISTEN[pfad]} >> visible=true").count()
    assert 0 < sichtbar < alle
    assert seite.inner_text("form.kp-filter output").startswith(f"{sichtbar} von {alle} ")
    assert "suche=eltern" in seite.url
    seite.click("form.kp-filter button[type=reset]")
    seite.wait_for_function("!location.search")
    assert seite.inner_text("form.kp-filter output") == anfang
    seite.close()


def test_address_chooses_a_goal(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page()
    seite.goto(adresse + "module/?ziel=1.10")
    assert seite.input_value("select[name=ziel]") == "1.10"
    for ziele in seite.locator(".kp-register > li >> visible=true").evaluate_all("l => l.map(e => e.dataset.ziel)"):
        assert "1.10" in ziele.split()
    assert seite.locator(".kp-register > li >> visible=true").count() > 8
    seite.close()


def test_sum_counts_only_what_is_shown(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page()
    seite.goto(adresse + "module/weiterbildungen/")
    seite.select_option("select[name=jahr]", "2018")
    assert seite.inner_text("form.kp-filter output") == "46 von 110 Kursen, zusammen 1.156 Teilnahmen"
    seite.close()


@pytest.mark.parametrize("pfad", list(LISTEN))
def test_without_javascript_everything_is_there_and_no_form(adresse: str, chromium: Browser, pfad: str) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + pfad)
    assert seite.locator("form.kp-filter").is_hidden()
    alle = seite.locator(LISTEN[pfad])
    assert seite.locator(f"{LISTEN[pfad]} >> visible=true").count() == alle.count()
    kontext.close()
