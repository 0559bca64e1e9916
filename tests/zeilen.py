"""Literal rows of results for the tests of the charts, worded as everywhere."""

from __future__ import annotations

import math
from typing import Any

from kekiz.wert import Wert, read_wert

LEER: dict[str, Any] = {
    "kommune_id": "hamm", "kommune": "Hamm", "ziel_id": "1-3", "kennzahl_id": "u8", "kennzahl": "U8",
    "raum_id": "hamm", "raum": "Hamm", "zeitraum": "2018", "gruppe": "", "gruppe_name": "", "wert": math.nan,
    "wert_bis": math.nan, "wert_berechnet": math.nan, "einheit": "%", "dezimalstellen": 0, "zaehler": math.nan,
    "nenner": math.nan, "ki_unten": math.nan, "ki_oben": math.nan, "wertstatus": "gedruckt", "hinweis_zelle": "",
    "fundstelle": "Tabelle 1",
}  # fmt: skip


def werte(*zeilen: dict[str, Any]) -> list[Wert]:
    """Word rows; each dict overrides the defaults of one."""
    return [read_wert({**LEER, **z}) for z in zeilen]


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


def raeume(**mehr: Any) -> list[Wert]:
    """Nine places with intervals, one of them suppressed, and the city."""
    zeilen = [
        {"raum_id": i, "raum": n, "wert": 50.0 + 4 * nr, "ki_unten": 44.0 + 4 * nr, "ki_oben": 55.0 + 4 * nr}
        for nr, (i, n) in enumerate(RAEUME)
    ]
    zeilen[6] = {"raum_id": "herringen", "raum": "Herringen", "wertstatus": "geheim"}
    return werte(*({**z, **mehr} for z in zeilen), {"wert": 71.0, **mehr})
