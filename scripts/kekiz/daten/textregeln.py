"""What must hold of every text: nothing that nobody sees, no broken letters, no formula of a spreadsheet."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from kekiz.daten.bestand import Bestand
from kekiz.daten.dateiart import find_mojibake
from kekiz.wissen.fehler import Fehler

_ZITAT: Final = re.compile(r"„[\d.,\s%+−-]*“")
_VERDACHT: Final = re.compile(r"^\s|\s$|  |[\u00a0\u2000-\u200a\u202f\ufffd\u0300-\u036f]|^[=@]|Ã|â€|Â|^„|^\W+$")
"""Only such texts are looked at more closely."""
_FORMEL: Final = re.compile(r'[=@]\s*("|[A-Z]{2,}[(|!])')
"""A spreadsheet saved the formula instead of its result; a text that only begins with such a sign does no harm."""
_STELLEN: Final = ("fundstelle", "umsetzung_fundstelle", "beleg", "name", "titel")
"""Columns in which a sign alone says nothing."""
_WORTGETREU: Final = ("gedruckt", "kosten_gedruckt")


def check_texts(bestand: Bestand) -> Iterator[Fehler]:
    """Checks the letters of every text column."""
    for tabelle in bestand.tabellen:
        spalten = [str(f["name"]) for f in tabelle.schema["fields"] if f["type"] == "string"]
        for zeile in tabelle.zeilen:
            for spalte in spalten:
                text = zeile[spalte]
                if text and _VERDACHT.search(text):
                    for befund, abhilfe in _faults(spalte, text):
                        yield Fehler(
                            tabelle.datei, int(zeile["_zeile"]), tabelle.key(zeile), befund, abhilfe, spalte=spalte
                        )


def _faults(spalte: str, text: str) -> Iterator[tuple[str, str]]:
    """Says what is wrong with the letters of a text, and what to do."""
    if not text.strip():
        yield f"{spalte} enthält nur Leerzeichen", "Bitte füllen oder ganz leeren."
        return
    if text != text.strip():
        wo = "am Anfang" if text[0].isspace() else "am Ende"
        yield f"{spalte} hat ein Leerzeichen {wo} (gefunden „{text}“)", "Bitte das Leerzeichen löschen."
    elif "  " in text:
        yield f"{spalte} hat zwei Leerzeichen hintereinander (gefunden „{text}“)", "Bitte eines löschen."
    elif fest := re.search(r"[\u00a0\u2000-\u200a\u202f]", text):
        yield (
            f"{spalte} hat ein besonderes Leerzeichen (gefunden U+{ord(fest[0]):04X} in „{text}“)",
            "Bitte ein gewöhnliches setzen; das schmale und das feste setzt die Website selbst.",
        )
    if "\ufffd" in text:
        yield (
            f"{spalte} enthält ein Ersatzzeichen, ein Buchstabe ist verloren (gefunden „{text}“)",
            "Bitte den Buchstaben aus dem Dokument neu eintragen.",
        )
    if doppelt := find_mojibake(text):
        yield (
            f"{spalte} ist mit einem falschen Zeichensatz gelesen worden (gefunden „{doppelt}“ in „{text}“)",
            "Bitte die alte Datei mit dem Zeichensatz UTF-8 öffnen.",
        )
    if text != unicodedata.normalize("NFC", text):
        yield (
            f"{spalte} enthält einen zerlegten Buchstaben (gefunden „{text}“)",
            "Bitte neu eintippen; Buchstabe und Zeichen darüber sind zwei statt eins.",
        )
    if _FORMEL.match(text):
        yield f"{spalte} sieht aus wie eine Formel (gefunden „{text}“)", "Bitte den Text ohne = oder @ eintragen."
    if spalte in _WORTGETREU and _ZITAT.fullmatch(text):
        yield f"{spalte} steht in Anführungszeichen (gefunden {text})", "Bitte ohne Anführungszeichen eintragen."
    if spalte in _STELLEN and not re.search(r"\w", text):
        yield f"{spalte} nennt nichts (gefunden „{text}“)", "Bitte eintragen, was im Dokument zu finden ist."
