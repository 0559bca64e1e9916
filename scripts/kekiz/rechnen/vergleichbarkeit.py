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

From the rule follows that *vergleichbar* is an equivalence: what is not known counts as equal within one document, and
whether a value is printed or computed does not matter. So each way of counting is a class, a municipality belongs to one
class per Kennzahl and Gruppe, and what differs between two classes is computed when somebody asks. Pairs of municipalities
would grow with the square of their number.
"""

import hashlib
from typing import Final

import numpy as np
import pandas as pd

from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import Feldvergleich, Vergleichbarkeit

UNBEKANNT: Final = "nicht_genannt"
OHNE_NENNER: Final = "ohne_nenner"
TRENNER: Final = "-"
FELDER: Final = ("zaehler", "nenner", "einschluss", "stichtag", "jahr", "quelle", "herkunft")
SPALTE: Final = {
    "zaehler": "zaehler_code",
    "nenner": "nenner_code",
    "einschluss": "einschluss_code",
    "stichtag": "stichtag",
    "jahr": "jahr",
    "quelle": "quelle_id",
    "herkunft": "herkunft",
}
"""Column of the table ``zaehlweisen`` that holds a field."""
GEMISCHT: Final = "gemischt"
"""Origin of a class whose members print and compute."""
_MERKMALE: Final = [s for f, s in SPALTE.items() if f != "herkunft"]
_SCHLUESSEL: Final = ["kennzahl_id", "gruppe"]
_SPALTEN: Final = ["kommune_id", *_SCHLUESSEL, *SPALTE.values(), "beschreibung", "fundstelle"]
_STELLEN: Final = 12
"""Hexadecimal digits of a class's id: ten thousand classes share one with a chance of one in five million."""


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


def _known(spalte: pd.Series) -> pd.Series:
    """Writes a declaration as text, empty where it is not known, so that all ways of saying so are one."""
    return spalte.astype("object").where(~_unknown(spalte), "").astype("str")


def known_fields(zaehlweisen: pd.DataFrame) -> pd.DataFrame:
    """Gives what is declared by field, as text: same rows, columns :data:`FELDER`, empty where it is not known."""
    return pd.DataFrame({feld: _known(zaehlweisen[s]) for feld, s in SPALTE.items()})


def classify(zaehlweisen: pd.DataFrame) -> pd.DataFrame:
    """Puts every declared way of counting into its class.

    Args:
        zaehlweisen: Frame of :func:`collect_counting`.

    Returns:
        The same rows, ordered by Kennzahl, Gruppe and Kommune, with ``klasse_id`` and ``ist_vergleichbar``: may all
        members of the class be compared with each other? The id follows from what the class declares, so that it stays
        when other municipalities join.
    """
    z = zaehlweisen.sort_values([*_SCHLUESSEL, "kommune_id"], kind="stable").reset_index(drop=True)
    teile = [z[s].astype("str") for s in _SCHLUESSEL] + [_known(z[s]) for s in _MERKMALE]
    text = teile[0].str.cat(teile[1:], sep="|")
    kennung = {t: hashlib.sha256(t.encode()).hexdigest()[:_STELLEN] for t in text.unique()}
    return z.assign(klasse_id=text.map(kennung), ist_vergleichbar=_comparable_within(z))


def _comparable_within(z: pd.DataFrame) -> pd.Series:
    """Compares each way of counting with itself: a count without denominator is comparable with none."""
    return compare_counting(z, z)["urteil"].eq(Vergleichbarkeit.VERGLEICHBAR)


def list_classes(zaehlweisen: pd.DataFrame) -> pd.DataFrame:
    """Lists the classes.

    Args:
        zaehlweisen: Frame of :func:`classify`.

    Returns:
        One row per class, indexed by ``klasse_id`` in order of first appearance: Kennzahl, Gruppe, ``ist_vergleichbar``,
        ``kommunen`` (number of members) and what they declare; ``herkunft`` is :data:`GEMISCHT` where members differ,
        ``beschreibung`` is that of a single member, else empty.
    """
    gruppen = zaehlweisen.groupby("klasse_id", sort=False)
    klassen = gruppen[[*_SCHLUESSEL, "ist_vergleichbar", *SPALTE.values(), "beschreibung"]].first()
    anzahl = gruppen.size()
    return klassen.assign(
        kommunen=anzahl,
        herkunft=klassen["herkunft"].where(gruppen["herkunft"].nunique().eq(1), GEMISCHT),
        beschreibung=klassen["beschreibung"].where(anzahl.eq(1), ""),
    )


def compare_counting(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Compares ways of counting row by row.

    Args:
        a: What the first sides declare (columns as in ``zaehlweisen``).
        b: What the second sides declare, as many rows.

    Returns:
        One row per pair: ``urteil`` (:class:`kekiz.wissen.codes.Vergleichbarkeit`), one column per field of
        :data:`FELDER` (:class:`kekiz.wissen.codes.Feldvergleich`), and what both declare with the endings ``_a``, ``_b``.
    """
    a, b = (x[list(SPALTE.values())].reset_index(drop=True) for x in (a, b))
    gleiche_quelle = a["quelle_id"].eq(b["quelle_id"])
    felder = pd.DataFrame(
        {
            feld: compare_matter(a[s], b[s])
            if feld in ("zaehler", "nenner")
            else compare_circumstance(a[s], b[s], gleiche_quelle)
            for feld, s in SPALTE.items()
        }
    )
    return pd.concat([judge(felder).rename("urteil"), felder, a.add_suffix("_a"), b.add_suffix("_b")], axis=1)
