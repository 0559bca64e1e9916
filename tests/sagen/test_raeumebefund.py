"""What is found about all areas together: below, at and above each step."""

import pytest

from kekiz.sagen.raeumebefund import areas_headline


@pytest.mark.parametrize(
    ("sicher", "auffaellig", "satz"),
    [
        (0, 0, "In keinem Sozialraum wich ein prüfbarer Wert auffällig vom Rest der Stadt ab."),
        (0, 1, "In einem von neun Sozialräumen ist ein Unterschied zum Rest der Stadt auffällig (95\u202f%), gesichert ist keiner."),
        (0, 2, "In zwei von neun Sozialräumen ist ein Unterschied zum Rest der Stadt auffällig (95\u202f%), gesichert ist keiner."),
        (1, 0, "In einem von neun Sozialräumen ist ein Unterschied zum Rest der Stadt gesichert (99,8\u202f%)."),
        (2, 1, "In zwei von neun Sozialräumen ist ein Unterschied zum Rest der Stadt gesichert (99,8\u202f%), in einem weiteren ist einer auffällig (95\u202f%)."),
        (1, 2, "In einem von neun Sozialräumen ist ein Unterschied zum Rest der Stadt gesichert (99,8\u202f%), in zwei weiteren ist einer auffällig (95\u202f%)."),
    ],
)  # fmt: skip
def test_headline_counts_areas(sicher: int, auffaellig: int, satz: str) -> None:
    assert areas_headline(sicher, auffaellig, 9) == satz
