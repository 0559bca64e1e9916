"""The parts of the page about computing time: what a run of the benchmark measured, never a typed figure."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Seitenart, one_page
from kekiz.seiten.seite import Seite
from kekiz.seiten.tabelle import Tabelle
from kekiz.wissen.mitgeliefert import WURZEL
from kekiz.wissen.sprache import list_words, merke, sag
from kekiz.wissen.zahlen import format_datum, format_zahl
from kekiz.zeichnen.vorlage import render

GEMESSEN: Final = WURZEL / "docs" / "assets" / "leistung.json"
"""What the last runs measured (``make benchmark`` writes it)."""
VEREINBART: Final = {"dauer_sekunden": 360, "speicher_mb": 2000, "seite_kb": 120, "download_mb": 25}
"""What the largest number of municipalities may take; seconds on two processors."""
ANTWORT_SEKUNDEN: Final = 10
"""What a check in a browser may take from the click to the answer, on an ordinary computer of an office."""


def over_limit(messung: Mapping[str, Any]) -> list[str]:
    """Names what took more than was agreed.

    Example:
        >>> over_limit({"dauer_sekunden": 360.1, "speicher_mb": 2000, "seite_kb": 120.0, "download_mb": 3.1})
        ['dauer_sekunden']
    """
    return [name for name, grenze in VEREINBART.items() if messung[name] > grenze]


def verdict(messung: Mapping[str, Any]) -> str:
    """Says whether what was agreed is kept.

    Args:
        messung: What the largest number of municipalities took.
    """
    grenzen = {
        "dauer_sekunden": sag("{minuten} Minuten", minuten=format_zahl(VEREINBART["dauer_sekunden"] / 60)),
        "speicher_mb": sag("{mb} MB Speicher", mb=format_zahl(VEREINBART["speicher_mb"])),
        "seite_kb": sag("{kb} kB für den ersten Blick auf eine Seite", kb=format_zahl(VEREINBART["seite_kb"])),
        "download_mb": sag("{mb} MB je Datei", mb=format_zahl(VEREINBART["download_mb"])),
    }
    vereinbart = sag(
        "Vereinbart sind für {kommunen} Kommunen auf zwei Prozessoren höchstens {grenzen}.",
        kommunen=format_zahl(messung["kommunen"]),
        grenzen=list_words(list(grenzen.values())),
    )
    zuviel = [grenzen[name] for name in over_limit(messung)]
    if not zuviel:
        return f"{vereinbart} " + sag("Das ist eingehalten.")
    return f"{vereinbart} " + sag("Nicht eingehalten: {zuviel}.", zuviel=list_words(zuviel))


def _measured() -> dict[str, Any]:
    return dict(json.loads(GEMESSEN.read_text(encoding="utf-8")))


def draw_kennzahlen(seite: Seite) -> str:
    """How much longer the build takes with the pages of the Kennzahlen."""
    del seite
    lauf = _measured().get("kennzahl")
    if not lauf:
        return ""
    return sag(
        "Mit den Seiten der Kennzahlen dauert der Bau {verhaeltnis}-mal so lang wie ohne sie (Zeit der Prozessoren, "
        "gemessen am {datum}).",
        verhaeltnis=format_zahl(lauf["verhaeltnis"], 2),
        datum=format_datum(lauf["gemessen"]),
    )


def draw_kommunen(seite: Seite) -> str:
    """What sites of many invented municipalities took, and whether that is what was agreed."""
    del seite
    lauf = _measured().get("kommunen")
    if not lauf:
        return ""
    messungen = sorted(lauf["messungen"], key=lambda m: int(m["kommunen"]))
    spalten: list[tuple[str, Callable[[Mapping[str, Any]], str]]] = [
        (sag("Kommunen"), lambda m: format_zahl(m["kommunen"])),
        (sag("Werte"), lambda m: format_zahl(m["werte"])),
        (sag("Seiten"), lambda m: format_zahl(m["seiten"])),
        (sag("Prüfen"), lambda m: sag("{s} s", s=format_zahl(m["pruefen_sekunden"]))),
        (sag("Prüfen und Bauen auf zwei Prozessoren"), lambda m: sag("{s} s", s=format_zahl(m["dauer_sekunden"]))),
        (sag("je Kommune"), lambda m: sag("{s} s", s=format_zahl(m["dauer_sekunden"] / m["kommunen"], 2))),
        (sag("Speicher"), lambda m: sag("{mb} MB", mb=format_zahl(m["speicher_mb"]))),
        (sag("größte Seite"), lambda m: sag("{kb} kB", kb=format_zahl(m["seite_kb"]))),
        (sag("größte Datei"), lambda m: sag("{mb} MB", mb=format_zahl(m["download_mb"], 1))),
    ]
    tabelle = Tabelle(
        "viele-kommunen-tabelle",
        sag("Gemessen an erfundenen Kommunen"),
        [kopf for kopf, _ in spalten],
        [[zelle(m) for _, zelle in spalten] for m in messungen],
        list(range(1, len(spalten))),
    )
    text = sag(
        "Gemessen am {datum}: Zeit der Prozessoren, jeder Schritt in einem eigenen Prozess. Die Website wird in zwei "
        "Teilen gebaut, die nebeneinander laufen können; es zählt der längere. Andere Rechner brauchen länger oder kürzer.",
        datum=format_datum(lauf["gemessen"]),
    )
    return "\n\n".join([verdict(messungen[-1]), text, render("tabelle", t=tabelle)])


def draw_pruefung(seite: Seite) -> str:
    """How long the check in a browser takes from the click to the answer, and whether that is what was agreed."""
    del seite
    lauf = _measured().get("pruefung")
    if not lauf:
        return ""
    langsam = sag("{n}-mal so langsam", n=format_zahl(lauf["langsam"]))
    faelle = {
        "neu": sag("zum ersten Mal"),
        "gemerkt": sag("danach: Der Browser hat das Programm schon"),
        "langsam_neu": sag("zum ersten Mal, Prozessor {langsam}", langsam=langsam),
        "langsam_gemerkt": sag("danach, Prozessor {langsam}", langsam=langsam),
    }
    spalten = {
        "holen": sag("Programm holen"),
        "starten": sag("starten"),
        "pruefen": sag("prüfen"),
        "vergleichen": sag("vergleichen"),
        "gesamt": sag("vom Klick bis zur Antwort"),
    }
    tabelle = Tabelle(
        "pruefung-tabelle",
        sag("Prüfung im Browser, gemessen am {datum}", datum=format_datum(lauf["gemessen"])),
        [sag("Fall"), *spalten.values()],
        [[faelle[m["fall"]], *(sag("{s} s", s=format_zahl(m[was], 1)) for was in spalten)] for m in lauf["messungen"]],
        list(range(1, len(spalten) + 1)),
    )
    text = sag(
        "Gemessen mit Chromium über eine Leitung mit {mbit} Mbit/s: alle Werte der Kommune am Anfang, eine Zelle geändert. "
        "Für den langsamen Prozessor war der Browser die meiste Zeit angehalten, ein paar tausendstel Sekunden am Stück.",
        mbit=format_zahl(lauf["mbit"]),
    )
    return "\n\n".join([judge_check(lauf["messungen"], langsam), text, render("tabelle", t=tabelle)])


def judge_check(messungen: Sequence[Mapping[str, Any]], langsam: str) -> str:
    """Says how fast the check in a browser answers, and whether that is what was agreed, on a computer as it is.

    Args:
        messungen: What each case took.
        langsam: What the slow processor is called.
    """
    gesamt = {str(m["fall"]): float(m["gesamt"]) for m in messungen}
    vereinbart = sag(
        "Vereinbart sind auf einem gewöhnlichen Bürorechner höchstens {s} Sekunden vom Klick bis zur Antwort.",
        s=format_zahl(ANTWORT_SEKUNDEN),
    )
    erstes, danach, erstes_langsam, danach_langsam = (
        format_zahl(gesamt[f], 1) for f in ("neu", "gemerkt", "langsam_neu", "langsam_gemerkt")
    )
    gemessen = sag(
        "Der Rechner, der gemessen hat, brauchte zum ersten Mal {erstes} Sekunden, danach {danach}.",
        erstes=erstes,
        danach=danach,
    )
    ist_gehalten = max(gesamt["neu"], gesamt["gemerkt"]) <= ANTWORT_SEKUNDEN
    urteil = sag("Das ist eingehalten.") if ist_gehalten else sag("Das ist nicht eingehalten.")
    mit_langsam = sag(
        "Mit dem langsamen Prozessor ({langsam}) waren es {erstes} und {danach}.",
        langsam=langsam,
        erstes=erstes_langsam,
        danach=danach_langsam,
    )
    return " ".join([vereinbart, gemessen, urteil, mit_langsam])


MACROS: dict[str, Callable[[Seite], str]] = {
    "leistung_kommunen": draw_kommunen,
    "leistung_kennzahlen": draw_kennzahlen,
    "leistung_pruefung": draw_pruefung,
}
ARTEN = (
    Seitenart(
        "leistung",
        GEMESSEN.name,
        (
            Abschnitt(),
            Abschnitt(merke("Wie gemessen wird")),
            Abschnitt(merke("Was dabei herauskommt")),
            Abschnitt(merke("Viele Kommunen"), ("leistung_kommunen",)),
            Abschnitt(merke("Wie lange der Bau der Website dauert"), ("leistung_kennzahlen",)),
            Abschnitt(merke("Wie schnell die Prüfung im Browser antwortet"), ("leistung_pruefung",)),
            Abschnitt(merke("Wie schnell eine Änderung zu sehen ist")),
        ),
        one_page(
            merke("Rechenzeit"),
            merke(
                "Wie lange die Stufen von der Tabelle bis zum Download brauchen, welche am langsamsten ist und warum."
            ),
        ),
        felder=WORTE_DER_SEITE,
    ),
)
