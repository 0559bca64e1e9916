"""The empty form: its head is that of the table and locked, its lists are those of the city, its bytes follow from its content."""

import dataclasses
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.daten.bestand import read_schema
from kekiz.daten.einstellungen import Einstellungen, Hauptwort
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.wege.formular import write_forms
from paketbau import Projekt
from staedtebau import packages

KOMMUNEN = ("quellstadt", "muehlau")
EINSTELLUNGEN = Einstellungen("Probe", "quellstadt", sozialraum=Hauptwort("Ortsteil", "Ortsteile", "m"))


@pytest.fixture(scope="module")
def projekt(tmp_path_factory: pytest.TempPathFactory) -> Projekt:
    projekt = Projekt(tmp_path_factory.mktemp("pakete"), packages())
    assert projekt.fehler() == []
    return projekt


@pytest.fixture(scope="module")
def ergebnis(projekt: Projekt) -> Ergebnis:
    return build(load(projekt.pfad))


def form(ordner: Path, kommune_id: str) -> Path:
    return ordner / "daten" / "kommunen" / kommune_id / "zielvereinbarung.xlsx"


@pytest.fixture
def ordner(ergebnis: Ergebnis, tmp_path: Path) -> Path:
    write_forms(tmp_path / "daten", ergebnis, KOMMUNEN, EINSTELLUNGEN)
    return tmp_path


def lists(blatt: Worksheet) -> dict[str, tuple[str, bool]]:
    """Formula of each list by column, and whether nothing else may be written."""
    return {
        str(r.sqref).split("2:")[0]: (r.formula1, r.showErrorMessage)
        for r in blatt.data_validations.dataValidation
        if r.type == "list"
    }


def test_head_is_that_of_the_table_and_locked(ordner: Path, projekt: Projekt) -> None:
    blatt = load_workbook(form(ordner, "muehlau"))["zielvereinbarung"]
    assert [z.value for z in blatt[1]] == projekt.spalten("zielvereinbarungen")
    assert blatt.max_row == 1
    assert blatt.protection.sheet
    assert all(z.protection.locked for z in blatt[1])
    assert blatt.freeze_panes == "A2"
    for spalte in blatt.column_dimensions.values():
        assert (spalte.protection.locked, spalte.number_format) == (False, "@")


def test_areas_and_fields_of_action_are_chosen_from_the_lists_of_the_city(ordner: Path) -> None:
    mappe = load_workbook(form(ordner, "muehlau"))
    assert lists(mappe["zielvereinbarung"]) == {"A": ("'Auswahl'!$A$2:$A$5", True), "D": ("'Auswahl'!$D$2:$D$2", False)}
    auswahl = mappe["Auswahl"]
    assert [z.value for z in auswahl["A"]] == ["Kennung", "stadtmitte", "nord", "ost", "west"]
    assert [z.value for z in auswahl["B"]][1:] == ["Stadtmitte", "Nord", "Ostwinkel", "Westwinkel"]
    assert [z.value for z in auswahl["D"]][:2] == ["Handlungsfeld", "Beratung"]
    # Quellstadt names no field of action.
    assert lists(load_workbook(form(ordner, "quellstadt"))["zielvereinbarung"]) == {"A": ("'Auswahl'!$A$2:$A$5", True)}


def test_every_column_is_explained_in_the_words_of_the_site(ordner: Path, projekt: Projekt) -> None:
    mappe = load_workbook(form(ordner, "muehlau"))
    worte = {f["name"]: f["description"] for f in read_schema(projekt.pfad, "zielvereinbarungen")["fields"]}
    worte["raum_id"] = "Ortsteil, für den die Vereinbarung gilt"
    assert dict(mappe["Erklärung"].iter_rows(min_row=2, values_only=True)) == worte
    regeln = mappe["zielvereinbarung"].data_validations.dataValidation
    assert {r.promptTitle: r.prompt for r in regeln} == worte


def test_same_data_give_the_same_bytes(ordner: Path, ergebnis: Ergebnis, tmp_path: Path) -> None:
    erste = form(ordner, "muehlau").read_bytes()
    write_forms(tmp_path / "noch" / "daten", ergebnis, KOMMUNEN, EINSTELLUNGEN)
    assert form(tmp_path / "noch", "muehlau").read_bytes() == erste
    assert form(ordner, "quellstadt").read_bytes() != erste


def test_only_municipalities_with_areas_have_a_form(ergebnis: Ergebnis, tmp_path: Path) -> None:
    write_forms(tmp_path / "daten", ergebnis, ("katalog",), EINSTELLUNGEN)
    aus = dataclasses.replace(EINSTELLUNGEN, aus=frozenset({"sozialraeume"}))
    write_forms(tmp_path / "daten", ergebnis, KOMMUNEN, aus)
    assert list(tmp_path.rglob("*.xlsx")) == []


def test_what_is_filled_in_can_be_taken_over(ordner: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    blatt = load_workbook(form(ordner, "muehlau"))["zielvereinbarung"]
    blatt.append(["nord", "2024/25", "1", "Beratung", "Eltern sollen Rat finden.", "", "", "Jugendamt"])
    blatt["K2"], blatt["L2"] = "bericht-muehlau", "Blatt 1"
    kopf, *zeilen = blatt.iter_rows(values_only=True)
    pakete = packages()
    pakete["muehlau"]["zielvereinbarungen"] = [
        {str(s): str(w or "") for s, w in zip(kopf, zeile, strict=True)} for zeile in zeilen
    ]
    assert Projekt(tmp_path_factory.mktemp("uebernommen"), pakete).fehler() == []
