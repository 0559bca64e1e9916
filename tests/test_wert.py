"""Each row said once: every kind of value, at and beside the limits of the rules."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kekiz.wert import Wert, read_wert, value_digits
from kekiz.wissen.codes import Aussage, Wertstatus
from kekiz.wissen.zahlen import MINUS, NNBSP

PROZENT = f"{NNBSP}%"


def say(**felder: Any) -> Wert:
    """Words a row of which only some columns are known."""
    return read_wert({"zeitraum": "2018", "wert": 36.0, "einheit": "%", "gedruckt": "36 %", **felder})


# --- digits and words ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("felder", "text", "kurz"),
    [
        ({}, f"36{PROZENT}", f"36{PROZENT}"),
        ({"gedruckt": "36,0 %", "dezimalstellen": 0}, f"36,0{PROZENT}", f"36,0{PROZENT}"),
        ({"gedruckt": "36%", "dezimalstellen": 2}, f"36{PROZENT}", f"36{PROZENT}"),
        ({"wert": 82.11, "gedruckt": "82,11"}, f"82,11{PROZENT}", f"82,11{PROZENT}"),
        ({"wert": 82.111, "gedruckt": "82,111"}, f"82,11{PROZENT}", f"82,11{PROZENT}"),
        ({"wert": 0.0, "gedruckt": "0 %"}, f"0{PROZENT}", f"0{PROZENT}"),
        ({"wert": 100.0, "gedruckt": "100%"}, f"100{PROZENT}", f"100{PROZENT}"),
        ({"wert": -2.5, "einheit": "ohne", "gedruckt": "-2,5"}, f"{MINUS}2,5", f"{MINUS}2,5"),
        ({"wert": 17.0, "gedruckt": "Knapp 17%"}, f"knapp 17{PROZENT}", f"17{PROZENT}"),
        ({"wert": 36.27, "gedruckt": "", "wertstatus": "berechnet", "dezimalstellen": 1}, f"36,3{PROZENT}", f"36,3{PROZENT}"),
        ({"wert": 36.27, "gedruckt": "36 %", "wertstatus": "berechnet"}, f"36{PROZENT}", f"36{PROZENT}"),
        ({"wert": 63.6, "wert_bis": 86.0, "gedruckt": "zwischen 63,6% und 86 %"}, f"63,6 bis 86,0{PROZENT}", f"63,6–86,0{PROZENT}"),
        ({"wert": 3715365.0, "einheit": "Euro", "gedruckt": "3.715.365 EUR"}, "3.715.365\u00a0Euro", "3.715.365"),
        ({"wert": 1500.0, "einheit": "Euro", "gedruckt": "1.500,00 €"}, "1.500\u00a0Euro", "1.500"),
        ({"wert": 1500.5, "einheit": "Euro", "gedruckt": "1.500,50 €"}, "1.500,50\u00a0Euro", "1.500,50"),
        ({"wert": 1340.0, "wert_bis": 4995.0, "einheit": "Euro", "gedruckt": "1.340 bis 4.995"}, "1.340 bis 4.995\u00a0Euro", "1.340–4.995"),
        ({"wert": 2977.0, "einheit": "Anzahl", "gedruckt": "2.977"}, "2.977", "2.977"),
        ({"wert": 160.0, "einheit": "Anzahl", "gedruckt": "über 160"}, "mehr als 160", "160"),
        ({"wert": 0.0, "einheit": "Anzahl", "gedruckt": "keine Klagen"}, "0", "0"),
    ],
)  # fmt: skip
def test_value_is_written_as_printed_and_else_with_the_digits_of_its_kennzahl(
    felder: dict[str, Any], text: str, kurz: str
) -> None:
    gesagt = say(**felder)
    assert (gesagt.text, gesagt.kurz) == (text, kurz)
    assert gesagt.grund == ""


@pytest.mark.parametrize(
    ("status", "grund"),
    [
        ("nur_abbildung", "nur in einer Abbildung"),
        ("nicht_erhoben", "noch nicht erhoben"),
        ("geheim", "aus Datenschutzgründen nicht veröffentlicht"),
        ("gedruckt", "keine Angabe"),
    ],
)
@pytest.mark.parametrize("fehlt", [None, float("nan"), pd.NA])
def test_a_missing_value_says_why_and_has_no_number(status: str, grund: str, fehlt: object) -> None:
    gesagt = say(wert=fehlt, wertstatus=status, gedruckt="", ki_unten=1.0, ki_oben=2.0)
    assert (gesagt.zahl, gesagt.text, gesagt.kurz, gesagt.grund) == (None, grund, "", grund)
    assert gesagt.intervall is None


def test_only_what_the_document_prints_needs_no_word_about_its_origin() -> None:
    assert say().herkunft == ""
    assert not say().ist_berechnet
    berechnet = say(wertstatus="berechnet", gedruckt="")
    assert (berechnet.herkunft, berechnet.ist_berechnet) == ("aus Zahlen des Dokuments berechnet", True)


def test_zero_is_a_value_and_no_gap() -> None:
    assert say(wert=0, gedruckt="0").zahl == 0.0


# --- interval, counts, recomputed ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("einheit", "text", "von", "bis"),
    [
        ("%", f"34,9 bis 37,8{PROZENT}", f"34,9{PROZENT}", f"37,8{PROZENT}"),
        ("Anzahl", "35 bis 38", "35", "38"),
    ],
)
@pytest.mark.parametrize("dezimalstellen", [0, 1, 2])
def test_interval_has_one_digit_for_shares_and_none_for_counts(
    einheit: str, text: str, von: str, bis: str, dezimalstellen: int
) -> None:
    gesagt = say(einheit=einheit, ki_unten=34.94, ki_oben=37.75, ki_methode="wilson", dezimalstellen=dezimalstellen)
    assert gesagt.intervall is not None
    assert (gesagt.intervall.text, gesagt.intervall.von, gesagt.intervall.bis) == (text, von, bis)
    assert (gesagt.intervall.unten, gesagt.intervall.oben, gesagt.intervall.methode) == (34.94, 37.75, "wilson")


@pytest.mark.parametrize(
    "felder", [{}, {"ki_unten": 1.0}, {"ki_oben": 1.0}, {"ki_unten": float("nan"), "ki_oben": 1.0}]
)
def test_half_an_interval_is_none(felder: dict[str, Any]) -> None:
    assert say(**felder).intervall is None


def test_fraction_is_worded_once_and_needs_both_counts() -> None:
    gesagt = say(zaehler=1671, nenner=4607)
    assert gesagt.bruch is not None
    assert gesagt.bruch.text == "1.671 von 4.607"
    halb = say(zaehler=pd.NA, nenner=4607)
    assert (halb.bruch, halb.zaehler, halb.nenner) == (None, "", "4.607")


@pytest.mark.parametrize(
    ("wert", "gedruckt", "berechnet", "text", "weicht_ab"),
    [
        (85.0, "85%", 85.939, f"85,9{PROZENT}", True),
        (85.0, "85%", 85.499, f"85,5{PROZENT}", False),
        (85.0, "85%", 85.5, f"85,5{PROZENT}", True),
        (85.0, "85%", 84.5, f"84,5{PROZENT}", False),
        (82.11, "82,11", 82.114, f"82,11{PROZENT}", False),
        (82.11, "82,11", 82.116, f"82,12{PROZENT}", True),
    ],
)
def test_correction_counts_in_the_digits_that_the_document_prints(
    wert: float, gedruckt: str, berechnet: float, text: str, weicht_ab: bool
) -> None:
    gesagt = say(wert=wert, gedruckt=gedruckt, wert_berechnet=berechnet, dezimalstellen=2).nachgerechnet
    assert gesagt is not None
    assert (gesagt.text, gesagt.weicht_ab) == (text, weicht_ab)
    assert say(wert=wert, gedruckt=gedruckt, wert_berechnet=float("nan")).nachgerechnet is None


def test_what_is_computed_cannot_differ_from_its_document() -> None:
    gesagt = say(wert=85.0, wertstatus="berechnet", gedruckt="", wert_berechnet=86.0).nachgerechnet
    assert gesagt is not None
    assert not gesagt.weicht_ab


@pytest.mark.parametrize("feld", ["wert_rest", "wert_mit_offenen"])
def test_what_stands_in_no_document_has_the_digits_of_computed_numbers(feld: str) -> None:
    name = feld.removeprefix("wert_")
    assert getattr(say(**{feld: 35.25}), name) == f"35,3{PROZENT}"
    assert getattr(say(**{feld: 0.0}), name) == f"0,0{PROZENT}"
    assert getattr(say(**{feld: 35.25}, einheit="Anzahl"), name) == "35"
    assert getattr(say(**{feld: float("nan")}), name) == ""


# --- the rest of a row -----------------------------------------------------------------------------------------------


def test_codes_are_enums_and_lists_are_tuples() -> None:
    gesagt = say(aussage="aehnlich", hinweis_id="a b", hinweis_zelle="b", wertstatus="gedruckt", segment=2)
    assert gesagt.aussage is Aussage.AEHNLICH
    assert gesagt.status is Wertstatus.GEDRUCKT
    assert (gesagt.hinweise, gesagt.hinweise_zelle, gesagt.abschnitt) == (("a", "b"), ("b",), 2)
    assert say(aussage="").aussage is None
    with pytest.raises(ValueError, match="erfunden"):
        say(aussage="erfunden")


@given(st.floats(-1e9, 1e9), st.sampled_from(["%", "Anzahl", "Euro", "ohne"]), st.integers(0, 2))
def test_the_short_form_is_part_of_the_long_one(wert: float, einheit: str, stellen: int) -> None:
    gesagt = say(wert=wert, einheit=einheit, gedruckt="", wertstatus="berechnet", dezimalstellen=stellen)
    assert gesagt.text.startswith(gesagt.kurz)
    assert gesagt.stellen == value_digits(wert, einheit, Wertstatus.BERECHNET, "", stellen)
