"""Of when the data and words behind each page are, for the list of pages that search engines read."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from kekiz.ergebnis import PFAD, Ergebnis
from kekiz.wege.grundlage import DOCS
from kekiz.wege.plan import Seitenplan

_KOPF: Final = "---\n"
FELD: Final = "geaendert"
"""Field of the front matter that the template of the list reads."""


def page_days(
    ergebnis: Ergebnis, plan: Mapping[str, Seitenplan], seiten: Iterable[str], tage: Mapping[str, date]
) -> dict[str, date]:
    """Gives the day of the last change behind each page.

    A page about a municipality follows its package, one about a Kennzahl the packages that have values of it, one about all
    of them every package; its words follow their file.

    Args:
        ergebnis: The outcome of all stages.
        plan: Pages that data ask for, by the path of their source.
        seiten: Sources of all pages.
        tage: Day of each file of the project (:func:`kekiz.wege.stand.last_changes`).

    Returns:
        Days by the path of the source; pages of whose files nobody knows a day are left out.
    """
    je_paket: dict[str, date] = {}
    for pfad, tag in tage.items():
        wurzel, _, rest = pfad.partition("/")
        if wurzel == PFAD.as_posix() and "/" in rest:
            paket = rest.partition("/")[0]
            je_paket[paket] = max(tag, je_paket.get(paket, tag))
    pakete = set(je_paket)
    je_wert = ergebnis.werte.groupby("kennzahl_id", observed=True)["kommune_id"].unique()
    je_kennzahl = {str(k): set(p) for k, p in je_wert.items()}
    stand = {}
    for pfad in seiten:
        dahinter: set[str] = set()
        if pfad in plan:
            art, eintrag = plan[pfad]
            eigene = je_kennzahl.get(eintrag.kennung) if art.art == "kennzahl" else {eintrag.kommune_id} - {""}
            dahinter = eigene or pakete
        daten = [je_paket[p] for p in dahinter if p in je_paket]
        worte = [tag for tag in (tage.get(f"{DOCS.as_posix()}/{pfad}"),) if tag]
        if daten or worte:
            stand[pfad] = max(daten + worte)
    return stand


def note_day(text: str, tag: date) -> str:
    """Writes the day of the last change into the front matter of a source.

    Example:
        >>> note_day("Worte.", date(2018, 9, 30))
        '---\\ngeaendert: "2018-09-30"\\n---\\nWorte.'
        >>> note_day("---\\ntitle: A\\n---\\nWorte.", date(2018, 9, 30))
        '---\\ngeaendert: "2018-09-30"\\ntitle: A\\n---\\nWorte.'
    """
    zeile = f'{FELD}: "{tag.isoformat()}"\n'
    return f"{_KOPF}{zeile}{text.removeprefix(_KOPF)}" if text.startswith(_KOPF) else f"{_KOPF}{zeile}{_KOPF}{text}"
