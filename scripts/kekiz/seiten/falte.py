"""A section of a page that stands folded: its summary says what is inside."""

from markupsafe import Markup

from kekiz.zeichnen.vorlage import render


def fold(anker: str, titel: str, inhalt_in_worten: str, inhalt: str) -> str:
    """Folds a section; nothing where it has no content.

    Args:
        anker: Id of its heading.
        titel: Its heading.
        inhalt_in_worten: What is inside, in few words.
        inhalt: HTML.
    """
    if not inhalt.strip():
        return ""
    return render("falte", anker=anker, titel=titel, zusatz=inhalt_in_worten, inhalt=Markup(inhalt + "\n"))
