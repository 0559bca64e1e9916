"""The command ``kekiz sbom``: what a project is built with, as CycloneDX 1.6 (JSON).

All of it is read from files of the project, so the same state gives the same bytes on every machine: the locked packages
of Python (``uv.lock``) and of Node.js (``package-lock.json``), and the files of others that lie in the project
(``HERKUNFT.txt`` beside them).

Source: CycloneDX specification 1.6 (cyclonedx.org); package addresses: purl specification.
"""

import base64
import json
import re
import tomllib
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import quote

Stoff = dict[str, Any]
"""An object of JSON."""

DATEI: Final = "kekiz.cdx.json"
_PYTHON, _NODE, _PROJEKT, _HERKUNFT = "uv.lock", "package-lock.json", "pyproject.toml", "HERKUNFT.txt"
_ORDNER: Final = "node_modules/"
_ART_DER_SUMME: Final = {"sha256": "SHA-256", "sha512": "SHA-512"}
_PAKET: Final = re.compile(
    r"^\| `(?P<name>[^`]+)@(?P<version>[^`@]+)` \| `(?P<sha512>[^`]+)` \| `(?P<datei>[^`]+)` \| `(?P<sha256>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)
_LIZENZ: Final = re.compile(
    r"^\| `[^`]+` \| npm `(?P<name>[^`]+)`[^|]*\|[^|]*\| (?P<lizenz>[\w.-]+)[^|]*\|$", re.MULTILINE
)


class StuecklisteFehler(Exception):
    """Raised where a project does not say what it is built with; the text says in German what is missing."""


def bill_of_materials(projekt: Path, zeit: int) -> str:
    """Writes the bill of materials of a project.

    Args:
        projekt: Its folder.
        zeit: When its state was, in seconds since 1970.

    Returns:
        CycloneDX 1.6 as JSON.

    Raises:
        StuecklisteFehler: The list of its locked packages is missing.
    """
    for name in (_PROJEKT, _PYTHON):
        if not (projekt / name).is_file():
            raise StuecklisteFehler(f"{projekt / name}: Die Datei fehlt. Bitte im Ordner eines Projekts aufrufen.")
    angaben = tomllib.loads((projekt / _PROJEKT).read_text(encoding="utf-8"))["project"]
    eigen = {
        "type": "application",
        "bom-ref": "projekt",
        "name": str(angaben["name"]),
        "version": str(angaben["version"]),
        **({"licenses": _licence(str(angaben["license"]))} if isinstance(angaben.get("license"), str) else {}),
    }
    sperre = tomllib.loads((projekt / _PYTHON).read_text(encoding="utf-8"))
    python = _python_parts(sperre, str(angaben["name"]))
    node: tuple[list[Stoff], dict[str, set[str]]] = ([], {})
    if (projekt / _NODE).is_file():
        node = _node_parts(json.loads((projekt / _NODE).read_text(encoding="utf-8"))["packages"])
    fremd = list(_vendored(projekt))
    teile = {t["bom-ref"]: t for t in (*node[0], *python[0], *fremd)}
    kanten = {**python[1], **node[1]}
    kanten["projekt"] = python[1].get("projekt", set()) | node[1].get("projekt", set()) | {t["bom-ref"] for t in fremd}
    inhalt: Stoff = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": datetime.fromtimestamp(zeit, UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": eigen,
        },
        "components": [teile[name] for name in sorted(teile)],
        "dependencies": [{"ref": ref, "dependsOn": sorted(kanten.get(ref, ()))} for ref in ("projekt", *sorted(teile))],
    }
    kennung = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(inhalt, sort_keys=True))
    return (
        json.dumps({**inhalt, "serialNumber": f"urn:uuid:{kennung}"}, ensure_ascii=False, indent=1, sort_keys=True)
        + "\n"
    )


def _licence(ausdruck: str) -> list[Stoff]:
    return [{"expression": ausdruck}]


# --- Python ----------------------------------------------------------------------------------------------------------


def _python_parts(sperre: Mapping[str, Any], eigen: str) -> tuple[list[Stoff], dict[str, set[str]]]:
    """Gives the locked packages of Python, and what needs what, by reference; what only tests need is excluded."""
    pakete = {_python_ref(p): p for p in sperre["package"]}
    nach_name: dict[str, list[str]] = {}
    for ref, p in pakete.items():
        nach_name.setdefault(p["name"], []).append(ref)

    def needed(eintraege: Iterable[Mapping[str, Any]]) -> set[str]:
        return {
            ref
            for e in eintraege
            for ref in nach_name.get(e["name"], ())
            if "version" not in e or pakete[ref]["version"] == e["version"]
        }

    (wurzel,) = (p for p in sperre["package"] if p["name"] == eigen)
    kanten = {
        ref: needed(
            [*p.get("dependencies", ()), *(d for gruppe in p.get("optional-dependencies", {}).values() for d in gruppe)]
        )
        for ref, p in pakete.items()
    }
    noetig = needed(wurzel.get("dependencies", ()))
    laeuft = _closure(noetig, kanten)
    weg = _python_ref(wurzel)
    teile = [_python_part(ref, p, ist_noetig=ref in laeuft) for ref, p in pakete.items() if ref != weg]
    zum_bauen = needed(d for gruppe in wurzel.get("dev-dependencies", {}).values() for d in gruppe)
    return teile, {**{r: k for r, k in kanten.items() if r != weg}, "projekt": noetig | zum_bauen}


def _python_ref(paket: Mapping[str, Any]) -> str:
    return f"pkg:pypi/{quote(paket['name'])}@{quote(str(paket.get('version', '0')))}"


def _python_part(ref: str, paket: Mapping[str, Any], *, ist_noetig: bool) -> Stoff:
    dateien = [*([paket["sdist"]] if "sdist" in paket else []), *paket.get("wheels", ())]
    teil = _part(ref, paket["name"], str(paket.get("version", "0")), ist_noetig=ist_noetig)
    verweise = [
        {
            "type": "distribution",
            "url": d["url"],
            "hashes": [{"alg": _ART_DER_SUMME[d["hash"].partition(":")[0]], "content": d["hash"].partition(":")[2]}],
        }
        for d in dateien
        if "url" in d and "hash" in d
    ]
    return teil | ({"externalReferences": verweise} if verweise else {})


def _part(ref: str, name: str, version: str, *, ist_noetig: bool) -> Stoff:
    return {
        "type": "library",
        "bom-ref": ref,
        "name": name,
        "version": version,
        "purl": ref,
        "scope": "required" if ist_noetig else "excluded",
    }


def _closure(anfang: set[str], kanten: Mapping[str, set[str]]) -> set[str]:
    """Gives what a set of packages needs, itself included."""
    alle: set[str] = set()
    offen = list(anfang)
    while offen:
        ref = offen.pop()
        if ref not in alle:
            alle.add(ref)
            offen += kanten.get(ref, ())
    return alle


# --- Node.js ---------------------------------------------------------------------------------------------------------


def _node_parts(pakete: Mapping[str, Any]) -> tuple[list[Stoff], dict[str, set[str]]]:
    """Gives the locked packages of Node.js, which only tests need, and what needs what."""
    teile = {}
    kanten: dict[str, set[str]] = {}
    for ort, p in pakete.items():
        ref = _node_ref(ort, p) if ort else "projekt"
        namen = {n for art in ("dependencies", "devDependencies", "optionalDependencies") for n in p.get(art, ())}
        ziele = {_node_ref(z, pakete[z]) for n in sorted(namen) if (z := _resolve(ort, n, pakete))}
        kanten.setdefault(ref, set()).update(ziele)
        if ort:
            teile[ref] = _node_part(ref, ort, p)
    return list(teile.values()), kanten


def _node_ref(ort: str, paket: Mapping[str, Any]) -> str:
    return f"pkg:npm/{quote(_node_name(ort, paket), safe='/')}@{quote(str(paket['version']))}"


def _node_name(ort: str, paket: Mapping[str, Any]) -> str:
    return str(paket.get("name") or ort.rpartition(_ORDNER)[2])


def _resolve(von: str, name: str, pakete: Mapping[str, Any]) -> str:
    """Finds a package as Node.js does: beside who needs it, then folder by folder above; empty where there is none."""
    ort = von
    while True:
        kandidat = f"{ort}/{_ORDNER}{name}" if ort else f"{_ORDNER}{name}"
        if kandidat in pakete:
            return kandidat
        if not ort:
            return ""
        ort = ort.rpartition(f"/{_ORDNER}")[0] if f"/{_ORDNER}" in ort else ""


def _node_part(ref: str, ort: str, paket: Mapping[str, Any]) -> Stoff:
    teil = _part(ref, _node_name(ort, paket), str(paket["version"]), ist_noetig=not paket.get("dev"))
    if lizenz := paket.get("license"):
        teil["licenses"] = _licence(str(lizenz))
    if summe := paket.get("integrity"):
        teil["hashes"] = [_hash(summe)]
    return teil


def _hash(integritaet: str) -> Stoff:
    """Reads a checksum as npm writes it.

    Example:
        >>> _hash("sha512-AAE=")
        {'alg': 'SHA-512', 'content': '0001'}
    """
    art, _, summe = integritaet.partition("-")
    return {"alg": _ART_DER_SUMME[art], "content": base64.b64decode(summe).hex()}


# --- files of others -------------------------------------------------------------------------------------------------


def _vendored(projekt: Path) -> Iterator[Stoff]:
    """Gives the packages whose files lie in the project, with these files and their checksums."""
    for herkunft in sorted([*(projekt / "docs").rglob(_HERKUNFT), *(projekt / "scripts").rglob(_HERKUNFT)]):
        text = herkunft.read_text(encoding="utf-8")
        # The first file of a package says its licence; others may hold parts under one of their own.
        lizenzen = {m["name"]: m["lizenz"] for m in reversed(list(_LIZENZ.finditer(text)))}
        gruppen: dict[tuple[str, str, str], list[re.Match[str]]] = {}
        for m in _PAKET.finditer(text):
            gruppen.setdefault((m["name"], m["version"], m["sha512"]), []).append(m)
        for (name, version, summe), dateien in gruppen.items():
            ref = f"pkg:npm/{quote(name, safe='/')}@{quote(version)}"
            teil = _part(ref, name, version, ist_noetig=True) | {"hashes": [_hash(f"sha512-{summe}")]}
            if name in lizenzen:
                teil["licenses"] = _licence(lizenzen[name])
            teil["components"] = [
                {
                    "type": "file",
                    "bom-ref": f"{ref}#{quote(d['datei'])}",
                    "name": d["datei"],
                    "hashes": [{"alg": "SHA-256", "content": d["sha256"]}],
                }
                for d in dateien
            ]
            yield teil
