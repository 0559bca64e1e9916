"""Sentences of the yearly report, one by one and in the singular."""

import pytest

from kekiz.rechnen.faelligkeit import Vollstaendigkeit
from kekiz.rechnen.jahresstand import Wechsel
from kekiz.sagen.jahressatz import change_words, changes_sentence, completeness_sentence
from kekiz.wissen.codes import Status

JA, TEILS, NEIN, LEER = Status.ERREICHT, Status.TEILWEISE_ERREICHT, Status.NICHT_ERREICHT, Status.OHNE_DATEN


@pytest.mark.parametrize(
    ("davor", "jetzt", "wort"),
    [
        (NEIN, JA, "neu erreicht"),
        (TEILS, JA, "neu erreicht"),
        (JA, TEILS, "nur noch teilweise erreicht"),
        (NEIN, TEILS, "teilweise erreicht statt nicht erreicht"),
        (JA, NEIN, "jetzt nicht erreicht"),
        (TEILS, NEIN, "jetzt nicht erreicht"),
        (JA, LEER, "nicht mehr zu prüfen"),
        (LEER, NEIN, "erstmals zu prüfen"),
    ],
)
def test_each_kind_of_change_has_its_words(davor: Status, jetzt: Status, wort: str) -> None:
    satz = changes_sentence([Wechsel("1.3", davor, jetzt)], 2019, ist_erstes=False)
    assert satz == f"Gegenüber Ende 2018: Ziel 1.3 ist {wort}."


def test_a_change_says_both_ends_where_both_are_known() -> None:
    assert change_words(Wechsel("1", JA, TEILS)) == "bisher erreicht, jetzt teilweise erreicht"
    assert change_words(Wechsel("1", LEER, JA)) == "erstmals geprüft: erreicht"


@pytest.mark.parametrize(
    ("mit", "grund", "offen", "fehlend", "satz"),
    [
        (1, 0, 0, 0, "Der eine erwartete Wert liegt vor."),
        (3, 0, 0, 0, "Alle drei erwarteten Werte liegen vor."),
        (1, 1, 0, 0, "Von zwei erwarteten Werten liegt einer vor; einer fehlt mit Grund."),
        (2, 0, 1, 1, "Von vier erwarteten Werten liegen zwei vor; einer ist noch offen und einer ist nicht eingetragen."),
        (0, 2, 3, 2, "Von sieben erwarteten Werten liegt keiner vor; zwei fehlen mit Grund, drei sind noch offen und zwei sind nicht eingetragen."),
        (0, 0, 1, 0, "Von einem erwarteten Wert liegt keiner vor; einer ist noch offen."),
    ],
)  # fmt: skip
def test_completeness_counts_every_row_once(mit: int, grund: int, offen: int, fehlend: int, satz: str) -> None:
    assert completeness_sentence(Vollstaendigkeit(2019, mit, grund, offen, fehlend)) == satz
