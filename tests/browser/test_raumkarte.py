"""The map of the areas: another Kennzahl and period without loading the page again, complete without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page
from warten import open_page

pytestmark = pytest.mark.browser

HAMM_WESTEN = ["Hamm-Westen", "87,5 % 83,9 bis 90,3 %", "gesichert schlechter Rest: 92,9 %"]


def _row(seite: Page, raum_id: str) -> list[str]:
    zellen = seite.locator(f'tr[data-raum="{raum_id}"] > *').all_inner_texts()
    return [" ".join(z.replace("\u202f", " ").split()) for z in zellen]


def test_choice_changes_map_and_list_without_a_request(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 1280, "height": 900})
    open_page(seite, adresse + "sozialraeume/")
    anfragen: list[str] = []
    # The browser itself asks for the sign of the site again when the address changes.
    seite.on("request", lambda a: None if a.url.endswith("favicon.png") else anfragen.append(a.url))
    seite.locator("[data-wahl=kennzahl]").select_option("besuchsquote_neugeborene")
    seite.locator("[data-wahl=zeitraum]").select_option("2013")
    assert seite.locator("#karte-titel").inner_text().endswith("Willkommensbesuche Neugeborene, 2013")
    assert _row(seite, "heessen") == ["Heessen", "82 %", "keine belastbare Aussage auffällig ab 198 Familien"]
    kachel = seite.locator('.kp-kacheln a[data-raum="heessen"]')
    assert kachel.get_attribute("aria-label") == "Heessen: 82\u202f%, keine belastbare Aussage"
    assert kachel.locator(".kp-kacheln__wert").text_content() == "82\u202f%"
    seite.locator("[data-wahl=kennzahl]").select_option("vera_deutsch_stufe12")
    assert _row(seite, "rhynern") == ["Rhynern", "keine Angabe", "–"]
    # What says nothing takes no line on a phone.
    leer = seite.locator(".kp-raumliste td[data-leer]").evaluate_all("l => l.map(z => z.textContent)")
    assert set(leer) == {"–"}
    assert len(leer) == seite.locator(".kp-raumliste td[data-feld=aussage]", has_text="–").count()
    assert seite.locator('.kp-kacheln a[data-raum="rhynern"] .kp-kacheln__wert').text_content() == "ohne Wert"
    assert anfragen == []
    seite.close()


def test_back_to_the_default_shows_what_the_server_wrote(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page()
    open_page(seite, adresse + "sozialraeume/")
    vorher = seite.locator("#karte .kp-raumkarte__paar").inner_html()
    vorgabe = seite.locator("[data-wahl=kennzahl]").input_value()
    seite.locator("[data-wahl=kennzahl]").select_option("empfehlung_gymnasium")
    assert seite.locator("#karte .kp-raumkarte__paar").inner_html() != vorher
    seite.locator("[data-wahl=kennzahl]").select_option(vorgabe)
    erwartet = " ".join(seite.locator(".kp-raumliste").inner_text().split())
    open_page(seite, seite.url)
    assert " ".join(seite.locator(".kp-raumliste").inner_text().split()) == erwartet
    seite.close()


def test_address_names_a_kennzahl(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page()
    open_page(seite, adresse + "sozialraeume/?kennzahl=u8_heft_vorgelegt")
    assert seite.locator("[data-wahl=kennzahl]").input_value() == "u8_heft_vorgelegt"
    seite.locator("[data-wahl=zeitraum]").select_option("2018/19")
    assert _row(seite, "nicht_zugeordnet")[1].startswith("89,1 %")
    assert _row(seite, "heessen")[2] == "kein gesicherter Unterschied Rest: 92,9 %; hängt an einem Fall ohne Sozialraum"
    open_page(seite, adresse + "sozialraeume/?kennzahl=%3Cscript%3E")
    assert seite.locator("[data-wahl=kennzahl]").input_value() == "u8_teilnahme"
    seite.close()


@pytest.mark.parametrize("fehler", ["abort", "broken data"])
def test_nobody_chooses_without_effect(adresse: str, chromium: Browser, fehler: str) -> None:
    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    wahl = seite.locator(".kp-raumkarte select")
    if fehler == "abort":
        seite.route("**/raumkarte.js", lambda weg: weg.abort())
    else:
        seite.add_init_script("JSON.parse = () => { throw new SyntaxError('kaputt'); }")
    open_page(seite, adresse + "sozialraeume/")
    assert wahl.count() == 2
    assert [w.is_enabled() for w in wahl.all()] == [False, False]
    assert _row(seite, "hamm-westen") == HAMM_WESTEN
    seite.close()
    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    open_page(seite, adresse + "sozialraeume/")
    assert [w.is_enabled() for w in seite.locator(".kp-raumkarte select").all()] == [True, True]
    seite.close()


def test_tiles_are_links_for_the_keyboard(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page()
    open_page(seite, adresse + "sozialraeume/")
    kachel = seite.locator('.kp-kacheln a[data-raum="hamm-norden"]')
    kachel.focus()
    seite.keyboard.press("Enter")
    seite.wait_for_url("**/sozialraeume/hamm-norden/")
    assert seite.locator("h1").inner_text() == "Hamm-Norden"
    seite.close()


def test_default_is_complete_without_javascript(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "sozialraeume/")
    assert not seite.locator(".kp-raumkarte form").is_visible()
    assert _row(seite, "hamm-westen") == HAMM_WESTEN
    assert seite.locator(".kp-kacheln a").count() == 9
    kontext.close()
