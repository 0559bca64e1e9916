"""The rules of the data that a Table Schema cannot say.

Each rule takes the typed frames and gives its faults; none stops at the first.
"""

from collections.abc import Callable, Iterator
from datetime import date

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import Bestand
from kekiz.daten.bezugsregeln import check_counting, check_municipalities, check_pointers, check_references
from kekiz.daten.hinweisregeln import check_hints, check_promises
from kekiz.daten.leichtregeln import check_easy_lines
from kekiz.daten.programmregeln import check_programme
from kekiz.daten.reihenregeln import check_documents, check_scopes, check_series
from kekiz.daten.selbstregeln import check_self_assessment
from kekiz.daten.textregeln import check_texts
from kekiz.daten.vereinbarungsregeln import check_agreements
from kekiz.daten.wertregeln import check_ages, check_arithmetic, check_printed, check_values
from kekiz.daten.zeitregeln import check_days, check_periods
from kekiz.daten.zielregeln import check_goals, check_targets, check_titles
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.zahlen import format_datum


def check_bestand(bestand: Bestand) -> list[Fehler]:
    """Applies all rules.

    A rule whose tables could not all be read is left out: what it found would only follow from faults already known.

    Args:
        bestand: The packages.

    Returns:
        All faults found.
    """
    unlesbar = {name for _, name in bestand.unlesbar}
    return [f for regel, noetig in REGELN.items() if not unlesbar & noetig for f in regel(bestand)]


JAHRE_BIS_UEBERFAELLIG = 2


def find_overdue(bestand: Bestand, stichtag: date) -> Iterator[Fehler]:
    """Finds statements about today's law that nobody has looked up for more than two years; they do not stop anything.

    Args:
        bestand: The packages.
        stichtag: The day to judge by.
    """
    grenze = f"{stichtag.year - JAHRE_BIS_UEBERFAELLIG}-{stichtag:%m-%d}"
    for tabelle in bestand.tables("heute"):
        yield from name_rows(
            tabelle,
            lambda z: z["geprueft_am"] < grenze,
            lambda z: (
                f"Die letzte Prüfung liegt mehr als zwei Jahre zurück (geprüft am {format_datum(z['geprueft_am'])}, "
                f"Stichtag {format_datum(stichtag.isoformat())})"
            ),
            "Bitte nachsehen, ob es noch gilt, und geprueft_am eintragen.",
        )


REGELN: dict[Callable[[Bestand], Iterator[Fehler]], set[str]] = {
    check_references: set(),
    check_pointers: {"ziele", "module", "gremien", "kommunen", "steuerung", "raeume", "weiterbildungen"},
    check_periods: set(),
    check_days: set(),
    check_agreements: {"raeume"},
    check_ages: set(),
    check_self_assessment: {"kettenfragen"},
    check_easy_lines: set(),
    check_printed: set(),
    check_goals: set(),
    check_titles: {"zielwerte"},
    check_values: {"kennzahlen"},
    check_series: {"kennzahlen"},
    check_documents: {"quellen"},
    check_scopes: {"werte"},
    check_texts: set(),
    check_arithmetic: {"kennzahlen", "hinweise", "hinweis_bezuege"},
    check_targets: {"werte", "raeume", "ziel_kennzahlen"},
    check_hints: {"werte", "hinweise", "brueche"},
    check_promises: {"zusagen"},
    check_municipalities: {"profil", "werte"},
    check_counting: {"werte", "zaehlweisen"},
    check_programme: set(),
}
"""All rules, each with the tables it looks into besides the one it checks."""
