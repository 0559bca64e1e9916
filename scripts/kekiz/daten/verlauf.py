"""What has happened to published values: each new, changed and withdrawn one with its day and its reason.

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

from kekiz.daten.bestand import WERT_SCHLUESSEL, Bestand
from kekiz.wissen.codes import Wertstatus

DATEI: Final = "verlauf.json"
"""The record, in the root folder of the packages."""
ZELLEN: Final = ("wert", "wert_bis", "zaehler", "nenner", "gedruckt", "wertstatus")
"""What makes a value, in the order of the record."""
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
        schluessel: Which value, see :data:`kekiz.daten.bestand.WERT_SCHLUESSEL`.
        vorher: :data:`ZELLEN` before; empty for a new value.
        nachher: The same after; empty for one that was withdrawn.
        grund: Why, a German sentence; empty where it is not noted.
    """

    tag: date
    art: Art
    kommune_id: str
    schluessel: Schluessel
    vorher: Zellen = ()
    nachher: Zellen = ()
    grund: str = ""


@dataclass(frozen=True)
class Verlauf:
    """The record.

    Attributes:
        aenderungen: What was noted, in its order.
        stand: Every value as it was when something was noted last, by package.
    """

    aenderungen: tuple[Wertaenderung, ...] = ()
    stand: Mapping[str, Mapping[Schluessel, Zellen]] = field(default_factory=dict)


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
                tuple(a["nachher"]), a["grund"],
            )
            for a in roh["aenderungen"]
        ),
        {paket: {_key(k): tuple(z) for k, z in werte.items()} for paket, werte in roh["stand"].items()},
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
        + '\n],\n"stand": {\n'
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


def state_of(bestand: Bestand) -> dict[str, dict[Schluessel, Zellen]]:
    """Gives every value of the packages as the record keeps it."""
    return {
        t.paket: {tuple(str(z[s]) for s in WERT_SCHLUESSEL): tuple(_plain(z[s]) for s in ZELLEN) for z in t.zeilen}
        for t in bestand.tables("werte")
    }


def find_changes(verlauf: Verlauf, bestand: Bestand, tag: date, grund: str = "") -> list[Wertaenderung]:
    """Finds what is not noted yet, in the order of packages and values.

    Args:
        verlauf: The record.
        bestand: The packages, without rows that wait for their value.
        tag: Day to note it with.
        grund: Reason to note it with.
    """
    jetzt = state_of(bestand)
    return [
        Wertaenderung(tag, art, paket, schluessel, vorher, nachher, grund)
        for paket, alt in sorted(verlauf.stand.items())
        for art, schluessel, vorher, nachher in _differences(alt, jetzt.get(paket, {}))
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
    geheim = {(paket, s) for paket, werte in jetzt.items() for s, z in werte.items() if z[-1] == Wertstatus.GEHEIM}
    return Verlauf(tuple(hide_values([a])[0] if (a.kommune_id, a.schluessel) in geheim else a for a in alle), jetzt)


def hide_values(aenderungen: Iterable[Wertaenderung]) -> tuple[Wertaenderung, ...]:
    """Leaves out what the values were and are, where small counts are hidden."""
    return tuple(replace(a, vorher=(), nachher=()) for a in aenderungen)
