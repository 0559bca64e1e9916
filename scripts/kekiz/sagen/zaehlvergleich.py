"""Words for the comparison of two ways of counting: which fields differ, and what each side says."""

from typing import Final

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.vergleichbarkeit import FELDER
from kekiz.wissen import texte
from kekiz.wissen.codes import Feldvergleich, Vergleichbarkeit

_SPALTE: Final = {
    "zaehler": "zaehler_code",
    "nenner": "nenner_code",
    "einschluss": "einschluss_code",
    "stichtag": "stichtag",
    "jahr": "jahr",
    "quelle": "quelle_id",
    "herkunft": "herkunft",
}
_FUSSNOTEN: Final = (Feldvergleich.GLEICH_OFFEN,)


def field_text(ergebnis: Ergebnis, feld: str, wert: object) -> str:
    """Words what one municipality declares in one field."""
    if feld in ("zaehler", "nenner", "einschluss"):
        return ergebnis.zaehlcodes.get(str(wert), str(wert))
    if feld == "quelle":
        q = ergebnis.quellen.loc[str(wert)]
        return f"{q['titel'].split(':')[0]} ({q['jahr'] if pd.notna(q['jahr']) else 'ohne Jahr'})"
    if feld == "herkunft":
        return "steht im Dokument" if wert == "gedruckt" else "aus Zahlen des Dokuments berechnet"
    return "nicht genannt" if pd.isna(wert) or wert == "" else str(wert)


def differences(ergebnis: Ergebnis, paar: pd.Series) -> list[dict[str, str]]:
    """Lists the fields in which a pair is not simply equal.

    Args:
        ergebnis: The outcome.
        paar: One row of :attr:`kekiz.ergebnis.Ergebnis.vergleichbarkeit`.

    Returns:
        ``feld``, ``befund`` and what both say (``a``, ``b``), in the order of the fields.
    """
    return [
        {
            "feld": texte.ZAEHLFELD[feld],
            "befund": texte.FELDVERGLEICH[Feldvergleich(paar[feld])],
            "a": field_text(ergebnis, feld, paar[f"{_SPALTE[feld]}_a"]),
            "b": field_text(ergebnis, feld, paar[f"{_SPALTE[feld]}_b"]),
        }
        for feld in FELDER
        if paar[feld] != Feldvergleich.GLEICH
    ]


def footnotes(paar: pd.Series) -> list[str]:
    """Says what the common document leaves open, where the pair may be compared all the same."""
    offen = [texte.ZAEHLFELD[f] for f in FELDER if paar[f] in _FUSSNOTEN]
    if not offen:
        return []
    return [
        f"{' und '.join(offen)}: im Dokument nicht genannt. Weil alle Werte aus demselben Dokument stammen, gilt hier: "
        "gleich gezählt."
    ]


def reason(ergebnis: Ergebnis, paar: pd.Series) -> str:
    """One line why a pair has its verdict, for the download."""
    if paar["urteil"] == Vergleichbarkeit.VERGLEICHBAR:
        return " ".join(["Dieselbe Sache, auf dieselbe Weise gezählt.", *footnotes(paar)])
    teile = [f"{d['feld']}: {d['befund']} ({d['a']} / {d['b']})" for d in differences(ergebnis, paar)]
    return "; ".join(teile) + "."
