"""Pictures of pages as they are on paper: the colours of the stylesheet are written into each SVG.

On a page a picture has classes and the stylesheet has the colours; a picture in a PDF stands alone. What the stylesheet says
for print is worked out here by the same rules as in a browser, for what pictures are drawn with.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2

_BILD: Final = frozenset({
    "color", "fill", "fill-opacity", "opacity", "paint-order", "stroke", "stroke-dasharray", "stroke-linecap",
    "stroke-linejoin", "stroke-opacity", "stroke-width", "font-size", "font-weight", "text-anchor", "display",
})  # fmt: skip
"""What pictures are drawn with."""
_NUR_HTML: Final = frozenset({"class", "role", "focusable", "id", "tabindex"})
"""What nothing reads in a picture that stands alone."""
_VAR: Final = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*((?:[^()]|\([^()]*\))*))?\)")
_PIXEL: Final = re.compile(r"^([\d.]+)(?:px)?$")
_TIEFE: Final = 5
_FETT: Final = 600
"""From this weight on the bold style of the typeface is nearer."""
_BREITE: Final = 240
"""Width of a picture that fills its place, in its own units."""

Element = ET.Element
Werte = dict[str, str]


class Stile:
    """The stylesheet of the site, as it holds on paper.

    What stands beside an element makes no difference here.

    Args:
        css: Its text; a later rule goes before an earlier one of the same weight.
    """

    def __init__(self, css: str) -> None:
        self._matcher = cssselect2.Matcher()
        for wahl, werte in _rules(css):
            try:
                gewaehlt = cssselect2.compile_selector_list(wahl)
            except cssselect2.SelectorError:
                continue  # A browser passes over a rule that it cannot read, too.
            for einer in gewaehlt:
                if einer.pseudo_element is None:
                    self._matcher.add_selector(einer, werte)
        self._bekannt: dict[tuple[Any, ...], Werte] = {}

    def inherited(self, weg: Sequence[Element]) -> Werte:
        """Gives what an element hands on: the colour of its words and the values with names of their own.

        Args:
            weg: The elements from the root of the page down to it.
        """
        if not weg:
            return {}
        schluessel = ("erbe", *map(_kind, weg))
        if schluessel not in self._bekannt:
            self._bekannt[schluessel] = _handed_on(self.inherited(weg[:-1]), self._of(_wrap(weg)))
        return self._bekannt[schluessel]

    def draw(self, weg: Sequence[Element], schrift: str) -> str:
        """Writes a picture that stands alone.

        Args:
            weg: The elements from the root of the page down to the ``svg``.
            schrift: Name of the typeface.
        """
        quelle = weg[-1]
        bild = self._drawn(_wrap(weg), self.inherited(weg[:-1]), tuple(map(_kind, weg[:-1])))
        breite, hoehe = quelle.get("width", ""), quelle.get("height", "")
        kasten = [*quelle.get("viewBox", "").split(), "", "", "", ""]
        bild.set("width", breite if breite and not breite.endswith("%") else kasten[2] or str(_BREITE))
        bild.set("height", hoehe if hoehe and not hoehe.endswith("%") else kasten[3] or str(_BREITE))
        bild.set("xmlns", "http://www.w3.org/2000/svg")
        bild.set("font-family", schrift)
        bild.tail = None
        return ET.tostring(bild, encoding="unicode")

    def _of(self, knoten: Any) -> Werte:
        """Gives what the stylesheet says about an element, without what it inherits."""
        werte: Werte = {}
        wichtig: Werte = {}
        for _, _, _, eigene in self._matcher.match(knoten):
            for name, (wert, ist_wichtig) in eigene.items():
                (wichtig if ist_wichtig else werte)[name] = wert
        return werte | wichtig

    def _drawn(self, knoten: Any, erbe: Werte, weg: tuple[Any, ...], *, ist_text: bool = False) -> Element:
        quelle: Element = knoten.etree_element
        # Inside a picture no rule asks for neighbours: what is of one kind in one place looks the same.
        weg = _way(knoten, weg)
        eigene = self._look(knoten, weg)
        erbe = _handed_on(erbe, eigene)
        neu = ET.Element(_drawable(str(quelle.tag), ist_text=ist_text))
        for name, wert in quelle.attrib.items():
            if name not in _NUR_HTML and not name.startswith(("aria-", "data-")) and name != "href":
                neu.set(name, wert)
        for name, wert in eigene.items():
            if name in _BILD and name not in ("color", "display") and (fertig := _resolved(name, wert, erbe)):
                neu.set(name, fertig)
        neu.text, neu.tail = quelle.text, quelle.tail
        for kind in knoten.iter_children():
            if kind.etree_element.tag not in ("title", "desc") and self._is_shown(kind, weg):
                neu.append(self._drawn(kind, erbe, weg, ist_text=ist_text or quelle.tag == "text"))
        return neu

    def _look(self, knoten: Any, weg: tuple[Any, ...]) -> Werte:
        if weg not in self._bekannt:
            self._bekannt[weg] = self._of(knoten)
        return self._bekannt[weg]

    def _is_shown(self, knoten: Any, weg: tuple[Any, ...]) -> bool:
        return self._look(knoten, _way(knoten, weg)).get("display") != "none"


def _kind(e: Element) -> tuple[str, str]:
    return str(e.tag), e.get("class", "")


def _way(knoten: Any, weg: tuple[Any, ...]) -> tuple[Any, ...]:
    return (*weg, _kind(knoten.etree_element))


def _drawable(art: str, *, ist_text: bool) -> str:
    """A link of a picture leads nowhere on paper."""
    return ("tspan" if ist_text else "g") if art == "a" else art


def _handed_on(vorher: Werte, eigene: Mapping[str, str]) -> Werte:
    neu = {n: w for n, w in eigene.items() if n == "color" or n.startswith("--")}
    if not neu:
        return vorher
    if "color" in neu:
        farbe = _look_up(neu["color"], vorher | neu)
        neu["color"] = vorher.get("color", "") if farbe == "inherit" else farbe
    return vorher | neu


def _look_up(wert: str, erbe: Mapping[str, str]) -> str:
    """Puts in what values with names of their own stand for."""
    for _ in range(_TIEFE):
        if "var(" not in wert:
            break
        wert = _VAR.sub(lambda m: erbe.get(m[1], m[2] or "").strip(), wert)
    return wert.strip()


def _resolved(name: str, wert: str, erbe: Mapping[str, str]) -> str:
    wert = _look_up(wert, erbe)
    if wert.lower() == "currentcolor":
        return erbe.get("color", "")
    if name in ("font-size", "stroke-width"):
        pixel = _PIXEL.match(wert)
        return pixel[1] if pixel else ""
    if name == "font-weight":
        return "bold" if wert == "bold" or (wert.isdigit() and int(wert) >= _FETT) else "normal"
    return "" if wert in ("inherit", "unset", "initial") else wert


def _rules(css: str) -> Iterator[tuple[Any, dict[str, tuple[str, bool]]]]:
    """Reads the rules that hold on paper: selectors, and what they say about pictures."""
    yield from _rules_in(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))


def _rules_in(regeln: Any) -> Iterator[tuple[Any, dict[str, tuple[str, bool]]]]:
    for regel in regeln:
        if regel.type == "at-rule" and regel.lower_at_keyword == "media" and regel.content is not None:
            if tinycss2.serialize(regel.prelude).strip() == "print":
                drin = tinycss2.parse_rule_list(regel.content, skip_comments=True, skip_whitespace=True)
                yield from _rules_in(drin)
        elif regel.type == "qualified-rule":
            werte = {
                d.name: (tinycss2.serialize(d.value).strip(), d.important)
                for d in tinycss2.parse_blocks_contents(regel.content, skip_comments=True, skip_whitespace=True)
                if d.type == "declaration" and (d.name.startswith("--kp-") or d.lower_name in _BILD)
            }
            if werte:
                yield regel.prelude, werte


def alternative(bild: Element) -> str:
    """Gives the words for a picture: title and description; empty where it only decorates."""
    if bild.get("aria-hidden") == "true":
        return ""
    worte = [" ".join("".join(k.itertext()).split()) for k in bild if k.tag in ("title", "desc")]
    return ". ".join(w.rstrip(".") for w in worte if w) or bild.get("aria-label", "")


def _wrap(weg: Sequence[Element]) -> Any:
    """Wraps an element as cssselect2 reads it: with all that is in it and what it stands in, without what stands beside it."""
    unten = weg[-1]
    for e in reversed(weg[:-1]):
        oben = ET.Element(e.tag, e.attrib)
        oben.append(unten)
        unten = oben
    knoten = cssselect2.ElementWrapper.from_html_root(unten)
    for _ in weg[1:]:
        knoten = next(knoten.iter_children())
    return knoten
