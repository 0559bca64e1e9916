"""The form asks each question once and never what stands in a picture alone; a profile shows its own answers only."""

import re
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten.seite import Seite
from kekiz.seiten.selbstbewertungsseite import draw_bogen, draw_selbstbewertung, draw_summe, list_forms
from paketbau import MINIMAL, Projekt
from staedtebau import packages


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    projekt = Projekt(tmp_path_factory.mktemp("bogen"), packages())
    assert projekt.fehler() == []
    return build(load(projekt.pfad))


def page(ergebnis: Ergebnis, kommune: str) -> Seite:
    return Seite(ergebnis, kommune, lambda ziel: f"/{ziel}", lambda *_, **__: "", {}, start="quellstadt")


def test_form_asks_each_question_once(ergebnis: Ergebnis) -> None:
    text = draw_bogen(page(ergebnis, "quellstadt"))
    assert re.findall(r'data-frage="([^"]+)"', text) == ["k1", "k1-1", "d1"]
    assert re.findall(r"<legend>([^<]+)</legend>", text) == [
        "Gibt es ein Ziel?", "Kennen es alle?", "„Netzwerk“: Steht es gut darum?",
    ]  # fmt: skip
    assert re.findall(r'name="k1" value="(\w+)"', text) == ["ja", "teilweise", "nein", "offen"]
    assert "checked" not in text
    assert "<dt>Der Rest</dt><dd>Steht im Bild.</dd>" in text
    # What stands in the same place names it once, what is missing by itself.
    assert text.count("Kapitel 1") == 2
    assert "Drei Fragen helfen" in draw_summe(page(ergebnis, "quellstadt"))


def test_profile_shows_what_the_municipality_answered(ergebnis: Ergebnis) -> None:
    text = draw_selbstbewertung(page(ergebnis, "muehlau"))
    assert re.findall(r"<dt>([^<]+)</dt><dd><strong>([^<]+)</strong>(?:: ([^<]+))?</dd>", text) == [
        ("Gibt es ein Ziel?", "ja", "Beschluss vom Mai 2024"),
        ("Kennen es alle?", "noch offen", ""),
        ("Netzwerk", "teilweise", "Zwei von drei Treffen"),
    ]
    assert "drei Antworten" in text
    assert "(1. Juni 2024)" in text.replace("\u00a0", " ")


def test_profile_of_another_is_silent(ergebnis: Ergebnis) -> None:
    assert draw_selbstbewertung(page(ergebnis, "quellstadt")) == ""


def test_no_form_without_questions(ergebnis: Ergebnis, tmp_path: Path) -> None:
    assert len(list_forms(ergebnis)) == 1
    assert list_forms(build(load(Projekt(tmp_path, MINIMAL).pfad))) == []
