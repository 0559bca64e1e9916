"""What macros leave beside the sources of the pages, for the step after the generator: figures, extracts and faults.

Files and no variables, so that a generator may run in a process of its own.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final

from kekiz.wissen.fehler import ErgebnisFehler, Fehler

_FIGUREN: Final = "figuren"
_AUSZUEGE: Final = "auszuege.jsonl"
_FEHLER: Final = "fehler.jsonl"


@dataclass(frozen=True)
class Auszug:
    """What a chart or a table shows, for a download of its own.

    Attributes:
        ort: Its address, from the root of the site.
        titel: Its title.
        untertitel: Place, years, unit.
        zeilen: Key of each of its rows (:data:`kekiz.wert.SCHLUESSEL`), in their order.
    """

    ort: str
    titel: str
    untertitel: str
    zeilen: tuple[tuple[str, ...], ...]


def clear(ordner: Path) -> None:
    """Forgets what an earlier build left in a prepared project."""
    shutil.rmtree(ordner / _FIGUREN, ignore_errors=True)
    for name in (_FEHLER, _AUSZUEGE):
        (ordner / name).unlink(missing_ok=True)


def add_figure(ordner: Path, name: str, text: str) -> None:
    """Writes the JSON of a figure.

    Raises:
        ErgebnisFehler: Another figure has that name already.
    """
    datei = ordner / _FIGUREN / name
    if datei.is_file():
        if datei.read_text(encoding="utf-8") != text:
            raise ErgebnisFehler(f"zwei verschiedene Diagramme heißen {name}")
        return
    datei.parent.mkdir(parents=True, exist_ok=True)
    datei.write_text(text, encoding="utf-8")


def read_figures(ordner: Path) -> dict[str, str]:
    """Gives the JSON of every figure by file name."""
    figuren = ordner / _FIGUREN
    return {p.relative_to(figuren).as_posix(): p.read_text(encoding="utf-8") for p in sorted(figuren.rglob("*.json"))}


def add_extract(ordner: Path, name: str, auszug: Auszug) -> None:
    """Notes what a chart or a table shows, by the name that its file will have."""
    with (ordner / _AUSZUEGE).open("a", encoding="utf-8") as datei:
        datei.write(json.dumps([name, auszug.ort, auszug.titel, auszug.untertitel, auszug.zeilen]) + "\n")


def read_extracts(ordner: Path) -> dict[str, Auszug]:
    """Gives what charts and tables show by the name of their file, in the order of the names.

    Raises:
        ErgebnisFehler: Two of them have one name.
    """
    datei = ordner / _AUSZUEGE
    zeilen = datei.read_text(encoding="utf-8").splitlines() if datei.is_file() else []
    auszuege: dict[str, Auszug] = {}
    for name, ort, titel, untertitel, schluessel in sorted(json.loads(zeile) for zeile in set(zeilen)):
        if name in auszuege:
            raise ErgebnisFehler(f"zwei verschiedene Auszüge heißen {name}")
        auszuege[name] = Auszug(ort, titel, untertitel, tuple(map(tuple, schluessel)))
    return auszuege


def note_fault(ordner: Path, fehler: Fehler) -> None:
    """Notes what is wrong with a page; the build goes on, so that all faults are told at once."""
    with (ordner / _FEHLER).open("a", encoding="utf-8") as datei:
        datei.write(json.dumps(asdict(fehler), ensure_ascii=False) + "\n")


def read_faults(ordner: Path) -> list[Fehler]:
    """Gives what was noted."""
    datei = ordner / _FEHLER
    zeilen = datei.read_text(encoding="utf-8").splitlines() if datei.is_file() else []
    return [Fehler(**json.loads(zeile)) for zeile in zeilen]
