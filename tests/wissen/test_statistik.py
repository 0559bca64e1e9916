"""Formulas against published values, their properties, and how often the rules raise a false alarm."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from kekiz.wissen.statistik import (
    NIVEAU,
    byar_interval,
    compare_with_reference,
    difference_z,
    leave_one_out_same_sign,
    newcombe_interval,
    poisson_interval,
    possible_zaehler,
    trend_chi2,
    trend_least_z,
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


def test_trend_gives_the_value_of_r() -> None:
    """R, stats::prop.trend.test, example of its manual (data after Fleiss 1981): X-squared = 8.2249, p = 0.004132."""
    z, p = trend_chi2([83, 90, 129, 70], [86, 93, 136, 82], [1, 2, 3, 4])
    assert round(float(z) ** 2, 4) == 8.2249
    assert round(float(p), 6) == 0.004132
    assert z < 0


def test_trend_gives_the_value_of_rosner() -> None:
    """B. Rosner, Fundamentals of Biostatistics, breast cancer by age at first birth: A = 567.16, so X2 = 129.01."""
    x, n = np.array([320, 1206, 1011, 463, 220]), np.array([1742, 5638, 3904, 1555, 626])
    s = np.arange(1, 6)
    a = (x * s).sum() - x.sum() * (n * s).sum() / n.sum()
    assert round(float(a), 2) == 567.16
    z, p = trend_chi2(x, n, s)
    assert round(float(z) ** 2, 2) == 129.01
    assert p < 0.001


def test_possible_zaehler_finds_the_impossible_share_of_table_7() -> None:
    """Hamm, Bericht 2018, table 7: no whole number of 139 gives 94,5 %; 264 of 292 … only 277 gives 94,9 %."""
    u, o = possible_zaehler([94.5, 94.9, 80.4], [139, 292, 275], [1, 1, 1])
    assert u[0] > o[0]
    assert (u[1], o[1], u[2], o[2]) == (277, 277, 221, 221)


# Edges ----------------------------------------------------------------------------------------------------------


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


def test_trend_without_variation_is_missing() -> None:
    z, p = trend_chi2([[0, 0, 0], [5, 5, 5]], [[5, 5, 5], [5, 5, 5]], [1, 2, 3])
    assert np.isnan(z).all()
    assert np.isnan(p).all()


def test_one_period_may_not_carry_the_direction_of_a_trend() -> None:
    n = [100] * 5
    assert leave_one_out_same_sign([10, 20, 30, 40, 50], n, range(5))
    assert not leave_one_out_same_sign([30, 30, 29, 28, 60], n, range(5))


def test_least_z_takes_the_numerators_that_speak_least_for_the_trend() -> None:
    x, n = np.array([10.0, 20.0, 30.0]), np.array([100.0, 100.0, 100.0])
    genau, _ = trend_chi2(x, n, range(3))
    assert float(trend_least_z(x, x, n, range(3))) == pytest.approx(float(genau))
    assert 0 < float(trend_least_z(x - 2, x + 2, n, range(3))) < float(genau)
    assert float(trend_least_z(x - 15, x + 15, n, range(3))) == 0
    assert float(trend_least_z(100 - x - 2, 100 - x + 2, n, range(3))) < 0


def test_reference_inside_below_and_above_an_interval() -> None:
    ergebnis = compare_with_reference([10, 10, 10, 10, np.nan], [20, 20, 20, 20, 20], [9, 10, 20, 21, 15])
    assert list(ergebnis) == [1, 0, 0, -1, 0]


def test_difference_z_is_antisymmetric_and_missing_without_variation() -> None:
    assert float(difference_z(30, 100, 20, 100)) == -float(difference_z(20, 100, 30, 100))
    assert np.isnan(difference_z(0, 10, 0, 10))


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


@given(st.lists(anteile(), min_size=3, max_size=9), st.randoms())
def test_trend_does_not_depend_on_the_order_of_rows(daten: list[tuple[int, int]], zufall: object) -> None:
    jahre = list(range(2010, 2010 + len(daten)))
    zeilen = list(zip(daten, jahre, strict=True))
    z1, _ = trend_chi2([d[0] for d, _ in zeilen], [d[1] for d, _ in zeilen], [j for _, j in zeilen])
    zufall.shuffle(zeilen)  # type: ignore[attr-defined]
    z2, _ = trend_chi2([d[0] for d, _ in zeilen], [d[1] for d, _ in zeilen], [j for _, j in zeilen])
    assert float(z1) == pytest.approx(float(z2), abs=1e-9, nan_ok=True)


@given(st.lists(anteile(), min_size=3, max_size=9))
def test_trend_turns_with_time_and_with_cases(daten: list[tuple[int, int]]) -> None:
    x, n = np.array([d[0] for d in daten]), np.array([d[1] for d in daten])
    t = np.arange(len(daten))
    z, _ = trend_chi2(x, n, t)
    for gespiegelt in (trend_chi2(x, n, -t)[0], trend_chi2(n - x, n, t)[0]):
        assert float(gespiegelt) == pytest.approx(-float(z), abs=1e-6, nan_ok=True)


@given(st.lists(anteile(), min_size=3, max_size=9))
def test_least_z_never_exceeds_the_plain_z(daten: list[tuple[int, int]]) -> None:
    x, n = np.array([d[0] for d in daten], float), np.array([d[1] for d in daten], float)
    t = np.arange(len(daten))
    z, _ = trend_chi2(x, n, t)
    knapp = trend_least_z(np.maximum(x - 1, 0), np.minimum(x + 1, n), n, t)
    assert np.isnan(knapp) or np.isnan(z) or knapp == 0 or np.sign(knapp) == np.sign(z)


@given(anteile(), st.integers(0, 2))
def test_the_true_numerator_is_among_the_possible_ones(xn: tuple[int, int], stellen: int) -> None:
    from kekiz.wissen.zahlen import round_half_up

    x, n = xn
    u, o = possible_zaehler([round_half_up(100 * x / n, stellen)], [n], [stellen])
    assert u[0] <= x <= o[0]


# False alarms ---------------------------------------------------------------------------------------------------

LAEUFE = 20_000
N, RATE = 150, 0.30


def _margin(niveau: float) -> float:
    """Nominal rate plus three standard errors of the simulated rate: chance exceeds it once in about 700 runs."""
    alpha = 1 - niveau / 100
    return alpha + 3 * float(np.sqrt(alpha * (1 - alpha) / LAEUFE))


def test_trend_rule_keeps_its_level() -> None:
    """With a constant true rate the rule (p below 0.2 %, same direction without any period) stays below 0.2 %."""
    x = np.random.default_rng(2018).binomial(N, RATE, size=(LAEUFE, 6))
    n, t = np.full(x.shape, N), np.arange(6)
    _, p = trend_chi2(x, n, t)
    assert (p < 0.05).mean() <= _margin(95.0)
    regel = (p < 0.002) & leave_one_out_same_sign(x, n, t)
    assert regel.mean() <= _margin(99.8)


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
