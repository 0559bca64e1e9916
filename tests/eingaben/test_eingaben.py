"""Broken inputs, one fault each, as they come from Excel, an editor, copy and paste, or an unkind person.

``faelle.json`` holds the small changes: what is replaced by what in which file of a small town, the exit code, and the
whole message. What cannot be said as a change of text stands below. Every case goes the way of ``kekiz pruefen``.
"""

import copy
import io
import json
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from kekiz.__main__ import main
from paketbau import MINIMAL, Projekt, Zeile

FAELLE: dict[str, dict[str, Any]] = json.loads(Path(__file__).with_name("faelle.json").read_text(encoding="utf-8"))


def town() -> dict[str, dict[str, list[Zeile]]]:
    """The minimal town, with a count, a computed value and a break besides."""
    stadt = copy.deepcopy(MINIMAL)
    stadt["katalog"]["kennzahlen"].append(
        {**stadt["katalog"]["kennzahlen"][0], "kennzahl_id": "plaetze", "name": "Plätze", "kurzname": "Plätze",
         "art": "anzahl", "einheit": "Anzahl", "zufallsmodell": "keins", "mindestfallzahl": "", "dezimalstellen": "0"}
    )  # fmt: skip
    stadt["katalog"]["quellen"][0]["jahr"] = "2019"
    beleg = {"quelle_id": "bericht", "fundstelle": "Tabelle 2"}
    werte = stadt["hamm"]["werte"]
    for jahr, zahl in (("2016", "1540"), ("2017", "1588"), ("2018", "1634")):
        werte.append(
            {"kennzahl_id": "plaetze", "raum_id": "hamm", "zeitraum": jahr, "wert": zahl,
             "gedruckt": f"{zahl[0]}.{zahl[1:]}", "wertstatus": "gedruckt", **beleg}
        )  # fmt: skip
    werte.append(
        {"kennzahl_id": "quote_u3", "raum_id": "pelkum", "zeitraum": "2018", "wert": "98.1", "zaehler": "158",
         "nenner": "161", "wertstatus": "berechnet", **beleg}
    )  # fmt: skip
    stadt["hamm"]["brueche"] = [{"kennzahl_id": "plaetze", "ab_zeitraum": "2018", "grund": "Anders gezählt.", **beleg}]
    return stadt


@pytest.fixture(scope="module")
def stadt(tmp_path_factory: pytest.TempPathFactory) -> Projekt:
    return Projekt(tmp_path_factory.mktemp("eingaben"), town())


def check(stadt: Projekt) -> tuple[int, list[str]]:
    """Runs the command in this process; gives the exit code and the lines before the summary."""
    strom = io.StringIO()
    with redirect_stdout(strom):
        code = main(["pruefen", str(stadt.pfad)])
    zeilen = strom.getvalue().splitlines()
    # Without a fault there are only warnings to come.
    return code, zeilen[: zeilen.index("")] if code else []


@pytest.fixture
def datei(stadt: Projekt) -> Iterator[Callable[[str], Path]]:
    """Gives a file of the town, which is put back afterwards."""
    vorher: dict[Path, bytes] = {}

    def _datei(ort: str) -> Path:
        pfad = stadt.pfad / ort
        vorher.setdefault(pfad, pfad.read_bytes())
        return pfad

    yield _datei
    for pfad, inhalt in vorher.items():
        pfad.write_bytes(inhalt)


def test_town_without_a_change_has_no_fault(stadt: Projekt) -> None:
    assert check(stadt) == (0, [])


@pytest.mark.parametrize("fall", FAELLE)
def test_broken_input_is_told(stadt: Projekt, datei: Callable[[str], Path], fall: str) -> None:
    f = FAELLE[fall]
    for ort, alt, neu in f["aenderung"]:
        pfad = datei(ort)
        text = pfad.read_bytes().decode()
        assert alt in text, alt
        pfad.write_bytes(text.replace(alt, neu, 1).encode("utf-8", "surrogatepass"))
    assert check(stadt) == (1, f["meldungen"])


def test_corpus_is_large_and_every_case_says_what_is_wrong() -> None:
    assert len(FAELLE) >= 120
    assert [n for n, f in FAELLE.items() if not f["fehler"] or not f["meldungen"]] == []


# --- whole files -----------------------------------------------------------------------------------------------------

SPEICHERN = "Bitte in LibreOffice als CSV speichern: Zeichensatz UTF-8, Feldtrenner Komma."
UMLAUT = "Große Übersicht 1"


def german(text: str) -> str:
    """A CSV as a German spreadsheet saves it."""
    return text.replace(",", ";").replace("\n", "\r\n")


GANZE: dict[str, tuple[Callable[[str], bytes], list[str]]] = {
    "leer": (lambda _: b"", [f"Die Datei ist leer (erwartet mindestens die Kopfzeile). {SPEICHERN}"]),
    "nur BOM": (
        lambda _: b"\xef\xbb\xbf",
        [f"Die Datei ist leer (erwartet mindestens die Kopfzeile). {SPEICHERN}"],
    ),
    "UTF-16": (lambda t: t.encode("utf-16"), [f"Die Datei ist nicht UTF-8 (gefunden UTF-16). {SPEICHERN}"]),
    "UTF-16 ohne Marke": (
        lambda t: t.encode("utf-16-be"),
        [f"Die Datei ist nicht UTF-8 (gefunden UTF-16). {SPEICHERN}"],
    ),
    "cp1252": (
        lambda t: t.replace("Tabelle 1", UMLAUT, 1).encode("cp1252"),
        [f" Zeile 2: Die Datei ist nicht UTF-8 (gefunden Byte 0xdf, vermutlich Latin-1). {SPEICHERN}"],
    ),
    "cp850": (
        lambda t: t.replace("Tabelle 1", UMLAUT, 1).encode("cp850"),
        [f" Zeile 2: Die Datei ist nicht UTF-8 (gefunden Byte 0xe1, vermutlich cp850 aus DOS). {SPEICHERN}"],
    ),
    "MacRoman": (
        lambda t: t.replace("Tabelle 1", UMLAUT, 1).encode("mac_roman"),
        [f" Zeile 2: Die Datei ist nicht UTF-8 (gefunden Byte 0xa7, vermutlich MacRoman). {SPEICHERN}"],
    ),
    "Excel, deutsch, alles auf einmal": (
        lambda t: german(t.replace("Tabelle 1", UMLAUT, 1)).encode("cp1252"),
        [
            " Zeile 1: Die Spalten sind mit Semikolon getrennt (gefunden „;“, erwartet „,“). " + SPEICHERN,
            f" Zeile 2: Die Datei ist nicht UTF-8 (gefunden Byte 0xdf, vermutlich Latin-1). {SPEICHERN}",
        ],
    ),
    "Excel, CSV UTF-8": (
        lambda t: german(t).encode("utf-8-sig"),
        [
            f"Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM). {SPEICHERN}",
            " Zeile 1: Die Spalten sind mit Semikolon getrennt (gefunden „;“, erwartet „,“). " + SPEICHERN,
        ],
    ),
    "Tabulator": (
        lambda t: t.replace(",", "\t").encode(),
        [f" Zeile 1: Die Spalten sind mit Tabulator getrennt (erwartet „,“). {SPEICHERN}"],
    ),
    "Excel-Mappe": (
        lambda _: b"PK\x03\x04....xl/workbook.xml",
        [
            "Die Datei ist keine CSV (gefunden eine Excel-Mappe (.xlsx)). Bitte die Datei mit kekiz einlesen übernehmen "
            "oder als CSV speichern."
        ],
    ),
    "alte Excel-Mappe": (
        lambda _: b"\xd0\xcf\x11\xe0",
        [f"Die Datei ist keine CSV (gefunden eine Excel-Mappe im alten Format (.xls)). {SPEICHERN}"],
    ),
    "Webseite": (
        lambda _: b"<!DOCTYPE html><html></html>",
        [f"Die Datei ist keine CSV (gefunden eine Webseite oder XML). {SPEICHERN}"],
    ),
    "Git LFS": (
        lambda _: b"version https://git-lfs.github.com/spec/v1\noid sha256:1\n",
        [f"Die Datei ist keine CSV (gefunden ein Verweis von Git LFS statt des Inhalts). {SPEICHERN}"],
    ),
    "sehr lange Zelle": (
        lambda t: t.replace("Tabelle 1", "x" * 140_000, 1).encode(),
        [
            " Zeile 2: Eine Zelle ist zu lang (gefunden 140000 Zeichen, erwartet höchstens 32767). Bitte kürzen; Bilder und "
            "Dateien gehören nicht in eine Tabelle."
        ],
    ),
    "Spaltentyp Text vergessen": (
        lambda t: (t + "".join(f'plaetze,hamm,{j},,"1540,00",,,,1.540,gedruckt,bericht,Tabelle 2,\n' for j in range(2000, 2010))).encode(),
        [
            "Ein Tabellenprogramm hat 10 Zellen umgeschrieben (zum Beispiel wert in Zeile 9, gefunden „1540,00“); der "
            "Spaltentyp Text fehlte beim Öffnen. Bitte nicht Zelle für Zelle berichtigen: die alte Datei neu öffnen, alle "
            "Spalten als Text, oder kekiz einlesen benutzen."
        ],
    ),
}  # fmt: skip


@pytest.mark.parametrize("fall", GANZE)
def test_file_of_another_kind_is_recognized(stadt: Projekt, datei: Callable[[str], Path], fall: str) -> None:
    machen, meldungen = GANZE[fall]
    pfad = datei("hamm/werte.csv")
    pfad.write_bytes(machen(pfad.read_text(encoding="utf-8")))
    assert check(stadt) == (1, [f"hamm/werte.csv{m if m[0] == ' ' else f': {m}'}" for m in meldungen])


@pytest.mark.parametrize(
    ("name", "hilfe"),
    [
        ("werte.CSV", "in werte.csv umbenennen"),
        ("Werte.csv", "in werte.csv umbenennen"),
        ("werte.csv.txt", "in werte.csv umbenennen"),
        ("werte.xlsx", "mit kekiz einlesen übernehmen"),
    ],
)
def test_file_of_another_name_is_named(stadt: Projekt, datei: Callable[[str], Path], name: str, hilfe: str) -> None:
    pfad = datei("hamm/werte.csv")
    anders = pfad.rename(pfad.with_name(name))
    try:
        assert check(stadt) == (1, [f"hamm/werte.csv: Die Datei fehlt (gefunden „{name}“). Bitte {name} {hilfe}."])
    finally:
        anders.unlink()


def test_folder_in_the_place_of_a_file_is_named(stadt: Projekt, datei: Callable[[str], Path]) -> None:
    pfad = datei("hamm/werte.csv")
    pfad.unlink()
    pfad.mkdir()
    try:
        assert check(stadt)[1][0] == (
            "hamm/werte.csv: Statt der Datei liegt hier ein Ordner. Bitte die Tabelle als CSV speichern."
        )
    finally:
        pfad.rmdir()


@pytest.mark.parametrize(
    ("feld", "neu", "befund"),
    [
        ("fields", [], "Das Schema nennt keine Spalten (fields fehlt)"),
        ("primaryKey", None, "Der Schlüssel fehlt oder nennt eine Spalte, die es nicht gibt (gefunden None, erwartet"),
        (
            "primaryKey",
            ["weg"],
            "Der Schlüssel fehlt oder nennt eine Spalte, die es nicht gibt (gefunden ['weg'], erwartet",
        ),
        (
            "fields",
            [{"name": "nr", "type": "zahl"}],
            "Der Schlüssel fehlt oder nennt eine Spalte, die es nicht gibt",
        ),
        (
            "fields",
            [{"name": "modul_id", "type": "zahl"}, "ziel_id", "beleg"],
            "Die Spalte modul_id hat einen unbekannten Typ (gefunden „zahl“, erwartet eins von string, integer, number, boolean)",
        ),
        (
            "fields",
            [{"name": "modul_id", "constraints": {"pattern": "(["}}, "ziel_id", "beleg"],
            "Das Muster der Spalte modul_id ist ungültig (gefunden „([“)",
        ),
    ],
    ids=["ohne Spalten", "ohne Schlüssel", "fremder Schlüssel", "andere Spalten", "Typ", "Muster"],
)
def test_broken_schema_ends_in_a_message(tmp_path: Path, feld: str, neu: object, befund: str) -> None:
    kaputt = Projekt(tmp_path)
    schemas = tmp_path / "schema"
    echt = schemas.resolve()
    schemas.unlink()
    schemas.mkdir()
    for d in echt.iterdir():
        (schemas / d.name).write_bytes(d.read_bytes())
    schema = json.loads((schemas / "modul_ziele.json").read_text(encoding="utf-8"))
    (schemas / "modul_ziele.json").write_text(json.dumps({**schema, feld: neu}), encoding="utf-8")
    code, meldungen = check(kaputt)
    assert code == 1
    assert meldungen[0].startswith(f"schema/modul_ziele.json: {befund}")
