"""The command ``kekiz pruefen`` for one package: a folder or an exported zip, checked against a catalogue."""

import shutil
import tempfile
from pathlib import Path

from kekiz.daten.bestand import KATALOG
from kekiz.daten.paketarchiv import PaketFehler, Paketpruefung, check_alone, check_archive
from kekiz.wissen.mitgeliefert import PAKETE, is_whole


def is_package(pfad: Path) -> bool:
    """Says whether a path is one package (a folder of tables or a zip), not the root of several."""
    return pfad.is_file() or ((pfad / "datapackage.json").is_file() and not (pfad / "schema").is_dir())


def check_package(pfad: Path) -> Paketpruefung:
    """Checks one package alone.

    The catalogue that stands beside the folder or in the zip goes before the one of the program.

    Args:
        pfad: Folder of a package, or a zip as the site publishes it.

    Raises:
        PaketFehler: It is no package.
        DatenFehler: Its descriptor cannot be read.
    """
    with tempfile.TemporaryDirectory() as temp:
        wurzel = Path(temp)
        if not pfad.is_dir():
            try:
                roh = pfad.read_bytes()
            except OSError as ausnahme:
                raise PaketFehler(f"{pfad} lässt sich nicht öffnen.") from ausnahme
            return check_archive(roh, str(pfad), PAKETE, wurzel)
        daneben = pfad.resolve().parent
        neben = daneben if (daneben / KATALOG / "datapackage.json").is_file() else PAKETE
        if is_whole(neben):
            (wurzel / "schema").symlink_to(neben / "schema")
        (wurzel / KATALOG).symlink_to(neben / KATALOG)
        name = pfad.resolve().name
        if name != KATALOG:
            # A copy: the descriptor's way to the schemas leads from where the tables lie.
            shutil.copytree(pfad, wurzel / name)
        return check_alone(wurzel, name)
