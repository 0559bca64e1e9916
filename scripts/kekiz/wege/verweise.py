"""What is wrong with the pages of a built site: addresses that lead nowhere, ids twice, headings without text.

MkDocs checks links written in Markdown only; the ones that macros and templates write are checked here.
"""

import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urljoin, urlsplit

from kekiz.wissen.fehler import Fehler

ADRESSEN: Final = {"href", "src", "action", "poster", "data-einbetten", "data-figur", "xlink:href"}
FREMD: Final = {"http", "https", "mailto", "data"}
VERWEISE: Final = {"aria-labelledby", "aria-describedby", "aria-controls", "for"}
WIRT: Final = "https://site.test/"
"""Stands for the host, so that addresses resolve as in a browser."""

OHNE_404: Final = {"404.html"}
"""The page for unknown addresses can be shown at any depth; the theme writes absolute paths into it."""

_UEBERSCHRIFT = re.compile(r"h[1-6]")


@dataclass
class Seite:
    """What the check needs of a page.

    Attributes:
        ids: How often each id is used.
        adressen: The addresses that it gives.
        verweise: The ids that attributes refer to.
        leer: How many headings have no text.
        basis: Where its addresses start from; empty: from itself.
    """

    ids: Counter[str] = field(default_factory=Counter)
    adressen: set[str] = field(default_factory=set)
    verweise: set[str] = field(default_factory=set)
    leer: int = 0
    basis: str = ""


class _Leser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seite = Seite()
        self._kopf: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        werte = {name: wert for name, wert in attrs if wert is not None}
        if "id" in werte:
            self.seite.ids[werte["id"]] += 1
        if tag == "base":
            self.seite.basis = werte.get("href", "")
        elif not (tag == "link" and werte.get("rel") == "canonical"):
            self.seite.adressen |= {wert for name, wert in werte.items() if name in ADRESSEN}
        self.seite.verweise |= {k for name, wert in werte.items() if name in VERWEISE for k in wert.split()}
        if _UEBERSCHRIFT.fullmatch(tag):
            self._kopf = ""

    def handle_endtag(self, tag: str) -> None:
        if self._kopf is not None and _UEBERSCHRIFT.fullmatch(tag):
            self.seite.leer += not self._kopf.strip()
            self._kopf = None

    def handle_data(self, data: str) -> None:
        if self._kopf is not None:
            self._kopf += data


def read_page(text: str) -> Seite:
    """Reads what the check needs of a page."""
    leser = _Leser()
    leser.feed(text)
    leser.close()
    return leser.seite


def read_pages(site: Path) -> dict[str, Seite]:
    """Reads all pages of a built site, by their path from its root."""
    return {
        datei.relative_to(site).as_posix(): read_page(datei.read_text(encoding="utf-8"))
        for datei in sorted(site.rglob("*.html"))
    }


def fault(ort: str, adresse: str, ordner: Path, seiten: Mapping[str, Seite]) -> str:
    """Says what is wrong with an address on a page, or nothing.

    Absolute paths are a fault as well: the site may stand in a sub-folder of its host.

    Args:
        ort: Path of the page from the root of the site.
        adresse: What the page gives.
        ordner: Folder of the built site.
        seiten: All pages by their path.
    """
    teile = urlsplit(adresse)
    if teile.scheme in FREMD:
        return ""
    if teile.scheme or teile.netloc or teile.path.startswith("/"):
        return "kein relativer Pfad"
    ziel = urlsplit(urljoin(WIRT + ort, adresse))
    pfad = unquote(ziel.path).removeprefix("/")
    if pfad == "" or pfad.endswith("/"):
        pfad += "index.html"
    elif (ordner / pfad).is_dir():
        return "Schrägstrich am Ende fehlt"
    if not (ordner / pfad).is_file():
        return "gibt es nicht"
    if ziel.fragment and pfad in seiten and unquote(ziel.fragment) not in seiten[pfad].ids:
        return "Anker gibt es nicht"
    return ""


def dead_links(site: Path, seiten: Mapping[str, Seite]) -> dict[tuple[str, str], str]:
    """Gives what is wrong by page and address."""
    return {
        (ort, adresse): befund
        for ort, seite in seiten.items()
        if ort not in OHNE_404
        for adresse in sorted(seite.adressen)
        if (befund := fault(urljoin(WIRT + ort, seite.basis).removeprefix(WIRT), adresse, site, seiten))
    }


def dead_results(site: Path, seiten: Mapping[str, Seite]) -> dict[str, str]:
    """Gives what is wrong by address of a search result."""
    eintraege = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    return {e["location"]: b for e in eintraege if (b := fault("index.html", e["location"], site, seiten))}


def page_faults(site: Path) -> list[Fehler]:
    """Checks the pages of a built site.

    Args:
        site: Its folder.

    Returns:
        All faults; none where the pages are sound.
    """
    seiten = read_pages(site)
    abhilfe = "Bitte den Verweis berichtigen."
    fehler = [
        Fehler(ort, 0, adresse, f"Der Verweis führt ins Leere ({befund})", abhilfe)
        for (ort, adresse), befund in dead_links(site, seiten).items()
    ]
    fehler += [
        Fehler("Suche", 0, adresse, f"Das Suchergebnis führt ins Leere ({befund})", "Bitte als Fehler melden.")
        for adresse, befund in dead_results(site, seiten).items()
    ]
    for ort, seite in seiten.items():
        fehler += [
            Fehler(ort, 0, k, f"Der Anker kommt mehrfach vor (gefunden {n}, erwartet 1)", "Bitte umbenennen.")
            for k, n in seite.ids.items()
            if n > 1
        ]
        if seite.leer:
            fehler.append(Fehler(ort, 0, "", f"Eine Überschrift ist leer (gefunden {seite.leer})", "Bitte füllen."))
    return fehler
