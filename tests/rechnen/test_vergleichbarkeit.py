"""The rule of comparability: each field equal, different and missing; the verdicts on the real packages."""

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.vergleichbarkeit import FELDER, assess_comparability, code_core, group_comparable
from kekiz.wege.export import tables
from kekiz.wissen.codes import Feldvergleich, Vergleichbarkeit

GRUND = {
    "kommune_id": "a-stadt",
    "kennzahl_id": "quote",
    "gruppe": "",
    "zaehler_code": "betreuung-kinder",
    "nenner_code": "kinder_unter_3",
    "einschluss_code": "kita_und_tagespflege",
    "stichtag": "30.09.2018",
    "jahr": 2018,
    "herkunft": "gedruckt",
    "beschreibung": "",
    "quelle_id": "bericht",
    "fundstelle": "Tabelle 1",
}


def _paar(links: dict[str, object], rechts: dict[str, object]) -> pd.Series:
    frame = pd.DataFrame([{**GRUND, **links}, {**GRUND, "kommune_id": "b-stadt", **rechts}])
    frame["jahr"] = frame["jahr"].astype("Int64")
    ergebnis = assess_comparability(frame)
    assert len(ergebnis) == 1
    return ergebnis.iloc[0]


def test_equal_counting_is_comparable() -> None:
    paar = _paar({}, {})
    assert paar["urteil"] == Vergleichbarkeit.VERGLEICHBAR
    assert set(paar[list(FELDER)]) == {Feldvergleich.GLEICH}


@pytest.mark.parametrize(
    ("feld", "wert", "befund", "urteil"),
    [
        # numerator and denominator: delimitation, other matter, unknown
        ("zaehler_code", "betreuung-plaetze", Feldvergleich.ABGRENZUNG, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("zaehler_code", "betreuung", Feldvergleich.ABGRENZUNG, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("zaehler_code", "klagen", Feldvergleich.VERSCHIEDEN, Vergleichbarkeit.NICHT_VERGLEICHBAR),
        ("zaehler_code", "nicht_genannt", Feldvergleich.UNBEKANNT, Vergleichbarkeit.NICHT_VERGLEICHBAR),
        ("nenner_code", "kinder_unter_3-mit_wohnsitz", Feldvergleich.ABGRENZUNG, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("nenner_code", "kinder_3_bis_unter_6", Feldvergleich.VERSCHIEDEN, Vergleichbarkeit.NICHT_VERGLEICHBAR),
        ("nenner_code", "nicht_genannt", Feldvergleich.UNBEKANNT, Vergleichbarkeit.NICHT_VERGLEICHBAR),
        ("nenner_code", "ohne_nenner", Feldvergleich.VERSCHIEDEN, Vergleichbarkeit.NICHT_VERGLEICHBAR),
        # circumstances: other, unknown
        ("einschluss_code", "nur_kita", Feldvergleich.UNTERSCHIED, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("einschluss_code", "nicht_genannt", Feldvergleich.UNBEKANNT, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("stichtag", "31.12.2018", Feldvergleich.UNTERSCHIED, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("stichtag", "Stichtag nicht genannt", Feldvergleich.UNBEKANNT, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("jahr", 2017, Feldvergleich.UNTERSCHIED, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("jahr", pd.NA, Feldvergleich.UNBEKANNT, Vergleichbarkeit.NUR_NEBENEINANDER),
        ("quelle_id", "konzept", Feldvergleich.UNTERSCHIED, Vergleichbarkeit.NUR_NEBENEINANDER),
        # printed or computed does not change what is counted
        ("herkunft", "berechnet", Feldvergleich.UNTERSCHIED, Vergleichbarkeit.VERGLEICHBAR),
    ],
)
def test_one_field_decides(feld: str, wert: object, befund: Feldvergleich, urteil: Vergleichbarkeit) -> None:
    name = feld.removesuffix("_code").removesuffix("_id")
    paar = _paar({}, {feld: wert})
    assert paar[name] == befund
    assert paar["urteil"] == urteil
    # The order of the two does not matter.
    gedreht = _paar({feld: wert}, {})
    assert (gedreht[name], gedreht["urteil"]) == (befund, urteil)


@pytest.mark.parametrize(
    ("feld", "wert"),
    [("stichtag", "nicht genannt"), ("einschluss_code", "nicht_genannt"), ("jahr", pd.NA)],
)
def test_what_one_document_leaves_open_for_both_is_a_footnote(feld: str, wert: object) -> None:
    name = feld.removesuffix("_code")
    gleich = _paar({feld: wert}, {feld: wert})
    assert (gleich[name], gleich["urteil"]) == (Feldvergleich.GLEICH_OFFEN, Vergleichbarkeit.VERGLEICHBAR)
    andere = _paar({feld: wert}, {feld: wert, "quelle_id": "konzept"})
    assert (andere[name], andere["urteil"]) == (Feldvergleich.UNBEKANNT, Vergleichbarkeit.NUR_NEBENEINANDER)


def test_bare_counts_are_never_comparable() -> None:
    paar = _paar({"nenner_code": "ohne_nenner"}, {"nenner_code": "ohne_nenner"})
    assert (paar["nenner"], paar["urteil"]) == (Feldvergleich.OHNE_BEZUG, Vergleichbarkeit.NICHT_VERGLEICHBAR)


def test_only_the_same_kennzahl_and_gruppe_are_paired_and_rows_may_stand_in_any_order() -> None:
    frame = pd.DataFrame(
        [{**GRUND, "kommune_id": k, "gruppe": g} for k in ("c", "a", "b") for g in ("", "nur_kita")]
        + [{**GRUND, "kennzahl_id": "andere"}]
    )
    paare = assess_comparability(frame)
    assert (
        list(zip(paare["kommune_id_a"], paare["kommune_id_b"], strict=True)) == [("a", "b"), ("a", "c"), ("b", "c")] * 2
    )
    gemischt = assess_comparability(frame.sample(frac=1, random_state=1))
    pd.testing.assert_frame_equal(paare, gemischt)


def test_core_stands_before_the_first_hyphen() -> None:
    assert list(code_core(pd.Series(["a_b", "a_b-c_d", "a-b-c"]))) == ["a_b", "a_b", "a"]


def test_classes_hold_only_pairs_that_are_comparable() -> None:
    paare = pd.DataFrame(
        [
            ("a", "b", Vergleichbarkeit.VERGLEICHBAR),
            ("a", "c", Vergleichbarkeit.NUR_NEBENEINANDER),
            ("b", "c", Vergleichbarkeit.NUR_NEBENEINANDER),
        ],
        columns=["kommune_id_a", "kommune_id_b", "urteil"],
    )
    assert group_comparable(paare, ["a", "b", "c"]) == [["a", "b"], ["c"]]
    assert group_comparable(paare, ["c", "b", "a"]) == [["c"], ["b", "a"]]


# ------------------------------------------------------------------------------------------------ the real packages


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


ERWARTET = {
    "anteil_unter_18": Vergleichbarkeit.NUR_NEBENEINANDER,
    "besuchsquote_neugeborene": Vergleichbarkeit.NUR_NEBENEINANDER,
    "versorgung_u3": Vergleichbarkeit.NUR_NEBENEINANDER,
    "versorgung_ue3": Vergleichbarkeit.NICHT_VERGLEICHBAR,
    "ambulante_quote": Vergleichbarkeit.NICHT_VERGLEICHBAR,
    "praeventionsbudget": Vergleichbarkeit.NICHT_VERGLEICHBAR,
    "diversionsverfahren": Vergleichbarkeit.NICHT_VERGLEICHBAR,
}


def test_hamm_and_bochum(ergebnis: Ergebnis) -> None:
    v = ergebnis.vergleichbarkeit
    paar = v[v["kommune_id_a"].eq("bochum") & v["kommune_id_b"].eq("hamm") & v["gruppe"].eq("")]
    assert dict(zip(paar["kennzahl_id"], paar["urteil"], strict=True)) == ERWARTET


def test_share_under_18_is_comparable_among_the_18_with_a_footnote(ergebnis: Ergebnis) -> None:
    v = ergebnis.vergleichbarkeit
    v = v[v["kennzahl_id"].eq("anteil_unter_18")]
    unter_sich = v[v["kommune_id_a"].ne("bochum") & v["kommune_id_b"].ne("bochum")]
    assert len(unter_sich) == 18 * 17 // 2
    assert set(unter_sich["urteil"]) == {Vergleichbarkeit.VERGLEICHBAR}
    assert set(unter_sich["stichtag"]) == {Feldvergleich.GLEICH_OFFEN}
    mit_bochum = v.drop(unter_sich.index)
    assert len(mit_bochum) == 18
    assert set(mit_bochum["urteil"]) == {Vergleichbarkeit.NUR_NEBENEINANDER}


def test_look_alike_shares_of_ambulant_help_are_refused_for_the_numerator(ergebnis: Ergebnis) -> None:
    hamm = ergebnis.latest("hamm", "ambulante_quote")["wert_genau"]
    bochum = ergebnis.latest("bochum", "ambulante_quote")["wert_genau"]
    assert abs(hamm - bochum) < 1
    v = ergebnis.vergleichbarkeit
    paar = v[v["kennzahl_id"].eq("ambulante_quote")].iloc[0]
    assert paar["zaehler"] == Feldvergleich.VERSCHIEDEN


def test_download_carries_verdict_and_reason(ergebnis: Ergebnis) -> None:
    t = tables(ergebnis)["vergleichbarkeit"]
    assert len(t) == len(ergebnis.vergleichbarkeit)
    assert set(t["urteil"]) == {str(u) for u in Vergleichbarkeit}
    assert t["grund"].str.len().gt(20).all()
    u3 = t[t["kennzahl_id"].eq("versorgung_u3")].iloc[0]
    assert "Betreuungsplätze" in u3["grund"]
    assert "Kinder, die ein Betreuungsangebot nutzen" in u3["grund"]


def test_every_code_has_words(ergebnis: Ergebnis) -> None:
    for feld in ("zaehler_code", "nenner_code", "einschluss_code"):
        assert set(ergebnis.zaehlweisen[feld]) <= set(ergebnis.zaehlcodes)
