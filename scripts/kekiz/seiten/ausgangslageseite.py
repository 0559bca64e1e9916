"""Where it began: the first concept with its Balanced Scorecard, starting figures, cost, bodies, and a timeline."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.konzept import compute_kosten, count_scorecard
from kekiz.sagen.satz import Satz
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.hinweis import hint_section
from kekiz.seiten.modulseite import figure_table, source_short
from kekiz.seiten.seite import Seite, cite_documents
from kekiz.seiten.tabelle import Tabelle
from kekiz.wert import read_wert
from kekiz.wissen import texte
from kekiz.wissen.sprache import begin, merke, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum, format_wert, format_zahl
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

TABELLEN = ("bsc", "befragungen", "ausgangszahlen", "kosten", "gremien", "zeitleiste")
"""Tables of the page, each optional."""
GESAMTKOSTEN, FOERDERUNG = merke("Kosten zusammen"), merke("Förderung")
"""Names of two sums, in chart and table."""


def _neuter(anzahl: int) -> str:
    """Number word for Erfolgsmaße: ``keines``, ``eines``, ``zwei``."""
    return {0: sag("keines"), 1: sag("eines")}.get(anzahl) or format_anzahl_wort(anzahl)


# --- Balanced Scorecard ----------------------------------------------------------------------------------------------


def draw_bsc_zaehlung(seite: Seite) -> str:
    """What became of the measures of success: one sentence and a count by perspective."""
    bsc = seite.tabelle("bsc").sort_values("nr")
    z = count_scorecard(bsc)
    arten = [v for v in texte.BSC_VERBLEIB if v in z.columns]
    n = {v: int(z[v].sum()) for v in arten}
    gesamt, unklar = int(z["gesamt"].sum()), n.get("nicht_zuzuordnen", 0)
    satz = sag(
        "Die Balanced Scorecard ordnet ihre Ziele {perspektiven} zu und nennt {erfolgsmasse}. Davon {kehren} im "
        "Zielkatalog {uebernommen} unverändert und {veraendert} verändert wieder. {entfallen} {entfielen}{rest}.",
        perspektiven=sag_n("einer Perspektive", "{n} Perspektiven", len(z), n=format_anzahl_wort(len(z))),
        erfolgsmasse=sag_n(
            "ein Erfolgsmaß", "{n} Erfolgsmaße, Teilziele und Erfolgskriterien", gesamt, n=format_zahl(gesamt)
        ),
        kehren=sag("kehrt") if n.get("uebernommen", 0) < 2 else sag("kehren"),
        uebernommen=_neuter(n.get("uebernommen", 0)),
        veraendert=_neuter(n.get("veraendert", 0)),
        entfallen=begin(_neuter(n.get("entfallen", 0))),
        entfielen=sag("entfiel") if n.get("entfallen", 0) < 2 else sag("entfielen"),
        rest=sag(
            ", {nicht_zuzuordnen} {lassen} sich nicht zuordnen",
            nicht_zuzuordnen=_neuter(unklar),
            lassen=sag("lässt") if unklar < 2 else sag("lassen"),
        )
        if unklar
        else "",
    )
    t = Tabelle(
        "bsc-zaehlung",
        sag("Was aus den Erfolgsmaßen wurde, je Perspektive gezählt"),
        [sag("Perspektive"), *(texte.BSC_VERBLEIB[v] for v in arten), sag("zusammen")],
        [[str(p), *(format_zahl(int(r[v])) for v in arten), format_zahl(int(r["gesamt"]))] for p, r in z.iterrows()],
        list(range(1, len(arten) + 2)),
    )
    summe = [sag("Alle Perspektiven"), *(format_zahl(n[v]) for v in arten), format_zahl(int(z["gesamt"].sum()))]
    return render("satz", klasse="kp-summe", text=satz) + "\n\n" + render("tafel_summe", t=t, summe=[summe])


def draw_bsc(seite: Seite) -> str:
    """All measures of success by perspective and strategic goal, with what became of them."""
    bsc = seite.tabelle("bsc").sort_values("nr")
    zk = seite.tabelle("ziel_kennzahlen").sort_values("rolle", key=lambda s: s.ne("leit"), kind="stable")
    ziel_von = dict(zip(zk["kennzahl_id"][::-1], zk["ziel_id"][::-1], strict=True))
    perspektiven: list[dict[str, Any]] = []
    for perspektive, teil in bsc.groupby("perspektive", sort=False):
        ziele = []
        for ziel, gruppe in teil.groupby("strategisches_ziel", sort=False):
            masse = []
            for _, r in gruppe.iterrows():
                k = str(r["kennzahl_id"])
                masse.append(
                    {
                        **r.to_dict(),
                        "verbleib_wort": texte.BSC_VERBLEIB[r["verbleib"]],
                        "kennzahl": seite.ergebnis.kennzahlen.at[k, "name"] if k else "",
                        "url": seite.zu("ziel", ziel_von[k]) if k in ziel_von else "",
                    }
                )
            ziele.append({"name": ziel, "masse": masse})
        perspektiven.append({"name": perspektive, "ziele": ziele, "anzahl": len(teil)})
    erklaert = [
        (texte.BSC_VERBLEIB[v], t) for v, t in texte.BSC_VERBLEIB_ERKLAERT.items() if bsc["verbleib"].eq(v).any()
    ]
    return render("bsc", perspektiven=perspektiven, erklaert=erklaert)


# --- starting figures, cost ------------------------------------------------------------------------------------------


def draw_ausgangszahlen(seite: Seite) -> str:
    """Table of the starting figures of the concept."""
    return render(
        "tafel",
        t=figure_table(
            seite.tabelle("ausgangszahlen").sort_values("nr"),
            anker="ausgangszahlen",
            titel=sag("Zahlen, mit denen das Konzept beginnt"),
            csv_url=seite.link("daten/ausgangszahlen.csv"),
        ),
    )


def draw_kosten(seite: Seite) -> str:
    """Cost and funding: sentences, chart, table."""
    roh = seite.tabelle("kosten").sort_values("nr")
    k = compute_kosten(roh)
    gesamt, foerderung = float(k.summe.sum()), float(k.foerderung.sum())
    euro = [format_wert(float(v), "Euro") for v in (gesamt, foerderung, gesamt - foerderung)]
    anteile = ", ".join(f"{j}: {format_wert(float(k.anteil[j]), '%')}" for j in k.jahre)
    jahre = str(k.jahre[0]) if len(k.jahre) == 1 else sag("{von} bis {bis}", von=k.jahre[0], bis=k.jahre[-1])
    je_jahr = [float(k.anteil[j]) for j in k.jahre]
    ist_sinkend = len(je_jahr) > 1 and all(b < a for a, b in pairwise(je_jahr))
    saetze = [
        Satz(
            sag(
                "Für {jahre} plante das Konzept Kosten von {euro}. Davon sollten {euro2} aus "
                "Fördermitteln kommen. Es bleiben {euro3}; wer sie trägt, steht nicht in der Tabelle.",
                jahre=jahre,
                euro=euro[0],
                euro2=euro[1],
                euro3=euro[2],
            ),
            [
                " + ".join(format_zahl(float(k.summe[j])) for j in k.jahre) + f" = {euro[0]}",
                " + ".join(format_zahl(float(k.foerderung[j])) for j in k.jahre) + f" = {euro[1]}",
                f"{euro[0]} − {euro[1]} = {euro[2]}",
            ],
        ),
        Satz(
            sag("Der Anteil der Förderung sollte von Jahr zu Jahr sinken ({anteile}).", anteile=anteile)
            if ist_sinkend
            else sag("Anteil der Förderung: {anteile}.", anteile=anteile)
        ),
    ]
    quelle = seite.ergebnis.quellen.loc[roh.iloc[0]["quelle_id"]]
    herkunft = f"{quelle['herausgeber']}: {quelle['titel']}, {roh.iloc[0]['fundstelle']}"
    werte = [
        read_wert(
            {"gruppe_name": wort, "zeitraum": str(j), "wert": float(reihe[j]), "einheit": "Euro", "raum": seite.ort}
        )
        for j in k.jahre
        for wort, reihe in ((sag(GESAMTKOSTEN), k.summe), (sag(FOERDERUNG), k.foerderung))
    ]
    rahmen = Rahmen(
        id="ausgangslage-kosten",
        titel=sag("Geplante Kosten und Förderung {jahre}", jahre=jahre),
        untertitel=sag("{ort}, Planung im Konzept. Euro, nicht preisbereinigt", ort=seite.ort),
        quelle=sag("Quelle: {herkunft}", herkunft=herkunft),
        beleg=cite_documents(seite, roh.iloc[[0]]),
        lizenz=seite.lizenz,
    )
    t = Tabelle(
        "tabelle-kosten",
        sag("Kosten und Finanzierung {jahre} in Euro (Planung)", jahre=jahre),
        [sag("Posten"), *(str(j) for j in k.jahre), sag("zusammen (berechnet)")],
        [
            [str(p), *(format_zahl(float(r[j])) for j in k.jahre), format_zahl(float(r.sum()))]
            for p, r in k.posten.iterrows()
        ],
        list(range(1, len(k.jahre) + 2)),
    )
    rest = k.summe - k.foerderung
    summe = [
        [wort, *(format_zahl(float(reihe[j])) for j in k.jahre), format_zahl(float(reihe.sum()))]
        for wort, reihe in (
            (sag(GESAMTKOSTEN), k.summe),
            (sag(FOERDERUNG), k.foerderung),
            (sag("Rest (berechnet)"), rest),
        )
    ]
    return "\n\n".join(
        [
            render("aussagen", saetze=saetze, methode_url=""),
            # One year is no course.
            *(
                [seite.diagramm(draw_zeitreihe(werte, rahmen), tabelle_anker=t.anker, csv="daten/kosten.csv")]
                if len(k.jahre) > 1
                else []
            ),
            render("tafel_summe", t=t, summe=summe),
        ]
    )


# --- bodies, timeline ------------------------------------------------------------------------------------------------


def _tree(zeilen: pd.DataFrame, an: str) -> list[dict[str, Any]]:
    """Bodies that report to a body, each with those that report to it in turn."""
    return [
        {
            **r.to_dict(),
            "ebene_wort": texte.GREMIUM_EBENE[r["ebene"]],
            "unter": _tree(zeilen, r["gremium_id"]),
        }
        for _, r in zeilen[zeilen["berichtet_an"].eq(an)].iterrows()
    ]


def draw_gremien(seite: Seite) -> str:
    """Bodies by document and level as a tree (who reports to whom), and as a list with tasks and places.

    A body stands below the one to which it reports; one that reports to none, or to one of another document, below its
    level.
    """
    f = seite.tabelle("gremien")
    namen = f.set_index("gremium_id")["name"]
    dokumente = []
    for quelle_id, teil in f.groupby("quelle_id", sort=False):
        baum = _tree(
            teil.assign(berichtet_an=teil["berichtet_an"].where(teil["berichtet_an"].isin(teil["gremium_id"]), "")), ""
        )
        ebenen = []
        for ebene, wort in texte.GREMIUM_EBENE.items():
            zeilen = teil[teil["ebene"].eq(ebene)]
            if len(zeilen):
                ebenen.append(
                    {
                        "name": wort,
                        "beraet": ebene == "beirat",
                        "baum": [g for g in baum if g["ebene"] == ebene],
                        "gremien": [
                            {
                                **r.to_dict(),
                                "an": namen[r["berichtet_an"]] if r["berichtet_an"] else "",
                                "an_id": r["berichtet_an"],
                            }
                            for _, r in zeilen.iterrows()
                        ],
                    }
                )
        q = seite.ergebnis.quellen.loc[quelle_id]
        dokumente.append(
            {"titel": source_short(q["titel"]), "stand": q["stand"], "ebenen": ebenen, "anzahl": len(teil)}
        )
    return render("gremien", dokumente=dokumente)


def draw_zeitleiste(seite: Seite) -> str:
    """All decisions and events of the documents by year."""
    f = seite.tabelle("zeitleiste").sort_values(["datum", "nr"], kind="stable")
    titel = seite.ergebnis.quellen["titel"].map(source_short)
    jahre = []
    for jahr, teil in f.groupby(f["datum"].str[:4], sort=True):
        jahre.append(
            {
                "jahr": jahr,
                "ereignisse": [
                    {
                        "datum": format_datum(r.datum) if len(r.datum) > 4 else "",
                        "text": r.ereignis,
                        "art": r.art,
                        "art_wort": texte.ZEITLEISTE_ART[r.art],
                        "quelle": f"{titel[r.quelle_id]}, {r.fundstelle}",
                    }
                    for r in teil.itertuples()
                ],
            }
        )
    beschluesse = int(f["art"].eq("beschluss").sum())
    erstes, letztes = jahre[0]["jahr"], jahre[-1]["jahr"]
    satz = sag(
        "{eintraege} {wann}, darunter {beschluesse}.",
        eintraege=sag_n("Ein Eintrag", "{n} Einträge", len(f), n=len(f)),
        wann=sag("von {jahr}", jahr=erstes)
        if erstes == letztes
        else sag("von {jahr} bis {jahr2}", jahr=erstes, jahr2=letztes),
        beschluesse=sag("kein Beschluss")
        if not beschluesse
        else sag_n("ein Beschluss", "{n} Beschlüsse", beschluesse, n=format_anzahl_wort(beschluesse)),
    )
    arten = [(a, w) for a, w in texte.ZEITLEISTE_ART.items() if f["art"].eq(a).any()]
    return render("zeitleiste", jahre=jahre, satz=satz, arten=arten, anzahl=len(f))


def _documents(seite: Seite) -> list[str]:
    """Ids of the documents of the page, first the one that describes where it began."""
    return list(dict.fromkeys(q for name in TABELLEN for q in seite.tabelle(name)["quelle_id"]))


def draw_hinweise(seite: Seite) -> str:
    """All Hinweise about the document that the starting position stands in, with their heading; absent without any."""
    h = seite.ergebnis.hinweise
    return hint_section(seite, list(h.index[h["quelle_id"].eq(_documents(seite)[0])]))


def draw_quelle(seite: Seite) -> str:
    """The documents of the page and its data."""
    return render(
        "ausgangslage_quellen",
        lizenz=seite.lizenz,
        quellen=[seite.ergebnis.quellen.loc[q].to_dict() for q in _documents(seite)],
        daten=[{"name": f"{n}.csv", "url": seite.link(f"daten/{n}.csv")} for n in TABELLEN if len(seite.tabelle(n))],
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "bsc_zaehlung": draw_bsc_zaehlung,
    "bsc": draw_bsc,
    "ausgangszahlen": draw_ausgangszahlen,
    "ausgangslage_kosten": draw_kosten,
    "gremien": draw_gremien,
    "zeitleiste": draw_zeitleiste,
    "ausgangslage_hinweise": draw_hinweise,
    "ausgangslage_quellen": draw_quelle,
}


def list_beginnings(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages about a starting position, where a package has tables about it."""
    beschreibung = sag(
        "Womit die Präventionskette in {} begann: Ziele und Erfolgsmaße, Ausgangszahlen, Kosten, Gremien und "
        "eine Zeitleiste."
    )
    return [
        Eintrag(k, "", sag("Ausgangslage: womit es begann"), beschreibung.format(ort), ort, sag("Ausgangslage"))
        for k, ort in towns_with(ergebnis, *TABELLEN)
    ]


ARTEN = (
    Seitenart(
        "ausgangslage",
        "bsc.csv",
        (
            Abschnitt(),
            "jahre_ausgangslage",
            Abschnitt(merke("Was gemessen werden sollte"), ("bsc_zaehlung", "bsc"), "bsc"),
            Abschnitt(merke("Was gefragt werden sollte"), ("befragungen",), "befragungen", faltet=True),
            Abschnitt(merke("Mit welchen Zahlen es begann"), ("ausgangszahlen",), "ausgangszahlen", faltet=True),
            Abschnitt(merke("Was es kosten sollte"), ("ausgangslage_kosten",), "kosten", faltet=True),
            Abschnitt(merke("Wer entscheidet und wer mitarbeitet"), ("gremien",), "gremien", faltet=True),
            Abschnitt(merke("Zeitleiste"), ("zeitleiste",), "zeitleiste"),
            "ausgangslage_hinweise",
            Abschnitt(merke("Quellen"), ("ausgangslage_quellen",), faltet=True),
        ),
        list_beginnings,
    ),
)
