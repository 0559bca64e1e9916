"""What it means to meet a target, strictly as worded; for one number and for whole columns alike."""

from collections.abc import Callable, Mapping
from operator import add, ge, gt, le, lt, sub
from typing import Any, Final

from kekiz.wissen.codes import Vergleich

HAAR: Final = 1e-9
"""Values of a form like 0.30 * 100 must not miss an equal threshold by a binary hair; far below any printed digit."""


def _test(vergleiche: Callable[[Any, Any], Any], rueckt: Callable[[Any, float], Any]) -> Callable[[Any, Any], Any]:
    return lambda wert, ziel: vergleiche(wert, rueckt(ziel, HAAR))


_MINDESTENS: Final = _test(ge, sub)
_HOECHSTENS: Final = _test(le, add)
_UEBER: Final = _test(gt, add)
_UNTER: Final = _test(lt, sub)

MEETS: Final[Mapping[Vergleich, Callable[[Any, Any], Any]]] = {
    Vergleich.MINDESTENS: _MINDESTENS,
    Vergleich.STEIGERUNG_SEIT_BASIS: _MINDESTENS,
    Vergleich.HOECHSTENS: _HOECHSTENS,
    Vergleich.HOECHSTENS_VERGLEICHSRAUM: _HOECHSTENS,
    Vergleich.UEBER: _UEBER,
    Vergleich.STEIGERUNG_SEIT_VORJAHR: _UEBER,
    Vergleich.UNTER: _UNTER,
}
"""Does a value (first) meet its threshold (second), by how the target is worded?"""
MIT_ZAHL: Final = (Vergleich.MINDESTENS, Vergleich.HOECHSTENS, Vergleich.UEBER, Vergleich.UNTER)
"""Wordings whose threshold is the very number of the target, whatever other values are."""
