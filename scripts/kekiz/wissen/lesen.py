"""Reading what people write: texts in UTF-8, with a German message where a program has saved them otherwise."""

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
