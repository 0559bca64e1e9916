"""The second process: same outcome, nothing lost, faults left to the first process."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kekiz.wege import nebenher
from kekiz.wege.nebenher import EINZELN, Nebenher
from kekiz.wissen.fehler import ErgebnisFehler
from paketbau import REPO

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="fork")


def square(zahl: int) -> int:
    if zahl == 7:
        raise ErgebnisFehler("7")
    return zahl * zahl


def run(anzahl: int, pause: float = 0.0) -> list[int | None]:
    zweiter = Nebenher({str(i): lambda i=i: square(i) for i in range(anzahl)}, lambda: None)  # type: ignore[misc]
    time.sleep(pause)
    ergebnis = [zweiter.take(str(i)) for i in range(anzahl)]
    assert zweiter.finish()
    return ergebnis


def test_what_is_ready_is_right_and_what_failed_is_missing() -> None:
    assert run(20, pause=2) == [None if i == 7 else i * i for i in range(20)]


def test_it_works_backwards_and_stops_where_both_meet(tmp_path: Path) -> None:
    def _task(nr: int) -> int:
        time.sleep(0.05)
        (tmp_path / str(nr)).touch()
        return nr

    zweiter = Nebenher({str(i): lambda i=i: _task(i) for i in range(40)}, lambda: None)  # type: ignore[misc]
    time.sleep(0.5)
    assert zweiter.take("20") is None
    assert zweiter.finish()
    gemacht = {int(p.name) for p in tmp_path.iterdir()}
    assert gemacht == set(range(21, 40))


def test_large_outcomes_do_not_block() -> None:
    zweiter = Nebenher({str(i): lambda: "x" * 1_000_000 for i in range(10)}, lambda: None)
    assert zweiter.finish()
    assert zweiter.take("0") == "x" * 1_000_000


def test_last_task_is_done_and_its_failure_is_told(tmp_path: Path) -> None:
    assert Nebenher({}, (tmp_path / "da").touch).finish()
    assert (tmp_path / "da").exists()

    def _fehler() -> None:
        raise ErgebnisFehler("kaputt")

    assert not Nebenher({}, _fehler).finish()


def test_one_process_on_demand_or_with_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(EINZELN, raising=False)
    monkeypatch.setattr(nebenher.os, "sched_getaffinity", lambda _: {0, 1})
    assert nebenher.is_possible()
    monkeypatch.setattr(nebenher.os, "sched_getaffinity", lambda _: {0})
    assert not nebenher.is_possible()
    monkeypatch.setattr(nebenher.os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setenv(EINZELN, "1")
    assert not nebenher.is_possible()


def test_one_process_or_two_build_the_same_site(gebaut: Path, tmp_path: Path) -> None:
    umgebung = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    allein = "" if os.environ.get(EINZELN) else "1"
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(tmp_path)],
        cwd=REPO,
        check=True,
        env={**umgebung, EINZELN: allein},
    )
    wie = [
        {
            str(p.relative_to(s)): p.read_bytes()
            for p in s.rglob("*")
            if p.is_file() and not p.name.startswith("sitemap")
        }
        for s in (gebaut, tmp_path)
    ]
    assert wie[0].keys() == wie[1].keys()
    assert [n for n in wie[0] if wie[0][n] != wie[1][n]] == []
