"""Where to begin: weights stand in the address, and equal ones show what the page is built with."""

import pytest
from playwright.sync_api import Browser, Page
from warten import open_page

pytestmark = pytest.mark.browser
SEITE = "werkzeuge/pilotraeume/"


def _state(seite: Page) -> list[str]:
    teile = [seite.locator("[data-pilot=satz]"), *seite.locator(".kp-pilottabelle tbody tr").all()]
    return [" ".join(t.inner_text().replace("\xad", "").split()) for t in teile]


def test_weights_stand_in_the_address(adresse: str, chromium: Browser) -> None:
    # A row is a block on a phone and a row of a table on a wide screen: both are read at one width.
    ohne = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 800}).new_page()
    ohne.goto(adresse + SEITE)
    gebaut = _state(ohne)
    assert ohne.locator("#gewichte").is_hidden()
    # Of a single Kennzahl there are no other weights: no column that says nothing.
    andere = "[data-feld=andere]"
    assert ohne.locator(andere).count()
    assert not ohne.locator(f"{andere} >> visible=true").count()
    ohne.context.close()

    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    open_page(seite, f"{adresse}{SEITE}?fremd=1")
    felder = seite.locator("#gewichte select")
    # The script computes anew what the program had computed: the same rule.
    assert _state(seite) == gebaut
    # One that counted nothing so far: of a single Kennzahl any weight gives the same order.
    name = felder.nth(0).get_attribute("name")
    felder.nth(0).select_option("2")
    gewichtet = _state(seite)
    assert gewichtet != gebaut
    assert seite.locator(f"td{andere} >> visible=true").count() == len(gebaut) - 1
    assert seite.url.endswith(f"{SEITE}?{name}=2")
    open_page(seite, seite.url)
    assert (felder.nth(0).input_value(), _state(seite)) == ("2", gewichtet)
    seite.locator("#gewichte [type=reset]").click()
    seite.wait_for_function("!location.search")
    assert _state(seite) == gebaut
    for i in range(felder.count()):
        felder.nth(i).select_option("0")
    assert _state(seite)[0] == "Ohne Gewicht gibt es keine Reihenfolge."
    open_page(seite, f"{adresse}{SEITE}?{name}=99")
    assert _state(seite) == gebaut
    seite.close()
