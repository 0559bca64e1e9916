"""Broken inputs, one fault each, as they come from Excel, an editor, copy and paste, or an unkind person.

``faelle.json`` holds the small changes: what is replaced by what in which file of a small town, the exit code, and the
whole message. What cannot be said as a change of text stands below. :data:`ALLE` has them all, each as a change of the
files of the town; every case goes the way of ``kekiz pruefen``, and of the browser (``test_pyodide.py``).
"""

import copy
import io
import json
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
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


Baum = dict[str, bytes | None]
"""Files by their place, with their content; None: a folder."""
Aenderung = Callable[[Baum], None]


@pytest.fixture(scope="module")
def stadt(tmp_path_factory: pytest.TempPathFactory) -> Projekt:
    return make_town(tmp_path_factory.mktemp("eingaben"))


def make_town(ort: Path) -> Projekt:
    """Writes the town, with schemas of its own that a case may change."""
    stadt = Projekt(ort, town())
    schemas = (ort / "schema").resolve()
    (ort / "schema").unlink()
    (ort / "schema").mkdir()
    for datei in schemas.iterdir():
        (ort / "schema" / datei.name).write_bytes(datei.read_bytes())
    return stadt


def read_tree(pfad: Path) -> Baum:
    """Reads all files below a folder."""
    return {p.relative_to(pfad).as_posix(): None if p.is_dir() else p.read_bytes() for p in sorted(pfad.rglob("*"))}


def change_tree(pfad: Path, alt: Baum, neu: Baum) -> None:
    """Makes of one tree another one."""
    for ort in reversed(list(alt)):
        if ort not in neu or (alt[ort] is None) != (neu[ort] is None):
            (pfad / ort).rmdir() if alt[ort] is None else (pfad / ort).unlink()
    for ort, inhalt in neu.items():
        if inhalt is None:
            (pfad / ort).mkdir(exist_ok=True)
        elif alt.get(ort) != inhalt:
            (pfad / ort).write_bytes(inhalt)


def check(stadt: Projekt) -> tuple[int, list[str]]:
    """Runs the command in this process; gives the exit code and the lines before the summary."""
    strom = io.StringIO()
    with redirect_stdout(strom):
        code = main(["pruefen", str(stadt.pfad)])
    zeilen = strom.getvalue().splitlines()
    # Without a fault there are only warnings to come.
    return code, zeilen[: zeilen.index("")] if code else []


def test_town_without_a_change_has_no_fault(stadt: Projekt) -> None:
    assert check(stadt) == (0, [])


def _replace(baum: Baum, ersetzungen: list[tuple[str, str, str]]) -> None:
    for ort, alt, neu in ersetzungen:
        text = (baum[ort] or b"").decode("utf-8", "surrogatepass")
        assert alt in text, alt
        baum[ort] = text.replace(alt, neu, 1).encode("utf-8", "surrogatepass")


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


def _whole(baum: Baum, machen: Callable[[str], bytes]) -> None:
    baum["hamm/werte.csv"] = machen((baum["hamm/werte.csv"] or b"").decode())


# --- files of another name, folders, schemas -------------------------------------------------------------------------

WERTE = "hamm/werte.csv"
NAMEN: dict[str, str] = {
    "werte.CSV": "in werte.csv umbenennen",
    "Werte.csv": "in werte.csv umbenennen",
    "werte.csv.txt": "in werte.csv umbenennen",
    "werte.xlsx": "mit kekiz einlesen übernehmen",
}
"""What to do about a file of that name, where werte.csv is missing."""


def _rename(baum: Baum, name: str) -> None:
    baum[f"hamm/{name}"] = baum.pop(WERTE)


def _folder(baum: Baum) -> None:
    baum[WERTE] = None


SCHEMA = "schema/modul_ziele.json"
_KEY = "Der Schlüssel fehlt oder nennt eine Spalte, die es nicht gibt (gefunden {}, erwartet primaryKey mit Spalten aus fields). Bitte berichtigen."
SCHEMAS: dict[str, tuple[str, object, str]] = {
    "ohne Spalten": ("fields", [], "Das Schema nennt keine Spalten (fields fehlt). Bitte die Spalten eintragen."),
    "ohne Schlüssel": ("primaryKey", None, _KEY.format("None")),
    "fremder Schlüssel": ("primaryKey", ["weg"], _KEY.format("['weg']")),
    "andere Spalten": ("fields", [{"name": "nr", "type": "zahl"}], _KEY.format("['modul_id', 'ziel_id']")),
    "Typ": (
        "fields",
        [{"name": "modul_id", "type": "zahl"}, "ziel_id", "beleg"],
        "Die Spalte modul_id hat einen unbekannten Typ (gefunden „zahl“, erwartet eins von string, integer, number, "
        "boolean). Bitte berichtigen.",
    ),
    "Muster": (
        "fields",
        [{"name": "modul_id", "constraints": {"pattern": "(["}}, "ziel_id", "beleg"],
        "Das Muster der Spalte modul_id ist ungültig (gefunden „([“). Bitte berichtigen.",
    ),
}


def _break_schema(baum: Baum, feld: str, neu: object) -> None:
    baum[SCHEMA] = json.dumps({**json.loads(baum[SCHEMA] or b""), feld: neu}).encode()


# --- all of them -----------------------------------------------------------------------------------------------------

ALLE: dict[str, tuple[Aenderung, list[str]]] = {
    **{n: (partial(_replace, ersetzungen=f["aenderung"]), f["meldungen"]) for n, f in FAELLE.items()},
    **{
        f"ganz: {n}": (partial(_whole, machen=machen), [f"{WERTE}{m if m[0] == ' ' else f': {m}'}" for m in meldungen])
        for n, (machen, meldungen) in GANZE.items()
    },
    **{
        f"Name: {n}": (partial(_rename, name=n), [f"{WERTE}: Die Datei fehlt (gefunden „{n}“). Bitte {n} {hilfe}."])
        for n, hilfe in NAMEN.items()
    },
    "Ordner": (
        _folder,
        [f"{WERTE}: Statt der Datei liegt hier ein Ordner. Bitte die Tabelle als CSV speichern."],
    ),
    **{
        f"Schema: {n}": (partial(_break_schema, feld=feld, neu=neu), [f"{SCHEMA}: {meldung}"])
        for n, (feld, neu, meldung) in SCHEMAS.items()
    },
}
"""What a case changes in the files of the town, and the whole message."""


@pytest.mark.parametrize("fall", ALLE)
def test_broken_input_is_told(stadt: Projekt, fall: str) -> None:
    aendere, meldungen = ALLE[fall]
    alt = read_tree(stadt.pfad)
    neu = dict(alt)
    aendere(neu)
    change_tree(stadt.pfad, alt, neu)
    try:
        assert check(stadt) == (1, meldungen)
    finally:
        change_tree(stadt.pfad, neu, alt)
