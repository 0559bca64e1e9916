"""The link by which readers with a keyboard pass over the header: on every page, and to the beginning of what it says."""

import re
from typing import Final

from markupsafe import escape

from kekiz.wissen.sprache import sag

ANKER: Final = "kp-inhalt"
_STELLE: Final = re.compile(r'(<div data-md-component="skip">).*?(</div>)', re.DOTALL)
_ARTIKEL: Final = re.compile(r'<article(?= class="md-content__inner)')


def add_skip_link(html: str) -> str:
    """Writes the link, in place of that of the theme: it leads behind what a page says first, or is missing.

    Args:
        html: A page as the generator wrote it; one without an article stays as it is.

    Example:
        >>> add_skip_link('<div data-md-component="skip"></div><article class="md-content__inner">')
        '<div data-md-component="skip"><a href="#kp-inhalt" class="md-skip">Zum Inhalt</a></div><article id="kp-inhalt" class="md-content__inner">'
    """
    html, anzahl = _ARTIKEL.subn(f'<article id="{ANKER}"', html, count=1)
    if not anzahl:
        return html
    verweis = f'<a href="#{ANKER}" class="md-skip">{escape(sag("Zum Inhalt"))}</a>'
    return _STELLE.sub(rf"\g<1>{verweis}\g<2>", html, count=1)
