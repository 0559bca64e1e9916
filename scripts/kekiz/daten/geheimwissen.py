"""What a reader can know about the counts of one town and one period, written down as linear conditions.

Areas sum to their town, groups that divide the whole sum to it, declared sums of Kennzahlen, numerators within
denominators, printed shares with the width of their rounding. What follows from them for hidden counts is measured in
:mod:`kekiz.daten.geheimspielraum`.
"""

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import GANZES, NICHT_ZUGEORDNET, SPANNE, Wertstatus
from kekiz.wissen.zahlen import possible_zaehler, printed_decimals, printed_qualifier

Zelle = tuple[str, str, str]
"""A row of one town and one period: kennzahl_id, raum_id, gruppe."""

Schluessel = tuple[str, str, str, str]
"""A row of one town: kennzahl_id, raum_id, zeitraum, gruppe."""

Groesse = tuple[str, str, str, str]
"""A count: a Zelle and the column it stands in, ``zaehler`` (of counts and amounts: the value) or ``nenner``."""

ZAEHLBAR = ("anteil", "anzahl", "betrag")


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
    # Of two rows of one id the first counts.
    kennzahlen: dict[str, Mapping[str, Any]] = {}
    for k in bestand.rows("kennzahlen"):
        kennzahlen.setdefault(k["kennzahl_id"], k)
    # An amount per head does not add up; its definition names a denominator.
    art = {k: "verhaeltnis" if z["art"] == "betrag" and z["nenner"] else z["art"] for k, z in kennzahlen.items()}
    raeume = bestand.rows("raeume", paket)
    orte = [r["raum_id"] for r in raeume if r["typ"] in GANZES]
    aufteilung = {g["gruppe_id"]: g["aufteilung"] for g in bestand.rows("gruppen") if g["aufteilung"]}
    gruppen: dict[str, dict[str, set[str]]] = {}
    for w in bestand.rows("werte", paket):
        if w["gruppe"] in aufteilung:
            gruppen.setdefault(w["kennzahl_id"], {}).setdefault(aufteilung[w["gruppe"]], set()).add(w["gruppe"])
    ganze_summen: list[tuple[str, tuple[str, str]]] = []
    teile: dict[str, list[tuple[str, str]]] = {}
    for s in bestand.rows("summen"):
        if s["kennzahl_id"] in art:
            # Of a count the value is what a share calls its numerator.
            groesse = (s["kennzahl_id"], s["feld"].replace("wert", "zaehler"))
            if s["rolle"] == "ganzes":
                ganze_summen.append((s["summe_id"], groesse))
            else:
                teile.setdefault(s["summe_id"], []).append(groesse)
    ganze: dict[str, list[str]] = {}
    for name, z in kennzahlen.items():
        if z["teil_von"] and z["art"] == "anteil":
            ganze.setdefault(z["teil_von"], []).append(name)
    return Regeln(
        art,
        {k: 1 if z["mindestfallzahl"] is None else z["mindestfallzahl"] for k, z in kennzahlen.items()},
        {o: _children(raeume, o, "sozialraum") for o in orte},
        {o: _children(raeume, o, NICHT_ZUGEORDNET) for o in orte},
        {k: list(saetze.values()) for k, saetze in gruppen.items()},
        [(ganzes, teile[name]) for name, ganzes in ganze_summen if name in teile],
        list(ganze.values()),
    )


def _children(raeume: Sequence[Mapping[str, Any]], ort: str, typ: str) -> list[str]:
    return [r["raum_id"] for r in raeume if r["gehoert_zu"] == ort and r["typ"] == typ]


@dataclass(frozen=True)
class Zeile:
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
    def read(cls, z: Mapping[str, Any]) -> "Zeile":
        """Reads a row of ``werte``."""
        wert, bis, zaehler, nenner = (
            math.nan if z[s] is None else float(z[s]) for s in ("wert", "wert_bis", "zaehler", "nenner")
        )
        gedruckt = z["gedruckt"]
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


def collect_knowledge(alle: Sequence[Zeile], regeln: Regeln) -> Wissen:
    """Writes down what the rows of one family and period say, and how their counts hang together."""
    w = Wissen()
    for z in alle:
        if regeln.art[z.zelle[0]] in ZAEHLBAR and z.zelle[2] != SPANNE:
            _publish(w, z, regeln)
    kennzahlen = sorted({z.zelle[0] for z in alle if regeln.art[z.zelle[0]] in ZAEHLBAR})
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


def _publish(w: Wissen, z: Zeile, regeln: Regeln) -> None:
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
        unten, oben = possible_zaehler(z.wert, z.nenner, round(-math.log10(2 * z.halb)))
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


def _span(w: Wissen, z: Zeile, alle: Sequence[Zeile], regeln: Regeln) -> None:
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
