"""The overview of all goals, and the goals below one goal."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.jahresstand import report_years
from kekiz.sagen.zielzahl import GEPRUEFT, OFFEN, headline, rest_sentence
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.seite import Seite, has_course
from kekiz.seiten.zielabstand import axis_words, find_axis, goal_rows
from kekiz.seiten.zielteile import leading, leading_name, target_words
from kekiz.wissen import texte
from kekiz.wissen.codes import Status, Statusgrund
from kekiz.wissen.sprache import begin, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_zeitraum
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.svg_schreiber import write_sparkline
from kekiz.zeichnen.vorlage import render
from kekiz.zeichnen.zeitreihe import draw_sparkline


def _overview_row(seite: Seite, ziel_id: str, basis_tiefe: int) -> dict[str, object]:
    ziel = seite.ergebnis.goal(seite.kommune_id, ziel_id)
    werte: list[dict[str, object]] = []
    for kennzahl_id, gruppe, teil in leading(seite, ziel_id):
        z = teil.iloc[0]
        if pd.isna(z["wert_genau"]):
            werte.append(
                {
                    "name": leading_name(seite, kennzahl_id, gruppe),
                    "wert": sag("noch kein Wert"),
                    "ziel": "",
                    "zeit": "",
                    "spark": "",
                }
            )
            continue
        zeile = seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe)
        werte.append(
            {
                "name": leading_name(seite, kennzahl_id, gruppe),
                "wert": seite.ergebnis.wert(zeile).text,
                "ziel": target_words(teil),
                "zeit": format_zeitraum(zeile["zeitraum"]),
                "spark": _spark(seite, ziel_id, kennzahl_id, gruppe),
            }
        )
    return {
        "nr": ziel_id,
        "titel": ziel["titel"],
        "url": seite.zu("ziel", ziel_id),
        "status": ziel["status"],
        "werte": werte,
        "tiefe": len(ziel_id.split(".")) - basis_tiefe,
    }


def _spark(seite: Seite, ziel_id: str, kennzahl_id: str, gruppe: str) -> object:
    reihe = seite.ergebnis.series(seite.kommune_id, kennzahl_id, None, gruppe)
    if not has_course(reihe):
        return ""
    name = leading_name(seite, kennzahl_id, gruppe)
    rahmen = Rahmen(
        id=seite.kennung(
            f"spark-{ziel_id.replace('.', '-')}-{kennzahl_id.replace('_', '-')}{'-' + gruppe if gruppe else ''}"
        ),
        titel=name,
    )
    return write_sparkline(draw_sparkline(seite.ergebnis.werte_von(reihe), rahmen))


STAND_WORT = {
    Status.NICHT_ERREICHT: "nicht",
    Status.TEILWEISE_ERREICHT: "teilweise",
    Status.ERREICHT: "erreicht",
}
"""What the filter has in the address; goals that cannot be tested are ``offen``."""


def single_goals(seite: Seite) -> list[str]:
    """Lists the operative goals that have no goals below them, in order."""
    return seite.once(("einzelziele",), partial(_single_goals, seite))


def _single_goals(seite: Seite) -> list[str]:
    z = seite.tabelle("ziele")
    eltern = set(z["oberziel_id"])
    einzeln = set(z.loc[z["ebene"].eq("operativ") & ~z["ziel_id"].isin(eltern), "ziel_id"])
    return [i for i in seite.ergebnis.goal_ids(seite.kommune_id) if i in einzeln]


def _open_goals(seite: Seite, ziele: list[str], status: Status) -> dict[str, Any]:
    """The goals that cannot be tested for one reason, with what stands in the way."""
    anzahl = format_anzahl_wort(len(ziele), "eins")
    titel = {
        (Status.OHNE_ZIELWERT, True): sag("Ein Ziel nennt keine Zahl"),
        (Status.OHNE_ZIELWERT, False): sag("{anzahl} Ziele nennen keine Zahl", anzahl=begin(anzahl)),
        (Status.OHNE_DATEN, True): sag("Bei einem Ziel fehlen Werte"),
        (Status.OHNE_DATEN, False): sag("Bei {anzahl} Zielen fehlen Werte", anzahl=anzahl),
    }[status, len(ziele) == 1]
    zeilen = [
        {
            "nr": i,
            "titel": ziel["titel"],
            "url": seite.zu("ziel", i),
            "grund": texte.STATUSGRUND[Statusgrund(ziel["statusgrund"])],
        }
        for i in ziele
        for ziel in (seite.ergebnis.goal(seite.kommune_id, i),)
    ]
    return {"titel": titel, "nummern": ", ".join(ziele), "ziele": zeilen}


def draw_uebersicht(seite: Seite) -> str:
    """All goals: the tested ones on one axis, by status; the others folded with their reason. Never one score."""
    n = status_counts(seite)
    je_status = {s: [i for i in single_goals(seite) if _status(seite, i) == s] for s in Status}
    geprueft = [i for s in GEPRUEFT for i in je_status[s]]
    halb = find_axis(seite, geprueft)
    gruppen: list[dict[str, Any]] = [
        {"status": s, "stand": STAND_WORT[s], "ziele": goal_rows(seite, je_status[s], halb)}
        for s in GEPRUEFT
        if je_status[s]
    ]
    ungeprueft = sum(len(je_status[s]) for s in OFFEN)
    chips: list[dict[str, Any]] = [
        {"wert": "", "status": "", "text": sag("alle"), "anzahl": sum(n.values())},
        *({"wert": g["stand"], "status": g["status"], "text": "", "anzahl": len(g["ziele"])} for g in gruppen),
    ]
    if ungeprueft:
        chips.append({"wert": "offen", "status": "", "text": sag("nicht prüfbar"), "anzahl": ungeprueft})
    oberziele = [i for i in seite.ergebnis.goal_ids(seite.kommune_id) if "." not in i]
    return f"# {headline(n)}\n\n" + render(
        "ziele_uebersicht",
        rest=rest_sentence(n),
        chips=chips,
        gruppen=gruppen,
        reicht_weiter=any(
            any(w["lage"].reicht_weiter) for g in gruppen for z in g["ziele"] for w in z["zeilen"] if w["lage"]
        ),
        marken=axis_words(halb),
        offen=[_open_goals(seite, je_status[s], s) for s in OFFEN if je_status[s]],
        oberziele=[
            {"nr": i, "titel": seite.ergebnis.goal(seite.kommune_id, i)["titel"], "url": seite.zu("ziel", i)}
            for i in oberziele
        ],
        zaehlung=count_sentence(seite),
        berichte_url=seite.zu("berichte") if report_years(seite.ergebnis.bestand, seite.kommune_id) else "",
    )


def _status(seite: Seite, ziel_id: str) -> Status:
    return Status(seite.ergebnis.goal(seite.kommune_id, ziel_id)["status"])


def status_counts(seite: Seite) -> dict[str, int]:
    """Counts the goals that have a leading Kennzahl or a target of their own, by status (parents of goals left out)."""
    z = seite.ergebnis.ziele
    z = z[z["kommune_id"].eq(seite.kommune_id) & z["ebene"].eq("operativ")]
    eltern = set(z["oberziel_id"])
    return dict(z[~z["ziel_id"].isin(eltern)]["status"].value_counts())


def count_sentence(seite: Seite) -> str:
    """Says how many goals there are and of which kind, so that every count on the site can be traced to it."""
    z = seite.ergebnis.ziele
    z = z[z["kommune_id"].eq(seite.kommune_id)]
    operativ = z[z["ebene"].eq("operativ")]
    eltern = operativ.loc[operativ["ziel_id"].isin(set(operativ["oberziel_id"])), "ziel_id"]
    oben = format_anzahl_wort(len(z) - len(operativ), sag("eins"))
    text = sag(
        "Der Zielkatalog hat {anzahl} {ziel}, {oben} davon strategisch und {anzahl2} operativ.",
        anzahl=format_anzahl_wort(len(z), sag("ein")),
        ziel=sag_n("Ziel", "Ziele", len(z)),
        oben=oben,
        anzahl2=format_anzahl_wort(len(operativ), sag("eins")),
    )
    if len(eltern):
        anzahl, fasst = (
            format_anzahl_wort(len(eltern), sag("eins")).capitalize(),
            sag_n("fasst", "fassen", len(eltern)),
        )
        text += sag(
            " {anzahl} der operativen {fasst} nur andere zusammen ({liste}).",
            anzahl=anzahl,
            fasst=fasst,
            liste=", ".join(eltern),
        )
    return text


def draw_summe(seite: Seite) -> str:
    """How many goals there are, are met, partly met, not met, and how many cannot be checked and why."""
    n = status_counts(seite)
    gesamt = sum(n.values())
    if gesamt <= 1:
        einzig = [
            sag("Das einzelne Ziel ist {einziges_ziel}.", einziges_ziel=texte.EINZIGES_ZIEL[Status(s)])
            for s, anzahl in n.items()
            if anzahl
        ]
        return render("satz", klasse="kp-summe", text=" ".join([count_sentence(seite), *einzig]))

    def w(anzahl: int) -> str:
        return format_anzahl_wort(anzahl, sag("eins"))

    text = sag(
        "{seite} Von den {gesamt} einzelnen Zielen sind {erreicht} erreicht, {teilweise_erreicht} "
        "teilweise und {nicht_erreicht} nicht erreicht. {ohne_zielwert_2} lassen sich nicht prüfen: "
        "{ohne_zielwert}, weil das Ziel keine Zahl nennt, und {ohne_daten}, weil Werte fehlen.",
        seite=count_sentence(seite),
        gesamt=w(gesamt),
        erreicht=w(n.get(Status.ERREICHT, 0)),
        teilweise_erreicht=w(n.get(Status.TEILWEISE_ERREICHT, 0)),
        nicht_erreicht=w(n.get(Status.NICHT_ERREICHT, 0)),
        ohne_zielwert_2=w(n.get(Status.OHNE_ZIELWERT, 0) + n.get(Status.OHNE_DATEN, 0)).capitalize(),
        ohne_zielwert=w(n.get(Status.OHNE_ZIELWERT, 0)),
        ohne_daten=w(n.get(Status.OHNE_DATEN, 0)),
    )
    return render("satz", klasse="kp-summe", text=text)


def draw_unterziele(seite: Seite, ziel_id: str) -> str:
    """The goals below a goal, with status and latest values."""
    ids = [i for i in seite.ergebnis.goal_ids(seite.kommune_id) if i.startswith(ziel_id + ".")]
    teil = {
        "titel": "",
        "anker": "",
        "url": "",
        "zeilen": [_overview_row(seite, i, len(ziel_id.split(".")) + 1) for i in ids],
    }
    return ("## " + sag("Die Ziele dazu") + "\n\n") + render("uebersicht", teile=[teil])


def list_overviews(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the overviews of the goals of all municipalities that have any."""
    beschreibung = sag(
        "Alle Ziele der Präventionskette in {}: was erreicht ist, was nicht und was sich nicht prüfen lässt."
    )
    return [Eintrag(k, "", sag("Ziele"), beschreibung.format(ort), ort) for k, ort in towns_with(ergebnis, "ziele")]


MACROS: dict[str, Callable[[Seite], str]] = {"ziele_uebersicht": draw_uebersicht, "ziele_summe": draw_summe}
ARTEN = (
    Seitenart(
        "ziele", "ziele.csv", ("ziele_uebersicht", Abschnitt(), "jahre_ziele"), list_overviews, ("toc", "navigation")
    ),
)
