"""What differs between two states of the tables: row by row by their keys, cell by cell, whatever table it is.

Plain Python over rows: a check without pandas can say the same. Nothing here knows a table; keys and references stand in
the schemas.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kekiz.daten.befunde import format_cell
from kekiz.daten.bestand import KATALOG, Bestand, Tabelle, Zeile

Umbenannt = Mapping[tuple[str, str], Mapping[str, str]]
"""By package and table: the new id by the earlier one."""


@dataclass(frozen=True)
class Zelle:
    """A cell that is not what it was.

    Attributes:
        schluessel: Key of its row, as messages name it.
        spalte: Column.
        vorher: What stood there.
        nachher: What stands there.
        zeile: The row as it is now.
    """

    schluessel: str
    spalte: str
    vorher: str
    nachher: str
    zeile: Zeile


@dataclass(frozen=True)
class Tabellenaenderung:
    """What differs in one table of one package.

    Attributes:
        paket: Package.
        name: Table.
        titel: What its schema calls it.
        zellen: Changed cells, in the order of the later state.
        neu: Rows that were not there.
        weg: Rows that are no longer there, with their keys.
        umbenannt: Earlier and new key of rows that say the same under another one.
    """

    paket: str
    name: str
    titel: str
    zellen: tuple[Zelle, ...]
    neu: tuple[Zeile, ...]
    weg: tuple[tuple[str, Zeile], ...]
    umbenannt: tuple[tuple[str, str], ...]


def say_cell(inhalt: Any) -> str:
    """Writes a cell as it stands in the file.

    Example:
        >>> [say_cell(x) for x in (None, True, 82.0, 1.5, "text")]
        ['', 'ja', '82', '1.5', 'text']
    """
    if inhalt is None:
        return ""
    if isinstance(inhalt, bool):
        return "ja" if inhalt else "nein"
    return format_cell(inhalt) if isinstance(inhalt, int | float) else str(inhalt)


def compare_tables(vorher: Bestand, nachher: Bestand) -> tuple[list[Tabellenaenderung], Umbenannt]:
    """Compares all tables of all packages.

    An id that is written otherwise in its own table is one rename, wherever else it stands.

    Args:
        vorher: The earlier state, possibly with other tables and columns.
        nachher: The later state.

    Returns:
        What differs, by table in the order of the later state; and the ids that were renamed.
    """
    tabellen = {(t.paket, t.name): t for t in (*nachher.tabellen, *vorher.tabellen)}
    tabellen |= {(t.paket, t.name): t for t in nachher.tabellen}
    namen: dict[tuple[str, str], dict[str, str]] = {}
    while True:
        alle = [_compare(t, vorher.find(*k), nachher.find(*k), namen) for k, t in tabellen.items()]
        gefunden = [a for a in alle if a.umbenannt and _id_column(nachher.find(a.paket, a.name))]
        if not gefunden:
            return [_with_renames(a, namen) for a in alle if a != _nothing(a) or (a.paket, a.name) in namen], namen
        # What refers to the renamed ids can only be compared once they are known.
        for a in gefunden:
            namen.setdefault((a.paket, a.name), {}).update(a.umbenannt)


def _nothing(a: Tabellenaenderung) -> Tabellenaenderung:
    return Tabellenaenderung(a.paket, a.name, a.titel, (), (), (), ())


def _with_renames(a: Tabellenaenderung, namen: Umbenannt) -> Tabellenaenderung:
    paare = tuple(namen.get((a.paket, a.name), {}).items())
    return Tabellenaenderung(a.paket, a.name, a.titel, a.zellen, a.neu, a.weg, (*paare, *a.umbenannt))


def _id_column(tabelle: Tabelle | None) -> str:
    """Names the column that is the whole key of a table; empty where there are several."""
    key = tabelle.schema["primaryKey"] if tabelle else []
    return str(key[0]) if len(key) == 1 else ""


def _compare(muster: Tabelle, alt: Tabelle | None, neu: Tabelle | None, namen: Umbenannt) -> Tabellenaenderung:
    key: list[str] = muster.schema["primaryKey"]
    spalten = [str(f["name"]) for f in muster.schema["fields"]]
    nach = _by_key(neu.zeilen if neu else (), key)
    vor = _by_key(_renamed(alt, namen) if alt else (), key)
    weg = {k: z for k, z in vor.items() if k not in nach}
    dazu = {k: z for k, z in nach.items() if k not in vor}
    umbenannt = dict(_same_content(weg, dazu, [s for s in spalten if s not in key]))
    zellen = [
        Zelle(muster.key(z), s, say_cell(vor[k].get(s)), say_cell(z[s]), z)
        for k, z in nach.items()
        if k in vor
        for s in spalten
        if say_cell(vor[k].get(s)) != say_cell(z[s])
    ]
    return Tabellenaenderung(
        muster.paket,
        muster.name,
        str(muster.schema.get("title", muster.name)),
        tuple(zellen),
        tuple(z for k, z in dazu.items() if k not in umbenannt.values()),
        tuple((_say_key(z, key), z) for k, z in weg.items() if k not in umbenannt),
        tuple((_say_key(weg[a], key), _say_key(dazu[b], key)) for a, b in umbenannt.items()),
    )


def _say_key(z: Zeile, key: Iterable[str]) -> str:
    return " · ".join(say_cell(z.get(s)) for s in key if z.get(s) not in ("", None))


def _by_key(zeilen: Iterable[Zeile], key: Iterable[str]) -> dict[tuple[str, ...], Zeile]:
    return {tuple(say_cell(z.get(s)) for s in key): z for z in zeilen}


def _renamed(tabelle: Tabelle, namen: Umbenannt) -> Iterator[Zeile]:
    """Gives the rows of an earlier state with the ids of the later one."""
    ersatz = {}
    if spalte := _id_column(tabelle):
        ersatz[spalte] = namen.get((tabelle.paket, tabelle.name), {})
    for schluessel in tabelle.schema.get("foreignKeys", []):
        (feld,), bezug = schluessel["fields"], schluessel["reference"]
        paket = KATALOG if "package" in bezug else tabelle.paket
        # A column may be the id of its own table and refer to that of another one.
        ersatz[feld] = {**ersatz.get(feld, {}), **namen.get((paket, bezug["resource"]), {})}
    ersatz = {spalte: neu for spalte, neu in ersatz.items() if neu}
    for z in tabelle.zeilen:
        yield {**z, **{s: neu.get(z[s], z[s]) for s, neu in ersatz.items() if s in z}} if ersatz else z


def _same_content(
    weg: Mapping[tuple[str, ...], Zeile], dazu: Mapping[tuple[str, ...], Zeile], spalten: list[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Pairs rows that are gone with new ones that say the same, where each has one possible partner alone."""

    def _content(z: Zeile) -> tuple[str, ...]:
        return tuple(say_cell(z.get(s)) for s in spalten)

    alte, neue = Counter(map(_content, weg.values())), Counter(map(_content, dazu.values()))
    ziel = {_content(z): k for k, z in dazu.items()}
    for k, z in weg.items():
        inhalt = _content(z)
        if any(inhalt) and alte[inhalt] == neue[inhalt] == 1:
            yield k, ziel[inhalt]
