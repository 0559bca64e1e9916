"""What followed from a finding about a goal: decision, body and module, as far as a document names them."""

from collections.abc import Callable
from typing import Final

from kekiz.seiten.falte import fold
from kekiz.seiten.seite import Seite, source_line
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum
from kekiz.zeichnen.vorlage import render

VERFEHLT: Final = {Status.NICHT_ERREICHT, Status.TEILWEISE_ERREICHT}


def draw_folgen(seite: Seite) -> str:
    """What followed, folded; for a goal that was missed and has no row, the sentence that no document names any."""
    ziel_id = str(seite.meta["ziel"])
    zeilen = seite.tabelle("rueckmeldungen", ziel_id=ziel_id).sort_values("nr")
    if not len(zeilen):
        # Whoever keeps no such table says nothing about what followed; of a goal with parts, the parts tell.
        status = Status(str(seite.ergebnis.goal(seite.kommune_id, ziel_id)["status"]))
        gefuehrt = len(seite.tabelle("rueckmeldungen")) and not len(seite.tabelle("ziele", oberziel_id=ziel_id))
        satz = sag("Welche Folgen das hatte, nennt kein Dokument.")
        return render("absatz", text=satz) if gefuehrt and status in VERFEHLT else ""
    gremien = seite.tabelle("gremien").set_index("gremium_id")["name"].to_dict()
    module = seite.tabelle("module").set_index("modul_id")
    folgen = []
    for _, r in zeilen.iterrows():
        m = module.loc[r["folge_modul_id"]] if r["folge_modul_id"] in module.index else None
        wer = [str(gremien[r["gremium_id"]])] if r["gremium_id"] in gremien else []
        wer += [format_datum(str(r["datum"]))] if r["datum"] else []
        folgen.append(
            {
                "befund": r["befund"],
                "beschluss": r["beschluss"],
                "wer": ", ".join(wer),
                "bis": format_datum(str(r["pruefen_bis"])) if r["pruefen_bis"] else "",
                "modul": str(m["name"]) if m is not None else "",
                "url": seite.zu("modul", r["folge_modul_id"]) if m is not None and m["hat_seite"] else "",
            }
        )
    drin = sag("eine Folge") if len(folgen) == 1 else sag("{anzahl} Folgen", anzahl=format_anzahl_wort(len(folgen)))
    return fold(sag("Was daraus folgte"), render("folgen", folgen=folgen, quelle=source_line(seite, zeilen)), drin)


MACROS: dict[str, Callable[[Seite], str]] = {"ziel_folgen": draw_folgen}
