"""The integration concept of 2016: the chain of its chapters and its 34 measures."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from kekiz.rechnen.konzept import explain_sum, sum_categories
from kekiz.sagen.satz import Satz
from kekiz.seiten.kette import modules
from kekiz.seiten.modulseite import cost_or_none, module_url
from kekiz.seiten.seite import Seite
from kekiz.seiten.tabelle import Tabelle
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl
from kekiz.zeichnen.vorlage import render

QUELLE = "hamm-integration-2016"
KONZEPT = "integrationskonzept-2016"


def _measures(seite: Seite) -> pd.DataFrame:
    return seite.tabelle("massnahmen").sort_values("nr")


def _printed_sum(seite: Seite) -> int:
    """The yearly sum as printed in the concept, from the figures of its module."""
    a = seite.tabelle("modul_angaben")
    a = a[a["modul_id"].eq(KONZEPT) & a["angabe"].str.startswith("Jährliche Aufw")]
    return int(a["wert"].iloc[0])


def draw_satz(seite: Seite) -> str:
    """Sentences on the sums: what the printed sum consists of, what is known in all, what has no figure."""
    m = _measures(seite)
    summe = explain_sum(m, _printed_sum(seite))
    kategorien = sum_categories(m)
    euro = format_wert(float(summe.gedruckt), "Euro")
    teile = " + ".join(format_zahl(b) for b in summe.betraege)
    ohne = int(kategorien["ohne_betrag"].sum())
    saetze = [
        Satz(
            f"Das Konzept nennt {euro} im Jahr. Das sind die Maßnahmen {summe.von} bis {summe.bis}, nicht alle "
            f"{len(m)}.",
            [f"{teile} = {format_wert(float(summe.berechnet), 'Euro')}", f"Gedruckt: {euro}"],
        ),
        Satz(
            f"{format_anzahl_wort(len(m) - ohne).capitalize()} von {len(m)} Maßnahmen haben einen Jahresbetrag. Bei "
            f"{format_anzahl_wort(ohne)} nennt das Konzept keinen; das heißt nicht, dass sie nichts kosten. Was alle "
            "Maßnahmen zusammen kosten, lässt sich deshalb nicht sagen.",
        ),
        Satz("Die Beträge sind vorab kalkuliert. Was wirklich ausgegeben wurde, steht nicht im Konzept."),
    ]
    return render("aussagen", saetze=saetze, methode_url="")


def draw_summen(seite: Seite) -> str:
    """Table of the sums by funding category."""
    k = sum_categories(_measures(seite))
    zeilen = [
        [
            str(z.kategorie),
            f"{z.von} bis {z.bis}",
            format_zahl(z.mit_betrag),
            format_zahl(z.ohne_betrag),
            "keine Zahl genannt" if pd.isna(z.summe) else format_wert(float(z.summe), "Euro"),
        ]
        for z in k.itertuples()
    ]
    gesamt = [
        "Alle Maßnahmen mit Betrag",
        f"{k['von'].min()} bis {k['bis'].max()}",
        format_zahl(int(k["mit_betrag"].sum())),
        format_zahl(int(k["ohne_betrag"].sum())),
        format_wert(float(k["summe"].sum()), "Euro"),
    ]
    t = Tabelle(
        "summen-je-kategorie",
        "Summen je Kategorie, aus den einzelnen Beträgen berechnet",
        ["Kategorie im Konzept", "Maßnahmen", "mit Betrag", "ohne Betrag", "Summe im Jahr"],
        zeilen,
        [2, 3, 4],
    )
    return render("tafel_summe", t=t, summe=[gesamt])


def draw_liste(seite: Seite) -> str:
    """All measures with a filter; complete without JavaScript."""
    m = _measures(seite)
    alle_module = modules(seite.ergebnis, seite.kommune_id)
    stufen = list(dict.fromkeys(m["stufe"]))
    kategorien = sum_categories(m)
    codes = {k: f"k{i}" for i, k in enumerate(kategorien["kategorie"], start=1)}
    gruppen: list[dict[str, Any]] = []
    for z in kategorien.itertuples():
        zeilen = []
        for _, r in m[m["kategorie"].eq(z.kategorie)].iterrows():
            kosten = cost_or_none(r)
            zeilen.append(
                {
                    **r.to_dict(),
                    "kosten": kosten,
                    "stufe_code": f"s{stufen.index(r['stufe']) + 1}",
                    "modul_url": module_url(seite, alle_module.loc[r["modul_id"]]) if r["modul_id"] else "",
                    "modul_name": alle_module.at[r["modul_id"], "name"] if r["modul_id"] else "",
                }
            )
        gruppen.append(
            {
                "code": codes[str(z.kategorie)],
                "name": z.kategorie,
                "anzahl": z.anzahl,
                "ohne": z.ohne_betrag,
                "summe": None if pd.isna(z.summe) else int(z.summe),
                "zeilen": zeilen,
            }
        )
    return render(
        "massnahmen",
        gruppen=gruppen,
        anzahl=len(m),
        summe=int(kategorien["summe"].sum()),
        stufen=[(f"s{i}", s) for i, s in enumerate(stufen, start=1)],
        kategorien=[(c, k) for k, c in codes.items()],
    )


def draw_kette(seite: Seite) -> str:
    """The building blocks of the integration chain in their order, with their measures."""
    f = seite.tabelle("integrationskette")
    m = _measures(seite)
    return render(
        "integrationskette",
        bausteine=[
            {**z.to_dict(), "massnahmen": [int(n) for n in m.loc[m["stufe"].eq(z["name"]), "nr"]]}
            for _, z in f.sort_values("nr").iterrows()
        ],
    )


def draw_module(seite: Seite) -> str:
    """Link to the page of the concept itself and to its modules in the register."""
    m = modules(seite.ergebnis, seite.kommune_id)
    anzahl = int(m["quelle_id"].eq(QUELLE).sum())
    return render(
        "integration_verweis",
        konzept_url=module_url(seite, m.loc[KONZEPT]),
        register_url=f"{seite.zu('module')}?kapitel=integration",
        anzahl=anzahl,
        csv_url=seite.link("daten/massnahmen.csv"),
        quelle=seite.ergebnis.quellen.loc[QUELLE].to_dict(),
    )


def draw_hinweise(seite: Seite) -> str:
    """All Hinweise about the concept."""
    h = seite.ergebnis.hinweise
    h = h[h["quelle_id"].eq(QUELLE)]
    return render("hinweise", hinweise=[{"id": i, **z.to_dict()} for i, z in h.iterrows()])


MACROS: dict[str, Callable[[Seite], str]] = {
    "integration_satz": draw_satz,
    "integration_summen": draw_summen,
    "integration_liste": draw_liste,
    "integration_kette": draw_kette,
    "integration_module": draw_module,
    "integration_hinweise": draw_hinweise,
}
