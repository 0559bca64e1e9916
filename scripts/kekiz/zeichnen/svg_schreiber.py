"""Writes a laid out chart as inline SVG.

No browser, no network, no clock: the same chart gives the same bytes. Marks carry CSS classes instead of colours, so
that light, dark, print and high contrast are a matter of the stylesheet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from markupsafe import Markup, escape

from kekiz.wissen import stil
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.anordnung import line_strokes
from kekiz.zeichnen.bild import Bild, Flaeche, Getoentes, Lage, Schluesselmarke, Strich, Text
from kekiz.zeichnen.modell import Band, Diagramm, Form, Fussnote, Punkt, Reihe, Spur
from kekiz.zeichnen.symbole import KREIS, corners

_STEUERZEICHEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_NOTE: Final = re.compile(r"([⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾)")
"""A note sign."""
_RAND_SPARKLINE: Final = Flaeche(2, 4, stil.BREITE_SPARKLINE - 8, stil.HOEHE_SPARKLINE - 8)


def write_svg(bild: Bild) -> Markup:
    """Write a picture with its title and description.

    Where note signs lead to their Hinweise the picture is a group, of which only these links are read out one by one.
    """
    striche, d = bild.striche, bild.diagramm
    teile = [_tint(f) for f in bild.flaechen]
    teile += [_stroke(s) for s in striche if not s.ist_vorn]
    teile += _marks(bild)
    teile += [_stroke(s) for s in striche if s.ist_vorn]
    teile += [_key_mark(m) for m in bild.marken]
    noten = {n.zeichen: n for n in d.fussnoten if n.url and n.zeichen}
    mit: list[Text] = []
    ohne: list[Text] = []
    for text in bild.texte:
        (mit if any(z in noten for z in _NOTE.findall(text.text)) else ohne).append(text)
    teile += [_text(t) for t in ohne]
    if mit:
        teile = ['<g aria-hidden="true">', *teile, "</g>", *(_text_with_links(t, noten) for t in mit)]
    kennung = f"kp-{_clean(d.rahmen.id)}-{bild.name}"
    return Markup(
        f'<svg class="kp-svg kp-svg--{bild.name}" viewBox="0 0 {_n(bild.breite)} {_n(bild.hoehe)}" '
        f'width="{_n(bild.breite)}" height="{_n(bild.hoehe)}" font-size="{_n(bild.schrift)}" role="{"group" if mit else "img"}" '
        f'aria-labelledby="{kennung}-t {kennung}-d"><title id="{kennung}-t">{_clean(d.rahmen.titel)}</title>'
        f'<desc id="{kennung}-d">{_clean(d.beschreibung)}</desc>{"".join(teile)}</svg>'
    )


def write_sparkline(diagramm: Diagramm) -> Markup:
    """Write a word-sized picture without text; its description is in ``<title>``."""
    lage = Lage(diagramm.feld, _RAND_SPARKLINE)
    teile = [_stroke(s) for s in line_strokes(lage)]
    teile += [f'<g class="{m.klasse}">{_mark(m, lage, {})}</g>' for m in diagramm.feld.marken]
    kennung = f"kp-{_clean(diagramm.rahmen.id)}-spark"
    breite, hoehe = stil.BREITE_SPARKLINE, stil.HOEHE_SPARKLINE
    return Markup(
        f'<svg class="kp-spark" viewBox="0 0 {breite} {hoehe}" width="{breite}" height="{hoehe}" role="img" '
        f'aria-labelledby="{kennung}"><title id="{kennung}">'
        f"{_clean(f'{diagramm.rahmen.titel}: {diagramm.beschreibung}')}</title>{''.join(teile)}</svg>"
    )


def _clean(text: str) -> Markup:
    """Escape text for SVG and HTML; characters that XML forbids are dropped."""
    return escape(_STEUERZEICHEN.sub("", text))


def _n(wert: float) -> str:
    """Shortest text of a coordinate with one decimal."""
    text = f"{wert:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def _stroke(strich: Strich) -> str:
    x0, y0, x1, y1 = strich.strecke
    weg = f"h{_n(x1 - x0)}" if y0 == y1 else f"v{_n(y1 - y0)}" if x0 == x1 else f"L{_n(x1)} {_n(y1)}"
    return f'<path class="{strich.klasse}" d="M{_n(x0)} {_n(y0)}{weg}"/>'


def _text(text: Text, inhalt: str = "") -> str:
    anker = "" if text.anker == "start" else f' text-anchor="{text.anker}"'
    inhalt = inhalt or _clean(text.text)
    return f'<text class="{text.klasse}" x="{_n(text.x)}" y="{_n(text.y)}"{anker}>{inhalt}</text>'


def _text_with_links(text: Text, noten: Mapping[str, Fussnote]) -> str:
    """A text whose note signs lead to their Hinweise; the value itself is read in the description and the table."""
    teile = []
    for stueck in filter(None, _NOTE.split(text.text)):
        if note := noten.get(stueck):
            # The name holds what is seen, so that who speaks to the page can say it.
            name = f"{stueck} {sag('Hinweis: {hinweise}', hinweise=note.text)}"
            teile.append(f'<a href="{_clean(note.url)}" aria-label="{_clean(name)}">{_clean(stueck)}</a>')
        else:
            teile.append(f'<tspan aria-hidden="true">{_clean(stueck)}</tspan>')
    return _text(text, "".join(teile))


def _tint(flaeche: Getoentes) -> str:
    k = flaeche.kasten
    return (
        f'<rect class="{flaeche.klasse}" x="{_n(k.links)}" y="{_n(k.oben)}" width="{_n(k.rechts - k.links)}" '
        f'height="{_n(k.unten - k.oben)}"/>'
    )


def _key_mark(marke: Schluesselmarke) -> str:
    """Mark of the key, filled with the colour of its series."""
    form = _shape(marke.symbol, marke.x, marke.y, marke.r, "kp-schluesselmarke")
    return f'<g class="{marke.klasse}">{form}</g>'


# --- marks -----------------------------------------------------------------------------------------------------------


_Stapel = dict[object, float]
"""Height of the bars that stand at a place already."""


def _marks(bild: Bild) -> list[str]:
    teile = []
    for lage in bild.lagen:
        stapel: _Stapel = {}
        for m in lage.feld.marken:
            art = "band" if isinstance(m, Band) else m.spur
            teile.append(f'<g class="kp-spur kp-spur--{art} {m.klasse}">{_mark(m, lage, stapel, bild.diagramm)}</g>')
    return teile


def _mark(marke: Reihe | Band, lage: Lage, stapel: _Stapel, diagramm: Diagramm | None = None) -> str:
    if isinstance(marke, Band):
        return f'<path class="kp-band" d="{_line([lage.punkt(ort, wert) for ort, wert in marke.umriss])}Z"/>'
    if marke.form == Form.BALKEN:
        ist_gestapelt = diagramm is not None and diagramm.ist_gestapelt
        balken = [_bar(p, lage, stapel, ist_gestapelt=ist_gestapelt) for p in marke.punkte if p.wert is not None]
        return "".join(balken) + _ranges(marke, lage)
    orte = [None if p.wert is None else lage.punkt(p.ort, p.wert) for p in marke.punkte]
    teile = [_ranges(marke, lage)]
    if marke.hat_linie:
        klasse = "kp-linie" if marke.strich == "solid" else f"kp-linie kp-linie--{marke.strich}"
        teile.append(f'<path class="{klasse}" stroke-width="{_n(marke.dicke)}" d="{_line(orte)}"/>')
    if marke.hat_punkte:
        teile += [_symbol(marke, p, ort) for p, ort in zip(marke.punkte, orte, strict=True) if ort]
    return "".join(teile)


def _line(orte: list[tuple[float, float] | None] | list[tuple[float, float]]) -> str:
    """Path of a line; a missing point ends the stroke."""
    stuecke: list[str] = []
    ist_neu = True
    for i, ort in enumerate(orte):
        if ort is None:
            ist_neu = True
            continue
        ist_einzeln = ist_neu and (i + 1 == len(orte) or orte[i + 1] is None)
        # A stroke of no length with round ends keeps a lonely point visible where there are no marks.
        stuecke.append(f"{'M' if ist_neu else 'L'}{_n(ort[0])} {_n(ort[1])}{'h0' if ist_einzeln else ''}")
        ist_neu = False
    return "".join(stuecke)


def _ranges(reihe: Reihe, lage: Lage) -> str:
    """Strokes of the intervals, with a rim that keeps them readable on bars."""
    stuecke = []
    for p in reihe.punkte:
        if p.bereich:
            (x0, y0), (x1, y1) = (lage.punkt(p.ort, ende) for ende in p.bereich)
            stuecke.append(f"M{_n(x0)} {_n(y0)}" + (f"H{_n(x1)}" if lage.ist_liegend else f"V{_n(y1)}"))
    d = "".join(stuecke)
    return f'<path class="kp-whisker-rand" d="{d}"/><path class="kp-whisker" d="{d}"/>' if d else ""


def _bar(punkt: Punkt, lage: Lage, stapel: _Stapel, *, ist_gestapelt: bool) -> str:
    wert = punkt.wert or 0.0
    beginn = stapel.get(punkt.ort, 0.0) if ist_gestapelt else 0.0
    stapel[punkt.ort] = beginn + wert
    a, b = sorted((lage.quer(beginn), lage.quer(beginn + wert)))
    rand = lage.laengs(punkt.ort) - lage.dicke / 2
    x, y, breite, hoehe = (a, rand, b - a, lage.dicke) if lage.ist_liegend else (rand, a, lage.dicke, b - a)
    return f'<rect class="kp-balken" x="{x:.2f}" y="{y:.2f}" width="{breite:.2f}" height="{hoehe:.2f}"/>'


def _symbol(reihe: Reihe, punkt: Punkt, ort: tuple[float, float]) -> str:
    """One mark of a series."""
    klasse = "kp-punkt kp-punkt--offen" if punkt.ist_offen else "kp-punkt"
    (x, y), r = ort, reihe.groesse / 2
    # A script may have to find the dot of a place.
    ort_id = f' data-ort="{_clean(str(punkt.ort))}"' if reihe.spur == Spur.BALKEN and reihe.symbol == KREIS else ""
    return _shape(reihe.symbol, x, y, r, klasse, ort_id)


def _shape(symbol: str, x: float, y: float, r: float, klasse: str, mehr: str = "") -> str:
    """Mark of this shape around a point."""
    if symbol == KREIS:
        return f'<circle class="{klasse}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"{mehr}/>'
    weg = "L".join(f"{_n(x + dx)} {_n(y + dy)}" for dx, dy in corners(symbol, r))
    return f'<path class="{klasse}" d="M{weg}z"{mehr}/>'
