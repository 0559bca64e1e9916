"""The parts of a goal's page, in the order of its anatomy. Each function gives Markdown with embedded HTML blocks."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.zielsatz import standing_sentence, unmeasured_sentences
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart
from kekiz.seiten.heute import draw_today
from kekiz.seiten.hinweis import draw_hints, goal_hints
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_sources, draw_sources
from kekiz.seiten.seite import Seite
from kekiz.seiten.zielteile import leading, leading_name, target_words
from kekiz.seiten.zieluebersicht import draw_unterziele
from kekiz.seiten.zielzahlen import draw_own_figures
from kekiz.wissen import texte
from kekiz.wissen.codes import Status, Statusgrund, Vergleich
from kekiz.wissen.sprache import merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_zeitraum_kurz
from kekiz.zeichnen.vorlage import render

GESAGT = tuple(
    texte.STATUSGRUND[g]
    for g in (
        Statusgrund.EINGEHALTEN,
        Statusgrund.VERFEHLT,
        Statusgrund.EIN_TEIL_DER_JAHRE,
        Statusgrund.NICHT_AUF_DAUER,
    )
)


def _stand(seite: Seite, ziel_id: str) -> str:
    zeilen = seite.ergebnis.target_rows(seite.kommune_id, ziel_id)
    zeilen = zeilen[zeilen["wert_genau"].notna()].sort_values("zeit", kind="stable")
    return sag("Stand {zeitraum}", zeitraum=format_zeitraum_kurz(zeilen.iloc[-1]["zeitraum"])) if len(zeilen) else ""


def _row_mark(gruppe: pd.DataFrame) -> str:
    """Status of one leading Kennzahl over the readings of its target."""
    status = set(gruppe["status"])
    if len(status) == 1:
        return str(status.pop())
    return str(Status.TEILWEISE_ERREICHT)


def _reason(seite: Seite, ziel: pd.Series) -> str:
    """One or two sentences on why the goal has its status."""
    del seite
    grund = Statusgrund(ziel["statusgrund"])
    if ziel["leit_geprueft"] == 1:
        grund = {Statusgrund.ALLE: Statusgrund.EINGEHALTEN, Statusgrund.KEINER: Statusgrund.VERFEHLT}.get(grund, grund)
    text = texte.STATUSGRUND[grund]
    # A target that held in some years only is neither kept nor missed.
    if ziel["leit_geprueft"] > 1 and (ziel["leit_erreicht"] or not ziel["leit_teils"]):
        erreicht, geprueft = int(ziel["leit_erreicht"]), int(ziel["leit_geprueft"])
        anzahl = {0: sag("Keiner"), 1: sag("Einer")}.get(erreicht, format_anzahl_wort(erreicht).capitalize())
        zaehlung = sag(
            "{anzahl} von {geprueft} geprüften Zielwerten {ist} eingehalten.",
            anzahl=anzahl,
            geprueft=format_anzahl_wort(geprueft),
            ist=sag("ist") if erreicht < 2 else sag("sind"),
        )
        if erreicht in (0, geprueft):
            alle = sag("Beide") if geprueft == 2 else sag("Alle {geprueft}", geprueft=format_anzahl_wort(geprueft))
            zaehlung = sag(
                "{alle} geprüften Zielwerte sind {eingehalten}.",
                alle=alle,
                eingehalten=sag("eingehalten") if erreicht else sag("verfehlt"),
            )
        text = f"{zaehlung} {text}" if grund in (Statusgrund.LESARTEN, Statusgrund.EIN_TEIL_UNGEPRUEFT) else zaehlung
    return text


def draw_kopf(seite: Seite, ziel_id: str) -> str:
    """Head card: status, one line per leading Kennzahl, the main distance, number of Hinweise."""
    ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
    zeilen, saetze = [], []
    leit = leading(seite, ziel_id)
    for kennzahl_id, gruppe, teil in leit:
        z = teil.iloc[0]
        wert = sag("noch kein Wert")
        if pd.notna(z["wert_genau"]):
            letzte = seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe)
            wert = seite.ergebnis.wert(letzte).text
        marke = _row_mark(teil)
        zeilen.append(
            {
                "name": leading_name(seite, kennzahl_id, gruppe),
                "wert": wert,
                "ziel": target_words(teil),
                "marke": marke if len(leit) > 1 else "",
            }
        )
        if pd.notna(z["wert_genau"]) and z["vergleich"] != Vergleich.OHNE_ZAHL:
            satz = standing_sentence(seite.ergebnis, z)
            if satz is not None and len(leit) > 1:
                satz = replace(satz, text=f"{leading_name(seite, kennzahl_id, gruppe)} – {satz.text}")
            saetze += [satz] if satz is not None else []
    alter = seite.ergebnis.bestand.frame("altersgruppen").set_index("altersgruppe_id")["name"]
    ort = sag("Ziel {ziel_id}", ziel_id=ziel_id)
    if ziel["altersgruppe_id"]:
        ort += f" · {alter[ziel['altersgruppe_id']]}"
    if ziel["ebene"] == "strategisch":
        ort = sag("Strategisches Ziel {ziel_id}", ziel_id=ziel_id)
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


def draw_zahlen(seite: Seite, ziel_id: str) -> str:
    """What is counted for a goal: its own figures, or the goals below it."""
    if any(i.startswith(ziel_id + ".") for i in seite.ergebnis.goal_ids(seite.kommune_id)):
        return draw_unterziele(seite, ziel_id)
    return draw_own_figures(seite, ziel_id)


def _counted(seite: Seite, kennzahl_id: str) -> list[dict[str, str]]:
    """How the municipality counts a Kennzahl: one entry per declared row, the one for all groups first."""
    zeilen = seite.ergebnis.bestand.where("zaehlweisen", paket=seite.kommune_id, kennzahl_id=kennzahl_id)
    gruppen = seite.ergebnis.bestand.frame("gruppen").set_index("gruppe_id")["name"]
    felder = ["stichtag", "datenhalter", "erhebungsrhythmus", "beschreibung"]
    return [
        {"gruppe": str(gruppen.get(z["gruppe"], "")), **{f: str(z[f]) for f in felder}}
        for _, z in zeilen.sort_values("gruppe", kind="stable").iterrows()
    ]


def draw_zaehlung(seite: Seite, ziel_id: str) -> str:
    """How each Kennzahl of the goal is counted."""
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    if not ids:
        return ""
    kennzahlen = [{"id": i, **seite.ergebnis.kennzahlen.loc[i].to_dict(), "gezaehlt": _counted(seite, i)} for i in ids]
    return ("## " + sag("So wird gezählt") + "\n\n") + render("zaehlung", kennzahlen=kennzahlen)


def draw_hinweise(seite: Seite, ziel_id: str) -> str:
    """The Hinweise that concern a goal's values."""
    kopf = "## " + sag("Gut zu wissen") + " {#gut-zu-wissen}\n\n"
    ids = goal_hints(seite, ziel_id)
    if not ids:
        return kopf + sag("Zu diesem Ziel gibt es keine besonderen Hinweise.")
    return kopf + draw_hints(seite, ids)


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
    return draw_neighbours(
        sag("Weitere Ziele"), ziele, ids.index(ziel_id), (seite.zu("ziele"), sag("Übersicht der Ziele"))
    )


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
}


def _status(ergebnis: Ergebnis, kommune_id: str, ziel_id: str) -> str:
    return str(ergebnis.goal(kommune_id, ziel_id)["status"])


def list_goals(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of all goals of all municipalities."""
    orte = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    alter = ergebnis.bestand.frame("altersgruppen").set_index("altersgruppe_id")["name"]
    return [
        Eintrag(
            z.paket,
            z.ziel_id,
            f"{z.ziel_id}: {z.titel}",
            z.kurzfassung,
            orte[z.paket],
            menue=f"{z.ziel_id} {z.kurzname}".strip(),
            gruppe=alter.get(z.altersgruppe_id, ""),
            status=partial(_status, ergebnis, z.paket, z.ziel_id),
        )
        for z in ergebnis.bestand.frame("ziele").itertuples()
    ]


ARTEN = (
    Seitenart(
        "ziel",
        "ziele.csv",
        (
            "ziel_kopf",
            "jahre_ziel",
            Abschnitt(merke("Kurz gesagt")),
            "ziel_heute",
            "ziel_zahlen",
            Abschnitt(merke("Was {ort} dafür tat")),
            "ziel_module",
            "ziel_zaehlung",
            "ziel_hinweise",
            "ziel_quellen",
            "ziel_navigation",
        ),
        list_goals,
    ),
)
