"""Source lines lead to the list of documents on their page, which names each in full, with all places in it."""

import re
from functools import cache
from typing import Final

from kekiz.wissen.sprache import language, sag

ANKER: Final = "quellen"
"""Id of the list of documents, on pages that have one."""


@cache
def _line(sprache: str) -> re.Pattern[str]:
    del sprache  # What the cache tells languages apart by.
    return re.compile(
        rf'(<p class="kp-quelle">{re.escape(sag("Quelle: "))})(?P<worte>[^<]+?)(?P<lizenz> · [^<·]*)?</p>'
    )


def link_sources(html: str) -> str:
    """Links the documents of each source line, but not the licence behind them.

    Args:
        html: A page; one without a list of documents stays as it is.

    Example:
        >>> link_sources('<p class="kp-quelle">Quelle: Amt: Bericht, S. 1 · Lizenz</p><h2 id="quellen">Quellen</h2>')
        '<p class="kp-quelle">Quelle: <a href="#quellen">Amt: Bericht, S. 1</a> · Lizenz</p><h2 id="quellen">Quellen</h2>'
        >>> link_sources('<p class="kp-quelle">Quelle: Amt</p>')
        '<p class="kp-quelle">Quelle: Amt</p>'
    """
    if f' id="{ANKER}"' not in html:
        return html
    return _line(language()).sub(lambda m: f'{m[1]}<a href="#{ANKER}">{m["worte"]}</a>{m["lizenz"] or ""}</p>', html)
