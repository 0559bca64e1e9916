"""The command ``kekiz``: pruefen, bauen, vergleich, neu, texte, sprachen and more."""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import date
from io import TextIOWrapper
from pathlib import Path

from kekiz.befehl.aktualisieren import AktualisierenFehler, VersionSchonDa, is_running, set_version
from kekiz.befehl.ergaenzen import ARTEN, IM_KATALOG, KOMMUNE, add_row, add_table, find_package
from kekiz.befehl.faellig import describe_tasks
from kekiz.befehl.jahr import add_period, describe_open, describe_rows, describe_year, town_name
from kekiz.befehl.neu import NeuFehler, create_package
from kekiz.befehl.pilotraeume import WahlFehler, describe_choice
from kekiz.befehl.pruefen import check_package, is_package
from kekiz.befehl.start import StartFehler, ask, start_project
from kekiz.befehl.stueckliste import DATEI as STUECKLISTE
from kekiz.befehl.stueckliste import StuecklisteFehler, bill_of_materials
from kekiz.befehl.vorlage import write_template
from kekiz.daten.bestand import KATALOG, Bestand, set_open_apart
from kekiz.daten.einstellungen import read_settings
from kekiz.daten.load import load, load_packages, package_names, read_packages
from kekiz.daten.meldungen import FORMATE, as_github, as_json, as_sarif, set_apart, tell
from kekiz.daten.nachtragen import add_columns, trim_tables
from kekiz.daten.paketarchiv import PaketFehler
from kekiz.daten.pruefung import find_overdue
from kekiz.daten.rueckweg import describe, describe_blanks, place_faults, read_back
from kekiz.daten.verlauf import DATEI as VERLAUF
from kekiz.daten.verlauf import find_changes, note_changes, read_history, write_history
from kekiz.daten.warnungen import find_warnings
from kekiz.ergebnis import PFAD, Aufgeschoben, read_ergebnis
from kekiz.rechnen.faelligkeit import completeness
from kekiz.sagen.sprachkatalog import check_catalogues
from kekiz.sagen.sprachtexte import source_texts
from kekiz.seiten.wertaenderungen import WAS_GESCHAH
from kekiz.wege.anteile import Anteil, AnteilFehler, read_share
from kekiz.wege.grundlage import DOCS
from kekiz.wege.pruefstelle import check_files
from kekiz.wege.stand import state_day, state_time
from kekiz.wege.suche import check_words
from kekiz.wege.vergleich import VergleichFehler, compare
from kekiz.wege.vergleichstext import EINTRAG_FEHLT, as_markdown
from kekiz.wege.vergleichstext import FORMATE as VERGLEICHSFORMATE
from kekiz.wege.vergleichstext import as_json as comparison_as_json
from kekiz.wege.verweise import page_faults
from kekiz.wissen.befehlszeile import new_parser, readable
from kekiz.wissen.fehler import DatenFehler, ErgebnisFehler, Fehler
from kekiz.wissen.sprache import in_language, language, read_catalogue
from kekiz.wissen.systemfehler import cause

SITE = Path("site")


def main(argumente: list[str] | None = None) -> int:
    """Runs the command.

    Args:
        argumente: Command line without the program's name; None for the real one.

    Returns:
        Exit code: 0 fine, 1 faults in the data or the build, 2 wrong use.
    """
    parser = new_parser("Kommunale Präventionsketten: Daten prüfen, Website bauen.", "kekiz")
    befehle = parser.add_subparsers(dest="befehl", required=True, title="Befehle")
    pruefen = befehle.add_parser("pruefen", help="Prüft die Datenpakete und nennt alle Fehler.")
    pruefen.add_argument(
        "pfad", nargs="?", type=Path, default=PFAD, help="Ordner aller Pakete, Ordner eines Pakets oder ZIP"
    )
    pruefen.add_argument(
        "--stichtag",
        type=readable(date.fromisoformat, "JJJJ-MM-TT"),
        help="Tag, an dem „Und heute?“ gemessen wird (JJJJ-MM-TT); ohne Angabe der des letzten Commits",
    )
    pruefen.add_argument("--format", choices=FORMATE, default="text", help="wie die Fehler genannt werden")
    pruefen.add_argument(
        "--beheben",
        action="store_true",
        help="trägt Spalten leer nach, die eine Tabelle nicht hat und die leer sein dürfen, und lässt Leerzeichen am Rand weg",
    )
    pruefen.add_argument(
        "--teil", type=readable(read_share, "1/n bis n/n"), help="nur ein Anteil der Pakete, zum Beispiel 1/2"
    )
    bauen = befehle.add_parser("bauen", help="Prüft die Datenpakete und baut die Website nach site/.")
    bauen.add_argument(
        "--teil", type=readable(read_share, "1/n bis n/n"), help="nur ein Anteil der Seiten, zum Beispiel 1/2"
    )
    bauen.add_argument("--nach", type=Path, default=SITE, help="Ordner der Website oder des Anteils")
    bauen.add_argument(
        "--stichtag",
        type=readable(date.fromisoformat, "JJJJ-MM-TT"),
        help="Tag, an dem gemessen wird, was überfällig ist (JJJJ-MM-TT); ohne Angabe der des letzten Commits",
    )
    bauen.add_argument(
        "--veroeffentlichen",
        action="store_true",
        help="baut nur, wenn Adresse, Herausgeber, Kontakt und Rechtstexte ausgefüllt sind",
    )
    bauen.add_argument("--ohne-pdf", action="store_true", help="lässt die PDFs weg; das geht schneller")
    zusammen = befehle.add_parser("zusammenfuegen", help="Fügt Anteile einer Website zu site/ zusammen.")
    zusammen.add_argument("ordner", nargs="+", type=Path, help="Ordner aller Anteile")
    zusammen.add_argument("--ohne-pdf", action="store_true", help="lässt die PDFs weg, wie beim Bau der Anteile")
    vorschau = befehle.add_parser(
        "vorschau", help="Zeigt die Website beim Bearbeiten; Änderungen sind gleich zu sehen."
    )
    vorschau.add_argument("--adresse", default="127.0.0.1:8000", help="Adresse und Port")
    vergleich = befehle.add_parser("vergleich", help="Zeigt, was eine Änderung an veröffentlichten Werten bewirkt.")
    vergleich.add_argument("vorher", help="Ordner mit Datenpaketen oder Stand im Projekt, zum Beispiel main")
    vergleich.add_argument("nachher", nargs="?", default=str(PFAD), help="ebenso; ohne Angabe der Ordner datapackage")
    vergleich.add_argument("--format", choices=VERGLEICHSFORMATE, default="markdown", help="wie es gesagt wird")
    neu = befehle.add_parser(
        "neu", help="Legt ein Datenpaket, ein Ziel, eine Kennzahl, einen Raum, einen Wert, ein Modul oder ein Jahr an."
    )
    neu.add_argument("art", choices=(*ARTEN, "jahr"), help="was angelegt wird")
    neu.add_argument("kennung", help="Name oder Kennung; bei jahr der Zeitraum, zum Beispiel 2024 oder 2024/25")
    neu.add_argument("felder", nargs="*", metavar="SPALTE=WERT", help="Zellen, die schon feststehen")
    neu.add_argument("--kennzahl", help="bei jahr: nur diese Kennzahl")
    tabelle = befehle.add_parser("tabelle", help="Legt eine leere Tabelle in einem Datenpaket an.")
    tabelle.add_argument("name", help="Name der Tabelle, zum Beispiel module")
    lesen = befehle.add_parser(
        "einlesen", help="Bringt eine Tabelle aus Excel oder LibreOffice zurück in ein Datenpaket."
    )
    lesen.add_argument("datei", type=Path, help="Mappe (.xlsx) oder CSV")
    lesen.add_argument("--ersetzen", action="store_true", help="löscht Zeilen, die im Blatt nicht mehr stehen")
    mappe = befehle.add_parser("vorlage", help="Schreibt eine Mappe (.xlsx), in der sich ein Jahr ausfüllen lässt.")
    mappe.add_argument("kommune", help="Paket (Ordner unter datapackage)")
    mappe.add_argument("jahr", type=int, help="Jahr, das ausgefüllt wird, zum Beispiel 2024")
    mappe.add_argument("--nach", type=Path, help="Datei; ohne Angabe KOMMUNE-JAHR.xlsx")
    mappe.add_argument("--tabelle", action="append", default=[], help="nur diese Tabelle, auch mehrmals")
    mappe.add_argument("--pfad", type=Path, default=PFAD, help="Ordner der Datenpakete")
    for unter in (neu, tabelle, lesen):
        unter.add_argument("--kommune", help="Paket, wenn es mehrere gibt")
        unter.add_argument("--pfad", type=Path, default=PFAD, help="Ordner der Datenpakete")
    anfang = befehle.add_parser("start", help="Legt das Projekt einer anderen Kommune an.")
    anfang.add_argument("ordner", type=Path, help="neuer oder leerer Ordner")
    anfang.add_argument("--name", help="Name der Kommune")
    anfang.add_argument("--ags", help="ihr amtlicher Gemeindeschlüssel, mit der führenden 0")
    anfang.add_argument("--adresse", help="Adresse der Website, wenn sie schon bekannt ist")
    anfang.add_argument("--titel", help="Name der Website; ohne Angabe „Präventionskette“ und der Name der Kommune")
    anfang.add_argument(
        "--kekiz", help="Abhängigkeit vom Programm, zum Beispiel „kekiz @ git+https://…“; ohne Angabe: woher es kommt"
    )
    wechsel = befehle.add_parser("aktualisieren", help="Stellt das Projekt auf eine andere Version des Programms um.")
    wechsel.add_argument(
        "version", nargs="?", help="Version, Marke oder Commit; ohne Angabe die des laufenden Programms"
    )
    suche = befehle.add_parser("kennzahlen", help="Nennt Kennzahlen des Katalogs mit ihrer Kennung.")
    suche.add_argument(
        "wort", nargs="?", default="", help="nur solche, in deren Name, Kennung oder Definition es vorkommt"
    )
    uebersetzen = befehle.add_parser("texte", help="Sammelt die Texte der Seiten für eine Übersetzung.")
    uebersetzen.add_argument(
        "sprache", nargs="?", help="Kürzel, zum Beispiel en; ohne Angabe eine Vorlage ohne Sprache"
    )
    uebersetzen.add_argument("--pruefen", action="store_true", help="nennt, was fehlt oder überholt ist")
    sprachen = befehle.add_parser(
        "sprachen", help="Gibt die Übersetzungen der Sprachseiten aus und liest sie wieder ein."
    )
    sprachen.add_argument(
        "schritt",
        choices=("ausgeben", "einlesen", "abgleichen"),
        help="ausgeben: Mappe zum Durchsehen schreiben; einlesen: sie zurückbringen; abgleichen: neue Texte nachtragen",
    )
    sprachen.add_argument("datei", nargs="?", type=Path, help="bei einlesen: die Mappe (.xlsx) oder ein Katalog (.po)")
    sprachen.add_argument(
        "--nach",
        type=Path,
        default=Path("uebersetzungen.xlsx"),
        help="bei ausgeben: .xlsx, oder für eine Sprache tr.po",
    )
    piloten = befehle.add_parser(
        "pilotraeume", help="Gewichtet die Sozialräume und sagt, ob ihre Werte eine Auswahl tragen."
    )
    piloten.add_argument("--kommune", help="Kommune, wenn mehrere Sozialräume mit Werten haben")
    piloten.add_argument("--pfad", type=Path, default=PFAD, help="Ordner der Datenpakete")
    piloten.add_argument(
        "--gewicht",
        action="append",
        default=[],
        metavar="KENNZAHL=GEWICHT",
        help="auch mehrmals; ohne Angabe zählt gleich, was eine Richtung und Fallzahlen hat",
    )
    faellig = befehle.add_parser("faellig", help="Nennt, was überfällig ist, als Text für einen Vorgang (Issue).")
    faellig.add_argument("--pfad", type=Path, default=PFAD, help="Ordner der Datenpakete")
    faellig.add_argument(
        "--stichtag",
        type=readable(date.fromisoformat, "JJJJ-MM-TT"),
        help="Tag, an dem gemessen wird (JJJJ-MM-TT); ohne Angabe der des letzten Commits",
    )
    verlauf = befehle.add_parser(
        "verlauf", help="Vermerkt, welche Werte dazukamen, sich änderten oder entfielen, mit Grund (verlauf.json)."
    )
    verlauf.add_argument("--grund", help="warum, in einem Satz; ohne Angabe wird nur genannt, was zu vermerken ist")
    verlauf.add_argument("--pfad", type=Path, default=PFAD, help="Ordner der Datenpakete")
    liste = befehle.add_parser(
        "sbom", help="Schreibt, womit das Projekt gebaut ist (CycloneDX 1.6), für eine Freigabe."
    )
    liste.add_argument("--nach", type=Path, default=Path(STUECKLISTE), help=f"Datei; ohne Angabe {STUECKLISTE}")
    befehle.add_parser("test", help="Prüft die Datenpakete, baut die Website und prüft ihre Seiten.")
    for strom in (sys.stdout, sys.stderr):
        if isinstance(strom, TextIOWrapper):
            # A terminal that lacks a letter of a message shows the rest of it all the same.
            strom.reconfigure(errors="replace")
    try:
        ergebnis = _run(parser.parse_args(argumente))
        sys.stdout.flush()
    except KeyboardInterrupt:
        print("\nAbgebrochen.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever reads has read enough; nothing more can be written there, not even when Python ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as fehler:
        print(cause(fehler), file=sys.stderr)
        return 1
    return ergebnis


def _run(wahl: argparse.Namespace) -> int:
    """Runs the command that was chosen."""
    if wahl.befehl == "start":
        return start(wahl)
    if wahl.befehl == "aktualisieren":
        return update(wahl.version)
    if wahl.befehl == "pruefen" and wahl.beheben and wahl.pfad.is_file():
        print(f"{wahl.pfad}: Ein ZIP bleibt, wie es ist. Bitte auspacken und den Ordner angeben.", file=sys.stderr)
        return 2
    if wahl.befehl == "pruefen" and wahl.beheben and not show_mended(wahl.pfad, mit_rand=True):
        print("Nichts zu beheben.")
    if wahl.befehl == "pruefen" and is_package(wahl.pfad):
        return check_one(wahl.pfad, wahl.format)
    if wahl.befehl == "pruefen" and wahl.teil:
        return check_share(wahl.pfad, wahl.teil, wahl.format)
    if wahl.befehl == "pruefen":
        return check(wahl.pfad, wahl.stichtag or state_day(), wahl.format)
    if wahl.befehl == "vergleich":
        return show_changes(wahl.vorher, wahl.nachher, wahl.format)
    if wahl.befehl == "neu" and wahl.art == KOMMUNE:
        return create(wahl.pfad, wahl.kennung, _cells(wahl.felder))
    if wahl.befehl in ("neu", "tabelle"):
        return extend(wahl)
    if wahl.befehl == "einlesen":
        return take_in(wahl)
    if wahl.befehl == "vorlage":
        return offer(wahl)
    if wahl.befehl == "kennzahlen":
        return list_kennzahlen(wahl.wort)
    if wahl.befehl == "texte":
        return translate(wahl.sprache, pruefen=wahl.pruefen)
    if wahl.befehl == "sprachen":
        return handle_languages(wahl)
    if wahl.befehl == "pilotraeume":
        return weigh_areas(wahl.pfad, wahl.kommune, wahl.gewicht)
    if wahl.befehl == "faellig":
        return show_tasks(wahl.pfad, wahl.stichtag or state_day())
    if wahl.befehl == "verlauf":
        return keep_record(wahl.pfad, wahl.grund)
    if wahl.befehl == "sbom":
        return list_materials(wahl.nach)
    if wahl.befehl == "vorschau":
        return show_preview(wahl.adresse)
    if wahl.befehl == "zusammenfuegen":
        return join(wahl.ordner, mit_pdf=not wahl.ohne_pdf)
    if wahl.befehl == "bauen":
        return build(
            wahl.nach,
            wahl.teil,
            wahl.stichtag,
            fuer_alle=wahl.veroeffentlichen,
            mit_pdf=not wahl.ohne_pdf,
        )
    return build() or check_pages()


def check(pfad: Path, stichtag: date, form: str = "text") -> int:
    """Checks the packages and prints every fault and warning, then what somebody should look up again by that day."""
    try:
        bestand = load(pfad)
        if len(bestand.frame("suchwoerter")) and (
            ziellos := check_words(Aufgeschoben(bestand), read_settings().start, DOCS)
        ):
            raise DatenFehler(ziellos)
        if veraltet := check_catalogues(source_texts(bestand)):
            raise DatenFehler(veraltet)
    except DatenFehler as fehler:
        # What could be read is looked at all the same.
        return show_faults(fehler, form, pfad, find_warnings(set_open_apart(read_packages(pfad)[0]), stichtag))
    warnungen = find_warnings(bestand, stichtag)
    if form == "text":
        show_size(bestand)
    show_faults(DatenFehler([]), form, pfad, warnungen)
    for einer in find_overdue(bestand, stichtag) if form == "text" else ():
        print(f"Überfällig: {einer}")
    return 0


def check_share(pfad: Path, anteil: Anteil, form: str) -> int:
    """Checks some packages beside the catalogue; what only all of them together show is found when building."""
    namen = anteil.of([n for n in package_names(pfad) if n != KATALOG])
    try:
        bestand = load_packages(pfad, namen)
    except DatenFehler as fehler:
        return show_faults(fehler, form, pfad)
    if form != "text":
        return show_faults(DatenFehler([]), form, pfad)
    print(f"Anteil {anteil.nr} von {anteil.von}:", end=" ")
    show_size(bestand)
    return 0


def check_one(pfad: Path, form: str) -> int:
    """Checks one package alone and prints every fault and warning."""
    try:
        paket = check_package(pfad)
    except PaketFehler as fehler:
        print(fehler, file=sys.stderr)
        return 2
    except DatenFehler as fehler:
        return show_faults(fehler, form, pfad.parent)
    if form == "text":
        for anmerkung in paket.anmerkungen:
            print(f"Anmerkung: {anmerkung}")
        if not paket.fehler:
            print(f"{pfad}: {paket.size()}: keine Fehler.")
    return show_faults(DatenFehler(paket.fehler), form, pfad.parent, paket.warnungen)


def show_faults(fehler: DatenFehler, form: str = "text", pfad: Path = PFAD, warnungen: Sequence[Fehler] = ()) -> int:
    """Prints every fault that is a cause, and every warning, in one of :data:`FORMATE`; gives the exit code."""
    meldungen = set_apart(fehler.fehler, warnungen)
    if form == "json":
        print(as_json(meldungen))
    elif form == "sarif":
        print(as_sarif(meldungen, pfad.as_posix()))
    elif form == "github" and (fehler.fehler or meldungen.warnungen):
        print(as_github(meldungen, pfad.as_posix()))
    if form == "text":
        for zeile in tell(meldungen.fehler):
            print(zeile)
    if form in ("text", "github") and fehler.fehler:
        print(f"\n{meldungen.summary()}")
    if form == "text" and meldungen.warnungen:
        print()
        for zeile in tell(meldungen.warnungen):
            print(f"Warnung: {zeile}")
        print(f"\n{meldungen.summary_of_warnings()}")
    return int(bool(fehler.fehler))


def show_size(bestand: Bestand) -> None:
    """Says how much was read, and what could not be checked."""
    for anmerkung in bestand.anmerkungen:
        print(f"Anmerkung: {anmerkung}")
    zeilen = sum(len(t.frame) for t in bestand.tabellen)
    print(f"{len(bestand.pakete)} Pakete, {len(bestand.tabellen)} Tabellen, {zeilen} Zeilen: keine Fehler.")
    for zeile in describe_open(bestand):
        print(zeile)


def show_build(bestand: Bestand) -> None:
    """Says what a build shows: how much was read, and how complete the latest year of the municipality at the root is."""
    show_size(bestand)
    start = read_settings().start
    letztes = completeness(bestand, start)[-1:]
    for jahr in letztes:
        # A year with open rows is told already.
        if not jahr.offen:
            print(describe_year(town_name(bestand, start), jahr))


def show_changes(vorher: str, nachher: str, form: str = VERGLEICHSFORMATE[0]) -> int:
    """Prints what differs between two states of the data; a published number needs a line in the list of changes."""
    try:
        vergleich = compare(vorher, nachher)
    except VergleichFehler as fehler:
        print(fehler, file=sys.stderr)
        return 2
    print((comparison_as_json if form == "json" else as_markdown)(vergleich), end="")
    if vergleich.fehlt_eintrag:
        print(EINTRAG_FEHLT, file=sys.stderr)
    return int(vergleich.fehlt_eintrag or bool(vergleich.fehler))


def keep_record(pfad: Path, grund: str | None) -> int:
    """Names the values that changed since the record was written, and notes them where there is a reason."""
    try:
        bestand = load(pfad)
    except DatenFehler as fehler:
        return show_faults(fehler, pfad=pfad)
    verlauf = read_history(pfad)
    neu = find_changes(verlauf, bestand, date.today()) if verlauf else []
    for a in neu:
        print(f"{a.kommune_id}/{a.tabelle}.csv [{' · '.join(filter(None, a.schluessel))}]: {WAS_GESCHAH[a.art]}")
    if verlauf and not neu:
        print("Kein Wert hat sich geändert.")
    if grund is None:
        if neu or verlauf is None:
            print('Mit --grund "…" wird es vermerkt.')
        return int(bool(neu))
    write_history(pfad, note_changes(verlauf, bestand, date.today(), grund))
    print(f"{pfad / VERLAUF} ist auf dem Stand der Datenpakete.")
    return 0


def _cells(felder: list[str]) -> dict[str, str]:
    """Reads cells that are given as ``SPALTE=WERT``."""
    return dict(f.partition("=")[::2] for f in felder)


def create(pfad: Path, kommune: str, felder: dict[str, str]) -> int:
    """Makes a new package, checks it, and says what comes next.

    Args:
        pfad: Root folder of the packages.
        kommune: Id or name of the municipality.
        felder: Cells of its row in the catalogue; empty where it stands there.
    """
    try:
        if felder and (leer := add_row(pfad, KOMMUNE, kommune, KATALOG, felder)[1]):
            print(f"katalog/kommunen.csv: Zeile {kommune} ergänzt. Noch zu füllen: {', '.join(leer)}.")
            print(f"Danach kekiz neu kommune {kommune} noch einmal aufrufen.")
            return 1
        dateien = create_package(pfad, kommune)
    except NeuFehler as fehler:
        print(fehler, file=sys.stderr)
        return 1
    for datei in dateien:
        print(f"Angelegt: {datei}")
    print("Als Nächstes profil.csv füllen, dann kekiz pruefen. Wie es geht, steht unter Mitmachen.\n")
    return check(pfad, state_day())


def start(wahl: argparse.Namespace) -> int:
    """Makes the project of another city, and says what comes next."""
    try:
        fragen = input if sys.stdin.isatty() else None
        dateien = start_project(wahl.ordner, ask(vars(wahl), fragen))
    except (StartFehler, NeuFehler, DatenFehler) as fehler:
        print(fehler, file=sys.stderr)
        return 1
    print(f"{wahl.ordner}: {len(dateien)} Dateien angelegt.")
    print(f"Als Nächstes: cd {wahl.ordner}, git init, make site. Die erste Zahl: siehe README.md.")
    return 0


def show_mended(pfad: Path, *, mit_rand: bool = False) -> bool:
    """Adds the columns that tables lack and that may be empty, and says which; also why one could not be added.

    Args:
        pfad: Root folder of the packages, or one package.
        mit_rand: Also leaves out the blanks at the edges of cells, which mean nothing.

    Returns:
        Whether there was anything to say.
    """
    ordner = pfad.resolve()
    wo, nur = (ordner.parent, [ordner.name]) if is_package(pfad) else (pfad, None)
    geputzt = trim_tables(wo, nur) if mit_rand else []
    nachtraege, fehler = add_columns(wo, nur)
    gesagt = [*geputzt, *nachtraege, *fehler]
    for einer in gesagt:
        print(einer)
    return bool(gesagt)


def update(version: str | None) -> int:
    """Sets the version of the program that a project depends on; where it is the running one, the tables follow."""
    datei = Path("pyproject.toml")
    try:
        alt, neu = set_version(datei, version)
    except AktualisierenFehler as fehler:
        if isinstance(fehler, VersionSchonDa) and is_running(datei) and show_mended(PFAD):
            return 0
        print(fehler, file=sys.stderr)
        return 1
    print(f"{datei}: {alt} → {neu}.")
    laeuft = is_running(datei)
    if laeuft:
        show_mended(PFAD)
    print("Sonst ist nichts geändert. Als Nächstes make test; was neu ist, steht im CHANGELOG des Programms.")
    if not laeuft:
        print("Fehlt danach einer Tabelle eine neue Spalte, trägt kekiz pruefen --beheben sie nach.")
    return 0


def list_kennzahlen(wort: str) -> int:
    """Prints id and name of the Kennzahlen whose id, name or definition has a word."""
    try:
        k = load(PFAD).frame("kennzahlen")
    except DatenFehler as fehler:
        return show_faults(fehler)
    texte = k["kennzahl_id"] + " " + k["name"] + " " + k["definition"]
    treffer = k[texte.str.contains(wort, case=False, regex=False)]
    for kennung, name in zip(treffer["kennzahl_id"], treffer["name"], strict=True):
        print(f"{kennung}: {name}")
    if treffer.empty:
        print(f"Keine Kennzahl mit „{wort}“. Eine eigene: kekiz neu kennzahl KENNUNG.", file=sys.stderr)
    return int(treffer.empty)


def weigh_areas(pfad: Path, kommune: str | None, gewichte: list[str]) -> int:
    """Prints where each area of a municipality stands, and whether the values carry a choice."""
    try:
        print(describe_choice(read_ergebnis(pfad), kommune, gewichte))
    except DatenFehler as fehler:
        return show_faults(fehler)
    except WahlFehler as fehler:
        print(fehler, file=sys.stderr)
        return 1
    return 0


def show_tasks(pfad: Path, stichtag: date) -> int:
    """Prints what is overdue by a day as Markdown; nothing where nothing is."""
    try:
        print(describe_tasks(load(pfad), stichtag), end="")
    except DatenFehler as fehler:
        return show_faults(fehler)
    return 0


def list_materials(datei: Path) -> int:
    """Writes what the project in this folder is built with."""
    try:
        datei.write_text(bill_of_materials(Path(), state_time()), encoding="utf-8", newline="")
    except StuecklisteFehler as fehler:
        print(fehler, file=sys.stderr)
        return 1
    print(f"{datei} geschrieben.")
    return 0


def translate(sprache: str | None, *, pruefen: bool) -> int:
    """Prints the template of all texts, or makes, updates or checks the catalogue of a language."""
    # Only here: it reads the whole program.
    from kekiz.befehl.texte import NEU, TexteFehler, check_language, template, update_language  # noqa: PLC0415

    try:
        if sprache is None:
            print(template(), end="")
        elif pruefen:
            if fehler := check_language(NEU / f"{sprache}.po"):
                return show_faults(DatenFehler(fehler))
            print("Alle Texte sind übersetzt.")
        else:
            datei, anzahl, offen = update_language(sprache)
            print(f"{datei}: {anzahl} Texte, davon {offen} noch nicht übersetzt.")
    except TexteFehler as fehler:
        print(fehler, file=sys.stderr)
        return 1
    return 0


def handle_languages(wahl: argparse.Namespace) -> int:
    """Writes the table of translations, brings it back, or brings the catalogues up to date."""
    # Only here: nothing else needs workbooks of texts.
    from kekiz.befehl.sprachen import SprachenFehler, align_all, give_out, take_in  # noqa: PLC0415

    try:
        quelle = source_texts(load(PFAD))
        if wahl.schritt == "ausgeben":
            print(f"{wahl.nach}: Texte in {give_out(quelle, wahl.nach)} Sprachen.")
        elif wahl.schritt == "abgleichen":
            for datei, offen in align_all(quelle):
                print(f"{datei}: {offen} Texte sind zu übersetzen.")
        elif wahl.datei is None:
            raise SprachenFehler("Es fehlt die Datei, die eingelesen wird.")
        else:
            for datei in (geschrieben := take_in(quelle, wahl.datei)):
                print(f"Geschrieben: {datei}")
            if not geschrieben:
                print("Nichts hat sich geändert.")
    except DatenFehler as fehler:
        show_faults(fehler)
        print("Nichts ist geschrieben.", file=sys.stderr)
        return 1
    except (SprachenFehler, OSError) as fehler:
        print(cause(fehler), file=sys.stderr)
        return 2
    return 0


def check_pages() -> int:
    """Checks the pages of the built site and prints every fault."""
    fehler = page_faults(SITE)
    if fehler:
        for einer in fehler:
            print(einer)
        print(f"\n{len(fehler)} Fehler in den Seiten.")
        return 1
    print("Keine Fehler in den Seiten.")
    return 0


def extend(wahl: argparse.Namespace) -> int:
    """Adds a table or rows to a package, and says what is still to be filled."""
    try:
        if wahl.befehl == "tabelle":
            print(f"Angelegt: {add_table(wahl.pfad, wahl.name, find_package(wahl.pfad, wahl.kommune))}")
            return 0
        paket = KATALOG if wahl.art in IM_KATALOG else find_package(wahl.pfad, wahl.kommune)
        if wahl.art == "jahr":
            for zeile in describe_rows(add_period(wahl.pfad, wahl.kennung, paket, wahl.kennzahl), wahl.kennung):
                print(zeile)
            return 0
        datei, leer = add_row(wahl.pfad, wahl.art, wahl.kennung, paket, _cells(wahl.felder))
    except NeuFehler as fehler:
        print(fehler, file=sys.stderr)
        return 1
    print(f"{datei}: Zeile {wahl.kennung} ergänzt.")
    print(f"Noch zu füllen: {', '.join(leer)}." if leer else "Alle Pflichtspalten sind gefüllt.")
    return 0


def offer(wahl: argparse.Namespace) -> int:
    """Writes the workbook for a year, and says what comes next."""
    ziel = wahl.nach or Path(f"{wahl.kommune}-{wahl.jahr}.xlsx")
    try:
        inhalte = write_template(wahl.pfad, wahl.kommune, wahl.jahr, ziel, wahl.tabelle)
    except (NeuFehler, OSError) as fehler:
        print(cause(fehler), file=sys.stderr)
        return 1
    leer = sum(len(i.neu) for i in inhalte)
    print(f"{ziel}: {len(inhalte)} Blätter, {leer} {'Zeile' if leer == 1 else 'Zeilen'} zum Ausfüllen.")
    print(f"Ausfüllen, speichern, dann: kekiz einlesen {ziel} --kommune {wahl.kommune}")
    return 0


def take_in(wahl: argparse.Namespace) -> int:
    """Brings a spreadsheet back into its tables, then checks the packages and names the cells of the spreadsheet."""
    try:
        roh = wahl.datei.read_bytes()
        paket = find_package(wahl.pfad, wahl.kommune)
        gelesen = read_back(wahl.pfad, roh, wahl.datei.name, paket, ersetzen=wahl.ersetzen)
    except (NeuFehler, OSError) as fehler:
        print(cause(fehler), file=sys.stderr)
        return 2
    except DatenFehler:
        # In a copy the rules see what is wrong beside it, as in a browser.
        with tempfile.TemporaryDirectory() as ort:
            antwort = check_files(wahl.pfad, Path(ort) / "neu", {wahl.datei.name: roh}, paket, ersetzen=wahl.ersetzen)
        print(*antwort["zeilen"], "", antwort["summe"], "Nichts ist geschrieben.", sep="\n")
        return 1
    for einer in gelesen:
        print(describe(einer))
        if satz := describe_blanks(einer):
            print(f"Warnung: {satz}")
    try:
        bestand = load(wahl.pfad)
    except DatenFehler as fehler:
        return show_faults(DatenFehler(place_faults(fehler.fehler, gelesen)))
    show_size(bestand)
    return show_faults(DatenFehler([]), warnungen=place_faults(find_warnings(bestand), gelesen))


def build(
    site: Path = SITE,
    anteil: Anteil | None = None,
    stichtag: date | None = None,
    *,
    fuer_alle: bool = False,
    mit_pdf: bool = True,
) -> int:
    """Checks the packages and builds the site, or a share of it; the old one stays until all went well.

    Args:
        site: Its folder.
        anteil: The share; None: all of it.
        stichtag: The day to judge by; None: that of the last commit.
        fuer_alle: Whether it is to be published, and therefore must have no placeholders.
        mit_pdf: Whether pages get PDFs.
    """
    # Only here: nothing else needs the generator and its locks.
    from kekiz.befehl import bauen  # noqa: PLC0415

    fertig = f"Anteil {anteil.nr} von {anteil.von} gebaut: {site}" if anteil else f"Website gebaut: {site}/index.html"
    return _finish(
        lambda: bauen.build(site, show_build, anteil, stichtag, fuer_alle=fuer_alle, mit_pdf=mit_pdf), fertig
    )


def join(anteile: list[Path], *, mit_pdf: bool = True) -> int:
    """Joins shares to the site; the old one stays until all went well.

    Args:
        anteile: Folders of the shares.
        mit_pdf: Whether pages get PDFs.
    """
    # Only here: nothing else needs what comes after the generator.
    from kekiz.befehl import bauen  # noqa: PLC0415

    return _finish(lambda: bauen.join(anteile, SITE, mit_pdf=mit_pdf), f"Website gebaut: {SITE}/index.html")


def _finish(step: Callable[[], None], fertig: str) -> int:
    """Runs a step that ends with a site, and says how it ended; gives the exit code."""
    # Only here: nothing else needs the generator and its locks.
    from kekiz.befehl import bauen  # noqa: PLC0415
    from kekiz.wege.erzeugen import GeneratorFehler  # noqa: PLC0415

    try:
        with _language_of_site():
            step()
    except DatenFehler as fehler:
        show_faults(fehler)
        print(bauen.UNVERAENDERT, file=sys.stderr)
        return 1
    except (GeneratorFehler, AnteilFehler, ErgebnisFehler, OSError, KeyboardInterrupt) as fehler:
        return bauen.report_failure(fehler)
    print(fertig)
    return 0


def _language_of_site() -> AbstractContextManager[None]:
    """Says what is built in the language that the settings name."""
    sprache = read_settings().sprache
    try:
        return nullcontext() if sprache == language() else in_language(sprache, read_catalogue(sprache))
    except FileNotFoundError:
        # The build names it among all other faults.
        return nullcontext()


def show_preview(adresse: str) -> int:
    """Shows the site while somebody edits, until Ctrl-C."""
    # Only here: nothing else needs the generator and a server.
    from kekiz.werkzeug.vorschau import preview  # noqa: PLC0415

    host, _, port = adresse.rpartition(":")
    if not port.isdecimal() or not host:
        print(f"Das ist keine Adresse (gefunden „{adresse}“, erwartet zum Beispiel 127.0.0.1:8000).", file=sys.stderr)
        return 2
    try:
        with _language_of_site():
            preview(host, int(port))
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
