"""The rows of each chart and of each table of values as a download of their own: ``daten/auszug/<id>.csv``, for spreadsheets beside it, and what they are.

Pages note what their charts and tables show while they are written; the files are written after that, from the same public rows.
"""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Final

import pandas as pd

from kekiz.daten.einstellungen import Einstellungen
from kekiz.ergebnis import Ergebnis
from kekiz.wege.stand import data_time
from kekiz.wege.tabellenbeschreibung import describe_head, describe_resource
from kekiz.wege.teile import csv_columns, csv_lines, describe_alone, spreadsheet_lines
from kekiz.wege.zwischenstand import Auszug
from kekiz.wert import SCHLUESSEL
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.spalten import AUSZUG_BESCHREIBUNG, TABELLENKALKULATION
from kekiz.wissen.sprache import sag

SCHEMA: Final = "schema.json"
"""What the columns of all extracts mean, beside them; each refers to it."""
Schluessel = tuple[str, ...]


def _labels(frame: pd.DataFrame, gesucht: Iterable[Schluessel]) -> dict[Schluessel, int]:
    """Finds the place of rows by their key; what is not there is left out."""
    orte = frame["kennzahl_id"].isin({s[1] for s in gesucht}).to_numpy().nonzero()[0].tolist()
    zeilen = frame.iloc[orte][list(SCHLUESSEL)].itertuples(index=False, name=None)
    return dict(zip(zeilen, orte, strict=True))


def write_extracts(
    ordner: Path,
    auszuege: Mapping[str, Auszug],
    ergebnis: Ergebnis,
    werte: pd.DataFrame,
    zusammen: pd.DataFrame,
    einstellungen: Einstellungen,
) -> None:
    """Writes the extracts that pages have noted.

    Args:
        ordner: Folder of the downloads.
        auszuege: What each of them shows, by the name of its file.
        ergebnis: The outcome of all stages.
        werte: The public table of values.
        zusammen: The same of two periods counted together.
        einstellungen: Settings of the site.

    Raises:
        ErgebnisFehler: A chart shows a row that is not published.
    """
    if not auszuege:
        return
    ziel = ordner / "auszug"
    (ziel / TABELLENKALKULATION).mkdir(parents=True, exist_ok=True)
    gebraucht = dict.fromkeys(z for auszug in auszuege.values() for z in auszug.zeilen)
    orte_werte, orte_zusammen = _labels(werte, gebraucht), _labels(zusammen, gebraucht)
    if fehlt := [z for z in gebraucht if z not in orte_werte and z not in orte_zusammen]:
        raise ErgebnisFehler(f"Ein Diagramm zeigt eine Zeile, die es nicht gibt: {' · '.join(filter(None, fehlt[0]))}")
    einzeln = [z for z in gebraucht if z in orte_werte]
    beide = [z for z in gebraucht if z not in orte_werte]
    frame = pd.concat([werte.iloc[[orte_werte[z] for z in einzeln]], zusammen.iloc[[orte_zusammen[z] for z in beide]]])
    nummer = {z: nr for nr, z in enumerate([*einzeln, *beide], start=1)}
    zellen = csv_columns(frame)
    programm, buero = csv_lines(frame, zellen), spreadsheet_lines(frame, zellen)
    schema = describe_alone(ergebnis.bestand.pfad, werte)
    _write(ziel / SCHEMA, json.dumps(schema, ensure_ascii=False, indent=1) + "\n")
    zeit = data_time()
    for name, auszug in auszuege.items():
        zeilen = [0, *(nummer[z] for z in auszug.zeilen)]
        text = "".join(programm[nr] for nr in zeilen)
        _write(ziel / f"{name}.csv", text)
        _write(ziel / TABELLENKALKULATION / f"{name}.csv", "".join(buero[nr] for nr in zeilen))
        quellen = ergebnis.quellen.loc[list(dict.fromkeys(frame["quelle_id"].iloc[[nr - 1 for nr in zeilen[1:]]]))]
        sinn = sag("Die Zeilen von „{titel}“ ({untertitel}).", titel=auszug.titel, untertitel=auszug.untertitel)
        kopf = describe_head(
            einstellungen, zeit, name.lower().replace("_", "-"), auszug.ort, auszug.titel, sinn, quellen
        )
        ressource = describe_resource(text.encode(), "auszug", f"{name}.csv", auszug.titel, sinn, SCHEMA)
        _write(
            ziel / f"{name}{AUSZUG_BESCHREIBUNG}",
            json.dumps(kopf | {"resources": [ressource]}, ensure_ascii=False, indent=1) + "\n",
        )


def _write(datei: Path, text: str) -> None:
    datei.write_text(text, encoding="utf-8", newline="")
