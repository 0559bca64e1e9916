"""The page about small printed counts: a list for the office that has to decide whether they stay."""

from collections.abc import Callable
from typing import Final

import pandas as pd

from kekiz.daten.einstellungen import read_settings
from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.kleinezahlen import list_small_counts
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart
from kekiz.seiten.falte import fold
from kekiz.seiten.seite import Seite
from kekiz.seiten.tabelle import Tabelle
from kekiz.wert import SCHLUESSEL
from kekiz.wissen.codes import Wertstatus
from kekiz.wissen.sprache import Worte, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_zahl
from kekiz.zeichnen.vorlage import render

FELD: Final = Worte(
    {
        "wert": "Anzahl",
        "zaehler": "gezählt",
        "nenner": "alle zusammen",
        "rest": "die übrigen",
    }
)
"""What a small count is within its row."""


def list_printed(ergebnis: Ergebnis) -> pd.DataFrame:
    """Lists the small counts that a document has printed: columns of ``list_small_counts`` and those of their row."""
    gedruckt = ergebnis.werte[ergebnis.werte["wertstatus"].eq(Wertstatus.GEDRUCKT)]
    return list_small_counts(gedruckt).merge(
        gedruckt, on=list(SCHLUESSEL), how="left", suffixes=("", "_zeile"), validate="m:1"
    )


def draw_kurz(seite: Seite) -> str:
    """The answer of the page: how many there are, or that they are hidden."""
    if read_settings().verbirgt_kleine_zahlen:
        n = int(seite.ergebnis.werte["wertstatus"].eq(Wertstatus.GEHEIM).sum())
        text = sag_n(
            "Auf dieser Website ist ein Wert verborgen, weil hinter ihm oder hinter einem anderen sehr wenige Menschen stehen.",
            "Auf dieser Website sind {n} Werte verborgen, weil hinter ihnen oder hinter anderen sehr wenige Menschen stehen.",
            n,
            n=format_zahl(n),
        )
        return render("lead", text=text)
    n = len(list_printed(seite.ergebnis))
    if not n:
        return render("lead", text=sag("Hinter keiner gedruckten Zahl stehen sehr wenige Menschen."))
    return render(
        "lead",
        text=sag_n(
            "Hinter einer gedruckten Zahl stehen sehr wenige Menschen. Sie steht unten.",
            "Hinter {n} gedruckten Zahlen stehen jeweils sehr wenige Menschen. Alle stehen unten.",
            n,
            n=format_anzahl_wort(n),
        ),
    )


def draw_regel(seite: Seite) -> str:
    """What counts as small, why it is here, and how to hide it."""
    del seite
    teile = [
        sag(
            "Klein ist eine Zahl, wenn sie mindestens 1 ist und unter der Mindestfallzahl ihrer Kennzahl liegt. Gemeint "
            "sind Menschen oder Fälle. Null ist nicht klein, denn dahinter steht niemand."
        ),
        sag(
            "Die Zahlen stehen so in den veröffentlichten Dokumenten. Ob sie auch hier stehen bleiben, entscheidet, wer "
            "die Website herausgibt. Eine Einstellung (kleine_zahlen in kekiz.toml) verbirgt sie, mit allen Werten und "
            "Hinweisen, aus denen sie folgen würden."
        ),
    ]
    return "\n".join(render("absatz", text=t) for t in teile)


def _count(von: float, bis: float) -> str:
    """Writes a count, or between which it lies.

    Example:
        >>> _count(3.0, 3.0), _count(2.0, 4.0)
        ('3', '2 bis 4')
    """
    if von == bis:
        return format_zahl(von)
    return sag("{von} bis {bis}", von=format_zahl(von), bis=format_zahl(bis))


def draw_listen(seite: Seite) -> str:
    """The counts of each municipality, folded; absent where they are hidden."""
    alle = list_printed(seite.ergebnis)
    namen = seite.ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    teile = []
    for nr, (kommune_id, eigene) in enumerate(alle.groupby("kommune_id", sort=False), start=1):
        zeilen, gezeigt = [], seite.ergebnis.werte_von(eigene)
        for z, w in zip(eigene.to_dict("records"), gezeigt, strict=True):
            quelle = seite.ergebnis.quellen.loc[z["quelle_id"]]
            zeilen.append(
                [
                    f"{w.kennzahl} – {w.gruppe_name}" if w.gruppe_name else w.kennzahl,
                    w.raum,
                    w.zeitraum.text,
                    FELD[z["feld"]],
                    _count(z["anzahl_von"], z["anzahl_bis"]),
                    f"{quelle['herausgeber']}, {z['fundstelle']}",
                ]
            )
        anker, titel = f"kleine-zahlen-{nr}", sag("Kleine gedruckte Zahlen: {ort}", ort=namen[kommune_id])
        tabelle = Tabelle(
            anker,
            titel,
            [sag("Kennzahl"), sag("Ort"), sag("Zeitraum"), sag("Was"), sag("Anzahl"), sag("Fundstelle")],
            zeilen,
            [4],
            auszug=seite.auszug(f"kleine-zahlen-{kommune_id}", anker, titel, str(namen[kommune_id]), gezeigt),
        )
        anzahl = sag_n("eine Zahl", "{n} Zahlen", len(zeilen), n=format_anzahl_wort(len(zeilen)))
        teile.append(fold(str(namen[kommune_id]), render("tafel", t=tabelle), anzahl, anker=f"kommune-{kommune_id}"))
    return "\n\n".join(teile)


MACROS: dict[str, Callable[[Seite], str]] = {
    "kleinezahlen_kurz": draw_kurz,
    "kleinezahlen_regel": draw_regel,
    "kleinezahlen_listen": draw_listen,
}


def list_page(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the page, where there are values; it is known without computing any whether they are small."""
    if ergebnis.bestand.frame("werte").empty:
        return []
    return [
        Eintrag(
            "",
            "",
            sag("Kleine Zahlen"),
            sag("Gedruckte Zahlen, hinter denen sehr wenige Menschen stehen, und was mit ihnen geschieht."),
        )
    ]


ARTEN = (
    Seitenart(
        "kleinezahlen",
        "werte.csv",
        ("kleinezahlen_kurz", Abschnitt(), "jahre_daten", "kleinezahlen_regel", "kleinezahlen_listen"),
        list_page,
        ("toc",),
    ),
)
