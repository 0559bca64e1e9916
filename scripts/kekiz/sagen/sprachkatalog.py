"""The catalogues of the pages in other languages: read, said, checked, brought up to date, written.

A catalogue is one file ``kekiz/sprachen/<code>.po``; one of the project (``sprachen/<code>.po``) goes before it. Each text
has its key as context and the German text as what is translated, so that a German text that changes is noticed. What a
reviewer adds stands in comments: who looked at a text (a role, no name) and a remark.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property
from gettext import c2py
from pathlib import Path
from string import Formatter
from typing import Final

from babel import Locale
from babel.core import get_global
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup, escape

from kekiz.sagen.sprachtexte import KENNZAHL, SPRACHEN, TERME, ZAHL, Text, is_of_data
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.sprache import QUELLSPRACHE, begin, catalogue_text, forms
from kekiz.wissen.zahlen import NNBSP, round_half_up

PROGRAMM: Final = Path(__file__).parent.parent / "sprachen"
PROJEKT: Final = Path("sprachen")
UEBERSETZT: Final = tuple(s for s in SPRACHEN if s != QUELLSPRACHE)
"""Languages that have a catalogue."""
ROLLE: Final = "Durchgesehen: "
ANMERKUNG: Final = "Anmerkung: "
ABGLEICHEN: Final = "Bitte kekiz sprachen abgleichen aufrufen und übersetzen."

_SCHRIFTEN: Final = {"Latn": "LATIN", "Arab": "ARABIC", "Cyrl": "CYRILLIC"}
"""How the names of letters begin, by the code of their script."""
_FREMD: Final = {
    "en": "äöüß",
    "tr": "äß",
    "uk": "ыэъё",
    "bg": "ыэёіїє",
    "ro": "äöüßşţ",
    "pl": "äöüß",
    "ru": "іїєґў",
}
"""Letters of the same script that a language does not have; Romanian has a comma below ș and ț, no cedilla."""
_FREMDE_SATZZEICHEN: Final = {
    "en": '"„«»',
    "tr": '"„«»',
    "ar": '"„“”,;?',
    "uk": '"„“”',
    "bg": '"”«»',
    "ro": '"“«»',
    "pl": '"“«»',
    "ru": '"„“”',
}
"""Marks of quotation that a language does not have; Arabic has a comma, a semicolon and a question mark of its own."""
_ERLAUBT_UNSICHTBAR: Final = "\u00ad\u200c\u200d\u200e\u200f"
"""Signs without a picture that texts may need: joints, and marks of direction that bind no others."""
_STELLE: Final = re.compile(r"\{(\w*)\}")
_ZIFFERN: Final = re.compile(r"\d+")
_GRENZE: Final = 1000
"""No text is longer; what is came from elsewhere."""
_PROBEN: Final = range(1, 1001)
"""Numbers that each form of a text is tried with; an announced zero never stands on a page."""


@dataclass(frozen=True)
class Eintrag:
    """One text of a catalogue.

    Attributes:
        deutsch: The German text that was translated.
        formen: Translation, or as many as the language has forms; empty strings where there is none.
        ist_unklar: Whether it is marked as to be looked at (``fuzzy``).
        rolle: Who looked at it; empty: nobody yet.
        anmerkung: What was remarked.
        zeile: Line in the file; 0 where it is new.
    """

    deutsch: Text
    formen: tuple[str, ...]
    ist_unklar: bool = False
    rolle: str = ""
    anmerkung: str = ""
    zeile: int = 0


@dataclass(frozen=True)
class Sprachkatalog:
    """The texts of a language.

    Attributes:
        sprache: Its code.
        eintraege: Texts by key.
        plural: Rule that says which form a number takes, as gettext writes it.
    """

    sprache: str
    eintraege: Mapping[str, Eintrag]
    plural: str

    @cached_property
    def form(self) -> Callable[[int], int]:
        """Says which form a number takes."""
        return c2py(self.plural)

    def numbers(self, form: int) -> list[int]:
        """Lists the first numbers that take a form; a form for one number alone has only that."""
        return [n for n in _PROBEN if self.form(n) == form][:4]

    @property
    def form_count(self) -> int:
        """How many forms the language has."""
        return len({self.form(n) for n in range(max(_PROBEN))})


def own_name(sprache: str) -> str:
    """Gives what a language calls itself.

    Example:
        >>> own_name("tr"), own_name("ro")
        ('Türkçe', 'Română')
    """
    return begin(str(Locale.parse(sprache).get_display_name(sprache)))


def direction(sprache: str) -> str:
    """Gives the direction in which a language is written: ``ltr`` or ``rtl``.

    Example:
        >>> direction("ar"), direction("bg")
        ('rtl', 'ltr')
    """
    return str(Locale.parse(sprache).text_direction)


def script(sprache: str) -> str:
    """Gives how the names of the letters of a language begin.

    Example:
        >>> script("uk"), script("ar"), script("pl")
        ('CYRILLIC', 'ARABIC', 'LATIN')
    """
    return _SCHRIFTEN[str(get_global("likely_subtags")[sprache]).split("_")[1]]


# --- files -----------------------------------------------------------------------------------------------------------


def find_file(sprache: str) -> Path:
    """Finds the catalogue of a language: that of the project, else that of the program; it may not be there."""
    eigene = PROJEKT / f"{sprache}.po"
    return eigene if eigene.is_file() else PROGRAMM / f"{sprache}.po"


def place_of(datei: Path) -> str:
    """Names a catalogue for messages."""
    return f"sprachen/{datei.name}"


def parse_catalogue(roh: bytes, sprache: str, ort: str) -> Sprachkatalog:
    """Reads a catalogue.

    Args:
        roh: Content of the file.
        sprache: Its language.
        ort: Its name for messages.

    Raises:
        DatenFehler: It cannot be read.
    """
    try:
        zeilen = roh.decode("utf-8").splitlines()
        gelesen = read_po(zeilen, locale=sprache, abort_invalid=True)
        # The rule of the language, not that of the file: nobody can change which number takes which form.
        plural = Catalog(locale=sprache).plural_expr
    except (PoFileError, ValueError, KeyError, TypeError, IndexError) as grund:
        befund = f"Der Katalog ist nicht lesbar ({type(grund).__name__}, erwartet eine Datei von gettext in UTF-8)"
        raise DatenFehler([Fehler(ort, 0, sprache, befund, "Bitte neu ausgeben.")]) from None
    return Sprachkatalog(sprache, {str(m.context): _entry(m) for m in gelesen if m.id and m.context}, plural)


def _entry(nachricht: Message) -> Eintrag:
    kommentare = [str(k) for k in nachricht.user_comments]
    einer = nachricht.id
    return Eintrag(
        (str(einer[0]), str(einer[1])) if isinstance(einer, list | tuple) else str(einer),
        forms(nachricht),
        ist_unklar=nachricht.fuzzy,
        rolle=_comment(kommentare, ROLLE),
        anmerkung=_comment(kommentare, ANMERKUNG),
        zeile=nachricht.lineno or 0,
    )


def _comment(kommentare: list[str], beginn: str) -> str:
    return next((k.removeprefix(beginn) for k in kommentare if k.startswith(beginn)), "")


@cache
def _cached(datei: Path, sprache: str, _stand: int) -> Sprachkatalog:
    return parse_catalogue(datei.read_bytes(), sprache, place_of(datei))


def read_catalogue(sprache: str) -> Sprachkatalog:
    """Reads the catalogue of a language; empty where there is none, and for German, which is the source.

    Raises:
        DatenFehler: It cannot be read.
    """
    datei = find_file(sprache)
    if sprache == QUELLSPRACHE or not datei.is_file():
        return Sprachkatalog(sprache, {}, str(Catalog(locale=sprache).plural_expr))
    return _cached(datei, sprache, datei.stat().st_mtime_ns)


def write_catalogue(katalog: Sprachkatalog) -> str:
    """Writes a catalogue as gettext has it, the texts in their order."""
    neu = Catalog(
        locale=katalog.sprache,
        header_comment="# Texte der Seiten in anderen Sprachen; msgctxt ist der Schlüssel, msgid der deutsche Text.",
        fuzzy=False,
    )
    for key, e in katalog.eintraege.items():
        mehrere = isinstance(e.deutsch, tuple)
        neu.add(
            e.deutsch,
            e.formen if mehrere else e.formen[0],
            context=key,
            flags=["fuzzy"] if e.ist_unklar else [],
            user_comments=[
                anfang + text for anfang, text in ((ROLLE, e.rolle), (ANMERKUNG, e.anmerkung)) if text
            ],
        )  # fmt: skip
    return catalogue_text(neu)


def align(katalog: Sprachkatalog, quelle: Mapping[str, Text]) -> Sprachkatalog:
    """Brings a catalogue up to date: new texts are empty, changed ones marked, those that are gone dropped.

    Args:
        katalog: The catalogue.
        quelle: German texts by key; those of the data stay where the data of this project have none.
    """
    neu: dict[str, Eintrag] = {}
    for key, deutsch in quelle.items():
        alt = katalog.eintraege.get(key)
        anzahl = katalog.form_count if isinstance(deutsch, tuple) else 1
        if alt is None or len(alt.formen) != anzahl:
            neu[key] = Eintrag(deutsch, ("",) * anzahl)
        elif alt.deutsch != deutsch:
            # Who looked at it looked at another text.
            neu[key] = Eintrag(deutsch, alt.formen, ist_unklar=True, anmerkung=alt.anmerkung)
        else:
            neu[key] = alt
    bleibt = {key: e for key, e in katalog.eintraege.items() if is_of_data(key) and key not in quelle}
    return Sprachkatalog(katalog.sprache, neu | bleibt, katalog.plural)


# --- what is said ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stimme:
    """Says texts in a language.

    Attributes:
        katalog: The texts of the language.
        quelle: German texts by key.
    """

    katalog: Sprachkatalog
    quelle: Mapping[str, Text]

    def knows(self, key: str) -> bool:
        """Tells whether there is an up-to-date text in this language."""
        eintrag = self.katalog.eintraege.get(key)
        if self.sprache == QUELLSPRACHE:
            return key in self.quelle
        return eintrag is not None and not _state(eintrag, self.quelle[key])

    @property
    def sprache(self) -> str:
        """Code of the language."""
        return self.katalog.sprache

    def sag(self, key: str, **werte: object) -> Markup:
        """Says a text; where it is not translated, in German and marked as such.

        Args:
            key: Its key.
            **werte: What stands in its places; names of places and offices are marked as German.

        Raises:
            KeyError: There is no such text, or a place has no value.
        """
        return self._say(key, 0, werte)

    def sag_n(self, key: str, anzahl: int, **werte: object) -> Markup:
        """Says the form of a text that a number asks for; the number itself is a place of the text.

        Args:
            key: Its key.
            anzahl: The number, 1 or more.
            **werte: As for :meth:`sag`.
        """
        return self._say(key, int(anzahl), {**werte, ZAHL: self.number(int(anzahl))})

    def _say(self, key: str, anzahl: int, werte: Mapping[str, object]) -> Markup:
        deutsch = self.quelle[key]
        if self.sprache != QUELLSPRACHE and self.knows(key):
            eintrag = self.katalog.eintraege[key]
            nr = self.katalog.form(anzahl) if isinstance(deutsch, tuple) else 0
            gesagt = eintrag.formen[nr] if nr < len(eintrag.formen) else ""
            if gesagt:
                return _fill(gesagt, werte, self.german)
        text = deutsch if isinstance(deutsch, str) else deutsch[int(anzahl != 1)]
        return self.german(_fill(text, werte, escape))

    def german(self, text: object) -> Markup:
        """Marks words as German; on a German page they are what all others are."""
        if self.sprache == QUELLSPRACHE:
            return escape(text)
        return Markup('<span lang="de" dir="ltr">{}</span>').format(text)

    def number(self, zahl: int) -> str:
        """Writes a number as the language does, in the digits that the German pages have too."""
        return format_decimal(zahl, locale=self.sprache).replace("\u00a0", NNBSP)

    def percent(self, wert: float, stellen: int) -> str:
        """Writes a share as the language does.

        Args:
            wert: In percent.
            stellen: Digits after the point.

        Example:
            >>> Stimme(Sprachkatalog("tr", {}, "0"), {}).percent(91.9, 1)
            '%91,9'
        """
        muster = str(Locale.parse(self.sprache).percent_formats[None].pattern)
        muster = muster.replace("#,##0", "#,##0" + ("." + "0" * stellen if stellen else ""))
        anteil = Decimal(repr(round_half_up(wert, stellen))) / 100
        return format_percent(anteil, format=muster, locale=self.sprache).replace("\u00a0", NNBSP)

    @property
    def is_reviewed(self) -> bool:
        """Tells whether somebody looked at every text."""
        return bool(self.katalog.eintraege) and all(e.rolle for e in self.katalog.eintraege.values())


def _fill(text: str, werte: Mapping[str, object], mark: Callable[[str], Markup]) -> Markup:
    terme = {name: mark(wort) for name, wort in TERME.items()}
    return escape(text).format(**terme, **werte)


# --- check -----------------------------------------------------------------------------------------------------------


def places(text: str) -> set[str]:
    """Gives the names of the places of a text.

    Raises:
        ValueError: Its brackets do not match.

    Example:
        >>> sorted(places("{ort}: {anzahl}"))
        ['anzahl', 'ort']
    """
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def text_faults(deutsch: Text, text: str, sprache: str, zahlen: list[int] | None = None) -> Iterator[tuple[str, str]]:
    """Finds what is wrong with a translation, as finding and remedy.

    Args:
        deutsch: The German text.
        text: The translation, not empty.
        sprache: Its language.
        zahlen: Numbers that this form is for; None: no number decides.
    """
    beide = [deutsch] if isinstance(deutsch, str) else list(deutsch)
    soll = {stelle for t in beide for stelle in places(t)}
    try:
        ist = places(text)
        escape(text).format(**dict.fromkeys(ist, ""))
    except (ValueError, IndexError, KeyError, AttributeError):
        yield "Die geschweiften Klammern gehen nicht auf", "Bitte Stellen wie {ort} übernehmen."
        return
    # A form for a single number may say it as a word, or by the word alone: "a goal", "two goals".
    ohne = {ZAHL} if zahlen and len(zahlen) == 1 else set()
    for name in sorted(soll - ist - ohne):
        yield f"Die Stelle {{{name}}} fehlt (gefunden „{text}“)", "Bitte ergänzen."
    for name in sorted(ist - soll - TERME.keys()):
        yield f"Die Stelle {{{name}}} gibt es im deutschen Text nicht (gefunden „{text}“)", "Bitte berichtigen."
    for zahl in sorted({z for t in beide for z in _numbers_in(t)} - _numbers_in(text)):
        yield f"Die Zahl {zahl} aus dem deutschen Text fehlt (gefunden „{text}“)", "Bitte ergänzen."
    for name in _bare_terms(text):
        yield f"Ein deutsches Wort steht ohne Klammern da (gefunden „{TERME[name]}“)", f"Bitte {{{name}}} schreiben."
    if text in beide:
        yield "Der Text steht noch auf Deutsch da", "Bitte übersetzen."
    if len(text) > _GRENZE:
        yield f"Der Text ist zu lang (gefunden {len(text)} Zeichen, erwartet höchstens {_GRENZE})", "Bitte kürzen."
    if unsichtbar := sorted({z for z in text if _is_hidden(z)}):
        codes = ", ".join(f"U+{ord(z):04X}" for z in unsichtbar)
        yield f"Im Text stehen unsichtbare Zeichen ({codes})", "Bitte löschen."
    if falsch := wrong_letters(text, sprache):
        yield f"Diese Zeichen gehören nicht zur Sprache {sprache} (gefunden „{falsch}“)", "Bitte berichtigen."
    if fremd := "".join(z for z in dict.fromkeys(text) if z in _FREMDE_SATZZEICHEN.get(sprache, "")):
        yield f"Diese Satzzeichen hat die Sprache {sprache} nicht (gefunden {fremd})", "Bitte berichtigen."


def _numbers_in(text: str) -> set[int]:
    """Gives the numbers in figures of a text, those of its German words too; words for numbers are not read.

    Example:
        >>> sorted(_numbers_in("Die U8 seit 2020")), sorted(_numbers_in("{u8} منذ ٢٠٢٠"))
        ([8, 2020], [8, 2020])
    """
    gefuellt = _STELLE.sub(lambda m: TERME.get(m[1], ""), text)
    return {int(z) for z in _ZIFFERN.findall(gefuellt)}


def _bare_terms(text: str) -> list[str]:
    """Gives the names of the German words that stand in a text as they are, where nothing says that they are German."""
    return [name for name, wort in TERME.items() if re.search(rf"\b{wort}\b", _STELLE.sub("", text))]


def _is_hidden(zeichen: str) -> bool:
    return unicodedata.category(zeichen) in ("Cc", "Cf", "Cn", "Co", "Cs") and zeichen not in _ERLAUBT_UNSICHTBAR


def wrong_letters(text: str, sprache: str) -> str:
    """Gives the letters of a text that are not of its language; names and German words stand in places, not here.

    Example:
        >>> wrong_letters("Ціль {u8}", "uk"), wrong_letters("Цiль", "uk"), wrong_letters("Şi", "ro")
        ('', 'i', 'Ş')
    """
    schrift = script(sprache)
    fremd = _FREMD.get(sprache, "")
    ohne = _STELLE.sub("", text)
    return "".join(
        z
        for z in dict.fromkeys(ohne)
        if (z.isalpha() and not unicodedata.name(z, "").startswith(schrift)) or z.lower() in fremd
    )


def check_catalogue(katalog: Sprachkatalog, quelle: Mapping[str, Text], ort: str) -> list[Fehler]:
    """Checks that a catalogue has every text, up to date, in all forms, with the places of the German one.

    Args:
        katalog: The catalogue.
        quelle: German texts by key.
        ort: Its file, for messages.
    """
    fehler = []
    for key, deutsch in quelle.items():
        eintrag = katalog.eintraege.get(key)
        mangel = _state(eintrag, deutsch)
        if eintrag is None or mangel:
            fehler.append(Fehler(ort, eintrag.zeile if eintrag else 0, key, mangel, ABGLEICHEN))
            continue
        anzahl = katalog.form_count if isinstance(deutsch, tuple) else 1
        for nr in range(anzahl):
            text = eintrag.formen[nr] if nr < len(eintrag.formen) else ""
            zahlen = katalog.numbers(nr) if isinstance(deutsch, tuple) else None
            # Arabic has a form for none, which no page says.
            if not text and (zahlen or zahlen is None):
                was = f"Die Form für {', '.join(map(str, zahlen))} fehlt" if zahlen else "Die Übersetzung fehlt"
                fehler.append(Fehler(ort, eintrag.zeile, key, was, "Bitte ergänzen."))
            elif text:
                fehler += [
                    Fehler(ort, eintrag.zeile, key, *m) for m in text_faults(deutsch, text, katalog.sprache, zahlen)
                ]
    weg = {key for key in katalog.eintraege.keys() - quelle.keys() if not is_of_data(key)}
    return fehler + [
        Fehler(ort, katalog.eintraege[key].zeile, key, "Diesen Text gibt es nicht mehr", ABGLEICHEN)
        for key in sorted(weg)
    ]


def _state(eintrag: Eintrag | None, deutsch: Text) -> str:
    """Says why a translation does not count; empty where it does."""
    if eintrag is None or not any(eintrag.formen):
        return "Die Übersetzung fehlt"
    if eintrag.deutsch != deutsch:
        neu = deutsch if isinstance(deutsch, str) else deutsch[1]
        return f"Der deutsche Text hat sich geändert (jetzt „{neu}“)"
    return "Die Übersetzung ist als unsicher markiert (fuzzy)" if eintrag.ist_unklar else ""


def check_catalogues(quelle: Mapping[str, Text]) -> list[Fehler]:
    """Checks the catalogues of all languages; a Kennzahl that no language has a sentence for is on no page.

    Args:
        quelle: German texts by key.
    """
    fehler: list[Fehler] = []
    kataloge: list[Sprachkatalog] = []
    for sprache in UEBERSETZT:
        datei = find_file(sprache)
        if not datei.is_file():
            fehler.append(Fehler(place_of(datei), 0, "", "Der Katalog fehlt", ABGLEICHEN))
            continue
        try:
            kataloge.append(read_catalogue(sprache))
        except DatenFehler as grund:
            fehler += grund.fehler
    uebersetzt = {key for k in kataloge for key in k.eintraege}
    verlangt = {k: t for k, t in quelle.items() if k in uebersetzt or not k.startswith(KENNZAHL)}
    for katalog in kataloge:
        fehler += check_catalogue(katalog, verlangt, place_of(find_file(katalog.sprache)))
    return fehler
