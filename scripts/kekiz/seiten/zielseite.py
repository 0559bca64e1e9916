"""The parts of a goal's page, in the order of its anatomy. Each function gives Markdown with embedded HTML blocks."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.abstandsatz import steady_words
from kekiz.sagen.kurzstand import certainty_words, goal_since, people_words
from kekiz.sagen.zielsatz import broken_sentence, comparison_area_sentence, target_sentences, unmeasured_sentences
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart
from kekiz.seiten.falte import fold, name_some
from kekiz.seiten.heute import draw_today
from kekiz.seiten.hinweis import goal_hints, hint_section
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_sources, list_sources
from kekiz.seiten.seite import Seite, kennzahl_url
from kekiz.seiten.zielteile import draw_arithmetic, leading, leading_name, target_words
from kekiz.seiten.zieluebersicht import draw_unterziele
from kekiz.seiten.zielzahlen import draw_explained, draw_more_figures, draw_own_figures
from kekiz.wissen import texte
from kekiz.wissen.codes import Status, Statusgrund, Vergleich
from kekiz.wissen.sprache import merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort
from kekiz.zeichnen.abstand import bullet_end, lay_out_bullet
from kekiz.zeichnen.vorlage import render


def _row_mark(gruppe: pd.DataFrame) -> str:
    """Status of one leading Kennzahl over the readings of its target."""
    status = set(gruppe["status"])
    if len(status) == 1:
        return str(status.pop())
    return str(Status.TEILWEISE_ERREICHT)


def _reason(seite: Seite, ziel: pd.Series) -> str:
    """One or two sentences on why the goal has its status; a goal met in some years only names them."""
    grund = Statusgrund(ziel["statusgrund"])
    if grund in (Statusgrund.NICHT_AUF_DAUER, Statusgrund.EIN_TEIL_DER_JAHRE):
        zeilen = seite.ergebnis.target_rows(seite.kommune_id, str(ziel["ziel_id"]))
        genau = ((s.text if (s := broken_sentence(z)) else steady_words(z)) for _, z in zeilen.iterrows())
        return " ".join(dict.fromkeys(t for t in genau if t))
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
                eingehalten=sag("eingehalten") if erreicht else sag("nicht eingehalten"),
            )
        text = f"{zaehlung} {text}" if grund in (Statusgrund.LESARTEN, Statusgrund.EIN_TEIL_UNGEPRUEFT) else zaehlung
    return text


def _target(teil: pd.DataFrame) -> str:
    """The target of a card, or that the goal names none."""
    return (
        texte.STATUS_KURZ[Status.OHNE_ZIELWERT]
        if teil["vergleich"].eq(Vergleich.OHNE_ZAHL).all()
        else target_words(teil)
    )


def _card(seite: Seite, kennzahl_id: str, gruppe: str, teil: pd.DataFrame) -> dict[str, Any]:
    """One leading Kennzahl: value, targets, people, certainty; the bullet is laid out when all are known."""
    z = teil.iloc[0]
    karte: dict[str, Any] = {
        "name": leading_name(seite, kennzahl_id, gruppe),
        "url": kennzahl_url(seite, kennzahl_id),
        "ziel": _target(teil),
        "worte": [],
    }
    if pd.isna(z["wert_genau"]):
        return {**karte, "wert": sag("noch kein Wert"), "zahlen": None}
    wert = seite.ergebnis.wert(seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe))
    geprueft = teil[teil["ist_erfuellt"].notna()].drop_duplicates("zielwert")
    for _, zeile in geprueft.iterrows():
        lesart = texte.LESART_KURZ.get(zeile["lesart"], zeile["lesart"]) if len(geprueft) > 1 else ""
        worte = people_words(seite.ergebnis, zeile)
        if worte:
            karte["worte"].append(f"{lesart}: {worte}" if lesart else worte)
    karte["worte"] += list(dict.fromkeys(w for _, zeile in geprueft.iterrows() if (w := certainty_words(zeile))))
    ziele = tuple(float(w) for w in geprueft["zielwert"].dropna())
    bereich = (wert.intervall.unten, wert.intervall.oben) if wert.intervall else None
    zahlen = (float(z["wert_genau"]), bereich, ziele) if wert.einheit == "%" and ziele else None
    return {**karte, "wert": wert.text, "zahlen": zahlen}


def _draw_bullets(karten: list[dict[str, Any]]) -> None:
    """Lays the bullets of all cards out on one axis."""
    mit = [k["zahlen"] for k in karten if k["zahlen"]]
    if not mit:
        return
    ende = bullet_end([x for wert, bereich, ziele in mit for x in (wert, *(bereich or ()), *ziele)])
    for k in karten:
        if k["zahlen"]:
            wert, bereich, ziele = k["zahlen"]
            k["stab"] = lay_out_bullet(wert, bereich, ziele, ende)


def draw_kopf(seite: Seite, ziel_id: str) -> str:
    """The verdict: status since when, a card per leading Kennzahl, what nobody counted, the arithmetic in one fold."""
    ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
    leit = leading(seite, ziel_id)
    karten, gruppen = [], []
    # Where all targets fare alike, the status of the goal has said it.
    ist_gemischt = len({_row_mark(teil) for _, _, teil in leit}) > 1
    for kennzahl_id, gruppe, teil in leit:
        marke = _row_mark(teil) if ist_gemischt else ""
        karten.append({**_card(seite, kennzahl_id, gruppe, teil), "marke": marke, "stab": None})
        saetze = [
            s
            for _, z in teil.iterrows()
            if pd.notna(z["wert_genau"]) and z["vergleich"] != Vergleich.OHNE_ZAHL
            for s in target_sentences(seite.ergebnis, z)
        ]
        if saetze:
            gruppen.append({"titel": karten[-1]["name"], "saetze": saetze, "mit_text": True})
    _draw_bullets(karten)
    unbelegt = unmeasured_sentences(seite.ergebnis, seite.kommune_id, ziel_id)
    # What nobody counted stands with its wording; then the general sentence would say it twice.
    ist_gesagt = bool(unbelegt) and ziel["statusgrund"] == Statusgrund.KEINE_KENNZAHL
    seit = goal_since(ziel, seite.ergebnis.target_rows(seite.kommune_id, ziel_id))
    return render(
        "ziel_kopf",
        status=ziel["status"],
        seit=seit,
        grund="" if seit or ist_gesagt else _reason(seite, ziel),
        karten=karten,
        bewegt=list(
            dict.fromkeys(
                s.text
                for _, _, teil in leit
                for _, z in teil.iterrows()
                if (s := comparison_area_sentence(seite.ergebnis, z))
            )
        ),
        unbelegt=unbelegt,
        rechnungen=draw_arithmetic(seite, sag("Stand des Ziels"), gruppen),
    )


def draw_zahlen(seite: Seite, ziel_id: str) -> str:
    """What is counted for a goal: its own figures, or the goals below it."""
    if any(i.startswith(ziel_id + ".") for i in seite.ergebnis.goal_ids(seite.kommune_id)):
        return draw_unterziele(seite, ziel_id)
    return draw_own_figures(seite, ziel_id)


def draw_mehr(seite: Seite, ziel_id: str) -> str:
    """What else there is about a goal, each part folded: statements, charts and tables, areas, further Kennzahlen."""
    return draw_more_figures(seite, ziel_id)


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
    """How each Kennzahl of the goal is counted, folded."""
    ids = seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id)
    kennzahlen = [
        {
            "id": i,
            "url": kennzahl_url(seite, i),
            **seite.ergebnis.kennzahlen.loc[i].to_dict(),
            "gezaehlt": _counted(seite, i),
        }
        for i in ids
    ]
    return fold(
        sag("So wird gezählt"),
        render("zaehlung", kennzahlen=kennzahlen) + "\n\n" + draw_explained(seite, ziel_id) if kennzahlen else "",
        name_some([str(k["kurzname"]) for k in kennzahlen]),
        nur_hier=True,
    )


def draw_hinweise(seite: Seite, ziel_id: str) -> str:
    """The Hinweise that concern a goal's values, by their titles; absent where there are none."""
    return hint_section(seite, goal_hints(seite, ziel_id), kurz=True)


def draw_quellen(seite: Seite, ziel_id: str) -> str:
    """Documents and places of everything on the page, folded."""
    ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
    stellen = [(ziel["quelle_id"], ziel["fundstelle"])]
    for kennzahl_id in seite.ergebnis.goal_kennzahlen(seite.kommune_id, ziel_id):
        werte = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        stellen += zip(werte["quelle_id"], werte["fundstelle"], strict=True)
    quellen = collect_sources(seite, stellen)
    return fold(
        sag("Quellen"),
        list_sources(seite, quellen),
        name_some([f"{q['herausgeber']}, {q['stand']}" if q["stand"] else str(q["herausgeber"]) for q in quellen]),
    )


def draw_navigation(seite: Seite, ziel_id: str) -> str:
    """Links to the previous and next goal by name, and to the overview."""
    ids = seite.ergebnis.goal_ids(seite.kommune_id)
    namen = seite.tabelle("ziele").set_index("ziel_id")["kurzname"]
    ziele = [(seite.zu("ziel", i), f"{i} {namen[i]}".strip()) for i in ids]
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
    "ziel_mehr": _of_goal(draw_mehr),
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
            Abschnitt(merke("Kurz gesagt"), offen=1, klappe=merke("Mehr zum Ziel")),
            "jahre_ziel",
            "ziel_zahlen",
            "ziel_heute",
            Abschnitt(
                merke("Was {ort} dafür tat"), ("ziel_module",), offen=0, klappe=merke("Ausführlich: was {ort} tat")
            ),
            "ziel_folgen",
            "ziel_hinweise",
            "ziel_mehr",
            "blaetter_hierzu",
            "ziel_zaehlung",
            "ziel_quellen",
            "ziel_navigation",
        ),
        list_goals,
    ),
)
