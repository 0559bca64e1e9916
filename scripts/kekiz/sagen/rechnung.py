"""Wording of the arithmetic behind a share, for one row or for a whole frame: the same words on page and in download."""

import numpy as np
import pandas as pd

from kekiz.wert import computed_digits
from kekiz.wissen import texte
from kekiz.wissen.codes import Fallzahl, Wertstatus
from kekiz.wissen.sprache import Worte, sag
from kekiz.wissen.zahlen import NNBSP, format_wert, format_zahl

SPALTEN = [
    "fallzahl", "wertstatus", "gedruckt", "zaehler", "nenner", "zaehler_erschlossen", "wert_berechnet", "faelle_von",
    "faelle_bis", "ki_methode", "ki_unten", "ki_oben", "einheit",
]  # fmt: skip
_METHODE = Worte({"wilson": "Wilson", "byar": "Byar", "exakt": "Garwood (exakt)"})


def share_lines(
    fallzahl: str,
    wertstatus: str,
    gedruckt: str,
    x: str,
    n: str,
    anteil: str,
    von_bis: tuple[str, str],
    intervall: tuple[str, str, str],
) -> list[str]:
    """Words how a value follows from what is printed; all numbers already written in German.

    Args:
        fallzahl: A :class:`kekiz.wissen.codes.Fallzahl`.
        wertstatus: A :class:`kekiz.wissen.codes.Wertstatus`.
        gedruckt: The string in the document; empty where there is none.
        x: Numerator (printed or inferred).
        n: Denominator.
        anteil: Share that follows from both.
        von_bis: Smallest and largest numerator that fits the printed share.
        intervall: Method (``wilson``, ``byar``, ``exakt`` or empty), lower and upper limit.

    Returns:
        Lines without final stop; none where nothing was computed.
    """
    zeilen: list[str] = []
    druck = f"„{gedruckt}“"
    if fallzahl == Fallzahl.GEDRUCKT:
        zeilen.append(f"{x} : {n} × 100 = {anteil}")
        if wertstatus == Wertstatus.GEDRUCKT:
            zeilen.append(sag("Im Dokument steht {druck}", druck=druck))
    elif fallzahl == Fallzahl.ERSCHLOSSEN:
        zeilen.append(
            sag(
                "Im Dokument stehen der Anteil {druck} und die Gesamtzahl {n}. Dazu passt nur die ganze Zahl {x}: "
                "{x} : {n} × 100 = {anteil}",
                druck=druck,
                n=n,
                x=x,
                anteil=anteil,
            )
        )
    elif fallzahl == Fallzahl.UNMOEGLICH:
        zeilen.append(
            sag(
                "Im Dokument stehen der Anteil {druck} und die Gesamtzahl {n}. Keine ganze Zahl ergibt genau diesen "
                "Anteil; gerechnet wird mit dem Anteil aus dem Dokument",
                druck=druck,
                n=n,
            )
        )
    elif fallzahl == Fallzahl.NUR_NENNER and gedruckt:
        zeilen.append(
            sag(
                "Im Dokument stehen der Anteil {druck} und die Gesamtzahl {n}. Dazu passen die ganzen Zahlen von "
                "{von_bis} bis {von_bis2}",
                druck=druck,
                n=n,
                von_bis=von_bis[0],
                von_bis2=von_bis[1],
            )
        )
    if intervall[0]:
        zeilen.append(interval_line(*intervall))
    return zeilen


def interval_line(methode: str, unten: str, oben: str, niveau: str = "95") -> str:
    """Words an interval: method, level, limits."""
    return sag(
        "{vertrauensbereich} nach {methode} ({niveau}{nnbsp}%): {unten} bis {oben}",
        vertrauensbereich=sag(texte.VERTRAUENSBEREICH),
        methode=_METHODE[methode],
        niveau=niveau,
        nnbsp=NNBSP,
        unten=unten,
        oben=oben,
    )


def _written(werte: pd.Series, stellen: int, einheit: str = "") -> pd.Series:
    """Writes a numeric column; each number that differs in its written digits is written once."""
    zahlen = werte.astype("float64")
    # Commercial rounding as in kekiz.wissen.zahlen; the inner rounding takes away binary hairs far below any written digit.
    ganze = np.floor((zahlen * 10.0**stellen).abs().round(6) + 0.5) * np.sign(zahlen)
    einzeln = ganze.dropna().unique()
    schreiben = {
        g: format_wert(g / 10**stellen, einheit, stellen) if einheit else format_zahl(g / 10**stellen, stellen)
        for g in einzeln
    }
    return ganze.map(schreiben).astype("object").fillna("")


def arithmetic_column(werte: pd.DataFrame) -> pd.Series:
    """Words the arithmetic of every row of a frame, lines joined by "; "; empty where nothing was computed.

    Args:
        werte: Rows with the columns :data:`SPALTEN`.
    """
    gerechnet = werte["fallzahl"].ne(Fallzahl.UNBEKANNT) | werte["ki_methode"].ne("")
    w = werte.loc[gerechnet, SPALTEN]
    if w.empty:
        return pd.Series("", index=werte.index, dtype="object")
    x = w["zaehler"].astype("float64").fillna(w["zaehler_erschlossen"])
    prozent = w["einheit"].eq("%")
    ganz, anteilig = computed_digits("Anzahl"), computed_digits("%")
    unten, oben = (
        _written(w[g].where(prozent), anteilig, "%").where(prozent, _written(w[g].mask(prozent), ganz))
        for g in ("ki_unten", "ki_oben")
    )
    anteil = (100 * x / w["nenner"].astype("float64")).round(9)
    spalten = (
        w["fallzahl"],
        w["wertstatus"],
        w["gedruckt"],
        _written(x, 0),
        _written(w["nenner"], 0),
        _written(anteil, 2, "%"),
        _written(w["faelle_von"], 0),
        _written(w["faelle_bis"], 0),
        w["ki_methode"],
        unten,
        oben,
    )
    texte = [
        "; ".join(share_lines(f, s, g, zx, zn, za, (von, bis), (m, u, o)))
        for f, s, g, zx, zn, za, von, bis, m, u, o in zip(*(np.asarray(c, dtype=object) for c in spalten), strict=True)
    ]
    return pd.Series(texte, index=w.index, dtype="object").reindex(werte.index).fillna("")
