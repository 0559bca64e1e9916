"""How closely a hidden count can be computed from what a reader knows.

Linear programming finds the smallest and the largest value that all conditions of :mod:`kekiz.daten.geheimwissen`
allow (interval audit), and by duality the published rows that a bound rests on.

Source: Hundepool et al., Statistical Disclosure Control (2012), chapter 4.4 (audit by linear programming); Charnes and
Cooper, Naval Research Logistics Quarterly 9 (1962), pages 181 to 186 (bounds of a share whose denominator is unknown).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linprog

from kekiz.daten.geheimwissen import Bedingung, Groesse, Regeln, Wissen, Zelle

_NULL = 1e-7


@dataclass(frozen=True)
class Fund:
    """A leak of one period, as :class:`Leck`."""

    zelle: Zelle
    spielraum: float
    ist_anteil: bool
    noetig: int
    quellen: tuple[Zelle, ...]


@dataclass
class _Teil:
    """Conditions whose unknown counts hang together: ``unten <= matrix @ x + fest <= oben`` and ``von <= x <= bis``.

    Attributes:
        spalte: Column of each unknown count.
        bedingungen: The conditions, one per row.
        punkte: Solutions found so far; each is a possible state of all counts.
    """

    spalte: dict[Groesse, int]
    bedingungen: list[Bedingung]
    matrix: NDArray[np.float64]
    fest: NDArray[np.float64]
    unten: NDArray[np.float64]
    oben: NDArray[np.float64]
    von: NDArray[np.float64]
    bis: NDArray[np.float64]
    punkte: list[NDArray[np.float64]] = field(default_factory=list)


def split_knowledge(w: Wissen) -> Callable[[Groesse], _Teil | None]:
    """Splits the conditions into parts without a common unknown count.

    Returns:
        Looks up the part of an unknown count, built when it is first asked for; None where no condition names it.
    """
    gruppe: dict[Groesse, Groesse] = {}

    def _find(g: Groesse) -> Groesse:
        while gruppe.setdefault(g, g) != g:
            gruppe[g] = gruppe[gruppe[g]]
            g = gruppe[g]
        return g

    freie = [[g for g in b.koeffizienten if not w.is_fixed(g)] for b in w.bedingungen]
    for unbekannte in freie:
        for g in unbekannte:
            gruppe[_find(g)] = _find(unbekannte[0])
    nach_teil: dict[Groesse, list[Bedingung]] = {}
    for b, unbekannte in zip(w.bedingungen, freie, strict=True):
        if unbekannte:
            nach_teil.setdefault(_find(unbekannte[0]), []).append(b)
    # Far above every published count: what reaches it is unbounded.
    decke = 1e6 + 10 * max((abs(b) for grenzen in w.grenzen.values() for b in grenzen), default=0.0)

    @cache
    def _part(wurzel: Groesse) -> _Teil:
        return _build(nach_teil[wurzel], w, decke)

    return lambda g: _part(_find(g)) if g in gruppe else None


def _build(bedingungen: list[Bedingung], w: Wissen, decke: float) -> _Teil:
    namen = dict.fromkeys(g for b in bedingungen for g in b.koeffizienten if not w.is_fixed(g))
    spalte = {g: nr for nr, g in enumerate(namen)}
    matrix = np.zeros((len(bedingungen), len(spalte)))
    fest = np.zeros(len(bedingungen))
    for zeile, b in enumerate(bedingungen):
        for g, faktor in b.koeffizienten.items():
            if g in spalte:
                matrix[zeile, spalte[g]] += faktor
            else:
                fest[zeile] += faktor * w.grenzen[g][0]
    grenzen = [w.grenzen.get(g, (0.0, decke)) for g in spalte]
    teil = _Teil(
        spalte,
        bedingungen,
        matrix,
        fest,
        np.array([b.unten for b in bedingungen]),
        np.array([b.oben for b in bedingungen]),
        np.array([g[0] for g in grenzen]),
        np.array([g[1] for g in grenzen]),
    )
    _relax(teil)
    return teil


def _relax(teil: _Teil) -> None:
    """Widens conditions that published numbers contradict, by the least sum of deviations, so that all can hold."""
    ergebnis = _solve(teil, np.zeros(len(teil.spalte)))
    if ergebnis is not None:
        return
    m, n = teil.matrix.shape
    eins = np.eye(m)
    weit = _Teil(
        {},
        teil.bedingungen,
        np.hstack([teil.matrix, eins, -eins]),
        teil.fest,
        teil.unten,
        teil.oben,
        np.concatenate([teil.von, np.zeros(2 * m)]),
        np.concatenate([teil.bis, np.full(2 * m, np.inf)]),
    )
    ergebnis = _solve(weit, np.concatenate([np.zeros(n), np.ones(2 * m)]))
    if ergebnis is None:
        raise ArithmeticError("die gelockerten Bedingungen haben keine Lösung")
    mehr, weniger = ergebnis.x[n : n + m], ergebnis.x[n + m :]
    teil.unten = teil.unten - mehr - _NULL
    teil.oben = teil.oben + weniger + _NULL


@dataclass(frozen=True)
class _Loesung:
    x: NDArray[np.float64]
    wert: float
    zeilen: NDArray[np.float64]
    spalten: NDArray[np.float64]


def _solve(teil: _Teil, ziel: NDArray[np.float64]) -> _Loesung | None:
    """Minimises a linear form.

    Returns:
        The solution with the multipliers of all rows and columns; None where the conditions contradict one another.
    """
    gleich = teil.unten == teil.oben
    oben = np.isfinite(teil.oben) & ~gleich
    unten = np.isfinite(teil.unten) & ~gleich
    r = linprog(
        ziel,
        A_ub=np.vstack([teil.matrix[oben], -teil.matrix[unten]]),
        b_ub=np.concatenate([(teil.oben - teil.fest)[oben], (teil.fest - teil.unten)[unten]]),
        A_eq=teil.matrix[gleich],
        b_eq=(teil.unten - teil.fest)[gleich],
        bounds=np.column_stack([teil.von, teil.bis]),
        method="highs",
    )
    if r.x is None:
        return None
    zeilen = np.zeros(len(teil.matrix))
    zeilen[gleich] += r.eqlin.marginals
    anzahl = int(oben.sum())
    zeilen[oben] += r.ineqlin.marginals[:anzahl]
    zeilen[unten] -= r.ineqlin.marginals[anzahl:]
    return _Loesung(r.x, float(r.fun), zeilen, r.lower.marginals + r.upper.marginals)


def _sources(teil: _Teil, loesung: _Loesung, w: Wissen) -> set[Zelle]:
    """Gives the rows that a bound rests on: those whose published number has a multiplier (duality)."""
    quellen: set[Zelle] = set()
    gewicht: dict[Groesse, float] = {}
    for b, y in zip(teil.bedingungen, loesung.zeilen, strict=True):
        if abs(y) <= _NULL:
            continue
        if b.zelle is not None:
            quellen.add(b.zelle)
        for g, faktor in b.koeffizienten.items():
            if g not in teil.spalte:
                gewicht[g] = gewicht.get(g, 0.0) + y * faktor
    gewicht.update({g: float(loesung.spalten[nr]) for g, nr in teil.spalte.items() if g in w.grenzen})
    return quellen | {w.herkunft[g] for g, y in gewicht.items() if abs(y) > _NULL}


def measure_leeway(
    zelle: Zelle, w: Wissen, find_part: Callable[[Groesse], _Teil | None], regeln: Regeln
) -> Fund | None:
    """Measures how closely the counts of one hidden row can be computed; None where that is not too close."""
    k = zelle[0]
    noetig = regeln.schutz[k]
    zaehler, nenner = (*zelle, "zaehler"), (*zelle, "nenner")
    teil = find_part(zaehler)
    if teil is None:
        return None
    ganz = regeln.art[k] != "betrag"
    ziele = [{zaehler: 1.0}]
    if regeln.art[k] == "anteil" and nenner in teil.spalte:
        ziele.append({nenner: 1.0, zaehler: -1.0})
    for ziel in ziele:
        weite, quellen = _range(teil, ziel, noetig, w, ganz=ganz)
        if weite < noetig:
            return Fund(zelle, weite, False, noetig, tuple(quellen))
    if len(ziele) > 1 and _range(teil, {nenner: 1.0}, 1, w, ganz=True)[0] >= 1:
        weite, quellen = _share_range(teil, zaehler, nenner, noetig, w)
        if weite < noetig:
            return Fund(zelle, weite, True, noetig, tuple(quellen))
    return None


def _range(
    teil: _Teil, ziel: Mapping[Groesse, float], noetig: float, w: Wissen, *, ganz: bool
) -> tuple[float, set[Zelle]]:
    """Gives the distance of the ends of a linear form (at least ``noetig`` where known states show it), and its sources."""
    c = np.zeros(len(teil.spalte))
    for g, faktor in ziel.items():
        c[teil.spalte[g]] = faktor
    gesehen = [float(c @ p) for p in teil.punkte]
    if gesehen and max(gesehen) - min(gesehen) >= noetig + 2:
        return max(gesehen) - min(gesehen), set()
    enden = []
    quellen: set[Zelle] = set()
    for richtung in (1.0, -1.0):
        loesung = _solve(teil, richtung * c)
        if loesung is None:
            raise ArithmeticError("die Bedingungen haben keine Lösung")
        teil.punkte.append(loesung.x)
        enden.append(richtung * loesung.wert)
        quellen |= _sources(teil, loesung, w)
    return _width(enden[0], enden[1], ganz=ganz), quellen


def _width(unten: float, oben: float, *, ganz: bool) -> float:
    """Gives the distance of two ends; whole counts lie inside them."""
    if not ganz:
        return max(oben - unten, 0.0)
    return max(math.floor(oben + 1e-4) - math.ceil(unten - 1e-4), 0)


def _share_range(teil: _Teil, zaehler: Groesse, nenner: Groesse, noetig: float, w: Wissen) -> tuple[float, set[Zelle]]:
    """Gives the distance of the ends of a share in percentage points, and the rows it rests on.

    All counts are divided by the denominator, which becomes one; ``1 / nenner`` is one more unknown (Charnes and
    Cooper 1962).
    """
    gesehen = [
        100 * p[teil.spalte[zaehler]] / p[teil.spalte[nenner]] for p in teil.punkte if p[teil.spalte[nenner]] > 0.5
    ]
    if gesehen and max(gesehen) - min(gesehen) >= noetig:
        return max(gesehen) - min(gesehen), set()
    m, n = teil.matrix.shape
    eins = np.eye(n)

    def _homogen(matrix: NDArray[np.float64], konstante: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.hstack([matrix, konstante[:, None]])

    unten, oben = np.isfinite(teil.unten), np.isfinite(teil.oben)
    gleich = unten & oben & (teil.unten == teil.oben)
    nur_unten, nur_oben = unten & ~gleich, oben & ~gleich
    a_ub = np.vstack(
        [
            _homogen(teil.matrix[nur_oben], (teil.fest - teil.oben)[nur_oben]),
            -_homogen(teil.matrix[nur_unten], (teil.fest - teil.unten)[nur_unten]),
            _homogen(eins, -teil.bis),
            -_homogen(eins, -teil.von),
        ]
    )
    a_eq = np.vstack(
        [
            _homogen(teil.matrix[gleich], (teil.fest - teil.unten)[gleich]),
            np.append(eins[teil.spalte[nenner]], 0.0)[None, :],
        ]
    )
    b_eq = np.append(np.zeros(int(gleich.sum())), 1.0)
    c = np.append(100 * eins[teil.spalte[zaehler]], 0.0)
    enden = []
    quellen: set[Zelle] = set()
    for richtung in (1.0, -1.0):
        r = linprog(richtung * c, A_ub=a_ub, b_ub=np.zeros(len(a_ub)), A_eq=a_eq, b_eq=b_eq, method="highs")
        if r.x is None:
            return math.inf, set()
        enden.append(richtung * float(r.fun))
        zeilen = np.zeros(m)
        zeilen[gleich] += r.eqlin.marginals[:-1]
        a, b = int(nur_oben.sum()), int(nur_unten.sum())
        zeilen[nur_oben] += r.ineqlin.marginals[:a]
        zeilen[nur_unten] -= r.ineqlin.marginals[a : a + b]
        spalten = r.ineqlin.marginals[a + b : a + b + n] - r.ineqlin.marginals[a + b + n :]
        quellen |= _sources(teil, _Loesung(r.x, 0.0, zeilen, spalten), w)
    return max(enden[1] - enden[0], 0.0), quellen
