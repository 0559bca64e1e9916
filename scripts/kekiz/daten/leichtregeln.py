"""Lines in Leichte Sprache belong to a goal or to a Kennzahl, and are easy as far as a program can tell."""

from collections.abc import Iterator

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand, Zeile
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.leichtesprache import find_faults, find_faults_of_name


def check_easy_lines(bestand: Bestand) -> Iterator[Fehler]:
    """A line is about one goal or about one Kennzahl."""
    for tabelle in bestand.tables("leichtesprache"):
        yield from name_rows(
            tabelle,
            lambda z: bool(z["ziel_id"]) == bool(z["kennzahl_id"]),
            lambda z: (
                f"Die Zeile gehört zu {'beidem' if z['ziel_id'] else 'nichts'} (erwartet ziel_id oder kennzahl_id)"
            ),
            "Bitte genau eine der beiden Spalten füllen.",
        )


def warn_easy_lines(bestand: Bestand) -> Iterator[Fehler]:
    """A line that breaks a rule of Leichte Sprache is worth a second look: a program only guesses at cases and verbs."""
    for tabelle in bestand.tables("leichtesprache"):
        namen = [r["name"] for r in bestand.rows("raeume", tabelle.paket)]

        def _faults(z: Zeile, namen: list[str] = namen) -> list[str]:
            return (find_faults_of_name if z["art"] == "name" else find_faults)(z["text"], namen)

        yield from name_rows(
            tabelle,
            lambda z, faults=_faults: bool(faults(z)),  # type: ignore[misc]
            lambda z, faults=_faults: faults(z)[0],  # type: ignore[misc]
            "Bitte leichter schreiben, wenn es geht.",
        )
