"""Reading what people write: texts in UTF-8, with a German message where a program has saved them otherwise."""

import difflib
from collections.abc import Iterable
from pathlib import Path

from kekiz.wissen.fehler import DatenFehler, Fehler


def encoding_fault(roh: bytes, datei: str, abhilfe: str) -> Fehler | None:
    """Names the first byte that is no UTF-8; None where there is none.

    Args:
        roh: Content of the file.
        datei: Its path as an editor sees it.
        abhilfe: What to do, one sentence with final stop.
    """
    try:
        roh.decode("utf-8")
    except UnicodeDecodeError as ausnahme:
        zeile = roh[: ausnahme.start].count(b"\n") + 1
        byte = roh[ausnahme.start : ausnahme.start + 1].hex()
        return Fehler(
            datei, zeile, "", f"Die Datei ist nicht UTF-8 (gefunden Byte 0x{byte}, vermutlich Latin-1)", abhilfe
        )
    return None


def read_utf8(datei: Path) -> str:
    """Reads a text; a mark of the byte order before it does no harm.

    Raises:
        DatenFehler: It is no UTF-8.
        OSError: It cannot be read.
    """
    roh = datei.read_bytes()
    if fehler := encoding_fault(roh, datei.as_posix(), "Bitte mit dem Zeichensatz UTF-8 speichern."):
        raise DatenFehler([fehler])
    return roh.decode("utf-8-sig").replace("\r\n", "\n")


def suggest(text: str, bekannt: Iterable[str]) -> str:
    """Asks whether an id that is spelled nearly the same was meant; empty where none is.

    Example:
        >>> suggest("pelkun", ["pelkum", "heessen"]), suggest("u4", ["u3", "u8"])
        ('Ist „pelkum“ gemeint?', '')
        >>> suggest("quote_u4", ["quote_u8", "quote_u3", "kosten"])
        'Ist „quote_u3“ oder „quote_u8“ gemeint?'
    """
    klein = {str(b).lower(): str(b) for b in bekannt}
    nah = difflib.get_close_matches(text.lower(), klein, n=3, cutoff=0.75)
    abstand = [difflib.SequenceMatcher(None, text.lower(), n).ratio() for n in nah]
    beste = sorted(klein[n] for n, a in zip(nah, abstand, strict=True) if a == max(abstand))
    return f"Ist {' oder '.join(f'„{b}“' for b in beste)} gemeint?" if beste else ""
