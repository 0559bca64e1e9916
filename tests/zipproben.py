"""Archives that nobody should open, or that are no package: how to make them, and what is said of them."""

import io
import warnings
import zipfile
from collections.abc import Callable, Mapping


def pack(inhalt: Mapping[str, bytes]) -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, roh in inhalt.items():
            archiv.writestr(zipfile.ZipInfo(name), roh, zipfile.ZIP_DEFLATED)
    return puffer.getvalue()


BESCHREIBUNG = b'{"name": "hamm", "resources": []}'


def encrypted() -> bytes:
    """Says of its file that it needs a password; in both places where a zip says so."""
    roh = bytearray(pack({"datapackage.json": BESCHREIBUNG}))
    for marke, versatz in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        roh[roh.index(marke) + versatz] |= 1
    return bytes(roh)


def linked() -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w") as archiv:
        verweis = zipfile.ZipInfo("werte.csv")
        verweis.external_attr = 0o120777 << 16
        archiv.writestr(verweis, "/etc/passwd")
    return puffer.getvalue()


def twice() -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w") as archiv:
        archiv.writestr("datapackage.json", BESCHREIBUNG)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            archiv.writestr("datapackage.json", BESCHREIBUNG)
    return puffer.getvalue()


def bzipped() -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_BZIP2) as archiv:
        archiv.writestr("datapackage.json", BESCHREIBUNG)
    return puffer.getvalue()


def damaged() -> bytes:
    roh = bytearray(pack({"datapackage.json": BESCHREIBUNG + b" " * 500}))
    roh[50] ^= 0xFF
    return bytes(roh)


KEIN_PAKET = "ist kein Datenpaket (erwartet ein ZIP mit datapackage.json)."
ABGELEHNT: dict[str, tuple[Callable[[], bytes], str]] = {
    "no zip": (lambda: b"kein zip", KEIN_PAKET),
    "empty file": (lambda: b"", KEIN_PAKET),
    "empty zip": (lambda: pack({}), KEIN_PAKET),
    "cut": (lambda: pack({"datapackage.json": BESCHREIBUNG})[:-9], KEIN_PAKET),
    "damaged": (damaged, KEIN_PAKET),
    "no descriptor": (lambda: pack({"werte.csv": b"a\n"}), KEIN_PAKET),
    "no name": (lambda: pack({"datapackage.json": b"{}"}), KEIN_PAKET),
    "out of the folder": (
        lambda: pack({"../werte.csv": b"a\n"}),
        "enthält etwas, das aus dem Ordner hinausführt (gefunden „../werte.csv“).",
    ),
    "out of the folder, Windows": (
        lambda: pack({"hamm\\..\\..\\werte.csv": b"a\n"}),
        "enthält etwas, das aus dem Ordner hinausführt (gefunden „hamm/../../werte.csv“).",
    ),
    "absolute": (lambda: pack({"/etc/passwd": b""}), "enthält etwas, das aus dem Ordner hinausführt (gefunden „/etc/passwd“)."),
    "drive": (lambda: pack({"C:\\werte.csv": b""}), "enthält etwas, das aus dem Ordner hinausführt (gefunden „C:/werte.csv“)."),
    "link": (linked, "enthält etwas, das aus dem Ordner hinausführt (gefunden „werte.csv“)."),
    "password": (encrypted, "ist mit einem Kennwort geschützt. Bitte ohne Kennwort packen."),
    "another method": (bzipped, "ist auf ungewohnte Weise gepackt. Bitte als gewöhnliches ZIP packen."),
    "twice": (twice, "enthält datapackage.json zweimal."),
    "several packages": (
        lambda: pack({"hamm/datapackage.json": b"{}", "bochum/datapackage.json": b"{}"}),
        "enthält mehrere Datenpakete (gefunden bochum, hamm). Bitte jedes für sich packen.",
    ),
    "name of a folder above": (lambda: pack({"datapackage.json": b'{"name": ".."}'}), "hat einen unmöglichen Namen (gefunden „..“)."),
    "name of the schemas": (
        lambda: pack({"datapackage.json": b'{"name": "schema"}'}),
        "hat einen unmöglichen Namen (gefunden „schema“).",
    ),
    "unknown table": (
        lambda: pack({"datapackage.json": BESCHREIBUNG, "unbekannt.csv": b"a\n"}),
        "enthält die Tabelle unbekannt.csv, die das Programm nicht kennt.",
    ),
    "bomb": (
        lambda: pack({"datapackage.json": BESCHREIBUNG, "werte.csv": bytes(60_000_000)}),
        "ist zu groß (gefunden ausgepackt 60,0\u00a0MB, erwartet höchstens 50\u00a0MB).",
    ),
    "many files": (
        lambda: pack({f"{n}.txt": b"" for n in range(2001)}),
        "ist zu groß (gefunden 2.001 Dateien, erwartet höchstens 2.000).",
    ),
}  # fmt: skip
