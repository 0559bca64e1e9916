"""MkDocs hook: writes the downloads and the figures into the built site. All logic is in the package."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from kekiz.export import write_site_data
from kekiz.macros import FIGUREN


def on_pre_build(config: MkDocsConfig) -> None:
    """Forgets the figures of an earlier build (live preview)."""
    del config
    FIGUREN.clear()


def on_post_build(config: MkDocsConfig) -> None:
    """Writes downloads and figures beside the pages."""
    write_site_data(Path(config.site_dir), FIGUREN)
