"""How often the rules err and what they find, with wide limits: the figures that the page about methods prints."""

from collections.abc import Iterator

import numpy as np
import pytest

from kekiz.ergebnis import build, read_ergebnis
from kekiz.rechnen import simulation
from kekiz.rechnen.simulation import Probe, Reihe, real_series, try_change_rule, try_trend_rule
from kekiz.wissen.codes import Verlauf
from kleindaten import RAEUME, build_bestand, wert

# Six periods of some 200 and of some 1,400 people.
KLEIN, GROSS = Reihe((139, 155, 292, 237, 261, 275), 0.89), Reihe((889, 1161, 1291, 1515, 1656, 1741), 0.84)


def _by_case(proben: list[Probe]) -> dict[tuple[str, float, float], Probe]:
    return {(str(p.verlauf), p.punkte, p.schwankung): p for p in proben}


@pytest.mark.parametrize("reihe", [KLEIN, GROSS])
def test_false_alarms_of_the_trend_rule(reihe: Reihe) -> None:
    """A constant share: with no, with moderate and with lasting scatter; a clear trend next to never.

    A test that knows only the chance of counting would call a third of the large series with 2 points of scatter a trend.
    """
    p = _by_case(try_trend_rule((reihe,)))
    gross = reihe is GROSS
    for lage, hoechstens in {
        ("zufall", 0.0, 0.0): 0.02,
        ("schwankung", 1.0, 0.0): 0.05,
        ("schwankung", 2.0, 0.0): 0.08,
        ("schwankung", 3.0, 0.0): 0.09,
        ("anhaltend", 2.0, 0.0): 0.18 if gross else 0.06,
        ("irrfahrt", 1.0, 0.0): 0.22 if gross else 0.06,
    }.items():
        assert p[lage].schwach[1] <= hoechstens, lage
        assert p[lage].streng[1] <= (0.04 if gross else 0.01), lage


def test_what_the_trend_rule_finds() -> None:
    """A fall of two points a period is found in about half of the small series and in nearly all large ones."""
    klein, gross = (_by_case(try_trend_rule((r,))) for r in (KLEIN, GROSS))
    assert 0.4 <= klein["rueckgang", 2.0, 0.0].schwach[0] <= 0.75
    assert gross["rueckgang", 2.0, 0.0].schwach[0] >= 0.95
    assert 0.55 <= gross["rueckgang", 2.0, 2.0].schwach[0] <= 0.9
    for p in (klein, gross):
        for daneben in (0.0, 2.0):
            eins, zwei, drei = (p["rueckgang", s, daneben].schwach[0] for s in (1.0, 2.0, 3.0))
            assert eins < zwei < drei + 0.02


def test_false_alarms_of_the_change_rule() -> None:
    """By chance alone the levels hold; scatter that two periods cannot show makes large numbers err."""
    klein, gross = (_by_case(try_change_rule((Reihe((n, n), 0.8),))) for n in (150, 1500))
    for p in (klein, gross):
        assert p["zufall", 0.0, 0.0].schwach[1] <= 0.08
        assert p["zufall", 0.0, 0.0].streng[1] <= 0.01
    assert klein["schwankung", 2.0, 0.0].schwach[1] <= 0.15
    assert gross["schwankung", 2.0, 0.0].schwach[1] >= 0.3


def test_same_series_give_the_same_figures() -> None:
    eins = try_trend_rule((KLEIN,))
    try_trend_rule.cache_clear()
    assert try_trend_rule((KLEIN,)) == eins


def test_several_series_give_the_least_and_the_greatest() -> None:
    beide = _by_case(try_change_rule((Reihe((150, 150), 0.8), Reihe((1500, 1500), 0.8))))["schwankung", 2.0, 0.0]
    assert beide.schwach[0] < 0.15
    assert beide.schwach[1] > 0.3


def test_real_series_by_length() -> None:
    werte = [wert(str(2012 + i), zaehler=x, nenner=100 + i) for i, x in enumerate([10, 20, 30, 40, 50])]
    werte += [wert(j, zaehler=5, nenner=n, raum_id="nord") for j, n in (("2016", 10), ("2017", 20), ("2018", 30))]
    werte += [wert("2018", 50.0, raum_id="sued")]
    # People without an area are others in each period.
    werte += [wert(str(2012 + i), zaehler=3, nenner=9, raum_id="nicht_zugeordnet") for i in range(5)]
    raeume = [*RAEUME, {"raum_id": "nicht_zugeordnet", "name": "ohne", "typ": "nicht_zugeordnet"}]
    lang, paare = real_series(build(build_bestand(werte, raeume=raeume)).werte)
    assert lang == (Reihe((100, 101, 102, 103, 104), 150 / 510),)
    assert paare == (Reihe((20, 30), 0.2),)


def test_the_rule_has_series_to_work_on() -> None:
    w = read_ergebnis().werte
    lang, paare = real_series(w[w["kommune_id"].eq("hamm")])
    assert {len(r.nenner) for r in lang} == {5, 6}
    assert all(len(r.nenner) == 2 for r in paare)
    assert {p.verlauf for p in try_trend_rule(lang)} == set(Verlauf)


# What is invented -------------------------------------------------------------------------------------------------


@pytest.fixture
def kurz(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A few runs instead of a thousand."""
    monkeypatch.setattr(simulation, "LAEUFE", 20)
    for regel in (try_trend_rule, try_change_rule):
        regel.cache_clear()
    yield
    for regel in (try_trend_rule, try_change_rule):
        regel.cache_clear()


@pytest.mark.usefixtures("kurz")
def test_rules_are_tried_with_scatter_of_one_to_three_points_lasting_deviations_a_random_walk_and_falls() -> None:
    assert [(str(p.verlauf), p.punkte, p.schwankung) for p in try_trend_rule((KLEIN,))] == [
        ("zufall", 0.0, 0.0), ("schwankung", 1.0, 0.0), ("schwankung", 2.0, 0.0), ("schwankung", 3.0, 0.0),
        ("anhaltend", 2.0, 0.0), ("irrfahrt", 1.0, 0.0),
        ("rueckgang", 1.0, 0.0), ("rueckgang", 2.0, 0.0), ("rueckgang", 3.0, 0.0),
        ("rueckgang", 1.0, 2.0), ("rueckgang", 2.0, 2.0), ("rueckgang", 3.0, 2.0),
    ]  # fmt: skip
    assert [(str(p.verlauf), p.punkte, p.schwankung) for p in try_change_rule((Reihe((150, 150), 0.8),))] == [
        ("zufall", 0.0, 0.0), ("schwankung", 1.0, 0.0), ("schwankung", 2.0, 0.0), ("schwankung", 3.0, 0.0),
    ]  # fmt: skip


def _paths(verlauf: Verlauf, punkte: float, schwankung: float = 0.0) -> np.ndarray:
    return simulation._paths(verlauf, punkte, schwankung, 6, np.random.default_rng(7))


def test_a_thousand_series_scatter_around_their_level_as_said() -> None:
    """Standard deviations of a thousand draws lie within a tenth of the true one; levels within a seventh of it."""
    assert (_paths(Verlauf.ZUFALL, 0.0) == np.zeros((1000, 6))).all()
    for verlauf, streuung in (
        (Verlauf.SCHWANKUNG, [2.0] * 6),
        (Verlauf.ANHALTEND, [2.0] * 6),
        (Verlauf.IRRFAHRT, [2.0 * (i + 1) ** 0.5 for i in range(6)]),
    ):
        d = _paths(verlauf, 2.0)
        assert list(d.std(axis=0)) == pytest.approx(streuung, rel=0.1)
        assert np.abs(d.mean(axis=0) / streuung).max() < 1 / 7


@pytest.mark.parametrize(("verlauf", "nachbarn"), [(Verlauf.SCHWANKUNG, 0.0), (Verlauf.ANHALTEND, 0.5)])
def test_half_of_a_lasting_deviation_is_left_a_period_later(verlauf: Verlauf, nachbarn: float) -> None:
    d = _paths(verlauf, 2.0)
    for i in range(5):
        assert np.corrcoef(d[:, i], d[:, i + 1])[0, 1] == pytest.approx(nachbarn, abs=0.1)


def test_a_fall_is_even_and_scatter_comes_on_top() -> None:
    assert (_paths(Verlauf.RUECKGANG, 2.0) == [5.0, 3.0, 1.0, -1.0, -3.0, -5.0]).all()
    d = _paths(Verlauf.RUECKGANG, 2.0, 1.5)
    assert list(d.mean(axis=0)) == pytest.approx([5.0, 3.0, 1.0, -1.0, -3.0, -5.0], abs=0.2)
    assert list(d.std(axis=0)) == pytest.approx([1.5] * 6, rel=0.1)


def test_people_are_counted_with_the_true_share_that_stays_between_nobody_and_all() -> None:
    zufall = np.random.default_rng(7)
    x, n = simulation._draw(Reihe((200, 400), 0.9), np.array([[-10.0, 20.0]] * 500), zufall)
    assert (n == [200, 400]).all()
    assert x[:, 0].mean() == pytest.approx(160, abs=1)
    assert (x[:, 1] == 400).all()
