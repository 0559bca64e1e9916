"""From a value to the Hinweis about it, with and without JavaScript."""

import pytest
from playwright.sync_api import Browser
from schlicht import plain

pytestmark = pytest.mark.browser

SEITEN = ["kommunen/bochum/", "ziele/1-2/", "sozialraeume/stadtmitte/"]


@pytest.mark.parametrize("pfad", SEITEN)
@pytest.mark.parametrize("skripte", [True, False])
def test_remark_leads_to_its_hint(adresse: str, chromium: Browser, pfad: str, skripte: bool) -> None:
    kontext = chromium.new_context(viewport={"width": 360, "height": 800}, java_script_enabled=skripte)
    seite = kontext.new_page()
    seite.goto(adresse + pfad)
    klappe = seite.locator("details.kp-klappe:has(> .kp-tabelle-rahmen td a[href*='#h-'])").first
    # What a table stands in may be folded, too.
    for fach in seite.locator("details", has=klappe).all():
        fach.locator(":scope > summary").click()
    klappe.locator(":scope > summary").click()
    verweis = klappe.locator("td a[href*='#h-']").first
    titel = str(verweis.get_attribute("aria-label")).split(": ", 1)[1]
    ziel = str(verweis.get_attribute("href")).split("#")[1]
    verweis.click()
    seite.wait_for_url(f"**#{ziel}")
    seite.wait_for_load_state("load")
    hinweis = seite.locator(f"#{ziel}")
    assert plain(hinweis.locator("summary").inner_text()) == plain(titel)
    hinweis.locator("p").first.wait_for(state="visible")
    seite.wait_for_timeout(300)
    kasten = hinweis.bounding_box()
    assert kasten is not None
    assert 0 <= kasten["y"] < 800
    kontext.close()
