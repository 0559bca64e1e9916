"""What has happened to published values: each new, changed and withdrawn one with its day and its reason.

Which tables have values, and which columns make one, their schemas say (``werte``).
The record lies beside the packages. It holds what was noted, and every value as it was then, so that what is not noted yet is
found without the history of the project. What a package holds when it is published first is no change.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

from kekiz.daten.bestand import Bestand, Tabelle, Zeile
from kekiz.wissen.codes import Wertstatus

DATEI: Final = "verlauf.json"
"""The record, in the root folder of the packages."""
WERTE: Final = "werte"
"""The table of values of Kennzahlen, and what the schema of any table calls the columns that make a value."""
ZELLEN: Final = ("wert", "wert_bis", "zaehler", "nenner", "gedruckt", "wertstatus")
"""What makes a value of a Kennzahl, in the order of the record, as the schema of :data:`WERTE` has it."""
OHNE_TAG: Final = date.min
"""Day of a change that is not noted yet."""
_TRENNER: Final = "|"
Schluessel = tuple[str, ...]
Zellen = tuple[str, ...]


class Art(StrEnum):
    """What happened to a value."""

    NEU = "neu"
    GEAENDERT = "geaendert"
    ENTFALLEN = "entfallen"


@dataclass(frozen=True, order=True)
class Wertaenderung:
    """One change.

    Attributes:
        tag: Day on which it was noted; :data:`OHNE_TAG` where it is not.
        art: What happened.
        kommune_id: Package.
        schluessel: Which value: its cells in the primary key of its table.
        vorher: The cells that make it, before; empty for a new value.
        nachher: The same after; empty for one that was withdrawn.
        grund: Why, a German sentence; empty where it is not noted.
        tabelle: Its table.
    """

    tag: date
    art: Art
    kommune_id: str
    schluessel: Schluessel
    vorher: Zellen = ()
    nachher: Zellen = ()
    grund: str = ""
    tabelle: str = WERTE


@dataclass(frozen=True)
class Verlauf:
    """The record.

    Attributes:
        aenderungen: What was noted, in its order.
        stand: Every value as it was when something was noted last, by package; of other tables than :data:`WERTE` by
            package and table, ``dort/zielwerte``.
        tabellen: Tables that are held; what others have is noted for the first time with the next note, and is no change.
    """

    aenderungen: tuple[Wertaenderung, ...] = ()
    stand: Mapping[str, Mapping[Schluessel, Zellen]] = field(default_factory=dict)
    tabellen: tuple[str, ...] = (WERTE,)


def read_history(pfad: Path) -> Verlauf | None:
    """Reads the record; None where there is none.

    Args:
        pfad: Root folder of the packages.
    """
    datei = pfad / DATEI
    if not datei.is_file():
        return None
    roh = json.loads(datei.read_text(encoding="utf-8"))
    return Verlauf(
        tuple(
            Wertaenderung(
                date.fromisoformat(a["tag"]), Art(a["art"]), a["kommune_id"], _key(a["wert"]), tuple(a["vorher"]),
                tuple(a["nachher"]), a["grund"], a.get("tabelle", WERTE),
            )
            for a in roh["aenderungen"]
        ),
        {paket: {_key(k): tuple(z) for k, z in werte.items()} for paket, werte in roh["stand"].items()},
        tuple(roh.get("tabellen", (WERTE,))),
    )  # fmt: skip


def _key(text: str) -> Schluessel:
    return tuple(text.split(_TRENNER))


def write_history(pfad: Path, verlauf: Verlauf) -> None:
    """Writes the record, one change and one value a line.

    Args:
        pfad: Root folder of the packages.
        verlauf: The record.
    """
    aenderungen = [
        {
            "tag": a.tag.isoformat(), "art": a.art, "kommune_id": a.kommune_id, "wert": _TRENNER.join(a.schluessel),
            "vorher": a.vorher, "nachher": a.nachher, "grund": a.grund,
            **({} if a.tabelle == WERTE else {"tabelle": a.tabelle}),
        }
        for a in verlauf.aenderungen
    ]  # fmt: skip
    stand = [
        f" {_json(paket)}: {{\n"
        + ",\n".join(f"  {_json(_TRENNER.join(k))}: {_json(z)}" for k, z in sorted(verlauf.stand[paket].items()))
        + "\n }"
        for paket in sorted(verlauf.stand)
    ]
    text = (
        '{"aenderungen": [\n'
        + ",\n".join(f" {_json(a)}" for a in aenderungen)
        + f'\n],\n"tabellen": {_json(verlauf.tabellen)},\n"stand": {{\n'
        + ",\n".join(stand)
        + "\n}}\n"
    )
    (pfad / DATEI).write_text(text, encoding="utf-8", newline="")


def _json(wert: Any) -> str:
    return json.dumps(wert, ensure_ascii=False)


def _plain(zelle: Any) -> str:
    """Writes a cell as short as it is: no point behind whole numbers.

    Example:
        >>> _plain(36.0), _plain(None), _plain("36%")
        ('36', '', '36%')
    """
    if zelle is None:
        return ""
    return str(int(zelle)) if isinstance(zelle, float) and zelle.is_integer() else str(zelle)


def value_tables(bestand: Bestand) -> list[str]:
    """Lists the tables whose schema says that their rows are values."""
    return sorted({t.name for t in bestand.tabellen if WERTE in t.schema})


def state_of(bestand: Bestand) -> dict[str, dict[Schluessel, Zellen]]:
    """Gives every value of the packages as the record keeps it, by place (:func:`_place`)."""
    return {
        _place(t.paket, t.name): {
            tuple(str(z[s]) for s in t.schema["primaryKey"]): tuple(_plain(z[s]) for s in t.schema[WERTE])
            for z in t.zeilen
            if t.name == WERTE or _has_number(t, z)
        }
        for t in bestand.tabellen
        if WERTE in t.schema
    }


def _has_number(tabelle: Tabelle, zeile: Zeile) -> bool:
    """Tells a value from a row that only says that there is none."""
    zahlen = {f["name"] for f in tabelle.schema["fields"] if f["type"] in ("number", "integer")}
    return any(zeile[s] is not None for s in tabelle.schema[WERTE] if s in zahlen)


def _place(paket: str, tabelle: str) -> str:
    """Names a table in the record.

    Example:
        >>> _place("dort", "werte"), _place("dort", "kosten")
        ('dort', 'dort/kosten')
    """
    return paket if tabelle == WERTE else f"{paket}/{tabelle}"


def find_changes(verlauf: Verlauf, bestand: Bestand, tag: date, grund: str = "") -> list[Wertaenderung]:
    """Finds what is not noted yet, in the order of packages, tables and values.

    Args:
        verlauf: The record.
        bestand: The packages, without rows that wait for their value.
        tag: Day to note it with.
        grund: Reason to note it with.
    """
    jetzt = state_of(bestand)
    return [
        Wertaenderung(tag, art, paket, schluessel, vorher, nachher, grund, tabelle)
        for paket in sorted({ort.partition("/")[0] for ort in verlauf.stand})
        for tabelle in sorted(verlauf.tabellen, key=lambda t: (t != WERTE, t))
        for art, schluessel, vorher, nachher in _differences(
            verlauf.stand.get(_place(paket, tabelle), {}), jetzt.get(_place(paket, tabelle), {})
        )
    ]


def _differences(
    alt: Mapping[Schluessel, Zellen], neu: Mapping[Schluessel, Zellen]
) -> Iterator[tuple[Art, Schluessel, Zellen, Zellen]]:
    for s in sorted(alt.keys() | neu.keys()):
        vorher, nachher = alt.get(s, ()), neu.get(s, ())
        if vorher != nachher:
            yield Art.GEAENDERT if vorher and nachher else Art.NEU if nachher else Art.ENTFALLEN, s, vorher, nachher


def note_changes(verlauf: Verlauf | None, bestand: Bestand, tag: date, grund: str) -> Verlauf:
    """Notes what is not noted yet, and what the packages hold now; without a record one begins.

    What is secret now is told nowhere, also not as it was before.

    Args:
        verlauf: The record; None: there is none.
        bestand: The packages, without rows that wait for their value.
        tag: Day to note it with.
        grund: Reason to note it with.
    """
    bisher, jetzt = verlauf or Verlauf(), state_of(bestand)
    alle = (*bisher.aenderungen, *find_changes(bisher, bestand, tag, grund))
    geheim = {(ort, s) for ort, werte in jetzt.items() for s, z in werte.items() if z[-1] == Wertstatus.GEHEIM}
    return Verlauf(
        tuple(hide_values([a])[0] if (_place(a.kommune_id, a.tabelle), a.schluessel) in geheim else a for a in alle),
        jetzt,
        tuple(value_tables(bestand)),
    )


def hide_values(aenderungen: Iterable[Wertaenderung]) -> tuple[Wertaenderung, ...]:
    """Leaves out what the values were and are, where small counts are hidden."""
    return tuple(replace(a, vorher=(), nachher=()) for a in aenderungen)
