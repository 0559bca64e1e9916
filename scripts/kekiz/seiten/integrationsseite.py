"""An integration concept: the chain of its chapters and its measures."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.konzept import explain_sum, sum_categories
from kekiz.sagen.satz import Satz
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.hinweis import hint_section
from kekiz.seiten.kette import modules
from kekiz.seiten.modulseite import cost_or_none, module_url
from kekiz.seiten.seite import Seite
from kekiz.seiten.tabelle import Tabelle
from kekiz.wissen.codes import SUMME_MASSNAHMEN
from kekiz.wissen.sprache import begin, merke, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl
from kekiz.zeichnen.vorlage import render


def _measures(seite: Seite) -> pd.DataFrame:
    return seite.tabelle("massnahmen").sort_values("nr")


def _document(seite: Seite) -> str:
    """Id of the document that the measures stand in."""
    return str(_measures(seite)["quelle_id"].iloc[0])


def _printed_sum(seite: Seite) -> pd.Series | None:
    """The yearly sum as printed in the concept: a figure of the module that is the concept itself; None: not printed."""
    a = seite.tabelle("modul_angaben", quelle_id=_document(seite))
    a = a[a["zweck"].eq(SUMME_MASSNAHMEN)]
    return None if a.empty else a.iloc[0]


def _sum_sentence(massnahmen: pd.DataFrame, gedruckt: int) -> Satz:
    summe = explain_sum(massnahmen, gedruckt)
    euro = format_wert(float(summe.gedruckt), "Euro")
    teile = " + ".join(format_zahl(b) for b in summe.betraege)
    return Satz(
        sag("Das Konzept nennt {euro} im Jahr. ", euro=euro)
        + (
            sag("Das sind alle Maßnahmen zusammen.")
            if len(summe.betraege) == len(massnahmen)
            else sag("Das ist die Maßnahme {nr}, nicht alle {anzahl}.", nr=summe.von, anzahl=len(massnahmen))
            if summe.von == summe.bis
            else sag(
                "Das sind die Maßnahmen {von} bis {bis}, nicht alle {anzahl}.",
                von=summe.von,
                bis=summe.bis,
                anzahl=len(massnahmen),
            )
        ),
        [f"{teile} = {format_wert(float(summe.berechnet), 'Euro')}", sag("Im Konzept: {euro}", euro=euro)],
    )


def _open_sentence(anzahl: int, ohne: int) -> Satz:
    """Says of how many measures the cost is not known."""
    mit = anzahl - ohne
    return Satz(
        sag(
            "{mit_betrag} von {anzahl} Maßnahmen {haben} einen Jahresbetrag. Bei {ohne} nennt das Konzept keinen; "
            "das heißt nicht, dass sie nichts kosten. Was alle Maßnahmen zusammen kosten, lässt sich deshalb "
            "nicht sagen.",
            mit_betrag=begin(format_anzahl_wort(mit)),
            haben=sag_n("hat", "haben", mit),
            anzahl=anzahl,
            ohne=format_anzahl_wort(ohne, eins=sag("einer")),
        ),
    )


def draw_satz(seite: Seite) -> str:
    """Sentences on the sums: what the printed sum consists of, what is known in all, what has no figure."""
    m = _measures(seite)
    kategorien = sum_categories(m)
    gedruckt = _printed_sum(seite)
    ohne = int(kategorien["ohne_betrag"].sum())
    saetze = [
        *([] if gedruckt is None else [_sum_sentence(m, int(gedruckt["wert"]))]),
        *([_open_sentence(len(m), ohne)] if ohne else []),
        Satz(sag("Die Beträge sind vorab kalkuliert. Was wirklich ausgegeben wurde, steht nicht im Konzept.")),
    ]
    return render("aussagen", saetze=saetze, methode_url="")


def _range(von: int, bis: int) -> str:
    """Numbers of measures from one to another; one alone as it is."""
    return str(von) if von == bis else sag("{von} bis {bis}", von=von, bis=bis)


def draw_summen(seite: Seite) -> str:
    """Table of the sums by funding category."""
    k = sum_categories(_measures(seite))
    zeilen = [
        [
            str(z.kategorie),
            _range(z.von, z.bis),
            format_zahl(z.mit_betrag),
            format_zahl(z.ohne_betrag),
            sag("keine Zahl genannt") if pd.isna(z.summe) else format_wert(float(z.summe), "Euro"),
        ]
        for z in k.itertuples()
    ]
    gesamt = [
        sag("Zusammen"),
        _range(k["von"].min(), k["bis"].max()),
        format_zahl(int(k["mit_betrag"].sum())),
        format_zahl(int(k["ohne_betrag"].sum())),
        format_wert(float(k["summe"].sum()), "Euro"),
    ]
    t = Tabelle(
        "summen-je-kategorie",
        sag("Summen je Kategorie, aus den einzelnen Beträgen berechnet"),
        [sag("Kategorie im Konzept"), sag("Maßnahmen"), sag("mit Betrag"), sag("ohne Betrag"), sag("Summe im Jahr")],
        zeilen,
        [2, 3, 4],
        auszug=seite.link("daten/massnahmen.csv"),
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
    quelle_id, konzept = _document(seite), _printed_sum(seite)
    return render(
        "integration_verweis",
        lizenz=seite.lizenz,
        konzept_url="" if konzept is None else module_url(seite, m.loc[konzept["modul_id"]]),
        register_url=f"{seite.zu('module')}?kapitel=integration",
        anzahl=int(m["quelle_id"].eq(quelle_id).sum()),
        csv_url=seite.link("daten/massnahmen.csv"),
        quelle=seite.ergebnis.quellen.loc[quelle_id].to_dict(),
    )


def draw_hinweise(seite: Seite) -> str:
    """All Hinweise about the concept, with their heading; absent where there are none."""
    h = seite.ergebnis.hinweise
    return hint_section(seite, list(h.index[h["quelle_id"].eq(_document(seite))]))


MACROS: dict[str, Callable[[Seite], str]] = {
    "integration_satz": draw_satz,
    "integration_summen": draw_summen,
    "integration_liste": draw_liste,
    "integration_kette": draw_kette,
    "integration_module": draw_module,
    "integration_hinweise": draw_hinweise,
}


def list_concepts(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of integration concepts, where a package has the measures of one."""
    quellen = ergebnis.quellen["titel"]
    eintraege = []
    for k, ort in towns_with(ergebnis, "massnahmen"):
        titel = quellen[ergebnis.bestand.where("massnahmen", paket=k)["quelle_id"].iloc[0]]
        beschreibung = sag("{titel}: alle Maßnahmen mit Kosten, Kategorie und Stand der Finanzierung.", titel=titel)
        eintraege.append(Eintrag(k, "", sag("{titel}: Kette und Maßnahmen", titel=titel), beschreibung, ort, titel))
    return eintraege


ARTEN = (
    Seitenart(
        "integration",
        "massnahmen.csv",
        (
            Abschnitt(),
            "jahre_integration",
            Abschnitt(merke("Was die Zahlen sagen"), ("integration_satz", "integration_summen")),
            Abschnitt(merke("Alle Maßnahmen"), ("integration_liste",)),
            Abschnitt(merke("Die Kette der Integration"), ("integration_kette",), "integrationskette"),
            "integration_hinweise",
            Abschnitt(merke("Mehr dazu und Quellen"), ("integration_module",)),
        ),
        list_concepts,
    ),
)
