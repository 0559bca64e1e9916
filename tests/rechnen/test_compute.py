"""Recomputed shares, case numbers, reliability, intervals and digits, on literal rows."""

import numpy as np
import pandas as pd
import pytest

from kekiz.rechnen.compute import compute_werte
from kekiz.sagen.rechnung import arithmetic_column
from kleindaten import KENNZAHL, build_bestand, wert


def _row(**rest: object) -> pd.Series:
    return compute_werte(build_bestand([wert("2018", **rest)])).iloc[0]


def test_share_is_recomputed_from_printed_counts_and_the_printed_value_kept() -> None:
    zeile = _row(wert=36.0, zaehler=1671, nenner=4607)
    assert zeile["wert"] == 36.0
    assert zeile["wert_genau"] == pytest.approx(36.27089, abs=1e-5)
    assert zeile["fallzahl"] == "zaehler_und_nenner_gedruckt"
    assert np.isnan(zeile["stellen"])


def test_computed_value_takes_the_place_of_a_missing_one() -> None:
    zeile = _row(zaehler=47, nenner=51)
    assert zeile["wert"] == pytest.approx(100 * 47 / 51)
    assert zeile["zuverlaessigkeit"] == "gezaehlt"


@pytest.mark.parametrize(
    ("wert_", "nenner", "fallzahl", "klasse", "von", "bis"),
    [
        (80.4, 275, "zaehler_erschlossen", "erschlossen", 221, 221),
        (94.5, 139, "kein_ganzer_zaehler", "widerspruechlich", 131, 132),
        (91.8, 1420, "nur_nenner", "gerundet", 1303, 1304),
        (91.8, None, "unbekannt", "ohne_fallzahl", None, None),
    ],
)
def test_how_well_the_case_number_is_known(
    wert_: float, nenner: int | None, fallzahl: str, klasse: str, von: int | None, bis: int | None
) -> None:
    zeile = _row(wert=wert_, nenner=nenner)
    assert (zeile["fallzahl"], zeile["zuverlaessigkeit"]) == (fallzahl, klasse)
    assert zeile["stellen"] == 1
    for spalte, soll in (("faelle_von", von), ("faelle_bis", bis)):
        assert np.isnan(zeile[spalte]) if soll is None else zeile[spalte] == soll, spalte


@pytest.mark.parametrize(
    ("angaben", "klasse"),
    [
        ({"wert": 85.0, "zaehler": 764, "nenner": 889}, "widerspruechlich"),
        ({"wert": 50.0, "gedruckt": "knapp 50%"}, "ungefaehr"),
        ({"wert": 94.2, "gedruckt": "", "wertstatus": "berechnet"}, "abgeleitet"),
        ({}, "kein_wert"),
        ({"wertstatus": "geheim"}, "kein_wert"),
    ],
)
def test_reliability_of_contradicting_approximate_derived_and_missing_values(
    angaben: dict[str, object], klasse: str
) -> None:
    assert _row(**angaben)["zuverlaessigkeit"] == klasse


def test_a_printed_share_within_rounding_does_not_contradict_its_counts() -> None:
    assert _row(wert=36.3, zaehler=1671, nenner=4607)["zuverlaessigkeit"] == "gezaehlt"


def test_zero_is_a_value_and_no_missing_one() -> None:
    zeile = _row(zaehler=0, nenner=20)
    assert (zeile["wert_genau"], zeile["ki_unten"]) == (0, 0)
    assert round(zeile["ki_oben"], 2) == 16.11


def test_the_threshold_of_small_numbers_takes_no_interval_away() -> None:
    kennzahl = KENNZAHL | {"mindestfallzahl": 50}
    zeile = compute_werte(build_bestand([wert("2018", zaehler=1, nenner=4)], kennzahlen=[kennzahl])).iloc[0]
    assert (round(zeile["ki_unten"], 1), round(zeile["ki_oben"], 1), zeile["ki_methode"]) == (4.6, 69.9, "wilson")


def test_counts_of_events_have_byar_limits_and_others_none() -> None:
    poisson = KENNZAHL | {"art": "anzahl", "einheit": "Anzahl", "zufallsmodell": "poisson", "dezimalstellen": "0"}
    zeile = compute_werte(build_bestand([wert("2018", 25, gedruckt="25")], kennzahlen=[poisson])).iloc[0]
    assert (round(zeile["ki_unten"], 1), round(zeile["ki_oben"], 1)) == (16.2, 36.9)
    assert (zeile["ki_methode"], zeile["ki_niveau"], zeile["zuverlaessigkeit"]) == ("byar", 95.0, "gezaehlt")
    ohne = poisson | {"zufallsmodell": "keins"}
    assert (
        compute_werte(build_bestand([wert("2018", 25, gedruckt="25")], kennzahlen=[ohne])).iloc[0]["ki_methode"] == ""
    )


@pytest.mark.parametrize(("anzahl", "methode", "unten"), [(9, "exakt", 4.1154), (10, "byar", 4.7874)])
def test_small_counts_name_the_exact_limits(anzahl: int, methode: str, unten: float) -> None:
    poisson = KENNZAHL | {"art": "anzahl", "einheit": "Anzahl", "zufallsmodell": "poisson", "dezimalstellen": "0"}
    zeile = compute_werte(build_bestand([wert("2018", anzahl, gedruckt=str(anzahl))], kennzahlen=[poisson])).iloc[0]
    assert zeile["ki_methode"] == methode
    assert zeile["ki_unten"] == pytest.approx(unten, abs=1e-4)


def test_ranges_have_neither_case_number_nor_interval() -> None:
    zeile = _row(wert=63.6, wert_bis=86.0, gedruckt="63,6% und 86 %", nenner=100)
    assert (zeile["fallzahl"], zeile["ki_methode"]) == ("unbekannt", "")


def test_rows_come_in_time_order_whatever_their_order_in_the_file() -> None:
    zeilen = [wert("2018", 3.0), wert("2012", 1.0), wert("2016", 2.0)]
    vorn = compute_werte(build_bestand(zeilen))
    hinten = compute_werte(build_bestand(zeilen[::-1]))
    assert list(vorn["zeitraum"]) == ["2012", "2016", "2018"]
    pd.testing.assert_frame_equal(vorn.drop(columns="_zeile"), hinten.drop(columns="_zeile"))


def test_arithmetic_of_a_frame_is_worded_row_by_row() -> None:
    zeilen = [
        wert("2014", 36.0, zaehler=1671, nenner=4607),
        wert("2015", 80.4, nenner=275),
        wert("2016", 94.5, nenner=139),
        wert("2017", 91.8, nenner=1420),
        wert("2018", 91.8),
    ]
    texte = [t.replace("\u202f", " ") for t in arithmetic_column(compute_werte(build_bestand(zeilen)))]
    assert texte[0].startswith(
        "1.671 : 4.607 × 100 = 36,27 %; Im Dokument steht „36,0%“; Vertrauensbereich nach Wilson (95 %): 34,9 %"
    )
    assert "Dazu passt nur die ganze Zahl 221: 221 : 275 × 100 = 80,36 %" in texte[1]
    assert "Keine ganze Zahl ergibt genau diesen Anteil" in texte[2]
    assert "Dazu passen die ganzen Zahlen von 1.303 bis 1.304" in texte[3]
    assert texte[4] == ""


def test_a_hinweis_stands_with_every_value_it_covers_and_in_the_cell_only_if_it_names_the_period() -> None:
    bezuege = [
        {"hinweis_id": "h-a-alle", "ziel_id": "1.1", "kennzahl_id": "quote"},
        {"hinweis_id": "h-b-jahr", "ziel_id": "1.1", "kennzahl_id": "quote", "zeitraum": "2018"},
        {"hinweis_id": "h-c-raum", "ziel_id": "1.1", "kennzahl_id": "quote", "raum_id": "nord"},
        {"hinweis_id": "h-d-ziel", "ziel_id": "1.1"},
    ]
    werte = [wert("2017", 40.0), wert("2018", 50.0), wert("2018", 60.0, raum_id="nord", hinweis_id="h-e-selbst")]
    w = compute_werte(build_bestand(werte, hinweis_bezuege=bezuege)).set_index(["raum_id", "zeitraum"])
    alle = {k: set(v.split()) for k, v in w["hinweis_id"].items()}
    assert alle == {
        ("stadt", "2017"): {"h-a-alle"},
        ("stadt", "2018"): {"h-a-alle", "h-b-jahr"},
        ("nord", "2018"): {"h-a-alle", "h-b-jahr", "h-c-raum", "h-e-selbst"},
    }
    assert w.at[("nord", "2018"), "hinweis_id"].startswith("h-e-selbst ")
    zelle = {k: set(v.split()) for k, v in w["hinweis_zelle"].items()}
    assert zelle == {
        ("stadt", "2017"): set(),
        ("stadt", "2018"): {"h-b-jahr"},
        ("nord", "2018"): {"h-b-jahr", "h-e-selbst"},
    }
