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


KOEPFE = ".kp-nebeneinander thead a"
WAHL = "select[name=dazu]"


def _warte(seite: Page, *namen: str) -> None:
    """Waits until these stand side by side, in the order of the choice."""
    wait_until(
        seite, f"[...document.querySelectorAll('{KOEPFE}')].map(e => e.textContent).join() === '{','.join(namen)}'"
    )


def _unterschiede(seite: Page) -> dict[str, str]:
    liste = seite.locator("#kp-gewaehlt .kp-unterschiede")
    return dict(zip(liste.locator("dt").all_inner_texts(), liste.locator("dd").all_inner_texts(), strict=True))


def test_before_anybody_chooses_nothing_is_chosen_and_nothing_fetched(adresse: str, handy: Page) -> None:
    anfragen: list[str] = []
    handy.on("request", lambda a: anfragen.append(a.url))
    handy.goto(adresse + "kommunen/vergleich/")
    assert handy.locator("#kp-gewaehlt").is_hidden()
    assert handy.input_value(WAHL) == ""
    assert handy.locator(".kp-wahl__wie").is_visible()
    assert handy.locator(".kp-hat-wahl").count() == 0
    assert handy.evaluate("document.documentElement.scrollWidth") <= 360
    assert not any("assets/vergleich/" in a for a in anfragen)


def test_gladbeck_against_moers_names_the_differences_in_the_first_screen(adresse: str, chromium: Browser) -> None:
    """Two choices, no scrolling; what is said is what the evidence of the themes says."""
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    seite.goto(adresse + "kommunen/vergleich/")
    seite.select_option(WAHL, "gladbeck")
    seite.select_option(WAHL, "moers")
    _warte(seite, "Gladbeck", "Moers")
    gesagt = _unterschiede(seite)
    assert list(gesagt)[:3] == ["Beide nennen", "Nur Gladbeck nennt", "Nur Moers nennt"]
    unten = seite.locator("#kp-gewaehlt dd").nth(2).evaluate("e => e.getBoundingClientRect().bottom")
    assert unten + seite.evaluate("scrollY") <= 844
    seite.goto(adresse + "kommunen/themen/")
    nennt = {
        k: set(seite.locator(f"tr:has(td[data-k={k}][data-staerke]) th").all_inner_texts())
        for k in ("gladbeck", "moers")
    }
    beide = gesagt["Beide nennen"].split(". ")[0].removesuffix(".")
    assert set(beide.split("; ")) == nennt["gladbeck"] & nennt["moers"]
    assert set(gesagt["Nur Gladbeck nennt"].split("; ")) == nennt["gladbeck"] - nennt["moers"]
    assert set(gesagt["Nur Moers nennt"].split("; ")) == nennt["moers"] - nennt["gladbeck"]
    seite.close()


def test_every_choice_is_a_step_and_back_undoes_it(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/")
    handy.select_option(WAHL, "hamm")
    handy.locator(".kp-wahl__stand", has_text="Hamm ist gewählt. Zum Vergleichen fehlt noch eine.").wait_for()
    assert handy.locator(".kp-wahl__stand a").count() == 3
    handy.select_option(WAHL, "bochum")
    _warte(handy, "Hamm", "Bochum")
    handy.select_option(WAHL, "kreis-unna")
    _warte(handy, "Hamm", "Bochum", "Kreis Unna")
    assert "Einige nennen" in _unterschiede(handy)
    handy.get_by_role("button", name="Bochum aus dem Vergleich nehmen").click()
    _warte(handy, "Hamm", "Kreis Unna")
    assert handy.evaluate("location.search") == "?k=hamm,kreis-unna"
    handy.go_back()
    _warte(handy, "Hamm", "Bochum", "Kreis Unna")
    handy.go_back()
    _warte(handy, "Hamm", "Bochum")
    handy.go_back()
    wait_until(handy, "document.getElementById('kp-gewaehlt').hidden")
    handy.go_back()
    wait_until(handy, "location.search === ''")
    assert handy.locator(".kp-wahl__wie").is_visible()
    assert handy.locator(".kp-wahl__gewaehlt").is_hidden()


def test_address_chooses_and_fetches_what_is_chosen_alone(adresse: str, handy: Page) -> None:
    anfragen: list[str] = []
    handy.on("request", lambda a: anfragen.append(a.url))
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck,unbekannt,hamm")
    _warte(handy, "Hamm", "Gladbeck")
    assert sorted(a.rsplit("/")[-1] for a in anfragen if "assets/vergleich/" in a) == ["gladbeck.json", "hamm.json"]
    # The 18 share one Kennzahl; what only Hamm and Bochum have is not shown.
    assert handy.locator("#kennzahlen dt").all_inner_texts() == ["Vergleichbar"]
    assert handy.locator(".kp-kennzahlvergleich").count() == 1
    handy.locator("#kennzahlen summary").first.click()
    assert "vergleichbar" in handy.locator(".kp-kennzahlvergleich li").inner_text()
    assert handy.locator("#kp-aehnliche > tr").count() == 2
    assert handy.evaluate("document.documentElement.scrollWidth") <= 360
    assert handy.locator("[data-je], #kp-profile [data-text]").count() == 0


def test_chosen_ones_stand_out_among_all(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/?k=gladbeck,moers")
    _warte(handy, "Gladbeck", "Moers")
    bild = handy.locator(".kp-gleichgezaehlt .kp-svg--schmal")
    betont = bild.locator("circle.kp-betont").evaluate_all("l => l.map(e => e.dataset.ort)")
    assert betont == ["gladbeck", "moers"]
    assert bild.locator("circle:not(.kp-betont)").count() > 10
    texte = bild.locator("text.kp-betont").all_text_contents()
    assert {"Gladbeck", "Moers"} < set(texte)
    assert len(texte) == 4
    assert all("%" in t for t in set(texte) - {"Gladbeck", "Moers"})
    # The larger dots leave their values free.
    punkte, werte = (
        bild.locator(wo).evaluate_all("l => l.map(e => e.getBoundingClientRect()).map(r => [r.left, r.right])")
        for wo in ("circle.kp-betont", "text.kp-t--rand.kp-betont")
    )
    assert all(wert[0] - punkt[1] >= 2 for punkt, wert in zip(punkte, werte, strict=True))


def test_names_stay_in_sight_above_their_rows(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/?k=gladbeck,moers")
    _warte(handy, "Gladbeck", "Moers")
    handy.locator(".kp-nebeneinander tbody tr").last.evaluate("e => e.scrollIntoView({block: 'center'})")
    kopf = handy.locator(KOEPFE).first.bounding_box()
    leiste = handy.locator(".md-header").bounding_box()
    assert kopf is not None
    assert leiste is not None
    assert leiste["y"] + leiste["height"] <= kopf["y"] + 1
    assert kopf["y"] < 120
    # A pair of rows: what it is stands above the two cells.
    zeile = handy.locator(".kp-nebeneinander tbody tr").last
    oben, links = (zeile.locator(w).first.bounding_box() for w in ("th", "td"))
    assert oben is not None
    assert links is not None
    assert oben["y"] + oben["height"] <= links["y"] + 1


def test_cells_say_where_a_profile_names_a_theme(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/?k=gladbeck,moers")
    _warte(handy, "Gladbeck", "Moers")
    zeile = handy.locator(".kp-nebeneinander tbody tr:has(th a[href*='#thema-fruehe-hilfen'])")
    gladbeck = zeile.locator("td").first
    assert gladbeck.locator("svg.kp-zeichen--thema circle").count() == 1
    assert gladbeck.inner_text().split("\n")[0] == "Kernthema"
    assert gladbeck.locator(".kp-klein").inner_text().startswith("Fokus 1: ")
    assert handy.locator(".kp-nebeneinander td.kp-leer .kp-klein").count() == 0


def test_a_file_that_does_not_come_is_said(adresse: str, handy: Page) -> None:
    handy.route("**/assets/vergleich/hamm.json", lambda r: r.abort())
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck")
    handy.locator(".kp-wahl__stand", has_text="lassen sich gerade nicht laden").wait_for()


def test_refused_comparison_says_why_and_shows_no_chart(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/?k=hamm,bochum")
    _warte(handy, "Hamm", "Bochum")
    assert handy.locator("#kennzahlen dt").all_inner_texts() == ["Nur nebeneinander", "Nicht vergleichbar"]
    assert handy.locator(".kp-kennzahlvergleich").count() == 7
    assert handy.locator(".kp-kennzahlvergleich figure").count() == 0
    text = handy.locator(".kp-kennzahlvergleich", has_text="ambulant").first.text_content() or ""
    for teil in ("nicht vergleichbar", "Deshalb gibt es hier kein Diagramm", "anders abgegrenzt", "Tagesgruppe"):
        assert teil in text


def test_keyboard_alone_chooses_up_to_four(adresse: str, handy: Page) -> None:
    handy.goto(adresse + "kommunen/vergleich/")
    handy.locator(WAHL).focus()
    for name in ("Arnsberg", "Bielefeld", "Bochum", "Dormagen"):
        handy.keyboard.type(name)
        # Moving through the list chooses nothing yet.
        assert name.lower() not in handy.evaluate("location.search")
        handy.keyboard.press("Tab")
        handy.keyboard.press("Enter")
    assert handy.evaluate("location.search") == "?k=arnsberg,bielefeld,bochum,dormagen"
    handy.locator(".kp-wahl__stand", has_text="Mehr als vier passen nicht nebeneinander.").wait_for()
    assert handy.locator(WAHL).is_disabled()
    handy.get_by_role("button", name="Auswahl aufheben").click()
    wait_until(handy, "location.search === ''")
    assert handy.locator("#kp-gewaehlt").is_hidden()
    assert handy.locator(WAHL).is_enabled()


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


def test_without_script_profiles_are_linked_and_all_themes_stand_there(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "kommunen/vergleich/?k=hamm,gladbeck")
    assert seite.locator("noscript a:visible").count() == 19
    assert seite.locator(".kp-gleichgezaehlt figure:visible").count() > 0
    assert not seite.locator("form.kp-wahl").is_visible()
    assert not seite.locator("#kp-gewaehlt").is_visible()
    seite.goto(adresse + "kommunen/themen/")
    assert seite.locator("section[data-thema]:visible").count() == 12
    for klappe in seite.locator("section[data-thema] summary").all():
        klappe.click()
    assert seite.locator("section[data-thema] li:visible").count() == seite.locator("section[data-thema] li").count()
    kontext.close()
