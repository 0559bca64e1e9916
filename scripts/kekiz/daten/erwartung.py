"""Which rows of values a year is expected to have, from the years before it. No clock, and no frames: a browser knows it too.

A period belongs to the year in which it ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from kekiz.daten.bestand import Bestand
from kekiz.wissen.zeitraum import period_in, read_zeitraum

RUECKBLICK: Final = 2
"""A year is expected to go on with the series of so many years before it that have rows."""


class Wertzeile(NamedTuple):
    """A row of ``werte`` with the year in which its period ends."""

    jahr: int
    kennzahl_id: str
    raum_id: str
    zeitraum: str
    gruppe: str

    @property
    def reihe(self) -> tuple[str, str, str]:
        """Kennzahl, Raum and Gruppe: the series that it belongs to."""
        return self.kennzahl_id, self.raum_id, self.gruppe

    @property
    def schluessel(self) -> tuple[str, str, str, str]:
        """Its key."""
        return self.kennzahl_id, self.raum_id, self.zeitraum, self.gruppe


def date_row(schluessel: Iterable[str]) -> Wertzeile:
    """Adds the year to a key of ``werte``."""
    k, r, z, g = schluessel
    return Wertzeile(_year(z), k, r, z, g)


@lru_cache(maxsize=1024)
def _year(zeitraum: str) -> int:
    return read_zeitraum(zeitraum).jahr


def read_intervals(bestand: Bestand, kommune_id: str) -> dict[tuple[str, str], int]:
    """Reads after how many years the next value of a Kennzahl comes, by Kennzahl and Gruppe; only where it is said.

    Args:
        bestand: The packages.
        kommune_id: Municipality.
    """
    return {
        (z["kennzahl_id"], z["gruppe"] or ""): int(z["abstand_jahre"])
        for z in bestand.rows("zaehlweisen", kommune_id)
        if z["abstand_jahre"] is not None
    }


def interval_of(abstaende: Mapping[tuple[str, str], int], kennzahl_id: str, gruppe: str) -> int | None:
    """Gives the interval of a Gruppe, else that of its Kennzahl; None where nothing is said."""
    return abstaende.get((kennzahl_id, gruppe), abstaende.get((kennzahl_id, "")))


def expect_rows(
    werte: Sequence[Wertzeile], abstaende: Mapping[tuple[str, str], int], jahr: int
) -> list[dict[str, str]]:
    """Lists the rows that a year is expected to have: each series of the last years, in its own kind of period.

    Args:
        werte: Rows of one municipality, in any order.
        abstaende: As :func:`read_intervals`. A Kennzahl with 0 has no further value; one that names no interval is
            expected to go on.
        jahr: The year.

    Returns:
        Kennzahl, Raum, Gruppe and Zeitraum of each row, in the order of ``werte``.
    """
    letzte: dict[tuple[str, str, str], tuple[int, Wertzeile]] = {}
    for nr, z in enumerate(werte):
        if z.jahr < jahr and (z.reihe not in letzte or letzte[z.reihe][1].jahr <= z.jahr):
            letzte[z.reihe] = (nr, z)
    zuletzt = sorted({z.jahr for z in werte if z.jahr < jahr})[-RUECKBLICK:]
    zeilen = []
    for _, z in sorted(letzte.values()):
        abstand = interval_of(abstaende, z.kennzahl_id, z.gruppe)
        passt = abstand is None or (abstand > 0 and (jahr - z.jahr) % abstand == 0)
        nah = z.jahr in zuletzt or (abstand is not None and jahr - z.jahr <= abstand)
        if passt and nah and (zeitraum := period_in(z.zeitraum, jahr)):
            reihe = {"kennzahl_id": z.kennzahl_id, "raum_id": z.raum_id, "gruppe": z.gruppe}
            zeilen.append({**reihe, "zeitraum": zeitraum})
    return zeilen
