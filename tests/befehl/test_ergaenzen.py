"""``kekiz tabelle`` and ``kekiz neu``: what is added stands at the end, says what is missing, and breaks nothing."""

import pytest

from kekiz.__main__ import main
from kekiz.daten.load import load
from paketbau import Projekt

Ausgabe = pytest.CaptureFixture[str]


def run(projekt: Projekt, *argumente: str) -> int:
    return main([*argumente, "--pfad", str(projekt.pfad)])


def test_new_table_is_empty_and_valid(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "tabelle", "zeitleiste") == 0
    assert capsys.readouterr().out == f"Angelegt: {projekt.pfad}/hamm/zeitleiste.csv\n"
    assert projekt.fehler(schreiben=False) == []
    tabelle = load(projekt.pfad).find("hamm", "zeitleiste")
    assert tabelle is not None
    assert tabelle.frame.empty
    assert run(projekt, "tabelle", "zeitleiste") == 1
    assert capsys.readouterr().err == "Die Tabelle hamm/zeitleiste.csv gibt es schon.\n"


def test_unknown_table_and_package_are_named(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "tabelle", "zeitleisten") == 1
    assert capsys.readouterr().err.startswith("Eine Tabelle „zeitleisten“ gibt es nicht (bekannt: altersgruppen, ")
    assert run(projekt, "tabelle", "zeitleiste", "--kommune", "ort") == 1
    assert capsys.readouterr().err == "Ein Paket „ort“ gibt es nicht (vorhanden: hamm).\n"


@pytest.mark.parametrize(
    ("art", "kennung", "datei", "leer"),
    [
        ("ziel", "1.2", "hamm/ziele.csv", "titel, kurzfassung, quelle_id, fundstelle"),
        ("raum", "norden", "hamm/raeume.csv", "name"),
        ("kennzahl", "quote_neu", "katalog/kennzahlen.csv", None),
        ("modul", "neu", "hamm/module.csv", None),
    ],
)
def test_new_row_says_what_is_missing(
    projekt: Projekt, capsys: Ausgabe, art: str, kennung: str, datei: str, leer: str | None
) -> None:
    pfad = projekt.pfad / datei
    vorher = pfad.read_text(encoding="utf-8")
    assert run(projekt, "neu", art, kennung) == 0
    ergaenzt, fehlt = capsys.readouterr().out.splitlines()
    assert ergaenzt == f"{pfad}: Zeile {kennung} ergänzt."
    assert pfad.read_text(encoding="utf-8").startswith(vorher)
    if leer is not None:
        assert fehlt == f"Noch zu füllen: {leer}."
    # What the command names is what the check misses.
    genannt = set(fehlt.removeprefix("Noch zu füllen: ").removesuffix(".").split(", "))
    meldungen = [m for m in projekt.fehler(schreiben=False) if f"[{kennung}]" in m]
    assert {m.split("]: ")[1].split()[0] for m in meldungen} == genannt


def test_new_row_with_all_cells_is_valid(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "neu", "raum", "norden", "name=Der Norden, links", "typ=sozialraum", "gehoert_zu=hamm") == 0
    assert capsys.readouterr().out.splitlines()[1] == "Alle Pflichtspalten sind gefüllt."
    assert projekt.fehler(schreiben=False) == []
    assert run(projekt, "neu", "raum", "norden") == 1
    assert capsys.readouterr().err == "norden steht schon in hamm/raeume.csv.\n"
    assert run(projekt, "neu", "raum", "sueden", "farbe=rot") == 1
    assert capsys.readouterr().err.startswith("Die Spalte farbe gibt es in raeume.csv nicht (bekannt: raum_id, name, ")


def test_new_year_goes_on_with_each_series_of_years(projekt: Projekt, capsys: Ausgabe) -> None:
    datei = projekt.datei("hamm/werte")
    assert run(projekt, "neu", "jahr", "2019") == 0
    assert capsys.readouterr().out == (
        f"{datei}: 1 Zeile für 2019 ergänzt.\n"
        "Noch zu füllen: wert, gedruckt, wertstatus, quelle_id, fundstelle.\n"
        "Was das Dokument nicht nennt, bekommt den wertstatus nicht_erhoben; überzählige Zeilen löschen.\n"
    )
    letzte = datei.read_text(encoding="utf-8").splitlines()[-1]
    assert letzte.rstrip(",") == "quote_u3,hamm,2019"
    datei.write_text(
        datei.read_text(encoding="utf-8").replace(letzte, "quote_u3,hamm,2019,,,,,,,nicht_erhoben,bericht,Tabelle 1,"),
        encoding="utf-8",
    )
    assert projekt.fehler(schreiben=False) == []


def test_year_that_no_series_can_take(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "neu", "jahr", "2018") == 1
    assert capsys.readouterr().err == "Keine Reihe in hamm/werte.csv lässt sich mit 2018 fortsetzen.\n"
    assert run(projekt, "neu", "jahr", "bald") == 1
    assert capsys.readouterr().err == "„bald“ ist kein Zeitraum (erwartet 2018, 2017/18 oder 2018-09-30).\n"
