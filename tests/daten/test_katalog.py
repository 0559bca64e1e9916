"""The catalogue says what holds everywhere: no row speaks of one municipality, its documents or their years."""

import re

import pandas as pd
import pytest

from kekiz.daten.bestand import KATALOG, Bestand
from kekiz.ergebnis import read_ergebnis

_JAHR = re.compile(r"\b(19|20)\d\d\b")
_DOKUMENT = re.compile(r"gedruckt|im Dokument|Tabelle \d|Abbildung \d")


@pytest.fixture(scope="module")
def bestand() -> Bestand:
    return read_ergebnis().bestand


def _texts(frame: pd.DataFrame) -> dict[str, str]:
    """All words of each row, the ids left out, by kennzahl_id."""
    spalten = [s for s in frame.select_dtypes("str") if not s.endswith("_id") and s != "paket"]
    return dict(zip(frame["kennzahl_id"], frame[spalten].agg(" ".join, axis=1), strict=True))


def _found(texte: dict[str, str], muster: str) -> dict[str, str]:
    return {k: t[0] for k, text in texte.items() if (t := re.search(muster, text))}


def test_no_kennzahl_names_a_municipality(bestand: Bestand) -> None:
    """Whole names and what is derived from them (Hammer, Bochumer)."""
    namen = [re.escape(n) for n in bestand.frame("kommunen")["name"]]
    raeume = bestand.frame("raeume").query("typ != 'stadt'")["name"]
    orte = [*(f"{n}(er|s)?" for n in namen), *map(re.escape, raeume)]
    assert _found(_texts(bestand.frame("kennzahlen")), rf"\b({'|'.join(orte)})\b") == {}


def test_no_kennzahl_names_a_year_or_a_document(bestand: Bestand) -> None:
    texte = _texts(bestand.frame("kennzahlen"))
    arten = sorted(set(bestand.frame("quellen")["art"]) - {""})
    assert arten
    assert _found(texte, _JAHR.pattern) == {}
    assert _found(texte, _DOKUMENT.pattern) == {}
    assert _found(texte, rf"\b({'|'.join(arten)})(s|e|es)?\b") == {}


GEGENWART = re.compile(
    r"\b(?:ist|sind|hat|haben(?! können)|gibt|kann|(?<!haben )können|steht|stehen|beträgt|umfasst|sollen|steigen|nehmen)\b"
)


def test_sentences_of_kennzahlen_tell_what_was(bestand: Bestand) -> None:
    """Every value is one of a past year; what follows a semicolon explains and may be timeless."""
    k = bestand.frame("kennzahlen").set_index("kennzahl_id")["satz"].fillna("")
    assert {i: treffer[0] for i, text in k.items() if (treffer := GEGENWART.search(text.split(";")[0]))} == {}


def test_every_kennzahl_with_values_says_how_its_city_counts(bestand: Bestand) -> None:
    """What left the catalogue stands in the packages: no Kennzahl lost its Stichtag on the way."""
    werte = bestand.frame("werte")[["paket", "kennzahl_id"]].drop_duplicates()
    erklaert = pd.MultiIndex.from_frame(bestand.frame("zaehlweisen")[["paket", "kennzahl_id"]])
    fehlend = werte[~pd.MultiIndex.from_frame(werte).isin(erklaert)]
    assert fehlend.to_numpy().tolist() == []
    assert KATALOG not in set(bestand.frame("zaehlweisen")["paket"])
