"""The parts of the overview of all areas: findings, map with list, matrix, what is not known.

Tiles carry no shade for their value.
"""

import json
from collections.abc import Callable, Mapping

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import list_periods, select_areas, select_comparisons, select_only_ranges
from kekiz.rechnen.raumvergleich import SCHWACH, STRENG
from kekiz.sagen.raeumebefund import areas_headline, listed_sentence
from kekiz.sagen.raumbefund import difference_words
from kekiz.sagen.raumsatz import area_sentence, chance_sentence, comparison_lines
from kekiz.sagen.satz import Satz
from kekiz.sagen.woerter import STANDARD
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart
from kekiz.seiten.falte import fold, name_some
from kekiz.seiten.kachelkarte import build_tiles
from kekiz.seiten.quellen import collect_row_sources, list_sources
from kekiz.seiten.raumaussagen import find_differences, range_rows, unassigned_sentences
from kekiz.seiten.raumseite import list_areas
from kekiz.seiten.raumwerte import (
    Ansicht,
    area_kennzahlen,
    area_values,
    build_view,
    default_view,
    list_places,
    list_views,
    pooled_period,
)
from kekiz.seiten.seite import Seite
from kekiz.seiten.trichterteil import draw_trichterteil
from kekiz.seiten.zielteile import draw_arithmetic
from kekiz.wissen.codes import Aussage, Methode
from kekiz.wissen.sprache import merke, sag
from kekiz.zeichnen.vorlage import render

SPALTIG = 12
"""A table with more areas than this side by side fits no screen."""


def dump_views(ansichten: Mapping[str, list[Ansicht]], vorgabe: Ansicht) -> str:
    """Writes all views as JSON for the script that swaps them (the same texts that the page shows without it)."""
    daten = {
        "vorgabe": [vorgabe.kennzahl_id, vorgabe.zeitraum],
        "kennzahlen": [
            {
                "id": k,
                "name": liste[0].kurzname,
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
        orte = select_areas(list_places(seite))
        return render("raum_namen", orte=[(r.name, seite.zu("raum", r.raum_id)) for r in orte.itertuples(index=False)])
    vorgabe = default_view(ansichten)
    return render(
        "raum_karte",
        ansicht=vorgabe,
        karte=build_tiles(seite, ansicht=vorgabe),
        aussagen=list(Aussage),
        daten=dump_views(ansichten, vorgabe),
        kennzahlen=[(k, liste[0].kurzname) for k, liste in ansichten.items()],
        zeiten=[(a.zeitraum, a.zeit) for a in ansichten[vorgabe.kennzahl_id]],
        auszug=seite.auszug(
            "raeume-karte",
            "karte",
            sag("Alle Sozialräume: Karte und Liste"),
            sag("Alle Kennzahlen und Zeiträume, die sich wählen lassen"),
            [w for liste in ansichten.values() for a in liste for w in a.gezeigt],
        ),
    )


def build_matrix(seite: Seite) -> list[Ansicht]:
    """Gives the rows of the matrix: each Kennzahl in the last period with a value for an area, else the last one.

    Where two periods are counted together, a second row follows.
    """
    werte = seite.ergebnis.werte
    zeilen = []
    for k in area_kennzahlen(seite):
        zeiten = list_periods(werte, seite.kommune_id, k)
        zeilen.append(build_view(seite, k, zeiten[-1] if zeiten else ""))
        zeilen += [build_view(seite, k, z) for z in pooled_period(seite, k)]
    return zeilen


def draw_matrix(seite: Seite) -> str:
    """All Kennzahlen by all areas with value, interval and statement; of many areas each Kennzahl is a block."""
    zeilen = build_matrix(seite)
    if not zeilen:
        return ""
    titel = sag("Sozialräume und Kennzahlen")
    auszug = seite.auszug(
        "raeume-matrix",
        "matrix-tabelle",
        titel,
        sag("Alle Kennzahlen, jüngster Zeitraum"),
        [w for a in zeilen for w in a.gezeigt],
    )
    inhalt = render("raum_matrix", zeilen=zeilen, viele=len(zeilen[0].orte) > SPALTIG, titel=titel, auszug=auszug)
    drin = name_some(list(dict.fromkeys(z.kurzname for z in zeilen)))
    return fold(sag("Alle Kennzahlen auf einen Blick"), inhalt, drin, anker="matrix", nur_hier=True)


def draw_zeichen(seite: Seite) -> str:
    """Folded: what the signs of the map and the words of the list mean."""
    if not area_kennzahlen(seite):
        return ""
    return fold(sag("Was die Zeichen bedeuten"), render("raum_zeichen", aussagen=list(Aussage)), anker="zeichen")


def draw_wort(seite: Seite) -> str:
    """What an area is, and that it is what the menu calls by the word that everybody knows."""
    text = (
        sag(
            "Was im Menü „Stadtteile“ heißt, nennt der Bericht „Sozialräume“: Teile der Stadt, in denen Menschen wohnen "
            "und ihren Alltag leben."
        )
        if seite.sozialraum == STANDARD
        else sag("Ein Sozialraum ist ein Teil der Stadt, in dem Menschen wohnen und ihren Alltag leben.")
    )
    return render("satz", klasse="kp-quelle", text=text)


def draw_befunde(seite: Seite) -> str:
    """What is found: how many areas differ, each assured difference named, what stands out, how much chance would bring."""
    orte = select_areas(list_places(seite))
    funde = find_differences(seite.ergebnis, seite.kommune_id)
    if funde.empty:
        return ""
    sicher = funde[funde["aussage_niveau"].eq(STRENG)]
    auffaellig = funde[funde["aussage_niveau"].eq(SCHWACH)]
    vergleiche = select_comparisons(seite.ergebnis.werte, seite.ergebnis.zusammen, seite.kommune_id)
    chance = chance_sentence(vergleiche, seite.ergebnis.fehlalarme[seite.kommune_id])
    gelistet = pd.concat([sicher, auffaellig])
    gruppen = [
        {
            "titel": f"{z['raum']}: {seite.ergebnis.wert(z).kurzname}",
            "saetze": [Satz("", comparison_lines(seite.ergebnis, z), Methode.VERGLEICH)],
            "mit_text": False,
        }
        for _, z in sicher.iterrows()
    ]
    if len(auffaellig):
        saetze = [area_sentence(seite.ergebnis, z) for _, z in auffaellig.iterrows()]
        gruppen.append({"titel": sag("Auffällig, aber nicht gesichert"), "saetze": saetze, "mit_text": True})
    gruppen.append({"titel": sag("Wie viel davon Zufall wäre"), "saetze": [chance], "mit_text": False})
    orte_mit = set(sicher["raum_id"])
    return render(
        "raeume_befund",
        leit=areas_headline(len(orte_mit), len(set(auffaellig["raum_id"]) - orte_mit), len(orte)),
        sicher=[
            (
                str(z["aussage"]),
                str(z["raum"]),
                seite.zu("raum", str(z["raum_id"])),
                difference_words(seite.ergebnis, z),
            )
            for _, z in sicher.iterrows()
        ],
        auffaellig=[
            (w.raum, seite.zu("raum", w.raum_id), f"{w.kurzname} {w.text}", str(w.rest))
            for w in seite.ergebnis.werte_von(auffaellig)
        ],
        chance=chance.text,
        gelistet=listed_sentence(
            int(vergleiche["aussage_niveau"].isin([STRENG, SCHWACH]).sum()),
            len(gelistet),
            gelistet["raum_id"].nunique(),
        ),
        rechnungen=draw_arithmetic(seite, sag("Befunde"), gruppen),
    )


def draw_trichter(seite: Seite) -> str:
    """Folded: for each Kennzahl with a finding, how far a value may lie from the city by chance alone."""
    kennzahlen = list(dict.fromkeys(find_differences(seite.ergebnis, seite.kommune_id)["kennzahl_id"]))
    teile = [draw_trichterteil(seite, str(k), "raeume") for k in kennzahlen]
    namen = [str(seite.ergebnis.kennzahlen.at[k, "kurzname"]) for k in kennzahlen]
    return fold(
        sag("Wie weit ein Wert durch Zufall abweichen kann"), "\n".join(teile), name_some(namen), anker="trichter"
    )


def draw_uebersicht_offen(seite: Seite) -> str:
    """People assigned to no area, and Kennzahlen of which only the range over the areas is printed."""
    teile = []
    if saetze := unassigned_sentences(seite):
        inhalt = render("aussagen", saetze=saetze, methode_url=seite.zu("methodik"))
        teile.append(fold(sag("Keinem Sozialraum zugeordnet"), inhalt, anker="nicht-zugeordnet"))
    spannen = select_only_ranges(seite.ergebnis.werte, seite.kommune_id)
    if len(spannen):
        zeilen = range_rows(seite, spannen)
        inhalt = render("raum_spannen", spannen=zeilen)
        teile.append(
            fold(sag("Nur als Spanne bekannt"), inhalt, name_some([z["name"] for z in zeilen]), anker="spannen")
        )
    return "\n\n".join(teile)


def draw_uebersicht_quellen(seite: Seite) -> str:
    """Documents and places of the overview."""
    quellen = collect_row_sources(seite, area_values(seite.ergebnis, seite.kommune_id))
    namen = [f"{q['herausgeber']}, {q['stand']}" if q["stand"] else str(q["herausgeber"]) for q in quellen]
    return fold(sag("Quellen"), list_sources(seite, quellen), name_some(namen), anker="quellen")


def list_overviews(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the overviews of the areas of all municipalities that have any."""
    orte = {e.kommune_id: e.ort for e in list_areas(ergebnis)}
    beschreibung = sag(
        "Zahlen zu den Sozialräumen in {}: Karte, Liste und Übersicht aller Kennzahlen, mit dem Vergleich "
        "zum Rest der Stadt und dem, was nicht bekannt ist."
    )
    return [Eintrag(k, "", sag("Sozialräume"), beschreibung.format(ort), ort) for k, ort in orte.items()]


MACROS: dict[str, Callable[[Seite], str]] = {
    "raeume_wort": draw_wort,
    "raeume_befunde": draw_befunde,
    "raeume_karte": draw_karte,
    "raeume_matrix": draw_matrix,
    "raeume_zeichen": draw_zeichen,
    "raeume_trichter": draw_trichter,
    "raeume_offen": draw_uebersicht_offen,
    "raeume_quellen": draw_uebersicht_quellen,
}
ARTEN = (
    Seitenart(
        "raeume",
        "raeume.csv",
        (
            "raeume_wort",
            "raeume_befunde",
            "jahre_raeume",
            "raeume_karte",
            Abschnitt(offen=1, klappe=merke("Mehr dazu, und warum es keine Rangliste gibt")),
            "raeume_matrix",
            "raeume_zeichen",
            "raeume_trichter",
            "raeume_offen",
            "werkzeuge",
            "raeume_quellen",
        ),
        list_overviews,
        ("navigation", "toc"),
    ),
)
