"""What a file is, told by its bytes: texts in every usual encoding, and what is no text although its name says so.

Plain Python: the check in a browser uses the same code as the command line.
"""

import io
import re
import zipfile
from typing import Final

from kekiz.wissen.zahlen import format_zahl

XLSX: Final = "eine Excel-Mappe (.xlsx)"
ODS: Final = "eine Tabelle von LibreOffice (.ods)"
ZIP: Final = "ein ZIP-Archiv"
GROESSTE_DATEI: Final = 20_000_000
"""Bytes of a file that somebody brings along, as it is."""
GROESSTER_INHALT: Final = 50_000_000
"""Bytes of what is packed in it: a small archive can hold more than any computer."""
MEISTE_TEILE: Final = 2000
_PK: Final = (b"PK\x03\x04", b"PK\x05\x06")
"""A zip with and without anything in it."""
_KEINE_LISTE: Final = (zipfile.BadZipFile, RuntimeError, ValueError, OSError)
"""What reading the list of a damaged archive raises."""
_MAPPEN: Final = {
    "xl/": XLSX,
    "word/": "ein Word-Dokument (.docx)",
    "ppt/": "eine Präsentation (.pptx)",
}
"""What a zip is by the folder that one of its files lies in."""
_OFFEN: Final = {
    b"application/vnd.oasis.opendocument.spreadsheet": ODS,
    b"application/vnd.oasis.opendocument.text": "ein Text von LibreOffice (.odt)",
}
"""What stands near the beginning of documents of LibreOffice."""
_OLE: Final = b"\xd0\xcf\x11\xe0"
_IN_OLE: Final = {
    "EncryptedPackage": "eine Datei mit Kennwort",
    "WordDocument": "ein Word-Dokument im alten Format (.doc)",
}
"""What the old container of Office is by the name of one of its parts."""
_FREMD: Final = {
    _OLE: "eine Excel-Mappe im alten Format (.xls)",
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
_ANFUEHRUNG: Final = re.compile(r"(?<=[^\W\d_])[„“”‚»«–—…€§°²³½×−·•](?=[^\W\d_])|(?<!\w)[äöüßéèêáàâçñôîïëóíú](?!\w)")
"""A quotation mark within a word, or an umlaut all by itself: the encoding is another one. Between digits a dash is usual."""
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
    if roh.startswith(_PK):
        return _kind_of_zip(roh)
    if roh.startswith(_OLE) and (was := next((w for n, w in _IN_OLE.items() if n.encode("utf-16-le") in roh), "")):
        return was
    if _WEBSEITE.match(roh):
        return "eine Webseite oder XML"
    return next((was for anfang, was in _FREMD.items() if roh.startswith(anfang)), None)


def _kind_of_zip(roh: bytes) -> str:
    if offen := next((was for art, was in _OFFEN.items() if art in roh[:200]), ""):
        return offen
    try:
        with zipfile.ZipFile(io.BytesIO(roh)) as archiv:
            namen = archiv.namelist()
    except _KEINE_LISTE:
        # Its list is damaged; the names stand before each part, too.
        return XLSX if b"xl/" in roh else ZIP
    return next((was for ordner, was in _MAPPEN.items() if any(n.startswith(ordner) for n in namen)), ZIP)


def size_fault(roh: bytes) -> str:
    """Says what is too much about a file, packed or unpacked, as found and expected; empty where nothing is.

    Args:
        roh: Its content.

    Example:
        >>> size_fault(b"a,b"), size_fault(bytes(20_000_001))
        ('', 'gefunden 20,0\xa0MB, erwartet höchstens 20\xa0MB')
    """
    if len(roh) > GROESSTE_DATEI:
        return f"gefunden {_megabytes(len(roh), 1)}, erwartet höchstens {_megabytes(GROESSTE_DATEI)}"
    if not roh.startswith(_PK):
        return ""
    try:
        with zipfile.ZipFile(io.BytesIO(roh)) as archiv:
            # Reading a part never gives more than it says here.
            groessen = [e.file_size for e in archiv.infolist()]
    except _KEINE_LISTE:
        return ""
    if sum(groessen) > GROESSTER_INHALT:
        return f"gefunden ausgepackt {_megabytes(sum(groessen), 1)}, erwartet höchstens {_megabytes(GROESSTER_INHALT)}"
    if len(groessen) > MEISTE_TEILE:
        return f"gefunden {format_zahl(len(groessen))} Dateien, erwartet höchstens {format_zahl(MEISTE_TEILE)}"
    return ""


def _megabytes(anzahl: int, stellen: int = 0) -> str:
    return f"{format_zahl(anzahl / 1e6, stellen)}\u00a0MB"


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
