"""Pages around the modules: Stadtteilarbeit, further training, work programme, Präventionsbudget."""

from collections.abc import Callable

import pandas as pd

from kekiz.rechnen.konzept import sum_trainings
from kekiz.sagen.satz import Satz, change_sentence
from kekiz.seiten.hinweis import goal_hints
from kekiz.seiten.modulseite import draw_hints
from kekiz.seiten.seite import LIZENZ, Seite, cite_documents, source_line, unit_words
from kekiz.seiten.tabelle import Tabelle
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, format_zeitraum
from kekiz.zeichnen.figure import Rahmen, draw_balken
from kekiz.zeichnen.vorlage import render

ZIELE, MASSNAHMEN = "stadtteil_ziele", "stadtteil_massnahmen"
BUDGET = "praeventionsbudget"
TEILNAHMEN = "weiterbildung_teilnahmen"


# --- Stadtteilarbeit -------------------------------------------------------------------------------------------------


def _fields(seite: Seite) -> pd.DataFrame:
    """Goals and measures by field of action (index: Gruppe), latest period, in the order of the document."""
    spalten = {}
    for k in (ZIELE, MASSNAHMEN):
        alle = seite.ergebnis.all_of(seite.kommune_id, k)
        alle = alle[alle["gruppe"].ne("") & alle["wert"].notna() & alle["raum_typ"].eq("stadt")]
        alle = alle[alle["zeit"].eq(alle["zeit"].max())].set_index("gruppe")
        spalten[k] = alle["wert"]
        namen = alle["gruppe_name"]
    return pd.DataFrame(spalten).assign(name=namen)


def draw_stadtteilarbeit(seite: Seite) -> str:
    """Goals and measures by field of action, what is counted, where the report sees priorities, goals in words."""
    felder = _fields(seite)
    ziele = seite.ergebnis.latest(seite.kommune_id, ZIELE)
    massnahmen = seite.ergebnis.latest(seite.kommune_id, MASSNAHMEN)
    zentren = seite.ergebnis.latest(seite.kommune_id, "stadtteilzentren")
    raeume = seite.ergebnis.latest(seite.kommune_id, "zielvereinbarungen_sozialraeume")
    jahr = format_zeitraum(ziele["zeitraum"])
    saetze = [
        Satz(
            f"Für {jahr} nennt der Bericht {format_zahl(ziele['wert'])} Ziele und {format_zahl(massnahmen['wert'])} "
            f"Maßnahmen in {format_anzahl_wort(len(felder))} Handlungsfeldern.",
            [
                " + ".join(format_zahl(w) for w in felder[k])
                + f" = {format_zahl(felder[k].sum())} {wort}; gedruckt: {format_zahl(gesamt['wert'])}"
                for k, wort, gesamt in ((ZIELE, "Ziele", ziele), (MASSNAHMEN, "Maßnahmen", massnahmen))
            ],
        ),
        Satz(
            f"Gezählt sind nur {format_anzahl_wort(int(raeume['wert']))} von "
            f"{format_anzahl_wort(int(zentren['wert']))} Sozialräumen: Mehr Zielvereinbarungen konnte der Bericht nicht "
            "berücksichtigen. Welcher Sozialraum fehlt, sagt er nicht."
        ),
        Satz(
            "Die Zahlen zählen Vorhaben. Sie sagen nicht, ob ein Ziel erreicht wurde oder eine Maßnahme geholfen hat."
        ),
    ]
    teile = [
        f"## Ziele und Maßnahmen {jahr}",
        render("aussagen", saetze=saetze, methode_url=""),
    ]
    for k, wort in ((ZIELE, "Ziele"), (MASSNAHMEN, "Maßnahmen")):
        werte = seite.ergebnis.all_of(seite.kommune_id, k)
        werte = werte[werte["gruppe"].isin(felder.index) & werte["raum_typ"].eq("stadt")]
        rahmen = Rahmen(
            id=f"stadtteilarbeit-{wort.lower().replace('ß', 'ss')}",
            titel=f"{wort} der Stadtteilarbeit nach Handlungsfeld",
            untertitel=f"{seite.ort}, {jahr}. {unit_words('Anzahl')}",
            quelle=source_line(seite, werte),
            beleg=cite_documents(seite, werte),
            lizenz=LIZENZ,
        )
        figur = draw_balken(werte.assign(hinweis_id=""), rahmen, nach="gruppe_name")
        teile.append(seite.diagramm(figur, tabelle_anker="tabelle-handlungsfelder"))
    t = Tabelle(
        "tabelle-handlungsfelder",
        f"Ziele und Maßnahmen der Stadtteilarbeit {jahr}",
        ["Handlungsfeld", "Ziele", "Maßnahmen"],
        [[str(z["name"]), format_zahl(z[ZIELE]), format_zahl(z[MASSNAHMEN])] for _, z in felder.iterrows()],
        [1, 2],
    )
    summe = ["Zusammen", format_zahl(felder[ZIELE].sum()), format_zahl(felder[MASSNAHMEN].sum())]
    teile.append(render("tafel_summe", t=t, summe=[summe]))
    teile.append(_priorities(seite))
    teile.append(
        "## Gut zu wissen zu diesen Zahlen\n\n"
        + draw_hints(seite, [h for h in goal_hints(seite, "4.2") if h not in _programme_hints(seite)])
    )
    return "\n\n".join(teile)


def _priorities(seite: Seite) -> str:
    s = seite.tabelle("stadtteilarbeit")
    namen = seite.tabelle("raeume").set_index("raum_id")["name"]
    felder = []
    for feld, teil in s.groupby("handlungsfeld", sort=False):
        schwer = teil[teil["raum_id"].ne("")]
        felder.append(
            {
                "name": feld,
                "ziele": list(teil.loc[teil["art"].eq("ziel"), "text"]),
                "schwerpunkte": [
                    {
                        "name": namen[r.raum_id],
                        "url": seite.zu("raum", r.raum_id),
                        "wort": "Ziele" if r.art == "schwerpunkt_ziele" else "Maßnahmen",
                    }
                    for r in schwer.itertuples()
                ],
            }
        )
    return "## Die Ziele je Handlungsfeld\n\n" + render("handlungsfelder", felder=felder)


# --- further training ------------------------------------------------------------------------------------------------


def draw_weiterbildungen(seite: Seite) -> str:
    """Sums by year as sentences, chart and table."""
    summen = sum_trainings(seite.tabelle("weiterbildungen"))
    reihe = seite.ergebnis.series(seite.kommune_id, TEILNAHMEN)
    letzte = summen.iloc[-1]
    saetze = [
        Satz(
            f"{int(letzte['jahr'])}: {format_zahl(letzte['teilnahmen'])} Teilnahmen an {format_zahl(letzte['kurse'])} "
            "Weiterbildungen."
        ),
        Satz("Gezählt sind Teilnahmen, nicht Personen: Wer zwei Kurse besucht, zählt zweimal."),
        Satz(
            "Die Jahre lassen sich nicht ohne Weiteres vergleichen, weil nicht in jedem Jahr dieselben Ämter "
            "gemeldet haben."
        ),
    ]
    rahmen = Rahmen(
        id="weiterbildungen-teilnahmen",
        titel="Teilnahmen an Weiterbildungen",
        untertitel=f"{seite.ort}, {int(summen['jahr'].min())} bis {int(summen['jahr'].max())}. Anzahl der Teilnahmen",
        quelle=source_line(seite, reihe),
        beleg=cite_documents(seite, reihe),
        lizenz=LIZENZ,
    )
    t = Tabelle(
        "tabelle-weiterbildungen",
        "Weiterbildungen und Teilnahmen je Jahr, aus den einzelnen Kursen addiert",
        ["Jahr", "Kurse", "davon ohne eigene Zahl", "Teilnahmen"],
        [
            [str(z.jahr), format_zahl(z.kurse), format_zahl(z.ohne_zahl), format_zahl(float(z.teilnahmen))]
            for z in summen.itertuples()
        ],
        [1, 2, 3],
    )
    return "\n\n".join(
        [
            render("aussagen", saetze=saetze, methode_url=""),
            seite.diagramm(draw_balken(reihe.assign(hinweis_id=""), rahmen), tabelle_anker=t.anker),
            render("tafel", t=t),
        ]
    )


def draw_kurse(seite: Seite) -> str:
    """All courses with a filter by year and office; complete without JavaScript."""
    f = seite.tabelle("weiterbildungen").sort_values(["jahr", "amt", "weiterbildung_id"], kind="stable")
    aemter = sorted(set(f["amt"]))
    codes = {a: f"a{i}" for i, a in enumerate(aemter, start=1)}
    return render(
        "weiterbildungen",
        kurse=[
            {
                **z.to_dict(),
                "code": codes[str(z["amt"])],
                "zahl": None if pd.isna(z["teilnahmen"]) else int(z["teilnahmen"]),
            }
            for _, z in f.iterrows()
        ],
        summe=int(f["teilnahmen"].sum()),
        jahre=[(str(j), str(j)) for j in sorted(set(f["jahr"]))],
        aemter=[(codes[a], a) for a in aemter],
    )


def draw_kurse_hinweise(seite: Seite) -> str:
    """Hinweise about further training, and where it belongs."""
    ids = goal_hints(seite, "3.1")
    ids += [h for h in seite.tabelle("weiterbildungen")["hinweis_id"] if h and h not in ids]
    return draw_hints(seite, list(dict.fromkeys(ids))) + (
        f'\n\n<p>Zum <a href="{seite.zu("ziel", "3.1")}">Ziel 3.1</a> und zum Modul '
        f'<a href="{seite.zu("modul", "weiterbildungen-fachkraefte")}">Weiterbildungen der Fachkräfte</a>. '
        f'Alle Kurse als Daten: <a href="{seite.link("daten/weiterbildungen.csv")}">weiterbildungen.csv</a>.</p>'
    )


# --- work programme and Präventionsbudget ----------------------------------------------------------------------------


def _programme_hints(seite: Seite) -> list[str]:
    """Hinweise about the table of the work programme."""
    h = seite.ergebnis.hinweise
    fundstelle = str(seite.tabelle("arbeitsprogramm").iloc[0]["fundstelle"])
    return list(h.index[h["fundstelle"].str.contains(fundstelle, regex=False)])


def draw_arbeitsprogramm(seite: Seite) -> str:
    """All plans of the work programme by area, with a count."""
    f = seite.tabelle("arbeitsprogramm").sort_values("nr")
    bereiche = [(b, list(teil["vorhaben"])) for b, teil in f.groupby("bereich", sort=False)]
    quelle = seite.ergebnis.quellen.loc[f.iloc[0]["quelle_id"]]
    return render(
        "arbeitsprogramm",
        hinweise=[{"id": i, **seite.ergebnis.hinweise.loc[i].to_dict()} for i in _programme_hints(seite)],
        bereiche=bereiche,
        anzahl=len(f),
        quelle=quelle.to_dict(),
        fundstellen=list(dict.fromkeys(f["fundstelle"])),
        csv_url=seite.link("daten/arbeitsprogramm.csv"),
    )


def draw_praeventionsbudget(seite: Seite) -> str:
    """The budget by year with its yearly change."""
    reihe = seite.ergebnis.series(seite.kommune_id, BUDGET)
    reihe = reihe[reihe["wert"].notna()]
    letzte = reihe.iloc[-1]
    saetze = [change_sentence(letzte)]
    rahmen = Rahmen(
        id="praeventionsbudget-jahre",
        titel=str(seite.ergebnis.kennzahlen.at[BUDGET, "name"]),
        untertitel=f"{seite.ort}, {reihe.iloc[0]['zeitraum']} bis {letzte['zeitraum']}. {unit_words('Euro')}",
        quelle=source_line(seite, reihe),
        beleg=cite_documents(seite, reihe),
        lizenz=LIZENZ,
    )
    vorher = reihe["wert"].shift()
    zeilen = []
    for (_, z), alt in zip(reihe.iterrows(), vorher, strict=True):
        mehr = float(z["wert"]) - float(alt) if pd.notna(alt) else float("nan")
        zeilen.append(
            [
                format_zeitraum(z["zeitraum"]),
                format_wert(float(z["wert"]), "Euro"),
                format_wert(mehr, "Euro", vorzeichen=True),
                format_wert(100 * mehr / float(alt), "%", 1, vorzeichen=True) if pd.notna(alt) else "–",
            ]
        )
    t = Tabelle(
        "tabelle-praeventionsbudget-jahre",
        "Präventionsbudget und Änderung zum Vorjahr (berechnet)",
        ["Jahr", "Betrag", "Änderung", "in Prozent"],
        zeilen,
        [1, 2, 3],
    )
    return "\n\n".join(
        [
            "## Jahr für Jahr",
            render("aussagen", saetze=[s for s in saetze if s], methode_url=seite.zu("methodik")),
            seite.diagramm(draw_balken(reihe.assign(hinweis_id=""), rahmen), tabelle_anker=t.anker),
            render("tafel", t=t),
        ]
    )


ZUSAETZE: dict[str, Callable[[Seite], str]] = {
    "stadtteilarbeit": draw_stadtteilarbeit,
    "praeventionsbudget": draw_praeventionsbudget,
}
"""What stands on the page of a module beyond what all have, by its id."""


def draw_zusatz(seite: Seite) -> str:
    """What stands on the module's page alone; mostly nothing."""
    zusatz = ZUSAETZE.get(str(seite.meta["modul"]))
    return zusatz(seite) if zusatz else ""


MACROS: dict[str, Callable[[Seite], str]] = {
    "modul_zusatz": draw_zusatz,
    "weiterbildungen_summen": draw_weiterbildungen,
    "weiterbildungen_liste": draw_kurse,
    "weiterbildungen_hinweise": draw_kurse_hinweise,
    "arbeitsprogramm": draw_arbeitsprogramm,
}
