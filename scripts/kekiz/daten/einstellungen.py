"""The settings of a site: the one reader of ``kekiz.toml``."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

DATEI = Path("kekiz.toml")


@dataclass(frozen=True)
class Einstellungen:
    """What tells this site from another one.

    Attributes:
        start: Municipality whose pages stand at the root of the site.
    """

    start: str


@lru_cache(maxsize=2)
def _cached(datei: Path, _stand: int) -> Einstellungen:
    return Einstellungen(**tomllib.loads(datei.read_text(encoding="utf-8")))


def read_settings(datei: Path = DATEI) -> Einstellungen:
    """Reads the settings; the result is kept until the file changes.

    Args:
        datei: The file ``kekiz.toml``.
    """
    return _cached(datei, datei.stat().st_mtime_ns)
