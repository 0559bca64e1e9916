"""Control chart: the values of a series, their common share, and the limits of its usual ups and downs as two bands."""

import pandas as pd
import plotly.graph_objects as go

from kekiz.wissen import stil, texte
from kekiz.zeichnen.figure import Rahmen, describe, draw_zeitreihe

MITTEL = "mittel"


def draw_regelkarte(zeilen: pd.DataFrame, rahmen: Rahmen, niveaus: tuple[str, str]) -> go.Figure:
    """Draw a control chart.

    Args:
        zeilen: Frame of :func:`kekiz.rechnen.regelkarte.compute_control_chart`.
        rahmen: What stands around the chart.
        niveaus: The usual and the strict level, ready to print.

    Returns:
        A figure of the kind ``zeitreihe``: bands are the limits, the grey line is the common share.
    """
    spalten = ["zeitraum", "wert", "einheit", "dezimalstellen", "wertstatus", "hinweis_id", "raum", "raum_id"]
    werte = zeilen[spalten].assign(ki_unten=zeilen["regel998_unten"], ki_oben=zeilen["regel998_oben"])
    mittel = zeilen[spalten].assign(wert=zeilen["mittel"], raum=texte.REGELKARTE_MITTEL, raum_id=MITTEL, hinweis_id="")
    figur = draw_zeitreihe(
        pd.concat([werte, mittel], ignore_index=True), rahmen, grau=[MITTEL], intervalle=True, achse_ab_null=False
    )
    weit = next(t for t in figur.data if t.meta["art"] == "band")
    eng = go.Scatter(weit).update(y=[*zeilen["regel_oben"], *zeilen["regel_unten"][::-1]])
    figur.add_trace(eng)
    # The limits are drawn like intervals but are none: they say so in legend and hover text.
    falsch = f"{texte.VERTRAUENSBEREICH} (95\u202f%)"
    for spur in figur.data:
        if spur.customdata is not None:
            spur.customdata = [h.replace(falsch, f"{texte.REGELKARTE_GRENZEN} ({niveaus[1]})") for h in spur.customdata]
        if spur.meta["klasse"] == stil.SERIE_GRAU:
            spur.mode = "lines"
            nr = spur.meta["reihe"]
    # The common share is one number: it stands at the end of its line only.
    figur.layout.annotations = [a for a in figur.layout.annotations if not a.name.startswith(f"wert:{nr}:")]
    legende = [[art, text] for art, text in figur.layout.meta["legende"] if falsch not in text]
    legende.append(["band", f"{texte.REGELKARTE_GRENZEN} (innen {niveaus[0]}, außen {niveaus[1]})"])
    figur.layout.meta = {**figur.layout.meta, "legende": legende}
    figur.layout.meta = {**figur.layout.meta, "beschreibung": describe(figur)}
    return figur
