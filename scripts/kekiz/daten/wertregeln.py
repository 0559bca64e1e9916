"""What must hold of each number: plausible, as printed, arithmetically possible, of a real age."""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from kekiz.daten.befunde import format_cell, name_rows
from kekiz.daten.bestand import WERT_SCHLUESSEL, Bestand, Tabelle, Zeile
from kekiz.daten.hinweisregeln import named_cells
from kekiz.wissen.codes import NACHRECHNUNG, OFFEN, Wertstatus
from kekiz.wissen.fehler import Fehler, join_parts
from kekiz.wissen.zahlen import (
    NNBSP,
    format_zahl,
    parse_gedruckt,
    possible_zaehler,
    printed_decimals,
    round_half_up,
)

ANLEGEN: Final = f"Bitte Zahlen prüfen; steht es so im Dokument, einen Hinweis (art {NACHRECHNUNG}) anlegen, den gedruckten Wert in erwartet nennen und die Kennung in hinweis_id eintragen."
BELEG: Final = ("quelle_id", "fundstelle")
"""What every value needs, and a row that still waits for its value cannot have."""
OHNE_ZAHL: Final = (Wertstatus.NUR_ABBILDUNG, Wertstatus.NICHT_ERHOBEN, Wertstatus.GEHEIM, OFFEN)
"""Codes of rows in which no number may stand."""


class _Kennzahl(NamedTuple):
    art: str = ""
    einheit: str = ""


def _kennzahlen(bestand: Bestand) -> dict[str, _Kennzahl]:
    # Of two rows of one id the first counts.
    return {z["kennzahl_id"]: _Kennzahl(z["art"], z["einheit"]) for z in reversed(bestand.rows("kennzahlen"))}


def check_values(bestand: Bestand) -> Iterator[Fehler]:
    """Checks each value by itself: shares between 0 and 100, numerator within denominator, status fits content."""
    kennzahlen = _kennzahlen(bestand)

    def _kennzahl(z: Zeile) -> _Kennzahl:
        return kennzahlen.get(z["kennzahl_id"], _Kennzahl())

    for tabelle in bestand.tables("werte"):
        yield from name_rows(
            tabelle,
            lambda z: (
                z["zaehler"] is not None
                # Of a denominator of 0 nothing else is to be said.
                and bool(z["nenner"])
                and z["zaehler"] > z["nenner"]
                and _kennzahl(z).art == "anteil"
            ),
            lambda z: f"Zähler {z['zaehler']} ist größer als Nenner {z['nenner']}",
            "Bitte Quelle prüfen.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["nenner"] == 0,
            lambda z: "Der Nenner ist 0 (erwartet mindestens 1 oder eine leere Zelle)",
            "Bitte Quelle prüfen; fehlt der Nenner, bleibt die Zelle leer.",
        )
        yield from name_rows(
            tabelle,
            # A share above 100 that is printed so (places per child) stays, if a Hinweis says what it means.
            lambda z: (
                _is_beyond(z)
                and _kennzahl(z) == ("anteil", "%")
                and not (z["wertstatus"] == Wertstatus.GEDRUCKT and z["hinweis_id"])
            ),
            lambda z: (
                "Der Anteil liegt außerhalb von 0 bis 100 (gefunden "
                f"{' bis '.join(format_cell(w) for w in (z['wert'], z['wert_bis']) if w is not None)})"
            ),
            "Bitte Quelle prüfen.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["wert_bis"] is not None and z["wert"] is not None and z["wert_bis"] < z["wert"],
            lambda z: (
                f"Das Ende der Spanne liegt unter ihrem Anfang (gefunden {format_cell(z['wert'])} bis {format_cell(z['wert_bis'])})"
            ),
            "Bitte wert und wert_bis tauschen oder Quelle prüfen.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["wertstatus"] == Wertstatus.GEDRUCKT and not z["gedruckt"],
            lambda z: f"Bei wertstatus gedruckt fehlt {'wert' if z['wert'] is None else 'gedruckt'}",
            "Bitte wert und gedruckt eintragen oder den wertstatus ändern.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["wertstatus"] == Wertstatus.GEDRUCKT and bool(z["gedruckt"]) and z["wert"] is None,
            lambda z: f"Zu gedruckt fehlt wert (gefunden „{z['gedruckt']}“, erwartet dazu eine Zahl)",
            "Bitte einen Tippfehler in gedruckt berichtigen oder wert eintragen.",
        )
        for spalte in BELEG:
            yield from name_rows(
                tabelle,
                lambda z, s=spalte: not z[s] and z["wertstatus"] != OFFEN,  # type: ignore[misc]
                lambda z, s=spalte: f"{s} fehlt",  # type: ignore[misc]
                "Bitte eintragen; diese Spalte ist Pflicht.",
            )
        yield from name_rows(
            tabelle,
            lambda z: z["wertstatus"] in OHNE_ZAHL and bool(_numbers(z)),
            lambda z: (
                f"Bei wertstatus {z['wertstatus']} steht eine Zahl (gefunden {join_parts(_numbers(z))}, erwartet leer)"
            ),
            "Bitte die Zahl löschen oder den wertstatus ändern.",
        )
        yield from name_rows(
            tabelle,
            lambda z: (
                z["wertstatus"] == Wertstatus.BERECHNET
                and z["wert"] is None
                and (z["zaehler"] is None or z["nenner"] is None)
            ),
            lambda z: "Bei wertstatus berechnet fehlen wert sowie Zähler und Nenner",
            "Bitte eintragen, woraus gerechnet wird.",
        )
        yield from name_rows(
            tabelle,
            lambda z: (
                z["wertstatus"] == Wertstatus.BERECHNET
                and z["wert"] is not None
                and z["wert"] in parse_gedruckt(z["gedruckt"])
            ),
            lambda z: f"Bei wertstatus berechnet steht der Wert gedruckt da (gefunden „{z['gedruckt']}“)",
            "Bitte wertstatus gedruckt eintragen; ist der Wert berechnet, bleibt gedruckt leer oder nennt, woraus.",
        )
        yield from name_rows(
            tabelle,
            lambda z: bool(_further_numbers(z)),
            lambda z: (
                f"gedruckt nennt mehrere Zahlen (gefunden „{z['gedruckt']}“, erwartet nur die Zahl "
                f"{format_cell(z['wert'])})"
            ),
            "Bitte nur die Zahl eintragen, die gemeint ist; was sonst da steht, gehört in fundstelle oder in einen Hinweis.",
        )
        yield from name_rows(
            tabelle,
            _contradicts_print,
            lambda z: (
                f"wert und gedruckt sagen Verschiedenes (gefunden {format_cell(z['wert'])} und „{z['gedruckt']}“)"
            ),
            "Bitte beides mit dem Dokument vergleichen.",
        )


def _is_beyond(z: Zeile) -> bool:
    return any(w is not None and not 0 <= w <= 100 for w in (z["wert"], z["wert_bis"]))


def _numbers(z: Zeile) -> list[str]:
    """Lists the number cells of a row of werte that should be empty, with their columns."""
    # Beside a value that only a picture shows, the denominator may well be printed.
    spalten = ["wert", "wert_bis", "zaehler"] + ["nenner"] * (z["wertstatus"] != Wertstatus.NUR_ABBILDUNG)
    teile = [f"{s} {format_cell(z[s])}" for s in spalten if z[s] is not None]
    return teile + ([f"gedruckt „{z['gedruckt']}“"] if z["gedruckt"] else [])


def _contradicts_print(z: Zeile) -> bool:
    """The printed string must read as the value (and the end of the range)."""
    if z["wertstatus"] != Wertstatus.GEDRUCKT or not z["gedruckt"] or z["wert"] is None:
        return False
    gelesen = {abs(g) for g in parse_gedruckt(z["gedruckt"])}
    return any(abs(w) not in gelesen for w in (z["wert"], z["wert_bis"]) if w is not None)


_IN_WORT: Final = re.compile(r"[^\W\d]\d+")
"""A digit at a word is part of a name or a unit (U8, km2)."""


def _further_numbers(z: Zeile) -> set[float]:
    """Gives the printed numbers beside a value that are neither it nor its counts; none where the value is not among them."""
    if z["wertstatus"] != Wertstatus.GEDRUCKT or z["wert"] is None:
        return set()
    gelesen = {abs(g) for g in parse_gedruckt(_IN_WORT.sub("", z["gedruckt"]))}
    eigene = {abs(float(z[s])) for s in ("wert", "wert_bis", "zaehler", "nenner") if z[s] is not None}
    return gelesen - eigene if abs(z["wert"]) in gelesen else set()


GEDRUCKT_SPALTEN = {
    "weiterbildungen": ("teilnahmen", "gedruckt"),
    "massnahmen": ("jaehrliche_kosten_euro", "kosten_gedruckt"),
    "modul_angaben": ("wert", "gedruckt"),
    "ausgangszahlen": ("wert", "gedruckt"),
    "kosten": ("betrag", "gedruckt"),
}
"""Tables besides werte that hold a number and the printed string it was read from."""

_AUSGESCHRIEBEN = re.compile(r"Mio|Million|Mrd|Milliard")
"""Printed in millions: the digits alone are not the number."""


def check_printed(bestand: Bestand) -> Iterator[Fehler]:
    """A number beside its printed string must be one of the numbers in it (where the string has any digits)."""
    for tabelle in bestand.tables(*GEDRUCKT_SPALTEN):
        zahl, gedruckt = GEDRUCKT_SPALTEN[tabelle.name]

        def _differs(z: Zeile, a: str = zahl, b: str = gedruckt) -> bool:
            if z[a] is None or not re.search(r"\d", z[b]) or _AUSGESCHRIEBEN.search(z[b]):
                return False
            return all(abs(z[a]) != abs(g) for g in parse_gedruckt(z[b]))

        yield from name_rows(
            tabelle,
            _differs,
            lambda z, a=zahl, b=gedruckt: (  # type: ignore[misc]
                f"{a} und {b} sagen Verschiedenes (gefunden {format_cell(z[a])} und „{z[b]}“)"
            ),
            "Bitte beides mit dem Dokument vergleichen.",
        )


def recomputed(z: Zeile, stellen: int) -> float:
    """Gives the share of a row's counts in percent, rounded to so many digits."""
    return round_half_up(100 * z["zaehler"] / z["nenner"], stellen)


def deviates(z: Zeile, stellen: int) -> bool:
    """Tells whether the value of a row is another than the share of its counts, rounded to so many digits."""
    return abs(recomputed(z, stellen) - float(z["wert"])) > 1e-9


def check_arithmetic(bestand: Bestand) -> Iterator[Fehler]:
    """Recomputes printed shares; a deviation beyond rounding, or an impossible share, needs a Hinweis of that kind.

    It excuses the very cell that it expects, and only where the row or a Bezug leads to it: the reports of a year list
    the Hinweise of this kind, so that no deviation is missing there.
    """
    kennzahlen = _kennzahlen(bestand)
    for tabelle in bestand.tables("werte"):
        gedeckt = _covered(bestand, tabelle)

        def _is_open(z: Zeile, gedeckt: Collection[tuple[str, ...]] = gedeckt) -> bool:
            """Whether a printed share that no Hinweis covers may be recomputed."""
            return (
                z["wertstatus"] == Wertstatus.GEDRUCKT
                and z["wert"] is not None
                and z["wert_bis"] is None
                and z["kennzahl_id"] in kennzahlen
                and kennzahlen[z["kennzahl_id"]].art == "anteil"
                and tuple(z[s] for s in WERT_SCHLUESSEL) not in gedeckt
            )

        yield from name_rows(
            tabelle,
            lambda z, offen=_is_open: (  # type: ignore[misc]
                z["zaehler"] is not None
                and bool(z["nenner"] and z["gedruckt"])
                and z["zaehler"] <= z["nenner"]
                and offen(z)
                and deviates(z, printed_decimals(z["gedruckt"]))
            ),
            lambda z: (
                f"Gedruckt ist {z['gedruckt']}, die Nachrechnung {z['zaehler']} von {z['nenner']} ergibt "
                f"{format_zahl(100 * z['zaehler'] / z['nenner'], printed_decimals(z['gedruckt']) + 1)}{NNBSP}%"
            ),
            ANLEGEN,
        )
        yield from name_rows(
            tabelle,
            lambda z, offen=_is_open: (  # type: ignore[misc]
                z["zaehler"] is None and z["nenner"] is not None and offen(z) and _is_impossible(z)
            ),
            lambda z: f"Keine ganze Zahl von {z['nenner']} ergibt {z['gedruckt']}",
            ANLEGEN,
        )


def _is_impossible(z: Zeile) -> bool:
    unten, oben = possible_zaehler(z["wert"], z["nenner"], printed_decimals(z["gedruckt"]))
    return unten > oben


def _cells(z: Zeile) -> Iterator[tuple[str, ...]]:
    """The names under which a Hinweis may be about a row: with or without its Raum and its Gruppe."""
    for raum in {z["raum_id"], ""}:
        for gruppe in {z["gruppe"], ""}:
            yield z["kennzahl_id"], z["zeitraum"], raum, gruppe


def _covered(bestand: Bestand, tabelle: Tabelle) -> set[tuple[str, ...]]:
    """Gives the rows of which a Hinweis on the arithmetic says what is printed, where it is to be seen beside them."""
    bezuege = {
        (b["hinweis_id"], b["kennzahl_id"], b["zeitraum"], b["raum_id"], b["gruppe"])
        for b in bestand.rows("hinweis_bezuege", tabelle.paket)
    }
    zeilen = {tuple(z[s] for s in WERT_SCHLUESSEL): z for z in tabelle.zeilen}
    return {
        schluessel
        for h in bestand.rows("hinweise", tabelle.paket)
        if h["art"] == NACHRECHNUNG
        for schluessel, feld in named_cells(h["erwartet"])
        if feld == "wert" and (z := zeilen.get(schluessel))
        if h["hinweis_id"] == z["hinweis_id"] or any((h["hinweis_id"], *c) in bezuege for c in _cells(z))
    }


def check_ages(bestand: Bestand) -> Iterator[Fehler]:
    """An age range must not end before it begins."""
    for tabelle in bestand.tables("module", "altersgruppen", "praxisbeispiele"):
        yield from name_rows(
            tabelle,
            lambda z: z["bis_jahr"] is not None and z["von_jahr"] is not None and z["bis_jahr"] < z["von_jahr"],
            lambda z: (
                f"Das Alter endet, bevor es beginnt (gefunden {format_cell(z['von_jahr'])} bis {format_cell(z['bis_jahr'])})"
            ),
            "Bitte von_jahr und bis_jahr prüfen.",
        )
