"""What must hold of Hinweise: they still apply, and the pages are held to what they promise."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Final

from kekiz.daten.befunde import format_cell, name_rows
from kekiz.daten.bestand import WERT_SCHLUESSEL, Bestand, Zeile
from kekiz.daten.zeitregeln import is_period
from kekiz.wissen.codes import OFFEN
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.zahlen import zeitraum_key

NEUESTER: Final = "neuester"
"""Stands for the latest period of a series, so that a Hinweis can say that nothing came after it."""
_BEDINGUNG = re.compile(
    rf"^([a-z0-9_-]+)\|([a-z0-9_-]+)\|((?:bis )?[0-9/-]+|{NEUESTER})\|([a-z0-9_-]*)\|(wert|wert_bis|zaehler|nenner|wertstatus|fundstelle|bruch|zeitraum) = (.+)$"
)
_ZIELBEDINGUNG = re.compile(r"^ziel ([0-9.]+)\|([a-z0-9_-]+)\|([a-z0-9_-]*)\|(wert|zieljahr) = (.+)$")


def check_hints(bestand: Bestand) -> Iterator[Fehler]:
    """A Hinweis must point somewhere, and what it expects must still be in the data."""
    pakete: dict[str, list[str]] = {}
    for t in bestand.tables("hinweise"):
        for z in t.zeilen:
            pakete.setdefault(z["hinweis_id"], []).append(t.paket)
    for tabelle in bestand.tables("hinweise"):
        yield from name_rows(
            tabelle,
            lambda z: len(pakete[z["hinweis_id"]]) > 1,
            lambda z, paket=tabelle.paket: (  # type: ignore[misc]
                f"Die Kennung gibt es auch in {', '.join(sorted(set(pakete[z['hinweis_id']]) - {paket}))}/hinweise.csv"
            ),
            "Bitte eine der beiden Kennungen ändern; ein Hinweis heißt in allen Paketen verschieden.",
        )
        eigene = _with_latest(bestand.rows("werte", tabelle.paket))
        ziele = {
            (z["ziel_id"], z["kennzahl_id"], z["gruppe"]): z for z in reversed(bestand.rows("zielwerte", tabelle.paket))
        }
        reihenenden = {
            (b["kennzahl_id"], b["ab_zeitraum"], b["gruppe"]) for b in bestand.rows("brueche", tabelle.paket)
        }
        for hinweis in (z for z in tabelle.zeilen if z["erwartet"]):
            for bedingung in hinweis["erwartet"].split(";"):
                befund = _expectation_fault(bedingung.strip(), eigene, ziele, reihenenden)
                if befund:
                    yield Fehler(
                        tabelle.datei,
                        hinweis["_zeile"],
                        hinweis["hinweis_id"],
                        f"Der Hinweis ist überholt oder seine Bedingung falsch: {befund}",
                        "Bitte zuerst den Wert prüfen; stimmt er, den Hinweis anpassen oder löschen.",
                        spalte="erwartet",
                        ursache=f"{tabelle.paket}/werte.csv {_row_key(bedingung.strip())}",
                    )


def _with_latest(werte: Sequence[Zeile]) -> dict[tuple[Any, ...], Zeile]:
    """Gives rows of values by key, and the latest of each series under :data:`NEUESTER` too."""
    nach_key = {tuple(z[s] for s in WERT_SCHLUESSEL): z for z in werte}
    letzte: dict[tuple[Any, ...], Zeile] = {}
    for z in werte:
        key = (z["kennzahl_id"], z["raum_id"], NEUESTER, z["gruppe"])
        if z["wertstatus"] == OFFEN or not is_period(z["zeitraum"]):
            continue
        if key not in letzte or zeitraum_key(letzte[key]["zeitraum"]) < zeitraum_key(z["zeitraum"]):
            letzte[key] = z
    return nach_key | letzte


def named_cells(erwartet: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Reads which cells of ``werte`` the conditions of a Hinweis name: key of the row and column.

    Example:
        >>> list(named_cells("quote|nord|2018||wert = 85; unleserlich"))
        [(('quote', 'nord', '2018', ''), 'wert')]
    """
    for bedingung in erwartet.split(";"):
        if treffer := _BEDINGUNG.match(bedingung.strip()):
            yield treffer.groups()[:4], treffer[5]


def _row_key(bedingung: str) -> str:
    """Names the row of values that a condition is about, as messages do; empty where it names none."""
    return next((" · ".join(teil for teil in k if teil) for k, _ in named_cells(bedingung)), "")


# What a text says of itself alone ("bleibt offen", "gilt als", "steht da") is kept where the data are; what it says
# that readers see, find side by side or find compared can only be looked up on the page.
_UEBER_SEITEN = re.compile(
    r"\b(?:(?:die|diese) Seite|jeder Satz|jedes Profil|zeigt|gezeigt|verglichen|vergleichbar|kein Vergleich|nebeneinander"
    r"|daneben|dabei(?=\.)|gekennzeichnet|im Namen|heißen (?:erste|wie)|bei jeder Zahl|mit dem (?:Zusatz|Hinweis))\b"
    r"|\bmit „",
    re.IGNORECASE,
)


def check_promises(bestand: Bestand) -> Iterator[Fehler]:
    """A Hinweis that says what a page does or shows needs a row in zusagen; nothing else would hold the page to it."""
    for tabelle in bestand.tables("hinweise"):
        gehalten = {z["hinweis_id"] for z in bestand.rows("zusagen", tabelle.paket)}
        yield from name_rows(
            tabelle,
            lambda z, g=gehalten: bool(_UEBER_SEITEN.search(z["umgang"])) and z["hinweis_id"] not in g,  # type: ignore[misc]
            lambda z: (
                f"Der Umgang verspricht etwas über eine Seite, und nichts hält es fest (gefunden „{z['umgang']}“)"
            ),
            "Bitte in zusagen.csv angeben, was wo steht oder nicht steht, oder den Satz streichen.",
        )


def _expectation_fault(
    bedingung: str,
    werte: Mapping[tuple[Any, ...], Zeile],
    ziele: Mapping[tuple[Any, ...], Zeile],
    brueche: Collection[tuple[str, str, str]],
) -> str:
    """Tests one condition ``kennzahl|raum|zeitraum|gruppe|feld = wert``; empty string where it holds.

    ``ziel 1.1|kennzahl|gruppe|feld = wert`` is about a target.

    ``bruch = ja`` holds where the series begins anew with the period (Kennzahl, Zeitraum, Gruppe in ``brueche``), so that
    nothing compares it with the periods before.
    """
    if ziel := _ZIELBEDINGUNG.match(bedingung):
        *schluessel, feld, soll = ziel.groups()
        if tuple(schluessel) not in ziele:
            return f"den Zielwert {' · '.join(s for s in schluessel if s)} gibt es nicht"
        return _number_fault(feld, ziele[tuple(schluessel)][feld], soll)
    treffer = _BEDINGUNG.match(bedingung)
    if not treffer:
        return f"„{bedingung}“ hat nicht die Form kennzahl|raum|zeitraum|gruppe|feld = wert"
    *schluessel, feld, soll = treffer.groups()
    if tuple(schluessel) not in werte:
        return f"die Zeile {' · '.join(s for s in schluessel if s)} gibt es nicht"
    if feld == "bruch":
        kennzahl_id, _, zeitraum, gruppe = schluessel
        ist_bruch = "ja" if (kennzahl_id, zeitraum, gruppe) in brueche else "nein"
        return "" if ist_bruch == soll else f"bruch ist {ist_bruch} (erwartet {soll})"
    ist = werte[tuple(schluessel)][feld]
    if feld in ("wertstatus", "fundstelle", "zeitraum"):
        return "" if ist == soll else f"{feld} ist „{ist}“ (erwartet „{soll}“)"
    return _number_fault(feld, ist, soll)


def _number_fault(feld: str, ist: Any, soll: str) -> str:
    """Compares a number with what is expected; empty string where both are equal."""
    try:
        gleich = ist is not None and float(ist) == float(soll)
    except ValueError:
        return f"„{soll}“ ist keine Zahl"
    return "" if gleich else f"{feld} ist {'leer' if ist is None else format_cell(ist)} (erwartet {soll})"
