"""Every section that a citizen reads is plain enough; what cannot be is listed with its reason, and no worse than there."""

import csv
from pathlib import Path

import pytest

from kekiz.sagen.sprachtexte import SPRACHEN
from lesbarkeit import amstad, sections, sentences, words

GENUEGT = 55
"""Amstad's measure of a text that reads without effort is 60 and more; official German is at 30."""
MINDESTENS = 40
"""Sections of fewer words say more about one long name than about the text."""
SPIELRAUM = 1
NACHSCHLAGEN = ("daten", "kennzahlen", "methodik")
"""Pages for those who compute."""

ANDERE = {f for f in SPRACHEN if f != "de"}
"""Pages in other languages; the measure is one of German."""


def read_exceptions() -> dict[tuple[str, str], float]:
    with Path(__file__).with_name("lesbarkeit_ausnahmen.csv").open(encoding="utf-8", newline="") as datei:
        zeilen = list(csv.DictReader(datei))
    assert all(z["grund"] for z in zeilen)
    return {(z["seite"], z["abschnitt"]): float(z["wert"]) for z in zeilen}


def measure(site: Path) -> dict[tuple[str, str], float]:
    """Gives the measure of each section, by address of the page and heading."""
    gemessen = {}
    for datei in sorted(site.rglob("index.html")):
        seite = datei.parent.relative_to(site).as_posix()
        if seite.split("/")[0] not in NACHSCHLAGEN and datei.parent.name not in ANDERE:
            for titel, saetze in sections(datei.read_text(encoding="utf-8")):
                if len(words(saetze)) >= MINDESTENS:
                    gemessen[seite, titel] = amstad(saetze)
    return gemessen


def test_every_section_is_plain_or_listed_with_its_reason(gebaut: Path) -> None:
    gemessen, ausnahmen = measure(gebaut), read_exceptions()
    assert len(gemessen) > 300
    schwer = {
        wo: round(wert, 1) for wo, wert in gemessen.items() if wert < ausnahmen.get(wo, GENUEGT + SPIELRAUM) - SPIELRAUM
    }
    assert schwer == {}
    assert {wo for wo in ausnahmen if gemessen.get(wo, GENUEGT) >= GENUEGT} == set(), "steht unnötig in der Liste"
    assert len(ausnahmen) < 0.18 * len(gemessen)


@pytest.mark.parametrize(
    ("text", "wert"),
    [
        # 4 words, 6 syllables: 180 − 4 − 58.5 · 1.5
        ("Die Kinder kamen gern.", 180 - 4 - 58.5 * 6 / 4),
        # two sentences of 3 words, 9 syllables
        ("Alle Kinder kamen. Es war gut.", 180 - 3 - 58.5 * 9 / 6),
        ("Die Schuleingangsuntersuchung dokumentiert Entwicklungsauffälligkeiten.", 180 - 4 - 58.5 * 20 / 4),
    ],
)
def test_measure_counts_words_and_syllables(text: str, wert: float) -> None:
    assert amstad(sentences(text)) == pytest.approx(wert)


def test_sections_leave_tables_hints_and_sources_out() -> None:
    seite = (
        "<article><h2>Eins</h2><p>Das ist ein Satz.</p><table><tr><td>Das zählt nicht mit.</td></tr></table>"
        '<p class="kp-quelle">Quelle steht hier gut.</p><details><summary>Auch das nicht.</summary><p>Noch ein'
        " Satz hier.</p></details><h2>Zwei</h2><ul><li>Nur ein Name</li></ul></article>"
    )
    assert dict(sections(seite)) == {"Eins": ["Das ist ein Satz.", "Noch ein Satz hier."], "Zwei": []}
