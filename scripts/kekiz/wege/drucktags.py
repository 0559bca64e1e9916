"""Heads of rows in the tags of a PDF: Typst tags the heads of columns only, so that a row would be read without its name."""

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from kekiz.wege.druckseite import Knoten

_TABELLE: Final = pikepdf.Name.Table


def mark_row_heads(pdf: bytes, bloecke: Any) -> bytes:
    """Tags the heads of rows as what they are, and names them in every cell that they belong to.

    Args:
        pdf: What Typst has written.
        bloecke: The blocks that it was written from (:mod:`kekiz.wege.druckseite`), in their order.

    Returns:
        The same PDF, packed more tightly; unchanged where no row has a head. Same PDFs give the same bytes.

    Raises:
        ValueError: The tags are not those of the blocks.
    """
    tabellen = list(_tables(bloecke))
    if not any(zelle["kopf"] for tabelle in tabellen for zeile in tabelle["zeilen"] for zelle in zeile):
        return pdf
    with pikepdf.open(io.BytesIO(pdf)) as dokument:
        wurzel = dokument.Root.StructTreeRoot
        if "/IDTree" not in wurzel:
            wurzel.IDTree = pikepdf.NameTree.new(dokument).obj
        namen = pikepdf.NameTree(wurzel.IDTree)
        for nr, (tabelle, tag) in enumerate(zip(tabellen, _tags(wurzel.K, _TABELLE), strict=True)):
            reihen = (r for r in _tags(tag.K, pikepdf.Name.TR) if pikepdf.Name.THead != r.P.S)
            for y, (zeile, reihe) in enumerate(zip(tabelle["zeilen"], reihen, strict=True)):
                _mark_row(namen, zeile, list(reihe.K), f"Z{nr}y{y}")
        ganz = io.BytesIO()
        dokument.save(ganz, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return ganz.getvalue()


def _mark_row(namen: pikepdf.NameTree, zeile: list[Knoten], zellen: list[Any], kennung: str) -> None:
    koepfe = []
    for x, (zelle, tag) in enumerate(zip(zeile, zellen, strict=True)):
        if not zelle["kopf"]:
            continue
        name = f"{kennung}x{x}"
        tag.S, tag.ID = pikepdf.Name.TH, pikepdf.String(name)
        _table_attributes(tag).Scope = pikepdf.Name.Row
        namen[name] = tag
        koepfe.append(pikepdf.String(name))
    for tag in zellen:
        if tag.S == pikepdf.Name.TD:
            merkmale = _table_attributes(tag)
            merkmale.Headers = pikepdf.Array([*merkmale.get("/Headers", ()), *koepfe])


def _table_attributes(tag: Any) -> Any:
    """What a cell says about its place in a table."""
    if "/A" not in tag:
        tag.A = pikepdf.Array()
    if not any(a.O == _TABELLE for a in tag.A):
        tag.A.append(pikepdf.Dictionary(O=_TABELLE))
    return next(a for a in tag.A if a.O == _TABELLE)


def _tables(bloecke: Any) -> Iterator[Knoten]:
    """The tables among blocks, in the order in which they are set."""
    if isinstance(bloecke, dict) and bloecke.get("t") == "tabelle":
        yield bloecke
    elif isinstance(bloecke, dict | list):
        for teil in bloecke.values() if isinstance(bloecke, dict) else bloecke:
            yield from _tables(teil)


def _tags(knoten: Any, art: pikepdf.Name) -> Iterator[Any]:
    """The tags of a kind below others, in the order in which they are read."""
    if isinstance(knoten, pikepdf.Array):
        for kind in knoten:
            yield from _tags(kind, art)
    elif isinstance(knoten, pikepdf.Dictionary):
        if knoten.get("/S") == art:
            yield knoten
        elif "/K" in knoten:
            yield from _tags(knoten.K, art)
