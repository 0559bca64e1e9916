"""Where to begin: puts areas in an order by weighted values, and says how much of that order is chance.

The rule is applied here for the page as it is built and for ``kekiz pilotraeume``, and in ``docs/assets/pilotraeume.js``
for weights that a reader sets; a test holds both together. Random numbers depend on what they are for (area, Kennzahl),
not on the order of rows, so that the same data give the same answer everywhere.

Source: H. Goldstein, D. J. Spiegelhalter, J. R. Stat. Soc. A 159 (1996) 385-443 (an order needs its uncertainty);
    E. C. Marshall, D. J. Spiegelhalter, BMJ 316 (1998) 1701-1704 (drawing the true values to get ranks).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from kekiz.daten.bestand import Bestand
from kekiz.rechnen.raeume import select_area_values, select_areas
from kekiz.wissen.codes import SOZIALRAUM, Auslassung, Richtung, Wahlurteil
from kekiz.wissen.statistik import Floats

ERSTE: Final = 3
"""So many areas are chosen."""
BESTAENDIG: Final = 0.8
"""An area belongs to the first ones if it does so in at least four of five draws."""
ZIEHUNGEN: Final = 1000
SAMEN: Final = 2018
ARTEN: Final = ("anteil", "verhaeltnis")
"""Kinds of Kennzahlen that do not grow with an area."""
GEWICHTE: Final = (0, 1, 2, 3)
"""Weights that a reader can give."""
_GLEICH: Final = 1e-9
"""Scores nearer than this are equal."""


@dataclass(frozen=True)
class Merkmal:
    """One Kennzahl in one period, with a value for every area.

    Attributes:
        kennzahl_id: Kennzahl.
        zeitraum: Latest period in which every area has a value.
        vorzeichen: 1 where more is less favourable, -1 where less is; -1 also where the documents fix no direction.
        hat_richtung: Whether they fix one. Else a weight decides: a negative one means that more is less favourable.
        werte: Value of each area as it is shown, shape (n,).
        mitte: Most likely true share of each area, as an angle, see :func:`shrink`; shape (n,). None: no case numbers.
        streuung: Standard deviation of that angle, shape (n,); None as above.
    """

    kennzahl_id: str
    zeitraum: str
    vorzeichen: int
    hat_richtung: bool
    werte: Floats
    mitte: Floats | None = None
    streuung: Floats | None = None

    @property
    def ist_verschieden(self) -> bool:
        """Whether the areas differ more than chance alone would make them."""
        return self.mitte is not None and bool(np.ptp(self.mitte) > 0)


@dataclass(frozen=True)
class Auswahl:
    """What can be weighed in a municipality, and what not.

    Attributes:
        raum_ids: Its areas, in the order of the table.
        merkmale: What can be weighed, in the order of the catalogue.
        ausgelassen: Every other Kennzahl that has a row for an area, with the reason.
    """

    raum_ids: tuple[str, ...]
    merkmale: tuple[Merkmal, ...]
    ausgelassen: Mapping[str, Auslassung]

    @property
    def vorgabe(self) -> dict[str, int]:
        """Equal weights for all whose direction is fixed and whose chance is known; the others have none."""
        return {m.kennzahl_id: int(m.hat_richtung and m.mitte is not None) for m in self.merkmale}


@dataclass(frozen=True)
class Platz:
    """Where one area stands.

    Attributes:
        raum_id: Area.
        punkte: Weighted mean of the standardised values; above 0 is less favourable than the mean of all areas.
        zufall: Share of draws (0..1) in which it is among the first, with these weights.
        von: Place that it has or betters in 5 of 100 draws.
        bis: Place that it has or betters in 95 of 100 draws.
        gewichte: Share of other weights (0..1) with which it is among the first.
    """

    raum_id: str
    punkte: float
    zufall: float
    von: int
    bis: int
    gewichte: float


@dataclass(frozen=True)
class Reihung:
    """The outcome for some weights.

    Attributes:
        urteil: What it allows to be said.
        plaetze: One per area, in the order of the table; none where nothing has a weight or there is nothing to choose.
        bestaendig: Areas that are among the first in most draws.
    """

    urteil: Wahlurteil
    plaetze: tuple[Platz, ...] = ()
    bestaendig: tuple[str, ...] = ()


def offers_choice(bestand: Bestand) -> list[str]:
    """Lists the municipalities whose areas can be weighed, from the rows as they stand in the packages.

    Args:
        bestand: The packages.
    """
    raeume, k = bestand.frame("raeume"), bestand.frame("kennzahlen")
    anzahl = raeume[raeume["typ"].eq(SOZIALRAUM)].groupby("paket")["raum_id"].nunique()
    k = k[k["art"].isin(ARTEN)]
    w = bestand.frame("werte")
    w = w[w["kennzahl_id"].isin(k["kennzahl_id"]) & w["gruppe"].eq("") & w["wert_bis"].isna()]
    w = w[w["wert"].notna() | (w["zaehler"].notna() & w["nenner"].notna())]
    w = w.merge(raeume.loc[raeume["typ"].eq(SOZIALRAUM), ["paket", "raum_id"]], on=["paket", "raum_id"])
    je_zeit = w.groupby(["paket", "kennzahl_id", "zeitraum"])["raum_id"].nunique().reset_index()
    ganz = je_zeit[je_zeit["raum_id"].eq(je_zeit["paket"].map(anzahl)) & je_zeit["raum_id"].gt(ERSTE)]
    return [str(k) for k in bestand.frame("kommunen")["kommune_id"] if k in set(ganz["paket"])]


def select_merkmale(werte: pd.DataFrame, raeume: pd.DataFrame, kommune_id: str, katalog: Sequence[str]) -> Auswahl:
    """Finds what the areas of a municipality can be weighed by.

    Args:
        werte: Values of the Ergebnis.
        raeume: Table ``raeume`` of the municipality.
        kommune_id: Municipality.
        katalog: All kennzahl_id in order.
    """
    orte = tuple(str(r) for r in select_areas(raeume)["raum_id"])
    w = select_area_values(werte, kommune_id)
    w = w[w["raum_typ"].eq(SOZIALRAUM) & w["raum_id"].isin(orte)]
    merkmale, ausgelassen = [], {}
    je_kennzahl = dict(iter(w.groupby("kennzahl_id", observed=True)))
    for k in (k for k in katalog if k in je_kennzahl):
        fund = _read_merkmal(k, je_kennzahl[k], orte)
        if isinstance(fund, Merkmal):
            merkmale.append(fund)
        else:
            ausgelassen[k] = fund
    return Auswahl(orte, tuple(merkmale), ausgelassen)


def _read_merkmal(kennzahl_id: str, w: pd.DataFrame, orte: Sequence[str]) -> Merkmal | Auslassung:
    """Reads one Kennzahl, or says why it cannot be weighed."""
    if not w["art"].isin(ARTEN).all():
        return Auslassung.ANZAHL
    da = w[w["wert_genau"].notna() & w["wert_bis"].isna()]
    je_zeit = da.groupby("zeitraum", observed=True).agg(orte=("raum_id", "nunique"), zeit=("zeit", "first"))
    ganz = je_zeit[je_zeit["orte"].eq(len(orte))].sort_values("zeit")
    if ganz.empty:
        return Auslassung.LUECKE
    zeitraum = str(ganz.index[-1])
    teil = da[da["zeitraum"].eq(zeitraum)].drop_duplicates("raum_id").set_index("raum_id").loc[list(orte)]
    v = teil["wert_genau"].to_numpy("float64")
    richtung = str(w["richtung"].iloc[0])
    vorzeichen = 1 if richtung == Richtung.NIEDRIGER_BESSER else -1
    hat_richtung = richtung != Richtung.OHNE
    x, n = teil["faelle"].to_numpy("float64"), teil["nenner"].to_numpy("float64")
    if not (np.isfinite(x).all() and teil["ki_methode"].eq("wilson").all()):
        return Merkmal(kennzahl_id, zeitraum, vorzeichen, hat_richtung, v)
    return Merkmal(kennzahl_id, zeitraum, vorzeichen, hat_richtung, v, *shrink(x, n))


def shrink(zaehler: Floats, nenner: Floats) -> tuple[Floats, Floats]:
    """Estimates the true share of each area: its own count, drawn towards all as far as chance explains the differences.

    Shares are turned into angles, whose chance depends on the number of cases alone. Where the angles differ no more
    than chance makes them, all areas get the same one and nothing is left to be put in an order.

    Args:
        zaehler: Cases, shape (n,).
        nenner: Populations, shape (n,).

    Returns:
        Angle of the share (0..pi/2) and its standard deviation, each of shape (n,).

    Source: F. J. Anscombe, Biometrika 35 (1948) 246-254 (angle); R. DerSimonian, N. Laird, Control. Clin. Trials 7
        (1986) 177-188 (variance between areas); C. N. Morris, J. Am. Stat. Assoc. 78 (1983) 47-55 (drawing together).

    Example:
        >>> mitte, streuung = shrink(np.array([50.0, 50.0]), np.array([100.0, 100.0]))
        >>> [round(float(m), 4) for m in mitte], [float(s) for s in streuung]
        ([0.7854, 0.7854], [0.0, 0.0])
    """
    winkel = np.arcsin(np.sqrt((zaehler + 0.375) / (nenner + 0.75)))
    varianz = 1 / (4 * nenner + 2)
    gewicht = 1 / varianz
    gemeinsam = (gewicht * winkel).sum() / gewicht.sum()
    q = (gewicht * (winkel - gemeinsam) ** 2).sum()
    zwischen = (q - (len(winkel) - 1)) / (gewicht.sum() - (gewicht**2).sum() / gewicht.sum()) if len(winkel) > 1 else 0
    if zwischen <= 0:
        return np.full(winkel.shape, gemeinsam), np.zeros(winkel.shape)
    gesamt = 1 / (varianz + zwischen)
    gemeinsam = (gesamt * winkel).sum() / gesamt.sum()
    eigen = zwischen / (zwischen + varianz)
    return gemeinsam + eigen * (winkel - gemeinsam), np.sqrt(eigen * varianz)


def _seed(*teile: str) -> int:
    """Turns words into a number (FNV-1a, 32 bits, over UTF-8)."""
    h = 0x811C9DC5
    for byte in "|".join(teile).encode():
        h = ((h ^ byte) * 0x01000193) & 0xFFFFFFFF
    return h ^ SAMEN


def draw_uniform(anzahl: int, *wofuer: str) -> Floats:
    """Draws numbers between 0 and 1 that depend only on what they are for (mulberry32).

    Args:
        anzahl: How many.
        *wofuer: What for.

    Example:
        >>> bool(np.array_equal(draw_uniform(5, "a"), draw_uniform(9, "a")[:5]))
        True
    """
    a = np.uint32(_seed(*wofuer)) + np.uint32(0x6D2B79F5) * np.arange(1, anzahl + 1, dtype=np.uint32)
    t = (a ^ (a >> np.uint32(15))) * (a | np.uint32(1))
    t ^= t + (t ^ (t >> np.uint32(7))) * (t | np.uint32(61))
    gleich: Floats = ((t ^ (t >> np.uint32(14))).astype("float64") + 0.5) / 2**32
    return gleich


def draw_normal(anzahl: int, *wofuer: str) -> Floats:
    """Draws standard normal numbers, as :func:`draw_uniform`.

    Source: G. E. P. Box, M. E. Muller, Ann. Math. Stat. 29 (1958) 610-611.
    """
    u = draw_uniform(2 * anzahl, *wofuer)
    return np.asarray(np.sqrt(-2 * np.log(u[::2])) * np.cos(2 * np.pi * u[1::2]))


def standardise(werte: Floats, vorzeichen: int) -> Floats:
    """Turns values into distances from the mean of the areas in standard deviations, upwards less favourable.

    Args:
        werte: Values, shape (..., n).
        vorzeichen: See :class:`Merkmal`.

    Returns:
        Shape (..., n); 0 where all areas have the same value.
    """
    abstand = werte - werte.mean(axis=-1, keepdims=True)
    breite = np.sqrt((abstand**2).mean(axis=-1, keepdims=True))
    geteilt = np.divide(abstand, breite, out=np.zeros_like(abstand), where=breite > _GLEICH)
    return np.asarray(vorzeichen * geteilt)


def share_of_first(punkte: Floats) -> Floats:
    """Tells who is among the first; those who stand level share the places that are left.

    Args:
        punkte: Scores, shape (..., n).

    Returns:
        0..1, shape (..., n).
    """
    davor, gleich = _ahead(punkte)
    return np.asarray(np.clip((ERSTE - davor) / gleich, 0.0, 1.0))


def _ahead(punkte: Floats) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Counts for each area how many have more, and how many stand level with it, itself included."""
    abstand = punkte[..., None, :] - punkte[..., :, None]
    return (abstand > _GLEICH).sum(axis=-1), (np.abs(abstand) <= _GLEICH).sum(axis=-1)


def _drawn(merkmal: Merkmal, raum_ids: Sequence[str]) -> Floats:
    """Draws the true values of a Kennzahl, shape (ZIEHUNGEN, n); without case numbers they are what is shown."""
    if merkmal.mitte is None or merkmal.streuung is None:
        return np.broadcast_to(merkmal.werte, (ZIEHUNGEN, len(raum_ids)))
    eps = np.stack([draw_normal(ZIEHUNGEN, r, merkmal.kennzahl_id) for r in raum_ids], axis=1)
    return np.sin(np.clip(merkmal.mitte + merkmal.streuung * eps, 0, np.pi / 2)) ** 2


def rank_areas(auswahl: Auswahl, gewichte: Mapping[str, float]) -> Reihung:
    """Puts the areas in an order and says how sure it is.

    Args:
        auswahl: What can be weighed.
        gewichte: Weight by kennzahl_id; what is missing has none. Negative: see :class:`Merkmal`.
    """
    if len(auswahl.raum_ids) <= ERSTE:
        return Reihung(Wahlurteil.KEINE_WAHL)
    gezaehlt = [m for m in auswahl.merkmale if gewichte.get(m.kennzahl_id, 0)]
    if not gezaehlt:
        return Reihung(Wahlurteil.OHNE_GEWICHT)
    anteile = np.array([gewichte[m.kennzahl_id] for m in gezaehlt], dtype=float)
    anteile /= np.abs(anteile).sum()
    fest = np.stack([standardise(m.werte, m.vorzeichen) for m in gezaehlt])
    punkte = anteile @ fest
    gezogen = np.stack([standardise(_drawn(m, auswahl.raum_ids), m.vorzeichen) for m in gezaehlt])
    je_ziehung = np.einsum("k,kdn->dn", anteile, gezogen)
    zufall = share_of_first(je_ziehung).mean(axis=0)
    davor, gleich = _ahead(je_ziehung)
    von, bis = np.sort(davor + 1, axis=0), np.sort(davor + gleich, axis=0)
    rand = ZIEHUNGEN // 20
    andere = np.stack([-np.log(draw_uniform(ZIEHUNGEN, "gewicht", m.kennzahl_id)) for m in gezaehlt])
    andere *= np.sign(anteile)[:, None]
    mit_anderen = share_of_first((andere / np.abs(andere).sum(axis=0)).T @ fest).mean(axis=0)
    plaetze = tuple(
        Platz(r, float(p), float(z), int(von[rand, i]), int(bis[-1 - rand, i]), float(g))
        for i, (r, p, z, g) in enumerate(zip(auswahl.raum_ids, punkte, zufall, mit_anderen, strict=True))
    )
    if any(m.mitte is None for m in gezaehlt):
        return Reihung(Wahlurteil.OHNE_FALLZAHL, plaetze)
    if not any(m.ist_verschieden for m in gezaehlt):
        return Reihung(Wahlurteil.NUR_ZUFALL, plaetze)
    bestaendig = tuple(p.raum_id for p in plaetze if p.zufall >= BESTAENDIG)
    return Reihung(Wahlurteil.TRAEGT if len(bestaendig) == ERSTE else Wahlurteil.TRAEGT_NICHT, plaetze, bestaendig)
