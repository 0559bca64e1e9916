"""A section of a page that stands folded: its summary says what is inside."""

from markupsafe import Markup

from kekiz.zeichnen.vorlage import render


def fold(titel: str, inhalt: str, drin: str = "", *, anker: str = "") -> str:
    """Folds a section; nothing where it has no content.

    Args:
        titel: Its heading.
        inhalt: HTML.
        drin: What is inside, in few words.
        anker: Id that other pages link to.
    """
    if not inhalt.strip():
        return ""
    return render("falte", anker=anker, titel=titel, zusatz=drin, inhalt=Markup(inhalt + "\n"))
