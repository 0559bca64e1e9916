"""The empty form for an agreement with an area, one for each municipality: a workbook whose rows fit the table.

Its head is that of ``zielvereinbarungen.csv`` and cannot be changed, so that what was filled in can be saved as CSV and
brought by pull request. Areas and fields of action are chosen from a list; all cells are text, so that a spreadsheet makes
no date of a school year.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

import pandas as pd
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.daten.bestand import read_schema
from kekiz.daten.einstellungen import Einstellungen
from kekiz.daten.zeitregeln import VEREINBARUNGEN
from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import select_areas
from kekiz.sagen.woerter import name_areas
from kekiz.seiten.werkzeugteil import FORMULAR, form_file
from kekiz.wege.archiv import save_workbook
from kekiz.wissen.sprache import sag

ZEILEN: Final = 1000
"""Down to this row the lists are offered."""
_BREIT: Final = {"ziel": 40, "massnahme": 40, "merkmal": 30, "zustaendig": 24, "ergebnis": 30, "handlungsfeld": 26}
_SCHMAL: Final = 16


def write_forms(ordner: Path, ergebnis: Ergebnis, kommunen: Sequence[str], einstellungen: Einstellungen) -> None:
    """Writes the form of each municipality that has areas; none where the site has none of them.

    Args:
        ordner: Folder of the downloads.
        ergebnis: The outcome of all stages.
        kommunen: The municipalities.
        einstellungen: The settings.
    """
    if "sozialraeume" in einstellungen.aus:
        return
    felder = read_schema(ergebnis.bestand.pfad, VEREINBARUNGEN)["fields"]
    erklaert = [(str(f["name"]), name_areas(str(f["description"]), einstellungen.sozialraum)) for f in felder]
    for kommune_id in kommunen:
        orte = select_areas(ergebnis.bestand.where("raeume", paket=kommune_id))
        if len(orte):
            datei = ordner.parent / form_file(kommune_id)
            datei.parent.mkdir(parents=True, exist_ok=True)
            save_workbook(make_form(erklaert, orte, fields_of_action(ergebnis, kommune_id)), datei)


def fields_of_action(ergebnis: Ergebnis, kommune_id: str) -> list[str]:
    """Lists the fields of action that the tables of a municipality name, in their order; possibly none."""
    tabellen = [ergebnis.bestand.where(t, paket=kommune_id) for t in ("stadtteilarbeit", VEREINBARUNGEN)]
    return list(dict.fromkeys(str(h) for t in tabellen for h in t["handlungsfeld"]))


def make_form(spalten: Sequence[tuple[str, str]], orte: pd.DataFrame, felder: Sequence[str]) -> Workbook:
    """Makes the empty form.

    Args:
        spalten: Name of each column and what belongs into it.
        orte: The areas (raum_id, name).
        felder: Fields of action to choose from; none: any word may be written.
    """
    mappe = Workbook()
    blatt: Worksheet = mappe.active
    blatt.title = FORMULAR
    auswahl = mappe.create_sheet(sag("Auswahl"))
    hilfe = mappe.create_sheet(sag("Erklärung"))
    for zeile in [(sag("Kennung"), sag("Name")), *zip(orte["raum_id"], orte["name"], strict=True)]:
        auswahl.append(zeile)
    for nr, feld in enumerate([sag("Handlungsfeld"), *felder], start=1):
        auswahl.cell(nr, 4, feld)
    for zeile in [(sag("Spalte"), sag("Was hineingehört")), *spalten]:
        hilfe.append(zeile)
    for seite in (auswahl, hilfe):
        for zelle in seite[1]:
            zelle.font = Font(bold=True)
        seite.protection.sheet = True
        for buchstabe, breite in (("A", 24), ("B", 70 if seite is hilfe else 30), ("D", 40)):
            seite.column_dimensions[buchstabe].width = breite
    listen = {
        "raum_id": (f"'{auswahl.title}'!$A$2:$A${len(orte) + 1}", True),
        # A field of action that nobody has named so far may be written all the same.
        **({"handlungsfeld": (f"'{auswahl.title}'!$D$2:$D${len(felder) + 1}", False)} if felder else {}),
    }
    for nr, (name, text) in enumerate(spalten, start=1):
        buchstabe = get_column_letter(nr)
        kopf = blatt.cell(1, nr, name)
        kopf.font = Font(bold=True)
        blatt.column_dimensions[buchstabe].width = _BREIT.get(name, _SCHMAL)
        spalte = blatt.column_dimensions[buchstabe]
        spalte.protection = Protection(locked=False)
        spalte.number_format = "@"
        spalte.alignment = Alignment(wrap_text=True, vertical="top")
        formel, streng = listen.get(name, ("", False))
        regel = DataValidation(type="list", formula1=formel) if formel else DataValidation()
        regel.showErrorMessage = streng
        regel.showInputMessage = True
        regel.promptTitle, regel.prompt = name, text[:255]
        regel.add(f"{buchstabe}2:{buchstabe}{ZEILEN}")
        blatt.add_data_validation(regel)
    blatt.freeze_panes = "A2"
    blatt.protection.sheet = True
    blatt.protection.formatColumns = False
    blatt.protection.formatRows = False
    return mappe
