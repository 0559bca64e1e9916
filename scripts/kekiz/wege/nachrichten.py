"""Changes to the data as a feed, for readers who want to be told.

Source: The Atom Syndication Format, RFC 4287.
"""

import re
from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree

import markdown
from babel.dates import get_month_names
from markdown.extensions.toc import slugify

from kekiz.seiten.anatomie import split_words
from kekiz.wissen.schrift import typeset_html
from kekiz.wissen.sprache import language, sag

DATEI: Final = "daten/aenderungen/atom.xml"
"""The feed, from the root of the site."""
TEIL: Final = "Daten"
"""The part of an entry that feeds tell; as the change log writes it."""
_RAUM: Final = "http://www.w3.org/2005/Atom"
_TAG: Final = re.compile(r"(\d{1,2})\. (\w+) (\d{4})")


def read_day(titel: str) -> date | None:
    """Reads the day of an entry of a German change log; None where its heading names none.

    Example:
        >>> read_day("28. November 2026"), read_day("Demnächst"), read_day("30. Februar 2026")
        (datetime.date(2026, 11, 28), None, None)
    """
    treffer = _TAG.search(titel)
    monate = {name: nr for nr, name in get_month_names("wide", locale="de").items()}
    if not treffer or treffer[2] not in monate:
        return None
    try:
        return date(int(treffer[3]), monate[treffer[2]], int(treffer[1]))
    except ValueError:
        return None


def data_days(aenderungen: str) -> list[date]:
    """Lists the days under which a change log tells of changes to the data, in its order."""
    return [
        tag
        for titel, eintrag in split_words(aenderungen).items()
        if (tag := read_day(titel)) and TEIL in split_words(eintrag, "###")
    ]


def write_feed(site: Path, name: str, adresse: str, aenderungen: str, herausgeber: str) -> None:
    """Writes the feed beside the page of changes; without an address or a dated entry there is none.

    Args:
        site: Folder of the built site.
        name: Name of the site.
        adresse: Where it lies; empty: not known.
        aenderungen: The change log.
        herausgeber: Who publishes the site.
    """
    eintraege = [
        (tag, titel, worte)
        for titel, eintrag in split_words(aenderungen).items()
        if (tag := read_day(titel)) and (worte := split_words(eintrag, "###").get(TEIL))
    ]
    datei = site / DATEI
    if not adresse or not eintraege or not datei.parent.is_dir():
        return
    seite = f"{adresse}{Path(DATEI).parent.as_posix()}/"
    ElementTree.register_namespace("", _RAUM)
    feed = _element(None, "feed")
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", language().split("_")[0])
    _element(feed, "id", seite)
    _element(feed, "title", sag("{name}: Änderungen an den Daten", name=name))
    _element(feed, "updated", _moment(max(tag for tag, *_ in eintraege)))
    _element(_element(feed, "author"), "name", herausgeber)
    _element(feed, "link").attrib.update(rel="self", href=f"{adresse}{DATEI}", type="application/atom+xml")
    _element(feed, "link").attrib.update(rel="alternate", href=seite, type="text/html")
    for tag, titel, worte in eintraege:
        eintrag = _element(feed, "entry")
        stelle = f"{seite}#{quote(slugify(titel, '-'))}"
        _element(eintrag, "id", stelle)
        _element(eintrag, "title", sag("Änderungen an den Daten vom {tag}", tag=titel))
        _element(eintrag, "updated", _moment(tag))
        _element(eintrag, "link").attrib.update(rel="alternate", href=stelle, type="text/html")
        _element(eintrag, "content", typeset_html(markdown.markdown(worte))).set("type", "html")
    ElementTree.indent(feed, " ")
    text = ElementTree.tostring(feed, "unicode", xml_declaration=False)
    datei.write_text(f"<?xml version='1.0' encoding='utf-8'?>\n{text}\n", encoding="utf-8", newline="")


def _element(in_was: ElementTree.Element | None, name: str, text: str = "") -> ElementTree.Element:
    name = f"{{{_RAUM}}}{name}"
    element = ElementTree.Element(name) if in_was is None else ElementTree.SubElement(in_was, name)
    element.text = text or None
    return element


def _moment(tag: date) -> str:
    return f"{tag.isoformat()}T00:00:00Z"
