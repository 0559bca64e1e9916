"""What a browser needs to check a spreadsheet: the program and the published packages, as two archives.

Which modules of other people's libraries the program needs is found by running it once, apart, without the libraries of
frames and arrays (:func:`trace`). ``pruefmodule.txt`` keeps what was found, with the versions that it holds for; with any
other version it is found anew. Python itself lies ready in ``docs/assets/vendor/``.
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, Final

import kekiz
from kekiz.daten.einstellungen import Einstellungen
from kekiz.wege.archiv import write_zip
from kekiz.wissen.mitgeliefert import PAKETE, WURZEL, is_whole

ORDNER: Final = "assets/pruefen"
"""Where the archives lie, from the root of the site."""
PROGRAMM: Final = f"{ORDNER}/programm.zip"
DATEN: Final = f"{ORDNER}/daten.zip"
VENDOR: Final = "assets/vendor"
LAUFZEIT: Final = {
    "lader": f"{VENDOR}/pyodide-314.0.7.js",
    "modul": f"{VENDOR}/pyodide.asm-314.0.7.js",
    "wasm": f"{VENDOR}/pyodide.asm-314.0.7.wasm.gz",
    "bibliothek": f"{VENDOR}/python_stdlib-314.0.7.zip",
}
"""Files of Python for browsers, from the root of the site."""
MODULE: Final = Path(__file__).with_name("pruefmodule.txt")

_QUELLE: Final = Path(kekiz.__file__).parent
_RAEUME: Final = ("wissen", "daten")
"""Rooms that go along as a whole: rules load some of their modules only where the data ask for it."""
_EINZELNE: Final = (
    "__init__.py", "seiten/__init__.py", "seiten/adresse.py", "wege/__init__.py", "wege/archiv.py", "wege/pruefstelle.py",
    "wege/pruefreihe.py", "wege/pruefziele.py", "wege/vorlage.py",
)  # fmt: skip
_MITGELIEFERT: Final = "kekiz/mitgeliefert/datapackage"
"""Where the program looks for what comes with it, for packages without schemas of their own."""
_NUR_BASIS: Final = (
    b'"""Only the base class is needed: the library itself does not run here."""\n\n\nclass BaseModel:\n    pass\n'
)
_BEIGABEN: Final = {
    "babel": (
        "babel/global.dat", "babel/locale-data/root.dat", "babel/locale-data/de.dat", "babel/locale-data/de_DE.dat",
    ),
    "frictionless": ("frictionless/assets/",),
}  # fmt: skip
"""Data that a library reads besides its modules: files, and folders of them."""

_SPUR: Final = """
import datetime, json, sys, tempfile, types
from pathlib import Path

class Ohne:
    def find_spec(self, name, pfad=None, ziel=None):
        if name.partition(".")[0] in {"pandas", "numpy", "scipy", "pyarrow", "plotly", "pydantic_core", "wcwidth", "lxml", "PIL", "defusedxml"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Ohne())
basis = types.ModuleType("pydantic")
basis.BaseModel = type("BaseModel", (), {})
sys.modules["pydantic"] = basis
from kekiz.wege import pruefstelle
from kekiz.daten.lesetabelle import read_sheets
from openpyxl import Workbook

mappe = Workbook()
mappe.active.append(["a", 1, 0.5, datetime.date(2018, 9, 30), "=1+1"])
mappe.active.merge_cells("A2:B2")
with tempfile.TemporaryDirectory() as ordner:
    datei = Path(ordner) / "m.xlsx"
    mappe.save(datei)
    read_sheets(datei.read_bytes(), datei.name)
    pruefstelle.check(Path(sys.argv[1]))
    for werte in list(Path(sys.argv[1]).glob("*/werte.csv"))[:1]:
        pruefstelle.fill_in(sys.argv[1], werte.parent.name, 2000)
print(json.dumps([m.__file__ for m in sys.modules.values() if getattr(m, "__file__", None)]))
"""


def pack(ordner: Path, pakete: Path) -> int:
    """Writes the archives.

    Args:
        ordner: Folder of the files that go into the site as they are.
        pakete: Root folder of the packages.

    Returns:
        Bytes that a browser fetches once for a check, from a server that compresses.
    """
    (ordner / ORDNER).mkdir(parents=True, exist_ok=True)
    write_zip(ordner / PROGRAMM, dict(sorted(program_files(pakete).items())))
    write_zip(ordner / DATEN, dict(sorted(package_files(pakete).items())))
    laufzeit = [(WURZEL / "docs" / a).read_bytes() for a in LAUFZEIT.values()]
    return sum((ordner / a).stat().st_size for a in (PROGRAMM, DATEN)) + sum(
        min(len(t), len(gzip.compress(t, 1))) for t in laufzeit
    )


def package_files(pakete: Path) -> dict[str, bytes]:
    """Gives the tables, descriptors and schemas of all packages by their place below the root folder."""
    ordner = [d for d in pakete.iterdir() if (d / "datapackage.json").is_file() or d.name == "schema"]
    dateien = (d for o in ordner for d in o.iterdir() if d.suffix in (".csv", ".json"))
    return {d.relative_to(pakete).as_posix(): d.read_bytes() for d in dateien}


def program_files(pakete: Path) -> dict[str, bytes]:
    """Gives the modules that a check needs, the data they read, and the licences of what others wrote.

    Args:
        pakete: Root folder of the packages.
    """
    eigene = [*_EINZELNE, *(f"{r}/{d.name}" for r in _RAEUME for d in (_QUELLE / r).glob("*.py"))]
    dateien = {f"kekiz/{ort}": (_QUELLE / ort).read_bytes() for ort in eigene}
    dateien["pydantic/__init__.py"] = _NUR_BASIS
    notiert = MODULE.read_text(encoding="utf-8")
    for verteilung, orte in read_list(notiert if holds(notiert) else trace(pakete)).items():
        finde = metadata.distribution(verteilung.partition("==")[0]).locate_file
        dateien |= {ort: Path(str(finde(ort))).read_bytes() for ort in orte}
    if not is_whole(pakete):
        geteilt = {o: i for o, i in package_files(PAKETE).items() if o.startswith(("schema/", "katalog/"))}
        dateien |= {f"{_MITGELIEFERT}/{ort}": inhalt for ort, inhalt in geteilt.items()}
    return dateien


def read_list(text: str) -> dict[str, list[str]]:
    """Reads a list of modules: files by distribution and version.

    Example:
        >>> read_list("a==1\\n a/__init__.py\\n a/b.py\\nc==2\\n c.py\\n")
        {'a==1': ['a/__init__.py', 'a/b.py'], 'c==2': ['c.py']}
    """
    liste: dict[str, list[str]] = {}
    for zeile in text.splitlines():
        if zeile.startswith(" "):
            liste[list(liste)[-1]].append(zeile[1:])
        else:
            liste[zeile] = []
    return liste


def holds(text: str) -> bool:
    """Tells whether a list of modules is about the versions that are installed."""
    try:
        return all(metadata.version(n) == v for n, v in (z.split("==") for z in read_list(text)))
    except metadata.PackageNotFoundError:
        return False


def trace(pakete: Path) -> str:
    """Finds what a check loads of other people's libraries, as a list of modules.

    Args:
        pakete: Root folder of the packages, on which the check is run once.
    """
    umgebung = {**os.environ, "PYTHONPATH": str(_QUELLE.parent)}
    befehl = [sys.executable, "-c", _SPUR, str(pakete.resolve())]
    lauf = subprocess.run(befehl, capture_output=True, text=True, check=True, env=umgebung)
    geladen = set(json.loads(lauf.stdout))
    zeilen = []
    for verteilung in sorted(metadata.distributions(), key=lambda d: d.name.lower()):
        wurzel = str(verteilung.locate_file(""))
        orte = [str(f) for f in verteilung.files or ()] if verteilung.name != "kekiz" else []
        if module := {o for o in orte if o.endswith(".py") and str(Path(wurzel, o)) in geladen}:
            module |= set(_beside(verteilung.name, orte))
            zeilen += [f"{verteilung.name}=={verteilung.version}", *(f" {o}" for o in sorted(module))]
    return "\n".join(zeilen) + "\n"


def _beside(verteilung: str, orte: list[str]) -> Iterator[str]:
    """Lists the data that a library reads, and its licences."""
    for ort in orte:
        ist_lizenz = ".dist-info/" in ort and "LICEN" in ort.rpartition("/")[2].upper()
        ist_beigabe = ort.startswith(_BEIGABEN.get(verteilung, ())) and not ort.endswith((".py", ".pyc"))
        if ist_lizenz or (_BEIGABEN.get(verteilung) and ist_beigabe):
            yield ort


def offer_check(ordner: Path, pakete: Path, einstellungen: Einstellungen) -> dict[str, Any]:
    """Packs what a check needs, and says to its page what is fetched and where a checked file can go.

    Args:
        ordner: Folder of the files that go into the site as they are.
        pakete: Root folder of the packages.
        einstellungen: The settings.

    Returns:
        Nothing where small numbers are hidden: a check needs the tables in which they stand.
    """
    if einstellungen.verbirgt_kleine_zahlen:
        return {}
    return {
        "laufzeit": dict(LAUFZEIT),
        "programm": PROGRAMM,
        "daten": DATEN,
        "groesse": pack(ordner, pakete),
        "hochladen": einstellungen.hochladen,
        "email": einstellungen.kontakt.email if einstellungen.kontakt else "",
    }
