"""Tested targets on one common axis of distance: the picture of the overview of goals and of the home page."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from kekiz.sagen.abstandsatz import STEIGEN, distance_text, exact_value
from kekiz.sagen.kurzstand import no_scale_words, row_since, signed_distance
from kekiz.seiten.seite import Seite
from kekiz.seiten.zielteile import leading, leading_name, target_words
from kekiz.wissen import texte
from kekiz.wissen.codes import Status, Zielsicherheit
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_zahl
from kekiz.zeichnen.abstand import axis_marks, common_axis, place_distance


def _targets(seite: Seite, ziel_id: str) -> list[tuple[str, str, pd.DataFrame]]:
    """The tested targets of a goal: name of the Kennzahl, name of the reading, rows with the nearest target first.

    Readings of one target that are met or missed alike are one row; where they part, each is a row of its own.
    """
    liste = []
    for k, g, alle in leading(seite, ziel_id):
        teil = alle[alle["ist_erfuellt"].notna() & alle["wert_genau"].notna()]
        teil = teil.sort_values("abstand", key=abs, kind="stable").drop_duplicates("zielwert")
        name = leading_name(seite, k, g)
        if teil["ist_erfuellt"].nunique() > 1:
            liste += [(name, _reading(z), teil.loc[[i]]) for i, z in teil.iterrows()]
        elif len(teil):
            liste.append((name, "", teil))
    return liste


def _reading(ziel: pd.Series) -> str:
    return str(texte.LESART_KURZ.get(ziel["lesart"], ziel["lesart"]))


def find_axis(seite: Seite, ziele: Sequence[str]) -> float:
    """Finds the half width of the axis that all targets of these goals have in common."""
    abstaende = (signed_distance(z) for i in ziele for _, _, teil in _targets(seite, i) for _, z in teil.iterrows())
    return common_axis([a for a in abstaende if a is not None])


def _row(seite: Seite, name: str, lesart: str, teil: pd.DataFrame, halb: float) -> dict[str, Any]:
    z = teil.iloc[0]
    abstand = signed_distance(z)
    bereich, weitere = None, []
    if abstand is not None:
        vorzeichen = 1 if z["vergleich"] in STEIGEN else -1
        if pd.notna(z["sicherheit_unten"]):
            unten, oben = (
                vorzeichen * (float(z[s]) - float(z["zielwert"])) for s in ("sicherheit_unten", "sicherheit_oben")
            )
            bereich = (unten, oben)
        weitere = [
            place_distance(vorzeichen * (float(w) - float(z["zielwert"])), None, halb).punkt
            for w in teil["zielwert"][1:]
        ]
    wert = seite.ergebnis.wert(seite.ergebnis.latest(seite.kommune_id, str(z["kennzahl_id"]), None, str(z["gruppe"])))
    return {
        "name": f"{name} ({lesart})" if lesart else name,
        "lage": None if abstand is None else place_distance(abstand, bereich, halb),
        "weitere": weitere,
        "ist_gut": bool(z["ist_erfuellt"]),
        "ohne_achse": no_scale_words(z) if abstand is None else "",
        "wert": wert.text,
        "genauer": "" if abstand is None else exact_value(z, wert.stellen),
        "ziel": target_words(teil),
        "abstand": "" if abstand is None else distance_text(z, str(z["einheit"])),
        "seit": row_since(z),
        "sicher": texte.ZIELSICHERHEIT[Zielsicherheit(z["sicherheit"])] if z["sicherheit"] else "",
    }


def goal_rows(seite: Seite, ziele: Sequence[str], halb: float) -> list[dict[str, Any]]:
    """Gives each goal with its tested targets on the common axis.

    Args:
        seite: The page.
        ziele: Ids of goals.
        halb: Half width of the axis (:func:`find_axis`).
    """
    liste = []
    for ziel_id in ziele:
        ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
        zeilen = [_row(seite, name, lesart, teil, halb) for name, lesart, teil in _targets(seite, ziel_id)]
        liste.append(
            {
                "nr": ziel_id,
                "titel": ziel["titel"],
                "url": seite.zu("ziel", ziel_id),
                "status": Status(ziel["status"]),
                "zeilen": zeilen,
            }
        )
    return liste


def axis_words(halb: float) -> list[dict[str, Any]]:
    """Words the marks of the common axis: "−10", "Ziel", "+10"."""
    return [
        {
            "ort": ort,
            "text": sag("Ziel")
            if not a
            else ("+" if a > 0 else "\u2212") + format_zahl(abs(a), 0 if a == int(a) else 1),
        }
        for a, ort in axis_marks(halb)
    ]
