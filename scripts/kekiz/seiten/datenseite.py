"""The parts of the page about downloads: what there is, which columns, which terms."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Final

from babel.dates import get_month_names

from kekiz.daten.bestand import KATALOG, read_schema
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.adresse import address
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Eintrag, Seitenart, one_page, split_words
from kekiz.seiten.falte import fold_words
from kekiz.seiten.seite import Seite
from kekiz.seiten.wertaenderungen import draw_aenderungen as draw_wertaenderungen
from kekiz.wissen.spalten import (
    ERGEBNIS_SPALTEN,
    GANZ_ZEILEN,
    GETEILT,
    MAPPE_ZEILEN,
    RAUMVERGLEICH_SPALTEN,
    STATUS_SPALTEN,
    TABELLEN,
    TABELLENKALKULATION,
    TREND_SPALTEN,
    parquet_files,
)
from kekiz.wissen.sprache import merke, sag, sag_n
from kekiz.wissen.zahlen import format_zahl
from kekiz.zeichnen.vorlage import render

AENDERUNGEN = Path("CHANGELOG.md")
FEED: Final = "daten/aenderungen/atom.xml"
"""The feed of changes to the data, from the root of the site."""
DATEN: Final = "Daten"
"""The part of an entry that feeds tell; as the change log writes it."""
_TAG: Final = re.compile(r"(\d{1,2})\. (\w+) (\d{4})")
SCHNITTSTELLE = "daten/api/v1"
"""Where the interface for programs lies, from the root of the site; a change of its shape needs another one beside it."""
SCHNITTSTELLE_FORM = f"{SCHNITTSTELLE}/openapi.json"
"""Its description."""
OHNE_ADRESSE = "https://website.example/"
"""Stands in examples for the address of a site that does not know its own."""
_KATALOG = {"TTL": "ttl", "RDF": "rdf", "JSON-LD": "jsonld"}
"""Formats of the entry for portals, each with the ending of its file."""


def _label(name: str, datei: str) -> str:
    """What a file of a table is called: its format, with its number where there are several.

    Example:
        >>> _label("status", "status.csv"), _label("status", "status-2.parquet")
        ('csv', 'parquet 2')
    """
    nummer, _, art = datei.removeprefix(name).removeprefix("-").partition(".")
    return f"{art} {nummer}".strip()


def draw_wahl(seite: Seite) -> str:
    """The answer of the page: which download for whom; the rest is folded below."""
    ganz = seite.ergebnis.rows_of("ergebnisse") <= GANZ_ZEILEN
    register = (
        sag("Eine Kennzahl aus allen Kommunen"),
        sag("Verzeichnis"),
        seite.zu("kennzahlen"),
        sag("jeder Wert mit eigener Adresse, auch als CSV"),
    )
    return render(
        "daten_wahl",
        wege=[
            (
                sag("Alles in einer Datei"),
                sag("Excel"),
                seite.link("daten/alles.xlsx"),
                sag("zum Ansehen und Rechnen im Büro"),
            ),
            (
                sag("Alle Werte mit Quelle und Vertrauensbereich"),
                sag("CSV") if ganz else sag("Parquet"),
                seite.link("daten/ergebnisse.csv") if ganz else "#tabellen",
                sag("für Statistik und eigene Programme"),
            ),
            (
                sag("Eine Kommune, wie sie gepflegt wird"),
                sag("Datenpaket"),
                "#datenpakete",
                sag("mit Regeln, zum Prüfen und Weiterbauen"),
            ),
            *([register] if seite.ergebnis.towns_of_kennzahlen else []),
        ],
    )


def draw_tabellen(seite: Seite) -> str:
    """Lists the public tables with their formats."""
    zeilen = []
    for name, text in TABELLEN.items():
        ganz = seite.ergebnis.rows_of(name) <= GANZ_ZEILEN
        dateien = [f"{name}.{a}" for a in (("csv", "json") if ganz else ())]
        if name in GETEILT or not ganz:
            dateien += parquet_files(name, seite.ergebnis.rows_of(name))
        verweise = [(_label(name, d).upper(), seite.link(f"daten/{d}")) for d in dateien]
        if ganz:
            verweise.insert(1, (sag("CSV deutsch"), seite.link(f"daten/{TABELLENKALKULATION}/{name}.csv")))
        zeilen.append({"name": name, "text": text, "dateien": verweise})
    return render(
        "daten_tabellen",
        zeilen=zeilen,
        mappe=seite.link("daten/alles.xlsx"),
        beschreibung=seite.link("daten/datapackage.json"),
        katalog=[(art, seite.link(f"daten/katalog.{e}")) for art, e in _KATALOG.items()] if seite.adresse else [],
        ganz=all(seite.ergebnis.rows_of(name) <= MAPPE_ZEILEN for name in TABELLEN),
        grenze=MAPPE_ZEILEN,
    )


def draw_teile(seite: Seite) -> str:
    """Lists the downloads of each Kennzahl; those of a municipality are linked from its profile."""
    werte = seite.ergebnis.werte
    anzahl = werte.groupby("kennzahl_id", observed=True, sort=False).size()
    name = seite.ergebnis.kennzahlen["name"]
    zeilen = [
        {"name": name[k], "zeilen": int(n), "url": seite.link(f"daten/kennzahl/{k}/ergebnisse.csv"),
         "paket": seite.link(f"daten/kennzahl/{k}/datapackage.json")}
        for k, n in sorted(anzahl.items(), key=lambda z: str(name[z[0]]))
    ]  # fmt: skip
    return render("daten_teile", zeilen=zeilen)


def draw_fassung(seite: Seite) -> str:
    """Says of which version the data are, and offers all of them as one archive to be kept."""
    f = {"programm": "", "daten": "", "commit": ""} | dict(seite.fassung)
    return render("daten_fassung", f=f, archiv=seite.link(archive_file(f["daten"]))) if f["daten"] else ""


def archive_file(fassung: str) -> str:
    """Gives where the archive of a version of the data lies, from the root of the site."""
    return f"daten/archiv/daten-{fassung}.zip"


def _example(ergebnis: Ergebnis, kommune_id: str) -> str:
    """Gives the Kennzahl that examples are about: one of several municipalities where there is one; empty: there is none."""
    orte = ergebnis.towns_of_kennzahlen
    leit = [k for z in ergebnis.goal_ids(kommune_id) for k in ergebnis.goal_kennzahlen(kommune_id, z) if k in orte]
    return next(iter([*leit, *orte]), "")


def draw_schnittstelle(seite: Seite) -> str:
    """Shows how programs and spreadsheets read the values, with addresses that work; nothing where there are none."""
    kennzahl_id = _example(seite.ergebnis, seite.kommune_id)
    if not kennzahl_id:
        return ""
    wurzel = seite.adresse.removesuffix(address("daten", "", start="")) or OHNE_ADRESSE
    ordner = f"{wurzel}daten/kennzahl/{kennzahl_id}"
    return render(
        "daten_schnittstelle",
        name=seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"],
        api=f"{wurzel}{SCHNITTSTELLE}",
        json=f"{wurzel}{SCHNITTSTELLE}/kennzahlen/{kennzahl_id}.json",
        csv=f"{ordner}/ergebnisse.csv",
        buero=f"{ordner}/{TABELLENKALKULATION}/ergebnisse.csv",
        index_url=seite.link(f"{SCHNITTSTELLE}/index.json"),
        beschreibung_url=seite.link(SCHNITTSTELLE_FORM),
    )


def draw_pakete(seite: Seite) -> str:
    """Lists the data packages."""
    pakete = [
        {"titel": p["title"], "url": seite.link(f"daten/pakete/{name}.zip"), "tabellen": len(p["resources"])}
        for name, p in seite.ergebnis.bestand.pakete.items()
        if name != KATALOG
    ]
    return render("daten_pakete", pakete=pakete)


def _columns(seite: Seite, titel: str, spalten: Mapping[str, str]) -> str:
    """Explains the columns of a public table; words of the schema where it has the column."""
    felder = {}
    for tabelle in ("kennzahlen", "raeume", "werte"):
        for feld in read_schema(seite.ergebnis.bestand.pfad, tabelle)["fields"]:
            felder[feld["name"]] = feld["description"]
    return render("daten_spalten", titel=titel, spalten=[(n, t or felder[n]) for n, t in spalten.items()])


PROGRAMM: Final = "Code"
"""The part of an entry about the program."""


def fold_changes(text: str) -> str:
    """Folds the parts of each entry of a change log; what stands before the first entry is left out.

    Of the program only the newest entry is told in full, so that the page does not grow with each of them.

    Args:
        text: Markdown: ``##`` begins an entry, ``###`` a part of it, a list holds the changes.

    Returns:
        The entries in their order, each part folded and named by its heading with the number of its changes.
    """
    teile = []
    eintraege = {titel: eintrag for titel, eintrag in split_words(text).items() if titel}
    for nr, (titel, eintrag) in enumerate(eintraege.items()):
        teile.append(f"## {titel}")
        for name, aenderungen in split_words(eintrag, "###").items():
            anzahl = sum(zeile.startswith("- ") for zeile in aenderungen.splitlines())
            kopf = sag_n(
                "{teil}: eine Änderung", "{teil}: {anzahl} Änderungen", anzahl, teil=name, anzahl=format_zahl(anzahl)
            )
            if nr and name == PROGRAMM and anzahl:
                wo = sag_n(
                    "Sie steht in der Datei {datei} des Projekts.",
                    "Sie stehen in der Datei {datei} des Projekts.",
                    anzahl,
                    datei=AENDERUNGEN,
                )
                teile.append(f"{kopf}. {wo}")
            else:
                teile.append(fold_words(kopf, aenderungen) if name and anzahl else aenderungen)
    return "\n\n".join(t for t in teile if t)


def read_day(titel: str) -> date | None:
    """Reads the day of an entry of a German change log; None where its heading names none.

    Example:
        >>> read_day("28. November 2026"), read_day("Demnächst"), read_day("30. Februar 2026")
        (datetime.date(2026, 11, 28), None, None)
    """
    treffer = _TAG.search(titel)
    monate = {name: nr for nr, name in get_month_names("wide", locale="de").items()}
    if not treffer or treffer[2] not in monate:
        return None
    try:
        return date(int(treffer[3]), monate[treffer[2]], int(treffer[1]))
    except ValueError:
        return None


def data_changes(aenderungen: str) -> list[tuple[date, str, str]]:
    """Lists what a change log tells of the data under a day, in its order: the day, its heading, the words."""
    return [
        (tag, titel, worte)
        for titel, eintrag in split_words(aenderungen).items()
        if (tag := read_day(titel)) and (worte := split_words(eintrag, "###").get(DATEN))
    ]


def draw_aenderungen(seite: Seite) -> str:
    """The change log without its heading, newest entry first, its parts folded; above it the way to be told."""
    text = AENDERUNGEN.read_text(encoding="utf-8")
    liste = fold_changes(text)
    # A feed needs a full address and something to tell.
    return render("nachrichten", feed=seite.link(FEED)) + liste if seite.adresse and data_changes(text) else liste


MACROS: dict[str, Callable[[Seite], str]] = {
    "daten_lizenz": lambda seite: sag("Lizenz der Daten: {lizenz}.", lizenz=seite.lizenz),
    "daten_tabellen": draw_tabellen,
    "daten_wahl": draw_wahl,
    "daten_teile": draw_teile,
    "daten_schnittstelle": draw_schnittstelle,
    "daten_fassung": draw_fassung,
    "daten_pakete": draw_pakete,
    "daten_spalten": lambda seite: _columns(seite, sag("Spalten der Wertetabelle"), ERGEBNIS_SPALTEN),
    "daten_spalten_stand": lambda seite: _columns(
        seite, sag("Spalten der Tabelle zum Stand der Ziele"), STATUS_SPALTEN
    ),
    "daten_vergleichsspalten": lambda seite: _columns(seite, sag("Spalten der Raumvergleiche"), RAUMVERGLEICH_SPALTEN),
    "daten_spalten_trend": lambda seite: _columns(seite, sag("Spalten der Tabelle zur Entwicklung"), TREND_SPALTEN),
    "aenderungen_werte": draw_wertaenderungen,
    "aenderungen_liste": draw_aenderungen,
}


def list_changes(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the page of changes, where the project keeps a change log."""
    seite = one_page(
        merke("Änderungen"),
        merke(
            "Was sich an Daten, Methodik und Programm geändert hat, mit dem Grund für jede geänderte Zahl und jede "
            "geänderte Aussage."
        ),
    )
    return seite(ergebnis) if AENDERUNGEN.is_file() else []


ARTEN = (
    Seitenart(
        "daten",
        "katalog",
        (
            Abschnitt(),
            "daten_wahl",
            "daten_lizenz",
            "daten_fassung",
            "jahre_daten",
            Abschnitt(merke("Tabellen"), ("daten_tabellen",), faltet=True),
            Abschnitt(merke("In Teilen"), ("daten_teile",), faltet=True),
            Abschnitt(merke("Für Programme"), ("daten_schnittstelle",), faltet=True),
            Abschnitt(merke("Datenpakete"), ("daten_pakete",), faltet=True),
            Abschnitt(merke("Spalten der Wertetabelle"), ("daten_spalten",), faltet=True),
            Abschnitt(merke("Spalten der Tabelle zum Stand der Ziele"), ("daten_spalten_stand",), faltet=True),
            Abschnitt(merke("Spalten der Raumvergleiche"), ("daten_vergleichsspalten",), faltet=True),
            Abschnitt(merke("Spalten der Tabelle zur Entwicklung"), ("daten_spalten_trend",), faltet=True),
            Abschnitt(merke("Begriffe")),
        ),
        one_page(
            merke("Daten"),
            merke(
                "Alle Zahlen dieser Seiten zum Herunterladen, als CSV, JSON, Excel-Datei und als geprüfte Datenpakete, "
                "zum Weiterverwenden."
            ),
        ),
        felder=WORTE_DER_SEITE,
    ),
    Seitenart(
        "aenderungen",
        AENDERUNGEN.name,
        (Abschnitt(), "aenderungen_werte", "aenderungen_liste"),
        list_changes,
        felder=WORTE_DER_SEITE,
    ),
)
