"""Compares each area with the rest of its city, in one period or in two counted together.

Row grain of all frames: that of ``werte``. Rows of two periods together have a ``zeitraum`` of both, joined by "+".
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from kekiz.daten.bestand import Bestand
from kekiz.rechnen.compute import REIHE, add_intervals
from kekiz.wissen.codes import (
    BEVOELKERUNG,
    NICHT_ZUGEORDNET,
    SOZIALRAUM,
    Aussage,
    Fallzahl,
    Richtung,
    Wertstatus,
    Zuverlaessigkeit,
)
from kekiz.wissen.statistik import Floats, bisect_last, difference_power, needed_population, newcombe_interval
from kekiz.wissen.zahlen import ZUSAMMEN

Ganze = NDArray[np.int_]

# A handful. Spread evenly over the areas, the people without one come to more than that at each place, so that up to
# five of them, all of the kind that speaks against the verdict, are likely enough; many more of that one kind are not.
WENIGE: Final = 5
# Two periods are counted together only while the children are nearly the same generation.
JAHRE_ZUSAMMEN: Final = 2
# The difference whose chance to be found is said, in points: what a reader of shares takes for a real difference.
UNTERSCHIED: Final = 5.0
# A difference counts as findable if it is found in four of five cases, the usual power of a study.
ERKANNT: Final = 0.8
# So many years of children are the minors of a city.
JAHRGAENGE: Final = 18
SPIELRAUM: Final = 1.5
"""So many times its largest known part of the city an area can have of another group or in another year."""
STRENG: Final = 99.8
SCHWACH: Final = 95.0
LAEUFE: Final = 10_000
SAMEN: Final = 2018

_VERGLEICH = ["kommune_id", "kennzahl_id", "zeitraum", "gruppe"]
# Sums of counts are whole up to rounding errors of floating point numbers.
_HAAR = 1e-6


def difference_signs(
    x_von: ArrayLike,
    x_bis: ArrayLike,
    n: ArrayLike,
    stadt_von: ArrayLike,
    stadt_bis: ArrayLike,
    stadt_n: ArrayLike,
    niveau: float,
) -> Ganze:
    """Tells on which side of the rest of its city an area lies.

    The interval of the difference between area and rest must exclude 0. The rest is the city without the area, so that
    no child is counted on both sides. Both sides have their own uncertainty: an interval around the area alone, against
    the rest as if it were exact, would call chance a difference in 6 instead of 5 of 100 cases. Where printed shares are
    rounded, the numerators that speak least for a difference decide.

    Args:
        x_von: Smallest possible cases of the area, shape (n,).
        x_bis: Largest possible cases of the area.
        n: Population of the area.
        stadt_von: Smallest possible cases of the city, the area included.
        stadt_bis: Largest possible cases of the city.
        stadt_n: Population of the city.
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        1 where the area lies above, -1 where it lies below, 0 otherwise (including NaN), shape (n,).

    Source: R. G. Newcombe, Statist. Med. 17 (1998) 873-890, method 10.
    """
    a, b, m, von, bis, k = (np.asarray(v, dtype=float) for v in (x_von, x_bis, n, stadt_von, stadt_bis, stadt_n))
    rest_von, rest_bis = np.clip(von - b, 0, k - m), np.clip(bis - a, 0, k - m)
    unten, oben = difference_bounds(a, b, m, rest_von, rest_bis, k - m, niveau)
    return np.where(unten > 0, 1, np.where(oben < 0, -1, 0))


def difference_bounds(
    x_von: ArrayLike,
    x_bis: ArrayLike,
    n: ArrayLike,
    rest_von: ArrayLike,
    rest_bis: ArrayLike,
    rest_n: ArrayLike,
    niveau: float,
) -> tuple[Floats, Floats]:
    """Interval of the difference between an area and the rest, widened by what rounding leaves open.

    Args:
        x_von: Smallest possible cases of the area, shape (n,).
        x_bis: Largest possible cases of the area.
        n: Population of the area.
        rest_von: Smallest possible cases of the rest.
        rest_bis: Largest possible cases of the rest.
        rest_n: Population of the rest.
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Lower and upper limit of the difference of the shares, -1..1, each of shape (n,).

    Source: R. G. Newcombe, Statist. Med. 17 (1998) 873-890, method 10.
    """
    unten, _ = newcombe_interval(x_von, n, rest_bis, rest_n, niveau)
    _, oben = newcombe_interval(x_bis, n, rest_von, rest_n, niveau)
    return unten, oben


def _holds(
    x: Floats, n: Floats, stadt_x: Floats, stadt_n: Floats, niveau: float
) -> Callable[[Floats], NDArray[np.bool_]]:
    """Gives the test whether an area still lies above the rest when k people without cases move to it."""

    def holds(k: Floats) -> NDArray[np.bool_]:
        rest = stadt_n - n - k
        unten, _ = newcombe_interval(x, n + k, np.clip(stadt_x - x, 0, rest), rest, niveau)
        return np.asarray(unten > 0)

    return holds


@dataclass(frozen=True)
class _Lage:
    """Areas turned so that each lies above its rest: cases and others change places where it lies below.

    Attributes:
        x: Cases that speak least for the difference, shape (n,).
        n: Population of the area.
        stadt_x: Cases of the city that speak least for it.
        stadt_n: Population of the city.
        frei: People without an area and without the case, who would pull the area down; NaN where unknown.
    """

    x: Floats
    n: Floats
    stadt_x: Floats
    stadt_n: Floats
    frei: Floats

    def survives(self, niveau: float) -> NDArray[np.bool_]:
        """Tells whether the difference outlasts a few people without an area, all of the unfavourable kind."""
        k = np.fmin(WENIGE, np.nan_to_num(self.frei))
        return _holds(self.x, self.n, self.stadt_x, self.stadt_n, niveau)(k)

    def flips_at(self, niveau: float) -> Floats:
        """Counts how many people without an area take the difference away at least; NaN where all of them cannot."""
        frei = np.nan_to_num(self.frei)
        letzte = bisect_last(_holds(self.x, self.n, self.stadt_x, self.stadt_n, niveau), np.zeros(len(frei)), frei)
        return np.where(letzte < frei, letzte + 1, np.nan)


def _turn(
    sign: Ganze,
    x_von: Floats,
    x_bis: Floats,
    n: Floats,
    stadt: tuple[Floats, Floats, Floats],
    offen: tuple[Floats, Floats, Floats],
) -> _Lage:
    """Turns areas so that each lies above its rest.

    Args:
        sign: Side of each area, shape (n,).
        x_von: Smallest possible cases of the area.
        x_bis: Largest possible cases of the area.
        n: Population of the area.
        stadt: Smallest and largest possible cases of the city, its population.
        offen: The same of the people without an area; NaN where unknown.
    """
    von, bis, stadt_n = stadt
    offen_von, offen_bis, offen_n = offen
    oben = sign > 0
    ohne_fall = np.floor(offen_n - np.maximum(offen_von, 0) + _HAAR)
    mit_fall = np.floor(np.minimum(offen_bis, offen_n) + _HAAR)
    return _Lage(
        np.where(oben, x_von, n - x_bis),
        n,
        np.where(oben, bis, stadt_n - von),
        stadt_n,
        np.maximum(np.where(oben, ohne_fall, mit_fall), 0),
    )


def assess_areas(w: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    """Adds how each area compares with the rest of its city.

    Args:
        w: Rows of ``werte`` with counts and intervals.
        bestand: The packages (how many areas a city has).

    Returns:
        A copy with

        - ``wert_stadt``, ``nenner_stadt``: the city's value and population of the same Kennzahl, Zeitraum and Gruppe,
        - ``rest_faelle``, ``rest_nenner``, ``wert_rest``: the city without the area; NaN where its counts are unknown,
        - ``rest_von``, ``rest_bis``: bounds of ``rest_faelle`` where printed shares are rounded,
        - ``differenz_rest``: value of the area minus that of the rest, in points,
        - ``aussage``: :class:`kekiz.wissen.codes.Aussage`; empty for the city itself and for counts, of which an area
          has only a part,
        - ``aussage_niveau``: 99.8 (gesichert) or 95.0 (auffällig) where a difference holds, else NaN,
        - ``kippt_95``, ``kippt_998``: least number of people without an area that would take the difference on this
          level away if they belonged here; NaN where there is none or all of them could not. With :data:`WENIGE` or
          fewer the difference does not count,
        - ``offen_anzahl``: people counted for the city but for no area, ``wert_mit_offenen``: the area's value if all of
          them belonged to it; NaN where not all areas have counts,
        - ``trennschaerfe``: chance (0..1) that a true difference of :data:`UNTERSCHIED` points would stand out at 95 %,
        - ``erkennbar``: least whole points that would stand out with the chance :data:`ERKANNT`; both for the test alone,
        - ``ab_faelle``: where the area's population is unknown, the one from which its difference to the city would
          stand out at 95 %, rounding of both at its worst; NaN where rounding alone explains the difference,
        - ``denkbar_faelle``: most people it can have been, see :func:`find_conceivable`; only beside ``ab_faelle``.
    """
    w = w.copy()
    stadt = w[w["raum_typ"].eq("stadt")].drop_duplicates(_VERGLEICH).set_index(_VERGLEICH)
    bezug = stadt[["wert_genau", "stellen", "nenner", "faelle", "faelle_von", "faelle_bis"]].astype("float64")
    bezug = bezug.reindex(pd.MultiIndex.from_frame(w[_VERGLEICH])).set_axis(w.index)
    gebiet = w["raum_typ"].eq(SOZIALRAUM)
    w["wert_stadt"] = bezug["wert_genau"].where(gebiet)
    w["nenner_stadt"] = bezug["nenner"].where(gebiet)
    n = w["nenner"].astype("float64")
    rest_n, rest_x = bezug["nenner"] - n, bezug["faelle"] - w["faelle"]
    gezaehlt = gebiet & w["ki_methode"].eq("wilson") & rest_n.gt(0) & rest_x.ge(-1) & rest_x.le(rest_n + 1)
    w["rest_nenner"] = rest_n.where(gezaehlt)
    w["rest_faelle"] = rest_x.clip(lower=0).where(gezaehlt)
    w["rest_von"] = (bezug["faelle_von"] - w["faelle_bis"]).clip(lower=0).where(gezaehlt)
    w["rest_bis"] = (bezug["faelle_bis"] - w["faelle_von"]).clip(lower=0).where(gezaehlt)
    w["wert_rest"] = 100 * w["rest_faelle"] / w["rest_nenner"]
    w["differenz_rest"] = w["wert_genau"] - w["wert_rest"]
    offen = _unassigned(w, bezug, gebiet, bestand)
    w["offen_anzahl"] = offen["nenner"].where(gezaehlt & offen["nenner"].gt(0) & offen["faelle_bis"].ge(0))
    w["wert_mit_offenen"] = 100 * (w["faelle"] + offen["faelle"].clip(lower=0)) / (n + w["offen_anzahl"])
    w = _judge(w, gebiet, gezaehlt, bezug, offen)
    return _add_reach(w, gezaehlt, bezug)


def _unassigned(w: pd.DataFrame, bezug: pd.DataFrame, gebiet: pd.Series, bestand: Bestand) -> pd.DataFrame:
    """People of the city that no area counts, aligned to ``w``; NaN unless every area of the city has counts."""
    raeume = bestand.frame("raeume")
    anzahl = raeume[raeume["typ"].eq(SOZIALRAUM)].groupby("paket")["raum_id"].nunique()
    spalten = ["nenner", "faelle", "faelle_von", "faelle_bis"]
    mit = w[gebiet & w["faelle"].notna()]
    gruppe = mit.assign(nenner=mit["nenner"].astype("float64")).groupby(_VERGLEICH)
    alle = gruppe["raum_id"].nunique().eq(gruppe["kommune_id"].first().map(anzahl))
    teile = gruppe[spalten].sum().where(alle)
    teile = teile.reindex(pd.MultiIndex.from_frame(w[_VERGLEICH])).set_axis(w.index)
    offen = bezug[spalten] - teile
    offen["faelle_von"] = bezug["faelle_von"] - teile["faelle_bis"]
    offen["faelle_bis"] = bezug["faelle_bis"] - teile["faelle_von"]
    return offen


def _judge(
    w: pd.DataFrame, gebiet: pd.Series, gezaehlt: pd.Series, bezug: pd.DataFrame, offen: pd.DataFrame
) -> pd.DataFrame:
    """Adds statement, level and the numbers that flip it."""
    for spalte in ("kippt_95", "kippt_998"):
        w[spalte] = np.nan
    w["aussage_niveau"] = np.nan
    da = w[gezaehlt]
    b, o = bezug[gezaehlt], offen[gezaehlt].where(w.loc[gezaehlt, "offen_anzahl"].notna())
    von, bis, n = (da[s].to_numpy("float64") for s in ("faelle_von", "faelle_bis", "nenner"))
    stadt = (b["faelle_von"].to_numpy(), b["faelle_bis"].to_numpy(), b["nenner"].to_numpy())
    ohne = (o["faelle_von"].to_numpy(), o["faelle_bis"].to_numpy(), o["nenner"].to_numpy())
    vorzeichen = pd.Series(0, index=w.index)
    for niveau, spalte in ((SCHWACH, "kippt_95"), (STRENG, "kippt_998")):
        sign = difference_signs(von, bis, n, *stadt, niveau)
        anders = sign != 0
        wo = da.index[anders]
        lage = _turn(
            sign[anders],
            von[anders],
            bis[anders],
            n[anders],
            (stadt[0][anders], stadt[1][anders], stadt[2][anders]),
            (ohne[0][anders], ohne[1][anders], ohne[2][anders]),
        )
        w.loc[wo, spalte] = lage.flips_at(niveau)
        fest = lage.survives(niveau)
        vorzeichen.loc[wo[fest]] = sign[anders][fest]
        w.loc[wo[fest], "aussage_niveau"] = niveau
    gut = w["richtung"].map({Richtung.HOEHER_BESSER: 1, Richtung.NIEDRIGER_BESSER: -1}).fillna(0)
    sicher = w["aussage_niveau"].eq(STRENG)
    # Counts and amounts of an area are no level that could be better or worse than the city's.
    hat_wert = gebiet & w["wert_genau"].notna() & w["wert_bis"].isna() & w["art"].isin(["anteil", "verhaeltnis"])
    w["aussage"] = np.select(
        [
            sicher & gut.ne(0) & vorzeichen.eq(gut),
            sicher & gut.ne(0),
            sicher & vorzeichen.gt(0),
            sicher,
            vorzeichen.gt(0),
            vorzeichen.lt(0),
            gezaehlt,
            hat_wert,
        ],
        [
            str(Aussage.BESSER),
            str(Aussage.SCHLECHTER),
            str(Aussage.HOEHER),
            str(Aussage.NIEDRIGER),
            str(Aussage.AUFFAELLIG_HOEHER),
            str(Aussage.AUFFAELLIG_NIEDRIGER),
            str(Aussage.AEHNLICH),
            str(Aussage.KEINE_BELASTBARE_AUSSAGE),
        ],
        "",
    )
    return w


def _add_reach(w: pd.DataFrame, gezaehlt: pd.Series, bezug: pd.DataFrame) -> pd.DataFrame:
    """Adds what could have been found, and from which population on where it is unknown."""
    n, rest_x, rest_n = (w.loc[gezaehlt, s].to_numpy("float64") for s in ("nenner", "rest_faelle", "rest_nenner"))
    w["trennschaerfe"] = np.nan
    w["erkennbar"] = np.nan
    w.loc[gezaehlt, "trennschaerfe"] = _power(n, rest_x, rest_n, np.full(len(n), UNTERSCHIED))

    def zu_klein(punkte: Floats) -> NDArray[np.bool_]:
        return np.asarray(_power(n, rest_x, rest_n, punkte) < ERKANNT)

    letzte = bisect_last(zu_klein, np.zeros(len(n)), np.full(len(n), 50.0))
    w.loc[gezaehlt, "erkennbar"] = letzte + 1
    ohne = w["aussage"].eq(Aussage.KEINE_BELASTBARE_AUSSAGE) & w["art"].eq("anteil") & w["wert_stadt"].notna()
    ohne &= w["faelle"].isna()
    halb = (0.5 * 10.0 ** (-w["stellen"])).fillna(0.0) + (0.5 * 10.0 ** (-bezug["stellen"])).fillna(0.0)
    abstand = w["wert_genau"] - w["wert_stadt"]
    knapp = np.sign(abstand) * (abstand.abs() - halb).clip(lower=0)
    stadt_knapp = w["wert_stadt"] + np.sign(abstand) * (0.5 * 10.0 ** (-bezug["stellen"])).fillna(0.0)
    w["ab_faelle"] = np.where(ohne, needed_population((stadt_knapp + knapp) / 100, stadt_knapp / 100, SCHWACH), np.nan)
    w["denkbar_faelle"] = find_conceivable(w).where(w["ab_faelle"].notna())
    return w


def find_conceivable(w: pd.DataFrame) -> pd.Series:
    """Finds how many people a share of an area can have counted at most, where its own number is not printed.

    Three bounds, the lowest one holds: the area's part of what the city ever counted for the same Kennzahl, its part of so
    many years of the city's minors as the Kennzahl counts (``jahrgaenge``), and its part of the largest number of such
    people (``fallbezeichnung``) that the city is known to have. The part is the largest one known of the area, whatever was
    counted; for the first two bounds it may be :data:`SPIELRAUM` times as large. A number of such people below one year of
    the city's minors is that of a special group and bounds nothing.

    Args:
        w: One row per value: kommune_id, raum_id, raum_typ, kennzahl_id, fallbezeichnung, jahrgaenge, art, zaehler,
            nenner, nenner_stadt, wert_genau.

    Returns:
        Whole numbers on the index of ``w``; NaN outside areas and where nothing bounds the number.
    """
    je_kennzahl, je_wort, je_raum = (["kommune_id", s] for s in ("kennzahl_id", "fallbezeichnung", "raum_id"))
    gebiet = w["raum_typ"].eq(SOZIALRAUM)
    stadt = w[w["raum_typ"].eq("stadt")]
    nenner = stadt["nenner"].astype("float64")
    anzahl = nenner.fillna(stadt["wert_genau"].where(stadt["art"].eq("anzahl")))
    minderjaehrige = stadt["zaehler"].where(stadt["kennzahl_id"].eq(BEVOELKERUNG)).astype("float64")
    je_kommune = minderjaehrige.groupby(stadt["kommune_id"]).max() / JAHRGAENGE
    jahrgang = stadt["kommune_id"].map(je_kommune)
    teil = _look_up((w["nenner"].astype("float64") / w["nenner_stadt"]).where(gebiet), w, w, je_raum)
    weit = (SPIELRAUM * teil).clip(upper=1.0).fillna(1.0)
    grenzen = pd.DataFrame(
        {
            "kennzahl": _look_up(nenner, stadt, w, je_kennzahl) * weit,
            "jahrgaenge": w["kommune_id"].map(je_kommune) * w["jahrgaenge"].astype("float64") * weit,
            "wort": _look_up(anzahl.where(anzahl.ge(jahrgang)), stadt, w, je_wort) * teil.fillna(1.0),
        }
    )
    # 22.5 % of 800 are 180, not 179.99…
    return np.floor(grenzen.min(axis=1).where(gebiet) + 1e-9)


def _look_up(zahl: pd.Series, von: pd.DataFrame, w: pd.DataFrame, je: list[str]) -> pd.Series:
    """The greatest number per key, aligned to ``w``."""
    groesste = zahl.groupby([von[s] for s in je]).max()
    return groesste.reindex(pd.MultiIndex.from_frame(w[je])).set_axis(w.index)


def _power(n: Floats, rest_x: Floats, rest_n: Floats, punkte: Floats) -> Floats:
    """Chance that an area this many points from the rest stands out, on the side of the middle, where chance is greater."""
    rest = rest_x / rest_n
    wahr = np.clip(rest + np.where(rest > 0.5, -1, 1) * punkte / 100, 0.0, 1.0)
    return difference_power(n, rest_x, rest_n, wahr, SCHWACH)


def pool_areas(w: pd.DataFrame, bestand: Bestand) -> pd.DataFrame:
    """Counts the last two periods of each share together and compares the areas again.

    Two periods belong together if they are neighbours of one segment (same way of counting), both have counts, and lie
    at most :data:`JAHRE_ZUSAMMEN` years apart. Sums of counts, never of shares.

    Args:
        w: Frame of :func:`kekiz.rechnen.assess.assess_changes`.
        bestand: The packages.

    Returns:
        Rows like those of :func:`assess_areas`, one per Kommune, Kennzahl, Raum, Gruppe of a city with areas, with
        ``zeitraum`` of both periods and, as texts with a space between them, ``faelle_je`` and ``nenner_je``; ``faelle``
        is a fraction where a share is printed without its numerator.
    """
    gebiete = w.loc[w["raum_typ"].eq(SOZIALRAUM) & w["faelle"].notna(), ["kommune_id", "kennzahl_id", "gruppe"]]
    gesucht = pd.MultiIndex.from_frame(gebiete.drop_duplicates())
    ort = w["raum_typ"].isin(["stadt", SOZIALRAUM, NICHT_ZUGEORDNET])
    hat = ort & w["faelle"].notna() & w["art"].eq("anteil")
    d = w[hat & pd.MultiIndex.from_frame(w[["kommune_id", "kennzahl_id", "gruppe"]]).isin(gesucht)]
    reihen = d.groupby([*REIHE, "segment"], sort=False)
    spalten = [
        "zeitraum",
        "zeit",
        "faelle",
        "faelle_von",
        "faelle_bis",
        "nenner",
        "fallzahl",
        "hinweis_id",
        "fundstelle",
    ]
    vor = reihen[spalten].shift()
    letzte = ~d.duplicated(REIHE, keep="last")
    paar = letzte & (d["zeit"] - vor["zeit"]).le(JAHRE_ZUSAMMEN)
    z, vor = d[paar].copy(), vor[paar]
    for spalte in ("faelle", "faelle_von", "faelle_bis"):
        z[f"{spalte}_neu"] = vor[spalte] + z[spalte]
    genau = z["faelle_von_neu"].eq(z["faelle_bis_neu"])
    for spalte in ("faelle", "nenner"):
        z[f"{spalte}_je"] = [f"{a} {b}" for a, b in zip(vor[spalte], z[spalte], strict=True)]
    z["nenner"] = (vor["nenner"].astype("float64") + z["nenner"].astype("float64")).astype("Int64")
    wert = 100 * z["faelle_neu"] / z["nenner"].astype("float64")
    z = z.assign(
        zeitraum=[f"{a}{ZUSAMMEN}{b}" for a, b in zip(vor["zeitraum"], z["zeitraum"], strict=True)],
        wert=wert,
        wert_genau=wert,
        wert_berechnet=wert.where(genau),
        zaehler=z["faelle_neu"].where(genau).round().astype("Int64"),
        zaehler_erschlossen=np.nan,
        gedruckt="",
        wertstatus=str(Wertstatus.BERECHNET),
        zuverlaessigkeit=str(Zuverlaessigkeit.ABGELEITET),
        fallzahl=z["fallzahl"].where(z["fallzahl"].eq(vor["fallzahl"]), str(Fallzahl.NUR_NENNER)),
        stellen=np.nan,
        vorperiode="",
        basisperiode="",
        hinweis_id=_join(vor["hinweis_id"], z["hinweis_id"], " "),
        fundstelle=_join(vor["fundstelle"], z["fundstelle"], "; "),
    )
    z[["differenz_vorperiode", "differenz_basis", "stellen_vorperiode", "stellen_basis", "jahre_vorperiode"]] = np.nan
    z = add_intervals(z)
    for spalte in ("faelle_von", "faelle_bis"):
        z[spalte] = z.pop(f"{spalte}_neu")
    return assess_areas(z.drop(columns="faelle_neu").reset_index(drop=True), bestand)


def _join(eins: pd.Series, zwei: pd.Series, trenner: str) -> list[str]:
    """Joins two lists, written as texts, to one without repetition."""
    return [
        trenner.join(dict.fromkeys(t for teil in (a, b) for t in str(teil).split(trenner) if t))
        for a, b in zip(eins, zwei, strict=True)
    ]


@dataclass(frozen=True)
class Fehlalarm:
    """How often the rules call chance a difference, if every area had the rate of its city.

    Attributes:
        vergleiche: Number of comparisons, ``zusammen``: those of them that count two periods together.
        auffaellig: Mean share of comparisons that stand out at 95 % or more (0..1).
        gesichert: The same at 99.8 %.
        einer_auffaellig: Share of runs in which at least one comparison stands out.
        einer_gesichert: The same at 99.8 %.
        ohne_offene: Mean share that stands out at 95 % before the rule on people without an area.
    """

    vergleiche: int
    zusammen: int
    auffaellig: float
    gesichert: float
    einer_auffaellig: float
    einer_gesichert: float
    ohne_offene: float


def simulate_false_alarms(
    einzeln: pd.DataFrame, zusammen: pd.DataFrame, laeufe: int = LAEUFE, samen: int = SAMEN
) -> Fehlalarm:
    """Lets chance alone draw all counts of a city's areas and judges them with the same rules.

    Args:
        einzeln: Rows of :func:`assess_areas` of one municipality.
        zusammen: Rows of :func:`pool_areas` of the same.
        laeufe: Number of invented cities.
        samen: Seed.

    Returns:
        Rates over all comparisons; zeros where there is none.
    """
    zufall = np.random.default_rng(samen)
    einzeln = einzeln[einzeln["rest_nenner"].notna()].sort_values([*_VERGLEICH, "raum_id"])
    zusammen = zusammen[zusammen["rest_nenner"].notna()].sort_values([*_VERGLEICH, "raum_id"])
    gezogen: dict[tuple[str, ...], tuple[Floats, Floats, float, float]] = {}
    urteile: list[tuple[Ganze, Ganze]] = []
    for schluessel, teil in einzeln.groupby(_VERGLEICH, sort=False):
        n = teil["nenner"].to_numpy("int64")
        stadt_n = int(teil["nenner_stadt"].iloc[0])
        p = float(teil["wert_stadt"].iloc[0]) / 100
        x = zufall.binomial(n, p, size=(laeufe, len(n))).astype(float)
        rest = zufall.binomial(stadt_n - int(n.sum()), p, size=laeufe).astype(float)
        offen_n = float(teil["offen_anzahl"].iloc[0])
        _, kennzahl, zeitraum, gruppe = schluessel
        for i, raum in enumerate(teil["raum_id"]):
            gezogen[str(kennzahl), str(raum), str(zeitraum), str(gruppe)] = (x[:, i], rest, offen_n, float(stadt_n))
            gezogen[str(kennzahl), "", str(zeitraum), str(gruppe)] = (
                x.sum(axis=1) + rest,
                rest,
                offen_n,
                float(stadt_n),
            )
        urteile += [
            _judge_draws(x[:, i], float(n[i]), x.sum(axis=1) + rest, float(stadt_n), rest, offen_n)
            for i in range(len(n))
        ]
    for z in zusammen.itertuples(index=False):
        je = [gezogen[z.kennzahl_id, z.raum_id, t, z.gruppe] for t in z.zeitraum.split(ZUSAMMEN)]
        stadt = [gezogen[z.kennzahl_id, "", t, z.gruppe] for t in z.zeitraum.split(ZUSAMMEN)]
        urteile.append(
            _judge_draws(
                np.sum([j[0] for j in je], axis=0),
                float(z.nenner),
                np.sum([s[0] for s in stadt], axis=0),
                sum(s[3] for s in stadt),
                np.sum([j[1] for j in je], axis=0),
                float(np.sum([j[2] for j in je])),
            )
        )
    if not urteile:
        return Fehlalarm(0, 0, 0.0, 0.0, 0.0, 0.0, 0.0)
    vor, nach = (np.array([u[i] for u in urteile]) for i in (0, 1))
    return Fehlalarm(
        len(urteile),
        len(zusammen),
        float((nach > 0).mean()),
        float((nach > 1).mean()),
        float((nach > 0).any(axis=0).mean()),
        float((nach > 1).any(axis=0).mean()),
        float((vor > 0).mean()),
    )


def _judge_draws(
    x: Floats, n: float, stadt_x: Floats, stadt_n: float, offen_x: Floats, offen_n: float
) -> tuple[Ganze, Ganze]:
    """Judges drawn counts of one area: levels reached (0, 1, 2) before and after the rule on people without an area."""
    laeufe = len(x)
    vor, nach = np.zeros(laeufe, dtype=int), np.zeros(laeufe, dtype=int)
    for stufe, niveau in ((1, SCHWACH), (2, STRENG)):
        sign = difference_signs(x, x, n, stadt_x, stadt_x, stadt_n, niveau)
        wo = np.flatnonzero(sign)
        vor[wo] = stufe
        stadt = (stadt_x[wo], stadt_x[wo], np.full(len(wo), stadt_n))
        offen = (offen_x[wo], offen_x[wo], np.full(len(wo), offen_n))
        lage = _turn(sign[wo], x[wo], x[wo], np.full(len(wo), n), stadt, offen)
        nach[wo[lage.survives(niveau)]] = stufe
    return vor, nach


def funnel_limits(stadt_x: float, stadt_n: float, n: ArrayLike, niveau: float) -> tuple[Floats, Floats]:
    """Finds from which share on an area of a given population differs from the rest of its city.

    The rest shrinks with the area, so that a point lies outside exactly where the comparison finds a difference.

    Args:
        stadt_x: Cases of the city.
        stadt_n: Population of the city.
        n: Populations of areas, shape (n,).
        niveau: Confidence level in percent, 95.0 or 99.8.

    Returns:
        Shares 0..1 below and above which an area differs; NaN where even none or all of its people would not differ.

    Source: D. J. Spiegelhalter, Statist. Med. 24 (2005) 1185-1202, with the limits of :func:`difference_signs`.
    """
    m = np.asarray(n, dtype=float)
    grenzen = []
    for x_stadt in (stadt_n - stadt_x, stadt_x):
        holds = _above(m, x_stadt, stadt_n, niveau)
        unten, oben = np.zeros(len(m)), np.ones(len(m))
        for _ in range(40):
            mitte = (unten + oben) / 2
            ist = holds(mitte)
            unten, oben = np.where(ist, unten, mitte), np.where(ist, mitte, oben)
        grenzen.append(np.where(holds(np.ones(len(m))), oben, np.nan))
    return 1 - grenzen[0], grenzen[1]


def _above(n: Floats, stadt_x: float, stadt_n: float, niveau: float) -> Callable[[Floats], NDArray[np.bool_]]:
    def holds(anteil: Floats) -> NDArray[np.bool_]:
        x = np.minimum(anteil * n, stadt_x)
        return difference_signs(x, x, n, stadt_x, stadt_x, stadt_n, niveau) > 0

    return holds
