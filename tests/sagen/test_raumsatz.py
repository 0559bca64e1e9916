"""Sentences about areas: the level is always said, few people are named, what could be found stands beside."""

import re
from dataclasses import replace

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.raeume import select_comparisons
from kekiz.sagen import raumsatz
from kekiz.wissen import texte
from kekiz.wissen.codes import Aussage


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def _plain(text: str) -> str:
    return text.replace("\u202f", " ").replace("\xa0", " ")


def _row(e: Ergebnis, kennzahl_id: str, raum_id: str, zeitraum: str = "2018/19") -> pd.Series:
    w = pd.concat([e.werte, e.zusammen])
    w = w[w["kennzahl_id"].eq(kennzahl_id) & w["raum_id"].eq(raum_id) & w["zeitraum"].eq(zeitraum)]
    return w[w["gruppe"].eq("")].iloc[0]


def test_levels_are_said_and_never_mixed_up() -> None:
    """95 % is "auffällig": no word of the assured level, and no "besser" or "schlechter"."""
    for aussage in (Aussage.AUFFAELLIG_HOEHER, Aussage.AUFFAELLIG_NIEDRIGER):
        assert texte.AUSSAGE[aussage].startswith("auffällig ")
        assert not re.search(r"gesichert|besser|schlechter", texte.AUSSAGE[aussage])
        assert "ist aber nicht gesichert" in texte.AUSSAGE_ERKLAERT[aussage]
    for aussage in (Aussage.BESSER, Aussage.SCHLECHTER, Aussage.HOEHER, Aussage.NIEDRIGER):
        assert texte.AUSSAGE[aussage].startswith("gesichert ")


def test_statement_and_level_agree_in_every_row(ergebnis: Ergebnis) -> None:
    alle = select_comparisons(ergebnis.werte, ergebnis.zusammen, "hamm")
    for _, z in alle.iterrows():
        wort = {99.8: "gesichert ", 95.0: "auffällig "}.get(z["aussage_niveau"], "kein gesicherter Unterschied")
        assert texte.AUSSAGE[Aussage(z["aussage"])].startswith(wort)
        text = raumsatz.area_sentence(ergebnis, z).text
        assert wort.strip() in text
        if z["aussage_niveau"] != 99.8:
            assert not re.search(r"\bbesser\b|\bschlechter\b", text)


def test_hamm_westen_in_two_years(ergebnis: Ergebnis) -> None:
    s = raumsatz.area_sentence(ergebnis, _row(ergebnis, "u8_teilnahme", "hamm-westen", "2017/18+2018/19"))
    assert _plain(s.text) == (
        "Hamm-Westen (2017/18 und 2018/19 zusammen): 87,5 % gegen 92,9 % im Rest der Stadt – gesichert schlechter."
    )
    zeilen = [_plain(z) for z in s.rechnung]
    assert "2017/18: 189 von 219; 2018/19: 167 von 188" in zeilen
    assert "(189 + 167) : (219 + 188) × 100 = 87,47 %" in zeilen
    assert "Rest der Stadt (ohne Hamm-Westen): (rund 2.661 − 356) : (2.889 − 407) × 100 = rund 92,9 %" in zeilen
    assert any(
        z.startswith("Unterschied: rund −5,4 Prozentpunkte; Vertrauensbereich (Newcombe) −9,1 bis −2,3 (95 %, ohne 0)")
        for z in zeilen
    )


@pytest.mark.parametrize(
    ("kennzahl_id", "raum_id", "wenn", "notiz"),
    [
        ("u8_heft_vorgelegt", "heessen", "ein Kind ohne Sozialraum hierher gehörte", "einem Fall"),
        ("u8_heft_vorgelegt", "rhynern", "zwei Kinder ohne Sozialraum hierher gehörten", "zwei Kindern"),
        ("u8_teilnahme", "uentrop", "drei Kinder ohne Sozialraum hierher gehörten", "drei Kindern"),
    ],
)
def test_a_verdict_that_hangs_on_few_children_says_so(
    ergebnis: Ergebnis, kennzahl_id: str, raum_id: str, wenn: str, notiz: str
) -> None:
    z = _row(ergebnis, kennzahl_id, raum_id)
    s = raumsatz.area_sentence(ergebnis, z)
    assert f"kein gesicherter Unterschied. Schon wenn {wenn}, könnte" in s.text
    assert any("Das sind wenige (höchstens fünf)" in zeile for zeile in s.rechnung)
    assert raumsatz.note_text(ergebnis, z).endswith(f"; hängt an {notiz} ohne Sozialraum")


def test_hamm_norden_stands_out_in_spite_of_children_without_an_area(ergebnis: Ergebnis) -> None:
    s = raumsatz.area_sentence(ergebnis, _row(ergebnis, "u8_heft_vorgelegt", "hamm-norden"))
    assert _plain(s.text) == (
        "Hamm-Norden: 86,4 % gegen 93,9 % im Rest der Stadt – auffällig niedriger. Schon wenn vier Kinder ohne Sozialraum "
        "hierher gehörten, könnte ein rechnerisch gesicherter Unterschied es nicht mehr sein."
    )
    assert any("Sobald 41 Kinder ohne Sozialraum hierher gehören" in z for z in s.rechnung)


def test_what_could_have_been_found_stands_beside_no_difference(ergebnis: Ergebnis) -> None:
    s = raumsatz.area_sentence(ergebnis, _row(ergebnis, "u8_teilnahme", "hamm-norden"))
    assert _plain(s.text) == (
        "Hamm-Norden: 87,0 % gegen 92,2 % im Rest der Stadt – kein gesicherter Unterschied. Ein Unterschied von fünf Punkten "
        "fiele bei 108 Kindern in vier von zehn Fällen auf."
    )


@pytest.mark.parametrize(
    ("chance", "text"),
    [
        (0.049, "in weniger als einem von zehn Fällen"),
        (0.05, "in einem von zehn Fällen"),
        (0.949, "in neun von zehn Fällen"),
        # Never "zehn von zehn": nothing is found for certain.
        (0.95, "in mehr als neun von zehn Fällen"),
        (1.0, "in mehr als neun von zehn Fällen"),
    ],
)
def test_a_chance_in_tenths_is_neither_never_nor_always(chance: float, text: str) -> None:
    assert raumsatz._of_ten(chance) == text
    assert raumsatz._from_to_of_ten(chance, chance) == text


@pytest.mark.parametrize(
    ("kleinste", "groesste", "text"),
    [
        (0.42, 0.68, "in vier bis sieben von zehn Fällen"),
        (0.12, 0.68, "in einem bis sieben von zehn Fällen"),
        (0.71, 0.96, "in sieben oder mehr von zehn Fällen"),
        (0.91, 0.96, "in mehr als neun von zehn Fällen"),
        (0.03, 0.12, "in höchstens einem von zehn Fällen"),
        (0.03, 0.31, "in höchstens drei von zehn Fällen"),
    ],
)
def test_chances_of_several_areas_in_tenths(kleinste: float, groesste: float, text: str) -> None:
    assert raumsatz._from_to_of_ten(kleinste, groesste) == text


def test_the_difference_that_is_mostly_found_is_said_as_a_beginning(ergebnis: Ergebnis) -> None:
    """At five points it is 91 of 100 here; "erst bei fünf" would contradict that."""
    zeilen = raumsatz.comparison_lines(ergebnis, _row(ergebnis, "u8_teilnahme", "hamm-westen", "2017/18+2018/19"))
    assert zeilen[-1].endswith("fiele das in 91 von 100 Fällen auf; mindestens 80 von 100 sind es ab 5 Punkten")


def test_areas_without_assured_difference_are_one_statement(ergebnis: Ergebnis) -> None:
    w = select_comparisons(ergebnis.werte, ergebnis.zusammen, "hamm")
    w = w[w["kennzahl_id"].eq("u8_teilnahme") & w["zeitraum"].eq("2018/19")].sort_values("raum_id")
    saetze = raumsatz.areas_sentences(ergebnis, w)
    assert [s.text.split(":")[0] for s in saetze] == ["Uentrop", "Kein gesicherter Unterschied zum Rest der Stadt"]
    assert _plain(saetze[1].text).endswith(
        "Ein Unterschied von fünf Punkten fiele bei 99 bis 222 Kindern in vier bis sieben von zehn Fällen auf."
    )
    assert len(saetze[1].rechnung) == 8
    assert raumsatz.similar_areas_sentence(ergebnis, w.iloc[:0]) is None
    einer = raumsatz.similar_areas_sentence(ergebnis, w.iloc[:1])
    assert einer is not None
    assert einer.text == raumsatz.area_sentence(ergebnis, w.iloc[0]).text


@pytest.mark.parametrize(
    ("raum_id", "text"),
    [
        ("heessen", "Auffällig wäre der Unterschied zur Stadt ab 52 Familien."),
        ("hamm-norden", "Auffällig wäre der Unterschied zur Stadt ab 79 Familien."),
        ("bockum-hoevel", "Auffällig wäre der Unterschied zur Stadt ab 187 Familien."),
        (
            "hamm-westen",
            "Der Unterschied zur Stadt ist so klein, dass er bei keiner denkbaren Zahl von Familien auffällig wäre.",
        ),
    ],
)
def test_without_case_numbers_the_needed_number_is_said(ergebnis: Ergebnis, raum_id: str, text: str) -> None:
    z = _row(ergebnis, "besuchsquote_neugeborene", raum_id, "2018")
    assert raumsatz.needed_text(z) == text
    assert raumsatz.area_sentence(ergebnis, z).text.endswith(text)


@pytest.mark.parametrize(("spalte", "wert"), [("aussage", "aehnlich"), ("art", "anzahl")])
def test_needed_number_is_said_of_unproven_shares_only(ergebnis: Ergebnis, spalte: str, wert: str) -> None:
    z = _row(ergebnis, "besuchsquote_neugeborene", "heessen", "2018").copy()
    assert raumsatz.needed_text(z)
    z[spalte] = wert
    assert raumsatz.needed_text(z) == ""


@pytest.mark.parametrize(
    ("denkbar", "ist_denkbar"), [(50.0, False), (51.0, False), (52.0, True), (53.0, True), (float("nan"), True)]
)
def test_no_number_is_asked_that_the_area_cannot_have(ergebnis: Ergebnis, denkbar: float, *, ist_denkbar: bool) -> None:
    """Heessen would need 52 families."""
    z = _row(ergebnis, "besuchsquote_neugeborene", "heessen", "2018").copy()
    z["denkbar_faelle"] = denkbar
    assert raumsatz.needed_text(z).endswith("ab 52 Familien.") is ist_denkbar
    assert raumsatz.note_text(ergebnis, z) == ("auffällig ab 52 Familien" if ist_denkbar else "")
    assert ("bei keiner denkbaren Zahl von Familien auffällig" in raumsatz.needed_text(z)) is not ist_denkbar
    hoechstens = [x for x in raumsatz.needed_lines(ergebnis, z) if x.startswith("Denkbar sind hier höchstens ")]
    assert len(hoechstens) == (0 if ist_denkbar else 1)


def test_chance_is_said_with_the_numbers_of_the_simulation(ergebnis: Ergebnis) -> None:
    alle = select_comparisons(ergebnis.werte, ergebnis.zusammen, "hamm")
    alarm = ergebnis.fehlalarme["hamm"]
    s = raumsatz.chance_sentence(alle, alarm)
    assert _plain(s.text).startswith(
        "Zu den Sozialräumen gibt es 54 Vergleiche mit bekannten Fallzahlen, 18 davon über zwei Zeiträume zusammen. Von allen "
        "sind zwei gesichert (99,8 %) und sieben auffällig (95 %). Gäbe es nirgends einen Unterschied, wären durch Zufall im Mittel "
    )
    erwartet = alarm.vergleiche * (alarm.auffaellig - alarm.gesichert)
    assert s.text.endswith(f"{erwartet:.1f}".replace(".", ",") + " auffällig.")
    # Small numbers are words, as everywhere.
    wenige = raumsatz.chance_sentence(alle, replace(alarm, vergleiche=8, zusammen=0)).text
    assert wenige.startswith("Zu den Sozialräumen gibt es acht Vergleiche mit bekannten Fallzahlen, keiner davon über")
