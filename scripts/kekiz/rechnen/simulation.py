"""How often the rules for developments raise a false alarm and what they find, tried on invented series.

The caller hands the case numbers and levels of real series; the random numbers have a fixed seed.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from kekiz.rechnen.assess import MINDESTPERIODEN, TRENDNIVEAU, TRENDNIVEAU_DEUTLICH
from kekiz.wissen.codes import NICHT_ZUGEORDNET, Verlauf
from kekiz.wissen.statistik import leave_one_out_same_sign, newcombe_interval, quasibinomial_trend

SAMEN = 2018
LAEUFE = 1000
# Of a deviation from the level, this part is left in the next period (first-order autoregression).
NACHWIRKUNG = 0.5
# Standard deviations in points.
SCHWANKUNGEN = (1.0, 2.0, 3.0)
ANHALTEND, SCHRITT = 2.0, 1.0
STEIGUNGEN = (1.0, 2.0, 3.0)


class Reihe(NamedTuple):
    """Case numbers of a real series by period, and its share over all periods (0..1)."""

    nenner: tuple[float, ...]
    anteil: float


class Probe(NamedTuple):
    """How often a rule speaks, over all series: the least and the greatest share of runs (0..1).

    Attributes:
        verlauf: What happens in the invented series.
        punkte: How much, in points: standard deviation, step, or fall per period.
        schwankung: Standard deviation of the periods beside it, in points.
        schwach: Shares on the usual level (a trend; "auffällig").
        streng: Shares on the stricter level (a clear trend; "gesichert").
    """

    verlauf: Verlauf
    punkte: float
    schwankung: float
    schwach: tuple[float, float]
    streng: tuple[float, float]


def real_series(w: pd.DataFrame) -> tuple[tuple[Reihe, ...], tuple[Reihe, ...]]:
    """Takes the series that the rules were applied to.

    Args:
        w: Rows of :func:`kekiz.rechnen.assess.assess_changes`, of one municipality.

    Returns:
        Those with enough periods for a trend (their latest segment), and pairs of two periods from the shorter ones.
    """
    w = w[w["faelle"].notna() & w["raum_typ"].ne(NICHT_ZUGEORDNET)]
    lang, paare = [], []
    for _, reihe in w.groupby(["kennzahl_id", "raum_id", "gruppe"], sort=True):
        teil = reihe[reihe["segment"].eq(reihe["segment"].max())]
        n = tuple(float(v) for v in teil["nenner"])
        if len(n) >= MINDESTPERIODEN:
            lang.append(Reihe(n, float(teil["faelle"].sum() / sum(n))))
        elif len(n) > 1:
            paare.append(Reihe(n[-2:], float(teil["faelle"].iloc[-2:].sum() / sum(n[-2:]))))
    return tuple(lang), tuple(paare)


def _paths(verlauf: Verlauf, punkte: float, schwankung: float, k: int, zufall: np.random.Generator) -> np.ndarray:
    """Deviations of the true share from its level, in points, shape (LAEUFE, k)."""
    d = zufall.normal(0, schwankung, (LAEUFE, k)) if schwankung else np.zeros((LAEUFE, k))
    if verlauf == Verlauf.SCHWANKUNG:
        d += zufall.normal(0, punkte, (LAEUFE, k))
    elif verlauf == Verlauf.ANHALTEND:
        stoss = zufall.normal(0, punkte, (LAEUFE, k))
        stoss[:, 1:] *= np.sqrt(1 - NACHWIRKUNG**2)
        for i in range(1, k):
            stoss[:, i] += NACHWIRKUNG * stoss[:, i - 1]
        d += stoss
    elif verlauf == Verlauf.IRRFAHRT:
        d += np.cumsum(zufall.normal(0, punkte, (LAEUFE, k)), axis=1)
    elif verlauf == Verlauf.RUECKGANG:
        d -= punkte * (np.arange(k) - (k - 1) / 2)
    return d


def _draw(reihe: Reihe, abweichung: np.ndarray, zufall: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Counts people with the true shares; returns cases and populations, shape (LAEUFE, k)."""
    n = np.broadcast_to(np.array(reihe.nenner), abweichung.shape)
    return zufall.binomial(n.astype(int), np.clip(reihe.anteil + abweichung / 100, 0, 1)).astype(float), n


def _range(anteile: list[float]) -> tuple[float, float]:
    return min(anteile), max(anteile)


@lru_cache(maxsize=8)
def try_trend_rule(reihen: tuple[Reihe, ...]) -> list[Probe]:
    """Applies the rule for a trend to series that hold no trend, and to series that fall.

    Args:
        reihen: Real series with enough periods.

    Returns:
        One row per kind of series: chance alone, periods that scatter, deviations that last, a random walk, and falls
        of one to three points per period, by chance alone and with scatter.
    """
    zufall = np.random.default_rng(SAMEN)
    lagen = [(Verlauf.ZUFALL, 0.0, 0.0), *((Verlauf.SCHWANKUNG, s, 0.0) for s in SCHWANKUNGEN)]
    lagen += [(Verlauf.ANHALTEND, ANHALTEND, 0.0), (Verlauf.IRRFAHRT, SCHRITT, 0.0)]
    lagen += [(Verlauf.RUECKGANG, s, daneben) for daneben in (0.0, ANHALTEND) for s in STEIGUNGEN]
    proben = []
    for verlauf, punkte, schwankung in lagen:
        schwach, streng = [], []
        for reihe in reihen:
            k = len(reihe.nenner)
            x, n = _draw(reihe, _paths(verlauf, punkte, schwankung, k, zufall), zufall)
            p = quasibinomial_trend(x, n, np.arange(k)).p
            stabil = leave_one_out_same_sign(x, n, np.arange(k))
            schwach.append(float(((p < TRENDNIVEAU) & stabil).mean()))
            streng.append(float(((p < TRENDNIVEAU_DEUTLICH) & stabil).mean()))
        proben.append(Probe(verlauf, punkte, schwankung, _range(schwach), _range(streng)))
    return proben


@lru_cache(maxsize=8)
def try_change_rule(paare: tuple[Reihe, ...]) -> list[Probe]:
    """Applies the rule for a change to pairs of periods between which nothing lasting changed.

    Args:
        paare: Case numbers of two periods each.

    Returns:
        One row for chance alone and one per scatter of the periods.
    """
    zufall = np.random.default_rng(SAMEN)
    proben = []
    for punkte in (0.0, *SCHWANKUNGEN):
        verlauf = Verlauf.SCHWANKUNG if punkte else Verlauf.ZUFALL
        anteile: dict[float, list[float]] = {95.0: [], 99.8: []}
        for reihe in paare:
            x, n = _draw(reihe, _paths(verlauf, punkte, 0.0, 2, zufall), zufall)
            for niveau, liste in anteile.items():
                unten, oben = newcombe_interval(x[:, 1], n[:, 1], x[:, 0], n[:, 0], niveau)
                liste.append(float(((unten > 0) | (oben < 0)).mean()))
        proben.append(Probe(verlauf, punkte, 0.0, _range(anteile[95.0]), _range(anteile[99.8])))
    return proben
