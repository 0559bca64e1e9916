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
        "alle => alle.filter(e => e.checkVisibility()).map(e => e.dataset.k ?? e.dataset.thema ?? e.textContent.trim())"
    )


KARTEN = "#kp-profile h3 a"
KOPF = "#kp-themenvergleich th[data-zelle], #kp-themenvergleich thead th + th"


def _warte(seite: Page, stand: str) -> None:
    seite.locator(".kp-wahl__stand", has_text=stand).wait_for()


def test_example_stands_there_before_anybody_chooses(adresse: str, handy: Page) -> None:
    anfragen: list[str] = []
    handy.on("request", lambda a: anfragen.append(a.url))
    handy.goto(adresse + "kommunen/vergleich/")
    assert _sichtbar(handy, KARTEN) == ["Bochum", "Hamm"]
    assert handy.locator(".kp-wahl__stand").inner_text().endswith("als Beispiel stehen hier Bochum und Hamm.")
    assert handy.evaluate("document.documentElement.scrollWidth") <= 360
    assert not any("assets/vergleich/" in a for a in anfragen)


def test_address_chooses_and_fetches_what_is_chosen_alone(adresse: str, handy: Page) -> None:
    anfragen: list[str] = []
    handy.on("request", lambda a: anfragen.append(a.url))
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck,unbekannt")
    _warte(handy, "Gewählt: Gladbeck und Hamm.")
    assert _sichtbar(handy, KARTEN) == ["Gladbeck", "Hamm"]
    assert _sichtbar(handy, KOPF) == ["Gladbeck", "Hamm"]
    assert sorted(a.rsplit("/")[-1] for a in anfragen if "assets/vergleich/" in a) == ["gladbeck.json", "hamm.json"]
    assert "gemeinsam" in handy.locator(".kp-themensatz").inner_text()
    # The 18 share one Kennzahl; what only Hamm and Bochum have is not shown.
    assert handy.locator(".kp-kennzahlvergleich").count() == 1
    assert "vergleichbar" in handy.locator(".kp-kennzahlvergleich li").inner_text()
    assert _sichtbar(handy, "tr[data-k]") == ["gladbeck", "hamm"]
    assert handy.evaluate("document.documentElement.scrollWidth") <= 360
    handy.get_by_label("Hamm", exact=True).uncheck()
    handy.get_by_label("Bochum", exact=True).check()
    assert handy.evaluate("location.search") == "?k=bochum,gladbeck"
    _warte(handy, "Gewählt: Bochum und Gladbeck.")
    assert _sichtbar(handy, KARTEN) == ["Bochum", "Gladbeck"]


def test_what_the_script_writes_is_what_the_page_would_say(adresse: str, handy: Page) -> None:
    """The example pair, once from the page and once fetched, differs in nothing that a reader sees."""
    orte = ["#kp-profile", "#kp-kennzahlvergleiche", "#kp-aehnliche", "#kp-themenvergleich"]
    handy.goto(adresse + "kommunen/vergleich/")
    worte = "wahl => document.querySelector(wahl).textContent.replace(/\\s+/g, '')"
    vorher = [handy.evaluate(worte, ort) for ort in orte]
    handy.goto(adresse + "kommunen/vergleich/?k=bochum,hamm")
    _warte(handy, "Gewählt: Bochum und Hamm.")
    assert [handy.evaluate(worte, ort) for ort in orte] == vorher
    assert handy.locator("[data-je], #kp-profile [data-text]").count() == handy.locator("[data-je]").count() == 0


def test_a_file_that_does_not_come_is_said(adresse: str, handy: Page) -> None:
    handy.route("**/assets/vergleich/hamm.json", lambda r: r.abort())
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck")
    _warte(handy, "lassen sich gerade nicht laden")


def test_refused_comparison_shows_no_chart(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,bochum")
    _warte(handy, "Gewählt: Bochum und Hamm.")
    assert handy.locator(".kp-kennzahlvergleich").count() == 7
    assert handy.locator(".kp-kennzahlvergleich figure").count() == 0
    text = handy.locator(".kp-kennzahlvergleich", has_text="ambulant").first.text_content() or ""
    assert "nicht vergleichbar" in text


def test_keyboard_alone_chooses_up_to_four(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/")
    handy.locator("input[value=arnsberg]").focus()
    for _ in range(4):
        handy.keyboard.press("Space")
        handy.keyboard.press("Tab")
    assert handy.evaluate("location.search") == "?k=arnsberg,bielefeld,bochum,dormagen"
    _warte(handy, "Mehr als vier geht nicht.")
    assert handy.locator("input[value=hamm]").is_disabled()
    handy.get_by_role("button", name="Auswahl aufheben").click()
    wait_until(handy, "location.search === ''")
    _warte(handy, "als Beispiel")
    # As at first: the example again, and no municipality left out of the table.
    assert _sichtbar(handy, KARTEN) == ["Bochum", "Hamm"]
    assert len(_sichtbar(handy, "tr[data-k]")) == 19


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


def test_without_script_an_example_and_all_themes_stand_there(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck")
    assert _sichtbar(seite, KARTEN) == ["Bochum", "Hamm"]
    assert seite.locator(".kp-kennzahlvergleich table:visible").count() > 0
    assert seite.locator("tr[data-k] a:visible").count() == 19
    assert not seite.locator("form.kp-wahl").is_visible()
    seite.goto(adresse + "kommunen/themen/")
    assert seite.locator("section[data-thema]:visible").count() == 12
    for klappe in seite.locator("section[data-thema] summary").all():
        klappe.click()
    assert seite.locator("section[data-thema] li:visible").count() == seite.locator("section[data-thema] li").count()
    kontext.close()
