"""The parts of the pages about areas: overview with map, list and matrix, and one page for each area.

No ranking: areas always stand in the order of the table ``raeume``, tiles carry no shade for their value, and a
difference is only named where the comparison of the Ergebnis names one.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import (
    NICHT_ZUGEORDNET,
    find_neighbours,
    list_area_kennzahlen,
    list_periods,
    select_area_values,
    select_areas,
    select_comparisons,
    select_findings,
    select_latest,
    select_missing,
    select_only_ranges,
    select_without_cases,
)
from kekiz.rechnen.raumvergleich import SCHWACH, STRENG
from kekiz.sagen.aenderungssatz import change_sentence
from kekiz.sagen.raumsatz import (
    area_sentence,
    chance_sentence,
    counted_sentence,
    finding_sentence,
    flip_text,
    needed_lines,
    needed_text,
    note_text,
    period_words,
)
from kekiz.sagen.satz import Satz
from kekiz.sagen.trendsatz import development_sentence
from kekiz.sagen.wertsatz import level_sentence
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart
from kekiz.seiten.hinweis import draw_hints, find_hints
from kekiz.seiten.modulseite import status_text
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_sources, draw_sources
from kekiz.seiten.seite import Seite, cite_documents, source_line, unit_words
from kekiz.seiten.tabelle import draw_werttabelle
from kekiz.seiten.trichterteil import draw_trichterteil
from kekiz.wissen import stil, texte
from kekiz.wissen.codes import Aussage, Methode, Wertstatus
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.zahlen import ZUSAMMEN, format_anzahl_wort, format_wert, format_zahl, format_zeitraum
from kekiz.zeichnen.balken import draw_balken
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.textmass import text_breite
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

# Tile map: lengths in user units; 320 units are the width of the smallest phone, so that no text falls below 12 px.
HALBE_KACHEL = 40
ZEILENHOEHE = 78
LUECKE = 3
SCHRIFT = 13.5
ZEILENABSTAND = 16
# A count taken from printed counts is whole up to rounding errors of floating point numbers.
GANZE_ZAHL = 1e-6
STADTTEILZENTREN = "stadtteilzentren"
ZIELVEREINBARUNGEN = "zielvereinbarungen_sozialraeume"


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


# --- rows --------------------------------------------------------------------------------------------------------------


def _places(seite: Seite) -> pd.DataFrame:
    return seite.tabelle("raeume")


def area_of(seite: Seite, raum_id: str) -> pd.Series:
    """Gives the row of one area.

    Raises:
        ErgebnisFehler: There is no such area.
    """
    orte = select_areas(_places(seite))
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
        return Zelle(raum_id, name, url, texte.OHNE_ANGABE, texte.KARTE_OHNE_WERT, "", "", "", "", hat_wert=False)
    wert = ergebnis.wert(zeile)
    if wert.zahl is None:
        return Zelle(raum_id, name, url, wert.grund, texte.KARTE_OHNE_WERT, "", "", "", "", hat_wert=False)
    intervall = wert.intervall.text if wert.intervall else ""
    wort = texte.OHNE_AUSSAGE if wert.raum_typ == "sozialraum" else ""
    wort = texte.AUSSAGE[wert.aussage] if wert.aussage else wort
    zusatz = note_text(ergebnis, zeile)
    return Zelle(raum_id, name, url, wert.text, wert.text, intervall, wert.aussage or "", wort, zusatz, hat_wert=True)


def _one(zeilen: pd.DataFrame, raum_id: str) -> pd.Series | None:
    treffer = zeilen[zeilen["raum_id"].eq(raum_id)]
    return None if treffer.empty else treffer.iloc[0]


def _goal_url(seite: Seite, kennzahl_id: str) -> str:
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
        alle = _pooled(seite, kennzahl_id)
    alle = alle[alle["gruppe"].eq("")]
    zeit = zeitraum or str(alle.sort_values("zeit")["zeitraum"].iloc[-1])
    jetzt = alle[alle["zeitraum"].eq(zeit)]
    orte = [
        build_cell(
            seite.ergebnis,
            str(r["raum_id"]),
            str(r["name"]),
            seite.zu("raum", str(r["raum_id"])),
            _one(jetzt, r["raum_id"]),
        )
        for r in select_areas(_places(seite)).to_dict("records")
    ]
    stadt = jetzt[jetzt["raum_typ"].eq("stadt")]
    name = seite.ort
    offen = _places(seite)
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
            seite.ergebnis, seite.kommune_id, f"{name} insgesamt", "", None if stadt.empty else stadt.iloc[0]
        ),
        offen=[
            build_cell(seite.ergebnis, str(r["raum_id"]), str(r["name"]), "", _one(jetzt, r["raum_id"]))
            for r in offen.to_dict("records")
        ],
        ziel_url=_goal_url(seite, kennzahl_id),
    )


@lru_cache(maxsize=8)
def _area_values(ergebnis: Ergebnis, kommune_id: str) -> pd.DataFrame:
    return select_area_values(ergebnis.werte, kommune_id)


@lru_cache(maxsize=8)
def _area_kennzahlen(ergebnis: Ergebnis, kommune_id: str) -> tuple[str, ...]:
    katalog = [str(k) for k in ergebnis.kennzahlen.index]
    return tuple(list_area_kennzahlen(ergebnis.werte, kommune_id, katalog))


def _kennzahlen(seite: Seite) -> list[str]:
    return list(_area_kennzahlen(seite.ergebnis, seite.kommune_id))


def _pooled(seite: Seite, kennzahl_id: str) -> pd.DataFrame:
    """Rows of a Kennzahl with two periods counted together, without Gruppe; none where there are not two."""
    z = seite.ergebnis.zusammen
    return z[z["kommune_id"].eq(seite.kommune_id) & z["kennzahl_id"].eq(kennzahl_id) & z["gruppe"].eq("")]


def _pooled_period(seite: Seite, kennzahl_id: str) -> list[str]:
    """The two periods of a Kennzahl that are counted together and compared; empty where there are none."""
    z = _pooled(seite, kennzahl_id)
    return list(z.loc[z["wert_rest"].notna(), "zeitraum"].drop_duplicates())


def list_views(seite: Seite) -> dict[str, list[Ansicht]]:
    """Builds all views that the map can show: Kennzahlen with a value for at least one area, periods in time order.

    Two periods counted together come last.
    """
    werte = seite.ergebnis.werte
    ansichten = {
        k: [build_view(seite, k, z) for z in (*list_periods(werte, seite.kommune_id, k), *_pooled_period(seite, k))]
        for k in _kennzahlen(seite)
    }
    return {k: liste for k, liste in ansichten.items() if liste}


def default_view(ansichten: Mapping[str, list[Ansicht]]) -> Ansicht:
    """Chooses what the map shows first: the Kennzahl with most statements that rest on counts, in its last period."""

    def _belegt(ansicht: Ansicht) -> int:
        return sum(z.aussage not in ("", Aussage.KEINE_BELASTBARE_AUSSAGE) for z in ansicht.orte)

    return max((liste[-1] for liste in ansichten.values()), key=_belegt)


# --- tile map ----------------------------------------------------------------------------------------------------------


def _name_lines(name: str, breite: float) -> list[str]:
    """Breaks a name after its hyphens where it does not fit into its tile."""
    if text_breite(name, SCHRIFT) <= breite - 2 * LUECKE:
        return [name]
    teile = name.split("-")
    return [t + "-" for t in teile[:-1]] + [teile[-1]]


def build_tiles(seite: Seite, hier: str = "", ansicht: Ansicht | None = None) -> dict[str, object] | None:
    """Lays out the schematic tile map.

    Args:
        seite: The page.
        hier: raum_id of the place to be marked.
        ansicht: Values to be written into the tiles; without, only names.

    Returns:
        None where no area has a tile.
    """
    orte = select_areas(_places(seite)).dropna(subset=["kachel_x", "kachel_y", "kachel_breite"])
    if orte.empty:
        return None
    zellen = {z.raum_id: z for z in ansicht.orte} if ansicht else {}
    kacheln = []
    for r in orte.to_dict("records"):
        breite = float(r["kachel_breite"]) * HALBE_KACHEL
        x, y = float(r["kachel_x"]) * HALBE_KACHEL, float(r["kachel_y"]) * ZEILENHOEHE
        zeilen = _name_lines(str(r["name"]), breite)
        zelle = zellen.get(str(r["raum_id"]))
        hoehe = ZEILENABSTAND * (len(zeilen) + (1.3 if zelle else 0))
        oben = y + (ZEILENHOEHE - LUECKE - hoehe) / 2 + ZEILENABSTAND * 0.8
        kacheln.append(
            {
                "raum_id": r["raum_id"],
                "name": r["name"],
                "url": seite.zu("raum", str(r["raum_id"])),
                "ist_hier": r["raum_id"] == hier,
                "x": format(x, "g"),
                "y": format(y, "g"),
                "breite": format(breite - LUECKE, "g"),
                "hoehe": format(ZEILENHOEHE - LUECKE, "g"),
                "mitte": format(x + (breite - LUECKE) / 2, "g"),
                "zeilen": [(t, format(round(oben + i * ZEILENABSTAND, 1), "g")) for i, t in enumerate(zeilen)],
                "wert_y": format(round(oben + (len(zeilen) + 0.3) * ZEILENABSTAND, 1), "g"),
                "zelle": zelle,
            }
        )
    rechts = (orte["kachel_x"] + orte["kachel_breite"]).max() * HALBE_KACHEL
    unten = (orte["kachel_y"].max() + 1) * ZEILENHOEHE
    return {"kacheln": kacheln, "breite": format(rechts, "g"), "hoehe": format(unten, "g")}


def _sign(zelle: Zelle) -> str:
    return stil.AUSSAGE_ZEICHEN[Aussage(zelle.aussage)].zeichen if zelle.aussage else ""


def dump_views(ansichten: Mapping[str, list[Ansicht]], vorgabe: Ansicht) -> str:
    """Writes all views as JSON for the script that swaps them (the same texts that the page shows without it)."""
    daten = {
        "vorgabe": [vorgabe.kennzahl_id, vorgabe.zeitraum],
        "aussagen": {
            a: [stil.AUSSAGE_ZEICHEN[a].klasse, stil.AUSSAGE_ZEICHEN[a].zeichen, texte.AUSSAGE[a]] for a in Aussage
        },
        "kennzahlen": [
            {
                "id": k,
                "name": liste[0].name,
                "text": liste[0].erklaert,
                "url": liste[0].ziel_url,
                "zeiten": [
                    {
                        "id": a.zeitraum,
                        "name": a.zeit,
                        "zellen": {
                            z.raum_id: [z.wert, z.kurz, z.intervall, z.aussage, z.wort, int(z.hat_wert), z.zusatz]
                            for z in [*a.orte, a.stadt, *a.offen]
                        },
                    }
                    for a in liste
                ],
            }
            for k, liste in ansichten.items()
        ],
    }
    return json.dumps(daten, ensure_ascii=False, separators=(",", ":"))


def draw_karte(seite: Seite) -> str:
    """Map and list of one Kennzahl in one period; the list says the same as the map."""
    ansichten = list_views(seite)
    if not ansichten:
        orte = select_areas(_places(seite))
        return render("raum_namen", orte=[(r.name, seite.zu("raum", r.raum_id)) for r in orte.itertuples(index=False)])
    vorgabe = default_view(ansichten)
    return render(
        "raum_karte",
        ansicht=vorgabe,
        karte=build_tiles(seite, ansicht=vorgabe),
        zeichen=_sign,
        daten=dump_views(ansichten, vorgabe),
        kennzahlen=[(k, liste[0].name) for k, liste in ansichten.items()],
        zeiten=[(a.zeitraum, a.zeit) for a in ansichten[vorgabe.kennzahl_id]],
    )


# --- overview ----------------------------------------------------------------------------------------------------------


def build_matrix(seite: Seite) -> list[Ansicht]:
    """Gives the columns of the matrix: each Kennzahl in the last period with a value for an area, else the last one.

    Where two periods are counted together, a second column follows.
    """
    werte = seite.ergebnis.werte
    spalten = []
    for k in _kennzahlen(seite):
        zeiten = list_periods(werte, seite.kommune_id, k)
        spalten.append(build_view(seite, k, zeiten[-1] if zeiten else ""))
        spalten += [build_view(seite, k, z) for z in _pooled_period(seite, k)]
    return spalten


def draw_matrix(seite: Seite) -> str:
    """All areas by all Kennzahlen with value, interval and statement, then what the signs mean."""
    spalten = build_matrix(seite)
    if not spalten:
        return ""
    zeilen = [[s.orte[i] for s in spalten] for i in range(len(spalten[0].orte))]
    return "## Alle Kennzahlen auf einen Blick {#matrix}\n\n" + render(
        "raum_matrix",
        spalten=spalten,
        zeilen=zeilen,
        stadt=[s.stadt for s in spalten],
        offen=[[s.offen[i] for s in spalten] for i in range(len(spalten[0].offen))],
        aussagen=list(Aussage),
    )


def _chance(seite: Seite) -> Satz:
    """Says how many comparisons there are and how many of them chance alone would call a difference."""
    e = seite.ergebnis
    zeilen = select_comparisons(e.werte, e.zusammen, seite.kommune_id)
    return chance_sentence(zeilen, e.fehlalarme[seite.kommune_id])


def draw_befunde(seite: Seite) -> str:
    """What is found: assured differences, what stands out, and how much of it chance alone would bring."""
    funde = _findings(seite.ergebnis, seite.kommune_id)
    if funde.empty:
        return ""
    sicher = funde[funde["aussage_niveau"].eq(STRENG)]
    auffaellig = funde[funde["aussage_niveau"].eq(SCHWACH)]
    saetze = [_finding(seite, str(r)) for r in dict.fromkeys(sicher["raum_id"])]
    if len(auffaellig):
        orte = "; ".join(
            f"{w.raum}, {w.kurzname} ({w.text} gegen {w.rest})" for w in seite.ergebnis.werte_von(auffaellig)
        )
        vergleiche = [area_sentence(seite.ergebnis, z) for _, z in auffaellig.iterrows()]
        saetze.append(
            Satz(
                f"Auffällig, aber nicht gesichert, jeweils gegen den Rest der Stadt: {orte}.",
                [f"{v.text} {'; '.join(v.rechnung)}" for v in vergleiche],
                Methode.VERGLEICH,
            )
        )
    saetze.append(_chance(seite))
    trichter = [draw_trichterteil(seite, str(k), "raeume") for k in dict.fromkeys(funde["kennzahl_id"])]
    return "\n\n".join([render("aussagen", saetze=saetze, methode_url=seite.zu("methodik")), *trichter])


@lru_cache(maxsize=8)
def _findings(ergebnis: Ergebnis, kommune_id: str) -> pd.DataFrame:
    return select_findings(ergebnis.werte, ergebnis.zusammen, kommune_id)


def _finding(seite: Seite, raum_id: str) -> Satz:
    funde = _findings(seite.ergebnis, seite.kommune_id)
    return finding_sentence(seite.ergebnis, str(area_of(seite, raum_id)["name"]), funde[funde["raum_id"].eq(raum_id)])


def draw_uebersicht_offen(seite: Seite) -> str:
    """People assigned to no area, and Kennzahlen of which only the range over the areas is printed."""
    teile = []
    saetze = _unassigned_sentences(seite)
    if saetze:
        teile.append("## Keinem Sozialraum zugeordnet {#nicht-zugeordnet}")
        teile.append(render("aussagen", saetze=saetze, methode_url=seite.zu("methodik")))
    spannen = select_only_ranges(seite.ergebnis.werte, seite.kommune_id)
    if len(spannen):
        teile.append("## Nur als Spanne bekannt {#spannen}")
        teile.append(
            "Zu diesen Kennzahlen nennt der Bericht nur den kleinsten und den größten Wert der Sozialräume. "
            "Welcher Sozialraum welchen Wert hat, steht nicht dabei."
        )
        teile.append(render("raum_spannen", spannen=_range_rows(seite, spannen)))
    return "\n\n".join(teile)


def _range_rows(seite: Seite, spannen: pd.DataFrame) -> list[dict[str, str]]:
    return [
        {
            "name": w.kennzahl,
            "zeit": w.zeitraum.text,
            "wert": w.text,
            "fundstelle": w.fundstelle,
            "url": _goal_url(seite, w.kennzahl_id),
        }
        for w in seite.ergebnis.werte_von(spannen)
    ]


def _unassigned_rows(seite: Seite) -> pd.DataFrame:
    w = _area_values(seite.ergebnis, seite.kommune_id)
    return w[w["raum_typ"].eq(NICHT_ZUGEORDNET) & w["wert"].notna()]


def _unassigned_sentences(seite: Seite) -> list[Satz]:
    """Says how many people stand in the city's figure but in no area's, with the Hinweis on the reason."""
    saetze = []
    offen = _unassigned_rows(seite)
    for _, z in offen[offen["art"].eq("anzahl")].sort_values("zeit", ascending=False).iterrows():
        stadt = seite.ergebnis.series(seite.kommune_id, str(z["kennzahl_id"]))
        stadt = stadt[stadt["zeitraum"].eq(z["zeitraum"]) & stadt["wert"].notna()]
        gesamt = f"{format_zahl(stadt.iloc[0]['wert'])} in der ganzen Stadt, davon " if len(stadt) else ""
        eigene = _own_hints(seite, pd.DataFrame([z]))
        grund = [str(seite.ergebnis.hinweise.at[h, "befund"]) for h in eigene]
        rechnung = [str(t) for t in (seite.ergebnis.hinweise.at[h, "nachgerechnet"] for h in eigene) if t]
        text = f"{z['kurzname']} {format_zeitraum(z['zeitraum'])}: {gesamt}{format_zahl(z['wert'])} ohne Sozialraum."
        saetze.append(Satz(" ".join([text, *grund]), rechnung, Methode.VERGLEICH))
    return saetze


# --- page of one area --------------------------------------------------------------------------------------------------


def draw_kopf(seite: Seite, raum_id: str) -> str:
    """Tile map with this place marked, and three sentences."""
    ort = area_of(seite, raum_id)
    return render(
        "raum_kopf",
        ort=ort["name"],
        stadt=seite.ort,
        uebersicht_url=seite.zu("raeume"),
        karte=build_tiles(seite, hier=raum_id),
        saetze=summary_sentences(seite, raum_id),
        methode_url=seite.zu("methodik"),
    )


def summary_sentences(seite: Seite, raum_id: str) -> list[Satz]:
    """Four sentences on an area: its finding, a counted value, the longest series without counts, what can be said at all."""
    letzte = select_latest(seite.ergebnis.werte, seite.kommune_id, raum_id)
    da = letzte[letzte["wert"].notna()]
    if da.empty:
        return [Satz("Zu diesem Sozialraum nennt der Bericht keine Werte.")]
    w = _area_values(seite.ergebnis, seite.kommune_id)
    laenge = w[w["raum_id"].eq(raum_id) & w["wert"].notna()].groupby("kennzahl_id")["zeitraum"].nunique()
    anteile = da[da["art"].eq("anteil") & da["wert_rest"].isna()]
    saetze = [_finding(seite, raum_id)]
    gezaehlt = da[da["wert_rest"].notna()].sort_values("richtung", key=lambda r: r.eq("ohne"), kind="stable")
    if len(gezaehlt):
        saetze.append(counted_sentence(seite.ergebnis, gezaehlt.iloc[0]))
    if len(anteile):
        lange = anteile.assign(_n=anteile["kennzahl_id"].map(laenge)).sort_values("_n", ascending=False, kind="stable")
        saetze.append(_value_sentence(seite, lange.iloc[0]))
    saetze.append(_coverage_sentence(seite, da))
    return saetze


def _city_row(seite: Seite, zeile: pd.Series) -> pd.Series | None:
    reihe = seite.ergebnis.series(seite.kommune_id, str(zeile["kennzahl_id"]))
    treffer = reihe[reihe["zeitraum"].eq(zeile["zeitraum"])]
    return None if treffer.empty else treffer.iloc[0]


def _value_sentence(seite: Seite, zeile: pd.Series) -> Satz:
    """A value in everyday words, the city's beside it, and from which case number the difference would count."""
    stufe = level_sentence(seite.ergebnis, zeile)
    teile = [stufe.text]
    stadt = seite.ergebnis.stadtwert(zeile)
    if stadt is not None and stadt.zahl is not None:
        gleich = stadt.text == seite.ergebnis.wert(zeile).text
        teile.append(f"In der ganzen Stadt waren es {'ebenfalls ' if gleich else ''}{stadt.text}.")
    if zeile["aussage"]:
        teile += [texte.OHNE_FALLZAHL, needed_text(zeile)]
    return Satz(
        " ".join(t for t in teile if t), stufe.rechnung + needed_lines(seite.ergebnis, zeile), Methode.VERGLEICH
    )


def _times(anzahl: int) -> str:
    return "einmal" if anzahl == 1 else f"{format_anzahl_wort(anzahl)}mal"


def _part_of(teil: int, ganz: int) -> str:
    """Words a part of some Kennzahlen, in the dative."""
    teil_wort = {0: "keiner", 1: "einer"}.get(teil, format_anzahl_wort(teil))
    if ganz == 1:
        return f"{teil_wort} Kennzahl"
    return f"{teil_wort} von {format_anzahl_wort(ganz)} Kennzahlen"


def _coverage_sentence(seite: Seite, da: pd.DataFrame) -> Satz:
    """Counts for how many Kennzahlen a comparison with the city is possible, and how many values are missing."""
    w = format_anzahl_wort
    verglichen = da[da["aussage"].ne("")]
    belegt = verglichen[verglichen["aussage"].ne(Aussage.KEINE_BELASTBARE_AUSSAGE)]
    ohne_wert = [k for k in _kennzahlen(seite) if k not in da.index]
    teile = []
    if len(verglichen):
        text = (
            f"Bei {_part_of(len(belegt), len(verglichen))} lässt sich für den jüngsten Wert prüfen, ob der Unterschied "
            "zum Rest der Stadt mehr ist als Zufall"
        )
        if len(belegt):
            gezaehlt = belegt["aussage"].value_counts(sort=False)
            stuecke = [f"{_times(int(gezaehlt[a]))} {texte.AUSSAGE[a]}" for a in Aussage if a in gezaehlt.index]
            text += ": " + ", ".join(stuecke)
        teile.append(text + ".")
    if ohne_wert:
        teile.append(
            f"Zu {'einer weiteren Kennzahl' if len(ohne_wert) == 1 else w(len(ohne_wert)) + ' weiteren Kennzahlen'} "
            "nennt das Dokument für diesen Ort keinen Wert."
        )
    return Satz(
        " ".join(teile),
        [f"{z['kurzname']}: {texte.AUSSAGE[Aussage(z['aussage'])]}" for _, z in belegt.iterrows()],
        Methode.VERGLEICH,
    )


def draw_tabelle(seite: Seite, raum_id: str) -> str:
    """Here, in the whole city, and what the difference allows to be said: the latest value, and two periods together."""
    ort = area_of(seite, raum_id)
    letzte = select_latest(seite.ergebnis.werte, seite.kommune_id, raum_id)
    gemeinsam = set(_kennzahlen(seite)) | set(letzte.index)
    ids = [str(k) for k in seite.ergebnis.kennzahlen.index if k in gemeinsam]
    zeilen = []
    for k in ids:
        kennzahl = seite.ergebnis.kennzahlen.loc[k]
        zeile = letzte.loc[k] if k in letzte.index else None
        stadt = None if zeile is None else _city_row(seite, zeile)
        zeilen.append(
            {
                "name": str(kennzahl["kurzname"]),
                "definition": str(kennzahl["definition"]),
                "url": _goal_url(seite, k),
                "zeit": "" if zeile is None else format_zeitraum(zeile["zeitraum"]),
                "hier": build_cell(seite.ergebnis, raum_id, str(ort["name"]), "", zeile),
                "stadt": build_cell(seite.ergebnis, seite.kommune_id, "", "", stadt),
            }
        )
        beide = _pooled(seite, k)
        for zeitraum in _pooled_period(seite, k):
            zeilen.append(
                zeilen[-1]
                | {
                    "zeit": period_words(zeitraum),
                    "hier": build_cell(seite.ergebnis, raum_id, str(ort["name"]), "", _one(beide, raum_id)),
                    "stadt": build_cell(seite.ergebnis, seite.kommune_id, "", "", _one(beide, seite.kommune_id)),
                }
            )
    return "## Hier und in der ganzen Stadt {#werte}\n\n" + render("raum_tabelle", ort=ort["name"], zeilen=zeilen)


def draw_entwicklung(seite: Seite, raum_id: str) -> str:
    """Development of each Kennzahl with at least two values here; shares with the city behind them in grey."""
    ort = area_of(seite, raum_id)
    teile = []
    for k in seite.ergebnis.kennzahlen.index:
        hier = seite.ergebnis.series(seite.kommune_id, str(k), raum_id)
        if hier["wert"].count() >= 2:
            teile.append(_development(seite, ort, str(k), hier.sort_values("zeit", kind="stable")))
    if not teile:
        teile.append(
            "Zu diesem Ort nennt das Dokument für keine Kennzahl mehr als einen Wert. Eine Entwicklung lässt sich nicht zeigen."
        )
    return "\n\n".join(["## Entwicklung", *teile])


def _development(seite: Seite, ort: pd.Series, kennzahl_id: str, hier: pd.DataFrame) -> str:
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    stadt = seite.ergebnis.series(seite.kommune_id, kennzahl_id)
    stadt = stadt[stadt["zeitraum"].isin(hier["zeitraum"])]
    # Hinweise about the whole Kennzahl stand with its goal; here only those beside a value of this place.
    eigene = [tuple(_own_hints(seite, hier.iloc[[i]])) for i in range(len(hier))]
    orte = [replace(w, hinweise_zelle=h) for w, h in zip(seite.ergebnis.werte_von(hier), eigene, strict=True)]
    ganze = [replace(w, hinweise_zelle=()) for w in seite.ergebnis.werte_von(stadt)]
    werte = pd.concat([hier, stadt])
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}"
    ist_anzahl = kennzahl["art"] in ("anzahl", "betrag")
    von, bis = format_zeitraum(hier.iloc[0]["zeitraum"]), format_zeitraum(hier.iloc[-1]["zeitraum"])
    vergleich = "" if ist_anzahl else " und ganze Stadt"
    rahmen = Rahmen(
        id=f"raum-{ort['raum_id']}-{kennzahl_id.replace('_', '-')}",
        titel=str(kennzahl["name"]),
        untertitel=f"{ort['name']}{vergleich}, {von} bis {bis}. {unit_words(kennzahl['einheit'])}",
        quelle=source_line(seite, werte),
        beleg=cite_documents(seite, werte),
        lizenz=seite.lizenz,
        hinweise={h: str(seite.ergebnis.hinweise.at[h, "titel"]) for liste in eigene for h in liste},
    )
    if ist_anzahl:
        figur = draw_balken(orte, rahmen)
    else:
        figur = draw_zeitreihe([*orte, *ganze], rahmen, grau=[seite.kommune_id])
    trend = seite.ergebnis.trend(seite.kommune_id, kennzahl_id, str(ort["raum_id"]))
    entwicklung = development_sentence(change_sentence(hier.iloc[-1]), trend, hier)
    saetze = [] if entwicklung is None else [entwicklung]
    tabelle = render(
        "tabelle",
        t=draw_werttabelle(
            seite.ergebnis.werte_von(werte),
            anker=anker,
            titel=f"{kennzahl['kurzname']}: {ort['name']} und ganze Stadt",
            hinweise=find_hints(seite, pd.concat([hier, stadt]), area_hints(seite, str(ort["raum_id"]))),
        ),
    )
    return "\n\n".join(
        [
            seite.diagramm(figur, tabelle_anker=anker),
            render("aussagen", saetze=saetze, methode_url=seite.zu("methodik")),
            tabelle,
        ]
    )


def _own_hints(seite: Seite, zeilen: pd.DataFrame) -> list[str]:
    """Ids of the Hinweise that stand beside these values in the table itself (not those of the whole Kennzahl)."""
    eigene = _hints_of_cells(seite.ergebnis, seite.kommune_id)
    gesucht = set(zeilen[_ZELLE].itertuples(index=False, name=None))
    return list(dict.fromkeys(h for zelle, liste in eigene.items() if zelle in gesucht for h in liste.split()))


_ZELLE = ["kennzahl_id", "raum_id", "zeitraum", "gruppe"]


@lru_cache(maxsize=8)
def _hints_of_cells(ergebnis: Ergebnis, kommune_id: str) -> dict[tuple[str, ...], str]:
    """Hinweise per cell of the table itself, in the order of the file."""
    roh = ergebnis.bestand.where("werte", paket=kommune_id)
    return dict(zip(roh[_ZELLE].itertuples(index=False, name=None), roh["hinweis_id"], strict=True))


def area_hints(seite: Seite, raum_id: str) -> list[str]:
    """Ids of the Hinweise about this very place: beside its values, or with a reference to it."""
    w = _area_values(seite.ergebnis, seite.kommune_id)
    eigene = _own_hints(seite, w[w["raum_id"].eq(raum_id)])
    bezogen = list(seite.tabelle("hinweis_bezuege", raum_id=raum_id)["hinweis_id"])
    return list(dict.fromkeys([*eigene, *bezogen]))


def draw_unbekannt(seite: Seite, raum_id: str) -> str:
    """What is not known about this place and why; empty where nothing is missing."""
    ort = area_of(seite, raum_id)
    werte = seite.ergebnis.werte
    letzte = select_latest(werte, seite.kommune_id, raum_id)
    fehlend, gruende = [], {}
    for (name, status), teil in select_missing(werte, seite.kommune_id, raum_id).groupby(
        ["kennzahl", "wertstatus"], sort=False
    ):
        gruende[Wertstatus(status)] = texte.WERTSTATUS_ERKLAERT[Wertstatus(status)]
        fehlend.append(
            {
                "name": name,
                "zeiten": ", ".join(format_zeitraum(z) for z in teil["zeitraum"]),
                "grund": texte.WERTSTATUS[Wertstatus(status)],
                "fundstelle": ", ".join(dict.fromkeys(teil["fundstelle"])),
            }
        )
    ohne = [k for k in _kennzahlen(seite) if k not in letzte.index]
    inhalt = render(
        "raum_unbekannt",
        ort=ort["name"],
        fehlend=fehlend,
        erklaert=list(gruende.values()),
        ohne_zeile=[str(seite.ergebnis.kennzahlen.at[k, "name"]) for k in ohne],
        ohne_fallzahl=[str(n) for n in select_without_cases(letzte)["kennzahl"]],
        spannen=_range_rows(seite, select_only_ranges(werte, seite.kommune_id)),
        offen=[*_unassigned_sentences(seite), *_sensitivity_sentences(seite, letzte)],
        methode_url=seite.zu("methodik"),
    )
    return "## Was nicht bekannt ist und warum {#unbekannt}\n\n" + inhalt if inhalt.strip() else ""


def _sensitivity_sentences(seite: Seite, letzte: pd.DataFrame) -> list[Satz]:
    """Says how far people without an area could move each value of this place."""
    saetze = []
    for _, z in letzte[letzte["wert_mit_offenen"].notna()].iterrows():
        fall = seite.ergebnis.kennzahlen.at[z["kennzahl_id"], "fallbezeichnung"] or "Fälle"
        alle, wert = format_wert(z["wert_mit_offenen"], z["einheit"], 1), seite.ergebnis.wert(z).text
        text = (
            f"{z['kurzname']} {format_zeitraum(z['zeitraum'])}: {format_zahl(z['offen_anzahl'])} {fall}, die in der Zahl für die "
            f"Stadt stecken, fehlen in den Sozialräumen. Gehörten alle hierher, wären es {alle}; ohne sie bleibt es "
            f"bei {wert}. {flip_text(z)}"
        ).strip()
        x, n = float(z["faelle"]), float(z["nenner"])
        offen_n = float(z["offen_anzahl"])
        offen_x = z["wert_mit_offenen"] / 100 * (n + offen_n) - x
        ist_ganz = abs(offen_x - round(offen_x)) <= GANZE_ZAHL
        rechnung = [
            f"({format_zahl(x)} + {format_zahl(offen_x, 0 if ist_ganz else 1)}) : ({format_zahl(n)} + {format_zahl(offen_n)}) × 100 = {alle}"
        ]
        if not ist_ganz:
            rechnung.append(
                "Der Teil ohne Sozialraum ist die Zahl der Stadt minus die Summe der Sozialräume. Von der Stadt nennt das "
                "Dokument nur den gerundeten Anteil, deshalb ist er keine ganze Zahl."
            )
        saetze.append(Satz(text, rechnung, Methode.VERGLEICH))
    return saetze


def draw_stadtteil(seite: Seite, raum_id: str) -> str:
    """Stadtteilzentrum and priorities of the work in this part of town, then the modules that name this place.

    Nothing where a package says nothing about either.
    """
    ort = area_of(seite, raum_id)
    s = seite.tabelle("stadtteilarbeit", raum_id=raum_id)
    schwerpunkte = [
        {
            "feld": str(feld),
            "wodurch": " und ".join(texte.SCHWERPUNKT[a] for a in teil["art"] if a in texte.SCHWERPUNKT),
            "fundstelle": ", ".join(dict.fromkeys(teil["fundstelle"])),
        }
        for feld, teil in s.groupby("handlungsfeld", sort=False)
    ]
    ueberall, hier = _modules(seite, raum_id)
    hat_arbeit = len(seite.tabelle("stadtteilarbeit")) > 0
    if not (hat_arbeit or ueberall or hier):
        return ""
    return "## Stadtteilzentrum und Schwerpunkte {#stadtteil}\n\n" + render(
        "raum_stadtteil",
        ort=ort["name"],
        schwerpunkte=schwerpunkte,
        saetze=_centre_sentences(seite),
        ueberall=ueberall,
        hier=hier,
        zentren_url=seite.zu("modul", STADTTEILZENTREN) if hat_arbeit else "",
        register_url=seite.zu("module"),
    )


def _centre_sentences(seite: Seite) -> list[Satz]:
    """Says how many centres and agreements the documents count; no single centre is named for an area."""
    return [
        level_sentence(seite.ergebnis, seite.ergebnis.latest(seite.kommune_id, k))
        for k in (STADTTEILZENTREN, ZIELVEREINBARUNGEN)
        if seite.ergebnis.series(seite.kommune_id, k)["wert"].notna().any()
    ]


def _modules(seite: Seite, raum_id: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Modules that work in every area, and those that name this one; the row on priorities stands above already."""
    bezug = seite.tabelle("modul_raeume")
    module = seite.tabelle("module").set_index("modul_id")
    orte = set(select_areas(_places(seite))["raum_id"])
    belegt = bezug[bezug["raum_id"].isin(orte)].groupby("modul_id")["raum_id"].nunique()
    ueberall: list[dict[str, object]] = []
    hier: list[dict[str, object]] = []
    for z in bezug[bezug["raum_id"].eq(raum_id) & bezug["modul_id"].ne(STADTTEILZENTREN)].to_dict("records"):
        modul = module.loc[z["modul_id"]]
        eintrag = {
            "name": str(modul["name"]),
            "url": seite.zu("modul", z["modul_id"]) if bool(modul["hat_seite"]) else "",
            "angabe": z["angabe"],
            "stand": status_text(modul),
            "fundstelle": z["fundstelle"],
            "quelle": str(seite.ergebnis.quellen.at[z["quelle_id"], "titel"]).split(":")[0].split("(")[0].strip(),
        }
        (ueberall if belegt.get(z["modul_id"], 0) == len(orte) else hier).append(eintrag)
    return ueberall, hier


def draw_nachbarn(seite: Seite, raum_id: str) -> str:
    """Places that touch this one in the tile map, said to be no more than that; nothing where there is no map."""
    if build_tiles(seite) is None:
        return ""
    namen = select_areas(_places(seite)).set_index("raum_id")["name"]
    nachbarn = [
        {"name": namen[r], "url": seite.zu("raum", r)} for r in find_neighbours(_places(seite)).get(raum_id, [])
    ]
    return "## In der Kachelkarte benachbart {#nachbarn}\n\n" + render("raum_nachbarn", nachbarn=nachbarn)


def draw_hinweise(seite: Seite, raum_id: str) -> str:
    """The Hinweise about this very place; those about a whole Kennzahl stand with its goal."""
    kopf = "## Gut zu wissen {#gut-zu-wissen}"
    ids = area_hints(seite, raum_id)
    if not ids:
        return f"{kopf}\n\nZu diesem Ort gibt es keinen eigenen Hinweis. Hinweise zu einer Kennzahl stehen beim Ziel."
    return (
        f"{kopf}\n\nDiese Hinweise betreffen Zahlen zu diesem Ort. Hinweise zu einer Kennzahl insgesamt stehen beim Ziel.\n\n"
        + draw_hints(seite, ids)
    )


def _sources(seite: Seite, zeilen: pd.DataFrame) -> str:
    return draw_sources(seite, collect_sources(seite, zip(zeilen["quelle_id"], zeilen["fundstelle"], strict=True)))


def draw_quellen(seite: Seite, raum_id: str) -> str:
    """Documents and places of everything on the page of one area."""
    spalten = ["quelle_id", "fundstelle"]
    hier = _area_values(seite.ergebnis, seite.kommune_id)
    teile = [hier[hier["raum_id"].eq(raum_id)][spalten]]
    for name in ("stadtteilarbeit", "modul_raeume"):
        teile.append(seite.tabelle(name, raum_id=raum_id)[spalten])
    return _sources(seite, pd.concat(teile))


def draw_uebersicht_quellen(seite: Seite) -> str:
    """Documents and places of the overview."""
    return _sources(seite, _area_values(seite.ergebnis, seite.kommune_id))


def draw_navigation(seite: Seite, raum_id: str) -> str:
    """Links to the previous and next area (order of the table) and to the overview."""
    orte = select_areas(_places(seite))
    ids = list(orte["raum_id"])
    raeume = [(seite.zu("raum", i), str(n)) for i, n in zip(ids, orte["name"], strict=True)]
    uebersicht = (seite.zu("raeume"), "Übersicht der Sozialräume")
    return draw_neighbours("Weitere Sozialräume", raeume, ids.index(raum_id), uebersicht)


def _of_area(teil: Callable[[Seite, str], str]) -> Callable[[Seite], str]:
    """Takes the area from the page's front matter."""
    return lambda seite: teil(seite, str(seite.meta["raum"]))


MACROS: dict[str, Callable[[Seite], str]] = {
    "raeume_befunde": draw_befunde,
    "raeume_karte": draw_karte,
    "raeume_matrix": draw_matrix,
    "raeume_offen": draw_uebersicht_offen,
    "raeume_quellen": draw_uebersicht_quellen,
    "raum_kopf": _of_area(draw_kopf),
    "raum_tabelle": _of_area(draw_tabelle),
    "raum_entwicklung": _of_area(draw_entwicklung),
    "raum_unbekannt": _of_area(draw_unbekannt),
    "raum_stadtteil": _of_area(draw_stadtteil),
    "raum_nachbarn": _of_area(draw_nachbarn),
    "raum_hinweise": _of_area(draw_hinweise),
    "raum_quellen": _of_area(draw_quellen),
    "raum_navigation": _of_area(draw_navigation),
}


def list_areas(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of all areas of all municipalities."""
    orte = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    return [
        Eintrag(
            r.paket,
            r.raum_id,
            r.name,
            f"Was über den Sozialraum {r.name} in {orte[r.paket]} bekannt ist: Werte im Vergleich zur Stadt, Entwicklung, "
            "Angebote und was offen bleibt.",
            orte[r.paket],
        )
        for r in select_areas(ergebnis.bestand.frame("raeume")).itertuples(index=False)
    ]


def list_overviews(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the overviews of the areas of all municipalities that have any."""
    orte = {e.kommune_id: e.ort for e in list_areas(ergebnis)}
    beschreibung = (
        "Zahlen zu den Sozialräumen in {}: Karte, Liste und Übersicht aller Kennzahlen, mit dem Vergleich zum Rest der Stadt "
        "und dem, was nicht bekannt ist."
    )
    return [Eintrag(k, "", "Sozialräume", beschreibung.format(ort), ort) for k, ort in orte.items()]


ARTEN = (
    Seitenart(
        "raum",
        "raeume.csv",
        (
            "raum_kopf",
            "jahre_raum",
            "raum_tabelle",
            "raum_entwicklung",
            "raum_unbekannt",
            "raum_stadtteil",
            "raum_nachbarn",
            "raum_hinweise",
            "raum_quellen",
            "raum_navigation",
        ),
        list_areas,
    ),
    Seitenart(
        "raeume",
        "raeume.csv",
        (
            Abschnitt(),
            "jahre_raeume",
            "raeume_befunde",
            "raeume_karte",
            "raeume_matrix",
            "raeume_offen",
            "raeume_quellen",
        ),
        list_overviews,
        ("navigation", "toc"),
    ),
)
