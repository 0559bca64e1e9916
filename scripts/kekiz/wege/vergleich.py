"""The command ``kekiz vergleich``: what a change of the data does to what is published, as Markdown for a pull request."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd

from kekiz.daten.bestand import add_new_columns
from kekiz.daten.load import load
from kekiz.ergebnis import PFAD, Ergebnis, build
from kekiz.sagen.satz import value_text
from kekiz.wissen import texte
from kekiz.wissen.fehler import DatenFehler
from kekiz.wissen.zahlen import format_wert, format_zeitraum

WERT = ["kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe"]
STAND = ["kommune_id", "ziel_id", "kennzahl_id", "gruppe", "lesart"]
REIHE = ["kommune_id", "kennzahl_id", "raum_id", "gruppe"]
HINWEIS = ["hinweis_id"]
HOECHSTENS = 100
"""Rows of one table; a comment to a pull request holds no more than 65,536 characters."""

FEHLT = "–"


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
            if (kandidat / "schema").is_dir():
                yield kandidat
                return
        raise VergleichFehler(
            f"Im Ordner {angabe} liegen keine Datenpakete (erwartet schema/ oder datapackage/schema/)."
        )
    archiv = subprocess.run(
        ["git", "archive", "--format=tar", "--end-of-options", angabe, str(PFAD)], capture_output=True, check=False
    )
    if archiv.returncode:
        raise VergleichFehler(f"{angabe} ist weder ein Ordner noch ein Stand im Projekt (Zweig, Marke oder Commit).")
    with tempfile.TemporaryDirectory() as temp, tarfile.open(fileobj=io.BytesIO(archiv.stdout)) as tar:
        tar.extractall(temp, filter="data")
        yield Path(temp) / PFAD


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
            alt = build(add_new_columns(load(vorher), nachher))
        except (DatenFehler, KeyError, FileNotFoundError):
            # A stricter rule must not stop the pull request that brings it.
            return f"Mit dem Stand {a} lässt sich nicht vergleichen: Seine Daten folgen anderen Regeln als heute.\n"
        return compare_results(alt, build(load(nachher)))


def compare_results(vorher: Ergebnis, nachher: Ergebnis) -> str:
    """Words what differs between two results (see :func:`compare`)."""
    teile = [
        ("Werte", ["Kommune", "Kennzahl", "Raum", "Zeitraum", "Gruppe"], _values),
        ("Stand der Ziele", ["Kommune", "Ziel", "Kennzahl"], _statuses),
        ("Vergleich mit der Stadt", ["Kommune", "Kennzahl", "Raum", "Zeitraum", "Gruppe"], _statements),
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


def _values(ergebnis: Ergebnis) -> Namen:
    w = ergebnis.werte
    return _collect(
        w, WERT, lambda z: (z.kommune, z.kennzahl, z.raum, format_zeitraum(z.zeitraum), z.gruppe_name), _value
    )


def _value(zeile: pd.Series) -> str:
    """Writes a value with everything that stands beside it on the page."""
    teile = [value_text(zeile)]
    if pd.notna(zeile["zaehler"]) or pd.notna(zeile["nenner"]):
        zahlen = [FEHLT if pd.isna(zeile[s]) else format_wert(float(zeile[s]), "Anzahl") for s in ("zaehler", "nenner")]
        teile.append(f"{zahlen[0]} von {zahlen[1]}")
    teile.append(f"{zeile['quelle_id']}, {zeile['fundstelle']}")
    return "; ".join(teile)


def _statuses(ergebnis: Ergebnis) -> Namen:
    ziele = ergebnis.ziele.assign(
        kennzahl_id="", gruppe="", lesart="", kennzahl="Ziel insgesamt", wert_genau=float("nan")
    )
    k = ergebnis.zielstand.copy()
    k["kennzahl"] = k["kennzahl_id"].map(ergebnis.kennzahlen["name"])
    alle = pd.concat([ziele[[*STAND, "kennzahl", "status"]], k[[*STAND, "kennzahl", "status"]]], ignore_index=True)
    alle["lesart_text"] = alle["lesart"].map(lambda t: f" ({texte.LESART_KURZ.get(t, t)})" if t else "")
    return _collect(
        alle,
        STAND,
        lambda z: (z.kommune_id, z.ziel_id, z.kennzahl + z.lesart_text),
        lambda z: texte.STATUS[z["status"]],
    )


def _statements(ergebnis: Ergebnis) -> Namen:
    w = ergebnis.werte[ergebnis.werte["aussage"].fillna("").ne("")]
    return _collect(
        w,
        WERT,
        lambda z: (z.kommune, z.kennzahl, z.raum, format_zeitraum(z.zeitraum), z.gruppe_name),
        lambda z: texte.AUSSAGE[z["aussage"]],
    )


def _trends(ergebnis: Ergebnis) -> Namen:
    t = ergebnis.trends.assign(kennzahl=ergebnis.trends["kennzahl_id"].map(ergebnis.kennzahlen["name"]))
    return _collect(
        t, REIHE, lambda z: (z.kommune_id, z.kennzahl, z.raum_id, z.gruppe), lambda z: texte.TREND[z["trend"]]
    )


def _hints(ergebnis: Ergebnis) -> Namen:
    h = ergebnis.bestand.frame("hinweise")
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
