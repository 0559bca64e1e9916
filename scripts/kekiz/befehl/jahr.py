"""The command ``kekiz neu jahr``: the rows of a new year, ready to be filled, and what to do next."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from kekiz.befehl.ergaenzen import append_rows, columns_of, read_faultless
from kekiz.befehl.neu import NeuFehler
from kekiz.daten.bestand import WERT_SCHLUESSEL, Bestand
from kekiz.daten.erwartung import read_intervals
from kekiz.rechnen.faelligkeit import Vollstaendigkeit, completeness, expected_rows
from kekiz.wissen.codes import OFFEN
from kekiz.wissen.zahlen import zeitraum_art, zeitraum_key
from kekiz.wissen.zeitraum import Genauigkeit, read_zeitraum


@dataclass(frozen=True)
class NeueZeilen:
    """What the command did.

    Attributes:
        datei: The table.
        neu: Rows that were added, by period.
        da: Rows that were there already.
    """

    datei: Path
    neu: Mapping[str, int]
    da: int


def add_period(pfad: Path, zeitraum: str, paket: str, kennzahl_id: str | None = None) -> NeueZeilen:
    """Adds an open row for a year to each series of a municipality that the last years had; what is there stays.

    Args:
        pfad: Root folder of the packages.
        zeitraum: A year (``2024``): each series in its own kind of period, by the year in which that ends. Or one
            period (``2024/25``, ``2024-09-30``): only the series that have it.
        paket: Package.
        kennzahl_id: Only this Kennzahl; None for all.

    Raises:
        NeuFehler: It is no period, no series could go on with it, or the packages have faults.
    """
    try:
        zeitraum_key(zeitraum)
    except ValueError as ausnahme:
        raise NeuFehler(f"„{zeitraum}“ ist kein Zeitraum (erwartet 2018, 2017/18 oder 2018-09-30).") from ausnahme
    bestand = read_faultless(pfad)
    tabelle = bestand.find(paket, "werte")
    if tabelle is None:
        raise NeuFehler(f"{paket}/werte.csv fehlt. Bitte mit kekiz tabelle werte --kommune {paket} anlegen.")
    w = tabelle.frame
    w = w[w["kennzahl_id"].eq(kennzahl_id)] if kennzahl_id else w
    soll = expected_rows(w, read_intervals(bestand, paket), read_zeitraum(zeitraum).jahr)
    if zeitraum_art(zeitraum) != Genauigkeit.JAHR:
        soll = [z for z in soll if zeitraum_art(z["zeitraum"]) == zeitraum_art(zeitraum)]
        soll = [{**z, "zeitraum": zeitraum} for z in soll]
    if not soll:
        raise NeuFehler(f"Keine Reihe in {paket}/werte.csv lässt sich mit {zeitraum} fortsetzen.")
    da = set(w[WERT_SCHLUESSEL].itertuples(index=False, name=None))
    neue = [z for z in soll if tuple(z[s] for s in WERT_SCHLUESSEL) not in da]
    datei = pfad / paket / "werte.csv"
    append_rows(datei, columns_of(pfad, "werte"), [{**z, "wertstatus": OFFEN} for z in neue])
    return NeueZeilen(datei, Counter(z["zeitraum"] for z in neue), len(soll) - len(neue))


def describe_rows(zeilen: NeueZeilen, zeitraum: str) -> list[str]:
    """Says what was added and what comes next, line by line."""
    anzahl = sum(zeilen.neu.values())
    if not anzahl:
        return [f"{zeilen.datei}: Für {zeitraum} steht schon jede erwartete Zeile da ({zeilen.da}), nichts ergänzt."]
    je = ", ".join(f"{z}: {n}" for z, n in sorted(zeilen.neu.items(), key=lambda p: zeitraum_key(p[0])))
    schon = f" {zeilen.da} waren schon da." if zeilen.da else ""
    return [
        f"{zeilen.datei}: {anzahl} {'Zeile' if anzahl == 1 else 'Zeilen'} für {zeitraum} ergänzt ({je}).{schon}",
        f"Ihr wertstatus ist {OFFEN}: Keine Seite und keine Wertetabelle zeigt sie, die Seite zum Stand der Daten zählt sie.",
        "So geht es weiter:",
        "1. Das Dokument in katalog/quellen.csv eintragen, wenn es neu ist.",
        f"2. Je Zeile wert, gedruckt, quelle_id und fundstelle füllen, Zähler und Nenner, wo sie gedruckt sind; aus {OFFEN} "
        "wird gedruckt.",
        f"3. Sagt das Dokument, dass nicht erhoben wurde, wird aus {OFFEN} nicht_erhoben. Nennt es den Wert nur nicht, bleibt "
        "die Zeile offen. Überzählige Zeilen löschen.",
        "4. kekiz pruefen, so oft wie nötig: Offene Zeilen sind kein Fehler.",
    ]


def describe_year(ort: str, jahr: Vollstaendigkeit) -> str:
    """Says in a line how complete a year of a municipality is."""
    teile = [f"{jahr.mit_wert} mit Wert"]
    teile += [f"{jahr.begruendet} ohne Wert mit Grund"] if jahr.begruendet else []
    teile += [f"{jahr.offen} noch offen"] if jahr.offen else []
    teile += [f"{jahr.fehlend} noch nicht angelegt"] if jahr.fehlend else []
    return f"{ort}, {jahr.jahr}: {jahr.erwartet} Zeilen erwartet, {', '.join(teile)}."


def town_name(bestand: Bestand, kommune_id: str) -> str:
    """Gives the name of a municipality; its id where the catalogue lacks it."""
    return next(iter(bestand.where("kommunen", kommune_id=kommune_id)["name"]), kommune_id)


def describe_open(bestand: Bestand) -> list[str]:
    """Says of each year with open rows how complete it is, municipality by municipality."""
    return [
        describe_year(town_name(bestand, str(k)), jahr)
        for k in dict.fromkeys(z["paket"] for z in bestand.offen)
        for jahr in completeness(bestand, str(k))
        if jahr.offen
    ]
