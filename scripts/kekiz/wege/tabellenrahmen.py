"""Frames for the tables that Markdown writes: scrollable by keyboard, named, in the look of the other tables."""

import re
from collections import Counter

from kekiz.wissen.sprache import sag

_TABELLE = re.compile(r"<table>(?P<inhalt>.*?)</table>", re.DOTALL)


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
