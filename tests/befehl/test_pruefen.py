"""``kekiz pruefen`` for one package: a folder, a published zip, and what is neither."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.daten.meldungen import Meldungen, as_github, set_apart, tell
from kekiz.wege.export import write_package
from kekiz.wissen.fehler import Fehler
from paketbau import DATEN, Projekt


def test_one_folder_beside_its_catalogue(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    ordner = projekt.pfad / "hamm"
    assert main(["pruefen", str(ordner)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"{ordner}: 12 Tabellen, 18 Zeilen: keine Fehler."
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


# --- forms of the answer ---------------------------------------------------------------------------------------------


def test_json_tells_what_was_found_and_expected_apart(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefen", str(projekt.pfad), "--format", "json"]) == 0
    gelesen = json.loads(capsys.readouterr().out)
    # Two are worth a second look in this town: a group that nobody uses, and a share that leaps.
    assert [w["datei"] for w in gelesen.pop("warnungen")] == ["hamm/werte.csv", "katalog/gruppen.csv"]
    assert gelesen == {"fehler": [], "anzahl": 0, "folgen": 0}
    projekt.zeile("hamm/werte", 1)["wert"] = "82,1"
    projekt.write()
    assert main(["pruefen", str(projekt.pfad), "--format", "json"]) == 1
    (fehler,) = json.loads(capsys.readouterr().out)["fehler"]
    assert {k: fehler[k] for k in ("datei", "zeile", "spalte", "schluessel", "gefunden", "erwartet", "abhilfe")} == {
        "datei": "hamm/werte.csv",
        "zeile": 3,
        "spalte": "wert",
        "schluessel": "quote_u3 · hamm · 2018",
        "gefunden": "82,1",
        "erwartet": "eine Zahl mit Dezimalpunkt, zum Beispiel 82.1",
        "abhilfe": "Bitte die Zelle berichtigen.",
    }


def test_github_marks_the_line(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    projekt.zeile("hamm/werte", 1)["zaehler"] = "9999"
    projekt.write()
    assert main(["pruefen", str(projekt.pfad), "--format", "github"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == (
        f"::error file={projekt.pfad}/hamm/werte.csv,line=3,title=hamm/werte.csv zaehler::[quote_u3 · hamm · 2018] Zähler "
        "9999 ist größer als Nenner 4525. Bitte Quelle prüfen."
    )


def test_line_of_a_github_command_cannot_be_broken_out_of() -> None:
    fehler = Fehler("a,b:c.csv", 0, "", "Befund 100 %\n::error::", "Abhilfe.", spalte="wert")
    assert as_github(Meldungen([fehler], 0), "daten") == (
        "::error file=daten/a%2Cb%3Ac.csv,line=1,title=a%2Cb%3Ac.csv wert::Befund 100 %25%0A::error::. Abhilfe."
    )


def test_sarif_names_file_and_line(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    projekt.zeile("hamm/werte", 1)["zaehler"] = "9999"
    projekt.write()
    assert main(["pruefen", str(projekt.pfad), "--format", "sarif"]) == 1
    sarif = json.loads(capsys.readouterr().out)
    ergebnis, warnung = sarif["runs"][0]["results"]
    assert (ergebnis["level"], warnung["level"]) == ("error", "warning")
    ort = ergebnis["locations"][0]["physicalLocation"]
    assert (sarif["version"], ort["region"]["startLine"]) == ("2.1.0", 3)
    assert ort["artifactLocation"]["uri"] == f"{projekt.pfad}/hamm/werte.csv"
    assert ergebnis["ruleId"] == sarif["runs"][0]["tool"]["driver"]["rules"][0]["id"]


def fault(zeile: int, befund: str = "Befund", datei: str = "a/werte.csv", **mehr: str) -> Fehler:
    return Fehler(datei, zeile, f"z{zeile}", befund, "Abhilfe.", **mehr)


def test_equal_faults_are_told_five_times_and_counted() -> None:
    fuenf = [fault(n, f"wert ist zu groß (gefunden „{n}“)") for n in range(2, 7)]
    assert tell(fuenf) == [str(f) for f in fuenf]
    assert tell([*fuenf, fault(7, "wert ist zu groß (gefunden „9“)")])[5:] == [
        "a/werte.csv: noch 1 gleicher Fehler in Zeile 7 (wert ist zu groß (gefunden …))."
    ]
    viele = tell([fault(n, f"wert ist zu groß (gefunden „{n}“)") for n in range(2, 102)])
    assert len(viele) == 6
    assert viele[5].startswith(
        "a/werte.csv: noch 95 gleiche Fehler in den Zeilen 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, "
    )
    assert viele[5].endswith(" 18 und 83 weiteren (wert ist zu groß (gefunden …)).")


def test_equal_faults_of_a_spreadsheet_are_counted_with_their_cells() -> None:
    blatt = [fault(n, "wert fehlt", zelle=f"Blatt „werte“, Zelle E{n}") for n in range(2, 9)]
    assert tell(blatt[:6])[5] == "Blatt „werte“, Zelle E7 (a/werte.csv): noch 1 gleicher Fehler (wert fehlt)."
    assert tell(blatt)[5] == "Blatt „werte“, Zellen E7, E8 (a/werte.csv): noch 2 gleiche Fehler (wert fehlt)."
    assert tell([fault(n, "wert fehlt", zelle=f"Zelle E{n}") for n in range(2, 9)])[5].startswith("Zellen E7, E8 (")


def test_the_same_words_in_many_files_are_one_kind() -> None:
    gleiche = [fault(2, "quelle_id „weg“ ist unbekannt", f"{k}/werte.csv") for k in "abcdefgh"]
    assert tell(gleiche)[5:] == [
        "3 Dateien: noch 3 gleiche Fehler in f/werte.csv, g/werte.csv, h/werte.csv (quelle_id … ist unbekannt)."
    ]


def test_what_follows_from_another_fault_is_counted_only() -> None:
    folge = fault(9, "überholt", "a/hinweise.csv", ursache="a/werte.csv z2")
    allein = set_apart([folge])
    assert (list(allein.fehler), allein.folgen, allein.summary()) == ([folge], 0, "Ein Fehler in den Daten.")
    mit = set_apart([folge, fault(2)])
    assert ([f.befund for f in mit.fehler], mit.folgen) == (["Befund"], 1)
    assert mit.summary() == "Ein Fehler in den Daten. Einer, der daraus folgt, ist nicht gezeigt."
    assert set_apart([folge, folge, fault(2), fault(3)]).summary() == (
        "2 Fehler in den Daten. 2, die daraus folgen, sind nicht gezeigt."
    )


def test_wrong_value_is_the_cause_of_a_hint_that_no_longer_holds(
    projekt: Projekt, capsys: pytest.CaptureFixture[str]
) -> None:
    projekt.zeile("hamm/werte", 2).update(wert="58", zaehler="764")
    projekt.write()
    assert main(["pruefen", str(projekt.pfad)]) == 1
    zeilen = capsys.readouterr().out.splitlines()
    assert zeilen[0].startswith(
        "hamm/werte.csv Zeile 4 [quote_u8 · pelkum · 2017/18]: wert und gedruckt sagen Verschiedenes"
    )
    assert zeilen[2] == "Ein Fehler in den Daten. Einer, der daraus folgt, ist nicht gezeigt."


def test_stopped_by_hand_ends_in_a_sentence(
    projekt: Projekt, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def _stop(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("kekiz.__main__.load", _stop)
    assert main(["pruefen", str(projekt.pfad)]) == 130
    assert capsys.readouterr().err == "\nAbgebrochen.\n"


def test_terminal_of_windows_shows_every_message(projekt: Projekt, monkeypatch: pytest.MonkeyPatch) -> None:
    projekt.zeile("hamm/werte", 1)["wert"] = "82,1"
    projekt.write()
    roh = io.BytesIO()
    strom = io.TextIOWrapper(roh, encoding="cp850")
    monkeypatch.setattr("sys.stdout", strom)
    assert main(["pruefen", str(projekt.pfad)]) == 1
    strom.flush()
    assert "wert ist nicht lesbar (gefunden ?82,1?, erwartet eine Zahl mit Dezimalpunkt" in roh.getvalue().decode(
        "cp850"
    )
