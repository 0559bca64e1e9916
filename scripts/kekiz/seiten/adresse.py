"""The one place that knows where pages lie: from kind, municipality and id to an address."""

import posixpath

JE_KOMMUNE = {
    "ziele": "ziele/index",
    "ziel": "ziele/{}",
    "raeume": "sozialraeume/index",
    "raum": "sozialraeume/{}",
    "pilotraeume": "werkzeuge/pilotraeume",
    "module": "module/index",
    "modul": "module/{}",
    "integration": "module/integration",
    "weiterbildungen": "module/weiterbildungen",
    "arbeitsprogramm": "module/arbeitsprogramm-{}",
    "kette": "kette/index",
    "steuerung": "steuerung/index",
    "blatt": "steuerung/{}",
    "ausgangslage": "methodik/ausgangslage",
    "berichte": "bericht/index",
    "bericht": "bericht/{}",
    "stand": "daten/stand",
    "leicht": "leichte-sprache/index",
    "leicht_ziel": "leichte-sprache/ziele/{}",
    "leicht_raum": "leichte-sprache/sozialraeume/{}",
}
"""Kinds of pages that each municipality has of its own, with their place; ``{}`` stands for an id."""

EINMAL = {
    "start": "index",
    "kommune": "kommunen/{}",
    "kommunen": "kommunen/index",
    "themen": "kommunen/themen",
    "thema": "kommunen/themen/{}",
    "praxis": "kommunen/praxis",
    "vergleich": "kommunen/vergleich",
    "daten": "daten/index",
    "aenderungen": "daten/aenderungen",
    "kleinezahlen": "daten/kleine-zahlen",
    "programm": "programm/{}",
    "selbstbewertung": "werkzeuge/selbstbewertung",
    "mitmachen": "mitmachen/index",
    "neuesjahr": "mitmachen/neues-jahr",
    "korrektur": "mitmachen/korrektur",
    "neuekennzahl": "mitmachen/neue-kennzahl",
    "neuerhinweis": "mitmachen/hinweis",
    "pruefen": "mitmachen/pruefen",
    "methodik": "methodik/index",
    "leistung": "methodik/leistung",
    "glossar": "glossar/index",
    "kennzahlen": "kennzahlen/index",
    "kennzahl": "kennzahlen/{}",
    "sprachen": "sprachen/index",
    "sprache": "sprachen/{}",
    "durchsicht": "mitmachen/sprachen",
}
"""Kinds of pages that a site has once (that of a municipality: once for each)."""


def source(art: str, kommune_id: str, kennung: str = "", *, start: str) -> str:
    """Gives the place of a page's source below ``docs/``.

    Args:
        art: Kind of page.
        kommune_id: Municipality that the page belongs to.
        kennung: Id of the goal, area, module or municipality; empty for an overview.
        start: Municipality whose pages stand at the root; empty where there is none.

    Raises:
        KeyError: There is no such kind.

    Example:
        >>> source("ziel", "hier", "1.8.1", start="hier"), source("ziele", "dort", start="hier")
        ('ziele/1-8-1.md', 'kommunen/dort/ziele/index.md')
        >>> source("kommune", "dort", "dort", start="hier")
        'kommunen/dort.md'
    """
    if art in EINMAL:
        wurzel, ort = "", EINMAL[art]
    else:
        wurzel, ort = "" if kommune_id == start else f"kommunen/{kommune_id}/", JE_KOMMUNE[art]
    return wurzel + ort.format(kennung.replace(".", "-")) + ".md"


def address(art: str, kommune_id: str, kennung: str = "", *, start: str) -> str:
    """Gives the address of a page from the site's root; arguments as for :func:`source`.

    Example:
        >>> address("ziel", "dort", "1.8.1", start="hier"), address("ziele", "hier", start="hier")
        ('kommunen/dort/ziele/1-8-1/', 'ziele/')
        >>> address("start", "", start="hier")
        ''
    """
    ort = source(art, kommune_id, kennung, start=start).removesuffix(".md").removesuffix("index").rstrip("/")
    return f"{ort}/" if ort else ""


def value_anchor(kommune_id: str, raum_id: str, zeitraum: str, gruppe: str) -> str:
    """Gives the anchor of a value on the page of its Kennzahl; it follows from what the value is about alone.

    Args:
        kommune_id: Whose.
        raum_id: Where.
        zeitraum: When, as in the data.
        gruppe: For whom; empty for all.

    Example:
        >>> value_anchor("hier", "nord", "2017/18", ""), value_anchor("hier", "hier", "bis 2016", "alter_6_12")
        ('wert.hier.nord.2017_18', 'wert.hier.hier.bis-2016.alter_6_12')
    """
    zeit = zeitraum.replace("/", "_").replace(" ", "-")
    return ".".join(["wert", kommune_id, raum_id, zeit, *([gruppe] if gruppe else [])])


def relative(ziel: str, von: str) -> str:
    """Gives an address as seen from a page; both from the site's root.

    Example:
        >>> relative("ziele/1-3/", "kette/"), relative("daten/a.csv", ""), relative("", "ziele/")
        ('../ziele/1-3/', 'daten/a.csv', '../')
    """
    return posixpath.relpath(f"/{ziel}", f"/{von}") + ("/" if ziel.endswith("/") or not ziel else "")
