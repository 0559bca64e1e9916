"""The parts of a module's page, the register of all modules, and the cards of modules on a goal's page."""

import math
from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.satz import Satz
from kekiz.sagen.wertsatz import level_sentence
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.falte import fold
from kekiz.seiten.heute import draw_today
from kekiz.seiten.hinweis import draw_hints
from kekiz.seiten.kette import (
    drawn_span,
    goals_of_module,
    is_for_families,
    kennzahlen_of_module,
    modules,
    modules_of_goal,
)
from kekiz.seiten.modulkopf import VOR_DER_GEBURT, age_of_child, age_text, draw_kopf, draw_same_age, who_knows
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_sources
from kekiz.seiten.seite import Seite
from kekiz.seiten.tabelle import Tabelle
from kekiz.wissen import texte
from kekiz.wissen.codes import SPANNE, Wertstatus
from kekiz.wissen.sprache import merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl
from kekiz.zeichnen.vorlage import render

ANGEBOTE_BEIM_ZIEL = 3
"""So many offers stand on the page of their goal; all of them stand in the register."""
ORDNUNGSZAHL = (merke("Lebensjahr"), merke("Sachgebiet"))
NACHGESTELLT = (merke("Klasse"), merke("Rang"))


def module_url(seite: Seite, modul: pd.Series) -> str:
    """Address of a module: its page, or its line in the register.

    Args:
        seite: The page that leads there.
        modul: One row of ``module``.
    """
    if bool(modul["hat_seite"]):
        return seite.zu("modul", str(modul["modul_id"]))
    return f"{seite.zu('module')}#modul-{modul['modul_id']}"


def status_text(modul: Mapping[str, Any] | pd.Series) -> str:
    """Status in the year of the document that says so."""
    return texte.MODUL_STATUS_JAHR[modul["status"]].format(jahr=modul["status_stand"])


def figure_text(zeile: pd.Series) -> str:
    """Writes a figure of ``modul_angaben`` or ``ausgangszahlen`` with its unit, as many digits as it has."""
    if pd.isna(zeile["wert"]):
        return str(zeile["gedruckt"])
    einheit = str(zeile["einheit"])
    werte = [float(zeile["wert"])] + ([float(zeile["wert_bis"])] if pd.notna(zeile["wert_bis"]) else [])
    stellen = max(len(repr(w).partition(".")[2].rstrip("0")) for w in werte)
    rein, _, zusatz = einheit.partition(" (")
    if rein in ("%", "Euro"):
        letzte = format_wert(werte[-1], rein, stellen)
        text = sag(" bis ").join([*(format_zahl(w, stellen) for w in werte[:-1]), letzte])
        return f"{text} ({zusatz}" if zusatz else text
    zahlen = [format_zahl(w, stellen) for w in werte]
    if rein in ORDNUNGSZAHL:
        return sag(" bis ").join(f"{z}." for z in zahlen) + f" {einheit}"
    if rein in NACHGESTELLT:
        return f"{einheit} " + sag(" bis ").join(zahlen)
    return sag(" bis ").join(zahlen) + f" {einheit}"


def source_short(titel: str) -> str:
    """Shortens the title of a document for a line of its own.

    Example:
        >>> source_short("Kommunale Präventionsketten: Bericht 2018 (Rückblick)"), source_short("Konzept 2016")
        ('Bericht 2018', 'Konzept 2016')
    """
    return titel.rpartition(": ")[2].partition(" (")[0]


def _figures(seite: Seite, modul_id: str) -> pd.DataFrame:
    return seite.tabelle("modul_angaben", modul_id=modul_id).sort_values("nr")


def cost_or_none(massnahme: pd.Series) -> int | None:
    """Yearly cost of a measure in euro; None where the document names none (which is not zero)."""
    kosten = massnahme["jaehrliche_kosten_euro"]
    return None if pd.isna(kosten) else int(kosten)


def area_url(seite: Seite, raum_id: str) -> str:
    """Address of a Sozialraum; of the overview for the city as a whole."""
    raeume = seite.tabelle("raeume").set_index("raum_id")["typ"]
    return seite.zu("raum", raum_id) if raeume[raum_id] == "sozialraum" else seite.zu("raeume")


# --- one module ------------------------------------------------------------------------------------------------------


def _module(seite: Seite) -> pd.Series:
    return modules(seite.ergebnis, seite.kommune_id).loc[str(seite.meta["modul"])]


def _goal_rows(seite: Seite, modul_id: str) -> list[dict[str, Any]]:
    zeilen = []
    for z in goals_of_module(seite.ergebnis, seite.kommune_id, modul_id).itertuples():
        ziel = seite.ergebnis.goal(seite.kommune_id, str(z.ziel_id))
        zeilen.append(
            {
                "nr": z.ziel_id,
                "titel": ziel["titel"],
                "url": seite.zu("ziel", str(z.ziel_id)),
                "status": ziel["status"],
                "beleg": z.beleg,
            }
        )
    return zeilen


def latest_rows(seite: Seite, kennzahl_id: str) -> pd.DataFrame:
    """Latest values of a Kennzahl for the city: the total, or all Gruppen where there is no total."""
    alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
    alle = alle[alle["raum_typ"].eq("stadt") & alle["wert"].notna() & alle["gruppe"].ne(SPANNE)]
    gesamt = alle[alle["gruppe"].eq("")]
    if len(gesamt):
        return gesamt.iloc[[-1]]
    return alle[alle["zeit"].eq(alle["zeit"].max())]


def _kennzahl_anchor(seite: Seite, kennzahl_id: str) -> tuple[str, str] | None:
    """Goal and address of the table of a Kennzahl; the goal that it leads is preferred."""
    zk = seite.tabelle("ziel_kennzahlen")
    zk = zk[zk["kennzahl_id"].eq(kennzahl_id)].sort_values("rolle", key=lambda s: s.ne("leit"), kind="stable")
    if zk.empty:
        return None
    z = zk.iloc[0]
    alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
    raeume = alle["raum_typ"].isin(["sozialraum", "nicht_zugeordnet"])
    if z["rolle"] == "leit":
        ende = ""
    elif (~raeume & alle["gruppe"].ne(SPANNE)).any():
        ende = "-alle"
    else:
        ende = "-sozialraeume" if raeume.any() else "-spannen"
    anker = f"#tabelle-{kennzahl_id.replace('_', '-')}{ende}" if len(alle) else ""
    return str(z["ziel_id"]), seite.zu("ziel", str(z["ziel_id"])) + anker


def _range_sentences(seite: Seite, werte: pd.DataFrame) -> list[Satz]:
    """Says between which values the areas lie where the document prints no more than that."""
    spannen = werte[werte["gruppe"].eq(SPANNE) & werte["wert"].notna()]
    return [
        Satz(
            sag(
                "{zeitraum}: {wert}. Das sind der kleinste und der größte Wert der Sozialräume; welcher Ort "
                "welchen Wert hat, sagt der Bericht nicht.",
                zeitraum=w.zeitraum.text,
                wert=w.text,
            )
        )
        for w in seite.ergebnis.werte_von(spannen[spannen["zeit"].eq(spannen["zeit"].max())])
    ]


def _kennzahl_rows(seite: Seite, modul_id: str) -> list[dict[str, Any]]:
    zeilen = []
    for kennzahl_id in kennzahlen_of_module(seite.ergebnis, seite.kommune_id, modul_id):
        werte = latest_rows(seite, kennzahl_id)
        name = str(seite.ergebnis.kennzahlen.at[kennzahl_id, "name"])
        saetze: list[Satz] = [level_sentence(seite.ergebnis, z) for _, z in werte.iterrows()]
        alle = seite.ergebnis.all_of(seite.kommune_id, kennzahl_id)
        if not saetze:
            saetze = _range_sentences(seite, alle)
        elif len(saetze) > 1:
            saetze = [
                Satz(f"{z['gruppe_name']}. {s.text}", s.rechnung, s.methode)
                for s, (_, z) in zip(saetze, werte.iterrows(), strict=True)
            ]
        ort = _kennzahl_anchor(seite, kennzahl_id)
        grund = texte.WERTSTATUS_ERKLAERT[Wertstatus(alle.iloc[-1]["wertstatus"])] if len(alle) else ""
        zeilen.append(
            {
                "name": name,
                "saetze": saetze,
                "grund": grund or sag("Zu dieser Kennzahl nennt der Bericht keine Werte."),
                "ziel": ort[0] if ort else "",
                "url": ort[1] if ort else "",
            }
        )
    return zeilen


def figure_table(angaben: pd.DataFrame, *, anker: str, titel: str, csv_url: str) -> Tabelle:
    """Table of single figures (``modul_angaben``, ``ausgangszahlen``) with period and place in the document.

    Args:
        angaben: Rows.
        anker: Id on the page.
        titel: Caption.
        csv_url: Address of the published table.
    """
    zeilen = [
        [str(z["angabe"]), figure_text(z), str(z["zeitraum"]) or sag("nicht genannt"), str(z["fundstelle"])]
        for _, z in angaben.iterrows()
    ]
    return Tabelle(
        anker, titel, [sag("Angabe"), sag("Wert"), sag("Zeitraum"), sag("Fundstelle")], zeilen, [1], auszug=csv_url
    )


def _sources(seite: Seite, modul: pd.Series) -> list[dict[str, Any]]:
    """Documents and places of everything on the page."""
    stellen = [(str(modul["quelle_id"]), str(modul["fundstelle"]))]
    weitere = [_figures(seite, str(modul["modul_id"]))]
    for name in ("modul_raeume", "massnahmen"):
        weitere.append(seite.tabelle(name, modul_id=str(modul["modul_id"])))
    weitere += [
        latest_rows(seite, k) for k in kennzahlen_of_module(seite.ergebnis, seite.kommune_id, modul["modul_id"])
    ]
    for teil in weitere:
        stellen += zip(teil["quelle_id"], teil["fundstelle"], strict=True)
    return collect_sources(seite, stellen)


def draw_oben(seite: Seite) -> str:
    """Upper part of a module's page: what, age, its figure and goal, whether there is it today, for whom, same age."""
    modul = _module(seite)
    teile = [
        draw_kopf(seite, modul, status_text(modul)),
        draw_today(seite, modul_id=str(modul["modul_id"])),
        draw_same_age(seite, modul),
    ]
    return "\n\n".join(t for t in teile if t)


def _goals(anzahl: int) -> str:
    return sag("ein Ziel") if anzahl == 1 else sag("{zahl} Ziele", zahl=format_anzahl_wort(anzahl))


def draw_unten(seite: Seite) -> str:
    """Lower part of a module's page, folded: goals, figures, measures, areas, Hinweise, sources."""
    modul = _module(seite)
    modul_id = str(modul["modul_id"])
    massnahmen = seite.tabelle("massnahmen", modul_id=modul_id)
    raeume = seite.tabelle("modul_raeume", modul_id=modul_id)
    ziele = _goal_rows(seite, modul_id)
    teile = []
    if ziele:
        inhalt = render("modul_ziele", zeilen=ziele)
        teile.append(fold(sag("Zu welchen Zielen es gehört"), inhalt, _goals(len(ziele))))
    teile.append(_numbers(seite, modul, _figures(seite, modul_id)))
    if len(massnahmen):
        inhalt = render(
            "modul_massnahmen",
            zeilen=[{**m.to_dict(), "kosten": cost_or_none(m)} for _, m in massnahmen.iterrows()],
            url=seite.zu("integration"),
        )
        zahl = (
            sag("eine Maßnahme")
            if len(massnahmen) == 1
            else sag("{zahl} Maßnahmen", zahl=format_anzahl_wort(len(massnahmen)))
        )
        teile.append(fold(sag("Maßnahmen im Integrationskonzept"), inhalt, zahl))
    if len(raeume):
        inhalt = render("modul_raeume", gruppen=_area_groups(seite, raeume))
        teile.append(fold(sag("In den Sozialräumen"), inhalt, sag("was dort war")))
    hinweise = [h for h in massnahmen["hinweis_id"] if h]
    if hinweise:
        teile.append(fold(sag("Gut zu wissen"), draw_hints(seite, hinweise), sag("Hinweise zu den Zahlen")))
    inhalt = render(
        "modul_quellen", lizenz=seite.lizenz, quellen=_sources(seite, modul), csv_url=seite.link("daten/module.csv")
    )
    teile.append(fold(sag("Quellen"), inhalt, sag("Dokumente und Daten")))
    return "\n\n".join(t for t in teile if t)


def _area_groups(seite: Seite, raeume: pd.DataFrame) -> list[dict[str, Any]]:
    """Areas that a module names, those with the same note together, so that no sentence stands nine times."""
    namen = seite.tabelle("raeume").set_index("raum_id")
    return [
        {
            "angabe": angabe,
            "orte": [
                {
                    "name": namen.at[r, "name"] if namen.at[r, "typ"] == "sozialraum" else sag("Ganze Stadt"),
                    "url": area_url(seite, r),
                }
                for r in teil["raum_id"]
            ],
        }
        for angabe, teil in raeume.groupby("angabe", sort=False)
    ]


def _numbers(seite: Seite, modul: pd.Series, angaben: pd.DataFrame) -> str:
    """Kennzahlen and single figures of a module, folded; nothing where the documents name none."""
    kennzahlen = _kennzahl_rows(seite, str(modul["modul_id"]))
    teile, inhalt = [], []
    if kennzahlen:
        teile.append(render("modul_kennzahlen", zeilen=kennzahlen, methode_url=seite.zu("methodik")))
        eine = len(kennzahlen) == 1
        inhalt.append(
            sag("eine Kennzahl") if eine else sag("{zahl} Kennzahlen", zahl=format_anzahl_wort(len(kennzahlen)))
        )
    if len(angaben):
        titel = sag("{name}: was die Dokumente nennen", name=modul["name"])
        anker, csv_url = f"angaben-{modul['modul_id']}", seite.link("daten/modul_angaben.csv")
        teile.append(render("tafel", t=figure_table(angaben, anker=anker, titel=titel, csv_url=csv_url)))
        eine = len(angaben) == 1
        inhalt.append(sag("eine Angabe") if eine else sag("{zahl} Angaben", zahl=format_anzahl_wort(len(angaben))))
    return fold(sag("Zahlen"), "\n".join(teile), sag(" und ").join(inhalt)) if teile else ""


def draw_navigation(seite: Seite) -> str:
    """Links to the previous and next module with a page, and to the register."""
    modul_id = str(_module(seite)["modul_id"])
    m = modules(seite.ergebnis, seite.kommune_id)
    m = m[m["hat_seite"].astype(bool)]
    eigene = [(module_url(seite, z), str(z["name"])) for _, z in m.iterrows()]
    stelle = list(m["modul_id"]).index(modul_id)
    return draw_neighbours(sag("Weitere Angebote"), eigene, stelle, (seite.zu("module"), sag("Alle Angebote")))


# --- register and cards ----------------------------------------------------------------------------------------------


def years_of_life(ergebnis: Ergebnis, modul: pd.Series) -> list[int]:
    """Lists the ages in full years of a child for whom a module is; none where the documents name no age.

    The time before birth is :data:`VOR_DER_GEBURT`, where the document names it.

    A module "bis 6 Jahre" is for a child of 5 and no longer for one of 6, as in the chain; one for a single age
    ("4 Jahre") is for that.
    """
    if pd.isna(modul["von_jahr"]) and pd.isna(modul["bis_jahr"]):
        return []
    von, bis = drawn_span(ergebnis, modul)
    geboren = list(range(max(int(von), 0), max(math.ceil(bis), int(von) + 1))) if bis > 0 else []
    vorher = pd.notna(modul["von_jahr"]) and modul["von_jahr"] < 0
    return [VOR_DER_GEBURT, *geboren] if vorher else geboren


def _areas_of(seite: Seite) -> tuple[dict[str, str], dict[str, list[str]]]:
    """Names of the Sozialräume by id, and the Sozialräume of each module; one for the whole city is for all of them."""
    raeume = seite.tabelle("raeume")
    namen = dict(raeume.loc[raeume["typ"].eq("sozialraum"), ["raum_id", "name"]].itertuples(index=False))
    je: dict[str, list[str]] = {}
    for z in seite.tabelle("modul_raeume").itertuples(index=False):
        je.setdefault(str(z.modul_id), []).extend([z.raum_id] if z.raum_id in namen else namen)
    return namen, {m: list(dict.fromkeys(ids)) for m, ids in je.items()}


def ages_of_offers(seite: Seite, raum_id: str = "", *, bis: float = math.inf) -> list[tuple[str, str, str]]:
    """Gives the ages that an offer is for, each with the address of the register with that age chosen.

    Args:
        seite: The page.
        raum_id: Only offers in this Sozialraum, which is chosen, too; empty: all.
        bis: No age above this one.

    Returns:
        The age as a number (in words before birth), the age in words, the address; the youngest first.
    """
    m = modules(seite.ergebnis, seite.kommune_id)
    _, raeume = _areas_of(seite)
    gezaehlt = [z for _, z in m.iterrows() if not raum_id or raum_id in raeume.get(str(z["modul_id"]), [])]
    jahre = sorted({j for z in gezaehlt for j in years_of_life(seite.ergebnis, z) if j <= bis})
    dazu = f"&raum={raum_id}" if raum_id else ""
    return [
        (
            age_of_child(j) if j == VOR_DER_GEBURT else format_zahl(j),
            age_of_child(j),
            f"{seite.zu('module')}?alter={j}{dazu}",
        )
        for j in jahre
    ]


def _register_row(seite: Seite, modul: pd.Series, raeume: Mapping[str, list[str]]) -> dict[str, Any]:
    ziele = goals_of_module(seite.ergebnis, seite.kommune_id, str(modul["modul_id"]))["ziel_id"]
    return {
        "id": modul["modul_id"],
        "name": modul["name"],
        "url": module_url(seite, modul) if bool(modul["hat_seite"]) else "",
        "kurz": modul["kurz"],
        "jahre": years_of_life(seite.ergebnis, modul),
        "raeume": raeume.get(str(modul["modul_id"]), []),
        "wem": "familien" if is_for_families(modul) else "fachkraefte",
        "meta": [t for t in (age_text(modul), status_text(modul)) if t],
        "zielgruppe": modul["zielgruppe"],
        "traeger": modul["traeger"],
        "status": modul["status"],
        "kapitel": modul["kapitel"],
        "ziele": [{"nr": z, "url": seite.zu("ziel", z)} for z in ziele],
        "quelle": f"{source_short(seite.ergebnis.quellen.at[modul['quelle_id'], 'titel'])}, {modul['fundstelle']}",
    }


def draw_register(seite: Seite) -> str:
    """Register of all modules, by section of the chain; complete without JavaScript."""
    m = modules(seite.ergebnis, seite.kommune_id)
    namen, raeume = _areas_of(seite)
    zeilen = [_register_row(seite, z, raeume) for _, z in m.iterrows()]
    ziele = sorted(
        {z["nr"] for zeile in zeilen for z in zeile["ziele"]}, key=seite.ergebnis.goal_ids(seite.kommune_id).index
    )
    titel = seite.tabelle("ziele").set_index("ziel_id")["titel"]
    genannt = {r for zeile in zeilen for r in zeile["raeume"]}
    jahre = {j for zeile in zeilen for j in zeile["jahre"]}
    return render(
        "modul_register",
        kapitel=[(k, w, [z for z in zeilen if z["kapitel"] == k]) for k, w in texte.KAPITEL.items()],
        alter=[(j, age_of_child(j)) for j in range(min(jahre), max(jahre) + 1)] if jahre else [],
        raeume=[(r, n) for r, n in namen.items() if r in genannt],
        wem=[(k, w) for k, w in texte.MODUL_WEM.items() if any(z["wem"] == k for z in zeilen)],
        stati=[(k, w) for k, w in texte.MODUL_STATUS.items() if m["status"].eq(k).any()],
        ziele=[(z, titel[z]) for z in ziele],
        anzahl=len(m),
        ohne_alter=sum(not z["jahre"] for z in zeilen),
        heute=who_knows(seite),
    )


def draw_register_summe(seite: Seite) -> str:
    """One sentence: how many modules, how many with a page, from which documents."""
    m = modules(seite.ergebnis, seite.kommune_id)
    titel = m["quelle_id"].map(seite.ergebnis.quellen["titel"].map(source_short))
    belege = [f"{t} ({format_zahl(int(n))})" for t, n in titel.value_counts().items()]
    satz = sag(
        "Das Register hat {anzahl} Einträge. Zu {seiten} sagen die Dokumente so viel, dass es eine eigene Seite gibt. "
        "Worauf sich die Einträge stützen: {belege}.",
        anzahl=format_zahl(len(m)),
        seiten=format_zahl(int(m["hat_seite"].sum())),
        belege=", ".join(belege),
    )
    return render("satz", klasse="kp-summe", text=satz)


def draw_ziel_module(seite: Seite) -> str:
    """The first offers of the goal of the page, and the way to all of them."""
    ziel_id = str(seite.meta["ziel"])
    alle = modules_of_goal(seite.ergebnis, seite.kommune_id, ziel_id)
    if alle.empty:
        unter = [z for z in seite.ergebnis.goal_ids(seite.kommune_id) if z.startswith(ziel_id + ".")]
        if any(len(modules_of_goal(seite.ergebnis, seite.kommune_id, z)) for z in unter):
            return sag("Die Angebote stehen bei den Zielen darunter.")
        return sag("Zu diesem Ziel nennen die Dokumente kein eigenes Angebot.")
    return render(
        "ziel_module",
        module=[
            {
                "name": m["name"],
                "url": module_url(seite, m),
                "zusatz": " · ".join(t for t in (texte.MODUL_ART[m["art"]], age_text(m), status_text(m)) if t),
            }
            for _, m in alle.head(ANGEBOTE_BEIM_ZIEL).iterrows()
        ],
        rest=len(alle) > ANGEBOTE_BEIM_ZIEL,
        alle_url=f"{seite.zu('module')}?ziel={ziel_id}",
        alle_text=sag("Alle {anzahl} Angebote zu diesem Ziel", anzahl=format_anzahl_wort(len(alle))),
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "modul_oben": draw_oben,
    "modul_unten": draw_unten,
    "modul_navigation": draw_navigation,
    "module_register": draw_register,
    "module_summe": draw_register_summe,
    "ziel_module": draw_ziel_module,
}


def list_modules(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of all modules that the documents say enough about."""
    orte = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    alter = ergebnis.bestand.frame("altersgruppen").set_index("altersgruppe_id")["name"]
    return [
        Eintrag(
            m.paket, m.modul_id, m.name, m.kurz, orte[m.paket], gruppe=alter.get(m.kapitel, sag("Weitere Angebote"))
        )
        for m in ergebnis.bestand.frame("module").itertuples(index=False)
        if m.hat_seite
    ]


def list_registers(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the registers of the modules of all municipalities that have any."""
    beschreibung = sag("Alle Angebote, Projekte und Dienste der Präventionskette in {}, die die Dokumente beschreiben.")
    return [
        Eintrag(k, "", sag("Angebote"), beschreibung.format(ort), ort, sag("Angebote"))
        for k, ort in towns_with(ergebnis, "module")
    ]


ARTEN = (
    Seitenart(
        "modul",
        "module.csv",
        ("modul_oben", "modul_zusatz", "modul_unten", "blaetter_hierzu", "jahre_modul", "modul_navigation"),
        list_modules,
    ),
    Seitenart(
        "module",
        "module.csv",
        (Abschnitt(), "module_register", "module_mehr", "module_summe", "jahre_module"),
        list_registers,
        ("toc",),
    ),
)
