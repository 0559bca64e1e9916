"""A whole package as a zip: the browser and the command line say the same of it, however it was packed."""

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from kekiz.__main__ import main
from kekiz.daten import dateiart
from kekiz.daten.bestand import read_json
from kekiz.wege import pruefstelle
from kekiz.wege.export import write_package
from paketbau import DATEN, Projekt
from zipproben import ABGELEHNT, BESCHREIBUNG, pack


def folder(paket: str) -> dict[str, bytes]:
    """The folder as it lies in the project."""
    return {d.name: d.read_bytes() for d in (DATEN / paket).iterdir()}


def ask(ort: Path, dateien: Mapping[str, bytes], alt: Path = DATEN) -> dict[str, Any]:
    return pruefstelle.check_files(alt, ort / "neu", dateien, "bochum", ersetzen=False, start="hamm")


def say(datei: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[str], list[str]]:
    """What the command line says of a zip: exit code, faults (or why it was not checked), warnings."""
    code = main(["pruefen", str(datei)])
    gesagt = capsys.readouterr()
    zeilen = gesagt.out.splitlines()
    fehler = zeilen[: zeilen.index("")] if code == 1 else gesagt.err.splitlines()
    return code, fehler, [z.removeprefix("Warnung: ") for z in zeilen if z.startswith("Warnung: ")]


@pytest.fixture(scope="module")
def veroeffentlicht(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    datei = tmp_path_factory.mktemp("zip") / "hamm.zip"
    write_package(DATEN, "hamm", datei)
    return datei.read_bytes()


def published(veroeffentlicht: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(veroeffentlicht)) as archiv:
        return {n: archiv.read(n) for n in archiv.namelist()}


BEIWERK = {"Thumbs.db": b"x", "desktop.ini": b"x", "__MACOSX/gladbeck/._werte.csv": b"x", "gladbeck/._werte.csv": b"x"}
GEPACKT: dict[str, Callable[[dict[str, bytes]], dict[str, bytes]]] = {
    "published": lambda p: p,
    "folder of the project": lambda _: folder("gladbeck"),
    "with a folder around it": lambda _: {f"gladbeck/{n}": i for n, i in folder("gladbeck").items()},
    "two folders, backslashes": lambda _: {
        "Sicherung\\": b"",
        **{f"Sicherung\\gladbeck\\{n}": i for n, i in folder("gladbeck").items()},
    },
    "what systems add": lambda p: {**BEIWERK, "notizen.txt": b"x", **{f"gladbeck/{n}": i for n, i in p.items()}},
}


@pytest.mark.parametrize("form", GEPACKT)
def test_package_is_the_same_however_it_is_packed(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Clean as it is; and an unknown document in it is told and shown."""
    datei = tmp_path / "paket.zip"
    write_package(DATEN, "gladbeck", datei)
    inhalt = GEPACKT[form](published(datei.read_bytes()))
    datei.write_bytes(pack(inhalt))
    antwort = ask(tmp_path, {"paket.zip": datei.read_bytes()})
    assert (antwort["zeilen"], antwort["summe"], antwort["aenderungen"], antwort["tabellen"]) == ([], "", [], {})
    code, fehler, warnungen = say(datei, capsys)
    assert (code, fehler, warnungen) == (0, [], antwort["warnungen"])

    werte = next(n for n in inhalt if n.replace("\\", "/").split("/")[-1] == "werte.csv")
    zeile = inhalt[werte].decode().splitlines()[1]
    neu = zeile.replace(f",{zeile.split(',')[10]},", ",fehlt,")
    datei.write_bytes(pack({**inhalt, werte: inhalt[werte].replace(zeile.encode(), neu.encode(), 1)}))
    antwort = ask(tmp_path, {"paket.zip": datei.read_bytes()})
    code, fehler, warnungen = say(datei, capsys)
    assert (code, fehler, warnungen) == (1, antwort["zeilen"], antwort["warnungen"])
    assert fehler[0].startswith("gladbeck/werte.csv Zeile 2 [")
    (aenderung,) = antwort["aenderungen"]
    assert [(z[0], z[2]) for z in aenderung["zellen"]] == [("quelle_id", "fehlt")]
    assert antwort["seiten"]


def test_table_of_a_package_that_the_catalogue_has_too_is_its_own(
    veroeffentlicht: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    antwort = ask(tmp_path, {"hamm.zip": veroeffentlicht})
    assert (antwort["zeilen"], antwort["aenderungen"]) == ([], [])
    inhalt = published(veroeffentlicht)
    assert b"\nnetzwerke," in inhalt["steuerung.csv"]
    inhalt["steuerung.csv"] = inhalt["steuerung.csv"].replace(b"\nnetzwerke,", b"\nsteuerung,")
    (tmp_path / "p.zip").write_bytes(pack(inhalt))
    code, fehler, _ = say(tmp_path / "p.zip", capsys)
    assert code == 1
    assert fehler[0].startswith("hamm/steuerung.csv Zeile 3 [steuerung]")
    assert ask(tmp_path, {"p.zip": pack(inhalt)})["zeilen"] == fehler


def test_row_of_the_catalogue_that_comes_along_is_shown(veroeffentlicht: bytes, tmp_path: Path) -> None:
    inhalt = published(veroeffentlicht)
    inhalt["quellen.csv"] += b"bericht-2030,Bericht,Stadt,2030,,,frei,\n"
    antwort = ask(tmp_path, {"p.zip": pack(inhalt)})
    (neu,) = antwort["aenderungen"]
    assert (neu["ort"], neu["art"], neu["schluessel"]) == ("katalog/quellen.csv", "neu", {"quelle_id": "bericht-2030"})
    assert list(antwort["tabellen"]) == ["katalog/quellen.csv"]


def test_table_that_went_is_shown_row_by_row_and_the_descriptor_goes_with_it(tmp_path: Path) -> None:
    hamm = folder("hamm")
    ohne = {n: i for n, i in hamm.items() if n != "zusagen.csv"}
    assert (
        "hamm/zusagen.csv: Die Datei fehlt. Bitte anlegen oder aus datapackage.json entfernen."
        in (ask(tmp_path, {"p.zip": pack(ohne)})["zeilen"])
    )
    beschreibung = json.loads(hamm["datapackage.json"])
    beschreibung["resources"] = [r for r in beschreibung["resources"] if r["name"] != "befragungen"]
    ohne = {n: i for n, i in hamm.items() if n != "befragungen.csv"}
    antwort = ask(tmp_path, {"p.zip": pack({**ohne, "datapackage.json": json.dumps(beschreibung).encode()})})
    assert antwort["zeilen"] == []
    assert {(a["ort"], a["art"]) for a in antwort["aenderungen"]} == {("hamm/befragungen.csv", "entfernt")}
    assert len(antwort["aenderungen"]) == hamm["befragungen.csv"].count(b"\n") - 1
    assert json.loads(antwort["tabellen"]["hamm/datapackage.json"]) == {
        **read_json(DATEN / "hamm/datapackage.json"),
        "resources": beschreibung["resources"],
    }


def test_package_of_a_project_that_rests_on_what_comes_with_the_program(tmp_path: Path, projekt: Projekt) -> None:
    (projekt.pfad / "schema").unlink()
    datei = tmp_path / "eigen.zip"
    write_package(projekt.pfad, "hamm", datei)
    antwort = ask(tmp_path / "p", {"eigen.zip": datei.read_bytes()}, projekt.pfad)
    assert (antwort["aenderungen"], antwort["tabellen"]) == ([], {})


# --- what is refused -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("fall", ABGELEHNT)
def test_what_nobody_should_open_is_refused_in_both_places(
    fall: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    machen, satz = ABGELEHNT[fall]
    datei = tmp_path / "p.zip"
    datei.write_bytes(machen())
    assert say(datei, capsys) == (2, [f"{datei} {satz}"], [])
    antwort = ask(tmp_path / "p", {"p.zip": datei.read_bytes()})
    assert (antwort["zeilen"], antwort["summe"]) == ([f"p.zip {satz}"], "Nichts ist geprüft.")
    assert (antwort["aenderungen"], antwort["tabellen"]) == ([], {})
    assert [d.name for d in tmp_path.rglob("passwd")] == []


def test_large_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(dateiart, "GROESSTE_DATEI", 1_000_000)
    monkeypatch.setattr(dateiart, "foreign_format", lambda _: pytest.fail("read"))
    roh = bytes(1_200_000)
    (tmp_path / "p.zip").write_bytes(roh)
    gross = "gefunden 1,2\u00a0MB, erwartet höchstens 1\u00a0MB"
    assert say(tmp_path / "p.zip", capsys)[1] == [f"{tmp_path / 'p.zip'} ist zu groß ({gross})."]
    assert ask(tmp_path / "p", {"werte.csv": roh})["zeilen"] == [
        f"werte.csv: Die Datei ist zu groß ({gross}). Bitte nur die Blätter behalten, die zu prüfen sind."
    ]


def test_descriptor_is_told_as_in_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    datei = tmp_path / "p.zip"
    datei.write_bytes(pack({"hamm/datapackage.json": b"\xef\xbb\xbf" + BESCHREIBUNG, "hamm/werte.csv": b"a\n"}))
    code, fehler, _ = say(datei, capsys)
    assert code == 1
    assert fehler == [
        "hamm/datapackage.json: Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM). Bitte mit dem Zeichensatz UTF-8 "
        "ohne BOM speichern."
    ]
    assert ask(tmp_path / "p", {"p.zip": datei.read_bytes()})["zeilen"] == fehler


def test_a_package_is_checked_alone(veroeffentlicht: bytes, tmp_path: Path) -> None:
    antwort = ask(tmp_path, {"hamm.zip": veroeffentlicht, "werte.csv": b"a\n"})
    assert antwort["zeilen"] == ["hamm.zip ist ein ZIP-Archiv. Bitte ein ganzes Paket allein prüfen."]
    # A workbook is a zip, too.
    mappe = io.BytesIO()
    Workbook().save(mappe)
    assert ask(tmp_path, {"mappe.xlsx": mappe.getvalue()})["zeilen"][0].startswith("mappe.xlsx: Keine Tabelle erkannt")
