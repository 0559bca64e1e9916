"""Each chart as a small page of its own, to be shown inside another site, and as a picture for sites that allow no frames.

Both are made of the finished page: its picture, its words, its source line. They need no script, load nothing from
elsewhere and tell nobody who reads them.
"""

import re
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from kekiz.seiten.adresse import relative
from kekiz.wege.schutz import EINBETTEN, REGELN_EINBETTEN, VERWEISER
from kekiz.wege.stile import drop_unread, page_classes, shorten
from kekiz.wissen import stil
from kekiz.wissen.sprache import language
from kekiz.wissen.trennung import plain_text
from kekiz.zeichnen.textmass import FETT, break_lines, text_breite
from kekiz.zeichnen.vorlage import ORDNER, render

STIL: Final = f"{EINBETTEN}stil.css"
TITEL: Final = 70
"""So many letters a title may have."""
# The order of attributes changes where Markdown writes a figure anew.
_FIGUR: Final = re.compile(
    r'<figure (?=[^>]*\bclass="(?P<klasse>kp-diagramm [^"]*)")(?=[^>]*\bid="(?P<anker>diagramm-(?P<id>[^"]+))")[^>]*>\s*'
    r'(?P<innen>.*?)<div class="kp-diagramm__leiste".*?(?P<quelle><p class="kp-quelle">.*?</p>)',
    re.DOTALL,
)
_KANONISCH: Final = re.compile(r'<link rel="canonical" href="([^"]*)">')
_TITEL: Final = re.compile(r'<(p|h1) class="kp-diagramm__titel">(?P<text>.*?)</\1>', re.DOTALL)


def embed_address(seite: str, kennung: str) -> str:
    """Gives the address of a chart for other sites, from the root of the site.

    Args:
        seite: Address of its page.
        kennung: Id of the chart on it.

    Example:
        >>> embed_address("ziele/1-3/", "verlauf")
        'einbetten/ziele/1-3/verlauf.html'
    """
    return f"{EINBETTEN}{seite}{kennung}.html"


def write_embeds(site: Path, seite: str, html: str, website: str) -> None:
    """Writes the charts of a page for other sites.

    Args:
        site: Folder of the site.
        seite: Address of the page.
        html: The finished page.
        website: Name of the site.
    """
    for figur in _FIGUR.finditer(html):
        adresse = embed_address(seite, figur["id"])
        kanonisch = _KANONISCH.search(html)
        titel = _TITEL.search(figur["innen"])
        datei = site / adresse
        datei.parent.mkdir(parents=True, exist_ok=True)
        # All addresses start from the page that the chart is from, so that its own stay what they are.
        text = render(
            "einbettung",
            sprache=language().split("_")[0],
            regeln=Markup(REGELN_EINBETTEN),
            verweiser=VERWEISER,
            titel=_short(plain_text(titel["text"])) if titel else website,
            zurueck=relative(seite, f"{adresse.rpartition('/')[0]}/"),
            stil=relative(STIL, seite),
            adresse=Markup(kanonisch[1]) if kanonisch else "",
            klasse=figur["klasse"],
            innen=Markup(_as_page(figur["innen"])),
            quelle=Markup(figur["quelle"]),
            anker=figur["anker"],
            website=website,
        )
        datei.write_text(f"{text}\n", encoding="utf-8")


def _short(titel: str) -> str:
    """Cuts a title between two words.

    Example:
        >>> _short("kurz"), _short("abcd efgh " * 8)
        ('kurz', 'abcd efgh abcd efgh abcd efgh abcd efgh abcd efgh abcd efgh abcd …')
    """
    return titel if len(titel) <= TITEL else f"{titel[: TITEL - 1].rpartition(' ')[0]} …"


def _as_page(figur: str) -> str:
    """Makes the head of a figure that of a page."""
    html = _TITEL.sub(r'<h1 class="kp-diagramm__titel">\g<text></h1>', figur, count=1)
    return (
        html.replace("<figcaption", "<header", 1)
        .replace("</figcaption>", "</header>", 1)
        .replace(" data-search-exclude", "")
    )


# --- the look --------------------------------------------------------------------------------------------------------

_DUNKEL: Final = re.compile(r'^\[data-md-color-scheme="slate"\] \{([^}]*)\}', re.MULTILINE)
_THEMA: Final = re.compile(r"--md-[\w-]+:[^;}]*;")
"""What only the theme of the pages reads."""
_BEHAELTER: Final = re.compile(r"@container[^{]*\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}")


def _as_the_reader_has_it(css: str) -> str:
    """Lets a style sheet follow the setting of the reader's system, where pages have a switch."""
    css = _THEMA.sub("", _DUNKEL.sub(r"@media (prefers-color-scheme: dark) { :root {\1} }", css))
    return css.replace('[data-md-color-scheme="default"]', ":root")


def finish_embeds(site: Path) -> None:
    """Writes the style sheet of all charts for other sites, and each of them as a picture.

    Args:
        site: Folder of the site, its style sheets not joined yet.
    """
    dateien = sorted((site / EINBETTEN).rglob("*.html"))
    if not dateien:
        return
    quellen = [site / "assets/kekiz.css", site / "assets/farbe.css"]
    css = "\n".join(d.read_text(encoding="utf-8") for d in (*quellen, ORDNER / "einbettung.css") if d.is_file())
    worte: set[str] = set()
    worte_im_bild: set[str] = set()
    # One by one: all of them at once would be most of the memory of a build.
    for datei in dateien:
        html = datei.read_text(encoding="utf-8")
        bild = picture(html)
        worte |= page_classes(html)
        worte_im_bild |= page_classes(bild)
        datei.with_suffix(".svg").write_text(bild, encoding="utf-8")
    alles = shorten(_as_the_reader_has_it(css), frozenset(worte | worte_im_bild))
    (site / STIL).write_text(drop_unread(alles), encoding="utf-8")
    im_bild = drop_unread(_BEHAELTER.sub("", shorten(alles, frozenset(worte_im_bild))))
    for datei in (d.with_suffix(".svg") for d in dateien):
        datei.write_text(datei.read_text(encoding="utf-8").replace(_HIER_STIL, im_bild), encoding="utf-8")


# --- the picture -----------------------------------------------------------------------------------------------------

_HIER_STIL: Final = "/**/"
_RAND: Final = 16
_UNTERTITEL: Final = re.compile(r'<p class="kp-diagramm__untertitel">(.*?)</p>', re.DOTALL)
_SVG: Final = re.compile(r"<svg(?P<kopf>[^>]*\bkp-svg--breit\b[^>]*)>(?P<inhalt>.*?)</svg>", re.DOTALL)
_LISTE: Final = re.compile(r'<ul class="(kp-diagramm__legende|kp-fussnoten)">(.*?)</ul>', re.DOTALL)
_PUNKT: Final = re.compile(r"<li>(.*?)</li>", re.DOTALL)
_ZEICHEN: Final = re.compile(r"<svg(?P<kopf>[^>]*)>(?P<inhalt>.*?)</svg>", re.DOTALL)
_QUELLE: Final = re.compile(r'<p class="kp-quelle">(.*?)</p>', re.DOTALL)
_KLASSE: Final = re.compile(r'<main class="([^"]*)">')
_HOEHE: Final = re.compile(r' height="([\d.]+)"')
_MASS: Final = re.compile(r' width="([\d.]+)"')


class _Blatt:
    """Writes lines of text and signs below each other."""

    def __init__(self) -> None:
        self.teile: list[str] = []
        self.y = float(_RAND)

    def lines(self, text: str, klasse: str, schrift: float, hoehe: float) -> None:
        for zeile in break_lines(text, stil.BREITE_BREIT, schrift) if text else ():
            self.y += hoehe
            self.teile.append(
                f'<text class="{klasse}" x="{_RAND}" y="{self.y - hoehe * 0.25:g}">{escape(zeile)}</text>'
            )

    def key(self, punkte: list[str]) -> None:
        """A legend: signs with their words, beside each other as far as they fit."""
        x, zeile = 0.0, 20.0
        self.y += zeile if punkte else 0
        self.teile.append('<g class="kp-diagramm__legende">')
        for punkt in punkte:
            zeichen = _ZEICHEN.search(punkt)
            text = plain_text(_ZEICHEN.sub("", punkt))
            breit = _mass(_MASS, zeichen["kopf"]) + 6 if zeichen else 0.0
            ganz = breit + text_breite(text, 13)
            if x and x + ganz > stil.BREITE_BREIT:
                x, self.y = 0.0, self.y + zeile
            if zeichen:
                ort = f'x="{_RAND + x:g}" y="{self.y - 15:g}"'
                self.teile.append(f"<svg {zeichen['kopf']} {ort}>{zeichen['inhalt']}</svg>")
            self.teile.append(
                f'<text class="kp-bild__leise" x="{_RAND + x + breit:g}" y="{self.y - 5:g}">{escape(text)}</text>'
            )
            x += ganz + 20
        self.teile.append("</g>")


def _mass(muster: re.Pattern[str], kopf: str) -> float:
    treffer = muster.search(kopf)
    return float(treffer[1]) if treffer else 0.0


def picture(html: str) -> str:
    """Writes a chart for other sites as a picture that stands alone; its styles are put in afterwards.

    Args:
        html: The chart as a page (:func:`write_embeds`).

    Returns:
        SVG: title, picture, signs, notes, source and the address of the page that the chart is from.
    """
    svg, titel, klasse = _SVG.search(html), _TITEL.search(html), _KLASSE.search(html)
    if svg is None or titel is None or klasse is None:
        raise ValueError("a chart without picture or title")
    blatt = _Blatt()
    blatt.lines(plain_text(titel["text"]), "kp-bild__titel", 18 * FETT, 24)
    for unter in _UNTERTITEL.findall(html):
        blatt.lines(plain_text(unter), "kp-bild__leise", 13, 18)
    hoehe = _mass(_HOEHE, svg["kopf"])
    # Links lead nowhere from inside a picture.
    inhalt = re.sub(r"<a [^>]*>", "<tspan>", svg["inhalt"]).replace("</a>", "</tspan>")
    beschreibung, inhalt = _take(r"<desc[^>]*>(.*?)</desc>", re.sub(r"<title.*?</title>", "", inhalt, flags=re.DOTALL))
    kopf = re.sub(r' (?:class|role|aria-labelledby)="[^"]*"', "", svg["kopf"])
    blatt.y += 10
    blatt.teile.append(f'<svg x="{_RAND}" y="{blatt.y:g}"{kopf}>{inhalt}</svg>')
    blatt.y += hoehe + 6
    for art, liste in _LISTE.findall(html):
        punkte = _PUNKT.findall(liste)
        if art == "kp-diagramm__legende":
            blatt.key(punkte)
        else:
            for punkt in punkte:
                blatt.lines(plain_text(punkt), "kp-bild__leise", 13, 18)
    quelle, *_ = _QUELLE.findall(html)
    blatt.lines(plain_text(quelle), "kp-bild__leise", 13, 18)
    for adresse in _KANONISCH.findall(html):
        blatt.lines(plain_text(adresse), "kp-bild__leise", 13, 18)
    breite, ganz = stil.BREITE_BREIT + 2 * _RAND, blatt.y + _RAND
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="kp-bild {klasse[1]}" viewBox="0 0 {breite} {ganz:g}" '
        f'width="{breite}" height="{ganz:g}"><title>{escape(plain_text(titel["text"]))}</title>'
        f"<desc>{escape(plain_text(beschreibung))}</desc><style>{_HIER_STIL}</style>"
        f'<rect class="kp-bild__grund" width="{breite}" height="{ganz:g}"/>{"".join(blatt.teile)}</svg>\n'
    )


def _take(muster: str, text: str) -> tuple[str, str]:
    """Takes the first find out of a text."""
    treffer = re.search(muster, text, re.DOTALL)
    return (treffer[1], text[: treffer.start()] + text[treffer.end() :]) if treffer else ("", text)
