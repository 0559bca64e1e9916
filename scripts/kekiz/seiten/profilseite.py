"""The profile of a municipality: what it is about at a glance, its example, the rest folded."""

from collections.abc import Callable, Sequence
from typing import Final

import pandas as pd

from kekiz.seiten.falte import fold
from kekiz.seiten.hinweis import draw_hints
from kekiz.seiten.kommunenseite import (
    PROFIL_TEILE,
    comparison_url,
    entries,
    municipality,
    names,
    own_hints,
    own_rows,
    population_as_of,
    similar,
)
from kekiz.seiten.praxisseite import example_anchor, partners
from kekiz.seiten.seite import Seite, source_line
from kekiz.wissen import texte
from kekiz.wissen.schrift import quote
from kekiz.wissen.sprache import list_words, merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, round_half_up
from kekiz.zeichnen.vorlage import render

HAUPTTHEMEN: Final = 3
"""How many themes one sentence names."""
SCHRITT: Final = "naechster_schritt"
TEILE: Final = (*PROFIL_TEILE, (SCHRITT, merke("Nächste Schritte")))
GESUCHT: Final = ("profilziel", "fokus", "indikator")
"""Entries that the search finds; the index travels with every first visit, so long lists stay out of it."""


def main_themes(themen: pd.DataFrame) -> list[str]:
    """Finds the themes that a profile says most about: those with the most places of evidence.

    Where the cut would fall between themes with equally many places, all of these are left out.

    Args:
        themen: Rows of ``themenzuordnung`` of one municipality (``thema_id``, ``beleg``: places, separated by ";").

    Returns:
        At most :data:`HAUPTTHEMEN` ids, most places first; none where no theme stands out.

    Example:
        >>> frame = pd.DataFrame({"thema_id": list("abcd"), "beleg": ["x; y; z", "x; y", "x", "x"]})
        >>> main_themes(frame)
        ['a', 'b']
    """
    zahl = themen.set_index("thema_id")["beleg"].map(lambda b: len([t for t in str(b).split(";") if t.strip()]))
    zahl = zahl.sort_values(ascending=False, kind="stable")
    if len(zahl) <= HAUPTTHEMEN:
        return [str(t) for t in zahl.index]
    return [str(t) for t in zahl.index[:HAUPTTHEMEN] if zahl[t] > zahl.iloc[HAUPTTHEMEN]]


def theme_sentence(namen: Sequence[str]) -> str:
    """Says which themes a profile names most often, core or not; empty where none stands out.

    Example:
        >>> theme_sentence(["Übergänge"])
        'Am häufigsten nennt dieses Profil „Übergänge“.'
    """
    genannt = list_words([quote(n) for n in namen])
    return sag("Am häufigsten nennt dieses Profil {themen}.", themen=genannt) if namen else ""


def _strip(seite: Seite) -> list[dict[str, str]]:
    """All themes with how much the profile says about each: core themes first, what it does not name last."""
    if "themen" in seite.aus:
        return []
    staerke = own_rows(seite, "themenzuordnung").set_index("thema_id")["staerke"]
    folge = {"kern": 0, "ergaenzend": 1, "": 2}
    alle = [
        {
            "name": t.name,
            "url": f"{seite.zu('themen')}#thema-{t.thema_id}",
            "staerke": str(staerke.get(t.thema_id, "")),
        }
        for t in seite.ergebnis.bestand.frame("themen").sort_values("reihenfolge").itertuples(index=False)
    ]
    return sorted(alle, key=lambda t: folge[t["staerke"]]) if len(staerke) else []


def draw_kopf(seite: Seite) -> str:
    """What the profile is about, how old it is, population, strip of themes, and what is not known, in one sentence."""
    k = municipality(seite)
    themen = own_rows(seite, "themenzuordnung")
    name = dict(seite.ergebnis.bestand.frame("themen")[["thema_id", "name"]].itertuples(index=False))
    streifen = _strip(seite)
    titel = seite.ergebnis.quellen["titel"].get(k["quelle_id"], "")
    bevoelkerung = None
    if pd.notna(k["einwohner"]):
        anteil = float(k["anteil_unter_18"])
        bevoelkerung = {
            "alle": format_zahl(float(k["einwohner"])),
            "unter": format_zahl(float(k["unter_18"])),
            "rund": format_zahl(round_half_up(anteil, 0)),
            "anteil": format_wert(anteil, "%", 1),
            "stand": population_as_of(k),
        }
    ohne = [sag(t) for art, t in TEILE if entries(seite, art).empty]
    if own_rows(seite, "praxisbeispiele").empty:
        ohne.append(sag("Aus der Praxis"))
    return render(
        "kommune_kopf",
        ort=" · ".join(t for t in (texte.KOMMUNE_TYP[k["typ"]], k["programmrolle"]) if t),
        satz=theme_sentence([str(name[t]) for t in main_themes(themen)]) if streifen else "",
        jahr=k["jahr"],
        titel=titel,
        bevoelkerung=bevoelkerung,
        themen=streifen,
        hat_leere=any(not t["staerke"] for t in streifen),
        ohne=ohne if titel else [],
    )


def draw_vergleich(seite: Seite) -> str:
    """The way to the comparison with another municipality; nothing is chosen beforehand."""
    aehnliche = similar(seite, seite.kommune_id)
    if "vergleich" in seite.aus or not aehnliche:
        return ""
    return render(
        "kommune_vergleich",
        url=comparison_url(seite).partition("?")[0],
        hier=seite.kommune_id,
        kommunen=[{"id": i, "name": n} for i, n in names(seite).items() if i != seite.kommune_id],
        aehnliche=aehnliche,
        masz_url=f"{seite.zu('vergleich')}#aehnliche-kommunen",
    )


def draw_praxis(seite: Seite) -> str:
    """Practice examples with their partners and what the document stresses about them."""
    eigene = own_rows(seite, "praxisbeispiele")
    beispiele = [
        {
            "anker": example_anchor(str(b.praxisbeispiel_id)),
            "partner": list(partners(seite.ergebnis, str(b.praxisbeispiel_id))["name"]),
            "titel": b.titel,
            "kurz": b.kurz,
            "initiator": b.initiator,
            "zielgruppe": b.zielgruppe,
            "hervorgehoben": [t.strip() for t in str(b.erfolgsfaktoren).split(";") if t.strip()],
            "quelle": source_line(seite, eigene[eigene["praxisbeispiel_id"].eq(b.praxisbeispiel_id)]),
        }
        for b in eigene.itertuples(index=False)
    ]
    if not beispiele:
        return ""
    return (
        "## "
        + sag("Aus der Praxis")
        + "\n\n"
        + render("praxisbeispiele", beispiele=beispiele, suche_url=seite.zu("praxis"))
    )


def draw_profil(seite: Seite) -> str:
    """Goals, focus, indicators, priorities and next steps in the municipality's own order, each folded."""
    teile = []
    for art, titel in TEILE:
        punkte = list(entries(seite, art)["text"])
        if not punkte:
            continue
        inhalt = render("punkte", punkte=punkte, suchen=art in GESUCHT)
        lage = list(entries(seite, "ausgangslage")["text"]) if art == "profilziel" else []
        if lage:
            inhalt += "\n" + render("aufklappen", titel=sag("Wovon die Kommune ausging"), punkte=lage)
        teile.append(fold(sag(titel), inhalt, _count(len(punkte))))
    return "\n\n".join(teile)


def _count(anzahl: int) -> str:
    return sag("ein Punkt") if anzahl == 1 else sag("{anzahl} Punkte", anzahl=format_anzahl_wort(anzahl))


def draw_themen(seite: Seite) -> str:
    """The themes of the municipality with their evidence, folded."""
    eigene = own_rows(seite, "themenzuordnung").set_index("thema_id")
    if "themen" in seite.aus or eigene.empty:
        return ""
    zeilen = [
        {"name": t.name, "staerke": eigene.at[t.thema_id, "staerke"], "beleg": eigene.at[t.thema_id, "beleg"]}
        for t in seite.ergebnis.bestand.frame("themen").sort_values("reihenfolge").itertuples(index=False)
        if t.thema_id in eigene.index
    ]
    zeilen.sort(key=lambda z: z["staerke"] != "kern")
    inhalt = render("kommune_themen", zeilen=zeilen, themen_url=seite.zu("themen"))
    zusatz = sag("ein Thema") if len(zeilen) == 1 else sag("{anzahl} Themen", anzahl=format_anzahl_wort(len(zeilen)))
    return fold(sag("Woraus die Themen folgen"), inhalt, zusatz)


def draw_hinweise(seite: Seite) -> str:
    """What does not fit together in the document of the profile; nothing where there is no such thing."""
    ids = list(own_hints(seite)["hinweis_id"])
    if not ids:
        return ""
    zusatz = (
        sag("ein Hinweis zum Dokument")
        if len(ids) == 1
        else sag("{anzahl} Hinweise zum Dokument", anzahl=format_anzahl_wort(len(ids)))
    )
    return fold(sag("Gut zu wissen"), draw_hints(seite, ids), zusatz, anker="gut-zu-wissen")


MACROS: dict[str, Callable[[Seite], str]] = {
    "kommune_kopf": draw_kopf,
    "kommune_vergleich": draw_vergleich,
    "kommune_praxis": draw_praxis,
    "kommune_profil": draw_profil,
    "kommune_themen": draw_themen,
    "kommune_hinweise": draw_hinweise,
}
