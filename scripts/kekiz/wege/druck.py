"""PDFs: a sheet for each goal and each part of a town, and a whole report for each town; made of finished pages.

What stands on paper is what stands on the page, in the words, numbers and pictures of the page. A page that is also a sheet
has a mark where the link to it goes (:mod:`kekiz.seiten.jahre`). The PDFs are tagged (PDF/UA-1), and same pages give the
same bytes.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from html import unescape
from pathlib import Path
from typing import Any, Final
from urllib.parse import urljoin

import typst
from fontTools.ttLib import TTFont

from kekiz.daten.einstellungen import Einstellungen
from kekiz.seiten.adresse import JE_KOMMUNE, address
from kekiz.wege.druckbild import Element, Stile
from kekiz.wege.druckseite import Knoten, Leser, clean, one_line, read_article, title_of
from kekiz.wege.drucktags import mark_row_heads
from kekiz.wege.einrichten import STIL, site_address
from kekiz.wege.stand import data_day
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.schrift import typeset_html
from kekiz.wissen.sprache import sag, sag_n
from kekiz.wissen.zahlen import format_zahl
from kekiz.zeichnen.vorlage import render

PROGRAMM: Final = Path(__file__).parent.parent
VORLAGE: Final = PROGRAMM / "vorlagen" / "druck.typ"
SCHRIFTEN: Final = PROGRAMM / "schriften"
FAMILIEN: Final = ("Source Sans 3", "DejaVu Sans")
"""The typeface, and the one for letters that it has not."""
GROESSEN: Final = (10.5, 10, 9.5, 9, 8.5)
"""Sizes of type of a sheet in points, the one that is tried first in front."""
FARBEN: Final = ("text", "text-leise", "linie", "linie-stark", "akzent")
"""Colours of the stylesheet that the template knows by name."""
NORM: Final = "ua-1"
BLAETTER: Final = ("ziel", "raum")
"""Kinds of pages that are a sheet."""
BERICHT: Final = "berichte"
"""The kind of page that offers the whole report."""
_MARKE: Final = re.compile(
    r'\s*<span hidden data-kp-papier="(?P<art>\w+)" data-kommune="(?P<kommune>[^"]*)" data-ort="(?P<ort>[^"]*)"></span>'
)
_VERWEIS: Final = re.compile(r'<a [^>]*?href="([^"#?]+)')
_SEITEN: Final = re.compile(rb"/Type\s*/Page\b")
_ZIFFERN: Final = re.compile(r"\d+")


class DruckFehler(ErgebnisFehler):
    """Raised where a PDF cannot be written; the text says in German of which page."""


@dataclass(frozen=True)
class Gedrucktes:
    """A page that is offered on paper, too.

    Attributes:
        art: Its kind.
        kommune_id: The town.
        ort: Name of the town.
        adresse: Its address from the root of the site.
        datei: Its file.
    """

    art: str
    kommune_id: str
    ort: str
    adresse: str
    datei: Path


@cache
def _letters() -> frozenset[int]:
    """The characters of the typefaces."""
    dateien = sorted(SCHRIFTEN.glob("*.ttf"))
    # A letter has to be there in each style; what one has not, the fallback has in one style for all.
    je_familie: dict[str, set[int]] = {}
    for datei in dateien:
        with TTFont(datei, lazy=True) as schrift:
            da = set(schrift.getBestCmap())
        familie = datei.stem.partition("-")[0]
        je_familie[familie] = je_familie.get(familie, da) & da
    return frozenset().union(*je_familie.values())


def write_sheets(site: Path, einstellungen: Einstellungen) -> None:
    """Writes the PDFs of a site beside their pages, and the links to them.

    Args:
        site: Folder of the site: finished pages, whose stylesheets are not yet joined.
        einstellungen: The settings.

    Raises:
        DruckFehler: A PDF cannot be written.
    """
    alle = list(find_pages(site))
    if not alle:
        return
    drucker = _Drucker(site, einstellungen)
    for seite in alle:
        drucker.write(seite, alle)


def find_pages(site: Path) -> Iterable[Gedrucktes]:
    """Finds the pages that have a mark, in the order of their addresses."""
    orte = [
        f"{JE_KOMMUNE[art].format('*').removesuffix('index').rstrip('/')}/index.html" for art in (*BLAETTER, BERICHT)
    ]
    for datei in sorted({d for ort in orte for muster in (ort, f"kommunen/*/{ort}") for d in site.glob(muster)}):
        if marke := _MARKE.search(datei.read_text(encoding="utf-8")):
            adresse = f"{datei.parent.relative_to(site).as_posix()}/"
            yield Gedrucktes(marke["art"], marke["kommune"], unescape(marke["ort"]), adresse, datei)


def file_name(seite: Gedrucktes) -> str:
    """Gives the name of a PDF: it says in a folder of downloads what it is.

    Example:
        >>> seite = Gedrucktes("ziel", "hier", "Hier", "ziele/1-3/", Path("ziele/1-3/index.html"))
        >>> file_name(seite)
        'ziel-1-3.pdf'
    """
    name = seite.adresse.rstrip("/").rpartition("/")[2]
    return f"ziel-{name}.pdf" if seite.art == "ziel" else f"{name}.pdf"


class _Drucker:
    """Makes PDFs of the pages of one site."""

    def __init__(self, site: Path, einstellungen: Einstellungen) -> None:
        self._site = site
        self._e = einstellungen
        self._wo = site_address(einstellungen)
        self._stile = Stile((site / STIL).read_text(encoding="utf-8"))
        werte = self._stile.inherited([Element("article")])
        self._farben = {name: werte[f"--kp-{name}"] for name in FARBEN}
        self._tag = data_day()
        self._typst = typst.Compiler(
            str(VORLAGE), root=str(VORLAGE.parent), font_paths=[str(SCHRIFTEN)], ignore_system_fonts=True
        )

    def write(self, seite: Gedrucktes, alle: Sequence[Gedrucktes]) -> None:
        """Writes the PDF of a page and the link to it."""
        html = seite.datei.read_text(encoding="utf-8")
        daten = self._sheet(seite, html) if seite.art in BLAETTER else self._report(seite, html, alle)
        gesetzt = self._compile(seite, daten)
        pdf = mark_row_heads(gesetzt, daten)
        datei = seite.datei.with_name(file_name(seite))
        datei.write_bytes(pdf)
        # Packed tightly, pages are not to be found among the bytes.
        verweis = _link(seite, datei.name, len(_SEITEN.findall(gesetzt)), len(pdf))
        seite.datei.write_text(_MARKE.sub(lambda _: f" {verweis}", html, count=1), encoding="utf-8")

    def _compile(self, seite: Gedrucktes, daten: Mapping[str, Any]) -> bytes:
        eingaben = {"daten": json.dumps(daten, ensure_ascii=False)}
        mitternacht = datetime(self._tag.year, self._tag.month, self._tag.day, tzinfo=UTC)
        try:
            pdf = self._typst.compile(format="pdf", sys_inputs=eingaben, pdf_standards=NORM, timestamp=mitternacht)
        except typst.TypstError as fehler:
            raise DruckFehler(f"Das PDF zu {seite.adresse} lässt sich nicht schreiben ({fehler.message})") from None
        if not isinstance(pdf, bytes):
            raise DruckFehler(f"Das PDF zu {seite.adresse} ist leer")
        return pdf

    def _frame(self, artikel: Element) -> dict[str, Any]:
        """What every PDF has: its language, the looks, the line at the foot of each page."""
        return {
            "sprache": self._e.sprache.partition("_")[0],
            "schriften": FAMILIEN,
            "farben": self._farben,
            "herausgeber": clean(self._e.name, _letters()),
            "seite": sag("Seite"),
            "von": sag("von"),
            "fuss": [_foot(artikel, _letters())],
        }

    def _reader(self, adresse: str, *, ist_ganz: bool = False, stufe: int = 0) -> Leser:
        voll = urljoin(self._wo, adresse) if self._wo else ""
        return Leser(self._stile, voll, FAMILIEN[0], _letters(), ist_ganz, stufe)

    def _sheet(self, seite: Gedrucktes, html: str) -> dict[str, Any]:
        artikel = read_article(html)
        return {
            **self._frame(artikel),
            "art": "blatt",
            "titel": title_of(artikel, _letters()),
            "groessen": GROESSEN,
            "bloecke": self._reader(seite.adresse).read(artikel),
        }

    def _report(self, seite: Gedrucktes, html: str, alle: Sequence[Gedrucktes]) -> dict[str, Any]:
        """All pages of a town that are sheets, with the overviews before them, the method and the documents behind them."""
        artikel = read_article(html)
        titel = sag("{ort}: Ziele und Zahlen im Ganzen", ort=seite.ort)
        teile = []
        for art, uebersicht in (("ziel", "ziele"), ("raum", "raeume")):
            eigene = [s for s in alle if s.art == art and s.kommune_id == seite.kommune_id]
            if eigene:
                teile += self._part(address(uebersicht, seite.kommune_id, start=self._e.start), eigene)
        teile += self._chapter(address("methodik", "", start=self._e.start))
        return {
            **self._frame(artikel),
            "art": "bericht",
            "titel": clean(titel, _letters()),
            "kopf": clean(f"{self._e.name} · {titel}", _letters()),
            "inhalt": sag("Inhalt"),
            "deckel": self._cover(artikel, titel),
            "kapitel": teile,
        }

    def _cover(self, artikel: Element, titel: str) -> list[Knoten]:
        absaetze = [
            _foot(artikel, _letters()),
            sag("Lizenz der Daten: {lizenz}.", lizenz=self._e.lizenz_name),
            sag(
                "Sätze, Zahlen und Bilder sind die der Website. Rechenwege, die Werte aller Jahre und kleinere Hinweise stehen "
                "nur dort."
            ),
        ]
        rand = [{"t": "p", "c": [clean(t, _letters())]} for t in absaetze]
        return [{"t": "h", "l": 1, "c": [clean(titel, _letters())], "nebenbei": True}, *rand]

    def _part(self, uebersicht: str, seiten: Sequence[Gedrucktes]) -> list[list[Knoten]]:
        """An overview with its pages: by number, else in the order in which it lists them."""
        html = self._read(uebersicht)
        genannt = {urljoin(f"/{uebersicht}", z)[1:]: i for i, z in reversed(list(enumerate(_VERWEIS.findall(html))))}
        folge = sorted(seiten, key=lambda s: (_number(s.adresse), genannt.get(s.adresse, len(genannt))))
        kapitel = self._chapter(uebersicht)
        for block in (b for k in kapitel for b in k if b["t"] == "h" and b["l"] > 1):
            # The contents list the pages below an overview, not its sections.
            block["nebenbei"] = True
        return [*kapitel, *(k for s in folge for k in self._chapter(s.adresse, ist_unten=True))]

    def _chapter(self, adresse: str, *, ist_unten: bool = False) -> list[list[Knoten]]:
        """A page in a report.

        Args:
            adresse: Its address; one that the site has not is no chapter.
            ist_unten: Whether it stands within a chapter; otherwise it begins one, by the name that the page has in the guide.
        """
        html = self._read(adresse)
        if not html:
            return []
        artikel = read_article(html)
        name, titel = _name_in_guide(artikel, _letters()), title_of(artikel, _letters())
        ist_neu = not ist_unten and bool(name) and name != titel
        bloecke = self._reader(adresse, ist_ganz=True, stufe=int(ist_unten or ist_neu)).read(artikel)
        return [[{"t": "h", "l": 1, "c": [name], "kurz": name}, *bloecke] if ist_neu else bloecke]

    def _read(self, adresse: str) -> str:
        datei = self._site / adresse / "index.html"
        return datei.read_text(encoding="utf-8") if datei.is_file() else ""


def _name_in_guide(artikel: Element, schriftzeichen: frozenset[int]) -> str:
    """What a page is called where the way to it stands."""
    hier = next((e for e in artikel.iter("li") if e.get("aria-current")), None)
    return "" if hier is None else one_line(hier, schriftzeichen)


def _foot(artikel: Element, schriftzeichen: frozenset[int]) -> str:
    """The line that each page has at its end when it is printed: whose it is, of which day, where it lies."""
    zeile = next((e for e in artikel.iter("p") if "kp-druckzeile" in e.get("class", "")), None)
    return "" if zeile is None else one_line(zeile, schriftzeichen)


def _number(adresse: str) -> list[int]:
    return [int(z) for z in _ZIFFERN.findall(adresse)]


def _link(seite: Gedrucktes, name: str, seiten: int, groesse: int) -> str:
    """Words the link to a PDF: how many pages it has, and how large it is."""
    anzahl = sag_n("1 Seite", "{anzahl} Seiten", seiten, anzahl=format_zahl(seiten))
    kb = max(1, round(groesse / 1000))
    wie_gross = (
        sag("{zahl}\u00a0kB", zahl=format_zahl(kb))
        if kb < 1000
        else sag("{zahl}\u00a0MB", zahl=format_zahl(kb / 1000, 1))
    )
    text = (
        sag("PDF: {anzahl}, {groesse}", anzahl=anzahl, groesse=wie_gross)
        if seite.art in BLAETTER
        else sag("Alle Ziele und Zahlen in einem PDF: {anzahl}, {groesse}", anzahl=anzahl, groesse=wie_gross)
    )
    return typeset_html(render("papier", name=name, text=text))
