"""What a file is, told by its bytes: texts in every usual encoding, and what is no text although its name says so.

Plain Python: the check in a browser uses the same code as the command line.
"""

import re
from typing import Final

XLSX: Final = "eine Excel-Mappe (.xlsx)"
_ZIP: Final = b"PK\x03\x04"
_FREMD: Final = {
    b"\xd0\xcf\x11\xe0": "eine Excel-Mappe im alten Format (.xls)",
    b"%PDF": "ein PDF",
    b"\x1f\x8b": "ein gepacktes Archiv",
    b"\x89PNG": "ein Bild",
    b"\xff\xd8\xff": "ein Bild",
    b"SQLite format 3": "eine Datenbank",
    b"version https://git-lfs": "ein Verweis von Git LFS statt des Inhalts",
}
_WEBSEITE: Final = re.compile(rb"\s*(<!doctype html|<html|<\?xml|<head|<body)", re.IGNORECASE)
_GEWOHNT: Final = frozenset("äöüÄÖÜß„“”‚‘’»«–—…€§°²³½×−éèêáàâçñôîïëóíúøåæœÉ·•")
"""Letters and signs beyond ASCII that German texts are made of."""
_ANFUEHRUNG: Final = re.compile(r"(?<=\w)[„“”‚»«–—…€§°²³½×−·•](?=\w)|(?<!\w)[äöüßéèêáàâçñôîïëóíú](?!\w)")
"""A quotation mark within a word, or an umlaut all by itself: the encoding is another one."""
_DOPPELT: Final = re.compile(r"Ã[\u0080-\u00bf¤¶¼œžŸ„–]|â€[œ\u009d™“ž]|Â[§°²³½ ]")
"""UTF-8 that was read as cp1252 and saved anew."""


def foreign_format(roh: bytes) -> str | None:
    """Says what a file is that cannot be a table of text.

    Args:
        roh: Its content.

    Returns:
        What it is, with its article; None where it may be a text.

    Example:
        >>> foreign_format(b"%PDF-1.7"), foreign_format(b"a,b")
        ('ein PDF', None)
    """
    if roh.startswith(_ZIP):
        if b"application/vnd.oasis.opendocument.spreadsheet" in roh[:200]:
            return "eine Tabelle von LibreOffice (.ods)"
        return XLSX if b"xl/" in roh else "ein ZIP-Archiv"
    if _WEBSEITE.match(roh):
        return "eine Webseite oder XML"
    return next((was for anfang, was in _FREMD.items() if roh.startswith(anfang)), None)


def utf16_name(roh: bytes) -> str | None:
    """Names the encoding of a text in UTF-16, with or without a mark of the byte order; None for any other.

    Example:
        >>> utf16_name("a,b".encode("utf-16-le")), utf16_name(b"a,b")
        ('utf-16-le', None)
    """
    if roh.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    anfang = roh[:200]
    gerade, ungerade = anfang[::2].count(0), anfang[1::2].count(0)
    if len(anfang) > 1 and max(gerade, ungerade) > len(anfang) // 3 and min(gerade, ungerade) == 0:
        return "utf-16-be" if gerade else "utf-16-le"
    return None


def guess_eight_bit(roh: bytes) -> list[str]:
    """Lists the encodings of one byte a letter in which a text reads as German; Latin-1 counts as cp1252.

    Args:
        roh: Content that is no UTF-8.

    Example:
        >>> guess_eight_bit("Früh".encode("cp1252")), guess_eight_bit("Früh".encode("cp850"))
        (['cp1252'], ['cp850'])
    """
    passend = []
    for kodierung in ("cp1252", "cp850", "mac_roman"):
        try:
            text = roh.decode(kodierung)
        except UnicodeDecodeError:
            continue
        fremd = {z for z in text if ord(z) > 0x7F} - _GEWOHNT
        if not fremd and not _ANFUEHRUNG.search(text):
            passend.append(kodierung)
    return passend


def decode_text(roh: bytes) -> tuple[str, str]:
    """Reads a text in whatever encoding, where only one is possible.

    Args:
        roh: Content of the file.

    Returns:
        The text without a mark of the byte order, and its encoding.

    Raises:
        UnicodeError: No encoding fits, or more than one.
    """
    if utf16 := utf16_name(roh):
        return roh.decode(utf16).removeprefix("\ufeff"), utf16
    try:
        return roh.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        (kodierung, *mehr) = guess_eight_bit(roh) or [""]
        if not kodierung or mehr:
            raise UnicodeError("mehrere" if mehr else "keine") from None
        return roh.decode(kodierung), kodierung


def find_mojibake(text: str) -> str | None:
    """Finds letters that were saved in the wrong encoding twice over ("Ã¼" for "ü"); None where there are none."""
    treffer = _DOPPELT.search(text)
    return treffer[0] if treffer else None
