"""A chart inside another site, served from another origin with the headers that a host would send."""

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from kopfzeilen import read_static

SEITE = "sozialraeume/hamm-norden/"


class _Still(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _MitKopf(_Still):
    """Serves a site with the headers of its ``_headers``."""

    def end_headers(self) -> None:
        regeln = (Path(self.directory) / "_headers").read_text(encoding="utf-8")
        for name, wert in read_static(regeln, urlsplit(self.path).path).items():
            self.send_header(name, wert)
        super().end_headers()


def _serve(art: type[_Still], ordner: Path) -> http.server.ThreadingHTTPServer:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(art, directory=str(ordner)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="module")
def fern(gebaut: Path) -> Iterator[str]:
    """Address of the site as a host serves it, ending with a slash."""
    server = _serve(_MitKopf, gebaut)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture
def andere(tmp_path: Path) -> Iterator[str]:
    """Address of another site, whose page is ``index.html`` in the folder of the test."""
    server = _serve(_Still, tmp_path)
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def test_copied_code_shows_the_chart_in_another_site_and_no_page_can_be_shown(
    fern: str, andere: str, tmp_path: Path, chromium: Browser
) -> None:
    kontext = chromium.new_context(viewport={"width": 420, "height": 900})
    seite = kontext.new_page()
    meldungen: list[str] = []
    anfragen: list[str] = []
    seite.goto(fern + SEITE)
    rahmen, bild = (c.text_content() or "" for c in seite.locator(".kp-zitat__code").all()[:2])
    assert rahmen.startswith(f'<iframe src="{fern}einbetten/{SEITE}')
    assert bild.startswith(f"{fern}einbetten/{SEITE}")
    seite.on("console", lambda m: meldungen.append(m.text))
    seite.on("request", lambda a: anfragen.append(a.url))
    kopf = '<!doctype html><link rel="icon" href="data:,"><title>Andere</title><meta name="viewport" content="width=device-width">'
    (tmp_path / "index.html").write_text(f'{kopf}<body>{rahmen}<img src="{bild}" alt=""></body>', encoding="utf-8")
    for breite in (360, 420, 760):
        seite.set_viewport_size({"width": breite, "height": 2000})
        seite.goto(andere, wait_until="networkidle")
        drin = seite.frames[1]
        assert "Hamm-Norden" in (drin.text_content("h1, .kp-diagramm__titel") or "")
        sichtbar = drin.evaluate(
            "[...document.querySelectorAll('.kp-svg')].filter((s) => s.getBoundingClientRect().height > 50).length"
        )
        assert sichtbar == 1
        # The frame is as high as what it shows: no bar to scroll, and not much room left over.
        rest = drin.evaluate("innerHeight - document.querySelector('main').getBoundingClientRect().bottom")
        assert rest >= 0, (breite, rest)
        assert drin.evaluate("document.documentElement.scrollWidth <= innerWidth")
        assert seite.evaluate("document.querySelector('img').naturalWidth") > 700
    grund = drin.evaluate("getComputedStyle(document.body).backgroundColor")
    seite.emulate_media(color_scheme="dark")
    assert drin.evaluate("getComputedStyle(document.body).backgroundColor") != grund
    assert meldungen == []
    assert {urlsplit(a).netloc for a in anfragen} == {urlsplit(fern).netloc, urlsplit(andere).netloc}
    assert not kontext.cookies()
    # The page that the chart is from refuses to be shown so.
    (tmp_path / "index.html").write_text(f'{kopf}<iframe src="{fern}{SEITE}"></iframe>', encoding="utf-8")
    seite.goto(andere, wait_until="networkidle")
    assert any("frame-ancestors" in m for m in meldungen), meldungen
    kontext.close()
