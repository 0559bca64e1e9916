"""The two pictures of an area: it beside its city for all shares, and all areas for one of them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import select_areas, select_latest
from kekiz.sagen.raumbefund import places_message, short_verdict
from kekiz.sagen.raumsatz import period_words
from kekiz.seiten.hinweis import find_hints
from kekiz.seiten.raumaussagen import area_hints, find_differences, own_hints
from kekiz.seiten.raumwerte import (
    area_kennzahlen,
    area_of,
    area_values,
    goal_url,
    list_places,
    pooled,
    pooled_period,
    row_of,
)
from kekiz.seiten.seite import Seite, cite_documents, source_line
from kekiz.seiten.tabelle import KEIN_WERT, Tabelle, draw_werttabelle
from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import ZUSAMMEN
from kekiz.zeichnen.modell import Diagramm, Rahmen
from kekiz.zeichnen.punktbild import Punktzeile, draw_punktbild

MINDESTENS = 2
"""With fewer areas that have a value there is nothing to put side by side."""


class Beleg(NamedTuple):
    """The value of an area on which a statement rests, and that of its city.

    Attributes:
        kennzahl_id: Kennzahl.
        zeile: Row of the area: two periods counted together where that is what is compared, else the latest.
        stadt: Row of the city in the same period; None where the documents have none.
    """

    kennzahl_id: str
    zeile: pd.Series
    stadt: pd.Series | None


def city_row(ergebnis: Ergebnis, kommune_id: str, zeile: pd.Series) -> pd.Series | None:
    """Gives the row of the city for the Kennzahl and the period of a row; a period may be two counted together."""
    k = str(zeile["kennzahl_id"])
    if ZUSAMMEN in zeile["zeitraum"]:
        return row_of(pooled(ergebnis, kommune_id, k), kommune_id)
    reihe = ergebnis.series(kommune_id, k)
    treffer = reihe[reihe["zeitraum"].eq(zeile["zeitraum"])]
    return None if treffer.empty else treffer.iloc[0]


def shares(seite: Seite, raum_id: str) -> tuple[Beleg, ...]:
    """Lists the shares that are known of an area: differences first, then what is compared, then what is not.

    Two periods counted together stand for the latest where their comparison is what is found about the area.
    """
    return _list_shares(seite.ergebnis, seite.kommune_id, raum_id)


@lru_cache(maxsize=64)
def _list_shares(ergebnis: Ergebnis, kommune_id: str, raum_id: str) -> tuple[Beleg, ...]:
    letzte = select_latest(ergebnis.werte, kommune_id, raum_id)
    da = letzte[
        letzte["wert"].notna() & letzte["wert_bis"].isna() & letzte["art"].eq("anteil") & letzte["einheit"].eq("%")
    ]
    funde = find_differences(ergebnis, kommune_id)
    funde = funde[funde["raum_id"].eq(raum_id)].set_index("kennzahl_id", drop=False)
    belege = []
    for k in (str(k) for k in ergebnis.kennzahlen.index if k in da.index):
        zeile = funde.loc[k] if k in funde.index else da.loc[k]
        belege.append(Beleg(k, zeile, city_row(ergebnis, kommune_id, zeile)))
    return tuple(sorted(belege, key=lambda b: (-_level(b.zeile), pd.isna(b.zeile["wert_rest"]))))


def _level(zeile: pd.Series) -> float:
    return float(zeile["aussage_niveau"]) if pd.notna(zeile["aussage_niveau"]) else 0.0


def _worded(seite: Seite, zeile: pd.Series | None) -> Wert | None:
    return None if zeile is None else seite.ergebnis.wert(zeile)


def _frame(seite: Seite, raum_id: str, werte: pd.DataFrame, art: str, titel: str, untertitel: str) -> Rahmen:
    hinweise = own_hints(seite, werte)
    verweise = find_hints(seite, werte, area_hints(seite, raum_id))
    return Rahmen(
        id=f"raum-{raum_id}-{art}",
        titel=titel,
        untertitel=untertitel,
        quelle=source_line(seite, werte),
        beleg=cite_documents(seite, werte),
        lizenz=seite.lizenz,
        hinweise={h: str(seite.ergebnis.hinweise.at[h, "titel"]) for h in hinweise},
        verweise={h: v.url for h, v in verweise.items()},
    )


def _with_own_hints(seite: Seite, zeile: pd.Series) -> Wert:
    return replace(seite.ergebnis.wert(zeile), hinweise_zelle=tuple(own_hints(seite, zeile.to_frame().T)))


class Gegenueber(NamedTuple):
    """An area beside its city.

    Attributes:
        diagramm: The picture.
        tabelle: Its values.
        werte: Its rows.
    """

    diagramm: Diagramm
    tabelle: Tabelle
    werte: tuple[Wert, ...]


def picture_of_area(seite: Seite, raum_id: str) -> Gegenueber | None:
    """Draws an area beside its city: one row a share; None where no share is known."""
    ort = str(area_of(seite, raum_id)["name"])
    belege = shares(seite, raum_id)
    if not belege:
        return None
    zeilen = []
    for b in belege:
        wert, stadt = _with_own_hints(seite, b.zeile), _worded(seite, b.stadt)
        zeit = period_words(str(b.zeile["zeitraum"]))
        zeilen.append(
            Punktzeile(b.kennzahl_id, wert.kurzname, wert, stadt, short_verdict(wert, b.zeile, stadt), zusatz=zeit)
        )
    rahmen = _frame(
        seite,
        raum_id,
        pd.DataFrame([b.zeile for b in belege]),
        "stadt",
        sag("{ort} und die ganze Stadt", ort=ort),
        sag("Anteile in Prozent, jüngster Zeitraum. Verglichen ist mit der Stadt ohne diesen Ort."),
    )
    alle = _values_of_all(seite.ergebnis, seite.kommune_id)
    diagramm = draw_punktbild(zeilen, rahmen, ort=ort, vergleich=sag("{stadt} insgesamt", stadt=seite.ort), dazu=alle)
    gezeigt = tuple(w for z in zeilen for w in (z.wert, z.vergleich) if w is not None)
    tabelle = _table(seite, rahmen.titel, belege, zeilen)
    return Gegenueber(diagramm, replace(tabelle, auszug=seite.chart_rows(diagramm, gezeigt)), gezeigt)


@lru_cache(maxsize=8)
def _values_of_all(ergebnis: Ergebnis, kommune_id: str) -> tuple[Wert, ...]:
    """What the pictures of all areas show, so that the same value stands at the same place on each."""
    orte = area_values(ergebnis, kommune_id)["raum_id"].drop_duplicates()
    belege = [b for raum_id in orte for b in _list_shares(ergebnis, kommune_id, str(raum_id))]
    return tuple(ergebnis.wert(z) for b in belege for z in (b.zeile, b.stadt) if z is not None)


def _table(seite: Seite, titel: str, belege: Sequence[Beleg], zeilen: list[Punktzeile]) -> Tabelle:
    """The rows of the picture in words and figures."""
    kopf = [
        sag("Kennzahl"),
        sag("Zeitraum"),
        sag("Wert"),
        sag("Zähler und Nenner"),
        f"{sag(texte.VERTRAUENSBEREICH)} (95\u202f%)",
        sag("Ganze Stadt"),
        sag("Vergleich mit dem Rest der Stadt"),
    ]
    inhalt = [
        [
            z.name,
            z.wert.zeitraum.text,
            z.wert.text,
            z.wert.bruch.text if z.wert.bruch else KEIN_WERT,
            z.wert.intervall.text if z.wert.intervall else KEIN_WERT,
            z.vergleich.text if z.vergleich else KEIN_WERT,
            short_verdict(z.wert, b.zeile, None) or KEIN_WERT,
        ]
        for b, z in zip(belege, zeilen, strict=True)
    ]
    ziele = {z.name: goal_url(seite, z.key) for z in zeilen}
    return Tabelle("tabelle-bild", titel, kopf, inhalt, [2, 3, 4, 5], {n: u for n, u in ziele.items() if u})


class Nebeneinander(NamedTuple):
    """All areas for one Kennzahl.

    Attributes:
        kurzname: Short name of the Kennzahl.
        diagramm: The picture.
        tabelle: Its values.
        werte: Its rows.
    """

    kurzname: str
    diagramm: Diagramm
    tabelle: Tabelle
    werte: tuple[Wert, ...]


def picture_of_all(seite: Seite, raum_id: str) -> Nebeneinander | None:
    """Draws all areas for the first share of an area that others have, too; None where there is none."""
    for beleg in shares(seite, raum_id):
        zeilen = _areas_in(seite, beleg)
        if zeilen["wert"].count() >= MINDESTENS:
            return _side_by_side(seite, raum_id, beleg, zeilen)
    return None


def _areas_in(seite: Seite, beleg: Beleg) -> pd.DataFrame:
    """Rows of all areas for the Kennzahl and the period of one, in the order of the table ``raeume``."""
    alle = seite.ergebnis.all_of(seite.kommune_id, beleg.kennzahl_id)
    if beleg.zeile["zeitraum"] in pooled_period(seite, beleg.kennzahl_id):
        alle = pooled(seite.ergebnis, seite.kommune_id, beleg.kennzahl_id)
    alle = alle[alle["zeitraum"].eq(beleg.zeile["zeitraum"]) & alle["gruppe"].eq("")].set_index("raum_id", drop=False)
    return alle.loc[[r for r in select_areas(list_places(seite))["raum_id"] if r in alle.index]]


def _side_by_side(seite: Seite, raum_id: str, beleg: Beleg, zeilen: pd.DataFrame) -> Nebeneinander:
    werte = [_with_own_hints(seite, z) for _, z in zeilen.iterrows()]
    stadt = _worded(seite, beleg.stadt)
    kurzname, zeit = werte[0].kurzname, period_words(str(beleg.zeile["zeitraum"]))
    subjekt = sag("{kurzname}: alle Sozialräume", kurzname=kurzname)
    insgesamt = (
        sag("{ort} insgesamt: {wert}.", ort=seite.ort, wert=stadt.text) if stadt and stadt.zahl is not None else ""
    )
    rahmen = _frame(
        seite,
        raum_id,
        zeilen,
        "alle",
        places_message(werte, stadt) or subjekt,
        " ".join(t for t in (sag("{kurzname}, {zeit}.", kurzname=kurzname, zeit=zeit), insgesamt) if t),
    )
    punktzeilen = [
        Punktzeile(w.raum_id, w.raum, w, stadt, short_verdict(w, z, None))
        for w, (_, z) in zip(werte, zeilen.iterrows(), strict=True)
    ]
    vergleich = sag("{stadt} insgesamt", stadt=seite.ort)
    diagramm = draw_punktbild(punktzeilen, rahmen, ort=sag("Sozialraum"), vergleich=vergleich, hier=raum_id)
    gezeigt = (*werte, *([stadt] if stadt else []))
    tabelle = draw_werttabelle(
        gezeigt,
        anker=f"tabelle-alle-{beleg.kennzahl_id.replace('_', '-')}",
        titel=f"{subjekt}, {zeit}",
        verweise={w.raum: seite.zu("raum", w.raum_id) for w in werte if w.raum_id != raum_id},
        auszug=seite.chart_rows(diagramm, gezeigt),
    )
    return Nebeneinander(kurzname, diagramm, tabelle, gezeigt)


def area_kennzahlen_of(seite: Seite, raum_id: str) -> list[str]:
    """Lists the Kennzahlen that are reported for several areas or known of this one, in the order of the catalogue."""
    letzte = select_latest(seite.ergebnis.werte, seite.kommune_id, raum_id)
    gemeinsam = {*area_kennzahlen(seite), *letzte.index}
    return [str(k) for k in seite.ergebnis.kennzahlen.index if k in gemeinsam]
