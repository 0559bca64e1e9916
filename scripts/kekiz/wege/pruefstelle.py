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

from kekiz.daten.bestand import KATALOG, Bestand, Tabelle, Zeile, read_json, read_schema
from kekiz.daten.dateiart import ZIP, foreign_format
from kekiz.daten.load import check, read_catalogue, rows_of
from kekiz.daten.meldungen import set_apart, tell
from kekiz.daten.paket import write_descriptor
from kekiz.daten.paketarchiv import BESCHREIBUNG, PaketFehler, Paketpruefung, check_archive
from kekiz.daten.rueckweg import Einlesen, describe, describe_blanks, place_faults, read_back
from kekiz.daten.tabellenvergleich import Zelle, compare_tables
from kekiz.daten.warnungen import find_warnings
from kekiz.daten.wertregeln import recomputed
from kekiz.seiten.adresse import address
from kekiz.wege.archiv import save_workbook
from kekiz.wege.pruefreihe import name_series
from kekiz.wege.pruefziele import ANTEIL, measure_distances
from kekiz.wege.vorlage import list_sheets, make_template
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.mitgeliefert import PAKETE, is_whole
from kekiz.wissen.sprache import sag
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

    A zip is a whole package: it is checked alone, as ``kekiz pruefen`` does.

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
    if archive := [n for n, roh in dateien.items() if n.lower().endswith(".zip") or foreign_format(roh) == ZIP]:
        return _check_zip(alt, neu, dateien, archive[0], start)
    shutil.copytree(alt, neu)
    gelesen: list[Einlesen] = []
    fehler: list[Fehler] = []
    unlesbar: list[Fehler] = []
    for name, roh in dateien.items():
        try:
            neue = read_back(neu, roh, name, paket, ersetzen=ersetzen, unlesbar=unlesbar)
        except DatenFehler as ausnahme:
            fehler += ausnahme.fehler
            continue
        if ersetzen and (zweimal := {g.ort for g in gelesen} & {g.ort for g in neue}):
            # The second one would delete the rows of the first one.
            befund = f"Zwei Dateien haben Zeilen von {min(zweimal)}"
            fehler.append(Fehler(name, 0, "", befund, "Bitte einzeln prüfen oder fehlende Zeilen stehen lassen."))
        gelesen += neue
    ganz = [g for g in gelesen if not g.was.unlesbar]
    antwort: dict[str, Any] = {"gelesen": [describe(g) for g in ganz], "anmerkungen": [], "warnungen": []}
    geputzt = [satz for g in gelesen if (satz := describe_blanks(g))]
    if unlesbar and not fehler:
        fehler = _beside(neu, gelesen)
    if fehler or unlesbar:
        alle = [*DatenFehler(unlesbar).fehler, *DatenFehler(fehler).fehler]
        return {**antwort, **tell_faults(alle), **_NICHTS}
    bestand, fehler, antwort["anmerkungen"] = check(neu)
    meldungen = tell_faults(place_faults(DatenFehler(fehler).fehler, gelesen))
    antwort["warnungen"] = geputzt + tell([w for w in place_faults(find_warnings(bestand), gelesen) if w.zelle])
    orte = dict.fromkeys(g.ort for g in gelesen)
    vorher, nachher = ({o: i for o in orte if (i := _content(wo / o))} for wo in (alt, neu))
    # A table that is new stands in the descriptor of its package, too.
    beschreibungen = dict.fromkeys(f"{o.partition('/')[0]}/{BESCHREIBUNG}" for o in nachher if o not in vorher)
    return {
        **antwort,
        **meldungen,
        **_compare(vorher, nachher, bestand, start, {o: _content(neu / o).decode() for o in beschreibungen}),
    }


_NICHTS: Final[dict[str, Any]] = {"aenderungen": [], "tabellen": {}, "seiten": []}


def _check_zip(alt: Path, neu: Path, dateien: Mapping[str, bytes], archiv: str, start: str) -> dict[str, Any]:
    """Checks a whole package; see :func:`check_files`, whose ``neu`` it lays out beside schemas and catalogue."""
    antwort: dict[str, Any] = {"gelesen": [], "anmerkungen": [], "warnungen": [], **_NICHTS}
    neu.mkdir(parents=True)
    try:
        if len(dateien) > 1:
            raise PaketFehler(f"{archiv} ist ein ZIP-Archiv. Bitte ein ganzes Paket allein prüfen.")
        paket = check_archive(dateien[archiv], archiv, alt if is_whole(alt) else PAKETE, neu)
    except PaketFehler as ausnahme:
        return {**antwort, "zeilen": [str(ausnahme)], "summe": sag("Nichts ist geprüft.")}
    except DatenFehler as ausnahme:
        return {**antwort, **tell_faults(ausnahme.fehler)}
    vorher = {f"{paket.name}/{d.name}": d.read_bytes() for d in sorted((alt / paket.name).glob("*.csv"))}
    nachher = {f"{paket.name}/{d.name}": d.read_bytes() for d in sorted((neu / paket.name).glob("*.csv"))}
    if paket.geteilt:
        katalog = read_catalogue(alt)[1]
        geteilt = {f"{KATALOG}/{t}.csv": f"{t}.csv" for t in paket.geteilt}
        vorher |= {ort: katalog[datei] for ort, datei in geteilt.items() if datei in katalog}
        nachher |= {ort: (neu / ort).read_bytes() for ort in geteilt}
    return {
        **antwort,
        **tell_faults(paket.fehler),
        "gelesen": [f"{paket.name}: {paket.size()}."],
        "anmerkungen": [*paket.anmerkungen],
        "warnungen": tell(set_apart(paket.fehler, paket.warnungen).warnungen),
        **_compare(vorher, nachher, paket.bestand, start, _own_descriptor(neu, paket, vorher, nachher)),
    }


def _own_descriptor(
    neu: Path, paket: Paketpruefung, vorher: Collection[str], nachher: Collection[str]
) -> dict[str, str]:
    """Gives the descriptor as the project keeps it, where tables came or went and the package has no fault."""
    if paket.fehler or {*vorher} == {*nachher}:
        return {}
    ort = f"{paket.name}/{BESCHREIBUNG}"
    write_descriptor(neu, paket.name, str(read_json(neu / ort).get("title", paket.name)))
    return {ort: _content(neu / ort).decode()}


def _compare(
    vorher: Mapping[str, bytes],
    nachher: Mapping[str, bytes],
    bestand: Bestand,
    start: str,
    beschreibungen: Mapping[str, str],
) -> dict[str, Any]:
    """Says what differs between tables before and after, for :func:`check_files`."""
    lesbar = {t.datei for t in bestand.tabellen}
    # A file that cannot be read is a fault; nobody can say what in it is new.
    orte = [o for o in dict.fromkeys([*nachher, *vorher]) if o in lesbar or o not in nachher]
    orte = [o for o in orte if vorher.get(o) != nachher.get(o)]
    davor, danach = ({o: wo[o].decode() for o in orte if o in wo} for wo in (vorher, nachher))
    aenderungen = list(find_changes(davor, danach, bestand))
    return {
        "aenderungen": aenderungen,
        "tabellen": {**danach, **beschreibungen},
        "seiten": find_pages(aenderungen, bestand, start),
    }


def _beside(neu: Path, gelesen: Sequence[Einlesen]) -> list[Fehler]:
    """Finds what is wrong in the rows of files that can be read, beside those that cannot."""
    ohne = [
        (paket, datei.removesuffix(".csv")) for g in gelesen if g.was.unlesbar for paket, datei in [g.ort.split("/")]
    ]
    _, fehler, _ = check(neu, ohne)
    return [f for f in place_faults(DatenFehler(fehler).fehler, gelesen) if f.zelle]


def _content(datei: Path) -> bytes:
    return datei.read_bytes() if datei.is_file() else b""


def find_changes(vorher: Mapping[str, str], nachher: Mapping[str, str], bestand: Bestand) -> Iterator[dict[str, Any]]:
    """Compares tables before and after as ``kekiz vergleich`` does, all cells as text, so that faulty ones show, too.

    Args:
        vorher: Text of the tables before by their place, for example ``musterstadt/werte.csv``.
        nachher: The same afterwards; a table may be in one of the two alone.
        bestand: The packages afterwards.

    Yields:
        ``ort``, ``art`` (:data:`NEU`, :data:`GEAENDERT`, :data:`UMBENANNT` or :data:`ENTFERNT`), ``schluessel`` (cells of
        the key by column, of a row that is called otherwise both keys) and ``zellen``: column, text before, text
        afterwards. A share that its counts give is a cell ``nachgerechnet``; so are distances to targets, by what they are.
        Of a value also ``was``, ``wo`` and ``davor``: see :func:`~kekiz.wege.pruefreihe.name_series`.
    """
    orte = dict.fromkeys([*nachher, *vorher])
    muster = {(t.paket, t.name): t for t in bestand.tabellen if t.datei in orte}
    for paket, datei in (o.split("/") for o in orte if o not in nachher):
        name = datei.removesuffix(".csv")
        muster[paket, name] = Tabelle(paket, name, f"{paket}/{datei}", read_schema(bestand.pfad, name), [])
    davor, danach = (
        replace(bestand, tabellen=[replace(t, inhalt=list(rows_of(wo.get(t.datei, "")))) for t in muster.values()])
        for wo in (vorher, nachher)
    )
    for a in compare_tables(davor, danach)[0]:
        tabelle = muster[a.paket, a.name]
        ist_wert = a.name == "werte"
        compute = _computed_of(bestand, a.paket) if ist_wert else lambda _: {}
        tell_name = name_series(bestand, a.paket, davor.rows("werte", a.paket)) if ist_wert else lambda _: {}
        geaendert: dict[str, list[Zelle]] = {}
        for zelle in a.zellen:
            geaendert.setdefault(zelle.schluessel, []).append(zelle)
        for zellen in geaendert.values():
            bisher = {**zellen[0].zeile, **{z.spalte: z.vorher for z in zellen}}
            yield _change(tabelle, GEAENDERT, bisher, zellen[0].zeile, compute) | tell_name(zellen[0].zeile)
        for namen in a.umbenannt:
            yield {"ort": tabelle.datei, "art": UMBENANNT, "schluessel": {"": " → ".join(namen)}, "zellen": []}
        for zeile in a.neu:
            yield _change(tabelle, NEU, {}, zeile, compute) | tell_name(zeile)
        for _, zeile in a.weg:
            yield _change(tabelle, ENTFERNT, zeile, {}, compute) | tell_name(zeile)


def _change(
    tabelle: Tabelle, art: str, vorher: Zeile, nachher: Zeile, compute: Callable[[Mapping[str, str]], dict[str, str]]
) -> dict[str, Any]:
    key, zeile = tabelle.schema["primaryKey"], nachher or vorher
    zahlen = {f["name"] for f in tabelle.schema["fields"] if f["type"] == "number"}
    zellen = [
        [s, *(_german(z.get(s) or "", ist_zahl=s in zahlen) for z in (vorher, nachher))] for s in zeile if s not in key
    ]
    davor, danach = compute(vorher), compute(nachher)
    zellen += [[was, davor.get(was, ""), danach.get(was, "")] for was in {**davor, **danach}]
    return {
        "ort": tabelle.datei,
        "art": art,
        "schluessel": {s: zeile[s] for s in key if zeile[s]},
        "zellen": [z for z in zellen if z[1] != z[2]],
    }


def _german(text: str, *, ist_zahl: bool) -> str:
    return text.replace(".", ",") if ist_zahl else text


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
