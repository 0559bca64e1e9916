"""What is found about all areas together: below, at and above each step."""

import pytest

from kekiz.sagen.raeumebefund import areas_headline, listed_sentence


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


@pytest.mark.parametrize(
    ("alle", "gelistet", "orte", "satz"),
    [
        (5, 5, 3, ""),
        (2, 1, 1, "Oben steht von den zwei gefundenen Unterschieden nur einer, in einem Sozialraum: je Sozialraum und Kennzahl der Vergleich über zwei Zeiträume zusammen oder, wo es ihn nicht gibt, der jüngste."),
        (9, 5, 3, "Oben stehen von den neun gefundenen Unterschieden nur fünf, in drei Sozialräumen: je Sozialraum und Kennzahl der Vergleich über zwei Zeiträume zusammen oder, wo es ihn nicht gibt, der jüngste."),
        (2, 0, 0, "Oben steht davon keiner: Je Sozialraum und Kennzahl zählt der Vergleich über zwei Zeiträume zusammen oder, wo es ihn nicht gibt, der jüngste."),
    ],
)  # fmt: skip
def test_listed_differences_are_explained_beside_all_comparisons(
    alle: int, gelistet: int, orte: int, satz: str
) -> None:
    assert listed_sentence(alle, gelistet, orte) == satz
