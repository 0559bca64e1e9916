"""Words for two ways of counting: what is equal is not listed, and what is missing is called missing."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from kekiz.rechnen.vergleichbarkeit import FELDER, SPALTE
from kekiz.sagen.zaehlvergleich import differences, field_text, footnotes

QUELLEN = pd.DataFrame(
    {"titel": ["Bericht: Band 1", "Konzept"], "jahr": pd.array([2018, None], "Int64")}, index=["b", "k"]
)
ERGEBNIS: Any = SimpleNamespace(zaehlcodes={"u3": "Kinder unter drei Jahren"}, quellen=QUELLEN)


@pytest.mark.parametrize(
    ("feld", "wert", "text"),
    [
        ("zaehler", "u3", "Kinder unter drei Jahren"),
        ("nenner", "fremd", "fremd"),
        ("quelle", "b", "Bericht (2018)"),
        ("quelle", "k", "Konzept (ohne Jahr)"),
        ("herkunft", "gedruckt", "steht im Dokument"),
        ("stichtag", "31.12.2018", "31.12.2018"),
        ("stichtag", "", "nicht genannt"),
        ("stichtag", None, "nicht genannt"),
        ("jahr", float("nan"), "nicht genannt"),
        ("jahr", 2018, "2018"),
    ],
)
def test_words_of_a_field(feld: str, wert: object, text: str) -> None:
    assert field_text(ERGEBNIS, feld, wert) == text


def test_only_what_differs_is_listed() -> None:
    paar: dict[str, object] = dict.fromkeys(FELDER, "gleich")
    paar |= {f"{s}_{seite}": "" for s in SPALTE.values() for seite in "ab"}
    assert differences(ERGEBNIS, paar) == []
    assert footnotes(paar) == []
    paar |= {"stichtag": "unterschied", "stichtag_a": "1. März", "jahr": "gleich_offen"}
    assert differences(ERGEBNIS, paar) == [
        {"feld": "Stichtag", "befund": "verschieden", "a": "1. März", "b": "nicht genannt"},
        {"feld": "Jahr", "befund": "im Dokument für beide nicht genannt", "a": "nicht genannt", "b": "nicht genannt"},
    ]
    assert footnotes(paar) == [
        "Jahr: im Dokument nicht genannt. Weil alle Werte aus demselben Dokument stammen, gilt hier: gleich gezählt."
    ]
