"""What a project that is built upon the program takes from it for its pages: settings, looks, general words."""

import json
import re
from pathlib import Path
from typing import Any, Final

from kekiz.ergebnis import PFAD
from kekiz.wissen.mitgeliefert import SEITEN, WURZEL, is_whole

DATEI: Final = Path(".cache/kekiz/mkdocs.yml")
"""Settings of the generator that the project's ``mkdocs.yml`` goes on from; written anew before each build."""

_BEISPIEL = re.compile(r"^\{\{ methode_\w+\(\) \}\}$", re.MULTILINE)
_BEISPIELE = re.compile(r"^beispiele:\n(?:  .*\n)+", re.MULTILINE)


def write_base() -> bool:
    """Writes the settings that the project's ``mkdocs.yml`` inherits, where the project is built upon the program.

    Returns:
        Whether it is.
    """
    if is_whole(PFAD):
        return False
    docs, scripts = WURZEL / "docs", WURZEL / "scripts"
    # Nested settings are merged, lists are replaced; JSON is YAML.
    text = json.dumps(
        {
            "INHERIT": str(WURZEL / "mkdocs.yml"),
            "theme": {"custom_dir": str(docs / ".overrides")},
            "plugins": {"macros": {"module_name": str(scripts / "main")}},
            "hooks": [str(scripts / "mkdocs_hook.py")],
            "watch": [str(PFAD), "kekiz.toml"],
        },
        indent=1,
    )
    DATEI.parent.mkdir(parents=True, exist_ok=True)
    DATEI.write_text(text + "\n", encoding="utf-8")
    return True


def shared_pages() -> dict[str, str]:
    """Words of the general pages by path below ``docs/``; none where the project brings its own.

    Worked examples need rows that a project may not have; they stay with the project that they were chosen for.
    """
    if is_whole(PFAD):
        return {}
    texte = {name: (WURZEL / "docs" / name).read_text(encoding="utf-8") for name in SEITEN}
    return {name: _BEISPIELE.sub("", _BEISPIEL.sub("", text)) for name, text in texte.items()}


def shared_assets() -> dict[str, Path]:
    """Files of the looks by path below ``docs/``; none where the project brings its own."""
    if is_whole(PFAD):
        return {}
    docs = WURZEL / "docs"
    dateien = (p for p in sorted((docs / "assets").rglob("*")) if p.is_file() and p.suffix not in (".md", ".png"))
    return {p.relative_to(docs).as_posix(): p for p in dateien}


def prefer_own_templates(config: Any) -> None:
    """Puts templates of the project (``docs/.overrides/``) before those of the program."""
    eigene = Path(config.docs_dir) / ".overrides"
    if eigene.is_dir() and str(eigene) not in config.theme.dirs:
        config.theme.dirs.insert(0, str(eigene))
