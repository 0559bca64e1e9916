"""From an empty year to its report: a planner of an invented city goes the way once, from the command to the pages."""

import csv
import io
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.rechnen.jahresstand import report_years
from kekiz.seiten import berichtseite, ketteseite, programmteil, stadtteilseite, standseite
from kekiz.seiten.seite import Seite
from paketbau import Projekt, Zeile
from staedtebau import KREIS, QUELLE_2025, fill_row, packages

STADT = KREIS
Q = {"quelle_id": "bericht-muehlau", "fundstelle": "Tabelle 9"}


@pytest.fixture
def kreis(tmp_path: Path) -> Projekt:
    pakete = packages()
    pakete[STADT]["zaehlweisen"][0] |= {"erhebungsrhythmus": "jährlich", "abstand_jahre": "1"}
    projekt = Projekt(tmp_path, pakete)
    assert projekt.fehler() == []
    return projekt


def edit(projekt: Projekt, change: Callable[[Zeile], Zeile | None]) -> None:
    """Fills the rows of ``werte`` as a spreadsheet would: every row is read, changed and written again."""
    if QUELLE_2025 not in projekt.tabellen["katalog"]["quellen"]:
        projekt.tabellen["katalog"]["quellen"].append(QUELLE_2025)
    datei = projekt.datei(f"{STADT}/werte")
    zeilen = list(csv.DictReader(io.StringIO(datei.read_text(encoding="utf-8"))))
    projekt.tabellen[STADT]["werte"] = [neu for z in zeilen if (neu := change(z)) is not None]
    projekt.write()


def page(ergebnis: Ergebnis, tag: str, **meta: str) -> Seite:
    return Seite(ergebnis, STADT, lambda z: f"/{z}", lambda *_, **__: "", meta, stichtag=date.fromisoformat(tag))


def parts(modul: object, seite: Seite, vorsatz: str) -> str:
    return "\n".join(teil(seite) for name, teil in vars(modul)["MACROS"].items() if name.startswith(vorsatz))


def test_a_year_goes_from_its_open_rows_to_its_report(kreis: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    neu = ["neu", "jahr", "2025", "--kommune", STADT, "--pfad", str(kreis.pfad)]
    assert main(neu) == 0
    assert ": 5 Zeilen für 2025 ergänzt (2025: 5)." in capsys.readouterr().out
    # Nobody takes what is open for missing: no report of the year yet, no value on any page.
    bestand = load(kreis.pfad)
    assert report_years(bestand, STADT) == (2023, 2024)
    assert standseite.completeness(bestand, STADT)[-1].offen == 5

    edit(kreis, fill_row)
    assert kreis.fehler(schreiben=False) == []
    ergebnis = build(load(kreis.pfad))
    assert report_years(ergebnis.bestand, STADT) == (2023, 2024, 2025)
    bericht = parts(berichtseite, page(ergebnis, "2026-03-01", bericht="2025"), "bericht_")
    assert "Gegenüber Ende 2024: Ziel 1.1 ist neu erreicht." in bericht
    assert "bisher nicht erreicht, jetzt erreicht" in bericht
    assert re.search(r"2025 waren es 13(,0)?\u00a0Prozentpunkte mehr als 2024", bericht)
    assert "Von fünf erwarteten Werten liegen drei vor; zwei sind noch offen." in bericht
    # The goal is met, so nothing is left to decide but the plans of the year.
    assert 'href="/module/arbeitsprogramm-2025/"' in bericht
    assert "ist noch nicht eingetragen" not in bericht

    liste = parts(berichtseite, page(ergebnis, "2026-03-01"), "berichte_")
    assert liste.index("/bericht/2025/") < liste.index("/bericht/2024/") < liste.index("/bericht/2023/")
    assert "Von Ende 2022 ist kein Stand bekannt." in liste


@pytest.mark.parametrize(
    ("folge", "satz", "fehlt"),
    [
        ([], "Was daraus folgte, dass diese Ziele nicht oder nur teilweise erreicht sind, ist noch nicht eingetragen:", "nennt kein Dokument"),
        ([{"ziel_id": "1"}], "nicht oder nur teilweise erreicht sind, nennt kein Dokument:", "noch nicht eingetragen"),
        ([{"ziel_id": "1.1", "pruefen_bis": "2025-06"}], "Zu prüfen bis Juni 2025. Die Frist ist vorbei.", "Folgen es hatte"),
        ([{"ziel_id": "1.1", "pruefen_bis": "2026-03-01"}], "Zu prüfen bis 1. März 2026.", "Die Frist ist vorbei"),
    ],
)  # fmt: skip
def test_a_missed_goal_is_an_open_decision(kreis: Projekt, folge: list[Zeile], satz: str, fehlt: str) -> None:
    zeilen = [{"nr": "1", "befund": "Es fehlten Plätze.", "beschluss": "Mehr Plätze.", **Q, **f} for f in folge]
    kreis.tabellen[STADT]["rueckmeldungen"] = zeilen
    kreis.write()
    assert kreis.fehler(schreiben=False) == []
    ergebnis = build(load(kreis.pfad))
    offen = berichtseite.draw_offen(page(ergebnis, "2026-03-01", bericht="2024"))
    assert satz in offen
    assert fehlt not in offen


@pytest.mark.parametrize(
    ("datum", "dabei"), [("", True), ("2024", True), ("2025-12-31", True), ("2026-01-01", False), ("2026", False)]
)
def test_a_decision_belongs_to_reports_read_when_it_was_made(kreis: Projekt, datum: str, dabei: bool) -> None:
    folge = {
        "ziel_id": "1.1",
        "nr": "1",
        "befund": "Es fehlten Plätze.",
        "beschluss": "Mehr Plätze.",
        "datum": datum,
        **Q,
    }
    kreis.tabellen[STADT]["rueckmeldungen"] = [folge | {"pruefen_bis": "2027"}]
    kreis.write()
    offen = berichtseite.draw_offen(page(build(load(kreis.pfad)), "2026-03-01", bericht="2024"))
    assert ("Zu prüfen bis 2027." in offen) is dabei
    # Whenever it was decided, somebody names what followed.
    assert "1.1" not in offen or dabei


def test_a_report_knows_nothing_of_later_years(kreis: Projekt) -> None:
    main(["neu", "jahr", "2025", "--kommune", STADT, "--pfad", str(kreis.pfad)])
    edit(kreis, fill_row)
    ergebnis = build(load(kreis.pfad))
    assert ergebnis.goal(STADT, "1.1")["status"] == "erreicht"
    assert ergebnis.as_of(STADT, 2024).goal(STADT, "1.1")["status"] == "nicht_erreicht"
    bericht = parts(berichtseite, page(ergebnis, "2026-03-01", bericht="2024"), "bericht_")
    assert "84" not in bericht
    assert "71" in bericht


@pytest.mark.parametrize(
    ("ab_jahr", "status"), [("", "nicht_erreicht"), ("2023", "nicht_erreicht"), ("2024", "ohne_daten")]
)
def test_no_value_older_than_a_target_judges_it(kreis: Projekt, ab_jahr: str, status: str) -> None:
    kreis.tabellen[STADT]["zielwerte"][0]["ab_jahr"] = ab_jahr
    kreis.write()
    ergebnis = build(load(kreis.pfad))
    assert ergebnis.as_of(STADT, 2023).goal(STADT, "1.1")["status"] == status
    assert ergebnis.as_of(STADT, 2024).goal(STADT, "1.1")["status"] == "nicht_erreicht"


def test_state_of_the_data_follows_the_day(kreis: Projekt) -> None:
    ergebnis = build(load(kreis.pfad))
    for tag, wort, fehlt in (
        ("2025-12-31", "Sie ist noch nicht fällig.", "Letzter Wert 2024; der für 2025 ist nach dem 31. Dezember 2025 fällig"),
        ("2026-01-01", "Sie ist fällig.", "Letzter Wert 2024; es fehlt 2025"),
        ("2027-01-01", "Sie ist überfällig.", "Letzter Wert 2024; es fehlen 2025 und 2026"),
    ):  # fmt: skip
        stand = parts(standseite, page(ergebnis, tag), "stand_")
        assert wort in stand, tag
        assert fehlt in stand, tag
        assert 'href="/kennzahlen/plaetze/"' in stand


def test_plans_say_what_became_of_them_and_when_their_time_is_over(kreis: Projekt) -> None:
    ergebnis = build(load(kreis.pfad))

    def _said(tag: str) -> str:
        return stadtteilseite.draw_arbeitsprogramm(page(ergebnis, tag, arbeitsprogramm="2025"))

    assert "überfällig" not in _said("2025-12-31").lower()
    spaeter = _said("2026-01-01")
    assert "Umsetzung: eines offen, eines erledigt und eines ohne Nachricht." in spaeter
    assert "Am Stichtag 1. Januar 2026 sind zwei überfällig" in spaeter
    assert "offen; Stand März 2025, Kinderbericht, Anhang; überfällig" in spaeter
    assert "erledigt; Stand 20. Juni 2025, Kinderbericht, Anhang; Frist: 30. Juni 2025<" in spaeter
    assert "ohne Nachricht; überfällig" in spaeter
    assert programmteil.programme_items(page(ergebnis, "2026-01-01"), 2024) is None


def test_what_holds_for_each_plan_is_said_once(kreis: Projekt) -> None:
    for zeile in kreis.tabellen[STADT]["arbeitsprogramm"]:
        for name in ("umsetzung_am", "umsetzung_quelle_id", "umsetzung_fundstelle", "frist"):
            zeile.pop(name, None)
        zeile["umsetzung"] = "unbekannt"
    kreis.write()
    text = stadtteilseite.draw_arbeitsprogramm(page(build(load(kreis.pfad)), "2026-01-01", arbeitsprogramm="2025"))
    assert "Was daraus wurde, sagt kein Dokument. Bei drei war die Zeit dafür am 1. Januar 2026 vorbei." in text
    assert "ohne Nachricht" not in text


def test_one_offer_is_enough_for_a_chain_with_its_gaps(kreis: Projekt) -> None:
    ergebnis = build(load(kreis.pfad))
    assert [e.kommune_id for e in ketteseite.list_chains(ergebnis)] == [STADT]
    main(["neu", "modul", "spielkreis", "name=Spielkreis", "kurz=Spielen.", "art=angebot", "zielgruppe=Familien",
          "status=laufend", "status_stand=2025", "hat_seite=nein", "kapitel=kita", "quelle_id=bericht-quellstadt",
          "fundstelle=Seite 1", "--kommune", "quellstadt", "--pfad", str(kreis.pfad)])  # fmt: skip
    assert kreis.fehler(schreiben=False) == []
    ergebnis = build(load(kreis.pfad))
    assert [e.kommune_id for e in ketteseite.list_chains(ergebnis)] == ["quellstadt", STADT]
    andere = Seite(ergebnis, "quellstadt", lambda z: f"/{z}", lambda *_, **__: "", {})
    # The same list of gaps as everywhere: a goal without an offer of its own, an offer without an age.
    kette = ketteseite.draw_liste(andere)
    assert "Spielkreis" in kette
    assert "Ziele, zu denen die Dokumente kein eigenes Angebot nennen:" in kette
    # It names no age and has no page, so there is nothing to draw.
    assert ketteseite.draw_bild(andere) == ""
    assert "Spielkreis" not in ketteseite.draw_bild(page(ergebnis, "2026-03-01"))
    assert "Lesestunde" in ketteseite.draw_bild(page(ergebnis, "2026-03-01"))
