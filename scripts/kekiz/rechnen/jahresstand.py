"""Which years a municipality can report on, and how the status of its goals differs from a year to the next."""

from functools import lru_cache
from typing import Final, NamedTuple

import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import GANZES, Status, Statusgrund, Vergleich, Wertstatus
from kekiz.wissen.zeitraum import read_zeitraum

GEPRUEFT: Final = (Status.ERREICHT, Status.TEILWEISE_ERREICHT, Status.NICHT_ERREICHT)


class Wechsel(NamedTuple):
    """A goal whose status differs from that of the year before."""

    ziel_id: str
    davor: Status
    jetzt: Status


def has_value(werte: pd.DataFrame) -> pd.Series:
    """Marks the rows of ``werte`` as they are kept that have a value: printed, or computed from what is printed."""
    return werte["wert"].notna() | werte["wertstatus"].eq(Wertstatus.BERECHNET)


@lru_cache(maxsize=1024)
def report_years(bestand: Bestand, kommune_id: str) -> tuple[int, ...]:
    """Lists the years in which a target could be judged: its leading Kennzahl has a value for the whole municipality.

    Years before the first one for which a target was set are left out: nobody had promised anything then.

    Args:
        bestand: The packages.
        kommune_id: Municipality.

    Returns:
        Years in order; none without targets.
    """
    z = bestand.where("zielwerte", paket=kommune_id)
    z = z[z["vergleich"].ne(Vergleich.OHNE_ZAHL) & z["kennzahl_id"].ne("")]
    ab = z.groupby("kennzahl_id")["ab_jahr"].min()
    raeume = bestand.where("raeume", paket=kommune_id)
    ganz = set(raeume.loc[raeume["typ"].isin(GANZES), "raum_id"])
    w = bestand.where("werte", paket=kommune_id)
    w = w[w["kennzahl_id"].isin(ab.index) & w["raum_id"].isin(ganz) & has_value(w)]
    jahre = {
        j
        for k, j in zip(w["kennzahl_id"], (read_zeitraum(z).jahr for z in w["zeitraum"]), strict=True)
        if pd.isna(ab[k]) or j >= ab[k]
    }
    return tuple(sorted(jahre))


def in_years(zeilen: pd.DataFrame, bis: int, von: int | None = None) -> pd.Series:
    """Marks the rows whose period ends in these years, bounds included.

    Args:
        zeilen: Rows with ``zeitraum``.
        bis: Last year.
        von: First year; None: all years before it as well.
    """
    # Each period is read once, however many rows have it.
    jahre = {z: read_zeitraum(z).jahr for z in zeilen["zeitraum"].unique()}
    drin = {z for z, j in jahre.items() if j <= bis and (von is None or j >= von)}
    return zeilen["zeitraum"].isin(drin)


def judge_within_term(targets: pd.DataFrame) -> pd.DataFrame:
    """Takes back the judgement of targets whose latest value is older than the target: nobody could have met it then.

    Args:
        targets: One row per target: zeitraum of its latest value, ab_jahr (NA: none named), and what was judged.

    Returns:
        A copy in which these targets have no value.
    """
    da = targets["zeitraum"].fillna("").ne("")
    jahr = pd.Series([read_zeitraum(z).jahr for z in targets.loc[da, "zeitraum"]], targets.index[da], dtype="float64")
    frueher = jahr.reindex(targets.index) < targets["ab_jahr"].astype("float64")
    neu = targets.copy()
    neu.loc[frueher, "wert_genau"] = float("nan")
    neu["ist_erfuellt"] = neu["ist_erfuellt"].mask(frueher)
    neu[["ist_teilweise", "ist_gebrochen"]] = neu[["ist_teilweise", "ist_gebrochen"]].mask(frueher, False)
    neu["status"] = neu["status"].mask(frueher, str(Status.OHNE_DATEN))
    neu["statusgrund"] = neu["statusgrund"].mask(frueher, str(Statusgrund.KEIN_WERT))
    return neu


def find_changes(davor: pd.DataFrame, jetzt: pd.DataFrame) -> list[Wechsel]:
    """Finds the goals whose status differs, where at least one of both could be judged.

    Args:
        davor: One row per goal of a municipality: ziel_id, status, as of the end of the year before.
        jetzt: The same as of the end of the year, in the order of the result.
    """
    frueher = dict(zip(davor["ziel_id"], davor["status"], strict=True))
    return [
        Wechsel(str(z), Status(frueher[z]), Status(s))
        for z, s in zip(jetzt["ziel_id"], jetzt["status"], strict=True)
        if frueher[z] != s and {frueher[z], s} & set(GEPRUEFT)
    ]
