"""Charts over periods: lines with their intervals, small multiples, and lines the size of a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from kekiz.wert import Wert
from kekiz.wissen import stil
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.achsen import scale_values, time_axis
from kekiz.zeichnen.auswahl import KeineDaten, require_values, unit_of
from kekiz.zeichnen.bauteile import (
    Fussnoten,
    Zielangabe,
    break_marks,
    gaps,
    interval_ends,
    put_together,
    target_lines,
    upper_end,
)
from kekiz.zeichnen.beschreibung import with_description
from kekiz.zeichnen.modell import (
    Band,
    Beschriftung,
    Diagramm,
    Diagrammart,
    Feld,
    Form,
    Kategorienachse,
    Punkt,
    Rahmen,
    Reihe,
    Spur,
    Textart,
    Zahlenachse,
)
from kekiz.zeichnen.verlauf import Verlauf, split_series

_ABSCHNEIDEN_AB: Final = 75.0
"""Percent. If nothing in a line chart with a target lies below, its axis does not begin at 0 (and says so)."""
_ALLE_BESCHRIFTEN_BIS: Final = 8
"""Up to so many values on a chart each one has its label."""
_FUNKENSPANNE: Final = 10.0
"""Percentage points that a sparkline shows at least, so that small changes do not look large."""


def draw_zeitreihe(
    werte: Sequence[Wert],
    rahmen: Rahmen,
    *,
    ziele: Sequence[Zielangabe] = (),
    achse_ab_null: bool | None = None,
    intervalle: bool | None = None,
    grau: Sequence[str] = (),
    jaehrlich: bool = False,
) -> Diagramm:
    """Draw one or more series over periods.

    Args:
        werte: Values of one unit. Whatever differs between them (Kennzahl, Gruppe, Raum, Kommune) makes the
            series; at most one value per series and period.
        rahmen: What stands around the chart.
        ziele: Target lines.
        achse_ab_null: Whether the axis begins at 0; default: unless there is a target and all shares (intervals
            included) lie so high that the way to it would be invisible. A chart whose axis is cut says so.
        intervalle: Draw intervals; default: only if there is one series.
        grau: raum_id of context series, drawn grey (the city behind its areas).
        jaehrlich: There should be a value for each year.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Values of two units, or two values for one series and period.
    """
    require_values(werte)
    einheit = unit_of(werte)
    orte = time_axis((z.zeitraum for z in werte), fuer_linien=True)
    verlaeufe = _series(werte, orte, rahmen, grau)
    mit_intervall = len(verlaeufe) == 1 if intervalle is None else intervalle
    fussnoten = Fussnoten(rahmen, werte)
    marken: list[Reihe | Band] = []
    obenauf: list[Reihe] = []
    texte: list[Beschriftung] = []
    zahlen: list[float | None] = [ziel.wert for ziel in ziele]
    for v in verlaeufe:
        if mit_intervall:
            marken += v.bands()
            zahlen += interval_ends(v.werte)
        linie = v.line(mit_bereich=mit_intervall)
        marken += [r for r in (v.ranges(), linie) if r and _has_value(r)]
        if nachgerechnet := v.recomputed():
            obenauf.append(nachgerechnet)
            zahlen += [p.wert for p in nachgerechnet.punkte]
        zahlen += [w for z in v.werte for w in (z.zahl, z.bis)]
        texte += _labels(v, linie, fussnoten, len(verlaeufe), sum(z.zahl is not None for z in werte))
    if achse_ab_null is None:
        hoch_oben = einheit == "%" and min(w for w in zahlen if w is not None) >= _ABSCHNEIDEN_AB
        achse_ab_null = not (ziele and hoch_oben)
    feld = Feld(
        orte,
        scale_values(zahlen, einheit, ab_null=achse_ab_null),
        (*marken, *obenauf),
        target_lines(ziele),
        break_marks(orte.keys, [v.nach_zeit for v in verlaeufe]),
        tuple(texte),
        fehlt=gaps(orte, werte, jaehrlich=jaehrlich),
    )
    return with_description(put_together(Diagrammart.ZEITREIHE, rahmen, werte, [feld], fussnoten, hoehe=stil.HOEHE))


def _series(werte: Sequence[Wert], orte: Kategorienachse, rahmen: Rahmen, grau: Sequence[str]) -> list[Verlauf]:
    """The series that have a value; context series take no colour."""
    verlaeufe: list[Verlauf] = []
    farbe = 0
    for name, teil in split_series(werte).items():
        if all(z.zahl is None for z in teil):
            continue
        ist_grau = all(z.raum_id in grau for z in teil)
        klasse, symbol = (stil.SERIE_GRAU, "circle") if ist_grau else stil.serie(farbe)
        farbe += not ist_grau
        verlaeufe.append(Verlauf(len(verlaeufe), orte.keys, teil, klasse, rahmen.hinweise, name, symbol))
    return verlaeufe


def _has_value(reihe: Reihe) -> bool:
    return any(p.wert is not None for p in reihe.punkte)


def _labels(v: Verlauf, linie: Reihe, fussnoten: Fussnoten, reihen: int, anzahl: int) -> list[Beschriftung]:
    """The last value at the end of its line, the others where the chart has room for them, else their notes."""
    liste = []
    letzter = v.gezeichnet[-1]
    mit_strich = {p.ort for p in linie.punkte if p.bereich}
    for z in v.gezeichnet:
        marke, wert = fussnoten.zeichen(z), z.zahl or 0.0
        if z.bis is not None:
            wert = (wert + z.bis) / 2 if z is letzter else max(wert, z.bis)
        elif z is not letzter and z.zeitraum.code in mit_strich:
            wert = upper_end(z)
        if z is letzter:
            art, text = Textart.ENDE, z.kurz + marke
        elif anzahl <= _ALLE_BESCHRIFTEN_BIS or (reihen <= 3 and z is v.gezeichnet[0]):
            art, text = Textart.WERT, z.kurz + marke
        elif marke:
            art, text = Textart.HINWEIS, marke
        else:
            continue
        name = v.name if art == Textart.ENDE else ""
        liste.append(Beschriftung(art, text, z.zeitraum.code, wert, v.nr, marke, name))
    return liste


def draw_kleine_mehrfache(werte: Sequence[Wert], rahmen: Rahmen, *, stadt_raum_id: str) -> Diagramm:
    """Draw one small time series per place on common axes, the city grey in each.

    Args:
        werte: Values of one Kennzahl; order of places is kept.
        rahmen: What stands around the chart.
        stadt_raum_id: raum_id of the city line.

    Raises:
        KeineDaten: There is not one value for a place other than the city.
        ValueError: Two values for one place and period.
    """
    require_values([z for z in werte if z.raum_id != stadt_raum_id] or werte)
    orte = time_axis((z.zeitraum for z in werte), fuer_linien=True)
    raeume: dict[str, list[Wert]] = {}
    for z in werte:
        raeume.setdefault(z.raum_id, []).append(z)
    stadt = raeume.pop(stadt_raum_id, [])
    if not raeume:
        raise KeineDaten("Für die Sozialräume gibt es keine Werte, nur für die ganze Stadt.")
    skala = scale_values((z.zahl for z in werte), unit_of(werte), anzahl=2)
    fussnoten = Fussnoten(rahmen, werte)
    felder = [_small_plot(nr, teil, stadt, orte, skala, rahmen, fussnoten) for nr, teil in enumerate(raeume.values())]
    name = stadt[0].raum if stadt else ""
    return with_description(put_together(Diagrammart.KLEINE_MEHRFACHE, rahmen, werte, felder, fussnoten, stadt=name))


def _small_plot(
    nr: int,
    teil: Sequence[Wert],
    stadt: Sequence[Wert],
    orte: Kategorienachse,
    skala: Zahlenachse,
    rahmen: Rahmen,
    fussnoten: Fussnoten,
) -> Feld:
    hier = Verlauf(nr, orte.keys, teil, stil.SERIE_BETONT, rahmen.hinweise, teil[0].raum)
    ganze = Verlauf(nr, orte.keys, stadt, stil.SERIE_STADT, rahmen.hinweise)
    marken = [replace(ganze.line(Form.LINIE), spur=Spur.STADT, dicke=2)] if stadt else []
    texte = []
    for z in hier.gezeichnet:
        marke, wert = fussnoten.zeichen(z), z.zahl or 0.0
        if z is hier.gezeichnet[-1]:
            texte.append(Beschriftung(Textart.ENDE, z.kurz + marke, z.zeitraum.code, wert, nr))
        elif marke:
            texte.append(Beschriftung(Textart.HINWEIS, marke, z.zeitraum.code, wert, nr, marke))
    return Feld(
        orte,
        skala,
        (*marken, replace(hier.line(), groesse=6)),
        brueche=break_marks(orte.keys, [hier.nach_zeit, ganze.nach_zeit]),
        texte=tuple(texte),
        name=teil[0].raum,
        leer="" if hier.gezeichnet else sag("keine Werte"),
    )


def draw_sparkline(werte: Sequence[Wert], rahmen: Rahmen) -> Diagramm:
    """Draw the shape of one series, word-sized, last point marked.

    The axis does not start at 0 (a sparkline shows the course, the number stands beside it); for percent it spans at
    least 10 points, so that small changes do not look large.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Values of more than one series.
    """
    require_values(werte)
    einheit = unit_of(werte)
    orte = time_axis((z.zeitraum for z in werte), fuer_linien=False)
    v = Verlauf(0, orte.keys, werte, stil.SERIE_BETONT, {})
    linie = replace(v.line(Form.LINIE), dicke=2)
    ende = v.gezeichnet[-1]
    letzter = Punkt(ende.zeitraum.code, ende.zahl, ist_offen=ende.ist_ohne_fallzahl)
    einsam = [Punkt(p.ort, p.wert, ist_offen=p.ist_offen) for p in _lonely(linie) if p.ort != letzter.ort]
    marken = [linie]
    for punkte, groesse in ((einsam, 4), ([letzter], 6)):
        if punkte:
            marken.append(Reihe(0, Spur.PUNKT, Form.PUNKTE, v.klasse, tuple(punkte), groesse=groesse))
    zahlen = [z.zahl for z in werte if z.zahl is not None]
    tief, hoch = min(zahlen), max(zahlen)
    mindest = _FUNKENSPANNE if einheit == "%" else max(abs(hoch) * 0.1, 1e-9)
    if hoch - tief < mindest:
        mitte = (hoch + tief) / 2
        tief, hoch = mitte - mindest / 2, mitte + mindest / 2
    skala = Zahlenachse(round(tief, 6), round(hoch, 6))
    feld = Feld(orte, skala, tuple(marken), brueche=break_marks(orte.keys, [v.nach_zeit]))
    return with_description(put_together(Diagrammart.SPARKLINE, rahmen, werte, [feld]))


def _lonely(linie: Reihe) -> list[Punkt]:
    """Points without a neighbour, of which a line alone shows next to nothing."""
    rand = Punkt("", None)
    mit_rand = (rand, *linie.punkte, rand)
    return [
        p
        for vor, p, nach in zip(mit_rand, mit_rand[1:], mit_rand[2:], strict=False)
        if p.wert is not None and vor.wert is None and nach.wert is None
    ]
