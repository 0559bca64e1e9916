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


def assess_similarity(kommunen: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    """Says how alike each pair of municipalities is.

    * ``groesse``: 1 minus the distance of the logarithms of the populations, as a part of the greatest distance.
    * ``typ``: 1 for the same kind of municipality, else 0.
    * ``anteil``: 1 minus the distance of the shares of under-18s, as a part of the greatest distance.
    * ``themen``: what both name over what at least one names (core themes count twice).

    Args:
        kommunen: Frame of :func:`assess_municipalities`.
        bestand: The packages (for the themes).

    Returns:
        One row per ordered pair of different municipalities: kommune_id, andere_id, the four parts (0..1, NaN where a
        figure is missing), ``aehnlichkeit`` (mean of the known parts, 0..100) and ``rang`` (1 = most alike).

    Source: Gower (1971), A general coefficient of similarity and some of its properties, Biometrics 27; for the
    themes the weighted Jaccard coefficient (Ružička).
    """
    ids = list(kommunen.index)
    n = len(ids)
    einwohner = kommunen["einwohner"].astype("float64").to_numpy(na_value=np.nan)
    with np.errstate(divide="ignore"):
        groesse = np.log(np.where(einwohner > 0, einwohner, np.nan))
    anteil = kommunen["anteil_unter_18"].to_numpy(dtype="float64")
    typ = kommunen["typ"].to_numpy(dtype=object)
    gewicht = theme_weights(bestand).reindex(ids).to_numpy(dtype="float64")
    unten = np.minimum(gewicht[:, None, :], gewicht[None, :, :]).sum(axis=2)
    oben = np.maximum(gewicht[:, None, :], gewicht[None, :, :]).sum(axis=2)
    with np.errstate(invalid="ignore", divide="ignore"):
        teile = {
            "groesse": _nearness(groesse),
            "typ": (typ[:, None] == typ[None, :]).astype(float),
            "anteil": _nearness(anteil),
            "themen": unten / oben,
        }
    a, b = np.divmod(np.arange(n * n), n)
    frame = pd.DataFrame(
        {
            "kommune_id": np.array(ids, dtype=object)[a],
            "andere_id": np.array(ids, dtype=object)[b],
            **{name: teile[name].reshape(-1) for name in TEILE},
        }
    )
    frame = frame[a != b].reset_index(drop=True)
    frame["aehnlichkeit"] = 100 * frame[list(TEILE)].mean(axis=1)
    frame = frame.sort_values(["kommune_id", "aehnlichkeit", "andere_id"], ascending=[True, False, True], kind="stable")
    frame["rang"] = frame.groupby("kommune_id").cumcount() + 1
    return frame.reset_index(drop=True)


def _nearness(werte: np.ndarray) -> np.ndarray:
    """Turns values into nearness 0..1 per pair; 1 for all where all values are equal."""
    abstand = np.abs(werte[:, None] - werte[None, :])
    bekannt = abstand[~np.isnan(abstand)]
    spanne = float(bekannt.max()) if bekannt.size else 0.0
    naehe: np.ndarray = 1 - abstand / spanne if spanne > 0 else np.where(np.isnan(abstand), np.nan, 1.0)
    return naehe
