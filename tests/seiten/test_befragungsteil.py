"""What should have been asked: missing words are said to be missing, columns without any word are absent."""

import re
from pathlib import Path

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten.befragungsteil import draw_befragungen
from kekiz.seiten.seite import Seite
from paketbau import Projekt, Zeile
from staedtebau import packages


def outcome(ordner: Path, zeilen: list[Zeile] | None = None) -> Ergebnis:
    pakete = packages()
    if zeilen:
        pakete["muehlau"]["befragungen"] = zeilen
    projekt = Projekt(ordner, pakete)
    assert projekt.fehler() == []
    return build(load(projekt.pfad))


def part(ergebnis: Ergebnis) -> str:
    return draw_befragungen(Seite(ergebnis, "muehlau", lambda ziel: ziel, lambda *_, **__: "", {}))


def test_table_says_of_whom_how_often_and_what_became_of_it(tmp_path: Path) -> None:
    text = part(outcome(tmp_path))
    assert re.findall(r"<t[hd][^>]*>([^<]+)</t[hd]>", text) == [
        "Wonach", "Wer gefragt werden sollte", "Wie oft", "Was aus dem Erfolgsmaß wurde",
        "Ob sich alle kennen", "Fachkräfte", "nicht genannt", "entfallen",
        "Ob Eltern zufrieden sind", "nicht genannt", "jedes Jahr", "–",
    ]  # fmt: skip
    assert "Zu zwei Punkten sollten Menschen gefragt werden." in text
    assert "Bei einem davon kehrt das Erfolgsmaß im Zielkatalog nicht wieder." in text
    assert "steht auch nicht da" not in text
    assert "Abschnitt 2" in text


def test_columns_that_nothing_fills_are_absent(tmp_path: Path) -> None:
    q = {"quelle_id": "bericht-muehlau", "fundstelle": "Abschnitt 2"}
    text = part(outcome(tmp_path, [{"nr": "1", "gegenstand": "Ob es gefällt", "befragte": "Kinder", **q}]))
    assert re.findall(r"<th scope=\"col\">([^<]+)</th>", text) == ["Wonach", "Wer gefragt werden sollte"]
    assert "Zu einem Punkt sollten Menschen gefragt werden." in text
    assert "Wie oft gefragt werden sollte, steht auch nicht da." in text
    assert "Zielkatalog" not in text


def test_unknown_measure_is_a_fault(tmp_path: Path) -> None:
    pakete = packages()
    pakete["muehlau"]["befragungen"][0]["bsc_nr"] = "9"
    (fehler,) = Projekt(tmp_path, pakete).fehler()
    assert "bsc_nr „9“ ist unbekannt (erwartet eine Kennung aus muehlau/bsc.csv)" in fehler
