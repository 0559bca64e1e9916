"""Who does such a thing already: the practice examples, offers and measures of all municipalities, to be searched."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Eintrag, Seitenart, one_page
from kekiz.seiten.kette import modules
from kekiz.seiten.modulkopf import age_of_child, age_text
from kekiz.seiten.modulseite import module_url, status_text, years_of_life
from kekiz.seiten.seite import Seite
from kekiz.wissen import texte
from kekiz.wissen.sprache import begin, merke, sag, sag_n
from kekiz.wissen.texte import MASSNAHME, PRAXISBEISPIEL
from kekiz.wissen.zahlen import format_anzahl_wort
from kekiz.zeichnen.vorlage import render

TABELLEN: Final = ("praxisbeispiele", "module", "massnahmen")
"""What can be searched; a site with none of them has no such page."""
EINTRAEGE_HOECHSTENS: Final = 700
"""With more entries than this the page holds the practice examples alone, and leads to the register of each municipality."""
KAPITEL_DER_MASSNAHMEN: Final = "integration"
"""Measures are those of a concept of integration."""


def example_anchor(praxisbeispiel_id: str) -> str:
    """Gives the anchor of a practice example on the profile of its municipality."""
    return f"praxis-{praxisbeispiel_id}"


def partners(ergebnis: Ergebnis, praxisbeispiel_id: str) -> pd.DataFrame:
    """Gives the partners of a practice example, in the order of its document."""
    return ergebnis.bestand.where("praxispartner", praxisbeispiel_id=praxisbeispiel_id).sort_values("nr")


def _document(ergebnis: Ergebnis, quelle_id: str) -> str:
    """Says of which year a document is, or its Stand in its own words."""
    q = ergebnis.quellen.loc[quelle_id]
    if pd.notna(q["jahr"]):
        return sag("Dokument von {jahr}", jahr=q["jahr"])
    return sag("Dokument {stand}", stand=q["stand"]) if q["stand"] else sag("Dokument ohne Jahr")


def _themes_of(ergebnis: Ergebnis) -> dict[str, list[str]]:
    """Lists the themes that the offers of a chapter count as."""
    je: dict[str, list[str]] = {}
    for t in ergebnis.bestand.frame("themen").itertuples(index=False):
        for kapitel in str(t.kapitel).split():
            je.setdefault(kapitel, []).append(str(t.thema_id))
    return je


def _examples(seite: Seite) -> list[dict[str, Any]]:
    e = seite.ergebnis
    orte = e.kommunen["name"]
    zeilen = []
    for _, b in e.bestand.frame("praxisbeispiele").iterrows():
        kommune_id, nr = str(b["kommune_id"]), str(b["praxisbeispiel_id"])
        teil = partners(e, nr)
        zeilen.append(
            {
                "k": kommune_id,
                "art": PRAXISBEISPIEL,
                "name": b["titel"],
                "url": f"{seite.zu('kommune', kommune_id)}#{example_anchor(nr)}",
                "kurz": b["kurz"],
                "jahre": years_of_life(e, pd.Series({**b, "kapitel": ""})),
                "themen": list(e.bestand.where("praxisthemen", praxisbeispiel_id=nr)["thema_id"]),
                "partner": list(teil["name"]),
                "bereiche": list(dict.fromkeys(teil["bereich"])),
                "meta": [t for t in (orte[kommune_id], b["zielgruppe"], _document(e, str(b["quelle_id"]))) if t],
            }
        )
    return zeilen


def _offers(seite: Seite, themen: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """Modules of the municipality of the page."""
    return [
        {
            "k": seite.kommune_id,
            "art": m["art"],
            "name": m["name"],
            "url": module_url(seite, m),
            "kurz": m["kurz"],
            "jahre": years_of_life(seite.ergebnis, m),
            "themen": themen.get(str(m["kapitel"]), []),
            "partner": [],
            "bereiche": [],
            "meta": [t for t in (texte.MODUL_ART[m["art"]], m["traeger"], age_text(m), status_text(m)) if t],
        }
        for _, m in modules(seite.ergebnis, seite.kommune_id).iterrows()
    ]


def _measures(seite: Seite, themen: Mapping[str, list[str]]) -> list[dict[str, Any]]:
    """Measures of the municipality of the page; each is for the ages of the module that it belongs to."""
    alle = modules(seite.ergebnis, seite.kommune_id)
    zeilen = []
    for _, m in seite.tabelle("massnahmen").sort_values("nr").iterrows():
        modul = alle.loc[m["modul_id"]] if m["modul_id"] in alle.index else None
        zeilen.append(
            {
                "k": seite.kommune_id,
                "art": MASSNAHME,
                "name": m["titel"],
                "url": f"{seite.zu('integration')}#massnahme-{m['nr']}",
                "kurz": m["kurz"],
                "jahre": [] if modul is None else years_of_life(seite.ergebnis, modul),
                "themen": themen.get(KAPITEL_DER_MASSNAHMEN, []),
                "partner": [],
                "bereiche": [],
                "meta": [texte.PRAXIS_ART[MASSNAHME], _document(seite.ergebnis, str(m["quelle_id"]))],
            }
        )
    return zeilen


def _of_town(seite: Seite, kommune_id: str) -> Seite:
    """The page as one of another municipality, so that what it links is that municipality's own."""
    start = seite.kommune_id if seite.start is None else seite.start
    return replace(seite, kommune_id=kommune_id, start=start)


def draw_register(seite: Seite) -> str:
    """The search with all entries; complete without JavaScript."""
    e = seite.ergebnis
    je_kapitel = _themes_of(e)
    beispiele = _examples(seite)
    anzahl = {n: e.bestand.frame(n).groupby("paket").size() for n in ("module", "massnahmen")}
    ist_lang = len(beispiele) + sum(int(n.sum()) for n in anzahl.values()) > EINTRAEGE_HOECHSTENS
    gruppen, wege = [], []
    for kommune_id, ort in e.kommunen["name"].items():
        dort = _of_town(seite, str(kommune_id))
        n_module, n_massnahmen = (int(anzahl[n].get(kommune_id, 0)) for n in ("module", "massnahmen"))
        if ist_lang and n_module:
            n = format_anzahl_wort(n_module)
            wege.append((ort, dort.zu("module"), sag_n("{n} Angebot", "{n} Angebote", n_module, n=n)))
        elif not ist_lang:
            gruppen += [
                (f"{art}-{kommune_id}", sag(titel, ort=ort), zeilen)
                for art, titel, zeilen in (
                    ("angebote", merke("Angebote: {ort}"), _offers(dort, je_kapitel) if n_module else []),
                    ("massnahmen", merke("Maßnahmen: {ort}"), _measures(dort, je_kapitel) if n_massnahmen else []),
                )
                if zeilen
            ]
    zeilen = [*beispiele, *(z for _, _, teil in gruppen for z in teil)]
    jahre = {j for z in zeilen for j in z["jahre"]}
    themen = e.bestand.frame("themen").sort_values("reihenfolge")
    arten = [(k, texte.PRAXIS_ART.get(k) or texte.MODUL_ART[k]) for k in (PRAXISBEISPIEL, *texte.MODUL_ART, MASSNAHME)]
    genannt = {t for z in zeilen for t in z["themen"]}
    return render(
        "praxis",
        beispiele=beispiele,
        gruppen=gruppen,
        wege=wege,
        anzahl=len(zeilen),
        themen=[(t.thema_id, t.name) for t in themen.itertuples(index=False) if t.thema_id in genannt],
        alter=[(j, age_of_child(j)) for j in range(min(jahre), max(jahre) + 1)] if jahre else [],
        partner=[(k, w) for k, w in texte.PARTNER_BEREICH.items() if any(k in z["bereiche"] for z in beispiele)],
        arten=[(k, w) for k, w in arten if any(z["art"] == k for z in zeilen)],
        kommunen=[(k, n) for k, n in e.kommunen["name"].items() if any(z["k"] == k for z in zeilen)],
        ohne_alter=sum(not z["jahre"] for z in zeilen),
        ohne_thema=sum(not z["themen"] for z in zeilen),
    )


def draw_summe(seite: Seite) -> str:
    """One sentence: what can be searched here."""
    beispiele = seite.ergebnis.bestand.frame("praxisbeispiele")
    teile = []
    if len(beispiele):
        orte = beispiele["kommune_id"].nunique()
        teile.append(
            sag(
                "{beispiele} aus {orte} {stehen} hier.",
                beispiele=begin(
                    sag_n("ein Beispiel", "{n} Beispiele", len(beispiele), n=format_anzahl_wort(len(beispiele)))
                ),
                orte=sag_n("einer Kommune", "{n} Kommunen", orte, n=format_anzahl_wort(orte)),
                stehen=sag_n("steht", "stehen", len(beispiele)),
            )
        )
    eigene = {str(k) for n in ("module", "massnahmen") for k in seite.ergebnis.bestand.frame(n)["paket"]}
    if eigene:
        teile.append(
            sag_n(
                "Dazu kommt, was eine Kommune selbst beschrieben hat.",
                "Dazu kommt, was einzelne Kommunen selbst beschrieben haben.",
                len(eigene),
            )
        )
    teile.append(sag("Ob es etwas davon heute noch gibt, weiß die Kommune."))
    return render("lead", text=" ".join(teile))


MACROS: dict[str, Callable[[Seite], str]] = {"praxis_summe": draw_summe, "praxis_register": draw_register}


def list_practice(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the page where any package has something to search."""
    seite = one_page(
        merke("Wer macht so etwas schon?"),
        merke(
            "Beispiele, Angebote und Maßnahmen aller Kommunen, zu suchen nach Thema, Alter, Partner und Art; mit dem Jahr "
            "des Dokuments."
        ),
        merke("Wer macht so etwas?"),
    )
    return seite(ergebnis) if any(len(ergebnis.bestand.frame(n)) for n in TABELLEN) else []


ARTEN = (
    Seitenart(
        "praxis",
        "praxisbeispiele.csv",
        (Abschnitt(), "praxis_summe", "jahre_praxis", "praxis_register"),
        list_practice,
        ("toc",),
        felder=WORTE_DER_SEITE,
    ),
)
