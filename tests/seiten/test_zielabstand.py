"""The common axis of distances: what stands beside a distance fits it."""

import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.seiten.seite import Seite
from kekiz.seiten.zielabstand import goal_rows


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def test_a_rounded_value_stands_with_the_digits_of_its_distance(ergebnis: Ergebnis) -> None:
    seite = Seite(ergebnis, "hamm", lambda z: f"/{z}", lambda *_, **__: "", {}, start="hamm")
    zeilen = [w for z in goal_rows(seite, ergebnis.goal_ids("hamm"), 10) for w in z["zeilen"] if w["abstand"]]
    genauer = {w["wert"]: w["genauer"] for w in zeilen}
    assert genauer["36\u202f%"] == "36,3\u202f%"
    assert genauer["3,5\u202f%"] == ""
    # Whoever subtracts what stands there gets the distance that stands there.
    stellen = [(w["genauer"] or w["wert"], w["abstand"].split("\xa0")[0]) for w in zeilen]
    assert all(_digits(wert) >= _digits(abstand) for wert, abstand in stellen), stellen


def _digits(text: str) -> int:
    return len(text.split("\u202f", maxsplit=1)[0].partition(",")[2])
