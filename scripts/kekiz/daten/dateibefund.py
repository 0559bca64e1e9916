"""What is wrong with a file, in German: its bytes, header, quotation marks, rows and cells, and what a descriptor says of it.

Plain Python, as the rules: nothing here needs a library of frames.
"""

import csv
import json
import re
import unicodedata
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, Final

from frictionless import Field, fields

from kekiz.daten.bestand import FELDER, KATALOG, DoppelterName, UnbekanntesFeld, read_schema_file
from kekiz.daten.dateiart import XLSX, foreign_format, guess_eight_bit, utf16_name
from kekiz.daten.kopfzeile import NACHTRAGEN, addable
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.lesen import encoding_fault, suggest
from kekiz.wissen.mitgeliefert import is_whole

SCHEMA = "schema"

GROESSTE_ZAHL = 10**15
"""Above it a float no longer holds every whole number; no office counts that far, so it is a typing error."""
_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Neither XML nor a spreadsheet can hold them; UTF-16 read as UTF-8 is full of them."""
_UNSICHTBAR = re.compile(r"[\x80-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060\u2066-\u2069\ufeff]")
"""Nobody sees them, and they change what is read: the direction of writing, where a line ends, whether words are equal."""
_ZAHL = {"integer": re.compile(r"0|-?[1-9][0-9]*"), "number": re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?")}
"""Stricter than Python: no leading zero, no NaN, no infinity, no 1_000, no exponent, no foreign digits."""


def check_root(pfad: Path) -> Iterator[Fehler]:
    """Checks that the folder holds schemas, the catalogue, and no folder with tables but without a descriptor."""
    if not is_whole(pfad) and not (pfad / KATALOG).is_dir():
        yield Fehler(str(pfad), 0, "", "Der Ordner schema/ fehlt", "Bitte den Ordner der Datenpakete angeben.")
    if not (pfad / KATALOG / "datapackage.json").is_file():
        yield Fehler(
            str(pfad), 0, "", "Das Paket katalog/ fehlt", "Bitte den Ordner der Datenpakete angeben, nicht ein Paket."
        )
    for ordner in sorted({datei.parent for datei in pfad.glob("*/*.csv")}):
        if not (ordner / "datapackage.json").is_file():
            yield Fehler(
                f"{ordner.name}/datapackage.json",
                0,
                "",
                "Die Datei fehlt, im Ordner liegen aber Tabellen",
                "Bitte mit kekiz neu anlegen oder den Ordner löschen.",
            )


def no_json(ort: str, ausnahme: ValueError | OSError) -> Fehler:
    """Words a JSON file that cannot be read."""
    if isinstance(ausnahme, OSError):
        return unreadable(ort)
    if isinstance(ausnahme, DoppelterName):
        return Fehler(ort, 0, "", f"Der Name „{ausnahme}“ steht zweimal in demselben Objekt", "Bitte einen löschen.")
    if isinstance(ausnahme, UnicodeDecodeError):
        befund = f"Die Datei ist nicht UTF-8 (gefunden Byte 0x{ausnahme.object[ausnahme.start]:02x})"
        return Fehler(ort, 0, "", befund, "Bitte mit dem Zeichensatz UTF-8 speichern.")
    if isinstance(ausnahme, json.JSONDecodeError) and "BOM" in ausnahme.msg:
        befund = "Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM)"
        return Fehler(ort, 0, "", befund, "Bitte mit dem Zeichensatz UTF-8 ohne BOM speichern.")
    zeile = ausnahme.lineno if isinstance(ausnahme, json.JSONDecodeError) else 0
    stelle = f" (Spalte {ausnahme.colno})" if isinstance(ausnahme, json.JSONDecodeError) else ""
    return Fehler(
        ort,
        zeile,
        "",
        f"Die Datei ist kein gültiges JSON{stelle}",
        "Bitte Kommas, Klammern und Anführungszeichen prüfen.",
    )


def unreadable(ort: str) -> Fehler:
    """Words a file that the system does not let read."""
    return Fehler(ort, 0, "", "Die Datei lässt sich nicht lesen", "Bitte die Rechte der Datei prüfen.")


_TABELLE = re.compile(r"[a-z][a-z_]*")


def resource_fault(ressource: Any, gesehen: Mapping[str, int]) -> tuple[str, str] | None:
    """Says what is wrong with an entry of a descriptor, and what to do; None for a table that can be looked for.

    Args:
        ressource: The entry.
        gesehen: Names of the tables before it, each with the number of its entry.
    """
    fehlend = [
        f
        for f in ("name", "path", "schema")
        if not isinstance(ressource, dict) or not isinstance(ressource.get(f), str)
    ]
    if fehlend:
        return (
            f"Dem Eintrag fehlt {' und '.join(fehlend)} (erwartet Text)",
            "Bitte wie bei den anderen Tabellen ergänzen.",
        )
    name, ort = ressource["name"], "Bitte berichtigen; jede Tabelle liegt im Ordner ihres Pakets."
    if ressource["path"] != f"{name}.csv":
        return f"Der Pfad passt nicht zum Namen (gefunden „{ressource['path']}“, erwartet „{name}.csv“)", ort
    if not _TABELLE.fullmatch(name):
        return (
            f"Der Name einer Tabelle hat die falsche Form (gefunden „{name}“, erwartet Kleinbuchstaben und Unterstrich)",
            ort,
        )
    if name in gesehen:
        return (
            f"Die Tabelle {name} ist zweimal genannt (zuerst Nr. {gesehen[name]})",
            "Bitte einen der beiden Einträge löschen.",
        )
    return None


def schema_unreadable(name: str, ausnahme: ValueError) -> Fehler:
    """Words a Table Schema that cannot be read.

    Args:
        name: Name of its file.
        ausnahme: What reading it raised.
    """
    if isinstance(ausnahme, UnbekanntesFeld):
        return Fehler(
            f"{SCHEMA}/{name}",
            0,
            str(ausnahme),
            f"Das Feld ist nirgends beschrieben (erwartet in {SCHEMA}/{FELDER})",
            "Bitte die Schreibweise prüfen oder dort ergänzen.",
        )
    return no_json(f"{SCHEMA}/{name}", ausnahme)


_KOPIE: Final = re.compile(r"^kopie von | ?\(\d+\)$| - kopie$", re.IGNORECASE)
"""What browsers and file managers put into the name of a file of which there is one already."""


def unlisted_files(ordner: Path, genannt: Collection[str]) -> Iterator[Fehler]:
    """Finds tables that lie in the folder of a package, and its descriptor does not name them.

    Args:
        ordner: The folder.
        genannt: Names of the files that it names.
    """
    gemeint = {g.lower() for g in genannt}
    for datei in sorted(d for d in ordner.iterdir() if d.suffix.lower() == ".csv"):
        # One that is only spelled otherwise is told where the right one is missing.
        if datei.name not in genannt and not (datei.name.lower() in gemeint and datei.name != datei.name.lower()):
            yield Fehler(
                f"{ordner.name}/{datei.name}",
                0,
                "",
                "Die Datei steht nicht im Paket (gefunden im Ordner, erwartet in datapackage.json)",
                f"Ist {eigentlich} gemeint? Dann bitte die Datei so nennen und die alte ersetzen."
                if (eigentlich := f"{_KOPIE.sub('', datei.stem)}.csv") in genannt and eigentlich != datei.name
                else "Bitte in datapackage.json unter resources eintragen oder löschen.",
            )


def missing_file(voll: Path, datei: str) -> Fehler:
    """Words a table that is not there; names the file that was probably meant."""
    if voll.is_dir():
        return Fehler(datei, 0, "", "Statt der Datei liegt hier ein Ordner", "Bitte die Tabelle als CSV speichern.")
    klein = voll.stem.lower()
    nah = [d.name for d in sorted(voll.parent.iterdir()) if d.name.lower().partition(".")[0] == klein]
    if not nah:
        return Fehler(datei, 0, "", "Die Datei fehlt", "Bitte anlegen oder aus datapackage.json entfernen.")
    ist_mappe = Path(nah[0]).suffix.lower() in (".xlsx", ".xls", ".ods")
    hilfe = "mit kekiz einlesen übernehmen" if ist_mappe else f"in {voll.name} umbenennen"
    return Fehler(datei, 0, "", f"Die Datei fehlt (gefunden „{nah[0]}“)", f"Bitte {nah[0]} {hilfe}.")


def schema_fault(schema: dict[str, Any]) -> tuple[str, str] | None:
    """Says what is wrong with a Table Schema, and what to do; None where the tables can be read with it."""
    felder = schema["fields"]
    if not felder:
        return "Das Schema nennt keine Spalten (fields fehlt)", "Bitte die Spalten eintragen."
    namen = [f["name"] for f in felder]
    key = schema.get("primaryKey")
    if not isinstance(key, list) or not key or not set(key) <= set(namen):
        return (
            f"Der Schlüssel fehlt oder nennt eine Spalte, die es nicht gibt (gefunden {key!r}, erwartet primaryKey mit "
            "Spalten aus fields)",
            "Bitte berichtigen.",
        )
    for feld in felder:
        if feld["type"] not in _FELD:
            return (
                f"Die Spalte {feld['name']} hat einen unbekannten Typ (gefunden „{feld['type']}“, erwartet eins von "
                f"{', '.join(_FELD)})",
                "Bitte berichtigen.",
            )
        try:
            re.compile(feld.get("constraints", {}).get("pattern", ""))
        except re.error:
            muster = feld["constraints"]["pattern"]
            return f"Das Muster der Spalte {feld['name']} ist ungültig (gefunden „{muster}“)", "Bitte berichtigen."
    return None


def check_bytes(voll: Path, datei: str, schema: dict[str, Any]) -> Iterator[Fehler]:
    """Checks encoding, separator and header before anything is decoded or guessed."""
    roh = voll.read_bytes()
    speichern = "Bitte in LibreOffice als CSV speichern: Zeichensatz UTF-8, Feldtrenner Komma."
    if not roh.strip(b"\xef\xbb\xbf \r\n\t"):
        yield Fehler(datei, 0, "", "Die Datei ist leer (erwartet mindestens die Kopfzeile)", speichern)
        return
    if fremd := foreign_format(roh):
        befund = f"Die Datei ist keine CSV (gefunden {fremd})"
        hilfe = "Bitte die Datei mit kekiz einlesen übernehmen oder als CSV speichern." if fremd == XLSX else speichern
        yield Fehler(datei, 0, "", befund, hilfe)
        return
    if utf16_name(roh):
        yield Fehler(datei, 0, "", "Die Datei ist nicht UTF-8 (gefunden UTF-16)", speichern)
        return
    if roh.startswith(b"\xef\xbb\xbf"):
        yield Fehler(datei, 0, "", "Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM)", speichern)
        roh = roh.removeprefix(b"\xef\xbb\xbf")
    if kodierung := encoding_fault(roh, datei, speichern):
        vermutet = " oder ".join(_KODIERUNGEN[k] for k in guess_eight_bit(roh)) or "Latin-1"
        yield replace(kodierung, befund=kodierung.befund.replace("Latin-1", vermutet))
        roh = roh.decode("latin-1").encode()
    text = roh.decode("utf-8")
    if zeilen := [nr for nr, z in enumerate(text.splitlines(), start=1) if _CONFLICT.match(z)]:
        wo = (
            f"Marken in den Zeilen {', '.join(map(str, zeilen))}"
            if len(zeilen) > 1
            else f"eine Marke in Zeile {zeilen[0]}"
        )
        yield Fehler(
            datei,
            zeilen[0],
            "",
            f"Zwei Fassungen sind nicht zusammengeführt (gefunden {wo})",
            "Bitte von jeder Stelle eine Fassung behalten und die Zeilen mit den Marken löschen.",
        )
        return
    steuerzeichen = _STEUERZEICHEN.search(text)
    if steuerzeichen:
        zeile = text[: steuerzeichen.start()].count("\n") + 1
        code = f"U+{ord(steuerzeichen[0]):04X}"
        yield Fehler(datei, zeile, "", f"Die Datei enthält ein unsichtbares Steuerzeichen (gefunden {code})", speichern)
        return
    for nr, inhalt in enumerate(text.split("\n") if not kodierung and _UNSICHTBAR.search(text) else (), start=1):
        for zeichen in dict.fromkeys(_UNSICHTBAR.findall(inhalt)):
            name = unicodedata.name(zeichen, "Steuerzeichen")
            yield Fehler(
                datei,
                nr,
                "",
                f"Die Zeile enthält ein Zeichen, das nicht zu sehen ist (gefunden U+{ord(zeichen):04X}, {name})",
                "Bitte löschen; es ändert, was zu lesen ist. Am sichersten: den Text ohne Formatierung neu eintippen.",
            )
    schief = list(_check_quotes(text, datei))
    yield from schief
    if not text.split("\n", 1)[0].strip():
        yield Fehler(datei, 1, "", "Über der Kopfzeile steht eine leere Zeile", "Bitte löschen.")
        return
    kopf = text.splitlines()[0]
    erwartet = [f["name"] for f in schema["fields"]]
    if ";" in kopf and "," not in kopf:
        yield Fehler(datei, 1, "", "Die Spalten sind mit Semikolon getrennt (gefunden „;“, erwartet „,“)", speichern)
        return
    if "\t" in kopf:
        yield Fehler(datei, 1, "", "Die Spalten sind mit Tabulator getrennt (erwartet „,“)", speichern)
        return
    gefunden = [] if schief and '"' in kopf else next(csv.reader([kopf]))
    if not gefunden:
        return
    if (leere := len(gefunden) - len(_without_tail(gefunden))) and len(gefunden) > len(erwartet):
        yield Fehler(
            datei,
            1,
            "",
            f"Am Ende {'steht eine leere Spalte' if leere == 1 else f'stehen {leere} leere Spalten'} "
            f"(gefunden {len(gefunden)} Spalten, erwartet {len(erwartet)})",
            "Bitte die leeren Spalten löschen, oder kekiz einlesen benutzen.",
        )
        gefunden = _without_tail(gefunden)
    lassen = f"Bitte die Kopfzeile so lassen: {', '.join(erwartet)}."
    if 2 * len(set(erwartet) & set(gefunden)) < len(erwartet):
        bekannt = [n for n in gefunden if n in erwartet]
        befund = f"Die Kopfzeile fehlt oder gehört zu einer anderen Tabelle (gefunden {len(bekannt)} von {len(erwartet)} Spalten)"
        yield Fehler(datei, 1, "", befund, lassen.replace("so lassen", "so schreiben"))
        return
    for name in dict.fromkeys(s for s in gefunden if gefunden.count(s) > 1):
        yield Fehler(datei, 1, "", f"Die Spalte {name} steht mehrfach in der Kopfzeile", lassen)
    nachzutragen = addable(gefunden, schema)
    for name in erwartet:
        if name not in gefunden:
            yield Fehler(datei, 1, "", f"Die Spalte {name} fehlt", NACHTRAGEN if name in nachzutragen else lassen)
    for name in gefunden:
        if name not in erwartet:
            yield Fehler(datei, 1, "", f"Die Spalte „{name}“ ist unbekannt", lassen)
    if sorted(gefunden) == sorted(erwartet) and gefunden != erwartet:
        yield Fehler(datei, 1, "", "Die Spalten stehen in anderer Reihenfolge", lassen)


_KODIERUNGEN = {"cp1252": "Latin-1", "cp850": "cp850 aus DOS", "mac_roman": "MacRoman"}
_CONFLICT = re.compile(r"<{7} |={7}$|>{7} ")
"""What git writes into a file where two versions of a row contradict each other."""
LAENGSTE_ZELLE = 32_767
"""No spreadsheet holds a longer text; a cell that seems to be longer has swallowed the rows below it."""


def _without_tail(namen: list[str]) -> list[str]:
    """Gives the names of columns without the blank ones at the end."""
    ende = max((nr for nr, n in enumerate(namen, start=1) if n.strip()), default=0)
    return namen[:ende]


def _check_quotes(text: str, datei: str) -> Iterator[Fehler]:
    """Finds a quotation mark that is never closed: everything after it would be read as one cell."""
    if len(text) > LAENGSTE_ZELLE:
        csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
        lang = next((z for z in text.splitlines() if len(z) > LAENGSTE_ZELLE), None)
        if lang is not None:
            zelle = max(map(len, lang.split(",")))
            yield Fehler(
                datei,
                text.splitlines().index(lang) + 1,
                "",
                f"Eine Zelle ist zu lang (gefunden {zelle} Zeichen, erwartet höchstens {LAENGSTE_ZELLE})",
                "Bitte kürzen; Bilder und Dateien gehören nicht in eine Tabelle.",
            )
            return
    if '"' not in text:
        return
    beginn = 1
    leser = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        for _ in leser:
            beginn = leser.line_num + 1
    except csv.Error:
        yield Fehler(
            datei,
            beginn,
            "",
            "Die Anführungszeichen einer Zelle gehen nicht auf",
            "Bitte die Zelle ganz in Anführungszeichen setzen; ein Anführungszeichen darin wird verdoppelt.",
        )


def row_fault(zellen: list[str], breite: int) -> tuple[str, str]:
    """Words a row as a whole: its cells stand in the wrong columns, so their own faults would only mislead."""
    if not any(zellen):
        return "Die Zeile ist leer", "Bitte löschen."
    fund = f"(gefunden {len(zellen)}, erwartet {breite})"
    if len(zellen) > breite:
        abhilfe = "Vermutlich ein Dezimalkomma statt Punkt oder ein Komma im Text ohne Anführungszeichen."
        return f"Die Zeile hat zu viele Zellen {fund}", abhilfe
    return f"Die Zeile hat zu wenige Zellen {fund}", "Bitte auch leere Zellen mit Kommas abtrennen."


_FELD: dict[str, Callable[..., Field]] = {
    "string": fields.StringField,
    "integer": fields.IntegerField,
    "number": fields.NumberField,
    "boolean": fields.BooleanField,
}


@cache
def _cell_readers(datei: Path, _stand: int) -> dict[str, Callable[..., Any]]:
    """Gives for each column of a schema the Frictionless reader, which also names what is wrong with a cell.

    The fields are made one by one: checking the descriptors of all schemas anew takes longer than checking all cells
    (a test does it once).
    """
    leser: dict[str, Callable[..., Any]] = {}
    for feld in read_schema_file(datei)["fields"]:
        mehr: dict[str, Any] = {"true_values": ["ja"], "false_values": ["nein"]} if feld["type"] == "boolean" else {}
        gebaut = _FELD[feld["type"]](name=feld["name"], constraints=feld.get("constraints", {}), **mehr)
        leser[feld["name"]] = gebaut.create_cell_reader()
    return leser


def check_cells(
    zellen: list[list[str]], zeilen: list[int], datei: str, schema_datei: Path, schema: dict[str, Any]
) -> Iterator[Fehler]:
    """Runs Frictionless over each distinct cell of each column: types and constraints; words its findings in German."""
    felder = {f["name"]: f for f in schema["fields"]}
    spalten = zip(*zellen, strict=True) if zellen else [()] * len(felder)
    leser = _cell_readers(schema_datei, schema_datei.stat().st_mtime_ns)
    for (name, lesen), spalte in zip(leser.items(), spalten, strict=True):
        for text in dict.fromkeys(spalte):
            anmerkungen = (lesen(text)[1] or {}) if text or felder[name].get("constraints") else {}
            befunde = [_german(art, name, text, anmerkung, felder) for art, anmerkung in anmerkungen.items()]
            if any(z in text for z in "\n\r\t"):
                was = "einen Tabulator" if "\t" in text else "einen Zeilenumbruch"
                befunde.append((f"{name} enthält {was}", "Jede Zelle ist eine Zeile; bitte ein Leerzeichen setzen."))
            if text and not befunde:
                befunde = list(_check_number(name, text, felder))
            if befunde:
                for i in (i for i, z in enumerate(spalte) if z == text):
                    schluessel = _key(zellen[i], schema)
                    for befund, abhilfe in befunde:
                        yield Fehler(datei, zeilen[i], schluessel, befund, abhilfe, spalte=name)


def _check_number(name: str, text: str, felder: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Finds numbers that Python reads but nobody writes into a table (NaN, 1_000), and absurd ones."""
    art = felder[name]["type"]
    if art not in _ZAHL:
        return
    if not _ZAHL[art].fullmatch(text):
        yield _german("type", name, text, "", felder)
    elif abs(float(text)) > GROESSTE_ZAHL:
        yield f"{name} ist zu groß (gefunden „{text}“, erwartet höchstens {GROESSTE_ZAHL})", "Bitte Quelle prüfen."


def _key(zellen: list[str], schema: dict[str, Any]) -> str:
    zeile = dict(zip((f["name"] for f in schema["fields"]), zellen, strict=True))
    return " · ".join(zeile[k] for k in schema["primaryKey"] if zeile[k])


def check_key(zellen: list[list[str]], zeilen: list[int], datei: str, schema: dict[str, Any]) -> Iterator[Fehler]:
    """Finds rows whose primary key an earlier row has already."""
    namen = [f["name"] for f in schema["fields"]]
    stellen = [namen.index(k) for k in schema["primaryKey"]]
    gesehen: dict[tuple[str, ...], int] = {}
    for zeile, nr in zip(zellen, zeilen, strict=True):
        schluessel = tuple(zeile[s] for s in stellen)
        if schluessel in gesehen:
            yield Fehler(
                datei,
                nr,
                " · ".join(s for s in schluessel if s),
                f"Der Schlüssel kommt zweimal vor (zuerst in Zeile {gesehen[schluessel]})",
                "Bitte eine der beiden Zeilen löschen oder berichtigen.",
            )
        gesehen.setdefault(schluessel, nr)


_UMGESCHRIEBEN = re.compile(
    r"-?(\d+|\d{1,3}(\.\d{3})+),\d+.*|\d{1,2}\.\d{1,2}\.(\d{2}|\d{4})|\d{2}\.\d{4}|.*\u00a0.*|WAHR|FALSCH|\d,\d+E[+-]?\d+"
)
"""How a German spreadsheet shows what it took for a number or a date."""
VIELE = 10
"""From so many cells of that kind on, a spreadsheet has rewritten the table."""
_GEFUNDEN = re.compile(r"gefunden „([^“]*)“")


def name_rewriting(zellen: list[Fehler], datei: str) -> Iterator[Fehler]:
    """Names the cause where a spreadsheet has rewritten many cells; what follows from it refers to the cause."""
    arten = [f for f in zellen if (fund := _GEFUNDEN.search(f.befund)) and _UMGESCHRIEBEN.fullmatch(fund[1])]
    if len(arten) < VIELE:
        yield from zellen
        return
    erste = arten[0]
    beispiel = _GEFUNDEN.search(erste.befund)
    yield Fehler(
        datei,
        0,
        "",
        f"Ein Tabellenprogramm hat {len(arten)} Zellen umgeschrieben (zum Beispiel {erste.spalte} in Zeile {erste.zeile}, "
        f"gefunden „{beispiel[1] if beispiel else ''}“); der Spaltentyp Text fehlte beim Öffnen",
        "Bitte nicht Zelle für Zelle berichtigen: die alte Datei neu öffnen, alle Spalten als Text, oder kekiz einlesen "
        "benutzen.",
    )
    yield from (replace(f, ursache=f"{datei} ") if f in arten else f for f in zellen)


_TYP = {
    "integer": "eine ganze Zahl ohne Punkt und Komma",
    "number": "eine Zahl mit Dezimalpunkt, zum Beispiel 82.1",
    "boolean": "ja oder nein",
    "string": "Text",
}
_FORM = {
    r"^[a-z0-9][a-z0-9_-]*$": "Kleinbuchstaben ohne Umlaute, Ziffern, Bindestrich und Unterstrich",
    r"^\d{4}(/\d{2}|-\d{2}-\d{2})?$": "2018, 2017/18 oder 2018-09-30",
    r"^\d{4}-\d{2}-\d{2}$": "2018-09-30",
    r"^(bis )?\d{4}(/\d{2}|-\d{2}-\d{2})?$": "2018, 2017/18, 2018-09-30 oder bis 2018, wenn kein Stichtag gedruckt ist",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "2018, 2018-09 oder 2018-09-30",
    r"^\d{4}(/\d{2})?$": "2018 oder 2017/18",
    r"^\d+(\.\d+)*$": "Ziffern mit Punkten, zum Beispiel 1.8.1.1",
    r'^https://[^\s<>"]+$': "eine Adresse, die mit https:// beginnt",
    r"^(0[1-9]|1[0-6])\d{3}(\d{3})?$": "fünf oder acht Ziffern, am Anfang das Land mit 01 bis 16",
}
"""The patterns of the schemas in words."""


def _german(art: str, spalte: str, zelle: str, anmerkung: str, felder: dict[str, Any]) -> tuple[str, str]:
    """Words one finding of Frictionless about a cell: what is wrong, and what to do.

    Args:
        art: ``type`` or the name of a constraint.
        spalte: Column.
        zelle: Cell as text.
        anmerkung: What Frictionless says (for a constraint that has no German wording).
        felder: Fields of the Table Schema by name.
    """
    vorgabe = felder[spalte].get("constraints", {})
    fund = f"gefunden „{zelle}“"
    if art == "type":
        typ = _TYP[felder[spalte]["type"]]
        return f"{spalte} ist nicht lesbar ({fund}, erwartet {typ})", "Bitte die Zelle berichtigen."
    if art == "required":
        return f"{spalte} fehlt", "Bitte eintragen; diese Spalte ist Pflicht."
    if art == "enum":
        nah = suggest(zelle, vorgabe["enum"])
        return (
            f"{spalte} ist unbekannt ({fund}, erwartet eins von {', '.join(vorgabe['enum'])})",
            f"{nah} Bitte berichtigen.".lstrip(),
        )
    if art == "minimum":
        return f"{spalte} ist zu klein ({fund}, erwartet mindestens {vorgabe['minimum']})", "Bitte Quelle prüfen."
    if art == "maximum":
        return f"{spalte} ist zu groß ({fund}, erwartet höchstens {vorgabe['maximum']})", "Bitte Quelle prüfen."
    if art == "maxLength":
        return f"{spalte} ist zu lang ({fund}, erwartet höchstens {vorgabe['maxLength']} Zeichen)", "Bitte kürzen."
    if art == "pattern" and vorgabe["pattern"] == "^[^<>]*$":
        return (
            f"{spalte} enthält ein spitzes Klammerzeichen ({fund})",
            "HTML ist nicht erlaubt; bitte reinen Text schreiben.",
        )
    if art == "pattern":
        form = _FORM.get(vorgabe["pattern"], f"Muster {vorgabe['pattern']}")
        return f"{spalte} hat die falsche Form ({fund}, erwartet {form})", "Bitte berichtigen."
    return f"{spalte} verletzt die Regel {art} ({fund}, {anmerkung})", "Bitte die Zelle prüfen."
