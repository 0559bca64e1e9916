"""What is mended in tables without a question, and never in silence: missing columns, blanks at the edges of cells.

Columns that a newer schema has and a table lacks are added empty where they may be; all other cells stay byte for byte,
with their quotation marks, line ends and a mark of the byte order. Blanks at the edges, and that mark, mean nothing.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kekiz.daten.bestand import find_schema, read_json, read_schema_file
from kekiz.daten.kopfzeile import addable
from kekiz.daten.load import package_names, table_resources
from kekiz.wissen.fehler import Fehler, join_parts

_BOM: Final = b"\xef\xbb\xbf"
_ZELLE: Final = re.compile(rb'("(?:[^"]|"")*"|(?!")[^,\r\n]*)(,|\r\n|\r|\n|\Z)')


@dataclass(frozen=True)
class Nachtrag:
    """Columns that were added to one table.

    Attributes:
        datei: Path as an editor sees it, for example ``musterstadt/werte.csv``.
        spalten: The columns, in the order of the schema.
    """

    datei: str
    spalten: tuple[str, ...]

    def __str__(self) -> str:
        namen = join_parts(self.spalten)
        if len(self.spalten) == 1:
            return f"{self.datei}: Die Spalte {namen} fehlte. Sie steht jetzt da, ohne Angaben."
        return f"{self.datei}: Die Spalten {namen} fehlten. Sie stehen jetzt da, ohne Angaben."


@dataclass(frozen=True)
class Putz:
    """What was left out of one table since it means nothing.

    Attributes:
        datei: Path as an editor sees it.
        zellen: Cells with blanks at an edge.
        marke: The file began with a mark of the byte order.
    """

    datei: str
    zellen: int
    marke: bool

    def __str__(self) -> str:
        wo = "einer Zelle" if self.zellen == 1 else f"{self.zellen} Zellen"
        saetze = [f"In {wo} standen Leerzeichen am Rand; sie sind weggelassen."] if self.zellen else []
        if self.marke:
            saetze.append("Die Byte-Reihenfolge-Marke (BOM) am Anfang ist weggelassen.")
        return f"{self.datei}: {' '.join(saetze)}"


def trim_tables(pfad: Path, nur: Collection[str] | None = None) -> list[Putz]:
    """Leaves out blanks at the edges of cells, no-break ones too, and the mark of the byte order; all else stays.

    A table that cannot be read stays as it is: the check names what is wrong with it.

    Args:
        pfad: Root folder of the packages.
        nur: Names of packages; None: all.
    """
    geputzt = []
    for paket in (p for p in package_names(pfad) if nur is None or p in nur):
        for datei, _ in _tables(pfad, paket):
            roh = datei.read_bytes()
            ohne = roh.removeprefix(_BOM)
            try:
                ohne.decode("utf-8")
                zeilen = [([(z, _trimmed(z)) for z in zellen], ende) for zellen, ende in _rows(ohne)]
            except ValueError:
                continue
            neu = b"".join(b",".join(z for _, z in zellen) + ende for zellen, ende in zeilen)
            if neu != roh:
                datei.write_bytes(neu)
                anzahl = sum(alt != z for zellen, _ in zeilen for alt, z in zellen)
                geputzt.append(Putz(f"{paket}/{datei.name}", anzahl, roh != ohne))
    return geputzt


def _trimmed(zelle: bytes) -> bytes:
    text = zelle.decode("utf-8")
    return (f'"{text[1:-1].strip()}"' if text.startswith('"') else text.strip()).encode()


def add_columns(pfad: Path, nur: Collection[str] | None = None) -> tuple[list[Nachtrag], list[Fehler]]:
    """Adds the missing columns that may be empty to all tables.

    A table whose header has another fault, or that cannot be read, stays as it is: the check names what is wrong with it.

    Args:
        pfad: Root folder of the packages.
        nur: Names of packages; None: all.

    Returns:
        What was added, and why something could not be added although the header would allow it.
    """
    nachtraege: list[Nachtrag] = []
    fehler: list[Fehler] = []
    for paket in (p for p in package_names(pfad) if nur is None or p in nur):
        for datei, schema in _tables(pfad, paket):
            ort = f"{paket}/{datei.name}"
            roh = datei.read_bytes()
            spalten = _missing(roh, schema)
            if not spalten:
                continue
            neu = _with_columns(roh, [str(f["name"]) for f in schema["fields"]], spalten, ort)
            if isinstance(neu, Fehler):
                fehler.append(neu)
                continue
            datei.write_bytes(neu)
            nachtraege.append(Nachtrag(ort, tuple(spalten)))
    return nachtraege, fehler


def _tables(pfad: Path, paket: str) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Gives the tables of a package that are there, each with its schema."""
    try:
        beschreibung = read_json(pfad / paket / "datapackage.json")
    except ValueError:
        return
    for ressource in table_resources(beschreibung, paket, []):
        datei = pfad / paket / str(ressource["path"])
        schema = find_schema(pfad, paket, str(ressource["schema"]))
        if not datei.is_file() or not schema.is_file():
            continue
        try:
            felder = read_schema_file(schema)
        except ValueError:
            continue
        yield datei, felder


def _rows(roh: bytes) -> Iterator[tuple[list[bytes], bytes]]:
    """Splits a table into rows: the cells as they are written, and the end of the line.

    Raises:
        ValueError: The quotation marks of a cell do not match; the argument is the line.
    """
    zellen: list[bytes] = []
    stelle = 0
    while stelle < len(roh) or zellen:
        treffer = _ZELLE.match(roh, stelle)
        if treffer is None:
            raise ValueError(len(re.findall(rb"\r\n|\r|\n", roh[:stelle])) + 1)
        stelle = treffer.end()
        zellen.append(treffer[1])
        if treffer[2] != b",":
            yield zellen, treffer[2]
            zellen = []


def _missing(roh: bytes, schema: dict[str, Any]) -> list[str]:
    """Lists the columns that a table lacks and that may be added."""
    try:
        kopf, _ = next(_rows(roh.removeprefix(_BOM)))
        roh.decode("utf-8")
    except (StopIteration, ValueError):
        return []
    return addable(_names(kopf), schema)


def _names(kopf: Sequence[bytes]) -> list[str]:
    return [z.decode("utf-8").strip('"') for z in kopf]


def _with_columns(roh: bytes, reihenfolge: Sequence[str], neue: Sequence[str], ort: str) -> bytes | Fehler:
    """Gives the bytes of a table with more columns.

    Args:
        roh: The table.
        reihenfolge: Columns of the schema.
        neue: Columns to be added.
        ort: Path for messages.
    """
    marke = _BOM if roh.startswith(_BOM) else b""
    stellen: list[int | str] = []
    teile: list[bytes] = [marke]
    zeile = 1
    try:
        for zellen, ende in _rows(roh.removeprefix(marke)):
            if not stellen:
                alte, breite = {name: i for i, name in enumerate(_names(zellen))}, len(zellen)
                stellen = [alte.get(name, name) for name in reihenfolge if name in alte or name in neue]
                teile += [b",".join(s.encode() if isinstance(s, str) else zellen[s] for s in stellen), ende]
            elif zellen == [b""]:
                # The check names an empty line.
                teile.append(ende)
            elif len(zellen) != breite:
                return Fehler(
                    ort,
                    zeile,
                    "",
                    f"Keine Spalte nachgetragen, denn die Zeile hat nicht so viele Zellen wie die Kopfzeile (gefunden "
                    f"{len(zellen)}, erwartet {breite})",
                    "Bitte zuerst die Zeile berichtigen.",
                )
            else:
                teile += [b",".join(b"" if isinstance(s, str) else zellen[s] for s in stellen), ende]
            zeile += 1 + sum(len(re.findall(rb"\r\n|\r|\n", z)) for z in zellen)
    except ValueError as ausnahme:
        return Fehler(
            ort,
            ausnahme.args[0],
            "",
            "Keine Spalte nachgetragen, denn die Anführungszeichen einer Zelle gehen nicht auf",
            "Bitte zuerst die Zelle berichtigen.",
        )
    return b"".join(teile)
