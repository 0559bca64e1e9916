"""Where a page stands: its section, the way to it, its neighbours; from the pages that there are, for every template."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from kekiz.daten.einstellungen import Hauptwort
from kekiz.sagen.woerter import STANDARD, name_areas
from kekiz.seiten.adresse import source
from kekiz.seiten.navigation import draw_neighbours
from kekiz.wege.plan import Seitenplan
from kekiz.wege.suche import page_address
from kekiz.wissen import texte
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import merke, sag
from kekiz.zeichnen.vorlage import render

VIELE: Final = 40
"""From how many pages on the groups of a list can be folded."""


@dataclass(frozen=True)
class Abschnitt:
    """A section of the site.

    Attributes:
        name: What it is called.
        glieder: Kinds of pages, and sources of pages that stand alone, in their order; the first one that exists is
            where the section begins.
    """

    name: str
    glieder: tuple[str, ...]


ABSCHNITTE: Final = (
    Abschnitt(merke("Ziele"), ("ziele", "berichte", "steuerung", "ziel", "bericht", "blatt")),
    Abschnitt(merke("Stadtteile"), ("raeume", "pilotraeume", "raum")),
    Abschnitt(merke("Angebote"), ("module", "kette", "integration", "weiterbildungen", "arbeitsprogramm", "modul")),
    Abschnitt(
        merke("Kommunen"),
        (
            "kommunen", "praxis", "vergleich", "themen", "thema", "kommunen/mitmachen.md", "selbstbewertung", "programm", "kommune",
        ),
    ),
    Abschnitt(
        merke("Daten und Methode"),
        (
            "daten", "kennzahlen", "stand", "kleinezahlen", "aenderungen", "methodik", "glossar",
            "ausgangslage", "leistung", "mitmachen", "neuesjahr", "korrektur", "neuekennzahl", "neuerhinweis", "pruefen",
            "durchsicht", "mitmachen/eigene-stadt.md", "ueber.md",
            "kennzahl",
        ),
    ),
)  # fmt: skip
"""The sections in their order; a page of another municipality than that at the root belongs to the municipalities."""
KOMMUNEN: Final = 3
KOPF: Final = {
    "leicht": Abschnitt(merke("Leichte Sprache"), ("leicht", "leicht_ziel", "leicht_raum")),
    "sprachen": Abschnitt(merke("Sprachen"), ("sprachen", "sprache")),
}
"""Sections for those who read German with effort, by their sign: every header leads to them, and no menu lists them."""

LEICHT: Final = {"ziel": "leicht_ziel", "raum": "leicht_raum"}
"""Kinds of pages with a version in Leichte Sprache, and the kind of that."""

ELTERN: Final = {
    "kennzahl": "kennzahlen",
    **dict.fromkeys(("neuesjahr", "korrektur", "neuekennzahl", "neuerhinweis", "pruefen"), "mitmachen"),
}
"""Kinds of pages that are reached from an overview that is not where their section begins."""
_WEITER: Final = "_navigation"
"""How the name of the part of a page ends that leads to its neighbours."""
FUSS: Final = ("aenderungen", "mitmachen", "glossar", "ueber.md")
"""What the foot of every page leads to, beside the legal pages."""


@dataclass(frozen=True)
class _Ort:
    """A page in a list.

    Attributes:
        name: Its name.
        adresse: Its address.
        gruppe: The heading it stands under.
        status: Its mark.
        ist_einzeln: Whether it is the only one of its kind.
        fuehrt_weiter: Whether its kind has a part of its own that leads to its neighbours.
        ist_ueberblick: Whether it is the overview that the heading it stands under names.
    """

    name: str
    adresse: str
    gruppe: str = ""
    status: Status | None = None
    ist_einzeln: bool = True
    fuehrt_weiter: bool = False
    ist_ueberblick: bool = False


def guide(
    plan: Mapping[str, Seitenplan],
    einzelne: Collection[str],
    start: str,
    orte: Mapping[str, str],
    sozialraum: Hauptwort = STANDARD,
) -> dict[str, Any]:
    """Tells for every page where it stands.

    Args:
        plan: Pages that data ask for, by the path of their source.
        einzelne: Sources of the pages that stand alone.
        start: Municipality whose pages stand at the root; empty where there is none.
        orte: Name of each municipality by id.
        sozialraum: What a part of the city is called.

    Returns:
        ``abschnitte`` (name and address), ``listen`` (groups of pages by key: heading,
        whether to fold, addresses, HTML whose addresses begin at the root) and ``seiten`` (by address: number of
        the section, key of its list, the way to it as names and addresses, its own name, whether it is the only one of
        its kind and is called by its title in its way, HTML of its neighbours with addresses that begin at the root unless
        its kind has a part for that, address of the page or its municipality in Leichte Sprache where that is not the
        overview at the root), ``kopf`` (what the header leads to beside the sections: sign, name, address),
        ``fuss`` (names and addresses), all of it text and numbers that any template reads.
    """
    listen: dict[str, list[_Ort]] = {}
    seiten: dict[str, dict[str, Any]] = {}
    abschnitte = []
    alle = (*ABSCHNITTE, *KOPF.values())
    for nr, abschnitt in enumerate(alle):
        je_glied = {glied: _pages(glied, plan, einzelne, start, sozialraum) for glied in abschnitt.glieder}
        eigene = [o for orte_des_glieds in je_glied.values() for o in orte_des_glieds]
        eltern = {
            o: [[e.name, e.adresse] for e in je_glied[ELTERN[glied]][:1] if e != eigene[0]]
            for glied in ELTERN.keys() & je_glied.keys()
            for o in je_glied[glied]
        }
        abschnitte.append({"name": _heading(abschnitt, sozialraum), "adresse": eigene[0].adresse} if eigene else {})
        schluessel = str(nr)
        listen[schluessel] = eigene
        neben = _neighbours(eigene, _heading(abschnitt, sozialraum))
        for stelle, ort in enumerate(eigene):
            seiten[ort.adresse] = {
                "abschnitt": nr, "liste": schluessel, "name": ort.name if stelle else abschnitte[nr]["name"],
                "pfad": [[abschnitte[nr]["name"], eigene[0].adresse], *eltern.get(ort, [])] if stelle else [],
                "einzeln": ort.ist_einzeln, "neben": neben.get(ort.adresse, ""),
            }  # fmt: skip
    for kommune_id, fremde in _of_others(plan, start, sozialraum).items():
        schluessel = f"{KOMMUNEN}-{kommune_id}"
        listen[schluessel] = [o for art in fremde.values() for o in art]
        neben = _neighbours(listen[schluessel], orte[kommune_id])
        profil = page_address(source("kommune", kommune_id, kommune_id, start=start))
        oben = [[abschnitte[KOMMUNEN]["name"], abschnitte[KOMMUNEN]["adresse"]]] if abschnitte[KOMMUNEN] else []
        weg = [*oben, *([[orte[kommune_id], profil]] if profil in seiten else [])]
        for abschnitt in alle:
            erster: list[list[str]] = []
            for ort in (o for glied in abschnitt.glieder for o in fremde.get(glied, ())):
                seiten[ort.adresse] = {
                    "abschnitt": KOMMUNEN, "liste": schluessel, "name": ort.name, "pfad": [*weg, *erster],
                    "einzeln": ort.ist_einzeln, "neben": neben.get(ort.adresse, ""),
                }  # fmt: skip
                erster = erster or [[ort.name, ort.adresse]]
    for adresse, leicht in _easy_pages(plan, start).items():
        if adresse in seiten:
            seiten[adresse]["leicht"] = leicht
    gefuellt = [a for a in abschnitte[: len(ABSCHNITTE)] if a]
    nummern = {nr: gefuellt.index(a) for nr, a in enumerate(abschnitte[: len(ABSCHNITTE)]) if a}
    return {
        "abschnitte": gefuellt,
        "listen": {k: _grouped(o) for k, o in listen.items() if o},
        "seiten": {a: s | {"abschnitt": nummern.get(s["abschnitt"])} for a, s in seiten.items()},
        "kopf": [
            {"zeichen": zeichen, **a} for zeichen, a in zip(KOPF, abschnitte[len(ABSCHNITTE) :], strict=True) if a
        ],
        "fuss": [[o.name, o.adresse] for glied in FUSS for o in _pages(glied, plan, einzelne, start, sozialraum)],
    }


def _easy_pages(plan: Mapping[str, Seitenplan], start: str) -> dict[str, str]:
    """Gives for each page where it, or at least its municipality, stands in Leichte Sprache, other than at the root.

    A goal stands on the page of the goal at the top that it is part of, with an anchor of its own where it has no parts.
    """
    leicht = {}
    ziele = [(s.eintrag.kommune_id, s.eintrag.kennung) for s in plan.values() if s.art.art == "ziel"]
    mit_unterzielen = {(k, nr.rpartition(".")[0]) for k, nr in ziele}
    for quelle, s in plan.items():
        kommune_id, kennung = s.eintrag.kommune_id or start, s.eintrag.kennung
        oben = kennung.partition(".")[0] if s.art.art == "ziel" else kennung
        if (art := LEICHT.get(s.art.art)) and (ziel := source(art, kommune_id, oben, start=start)) in plan:
            ist_einzeln = oben != kennung and (s.eintrag.kommune_id, kennung) not in mit_unterzielen
            anker = f"#ziel-{kennung.replace('.', '-')}" if ist_einzeln else ""
            leicht[page_address(quelle)] = page_address(ziel) + anker
        elif kommune_id != start and (ziel := source("leicht", kommune_id, start=start)) in plan:
            leicht[page_address(quelle)] = page_address(ziel)
    return leicht


def _neighbours(orte: list[_Ort], titel: str) -> dict[str, str]:
    """Links pages to those before and after them, where their kind does not do so itself; none where a page is alone.

    Args:
        orte: The pages of a section in their order.
        titel: Name of the section.
    """
    folge = [o for o in orte if not o.fuehrt_weiter]
    if len(folge) == 1:
        folge = orte[:2]
    if len(folge) < 2:
        return {}
    seiten = [(o.adresse, o.name) for o in folge]
    return {
        o.adresse: str(draw_neighbours(sag("Weiter in: {titel}", titel=titel), seiten, i, None))
        for i, o in enumerate(folge)
        if not o.fuehrt_weiter
    }


def _heading(abschnitt: Abschnitt, sozialraum: Hauptwort) -> str:
    """Names a section: that of the areas by the city's own word, else by one that everybody knows."""
    if "raum" in abschnitt.glieder and sozialraum != STANDARD:
        return sozialraum.mehrzahl
    return sag(abschnitt.name)


def _pages(
    glied: str, plan: Mapping[str, Seitenplan], einzelne: Collection[str], start: str, sozialraum: Hauptwort
) -> list[_Ort]:
    """Lists the pages of one kind that belong to no municipality or to that at the root; profiles all of them."""
    if glied in einzelne:
        return [_Ort(texte.SEITENNAME[glied], page_address(glied))]
    return [
        _of_entry(quelle, s, sozialraum)
        for quelle, s in plan.items()
        if s.art.art == glied and (glied == "kommune" or s.eintrag.kommune_id in ("", start))
    ]


def _of_others(plan: Mapping[str, Seitenplan], start: str, sozialraum: Hauptwort) -> dict[str, dict[str, list[_Ort]]]:
    """Lists the pages of every other municipality, by municipality and kind."""
    fremde: dict[str, dict[str, list[_Ort]]] = {}
    for quelle, s in plan.items():
        kommune_id = s.eintrag.kommune_id
        if kommune_id not in ("", start) and s.art.art != "kommune":
            fremde.setdefault(kommune_id, {}).setdefault(s.art.art, []).append(_of_entry(quelle, s, sozialraum))
    return fremde


def _of_entry(quelle: str, seite: Seitenplan, sozialraum: Hauptwort) -> _Ort:
    e = seite.eintrag
    name = name_areas(texte.SEITENNAME.get(seite.art.art, ""), sozialraum) if not e.kennung else ""
    return _Ort(
        name or e.menue or e.titel,
        page_address(quelle),
        name_areas(e.gruppe, sozialraum),
        Status(e.status()) if e.status else None,
        not e.kennung,
        any(isinstance(teil, str) and teil.endswith(_WEITER) for teil in seite.art.ordnung),
    )


def _grouped(orte: list[_Ort]) -> list[dict[str, Any]]:
    """Puts pages under their headings, each heading once, in the order of its first page.

    A page that is called what a heading says stands first under it, so that no name stands there twice.
    """
    gruppen: dict[str, list[_Ort]] = {ort.gruppe: [] for ort in orte}
    for ort in orte:
        ist_ueberblick = not ort.gruppe and ort.name in gruppen
        gruppen[ort.name if ist_ueberblick else ort.gruppe].append(replace(ort, ist_ueberblick=ist_ueberblick))
    falten = len(orte) > VIELE
    return [
        {
            "titel": titel, "falten": bool(titel) and falten, "adressen": [o.adresse for o in teil],
            "html": str(render("wege_liste", seiten=teil)),
        }
        for titel, alle in gruppen.items()
        if (teil := sorted(alle, key=lambda o: not o.ist_ueberblick))
    ]  # fmt: skip
