"""Distances to targets as the check in a browser tells them: of one row, strictly as the target is worded."""

import pytest

from kekiz.daten.load import load
from kekiz.wege.pruefziele import measure_distances
from kekiz.wissen.zahlen import NNBSP
from paketbau import Projekt

WAS = f"Abstand zu Ziel 1.1 (mindestens 45{NNBSP}%)"
ROW = {"kennzahl_id": "quote_u3", "raum_id": "hamm", "zeitraum": "2018", "gruppe": "", "wert_bis": ""}


def distances(projekt: Projekt, **zellen: str) -> dict[str, str]:
    projekt.write()
    return {
        was: text.replace("\u00a0", " ") for was, text in measure_distances(load(projekt.pfad), "hamm", ROW | zellen)
    }


@pytest.mark.parametrize(
    ("vergleich", "zaehler", "erwartet"),
    [
        ("mindestens", "449", "−0,1 Prozentpunkte, Zielwert nicht eingehalten"),
        ("mindestens", "450", "0,0 Prozentpunkte, Zielwert eingehalten"),
        ("ueber", "450", "0,0 Prozentpunkte, Zielwert nicht eingehalten"),
        ("ueber", "451", "+0,1 Prozentpunkte, Zielwert eingehalten"),
        ("hoechstens", "450", "0,0 Prozentpunkte, Zielwert eingehalten"),
        ("hoechstens", "451", "+0,1 Prozentpunkte, Zielwert nicht eingehalten"),
        ("unter", "449", "−0,1 Prozentpunkte, Zielwert eingehalten"),
        ("unter", "450", "0,0 Prozentpunkte, Zielwert nicht eingehalten"),
    ],
)
def test_counts_decide_below_at_and_above(projekt: Projekt, vergleich: str, zaehler: str, erwartet: str) -> None:
    projekt.tabellen["hamm"]["zielwerte"][0]["vergleich"] = vergleich
    (text,) = distances(projekt, wert="45", zaehler=zaehler, nenner="1000", gedruckt="45%").values()
    assert text == erwartet


def test_a_small_distance_is_not_rounded_to_none(projekt: Projekt) -> None:
    assert distances(projekt, wert="45", zaehler="4499", nenner="10000") == {
        WAS: "−0,01 Prozentpunkte, Zielwert nicht eingehalten"
    }


@pytest.mark.parametrize(
    ("wert", "gedruckt", "erwartet"),
    [
        ("45", "45%", "So knapp, dass es erst das Projekt entscheidet"),
        ("45.5", "45,5%", "+0,5 Prozentpunkte, Zielwert eingehalten"),
        ("45.5", "46%", "So knapp, dass es erst das Projekt entscheidet"),
        ("46", "46%", "+1,0 Prozentpunkte, Zielwert eingehalten"),
    ],
)
def test_a_printed_share_alone_is_no_closer_than_its_rounding(
    projekt: Projekt, wert: str, gedruckt: str, erwartet: str
) -> None:
    assert distances(projekt, wert=wert, gedruckt=gedruckt) == {WAS: erwartet}
    # The total alone changes nothing.
    assert distances(projekt, wert=wert, gedruckt=gedruckt, nenner="200") == {WAS: erwartet}


@pytest.mark.parametrize(
    "zellen",
    [
        {"raum_id": "pelkum", "wert": "50"},
        {"kennzahl_id": "quote_u8", "wert": "50"},
        {"kennzahl_id": "unbekannt", "wert": "50"},
        {"gruppe": "jungen", "wert": "50"},
        {"wert": ""},
        {"wert": "fünfzig"},
        {"wert": "40", "wert_bis": "50"},
    ],
    ids=["area", "not leading", "unknown", "other group", "empty", "text", "bounds"],
)
def test_what_no_target_is_set_for_has_no_distance(projekt: Projekt, zellen: dict[str, str]) -> None:
    assert distances(projekt, **zellen) == {}


def test_counts_of_other_numbers_than_shares_are_none(projekt: Projekt) -> None:
    for kennzahl in projekt.tabellen["katalog"]["kennzahlen"]:
        kennzahl |= {"art": "verhaeltnis", "dezimalstellen": "0"}
    assert distances(projekt, wert="60", zaehler="1", nenner="2") == {WAS: "+15,0 Prozentpunkte, Zielwert eingehalten"}


def test_a_rise_is_left_to_the_project(projekt: Projekt) -> None:
    projekt.tabellen["hamm"]["zielwerte"][0] |= {"vergleich": "steigerung_seit_vorjahr", "ist_dauerhaft": "ja"}
    assert distances(projekt, wert="60") == {}
