"""A finished page as it is put on paper: its words, tables and pictures in their order, for the template of the PDFs.

Nothing is worded here: what stands on paper is taken from the page, and what the page has folded is left out of a sheet.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any, Final
from urllib.parse import urljoin
from xml.etree import ElementTree as ET

from kekiz.wege.druckbild import Element, Stile, alternative
from kekiz.wissen.sprache import sag
from kekiz.wissen.trennung import SHY

Knoten = dict[str, Any]
"""A block of a page, as the template reads it: ``t`` is its kind."""
Zeile = list[Any]
"""Words of a line: texts, and lists whose first entry says what the rest is."""

_LEER_ELEMENTE: Final = frozenset({"br", "hr", "img", "input", "link", "meta", "source", "wbr"})
_IN_DER_ZEILE: Final = frozenset({
    "a", "abbr", "b", "bdi", "br", "cite", "code", "em", "i", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "u", "var", "wbr",
})  # fmt: skip
_BEDIENT: Final = frozenset({
    "button", "form", "fieldset", "input", "label", "nav", "output", "script", "select", "style", "template", "textarea",
    "progress",
})  # fmt: skip
"""What can be used on a screen only."""
_NUR_SCHIRM: Final = frozenset({
    "kp-nur-schirm", "kp-unsichtbar", "kp-nur-js", "kp-nur-interaktiv", "kp-diagramm__leiste", "kp-diagramm__meldung",
    "kp-druckzeile", "kp-filter", "kp-kacheln", "kp-navigation", "kp-pfad", "kp-svg--schmal", "kp-alterswahl",
    "kp-abstand--kopf", "kp-zielliste__bild", "kp-spark", "kp-raumkarte__bild", "kp-raumkarte__text",
})  # fmt: skip
"""Classes of what says nothing on paper that does not stand beside it."""
_NIE_OFFEN: Final = frozenset({"kp-rechnung", "kp-laden", "kp-zitat", "kp-raumwechsel", "kp-weitere"})
"""Folds that stay folded in a whole report, too: steps of an arithmetic, downloads, small things in a document."""
_ART: Final = {
    "kp-quelle": "klein", "kp-lead": "lead", "kp-befund__leit": "lead", "kp-befund__dazu": "klein", "kp-kopf__status": "status",
    "kp-diagramm__titel": "titel", "kp-diagramm__untertitel": "leise", "kp-zahlkarte__name": "leise",
    "kp-zahlkarte__zahl": "zahl", "kp-zielliste__kopf": "fett",
}  # fmt: skip
"""How a paragraph is set, by its class on the page."""
_ZEICHEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_RAUM: Final = re.compile(r"[ \t\r\n\f]+")
_GROSS: Final = {"viewbox": "viewBox", "preserveaspectratio": "preserveAspectRatio"}
"""Names in pictures that HTML writes small."""


class _Bauer(HTMLParser):
    """Builds a tree of the article of a page."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.artikel: Element | None = None
        self._offen: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._offen and (tag != "article" or self.artikel is not None):
            return
        neu = ET.Element(tag, {_GROSS.get(n, n): w or "" for n, w in attrs})
        if self._offen:
            self._offen[-1].append(neu)
        else:
            self.artikel = neu
        if tag not in _LEER_ELEMENTE:
            self._offen.append(neu)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if self._offen and tag not in _LEER_ELEMENTE:
            self._offen.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(e.tag == tag for e in self._offen):
            while self._offen.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self._offen:
            hier = self._offen[-1]
            if len(hier):
                hier[-1].tail = (hier[-1].tail or "") + data
            else:
                hier.text = (hier.text or "") + data


def read_article(html: str) -> Element:
    """Reads the article of a page.

    Args:
        html: A finished page.

    Raises:
        ValueError: It has none.
    """
    bauer = _Bauer()
    bauer.feed(html)
    bauer.close()
    if bauer.artikel is None:
        raise ValueError("Die Seite hat keinen Artikel")
    return bauer.artikel


def clean(text: str, schriftzeichen: frozenset[int]) -> str:
    """Leaves out what no typeface shows; a letter that none of them has becomes the sign for one.

    Args:
        text: Words of a page.
        schriftzeichen: The characters of the typefaces.

    Example:
        >>> clean("Haupt\\u00adschule \\U0001f476", frozenset(map(ord, "Hauptschule ")))
        'Hauptschule �'
    """
    text = _ZEICHEN.sub("", text.replace(SHY, ""))
    return "".join(z if ord(z) in schriftzeichen or z in "\n\t\r" else "\ufffd" for z in text)


@dataclass
class Leser:
    """Reads the article of one page.

    Attributes:
        stile: The stylesheet.
        adresse: Full address of the page; empty where the site does not know where it lies: then links lead nowhere.
        schrift: Name of the typeface.
        schriftzeichen: The characters of the typefaces.
        ist_ganz: Whether what the page has folded is read as well.
        stufe: So many levels its headings stand below those of the page.
    """

    stile: Stile
    adresse: str
    schrift: str
    schriftzeichen: frozenset[int]
    ist_ganz: bool = False
    stufe: int = 0
    _artikel: Element = field(init=False)
    _eltern: Mapping[Element, Element] = field(init=False)
    _letzte: int = field(init=False, default=0)

    def read(self, artikel: Element) -> list[Knoten]:
        """Gives the blocks of the article, in their order."""
        self._artikel = artikel
        self._eltern = {kind: e for e in artikel.iter() for kind in e}
        self._letzte = self.stufe
        return self._blocks(artikel)

    def _blocks(self, hier: Element) -> list[Knoten]:
        bloecke: list[Knoten] = []
        zeile: Zeile = []

        def _end() -> None:
            if fertig := tidy(zeile):
                bloecke.append({"t": "p", "c": fertig})
            zeile.clear()

        zeile.append(self._text(hier.text))
        ist_benannt = False
        for kind in hier:
            if not _is_shown(kind):
                # A heading that is read aloud only has the same words as the title of the picture below it.
                ist_benannt = ist_benannt or kind.tag in ("h2", "h3")
            elif kind.tag in _IN_DER_ZEILE or (kind.tag == "svg" and "kp-zeichen" in _classes(kind)):
                zeile += self._inline(kind)
            else:
                _end()
                bloecke += self._block(kind, hier, ist_benannt=ist_benannt)
                ist_benannt = False
            zeile.append(self._text(kind.tail))
        _end()
        return bloecke

    def _block(self, e: Element, oben: Element, *, ist_benannt: bool) -> list[Knoten]:
        klassen = _classes(e)
        if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            return self._heading(self._words(e), int(e.tag[1]) + self.stufe)
        if e.tag == "p":
            art = next((_ART[k] for k in klassen if k in _ART), "")
            if "kp-stab__achse" in klassen:
                return [{"t": "achse", "c": [self._words(k) for k in e]}]
            if "kp-zielliste__wert" in klassen:
                return [{"t": "p", "art": art, "c": self._joined(e)}]
            worte = self._words(e)
            return [{"t": "p", "art": art, "c": worte}] if worte else []
        if e.tag == "details":
            return self._details(e, oben)
        lies: dict[str, Callable[[], list[Knoten]]] = {
            "ul": lambda: self._list(e, klassen),
            "ol": lambda: self._list(e, klassen),
            "dl": lambda: self._terms(e),
            "table": lambda: self._table(e),
            "svg": lambda: self._picture(e, klassen),
            "figure": lambda: self._figure(e, ist_benannt=ist_benannt),
            "aside": lambda: [{"t": "kasten", "c": self._blocks(e)}],
        }
        if e.tag in lies:
            return lies[e.tag]()
        if "kp-abstand" in klassen:
            return [self._distance(e)]
        return self._blocks(e)

    def _heading(self, worte: Zeile, stufe: int) -> list[Knoten]:
        if not worte:
            return []
        # No level is passed over, whatever is left out between two headings.
        self._letzte = min(stufe, self._letzte + 1)
        return [{"t": "h", "l": self._letzte, "c": worte, "kurz": plain(worte)}]

    def _details(self, e: Element, oben: Element) -> list[Knoten]:
        klappe = next((k for k in e if k.tag == "summary"), None)
        if klappe is None or "data-kp-nur-hier" in e.attrib or set(_classes(e)) & _NIE_OFFEN:
            return []
        titel = next((k for k in klappe if k.tag in ("h2", "h3")), None)
        if not self.ist_ganz:
            return [{"t": "p", "c": self._words(klappe)}] if "kp-hinweis" in _classes(oben) else []
        drin = ET.Element("div")
        drin.extend(k for k in e if k is not klappe)
        vorher = self._letzte
        kopf = self._heading(self._words(titel), int(titel.tag[1]) + self.stufe) if titel is not None else []
        inhalt = self._blocks(drin)
        if not inhalt:
            self._letzte = vorher
            return []
        if not kopf and not (len(inhalt) == 1 and inhalt[0]["t"] == "tabelle"):
            kopf = [{"t": "p", "art": "fett", "c": self._words(klappe)}]
        return [*kopf, *inhalt]

    def _list(self, e: Element, klassen: Sequence[str]) -> list[Knoten]:
        if "kp-diagramm__legende" in klassen:
            return [{"t": "legende", "c": [self._words(li) for li in e]}]
        punkte = [p for li in e if _is_shown(li) and (p := self._blocks(li))]
        if not punkte:
            return []
        if "kp-zahlkarten" in klassen:
            return [{"t": "karten", "c": punkte}]
        if "kp-abstaende" in klassen:
            return [{"t": "gruppe", "c": p} for p in punkte]
        if any("kp-zielliste__ziel" in _classes(li) for li in e):
            return [{"t": "gruppe", "c": p} for p in punkte]
        art = "ol" if e.tag == "ol" else "ul"
        if {"kp-angebote", "kp-hinweise", "kp-liste"} & set(klassen):
            art = "liste"
        ist_klein = bool({"kp-fussnoten", "kp-quellen"} & set(klassen))
        if "kp-fussnoten" in klassen:
            art = "liste"
        return [{"t": art, "c": punkte, "klein": ist_klein}]

    def _terms(self, e: Element) -> list[Knoten]:
        paare: list[tuple[Zeile, list[Knoten]]] = []
        for kind in _flat(e):
            if kind.tag == "dt":
                paare.append((self._words(kind), []))
            elif kind.tag == "dd" and paare:
                paare[-1][1].extend(self._blocks(kind))
        return [{"t": "dl", "c": paare}] if paare else []

    def _table(self, e: Element) -> list[Knoten]:
        titel: Zeile = []
        kopf: list[list[Knoten]] = []
        zeilen: list[list[Knoten]] = []
        for teil in e:
            if teil.tag == "caption":
                titel = tidy(self._content(teil))
            elif teil.tag == "thead":
                # A head comes again on the next page, where nothing may lead elsewhere.
                kopf += [[z | {"c": _unlinked(z["c"])} for z in self._row(tr)] for tr in teil if _is_shown(tr)]
            elif teil.tag in ("tbody", "tfoot"):
                zeilen += [self._row(tr) for tr in teil if _is_shown(tr)]
            elif teil.tag == "tr":
                zeilen.append(self._row(teil))
        breite = max((sum(z["s"] for z in zeile) for zeile in (kopf or zeilen)), default=0)
        if not breite or not zeilen:
            return []
        return [{"t": "tabelle", "titel": titel, "kopf": kopf, "zeilen": zeilen, "n": breite}]

    def _row(self, tr: Element) -> list[Knoten]:
        return [
            {
                "c": self._words(z),
                "kopf": z.tag == "th",
                "zahl": "zahl" in _classes(z),
                "s": int(z.get("colspan", "1")),
                "r": int(z.get("rowspan", "1")),
            }
            for z in tr
            if z.tag in ("td", "th")
        ]

    def _picture(self, e: Element, klassen: Sequence[str]) -> list[Knoten]:
        worte = clean(alternative(e), self.schriftzeichen)
        if "kp-stab" in klassen:
            return [{"t": "stab", "svg": self._svg(e)}]
        return [{"t": "bild", "svg": self._svg(e), "alt": worte}] if worte else []

    def _figure(self, e: Element, *, ist_benannt: bool) -> list[Knoten]:
        bloecke = self._blocks(e)
        if ist_benannt and bloecke and bloecke[0].get("art") == "titel":
            bloecke = [*self._heading(bloecke[0]["c"], 2 + self.stufe), *bloecke[1:]]
        return [{"t": "diagramm", "c": bloecke}]

    def _distance(self, e: Element) -> Knoten:
        """One target and how far it is: name, picture, value, distance, how sure."""
        bild = next((k for k in e if k.tag == "svg"), None)
        teile = ("name", "bild", "wert", "seit", "sicher")
        worte = {
            t: next((self._words(k) for k in e if k.tag == "p" and f"kp-abstand__{t}" in _classes(k)), [])
            for t in teile
        }
        return {"t": "abstand", "svg": self._svg(bild) if bild is not None else "", **worte}

    # --- words of a line ----------------------------------------------------------------------------------------------

    def _words(self, e: Element) -> Zeile:
        return tidy(self._content(e))

    def _joined(self, e: Element) -> Zeile:
        """Words that stand in columns on the page, one after the other."""
        teile = [t for k in e if _is_shown(k) and (t := tidy(self._inline(k)))]
        return [s for i, t in enumerate(teile) for s in ([" · "] if i else []) + t]

    def _content(self, e: Element) -> Zeile:
        zeile = [self._text(e.text)]
        for kind in e:
            if _is_shown(kind) and kind.tag not in ("details", "figure", "table"):
                zeile += self._inline(kind)
            zeile.append(self._text(kind.tail))
        return zeile

    def _inline(self, e: Element) -> Zeile:
        klassen = _classes(e)
        if e.tag == "br":
            return [["n"]]
        if e.tag == "svg":
            return [["z", self._svg(e)]] if "kp-zeichen" in klassen else []
        drin = self._content(e)
        if e.tag == "a" and "kp-begriff" not in klassen and (ziel := self._target(e)):
            return [["a", ziel, drin]]
        if e.tag in ("strong", "b") or "kp-raum-wert" in klassen:
            return [["b", drin]]
        if e.tag in ("em", "i", "cite"):
            return [["i", drin]]
        if e.tag in ("code", "kbd"):
            return [["k", drin]]
        if {"kp-marke", "kp-aussage-zeichen"} & set(klassen):
            farbe = self.stile.inherited(self._way(e)).get("color", "")
            return [["c", farbe, drin]]
        if "kp-abstand__seit" in _classes(self._eltern[e]):
            return [["n"], *drin]
        return _placed(drin, klassen)

    def _target(self, e: Element) -> str:
        """Where a link leads; empty for a place on the same page, and where nobody knows the address of the site."""
        ziel = e.get("href", "")
        return urljoin(self.adresse, ziel) if self.adresse and ziel and not ziel.startswith("#") else ""

    def _way(self, e: Element) -> list[Element]:
        """The elements from the article down to one."""
        weg = [e]
        while weg[-1] is not self._artikel:
            weg.append(self._eltern[weg[-1]])
        return weg[::-1]

    def _text(self, text: str | None) -> str:
        return clean(text or "", self.schriftzeichen)

    def _svg(self, e: Element) -> str:
        return clean(self.stile.draw(self._way(e), self.schrift), self.schriftzeichen)


def _placed(drin: Zeile, klassen: Sequence[str]) -> Zeile:
    """Words that the stylesheet puts somewhere else than behind the words before them."""
    if "kp-kopf__seit" in klassen:
        return [["l", ["· ", *drin]]]
    if "kp-saetze__name" in klassen:
        return [["l", drin], ["n"]]
    if {"kp-liste__zusatz", "kp-angebote__zusatz", "kp-raum-intervall", "kp-leer", "kp-falte__drin"} & set(klassen):
        return [["l", drin]]
    return [["n"], ["l", drin]] if {"kp-quelle", "kp-raummatrix__zeit"} & set(klassen) else drin


def tidy(zeile: Zeile) -> Zeile:
    """Makes all white space of a line one blank, and leaves none at its ends.

    Example:
        >>> tidy(["  a\\n ", ["b", [" c "]], "  "])
        ['a ', ['b', ['c']]]
        >>> tidy([" ", ["b", [" "]]])
        []
    """
    fertig, _ = _squeezed(zeile, ist_leer=True)
    return _trimmed(fertig)


def _squeezed(zeile: Zeile, *, ist_leer: bool) -> tuple[Zeile, bool]:
    neu: Zeile = []
    for stueck in zeile:
        if isinstance(stueck, str):
            text = _RAUM.sub(" ", stueck)
            text = text[1:] if ist_leer and text.startswith(" ") else text
            if text:
                neu.append(text)
                ist_leer = text.endswith(" ")
        elif stueck[0] == "n":
            neu.append(stueck)
            ist_leer = True
        elif isinstance(stueck[-1], list):
            drin, ist_leer = _squeezed(stueck[-1], ist_leer=ist_leer)
            if drin:
                neu.append([*stueck[:-1], drin])
        else:
            neu.append(stueck)
            ist_leer = False
    return neu, ist_leer


def _trimmed(zeile: Zeile) -> Zeile:
    """Leaves out blanks and line breaks at the end."""
    while zeile:
        letztes = zeile[-1]
        if isinstance(letztes, str):
            if letztes.rstrip(" "):
                zeile[-1] = letztes.rstrip(" ")
                return zeile
        elif letztes[0] != "n":
            if not isinstance(letztes[-1], list) or (drin := _trimmed(letztes[-1])):
                return zeile
            del drin
        zeile.pop()
    return zeile


def _unlinked(zeile: Zeile) -> Zeile:
    neu: Zeile = []
    for s in zeile:
        if isinstance(s, str) or not isinstance(s[-1], list):
            neu.append(s)
        else:
            drin = _unlinked(s[-1])
            neu += drin if s[0] == "a" else [[*s[:-1], drin]]
    return neu


def plain(zeile: Zeile) -> str:
    """Gives the bare words of a line.

    Example:
        >>> plain(["a ", ["b", ["c"]], ["n"], "d"])
        'a c d'
    """
    teile = []
    for s in zeile:
        if isinstance(s, str):
            teile.append(s)
        elif s[0] == "n":
            teile.append(" ")
        elif isinstance(s[-1], list):
            teile.append(plain(s[-1]))
    return "".join(teile)


def _classes(e: Element) -> list[str]:
    return e.get("class", "").split()


def _flat(e: Element) -> Iterator[Element]:
    """The parts of a list of terms; pairs may stand in groups."""
    for kind in e:
        if kind.tag == "div":
            yield from kind
        else:
            yield kind


def _is_shown(e: Element) -> bool:
    return (
        isinstance(e.tag, str)
        and e.tag not in _BEDIENT
        and "hidden" not in e.attrib
        and not set(_classes(e)) & _NUR_SCHIRM
    )


def title_of(artikel: Element, schriftzeichen: frozenset[int]) -> str:
    """Gives the first heading of an article."""
    kopf = next((e for e in artikel.iter() if e.tag == "h1"), None)
    return one_line(kopf, schriftzeichen) if kopf is not None else sag("Ohne Titel")


def one_line(e: Element, schriftzeichen: frozenset[int]) -> str:
    """Gives all words of an element in one line."""
    return plain(tidy([clean("".join(e.itertext()), schriftzeichen)]))
