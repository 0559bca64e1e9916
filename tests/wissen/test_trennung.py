"""Joints of long German words: only there a line may break, and nothing else changes."""

import pytest

from kekiz.wissen.trennung import SHY, hyphenate_html


@pytest.mark.parametrize(
    ("wort", "mit_fugen"),
    [
        ("Schuleingangsuntersuchung", "Schul|eingangsuntersuchung"),
        ("Früherkennungsuntersuchungen", "Früh|erkennungs|untersuchungen"),
        ("Schuldnerberatungsstelle", "Schuldnerberatungs|stelle"),
        ("Schulungsunterlagenheft", "Schulungs|unterlagenheft"),
        ("Schwangerschaftskonfliktberatung", "Schwangerschafts|konfliktberatung"),
        ("Sozialisationsbedingungen", "Sozialisations|bedingungen"),
        ("Fremdenfeindlichkeit", "Fremdenfeindlichkeit"),
        ("ÜBERGANGSMANAGEMENTS", "ÜBERGANGS|MANAGEMENTS"),
        # 18 letters and 17
        ("Willkommensbesuche", "Willkommens|besuche"),
        ("Willkommensbesuch", "Willkommensbesuch"),
        ("a/Willkommensbesuche", "a/Willkommensbesuche"),
        ("Willkommensbesuche.csv", "Willkommensbesuche.csv"),
        ("Willkommensbesuche.", "Willkommens|besuche."),
        ("wert_willkommensbesuche", "wert_willkommensbesuche"),
    ],
)
def test_long_words_break_at_their_joints(wort: str, mit_fugen: str) -> None:
    assert hyphenate_html(wort).replace(SHY, "|") == mit_fugen


def test_tags_code_and_pictures_stay() -> None:
    fest = (
        '<p title="Willkommensbesuche"><code>Willkommensbesuche</code><svg><text>Willkommensbesuche</text></svg></p>'
        "<title>Willkommensbesuche</title><option>Willkommensbesuche</option><!-- Willkommensbesuche -->"
    )
    assert hyphenate_html(fest) == fest
    assert hyphenate_html(f"{fest}Willkommensbesuche") == f"{fest}Willkommens{SHY}besuche"
