"""The parts of a goal's page, in the order of its anatomy. Each function gives Markdown with embedded HTML blocks."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.regelkarte import compute_control_chart
from kekiz.sagen.abstandsatz import people_sentence, target_sentence, target_text
from kekiz.sagen.aenderungssatz import change_sentence, yearly_sentence
from kekiz.sagen.raumsatz import areas_sentences, needed_text, period_words
from kekiz.sagen.satz import SCHWACH, STRENG, Satz, join_sentences
from kekiz.sagen.trendsatz import control_sentence, development_sentence
from kekiz.sagen.wegsatz import hint_sentence, lasting_sentence, path_sentence
from kekiz.sagen.wertsatz import bounds_sentence, level_sentence
from kekiz.sagen.zielsatz import standing_sentence, unmeasured_sentences
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.heute import draw_today
from kekiz.seiten.hinweis import draw_hints, find_hints, goal_hints
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_sources, draw_sources
from kekiz.seiten.seite import (
    Seite,
    break_reasons,
    cite_documents,
    has_course,
    period_span,
    source_line,
    unit_words,
)
from kekiz.seiten.tabelle import KEIN_WERT, Tabelle, draw_werttabelle
from kekiz.seiten.trichterteil import draw_trichterteil
from kekiz.wert import Wert, computed_digits, read_intervall
from kekiz.wissen import texte
from kekiz.wissen.codes import SPANNE, Status, Statusgrund, Vergleich, Wertstatus
from kekiz.wissen.sprache import list_words
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zeitraum, format_zeitraum_kurz
from kekiz.zeichnen.auswahl import KeineDaten, describe_fehlend
from kekiz.zeichnen.balken import draw_anteile, draw_balken
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.regelkarte import draw_regelkarte
from kekiz.zeichnen.svg_schreiber import write_sparkline
from kekiz.zeichnen.vergleich import draw_raumvergleich
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_kleine_mehrfache, draw_sparkline, draw_zeitreihe

GESAGT = tuple(
    texte.STATUSGRUND[g] for g in (Statusgrund.EINGEHALTEN, Statusgrund.VERFEHLT, Statusgrund.EIN_TEIL_DER_JAHRE)
)
# A line needs this many periods, and small pictures side by side this many areas with one.
MINDESTZEITEN, MINDESTRAEUME = 3, 5
TITEL_AUSSAGEN = "Jeder Sozialraum gegen den Rest der Stadt"
SPANNE_TITEL = ": Spanne der Sozialräume"


def _stand(seite: Seite, ziel_id: str) -> str:
    zeilen = seite.ergebnis.target_rows(seite.kommune_id, ziel_id)
    zeilen = zeilen[zeilen["wert_genau"].notna()].sort_values("zeit", kind="stable")
    return f"Stand {format_zeitraum_kurz(zeilen.iloc[-1]['zeitraum'])}" if len(zeilen) else ""


def _row_mark(gruppe: pd.DataFrame) -> str:
    """Status of one leading Kennzahl over the readings of its target."""
    status = set(gruppe["status"])
    if len(status) == 1:
        return str(status.pop())
    return str(Status.TEILWEISE_ERREICHT)


def _leading(seite: Seite, ziel_id: str) -> list[tuple[str, str, pd.DataFrame]]:
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


def _target_words(teil: pd.DataFrame) -> str:
    """The target of one leading Kennzahl for a card; several readings are joined."""
    mit = teil[teil["vergleich"].ne(Vergleich.OHNE_ZAHL) & teil["zielwert"].notna()]
    if mit.empty:
        return ""
    return "Ziel: " + " oder ".join(dict.fromkeys(target_text(z) for _, z in mit.iterrows()))


def _reason(seite: Seite, ziel: pd.Series) -> str:
    """One or two sentences on why the goal has its status."""
    del seite
    grund = Statusgrund(ziel["statusgrund"])
    if ziel["leit_geprueft"] == 1:
        grund = {Statusgrund.ALLE: Statusgrund.EINGEHALTEN, Statusgrund.KEINER: Statusgrund.VERFEHLT}.get(grund, grund)
    text = texte.STATUSGRUND[grund]
    if ziel["leit_geprueft"] > 1:
        erreicht, geprueft = int(ziel["leit_erreicht"]), int(ziel["leit_geprueft"])
        anzahl = {0: "Keiner", 1: "Einer"}.get(erreicht, format_anzahl_wort(erreicht).capitalize())
        zaehlung = (
            f"{anzahl} von {format_anzahl_wort(geprueft)} geprüften Zielwerten "
            f"{'ist' if erreicht < 2 else 'sind'} eingehalten."
        )
        if erreicht in (0, geprueft):
            alle = "Beide" if geprueft == 2 else f"Alle {format_anzahl_wort(geprueft)}"
            zaehlung = f"{alle} geprüften Zielwerte sind {'eingehalten' if erreicht else 'verfehlt'}."
        text = f"{zaehlung} {text}" if grund in (Statusgrund.LESARTEN, Statusgrund.EIN_TEIL_UNGEPRUEFT) else zaehlung
    return text


def draw_kopf(seite: Seite, ziel_id: str) -> str:
    """Head card: status, one line per leading Kennzahl, the main distance, number of Hinweise."""
    ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
    zeilen, saetze = [], []
    leit = _leading(seite, ziel_id)
    for kennzahl_id, gruppe, teil in leit:
        z = teil.iloc[0]
        wert = "noch kein Wert"
        if pd.notna(z["wert_genau"]):
            letzte = seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe)
            wert = seite.ergebnis.wert(letzte).text
        marke = _row_mark(teil)
        zeilen.append(
            {
                "name": leading_name(seite, kennzahl_id, gruppe),
                "wert": wert,
                "ziel": _target_words(teil),
                "marke": marke if len(leit) > 1 else "",
            }
        )
        if pd.notna(z["wert_genau"]) and z["vergleich"] != Vergleich.OHNE_ZAHL:
            satz = standing_sentence(seite.ergebnis, z)
            if satz is not None and len(leit) > 1:
                satz = replace(satz, text=f"{leading_name(seite, kennzahl_id, gruppe)} – {satz.text}")
            saetze += [satz] if satz is not None else []
    alter = seite.ergebnis.bestand.frame("altersgruppen").set_index("altersgruppe_id")["name"]
    ort = f"Ziel {ziel_id}"
    if ziel["altersgruppe_id"]:
        ort += f" · {alter[ziel['altersgruppe_id']]}"
    if ziel["ebene"] == "strategisch":
        ort = f"Strategisches Ziel {ziel_id}"
    grund = _reason(seite, ziel)
    # A statement below says the same with its numbers.
    ist_gesagt = grund in GESAGT or any(s.text.startswith(grund.rstrip(".")) for s in saetze)
    return render(
        "ziel_kopf",
        ort=ort,
        stand=_stand(seite, ziel_id),
        status=ziel["status"],
        zeilen=zeilen,
        grund="" if saetze and ist_gesagt else grund,
        saetze=[
            *(saetze if ziel["status"] != Status.OHNE_ZIELWERT else []),
            *unmeasured_sentences(seite.ergebnis, seite.kommune_id, ziel_id),
        ],
        hinweise=len(goal_hints(seite, ziel_id)),
        methode_url=seite.zu("methodik"),
    )


def _frame_for(
    seite: Seite, ziel_id: str, kennzahl_id: str, art: str, werte: pd.DataFrame, titel: str, unter: str
) -> Rahmen:
    ids = dict.fromkeys(i for liste in werte["hinweis_zelle"] for i in liste.split())
    return Rahmen(
        id=f"{ziel_id.replace('.', '-')}-{kennzahl_id.replace('_', '-')}-{art}",
        titel=titel,
        untertitel=unter,
        quelle=source_line(seite, werte),
        beleg=cite_documents(seite, werte),
        lizenz=seite.lizenz,
        hinweise={i: str(seite.ergebnis.hinweise.at[i, "titel"]) for i in ids if i in seite.ergebnis.hinweise.index},
    )


def _city_series(seite: Seite, kennzahl_id: str) -> pd.DataFrame:
    alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
    return alle[alle["raum_typ"].eq("stadt") & alle["gruppe"].ne(SPANNE)]


def _values(
    seite: Seite,
    ziel_id: str,
    werte: pd.DataFrame,
    *,
    anker: str,
    titel: str,
    verweise: Mapping[str, str] | None = None,
) -> str:
    hinweise = find_hints(seite, werte, goal_hints(seite, ziel_id))
    return render(
        "tabelle",
        t=draw_werttabelle(
            seite.ergebnis.werte_von(werte), anker=anker, titel=titel, verweise=verweise, hinweise=hinweise
        ),
    )


def targets_for_chart(teil: pd.DataFrame) -> list[Zielangabe]:
    """Target lines of one leading Kennzahl (readings with the same number only once)."""
    angaben: list[Zielangabe] = []
    for _, z in teil.iterrows():
        fest = z["vergleich"] in (
            Vergleich.MINDESTENS,
            Vergleich.HOECHSTENS,
            Vergleich.UEBER,
            Vergleich.UNTER,
            Vergleich.STEIGERUNG_SEIT_BASIS,
        )
        if fest and pd.notna(z["zielwert"]):
            lesart = texte.LESART_KURZ.get(z["lesart"], z["lesart"])
            wort = f"Ziel ({lesart}): {target_text(z)}" if lesart else f"Ziel: {target_text(z)}"
            angabe = Zielangabe(float(z["zielwert"]), wort)
            if all(a.wert != angabe.wert for a in angaben):
                angaben.append(angabe)
    return angaben


def _chart_development(seite: Seite, ziel_id: str, kennzahl_id: str) -> str:
    """Chart and table of one leading Kennzahl over time (all Gruppen that have a target or a series)."""
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    stand = seite.ergebnis.target_rows(seite.kommune_id, ziel_id)
    stand = stand[stand["kennzahl_id"].eq(kennzahl_id)]
    werte = _city_series(seite, kennzahl_id)
    werte = werte[werte["gruppe"].isin(set(stand["gruppe"]))]
    vergleich = [r for r in stand["vergleichsraum_id"].unique() if r]
    if vergleich:
        alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        werte = pd.concat([werte, alle[alle["raum_id"].isin(vergleich) & alle["gruppe"].isin(set(stand["gruppe"]))]])
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}"
    mit_wert = werte[werte["wert"].notna()]
    tabelle = _values(seite, ziel_id, werte, anker=anker, titel=f"{kennzahl['name']}: Werte") if len(werte) else ""
    if mit_wert.empty:
        grund = (
            describe_fehlend(seite.ergebnis.werte_von(werte))
            if len(werte)
            else "Zu dieser Kennzahl nennt der Bericht keine Werte."
        )
        return f'<p class="kp-leer">{kennzahl["name"]}: {grund}</p>\n\n{tabelle}'
    ziele = targets_for_chart(stand)
    if (gruende := break_reasons(seite, werte)) and not has_course(mit_wert):
        return f'<p class="kp-leer">{kennzahl["name"]}: {gruende}</p>\n\n{tabelle}'
    if len(mit_wert) == 1 and not ziele:
        satz = (
            f"Im Dokument steht nur ein Wert ({period_span(mit_wert)}). Eine Entwicklung lässt sich damit nicht zeigen."
        )
        fehlt = describe_fehlend(seite.ergebnis.werte_von(werte))
        return f'<p class="kp-leer">{kennzahl["name"]}: {satz} {fehlt}</p>\n\n{tabelle}'
    orte = list_words(list(dict.fromkeys(mit_wert["raum"])))
    rahmen = _frame_for(
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
    titel = f"{texte.REGELKARTE}: {name}"
    rahmen = _frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "regelkarte",
        karte,
        titel,
        f"{seite.ort}, {period_span(karte)}. In Prozent",
    )
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}-regelkarte"
    tabelle = Tabelle(
        anker,
        f"{titel}: Werte und Grenzen",
        ["Zeitraum", "Wert", "Mittel", f"Grenzen {SCHWACH}", f"Grenzen {STRENG}"],
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


def target_statement(seite: Seite, teil: pd.DataFrame) -> Satz | None:
    """One statement on value and target over all readings, with the distance in people; None where no number is named."""
    saetze: list[Satz | None] = []
    for _, z in teil[teil["vergleich"].ne(Vergleich.OHNE_ZAHL)].iterrows():
        saetze += [target_sentence(seite.ergebnis, z), people_sentence(seite.ergebnis, z) if not saetze else None]
    return join_sentences(*saetze)


def draw_zahlen(seite: Seite, ziel_id: str) -> str:
    """What is counted for a goal: its own figures, or the goals below it."""
    if any(i.startswith(ziel_id + ".") for i in seite.ergebnis.goal_ids(seite.kommune_id)):
        return draw_unterziele(seite, ziel_id)
    return _own_figures(seite, ziel_id)


def _own_figures(seite: Seite, ziel_id: str) -> str:
    """Development, statements, areas and further figures of a goal."""
    teile = ["## Entwicklung"]
    leit = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "leit")
    if not leit:
        weitere = _further(seite, ziel_id)
        if not weitere:
            return ""
        return f"## Zahlen\n\nZum Ziel selbst nennt der Bericht keine Kennzahl. Was er sonst an Zahlen nennt, steht hier.\n\n{weitere}"
    for kennzahl_id in leit:
        teile += [_chart_development(seite, ziel_id, kennzahl_id), _control_chart(seite, ziel_id, kennzahl_id)]
    alle = _leading(seite, ziel_id)
    if any(sentences(seite, ziel_id, k, g, t) for k, g, t in alle):
        teile.append("## Was die Zahlen sagen")
        for kennzahl_id, gruppe, teil in alle:
            saetze = sentences(seite, ziel_id, kennzahl_id, gruppe, teil)
            if not saetze:
                continue
            if len(alle) > 1:
                teile.append(f"### {leading_name(seite, kennzahl_id, gruppe)}")
            teile.append(render("aussagen", saetze=saetze, methode_url=seite.zu("methodik")))
        if any(z["einheit"] == "%" for z in (t.iloc[0] for _, _, t in alle)):
            teile.append(texte.PROZENTPUNKT)
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    if any(seite.ergebnis.all_of(seite.kommune_id, k)["ki_unten"].notna().any() for k in ids):
        teile.append(texte.VERTRAUENSBEREICH_ERKLAERT)
    teile.append(_areas(seite, ziel_id, leit))
    teile.append(_further(seite, ziel_id))
    return "\n\n".join(t for t in teile if t)


def _areas(seite: Seite, ziel_id: str, leit: list[str]) -> str:
    if not seite.tabelle("raeume")["typ"].eq("sozialraum").any():
        return ""
    teile = ["## In den Sozialräumen"]
    alle_kennzahlen = [*leit, *seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "kontext")]
    gefunden = False
    for kennzahl_id in alle_kennzahlen:
        alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        gebiete = alle[alle["raum_typ"].eq("sozialraum") & alle["gruppe"].eq("")]
        spannen = alle[alle["gruppe"].eq(SPANNE)]
        if gebiete["wert"].notna().any():
            gefunden = True
            teile.append(_areas_of(seite, ziel_id, kennzahl_id, alle, gebiete))
        elif len(spannen):
            gefunden = True
            anker = f"tabelle-{kennzahl_id.replace('_', '-')}-spannen"
            name = str(seite.ergebnis.kennzahlen.at[kennzahl_id, "name"]).removesuffix(SPANNE_TITEL) + SPANNE_TITEL
            teile.append(
                f"### {seite.ergebnis.kennzahlen.at[kennzahl_id, 'kurzname']}\n\nDer Bericht nennt nur, zwischen welchen "
                "Werten die Sozialräume liegen, nicht die einzelnen Werte.\n\n"
                + _values(seite, ziel_id, spannen, anker=anker, titel=name)
            )
    if gefunden:
        teile.append(render("raum_verweis", url=seite.zu("raeume")))
    else:
        teile.append("Für die Sozialräume nennt der Bericht zu diesem Ziel keine Zahlen.")
    return "\n\n".join(teile)


def _missing_areas(fehlend: int, geheim: int, zeit: str) -> str:
    """Says for how many areas a value is missing, and that hidden ones are hidden; empty where none is missing."""
    saetze = []
    if fehlend > geheim:
        saetze.append(f"Für {_count_areas(fehlend - geheim)} steht {zeit} keine Zahl im Text, höchstens in einem Bild.")
    if geheim:
        saetze.append(f"Für {_count_areas(geheim)} ist der Wert {zeit} {texte.WERTSTATUS[Wertstatus.GEHEIM]}.")
    if fehlend:
        saetze.append("Dieser Wert bleibt hier leer." if fehlend == 1 else "Diese Werte bleiben hier leer.")
    return " ".join(saetze)


def _count_areas(anzahl: int) -> str:
    return "einen Sozialraum" if anzahl == 1 else f"{format_anzahl_wort(anzahl)} Sozialräume"


def _areas_of(seite: Seite, ziel_id: str, kennzahl_id: str, alle: pd.DataFrame, gebiete: pd.DataFrame) -> str:
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    letzte = gebiete.loc[gebiete["wert"].notna(), "zeit"].max()
    jetzt = gebiete[gebiete["zeit"].eq(letzte)]
    zeit = format_zeitraum(jetzt.iloc[0]["zeitraum"])
    stadt = alle[alle["raum_typ"].eq("stadt") & alle["gruppe"].eq("") & alle["zeit"].eq(letzte)]
    reihenfolge = list(seite.tabelle("raeume")["raum_id"])
    jetzt = jetzt.sort_values("raum_id", key=lambda s: s.map(reihenfolge.index))
    werte = pd.concat([jetzt, stadt])
    anker = f"tabelle-{kennzahl_id.replace('_', '-')}-sozialraeume"
    rahmen = _frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "sozialraeume",
        werte,
        f"{kennzahl['name']} in den Sozialräumen",
        f"{seite.ort}, {zeit}. {unit_words(kennzahl['einheit'])}",
    )
    teile = [f"### {kennzahl['kurzname']}"]
    if (jetzt["wert"].notna()).sum() >= 2:
        figur = draw_raumvergleich(seite.ergebnis.werte_von(werte), rahmen, stadt_raum_id=seite.kommune_id)
        teile.append(seite.diagramm(figur, tabelle_anker=anker))
    fehlend = int(seite.tabelle("raeume")["typ"].eq("sozialraum").sum()) - int(jetzt["wert"].notna().sum())
    teile.append(_missing_areas(fehlend, int(jetzt["wertstatus"].eq(Wertstatus.GEHEIM).sum()), zeit))
    teile.append(_area_statements(seite, ziel_id, kennzahl_id, jetzt))
    sortiert = gebiete.sort_values(
        ["raum_id", "zeit"], key=lambda s: s.map(reihenfolge.index) if s.name == "raum_id" else s
    )
    offen = alle[alle["raum_typ"].eq("nicht_zugeordnet") & alle["gruppe"].eq("")]
    ganze = seite.ergebnis.series(seite.kommune_id, kennzahl_id)
    ganze = ganze[ganze["zeitraum"].isin(set(gebiete["zeitraum"]))]
    teile.append(_small_multiples(seite, ziel_id, kennzahl_id, sortiert, ganze, anker))
    tabelle = _values(
        seite,
        ziel_id,
        pd.concat([sortiert, offen, ganze]),
        anker=anker,
        titel=f"{kennzahl['name']}: alle Werte der Sozialräume und der Stadt",
        verweise={z["raum"]: seite.zu("raum", z["raum_id"]) for _, z in jetzt.iterrows()},
    )
    teile.append(tabelle)
    return "\n\n".join(t for t in teile if t)


def _area_statements(seite: Seite, ziel_id: str, kennzahl_id: str, jetzt: pd.DataFrame) -> str:
    """What the values of the areas allow to be said: of the latest period and of two periods together."""
    methode = seite.zu("methodik")
    belegt = jetzt[jetzt["wert_rest"].notna()]
    if belegt.empty:
        punkte = [
            f"{z['raum']} ({seite.ergebnis.wert(z).text}): {text}"
            for _, z in jetzt[jetzt["wert"].notna()].iterrows()
            if (text := needed_text(z))
        ]
        if not punkte:
            return ""
        titel = "Ab wie vielen Fällen ein Unterschied auffällig wäre"
        return f"{texte.OHNE_FALLZAHL_RAEUME}\n\n" + render("aufklappen", titel=titel, punkte=punkte)
    z = seite.ergebnis.zusammen
    beide = z[z["kommune_id"].eq(seite.kommune_id) & z["kennzahl_id"].eq(kennzahl_id) & z["gruppe"].eq("")]
    beide = beide[beide["wert_rest"].notna()]
    ist_leit = kennzahl_id in seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "leit")
    teile: list[str] = []
    for zeilen in (z for z in (beide, belegt) if len(z)):
        zeit = period_words(str(zeilen.iloc[0]["zeitraum"]))
        saetze = areas_sentences(seite.ergebnis, zeilen)
        if ist_leit and not teile:
            teile.append(f"**{zeit}**\n\n" + render("aussagen", saetze=saetze, methode_url=methode))
        else:
            teile.append(render("raum_aussagen", titel=f"{TITEL_AUSSAGEN}, {zeit}", saetze=saetze, methode_url=methode))
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
    rahmen = _frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "verlauf-sozialraeume",
        werte,
        f"{kennzahl['name']}: Entwicklung in den Sozialräumen",
        f"{seite.ort}, {period_span(werte)}. {unit_words(kennzahl['einheit'])}. Grau: ganze Stadt",
    )
    # What is particular to a value stands in the table; nine small pictures have no room for it.
    figur = draw_kleine_mehrfache(
        seite.ergebnis.werte_von(werte), replace(rahmen, hinweise={}), stadt_raum_id=seite.kommune_id
    )
    return seite.diagramm(figur, tabelle_anker=anker)


def _parts_of_wholes(seite: Seite, ziel_id: str) -> list[str]:
    """Chart and table of Kennzahlen that make up a whole together."""
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    teile = []
    for ganzes, gruppe in seite.ergebnis.kennzahlen.loc[ids].groupby("teil_von", sort=False):
        if not ganzes:
            continue
        werte = pd.concat([_city_series(seite, k) for k in gruppe.index])
        if werte["wert"].notna().any():
            teile.append(_parts(seite, ziel_id, str(ganzes), werte))
    return teile


def _parts(seite: Seite, ziel_id: str, ganzes: str, werte: pd.DataFrame) -> str:
    erste = str(werte["kennzahl_id"].iloc[0])
    rahmen = _frame_for(
        seite,
        ziel_id,
        erste,
        "teile",
        werte,
        ganzes,
        f"{' und '.join(dict.fromkeys(werte['raum']))}, {period_span(werte)}. {unit_words(werte['einheit'].iloc[0])}",
    )
    anker = f"tabelle-{erste.replace('_', '-')}-teile"
    namen = list(dict.fromkeys(werte["kurzname"]))
    zellen = {
        (w.zeitraum.code, w.kurzname): f"{w.text} ({w.intervall.text})" if w.intervall else w.text
        for w in seite.ergebnis.werte_von(werte)
    }
    bereich = f" (in Klammern: {texte.VERTRAUENSBEREICH}, 95\u202f%)" if werte["ki_unten"].notna().any() else ""
    zeiten = list(werte.sort_values("zeit", kind="stable")["zeitraum"].drop_duplicates())
    tabelle = Tabelle(
        anker,
        f"{ganzes}: Werte{bereich}",
        ["Zeitraum", *namen],
        [[format_zeitraum(t), *(zellen.get((t, n), "–") for n in namen)] for t in zeiten],
        list(range(1, len(namen) + 1)),
    )
    figur = draw_anteile(seite.ergebnis.werte_von(werte), rahmen, teile_nach="kurzname")
    return seite.diagramm(figur, tabelle_anker=anker) + "\n\n" + render("tabelle", t=tabelle)


def _further(seite: Seite, ziel_id: str) -> str:
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
        tabelle = _values(seite, ziel_id, rest, anker=anker, titel=str(name))
        letzte = rest[rest["wert"].notna() & rest["gruppe"].eq("")]
        satz, saetze = "", []
        if len(letzte):
            satz = level_sentence(seite.ergebnis, letzte.iloc[-1]).text
            saetze = _tested_change(seite, letzte.iloc[-1])
        aussagen = render("aussagen", saetze=saetze, methode_url=seite.link("methodik/")) if saetze else ""
        teile.append(render("weitere", titel=name, satz=satz, aussagen=aussagen, tabelle=tabelle))
    if not teile:
        return ""
    return "## Weitere Zahlen\n\n" + "\n\n".join(teile)


def _counted(seite: Seite, kennzahl_id: str) -> list[dict[str, str]]:
    """How the municipality counts a Kennzahl: one entry per declared row, the one for all groups first."""
    zeilen = seite.ergebnis.bestand.where("zaehlweisen", paket=seite.kommune_id, kennzahl_id=kennzahl_id)
    gruppen = seite.ergebnis.bestand.frame("gruppen").set_index("gruppe_id")["name"]
    felder = ["stichtag", "datenhalter", "erhebungsrhythmus", "beschreibung"]
    return [
        {"gruppe": str(gruppen.get(z["gruppe"], "")), **{f: str(z[f]) for f in felder}}
        for _, z in zeilen.sort_values("gruppe", kind="stable").iterrows()
    ]


def _tested_change(seite: Seite, zeile: pd.Series) -> list[Satz]:
    """The development of a value whose change could be tested; none where the difference alone would say no more."""
    if not zeile["differenz_methode"]:
        return []
    schluessel = (seite.kommune_id, str(zeile["kennzahl_id"]), str(zeile["raum_id"]))
    reihe = seite.ergebnis.series(*schluessel)
    satz = development_sentence(change_sentence(zeile), seite.ergebnis.trend(*schluessel), reihe[reihe["wert"].notna()])
    return [] if satz is None else [satz]


def draw_zaehlung(seite: Seite, ziel_id: str) -> str:
    """How each Kennzahl of the goal is counted."""
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    if not ids:
        return ""
    kennzahlen = [{"id": i, **seite.ergebnis.kennzahlen.loc[i].to_dict(), "gezaehlt": _counted(seite, i)} for i in ids]
    return "## So wird gezählt\n\n" + render("zaehlung", kennzahlen=kennzahlen)


def draw_hinweise(seite: Seite, ziel_id: str) -> str:
    """The Hinweise that concern a goal's values."""
    ids = goal_hints(seite, ziel_id)
    if not ids:
        return "## Gut zu wissen {#gut-zu-wissen}\n\nZu diesem Ziel gibt es keine besonderen Hinweise."
    return "## Gut zu wissen {#gut-zu-wissen}\n\n" + draw_hints(seite, ids)


def draw_quellen(seite: Seite, ziel_id: str) -> str:
    """Documents and places of everything on the page."""
    ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
    stellen = [(ziel["quelle_id"], ziel["fundstelle"])]
    for kennzahl_id in seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id):
        werte = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        stellen += zip(werte["quelle_id"], werte["fundstelle"], strict=True)
    return draw_sources(seite, collect_sources(seite, stellen))


def draw_navigation(seite: Seite, ziel_id: str) -> str:
    """Links to the previous and next goal and to the overview."""
    ids = seite.ergebnis.goal_ids(seite.kommune_id)
    ziele = [(seite.zu("ziel", i), i) for i in ids]
    return draw_neighbours("Weitere Ziele", ziele, ids.index(ziel_id), (seite.zu("ziele"), "Übersicht der Ziele"))


def _overview_row(seite: Seite, ziel_id: str, basis_tiefe: int) -> dict[str, object]:
    ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
    werte: list[dict[str, object]] = []
    for kennzahl_id, gruppe, teil in _leading(seite, ziel_id):
        z = teil.iloc[0]
        if pd.isna(z["wert_genau"]):
            werte.append(
                {
                    "name": leading_name(seite, kennzahl_id, gruppe),
                    "wert": "noch kein Wert",
                    "ziel": "",
                    "zeit": "",
                    "spark": "",
                }
            )
            continue
        zeile = seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe)
        werte.append(
            {
                "name": leading_name(seite, kennzahl_id, gruppe),
                "wert": seite.ergebnis.wert(zeile).text,
                "ziel": _target_words(teil),
                "zeit": format_zeitraum(zeile["zeitraum"]),
                "spark": _spark(seite, ziel_id, kennzahl_id, gruppe),
            }
        )
    return {
        "nr": ziel_id,
        "titel": ziel["titel"],
        "url": seite.zu("ziel", ziel_id),
        "status": ziel["status"],
        "werte": werte,
        "tiefe": len(ziel_id.split(".")) - basis_tiefe,
    }


def _spark(seite: Seite, ziel_id: str, kennzahl_id: str, gruppe: str) -> object:
    reihe = seite.ergebnis.series(seite.kommune_id, kennzahl_id, None, gruppe)
    if not has_course(reihe):
        return ""
    name = leading_name(seite, kennzahl_id, gruppe)
    rahmen = Rahmen(
        id=f"spark-{ziel_id.replace('.', '-')}-{kennzahl_id.replace('_', '-')}{'-' + gruppe if gruppe else ''}",
        titel=name,
    )
    return write_sparkline(draw_sparkline(seite.ergebnis.werte_von(reihe), rahmen))


def draw_uebersicht(seite: Seite) -> str:
    """All goals grouped by strategic goal, with a sentence on the sums; never one score."""
    ids = seite.ergebnis.goal_ids(seite.kommune_id)
    teile = []
    for oberziel in [i for i in ids if "." not in i]:
        ziel = seite.ergebnis.goal(seite.kommune_id, oberziel)
        teile.append(
            {
                "titel": f"{oberziel}. {ziel['titel']}",
                "anker": f"ziel-{oberziel}",
                "url": seite.zu("ziel", oberziel),
                "zeilen": [_overview_row(seite, i, 2) for i in ids if i.startswith(oberziel + ".")],
            }
        )
    return draw_summe(seite) + "\n\n" + render("uebersicht", teile=teile)


def status_counts(seite: Seite) -> dict[str, int]:
    """Counts the goals that have a leading Kennzahl or a target of their own, by status (parents of goals left out)."""
    z = seite.ergebnis.ziele
    z = z[z["kommune_id"].eq(seite.kommune_id) & z["ebene"].eq("operativ")]
    eltern = set(z["oberziel_id"])
    return dict(z[~z["ziel_id"].isin(eltern)]["status"].value_counts())


def count_sentence(seite: Seite) -> str:
    """Says how many goals there are and of which kind, so that every count on the site can be traced to it."""
    z = seite.ergebnis.ziele
    z = z[z["kommune_id"].eq(seite.kommune_id)]
    operativ = z[z["ebene"].eq("operativ")]
    eltern = operativ.loc[operativ["ziel_id"].isin(set(operativ["oberziel_id"])), "ziel_id"]
    oben = format_anzahl_wort(len(z) - len(operativ), "eins")
    text = (
        f"Der Zielkatalog hat {format_anzahl_wort(len(z), 'ein')} {'Ziel' if len(z) == 1 else 'Ziele'}, "
        f"{oben} davon strategisch und {format_anzahl_wort(len(operativ), 'eins')} operativ."
    )
    if len(eltern):
        anzahl, fasst = format_anzahl_wort(len(eltern), "eins").capitalize(), "fasst" if len(eltern) == 1 else "fassen"
        text += f" {anzahl} der operativen {fasst} nur andere zusammen ({', '.join(eltern)})."
    return text


def draw_summe(seite: Seite) -> str:
    """How many goals there are, are met, partly met, not met, and how many cannot be checked and why."""
    n = status_counts(seite)
    gesamt = sum(n.values())
    if gesamt <= 1:
        einzig = [f"Das einzelne Ziel ist {texte.EINZIGES_ZIEL[Status(s)]}." for s, anzahl in n.items() if anzahl]
        return f'<p class="kp-summe">{" ".join([count_sentence(seite), *einzig])}</p>'

    def w(anzahl: int) -> str:
        return format_anzahl_wort(anzahl, "eins")

    text = (
        f"{count_sentence(seite)} Von den {w(gesamt)} einzelnen Zielen sind {w(n.get(Status.ERREICHT, 0))} erreicht, "
        f"{w(n.get(Status.TEILWEISE_ERREICHT, 0))} teilweise und {w(n.get(Status.NICHT_ERREICHT, 0))} nicht erreicht. "
        f"{w(n.get(Status.OHNE_ZIELWERT, 0) + n.get(Status.OHNE_DATEN, 0)).capitalize()} lassen sich nicht prüfen: "
        f"{w(n.get(Status.OHNE_ZIELWERT, 0))}, weil das Ziel keine Zahl nennt, und {w(n.get(Status.OHNE_DATEN, 0))}, "
        "weil Werte fehlen."
    )
    return f'<p class="kp-summe">{text}</p>'


def draw_unterziele(seite: Seite, ziel_id: str) -> str:
    """The goals below a goal, with status and latest values."""
    ids = [i for i in seite.ergebnis.goal_ids(seite.kommune_id) if i.startswith(ziel_id + ".")]
    teil = {
        "titel": "",
        "anker": "",
        "url": "",
        "zeilen": [_overview_row(seite, i, len(ziel_id.split(".")) + 1) for i in ids],
    }
    text = "## Die Ziele dazu\n\n" + render("uebersicht", teile=[teil])
    return text + "\n\n" + _further(seite, ziel_id)


def _of_goal(teil: Callable[[Seite, str], str]) -> Callable[[Seite], str]:
    """Takes the goal from the page's front matter."""
    return lambda seite: teil(seite, str(seite.meta["ziel"]))


MACROS: dict[str, Callable[[Seite], str]] = {
    "ziel_kopf": _of_goal(draw_kopf),
    "ziel_heute": lambda seite: draw_today(seite, ziel_id=str(seite.meta["ziel"])),
    "ziel_zahlen": _of_goal(draw_zahlen),
    "ziel_zaehlung": _of_goal(draw_zaehlung),
    "ziel_hinweise": _of_goal(draw_hinweise),
    "ziel_quellen": _of_goal(draw_quellen),
    "ziel_navigation": _of_goal(draw_navigation),
    "ziele_uebersicht": draw_uebersicht,
    "ziele_summe": draw_summe,
}


def list_goals(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of all goals of all municipalities."""
    orte = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    ziele = ergebnis.bestand.frame("ziele")
    return [
        Eintrag(z.paket, z.ziel_id, f"{z.ziel_id}: {z.titel}", z.kurzfassung, orte[z.paket]) for z in ziele.itertuples()
    ]


def list_overviews(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the overviews of the goals of all municipalities that have any."""
    beschreibung = "Alle Ziele der Präventionskette in {}: was erreicht ist, was nicht und was sich nicht prüfen lässt."
    return [Eintrag(k, "", "Ziele", beschreibung.format(ort), ort) for k, ort in towns_with(ergebnis, "ziele")]


ARTEN = (
    Seitenart(
        "ziel",
        "ziele.csv",
        (
            "ziel_kopf",
            "jahre_ziel",
            Abschnitt("Kurz gesagt"),
            "ziel_heute",
            "ziel_zahlen",
            Abschnitt("Was {ort} dafür tat"),
            "ziel_module",
            "ziel_zaehlung",
            "ziel_hinweise",
            "ziel_quellen",
            "ziel_navigation",
        ),
        list_goals,
    ),
    Seitenart("ziele", "ziele.csv", (Abschnitt(), "jahre_ziele", "ziele_uebersicht"), list_overviews),
)
