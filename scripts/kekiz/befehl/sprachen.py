"""The command ``kekiz sprachen``: translations of the pages in other languages, out, in again, and up to date."""

from collections.abc import Mapping
from pathlib import Path

from kekiz.sagen.sprachkatalog import PROGRAMM, PROJEKT, UEBERSETZT, Sprachkatalog, write_catalogue
from kekiz.sagen.sprachtexte import Text
from kekiz.wege.archiv import save_workbook
from kekiz.wege.sprachmappe import current, make_workbook, read_reviewed


class SprachenFehler(Exception):
    """What was asked for cannot be done; the text says so in German."""


def _place(sprache: str) -> Path:
    """Gives where a catalogue is written: where the program is developed, into it, else into the project."""
    ist_im_programm = Path.cwd().resolve() in PROGRAMM.resolve().parents
    return (PROGRAMM if ist_im_programm and not PROJEKT.is_dir() else PROJEKT) / f"{sprache}.po"


def _write(katalog: Sprachkatalog) -> Path:
    datei = _place(katalog.sprache)
    datei.parent.mkdir(parents=True, exist_ok=True)
    datei.write_text(write_catalogue(katalog), encoding="utf-8")
    return datei


def give_out(quelle: Mapping[str, Text], nach: Path) -> int:
    """Writes a workbook with all languages, or the catalogue of one, named after it.

    Args:
        quelle: German texts by key.
        nach: Where to, ``.xlsx`` or ``.po``.

    Returns:
        How many languages it has.

    Raises:
        SprachenFehler: The name says neither.
        DatenFehler: A catalogue cannot be read.
    """
    if nach.suffix == ".xlsx":
        kataloge = current(quelle)
        save_workbook(make_workbook(kataloge), nach)
        return len(kataloge)
    if nach.suffix != ".po" or nach.stem not in UEBERSETZT:
        raise SprachenFehler(
            f"{nach}: So heißt keine Tabelle (erwartet .xlsx oder {', '.join(f'{s}.po' for s in UEBERSETZT)})."
        )
    nach.write_text(write_catalogue(*current(quelle, [nach.stem])), encoding="utf-8")
    return 1


def take_in(quelle: Mapping[str, Text], datei: Path) -> list[Path]:
    """Brings a workbook or a catalogue back.

    Args:
        quelle: German texts by key.
        datei: What was filled in.

    Returns:
        The catalogues that changed; none where nothing was filled in.

    Raises:
        DatenFehler: Something in it does not fit; nothing is written.
        OSError: The file cannot be read.
    """
    return [_write(katalog) for katalog in read_reviewed(datei.read_bytes(), datei.name, quelle).values()]


def align_all(quelle: Mapping[str, Text]) -> list[tuple[Path, int]]:
    """Brings all catalogues up to date.

    Args:
        quelle: German texts by key.

    Returns:
        Files, and how many of their texts are to be translated.

    Raises:
        DatenFehler: A catalogue cannot be read.
    """
    return [(_write(k), sum(e.ist_unklar or not any(e.formen) for e in k.eintraege.values())) for k in current(quelle)]
