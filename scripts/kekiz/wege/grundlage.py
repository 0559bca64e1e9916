"""What a project that is built upon the program takes from it for its pages: settings, looks, general words."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import yaml

from kekiz.ergebnis import PFAD
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.lesen import read_utf8
from kekiz.wissen.mitgeliefert import SEITEN, WURZEL, is_whole

DOCS: Final = Path("docs")
VORLAGEN: Final = ".overrides"
GENERATOR: Final = Path("mkdocs.yml")
"""Settings of the generator, beside ``kekiz.toml``; what differs from site to site is filled in."""

_BEISPIELE = re.compile(r"^beispiele:\n(?:  .*\n)+", re.MULTILINE)


def read_base() -> dict[str, Any]:
    """Reads the settings of the generator: those of the project where it is whole, else those of the program.

    What a project that is built upon the program says in a ``mkdocs.yml`` of its own goes before; nested settings are
    merged, lists are replaced.
    """
    if is_whole(PFAD):
        return _read_yaml(GENERATOR)
    eigene = _read_yaml(GENERATOR) if GENERATOR.is_file() else {}
    return _merge(_read_yaml(WURZEL / GENERATOR), eigene)


def _read_yaml(datei: Path) -> dict[str, Any]:
    """Reads settings of the generator.

    Raises:
        DatenFehler: They are no YAML, or no settings.
    """
    try:
        gelesen = yaml.safe_load(read_utf8(datei))
    except yaml.MarkedYAMLError as grund:
        zeile = grund.problem_mark.line + 1 if grund.problem_mark else 0
        befund = "Die Datei ist nicht lesbar (erwartet YAML: name: Wert)"
        raise DatenFehler([Fehler(datei.name, zeile, "", befund, "Bitte die Zeile berichtigen.")]) from None
    if not isinstance(gelesen, dict | None):
        befund = "Die Datei enthält keine Einstellungen (erwartet YAML: name: Wert)"
        raise DatenFehler([Fehler(datei.name, 0, "", befund, "Bitte berichtigen oder löschen.")])
    return gelesen or {}


def _merge(grund: dict[str, Any], eigene: Mapping[str, Any]) -> dict[str, Any]:
    beide = {k: _merge(grund[k], w) for k, w in eigene.items() if isinstance(w, Mapping) and k in grund}
    return {**grund, **eigene, **beide}


def templates() -> list[Path]:
    """Folders of templates that go before the theme's; a later one before an earlier one."""
    eigene = DOCS / VORLAGEN
    return [eigene] if is_whole(PFAD) else [WURZEL / eigene, *([eigene] if eigene.is_dir() else [])]


def shared_pages() -> dict[str, str]:
    """Words of the general pages by path below ``docs/``; none where the project brings its own.

    The rows of chosen examples are those of the project that they were chosen for; others find their own.
    """
    if is_whole(PFAD):
        return {}
    return {name: general_words((WURZEL / "docs" / name).read_text(encoding="utf-8")) for name in SEITEN}


def general_words(text: str) -> str:
    """Takes the examples that were chosen for a project out of words that hold for every site."""
    return _BEISPIELE.sub("", text)


def shared_assets() -> dict[str, Path]:
    """Files of the looks by path below ``docs/``; none where the project brings its own."""
    if is_whole(PFAD):
        return {}
    docs = WURZEL / "docs"
    dateien = (p for p in sorted((docs / "assets").rglob("*")) if p.is_file() and p.suffix not in (".md", ".png"))
    return {p.relative_to(docs).as_posix(): p for p in dateien}
