"""The example of the guides: real rows in the very sheet that ``kekiz vorlage`` makes, and what the check says of errors.

Nothing is typed by hand: the rows are those of the data, the sheet is that of the workbook, each message comes from the
reader of spreadsheets and the rules of the data, which look at these few rows alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.daten.bestand import KATALOG, WERT_SCHLUESSEL, Bestand, Tabelle, Zeile, typed_rows
from kekiz.daten.bezugsregeln import check_references
from kekiz.daten.einlesen import find_head, take_over, write_row
from kekiz.daten.erwartung import date_row, expect_rows, read_intervals
from kekiz.daten.lesetabelle import split_records, visible_sheets
from kekiz.daten.lesezelle import MARKE
from kekiz.daten.meldungen import set_apart
from kekiz.daten.rueckweg import Einlesen, place_faults
from kekiz.daten.wertregeln import check_arithmetic, check_values
from kekiz.seiten.blattbild import ALT, KOPF, NEU, Blattbild, Blattzeile, Muster, Probe
from kekiz.wege.vorlage import Blattinhalt, make_template
from kekiz.wissen.codes import GANZES, OFFEN, Wertstatus
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.sprache import merke, sag
from kekiz.wissen.zeitraum import read_zeitraum

BLATT: Final = "werte"
GEZEIGT: Final = ("kennzahl_id", "raum_id", "zeitraum", "wert", "zaehler", "nenner", "gedruckt", "wertstatus")
"""Columns of the picture."""
_KURZ: Final = ("raum_id", "zeitraum", "zaehler", "nenner")
"""Columns of the picture of a wrong cell, beside its own."""
_SCHMAL: Final = ("zeitraum", "wert", "zaehler", "nenner")
"""Columns of a picture that are seen where there is little room, beside that of a wrong cell."""
_REIHEN: Final = 2
_ZEILEN_JE_REIHE: Final = 2
_KOPFZEILEN: Final = (2, 3)
_ERSTE: Final = 4
"""The first row below the heads."""
_REGELN: Final = (check_references, check_values, check_arithmetic)
_NACHBARN: Final = ((KATALOG, "kennzahlen"), (KATALOG, "quellen"), (KATALOG, "gruppen"))


class Versuch(NamedTuple):
    """A typing error.

    Attributes:
        was: What happened.
        spalte: Column of the cell.
        change: Gives what stands there instead.
        ist_neu: It is made in the row of the new year; else in the old one above it.
        form: Number format that the spreadsheet chose; empty: it stays.
    """

    was: str
    spalte: str
    change: Callable[[Any, Mapping[str, Any]], Any]
    ist_neu: bool = False
    form: str = ""


def _swap(wert: Any, _: object) -> Any:
    """Swaps the first two neighbouring digits that differ."""
    ziffern = str(wert)
    stelle = next((i for i in range(len(ziffern) - 1) if ziffern[i] != ziffern[i + 1]), None)
    if stelle is None or wert is None:
        return wert
    return int(ziffern[:stelle] + ziffern[stelle + 1] + ziffern[stelle] + ziffern[stelle + 2 :])


VERSUCHE: Final = (
    Versuch(merke("Eine Ziffer ist ein Buchstabe."), "nenner", lambda w, _: f"{str(w)[:-1]}o"),
    Versuch(merke("Zwei Ziffern sind vertauscht."), "zaehler", _swap),
    Versuch(merke("Der Punkt kann für Tausend stehen oder für ein Komma."), "wert", lambda *_: "1.634"),
    Versuch(merke("Statt einer leeren Zelle steht ein Strich da."), "nenner", lambda *_: "–"),
    Versuch(
        merke("Eine Ziffer ist falsch; die Nachrechnung ergibt etwas anderes als gedruckt."),
        "nenner",
        lambda w, _: w + 10 ** (len(str(w)) - 1),
    ),
    Versuch(merke("Der gedruckte Wert steht als Zahl da, ohne seine Form."), "gedruckt", lambda _, z: z["wert"]),
    Versuch(
        merke("Die Kennung gibt es nicht."),
        "raum_id",
        lambda w, _: (k := str(w).partition(MARKE)[0]) + k[-1],
    ),
    Versuch(merke("Ein Wort aus der Liste ist falsch geschrieben."), "wertstatus", lambda w, _: str(w)[:-1]),
    Versuch(merke("Eine nötige Zelle ist leer."), "fundstelle", lambda *_: None),
    Versuch(
        merke("Das Programm hat aus dem Zeitraum ein Datum gemacht."),
        "zeitraum",
        lambda w, _: datetime(read_zeitraum(str(w)).jahr, 1, 1),
        form="mmm yy",
    ),
    Versuch(merke("Für dasselbe gibt es schon eine Zeile."), "zeitraum", lambda _, z: z["zeitraum"], ist_neu=True),
    Versuch(merke("Der Wert soll geheim sein, steht aber noch da."), "wertstatus", lambda *_: Wertstatus.GEHEIM.value),
)
"""Typing errors in the order in which the guide names them; the first one that the check finds is drawn."""


@lru_cache(maxsize=8)
def make_sample(bestand: Bestand, start: str) -> Muster | None:
    """Makes the example of the municipality at the root, else of the first one that has rows for it.

    Args:
        bestand: The packages as pages show them.
        start: Municipality whose pages stand at the root; empty where there is none.

    Returns:
        None where no municipality has a printed value that a next one is to follow.
    """
    pakete = sorted((p for p in bestand.pakete if p != KATALOG), key=lambda p: p != start)
    return next((m for p in pakete if (m := _sample_of(bestand, p))), None)


def _sample_of(bestand: Bestand, paket: str) -> Muster | None:
    ausgelegt = lay_out(bestand, paket)
    if ausgelegt is None:
        return None
    lage, ort = ausgelegt
    blatt = lage.mappe[BLATT]
    bild = _picture(lage.mappe, GEZEIGT, lage.felder, [*_KOPFZEILEN, *range(_ERSTE, _ERSTE + lage.anzahl)])
    zeile = {s: _shown(blatt.cell(ort, nr).value) for nr, s in enumerate(lage.felder, start=1)}
    proben = []
    for versuch in VERSUCHE:
        with made(lage, versuch, ort):
            probe = tell(lage, versuch, ort)
        if probe:
            proben.append(probe)
    return Muster(paket, str(lage.zeilen[0]["kennzahl_id"]), lage.jahr, zeile, bild, proben)


class Lage(NamedTuple):
    """The sheet in which errors are made.

    Attributes:
        bestand: The packages.
        tabelle: The values of the municipality.
        mappe: The workbook with a few of its rows.
        felder: Columns.
        zeilen: The old rows.
        anzahl: How many rows there are with those of the new year.
        jahr: The new year.
        datei: Name of the workbook.
    """

    bestand: Bestand
    tabelle: Tabelle
    mappe: Workbook
    felder: Sequence[str]
    zeilen: Sequence[Zeile]
    anzahl: int
    jahr: int
    datei: str


def lay_out(bestand: Bestand, paket: str) -> tuple[Lage, int] | None:
    """Makes the workbook with a few rows of a municipality.

    Args:
        bestand: The packages as pages show them.
        paket: The municipality.

    Returns:
        The workbook, and the number of the row in which errors are made: the one above the first row of the new year.
    """
    tabelle = bestand.find(paket, BLATT)
    gewaehlt = _choose(bestand, tabelle) if tabelle else None
    if tabelle is None or gewaehlt is None:
        return None
    jahr, alle = gewaehlt
    felder = [str(f["name"]) for f in tabelle.schema["fields"]]
    zeilen = [{s: _text(z.get(s)) for s in felder} for z in alle]
    neu = frozenset(nr for nr, z in enumerate(alle) if "_zeile" not in z)
    mappe = make_template(bestand, [Blattinhalt(BLATT, tabelle.schema, zeilen, neu)], paket)
    alte = [z for z in alle if "_zeile" in z]
    return Lage(bestand, tabelle, mappe, felder, alte, len(alle), jahr, f"{paket}-{jahr}.xlsx"), _ERSTE + min(neu) - 1


def _choose(bestand: Bestand, tabelle: Tabelle) -> tuple[int, list[Zeile]] | None:
    """Chooses series of one Kennzahl that go on: if possible shares with their counts, of the town as a whole first.

    Returns:
        The next year and the last rows of each series, each with the one of that year below it (which has no line yet).
    """
    arten = {z["kennzahl_id"]: z["art"] for z in bestand.rows("kennzahlen")}
    ganz = {z["raum_id"] for z in bestand.rows("raeume", tabelle.paket) if z["typ"] in GANZES}
    gut = [z for z in tabelle.zeilen if _is_plain(z)]
    voll = [z for z in gut if z["zaehler"] and z["nenner"] and arten.get(z["kennzahl_id"]) == "anteil"]
    abstaende = read_intervals(bestand, tabelle.paket)
    for auswahl in (voll, gut):
        reihen: dict[tuple[str, str], list[Zeile]] = {}
        for z in sorted(auswahl, key=lambda z: read_zeitraum(z["zeitraum"]).ende):
            reihen.setdefault((z["kennzahl_id"], z["raum_id"]), []).append(z)
        folge = sorted(reihen, key=lambda k: (k[1] not in ganz, *_rank(reihen[k])))
        for kennzahl_id, raum_id in folge:
            letzte = read_zeitraum(reihen[kennzahl_id, raum_id][-1]["zeitraum"]).jahr
            jahr = letzte + (abstaende.get((kennzahl_id, ""), 1) or 1)
            neben = [k for k in folge if k[0] == kennzahl_id and k != (kennzahl_id, raum_id)]
            teile = [
                teil
                for k in ((kennzahl_id, raum_id), *neben)
                if (teil := _with_next(reihen[k][-_ZEILEN_JE_REIHE:], abstaende, jahr))
            ]
            if teile and teile[0][0]["raum_id"] == raum_id:
                return jahr, [z for teil in teile[:_REIHEN] for z in teil]
    return None


def _rank(zeilen: Sequence[Zeile]) -> tuple[bool, bool, int]:
    """Orders series: those of several years first, those of whole years before others, then as they stand in the table."""
    ist_jahr = all(z["zeitraum"].isdecimal() for z in zeilen)
    return len(zeilen) < _ZEILEN_JE_REIHE, not ist_jahr, min(int(z["_zeile"]) for z in zeilen)


def _is_plain(z: Zeile) -> bool:
    """Tells whether a row is a printed value of everybody, without a range or a Hinweis."""
    return (
        z["wertstatus"] == Wertstatus.GEDRUCKT
        and z["wert"] is not None
        and z["wert_bis"] is None
        and not z["gruppe"]
        and not z["hinweis_id"]
    )


def _with_next(zeilen: Sequence[Zeile], abstaende: Mapping[tuple[str, str], int], jahr: int) -> list[Zeile]:
    """Gives rows of a series with the one that a year is expected to have; nothing where it is not expected to have one."""
    soll = expect_rows([date_row(z[s] for s in WERT_SCHLUESSEL) for z in zeilen], abstaende, jahr)
    return [*zeilen, {**soll[0], "wertstatus": OFFEN}] if soll else []


def _text(wert: Any) -> str:
    """Writes a typed cell as the CSV has it."""
    return f"{wert:.15g}" if isinstance(wert, float) else "" if wert is None else str(wert)


def _shown(wert: Any) -> str:
    """Writes a cell as a spreadsheet with German settings shows it."""
    if isinstance(wert, datetime):
        return f"{wert:%d.%m.%Y}"
    return _text(wert).replace(".", ",") if isinstance(wert, float | int) else _text(wert)


def _picture(
    mappe: Workbook,
    spalten: Sequence[str],
    felder: Sequence[str],
    zeilen: Sequence[int],
    falsch: tuple[int, str] = (0, ""),
) -> Blattbild:
    """Reads a piece of the sheet; of an id with its name the id alone.

    Args:
        mappe: The workbook.
        spalten: Columns to show.
        felder: All columns.
        zeilen: Numbers of the rows.
        falsch: Number of a row and column of its wrong cell.
    """
    blatt = mappe[BLATT]
    nummern = [felder.index(s) + 1 for s in spalten]
    bild = []
    for nr in zeilen:
        art = KOPF if nr in _KOPFZEILEN else ALT if blatt.cell(nr, 1).fill.fill_type else NEU
        stelle = spalten.index(falsch[1]) if nr == falsch[0] else None
        zellen = [_shown(blatt.cell(nr, n).value).partition(MARKE)[0] for n in nummern]
        ist_weitere = art != KOPF and not falsch[1] and _key(blatt, nr) != _key(blatt, _ERSTE)
        bild.append(Blattzeile(nr, art, zellen, stelle, ist_weitere))
    buchstaben = [get_column_letter(n) for n in nummern]
    schmal = frozenset(i for i, s in enumerate(spalten) if s in (*_SCHMAL, falsch[1]))
    return Blattbild(BLATT, buchstaben, bild, schmal, {b: e for b, e in _offers(mappe, blatt) if b in buchstaben})


def _key(blatt: Worksheet, nr: int) -> tuple[Any, ...]:
    """Kennzahl and Raum of a row: the series that it belongs to."""
    return tuple(blatt.cell(nr, n).value for n in (1, 2))


def _offers(mappe: Workbook, blatt: Worksheet) -> Iterator[tuple[str, list[str]]]:
    """Reads what the lists of the columns offer, where these are codes; ids with names are too many to be named."""
    for regel in blatt.data_validations.dataValidation:
        if regel.formula1:
            ort, _, bereich = regel.formula1.rpartition("!")
            eintraege = [str(z.value) for (z,) in mappe[ort.strip("'")][bereich.replace("$", "")]]
            if not any(MARKE in e for e in eintraege):
                yield str(regel.sqref).partition(":")[0].rstrip("0123456789"), eintraege


@contextmanager
def made(lage: Lage, versuch: Versuch, ort: int) -> Iterator[None]:
    """Makes an error in the sheet, and takes it back afterwards.

    Args:
        lage: The sheet.
        versuch: The error.
        ort: Number of the old row.
    """
    blatt = lage.mappe[BLATT]
    inhalt = {s: blatt.cell(ort, n).value for n, s in enumerate(lage.felder, start=1)}
    zelle = blatt.cell(ort + versuch.ist_neu, lage.felder.index(versuch.spalte) + 1)
    vorher, form = zelle.value, zelle.number_format
    # An empty cell stays empty: there is nothing to be wrong about.
    if inhalt[versuch.spalte] is not None:
        zelle.value = versuch.change(vorher, inhalt)
        zelle.number_format = versuch.form or form
    try:
        yield
    finally:
        zelle.value, zelle.number_format = vorher, form


def tell(lage: Lage, versuch: Versuch, ort: int) -> Probe | None:
    """Draws the row of an error that stands in the sheet, with the first message of the check; None where it finds nothing.

    Args:
        lage: The sheet.
        versuch: The error, :func:`made`.
        ort: Number of the old row.
    """
    fehler = check(lage)
    if not fehler:
        return None
    nr = ort + versuch.ist_neu
    spalten = [s for s in lage.felder if s in (*_KURZ, versuch.spalte)]
    bild = _picture(lage.mappe, spalten, lage.felder, [_KOPFZEILEN[-1], nr], (nr, versuch.spalte))
    return Probe(sag(versuch.was), replace(bild, auswahl={}), str(fehler[0]))


def check(lage: Lage) -> Sequence[Fehler]:
    """Reads the sheet and applies the rules to its rows, as the check does to all."""
    (blatt,) = (b for b in visible_sheets(lage.mappe, lage.mappe) if b.name == BLATT)
    schema = lage.tabelle.schema
    kopf = find_head(blatt, schema)
    if kopf is None:
        return []
    alt = "".join(write_row(z, "\n") for z in (lage.felder, *([_text(z[s]) for s in lage.felder] for z in lage.zeilen)))
    try:
        was = take_over(blatt, kopf, schema, alt, lage.datei)
    except DatenFehler as ausnahme:
        return ausnahme.fehler
    zellen = [z for _, z in split_records(was.text)][1:]
    werte = replace(lage.tabelle, inhalt=typed_rows(zellen, range(2, 2 + len(zellen)), schema))
    nachbarn = [*_NACHBARN, *((lage.tabelle.paket, n) for n in ("raeume", "hinweise", "hinweis_bezuege"))]
    tabellen = [t for ort in nachbarn if (t := lage.bestand.find(*ort))]
    klein = replace(lage.bestand, tabellen=[*tabellen, werte])
    # What these few tables say of one another is no fault: others are not here.
    gefunden = [f for regel in _REGELN for f in regel(klein) if f.datei == werte.datei]
    gelesen = [Einlesen(lage.tabelle.datei, blatt, kopf, was)]
    gezeigt = place_faults(set_apart(DatenFehler(gefunden).fehler).fehler, gelesen)
    return [replace(f, zeile=_real_line(lage, f.zeile)) for f in gezeigt]


def _real_line(lage: Lage, zeile: int) -> int:
    """Gives the line that a row has in the file; a new one comes below the last."""
    if zeile - 2 < len(lage.zeilen):
        return int(lage.zeilen[zeile - 2]["_zeile"])
    return (lage.bestand.pfad / lage.tabelle.datei).read_bytes().count(b"\n") + 1
