"""What must hold of agreements with an area: a real area, offices and no persons, an end after the beginning."""

import re
from collections.abc import Iterator
from typing import Final

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand, Zeile
from kekiz.daten.zeitregeln import VEREINBARUNGEN, read_day
from kekiz.wissen.codes import SOZIALRAUM
from kekiz.wissen.fehler import Fehler

_PERSON: Final = re.compile(r"\b(?:Herrn?|Frau|Dr\.|Prof\.)\s+[A-ZÄÖÜ]|@|\d[\d /-]{4,}\d")
"""A form of address, a mail address or a phone number: what names a person instead of an office."""


def _ends_early(z: Zeile) -> bool:
    tag = read_day(z["stichtag"]) if z["stichtag"] else None
    return tag is not None and tag.year < int(z["zeitraum"][:4])


def check_agreements(bestand: Bestand) -> Iterator[Fehler]:
    """An agreement is one with an area, names offices and no persons, and ends no sooner than it begins."""
    for tabelle in bestand.tables(VEREINBARUNGEN):
        andere = {r["raum_id"] for r in bestand.rows("raeume", tabelle.paket) if r["typ"] != SOZIALRAUM}
        yield from name_rows(
            tabelle,
            lambda z, a=andere: z["raum_id"] in a,  # type: ignore[misc]
            lambda z: f"raum_id „{z['raum_id']}“ ist kein Sozialraum (erwartet ein Raum mit typ {SOZIALRAUM})",
            "Bitte den Sozialraum eintragen, für den die Vereinbarung gilt.",
        )
        yield from name_rows(
            tabelle,
            lambda z: bool(_PERSON.search(z["zustaendig"])),
            lambda z: f"zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „{z['zustaendig']}“)",
            "Bitte nur das Amt, den Träger oder die Einrichtung nennen.",
        )
        yield from name_rows(
            tabelle,
            _ends_early,
            lambda z: f"Der Stichtag {z['stichtag']} liegt vor dem Zeitraum {z['zeitraum']} der Vereinbarung",
            "Bitte zeitraum oder stichtag prüfen.",
        )
