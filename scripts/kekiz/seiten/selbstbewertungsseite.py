"""How a municipality sees its own chain: the questions as a form that keeps nothing, and the answers on its profile."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any, Final

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Eintrag, Seitenart, one_page
from kekiz.seiten.falte import fold
from kekiz.seiten.seite import Seite, source_line
from kekiz.wissen import texte
from kekiz.wissen.sprache import Worte, merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum
from kekiz.zeichnen.vorlage import render

KRITERIUM: Final = "kriterium"
UNBENANNT: Final = "unbenannt"
"""What the document names in a picture alone: told, never asked."""
GRUPPEN: Final = Worte({"grundsatz": "Grundsatz", "dimension": "Qualitätsdimensionen"})
"""Headings of the questions that belong to no criterion."""
BOGEN: Final = Worte(
    {
        "antwort": "Bitte eine Antwort wählen.",
        "beleg": "Bitte sagen, woran man es sieht.",
        "klammern": "Bitte ohne spitze Klammern schreiben.",
        "leer": "Noch ist keine Frage beantwortet.",
        "eine": "Eine Frage ist noch nicht fertig. Sie ist markiert.",
        "mehrere": "{anzahl} Fragen sind noch nicht fertig. Sie sind markiert.",
        "fertig": "Die Datei ist fertig. Antworten darin: {anzahl}.",
    }
)
"""What the form says (``docs/assets/selbstbewertung.js``)."""


def _questions(ergebnis: Ergebnis) -> pd.DataFrame:
    return ergebnis.bestand.frame("kettenfragen").sort_values("reihenfolge")


def _groups(fragen: pd.DataFrame) -> Iterator[tuple[str, str, pd.DataFrame]]:
    """Gives what belongs together: anchor, heading, rows; each criterion with its questions, then each other kind."""
    kriterien = fragen[fragen["art"].eq(KRITERIUM)]
    for k in kriterien.itertuples(index=False):
        teil = fragen[fragen["frage_id"].eq(k.frage_id) | fragen["ober_id"].eq(k.frage_id)]
        yield f"kriterium-{k.frage_id}", str(k.name), teil
    for art, titel in GRUPPEN.items():
        teil = fragen[fragen["art"].eq(art)]
        if len(teil):
            yield art, titel, teil


def _wording(frage: Any) -> str:
    """The question; where the document gives a name alone, that name."""
    return str(frage.frage or frage.name)


def draw_bogen(seite: Seite) -> str:
    """The form with all questions; on paper and without JavaScript a sheet to be filled in by hand."""
    fragen = _questions(seite.ergebnis)
    gruppen = [
        {
            "anker": anker,
            "titel": titel,
            "fragen": [
                {"id": f.frage_id, "text": _wording(f), "ist_name": not f.frage} for f in teil.itertuples(index=False)
            ],
            "quelle": source_line(seite, teil),
        }
        for anker, titel, teil in _groups(fragen)
    ]
    for g, danach in pairwise(gruppen):
        # One line for all in a row that stand in the same place.
        g["quelle"] = "" if g["quelle"] == danach["quelle"] else g["quelle"]
    offen = fragen[fragen["art"].eq(UNBENANNT)]
    return render(
        "bogen",
        gruppen=gruppen,
        antworten=list(texte.ANTWORT.items()),
        unbenannt=[(f.name, f.frage) for f in offen.itertuples(index=False)],
        unbenannt_quelle=source_line(seite, offen),
        worte=dict(BOGEN.items()),
        script=seite.link("assets/selbstbewertung.js"),
    )


def draw_summe(seite: Seite) -> str:
    """What the page is for, in a sentence or two."""
    fragen = _questions(seite.ergebnis)
    anzahl = int(fragen["art"].ne(UNBENANNT).sum())
    text = sag(
        "{anzahl} Fragen helfen, die eigene Präventionskette einzuschätzen. Der Bogen speichert nichts und vergibt keine "
        "Punkte. Er lässt sich auch drucken und von Hand ausfüllen.",
        anzahl=format_anzahl_wort(anzahl).capitalize(),
    )
    return render("lead", text=text)


def draw_selbstbewertung(seite: Seite) -> str:
    """What the municipality of the page answered about itself, folded; nothing where it has not answered."""
    antworten = seite.tabelle("selbstbewertung")
    if antworten.empty:
        return ""
    je = antworten.set_index("frage_id")
    fragen = _questions(seite.ergebnis)
    gruppen = [
        {
            "titel": titel,
            "antworten": [
                {
                    "frage": _wording(f),
                    "antwort": texte.ANTWORT[je.at[f.frage_id, "antwort"]],
                    "beleg": je.at[f.frage_id, "beleg"],
                }
                for f in teil[teil["frage_id"].isin(je.index)].itertuples(index=False)
            ],
        }
        for _, titel, teil in _groups(fragen)
    ]
    tage = sorted(set(antworten["datum"]))
    stand = (
        format_datum(tage[0])
        if len(tage) == 1
        else sag("{von} bis {bis}", von=format_datum(tage[0]), bis=format_datum(tage[-1]))
    )
    n = len(antworten)
    return fold(
        sag("Wie die Kommune ihre Kette selbst einschätzt"),
        render(
            "selbstbewertung",
            gruppen=[g for g in gruppen if g["antworten"]],
            stand=stand,
            url=seite.zu("selbstbewertung"),
        ),
        sag("eine Antwort") if n == 1 else sag("{anzahl} Antworten", anzahl=format_anzahl_wort(n)),
        anker="selbstbewertung",
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "bogen_summe": draw_summe,
    "bogen": draw_bogen,
    "kommune_selbstbewertung": draw_selbstbewertung,
}


def list_forms(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the form where the catalogue has questions."""
    seite = one_page(
        merke("Die eigene Kette einschätzen"),
        merke(
            "Ein Fragebogen für Kommunen: die Kriterien einer Präventionskette als Fragen, jede Antwort mit Beleg. Er "
            "speichert nichts."
        ),
    )
    return seite(ergebnis) if len(ergebnis.bestand.frame("kettenfragen")) else []


ARTEN = (
    Seitenart(
        "selbstbewertung",
        "katalog/kettenfragen.csv",
        ("bogen_summe", "jahre_selbstbewertung", Abschnitt(), "bogen", Abschnitt(merke("Wohin mit der Datei"))),
        list_forms,
        felder=WORTE_DER_SEITE,
    ),
)
