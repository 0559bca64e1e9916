"""What happened to published values, in words."""

from kekiz.daten.verlauf import ZELLEN, Wertaenderung, Zellen
from kekiz.ergebnis import Ergebnis
from kekiz.wert import read_wert
from kekiz.wissen.codes import Wertstatus
from kekiz.wissen.sprache import sag


def change_words(ergebnis: Ergebnis, aenderung: Wertaenderung) -> tuple[str, str]:
    """Says what a value was and what it is, with its counts; empty where there was or is none."""
    kennzahl_id, _, zeitraum, _ = aenderung.schluessel
    kennzahlen = ergebnis.kennzahlen
    da = kennzahl_id in kennzahlen.index
    einheit = str(kennzahlen.at[kennzahl_id, "einheit"]) if da else ""
    stellen = kennzahlen.at[kennzahl_id, "dezimalstellen"] if da else None
    vorher, nachher = (
        _words(zellen, zeitraum, einheit, stellen) if zellen else "" for zellen in (aenderung.vorher, aenderung.nachher)
    )
    return vorher, nachher


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
