"""What somebody who plans can do with the areas: weigh them, and agree on aims with them."""

from collections.abc import Callable
from typing import Final

from kekiz.rechnen.pilotraeume import offers_choice
from kekiz.rechnen.raeume import select_areas
from kekiz.seiten.raumwerte import list_places
from kekiz.seiten.seite import Seite
from kekiz.zeichnen.vorlage import render

FORMULAR: Final = "zielvereinbarung"
"""Name of the empty form, of its file and of its sheet."""


def form_file(kommune_id: str) -> str:
    """Gives the address of the empty form of a municipality, from the site's root.

    Example:
        >>> form_file("nordstadt")
        'daten/kommunen/nordstadt/zielvereinbarung.xlsx'
    """
    return f"daten/kommunen/{kommune_id}/{FORMULAR}.xlsx"


def draw_werkzeuge(seite: Seite) -> str:
    """Links to what helps to plan; nothing where the municipality has no areas."""
    orte = select_areas(list_places(seite))
    if orte.empty:
        return ""
    vereinbart = set(seite.tabelle("zielvereinbarungen")["raum_id"])
    return render(
        "werkzeuge",
        pilot_url=seite.zu("pilotraeume") if seite.kommune_id in offers_choice(seite.ergebnis.bestand) else "",
        formular_url=seite.link(form_file(seite.kommune_id)),
        csv_url=seite.link("daten/zielvereinbarungen.csv"),
        vereinbart=[
            (str(r["name"]), f"{seite.zu('raum', str(r['raum_id']))}#vereinbarung")
            for r in orte.to_dict("records")
            if r["raum_id"] in vereinbart
        ],
    )


MACROS: dict[str, Callable[[Seite], str]] = {"werkzeuge": draw_werkzeuge}
