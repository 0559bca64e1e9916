"""The cycle as a picture: steps at equal distances, arrows between the nodes, names beside them and inside the picture."""

import re
from itertools import pairwise
from math import atan2, dist, pi

import pytest

from kekiz.zeichnen.kreisbild import BREITE, HOEHE, KNOTEN, LUFT, RING, Knoten, draw_ring

MITTE = (BREITE / 2, HOEHE / 2)


def _ring(anzahl: int) -> list[Knoten]:
    return draw_ring([(f"Schritt {nr}", f"#s{nr}") for nr in range(anzahl)])


def _winkel(x: float, y: float) -> float:
    """Angle clockwise from the top, from 0 up to 2 pi."""
    return atan2(x - MITTE[0], MITTE[1] - y) % (2 * pi)


def _bogen(k: Knoten) -> tuple[tuple[float, float], tuple[float, float]]:
    zahlen = [float(z) for z in re.findall(r"-?[\d.]+", k.bogen)]
    return (zahlen[0], zahlen[1]), (zahlen[-2], zahlen[-1])


@pytest.mark.parametrize("anzahl", [2, 3, 7, 12])
def test_steps_stand_clockwise_from_the_top_at_equal_distances_on_the_ring(anzahl: int) -> None:
    ring = _ring(anzahl)
    assert [(k.nr, k.name, k.url) for k in ring] == [(n + 1, f"Schritt {n}", f"#s{n}") for n in range(anzahl)]
    assert all(dist((k.x, k.y), MITTE) == pytest.approx(RING) for k in ring)
    assert (ring[0].x, ring[0].y) == (pytest.approx(MITTE[0]), pytest.approx(MITTE[1] - RING))
    assert [_winkel(k.x, k.y) for k in ring[1:]] == pytest.approx([n * 2 * pi / anzahl for n in range(1, anzahl)])


@pytest.mark.parametrize("anzahl", [2, 3, 7, 12])
def test_an_arrow_leads_along_the_ring_from_outside_one_node_to_outside_the_next(anzahl: int) -> None:
    ring = _ring(anzahl)
    for k, danach in pairwise([*ring, ring[0]]):
        von, bis = _bogen(k)
        assert k.bogen.startswith("M") and f"A{RING} {RING} 0 0 1 " in k.bogen  # noqa: PT018
        for ende, knoten in ((von, k), (bis, danach)):
            assert dist(ende, MITTE) == pytest.approx(RING, abs=0.1)
            # Beside the node, not in it and not far from it.
            assert KNOTEN < dist(ende, (knoten.x, knoten.y)) < 1.5 * KNOTEN
        assert 0 < (_winkel(*bis) - _winkel(*von)) % (2 * pi) < 2 * pi / anzahl


@pytest.mark.parametrize("anzahl", [2, 3, 4, 7, 12])
def test_a_name_stands_on_the_outer_side_of_its_node_and_inside_the_picture(anzahl: int) -> None:
    """Letters are 12 high; a name beside its node stands at its height, one above or below it clear of it."""
    for k in _ring(anzahl):
        oben, unten = k.text_y - 12, k.text_y
        assert oben >= 0
        assert unten <= HOEHE
        if k.anker == "middle":
            assert abs(k.x - MITTE[0]) < 0.2 * RING
            assert k.text_x == k.x
            assert unten < k.y - KNOTEN / 2 if k.y < MITTE[1] else oben > k.y + KNOTEN / 2
        else:
            seite = 1 if k.anker == "start" else -1
            assert seite * (k.x - MITTE[0]) >= 0.2 * RING
            assert k.text_x - k.x == pytest.approx(seite * LUFT)
            assert oben < k.y < unten


def test_nodes_of_a_long_cycle_do_not_touch() -> None:
    ring = _ring(14)
    assert min(dist((a.x, a.y), (b.x, b.y)) for a, b in pairwise([*ring, ring[0]])) > 2 * KNOTEN
