"""The command ``kekiz neu kommune``: a new package that passes validation, ready to be filled."""

import difflib
from pathlib import Path

import pandas as pd

from kekiz.daten.bestand import KATALOG, read_schema
from kekiz.daten.load import read_packages
from kekiz.daten.paket import write_descriptor
from kekiz.wissen.fehler import Fehler

TABELLEN = (
    "profil", "praxisbeispiele", "themenzuordnung", "raeume", "werte", "zaehlweisen", "hinweise", "hinweis_bezuege",
    "ziele", "ziel_kennzahlen", "zielwerte", "module", "modul_ziele", "modul_kennzahlen",
)  # fmt: skip
"""Tables of a new package: all that a municipality of its own goals and chain needs; each may stay empty."""


class NeuFehler(Exception):
    """Raised where no package can be made; the text says in German why, and what to do."""


def find_municipality(kommunen: pd.DataFrame, gesucht: str) -> pd.Series:
    """Looks a municipality up by its id or its name.

    Args:
        kommunen: Table ``kommunen`` of the catalogue.
        gesucht: Id or name, in any case.

    Returns:
        Its row.

    Raises:
        NeuFehler: The catalogue does not have it.
    """
    klein = gesucht.strip().lower()
    treffer = kommunen[kommunen["kommune_id"].eq(klein) | kommunen["name"].str.lower().eq(klein)]
    if len(treffer):
        return treffer.iloc[0]
    namen = {*kommunen["kommune_id"], *kommunen["name"].str.lower()}
    aehnlich = difflib.get_close_matches(klein, sorted(namen), n=3)
    spalten = ", ".join(c for c in kommunen.columns if c not in ("paket", "_zeile"))
    zeilen = [
        f"„{gesucht}“ steht nicht in {KATALOG}/kommunen.csv.",
        *([f"Ähnlich geschrieben: {', '.join(aehnlich)}."] if aehnlich else []),
        "So kommt eine Kommune dazu:",
        f"1. In {KATALOG}/kommunen.csv eine Zeile ergänzen ({spalten}).",
        "   kommune_id: Kleinbuchstaben ohne Umlaute, zum Beispiel muenster oder kreis-unna.",
        "   ags: der amtliche Gemeindeschlüssel als Text, mit der führenden 0.",
        "2. Fehlt das Dokument noch, es in katalog/quellen.csv eintragen.",
        "3. kekiz neu kommune noch einmal mit der kommune_id aufrufen.",
        "Oder in einem Schritt: kekiz neu kommune KENNUNG name=… ags=… typ=…",
    ]
    raise NeuFehler("\n".join(zeilen))


def create_package(pfad: Path, gesucht: str) -> list[Path]:
    """Writes a new package: the municipality as its only area, every other table with its header alone.

    Args:
        pfad: Root folder of the packages.
        gesucht: Id or name of a municipality of the catalogue.

    Returns:
        The files written.

    Raises:
        NeuFehler: The municipality is not in the catalogue, has a package already, or the catalogue has faults.
    """
    bestand, fehler = read_packages(pfad)
    katalog = [f for f in fehler if f.datei == f"{KATALOG}/kommunen.csv" or not _in_package(f)]
    if katalog:
        raise NeuFehler("\n".join([*map(str, katalog), "Bitte zuerst berichtigen."]))
    kommune = find_municipality(bestand.frame("kommunen"), gesucht)
    name = str(kommune["kommune_id"])
    ordner = pfad / name
    if ordner.exists():
        raise NeuFehler(f"Das Paket {name} gibt es schon ({ordner}). Werte bitte dort ergänzen.")
    ordner.mkdir()
    for tabelle in TABELLEN:
        spalten = [f["name"] for f in read_schema(pfad, tabelle)["fields"]]
        frame = pd.DataFrame(columns=spalten)
        art = "kreis" if kommune["typ"] in ("kreis", "staedteregion") else "stadt"
        if tabelle == "raeume":
            frame = pd.DataFrame([{"raum_id": name, "name": kommune["name"], "typ": art}], columns=spalten)
        frame.to_csv(ordner / f"{tabelle}.csv", index=False, encoding="utf-8", lineterminator="\n")
    write_descriptor(pfad, name, f"Kommunale Präventionskette: {kommune['name']}")
    return sorted(ordner.iterdir())


def _in_package(fehler: Fehler) -> bool:
    """Says whether a fault lies in a package (and does not keep the catalogue from being read)."""
    return "/" in fehler.datei and not fehler.datei.startswith(("/", f"{KATALOG}/datapackage"))
