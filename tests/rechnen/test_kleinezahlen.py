"""Which published counts are small: below, at and above the threshold, zero, the rest of a share, no threshold."""

from typing import Any

import pandas as pd
import pytest

from kekiz.rechnen.compute import compute_werte
from kekiz.rechnen.kleinezahlen import SPALTEN, list_small_counts
from kleindaten import KENNZAHL, build_bestand, wert

ANTEIL = KENNZAHL | {"mindestfallzahl": 5}
ANZAHL = ANTEIL | {"art": "anzahl", "einheit": "Anzahl", "dezimalstellen": "0", "zufallsmodell": "keins"}


def small(kennzahl: dict[str, Any], **zeile: Any) -> tuple[bool, list[tuple[str, float, float]]]:
    werte = compute_werte(build_bestand([wert("2018", **zeile)], kennzahlen=[kennzahl]))
    liste = list_small_counts(werte)
    assert set(liste["mindestfallzahl"]) <= {5}
    felder = list(liste[["feld", "anzahl_von", "anzahl_bis"]].itertuples(index=False, name=None))
    return bool(werte["ist_kleine_zahl"].iloc[0]), felder


@pytest.mark.parametrize(("anzahl", "klein"), [(0, False), (1, True), (4, True), (5, False), (6, False)])
def test_a_count_is_small_from_one_to_below_the_threshold(anzahl: int, klein: bool) -> None:
    gefunden = [("wert", anzahl, anzahl)] if klein else []
    assert small(ANZAHL, wert=anzahl, gedruckt=str(anzahl)) == (klein, gefunden)


@pytest.mark.parametrize(
    ("zaehler", "nenner", "felder"),
    [
        (50, 100, []),
        (0, 100, []),
        (100, 100, []),
        (4, 100, [("zaehler", 4, 4)]),
        (5, 100, []),
        (96, 100, [("rest", 4, 4)]),
        (95, 100, []),
        (1, 3, [("nenner", 3, 3), ("rest", 2, 2), ("zaehler", 1, 1)]),
    ],
)
def test_numerator_denominator_and_rest_of_a_share(zaehler: int, nenner: int, felder: list[tuple[str, int, int]]) -> None:  # fmt: skip
    ist_klein, gefunden = small(ANTEIL, zaehler=zaehler, nenner=nenner)
    assert (ist_klein, sorted(gefunden)) == (bool(felder), felder)


@pytest.mark.parametrize(
    ("zeile", "felder"),
    [
        ({"wert": 98.1, "nenner": 158}, [("rest", 3, 3)]),
        ({"wert": 1.0, "nenner": 1000}, []),
        ({"wert": 98.1}, []),
        ({"wertstatus": "geheim"}, []),
        ({"wertstatus": "nur_abbildung"}, []),
    ],
    ids=["erschlossen", "genug", "ohne Fallzahl", "geheim", "nur Abbildung"],
)
def test_only_what_can_be_seen_or_computed_counts(zeile: dict[str, Any], felder: list[tuple[str, int, int]]) -> None:
    assert small(ANTEIL, **zeile) == (bool(felder), felder)


def test_without_threshold_nothing_is_small() -> None:
    assert small(KENNZAHL, zaehler=1, nenner=3) == (False, [])


def test_each_row_is_marked_by_itself_whatever_its_index() -> None:
    zeilen = [wert("2017", zaehler=50, nenner=100), wert("2018", zaehler=2, nenner=100)]
    werte = compute_werte(build_bestand(zeilen, kennzahlen=[ANTEIL]))
    assert dict(zip(werte["zeitraum"], werte["ist_kleine_zahl"], strict=True)) == {"2017": False, "2018": True}
    assert werte["ist_kleine_zahl"].dtype == bool
    assert list(list_small_counts(werte.iloc[[1]])["zeitraum"]) == ["2018"]
    assert list_small_counts(pd.DataFrame(werte.iloc[0:0])).empty
    gefunden = list_small_counts(werte)
    assert list(gefunden.columns) == SPALTEN
    assert list(gefunden.index) == list(range(len(gefunden)))
