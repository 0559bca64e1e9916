"""The rule of comparability: each field equal, different and missing; classes, the script, the real packages."""

import itertools
import json
import subprocess

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.vergleichbarkeit import (
    FELDER,
    SPALTE,
    classify,
    code_core,
    compare_counting,
    known_fields,
    list_classes,
)
from kekiz.wege.export import tables
from kekiz.wissen.codes import Feldvergleich, Vergleichbarkeit
from paketbau import REPO

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


def _frame(*zeilen: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([{**GRUND, **z} for z in zeilen])
    frame["jahr"] = frame["jahr"].astype("Int64")
    return frame


def _paar(links: dict[str, object], rechts: dict[str, object]) -> pd.Series:
    return compare_counting(_frame(links), _frame(rechts)).iloc[0]


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


def test_core_stands_before_the_first_hyphen() -> None:
    assert list(code_core(pd.Series(["a_b", "a_b-c_d", "a-b-c"]))) == ["a_b", "a_b", "a"]


WERTE = {
    "zaehler_code": ["betreuung-kinder", "betreuung", "klagen", "nicht_genannt"],
    "nenner_code": ["kinder_unter_3", "ohne_nenner", ""],
    "einschluss_code": ["kita", "nicht_genannt"],
    "stichtag": ["30.09.2018", "Stichtag nicht genannt", "nicht genannt"],
    "jahr": [2018, pd.NA],
    "quelle_id": ["bericht", "konzept"],
    "herkunft": ["gedruckt", "berechnet"],
}
"""Values of each field that can differ in every way the rule knows."""


@pytest.fixture(scope="module")
def alle_zaehlweisen() -> pd.DataFrame:
    kombinationen = [dict(zip(WERTE, w, strict=True)) for w in itertools.product(*WERTE.values())]
    return classify(_frame(*({**k, "kommune_id": f"ort-{i:03d}"} for i, k in enumerate(kombinationen))))


@pytest.fixture(scope="module")
def alle_paare(alle_zaehlweisen: pd.DataFrame) -> pd.DataFrame:
    n = len(alle_zaehlweisen)
    a, b = (
        alle_zaehlweisen.iloc[[i for i in range(n) for _ in range(n)]],
        alle_zaehlweisen.iloc[list(range(n)) * n],
    )
    paare = compare_counting(a, b)
    return paare.assign(
        selbst=[i == j for i in range(n) for j in range(n)],
        gleiche_klasse=a["klasse_id"].to_numpy() == b["klasse_id"].to_numpy(),
        klasse_erlaubt=a["ist_vergleichbar"].to_numpy(),
    )


def test_two_are_comparable_exactly_when_their_class_is_one_and_comparable(alle_paare: pd.DataFrame) -> None:
    erlaubt = alle_paare["urteil"].eq(Vergleichbarkeit.VERGLEICHBAR)
    assert 0 < erlaubt.sum() < len(erlaubt)
    assert erlaubt.equals(alle_paare["gleiche_klasse"] & alle_paare["klasse_erlaubt"])


def test_script_of_the_page_has_the_same_rule(alle_zaehlweisen: pd.DataFrame, alle_paare: pd.DataFrame) -> None:
    """The page compares what a reader chooses; for every pair of the grid it finds what the program finds."""
    erklaert = [{f: {"wert": w} for f, w in z.items()} for z in known_fields(alle_zaehlweisen).to_dict("records")]
    programm = f"""
        globalThis.window = globalThis;
        globalThis.document = {{ querySelector: () => null }};
        require({json.dumps(str(REPO / "docs/assets/vergleich.js"))});
        const alle = JSON.parse(require("fs").readFileSync(0, "utf-8"));
        const text = ({{ urteil, felder }}) => [urteil, ...{json.dumps(list(FELDER))}.map((f) => felder[f])].join(" ");
        console.log(alle.map((a) => alle.map((b) => text(kpZaehlregel(a, b))).join("\\n")).join("\\n"));
    """
    lauf = subprocess.run(
        ["node", "-e", programm], input=json.dumps(erklaert), capture_output=True, text=True, check=True
    )
    teile = [alle_paare[s].astype("str") for s in ("urteil", *FELDER)]
    erwartet = teile[0].str.cat(teile[1:], sep=" ")
    assert lauf.stdout.splitlines() == list(erwartet)


def test_a_class_keeps_its_id_when_others_join_and_rows_change_places() -> None:
    drei = _frame({"kommune_id": "c"}, {"kommune_id": "b", "jahr": 2017}, {"kommune_id": "a"})
    allein = classify(drei.iloc[[0]])
    alle = classify(drei)
    assert list(alle["kommune_id"]) == ["a", "b", "c"]
    assert alle.set_index("kommune_id")["klasse_id"]["c"] == allein["klasse_id"][0]
    pd.testing.assert_frame_equal(alle, classify(drei.sample(frac=1, random_state=1)))


def test_only_the_same_kennzahl_and_gruppe_share_a_class() -> None:
    z = classify(_frame({}, {"gruppe": "nur_kita"}, {"kennzahl_id": "andere"}))
    assert z["klasse_id"].nunique() == 3


def test_classes_say_how_many_count_so_and_what_their_members_differ_in() -> None:
    k = list_classes(
        classify(
            _frame(
                {"kommune_id": "a", "beschreibung": "A"},
                {"kommune_id": "b", "herkunft": "berechnet", "beschreibung": "B"},
                {"kommune_id": "c", "jahr": 2017, "beschreibung": "C"},
                {"kommune_id": "d", "nenner_code": "ohne_nenner"},
            )
        )
    )
    assert list(k["kommunen"]) == [2, 1, 1]
    assert list(k["herkunft"]) == ["gemischt", "gedruckt", "gedruckt"]
    assert list(k["beschreibung"]) == ["", "C", ""]
    assert list(k["ist_vergleichbar"]) == [True, True, False]
    assert set(SPALTE.values()) <= set(k.columns)


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
    z = ergebnis.zaehlweisen
    z = z[z["gruppe"].eq("")].set_index("kennzahl_id")
    hamm, bochum = (z[z["kommune_id"].eq(k)] for k in ("hamm", "bochum"))
    beide = sorted(set(hamm.index) & set(bochum.index))
    paare = compare_counting(bochum.loc[beide], hamm.loc[beide])
    assert dict(zip(beide, paare["urteil"], strict=True)) == ERWARTET


def test_share_under_18_is_comparable_among_the_18_with_a_footnote(ergebnis: Ergebnis) -> None:
    z = ergebnis.zaehlweisen
    z = z[z["kennzahl_id"].eq("anteil_unter_18")].set_index("kommune_id")
    unter_sich = z.drop(index="bochum")
    assert len(unter_sich) == 18
    assert unter_sich["klasse_id"].nunique() == 1
    assert unter_sich["ist_vergleichbar"].all()
    assert z.at["bochum", "klasse_id"] != unter_sich["klasse_id"].iloc[0]
    paar = compare_counting(unter_sich.iloc[[0]], unter_sich.iloc[[1]]).iloc[0]
    assert paar["stichtag"] == Feldvergleich.GLEICH_OFFEN


def test_look_alike_shares_of_ambulant_help_are_refused_for_the_numerator(ergebnis: Ergebnis) -> None:
    hamm = ergebnis.latest("hamm", "ambulante_quote")["wert_genau"]
    bochum = ergebnis.latest("bochum", "ambulante_quote")["wert_genau"]
    assert abs(hamm - bochum) < 1
    z = ergebnis.zaehlweisen
    z = z[z["kennzahl_id"].eq("ambulante_quote")]
    assert compare_counting(z.iloc[[0]], z.iloc[[1]]).iloc[0]["zaehler"] == Feldvergleich.VERSCHIEDEN


def test_downloads_carry_class_and_reason(ergebnis: Ergebnis) -> None:
    alle = tables(ergebnis)
    zeilen, klassen = alle["vergleichbarkeit"], alle["zaehlklassen"].set_index("klasse_id")
    assert len(zeilen) == len(ergebnis.zaehlweisen)
    assert zeilen["klasse_id"].value_counts().to_dict() == klassen["kommunen"].to_dict()
    assert klassen["grund"].str.len().gt(20).all()
    ohne = klassen[klassen["nenner_code"].eq("ohne_nenner")]
    assert len(ohne)
    assert not ohne["ist_vergleichbar"].any()
    assert ohne["grund"].str.contains("Anzahl ohne Bezugsgröße").all()


def test_every_code_has_words(ergebnis: Ergebnis) -> None:
    for feld in ("zaehler_code", "nenner_code", "einschluss_code"):
        assert set(ergebnis.zaehlweisen[feld]) <= set(ergebnis.zaehlcodes)
