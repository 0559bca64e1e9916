"""The data of one version in one file to be kept: all tables, what they mean, how to cite and to load them, checksums.

Made of the finished downloads alone, so that a site that was joined from shares has it too; same downloads, same bytes.

Source: Citation File Format 1.2.0 (citation-file-format.github.io); DuckDB SQL (duckdb.org/docs).
"""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import yaml

from kekiz.daten.einstellungen import Einstellungen
from kekiz.seiten.datenseite import archive_file
from kekiz.wege.archiv import write_zip
from kekiz.wege.metadaten import SCHLAGWOERTER
from kekiz.wege.tabellenbeschreibung import DATEI
from kekiz.wege.teile import GRENZE_BYTES
from kekiz.wissen.lizenzen import LIZENZEN
from kekiz.wissen.spalten import TABELLEN
from kekiz.wissen.sprache import sag

LADEN: Final = "laden.sql"
"""Loads every table into DuckDB, each column with its type; beside the tables and in the archive."""
SUMMEN: Final = "SHA256SUMS"
_RECHTE: Final = Path("LIZENZ-DATEN.md")
_TYPEN: Final = {"integer": "BIGINT", "number": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE"}


def _text(text: str) -> str:
    """Writes a text for SQL.

    Example:
        >>> _text("Ines' Haus")
        "'Ines'' Haus'"
    """
    return "'{}'".format(text.replace("'", "''"))


def _name(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""'))


def loading_sql(beschreibung: Mapping[str, Any], parquet: Mapping[str, Sequence[str]]) -> str:
    """Writes what makes a table of each file, and says of each column what it means.

    Args:
        beschreibung: Descriptor of the tables (:func:`kekiz.wege.tabellenbeschreibung.describe_tables`).
        parquet: Files of the tables that are published as Parquet only, by name.
    """
    befehle = []
    for tabelle in beschreibung["resources"]:
        felder = tabelle["schema"]["fields"]
        typen = ", ".join(f"{_name(f['name'])} {_TYPEN.get(f['type'], 'VARCHAR')}" for f in felder)
        name = _name(tabelle["name"])
        befehle.append(f"CREATE OR REPLACE TABLE {name} ({typen});")
        befehle.append(
            f"COPY {name} FROM {_text(tabelle['path'])} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '\"', ESCAPE '\"', "
            "NULLSTR '');"
        )
        befehle.append(f"COMMENT ON TABLE {name} IS {_text(tabelle['description'])};")
        befehle += [f"COMMENT ON COLUMN {name}.{_name(f['name'])} IS {_text(f['description'])};" for f in felder]
    for tabelle, dateien in parquet.items():
        liste = ", ".join(map(_text, dateien))
        befehle.append(f"CREATE OR REPLACE TABLE {_name(tabelle)} AS FROM read_parquet([{liste}]);")
    return "\n".join(befehle) + "\n"


def citation(beschreibung: Mapping[str, Any], einstellungen: Einstellungen) -> str:
    """Writes how the data are cited, for programs that keep references."""
    wer = str(beschreibung["contributors"][0]["title"])
    angaben: dict[str, Any] = {
        "cff-version": "1.2.0",
        "message": sag("Bitte so zitieren, am besten mit dem ursprünglichen Dokument und der Fundstelle."),
        "type": "dataset",
        "title": beschreibung["title"],
        "abstract": beschreibung["description"],
        "authors": [{"name": wer}],
        "version": beschreibung["version"],
        "date-released": str(beschreibung["created"])[:10],
        "license-url": LIZENZEN[einstellungen.lizenz].adresse,
        "keywords": [sag(w) for w in SCHLAGWOERTER],
        "identifiers": [{"type": "other", "value": f"urn:uuid:{beschreibung['id']}"}],
    }
    if "homepage" in beschreibung:
        angaben["url"] = beschreibung["homepage"]
    return str(yaml.safe_dump(angaben, allow_unicode=True, sort_keys=False, width=120))


def read_me(
    beschreibung: Mapping[str, Any], einstellungen: Einstellungen, mit_paketen: bool, daneben: Mapping[str, str]
) -> str:
    """Says what is in the archive and how it is used.

    Args:
        beschreibung: Descriptor of the tables.
        einstellungen: Settings of the site.
        mit_paketen: Whether the packages are in it.
        daneben: Checksum of each table that is too large for it, by the name of its file.
    """
    lizenz = LIZENZEN[einstellungen.lizenz]
    adresse = str(beschreibung.get("homepage", ""))
    wo = f"{sag('Adresse')}: {adresse}" if adresse else ""
    teile = [
        f"# {beschreibung['title']}",
        str(beschreibung["description"]),
        "\n".join(
            zeile
            for zeile in (
                f"{sag('Fassung')}: {beschreibung['version']}",
                f"{sag('Herausgeber')}: {beschreibung['contributors'][0]['title']}",
                f"{sag('Lizenz')}: {lizenz.titel} ({lizenz.adresse})",
                f"{sag('Kennung')}: urn:uuid:{beschreibung['id']}",
                wo,
            )
            if zeile
        ),
        f"## {sag('Inhalt')}",
        "\n".join(
            f"- {zeile}"
            for zeile in (
                sag(
                    "`*.csv`, `*.parquet`: die Tabellen. CSV in UTF-8, mit Komma als Trenner und Punkt als Dezimalzeichen."
                ),
                sag("`{datei}`: was in jeder Tabelle und Spalte steht, nach dem Standard Data Package 2.", datei=DATEI),
                sag(
                    "`{datei}`: lädt alle Tabellen in DuckDB, mit dem Befehl `duckdb daten.duckdb < {datei}`.",
                    datei=LADEN,
                ),
                *([sag("`pakete/`: die Datenpakete, wie sie gepflegt werden.")] if mit_paketen else []),
                sag("`CITATION.cff`: wie die Daten zitiert werden."),
                sag("`{datei}`: Prüfsummen aller Dateien, zu prüfen mit `sha256sum -c {datei}`.", datei=SUMMEN),
            )
        ),
    ]
    if daneben:
        teile += [
            sag("Zu groß für das Archiv sind diese Tabellen. Wer sie braucht, legt sie daneben (Prüfsumme SHA-256):"),
            "\n".join(f"- `{name}` {summe}" for name, summe in daneben.items()),
        ]
    return "\n\n".join(teile) + "\n"


def write_archive(site: Path, einstellungen: Einstellungen) -> None:
    """Writes what loads the tables, and the archive of this version of the data; none where there are no downloads.

    It is no larger than any download may be: what does not fit stays beside it.

    Args:
        site: Folder of the built site, all downloads written.
        einstellungen: Settings of the site.
    """
    daten = site / "daten"
    if not (daten / DATEI).is_file():
        return
    beschreibung = json.loads((daten / DATEI).read_text(encoding="utf-8"))
    als_csv = {r["name"]: str(r["path"]) for r in beschreibung["resources"]}
    parquet = {
        name: dateien
        for name in TABELLEN
        if name not in als_csv
        and (dateien := sorted(p.name for p in daten.glob(f"{name}*.parquet") if _is_of(p, name)))
    }
    (daten / LADEN).write_text(loading_sql(beschreibung, parquet), encoding="utf-8", newline="")
    namen = [DATEI, LADEN, *als_csv.values()]
    rest = GRENZE_BYTES - sum((daten / n).stat().st_size for n in namen)
    daneben = {}
    for datei in (daten / d for dateien in parquet.values() for d in dateien):
        if (groesse := datei.stat().st_size) <= rest:
            namen.append(datei.name)
            rest -= groesse
        else:
            daneben[datei.name] = sha256(datei.read_bytes()).hexdigest()
    pakete = [f"pakete/{p.name}" for p in sorted((daten / "pakete").glob("*.zip"))]
    mit_paketen = bool(pakete) and sum((daten / n).stat().st_size for n in pakete) <= rest
    inhalt = {n: (daten / n).read_bytes() for n in (*namen, *(pakete if mit_paketen else []))}
    inhalt["CITATION.cff"] = citation(beschreibung, einstellungen).encode()
    inhalt["LIESMICH.md"] = read_me(beschreibung, einstellungen, mit_paketen, daneben).encode()
    if _RECHTE.is_file():
        inhalt[_RECHTE.name] = _RECHTE.read_bytes()
    inhalt = {n: inhalt[n] for n in sorted(inhalt)}
    inhalt[SUMMEN] = "".join(f"{sha256(b).hexdigest()}  {n}\n" for n, b in inhalt.items()).encode()
    archiv = site / archive_file(str(beschreibung["version"]))
    archiv.parent.mkdir(parents=True, exist_ok=True)
    write_zip(archiv, {f"{archiv.stem}/{n}": b for n, b in inhalt.items()})


def _is_of(datei: Path, tabelle: str) -> bool:
    """Tells whether a Parquet file is one of a table: it has its name, or that and a number."""
    nummer = datei.stem.removeprefix(tabelle)
    return not nummer or nummer.removeprefix("-").isdigit()
