"""The parts of the home page."""

from collections import Counter
from collections.abc import Callable
from typing import Any

import pandas as pd

from kekiz.daten.einstellungen import read_settings
from kekiz.sagen.woerter import STANDARD
from kekiz.sagen.zielzahl import GEPRUEFT, OFFEN, count_line, course_message, headline
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Seitenart, one_page
from kekiz.seiten.jahre import years_text
from kekiz.seiten.kachelkarte import build_tiles
from kekiz.seiten.kette import oldest_child
from kekiz.seiten.kommunenseite import draw_liste
from kekiz.seiten.modulseite import ages_of_offers
from kekiz.seiten.seite import Seite
from kekiz.seiten.zielabstand import axis_words, find_axis, goal_rows
from kekiz.seiten.zieluebersicht import single_goals, status_counts
from kekiz.wissen import texte
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import merke, sag
from kekiz.wissen.zahlen import format_alter, format_anzahl_wort
from kekiz.zeichnen.vorlage import render


def _mark_row(seite: Seite, ziel_id: str) -> dict[str, Any]:
    z = seite.tabelle("ziele").set_index("ziel_id").loc[ziel_id]
    status = Status(seite.ergebnis.goal(seite.kommune_id, ziel_id)["status"])
    return {
        "nr": ziel_id,
        "name": z["kurzname"] or z["titel"],
        "titel": z["titel"],
        "url": seite.zu("ziel", ziel_id),
        "status": status,
        "stand": texte.STATUS_KURZ[status],
    }


def _by_age(seite: Seite) -> list[tuple[str, str, bool, list[dict[str, Any]]]]:
    """The single goals by age group, in its order: name, years, whether it is a stage of life, goals. No age is invented."""
    ziele = seite.tabelle("ziele").set_index("ziel_id")["altersgruppe_id"]
    gruppen = seite.ergebnis.bestand.frame("altersgruppen").sort_values("reihenfolge")
    einzeln = single_goals(seite)
    liste = [
        (
            str(g.name),
            "" if pd.isna(g.von_jahr) else format_alter(g.von_jahr, g.bis_jahr),
            bool(pd.notna(g.von_jahr)),
            [_mark_row(seite, i) for i in einzeln if ziele[i] == g.altersgruppe_id],
        )
        for g in gruppen.itertuples(index=False)
    ]
    ohne = [_mark_row(seite, i) for i in einzeln if not ziele[i]]
    return [g for g in [*liste, (sag("Ohne Altersangabe"), "", False, ohne)] if g[3]]


def draw_lebenslauf(seite: Seite) -> str:
    """All goals along the course of life: age by status; the title is what the picture shows, and who publishes it stands below."""
    alter = _by_age(seite)
    zaehlung = {name: dict(Counter(str(z["status"]) for z in zeilen)) for name, _, ist, zeilen in alter if ist}
    faecher = (
        (sag("erreicht oder teilweise"), (Status.TEILWEISE_ERREICHT, Status.ERREICHT)),
        (sag("nicht erreicht"), (Status.NICHT_ERREICHT,)),
        (sag("nicht prüfbar"), OFFEN),
    )
    spalten = [
        {"name": name, "jahre": jahre, "faecher": [(w, [z for z in zeilen if z["status"] in s]) for w, s in faecher]}
        for name, jahre, _, zeilen in alter
    ]
    return render(
        "start_lebenslauf",
        titel=course_message(zaehlung) or headline(status_counts(seite)),
        spalten=spalten,
        stati=[s for s in (*GEPRUEFT, *OFFEN) if status_counts(seite).get(s, 0)],
        herausgeber=texte.HERAUSGEBER[read_settings().herausgeber].format(ort=seite.ort),
    )


def draw_tueren(seite: Seite) -> str:
    """Three ways on: my part of the city, offers by the age of the child, a number."""
    hat_module = "module" in {t.name for t in seite.ergebnis.bestand.tabellen} and len(seite.tabelle("module"))
    raeume = seite.tabelle("raeume")
    raeume = raeume[raeume["typ"].eq("sozialraum")]
    # As the header calls them; another word that a site chose stands there, too.
    mein = sag("Mein Stadtteil") if read_settings().sozialraum == STANDARD else sag("Mein Sozialraum")
    return render(
        "start_tueren",
        mein=mein,
        karte=build_tiles(seite),
        raeume=[{"name": r.name, "url": seite.zu("raum", str(r.raum_id))} for r in raeume.itertuples(index=False)],
        raeume_url=seite.zu("raeume"),
        alter=ages_of_offers(seite, bis=oldest_child(seite.ergebnis)) if hat_module else [],
        module_url=seite.zu("module") if hat_module else "",
        werte=int(seite.ergebnis.werte["wert"].notna().sum()),
        zahlen=[
            (sag("Alle Kennzahlen"), seite.zu("kennzahlen")),
            (sag("Alles als Excel"), seite.link("daten/alles.xlsx")),
            *([] if "vergleich" in seite.aus else [(sag("Kommunen vergleichen"), seite.zu("vergleich"))]),
        ],
    )


def draw_verfehlt(seite: Seite) -> str:
    """The missed goals: how far, since when, how sure; the same picture as on the overview of goals."""
    verfehlt = [
        i for i in single_goals(seite) if seite.ergebnis.goal(seite.kommune_id, i)["status"] == Status.NICHT_ERREICHT
    ]
    halb = find_axis(seite, verfehlt)
    return render(
        "start_verfehlt",
        ziele=goal_rows(seite, verfehlt, halb),
        marken=axis_words(halb),
        alle_url=seite.zu("ziele"),
        anzahl=len(single_goals(seite)),
    )


def judged_periods(seite: Seite) -> list[str]:
    """Lists the periods of the numbers by which the goals are judged; none where no goal is."""
    z = seite.ergebnis.zielstand
    return list(z.loc[z["kommune_id"].eq(seite.kommune_id) & z["ist_erfuellt"].notna(), "zeitraum"])


def _years(seite: Seite) -> str:
    """Of which years the numbers are by which the goals are judged; empty where none is."""
    return years_text(judged_periods(seite), [])


def draw_uebersicht(seite: Seite) -> str:
    """The home page: the count, all goals along the course of life, three ways on, the missed goals.

    Without a municipality at the root it is the list of municipalities; without goals a sentence that there are none.
    """
    if not seite.kommune_id:
        return draw_liste(seite)
    if not seite.ergebnis.goal_ids(seite.kommune_id):
        return render("noch_keine_ziele", ort=seite.ort, profil_url=seite.zu("kommune", seite.kommune_id))
    satz = f"{count_line(seite.ort, status_counts(seite))} {_years(seite)}".strip()
    unten = render("start_unten", teile=[draw_tueren(seite), draw_verfehlt(seite)])
    return "\n\n".join([render("lead", text=satz), draw_lebenslauf(seite), unten])


QUELLEN_HOECHSTENS = 40
"""More documents than this are counted and linked, not listed."""


def draw_stand(seite: Seite) -> str:
    """From which documents, as of when, and how many values."""
    werte = seite.ergebnis.werte
    gezeigt = werte[werte["wert"].notna()]
    quellen = seite.ergebnis.quellen
    return render(
        "start_stand",
        werte=len(gezeigt),
        fehlend=int(werte["wert"].isna().sum()),
        hinweise=len(seite.ergebnis.hinweise),
        kommunen=format_anzahl_wort(seite.ergebnis.bestand.frame("kommunen")["kommune_id"].nunique()),
        quellen=[q.to_dict() for _, q in quellen.iterrows()] if len(quellen) <= QUELLEN_HOECHSTENS else [],
        dokumente=len(quellen),
        quellen_url=seite.link("daten/quellen.csv"),
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "start_uebersicht": draw_uebersicht,
    "start_stand": draw_stand,
}


ARTEN = (
    Seitenart(
        "start",
        "kekiz.toml",
        (
            Abschnitt(),
            "start_uebersicht",
            Abschnitt(merke("Woher die Zahlen kommen"), ("jahre_start", "start_stand")),
        ),
        one_page(
            merke("Welche Ziele für Kinder sind erreicht?"),
            merke(
                "Die Ziele der Präventionskette mit Zahlen, nachgerechnet, verständlich erklärt und offen zum "
                "Weiterverwenden."
            ),
        ),
        ("toc", "navigation"),
        WORTE_DER_SEITE,
    ),
)
