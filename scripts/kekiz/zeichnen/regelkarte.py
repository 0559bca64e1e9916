"""Control chart: the values of a series, their common share, and the limits of its usual ups and downs as two bands."""

from dataclasses import replace

import pandas as pd

from kekiz.wert import STELLEN_ANTEIL, read_wert
from kekiz.wissen import texte
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.beschreibung import with_description
from kekiz.zeichnen.modell import Band, Diagramm, Form, Punkt, Rahmen, Reihe, Textart, Zeichenerklaerung
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

MITTEL = "mittel"


def _usual() -> str:
    """What the bands of a series are otherwise; here they are limits and say so."""
    return sag("Vertrauensbereich (95\u202f%)")


def draw_regelkarte(zeilen: pd.DataFrame, rahmen: Rahmen, niveaus: tuple[str, str]) -> Diagramm:
    """Draw a control chart.

    Args:
        zeilen: Frame of :func:`kekiz.rechnen.regelkarte.compute_control_chart`.
        rahmen: What stands around the chart.
        niveaus: The usual and the strict level, ready to print.

    Returns:
        A chart of the kind ``zeitreihe``: bands are the limits, the grey line is the common share.
    """
    allein = zeilen[["zeitraum", "einheit", "dezimalstellen", "wertstatus"]]
    werte = zeilen[[*allein, "wert", "gedruckt", "hinweis_zelle", "raum", "raum_id"]].assign(
        ki_unten=zeilen["regel998_unten"], ki_oben=zeilen["regel998_oben"]
    )
    mittel = allein.assign(
        wert=zeilen["mittel"], dezimalstellen=STELLEN_ANTEIL, raum=sag(texte.REGELKARTE_MITTEL), raum_id=MITTEL
    )
    reihen = [read_wert(z) for frame in (werte, mittel) for _, z in frame.iterrows()]
    diagramm = draw_zeitreihe(reihen, rahmen, grau=[MITTEL], intervalle=True, achse_ab_null=False)
    feld = diagramm.feld
    weit = next(m for m in feld.marken if isinstance(m, Band))
    grenzen = zip(weit.raender, zeilen["regel_unten"], zeilen["regel_oben"], strict=True)
    eng = replace(weit, raender=tuple((ort, float(u), float(o)) for (ort, _, _), u, o in grenzen))
    reihe, mitte = feld.reihen
    marken = (weit, _name_limits(reihe, niveaus[1]), replace(mitte, form=Form.LINIE), eng)
    # The common share is one number: it stands at the end of its line only.
    labels = tuple(t for t in feld.texte if not (t.art == Textart.WERT and t.nr == mitte.nr))
    grenze = Zeichenerklaerung(
        "band",
        sag(
            "{regelkarte_grenzen} (innen {niveaus}, außen {niveaus2})",
            regelkarte_grenzen=sag(texte.REGELKARTE_GRENZEN),
            niveaus=niveaus[0],
            niveaus2=niveaus[1],
        ),
    )
    erklaerungen = (*(e for e in diagramm.erklaerungen if e.text != _usual()), grenze)
    return with_description(
        replace(diagramm, felder=(replace(feld, marken=marken, texte=labels),), erklaerungen=erklaerungen)
    )


def _name_limits(reihe: Reihe, niveau: str) -> Reihe:
    """Says at each point that its range is that of the limits."""
    name = f"{sag(texte.REGELKARTE_GRENZEN)} ({niveau})"

    def _say(punkt: Punkt) -> Punkt:
        return replace(punkt, lesen=tuple(z.replace(_usual(), name) for z in punkt.lesen))

    return replace(reihe, punkte=tuple(_say(p) for p in reihe.punkte))
