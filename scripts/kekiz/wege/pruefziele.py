"""Targets beside a value that is being checked in a browser, without the libraries of frames and arrays.

Only targets whose threshold is a number of its own: what a rise or another area asks for depends on other rows, and
whether a goal is reached on all of its Kennzahlen and years. That is for ``kekiz vergleich`` to say.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kekiz.daten.bestand import Bestand, Zeile
from kekiz.wissen import texte
from kekiz.wissen.codes import Vergleich
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_wert, printed_decimals, round_half_up
from kekiz.wissen.zielvergleich import MEETS, MIT_ZAHL

ANTEIL: Final = "anteil"
_STADT: Final = "stadt"
_STELLEN: Final = 1
_STELLEN_HOECHSTENS: Final = 4


def measure_distances(bestand: Bestand, paket: str, zeile: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Measures how far the value of a row of ``werte`` is from the targets that are set for it.

    The share that its counts give is what counts, where both are known; otherwise its value, and where that is closer to
    the target than rounding allows to tell, this is said instead of a verdict.

    Args:
        bestand: The packages; of this row's Kennzahl and its targets.
        paket: Package of the row.
        zeile: Cells as text.

    Yields:
        What the target is, and distance and verdict in words.
    """
    kennzahl = next((z for z in bestand.rows("kennzahlen") if z["kennzahl_id"] == zeile.get("kennzahl_id")), None)
    ist_stadt = (zeile.get("raum_id"), _STADT) in {(z["raum_id"], z["typ"]) for z in bestand.rows("raeume", paket)}
    if kennzahl is None or not ist_stadt or zeile.get("wert_bis"):
        return
    zahlen = [_number(zeile.get(s) or "") for s in ("zaehler", "nenner")] if kennzahl["art"] == ANTEIL else [None, None]
    wert = 100 * zahlen[0] / zahlen[1] if zahlen[0] is not None and zahlen[1] else _number(zeile.get("wert") or "")
    if wert is None:
        return
    leit = {
        z["ziel_id"]
        for z in bestand.rows("ziel_kennzahlen", paket)
        if z["kennzahl_id"] == zeile["kennzahl_id"] and z["rolle"] == "leit"
    }
    for ziel in bestand.rows("zielwerte", paket):
        gleich = all((ziel[s] or "") == (zeile.get(s) or "") for s in ("kennzahl_id", "gruppe"))
        if gleich and ziel["ziel_id"] in leit and ziel["vergleich"] in MIT_ZAHL and ziel["wert"] is not None:
            grenze = format_wert(ziel["wert"], kennzahl["einheit"], 0 if float(ziel["wert"]).is_integer() else _STELLEN)
            vorgabe = texte.ZIEL_VERGLEICH[Vergleich(ziel["vergleich"])].format(ziel=grenze)
            yield (
                sag("Abstand zu Ziel {ziel} ({vorgabe})", ziel=ziel["ziel_id"], vorgabe=vorgabe),
                _verdict(wert, ziel, kennzahl["einheit"], "" if all(zahlen) else zeile.get("gedruckt") or ""),
            )


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _verdict(wert: float, ziel: Zeile, einheit: str, gerundet: str) -> str:
    """Words distance and verdict; ``gerundet``: the printed number, where the value is no more than that."""
    abstand = wert - float(ziel["wert"])
    if gerundet and einheit == "%" and abs(abstand) <= 0.5 * 10.0 ** -printed_decimals(gerundet):
        return sag("So knapp, dass es erst das Projekt entscheidet")
    stellen = next(
        (s for s in range(_STELLEN, _STELLEN_HOECHSTENS) if not abstand or round_half_up(abs(abstand), s)),
        _STELLEN_HOECHSTENS,
    )
    text = format_wert(abstand, "Punkte" if einheit == "%" else einheit, stellen, vorzeichen=True)
    if MEETS[Vergleich(ziel["vergleich"])](wert, ziel["wert"]):
        return sag("{abstand}, Zielwert eingehalten", abstand=text)
    return sag("{abstand}, Zielwert nicht eingehalten", abstand=text)
