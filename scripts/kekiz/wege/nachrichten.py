"""Changes to the data as a feed, for readers who want to be told.

Source: The Atom Syndication Format, RFC 4287.
"""

from datetime import date
from pathlib import Path
from typing import Final
from urllib.parse import quote
from xml.etree import ElementTree

import markdown
from markdown.extensions.toc import slugify

from kekiz.seiten.datenseite import FEED, data_changes
from kekiz.wissen.schrift import typeset_html
from kekiz.wissen.sprache import language, sag

_RAUM: Final = "http://www.w3.org/2005/Atom"


def write_feed(site: Path, name: str, adresse: str, aenderungen: str, herausgeber: str) -> None:
    """Writes the feed beside the page of changes; without an address or a dated entry there is none.

    Args:
        site: Folder of the built site.
        name: Name of the site.
        adresse: Where it lies; empty: not known.
        aenderungen: The change log.
        herausgeber: Who publishes the site.
    """
    eintraege = data_changes(aenderungen)
    datei = site / FEED
    if not adresse or not eintraege or not datei.parent.is_dir():
        return
    seite = f"{adresse}{Path(FEED).parent.as_posix()}/"
    ElementTree.register_namespace("", _RAUM)
    feed = _element(None, "feed")
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", language().split("_")[0])
    _element(feed, "id", seite)
    _element(feed, "title", sag("{name}: Änderungen an den Daten", name=name))
    _element(feed, "updated", _moment(max(tag for tag, *_ in eintraege)))
    _element(_element(feed, "author"), "name", herausgeber)
    _element(feed, "link").attrib.update(rel="self", href=f"{adresse}{FEED}", type="application/atom+xml")
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
