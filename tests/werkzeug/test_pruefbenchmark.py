"""The measurement of the check in a browser: it reads the worker's own script, and slows what runs pages."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kekiz.seiten.leistungsseite import GEMESSEN
from kekiz.werkzeug.pruefbenchmark import ARBEITER, FAELLE, find_renderers, middle_run, pick_table, slowed, with_clock
from paketbau import DATEN, REPO

SKRIPT = (REPO / "docs/assets" / ARBEITER).read_text(encoding="utf-8")


def test_worker_says_what_took_how_long() -> None:
    mit = with_clock(SKRIPT)
    assert mit.count("zeiten") > 2
    assert mit.index("_stelle.check_files") < mit.index('postMessage({ art: "bereit" })')
    with pytest.raises(RuntimeError, match="sagt nicht mehr"):
        with_clock(SKRIPT.replace('art: "bereit"', 'art: "fertig"'))


def test_table_differs_in_one_cell_from_the_published_one() -> None:
    name, roh = pick_table()
    alt, neu = (DATEN / "hamm" / name).read_text(encoding="utf-8").splitlines(), roh.decode().splitlines()
    assert [n for n, a in zip(neu, alt, strict=True) if n != a] == neu[-1:]


def test_run_in_the_middle_counts_whole() -> None:
    runden = [{"starten": 1.0, "gesamt": 9.0}, {"starten": 3.0, "gesamt": 4.0}, {"starten": 2.0, "gesamt": 5.0}]
    assert middle_run(runden) == {"starten": 2.0, "gesamt": 5.0}


def _state(prozess: int) -> str:
    return Path(f"/proc/{prozess}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0]


def test_processes_of_pages_are_halted_and_go_on_afterwards() -> None:
    befehl = [sys.executable, "-c", "import time; time.sleep(600)"]
    with subprocess.Popen([*befehl, "--type=renderer"]) as seite, subprocess.Popen(befehl) as anderer:
        try:
            while seite.pid not in find_renderers(os.getpid()):
                time.sleep(0.01)
            gesehen: set[str] = set()
            with slowed(4):
                while "T" not in gesehen:
                    gesehen.add(_state(seite.pid))
                assert _state(anderer.pid) != "T"
            assert _state(seite.pid) != "T"
        finally:
            seite.kill()
            anderer.kill()


def test_committed_figures_are_of_all_cases() -> None:
    messungen = json.loads(GEMESSEN.read_text(encoding="utf-8"))["pruefung"]["messungen"]
    assert [m["fall"] for m in messungen] == list(FAELLE)
    for m in messungen:
        # What lies between the parts is little: the message, the page.
        assert m["gesamt"] >= m["holen"] + m["starten"] + m["pruefen"] + m["vergleichen"] - 0.2
