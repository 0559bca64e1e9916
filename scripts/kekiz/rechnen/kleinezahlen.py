"""Small published counts: those from one up to below the ``mindestfallzahl`` of their Kennzahl.

They stay published where a document has printed them; what is said about them is that they are small.
"""

import pandas as pd

SPALTEN = ["kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe", "feld", "anzahl_von", "anzahl_bis", "mindestfallzahl"]  # fmt: skip


def list_small_counts(werte: pd.DataFrame) -> pd.DataFrame:
    """Lists the small counts that a reader can see or compute from one row alone.

    Args:
        werte: Frame of :func:`kekiz.rechnen.compute.compute_werte`, any rows.

    Returns:
        One row per row and small count: its key, ``feld`` (``wert`` of counts; of shares ``zaehler``, ``nenner``, or
        ``rest``, those of the denominator who are not in the numerator), smallest and largest whole number that it can
        be, and the threshold. Kennzahlen without threshold have none; zero is not small, since it shows nobody.
    """
    grenze = werte["mindestfallzahl"].astype("float64")
    anzahl, nenner = werte["wert"].where(werte["art"].eq("anzahl")), werte["nenner"].astype("float64")
    bis = werte["wert_bis"].fillna(anzahl)
    anteil = werte["art"].eq("anteil")
    felder = {
        "wert": (anzahl, bis),
        "zaehler": (werte["faelle_von"], werte["faelle_bis"]),
        "nenner": (nenner.where(anteil), nenner.where(anteil)),
        "rest": (nenner - werte["faelle_bis"], nenner - werte["faelle_von"]),
    }
    teile = [
        werte.assign(feld=feld, anzahl_von=von, anzahl_bis=ende)[von.ge(1) & ende.lt(grenze)][SPALTEN]
        for feld, (von, ende) in felder.items()
    ]
    return pd.concat(teile).sort_index(kind="stable").reset_index(drop=True)


def mark_small_counts(werte: pd.DataFrame) -> pd.Series:
    """Says for each row whether it shows a small count (see :func:`list_small_counts`); never NA."""
    nummer = werte.reset_index(drop=True)
    schluessel = SPALTEN[:5]
    klein = pd.MultiIndex.from_frame(list_small_counts(nummer)[schluessel])
    return pd.Series(pd.MultiIndex.from_frame(nummer[schluessel]).isin(klein), index=werte.index, dtype=bool)
