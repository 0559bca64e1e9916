"""What a municipality says of its own chain must be an answer to a question, with its evidence."""

from collections.abc import Iterator

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand
from kekiz.wissen.fehler import Fehler


def check_self_assessment(bestand: Bestand) -> Iterator[Fehler]:
    """An answer about one's own chain needs its evidence, and belongs to a question."""
    keine = {f["frage_id"] for f in bestand.rows("kettenfragen") if f["art"] == "unbenannt"}
    for tabelle in bestand.tables("selbstbewertung"):
        yield from name_rows(
            tabelle,
            lambda z: z["antwort"] != "offen" and not z["beleg"],
            lambda z: (
                f"Zur Antwort „{z['antwort']}“ fehlt der Beleg (erwartet ein Dokument, ein Beschluss oder eine Zahl)"
            ),
            "Bitte beleg eintragen oder offen antworten.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["frage_id"] in keine,
            lambda z: (
                f"„{z['frage_id']}“ ist keine Frage, sondern nennt, was fehlt (art unbenannt in katalog/kettenfragen.csv)"
            ),
            "Bitte die Zeile löschen.",
        )
