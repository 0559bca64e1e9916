"""Statistical formulas, each with its literature. Vectorised over arrays; shares are 0..1 unless a name says percent.

No rounding and no wording happens here.
"""

from collections.abc import Callable
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import special

from kekiz.wissen.zahlen import possible_zaehler

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

Z95 = NormalDist().inv_cdf(0.975)
Z998 = NormalDist().inv_cdf(0.999)
NIVEAU = {95.0: Z95, 99.8: Z998}


def wilson_interval(zaehler: ArrayLike, nenner: ArrayLike, niveau: float = 95.0) -> tuple[Floats, Floats]:
    """Wilson score interval of a proportion, without continuity correction.

    Args:
        zaehler: Cases x, shape (n,); NaN gives NaN.
        nenner: Population n, shape (n,); NaN or 0 gives NaN.
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Lower and upper limit as shares 0..1, each of shape (n,).

    Raises:
        KeyError: The level is neither 95.0 nor 99.8.

    Source: E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212; R. G. Newcombe, Statist. Med. 17 (1998) 857-872,
        method 3.

    Example:
        >>> u, o = wilson_interval([81], [263])
        >>> round(float(u[0]), 4), round(float(o[0]), 4)
        (0.2553, 0.3662)
    """
    z = NIVEAU[niveau]
    x = np.asarray(zaehler, dtype=float)
    n = np.asarray(nenner, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        n = np.where(n > 0, n, np.nan)
        p = x / n
        mitte = 2 * n * p + z**2
        weite = z * np.sqrt(z**2 + 4 * n * p * (1 - p))
        teiler = 2 * (n + z**2)
        unten, oben = (mitte - weite) / teiler, (mitte + weite) / teiler
    # The limits are exactly 0 and 1 at the ends; subtraction of near-equal numbers must not push them past it.
    unten = np.where(x == 0, 0.0, np.clip(unten, 0.0, 1.0))
    oben = np.where(x == n, 1.0, np.clip(oben, 0.0, 1.0))
    return np.where(np.isnan(n), np.nan, unten), np.where(np.isnan(n), np.nan, oben)


def newcombe_interval(
    x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, niveau: float = 95.0, streuung: ArrayLike = 1.0
) -> tuple[Floats, Floats]:
    """Hybrid score interval of the difference p1 - p2 of two independent proportions, from their Wilson intervals.

    Args:
        x1: Cases of the first group, shape (n,).
        n1: Population of the first group; NaN or 0 gives NaN.
        x2: Cases of the second group.
        n2: Population of the second group.
        niveau: Confidence level in percent, 95.0 or 99.8.
        streuung: Dispersion, at least 1: the variance of the shares over the binomial one. Both Wilson intervals are
            widened by its root, as if each group had held that many times fewer people.

    Returns:
        Lower and upper limit of the difference of the shares, -1..1, each of shape (n,).

    Raises:
        KeyError: The level is neither 95.0 nor 99.8.

    Source: R. G. Newcombe, Statist. Med. 17 (1998) 873-890, method 10. Widening: P. McCullagh, J. A. Nelder,
        Generalized Linear Models, 2nd ed. (1989), section 4.5.

    Example:
        >>> u, o = newcombe_interval([56], [70], [48], [80])
        >>> round(float(u[0]), 4), round(float(o[0]), 4)
        (0.0524, 0.3339)
    """
    a, m, b, k, phi = (np.asarray(v, dtype=float) for v in (x1, n1, x2, n2, streuung))
    u1, o1 = wilson_interval(a / phi, m / phi, niveau)
    u2, o2 = wilson_interval(b / phi, k / phi, niveau)
    with np.errstate(divide="ignore", invalid="ignore"):
        p1, p2 = a / m, b / k
        unten = p1 - p2 - np.hypot(p1 - u1, o2 - p2)
        oben = p1 - p2 + np.hypot(o1 - p1, p2 - u2)
    return unten, oben


BYAR_AB = 10
"""From this count on Byar's approximation holds; below it the limits are computed exactly."""


def byar_interval(anzahl: ArrayLike, niveau: float = 95.0) -> tuple[Floats, Floats]:
    """Interval of a Poisson count: Byar's approximation, exact below ten cases; no limit is negative.

    Args:
        anzahl: Observed counts O >= 0, shape (n,).
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Lower and upper limit of the expected count, each of shape (n,); lower is 0 for O = 0.

    Raises:
        KeyError: The level is neither 95.0 nor 99.8.

    Source: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research, vol. II (IARC 1987), p. 69; exact below
        ten as phe_rate of R package PHEindicatormethods.
    """
    z = NIVEAU[niveau]
    o = np.asarray(anzahl, dtype=float)
    unten, oben = poisson_interval(o, niveau)
    viele = np.where(o >= BYAR_AB, o, BYAR_AB)
    byar_unten = viele * (1 - 1 / (9 * viele) - z / (3 * np.sqrt(viele))) ** 3
    byar_oben = (viele + 1) * (1 - 1 / (9 * (viele + 1)) + z / (3 * np.sqrt(viele + 1))) ** 3
    ab = o >= BYAR_AB
    return np.where(ab, byar_unten, unten), np.where(ab, byar_oben, oben)


def poisson_interval(anzahl: ArrayLike, niveau: float = 95.0) -> tuple[Floats, Floats]:
    """Exact (Garwood) interval of a Poisson count.

    Args:
        anzahl: Observed counts >= 0, shape (n,).
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Lower and upper limit, each of shape (n,).

    Source: F. Garwood, Biometrika 28 (1936) 437-442, through the gamma quantile.
    """
    halb = (1 - niveau / 100) / 2
    o = np.asarray(anzahl, dtype=float)
    with np.errstate(invalid="ignore"):
        unten = np.where(o == 0, 0.0, special.gammaincinv(np.where(o == 0, 1.0, o), halb))
    oben = special.gammainccinv(o + 1, halb)
    return unten, oben


class Trendtest(NamedTuple):
    """A fitted logistic trend of each series; every field of shape (...), NaN where none can be fitted.

    Attributes:
        steigung: Slope of the log odds per unit of the scores.
        streuung: Pearson chi-square over its degrees of freedom: 1 where the shares scatter around the trend as chance
            alone would have them, more where they scatter more.
        t: Slope over its standard error, which allows for that scatter (never for less than chance).
        freiheitsgrade: Periods less two.
        p: Two-sided p value of t.
    """

    steigung: Floats
    streuung: Floats
    t: Floats
    freiheitsgrade: Floats
    p: Floats


# Newton's steps double the right digits each time; a slope that still moves after these has no finite value.
_SCHRITTE = 25
_FEST = 1e-8


def quasibinomial_trend(zaehler: ArrayLike, nenner: ArrayLike, punkte: ArrayLike) -> Trendtest:
    """Quasi-binomial logistic regression of shares on the period.

    Args:
        zaehler: Cases, shape (..., k); the last axis is the period. Need not be whole.
        nenner: Populations, shape (..., k); a cell with NaN in either, or without people, is left out.
        punkte: Scores of the periods (years), broadcastable to (..., k).

    Returns:
        The trend of each series; NaN where there are fewer than three periods, where all shares are 0 or all are 1,
        and where a step from one to the other leaves the slope without a finite value.

    Source: P. McCullagh, J. A. Nelder, Generalized Linear Models, 2nd ed. (1989), sections 4.4 and 4.5 (iteratively
        reweighted least squares, dispersion from Pearson's chi-square); R. W. M. Wedderburn, Biometrika 61 (1974)
        439-447. As R's glm with family quasibinomial, but with a dispersion of at least 1.
    """
    x, n, t = _cells(zaehler, nenner, punkte)
    da = n > 0
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        eta = np.where(da, np.log((x + 0.5) / (n - x + 0.5)), 0.0)
        for _ in range(_SCHRITTE):
            mu, gewicht = _binomial(eta, n)
            ziel = np.where(da, eta + (x - mu) / gewicht, 0.0)
            summe = gewicht.sum(axis=-1)
            abstand = t - ((gewicht * t).sum(axis=-1) / summe)[..., None]
            quadrate = (gewicht * abstand**2).sum(axis=-1)
            steigung = (gewicht * abstand * ziel).sum(axis=-1) / quadrate
            neu = ((gewicht * ziel).sum(axis=-1) / summe)[..., None] + steigung[..., None] * abstand
            fest = (np.abs(np.where(da, neu - eta, 0.0)) < _FEST).all(axis=-1)
            eta = neu
            if fest.all():
                break
        mu, gewicht = _binomial(eta, n)
        freiheitsgrade = da.sum(axis=-1) - 2.0
        streuung = np.where(da, (x - mu) ** 2 / gewicht, 0.0).sum(axis=-1) / freiheitsgrade
        fehler = np.sqrt(np.maximum(streuung, 1.0) / quadrate)
        wert = steigung / fehler
    gilt = fest & (freiheitsgrade > 0)
    steigung, streuung, wert = (np.where(gilt, f, np.nan) for f in (steigung, streuung, wert))
    p = 2 * special.stdtr(np.maximum(freiheitsgrade, 1), -np.abs(wert))
    return Trendtest(steigung, streuung, wert, np.where(gilt, freiheitsgrade, np.nan), np.asarray(p, dtype=float))


def _cells(zaehler: ArrayLike, nenner: ArrayLike, punkte: ArrayLike) -> tuple[Floats, Floats, Floats]:
    """Brings cases, populations and scores to one shape; a cell with a gap holds nobody, scores count from their mean."""
    x, n, t = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (zaehler, nenner, punkte)))
    da = ~(np.isnan(x) | np.isnan(n) | np.isnan(t))
    x, n, t = (np.where(da, a, 0.0) for a in (x, n, t))
    mitte = t.sum(axis=-1) / np.maximum(da.sum(axis=-1), 1)
    return x, n, np.where(da, t - mitte[..., None], 0.0)


def _binomial(eta: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Expected cases and their binomial variance for given log odds."""
    anteil = special.expit(eta)
    return n * anteil, n * anteil * (1 - anteil)


def trend_direction(zaehler: ArrayLike, nenner: ArrayLike, punkte: ArrayLike) -> Floats:
    """Tells whether the logistic trend of each series rises (1), falls (-1) or does neither (0).

    The slope has the sign of the score at no slope, since the log likelihood is concave; so nothing need be fitted.

    Args:
        zaehler: Cases, shape (..., k).
        nenner: Populations, shape (..., k).
        punkte: Scores, broadcastable to (..., k).

    Returns:
        Signs, shape (...).

    Source: P. McCullagh, J. A. Nelder, Generalized Linear Models, 2nd ed. (1989), section 4.4.
    """
    x, n, t = _cells(zaehler, nenner, punkte)
    with np.errstate(divide="ignore", invalid="ignore"):
        gesamt = n.sum(axis=-1)
        mitte = np.where(gesamt > 0, (n * t).sum(axis=-1) / gesamt, 0.0)
        anteil = np.where(gesamt > 0, x.sum(axis=-1) / gesamt, 0.0)
    summe = ((t - mitte[..., None]) * (x - n * anteil[..., None])).sum(axis=-1)
    # A sum of equal and opposite parts must not get a direction from binary hairs.
    return np.where(np.abs(summe) < _FEST, 0.0, np.sign(summe))


def leave_one_out_same_sign(zaehler: ArrayLike, nenner: ArrayLike, punkte: ArrayLike) -> NDArray[np.bool_]:
    """Tells whether the direction of the trend survives leaving out each single period.

    Args:
        zaehler: Cases, shape (..., k).
        nenner: Populations, shape (..., k).
        punkte: Scores, broadcastable to (..., k).

    Returns:
        Booleans of shape (...).
    """
    x, n, t = np.broadcast_arrays(
        np.asarray(zaehler, dtype=float), np.asarray(nenner, dtype=float), np.asarray(punkte, dtype=float)
    )
    ganz = trend_direction(x, n, t)
    gleich = ganz != 0
    for ohne in range(x.shape[-1]):
        gleich &= trend_direction(*(np.delete(a, ohne, -1) for a in (x, n, t))) == ganz
    return np.asarray(gleich)


def weakest_zaehler(
    x_von: ArrayLike, x_bis: ArrayLike, nenner: ArrayLike, punkte: ArrayLike, richtung: ArrayLike
) -> Floats:
    """Chooses the numerators that speak least for a trend, where they are known only within bounds (rounded shares).

    Against a rising trend the early periods take their highest and the late ones their lowest possible numerator, and
    the other way round against a falling one.

    Args:
        x_von: Smallest possible cases, shape (..., k).
        x_bis: Largest possible cases, shape (..., k).
        nenner: Populations, shape (..., k).
        punkte: Scores of the periods, broadcastable to (..., k).
        richtung: Direction of the trend, positive or negative, shape (...).

    Returns:
        Numerators, shape (..., k).

    Source: Bounds on the score of the slope, which is linear in the cases.
    """
    _, n, t = _cells(x_von, nenner, punkte)
    von, bis = np.broadcast_arrays(np.asarray(x_von, dtype=float), np.asarray(x_bis, dtype=float))
    with np.errstate(divide="ignore", invalid="ignore"):
        mitte = (n * t).sum(axis=-1) / n.sum(axis=-1)
    spaet = t > mitte[..., None]
    steigt = np.asarray(richtung, dtype=float)[..., None] > 0
    return np.where(spaet == steigt, von, bis)


def control_limits(
    anteil: ArrayLike, nenner: ArrayLike, streuung: ArrayLike, niveau: float = 95.0
) -> tuple[Floats, Floats]:
    """Limits of a control chart: where the share of each period lies while nothing but chance and scatter works.

    Args:
        anteil: Share over all periods, broadcastable to (n,).
        nenner: Population of each period, shape (n,).
        streuung: Dispersion of the series, at least 1; the limits are widened by its root.
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Lower and upper limit as shares, within 0..1, each of shape (n,).

    Raises:
        KeyError: The level is neither 95.0 nor 99.8.

    Source: D. J. Spiegelhalter, Statist. Med. 24 (2005) 1185-1202, sections 3 and 4 (limits around a common share,
        multiplicative over-dispersion).

    Example:
        >>> u, o = control_limits(0.2, [100], 4.0)
        >>> round(float(u[0]), 4), round(float(o[0]), 4)
        (0.0432, 0.3568)
    """
    p, n, phi = (np.asarray(a, dtype=float) for a in (anteil, nenner, streuung))
    weite = NIVEAU[niveau] * np.sqrt(phi * p * (1 - p) / n)
    return np.clip(p - weite, 0.0, 1.0), np.clip(p + weite, 0.0, 1.0)


def fisher_p(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """Two-sided p value of Fisher's exact test for the difference of two independent proportions.

    Args:
        x1: Cases of the first group, whole, shape (n,).
        n1: Population of the first group.
        x2: Cases of the second group.
        n2: Population of the second group.

    Returns:
        Sum of the probabilities of all tables with the same margins that are no more likely than the one observed,
        shape (n,); NaN where an input is missing or not whole.

    Source: R. A. Fisher, Statistical Methods for Research Workers, 5th ed. (1934), section 21.02; two-sided as R's
        fisher.test.

    Example:
        >>> round(float(fisher_p([3], [4], [1], [4])[0]), 4)
        0.4857
    """
    felder = np.broadcast_arrays(*(np.atleast_1d(np.asarray(a, dtype=float)) for a in (x1, n1, x2, n2)))
    ganz = np.all([np.isfinite(f) & (f == np.round(f)) for f in felder], axis=0)
    p = np.full(felder[0].shape, np.nan)
    reihen = np.flatnonzero(ganz)
    zahlen = np.stack([f[reihen].astype(np.int64) for f in felder])
    schub = np.cumsum(np.minimum(zahlen[1], zahlen[0] + zahlen[2]) + 1) // _FISHER_TAFELN
    for nummer in np.unique(schub):
        teil = schub == nummer
        p[reihen[teil]] = _fisher(*zahlen[:, teil])
    return p


_FISHER_TAFELN: Final = 1_000_000
"""About so many tables are computed at once."""


def _fisher(a: Ints, m: Ints, b: Ints, k: Ints) -> Floats:
    """All tables of all tests in one line: ``x`` cases in the first group, test after test."""
    summe = a + b
    kleinste = np.maximum(0, summe - k)
    breite = np.minimum(m, summe) - kleinste + 1
    ende = np.cumsum(breite)
    erste = ende - breite
    x = np.arange(int(breite.sum())) - np.repeat(erste - kleinste, breite)
    rest_m, rest_s, rest_k = (np.repeat(v, breite) + z * x for v, z in ((m, -1), (summe, -1), (k - summe, 1)))
    # Logarithms of all factorials that occur.
    log_fakultaet = special.gammaln(np.arange(int(np.max(m + k, initial=0)) + 1) + 1.0)
    log = -(log_fakultaet[x] + log_fakultaet[rest_m] + log_fakultaet[rest_s] + log_fakultaet[rest_k])
    wahrscheinlich = np.exp(log - np.repeat(np.maximum.reduceat(log, erste), breite))
    # Equally likely tables count although their logarithms differ by a binary hair.
    grenze = wahrscheinlich[erste + a - kleinste] * (1 + 1e-7)
    selten = np.where(wahrscheinlich <= np.repeat(grenze, breite), wahrscheinlich, 0.0)
    p: Floats = np.add.reduceat(selten, erste) / np.add.reduceat(wahrscheinlich, erste)
    return p


def possible_counts(prozent: ArrayLike, nenner: ArrayLike, stellen: ArrayLike) -> tuple[Floats, Floats]:
    """Finds the whole numerators of many printed shares, each as :func:`kekiz.wissen.zahlen.possible_zaehler`.

    Args:
        prozent: Printed percentages, shape (n,).
        nenner: Printed denominators, shape (n,).
        stellen: Printed digits after the comma, shape (n,).

    Returns:
        Smallest and largest whole numerator, each of shape (n,); NaN where an input is missing.

    Example:
        >>> u, o = possible_counts([91.6, np.nan], [155, 139], [1, 1])
        >>> u.tolist(), o.tolist()
        ([142.0, nan], [142.0, nan])
    """
    p, n, s = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (prozent, nenner, stellen)))
    grenzen = np.full((2, len(p)), np.nan)
    for i in np.flatnonzero(~(np.isnan(p) | np.isnan(n) | np.isnan(s))):
        grenzen[:, i] = possible_zaehler(float(p[i]), float(n[i]), int(s[i]))
    return grenzen[0], grenzen[1]


def compare_with_reference(unten: ArrayLike, oben: ArrayLike, bezug: ArrayLike) -> NDArray[np.int_]:
    """Places an interval against a fixed reference.

    Args:
        unten: Lower limits, shape (n,).
        oben: Upper limits, shape (n,).
        bezug: Reference values on the same scale, shape (n,).

    Returns:
        1 where the whole interval lies above, -1 where it lies below, 0 otherwise (including NaN), shape (n,).
    """
    u, o, b = (np.asarray(a, dtype=float) for a in (unten, oben, bezug))
    return np.where(u > b, 1, np.where(o < b, -1, 0))


def bisect_last(gilt: Callable[[Floats], NDArray[np.bool_]], von: ArrayLike, bis: ArrayLike) -> Floats:
    """Finds the last whole number for which a condition holds, for many rows at once.

    Args:
        gilt: Tells for one number per row, shape (n,), whether the condition holds; it must hold up to some number and
            not beyond.
        von: Whole numbers for which it is taken to hold, shape (n,).
        bis: Largest whole numbers to be tried, shape (n,).

    Returns:
        The last number in [von, bis] for which it holds, shape (n,).

    Example:
        >>> bisect_last(lambda k: k * k <= 50, [0, 0], [100, 5])
        array([7., 5.])
    """
    unten, oben = np.asarray(von, dtype=float), np.asarray(bis, dtype=float)
    while (unten < oben).any():
        mitte = np.ceil((unten + oben) / 2)
        ist = gilt(mitte)
        unten, oben = np.where(ist, mitte, unten), np.where(ist, oben, mitte - 1)
        oben = np.maximum(oben, unten)
    return unten


def needed_population(anteil: ArrayLike, bezug: ArrayLike, niveau: float = 95.0) -> Floats:
    """Finds the population from which the Wilson interval of a share no longer contains a reference.

    Args:
        anteil: Shares 0..1, shape (n,).
        bezug: Reference shares 0..1, shape (n,).
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Least whole population, shape (n,); NaN where share and reference are equal or an input is missing.

    Source: The score test behind the interval of E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209-212: it rejects the
        reference p0 where (p - p0)^2 exceeds z^2 p0 (1 - p0) / n.

    Example:
        >>> needed_population([0.925, 0.5], [0.82, 0.5])
        array([52., nan])
    """
    p, p0 = np.asarray(anteil, dtype=float), np.asarray(bezug, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        n = np.floor(NIVEAU[niveau] ** 2 * p0 * (1 - p0) / (p - p0) ** 2) + 1
    return np.where(np.isfinite(n), n, np.nan)


def difference_power(n1: ArrayLike, x2: ArrayLike, n2: ArrayLike, p1: ArrayLike, niveau: float = 95.0) -> Floats:
    """Chance that the Newcombe interval of a difference excludes 0, on the side of the true difference.

    Args:
        n1: Population of the first group, whose cases are drawn, shape (n,).
        x2: Cases of the second group, taken as they are.
        n2: Population of the second group.
        p1: True share of the first group, 0..1.
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Probabilities 0..1, shape (n,).

    Source: Binomial distribution over the cases for which :func:`newcombe_interval` excludes 0; J. L. Fleiss et al.,
        Statistical Methods for Rates and Proportions, 3rd ed. (2003), chapter 4.
    """
    n, x, m, p = (np.asarray(v, dtype=float) for v in (n1, x2, n2, p1))
    # Turned so that the first share is the lower one: cases and others change places where it is not.
    hoch = p > x / m
    x, p = np.where(hoch, m - x, x), np.where(hoch, 1 - p, p)

    def liegt_darunter(k: Floats) -> NDArray[np.bool_]:
        return np.asarray(newcombe_interval(k, n, x, m, niveau)[1] < 0)

    grenze = bisect_last(liegt_darunter, np.full(n.shape, -1.0), n)
    return np.where(grenze < 0, 0.0, special.bdtr(np.maximum(grenze, 0), n.astype(int), p))
