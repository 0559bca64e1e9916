"""What several parts of a goal's page share: its leading Kennzahlen, their targets, frames and tables."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from kekiz.sagen.abstandsatz import target_text
from kekiz.sagen.satz import Satz
from kekiz.seiten.hinweis import find_hints, goal_hints
from kekiz.seiten.seite import Seite, cite_documents, period_span, source_line
from kekiz.seiten.tabelle import draw_werttabelle
from kekiz.wissen import texte
from kekiz.wissen.codes import SPANNE, Vergleich
from kekiz.wissen.rhythmus import is_yearly
from kekiz.wissen.sprache import sag
from kekiz.wissen.zielvergleich import MIT_ZAHL
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vorlage import render


def leading(seite: Seite, ziel_id: str) -> list[tuple[str, str, pd.DataFrame]]:
    """Leading Kennzahlen of a goal with their Gruppe and target rows (one per reading)."""
    zeilen = seite.ergebnis.target_rows(seite.kommune_id, ziel_id)
    return [(str(k), str(g), teil) for (k, g), teil in zeilen.groupby(["kennzahl_id", "gruppe"], sort=False)]


def leading_name(seite: Seite, kennzahl_id: str, gruppe: str) -> str:
    """Short name of a Kennzahl with its Gruppe."""
    name = str(seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"])
    if not gruppe:
        return name
    gruppen = seite.ergebnis.bestand.frame("gruppen").set_index("gruppe_id")["name"]
    return f"{name}: {gruppen.get(gruppe, gruppe)}"


def target_words(teil: pd.DataFrame) -> str:
    """The target of one leading Kennzahl for a card; several readings are joined."""
    mit = teil[teil["vergleich"].ne(Vergleich.OHNE_ZAHL) & teil["zielwert"].notna()]
    if mit.empty:
        return ""
    return sag("Ziel: ") + sag(" oder ").join(dict.fromkeys(target_text(z) for _, z in mit.iterrows()))


def frame_for(
    seite: Seite, ziel_id: str, kennzahl_id: str, art: str, werte: pd.DataFrame, titel: str, unter: str
) -> Rahmen:
    """Gives what stands around a chart of a goal."""
    ids = dict.fromkeys(i for liste in werte["hinweis_zelle"] for i in liste.split())
    hinweise = find_hints(seite, werte, goal_hints(seite, ziel_id))
    return Rahmen(
        id=f"{ziel_id.replace('.', '-')}-{kennzahl_id.replace('_', '-')}-{art}",
        titel=titel,
        untertitel=unter,
        quelle=source_line(seite, werte),
        beleg=cite_documents(seite, werte),
        lizenz=seite.lizenz,
        hinweise={i: str(seite.ergebnis.hinweise.at[i, "titel"]) for i in ids if i in seite.ergebnis.hinweise.index},
        verweise={i: v.url for i, v in hinweise.items()},
    )


def city_series(seite: Seite, kennzahl_id: str) -> pd.DataFrame:
    """Gives the values of the whole city, without the span of its areas."""
    alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
    return alle[alle["raum_typ"].eq("stadt") & alle["gruppe"].ne(SPANNE)]


def is_counted_yearly(seite: Seite, kennzahl_id: str) -> bool:
    """Tells whether the municipality counts a Kennzahl each year, in every way it declares."""
    zeilen = seite.ergebnis.bestand.where("zaehlweisen", paket=seite.kommune_id, kennzahl_id=kennzahl_id)
    return not zeilen.empty and all(map(is_yearly, zeilen["erhebungsrhythmus"]))


def draw_values(
    seite: Seite,
    ziel_id: str,
    werte: pd.DataFrame,
    *,
    anker: str,
    titel: str,
    verweise: Mapping[str, str] | None = None,
) -> str:
    """Writes the table of values of a goal, with links to its Hinweise."""
    hinweise = find_hints(seite, werte, goal_hints(seite, ziel_id))
    gezeigt = seite.ergebnis.werte_von(werte)
    auszug = seite.auszug(
        f"{ziel_id.replace('.', '-')}-{anker}", anker, titel, f"{seite.ort}, {period_span(werte)}", gezeigt
    )
    t = draw_werttabelle(gezeigt, anker=anker, titel=titel, verweise=verweise, hinweise=hinweise, auszug=auszug)
    return render("tabelle", t=t)


def targets_for_chart(teil: pd.DataFrame) -> list[Zielangabe]:
    """Target lines of one leading Kennzahl (readings with the same number only once)."""
    angaben: list[Zielangabe] = []
    for _, z in teil.iterrows():
        fest = z["vergleich"] in (*MIT_ZAHL, Vergleich.STEIGERUNG_SEIT_BASIS)
        if fest and pd.notna(z["zielwert"]):
            lesart = texte.LESART_KURZ.get(z["lesart"], z["lesart"])
            wort = (
                sag("Ziel ({lesart}): {ziel}", lesart=lesart, ziel=target_text(z))
                if lesart
                else sag("Ziel: {ziel}", ziel=target_text(z))
            )
            angabe = Zielangabe(float(z["zielwert"]), wort)
            if all(a.wert != angabe.wert for a in angaben):
                angaben.append(angabe)
    return angaben


def draw_arithmetic(seite: Seite, abschnitt: str, gruppen: Sequence[Mapping[str, Any]]) -> str:
    """Folds the arithmetic of a section under one switch; empty where nothing was computed.

    Args:
        seite: The page.
        abschnitt: Name of the section, which tells this switch from the others on the page.
        gruppen: ``titel``, ``saetze`` and ``mit_text`` (whether the statements themselves stand there, too).
    """
    gruppen = [g for g in gruppen if g["mit_text"] or any(s.rechnung for s in g["saetze"])]
    saetze = [s for g in gruppen for s in g["saetze"]]
    if not any(s.rechnung for s in saetze):
        return ""
    methoden = list(dict.fromkeys(m for s in saetze for m in s.methode.split()))
    return render(
        "rechnungen", abschnitt=abschnitt, gruppen=gruppen, methoden=methoden, methode_url=seite.zu("methodik")
    )


def draw_statements(seite: Seite, saetze: Sequence[tuple[str, Satz]], abschnitt: str) -> str:
    """Numbers statements, with one switch for the arithmetic of all.

    Args:
        seite: The page.
        saetze: Name of the Kennzahl (empty: it goes without saying) and statement; a name stands where it is new.
        abschnitt: As for :func:`draw_arithmetic`.
    """
    gruppen = [
        {"titel": sag("Zu Satz {nr}", nr=nr), "saetze": [satz], "mit_text": False}
        for nr, (_, satz) in enumerate(saetze, start=1)
    ]
    namen = [""] + [name for name, _ in saetze]
    zeilen = [
        {"name": "" if name == davor else name, "satz": satz}
        for davor, (name, satz) in zip(namen, saetze, strict=False)
    ]
    return render("ziel_saetze", saetze=zeilen, rechnungen=draw_arithmetic(seite, abschnitt, gruppen))
