"""What programs read: one shape everywhere, described in OpenAPI, with addresses that open at the value."""

import csv
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any

import duckdb
import pytest
from jsonschema import Draft202012Validator, ValidationError
from openapi_spec_validator import validate

from kekiz.daten.einstellungen import Einstellungen
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten.datenseite import OHNE_ADRESSE, SCHNITTSTELLE
from kekiz.wege import schnittstelle
from kekiz.wege.export import tables
from kekiz.wege.schnittstelle import write_api
from kekiz.wege.verweise import read_page
from paketbau import Projekt
from staedtebau import packages

FORM = Path(__file__).with_name("schnittstelle_v1.json")
"""The shape of version 1, as programs rely on it."""
SEITE = Einstellungen("Zwei Städte", "quellstadt", adresse="https://staedte.example/")


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    projekt = Projekt(tmp_path_factory.mktemp("pakete"), packages())
    return build(load(projekt.pfad))


def written(ordner: Path, ergebnis: Ergebnis, seite: Einstellungen = SEITE, gezeigt: Ergebnis | None = None) -> Path:
    write_api(ordner, ergebnis, gezeigt or ergebnis, tables(ergebnis), seite)
    return ordner / SCHNITTSTELLE


@pytest.fixture(scope="module")
def api(ergebnis: Ergebnis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("site"), ergebnis)


def read(ordner: Path, name: str) -> dict[str, Any]:
    return dict(json.loads((ordner / f"{name}.json").read_text(encoding="utf-8")))


def checked(ordner: Path) -> Iterator[tuple[str, Draft202012Validator, dict[str, Any]]]:
    """Gives each file with what its schema finds in it."""
    beschreibung = read(ordner, "openapi")
    for datei in sorted(ordner.rglob("*.json")):
        name = datei.relative_to(ordner).with_suffix("").as_posix()
        if name != "openapi":
            liste = re.sub(r"-\d+$", "", name)
            weg = "/kennzahlen/{kennzahl_id}.json" if "/" in name else f"/{liste}.json"
            schema = beschreibung["paths"][weg]["get"]["responses"]["200"]["content"]["application/json"]["schema"]
            pruefer = Draft202012Validator(schema | {"components": beschreibung["components"]})
            yield name, pruefer, read(ordner, name)


def shape(beschreibung: dict[str, Any]) -> dict[str, Any]:
    """What programs rely on: addresses, and of each object its fields with their types; no words."""

    def _type(feld: dict[str, Any]) -> Any:
        return {k: _type(v) if isinstance(v, dict) else v for k, v in feld.items() if k != "description"}

    schemas = beschreibung["components"]["schemas"]
    return {
        "addresses": sorted(beschreibung["paths"]),
        "objects": {n: {f: _type(t) for f, t in s["properties"].items()} for n, s in schemas.items()},
    }


def test_description_is_openapi(api: Path) -> None:
    beschreibung = read(api, "openapi")
    validate(beschreibung)
    assert beschreibung["openapi"].startswith("3.1.")
    assert beschreibung["servers"] == [{"url": f"https://staedte.example/{SCHNITTSTELLE}"}]
    for schema in beschreibung["components"]["schemas"].values():
        assert list(schema["properties"]) == schema["required"]
        assert all(f.get("description") for f in schema["properties"].values())
    beschreibung["paths"]["/index.json"]["get"].pop("responses")
    beschreibung["paths"]["/index.json"]["get"]["parameters"] = [{"name": "ohne Ort"}]
    with pytest.raises(Exception, match="ohne Ort"):
        validate(beschreibung)


def test_shape_of_version_1_stays(api: Path) -> None:
    """Who changes it makes a version 2 beside it (daten/api/v2); programs written for this one go on reading it."""
    assert shape(read(api, "openapi")) == json.loads(FORM.read_text(encoding="utf-8"))


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_each_file_of_a_built_site_has_its_shape(welche: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(welche)
    namen = set()
    for name, pruefer, inhalt in checked(site / SCHNITTSTELLE):
        assert [f"{name} {e.json_path}: {e.message}" for e in pruefer.iter_errors(inhalt)] == []
        assert len(inhalt["daten"]) == inhalt["anzahl"], name
        namen.add(name)
    assert {"index", "kommunen", "kennzahlen", "ziele", "quellen"} < namen


@pytest.mark.parametrize(
    ("feld", "wert"),
    [
        ("wert", "36"),
        ("zaehler", []),
        ("adresse", 1),
        ("zeitraum_ende", None),
        ("raum_id", None),
        ("neu", 1),
        ("text", ...),
    ],
)
def test_schema_finds_what_is_wrong(api: Path, feld: str, wert: object) -> None:
    (inhalt, pruefer), *_ = ((i, p) for n, p, i in checked(api) if n == "kennzahlen/plaetze")
    pruefer.validate(inhalt)
    if wert is ...:
        del inhalt["daten"][0][feld]
    else:
        inhalt["daten"][0][feld] = wert
    with pytest.raises(ValidationError):
        pruefer.validate(inhalt)


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_values_are_those_of_the_table(welche: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(welche)
    zahlen = ("wert", "wert_bis", "wert_berechnet", "zaehler", "nenner", "ki_unten", "ki_oben")
    texte = (
        "kommune_id",
        "kennzahl_id",
        "raum_id",
        "zeitraum",
        "gruppe",
        "einheit",
        "wertstatus",
        "gedruckt",
        "fundstelle",
    )
    with (site / "daten/ergebnisse.csv").open(encoding="utf-8", newline="") as strom:
        soll = {
            # A column in which no row of the table says anything is not in it.
            tuple(z.get(n, "") for n in texte): [float(z[n]) if z.get(n) else None for n in zahlen]
            for z in csv.DictReader(strom)
        }
    ist = {
        tuple(w[n] or "" for n in texte): [w[n] for n in zahlen]
        for name, _, inhalt in checked(site / SCHNITTSTELLE)
        if "/" in name
        for w in inhalt["daten"]
    }
    assert len(ist) > 10
    assert ist.keys() == soll.keys()
    assert all(ist[k] == pytest.approx(soll[k], abs=1e-6) for k in soll)


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_each_address_opens_at_its_value(welche: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(welche)
    wurzel = read(site / SCHNITTSTELLE, "openapi")["servers"][0]["url"].removesuffix(SCHNITTSTELLE).removesuffix(".")
    seiten: dict[str, set[str]] = {}
    gefunden = 0
    for name, _, inhalt in checked(site / SCHNITTSTELLE):
        for eintrag in inhalt["daten"]:
            for feld in {"adresse", "csv", "json"} & eintrag.keys():
                ort, _, anker = str(eintrag[feld]).removeprefix(wurzel).partition("#")
                datei = site / (f"{ort}index.html" if ort.endswith("/") else ort)
                assert datei.is_file(), (name, eintrag[feld])
                if anker:
                    if ort not in seiten:
                        seiten[ort] = set(read_page(datei.read_text(encoding="utf-8")).ids)
                    assert anker in seiten[ort], eintrag[feld]
                    gefunden += 1
    assert gefunden > 10


def test_long_list_is_several_files_that_name_each_other(
    ergebnis: Ergebnis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for grenze, dateien in ((4, 1), (3, 2), (1, 4)):
        monkeypatch.setattr(schnittstelle, "EINTRAEGE", grenze)
        ordner = written(tmp_path / str(grenze), ergebnis)
        gelesen, name = [], f"https://staedte.example/{SCHNITTSTELLE}/ziele.json"
        schritte = 0
        while name:
            inhalt = read(ordner, name.rpartition("/")[2].removesuffix(".json"))
            gelesen += inhalt["daten"]
            assert inhalt["anzahl"] == 4
            name, schritte = inhalt["naechste"], schritte + 1
        assert (len(gelesen), schritte) == (4, dateien)
        assert len({(z["kommune_id"], z["ziel_id"]) for z in gelesen}) == 4


@pytest.mark.parametrize(("grenze", "hat"), [(20, True), (19, True), (18, True), (17, False)])
def test_kennzahl_with_too_many_values_has_them_as_csv_alone(
    ergebnis: Ergebnis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, grenze: int, hat: bool
) -> None:
    anzahl = int(ergebnis.werte["kennzahl_id"].eq("plaetze").sum())
    monkeypatch.setattr(schnittstelle, "JSON_ZEILEN_KENNZAHL", grenze - 18 + anzahl)
    ordner = written(tmp_path, ergebnis)
    (k,) = (k for k in read(ordner, "kennzahlen")["daten"] if k["kennzahl_id"] == "plaetze")
    assert (k["json"] is not None, (ordner / "kennzahlen/plaetze.json").exists()) == (hat, hat)
    assert (k["werte"], k["csv"]) == (anzahl, "https://staedte.example/daten/kennzahl/plaetze/ergebnisse.csv")


def test_value_that_no_page_shows_has_no_address(ergebnis: Ergebnis, tmp_path: Path) -> None:
    w = ergebnis.werte
    ordner = written(tmp_path, ergebnis, gezeigt=replace(ergebnis, werte=w[w["raum_id"].eq(w["kommune_id"])]))
    for wert in read(ordner, "kennzahlen/plaetze")["daten"]:
        assert (wert["adresse"] is None) == (wert["raum_id"] != wert["kommune_id"])


def test_site_that_does_not_know_where_it_lies_gives_addresses_from_its_root(
    ergebnis: Ergebnis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SITE_URL", raising=False)
    ordner = written(tmp_path, ergebnis, replace(SEITE, adresse=""))
    assert read(ordner, "kommunen")["daten"][0]["csv"].startswith("daten/kommunen/")
    assert read(ordner, "kennzahlen/plaetze")["daten"][0]["adresse"].startswith("kennzahlen/plaetze/#wert.")
    assert read(ordner, "openapi")["servers"] == [{"url": "."}]


def test_what_is_missing_is_null_and_lists_are_lists(api: Path) -> None:
    werte = read(api, "kennzahlen/plaetze")["daten"]
    geheim = next(w for w in werte if w["wertstatus"] == "geheim")
    assert [geheim[n] for n in ("wert", "zaehler", "nenner", "gruppe", "gedruckt")] == [None] * 5
    assert geheim["text"] == "aus Datenschutzgründen nicht veröffentlicht"
    assert all(isinstance(w["hinweise"], list) for w in werte)
    voll = next(w for w in werte if w["kommune_id"] == w["raum_id"] == "quellstadt" and w["zeitraum"] == "2024")
    assert (voll["wert"], voll["zaehler"], voll["nenner"]) == (82, 1804, 2200)
    assert (voll["zeitraum_beginn"], voll["zeitraum_ende"]) == ("2024-01-01", "2024-12-31")
    assert (voll["quelle"], voll["fundstelle"]) == ("Stadt Quellstadt: Kinderbericht", "Tabelle 1")
    ziel = next(z for z in read(api, "ziele")["daten"] if (z["kommune_id"], z["ziel_id"]) == ("quellstadt", "1.1"))
    assert (ziel["status"], ziel["kennzahlen"], len(ziel["leitkennzahlen"])) == ("erreicht", ["plaetze"], 1)
    assert ziel["leitkennzahlen"][0]["zielwert"] == 80


# --- examples on the page --------------------------------------------------------------------------------------------


def examples(site: Path) -> dict[str, str]:
    """Gives the examples of the page, with files of the built site in place of addresses."""
    html = (site / "daten/index.html").read_text(encoding="utf-8")
    liste = html.partition('<dl class="kp-beispiele">')[2].partition("</dl>")[0]
    paare = re.findall(r"<dt>(.*?)</dt><dd>.*?<code>(.*?)</code>", liste, re.DOTALL)
    wurzel = re.search(r"<code>(\S+?)daten/api/v1/index\.json</code>", html)
    assert wurzel is not None
    return {womit: unescape(text).replace(wurzel[1], f"file://{site}/") for womit, text in paare}


@pytest.mark.parametrize("welche", ["staedte", "gebaut"])
def test_examples_of_the_page_run(welche: str, request: pytest.FixtureRequest) -> None:
    site: Path = request.getfixturevalue(welche)
    beispiele = examples(site)
    assert list(beispiele) == ["Python", "R", "DuckDB", "JavaScript", "Tabellenprogramm"]
    raum: dict[str, Any] = {}
    exec(beispiele["Python"], raum)
    tabelle = duckdb.sql(beispiele["DuckDB"].replace("file://", "").rstrip(";"))
    assert len(raum["werte"]) == len(tabelle.fetchall()) > 0
    # 1.10 is no 1.1.
    assert str(tabelle.types[tabelle.columns.index("ziel_id")]) == "VARCHAR"
    assert 'colClasses = c(ziel_id = "character")' in beispiele["R"]
    for text in beispiele.values():
        (datei,) = re.findall(r"file://([^\"']+?)(?=[\"']|$)", text)
        assert Path(datei).is_file(), datei
    assert OHNE_ADRESSE not in "".join(beispiele.values())
