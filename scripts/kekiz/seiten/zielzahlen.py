"""The figures of a goal: development, control chart, statements, areas, parts of a whole, further Kennzahlen."""

from collections.abc import Set
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

import pandas as pd

from kekiz.rechnen.regelkarte import compute_control_chart
from kekiz.sagen.aenderungssatz import change_sentence, yearly_sentence
from kekiz.sagen.botschaft import chart_message
from kekiz.sagen.kurzstand import goal_since, only_words
from kekiz.sagen.satz import SCHWACH, STRENG, Satz
from kekiz.sagen.trendsatz import control_sentence, development_sentence, unproven_words
from kekiz.sagen.wegsatz import known_words, lasting_sentence, path_sentence
from kekiz.sagen.wertsatz import bounds_sentence, level_sentence
from kekiz.sagen.zielsatz import broken_sentence
from kekiz.seiten.falte import draw_part, fold, name_some
from kekiz.seiten.seite import Seite, break_reasons, has_course, kennzahl_url, longest_course, period_span, unit_words
from kekiz.seiten.tabelle import KEIN_WERT, Tabelle
from kekiz.seiten.zielraeume import draw_areas_of
from kekiz.seiten.zielteile import (
    city_series,
    draw_statements,
    draw_values,
    frame_for,
    is_counted_yearly,
    leading,
    leading_name,
    targets_for_chart,
)
from kekiz.wert import Wert, computed_digits, read_intervall
from kekiz.wissen import texte
from kekiz.wissen.codes import SPANNE, Status, Statusgrund
from kekiz.wissen.sprache import list_words, merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zeitraum
from kekiz.zeichnen.auswahl import describe_fehlend
from kekiz.zeichnen.balken import draw_anteile, draw_balken
from kekiz.zeichnen.regelkarte import draw_regelkarte
from kekiz.zeichnen.steigung import draw_steigung, is_slope
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

DIAGRAMM_AB: Final = 2
"""So many values that may be compared make a chart; two are a slope."""
SAETZE_OFFEN: Final = 4
"""So many statements stand openly; the others are folded."""
SPANNE_TITEL = merke(": Spanne der Sozialräume")


@dataclass(frozen=True)
class _Entwicklung:
    """One leading Kennzahl over time.

    Attributes:
        diagramm: Its chart; empty where too few values may be compared.
        tabelle: All its values; empty where the documents have none.
        grund: Why there is no chart; empty where there is one.
    """

    diagramm: str
    tabelle: str
    grund: str


def _development(seite: Seite, ziel_id: str, kennzahl_id: str) -> _Entwicklung:
    """Draws one leading Kennzahl over time (all Gruppen that have a target), and lists its values."""
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
    if werte.empty:
        return _Entwicklung("", "", sag("Zu dieser Kennzahl nennt der Bericht keine Werte."))
    tabelle = draw_values(seite, ziel_id, werte, anker=anker, titel=sag("{name}: Werte", name=kennzahl["name"]))
    mit_wert = werte[werte["wert"].notna()]
    if mit_wert.empty:
        return _Entwicklung("", tabelle, describe_fehlend(seite.ergebnis.werte_von(werte)))
    if longest_course(mit_wert) < DIAGRAMM_AB:
        return _Entwicklung("", tabelle, _why_no_chart(seite, werte, mit_wert))
    orte = list_words(list(dict.fromkeys(mit_wert["raum"])))
    rahmen = frame_for(
        seite,
        ziel_id,
        kennzahl_id,
        "entwicklung",
        werte,
        *_title(seite, kennzahl_id, mit_wert, f"{orte}, {period_span(mit_wert)}. {unit_words(kennzahl['einheit'])}"),
    )
    ziele = targets_for_chart(stand)
    gezeichnet = seite.ergebnis.werte_von(werte)
    jaehrlich = is_counted_yearly(seite, kennzahl_id)
    ist_betrag = kennzahl["art"] in ("anzahl", "betrag") and len(set(werte["gruppe"])) == 1
    if ist_betrag and not break_reasons(seite, werte):
        figur = draw_balken(gezeichnet, rahmen, ziele=ziele, jaehrlich=jaehrlich)
    elif is_slope(gezeichnet):
        figur = draw_steigung(gezeichnet, rahmen, ziele=ziele, grau=vergleich, jaehrlich=jaehrlich)
    else:
        figur = draw_zeitreihe(gezeichnet, rahmen, ziele=ziele, grau=vergleich, jaehrlich=jaehrlich)
    return _Entwicklung(seite.diagramm(figur, tabelle_anker=anker, werte=gezeichnet), tabelle, "")


def _title(seite: Seite, kennzahl_id: str, mit_wert: pd.DataFrame, unter: str) -> tuple[str, str]:
    """Title and subtitle of a chart: its message where a rule gives one, else its subject."""
    name = str(seite.ergebnis.kennzahlen.at[kennzahl_id, "name"])
    if mit_wert["gruppe"].nunique() > 1 or mit_wert["raum_id"].nunique() > 1:
        return name, unter
    erste = mit_wert.iloc[0]
    trend = seite.ergebnis.trend(seite.kommune_id, kennzahl_id, erste["raum_id"], erste["gruppe"])
    botschaft = chart_message(mit_wert, trend)
    return (botschaft, f"{name}, {unter}") if botschaft else (name, unter)


def _why_no_chart(seite: Seite, werte: pd.DataFrame, mit_wert: pd.DataFrame) -> str:
    """Says why a Kennzahl has no chart: its values may not be compared, or they are too few."""
    if (gruende := break_reasons(seite, werte)) and not has_course(mit_wert):
        return gruende
    fehlt = describe_fehlend(seite.ergebnis.werte_von(werte))
    if len(mit_wert) > 1:
        return fehlt
    satz = sag(
        "Im Dokument steht nur ein Wert ({mit_wert}). Eine Entwicklung lässt sich damit nicht zeigen.",
        mit_wert=period_span(mit_wert),
    )
    return f"{satz} {fehlt}".strip()


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
    figur, gezeigt = draw_regelkarte(karte, rahmen, (SCHWACH, STRENG)), seite.ergebnis.werte_von(karte)
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
        auszug=seite.chart_rows(figur, gezeigt),
    )
    return render(
        "regelkarte",
        titel=titel,
        satz=control_sentence(karte).text,
        diagramm=seite.diagramm(figur, tabelle_anker=anker, werte=gezeigt),
        tabelle=render("tabelle", t=tabelle),
    )


def _control_row(wert: Wert, zeile: pd.Series) -> list[str]:
    """A period of a control chart: value, common share, usual and strict limits."""
    grenzen = (read_intervall(zeile, name) for name in ("regel", "regel998"))
    mittel = format_wert(zeile["mittel"], wert.einheit, computed_digits(wert.einheit))
    return [wert.zeitraum.text, wert.text, mittel, *(g.text if g else KEIN_WERT for g in grenzen)]


def _is_said(ziel: pd.Series, zeile: pd.Series, kopf: str) -> bool:
    """Tells whether the head of the page says in how many periods a target held.

    Args:
        ziel: The goal.
        zeile: The target, one row of ``zielstand``.
        kopf: What the head says of the time (:func:`goal_since`).
    """
    gesamt, gut = int(zeile["perioden"]), int(zeile["perioden_erfuellt"])
    if gesamt == 1:
        return kopf == only_words(f"{zeile['eingehalten_in']} {zeile['verfehlt_in']}".strip())
    immer = {Status.ERREICHT: gesamt, Status.NICHT_ERREICHT: 0}.get(Status(ziel["status"]))
    return gesamt > 1 and (gut == immer or known_words(zeile) in kopf)


def _with_value(seite: Seite, kennzahl_id: str, gruppe: str) -> pd.DataFrame | None:
    """The periods of the city that have a value, in time order; None where none has."""
    reihe = seite.ergebnis.series(seite.kommune_id, kennzahl_id, None, gruppe)
    reihe = reihe[reihe["wert"].notna()]
    return None if reihe.empty else reihe


def sentences(
    seite: Seite, ziel_id: str, kennzahl_id: str, gruppe: str, teil: pd.DataFrame, *, davor: Set[str] = frozenset()
) -> list[tuple[int, Satz]]:
    """All statements about one leading Kennzahl of the city that the head of the page does not make, with their rank (0 first).

    Args:
        seite: The page.
        ziel_id: The goal.
        kennzahl_id: The leading Kennzahl.
        gruppe: Its Gruppe.
        teil: Its rows of ``zielstand``.
        davor: Why the development of other leading Kennzahlen cannot be tested, as it was said of them.
    """
    reihe = _with_value(seite, kennzahl_id, gruppe)
    if reihe is None:
        return []
    zeile, ziel = reihe.iloc[-1], seite.ergebnis.goal(seite.kommune_id, ziel_id)
    kopf = goal_since(ziel, seite.ergebnis.target_rows(seite.kommune_id, ziel_id))
    trend = seite.ergebnis.trend(seite.kommune_id, kennzahl_id, zeile["raum_id"], gruppe)
    saetze: list[tuple[int, Satz | None]] = [
        (1, level_sentence(seite.ergebnis, zeile)),
        *((0, broken_sentence(z)) for _, z in teil.iterrows() if ziel["statusgrund"] != Statusgrund.NICHT_AUF_DAUER),
        (2, development_sentence(yearly_sentence(reihe) or change_sentence(zeile), trend, reihe, davor=davor)),
        (3, path_sentence(teil.iloc[0])),
        (4, bounds_sentence(seite.ergebnis, zeile)),
        *(
            (5, lasting_sentence(z, ist_gesagt=_is_said(ziel, z, kopf)))
            for _, z in teil.iterrows()
            if not bool(z["ist_gebrochen"])
        ),
    ]
    # Readings of one target may say the same.
    einmal = {s.text: (rang, s) for rang, s in reversed(saetze) if s is not None}
    return list(reversed(einmal.values()))


def _split_sentences(seite: Seite, ziel_id: str) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The statements that stand openly, and the rest; both in the order of the Kennzahlen."""
    alle = leading(seite, ziel_id)
    liste: list[dict[str, Any]] = []
    davor: set[str] = set()
    for k, g, teil in alle:
        liste += [
            {"name": leading_name(seite, k, g) if len(alle) > 1 else "", "satz": satz, "rang": rang}
            for rang, satz in sentences(seite, ziel_id, k, g, teil, davor=davor)
        ]
        if (reihe := _with_value(seite, k, g)) is not None:
            davor.add(unproven_words(seite.ergebnis.trend(seite.kommune_id, k, reihe.iloc[-1]["raum_id"], g)))
    offen = sorted(range(len(liste)), key=lambda i: (liste[i]["rang"], i))[:SAETZE_OFFEN]
    return [z for i, z in enumerate(liste) if i in offen], [z for i, z in enumerate(liste) if i not in offen]


def draw_explained(seite: Seite, ziel_id: str) -> str:
    """What a percentage point and an interval are, where the page uses them."""
    texte_da = []
    if any(t.iloc[0]["einheit"] == "%" for _, _, t in leading(seite, ziel_id)):
        texte_da.append(sag(texte.PROZENTPUNKT))
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    if any(seite.ergebnis.all_of(seite.kommune_id, k)["ki_unten"].notna().any() for k in ids):
        texte_da.append(sag(texte.VERTRAUENSBEREICH_ERKLAERT))
    return render("erklaert", texte_da=texte_da) if texte_da else ""


def _pick_chart(seite: Seite, ziel_id: str) -> tuple[str, list[tuple[str, _Entwicklung]]]:
    """The leading Kennzahl whose chart stands openly (empty: none), and the development of all."""
    leit = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "leit")
    alle = [(k, seite.once(("entwicklung", ziel_id, k), partial(_development, seite, ziel_id, k))) for k in leit]
    return next((k for k, e in alle if e.diagramm), ""), alle


def draw_own_figures(seite: Seite, ziel_id: str) -> str:
    """One chart, and at most four sentences that say what the numbers say."""
    gezeigt, alle = _pick_chart(seite, ziel_id)
    teile = [f"{e.diagramm}\n\n{e.tabelle}" for k, e in alle if k == gezeigt]
    offen, _ = _split_sentences(seite, ziel_id)
    if offen:
        titel = sag("Was die Zahlen sagen")
        teile += [f"## {titel}", draw_statements(seite, [(z["name"], z["satz"]) for z in offen], titel)]
    return "\n\n".join(t for t in teile if t)


def draw_more_figures(seite: Seite, ziel_id: str) -> str:
    """Everything else in numbers, folded: further statements, other charts and all values, areas, further Kennzahlen."""
    gezeigt, alle = _pick_chart(seite, ziel_id)
    _, rest = _split_sentences(seite, ziel_id)
    leit = [k for k, _ in alle]
    kurzname = seite.ergebnis.kennzahlen["kurzname"]
    werte, namen = [], []
    for kennzahl_id, e in alle:
        stuecke = [
            *([e.diagramm, e.tabelle] if kennzahl_id != gezeigt else []),
            _control_chart(seite, ziel_id, kennzahl_id),
        ]
        if any(stuecke) or (e.grund and kennzahl_id != gezeigt):
            werte += [draw_part(str(kurzname[kennzahl_id]), e.grund, ist_leise=True), *stuecke]
            namen.append(str(kurzname[kennzahl_id]))
    titel_rest = sag("Weitere Aussagen")
    raeume, raum_namen = _areas(seite, ziel_id, leit)
    weitere, weitere_namen = draw_further(seite, ziel_id)
    faecher = (
        fold(
            titel_rest,
            draw_statements(seite, [(z["name"], z["satz"]) for z in rest], titel_rest) if rest else "",
            name_some([z["name"] for z in rest if z["name"]])
            or sag("{anzahl} mehr", anzahl=format_anzahl_wort(len(rest), "eine")),
        ),
        fold(sag("Weitere Bilder und Werte"), "\n\n".join(t for t in werte if t), name_some(namen)),
        fold(sag("In den Sozialräumen"), raeume, name_some(raum_namen), nur_hier=True),
        fold(sag("Weitere Zahlen"), weitere, name_some(weitere_namen), nur_hier=True),
    )
    return "\n\n".join(f for f in faecher if f)


def _areas(seite: Seite, ziel_id: str, leit: list[str]) -> tuple[str, list[str]]:
    """The goal's Kennzahlen in the areas, and which these are; empty where there are none."""
    if not seite.tabelle("raeume")["typ"].eq("sozialraum").any():
        return "", []
    teile: list[str] = []
    alle_kennzahlen = [*leit, *seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id, "kontext")]
    gefunden: list[str] = []
    for kennzahl_id in alle_kennzahlen:
        alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        gebiete = alle[alle["raum_typ"].eq("sozialraum") & alle["gruppe"].eq("")]
        spannen = alle[alle["gruppe"].eq(SPANNE)]
        if gebiete["wert"].notna().any():
            gefunden.append(str(seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"]))
            teile.append(draw_areas_of(seite, ziel_id, kennzahl_id, alle, gebiete))
        elif len(spannen):
            gefunden.append(str(seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"]))
            anker = f"tabelle-{kennzahl_id.replace('_', '-')}-spannen"
            name = str(seite.ergebnis.kennzahlen.at[kennzahl_id, "name"]).removesuffix(sag(SPANNE_TITEL)) + sag(
                SPANNE_TITEL
            )
            teile.append(
                draw_part(
                    str(seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"]),
                    sag(
                        "Der Bericht nennt nur, zwischen welchen Werten die Sozialräume liegen, nicht die einzelnen Werte."
                    ),
                )
                + "\n"
                + draw_values(seite, ziel_id, spannen, anker=anker, titel=name)
            )
    if not gefunden:
        return "", []
    return "\n\n".join([*teile, render("raum_verweis", url=seite.zu("raeume"))]), gefunden


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
    gezeigt = seite.ergebnis.werte_von(werte)
    figur = draw_anteile(gezeigt, rahmen, teile_nach="kurzname")
    tabelle = Tabelle(
        anker,
        sag("{ganzes}: Werte{bereich}", ganzes=ganzes, bereich=bereich),
        [sag("Zeitraum"), *namen],
        [[format_zeitraum(t), *(zellen.get((t, n), "–") for n in namen)] for t in zeiten],
        list(range(1, len(namen) + 1)),
        auszug=seite.chart_rows(figur, gezeigt),
    )
    return seite.diagramm(figur, tabelle_anker=anker, werte=gezeigt) + "\n\n" + render("tabelle", t=tabelle)


def draw_further(seite: Seite, ziel_id: str) -> tuple[str, list[str]]:
    """Lists the further Kennzahlen of a goal (parts of a whole, then each with its values), and names them."""
    teile = _parts_of_wholes(seite, ziel_id)
    namen: list[str] = []
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
        aussagen = draw_statements(seite, [("", s) for s in saetze], str(name)) if saetze else ""
        namen.append(str(seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"]))
        teile.append(
            render(
                "weitere",
                titel=name,
                url=kennzahl_url(seite, kennzahl_id),
                satz=satz,
                aussagen=aussagen,
                tabelle=tabelle,
            )
        )
    return "\n\n".join(teile), namen


def _tested_change(seite: Seite, zeile: pd.Series) -> list[Satz]:
    """The development of a value whose change could be tested; none where the difference alone would say no more."""
    if not zeile["differenz_methode"]:
        return []
    schluessel = (seite.kommune_id, str(zeile["kennzahl_id"]), str(zeile["raum_id"]))
    reihe = seite.ergebnis.series(*schluessel)
    satz = development_sentence(change_sentence(zeile), seite.ergebnis.trend(*schluessel), reihe[reihe["wert"].notna()])
    return [] if satz is None else [satz]
