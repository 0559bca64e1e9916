"""What must hold of values as parts of a series: shares in percent, whole counts, one kind of period, no future."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from kekiz.daten.befunde import format_cell, name_rows
from kekiz.daten.bestand import WERTREIHE, Bestand, Tabelle, Zeile
from kekiz.daten.wertregeln import deviates, recomputed
from kekiz.daten.zeitregeln import is_period
from kekiz.wissen.codes import GANZES, OFFEN, Wertstatus
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.zahlen import OHNE_STICHTAG, zeitraum_art

_MINUS: Final = re.compile(r"^\W*[-−–]\s?\d")
"""A printed number that begins with a minus."""
_VERGLEICHEN: Final = "Bitte mit dem Dokument vergleichen."


def check_series(bestand: Bestand) -> Iterator[Fehler]:
    """Checks values against the kind of their Kennzahl and against the other periods of their series."""
    arten = {k["kennzahl_id"]: (k["art"], k["einheit"]) for k in reversed(bestand.rows("kennzahlen"))}
    for tabelle in bestand.tables("werte"):
        yield from name_rows(
            tabelle,
            lambda z: (
                arten.get(z["kennzahl_id"]) == ("anteil", "%")
                and z["wert"] is not None
                and 0 < z["wert"] < 1
                and "%" not in z["gedruckt"]
            ),
            lambda z: (
                f"wert liest sich wie ein Bruch (gefunden {format_cell(z['wert'])}, erwartet Prozent, also "
                f"{format_cell(round(100 * z['wert'], 6))})"
            ),
            "Bitte in Prozent eintragen; ist er wirklich so klein, gehört das Prozentzeichen in gedruckt.",
        )
        yield from name_rows(
            tabelle,
            lambda z: (
                arten.get(z["kennzahl_id"], ("",))[0] == "anzahl"
                and any(w is not None and (w < 0 or w != int(w)) for w in (z["wert"], z["wert_bis"]))
            ),
            lambda z: f"wert ist keine Anzahl (gefunden {format_cell(z['wert'])}, erwartet eine ganze Zahl ab 0)",
            "Bitte Quelle prüfen; ein Punkt für Tausend gehört nicht in die Zahl.",
        )
        yield from name_rows(
            tabelle,
            lambda z: (
                arten.get(z["kennzahl_id"], ("",))[0] == "anzahl"
                and z["zaehler"] is not None
                and z["nenner"] is not None
                and z["zaehler"] > z["nenner"]
            ),
            lambda z: f"Zähler {z['zaehler']} ist größer als Nenner {z['nenner']}",
            "Bitte Quelle prüfen.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["wert"] is not None and z["wert"] > 0 and bool(_MINUS.search(z["gedruckt"])),
            lambda z: f"gedruckt ist negativ, wert nicht (gefunden „{z['gedruckt']}“ und {format_cell(z['wert'])})",
            _VERGLEICHEN,
        )
        yield from name_rows(
            tabelle,
            lambda z: arten.get(z["kennzahl_id"], ("",))[0] == "anteil" and _computes_wrongly(z),
            lambda z: (
                f"wert ist falsch berechnet (gefunden {format_cell(z['wert'])}, erwartet "
                f"{format_cell(recomputed(z, _decimals(z['wert'])))} aus "
                f"{z['zaehler']} von {z['nenner']})"
            ),
            "Bitte wert, zaehler und nenner prüfen.",
        )
        yield from _check_kinds(tabelle)


def _decimals(wert: float) -> int:
    return len(f"{wert:.6f}".rstrip("0").partition(".")[2])


def _computes_wrongly(z: Zeile) -> bool:
    if z["wertstatus"] != Wertstatus.BERECHNET or z["wert"] is None or z["zaehler"] is None or not z["nenner"]:
        return False
    return deviates(z, _decimals(z["wert"]))


def _check_kinds(tabelle: Tabelle) -> Iterator[Fehler]:
    """A series counts in years, in school years or by days; one period of another kind among many is a slip."""
    arten: dict[tuple[str, ...], Counter[str]] = {}
    kinds: dict[int, str] = {}
    for nr, z in enumerate(tabelle.zeilen):
        if is_period(z["zeitraum"]):
            kinds[nr] = str(zeitraum_art(z["zeitraum"].removeprefix(OHNE_STICHTAG)))
            arten.setdefault(tuple(z[s] for s in WERTREIHE), Counter())[kinds[nr]] += 1
    for nr, art in kinds.items():
        z = tabelle.zeilen[nr]
        haeufig, anzahl = arten[tuple(z[s] for s in WERTREIHE)].most_common(1)[0]
        if art != haeufig and anzahl > 1:
            yield Fehler(
                tabelle.datei,
                int(z["_zeile"]),
                tabelle.key(z),
                f"zeitraum hat eine andere Form als die übrigen der Reihe (gefunden „{z['zeitraum']}“)",
                "Bitte prüfen; zählt das Amt jetzt anders, ist es eine andere Reihe oder ein Bruch.",
                spalte="zeitraum",
            )


JAHRE_DANACH: Final = 20
"""A document may tell of what is to come; so long after it, the year is a typing error."""


def check_documents(bestand: Bestand) -> Iterator[Fehler]:
    """No document tells of a year long after its own."""
    jahre = {q["quelle_id"]: q["jahr"] for q in bestand.rows("quellen") if q["jahr"] is not None}
    for tabelle in bestand.tables("werte"):
        yield from name_rows(
            tabelle,
            lambda z: (
                z["wertstatus"] != OFFEN
                and z["quelle_id"] in jahre
                and int(z["zeitraum"].removeprefix(OHNE_STICHTAG)[:4]) - int(jahre[z["quelle_id"]]) > JAHRE_DANACH
            ),
            lambda z: (
                f"zeitraum liegt mehr als {JAHRE_DANACH} Jahre nach dem Dokument (gefunden {z['zeitraum']}, {z['quelle_id']} ist von "
                f"{int(jahre[z['quelle_id']])})"
            ),
            "Bitte zeitraum und quelle_id prüfen.",
        )


def check_scopes(bestand: Bestand) -> Iterator[Fehler]:
    """What a Hinweis or a break is about must be there; a municipality is one whole."""
    for tabelle in bestand.tables("hinweis_bezuege"):
        werte = bestand.rows("werte", tabelle.paket)
        felder = [str(f["name"]) for f in tabelle.schema["fields"] if f["name"] != "hinweis_id"]
        yield from name_rows(
            tabelle,
            lambda z, felder=felder: not any(z[f] for f in felder),  # type: ignore[misc]
            lambda z: "Der Bezug nennt nichts (erwartet Ziel, Kennzahl, Raum, Zeitraum oder Gruppe)",
            "Bitte eintragen, worauf sich der Hinweis bezieht, oder die Zeile löschen.",
        )
        da = {
            (w["kennzahl_id"], w["zeitraum"], r, g)
            for w in werte
            for r in ("", w["raum_id"])
            for g in ("", w["gruppe"])
        }
        yield from name_rows(
            tabelle,
            lambda z, da=da: (  # type: ignore[misc]
                bool(z["kennzahl_id"] and z["zeitraum"])
                and (z["kennzahl_id"], z["zeitraum"], z["raum_id"], z["gruppe"]) not in da
            ),
            lambda z: f"Zum Bezug gibt es keinen Wert (gefunden zeitraum {z['zeitraum']} von {z['kennzahl_id']})",
            "Bitte Kennzahl, Raum, Zeitraum und Gruppe prüfen.",
        )
    for tabelle in bestand.tables("brueche"):
        mit_wert = {(w["kennzahl_id"], w["zeitraum"]) for w in bestand.rows("werte", tabelle.paket)}
        yield from name_rows(
            tabelle,
            lambda z, da=mit_wert: (z["kennzahl_id"], z["ab_zeitraum"]) not in da,  # type: ignore[misc]
            lambda z: (
                f"Ab dem Bruch gibt es keinen Wert (gefunden ab_zeitraum {z['ab_zeitraum']} von {z['kennzahl_id']})"
            ),
            "Bitte Kennzahl und Zeitraum prüfen.",
        )
    for tabelle in bestand.tables("raeume"):
        ganze = [z for z in tabelle.zeilen if z["typ"] in GANZES]
        for z in ganze[1:]:
            yield Fehler(
                tabelle.datei,
                int(z["_zeile"]),
                tabelle.key(z),
                f"typ {z['typ']} gibt es schon (zuerst in Zeile {int(ganze[0]['_zeile'])}: {ganze[0]['raum_id']})",
                "Eine Kommune ist ein Ganzes; bitte den anderen Raum als sozialraum oder land eintragen.",
                spalte="typ",
            )
