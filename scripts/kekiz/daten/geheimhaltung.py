"""Can a hidden value be computed from what is published beside it, and what has to be hidden with it?

A hidden count is protected if the smallest and the largest value that a reader can think possible
(:mod:`kekiz.daten.geheimspielraum`) lie at least the ``mindestfallzahl`` apart (sliding protection level): then not
even the sum of all counts hidden with it is a small one.

Source: Hundepool et al., Statistical Disclosure Control (2012), chapters 4.3 (sensitive cells, protection levels) and
4.4 (audit by linear programming).

Only rows with wertstatus ``geheim`` make work here; this module and SciPy's solvers are imported when there is one.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from kekiz.daten.geheimspielraum import Fund, measure_leeway, split_knowledge
from kekiz.daten.geheimwissen import ZAEHLBAR, Regeln, Schluessel, Zeile, Zelle, collect_knowledge
from kekiz.wissen.codes import Wertstatus

_HOECHSTENS = 12
"""Rows that are proposed for hiding beside one leak; what needs more is not worth publishing in this detail."""


@dataclass(frozen=True)
class Leck:
    """A hidden row whose value can be computed too closely.

    Attributes:
        schluessel: The hidden row.
        spielraum: Distance of the smallest and the largest possible count; of a share whose denominator is unknown
            in percentage points.
        ist_anteil: The distance is one of shares.
        noetig: Least distance that protects.
        quellen: The published rows it follows from, in the order of the table.
        ergaenzen: Rows that, hidden too, protect it; empty where no choice of a few does.
    """

    schluessel: Schluessel
    spielraum: float
    ist_anteil: bool
    noetig: int
    quellen: tuple[Schluessel, ...]
    ergaenzen: tuple[Schluessel, ...] = ()


def find_leaks(
    zeilen: Sequence[Mapping[str, Any]], regeln: Regeln, oeffentlich: Collection[Schluessel] = ()
) -> list[Leck]:
    """Finds the hidden values of one town that follow from published ones.

    Args:
        zeilen: Typed rows of ``werte`` of one town (any order; numbers of hidden rows are not looked at).
        regeln: What is known of sums.
        oeffentlich: Rows that an earlier version has shown; they are proposed for hiding last, since that hides little.

    Returns:
        One leak per row that is not protected, in the order of the rows.
    """
    teile: dict[tuple[str, str], list[Zeile]] = {}
    geheime: dict[tuple[str, str], None] = {}
    for z in zeilen:
        teil = (z["zeitraum"], regeln.familien.get(z["kennzahl_id"], ""))
        teile.setdefault(teil, []).append(Zeile.read(z))
        if z["wertstatus"] == Wertstatus.GEHEIM and regeln.art.get(z["kennzahl_id"]) in ZAEHLBAR:
            geheime[teil] = None
    return [leck for teil in geheime for leck in _audit(teile[teil], regeln, teil[0], oeffentlich)]


def _audit(alle: Sequence[Zeile], regeln: Regeln, zeitraum: str, oeffentlich: Collection[Schluessel]) -> list[Leck]:
    """Finds the leaks of one family and period, and what to hide against each of them."""

    def _keys(zellen: Iterable[Zelle]) -> tuple[Schluessel, ...]:
        return tuple((k, r, zeitraum, g) for k, r, g in zellen)

    bekannt = {z.zelle for z in alle if _keys([z.zelle])[0] in oeffentlich}
    return [
        Leck(
            _keys([f.zelle])[0],
            f.spielraum,
            f.ist_anteil,
            f.noetig,
            _keys(f.quellen),
            _keys(_complete(alle, regeln, f, bekannt)),
        )
        for f in _leaks(alle, regeln)
    ]


def _hide(alle: Sequence[Zeile], zellen: Collection[Zelle]) -> list[Zeile]:
    return [replace(z, ist_geheim=True) if z.zelle in zellen else z for z in alle]


def _complete(alle: Sequence[Zeile], regeln: Regeln, fund: Fund, bekannt: Collection[Zelle]) -> list[Zelle]:
    """Looks for rows that, hidden too, protect one hidden row and need no others themselves.

    Hiding more never narrows what is possible. So what is proposed for each leak by itself also protects all of them
    together, and a row that turns out to be needless can be taken back.

    Returns:
        The rows; none where no choice of a few protects.
    """
    gewaehlt: list[Zelle] = []
    offen: list[Fund] = [fund]
    while offen:
        verborgen = [*(z.zelle for z in alle if z.ist_geheim), *gewaehlt]
        wahl = _next(alle, regeln, offen[0], verborgen, bekannt)
        if wahl is None or len(gewaehlt) == _HOECHSTENS:
            return []
        gewaehlt.append(wahl)
        offen = _leaks(_hide(alle, gewaehlt), regeln, [fund.zelle, *gewaehlt])
    for zelle in gewaehlt[:-1]:
        ohne = [g for g in gewaehlt if g != zelle]
        if not _leaks(_hide(alle, ohne), regeln, [fund.zelle, *ohne]):
            gewaehlt = ohne
    return gewaehlt


def _next(
    alle: Sequence[Zeile], regeln: Regeln, fund: Fund, verborgen: Collection[Zelle], bekannt: Collection[Zelle]
) -> Zelle | None:
    """Picks the row to hide next among those that a leak rests on.

    What is public already and whole towns come last; first comes what lies in an area and a group with hidden rows,
    since it closes a rectangle, then small counts.
    """
    raeume, gruppen = {r for _, r, _ in verborgen}, {g for _, _, g in verborgen}

    def _rang(z: Zeile) -> tuple[bool, bool, int, float]:
        _, raum, gruppe = z.zelle
        geschaetzt = z.wert if math.isnan(z.nenner) else z.wert * z.nenner / 100
        anzahl = geschaetzt if math.isnan(z.zaehler) else z.zaehler
        neu = (raum not in raeume) + (gruppe not in gruppen)
        return z.zelle in bekannt, raum in regeln.teilraeume and not gruppe, neu, -1 if math.isnan(anzahl) else anzahl

    return min((z for z in alle if z.zelle in fund.quellen), key=_rang).zelle if fund.quellen else None


def _leaks(alle: Sequence[Zeile], regeln: Regeln, nur: Collection[Zelle] | None = None) -> list[Fund]:
    """Finds the leaks among the hidden rows of one family and period, or only among some of them."""
    wissen = collect_knowledge(alle, regeln)
    find_part = split_knowledge(wissen)
    ordnung = {z.zelle: nr for nr, z in enumerate(alle)}
    lecks = []
    for z in alle:
        if not z.ist_geheim or regeln.art[z.zelle[0]] not in ZAEHLBAR or (nur is not None and z.zelle not in nur):
            continue
        leck = measure_leeway(z.zelle, wissen, find_part, regeln)
        if leck is not None:
            quellen = sorted(set(leck.quellen) - {z.zelle}, key=ordnung.__getitem__)
            lecks.append(replace(leck, quellen=tuple(quellen)))
    return lecks
