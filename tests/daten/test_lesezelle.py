"""What a cell of a spreadsheet means in its column, and what is refused because it may mean two things."""

import ast
from datetime import date
from typing import Any

import pytest

from kekiz.daten.bestand import read_schema
from kekiz.daten.blatt import Zelle
from kekiz.daten.lesezelle import Unlesbar, read_cell
from paketbau import DATEN, REPO

FELDER: dict[str, dict[str, Any]] = {
    f["name"]: f
    for tabelle in ("kommunen", "zielwerte", "massnahmen", "modul_ziele", "quellen", "heute", "werte")
    for f in read_schema(DATEN, tabelle)["fields"]
}

GELESEN: list[tuple[str, object, str, str]] = [
    ("wert", "82,1", "", "82.1"),
    ("wert", "82.1", "", "82.1"),
    ("wert", "82", "", "82"),
    ("wert", " 82,10\u00a0", "", "82.1"),
    ("wert", "82 %", "", "82"),
    ("wert", "82,5%", "", "82.5"),
    ("wert", "−3,5", "", "-3.5"),
    ("wert", "1.634", "de", "1634"),
    ("wert", "1.634", "en", "1.634"),
    ("wert", "1.234.567", "", "1234567"),
    ("wert", "1.634,5", "", "1634.5"),
    ("wert", "1,634.5", "", "1634.5"),
    ("wert", 82.1, "", "82.1"),
    ("wert", 0.1 + 0.2, "", "0.3"),
    ("wert", 1e21, "", "1000000000000000000000"),
    ("wert", Zelle(0.821, ist_prozent=True), "", "82.1"),
    ("wert", Zelle(0.07, ist_prozent=True), "", "7"),
    ("nenner", "1.634", "", "1634"),
    ("nenner", "1,634", "", "1634"),
    ("nenner", "1 634", "", "1634"),
    ("nenner", "1\u202f634", "", "1634"),
    ("nenner", "82,0", "", "82"),
    ("nenner", "1.000", "de", "1000"),
    ("nenner", 1634, "", "1634"),
    ("nenner", 1634.0, "", "1634"),
    ("jaehrliche_kosten_euro", "650.000,00 €", "", "650000"),
    ("zeitraum", 2018, "", "2018"),
    ("zeitraum", 2018.0, "", "2018"),
    ("zeitraum", "2017/2018", "", "2017/18"),
    ("zeitraum", date(2018, 9, 30), "", "2018-09-30"),
    ("zeitraum", "30.09.2018", "", "2018-09-30"),
    ("zeitraum", "bis 2018", "", "bis 2018"),
    ("raum_id", "Pelkum", "", "pelkum"),
    ("raum_id", "pelkum · Pelkum", "", "pelkum"),
    ("raum_id", "\u200bpelkum\u00a0", "", "pelkum"),
    ("ziel_id", "1.10", "", "1.10"),
    ("ziel_id", "1.10 · Mehr Plätze", "", "1.10"),
    ("ziel_id", 1, "", "1"),
    ("ags", "05915000", "", "05915000"),
    ("wertstatus", "Gedruckt", "", "gedruckt"),
    ("wertstatus", "nur Abbildung", "", "nur_abbildung"),
    ("gedruckt", "82,10 %", "", "82,10 %"),
    ("fundstelle", "Tabelle\u00a01,\nSpalte 2", "", "Tabelle 1, Spalte 2"),
    ("fundstelle", 3, "", "3"),
    ("ist_dauerhaft", True, "", "ja"),
    ("ist_dauerhaft", "Nein", "", "nein"),
    ("ist_dauerhaft", "FALSCH", "", "nein"),
    ("wert", None, "", ""),
    ("wert", "\u00a0 ", "", ""),
]


def cell(inhalt: Any) -> Zelle:
    return inhalt if isinstance(inhalt, Zelle) else Zelle(inhalt)


@pytest.mark.parametrize(("spalte", "inhalt", "stil", "erwartet"), GELESEN)
def test_cell_with_one_reading_is_understood(spalte: str, inhalt: object, stil: str, erwartet: str) -> None:
    assert read_cell(cell(inhalt), FELDER[spalte], None, stil) == erwartet


ABGELEHNT: list[tuple[str, object, str, str]] = [
    ("wert", "1.634", "", "lässt sich zweimal lesen (gefunden „1.634“, erwartet 1,634 oder 1634)"),
    ("wert", "1,634", "", "lässt sich zweimal lesen (gefunden „1,634“, erwartet 1,634 oder 1634)"),
    ("wert", "viel", "", "ist nicht lesbar (gefunden „viel“, erwartet eine Zahl, zum Beispiel 82,1)"),
    ("wert", "ca. 82", "", "ist nicht lesbar (gefunden „ca. 82“, erwartet eine Zahl, zum Beispiel 82,1)"),
    ("wert", "82,1,5", "", "ist nicht lesbar (gefunden „82,1,5“, erwartet eine Zahl, zum Beispiel 82,1)"),
    ("wert", "1 63", "", "ist nicht lesbar (gefunden „1 63“, erwartet eine Zahl, zum Beispiel 82,1)"),
    ("wert", "–", "", "ist keine Zahl (gefunden „–“, erwartet eine Zahl oder eine leere Zelle)"),
    ("wert", "k.A.", "", "ist keine Zahl (gefunden „k.A.“, erwartet eine Zahl oder eine leere Zelle)"),
    ("wert", True, "", "ist keine Zahl (gefunden WAHR, erwartet eine Zahl, zum Beispiel 82,1)"),
    ("wert", date(2018, 2, 1), "", "ist keine Zahl (gefunden 01.02.2018, erwartet eine Zahl, zum Beispiel 82,1)"),
    (
        "wert",
        Zelle("82", ist_verbunden=True),
        "",
        "ist über mehrere Zeilen verbunden (gefunden „82“, erwartet eine Zahl je Zeile)",
    ),
    (
        "wert",
        Zelle("#DIV/0!", mangel="der Fehlerwert #DIV/0!"),
        "",
        "ist nicht lesbar (gefunden der Fehlerwert #DIV/0!)",
    ),
    ("nenner", "1.000", "", "lässt sich zweimal lesen (gefunden „1.000“, erwartet 1 oder 1000)"),
    ("nenner", "82 %", "", "ist nicht lesbar (gefunden „82 %“, erwartet eine ganze Zahl)"),
    (
        "nenner",
        Zelle(0.82, ist_prozent=True),
        "",
        "ist als Prozent formatiert (gefunden 82 %, erwartet eine ganze Zahl)",
    ),
    ("nenner", 1.634, "", "ist keine ganze Zahl (gefunden 1,634, erwartet eine ganze Zahl)"),
    ("nenner", "82,5", "", "ist nicht lesbar (gefunden „82,5“, erwartet eine ganze Zahl)"),
    ("ziel_id", 1.1, "", "ist eine Zahl (gefunden 1,1, erwartet Text)"),
    ("ziel_id", date(2018, 8, 1), "", "ist ein Datum (gefunden 01.08.2018, erwartet Text)"),
    (
        "ags",
        5915000,
        "",
        "hat die falsche Form (gefunden „5915000“; die führende 0 fehlt, erwartet vermutlich „05915000“)",
    ),
    ("gedruckt", 82, "", "ist eine Zahl (gefunden 82, erwartet Text genau wie gedruckt)"),
    (
        "gedruckt",
        Zelle(0.82, ist_prozent=True),
        "",
        "ist eine Zahl (gefunden 82 %, erwartet Text genau wie gedruckt)",
    ),
    ("gedruckt", True, "", "ist ein Wahrheitswert (gefunden WAHR, erwartet Text)"),
    ("raum_id", "Bockum-Hövel", "", "hat die falsche Form (gefunden „Bockum-Hövel“)"),
    ("zeitraum", "09/30/2018", "", "hat die falsche Form (gefunden „09/30/2018“)"),
    ("fundstelle", "Stra\ufffde", "", "enthält ein Zeichen, das kein Text ist (gefunden „Stra\ufffde“)"),
    ("fundstelle", "StraÃŸe", "", "ist mit einem falschen Zeichensatz gelesen worden (gefunden „ÃŸ“)"),
    ("ist_dauerhaft", "vielleicht", "", "ist weder ja noch nein (gefunden „vielleicht“, erwartet ja oder nein)"),
]


@pytest.mark.parametrize(("spalte", "inhalt", "stil", "befund"), ABGELEHNT)
def test_cell_without_or_with_two_readings_is_refused(spalte: str, inhalt: object, stil: str, befund: str) -> None:
    with pytest.raises(Unlesbar) as fehler:
        read_cell(cell(inhalt), FELDER[spalte], None, stil)
    assert fehler.value.befund == befund
    assert fehler.value.abhilfe.endswith(".")


def test_near_code_is_suggested() -> None:
    with pytest.raises(Unlesbar) as fehler:
        read_cell(Zelle("gedrukt"), FELDER["wertstatus"], None, "")
    assert fehler.value.abhilfe == "Ist „gedruckt“ gemeint? Bitte berichtigen."


@pytest.mark.parametrize(
    ("inhalt", "alt", "erwartet"),
    [(82.0, "82.0", "82.0"), ("82,0", "82.0", "82.0"), ("1.634", "1.634", "1.634"), (82.1, "82.0", "82.1")],
)
def test_number_that_says_the_same_keeps_its_writing(inhalt: object, alt: str, erwartet: str) -> None:
    assert read_cell(cell(inhalt), FELDER["wert"], alt, "") == erwartet


REIN = ("lesetabelle", "lesezelle", "einlesen", "dateiart", "meldungen")


def imported(modul: str, gesehen: set[str]) -> set[str]:
    """Names what a module of the program imports, directly or through others of the program."""
    datei = REPO / "scripts" / f"{modul.replace('.', '/')}.py"
    if modul in gesehen or not datei.is_file():
        return gesehen | {modul}
    gesehen |= {modul}
    for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
        if isinstance(knoten, ast.ImportFrom) and knoten.module:
            gesehen = imported(knoten.module, gesehen)
        elif isinstance(knoten, ast.Import):
            gesehen |= {n.name for n in knoten.names}
    return gesehen


def test_what_a_browser_shall_run_needs_no_pandas() -> None:
    alle = set().union(*(imported(f"kekiz.daten.{m}", set()) for m in REIN))
    assert "openpyxl" in alle
    assert {m.split(".")[0] for m in alle} & {"pandas", "numpy", "frictionless", "scipy"} == set()
