"""What a target's judgements say over time: since when, every year or some, how sure, moved against another area.

All functions take one row per target and period and give one row per target (column ``nr``), words nothing.
"""

import numpy as np
import pandas as pd

from kekiz.wissen.codes import Status, Vergleich, Zielsicherheit
from kekiz.wissen.statistik import wilson_interval
from kekiz.wissen.zahlen import EIN_JAHR, zeitraum_key
from kekiz.wissen.zielvergleich import MEETS


def judge_periods(urteile: pd.DataFrame) -> pd.DataFrame:
    """Counts and names the periods in which each target held.

    Args:
        urteile: One row per target and period: nr, zeitraum, zeit, ist_erfuellt (nullable; NA: not to be judged),
            ab_jahr (first year for which the target was set; NA: none named).

    Returns:
        By nr, only targets with a judged period: ``perioden``, ``perioden_erfuellt`` (of all known periods),
        ``eingehalten_in`` and ``verfehlt_in`` (these periods, joined by spaces), ``laufzeit_eingehalten_in`` and
        ``laufzeit_verfehlt_in`` (of them those from ab_jahr on).
    """
    u = urteile[urteile["ist_erfuellt"].notna()].sort_values(["nr", "zeit"], kind="stable")
    ja = u["ist_erfuellt"].astype(bool)
    laufzeit = _within_term(u)
    gruppen = u.groupby("nr")["zeitraum"]
    ergebnis = pd.DataFrame({"perioden": gruppen.size(), "perioden_erfuellt": ja.groupby(u["nr"]).sum().astype(int)})
    for name, maske in (
        ("eingehalten_in", ja),
        ("verfehlt_in", ~ja),
        ("laufzeit_eingehalten_in", ja & laufzeit),
        ("laufzeit_verfehlt_in", ~ja & laufzeit),
    ):
        namen = u[maske].groupby("nr")["zeitraum"].agg(" ".join)
        ergebnis[name] = namen.reindex(ergebnis.index).fillna("").astype("str")
    return ergebnis


def _within_term(u: pd.DataFrame) -> pd.Series:
    return u["ab_jahr"].isna() | np.floor(u["zeit"]).ge(u["ab_jahr"].astype("float64"))


def assess_since(urteile: pd.DataFrame) -> pd.DataFrame:
    """Finds since when the latest judgement of each target has held without interruption.

    Only comparable periods count: a break ends the search. Unknown periods in between do not interrupt, but they are
    told: nobody knows what was then.

    Args:
        urteile: One row per target and period: nr, zeitraum, zeit, segment, ist_erfuellt (nullable).

    Returns:
        By nr, only targets with a judged period: ``seit`` (first period of the run), ``ist_seit_offen`` (True where
        the year before is not known or not comparable, so that the run may have begun earlier), ``seit_perioden``
        (known periods of the run) and ``hat_seit_luecke`` (True where a year within the run is not known).
    """
    u = urteile[urteile["ist_erfuellt"].notna()].sort_values(["nr", "zeit"], kind="stable")
    letzte = u.groupby("nr")[["segment", "ist_erfuellt"]].transform("last")
    anders = u["segment"].ne(letzte["segment"]) | u["ist_erfuellt"].ne(letzte["ist_erfuellt"])
    noch_anders = anders.iloc[::-1].groupby(u["nr"].iloc[::-1]).cummax().iloc[::-1]
    vor = u.groupby("nr")[["segment", "zeit"]].shift()
    u["ist_seit_offen"] = ~(vor["segment"].eq(u["segment"]) & (u["zeit"] - vor["zeit"]).le(EIN_JAHR))
    lauf = u[~noch_anders]
    erste = lauf.drop_duplicates("nr").set_index("nr").rename(columns={"zeitraum": "seit"})[["seit", "ist_seit_offen"]]
    spaetere = lauf[lauf.duplicated("nr")]
    erste["seit_perioden"] = lauf.groupby("nr").size()
    erste["hat_seit_luecke"] = erste.index.isin(spaetere.loc[spaetere["ist_seit_offen"], "nr"])
    return erste


def assess_steady(urteile: pd.DataFrame) -> pd.DataFrame:
    """Judges targets that ask for a rise in every year ("stetig") over the whole term, not by the latest year.

    Args:
        urteile: As in :func:`judge_periods`, with ``vergleich``.

    Returns:
        By nr, only such targets with a judged year in their term: ``stetig`` (nullable: True where each year of the
        term up to the latest rose; NA where none fell but a year is missing) and ``ist_teilweise`` (some rose, some not).
    """
    u = urteile[
        urteile["vergleich"].eq(Vergleich.STEIGERUNG_SEIT_VORJAHR)
        & urteile["ist_erfuellt"].notna()
        & _within_term(urteile)
    ]
    ja = u["ist_erfuellt"].astype(bool).groupby(u["nr"])
    jahr = np.floor(u["zeit"]).groupby(u["nr"])
    beginn = u["ab_jahr"].astype("float64").groupby(u["nr"]).first().fillna(jahr.min())
    lueckenlos = jahr.nunique().ge(jahr.max() - beginn + 1)
    alle = ja.all().astype("boolean")
    return pd.DataFrame({"stetig": alle.mask(ja.all() & ~lueckenlos), "ist_teilweise": ja.any() & ~ja.all()})


def find_broken(z: pd.DataFrame) -> pd.Series:
    """Finds lasting targets that the latest value meets although a known period of their term missed them for sure.

    A period that is known by its bounds counts where both miss. A lasting target whose latest value misses it is simply
    not met, whatever was before.

    Args:
        z: One row per target: ist_dauerhaft, vergleich, ist_erfuellt (nullable), laufzeit_verfehlt_in.

    Returns:
        True for these targets, on the index of ``z``; never NA.
    """
    heute = z["ist_erfuellt"].fillna(False).astype(bool) & z["vergleich"].ne(Vergleich.STEIGERUNG_SEIT_VORJAHR)
    return z["ist_dauerhaft"] & heute & z["laufzeit_verfehlt_in"].ne("")


def assess_certainty(z: pd.DataFrame) -> pd.DataFrame:
    """Says how sure it is that a target is met or missed: does the interval of the value (95 %) contain the threshold?

    Where the years of the series scatter more than chance, its Wilson interval is widened by the root of the dispersion.
    A threshold that is itself a value (of a base period, of another area) is taken as fixed: it is what the goal names.

    Args:
        z: One row per target: ist_erfuellt (nullable), vergleich, zielwert, ki_unten, ki_oben (unit of the value; NaN
            without case number), faelle, nenner, streuung (dispersion of the years; NaN where unknown).

    Returns:
        ``sicherheit_unten``, ``sicherheit_oben`` (the interval used, unit of the value) and ``sicherheit``: codes of :class:`kekiz.wissen.codes.Zielsicherheit`; empty where nothing was judged, and for a rise from year to
        year, which has no single threshold.

    Source: As :func:`kekiz.wissen.statistik.newcombe_interval`.
    """
    weite = z["streuung"].astype("float64").gt(1)
    phi = z["streuung"].where(weite)
    unten, oben = wilson_interval(z["faelle"] / phi, z["nenner"].astype("float64") / phi)
    grenzen = pd.DataFrame({"sicherheit_unten": 100 * unten, "sicherheit_oben": 100 * oben}, index=z.index)
    grenzen["sicherheit_unten"] = grenzen["sicherheit_unten"].where(weite, z["ki_unten"])
    grenzen["sicherheit_oben"] = grenzen["sicherheit_oben"].where(weite, z["ki_oben"])
    geprueft = z["ist_erfuellt"].notna() & z["vergleich"].ne(Vergleich.STEIGERUNG_SEIT_VORJAHR)
    darin = z["zielwert"].ge(grenzen["sicherheit_unten"]) & z["zielwert"].le(grenzen["sicherheit_oben"])
    codes = np.select(
        [~geprueft, z["ki_unten"].isna(), darin],
        ["", str(Zielsicherheit.OHNE_FALLZAHL), str(Zielsicherheit.KNAPP)],
        str(Zielsicherheit.KLAR),
    )
    return grenzen.assign(sicherheit=pd.Series(codes, index=z.index, dtype="str"))


def assess_comparison_area(urteile: pd.DataFrame, letzte: pd.DataFrame) -> pd.DataFrame:
    """Adds how value and threshold moved where the threshold is the value of another area.

    Args:
        urteile: One row per target and period: nr, vergleich, zeitraum, zeit, segment, wert_genau, zielwert.
        letzte: The latest row per target, indexed by nr: zeitraum, segment, wert_genau, ist_erfuellt (nullable).

    Returns:
        Frame like ``letzte`` with ``frueher_zeitraum`` (first comparable period with both values; empty: none),
        ``frueher_wert``, ``frueher_zielwert``, ``frueher_stellen``, ``frueher_stellen_ziel`` and
        ``ist_erfuellt_frueher`` (nullable: would the latest value meet the threshold of then?).
    """
    u = urteile[
        urteile["vergleich"].eq(Vergleich.HOECHSTENS_VERGLEICHSRAUM)
        & urteile["wert_genau"].notna()
        & urteile["zielwert"].notna()
        & urteile["segment"].eq(urteile["nr"].map(letzte["segment"]))
        & urteile["zeitraum"].ne(urteile["nr"].map(letzte["zeitraum"]))
    ]
    erste = u.sort_values(["nr", "zeit"], kind="stable").drop_duplicates("nr").set_index("nr").reindex(letzte.index)
    letzte = letzte.copy()
    letzte["frueher_zeitraum"] = erste["zeitraum"].fillna("").astype("str")
    letzte["frueher_wert"], letzte["frueher_zielwert"] = erste["wert_genau"], erste["zielwert"]
    letzte["frueher_stellen"], letzte["frueher_stellen_ziel"] = erste["stellen"], erste["stellen_ziel"]
    haelt = MEETS[Vergleich.HOECHSTENS_VERGLEICHSRAUM](letzte["wert_genau"], letzte["frueher_zielwert"]).astype(
        "boolean"
    )
    letzte["ist_erfuellt_frueher"] = haelt.mask(letzte["frueher_zielwert"].isna() | letzte["ist_erfuellt"].isna())
    return letzte


def assess_goal_since(targets: pd.DataFrame, ziele: pd.DataFrame) -> pd.DataFrame:
    """Finds since when a goal as a whole has been met or missed: since the last of its targets has.

    Args:
        targets: One row per target: kommune_id, ziel_id, seit, ist_seit_offen.
        ziele: One row per goal: kommune_id, ziel_id, status.

    Returns:
        ``seit`` and ``ist_seit_offen`` on the index of ``ziele``; empty and NA for every other status.
    """
    da = targets[targets["seit"].ne("")].assign(zeit=lambda t: t["seit"].map(zeitraum_key))
    # Of targets that turned at the same time, one that surely turned then decides.
    da = da.sort_values(["zeit", "ist_seit_offen"], ascending=[True, False], kind="stable")
    letzte = da.drop_duplicates(["kommune_id", "ziel_id"], keep="last").set_index(["kommune_id", "ziel_id"])
    gilt = ziele["status"].isin([Status.ERREICHT, Status.NICHT_ERREICHT])
    nach = pd.MultiIndex.from_frame(ziele[["kommune_id", "ziel_id"]])
    gefunden = letzte[["seit", "ist_seit_offen"]].reindex(nach).set_index(ziele.index)
    return pd.DataFrame(
        {
            "seit": gefunden["seit"].where(gilt, "").fillna("").astype("str"),
            "ist_seit_offen": gefunden["ist_seit_offen"].astype("boolean").where(gilt),
        }
    )
