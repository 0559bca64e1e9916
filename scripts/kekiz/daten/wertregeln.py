"""What must hold of each number: plausible, as printed, arithmetically possible, of a real age."""

import itertools
from collections.abc import Iterator
from typing import Final

import numpy as np
import pandas as pd

from kekiz.daten.befunde import format_cell, name_rows
from kekiz.daten.bestand import Bestand, Tabelle
from kekiz.wissen.codes import OFFEN, Wertstatus
from kekiz.wissen.fehler import Fehler, join_parts
from kekiz.wissen.statistik import possible_zaehler
from kekiz.wissen.zahlen import (
    NNBSP,
    format_zahl,
    parse_gedruckt,
    printed_decimals,
    round_half_up,
)

BELEG: Final = ("quelle_id", "fundstelle")
"""What every value needs, and a row that still waits for its value cannot have."""


def _werte_mit_art(bestand: Bestand) -> Iterator[tuple[Tabelle, pd.DataFrame]]:
    """Gives each table of values with art and einheit of its Kennzahl joined, index as in the table."""
    kennzahlen = bestand.frame("kennzahlen").drop_duplicates("kennzahl_id").set_index("kennzahl_id")[["art", "einheit"]]
    for tabelle in bestand.tabellen:
        if tabelle.name == "werte":
            yield tabelle, tabelle.frame.join(kennzahlen, on="kennzahl_id")


def check_values(bestand: Bestand) -> Iterator[Fehler]:
    """Checks each value by itself: shares between 0 and 100, numerator within denominator, status fits content."""
    for tabelle, w in _werte_mit_art(bestand):
        anteil = w["art"].eq("anteil")
        zaehler, nenner = w["zaehler"].astype("float64"), w["nenner"].astype("float64")
        yield from name_rows(
            tabelle,
            anteil & (zaehler > nenner),
            lambda z: f"Zähler {z['zaehler']} ist größer als Nenner {z['nenner']}",
            "Bitte Quelle prüfen.",
        )
        yield from name_rows(
            tabelle,
            nenner.eq(0),
            lambda z: "Der Nenner ist 0 (erwartet mindestens 1 oder eine leere Zelle)",
            "Bitte Quelle prüfen; fehlt der Nenner, bleibt die Zelle leer.",
        )
        prozent = anteil & w["einheit"].eq("%")
        ausserhalb = (w["wert"].lt(0) | w["wert"].gt(100)) | (w["wert_bis"].lt(0) | w["wert_bis"].gt(100))
        yield from name_rows(
            tabelle,
            # A share above 100 that is printed so (places per child) stays, if a Hinweis says what it means.
            prozent & ausserhalb & ~(w["wertstatus"].eq(Wertstatus.GEDRUCKT) & w["hinweis_id"].ne("")),
            lambda z: (
                f"Der Anteil liegt außerhalb von 0 bis 100 (gefunden {format_cell(z['wert'])}"
                f"{'' if pd.isna(z['wert_bis']) else ' bis ' + format_cell(z['wert_bis'])})"
            ),
            "Bitte Quelle prüfen.",
        )
        yield from name_rows(
            tabelle,
            w["wert_bis"] < w["wert"],
            lambda z: (
                f"Das Ende der Spanne liegt unter ihrem Anfang (gefunden {format_cell(z['wert'])} bis {format_cell(z['wert_bis'])})"
            ),
            "Bitte wert und wert_bis tauschen oder Quelle prüfen.",
        )
        leer = w["wert"].isna()
        status = w["wertstatus"]
        yield from name_rows(
            tabelle,
            status.eq(Wertstatus.GEDRUCKT) & (leer | w["gedruckt"].eq("")),
            lambda z: f"Bei wertstatus gedruckt fehlt {'wert' if pd.isna(z['wert']) else 'gedruckt'}",
            "Bitte wert und gedruckt eintragen oder den wertstatus ändern.",
        )
        for spalte in BELEG:
            yield from name_rows(
                tabelle,
                w[spalte].eq("") & status.ne(OFFEN),
                lambda z, spalte=spalte: f"{spalte} fehlt",  # type: ignore[misc]
                "Bitte eintragen; diese Spalte ist Pflicht.",
            )
        ohne = status.isin([Wertstatus.NUR_ABBILDUNG, Wertstatus.NICHT_ERHOBEN, Wertstatus.GEHEIM, OFFEN])
        zahl = ~leer | w["wert_bis"].notna() | zaehler.notna() | w["gedruckt"].ne("")
        # Beside a value that only a picture shows, the denominator may well be printed.
        zahl |= nenner.notna() & status.ne(Wertstatus.NUR_ABBILDUNG)
        yield from name_rows(
            tabelle,
            ohne & zahl,
            lambda z: f"Bei wertstatus {z['wertstatus']} steht eine Zahl (gefunden {_numbers(z)}, erwartet leer)",
            "Bitte die Zahl löschen oder den wertstatus ändern.",
        )
        yield from name_rows(
            tabelle,
            status.eq(Wertstatus.BERECHNET) & leer & (zaehler.isna() | nenner.isna()),
            lambda z: "Bei wertstatus berechnet fehlen wert sowie Zähler und Nenner",
            "Bitte eintragen, woraus gerechnet wird.",
        )
        yield from _check_printed(tabelle, w)


def _numbers(zeile: pd.Series) -> str:
    """Lists the number cells of a row of werte that should be empty, with their columns."""
    spalten = ["wert", "wert_bis", "zaehler"] + ["nenner"] * (zeile["wertstatus"] != Wertstatus.NUR_ABBILDUNG)
    teile = [f"{s} {format_cell(zeile[s])}" for s in spalten if pd.notna(zeile[s])]
    teile += [f"gedruckt „{zeile['gedruckt']}“"] if zeile["gedruckt"] else []
    return join_parts(teile)


def _check_printed(tabelle: Tabelle, w: pd.DataFrame) -> Iterator[Fehler]:
    """The printed string must read as the value (and the end of the range)."""
    gedruckt = w[w["wertstatus"].eq(Wertstatus.GEDRUCKT) & w["gedruckt"].ne("") & w["wert"].notna()]
    gelesen = gedruckt["gedruckt"].map(parse_gedruckt)
    erwartet = [[a] if pd.isna(b) else [a, b] for a, b in zip(gedruckt["wert"], gedruckt["wert_bis"], strict=True)]
    passt = pd.Series(
        [all(any(abs(e) == abs(g) for g in gel) for e in erw) for gel, erw in zip(gelesen, erwartet, strict=True)],
        index=gedruckt.index,
        dtype=bool,
    )
    maske = pd.Series(False, index=w.index)
    maske.loc[passt.index] = ~passt
    yield from name_rows(
        tabelle,
        maske,
        lambda z: f"wert und gedruckt sagen Verschiedenes (gefunden {format_cell(z['wert'])} und „{z['gedruckt']}“)",
        "Bitte beides mit dem Dokument vergleichen.",
    )


GEDRUCKT_SPALTEN = {
    "weiterbildungen": ("teilnahmen", "gedruckt"),
    "massnahmen": ("jaehrliche_kosten_euro", "kosten_gedruckt"),
    "modul_angaben": ("wert", "gedruckt"),
    "ausgangszahlen": ("wert", "gedruckt"),
    "kosten": ("betrag", "gedruckt"),
}
"""Tables besides werte that hold a number and the printed string it was read from."""

_AUSGESCHRIEBEN = r"Mio|Million|Mrd|Milliard"
"""Printed in millions: the digits alone are not the number."""


def check_printed(bestand: Bestand) -> Iterator[Fehler]:
    """A number beside its printed string must be one of the numbers in it (where the string has any digits)."""
    for tabelle in bestand.tabellen:
        if tabelle.name not in GEDRUCKT_SPALTEN:
            continue
        spalte, gedruckt = GEDRUCKT_SPALTEN[tabelle.name]
        f = tabelle.frame
        pruefbar = f[spalte].notna() & f[gedruckt].str.contains(r"\d") & ~f[gedruckt].str.contains(_AUSGESCHRIEBEN)
        passt = [
            not p or any(abs(w) == abs(z) for z in parse_gedruckt(g))
            for p, w, g in zip(pruefbar, f[spalte], f[gedruckt], strict=True)
        ]
        yield from name_rows(
            tabelle,
            ~pd.Series(passt, index=f.index, dtype=bool),
            lambda z, a=spalte, b=gedruckt: (  # type: ignore[misc]
                f"{a} und {b} sagen Verschiedenes (gefunden {format_cell(z[a])} und „{z[b]}“)"
            ),
            "Bitte beides mit dem Dokument vergleichen.",
        )


def check_arithmetic(bestand: Bestand) -> Iterator[Fehler]:
    """Recomputes printed shares; a deviation beyond rounding, or an impossible share, needs a Hinweis."""
    bezuege = bestand.frame("hinweis_bezuege")
    for tabelle, w in _werte_mit_art(bestand):
        anteil = w["art"].eq("anteil") & w["wertstatus"].eq(Wertstatus.GEDRUCKT) & w["wert_bis"].isna()
        stellen = w["gedruckt"].map(printed_decimals).astype(float)
        zaehler, nenner = w["zaehler"].astype("float64"), w["nenner"].astype("float64")
        genau = 100 * zaehler / nenner
        pruefbar = anteil & genau.notna() & w["wert"].notna()
        gerundet = pd.Series(np.nan, index=w.index)
        gerundet[pruefbar] = [round_half_up(g, int(s)) for g, s in zip(genau[pruefbar], stellen[pruefbar], strict=True)]
        gedeckt = w["hinweis_id"].ne("") | _covered(tabelle, w, bezuege)
        yield from name_rows(
            tabelle,
            pruefbar & ~gedeckt & (gerundet - w["wert"]).abs().gt(1e-9),
            lambda z: (
                f"Gedruckt ist {z['gedruckt']}, die Nachrechnung {z['zaehler']} von {z['nenner']} ergibt "
                f"{format_zahl(100 * z['zaehler'] / z['nenner'], printed_decimals(z['gedruckt']) + 1)}{NNBSP}%"
            ),
            "Bitte Zahlen prüfen; steht es so im Dokument, einen Hinweis anlegen und in hinweis_id eintragen.",
        )
        unten, oben = possible_zaehler(w["wert"], nenner, stellen)
        yield from name_rows(
            tabelle,
            anteil & zaehler.isna() & ~gedeckt & pd.Series(unten > oben, index=w.index),
            lambda z: f"Keine ganze Zahl von {z['nenner']} ergibt {z['gedruckt']}",
            "Bitte Zahlen prüfen; steht es so im Dokument, einen Hinweis anlegen und in hinweis_id eintragen.",
        )


def _covered(tabelle: Tabelle, w: pd.DataFrame, bezuege: pd.DataFrame) -> pd.Series:
    """Marks the values that a Hinweis names cell by cell (Kennzahl and Zeitraum both given)."""
    eigene = bezuege[bezuege["paket"].eq(tabelle.paket) & bezuege["kennzahl_id"].ne("") & bezuege["zeitraum"].ne("")]
    gedeckt = np.zeros(len(w), dtype=bool)
    for mit_raum, mit_gruppe in itertools.product((True, False), repeat=2):
        teil = eigene[eigene["raum_id"].ne("").eq(mit_raum) & eigene["gruppe"].ne("").eq(mit_gruppe)]
        if teil.empty:
            continue
        auf = ["kennzahl_id", "zeitraum", *(["raum_id"] if mit_raum else []), *(["gruppe"] if mit_gruppe else [])]
        gedeckt |= pd.MultiIndex.from_frame(w[auf]).isin(pd.MultiIndex.from_frame(teil[auf]))
    return pd.Series(gedeckt, index=w.index)


def check_ages(bestand: Bestand) -> Iterator[Fehler]:
    """An age range must not end before it begins."""
    for tabelle in bestand.tabellen:
        if tabelle.name in ("module", "altersgruppen", "praxisbeispiele"):
            yield from name_rows(
                tabelle,
                tabelle.frame["bis_jahr"] < tabelle.frame["von_jahr"],
                lambda z: (
                    f"Das Alter endet, bevor es beginnt (gefunden {format_cell(z['von_jahr'])} bis {format_cell(z['bis_jahr'])})"
                ),
                "Bitte von_jahr und bis_jahr prüfen.",
            )
