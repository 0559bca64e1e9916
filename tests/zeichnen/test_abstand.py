"""Bullets and the common axis of distances: lengths, limits, outliers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kekiz.zeichnen.abstand import STUFEN, bullet_end, common_axis, lay_out_bullet, place_distance

PUNKTE = st.floats(-100, 100, allow_nan=False)


@pytest.mark.parametrize(("groesster", "ende"), [(4.1, 5), (4.2, 10), (16, 20), (50, 60), (50.1, 100), (100, 100)])
def test_bullets_end_at_a_round_number_with_air(groesster: float, ende: float) -> None:
    assert bullet_end([1.0, groesster]) == ende


def test_bullet_has_value_interval_and_targets_in_percent_of_its_width() -> None:
    stab = lay_out_bullet(36.0, (34.9, 37.7), [45.0], 60.0)
    assert (stab.wert, stab.von, stab.bis, stab.ziele) == (60.0, 58.17, 62.83, (75.0,))
    ohne = lay_out_bullet(94.0, None, [95.0, 100.0], 100.0)
    assert (ohne.von, ohne.bis, ohne.ziele) == (None, None, (95.0, 100.0))


@pytest.mark.parametrize(
    ("abstaende", "halb"),
    [
        ([], 10.0),
        ([0.0], 2.0),
        ([2.0], 2.0),
        ([2.01], 5.0),
        ([-3.2, -8.7, 9.6], 10.0),
        ([-3.2, -8.7, 10.1], 20.0),
        ([35.0, -38.0, 33.0], 40.0),
        # 16 is four times the usual 4, 16.1 is further out.
        ([4.0, -4.0, 16.0], 20.0),
        ([4.0, -4.0, 16.1], 5.0),
    ],
)
def test_axis_follows_the_data_and_not_what_lies_far_out(abstaende: list[float], halb: float) -> None:
    assert common_axis(abstaende) == halb


@given(st.lists(PUNKTE, min_size=1, max_size=60))
def test_most_targets_fit_the_axis(abstaende: list[float]) -> None:
    halb = common_axis(abstaende)
    assert halb in STUFEN
    assert sum(not place_distance(a, None, halb).ist_gebrochen for a in abstaende) * 2 >= len(abstaende)


@given(PUNKTE, st.tuples(PUNKTE, PUNKTE), st.sampled_from(STUFEN))
def test_nothing_leaves_the_picture(abstand: float, bereich: tuple[float, float], halb: float) -> None:
    lage = place_distance(abstand, bereich, halb)
    assert lage.von is not None
    assert lage.bis is not None
    assert 0 <= lage.von <= lage.bis <= 100
    assert 0 < lage.punkt < 100
    assert (lage.punkt > 50) <= (abstand > 0)


def test_a_value_at_the_end_of_the_axis_is_whole_and_one_beyond_is_broken() -> None:
    assert place_distance(10.0, None, 10.0).ist_gebrochen is False
    assert place_distance(10.1, None, 10.0).ist_gebrochen is True
    assert place_distance(-10.1, None, 10.0).punkt == place_distance(-10.0, None, 10.0).punkt == 4.0


@pytest.mark.parametrize(
    ("bereich", "weiter"),
    [
        ((-4.0, 12.0), (False, True)),
        ((-12.0, 10.0), (True, False)),
        ((11.0, -11.0), (True, True)),
        (None, (False, False)),
    ],
)
def test_a_band_that_goes_on_beyond_the_axis_says_so(
    bereich: tuple[float, float] | None, weiter: tuple[bool, bool]
) -> None:
    assert place_distance(5.0, bereich, 10.0).reicht_weiter == weiter
