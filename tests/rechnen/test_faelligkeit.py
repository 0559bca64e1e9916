"""When a value is due, which rows a year is expected to have: rhythm, kind of period, day, each below, at, above, missing."""

from datetime import date

import pandas as pd
import pytest

from kekiz.daten.load import load
from kekiz.rechnen.faelligkeit import Faelligkeit, completeness, expected_rows, list_due
from kekiz.wissen.codes import Lage
from kekiz.wissen.zeitraum import period_in
from paketbau import Projekt

ZAEHLWEISE = {
    "kommune_id": "hamm", "kennzahl_id": "quote_u3", "stichtag": "Kalenderjahr", "quelle_id": "bericht",
    "fundstelle": "Tabelle 1",
}  # fmt: skip


def series(*zeitraeume: str, kennzahl_id: str = "k", gruppe: str = "") -> pd.DataFrame:
    return pd.DataFrame(
        [{"kennzahl_id": kennzahl_id, "raum_id": "ort", "gruppe": gruppe, "zeitraum": z} for z in zeitraeume]
    )


def periods(werte: pd.DataFrame, jahr: int, abstaende: dict[tuple[str, str], int] | None = None) -> list[str]:
    return [z["zeitraum"] for z in expected_rows(werte, abstaende or {}, jahr)]


@pytest.mark.parametrize(
    ("zeitraum", "naechster"),
    [("2018", "2019"), ("2017/18", "2018/19"), ("2018-09-30", "2019-09-30"), ("bis 2018", ""), ("2008-02-29", "2019-02-28")],
)  # fmt: skip
def test_each_kind_of_period_goes_on_in_its_kind(zeitraum: str, naechster: str) -> None:
    assert period_in(zeitraum, 2019) == naechster


def test_century_of_a_school_year() -> None:
    assert period_in("1998/99", 2000) == "1999/00"


@pytest.mark.parametrize(
    ("letztes", "erwartet"), [("2018", ["2019"]), ("2017", ["2019"]), ("2016", []), ("2019", []), ("2020", [])]
)
def test_a_year_goes_on_with_series_of_the_last_two_years_that_have_rows(letztes: str, erwartet: list[str]) -> None:
    andere = series("2017", "2018", kennzahl_id="andere")
    werte = pd.concat([series(letztes), andere], ignore_index=True)
    assert periods(werte, 2019) == [*erwartet, "2019"]


@pytest.mark.parametrize(
    ("abstand", "erwartet"), [(0, []), (1, ["2019"]), (2, []), (3, ["2019"]), (None, ["2019"])]
)  # fmt: skip
def test_the_rhythm_decides_whether_a_year_has_a_row(abstand: int | None, erwartet: list[str]) -> None:
    # The other series fills the last two years, so that only the rhythm of three years reaches back to 2016.
    werte = pd.concat([series("2016"), series("2016", kennzahl_id="andere")], ignore_index=True)
    abstaende = {("andere", ""): 0} | ({("k", ""): abstand} if abstand is not None else {})
    assert periods(werte, 2019, abstaende) == erwartet


def test_a_long_rhythm_reaches_further_back_than_the_last_years() -> None:
    werte = pd.concat([series("2015"), series("2017", "2018", kennzahl_id="andere")], ignore_index=True)
    assert periods(werte, 2019, {("k", ""): 4, ("andere", ""): 0}) == ["2019"]
    assert periods(werte, 2019, {("andere", ""): 0}) == []


def test_a_group_may_have_a_rhythm_of_its_own() -> None:
    werte = pd.concat([series("2018"), series("2018", gruppe="g")], ignore_index=True)
    zeilen = expected_rows(werte, {("k", ""): 1, ("k", "g"): 2}, 2019)
    assert [z["gruppe"] for z in zeilen] == [""]


def test_a_group_without_a_rhythm_of_its_own_has_that_of_all() -> None:
    werte = pd.concat([series("2018"), series("2018", gruppe="g")], ignore_index=True)
    assert expected_rows(werte, {("k", ""): 2}, 2019) == []
    assert [z["gruppe"] for z in expected_rows(werte, {("k", ""): 2}, 2020)] == ["", "g"]


def due(projekt: Projekt, abstand: str, tag: str, letzter: str = "2018") -> Faelligkeit:
    projekt.tabellen["hamm"]["zaehlweisen"] = [
        {**ZAEHLWEISE, "abstand_jahre": abstand, "erhebungsrhythmus": "jährlich"}
    ]
    projekt.tabellen["hamm"]["werte"][1]["zeitraum"] = letzter
    projekt.write()
    assert projekt.fehler(schreiben=False) == []
    alle = list_due(load(projekt.pfad), "hamm", date.fromisoformat(tag))
    return next(f for f in alle if f.kennzahl_id == "quote_u3")


@pytest.mark.parametrize(
    ("tag", "lage", "fehlend"),
    [
        ("2019-12-31", Lage.KUENFTIG, ()),
        ("2020-01-01", Lage.FAELLIG, ("2019",)),
        ("2020-12-31", Lage.FAELLIG, ("2019",)),
        ("2021-01-01", Lage.UEBERFAELLIG, ("2019", "2020")),
    ],
)
def test_due_after_the_end_of_its_period_and_overdue_a_year_later(
    projekt: Projekt, tag: str, lage: Lage, fehlend: tuple[str, ...]
) -> None:
    assert due(projekt, "1", tag) == Faelligkeit("quote_u3", lage, "2018", "2019", fehlend)


@pytest.mark.parametrize(
    ("abstand", "lage", "naechster"),
    [("", Lage.OHNE_RHYTHMUS, ""), ("0", Lage.ABGESCHLOSSEN, ""), ("4", Lage.KUENFTIG, "2022")],
)
def test_without_a_rhythm_nothing_is_due(projekt: Projekt, abstand: str, lage: Lage, naechster: str) -> None:
    assert due(projekt, abstand, "2022-12-31") == Faelligkeit("quote_u3", lage, "2018", naechster)


def test_a_stichtag_is_due_after_its_day(projekt: Projekt) -> None:
    assert due(projekt, "1", "2019-09-30", "2018-09-30").lage is Lage.KUENFTIG
    assert due(projekt, "1", "2019-10-01", "2018-09-30").lage is Lage.FAELLIG


def test_every_stichtag_that_has_passed_is_missing(projekt: Projekt) -> None:
    """Also the one of the year in which one looks."""
    assert due(projekt, "1", "2020-09-30", "2018-09-30").fehlend == ("2019-09-30",)
    assert due(projekt, "1", "2020-10-01", "2018-09-30").fehlend == ("2019-09-30", "2020-09-30")


def test_the_latest_value_is_the_one_whose_period_ends_last(projekt: Projekt) -> None:
    """As words "bis 2016" and a Stichtag would come after 2018."""
    projekt.tabellen["hamm"]["werte"][0]["zeitraum"] = "bis 2016"
    assert due(projekt, "1", "2019-06-30").letzter == "2018"
    projekt.tabellen["hamm"]["werte"][0]["zeitraum"] = "2018-09-30"
    assert due(projekt, "1", "2019-06-30").letzter == "2018"


def test_of_several_groups_the_shortest_rhythm_holds_for_the_kennzahl(projekt: Projekt) -> None:
    projekt.tabellen["katalog"]["gruppen"].append({"gruppe_id": "maedchen", "name": "Mädchen"})
    projekt.tabellen["hamm"]["zaehlweisen"] = [
        {**ZAEHLWEISE, "gruppe": g, "abstand_jahre": a, "erhebungsrhythmus": "regelmäßig"}
        for g, a in (("jungen", "3"), ("maedchen", "2"))
    ]
    assert projekt.fehler() == []
    u3 = next(f for f in list_due(load(projekt.pfad), "hamm", date(2019, 6, 30)) if f.kennzahl_id == "quote_u3")
    assert u3.naechster == "2020"


def test_what_never_had_a_value_is_told_and_a_reason_is_an_answer(projekt: Projekt) -> None:
    zeile = projekt.tabellen["hamm"]["werte"][0]
    projekt.tabellen["hamm"]["werte"].append(
        {**{s: zeile[s] for s in ("kennzahl_id", "raum_id", "quelle_id", "fundstelle")}, "zeitraum": "2019", "wertstatus": "nicht_erhoben"}
    )  # fmt: skip
    assert due(projekt, "1", "2020-06-30") == Faelligkeit("quote_u3", Lage.KUENFTIG, "2018", "2020")
    nie = next(f for f in list_due(load(projekt.pfad), "hamm", date(2020, 6, 30)) if f.kennzahl_id == "quote_u8")
    assert nie.lage is Lage.OHNE_RHYTHMUS
    projekt.tabellen["hamm"]["werte"].pop(2)
    projekt.tabellen["hamm"]["hinweise"].clear()
    projekt.tabellen["hamm"]["hinweis_bezuege"].clear()
    projekt.write()
    nie = next(f for f in list_due(load(projekt.pfad), "hamm", date(2020, 6, 30)) if f.kennzahl_id == "quote_u8")
    assert nie == Faelligkeit("quote_u8", Lage.NIE, "", "")


def test_completeness_counts_what_the_years_before_let_expect(projekt: Projekt) -> None:
    projekt.write()
    jahre = {j.jahr: j for j in completeness(load(projekt.pfad), "hamm")}
    assert list(jahre) == [2017, 2018]
    assert (jahre[2017].mit_wert, jahre[2017].erwartet) == (1, 1)
    # The value of 2017 lets 2018 expect one; the other series begins in 2018.
    assert (jahre[2018].mit_wert, jahre[2018].fehlend, jahre[2018].erwartet) == (2, 0, 2)
    projekt.tabellen["hamm"]["werte"].append({**projekt.tabellen["hamm"]["werte"][0], "raum_id": "pelkum"})
    projekt.write()
    jahr = completeness(load(projekt.pfad), "hamm")[-1]
    assert (jahr.mit_wert, jahr.fehlend, jahr.erwartet) == (2, 1, 3)
