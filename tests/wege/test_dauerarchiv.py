"""The archive of a version holds all that is needed to keep, check, cite and load the data."""

import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import pytest
import yaml

from kekiz.daten.einstellungen import Einstellungen
from kekiz.wege import dauerarchiv
from kekiz.wege.dauerarchiv import loading_sql, write_archive
from kekiz.wissen.lizenzen import LIZENZEN


@pytest.fixture(scope="module", params=["staedte", "gebaut"])
def ausgepackt(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    site: Path = request.getfixturevalue(request.param)
    (datei,) = (site / "daten/archiv").glob("*.zip")
    ziel = tmp_path_factory.mktemp("archiv")
    with zipfile.ZipFile(datei) as archiv:
        archiv.extractall(ziel)
    (ordner,) = ziel.iterdir()
    assert ordner.name == datei.stem
    return ordner


def test_checksums_are_those_of_every_file(ausgepackt: Path) -> None:
    summen = dict(
        reversed(zeile.split("  ")) for zeile in (ausgepackt / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    )
    dateien = {p.relative_to(ausgepackt).as_posix(): p for p in ausgepackt.rglob("*") if p.is_file()}
    del dateien["SHA256SUMS"]
    assert summen == {n: hashlib.sha256(p.read_bytes()).hexdigest() for n, p in dateien.items()}
    assert {"datapackage.json", "ergebnisse.csv", "laden.sql", "CITATION.cff", "LIESMICH.md"} <= set(dateien)
    assert any(n.startswith("pakete/") for n in dateien)


def test_one_line_loads_every_table_with_its_types(ausgepackt: Path) -> None:
    mit = duckdb.connect()
    mit.execute(f"SET file_search_path = '{ausgepackt}'")
    mit.execute((ausgepackt / "laden.sql").read_text(encoding="utf-8"))
    tabellen = {t for (t,) in mit.execute("SELECT table_name FROM duckdb_tables()").fetchall()}
    assert tabellen == {p.stem for p in ausgepackt.glob("*.csv")}
    for name in tabellen:
        (zeilen,) = mit.execute(f'SELECT count(*) FROM "{name}"').fetchone() or ()
        text = (ausgepackt / f"{name}.csv").read_text(encoding="utf-8")
        assert zeilen == text.count("\n") - 1, name
    typen = dict(
        mit.execute("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'ergebnisse'").fetchall()
    )
    assert [typen[n] for n in ("ziel_id", "wert", "zeitraum_ende", "ist_kleine_zahl")] == [
        "VARCHAR", "DOUBLE", "DATE", "BOOLEAN",
    ]  # fmt: skip
    assert mit.execute("SELECT count(*) FROM duckdb_columns() WHERE comment IS NULL AND NOT internal").fetchone() == (
        0,
    )
    assert mit.execute("SELECT count(*) FROM ergebnisse WHERE wert IS NOT NULL").fetchone() > (5,)


def test_citation_is_one_that_programs_read(ausgepackt: Path) -> None:
    datei = ausgepackt / "CITATION.cff"
    pruefe = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.citation-file-format", str(datei)]
    lauf = subprocess.run(pruefe, capture_output=True, text=True, check=False)
    assert lauf.returncode == 0, lauf.stdout
    zitat = yaml.safe_load(datei.read_text(encoding="utf-8"))
    assert zitat["license-url"] in {lizenz.adresse for lizenz in LIZENZEN.values()}
    assert zitat["version"] in ausgepackt.name
    liesmich = (ausgepackt / "LIESMICH.md").read_text(encoding="utf-8")
    assert zitat["license-url"] in liesmich
    assert "sha256sum -c SHA256SUMS" in liesmich


@pytest.mark.parametrize(("grenze", "mit"), [(10**9, True), (0, False)])
def test_archive_that_would_be_too_large_leaves_the_packages_out_and_the_same_data_give_the_same_bytes(
    staedte: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grenze: int, mit: bool
) -> None:
    monkeypatch.setattr(dauerarchiv, "GRENZE_BYTES", grenze)
    bytes_ = []
    for site in (tmp_path / "a", tmp_path / "b"):
        (site / "daten").mkdir(parents=True)
        for datei in (staedte / "daten").iterdir():
            (site / "daten" / datei.name).symlink_to(datei) if datei.name not in ("archiv", "laden.sql") else None
        write_archive(site, Einstellungen("Zwei Städte", "quellstadt"))
        (archiv,) = (site / "daten/archiv").glob("*.zip")
        bytes_.append(archiv.read_bytes())
        with zipfile.ZipFile(archiv) as offen:
            assert any("/pakete/" in n for n in offen.namelist()) == mit
            name = next(n for n in offen.namelist() if n.endswith("LIESMICH.md"))
            assert ("`pakete/`" in offen.read(name).decode()) == mit
    assert bytes_[0] == bytes_[1]


@pytest.mark.parametrize(("spielraum", "mit"), [(0, True), (-1, False)])
def test_large_table_that_does_not_fit_is_named_with_its_checksum(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spielraum: int, mit: bool
) -> None:
    daten = tmp_path / "daten"
    daten.mkdir()
    kopf = {"title": "T", "description": "D.", "version": "2020.1.2", "created": "2020-01-02T00:00:00Z", "id": "i"}
    inhalt = kopf | {"contributors": [{"title": "W"}], "resources": []}
    (daten / "datapackage.json").write_text(json.dumps(inhalt), encoding="utf-8")
    (daten / "trends.parquet").write_bytes(b"12345")
    seite = Einstellungen("Seite", "")
    write_archive(tmp_path, seite)
    fest = sum((daten / n).stat().st_size for n in ("datapackage.json", "laden.sql"))
    monkeypatch.setattr(dauerarchiv, "GRENZE_BYTES", fest + 5 + spielraum)
    write_archive(tmp_path, seite)
    with zipfile.ZipFile(daten / "archiv/daten-2020.1.2.zip") as archiv:
        assert ("daten-2020.1.2/trends.parquet" in archiv.namelist()) == mit
        liesmich = archiv.read("daten-2020.1.2/LIESMICH.md").decode()
    assert (f"`trends.parquet` {hashlib.sha256(b'12345').hexdigest()}" in liesmich) != mit


def test_without_downloads_there_is_no_archive(tmp_path: Path) -> None:
    write_archive(tmp_path, Einstellungen("Seite", ""))
    assert list(tmp_path.iterdir()) == []


def test_hostile_words_stay_words_and_large_tables_are_parquet(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("a'b\n1\n", encoding="utf-8")
    duckdb.sql("SELECT 7 AS x").write_parquet(str(tmp_path / "gross-1.parquet"))
    feld = {"name": "a'b", "type": "integer", "description": "'); DROP TABLE t; --"}
    tabelle = {"name": 't"t', "path": "t.csv", "description": "it's", "schema": {"fields": [feld]}}
    mit = duckdb.connect()
    mit.execute(f"SET file_search_path = '{tmp_path}'")
    mit.execute(loading_sql({"resources": [tabelle]}, {"gross": ["gross-1.parquet"]}))
    assert mit.execute('SELECT "a\'b" FROM "t""t"').fetchall() == [(1,)]
    assert mit.execute("SELECT x FROM gross").fetchall() == [(7,)]
    assert mit.execute("SELECT comment FROM duckdb_columns() WHERE column_name LIKE 'a%b'").fetchall() == [
        ("'); DROP TABLE t; --",)
    ]
