"""Statistical formulas, each with its literature. Vectorised over arrays; shares are 0..1 unless a name says percent.

No rounding and no wording happens here.
"""

import math
from statistics import NormalDist

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

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


def byar_interval(anzahl: ArrayLike, niveau: float = 95.0) -> tuple[Floats, Floats]:
    """Byar's approximate interval of a Poisson count.

    Args:
        anzahl: Observed counts O >= 0, shape (n,).
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Lower and upper limit of the expected count, each of shape (n,); lower is 0 for O = 0.

    Source: N. E. Breslow, N. E. Day, Statistical Methods in Cancer Research, vol. II (IARC 1987), p. 69.
    """
    z = NIVEAU[niveau]
    o = np.asarray(anzahl, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        unten = o * (1 - 1 / (9 * o) - z / (3 * np.sqrt(o))) ** 3
    o1 = o + 1
    oben = o1 * (1 - 1 / (9 * o1) + z / (3 * np.sqrt(o1))) ** 3
    return np.where(o == 0, 0.0, unten), oben


_erfc = np.frompyfunc(math.erfc, 1, 1)
"""Complementary error function; erfc(|z| / sqrt(2)) is the two-sided p value of a standard normal z."""


def poisson_interval(anzahl: ArrayLike, niveau: float = 95.0) -> tuple[Floats, Floats]:
    """Exact (Garwood) interval of a Poisson count.

    Args:
        anzahl: Observed counts >= 0, shape (n,).
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Lower and upper limit, each of shape (n,).

    Source: F. Garwood, Biometrika 28 (1936) 437-442, through the gamma quantile.
    """
    # Only the page about methods and the tests use it; importing scipy costs more than all other formulas.
    from scipy import special  # noqa: PLC0415

    halb = (1 - niveau / 100) / 2
    o = np.asarray(anzahl, dtype=float)
    with np.errstate(invalid="ignore"):
        unten = np.where(o > 0, special.gammaincinv(np.where(o > 0, o, 1.0), halb), 0.0)
    oben = special.gammainccinv(o + 1, halb)
    return unten, oben


def trend_chi2(zaehler: ArrayLike, nenner: ArrayLike, punkte: ArrayLike) -> tuple[Floats, Floats]:
    """Chi-square test for linear trend in proportions (Cochran-Armitage), one degree of freedom.

    Args:
        zaehler: Cases, shape (..., k); the last axis is the period.
        nenner: Populations, shape (..., k); a cell with NaN in either is left out.
        punkte: Scores of the periods (years), broadcastable to (..., k).

    Returns:
        Signed root of chi-square (positive: rising) and two-sided p value, each of shape (...); NaN where no
        variation is possible.

    Source: P. Armitage, Biometrics 11 (1955) 375-386; W. G. Cochran, Biometrics 10 (1954) 417-451. Variance with
        the total N (as in R's prop.trend.test).
    """
    x, n, t = np.broadcast_arrays(
        np.asarray(zaehler, dtype=float), np.asarray(nenner, dtype=float), np.asarray(punkte, dtype=float)
    )
    da = ~(np.isnan(x) | np.isnan(n))
    x, n, t = np.where(da, x, 0.0), np.where(da, n, 0.0), np.where(da, t, 0.0)
    gesamt = n.sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        p = x.sum(axis=-1) / gesamt
        mittel = (n * t).sum(axis=-1) / gesamt
        abstand = np.where(da, t - mittel[..., None], 0.0)
        oben = (abstand * (x - n * p[..., None])).sum(axis=-1)
        unten = np.sqrt(p * (1 - p) * (n * abstand**2).sum(axis=-1))
        z = np.where(unten > 0, oben / unten, np.nan)
    return z, np.asarray(_erfc(np.abs(z) / math.sqrt(2)), dtype=float)


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
    ganz, _ = trend_chi2(x, n, t)
    gleich = ~np.isnan(ganz)
    for ohne in range(x.shape[-1]):
        teil, _ = trend_chi2(np.delete(x, ohne, -1), np.delete(n, ohne, -1), np.delete(t, ohne, -1))
        gleich &= np.sign(teil) == np.sign(ganz)
    return np.asarray(gleich)


def trend_least_z(x_von: ArrayLike, x_bis: ArrayLike, nenner: ArrayLike, punkte: ArrayLike) -> Floats:
    """Least evidence for a trend when the numerators are known only within bounds (printed shares are rounded).

    For a rising trend the early periods take their highest and the late ones their lowest possible numerator, and the
    other way round for a falling one; where the two disagree in direction nothing speaks for a trend.

    Args:
        x_von: Smallest possible cases, shape (..., k).
        x_bis: Largest possible cases, shape (..., k).
        nenner: Populations, shape (..., k); a cell with NaN in any input is left out.
        punkte: Scores of the periods, broadcastable to (..., k).

    Returns:
        Signed root of chi-square of the worst case, 0 where rounding alone could explain the trend; shape (...).

    Source: Bounds on :func:`trend_chi2`, whose numerator is linear in the cases.
    """
    von, bis, n, t = np.broadcast_arrays(*(np.asarray(a, dtype=float) for a in (x_von, x_bis, nenner, punkte)))
    da = ~(np.isnan(von) | np.isnan(bis) | np.isnan(n))
    gewicht = np.where(da, n, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        mittel = (gewicht * np.where(da, t, 0.0)).sum(axis=-1) / gewicht.sum(axis=-1)
    spaet = t > mittel[..., None]
    steigend, _ = trend_chi2(np.where(spaet, von, bis), n, t)
    fallend, _ = trend_chi2(np.where(spaet, bis, von), n, t)
    schwach = np.where(steigend > 0, steigend, np.where(fallend < 0, fallend, 0.0))
    return np.where(np.isnan(steigend) | np.isnan(fallend), np.nan, schwach)


def possible_zaehler(prozent: ArrayLike, nenner: ArrayLike, stellen: ArrayLike) -> tuple[Floats, Floats]:
    """Finds the whole numerators that give a printed percentage of a printed denominator.

    Args:
        prozent: Printed percentages, shape (n,).
        nenner: Printed denominators, shape (n,).
        stellen: Printed digits after the comma, shape (n,).

    Returns:
        Smallest and largest whole numerator whose percentage, rounded commercially, is the printed one; the smallest
        exceeds the largest where no whole number fits. NaN where an input is missing.

    Example:
        >>> u, o = possible_zaehler([91.6, 94.5], [155, 139], [1, 1])
        >>> (float(u[0]), float(o[0])), bool(u[1] > o[1])
        ((142.0, 142.0), True)
    """
    p = np.asarray(prozent, dtype=float)
    n = np.asarray(nenner, dtype=float)
    halb = 0.5 * 10.0 ** (-np.asarray(stellen, dtype=float))
    # A billionth of a unit guards against binary representation, far below any printed precision.
    unten = np.ceil((p - halb) * n / 100 - 1e-9)
    oben = np.ceil((p + halb) * n / 100 - 1e-9) - 1
    return np.maximum(unten, 0), np.where(np.isnan(n), np.nan, np.minimum(oben, n))


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


def difference_z(x1: ArrayLike, n1: ArrayLike, x2: ArrayLike, n2: ArrayLike) -> Floats:
    """z statistic of the difference of two independent proportions, pooled variance.

    Args:
        x1: Cases of the first group, shape (n,).
        n1: Population of the first group.
        x2: Cases of the second group.
        n2: Population of the second group.

    Returns:
        z, positive where the first share is higher; NaN where undefined.

    Source: J. L. Fleiss et al., Statistical Methods for Rates and Proportions, 3rd ed. (2003), section 3.2.
    """
    a, m, b, k = (np.asarray(v, dtype=float) for v in (x1, n1, x2, n2))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = (a + b) / (m + k)
        unten = np.sqrt(p * (1 - p) * (1 / m + 1 / k))
        return np.where(unten > 0, (a / m - b / k) / unten, np.nan)
