"""The yearly report: each part says what belongs to its year, and nothing of another one."""

from datetime import date

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import build, read_ergebnis
from kekiz.seiten import berichtseite
from kekiz.seiten.seite import Seite
from paketbau import Projekt

Q = {"quelle_id": "bericht", "fundstelle": "Tabelle 1"}


def page(projekt: Projekt, jahr: int) -> Seite:
    assert projekt.fehler() == []
    meta = {"bericht": str(jahr)}
    ergebnis = build(load(projekt.pfad))
    return Seite(ergebnis, "hamm", lambda z: f"/{z}", lambda *_, **__: "", meta, stichtag=date(2020, 1, 1))


def value(zeitraum: str, anteil: int, kennzahl_id: str = "quote_u3", **felder: str) -> dict[str, str]:
    return {
        "kennzahl_id": kennzahl_id, "raum_id": "hamm", "zeitraum": zeitraum, "wert": str(anteil), "zaehler": str(anteil),
        "nenner": "100", "gedruckt": f"{anteil}%", "wertstatus": "gedruckt", **Q, **felder,
    }  # fmt: skip


@pytest.fixture
def drei(projekt: Projekt) -> Projekt:
    """Three years: the target of 45 is reached, missed, reached again."""
    projekt.tabellen["hamm"]["werte"] = [value("2016", 50), value("2017", 30), value("2018", 60)]
    projekt.tabellen["hamm"]["hinweise"] = []
    projekt.tabellen["hamm"]["hinweis_bezuege"] = []
    return projekt


@pytest.mark.parametrize(("jahr", "dabei"), [(2017, False), (2018, True)])
def test_a_recomputed_value_stands_in_the_report_of_its_year(projekt: Projekt, jahr: int, dabei: bool) -> None:
    """The school year 2017/18 ended in 2018."""
    projekt.zeile("hamm/hinweise")["nachgerechnet"] = "764 von 889 sind 85,9 %."
    projekt.tabellen["hamm"]["werte"].append({**projekt.zeile("hamm/werte", 0), "zeitraum": "2019", "hinweis_id": ""})
    assert ("764 von 889 sind 85,9" in berichtseite.draw_nachgerechnet(page(projekt, jahr))) is dabei
    assert berichtseite.draw_nachgerechnet(page(projekt, 2019)) == ""


def test_a_remark_of_another_kind_is_no_recomputation(projekt: Projekt) -> None:
    projekt.zeile("hamm/hinweise").update(art="definition", nachgerechnet="Es sind 85,9 %.", erwartet="")
    projekt.zeile("hamm/werte", 2).update(wert="85.9", gedruckt="85,9%")
    assert berichtseite.draw_nachgerechnet(page(projekt, 2018)) == ""


def test_a_year_is_compared_with_the_year_before(drei: Projekt) -> None:
    seite = page(drei, 2018)
    assert "Gegenüber Ende 2017: Ziel 1.1 ist neu erreicht." in berichtseite.draw_kurz(seite)
    assert "bisher nicht erreicht, jetzt erreicht" in berichtseite.draw_wechsel(seite)
    # Of the first year nothing changed, since nobody knows what was before.
    erster = page(drei, 2016)
    assert "Von Ende 2015 ist kein Stand bekannt." in berichtseite.draw_kurz(erster)
    assert berichtseite.draw_wechsel(erster) == ""


def test_a_missed_target_names_its_people(drei: Projekt) -> None:
    assert "fehlten 15" in berichtseite.draw_ziele(page(drei, 2017))
    assert "fehlten" not in berichtseite.draw_ziele(page(drei, 2018))


def test_a_goal_without_a_deciding_value_does_not_say_that_nothing_is_known() -> None:
    # Of 1.5 the bounds of 2017 are known, of 1.4 how Hamm stood to the Land: both stand on the pages of the goals.
    meta = {"bericht": "2017"}
    seite = Seite(read_ergebnis(), "hamm", lambda z: f"/{z}", lambda *_, **__: "", meta, stichtag=date(2020, 1, 1))
    text = berichtseite.draw_ziele(seite)
    assert "Im Dokument steht noch kein Wert" not in text
    assert text.count("ist bis Ende 2017 kein genauer Wert bekannt, nach dem diese Seite es beurteilt.") >= 2


def test_a_goal_with_an_older_value_is_judged_by_it_and_says_so(drei: Projekt) -> None:
    drei.tabellen["hamm"]["ziele"].append({**drei.zeile("hamm/ziele", 1), "ziel_id": "1.2"})
    drei.tabellen["hamm"]["ziel_kennzahlen"][1].update(ziel_id="1.2", rolle="leit", reihenfolge="1")
    drei.tabellen["hamm"]["zielwerte"].append(
        {**drei.zeile("hamm/zielwerte"), "ziel_id": "1.2", "kennzahl_id": "quote_u8"}
    )
    drei.tabellen["hamm"]["werte"].append(value("2017", 40, "quote_u8"))
    ziele = berichtseite.draw_ziele(page(drei, 2018))
    assert ziele.count("Für 2018 ist kein Wert bekannt.") == 1
    assert "zwei Ziele" in ziele
    assert "Für 2017 ist kein Wert bekannt." not in berichtseite.draw_ziele(page(drei, 2017))


def test_what_is_missing_is_told_by_row_and_by_kennzahl(drei: Projekt) -> None:
    assert berichtseite.draw_fehlt(page(drei, 2018)) == ""
    # A row that the year before lets expect is missing, but the Kennzahl has a value.
    drei.tabellen["hamm"]["werte"].append(value("2017", 40, raum_id="pelkum"))
    fehlt = berichtseite.draw_fehlt(page(drei, 2018))
    assert "Was fehlt" in fehlt
    assert "Nicht eingetragen" not in fehlt
    drei.tabellen["hamm"]["werte"].append(value("2017", 40, "quote_u8"))
    fehlt = berichtseite.draw_fehlt(page(drei, 2018))
    assert "Nicht eingetragen" in fehlt
    assert "U8" in fehlt
    assert "Quote u3" not in fehlt
    ohne = dict.fromkeys(("wert", "zaehler", "nenner", "gedruckt"), "")
    drei.tabellen["hamm"]["werte"].append(value("2018", 40, "quote_u8") | ohne | {"wertstatus": "nicht_erhoben"})
    fehlt = berichtseite.draw_fehlt(page(drei, 2018))
    assert "Nicht eingetragen" not in fehlt
    assert "U8" in fehlt


def test_what_is_due_first_stands_first(drei: Projekt) -> None:
    folge = {"ziel_id": "1.1", "befund": "Es fehlten Plätze.", **Q}
    drei.tabellen["hamm"]["rueckmeldungen"] = [
        {**folge, "nr": "1", "beschluss": "Später.", "pruefen_bis": "2021"},
        {**folge, "nr": "2", "beschluss": "Früher.", "pruefen_bis": "2020"},
    ]
    offen = berichtseite.draw_offen(page(drei, 2018))
    assert 0 < offen.index("Früher.") < offen.index("Später.")


def test_why_missed_goals_are_open_is_said_once() -> None:
    seite = Seite(read_ergebnis(), "hamm", lambda z: f"/{z}", lambda *_, **__: "", {"bericht": "2018"})
    offen = berichtseite.draw_offen(seite)
    assert offen.count("nennt kein Dokument") == 1
    assert offen.count('<span class="kp-liste__zusatz">teilweise erreicht</span>') == 3
    assert offen.count('<span class="kp-liste__zusatz">nicht erreicht</span>') == 1


def test_only_documents_of_the_year_are_sources(drei: Projekt) -> None:
    alt = {**drei.zeile("katalog/quellen"), "quelle_id": "alt", "titel": "Alter Bericht"}
    drei.tabellen["katalog"]["quellen"].append(alt)
    drei.zeile("hamm/werte", 1)["quelle_id"] = "alt"
    assert "Alter Bericht" in berichtseite.draw_quellen(page(drei, 2017))
    assert "Alter Bericht" not in berichtseite.draw_quellen(page(drei, 2018))
