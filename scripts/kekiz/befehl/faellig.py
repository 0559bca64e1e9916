"""The command ``kekiz faellig``: what somebody should look after by a day, as the text of an issue."""

from collections.abc import Iterator
from datetime import date

from kekiz.daten.bestand import KATALOG, Bestand
from kekiz.daten.pruefung import find_overdue
from kekiz.rechnen.faelligkeit import list_due
from kekiz.seiten.standseite import missing_words
from kekiz.wissen.codes import Lage
from kekiz.wissen.zahlen import format_datum
from kekiz.wissen.zeitraum import read_zeitraum


def describe_tasks(bestand: Bestand, stichtag: date) -> str:
    """Lists overdue Kennzahlen by municipality, and statements about today's law that nobody looked up for long.

    Args:
        bestand: The packages.
        stichtag: The day to judge by.

    Returns:
        Markdown; empty where nothing is overdue.
    """
    teile = list(_overdue(bestand, stichtag))
    recht = [f"- {f.befund}: `{f.datei}`, Zeile {f.zeile} ({f.schluessel})" for f in find_overdue(bestand, stichtag)]
    if recht:
        teile.append("## Angaben zum heutigen Recht\n\n" + "\n".join(recht))
    if not teile:
        return ""
    anfang = (
        f"Stichtag {format_datum(stichtag.isoformat())}. Ob es die Werte gibt, sagt das nicht: Sie stehen nur noch nicht in "
        "den Daten dieser Website."
    )
    return "\n\n".join([anfang, *teile]) + "\n"


def _overdue(bestand: Bestand, stichtag: date) -> Iterator[str]:
    namen = bestand.frame("kennzahlen").set_index("kennzahl_id")["name"]
    orte = bestand.frame("kommunen").set_index("kommune_id")["name"]
    for paket in (p for p in bestand.pakete if p != KATALOG):
        zeilen = [
            f"- {namen[f.kennzahl_id]}: letzter Wert {read_zeitraum(f.letzter).text}"
            + (
                f", danach {'fehlt' if len(f.fehlend) == 1 else 'fehlen'} {missing_words(f.fehlend)}"
                if f.fehlend
                else ""
            )
            for f in list_due(bestand, paket, stichtag)
            if f.lage == Lage.UEBERFAELLIG
        ]
        if zeilen:
            yield f"## Überfällige Kennzahlen: {orte[paket]}\n\n" + "\n".join(zeilen)
