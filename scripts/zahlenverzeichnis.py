"""Writes down every number of the source documents by section, so that printed values can be checked without them.

The documents hold personal names and stay outside the repository; a number with its place holds none.
Run in the root of the repository, with the texts beside it: ``python scripts/zahlenverzeichnis.py ../shared/quellen``.
Each document gives one file ``tests/quellen/<quelle_id>.csv`` with fundstelle, zahl, anzahl.
"""

import csv
import io
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ZIEL = Path("tests/quellen")

DATEIEN = {
    "hamm-bericht-2018": "000_baded853393b7b3f.txt",
    "hamm-konzept": "001_74e0cf528a7a583f.txt",
    "hamm-integration-2016": "002_37e7fda71112f020.txt",
    "nrw-fachbericht-2013": "003_d229191d9acfeb0d.txt",
    "bochum-handlungskonzept-2016": "004_8d588b58e9dfbc50.txt",
}

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


def _chapters(*nummern: str) -> list[tuple[str, str]]:
    """Builds the start of numbered sections: the number, perhaps a full stop, then the heading."""
    return [(f"Abschnitt {n}", rf"^ *{re.escape(n)}\.? +[A-ZÄÖÜ„]") for n in nummern]


def _measure(nr: int) -> tuple[str, str]:
    """Builds the start of a row of the list of measures: its number, perhaps a page, then its title."""
    return f"Maßnahme {nr}", rf"^ *{nr} +(?:\d+(?: ff?\.)? +)?[A-ZÄÖÜ„]"


_PROFILE = [
    "Arnsberg", "Bielefeld", "Dormagen", "Dortmund", "Duisburg", "Düsseldorf", "Gelsenkirchen", "Gladbeck", "Hamm",
    "Kreis Düren", "Kreis Unna", "Kreis Warendorf", "Moers", "Mönchengladbach", "Münster", "Oberhausen", "Witten",
    "Wuppertal",
]  # fmt: skip
ABSCHNITTE: dict[str, list[tuple[str, str]]] = {
    "hamm-bericht-2018": [
        ("Rückblick 2018", r"^Rückblick 2018 und Ausblick"),
        ("Ausblick 2019", r"^ Ausblick *$"),
        ("Zielkatalog", r"^ *I\. Zielkatalog"),
        ("Kapitel 1", r"^1\. Entwicklungschancen der Kinder"),
        *_chapters("1.1", "1.2", "1.3", "1.4", "1.5", "1.6", "1.7"),
        # printed with a wrong number, see the Hinweise
        ("Abschnitt 1.8", r"^ *1\.5\. Die Ausbildungs"),
        ("Abschnitt 1.8.1", r"^ *1\.5\.1\. Erhöhung"),
        *_chapters("1.8.1.1", "1.8.1.2", "1.8.1.3", "1.8.2", "1.9", "1.10", "1.11", "1.12"),
        *_chapters("2.1", "2.2"),
        ("Kapitel 3", r"^3\. Verbesserung der Fachkompetenz"),
        *_chapters("3.1", "3.2"),
        ("Kapitel 4", r"^4\. Prozess der"),
        ("Abschnitt 4.1", r"^ *4\.1\. Die Steuerung"),
        ("Abschnitt 4.2", r"^ *4\.2\. Die Berichte"),
        ("Kapitel 5", r"^ *5\. Entwicklung des Präventionsbudgets"),
        ("Abschnitt 5.1", r"^ *5\.1\. Das Finanzcontrolling"),
        ("Arbeitsprogramm 2019", r"^ *III\. Ausblick"),
    ],
    "hamm-konzept": _chapters(
        "1", "1.1", "1.2", "2", "3", "4", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "4.8", "4.9", "5", "6"
    ),
    "hamm-integration-2016": [
        *_chapters(
            "1", "2", "2.1", "2.2", "2.3", "2.4", "2.5", "3", "3.1.1", "3.1.2", "3.1.3", "4", "4.1", "4.2", "4.3"
        ),
        *_chapters("5", "5.1", "5.1.1", "5.1.2", "5.1.3", "5.1.4", "5.1.5", "5.1.6", "5.1.7", "5.2", "5.2.1", "5.2.2"),
        *_chapters("5.2.3", "5.3", "6", "6.1"),
        *(_measure(n) for n in range(1, 13)),
        ("Abschnitt 6.1", r"^ *Die jährlichen Aufwendungen liegen"),
        *(_measure(n) for n in range(13, 35)),
    ],
    "nrw-fachbericht-2013": [(f"Profil {name}", rf"^ *{name.upper()} *$") for name in _PROFILE],
    "bochum-handlungskonzept-2016": [
        *_chapters("1", "1.1", "1.2", "1.2.1", "1.2.2", "1.2.3", "1.2.4", "1.3", "2", "3", "3.1", "3.1.1", "3.1.2"),
        *_chapters("3.1.3", "3.1.4", "4", "4.1", "4.2", "4.3", "4.4", "4.5", "4.6", "4.7", "5", "5.1", "5.2", "5.3"),
        *_chapters("5.4", "5.5"),
        ("Generaldatenblatt", r"^ *Generaldatenblatt12"),
    ],
}
"""Sections of each document in their order: name, how its first line begins."""

TABELLEN: dict[str, list[tuple[str, str, str]]] = {
    "hamm-bericht-2018": [
        ("Tabelle 1", r"^ *Sozialraum *$", r"^Tabelle 1:"),
        ("Tabelle 2", r"^ *2014 2015 2016 2017 2018 *$", r"^Tabelle 2:"),
        ("Tabelle 3", r"^ *Zielwert +2012 2013", r"^Tabelle 3:"),
        ("Tabelle 4", r"^ *U8 *$", r"^Tabelle 4:"),
        ("Tabelle 5", r"^ *Zielwert +2012 2013", r"^Tabelle 5:"),
        ("Tabelle 6", r"^ *außerschulische *$", r"^Tabelle 6:"),
        ("Tabelle 7", r"^ *Anzahl \(N\)", r"^Tabelle 7:"),
        ("Tabelle 8", r"^ *Anzahl \(N\)", r"^Tabelle 8:"),
        ("Tabelle 9", r"^ *Anzahl \(N\)", r"^Tabelle 9:"),
        ("Tabelle 11 (Abschnitt 1.12)", r"^ *2013 2014 2015 2016 2017 2018 *$", r"^Tabelle 11:"),
        ("Tabelle 11 (Abschnitt 2.1)", r"^ *Ambulante *$", r"^Tabelle 11:"),
        ("Tabelle 12", r"^ *Bildungsangebote ", r"^Tabelle 12:"),
        ("Tabelle 13", r"^ *Jahr Thema der Weiterbildung", r"^Tabelle 13:"),
        ("Tabelle 14", r"^ *Handlungsfelder der Zielvereinbarungen", r"^Tabelle 14:"),
        ("Tabelle 16", r"^ *Präventive Maßnahmen 2013", r"^Tabelle 16:"),
        ("Tabelle 17", r"^ *Kommunale Präventionsketten Ziele 2018", r"^Tabelle 17:"),
    ],
}
"""Tables of a document in their order: name, first line, the caption below."""


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
