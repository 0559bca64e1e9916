"""Pages around the modules: Stadtteilarbeit, further training, work programme, Präventionsbudget."""

from collections.abc import Callable

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.konzept import sum_trainings
from kekiz.sagen.aenderungssatz import change_sentence
from kekiz.sagen.satz import Satz
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.falte import fold
from kekiz.seiten.hinweis import draw_hints, goal_hints
from kekiz.seiten.kette import modules
from kekiz.seiten.modulseite import module_url
from kekiz.seiten.programmteil import progress_sentence, progress_words
from kekiz.seiten.seite import (
    Seite,
    break_reasons,
    cite_documents,
    has_course,
    source_line,
    unit_words,
)
from kekiz.seiten.tabelle import Tabelle
from kekiz.wert import Wert
from kekiz.wissen.codes import Zusatz, Zweck
from kekiz.wissen.sprache import begin, merke, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, format_zeitraum
from kekiz.zeichnen.balken import draw_balken
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vergleich import draw_namen
from kekiz.zeichnen.vorlage import render

ZAEHLUNGEN = (Zweck.ZIELE_JE_FELD, Zweck.MASSNAHMEN_JE_FELD, Zweck.ZENTREN, Zweck.VEREINBARUNGEN)
"""What the part about fields of action counts."""


def _kennzahl(seite: Seite, zweck: Zweck) -> str:
    return seite.ergebnis.kennzahl_for(seite.kommune_id, zweck)


def _goals_of(seite: Seite, kennzahl_id: str) -> list[str]:
    """Ids of the goals that a Kennzahl belongs to, in their order."""
    return list(seite.tabelle("ziel_kennzahlen", kennzahl_id=kennzahl_id)["ziel_id"])


# --- Stadtteilarbeit -------------------------------------------------------------------------------------------------


def _fields(seite: Seite) -> pd.DataFrame:
    """Goals and measures by field of action (index: Gruppe), latest period, in the order of the document."""
    spalten = {}
    for k in (_kennzahl(seite, Zweck.ZIELE_JE_FELD), _kennzahl(seite, Zweck.MASSNAHMEN_JE_FELD)):
        alle = seite.ergebnis.all_of(seite.kommune_id, k)
        alle = alle[alle["gruppe"].ne("") & alle["wert"].notna() & alle["raum_typ"].eq("stadt")]
        alle = alle[alle["zeit"].eq(alle["zeit"].max())].set_index("gruppe")
        spalten[k] = alle["wert"]
        namen = alle["gruppe_name"]
    return pd.DataFrame(spalten).assign(name=namen)


def draw_stadtteilarbeit(seite: Seite) -> str:
    """Goals and measures by field of action, what is counted, where the report sees priorities, goals in words."""
    felder = _fields(seite)
    je_ziel, je_massnahme = felder.columns[:2]
    ziele = seite.ergebnis.latest(seite.kommune_id, je_ziel)
    massnahmen = seite.ergebnis.latest(seite.kommune_id, je_massnahme)
    zentren = seite.ergebnis.latest(seite.kommune_id, _kennzahl(seite, Zweck.ZENTREN))
    raeume = seite.ergebnis.latest(seite.kommune_id, _kennzahl(seite, Zweck.VEREINBARUNGEN))
    jahr = format_zeitraum(ziele["zeitraum"])
    saetze = [
        Satz(
            sag(
                "Für {jahr} nennt der Bericht {wert} Ziele und {wert2} Maßnahmen in {anzahl} Handlungsfeldern.",
                jahr=jahr,
                wert=format_zahl(ziele["wert"]),
                wert2=format_zahl(massnahmen["wert"]),
                anzahl=format_anzahl_wort(len(felder)),
            ),
            [
                " + ".join(format_zahl(w) for w in felder[k])
                + sag(
                    " = {felder} {wort}; im Bericht: {wert}",
                    felder=format_zahl(felder[k].sum()),
                    wort=wort,
                    wert=format_zahl(gesamt["wert"]),
                )
                for k, wort, gesamt in ((je_ziel, sag("Ziele"), ziele), (je_massnahme, sag("Maßnahmen"), massnahmen))
            ],
        ),
        Satz(
            sag(
                "Gezählt sind nur {wert} von {wert2} Sozialräumen: Mehr Zielvereinbarungen konnte der Bericht nicht "
                "berücksichtigen. Welcher Sozialraum fehlt, sagt er nicht.",
                wert=format_anzahl_wort(int(raeume["wert"])),
                wert2=format_anzahl_wort(int(zentren["wert"])),
            )
        ),
        Satz(
            sag(
                "Die Zahlen zählen Vorhaben. Sie sagen nicht, ob ein Ziel erreicht wurde oder eine Maßnahme geholfen "
                "hat."
            )
        ),
    ]
    teile = [
        ("## " + sag("Ziele und Maßnahmen {jahr}", jahr=jahr)),
        render("aussagen", saetze=saetze, methode_url=""),
    ]
    beides: list[Wert] = []
    for k, wort in ((je_ziel, sag("Ziele")), (je_massnahme, sag("Maßnahmen"))):
        werte = seite.ergebnis.all_of(seite.kommune_id, k)
        werte = werte[werte["gruppe"].isin(felder.index) & werte["raum_typ"].eq("stadt")]
        werte = werte[werte["zeitraum"].eq(ziele["zeitraum"])]
        rahmen = Rahmen(
            id=f"stadtteilarbeit-{wort.lower().replace('ß', 'ss')}",
            titel=sag("{wort} der Stadtteilarbeit nach Handlungsfeld", wort=wort),
            untertitel=f"{seite.ort}, {jahr}. {unit_words('Anzahl')}",
            quelle=source_line(seite, werte),
            beleg=cite_documents(seite, werte),
            lizenz=seite.lizenz,
        )
        gezeigt = seite.ergebnis.werte_von(werte)
        beides += gezeigt
        figur = draw_namen(gezeigt, rahmen, nach="gruppe_name")
        teile.append(seite.diagramm(figur, tabelle_anker="tabelle-handlungsfelder", werte=gezeigt))
    titel = sag("Ziele und Maßnahmen der Stadtteilarbeit {jahr}", jahr=jahr)
    t = Tabelle(
        "tabelle-handlungsfelder",
        titel,
        [sag("Handlungsfeld"), sag("Ziele"), sag("Maßnahmen")],
        [[str(z["name"]), format_zahl(z[je_ziel]), format_zahl(z[je_massnahme])] for _, z in felder.iterrows()],
        [1, 2],
        auszug=seite.auszug("stadtteilarbeit-tabelle", "tabelle-handlungsfelder", titel, seite.ort, beides),
    )
    summe = [sag("Zusammen"), format_zahl(felder[je_ziel].sum()), format_zahl(felder[je_massnahme].sum())]
    teile.append(render("tafel_summe", t=t, summe=[summe]))
    teile.append(_priorities(seite))
    teile.append(
        ("## " + sag("Gut zu wissen zu diesen Zahlen") + "\n\n")
        + draw_hints(
            seite,
            [h for z in _goals_of(seite, je_ziel) for h in goal_hints(seite, z) if h not in _programme_hints(seite)],
        )
    )
    return "\n\n".join(teile)


def _priorities(seite: Seite) -> str:
    s = seite.tabelle("stadtteilarbeit")
    namen = seite.tabelle("raeume").set_index("raum_id")["name"]
    felder = []
    for feld, teil in s.groupby("handlungsfeld", sort=False):
        schwer = teil[teil["raum_id"].ne("")]
        felder.append(
            {
                "name": feld,
                "ziele": list(teil.loc[teil["art"].eq("ziel"), "text"]),
                "schwerpunkte": [
                    {
                        "name": namen[r.raum_id],
                        "url": seite.zu("raum", r.raum_id),
                        "wort": sag("Ziele") if r.art == "schwerpunkt_ziele" else sag("Maßnahmen"),
                    }
                    for r in schwer.itertuples()
                ],
            }
        )
    return ("## " + sag("Die Ziele je Handlungsfeld") + "\n\n") + render("handlungsfelder", felder=felder)


# --- further training ------------------------------------------------------------------------------------------------


def _training_chart(seite: Seite, reihe: pd.DataFrame, summen: pd.DataFrame, tabelle_anker: str) -> str:
    """Participations by year as bars, or why there is no picture; nothing where they are no Kennzahl."""
    if reihe.empty:
        return ""
    if not has_course(reihe):
        return render("satz", klasse="kp-leer", text=break_reasons(seite, reihe))
    rahmen = Rahmen(
        id="weiterbildungen-teilnahmen",
        titel=sag("Teilnahmen an Weiterbildungen"),
        untertitel=sag(
            "{ort}, {kleinste} bis {groesste}. Anzahl der Teilnahmen",
            ort=seite.ort,
            kleinste=int(summen["jahr"].min()),
            groesste=int(summen["jahr"].max()),
        ),
        quelle=source_line(seite, reihe),
        beleg=cite_documents(seite, reihe),
        lizenz=seite.lizenz,
    )
    gezeigt = seite.ergebnis.werte_von(reihe)
    return seite.diagramm(draw_balken(gezeigt, rahmen), tabelle_anker=tabelle_anker, werte=gezeigt)


def draw_weiterbildungen(seite: Seite) -> str:
    """Sums by year as sentences, chart and table."""
    summen = sum_trainings(seite.tabelle("weiterbildungen"))
    reihe = seite.ergebnis.series(seite.kommune_id, _kennzahl(seite, Zweck.TEILNAHMEN))
    letzte = summen.iloc[-1]
    saetze = [
        Satz(
            sag(
                "{jahr}: {teilnahmen} an {kurse}.",
                jahr=int(letzte["jahr"]),
                teilnahmen=sag_n(
                    "eine Teilnahme", "{n} Teilnahmen", letzte["teilnahmen"], n=format_zahl(letzte["teilnahmen"])
                ),
                kurse=sag_n(
                    "einer Weiterbildung", "{n} Weiterbildungen", letzte["kurse"], n=format_zahl(letzte["kurse"])
                ),
            )
        ),
        Satz(sag("Gezählt sind Teilnahmen, nicht Personen: Wer zwei Kurse besucht, zählt zweimal.")),
    ]
    aemter = [frozenset(teil) for _, teil in seite.tabelle("weiterbildungen").groupby("jahr")["amt"]]
    # Where a break keeps the years apart, its reason stands instead of the picture.
    if len(set(aemter)) > 1 and (reihe.empty or has_course(reihe)):
        saetze.append(
            Satz(
                sag(
                    "Die Jahre lassen sich nicht ohne Weiteres vergleichen, weil nicht in jedem Jahr dieselben Ämter "
                    "gemeldet haben."
                )
            )
        )
    t = Tabelle(
        "tabelle-weiterbildungen",
        sag("Weiterbildungen und Teilnahmen je Jahr, aus den einzelnen Kursen addiert"),
        [sag("Jahr"), sag("Kurse"), sag("davon ohne eigene Zahl"), sag("Teilnahmen")],
        [
            [str(z.jahr), format_zahl(z.kurse), format_zahl(z.ohne_zahl), format_zahl(float(z.teilnahmen))]
            for z in summen.itertuples()
        ],
        [1, 2, 3],
        auszug=seite.link("daten/weiterbildungen.csv"),
    )
    return "\n\n".join(
        [
            render("aussagen", saetze=saetze, methode_url=""),
            _training_chart(seite, reihe, summen, t.anker),
            render("tafel", t=t),
        ]
    )


def draw_kurse(seite: Seite) -> str:
    """All courses with a filter by year and office; complete without JavaScript."""
    f = seite.tabelle("weiterbildungen").sort_values(["jahr", "amt", "weiterbildung_id"], kind="stable")
    aemter = sorted(set(f["amt"]))
    codes = {a: f"a{i}" for i, a in enumerate(aemter, start=1)}
    return render(
        "weiterbildungen",
        kurse=[
            {
                **z.to_dict(),
                "code": codes[str(z["amt"])],
                "zahl": None if pd.isna(z["teilnahmen"]) else int(z["teilnahmen"]),
            }
            for _, z in f.iterrows()
        ],
        summe=int(f["teilnahmen"].sum()),
        jahre=[(str(j), str(j)) for j in sorted(set(f["jahr"]))],
        aemter=[(codes[a], a) for a in aemter],
    )


def draw_kurse_hinweise(seite: Seite) -> str:
    """Hinweise about further training, and where it belongs."""
    kennzahl_id = _kennzahl(seite, Zweck.TEILNAHMEN)
    ziele = _goals_of(seite, kennzahl_id)
    module = modules(seite.ergebnis, seite.kommune_id)
    module = module.loc[list(seite.tabelle("modul_kennzahlen", kennzahl_id=kennzahl_id)["modul_id"])]
    ids = [h for z in ziele for h in goal_hints(seite, z)]
    ids += [h for h in seite.tabelle("weiterbildungen")["hinweis_id"] if h]
    return (
        draw_hints(seite, list(dict.fromkeys(ids)))
        + "\n\n"
        + render(
            "weiterbildungen_mehr",
            ziele=[{"nr": z, "url": seite.zu("ziel", z)} for z in ziele],
            module=[{"name": m["name"], "url": module_url(seite, m)} for _, m in module.iterrows()],
            csv_url=seite.link("daten/weiterbildungen.csv"),
        )
    )


# --- work programme and Präventionsbudget ----------------------------------------------------------------------------


def _programme_hints(seite: Seite) -> list[str]:
    """Hinweise about the table of the work programme."""
    h = seite.ergebnis.hinweise
    fundstelle = str(seite.tabelle("arbeitsprogramm").iloc[0]["fundstelle"])
    return list(h.index[h["fundstelle"].str.contains(fundstelle, regex=False)])


def split_common_end(saetze: list[str]) -> tuple[list[str], str]:
    """Takes the last clause off sentences that all end alike, so that it can be said once.

    Example:
        >>> split_common_end(["Sport; das Ziel stand im Vertrag.", "Musik; das Ziel stand im Vertrag."])
        (['Sport', 'Musik'], 'das Ziel stand im Vertrag.')
        >>> split_common_end(["Sport; bald.", "Musik."])
        (['Sport; bald.', 'Musik.'], '')
    """
    teile = [satz.rpartition("; ") for satz in saetze]
    enden = {ende for _, trenner, ende in teile if trenner}
    if len(saetze) < 2 or len(enden) != 1 or not all(trenner for _, trenner, _ in teile):
        return saetze, ""
    return [vorn for vorn, _, _ in teile], enden.pop()


def draw_arbeitsprogramm(seite: Seite) -> str:
    """All plans of the work programme of a year by area, with a count; what holds for each is said once."""
    f = seite.tabelle("arbeitsprogramm").sort_values("nr")
    f = f[f["jahr"].astype(str).eq(str(seite.meta["arbeitsprogramm"]))]
    worte = {nr: progress_words(seite, r) for nr, r in f.iterrows()}
    einig = len(f) > 1 and len(set(worte.values())) == 1
    bereiche = []
    for b, teil in f.groupby("bereich", sort=False):
        vorhaben, gemeinsam = split_common_end(list(teil["vorhaben"]))
        staende = ["" if einig else worte[nr] for nr in teil.index]
        zeilen = [{"text": v, "stand": s} for v, s in zip(vorhaben, staende, strict=True)]
        bereiche.append((b, zeilen, begin(gemeinsam)))
    quelle = seite.ergebnis.quellen.loc[f.iloc[0]["quelle_id"]]
    return render(
        "arbeitsprogramm",
        ist_doppelt=bool(f.drop_duplicates(["bereich", "vorhaben"])["vorhaben"].duplicated().any()),
        lizenz=seite.lizenz,
        hinweise=[{"id": i, **seite.ergebnis.hinweise.loc[i].to_dict()} for i in _programme_hints(seite)],
        bereiche=bereiche,
        anzahl=len(f),
        stand=progress_sentence(seite, f),
        quelle=quelle.to_dict(),
        fundstellen=list(dict.fromkeys(f["fundstelle"])),
        csv_url=seite.link("daten/arbeitsprogramm.csv"),
    )


def _amounts(seite: Seite, modul_id: str) -> pd.DataFrame:
    """Known values of the first Kennzahl of a module, in time order."""
    kennzahlen = seite.tabelle("modul_kennzahlen", modul_id=modul_id)["kennzahl_id"]
    reihe = seite.ergebnis.series(seite.kommune_id, next(iter(kennzahlen), ""))
    return reihe[reihe["wert"].notna()]


def draw_jahresbetrag(seite: Seite, modul_id: str) -> str:
    """The amount of a module year by year, with its change."""
    reihe = _amounts(seite, modul_id)
    kennzahl_id = str(reihe.iloc[0]["kennzahl_id"])
    letzte = reihe.iloc[-1]
    saetze = [change_sentence(letzte)]
    rahmen = Rahmen(
        id=f"{modul_id}-jahre",
        titel=str(seite.ergebnis.kennzahlen.at[kennzahl_id, "name"]),
        untertitel=sag(
            "{ort}, {zeitraum} bis {zeitraum2}. {unit_words}",
            ort=seite.ort,
            zeitraum=reihe.iloc[0]["zeitraum"],
            zeitraum2=letzte["zeitraum"],
            unit_words=unit_words("Euro"),
        ),
        quelle=source_line(seite, reihe),
        beleg=cite_documents(seite, reihe),
        lizenz=seite.lizenz,
    )
    gezeigt = seite.ergebnis.werte_von(reihe)
    figur = draw_balken(gezeigt, rahmen)
    vorher = reihe["wert"].shift()
    zeilen = []
    for (_, z), alt in zip(reihe.iterrows(), vorher, strict=True):
        wert, mehr = seite.ergebnis.wert(z), float(z["wert"]) - float(alt) if pd.notna(alt) else float("nan")
        zeilen.append(
            [
                wert.zeitraum.text,
                wert.text,
                format_wert(mehr, "Euro", vorzeichen=True),
                format_wert(100 * mehr / float(alt), "%", 1, vorzeichen=True) if pd.notna(alt) else "–",
            ]
        )
    t = Tabelle(
        f"tabelle-{modul_id}-jahre",
        sag("{name} und Änderung zum Vorjahr (berechnet)", name=seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"]),
        [sag("Jahr"), sag("Betrag"), sag("Änderung"), sag("in Prozent")],
        zeilen,
        [1, 2, 3],
        auszug=seite.chart_rows(figur, gezeigt),
    )
    return "\n\n".join(
        [
            ("## " + sag("Jahr für Jahr")),
            render("aussagen", saetze=[s for s in saetze if s], methode_url=seite.zu("methodik")),
            seite.diagramm(figur, tabelle_anker=t.anker, werte=gezeigt),
            render("tafel", t=t),
        ]
    )


ZUSAETZE: dict[str, tuple[Callable[[Seite, str], str], Callable[[Seite, str], bool]]] = {
    Zusatz.HANDLUNGSFELDER: (
        lambda seite, _: draw_stadtteilarbeit(seite),
        lambda seite, _: len(seite.tabelle("stadtteilarbeit")) > 0 and all(_kennzahl(seite, z) for z in ZAEHLUNGEN),
    ),
    Zusatz.JAHRESBETRAG: (draw_jahresbetrag, lambda seite, modul_id: len(_amounts(seite, modul_id)) > 1),
}
"""What stands on the page of a module beyond what all have, and whether the data have it."""


def _extra(seite: Seite, modul_id: str) -> Callable[[Seite, str], str] | None:
    zusatz = next(iter(seite.tabelle("module", modul_id=modul_id)["zusatz"]), "")
    teil, hat = ZUSAETZE.get(zusatz, (None, None))
    return teil if hat and hat(seite, modul_id) else None


def draw_zusatz(seite: Seite) -> str:
    """What stands on the module's page alone, folded; mostly nothing."""
    modul_id = str(seite.meta["modul"])
    if not (teil := _extra(seite, modul_id)):
        return ""
    titel = sag("Mehr zu {name}: Zahlen und Texte", name=modules(seite.ergebnis, seite.kommune_id).at[modul_id, "name"])
    return fold(titel, teil(seite, modul_id), ist_markdown=True)


def draw_mehr(seite: Seite) -> str:
    """Links to the other pages about the modules, as far as the package has them."""
    p = seite.tabelle("arbeitsprogramm")
    seiten = [(sag("die Kette nach Alter"), seite.zu("kette"))]
    if len(seite.tabelle("massnahmen")):
        seiten.append((sag("das Integrationskonzept mit seinen Maßnahmen"), seite.zu("integration")))
    if len(seite.tabelle("weiterbildungen")):
        seiten.append((sag("die Weiterbildungen"), seite.zu("weiterbildungen")))
    seiten += [
        (sag("das Arbeitsprogramm {j}", j=j), seite.zu("arbeitsprogramm", str(j))) for j in p["jahr"].drop_duplicates()
    ]
    module = modules(seite.ergebnis, seite.kommune_id)
    seiten += [(str(m["name"]), module_url(seite, m)) for i, m in module.iterrows() if _extra(seite, str(i))]
    return render("module_mehr", seiten=seiten)


MACROS: dict[str, Callable[[Seite], str]] = {
    "modul_zusatz": draw_zusatz,
    "module_mehr": draw_mehr,
    "weiterbildungen_summen": draw_weiterbildungen,
    "weiterbildungen_liste": draw_kurse,
    "weiterbildungen_hinweise": draw_kurse_hinweise,
    "arbeitsprogramm_bereiche": draw_arbeitsprogramm,
}


def list_trainings(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages about further training, where a package names courses."""
    beschreibung = sag(
        "Alle Weiterbildungen der Fachkräfte, die der Bericht aus {} aufführt, mit Jahr, Amt und Zahl der Teilnahmen."
    )
    return [
        Eintrag(k, "", sag("Weiterbildungen der Fachkräfte"), beschreibung.format(ort), ort, sag("Weiterbildungen"))
        for k, ort in towns_with(ergebnis, "weiterbildungen")
    ]


def list_programmes(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages about work programmes, where a package has one: one for each year."""
    eintraege = []
    for k, ort in towns_with(ergebnis, "arbeitsprogramm"):
        for jahr in ergebnis.bestand.where("arbeitsprogramm", paket=k)["jahr"].drop_duplicates():
            beschreibung = sag(
                "Was sich {ort} für {jahr} in der Präventionskette vorgenommen hat, nach Bereichen.", ort=ort, jahr=jahr
            )
            eintraege.append(Eintrag(k, str(jahr), sag("Arbeitsprogramm {jahr}", jahr=jahr), beschreibung, ort))
    return eintraege


ARTEN = (
    Seitenart(
        "weiterbildungen",
        "weiterbildungen.csv",
        (
            Abschnitt(),
            "jahre_weiterbildungen",
            Abschnitt(merke("Wie viele Teilnahmen"), ("weiterbildungen_summen",)),
            Abschnitt(merke("Alle Kurse"), ("weiterbildungen_liste",)),
            Abschnitt(merke("Gut zu wissen"), ("weiterbildungen_hinweise",)),
        ),
        list_trainings,
        ("toc",),
    ),
    Seitenart(
        "arbeitsprogramm",
        "arbeitsprogramm.csv",
        (Abschnitt(), "jahre_arbeitsprogramm", "arbeitsprogramm_bereiche"),
        list_programmes,
    ),
)
