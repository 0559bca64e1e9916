"""The page about small printed counts lists each of them with its place, or says that they are hidden."""

from pathlib import Path
from typing import Any

import pytest

from kekiz.daten.einstellungen import parse_settings
from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.rechnen.verbergen import hide_small_counts
from kekiz.seiten import kleinezahlenseite as modul
from kekiz.seiten.seite import Seite
from paketbau import Projekt

KLEIN = 'name = "S"\nstart = "hamm"\n'


def outcome(pfad: Path, *, verborgen: bool = False, **zeile: Any) -> Ergebnis:
    projekt = Projekt(pfad)
    projekt.tabellen["hamm"]["hinweise"], projekt.tabellen["hamm"]["hinweis_bezuege"] = [], []
    projekt.zeile("hamm/werte", 2).update(
        {"wert": "75", "zaehler": "3", "nenner": "4", "gedruckt": "75%", "hinweis_id": ""} | zeile
    )
    projekt.write()
    bestand = load(projekt.pfad)
    return build(hide_small_counts(bestand) if verborgen else bestand)


def page(ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, toml: str = "") -> str:
    monkeypatch.setattr(modul, "read_settings", lambda: parse_settings(KLEIN + toml))
    seite = Seite(ergebnis, "", lambda z: z, lambda *_, **__: "", {})
    return "\n".join(modul.MACROS[name](seite) for name in modul.MACROS)


def test_each_small_count_is_listed_with_its_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page(outcome(tmp_path), monkeypatch)
    assert "Hinter drei gedruckten Zahlen stehen jeweils sehr wenige Menschen." in text
    for wort in ("gezählt", "alle zusammen", "die übrigen", "Pelkum", "Teilnahme U8", "Stadt Hamm, Tabelle 1"):
        assert wort in text
    assert text.count("<tr>") == 4


@pytest.mark.parametrize(("anzahl", "gibt"), [("0", False), ("1", True), ("4", True), ("5", False)])
def test_small_is_from_one_to_below_the_threshold(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, anzahl: str, gibt: bool
) -> None:
    text = page(outcome(tmp_path, zaehler=anzahl, nenner="100", wert=anzahl, gedruckt=f"{anzahl}%"), monkeypatch)
    assert ("Hinter einer gedruckten Zahl" in text) == gibt
    assert ("Hinter keiner gedruckten Zahl" in text) != gibt


def test_hidden_counts_are_counted_and_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page(outcome(tmp_path, verborgen=True), monkeypatch, 'kleine_zahlen = "verbergen"\n')
    assert "Auf dieser Website ist ein Wert verborgen" in text
    assert "<tr>" not in text
