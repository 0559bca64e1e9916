"""Archives and workbooks whose bytes depend on their content alone."""

import io
import re
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO

from openpyxl import Workbook

_ZEIT = (1980, 1, 1, 0, 0, 0)
_STEMPEL = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*<")


def write_zip(datei: Path | BinaryIO, inhalt: Mapping[str, bytes]) -> None:
    """Writes an archive, entries in the given order."""
    with zipfile.ZipFile(datei, "w") as archiv:
        for name, daten in inhalt.items():
            eintrag = zipfile.ZipInfo(name, _ZEIT)
            eintrag.create_system = 3
            eintrag.external_attr = 0o644 << 16
            archiv.writestr(eintrag, daten, zipfile.ZIP_DEFLATED, compresslevel=9)


def save_workbook(mappe: Workbook, datei: Path | BinaryIO) -> None:
    """Writes a workbook without the hour of writing, which openpyxl stamps into the archive and its properties."""
    mappe.properties.creator = "Kommunale Präventionsketten"
    puffer = io.BytesIO()
    mappe.save(puffer)
    with zipfile.ZipFile(puffer) as alt:
        teile = {name: alt.read(name) for name in alt.namelist()}
    teile["docProps/core.xml"] = _STEMPEL.sub(rb"\g<1>1980-01-01T00:00:00Z<", teile["docProps/core.xml"])
    write_zip(datei, teile)
