"""The municipalities side by side: what is known of each, which themes they share, and which are alike.

Similarity is a plain mean of parts, so that a reader can follow it: size, kind, share of under-18s, themes. It says who
might have something to talk about, not who does better.
"""

from typing import Final

import numpy as np
import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import BEVOELKERUNG

TEILE: Final = ("groesse", "typ", "anteil", "themen")
# A core theme counts twice as much as an additional one.
GEWICHT: Final = {"kern": 2.0, "ergaenzend": 1.0}


def assess_municipalities(werte: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    """Describes each municipality of the catalogue.

    Args:
        werte: Frame of :func:`kekiz.rechnen.compute.compute_werte`.
        bestand: The packages.

    Returns:
        One row per Kommune, indexed by kommune_id and in the order of their ids: name, ags, typ,
        programmrolle, ``einwohner``, ``unter_18`` (counts, NA where unknown), ``anteil_unter_18`` (percent),
        period, source and place of these figures (``bevoelkerung_zeitraum``, …; empty where unknown), ``quelle_id`` of
        the profile, else of the values (empty where there is neither), and ``jahr`` of that document (0 where unknown).
    """
    k = bestand.frame("kommunen").set_index("kommune_id", drop=False)
    stadt = werte[werte["kennzahl_id"].eq(BEVOELKERUNG) & werte["raum_typ"].eq("stadt") & werte["gruppe"].eq("")]
    letzte = stadt.sort_values("zeit", kind="stable").drop_duplicates("kommune_id", keep="last").set_index("kommune_id")
    profile = bestand.frame("profil").drop_duplicates("kommune_id").set_index("kommune_id")["quelle_id"]
    aus_werten = werte.drop_duplicates("kommune_id").set_index("kommune_id")["quelle_id"]
    quelle = profile.reindex(k.index).fillna(aus_werten.reindex(k.index)).fillna("").astype("str")
    jahre = bestand.frame("quellen").set_index("quelle_id")["jahr"]
    frame = pd.DataFrame(
        {
            "kommune_id": k["kommune_id"],
            "name": k["name"],
            "ags": k["ags"],
            "typ": k["typ"],
            "programmrolle": k["programmrolle"],
            "einwohner": letzte["nenner"].reindex(k.index).astype("Int64"),
            "unter_18": letzte["zaehler"].reindex(k.index).astype("Int64"),
            "anteil_unter_18": letzte["wert_genau"].reindex(k.index),
            "bevoelkerung_zeitraum": letzte["zeitraum"].reindex(k.index).fillna("").astype("str"),
            "bevoelkerung_quelle_id": letzte["quelle_id"].reindex(k.index).fillna("").astype("str"),
            "bevoelkerung_fundstelle": letzte["fundstelle"].reindex(k.index).fillna("").astype("str"),
            "quelle_id": quelle,
            "jahr": quelle.map(jahre).fillna(0).astype(int),
        }
    )
    return frame.rename_axis(None).sort_index()


def theme_weights(bestand: Bestand) -> pd.DataFrame:
    """Weights of the themes: one row per Kommune, one column per theme in their order, 0 where not named."""
    themen = bestand.frame("themen").sort_values("reihenfolge")["thema_id"]
    z = bestand.frame("themenzuordnung")
    gewicht = z.assign(g=z["staerke"].map(GEWICHT)).pivot_table(
        index="kommune_id", columns="thema_id", values="g", aggfunc="max", fill_value=0.0
    )
    return gewicht.reindex(columns=list(themen), fill_value=0.0)


NAECHSTE: Final = 10
"""How many of the most similar municipalities are kept for each; all would grow with the square of their number."""
BLOCK: Final = 64
"""Municipalities compared with all others at once."""


def assess_similarity(kommunen: pd.DataFrame, bestand: Bestand, naechste: int = NAECHSTE) -> pd.DataFrame:
    """Says for each municipality which others are most like it.

    * ``groesse``: 1 minus the distance of the logarithms of the populations, as a part of the greatest distance.
    * ``typ``: 1 for the same kind of municipality, else 0.
    * ``anteil``: 1 minus the distance of the shares of under-18s, as a part of the greatest distance.
    * ``themen``: what both name over what at least one names (core themes count twice).

    Args:
        kommunen: Frame of :func:`assess_municipalities`.
        bestand: The packages (for the themes).
        naechste: How many others are kept for each.

    Returns:
        One row per municipality and other one: kommune_id, andere_id, the four parts (0..1, NaN where a figure is
        missing), ``aehnlichkeit`` (mean of the known parts, 0..100) and ``rang`` (1 = most alike).

    Source: Gower (1971), A general coefficient of similarity and some of its properties, Biometrics 27; for the
    themes the weighted Jaccard coefficient (Ružička).
    """
    ids = np.array(list(kommunen.index), dtype=object)
    einwohner = kommunen["einwohner"].astype("float64").to_numpy(na_value=np.nan)
    with np.errstate(divide="ignore"):
        groesse = np.log(np.where(einwohner > 0, einwohner, np.nan))
    anteil = kommunen["anteil_unter_18"].to_numpy(dtype="float64")
    typ = pd.factorize(kommunen["typ"])[0]
    gewicht = theme_weights(bestand).reindex(list(ids)).to_numpy(dtype="float64")
    behalten = min(naechste, max(len(ids) - 1, 0))
    bloecke = []
    for von in range(0, len(ids) if behalten else 0, BLOCK):
        hier = np.arange(von, min(von + BLOCK, len(ids)))
        unten = np.minimum(gewicht[hier, None, :], gewicht[None, :, :]).sum(axis=2)
        oben = np.maximum(gewicht[hier, None, :], gewicht[None, :, :]).sum(axis=2)
        with np.errstate(invalid="ignore", divide="ignore"):
            teile = np.stack(
                [
                    _nearness(groesse, hier),
                    (typ[hier, None] == typ[None, :]).astype("float64"),
                    _nearness(anteil, hier),
                    unten / oben,
                ]
            )
        aehnlichkeit = 100 * np.nanmean(teile, axis=0)
        aehnlichkeit[np.arange(len(hier)), hier] = -np.inf
        # Stable: of equally similar ones the first id comes first.
        andere = np.argsort(-aehnlichkeit, axis=1, kind="stable")[:, :behalten]
        zeile = np.arange(len(hier))[:, None]
        bloecke.append(
            pd.DataFrame(
                {
                    "kommune_id": np.repeat(ids[hier], behalten),
                    "andere_id": ids[andere].reshape(-1),
                    **{name: teile[i][zeile, andere].reshape(-1) for i, name in enumerate(TEILE)},
                    "aehnlichkeit": aehnlichkeit[zeile, andere].reshape(-1),
                    "rang": np.tile(np.arange(1, behalten + 1), len(hier)),
                }
            )
        )
    if not bloecke:
        return pd.DataFrame(columns=["kommune_id", "andere_id", *TEILE, "aehnlichkeit", "rang"])
    return pd.concat(bloecke, ignore_index=True)


def _nearness(werte: np.ndarray, hier: np.ndarray) -> np.ndarray:
    """Turns values into nearness 0..1 to those of some rows; 1 for all where all values are equal.

    Args:
        werte: One value per municipality, NaN where unknown.
        hier: Rows of the result; its columns are all municipalities.
    """
    abstand = np.abs(werte[hier, None] - werte[None, :])
    bekannt = werte[~np.isnan(werte)]
    spanne = float(bekannt.max() - bekannt.min()) if bekannt.size else 0.0
    naehe: np.ndarray = 1 - abstand / spanne if spanne > 0 else np.where(np.isnan(abstand), np.nan, 1.0)
    return naehe
