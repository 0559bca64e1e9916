"""The command ``kekiz aktualisieren``: the version of the program that a project depends on changes.

Where the running program is that version, its tables get the columns that they lack and that may be empty.
"""

import json
import re
import tomllib
from importlib.metadata import distribution
from importlib.metadata import version as installed
from pathlib import Path
from typing import Any, Final

from kekiz.befehl.start import PROGRAMM

_GIT: Final = re.compile(r"(?P<vorn>kekiz @ git\+\w+://[^\s/]*/[^\s@]+)(?:@(?P<stand>[\w./+-]+))?")
_INDEX: Final = re.compile(r"(?P<vorn>kekiz==)(?P<stand>[\w.+!-]+)")
_STAND: Final = re.compile(r"[\w.][\w./+-]*")


class AktualisierenFehler(Exception):
    """Raised where there is nothing to change; the text says in German why, and what to do."""


class VersionSchonDa(AktualisierenFehler):
    """Raised where a project depends on that version already."""


def is_running(datei: Path) -> bool:
    """Says whether the version that a project depends on is that of the running program, whose schemas are at hand.

    Args:
        datei: Its ``pyproject.toml``, with a version.
    """
    abhaengig = _dependency(datei)
    treffer = _INDEX.fullmatch(abhaengig) or _GIT.fullmatch(abhaengig)
    herkunft = json.loads(distribution(PROGRAMM).read_text("direct_url.json") or "{}").get("vcs_info", {})
    stand = installed(PROGRAMM)
    return treffer is not None and treffer["stand"] in {stand, f"v{stand}", herkunft.get("commit_id", stand)}


def _dependency(datei: Path) -> str:
    """Reads the dependency on the program.

    Raises:
        AktualisierenFehler: The folder holds no project that depends on it.
    """
    kein = f"{datei}: Das ist kein Projekt, das auf diesem Programm aufbaut"
    if not datei.is_file():
        raise AktualisierenFehler(f"{kein} (die Datei fehlt). Bitte im Ordner des Projekts aufrufen.")
    try:
        roh: dict[str, Any] = tomllib.loads(datei.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as ausnahme:
        raise AktualisierenFehler(
            f"{datei}: Die Datei ist nicht lesbar (erwartet TOML). Bitte berichtigen."
        ) from ausnahme
    alle = [str(a) for a in roh.get("project", {}).get("dependencies", [])]
    eigene = [a for a in alle if re.match(rf"{PROGRAMM}\b(?!-)", a)]
    if len(eigene) != 1:
        raise AktualisierenFehler(f"{kein} (erwartet eine Abhängigkeit „{PROGRAMM}“). Bitte mit kekiz start anlegen.")
    return eigene[0]


def set_version(datei: Path, version: str | None) -> tuple[str, str]:
    """Writes another version of the program into a project; nothing else changes.

    Args:
        datei: Its ``pyproject.toml``.
        version: New version, mark or commit; None for that of the running program.

    Returns:
        The dependency before and after.

    Raises:
        AktualisierenFehler: It is no such project, its dependency names no version, or it has that version already.
    """
    alt = _dependency(datei)
    treffer = _INDEX.fullmatch(alt) or _GIT.fullmatch(alt)
    if treffer is None:
        raise AktualisierenFehler(
            f"{datei}: Die Abhängigkeit nennt keine Version (gefunden „{alt}“). Ein Ordner oder eine Datei gilt, wie sie ist."
        )
    index = alt.startswith(f"{PROGRAMM}==")
    neu_stand = version or ("" if index else "v") + installed(PROGRAMM)
    if not _STAND.fullmatch(neu_stand):
        raise AktualisierenFehler(f"„{neu_stand}“ ist keine Version (erwartet zum Beispiel 1.2.0). Bitte ändern.")
    if treffer["stand"] == neu_stand:
        raise VersionSchonDa(f"{datei}: Die Version ist schon {neu_stand}. Es gibt nichts zu tun.")
    neu = treffer["vorn"] + ("" if index else "@") + neu_stand
    text = datei.read_text(encoding="utf-8")
    if text.count(f'"{alt}"') != 1:
        raise AktualisierenFehler(f"{datei}: „{alt}“ steht dort nicht genau einmal. Bitte von Hand ändern.")
    datei.write_text(text.replace(f'"{alt}"', f'"{neu}"'), encoding="utf-8")
    return alt, neu
