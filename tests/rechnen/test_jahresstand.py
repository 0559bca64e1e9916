"""Which years have a report, and which goals changed: the first year of a target, other areas, no value, no change."""

import pandas as pd
import pytest

from kekiz.daten.load import load
from kekiz.rechnen.jahresstand import Wechsel, find_changes, in_years, judge_within_term, report_years
from kekiz.wissen.codes import Status
from paketbau import Projekt


@pytest.mark.parametrize(
    ("ab_jahr", "jahre"), [("", (2017, 2018)), ("2017", (2017, 2018)), ("2018", (2018,)), ("2019", ())]
)
def test_a_year_has_a_report_from_the_first_year_of_a_target_on(
    projekt: Projekt, ab_jahr: str, jahre: tuple[int, ...]
) -> None:
    projekt.tabellen["hamm"]["zielwerte"][0]["ab_jahr"] = ab_jahr
    projekt.write()
    assert report_years(load(projekt.pfad), "hamm") == jahre


def test_of_two_targets_the_earlier_one_makes_the_first_report(projekt: Projekt) -> None:
    eins = projekt.tabellen["hamm"]["zielwerte"][0]
    projekt.tabellen["hamm"]["zielwerte"] = [
        eins | {"ab_jahr": "2017"},
        eins | {"ab_jahr": "2018", "gruppe": "jungen"},
    ]
    projekt.write()
    assert report_years(load(projekt.pfad), "hamm") == (2017, 2018)


def test_only_a_value_of_the_whole_with_a_number_to_reach_makes_a_report(projekt: Projekt) -> None:
    werte = projekt.tabellen["hamm"]["werte"]
    werte[0]["raum_id"] = "pelkum"
    projekt.write()
    assert report_years(load(projekt.pfad), "hamm") == (2018,)
    werte[1] |= {"wert": "", "zaehler": "", "nenner": "", "gedruckt": "", "wertstatus": "nicht_erhoben"}
    projekt.write()
    assert report_years(load(projekt.pfad), "hamm") == ()
    werte[1] |= {"zaehler": "3715", "nenner": "4525", "wertstatus": "berechnet"}
    projekt.write()
    assert report_years(load(projekt.pfad), "hamm") == (2018,)
    projekt.tabellen["hamm"]["zielwerte"][0] |= {"vergleich": "ohne_zahl", "wert": ""}
    projekt.write()
    assert report_years(load(projekt.pfad), "hamm") == ()
    assert report_years(load(projekt.pfad), "katalog") == ()


@pytest.mark.parametrize(
    ("von", "bis", "drin"),
    [(None, 2018, "a b c"), (2018, 2018, "b c"), (2019, 2019, "d"), (None, 2016, ""), (2018, 2019, "b c d")],
)
def test_a_period_belongs_to_the_year_in_which_it_ends(von: int | None, bis: int, drin: str) -> None:
    zeilen = pd.DataFrame({"zeitraum": ["2017", "2017/18", "2018-12-31", "2018/19"]}, index=list("abcd"))
    maske = in_years(zeilen, bis, von)
    assert " ".join(zeilen.index[maske]) == drin


@pytest.mark.parametrize(
    ("davor", "jetzt", "gefunden"),
    [
        ("nicht_erreicht", "erreicht", True),
        ("erreicht", "nicht_erreicht", True),
        ("ohne_daten", "nicht_erreicht", True),
        ("erreicht", "ohne_daten", True),
        ("erreicht", "erreicht", False),
        ("ohne_daten", "ohne_zielwert", False),
    ],
)
def test_a_change_is_one_where_one_of_both_could_be_judged(davor: str, jetzt: str, gefunden: bool) -> None:
    alt, neu = (pd.DataFrame({"ziel_id": ["1.1"], "status": [s]}) for s in (davor, jetzt))
    erwartet = [Wechsel("1.1", Status(davor), Status(jetzt))] if gefunden else []
    assert find_changes(alt, neu) == erwartet


@pytest.mark.parametrize(
    ("zeitraum", "ab_jahr", "bleibt"),
    [("2017", 2018, False), ("2018", 2018, True), ("2019", 2018, True), ("2017", pd.NA, True), ("", 2018, True)],
)
def test_no_value_older_than_its_target_is_judged(zeitraum: str, ab_jahr: int, bleibt: bool) -> None:
    geurteilt = {
        "zeitraum": zeitraum, "ab_jahr": ab_jahr, "wert_genau": 40.0, "ist_erfuellt": False, "ist_teilweise": True,
        "ist_gebrochen": True, "status": "teilweise_erreicht", "statusgrund": "nicht_auf_dauer",
    }  # fmt: skip
    vorher = pd.DataFrame([geurteilt]).astype({"ab_jahr": "Int64", "ist_erfuellt": "boolean"})
    (nachher,) = judge_within_term(vorher).to_dict("records")
    if bleibt:
        assert nachher == vorher.to_dict("records")[0] or pd.isna(ab_jahr)
        assert (nachher["status"], nachher["ist_teilweise"], nachher["wert_genau"]) == (
            "teilweise_erreicht",
            True,
            40.0,
        )
    else:
        assert pd.isna(nachher["wert_genau"])
        assert pd.isna(nachher["ist_erfuellt"])
        assert (nachher["ist_teilweise"], nachher["ist_gebrochen"]) == (False, False)
        assert (nachher["status"], nachher["statusgrund"]) == ("ohne_daten", "kein_wert")
