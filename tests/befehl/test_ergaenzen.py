"""``kekiz tabelle`` and ``kekiz neu``: what is added stands at the end, says what is missing, and breaks nothing."""

import re

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
        ("zaehlweise", "quote_u3", "hamm/zaehlweisen.csv", None),
    ],
)
def test_new_row_says_what_is_missing(
    projekt: Projekt, capsys: Ausgabe, art: str, kennung: str, datei: str, leer: str | None
) -> None:
    pfad = projekt.pfad / datei
    vorher = pfad.read_text(encoding="utf-8") if pfad.is_file() else ""
    assert run(projekt, "neu", art, kennung) == 0
    ergaenzt, fehlt = capsys.readouterr().out.splitlines()
    assert ergaenzt == f"{pfad}: Zeile {kennung} ergänzt."
    assert pfad.read_text(encoding="utf-8").startswith(vorher)
    if leer is not None:
        assert fehlt == f"Noch zu füllen: {leer}."
    # What the command names is what the check misses.
    genannt = set(re.sub(r" \([^)]*\)", "", fehlt.removeprefix("Noch zu füllen: ").removesuffix(".")).split(", "))
    meldungen = [m for m in projekt.fehler(schreiben=False) if re.search(rf"[\[ ]{kennung}\]", m)]
    assert {m.split("]: ")[1].split()[0] for m in meldungen} == genannt


def test_new_row_with_all_cells_is_valid(projekt: Projekt, capsys: Ausgabe) -> None:
    assert run(projekt, "neu", "raum", "norden", "name=Der Norden, links", "typ=sozialraum", "gehoert_zu=hamm") == 0
    assert capsys.readouterr().out.splitlines()[1] == "Alle Pflichtspalten sind gefüllt."
    assert projekt.fehler(schreiben=False) == []
    assert run(projekt, "neu", "raum", "norden") == 1
    assert capsys.readouterr().err == "norden steht schon in hamm/raeume.csv.\n"
    assert run(projekt, "neu", "raum", "sueden", "farbe=rot") == 1
    assert capsys.readouterr().err.startswith("Die Spalte farbe gibt es in raeume.csv nicht (bekannt: raum_id, name, ")
