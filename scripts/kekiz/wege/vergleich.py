"""The command ``kekiz vergleich``: what a change of data or rules does to what is published, as Markdown.

A git revision is evaluated by its own program, so that a changed rule shows in what it changes.
"""

import io
import os
import pickle
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from kekiz.daten.bestand import KATALOG, add_new_columns
from kekiz.daten.load import load
from kekiz.daten.nachtragen import add_columns
from kekiz.ergebnis import PFAD, Ergebnis, build
from kekiz.sagen.trendsatz import trend_word
from kekiz.wert import read_wert
from kekiz.wissen import texte
from kekiz.wissen.codes import Sicherheit
from kekiz.wissen.fehler import DatenFehler
from kekiz.wissen.mitgeliefert import is_whole
from kekiz.wissen.zahlen import format_zeitraum

WERT = ["kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe"]
STAND = ["kommune_id", "ziel_id", "kennzahl_id", "gruppe", "lesart"]
REIHE = ["kommune_id", "kennzahl_id", "raum_id", "gruppe"]
HINWEIS = ["hinweis_id"]
HOECHSTENS = 100
"""Rows of one table; a comment to a pull request holds no more than 65,536 characters."""

GESAGT = [
    "zeitraum", "wert", "wert_bis", "einheit", "gedruckt", "wertstatus", "dezimalstellen", "zaehler", "nenner",
    "quelle_id", "fundstelle",
]  # fmt: skip
"""What is read of a value: no code that only one of the two sides may know."""
FEHLT = "–"
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
tabellen = {"hinweise": e.bestand.frame("hinweise"), "zieltexte": e.bestand.frame("ziele")}
pickle.dump(stand | tabellen, sys.stdout.buffer)
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
    hinweise: pd.DataFrame
    zieltexte: pd.DataFrame


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
        for pfade in ((PFAD, PROGRAMM), (PFAD,)):
            befehl = ["git", "archive", "--format=tar", "--end-of-options", angabe, *map(str, pfade)]
            archiv = subprocess.run(befehl, capture_output=True, check=False)
            if not archiv.returncode:
                break
        else:
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
    e, tabellen = ergebnis, [ergebnis.bestand.frame(name) for name in ("hinweise", "ziele")]
    werte = pd.concat([e.werte, e.zusammen], ignore_index=True)
    return Stand(werte, e.ziele, e.zielstand, e.trends, e.kennzahlen, *tabellen)


def compare(a: str, b: str) -> str:
    """Compares two states of the data.

    Args:
        a: Before: folder or git revision.
        b: After: folder or git revision.

    Returns:
        Markdown: tables of the changed values, statuses, statements and Hinweise, or the sentence that none changed;
        where today's rules no longer accept the earlier state, the sentence that it cannot be compared.

    Raises:
        VergleichFehler: One side is neither a folder nor a revision.
        DatenFehler: The later state has faults.
    """
    with open_side(a) as vorher, open_side(b) as nachher:
        try:
            alt = evaluate(vorher, nachher)
        except (DatenFehler, KeyError, FileNotFoundError):
            # A stricter rule must not stop the pull request that brings it.
            return f"Mit dem Stand {a} lässt sich nicht vergleichen: Seine Daten folgen anderen Regeln als heute.\n"
        return compare_results(alt, evaluate(nachher, nachher))


def compare_results(vorher: Stand, nachher: Stand) -> str:
    """Words what differs between two results (see :func:`compare`)."""
    teile = [
        ("Werte", ["Kommune", "Kennzahl", "Raum", "Zeitraum", "Gruppe"], _values),
        ("Ziele", ["Kommune", "Ziel"], _goals),
        ("Stand der Ziele", ["Kommune", "Ziel", "Kennzahl"], _statuses),
        ("Vergleich mit dem Rest der Kommune", ["Kommune", "Kennzahl", "Raum", "Zeitraum", "Gruppe"], _statements),
        ("Veränderung", ["Kommune", "Kennzahl", "Raum", "Zeitraum", "Gruppe"], _changes),
        ("Entwicklung", ["Kommune", "Kennzahl", "Raum", "Gruppe"], _trends),
        ("Hinweise", ["Hinweis"], _hints),
    ]
    abschnitte = []
    zahlen = []
    for titel, kopf, lesen in teile:
        zeilen = _differences(lesen(vorher), lesen(nachher))
        if zeilen:
            zahlen.append(f"{titel}: {len(zeilen)}")
            abschnitte.append(f"### {titel}\n\n{_table([*kopf, 'vorher', 'nachher'], zeilen)}")
    if not abschnitte:
        return "Es ändert sich kein veröffentlichter Wert, kein Stand und kein Hinweis.\n"
    return "\n\n".join([f"**Was sich ändert** ({', '.join(zahlen)})", *abschnitte]) + "\n"


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


def _goals(stand: Stand) -> Namen:
    return _collect(
        stand.zieltexte,
        ["paket", "ziel_id"],
        lambda z: (z.paket, z.ziel_id),
        lambda z: f"{z['titel']} · {z['kurzfassung']}",
    )


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


def _hints(stand: Stand) -> Namen:
    h = stand.hinweise
    inhalt = ["titel", "befund", "gedruckt", "nachgerechnet", "umgang"]
    return _collect(h, HINWEIS, lambda z: (z.hinweis_id,), lambda z: " · ".join(str(z[s]) for s in inhalt if z[s]))


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


def _table(kopf: list[str], zeilen: list[tuple[str, ...]]) -> str:
    """Writes a Markdown table; what a cell says can neither end the cell nor start HTML."""

    def _row(zellen: list[str] | tuple[str, ...]) -> str:
        return "| " + " | ".join(_cell(z) for z in zellen) + " |"

    text = [_row(kopf), "|" + "---|" * len(kopf), *map(_row, zeilen[:HOECHSTENS])]
    if len(zeilen) > HOECHSTENS:
        text.append(f"\n… und {len(zeilen) - HOECHSTENS} weitere.")
    return "\n".join(text)


def _cell(text: str) -> str:
    flach = " ".join(text.splitlines())
    for zeichen, ersatz in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\\", "\\\\"), ("|", "\\|"), ("`", "\\`")):
        flach = flach.replace(zeichen, ersatz)
    return flach
