"""Downloads in parts: each row stands in the file of its municipality and of its Kennzahl, and no file is too large."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import frictionless
import pandas as pd
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from kekiz.daten.einstellungen import Einstellungen, read_settings
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten import datenseite
from kekiz.seiten.seite import Seite
from kekiz.wege import export, teile
from kekiz.wege.export import tables, write_tables
from kekiz.werkzeug.benchmark import Groesse, generate_packages
from kekiz.wissen import spalten
from kekiz.wissen.fehler import ErgebnisFehler

SEITE = Einstellungen("Seite", "")


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    pfad = tmp_path_factory.mktemp("pakete")
    generate_packages(pfad, Groesse(3, 4, raeume=3, gruppen=2, ziele=2, mit_profil=True))
    return build(load(pfad))


@pytest.fixture(scope="module")
def alle(ergebnis: Ergebnis) -> dict[str, pd.DataFrame]:
    return tables(ergebnis)


@pytest.fixture(scope="module")
def ordner(ergebnis: Ergebnis, alle: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    ziel = tmp_path_factory.mktemp("daten")
    write_tables(ziel, alle)
    teile.write_town_parts(ziel, list(ergebnis.kommunen.index), alle)
    teile.write_kennzahl_parts(ziel, ergebnis, alle, SEITE)
    return ziel


@pytest.mark.parametrize("name", spalten.GETEILT)
def test_parts_of_the_municipalities_are_the_whole(ordner: Path, ergebnis: Ergebnis, name: str) -> None:
    kopf, *zeilen = (ordner / f"{name}.csv").read_text(encoding="utf-8").splitlines()
    objekte = json.loads((ordner / f"{name}.json").read_text(encoding="utf-8"))
    assert len(zeilen) == len(objekte) > 0
    gefunden: list[str] = []
    teilobjekte: list[object] = []
    for kommune_id in ergebnis.kommunen.index:
        eigener_kopf, *eigene = (
            (ordner / "kommunen" / kommune_id / f"{name}.csv").read_text(encoding="utf-8").splitlines()
        )
        assert eigener_kopf == kopf
        gefunden += eigene
        eigene_objekte = json.loads((ordner / "kommunen" / kommune_id / f"{name}.json").read_text(encoding="utf-8"))
        assert {o["kommune_id"] for o in eigene_objekte} == {kommune_id}
        teilobjekte += eigene_objekte
    # Areas' comparisons stand in the whole table by kind of period first.
    assert sorted(gefunden) == sorted(zeilen)
    assert sorted(map(str, teilobjekte)) == sorted(map(str, objekte))


def test_parts_of_the_kennzahlen_are_the_whole_and_describe_themselves(ordner: Path) -> None:
    _, *zeilen = (ordner / "ergebnisse.csv").read_text(encoding="utf-8").splitlines()
    gefunden = []
    pakete = sorted(ordner.glob("kennzahl/*"))
    assert len(pakete) == 4
    for paket in pakete:
        gefunden += (paket / "ergebnisse.csv").read_text(encoding="utf-8").splitlines()[1:]
        assert len(json.loads((paket / "ergebnisse.json").read_text(encoding="utf-8"))) == 3 * 3 * 2 * 10
        assert not (paket / "ergebnisse.parquet").exists()
        bericht = frictionless.validate(paket / "datapackage.json")
        assert bericht.valid, bericht.flatten(["fieldName", "note"])
        beschreibung = json.loads((paket / "datapackage.json").read_text(encoding="utf-8"))
        assert len(beschreibung["sources"]) == 3
        assert all(f["description"] for f in beschreibung["resources"][0]["schema"]["fields"])
    assert sorted(gefunden) == sorted(zeilen)


@pytest.mark.parametrize(("grenze", "arten"), [(180, {"csv", "json"}), (179, {"csv", "parquet"})])
def test_a_kennzahl_with_many_rows_has_parquet_instead_of_json(
    ergebnis: Ergebnis, alle: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grenze: int,
    arten: set[str],
) -> None:  # fmt: skip
    monkeypatch.setattr(teile, "JSON_ZEILEN_KENNZAHL", grenze)
    teile.write_kennzahl_parts(tmp_path, ergebnis, alle, SEITE)
    assert {p.suffix[1:] for p in (tmp_path / "kennzahl" / "kennzahl_000").glob("ergebnisse.*")} == arten


def test_parquet_says_the_same_and_has_the_same_bytes_each_time(
    ordner: Path, alle: dict[str, pd.DataFrame], tmp_path: Path
) -> None:
    for name in spalten.GETEILT:
        gelesen = pd.read_parquet(ordner / f"{name}.parquet")
        frame = alle[name]
        assert list(gelesen.columns) == list(frame.columns)
        assert gelesen.to_csv(index=False) == frame.to_csv(index=False)
        teile.write_parquet(tmp_path / name, frame.copy())
        assert (tmp_path / name).read_bytes() == (ordner / f"{name}.parquet").read_bytes()


@pytest.mark.parametrize("gruppe", [719, 720, 1000])
def test_parquet_is_written_some_rows_at_a_time(
    alle: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gruppe: int
) -> None:
    monkeypatch.setattr(teile, "_ZEILENGRUPPE", gruppe)
    frame = alle["ergebnisse"].assign(spaet=pd.Series([None] * 719 + ["x"], dtype=object))
    teile.write_parquet(tmp_path / "t.parquet", frame)
    datei = pq.ParquetFile(tmp_path / "t.parquet")
    assert datei.num_row_groups == (2 if gruppe == 719 else 1)
    assert datei.read().to_pandas().to_csv(index=False) == frame.to_csv(index=False)


def test_parquet_of_no_rows_has_the_types_of_its_columns(tmp_path: Path) -> None:
    frame = pd.DataFrame({"text": pd.Series([], dtype=object), "zahl": pd.Series([], dtype="float64")})
    teile.write_parquet(tmp_path / "t.parquet", frame)
    assert list(map(str, pq.read_schema(tmp_path / "t.parquet").types)) == ["string", "double"]


@pytest.mark.parametrize(("grenze", "anzahl"), [(720, 1), (719, 2), (240, 3)])
def test_a_very_large_table_is_several_parquet_files_and_the_page_lists_each(
    ergebnis: Ergebnis, alle: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grenze: int,
    anzahl: int,
) -> None:  # fmt: skip
    monkeypatch.setattr(spalten, "PARQUET_ZEILEN", grenze)
    write_tables(tmp_path, {"ergebnisse": alle["ergebnisse"]})
    dateien = sorted(tmp_path.glob("ergebnisse*.parquet"))
    assert len(dateien) == anzahl
    zusammen = pd.concat([pd.read_parquet(d) for d in dateien])
    assert zusammen.to_csv(index=False) == alle["ergebnisse"].to_csv(index=False)
    text = datenseite.draw_tabellen(Seite(ergebnis, "", lambda pfad: pfad, lambda *_, **__: "", {}))
    assert [d.name for d in dateien] == re.findall(r'"daten/(ergebnisse[^"]*parquet)"', text)
    assert (">PARQUET 2</a>" in text) == (anzahl > 1)


@pytest.mark.parametrize(("grenze", "arten"), [(721, "ganz"), (720, "ganz"), (719, "geteilt")])
def test_a_large_table_is_published_in_parts_only_and_the_page_says_so(
    ergebnis: Ergebnis, alle: dict[str, pd.DataFrame], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grenze: int,
    arten: str,
) -> None:  # fmt: skip
    assert len(alle["ergebnisse"]) == 720
    for modul in (teile, datenseite):
        monkeypatch.setattr(modul, "GANZ_ZEILEN", grenze)
    write_tables(tmp_path, alle)
    gefunden = {p.suffix[1:] for p in tmp_path.glob("ergebnisse.*")}
    seite = Seite(ergebnis, "", lambda pfad: pfad, lambda *_, **__: "", {})
    text = datenseite.draw_tabellen(seite)
    assert gefunden == ({"csv", "json", "parquet"} if arten == "ganz" else {"parquet"})
    assert {a for a in ("csv", "json", "parquet") if f'"daten/ergebnisse.{a}"' in text} == gefunden


@pytest.mark.parametrize(("grenze", "alles"), [(720, True), (719, False)])
def test_the_workbook_leaves_large_tables_out_and_the_page_says_so(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, grenze: int, alles: bool
) -> None:
    for modul in (export, datenseite):
        monkeypatch.setattr(modul, "MAPPE_ZEILEN", grenze)
    monkeypatch.setattr(export, "read_ergebnis", lambda: ergebnis)
    # The municipality at the root of the project is none of the invented ones.
    monkeypatch.setattr(export, "read_settings", lambda: replace(read_settings(), start=""))
    export.write_site_data(tmp_path)
    blaetter = load_workbook(tmp_path / "daten" / "alles.xlsx", read_only=True).sheetnames
    assert ("ergebnisse" in blaetter) is alles
    assert "status" in blaetter
    text = datenseite.draw_tabellen(Seite(ergebnis, "", lambda pfad: pfad, lambda *_, **__: "", {}))
    assert ("Größere gibt es nur einzeln" in text) is not alles


def test_rows_are_counted_as_they_are_published(ergebnis: Ergebnis, alle: dict[str, pd.DataFrame]) -> None:
    gezaehlt = {name: ergebnis.rows_of(name) for name in spalten.TABELLEN if name != "spalten"}
    assert gezaehlt == {name: len(frame) for name, frame in alle.items() if name != "spalten"}


@pytest.mark.parametrize(("bytes_", "gut"), [(9, True), (10, True), (11, False)])
def test_a_download_that_is_too_large_ends_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bytes_: int, gut: bool
) -> None:
    monkeypatch.setattr(teile, "GRENZE_BYTES", 10)
    (tmp_path / "a.csv").write_bytes(b"x" * bytes_)
    if gut:
        teile.check_sizes(tmp_path)
    else:
        with pytest.raises(ErgebnisFehler, match=r"^a\.csv ist als Download zu groß"):
            teile.check_sizes(tmp_path)


def test_a_line_break_in_a_cell_keeps_rows_whole() -> None:
    frame = pd.DataFrame({"a": ["x\ny", "z"], "b": [1.5, None]})
    assert teile.csv_text(frame, teile.csv_columns(frame)) == 'a,b\n"x\ny",1.5\nz,\n'
    assert teile.json_lines(frame) == ['{"a":"x\\ny","b":1.5}', '{"a":"z","b":null}']
    assert export.is_whole(frame)


def test_csv_has_the_bytes_that_the_library_of_tables_writes() -> None:
    frame = pd.DataFrame(
        {
            "text": ['das "Haus"', "a, b", "a;b", "a\nb", " a ", "", None],
            "gemischt": [1.5, "x,y", None, 2, True, float("nan"), "=1"],
            "zahl": [1e-06, 0.1 + 0.2, -0.0, 1e16, None, float("inf"), 3],
            "ganz": pd.array([1, None, -3, 4, 5, 6, 10**15], dtype="Int64"),
            "wahr": pd.array([True, False, None, True, True, True, True], dtype="boolean"),
            "ja": [True, False, True, True, True, False, True],
            "stufe": [1, 2, 3, 4, 5, 6, 7],
        }
    )
    wahr = frame["wahr"].map({True: "ja", False: "nein"})
    zahl = ["1e-06", "0,30000000000000004", "0", "1e+16", None, "inf", "3"]
    for teil in (frame, frame.iloc[:0], frame.iloc[3:5]):
        zellen = teile.csv_columns(teil)
        assert teile.csv_text(teil, zellen) == teil.to_csv(index=False, lineterminator="\n")
        deutsch = {"wahr": wahr.astype("object"), "ja": frame["ja"].map({True: "ja", False: "nein"}), "zahl": zahl}
        harmlos = frame.replace({"gemischt": {"=1": "'=1"}}).assign(**deutsch).loc[teil.index]
        erwartet = harmlos.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
        assert teile.spreadsheet_csv(teil, zellen) == f"\ufeff{erwartet}"


# --- for spreadsheets ------------------------------------------------------------------------------------------------


def test_csv_for_spreadsheets_has_their_signs_and_runs_nothing() -> None:
    frame = pd.DataFrame(
        {
            "text": ["=1+1", "+49", "-5 bis 6", "@a", "\tx", "a;b", "1.10", "„=“", None],
            "zahl": [1.5, 90.625, -2.0, None, 0.0, 1000.25, 3, 4, 5],
            "ganz": pd.array([1, None, -3, 4, 5, 6, 7, 8, 1000], dtype="Int64"),
            "ist_da": [True, None, False, *[True] * 6],
            "tag": ["2018-09-30"] * 9,
        }
    )
    roh = teile.spreadsheet_csv(frame, teile.csv_columns(frame))
    assert roh.startswith("\ufefftext;zahl;ganz;ist_da;tag\r\n")
    assert list(csv.reader(roh.removeprefix("\ufeff").splitlines(), delimiter=";"))[1:] == [
        [*zeile, "2018-09-30"]
        for zeile in (
            ["'=1+1", "1,5", "1", "ja"], ["'+49", "90,625", "", ""], ["'-5 bis 6", "-2", "-3", "nein"],
            ["'@a", "", "4", "ja"], ["'\tx", "0", "5", "ja"], ["a;b", "1000,25", "6", "ja"], ["1.10", "3", "7", "ja"],
            ["„=“", "4", "8", "ja"], ["", "5", "1000", "ja"],
        )
    ]  # fmt: skip


def test_every_csv_for_programs_has_one_for_spreadsheets_with_the_same_rows(ordner: Path) -> None:
    gelesen = 0
    for datei in ordner.rglob("*.csv"):
        if datei.parent.name == spalten.TABELLENKALKULATION:
            continue
        andere = datei.parent / spalten.TABELLENKALKULATION / datei.name
        eins = pd.read_csv(datei, dtype="str", keep_default_na=False)
        zwei = pd.read_csv(andere, sep=";", decimal=",", dtype="str", keep_default_na=False, encoding="utf-8-sig")
        assert list(eins.columns) == list(zwei.columns)
        assert len(eins) == len(zwei)
        gelesen += 1
    assert gelesen > 5
