"""``make kontaktbogen``: every kind of page beside the others, at three widths, light and dark, to be looked at whole.

Writes one picture per width and colour scheme into a folder, from the built site. Needs Chromium, as the tests do.
"""

import functools
import html
import http.server
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median_low
from typing import Final

from playwright.sync_api import Browser, sync_playwright

from kekiz.seiten.adresse import address
from kekiz.wege.plan import ARTEN, plan_pages, read_shown
from kekiz.wissen.befehlszeile import new_parser

CHROMIUM: Final = "/usr/bin/chromium"
BREITEN: Final = (390, 1280, 1920)
FARBEN: Final = ("light", "dark")
_HOEHE: Final = {390: 844, 1280: 800, 1920: 1080}
_HOECHSTENS: Final = 6000
"""Pixels of a page that the sheet shows; longer ones are cut and say how long they are."""
_BILDBREITE: Final = {390: 300, 1280: 620, 1920: 620}


def choose_pages(site: Path) -> dict[str, str]:
    """Chooses one page of each kind, the one of median weight, and every page that is made of words alone.

    Args:
        site: The built site.

    Returns:
        Address below the site by kind of page, home first; a page of words is a kind of its own.
    """
    ergebnis, einstellungen = read_shown()
    adressen: dict[str, list[str]] = {art.art: [] for art in ARTEN}
    for kind, eintrag in plan_pages(ergebnis, einstellungen.start).values():
        adressen[kind.art].append(address(kind.art, eintrag.kommune_id, eintrag.kennung, start=einstellungen.start))
    gewaehlt = {"start": ""}
    for art, seiten in adressen.items():
        gewicht = {s: (site / s / "index.html").stat().st_size for s in seiten}
        if gewicht:
            mitte = median_low(gewicht.values())
            gewaehlt[art] = next(s for s in sorted(seiten) if gewicht[s] == mitte)
    geplant = {s for seiten in adressen.values() for s in seiten}
    return gewaehlt | {
        s.strip("/").removesuffix(".html").replace("/", "-"): s for s in _list_pages(site) if s not in geplant
    }


def _list_pages(site: Path) -> list[str]:
    """Addresses of all pages but those for programs and other websites; which of them come from data is not asked."""
    alle = (p.relative_to(site).as_posix().removesuffix("index.html") for p in sorted(site.rglob("*.html")))
    return [s for s in alle if s and not s.startswith(("daten/", "einbetten/"))]


@contextmanager
def _serve(ordner: Path) -> Iterator[str]:
    class Still(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Still, directory=str(ordner)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def _photograph(browser: Browser, wirt: str, seiten: dict[str, str], breite: int, farbe: str, ziel: Path) -> str:
    """Takes a picture of each page and returns the HTML of their sheet."""
    fenster = browser.new_context(
        viewport={"width": breite, "height": _HOEHE[breite]},
        color_scheme="dark" if farbe == "dark" else "light",
        reduced_motion="reduce",
    )
    teile = []
    for art, seite in seiten.items():
        blatt = fenster.new_page()
        blatt.goto(wirt + seite, wait_until="load")
        hoehe = int(blatt.evaluate("document.documentElement.scrollHeight"))
        bild = ziel / f"{art}-{breite}-{farbe}.png"
        ausschnitt = {"x": 0, "y": 0, "width": breite, "height": min(hoehe, _HOECHSTENS)}
        blatt.screenshot(path=bild, full_page=True, clip=ausschnitt)  # type: ignore[arg-type]
        blatt.close()
        teile.append(
            f"<figure><figcaption>{html.escape(art)}: /{html.escape(seite)} ({hoehe} px)</figcaption>"
            f'<img src="{bild.name}" width="{_BILDBREITE[breite]}"></figure>'
        )
    fenster.close()
    return "".join(teile)


def make_sheets(site: Path, ziel: Path) -> list[Path]:
    """Writes the sheets.

    Args:
        site: The built site.
        ziel: Folder for the pictures; made if it is not there.

    Returns:
        One picture per width and colour scheme.
    """
    ziel.mkdir(parents=True, exist_ok=True)
    seiten = choose_pages(site)
    boegen = []
    with _serve(site) as wirt, _serve(ziel) as hier, sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for breite, farbe in product(BREITEN, FARBEN):
            teile = _photograph(browser, wirt, seiten, breite, farbe, ziel)
            (ziel / "bogen.html").write_text(
                "<!doctype html><meta charset=utf-8><style>body{display:flex;flex-wrap:wrap;gap:16px;align-items:start;"
                f"font:12px sans-serif;width:2600px}}figure{{margin:0}}</style>{teile}",
                encoding="utf-8",
            )
            blatt = browser.new_page(viewport={"width": 2640, "height": 1000})
            blatt.goto(hier + "bogen.html", wait_until="load")
            boegen.append(ziel / f"bogen-{breite}-{farbe}.png")
            blatt.screenshot(path=boegen[-1], full_page=True)
            blatt.close()
        browser.close()
    return boegen


def main(argumente: list[str] | None = None) -> int:
    """Reads the folders from the command line and names the pictures."""
    leser = new_parser("Alle Arten von Seiten nebeneinander, als Bilder.")
    leser.add_argument("--site", type=Path, default=Path("site"))
    leser.add_argument("--nach", type=Path, default=Path(".cache/kontaktbogen"))
    angaben = leser.parse_args(argumente)
    for bogen in make_sheets(angaben.site, angaben.nach):
        print(bogen)
    return 0


if __name__ == "__main__":
    sys.exit(main())
