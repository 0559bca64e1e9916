"""Charts of the built pages after Plotly took over: same places, accessible, quiet, and back again."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe import FARBREGELN, find_faults, load_axe
from lagen import differences, interactive_places, static_places, take_over
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

ARTEN = {
    "ziel-mit-balken": "ziele/5-1/",
    "ziel-mit-raeumen": "ziele/1-2/",
    "ziel-mit-verlaeufen": "ziele/1-1/",
    "ziel-mit-teilen": "ziele/1-8-1-3/",
    "sozialraum": "sozialraeume/hamm-norden/",
    "modul": "module/praeventionsbudget/",
    "vergleich": "kommunen/vergleich/",
    "methodik": "methodik/ausgangslage/",
}
BREITEN = (1280, 360)


@pytest.fixture(params=[(art, schema) for art in ARTEN for schema in ("light", "dark")], ids="-".join)
def seite(request: pytest.FixtureRequest, adresse: str, chromium: Browser) -> Iterator[Page]:
    """A built page; console messages and requests to other hosts fail the test."""
    art, schema = request.param
    kontext = chromium.new_context(
        viewport={"width": BREITEN[0], "height": 900}, color_scheme=schema, reduced_motion="reduce"
    )
    seite = kontext.new_page()
    stoerungen: list[str] = []
    seite.on("console", lambda m: stoerungen.append(m.text) if m.type in ("error", "warning") else None)
    seite.on("pageerror", lambda e: stoerungen.append(str(e)))
    seite.on("request", lambda a: None if a.url.startswith((adresse, "data:", "blob:")) else stoerungen.append(a.url))
    seite.goto(adresse + ARTEN[art])
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    yield seite
    assert stoerungen == []
    kontext.close()


def test_plotly_takes_over_and_gives_back(seite: Page) -> None:
    """Everything in light; in the dark what colours decide, since nothing else differs there."""
    dunkel = seite.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
    figuren = seite.locator("figure.kp-diagramm:has([data-kp=interaktiv])").evaluate_all("alle => alle.map(e => e.id)")
    load_axe(seite)
    for breite in BREITEN:
        seite.set_viewport_size({"width": breite, "height": 900})
        for figur in figuren:
            statisch = {} if dunkel else static_places(seite, figur)
            take_over(seite, figur)
            assert dunkel or differences(statisch, interactive_places(seite, figur)) == [], figur
        assert seite.evaluate("document.documentElement.scrollWidth") <= breite
        # What stands around the charts is judged on every kind of page (test_seiten.py).
        assert find_faults(seite, FARBREGELN if dunkel else None, "figure.kp-diagramm") == []
        seite.mouse.move(0, 0)  # A chart that scrolls under the pointer would become interactive again.
        for figur in figuren:
            seite.focus(f"#{figur} .kp-diagramm__plot")
            seite.keyboard.press("Escape")
        assert seite.locator(".kp-ist-interaktiv, .kp-diagramm__plot").count() == 0
        assert seite.locator(".kp-svg:visible").count() >= len(figuren)


def test_paper_has_one_picture_of_each_chart_and_no_controls(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(viewport={"width": 620, "height": 900}, color_scheme="dark")
    seite = kontext.new_page()
    seite.goto(adresse + ARTEN["ziel-mit-teilen"])
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    take_over(seite, seite.locator("figure.kp-diagramm:has([data-kp=interaktiv])").first.get_attribute("id") or "")
    assert not seite.locator(".kp-svg--breit:visible").count()
    seite.emulate_media(media="print")
    # What a script opened stays closed on paper; only what the reader opened is printed (test_zielseiten.py).
    bilder = seite.locator("figure.kp-diagramm:visible").count()
    assert bilder
    # The pages of goals stand in two columns on paper, where the narrow pictures fit.
    assert seite.locator(".kp-svg--schmal:visible").count() == bilder
    assert seite.locator(":is(.kp-svg--breit, .kp-diagramm__leiste, .kp-diagramm__plot):visible").count() == 0
    assert seite.locator("figure.kp-diagramm").first.evaluate("e => getComputedStyle(e).breakInside") == "avoid"
    text, grund = seite.locator(".kp-svg--schmal:visible text").first.evaluate(
        "e => [getComputedStyle(e).fill, getComputedStyle(document.documentElement).getPropertyValue('--kp-grund')]"
    )
    assert text in ("rgb(51, 51, 51)", "rgb(0, 0, 0)")
    assert grund.strip() == "#fff"
    kontext.close()


def test_chart_without_any_value_is_a_sentence_that_says_why(gebaut: Path) -> None:
    saetze = re.findall(r'<p class="kp-leer">([^<]*)</p>', (gebaut / "ziele/1-9/index.html").read_text("utf-8"))
    assert saetze
    assert all(s == "Diese Werte sind noch nicht erhoben. Deshalb gibt es hier kein Diagramm." for s in saetze)


def test_single_value_without_target_is_a_sentence_and_a_table(gebaut: Path) -> None:
    seite = (gebaut / "ziele/2-2/index.html").read_text("utf-8")
    assert "Im Dokument steht nur ein Wert (2018). Eine Entwicklung lässt sich damit nicht zeigen." in seite
    assert "data-figur" not in seite
    assert '<table class="kp-tabelle' in seite


def test_table_csv_and_citation_of_every_chart_lead_somewhere(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context()
    seite = kontext.new_page()
    for pfad in ARTEN.values():
        seite.goto(adresse + pfad)
        for figur in seite.locator("figure.kp-diagramm[data-figur]").all():
            name = figur.get_attribute("id")
            tabelle = figur.locator("a.kp-knopf:text-is('Tabelle')").get_attribute("href") or ""
            assert seite.locator(f"{tabelle} table tbody tr").count() > 0, name
            csv = seite.request.get(figur.locator("a.kp-knopf:text-is('CSV')").evaluate("a => a.href"))
            assert csv.ok, name
            assert "," in csv.text().splitlines()[1], name
            zitat = figur.locator(".kp-zitat__text").text_content() or ""
            assert "Stand: " in zitat, name
            assert "Datenlizenz Deutschland – Zero (dl-de/zero-2-0)" in zitat, name
            assert f"{adresse}{pfad}#{name}" in zitat, name
    kontext.close()
