"""The language of what readers see: texts, numbers, months and lists.

The texts stand in the source in German, inside :func:`sag` (said at once), :func:`merke` (a constant that ``sag`` says
later) or :class:`Worte` (wording per code). A second language is one file ``kekiz/sprache/<code>.po``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, Final, TypeVar

from babel import Locale
from babel.dates import get_month_names
from babel.lists import format_list
from babel.messages.pofile import read_po

QUELLSPRACHE: Final = "de"
ORDNER: Final = Path(__file__).parent.parent / "sprache"

K = TypeVar("K")
V = TypeVar("V")

_sprache: ContextVar[str] = ContextVar("sprache", default=QUELLSPRACHE)
_texte: ContextVar[Mapping[str, str]] = ContextVar("texte", default={})  # noqa: B039 (never changed)
gemerkt: set[str] = set()
"""Every text of a constant, for the catalogue."""


def sag(text: str, /, **werte: object) -> str:
    """Says a text in the language of the page.

    Args:
        text: German text with named places, ``"{anzahl} von {gesamt}"``; the key of the catalogue.
        **werte: What stands in the places, ready to print. Without any the text is not read for places.

    Raises:
        KeyError: A place has no value.

    Example:
        >>> sag("{zaehler} von {nenner}", zaehler="3", nenner="4")
        '3 von 4'
    """
    gesagt = _texte.get().get(text, text)
    return gesagt.format(**werte) if werte else gesagt


def merke(text: str) -> str:
    """Marks the text of a constant for the catalogue; ``sag`` says it where it is used."""
    gemerkt.add(text)
    return text


class Worte(dict[K, V]):
    """Wording per code: a dict whose texts (also inside tuples) are said in the language of the page when read.

    Example:
        >>> Worte({"a": "Anfang"})["a"]
        'Anfang'
    """

    def __init__(self, worte: Mapping[K, V]) -> None:
        super().__init__(worte)
        for wert in dict.values(self):
            _note(wert)

    def __getitem__(self, code: K) -> V:
        return _say(super().__getitem__(code))

    def get(self, code: K, sonst: Any = None) -> Any:
        """Return the wording of a code, or ``sonst``."""
        return self[code] if code in self else sonst  # noqa: SIM401 (it would call itself)

    def items(self) -> Any:
        """Pairs of code and wording."""
        return {code: self[code] for code in self}.items()

    def values(self) -> Any:
        """The wordings."""
        return {code: self[code] for code in self}.values()


def _note(wert: object) -> None:
    if isinstance(wert, str) and wert:
        gemerkt.add(wert)
    elif isinstance(wert, tuple):
        for teil in wert:
            _note(teil)


def _say(wert: V) -> V:
    if isinstance(wert, str):
        return sag(wert)  # type: ignore[return-value]
    if isinstance(wert, tuple):
        teile = [_say(teil) for teil in wert]
        return type(wert)(*teile) if hasattr(wert, "_fields") else tuple(teile)  # type: ignore[return-value]
    return wert


def language() -> str:
    """Return the code of the language in which is said."""
    return _sprache.get()


@cache
def _locale(kuerzel: str) -> Locale:
    return Locale.parse(kuerzel)


def locale() -> Locale:
    """Return Babel's locale of the language in which is said."""
    return _locale(language())


def month_names() -> list[str]:
    """Return the twelve months in the language of the page."""
    return [get_month_names("wide", locale=locale())[monat] for monat in range(1, 13)]


def begin(text: str) -> str:
    """Writes the first letter large, as a sentence begins; the rest stays.

    Example:
        >>> begin("drei Kinder aus Unna"), begin("")
        ('Drei Kinder aus Unna', '')
    """
    return text[:1].upper() + text[1:]


def list_words(teile: Sequence[str]) -> str:
    """Joins words as a list in the language of the page.

    Example:
        >>> list_words(["2016"]), list_words(["2016", "2017", "2018"])
        ('2016', '2016, 2017 und 2018')
    """
    return format_list(teile, locale=locale())


@cache
def read_catalogue(kuerzel: str) -> Mapping[str, str]:
    """Reads the texts of a language; German has none, since it is the source.

    Raises:
        FileNotFoundError: There is no catalogue of this language.
    """
    if kuerzel == QUELLSPRACHE:
        return {}
    with (ORDNER / f"{kuerzel}.po").open("rb") as datei:
        return {str(m.id): str(m.string) for m in read_po(datei, locale=kuerzel) if m.id and m.string and not m.fuzzy}


@contextmanager
def in_language(kuerzel: str, texte: Mapping[str, str] | None = None) -> Iterator[None]:
    """Says everything inside in another language.

    Args:
        kuerzel: Code of the language (``en``).
        texte: Translation per German text; default: the catalogue of the language.
    """
    gelesen = read_catalogue(kuerzel) if texte is None else texte
    marken = _sprache.set(kuerzel), _texte.set(gelesen)
    try:
        yield
    finally:
        _sprache.reset(marken[0])
        _texte.reset(marken[1])
