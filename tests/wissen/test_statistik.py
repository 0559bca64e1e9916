"""Formulas against published values, their properties, and how often the rules raise a false alarm."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kekiz.wissen.statistik import (
    NIVEAU,
    byar_interval,
    compare_with_reference,
    control_limits,
    difference_power,
    fisher_p,
    leave_one_out_same_sign,
    newcombe_interval,
    poisson_interval,
    possible_counts,
    quasibinomial_trend,
    trend_direction,
    weakest_zaehler,
    wilson_interval,
)

NIVEAUS = st.sampled_from([95.0, 99.8])


@st.composite
def anteile(draw: st.DrawFn) -> tuple[int, int]:
    n = draw(st.integers(1, 5000))
    return draw(st.integers(0, n)), n


# Published values -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("x", "n", "unten", "oben"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_published_limits(x: int, n: int, unten: float, oben: float) -> None:
    """R. G. Newcombe, Statist. Med. 17 (1998) 857-872, Table I, method 3 (score, no continuity correction)."""
    u, o = wilson_interval([x], [n])
    assert (round(float(u[0]), 4), round(float(o[0]), 4)) == (unten, oben)


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "unten", "oben"),
    [
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (6, 7, 2, 7, 0.0582, 0.8062),
        (5, 56, 0, 29, -0.0381, 0.1926),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (0, 10, 0, 10, -0.2775, 0.2775),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_newcombe_gives_the_published_limits(x1: int, n1: int, x2: int, n2: int, unten: float, oben: float) -> None:
    """R. G. Newcombe, Statist. Med. 17 (1998) 873-890, table II, method 10 (hybrid score), all eight examples."""
    u, o = newcombe_interval([x1], [n1], [x2], [n2])
    assert (round(float(u[0]), 4), round(float(o[0]), 4)) == (unten, oben)


@pytest.mark.parametrize(
    ("anzahl", "unten", "oben"),
    [(25, 16.18, 36.90), (30, 20.24, 42.83)],
)
def test_exact_poisson_gives_the_published_limits(anzahl: int, unten: float, oben: float) -> None:
    """25: GraphPad, "How QuickCalcs computes the confidence interval of a count" (Garwood 1936), 95 %.

    30: worked example in "Biological Effects of Low Level Exposures to Chemical and Radiation" (1992), table 7.5.
    """
    u, o = poisson_interval([anzahl])
    assert (round(float(u[0]), 2), round(float(o[0]), 2)) == (unten, oben)


def test_exact_poisson_of_zero() -> None:
    """epitools (R), manual of pois.exact: "When x = 0, for the upper confidence limit pois.exact returns 3.689"."""
    u, o = poisson_interval([0])
    assert (float(u[0]), round(float(o[0]), 3)) == (0.0, 3.689)


@pytest.mark.parametrize("anzahl", [10, 11, 25, 100, 1741])
def test_byar_is_within_the_published_distance_of_the_exact_limits(anzahl: int) -> None:
    """Public Health England, Technical Guide: Confidence Intervals (25 May 2018), appendix 1.

    "For 95% confidence intervals, Byar's method is within 0.2% of the exact value for numerators of 10 or more."
    """
    genau, byar = poisson_interval([anzahl]), byar_interval([anzahl])
    for g, b in zip(genau, byar, strict=True):
        assert float(b[0]) == pytest.approx(float(g[0]), rel=0.002)


@pytest.mark.parametrize(
    ("anzahl", "unten", "oben"),
    [(0, 0.0, 3.689), (1, 0.025, 5.572), (5, 1.623, 11.668), (9, 4.115, 17.085)],
)
def test_small_counts_have_exact_limits(anzahl: int, unten: float, oben: float) -> None:
    """As phe_rate of R package PHEindicatormethods: qchisq(0.025, 2x)/2 and qchisq(0.975, 2x+2)/2 for x < 10.

    The values are those of Garwood's table, as in K. Ulm, Am. J. Epidemiol. 131 (1990) 373-375.
    """
    u, o = byar_interval([anzahl])
    assert (round(float(u[0]), 3), round(float(o[0]), 3)) == (unten, oben)


def test_from_ten_cases_on_byar_takes_over() -> None:
    genau, byar = poisson_interval([9, 10]), byar_interval([9, 10])
    assert float(byar[0][0]) == float(genau[0][0])
    assert float(byar[0][1]) != float(genau[0][1])
    # PHEindicatormethods, byars_lower(10, 95) and byars_upper(10, 95).
    assert (round(float(byar[0][1]), 4), round(float(byar[1][1]), 4)) == (4.7874, 18.3915)


BLISS_DOSIS = [1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839]
BLISS_TOT, BLISS_ALLE = [6, 13, 18, 28, 52, 53, 61, 60], [59, 60, 62, 56, 63, 59, 62, 60]


def test_trend_gives_the_published_slope_error_and_scatter() -> None:
    """Bliss's beetles in A. J. Dobson, An Introduction to Generalized Linear Models, 2nd ed. (2002), section 7.3.

    Published are slope 34.270 and standard error 2.912 (also printed by R's glm), and the fitted numbers of table 7.3,
    from which Pearson's chi-square follows without our fit.
    """
    test = quasibinomial_trend(BLISS_TOT, BLISS_ALLE, BLISS_DOSIS)
    x, n = np.array(BLISS_TOT), np.array(BLISS_ALLE)
    angepasst = np.array([3.46, 9.84, 22.45, 33.90, 50.10, 53.29, 59.22, 58.74])
    pearson = float(((x - angepasst) ** 2 / (angepasst * (1 - angepasst / n))).sum())
    assert round(float(test.steigung), 3) == 34.270
    assert float(test.streuung) == pytest.approx(pearson / 6, abs=0.0005)
    assert round(float(test.steigung / test.t / np.sqrt(test.streuung)), 3) == 2.912
    assert float(test.freiheitsgrade) == 6
    assert float(test.p) == pytest.approx(2 * stats.t.sf(34.270 / (2.912 * np.sqrt(pearson / 6)), 6), rel=0.01)


HAMM_SERIES = {
    "lernfoerderung_erfolg": ([85.9, 87.4, 83.1, 82.1, 81.3, 84.6], [889, 1161, 1291, 1515, 1656, 1741]),
    "abschluss_qualifiziert": ([94.5, 98.6, 94.9, 91.7, 82.7, 80.4], [139, 155, 292, 237, 261, 275]),
    "anschluss_qualifiziert": ([74.1, 68.5, 80.9, 82.0, 79.4, 74.5], [139, 417, 465, 551, 498, 561]),
    "verbleib_schulbesuch": ([63.3, 44.8, 38.3, 53.9, 52.9, 47.6], [139, 417, 465, 551, 498, 561]),
}


@pytest.mark.parametrize(
    ("kennzahl", "streuung", "p"),
    [
        ("lernfoerderung_erfolg", 4.9, 0.30),
        ("abschluss_qualifiziert", 2.7, 0.013),
        ("anschluss_qualifiziert", 7.6, 0.62),
        ("verbleib_schulbesuch", 10.9, 0.84),
    ],
)
def test_scatter_of_printed_series(kennzahl: str, streuung: float, p: float) -> None:
    """Hamm, Bericht 2018, tables 6 to 9, all six printed years; whole numerators where the share is printed with one.

    Two of the series are broken after the first year, so that the site tests five of their years.
    """
    anteile_, n = (np.array(v, dtype=float) for v in HAMM_SERIES[kennzahl])
    x = anteile_ * n / 100
    if kennzahl == "lernfoerderung_erfolg":
        x = np.round(x)
    test = quasibinomial_trend(x, n, range(6))
    assert float(test.streuung) == pytest.approx(streuung, abs=0.05)
    assert float(test.p) == pytest.approx(p, abs=0.005)


def test_fisher_gives_the_value_of_r() -> None:
    """R, fisher.test, example of its manual (tea tasting, A. Agresti 1990, p. 61, two-sided): p = 0.4857."""
    assert round(float(fisher_p([3], [4], [1], [4])[0]), 4) == 0.4857


def test_possible_zaehler_finds_the_impossible_share_of_table_7() -> None:
    """Hamm, Bericht 2018, table 7: no whole number of 139 gives 94,5 %; 264 of 292 … only 277 gives 94,9 %."""
    u, o = possible_counts([94.5, 94.9, 80.4], [139, 292, 275], [1, 1, 1])
    assert u[0] > o[0]
    assert (u[1], o[1], u[2], o[2]) == (277, 277, 221, 221)


# Edges ----------------------------------------------------------------------------------------------------------


def test_no_more_than_all_and_no_fewer_than_none_are_possible() -> None:
    """0 % and 100 % of 300, printed without decimals, may also be 1 and 299; never -1 or 301."""
    von, bis = possible_counts([0, 100], [300, 300], [0, 0])
    assert (list(von), list(bis)) == ([0, 299], [1, 300])


def test_missing_or_empty_population_gives_no_interval() -> None:
    u, o = wilson_interval([np.nan, 3, 3], [10, np.nan, 0])
    assert np.isnan(u).all()
    assert np.isnan(o).all()


def test_unknown_level_is_an_error() -> None:
    with pytest.raises(KeyError):
        wilson_interval([1], [2], 0.95)


def test_limits_reach_the_ends_exactly() -> None:
    u, o = wilson_interval([0, 7], [7, 7])
    assert u[0] == 0
    assert o[1] == 1


def test_byar_of_zero_starts_at_zero_and_missing_stays_missing() -> None:
    u, o = byar_interval([0, np.nan])
    assert u[0] == 0
    assert o[0] > 0
    assert np.isnan(u[1])
    assert np.isnan(o[1])


def test_trend_without_a_finite_slope_is_missing() -> None:
    ohne = quasibinomial_trend([[0, 0, 0, 0, 0], [5, 5, 5, 5, 5], [0, 0, 0, 5, 5]], np.full((3, 5), 5), range(5))
    assert np.isnan([ohne.steigung, ohne.streuung, ohne.t, ohne.p]).all()


def test_two_periods_are_no_trend() -> None:
    for feld in quasibinomial_trend([[3, 5]], [[10, 10]], [1, 2]):
        assert np.isnan(feld).all()


def test_periods_with_gaps_or_nobody_do_not_count() -> None:
    mit = quasibinomial_trend([10, 20, np.nan, 30, 0, 45], [100, 100, 100, np.nan, 0, 100], [0, 1, 2, 3, 4, 5])
    ohne = quasibinomial_trend([10, 20, 45], [100, 100, 100], [0, 1, 5])
    assert [float(f) for f in mit] == pytest.approx([float(f) for f in ohne])
    assert float(mit.freiheitsgrade) == 1


def test_scatter_below_that_of_chance_does_not_make_a_trend_surer() -> None:
    """Shares exactly on a logistic line: the dispersion is 0, the error stays that of chance."""
    t = np.arange(5)
    n = np.full(5, 400.0)
    x = n / (1 + np.exp(-0.1 * (t - 2)))
    test = quasibinomial_trend(x, n, t)
    assert float(test.streuung) == pytest.approx(0, abs=1e-12)
    gewicht = x * (1 - x / n)
    fehler = 1 / np.sqrt((gewicht * (t - np.average(t, weights=gewicht)) ** 2).sum())
    assert float(test.t) == pytest.approx(0.1 / fehler)


def test_one_period_may_not_carry_the_direction_of_a_trend() -> None:
    n = [100] * 5
    assert leave_one_out_same_sign([10, 20, 30, 40, 50], n, range(5))
    assert not leave_one_out_same_sign([30, 30, 29, 28, 60], n, range(5))
    assert not leave_one_out_same_sign([30, 30, 30, 30, 30], n, range(5))


def test_equal_shares_have_no_direction_whatever_binary_hairs_say() -> None:
    """15 of 22 each time: the sum of equal and opposite parts is 2e-30, not 0."""
    assert float(trend_direction([15] * 5, [22] * 5, [1, 2, 3, 4, 6])) == 0
    n = np.array([70_979, 76_774, 113_275, 142_569, 5_230])
    assert float(trend_direction(n / 3, n, [2012, 2013, 2014, 2015, 2018])) == 0


def test_control_limits_end_at_none_and_all() -> None:
    """1 % and 99 % of 10 with a fourfold variance: the limits would lie 12 points beyond."""
    unten, oben = control_limits([0.01, 0.99], [10, 10], 4.0)
    assert (unten[0], oben[1]) == (0, 1)
    assert 0 < oben[0] < unten[1] < 1


def test_the_weakest_numerators_speak_least_for_the_trend() -> None:
    von, bis, n, t = np.array([8, 18, 28]), np.array([12, 22, 32]), [100] * 3, range(3)
    assert list(weakest_zaehler(von, bis, n, t, 1)) == [12, 22, 28]
    assert list(weakest_zaehler(von, bis, n, t, -1)) == [8, 18, 32]


def test_fisher_of_counts_that_are_not_whole_or_missing_is_missing() -> None:
    assert np.isnan(fisher_p([3.5, np.nan], [4, 4], [1, 1], [4, 4])).all()


def test_reference_inside_below_and_above_an_interval() -> None:
    ergebnis = compare_with_reference([10, 10, 10, 10, np.nan], [20, 20, 20, 20, 20], [9, 10, 20, 21, 15])
    assert list(ergebnis) == [1, 0, 0, -1, 0]


def test_difference_with_a_missing_or_empty_population_has_no_interval() -> None:
    u, o = newcombe_interval([1, 1, np.nan], [2, 0, 2], [1, 1, 1], [np.nan, 2, 2])
    assert np.isnan(u).all()
    assert np.isnan(o).all()


def test_dispersion_counts_as_that_many_times_fewer_people() -> None:
    weit = newcombe_interval([40], [100], [20], [80], 95.0, 4.0)
    klein = newcombe_interval([10], [25], [5], [20])
    assert [float(g[0]) for g in weit] == pytest.approx([float(g[0]) for g in klein])


# Properties -----------------------------------------------------------------------------------------------------


@given(anteile(), NIVEAUS)
def test_wilson_contains_its_value_and_lies_within_0_and_1(xn: tuple[int, int], niveau: float) -> None:
    x, n = xn
    u, o = wilson_interval([x], [n], niveau)
    assert 0 <= u[0] <= x / n <= o[0] <= 1


@given(anteile(), NIVEAUS)
def test_wilson_rises_with_the_numerator(xn: tuple[int, int], niveau: float) -> None:
    x, n = xn
    u, o = wilson_interval([x, min(x + 1, n)], [n, n], niveau)
    assert u[0] <= u[1]
    assert o[0] <= o[1]


@given(anteile(), NIVEAUS)
def test_wilson_mirrors_cases_and_others(xn: tuple[int, int], niveau: float) -> None:
    x, n = xn
    u, o = wilson_interval([x, n - x], [n, n], niveau)
    assert u[0] == pytest.approx(1 - o[1], abs=1e-12)
    assert o[0] == pytest.approx(1 - u[1], abs=1e-12)


@given(anteile(), anteile(), NIVEAUS, st.floats(1, 20))
def test_newcombe_contains_the_difference_and_turns_with_the_groups(
    eins: tuple[int, int], zwei: tuple[int, int], niveau: float, streuung: float
) -> None:
    (x1, n1), (x2, n2) = eins, zwei
    u, o = newcombe_interval([x1], [n1], [x2], [n2], niveau, streuung)
    assert -1 - 1e-9 <= u[0] <= x1 / n1 - x2 / n2 + 1e-9
    assert x1 / n1 - x2 / n2 - 1e-9 <= o[0] <= 1 + 1e-9
    gedreht_u, gedreht_o = newcombe_interval([x2], [n2], [x1], [n1], niveau, streuung)
    assert (float(gedreht_u[0]), float(gedreht_o[0])) == pytest.approx((-float(o[0]), -float(u[0])), abs=1e-9)


@given(anteile())
def test_wider_level_gives_the_wider_interval(xn: tuple[int, int]) -> None:
    x, n = xn
    (u95, o95), (u998, o998) = wilson_interval([x], [n], 95.0), wilson_interval([x], [n], 99.8)
    assert u998[0] <= u95[0]
    assert o95[0] <= o998[0]


@given(st.integers(0, 100_000), NIVEAUS)
def test_poisson_intervals_contain_the_count(anzahl: int, niveau: float) -> None:
    for funktion in (byar_interval, poisson_interval):
        u, o = funktion([anzahl], niveau)
        assert u[0] <= anzahl <= o[0]


REIHEN = st.lists(anteile(), min_size=5, max_size=9)


@given(REIHEN, st.randoms())
def test_trend_does_not_depend_on_the_order_of_rows(daten: list[tuple[int, int]], zufall: object) -> None:
    zeilen = [(x, n, 2010 + i) for i, (x, n) in enumerate(daten)]
    eins = quasibinomial_trend(*zip(*zeilen, strict=True))
    zufall.shuffle(zeilen)  # type: ignore[attr-defined]
    zwei = quasibinomial_trend(*zip(*zeilen, strict=True))
    assert [float(f) for f in eins] == pytest.approx([float(f) for f in zwei], rel=1e-5, abs=1e-6, nan_ok=True)


@given(REIHEN)
def test_trend_turns_with_time_and_with_cases(daten: list[tuple[int, int]]) -> None:
    x, n = (np.array(v, dtype=float) for v in zip(*daten, strict=True))
    t = np.arange(len(daten))
    test = quasibinomial_trend(x, n, t)
    for gespiegelt in (quasibinomial_trend(x, n, -t), quasibinomial_trend(n - x, n, t)):
        assert float(gespiegelt.t) == pytest.approx(-float(test.t), rel=1e-5, abs=1e-6, nan_ok=True)


@given(REIHEN)
def test_the_direction_is_the_sign_of_the_fitted_slope(daten: list[tuple[int, int]]) -> None:
    x, n = (np.array(v, dtype=float) for v in zip(*daten, strict=True))
    t = np.arange(len(daten))
    steigung = float(quasibinomial_trend(x, n, t).steigung)
    assert np.isnan(steigung) or abs(steigung) < 1e-9 or trend_direction(x, n, t) == np.sign(steigung)


@given(REIHEN)
def test_no_numerators_within_the_bounds_speak_less_for_the_trend(daten: list[tuple[int, int]]) -> None:
    """The score of the slope is linear in the cases, so that no other choice within the bounds is further from it."""
    x, n = (np.array(v, dtype=float) for v in zip(*daten, strict=True))
    t = np.arange(len(daten)) - np.average(np.arange(len(daten)), weights=n)
    von, bis = np.maximum(x - 1, 0), np.minimum(x + 1, n)
    schwach = weakest_zaehler(von, bis, n, t, 1)
    assert (t * schwach).sum() <= min((t * v).sum() for v in (von, x, bis)) + 1e-6


@given(anteile(), st.integers(0, 2))
def test_the_true_numerator_is_among_the_possible_ones(xn: tuple[int, int], stellen: int) -> None:
    from kekiz.wissen.zahlen import round_half_up

    x, n = xn
    u, o = possible_counts([round_half_up(100 * x / n, stellen)], [n], [stellen])
    assert u[0] <= x <= o[0]


# False alarms ---------------------------------------------------------------------------------------------------

LAEUFE = 20_000
N, RATE = 150, 0.30


def _margin(niveau: float) -> float:
    """Nominal rate plus three standard errors of the simulated rate: chance exceeds it once in about 700 runs."""
    alpha = 1 - niveau / 100
    return alpha + 3 * float(np.sqrt(alpha * (1 - alpha) / LAEUFE))


@pytest.mark.parametrize("niveau", list(NIVEAU))
def test_comparison_rule_keeps_its_level(niveau: float) -> None:
    """Nine areas of 150 with one true rate, each against the city they form together.

    The city holds the area itself, so the rule is on the careful side; no area may exceed the level.
    """
    x = np.random.default_rng(2019).binomial(N, RATE, size=(LAEUFE, 9))
    stadt = x.sum(axis=1) / (9 * N)
    u, o = wilson_interval(x[:, 0], np.full(LAEUFE, N), niveau)
    alarm = compare_with_reference(u, o, stadt) != 0
    assert alarm.mean() <= _margin(niveau)


def _alarm(rate: float, niveau: float) -> float:
    """Exact probability that the interval of an area excludes its true rate."""
    x = np.arange(N + 1)
    u, o = wilson_interval(x, np.full(N + 1, N), niveau)
    return float(stats.binom.pmf(x, N, rate)[compare_with_reference(u, o, np.full(N + 1, rate)) != 0].sum())


@pytest.mark.parametrize("niveau", list(NIVEAU))
def test_comparison_with_a_fixed_reference_keeps_its_level(niveau: float) -> None:
    """Against a fixed value nothing cushions the rule; computed exactly, so no margin is needed."""
    assert _alarm(RATE, niveau) <= 1 - niveau / 100 + 1e-12


def test_comparison_keeps_its_level_on_average_over_all_rates() -> None:
    """The score interval oscillates around its level from rate to rate; on average it keeps it.

    Newcombe (1998), table II, finds a mean coverage of 0.952 for method 3.
    """
    alarme = [_alarm(rate, 95.0) for rate in np.linspace(0.05, 0.95, 181)]
    assert np.mean(alarme) <= 0.05
    assert max(alarme) <= 0.07


@pytest.mark.parametrize(("p1", "seite"), [(0.80, -1), (0.99, 1)], ids=["below", "above"])
@pytest.mark.parametrize("niveau", [95.0, 99.8])
def test_power_is_the_sum_over_all_counts_that_differ(p1: float, seite: int, niveau: float) -> None:
    """60 people against 920 of 1,000: each possible count is judged, its chance added where the sign is the true one."""
    chance = 0.0
    for k in range(61):
        unten, oben = newcombe_interval([k], [60], [920], [1000], niveau)
        if (unten[0] > 0) if seite > 0 else (oben[0] < 0):
            chance += math.comb(60, k) * p1**k * (1 - p1) ** (60 - k)
    assert difference_power([60], [920], [1000], [p1], niveau)[0] == pytest.approx(chance, abs=1e-9)
