"""The search index after the generator: everyday words as tags, entries of the register, short texts."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape, unescape
from pathlib import Path
from typing import Any, Final

from kekiz.daten.bestand import Bestand
from kekiz.daten.einstellungen import Einstellungen
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.adresse import address
from kekiz.seiten.kette import modules, oldest_child
from kekiz.seiten.modulkopf import VOR_DER_GEBURT, age_of_child
from kekiz.seiten.modulseite import years_of_life
from kekiz.wege.grundlage import shared_pages
from kekiz.wege.plan import Seitenplan, plan_pages
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_anzahl_wort

VERZEICHNIS: Final = "search/search_index.json"
ZEICHEN: Final = 260
"""Longest text of an entry: enough for an excerpt; what it is about is said first."""
GEWICHT: Final = {"ziel": 3, "modul": 2, "raum": 2}
"""How much more an entry of a page of this kind counts than one of another."""

NICHT_GESUCHT: Final = frozenset({"kennzahl"})
"""Kinds of pages that the register of their kind finds: goals and modules, which say what a number means, come first."""

NUR_GANZ: Final = frozenset({"sprache"})
"""Kinds of pages that are found as a whole: their sections are short and in another language than the index."""

_MARKE = re.compile(r"<[^>]*>")


def target(seite: str, kommune_id: str, start: str) -> str:
    """Gives where a word leads on this site.

    Args:
        seite: Address as it is where the municipality stands at the root.
        kommune_id: Municipality of the page; empty for one of the whole site.
        start: Municipality whose pages stand at the root.

    Example:
        >>> target("ziele/1-3/", "dort", "hier"), target("ziele/1-3/", "hier", "hier"), target("daten/", "", "hier")
        ('kommunen/dort/ziele/1-3/', 'ziele/1-3/', 'daten/')
    """
    return seite if kommune_id in ("", start) else f"kommunen/{kommune_id}/{seite}"


def page_address(quelle: str) -> str:
    """Gives the address of a page from its source.

    Example:
        >>> page_address("ziele/1-3.md"), page_address("daten/index.md"), page_address("index.md")
        ('ziele/1-3/', 'daten/', '')
    """
    ohne = quelle.removesuffix("index.md")
    return ohne if ohne != quelle else quelle.removesuffix(".md") + "/"


def register_entries(bestand: Bestand, start: str) -> dict[str, dict[str, Any]]:
    """Gives an index entry for each module without a page of its own: its place in the register."""
    m = bestand.frame("module")
    eintraege = {}
    for modul in m[~m["hat_seite"].fillna(value=False)].to_dict("records"):
        ort = f"{address('module', modul['paket'], start=start)}#modul-{modul['modul_id']}"
        eintraege[ort] = {"location": ort, "title": as_html(modul["name"]), "text": as_html(modul["kurz"])}
    return eintraege


def age_entries(ergebnis: Ergebnis, start: str) -> dict[str, dict[str, Any]]:
    """Gives an index entry for each age that an offer of the municipality at the root is for: the register with it chosen."""
    m = modules(ergebnis, start)
    bis = oldest_child(ergebnis)
    jahre = sorted({j for _, z in m.iterrows() for j in years_of_life(ergebnis, z) if VOR_DER_GEBURT < j <= bis})
    eintraege = {}
    for j in jahre:
        ort = f"{address('module', start, start=start)}?alter={j}"
        titel = sag("{alter}: Angebote für Kinder in diesem Alter", alter=age_of_child(j))
        wort = [sag("{zahl}jährig", zahl=format_anzahl_wort(j, sag("ein")))] if j else []
        tags = [as_html(t) for t in (age_of_child(j), *wort)]
        eintraege[ort] = {"location": ort, "title": as_html(titel), "text": "", "tags": tags}
    return eintraege


def unknown_targets(bestand: Bestand, seiten: Iterable[str], start: str) -> Iterator[Fehler]:
    """Finds words that lead nowhere.

    Args:
        bestand: The packages.
        seiten: Addresses of all pages.
        start: Municipality whose pages stand at the root.
    """
    da = {*seiten, *register_entries(bestand, start)}
    for tabelle in bestand.tables("suchwoerter"):
        for z in tabelle.zeilen:
            if target(z["seite"], z["kommune_id"], start) not in da:
                befund = f"Die Seite gibt es nicht (gefunden „{z['seite']}“)"
                abhilfe = "Bitte die Adresse einer Seite angeben, die das Wort beantwortet."
                yield Fehler(tabelle.datei, z["_zeile"], tabelle.key(z), befund, abhilfe)


def shorten(text: str, hoechstens: int = ZEICHEN) -> str:
    """Gives the beginning of a text without markup, cut between words.

    Example:
        >>> shorten("<p>Rund 36 von 100 Kindern</p> <p>wurden betreut.</p>", 20)
        'Rund 36 von 100 …'
    """
    glatt = " ".join(unescape(_MARKE.sub(" ", text)).split())
    return glatt if len(glatt) <= hoechstens else glatt[: hoechstens + 1].rpartition(" ")[0][:hoechstens] + " …"


def as_html(text: str) -> str:
    """Writes text for the index, whose entries the theme puts into the page as HTML."""
    return escape(text, quote=False)


def index_entries(
    docs: list[dict[str, Any]], bestand: Bestand, plan: Mapping[str, Seitenplan], start: str
) -> list[dict[str, Any]]:
    """Makes the entries of the index short, weighs them, and gives each the words that lead to it.

    Args:
        docs: Entries as the generator wrote them (location, title, text), pages before their sections.
        bestand: The packages as shown; words for pages of an area that is switched off lead nowhere and are left out.
        plan: The pages that data ask for; their description is the text of their entry.
        start: Municipality whose pages stand at the root.
    """
    geplant = {page_address(quelle): p for quelle, p in plan.items()}
    neu = {}
    for d in docs:
        ort, _, abschnitt = d["location"].partition("#")
        p = geplant.get(ort)
        if p and (p.art.art in NICHT_GESUCHT or (abschnitt and p.art.art in NUR_GANZ)):
            continue
        p = geplant.get(d["location"])
        neu[d["location"]] = {**d, "text": as_html(shorten(as_html(p.eintrag.beschreibung) if p else d["text"]))}
        if p and p.art.art in GEWICHT:
            neu[d["location"]]["boost"] = GEWICHT[p.art.art]
    neu |= {ort: e for ort, e in register_entries(bestand, start).items() if ort.partition("#")[0] in neu}
    for z in bestand.frame("suchwoerter").to_dict("records"):
        eintrag = neu.get(target(z["seite"], z["kommune_id"], start))
        if eintrag is not None:
            eintrag.setdefault("tags", []).append(as_html(z["wort"]))
    return list(neu.values())


def write_search(site: Path, ergebnis: Ergebnis, einstellungen: Einstellungen) -> None:
    """Rewrites the index that the generator wrote.

    Args:
        site: Folder of the built site.
        ergebnis: The outcome of all stages, as shown.
        einstellungen: The settings of the site.
    """
    plan = plan_pages(ergebnis, einstellungen.start, einstellungen.sozialraum)
    datei = site / VERZEICHNIS
    inhalt = json.loads(datei.read_text(encoding="utf-8"))
    docs = index_entries(inhalt["docs"], ergebnis.bestand, plan, einstellungen.start)
    if address("module", einstellungen.start, start=einstellungen.start) in {d["location"] for d in docs}:
        docs += age_entries(ergebnis, einstellungen.start).values()
    inhalt["docs"] = docs
    datei.write_text(json.dumps(inhalt, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def check_words(ergebnis: Ergebnis, start: str, docs: Path) -> list[Fehler]:
    """Checks the words against the pages that data and Markdown files make.

    Args:
        ergebnis: The outcome of all stages.
        start: Municipality whose pages stand at the root.
        docs: Folder of the Markdown files.
    """
    worte = {d.relative_to(docs).as_posix() for d in docs.rglob("*.md")}
    quellen = {*plan_pages(ergebnis, start), *worte, *shared_pages()}
    return list(unknown_targets(ergebnis.bestand, map(page_address, quellen), start))
