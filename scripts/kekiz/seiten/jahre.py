"""Of which years the numbers on a page are: one line in the head of every page, read from the rows that it shows."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Final

import pandas as pd

from kekiz.daten.bestand import KATALOG
from kekiz.rechnen.jahresstand import in_years
from kekiz.seiten.kette import modules
from kekiz.seiten.pilotseite import value_rows
from kekiz.seiten.seite import Seite
from kekiz.wissen.sprache import begin, sag, sag_n
from kekiz.wissen.zahlen import OHNE_STICHTAG, format_anzahl_wort, format_zeitraum_kurz, zeitraum_key
from kekiz.wissen.zeitraum import read_zeitraum
from kekiz.zeichnen.vorlage import render

STAENDE_HOECHSTENS = 8
"""More documents with a Stand of their own than this are counted, not listed."""


def years_span(zeitraeume: Iterable[str]) -> tuple[str, str]:
    """Gives the first and the last of some periods; the first may be open at its beginning, the last is then its end.

    Args:
        zeitraeume: Periods, at least one.

    Example:
        >>> years_span(["2018", "2012/13"]), years_span(["bis 2013"])
        (('2012/13', '2018'), ('bis 2013', '2013'))
    """
    zeiten = sorted(set(zeitraeume), key=zeitraum_key)
    # A school year begins before the year it ends after.
    von, bis = (format_zeitraum_kurz(z) for z in (zeiten[0], max(zeiten, key=lambda z: read_zeitraum(z).ende)))
    # A period may itself be open at its beginning ("bis 2016").
    return von, bis.removeprefix(OHNE_STICHTAG)


def years_text(zeitraeume: Iterable[str], staende: Sequence[str]) -> str:
    """Says from when to when numbers are, and which Stand the documents have.

    Args:
        zeitraeume: Periods of the values; none where a page has no numbers.
        staende: Stand of each document, in its own words.

    Example:
        >>> years_text(["2018", "2012/13"], ["2016", "Juli 2019"])
        'Zahlen von 2012/13 bis 2018. Stand der Dokumente: 2016; Juli 2019.'
        >>> years_text([], ["2016"]), years_text([], ["2016", "2016"])
        ('Stand des Dokuments: 2016.', 'Stand der Dokumente: 2016.')
        >>> years_text([], [str(jahr) for jahr in range(2010, 2019)])
        'Neun Dokumente mit eigenem Stand; er steht bei jeder Quelle.'
    """
    zeiten = set(zeitraeume)
    teile = []
    if zeiten:
        von, ende = years_span(zeiten)
        spanne = (
            sag("bis {ende}", ende=ende)
            if von.startswith(OHNE_STICHTAG)
            else sag("von {von}", von=von)
            if von == ende
            else sag("von {von} bis {ende}", von=von, ende=ende)
        )
        teile.append(sag("Zahlen {spanne}.", spanne=spanne))
    if len(set(staende)) > STAENDE_HOECHSTENS:
        anzahl = format_anzahl_wort(len(staende))
        teile.append(
            sag(
                "{anzahl} Dokumente mit eigenem Stand; er steht bei jeder Quelle.",
                anzahl=begin(anzahl),
            )
        )
    elif staende:
        teile.append(
            sag(
                "Stand {wovon}: {liste}.",
                wovon=sag_n("des Dokuments", "der Dokumente", len(staende)),
                # Documents may share one.
                liste="; ".join(dict.fromkeys(staende)),
            )
        )
    return " ".join(teile)


def _goal(seite: Seite) -> list[pd.DataFrame]:
    ziel_id = str(seite.meta["ziel"])
    ziele = seite.tabelle("ziele")
    hier = [z for z in seite.ergebnis.goal_ids(seite.kommune_id) if z == ziel_id or z.startswith(ziel_id + ".")]
    kennzahlen = dict.fromkeys(k for z in hier for k in seite.ergebnis.goal_kennzahlen(seite.kommune_id, z))
    return [
        ziele[ziele["ziel_id"].isin(hier)],
        *(seite.ergebnis.all_of(seite.kommune_id, k) for k in kennzahlen),
    ]


def _area(seite: Seite) -> list[pd.DataFrame]:
    raum_id = str(seite.meta["raum"])
    return [
        seite.tabelle(name, raum_id=raum_id)
        for name in ("werte", "modul_raeume", "stadtteilarbeit", "zielvereinbarungen")
    ]


def _module(seite: Seite) -> list[pd.DataFrame]:
    modul_id = str(seite.meta["modul"])
    m = modules(seite.ergebnis, seite.kommune_id).loc[[modul_id]]
    kennzahlen = seite.tabelle("modul_kennzahlen", modul_id=modul_id)["kennzahl_id"]
    return [m, seite.tabelle("modul_angaben", modul_id=modul_id)] + [
        seite.ergebnis.all_of(seite.kommune_id, str(k)) for k in kennzahlen
    ]


def _town(seite: Seite) -> list[pd.DataFrame]:
    return [seite.tabelle("werte"), seite.ergebnis.bestand.where("profil", kommune_id=seite.kommune_id)]


def _tables(*namen: str) -> Callable[[Seite], list[pd.DataFrame]]:
    """Takes whole tables of the municipality."""
    return lambda seite: [seite.tabelle(name) for name in namen]


def _tables_of_all(*namen: str) -> Callable[[Seite], list[pd.DataFrame]]:
    """Takes whole tables of all municipalities."""
    return lambda seite: [seite.ergebnis.bestand.frame(name) for name in namen]


_AUF_PAPIER: Final = {"jahre_ziel": "ziel", "jahre_raum": "raum", "jahre_berichte": "berichte"}
"""Kinds of pages with a PDF (:mod:`kekiz.wege.druck`): its link stands in this line, where the mark of the kind is."""


def _draw(seite: Seite, zeilen: Callable[[Seite], list[pd.DataFrame]], papier: str = "") -> str:
    """The line of years of a page, from the rows that it shows."""
    frames = zeilen(seite)
    quellen = seite.ergebnis.quellen
    genannt = {q for f in frames for q in f["quelle_id"].unique()}
    # Other tables say their periods in words of the document ("zurzeit"): their year is that of the document.
    zeiten = [str(z) for f in frames if "wertstatus" in f for z in f.loc[f["wert"].notna(), "zeitraum"]]
    # A document need not say of when it is.
    staende = [s for s in quellen.loc[quellen.index.isin(genannt), "stand"] if s]
    text = years_text(zeiten, staende)
    papier = papier if seite.auf_papier else ""
    if not (text or papier):
        return ""
    return render("jahre", text=text, papier=papier, kommune_id=seite.kommune_id, ort=seite.ort if papier else "")


def _report(seite: Seite) -> list[pd.DataFrame]:
    w, jahr = seite.tabelle("werte"), int(str(seite.meta["bericht"]))
    return [w[in_years(w, jahr, jahr)]]


def _kennzahl(seite: Seite) -> list[pd.DataFrame]:
    return [seite.ergebnis.bestand.where("werte", kennzahl_id=str(seite.meta["kennzahl"]))]


_ZEILEN: dict[str, Callable[[Seite], list[pd.DataFrame]]] = {
    "jahre_start": lambda seite: [
        seite.tabelle("werte") if seite.kommune_id else seite.ergebnis.bestand.frame("werte")
    ],
    "jahre_daten": _tables_of_all("werte"),
    "jahre_kommunen": _tables_of_all("profil"),
    "jahre_praxis": _tables_of_all("praxisbeispiele", "module", "massnahmen"),
    "jahre_selbstbewertung": _tables_of_all("kettenfragen"),
    "jahre_themen": _tables_of_all("themenzuordnung", "themencluster"),
    "jahre_vergleich": _tables_of_all("werte", "profil"),
    "jahre_ziel": _goal,
    "jahre_raum": _area,
    "jahre_modul": _module,
    "jahre_kommune": _town,
    "jahre_kennzahl": _kennzahl,
    "jahre_kennzahlen": _tables_of_all("werte"),
    "jahre_stand": _tables("werte"),
    "jahre_berichte": _tables("werte"),
    "jahre_bericht": _report,
    "jahre_ziele": _tables("werte"),
    "jahre_raeume": _tables("werte"),
    "jahre_pilotraeume": lambda seite: [value_rows(seite)],
    "jahre_kette": _tables("module", "werte"),
    "jahre_module": _tables("module"),
    "jahre_arbeitsprogramm": _tables("arbeitsprogramm"),
    "jahre_integration": _tables("massnahmen", "integrationskette"),
    "jahre_weiterbildungen": _tables("weiterbildungen"),
    "jahre_steuerung": _tables("steuerung_teile"),
    "jahre_blatt": lambda seite: [seite.tabelle("steuerung_teile", blatt_id=str(seite.meta["blatt"]))],
    "jahre_programm": lambda seite: [
        seite.ergebnis.bestand.where("steuerung_teile", paket=KATALOG, blatt_id=str(seite.meta["programm"]))
    ],
    "jahre_ausgangslage": _tables("bsc", "befragungen", "ausgangszahlen", "kosten", "gremien"),
}
"""Which rows a kind of page shows, by the name of its macro."""

MACROS: dict[str, Callable[[Seite], str]] = {
    name: partial(_draw, zeilen=z, papier=_AUF_PAPIER.get(name, "")) for name, z in _ZEILEN.items()
}
