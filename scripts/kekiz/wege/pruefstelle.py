"""The check in a browser: files in, what is wrong with them and what they would change out.

The same rules in the same words as ``kekiz einlesen`` and ``kekiz pruefen``. Plain Python: it runs where the libraries of
frames and arrays are not (:mod:`kekiz.wege.pruefpaket` packs what it needs, ``docs/assets/pruefarbeiter.js`` calls it).
"""

import io
import json
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from kekiz.daten.bestand import Bestand, Tabelle, Zeile
from kekiz.daten.load import check, rows_of
from kekiz.daten.meldungen import set_apart, tell
from kekiz.daten.rueckweg import Einlesen, describe, describe_blanks, place_faults, read_back
from kekiz.daten.tabellenvergleich import Zelle, compare_tables
from kekiz.daten.warnungen import find_warnings
from kekiz.daten.wertregeln import recomputed
from kekiz.seiten.adresse import address
from kekiz.wege.archiv import save_workbook
from kekiz.wege.pruefziele import ANTEIL, measure_distances
from kekiz.wege.vorlage import list_sheets, make_template
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.zahlen import NNBSP, format_zahl, printed_decimals

NEU: Final = "neu"
GEAENDERT: Final = "geaendert"
UMBENANNT: Final = "umbenannt"
ENTFERNT: Final = "entfernt"


def tell_faults(fehler: Sequence[Fehler]) -> dict[str, Any]:
    """Gives faults as the command line tells them: lines, and a summary that is empty where there are none."""
    meldungen = set_apart(fehler)
    return {"zeilen": tell(meldungen.fehler), "summe": meldungen.summary() if fehler else ""}


def check_files(
    alt: Path, neu: Path, dateien: Mapping[str, bytes], paket: str, *, ersetzen: bool, start: str = ""
) -> dict[str, Any]:
    """Checks files as if they were taken into the published data, and says what they would change.

    Args:
        alt: Root folder of the packages as published; stays as it is.
        neu: Folder that becomes the packages with the files taken in.
        dateien: Content of the spreadsheets by name.
        paket: Package that they belong to.
        ersetzen: Rows that a sheet does not have go.
        start: Municipality whose pages stand at the root.

    Returns:
        ``gelesen``: what became of each sheet, sentences; ``zeilen`` and ``summe``: see :func:`tell_faults`;
        ``anmerkungen``: what could not be checked; ``warnungen``: what to look at again in rows of the files, lines;
        ``aenderungen``: see :func:`find_changes`; ``tabellen``: text of each
        changed table by its place; ``seiten``: addresses of pages that show a changed value.
    """
    shutil.rmtree(neu, ignore_errors=True)
    shutil.copytree(alt, neu)
    gelesen: list[Einlesen] = []
    fehler: list[Fehler] = []
    unlesbar: list[Fehler] = []
    for name, roh in dateien.items():
        try:
            gelesen += read_back(neu, roh, name, paket, ersetzen=ersetzen, unlesbar=unlesbar)
        except DatenFehler as ausnahme:
            fehler += ausnahme.fehler
    ganz = [g for g in gelesen if not g.was.unlesbar]
    antwort: dict[str, Any] = {"gelesen": [describe(g) for g in ganz], "anmerkungen": [], "warnungen": []}
    geputzt = [satz for g in gelesen if (satz := describe_blanks(g))]
    if unlesbar and not fehler:
        fehler = _beside(neu, gelesen)
    if fehler or unlesbar:
        alle = [*DatenFehler(unlesbar).fehler, *DatenFehler(fehler).fehler]
        return {**antwort, **tell_faults(alle), "aenderungen": [], "tabellen": {}, "seiten": []}
    bestand, fehler, antwort["anmerkungen"] = check(neu)
    meldungen = tell_faults(place_faults(DatenFehler(fehler).fehler, gelesen))
    antwort["warnungen"] = geputzt + tell([w for w in place_faults(find_warnings(bestand), gelesen) if w.zelle])
    orte = [o for o in dict.fromkeys(g.ort for g in gelesen) if _text(alt / o) != _text(neu / o)]
    aenderungen = list(find_changes(alt, neu, orte, bestand))
    return {
        **antwort,
        **meldungen,
        "aenderungen": aenderungen,
        "tabellen": {ort: _text(neu / ort) for ort in orte},
        "seiten": find_pages(aenderungen, bestand, start),
    }


def _beside(neu: Path, gelesen: Sequence[Einlesen]) -> list[Fehler]:
    """Finds what is wrong in the rows of files that can be read, beside those that cannot."""
    ohne = [
        (paket, datei.removesuffix(".csv")) for g in gelesen if g.was.unlesbar for paket, datei in [g.ort.split("/")]
    ]
    _, fehler, _ = check(neu, ohne)
    return [f for f in place_faults(DatenFehler(fehler).fehler, gelesen) if f.zelle]


def _text(datei: Path) -> str:
    return datei.read_bytes().decode() if datei.is_file() else ""


def find_changes(alt: Path, neu: Path, orte: Collection[str], bestand: Bestand) -> Iterator[dict[str, Any]]:
    """Compares tables before and after as ``kekiz vergleich`` does, all cells as text, so that faulty ones show, too.

    Args:
        alt: Root folder of the packages before.
        neu: The same afterwards.
        orte: The tables below them, for example ``musterstadt/werte.csv``.
        bestand: The packages afterwards.

    Yields:
        ``ort``, ``art`` (:data:`NEU`, :data:`GEAENDERT`, :data:`UMBENANNT` or :data:`ENTFERNT`), ``schluessel`` (cells of
        the key by column, of a row that is called otherwise both keys) and ``zellen``: column, text before, text
        afterwards. A share that its counts give is a cell ``nachgerechnet``; so are distances to targets, by what they are.
    """
    muster = {(t.paket, t.name): t for t in bestand.tabellen if t.datei in orte}
    vorher, nachher = (
        replace(bestand, tabellen=[replace(t, inhalt=list(rows_of(_text(wo / t.datei)))) for t in muster.values()])
        for wo in (alt, neu)
    )
    for a in compare_tables(vorher, nachher)[0]:
        tabelle = muster[a.paket, a.name]
        compute = _computed_of(bestand, a.paket) if a.name == "werte" else lambda _: {}
        geaendert: dict[str, list[Zelle]] = {}
        for zelle in a.zellen:
            geaendert.setdefault(zelle.schluessel, []).append(zelle)
        for zellen in geaendert.values():
            davor = {**zellen[0].zeile, **{z.spalte: z.vorher for z in zellen}}
            yield _change(tabelle, GEAENDERT, davor, zellen[0].zeile, compute)
        for namen in a.umbenannt:
            yield {"ort": tabelle.datei, "art": UMBENANNT, "schluessel": {"": " → ".join(namen)}, "zellen": []}
        for zeile in a.neu:
            yield _change(tabelle, NEU, {}, zeile, compute)
        for _, zeile in a.weg:
            yield _change(tabelle, ENTFERNT, zeile, {}, compute)


def _change(
    tabelle: Tabelle, art: str, vorher: Zeile, nachher: Zeile, compute: Callable[[Mapping[str, str]], dict[str, str]]
) -> dict[str, Any]:
    key, zeile = tabelle.schema["primaryKey"], nachher or vorher
    zellen = [[s, vorher.get(s) or "", nachher.get(s) or ""] for s in zeile if s not in key]
    davor, danach = compute(vorher), compute(nachher)
    zellen += [[was, davor.get(was, ""), danach.get(was, "")] for was in {**davor, **danach}]
    return {
        "ort": tabelle.datei,
        "art": art,
        "schluessel": {s: zeile[s] for s in key if zeile[s]},
        "zellen": [z for z in zellen if z[1] != z[2]],
    }


def _computed_of(bestand: Bestand, paket: str) -> Callable[[Mapping[str, str]], dict[str, str]]:
    """Makes what computes from a row of ``werte``: the share that its counts give, and its distances to targets."""
    anteile = {z["kennzahl_id"]: z for z in bestand.rows("kennzahlen") if z["art"] == ANTEIL}

    def _share(zeile: Mapping[str, str]) -> str:
        kennzahl = anteile.get(zeile.get("kennzahl_id", ""))
        zahlen = [zeile.get(s) or "" for s in ("zaehler", "nenner")]
        if kennzahl is None or not all(z.isdecimal() for z in zahlen) or not int(zahlen[1]):
            return ""
        gezaehlt: Zeile = {"zaehler": int(zahlen[0]), "nenner": int(zahlen[1])}
        gedruckt = zeile.get("gedruckt") or ""
        stellen = printed_decimals(gedruckt) if gedruckt else kennzahl["dezimalstellen"] or 0
        return f"{format_zahl(recomputed(gezaehlt, stellen), stellen)}{NNBSP}%"

    def _compute(zeile: Mapping[str, str]) -> dict[str, str]:
        return {"nachgerechnet": _share(zeile), **dict(measure_distances(bestand, paket, zeile))}

    return _compute


def find_pages(aenderungen: Sequence[Mapping[str, Any]], bestand: Bestand, start: str) -> list[str]:
    """Lists the pages that show a changed value: of its Kennzahl, of its goals, of its area.

    Args:
        aenderungen: What :func:`find_changes` gives.
        bestand: The packages.
        start: Municipality whose pages stand at the root.
    """
    seiten: dict[str, None] = {}
    for a in aenderungen:
        paket, tabelle = a["ort"].split("/")
        if tabelle != "werte.csv" or a["art"] == UMBENANNT:
            continue
        kennzahl_id, raum_id = a["schluessel"].get("kennzahl_id", ""), a["schluessel"].get("raum_id", "")
        seiten[address("kennzahl", "", kennzahl_id, start=start)] = None
        for z in bestand.rows("ziel_kennzahlen", paket):
            if z["kennzahl_id"] == kennzahl_id:
                seiten[address("ziel", paket, z["ziel_id"], start=start)] = None
        if any(z["raum_id"] == raum_id and z["typ"] == "sozialraum" for z in bestand.rows("raeume", paket)):
            seiten[address("raum", paket, raum_id, start=start)] = None
    return list(seiten)


def fill_in(alt: str, paket: str, jahr: int) -> bytes:
    """Makes the workbook in which a municipality fills in a year, as ``kekiz vorlage`` does.

    Args:
        alt: Root folder of the packages as published.
        paket: The municipality.
        jahr: The year.
    """
    bestand, _, _ = check(Path(alt))
    mappe = io.BytesIO()
    save_workbook(make_template(bestand, list_sheets(bestand, paket, jahr), paket), mappe)
    return mappe.getvalue()


def answer(alt: str, dateien: str, wahl: str) -> str:
    """Answers the script of the page, which knows text alone.

    Args:
        alt: Root folder of the packages as published.
        dateien: Folder with the files to be checked.
        wahl: ``paket``, ``ersetzen``, ``start`` of :func:`check_files` and ``namen``: the files in their order, as JSON.

    Returns:
        What :func:`check_files` gives, as JSON.
    """
    gewaehlt = json.loads(wahl)
    roh = {n: (Path(dateien) / str(nr)).read_bytes() for nr, n in enumerate(gewaehlt["namen"])}
    neu = Path(dateien).parent / "neu"
    antwort = check_files(
        Path(alt), neu, roh, gewaehlt["paket"], ersetzen=gewaehlt["ersetzen"], start=gewaehlt["start"]
    )
    return json.dumps(antwort, ensure_ascii=False)
