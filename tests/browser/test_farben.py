"""Light and dark: the device decides until the reader chooses; what is drawn first is already in the right colours."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from warten import wait_until

pytestmark = pytest.mark.browser

GRUND = {"light": "rgb(255, 255, 255)", "dark": "rgb(20, 23, 26)"}


def oeffne(kontext: BrowserContext, adresse: str) -> Page:
    """Opens a page and notes the colour of the ground in each frame that is drawn."""
    seite = kontext.new_page()
    seite.add_init_script(
        "window.farben = new Set(); (function merke() {"
        "if (document.body) farben.add(getComputedStyle(document.body).backgroundColor);"
        "requestAnimationFrame(merke); })();"
    )
    seite.goto(adresse, wait_until="load")
    seite.wait_for_timeout(300)
    return seite


def farben(seite: Page) -> list[str]:
    return seite.evaluate("[...farben]")


@pytest.mark.parametrize("schema", ["light", "dark"])
def test_device_decides_from_the_first_frame_on(adresse: str, chromium: Browser, schema: str) -> None:
    kontext = chromium.new_context(color_scheme=schema)  # type: ignore[arg-type]
    seite = oeffne(kontext, adresse + "ueber/")
    assert farben(seite) == [GRUND[schema]]
    assert seite.evaluate("localStorage.length") == 0
    kontext.close()


def test_page_follows_the_device_while_it_is_open(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(color_scheme="light")
    seite = oeffne(kontext, adresse + "ueber/")
    seite.emulate_media(color_scheme="dark")
    wait_until(seite, f"getComputedStyle(document.body).backgroundColor === '{GRUND['dark']}'")
    kontext.close()


def test_choice_of_the_reader_holds_on_the_next_page(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(color_scheme="light")
    seite = oeffne(kontext, adresse + "ueber/")
    seite.get_by_role("button", name="Hell oder dunkel darstellen").press("Enter")
    wait_until(seite, f"getComputedStyle(document.body).backgroundColor === '{GRUND['dark']}'")
    seite = oeffne(kontext, adresse + "ziele/1-3/")
    assert farben(seite) == [GRUND["dark"]]
    seite.get_by_role("button", name="Hell oder dunkel darstellen").click()
    seite = oeffne(kontext, adresse)
    assert farben(seite) == [GRUND["light"]]
    kontext.close()


def test_without_javascript_there_is_no_button(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "ueber/")
    assert seite.locator("[data-kp-farben]").count() == 1
    assert seite.locator("[data-kp-farben]").is_hidden()
    kontext.close()
