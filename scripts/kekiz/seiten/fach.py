"""A folded part of a page: its heading, and in a few words what is inside."""

from kekiz.wissen.sprache import list_words, sag
from kekiz.zeichnen.vorlage import render

GENANNT = 3
"""So many things are named on the outside of a fold; the others are counted."""


def draw_fold(titel: str, inhalt: str, *, drin: str = "", anker: str = "") -> str:
    """Folds Markdown under a heading.

    Args:
        titel: Heading.
        inhalt: Markdown with embedded HTML; where it is empty there is no fold.
        drin: What is inside, in few words.
        anker: Id of the heading; empty: from its words.
    """
    if not inhalt.strip():
        return ""
    kopf = f"## {titel} {{#{anker}}}" if anker else f"## {titel}"
    drin_zeile = render("fach_drin", drin=drin) if drin else ""
    return (
        '<details class="kp-fach" markdown="1"><summary markdown="block">\n\n'
        f"{kopf}\n\n{drin_zeile}\n\n</summary>\n\n{inhalt}\n\n</details>"
    )


def name_some(namen: list[str]) -> str:
    """Names what is inside a fold, and counts what it does not name.

    Example:
        >>> name_some(["a", "b"]), name_some(["a", "b", "c", "d", "e"])
        ('a und b', 'a, b, c und 2 weitere')
        >>> name_some([])
        ''
    """
    namen = list(dict.fromkeys(namen))
    if not namen:
        return ""
    if len(namen) <= GENANNT + 1:
        return list_words(namen)
    rest = len(namen) - GENANNT
    return list_words([*namen[:GENANNT], sag("{rest} weitere", rest=rest)])
