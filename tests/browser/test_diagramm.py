"""The interactive chart in a real browser, on a small page of our own under the site's content security policy."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from lagen import differences, interactive_places, static_places, take_over
from playwright.sync_api import Browser, Page, Route
from warten import wait_until

from diagrammproben import ALLE
from kekiz.daten.einstellungen import Hauptwort
from kekiz.wege.einrichten import script_words
from kekiz.zeichnen.einbettung import lay_out_both, render_diagramm
from kekiz.zeichnen.plotly_schreiber import write_json

WURZEL = Path(__file__).parents[2]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "worker-src 'self'; font-src 'self'; base-uri 'self'; form-action 'self'"
)
BILDER = {bauen.__name__: lay_out_both(bauen()) for bauen in ALLE}


LEISTE = '<div class="kp-diagramm__leiste" data-search-exclude>'


def _with_button(html: str) -> str:
    """Gives a chart of one series the button that only those of several have: every kind has to be drawn the same."""
    knopf = '<button type="button" class="kp-knopf" data-kp="interaktiv" aria-pressed="false">Interaktiv</button>'
    return html if 'data-kp="interaktiv"' in html else html.replace(LEISTE, LEISTE + knopf)


def _seite() -> str:
    bilder = [
        _with_button(render_diagramm(b, figur_url=f"{name}.json", tabelle_anker="t", csv_url="w.csv"))
        for name, b in BILDER.items()
    ]
    return (
        f'<!doctype html><html lang="de" dir="ltr"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{CSP}">'
        '<meta name="viewport" content="width=device-width,initial-scale=1"><title>Probe</title>'
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="basis.css">'
        '<link rel="stylesheet" href="assets/kekiz.css">'
        f'<script type="application/json" id="kp-worte">{json.dumps(script_words(Hauptwort()))}</script>'
        '<script src="assets/vorab.js"></script><script src="assets/diagramm.js" defer></script></head>'
        f'<body data-md-color-scheme="default"><main class="md-typeset">{"".join(bilder)}</main></body></html>'
    )


@pytest.fixture(scope="module")
def adresse(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server for the page, its figures and the assets of the repository."""
    ordner = tmp_path_factory.mktemp("seite")
    (ordner / "index.html").write_text(_seite(), encoding="utf-8")
    # Material's type size, which the stylesheet builds on (1rem = 20px).
    (ordner / "basis.css").write_text("html { font-size: 125% } body { margin: 16px }", encoding="utf-8")
    for name, bilder in BILDER.items():
        (ordner / f"{name}.json").write_text(write_json(bilder), encoding="utf-8")
    (ordner / "assets").symlink_to(WURZEL / "docs" / "assets")

    class Still(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: object) -> None:
            """Keep the test output quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Still, directory=str(ordner)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/index.html"
    server.shutdown()


@pytest.fixture(params=[1280, 360])
def seite(request: pytest.FixtureRequest, chromium: Browser, adresse: str) -> Iterator[Page]:
    """A page that fails the test on any console message, page error or request to another host."""
    page = chromium.new_page(viewport={"width": request.param, "height": 900})
    meldungen: list[str] = []
    page.on("console", lambda m: meldungen.append(f"{m.type}: {m.text}") if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: meldungen.append(str(e)))
    page.on(
        "request", lambda r: None if r.url.startswith((adresse[:17], "data:", "blob:")) else meldungen.append(r.url)
    )
    page.add_init_script(
        "window.verstoesse = []; addEventListener('securitypolicyviolation', e => verstoesse.push(e.violatedDirective))"
    )
    page.goto(adresse)
    yield page
    assert page.evaluate("window.verstoesse") == []
    assert meldungen == []
    page.close()


def _plotly_anfragen(page: Page) -> list[str]:
    namen: list[str] = page.evaluate("performance.getEntriesByType('resource').map(e => e.name)")
    return [n for n in namen if "plotly" in n]


def _aktiviere(page: Page, name: str) -> None:
    take_over(page, f"diagramm-{name}")


@pytest.mark.parametrize("name", BILDER)
def test_static_and_interactive_agree(seite: Page, name: str) -> None:
    figur = f"diagramm-{name}"
    statisch = static_places(seite, figur)
    hoehe = seite.locator(f"#{figur}").evaluate("e => e.offsetHeight")
    _aktiviere(seite, name)
    assert differences(statisch, interactive_places(seite, figur)) == []
    assert seite.locator(f"#{figur}").evaluate("e => e.offsetHeight") == hoehe, "switching moved the page"


def test_nothing_of_plotly_before_it_is_wanted(seite: Page) -> None:
    seite.wait_for_timeout(300)
    assert _plotly_anfragen(seite) == []
    _aktiviere(seite, "zeitreihe")
    einmal = _plotly_anfragen(seite)
    _aktiviere(seite, "balken")
    assert len(einmal) == 3
    assert _plotly_anfragen(seite) == einmal


def test_only_the_button_starts_it(seite: Page) -> None:
    bild = seite.locator("#diagramm-zeitreihe .kp-diagramm__bild")
    bild.hover()
    bild.click()
    seite.wait_for_timeout(400)
    assert _plotly_anfragen(seite) == []
    assert bild.get_attribute("tabindex") is None


def test_keys_walk_and_escape_returns(seite: Page) -> None:
    _aktiviere(seite, "zeitreihe")
    ansage = seite.locator("#diagramm-zeitreihe > .kp-unsichtbar")
    gehoert = []
    for taste in ("ArrowRight", "ArrowRight", "End", "ArrowLeft", "Home"):
        seite.keyboard.press(taste)
        gehoert.append((ansage.text_content() or "").split(", ")[1:2])
    assert gehoert == [["2013"], ["2014"], ["2017"], ["2016"], ["2013"]]
    assert "75\u202f%" in (ansage.text_content() or "")
    seite.wait_for_selector("#diagramm-zeitreihe .hoverlayer .hovertext")
    seite.keyboard.press("Escape")
    assert seite.locator("#diagramm-zeitreihe.kp-ist-interaktiv").count() == 0
    assert seite.locator("#diagramm-zeitreihe .kp-diagramm__plot").count() == 0
    assert seite.evaluate("document.activeElement.dataset.kp") == "interaktiv"


def test_series_can_be_switched_off(seite: Page) -> None:
    _aktiviere(seite, "dichte_reihen")
    seite.click("#diagramm-dichte_reihen [data-kp=reihen]")
    vorher = seite.locator("#diagramm-dichte_reihen .scatter").count()
    seite.click("#diagramm-dichte_reihen .kp-diagramm__reihen button:first-child")
    wait_until(seite, "n => document.querySelectorAll('#diagramm-dichte_reihen .scatter').length < n", arg=vorher)
    texte = seite.locator("#diagramm-dichte_reihen .annotation-text").all_text_contents()
    assert not any(t.endswith("U3") for t in texte)


@pytest.mark.parametrize("art", ["png", "svg"])
def test_download_carries_title_source_and_licence(seite: Page, art: str) -> None:
    """The picture can be had at once; the static chart stays."""
    with seite.expect_download() as warte:
        seite.locator("#diagramm-zeitreihe .kp-laden").evaluate("e => { e.open = true; }")
        seite.click(f"#diagramm-zeitreihe [data-kp={art}]")
    assert warte.value.suggested_filename == f"zeitreihe.{art}"
    inhalt = Path(warte.value.path()).read_bytes()
    if art == "png":
        assert inhalt.startswith(b"\x89PNG")
        assert len(inhalt) > 10000
    else:
        text = inhalt.decode("utf-8")
        assert "<title>Titel</title>" in text
        assert "Bericht 2018 · CC BY 4.0" in text
    assert seite.locator("#diagramm-zeitreihe .kp-svg:visible").count() == 1
    assert seite.text_content("#diagramm-zeitreihe .kp-diagramm__meldung") == ""


def test_citation_can_be_copied_and_names_the_address_it_is_read_at(seite: Page, adresse: str) -> None:
    seite.context.grant_permissions(["clipboard-read", "clipboard-write"])
    seite.click("#diagramm-zeitreihe .kp-zitat > summary")
    seite.click("#diagramm-zeitreihe [data-kp=kopieren]")
    wait_until(seite, "document.querySelector('#diagramm-zeitreihe .kp-zitat [role=status]').textContent")
    text = seite.evaluate("navigator.clipboard.readText()")
    assert text == f"„Titel“ (Untertitel). Daten: Bericht 2018. Lizenz: CC BY 4.0. {adresse}#diagramm-zeitreihe"
    assert seite.text_content("#diagramm-zeitreihe .kp-zitat [role=status]") == "Kopiert."


def test_citation_that_cannot_be_copied_is_selected(seite: Page) -> None:
    seite.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    seite.click("#diagramm-zeitreihe .kp-zitat > summary")
    seite.click("#diagramm-zeitreihe [data-kp=kopieren]")
    wait_until(seite, "String(getSelection()).includes('Lizenz: CC BY 4.0')")
    assert seite.text_content("#diagramm-zeitreihe .kp-zitat [role=status]") == "Der Text ist markiert."


def test_dark_mode_recolours(seite: Page) -> None:
    _aktiviere(seite, "zeitreihe")
    farbe = "getComputedStyle(document.querySelector('#diagramm-zeitreihe .js-line')).stroke"
    hell = seite.evaluate(farbe)
    seite.evaluate("document.body.dataset.mdColorScheme = 'slate'")
    wait_until(seite, f"alt => {farbe} !== alt", arg=hell)


def test_text_is_at_least_twelve_pixels_on_screen(seite: Page) -> None:
    klein = seite.evaluate(
        """() => [...document.querySelectorAll('.kp-svg')].filter(s => getComputedStyle(s).display !== 'none')
        .map(s => Number(s.getAttribute('font-size')) * s.getBoundingClientRect().width / s.viewBox.baseVal.width)
        .filter(px => px < 12)"""
    )
    assert klein == []


def test_static_picture_stays_when_the_bundle_cannot_be_loaded(chromium: Browser, adresse: str) -> None:
    page = chromium.new_page()

    def brich(route: Route) -> None:
        route.abort()

    page.route("**/plotly-basic*", brich)
    page.goto(adresse)
    page.click("#diagramm-zeitreihe [data-kp=interaktiv]")
    wait_until(page, "() => document.querySelector('#diagramm-zeitreihe .kp-diagramm__meldung').textContent !== ''")
    assert "nicht laden" in (page.text_content("#diagramm-zeitreihe .kp-diagramm__meldung") or "")
    assert page.locator("#diagramm-zeitreihe .kp-svg--breit").is_visible()
    page.unroute("**/plotly-basic*")
    _aktiviere(page, "zeitreihe")
    page.close()


def test_without_javascript_the_picture_and_its_links_are_there(chromium: Browser, adresse: str) -> None:
    kontext = chromium.new_context(java_script_enabled=False)
    page = kontext.new_page()
    page.goto(adresse)
    assert page.locator("#diagramm-zeitreihe .kp-svg--breit").is_visible()
    assert page.locator("#diagramm-zeitreihe a[href='#t']").is_visible()
    for art in ("png", "svg", "kopieren"):
        assert not page.locator(f"#diagramm-zeitreihe [data-kp={art}]").is_visible()
    page.click("#diagramm-zeitreihe .kp-zitat > summary")
    assert "Bericht 2018. Lizenz: CC BY 4.0." in page.inner_text("#diagramm-zeitreihe .kp-zitat__text")
    kontext.close()
