"""The commands ``kekiz tabelle`` and ``kekiz neu ziel|kennzahl|raum|modul``: tables and rows ready to be filled."""

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

from kekiz.befehl.neu import NeuFehler
from kekiz.daten.bestand import KATALOG, Bestand, read_json, read_schema
from kekiz.daten.load import read_packages
from kekiz.daten.paket import write_descriptor
from kekiz.daten.wertregeln import BELEG
from kekiz.wissen.mitgeliefert import schema_folder

KOMMUNE: Final = "kommune"
ARTEN: Final = {
    "ziel": "ziele",
    "zielwert": "zielwerte",
    "zuordnung": "ziel_kennzahlen",
    "kennzahl": "kennzahlen",
    "raum": "raeume",
    "modul": "module",
    "wert": "werte",
    "zaehlweise": "zaehlweisen",
    "quelle": "quellen",
    KOMMUNE: "kommunen",
}
"""What can be added as one row, with its table; what is given goes into the first column of its key that the package
does not tell already."""

IM_KATALOG: Final = ("kennzahl", "quelle", KOMMUNE)
"""Kinds of rows that belong to the catalogue."""


def find_package(pfad: Path, kommune: str | None) -> str:
    """Names the package to be changed: the one that was asked for, else the only one.

    Raises:
        NeuFehler: There is no such package, or there are several.
    """
    pakete = sorted(p.parent.name for p in pfad.glob("*/datapackage.json") if p.parent.name != KATALOG)
    if kommune is None and len(pakete) == 1:
        return pakete[0]
    if kommune is None:
        raise NeuFehler(f"Welche Kommune ist gemeint? Bitte mit --kommune angeben ({', '.join(pakete)}).")
    if kommune not in {*pakete, KATALOG}:
        raise NeuFehler(f"Ein Paket „{kommune}“ gibt es nicht (vorhanden: {', '.join(pakete)}).")
    return kommune


def add_table(pfad: Path, name: str, paket: str) -> Path:
    """Writes an empty table into a package and names it in the descriptor.

    Args:
        pfad: Root folder of the packages.
        name: Table name.
        paket: Package.

    Returns:
        The file.

    Raises:
        NeuFehler: No schema has this name, or the package has the table.
    """
    datei = pfad / paket / f"{name}.csv"
    bekannt = sorted(p.stem for p in schema_folder(pfad).glob("*.json") if p.stem != "felder")
    if name not in bekannt:
        raise NeuFehler(f"Eine Tabelle „{name}“ gibt es nicht (bekannt: {', '.join(bekannt)}).")
    if datei.exists():
        raise NeuFehler(f"Die Tabelle {paket}/{name}.csv gibt es schon.")
    append_rows(datei, columns_of(pfad, name), [])
    write_descriptor(pfad, paket, str(read_json(pfad / paket / "datapackage.json").get("title", paket)))
    return datei


def add_row(pfad: Path, art: str, kennung: str, paket: str, felder: Mapping[str, str]) -> tuple[Path, list[str]]:
    """Adds one row with its key and the cells that are given; the table is made where the package lacks it.

    Args:
        pfad: Root folder of the packages.
        art: One of :data:`ARTEN`.
        kennung: Key of the new row, or the first part of it.
        paket: Package; what belongs to the catalogue goes there whatever is given.
        felder: Cells by column.

    Returns:
        The file, and the columns that still have to be filled, each with the codes that it may hold.

    Raises:
        NeuFehler: The key is taken, or a column is unknown.
    """
    tabelle = ARTEN[art]
    paket = KATALOG if art in IM_KATALOG else paket
    schema = read_schema(pfad, tabelle)
    key = list(schema["primaryKey"])
    spalten = [str(f["name"]) for f in schema["fields"]]
    fremd = sorted(set(felder) - set(spalten))
    if fremd:
        raise NeuFehler(f"Die Spalte {fremd[0]} gibt es in {tabelle}.csv nicht (bekannt: {', '.join(spalten)}).")
    eigene = {"kommune_id": paket} if paket != KATALOG and "kommune_id" in key else {}
    zeile = {next(s for s in key if s not in eigene): kennung, **eigene, **_defaults(art, kennung, paket), **felder}
    # What is still to be filled elsewhere does not keep anybody from going on.
    vorhanden = read_faultless(pfad, f"{paket}/{tabelle}.csv").find(paket, tabelle)
    if vorhanden is not None and tuple(zeile.get(s, "") for s in key) in set(
        vorhanden.frame[key].astype("str").itertuples(index=False, name=None)
    ):
        raise NeuFehler(f"{' · '.join(zeile[s] for s in key if zeile.get(s))} steht schon in {paket}/{tabelle}.csv.")
    datei = pfad / paket / f"{tabelle}.csv"
    if not datei.exists():
        add_table(pfad, tabelle, paket)
    append_rows(datei, spalten, [zeile])
    regeln = {str(f["name"]): f.get("constraints", {}) for f in schema["fields"]}
    pflicht = [s for s, regel in regeln.items() if regel.get("required")] + list(BELEG if tabelle == "werte" else ())
    leer = [s for s in pflicht if not zeile.get(s)]
    return datei, [f"{s} ({', '.join(regeln[s]['enum'])})" if "enum" in regeln[s] else s for s in leer]


def columns_of(pfad: Path, tabelle: str) -> list[str]:
    """Lists the columns of a table in their order."""
    return [str(f["name"]) for f in read_schema(pfad, tabelle)["fields"]]


def _defaults(art: str, kennung: str, paket: str) -> dict[str, str]:
    """Gives the cells of a new row that follow from its key and its package."""
    if art == "ziel":
        ober = kennung.rpartition(".")[0]
        return {"oberziel_id": ober, "ebene": "operativ" if ober else "strategisch"}
    if art == "raum":
        return {"typ": "sozialraum", "gehoert_zu": paket}
    return {"raum_id": paket} if art == "wert" else {}


def read_faultless(pfad: Path, datei: str = "") -> Bestand:
    """Reads the packages; the caller must not build upon faulty ones.

    Args:
        pfad: Root folder of the packages.
        datei: Only faults of this file and of files that are no tables count; empty: all.
    """
    bestand, fehler = read_packages(pfad)
    fehler = [f for f in fehler if not datei or f.datei == datei or not f.datei.endswith(".csv")]
    if fehler:
        raise NeuFehler("\n".join([*map(str, fehler), "Bitte zuerst berichtigen."]))
    return bestand


def append_rows(datei: Path, spalten: Sequence[str], zeilen: Sequence[Mapping[str, str]]) -> None:
    """Adds rows at the end of a table, or its header; what stands there stays byte for byte."""
    alt = datei.read_text(encoding="utf-8") if datei.exists() else ""
    puffer = io.StringIO()
    schreiber = csv.DictWriter(puffer, spalten, restval="", lineterminator="\n")
    if not alt:
        schreiber.writeheader()
    schreiber.writerows(zeilen)
    datei.write_text(alt + ("" if alt.endswith("\n") or not alt else "\n") + puffer.getvalue(), encoding="utf-8")
