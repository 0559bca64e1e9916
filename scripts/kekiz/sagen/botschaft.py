"""What a chart over periods shows, as one sentence for its title; none where no rule holds, and its subject is the title."""

from typing import Final

import pandas as pd

from kekiz.wissen.codes import Fallzahl, Trend
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import EIN_JAHR, format_zahl, format_zeitraum_kurz, round_half_up, zeitraum_art
from kekiz.wissen.zeitraum import read_zeitraum

GLEICH_AB: Final = 3
"""So many periods in a row with the same whole number, at least half of all, are said to be the same."""
_GEPRUEFT: Final = (Trend.GUENSTIG, Trend.UNGUENSTIG, Trend.STEIGEND, Trend.FALLEND)


def chart_message(reihe: pd.DataFrame, trend: pd.Series | None) -> str:
    """Says what a series of shares shows: it stays where it is, or it has a tested trend.

    Args:
        reihe: Rows of one series, oldest first: art, einheit, zeitraum, zeit, segment, wert_genau, wert_bis, fallzahl.
        trend: Its row of ``trends``; None where there is none.

    Returns:
        The sentence without a full stop; empty where no rule holds.
    """
    da = reihe[reihe["wert_genau"].notna()]
    if da.empty or set(da["art"]) != {"anteil"} or da["wert_bis"].notna().any():
        return ""
    da = da[da["segment"].eq(da["segment"].iloc[-1])]
    if trend is not None and Trend(trend["trend"]) in _GEPRUEFT:
        return _trend_message(da, trend)
    lauf = _same_run(da)
    # A few equal values at the end of a longer way are not what the chart shows.
    if len(lauf) < GLEICH_AB or 2 * len(lauf) < len(da):
        return ""
    return sag("Seit {seit} jedes Mal {anteil}", seit=_since(lauf["zeitraum"].iloc[0]), anteil=_share(lauf))


def _trend_message(da: pd.DataFrame, trend: pd.Series) -> str:
    da = da[da["zeit"].ge(float(trend["zeit_von"]))]
    von, bis = da.iloc[[0]], da.iloc[[-1]]
    if round_half_up(float(von["wert_genau"].iloc[0]), 0) == round_half_up(float(bis["wert_genau"].iloc[0]), 0):
        return ""
    wort = sag("gestiegen") if trend["differenz"] > 0 else sag("gesunken")
    return sag(
        "Seit {seit} {gestiegen}: von {anfang} auf {ende}",
        seit=_since(trend["zeitraum_von"]),
        gestiegen=wort,
        anfang=_share(von, kurz=True),
        ende=_share(bis),
    )


def _since(zeitraum: str) -> str:
    """A title names the year of a day alone; the text below has the day."""
    return format_zeitraum_kurz(zeitraum) if zeitraum_art(zeitraum) == "stichtag" else read_zeitraum(zeitraum).seit


def _same_run(da: pd.DataFrame) -> pd.DataFrame:
    """The last periods without a missing year between them that round to the same whole number."""
    ganz = da["wert_genau"].map(lambda w: round_half_up(float(w), 0))
    anders = ganz.ne(ganz.iloc[-1]) | da["zeit"].shift(-1).sub(da["zeit"]).gt(EIN_JAHR)
    return da[~anders.iloc[::-1].cummax().iloc[::-1]]


def _share(zeilen: pd.DataFrame, *, kurz: bool = False) -> str:
    wert = float(zeilen["wert_genau"].iloc[0])
    ganz = round_half_up(wert, 0)
    genau = bool(zeilen["fallzahl"].eq(Fallzahl.GEDRUCKT).all() and (zeilen["wert_genau"] - ganz).abs().lt(1e-9).all())
    rund = "" if genau else sag("rund ")
    if kurz:
        return f"{rund}{format_zahl(ganz)}"
    return sag("{rund}{ganz} von 100", rund=rund, ganz=format_zahl(ganz))
