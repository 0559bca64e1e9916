"""What search engines for data read in the pages of the downloads and of each Kennzahl: schema.org, as JSON-LD.

Source: schema.org/Dataset (terms, and which of them need full addresses).
"""

import json
from typing import Any, Final

import pandas as pd

from kekiz.daten.einstellungen import Einstellungen
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.adresse import address
from kekiz.wege.einrichten import site_address
from kekiz.wege.metadaten import SCHLAGWOERTER
from kekiz.wege.stand import data_version, day_of
from kekiz.wege.tabellenbeschreibung import BESCHREIBUNG, publisher
from kekiz.wissen.lizenzen import LIZENZEN
from kekiz.wissen.spalten import GANZ_ZEILEN, parquet_files
from kekiz.wissen.sprache import language, sag
from kekiz.wissen.zeitraum import read_zeitraum

ORTE_EINZELN: Final = 50
"""More municipalities than this are not named one by one."""
_KOPF_ENDE: Final = "</head>"
_MEDIEN: Final = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
HAUPTTABELLEN: Final = ("ergebnisse", "status", "kommunen", "kennzahlen", "quellen")
"""Tables that are told one by one."""


def add_dataset(html: str, ort: str, ergebnis: Ergebnis, einstellungen: Einstellungen, zeit: int) -> str:
    """Puts the description of its data into a page that has some; other pages, and all without an address, stay.

    Args:
        html: The page.
        ort: Its address from the root of the site.
        ergebnis: What pages show.
        einstellungen: Settings of the site.
        zeit: When the data were last changed, seconds since 1970.
    """
    satz = describe_dataset(ort, ergebnis, einstellungen, zeit)
    if satz is None:
        return html
    # Whatever the data say, the block ends where it shall.
    text = json.dumps(satz, ensure_ascii=False).replace("<", "\\u003c")
    return html.replace(_KOPF_ENDE, f'<script type="application/ld+json">{text}</script>{_KOPF_ENDE}', 1)


def describe_dataset(ort: str, ergebnis: Ergebnis, einstellungen: Einstellungen, zeit: int) -> dict[str, Any] | None:
    """Describes the data of a page; None where it has none of its own. Arguments as for :func:`add_dataset`."""
    wurzel, start = site_address(einstellungen), einstellungen.start
    alle = address("daten", "", start=start)
    if not wurzel:
        return None
    if ort == alle:
        satz = {
            "name": sag("{name}: Daten", name=einstellungen.name),
            "description": sag(BESCHREIBUNG),
            "distribution": _files(wurzel, alle, *(d for name in HAUPTTABELLEN for d in _files_of(ergebnis, name))),
            "keywords": [sag(w) for w in SCHLAGWOERTER],
        }
        return _common(ort, ergebnis.werte, ergebnis, einstellungen, zeit) | satz
    vorn, hinten = address("kennzahl", "", "|", start=start).split("|")
    kennung = ort.removeprefix(vorn).removesuffix(hinten)
    if f"{vorn}{kennung}{hinten}" != ort or kennung not in ergebnis.towns_of_kennzahlen:
        return None
    k = ergebnis.kennzahlen.loc[kennung]
    werte = ergebnis.werte[ergebnis.werte["kennzahl_id"].eq(kennung)]
    return _common(ort, werte, ergebnis, einstellungen, zeit) | {
        "name": str(k["name"]),
        "description": str(k["definition"]),
        "distribution": _files(wurzel, f"daten/kennzahl/{kennung}/", "ergebnisse.csv"),
        "variableMeasured": {
            "@type": "PropertyValue",
            "propertyID": kennung,
            "name": str(k["kurzname"]),
            "unitText": str(k["einheit"]),
        },
        "isPartOf": {"@id": f"{wurzel}{alle}#datensatz"},
    }


def _common(
    ort: str, werte: pd.DataFrame, ergebnis: Ergebnis, einstellungen: Einstellungen, zeit: int
) -> dict[str, Any]:
    """What is said of every data set: who, when, where, under which licence, from which documents."""
    wurzel = site_address(einstellungen)
    wer = {"@type": "Organization", "name": publisher(einstellungen)}
    quellen = ergebnis.quellen
    quellen = quellen[quellen.index.isin(set(werte["quelle_id"]))]
    orte = list(werte["kommune"].drop_duplicates())
    zeiten = [read_zeitraum(str(z)) for z in werte["zeitraum"].unique()]
    beginn = min((z.beginn or z.ende for z in zeiten), default=None)
    satz: dict[str, Any] = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "@id": f"{wurzel}{ort}#datensatz",
        "url": f"{wurzel}{ort}",
        "version": data_version(zeit),
        "dateModified": day_of(zeit).isoformat(),
        "inLanguage": language(),
        "license": LIZENZEN[einstellungen.lizenz].adresse,
        "isAccessibleForFree": True,
        "creator": wer,
        "publisher": wer,
        "isBasedOn": [f"{q['herausgeber']}: {q['titel']}" for _, q in quellen.iterrows()][:ORTE_EINZELN],
    }
    if beginn is not None:
        satz["temporalCoverage"] = f"{beginn.isoformat()}/{max(z.ende for z in zeiten).isoformat()}"
    if orte and len(orte) <= ORTE_EINZELN:
        satz["spatialCoverage"] = [{"@type": "Place", "name": str(o)} for o in orte]
    return satz


def _files_of(ergebnis: Ergebnis, tabelle: str) -> list[str]:
    zeilen = ergebnis.rows_of(tabelle)
    return [f"{tabelle}.csv"] if zeilen <= GANZ_ZEILEN else list(parquet_files(tabelle, zeilen))


def _files(wurzel: str, ordner: str, *namen: str) -> list[dict[str, str]]:
    return [
        {
            "@type": "DataDownload",
            "name": name,
            "encodingFormat": _MEDIEN[name.rpartition(".")[2]],
            "contentUrl": f"{wurzel}{ordner}{name}",
        }
        for name in namen
    ]
