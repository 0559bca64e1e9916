"""Axes: range and ticks of numbers, order and gaps of periods."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Final

from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_wert, format_zahl
from kekiz.wissen.zeitraum import Zeitraum
from kekiz.zeichnen.modell import Kategorienachse, Zahlenachse

_MAX_LUECKENJAHRE: Final = 40
_MINDESTSPANNE: Final = 16.0
"""Percentage points that a cut axis shows at least, so that a small change does not look large."""
_MILLIONEN_AB: Final = 2e6


def scale_values(werte: Iterable[float | None], einheit: str, *, ab_null: bool = True, anzahl: int = 4) -> Zahlenachse:
    """Choose range and ticks. Shares run from 0, to 100 at most.

    Args:
        werte: All that shall have room; None is skipped.
        einheit: Unit of the chart.
        ab_null: The axis begins at 0 (or below).
        anzahl: About how many steps.
    """
    zahlen = [w for w in werte if w is not None]
    hoch, tief = max(zahlen), min(zahlen)
    prozent = einheit == "%"
    if ab_null:
        tief, hoch = min(0.0, tief), max(0.0, hoch)
    if hoch - tief <= 0:
        hoch = tief + (10.0 if prozent else 1.0)
    if prozent and ab_null and 60 < hoch <= 100 and tief >= 0:
        schritt, tief, hoch = (25.0 if anzahl > 2 else 50.0), 0.0, 100.0
    else:
        if not ab_null:
            tief, hoch = _add_margin(tief, hoch, prozent=prozent)
        schritt = _step(hoch - tief, anzahl)
        if einheit == "Anzahl":
            schritt = max(1.0, schritt)
        tief = math.floor(tief / schritt + 1e-9) * schritt
        hoch = math.ceil(hoch / schritt - 1e-9) * schritt
    schritte = tuple(round(tief + i * schritt, 10) for i in range(round((hoch - tief) / schritt) + 1))
    return Zahlenachse(tief, hoch, schritte, _tick_texts(schritte, schritt, einheit))


def _add_margin(tief: float, hoch: float, *, prozent: bool) -> tuple[float, float]:
    """Room below and above the values of a cut axis; shares stay shares."""
    if prozent:
        tief = min(tief, max(0.0, hoch - _MINDESTSPANNE))
    rand = (hoch - tief) * 0.1
    oben = min(hoch + rand, 100.0) if prozent and hoch <= 100 else hoch + rand
    return max(tief - rand, 0.0) if prozent else tief - rand, oben


def _step(spanne: float, anzahl: int) -> float:
    roh = spanne / anzahl
    potenz = 10.0 ** math.floor(math.log10(roh))
    faktoren = (1.0, 2.0, 2.5, 5.0, 10.0) if potenz >= 10 else (1.0, 2.0, 5.0, 10.0)
    return next((f * potenz for f in faktoren if f * potenz >= roh * 0.999), 10.0 * potenz)


def _tick_texts(schritte: tuple[float, ...], schritt: float, einheit: str) -> tuple[str, ...]:
    """Texts of the steps; only the last one names percent, and large numbers are written in millions."""
    if schritte[-1] >= _MILLIONEN_AB and schritt >= 1e5:
        stellen = 0 if schritt % 1e6 == 0 else 1
        return tuple(sag("{s}\u202fMio.", s=format_zahl(s / 1e6, stellen)) if s else "0" for s in schritte)
    stellen = 0 if all(float(s).is_integer() for s in schritte) else 1
    einheiten = ["" for _ in schritte[1:]] + ["%" if einheit == "%" else ""]
    return tuple(format_wert(s, e, stellen) for s, e in zip(schritte, einheiten, strict=True))


def cut_axis(achse: Zahlenachse, von: float, bis: float) -> Zahlenachse:
    """Gives another range to an axis; only steps inside it stay.

    Args:
        achse: Axis of numbers without unit.
        von: Where it begins now.
        bis: Where it ends now.
    """
    drin = tuple(s for s in achse.schritte if von <= s <= bis)
    return Zahlenachse(von, bis, drin, tuple(format_zahl(s) for s in drin))


def time_axis(zeitraeume: Iterable[Zeitraum], *, fuer_linien: bool) -> Kategorienachse:
    """Orders periods; missing years become empty categories, so that gaps stay gaps.

    Args:
        zeitraeume: Periods in any order, with repeats.
        fuer_linien: Points need less room beyond the outer periods than bars: about 3 percent of the width.
    """
    keys, texte = _order_periods(zeitraeume)
    rand = round(max(0.12, len(keys) * 0.03), 2) if fuer_linien and len(keys) > 1 else 0.5
    return Kategorienachse(tuple(keys), tuple(texte), rand)


def _order_periods(zeitraeume: Iterable[Zeitraum]) -> tuple[Sequence[str], Sequence[str]]:
    zeiten = sorted(set(zeitraeume))
    vorhanden = [z.code for z in zeiten]
    jahre = [z[:4] for z in vorhanden]
    je_jahr_einer = all(j.isdigit() for j in jahre) and len(set(jahre)) == len(jahre)
    if not je_jahr_einer or int(jahre[-1]) - int(jahre[0]) > _MAX_LUECKENJAHRE:
        return vorhanden, [z.text for z in zeiten]
    nach_jahr = dict(zip(jahre, vorhanden, strict=True))
    schuljahre = all("/" in z for z in vorhanden)
    keys = [
        nach_jahr.get(str(j), f"{j}/{(j + 1) % 100:02d}" if schuljahre else str(j))
        for j in range(int(jahre[0]), int(jahre[-1]) + 1)
    ]
    return keys, [k if "/" in k else k[:4] for k in keys]
