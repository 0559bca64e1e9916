"""The command ``kekiz vergleich``: what a change of data or rules does to what is published.

A git revision is evaluated by its own program, so that a changed rule shows in what it changes; tables are compared as
they stand, whatever table it is.
"""

import io
import json
import os
import pickle
import re
import subprocess
import sys
import tarfile
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Final

import pandas as pd

from kekiz.daten.bestand import KATALOG, Bestand, Zeile, add_new_columns
from kekiz.daten.einstellungen import DATEI, Einstellungen, parse_settings
from kekiz.daten.load import load, read_packages
from kekiz.daten.meldungen import set_apart, tell
from kekiz.daten.nachtragen import add_columns
from kekiz.daten.tabellenvergleich import Tabellenaenderung, Umbenannt, compare_tables, say_cell
from kekiz.daten.wertregeln import GEDRUCKT_SPALTEN
from kekiz.ergebnis import PFAD, Ergebnis, build
from kekiz.sagen.trendsatz import trend_word
from kekiz.seiten.adresse import address
from kekiz.wert import read_wert
from kekiz.wissen import texte
from kekiz.wissen.codes import OFFEN, SOZIALRAUM, Sicherheit
from kekiz.wissen.fehler import DatenFehler
from kekiz.wissen.mitgeliefert import is_whole
from kekiz.wissen.zahlen import format_zeitraum

WERT = ["kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe"]
STAND = ["kommune_id", "ziel_id", "kennzahl_id", "gruppe", "lesart"]
REIHE = ["kommune_id", "kennzahl_id", "raum_id", "gruppe"]
ZIELWERTE: Final = "zielwerte"
ZIELZAHLEN: Final = ("vergleich", "wert", "basiszeitraum", "vergleichsraum_id", "ist_dauerhaft", "ab_jahr", "zieljahr")
"""What a target asks for; the other columns of its row say where that stands."""
ZAHLEN: Final[dict[str, tuple[str, ...]]] = {**GEDRUCKT_SPALTEN, ZIELWERTE: ZIELZAHLEN}
"""Tables besides ``werte`` whose numbers are published, with their columns."""
WERTZAHLEN: Final = ("wert", "wert_bis", "gedruckt", "zaehler", "nenner", "wertstatus")
LISTE: Final = Path("CHANGELOG.md")

GESAGT = [
    "zeitraum", "wert", "wert_bis", "einheit", "gedruckt", "wertstatus", "dezimalstellen", "zaehler", "nenner",
    "quelle_id", "fundstelle",
]  # fmt: skip
"""What is read of a value: no code that only one of the two sides may know."""
FEHLT = "–"
ENTFAELLT = "entfällt"
PROGRAMM = Path("scripts")
_AUSWERTEN = """
import pickle, sys
import pandas as pd
from pathlib import Path
from kekiz.ergebnis import build
try:
    from kekiz.daten.load import load
except ModuleNotFoundError:  # before the program had rooms
    from kekiz.load import load
e = build(load(Path(sys.argv[1])))
stand = {name: getattr(e, name) for name in ("werte", "ziele", "zielstand", "trends", "kennzahlen")}
if hasattr(e, "zusammen"):
    stand["werte"] = pd.concat([e.werte, e.zusammen], ignore_index=True)
pickle.dump(stand, sys.stdout.buffer)
"""
"""Run by the program of a revision; it gives plain frames, since its classes are not those of today."""


@dataclass(frozen=True)
class Stand:
    """What one side publishes: the frames of :class:`kekiz.ergebnis.Ergebnis` that are compared."""

    werte: pd.DataFrame
    ziele: pd.DataFrame
    zielstand: pd.DataFrame
    trends: pd.DataFrame
    kennzahlen: pd.DataFrame


@dataclass(frozen=True)
class Teil:
    """What differs of one kind.

    Attributes:
        titel: What kind.
        kopf: Heads of the columns.
        zeilen: One per difference.
    """

    titel: str
    kopf: tuple[str, ...]
    zeilen: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Vergleich:
    """What a change does.

    Attributes:
        teile: What differs, corrections first, then targets, what flips, all other tables, and new rows as a count.
        seiten: Addresses of the pages that say something else than before, from the root of the site.
        adresse: Where the site lies; empty if that is not known.
        veroeffentlicht: How many published numbers changed or went.
        eintraege: What the list of changes says under "Daten" that it did not say before; None: there is no list.
        bemerkungen: What could not be compared.
        fehler: Faults of the later state, as lines; with them its tables alone are compared.
    """

    teile: Sequence[Teil] = ()
    seiten: Sequence[str] = ()
    adresse: str = ""
    veroeffentlicht: int = 0
    eintraege: Sequence[str] | None = None
    bemerkungen: Sequence[str] = ()
    fehler: Sequence[str] = ()

    @property
    def fehlt_eintrag(self) -> bool:
        """Whether a published number changed and the list of changes does not say so."""
        return bool(self.veroeffentlicht) and self.eintraege is not None and not self.eintraege


class VergleichFehler(Exception):
    """Raised where one side of the comparison cannot be found; the text says so in German."""


@contextmanager
def open_side(angabe: str) -> Iterator[Path]:
    """Finds one side of the comparison.

    Args:
        angabe: A folder (of packages, or of a project with ``datapackage/``) or a git revision of this project.

    Yields:
        Root folder of its packages.

    Raises:
        VergleichFehler: It is neither.
    """
    ordner = Path(angabe)
    if ordner.is_dir():
        for kandidat in (ordner, ordner / PFAD):
            if (kandidat / KATALOG).is_dir():
                yield kandidat
                return
        raise VergleichFehler(
            f"Im Ordner {angabe} liegen keine Datenpakete (erwartet katalog/ oder datapackage/katalog/)."
        )
    with tempfile.TemporaryDirectory() as temp:
        liste = ["git", "ls-tree", "--name-only", "--end-of-options", angabe]
        da = subprocess.run(liste, capture_output=True, text=True, check=False)
        pfade = [p for p in (PFAD, PROGRAMM, LISTE, DATEI) if p.name in da.stdout.splitlines()]
        befehl = ["git", "archive", "--format=tar", "--end-of-options", angabe, *map(str, pfade)]
        archiv = subprocess.run(befehl, capture_output=True, check=False)
        if PFAD not in pfade or archiv.returncode:
            raise VergleichFehler(
                f"{angabe} ist weder ein Ordner noch ein Stand im Projekt (Zweig, Marke oder Commit)."
            )
        with tarfile.open(fileobj=io.BytesIO(archiv.stdout)) as tar:
            tar.extractall(temp, filter="data")
        # Only the copy: a revision of a city may be older than a column of the program that reads it.
        if not is_whole(Path(temp) / PFAD):
            add_columns(Path(temp) / PFAD)
        yield Path(temp) / PFAD


def evaluate(pfad: Path, spaeter: Path) -> Stand:
    """Evaluates one side: packages with a program beside them by that program, all others by this one.

    Args:
        pfad: Root folder of the packages.
        spaeter: Root folder of the later side, whose new columns this program may need.

    Raises:
        DatenFehler: This program evaluates them, and they have faults.
    """
    programm = pfad.parent / PROGRAMM
    if programm.is_dir() and programm.resolve() != PROGRAMM.resolve():
        lauf = subprocess.run(
            [sys.executable, "-c", _AUSWERTEN, str(pfad)],
            env={**os.environ, "PYTHONPATH": str(programm)},
            capture_output=True,
            check=False,
        )
        # A revision whose program is laid out otherwise is evaluated by today's rules: then only data differ.
        if not lauf.returncode:
            return Stand(**pickle.loads(lauf.stdout))
    return published(build(add_new_columns(load(pfad), spaeter)))


def published(ergebnis: Ergebnis) -> Stand:
    """Takes from a result what is compared."""
    e = ergebnis
    return Stand(pd.concat([e.werte, e.zusammen], ignore_index=True), e.ziele, e.zielstand, e.trends, e.kennzahlen)


def compare(a: str, b: str) -> Vergleich:
    """Compares two states of the data.

    Args:
        a: Before: folder or git revision.
        b: After: folder or git revision.

    Returns:
        What differs. Where today's rules no longer accept the earlier state, or the later one has faults, their tables
        alone are compared.

    Raises:
        VergleichFehler: One side is neither a folder nor a revision.
    """
    with open_side(a) as vorher, open_side(b) as nachher:
        bemerkungen = []
        try:
            alt = evaluate(vorher, nachher)
        except (DatenFehler, KeyError, FileNotFoundError):
            # A stricter rule must not stop the pull request that brings it.
            bemerkungen.append(
                f"Mit dem Stand {a} lässt sich nicht alles vergleichen: Seine Daten folgen anderen Regeln als heute. "
                "Verglichen sind nur die Tabellen."
            )
            alt = None
        neu, fehler = None, []
        try:
            neu = evaluate(nachher, nachher)
        except DatenFehler as ausnahme:
            fehler = [*tell(set_apart(ausnahme.fehler).fehler)]
            bemerkungen.append(
                "Die Daten haben Fehler. Verglichen sind nur die Tabellen, so weit sie sich lesen lassen."
            )
        tabellen, neue_tabellen = (read_packages(p)[0] for p in (vorher, nachher))
        aenderungen, namen = compare_tables(tabellen, neue_tabellen)
        # What was not read cannot be new.
        if unlesbar := sorted(tabellen.unlesbar):
            bemerkungen.append(f"Nicht verglichen: {', '.join(f'{p}/{n}.csv' for p, n in unlesbar)}.")
            aenderungen = [x for x in aenderungen if (x.paket, x.name) not in tabellen.unlesbar]
        # Nor is a row gone that only could not be read.
        aenderungen = [replace(x, weg=()) if (x.paket, x.name) in neue_tabellen.unlesbar else x for x in aenderungen]
        teile, zahl = _parts(alt, neu, aenderungen, namen, neue_tabellen)
        teile += _descriptors(tabellen, neue_tabellen)
        einstellungen = _settings(nachher)
        return Vergleich(
            tuple(t for t in teile if t.zeilen),
            touched_pages(aenderungen, neue_tabellen, einstellungen.start if einstellungen else ""),
            einstellungen.adresse if einstellungen else "",
            zahl,
            _new_entries(vorher, nachher),
            tuple(bemerkungen),
            fehler,
        )


def _settings(pfad: Path) -> Einstellungen | None:
    """Reads the settings of the project that packages belong to, as far as they can be read."""
    datei = pfad.parent / DATEI
    try:
        return parse_settings(datei.read_text(encoding="utf-8"))
    except (DatenFehler, OSError):
        return None


_EINTRAG: Final = re.compile(r"^- .*$", re.MULTILINE)
_UEBERSCHRIFT: Final = re.compile(r"^#+ ", re.MULTILINE)


def _new_entries(vorher: Path, nachher: Path) -> list[str] | None:
    """Lists what the list of changes says under "Daten" that it did not say before; None where a side has no list."""
    dateien = [p.parent / LISTE for p in (vorher, nachher)]
    if not all(d.is_file() for d in dateien):
        return None
    alt, neu = (
        [
            e
            for a in _UEBERSCHRIFT.split(d.read_text(encoding="utf-8"))
            if a.startswith("Daten\n")
            for e in _EINTRAG.findall(a)
        ]
        for d in dateien
    )
    return [e.removeprefix("- ") for e in neu if e not in set(alt)]


def _parts(
    vorher: Stand | None,
    nachher: Stand | None,
    aenderungen: Sequence[Tabellenaenderung],
    namen: Umbenannt,
    bestand: Bestand,
) -> tuple[list[Teil], int]:
    """Orders what differs: corrections, targets, what flips, all other tables, new names, new rows as a count.

    Returns:
        The parts, and how many published numbers changed or went.
    """
    werte: list[Teil] = []
    kippt: list[Teil] = []
    # What stands beside a value is told with it.
    ohne: Collection[str] = ()
    if vorher is not None and nachher is not None:
        ohne = GESAGT
        werte, kippt, zahl = compare_results(_with_new_ids(vorher, namen, bestand), nachher)
    else:
        zahl = sum(_counts(a, WERTZAHLEN) for a in aenderungen if a.name == "werte")
    zahl += sum(_counts(a, spalten) for a in aenderungen if (spalten := ZAHLEN.get(a.name)))
    je_tabelle: dict[str, list[Tabellenaenderung]] = {}
    for a in aenderungen:
        je_tabelle.setdefault(a.name, []).append(a)
    tabellen = {name: _table_part(name, alle, ohne if name == "werte" else ()) for name, alle in je_tabelle.items()}
    ziele = [tabellen.pop(ZIELWERTE)] if ZIELWERTE in tabellen else []
    umbenannt = tuple((a.paket, a.name, alt, neu) for a in aenderungen for alt, neu in a.umbenannt)
    return [
        *werte,
        *ziele,
        *kippt,
        *tabellen.values(),
        Teil("Umbenannt", ("Paket", "Tabelle", "vorher", "nachher"), umbenannt),
        Teil("Neue Zeilen", ("Paket", "Tabelle", "Was", "Anzahl"), tuple(_new_rows(aenderungen))),
    ], zahl


def _counts(a: Tabellenaenderung, spalten: Collection[str]) -> int:
    """Counts the published numbers of a table that changed or went."""
    return sum(z.spalte in spalten for z in a.zellen) + len(a.weg)


def _table_part(name: str, aenderungen: Sequence[Tabellenaenderung], ohne: Collection[str]) -> Teil:
    """Lists the changed cells and the rows that are gone of one table, in all packages."""
    zeilen: list[tuple[str, ...]] = []
    for a in aenderungen:
        zeilen += [
            (a.paket, z.schluessel, z.spalte, z.vorher or FEHLT, z.nachher or FEHLT)
            for z in a.zellen
            if z.spalte not in ohne
        ]
        if not ohne:
            zeilen += [(a.paket, key, "ganze Zeile", _row_text(z), ENTFAELLT) for key, z in a.weg]
    return Teil(
        f"{aenderungen[0].titel.partition(' (')[0]} ({name})",
        ("Paket", "Schlüssel", "Spalte", "vorher", "nachher"),
        tuple(zeilen),
    )


def _row_text(z: Zeile) -> str:
    return " · ".join(text for s, w in z.items() if not s.startswith("_") and (text := say_cell(w)))


def _new_rows(aenderungen: Sequence[Tabellenaenderung]) -> Iterator[tuple[str, ...]]:
    """Counts new rows by package and table; values by Kennzahl and period."""
    for a in aenderungen:
        was = Counter(
            f"{z['kennzahl_id']}, {format_zeitraum(z['zeitraum'])}" if a.name == "werte" else a.titel
            for z in a.neu
            if z.get("wertstatus") != OFFEN
        )
        yield from ((a.paket, a.name, text, str(anzahl)) for text, anzahl in was.items())


def _descriptors(vorher: Bestand, nachher: Bestand) -> list[Teil]:
    """Lists what the packages say of themselves (title, licence) otherwise than before."""
    zeilen = [
        (
            paket,
            feld,
            *(json.dumps(w, ensure_ascii=False) if w is not None else FEHLT for w in (alt.get(feld), neu.get(feld))),
        )
        for paket, neu in nachher.pakete.items()
        if (alt := vorher.pakete.get(paket)) is not None
        for feld in dict.fromkeys((*neu, *alt))
        if feld != "resources" and alt.get(feld) != neu.get(feld)
    ]
    return [Teil("Angaben der Pakete (datapackage.json)", ("Paket", "Angabe", "vorher", "nachher"), tuple(zeilen))]


def _with_new_ids(stand: Stand, namen: Umbenannt, bestand: Bestand) -> Stand:
    """Gives an earlier state the ids of the later one, so that a rename is no change of everything."""
    if not namen:
        return stand
    frames = {f.name: getattr(stand, f.name).copy() for f in fields(stand)}
    for (paket, name), neu in namen.items():
        tabelle = bestand.find(paket, name)
        spalte = str(tabelle.schema["primaryKey"][0]) if tabelle else ""
        for nr, frame in frames.items():
            if frame.index.name == spalte:
                frames[nr] = frame.rename(index=neu)
            if spalte in frame:
                hier = pd.Series(paket == KATALOG, frame.index) | frame["kommune_id"].astype(str).eq(paket)
                alt = frame[spalte].astype(str)
                frame[spalte] = alt.where(~hier, alt.replace(dict(neu)))
    return Stand(**frames)


def compare_results(vorher: Stand, nachher: Stand) -> tuple[list[Teil], list[Teil], int]:
    """Words what differs between two results.

    Returns:
        The corrected values; what flips; and of how many values the number itself changed or went.
    """
    orte = ("Kommune", "Kennzahl", "Raum", "Zeitraum", "Gruppe")
    alte, neue = _values(vorher), _values(nachher)
    werte = [z for z in _differences(alte, neue) if z[-2] != FEHLT]
    zahl = sum(z[-1] == ENTFAELLT or z[-1].rpartition("; ")[0] != z[-2].rpartition("; ")[0] for z in werte)
    beide = alte.keys() & neue.keys()

    def _of_both(lesen: Callable[[Stand], Namen]) -> list[tuple[str, ...]]:
        """What is said of values that both sides have."""
        a, b = ({k: v for k, v in lesen(s).items() if k in beide} for s in (vorher, nachher))
        return _differences(a, b)

    kippt = [
        Teil(
            "Stand der Ziele",
            ("Kommune", "Ziel", "Kennzahl"),
            tuple(_differences(_statuses(vorher), _statuses(nachher))),
        ),
        Teil("Vergleich mit dem Rest der Kommune", orte, tuple(_of_both(_statements))),
        Teil("Veränderung", orte, tuple(_of_both(_changes))),
        Teil(
            "Entwicklung",
            ("Kommune", "Kennzahl", "Raum", "Gruppe"),
            tuple(_differences(_trends(vorher), _trends(nachher))),
        ),
    ]
    mit = ("vorher", "nachher")
    return (
        [Teil("Berichtigte Werte", (*orte, *mit), tuple(werte))],
        [Teil(t.titel, (*t.kopf, *mit), t.zeilen) for t in kippt],
        zahl,
    )


Namen = dict[tuple[str, ...], tuple[tuple[str, ...], str]]
"""By key: the cells that name the row, and what is published there."""


def _values(stand: Stand) -> Namen:
    w = stand.werte
    return _collect(
        w, WERT, lambda z: (z.kommune, z.kennzahl, z.raum, format_zeitraum(z.zeitraum), z.gruppe_name), _value
    )


def _value(zeile: pd.Series) -> str:
    """Writes a value with everything that stands beside it on the page."""
    wert = read_wert(zeile[GESAGT])
    teile = [wert.text]
    if wert.zaehler or wert.nenner:
        teile.append(f"{wert.zaehler or FEHLT} von {wert.nenner or FEHLT}")
    teile.append(f"{wert.quelle_id}, {wert.fundstelle}")
    return "; ".join(teile)


def _statuses(stand: Stand) -> Namen:
    ziele = stand.ziele.assign(kennzahl_id="", gruppe="", lesart="", kennzahl="Ziel insgesamt", wert_genau=float("nan"))
    k = stand.zielstand.copy()
    k["kennzahl"] = k["kennzahl_id"].map(stand.kennzahlen["name"])
    spalten = [*STAND, "kennzahl", "status", "sicherheit", "seit", "ist_seit_offen", "hat_seit_luecke"]
    if "hat_seit_luecke" in k:
        hat_luecke = k.groupby(["kommune_id", "ziel_id"])["hat_seit_luecke"].any()
        nach = pd.MultiIndex.from_frame(ziele[["kommune_id", "ziel_id"]])
        ziele["hat_seit_luecke"] = hat_luecke.reindex(nach).set_axis(ziele.index)
    alle = pd.concat([ziele.reindex(columns=spalten), k.reindex(columns=spalten)], ignore_index=True)
    alle["lesart_text"] = alle["lesart"].map(lambda t: f" ({texte.LESART_KURZ.get(t, t)})" if t else "")
    return _collect(
        alle,
        STAND,
        lambda z: (z.kommune_id, z.ziel_id, z.kennzahl + z.lesart_text),
        _standing,
    )


def _standing(zeile: pd.Series) -> str:
    """Writes a status with how sure it is and since when, as far as its side knows; a gap is no "at least"."""
    teile = [texte.STATUS.get(zeile["status"], zeile["status"])]
    if pd.notna(zeile["sicherheit"]) and zeile["sicherheit"]:
        teile.append(texte.ZIELSICHERHEIT.get(zeile["sicherheit"], zeile["sicherheit"]))
    if pd.notna(zeile["seit"]) and zeile["seit"]:
        seit = f"seit {'mindestens ' if zeile['ist_seit_offen'] else ''}{format_zeitraum(zeile['seit'])}"
        if pd.notna(zeile["hat_seit_luecke"]) and zeile["hat_seit_luecke"]:
            seit = f"in den bekannten Zeiträumen seit {format_zeitraum(zeile['seit'])}"
        teile.append(seit)
    return ", ".join(teile)


def _statements(stand: Stand) -> Namen:
    w = stand.werte[stand.werte["aussage"].fillna("").ne("")]
    return _collect(
        w,
        WERT,
        lambda z: (z.kommune, z.kennzahl, z.raum, format_zeitraum(z.zeitraum), z.gruppe_name),
        lambda z: texte.AUSSAGE.get(z["aussage"], z["aussage"]),
    )


def _trends(stand: Stand) -> Namen:
    t = stand.trends.assign(kennzahl=stand.trends["kennzahl_id"].map(stand.kennzahlen["name"]))
    if "ist_deutlich" not in t:
        t["ist_deutlich"] = False
    return _collect(t, REIHE, lambda z: (z.kommune_id, z.kennzahl, z.raum_id, z.gruppe), trend_word)


def _changes(stand: Stand) -> Namen:
    w = stand.werte
    urteile = {"vorperiode": "vorperiode_urteil", "basisperiode": "basis_urteil"}
    if not set(urteile.values()) <= set(w):
        return {}

    def _words(zeile: pd.Series) -> str:
        teile = [
            f"gegenüber {format_zeitraum(zeile[periode])} {texte.SICHERHEIT[Sicherheit(zeile[urteil])]}"
            for periode, urteil in urteile.items()
            if zeile[periode] and zeile[urteil]
        ]
        return "; ".join(dict.fromkeys(teile))

    gegen = [w[periode].fillna("").ne("") & w[urteil].ne("") for periode, urteil in urteile.items()]
    return _collect(
        w[gegen[0] | gegen[1]],
        WERT,
        lambda z: (z.kommune, z.kennzahl, z.raum, format_zeitraum(z.zeitraum), z.gruppe_name),
        _words,
    )


def _collect(
    frame: pd.DataFrame,
    schluessel: list[str],
    benennen: Callable[..., tuple[str, ...]],
    schreiben: Callable[[pd.Series], str],
) -> Namen:
    """Gives name and published text of each row by key; a comparison reads every row once, far from any stage."""
    return {
        tuple(str(zeile[s]) for s in schluessel): (benennen(zeile), schreiben(zeile)) for _, zeile in frame.iterrows()
    }


def _differences(vorher: Namen, nachher: Namen) -> list[tuple[str, ...]]:
    """Lists the rows that are new, gone or different, in the order of the later state, what is gone last."""
    zeilen = []
    for schluessel, (name, text) in nachher.items():
        alt = vorher.get(schluessel, (name, "neu"))[1]
        if schluessel not in vorher or alt != text:
            zeilen.append((*name, alt if schluessel in vorher else FEHLT, text))
    zeilen += [(*name, text, "entfällt") for key, (name, text) in vorher.items() if key not in nachher]
    return zeilen


# --- pages -----------------------------------------------------------------------------------------------------------

_SEITEN: Final = {
    "ziel_id": "ziel",
    "oberziel_id": "ziel",
    "raum_id": "raum",
    "modul_id": "modul",
    "kennzahl_id": "kennzahl",
    "thema_id": "thema",
}
"""Kind of the page that is about what a column names."""


def touched_pages(aenderungen: Sequence[Tabellenaenderung], bestand: Bestand, start: str) -> list[str]:
    """Lists the pages that say something else than before: what changed rows are about, and what refers to them.

    Args:
        aenderungen: What differs in the tables.
        bestand: The later state.
        start: Municipality whose pages stand at the root.

    Returns:
        Addresses from the root of the site, sorted.
    """
    da = _existing(bestand)
    bezuege = _references(bestand)
    ziele: dict[tuple[str, str], list[str]] = {}
    for t in bestand.tables("ziel_kennzahlen"):
        for z in t.zeilen:
            ziele.setdefault((t.paket, z["kennzahl_id"]), []).append(z["ziel_id"])
    seiten: set[tuple[str, str, str]] = set()

    def _add(paket: str, z: Zeile) -> None:
        vorher = len(seiten)
        for spalte, art in _SEITEN.items():
            ort = "" if art in ("kennzahl", "thema") else paket
            if (art, ort, str(z.get(spalte, ""))) in da:
                seiten.add((art, ort, str(z[spalte])))
        seiten.update(("ziel", paket, i) for i in ziele.get((paket, z.get("kennzahl_id", "")), ()))
        kommune = z["kommune_id"] if z.get("kommune_id") else paket
        if len(seiten) == vorher and kommune != KATALOG:
            seiten.add(("kommune", "", kommune))

    for a in aenderungen:
        zeilen = [*(z.zeile for z in a.zellen), *a.neu, *(z for _, z in a.weg)]
        for z in zeilen:
            _add(a.paket, z)
        schluessel = {say_cell(z.get(s)) for z in zeilen for s in bezuege.ids.get((a.paket, a.name), ())}
        for kennung in schluessel:
            for paket, z in bezuege.zeilen.get((a.paket, a.name, kennung), ()):
                _add(paket, z)
    return sorted(address(art, ort, kennung, start=start) for art, ort, kennung in seiten)


def _existing(bestand: Bestand) -> set[tuple[str, str, str]]:
    """Lists kind, package and id of what has a page of its own."""
    da = {("ziel", t.paket, z["ziel_id"]) for t in bestand.tables("ziele") for z in t.zeilen}
    da |= {
        ("raum", t.paket, z["raum_id"]) for t in bestand.tables("raeume") for z in t.zeilen if z["typ"] == SOZIALRAUM
    }
    da |= {("modul", t.paket, z["modul_id"]) for t in bestand.tables("module") for z in t.zeilen if z["hat_seite"]}
    da |= {("thema", "", z["thema_id"]) for z in bestand.rows("themen")}
    return da | {("kennzahl", "", z["kennzahl_id"]) for z in bestand.rows("werte") if z["wertstatus"] != OFFEN}


@dataclass(frozen=True)
class _Bezuege:
    ids: dict[tuple[str, str], set[str]]
    zeilen: dict[tuple[str, str, str], list[tuple[str, Zeile]]]


def _references(bestand: Bestand) -> _Bezuege:
    """Finds which columns of a table others refer to, and the rows that do, by package, table and id."""
    ids: dict[tuple[str, str], set[str]] = {}
    zeilen: dict[tuple[str, str, str], list[tuple[str, Zeile]]] = {}
    for t in bestand.tabellen:
        for schluessel in t.schema.get("foreignKeys", []):
            (feld,), bezug = schluessel["fields"], schluessel["reference"]
            paket = KATALOG if "package" in bezug else t.paket
            ids.setdefault((paket, bezug["resource"]), set()).update(bezug["fields"])
            for z in t.zeilen:
                if z[feld]:
                    zeilen.setdefault((paket, bezug["resource"], str(z[feld])), []).append((t.paket, z))
    return _Bezuege(ids, zeilen)
