"""``kekiz faellig``: what is overdue by a day and nothing before, as Markdown."""

from datetime import date
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.befehl.faellig import describe_tasks
from kekiz.daten.bestand import Bestand
from kekiz.daten.load import load
from paketbau import Projekt
from staedtebau import packages

KENNZAHL = "## Überfällige Kennzahlen: Kreis Mühlau\n\n- Plätze für Kinder: letzter Wert 2024, danach"
RECHT = (
    "## Angaben zum heutigen Recht\n\n- Die letzte Prüfung liegt mehr als zwei Jahre zurück (geprüft am 1. Juni 2025, "
)


@pytest.fixture(scope="module")
def bestand(tmp_path_factory: pytest.TempPathFactory) -> Bestand:
    pakete = packages()
    pakete["muehlau"]["zaehlweisen"][0]["abstand_jahre"] = "1"
    pakete["katalog"]["heute"] = [
        {
            "heute_id": "u8", "thema": "U8", "text": "Die U8 gibt es.", "rechtsquelle": "SGB V",
            "geprueft_am": "2025-06-01",
        }
    ]  # fmt: skip
    return load(Projekt(tmp_path_factory.mktemp("faellig"), pakete).pfad)


@pytest.mark.parametrize(
    ("tag", "kennzahl", "recht"),
    [
        # The value of 2025 was due on the last day of that year, and is overdue a year later.
        (date(2026, 12, 31), "", False),
        (date(2027, 1, 1), " fehlen 2025 und 2026\n", False),
        (date(2027, 6, 1), " fehlen 2025 und 2026\n", False),
        (date(2027, 6, 2), " fehlen 2025 und 2026\n", True),
    ],
)
def test_what_is_overdue_by_a_day(bestand: Bestand, tag: date, kennzahl: str, recht: bool) -> None:
    text = describe_tasks(bestand, tag)
    assert (KENNZAHL + kennzahl in text) is bool(kennzahl)
    assert (RECHT in text) is recht
    assert bool(text) is bool(kennzahl or recht)
    # The other city says nothing of how often a value comes.
    assert "Quellstadt" not in text


def test_faults_are_told_instead(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pakete = packages()
    pakete["muehlau"]["werte"][0]["wert"] = "viele"
    assert main(["faellig", "--pfad", str(Projekt(tmp_path, pakete).pfad), "--stichtag", "2030-01-01"]) == 1
    assert "wert ist nicht lesbar" in capsys.readouterr().out
