"""What a browser gets for a check: the same bytes each time, and nothing where small numbers are hidden."""

import zipfile
from pathlib import Path

import pytest

from kekiz.daten.einstellungen import parse_settings
from kekiz.daten.load import load
from kekiz.ergebnis import build
from kekiz.seiten.pruefseite import MACROS
from kekiz.seiten.seite import Seite
from kekiz.wege.pruefpaket import DATEN, MODULE, PROGRAMM, holds, offer_check
from paketbau import Projekt

KLEIN = 'name = "S"\nstart = "hamm"\n'
WEGE = 'hochladen = "https://ort.test/{ordner}"\n[kontakt]\nstelle = "Amt"\nemail = "amt@ort.test"\n'


def test_archives_are_the_same_each_time_and_hold_program_and_tables(projekt: Projekt, tmp_path: Path) -> None:
    einstellungen = parse_settings(KLEIN + WEGE)
    orte = [tmp_path / "eins", tmp_path / "zwei"]
    eins, zwei = (offer_check(ort, projekt.pfad, einstellungen) for ort in orte)
    assert eins == zwei
    assert (eins["hochladen"], eins["email"]) == ("https://ort.test/{ordner}", "amt@ort.test")
    for name in (PROGRAMM, DATEN):
        assert (orte[0] / name).read_bytes() == (orte[1] / name).read_bytes()
    with zipfile.ZipFile(orte[0] / PROGRAMM) as programm, zipfile.ZipFile(orte[0] / DATEN) as daten:
        assert {"kekiz/wege/pruefstelle.py", "pydantic/__init__.py", "frictionless/__init__.py"} <= set(
            programm.namelist()
        )
        assert [n for n in programm.namelist() if n.startswith(("pandas/", "numpy/", "kekiz/seiten/ziel"))] == []
        assert [n for n in programm.namelist() if n.startswith("frictionless-") and "LICENSE" in n]
        assert {"hamm/werte.csv", "katalog/datapackage.json", "schema/werte.json"} <= set(daten.namelist())


def test_nothing_is_handed_out_where_small_numbers_are_hidden(projekt: Projekt, tmp_path: Path) -> None:
    ort = tmp_path / "site"
    assert offer_check(ort, projekt.pfad, parse_settings(KLEIN + 'kleine_zahlen = "verbergen"\n')) == {}
    assert not ort.exists()


@pytest.mark.parametrize(("text", "gilt"), [("", True), ("gibtesnicht==1\n", False), ("babel==0\n", False)])
def test_list_of_modules_holds_for_its_versions_alone(text: str, gilt: bool) -> None:
    assert holds(MODULE.read_text(encoding="utf-8") + text) == gilt


def test_page_offers_the_check_or_says_why_not(projekt: Projekt) -> None:
    ergebnis = build(load(projekt.pfad))
    weg = {"laufzeit": {}, "programm": "p", "daten": "d", "groesse": 7_705_124, "hochladen": "", "email": ""}
    (teil,) = MACROS.values()
    mit, ohne = (
        teil(Seite(ergebnis, "hamm", lambda z: z, lambda *_, **__: "", {}, start="hamm", pruefung=p)) for p in (weg, {})
    )
    assert "data-kp-pruefen" in mit
    assert "etwa 8\u00a0MB" in mit
    assert "<form" not in ohne
    assert "verbirgt sehr kleine Zahlen" in ohne
