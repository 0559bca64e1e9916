"""The data packages in memory: rows for the rules of the data, and frames for all stages after them.

The rules run where pandas is not there; so frames are made by :mod:`kekiz.daten.rahmen` only when somebody asks for one.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kekiz.wissen.codes import OFFEN
from kekiz.wissen.mitgeliefert import is_whole, schema_folder

if TYPE_CHECKING:
    import pandas as pd

KATALOG = "katalog"
FELDER = "felder.json"
"""Beside the schemas: each field of all tables, defined once."""
WERT_SCHLUESSEL: Final = ["kennzahl_id", "raum_id", "zeitraum", "gruppe"]
"""What tells one row of ``werte`` of a package from all others."""
WERTREIHE: Final = ("kennzahl_id", "raum_id", "gruppe")
"""What a series of values is about, within a package."""
Zeile = dict[str, Any]
"""A row of a table as the rules read it: typed cells by column, empty text "", a missing number None; ``_zeile`` is its line."""


@dataclass(frozen=True, eq=False)
class Tabelle:
    """One CSV file of a package with its schema.

    Attributes:
        paket: Package name, for example ``musterstadt``.
        name: Table name, for example ``werte``.
        datei: Path below the root as an editor sees it, for example ``musterstadt/werte.csv``.
        schema: The Table Schema.
        inhalt: Its rows, or a typed frame of them; the other form is made when somebody asks for it. ``_zeile`` holds
            the line in the file (header = 1).
    """

    paket: str
    name: str
    datei: str
    schema: dict[str, Any]
    inhalt: "list[Zeile] | pd.DataFrame" = field(repr=False)

    @cached_property
    def zeilen(self) -> list[Zeile]:
        """The rows, for the rules of the data."""
        if isinstance(self.inhalt, list):
            return self.inhalt
        from kekiz.daten.rahmen import records  # noqa: PLC0415

        return records(self.inhalt)

    @cached_property
    def frame(self) -> "pd.DataFrame":
        """One row per data row, typed, for all stages after the rules."""
        if not isinstance(self.inhalt, list):
            return self.inhalt
        from kekiz.daten.rahmen import stack_rows  # noqa: PLC0415

        return stack_rows(self.inhalt, self.schema)

    def key(self, zeile: Zeile) -> str:
        """Joins the primary key of a row for messages, leaving out empty parts."""
        return " · ".join(str(zeile[s]) for s in self.schema["primaryKey"] if zeile[s] not in ("", None))


@dataclass(frozen=True, eq=False)
class Bestand:
    """All packages.

    Attributes:
        pfad: Root folder of the packages.
        pakete: Descriptor of each package by name.
        tabellen: All readable tables, in package and file order.
        unlesbar: Package and name of the tables that could not be read; their faults are known already.
        anmerkungen: What the check has to say although it is no fault, German sentences.
        offen: Rows of ``werte`` that wait for their value, with ``paket``; the tables do not have them.
    """

    pfad: Path
    pakete: dict[str, dict[str, Any]]
    tabellen: list[Tabelle] = field(repr=False)
    unlesbar: frozenset[tuple[str, str]] = frozenset()
    anmerkungen: tuple[str, ...] = ()
    offen: tuple[Zeile, ...] = field(default=(), repr=False)

    def frame(self, name: str) -> "pd.DataFrame":
        """Stacks a table over all packages.

        Args:
            name: Table name.

        Returns:
            One row per data row, with ``paket`` (the package) and ``_zeile`` added; empty (with the schema's columns)
            where no package has the table. A lazy copy: what a caller adds stays with the caller.
        """
        from kekiz.daten.rahmen import stack  # noqa: PLC0415

        return stack(self, name).copy(deep=False)

    def where(self, name: str, **gleich: str) -> "pd.DataFrame":
        """Gives the rows of a table (as :meth:`frame`) in which columns have certain values, without a search.

        Args:
            name: Table name.
            **gleich: Value per text column, for example ``paket="musterstadt", modul_id="lesepaten"``.

        Returns:
            The rows in file order, possibly none.
        """
        from kekiz.daten.rahmen import rows_by  # noqa: PLC0415

        spalten = tuple(sorted(gleich))
        leer, teile = rows_by(self, name, spalten)
        return teile.get(tuple(gleich[s] for s in spalten), leer).copy(deep=False)

    def find(self, paket: str, name: str) -> Tabelle | None:
        """Looks up one table of one package."""
        return self._nach_namen.get((paket, name))

    def ids(self, paket: str, name: str, feld: str) -> set[Any]:
        """Gives what stands in a column of one table of one package; nothing where it has no such table."""
        tabelle = self.find(paket, name)
        return {z[feld] for z in tabelle.zeilen} if tabelle else set()

    def tables(self, *namen: str) -> list[Tabelle]:
        """Gives the tables of certain names, of all packages, in their order."""
        return [t for t in self.tabellen if t.name in namen]

    def rows(self, name: str, paket: str = "") -> list[Zeile]:
        """Gives the rows of a table for the rules of the data, possibly none.

        Args:
            name: Table name.
            paket: Package; empty: all of them.
        """
        return [z for t in self.tables(name) if paket in ("", t.paket) for z in t.zeilen]

    @cached_property
    def _nach_namen(self) -> dict[tuple[str, str], Tabelle]:
        # Of two tables of one name the first counts.
        return {(t.paket, t.name): t for t in reversed(self.tabellen)}


def add_new_columns(bestand: Bestand, pfad: Path) -> Bestand:
    """Gives an older state the columns that its tables got since, empty, so that today's stages can run on it.

    Args:
        bestand: The older state.
        pfad: Root folder of packages with today's schemas.
    """

    def _extend(tabelle: Tabelle) -> Tabelle:
        if not (pfad / "schema" / f"{tabelle.name}.json").is_file():
            return tabelle
        da = {f["name"] for f in tabelle.schema["fields"]}
        neue = [f for f in read_schema(pfad, tabelle.name)["fields"] if f["name"] not in da]
        leer = {f["name"]: None if f["type"] in LESER else "" for f in neue}
        schema = {**tabelle.schema, "fields": [*tabelle.schema["fields"], *neue]}
        return replace(tabelle, schema=schema, inhalt=[z | leer for z in tabelle.zeilen])

    return replace(bestand, tabellen=[_extend(t) for t in bestand.tabellen])


def set_open_apart(bestand: Bestand) -> Bestand:
    """Takes the rows of ``werte`` that wait for their value out of the tables, so that nothing takes them for missing.

    Args:
        bestand: The packages as they are kept.

    Returns:
        The same object where no row is open.
    """
    offene: list[Zeile] = []
    tabellen: list[Tabelle] = []
    for t in bestand.tabellen:
        wartet = [z for z in t.zeilen if z["wertstatus"] == OFFEN] if t.name == "werte" else []
        offene += [{**z, "paket": t.paket} for z in wartet]
        tabellen.append(replace(t, inhalt=[z for z in t.zeilen if z["wertstatus"] != OFFEN]) if wartet else t)
    if not offene:
        return bestand
    return replace(bestand, tabellen=tabellen, offen=tuple(offene))


class UnbekanntesFeld(ValueError):
    """A schema names a field (the only argument) that is defined nowhere."""


def read_schema(pfad: Path, name: str) -> dict[str, Any]:
    """Reads the Table Schema of a table."""
    return read_schema_file(schema_folder(pfad) / f"{name}.json")


def find_schema(pfad: Path, paket: str, verweis: str) -> Path:
    """Gives the file that the descriptor of a package names as a schema; it may not be there.

    Args:
        pfad: Root folder of the packages.
        paket: Package.
        verweis: What the descriptor says, from the package's folder: ``../schema/werte.json``.
    """
    datei = (pfad / paket / verweis).resolve()
    return datei if is_whole(pfad) or datei.parent != (pfad / "schema").resolve() else schema_folder(pfad) / datei.name


def read_schema_file(datei: Path) -> dict[str, Any]:
    """Reads a Table Schema whose fields may be defined in ``felder.json`` beside it.

    A field is the name of a definition, or an object with ``name`` and what differs from that definition; ``pflicht``
    lists the fields that must not be empty.

    Args:
        datei: The schema of one table.

    Returns:
        The schema with whole fields, as the standard wants it.

    Raises:
        ValueError: It is no JSON object.
        UnbekanntesFeld: It names a field that is defined nowhere.
    """
    felder = datei.parent / FELDER
    return _resolve(datei, datei.stat().st_mtime_ns, felder.stat().st_mtime_ns if felder.is_file() else 0)


@cache
def _resolve(datei: Path, stand: int, stand_felder: int) -> dict[str, Any]:
    schema = dict(_read_json_cached(datei, stand))
    bekannt = _read_json_cached(datei.parent / FELDER, stand_felder) if stand_felder else {}
    pflicht = schema.pop("pflicht", [])
    felder = []
    for eintrag in schema.get("fields", []):
        eigen = {"name": eintrag} if isinstance(eintrag, str) else eintrag
        feld = {**bekannt.get(eigen["name"], {}), **eigen}
        if "type" not in feld:
            raise UnbekanntesFeld(eigen["name"])
        if eigen["name"] in pflicht:
            feld["constraints"] = {**feld.get("constraints", {}), "required": True}
        felder.append({"name": feld.pop("name"), **feld})
    return {**schema, "fields": felder}


class DoppelterName(ValueError):
    """A JSON object has a name (the only argument) twice; of the two values one would be lost in silence."""


def _each_name_once(paare: list[tuple[str, Any]]) -> dict[str, Any]:
    inhalt = dict(paare)
    if len(inhalt) < len(paare):
        namen = [n for n, _ in paare]
        raise DoppelterName(next(n for n in namen if namen.count(n) > 1))
    return inhalt


def parse_json(text: str) -> dict[str, Any]:
    """Reads a JSON object from its text; a ValueError says that it is none."""
    inhalt = json.loads(text, object_pairs_hook=_each_name_once)
    if not isinstance(inhalt, dict):
        raise ValueError("kein JSON-Objekt")
    return inhalt


@cache
def _read_json_cached(datei: Path, _stand: int) -> dict[str, Any]:
    return parse_json(datei.read_text(encoding="utf-8"))


def read_json(datei: Path) -> dict[str, Any]:
    """Reads a JSON object; a ValueError says that it is none."""
    return _read_json_cached(datei, datei.stat().st_mtime_ns)


LESER: Final[dict[str, Callable[[str], Any]]] = {
    "integer": int,
    "number": float,
    "boolean": {"ja": True, "nein": False}.__getitem__,
}
"""How a checked cell that is not empty becomes a value, by the type of its field; text stays as it is."""


def typed_rows(zellen: Sequence[Sequence[str]], zeilen: Sequence[int], schema: dict[str, Any]) -> list[Zeile]:
    """Turns checked cells into the types of their schema.

    Args:
        zellen: Cells of each row, in the order of the fields.
        zeilen: Line of each row.
        schema: Table Schema.
    """
    if not zellen:
        return []
    spalten: list[Sequence[Any]] = []
    for feld, spalte in zip(schema["fields"], zip(*zellen, strict=True), strict=True):
        lesen = LESER.get(feld["type"])
        spalten.append([None if z == "" else lesen(z) for z in spalte] if lesen else spalte)
    namen = [*(f["name"] for f in schema["fields"]), "_zeile"]
    return [dict(zip(namen, z, strict=True)) for z in zip(*spalten, zeilen, strict=True)]
