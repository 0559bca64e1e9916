"""The benchmark's packages pass the checks, are the same for the same seed, and every stage is measured."""

from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import build
from kekiz.werkzeug import benchmark


def test_synthetic_packages_pass_the_checks(tmp_path: Path) -> None:
    anzahl = benchmark.generate_packages(tmp_path, kommunen=2, kennzahlen=3, raeume=4)
    e = build(load(tmp_path))
    assert anzahl == len(e.werte) == 2 * 3 * 4 * benchmark.JAHRE
    assert len(e.trends) == 2 * 3 * 4
    assert set(e.zielstand["status"]) <= {"erreicht", "nicht_erreicht"}


def test_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        benchmark.generate_packages(tmp_path / name, kommunen=1, kennzahlen=2, raeume=2)
    dateien = sorted(p.relative_to(tmp_path / "a") for p in (tmp_path / "a").rglob("*.csv"))
    assert dateien
    assert all((tmp_path / "a" / d).read_bytes() == (tmp_path / "b" / d).read_bytes() for d in dateien)


def test_every_stage_is_printed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(benchmark.GROESSEN, 10_000, (1, 2, 2))
    assert benchmark.main(["10000"]) == 0
    zeilen = [z.split() for z in capsys.readouterr().out.strip().splitlines()]
    assert [z[0] for z in zeilen[1:]] == ["load", "compute", "assess", "export"]
    assert all(z[2] == "Zeilen" and z[4] == "s" and z[6] == "MB" for z in zeilen[1:])
