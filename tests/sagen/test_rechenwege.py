"""Sentences with the whole of their arithmetic, of invented counts: each number and each word can be worked out by hand."""

from typing import Any

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, build
from kekiz.rechnen.raumvergleich import Fehlalarm
from kekiz.sagen import abstandsatz, aenderungssatz, raumsatz, trendsatz, wegsatz, zielsatz
from kekiz.sagen.satz import Satz
from kleindaten import KENNZAHL, build_bestand, wert
from kleindaten import ziel as zielwert


def plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def said(satz: Satz | None) -> list[str]:
    """The sentence, then the lines of its arithmetic."""
    return [] if satz is None else [plain(satz.text), *map(plain, satz.rechnung)]


def _target(werte: list[dict[str, Any]], vergleich: str, grenze: float, **rest: Any) -> tuple[Ergebnis, pd.Series]:
    e = build(build_bestand(werte, [zielwert(vergleich, grenze, **rest)]))
    return e, e.zielstand.iloc[0]


# Targets ------------------------------------------------------------------------------------------------------------


def test_a_missed_target_with_counts_and_its_pace() -> None:
    werte = [wert(j, zaehler=x, nenner=200) for j, x in (("2016", 80), ("2017", 82), ("2018", 84))]
    e, z = _target(werte, "mindestens", 45)
    assert said(abstandsatz.target_sentence(e, z)) == [
        "Ziel nicht erreicht: 42,0 %, gefordert mindestens 45 %. Abstand: 3,0 Prozentpunkte.",
        "Wortlaut im Zielkatalog: „so steht es da“",
        "Wert 2018: 84 : 200 × 100 = 42,00 %",
        "Abstand: 42,0 % − 45,0 % = −3,0 Prozentpunkte",
    ]
    assert said(abstandsatz.people_sentence(e, z)) == [
        "Für das Ziel (mindestens 45 %) hätten es sechs Kinder mehr sein müssen.",
        "45 % von 200 = 90,00; das Ziel hält 90 als erste ganze Zahl ein",
        "90 − 84 = 6",
    ]
    assert said(wegsatz.lasting_sentence(z)) == [
        "In keinem von drei bekannten Zeiträumen war der Zielwert eingehalten.",
        "Nicht eingehalten: 2016, 2017, 2018",
    ]
    assert said(wegsatz.pace_sentence(z)) == [
        "Für das Ziel (mindestens 45 %) hätte der Wert rechnerisch ab 2018 bis 2020 jedes Jahr um 1,5 Prozentpunkte steigen "
        "müssen. Seit 2016 war er im Mittel um 1,0 Prozentpunkte im Jahr gestiegen.",
        "Nötig (2018 bis 2020): 3,0 Prozentpunkte : 2 Jahre = 1,5 Prozentpunkte im Jahr",
        "Bisher (2016 bis 2018): (42,0 % − 40,0 %) : 2 Jahre = +1,0 Prozentpunkte im Jahr",
    ]


def test_a_met_target_names_its_cushion_and_how_sure_it_is() -> None:
    e, z = _target([wert("2017", zaehler=80, nenner=200), wert("2018", zaehler=98, nenner=200)], "mindestens", 45)
    assert said(abstandsatz.people_sentence(e, z)) == [
        "Der Puffer bis zum Zielwert (mindestens 45 %) war acht Kinder: Mit neun weniger wäre der Zielwert bei gleicher "
        "Gesamtzahl nicht mehr eingehalten.",
        "45 % von 200 = 90,00; das Ziel hält 90 als letzte ganze Zahl ein",
        "98 − 90 = 8",
    ]
    assert said(zielsatz.certainty_sentence(z)) == [
        "Das ist knapp: Bei dieser Zahl von Fällen hätte es unter gleichen Umständen auch anders ausgehen können.",
        "Vertrauensbereich nach Wilson (95 %): 42,2 % bis 55,9 %",
        "Der Zielwert (mindestens 45 %) liegt im Vertrauensbereich",
    ]
    assert said(wegsatz.lasting_sentence(z)) == [
        "In einem von zwei bekannten Zeiträumen war der Zielwert eingehalten: 2018.",
        "Eingehalten: 2018",
        "Nicht eingehalten: 2017",
    ]


def test_too_many_above_an_upper_target() -> None:
    e, z = _target([wert("2018", zaehler=11, nenner=200)], "unter", 5)
    assert said(abstandsatz.people_sentence(e, z)) == [
        "Für das Ziel (weniger als 5 %) hätten es bei gleicher Gesamtzahl zwei Kinder weniger sein müssen.",
        "5 % von 200 = 10,00; das Ziel hält 9 als erste ganze Zahl ein",
        "11 − 9 = 2",
    ]


# Development ---------------------------------------------------------------------------------------------------------


def _development(zaehler: list[int]) -> tuple[list[str], list[str]]:
    werte = [wert(str(2012 + i), x / 4, zaehler=x, nenner=400) for i, x in enumerate(zaehler)]
    e = build(build_bestand(werte, kennzahlen=[KENNZAHL]))
    reihe, trend = e.series("ort", "quote"), e.trend("ort", "quote", "stadt")
    assert trend is not None
    entwicklung = trendsatz.development_sentence(aenderungssatz.change_sentence(reihe.iloc[-1]), trend, reihe)
    return said(entwicklung), said(trendsatz.trend_sentence(trend))


def test_an_even_rise_is_a_clear_trend() -> None:
    entwicklung, trend = _development([162, 181, 200, 219, 238])
    assert entwicklung == [
        "2016 waren es 4,8 Prozentpunkte mehr als 2015 (Vertrauensbereich: 2,1 weniger bis 11,5 mehr) und 19,0 Prozentpunkte "
        "mehr als 2012 (Vertrauensbereich: 12,1 bis 25,6 mehr). Das ist gegenüber 2015 kein gesicherter Unterschied und "
        "gegenüber 2012 gesichert. Über alle Zeiträume seit 2012 ist das ein deutlicher günstiger Trend. Das Auf und Ab der "
        "einzelnen Jahre erklärt ihn kaum.",
        "2016 gegen 2015: 59,5 % − 54,8 % = +4,8 Prozentpunkte",
        "Vertrauensbereich der Differenz nach Newcombe (95 %): −2,1 bis +11,5 Prozentpunkte; (99,8 %): −6,0 bis +15,4 "
        "Prozentpunkte",
        "Exakter Test nach Fisher: p = 0,198",
        "2016 gegen 2012: 59,5 % − 40,5 % = +19,0 Prozentpunkte",
        "Vertrauensbereich der Differenz nach Newcombe (95 %): +12,1 bis +25,6 Prozentpunkte; (99,8 %): +8,1 bis +29,3 "
        "Prozentpunkte",
        "Exakter Test nach Fisher: p kleiner als 0,001",
        "2012: 162 von 400; 2013: 181 von 400; 2014: 200 von 400; 2015: 219 von 400; 2016: 238 von 400",
        "Logistische Regression auf den Zeitraum (quasi-binomial), 5 Zeiträume: Die Jahre streuen um den Verlauf 0,00-mal so "
        "stark, wie der Zufall erwarten lässt (Varianz)",
        "t = 5,98, 3 Freiheitsgrade: p = 0,009",
        "Trend, wenn p kleiner ist als 0,05: ja; deutlich, wenn kleiner als 0,01: ja",
        "Gleiche Richtung auch ohne jeden einzelnen Zeitraum: ja",
    ]
    assert trend[0] == (
        "Von 2012 bis 2016: 19,0 Prozentpunkte mehr. Das ist ein deutlicher günstiger Trend. Das Auf und Ab der einzelnen "
        "Jahre erklärt ihn kaum."
    )
    assert trend[1:] == entwicklung[-4:]


def test_years_that_scatter_widen_each_interval_and_leave_no_trend() -> None:
    entwicklung, trend = _development([160, 215, 150, 265, 190])
    assert entwicklung == [
        "2016 waren es 18,8 Prozentpunkte weniger als 2015 (Vertrauensbereich: 46,6 weniger bis 14,0 mehr) und 7,5 "
        "Prozentpunkte mehr als 2012 (Vertrauensbereich: 24,2 weniger bis 37,2 mehr). Keiner der beiden Unterschiede ist "
        "gesichert. Die Jahre schwanken hier stärker, als der Zufall erwarten lässt; das ist eingerechnet. Ein Trend seit "
        "2012 ist nicht nachweisbar.",
        "2016 gegen 2015: 47,5 % − 66,3 % = −18,8 Prozentpunkte",
        "Vertrauensbereich der Differenz nach Newcombe (95 %): −46,6 bis +14,0 Prozentpunkte; (99,8 %): −56,4 bis +28,5 "
        "Prozentpunkte",
        "2016 gegen 2012: 47,5 % − 40,0 % = +7,5 Prozentpunkte",
        "Vertrauensbereich der Differenz nach Newcombe (95 %): −24,2 bis +37,2 Prozentpunkte; (99,8 %): −37,3 bis +48,4 "
        "Prozentpunkte",
        "Die Jahre streuen um ihren Verlauf 24,6-mal so stark, wie der Zufall erwarten lässt (Varianz); verbreitert ist mit "
        "der Wurzel daraus, 4,96",
        "2012: 160 von 400; 2013: 215 von 400; 2014: 150 von 400; 2015: 265 von 400; 2016: 190 von 400",
        "Logistische Regression auf den Zeitraum (quasi-binomial), 5 Zeiträume: Die Jahre streuen um den Verlauf 24,60-mal so "
        "stark, wie der Zufall erwarten lässt (Varianz)",
        "Ohne diese Streuung wäre z = 3,47; mit ihr bleibt 3,47 : Wurzel aus 24,60 = 0,70 (t), 3 Freiheitsgrade: p = 0,534",
        "Trend, wenn p kleiner ist als 0,05: nein; deutlich, wenn kleiner als 0,01: nein",
        "Gleiche Richtung auch ohne jeden einzelnen Zeitraum: ja",
    ]
    assert trend[0] == (
        "Von 2012 bis 2016: 7,5 Prozentpunkte mehr, aber kein nachweisbarer Trend. Die Jahre schwanken stärker, als der "
        "Zufall erwarten lässt."
    )


def test_equal_years_and_two_years() -> None:
    entwicklung, trend = _development([200] * 5)
    assert entwicklung[0] == (
        "2016 waren es gleich viel wie 2015 (Vertrauensbereich: 6,9 weniger bis 6,9 mehr) und gleich viel wie 2012 "
        "(Vertrauensbereich: 6,9 weniger bis 6,9 mehr). Keiner der beiden Unterschiede ist gesichert. Ein Trend seit 2012 ist "
        "nicht nachweisbar."
    )
    assert trend[0] == "Von 2012 bis 2016 unverändert, kein nachweisbarer Trend."
    entwicklung, trend = _development([100, 150])
    assert entwicklung == [
        "2013 waren es 12,5 Prozentpunkte mehr als 2012 (Vertrauensbereich: 6,1 bis 18,8 mehr). Das ist gesichert. Für einen "
        "Trend sind zwei Zeiträume zu wenig, nötig sind fünf.",
        "2013 gegen 2012: 37,5 % − 25,0 % = +12,5 Prozentpunkte",
        "Vertrauensbereich der Differenz nach Newcombe (95 %): +6,1 bis +18,8 Prozentpunkte; (99,8 %): +2,4 bis +22,3 "
        "Prozentpunkte",
        "Exakter Test nach Fisher: p kleiner als 0,001",
        "Wie stark die Jahre darüber hinaus schwanken, lässt sich erst ab fünf vergleichbaren Zeiträumen sehen; eingerechnet "
        "ist nur der Zufall",
    ]
    assert trend == ["Für einen Trend sind zwei Zeiträume zu wenig, nötig sind fünf."]


def test_one_counted_period_lacks_a_second_for_a_difference() -> None:
    werte = [*(wert(j, 40.0) for j in ("2012", "2013")), wert("2014", 50.0, zaehler=200, nenner=400)]
    trend = build(build_bestand(werte)).trend("ort", "quote", "stadt")
    assert trend is not None
    assert said(trendsatz.trend_sentence(trend)) == [
        "Ob die Veränderung seit 2012 Zufall sein kann, lässt sich nicht prüfen: Wie viele Fälle dahinterstehen, ist nur für "
        "einen von drei Zeiträumen bekannt. Nötig sind mindestens zwei."
    ]


# Areas ---------------------------------------------------------------------------------------------------------------


def _areas() -> tuple[Ergebnis, dict[str, pd.Series]]:
    """900 of 1,000 in the city, 126 of 150 in the north, 765 of 840 in the south; ten children have no area."""
    e = build(
        build_bestand(
            [
                wert("2018", zaehler=900, nenner=1000),
                wert("2018", zaehler=126, nenner=150, raum_id="nord"),
                wert("2018", zaehler=765, nenner=840, raum_id="sued"),
            ]
        )
    )
    return e, {str(z["raum_id"]): z for _, z in e.werte.iterrows()}


def test_an_area_beside_the_rest_of_its_city() -> None:
    e, w = _areas()
    rechnung = [
        "126 : 150 × 100 = 84,00 %",
        "Vertrauensbereich nach Wilson (95 %): 77,3 % bis 89,0 %",
        "Rest der Stadt (ohne Nord): (900 − 126) : (1.000 − 150) × 100 = 91,06 %",
        "Unterschied: rund −7,1 Prozentpunkte; Vertrauensbereich (Newcombe) −14,0 bis −1,6 (95 %, ohne 0) und −18,6 bis +0,9 "
        "(99,8 %, mit 0)",
        "Zehn Kinder sind keinem Sozialraum zugeordnet. Gehörten alle hierher, wären es rund 84,4 %; ohne sie bleibt es bei "
        "84,0 %",
        "Auch wenn alle Kinder ohne Sozialraum so ungünstig wie möglich hierher gehörten, bliebe der Unterschied (95 %)",
        "Läge der Anteil hier in Wahrheit 5 Punkte unter dem Rest, fiele das in 43 von 100 Fällen auf; mindestens 80 von 100 "
        "sind es ab 8 Punkten",
    ]
    assert said(raumsatz.area_sentence(e, w["nord"])) == [
        "Nord: 84,0 % gegen 91,1 % im Rest der Stadt – auffällig niedriger.",
        *rechnung,
    ]
    assert said(raumsatz.counted_sentence(e, w["nord"])) == [
        "2018: 84 von 100 Kindern waren dabei (84,0 %; 126 von 150). Im Rest der Stadt waren es 91,1 %: auffällig niedriger.",
        *rechnung,
    ]
    assert (
        said(raumsatz.area_sentence(e, w["sued"]))[0] == "Süd: 91,1 % gegen 84,4 % im Rest der Stadt – auffällig höher."
    )


def test_one_child_without_an_area_is_said_as_one() -> None:
    """126 of 150 with one more: 127 of 151 are 84.1 %."""
    werte = [
        wert("2018", zaehler=900, nenner=1000),
        wert("2018", zaehler=126, nenner=150, raum_id="nord"),
        wert("2018", zaehler=773, nenner=849, raum_id="sued"),
    ]
    e = build(build_bestand(werte))
    nord = e.werte[e.werte["raum_id"].eq("nord")].iloc[0]
    assert plain(raumsatz.sensitivity_text(e, nord)) == (
        "Ein Kind ist keinem Sozialraum zugeordnet. Gehörte dieser eine Fall hierher, wären es rund 84,1 %; ohne ihn bleibt "
        "es bei 84,0 %"
    )


@pytest.mark.parametrize(
    ("niveaus", "satz"),
    [
        ((99.8, 95.0), "ist einer gesichert (99,8 %) und einer auffällig (95 %)"),
        ((99.8, 99.8), "sind zwei gesichert (99,8 %) und keiner auffällig (95 %)"),
        ((95.0, 95.0), "ist keiner gesichert (99,8 %) und zwei auffällig (95 %)"),
    ],
)
def test_how_many_comparisons_stand_out_and_how_many_would_by_chance(niveaus: tuple[float, ...], satz: str) -> None:
    _, w = _areas()
    zeilen = pd.DataFrame([w["nord"], w["sued"]]).assign(aussage_niveau=niveaus)
    alarm = Fehlalarm(
        54, 18, ohne_offene=0.049, auffaellig=0.027, gesichert=0.0014, einer_auffaellig=0.71, einer_gesichert=0.07
    )
    text = said(raumsatz.chance_sentence(zeilen, alarm))
    assert text == [
        f"Zu den Sozialräumen gibt es 54 Vergleiche mit bekannten Fallzahlen, 18 davon über zwei Zeiträume zusammen. Von allen "
        f"{satz}. Gäbe es nirgends einen Unterschied, wären durch Zufall im Mittel 0,1 gesichert und 1,4 auffällig.",
        "Nord, Quote, 2018: auffällig niedriger",
        "Süd, Quote, 2018: auffällig höher",
        "Erfundene Städte mit denselben Fallzahlen, in denen überall die Quote der Stadt gilt: Je Vergleich schlagen die Regeln "
        "in 2,7 % Alarm (95 %), in 0,14 % auf dem Niveau 99,8 %. Ohne die Regel zu Fällen ohne Sozialraum wären es 4,9 %",
        "Mindestens einen auffälligen Vergleich gibt es dort in 71 von 100 Städten, mindestens einen gesicherten in 7 von 100",
    ]
