"""MkDocs hook: content security policy, downloads and figures. All logic is in the package."""

from pathlib import Path
from typing import Any

from kekiz.export import write_site_data
from kekiz.macros import FIGUREN
from kekiz.schutz import add_policy
from kekiz.tabellenrahmen import frame_tables

_ZUSTAND = {"befehl": "build"}


def on_startup(*, command: str, **_: Any) -> None:
    """Notes whether this is a build or the live preview (whose reload script a policy would stop)."""
    _ZUSTAND["befehl"] = command


def on_pre_build(**_: Any) -> None:
    """Forgets the figures of an earlier build (live preview)."""
    FIGUREN.clear()


def on_page_content(html: str, **_: Any) -> str:
    """Frames the tables that Markdown writes."""
    return frame_tables(html)


def on_post_page(output: str, **_: Any) -> str:
    """Adds the content security policy."""
    return output if _ZUSTAND["befehl"] == "serve" else add_policy(output)


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Adds the content security policy to the error page."""
    return add_policy(output_content) if template_name == "404.html" else output_content


def on_post_build(config: Any, **_: Any) -> None:
    """Writes downloads and figures beside the pages."""
    write_site_data(Path(config.site_dir), FIGUREN)
