"""Spaces of German text: which are narrow, which never break a line, and that nothing else changes."""

import pytest

from kekiz.wissen.schrift import quote, typeset, typeset_html

S, N = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("roh", "gesetzt"),
    [
        ("82 % von 108 Kindern", f"82{S}% von 108{N}Kindern"),
        ("1.740 Euro", f"1.740{N}Euro"),
        ("nach § 28 und §§ 27, 30", f"nach §{N}28 und §§{N}27, 30"),
        ("am 30. September 2018", f"am 30.{N}September 2018"),
        ("z. B. im e. V.", f"z.{S}B. im e.{S}V."),
        ("Abschnitt 4.4, Tabelle 7, Ziel 1.3", f"Abschnitt{N}4.4, Tabelle{N}7, Ziel{N}1.3"),
        ("2018 waren es 12 von 40", "2018 waren es 12 von 40"),
        ("„36%“ bleibt „36%“", "„36%“ bleibt „36%“"),
        ("Ende. 3 SGB", "Ende. 3 SGB"),
        ("", ""),
    ],
)
def test_only_spaces_change(roh: str, gesetzt: str) -> None:
    assert typeset(roh) == gesetzt
    assert typeset(gesetzt) == gesetzt
    assert typeset(roh).replace(S, " ").replace(N, " ") == roh


def test_tags_scripts_and_code_of_a_page_stay_as_they_are() -> None:
    fest = '<p title="5 %"><!-- 5 % --></p><script>"5 %"</script><code>5 %</code>'
    assert typeset_html(fest) == fest
    assert typeset_html(f"5 % {fest} 7 Kinder") == f"5{S}% {fest} 7{N}Kinder"


@pytest.mark.parametrize(
    ("roh", "zitat"),
    [
        ('das Programm "Starke Quartiere" des Landes', "„das Programm ‚Starke Quartiere‘ des Landes“"),
        ("das Programm 'Starke Quartiere'", "„das Programm ‚Starke Quartiere‘“"),
        ("42.000", "„42.000“"),
    ],
)
def test_quotations_within_a_quotation_are_single(roh: str, zitat: str) -> None:
    assert quote(roh) == zitat
