"""``kekiz neu jahr``: the rows of a new year wait for their values, break nothing, and are told apart from missing ones."""

import csv
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.befehl.jahr import describe_open
from kekiz.daten.load import load
from kekiz.ergebnis import build
from paketbau import Projekt

Ausgabe = pytest.CaptureFixture[str]


def run(projekt: Projekt, *argumente: str) -> int:
    return main(["neu", "jahr", *argumente, "--pfad", str(projekt.pfad)])


def fill(datei: Path, schluessel: str, zellen: str) -> None:
    """Writes cells behind the key of an open row."""
    vorher = datei.read_text(encoding="utf-8")
    zeile = next(z for z in vorher.splitlines() if z.startswith(schluessel + ","))
    datei.write_text(vorher.replace(zeile, schluessel + zellen), encoding="utf-8")


def test_new_year_goes_on_with_each_series_in_its_own_kind_of_period(projekt: Projekt, capsys: Ausgabe) -> None:
    datei = projekt.datei("hamm/werte")
    vorher = datei.read_text(encoding="utf-8")
    assert run(projekt, "2019") == 0
    zeilen = capsys.readouterr().out.splitlines()
    assert zeilen[0] == f"{datei}: 2 Zeilen für 2019 ergänzt (2018/19: 1, 2019: 1)."
    assert zeilen[1].startswith("Ihr wertstatus ist offen: Keine Seite")
    assert [z[:2] for z in zeilen[3:]] == ["1.", "2.", "3.", "4."]
    nachher = datei.read_text(encoding="utf-8")
    assert nachher.startswith(vorher)
    neue = list(csv.reader(nachher.removeprefix(vorher).splitlines()))
    assert neue == [
        ["quote_u3", "hamm", "2019", *[""] * 6, "offen", "", "", ""],
        ["quote_u8", "pelkum", "2018/19", *[""] * 6, "offen", "", "", ""],
    ]


def test_asked_twice_it_adds_nothing_and_says_so(projekt: Projekt, capsys: Ausgabe) -> None:
    datei = projekt.datei("hamm/werte")
    assert run(projekt, "2019") == 0
    einmal = datei.read_bytes()
    capsys.readouterr()
    assert run(projekt, "2019") == 0
    assert capsys.readouterr().out == f"{datei}: Für 2019 steht schon jede erwartete Zeile da (2), nichts ergänzt.\n"
    assert datei.read_bytes() == einmal


def test_rows_that_are_there_already_stay_and_are_counted(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "2019", "--kennzahl", "quote_u3") == 0
    capsys.readouterr()
    assert run(projekt, "2019") == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("1 Zeile für 2019 ergänzt (2018/19: 1). 1 waren schon da.")


def test_one_period_asks_only_the_series_of_its_kind(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "2018/19") == 0
    assert capsys.readouterr().out.splitlines()[0].endswith("1 Zeile für 2018/19 ergänzt (2018/19: 1).")


def test_open_rows_pass_every_check_and_no_stage_sees_them(projekt: Projekt, capsys: Ausgabe) -> None:
    vorher = build(load(projekt.pfad))
    assert run(projekt, "2019") == 0
    assert projekt.fehler(schreiben=False) == []
    bestand = load(projekt.pfad)
    assert len(bestand.offen) == 2
    nachher = build(bestand)
    for name in ("werte", "zielstand", "ziele", "trends"):
        assert getattr(nachher, name).equals(getattr(vorher, name)), name
    capsys.readouterr()
    assert main(["pruefen", str(projekt.pfad)]) == 0
    assert capsys.readouterr().out.splitlines()[1] == "Hamm, 2019: 2 Zeilen erwartet, 0 mit Wert, 2 noch offen."


@pytest.mark.parametrize(
    ("zellen", "meldung"),
    [
        (",,,,,,,offen,,,", None),
        (",,40,,,,,offen,,,", "Bei wertstatus offen steht eine Zahl (gefunden wert 40, erwartet leer). Bitte die Zahl löschen oder den wertstatus ändern."),
        (",,40,,,,40%,gedruckt,bericht,Tabelle 2,", None),
        (",,40,,,,40%,gedruckt,,Tabelle 2,", "quelle_id fehlt. Bitte eintragen; diese Spalte ist Pflicht."),
        (",,,,,,,nicht_erhoben,bericht,,", "fundstelle fehlt. Bitte eintragen; diese Spalte ist Pflicht."),
        (",,,,,,,nicht_erhoben,bericht,Tabelle 2,", None),
    ],
)  # fmt: skip
def test_a_filled_row_must_say_where_from(projekt: Projekt, zellen: str, meldung: str | None) -> None:
    assert run(projekt, "2019", "--kennzahl", "quote_u3") == 0
    fill(projekt.datei("hamm/werte"), "quote_u3,hamm,2019", zellen)
    ort = "hamm/werte.csv Zeile 5 [quote_u3 · hamm · 2019]: "
    assert projekt.fehler(schreiben=False) == ([ort + meldung] if meldung else [])


def test_completeness_tells_values_reasons_open_rows_and_rows_that_nobody_put_down(projekt: Projekt) -> None:
    assert run(projekt, "2019") == 0
    datei = projekt.datei("hamm/werte")
    fill(datei, "quote_u3,hamm,2019", ",,,,,,,nicht_erhoben,bericht,Tabelle 2,")
    assert describe_open(load(projekt.pfad)) == [
        "Hamm, 2019: 2 Zeilen erwartet, 0 mit Wert, 1 ohne Wert mit Grund, 1 noch offen."
    ]


def test_year_that_no_series_can_take(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "2016") == 1
    assert capsys.readouterr().err == "Keine Reihe in hamm/werte.csv lässt sich mit 2016 fortsetzen.\n"
    assert run(projekt, "bald") == 1
    assert capsys.readouterr().err == "„bald“ ist kein Zeitraum (erwartet 2018, 2017/18 oder 2018-09-30).\n"
