"""The browser says the same as the command line: every broken input, and a workbook, with the Python of the browser."""

import base64
import csv
import gzip
import io
import json
import subprocess
from pathlib import Path

import pytest
import test_eingaben
from openpyxl import Workbook, load_workbook
from test_eingaben import ALLE, NAMEN, SCHEMAS, make_town, read_tree

from kekiz.wege import pruefstelle
from kekiz.wege.archiv import write_zip
from kekiz.wege.pruefpaket import LAUFZEIT, MODULE, package_files, program_files, trace
from paketbau import DATEN, REPO, Projekt
from zipproben import ABGELEHNT, pack

TREIBER = """
import base64, json, sys
sys.path.insert(0, "/programm")
from pathlib import Path
from kekiz.daten.load import check
from kekiz.wege.pruefstelle import answer, check_files, fill_in, tell_faults
from kekiz.wissen.fehler import DatenFehler

eingabe = json.loads(text)
stadt = Path("/stadt")

def lege(ort, inhalt):
    # A text is a file, True a folder, None nothing.
    if (stadt / ort).is_dir():
        (stadt / ort).rmdir()
    elif (stadt / ort).exists():
        (stadt / ort).unlink()
    if inhalt is True:
        (stadt / ort).mkdir()
    elif inhalt is not None:
        (stadt / ort).write_bytes(base64.b64decode(inhalt))

antworten = {}
for name, aenderung in eingabe["faelle"].items():
    vorher = {o: base64.b64encode((stadt / o).read_bytes()) if (stadt / o).exists() else None for o in aenderung}
    for ort, inhalt in aenderung.items():
        lege(ort, inhalt)
    _, fehler, anmerkungen = check(stadt)
    antworten[name] = [tell_faults(DatenFehler(fehler).fehler)["zeilen"], anmerkungen]
    for ort, inhalt in vorher.items():
        lege(ort, inhalt)
pakete = {}
for name, inhalt in eingabe["pakete"].items():
    pakete[name] = check_files(stadt, Path("/neu"), {"p.zip": base64.b64decode(inhalt)}, "hamm", ersetzen=False)
ablage = Path("/ablage/dateien")
ablage.mkdir(parents=True)
(ablage / "0").write_bytes(base64.b64decode(eingabe["mappe"]))
mappe = json.loads(answer("/stadt", str(ablage), json.dumps(eingabe["wahl"])))
vorlage = base64.b64encode(fill_in("/stadt", "hamm", 2019)).decode()
json.dumps({"faelle": antworten, "pakete": pakete, "mappe": mappe, "vorlage": vorlage})
"""
FOLGT = "Der geheime Wert folgt aus"
OHNE_LOESER = "Ob ein geheimer Wert aus veröffentlichten folgt, ließ sich nicht prüfen"
WAHL = {"paket": "hamm", "ersetzen": False, "start": "hamm", "namen": ["mappe.xlsx"]}


OHNE_BROWSER = {
    "befehl/test_pruefen.py": {
        "test_stopped_by_hand_ends_in_a_sentence": "Ctrl-C belongs to a terminal",
        "test_terminal_of_windows_shows_every_message": "a page knows every letter",
    },
    "befehl/test_bauen.py": {
        "test_second_build_waits_for_the_first": "nothing is built there",
        "test_killed_build_leaves_the_site_and_no_process_and_the_next_one_clears_up": "nothing is built there",
        "test_build_killed_between_two_renames_is_undone_by_the_next_one": "nothing is built there",
        "test_refusal_of_the_system_is_a_german_sentence": "its files lie in memory: no full disk, no read-only folder",
        "test_file_that_cannot_be_written_in_the_middle_of_a_build_leaves_the_site": "its files lie in memory",
        "test_folder_in_the_way_is_a_german_sentence": "nothing is built there",
        "test_break_by_hand_is_a_sentence": "Ctrl-C belongs to a terminal",
        "test_without_git_the_state_is_that_of_the_newest_file": "there is no git, and no state to be told",
    },
}
"""Broken inputs elsewhere that a browser cannot have by its nature, and why."""


def changes(stadt: Projekt) -> dict[str, dict[str, str | bool | None]]:
    """Changed files of each case by place: content as base64, True for a folder, None for what is gone."""
    alt = read_tree(stadt.pfad)
    faelle: dict[str, dict[str, str | bool | None]] = {}
    for name, (aendere, _) in ALLE.items():
        neu = dict(alt)
        aendere(neu)
        anders = [o for o in {**alt, **neu} if o not in alt or o not in neu or alt[o] != neu[o]]
        faelle[name] = {
            o: None if o not in neu else True if (i := neu[o]) is None else base64.b64encode(i).decode() for o in anders
        }
    return faelle


def packages(stadt: Projekt) -> dict[str, bytes]:
    """Zips of the town: whole, with a fault in it, and those that nobody should open."""
    ordner = {f"hamm\\{d.name}": d.read_bytes() for d in (stadt.pfad / "hamm").iterdir()}
    werte = ordner["hamm\\werte.csv"]
    kaputt = werte.replace(b",bericht,", b",fehlt,", 1)
    assert kaputt != werte
    return {
        "whole": pack(ordner),
        "fault": pack({**ordner, "hamm\\werte.csv": kaputt}),
        **{name: machen() for name, (machen, _) in ABGELEHNT.items()},
    }


def workbook(stadt: Projekt) -> bytes:
    """The values as a workbook: one cell wrong, one changed."""
    mappe = Workbook()
    mappe.active.title = "werte"
    for zellen in csv.reader(io.StringIO(stadt.datei("hamm/werte").read_text(encoding="utf-8"))):
        mappe.active.append(zellen)
    mappe.active["K2"], mappe.active["H3"] = "fehlt", 4526
    puffer = io.BytesIO()
    mappe.save(puffer)
    return puffer.getvalue()


def test_browser_says_what_the_command_says(tmp_path_factory: pytest.TempPathFactory) -> None:
    ordner, ort = tmp_path_factory.mktemp("pyodide"), tmp_path_factory.mktemp("stadt")
    stadt = make_town(ort)
    faelle, pakete = changes(stadt), packages(stadt)
    assets = {name: (REPO / "docs" / datei).read_bytes() for name, datei in LAUFZEIT.items()}
    (ordner / "pyodide.mjs").write_bytes(assets["lader"])
    (ordner / "pyodide.asm.mjs").write_bytes(assets["modul"])
    (ordner / "pyodide.asm.wasm").write_bytes(gzip.decompress(assets["wasm"]))
    (ordner / "python_stdlib.zip").write_bytes(assets["bibliothek"])
    write_zip(ordner / "programm.zip", program_files(DATEN))
    write_zip(ordner / "stadt.zip", package_files(ort))
    mappe = workbook(stadt)
    eingabe = {
        "faelle": faelle,
        "pakete": {n: base64.b64encode(i).decode() for n, i in pakete.items()},
        "mappe": base64.b64encode(mappe).decode(),
        "wahl": WAHL,
    }
    (ordner / "faelle.json").write_text(json.dumps(eingabe), encoding="utf-8")
    (ordner / "treiber.py").write_text(TREIBER, encoding="utf-8")
    befehl = ["node", str(Path(__file__).with_name("pyodide.mjs")), str(ordner)]
    lauf = subprocess.run(befehl, capture_output=True, text=True, check=False)
    assert lauf.returncode == 0, lauf.stderr[-2000:]
    antworten = json.loads(lauf.stdout)
    ablage = ordner / "ablage" / "dateien"
    ablage.mkdir(parents=True)
    (ablage / "0").write_bytes(mappe)
    erwartet_mappe = json.loads(pruefstelle.answer(str(ort), str(ablage), json.dumps(WAHL)))
    assert erwartet_mappe["zeilen"]
    assert antworten.pop("mappe") == erwartet_mappe
    # The bytes differ, since its compression does.
    vorlagen = [base64.b64decode(antworten.pop("vorlage")), pruefstelle.fill_in(str(ort), "hamm", 2019)]
    hier, dort = ([[*b.values] for b in load_workbook(io.BytesIO(v))] for v in vorlagen)
    assert hier == dort
    assert any("2019" in z for z in hier[0])
    hier_pakete = {
        n: pruefstelle.check_files(ort, ordner / "neu", {"p.zip": i}, "hamm", ersetzen=False) for n, i in pakete.items()
    }
    assert antworten["pakete"] == hier_pakete
    assert (hier_pakete["whole"]["summe"], hier_pakete["fault"]["summe"]) == ("", "Ein Fehler in den Daten.")
    assert antworten["faelle"].keys() == ALLE.keys()
    erwartet = {n: meldungen for n, (_, meldungen) in ALLE.items()}
    anders = {n: (z, a) for n, (z, a) in antworten["faelle"].items() if z != erwartet[n]}
    # What follows from published values needs a solver; that it was not looked for is said instead.
    for name, (zeilen, anmerkungen) in anders.items():
        assert zeilen == [m for m in erwartet[name] if FOLGT not in m], name
        assert [a for a in anmerkungen if OHNE_LOESER in a], name
    assert len(anders) <= 2


def test_every_broken_input_is_among_them() -> None:
    """Each test of broken inputs goes over all cases that the browser gets; what it cannot have is named, and there."""
    tests = {n: t for n, t in vars(test_eingaben).items() if n.startswith("test_")}
    ueber_alle = [n for n, t in tests.items() if [m.args for m in getattr(t, "pytestmark", ())] == [("fall", ALLE)]]
    assert tests.keys() - {*ueber_alle} == {
        "test_town_without_a_change_has_no_fault",
        "test_corpus_is_large_and_every_case_says_what_is_wrong",
    }
    assert ueber_alle
    assert len(ALLE) == len(test_eingaben.FAELLE) + len(test_eingaben.GANZE) + len(NAMEN) + 1 + len(SCHEMAS)
    assert len(ALLE) >= 210
    for datei, namen in OHNE_BROWSER.items():
        text = (REPO / "tests" / datei).read_text(encoding="utf-8")
        assert [n for n, grund in namen.items() if f"def {n}(" not in text or not grund] == []


def test_list_of_modules_is_what_a_check_loads() -> None:
    assert MODULE.read_text(encoding="utf-8") == trace(DATEN)
