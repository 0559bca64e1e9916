"""The funnel plot of areas: value over case number, with the limits beyond which an area differs from the rest.

A limit belongs to the rule of :mod:`kekiz.rechnen.raumvergleich`; here it is only drawn.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from kekiz.wert import Wert
from kekiz.wissen import stil
from kekiz.wissen.sprache import Worte, sag
from kekiz.wissen.zahlen import format_wert
from kekiz.zeichnen.achsen import cut_axis, scale_values
from kekiz.zeichnen.bauteile import point_of, put_together
from kekiz.zeichnen.beschreibung import with_description
from kekiz.zeichnen.modell import (
    Beschriftung,
    Diagramm,
    Diagrammart,
    Feld,
    Form,
    Linie,
    Linienart,
    Punkt,
    Rahmen,
    Reihe,
    Spur,
    Textart,
)

# Room beyond the smallest and the largest area, as a share of their case numbers.
RAND = 0.15
STRICH = {95.0: "dash", 99.8: "dot"}
AUSSERHALB = Worte({99.8: "gesichert anders als der Rest", 95.0: "auffällig"})


def funnel_range(nenner: Iterable[float]) -> tuple[float, float]:
    """Chooses from which to which case number the funnel reaches.

    Args:
        nenner: Case numbers of the areas.
    """
    zahlen = [float(n) for n in nenner]
    return min(zahlen) * (1 - RAND), max(zahlen) * (1 + RAND)


def _cases(wert: Wert) -> float:
    if wert.bruch is None:
        raise ValueError(f"{wert.raum}: an area of a funnel needs its counts")
    return wert.bruch.nenner


def draw_trichter(
    werte: Sequence[Wert], stadt: float, grenzen: Mapping[float, pd.DataFrame], rahmen: Rahmen
) -> Diagramm:
    """Draws areas as points over their case numbers, with the limits around the city.

    Args:
        werte: Values of areas with counts, all of one Kennzahl and period; the first ones get their names first.
        stadt: Value of the whole city in percent.
        grenzen: By level (95.0, 99.8) the limits: columns ``n``, ``unten``, ``oben`` in percent, NaN where there is none.
        rahmen: What stands around the chart.

    Raises:
        ValueError: An area has no counts.
    """
    von, bis = funnel_range(_cases(w) for w in werte)
    marken: list[Reihe] = []
    texte: list[Beschriftung] = []
    for nr, (niveau, g) in enumerate(grenzen.items(), start=1):
        for seite in ("unten", "oben"):
            linie = g.dropna(subset=[seite])
            punkte = tuple(
                Punkt(round(float(n), 2), round(float(w), 3)) for n, w in zip(linie["n"], linie[seite], strict=True)
            )
            marken.append(Reihe(nr, Spur.GRENZE, Form.LINIE, stil.SERIE_GRAU, punkte, dicke=1.5, strich=STRICH[niveau]))
            if punkte:
                text = format_wert(niveau, "%", 0 if niveau.is_integer() else 1)
                texte.append(Beschriftung(Textart.ENDE, text, bis, punkte[-1].wert or 0.0, nr))
    orte = [point_of(w, _cases(w), w.raum, rahmen.hinweise) for w in werte]
    zahlen = [p.wert for m in marken for p in m.punkte] + [p.wert for p in orte] + [stadt]
    marken.append(Reihe(0, Spur.REIHE, Form.PUNKTE, stil.SERIE_BETONT, tuple(orte), groesse=9))
    texte.append(Beschriftung(Textart.ENDE, sag("Stadt"), bis, stadt))
    texte += [Beschriftung(Textart.WERT, w.raum, _cases(w), w.zahl or 0.0, 0) for w in werte]
    feld = Feld(
        cut_axis(scale_values([0.0, bis], "Anzahl"), von, bis),
        scale_values(zahlen, "%", ab_null=False),
        tuple(marken),
        (Linie(Linienart.STADT, stadt),),
        texte=tuple(texte),
    )
    diagramm = put_together(Diagrammart.TRICHTER, rahmen, werte, [feld], hoehe=stil.HOEHE)
    return with_description(diagramm, _describe(werte, stadt))


def _describe(werte: Sequence[Wert], stadt: float) -> list[str]:
    """Says in words which areas lie outside which limit."""
    saetze = [sag("Stadt {stadt}; {anzahl} Sozialräume", stadt=format_wert(stadt, "%", 1), anzahl=len(werte))]
    for niveau, wort in AUSSERHALB.items():
        orte = [f"{w.raum} ({w.text})" for w in werte if w.aussage_niveau == niveau]
        if orte:
            saetze.append(f"{wort}: {', '.join(orte)}")
    return saetze
