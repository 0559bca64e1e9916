"""Every address that the built site gives leads somewhere: files, headings, search results, the list of pages.

MkDocs checks links written in Markdown only; the ones that macros and templates write are checked here.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

ADRESSEN = {"href", "src", "action", "poster", "data-figur", "xlink:href"}
VERWEISE = {"aria-labelledby", "aria-describedby", "aria-controls", "for"}
FREMD = {"http", "https", "mailto", "data"}
WIRT = "https://site.test/"
"""Stands for the host, so that addresses resolve as in a browser."""


@dataclass
class Seite:
    """What the test needs of a page: its ids, the addresses it gives and the ids that attributes refer to."""

    ids: Counter[str] = field(default_factory=Counter)
    adressen: set[str] = field(default_factory=set)
    verweise: set[str] = field(default_factory=set)


class _Leser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seite = Seite()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        werte = {name: wert for name, wert in attrs if wert is not None}
        if "id" in werte:
            self.seite.ids[werte["id"]] += 1
        if not (tag == "link" and werte.get("rel") == "canonical"):
            self.seite.adressen |= {wert for name, wert in werte.items() if name in ADRESSEN}
        self.seite.verweise |= {k for name, wert in werte.items() if name in VERWEISE for k in wert.split()}


def read_page(text: str) -> Seite:
    leser = _Leser()
    leser.feed(text)
    leser.close()
    return leser.seite


def fault(ort: str, adresse: str, ordner: Path, seiten: dict[str, Seite]) -> str:
    """Says what is wrong with an address on the page at `ort` (a path from the root of the site), or nothing.

    Absolute paths are a fault as well: the site may stand in a sub-folder of its host.
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


@pytest.fixture(scope="module")
def seiten(gebaut: Path) -> dict[str, Seite]:
    """All pages by their path from the root of the site."""
    return {
        datei.relative_to(gebaut).as_posix(): read_page(datei.read_text(encoding="utf-8"))
        for datei in sorted(gebaut.rglob("*.html"))
    }


# The page for unknown addresses can be shown at any depth; Material writes absolute paths into it.
OHNE_404 = {"404.html"}


def test_each_link_leads_to_a_file_and_each_anchor_to_an_id(gebaut: Path, seiten: dict[str, Seite]) -> None:
    kaputt = {
        (ort, adresse): befund
        for ort, seite in seiten.items()
        if ort not in OHNE_404
        for adresse in sorted(seite.adressen)
        if (befund := fault(ort, adresse, gebaut, seiten))
    }
    assert kaputt == {}


def test_each_id_is_used_once_and_each_reference_meets_one(seiten: dict[str, Seite]) -> None:
    doppelt = {(ort, k) for ort, s in seiten.items() for k, n in s.ids.items() if n > 1}
    assert doppelt == set()
    # Material labels its own switches (__toc and others) also where it leaves the switch out.
    leer = {(ort, k) for ort, s in seiten.items() for k in s.verweise if k not in s.ids and not k.startswith("__")}
    assert leer == set()


def test_search_results_lead_to_headings(gebaut: Path, seiten: dict[str, Seite]) -> None:
    eintraege = json.loads((gebaut / "search" / "search_index.json").read_text(encoding="utf-8"))["docs"]
    assert eintraege
    kaputt = {e["location"]: b for e in eintraege if (b := fault("index.html", e["location"], gebaut, seiten))}
    assert kaputt == {}


def test_list_of_pages_names_each_page_once(gebaut: Path, seiten: dict[str, Seite]) -> None:
    """What follows the address of the start page is compared; that one differs with the place of publication."""
    orte = re.findall(r"<loc>([^<]+)</loc>", (gebaut / "sitemap.xml").read_text(encoding="utf-8"))
    start = min(orte, key=len)
    assert sorted(o.removeprefix(start) + "index.html" for o in orte) == sorted(set(seiten) - OHNE_404)


def test_every_address_that_was_ever_published_is_still_there(seiten: dict[str, Seite]) -> None:
    """A page that moves leaves a redirect (kekiz.toml, [umgezogen]); new addresses are added to the list."""
    alte = (Path(__file__).with_name("adressen.txt")).read_text(encoding="utf-8").splitlines()
    assert len(alte) > 180
    assert [a for a in alte if f"{a}index.html" not in seiten] == []


# --- the check itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("adresse", "befund"),
    [
        ("../b/", ""),
        ("../b/#da", ""),
        ("../b/?x=1#da", ""),
        ("#hier", ""),
        ("../b/datei.csv#x", ""),
        ("https://example.org/fehlt", ""),
        ("../b", "Schrägstrich am Ende fehlt"),
        ("../c/", "gibt es nicht"),
        ("../b/#fehlt", "Anker gibt es nicht"),
        ("#fehlt", "Anker gibt es nicht"),
        ("/b/", "kein relativer Pfad"),
        ("//host/b/", "kein relativer Pfad"),
        ("javascript:void(0)", "kein relativer Pfad"),
    ],
)
def test_fault_of_an_address(tmp_path: Path, adresse: str, befund: str) -> None:
    texte = {"a/index.html": '<p id="hier">', "b/index.html": '<p id="da">'}
    for pfad, text in texte.items():
        (tmp_path / pfad).parent.mkdir()
        (tmp_path / pfad).write_text(text, encoding="utf-8")
    (tmp_path / "b" / "datei.csv").write_text("", encoding="utf-8")
    seiten = {pfad: read_page(text) for pfad, text in texte.items()}
    assert fault("a/index.html", adresse, tmp_path, seiten) == befund
