"""What comes with the program: schemas, the shared catalogue, looks, general pages, the settings of the generator.

A project with schemas of its own (``datapackage/schema/``) is whole: it brings all of that itself. Any other one is
built upon what is here, and a file of its own at the same place goes before it.
"""

from pathlib import Path
from typing import Final

_IM_PAKET = Path(__file__).resolve().parents[1] / "mitgeliefert"

WURZEL: Final = _IM_PAKET if _IM_PAKET.is_dir() else Path(__file__).resolve().parents[3]
"""Laid out as a project is: inside the installed package, or the project that the program is developed in."""

PAKETE: Final = WURZEL / "datapackage"
SEITEN: Final = (
    "daten/index.md",
    "daten/aenderungen.md",
    "kommunen/vergleich.md",
    "methodik/index.md",
    "methodik/leistung.md",
    "werkzeuge/selbstbewertung.md",
    "mitmachen/index.md",
    "mitmachen/neues-jahr.md",
    "mitmachen/korrektur.md",
    "mitmachen/neue-kennzahl.md",
    "mitmachen/hinweis.md",
    "mitmachen/pruefen.md",
)
"""Pages whose words hold for every site, below ``docs/``."""


def is_whole(pfad: Path) -> bool:
    """Tells whether a root folder of packages has schemas of its own."""
    return (pfad / "schema").is_dir()


def schema_folder(pfad: Path) -> Path:
    """Gives the folder of the schemas that hold for a root folder of packages."""
    return (pfad if is_whole(pfad) else PAKETE) / "schema"


def geometry_folder(pfad: Path) -> Path:
    """Gives the folder of the map data: that beside the packages, else what comes with the program."""
    return (pfad if is_whole(pfad) or (pfad / "geo").is_dir() else PAKETE) / "geo"
