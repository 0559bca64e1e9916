"""What happened to published values, in words."""

from collections.abc import Mapping
from typing import Final

from kekiz.daten.bestand import read_schema
from kekiz.daten.verlauf import WERTE, ZELLEN, Wertaenderung, Zellen
from kekiz.ergebnis import Ergebnis
from kekiz.wert import read_wert
from kekiz.wissen import texte
from kekiz.wissen.codes import Vergleich, Wertstatus
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_wert, printed_decimals

GEDRUCKT: Final = "gedruckt"
"""How the name of a column ends that holds a value as its document prints it."""
VERGLEICH: Final = "vergleich"
"""The column that says how a target is to be met."""


def change_words(ergebnis: Ergebnis, aenderung: Wertaenderung) -> tuple[str, str]:
    """Says what a value was and what it is, with its counts; empty where there was or is none."""
    ort = place_of(ergebnis, aenderung)
    kennzahl_id, zeitraum = ort.get("kennzahl_id", ""), ort.get("zeitraum", "")
    kennzahlen = ergebnis.kennzahlen
    da = kennzahl_id in kennzahlen.index
    einheit = str(kennzahlen.at[kennzahl_id, "einheit"]) if da else ""
    stellen = kennzahlen.at[kennzahl_id, "dezimalstellen"] if da else None
    beide = (aenderung.vorher, aenderung.nachher)
    if aenderung.tabelle == WERTE:
        vorher, nachher = (_words(zellen, zeitraum, einheit, stellen) if zellen else "" for zellen in beide)
    else:
        spalten = read_schema(ergebnis.bestand.pfad, aenderung.tabelle)[WERTE]
        vorher, nachher = (_other_words(dict(zip(spalten, zellen, strict=False)), einheit) for zellen in beide)
    return vorher, nachher


def place_of(ergebnis: Ergebnis, aenderung: Wertaenderung) -> dict[str, str]:
    """Says which row a change is about: the cells of its key by column."""
    spalten = read_schema(ergebnis.bestand.pfad, aenderung.tabelle)["primaryKey"]
    return dict(zip(spalten, aenderung.schluessel, strict=False))


def _other_words(zellen: Mapping[str, str], einheit: str) -> str:
    """Says a value of any other table: as printed where that is known, else its numbers, as a target is worded."""
    gedruckt = "".join(z for s, z in zellen.items() if s.endswith(GEDRUCKT))
    zahlen = [z for s, z in zellen.items() if z and s != VERGLEICH and not s.endswith(GEDRUCKT)]
    text = gedruckt or sag(" bis ").join(
        format_wert(float(z), einheit, printed_decimals(z.replace(".", ","))) for z in zahlen
    )
    form = texte.ZIEL_VERGLEICH[Vergleich(zellen[VERGLEICH])] if text and zellen.get(VERGLEICH) else "{ziel}"
    return form.format(ziel=text)


def _words(zellen: Zellen, zeitraum: str, einheit: str, stellen: object) -> str:
    z = dict(zip(ZELLEN, zellen, strict=True))
    zahlen = {n: float(z[n]) if z[n] else None for n in ("wert", "wert_bis", "zaehler", "nenner")}
    if zahlen["wert"] is None and z["wertstatus"] == Wertstatus.BERECHNET and zahlen["zaehler"] is not None:
        # Only counts are kept of what is computed from them.
        zahlen["wert"] = 100 * zahlen["zaehler"] / zahlen["nenner"] if einheit == "%" and zahlen["nenner"] else None
    wert = read_wert(
        zahlen | {
            "zeitraum": zeitraum, "einheit": einheit, "dezimalstellen": stellen, "gedruckt": z["gedruckt"],
            "wertstatus": z["wertstatus"],
        }
    )  # fmt: skip
    return sag("{wert} ({bruch})", wert=wert.text, bruch=wert.bruch.text) if wert.bruch else wert.text
