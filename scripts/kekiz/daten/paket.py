"""The descriptor of a data package: which tables it holds, where their schemas stand, who may use it."""

import json
from pathlib import Path
from typing import Any

from kekiz.daten.bestand import FELDER, read_schema, read_schema_file
from kekiz.wissen.lizenzen import LIZENZEN, STANDARD
from kekiz.wissen.mitgeliefert import schema_folder


def catalogue_tables(pfad: Path) -> set[str]:
    """Names the tables of the catalogue that packages refer to: what a published package brings along.

    Args:
        pfad: Root folder of the packages.
    """
    schemas = {d.stem: read_schema_file(d) for d in schema_folder(pfad).glob("*.json") if d.name != FELDER}
    bezuege = {n: [k["reference"] for k in s.get("foreignKeys", [])] for n, s in schemas.items()}
    offen = {b["resource"] for liste in bezuege.values() for b in liste if "package" in b}
    alle: set[str] = set()
    while offen:
        name = offen.pop()
        alle.add(name)
        offen |= {b["resource"] for b in bezuege.get(name, ())} - {"", *alle}
    return alle


def describe_licence(code: str) -> dict[str, str]:
    """Describes a licence for a descriptor.

    Args:
        code: Key of :data:`kekiz.wissen.lizenzen.LIZENZEN`.
    """
    return {"name": code, "title": LIZENZEN[code].titel, "path": LIZENZEN[code].adresse}


def describe_package(pfad: Path, name: str, titel: str) -> dict[str, Any]:
    """Describes the tables that lie in a package's folder.

    Args:
        pfad: Root folder of the packages.
        name: Package name (folder).
        titel: Title for readers.

    Returns:
        The descriptor, tables in the order of their names.

    Raises:
        FileNotFoundError: A table has no schema of its name.
    """
    ressourcen = []
    for datei in sorted((pfad / name).glob("*.csv")):
        schema = read_schema(pfad, datei.stem)
        ressourcen.append(
            {
                "name": datei.stem,
                "title": schema["title"],
                "path": datei.name,
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ","},
                "profile": "tabular-data-resource",
                "schema": f"../schema/{datei.stem}.json",
            }
        )
    return {
        "profile": "data-package",
        "name": name,
        "title": titel,
        "licenses": [describe_licence(STANDARD)],
        "resources": ressourcen,
    }


def write_descriptor(pfad: Path, name: str, titel: str) -> None:
    """Writes ``datapackage.json`` of a package from the tables in its folder."""
    text = json.dumps(describe_package(pfad, name, titel), ensure_ascii=False, indent=2)
    (pfad / name / "datapackage.json").write_text(text + "\n", encoding="utf-8")
