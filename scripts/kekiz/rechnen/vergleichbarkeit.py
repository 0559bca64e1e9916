"""May two municipalities' Kennzahlen be compared? A rule over declared ways of counting, never a verdict by hand.

What is counted is written as codes (table ``zaehlweisen``, words in ``katalog/zaehlcodes``). A code has a core and,
after a hyphen, a delimitation: ``kinderbetreuung-betreute_kinder`` and ``kinderbetreuung-plaetze`` count the same
matter in different ways; ``kinder_unter_3`` and ``kinder_3_bis_unter_6`` are different populations. The rule:

1. Core of numerator or denominator different, unknown, or no denominator at all: *nicht vergleichbar*. A quotient of
   other things is another quantity, and a bare count follows the size of the municipality.
2. Otherwise any difference that can move the value (delimitation, inclusion, Stichtag, year, source): *nur
   nebeneinander*, with the differences named. What one document leaves open may differ from another document.
3. Otherwise *vergleichbar*. What one and the same document leaves open for both (for instance the Stichtag of a table
   that lists all municipalities) is taken as equal there and becomes a footnote.
"""

from typing import Final

import numpy as np
import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import Feldvergleich, Vergleichbarkeit

UNBEKANNT: Final = "nicht_genannt"
OHNE_NENNER: Final = "ohne_nenner"
TRENNER: Final = "-"
FELDER: Final = ("zaehler", "nenner", "einschluss", "stichtag", "jahr", "quelle", "herkunft")
_SPALTEN: Final = [
    "kommune_id",
    "kennzahl_id",
    "gruppe",
    "zaehler_code",
    "nenner_code",
    "einschluss_code",
    "stichtag",
    "jahr",
    "herkunft",
    "beschreibung",
    "quelle_id",
    "fundstelle",
]


def collect_counting(bestand: Bestand) -> pd.DataFrame:
    """Collects every way of counting that is declared in codes.

    Args:
        bestand: The packages.

    Returns:
        One row per Kommune, Kennzahl, Gruppe with columns of the table ``zaehlweisen``.
    """
    erklaert = bestand.frame("zaehlweisen")[_SPALTEN]
    return erklaert[erklaert["zaehler_code"].ne("")].reset_index(drop=True)


def code_core(codes: pd.Series) -> pd.Series:
    """Gives the core of each code: what stands before the first hyphen."""
    return codes.str.split(TRENNER, n=1).str[0]


def _unknown(werte: pd.Series) -> pd.Series:
    text = werte.astype("object").where(werte.notna(), "").astype("str")
    return text.eq("") | text.eq(UNBEKANNT) | text.str.lower().str.contains("nicht genannt", regex=False)


def compare_matter(a: pd.Series, b: pd.Series) -> pd.Series:
    """Compares numerators or denominators.

    Returns:
        :class:`kekiz.wissen.codes.Feldvergleich` per pair: GLEICH, ABGRENZUNG (same core), VERSCHIEDEN, UNBEKANNT (one side is
        not known) or OHNE_BEZUG (a count without denominator on both sides).
    """
    ohne = a.eq(OHNE_NENNER) & b.eq(OHNE_NENNER)
    bedingungen = [ohne, _unknown(a) | _unknown(b), a.eq(b), code_core(a).eq(code_core(b))]
    werte = [Feldvergleich.OHNE_BEZUG, Feldvergleich.UNBEKANNT, Feldvergleich.GLEICH, Feldvergleich.ABGRENZUNG]
    return pd.Series(np.select(bedingungen, [str(w) for w in werte], str(Feldvergleich.VERSCHIEDEN)), index=a.index)


def compare_circumstance(a: pd.Series, b: pd.Series, gleiche_quelle: pd.Series) -> pd.Series:
    """Compares inclusion, Stichtag, year, source or origin.

    Args:
        a: Values of the first municipality.
        b: Values of the second municipality.
        gleiche_quelle: Do both come from one document?

    Returns:
        GLEICH, GLEICH_OFFEN (one document leaves it open for both), UNBEKANNT or UNTERSCHIED per pair.
    """
    beide, eine = _unknown(a) & _unknown(b), _unknown(a) | _unknown(b)
    gleich = a.astype("object").where(a.notna(), None).eq(b.astype("object").where(b.notna(), None))
    bedingungen = [beide & gleiche_quelle, eine, gleich]
    werte = [Feldvergleich.GLEICH_OFFEN, Feldvergleich.UNBEKANNT, Feldvergleich.GLEICH]
    return pd.Series(np.select(bedingungen, [str(w) for w in werte], str(Feldvergleich.UNTERSCHIED)), index=a.index)


def judge(felder: pd.DataFrame) -> pd.Series:
    """Derives the verdict from the comparison of the fields (columns of :data:`FELDER`, one row per pair)."""
    sache = felder[["zaehler", "nenner"]]
    verhindert = sache.isin([Feldvergleich.VERSCHIEDEN, Feldvergleich.UNBEKANNT, Feldvergleich.OHNE_BEZUG]).any(axis=1)
    umstaende = felder[["einschluss", "stichtag", "jahr", "quelle"]]
    stoert = sache.eq(Feldvergleich.ABGRENZUNG).any(axis=1) | umstaende.isin(
        [Feldvergleich.UNTERSCHIED, Feldvergleich.UNBEKANNT]
    ).any(axis=1)
    return pd.Series(
        np.select(
            [verhindert, stoert],
            [str(Vergleichbarkeit.NICHT_VERGLEICHBAR), str(Vergleichbarkeit.NUR_NEBENEINANDER)],
            str(Vergleichbarkeit.VERGLEICHBAR),
        ),
        index=felder.index,
    )


def assess_comparability(zaehlweisen: pd.DataFrame) -> pd.DataFrame:
    """Judges every pair of municipalities that declare how they count the same Kennzahl.

    Args:
        zaehlweisen: Frame of :func:`collect_counting`.

    Returns:
        One row per Kennzahl, Gruppe and pair (kommune_id_a before kommune_id_b): ``urteil``
        (:class:`kekiz.wissen.codes.Vergleichbarkeit`), one column per field of :data:`FELDER`
        (:class:`kekiz.wissen.codes.Feldvergleich`), and what both declare with the endings ``_a`` and ``_b``.
    """
    z = zaehlweisen.sort_values(["kennzahl_id", "gruppe", "kommune_id"], kind="stable")
    paare = z.merge(z, on=["kennzahl_id", "gruppe"], suffixes=("_a", "_b"))
    paare = paare[paare["kommune_id_a"] < paare["kommune_id_b"]].reset_index(drop=True)
    gleiche_quelle = paare["quelle_id_a"].eq(paare["quelle_id_b"])

    def _sache(feld: str) -> pd.Series:
        return compare_matter(paare[f"{feld}_code_a"], paare[f"{feld}_code_b"])

    def _umstand(spalte: str) -> pd.Series:
        return compare_circumstance(paare[f"{spalte}_a"], paare[f"{spalte}_b"], gleiche_quelle)

    felder = pd.DataFrame(
        {
            "zaehler": _sache("zaehler"),
            "nenner": _sache("nenner"),
            "einschluss": _umstand("einschluss_code"),
            "stichtag": _umstand("stichtag"),
            "jahr": _umstand("jahr"),
            "quelle": _umstand("quelle_id"),
            "herkunft": _umstand("herkunft"),
        }
    )
    kopf = ["kennzahl_id", "gruppe", "kommune_id_a", "kommune_id_b"]
    rest = [s for s in paare.columns if s not in kopf]
    return pd.concat([paare[kopf], judge(felder).rename("urteil"), felder, paare[rest]], axis=1)


def group_comparable(paare: pd.DataFrame, kommunen: list[str]) -> list[list[str]]:
    """Splits the municipalities of one Kennzahl into classes within which every pair is comparable.

    Args:
        paare: Rows of :func:`assess_comparability` of one Kennzahl and Gruppe.
        kommunen: Municipalities that declare the Kennzahl, in the order of the result.

    Returns:
        Classes in order of first appearance; a municipality that none matches stands alone.
    """
    gut = paare[paare["urteil"].eq(Vergleichbarkeit.VERGLEICHBAR)]
    erlaubt = {frozenset(p) for p in zip(gut["kommune_id_a"], gut["kommune_id_b"], strict=True)}
    klassen: list[list[str]] = []
    for kommune in kommunen:
        passend = next((k for k in klassen if all(frozenset((kommune, m)) in erlaubt for m in k)), None)
        if passend is None:
            klassen.append([kommune])
        else:
            passend.append(kommune)
    return klassen
