"""The folded funnel plot of a Kennzahl over the areas, shared by goal pages and the overview of areas."""

import numpy as np
import pandas as pd
from markupsafe import Markup

from kekiz.rechnen.raumvergleich import SCHWACH, STRENG, funnel_limits
from kekiz.sagen.raumsatz import period_words
from kekiz.seiten.seite import Seite, cite_documents, source_line
from kekiz.seiten.tabelle import draw_werttabelle
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.trichter import draw_trichter, funnel_range
from kekiz.zeichnen.vorlage import render

# Steps of the limits: enough for a smooth curve.
SCHRITTE = 40


def draw_trichterteil(seite: Seite, kennzahl_id: str, vorn: str) -> str:
    """Areas over their case numbers with the limits beyond which they differ; empty where no counts are compared.

    Args:
        seite: The page.
        kennzahl_id: Kennzahl; two periods together where they are counted together, else the latest.
        vorn: Makes the id of the chart unique on the site.
    """
    zeilen, stadt = _rows(seite, kennzahl_id)
    if len(zeilen) < 2:
        return ""
    n = np.linspace(*funnel_range(zeilen["nenner"]), SCHRITTE)
    grenzen = {}
    for niveau in (SCHWACH, STRENG):
        unten, oben = funnel_limits(float(stadt["faelle"]), float(stadt["nenner"]), n, niveau)
        grenzen[niveau] = pd.DataFrame({"n": n, "unten": 100 * unten, "oben": 100 * oben})
    # Names of areas outside the limits find room first.
    geordnet, zeit = zeilen, period_words(stadt["zeitraum"])
    zeilen = zeilen.assign(_innen=zeilen["aussage_niveau"].isna()).sort_values("_innen", kind="stable")
    rahmen = Rahmen(
        id=f"{vorn}-{kennzahl_id.replace('_', '-')}-trichter",
        titel=sag("{kurzname}: Anteil und Zahl der Fälle", kurzname=stadt["kurzname"]),
        untertitel=sag(
            "{ort}, {zeit}. Nach oben: Anteil; nach rechts: {fallbezeichnung}",
            ort=seite.ort,
            zeit=zeit,
            fallbezeichnung=stadt["fallbezeichnung"] or sag("Fälle"),
        ),
        quelle=source_line(seite, zeilen),
        beleg=cite_documents(seite, zeilen),
        lizenz=seite.lizenz,
    )
    figur = draw_trichter(seite.ergebnis.werte_von(zeilen), float(stadt["wert_genau"]), grenzen, rahmen)
    gezeigt = seite.ergebnis.werte_von(pd.concat([geordnet, stadt.to_frame().T]))
    tabelle = draw_werttabelle(
        gezeigt,
        anker=f"tabelle-{kennzahl_id.replace('_', '-')}-trichter",
        titel=f"{stadt['kurzname']}, {zeit}",
        auszug=seite.chart_rows(figur, gezeigt),
    )
    diagramm = Markup(seite.diagramm(figur, tabelle_anker=tabelle.anker, werte=gezeigt))
    return render("raum_trichter", titel=rahmen.titel, diagramm=diagramm, t=tabelle)


def _rows(seite: Seite, kennzahl_id: str) -> tuple[pd.DataFrame, pd.Series]:
    """The areas with counts, and the city: two periods together if there are any, else the latest period."""
    e = seite.ergebnis
    beide = e.zusammen[e.zusammen["kommune_id"].eq(seite.kommune_id) & e.zusammen["kennzahl_id"].eq(kennzahl_id)]
    for w in (beide, e.all_of(seite.kommune_id, kennzahl_id)):
        gebiete = w[w["wert_rest"].notna() & w["gruppe"].eq("")]
        if len(gebiete):
            gebiete = gebiete[gebiete["zeit"].eq(gebiete["zeit"].max())]
            zeit = gebiete["zeitraum"].iloc[0]
            stadt = w[w["raum_typ"].eq("stadt") & w["gruppe"].eq("") & w["zeitraum"].eq(zeit)]
            return gebiete, stadt.iloc[0]
    return e.zusammen.iloc[0:0], pd.Series(dtype=object)
