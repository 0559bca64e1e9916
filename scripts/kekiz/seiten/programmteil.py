"""What became of the plans of a work programme, as far as a document says so; no clock: the page has its day."""

import pandas as pd

from kekiz.seiten.seite import Seite
from kekiz.wissen import texte
from kekiz.wissen.codes import Umsetzung
from kekiz.wissen.sprache import list_words, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum
from kekiz.wissen.zeitraum import end_of


def _is_late(seite: Seite, plan: pd.Series) -> bool:
    """Tells whether the time of a plan is over by the day of the page, and no document says that it is done."""
    ende = end_of(str(plan["frist"] or plan["jahr"]))
    return bool(plan["umsetzung"] != Umsetzung.ERLEDIGT and ende < seite.stichtag)


def progress_words(seite: Seite, plan: pd.Series) -> str:
    """What a document says about a plan, of when, and whether its time is over."""
    stand = Umsetzung(plan["umsetzung"])
    teile = [texte.UMSETZUNG[stand]]
    if stand != Umsetzung.UNBEKANNT:
        quelle = seite.ergebnis.quellen.loc[plan["umsetzung_quelle_id"]]
        teile.append(
            sag(
                "Stand {tag}, {titel}, {fundstelle}",
                tag=format_datum(str(plan["umsetzung_am"])),
                titel=quelle["titel"],
                fundstelle=plan["umsetzung_fundstelle"],
            )
        )
    if plan["frist"]:
        teile.append(sag("Frist: {frist}", frist=format_datum(str(plan["frist"]))))
    if _is_late(seite, plan):
        teile.append(sag("überfällig"))
    return "; ".join(teile)


def progress_sentence(seite: Seite, plaene: pd.DataFrame) -> str:
    """Counts the plans by what documents say about them, and those whose time is over."""
    je = plaene["umsetzung"].value_counts()
    teile = [
        sag("{anzahl} {stand}", anzahl=format_anzahl_wort(int(je[s]), sag("eines")), stand=texte.UMSETZUNG[s])
        for s in Umsetzung
        if s in je
    ]
    if set(je.index) == {Umsetzung.UNBEKANNT}:
        satz = sag("Was daraus wurde, sagt kein Dokument.")
    else:
        satz = sag("Umsetzung: {teile}.", teile=list_words(teile))
        satz += sag(" Ohne Nachricht heißt: Kein Dokument sagt, was daraus wurde.") if Umsetzung.UNBEKANNT in je else ""
    spaet = sum(_is_late(seite, p) for _, p in plaene.iterrows())
    if not spaet:
        return satz
    tag = format_datum(seite.stichtag.isoformat())
    if set(je.index) == {Umsetzung.UNBEKANNT}:
        # Of what nobody reports on, only the time can be said to be over; it may all be done.
        zeit = sag_n("Bei einem", "Bei {anzahl}", spaet, anzahl=format_anzahl_wort(spaet))
        return f"{satz} " + sag("{bei} war die Zeit dafür am {tag} vorbei.", bei=zeit, tag=tag)
    return (
        satz
        + " "
        + sag_n(
            "Am Stichtag {tag} ist eines überfällig: Die Zeit dafür ist vorbei.",
            "Am Stichtag {tag} sind {anzahl} überfällig: Die Zeit dafür ist vorbei.",
            spaet,
            anzahl=format_anzahl_wort(spaet),
            tag=tag,
        )
    )


def programme_items(seite: Seite, jahr: int) -> dict[str, str] | None:
    """The work programme of a year as one line of a report: what is still open or unknown; None where nothing is.

    Args:
        seite: The page.
        jahr: Year for which the programme holds.
    """
    p = seite.tabelle("arbeitsprogramm")
    p = p[p["jahr"].astype(str).eq(str(jahr))]
    if p.empty or p["umsetzung"].eq(Umsetzung.ERLEDIGT).all():
        return None
    return {
        "titel": sag("Arbeitsprogramm {jahr}", jahr=jahr),
        "url": seite.zu("arbeitsprogramm", str(jahr)),
        "text": progress_sentence(seite, p),
    }
