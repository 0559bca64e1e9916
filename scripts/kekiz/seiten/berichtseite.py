"""The yearly report: what changed at each goal, what was recomputed, what is missing, which decisions are open.

Every part reads the outcome as it was at the end of the year (:meth:`kekiz.ergebnis.Ergebnis.as_of`), with the sentences
that the other pages have.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from kekiz.daten.erwartung import read_intervals
from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.faelligkeit import completeness, expected_rows
from kekiz.rechnen.jahresstand import GEPRUEFT, Wechsel, find_changes, has_value, in_years, report_years
from kekiz.sagen.aenderungssatz import change_sentence
from kekiz.sagen.jahressatz import change_words, changes_sentence, completeness_sentence
from kekiz.sagen.kurzstand import goal_since, people_words
from kekiz.sagen.zielsatz import broken_sentence, comparison_area_sentence
from kekiz.sagen.zielzahl import count_line
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.falte import fold
from kekiz.seiten.folgenteil import VERFEHLT
from kekiz.seiten.hinweis import find_hints
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.programmteil import programme_items
from kekiz.seiten.quellen import collect_row_sources, list_sources
from kekiz.seiten.seite import Seite, kennzahl_url
from kekiz.seiten.zielteile import leading, leading_name, target_words
from kekiz.seiten.zieluebersicht import single_goals, status_counts
from kekiz.wissen import texte
from kekiz.wissen.codes import NACHRECHNUNG, Status, Statusgrund, Wertstatus
from kekiz.wissen.sprache import begin, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum
from kekiz.wissen.zeitraum import end_of, read_zeitraum
from kekiz.zeichnen.vorlage import render

GENANNT: Final = 12
"""So many Kennzahlen without a value are named; the others are counted."""


def _year(seite: Seite) -> int:
    return int(str(seite.meta["bericht"]))


def _view(seite: Seite, jahr: int) -> Seite:
    """The page as it would have been at the end of a year."""
    return seite.once(
        ("stand", str(jahr)), lambda: replace(seite, ergebnis=seite.ergebnis.as_of(seite.kommune_id, jahr), fertig={})
    )


def _changes(seite: Seite, jahr: int) -> tuple[list[Wechsel], bool]:
    """Goals whose status differs from that of the year before, and whether no goal could be judged then."""
    return seite.once(("wechsel", str(jahr)), lambda: _find_changes(seite, jahr))


def _find_changes(seite: Seite, jahr: int) -> tuple[list[Wechsel], bool]:
    einzeln = single_goals(seite)
    davor, jetzt = (_goals(_view(seite, j), einzeln) for j in (jahr - 1, jahr))
    return find_changes(davor, jetzt), not davor["status"].isin(GEPRUEFT).any()


def _goals(seite: Seite, einzeln: list[str]) -> pd.DataFrame:
    z = seite.ergebnis.ziele
    return z[z["kommune_id"].eq(seite.kommune_id) & z["ziel_id"].isin(einzeln)]


def _heading(anker: str, titel: str) -> str:
    return render("raum_titel", anker=anker, titel=titel, ist_sichtbar=True)


def _summary(seite: Seite, jahr: int) -> str:
    """How many goals were met at the end of a year, and what that changed."""
    wechsel, ist_erstes = _changes(seite, jahr)
    satz = count_line(seite.ort, status_counts(_view(seite, jahr)))
    return f"{satz} {changes_sentence(wechsel, jahr, ist_erstes=ist_erstes)}"


def draw_kurz(seite: Seite) -> str:
    """The answer of the page: how many goals were met at the end of the year, and what that changed."""
    return render("lead", text=_summary(seite, _year(seite)))


def draw_was(seite: Seite) -> str:
    """What belongs to the year, and as of when the goals are judged."""
    jahr = _year(seite)
    return render(
        "absatz",
        text=sag(
            "Zum Jahr {jahr} gehört, was in ihm endete: das Kalenderjahr {jahr}, das Schuljahr {schuljahr}, ein Stichtag in "
            "{jahr}. Wo es für {jahr} keinen Wert gibt, gilt der letzte davor.",
            jahr=jahr,
            schuljahr=f"{jahr - 1}/{jahr % 100:02d}",
        ),
    )


def draw_wechsel(seite: Seite) -> str:
    """The goals whose status changed; absent where none did."""
    wechsel, ist_erstes = _changes(seite, _year(seite))
    if not wechsel or ist_erstes:
        return ""
    zeilen = [
        {
            "nr": w.ziel_id,
            "titel": seite.ergebnis.goal(seite.kommune_id, w.ziel_id)["titel"],
            "url": seite.zu("ziel", w.ziel_id),
            "text": change_words(w),
        }
        for w in wechsel
    ]
    return _heading("stand", sag("Was sich am Stand der Ziele änderte")) + "\n" + render("bericht_liste", zeilen=zeilen)


def _figure(seite: Seite, kennzahl_id: str, gruppe: str, teil: pd.DataFrame, jahr: int) -> dict[str, str] | None:
    """One leading Kennzahl in a year: value, target, change against the period before, people; None without a value."""
    if pd.isna(teil.iloc[0]["wert_genau"]):
        return None
    zeile = seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe)
    wert = seite.ergebnis.wert(zeile)
    # Against the year before alone; since when the series runs, the page of the goal says.
    aenderung = change_sentence(zeile.mask(zeile.index == "basisperiode", ""))
    geprueft = teil[teil["ist_erfuellt"].notna()].drop_duplicates("zielwert")
    saetze = [aenderung.text if aenderung else ""]
    if len(geprueft) == 1:
        z = geprueft.iloc[0]
        saetze.append(people_words(seite.ergebnis, z))
        saetze += [s.text for s in (broken_sentence(z), comparison_area_sentence(seite.ergebnis, z)) if s]
    ist_neu = wert.zeitraum.jahr == jahr
    return {
        "name": leading_name(seite, kennzahl_id, gruppe),
        "wert": sag("{wert} ({zeit})", wert=wert.text, zeit=wert.zeitraum.text),
        "ziel": target_words(teil),
        "text": " ".join(s for s in saetze if s) if ist_neu else sag("Für {jahr} ist kein Wert bekannt.", jahr=jahr),
        "ist_neu": "ja" if ist_neu else "",
    }


def _why_not(grund: Statusgrund, jahr: int) -> str:
    """Says why a goal was not judged; bounds, another Kennzahl or an older value may be known all the same."""
    if grund == Statusgrund.KEIN_WERT:
        return sag(
            "Aus der Laufzeit des Ziels ist bis Ende {jahr} kein genauer Wert bekannt, nach dem diese Seite es beurteilt.",
            jahr=jahr,
        )
    return texte.STATUSGRUND[grund]


def draw_ziele(seite: Seite) -> str:
    """Goal by goal: verdict since when, each leading Kennzahl with its change; goals without a number in one list."""
    jahr = _year(seite)
    hier = _view(seite, jahr)
    mit, ohne = [], []
    for ziel_id in single_goals(seite):
        ziel = hier.ergebnis.goal(seite.kommune_id, ziel_id)
        zahlen = [f for k, g, teil in leading(hier, ziel_id) if (f := _figure(hier, k, g, teil, jahr))]
        kopf = {"nr": ziel_id, "titel": ziel["titel"], "url": seite.zu("ziel", ziel_id), "status": str(ziel["status"])}
        if any(f["ist_neu"] for f in zahlen) or ziel["status"] in GEPRUEFT:
            seit = goal_since(ziel, hier.ergebnis.target_rows(seite.kommune_id, ziel_id))
            mit.append({**kopf, "seit": seit, "zahlen": zahlen})
        else:
            ohne.append({**kopf, "text": _why_not(Statusgrund(ziel["statusgrund"]), jahr)})
    teile = []
    if mit:
        anzahl = sag_n("ein Ziel", "{anzahl} Ziele", len(mit), anzahl=format_anzahl_wort(len(mit)))
        teile.append(fold(sag("Ziel für Ziel"), render("bericht_ziele", ziele=mit), anzahl, anker="ziele"))
    if ohne:
        titel = sag("Ziele ohne Wert für {jahr}", jahr=jahr)
        drin = sag_n("ein Ziel", "{anzahl} Ziele", len(ohne), anzahl=format_anzahl_wort(len(ohne)))
        teile.append(fold(titel, render("bericht_liste", zeilen=ohne), drin, anker="ohne-wert"))
    return "\n\n".join(teile)


def draw_nachgerechnet(seite: Seite) -> str:
    """The Hinweise about values of the year that say what the recomputation gives; absent where there are none."""
    jahr = _year(seite)
    w = seite.ergebnis.values_of(seite.kommune_id)
    w = w[w["hinweis_zelle"].ne("")]
    w = w[in_years(w, jahr, jahr)]
    ids = list(dict.fromkeys(h for liste in w["hinweis_zelle"] for h in liste.split()))
    hinweise = seite.ergebnis.hinweise
    ids = [h for h in ids if hinweise.at[h, "art"] == NACHRECHNUNG]
    if not ids:
        return ""
    orte = find_hints(seite, w)
    zeilen = [
        {
            "nr": "",
            "titel": hinweise.at[h, "titel"],
            "url": orte[h].url if h in orte else "",
            "text": hinweise.at[h, "nachgerechnet"],
        }
        for h in ids
    ]
    titel = sag("Was beim Nachrechnen auffiel")
    drin = sag_n("eine Stelle", "{anzahl} Stellen", len(zeilen), anzahl=format_anzahl_wort(len(zeilen)))
    return fold(titel, render("bericht_liste", zeilen=zeilen), drin, anker="nachgerechnet")


def _missing(seite: Seite, jahr: int) -> dict[str, list[str]]:
    """Kennzahlen that the year lets expect and that have no value in it, by reason."""
    b = seite.ergebnis.bestand
    alle = seite.tabelle("werte")
    da = alle[in_years(alle, jahr, jahr)]
    wartet = {
        z["kennzahl_id"]
        for z in b.offen
        if z["paket"] == seite.kommune_id and read_zeitraum(z["zeitraum"]).jahr == jahr
    }
    soll = [z["kennzahl_id"] for z in expected_rows(alle, read_intervals(b, seite.kommune_id), jahr)]
    mit_wert = set(da.loc[has_value(da), "kennzahl_id"])
    zuletzt = dict(zip(da["kennzahl_id"], da["wertstatus"], strict=True))
    gruende: dict[str, list[str]] = {}
    for k in dict.fromkeys([*soll, *da["kennzahl_id"], *wartet]):
        if k in mit_wert:
            continue
        if k in wartet:
            grund = sag("Noch offen")
        elif k not in zuletzt:
            grund = sag("Nicht eingetragen")
        else:
            grund = begin(texte.WERTSTATUS[Wertstatus(zuletzt[k])])
        gruende.setdefault(grund, []).append(k)
    return gruende


def draw_fehlt(seite: Seite) -> str:
    """What is missing in the year: how complete it is, which Kennzahlen have no value and why."""
    jahr = _year(seite)
    stand = next((j for j in completeness(seite.ergebnis.bestand, seite.kommune_id) if j.jahr == jahr), None)
    gruende = _missing(seite, jahr)
    if stand is None or (not gruende and stand.mit_wert == stand.erwartet):
        return ""
    namen = seite.ergebnis.kennzahlen["kurzname"]
    gruppen = [
        {
            "titel": grund,
            "kennzahlen": [{"name": namen[k], "url": kennzahl_url(seite, k)} for k in ids[:GENANNT]],
            "weitere": len(ids[GENANNT:]),
        }
        for grund, ids in gruende.items()
    ]
    return (
        _heading("fehlt", sag("Was fehlt"))
        + "\n"
        + render("bericht_fehlt", satz=completeness_sentence(stand), gruppen=gruppen, url=seite.zu("stand"))
    )


def draw_offen(seite: Seite) -> str:
    """Decisions that are open: what is to be looked at again, missed goals of which nobody says what followed, plans."""
    jahr = _year(seite)
    hier = _view(seite, jahr)
    folgen = seite.tabelle("rueckmeldungen")
    # Who reads a report decides in the year after it; what was decided later belongs to a later report.
    faellig = folgen[folgen["pruefen_bis"].ne("") & folgen["datum"].str[:4].le(str(jahr + 1))]
    verfehlt = [i for i in single_goals(seite) if hier.ergebnis.goal(seite.kommune_id, i)["status"] in VERFEHLT]
    zeilen: list[dict[str, Any]] = [
        {
            "nr": r["ziel_id"],
            "titel": r["beschluss"],
            "url": seite.zu("ziel", r["ziel_id"]),
            "text": sag("Zu prüfen bis {bis}.", bis=format_datum(str(r["pruefen_bis"])))
            + (sag(" Die Frist ist vorbei.") if end_of(str(r["pruefen_bis"])) < seite.stichtag else ""),
        }
        for _, r in faellig.sort_values(["pruefen_bis", "ziel_id"]).iterrows()
    ]
    warum = (
        sag("Welche Folgen es hatte, dass diese Ziele nicht oder nur teilweise erreicht sind, nennt kein Dokument:")
        if len(folgen)
        else sag(
            "Was daraus folgte, dass diese Ziele nicht oder nur teilweise erreicht sind, ist noch nicht eingetragen:"
        )
    )
    ohne_folge = [
        {
            "nr": i,
            "titel": seite.ergebnis.goal(seite.kommune_id, i)["titel"],
            "url": seite.zu("ziel", i),
            "text": texte.STATUS_KURZ[Status(hier.ergebnis.goal(seite.kommune_id, i)["status"])],
        }
        for i in verfehlt
        if i not in set(folgen["ziel_id"])
    ]
    plan = programme_items(seite, jahr)
    if plan:
        zeilen.append({"nr": "", **plan})
    teile = [render("bericht_liste", zeilen=zeilen)] if zeilen else []
    if ohne_folge:
        # Why they stand here is the same for all of them, and is said once.
        teile += [render("satz", klasse="kp-berichtgrund", text=warum), render("bericht_liste", zeilen=ohne_folge)]
    return "\n".join([_heading("entscheidungen", sag("Welche Entscheidungen offen sind")), *teile]) if teile else ""


def draw_quellen(seite: Seite) -> str:
    """The documents behind the values of the year."""
    w = seite.tabelle("werte")
    w = w[in_years(w, _year(seite), _year(seite))]
    return fold(sag("Quellen"), list_sources(seite, collect_row_sources(seite, w)))


def draw_navigation(seite: Seite) -> str:
    """Links to the reports of the years before and after, and to all of them."""
    jahre = report_years(seite.ergebnis.bestand, seite.kommune_id)
    berichte = [(seite.zu("bericht", str(j)), sag("Bericht {jahr}", jahr=j)) for j in jahre]
    alle = (seite.zu("berichte"), sag("Alle Jahresberichte"))
    return draw_neighbours(sag("Weitere Jahre"), berichte, jahre.index(_year(seite)), alle)


def draw_liste(seite: Seite) -> str:
    """All reports of a municipality, latest first, each with its answer and how complete its year is."""
    stand = {j.jahr: j for j in completeness(seite.ergebnis.bestand, seite.kommune_id)}
    zeilen = [
        {
            "nr": "",
            "titel": sag("Bericht zum Jahr {jahr}", jahr=j),
            "url": seite.zu("bericht", str(j)),
            "text": f"{_summary(seite, j)} {completeness_sentence(stand[j])}",
        }
        for j in reversed(report_years(seite.ergebnis.bestand, seite.kommune_id))
    ]
    return render("bericht_liste", zeilen=zeilen)


def draw_uebersicht_kurz(seite: Seite) -> str:
    """What a report holds, and of how many years there is one."""
    jahre = report_years(seite.ergebnis.bestand, seite.kommune_id)
    anzahl = sag_n("ein Jahr", "{anzahl} Jahre", len(jahre), anzahl=format_anzahl_wort(len(jahre)))
    return render(
        "lead",
        text=sag(
            "Für {anzahl} steht hier zusammen, was sich bei jedem Ziel änderte, was fehlt und was zu entscheiden ist; zum "
            "Drucken gedacht.",
            anzahl=anzahl,
        ),
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "bericht_kurz": draw_kurz,
    "bericht_was": draw_was,
    "bericht_wechsel": draw_wechsel,
    "bericht_ziele": draw_ziele,
    "bericht_nachgerechnet": draw_nachgerechnet,
    "bericht_fehlt": draw_fehlt,
    "bericht_offen": draw_offen,
    "bericht_quellen": draw_quellen,
    "bericht_navigation": draw_navigation,
    "berichte_kurz": draw_uebersicht_kurz,
    "berichte_liste": draw_liste,
}


def list_reports(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the yearly reports: one for each year in which a target could be judged, the latest first."""
    return [
        Eintrag(
            k,
            str(jahr),
            sag("Bericht zum Jahr {jahr}", jahr=jahr),
            sag(
                "Was sich {jahr} bei den Zielen der Präventionskette in {ort} änderte, was fehlt und was zu entscheiden ist.",
                jahr=jahr,
                ort=ort,
            ),
            ort,
            menue=sag("Bericht {jahr}", jahr=jahr),
            gruppe=sag("Jahresberichte"),
        )
        for k, ort in towns_with(ergebnis, "zielwerte")
        for jahr in reversed(report_years(ergebnis.bestand, k))
    ]


def list_overviews(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the overviews of the reports, of each municipality that has one."""
    orte = {e.kommune_id: e.ort for e in list_reports(ergebnis)}
    return [
        Eintrag(
            k, "", sag("Jahresberichte"), sag("Die Ziele der Präventionskette in {ort}, Jahr für Jahr.", ort=ort), ort
        )
        for k, ort in orte.items()
    ]


ARTEN = (
    Seitenart(
        "berichte",
        "zielwerte.csv",
        ("berichte_kurz", Abschnitt(), "jahre_berichte", "berichte_liste"),
        list_overviews,
        ("toc",),
    ),
    Seitenart(
        "bericht",
        "zielwerte.csv",
        (
            "bericht_kurz",
            Abschnitt(),
            "jahre_bericht",
            "bericht_was",
            "bericht_wechsel",
            "bericht_ziele",
            "bericht_nachgerechnet",
            "bericht_fehlt",
            "bericht_offen",
            "bericht_quellen",
            "bericht_navigation",
        ),
        list_reports,
        ("toc",),
    ),
)
