"""``kekiz pilotraeume``: says where each area stands and whether the values carry a choice, or what does not fit."""

from pathlib import Path

import pytest

from kekiz.__main__ import main
from paketbau import Projekt
from staedtebau import packages


@pytest.fixture(scope="module")
def pfad(tmp_path_factory: pytest.TempPathFactory) -> Path:
    projekt = Projekt(tmp_path_factory.mktemp("pakete"), packages())
    assert projekt.fehler() == []
    return projekt.pfad


def run(capsys: pytest.CaptureFixture[str], pfad: Path, *argumente: str) -> tuple[int, str]:
    ende = main(["pilotraeume", "--pfad", str(pfad), *argumente])
    aus = capsys.readouterr()
    return ende, aus.out + aus.err


def test_every_area_is_told_with_its_uncertainty(capsys: pytest.CaptureFixture[str], pfad: Path) -> None:
    ende, text = run(capsys, pfad, "--kommune", "quellstadt")
    assert ende == 0
    satz, _, *zeilen = text.splitlines()
    # The same share in every area: nothing to choose from.
    assert satz.startswith("Diese Werte tragen keine Auswahl: Die Sozialräume unterscheiden sich nicht")
    assert [z.split()[0] for z in zeilen[:4]] == ["Stadtmitte", "Nord", "Ostwinkel", "Westwinkel"]
    assert all("75 von 100 Ziehungen  Platz 1 bis 4" in z for z in zeilen[:4])
    assert zeilen[4] == "Gewicht 1: plaetze (Plätze, 2023)"


@pytest.mark.parametrize(
    ("argumente", "befund"),
    [
        ([], "Welche Kommune ist gemeint? Bitte mit --kommune angeben (quellstadt, muehlau)."),
        (["--kommune", "fremd"], "Zu „fremd“ hat keine Kennzahl einen Wert für jeden Sozialraum (möglich: quellstadt, muehlau)."),
        (["--kommune", "muehlau", "--gewicht", "nix=1"], "„nix“ lässt sich nicht gewichten (möglich: plaetze)."),
        (["--kommune", "muehlau", "--gewicht", "plaetze"], "plaetze hat kein Gewicht (gefunden „“, erwartet 0 oder eine ganze Zahl darüber)."),
        (["--kommune", "muehlau", "--gewicht", "plaetze=-1"], "plaetze hat kein Gewicht (gefunden „-1“, erwartet 0 oder eine ganze Zahl darüber)."),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(
    capsys: pytest.CaptureFixture[str], pfad: Path, argumente: list[str], befund: str
) -> None:
    assert run(capsys, pfad, *argumente) == (1, befund + "\n")


def test_weight_zero_gives_no_order(capsys: pytest.CaptureFixture[str], pfad: Path) -> None:
    ende, text = run(capsys, pfad, "--kommune", "muehlau", "--gewicht", "plaetze=0")
    assert (ende, text.splitlines()[0]) == (0, "Ohne Gewicht gibt es keine Reihenfolge.")
    assert "Platz" not in text
