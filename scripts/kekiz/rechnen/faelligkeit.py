"""When the next value of a Kennzahl is due, which rows a year is expected to have, and how many of them are there.

No clock: the day to judge by is an argument. A period belongs to the year in which it ends.
"""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Final

import pandas as pd

from kekiz.daten.bestand import WERT_SCHLUESSEL, Bestand
from kekiz.daten.erwartung import Wertzeile, date_row, expect_rows, read_intervals
from kekiz.rechnen.jahresstand import has_value
from kekiz.wissen.codes import Lage
from kekiz.wissen.zeitraum import period_in, read_zeitraum

FRIST_JAHRE: Final = 1
"""So long after the end of its period a value is due without being overdue: reports come out in the year after."""


@dataclass(frozen=True)
class Faelligkeit:
    """Where a Kennzahl of a municipality stands.

    Attributes:
        kennzahl_id: Kennzahl.
        lage: What there is to say about it.
        letzter: Latest period with a value; empty where there never was one.
        naechster: Period of the next value; empty where nothing says when it comes.
        fehlend: Periods that have ended by the day and have no row, in order.
    """

    kennzahl_id: str
    lage: Lage
    letzter: str
    naechster: str
    fehlend: tuple[str, ...] = ()


def expected_rows(werte: pd.DataFrame, abstaende: Mapping[tuple[str, str], int], jahr: int) -> list[dict[str, str]]:
    """Lists the rows that a year is expected to have, as :func:`kekiz.daten.erwartung.expect_rows` does, from a frame.

    Args:
        werte: Rows of one municipality with ``kennzahl_id``, ``raum_id``, ``gruppe``, ``zeitraum``, in any order.
        abstaende: As :func:`kekiz.daten.erwartung.read_intervals`.
        jahr: The year.
    """
    return expect_rows(list(_dated(werte)), abstaende, jahr)


def _dated(werte: pd.DataFrame) -> Iterator[Wertzeile]:
    return (date_row(z) for z in werte[WERT_SCHLUESSEL].itertuples(index=False, name=None))


@dataclass(frozen=True)
class Vollstaendigkeit:
    """How complete a year is.

    Attributes:
        jahr: The year.
        mit_wert: Rows with a value.
        begruendet: Rows that say why there is no value.
        offen: Rows that wait for their value.
        fehlend: Rows that the years before let expect, and that nobody has put down.
    """

    jahr: int
    mit_wert: int
    begruendet: int
    offen: int
    fehlend: int

    @property
    def erwartet(self) -> int:
        """All rows that there should be."""
        return self.mit_wert + self.begruendet + self.offen + self.fehlend


@lru_cache(maxsize=1024)
def completeness(bestand: Bestand, kommune_id: str) -> tuple[Vollstaendigkeit, ...]:
    """Says of each year of a municipality how complete it is; the first one has no years before to expect anything by.

    Args:
        bestand: The packages.
        kommune_id: Municipality.
    """
    werte = bestand.where("werte", paket=kommune_id)
    offen = [z for z in bestand.offen if z["paket"] == kommune_id]
    abstaende = read_intervals(bestand, kommune_id)
    alle, wartende = list(_dated(werte)), [date_row(z[s] for s in WERT_SCHLUESSEL) for z in offen]
    mit_wert = Counter(z.jahr for z, hat in zip(alle, has_value(werte), strict=True) if hat)
    jahre = []
    for j in sorted({z.jahr for z in (*alle, *wartende)}):
        da = {z.schluessel for z in alle if z.jahr == j}
        wartet = {z.schluessel for z in wartende if z.jahr == j}
        soll = {tuple(z[s] for s in WERT_SCHLUESSEL) for z in expect_rows(alle, abstaende, j)}
        jahre.append(Vollstaendigkeit(j, mit_wert[j], len(da) - mit_wert[j], len(wartet), len(soll - da - wartet)))
    return tuple(jahre)


def list_due(bestand: Bestand, kommune_id: str, stichtag: date) -> list[Faelligkeit]:
    """Says of each Kennzahl of a municipality when its next value is due, what is overdue, and what never came.

    A row that says why there is no value counts as an answer: the next one is due after it.

    Args:
        bestand: The packages.
        kommune_id: Municipality.
        stichtag: The day to judge by.

    Returns:
        One entry per Kennzahl that has a way of counting, a goal or a row, in this order.
    """
    werte = bestand.where("werte", paket=kommune_id)
    abstaende = read_intervals(bestand, kommune_id)
    tabellen = (bestand.where(name, paket=kommune_id) for name in ("ziel_kennzahlen", "zaehlweisen"))
    ids = dict.fromkeys(str(k) for t in (*tabellen, werte) for k in t["kennzahl_id"])
    je: dict[str, list[tuple[str, bool]]] = {}
    for k, z, hat in zip(werte["kennzahl_id"], werte["zeitraum"], has_value(werte), strict=True):
        je.setdefault(k, []).append((z, hat))
    return [_due(k, je.get(k, []), _first_interval(abstaende, k), stichtag) for k in ids]


def _first_interval(abstaende: Mapping[tuple[str, str], int], kennzahl_id: str) -> int | None:
    """The interval of a Kennzahl as a whole: that of all groups, else the shortest of its groups."""
    eigene = [a for (k, _), a in abstaende.items() if k == kennzahl_id]
    return abstaende.get((kennzahl_id, ""), min(eigene, default=None))


def _latest(zeitraeume: Iterable[str]) -> str:
    return max(set(zeitraeume), key=lambda z: (read_zeitraum(z).ende, z), default="")


def _due(kennzahl_id: str, zeilen: Sequence[tuple[str, bool]], abstand: int | None, stichtag: date) -> Faelligkeit:
    """Judges one Kennzahl by the periods of its rows, and whether each has a value."""
    letzter = _latest(z for z, hat in zeilen if hat)
    beantwortet = _latest(z for z, _ in zeilen)
    if abstand == 0:
        return Faelligkeit(kennzahl_id, Lage.ABGESCHLOSSEN if letzter else Lage.NIE, letzter, "")
    folge = list(_following(beantwortet, abstand, stichtag)) if beantwortet and abstand else []
    naechster = folge[0] if folge else ""
    fehlend = tuple(z for z in folge if read_zeitraum(z).ende < stichtag)
    if not letzter:
        return Faelligkeit(kennzahl_id, Lage.NIE, "", naechster, fehlend)
    if not naechster:
        return Faelligkeit(kennzahl_id, Lage.OHNE_RHYTHMUS, letzter, "")
    ende = read_zeitraum(naechster).ende
    lage = Lage.KUENFTIG
    if stichtag > ende:
        lage = Lage.UEBERFAELLIG if stichtag > years_later(ende, FRIST_JAHRE) else Lage.FAELLIG
    return Faelligkeit(kennzahl_id, lage, letzter, naechster, fehlend)


def _following(zeitraum: str, abstand: int, stichtag: date) -> Iterator[str]:
    """The next period, and those after it that have ended by the day."""
    jahr = read_zeitraum(zeitraum).jahr + abstand
    while naechster := period_in(zeitraum, jahr):
        yield naechster
        jahr += abstand
        if jahr > stichtag.year:
            return


def years_later(tag: date, jahre: int) -> date:
    """The same day some years later; the last day of February where the 29th is missing.

    Example:
        >>> years_later(date(2020, 2, 29), 1).isoformat(), years_later(date(2018, 12, 31), 1).isoformat()
        ('2021-02-28', '2019-12-31')
    """
    jahr = tag.year + jahre
    return tag.replace(year=jahr, day=min(tag.day, monthrange(jahr, tag.month)[1]))
