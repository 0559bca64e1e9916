"""The part of a page that names its documents, shared by all kinds of pages."""

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from kekiz.seiten.seite import Seite, places
from kekiz.zeichnen.vorlage import render


def collect_sources(seite: Seite, stellen: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """Gives each document once, with every place in it that a page draws on.

    Args:
        seite: The page.
        stellen: quelle_id and fundstelle of everything on the page, in its order.

    Returns:
        Rows of the table ``quellen`` with ``fundstellen``.
    """
    je_quelle: dict[str, list[str]] = {}
    for quelle_id, fundstelle in stellen:
        je_quelle.setdefault(str(quelle_id), []).append(str(fundstelle))
    return [{**seite.ergebnis.quellen.loc[q].to_dict(), "fundstellen": places(f)} for q, f in je_quelle.items()]


def collect_row_sources(seite: Seite, zeilen: pd.DataFrame) -> list[dict[str, Any]]:
    """Gives the documents behind rows, with the places in them."""
    return collect_sources(seite, zip(zeilen["quelle_id"], zeilen["fundstelle"], strict=True))


def list_sources(seite: Seite, quellen: Sequence[dict[str, Any]]) -> str:
    """Lists the documents behind a page, with the downloads of its numbers.

    Args:
        seite: The page.
        quellen: One row of the table ``quellen`` per document, with ``fundstellen`` (places in it).
    """
    return render(
        "quellen",
        lizenz=seite.lizenz,
        quellen=quellen,
        csv_url=seite.link(f"daten/kommunen/{seite.kommune_id}/ergebnisse.csv"),
        status_url=seite.link("daten/status.csv"),
    )
