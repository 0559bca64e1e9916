"""Filters of register, measures, courses and timeline in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from schlicht import plain
from warten import open_page, wait_until

pytestmark = pytest.mark.browser

LISTEN = {
    "module/": ".kp-register > li",
    "module/integration/": ".kp-register > li",
    "kommunen/praxis/": ".kp-register > li",
    "module/weiterbildungen/": "[data-kp-eintrag]",
    "methodik/ausgangslage/": "[data-kp-eintrag]",
}


@pytest.mark.parametrize("pfad", list(LISTEN))
def test_search_narrows_and_reset_shows_all(adresse: str, chromium: Browser, pfad: str) -> None:
    seite = chromium.new_page()
    seite.goto(adresse + pfad)
    eintraege = seite.locator(LISTEN[pfad])
    alle = eintraege.count()
    anfang = plain(seite.inner_text("form.kp-filter output"))
    assert anfang.startswith(f"{alle} von {alle} ")
    seite.fill("form.kp-filter input", "eltern")
    sichtbar = seite.locator(f"{LISTEN[pfad]} >> visible=true").count()
    assert 0 < sichtbar < alle
    assert plain(seite.inner_text("form.kp-filter output")).startswith(f"{sichtbar} von {alle} ")
    assert "suche=eltern" in seite.url
    seite.click("form.kp-filter button[type=reset]")
    wait_until(seite, "!location.search")
    assert plain(seite.inner_text("form.kp-filter output")) == anfang
    seite.close()


def test_address_chooses_a_goal(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page()
    seite.goto(adresse + "module/?ziel=1.10")
    assert seite.input_value("select[name=ziel]") == "1.10"
    for ziele in seite.locator(".kp-register > li >> visible=true").evaluate_all("l => l.map(e => e.dataset.ziel)"):
        assert "1.10" in ziele.split()
    assert seite.locator(".kp-register > li >> visible=true").count() > 8
    seite.close()


def test_register_is_narrowed_by_age_area_and_kind_of_reader(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    seite.goto(adresse + "module/?alter=3")
    sichtbar = seite.locator(".kp-register > li >> visible=true")
    assert all("3" in a.split() for a in sichtbar.evaluate_all("l => l.map(e => e.dataset.alter)"))
    assert sichtbar.count() > 8
    seite.select_option("select[name=wem]", "familien")
    assert sichtbar.count() > 0
    assert set(sichtbar.evaluate_all("l => l.map(e => e.dataset.wem)")) == {"familien"}
    assert "alter=3&wem=familien" in seite.url
    seite.select_option("select[name=alter]", "")
    familien = sichtbar.count()
    seite.select_option("select[name=wem]", "fachkraefte")
    assert sichtbar.count() + familien == seite.locator(".kp-register > li").count()
    seite.select_option("select[name=raum]", "heessen")
    assert sichtbar.count() > 0
    assert all("heessen" in a.split() for a in sichtbar.evaluate_all("l => l.map(e => e.dataset.raum)"))
    assert seite.locator("form.kp-filter output").inner_text().startswith(f"{sichtbar.count()} von ")
    seite.close()


def test_eighteen_hits_fit_on_three_screens(adresse: str, chromium: Browser) -> None:
    """Pixels of the list at 390 pixels width, for the first 18 entries of the register."""
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    seite.goto(adresse + "module/")
    seite.evaluate("document.querySelectorAll('details.kp-registergruppe').forEach(d => { d.open = true; })")
    hoehen = seite.locator(".kp-register > li").evaluate_all(
        "l => l.slice(0, 18).map(e => e.getBoundingClientRect().height)"
    )
    assert len(hoehen) == 18
    assert 0 < sum(hoehen) < 2_500
    seite.close()


def test_largest_pages_of_modules_are_short_on_a_phone(adresse: str, gebaut: Path, chromium: Browser) -> None:
    """How long a page is follows from how much stands on it; those with most are looked at."""
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    seite.goto(adresse + "module/")
    adressen = seite.locator(".kp-register__name a:not([href*='#'])").evaluate_all("l => l.map(a => a.href)")
    assert len(adressen) > 50
    gewicht = {a: (gebaut / a.removeprefix(adresse) / "index.html").stat().st_size for a in adressen}
    hoch = {}
    for modul in sorted(gewicht, key=gewicht.__getitem__)[-20:]:
        seite.goto(modul, wait_until="domcontentloaded")
        hoch[modul] = seite.evaluate("document.documentElement.scrollHeight")
    assert {m: h for m, h in hoch.items() if h > 3_500} == {}
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
    for klappe in seite.locator("details.kp-registergruppe > summary").all():
        klappe.click()
    assert seite.locator(f"{LISTEN[pfad]} >> visible=true").count() == alle.count()
    kontext.close()


def test_register_is_folded_and_unfolds_for_what_is_looked_for(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    seite.goto(adresse + "module/")
    offen = seite.locator("details.kp-registergruppe[open]")
    assert offen.count() == 0
    assert seite.evaluate("document.documentElement.scrollHeight") < 4 * 800
    seite.fill("form.kp-filter input", "willkommensbesuche")
    gefunden = seite.locator(".kp-register > li >> visible=true").count()
    assert gefunden > 0
    summen = seite.locator("[data-kp-gefunden] >> visible=true").all_inner_texts()
    assert sum(int(text.split()[1]) for text in summen) == gefunden
    seite.click("form.kp-filter button[type=reset]")
    wait_until(seite, "!location.search")
    assert offen.count() == 0
    assert set(seite.locator("[data-kp-gefunden]").all_inner_texts()) == {""}
    seite.close()


@pytest.mark.parametrize("ziel", ["modul-willkommensbesuche", "kita"])
def test_address_of_an_entry_or_group_unfolds_it(adresse: str, chromium: Browser, ziel: str) -> None:
    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    seite.goto(f"{adresse}module/#{ziel}")
    seite.wait_for_selector("details.kp-registergruppe[open]")
    assert seite.locator("details.kp-registergruppe[open]").count() == 1
    oben = seite.locator(f"#{ziel}").evaluate("e => e.getBoundingClientRect().top")
    assert 0 <= oben < 400
    seite.close()


def test_folded_register_is_printed(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page()
    seite.goto(adresse + "module/")
    seite.emulate_media(media="print")
    hoehen = seite.locator(".kp-register").evaluate_all("l => l.map(e => e.getBoundingClientRect().height)")
    assert min(hoehen) > 100
    seite.close()


LANGE_SEITEN = {
    "daten/": 4_000,
    "sozialraeume/": 4_500,
    "kette/": 5_500,
    "module/integration/": 8_000,
    "module/weiterbildungen/": 3_500,
    # A reference page: every method with a worked example, and every sign.
    "methodik/": 25_000,
    "methodik/ausgangslage/": 5_500,
    "kommunen/vergleich/": 4_000,
}
"""Pixels at 360 pixels width, with nothing unfolded."""


@pytest.mark.parametrize("pfad", list(LANGE_SEITEN))
def test_long_page_is_short_on_a_phone_and_whole_on_paper(adresse: str, chromium: Browser, pfad: str) -> None:
    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    seite.goto(adresse + pfad)
    hoehe = seite.evaluate("document.documentElement.scrollHeight")
    assert hoehe < LANGE_SEITEN[pfad]
    seite.emulate_media(media="print")
    gefaltet = seite.locator("article details:not([open]):not(.kp-zitat, .kp-laden)")
    assert gefaltet.count() > 0
    leer = gefaltet.evaluate_all(
        "l => l.filter(d => !d.closest('[hidden]'))"
        ".filter(d => ![...d.children].slice(1).some(e => e.getBoundingClientRect().height > 0)).length"
    )
    assert leer == 0
    seite.close()


@pytest.mark.parametrize(
    "adresse_des_eintrags",
    [
        "module/integration/#massnahme-20",
        "methodik/ausgangslage/#gremium-elternbeirat",
        "ziele/1-2/#h-1-2-nur-mit-heft",
    ],
)
def test_address_of_something_folded_twice_unfolds_it(
    adresse: str, chromium: Browser, adresse_des_eintrags: str
) -> None:
    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    open_page(seite, adresse + adresse_des_eintrags)
    eintrag = seite.locator("#" + adresse_des_eintrags.split("#")[1])
    eintrag.wait_for(state="visible")
    oben = eintrag.evaluate("e => e.getBoundingClientRect().top")
    assert 0 <= oben < 400
    seite.close()
