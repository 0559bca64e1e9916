"""What must hold of each period and day: it is in the calendar, also where the pattern of the schema is met."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Final

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand, Tabelle
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.zahlen import OHNE_STICHTAG, zeitraum_key

VEREINBARUNGEN: Final = "zielvereinbarungen"
_ZEITRAEUME: Final = ("zeitraum", "basiszeitraum", "ab_zeitraum", "geprueft_am")
_TAGE: Final = ("datum", "pruefen_bis", "frist", "umsetzung_am")
"""Columns that hold a year, a month or a day."""


def read_day(text: str) -> date | None:
    """Reads a year, a month or a day as its first day; None where there is no such day.

    Example:
        >>> read_day("2024-02").isoformat(), read_day("2024-02-30")
        ('2024-02-01', None)
    """
    try:
        jahr, monat, tag = (*map(int, text.split("-")), 1, 1)[:3]
        return date(jahr, monat, tag)
    except ValueError:
        return None


def check_periods(bestand: Bestand) -> Iterator[Fehler]:
    """School years must be consecutive, dates real."""
    for tabelle in (t for t in bestand.tabellen if not t.name.endswith(("angaben", "ausgangszahlen"))):
        yield from _unreal(
            tabelle, _ZEITRAEUME, is_period, "Zeitraum (gefunden „{}“, erwartet 2018, 2017/18 oder 2018-09-30)"
        )


def check_days(bestand: Bestand) -> Iterator[Fehler]:
    """Years, months and days must be real."""
    for tabelle in bestand.tabellen:
        # Elsewhere a Stichtag is told in words.
        spalten = (*_TAGE, "stichtag") if tabelle.name == VEREINBARUNGEN else _TAGE
        yield from _unreal(
            tabelle, spalten, read_day, "Tag im Kalender (gefunden „{}“, erwartet 2018, 2018-09 oder 2018-09-30)"
        )


def is_period(zeitraum: str) -> bool:
    """Says whether a text is a period that the calendar has."""
    try:
        zeitraum_key(zeitraum)
        if zeitraum.count("-") == 2:
            date.fromisoformat(zeitraum.removeprefix(OHNE_STICHTAG))
    except ValueError:
        return False
    return True


def _unreal(tabelle: Tabelle, spalten: Iterable[str], read: Callable[[str], object], erwartet: str) -> Iterator[Fehler]:
    """Reports cells of some columns that are filled and cannot be read.

    Args:
        tabelle: Any table; columns that it has not are passed over.
        spalten: The columns.
        read: Gives something false for what cannot be.
        erwartet: What a cell should be, with a place for what was found.
    """
    for feld in (s for s in spalten if tabelle.zeilen and s in tabelle.zeilen[0]):
        falsch = {w for w in {z[feld] for z in tabelle.zeilen} if w and not read(w)}
        yield from name_rows(
            tabelle,
            lambda z, feld=feld, falsch=falsch: z[feld] in falsch,  # type: ignore[misc]
            lambda z, feld=feld: f"{feld} ist kein {erwartet.format(z[feld])}",  # type: ignore[misc]
            "Bitte berichtigen.",
        )
