"""Pictures of one line: ages and shares stand where they belong, what is not known is not drawn."""

import re

import pytest

from kekiz.zeichnen.leiste import BREITE, RAND, Spanne, draw_age

GRENZEN = [-0.75, 3.0, 6.0, 10.0, 18.0]


def _x(wert: float, von: float, bis: float) -> float:
    return round(RAND + (wert - von) / (bis - von) * (BREITE - 2 * RAND), 1)


def _bars(svg: str, klasse: str) -> list[tuple[float, float]]:
    return [
        (float(x), float(b))
        for x, b in re.findall(rf'<rect class="{klasse}" x="([\d.]+)" y="\d+" width="([\d.]+)"', svg)
    ]


@pytest.mark.parametrize(
    ("von", "bis", "gezeichnet"),
    [(3.0, 6.0, (3.0, 6.0)), (-0.75, 18.0, (-0.75, 18.0)), (6.0, 27.0, (6.0, 18.0))],
    ids=["inside", "all", "beyond the axis"],
)
def test_bar_of_an_age_stands_where_the_age_is(von: float, bis: float, gezeichnet: tuple[float, float]) -> None:
    ((x, breite),) = _bars(draw_age(Spanne(von, bis), GRENZEN, "Alter"), "kp-leiste__spanne")
    a, e = (_x(w, -0.75, 18.0) for w in gezeichnet)
    assert (x, round(x + breite, 1)) == (a, e)


def test_an_age_of_a_moment_can_still_be_seen() -> None:
    ((_, breite),) = _bars(draw_age(Spanne(4.0, 4.0), GRENZEN, "4 Jahre"), "kp-leiste__spanne")
    assert breite == 4


@pytest.mark.parametrize(("vorn", "hinten"), [(False, False), (True, False), (False, True)])
def test_only_an_end_that_is_not_named_is_an_arrow(vorn: bool, hinten: bool) -> None:
    svg = draw_age(Spanne(3.0, 6.0, vorn, hinten), GRENZEN, "Alter")
    assert svg.count('<path class="kp-leiste__spanne"') == vorn + hinten


def test_axis_of_ages_names_no_age_before_birth() -> None:
    assert re.findall(r"<text[^>]*>([^<]*)<", draw_age(Spanne(3.0, 6.0), GRENZEN, "Alter")) == [
        "0",
        "3",
        "6",
        "10",
        "18",
    ]
    assert re.findall(r"<text[^>]*>([^<]*)<", draw_age(Spanne(3.0, 6.0), [0.0, 6.0], "Alter")) == ["0", "6"]


def test_ages_are_written_where_they_are() -> None:
    """Of the width between the margins, 3 of 6 years are the middle."""
    orte = [
        float(x) for x in re.findall(r'<text[^>]*\bx="([\d.]+)"', draw_age(Spanne(0.0, 3.0), [0.0, 3.0, 6.0], "Alter"))
    ]
    assert len(orte) == 3
    assert orte[1] - orte[0] == pytest.approx(orte[2] - orte[1])
    assert orte[0] < orte[1] < orte[2] <= BREITE
