"""What must hold of the work programme: whoever says what became of a plan says from where and of when."""

from collections.abc import Iterator

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand
from kekiz.wissen.codes import Umsetzung
from kekiz.wissen.fehler import Fehler

_ANGABEN = ("umsetzung_am", "umsetzung_quelle_id", "umsetzung_fundstelle")


def check_programme(bestand: Bestand) -> Iterator[Fehler]:
    """A plan that is done or open needs date, document and place of that statement; an unknown one has none."""
    for tabelle in bestand.tables("arbeitsprogramm"):
        for spalte in _ANGABEN:
            yield from name_rows(
                tabelle,
                lambda z, s=spalte: z["umsetzung"] != Umsetzung.UNBEKANNT and not z[s],  # type: ignore[misc]
                lambda z, s=spalte: f"{s} fehlt (umsetzung ist {z['umsetzung']})",  # type: ignore[misc]
                "Bitte eintragen, oder umsetzung auf unbekannt setzen.",
            )
            yield from name_rows(
                tabelle,
                lambda z, s=spalte: z["umsetzung"] == Umsetzung.UNBEKANNT and bool(z[s]),  # type: ignore[misc]
                lambda z, s=spalte: f"{s} ist „{z[s]}“, umsetzung aber unbekannt (erwartet leer)",  # type: ignore[misc]
                "Bitte umsetzung auf offen oder erledigt setzen oder die Zelle leeren.",
            )
