"""The outcome of all stages as pages and downloads look things up in it."""

import weakref

from kekiz.daten.load import load
from kekiz.daten.rahmen import stack
from kekiz.ergebnis import build
from paketbau import Projekt


def test_what_was_looked_up_is_let_go_and_made_again_the_same(projekt: Projekt) -> None:
    e = build(load(projekt.pfad))
    zeile = e.series("hamm", "quote_u3").iloc[-1]
    gesagt = e.wert(zeile).text
    weg = [weakref.ref(t) for t in (e.kennzahlen, stack(e.bestand, "ziele"), e.as_of("hamm", 2018))]
    assert all(w() is not None for w in weg)
    e.release()
    assert all(w() is None for w in weg)
    assert e.wert(zeile).text == gesagt
    assert "quote_u3" in e.kennzahlen.index
