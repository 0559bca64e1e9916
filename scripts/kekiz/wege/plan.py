"""Which pages the data ask for, and what stands on them."""

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from importlib import import_module
from pkgutil import iter_modules
from posixpath import dirname, join, normpath
from types import ModuleType
from typing import NamedTuple

from kekiz import seiten
from kekiz.daten.bestand import Bestand
from kekiz.daten.einstellungen import BEREICHE, Einstellungen, Hauptwort, read_settings
from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.sagen.woerter import STANDARD, name_areas, name_whole
from kekiz.seiten.adresse import JE_KOMMUNE, source
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, check_words, compose, has_head
from kekiz.wege.grundlage import DOCS
from kekiz.wissen.codes import KREIS, SPANNE
from kekiz.wissen.fehler import DatenFehler, Fehler


def page_modules() -> list[ModuleType]:
    """Finds the modules of the room that hold kinds of pages."""
    return [import_module(f"{seiten.__name__}.{m.name}") for m in iter_modules(seiten.__path__)]


ARTEN: tuple[Seitenart, ...] = tuple(art for modul in page_modules() for art in getattr(modul, "ARTEN", ()))
"""Every kind of page that data ask for (modules of the room have them in ``ARTEN``)."""


@lru_cache(maxsize=2)
def _without(ergebnis: Ergebnis, aus: frozenset[str]) -> Ergebnis:
    weg = {tabelle for bereich in aus for tabelle in BEREICHE[bereich]}
    tabellen = [t for t in ergebnis.bestand.tabellen if t.name not in weg]
    if "sozialraeume" not in aus:
        return replace(ergebnis, bestand=replace(ergebnis.bestand, tabellen=tabellen))
    teile = {"sozialraum", "nicht_zugeordnet"}
    tabellen = [replace(t, inhalt=t.frame[~t.frame["typ"].isin(teile)]) if t.name == "raeume" else t for t in tabellen]
    w = ergebnis.werte
    werte = w[~w["raum_typ"].isin(teile) & w["gruppe"].ne(SPANNE)]
    return replace(
        ergebnis,
        bestand=replace(ergebnis.bestand, tabellen=tabellen),
        werte=werte,
        zusammen=ergebnis.zusammen.iloc[0:0],
    )


def read_shown() -> tuple[Ergebnis, Einstellungen]:
    """Reads what pages show: the outcome without the tables of the areas that the settings switch off.

    Raises:
        DatenFehler: Packages or settings have faults.
    """
    einstellungen = read_settings()
    ergebnis = read_ergebnis()
    return (_without(ergebnis, einstellungen.aus) if einstellungen.aus else ergebnis), einstellungen


def name_places(text: str, ergebnis: Ergebnis, kommune_id: str, sozialraum: Hauptwort) -> str:
    """Writes the words that fit for a municipality and for its parts.

    Args:
        text: Words, Markdown or HTML.
        ergebnis: The outcome of all stages.
        kommune_id: Municipality of the page; empty where there is none.
        sozialraum: What a part of the city is called.
    """
    return name_whole(name_areas(text, sozialraum), ist_kreis=_is_kreis(ergebnis.bestand, kommune_id))


@lru_cache(maxsize=1024)
def _is_kreis(bestand: Bestand, kommune_id: str) -> bool:
    return bool(bestand.where("kommunen", kommune_id=kommune_id)["typ"].eq(KREIS).any())


def hidden_pages(plan: Mapping[str, object], einstellungen: Einstellungen) -> frozenset[str]:
    """Lists the pages that there would be if no area were switched off, by the path of their source.

    Args:
        plan: The pages that there are.
        einstellungen: The settings.
    """
    if not einstellungen.aus:
        return frozenset()
    alle = plan_pages(read_ergebnis(), einstellungen.start, einstellungen.sozialraum)
    return frozenset(alle.keys() - plan.keys())


_VERWEIS = re.compile(r"\[(?P<text>[^\]]+)\]\((?P<ziel>[^)#\s]+\.md)(?:#[^)\s]*)?\)")


def targets(text: str, quelle: str) -> set[str]:
    """Gives the sources of the pages that words link to, by their path below ``docs/``; arguments as for :func:`unlink`."""
    return {normpath(join(dirname(quelle), t["ziel"])) for t in _VERWEIS.finditer(text)}


def unlink(text: str, quelle: str, weg: Collection[str]) -> str:
    """Takes links to pages that are switched off out of words; a point of a list that begins with one goes as a whole.

    Args:
        text: Markdown.
        quelle: Path of its source below ``docs/``.
        weg: Sources of the pages that are switched off.

    Example:
        >>> unlink("Im [Vergleich](b.md#x) und [hier](c.md).\\n- [Vergleich](b.md): alle", "a.md", {"b.md"})
        'Im Vergleich und [hier](c.md).\\n'
    """

    def _gone(treffer: re.Match[str]) -> bool:
        return normpath(join(dirname(quelle), treffer["ziel"])) in weg

    zeilen = []
    for zeile in text.splitlines(keepends=True):
        erster = _VERWEIS.match(zeile.lstrip().removeprefix("- ")) if zeile.lstrip().startswith("- ") else None
        if not (erster and _gone(erster)):
            zeilen.append(_VERWEIS.sub(lambda t: t["text"] if _gone(t) else t[0], zeile))
    return "".join(zeilen)


class Seitenplan(NamedTuple):
    """One page and its kind."""

    art: Seitenart
    eintrag: Eintrag


def plan_pages(ergebnis: Ergebnis, start: str, sozialraum: Hauptwort = STANDARD) -> dict[str, Seitenplan]:
    """Lists the pages that data ask for.

    Args:
        ergebnis: The outcome of all stages.
        start: Municipality whose pages stand at the root; empty where there is none.
        sozialraum: What a part of the city is called.

    Returns:
        Pages by the path of their source below ``docs/`` (``ziele/1-3.md``). Titles of pages below ``kommunen/`` name
        their municipality, since titles are what the search shows.

    Raises:
        DatenFehler: Two pages would have one address; all that would are told.
    """
    plan: dict[str, Seitenplan] = {}
    doppelt: list[Fehler] = []
    for art in ARTEN:
        for eintrag in _wanted(art, ergebnis, start):
            pfad = source(art.art, eintrag.kommune_id or start, eintrag.kennung, start=start)
            if pfad in plan:
                doppelt.append(_taken(pfad, plan[pfad], Seitenplan(art, eintrag)))
                continue
            fremd = art.art in JE_KOMMUNE and eintrag.kommune_id != start
            # A title that names the place already says it once.
            titel = f"{eintrag.ort}: {eintrag.titel}" if fremd and eintrag.ort not in eintrag.titel else eintrag.titel
            kommune_id = eintrag.kommune_id or start
            titel, beschreibung = (
                name_places(t, ergebnis, kommune_id, sozialraum) for t in (titel, eintrag.beschreibung)
            )
            plan[pfad] = Seitenplan(art, replace(eintrag, titel=titel, beschreibung=beschreibung))
    if doppelt:
        raise DatenFehler(doppelt)
    return plan


def _wanted(art: Seitenart, ergebnis: Ergebnis, start: str) -> list[Eintrag]:
    """Lists the pages of a kind for this root; one of the whole site gives way to that of the municipality there."""
    eintraege = art.entries(ergebnis)
    if art.auch_andere is not None and not art.auch_andere(ergebnis):
        eintraege = [e for e in eintraege if e.kommune_id in ("", start)]
    ist_ersetzt = bool(start) and art.art in JE_KOMMUNE and start in {e.kommune_id for e in eintraege}
    return [e for e in eintraege if e.kommune_id or not ist_ersetzt]


def _taken(pfad: str, eine: Seitenplan, andere: Seitenplan) -> Fehler:
    """Words that two pages would have one address; the row that chose its id is named."""
    art, eintrag = andere if andere.eintrag.kennung else eine
    woher = art.woher if "/" in art.woher or not eintrag.kommune_id else f"{eintrag.kommune_id}/{art.woher}"
    befund = f"Zwei Seiten hätten eine Adresse (gefunden {pfad.removesuffix('.md')} als {eine.art.art} und als {andere.art.art})"
    return Fehler(woher, 0, eintrag.kennung, befund, "Bitte eine andere Kennung wählen.")


def shown_pages(ergebnis: Ergebnis, einstellungen: Einstellungen) -> dict[str, Seitenplan]:
    """Lists the pages of the site: those that data ask for without those of areas that are switched off."""
    plan = plan_pages(ergebnis, einstellungen.start, einstellungen.sozialraum)
    return {pfad: seite for pfad, seite in plan.items() if pfad not in einstellungen.seiten_aus}


def write_sources(ergebnis: Ergebnis, plan: Mapping[str, Seitenplan], prosa: Mapping[str, str]) -> dict[str, str]:
    """Writes the source of every page.

    Args:
        ergebnis: The outcome of all stages.
        plan: Pages by the path of their source.
        prosa: What the Markdown files hold, by path.

    Returns:
        Markdown by path.

    Raises:
        DatenFehler: A file holds more than words, or the data do not know what it is about.
    """
    fehler = [f for pfad in sorted(prosa.keys() - plan.keys()) if (f := _stray(pfad, prosa[pfad], plan))]
    for pfad, (art, eintrag) in plan.items():
        fehler += check_words(f"{DOCS}/{pfad}", prosa.get(pfad, ""), art, eintrag.ort)
    if fehler:
        raise DatenFehler(fehler)
    mit_zeilen = {(t.paket, t.name) for t in ergebnis.bestand.tabellen if len(t.frame)}
    mit_zeilen |= {("", name) for _, name in mit_zeilen}

    def _asked(eintrag: Eintrag, abschnitt: Abschnitt) -> bool:
        hat = not abschnitt.tabelle or (eintrag.kommune_id, abschnitt.tabelle) in mit_zeilen
        return hat and (abschnitt.gibt is None or abschnitt.gibt(ergebnis))

    return {pfad: compose(art, e, prosa.get(pfad, ""), partial(_asked, e)) for pfad, (art, e) in plan.items()}


def _stray(pfad: str, text: str, plan: Mapping[str, Seitenplan]) -> Fehler | None:
    """Reports a file of words whose goal, area, module or municipality is not in the data (any more).

    A file with front matter is a page of its own.
    """
    ordner, _, name = pfad.rpartition("/")
    nachbarn = [art for p, (art, _) in plan.items() if p.rpartition("/")[0] == ordner]
    if not nachbarn or has_head(text):
        return None
    woher = nachbarn[0].woher
    return Fehler(
        f"{DOCS}/{pfad}", 0, "", f"Zu dieser Datei steht nichts in {woher} (gefunden „{name.removesuffix('.md')}“)",
        f"Bitte die Zeile in {woher} ergänzen oder die Datei löschen.",
    )  # fmt: skip
