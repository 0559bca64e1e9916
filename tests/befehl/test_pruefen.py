"""``kekiz pruefen`` for one package: a folder, a published zip, and what is neither."""

import zipfile
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.wege.export import write_package
from paketbau import DATEN, Projekt


def test_one_folder_beside_its_catalogue(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    ordner = projekt.pfad / "hamm"
    assert main(["pruefen", str(ordner)]) == 0
    assert capsys.readouterr().out == f"{ordner}: 12 Tabellen, 18 Zeilen: keine Fehler.\n"
    projekt.zeile("hamm/werte", 1)["zaehler"] = "9999"
    projekt.write()
    assert main(["pruefen", str(ordner)]) == 1
    assert (
        "hamm/werte.csv Zeile 3 [quote_u3 · hamm · 2018]: Zähler 9999 ist größer als Nenner 4525. Bitte Quelle prüfen."
    ) in capsys.readouterr().out.splitlines()


def test_other_municipalities_are_no_fault_of_it(projekt: Projekt) -> None:
    projekt.tabellen["katalog"]["kommunen"].append(
        {**projekt.zeile("katalog/kommunen"), "kommune_id": "ohne", "name": "Ohne Paket", "ags": "05911000"}
    )
    projekt.write()
    assert main(["pruefen", str(projekt.pfad)]) == 1
    assert main(["pruefen", str(projekt.pfad / "hamm")]) == 0


def test_folder_without_catalogue_is_checked_against_the_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ordner = tmp_path / "gladbeck"
    ordner.mkdir()
    for datei in (DATEN / "gladbeck").iterdir():
        (ordner / datei.name).write_bytes(datei.read_bytes())
    assert main(["pruefen", str(ordner)]) == 0
    werte = ordner / "werte.csv"
    werte.write_text(werte.read_text(encoding="utf-8").replace("anteil_unter_18", "anteil_unter_19"), encoding="utf-8")
    assert main(["pruefen", str(ordner)]) == 1
    assert "kennzahl_id „anteil_unter_19“ ist unbekannt" in capsys.readouterr().out


@pytest.mark.parametrize("paket", sorted(p.parent.name for p in DATEN.glob("*/datapackage.json")))
def test_published_zip_is_valid_input(tmp_path: Path, paket: str) -> None:
    datei = tmp_path / f"{paket}.zip"
    write_package(DATEN, paket, datei)
    assert main(["pruefen", str(datei)]) == 0


def test_fault_in_a_zip_is_named(projekt: Projekt, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    projekt.zeile("hamm/werte", 1)["zaehler"] = "9999"
    projekt.write()
    datei = tmp_path / "paket.zip"
    write_package(projekt.pfad, "hamm", datei)
    assert main(["pruefen", str(datei)]) == 1
    assert "hamm/werte.csv Zeile 3 [quote_u3 · hamm · 2018]: Zähler 9999 ist größer als" in capsys.readouterr().out


def test_what_is_no_package_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    datei = tmp_path / "a.zip"
    datei.write_bytes(b"kein zip")
    assert main(["pruefen", str(datei)]) == 2
    erwartet = f"{datei} ist kein Datenpaket (erwartet ein ZIP mit datapackage.json).\n"
    assert capsys.readouterr().err == erwartet
    with zipfile.ZipFile(datei, "w") as archiv:
        archiv.writestr("werte.csv", "a\n")
    assert main(["pruefen", str(datei)]) == 2
    assert capsys.readouterr().err == erwartet
    with zipfile.ZipFile(datei, "w") as archiv:
        archiv.writestr("datapackage.json", '{"name": "ort"}')
        archiv.writestr("unbekannt.csv", "a\n")
    assert main(["pruefen", str(datei)]) == 2
    assert capsys.readouterr().err == f"{datei} enthält die Tabelle unbekannt.csv, die das Programm nicht kennt.\n"
