"""Spacing of German text: the one place that knows which space may break a line and which is narrow.

An office types a plain space; what is published (pages, pictures, downloads) has the right one. Only spaces change, never
a letter, digit or sign, so that a quotation stays what it is.
"""

import re
from collections.abc import Callable

from kekiz.wissen.sprache import month_names
from kekiz.wissen.zahlen import NNBSP

NBSP = "\u00a0"

_VOR_ZAHL = (
    "§|§§|Absatz|Abs\\.|Nr\\.|Nummer|Ziel|Abschnitt|Abschnitte|Kapitel|Tabelle|Abbildung|Seite|Klasse|Stufe|Säule"
)
# A pattern that begins with the space itself is found several times faster.
_REGELN = (
    # 82 %
    (re.compile(r" (?<=\d )(?=[%‰])"), NNBSP),
    # z. B., e. V., d. h., u. a.
    (re.compile(r" (?<=\b[A-Za-z]\. )(?=[A-Za-z]\.)"), NNBSP),
    # 30. September
    (re.compile(rf" (?<=\d\. )(?=(?:{'|'.join(month_names())})\b)"), NBSP),
    # § 28, Abschnitt 1.3
    (re.compile(rf"(?<!\w)({_VOR_ZAHL}) (?=\d)"), rf"\1{NBSP}"),
    # 108 Kinder, 403 Euro
    (re.compile(r" (?<=\d )(?=[A-ZÄÖÜ][a-zäöüß])"), NBSP),
)
# No rule applies to a text without one of these; most pieces of a page have none.
_NOETIG = re.compile(r"\d|\b[A-Za-z]\. [A-Za-z]\.")
_NICHT_SETZEN = re.compile(
    r"(<(?P<art>script|style|pre|code|textarea)\b.*?</(?P=art)>|<!--.*?-->|<[^>]*>)", re.DOTALL | re.IGNORECASE
)

_BESCHRIFTUNG = re.compile(r'(?<= aria-label=")[^"]*')


def typeset(text: str) -> str:
    """Sets the spaces of a text: narrow before a percent sign, unbreakable between a number and what it counts.

    Args:
        text: Plain text with plain spaces; text that is set already stays as it is.

    Example:
        >>> typeset("82 % von 108 Kindern, § 28, 30. September") == (
        ...     "82\\u202f% von 108\\u00a0Kindern, §\\u00a028, 30.\\u00a0September"
        ... )
        True
    """
    if not _NOETIG.search(text):
        return text
    for muster, ersatz in _REGELN:
        text = muster.sub(ersatz, text)
    return text


def quote(text: str) -> str:
    """Puts the words of a document between quotation marks; straight ones inside become single ones.

    Args:
        text: As the document has it.

    Example:
        >>> quote('aus dem Programm "Starke Quartiere"')
        '„aus dem Programm ‚Starke Quartiere‘“'
    """
    innen = re.sub(r"""(["'])([^"']+)\1""", r"‚\2‘", text)
    return f"„{innen}“"


def typeset_html(html: str) -> str:
    """Sets the spaces of all text and labels of a page; scripts, code and everything else inside a tag stay as they are.

    Args:
        html: A page or a part of one.

    Example:
        >>> typeset_html('<p title="5 %">5 % <code>5 %</code>') == '<p title="5 %">5\\u202f% <code>5 %</code>'
        True
        >>> typeset_html('<a aria-label="5 %">x</a>') == '<a aria-label="5\\u202f%">x</a>'
        True
    """
    # What a label says is read aloud like text; a script or code is left alone.
    return change_text(
        html,
        _NICHT_SETZEN,
        typeset,
        lambda marke: marke[0] if marke["art"] else _BESCHRIFTUNG.sub(lambda m: typeset(m[0]), marke[0]),
    )


def change_text(
    html: str,
    lassen: re.Pattern[str],
    setze: Callable[[str], str],
    marke: Callable[[re.Match[str]], str] = lambda m: m[0],
) -> str:
    """Changes the text of a page between what a pattern finds.

    Args:
        html: A page or a part of one.
        lassen: Finds tags and what else is no text.
        setze: Changes a piece of text.
        marke: Changes what the pattern found; by default nothing.

    Example:
        >>> change_text("<b>a</b> a", re.compile("<[^>]*>"), str.upper)
        '<b>A</b> A'
    """
    teile = []
    ende = 0
    for fund in lassen.finditer(html):
        teile += [setze(html[ende : fund.start()]), marke(fund)]
        ende = fund.end()
    return "".join([*teile, setze(html[ende:])])
