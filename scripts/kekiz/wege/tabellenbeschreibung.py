"""The descriptor beside the public tables: what each holds, what its columns mean, where it comes from, who may use it.

Source: Data Package standard, version 2 (datapackage.org).
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from kekiz.daten.bestand import FELDER, read_json, read_schema
from kekiz.daten.einstellungen import Einstellungen
from kekiz.daten.paket import describe_licence
from kekiz.ergebnis import Ergebnis
from kekiz.wege.einrichten import site_address
from kekiz.wege.metadaten import build_catalogue, write_catalogue
from kekiz.wege.stand import data_time, data_version, day_of
from kekiz.wissen.mitgeliefert import schema_folder
from kekiz.wissen.spalten import BERECHNET, CODELISTEN, TABELLEN
from kekiz.wissen.spaltentitel import TABELLENTITEL, TITEL
from kekiz.wissen.sprache import language, merke, sag

PROFIL: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
DATEI: Final = "datapackage.json"
_TYPEN: Final = {"i": "integer", "u": "integer", "f": "number", "b": "boolean"}
_TAGE: Final = ("zeitraum_beginn", "zeitraum_ende")
_SCHLUESSEL: Final = {
    "ergebnisse": ("kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe"),
    "trends": ("kommune_id", "kennzahl_id", "raum_id", "gruppe"),
    "raumvergleiche": ("kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe"),
    "vergleichbarkeit": ("kommune_id", "kennzahl_id", "gruppe"),
    "zaehlklassen": ("klasse_id", "kennzahl_id", "gruppe"),
    "aehnlichkeit": ("kommune_id", "andere_id"),
    "kommunen": ("kommune_id",),
    "spalten": ("tabelle", "spalte"),
}
"""What tells the rows of a computed table apart; a status may have two readings and has no key."""
_BEZUEGE: Final = {"kommune_id": "kommunen", "kennzahl_id": "kennzahlen", "quelle_id": "quellen"}
_OHNE_BEZUG: Final = {"wertaenderungen"}
"""Tables that also tell of what is there no more."""
BESCHREIBUNG: Final = merke(
    "Ziele, Kennzahlen und Werte aus veröffentlichten Dokumenten, nachgerechnet und verglichen. Was ein Dokument druckt "
    "und was daraus berechnet ist, steht in getrennten Spalten; zu jedem Wert gehören Quelle und Fundstelle."
)


def column_words(pfad: Path, name: str, spalten: Sequence[str]) -> dict[str, dict[str, Any]]:
    """Says what the columns of a public table are called and mean.

    Args:
        pfad: Root folder of the packages, for the words of the schemas.
        name: The table.
        spalten: Its columns.

    Returns:
        By column: ``title``, ``description``, what may stand in it (``constraints``), and ``type`` where the table stands
        in the packages.

    Raises:
        KeyError: Nothing says what a column means.
    """
    felder = read_json(schema_folder(pfad) / FELDER)
    worte = BERECHNET.get(name)
    if worte is not None:
        codes = {s: list(c) for s, c in CODELISTEN.get(name, {}).items()}
        # A column that is one of the packages takes the codes that it has there.
        codes |= {s: c for s in spalten if not worte[s] and (c := felder[s].get("constraints", {}).get("enum"))}
        return {
            s: {
                "title": TITEL.get(s) or felder[s]["title"],
                "description": worte[s] or felder[s]["description"],
            }
            | ({"constraints": {"enum": codes[s]}} if s in codes else {})
            for s in spalten
        }
    eigene = {f["name"]: f for f in read_schema(pfad, _schema_of(name))["fields"]}
    return {s: eigene.get(s) or felder[s] for s in spalten}


def describe_schema(pfad: Path, name: str, frame: pd.DataFrame) -> dict[str, Any]:
    """Describes a public table as a Table Schema.

    Args:
        pfad: Root folder of the packages.
        name: The table.
        frame: The table.
    """
    worte = column_words(pfad, name, [str(s) for s in frame.columns])
    felder = []
    for spalte, art in frame.dtypes.items():
        feld = worte[str(spalte)]
        typ = feld.get("type") or ("date" if spalte in _TAGE else _TYPEN.get(getattr(art, "kind", "O"), "string"))
        # Each package holds that its rows are unique; here several stand together.
        regeln = {k: v for k, v in feld.get("constraints", {}).items() if k != "unique"}
        felder.append(
            {"name": str(spalte), "title": feld["title"], "type": typ, "description": feld["description"]}
            | ({"constraints": regeln} if regeln else {})
        )
    schema: dict[str, Any] = {"fields": felder, "missingValues": [""]}
    if schluessel := _key(pfad, name, frame):
        schema["primaryKey"] = list(schluessel)
    if bezuege := [
        {"fields": [s], "reference": {"resource": "" if ziel == name else ziel, "fields": [s]}}
        for s, ziel in _BEZUEGE.items()
        if s in frame.columns and ziel != name and name not in _OHNE_BEZUG
    ]:
        schema["foreignKeys"] = bezuege
    return schema


def _schema_of(name: str) -> str:
    return {"themen": "themenzuordnung"}.get(name, name)


def _key(pfad: Path, name: str, frame: pd.DataFrame) -> tuple[str, ...]:
    if name in BERECHNET:
        eigene: tuple[str, ...] = _SCHLUESSEL.get(name, ())
    else:
        eigene = tuple(read_schema(pfad, _schema_of(name)).get("primaryKey", ()))
        # A key of a package tells its own rows apart.
        eigene = (() if "kommune_id" in eigene else ("kommune_id",)) + eigene
    # What is the same in all rows tells none apart.
    return tuple(s for s in eigene if s in frame.columns)


def describe_tables(
    ordner: Path, ergebnis: Ergebnis, alle: Mapping[str, pd.DataFrame], einstellungen: Einstellungen
) -> dict[str, Any]:
    """Describes all public tables as one data package.

    Args:
        ordner: Folder of the downloads, into which the tables are written already.
        ergebnis: The outcome of all stages.
        alle: The tables by name.
        einstellungen: Settings of the site.

    Returns:
        The descriptor; passes a stock validation.
    """
    pfad = ergebnis.bestand.pfad
    da = {name: frame for name, frame in alle.items() if (ordner / f"{name}.csv").exists()}
    titel = sag("{name}: Daten", name=einstellungen.name)
    kopf = describe_head(einstellungen, data_time(), "daten", "daten/", titel, sag(BESCHREIBUNG), ergebnis.quellen)
    return kopf | {
        "resources": [
            describe_resource(
                (ordner / f"{name}.csv").read_bytes(),
                name,
                f"{name}.csv",
                TABELLENTITEL.get(name) or read_schema(pfad, _schema_of(name))["title"],
                TABELLEN[name],
                describe_schema(pfad, name, frame),
            )
            for name, frame in da.items()
        ]
    }


def describe_head(
    einstellungen: Einstellungen, zeit: int, name: str, ort: str, titel: str, beschreibung: str, quellen: pd.DataFrame
) -> dict[str, Any]:
    """Describes a data package but for its tables.

    Args:
        einstellungen: Settings of the site.
        zeit: When the data were last changed (:func:`kekiz.wege.stand.data_time`).
        name: Name of the package.
        ort: Address of the page about it, from the root of the site; its id follows from it.
        titel: What it is called.
        beschreibung: What it is about.
        quellen: The documents it is from, rows of the table ``quellen``.
    """
    e = einstellungen
    wo = site_address(e)
    return {
        "$schema": PROFIL,
        "name": name,
        "id": str(uuid5(NAMESPACE_URL, f"{wo or f'{e.name}/'}{ort}")),
        "title": titel,
        "description": beschreibung,
        "version": data_version(zeit),
        "created": f"{day_of(zeit)}T00:00:00Z",
        **({"homepage": f"{wo}{ort}"} if wo else {}),
        "licenses": [describe_licence(e.lizenz)],
        "sources": [
            {"title": f"{q['herausgeber']}: {q['titel']}"}
            | ({"version": str(q["jahr"])} if pd.notna(q["jahr"]) else {})
            | ({"path": str(q["adresse"])} if q["adresse"] else {})
            for _, q in quellen.iterrows()
        ],
        "contributors": [{"title": publisher(e), "roles": ["publisher"]}],
    }


def publisher(e: Einstellungen) -> str:
    """Names who publishes the site; its own name where the settings do not say it."""
    return e.recht.get("anbieter", "") or (e.kontakt.stelle if e.kontakt else "") or e.name


def describe_resource(
    inhalt: bytes, name: str, datei: str, titel: str, beschreibung: str, schema: Mapping[str, Any] | str
) -> dict[str, Any]:
    """Describes one CSV file of a data package.

    Args:
        inhalt: What the file holds.
        name: Name of the table.
        datei: Where it lies, from the descriptor.
        titel: What it is called.
        beschreibung: What it is about.
        schema: Its Table Schema, or where that lies.
    """
    return {
        "name": name,
        "type": "table",
        "path": datei,
        "title": titel,
        "description": beschreibung,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(inhalt),
        "hash": f"sha256:{sha256(inhalt).hexdigest()}",
        "language": language(),
        "schema": schema,
    }


def write_description(
    ordner: Path, ergebnis: Ergebnis, alle: Mapping[str, pd.DataFrame], einstellungen: Einstellungen
) -> None:
    """Writes the descriptor beside the tables, and the catalogue entry where the address of the site is known.

    Same data give the same bytes. See :func:`describe_tables`.
    """
    beschreibung = describe_tables(ordner, ergebnis, alle, einstellungen)
    text = json.dumps(beschreibung, ensure_ascii=False, indent=1)
    (ordner / DATEI).write_text(f"{text}\n", encoding="utf-8", newline="")
    if "homepage" in beschreibung:
        katalog = build_catalogue(ordner, beschreibung, einstellungen, _area(ergebnis, einstellungen), _span(alle))
        write_catalogue(ordner, katalog)


def _area(ergebnis: Ergebnis, einstellungen: Einstellungen) -> tuple[str, str]:
    if not einstellungen.start:
        return "", ""
    k = ergebnis.kommunen.loc[einstellungen.start]
    return str(k["ags"]), str(k["typ"])


def _span(alle: Mapping[str, pd.DataFrame]) -> tuple[str, str]:
    """First and last day for which there is a value; empty where no value names one."""
    beginn, ende = (sorted(set(alle["ergebnisse"].get(tag, ())) - {""}) for tag in _TAGE)
    return (beginn or [""])[0], (ende or [""])[-1]
