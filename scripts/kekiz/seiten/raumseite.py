"""The parts of the page of one area.

No ranking: areas always stand in the order of the table ``raeume``, and a difference is only named where the comparison of
the Ergebnis names one.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

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
from kekiz.seiten.falte import fold
from kekiz.seiten.hinweis import draw_hints, find_hints
from kekiz.seiten.kachelkarte import build_tiles
from kekiz.seiten.kette import oldest_child
from kekiz.seiten.modulkopf import age_text
from kekiz.seiten.modulseite import ages_of_offers, status_text
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_row_sources, list_sources
from kekiz.seiten.raumaussagen import (
    area_hints,
    coverage_text,
    finding,
    own_hints,
    proof_of,
    range_rows,
    sensitivity_sentences,
    unassigned_sentences,
)
from kekiz.seiten.raumbild import area_kennzahlen_of, city_row, picture_of_all, picture_of_area, shares
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
from kekiz.seiten.seite import Seite, cite_documents, period_span, source_line, unit_words
from kekiz.seiten.tabelle import draw_werttabelle
from kekiz.seiten.vereinbarungsteil import summarised_only
from kekiz.wissen import texte
from kekiz.wissen.codes import Wertstatus, Zusatz, Zweck
from kekiz.wissen.sprache import begin, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_zeitraum
from kekiz.zeichnen.balken import draw_balken
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

ANGEBOTE = 3
"""So many offers stand openly; the rest is folded."""
VERLAUF_AB = 3
"""Fewer values are no course; two are said in words."""


def draw_kopf(seite: Seite, raum_id: str) -> str:
    """What is found about the place, named; beside it the tile map that leads to the others."""
    ort = area_of(seite, raum_id)
    orte = select_areas(list_places(seite))
    namen = orte.set_index("raum_id")["name"]
    return render(
        "raum_kopf",
        ort=ort["name"],
        karte=build_tiles(seite, hier=raum_id),
        orte=[(str(n), seite.zu("raum", str(r))) for r, n in namen.items() if r != raum_id],
        nachbarn=[str(namen[r]) for r in find_neighbours(list_places(seite)).get(raum_id, [])],
        befund=finding(seite, raum_id),
        hat_rechnungen=bool(shares(seite, raum_id)),
    )


def draw_werte(seite: Seite, raum_id: str) -> str:
    """The picture of the place beside its city, its table, and what is not in it; nothing where nothing is known."""
    zeilen = _table_rows(seite, raum_id)
    if not any(z["hier"].hat_wert for z in zeilen):
        return ""
    ort = area_of(seite, raum_id)
    bild = picture_of_area(seite, raum_id)
    titel = sag("{ort} und die ganze Stadt", ort=ort["name"])
    gezeichnet = {b.kennzahl_id for b in shares(seite, raum_id)}
    andere = [z for z in zeilen if z["hier"].hat_wert and z["kennzahl_id"] not in gezeichnet]
    anzahl = len({z["kennzahl_id"] for z in zeilen})
    teile = [
        _heading("werte", titel, ist_sichtbar=bild is None),
        seite.diagramm(bild.diagramm, tabelle_anker=bild.tabelle.anker, werte=bild.werte) if bild else "",
        render(
            "raum_tabelle",
            ort=ort["name"],
            titel=_count_of(anzahl, sag("Alle Werte: eine Kennzahl"), sag("Alle Werte: {anzahl} Kennzahlen")),
            zeilen=zeilen,
            auszug=seite.auszug(
                f"raum-{raum_id}-werte",
                "tabelle-werte",
                titel,
                sag("Alle Kennzahlen, jüngster Zeitraum"),
                [w for z in zeilen for w in (z["hier"].gezeigt, z["stadt"].gezeigt) if w is not None],
            ),
            andere=andere,
            t=bild.tabelle if bild else None,
            ist_offen=bild is None,
        ),
    ]
    return "\n\n".join(t for t in teile if t)


def _heading(anker: str, titel: str, *, ist_sichtbar: bool) -> str:
    """Writes a heading; only read aloud where the title of a chart below it says the same to the eye."""
    return render("raum_titel", anker=anker, titel=titel, ist_sichtbar=ist_sichtbar)


def _table_rows(seite: Seite, raum_id: str) -> list[dict[str, Any]]:
    """Here, in the whole city, and what the difference allows to be said: the latest value, and two periods together."""
    ort = str(area_of(seite, raum_id)["name"])
    letzte = select_latest(seite.ergebnis.werte, seite.kommune_id, raum_id)
    zeilen = []
    for k in area_kennzahlen_of(seite, raum_id):
        kennzahl = seite.ergebnis.kennzahlen.loc[k]
        zeile = letzte.loc[k] if k in letzte.index else None
        stadt = None if zeile is None else city_row(seite.ergebnis, seite.kommune_id, zeile)
        zeilen.append(
            {
                "kennzahl_id": k,
                "name": str(kennzahl["kurzname"]),
                "definition": str(kennzahl["definition"]),
                "url": goal_url(seite, k),
                "zeit": "" if zeile is None else format_zeitraum(zeile["zeitraum"]),
                "hier": build_cell(seite.ergebnis, raum_id, ort, "", zeile),
                "stadt": build_cell(seite.ergebnis, seite.kommune_id, "", "", stadt),
            }
        )
        beide = pooled(seite.ergebnis, seite.kommune_id, k)
        for zeitraum in pooled_period(seite, k):
            zeilen.append(
                zeilen[-1]
                | {
                    "zeit": period_words(zeitraum),
                    "hier": build_cell(seite.ergebnis, raum_id, ort, "", row_of(beide, raum_id)),
                    "stadt": build_cell(seite.ergebnis, seite.kommune_id, "", "", row_of(beide, seite.kommune_id)),
                }
            )
    return zeilen


def draw_alle(seite: Seite, raum_id: str) -> str:
    """All places for one Kennzahl with this one marked."""
    bild = picture_of_all(seite, raum_id)
    if bild is None:
        return ""
    # On paper the overview of all places shows the same; a place is one sheet.
    return "\n".join(
        [
            '<div class="kp-nur-schirm">',
            _heading("alle", sag("Alle Sozialräume: {kurzname}", kurzname=bild.kurzname), ist_sichtbar=False),
            seite.diagramm(bild.diagramm, tabelle_anker=bild.tabelle.anker, werte=bild.werte),
            render("raum_alle", t=bild.tabelle, uebersicht_url=seite.zu("raeume")),
            "</div>",
        ]
    )


def draw_entwicklung(seite: Seite, raum_id: str) -> str:
    """Development of each Kennzahl with at least two values here; nothing where there is none."""
    ort = area_of(seite, raum_id)
    reihen = []
    for k in seite.ergebnis.kennzahlen.index:
        hier = seite.ergebnis.series(seite.kommune_id, str(k), raum_id)
        if hier["wert"].count() >= 2:
            reihen.append((str(k), hier.sort_values("zeit", kind="stable")))
    if not reihen:
        return ""
    worte = sag(
        "{anzahl}, {zeit}",
        anzahl=_count_of(len(reihen), sag("eine Kennzahl"), sag("{anzahl} Kennzahlen")),
        zeit=period_span(pd.concat([hier for _, hier in reihen])),
    )
    teile = [_development(seite, ort, k, hier) for k, hier in reihen]
    return fold(sag("Entwicklung"), "\n".join(teile), worte, anker="entwicklung")


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
    hinweise = find_hints(seite, werte, area_hints(seite, str(ort["raum_id"])))
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
        verweise={h: v.url for h, v in hinweise.items()},
    )
    bild, figur = "", None
    if hier["wert"].count() >= VERLAUF_AB:
        figur = (
            draw_balken(orte, rahmen)
            if ist_anzahl
            else draw_zeitreihe([*orte, *ganze], rahmen, grau=[seite.kommune_id])
        )
        bild = seite.diagramm(figur, tabelle_anker=anker, werte=orte if ist_anzahl else [*orte, *ganze])
    trend = seite.ergebnis.trend(seite.kommune_id, kennzahl_id, str(ort["raum_id"]))
    entwicklung = development_sentence(change_sentence(hier.iloc[-1]), trend, hier)
    saetze = [] if entwicklung is None else [entwicklung]
    gezeigt, beide = seite.ergebnis.werte_von(werte), sag("{name} und ganze Stadt", name=ort["name"])
    # A chart of amounts shows the place alone, a table never.
    zeilen = (
        seite.chart_rows(figur, gezeigt)
        if figur and not ist_anzahl
        else seite.auszug(f"{rahmen.id}-tabelle", anker, rahmen.titel, f"{beide}, {von} bis {bis}", gezeigt)
    )
    tabelle = render(
        "tabelle",
        t=draw_werttabelle(
            gezeigt,
            anker=anker,
            titel=sag("{kurzname}: {name} und ganze Stadt", kurzname=kennzahl["kurzname"], name=ort["name"]),
            hinweise=hinweise,
            auszug=zeilen,
        ),
    )
    return render(
        "raum_verlauf",
        titel="" if bild else rahmen.titel,
        bild=bild,
        saetze=saetze,
        tabelle=tabelle,
        methode_url=seite.zu("methodik"),
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
    ohne_fallzahl = [str(n) for n in select_without_cases(letzte)["kennzahl"]]
    spannen = range_rows(seite, select_only_ranges(werte, seite.kommune_id))
    offen = [*unassigned_sentences(seite), *sensitivity_sentences(seite, letzte)]
    ohne_wert = len({f["name"] for f in fehlend}) + len(ohne)
    worte = [
        _count_of(ohne_wert, sag("eine Kennzahl nicht im Text"), sag("{anzahl} Kennzahlen nicht im Text")),
        _count_of(len(ohne_fallzahl), sag("eine ohne Fallzahl"), sag("{anzahl} ohne Fallzahl")),
        _count_of(len(spannen), sag("eine nur als Spanne"), sag("{anzahl} nur als Spanne")),
        sag("Kinder ohne Sozialraum") if offen else "",
    ]
    inhalt = render(
        "raum_unbekannt",
        ort=ort["name"],
        abdeckung=coverage_text(seite, raum_id),
        fehlend=fehlend,
        erklaert=list(gruende.values()),
        ohne_zeile=[str(seite.ergebnis.kennzahlen.at[k, "name"]) for k in ohne],
        ohne_fallzahl=ohne_fallzahl,
        spannen=spannen,
        offen=offen,
        methode_url=seite.zu("methodik"),
    )
    return fold(sag("Was nicht bekannt ist"), inhalt, ", ".join(w for w in worte if w), anker="unbekannt")


def _count_of(anzahl: int, eine: str, mehrere: str) -> str:
    """Words a number of things; empty where there are none."""
    return {0: "", 1: eine}.get(anzahl, mehrere.format(anzahl=format_anzahl_wort(anzahl)))


def draw_angebote(seite: Seite, raum_id: str) -> str:
    """Modules whose documents name this place, and folded those that work in every place."""
    ueberall, hier = list_offers(seite, raum_id)
    if not (ueberall or hier):
        return ""
    ort = str(area_of(seite, raum_id)["name"])
    titel = sag("Angebote mit Bezug zum Sozialraum {ort}", ort=ort)
    return (
        _heading("angebote-hier", titel, ist_sichtbar=True)
        + "\n\n"
        + render(
            "raum_angebote",
            hier=hier[:ANGEBOTE],
            weitere=hier[ANGEBOTE:],
            weitere_worte=begin(
                _count_of(len(hier[ANGEBOTE:]), sag("ein weiteres Angebot"), sag("{anzahl} weitere Angebote"))
            ),
            ueberall=ueberall,
            ueberall_worte=begin(
                _count_of(
                    len(ueberall), sag("Ein Angebot in jedem Sozialraum"), sag("{anzahl} Angebote in jedem Sozialraum")
                )
            ),
            ort=ort,
            alter=ages_of_offers(seite, raum_id, bis=oldest_child(seite.ergebnis)),
            register_url=seite.zu("module"),
        )
    )


def draw_stadtteil(seite: Seite, raum_id: str) -> str:
    """Stadtteilzentrum and priorities of the work in this part of town; nothing where a package says nothing about them."""
    if seite.tabelle("stadtteilarbeit").empty:
        return ""
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
    inhalt = render(
        "raum_stadtteil",
        ort=ort["name"],
        schwerpunkte=schwerpunkte,
        saetze=_centre_sentences(seite),
        nur_zusammen=summarised_only(seite, raum_id),
        zentren_url=seite.zu("modul", _centres(seite)) if _centres(seite) else "",
    )
    worte = _count_of(len(schwerpunkte), sag("ein Schwerpunkt"), sag("{anzahl} Schwerpunkte"))
    return fold(sag("Stadtteilarbeit"), inhalt, worte or sag("hier ist kein Schwerpunkt genannt"), anker="stadtteil")


def _centre_sentences(seite: Seite) -> list[Satz]:
    """Says how many centres and agreements the documents count; no single centre is named for an area."""
    return [
        level_sentence(seite.ergebnis, seite.ergebnis.latest(seite.kommune_id, k))
        for k in (seite.ergebnis.kennzahl_for(seite.kommune_id, z) for z in (Zweck.ZENTREN, Zweck.VEREINBARUNGEN))
        if seite.ergebnis.series(seite.kommune_id, k)["wert"].notna().any()
    ]


def _centres(seite: Seite) -> str:
    """Id of the module that stands for the centres of the areas; empty where the package has none."""
    m = seite.tabelle("module")
    return next(iter(m.loc[m["zusatz"].eq(Zusatz.ZENTREN), "modul_id"]), "")


def list_offers(seite: Seite, raum_id: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """Lists the offers of every area, and those that name this one; the row on priorities stands above already."""
    bezug = seite.tabelle("modul_raeume")
    module = seite.tabelle("module").set_index("modul_id")
    orte = set(select_areas(list_places(seite))["raum_id"])
    belegt = bezug[bezug["raum_id"].isin(orte)].groupby("modul_id")["raum_id"].nunique()
    ueberall: list[dict[str, object]] = []
    hier: list[dict[str, object]] = []
    for z in bezug[bezug["raum_id"].eq(raum_id) & bezug["modul_id"].ne(_centres(seite))].to_dict("records"):
        modul = module.loc[z["modul_id"]]
        eintrag = {
            "name": str(modul["name"]),
            "url": seite.zu("modul", z["modul_id"]) if bool(modul["hat_seite"]) else "",
            "angabe": z["angabe"],
            "alter": age_text(modul),
            "stand": status_text(modul),
            "fundstelle": z["fundstelle"],
            "quelle": str(seite.ergebnis.quellen.at[z["quelle_id"], "titel"]).split(":")[0].split("(")[0].strip(),
        }
        (ueberall if belegt.get(z["modul_id"], 0) == len(orte) else hier).append(eintrag)
    return ueberall, hier


def draw_hinweise(seite: Seite, raum_id: str) -> str:
    """The Hinweise about this very place; those about a whole Kennzahl stand with its goal."""
    ids = area_hints(seite, raum_id)
    if not ids:
        return ""
    worte = _count_of(len(ids), sag("ein Hinweis"), sag("{anzahl} Hinweise"))
    return fold(
        sag("Gut zu wissen"), render("raum_hinweise", hinweise=draw_hints(seite, ids)), worte, anker="gut-zu-wissen"
    )


def draw_rechnungen(seite: Seite, raum_id: str) -> str:
    """How each value of the picture follows from the documents, and what its difference allows to be said."""
    belege = shares(seite, raum_id)
    if not belege:
        return ""
    saetze = [proof_of(seite, b.zeile, ist_gesagt=bool(pd.notna(b.zeile["aussage_niveau"]))) for b in belege]
    inhalt = render("raum_rechnungen", saetze=saetze, methode_url=seite.zu("methodik"))
    worte = _count_of(len(belege), sag("zu einem Wert"), sag("zu {anzahl} Werten"))
    return fold(sag("Rechnungen"), inhalt, worte, anker="rechnungen", nur_hier=True)


def draw_quellen(seite: Seite, raum_id: str) -> str:
    """Documents and places of everything on the page of one area."""
    spalten = ["quelle_id", "fundstelle"]
    hier = area_values(seite.ergebnis, seite.kommune_id)
    teile = [hier[hier["raum_id"].eq(raum_id)][spalten]]
    for name in ("stadtteilarbeit", "modul_raeume", "zielvereinbarungen"):
        teile.append(seite.tabelle(name, raum_id=raum_id)[spalten])
    quellen = collect_row_sources(seite, pd.concat(teile))
    worte = _count_of(len(quellen), sag("ein Dokument"), sag("{anzahl} Dokumente"))
    return fold(sag("Quellen"), list_sources(seite, quellen), worte, anker="quellen")


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
    "raum_werte": _of_area(draw_werte),
    "raum_alle": _of_area(draw_alle),
    "raum_angebote": _of_area(draw_angebote),
    "raum_entwicklung": _of_area(draw_entwicklung),
    "raum_unbekannt": _of_area(draw_unbekannt),
    "raum_stadtteil": _of_area(draw_stadtteil),
    "raum_hinweise": _of_area(draw_hinweise),
    "raum_rechnungen": _of_area(draw_rechnungen),
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
            "raum_werte",
            "raum_alle",
            "raum_angebote",
            "raum_entwicklung",
            "raum_unbekannt",
            "raum_vereinbarung",
            "raum_stadtteil",
            "raum_hinweise",
            "raum_rechnungen",
            "raum_quellen",
            "raum_navigation",
        ),
        list_areas,
        ("toc",),
    ),
)
