"""What all tables of finished pages have in common, whoever wrote them: a frame, and cells that know their column.

In a narrow frame (``.kp-tabelle--paare`` in the stylesheet) a row is a block: its head as title, below it the other cells,
each with the name of its column. It stays a table for assistive technology; Safari has to be told (``menue.js``).
"""

import re
from collections import Counter
from typing import Final

from kekiz.wissen.sprache import sag

PAARE: Final = "kp-tabelle--paare"
"""Class of a table whose rows become blocks where there is little room."""
EIGEN: Final = "kp-tabelle--eigen"
"""Class of a table that has a form of its own for little room."""
_SPALTEN: Final = 2
"""So many columns fit the narrowest phone: the head of the row and one cell."""

_TABELLE = re.compile(r"<table>(?P<inhalt>.*?)</table>", re.DOTALL)
_FERTIG: Final = re.compile(
    r'<table class="(?P<klassen>kp-tabelle\b[^"]*)"(?P<rest>[^>]*)>(?P<inhalt>.*?)</table>', re.DOTALL
)
_KOPF: Final = re.compile(r"<thead\b.*?</thead>", re.DOTALL)
_KOPFZELLE: Final = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_ZEILE: Final = re.compile(r"<tr\b.*?</tr>", re.DOTALL)
_ZELLE: Final = re.compile(r"<td\b(?P<rest>[^>]*)>(?P<inhalt>.*?)</td>|<th\b", re.DOTALL)
_UNSICHTBAR: Final = re.compile(r'<span class="kp-unsichtbar">.*?</span>|<(?!svg)[^>]+>', re.DOTALL)
_MARKE: Final = re.compile(r"<[^>]+>")
_GEFUELLT: Final = re.compile(r"\bdata-(?:feld|text|je)\b")
"""A script writes into cells like this."""
_NICHTS: Final = ("", "–")


def frame_tables(html: str) -> str:
    """Puts each bare table into a focusable region named after its column heads (numbered where a name comes again).

    Args:
        html: Content of a page; tables with a class are left alone.
    """

    gesehen: Counter[str] = Counter()

    def _frame(treffer: re.Match[str]) -> str:
        koepfe = re.findall(r"<th[^>]*>(.*?)</th>", treffer["inhalt"], re.DOTALL)
        name = ", ".join(re.sub(r"<[^>]+>", "", kopf).strip() for kopf in koepfe)
        gesehen[name] += 1
        if gesehen[name] > 1:
            name = f"{name} ({gesehen[name]})"
        inhalt = treffer["inhalt"].replace("<th>", '<th scope="col">')
        titel = sag("Tabelle: {titel}", titel=name)
        return (
            f'<div class="kp-tabelle-rahmen" role="region" tabindex="0" aria-label="{titel}">'
            f'<table class="kp-tabelle">{inhalt}</table></div>'
        )

    return _TABELLE.sub(_frame, html)


def name_cells(html: str) -> str:
    """Lets the cells of each table with more than two columns say their column, and marks those with nothing in them.

    Args:
        html: A page whose tables have frames and whose texts are set: the names of columns are taken as they stand.

    Returns:
        The page; tables that have a form of their own for little room (:data:`EIGEN`) are left alone.

    Example:
        >>> name_cells('<table class="kp-tabelle"><thead><tr><th>A</th><th>B</th></tr></thead></table>')
        '<table class="kp-tabelle"><thead><tr><th>A</th><th>B</th></tr></thead></table>'
    """
    return _FERTIG.sub(_name_table, html)


def _name_table(tabelle: re.Match[str]) -> str:
    kopf = _KOPF.search(tabelle["inhalt"])
    spalten = [_bare(zelle) for zelle in _KOPFZELLE.findall(kopf[0])] if kopf else []
    if len(spalten) <= _SPALTEN or EIGEN in tabelle["klassen"].split():
        return tabelle[0]
    inhalt = _ZEILE.sub(lambda zeile: _name_row(zeile[0], spalten), tabelle["inhalt"])
    return f'<table class="{tabelle["klassen"]} {PAARE}"{tabelle["rest"]}>{inhalt}</table>'


def _name_row(zeile: str, spalten: list[str]) -> str:
    nummer = iter(range(len(spalten)))

    def _name(zelle: re.Match[str]) -> str:
        i = next(nummer)
        if zelle["inhalt"] is None:
            return "<th"
        inhalt, rest = zelle["inhalt"], zelle["rest"]
        spalte = f' data-spalte="{spalten[i]}"' if i else ""
        ist_leer = _UNSICHTBAR.sub("", inhalt).strip() in _NICHTS and not _GEFUELLT.search(rest + inhalt)
        return f"<td{rest}{spalte}{' data-leer' if ist_leer else ''}>{inhalt}</td>"

    return _ZELLE.sub(_name, zeile)


def _bare(kopf: str) -> str:
    return " ".join(_MARKE.sub("", kopf).replace('"', "&quot;").split())
