"""The page on which anybody checks a spreadsheet, on their own computer, before it is proposed."""

from collections import Counter
from collections.abc import Callable
from typing import Final

from kekiz.daten.bestand import KATALOG
from kekiz.daten.dateiart import GROESSTE_DATEI
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Seitenart, one_page
from kekiz.seiten.seite import Seite
from kekiz.wissen.sprache import Worte, merke, sag
from kekiz.wissen.zahlen import format_zahl
from kekiz.wissen.zeitraum import read_zeitraum
from kekiz.zeichnen.vorlage import render

WORTE: Final = Worte(
    {
        "leer": "Noch ist keine Datei gewählt.",
        "laedt": "Das Prüfprogramm wird geladen.",
        "startet": "Das Prüfprogramm startet.",
        "prueft": "Die Prüfung läuft.",
        "erstellt_gerade": "Die Mappe wird erstellt.",
        "erstellt": "Die Mappe {datei} ist gespeichert, meist im Ordner Downloads.",
        "unlesbar": "Eine Datei lässt sich nicht lesen. Wurde sie inzwischen neu gespeichert? Dann bitte noch einmal wählen.",
        "ordner": "Das ist ein Ordner. Bitte seine Dateien hierher ziehen, oder den Ordner als ZIP packen.",
        "zu_gross": "{datei} ist zu groß ({mb} MB, erwartet höchstens {grenze} MB).",
        "kaputt": "Das Prüfprogramm läuft hier nicht ({grund}). Die Tabelle lässt sich auch ungeprüft einreichen.",
        "gut": "Keine Fehler. Die Datei kann eingereicht werden.",
        "gleich": "Keine Fehler. Die Datei sagt dasselbe wie die Website, es ändert sich nichts.",
        "neu": "Neu:",
        "geaendert": "Geändert:",
        "umbenannt": "Anders benannt:",
        "entfernt": "Entfernt:",
        "nichts": "leer",
        "nachgerechnet": "nachgerechneter Anteil",
        "ort": "Ort",
        "davor": "davor",
        "zahl": "Neue Zeilen: {neu}. Geänderte: {geaendert}. Anders benannte: {umbenannt}. Entfernte: {entfernt}.",
        "weitere": "und {anzahl} weitere",
        "laden": "{datei} laden",
        "hochladen": "{datei} im Projekt einreichen (neuer Tab)",
        "zusammen": (
            "Diese Dateien gehören zusammen: Bei der ersten einen neuen Zweig anlegen lassen, die anderen danach in denselben "
            "Zweig hochladen. Sonst fehlt der einen, was in der anderen steht."
        ),
        "schicken": "Alles mit einer E-Mail schicken",
        "anhaengen": "Die geladenen Dateien von Hand anhängen.",
        "betreff": "Vorschlag: {dateien}",
        "brief": (
            "Bitte diese Dateien anhängen, meist aus dem Ordner Downloads:\n{dateien}\n\n"
            "Aus welchem Dokument die Zahlen kommen:\n\nWas sich ändert:\n"
        ),
    }
)
"""What the page says while it works (``docs/assets/pruefen.js``)."""
OHNE: Final = merke(
    "Auf dieser Website gibt es die Prüfung nicht. Sie bräuchte alle Tabellen, und diese Website verbirgt sehr kleine Zahlen."
)
ANDERS: Final = merke("Die Tabelle lässt sich auch ungeprüft einreichen. Im Projekt läuft dieselbe Prüfung von selbst.")
_MEGABYTE: Final = 1_000_000


def draw_pruefen(seite: Seite) -> str:
    """Where files are chosen, and where the answer appears; why there is no check where small numbers are hidden."""
    weg = seite.pruefung
    if not weg:
        return render("absatz", text=f"{sag(OHNE)} {sag(ANDERS)}")
    pakete = [str(p) for p in seite.ergebnis.bestand.pakete if p != KATALOG]
    kommunen = seite.ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    start = seite.start or pakete[0]
    return render(
        "pruefen",
        kommunen=[(p, str(kommunen[p])) for p in sorted(pakete, key=lambda p: str(kommunen[p]))],
        start=start,
        anders=sag(ANDERS),
        einreichen=seite.zu("neuesjahr"),
        jahr=_next_year(seite.ergebnis, start),
        menge=format_zahl(weg["groesse"] / _MEGABYTE),
        groesse=weg["groesse"],
        basis=seite.link(""),
        arbeiter=seite.link("assets/pruefarbeiter.js"),
        script=seite.link("assets/pruefen.js"),
        daten={
            "worte": dict(WORTE.items()),
            "teile": {name: weg[name] for name in ("laufzeit", "programm", "daten", "groesse")},
            "grenze": GROESSTE_DATEI,
            "einreichen": {"hochladen": weg["hochladen"], "email": weg["email"], "start": seite.start or ""},
        },
    )


def _next_year(ergebnis: Ergebnis, kommune_id: str) -> int | None:
    """The year that a municipality is likely to fill in: the latest one while it has few rows, else the one after it.

    Without rows of its own those of all count; None where there is no row yet.
    """
    werte = ergebnis.bestand.frame("werte")
    eigene = werte[werte["paket"].eq(kommune_id)]
    je = Counter(read_zeitraum(z).jahr for z in (eigene if len(eigene) else werte)["zeitraum"])
    if not je:
        return None
    letztes = max(je)
    return letztes if 0 < 2 * je[letztes] < je[letztes - 1] else letztes + 1


MACROS: dict[str, Callable[[Seite], str]] = {"pruefwerkzeug": draw_pruefen}


def _has_packages(ergebnis: Ergebnis) -> bool:
    return bool(ergebnis.bestand.pakete.keys() - {KATALOG})


_seite = one_page(
    merke("Eine Tabelle prüfen"),
    merke(
        "Eine Tabelle aus Excel oder LibreOffice im Browser prüfen, bevor sie eingereicht wird. Sie bleibt auf dem eigenen "
        "Gerät."
    ),
)

ARTEN = (
    Seitenart(
        "pruefen",
        "datapackage.json",
        (Abschnitt(), "pruefwerkzeug", Abschnitt(merke("Was geprüft wird")), Abschnitt(merke("Ohne diese Seite"))),
        lambda ergebnis: _seite(ergebnis) if _has_packages(ergebnis) else [],
        felder=WORTE_DER_SEITE,
    ),
)
