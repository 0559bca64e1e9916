"""Words for the comparison of two ways of counting: which fields differ, and what each side says."""

from typing import Final

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.vergleichbarkeit import FELDER, SPALTE, compare_counting
from kekiz.wert import Zeile
from kekiz.wissen import texte
from kekiz.wissen.codes import Feldvergleich
from kekiz.wissen.sprache import sag

_FUSSNOTEN: Final = (Feldvergleich.GLEICH_OFFEN,)


def field_text(ergebnis: Ergebnis, feld: str, wert: object) -> str:
    """Words what one municipality declares in one field."""
    if feld in ("zaehler", "nenner", "einschluss"):
        return ergebnis.zaehlcodes.get(str(wert), str(wert))
    if feld == "quelle":
        q = ergebnis.quellen.loc[str(wert)]
        return f"{q['titel'].split(':')[0]} ({q['jahr'] if pd.notna(q['jahr']) else sag('ohne Jahr')})"
    if feld == "herkunft":
        return texte.HERKUNFT[str(wert)]
    return sag("nicht genannt") if pd.isna(wert) or wert == "" else str(wert)


def differences(ergebnis: Ergebnis, paar: Zeile) -> list[dict[str, str]]:
    """Lists the fields in which a pair is not simply equal.

    Args:
        ergebnis: The outcome.
        paar: One row of :func:`kekiz.rechnen.vergleichbarkeit.compare_counting`.

    Returns:
        ``feld``, ``befund`` and what both say (``a``, ``b``), in the order of the fields.
    """
    return [
        {
            "feld": texte.ZAEHLFELD[feld],
            "befund": texte.FELDVERGLEICH[Feldvergleich(paar[feld])],
            "a": field_text(ergebnis, feld, paar[f"{SPALTE[feld]}_a"]),
            "b": field_text(ergebnis, feld, paar[f"{SPALTE[feld]}_b"]),
        }
        for feld in FELDER
        if paar[feld] != Feldvergleich.GLEICH
    ]


def footnotes(paar: Zeile) -> list[str]:
    """Says what the common document leaves open, where the pair may be compared all the same."""
    offen = [texte.ZAEHLFELD[f] for f in FELDER if paar[f] in _FUSSNOTEN]
    if not offen:
        return []
    return [sag(texte.OFFEN_NOTE, felder=sag(" und ").join(offen))]


def class_reasons(ergebnis: Ergebnis) -> list[str]:
    """One line per class why its members may be compared with each other, or not, for the download.

    Returns:
        In the order of :attr:`kekiz.ergebnis.Ergebnis.zaehlklassen`.
    """
    klassen = ergebnis.zaehlklassen
    paare = compare_counting(klassen, klassen).to_dict("records")
    return [_reason(ergebnis, paar, bool(gut)) for paar, gut in zip(paare, klassen["ist_vergleichbar"], strict=True)]


def _reason(ergebnis: Ergebnis, paar: Zeile, gut: bool) -> str:
    if gut:
        return " ".join([sag("Dieselbe Sache, auf dieselbe Weise gezählt."), *footnotes(paar)])
    teile = [f"{d['feld']}: {d['befund']} ({d['a']})" for d in differences(ergebnis, paar)]
    return "; ".join(teile) + "."
