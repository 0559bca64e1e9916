"""Compares every chart of a built site with the table beside it: the same values in the same digits, the same intervals.

What a reader sees counts: hover texts and positions of the interactive figure, labels and description of the drawing.
"""

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from kekiz.wissen import texte
from kekiz.wissen.statistik import NIVEAU
from kekiz.wissen.trennung import SHY
from kekiz.wissen.zahlen import MINUS, NNBSP, format_wert, format_zahl

WIRT = "https://site.test/"
ZAHL = re.compile(rf"{MINUS}?\d+(?:\.\d{{3}})*(?:,\d+)?")
ZEICHEN = re.compile(r"\s*[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+\u207e")
"""Signs of notes behind a label."""
BEREICH = re.compile(rf"(?:{texte.VERTRAUENSBEREICH}|{texte.REGELKARTE_GRENZEN}) \([\d,]+ %\): ")
BESCHRIFTUNGEN = ("wert", "ende", "kopf", "teil", "stadt", "rand")
"""Kinds of labels in a drawing that are values."""
NEBENBEI = re.compile(r"^\D+ (?=\d)|(?<=%) \D+$| \(\d{4}\)$")
"""A name before or behind the value of a label, and its year."""
GRENZEN_DES_TRICHTERS = tuple(format_wert(n, "%", 0 if n.is_integer() else 1).replace(NNBSP, " ") for n in NIVEAU)
NICHT_WERT = re.compile(
    r"\([^()]*\)|Ziel[^:.]*: [^.]*?\.(?= |$)|Ohne Wert: .*|; \d+ \w+(?=\.)|Die Achse beginnt nicht bei 0\."
)
"""What a description says beside values: periods, targets, reasons, how many there are."""
SCHLUESSELSPALTEN = ("Kennzahl", "Raum", "Gruppe", "Zeitraum", "Kommune")
"""Columns of a table that name a row."""


@dataclass
class Tabelle:
    """Rows of a table as text; the first cell names the row."""

    kopf: list[str] = field(default_factory=list)
    zeilen: list[list[str]] = field(default_factory=list)


@dataclass
class Diagramm:
    """A chart on a page: where its figure lies, which table stands beside it, what its drawings say."""

    id: str
    figur: str
    tabelle: str = ""
    beschriftungen: list[tuple[str, str]] = field(default_factory=list)
    beschreibungen: list[str] = field(default_factory=list)


class _Leser(HTMLParser):
    """Collects charts and tables of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.diagramme: list[Diagramm] = []
        self.tabellen: dict[str, Tabelle] = {}
        self._offen: list[str] = []
        self._tabelle: Tabelle | None = None
        self._in_figur = False
        self._ziel: list[str] | None = None
        self._art = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        if tag == "figure" and "data-figur" in a:
            self.diagramme.append(Diagramm(a.get("id", ""), a["data-figur"]))
            self._in_figur = True
        elif self._in_figur and tag == "a" and a.get("class") == "kp-knopf" and not self.diagramme[-1].tabelle:
            self.diagramme[-1].tabelle = a["href"].rpartition("#")[2]
        elif self._in_figur and tag in ("text", "desc"):
            klasse = re.search(r"kp-t--(\w+)", a.get("class", ""))
            self._art, self._ziel = (klasse[1] if klasse else "desc" if tag == "desc" else ""), []
        elif tag == "table":
            self._tabelle = Tabelle()
        elif tag == "tr" and self._tabelle is not None:
            self._tabelle.zeilen.append([])
        elif tag in ("th", "td") and self._tabelle is not None and self._tabelle.zeilen:
            self._ziel = []
        if "id" in a and tag != "figure":
            self._offen.append(a["id"])

    def handle_data(self, data: str) -> None:
        if self._ziel is not None:
            self._ziel.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "figure":
            self._in_figur = False
        elif tag in ("text", "desc") and self._ziel is not None and self._in_figur:
            text = _plain("".join(self._ziel))
            if tag == "desc":
                self.diagramme[-1].beschreibungen.append(text)
            else:
                self.diagramme[-1].beschriftungen.append((self._art, text))
            self._ziel = None
        elif tag in ("th", "td") and self._ziel is not None and self._tabelle is not None:
            self._tabelle.zeilen[-1].append(_plain("".join(self._ziel)))
            self._ziel = None
        elif tag == "table" and self._tabelle is not None:
            self._tabelle.kopf, *self._tabelle.zeilen = self._tabelle.zeilen or [[]]
            for kennung in self._offen:
                self.tabellen.setdefault(kennung, self._tabelle)
            self._offen, self._tabelle = [], None


def _plain(text: str) -> str:
    return " ".join(html.unescape(text).replace("\u200a", "").split())


def read_charts(text: str) -> tuple[list[Diagramm], dict[str, Tabelle]]:
    """Reads the charts of a page and its tables by every id that stands before them."""
    leser = _Leser()
    leser.feed(text)
    leser.close()
    return leser.diagramme, leser.tabellen


def _number(text: str) -> float:
    return float(text.replace(".", "").replace(",", ".").replace(MINUS, "-"))


def _written(zahl: float, wie: str) -> bool:
    """Whether a position of the figure, rounded to the digits of a written number, is that number."""
    stellen = len(wie.partition(",")[2])
    return format_zahl(zahl, stellen) == format_zahl(_number(wie), stellen)


def _points(spur: dict[str, Any]) -> Iterator[tuple[float | None, list[str], tuple[float, float] | None]]:
    """Position, lines of the hover text and drawn interval of each point of a trace that has any text."""
    hover = spur.get("customdata") or []
    ist_zahl = any(isinstance(v, int | float) for v in spur["y"])
    werte = spur["x"] if spur.get("orientation") == "h" or not ist_zahl else spur["y"]
    fehler = spur.get("error_x") or spur.get("error_y")
    for i, text in enumerate(hover):
        zahl = werte[i]
        if text:
            paar = None
            if fehler and zahl is not None and (fehler["array"][i] or fehler["arrayminus"][i]):
                paar = zahl - fehler["arrayminus"][i], zahl + fehler["array"][i]
            yield zahl, [_plain(t) for t in html.unescape(text).split("<br>")], paar


def _needed(zeilen: list[str]) -> list[str]:
    """What a hover text says of a value, each as it must stand in a cell of its row; the value first."""
    wert, *rest = zeilen
    noetig = [wert.removesuffix(" (berechnet)")]
    for zeile in rest:
        if zeile.startswith("Hinweis: "):
            break
        treffer = BEREICH.match(zeile)
        noetig.append(zeile[treffer.end() :] if treffer else zeile.removeprefix("nachgerechnet: "))
    return noetig


def _names(kopf: str, zelle: str) -> bool:
    """Whether the head of a hover text names what a cell names: "Nord, 2018" names "Nord" and "2018"."""
    return f", {zelle}, " in f", {kopf}, "


def _names_place(tabelle: Tabelle, kopf: str) -> bool:
    if "Raum" not in tabelle.kopf:
        return False
    spalte = tabelle.kopf.index("Raum")
    return any(_names(kopf, zeile[spalte]) for zeile in tabelle.zeilen)


def _has_all(zeile: list[str], noetig: list[str]) -> bool:
    """Whether all that is said stands in the cells of a row; counts may share a cell or have one each."""
    return all(n in zeile or (" von " in n and set(n.split(" von ")) <= set(zeile)) for n in noetig)


def _is_in_table(tabelle: Tabelle, kopf: str, noetig: list[str]) -> bool:
    """Whether one row of the table is named by the head of a hover text and has all that the text says."""
    wer = [i for i, k in enumerate(tabelle.kopf) if k in SCHLUESSELSPALTEN] or [0]
    for zeile in tabelle.zeilen:
        if all(zeile[i] == "insgesamt" or _names(kopf, zeile[i]) for i in wer) and _has_all(zeile, noetig):
            return True
    # Parts or years may stand as columns: then the head names row and column.
    wert, *bereich = (n.removesuffix(" Euro") for n in noetig)
    zelle = f"{wert} ({bereich[0]})" if bereich else wert
    return any(
        _names(kopf, zeile[0]) and _names(kopf, spalte) and inhalt == zelle
        for zeile in tabelle.zeilen
        for spalte, inhalt in zip(tabelle.kopf, zeile, strict=True)
    )


def _figure_faults(figur: dict[str, Any], tabelle: Tabelle, zaehler: Counter[str]) -> Iterator[str]:
    # A chart of one place names it above the picture only.
    ort = figur["layout"]["meta"]["untertitel"].partition(",")[0]
    for spur in figur["data"]:
        for zahl, (kopf, *zeilen), paar in _points(spur):
            noetig = _needed(zeilen)
            zaehler["Punkte"] += 1
            if not _is_in_table(tabelle, kopf if _names_place(tabelle, kopf) else f"{ort}, {kopf}", noetig):
                yield f"Punkt {kopf}: {noetig} steht in keiner Zeile der Tabelle"
            gesagt = [noetig[0], *(z for z in zeilen if z.startswith("nachgerechnet: "))]
            if zahl is not None and not any(_written(zahl, g) for t in gesagt for g in ZAHL.findall(t)):
                yield f"Punkt {kopf}: liegt bei {zahl}, geschrieben ist {noetig[0]}"
            for grenzen in (ZAHL.findall(n) for n in noetig[1:] if " bis " in n):
                zaehler["Vertrauensbereiche"] += 1
                if paar and not all(_written(p, g) for p, g in zip(paar, grenzen, strict=True)):
                    yield f"Punkt {kopf}: Der Strich reicht von {paar[0]} bis {paar[1]}, geschrieben ist {grenzen}"


def _drawing_faults(diagramm: Diagramm, tabelle: Tabelle, zaehler: Counter[str]) -> Iterator[str]:
    zellen = [z for zeile in tabelle.zeilen for z in zeile]
    erlaubt = {n for z in zellen for n in ZAHL.findall(z)}
    in_prozent = {n for z in zellen if "%" in z for n in ZAHL.findall(z)}
    for art, text in diagramm.beschriftungen:
        wert = NEBENBEI.sub("", ZEICHEN.sub("", text))
        if art not in BESCHRIFTUNGEN or not ZAHL.search(wert) or wert in GRENZEN_DES_TRICHTERS:
            continue
        zaehler["Beschriftungen"] += 1
        if not set(ZAHL.findall(wert)) <= (in_prozent if "%" in wert else erlaubt):
            yield f"Beschriftung {text}: steht nicht so in der Tabelle"
    for text in diagramm.beschreibungen:
        gesagt = NICHT_WERT.sub("", text)
        for zeile in tabelle.zeilen:
            gesagt = gesagt.replace(f"{zeile[0]}: ", "")
        for zahl in ZAHL.findall(gesagt):
            zaehler["Beschreibungen"] += 1
            if zahl not in erlaubt:
                yield f"Beschreibung: {zahl} steht nicht so in der Tabelle ({text})"


def compare_charts(ordner: Path) -> tuple[Counter[str], list[str]]:
    """Compares all charts of a built site with their tables.

    Args:
        ordner: Root of the site.

    Returns:
        How many charts, points, intervals, labels and numbers of descriptions were compared, and what does not fit.
    """
    zaehler: Counter[str] = Counter()
    befunde: list[str] = []
    for pfad in sorted(ordner.rglob("*.html")):
        ort = pfad.relative_to(ordner).as_posix()
        diagramme, tabellen = read_charts(pfad.read_text(encoding="utf-8").replace(SHY, ""))
        for d in diagramme:
            zaehler["Diagramme"] += 1
            if d.tabelle not in tabellen:
                befunde.append(f"{ort} {d.id}: keine Tabelle daneben")
                continue
            figur = json.loads((ordner / urljoin(WIRT + ort, d.figur).removeprefix(WIRT)).read_text(encoding="utf-8"))
            tabelle = tabellen[d.tabelle]
            faelle = [*_figure_faults(figur, tabelle, zaehler), *_drawing_faults(d, tabelle, zaehler)]
            befunde += [f"{ort} {d.id}: {f}" for f in faelle]
    return zaehler, befunde
