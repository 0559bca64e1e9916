"""The shape of what programs read under ``daten/api/v1/``: each object with its fields, and its OpenAPI description.

Whoever wrote a program against version 1 relies on it: a field that goes, or has another type, needs a version 2 beside it.

Source: OpenAPI Specification 3.1.1 (spec.openapis.org); JSON Schema 2020-12.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from kekiz.daten.einstellungen import Einstellungen
from kekiz.seiten.datenseite import SCHNITTSTELLE
from kekiz.wege.tabellenbeschreibung import column_words
from kekiz.wissen.lizenzen import LIZENZEN
from kekiz.wissen.sprache import merke, sag

FASSUNG: Final = SCHNITTSTELLE.rpartition("/")[2]
"""Version of the shape, part of every address."""
BESCHREIBUNG: Final = "openapi.json"


class Feld(NamedTuple):
    """A field of an object.

    Attributes:
        typ: JSON type; ``date`` is a day as text, ``uri`` an address as text, a capital letter begins the name of an object,
            ``…[]`` is a list.
        leer: Whether it may be null.
        sinn: What it says; empty: as the column of the same name in the table of the object.
    """

    typ: str
    leer: bool = False
    sinn: str = ""


class Form(NamedTuple):
    """An object.

    Attributes:
        tabelle: Public table or table of the packages whose columns say what fields of the same name mean.
        sinn: What the object is.
        felder: Its fields, in their order.
    """

    tabelle: str
    sinn: str
    felder: Mapping[str, Feld]


_HINWEISE: Final = Feld("string[]", sinn=merke("Kennungen der Hinweise dazu (Tabelle hinweise)"))
_ADRESSE: Final = merke("Adresse der Seite dazu")
FORMEN: Final[Mapping[str, Form]] = {
    "Kommune": Form(
        "kommunen",
        merke("Eine Kommune."),
        {
            "kommune_id": Feld("string"),
            "name": Feld("string"),
            "ags": Feld("string"),
            "typ": Feld("string"),
            "programmrolle": Feld("string", leer=True),
            "einwohner": Feld("integer", leer=True),
            "unter_18": Feld("integer", leer=True),
            "zeitraum": Feld("string", leer=True),
            "stand": Feld("string", leer=True),
            "quelle_id": Feld("string", leer=True),
            "fundstelle": Feld("string", leer=True),
            "werte": Feld("integer", sinn=merke("Wie viele Werte es von ihr gibt")),
            "csv": Feld("uri", sinn=merke("Alle ihre Werte als CSV")),
            "adresse": Feld("uri", sinn=_ADRESSE),
        },
    ),
    "Kennzahl": Form(
        "kennzahlen",
        merke("Eine Kennzahl, von der es Werte gibt."),
        {
            "kennzahl_id": Feld("string"),
            "name": Feld("string"),
            "kurzname": Feld("string"),
            "definition": Feld("string"),
            "art": Feld("string"),
            "einheit": Feld("string"),
            "zaehler": Feld("string", leer=True),
            "nenner": Feld("string", leer=True),
            "richtung": Feld("string"),
            "dezimalstellen": Feld("integer", leer=True),
            "mindestfallzahl": Feld("integer", leer=True),
            "kommunen": Feld("string[]", sinn=merke("Kennungen der Kommunen mit Werten")),
            "werte": Feld("integer", sinn=merke("Wie viele Werte es gibt")),
            "json": Feld(
                "uri",
                leer=True,
                sinn=merke("Alle Werte in dieser Schnittstelle; null, wo es zu viele sind: Dann gibt es sie als CSV"),
            ),
            "csv": Feld("uri", sinn=merke("Alle Werte als CSV, mit allen Spalten")),
            "adresse": Feld("uri", leer=True, sinn=_ADRESSE),
        },
    ),
    "Ziel": Form(
        "ziele",
        merke("Ein Ziel einer Kommune mit seinem Stand."),
        {
            "kommune_id": Feld("string"),
            "ziel_id": Feld("string"),
            "oberziel_id": Feld("string", leer=True),
            "ebene": Feld("string"),
            "titel": Feld("string"),
            "kurzname": Feld("string", leer=True),
            "kurzfassung": Feld("string", leer=True),
            "altersgruppe_id": Feld("string", leer=True),
            "kennzahlen": Feld("string[]", sinn=merke("Kennungen seiner Kennzahlen, Leitkennzahlen zuerst")),
            "status": Feld("string", sinn=merke("Stand des Ziels, wie in der Tabelle status")),
            "statusgrund": Feld("string", sinn=merke("Warum das so ist, als Kennung")),
            "seit": Feld("string", leer=True, sinn=merke("Seit welchem Zeitraum der Stand gilt")),
            "leitkennzahlen": Feld("Zielstand[]", sinn=merke("Der Stand jeder Leitkennzahl")),
            "hinweise": _HINWEISE,
            "quelle_id": Feld("string"),
            "fundstelle": Feld("string"),
            "adresse": Feld("uri", sinn=_ADRESSE),
        },
    ),
    "Zielstand": Form(
        "status",
        merke("Der Stand einer Leitkennzahl eines Ziels."),
        {
            "kennzahl_id": Feld("string"),
            "gruppe": Feld("string", leer=True),
            "lesart": Feld("string", leer=True),
            "status": Feld("string"),
            "zeitraum": Feld("string", leer=True),
            "wert": Feld("number", leer=True),
            "einheit": Feld("string", leer=True),
            "vergleich": Feld("string", leer=True),
            "zielwert": Feld("number", leer=True),
            "abstand": Feld("number", leer=True),
            "abstand_anzahl": Feld("number", leer=True),
            "sicherheit": Feld("string", leer=True),
            "rechnung": Feld("string", leer=True),
        },
    ),
    "Quelle": Form(
        "quellen",
        merke("Ein Dokument, aus dem Zahlen stammen."),
        {
            "quelle_id": Feld("string"),
            "titel": Feld("string"),
            "herausgeber": Feld("string"),
            "jahr": Feld("integer", leer=True),
            "stand": Feld("string", leer=True),
            "art": Feld("string", leer=True),
            "nutzungsrecht": Feld("string"),
        },
    ),
    "Wert": Form(
        "ergebnisse",
        merke("Ein Wert einer Kennzahl: eine Kommune, ein Raum, ein Zeitraum, eine Gruppe."),
        {
            "kommune_id": Feld("string"),
            "kommune": Feld("string", sinn=merke("Name der Kommune")),
            "kennzahl_id": Feld("string"),
            "kennzahl": Feld("string"),
            "ziel_id": Feld("string", leer=True),
            "raum_id": Feld("string"),
            "raum": Feld("string"),
            "zeitraum": Feld("string"),
            "zeitraum_beginn": Feld("date", leer=True),
            "zeitraum_ende": Feld("date"),
            "gruppe": Feld("string", leer=True),
            "gruppe_name": Feld("string", leer=True),
            "wert": Feld("number", leer=True),
            "wert_bis": Feld("number", leer=True),
            "wert_berechnet": Feld("number", leer=True),
            "einheit": Feld("string"),
            "zaehler": Feld("number", leer=True),
            "nenner": Feld("number", leer=True),
            "ki_unten": Feld("number", leer=True),
            "ki_oben": Feld("number", leer=True),
            "wertstatus": Feld("string"),
            "gedruckt": Feld("string", leer=True),
            "text": Feld(
                "string", sinn=merke("Der Wert in Worten, wie ihn die Seiten sagen; sonst, warum es keinen gibt")
            ),
            "hinweise": _HINWEISE,
            "quelle_id": Feld("string"),
            "quelle": Feld("string", sinn=merke("Herausgeber und Titel des Dokuments")),
            "fundstelle": Feld("string"),
            "adresse": Feld("uri", leer=True, sinn=merke("Adresse genau dieses Werts auf der Seite seiner Kennzahl")),
        },
    ),
    "Verzeichnis": Form(
        "",
        merke("Eine Liste dieser Schnittstelle."),
        {
            "name": Feld("string", sinn=merke("Name der Liste")),
            "titel": Feld("string", sinn=merke("Was darin steht")),
            "anzahl": Feld("integer", sinn=merke("Wie viele Einträge sie hat")),
            "adresse": Feld("uri", sinn=merke("Wo sie steht")),
        },
    ),
    "Lizenz": Form(
        "",
        merke("Die Lizenz der Daten."),
        {
            "name": Feld("string", sinn=merke("Kennung der Lizenz")),
            "titel": Feld("string", sinn=merke("Name der Lizenz")),
            "adresse": Feld("uri", sinn=merke("Wo ihr Text steht")),
        },
    ),
}
"""Every object by its name."""
UMSCHLAG: Final[Mapping[str, Feld]] = {
    "fassung": Feld("string", sinn=merke("Fassung der Schnittstelle")),
    "datenstand": Feld("date", sinn=merke("Tag der letzten Änderung an den Daten")),
    "herausgeber": Feld("string", sinn=merke("Wer die Daten herausgibt")),
    "lizenz": Feld("Lizenz", sinn=merke("Unter welcher Lizenz")),
    "anzahl": Feld("integer", sinn=merke("Wie viele Einträge es gibt, auch die in weiteren Dateien")),
    "naechste": Feld("uri", leer=True, sinn=merke("Wo weitere Einträge stehen; null: nirgends")),
}
"""What stands in every file around its entries, ``daten``."""
LISTEN: Final[Mapping[str, tuple[str, str]]] = {
    "index": ("Verzeichnis", merke("Alle Listen")),
    "kommunen": ("Kommune", merke("Alle Kommunen")),
    "kennzahlen": ("Kennzahl", merke("Alle Kennzahlen mit Werten")),
    "ziele": ("Ziel", merke("Alle Ziele mit ihrem Stand")),
    "quellen": ("Quelle", merke("Alle Dokumente")),
    "kennzahlen/{kennzahl_id}": ("Wert", merke("Alle Werte einer Kennzahl")),
}
"""Each file by its name: the object that it lists, and what it holds."""


def _type(feld: Feld) -> dict[str, Any]:
    """Writes the type of a field as JSON Schema."""
    if feld.typ.endswith("[]"):
        return {"type": "array", "items": _type(Feld(feld.typ.removesuffix("[]")))}
    if feld.typ[0].isupper():
        return {"$ref": f"#/components/schemas/{feld.typ}"}
    format_ = {"date": "date", "uri": "uri-reference"}.get(feld.typ)
    typ = "string" if format_ else feld.typ
    return {"type": [typ, "null"] if feld.leer else typ} | ({"format": format_} if format_ else {})


def _object(sinn: str, felder: Mapping[str, dict[str, Any]]) -> dict[str, Any]:
    """Writes an object as JSON Schema: every field is there, and no other one."""
    return {
        "type": "object",
        "description": sag(sinn),
        "properties": dict(felder),
        "required": list(felder),
        "additionalProperties": False,
    }


def _form(pfad: Path, form: Form) -> dict[str, Any]:
    ohne = [name for name, feld in form.felder.items() if not feld.sinn]
    worte = column_words(pfad, form.tabelle, ohne) if ohne else {}
    return _object(
        form.sinn,
        {
            name: _type(feld) | {"description": sag(feld.sinn) if feld.sinn else str(worte[name]["description"])}
            for name, feld in form.felder.items()
        },
    )


def _list(objekt: str, titel: str) -> dict[str, Any]:
    """Writes the schema of a file that lists an object."""
    umschlag = {name: _type(feld) | {"description": sag(feld.sinn)} for name, feld in UMSCHLAG.items()}
    return _object(
        titel, umschlag | {"daten": _type(Feld(f"{objekt}[]")) | {"description": sag(merke("Die Einträge"))}}
    )


def describe_api(pfad: Path, einstellungen: Einstellungen, adresse: str, datenstand: str) -> dict[str, Any]:
    """Describes the interface in OpenAPI 3.1.

    Args:
        pfad: Root folder of the packages, for the words of the schemas.
        einstellungen: Settings of the site.
        adresse: Where the site lies; empty: not known.
        datenstand: Day of the last change to the data.
    """
    schemas = {name: _form(pfad, form) for name, form in FORMEN.items()}
    wege: dict[str, Any] = {}
    for datei, (objekt, titel) in LISTEN.items():
        name = f"{objekt}Liste"
        schemas[name] = _list(objekt, titel)
        antwort = {"$ref": f"#/components/schemas/{name}"}
        weg: dict[str, Any] = {
            "operationId": "werte" if "{" in datei else datei,
            "summary": sag(titel),
            "responses": {
                "200": {"description": sag(titel), "content": {"application/json": {"schema": antwort}}},
                "404": {"description": sag(merke("Das gibt es nicht."))},
            },
        }
        if "{" in datei:
            weg["parameters"] = [
                {
                    "name": "kennzahl_id", "in": "path", "required": True, "schema": {"type": "string"},
                    "description": sag(merke("Kennung aus der Liste der Kennzahlen, bei der json nicht null ist")),
                }
            ]  # fmt: skip
        wege[f"/{datei}.json"] = {"get": weg}
    lizenz = LIZENZEN[einstellungen.lizenz]
    return {
        "openapi": "3.1.1",
        "info": {
            "title": sag("{name}: Schnittstelle für Programme", name=einstellungen.name),
            "version": f"1.0.0+{datenstand}",
            "description": sag(
                "Feste Dateien, nur zum Lesen. Jede hat denselben Umschlag; was fehlt, ist null. Ändert sich die Form, "
                "gibt es daneben eine neue Fassung unter einer anderen Adresse."
            ),
            "license": {"name": lizenz.titel, "url": lizenz.adresse},
        },
        "servers": [{"url": f"{adresse}{SCHNITTSTELLE}" if adresse else "."}],
        "paths": wege,
        "components": {"schemas": schemas},
    }
