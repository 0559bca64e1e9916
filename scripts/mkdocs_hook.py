"""Lets ``mkdocs build`` and ``mkdocs serve`` show the same site as ``kekiz bauen``, which does without this file."""

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError

from kekiz.wege.abschliessen import finish
from kekiz.wege.vorbereiten import prepare
from kekiz.wissen.fehler import DatenFehler

_BEFEHL = {"name": "build"}


def on_startup(*, command: str, **_: Any) -> None:
    """Notes whether this is a preview, whose reload script the policy would stop."""
    _BEFEHL["name"] = command


def on_config(config: Any, **_: Any) -> None:
    """Writes the sources of all pages and lets the generator read those."""
    try:
        prepare(Path(".cache/mkdocs"), config, mit_pdf=_BEFEHL["name"] != "serve")
    except DatenFehler as fehler:
        raise PluginError("\n".join(map(str, fehler.fehler))) from None


def on_post_build(config: Any, **_: Any) -> None:
    """Finishes the built site."""
    try:
        finish(Path(config.site_dir), Path(config.extra["vorbereitet"]), mit_regeln=_BEFEHL["name"] != "serve")
    except DatenFehler as fehler:
        raise PluginError("\n".join(map(str, fehler.fehler))) from None
