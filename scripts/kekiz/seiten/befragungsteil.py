"""What should have been asked, of whom and how often, and what became of the measure that the answers were for."""

from collections.abc import Callable

from kekiz.seiten.seite import Seite, source_line
from kekiz.seiten.tabelle import KEIN_WERT, Tabelle
from kekiz.wissen import texte
from kekiz.wissen.sprache import sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort
from kekiz.zeichnen.vorlage import render

ENTFALLEN = "entfallen"


def draw_befragungen(seite: Seite) -> str:
    """The questions as a table; how often is a column only where a document says it of one of them."""
    f = seite.tabelle("befragungen").sort_values("nr")
    bsc = seite.tabelle("bsc")
    verbleib = dict(zip(bsc["nr"], bsc["verbleib"], strict=True))
    # One point may be put to several.
    je_punkt = dict(zip(f["gegenstand"], (verbleib.get(nr, "") for nr in f["bsc_nr"]), strict=True))
    folge = [str(verbleib.get(nr, "")) for nr in f["bsc_nr"]]
    offen = sag("nicht genannt")
    spalten = {
        sag("Wonach"): list(f["gegenstand"]),
        sag("Wer gefragt werden sollte"): [wer or offen for wer in f["befragte"]],
    }
    if f["rhythmus"].ne("").any():
        spalten[sag("Wie oft")] = [wann or offen for wann in f["rhythmus"]]
    if any(folge):
        spalten[sag("Was aus dem Erfolgsmaß wurde")] = [texte.BSC_VERBLEIB.get(v, KEIN_WERT) for v in folge]
    saetze = [
        sag_n(
            "Nicht alles sollte gezählt werden: Zu einem Punkt sollten Menschen gefragt werden.",
            "Nicht alles sollte gezählt werden: Zu {n} Punkten sollten Menschen gefragt werden.",
            len(je_punkt),
            n=format_anzahl_wort(len(je_punkt)),
        ),
        sag("Ein Ergebnis nennt kein Dokument."),
    ]
    if f["rhythmus"].eq("").all():
        saetze.append(sag("Wie oft gefragt werden sollte, steht auch nicht da."))
    if entfallen := list(je_punkt.values()).count(ENTFALLEN):
        saetze.append(
            sag_n(
                "Bei einem davon kehrt das Erfolgsmaß im Zielkatalog nicht wieder.",
                "Bei {n} davon kehrt das Erfolgsmaß im Zielkatalog nicht wieder.",
                entfallen,
                n=format_anzahl_wort(entfallen),
            )
        )
    t = Tabelle(
        "befragungen",
        sag("Was gefragt werden sollte"),
        list(spalten),
        [list(zeile) for zeile in zip(*spalten.values(), strict=True)],
    )
    return render("befragungen", text=" ".join(saetze), t=t, quelle=source_line(seite, f))


MACROS: dict[str, Callable[[Seite], str]] = {"befragungen": draw_befragungen}
