"""The values of areas, ready to be written: one cell a place, one view a Kennzahl and period."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import list_area_kennzahlen, list_periods, select_area_values, select_areas
from kekiz.sagen.raumsatz import note_text, period_words
from kekiz.seiten.seite import Seite
from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.codes import NICHT_ZUGEORDNET, Aussage
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import ZUSAMMEN


@dataclass(frozen=True)
class Zelle:
    """One value of one place, ready to be written.

    Attributes:
        raum_id: Place.
        name: Name of the place.
        url: Page of the place; empty for the city and for people assigned to no area.
        wert: The value, or the reason why there is none.
        kurz: The value for a small tile.
        intervall: Interval at 95 %, empty where there is none.
        aussage: Code of the comparison with the rest of the city; empty where nothing is compared.
        wort: The comparison in words.
        zusatz: What belongs to it: the rest of the city, or from which number on it would count; may be empty.
        hat_wert: Whether there is a value.
        gezeigt: The row that it is from; None where the documents say nothing.
    """

    raum_id: str
    name: str
    url: str
    wert: str
    kurz: str
    intervall: str
    aussage: str
    wort: str
    zusatz: str
    hat_wert: bool
    gezeigt: Wert | None = None


@dataclass(frozen=True)
class Ansicht:
    """One Kennzahl in one period over all places.

    Attributes:
        kennzahl_id: Kennzahl.
        name: Its name.
        kurzname: Its short name.
        erklaert: Definition and direction.
        zeitraum: Period as in the data.
        zeit: Period as written; empty where no area has a value.
        orte: One cell per area, in the order of the table.
        stadt: The city.
        offen: People assigned to no area.
        ziel_url: Page of the goal that the Kennzahl belongs to.
    """

    kennzahl_id: str
    name: str
    kurzname: str
    erklaert: str
    zeitraum: str
    zeit: str
    orte: list[Zelle]
    stadt: Zelle
    offen: list[Zelle]
    ziel_url: str

    @property
    def gezeigt(self) -> list[Wert]:
        """The rows that it is from."""
        return [z.gezeigt for z in (*self.orte, self.stadt, *self.offen) if z.gezeigt is not None]


def list_places(seite: Seite) -> pd.DataFrame:
    """Gives the places of a municipality."""
    return seite.tabelle("raeume")


def area_of(seite: Seite, raum_id: str) -> pd.Series:
    """Gives the row of one area.

    Raises:
        ErgebnisFehler: There is no such area.
    """
    orte = select_areas(list_places(seite))
    treffer = orte[orte["raum_id"].eq(raum_id)]
    if treffer.empty:
        raise ErgebnisFehler(f"Sozialraum {raum_id} gibt es in {seite.kommune_id} nicht")
    return treffer.iloc[0]


def build_cell(ergebnis: Ergebnis, raum_id: str, name: str, url: str, zeile: pd.Series | None) -> Zelle:
    """Words one value of one place.

    Args:
        ergebnis: The outcome.
        raum_id: Place.
        name: Its name.
        url: Its page, or empty.
        zeile: Row of ``werte``; None where the documents say nothing.
    """
    if zeile is None:
        return Zelle(
            raum_id, name, url, sag(texte.OHNE_ANGABE), sag(texte.KARTE_OHNE_WERT), "", "", "", "", hat_wert=False
        )
    wert = ergebnis.wert(zeile)
    if wert.zahl is None:
        leer = sag(texte.KARTE_OHNE_WERT)
        return Zelle(raum_id, name, url, wert.grund, leer, "", "", "", "", hat_wert=False, gezeigt=wert)
    intervall = wert.intervall.text if wert.intervall else ""
    wort = sag(texte.OHNE_AUSSAGE) if wert.raum_typ == "sozialraum" else ""
    wort = texte.AUSSAGE[wert.aussage] if wert.aussage else wort
    zusatz = note_text(ergebnis, zeile)
    return Zelle(
        raum_id,
        name,
        url,
        wert.text,
        wert.text,
        intervall,
        wert.aussage or "",
        wort,
        zusatz,
        hat_wert=True,
        gezeigt=wert,
    )


def row_of(zeilen: pd.DataFrame, raum_id: str) -> pd.Series | None:
    """Gives the first row of a place, or None."""
    treffer = zeilen[zeilen["raum_id"].eq(raum_id)]
    return None if treffer.empty else treffer.iloc[0]


def goal_url(seite: Seite, kennzahl_id: str) -> str:
    """Gives the address of the goal that a Kennzahl belongs to; empty where there is none."""
    werte = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
    ziel_id = str(werte["ziel_id"].iloc[0]) if len(werte) else ""
    return seite.zu("ziel", ziel_id) if ziel_id else ""


def build_view(seite: Seite, kennzahl_id: str, zeitraum: str) -> Ansicht:
    """Collects one Kennzahl in one period over all places; with an empty period every area says why it has no value.

    A period may be two that are counted together.
    """
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
    if ZUSAMMEN in zeitraum:
        alle = pooled(seite.ergebnis, seite.kommune_id, kennzahl_id)
    alle = alle[alle["gruppe"].eq("")]
    zeit = zeitraum or str(alle.sort_values("zeit")["zeitraum"].iloc[-1])
    jetzt = alle[alle["zeitraum"].eq(zeit)]
    orte = [
        build_cell(
            seite.ergebnis,
            str(r["raum_id"]),
            str(r["name"]),
            seite.zu("raum", str(r["raum_id"])),
            row_of(jetzt, r["raum_id"]),
        )
        for r in select_areas(list_places(seite)).to_dict("records")
    ]
    stadt = jetzt[jetzt["raum_typ"].eq("stadt")]
    name = seite.ort
    offen = list_places(seite)
    offen = offen[offen["typ"].eq(NICHT_ZUGEORDNET)]
    return Ansicht(
        kennzahl_id=kennzahl_id,
        name=str(kennzahl["name"]),
        kurzname=str(kennzahl["kurzname"]),
        erklaert=f"{kennzahl['definition']} {texte.RICHTUNG[kennzahl['richtung']]}",
        zeitraum=zeit,
        zeit=period_words(zeit),
        orte=orte,
        stadt=build_cell(
            seite.ergebnis,
            seite.kommune_id,
            sag("{name} insgesamt", name=name),
            "",
            None if stadt.empty else stadt.iloc[0],
        ),
        offen=[
            build_cell(seite.ergebnis, str(r["raum_id"]), str(r["name"]), "", row_of(jetzt, r["raum_id"]))
            for r in offen.to_dict("records")
        ],
        ziel_url=goal_url(seite, kennzahl_id),
    )


@lru_cache(maxsize=8)
def area_values(ergebnis: Ergebnis, kommune_id: str) -> pd.DataFrame:
    """Gives the values of the areas of a municipality."""
    return select_area_values(ergebnis.werte, kommune_id)


@lru_cache(maxsize=8)
def _list_kennzahlen(ergebnis: Ergebnis, kommune_id: str) -> tuple[str, ...]:
    katalog = [str(k) for k in ergebnis.kennzahlen.index]
    return tuple(list_area_kennzahlen(ergebnis.werte, kommune_id, katalog))


def area_kennzahlen(seite: Seite) -> list[str]:
    """Lists the Kennzahlen with a value for an area."""
    return list(_list_kennzahlen(seite.ergebnis, seite.kommune_id))


def pooled(ergebnis: Ergebnis, kommune_id: str, kennzahl_id: str) -> pd.DataFrame:
    """Rows of a Kennzahl with two periods counted together, without Gruppe; none where there are not two."""
    z = ergebnis.zusammen
    return z[z["kommune_id"].eq(kommune_id) & z["kennzahl_id"].eq(kennzahl_id) & z["gruppe"].eq("")]


def pooled_period(seite: Seite, kennzahl_id: str) -> list[str]:
    """The two periods of a Kennzahl that are counted together and compared; empty where there are none."""
    z = pooled(seite.ergebnis, seite.kommune_id, kennzahl_id)
    return list(z.loc[z["wert_rest"].notna(), "zeitraum"].drop_duplicates())


def list_views(seite: Seite) -> dict[str, list[Ansicht]]:
    """Builds all views that the map can show: Kennzahlen with a value for at least one area, periods in time order.

    Two periods counted together come last.
    """
    werte = seite.ergebnis.werte
    ansichten = {
        k: [build_view(seite, k, z) for z in (*list_periods(werte, seite.kommune_id, k), *pooled_period(seite, k))]
        for k in area_kennzahlen(seite)
    }
    return {k: liste for k, liste in ansichten.items() if liste}


def default_view(ansichten: Mapping[str, list[Ansicht]]) -> Ansicht:
    """Chooses what the map shows first: the Kennzahl with most statements that rest on counts, in its last period."""

    def _belegt(ansicht: Ansicht) -> int:
        return sum(z.aussage not in ("", Aussage.KEINE_BELASTBARE_AUSSAGE) for z in ansicht.orte)

    return max((liste[-1] for liste in ansichten.values()), key=_belegt)
