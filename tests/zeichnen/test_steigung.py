"""Two periods are a slope: low, without an axis of numbers, each value at its end."""

from __future__ import annotations

import pytest

from kekiz.zeichnen.auswahl import KeineDaten
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.modell import Kategorienachse, Rahmen
from kekiz.zeichnen.steigung import draw_steigung, is_slope
from kekiz.zeichnen.zeitreihe import draw_zeitreihe
from zeilen import verlauf, werte

RAHMEN = Rahmen("probe", "Titel", quelle="Bericht", lizenz="CC BY 4.0")
ZWEI = verlauf({"2012": 37.7, "2013": None, "2018": 36.7})


@pytest.mark.parametrize(
    ("jahre", "ist"),
    [
        ({"2018": 1.0}, False),
        ({"2012": 1.0, "2018": 2.0}, True),
        ({"2012": 1.0, "2015": None, "2018": 2.0}, True),
        ({"2012": 1.0, "2015": 3.0, "2018": 2.0}, False),
        ({"2012": None, "2018": None}, False),
    ],
)
def test_two_periods_with_a_value_are_a_slope(jahre: dict[str, float | None], ist: bool) -> None:
    assert is_slope(werte(*verlauf(jahre))) is ist


def test_slope_has_two_places_no_numbers_and_is_lower_than_a_course() -> None:
    zeilen = werte(*ZWEI)
    steigung = draw_steigung(zeilen, RAHMEN, ziele=[Zielangabe(30, "Ziel")])
    feld = steigung.feld
    assert isinstance(feld.orte, Kategorienachse)
    assert feld.orte.keys == ("2012", "2018")
    assert feld.werte.schritte == feld.werte.texte == ()
    assert feld.werte.von < 30
    assert feld.werte.bis > 37.7
    assert steigung.hoehe < draw_zeitreihe(zeilen, RAHMEN).hoehe
    assert [p.ort for r in feld.reihen for p in r.punkte] == ["2012", "2018"]
    assert not steigung.ist_achse_ab_null


def test_slope_says_below_what_is_missing_between_its_ends() -> None:
    nie = draw_steigung(werte(*ZWEI), RAHMEN)
    assert (nie.feld.fehlt, nie.notizen) == ((), ("Ohne Wert: 2013 (nur in einer Abbildung).",))
    immer = draw_steigung(werte(*ZWEI), RAHMEN, jaehrlich=True)
    assert immer.notizen == ("Ohne Wert: 2013 (nur in einer Abbildung); 2014 bis 2017 (keine Angabe).",)


def test_slope_of_nothing_is_no_chart() -> None:
    with pytest.raises(KeineDaten):
        draw_steigung(werte(*verlauf({"2012": None, "2018": None})), RAHMEN)
