"""The map of a Land as inline SVG: real outlines, one link per municipality, no colours of its own.

Two drawings are needed, since between Rhein and Ruhr a dozen places would share the width of a thumb on a phone: the whole
state, and a close-up of the frame drawn in it. Each place is a link in exactly one of them.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

from markupsafe import escape

from kekiz.daten.bestand import read_json
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_zahl
from kekiz.zeichnen.textmass import text_breite
from kekiz.zeichnen.vorlage import render

KARTE: Final = "karte.json"
BREITE: Final = 800
HOEHE: Final = 771
RAND: Final = 24
# The close-up between Rhein and Ruhr: here places lie less than 50 units (20 px on a phone) apart.
AUSSCHNITT: Final = (95.0, 316.0, 300.0, 196.0)
# 12 px on the 328 px that a 360 px phone leaves: 12 / 328 * (800 + 2 * 24) and 12 / 328 * 300.
SCHRIFT: Final = 31.5
SCHRIFT_AUSSCHNITT: Final = 11.2
NAMEN_HOECHSTENS: Final = 60
"""With more municipalities than this no name finds room; the map shows points, and the list beside it has the links."""
_PFAD = re.compile(r'<path id="ags-(\d+)"[^>]* d="([^"]+)"')
_TEIL = re.compile(r"([MLlz])([^MLlz]*)")

Punkt = tuple[float, float]


@dataclass(frozen=True)
class Ort:
    """One municipality on the map.

    Attributes:
        kommune_id: Id.
        name: Name for the label.
        ags: Official key as text, five or eight digits.
        url: Address of its page, relative to the page of the map.
    """

    kommune_id: str
    name: str
    ags: str
    url: str


@dataclass(frozen=True)
class Geometrie:
    """Outlines by official key, the points of labels, and the name of the Land."""

    umrisse: dict[str, list[list[Punkt]]]
    punkte: dict[str, Punkt]
    land: str = ""

    def key(self, ags: str) -> str:
        """Gives the key of the outline: a town that is a district of its own is drawn under its five digits."""
        return ags if ags in self.umrisse else ags[:5] if ags.endswith("000") else ags

    def point(self, ags: str) -> Punkt | None:
        """Gives the point of a municipality: its label point, else the middle of its outline, else None."""
        if ags in self.punkte:
            return self.punkte[ags]
        ringe = self.umrisse.get(self.key(ags))
        if not ringe:
            return None
        x = [p[0] for ring in ringe for p in ring]
        y = [p[1] for ring in ringe for p in ring]
        return (min(x) + max(x)) / 2, (min(y) + max(y)) / 2


def read_geometry(ordner: Path) -> Geometrie:
    """Reads outlines and label points; ``karte.json`` in the folder names their files and the Land.

    A project without it has no maps; its geometry is empty. The result is kept until that file changes.

    Raises:
        DatenFehler: The file or one that it names cannot be read.
    """
    datei = (ordner / KARTE).resolve()
    try:
        return _read_geometry(datei, datei.stat().st_mtime_ns) if datei.is_file() else Geometrie({}, {})
    except (ValueError, KeyError, TypeError, FileNotFoundError):
        befund = "Die Kartendaten sind nicht lesbar (erwartet JSON mit umrisse, punkte und land und die Dateien dazu)"
        abhilfe = "Bitte berichtigen oder in kekiz.toml die Zeile karte löschen."
        raise DatenFehler([Fehler(f"{ordner.name}/{KARTE}", 0, "", befund, abhilfe)]) from None


@lru_cache(maxsize=4)
def _read_geometry(datei: Path, _stand: int) -> Geometrie:
    karte = read_json(datei)
    text = (datei.parent / karte["umrisse"]).read_text(encoding="utf-8")
    punkte = {
        str(k["ags"]): (float(k["svg_800"]["x"]), float(k["svg_800"]["y"]))
        for k in read_json(datei.parent / karte["punkte"])["kommunen"]
    }
    return Geometrie({ags: _rings(d) for ags, d in _PFAD.findall(text)}, punkte, karte["land"])


def _rings(d: str) -> list[list[Punkt]]:
    """Turns a path of M, l and z into rings of absolute points."""
    ringe: list[list[Punkt]] = []
    for befehl, rest in _TEIL.findall(d):
        zahlen = [float(z) for z in re.findall(r"-?\d*\.?\d+", rest)]
        paare = list(zip(zahlen[::2], zahlen[1::2], strict=True))
        if befehl == "M":
            ringe.append([paare[0]])
        elif befehl == "l":
            for dx, dy in paare:
                x, y = ringe[-1][-1]
                ringe[-1].append((x + dx, y + dy))
        elif befehl == "L":
            ringe[-1].extend(paare)
    return ringe


def write_path(ringe: Iterable[Sequence[Punkt]], teiler: float = 1.0) -> str:
    """Writes rings as a short path of whole numbers; neighbours keep their common border, since points are rounded.

    Args:
        ringe: Rings of absolute points.
        teiler: Size of one unit of the result; 2 halves the drawing.

    Example:
        >>> write_path([[(0.2, 0.1), (10.4, 0), (10.4, 9.6)]])
        'M0 0l10 0 0 10z'
    """
    teile = []
    for ring in ringe:
        ganz = [(round(x / teiler), round(y / teiler)) for x, y in ring]
        schritte = [(b[0] - a[0], b[1] - a[1]) for a, b in itertools.pairwise(ganz) if a != b]
        if len(schritte) < 2:
            continue
        zug = " ".join(f"{dx} {dy}" for dx, dy in schritte).replace(" -", "-")
        teile.append(f"M{ganz[0][0]} {ganz[0][1]}l{zug}z")
    return "".join(teile)


_Kasten = tuple[float, float, float, float]


def _boxes(punkt: Punkt, breite: float, schrift: float) -> list[tuple[str, float, float, _Kasten]]:
    """Possible places of a label around its point: anchor, x, baseline and box, best first."""
    x, y = punkt
    a, h = 0.55 * schrift, 0.34 * schrift
    lagen = [("start", x + a, y + h), ("end", x - a, y + h)]
    lagen += [("middle", x, y - 0.62 * schrift), ("middle", x, y + 1.2 * schrift)]
    lagen += [("start", x + 0.3 * schrift, y - 0.45 * schrift), ("start", x + 0.3 * schrift, y + 1.05 * schrift)]
    lagen += [("end", x - 0.3 * schrift, y - 0.45 * schrift), ("end", x - 0.3 * schrift, y + 1.05 * schrift)]
    # Further off, where a thin line leads back to the point.
    lagen += [("middle", x, y + 2.6 * schrift), ("middle", x, y - 1.9 * schrift)]
    links = {"start": 0.0, "end": -breite, "middle": -breite / 2}
    return [
        (anker, lx, ly, (lx + links[anker], ly - 0.8 * schrift, lx + links[anker] + breite, ly + 0.22 * schrift))
        for anker, lx, ly in lagen
    ]


def _overlap(a: _Kasten, b: _Kasten) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def place_labels(orte: Sequence[tuple[str, Punkt]], feld: _Kasten, schrift: float) -> list[tuple[str, float, float]]:
    """Finds a place for each label where it covers no other label and no point.

    Args:
        orte: Name and point of each place.
        feld: Left, top, right, bottom of the drawing.
        schrift: Size of the letters in units of the drawing.

    Returns:
        Anchor, x and baseline per place, in the same order; the least bad place where all are taken.
    """
    r = 0.32 * schrift
    punkte = [(x - r, y - r, x + r, y + r) for _, (x, y) in orte]
    belegt: list[_Kasten] = []
    ergebnis: dict[int, tuple[str, float, float]] = {}
    # The longest names have the fewest places to go.
    for i in sorted(range(len(orte)), key=lambda i: (-len(orte[i][0]), i)):
        name, punkt = orte[i]
        bewertet = []
        for rang, (anker, x, y, kasten) in enumerate(_boxes(punkt, text_breite(name, schrift), schrift)):
            stoert = sum(_overlap(kasten, b) for b in belegt)
            stoert += sum(_overlap(kasten, p) for j, p in enumerate(punkte) if j != i)
            raus = kasten[0] < feld[0] or kasten[2] > feld[2] or kasten[1] < feld[1] or kasten[3] > feld[3]
            bewertet.append((3 * raus + stoert, rang, anker, x, y, kasten))
        _, _, anker, x, y, kasten = min(bewertet)
        belegt.append(kasten)
        ergebnis[i] = (anker, x, y)
    return [ergebnis[i] for i in range(len(orte))]


def _in_frame(punkt: Punkt) -> bool:
    x, y, b, h = AUSSCHNITT
    return x <= punkt[0] <= x + b and y <= punkt[1] <= y + h


def _areas(geometrie: Geometrie, orte: Sequence[Ort], hier: str, teiler: float, feld: _Kasten | None) -> str:
    """Outlines: all districts first, then the municipalities on top, so that their border is seen."""
    eigene = {geometrie.key(o.ags): o for o in orte}

    def _beruehrt(ringe: list[list[Punkt]]) -> bool:
        if feld is None:
            return True
        x = [p[0] for ring in ringe for p in ring]
        y = [p[1] for ring in ringe for p in ring]
        return _overlap((min(x), min(y), max(x), max(y)), feld)

    grund = [write_path(r, teiler) for ags, r in geometrie.umrisse.items() if len(ags) == 5 and _beruehrt(r)]
    teile = [f'<path d="{"".join(grund)}"/>']
    for ags, ort in eigene.items():
        ringe = geometrie.umrisse.get(ags)
        if ringe and _beruehrt(ringe):
            klasse = "kp-kommune kp-hier" if ort.kommune_id == hier else "kp-kommune"
            teile.append(f'<path class="{klasse}" d="{write_path(ringe, teiler)}"/>')
    return "".join(teile)


def _n(wert: float) -> str:
    return f"{wert:.1f}".rstrip("0").rstrip(".")


def _links(orte: Sequence[tuple[Ort, Punkt]], feld: _Kasten, schrift: float) -> str:
    lagen = place_labels([(o.name, p) for o, p in orte], feld, schrift)
    teile = []
    for (ort, (x, y)), (anker, lx, ly) in zip(orte, lagen, strict=True):
        weit = ly - y if abs(ly - y) > 1.5 * schrift else 0.0
        if weit:
            ende = weit - (0.85 if weit > 0 else -0.3) * schrift
            teile.append(f'<line x1="{_n(x)}" y1="{_n(y)}" x2="{_n(x)}" y2="{_n(y + ende)}"/>')
        teile.append(
            f'<a href="{escape(ort.url)}"><circle class="kp-flaeche" cx="{_n(x)}" cy="{_n(y)}" r="{_n(schrift * 0.75)}"/>'
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(schrift * 0.28)}"/>'
            f'<text x="{_n(lx)}" y="{_n(ly)}" text-anchor="{anker}" font-size="{_n(schrift)}">{escape(ort.name)}</text></a>'
        )
    return "".join(teile)


def draw_map(ordner: Path, orte: Sequence[Ort]) -> str:
    """Draws the state and the close-up with a link per municipality, and the notice that the licence asks for.

    Args:
        ordner: Folder of the map data.
        orte: The municipalities; one without point is left out here (the list beside the map names all).

    Returns:
        Empty where no municipality has a point.
    """
    geometrie = read_geometry(ordner)
    mit_punkt = [(o, p) for o in orte if (p := geometrie.point(o.ags)) is not None]
    if not mit_punkt:
        return ""
    if len(mit_punkt) > NAMEN_HOECHSTENS:
        return _draw_points(geometrie, [p for _, p in mit_punkt])
    nah = [(o, p) for o, p in mit_punkt if _in_frame(p)]
    fern = [(o, p) for o, p in mit_punkt if not _in_frame(p)]
    x, y, b, h = AUSSCHNITT
    ganz = (-float(RAND), 0.0, float(BREITE + RAND), float(HOEHE))
    punkte = "".join(f'<circle cx="{_n(px)}" cy="{_n(py)}" r="6"/>' for _, (px, py) in nah)
    land = (
        _areas(geometrie, orte, "", 1, None)
        + punkte
        + f'<rect class="kp-ausschnitt" x="{_n(x)}" y="{_n(y)}" width="{_n(b)}" height="{_n(h)}"/>'
        + _links(fern, (*ganz[:2], *ganz[2:]), SCHRIFT)
    )
    nahfeld = (x, y, x + b, y + h)
    ausschnitt = _areas(geometrie, orte, "", 0.5, nahfeld)
    # The close-up is written in half units, so that whole numbers stay fine enough when it is enlarged.
    ausschnitt = f'<g transform="scale(.5)">{ausschnitt}</g>' + _links(nah, nahfeld, SCHRIFT_AUSSCHNITT)
    return render(
        "karte",
        karten=[
            {
                "id": "karte-land",
                "titel": sag("{land} mit den Kommunen außerhalb des Rahmens", land=geometrie.land),
                "rahmen": f"{-RAND} 0 {BREITE + 2 * RAND} {HOEHE}",
                "inhalt": land,
            },
            {
                "id": "karte-ausschnitt",
                "titel": sag("Ausschnitt: der Rahmen der Karte, vergrößert"),
                "rahmen": f"{_n(x)} {_n(y)} {_n(b)} {_n(h)}",
                "inhalt": ausschnitt,
            },
        ],
        klein=False,
    )


def _draw_points(geometrie: Geometrie, punkte: Sequence[Punkt]) -> str:
    """Draws the Land with a point per municipality, without names and links."""
    inhalt = _areas(geometrie, [], "", 1, None) + "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="6"/>' for x, y in punkte
    )
    titel = sag(
        "{land}: {anzahl} Kommunen; die Liste auf dieser Seite nennt sie alle",
        land=geometrie.land,
        anzahl=format_zahl(len(punkte)),
    )
    rahmen = f"{-RAND} 0 {BREITE + 2 * RAND} {HOEHE}"
    return render(
        "karte", karten=[{"id": "karte-land", "titel": titel, "rahmen": rahmen, "inhalt": inhalt}], klein=True
    )


def draw_place(ordner: Path, ort: Ort) -> str:
    """Draws the state in half size with one municipality marked; empty where its place is not known."""
    geometrie = read_geometry(ordner)
    punkt = geometrie.point(ort.ags)
    if punkt is None:
        return ""
    x, y = punkt[0] / 2, punkt[1] / 2
    anker, lx, ly = place_labels([(ort.name, (x, y))], (0, 0, BREITE / 2, HOEHE / 2), 18)[0]
    inhalt = (
        _areas(geometrie, [ort], ort.kommune_id, 2, None)
        + f'<circle cx="{_n(x)}" cy="{_n(y)}" r="5"/>'
        + f'<text x="{_n(lx)}" y="{_n(ly)}" text-anchor="{anker}" font-size="18">{escape(ort.name)}</text>'
    )
    return render(
        "karte",
        karten=[
            {
                "id": "karte-ort",
                "titel": sag("{name} in {land}", name=ort.name, land=geometrie.land),
                "rahmen": f"-8 0 {BREITE // 2 + 16} {HOEHE // 2 + 1}",
                "inhalt": inhalt,
            }
        ],
        klein=True,
    )
