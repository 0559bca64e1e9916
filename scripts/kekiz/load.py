"""The only reader of the data packages: validates them with Frictionless, then gives typed frames.

All faults are collected and raised together, in German. Nothing is dropped or mended in silence.
"""

import csv
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
from frictionless import Dialect, FrictionlessException, Schema
from frictionless.formats import CsvControl
from frictionless.resources import TableResource

from kekiz.bestand import KATALOG, Bestand, Tabelle, read_json, typed
from kekiz.fehler import DatenFehler, Fehler
from kekiz.pruefung import check_bestand

SCHEMA = "schema"
GROESSTE_ZAHL = 10**15
"""Above it a float no longer holds every whole number; no office counts that far, so it is a typing error."""

_STEUERZEICHEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Neither XML nor a spreadsheet can hold them; UTF-16 read as UTF-8 is full of them."""

_ZAHL = {"integer": re.compile(r"-?[0-9]+"), "number": re.compile(r"-?[0-9]+(\.[0-9]+)?")}
"""Stricter than Python: no NaN, no infinity, no 1_000, no exponent, no foreign digits."""


def package_names(pfad: Path) -> list[str]:
    """Lists the packages below a root folder, the catalogue first."""
    namen = sorted(p.parent.name for p in pfad.glob("*/datapackage.json"))
    return sorted(namen, key=lambda n: (n != KATALOG, n))


def read_packages(pfad: Path) -> tuple[Bestand, list[Fehler]]:
    """Reads all packages and checks each file by itself.

    Args:
        pfad: Root folder with ``schema/``, ``katalog/`` and one folder per municipality.

    Returns:
        The frames of all readable tables, and the faults found so far (file, encoding, header, cells, keys).
    """
    fehler: list[Fehler] = list(_check_root(pfad))
    tabellen: list[Tabelle] = []
    pakete: dict[str, dict[str, Any]] = {}
    unlesbar: set[tuple[str, str]] = set()
    for paket in package_names(pfad):
        ort = f"{paket}/datapackage.json"
        try:
            pakete[paket] = read_json(pfad / paket / "datapackage.json")
        except ValueError as ausnahme:
            fehler.append(_no_json(ort, ausnahme))
            unlesbar.update((paket, d.stem) for d in (pfad / paket).glob("*.csv"))
            continue
        genannt = set()
        for ressource in _table_resources(pakete[paket], ort, fehler):
            genannt.add(ressource["path"])
            tabelle = _read_table(pfad, paket, ressource, fehler)
            if tabelle is None:
                unlesbar.add((paket, ressource["name"]))
            else:
                tabellen.append(tabelle)
        for datei in sorted((pfad / paket).glob("*.csv")):
            if datei.name not in genannt:
                unlesbar.add((paket, datei.stem))
                fehler.append(
                    Fehler(
                        f"{paket}/{datei.name}",
                        0,
                        "",
                        "Die Datei steht nicht im Paket (gefunden im Ordner, erwartet in datapackage.json)",
                        "Bitte in datapackage.json unter resources eintragen oder löschen.",
                    )
                )
    return Bestand(pfad, pakete, tabellen, frozenset(unlesbar)), fehler


def _check_root(pfad: Path) -> Iterator[Fehler]:
    """Checks that the folder holds schemas, the catalogue, and no folder with tables but without a descriptor."""
    if not (pfad / SCHEMA).is_dir():
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


def _no_json(ort: str, ausnahme: ValueError) -> Fehler:
    """Words a JSON file that cannot be read."""
    zeile = ausnahme.lineno if isinstance(ausnahme, json.JSONDecodeError) else 0
    stelle = f" (Spalte {ausnahme.colno})" if isinstance(ausnahme, json.JSONDecodeError) else ""
    return Fehler(
        ort,
        zeile,
        "",
        f"Die Datei ist kein gültiges JSON{stelle}",
        "Bitte Kommas, Klammern und Anführungszeichen prüfen.",
    )


def _table_resources(paket: dict[str, Any], ort: str, fehler: list[Fehler]) -> Iterator[dict[str, Any]]:
    """Gives the CSV tables that a descriptor names; what lacks a name, path or schema is a fault."""
    ressourcen = paket.get("resources")
    if not isinstance(ressourcen, list) or not ressourcen:
        fehler.append(
            Fehler(ort, 0, "", "Die Liste resources fehlt oder ist leer", "Bitte je Tabelle einen Eintrag anlegen.")
        )
        return
    for nr, ressource in enumerate(ressourcen, start=1):
        if isinstance(ressource, dict) and ressource.get("format", "csv") != "csv":
            continue
        fehlend = [
            f
            for f in ("name", "path", "schema")
            if not isinstance(ressource, dict) or not isinstance(ressource.get(f), str)
        ]
        if fehlend:
            fehler.append(
                Fehler(
                    ort,
                    0,
                    f"resources Nr. {nr}",
                    f"Dem Eintrag fehlt {' und '.join(fehlend)} (erwartet Text)",
                    "Bitte wie bei den anderen Tabellen ergänzen.",
                )
            )
        elif ressource["path"] != f"{ressource['name']}.csv":
            fehler.append(
                Fehler(
                    ort,
                    0,
                    f"resources Nr. {nr}",
                    f"Der Pfad passt nicht zum Namen (gefunden „{ressource['path']}“, erwartet „{ressource['name']}.csv“)",
                    "Bitte berichtigen; jede Tabelle liegt im Ordner ihres Pakets.",
                )
            )
        else:
            yield ressource


def _read_table(pfad: Path, paket: str, ressource: dict[str, Any], fehler: list[Fehler]) -> Tabelle | None:
    datei = f"{paket}/{ressource['path']}"
    voll = pfad / paket / ressource["path"]
    schema_datei = (pfad / paket / str(ressource["schema"])).resolve()
    if not voll.is_file():
        fehler.append(Fehler(datei, 0, "", "Die Datei fehlt", "Bitte anlegen oder aus datapackage.json entfernen."))
        return None
    if not schema_datei.is_file():
        fehler.append(Fehler(datei, 0, "", f"Das Schema fehlt ({ressource['schema']})", "Bitte Verweis berichtigen."))
        return None
    try:
        schema = read_json(schema_datei)
    except ValueError as ausnahme:
        fehler.append(_no_json(f"{SCHEMA}/{schema_datei.name}", ausnahme))
        return None
    vorher = len(fehler)
    fehler.extend(_check_bytes(voll, datei, schema))
    if len(fehler) > vorher:
        return None
    zeilen = _line_numbers(voll)
    fehler.extend(_check_cells(voll, datei, schema_datei, schema, zeilen))
    if len(fehler) > vorher:
        return None
    roh = pd.read_csv(voll, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8")
    fehler.extend(_check_numbers(roh, datei, schema, zeilen))
    if len(fehler) > vorher:
        return None
    frame = typed(roh, schema)
    frame["_zeile"] = pd.Series(zeilen[1:], index=roh.index, dtype="Int64")
    return Tabelle(paket, ressource["name"], datei, schema, frame)


def _line_numbers(voll: Path) -> list[int]:
    """Gives the line at which each row begins, the header first; cells with line breaks push later rows down."""
    beginn, naechste = [], 1
    with voll.open(encoding="utf-8", newline="") as datei:
        leser = csv.reader(datei)
        for _ in leser:
            beginn.append(naechste)
            naechste = leser.line_num + 1
    return beginn


def _check_bytes(voll: Path, datei: str, schema: dict[str, Any]) -> Iterator[Fehler]:
    """Checks encoding, separator and header before anything is decoded or guessed."""
    roh = voll.read_bytes()
    speichern = "Bitte in LibreOffice als CSV speichern: Zeichensatz UTF-8, Feldtrenner Komma."
    if not roh.strip():
        yield Fehler(datei, 0, "", "Die Datei ist leer (erwartet mindestens die Kopfzeile)", speichern)
        return
    if roh.startswith((b"\xff\xfe", b"\xfe\xff")):
        yield Fehler(datei, 0, "", "Die Datei ist nicht UTF-8 (gefunden UTF-16)", speichern)
        return
    if roh.startswith(b"\xef\xbb\xbf"):
        yield Fehler(datei, 0, "", "Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM)", speichern)
        return
    try:
        text = roh.decode("utf-8")
    except UnicodeDecodeError as ausnahme:
        zeile = roh[: ausnahme.start].count(b"\n") + 1
        byte = roh[ausnahme.start : ausnahme.start + 1].hex()
        yield Fehler(
            datei, zeile, "", f"Die Datei ist nicht UTF-8 (gefunden Byte 0x{byte}, vermutlich Latin-1)", speichern
        )
        return
    steuerzeichen = _STEUERZEICHEN.search(text)
    if steuerzeichen:
        zeile = text[: steuerzeichen.start()].count("\n") + 1
        code = f"U+{ord(steuerzeichen[0]):04X}"
        yield Fehler(datei, zeile, "", f"Die Datei enthält ein unsichtbares Steuerzeichen (gefunden {code})", speichern)
        return
    yield from _check_quotes(text, datei)
    kopf = text.splitlines()[0]
    erwartet = [f["name"] for f in schema["fields"]]
    if ";" in kopf and "," not in kopf:
        yield Fehler(datei, 1, "", "Die Spalten sind mit Semikolon getrennt (gefunden „;“, erwartet „,“)", speichern)
        return
    if "\t" in kopf:
        yield Fehler(datei, 1, "", "Die Spalten sind mit Tabulator getrennt (erwartet „,“)", speichern)
        return
    gefunden = next(csv.reader([kopf]))
    lassen = f"Bitte die Kopfzeile so lassen: {', '.join(erwartet)}."
    for name in dict.fromkeys(s for s in gefunden if gefunden.count(s) > 1):
        yield Fehler(datei, 1, "", f"Die Spalte {name} steht mehrfach in der Kopfzeile", lassen)
    for name in erwartet:
        if name not in gefunden:
            yield Fehler(datei, 1, "", f"Die Spalte {name} fehlt", lassen)
    for name in gefunden:
        if name not in erwartet:
            yield Fehler(datei, 1, "", f"Die Spalte „{name}“ ist unbekannt", lassen)
    if sorted(gefunden) == sorted(erwartet) and gefunden != erwartet:
        yield Fehler(datei, 1, "", "Die Spalten stehen in anderer Reihenfolge", lassen)


def _check_quotes(text: str, datei: str) -> Iterator[Fehler]:
    """Finds a quotation mark that is never closed: everything after it would be read as one cell."""
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


@cache
def _frictionless_schema(datei: Path, _stand: int) -> Schema:
    """Builds a schema without foreign keys once; they go across packages, which Frictionless cannot follow here."""
    inhalt = read_json(datei)
    return Schema.from_descriptor({k: v for k, v in inhalt.items() if k not in ("foreignKeys", "$schema")})


def _check_cells(
    voll: Path, datei: str, schema_datei: Path, schema: dict[str, Any], zeilen: list[int]
) -> Iterator[Fehler]:
    """Runs Frictionless over the rows of one file: types, constraints, keys; words its findings in German."""
    felder = {f["name"]: f for f in schema["fields"]}
    resource = TableResource(
        path=voll.name,
        basepath=str(voll.parent),
        format="csv",
        encoding="utf-8",
        schema=_frictionless_schema(schema_datei, schema_datei.stat().st_mtime_ns),
        dialect=Dialect(controls=[CsvControl(delimiter=",")]),
    )
    try:
        with resource:
            for reihe in resource.row_stream:
                for fehler in _without_cascade(reihe.errors):
                    zellen = [str(z) for z in getattr(fehler, "cells", [])]
                    werte = dict(zip(felder, zellen, strict=False))
                    schluessel = " · ".join(werte[k] for k in schema["primaryKey"] if werte.get(k))
                    befund, abhilfe = _german(
                        fehler.type,
                        str(getattr(fehler, "field_name", "")),
                        len(zellen) if fehler.type in _ZEILE else getattr(fehler, "cell", ""),
                        fehler.note,
                        felder,
                    )
                    yield Fehler(datei, zeilen[reihe.row_number - 1], schluessel, befund, abhilfe)
    except FrictionlessException as ausnahme:
        yield Fehler(datei, 0, "", f"Die Datei ist nicht lesbar ({ausnahme.error.note})", "Bitte neu speichern.")


_ZEILE = ("blank-row", "extra-cell", "missing-cell")
"""Faults of a row as a whole: its cells stand in the wrong columns, so their own faults would only mislead."""


def _without_cascade(fehler: list[Any]) -> list[Any]:
    ganze = [f for f in fehler if f.type in _ZEILE]
    return ganze[:1] or fehler


def _check_numbers(roh: pd.DataFrame, datei: str, schema: dict[str, Any], zeilen: list[int]) -> Iterator[Fehler]:
    """Finds numbers that Python would read but no reader of a table would write (NaN, 1_000), and absurd ones."""
    for feld in schema["fields"]:
        if feld["type"] not in _ZAHL:
            continue
        text = roh[feld["name"]]
        if text.isna().all():
            continue
        form = ~text.fillna("0").str.fullmatch(_ZAHL[feld["type"]])
        gross = pd.to_numeric(text.where(~form), errors="coerce").abs().gt(GROESSTE_ZAHL)
        for i in roh.index[form | gross]:
            schluessel = " · ".join(str(roh.at[i, k]) for k in schema["primaryKey"] if not pd.isna(roh.at[i, k]))
            if form[i]:
                befund, abhilfe = _german("type-error", feld["name"], text[i], "", {feld["name"]: feld})
            else:
                befund = f"{feld['name']} ist zu groß (gefunden „{text[i]}“, erwartet höchstens {GROESSTE_ZAHL})"
                abhilfe = "Bitte Quelle prüfen."
            yield Fehler(datei, zeilen[i + 1], schluessel, befund, abhilfe)


_TYP = {
    "integer": "eine ganze Zahl ohne Punkt und Komma",
    "number": "eine Zahl mit Dezimalpunkt, zum Beispiel 82.1",
    "boolean": "ja oder nein",
    "string": "Text",
}


_FORM = {
    r"^[a-z0-9][a-z0-9_-]*$": "Kleinbuchstaben ohne Umlaute, Ziffern, Bindestrich und Unterstrich",
    r"^\d{4}(/\d{2}|-\d{2}-\d{2})?$": "2018, 2017/18 oder 2018-09-30",
    r"^\d{4}(-\d{2}(-\d{2})?)?$": "2018, 2018-09 oder 2018-09-30",
    r"^\d+(\.\d+)*$": "Ziffern mit Punkten, zum Beispiel 1.8.1.1",
    r"^05\d{3}(\d{3})?$": "fünf oder acht Ziffern, beginnend mit 05",
}
"""The patterns of the schemas in words."""


def _german(art: str, spalte: str, zelle: Any, anmerkung: str, felder: dict[str, Any]) -> tuple[str, str]:
    """Words one Frictionless error: what is wrong, and what to do."""
    feld = felder.get(spalte, {})
    vorgabe = feld.get("constraints", {})
    fund = f"gefunden „{zelle}“"
    if art == "type-error":
        return f"{spalte} ist nicht lesbar ({fund}, erwartet {_TYP[feld['type']]})", "Bitte die Zelle berichtigen."
    if art == "constraint-error":
        return _german_constraint(spalte, fund, anmerkung, vorgabe)
    fest: dict[str, tuple[str, str]] = {
        "primary-key": ("Der Schlüssel kommt zweimal vor", "Bitte eine der beiden Zeilen löschen oder berichtigen."),
        "extra-cell": (
            f"Die Zeile hat zu viele Zellen (gefunden {zelle}, erwartet {len(felder)})",
            "Vermutlich ein Dezimalkomma statt Punkt oder ein Komma im Text ohne Anführungszeichen.",
        ),
        "missing-cell": (
            f"Die Zeile hat zu wenige Zellen (gefunden {zelle}, erwartet {len(felder)})",
            "Bitte auch leere Zellen mit Kommas abtrennen.",
        ),
        "blank-row": ("Die Zeile ist leer", "Bitte löschen."),
    }
    return fest.get(art, (f"{art}: {anmerkung}", "Bitte die Zeile prüfen."))


def _german_constraint(spalte: str, fund: str, anmerkung: str, vorgabe: dict[str, Any]) -> tuple[str, str]:
    if "required" in anmerkung:
        return f"{spalte} fehlt", "Bitte eintragen; diese Spalte ist Pflicht."
    if "enum" in vorgabe and "enum" in anmerkung:
        return f"{spalte} ist unbekannt ({fund}, erwartet eins von {', '.join(vorgabe['enum'])})", "Bitte berichtigen."
    if "minimum" in anmerkung:
        return f"{spalte} ist zu klein ({fund}, erwartet mindestens {vorgabe['minimum']})", "Bitte Quelle prüfen."
    if "maximum" in anmerkung:
        return f"{spalte} ist zu groß ({fund}, erwartet höchstens {vorgabe['maximum']})", "Bitte Quelle prüfen."
    if "maxLength" in anmerkung:
        return f"{spalte} ist zu lang ({fund}, erwartet höchstens {vorgabe['maxLength']} Zeichen)", "Bitte kürzen."
    if vorgabe.get("pattern") == "^[^<>]*$":
        return (
            f"{spalte} enthält ein spitzes Klammerzeichen ({fund})",
            "HTML ist nicht erlaubt; bitte reinen Text schreiben.",
        )
    form = _FORM.get(str(vorgabe.get("pattern")), f"Muster {vorgabe.get('pattern')}")
    return f"{spalte} hat die falsche Form ({fund}, erwartet {form})", "Bitte berichtigen."


def load(pfad: Path) -> Bestand:
    """Reads and checks all packages below a folder.

    Args:
        pfad: Root folder of the packages.

    Returns:
        The typed frames.

    Raises:
        DatenFehler: There is at least one fault; all of them are in it.
    """
    bestand, fehler = read_packages(pfad)
    if bestand.tabellen:
        fehler.extend(check_bestand(bestand))
    if fehler:
        raise DatenFehler(fehler)
    return bestand
