"""The part of a page that names its documents, shared by goals and areas."""

from collections.abc import Sequence
from typing import Any

from kekiz.seiten.seite import Seite
from kekiz.zeichnen.vorlage import render


def draw_sources(seite: Seite, quellen: Sequence[dict[str, Any]]) -> str:
    """Names the documents behind a page, with the downloads of its numbers.

    Args:
        seite: The page.
        quellen: One row of the table ``quellen`` per document, with ``fundstellen`` (places in it).
    """
    return "## Quellen\n\n" + render(
        "quellen",
        lizenz=seite.lizenz,
        quellen=quellen,
        csv_url=seite.link("daten/ergebnisse.csv"),
        status_url=seite.link("daten/status.csv"),
    )
