"""Compares a written picture with the file that Plotly takes over from, without a browser.

Marks and bars of the SVG are mapped back through plot areas and axes of the file and must give the data of its traces.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any

from bildpruefung import path_points

GENAU = 0.15
"""Pixels: coordinates are written with one digit."""

Datei = dict[str, Any]
Zahlen = list[tuple[float, ...]]


class _Achsen:
    """Turns pixels into values of one pair of axes."""

    def __init__(self, datei: Datei, bild: str, nr: int) -> None:
        name = "" if nr == 0 else str(nr + 1)
        self.x, self.y = datei["layout"][f"xaxis{name}"], datei["layout"][f"yaxis{name}"]
        self.links, self.oben, self.breite, self.hoehe = datei["bilder"][bild]["felder"][nr]

    def pixel(self, x: Any, y: Any) -> tuple[float, float]:
        """Where Plotly puts a value."""
        ax, ay = (self._share(a, w) for a, w in ((self.x, x), (self.y, y)))
        return self.links + ax * self.breite, self.oben + (1 - ay) * self.hoehe

    @staticmethod
    def _share(achse: Datei, wert: Any) -> float:
        zahl = achse["categoryarray"].index(wert) if isinstance(wert, str) else float(wert)
        von, bis = achse["range"]
        return (zahl - von) / (bis - von)


def _center(e: ET.Element) -> tuple[float, ...]:
    if e.tag == "circle":
        return float(e.attrib["cx"]), float(e.attrib["cy"])
    if e.tag == "rect":
        x, y, b, h = (float(e.attrib[k]) for k in ("x", "y", "width", "height"))
        return x, y, x + b, y + h
    ecken = path_points(e.attrib["d"])[0][:-1]
    if len(ecken) == 3:
        # The centre of a triangle is that of the circle around it.
        (x, _), ys = (sum(c) / 3 for c in zip(*ecken, strict=True)), [y for _, y in ecken]
        return x, sum(ys) / 3
    return tuple(sum(c) / len(ecken) for c in zip(*ecken, strict=True))


def _expected(datei: Datei, bild: str, spur: Datei, stapel: dict[Any, float]) -> dict[str, Zahlen]:
    """Where Plotly draws points, corners of lines and bars of a trace."""
    nr = int(spur.get("xaxis", "x")[1:] or 1) - 1
    achsen = _Achsen(datei, bild, nr)
    if spur["type"] == "bar":
        return {"kp-balken": [_bar(datei, bild, achsen, spur, x, y, stapel) for x, y in _pairs(spur)]}
    orte: Zahlen = [achsen.pixel(x, y) for x, y in _pairs(spur)]
    erwartet = {}
    if spur.get("fill"):
        return {"kp-band": orte}
    if "lines" in spur["mode"]:
        erwartet["kp-linie"] = orte
    if "markers" in spur["mode"]:
        erwartet["kp-punkt"] = orte
    return erwartet


def _pairs(spur: Datei) -> list[tuple[Any, Any]]:
    return [(x, y) for x, y in zip(spur["x"], spur["y"], strict=True) if x is not None and y is not None]


def _bar(
    datei: Datei, bild: str, achsen: _Achsen, spur: Datei, x: Any, y: Any, stapel: dict[Any, float]
) -> tuple[float, ...]:
    dicke = 1 - datei["bilder"][bild]["luecke"]
    if spur.get("orientation") == "h":
        schritt = achsen.hoehe / abs(achsen.y["range"][1] - achsen.y["range"][0])
        (x0, mitte), (x1, _) = achsen.pixel(0, y), achsen.pixel(x, y)
        return x0, mitte - schritt * dicke / 2, x1, mitte + schritt * dicke / 2
    unten = stapel.get(x, 0.0) if datei["layout"]["barmode"] == "stack" else 0.0
    stapel[x] = unten + y
    schritt = achsen.breite / abs(achsen.x["range"][1] - achsen.x["range"][0])
    (mitte, y1), (_, y0) = achsen.pixel(x, unten + y), achsen.pixel(x, unten)
    return mitte - schritt * dicke / 2, y1, mitte + schritt * dicke / 2, y0


def differences(svg: str, datei: Datei, bild: str) -> list[str]:
    """Names what the two draw at different places; empty if they agree.

    Args:
        svg: The picture.
        datei: The file, read.
        bild: ``breit`` or ``schmal``.
    """
    wurzel = ET.fromstring(re.sub(r' xmlns="[^"]*"', "", svg))
    gruppen = [g for g in wurzel.iter("g") if "kp-spur" in g.attrib.get("class", "")]
    if len(gruppen) != len(datei["data"]):
        return [f"{len(gruppen)} kp-spur, {len(datei['data'])} data"]
    funde = []
    stapel: dict[Any, float] = {}
    for gruppe, spur in zip(gruppen, datei["data"], strict=True):
        for klasse, orte in _expected(datei, bild, spur, stapel).items():
            da = [e for e in gruppe if e.attrib["class"].split()[0] == klasse]
            if klasse in ("kp-linie", "kp-band"):
                gezeichnet = [p for e in da for zug in path_points(e.attrib["d"]) for p in zug]
                gezeichnet = gezeichnet[: len(orte)] if klasse == "kp-band" else _without_stubs(da)
            else:
                gezeichnet = [_center(e) for e in da]
            if len(gezeichnet) != len(orte):
                funde.append(f"{klasse}: {len(gezeichnet)} drawn, {len(orte)} in data")
            funde += [
                f"{klasse}: {a} drawn, {b} in data"
                for a, b in zip(gezeichnet, orte, strict=False)
                if max(abs(p - q) for p, q in zip(a, b, strict=True)) > GENAU
            ]
    return funde


def _without_stubs(linien: list[ET.Element]) -> Zahlen:
    """Corners of lines; the stroke of no length at a lonely value is one corner."""
    return [p for e in linien for zug in path_points(e.attrib["d"].replace("h0", "")) for p in zug]
