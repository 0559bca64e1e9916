"""The benchmark's packages pass the checks, are the same for the same seed, and every stage is measured."""

from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import build
from kekiz.werkzeug import benchmark


def test_synthetic_packages_pass_the_checks(tmp_path: Path) -> None:
    anzahl = benchmark.generate_packages(tmp_path, benchmark.Groesse(2, 3, 4, gruppen=2, ziele=3, mit_profil=True))
    e = build(load(tmp_path))
    assert anzahl == len(e.werte) == 2 * 3 * 4 * 2 * benchmark.JAHRE
    assert len(e.trends) == 2 * 3 * 4 * 2
    assert set(e.zielstand["status"]) <= {"erreicht", "nicht_erreicht"}


def test_a_municipality_is_the_same_in_every_run_and_however_many_there_are(tmp_path: Path) -> None:
    for name, kommunen in (("a", 1), ("b", 2)):
        (tmp_path / name).mkdir()
        benchmark.generate_packages(tmp_path / name, benchmark.Groesse(kommunen, 2, 2, mit_profil=True))
    dateien = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").glob("ort-*/*.csv"))
    assert len(dateien) == 5
    assert all((tmp_path / "a" / d).read_bytes() == (tmp_path / "b" / d).read_bytes() for d in dateien)


def test_every_stage_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(benchmark.GROESSEN, 10_000, benchmark.Groesse(1, 2, 2, ziele=1))
    assert benchmark.main(["10000"]) == 0
    zeilen = [z.split() for z in capsys.readouterr().out.strip().splitlines()]
    assert [z[0] for z in zeilen[1:]] == ["load", "compute", "assess", "export"]
    assert all(z[2] == "Zeilen" and z[4] == "s" and z[6] == "MB" for z in zeilen[1:])
