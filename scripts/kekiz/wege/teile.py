"""Downloads in parts: the rows of each municipality and of each Kennzahl, and whole tables as Parquet.

A table of many municipalities is too large for one file that a spreadsheet opens. So the tables that grow with them are
written row by row once, and each row goes into the files it belongs to: those of its municipality and of its Kennzahl.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from kekiz.daten.einstellungen import Einstellungen
from kekiz.daten.rahmen import Teile
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.adresse import address
from kekiz.wege.stand import data_time
from kekiz.wege.tabellenbeschreibung import describe_head, describe_resource, describe_schema
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.spalten import GANZ_ZEILEN, GETEILT, TABELLENKALKULATION
from kekiz.wissen.zahlen import format_zahl

STELLEN: Final = 6
"""Decimal places of the numbers in JSON."""
GRENZE_BYTES: Final = 25_000_000
"""No download is larger."""
JSON_ZEILEN_KENNZAHL: Final = 3_000
"""A Kennzahl with more rows has them as CSV and Parquet only: as JSON they are three times as long."""
_ZEILENGRUPPE: Final = 50_000
_SCHUB: Final = 4_000
_MARKE: Final = "\ufeff"
_JA_NEIN: Final = {"True": "ja", "False": "nein"}
_FORMEL_AM_ANFANG: Final = re.compile(r"^[=+\-@\t\r]")
"""Signs with which a spreadsheet takes a text for a formula."""


def json_lines(frame: pd.DataFrame) -> list[str]:
    """Writes each row as a JSON object; what is missing is null, also where a column of texts has it empty.

    Example:
        >>> json_lines(pd.DataFrame({"a": ["", 'x:""'], "b": [None, 1.5]}))
        ['{"a":null,"b":null}', '{"a":"x:\\\\"\\\\"","b":1.5}']
    """
    if frame.empty:
        return []
    text = frame.to_json(orient="records", lines=True, force_ascii=False, double_precision=STELLEN)
    # Within a text quotation marks are escaped: two in a row after a colon are an empty one.
    return [zeile for zeile in str(text).replace(':""', ":null").split("\n") if zeile]


def csv_columns(frame: pd.DataFrame) -> list[list[str]]:
    """Gives the text of each cell by column; what is missing is empty.

    Both kinds of CSV are made of these: giving the text takes longer than writing it.

    Args:
        frame: Any public table.
    """
    spalten = (frame.iloc[:, nr] for nr in range(frame.shape[1]))
    return [["" if f else str(w) for w, f in zip(s.tolist(), s.isna().tolist(), strict=True)] for s in spalten]


def csv_text(frame: pd.DataFrame, zellen: Sequence[Sequence[str]]) -> str:
    """Writes a table as programs read it.

    Args:
        frame: Any public table.
        zellen: What :func:`csv_columns` gives of it.
    """
    return "".join(csv_lines(frame, zellen))


def csv_lines(frame: pd.DataFrame, zellen: Sequence[Sequence[str]]) -> list[str]:
    """Writes a table as programs read it, the head and each row apart; arguments as for :func:`csv_text`."""
    return _joined(frame, zellen, ",", "\n")


def spreadsheet_csv(frame: pd.DataFrame, zellen: Sequence[Sequence[str]]) -> str:
    """Writes a table as spreadsheets with German settings open it: semicolons, decimal commas, a mark of the encoding.

    Whole numbers have no decimals, and what is true or not is ``ja`` or ``nein``. Days stay as they are (2018-09-30): such
    a day is read as one whatever the settings, and 30.09.2018 only with German ones. Text that a spreadsheet would run as a
    formula begins with an apostrophe.

    Args:
        frame: Any public table.
        zellen: What :func:`csv_columns` gives of it.
    """
    return "".join(spreadsheet_lines(frame, zellen))


def spreadsheet_lines(frame: pd.DataFrame, zellen: Sequence[Sequence[str]]) -> list[str]:
    """Writes a table for spreadsheets, the head and each row apart; arguments as for :func:`spreadsheet_csv`."""
    deutsch = [_german(typ, spalte) for typ, spalte in zip(frame.dtypes, zellen, strict=True)]
    kopf, *zeilen = _joined(frame, deutsch, ";", "\r\n")
    return [_MARKE + kopf, *zeilen]


def _german(typ: Any, spalte: Sequence[str]) -> Sequence[str]:
    """Writes a column for German settings.

    Example:
        >>> import numpy as np
        >>> _german(np.dtype(float), ["23.0", "7.5", "-0.0"]), _german(np.dtype(object), ["True", "", "False"])
        (['23', '7,5', '0'], ['ja', '', 'nein'])
    """
    # A column of truth in which some are missing is one of objects.
    if typ.kind == "b" or (typ.kind == "O" and _JA_NEIN.keys() >= set(spalte) - {""}):
        return [_JA_NEIN.get(z, z) for z in spalte]
    if _holds_text(typ):
        return _changed(spalte, _FORMEL_AM_ANFANG, "'{}".format)
    if typ.kind != "f":
        return spalte
    return [{"-0.0": "0"}.get(z, z.removesuffix(".0")).replace(".", ",") for z in spalte]


def _holds_text(typ: Any) -> bool:
    return isinstance(typ, pd.StringDtype) or getattr(typ, "kind", "") == "O"


def _joined(frame: pd.DataFrame, zellen: Sequence[Sequence[str]], trenner: str, ende: str) -> list[str]:
    """Joins cells to the lines of a CSV; quoting each text once is several times faster than asking at every cell."""
    besonders = re.compile(f'[{trenner}"\r\n]')
    sicher = [
        _changed(spalte, besonders, _quoted) if _holds_text(typ) else spalte
        for typ, spalte in zip(frame.dtypes, zellen, strict=True)
    ]
    zeilen = [map(str, frame.columns), *zip(*sicher, strict=True)]
    return [f"{trenner.join(zeile)}{ende}" for zeile in zeilen]


def _quoted(text: str) -> str:
    """Puts a text into quotation marks.

    Example:
        >>> _quoted('das "Haus", neu')
        '"das ""Haus"", neu"'
    """
    return '"{}"'.format(text.replace('"', '""'))


def _changed(zellen: Sequence[str], muster: re.Pattern[str], change: Callable[[str], str]) -> Sequence[str]:
    """Changes the cells in which a pattern is found."""
    neu = {z: change(z) for z in set(zellen) if muster.search(z)}
    return [neu.get(z, z) for z in zellen] if neu else zellen


def _write_csv(ordner: Path, name: str, frame: pd.DataFrame) -> None:
    """Writes a table as CSV for programs and, beside it, for spreadsheets."""
    zellen = csv_columns(frame)
    _write(ordner / f"{name}.csv", csv_text(frame, zellen))
    (ordner / TABELLENKALKULATION).mkdir(exist_ok=True)
    _write(ordner / TABELLENKALKULATION / f"{name}.csv", spreadsheet_csv(frame, zellen))


def write_whole(ordner: Path, name: str, frame: pd.DataFrame) -> None:
    """Writes a table as CSV of both kinds and as JSON."""
    _write_csv(ordner, name, frame)
    with (ordner / f"{name}.json").open("w", encoding="utf-8", newline="") as datei:
        datei.write("[")
        for beginn in range(0, len(frame), _SCHUB):
            datei.write(("," if beginn else "") + ",".join(json_lines(frame.iloc[beginn : beginn + _SCHUB])))
        datei.write("]")


def write_parquet(datei: Path, frame: pd.DataFrame) -> None:
    """Writes a table as Parquet, some rows at a time, so that it is never in memory twice; same rows give the same bytes."""
    # Only here: most commands write no Parquet, and the library takes its time to load.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    eindeutig = _one_type(frame)
    schema = pa.Schema.from_pandas(eindeutig.iloc[:0], preserve_index=False).remove_metadata()
    with pq.ParquetWriter(datei, schema, compression="zstd", compression_level=9) as schreiber:
        for beginn in range(0, max(len(frame), 1), _ZEILENGRUPPE):
            teil = eindeutig.iloc[beginn : beginn + _ZEILENGRUPPE]
            schreiber.write_table(pa.Table.from_pandas(teil, schema, preserve_index=False), _ZEILENGRUPPE)


def _one_type(frame: pd.DataFrame) -> pd.DataFrame:
    """Makes text of each column of objects, as the CSV has it; what is missing stays missing."""
    return frame.assign(
        **{
            str(s): frame[s].map(str, na_action="ignore").astype("str")
            for s in frame.columns
            if frame[s].dtype == object
        }
    )


def describe_alone(pfad: Path, werte: pd.DataFrame) -> dict[str, Any]:
    """Describes rows of the table of values that stand alone: the tables it would refer to do not lie beside it."""
    schema = describe_schema(pfad, "ergebnisse", werte)
    return {name: teil for name, teil in schema.items() if name != "foreignKeys"}


def write_town_parts(ordner: Path, kommunen: Sequence[str], alle: Mapping[str, pd.DataFrame]) -> None:
    """Writes the rows of each municipality: ``kommunen/<id>/<table>.csv`` and ``.json``.

    Args:
        ordner: Folder of the downloads.
        kommunen: The municipalities.
        alle: The tables :data:`kekiz.wissen.spalten.GETEILT` by name, with rows of these municipalities at least.
    """
    for name in GETEILT:
        frame = alle[name]
        teile = Teile(frame, ["kommune_id"])
        for kommune_id in kommunen:
            teil = teile.get((kommune_id,), frame.iloc[:0])
            if teil.empty and name != "ergebnisse":
                continue
            ziel = ordner / "kommunen" / kommune_id / name
            ziel.parent.mkdir(parents=True, exist_ok=True)
            _write_csv(ziel.parent, name, teil)
            _write(ziel.with_suffix(".json"), f"[{','.join(json_lines(teil))}]")


def write_kennzahl_parts(
    ordner: Path, ergebnis: Ergebnis, alle: Mapping[str, pd.DataFrame], einstellungen: Einstellungen
) -> None:
    """Writes the values of each Kennzahl with what they mean: ``kennzahl/<id>/``.

    Args:
        ordner: Folder of the downloads.
        ergebnis: The outcome of all stages.
        alle: The public tables by name.
        einstellungen: Settings of the site.
    """
    werte = alle["ergebnisse"]
    schema, zeit = describe_alone(ergebnis.bestand.pfad, werte), data_time()
    for kennzahl_id, teil in _by(werte, "kennzahl_id"):
        ziel = ordner / "kennzahl" / kennzahl_id
        ziel.mkdir(parents=True, exist_ok=True)
        _write_csv(ziel, "ergebnisse", teil)
        if len(teil) <= JSON_ZEILEN_KENNZAHL:
            _write(ziel / "ergebnisse.json", f"[{','.join(json_lines(teil))}]")
        else:
            write_parquet(ziel / "ergebnisse.parquet", teil)
        k = ergebnis.kennzahlen.loc[kennzahl_id]
        quellen = ergebnis.quellen.loc[ergebnis.quellen.index.isin(set(teil["quelle_id"]))]
        titel, sinn = str(k["name"]), str(k["definition"])
        ort = address("kennzahl", "", kennzahl_id, start=einstellungen.start)
        inhalt = (ziel / "ergebnisse.csv").read_bytes()
        paket = describe_head(einstellungen, zeit, kennzahl_id.replace("_", "-"), ort, titel, sinn, quellen) | {
            "resources": [describe_resource(inhalt, "ergebnisse", "ergebnisse.csv", titel, sinn, schema)]
        }
        _write(ziel / "datapackage.json", json.dumps(paket, ensure_ascii=False, indent=1) + "\n")


def _by(frame: pd.DataFrame, spalte: str) -> Iterator[tuple[str, pd.DataFrame]]:
    # Not the groups themselves: to iterate them copies the whole table first.
    orte = frame.groupby(spalte, sort=False, observed=True).indices
    for schluessel in frame[spalte].unique():
        yield str(schluessel), frame.iloc[orte[schluessel]]


def _write(datei: Path, text: str) -> None:
    datei.write_text(text, encoding="utf-8", newline="")


def is_whole(frame: pd.DataFrame) -> bool:
    """Tells whether a table is published as one CSV, one JSON and one sheet."""
    return len(frame) <= GANZ_ZEILEN


def check_sizes(ordner: Path) -> None:
    """Makes sure that no download is too large.

    Raises:
        ErgebnisFehler: One is.
    """
    for datei in sorted(ordner.rglob("*")):
        if datei.is_file() and (groesse := datei.stat().st_size) > GRENZE_BYTES:
            raise ErgebnisFehler(
                f"{datei.relative_to(ordner)} ist als Download zu groß (gefunden {format_zahl(groesse / 1e6, 1)} MB, "
                f"erwartet höchstens {format_zahl(GRENZE_BYTES / 1e6)} MB)"
            )
