"""The parts of the page of one area.

No ranking: areas always stand in the order of the table ``raeume``, and a difference is only named where the comparison of
the Ergebnis names one.
"""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import (
    find_neighbours,
    select_areas,
    select_latest,
    select_missing,
    select_only_ranges,
    select_without_cases,
)
from kekiz.sagen.aenderungssatz import change_sentence
from kekiz.sagen.raumsatz import period_words
from kekiz.sagen.satz import Satz
from kekiz.sagen.trendsatz import development_sentence
from kekiz.sagen.wertsatz import level_sentence
from kekiz.seiten.anatomie import Eintrag, Seitenart
from kekiz.seiten.hinweis import draw_hints, find_hints
from kekiz.seiten.kachelkarte import build_tiles
from kekiz.seiten.modulseite import status_text
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import draw_row_sources
from kekiz.seiten.raumaussagen import (
    area_hints,
    own_hints,
    range_rows,
    sensitivity_sentences,
    summary_sentences,
    unassigned_sentences,
)
from kekiz.seiten.raumwerte import (
    area_kennzahlen,
    area_of,
    area_values,
    build_cell,
    goal_url,
    list_places,
    pooled,
    pooled_period,
    row_of,
)
from kekiz.seiten.seite import Seite, cite_documents, source_line, unit_words
from kekiz.seiten.tabelle import draw_werttabelle
from kekiz.wissen import texte
from kekiz.wissen.codes import Wertstatus
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_zeitraum
from kekiz.zeichnen.balken import draw_balken
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

STADTTEILZENTREN = "stadtteilzentren"
ZIELVEREINBARUNGEN = "zielvereinbarungen_sozialraeume"


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


def _city_row(seite: Seite, zeile: pd.Series) -> pd.Series | None:
    reihe = seite.ergebnis.series(seite.kommune_id, str(zeile["kennzahl_id"]))
    treffer = reihe[reihe["zeitraum"].eq(zeile["zeitraum"])]
    return None if treffer.empty else treffer.iloc[0]


def draw_tabelle(seite: Seite, raum_id: str) -> str:
    """Here, in the whole city, and what the difference allows to be said: the latest value, and two periods together."""
    ort = area_of(seite, raum_id)
    letzte = select_latest(seite.ergebnis.werte, seite.kommune_id, raum_id)
    gemeinsam = set(area_kennzahlen(seite)) | set(letzte.index)
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
                "url": goal_url(seite, k),
                "zeit": "" if zeile is None else format_zeitraum(zeile["zeitraum"]),
                "hier": build_cell(seite.ergebnis, raum_id, str(ort["name"]), "", zeile),
                "stadt": build_cell(seite.ergebnis, seite.kommune_id, "", "", stadt),
            }
        )
        beide = pooled(seite, k)
        for zeitraum in pooled_period(seite, k):
            zeilen.append(
                zeilen[-1]
                | {
                    "zeit": period_words(zeitraum),
                    "hier": build_cell(seite.ergebnis, raum_id, str(ort["name"]), "", row_of(beide, raum_id)),
                    "stadt": build_cell(seite.ergebnis, seite.kommune_id, "", "", row_of(beide, seite.kommune_id)),
                }
            )
    return ("## " + sag("Hier und in der ganzen Stadt") + " {#werte}\n\n") + render(
        "raum_tabelle", ort=ort["name"], zeilen=zeilen
    )


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
            sag(
                "Zu diesem Ort nennt das Dokument für keine Kennzahl mehr als einen Wert. Eine Entwicklung lässt "
                "sich nicht zeigen."
            )
        )
    return "\n\n".join([("## " + sag("Entwicklung")), *teile])


def _development(seite: Seite, ort: pd.Series, kennzahl_id: str, hier: pd.DataFrame) -> str:
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    stadt = seite.ergebnis.series(seite.kommune_id, kennzahl_id)
    stadt = stadt[stadt["zeitraum"].isin(hier["zeitraum"])]
    # Hinweise about the whole Kennzahl stand with its goal; here only those beside a value of this place.
    eigene = [tuple(own_hints(seite, hier.iloc[[i]])) for i in range(len(hier))]
    orte = [replace(w, hinweise_zelle=h) for w, h in zip(seite.ergebnis.werte_von(hier), eigene, strict=True)]
    ganze = [replace(w, hinweise_zelle=()) for w in seite.ergebnis.werte_von(stadt)]
    werte = pd.concat([hier, stadt])
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}"
    ist_anzahl = kennzahl["art"] in ("anzahl", "betrag")
    von, bis = format_zeitraum(hier.iloc[0]["zeitraum"]), format_zeitraum(hier.iloc[-1]["zeitraum"])
    vergleich = "" if ist_anzahl else sag(" und ganze Stadt")
    rahmen = Rahmen(
        id=f"raum-{ort['raum_id']}-{kennzahl_id.replace('_', '-')}",
        titel=str(kennzahl["name"]),
        untertitel=sag(
            "{name}{vergleich}, {von} bis {bis}. {einheit}",
            name=ort["name"],
            vergleich=vergleich,
            von=von,
            bis=bis,
            einheit=unit_words(kennzahl["einheit"]),
        ),
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
            titel=sag("{kurzname}: {name} und ganze Stadt", kurzname=kennzahl["kurzname"], name=ort["name"]),
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
    ohne = [k for k in area_kennzahlen(seite) if k not in letzte.index]
    inhalt = render(
        "raum_unbekannt",
        ort=ort["name"],
        fehlend=fehlend,
        erklaert=list(gruende.values()),
        ohne_zeile=[str(seite.ergebnis.kennzahlen.at[k, "name"]) for k in ohne],
        ohne_fallzahl=[str(n) for n in select_without_cases(letzte)["kennzahl"]],
        spannen=range_rows(seite, select_only_ranges(werte, seite.kommune_id)),
        offen=[*unassigned_sentences(seite), *sensitivity_sentences(seite, letzte)],
        methode_url=seite.zu("methodik"),
    )
    return ("## " + sag("Was nicht bekannt ist und warum") + " {#unbekannt}\n\n") + inhalt if inhalt.strip() else ""


def draw_stadtteil(seite: Seite, raum_id: str) -> str:
    """Stadtteilzentrum and priorities of the work in this part of town, then the modules that name this place.

    Nothing where a package says nothing about either.
    """
    ort = area_of(seite, raum_id)
    s = seite.tabelle("stadtteilarbeit", raum_id=raum_id)
    schwerpunkte = [
        {
            "feld": str(feld),
            "wodurch": sag(" und ").join(texte.SCHWERPUNKT[a] for a in teil["art"] if a in texte.SCHWERPUNKT),
            "fundstelle": ", ".join(dict.fromkeys(teil["fundstelle"])),
        }
        for feld, teil in s.groupby("handlungsfeld", sort=False)
    ]
    ueberall, hier = _modules(seite, raum_id)
    hat_arbeit = len(seite.tabelle("stadtteilarbeit")) > 0
    if not (hat_arbeit or ueberall or hier):
        return ""
    return ("## " + sag("Stadtteilzentrum und Schwerpunkte") + " {#stadtteil}\n\n") + render(
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
    orte = set(select_areas(list_places(seite))["raum_id"])
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
    namen = select_areas(list_places(seite)).set_index("raum_id")["name"]
    nachbarn = [
        {"name": namen[r], "url": seite.zu("raum", r)} for r in find_neighbours(list_places(seite)).get(raum_id, [])
    ]
    return ("## " + sag("In der Kachelkarte benachbart") + " {#nachbarn}\n\n") + render(
        "raum_nachbarn", nachbarn=nachbarn
    )


def draw_hinweise(seite: Seite, raum_id: str) -> str:
    """The Hinweise about this very place; those about a whole Kennzahl stand with its goal."""
    kopf = "## " + sag("Gut zu wissen") + " {#gut-zu-wissen}"
    ids = area_hints(seite, raum_id)
    if not ids:
        return sag(
            "{kopf}\n\nZu diesem Ort gibt es keinen eigenen Hinweis. Hinweise zu einer Kennzahl stehen beim Ziel.",
            kopf=kopf,
        )
    return (
        sag(
            "{kopf}\n\nDiese Hinweise betreffen Zahlen zu diesem Ort. Hinweise zu einer Kennzahl insgesamt stehen "
            "beim Ziel.",
            kopf=kopf,
        )
        + "\n\n"
    ) + draw_hints(seite, ids)


def draw_quellen(seite: Seite, raum_id: str) -> str:
    """Documents and places of everything on the page of one area."""
    spalten = ["quelle_id", "fundstelle"]
    hier = area_values(seite.ergebnis, seite.kommune_id)
    teile = [hier[hier["raum_id"].eq(raum_id)][spalten]]
    for name in ("stadtteilarbeit", "modul_raeume"):
        teile.append(seite.tabelle(name, raum_id=raum_id)[spalten])
    return draw_row_sources(seite, pd.concat(teile))


def draw_navigation(seite: Seite, raum_id: str) -> str:
    """Links to the previous and next area (order of the table) and to the overview."""
    orte = select_areas(list_places(seite))
    ids = list(orte["raum_id"])
    raeume = [(seite.zu("raum", i), str(n)) for i, n in zip(ids, orte["name"], strict=True)]
    uebersicht = (seite.zu("raeume"), sag("Übersicht der Sozialräume"))
    return draw_neighbours(sag("Weitere Sozialräume"), raeume, ids.index(raum_id), uebersicht)


def _of_area(teil: Callable[[Seite, str], str]) -> Callable[[Seite], str]:
    """Takes the area from the page's front matter."""
    return lambda seite: teil(seite, str(seite.meta["raum"]))


MACROS: dict[str, Callable[[Seite], str]] = {
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
            sag(
                "Was über den Sozialraum {name} in {orte} bekannt ist: Werte im Vergleich zur Stadt, Entwicklung, "
                "Angebote und was offen bleibt.",
                name=r.name,
                orte=orte[r.paket],
            ),
            orte[r.paket],
        )
        for r in select_areas(ergebnis.bestand.frame("raeume")).itertuples(index=False)
    ]


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
)
