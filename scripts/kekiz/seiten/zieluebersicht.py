"""The overview of all goals, and the goals below one goal."""

from collections.abc import Callable

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.seite import Seite, has_course
from kekiz.seiten.zielteile import leading, leading_name, target_words
from kekiz.seiten.zielzahlen import draw_further
from kekiz.wissen import texte
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import sag, sag_n
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
        id=f"spark-{ziel_id.replace('.', '-')}-{kennzahl_id.replace('_', '-')}{'-' + gruppe if gruppe else ''}",
        titel=name,
    )
    return write_sparkline(draw_sparkline(seite.ergebnis.werte_von(reihe), rahmen))


def draw_uebersicht(seite: Seite) -> str:
    """All goals grouped by strategic goal, with a sentence on the sums; never one score."""
    ids = seite.ergebnis.goal_ids(seite.kommune_id)
    teile = []
    for oberziel in [i for i in ids if "." not in i]:
        ziel = seite.ergebnis.goal(seite.kommune_id, oberziel)
        teile.append(
            {
                "titel": f"{oberziel}. {ziel['titel']}",
                "anker": f"ziel-{oberziel}",
                "url": seite.zu("ziel", oberziel),
                "zeilen": [_overview_row(seite, i, 2) for i in ids if i.startswith(oberziel + ".")],
            }
        )
    return draw_summe(seite) + "\n\n" + render("uebersicht", teile=teile)


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
        return f'<p class="kp-summe">{" ".join([count_sentence(seite), *einzig])}</p>'

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
    return f'<p class="kp-summe">{text}</p>'


def draw_unterziele(seite: Seite, ziel_id: str) -> str:
    """The goals below a goal, with status and latest values."""
    ids = [i for i in seite.ergebnis.goal_ids(seite.kommune_id) if i.startswith(ziel_id + ".")]
    teil = {
        "titel": "",
        "anker": "",
        "url": "",
        "zeilen": [_overview_row(seite, i, len(ziel_id.split(".")) + 1) for i in ids],
    }
    text = ("## " + sag("Die Ziele dazu") + "\n\n") + render("uebersicht", teile=[teil])
    return text + "\n\n" + draw_further(seite, ziel_id)


def list_overviews(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the overviews of the goals of all municipalities that have any."""
    beschreibung = sag(
        "Alle Ziele der Präventionskette in {}: was erreicht ist, was nicht und was sich nicht prüfen lässt."
    )
    return [Eintrag(k, "", sag("Ziele"), beschreibung.format(ort), ort) for k, ort in towns_with(ergebnis, "ziele")]


MACROS: dict[str, Callable[[Seite], str]] = {"ziele_uebersicht": draw_uebersicht, "ziele_summe": draw_summe}
ARTEN = (Seitenart("ziele", "ziele.csv", (Abschnitt(), "jahre_ziele", "ziele_uebersicht"), list_overviews),)
