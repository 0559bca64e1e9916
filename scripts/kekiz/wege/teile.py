"""Downloads in parts: the rows of each municipality and of each Kennzahl, and whole tables as Parquet.

A table of many municipalities is too large for one file that a spreadsheet opens. So the tables that grow with them are
written row by row once, and each row goes into the files it belongs to: those of its municipality and of its Kennzahl.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.wege.tabellenbeschreibung import describe_schema
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
_FORMEL: Final = ("=", "+", "-", "@", "\t", "\r")
"""Signs with which a spreadsheet takes a text for a formula."""


def csv_lines(frame: pd.DataFrame) -> list[str]:
    """Writes each row as it stands in a CSV file, without line end."""
    zeilen = str(frame.to_csv(index=False, header=False, lineterminator="\n")).split("\n")[:-1]
    if len(zeilen) != len(frame):
        # A cell with a line break of its own.
        zeilen = [
            frame.iloc[[i]].to_csv(index=False, header=False, lineterminator="\n")[:-1] for i in range(len(frame))
        ]
    return zeilen


def json_lines(frame: pd.DataFrame) -> list[str]:
    """Writes each row as a JSON object."""
    if frame.empty:
        return []
    text = frame.to_json(orient="records", lines=True, force_ascii=False, double_precision=STELLEN)
    return [zeile for zeile in str(text).split("\n") if zeile]


def csv_head(frame: pd.DataFrame) -> str:
    """Writes the head of a CSV file, with line end."""
    return str(frame.iloc[:0].to_csv(index=False, lineterminator="\n"))


def write_whole(ordner: Path, name: str, frame: pd.DataFrame) -> None:
    """Writes a table as CSV and as JSON, piece by piece, so that its text is never in memory as a whole."""
    with (ordner / f"{name}.csv").open("w", encoding="utf-8", newline="") as datei:
        frame.to_csv(datei, index=False, lineterminator="\n")
    with (ordner / f"{name}.json").open("w", encoding="utf-8", newline="") as datei:
        datei.write("[")
        for beginn in range(0, len(frame), _SCHUB):
            datei.write(("," if beginn else "") + ",".join(json_lines(frame.iloc[beginn : beginn + _SCHUB])))
        datei.write("]")
    _write_spreadsheet(ordner, name, frame)


def _write_spreadsheet(ordner: Path, name: str, frame: pd.DataFrame) -> None:
    ziel = ordner / TABELLENKALKULATION / f"{name}.csv"
    ziel.parent.mkdir(parents=True, exist_ok=True)
    _write(ziel, spreadsheet_csv(frame))


def spreadsheet_csv(frame: pd.DataFrame) -> str:
    """Writes a table as spreadsheets with German settings open it: semicolons, decimal commas, a mark of the encoding.

    Text that a spreadsheet would run as a formula begins with an apostrophe.

    Args:
        frame: Any public table.
    """
    worte = [s for s in frame.columns if isinstance(frame[s].dtype, pd.StringDtype) or frame[s].dtype == object]
    harmlos = frame.assign(**{str(s): frame[s].map(_harmless, na_action="ignore") for s in worte})
    text = harmlos.to_csv(index=False, sep=";", decimal=",", lineterminator="\r\n")
    return f"{_MARKE}{text}"


def _harmless(wert: object) -> object:
    """Puts an apostrophe before text that begins like a formula.

    Example:
        >>> _harmless("=1+1"), _harmless("−5"), _harmless("1.8.1"), _harmless(2)
        ("'=1+1", '−5', '1.8.1', 2)
    """
    return f"'{wert}" if isinstance(wert, str) and wert.startswith(_FORMEL) else wert


def write_parquet(datei: Path, frame: pd.DataFrame) -> None:
    """Writes a table as Parquet; same rows give the same bytes."""
    # Only here: most commands write no Parquet, and the library takes its time to load.
    import pyarrow as pa  # noqa: PLC0415
    import pyarrow.parquet as pq  # noqa: PLC0415

    tabelle = pa.Table.from_pandas(_one_type(frame), preserve_index=False).replace_schema_metadata(None)
    pq.write_table(tabelle, datei, compression="zstd", compression_level=9, row_group_size=_ZEILENGRUPPE)


def _one_type(frame: pd.DataFrame) -> pd.DataFrame:
    """Makes text of each column of objects, as the CSV has it; what is missing stays missing."""
    return frame.assign(
        **{str(s): frame[s].map(str, na_action="ignore") for s in frame.columns if frame[s].dtype == object}
    )


def describe(
    name: str, titel: str, beschreibung: str, schema: Mapping[str, Any], quellen: pd.DataFrame
) -> dict[str, Any]:
    """Describes a folder with one table as a data package.

    Args:
        name: Name of the package.
        titel: What it is called.
        beschreibung: What it is about.
        schema: Table Schema of its rows.
        quellen: The documents they are from.

    Returns:
        The descriptor; passes a stock validation.
    """
    return {
        "profile": "tabular-data-package",
        "name": name,
        "title": titel,
        "description": beschreibung,
        "sources": [{"title": f"{q['herausgeber']}: {q['titel']}"} for _, q in quellen.iterrows()],
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": "ergebnisse",
                "path": "ergebnisse.csv",
                "encoding": "utf-8",
                "schema": schema,
            }
        ],
    }


def write_town_parts(ordner: Path, kommunen: Sequence[str], alle: Mapping[str, pd.DataFrame]) -> None:
    """Writes the rows of each municipality: ``kommunen/<id>/<table>.csv`` and ``.json``.

    Args:
        ordner: Folder of the downloads.
        kommunen: The municipalities.
        alle: The tables :data:`kekiz.wissen.spalten.GETEILT` by name, with rows of these municipalities at least.
    """
    for name in GETEILT:
        frame = alle[name]
        kopf = csv_head(frame)
        teile = dict(_by(frame, "kommune_id"))
        for kommune_id in kommunen:
            teil = teile.get(kommune_id, frame.iloc[:0])
            if teil.empty and name != "ergebnisse":
                continue
            ziel = ordner / "kommunen" / kommune_id / name
            ziel.parent.mkdir(parents=True, exist_ok=True)
            _write(ziel.with_suffix(".csv"), kopf + "".join(f"{z}\n" for z in csv_lines(teil)))
            _write(ziel.with_suffix(".json"), f"[{','.join(json_lines(teil))}]")
            _write_spreadsheet(ziel.parent, name, teil)


def write_kennzahl_parts(ordner: Path, ergebnis: Ergebnis, alle: Mapping[str, pd.DataFrame]) -> None:
    """Writes the values of each Kennzahl with what they mean: ``kennzahl/<id>/``.

    Args:
        ordner: Folder of the downloads.
        ergebnis: The outcome of all stages.
        alle: The public tables by name.
    """
    werte = alle["ergebnisse"]
    # The tables it would refer to do not lie beside it.
    schema = describe_schema(ergebnis.bestand.pfad, "ergebnisse", werte) | {"foreignKeys": []}
    for kennzahl_id, teil in _by(werte, "kennzahl_id"):
        ziel = ordner / "kennzahl" / kennzahl_id
        ziel.mkdir(parents=True, exist_ok=True)
        _write(ziel / "ergebnisse.csv", csv_head(teil) + "".join(f"{z}\n" for z in csv_lines(teil)))
        _write_spreadsheet(ziel, "ergebnisse", teil)
        if len(teil) <= JSON_ZEILEN_KENNZAHL:
            _write(ziel / "ergebnisse.json", f"[{','.join(json_lines(teil))}]")
        else:
            write_parquet(ziel / "ergebnisse.parquet", teil)
        k = ergebnis.kennzahlen.loc[kennzahl_id]
        quellen = ergebnis.quellen.loc[ergebnis.quellen.index.isin(set(teil["quelle_id"]))]
        paket = describe(kennzahl_id.replace("_", "-"), str(k["name"]), str(k["definition"]), schema, quellen)
        _write(ziel / "datapackage.json", json.dumps(paket, ensure_ascii=False, indent=1) + "\n")


def _by(frame: pd.DataFrame, spalte: str) -> Iterator[tuple[str, pd.DataFrame]]:
    for schluessel, teil in frame.groupby(spalte, sort=False, observed=True):
        yield str(schluessel), teil


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
