"""Sums and counts over measures, Balanced Scorecard, cost and further training."""

from pathlib import Path

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.konzept import compute_kosten, count_scorecard, explain_sum, sum_categories, sum_trainings
from kekiz.wissen.fehler import ErgebnisFehler

DATEN = Path(__file__).resolve().parents[2] / "datapackage"


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis(DATEN)


def _measures(*zeilen: tuple[int, str, int | None]) -> pd.DataFrame:
    f = pd.DataFrame(zeilen, columns=["nr", "kategorie", "jaehrliche_kosten_euro"])
    return f.astype({"jaehrliche_kosten_euro": "Int64"})


def test_categories_are_summed_and_missing_is_not_zero() -> None:
    k = sum_categories(_measures((2, "a", None), (1, "a", 10), (3, "b", None), (4, "c", 0)))
    assert list(zip(k["von"], k["bis"], strict=True)) == [(1, 2), (3, 3), (4, 4)]
    assert list(k["kategorie"]) == ["a", "b", "c"]
    assert list(k["mit_betrag"]) == [1, 0, 1]
    assert list(k["ohne_betrag"]) == [1, 1, 0]
    assert k["summe"].isna().tolist() == [False, True, False]
    assert k["summe"].dropna().tolist() == [10, 0]


def test_printed_sum_is_explained_by_its_measures() -> None:
    s = explain_sum(_measures((1, "a", 10), (2, "a", 5), (3, "a", None), (4, "b", 7)), 15)
    assert (s.von, s.bis, s.betraege, s.berechnet) == (1, 2, [10, 5], 15)


@pytest.mark.parametrize("gedruckt", [14, 22, 0])
def test_unexplained_sum_is_an_error(gedruckt: int) -> None:
    with pytest.raises(ErgebnisFehler, match="Keine Folge von Maßnahmen"):
        explain_sum(_measures((1, "a", 10), (2, "a", 5), (4, "b", 7)), gedruckt)


def test_gap_in_the_numbers_is_an_error() -> None:
    with pytest.raises(ErgebnisFehler):
        explain_sum(_measures((1, "a", 10), (2, "a", None), (3, "a", 5)), 15)


def test_integration_concept_says_1_499_000_for_measures_1_to_11(ergebnis: Ergebnis) -> None:
    s = explain_sum(ergebnis.bestand.frame("massnahmen"), 1_499_000)
    assert (s.von, s.bis) == (1, 11)


def test_scorecard_has_five_perspectives_and_counts_every_row(ergebnis: Ergebnis) -> None:
    bsc = ergebnis.bestand.frame("bsc")
    z = count_scorecard(bsc)
    assert len(z) == 5
    assert z["gesamt"].sum() == len(bsc)
    assert z.drop(columns="gesamt").sum(axis=1).equals(z["gesamt"])


def test_cost_is_added_up_and_matches_print(ergebnis: Ergebnis) -> None:
    k = compute_kosten(ergebnis.bestand.frame("kosten"))
    assert k.jahre == [2012, 2013, 2014]
    assert k.summe.tolist() == [34_500, 26_100, 27_000]
    assert k.foerderung.tolist() == [24_150, 13_050, 10_800]
    assert k.anteil.round(6).tolist() == [70, 50, 40]


def test_wrong_printed_sum_is_an_error(ergebnis: Ergebnis) -> None:
    kosten = ergebnis.bestand.frame("kosten")
    kosten.loc[kosten["nr"].eq(1), "betrag"] = 9_000
    with pytest.raises(ErgebnisFehler, match="Gesamtkosten"):
        compute_kosten(kosten)


@pytest.mark.parametrize("nr", [16, 26])
def test_wrong_sum_of_all_years_is_an_error(ergebnis: Ergebnis, nr: int) -> None:
    kosten = ergebnis.bestand.frame("kosten")
    assert kosten.loc[kosten["nr"].isin([16, 26, 27]), "jahr"].isna().all()
    assert kosten.loc[~kosten["nr"].isin([16, 26, 27]), "jahr"].notna().all()
    kosten.loc[kosten["nr"].eq(nr), "betrag"] = 1
    with pytest.raises(ErgebnisFehler, match="zusammen: gedruckt 1"):
        compute_kosten(kosten)


def test_wrong_funding_is_an_error(ergebnis: Ergebnis) -> None:
    kosten = ergebnis.bestand.frame("kosten")
    kosten.loc[kosten["nr"].eq(17), "betrag"] = 1
    with pytest.raises(ErgebnisFehler, match="Förderung"):
        compute_kosten(kosten)


def test_trainings_match_the_published_series(ergebnis: Ergebnis) -> None:
    s = sum_trainings(ergebnis.bestand.frame("weiterbildungen")).set_index("jahr")
    for kennzahl_id, spalte in (("weiterbildung_teilnahmen", "teilnahmen"), ("weiterbildung_veranstaltungen", "kurse")):
        reihe = ergebnis.series("hamm", kennzahl_id)
        assert {int(z): w for z, w in zip(reihe["zeitraum"], reihe["wert"], strict=True)} == s[spalte].to_dict()


def test_year_without_any_figure_stays_missing() -> None:
    f = pd.DataFrame({"jahr": [2016, 2016, 2017], "teilnahmen": pd.array([25, None, None], dtype="Int64")})
    s = sum_trainings(f)
    assert s["ohne_zahl"].tolist() == [1, 1]
    assert s["teilnahmen"].isna().tolist() == [False, True]
