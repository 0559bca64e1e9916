"""The only reader of the data packages: validates them with Frictionless, then gives typed frames.

All faults are collected and raised together, in German. Nothing is dropped or mended in silence.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd
from frictionless import Dialect, Resource, Schema
from frictionless.formats import CsvControl

from kekiz.bestand import KATALOG, Bestand, Tabelle, read_json, typed
from kekiz.fehler import DatenFehler, Fehler
from kekiz.pruefung import check_bestand


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
    fehler: list[Fehler] = []
    tabellen: list[Tabelle] = []
    pakete: dict[str, dict[str, Any]] = {}
    if not (pfad / "schema").is_dir():
        fehler.append(Fehler(str(pfad), 0, "", "Ordner schema/ fehlt", "Bitte den Ordner der Datenpakete angeben."))
    for paket in package_names(pfad):
        ort = f"{paket}/datapackage.json"
        try:
            pakete[paket] = read_json(pfad / paket / "datapackage.json")
        except ValueError as ausnahme:
            fehler.append(Fehler(ort, 0, "", f"Die Datei ist kein gültiges JSON ({ausnahme})", "Bitte berichtigen."))
            continue
        genannt = set()
        for ressource in pakete[paket].get("resources", []):
            if ressource.get("format") != "csv":
                continue
            genannt.add(ressource["path"])
            tabelle = _read_table(pfad, paket, ressource, fehler)
            if tabelle is not None:
                tabellen.append(tabelle)
        for datei in sorted((pfad / paket).glob("*.csv")):
            if datei.name not in genannt:
                fehler.append(
                    Fehler(
                        f"{paket}/{datei.name}",
                        0,
                        "",
                        "Die Datei steht nicht im Paket (gefunden im Ordner, erwartet in datapackage.json)",
                        "Bitte in datapackage.json unter resources eintragen oder löschen.",
                    )
                )
    return Bestand(pfad, pakete, tabellen), fehler


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
    schema = read_json(schema_datei)
    vorher = len(fehler)
    fehler.extend(_check_bytes(voll, datei, schema))
    if len(fehler) > vorher:
        return None
    fehler.extend(_check_cells(voll, datei, schema))
    if len(fehler) > vorher:
        return None
    roh = pd.read_csv(voll, dtype="str", keep_default_na=False, na_values=[""], encoding="utf-8", lineterminator=None)
    frame = typed(roh, schema)
    frame["_zeile"] = _line_numbers(voll, roh)
    return Tabelle(paket, ressource["name"], datei, schema, frame)


def _line_numbers(voll: Path, roh: pd.DataFrame) -> pd.Series:
    """Gives the line of each row; cells with line breaks push later rows down."""
    brueche = pd.Series(0, index=roh.index)
    if '"' in voll.read_text(encoding="utf-8"):
        for spalte in roh.columns:
            brueche += roh[spalte].str.count("\n").fillna(0).astype(int)
    return (brueche.cumsum().shift(fill_value=0) + roh.index + 2).astype("Int64")


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
    kopf = text.splitlines()[0]
    erwartet = [f["name"] for f in schema["fields"]]
    if ";" in kopf and "," not in kopf:
        yield Fehler(datei, 1, "", "Die Spalten sind mit Semikolon getrennt (gefunden „;“, erwartet „,“)", speichern)
        return
    if "\t" in kopf:
        yield Fehler(datei, 1, "", "Die Spalten sind mit Tabulator getrennt (erwartet „,“)", speichern)
        return
    gefunden = [s.strip('"') for s in kopf.split(",")]
    for name in dict.fromkeys(s for s in gefunden if gefunden.count(s) > 1):
        yield Fehler(datei, 1, "", f"Die Spalte {name} steht zweimal in der Kopfzeile", "Bitte eine davon löschen.")
    for name in erwartet:
        if name not in gefunden:
            yield Fehler(datei, 1, "", f"Die Spalte {name} fehlt", f"Erwartet: {', '.join(erwartet)}.")
    for name in gefunden:
        if name not in erwartet:
            yield Fehler(
                datei, 1, "", f"Die Spalte {name or '(ohne Namen)'} ist unbekannt", f"Erwartet: {', '.join(erwartet)}."
            )
    if sorted(gefunden) == sorted(erwartet) and gefunden != erwartet:
        yield Fehler(datei, 1, "", "Die Spalten stehen in anderer Reihenfolge", f"Erwartet: {', '.join(erwartet)}.")


def _check_cells(voll: Path, datei: str, schema: dict[str, Any]) -> Iterator[Fehler]:
    """Runs Frictionless over one file: types, constraints, keys; words its findings in German."""
    ohne_fremdschluessel = {k: v for k, v in schema.items() if k not in ("foreignKeys", "$schema")}
    resource = Resource(
        path=voll.name,
        basepath=str(voll.parent),
        format="csv",
        encoding="utf-8",
        schema=Schema.from_descriptor(ohne_fremdschluessel),
        dialect=Dialect(controls=[CsvControl(delimiter=",")]),
    )
    bericht = resource.validate(limit_errors=100_000)
    felder = {f["name"]: f for f in schema["fields"]}
    namen = list(felder)
    for fehler in bericht.flatten(
        ["type", "rowNumber", "fieldName", "fieldNumber", "note", "cells", "cell", "message"]
    ):
        art, zeile, spalte, _nr, anmerkung, zellen, zelle, nachricht = fehler
        werte = dict(zip(namen, zellen or [], strict=False))
        schluessel = " · ".join(str(werte[k]) for k in schema["primaryKey"] if werte.get(k))
        befund, abhilfe = _german(str(art), str(spalte or ""), zelle, str(anmerkung or nachricht), felder)
        yield Fehler(datei, int(zeile or 0), schluessel, befund, abhilfe)


_TYP = {
    "integer": "eine ganze Zahl ohne Punkt und Komma",
    "number": "eine Zahl mit Dezimalpunkt, zum Beispiel 82.1",
    "boolean": "ja oder nein",
    "string": "Text",
}


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
            f"Die Zeile hat eine Zelle zu viel ({fund})",
            "Vermutlich ein Dezimalkomma oder ein Komma im Text ohne Anführungszeichen.",
        ),
        "missing-cell": ("Der Zeile fehlen Zellen am Ende", "Bitte alle Spalten mit Kommas abtrennen."),
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
    return f"{spalte} hat die falsche Form ({fund}, erwartet Muster {vorgabe.get('pattern')})", "Bitte berichtigen."


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
    if not fehler or bestand.tabellen:
        fehler.extend(check_bestand(bestand, unvollstaendig=bool(fehler)))
    if fehler:
        raise DatenFehler(fehler)
    return bestand
