"""The funnel plot of areas: value over case number, with the limits beyond which an area differs from the rest.

A limit belongs to the rule of :mod:`kekiz.rechnen.raumvergleich`; here it is only drawn.
"""

from collections.abc import Mapping

import pandas as pd
import plotly.graph_objects as go

from kekiz.wissen import stil
from kekiz.wissen.zahlen import format_wert, format_zahl
from kekiz.zeichnen import figure
from kekiz.zeichnen.figure import Objekt, Rahmen

# Room beyond the smallest and the largest area, as a share of their case numbers.
RAND = 0.15
PUNKT = 9
STRICH = {95.0: "dash", 99.8: "dot"}


def funnel_range(nenner: pd.Series) -> tuple[float, float]:
    """Chooses from which to which case number the funnel reaches.

    Args:
        nenner: Case numbers of the areas.
    """
    zahlen = nenner.astype("float64")
    return float(zahlen.min() * (1 - RAND)), float(zahlen.max() * (1 + RAND))


def draw_trichter(
    zeilen: pd.DataFrame, stadt: float, grenzen: Mapping[float, pd.DataFrame], rahmen: Rahmen
) -> go.Figure:
    """Draws areas as points over their case numbers, with the limits around the city.

    Args:
        zeilen: Rows of areas with counts, all of one Kennzahl and period; the first ones get their names first.
        stadt: Value of the whole city in percent.
        grenzen: By level (95.0, 99.8) the limits: columns ``n``, ``unten``, ``oben`` in percent, NaN where there is none.
        rahmen: What stands around the chart.

    Raises:
        KeineDaten: There is not one value.
    """
    rows = figure.read_rows(zeilen)
    data: list[Objekt] = []
    annotations: list[Objekt] = []
    werte: list[float | None] = [stadt]
    von, bis = funnel_range(zeilen["nenner"])
    for nr, (niveau, g) in enumerate(grenzen.items(), start=1):
        for seite in ("unten", "oben"):
            linie = g.dropna(subset=[seite])
            werte += list(linie[seite])
            data.append(_limit(nr, niveau, linie["n"], linie[seite]))
            if len(linie):
                text = format_wert(niveau, "%", 0 if niveau.is_integer() else 1)
                annotations.append(figure.write_label(f"ende:{nr}:", text, bis, float(linie[seite].iloc[-1])))
    werte += [float(z["wert"]) for z in rows]
    skala = figure.scale_values(werte, "%", ab_null=False)
    achse = figure.scale_values([0.0, bis], "Anzahl")
    data.append(
        {
            "type": "scatter",
            "mode": "markers",
            "x": [float(z["nenner"]) for z in rows],
            "y": [float(z["wert"]) for z in rows],
            "customdata": [figure.write_hover(z, str(z["raum"]), rahmen.hinweise) for z in rows],
            "hovertemplate": "%{customdata}<extra></extra>",
            "cliponaxis": False,
            "marker": {"size": PUNKT, "symbol": "circle"},
            "meta": {"art": "reihe", "klasse": stil.SERIE_BETONT, "reihe": 0},
        }
    )
    annotations.append(figure.write_label("ende:9:", "Stadt", bis, stadt))
    annotations += [figure.write_label("wert:0:", str(z["raum"]), float(z["nenner"]), float(z["wert"])) for z in rows]
    layout: Objekt = {
        "xaxis": figure.value_axis(achse) | {"range": [von, bis], **_ticks(achse.schritte, von, bis)},
        "yaxis": figure.value_axis(skala),
        "shapes": [
            {"type": "line", "name": "stadt:", "layer": "below", "xref": "x domain", "x0": 0, "x1": 1, "yref": "y",
             "y0": stadt, "y1": stadt}
        ],
        "annotations": annotations,
    }  # fmt: skip
    mehr = {"saetze": _describe(rows, stadt)}
    return figure.finish("trichter", rahmen, rows, data, layout, skala=skala, mehr_meta=mehr)


def _ticks(schritte: tuple[float, ...], von: float, bis: float) -> Objekt:
    """Ticks of the case numbers that lie inside the picture."""
    drin = [s for s in schritte if von <= s <= bis]
    return {"tickvals": drin, "ticktext": [format_zahl(s) for s in drin]}


def _limit(nr: int, niveau: float, n: pd.Series, grenze: pd.Series) -> Objekt:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [round(float(x), 2) for x in n],
        "y": [round(float(y), 3) for y in grenze],
        "hoverinfo": "skip",
        "line": {"width": 1.5, "dash": STRICH[niveau]},
        "meta": {"art": "grenze", "klasse": stil.SERIE_GRAU, "reihe": nr},
    }


def _describe(rows: list[figure.Zeile], stadt: float) -> list[str]:
    """Says in words which areas lie outside which limit."""
    saetze = [f"Stadt {format_wert(stadt, '%', 1)}; {len(rows)} Sozialräume"]
    for niveau, wort in ((99.8, "gesichert anders als der Rest"), (95.0, "auffällig")):
        orte = [f"{z['raum']} ({format_wert(z['wert'], '%', 1)})" for z in rows if z["aussage_niveau"] == niveau]
        if orte:
            saetze.append(f"{wort}: {', '.join(orte)}")
    return saetze
