"""A Kennzahl of a goal in the areas: chart, statements, development side by side, table."""

from dataclasses import replace

import pandas as pd

from kekiz.sagen.raumsatz import areas_sentences, needed_text, period_words
from kekiz.seiten.falte import draw_part
from kekiz.seiten.seite import Seite, period_span, unit_words
from kekiz.seiten.trichterteil import draw_trichterteil
from kekiz.seiten.zielteile import draw_statements, draw_values, frame_for
from kekiz.wissen import texte
from kekiz.wissen.codes import Wertstatus
from kekiz.wissen.sprache import merke, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_zeitraum
from kekiz.zeichnen.vergleich import draw_raumvergleich
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_kleine_mehrfache

# A line needs this many periods, and small pictures side by side this many areas with one.
MINDESTZEITEN, MINDESTRAEUME = 3, 5
TITEL_AUSSAGEN = merke("Jeder Sozialraum gegen den Rest der Stadt")


def _missing_areas(fehlend: int, geheim: int, zeit: str) -> str:
    """Says for how many areas a value is missing, and that hidden ones are hidden; empty where none is missing."""
    saetze = []
    if fehlend > geheim:
        saetze.append(
            sag(
                "Für {fehlend} steht {zeit} keine Zahl im Text.",
                fehlend=_count_areas(fehlend - geheim),
                zeit=zeit,
            )
        )
    if geheim:
        saetze.append(
            sag(
                "Für {geheim} ist der Wert {zeit} {wertstatus}.",
                geheim=_count_areas(geheim),
                zeit=zeit,
                wertstatus=texte.WERTSTATUS[Wertstatus.GEHEIM],
            )
        )
    if fehlend:
        saetze.append(sag_n("Dieser Wert bleibt hier leer.", "Diese Werte bleiben hier leer.", fehlend))
    return " ".join(saetze)


def _count_areas(anzahl: int) -> str:
    return sag_n("einen Sozialraum", "{anzahl} Sozialräume", anzahl, anzahl=format_anzahl_wort(anzahl))


def draw_areas_of(seite: Seite, ziel_id: str, kennzahl_id: str, alle: pd.DataFrame, gebiete: pd.DataFrame) -> str:
    """Writes all about one Kennzahl in the areas."""
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    letzte = gebiete.loc[gebiete["wert"].notna(), "zeit"].max()
    jetzt = gebiete[gebiete["zeit"].eq(letzte)]
    zeit = format_zeitraum(jetzt.iloc[0]["zeitraum"])
    stadt = alle[alle["raum_typ"].eq("stadt") & alle["gruppe"].eq("") & alle["zeit"].eq(letzte)]
    reihenfolge = list(seite.tabelle("raeume")["raum_id"])
    jetzt = jetzt.sort_values("raum_id", key=lambda s: s.map(reihenfolge.index))
    werte = pd.concat([jetzt, stadt])
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}-sozialraeume"
    rahmen = frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "sozialraeume",
        werte,
        sag("{name} in den Sozialräumen", name=kennzahl["name"]),
        f"{seite.ort}, {zeit}. {unit_words(kennzahl['einheit'])}",
    )
    teile = [draw_part(str(kennzahl["kurzname"]))]
    if (jetzt["wert"].notna()).sum() >= 2:
        gezeigt = seite.ergebnis.werte_von(werte)
        figur = draw_raumvergleich(gezeigt, rahmen, stadt_raum_id=seite.kommune_id)
        teile.append(seite.diagramm(figur, tabelle_anker=anker, werte=gezeigt))
    fehlend = int(seite.tabelle("raeume")["typ"].eq("sozialraum").sum()) - int(jetzt["wert"].notna().sum())
    fehlt = _missing_areas(fehlend, int(jetzt["wertstatus"].eq(Wertstatus.GEHEIM).sum()), zeit)
    teile.append(draw_part(text=fehlt))
    teile.append(_area_statements(seite, ziel_id, kennzahl_id, jetzt))
    sortiert = gebiete.sort_values(
        ["raum_id", "zeit"], key=lambda s: s.map(reihenfolge.index) if s.name == "raum_id" else s
    )
    offen = alle[alle["raum_typ"].eq("nicht_zugeordnet") & alle["gruppe"].eq("")]
    ganze = seite.ergebnis.series(seite.kommune_id, kennzahl_id)
    ganze = ganze[ganze["zeitraum"].isin(set(gebiete["zeitraum"]))]
    teile.append(_small_multiples(seite, ziel_id, kennzahl_id, sortiert, ganze, anker))
    tabelle = draw_values(
        seite,
        ziel_id,
        pd.concat([sortiert, offen, ganze]),
        anker=anker,
        titel=sag("{name}: alle Werte der Sozialräume und der Stadt", name=kennzahl["name"]),
        verweise={z["raum"]: seite.zu("raum", z["raum_id"]) for _, z in jetzt.iterrows()},
    )
    teile.append(tabelle)
    return "\n\n".join(t for t in teile if t)


def _area_statements(seite: Seite, ziel_id: str, kennzahl_id: str, jetzt: pd.DataFrame) -> str:
    """What the values of the areas allow to be said: of the latest period and of two periods together."""
    belegt = jetzt[jetzt["wert_rest"].notna()]
    if belegt.empty:
        punkte = [
            f"{z['raum']} ({seite.ergebnis.wert(z).text}): {text}"
            for _, z in jetzt[jetzt["wert"].notna()].iterrows()
            if (text := needed_text(z))
        ]
        if not punkte:
            return ""
        name = seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"]
        titel = sag("{name}: ab wie vielen Fällen ein Unterschied auffällig wäre", name=name)
        return draw_part(text=sag(texte.OHNE_FALLZAHL_RAEUME)) + "\n" + render("aufklappen", titel=titel, punkte=punkte)
    z = seite.ergebnis.zusammen
    beide = z[z["kommune_id"].eq(seite.kommune_id) & z["kennzahl_id"].eq(kennzahl_id) & z["gruppe"].eq("")]
    beide = beide[beide["wert_rest"].notna()]
    ist_leit = kennzahl_id in seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "leit")
    teile: list[str] = []
    for zeilen in (z for z in (beide, belegt) if len(z)):
        zeit = period_words(str(zeilen.iloc[0]["zeitraum"]))
        titel = f"{sag(TITEL_AUSSAGEN)}, {zeit}"
        abschnitt = f"{seite.ergebnis.kennzahlen.at[kennzahl_id, 'kurzname']}: {titel}"
        aussagen = draw_statements(seite, [("", s) for s in areas_sentences(seite.ergebnis, zeilen)], abschnitt)
        if ist_leit and not teile:
            teile.append(f"{draw_part(text=zeit)}\n{aussagen}")
        else:
            teile.append(render("raum_aussagen", titel=titel, aussagen=aussagen))
    if ist_leit:
        teile.append(draw_trichterteil(seite, kennzahl_id, f"ziel-{ziel_id.replace('.', '-')}"))
    return "\n\n".join(teile)


def _small_multiples(
    seite: Seite, ziel_id: str, kennzahl_id: str, gebiete: pd.DataFrame, stadt: pd.DataFrame, anker: str
) -> str:
    """Development in each area, the city behind; nothing where most areas have too few values for a line."""
    reihen = gebiete[gebiete["wert"].notna()].groupby("raum_id")["zeitraum"].nunique()
    if (reihen >= MINDESTZEITEN).sum() < MINDESTRAEUME:
        return ""
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    werte = pd.concat([gebiete, stadt])
    rahmen = frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "verlauf-sozialraeume",
        werte,
        sag("{name}: Entwicklung in den Sozialräumen", name=kennzahl["name"]),
        sag(
            "{ort}, {werte}. {einheit}. Grau: ganze Stadt",
            ort=seite.ort,
            werte=period_span(werte),
            einheit=unit_words(kennzahl["einheit"]),
        ),
    )
    # What is particular to a value stands in the table; nine small pictures have no room for it.
    gezeigt = seite.ergebnis.werte_von(werte)
    figur = draw_kleine_mehrfache(gezeigt, replace(rahmen, hinweise={}), stadt_raum_id=seite.kommune_id)
    return seite.diagramm(figur, tabelle_anker=anker, werte=gezeigt)
