"""A picture for each page, shown where somebody sends its address to others: what the page is about, and its answer.

Drawn from the finished page, without a browser. Of the pages of other municipalities each has that of its profile.
Services want a full address, so a site that does not know its own has none.
"""

import io
import re
import struct
import zlib
from dataclasses import dataclass
from functools import cache
from html import unescape
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import numpy as np
import typst
from fontTools.ttLib import TTFont
from markupsafe import Markup
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from kekiz.daten.einstellungen import Einstellungen
from kekiz.wege.einrichten import SCHEMATA, STIL, tokens
from kekiz.wissen.trennung import plain_text

ORDNER: Final = "assets/vorschau/"
BREITE, HOEHE = 1200, 630
SCHRIFTEN: Final = Path(__file__).parents[1] / "schriften"
SCHREIBEN: Final = ("SourceSans3-Bold.ttf",)
SETZEN: Final = (*SCHREIBEN, "DejaVuSans.ttf")
_RAND: Final = 80
_BALKEN: Final = 20
_TINTEN: Final = 15
"""Shades from the ground to full ink; one more is the accent. Four bits say them all."""
_ZEILEN_TITEL, _ZEILEN_ANTWORT = 4, 4
_NEBEN: Final = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_ARTIKEL: Final = re.compile(r"<article\b.*?</article>", re.DOTALL)
_TITEL: Final = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_ANTWORT: Final = re.compile(
    r'<p class="(?:kp-kopf__status|kp-lead|kp-befund__leit|kp-modul__kurz)">(.*?)</p>', re.DOTALL
)
_BESCHREIBUNG: Final = re.compile(r'<meta property="og:description" content="([^"]*)">')
_WEBSITE: Final = re.compile(r'<meta property="og:site_name" content="([^"]*)">')
_RICHTUNG: Final = re.compile(r'<html[^>]*\bdir="rtl"')
_ADRESSE: Final = re.compile(r'<meta property="og:url" content="([^"]*)">')
_ANDERE: Final = re.compile(r"kommunen/[^/]+/")


def picture_address(seite: str) -> str:
    """Gives the address of the picture of a page, from the root of the site.

    Args:
        seite: Address of the page.

    Example:
        >>> picture_address("ziele/1-3/"), picture_address("")
        ('assets/vorschau/ziele/1-3.png', 'assets/vorschau/start.png')
        >>> picture_address("kommunen/ort/ziele/1/")
        'assets/vorschau/kommunen/ort.png'
    """
    if andere := _ANDERE.match(seite):
        seite = andere[0]
    return f"{ORDNER}{seite.rstrip('/') or 'start'}.png"


Farben = tuple[str, str, str]
"""Ground, ink and accent, as a style sheet writes them."""


def read_colours(site: Path, einstellungen: Einstellungen) -> Farben:
    """Reads the colours of a site from its style sheet, which is not joined with others yet.

    Args:
        site: Folder of the site.
        einstellungen: The settings, which may name an accent of their own.
    """
    farben = tokens((site / STIL).read_text(encoding="utf-8"), SCHEMATA["hell"])
    return farben["grund"], farben["text"], einstellungen.farbe.get("hell", farben["akzent"])


def add_picture(site: Path, seite: str, html: str, farben: Farben) -> str:
    """Draws the picture of a page and names it in its head.

    Args:
        site: Folder of the site.
        seite: Address of the page.
        html: The finished page; one that does not know its full address stays as it is.
        farben: Colours of the site.

    Returns:
        The page.
    """
    ort = _ADRESSE.search(html)
    if ort is None or not ort[1].endswith(seite):
        return html
    adresse = picture_address(seite)
    titel, antwort = page_words(html)
    if not can_write(titel + antwort, SETZEN):
        titel, antwort = _text(_WEBSITE, html), ""
    von_rechts = bool(_RICHTUNG.search(html))
    if picture_address(seite) == f"{ORDNER}{seite.rstrip('/') or 'start'}.png":
        datei = site / adresse
        datei.parent.mkdir(parents=True, exist_ok=True)
        bild = draw(titel, antwort, _text(_WEBSITE, html), _host(ort[1]), farben, von_rechts=von_rechts)
        datei.write_bytes(bild)
    voll = f"{ort[1].removesuffix(seite)}{adresse}"
    angaben = [f'<meta property="og:image" content="{voll}">']
    angaben += [
        f'<meta property="og:image:{name}" content="{wert}">' for name, wert in (("width", BREITE), ("height", HOEHE))
    ]
    angaben += [
        Markup('<meta property="og:image:alt" content="{}">').format(f"{titel}. {antwort}" if antwort else titel),
        '<meta name="twitter:card" content="summary_large_image">',
    ]
    return html[: ort.end()] + "".join(angaben) + html[ort.end() :]


def page_words(html: str) -> tuple[str, str]:
    """Gives the heading of a page and its answer: the verdict, the first sentence, or else its description."""
    artikel = _ARTIKEL.search(html)
    inhalt = _NEBEN.sub("", artikel[0]) if artikel else ""
    return _text(_TITEL, inhalt), _text(_ANTWORT, inhalt) or _text(_BESCHREIBUNG, html)


def _text(muster: re.Pattern[str], html: str) -> str:
    treffer = muster.search(html)
    if treffer is None:
        return ""
    # What is a word of its own in a line of marks becomes a part of a sentence.
    html = treffer[1].replace("</span> <span", "</span>: <span").replace("</span>\n<span", "</span>: <span")
    return plain_text(html)


@cache
def _letters(schriften: tuple[str, ...]) -> frozenset[int]:
    return frozenset(z for name in schriften for z in TTFont(SCHRIFTEN / name, lazy=True).getBestCmap())


def can_write(text: str, schriften: tuple[str, ...] = SCHREIBEN) -> bool:
    """Tells whether fonts have all letters of a text.

    Args:
        text: What is to be written.
        schriften: Files of the fonts; by default those that are written letter by letter, from left to right.

    Example:
        >>> can_write("Ціль – ț ş ł"), can_write("هدف"), can_write("هدف", SETZEN)
        (True, False, True)
    """
    return {ord(z) for z in text} <= _letters(schriften)


@cache
def _font(name: str, groesse: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(SCHRIFTEN / f"SourceSans3-{name}.ttf", groesse, layout_engine=ImageFont.Layout.BASIC)


def _shades(deckung: NDArray[np.uint16], tinte: int) -> NDArray[np.uint8]:
    """Turns what a letter covers of each pixel (0 to 255) into shades up to full ink."""
    return ((deckung * tinte + 127) // 255).astype(np.uint8)


@dataclass(frozen=True)
class _Art:
    """How a text is written.

    Attributes:
        name: Regular or bold.
        groesse: Size in pixels.
        tinte: Shade of full ink.
    """

    name: str
    groesse: int
    tinte: int = _TINTEN - 1


@cache
def _letter(zeichen: str, art: _Art) -> tuple[NDArray[np.uint8], int, int, float]:
    """Draws a letter once, which takes longer than all else: its shades, left and upper end, and how far the next one is."""
    schrift = _font(art.name, art.groesse)
    links, oben, rechts, unten = (round(v) for v in schrift.getbbox(zeichen))
    bild = Image.new("L", (max(rechts - links, 1), max(unten - oben, 1)))
    ImageDraw.Draw(bild).text((-links, -oben), zeichen, fill=255, font=schrift)
    return _shades(np.asarray(bild, np.uint16), art.tinte), links, oben, schrift.getlength(zeichen)


_KLEIN: Final = _Art("Regular", 30, 9)
_ANTWORTEN: Final = _Art("Regular", 37)
_GROESSEN: Final = (68, 58, 48)
"""Sizes of the title, the first that fits counts."""


def _width(text: str, art: _Art) -> float:
    return sum(_letter(z, art)[3] for z in text)


def _write(blatt: NDArray[np.uint8], y: int, text: str, art: _Art) -> None:
    """Writes a line; what would stand beyond the edge is cut off."""
    x = float(_RAND)
    for zeichen in text:
        buchstabe, links, oben, weiter = _letter(zeichen, art)
        feld = blatt[y + oben : y + oben + buchstabe.shape[0], round(x) + links : round(x) + links + buchstabe.shape[1]]
        np.maximum(feld, buchstabe[: feld.shape[0], : feld.shape[1]], out=feld)
        x += weiter


def _break(text: str, art: _Art, hoechstens: int) -> list[str]:
    """Breaks a text into lines; what is left after the last one is told by dots."""
    breite = BREITE - 2 * _RAND
    zeilen: list[str] = []
    for wort in text.split(" "):
        if zeilen and _width(f"{zeilen[-1]} {wort}", art) <= breite:
            zeilen[-1] += f" {wort}"
        else:
            zeilen.append(wort)
    if len(zeilen) > hoechstens:
        letzte = zeilen[hoechstens - 1]
        while letzte and _width(f"{letzte} …", art) > breite:
            letzte = letzte.rpartition(" ")[0]
        zeilen = [*zeilen[: hoechstens - 1], f"{letzte} …".strip()]
    return zeilen


def _host(adresse: str) -> str:
    return urlsplit(unescape(adresse)).hostname or ""


_SATZ: Final = f"""
#set page(width: {BREITE}pt, height: {HOEHE}pt, margin: (x: {_RAND}pt, top: 120pt, bottom: 100pt), fill: black)
#set text(font: ("Source Sans 3", "DejaVu Sans"), fill: white, dir: if sys.inputs.richtung == "rtl" {{ rtl }} else {{ ltr }})
#block(height: 100%, clip: true)[
  #text(size: 54pt, weight: "bold", sys.inputs.titel)
  #v(36pt, weak: true)
  #text(size: 36pt, sys.inputs.antwort)
]
""".encode()


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, font_paths=[str(SCHRIFTEN)])


def _typeset(titel: str, antwort: str, *, von_rechts: bool) -> NDArray[np.uint8]:
    """Sets what is not written letter by letter: writing from the right, letters that join.

    Args:
        titel: What the page is about.
        antwort: What it says.
        von_rechts: Whether the page is read from the right.

    Returns:
        Shades of ink of the whole picture.
    """
    bild = typst.compile(
        _SATZ,
        format="png",
        ppi=72,
        font_paths=_fonts(),
        sys_inputs={"titel": titel, "antwort": antwort, "richtung": "rtl" if von_rechts else "ltr"},
    )
    with Image.open(io.BytesIO(bild)) as gesetzt:
        return _shades(np.asarray(gesetzt.convert("L"), np.uint16), _TINTEN - 1)


def draw(titel: str, antwort: str, website: str, wirt: str, farben: Farben, *, von_rechts: bool = False) -> bytes:
    """Draws a picture.

    Args:
        titel: What the page is about.
        antwort: What it says.
        website: Name of the site.
        wirt: Where it lies; may be empty.
        farben: Colours of the site.
        von_rechts: Whether the page is read from the right.

    Returns:
        PNG; the same words give the same bytes.
    """
    einzeln = can_write(titel + antwort)
    blatt = _compose(titel, antwort) if einzeln else _typeset(titel, antwort, von_rechts=von_rechts)
    _write(blatt, 52, website, _KLEIN)
    _write(blatt, HOEHE - 82, wirt, _KLEIN)
    blatt[:, :_BALKEN] = _TINTEN
    return _png(blatt, farben)


def _compose(titel: str, antwort: str) -> NDArray[np.uint8]:
    """Writes title and answer line by line, from the left."""
    blatt = np.zeros((HOEHE, BREITE), np.uint8)
    for groesse in _GROESSEN:
        art = _Art("Bold", groesse)
        zeilen = _break(titel, art, _ZEILEN_TITEL)
        if len(zeilen) < _ZEILEN_TITEL:
            break
    y = 120
    for zeile in zeilen:
        _write(blatt, y, zeile, art)
        y += round(art.groesse * 1.16)
    y += 22
    platz = (HOEHE - 100 - y) // 46
    for zeile in _break(antwort, _ANTWORTEN, min(platz, _ZEILEN_ANTWORT)) if antwort and platz > 0 else ():
        _write(blatt, y, zeile, _ANTWORTEN)
        y += 46
    return blatt


def _png(tinte: NDArray[np.uint8], farben: Farben) -> bytes:
    """Writes a PNG of four bits a pixel: packed here, since picture libraries bring packers that differ by machine."""
    grund, voll, akzent = (_rgb(f) for f in farben)
    palette = [*(_between(grund, voll, nr / (_TINTEN - 1)) for nr in range(_TINTEN)), akzent]
    zeilen = np.zeros((HOEHE, 1 + BREITE // 2), np.uint8)
    zeilen[:, 1:] = tinte[:, ::2] << 4 | tinte[:, 1::2]
    kopf = struct.pack(">IIBBBBB", BREITE, HOEHE, 4, 3, 0, 0, 0)
    teile = (
        (b"IHDR", kopf),
        (b"PLTE", bytes(v for farbe in palette for v in farbe)),
        (b"IDAT", zlib.compress(zeilen.tobytes(), 3)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(inhalt)) + art + inhalt + struct.pack(">I", zlib.crc32(art + inhalt))
        for art, inhalt in teile
    )


def _rgb(farbe: str) -> tuple[int, ...]:
    """Reads a colour.

    Example:
        >>> _rgb("#" + "fff"), _rgb("#" + "0a5a8c")
        ((255, 255, 255), (10, 90, 140))
    """
    ziffern = farbe.removeprefix("#")
    ziffern = "".join(z + z for z in ziffern) if len(ziffern) == len("rgb") else ziffern
    return tuple(bytes.fromhex(ziffern))


def _between(von: tuple[int, ...], bis: tuple[int, ...], anteil: float) -> tuple[int, ...]:
    return tuple(round(a + (b - a) * anteil) for a, b in zip(von, bis, strict=True))
