"""Where a long German word may break: at its joints, marked with soft hyphens, since few browsers know German words."""

import re
from functools import cache
from html import unescape
from typing import Final

from kekiz.wissen.schrift import change_text

SHY: Final = "\u00ad"
LANG: Final = 18
"""Words of so many letters get soft hyphens; shorter ones fit a line of the narrowest phone."""

_TAG: Final = re.compile(r"<[^>]*>")
_LEER: Final = re.compile(r"[ \t\r\n]+")
# Parts of addresses, names of files and columns are no words.
_WORT = re.compile(rf"(?<![\w./@])[^\W\d_]{{{LANG},}}(?![\w/@]|\.\w)")
_LASSEN = re.compile(
    r"<(?P<art>script|style|pre|code|textarea|svg|title|option|template)\b.*?</(?P=art)>|<!--.*?-->|<[^>]*>",
    re.DOTALL | re.IGNORECASE,
)
# Endings that join one word to the next, and first words of compounds; what else begins like these is shut out.
_FUGE = re.compile(r"(?<=[a-zäöüß]{2})(ungs|ions|heits|keits|schafts|täts|ments|tums)(?=[a-zäöüß]{4})")
_ERSTE: Final = """
    Alltags Anschluss Arbeits Aufenthalts Aufnahme Baby Bedarfs Berufs Bundes Daten Durch
    Einzelfall Eltern Erst Fach Familien Förder(?!er|n|u) Fremd(?!en) Früh Ganz Geburts Gerichts
    Großtages Grund Haupt Hilfe Infektions Inhalts Jahres Jugend(?!lich) Kinder Kindergarten Kindes
    Klassen Kompetenz Kosten Kranken Kreis Kultur Landes Langzeit Mittel Netzwerk Neugeborenen
    Ober Pflege(?!r) Projekt Quartiers Querschnitts Real Rechts Referenz Schul(?!den|dner|ung)
    Schutz Schwangeren Schwer(?!i) Seiten Sonder Sozial(?!i) Spalten Sprach Sprech Staats
    Stadt(?!teil) Stadtteil Standard Städtebau Suchthilfe Tabellen Tages Teil Transfer Übergangs
    Unterhalts Unterrichts Vergleichs Verkehrs Vertrauens Vorsorge Willkommens Wohlfahrts
    Wohn(?!ung) Ziel Zuwanderer
"""
_ERSTES = re.compile(rf"({'|'.join(_ERSTE.split())})(?=[a-zäöüß]{{4}})", re.IGNORECASE)


@cache
def mark_joints(wort: str) -> str:
    """Marks the joints of a compound.

    Example:
        >>> mark_joints("Schuleingangsuntersuchung").replace(SHY, "|")
        'Schul|eingangsuntersuchung'
    """
    teile = _FUGE.sub(rf"\1{SHY}", wort).split(SHY)
    return SHY.join(_first(teil) for teil in teile)


def _first(teil: str) -> str:
    erstes = _ERSTES.match(teil)
    return f"{erstes[0]}{SHY}{_first(teil[erstes.end() :])}" if erstes else teil


def hyphenate_html(html: str) -> str:
    """Puts soft hyphens into the long words of a German page; code, pictures and everything inside a tag stay.

    Args:
        html: A page or a part of one.

    Example:
        >>> hyphenate_html("<p>Hauptschulempfehlungen</p>").replace(SHY, "|")
        '<p>Haupt|schul|empfehlungen</p>'
    """
    return change_text(html, _LASSEN, lambda text: _WORT.sub(lambda m: mark_joints(m[0]), text))


def plain_text(html: str) -> str:
    """Gives the words of a piece of a page: without tags and joints, its lines as one.

    Example:
        >>> plain_text("<b>Haupt" + SHY + "schule</b>\\n &amp; mehr ")
        'Hauptschule & mehr'
    """
    return _LEER.sub(" ", unescape(_TAG.sub("", html)).replace(SHY, "")).strip()
