"""Small packages in memory: literal rows, everything else from the real schemas."""

from pathlib import Path
from typing import Any

from kekiz.daten.bestand import Bestand, Tabelle, read_schema, typed_rows

PFAD = Path("datapackage")
KENNZAHL = {
    "kennzahl_id": "quote",
    "name": "Quote",
    "kurzname": "Quote",
    "art": "anteil",
    "einheit": "%",
    "satz": "Kindern waren dabei",
    "fallbezeichnung": "Kinder",
    "richtung": "hoeher_besser",
    "dezimalstellen": "1",
    "ist_gesamtzahl_fest": "ja",
    "zufallsmodell": "binomial",
}
RAEUME = [
    {"raum_id": "stadt", "name": "Stadt", "typ": "stadt"},
    {"raum_id": "nord", "name": "Nord", "typ": "sozialraum"},
    {"raum_id": "sued", "name": "Süd", "typ": "sozialraum"},
    {"raum_id": "land", "name": "Land", "typ": "land"},
]


def wert(zeitraum: str, wert: float | None = None, **rest: Any) -> dict[str, Any]:
    """One row of werte.csv: the city's value of the Kennzahl ``quote``, printed with one digit."""
    zeile: dict[str, Any] = {"kennzahl_id": "quote", "raum_id": "stadt", "zeitraum": zeitraum, "gruppe": ""}
    if wert is not None:
        zeile |= {"wert": wert, "gedruckt": f"{wert:.1f}%".replace(".", ","), "wertstatus": "gedruckt"}
    else:
        zeile |= {"wertstatus": "berechnet" if "zaehler" in rest else "nicht_erhoben"}
    return zeile | rest


def ziel(vergleich: str, wert: float | None = None, **rest: Any) -> dict[str, Any]:
    """One row of zielwerte.csv for goal 1.1 and the Kennzahl ``quote``."""
    zeile = {"ziel_id": "1.1", "kennzahl_id": "quote", "vergleich": vergleich, "wert": wert, "ist_dauerhaft": "nein"}
    return zeile | {"zieljahr": 2020, "wortlaut": "so steht es da"} | rest


def build_bestand(
    werte: list[dict[str, Any]],
    zielwerte: list[dict[str, Any]] | None = None,
    kennzahlen: list[dict[str, Any]] | None = None,
    **weitere: list[dict[str, Any]],
) -> Bestand:
    """Builds the packages ``katalog`` and ``ort`` from literal rows; what is left out is empty."""
    leit = {(z["ziel_id"], z["kennzahl_id"]): None for z in zielwerte or [] if z["kennzahl_id"]}
    ort: dict[str, list[dict[str, Any]]] = {
        "werte": werte,
        "zielwerte": zielwerte or [],
        "raeume": RAEUME,
        "ziele": [
            {"ziel_id": "1", "ebene": "strategisch", "titel": "Oben"},
            *(
                {"ziel_id": i, "oberziel_id": "1", "ebene": "operativ", "titel": i}
                for i in sorted({z for z, _ in leit})
            ),
        ],
        "ziel_kennzahlen": [
            {"ziel_id": z, "kennzahl_id": k, "rolle": "leit", "reihenfolge": i} for i, (z, k) in enumerate(leit, 1)
        ],
        **weitere,
    }
    katalog = {"kennzahlen": kennzahlen or [KENNZAHL], "kommunen": [{"kommune_id": "ort", "name": "Ort"}]}
    tabellen = [_table("katalog", name, zeilen) for name, zeilen in katalog.items()]
    tabellen += [_table("ort", name, zeilen) for name, zeilen in ort.items() if zeilen]
    return Bestand(PFAD, {"katalog": {}, "ort": {}}, tabellen)


def _table(paket: str, name: str, zeilen: list[dict[str, Any]]) -> Tabelle:
    schema = read_schema(PFAD, name)
    felder = [f["name"] for f in schema["fields"]]
    fremd = {k for z in zeilen for k in z} - set(felder)
    if fremd:
        raise KeyError(f"{name}: {fremd}")
    zellen = [["" if z.get(f) is None else str(z[f]) for f in felder] for z in zeilen]
    inhalt = typed_rows(zellen, range(2, len(zellen) + 2), schema)
    return Tabelle(paket, name, f"{paket}/{name}.csv", schema, inhalt)
