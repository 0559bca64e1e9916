"""What must hold of agreements with an area: a real area, offices and no persons, days that are in the calendar."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

import pandas as pd

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import SOZIALRAUM
from kekiz.wissen.fehler import Fehler

VEREINBARUNGEN: Final = "zielvereinbarungen"
_TAGE: Final = ("datum", "pruefen_bis")
"""Columns that hold a year, a month or a day."""
_PERSON: Final = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Prof\.)\s+[A-ZÄÖÜ]|@|\d[\d /-]{4,}\d")
"""A form of address, a mail address or a phone number: what names a person instead of an office."""


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


def check_days(bestand: Bestand) -> Iterator[Fehler]:
    """Years, months and days must be real, also where the pattern of the schema is met."""
    for tabelle in bestand.tabellen:
        spalten = (*_TAGE, "stichtag") if tabelle.name == VEREINBARUNGEN else _TAGE
        for feld in (s for s in spalten if s in tabelle.frame):
            werte = tabelle.frame[feld]
            falsch = {t for t in werte.unique() if t and read_day(t) is None}
            yield from name_rows(
                tabelle,
                werte.isin(falsch),
                lambda z, feld=feld: (  # type: ignore[misc]
                    f"{feld} ist kein Tag im Kalender (gefunden „{z[feld]}“, erwartet 2018, 2018-09 oder 2018-09-30)"
                ),
                "Bitte berichtigen.",
            )


def check_agreements(bestand: Bestand) -> Iterator[Fehler]:
    """An agreement is one with an area, names offices and no persons, and ends no sooner than it begins."""
    for tabelle in (t for t in bestand.tabellen if t.name == VEREINBARUNGEN):
        f = tabelle.frame
        raeume = bestand.where("raeume", paket=tabelle.paket)
        yield from name_rows(
            tabelle,
            f["raum_id"].isin(raeume.loc[raeume["typ"].ne(SOZIALRAUM), "raum_id"]),
            lambda z: f"raum_id „{z['raum_id']}“ ist kein Sozialraum (erwartet ein Raum mit typ {SOZIALRAUM})",
            "Bitte den Sozialraum eintragen, für den die Vereinbarung gilt.",
        )
        yield from name_rows(
            tabelle,
            f["zustaendig"].str.contains(_PERSON),
            lambda z: f"zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „{z['zustaendig']}“)",
            "Bitte nur das Amt, den Träger oder die Einrichtung nennen.",
        )
        frueh = [
            bool(s and (tag := read_day(s)) and tag.year < int(z[:4]))
            for s, z in zip(f["stichtag"], f["zeitraum"], strict=True)
        ]
        yield from name_rows(
            tabelle,
            pd.Series(frueh, index=f.index, dtype=bool),
            lambda z: f"Der Stichtag {z['stichtag']} liegt vor dem Zeitraum {z['zeitraum']} der Vereinbarung",
            "Bitte zeitraum oder stichtag prüfen.",
        )
