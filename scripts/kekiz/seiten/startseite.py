"""The parts of the home page."""

from collections.abc import Callable

from kekiz.sagen.aenderungssatz import change_sentence, yearly_sentence
from kekiz.sagen.trendsatz import development_sentence
from kekiz.sagen.wertsatz import level_sentence
from kekiz.seiten.hinweis import find_hints
from kekiz.seiten.kommunenseite import draw_liste
from kekiz.seiten.seite import Seite, cite_documents, period_span, source_line, unit_words
from kekiz.seiten.tabelle import draw_werttabelle
from kekiz.seiten.zielteile import target_statement, targets_for_chart
from kekiz.seiten.zieluebersicht import draw_summe
from kekiz.wissen import texte
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_anzahl_wort
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_zeitreihe


def draw_ziele(seite: Seite) -> str:
    """Where the strategic goals stand: counts by status of the operative goals below each."""
    z = seite.ergebnis.ziele
    z = z[z["kommune_id"].eq(seite.kommune_id)]
    eltern = set(z["oberziel_id"])
    zeilen = []
    for ziel_id in [i for i in seite.ergebnis.goal_ids(seite.kommune_id) if "." not in i]:
        unter = z[z["ziel_id"].str.startswith(ziel_id + ".") & ~z["ziel_id"].isin(eltern)]
        zaehlung = unter["status"].value_counts()
        zeilen.append(
            {
                "nr": ziel_id,
                "titel": seite.ergebnis.goal(seite.kommune_id, ziel_id)["titel"],
                "url": seite.zu("ziel", ziel_id),
                "anzahl": len(unter),
                "status": [(s, int(zaehlung[s])) for s in Status if s in zaehlung.index],
            }
        )
    return render("start_ziele", zeilen=zeilen)


def draw_uebersicht(seite: Seite) -> str:
    """What the home page of any site begins with: goals by strategic goal, or what there is instead.

    Without a municipality at the root it is the list of municipalities; without goals a sentence that there are none.
    """
    if not seite.kommune_id:
        return draw_liste(seite)
    if not seite.ergebnis.goal_ids(seite.kommune_id):
        return render("noch_keine_ziele", ort=seite.ort, profil_url=seite.zu("kommune", seite.kommune_id))
    return f"{draw_summe(seite)}\n\n{draw_ziele(seite)}\n\n" + render("alle_ziele", url=seite.zu("ziele"))


def draw_geschichten(seite: Seite) -> str:
    """Charts with level, target and development in sentences, for the Kennzahlen that the page's front matter names."""
    teile = []
    for eintrag in seite.meta["geschichten"]:
        ziel_id, kennzahl_id = str(eintrag["ziel"]), str(eintrag["kennzahl"])
        reihe = seite.ergebnis.series(seite.kommune_id, kennzahl_id)
        kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
        mit_wert = reihe[reihe["wert"].notna()]
        zeile = mit_wert.iloc[-1]
        stand = seite.ergebnis.target_rows(seite.kommune_id, ziel_id)
        stand = stand[stand["kennzahl_id"].eq(kennzahl_id)]
        anker = f"start-{kennzahl_id.replace('_', '-')}"
        rahmen = Rahmen(
            id=anker,
            titel=str(kennzahl["name"]),
            untertitel=f"{zeile['raum']}, {period_span(mit_wert)}. {unit_words(kennzahl['einheit'])}",
            quelle=source_line(seite, reihe),
            beleg=cite_documents(seite, reihe),
            lizenz=seite.lizenz,
        )
        figur = draw_zeitreihe(seite.ergebnis.werte_von(reihe), rahmen, ziele=targets_for_chart(stand))
        trend = seite.ergebnis.trend(seite.kommune_id, kennzahl_id, zeile["raum_id"])
        saetze = [
            level_sentence(seite.ergebnis, zeile),
            target_statement(seite, stand),
            development_sentence(yearly_sentence(mit_wert) or change_sentence(zeile), trend, mit_wert),
        ]
        teile.append(
            f"### {eintrag['frage']}\n\n"
            + render("aussagen", saetze=[s for s in saetze if s], methode_url=seite.zu("methodik"))
            + "\n\n"
            + seite.diagramm(figur, tabelle_anker=f"tabelle-{anker}")
            + "\n\n"
            + render(
                "tabelle",
                t=draw_werttabelle(
                    seite.ergebnis.werte_von(reihe),
                    anker=f"tabelle-{anker}",
                    titel=str(kennzahl["name"]),
                    hinweise=find_hints(seite, reihe),
                ),
            )
            + f'\n\n<p><a href="{seite.zu("ziel", ziel_id)}">Mehr zu Ziel {ziel_id}</a></p>'
        )
    return "\n\n".join([*teile, sag(texte.PROZENTPUNKT)])


QUELLEN_HOECHSTENS = 40
"""More documents than this are counted and linked, not listed."""


def draw_stand(seite: Seite) -> str:
    """From which documents, as of when, and how many values."""
    werte = seite.ergebnis.werte
    gezeigt = werte[werte["wert"].notna()]
    quellen = seite.ergebnis.quellen
    return render(
        "start_stand",
        werte=len(gezeigt),
        fehlend=int(werte["wert"].isna().sum()),
        hinweise=len(seite.ergebnis.hinweise),
        kommunen=format_anzahl_wort(seite.ergebnis.bestand.frame("kommunen")["kommune_id"].nunique()),
        quellen=[q.to_dict() for _, q in quellen.iterrows()] if len(quellen) <= QUELLEN_HOECHSTENS else [],
        dokumente=len(quellen),
        quellen_url=seite.link("daten/quellen.csv"),
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "start_ziele": draw_ziele,
    "start_uebersicht": draw_uebersicht,
    "start_geschichten": draw_geschichten,
    "start_stand": draw_stand,
}
