"""Sentences about where a target stands, of real rows."""

import pytest

from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.sagen.abstandsatz import target_text
from kekiz.sagen.satz import Satz
from kekiz.sagen.wegsatz import lasting_sentence
from kekiz.sagen.zielsatz import (
    broken_sentence,
    certainty_sentence,
    comparison_area_sentence,
    since_sentence,
    target_sentences,
    unmeasured_sentences,
)
from kleindaten import build_bestand, wert
from kleindaten import ziel as zielwert


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def _plain(satz: Satz | None) -> str:
    return satz.text.replace("\u202f", " ").replace("\xa0", " ") if satz else ""


@pytest.mark.parametrize(
    ("ziel_id", "stelle", "text"),
    [
        ("1.2", 0, "Seit 2014/15 war der Zielwert der Tabelle nicht eingehalten."),
        ("1.2", 1, "Seit mindestens 2012/13 war der Zielwert (Wortlaut des Ziels: alle) nicht eingehalten."),
        (
            "1.3",
            0,
            "In keinem von vier bekannten Zeiträumen seit dem 30. September 2012 war der Zielwert eingehalten.",
        ),
        ("1.4", 0, ""),
        ("1.6", 1, "In beiden bekannten Zeiträumen seit 2012/13 war der Zielwert eingehalten."),
        ("1.8.1.3", 0, "Seit 2014/15 war der Zielwert eingehalten."),
        ("1.7", 0, ""),
        ("5.1", 0, ""),
    ],
)
def test_since(ergebnis: Ergebnis, ziel_id: str, stelle: int, text: str) -> None:
    assert _plain(since_sentence(ergebnis.target_rows("hamm", ziel_id).iloc[stelle])) == text


def test_a_gap_against_another_area_counts_the_periods_of_both(ergebnis: Ergebnis) -> None:
    zeile = ergebnis.target_rows("hamm", "1.3").iloc[0].copy()
    zeile["vergleich"] = "hoechstens_vergleichsraum"
    assert _plain(since_sentence(zeile)).startswith(
        "In keinem von vier Zeiträumen mit Vergleichswert seit dem 30. September"
    )
    lesen = ergebnis.target_rows("hamm", "1.4").iloc[0]
    assert _plain(lasting_sentence(lesen)) == (
        "In einem von zwei Zeiträumen mit Vergleichswert war der Zielwert eingehalten: 2018."
    )


def test_a_close_judgement_shows_its_interval(ergebnis: Ergebnis) -> None:
    satz = certainty_sentence(ergebnis.target_rows("hamm", "1.8.1.2").iloc[0])
    assert satz is not None
    assert satz.text.startswith("Das ist knapp:")
    assert satz.rechnung[-1].replace("\u202f", " ") == "Der Zielwert (mindestens 80 %) liegt im Vertrauensbereich"


def test_years_that_scatter_widen_the_judgement(ergebnis: Ergebnis) -> None:
    satz = certainty_sentence(ergebnis.target_rows("hamm", "1.8.1.3").iloc[0])
    assert _plain(satz) == (
        "Das ist knapp: Die Jahre schwanken hier stärker, als der Zufall erwarten lässt; es hätte unter gleichen Umständen "
        "auch anders ausgehen können."
    )
    assert satz is not None
    assert [z.replace("\u202f", " ") for z in satz.rechnung[-2:]] == [
        "Verbreiterter Vertrauensbereich: 61,7 % bis 84,1 %",
        "Der Zielwert (mindestens 70 %) liegt im Vertrauensbereich",
    ]
    klar = certainty_sentence(ergebnis.target_rows("hamm", "1.8.1.1").iloc[0])
    assert _plain(klar) == (
        "Der Abstand zum Zielwert ist größer, als der Zufall und das Auf und Ab der Jahre erwarten lassen."
    )


def test_the_land_got_worse(ergebnis: Ergebnis) -> None:
    assert _plain(comparison_area_sentence(ergebnis, ergebnis.target_rows("hamm", "1.4").iloc[0])) == (
        "Von 2012 bis 2018 stieg der Wert in Nordrhein-Westfalen von 28 % auf 41 %; in Hamm sank er von 37,7 % auf "
        "36,7 %. Gemessen am Vergleichswert von 2012 wäre das Ziel nicht erreicht; erreicht ist es, weil dieser stieg."
    )


def _said(ergebnis: Ergebnis, ziel_id: str) -> list[str]:
    return [_plain(s) for s in target_sentences(ergebnis, ergebnis.target_rows("hamm", ziel_id).iloc[0])]


def test_one_person_of_cushion(ergebnis: Ergebnis) -> None:
    assert (
        "Der Puffer bis zum Zielwert (mindestens 80 %) war ein junger Mensch: Mit zwei weniger wäre der Zielwert "
        "bei gleicher Gesamtzahl nicht mehr eingehalten."
    ) in _said(ergebnis, "1.8.1.2")


def test_a_lasting_target_missed_in_its_term_is_named(ergebnis: Ergebnis) -> None:
    assert _said(ergebnis, "1.5")[0].startswith("Ziel teilweise erreicht (")
    for _, ziel in ergebnis.target_rows("hamm", "1.5").iterrows():
        assert _plain(broken_sentence(ziel)) == (
            "Gefordert ist das auf Dauer: 2018 war der Zielwert eingehalten, 2017 nicht."
        )


def test_only_a_lasting_target_met_at_last_and_missed_in_its_term_is_said_to_be_broken(ergebnis: Ergebnis) -> None:
    # 2013/14 was missed, but before the term began.
    assert broken_sentence(ergebnis.target_rows("hamm", "1.8.1.3").iloc[0]) is None


def test_steady_names_the_years(ergebnis: Ergebnis) -> None:
    assert _said(ergebnis, "5.1")[0] == (
        "Ziel teilweise erreicht: Gefordert war in jedem Jahr ab 2016 mehr als im Vorjahr. So war es 2017 und 2018, "
        "aber nicht 2016."
    )


@pytest.mark.parametrize(("ziel_id", "anzahl"), [("5.1", 1), ("1.8.2", 1), ("1.12", 1), ("1.3", 0)])
def test_what_no_kennzahl_measures_is_named_as_not_proven(ergebnis: Ergebnis, ziel_id: str, anzahl: int) -> None:
    saetze = unmeasured_sentences(ergebnis, "hamm", ziel_id)
    assert len(saetze) == anzahl
    assert all(s.text.startswith("Nicht belegt: „") for s in saetze)


@pytest.mark.parametrize(
    ("vergleich", "worte", "genau"),
    [
        ("mindestens", "mindestens 45 %", True),
        ("hoechstens", "höchstens 45 %", True),
        ("ueber", "mehr als 45 %", False),
        ("unter", "weniger als 45 %", False),
    ],
)
def test_the_words_of_a_target_say_what_the_rule_judges_at_the_threshold(
    vergleich: str, worte: str, genau: bool
) -> None:
    """45 % are at least and at most 45 %, but neither more nor less than that."""
    z = build(build_bestand([wert("2018", 45.0)], [zielwert(vergleich=vergleich, wert=45)])).zielstand.iloc[0]
    assert target_text(z).replace("\u202f", " ") == worte
    assert bool(z["ist_erfuellt"]) is genau
