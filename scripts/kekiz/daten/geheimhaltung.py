"""Can a hidden value be computed from what is published beside it?

What a reader can know about the counts of one town and one period is written down as linear conditions: areas sum to
their town, groups that divide the whole sum to it, declared sums of Kennzahlen, numerators within denominators, printed
shares with the width of their rounding. For each hidden count linear programming then finds the smallest and the
largest value that all of them allow (interval audit). A hidden count is protected if these lie at least the
``mindestfallzahl`` apart (sliding protection level): then not even the sum of all counts hidden with it is a small one.

Source: Hundepool et al., Statistical Disclosure Control (2012), chapters 4.3 (sensitive cells, protection levels) and
4.4 (audit by linear programming); Charnes and Cooper, Naval Research Logistics Quarterly 9 (1962), pages 181 to 186
(bounds of a share whose denominator is unknown).

Only rows with wertstatus ``geheim`` make work here; this module and SciPy's solvers are imported when there is one.
"""

import math
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import linprog

from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import GANZES, SPANNE, Wertstatus
from kekiz.wissen.statistik import possible_zaehler
from kekiz.wissen.zahlen import printed_decimals, printed_qualifier

Zelle = tuple[str, str, str]
"""A row of one town and one period: kennzahl_id, raum_id, gruppe."""

Schluessel = tuple[str, str, str, str]
"""A row of one town: kennzahl_id, raum_id, zeitraum, gruppe."""

Groesse = tuple[str, str, str, str]
"""A count: a Zelle and the column it stands in, ``zaehler`` (of counts and amounts: the value) or ``nenner``."""

_ZAEHLBAR = ("anteil", "anzahl", "betrag")
_NULL = 1e-7
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


@dataclass(frozen=True)
class Regeln:
    """What is known of sums, for one town.

    Attributes:
        art: Art of each Kennzahl.
        schutz: Threshold of each Kennzahl; 1 where it has none: the value must not follow exactly.
        teilraeume: Areas of each town, without those that collect what belongs to none.
        sammelraeume: Areas of each town that collect what belongs to no other.
        gruppen: Groups that divide the whole without rest, as sets per Kennzahl.
        summen: Declared sums: the whole and its parts, each Kennzahl and column.
        ganze: Kennzahlen whose shares make up one whole.
    """

    art: Mapping[str, str]
    schutz: Mapping[str, int]
    teilraeume: Mapping[str, Sequence[str]]
    sammelraeume: Mapping[str, Sequence[str]]
    gruppen: Mapping[str, Sequence[Collection[str]]]
    summen: Sequence[tuple[tuple[str, str], Sequence[tuple[str, str]]]]
    ganze: Sequence[Sequence[str]]

    @cached_property
    def familien(self) -> dict[str, str]:
        """One name per set of Kennzahlen that a sum ties together."""
        ueber: dict[str, str] = {k: k for k in self.art}
        verbunden = [[k for k, _ in (ganzes, *teile)] for ganzes, teile in self.summen]
        for kennzahlen in (*verbunden, *self.ganze):
            namen = {ueber[k] for k in kennzahlen}
            ueber = {k: min(namen) if f in namen else f for k, f in ueber.items()}
        return ueber


def read_rules(bestand: Bestand, paket: str) -> Regeln:
    """Reads what is known of sums for the town of one package."""
    kennzahlen = bestand.frame("kennzahlen").drop_duplicates("kennzahl_id")
    art = dict(zip(kennzahlen["kennzahl_id"], kennzahlen["art"], strict=True))
    # An amount per head does not add up; its definition names a denominator.
    je_kopf = kennzahlen["art"].eq("betrag") & kennzahlen["nenner"].ne("")
    art |= dict.fromkeys(kennzahlen.loc[je_kopf, "kennzahl_id"], "verhaeltnis")
    raeume = bestand.where("raeume", paket=paket)
    orte = list(raeume.loc[raeume["typ"].isin(GANZES), "raum_id"])
    werte = bestand.where("werte", paket=paket)
    aufteilung = {g: a for g, a in bestand.frame("gruppen")[["gruppe_id", "aufteilung"]].itertuples(index=False) if a}
    gruppen: dict[str, dict[str, set[str]]] = {}
    for k, g in werte[["kennzahl_id", "gruppe"]].drop_duplicates().itertuples(index=False):
        if g in aufteilung:
            gruppen.setdefault(k, {}).setdefault(aufteilung[g], set()).add(g)
    summen = bestand.frame("summen")
    # Of a count the value is what a share calls its numerator.
    summen = summen[summen["kennzahl_id"].isin(art)].assign(feld=summen["feld"].replace("wert", "zaehler"))
    ist_ganzes = summen["rolle"].eq("ganzes")
    teile = {
        s: list(t[["kennzahl_id", "feld"]].itertuples(index=False, name=None))
        for s, t in summen[~ist_ganzes].groupby("summe_id")
    }
    ganze = kennzahlen[kennzahlen["teil_von"].ne("") & kennzahlen["art"].eq("anteil")]
    return Regeln(
        art,
        dict(zip(kennzahlen["kennzahl_id"], kennzahlen["mindestfallzahl"].fillna(1).astype(int), strict=True)),
        {o: _children(raeume, o, "sozialraum") for o in orte},
        {o: _children(raeume, o, "nicht_zugeordnet") for o in orte},
        {k: list(saetze.values()) for k, saetze in gruppen.items()},
        [
            ((k, feld), teile[s])
            for s, k, feld in summen.loc[ist_ganzes, ["summe_id", "kennzahl_id", "feld"]].itertuples(index=False)
            if s in teile
        ],
        [list(k) for _, k in ganze.groupby("teil_von")["kennzahl_id"]],
    )


def _children(raeume: pd.DataFrame, ort: str, typ: str) -> list[str]:
    return list(raeume.loc[raeume["gehoert_zu"].eq(ort) & raeume["typ"].eq(typ), "raum_id"])


@dataclass(frozen=True)
class Bedingung:
    """``unten <= sum of coefficient times count <= oben``; ``zelle`` is the row that says so, if one does."""

    koeffizienten: Mapping[Groesse, float]
    unten: float
    oben: float
    zelle: Zelle | None = None


@dataclass
class Wissen:
    """All that a reader knows about the counts of one family of Kennzahlen in one town and period.

    Attributes:
        grenzen: Smallest and largest possible count of what is published.
        herkunft: The row that publishes it.
        bedingungen: What ties the counts together.
    """

    grenzen: dict[Groesse, tuple[float, float]] = field(default_factory=dict)
    herkunft: dict[Groesse, Zelle] = field(default_factory=dict)
    bedingungen: list[Bedingung] = field(default_factory=list)

    def is_fixed(self, groesse: Groesse) -> bool:
        """Says whether the count is published exactly."""
        unten, oben = self.grenzen.get(groesse, (0, 1))
        return unten == oben

    def equate(self, ganzes: Groesse, teile: Iterable[Groesse]) -> None:
        """Adds that parts sum to a whole."""
        self.bedingungen.append(Bedingung({ganzes: -1.0, **dict.fromkeys(teile, 1.0)}, 0, 0))


def find_leaks(zeilen: pd.DataFrame, regeln: Regeln, oeffentlich: Collection[Schluessel] = ()) -> list[Leck]:
    """Finds the hidden values of one town that follow from published ones.

    Args:
        zeilen: Typed rows of ``werte`` of one town (any order; numbers of hidden rows are not looked at).
        regeln: What is known of sums.
        oeffentlich: Rows that an earlier version has shown; they are proposed for hiding last, since that hides little.

    Returns:
        One leak per row that is not protected, in the order of the rows.
    """
    geheim = zeilen["wertstatus"].eq(Wertstatus.GEHEIM) & zeilen["kennzahl_id"].map(regeln.art).isin(_ZAEHLBAR)
    familie = zeilen["kennzahl_id"].map(regeln.familien)
    lecks: list[Leck] = []
    for (zeitraum, name), _ in zeilen[geheim].groupby(["zeitraum", familie], sort=False):
        teil = zeilen[zeilen["zeitraum"].eq(zeitraum) & familie.eq(name)]
        lecks += _audit([_Zeile.read(z) for z in teil.to_dict("records")], regeln, str(zeitraum), oeffentlich)
    return lecks


@dataclass(frozen=True)
class _Zeile:
    """What a row of ``werte`` publishes."""

    zelle: Zelle
    ist_geheim: bool
    wert: float
    wert_bis: float
    zaehler: float
    nenner: float
    halb: float
    ist_ungefaehr: bool

    @classmethod
    def read(cls, z: Mapping[str, object]) -> "_Zeile":
        wert, bis, zaehler, nenner = (
            math.nan if pd.isna(z[s]) else float(str(z[s])) for s in ("wert", "wert_bis", "zaehler", "nenner")
        )
        gedruckt = str(z["gedruckt"])
        ohne_druck = 0 if math.isnan(wert) or wert == int(wert) else len(f"{wert:.6f}".rstrip("0").partition(".")[2])
        stellen = printed_decimals(gedruckt) if gedruckt else ohne_druck
        return cls(
            (str(z["kennzahl_id"]), str(z["raum_id"]), str(z["gruppe"])),
            z["wertstatus"] == Wertstatus.GEHEIM,
            wert,
            wert if math.isnan(bis) else bis,
            zaehler,
            nenner,
            0.5 * 10.0**-stellen,
            bool(printed_qualifier(gedruckt)),
        )


def _audit(alle: Sequence[_Zeile], regeln: Regeln, zeitraum: str, oeffentlich: Collection[Schluessel]) -> list[Leck]:
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


@dataclass(frozen=True)
class _Fund:
    """A leak of one period, as :class:`Leck`."""

    zelle: Zelle
    spielraum: float
    ist_anteil: bool
    noetig: int
    quellen: tuple[Zelle, ...]


def _hide(alle: Sequence[_Zeile], zellen: Collection[Zelle]) -> list[_Zeile]:
    return [replace(z, ist_geheim=True) if z.zelle in zellen else z for z in alle]


def _complete(alle: Sequence[_Zeile], regeln: Regeln, fund: _Fund, bekannt: Collection[Zelle]) -> list[Zelle]:
    """Looks for rows that, hidden too, protect one hidden row and need no others themselves.

    Hiding more never narrows what is possible. So what is proposed for each leak by itself also protects all of them
    together, and a row that turns out to be needless can be taken back.

    Returns:
        The rows; none where no choice of a few protects.
    """
    gewaehlt: list[Zelle] = []
    offen: list[_Fund] = [fund]
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
    alle: Sequence[_Zeile], regeln: Regeln, fund: _Fund, verborgen: Collection[Zelle], bekannt: Collection[Zelle]
) -> Zelle | None:
    """Picks the row to hide next among those that a leak rests on.

    What is public already and whole towns come last; first comes what lies in an area and a group with hidden rows,
    since it closes a rectangle, then small counts.
    """
    raeume, gruppen = {r for _, r, _ in verborgen}, {g for _, _, g in verborgen}

    def _rang(z: _Zeile) -> tuple[bool, bool, int, float]:
        _, raum, gruppe = z.zelle
        geschaetzt = z.wert if math.isnan(z.nenner) else z.wert * z.nenner / 100
        anzahl = geschaetzt if math.isnan(z.zaehler) else z.zaehler
        neu = (raum not in raeume) + (gruppe not in gruppen)
        return z.zelle in bekannt, raum in regeln.teilraeume and not gruppe, neu, -1 if math.isnan(anzahl) else anzahl

    return min((z for z in alle if z.zelle in fund.quellen), key=_rang).zelle if fund.quellen else None


# --- what a reader knows ---------------------------------------------------------------------------------------------


def _leaks(alle: Sequence[_Zeile], regeln: Regeln, nur: Collection[Zelle] | None = None) -> list[_Fund]:
    """Finds the leaks among the hidden rows of one family and period, or only among some of them."""
    wissen = _collect(alle, regeln)
    find_part = _split(wissen)
    ordnung = {z.zelle: nr for nr, z in enumerate(alle)}
    lecks = []
    for z in alle:
        if not z.ist_geheim or regeln.art[z.zelle[0]] not in _ZAEHLBAR or (nur is not None and z.zelle not in nur):
            continue
        leck = _measure(z.zelle, wissen, find_part, regeln)
        if leck is not None:
            quellen = sorted(set(leck.quellen) - {z.zelle}, key=ordnung.__getitem__)
            lecks.append(replace(leck, quellen=tuple(quellen)))
    return lecks


def _collect(alle: Sequence[_Zeile], regeln: Regeln) -> Wissen:
    """Writes down what the rows of one family and period say, and how their counts hang together."""
    w = Wissen()
    for z in alle:
        if regeln.art[z.zelle[0]] in _ZAEHLBAR and z.zelle[2] != SPANNE:
            _publish(w, z, regeln)
    kennzahlen = sorted({z.zelle[0] for z in alle if regeln.art[z.zelle[0]] in _ZAEHLBAR})
    gruppen = sorted({z.zelle[2] for z in alle if z.zelle[2] != SPANNE} | {""})
    raeume = sorted({z.zelle[1] for z in alle})
    belegt = {(z.zelle[0], z.zelle[2]) for z in alle}
    for k in kennzahlen:
        felder = ("zaehler", "nenner") if regeln.art[k] == "anteil" else ("zaehler",)
        for feld in felder:
            for ort, orte in regeln.teilraeume.items():
                sammel = [r for r in regeln.sammelraeume.get(ort, ()) if r in raeume]
                for g in gruppen:
                    if (k, g) in belegt:
                        w.equate((k, ort, g, feld), [(k, r, g, feld) for r in (*orte, *sammel)])
            for raum in raeume:
                _divide(w, k, raum, feld, [g for g in gruppen if g and (k, g) in belegt], regeln)
    for raum in raeume:
        for g in gruppen:
            _tie(w, raum, g, regeln, kennzahlen)
    for z in alle:
        if z.zelle[2] == SPANNE and not z.ist_geheim and regeln.art[z.zelle[0]] == "anteil":
            _span(w, z, alle, regeln)
    return w


def _publish(w: Wissen, z: _Zeile, regeln: Regeln) -> None:
    """Adds what one row publishes; of a hidden one only what holds for every share."""
    zaehler, nenner = (*z.zelle, "zaehler"), (*z.zelle, "nenner")
    ist_anteil = regeln.art[z.zelle[0]] == "anteil"
    if ist_anteil:
        w.bedingungen.append(Bedingung({nenner: 1.0, zaehler: -1.0}, 0, math.inf))
    if z.ist_geheim:
        return
    if not ist_anteil:
        if not math.isnan(z.wert) and not z.ist_ungefaehr:
            halb = 0 if z.halb == 0.5 else z.halb
            _bound(w, zaehler, z.wert - halb, z.wert_bis + halb, z.zelle)
        return
    if not math.isnan(z.nenner):
        _bound(w, nenner, z.nenner, z.nenner, z.zelle)
    if not math.isnan(z.zaehler):
        _bound(w, zaehler, z.zaehler, z.zaehler, z.zelle)
        if not math.isnan(z.nenner):
            return
    if math.isnan(z.wert) or z.ist_ungefaehr:
        return
    _rate(w, z.zelle, z.wert - z.halb, z.wert_bis + z.halb, z.zelle)
    if not math.isnan(z.nenner) and z.wert == z.wert_bis:
        ganze = possible_zaehler([z.wert], [z.nenner], [-math.log10(2 * z.halb)])
        unten, oben = float(ganze[0][0]), float(ganze[1][0])
        if unten <= oben:
            _bound(w, zaehler, unten, oben, z.zelle)


def _bound(w: Wissen, groesse: Groesse, unten: float, oben: float, zelle: Zelle) -> None:
    w.grenzen[groesse] = (unten, oben)
    w.herkunft[groesse] = zelle


def _rate(w: Wissen, zelle: Zelle, unten: float, oben: float, von: Zelle) -> None:
    """Adds that a share lies between two percentages, as two conditions on its counts."""
    zaehler, nenner = (*zelle, "zaehler"), (*zelle, "nenner")
    w.bedingungen.append(Bedingung({zaehler: 1.0, nenner: -unten / 100}, 0, math.inf, von))
    w.bedingungen.append(Bedingung({zaehler: 1.0, nenner: -oben / 100}, -math.inf, 0, von))


def _divide(w: Wissen, k: str, raum: str, feld: str, gruppen: Sequence[str], regeln: Regeln) -> None:
    """Adds how groups lie in the whole: those that divide it sum to it, no other one exceeds it."""
    ganzes = (k, raum, "", feld)
    aufgeteilt: set[str] = set()
    for satz in regeln.gruppen.get(k, ()):
        w.equate(ganzes, [(k, raum, g, feld) for g in sorted(satz)])
        aufgeteilt |= set(satz)
    for g in gruppen:
        if g not in aufgeteilt:
            w.bedingungen.append(Bedingung({ganzes: 1.0, (k, raum, g, feld): -1.0}, 0, math.inf))


def _tie(w: Wissen, raum: str, g: str, regeln: Regeln, kennzahlen: Sequence[str]) -> None:
    """Adds the declared sums of Kennzahlen in one area and group, and the shares that make up one whole."""
    for (ganz, ganz_feld), teile in regeln.summen:
        if ganz in kennzahlen or any(t in kennzahlen for t, _ in teile):
            w.equate((ganz, raum, g, ganz_feld), [(t, raum, g, feld) for t, feld in teile])
            anteile = [k for k, feld in ((ganz, ganz_feld), *teile) if regeln.art[k] == "anteil" and feld == "zaehler"]
            if len(anteile) == len(teile) + 1:
                # A share that is the sum of shares has their denominator.
                for t in anteile[1:]:
                    w.equate((ganz, raum, g, "nenner"), [(t, raum, g, "nenner")])
    for ganzes in regeln.ganze:
        if any(k in kennzahlen for k in ganzes):
            w.equate((ganzes[0], raum, g, "nenner"), [(k, raum, g, "zaehler") for k in ganzes])
            for k in ganzes[1:]:
                w.equate((ganzes[0], raum, g, "nenner"), [(k, raum, g, "nenner")])


def _span(w: Wissen, z: _Zeile, alle: Sequence[_Zeile], regeln: Regeln) -> None:
    """Adds a printed range of the areas: all shares lie in it, and an end that no visible area has is the hidden one's."""
    k, ort, _ = z.zelle
    orte = regeln.teilraeume.get(ort, ())
    sichtbar = {
        x.zelle[1]: 100 * x.zaehler / x.nenner if math.isnan(x.wert) else x.wert
        for x in alle
        if x.zelle[0] == k and x.zelle[1] in orte and not x.zelle[2] and not x.ist_geheim
    }
    offen = [r for r in orte if math.isnan(sichtbar.get(r, math.nan))]
    for r in offen:
        _rate(w, (k, r, ""), z.wert - z.halb, z.wert_bis + z.halb, z.zelle)
    if len(offen) != 1:
        return
    for ende in (z.wert, z.wert_bis):
        if not any(abs(s - ende) <= 2 * z.halb for s in sichtbar.values()):
            _rate(w, (k, offen[0], ""), ende - z.halb, ende + z.halb, z.zelle)


# --- the audit -------------------------------------------------------------------------------------------------------


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


def _split(w: Wissen) -> Callable[[Groesse], _Teil | None]:
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


def _measure(zelle: Zelle, w: Wissen, find_part: Callable[[Groesse], _Teil | None], regeln: Regeln) -> _Fund | None:
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
            return _Fund(zelle, weite, False, noetig, tuple(quellen))
    if len(ziele) > 1 and _range(teil, {nenner: 1.0}, 1, w, ganz=True)[0] >= 1:
        weite, quellen = _share_range(teil, zaehler, nenner, noetig, w)
        if weite < noetig:
            return _Fund(zelle, weite, True, noetig, tuple(quellen))
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
