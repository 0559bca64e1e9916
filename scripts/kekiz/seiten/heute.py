"""The box "Und heute?": general law since the documents, where an old sentence could mislead."""

from kekiz.seiten.seite import Seite
from kekiz.wissen.zahlen import format_datum
from kekiz.zeichnen.vorlage import render


def draw_today(seite: Seite, **wo: str) -> str:
    """Writes the box of a goal or a module; empty where nothing is known to matter.

    Args:
        seite: The page.
        **wo: ``ziel_id`` or ``modul_id``.
    """
    ids = seite.tabelle("heute_bezuege", **wo)["heute_id"]
    heute = seite.ergebnis.bestand.frame("heute").set_index("heute_id")
    zeilen = [{**heute.loc[i].to_dict(), "geprueft_am": format_datum(str(heute.at[i, "geprueft_am"]))} for i in ids]
    return render("heute", zeilen=zeilen) if zeilen else ""
