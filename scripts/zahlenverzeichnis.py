"""Writes down every number of the source documents by section, so that printed values can be checked without them.

The documents hold personal names and stay outside the repository; a number with its place holds none.
Run in the root of the repository, with the folder of the texts: ``python scripts/zahlenverzeichnis.py ORDNER``.
Which documents there are, and how their sections and tables begin, stands in ``tests/quellen/dokumente.json``; each gives one file ``tests/quellen/<quelle_id>.csv`` with fundstelle, zahl, anzahl.
"""

import csv
import io
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ZIEL = Path(__file__).resolve().parents[1] / "tests" / "quellen"

_DOKUMENTE: dict[str, dict[str, Any]] = json.loads((ZIEL / "dokumente.json").read_text(encoding="utf-8"))

DATEIEN: dict[str, str] = {quelle: d["datei"] for quelle, d in _DOKUMENTE.items()}
"""Name of the text file of each document."""

ABSCHNITTE: dict[str, list[tuple[str, str]]] = {q: [(n, a) for n, a in d["abschnitte"]] for q, d in _DOKUMENTE.items()}
"""Sections of each document in their order: name, how its first line begins."""

TABELLEN: dict[str, list[tuple[str, str, str]]] = {
    q: [(n, a, e) for n, a, e in d.get("tabellen", [])] for q, d in _DOKUMENTE.items()
}
"""Tables of a document in their order: name, first line, the caption below."""

_ZAHL = re.compile(r"\d+(?:\.\d{3})*(?:,\d+)?")
_WORT = re.compile(
    r"\b(?:keine?[mnrs]?|eine?[mnrs]?|beiden?|halben?|zweieinhalb|ein-"
    r"|(?:null|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:\w*jährig\w*|\w*tägig\w*|\w*stufig\w*|te[mnrs]?)?)"
    r"(?!\w)",
    re.IGNORECASE,
)
_TRENNUNG = re.compile(r"(?<=[a-zäöüß])-\s*\n\s*(?=[a-zäöüß])")
"""A word broken at the end of a line."""

_KONTAKT = re.compile(r"@|\bTel(?:efon)?\b|\bFax\b|\b0\d{3,4}\s?[–/-]\s?\d{4,}|\b0\s?\d \d\d \d\d\b")
"""Lines with telephone numbers or addresses of people."""


def numbers(text: str) -> list[str]:
    """Lists the numbers in a text as printed: digits with their points and commas, and number words in small letters.

    Example:
        >>> numbers("Von 3.134 waren 59% (drei Schulen) dabei")
        ['3.134', '59', 'drei']
    """
    return _ZAHL.findall(text) + [w.lower() for w in _WORT.findall(text)]


def sections(quelle_id: str, text: str) -> Iterator[tuple[str, str]]:
    """Gives each line of a document with its section, or with its table inside one.

    Raises:
        ValueError: A section or table was not found in its place.
    """
    abschnitte = list(ABSCHNITTE[quelle_id])
    tabellen = list(TABELLEN.get(quelle_id, []))
    abschnitt, ende = "Anfang", ""
    tabelle = ""
    for zeile in _TRENNUNG.sub("", text).splitlines():
        if not tabelle and abschnitte and re.search(abschnitte[0][1], zeile):
            abschnitt = abschnitte.pop(0)[0]
        elif not tabelle and tabellen and re.search(tabellen[0][1], zeile):
            tabelle, _, ende = tabellen.pop(0)
        yield tabelle or abschnitt, zeile
        if tabelle and re.search(ende, zeile):
            tabelle = ""
    if tabelle or abschnitte or tabellen:
        fehlt = tabelle or (abschnitte or tabellen)[0][0]
        raise ValueError(f"{quelle_id}: {fehlt} nicht gefunden")


def index(quelle_id: str, text: str) -> Counter[tuple[str, str]]:
    """Counts each number of a document by section (keys: fundstelle, zahl), lines with contact data left out."""
    return Counter(
        (abschnitt, zahl)
        for abschnitt, zeile in sections(quelle_id, text)
        if not _KONTAKT.search(zeile)
        for zahl in numbers(zeile)
    )


def write_csv(verzeichnis: Counter[tuple[str, str]]) -> str:
    """Writes an index as CSV text, sorted."""
    puffer = io.StringIO()
    schreiber = csv.writer(puffer, lineterminator="\n")
    schreiber.writerow(["fundstelle", "zahl", "anzahl"])
    schreiber.writerows([*schluessel, anzahl] for schluessel, anzahl in sorted(verzeichnis.items()))
    return puffer.getvalue()


def main(ordner: Path) -> None:
    """Writes the index of each document."""
    ZIEL.mkdir(parents=True, exist_ok=True)
    for quelle_id, datei in DATEIEN.items():
        text = (ordner / datei).read_text(encoding="utf-8")
        (ZIEL / f"{quelle_id}.csv").write_text(write_csv(index(quelle_id, text)), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
