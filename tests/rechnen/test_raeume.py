"""Areas: neighbours in the tile map, latest values, what is missing."""

from __future__ import annotations

import pandas as pd

from kekiz.rechnen import raeume

SPALTEN = ["raum_id", "typ", "kachel_x", "kachel_y", "kachel_breite"]


def _kacheln(*zeilen: tuple[str, float, float, float]) -> pd.DataFrame:
    return pd.DataFrame([(r, "sozialraum", x, y, b) for r, x, y, b in zeilen], columns=SPALTEN)


def _wert(raum_id: str, zeitraum: str, wert: float | None, **mehr: object) -> dict[str, object]:
    typ = "nicht_zugeordnet" if raum_id == "nicht_zugeordnet" else "stadt" if raum_id == "hamm" else "sozialraum"
    return {
        "kommune_id": "hamm", "kennzahl_id": "k", "raum_id": raum_id, "raum_typ": typ, "zeitraum": zeitraum,
        "zeit": float(zeitraum), "gruppe": "", "wert": wert, "wertstatus": "nur_abbildung" if wert is None else "gedruckt",
        "art": "anteil", "fallzahl": "unbekannt", **mehr,
    }  # fmt: skip


def test_common_corner_is_no_edge() -> None:
    assert raeume.find_neighbours(_kacheln(("a", 0, 0, 2), ("b", 2, 1, 2))) == {"a": [], "b": []}


def test_half_an_edge_is_an_edge() -> None:
    assert raeume.find_neighbours(_kacheln(("a", 0, 0, 2), ("b", 1, 1, 2))) == {"a": ["b"], "b": ["a"]}


def test_gap_in_a_row_separates() -> None:
    assert raeume.find_neighbours(_kacheln(("a", 0, 0, 2), ("b", 3, 0, 2))) == {"a": [], "b": []}


def test_area_without_tile_has_no_neighbours() -> None:
    assert raeume.find_neighbours(_kacheln(("a", float("nan"), 0, 2), ("b", 0, 0, 2))) == {"a": [], "b": []}


def test_latest_prefers_a_value_over_a_later_gap() -> None:
    w = pd.DataFrame([_wert("a", "2017", 5.0), _wert("a", "2018", None), _wert("b", "2018", None)])
    assert raeume.select_latest(w, "hamm", "a").loc["k", "zeitraum"] == "2017"
    assert raeume.select_latest(w, "hamm", "b").loc["k", "zeitraum"] == "2018"


def test_zero_is_a_value_and_not_missing() -> None:
    w = pd.DataFrame([_wert("a", "2018", 0.0), _wert("b", "2018", None)])
    assert raeume.select_missing(w, "hamm", "a").empty
    assert list(raeume.select_missing(w, "hamm", "b")["zeitraum"]) == ["2018"]
    assert raeume.list_periods(w, "hamm", "k") == ["2018"]


def test_row_order_does_not_matter() -> None:
    w = pd.DataFrame([_wert("a", "2016", 1.0), _wert("a", "2017", 2.0), _wert("a", "2018", 3.0)])
    assert raeume.select_latest(w[::-1], "hamm", "a").loc["k", "wert"] == 3.0
    assert raeume.list_periods(w[::-1], "hamm", "k") == ["2016", "2017", "2018"]


def test_periods_are_those_in_which_an_area_has_a_value_of_this_kennzahl() -> None:
    w = pd.DataFrame(
        [_wert("a", "2016", 1.0), _wert("a", "2017", None), _wert("b", "2018", 2.0) | {"kennzahl_id": "andere"}]
    )
    assert raeume.list_periods(w, "hamm", "k") == ["2016"]


def test_kennzahl_of_one_area_is_not_in_the_matrix() -> None:
    w = pd.DataFrame([_wert("a", "2018", 1.0), _wert("nicht_zugeordnet", "2018", 1.0)])
    assert raeume.list_area_kennzahlen(w, "hamm", ["k"]) == []
    w = pd.DataFrame([_wert("a", "2018", 1.0), _wert("b", "2018", None)])
    assert raeume.list_area_kennzahlen(w, "hamm", ["k"]) == ["k"]
