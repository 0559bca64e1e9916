"""The workbook of translations: out and in again changes nothing, a correction changes one text, the rest is refused."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.sagen.sprachkatalog import UEBERSETZT, align, read_catalogue, write_catalogue
from kekiz.sagen.sprachtexte import TEXTE
from kekiz.wege.archiv import save_workbook
from kekiz.wege.sprachmappe import SPALTEN, current, make_workbook, read_reviewed
from kekiz.wissen.fehler import DatenFehler

TEXT, KORREKTUR, ROLLE, ANMERKUNG = "D", "E", "F", "G"


@pytest.fixture(scope="module")
def mappe(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    datei = tmp_path_factory.mktemp("mappe") / "m.xlsx"
    save_workbook(make_workbook(current(TEXTE)), datei)
    return datei.read_bytes()


def filled(mappe: bytes, fuelle: Callable[[Workbook], None]) -> bytes:
    """Opens the workbook as a spreadsheet would, fills it in and saves it."""
    offen = load_workbook(io.BytesIO(mappe))
    fuelle(offen)
    puffer = io.BytesIO()
    offen.save(puffer)
    return puffer.getvalue()


def row_of(blatt: Worksheet, key: str) -> int:
    return next(z for z in range(2, blatt.max_row + 1) if blatt.cell(z, 1).value == key)


def put(sprache: str, key: str, spalte: str, wert: object) -> Callable[[Workbook], None]:
    def _fill(mappe: Workbook) -> None:
        blatt = mappe[sprache]
        blatt[f"{spalte}{row_of(blatt, key)}"].value = wert

    return _fill


def test_it_has_a_sheet_for_each_language_and_no_cell_that_reckons(mappe: bytes) -> None:
    offen = load_workbook(io.BytesIO(mappe))
    assert tuple(offen.sheetnames) == UEBERSETZT
    for blatt in offen.worksheets:
        assert [z.value for z in blatt[1]] == [titel for titel, _ in SPALTEN]
        assert {z.data_type for zeile in blatt.iter_rows() for z in zeile if z.value is not None} == {"s"}
    forms = [z[0].value for z in offen["ar"].iter_rows(min_row=2) if str(z[0].value).startswith("ziele.offen[")]
    assert forms == [f"ziele.offen[{nr}]" for nr in range(1, 6)]


def test_out_and_in_again_changes_nothing(mappe: bytes) -> None:
    assert read_reviewed(mappe, "m.xlsx", TEXTE) == {}
    assert read_reviewed(filled(mappe, lambda _: None), "m.xlsx", TEXTE) == {}
    for sprache in UEBERSETZT:
        po = write_catalogue(align(read_catalogue(sprache), TEXTE)).encode()
        assert read_reviewed(po, f"{sprache}.po", TEXTE) == {}


def test_a_correction_changes_one_text_and_says_who_looked_at_it(mappe: bytes) -> None:
    def _fill(offen: Workbook) -> None:
        for spalte, wert in ((KORREKTUR, "Ana sayfaya git"), (ROLLE, "Öğretmen"), (ANMERKUNG, "kürzer")):
            put("tr", "mehr.start", spalte, wert)(offen)

    neu = read_reviewed(filled(mappe, _fill), "m.xlsx", TEXTE)
    assert neu.keys() == {"tr"}
    alt = align(read_catalogue("tr"), TEXTE).eintraege
    anders = {k: e for k, e in neu["tr"].eintraege.items() if e != alt[k]}
    assert anders.keys() == {"mehr.start"}
    eintrag = anders["mehr.start"]
    assert (eintrag.formen, eintrag.rolle, eintrag.anmerkung) == (("Ana sayfaya git",), "Öğretmen", "kürzer")
    # The same by the catalogue that follows from it.
    assert read_reviewed(write_catalogue(neu["tr"]).encode(), "tr.po", TEXTE).keys() == {"tr"}


def test_one_form_of_a_text_is_corrected(mappe: bytes) -> None:
    neu = read_reviewed(filled(mappe, put("uk", "ziele.gesamt[1]", KORREKTUR, "{ort}: {anzahl} цілі")), "m.xlsx", TEXTE)
    formen = neu["uk"].eintraege["ziele.gesamt"].formen
    assert formen[1] == "{ort}: {anzahl} цілі"
    alt = read_catalogue("uk").eintraege["ziele.gesamt"].formen
    assert (formen[0], formen[2]) == (alt[0], alt[2])


@pytest.mark.parametrize(
    ("sprache", "key", "spalte", "wert", "befund"),
    [
        ("tr", "mehr.start", KORREKTUR, '=HYPERLINK("http://x")', "In der Zelle steht kein Text"),
        ("tr", "mehr.start", KORREKTUR, 17, "In der Zelle steht kein Text"),
        ("tr", "mehr.start", KORREKTUR, "Startseite", "steht noch auf Deutsch da"),
        ("tr", "was.kinder", KORREKTUR, "Çocuklar", "Die Stelle {ort} fehlt"),
        ("tr", "was.kinder", KORREKTUR, "{ort} {pfad}", "Die Stelle {pfad} gibt es"),
        ("ar", "mehr.start", KORREKTUR, "Home", "gehören nicht zur Sprache ar"),
        ("tr", "mehr.start", KORREKTUR, "Ana\u202esayfa", "unsichtbare Zeichen"),
        ("tr", "mehr.start", KORREKTUR, "a" * 2000, "Der Text ist zu lang"),
        ("tr", "mehr.start", TEXT, "Ana", "Die Übersetzung ist eine andere als jetzt"),
        ("tr", "mehr.start", "B", "Anfang", "Der deutsche Text ist ein anderer als jetzt"),
        ("tr", "mehr.start", "A", "mehr.nichts", "Diesen Schlüssel gibt es nicht"),
        ("tr", "mehr.start", ROLLE, "a@example.org", "Adresse statt einer Rolle"),
        ("tr", "mehr.start", ANMERKUNG, "zwei\nZeilen", "in eine Zeile"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_cell(
    mappe: bytes, sprache: str, key: str, spalte: str, wert: object, befund: str
) -> None:
    with pytest.raises(DatenFehler) as grund:
        read_reviewed(filled(mappe, put(sprache, key, spalte, wert)), "m.xlsx", TEXTE)
    assert befund in str(grund.value)
    assert f"Blatt „{sprache}“, Zelle " in str(grund.value)


@pytest.mark.parametrize("text", ["=1+1", "+49", "-1", "@SUM(A1)", "<script>alert(1)</script>", "'; DROP TABLE"])
def test_what_a_spreadsheet_or_a_browser_would_run_stays_text(mappe: bytes, tmp_path: Path, text: str) -> None:
    def _as_text(offen: Workbook) -> None:
        blatt = offen["en"]
        zelle = blatt[f"{KORREKTUR}{row_of(blatt, 'mehr.start')}"]
        zelle.value, zelle.data_type = text, "s"

    neu = read_reviewed(filled(mappe, _as_text), "m.xlsx", TEXTE)
    assert neu["en"].eintraege["mehr.start"].formen == (text,)
    save_workbook(make_workbook([neu["en"]]), tmp_path / "n.xlsx")
    offen = load_workbook(tmp_path / "n.xlsx")["en"]
    assert {z.data_type for zeile in offen.iter_rows() for z in zeile if z.value is not None} == {"s"}


def test_other_files_are_refused(mappe: bytes) -> None:
    def _rename(offen: Workbook) -> None:
        for blatt in offen.worksheets:
            blatt.title = f"x{blatt.title}"

    for roh, name, befund in (
        (filled(mappe, _rename), "m.xlsx", "Kein Blatt heißt wie eine Sprache"),
        (filled(mappe, lambda offen: offen["en"].delete_rows(1)), "m.xlsx", "Die erste Zeile ist nicht die der Mappe"),
        (b"nichts", "m.xlsx", "Kein Blatt"),
        (b"", "xx.po", "Diese Sprache gibt es nicht"),
        (write_catalogue(read_catalogue("en")).replace("{ort}", "{o}").encode(), "en.po", "ein anderer als jetzt"),
    ):
        with pytest.raises(DatenFehler, match=befund):
            read_reviewed(roh, name, TEXTE)
