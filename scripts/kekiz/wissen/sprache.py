"""The language of what readers see: texts, numbers, months and lists.

The texts stand in the source in German, inside :func:`sag` (said at once), :func:`merke` (a constant that ``sag`` says
later) or :class:`Worte` (wording per code). A second language is one file ``kekiz/sprache/<code>.po``.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from gettext import c2py
from pathlib import Path
from typing import Any, Final, TypeVar

from babel import Locale
from babel.dates import get_month_names
from babel.lists import format_list
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

QUELLSPRACHE: Final = "de"
ORDNER: Final = (Path("sprache"), Path(__file__).parent.parent / "sprache")
"""Where catalogues lie: those of the project go before those that come with the program."""


_KOPF: Final = re.compile(r'^"(?!MIME|Content|Plural|Language:).*: .*\n(?=["\n])', re.MULTILINE)

_WIE_DEUTSCH: Final = c2py("n != 1")


@dataclass(frozen=True)
class Katalog:
    """The texts of a language.

    Attributes:
        texte: Translation per German text.
        mehrzahl: Translations of a text for one and for many, by both German ones; as many as the language has forms.
        form: Which of them a number takes.
    """

    texte: Mapping[str, str] = field(default_factory=dict)
    mehrzahl: Mapping[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    form: Callable[[int], int] = field(default=_WIE_DEUTSCH)


K = TypeVar("K")
V = TypeVar("V")

_sprache: ContextVar[str] = ContextVar("sprache", default=QUELLSPRACHE)
_katalog: ContextVar[Katalog] = ContextVar("katalog", default=Katalog())  # noqa: B039 (frozen)
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
    return _fill(_katalog.get().texte.get(text, text), werte)


def sag_n(einer: str, mehrere: str, n: int, /, **werte: object) -> str:
    """Says one of two texts, as a number decides; other languages may have more forms.

    Args:
        einer: German text for one.
        mehrere: German text for every other number.
        n: The number.
        **werte: As for :func:`sag`; the number itself is no place unless it is given here, ready to print.

    Example:
        >>> sag_n("{n} Kind", "{n} Kinder", 1, n="1"), sag_n("{n} Kind", "{n} Kinder", 0, n="keine")
        ('1 Kind', 'keine Kinder')
    """
    katalog = _katalog.get()
    if formen := katalog.mehrzahl.get((einer, mehrere)):
        return _fill(formen[katalog.form(int(n))], werte)
    return sag(einer if n == 1 else mehrere, **werte)


_VON_RECHTS: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")


def isolate(text: str) -> str:
    """Keeps words that are written from right to left within themselves: what follows them stands behind them.

    Source: Unicode Standard Annex 9, first strong isolate.

    Example:
        >>> isolate("Nord"), [f"{ord(z):x}" for z in isolate("\u05e6")]
        ('Nord', ['2068', '5e6', '2069'])
    """
    return f"\u2068{text}\u2069" if _VON_RECHTS.search(text) else text


def _fill(text: str, werte: Mapping[str, object]) -> str:
    """Puts values into the places of a text."""
    if not werte:
        return text
    fremd = {k: isolate(v) for k, v in werte.items() if isinstance(v, str) and not v.isascii()}
    return text.format(**{**werte, **fremd})


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


def find_catalogue(kuerzel: str) -> Path:
    """Finds the file of a language.

    Raises:
        FileNotFoundError: There is no catalogue of this language.
    """
    orte = [ordner / f"{kuerzel}.po" for ordner in ORDNER]
    if gefunden := next((ort for ort in orte if ort.is_file()), None):
        return gefunden
    raise FileNotFoundError(f"Die Sprache {kuerzel} hat keinen Katalog (erwartet {orte[0]}).")


def read_catalogue(kuerzel: str) -> Katalog:
    """Reads the texts of a language; German has none, since it is the source. What is not translated stays German.

    Raises:
        FileNotFoundError: There is no catalogue of this language.
    """
    return Katalog() if kuerzel == QUELLSPRACHE else _read(find_catalogue(kuerzel), kuerzel)


@cache
def _read(pfad: Path, kuerzel: str) -> Katalog:
    with pfad.open("rb") as datei:
        gelesen = read_po(datei, locale=kuerzel)
    fertig = [m for m in gelesen if m.id and not m.fuzzy and all(forms(m))]
    return Katalog(
        {str(m.id): forms(m)[0] for m in fertig if not m.pluralizable},
        {(m.id[0], m.id[1]): forms(m) for m in fertig if m.pluralizable},
        c2py(gelesen.plural_expr),
    )


def forms(nachricht: Message) -> tuple[str, ...]:
    """Gives the translations of a text: one, or as many as the language has forms; empty strings where there is none."""
    text = nachricht.string
    return tuple(str(t or "") for t in text) if isinstance(text, list | tuple) else (str(text or ""),)


def catalogue_text(katalog: Catalog) -> str:
    """Writes a catalogue as gettext has it, without the day of the run, which would be a change without a change."""
    puffer = io.BytesIO()
    write_po(puffer, katalog, width=0, omit_header=False, ignore_obsolete=True)
    return _KOPF.sub("", puffer.getvalue().decode())


@contextmanager
def in_language(kuerzel: str, katalog: Katalog | None = None) -> Iterator[None]:
    """Says everything inside in another language.

    Args:
        kuerzel: Code of the language (``en``).
        katalog: Its texts; default: the catalogue of the language.
    """
    gelesen = read_catalogue(kuerzel) if katalog is None else katalog
    marken = _sprache.set(kuerzel), _katalog.set(gelesen)
    try:
        yield
    finally:
        _sprache.reset(marken[0])
        _katalog.reset(marken[1])
