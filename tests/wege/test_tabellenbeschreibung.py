"""The descriptor of all public tables is one that stock tools read and hold the tables to."""

import json
import re
from pathlib import Path
from typing import Any

import frictionless
import pandas as pd
import pytest

from kekiz.daten.einstellungen import Einstellungen, Kontakt, read_settings
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.wege import tabellenbeschreibung
from kekiz.wege.export import tables, whole_tables, without_empty_columns, write_tables
from kekiz.wege.tabellenbeschreibung import describe_tables, publisher, write_description
from kekiz.wissen.spalten import BERECHNET, CODELISTEN
from kekiz.wissen.spaltentitel import TABELLENTITEL, TITEL
from kekiz.wissen.zeitraum import read_zeitraum

REPO = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return build(load(REPO / "datapackage"))


@pytest.fixture(scope="module")
def alle(ergebnis: Ergebnis) -> dict[str, pd.DataFrame]:
    return whole_tables(ergebnis.bestand.pfad, tables(ergebnis))


@pytest.fixture(scope="module")
def ordner(ergebnis: Ergebnis, alle: dict[str, pd.DataFrame], tmp_path_factory: pytest.TempPathFactory) -> Path:
    ziel = tmp_path_factory.mktemp("daten")
    write_tables(ziel, alle)
    write_description(ziel, ergebnis, alle, read_settings(REPO / "kekiz.toml"))
    return ziel


@pytest.fixture
def beschreibung(ordner: Path) -> dict[str, Any]:
    return dict(json.loads((ordner / "datapackage.json").read_text(encoding="utf-8")))


def test_all_public_tables_pass_a_stock_validation(ordner: Path) -> None:
    bericht = frictionless.validate(ordner / "datapackage.json")
    assert bericht.valid, bericht.flatten(["name", "rowNumber", "fieldName", "note"])
    assert {t.place for t in bericht.tasks} == {p.name for p in ordner.glob("*.csv")}


def test_what_is_described_is_held(ordner: Path, tmp_path: Path) -> None:
    for datei in ordner.glob("*.*"):
        (tmp_path / datei.name).write_bytes(datei.read_bytes())
    for tabelle, alt, neu in (
        ("ergebnisse", ",2018-01-01,", ",Neujahr,"),
        ("kommunen", "hamm,Hamm", "bochum,Hamm"),
        ("kennzahlen", "hoeher_besser", "hoch_besser"),
    ):
        datei = tmp_path / f"{tabelle}.csv"
        text = datei.read_text(encoding="utf-8")
        assert alt in text
        datei.write_text(text.replace(alt, neu, 1), encoding="utf-8", newline="")
    aufgaben = frictionless.validate(tmp_path / "datapackage.json").tasks
    arten = {(a.name, f.type) for a in aufgaben for f in a.errors}
    assert arten >= {
        ("ergebnisse", "type-error"),
        ("ergebnisse", "foreign-key"),
        ("kommunen", "primary-key"),
        ("kennzahlen", "constraint-error"),
    }
    assert {name for name, art in arten if art == "hash-count"} == {"ergebnisse", "kommunen", "kennzahlen"}


def test_each_table_and_column_says_what_it_is(beschreibung: dict[str, Any], alle: dict[str, pd.DataFrame]) -> None:
    assert beschreibung["$schema"].endswith("/2.0/datapackage.json")
    assert [r["name"] for r in beschreibung["resources"]] == list(alle)
    for ressource in beschreibung["resources"]:
        assert ressource["title"] != ressource["name"]
        assert ressource["description"].endswith(".")
        felder = ressource["schema"]["fields"]
        assert [f["name"] for f in felder] == list(alle[ressource["name"]].columns)
        assert all(f["title"] and f["description"] for f in felder)
        titel = [f["title"] for f in felder]
        assert len(set(titel)) == len(titel), ressource["name"]


KENNUNGEN = {"berichtet_an", "gruppe", "lesart", "schluessel", "spalte", "tabelle"}
"""Columns of names that a package or a table gives, beside those that end in ``_id``."""


def test_column_of_codes_lists_them(beschreibung: dict[str, Any], alle: dict[str, pd.DataFrame]) -> None:
    ohne = [
        (r["name"], f["name"])
        for r in beschreibung["resources"]
        for f in r["schema"]["fields"]
        if f["type"] == "string" and "enum" not in f.get("constraints", {})
        if f["name"] not in KENNUNGEN and not f["name"].endswith("_id")
        if (w := alle[r["name"]][f["name"]].dropna().pipe(lambda s: s[s.ne("")])).size
        if w.str.fullmatch(r"[a-z]+(_[a-z]+)*").all()
    ]
    assert ohne == []
    listen = {(n, s): set(codes) for n, je in CODELISTEN.items() for s, codes in je.items()}
    assert {(n, s): set(alle[n][s]) - codes - {""} for (n, s), codes in listen.items()} == {k: set() for k in listen}


def test_every_title_is_used() -> None:
    assert {s for spalten in BERECHNET.values() for s in spalten} >= set(TITEL)
    assert set(TABELLENTITEL) == set(BERECHNET)


def test_version_is_the_day_on_which_the_data_changed(
    ordner: Path, ergebnis: Ergebnis, alle: dict[str, pd.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tabellenbeschreibung, "data_time", lambda: 1_522_540_799)
    b = describe_tables(ordner, ergebnis, {"kommunen": alle["kommunen"]}, Einstellungen("A", "hamm"))
    assert (b["version"], b["created"]) == ("2018.3.31", "2018-03-31T00:00:00Z")
    assert "homepage" not in b


def test_sources_name_their_year_where_it_is_known(beschreibung: dict[str, Any], ergebnis: Ergebnis) -> None:
    jahre = [None if pd.isna(j) else str(j) for j in ergebnis.quellen["jahr"]]
    assert [q.get("version") for q in beschreibung["sources"]] == jahre
    assert None in jahre


@pytest.mark.parametrize(
    ("einstellungen", "wer"),
    [
        (Einstellungen("Seite", ""), "Seite"),
        (Einstellungen("Seite", "", kontakt=Kontakt("Jugendamt")), "Jugendamt"),
        (Einstellungen("Seite", "", kontakt=Kontakt("Jugendamt"), recht={"anbieter": "Stadt"}), "Stadt"),
    ],
)
def test_publisher_is_whom_the_settings_name(einstellungen: Einstellungen, wer: str) -> None:
    assert publisher(einstellungen) == wer


def test_periods_have_days(alle: dict[str, pd.DataFrame]) -> None:
    tage = alle["ergebnisse"].drop_duplicates("zeitraum").set_index("zeitraum")[["zeitraum_beginn", "zeitraum_ende"]]
    assert tuple(tage.loc["2018"]) == ("2018-01-01", "2018-12-31")
    assert tuple(tage.loc["2017/18"]) == ("2017-08-01", "2018-07-31")
    ohne = tage[tage.index.str.startswith("bis ")]
    assert len(ohne) > 0
    assert set(ohne["zeitraum_beginn"]) == {""}
    assert all(ohne["zeitraum_ende"])


def test_every_computed_table_has_the_days_beside_its_period(alle: dict[str, pd.DataFrame]) -> None:
    gesehen = set()
    for name in BERECHNET:
        frame = alle[name] if name in alle else pd.DataFrame()
        for von, bis in (("zeitraum", "zeitraum"), ("zeitraum_von", "zeitraum_bis")):
            if bis not in frame:
                continue
            gesehen.add(name)
            genannt = frame[frame[von].fillna("").ne("")]
            assert len(genannt) > 0, name
            erwartet = [
                (read_zeitraum(a).beginn, read_zeitraum(b).ende)
                for a, b in zip(genannt[von], genannt[bis], strict=True)
            ]
            tage = list(zip(genannt["zeitraum_beginn"], genannt["zeitraum_ende"], strict=True))
            assert tage == [(a.isoformat() if a else "", b.isoformat()) for a, b in erwartet], name
            leer = frame[frame[von].fillna("").eq("")]
            assert set(leer["zeitraum_beginn"]) | set(leer["zeitraum_ende"]) <= {""}, name
    assert gesehen >= {"ergebnisse", "raumvergleiche", "status", "trends", "kommunen", "wertaenderungen"}


@pytest.mark.parametrize(
    ("beginn", "ende", "erwartet"),
    [
        (["2010-01-01", ""], ["2010-12-31", "2018-12-31"], {"2010-01-01", "2018-12-31"}),
        (["", ""], ["2010-12-31", "2018-12-31"], {"2018-12-31"}),
        ([], [], set()),
    ],
)
def test_catalogue_names_the_days_that_are_known(
    ergebnis: Ergebnis, alle: dict[str, pd.DataFrame], tmp_path: Path, beginn: list[str], ende: list[str],
    erwartet: set[str],
) -> None:  # fmt: skip
    """Where no document gives a first day its column is not published; where there are no values, there is no period."""
    werte = alle["ergebnisse"].head(len(ende)).assign(zeitraum_beginn=beginn, zeitraum_ende=ende)
    tabellen = {"ergebnisse": without_empty_columns(werte)}
    write_tables(tmp_path, tabellen)
    write_description(tmp_path, ergebnis, tabellen, Einstellungen("A", "", adresse="https://a.example/"))
    text = (tmp_path / "katalog.ttl").read_text(encoding="utf-8")
    assert set(re.findall(r'"(\S+)"\^\^xsd:date\b', text)) == erwartet
    assert ("dcterms:temporal" in text) == bool(erwartet)
