"""Every kind of page in WebKit, by the driver of WebKitGTK: ``make test-webkit``, by hand, since it needs a display.

The protocol of WebDriver is a handful of requests; the console is not among them.
"""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from test_seiten import ARTEN, GEBROCHEN

pytestmark = pytest.mark.browser

PORT = 14727
BROWSER = sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))
STUMM = """return [...document.querySelectorAll("details:not([open])")].filter((d) => {
  const kopf = d.querySelector(":scope > summary");
  if (!kopf?.getClientRects().length) return false;
  kopf.click();
  return !d.open || ![...d.children].some((k) => k !== kopf && k.getBoundingClientRect().height > 0);
}).map((d) => d.textContent.trim().slice(0, 60));"""
"""Folds that a click on their heading does not open."""


class Treiber:
    """A session of WebKit."""

    def __init__(self) -> None:
        optionen = {"binary": str(BROWSER[-1]), "args": ["--automation"]}
        faehig = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": optionen}}}
        self._pfad = ""
        self._pfad = f"/session/{self.call('POST', '/session', faehig)['sessionId']}"

    def call(self, art: str, pfad: str, inhalt: dict[str, Any] | None = None) -> Any:
        """Sends a command of WebDriver and gives its value."""
        anfrage = urllib.request.Request(
            f"http://127.0.0.1:{PORT}{self._pfad}{pfad}", method=art,
            data=None if art != "POST" else json.dumps(inhalt or {}).encode(), headers={"Content-Type": "application/json"},
        )  # fmt: skip
        with urllib.request.urlopen(anfrage, timeout=120) as antwort:
            return json.load(antwort)["value"]

    def run(self, skript: str) -> Any:
        """Runs a script in the page."""
        return self.call("POST", "/execute/sync", {"script": skript, "args": []})


@pytest.fixture(scope="module")
def webkit() -> Iterator[Treiber]:
    """WebKit, started once."""
    assert BROWSER, "MiniBrowser is missing: apt-get install webkit2gtk-driver"
    anzeige = ["xvfb-run", "-a"] if shutil.which("xvfb-run") else []
    befehl = [*anzeige, "WebKitWebDriver", f"--port={PORT}"]
    with subprocess.Popen(befehl, stderr=subprocess.DEVNULL, start_new_session=True) as lauf:
        for _ in range(100):
            try:
                treiber = Treiber()
                break
            except OSError:
                time.sleep(0.2)
        yield treiber
        treiber.call("DELETE", "")
        # The display goes as well.
        os.killpg(lauf.pid, signal.SIGTERM)


@pytest.mark.parametrize("art", list(ARTEN))
def test_webkit_shows_every_kind_of_page(adresse: str, webkit: Treiber, art: str) -> None:
    befunde = {}
    for breite in (1280, 390):
        webkit.call("POST", "/window/rect", {"width": breite, "height": 900})
        webkit.call("POST", "/url", {"url": adresse + ARTEN[art]})
        befunde[breite] = {
            "zu breit": max(0, webkit.run("return document.documentElement.scrollWidth - innerWidth")),
            "gebrochen": webkit.run(f"return ({GEBROCHEN.partition('*/')[2].strip() or GEBROCHEN})()"),
            "stumm": webkit.run(STUMM),
            "zu breit, offen": max(0, webkit.run("return document.documentElement.scrollWidth - innerWidth")),
        }
        assert webkit.run("return document.querySelector('h1').innerText.length") > 3
    assert {b: {n: w for n, w in was.items() if w} for b, was in befunde.items()} == {1280: {}, 390: {}}
