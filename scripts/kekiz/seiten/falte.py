"""A section of a page that stands folded: its heading, and in a few words what is inside. The one way to fold a section."""

from markdown.extensions.toc import slugify

from kekiz.wissen.sprache import list_words, sag
from kekiz.zeichnen.vorlage import render, write_plain

GENANNT = 3
"""So many things are named on the outside of a fold; the others are counted."""


def fold(
    titel: str, inhalt: str, drin: str = "", *, anker: str = "", ist_markdown: bool = False, nur_hier: bool = False
) -> str:
    """Folds a section; nothing where it has no content.

    Args:
        titel: Its heading.
        inhalt: HTML, or Markdown with embedded HTML.
        drin: What is inside, in few words.
        anker: Id of the heading, which addresses name; empty: from its words, as the generator makes them.
        ist_markdown: Whether the content is Markdown.
        nur_hier: Whether it is looked up on the page alone, and is not in a whole report on paper.
    """
    if not inhalt.strip():
        return ""
    anker = anker or slugify(titel, "-")
    kopf = render(
        "falte",
        anker=anker,
        titel=write_plain(titel),
        drin=write_plain(drin),
        ist_markdown=ist_markdown,
        nur_hier=nur_hier,
    )
    rand = "\n\n" if ist_markdown else "\n"
    return f"{kopf}{rand}{inhalt.strip()}{rand}</details>"


def fold_words(titel: str, text: str) -> str:
    """Folds a part of a section that is Markdown.

    Args:
        titel: What the reader presses.
        text: Markdown.
    """
    return f'\n<details class="kp-klappe" markdown="1"><summary>{write_plain(titel)}</summary>\n\n{text}\n\n</details>'


def draw_part(titel: str = "", text: str = "", *, ist_leise: bool = False) -> str:
    """Writes a heading within a fold and a paragraph below it, either of which may be empty; HTML, which Markdown leaves alone."""
    return render("unterteil", titel=titel, text=text, ist_leise=ist_leise)


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
