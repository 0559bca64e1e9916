"""Built pages in a real browser: weight, quiet network, layout, accessibility, without JavaScript."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe import find_faults_everywhere
from playwright.sync_api import Browser, BrowserContext, Page
from warten import come_to_rest, open_page

from kekiz.daten.einstellungen import read_settings
from kekiz.daten.load import load
from kekiz.ergebnis import build
from kekiz.wege.plan import plan_pages
from kekiz.wege.suche import page_address
from kekiz.wissen.trennung import SHY

pytestmark = pytest.mark.browser

WURZEL = Path(__file__).parents[2]
ARTEN = {
    "start": "",
    "ziele": "ziele/",
    "ziel": "ziele/1-3/",
    "ziel-mit-raeumen": "ziele/1-2/",
    "oberziel": "ziele/1/",
    "sozialraeume": "sozialraeume/",
    "sozialraum": "sozialraeume/hamm-norden/",
    "pilotraeume": "werkzeuge/pilotraeume/",
    "kette": "kette/",
    "module": "module/",
    "modul": "module/willkommensbesuche/",
    "integration": "module/integration/",
    "kommunen": "kommunen/",
    "kommune": "kommunen/gladbeck/",
    "praxis": "kommunen/praxis/",
    "selbstbewertung": "werkzeuge/selbstbewertung/",
    "themen": "kommunen/themen/",
    "vergleich": "kommunen/vergleich/",
    "daten": "daten/",
    "methodik": "methodik/",
    "ausgangslage": "methodik/ausgangslage/",
    "mitmachen": "mitmachen/",
    "neues-jahr": "mitmachen/neues-jahr/",
    "korrektur": "mitmachen/korrektur/",
    "neue-kennzahl": "mitmachen/neue-kennzahl/",
    "neuer-hinweis": "mitmachen/hinweis/",
    "pruefen": "mitmachen/pruefen/",
    "ueber": "ueber/",
    "steuerung": "steuerung/",
    "blatt": "steuerung/schulbegleitung/",
    "programm": "programm/praevention/",
    "kennzahlen": "kennzahlen/",
    "kennzahl": "kennzahlen/u8_teilnahme/",
    "kennzahl-vieler": "kennzahlen/anteil_unter_18/",
    "einsteigen": "kommunen/mitmachen/",
    "weiterbildungen": "module/weiterbildungen/",
    "arbeitsprogramm": "module/arbeitsprogramm-2019/",
    "glossar": "glossar/",
    "leistung": "methodik/leistung/",
    "eigene-stadt": "mitmachen/eigene-stadt/",
    "aenderungen": "daten/aenderungen/",
    "bericht": "bericht/2018/",
    "berichte": "bericht/",
    "stand": "daten/stand/",
    "kleine-zahlen": "daten/kleine-zahlen/",
    "sprachen": "sprachen/",
    "sprache": "sprachen/ar/",
    "durchsicht": "mitmachen/sprachen/",
    "recht": "barrierefreiheit/",
    "leicht": "leichte-sprache/",
    "leicht-ziel": "leichte-sprache/ziele/1/",
    "leicht-raum": "leichte-sprache/sozialraeume/hamm-norden/",
}
BYTES_ERSTER_BLICK = 120_000
# How often the style of an element that is not folded is computed while a page loads, on average (1: once), and how many
# are computed at all. Late changes on the root or in the colours compute all of them again.
STIL_JE_ELEMENT = 1.5
STIL_INSGESAMT = 3_000
# So few are of no account, however many of them a short page computes twice.
STIL_WENIGE = 1_000
ELEMENTE = 4_500
LANG = ("daten/", "methodik/")
"""What is looked up."""
HOCH = 6_000
"""Pixels of every other page at 390 pixels width, with nothing unfolded."""


def test_every_kind_of_page_is_looked_at() -> None:
    seiten = plan_pages(build(load(WURZEL / "datapackage")), read_settings(WURZEL / "kekiz.toml").start)
    arten = {page_address(quelle): s.art.art for quelle, s in seiten.items()}
    assert {arten[a] for a in ARTEN.values() if a in arten} == set(arten.values())


@dataclass(frozen=True)
class Besuch:
    """What happened while a page was loaded for the first time, on a phone.

    Attributes:
        seite: The page, still open.
        status: Of its answer.
        gesendet: Path and compressed size of all that was fetched.
        anfragen: Addresses of all that was asked for.
        meldungen: What the console said.
        verschiebung: Layout shift.
        gestaltet: How many elements were styled, those styled twice counted twice; 0: the browser dropped its record.
        elemente: How many there are.
        gefaltet: How many of them are folded.
    """

    seite: Page
    status: int
    gesendet: list[tuple[str, int]]
    anfragen: list[str]
    meldungen: list[str]
    verschiebung: float
    gestaltet: int
    elemente: int
    gefaltet: int

    @property
    def hoechstens_gestaltet(self) -> float:
        """How many elements may be styled."""
        # A tenth: while a page arrives, the browser computes some of what is folded; at most all of it, once.
        offen = self.elemente - self.gefaltet + self.gefaltet / 10
        return min(STIL_INSGESAMT, max(STIL_WENIGE, STIL_JE_ELEMENT * offen, self.elemente))


SCHAUT_ZU = """window.verschiebung = 0;
new PerformanceObserver(l => { for (const e of l.getEntries()) verschiebung += e.value; })
  .observe({type: 'layout-shift', buffered: true});"""


def _visit(kontext: BrowserContext, url: str, mitschrift: list[tuple[str, int]]) -> Besuch:
    seite = kontext.new_page()
    anfragen: list[str] = []
    meldungen: list[str] = []
    seite.on("request", lambda a: anfragen.append(a.url))
    seite.on("console", lambda m: meldungen.append(m.text) if m.type in ("error", "warning") else None)
    seite.on("pageerror", lambda e: meldungen.append(str(e)))
    seite.add_init_script(SCHAUT_ZU)
    leitung = kontext.new_cdp_session(seite)
    ereignisse: list[dict[str, Any]] = []
    fertig: list[bool] = []
    leitung.on("Tracing.dataCollected", lambda daten: ereignisse.extend(daten["value"]))
    leitung.on("Tracing.tracingComplete", lambda _: fertig.append(True))
    leitung.send("Tracing.start", {"categories": "-*,devtools.timeline", "transferMode": "ReportEvents"})
    mitschrift.clear()
    antwort = open_page(seite, url)
    leitung.send("Tracing.end")
    while not fertig:
        seite.wait_for_timeout(20)
    prozesse = {e["pid"] for e in ereignisse if e["name"] == "ParseHTML" and url in str(e["args"])}
    gestaltet = sum(
        e["args"].get("elementCount", 0) for e in ereignisse if e["name"] == "UpdateLayoutTree" and e["pid"] in prozesse
    )
    elemente, gefaltet = seite.evaluate(
        "['*', 'details:not([open]) > :not(summary), details:not([open]) > :not(summary) *']"
        ".map(wahl => document.querySelectorAll(wahl).length)"
    )
    status = antwort.status if antwort else 0
    verschiebung = seite.evaluate("verschiebung")
    return Besuch(
        seite, status, list(mitschrift), anfragen, meldungen, verschiebung, gestaltet, elemente, gefaltet
    )  # fmt: skip


@pytest.fixture(scope="module")
def besuch(
    request: pytest.FixtureRequest, adresse: str, chromium: Browser, mitschrift: list[tuple[str, int]]
) -> Iterator[Besuch]:
    """The first visit of a kind of page; the tests of one kind follow each other and share it."""
    # A very busy browser sometimes drops its whole record of styles, or gets a page in so many pieces that it styles
    # what has come several times, and shows a line before its end has come: none of it is the page's doing, and a page
    # that computes styles anew or shifts does so each time.
    for versuche_uebrig in (3, 2, 1, 0):
        kontext = chromium.new_context(viewport={"width": 360, "height": 800})
        besuch = _visit(kontext, adresse + ARTEN[request.param], mitschrift)
        ist_ruhig = 0 < besuch.gestaltet <= besuch.hoechstens_gestaltet and not besuch.verschiebung
        if ist_ruhig or not versuche_uebrig:
            break
        kontext.close()
    yield besuch
    kontext.close()


seitenarten = pytest.mark.parametrize("besuch", list(ARTEN), indirect=True)


@seitenarten
def test_first_view_is_light_and_stays_at_home(adresse: str, besuch: Besuch) -> None:
    assert besuch.status == 200
    assert sum(n for _, n in besuch.gesendet) <= BYTES_ERSTER_BLICK, besuch.gesendet
    assert [a for a in besuch.anfragen if not a.startswith((adresse, "data:", "blob:"))] == []
    assert not any("plotly" in a for a in besuch.anfragen)
    assert besuch.meldungen == []
    assert besuch.seite.context.cookies() == []
    assert besuch.seite.evaluate("Object.keys(sessionStorage).length") == 0
    assert besuch.verschiebung == 0


@seitenarten
def test_style_is_computed_once(besuch: Besuch) -> None:
    """Counts instead of times, so that a busy machine finds the same as an idle one."""
    assert 0 < besuch.gestaltet <= besuch.hoechstens_gestaltet
    assert besuch.elemente <= ELEMENTE


@seitenarten
def test_page_is_no_longer_than_its_kind_may_be(adresse: str, besuch: Besuch) -> None:
    """Pixels on a phone, with nothing unfolded."""
    besuch.seite.set_viewport_size({"width": 390, "height": 844})
    hoehe = besuch.seite.evaluate("document.documentElement.scrollHeight")
    ort = besuch.seite.url.removeprefix(adresse)
    assert ort in LANG or hoehe <= HOCH


GEBROCHEN = (Path(__file__).parent / "gebrochen.js").read_text(encoding="utf-8")
# Tables that have to be scrolled to be read, or with a cell that its content does not fit.
ABGESCHNITTEN = """() => [...document.querySelectorAll('table')].filter((t) => {
  const rahmen = t.closest('.kp-tabelle-rahmen') ?? t.parentElement;
  return t.offsetWidth && (rahmen.scrollWidth > rahmen.clientWidth || [...t.querySelectorAll('caption, th, td')]
    .some((z) => z.clientWidth > 2 && z.scrollWidth > z.clientWidth + 1));
}).map((t) => t.caption?.innerText || t.innerText.slice(0, 60)).concat(
  [...document.querySelectorAll('pre > code')].filter((c) => c.scrollWidth > c.clientWidth).map((c) => c.innerText.slice(0, 60)),
  [...document.querySelectorAll('select:not([multiple])')].filter((s) => {
    const stil = getComputedStyle(s), stift = document.createElement('canvas').getContext('2d');
    stift.font = stil.font;
    const rand = parseFloat(stil.paddingLeft) + parseFloat(stil.paddingRight);
    return s.clientWidth > 2 && stift.measureText(s.selectedOptions[0]?.text ?? '').width + rand > s.clientWidth;
  }).map((s) => s.selectedOptions[0].text))"""
"""Tables and lines of code of which a part is cut off, and what is chosen in a field but does not fit into it."""


# Labels of drawings that are set wider than their places are.
VERSCHOBEN = """() => [...document.querySelectorAll('svg text')]
  .filter((t) => parseFloat(getComputedStyle(t).letterSpacing) > 0).map((t) => t.textContent.slice(0, 40))"""
STELLE_EIN = "css => { const b = new CSSStyleSheet(); b.replaceSync(css); document.adoptedStyleSheets = [b]; }"
ABSTAENDE = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""


@seitenarten
def test_page_and_tables_fit_each_width_and_words_break_at_joints_only(besuch: Besuch) -> None:
    seite = besuch.seite
    zu_breit, gebrochen, abgeschnitten = {}, {}, {}
    for breite in (1280, 360, 320):
        seite.set_viewport_size({"width": breite, "height": 800})
        # The field of the search slides to its place.
        come_to_rest(seite)
        for gefaltet in (True, False):
            seite.evaluate("zu => document.querySelectorAll('details').forEach(d => { d.open = !zu; })", gefaltet)
            zu_breit[breite, gefaltet] = max(0, seite.evaluate("document.documentElement.scrollWidth") - breite)
        gebrochen[breite] = seite.evaluate(GEBROCHEN)
        abgeschnitten[breite] = seite.evaluate(ABGESCHNITTEN)
    # As readers may set their texts (WCAG 1.4.12), on the narrowest page, which is also 1280 pixels at four times the size.
    seite.evaluate(STELLE_EIN, ABSTAENDE)
    zu_breit["Abstände", False] = max(0, seite.evaluate("document.documentElement.scrollWidth") - 320)
    gebrochen["Abstände"] = [wort for wort in seite.evaluate(GEBROCHEN) if " in H1" in wort]
    abgeschnitten["Abstände"] = seite.evaluate(ABGESCHNITTEN) + seite.evaluate(VERSCHOBEN)
    seite.evaluate("document.adoptedStyleSheets = []")
    assert {wo: px for wo, px in zu_breit.items() if px} == {}
    assert {breite: worte for breite, worte in gebrochen.items() if worte} == {}
    assert {breite: tabellen for breite, tabellen in abgeschnitten.items() if tabellen} == {}


@seitenarten
def test_axe_finds_nothing(besuch: Besuch) -> None:
    """Everything at both widths; in the dark what colours decide, since nothing else differs there."""
    assert find_faults_everywhere(besuch.seite) == []


PASST = "e => e.scrollWidth - e.clientWidth"


def test_name_of_the_site_fits_the_header(adresse: str, chromium: Browser) -> None:
    # The search field grows and shrinks with the width; it is looked at when it has.
    kontext = chromium.new_context(reduced_motion="reduce")
    seite = kontext.new_page()
    name = seite.locator(".kp-marke-der-seite span")
    # The section that is open is bold, and the longest one takes most room.
    for ort in ("", "sozialraeume/", "daten/", "mitmachen/", "leichte-sprache/", "sprachen/"):
        seite.goto(adresse + ort)
        assert name.inner_text().replace(SHY, "") == "Präventionsketten"
        for breite in (320, 360, 768, 1220, 1280, 1920):
            seite.set_viewport_size({"width": breite, "height": 800})
            assert name.evaluate(PASST) == 0, (ort, breite)
        # As readers may set their texts, on the narrowest page: the name takes two lines.
        seite.set_viewport_size({"width": 320, "height": 800})
        seite.evaluate(STELLE_EIN, ABSTAENDE)
        assert name.evaluate(PASST) == 0, (ort, "Abstände")
        assert seite.evaluate("document.querySelector('.md-header__inner').scrollHeight") <= 48
    kontext.close()


@pytest.mark.parametrize("art", list(ARTEN))
def test_page_is_complete_without_javascript(adresse: str, chromium: Browser, art: str) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + ARTEN[art])
    text = seite.inner_text("main")
    assert len(text) > 200
    for unfertig in ("Traceback", "Macro Rendering Error", "TODO", "Lorem ipsum", "{{", "NaN", "<NA>", "None"):
        assert unfertig not in text
    kontext.close()


@pytest.mark.parametrize("pfad", ["gibt-es-nicht", "ziele/9-9/tief/unten/"])
def test_error_page_helps_at_any_depth(adresse: str, chromium: Browser, pfad: str) -> None:
    kontext = chromium.new_context(viewport={"width": 1280, "height": 800}, reduced_motion="reduce")
    seite = kontext.new_page()
    antworten: list[tuple[str, int]] = []
    meldungen: list[str] = []
    seite.on("response", lambda a: antworten.append((a.url, a.status)))
    seite.on("console", lambda m: meldungen.append(m.text) if m.type in ("error", "warning") else None)
    open_page(seite, adresse + pfad)
    assert [a for a in antworten if a[1] != 200] == [(adresse + pfad, 404)]
    # Chromium reports the status of the page itself; the content security policy has nothing to report.
    assert [m for m in meldungen if "404" not in m] == []
    assert seite.inner_text("h1") == "Diese Seite gibt es hier nicht"
    assert "not found" not in seite.content().lower()
    for breite in (360, 1280):
        seite.set_viewport_size({"width": breite, "height": 800})
        assert seite.evaluate("document.documentElement.scrollWidth") <= breite
    assert find_faults_everywhere(seite) == []
    ziele = seite.eval_on_selector_all("article a", "l => l.map(a => a.href)")
    assert ziele[0] == adresse
    assert len(ziele) == 1 + seite.locator(".kp-menue li").count()
    assert {seite.request.get(ziel).status for ziel in ziele} == {200}
    seite.fill("article input[name=q]", "Betreuung")
    seite.press("article input[name=q]", "Enter")
    seite.wait_for_selector(".md-search-result__item a", timeout=15_000)
    assert seite.input_value(".md-search__input") == "Betreuung"
    kontext.close()


def test_error_page_without_javascript(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "gibt-es-nicht")
    assert seite.locator("article form").is_hidden()
    seite.click("article a >> nth=0")
    assert seite.url == adresse
    kontext.close()


def test_search_loads_on_use_and_finds(adresse: str, chromium: Browser, gesendet: list[tuple[str, int]]) -> None:
    kontext = chromium.new_context(viewport={"width": 1280, "height": 800})
    seite = kontext.new_page()
    open_page(seite, adresse)
    assert not any("search" in pfad for pfad, _ in gesendet)
    seite.fill(".md-search__input", "Betreuung")
    seite.wait_for_selector(".md-search-result__item a", timeout=15_000)
    assert any("search_index.json" in pfad for pfad, _ in gesendet)
    kontext.close()
