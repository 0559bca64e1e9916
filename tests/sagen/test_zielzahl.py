"""Counts of goals as sentences, and the message of the picture along the course of life."""

from __future__ import annotations

import pytest

from kekiz.sagen.zielzahl import count_line, course_message, headline, rest_sentence

OFFEN = {"ohne_zielwert": 2, "ohne_daten": 1}


@pytest.mark.parametrize(
    ("n", "satz", "rest"),
    [
        ({}, "Noch lässt sich kein Ziel prüfen", ""),
        (OFFEN, "Noch lässt sich kein Ziel prüfen",
         "Zwei nennen keine Zahl, bei einem fehlen Werte."),
        ({"teilweise_erreicht": 2}, "Zwei Ziele sind teilweise erreicht, nicht erreicht ist keins", ""),
        ({"teilweise_erreicht": 1}, "Das Ziel ist teilweise erreicht", ""),
        ({"nicht_erreicht": 1, "teilweise_erreicht": 1}, "Ein Ziel ist nicht erreicht", "Eins ist teilweise erreicht."),
        ({"nicht_erreicht": 1, "erreicht": 2}, "Ein Ziel ist nicht erreicht, zwei sind erreicht", ""),
        ({"erreicht": 3, "ohne_zielwert": 1}, "Drei Ziele sind erreicht, nicht erreicht ist keins",
         "Eins der vier Ziele lässt sich nicht prüfen: Es nennt keine Zahl."),
    ],
)  # fmt: skip
def test_headline_and_what_it_leaves_out(n: dict[str, int], satz: str, rest: str) -> None:
    assert headline(n) == satz
    assert rest_sentence(n) == rest


def test_count_of_one_goal_and_of_sixty() -> None:
    assert count_line("Ort", {"ohne_daten": 1}) == (
        "Ort hat sich ein Ziel gesetzt: Es ist nicht zu prüfen, weil Werte fehlen."
    )
    assert count_line("Ort", {"nicht_erreicht": 20, "erreicht": 39, "ohne_zielwert": 1}) == (
        "Ort hat sich 60 einzelne Ziele gesetzt: 20 sind nicht erreicht, 39 sind erreicht, eins lässt sich nicht prüfen."
    )


@pytest.mark.parametrize(
    ("kita", "schule", "erwartet"),
    [
        ({"nicht_erreicht": 2}, {"erreicht": 2},
         "Kita: Von zwei Zielen, die sich prüfen lassen, ist keines erreicht. Schule: Zwei von zwei sind erreicht"),
        # Below: one tested goal carries no message of its age.
        ({"nicht_erreicht": 1}, {"erreicht": 2}, ""),
        ({"nicht_erreicht": 2}, {"erreicht": 1}, ""),
        # At: half of them are not most.
        ({"nicht_erreicht": 2}, {"erreicht": 2, "nicht_erreicht": 2}, ""),
        ({"nicht_erreicht": 2}, {"erreicht": 3, "nicht_erreicht": 2},
         "Kita: Von zwei Zielen, die sich prüfen lassen, ist keines erreicht. Schule: Drei von fünf sind erreicht"),
        # One that is partly met is not none.
        ({"nicht_erreicht": 2, "teilweise_erreicht": 1}, {"erreicht": 2}, ""),
        # What cannot be tested does not count.
        ({"nicht_erreicht": 1, "ohne_daten": 9}, {"erreicht": 2}, ""),
        ({}, {}, ""),
    ],
)  # fmt: skip
def test_message_along_the_course_of_life(kita: dict[str, int], schule: dict[str, int], erwartet: str) -> None:
    assert course_message({"Kita": kita, "Schule": schule}) == erwartet
