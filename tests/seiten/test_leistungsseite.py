"""The page about computing time shows what a run measured and says whether that is what was agreed."""

import json
from pathlib import Path

import pytest

from kekiz.ergebnis import read_ergebnis
from kekiz.seiten import leistungsseite
from kekiz.seiten.seite import Seite
from kekiz.werkzeug.benchmark import note_measures

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
    lauf = {"gemessen": "2026-11-28", "messungen": [GUT, klein]}
    datei.write_text(json.dumps({"kommunen": lauf}), encoding="utf-8")
    monkeypatch.setattr(leistungsseite, "GEMESSEN", datei)
    seite = Seite(read_ergebnis(), "", lambda p: p, lambda *_a, **_k: "", {})
    markup = leistungsseite.draw_kommunen(seite)
    assert leistungsseite.draw_kennzahlen(seite) == ""
    assert markup.startswith("Vereinbart sind für 400 Kommunen auf zwei Prozessoren höchstens 6 Minuten, 2.000 MB")
    assert "28. November 2026" in markup
    assert [markup.index(z) for z in ("0,80 s", "0,90 s")] == sorted(markup.index(z) for z in ("0,80 s", "0,90 s"))


def test_what_nobody_has_measured_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datei = tmp_path / "leistung.json"
    monkeypatch.setattr(leistungsseite, "GEMESSEN", datei)
    seite = Seite(read_ergebnis(), "", lambda p: p, lambda *_a, **_k: "", {})
    note_measures(datei, "kennzahl", {"gemessen": "2026-11-28", "verhaeltnis": 1.5})
    assert leistungsseite.draw_kommunen(seite) == ""
    assert "dauert der Bau 1,50-mal so lang" in leistungsseite.draw_kennzahlen(seite)
    note_measures(datei, "anderes", {})
    assert set(json.loads(datei.read_text(encoding="utf-8"))) == {"kennzahl", "anderes"}


def test_the_committed_figures_are_those_of_runs() -> None:
    gemessen = json.loads(leistungsseite.GEMESSEN.read_text(encoding="utf-8"))
    k = gemessen["kennzahl"]
    assert k["verhaeltnis"] == pytest.approx(k["mit_sekunden"] / k["ohne_sekunden"], abs=0.011)


@pytest.mark.parametrize(
    ("sekunden", "satz"), [(10.0, "10,0. Das ist eingehalten."), (10.1, "10,1. Das ist nicht eingehalten.")]
)
def test_check_in_a_browser_is_judged_as_computers_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sekunden: float, satz: str
) -> None:
    """A slowed processor is shown and not judged."""
    datei = tmp_path / "leistung.json"
    monkeypatch.setattr(leistungsseite, "GEMESSEN", datei)
    seite = Seite(read_ergebnis(), "", lambda p: p, lambda *_a, **_k: "", {})
    note_measures(datei, "anderes", {})
    assert leistungsseite.draw_pruefung(seite) == ""
    teile = {"holen": 1.0, "starten": 8.0, "pruefen": 0.9, "vergleichen": 0.1}
    gesamt = {"neu": 9.5, "gemerkt": sekunden, "langsam_neu": 40.5, "langsam_gemerkt": 30.5}
    messungen = [{"fall": f, **teile, "gesamt": s} for f, s in gesamt.items()]
    lauf = {"gemessen": "2026-11-28", "mbit": 50, "langsam": 4, "messungen": messungen}
    note_measures(datei, "pruefung", lauf)
    markup = leistungsseite.draw_pruefung(seite)
    assert markup.startswith("Vereinbart sind auf einem gewöhnlichen Bürorechner höchstens 10 Sekunden")
    assert satz in markup
    assert "zum ersten Mal, Prozessor 4-mal so langsam" in markup
    assert "(4-mal so langsam) waren es 40,5 und 30,5." in markup
    assert "40,5 s" in markup
