"""The rules for hidden values (wertstatus ``geheim``): they follow from nothing published, now or earlier."""

import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kekiz.daten.bestand import WERT_SCHLUESSEL, Bestand, Tabelle, Zeile
from kekiz.daten.geheimwissen import Schluessel, read_rules
from kekiz.wissen.codes import Wertstatus
from kekiz.wissen.fehler import Fehler, join_parts
from kekiz.wissen.zahlen import format_zahl

if TYPE_CHECKING:
    from kekiz.daten.geheimhaltung import Leck

ZAHLEN = ["wert", "wert_bis", "zaehler", "gedruckt"]
"""Columns that give a hidden value away; a denominator alone does not."""

Zeilenleser = Callable[[str], Iterable[Mapping[str, str]]]
_GENANNT = 4
"""Rows that a message names; the others are counted."""


def check_hidden(bestand: Bestand, lesen: Zeilenleser) -> tuple[list[Fehler], list[str]]:
    """Checks that no hidden value follows from published ones or stands in an earlier version.

    Args:
        bestand: The packages.
        lesen: Reads the text of a CSV file into rows.

    Returns:
        The faults; and remarks on what could not be checked. Both are empty where nothing is hidden.
    """
    fehler: list[Fehler] = []
    anmerkungen: list[str] = []
    for tabelle in bestand.tabellen:
        if tabelle.name != "werte" or not _hidden(tabelle):
            continue
        fassungen = find_earlier(bestand.pfad / tabelle.datei, lesen)
        if fassungen is None:
            anmerkungen.append(
                f"{tabelle.datei}: Ob ein geheimer Wert in einer früheren Fassung steht, ließ sich nicht prüfen "
                "(keine vollständige Git-Geschichte)."
            )
        fehler += _name_earlier(tabelle, fassungen or {})
        try:
            fehler += _name_leaks(bestand, tabelle, fassungen or {})
        except ModuleNotFoundError:
            anmerkungen.append(
                f"{tabelle.datei}: Ob ein geheimer Wert aus veröffentlichten folgt, ließ sich nicht prüfen (SciPy fehlt)."
            )
        anmerkungen += _without_threshold(bestand, tabelle)
    return fehler, anmerkungen


def _hidden(tabelle: Tabelle) -> list[Zeile]:
    return [z for z in tabelle.zeilen if z["wertstatus"] == Wertstatus.GEHEIM]


def _key(zeile: Zeile) -> Schluessel:
    k, r, z, g = (zeile[s] for s in WERT_SCHLUESSEL)
    return k, r, z, g


def _name_earlier(tabelle: Tabelle, fassungen: Mapping[Schluessel, str]) -> Iterator[Fehler]:
    for schluessel in map(_key, _hidden(tabelle)):
        if schluessel in fassungen:
            yield _fault(
                tabelle,
                schluessel,
                f"Der geheime Wert steht in einer früheren Fassung der Datei ({fassungen[schluessel]})",
                "Was öffentlich war, bleibt auffindbar: bitte den Wert wieder zeigen oder, solange nichts "
                "veröffentlicht ist, die Git-Geschichte bereinigen.",
            )


def _name_leaks(bestand: Bestand, tabelle: Tabelle, fassungen: Mapping[Schluessel, str]) -> Iterator[Fehler]:
    # Only here: SciPy's solvers take long to import, and are not everywhere.
    from kekiz.daten.geheimhaltung import find_leaks  # noqa: PLC0415

    for leck in find_leaks(tabelle.zeilen, read_rules(bestand, tabelle.paket), fassungen):
        yield _fault(
            tabelle,
            leck.schluessel,
            f"Der geheime Wert folgt aus {_list_rows(leck.quellen)} ({_leeway(leck)})",
            f"Bitte auch {_list_rows(leck.ergaenzen, len(leck.ergaenzen))} auf geheim setzen."
            if leck.ergaenzen
            else "Bitte Räume oder Gruppen zusammenfassen oder den Wert zeigen.",
        )


def _leeway(leck: "Leck") -> str:
    """Says how closely the value can be computed, without saying the value."""
    if leck.ist_anteil:
        return (
            f"gefunden {format_zahl(leck.spielraum, 1)} Prozentpunkte Spielraum, erwartet mindestens "
            f"{format_zahl(leck.noetig)}"
        )
    anzahl = int(leck.spielraum) + 1
    moeglich = "eine mögliche Zahl" if anzahl == 1 else f"{anzahl} mögliche Zahlen"
    return f"gefunden {moeglich}, erwartet mindestens {leck.noetig + 1}"


def _list_rows(zeilen: Sequence[Schluessel], hoechstens: int = _GENANNT) -> str:
    namen = [" · ".join(teil for teil in schluessel if teil) for schluessel in zeilen]
    if len(namen) > hoechstens + 1:
        namen = [*namen[:hoechstens], f"{len(namen) - hoechstens} weiteren Zeilen"]
    return join_parts(namen)


def _fault(tabelle: Tabelle, schluessel: Schluessel, befund: str, abhilfe: str) -> Fehler:
    zeile = next(z["_zeile"] for z in tabelle.zeilen if _key(z) == schluessel)
    return Fehler(tabelle.datei, zeile, " · ".join(s for s in schluessel if s), befund, abhilfe)


def _without_threshold(bestand: Bestand, tabelle: Tabelle) -> Iterator[str]:
    ohne = {
        k["kennzahl_id"]
        for k in bestand.rows("kennzahlen")
        if k["mindestfallzahl"] is None and k["art"] in ("anteil", "anzahl")
    }
    for kennzahl_id in dict.fromkeys(z["kennzahl_id"] for z in _hidden(tabelle)):
        if kennzahl_id in ohne:
            yield (
                f"{tabelle.datei}: {kennzahl_id} hat geheime Werte, aber keine mindestfallzahl; geprüft ist nur, ob "
                "sie genau folgen."
            )


# --- earlier versions ------------------------------------------------------------------------------------------------


def find_earlier(datei: Path, lesen: Zeilenleser) -> dict[Schluessel, str] | None:
    """Finds the rows that a version of a file in its git history shows with a number.

    Args:
        datei: The file of values.
        lesen: Reads the text of a CSV file into rows.

    Returns:
        Latest version that shows the number (commit and day) per key; None where git or a part of the history is
        missing.
    """
    stand = _git(datei.parent, "rev-parse", "--is-shallow-repository")
    if stand is None or stand.strip() != b"false":
        return None
    form = ["--format=>%H %cs", "--raw", "--no-abbrev", "--full-history", "-m"]
    verlauf = _git(datei.parent, "log", *form, "--", datei.name)
    if verlauf is None:
        return None
    gefunden: dict[Schluessel, str] = {}
    gelesen: set[str] = set()
    fassung = ""
    for zeile in verlauf.decode("utf-8", "replace").splitlines():
        if zeile.startswith(">"):
            commit, tag = zeile[1:].split()
            fassung = f"Commit {commit[:10]} vom {tag}"
        elif zeile.startswith(":"):
            # ":<mode> <mode> <blob before> <blob after> <change>"; the blob before is that of an older commit.
            blob = zeile.split()[3]
            if blob not in gelesen and set(blob) != {"0"}:
                gelesen.add(blob)
                text = _git(datei.parent, "cat-file", "blob", blob)
                for schluessel in _shown(text or b"", lesen):
                    gefunden.setdefault(schluessel, fassung)
    return gefunden


def _shown(text: bytes, lesen: Zeilenleser) -> Iterator[Schluessel]:
    """Gives the keys of the rows of an earlier version that hold a number."""
    for zeile in lesen(text.decode("utf-8", "replace")):
        if any(zeile.get(spalte) for spalte in ZAHLEN):
            k, r, z, g = (zeile.get(spalte) or "" for spalte in WERT_SCHLUESSEL)
            yield k, r, z, g


def _git(ordner: Path, *befehl: str) -> bytes | None:
    """Gives what a git command writes; None where git is missing or fails."""
    try:
        lauf = subprocess.run(["git", *befehl], cwd=ordner, capture_output=True, check=False)
    except OSError:
        return None
    return None if lauf.returncode else lauf.stdout
