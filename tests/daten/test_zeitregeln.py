"""Days of every table are in the calendar: a month or a year alone is one, the 30th of February is none."""

from pathlib import Path

import pytest

from paketbau import Projekt
from staedtebau import KREIS, packages

SPALTEN = [("zeitleiste", "datum"), ("arbeitsprogramm", "frist"), ("arbeitsprogramm", "umsetzung_am")]


@pytest.mark.parametrize(("tabelle", "spalte"), SPALTEN)
@pytest.mark.parametrize(
    ("tag", "ist_tag"),
    [("2024", True), ("2024-02", True), ("2024-02-29", True), ("2024-02-30", False), ("2024-13", False)],
)
def test_day_is_in_the_calendar(tmp_path: Path, tabelle: str, spalte: str, tag: str, ist_tag: bool) -> None:
    pakete = packages()
    pakete[KREIS][tabelle][0][spalte] = tag
    fehler = Projekt(tmp_path, pakete).fehler()
    erwartet = f"{spalte} ist kein Tag im Kalender (gefunden „{tag}“, erwartet 2018, 2018-09 oder 2018-09-30)"
    assert [erwartet in f for f in fehler] == ([] if ist_tag else [True])
