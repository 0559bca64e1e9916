"""Puts labels where they can be read: nearest to what they name, never on a stroke or on another label, or not at all.

What finds no room is left out of the picture; the table beside it has every value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final, NamedTuple

from kekiz.zeichnen.bild import Blatt, Kasten, Lage, Strecke, Strich
from kekiz.zeichnen.modell import (
    Beschriftung,
    Fehlstelle,
    Feld,
    Form,
    Kategorienachse,
    Linie,
    Linienart,
    Reihe,
    Spur,
    Textart,
)
from kekiz.zeichnen.textmass import FETT, break_lines, text_breite

_PLATZ_ENDE: Final = 165.0
"""Width of the margin for names at the end of lines."""
_WEITER: Final = tuple(4.0 * i for i in range(16))
"""How much farther from its point than usual a label may stand, in pixels; the first that is free is taken."""
_ABSTAND: Final = 10.0
"""How far the marks of others are from a label at least, in pixels, unless its own is as near."""
_ZEIGER_AB: Final = 12.0
"""From there on a thin line leads from the point to its label."""


# --- margin ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Randtext:
    """A label in the right margin.

    Attributes:
        zeilen: Its lines.
        klasse: CSS classes.
        wert: The value beside which it stands if there is room.
        label: What it names, if that is a value.
    """

    zeilen: tuple[str, ...]
    klasse: str
    wert: float
    label: Beschriftung | None = None


def margin_texts(blatt: Blatt, feld: Feld) -> list[Randtext]:
    """Collects the labels of the right margin: values and names of series, names of parts, targets beside bars."""
    schrift, ist_knapp = blatt.schrift, blatt.ist_schmal or len(blatt.diagramm.felder) > 1
    liste = []
    if blatt.diagramm.hat_balken and not ist_knapp and not blatt.diagramm.ist_liegend:
        for ziel in _targets(feld):
            zeilen = break_lines(ziel.text, _PLATZ_ENDE * 1.2, schrift)
            liste.append(Randtext(tuple(zeilen), "kp-t kp-t--ziel", ziel.wert))
    for t in feld.texte:
        if t.art == Textart.ENDE:
            text = t.text if ist_knapp or not t.name else f"{t.text} {t.name}"
            klasse = f"kp-t kp-t--ende {_class_of(feld, t.nr)}".rstrip()
            liste.append(Randtext(tuple(break_lines(text, _PLATZ_ENDE, schrift)), klasse, t.wert, t))
        elif t.art == Textart.TEILNAME and not ist_knapp:
            liste.append(Randtext(tuple(break_lines(t.text, _PLATZ_ENDE, schrift)), "kp-t kp-t--teilname", t.wert, t))
    return liste


def _targets(feld: Feld) -> list[Linie]:
    return [linie for linie in feld.linien if linie.art == Linienart.ZIEL]


def stands_in_key(blatt: Blatt, feld: Feld) -> bool:
    """Tells whether targets are told in the key: always in narrow pictures of bars or of several targets."""
    ist_eng = blatt.ist_schmal and (blatt.diagramm.hat_balken or len(_targets(feld)) > 1)
    return ist_eng or blatt.ist_ziel_im_schluessel


def has_column(feld: Feld) -> bool:
    """Tells whether values of lying bars stand in a column, because strokes would run through them beside the bars."""
    return bool(feld.linien) or any(p.bereich for r in feld.reihen for p in r.punkte)


def _class_of(feld: Feld, nr: int | None) -> str:
    """CSS class of a series, for its labels."""
    arten = (Spur.REIHE, Spur.TEIL, Spur.BALKEN)
    return next((r.klasse for r in feld.reihen if r.nr == nr and r.spur in arten), "")


def _spread(wunsch: Sequence[float], hoehen: Sequence[float], oben: float, unten: float) -> list[float]:
    """Move labels apart, keeping their order: centres ``wunsch``, heights ``hoehen``, inside [oben, unten]."""
    lage = list(wunsch)
    for i in range(len(lage)):
        mindest = oben + hoehen[i] / 2 if i == 0 else lage[i - 1] + (hoehen[i - 1] + hoehen[i]) / 2
        lage[i] = max(lage[i], mindest)
    for i in reversed(range(len(lage))):
        hoechst = unten - hoehen[i] / 2 if i == len(lage) - 1 else lage[i + 1] - (hoehen[i + 1] + hoehen[i]) / 2
        lage[i] = min(lage[i], hoechst)
    return lage


def _place_margin(blatt: Blatt, lage: Lage) -> None:
    """Labels in the right margin, spread so that none touches another; a thin line leads to a moved one."""
    schrift, zeile, f = blatt.schrift, blatt.schrift * 1.18, lage.flaeche
    liste = sorted(margin_texts(blatt, lage.feld), key=lambda r: lage.quer(r.wert))
    wunsch = [lage.quer(r.wert) for r in liste]
    hoehen = [len(r.zeilen) * zeile + 1 for r in liste]
    lagen = _spread(wunsch, hoehen, max(0.0, f.y - schrift * 0.7), f.unten + schrift * 0.6)
    for r, soll, ist in zip(liste, wunsch, lagen, strict=True):
        x = f.rechts + 6
        if r.label:
            ort = lage.laengs(r.label.ort)
            if r.label.art == Textart.TEILNAME:
                _point_to(blatt, Strecke(ort + lage.dicke / 2 + 1, soll, x - 3, ist))
            elif len(blatt.diagramm.felder) > 1:
                x = ort + 8
            elif abs(ist - soll) > 4 or f.rechts - ort > lage.schritt / 2:
                _point_to(blatt, Strecke(ort + 6, soll, x - 2, ist))
        for i, text in enumerate(r.zeilen):
            y = ist + (i - (len(r.zeilen) - 1) / 2) * zeile + schrift * 0.35
            blatt.write(text, x, y, "start", r.klasse, r.label.nr if r.label else None)


def _point_to(blatt: Blatt, strecke: Strecke) -> None:
    blatt.stroke(Strich("kp-zeiger", strecke))


# --- inside the plot -------------------------------------------------------------------------------------------------


def place_labels(blatt: Blatt, lage: Lage) -> None:
    """Puts all labels of a plot; those that come first in the model find room first."""
    feld, f = lage.feld, lage.flaeche
    if lage.ist_liegend:
        _place_line_labels(blatt, lage)
        _place_row_labels(blatt, lage)
        return
    _place_margin(blatt, lage)
    if feld.name:
        blatt.write(feld.name, f.x, f.y - 10, "start", "kp-t kp-t--feld")
    if feld.leer:
        blatt.write(feld.leer, f.x + 4, f.y + f.h / 2, "start", "kp-t kp-t--fehlt")
    for t in feld.texte:
        if t.art in (Textart.WERT, Textart.HINWEIS):
            _place_value(blatt, lage, t)
        elif t.art == Textart.TEIL:
            _place_part(blatt, lage, t)
    _place_heads(blatt, lage, [t for t in feld.texte if t.art == Textart.KOPF])
    for fehlt in feld.fehlt:
        _place_gap(blatt, lage, fehlt)
    if not blatt.diagramm.hat_balken and not stands_in_key(blatt, feld):
        for ziel in _targets(feld):
            _place_target(blatt, lage, ziel)


def _place_line_labels(blatt: Blatt, lage: Lage) -> None:
    """Labels of vertical lines (city, target) above the plot, one line each."""
    linien = lage.feld.linien
    for i, linie in enumerate(linien):
        text = linie.text + linie.note
        halb = text_breite(text, blatt.schrift) / 2
        x = min(max(lage.quer(linie.wert), halb), blatt.breite - halb)
        y = lage.flaeche.y - 8 - (len(linien) - 1 - i) * blatt.zeile
        blatt.write(text, x, y, "middle", f"kp-t kp-t--{linie.art}")


def _place_row_labels(blatt: Blatt, lage: Lage) -> None:
    """Values beside lying bars, or the words that stand in for a missing one."""
    spalte = has_column(lage.feld)
    for t in lage.feld.texte:
        x = lage.flaeche.rechts + 10 if t.art == Textart.RAND and spalte else beside(lage, t)
        blatt.write(t.text, x, lage.laengs(t.ort) + blatt.schrift * 0.35, "start", f"kp-t kp-t--{t.art}")


def beside(lage: Lage, t: Beschriftung) -> float:
    """Left end of a label beside a lying bar."""
    return lage.quer(t.wert) + 9


def _place_value(blatt: Blatt, lage: Lage, t: Beschriftung) -> None:
    """Label above or below a point; without room only its note sign, or nothing."""
    mehrere = len({m.nr for f in blatt.diagramm.felder for m in f.marken}) > 1
    klasse = f"kp-t kp-t--{t.art} {'kp-t--mehrere ' if mehrere else ''}{_class_of(lage.feld, t.nr)}".rstrip()
    for text in dict.fromkeys(s for s in (t.text, t.note) if s):
        for platz in _places_beside(blatt, lage, t, ist_note=text == t.note):
            kasten = blatt.box(text, platz.x, platz.y, platz.anker)
            if not _is_in_reach(blatt, lage, t, kasten) or not blatt.is_free(_widened(kasten)):
                continue
            if platz.zeiger and any(k.is_crossed(platz.zeiger) for k in blatt.kaesten):
                continue
            blatt.write(text, platz.x, platz.y, platz.anker, klasse, t.nr)
            if platz.zeiger:
                _point_to(blatt, platz.zeiger)
            return


class _Platz(NamedTuple):
    """A place for a label: where it is anchored, and the line that leads to it, if it is far from its point."""

    x: float
    y: float
    anker: str
    zeiger: Strecke | None


def _places_beside(blatt: Blatt, lage: Lage, t: Beschriftung, *, ist_note: bool) -> Iterator[_Platz]:
    """Places for a label of a point, the best first: near before far, centred before to the side, above before below."""
    x, y = lage.punkt(t.ort, t.wert)
    oben, unten = y - (4 if ist_note else 9), y + 9 + blatt.schrift * 0.7
    for mehr in _WEITER:
        hinauf = hinab = None
        if mehr >= _ZEIGER_AB:
            hinauf = Strecke(x, y - 6, x, oben - mehr + blatt.schrift * 0.3)
            hinab = Strecke(x, y + 6, x, unten + mehr - blatt.schrift * 0.85)
        yield _Platz(x, oben - mehr, "middle", hinauf)
        yield _Platz(x - 4, oben - mehr, "start", hinauf)
        yield _Platz(x, unten + mehr, "middle", hinab)
        yield _Platz(x - 4, unten + mehr, "start", hinab)
        yield _Platz(x + 4, oben - mehr, "end", hinauf)
        yield _Platz(x + 4, unten + mehr, "end", hinab)


def _is_in_reach(blatt: Blatt, lage: Lage, t: Beschriftung, kasten: Kasten) -> bool:
    """Tells whether a label is inside the picture and nearest to its own point."""
    f = lage.flaeche
    if kasten.oben < -1 or kasten.unten > f.unten + 1:
        return False
    if not isinstance(lage.feld.orte, Kategorienachse):
        eigener = lage.punkt(t.ort, t.wert)
        abstand = min(kasten.distance(*eigener), _ABSTAND)
        return kasten.links >= f.x and all(kasten.distance(*m) >= abstand for m in blatt.marken if m != eigener)
    # Beside its point a label would be read as that of the next one.
    mitte = (kasten.links + kasten.rechts) / 2
    return kasten.links >= 0 and abs(mitte - lage.laengs(t.ort)) <= lage.schritt / 2


def _widened(kasten: Kasten) -> Kasten:
    return Kasten(kasten.links - 3, kasten.oben, kasten.rechts + 3, kasten.unten)


def gap_box(lage: Lage, fehlt: Fehlstelle) -> Kasten:
    """Room of periods without a value."""
    f, halb = lage.flaeche, lage.schritt / 2
    return Kasten(lage.laengs(fehlt.keys[0]) - halb, f.y, lage.laengs(fehlt.keys[-1]) + halb, f.unten)


def _place_gap(blatt: Blatt, lage: Lage, fehlt: Fehlstelle) -> None:
    """Names why there is no value, in its room if the words fit into it; the key below the picture says it in any case."""
    k = gap_box(lage, fehlt)
    breite, mitte = k.rechts - k.links - 6, (k.links + k.rechts) / 2
    zeilen = break_lines(fehlt.grund, breite, blatt.schrift)
    if any(text_breite(t, blatt.schrift) > breite for t in zeilen):
        return
    zeile, hoehe = blatt.schrift * 1.18, len(zeilen) * blatt.schrift * 1.18
    for oben in (k.oben + 4, (k.oben + k.unten - hoehe) / 2, k.unten - hoehe - 4):
        grund = [(t, oben + blatt.schrift * 0.82 + i * zeile) for i, t in enumerate(zeilen)]
        if all(blatt.is_free(blatt.box(t, mitte, y, "middle")) for t, y in grund):
            for t, y in grund:
                blatt.write(t, mitte, y, "middle", "kp-t kp-t--luecke")
            return


def _place_target(blatt: Blatt, lage: Lage, ziel: Linie) -> None:
    """Label of a horizontal target line where nothing is in its way, above the line rather than below."""
    f, y = lage.flaeche, lage.quer(ziel.wert)
    frei = max(0.0, f.b - 4 - text_breite(ziel.text, blatt.schrift))
    for lage_y in (y - 5, y + blatt.schrift * 0.82 + 4):
        for anteil in (0.0, 1.0, 0.5, 0.25, 0.75):
            x = f.x + 4 + anteil * frei
            kasten = blatt.box(ziel.text, x, lage_y, "start")
            if kasten.oben >= -1 and kasten.unten <= f.unten and blatt.is_free(kasten):
                blatt.write(ziel.text, x, lage_y, "start", "kp-t kp-t--ziel")
                return
    blatt.fehlt_ziel = True


def _place_heads(blatt: Blatt, lage: Lage, koepfe: Sequence[Beschriftung]) -> None:
    """Values above upright bars; where they do not all fit, those of the last, the first and the highest bar."""

    def box(t: Beschriftung) -> Kasten:
        halb = text_breite(t.text, blatt.schrift) * FETT / 2
        x = min(max(lage.laengs(t.ort), lage.flaeche.x + halb), blatt.breite - halb)
        return blatt.box(t.text, x, lage.quer(t.wert) - 5, "middle")

    if any(p.overlaps(q) for p, q in pairwise(box(t) for t in koepfe)):
        koepfe = list(dict.fromkeys((koepfe[-1], koepfe[0], max(koepfe, key=lambda t: t.wert))))
    for t in koepfe:
        kasten = box(t)
        if blatt.is_free(kasten):
            mitte = (kasten.links + kasten.rechts) / 2
            blatt.write(t.text, mitte, lage.quer(t.wert) - 5, "middle", "kp-t kp-t--kopf")


def _place_part(blatt: Blatt, lage: Lage, t: Beschriftung) -> None:
    """Number inside a stacked part, if it fits."""
    reihe = _bar_series(lage.feld, t.nr)
    wert = next(p.wert or 0.0 for p in reihe.punkte if p.ort == t.ort)
    hoehe = abs(lage.quer(wert) - lage.quer(0))
    if hoehe >= blatt.schrift * 1.15 and lage.dicke >= text_breite(t.text, blatt.schrift):
        x, y = lage.punkt(t.ort, t.wert)
        blatt.write(t.text, x, y + blatt.schrift * 0.35, "middle", f"kp-t kp-t--teil {reihe.klasse}", t.nr)


def _bar_series(feld: Feld, nr: int | None) -> Reihe:
    return next(r for r in feld.reihen if r.nr == nr and r.form == Form.BALKEN)
