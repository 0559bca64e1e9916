"""What lies where in a written picture, read from its SVG alone: texts as boxes, strokes as straight pieces.

The measures are the tests' own, so that the renderer's estimate of a text's width is not checked against itself.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from itertools import combinations, pairwise
from typing import NamedTuple

STRICHE = ("kp-linie", "kp-band", "kp-whisker", "kp-ziel", "kp-stadt", "kp-bruch", "kp-zeiger")
"""Strokes that no text may lie on; the grid is behind everything."""
_SCHMAL = frozenset("ijlI.,:;|!'’·()[]/ \u202f\u00a0\u200aft⁰¹²³⁴⁵⁶⁷⁸⁹⁾")
_BREIT = frozenset("mwMW%@—")


class Textkasten(NamedTuple):
    """A text and the room that its letters take."""

    text: str
    art: str
    links: float
    oben: float
    rechts: float
    unten: float


Strecke = tuple[float, float, float, float]


def _em(text: str) -> float:
    """Width in units of the type size, as measured for DejaVu Sans and Liberation Sans, rather too narrow."""
    return sum(0.3 if z in _SCHMAL else 0.85 if z in _BREIT else 0.65 if z.isupper() else 0.55 for z in text)


def _tree(svg: str) -> ET.Element:
    return ET.fromstring(re.sub(r' xmlns="[^"]*"', "", svg))


def text_boxes(svg: str) -> list[Textkasten]:
    """Boxes of all texts, from the top of capitals to the baseline."""
    wurzel = _tree(svg)
    schrift = float(wurzel.attrib["font-size"])
    kaesten = []
    for t in wurzel.iter("text"):
        text, x, y = "".join(t.itertext()), float(t.attrib["x"]), float(t.attrib["y"])
        breite = _em(text) * schrift
        x -= {"start": 0.0, "middle": breite / 2, "end": breite}[t.attrib.get("text-anchor", "start")]
        art = (re.search(r"kp-t--(\w+)", t.attrib["class"]) or ["", ""])[1]
        kaesten.append(Textkasten(text, art, x + 0.5, y - schrift * 0.68, x + breite - 0.5, y - 0.5))
    return kaesten


def path_points(d: str) -> list[list[tuple[float, float]]]:
    """Corners of a path of straight pieces, one list per stroke."""
    zuege: list[list[tuple[float, float]]] = []
    for befehl, rest in re.findall(r"([MLHVhvlZz])([^MLHVhvlZz]*)", d):
        zahlen = [float(z) for z in re.findall(r"-?[\d.]+", rest)]
        if befehl == "M":
            zuege.append([(zahlen[0], zahlen[1])])
            continue
        x, y = zuege[-1][-1]
        if befehl in "Zz":
            neu = zuege[-1][0]
        elif befehl == "L":
            neu = (zahlen[0], zahlen[1])
        elif befehl == "l":
            neu = (x + zahlen[0], y + zahlen[1])
        else:
            neu = {"H": (zahlen[0], y), "h": (x + zahlen[0], y), "V": (x, zahlen[0]), "v": (x, y + zahlen[0])}[befehl]
        zuege[-1].append(neu)
    return zuege


def strokes(svg: str) -> list[tuple[str, Strecke]]:
    """Class and straight pieces of all strokes that no text may lie on."""
    return [
        (klasse, (*a, *b))
        for p in _tree(svg).iter("path")
        if (klasse := p.attrib["class"].split()[0]) in STRICHE
        for zug in path_points(p.attrib["d"])
        for a, b in pairwise(zug)
    ]


def crosses(strecke: Strecke, kasten: Textkasten) -> bool:
    """Tells whether a straight stroke runs through a box, by clipping it at the four sides (Cyrus and Beck 1978)."""
    x0, y0, x1, y1 = strecke
    von, bis = 0.0, 1.0
    for richtung, abstand in (
        (x0 - x1, x0 - kasten.links),
        (x1 - x0, kasten.rechts - x0),
        (y0 - y1, y0 - kasten.oben),
        (y1 - y0, kasten.unten - y0),
    ):
        if richtung == 0 and abstand <= 0:
            return False
        if richtung < 0:
            von = max(von, abstand / richtung)
        elif richtung > 0:
            bis = min(bis, abstand / richtung)
    return von < bis


def collisions(svg: str) -> list[str]:
    """Names texts that lie on a stroke, on the edge of a band or on another text."""
    kaesten = text_boxes(svg)
    funde = [f"{t.text!r} auf {k}" for k, s in strokes(svg) for t in kaesten if crosses(s, t)]
    for a, b in combinations(kaesten, 2):
        if a.links < b.rechts and b.links < a.rechts and a.oben < b.unten and b.oben < a.unten:
            funde.append(f"{a.text!r} auf {b.text!r}")
    return sorted(set(funde))
