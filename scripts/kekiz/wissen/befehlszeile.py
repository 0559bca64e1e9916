"""Command lines that speak German: what ``argparse`` says by itself, said once for every command."""

import argparse
from collections.abc import Callable
from typing import Final, TypeVar

_Gelesen = TypeVar("_Gelesen")

DEUTSCH: Final = {
    "usage: ": "Aufruf: ",
    "positional arguments": "Angaben",
    "options": "Optionen",
    "show this help message and exit": "zeigt diese Hilfe",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "Es fehlt: %s. Bitte angeben.",
    "one of the arguments %s is required": "Eins davon fehlt: %s. Bitte angeben.",
    "unrecognized arguments: %s": "Das ist hier nicht bekannt: %s. Was es gibt, nennt --help.",
    "not allowed with argument %s": "Das geht nicht zusammen mit %s.",
    "ambiguous option: %(option)s could match %(matches)s": "„%(option)s“ ist nicht eindeutig (möglich: %(matches)s).",
    "ignored explicit argument %r": "Hier gehört keine Angabe hin (gefunden %r).",
    "expected one argument": "Dahinter fehlt eine Angabe.",
    "expected at most one argument": "Dahinter gehört höchstens eine Angabe.",
    "expected at least one argument": "Dahinter fehlt mindestens eine Angabe.",
    "expected %s argument": "Dahinter gehört %s Angabe.",
    "expected %s arguments": "Dahinter gehören %s Angaben.",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "Das ist nicht bekannt (gefunden %(value)r, erwartet eins von %(choices)s)."
    ),
    "invalid %(type)s value: %(value)r": "Das ist nicht lesbar (gefunden %(value)r).",
}
"""What somebody who calls a command may meet; what only a wrongly built parser says stays as it is."""


def _translate(text: str) -> str:
    return DEUTSCH.get(text, text)


def _translate_number(einzahl: str, mehrzahl: str, anzahl: int) -> str:
    return _translate(einzahl if anzahl == 1 else mehrzahl)


def new_parser(beschreibung: str, prog: str | None = None) -> argparse.ArgumentParser:
    """Makes a parser that says everything in German.

    Args:
        beschreibung: What the command does, one German sentence.
        prog: Name of the command; None for that of the running file.
    """
    # The module has fetched its two functions of gettext already; a catalogue on disk would need a language to be set.
    vars(argparse).update(_=_translate, ngettext=_translate_number)
    return argparse.ArgumentParser(prog=prog, description=beschreibung)


def readable(lesen: Callable[[str], _Gelesen], erwartet: str) -> Callable[[str], _Gelesen]:
    """Gives a reader of one cell of the command line that says in German what it expects.

    Args:
        lesen: Reads the text; a ValueError says that it cannot.
        erwartet: What it expects, in words.

    Example:
        >>> readable(int, "eine ganze Zahl")("12")
        12
    """

    def _read(text: str) -> _Gelesen:
        try:
            return lesen(text)
        except ValueError as ausnahme:
            raise argparse.ArgumentTypeError(
                f"Das ist nicht lesbar (gefunden „{text}“, erwartet {erwartet})."
            ) from ausnahme

    return _read
