"""What must hold of agreements with an area: a real area, offices and no persons, an end after the beginning."""

import re
from collections.abc import Iterator
from typing import Final

import pandas as pd

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand
from kekiz.daten.zeitregeln import VEREINBARUNGEN, read_day
from kekiz.wissen.codes import SOZIALRAUM
from kekiz.wissen.fehler import Fehler

_PERSON: Final = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Prof\.)\s+[A-ZÄÖÜ]|@|\d[\d /-]{4,}\d")
"""A form of address, a mail address or a phone number: what names a person instead of an office."""


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
