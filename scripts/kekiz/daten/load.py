"""The only reader of the data packages: validates them with Frictionless, then gives typed frames.

All faults are collected and raised together, in German. Nothing is dropped or mended in silence.
"""

import csv
import io
import sys
from collections.abc import Collection, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from kekiz.daten.bestand import (
    KATALOG,
    Bestand,
    Tabelle,
    Zeile,
    find_schema,
    read_json,
    read_schema_file,
    set_open_apart,
    typed_rows,
)
from kekiz.daten.dateibefund import (
    SCHEMA,
    check_bytes,
    check_cells,
    check_key,
    check_root,
    missing_file,
    name_rewriting,
    no_json,
    resource_fault,
    row_fault,
    schema_fault,
    schema_unreadable,
    unlisted_files,
    unreadable,
)
from kekiz.daten.geheim import check_hidden
from kekiz.daten.pruefung import check_bestand
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.mitgeliefert import PAKETE, is_whole


def package_names(pfad: Path) -> list[str]:
    """Lists the packages below a root folder, the catalogue first."""
    namen = sorted(p.parent.name for p in pfad.glob("*/datapackage.json"))
    return sorted(namen, key=lambda n: (n != KATALOG, n))


def read_packages(pfad: Path, nur: Collection[str] | None = None) -> tuple[Bestand, list[Fehler]]:
    """Reads packages and checks each file by itself.

    Args:
        pfad: Root folder with ``schema/``, ``katalog/`` and one folder per municipality.
        nur: Names of packages; None: all.

    Returns:
        The frames of all readable tables, and the faults found so far (file, encoding, header, cells, keys).
    """
    fehler: list[Fehler] = list(check_root(pfad))
    tabellen: list[Tabelle] = []
    pakete: dict[str, dict[str, Any]] = {}
    unlesbar: set[tuple[str, str]] = set()
    for paket in (p for p in package_names(pfad) if nur is None or p in nur):
        ort = f"{paket}/datapackage.json"
        try:
            pakete[paket] = read_json(pfad / paket / "datapackage.json")
        except (ValueError, OSError) as ausnahme:
            fehler.append(no_json(ort, ausnahme))
            unlesbar.update((paket, d.stem) for d in (pfad / paket).glob("*.csv"))
            continue
        if pakete[paket].get("name") != paket:
            befund = f"Der Name passt nicht zum Ordner (gefunden „{pakete[paket].get('name')}“, erwartet „{paket}“)"
            fehler.append(Fehler(ort, 0, "", befund, "Bitte berichtigen."))
        genannt: set[str] = set()
        for ressource in table_resources(pakete[paket], ort, fehler):
            genannt.add(ressource["path"])
            vorher = len(fehler)
            tabelle = _read_table(pfad, paket, ressource, fehler)
            if len(fehler) > vorher:
                unlesbar.add((paket, ressource["name"]))
            if tabelle is not None:
                tabellen.append(tabelle)
        for unbekannt in unlisted_files(pfad / paket, genannt):
            unlesbar.add((paket, Path(unbekannt.datei).stem))
            fehler.append(unbekannt)
    if not is_whole(pfad) and KATALOG in pakete:
        pakete[KATALOG], tabellen = _lay_upon_shared(pakete[KATALOG], tabellen)
    return Bestand(pfad, pakete, tabellen, frozenset(unlesbar)), fehler


EIGENES = ("kommunen", "suchwoerter", "steuerung", "steuerung_teile")
"""Tables of the catalogue that each project has of its own; rows of the others come with the program."""
MIT_BELEG = ("kettenfragen",)
"""Tables whose rows hold for every city although they rest on a document: it comes along, as what they are taken from."""
QUELLEN = "quellen"


def _shared() -> list[tuple[dict[str, Any], Tabelle]]:
    """Reads the rows of the catalogue that come with the program.

    Those that rest on a document stay away, but for those of :data:`MIT_BELEG`, whose documents are the only ones here.
    """
    geteilt = []
    for ressource in read_json(PAKETE / KATALOG / "datapackage.json")["resources"]:
        if ressource["name"] in EIGENES:
            continue
        fehler: list[Fehler] = []
        tabelle = _read_table(PAKETE, KATALOG, ressource, fehler)
        if fehler or tabelle is None:
            raise DatenFehler(fehler)
        geteilt.append((ressource, tabelle))
    belege = {z["quelle_id"] for _, t in geteilt if t.name in MIT_BELEG for z in t.zeilen}

    def _comes_along(t: Tabelle, z: Zeile) -> bool:
        quelle = z.get("quelle_id", "")
        return quelle in belege if t.name == QUELLEN else t.name in MIT_BELEG or not quelle

    return [(r, replace(t, inhalt=[z for z in t.zeilen if _comes_along(t, z)])) for r, t in geteilt]


def _lay_upon_shared(katalog: dict[str, Any], tabellen: list[Tabelle]) -> tuple[dict[str, Any], list[Tabelle]]:
    """Adds the rows that come with the program below those of the project; of equal keys the project's row stands.

    Args:
        katalog: Descriptor of the project's catalogue.
        tabellen: Readable tables of all packages.

    Returns:
        The descriptor with all tables of the catalogue, and the tables.
    """
    eigene = {t.name: t for t in tabellen if t.paket == KATALOG}
    genannt = {r["name"] for r in katalog["resources"]}
    ressourcen = list(katalog["resources"])
    ganz: list[Tabelle] = []
    for ressource, geteilt in _shared():
        eigen = eigene.pop(ressource["name"], None)
        if eigen is None and ressource["name"] in genannt:
            continue
        if eigen is None:
            ressourcen.append(ressource)
            ganz.append(geteilt)
            continue
        bekannt = {eigen.key(z) for z in eigen.zeilen}
        ganz.append(
            replace(eigen, inhalt=[*eigen.zeilen, *(z for z in geteilt.zeilen if geteilt.key(z) not in bekannt)])
        )
    andere = [t for t in tabellen if t.paket != KATALOG]
    return {**katalog, "resources": ressourcen}, [*eigene.values(), *ganz, *andere]


def table_resources(paket: dict[str, Any], ort: str, fehler: list[Fehler]) -> Iterator[dict[str, Any]]:
    """Gives the CSV tables that a descriptor names; what lacks a name, path or schema is a fault."""
    ressourcen = paket.get("resources")
    if not isinstance(ressourcen, list) or not ressourcen:
        fehler.append(
            Fehler(ort, 0, "", "Die Liste resources fehlt oder ist leer", "Bitte je Tabelle einen Eintrag anlegen.")
        )
        return
    gesehen: dict[str, int] = {}
    for nr, ressource in enumerate(ressourcen, start=1):
        if isinstance(ressource, dict) and ressource.get("format", "csv") != "csv":
            continue
        if befund := resource_fault(ressource, gesehen):
            fehler.append(Fehler(ort, 0, f"resources Nr. {nr}", *befund))
        else:
            gesehen[ressource["name"]] = nr
            yield ressource


def read_catalogue(pfad: Path) -> tuple[dict[str, Any], dict[str, bytes]]:
    """Gives the catalogue as one package, for whoever passes it on: what the loader takes for it, as files.

    Args:
        pfad: Root folder of packages that have been checked.

    Returns:
        Its descriptor, and the bytes of its tables by file name.
    """
    katalog = read_json(pfad / KATALOG / "datapackage.json")
    dateien = {r["path"]: (pfad / KATALOG / r["path"]).read_bytes() for r in katalog["resources"]}
    if is_whole(pfad):
        return katalog, dateien
    mitgebracht = _shared()
    for ressource, geteilt in mitgebracht:
        spalten = [str(f["name"]) for f in geteilt.schema["fields"]]
        schluessel = [spalten.index(s) for s in geteilt.schema["primaryKey"]]
        eigen = dateien.get(ressource["path"], (",".join(spalten) + "\n").encode())
        da = {tuple(z[s] for s in schluessel) for z in csv.reader(io.StringIO(eigen.decode())) if z}
        text = (PAKETE / KATALOG / ressource["path"]).read_text(encoding="utf-8")
        kommt = {tuple(str(z[s]) for s in geteilt.schema["primaryKey"]) for z in geteilt.zeilen} - da
        puffer = io.StringIO()
        csv.writer(puffer, lineterminator="\n").writerows(
            z for z in list(csv.reader(io.StringIO(text)))[1:] if tuple(z[s] for s in schluessel) in kommt
        )
        ende = b"" if eigen.endswith(b"\n") else b"\n"
        dateien[ressource["path"]] = eigen + ende + puffer.getvalue().encode()
    genannt = {r["name"] for r in katalog["resources"]}
    neue = [r for r, _ in mitgebracht if r["name"] not in genannt]
    return {**katalog, "resources": [*katalog["resources"], *neue]}, dateien


def _read_table(pfad: Path, paket: str, ressource: dict[str, Any], fehler: list[Fehler]) -> Tabelle | None:
    datei = f"{paket}/{ressource['path']}"
    voll = pfad / paket / ressource["path"]
    schema_datei = find_schema(pfad, paket, str(ressource["schema"]))
    if not voll.is_file():
        fehler.append(missing_file(voll, datei))
        return None
    if not schema_datei.is_file():
        fehler.append(Fehler(datei, 0, "", f"Das Schema fehlt ({ressource['schema']})", "Bitte Verweis berichtigen."))
        return None
    try:
        schema = read_schema_file(schema_datei)
    except ValueError as ausnahme:
        fehler.append(schema_unreadable(schema_datei.name, ausnahme))
        return None
    if kaputt := schema_fault(schema):
        fehler.append(Fehler(f"{SCHEMA}/{schema_datei.name}", 0, "", *kaputt))
        return None
    vorher = len(fehler)
    try:
        fehler.extend(check_bytes(voll, datei, schema))
    except OSError:
        fehler.append(unreadable(datei))
    if len(fehler) > vorher:
        return None
    zellen, zeilen = _read_rows(voll, datei, schema, fehler)
    fehler.extend(name_rewriting(list(check_cells(zellen, zeilen, datei, schema_datei, schema)), datei))
    fehler.extend(check_key(zellen, zeilen, datei, schema))
    # What is wrong with the other rows is found in the same go.
    falsch = {f.zeile for f in fehler[vorher:]}
    gute = [(z, nr) for z, nr in zip(zellen, zeilen, strict=True) if nr not in falsch]
    inhalt = typed_rows([z for z, _ in gute], [nr for _, nr in gute], schema)
    return Tabelle(paket, ressource["name"], datei, schema, inhalt)


def _read_rows(
    voll: Path, datei: str, schema: dict[str, Any], fehler: list[Fehler]
) -> tuple[list[list[str]], list[int]]:
    """Reads the cells as text.

    Args:
        voll: The file; encoding, header and quotation marks have been checked.
        datei: Its path for messages.
        schema: Table Schema.
        fehler: Takes the faults of rows that are blank or have too few or too many cells; these rows are left out.

    Returns:
        The cells of each data row, and the line at which each row begins (header = 1).
    """
    namen = [f["name"] for f in schema["fields"]]
    breite = len(namen)
    gute: list[list[str]] = []
    zeilen: list[int] = []
    with voll.open(encoding="utf-8", newline="") as strom:
        leser = csv.reader(strom)
        next(leser)
        beginn = leser.line_num + 1
        for zellen in leser:
            if len(zellen) == breite and any(zellen):
                # Ids, periods and places repeat from row to row: each text is kept once.
                gute.append([sys.intern(z) for z in zellen])
                zeilen.append(beginn)
            else:
                key = dict(zip(namen, zellen, strict=False))
                schluessel = " · ".join(key[k] for k in schema["primaryKey"] if key.get(k))
                fehler.append(Fehler(datei, beginn, schluessel, *row_fault(zellen, breite)))
            beginn = leser.line_num + 1
    return gute, zeilen


def check(pfad: Path, unlesbar: Collection[tuple[str, str]] = ()) -> tuple[Bestand, list[Fehler], list[str]]:
    """Reads all packages below a folder as rows and applies all rules; needs no library of frames and arrays.

    Args:
        pfad: Root folder of the packages.
        unlesbar: Package and name of tables of which rows were left out; what would only follow from that is not told.

    Returns:
        The packages, all faults, and remarks on what could not be checked.
    """
    bestand, fehler = read_packages(pfad)
    bestand = replace(bestand, unlesbar=bestand.unlesbar.union(unlesbar)) if unlesbar else bestand
    anmerkungen: list[str] = []
    if bestand.tabellen:
        fehler.extend(check_bestand(bestand))
        bestand = set_open_apart(bestand)
        geheime, anmerkungen = check_hidden(_only_whole(bestand), rows_of)
        fehler.extend(geheime)
    return bestand, fehler, anmerkungen


def load(pfad: Path) -> Bestand:
    """Reads and checks all packages below a folder.

    Args:
        pfad: Root folder of the packages.

    Returns:
        The typed frames.

    Raises:
        DatenFehler: There is at least one fault; all of them are in it.
    """
    bestand, fehler, anmerkungen = check(pfad)
    if fehler:
        raise DatenFehler(fehler)
    return replace(_as_frames(bestand), anmerkungen=tuple(anmerkungen))


def _as_frames(bestand: Bestand) -> Bestand:
    """Lets go of the rows, which only the rules need."""
    return replace(bestand, tabellen=[replace(t, inhalt=t.frame) for t in bestand.tabellen])


def check_packages(pfad: Path, namen: Collection[str]) -> tuple[Bestand, list[Fehler], list[str]]:
    """Checks some packages beside their catalogue as :func:`check` does all of them.

    What concerns other municipalities is no fault of theirs.

    Args:
        pfad: Root folder of the packages.
        namen: The packages, the catalogue left out.

    Returns:
        The packages and the catalogue, all faults, and remarks on what could not be checked.
    """
    bestand, fehler = read_packages(pfad, {*namen, KATALOG})
    anmerkungen: list[str] = []
    if bestand.tabellen:
        regeln = check_bestand(bestand)
        bestand = set_open_apart(bestand)
        geheime, anmerkungen = check_hidden(_only_whole(bestand), rows_of)
        fehler.extend(f for f in (*regeln, *geheime) if f.datei.partition("/")[0] in namen)
    return bestand, fehler, anmerkungen


def load_packages(pfad: Path, namen: Collection[str]) -> Bestand:
    """Reads and checks some packages beside their catalogue, see :func:`check_packages`.

    Args:
        pfad: Root folder of the packages.
        namen: The packages, the catalogue left out.

    Returns:
        The typed frames of the packages and the catalogue.

    Raises:
        DatenFehler: The packages have faults, or the catalogue cannot be read.
    """
    bestand, fehler, _ = check_packages(pfad, namen)
    if fehler:
        raise DatenFehler(fehler)
    return _as_frames(bestand)


def _only_whole(bestand: Bestand) -> Bestand:
    """Leaves out tables of which some rows could not be read; the same object where there are none."""
    if not bestand.unlesbar:
        return bestand
    return replace(bestand, tabellen=[t for t in bestand.tabellen if (t.paket, t.name) not in bestand.unlesbar])


def rows_of(text: str) -> Iterator[dict[str, str]]:
    """Reads the rows of any version of a CSV file, whatever its columns are."""
    yield from csv.DictReader(io.StringIO(text))
