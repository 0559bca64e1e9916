"""The chain from pregnancy to working life: one picture, and a list as its equal."""

from collections.abc import Callable
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.seiten import anatomie
from kekiz.seiten.kette import Abschnitt, Luecken, age_spans, drawn_span, find_gaps, picture_modules, sections
from kekiz.seiten.modulkopf import age_text
from kekiz.seiten.modulseite import latest_rows, module_url, source_short, status_text
from kekiz.seiten.seite import Seite, cite_documents
from kekiz.seiten.zieluebersicht import count_sentence
from kekiz.wissen import texte
from kekiz.wissen.sprache import list_words, merke, sag, sag_n
from kekiz.wissen.zahlen import format_alter, format_anzahl_wort, format_zeitraum
from kekiz.zeichnen.einbettung import cite
from kekiz.zeichnen.kettenbild import Kopf, bar_of, lay_out, section_name
from kekiz.zeichnen.vorlage import render, write_plain

VOLLJAEHRIG = 18
"""Where the last section ends later, the chain reaches to working life."""


def _count(anzahl: int, eins: str, viele: str) -> str:
    """Number word and noun: ``einen Abschnitt``, ``drei Abschnitte``."""
    return eins if anzahl == 1 else f"{format_anzahl_wort(anzahl)} {viele}"


def draw_bild(seite: Seite) -> str:
    """The picture of the chain: sections with links to their list, bars of the modules that name an age.

    Absent where none does; the list tells of the others.
    """
    module = picture_modules(seite.ergebnis, seite.kommune_id)
    if module.empty:
        return ""
    abschnitte = [a for a in sections(seite.ergebnis, seite.kommune_id) if pd.notna(a.von)]
    koepfe = [
        Kopf(
            section_name(a.altersgruppe_id, a.name),
            format_alter(a.von, a.bis),
            sag(
                "{anzahl} {modul} · {anzahl2} {ziel}",
                anzahl=len(a.module),
                modul=sag_n("Modul", "Module", len(a.module)),
                anzahl2=len(a.ziele),
                ziel=sag_n("Ziel", "Ziele", len(a.ziele)),
            ),
            url=f"#{a.altersgruppe_id}",
        )
        for a in abschnitte
    ]
    balken = [bar_of(m, drawn_span(seite.ergebnis, m), module_url(seite, m)) for _, m in module.iterrows()]
    q = seite.ergebnis.quellen.loc[list(dict.fromkeys(module["quelle_id"]))]
    kurz = q["titel"].map(source_short)
    quellen = [f"{h}: {'; '.join(dict.fromkeys(teil))}" for h, teil in kurz.groupby(q["herausgeber"], sort=False)]
    titel = sag("Was Kinder und Familien in welchem Alter begleitete")
    bild_id = seite.kennung("kettenbild")
    adresse = f"{seite.adresse}#{bild_id}" if seite.adresse else ""
    beleg = cite_documents(seite, module)
    return render(
        "kettenbild",
        id=bild_id,
        titel=titel,
        untertitel=sag(
            "{ort}. Gezeigt sind Angebote mit eigener Seite, die es nach den Dokumenten gab und für die sie ein Alter nennen. "
            "Ein Pfeil heißt: Anfang oder Ende ist nicht genannt. {abschnitte}Alles Weitere steht in der Liste darunter.",
            ort=seite.ort,
            abschnitte=""
            if len(abschnitte) < 2
            else sag("Die Abschnitte sind gleich breit gezeichnet, obwohl sie verschieden lang dauern. "),
        ),
        bilder=lay_out(koepfe, balken, [(a.von, a.bis) for a in abschnitte]),
        beschreibung=sag(
            "Die Präventionskette in {abschnitte} mit {angebote}. Die Liste darunter enthält dasselbe und mehr.",
            abschnitte=_count(len(abschnitte), sag("einem Abschnitt"), sag("Abschnitten")),
            angebote=_count(len(balken), sag("einem Angebot"), sag("Angeboten")),
        ),
        hat_links=True,
        quelle=sag("Quelle: ") + "; ".join(quellen),
        zitat=cite(titel, seite.ort, beleg, seite.lizenz, website=seite.website, adresse=adresse),
    )


def _module_row(seite: Seite, m: pd.Series) -> dict[str, Any]:
    return {
        "name": m["name"],
        "url": module_url(seite, m),
        "kurz": m["kurz"],
        "stand": " · ".join(t for t in (texte.MODUL_ART[m["art"]], age_text(m), status_text(m)) if t),
    }


def _kennzahl_row(seite: Seite, kennzahl_id: str, ziele: pd.DataFrame) -> dict[str, Any]:
    werte = latest_rows(seite, kennzahl_id)
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    ziel_id = next(
        z for z in ziele["ziel_id"] if kennzahl_id in seite.ergebnis.goal_kennzahlen(seite.kommune_id, str(z))
    )
    texte_ = [
        f"{z['gruppe_name'] + ': ' if z['gruppe_name'] else ''}{seite.ergebnis.wert(z).text} ({format_zeitraum(z['zeitraum'])})"
        for _, z in werte.iterrows()
    ]
    return {"name": kennzahl["name"], "url": seite.zu("ziel", str(ziel_id)), "werte": texte_}


def _leading_only(seite: Seite, abschnitt: Abschnitt) -> list[str]:
    leit = {k for z in abschnitt.ziele["ziel_id"] for k in seite.ergebnis.goal_kennzahlen(seite.kommune_id, z, "leit")}
    return [k for k in abschnitt.kennzahlen if k in leit]


def _share(anzahl: int, gesamt: int, alle: str) -> str:
    """Writes "3 von 12", or "allen 12" with the form of the word that the sentence needs."""
    return f"{alle} {gesamt}" if anzahl == gesamt else sag("{anzahl} von {gesamt}", anzahl=anzahl, gesamt=gesamt)


def gap_sentences(seite: Seite, abschnitt: Abschnitt, luecken: Luecken) -> list[dict[str, Any]]:
    """Words each gap; every sentence is a fact about the documents, no judgement about the city."""
    namen = seite.ergebnis.kennzahlen["name"]
    saetze: list[dict[str, Any]] = []

    def _goals(ids: list[str]) -> list[dict[str, str]]:
        return [{"name": i, "url": seite.zu("ziel", i)} for i in ids]

    if luecken.ziele_ohne_modul:
        saetze.append({"text": sag("Ziele, zu denen die Dokumente kein eigenes Angebot nennen:"), "links": _goals(luecken.ziele_ohne_modul)})  # fmt: skip
    if luecken.ziele_ohne_zielwert:
        saetze.append({"text": sag("Ziele ohne Zielwert, also ohne Zahl zum Prüfen:"), "links": _goals(luecken.ziele_ohne_zielwert)})  # fmt: skip
    if luecken.ziele_ohne_daten:
        saetze.append({"text": sag("Ziele, für die noch Werte fehlen:"), "links": _goals(luecken.ziele_ohne_daten)})
    if not abschnitt.kennzahlen:
        saetze.append({"text": sag("Für diesen Abschnitt gibt es keine Kennzahl."), "links": []})
    if luecken.kennzahlen_ohne_wert:
        saetze.append({"text": sag("Angekündigt, aber noch ohne Wert: ") + "; ".join(namen[luecken.kennzahlen_ohne_wert]) + ".", "links": []})  # fmt: skip
    if luecken.kennzahlen_ohne_sozialraum:
        mit = len(abschnitt.kennzahlen) - len(luecken.kennzahlen_ohne_wert)
        saetze.append(
            {
                "text": sag(
                    "Für {anzahl} Kennzahlen mit Wert gibt es keine Zahl zu einzelnen Sozialräumen.",
                    anzahl=_share(len(luecken.kennzahlen_ohne_sozialraum), mit, "alle"),
                ),
                "links": [],
            }
        )
    gesamt = len(abschnitt.module)
    for anzahl, text in (
        (
            luecken.module_ohne_zahl,
            sag("nennen die Dokumente keine Zahl, zum Beispiel wie viele Familien sie erreichen"),
        ),
        (luecken.module_ohne_alter, sag("nennen die Dokumente kein genaues Alter")),
        (luecken.module_ohne_ziel, sag("ist kein Ziel des Zielkatalogs genannt")),
    ):
        if anzahl:
            saetze.append(
                {
                    "text": sag("Zu {anzahl} Modulen {text}.", anzahl=_share(anzahl, gesamt, "allen"), text=text),
                    "links": [],
                }
            )
    return saetze


def draw_liste(seite: Seite) -> str:
    """Per age group: modules, goals, Kennzahlen and gaps."""
    teile = []
    for a in sections(seite.ergebnis, seite.kommune_id):
        eigene = a.module[a.module["hat_seite"].astype(bool)]
        weitere = a.module[~a.module["hat_seite"].astype(bool)]
        teile.append(
            f"## {write_plain(a.name)} {{#{a.altersgruppe_id}}}\n\n"
            + render(
                "kette_abschnitt",
                alter=format_alter(a.von, a.bis) if a.von >= 0 else "",
                beschreibung=a.beschreibung,
                module=[_module_row(seite, m) for _, m in eigene.iterrows()],
                weitere=[_module_row(seite, m) for _, m in weitere.iterrows()],
                auch=[_module_row(seite, m) for _, m in a.auch.iterrows()],
                ziele=[
                    {
                        "nr": z["ziel_id"],
                        "titel": z["titel"],
                        "status": z["status"],
                        "url": seite.zu("ziel", str(z["ziel_id"])),
                    }
                    for _, z in a.ziele.iterrows()
                ],
                kennzahlen=[_kennzahl_row(seite, k, a.ziele) for k in _leading_only(seite, a)],
                mehr_kennzahlen=len(a.kennzahlen) - len(_leading_only(seite, a)),
                luecken=gap_sentences(seite, a, find_gaps(seite.ergebnis, seite.kommune_id, a)),
                register_url=seite.zu("module"),
            )
        )
    return "\n\n".join(teile)


def draw_satz(seite: Seite) -> str:
    """One sentence: how many modules, goals and Kennzahlen the chain has."""
    alle = sections(seite.ergebnis, seite.kommune_id)
    module = sum(len(a.module) for a in alle)
    ziele = sum(len(a.ziele) for a in alle)
    kennzahlen = len({k for a in alle for k in a.kennzahlen})
    altersgruppen = [a for a in alle if pd.notna(a.von)]
    ohne_alter = len(alle) - len(altersgruppen)
    abschnitte = sag(
        "Die Kette hat {abschnitte} nach dem Alter{weitere}.",
        abschnitte=_count(len(altersgruppen), sag("einen Abschnitt"), sag("Abschnitte")),
        weitere=sag(" und {einen} für jedes Alter", einen=_count(ohne_alter, sag("einen"), "").rstrip())
        if ohne_alter
        else "",
    )
    gehoert = [
        text
        for anzahl, text in (
            (module, sag_n("ein Modul", "{n} Module", module, n=format_anzahl_wort(module))),
            (ziele, sag_n("ein operatives Ziel", "{n} operative Ziele", ziele, n=format_anzahl_wort(ziele))),
            (kennzahlen, sag_n("eine Kennzahl", "{n} Kennzahlen", kennzahlen, n=format_anzahl_wort(kennzahlen))),
        )
        if anzahl
    ]
    satz = sag("{abschnitte} Dazu gehören {liste}.", abschnitte=abschnitte, liste=list_words(gehoert))
    return render("satz", klasse="kp-summe", text=f"{satz} {count_sentence(seite)}")


MACROS: dict[str, Callable[[Seite], str]] = {
    "kette_satz": draw_satz,
    "kette_bild": draw_bild,
    "kette_liste": draw_liste,
}


def list_chains(ergebnis: Ergebnis) -> list[anatomie.Eintrag]:
    """Lists the chains of all municipalities that have modules."""
    beschreibung = sag(
        "Welche Angebote Kinder und Familien in {} in welchem Alter begleiten, welche Ziele dazu gehören und "
        "wo etwas fehlt."
    )
    spannen = age_spans(ergebnis)
    ist_ganz = spannen and spannen[0][2] < 0 and spannen[-1][3] >= VOLLJAEHRIG
    titel = sag("Die Kette: von der Schwangerschaft bis zum Beruf") if ist_ganz else sag("Die Kette nach Alter")
    return [
        anatomie.Eintrag(k, "", titel, beschreibung.format(ort), ort, sag("Kette"))
        for k, ort in anatomie.towns_with(ergebnis, "module")
    ]


ARTEN = (
    anatomie.Seitenart(
        "kette",
        "module.csv",
        (
            anatomie.Abschnitt(),
            "jahre_kette",
            "kette_satz",
            "kette_bild",
            "kette_liste",
            anatomie.Abschnitt(merke("Was als Lücke gilt")),
        ),
        list_chains,
    ),
)
