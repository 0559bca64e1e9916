"""Literal Ergebnis rows for the tests of the charts."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

LEER: dict[str, Any] = {
    "kommune_id": "hamm", "kommune": "Hamm", "ziel_id": "1-3", "kennzahl_id": "u8", "kennzahl": "U8",
    "raum_id": "hamm", "raum": "Hamm", "zeitraum": "2018", "gruppe": "", "gruppe_name": "", "wert": math.nan,
    "wert_bis": math.nan, "wert_berechnet": math.nan, "einheit": "%", "dezimalstellen": 0, "zaehler": math.nan,
    "nenner": math.nan, "ki_unten": math.nan, "ki_oben": math.nan, "wertstatus": "gedruckt", "hinweis_id": "",
    "fundstelle": "Tabelle 1",
}  # fmt: skip


def frame(*zeilen: dict[str, Any]) -> pd.DataFrame:
    """Return a frame; each dict overrides the defaults of one row."""
    return pd.DataFrame([{**LEER, **z} for z in zeilen], columns=list(LEER))


def verlauf(werte: dict[str, float | None], **mehr: Any) -> list[dict[str, Any]]:
    """Rows of one series; ``None`` becomes a value known only from a picture."""
    return [
        {"zeitraum": k, **({"wertstatus": "nur_abbildung"} if v is None else {"wert": v}), **mehr}
        for k, v in werte.items()
    ]


RAEUME = (
    ("stadtmitte", "Stadtmitte"), ("hamm-westen", "Hamm-Westen"), ("hamm-norden", "Hamm-Norden"),
    ("uentrop", "Uentrop"), ("rhynern", "Rhynern"), ("pelkum", "Pelkum"), ("herringen", "Herringen"),
    ("bockum-hoevel", "Bockum-Hövel"), ("heessen", "Heessen"),
)  # fmt: skip


def raeume() -> pd.DataFrame:
    """Nine places with intervals, one of them suppressed, and the city."""
    zeilen = [
        {"raum_id": i, "raum": n, "wert": 50.0 + 4 * nr, "ki_unten": 44.0 + 4 * nr, "ki_oben": 55.0 + 4 * nr}
        for nr, (i, n) in enumerate(RAEUME)
    ]
    zeilen[6] = {"raum_id": "herringen", "raum": "Herringen", "wertstatus": "geheim"}
    return frame(*zeilen, {"wert": 71.0})
