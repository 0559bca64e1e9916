"""Every address that the built site gives leads somewhere: files, headings, search results, the list of pages.

MkDocs checks links written in Markdown only; the ones that macros and templates write are checked here.
"""

import os
import re
from pathlib import Path

import pytest

from kekiz.wege.schutz import EINBETTEN
from kekiz.wege.verweise import OHNE_404, Seite, dead_links, dead_results, fault, page_faults, read_page, read_pages
from staedtebau import TESTADRESSE, site_path


@pytest.fixture(scope="module")
def seiten(gebaut: Path) -> dict[str, Seite]:
    """All pages by their path from the root of the site."""
    return read_pages(gebaut)


def test_each_link_leads_to_a_file_and_each_anchor_to_an_id(gebaut: Path, seiten: dict[str, Seite]) -> None:
    assert dead_links(gebaut, seiten) == {}


def test_page_for_unknown_addresses_leads_somewhere_from_wherever_it_is_shown(
    gebaut: Path, seiten: dict[str, Seite]
) -> None:
    """It is shown under any address, so its own begin where the site does; two slashes would lead to another host."""
    anfang = site_path(gebaut)
    adressen = {a for a in seiten["404.html"].adressen if not re.match(r"[a-z]+:|#", a)}
    assert len(adressen) > 10
    assert {a for a in adressen if not re.match(rf"{re.escape(anfang)}(?!/)", a)} == set()
    assert {a: b for a in adressen if (b := fault("index.html", a.removeprefix(anfang) or ".", gebaut, seiten))} == {}


def test_each_id_is_used_once_and_each_reference_meets_one(seiten: dict[str, Seite]) -> None:
    doppelt = {(ort, k) for ort, s in seiten.items() for k, n in s.ids.items() if n > 1}
    assert doppelt == set()
    # Material labels its own switches (__toc and others) also where it leaves the switch out.
    leer = {(ort, k) for ort, s in seiten.items() for k in s.verweise if k not in s.ids and not k.startswith("__")}
    assert leer == set()


def test_search_results_lead_to_headings(gebaut: Path, seiten: dict[str, Seite]) -> None:
    assert dead_results(gebaut, seiten) == {}


def test_site_lies_where_it_is_published(gebaut: Path) -> None:
    if adresse := os.environ.get(TESTADRESSE):
        assert f"<loc>{adresse}</loc>" in (gebaut / "sitemap.xml").read_text(encoding="utf-8")
    assert site_path(gebaut).endswith("/")


def test_list_of_pages_names_each_page_once(gebaut: Path, seiten: dict[str, Seite]) -> None:
    """What follows the address of the start page is compared; that one differs with the place of publication."""
    orte = re.findall(r"<loc>([^<]+)</loc>", (gebaut / "sitemap.xml").read_text(encoding="utf-8"))
    start = min(orte, key=len)
    assert sorted(o.removeprefix(start) + "index.html" for o in orte) == sorted(
        s for s in set(seiten) - OHNE_404 if not s.startswith(EINBETTEN)
    )


def test_every_address_that_was_ever_published_is_still_there(seiten: dict[str, Seite]) -> None:
    """A page that moves leaves a redirect (kekiz.toml, [umgezogen]); new addresses are added to the list."""
    alte = (Path(__file__).with_name("adressen.txt")).read_text(encoding="utf-8").splitlines()
    assert len(alte) > 180
    assert [a for a in alte if f"{a}index.html" not in seiten] == []


def test_every_download_and_every_value_that_was_ever_published_is_still_there(
    gebaut: Path, seiten: dict[str, Seite]
) -> None:
    """What programs fetch and what somebody has cited; a value that is withdrawn keeps its anchor (kekiz verlauf)."""
    alte = (Path(__file__).with_name("datenadressen.txt")).read_text(encoding="utf-8").splitlines()
    assert len(alte) > 1500
    werte = [a.partition("/#") for a in alte if "/#" in a]
    assert [a for a in alte if "/#" not in a and not (gebaut / a).is_file()] == []
    assert [f"{s}/#{a}" for s, _, a in werte if a not in seiten[f"{s}/index.html"].ids] == []


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


def test_each_kind_of_fault_is_told_in_german(tmp_path: Path) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search" / "search_index.json").write_text('{"docs": [{"location": "weg/"}]}', encoding="utf-8")
    text = '<h1>Da</h1><h2><span></span></h2><p id="a"></p><p id="a"></p><a href="fehlt/">x</a><a href="#a">y</a>'
    (tmp_path / "index.html").write_text(text, encoding="utf-8")
    assert [str(f) for f in page_faults(tmp_path)] == [
        "index.html [fehlt/]: Der Verweis führt ins Leere (gibt es nicht). Bitte den Verweis berichtigen.",
        "Suche [weg/]: Das Suchergebnis führt ins Leere (gibt es nicht). Bitte als Fehler melden.",
        "index.html [a]: Der Anker kommt mehrfach vor (gefunden 2, erwartet 1). Bitte umbenennen.",
        "index.html: Eine Überschrift ist leer (gefunden 1). Bitte füllen.",
    ]
