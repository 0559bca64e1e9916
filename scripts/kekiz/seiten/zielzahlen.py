"""The figures of a goal: development, control chart, statements, areas, parts of a whole, further Kennzahlen."""

import pandas as pd

from kekiz.rechnen.regelkarte import compute_control_chart
from kekiz.sagen.aenderungssatz import change_sentence, yearly_sentence
from kekiz.sagen.satz import SCHWACH, STRENG, Satz
from kekiz.sagen.trendsatz import control_sentence, development_sentence
from kekiz.sagen.wegsatz import hint_sentence, lasting_sentence, path_sentence
from kekiz.sagen.wertsatz import bounds_sentence, level_sentence
from kekiz.seiten.seite import Seite, break_reasons, has_course, period_span, unit_words
from kekiz.seiten.tabelle import KEIN_WERT, Tabelle
from kekiz.seiten.zielraeume import draw_areas_of
from kekiz.seiten.zielteile import (
    city_series,
    draw_values,
    frame_for,
    leading,
    leading_name,
    target_statement,
    targets_for_chart,
)
from kekiz.wert import Wert, computed_digits, read_intervall
from kekiz.wissen import texte
from kekiz.wissen.codes import SPANNE
from kekiz.wissen.sprache import list_words, merke, sag
from kekiz.wissen.zahlen import format_wert, format_zeitraum
from kekiz.zeichnen.auswahl import KeineDaten, describe_fehlend
from kekiz.zeichnen.balken import draw_anteile, draw_balken
from kekiz.zeichnen.regelkarte import draw_regelkarte
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

SPANNE_TITEL = merke(": Spanne der Sozialräume")


def _chart_development(seite: Seite, ziel_id: str, kennzahl_id: str) -> str:
    """Chart and table of one leading Kennzahl over time (all Gruppen that have a target or a series)."""
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    stand = seite.ergebnis.target_rows(seite.kommune_id, ziel_id)
    stand = stand[stand["kennzahl_id"].eq(kennzahl_id)]
    werte = city_series(seite, kennzahl_id)
    werte = werte[werte["gruppe"].isin(set(stand["gruppe"]))]
    vergleich = [r for r in stand["vergleichsraum_id"].unique() if r]
    if vergleich:
        alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        werte = pd.concat([werte, alle[alle["raum_id"].isin(vergleich) & alle["gruppe"].isin(set(stand["gruppe"]))]])
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}"
    mit_wert = werte[werte["wert"].notna()]
    tabelle = (
        draw_values(seite, ziel_id, werte, anker=anker, titel=sag("{name}: Werte", name=kennzahl["name"]))
        if len(werte)
        else ""
    )
    if mit_wert.empty:
        grund = (
            describe_fehlend(seite.ergebnis.werte_von(werte))
            if len(werte)
            else sag("Zu dieser Kennzahl nennt der Bericht keine Werte.")
        )
        return f'<p class="kp-leer">{kennzahl["name"]}: {grund}</p>\n\n{tabelle}'
    ziele = targets_for_chart(stand)
    if (gruende := break_reasons(seite, werte)) and not has_course(mit_wert):
        return f'<p class="kp-leer">{kennzahl["name"]}: {gruende}</p>\n\n{tabelle}'
    if len(mit_wert) == 1 and not ziele:
        satz = sag(
            "Im Dokument steht nur ein Wert ({mit_wert}). Eine Entwicklung lässt sich damit nicht zeigen.",
            mit_wert=period_span(mit_wert),
        )
        fehlt = describe_fehlend(seite.ergebnis.werte_von(werte))
        return f'<p class="kp-leer">{kennzahl["name"]}: {satz} {fehlt}</p>\n\n{tabelle}'
    orte = list_words(list(dict.fromkeys(mit_wert["raum"])))
    rahmen = frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "entwicklung",
        werte,
        str(kennzahl["name"]),
        f"{orte}, {period_span(mit_wert)}. {unit_words(kennzahl['einheit'])}",
    )
    try:
        ist_betrag = kennzahl["art"] in ("anzahl", "betrag") and len(set(werte["gruppe"])) == 1
        if ist_betrag or len(mit_wert) == 1:
            figur = draw_balken(seite.ergebnis.werte_von(werte), rahmen, ziele=ziele)
        else:
            figur = draw_zeitreihe(seite.ergebnis.werte_von(werte), rahmen, ziele=ziele, grau=vergleich)
    except KeineDaten as grund:
        return f'<p class="kp-leer">{grund}</p>\n\n{tabelle}'
    return seite.diagramm(figur, tabelle_anker=anker) + "\n\n" + tabelle


def _control_chart(seite: Seite, ziel_id: str, kennzahl_id: str) -> str:
    """Folded control chart of one leading Kennzahl of the city; empty where too few periods have counts."""
    karte = compute_control_chart(seite.ergebnis.series(seite.kommune_id, kennzahl_id))
    if karte is None:
        return ""
    name = seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"]
    titel = f"{sag(texte.REGELKARTE)}: {name}"
    rahmen = frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "regelkarte",
        karte,
        titel,
        sag("{ort}, {karte}. In Prozent", ort=seite.ort, karte=period_span(karte)),
    )
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}-regelkarte"
    tabelle = Tabelle(
        anker,
        sag("{titel}: Werte und Grenzen", titel=titel),
        [
            sag("Zeitraum"),
            sag("Wert"),
            sag("Mittel"),
            sag("Grenzen {schwach}", schwach=SCHWACH),
            sag("Grenzen {streng}", streng=STRENG),
        ],
        [_control_row(seite.ergebnis.wert(z), z) for _, z in karte.iterrows()],
        [1, 2, 3, 4],
    )
    return render(
        "regelkarte",
        titel=titel,
        satz=control_sentence(karte).text,
        diagramm=seite.diagramm(draw_regelkarte(karte, rahmen, (SCHWACH, STRENG)), tabelle_anker=anker),
        tabelle=render("tabelle", t=tabelle),
    )


def _control_row(wert: Wert, zeile: pd.Series) -> list[str]:
    """A period of a control chart: value, common share, usual and strict limits."""
    grenzen = (read_intervall(zeile, name) for name in ("regel", "regel998"))
    mittel = format_wert(zeile["mittel"], wert.einheit, computed_digits(wert.einheit))
    return [wert.zeitraum.text, wert.text, mittel, *(g.text if g else KEIN_WERT for g in grenzen)]


def sentences(seite: Seite, ziel_id: str, kennzahl_id: str, gruppe: str, teil: pd.DataFrame) -> list[Satz]:
    """All statements about one leading Kennzahl of the city: level, target, lasting, way, development, bounds, hints.

    What belongs together is one statement; that a goal names no number stands in the head of its page.
    """
    reihe = seite.ergebnis.series(seite.kommune_id, kennzahl_id, None, gruppe)
    reihe = reihe[reihe["wert"].notna()]
    if reihe.empty:
        return []
    zeile = reihe.iloc[-1]
    z = teil.iloc[0]
    trend = seite.ergebnis.trend(seite.kommune_id, kennzahl_id, zeile["raum_id"], gruppe)
    saetze = [
        level_sentence(seite.ergebnis, zeile),
        target_statement(seite, teil),
        lasting_sentence(z),
        path_sentence(z),
        development_sentence(yearly_sentence(reihe) or change_sentence(zeile), trend, reihe),
        bounds_sentence(seite.ergebnis, zeile),
        hint_sentence(seite.ergebnis, z),
    ]
    return [s for s in saetze if s is not None]


def draw_own_figures(seite: Seite, ziel_id: str) -> str:
    """Development, statements, areas and further figures of a goal."""
    teile = [("## " + sag("Entwicklung"))]
    leit = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "leit")
    if not leit:
        weitere = draw_further(seite, ziel_id)
        if not weitere:
            return ""
        ohne = sag("Zum Ziel selbst nennt der Bericht keine Kennzahl. Was er sonst an Zahlen nennt, steht hier.")
        return "\n\n".join([f"## {sag('Zahlen')}", ohne, weitere])
    for kennzahl_id in leit:
        teile += [_chart_development(seite, ziel_id, kennzahl_id), _control_chart(seite, ziel_id, kennzahl_id)]
    alle = leading(seite, ziel_id)
    if any(sentences(seite, ziel_id, k, g, t) for k, g, t in alle):
        teile.append("## " + sag("Was die Zahlen sagen"))
        for kennzahl_id, gruppe, teil in alle:
            saetze = sentences(seite, ziel_id, kennzahl_id, gruppe, teil)
            if not saetze:
                continue
            if len(alle) > 1:
                teile.append(f"### {leading_name(seite, kennzahl_id, gruppe)}")
            teile.append(render("aussagen", saetze=saetze, methode_url=seite.zu("methodik")))
        if any(z["einheit"] == "%" for z in (t.iloc[0] for _, _, t in alle)):
            teile.append(sag(texte.PROZENTPUNKT))
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    if any(seite.ergebnis.all_of(seite.kommune_id, k)["ki_unten"].notna().any() for k in ids):
        teile.append(sag(texte.VERTRAUENSBEREICH_ERKLAERT))
    teile.append(_areas(seite, ziel_id, leit))
    teile.append(draw_further(seite, ziel_id))
    return "\n\n".join(t for t in teile if t)


def _areas(seite: Seite, ziel_id: str, leit: list[str]) -> str:
    if not seite.tabelle("raeume")["typ"].eq("sozialraum").any():
        return ""
    teile = [("## " + sag("In den Sozialräumen"))]
    alle_kennzahlen = [*leit, *seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "kontext")]
    gefunden = False
    for kennzahl_id in alle_kennzahlen:
        alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        gebiete = alle[alle["raum_typ"].eq("sozialraum") & alle["gruppe"].eq("")]
        spannen = alle[alle["gruppe"].eq(SPANNE)]
        if gebiete["wert"].notna().any():
            gefunden = True
            teile.append(draw_areas_of(seite, ziel_id, kennzahl_id, alle, gebiete))
        elif len(spannen):
            gefunden = True
            anker = f"tabelle-{kennzahl_id.replace('_', '-')}-spannen"
            name = str(seite.ergebnis.kennzahlen.at[kennzahl_id, "name"]).removesuffix(sag(SPANNE_TITEL)) + sag(
                SPANNE_TITEL
            )
            teile.append(
                f"### {seite.ergebnis.kennzahlen.at[kennzahl_id, 'kurzname']}\n\n"
                + sag(
                    "Der Bericht nennt nur, zwischen welchen Werten die Sozialräume liegen, nicht die einzelnen Werte."
                )
                + "\n\n"
                + draw_values(seite, ziel_id, spannen, anker=anker, titel=name)
            )
    if gefunden:
        teile.append(render("raum_verweis", url=seite.zu("raeume")))
    else:
        teile.append(sag("Für die Sozialräume nennt der Bericht zu diesem Ziel keine Zahlen."))
    return "\n\n".join(teile)


def _parts_of_wholes(seite: Seite, ziel_id: str) -> list[str]:
    """Chart and table of Kennzahlen that make up a whole together."""
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    teile = []
    for ganzes, gruppe in seite.ergebnis.kennzahlen.loc[ids].groupby("teil_von", sort=False):
        if not ganzes:
            continue
        werte = pd.concat([city_series(seite, k) for k in gruppe.index])
        if werte["wert"].notna().any():
            teile.append(_parts(seite, ziel_id, str(ganzes), werte))
    return teile


def _parts(seite: Seite, ziel_id: str, ganzes: str, werte: pd.DataFrame) -> str:
    erste = str(werte["kennzahl_id"].iloc[0])
    rahmen = frame_for(
        seite,
        ziel_id,
        erste,
        "teile",
        werte,
        ganzes,
        f"{sag(' und ').join(dict.fromkeys(werte['raum']))}, {period_span(werte)}. {unit_words(werte['einheit'].iloc[0])}",
    )
    anker = f"tabelle-{erste.replace('_', '-')}-teile"
    namen = list(dict.fromkeys(werte["kurzname"]))
    zellen = {
        (w.zeitraum.code, w.kurzname): f"{w.text} ({w.intervall.text})" if w.intervall else w.text
        for w in seite.ergebnis.werte_von(werte)
    }
    bereich = (
        sag(" (in Klammern: {vertrauensbereich}, 95\u202f%)", vertrauensbereich=sag(texte.VERTRAUENSBEREICH))
        if werte["ki_unten"].notna().any()
        else ""
    )
    zeiten = list(werte.sort_values("zeit", kind="stable")["zeitraum"].drop_duplicates())
    tabelle = Tabelle(
        anker,
        sag("{ganzes}: Werte{bereich}", ganzes=ganzes, bereich=bereich),
        [sag("Zeitraum"), *namen],
        [[format_zeitraum(t), *(zellen.get((t, n), "–") for n in namen)] for t in zeiten],
        list(range(1, len(namen) + 1)),
    )
    figur = draw_anteile(seite.ergebnis.werte_von(werte), rahmen, teile_nach="kurzname")
    return seite.diagramm(figur, tabelle_anker=anker) + "\n\n" + render("tabelle", t=tabelle)


def draw_further(seite: Seite, ziel_id: str) -> str:
    """Lists the further Kennzahlen of a goal: parts of a whole, then each with its values."""
    teile = _parts_of_wholes(seite, ziel_id)
    for kennzahl_id in seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id):
        alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        leit = kennzahl_id in seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "leit")
        rest = alle[~alle["raum_typ"].isin(["sozialraum", "nicht_zugeordnet"]) & alle["gruppe"].ne(SPANNE)]
        if leit:
            stand = seite.ergebnis.target_rows(seite.kommune_id, ziel_id)
            gruppen = set(stand.loc[stand["kennzahl_id"].eq(kennzahl_id), "gruppe"])
            rest = rest[~rest["gruppe"].isin(gruppen)]
        if rest.empty:
            continue
        name = seite.ergebnis.kennzahlen.at[kennzahl_id, "name"]
        anker = f"tabelle-{kennzahl_id.replace('_', '-')}-{'gruppen' if leit else 'alle'}"
        tabelle = draw_values(seite, ziel_id, rest, anker=anker, titel=str(name))
        letzte = rest[rest["wert"].notna() & rest["gruppe"].eq("")]
        satz, saetze = "", []
        if len(letzte):
            satz = level_sentence(seite.ergebnis, letzte.iloc[-1]).text
            saetze = _tested_change(seite, letzte.iloc[-1])
        aussagen = render("aussagen", saetze=saetze, methode_url=seite.link("methodik/")) if saetze else ""
        teile.append(render("weitere", titel=name, satz=satz, aussagen=aussagen, tabelle=tabelle))
    if not teile:
        return ""
    return ("## " + sag("Weitere Zahlen") + "\n\n") + "\n\n".join(teile)


def _tested_change(seite: Seite, zeile: pd.Series) -> list[Satz]:
    """The development of a value whose change could be tested; none where the difference alone would say no more."""
    if not zeile["differenz_methode"]:
        return []
    schluessel = (seite.kommune_id, str(zeile["kennzahl_id"]), str(zeile["raum_id"]))
    reihe = seite.ergebnis.series(*schluessel)
    satz = development_sentence(change_sentence(zeile), seite.ergebnis.trend(*schluessel), reihe[reihe["wert"].notna()])
    return [] if satz is None else [satz]
