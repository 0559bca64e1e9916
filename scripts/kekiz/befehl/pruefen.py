"""The command ``kekiz pruefen`` for one package: a folder or an exported zip, checked against a catalogue."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kekiz.daten.bestand import KATALOG
from kekiz.daten.load import load_packages
from kekiz.daten.paket import write_descriptor
from kekiz.daten.warnungen import find_warnings
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.mitgeliefert import PAKETE, is_whole


class PaketFehler(Exception):
    """Raised where something is no package; the text says so in German."""


def is_package(pfad: Path) -> bool:
    """Says whether a path is one package (a folder of tables or a zip), not the root of several."""
    return pfad.is_file() or ((pfad / "datapackage.json").is_file() and not (pfad / "schema").is_dir())


def check_package(pfad: Path) -> tuple[int, int, list[Fehler]]:
    """Checks one package alone.

    Args:
        pfad: Folder of a package, or a zip as the site publishes it.

    Returns:
        How many tables and rows it has, and what is worth a second look.

    Raises:
        PaketFehler: It is no package.
        DatenFehler: The package has faults.
    """
    with open_package(pfad) as (wurzel, name):
        bestand = load_packages(wurzel, [name])
        eigene = [t for t in bestand.tabellen if t.paket == name]
        warnungen = [w for w in find_warnings(bestand) if w.datei.partition("/")[0] == name]
        return len(eigene), sum(len(t.frame) for t in eigene), warnungen


@contextmanager
def open_package(pfad: Path) -> Iterator[tuple[Path, str]]:
    """Lays a package beside schemas and a catalogue, as the loader wants it.

    The catalogue that stands beside the folder or in the zip goes before the one of the program.

    Args:
        pfad: Folder of a package or zip.

    Yields:
        Root folder with ``schema/``, ``katalog/`` and the package, and the package's name.

    Raises:
        PaketFehler: It is no package.
    """
    with tempfile.TemporaryDirectory() as temp:
        wurzel = Path(temp)
        if pfad.is_dir():
            daneben = pfad.resolve().parent
            neben = daneben if (daneben / KATALOG / "datapackage.json").is_file() else PAKETE
            if is_whole(neben):
                (wurzel / "schema").symlink_to(neben / "schema")
            (wurzel / KATALOG).symlink_to(neben / KATALOG)
            name = pfad.resolve().name
            if name != KATALOG:
                # A copy: the descriptor's way to the schemas leads from where the tables lie.
                shutil.copytree(pfad, wurzel / name)
        else:
            (wurzel / "schema").symlink_to(PAKETE / "schema")
            name = _unpack(pfad, wurzel)
        yield wurzel, name


def _unpack(datei: Path, wurzel: Path) -> str:
    """Splits a zip into the package and its catalogue; gives the package's name."""
    try:
        with zipfile.ZipFile(datei) as archiv:
            inhalt = {n: archiv.read(n) for n in archiv.namelist() if Path(n).name == n}
        name = str(json.loads(inhalt["datapackage.json"])["name"])
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError) as ausnahme:
        raise PaketFehler(f"{datei} ist kein Datenpaket (erwartet ein ZIP mit datapackage.json).") from ausnahme
    if Path(name).name != name:
        raise PaketFehler(f"{datei} hat einen unmöglichen Namen (gefunden „{name}“).")
    geteilt = {p.name for p in (PAKETE / KATALOG).glob("*.csv")} if name != KATALOG else set()
    for ordner in {KATALOG, name}:
        (wurzel / ordner).mkdir()
    for tabelle in (PAKETE / KATALOG).glob("*.csv"):
        (wurzel / KATALOG / tabelle.name).write_bytes(tabelle.read_bytes())
    for eintrag, roh in inhalt.items():
        if not eintrag.endswith(".csv"):
            continue
        if not (PAKETE / "schema" / f"{Path(eintrag).stem}.json").is_file():
            raise PaketFehler(f"{datei} enthält die Tabelle {eintrag}, die das Programm nicht kennt.")
        (wurzel / (KATALOG if eintrag in geteilt else name) / eintrag).write_bytes(roh)
    for ordner in {KATALOG, name}:
        write_descriptor(wurzel, ordner, ordner)
    return name
