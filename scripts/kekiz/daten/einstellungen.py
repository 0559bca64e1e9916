"""The settings of a site: the one reader of ``kekiz.toml``."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

DATEI = Path("kekiz.toml")


@dataclass(frozen=True)
class Einstellungen:
    """What tells this site from another one.

    Attributes:
        start: Municipality whose pages stand at the root of the site.
    """

    start: str


def read_settings(datei: Path = DATEI) -> Einstellungen:
    """Reads the settings.

    Args:
        datei: The file ``kekiz.toml``.
    """
    return Einstellungen(**tomllib.loads(datei.read_text(encoding="utf-8")))
