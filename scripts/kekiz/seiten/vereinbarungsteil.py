"""What is agreed with an area: aims by field of action, as far as a document or the city itself names them."""

from collections.abc import Callable

import pandas as pd

from kekiz.seiten.falte import fold
from kekiz.seiten.seite import Seite, source_line
from kekiz.wissen.sprache import list_words, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum, format_zeitraum, zeitraum_key
from kekiz.wissen.zeitraum import read_zeitraum
from kekiz.zeichnen.vorlage import render


def draw_vereinbarung(seite: Seite) -> str:
    """The agreement with this area, folded, the latest period first; nothing where the package has no row about it."""
    zeilen = seite.tabelle("zielvereinbarungen", raum_id=str(seite.meta["raum"]))
    if zeilen.empty:
        return ""
    zeilen = zeilen.sort_values("nr", kind="stable")
    perioden = sorted(set(zeilen["zeitraum"]), key=zeitraum_key, reverse=True)
    gruppen = [
        (f"{feld}, {format_zeitraum(z)}" if len(perioden) > 1 else str(feld), _aims(teil))
        for z in perioden
        for feld, teil in zeilen[zeilen["zeitraum"].eq(z)].groupby("handlungsfeld", sort=False)
    ]
    worte = sag(
        "{ziele}, {zeit}",
        ziele=sag_n("ein Ziel", "{anzahl} Ziele", len(zeilen), anzahl=format_anzahl_wort(len(zeilen))),
        zeit=list_words([format_zeitraum(z) for z in reversed(perioden)]),
    )
    inhalt = render("vereinbarung", gruppen=gruppen, quelle=source_line(seite, zeilen))
    return fold(sag("Was hier vereinbart ist"), inhalt, worte, anker="vereinbarung")


def _aims(zeilen: pd.DataFrame) -> list[dict[str, str]]:
    """Aims of one field of action, ready to be written."""
    return [
        {s: str(z[s]) for s in ("ziel", "massnahme", "merkmal", "zustaendig", "ergebnis")}
        | {"bis": format_datum(str(z["stichtag"] or read_zeitraum(str(z["zeitraum"])).ende.isoformat()))}
        for _, z in zeilen.iterrows()
    ]


def summarised_only(seite: Seite, raum_id: str) -> str:
    """Says that no document names the aims agreed with this area, where one sums up those of all; else nothing."""
    zusammen = seite.tabelle("stadtteilarbeit", art="ziel", raum_id="")
    if zusammen.empty or len(seite.tabelle("zielvereinbarungen", raum_id=raum_id)):
        return ""
    return sag(
        "Was mit diesem Sozialraum vereinbart war, steht in keinem Dokument. Genannt sind nur die Ziele aller "
        "Sozialräume zusammen: {anzahl}, nach Handlungsfeldern geordnet.",
        anzahl=sag_n("ein Ziel", "{n} Ziele", len(zusammen), n=format_anzahl_wort(len(zusammen))),
    )


MACROS: dict[str, Callable[[Seite], str]] = {"raum_vereinbarung": draw_vereinbarung}
