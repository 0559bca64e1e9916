"""The table of contents beside a page names what stands openly; what is folded says itself what it is."""

from collections.abc import Container
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

UEBERSCHRIFTEN = ("h1", "h2", "h3", "h4", "h5", "h6")
NACH_DEM_VERZEICHNIS = 4
"""Priority below that of the extension ``toc`` (5), whose list is taken as it is."""


def prune(eintraege: list[dict[str, Any]], ohne: Container[str]) -> list[dict[str, Any]]:
    """Leaves headings, and those below them, out of a table of contents.

    Args:
        eintraege: Headings as the extension ``toc`` lists them: ``id``, ``children`` and more.
        ohne: Ids of the headings to leave out.

    Example:
        >>> prune([{"id": "a", "children": [{"id": "b", "children": []}]}, {"id": "c", "children": []}], {"b", "c"})
        [{'id': 'a', 'children': []}]
    """
    return [e | {"children": prune(e["children"], ohne)} for e in eintraege if e["id"] not in ohne]


class _OhneGefaltetes(Treeprocessor):  # type: ignore[misc]  # without types
    def run(self, root: Element) -> None:
        gefaltet = {str(e.get("id")) for d in root.iter("details") for name in UEBERSCHRIFTEN for e in d.iter(name)}
        self.md.toc_tokens = prune(getattr(self.md, "toc_tokens", []), gefaltet)


class Verzeichnis(Extension):  # type: ignore[misc]  # without types
    """Takes the headings of folded parts out of the table of contents, and leaves the templates of scripts alone."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802, D102  (the name is that of the library)
        # Else text of the data in it would be read as Markdown.
        md.block_level_elements.append("template")
        md.treeprocessors.register(_OhneGefaltetes(md), "ohne_gefaltetes", NACH_DEM_VERZEICHNIS)


def makeExtension(**_: Any) -> Verzeichnis:  # noqa: N802  (the name is that of the library)
    """Gives the extension to the generator."""
    return Verzeichnis()
