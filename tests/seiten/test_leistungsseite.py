"""The page about computing time shows what a run measured and says whether that is what was agreed."""

import json
from pathlib import Path

import pytest

from kekiz.ergebnis import read_ergebnis
from kekiz.seiten import leistungsseite
from kekiz.seiten.seite import Seite

GUT = {
    "kommunen": 400, "werte": 360_000, "seiten": 2_400, "pruefen_sekunden": 30.4, "dauer_sekunden": 360.0,
    "speicher_mb": 2000, "seite_kb": 120.0, "download_mb": 25.0,
}  # fmt: skip


@pytest.mark.parametrize("name", list(leistungsseite.VEREINBART))
def test_each_limit_is_kept_at_it_and_broken_above(name: str) -> None:
    assert leistungsseite.over_limit(GUT) == []
    assert leistungsseite.over_limit({**GUT, name: GUT[name] + 0.1}) == [name]


def test_what_is_not_kept_is_named() -> None:
    assert leistungsseite.verdict(GUT).endswith("und 25 MB je Datei. Das ist eingehalten.")
    assert leistungsseite.verdict({**GUT, "dauer_sekunden": 361}).endswith("Nicht eingehalten: 6 Minuten.")


def test_the_largest_number_of_municipalities_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    klein = {**GUT, "kommunen": 100, "dauer_sekunden": 80.0}
    datei = tmp_path / "leistung.json"
    datei.write_text(json.dumps({"gemessen": "2026-11-28", "messungen": [GUT, klein]}), encoding="utf-8")
    monkeypatch.setattr(leistungsseite, "GEMESSEN", datei)
    markup = leistungsseite.draw_kommunen(Seite(read_ergebnis(), "", lambda p: p, lambda *_a, **_k: "", {}))
    assert markup.startswith("Vereinbart sind für 400 Kommunen auf zwei Prozessoren höchstens 6 Minuten, 2.000 MB")
    assert "28. November 2026" in markup
    assert [markup.index(z) for z in ("0,80 s", "0,90 s")] == sorted(markup.index(z) for z in ("0,80 s", "0,90 s"))
