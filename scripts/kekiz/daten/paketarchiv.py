"""One package alone, above all one that comes as a zip: what may be in it, and what is wrong with it.

A zip is as the site publishes it, or as somebody packed the folder: with a folder around it, with backslashes, with what
an operating system adds. It is never unpacked by its own paths. Plain Python: the check in a browser uses the same code
as the command line.
"""

import io
import json
import re
import stat
import zipfile
import zlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from kekiz.daten.bestand import FELDER, KATALOG, Bestand, Tabelle, parse_json
from kekiz.daten.dateiart import size_fault
from kekiz.daten.dateibefund import no_json
from kekiz.daten.load import check_packages
from kekiz.daten.paket import catalogue_tables, write_descriptor
from kekiz.daten.warnungen import find_warnings
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.mitgeliefert import schema_folder

BESCHREIBUNG: Final = "datapackage.json"
_NAME: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_BEIWERK: Final = frozenset({"thumbs.db", "desktop.ini", "ehthumbs.db"})
"""What Windows adds to a folder; what macOS adds begins with a dot or lies in a folder of its own."""
_LAENGSTER: Final = 100
"""Letters of a name; what is longer is no table, and a system may not take it."""
_MACOS: Final = "__MACOSX"
_LAUFWERK: Final = re.compile(r"[A-Za-z]:")
_NICHT_LESBAR: Final = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError)
"""What reading an entry raises: damaged, packed by a method that nobody here knows."""


class PaketFehler(Exception):
    """Raised where something is no package; the text says so in German."""


@dataclass(frozen=True)
class Paketpruefung:
    """What a check of one package found.

    Attributes:
        name: The package.
        bestand: The package and the catalogue beside it.
        fehler: All faults of the package.
        warnungen: What is worth a second look in it.
        anmerkungen: What could not be checked.
        geteilt: Names of the tables of the catalogue that it brought along.
    """

    name: str
    bestand: Bestand
    fehler: Sequence[Fehler]
    warnungen: Sequence[Fehler]
    anmerkungen: Sequence[str]
    geteilt: Collection[str] = field(default=())

    @property
    def tabellen(self) -> list[Tabelle]:
        """The readable tables of the package itself."""
        return [t for t in self.bestand.tabellen if t.paket == self.name]

    def size(self) -> str:
        """Says how many tables and rows it has."""
        return f"{len(self.tabellen)} Tabellen, {sum(len(t.zeilen) for t in self.tabellen)} Zeilen"


def check_alone(wurzel: Path, name: str, geteilt: Collection[str] = ()) -> Paketpruefung:
    """Checks one package beside its catalogue.

    Args:
        wurzel: Root folder with ``schema/``, ``katalog/`` and the package.
        name: The package.
        geteilt: See :class:`Paketpruefung`.
    """
    bestand, fehler, anmerkungen = check_packages(wurzel, [name])
    warnungen = [w for w in find_warnings(bestand) if w.datei.partition("/")[0] == name]
    return Paketpruefung(name, bestand, DatenFehler(fehler).fehler, warnungen, anmerkungen, geteilt)


def check_archive(roh: bytes, datei: str, basis: Path, wurzel: Path) -> Paketpruefung:
    """Checks a package that comes as a zip.

    Args:
        roh: The zip.
        datei: Its name, for messages.
        basis: Root folder of packages whose schemas hold, and whose catalogue stands in for what the zip does not have.
        wurzel: Empty folder in which the package is laid beside schemas and catalogue, as the loader wants it.

    Raises:
        PaketFehler: It is no package, or one that nobody should open.
        DatenFehler: Its descriptor cannot be read.
    """
    name, geteilt = _lay_out(roh, datei, basis, wurzel)
    return check_alone(wurzel, name, geteilt)


def _lay_out(roh: bytes, datei: str, basis: Path, wurzel: Path) -> tuple[str, list[str]]:
    """Writes the package and its catalogue; gives its name, and the tables of the catalogue that it brought along."""
    if zu_gross := size_fault(roh):
        raise PaketFehler(f"{datei} ist zu groß ({zu_gross}).")
    try:
        with zipfile.ZipFile(io.BytesIO(roh)) as archiv:
            ordner, eintraege = _find_package(archiv, datei)
            inhalt = {
                # Of anything else than a table its name is enough.
                n: archiv.read(e) if n == BESCHREIBUNG or n.endswith(".csv") else b""
                for n, e in eintraege.items()
            }
    except _NICHT_LESBAR as ausnahme:
        raise PaketFehler(_no_package(datei)) from ausnahme
    beschreibung = _read_descriptor(inhalt.pop(BESCHREIBUNG), f"{ordner or Path(datei).stem}/{BESCHREIBUNG}")
    name = beschreibung.get("name")
    if not isinstance(name, str):
        raise PaketFehler(_no_package(datei))
    if not _NAME.fullmatch(name) or name == "schema":
        raise PaketFehler(f"{datei} hat einen unmöglichen Namen (gefunden „{_printable(name)}“).")
    (wurzel / "schema").symlink_to(schema_folder(basis))
    bekannt = {f"{d.stem}.csv" for d in schema_folder(basis).glob("*.json") if d.name != FELDER}
    unbekannt = [n for n in inhalt if n.endswith(".csv") and n not in bekannt]
    if unbekannt:
        raise PaketFehler(f"{datei} enthält die Tabelle {_printable(unbekannt[0])}, die das Programm nicht kennt.")
    ressourcen = beschreibung.get("resources")
    genannt = {r["name"] for r in ressourcen if _is_named(r)} if isinstance(ressourcen, list) else set()
    mit = {f"{n}.csv" for n in genannt & catalogue_tables(basis)} & inhalt.keys() if name != KATALOG else set()
    for ort in {KATALOG, name}:
        (wurzel / ort).mkdir()
    if name != KATALOG:
        for tabelle in (basis / KATALOG).glob("*.csv"):
            (wurzel / KATALOG / tabelle.name).write_bytes(tabelle.read_bytes())
    for n, text in inhalt.items():
        if len(n) <= _LAENGSTER:
            (wurzel / (KATALOG if n in mit else name) / n).write_bytes(text)
    if name != KATALOG:
        write_descriptor(wurzel, KATALOG, KATALOG)
    geteilt = sorted(n.removesuffix(".csv") for n in mit)
    _write_own(wurzel / name / BESCHREIBUNG, beschreibung, geteilt)
    return name, geteilt


def _no_package(datei: str) -> str:
    return f"{datei} ist kein Datenpaket (erwartet ein ZIP mit datapackage.json)."


def _printable(text: str) -> str:
    """Gives a name from a foreign archive as a message can show it."""
    return "".join(z if z.isprintable() else "?" for z in text)[:100]


def _find_package(archiv: zipfile.ZipFile, datei: str) -> tuple[str, dict[str, zipfile.ZipInfo]]:
    """Finds the folder of the package in an archive.

    Returns:
        Name of the folder, empty where the files lie in the archive itself; and its files by name.
    """
    eintraege: dict[tuple[str, ...], zipfile.ZipInfo] = {}
    for teile, eintrag in _safe_entries(archiv, datei):
        if teile in eintraege:
            raise PaketFehler(f"{datei} enthält {_printable('/'.join(teile))} zweimal.")
        eintraege[teile] = eintrag
    orte = [teile[:-1] for teile in eintraege if teile[-1] == BESCHREIBUNG]
    oben = [o for o in orte if len(o) == min(map(len, orte))]
    if not oben:
        raise PaketFehler(_no_package(datei))
    if len(oben) > 1:
        gefunden = ", ".join(sorted(_printable(o[-1]) for o in oben))
        raise PaketFehler(f"{datei} enthält mehrere Datenpakete (gefunden {gefunden}). Bitte jedes für sich packen.")
    (ordner,) = oben
    return (ordner[-1] if ordner else ""), {t[-1]: e for t, e in eintraege.items() if t[:-1] == ordner}


def _safe_entries(archiv: zipfile.ZipFile, datei: str) -> Iterator[tuple[tuple[str, ...], zipfile.ZipInfo]]:
    """Gives the files of an archive that are not mere additions of an operating system, by the parts of their paths."""
    for eintrag in archiv.infolist():
        # Some programs of Windows write its own separator.
        pfad = eintrag.filename.replace("\\", "/")
        teile = tuple(t for t in pfad.split("/") if t not in ("", "."))
        if pfad.startswith("/") or ".." in teile or _LAUFWERK.match(pfad) or stat.S_ISLNK(eintrag.external_attr >> 16):
            raise PaketFehler(f"{datei} enthält etwas, das aus dem Ordner hinausführt (gefunden „{_printable(pfad)}“).")
        if pfad.endswith("/") or not teile:
            continue
        if eintrag.flag_bits & 1:
            raise PaketFehler(f"{datei} ist mit einem Kennwort geschützt. Bitte ohne Kennwort packen.")
        if eintrag.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise PaketFehler(f"{datei} ist auf ungewohnte Weise gepackt. Bitte als gewöhnliches ZIP packen.")
        if teile[0] != _MACOS and not teile[-1].startswith(".") and teile[-1].lower() not in _BEIWERK:
            yield teile, eintrag


def _read_descriptor(roh: bytes, ort: str) -> dict[str, Any]:
    try:
        return parse_json(roh.decode("utf-8"))
    except ValueError as ausnahme:
        raise DatenFehler([no_json(ort, ausnahme)]) from ausnahme
    except RecursionError as ausnahme:
        raise DatenFehler([no_json(ort, ValueError("zu tief"))]) from ausnahme


def _is_named(ressource: object) -> bool:
    return isinstance(ressource, dict) and isinstance(ressource.get("name"), str)


def _write_own(datei: Path, beschreibung: Mapping[str, Any], geteilt: Collection[str]) -> None:
    """Writes the descriptor as it stands in a folder: without the catalogue's tables, schemas by their place."""
    ressourcen = beschreibung.get("resources")
    if isinstance(ressourcen, list):
        ressourcen = [
            {**r, "schema": f"../schema/{r['name']}.json"} if _is_named(r) else r
            for r in ressourcen
            if not (_is_named(r) and r["name"] in geteilt)
        ]
    text = json.dumps({**beschreibung, "resources": ressourcen}, ensure_ascii=False, indent=2)
    datei.write_text(text + "\n", encoding="utf-8")
