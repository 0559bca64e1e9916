"""The comparison of municipalities: the script fetches what is chosen; without one the profiles are linked.

Whatever stands side by side comes from one small record per municipality (:func:`record`), a file of its own. So the page
grows by a line per municipality and nothing grows with the number of pairs. Nothing is chosen beforehand.
"""

from collections.abc import Callable, Sequence
from itertools import combinations
from typing import Any, Final

import pandas as pd

from kekiz.rechnen.vergleichbarkeit import SPALTE, compare_counting
from kekiz.sagen.zaehlvergleich import differences, field_text, footnotes
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Seitenart, one_page
from kekiz.seiten.kommunenseite import PROFIL_TEILE, names, population_as_of, similar
from kekiz.seiten.seite import Seite, cite_documents, source_line, unit_words
from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.codes import Vergleichbarkeit
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.sprache import list_words, merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, format_zeitraum
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vergleich import draw_kommunenvergleich
from kekiz.zeichnen.vorlage import render

HOECHSTENS: Final = 4
"""More profiles than this do not fit beside each other."""
DIAGRAMM_HOECHSTENS: Final = 40
"""A chart with more municipalities cannot be read."""
DIAGRAMME: Final = 6
"""More charts than this are no overview."""
ZAEHLWEISEN_HOECHSTENS: Final = 4
"""Of more ways of counting one Kennzahl no pairs are listed."""
RECORDS: Final = "assets/vergleich"
"""Folder of the records below the site's root."""

Satz = dict[str, Any]
"""What the comparison shows of one municipality."""


BELEGE: Final = ";"
"""What separates the places that name a theme."""

# ---------------------------------------------------------------------------------------------------- records


def record(seite: Seite, kommune_id: str) -> Satz:
    """Collects what the comparison shows of one municipality; addresses are relative to the page of the comparison.

    Returns:
        ``id``, ``name``, ``eckdaten`` (by code of ``texte.ECKDATEN``), ``karte`` (the profile), ``aehnlich``, ``themen``
        (strength by theme), ``belege`` (by theme the first place that names it) and ``kennzahlen``: by Kennzahl and Gruppe the latest value, and for each field of counting
        what is declared (``wert``, empty where it is not known) and its words (``text``).
    """
    name = names(seite)[kommune_id]
    themen = seite.ergebnis.bestand.where("themenzuordnung", kommune_id=kommune_id)
    neueste = seite.ergebnis.newest_of(kommune_id)
    return {
        "id": kommune_id,
        "name": name,
        "eckdaten": _key_figures(seite, kommune_id),
        "karte": _card(seite, kommune_id),
        "aehnlich": {"name": name, "url": seite.zu("kommune", kommune_id), "andere": similar(seite, kommune_id)},
        "themen": dict(zip(themen["thema_id"], themen["staerke"], strict=True)),
        "belege": {
            t: str(b).split(BELEGE)[0].strip() for t, b in zip(themen["thema_id"], themen["beleg"], strict=True)
        },
        "kennzahlen": {
            f"{z['kennzahl_id']}|{z['gruppe']}": _counted(seite, z, neueste.get((z["kennzahl_id"], z["gruppe"])))
            for _, z in seite.ergebnis.counting_of(kommune_id).iterrows()
        },
    }


def _key_figures(seite: Seite, kommune_id: str) -> dict[str, str]:
    k = seite.ergebnis.kommunen.loc[kommune_id]
    return {
        "typ": texte.KOMMUNE_TYP[k["typ"]],
        "einwohner": "–" if pd.isna(k["einwohner"]) else format_zahl(float(k["einwohner"])),
        "anteil": format_wert(k["anteil_unter_18"], "%", 1),
        "stand": population_as_of(k) or sag("nicht bekannt"),
        "jahr": str(k["jahr"] or sag("nicht bekannt")),
    }


def _card(seite: Seite, kommune_id: str) -> Satz:
    k = seite.ergebnis.kommunen.loc[kommune_id]
    profil = seite.ergebnis.bestand.where("profil", kommune_id=kommune_id).sort_values(["art", "nr"])
    teile = {
        sag(titel): list(profil.loc[profil["art"].eq(art), "text"])
        for art, titel in PROFIL_TEILE
        if art != "schwerpunkt"
    }
    teile[sag("Aus der Praxis")] = list(seite.ergebnis.bestand.where("praxisbeispiele", kommune_id=kommune_id)["titel"])
    return {
        "name": str(k["name"]),
        "url": seite.zu("kommune", kommune_id),
        "stand": sag("Stand {jahr}", jahr=k["jahr"]) if k["jahr"] else "",
        "teile": [{"titel": titel, "punkte": punkte or [sag("nicht genannt")]} for titel, punkte in teile.items()],
    }


def _counted(seite: Seite, z: pd.Series, neuester: Wert | None) -> Satz:
    wert = _value(neuester) if neuester else {"wert": sag("kein Wert"), "bruch": "", "zeit": ""}
    bekannt = seite.ergebnis.zaehlangaben[z.name]
    felder = {f: {"wert": bekannt[f], "text": field_text(seite.ergebnis, f, z[s])} for f, s in SPALTE.items()}
    gruppe = f" – {seite.ergebnis.group_name(z['gruppe'])}" if z["gruppe"] else ""
    return {
        "name": f"{seite.ergebnis.kennzahlen.at[z['kennzahl_id'], 'name']}{gruppe}",
        **wert,
        "felder": felder,
        "erklaert": str(z["beschreibung"]),
    }


def _latest(seite: Seite, z: pd.Series) -> pd.Series | None:
    try:
        return seite.ergebnis.latest(z["kommune_id"], z["kennzahl_id"], None, z["gruppe"])
    except ErgebnisFehler:
        return None


def _value(w: Wert) -> dict[str, str]:
    return {"wert": w.text, "bruch": w.bruch.text if w.bruch else "", "zeit": w.zeitraum.text}


# ---------------------------------------------------------------------------------------------------- parts


def draw_wahl(seite: Seite) -> str:
    """The choice of municipalities, where its outcome goes, the words and the forms that the script fills.

    Nothing is chosen before the reader does; without a script, the profiles are linked.
    """
    kommunen = [{"id": k, "name": n, "url": seite.zu("kommune", k)} for k, n in names(seite).items()]
    # One entry of each list, so that the template shows the form of an entry.
    leere = dict.fromkeys(
        ("name", "url", "stand", "wert", "bruch", "zeit", "urteil", "wer", "worin", "note", "text"), "…"
    )
    leere["url"] = "#"
    themen_url = seite.zu("themen") if "themen" not in seite.aus else ""
    return render(
        "vergleich_wahl",
        kommunen=kommunen,
        themen_url=themen_url,
        hoechstens=HOECHSTENS,
        hoechstens_wort=format_anzahl_wort(HOECHSTENS),
        daten=seite.link(f"{RECORDS}/"),
        script=seite.link("assets/vergleich.js"),
        themen=[
            {"id": t.thema_id, "name": t.name, "url": f"{themen_url}#thema-{t.thema_id}" if themen_url else ""}
            for t in seite.ergebnis.bestand.frame("themen").sort_values("reihenfolge").itertuples(index=False)
        ],
        worte={
            "felder": texte.ZAEHLFELD,
            "befunde": texte.FELDVERGLEICH,
            "urteile": [*texte.VERGLEICHBARKEIT.items()],
            "note": sag(texte.OFFEN_NOTE),
            "staerken": _strengths(),
            "eckdaten": [*texte.ECKDATEN.items()],
            "saetze": texte.VERGLEICH_SAETZE,
        },
        karte={**leere, "teile": [{"titel": "…", "punkte": ["…"]}]},
        aehnlich={**leere, "andere": [{**leere, "teile": dict.fromkeys(("groesse", "typ", "anteil", "themen"), "…")}]},
        block={
            **leere,
            "paare": [leere],
            "zeilen": [leere],
            "spalten": ["…"],
            "felder": [{"feld": "…", "zellen": [{"spalte": "…", "text": "…"}]}],
            "erklaert": [leere],
        },
    )


def _strengths() -> dict[str, str]:
    return {**texte.THEMA_STAERKE, "": sag("nicht genannt")}


def draw_ueberblick(seite: Seite) -> str:
    """One row per municipality: kind, population, age of the profile."""
    zeilen = [
        {
            "name": k["name"],
            "url": seite.zu("kommune", str(kommune_id)),
            "rolle": k["programmrolle"],
            **_key_figures(seite, str(kommune_id)),
        }
        for kommune_id, k in seite.ergebnis.kommunen.iterrows()
    ]
    return render("vergleich_ueberblick", zeilen=zeilen, csv_url=seite.link("daten/kommunen.csv"))


def class_name(name: dict[str, str], klasse: Sequence[str]) -> str:
    """Names a class: its members, or how many they are."""
    if len(klasse) <= 2:
        return list_words([name[k] for k in klasse])
    return sag(
        "{anzahl} Kommunen ({name} bis {name2})",
        anzahl=format_zahl(len(klasse)),
        name=name[klasse[0]],
        name2=name[klasse[-1]],
    )


def draw_gleiche(seite: Seite) -> str:
    """Charts of what several municipalities have counted in the same way, and for each Kennzahl in how many ways."""
    z, klassen = seite.ergebnis.zaehlweisen, seite.ergebnis.zaehlklassen
    gross = klassen[klassen["ist_vergleichbar"] & klassen["kommunen"].between(2, DIAGRAMM_HOECHSTENS)]
    folge = gross.sort_values("kommunen", ascending=False, kind="stable").index[:DIAGRAMME]
    teile = {str(k): teil for k, teil in z[z["klasse_id"].isin(folge)].groupby("klasse_id", sort=False)}
    je = klassen.assign(groesste=klassen["kommunen"].where(klassen["ist_vergleichbar"], 0)).groupby(
        ["kennzahl_id", "gruppe"], sort=False
    )
    uebersicht = je.agg(kommunen=("kommunen", "sum"), klassen=("kommunen", "size"), groesste=("groesste", "max"))
    uebersicht = uebersicht[uebersicht["kommunen"] > 1]
    return render(
        "vergleich_gleiche",
        diagramme=[d for k in folge if (d := _chart_of_class(seite, teile[str(k)]))],
        zeilen=[
            {
                "name": _counted_name(seite, str(kennzahl), str(gruppe)),
                "kommunen": int(u.kommunen),
                "klassen": int(u.klassen),
                "groesste": int(u.groesste) if u.groesste > 1 else 0,
            }
            for (kennzahl, gruppe), u in zip(uebersicht.index, uebersicht.itertuples(index=False), strict=True)
        ],
        urteile=_verdicts(seite, z, klassen),
        csv_url=seite.link("daten/vergleichbarkeit.csv"),
        klassen_url=seite.link("daten/zaehlklassen.csv"),
    )


def _verdicts(seite: Seite, z: pd.DataFrame, klassen: pd.DataFrame) -> list[Satz]:
    """Says of each Kennzahl that several declare in a few ways, which ways may be compared and why the others may not."""
    name = names(seite)
    wer = {str(k): class_name(name, list(teil["kommune_id"])) for k, teil in z.groupby("klasse_id")}
    bloecke = []
    for (kennzahl_id, gruppe), teil in klassen.groupby(["kennzahl_id", "gruppe"], sort=False):
        if not 2 <= len(teil) <= ZAEHLWEISEN_HOECHSTENS:
            continue
        folge = sorted((str(k) for k in teil.index), key=lambda k: (-int(teil.at[k, "kommunen"]), wer[k]))
        paare = []
        for a, b in combinations(folge, 2):
            paar = compare_counting(teil.loc[[a]], teil.loc[[b]]).iloc[0]
            worin = "; ".join(f"{d['feld']}: {d['befund']}" for d in differences(seite.ergebnis, paar))
            paare.append(
                {
                    "wer": sag("{name} und {name2}", name=wer[a], name2=wer[b]),
                    "urteil": paar["urteil"],
                    "worin": "" if paar["urteil"] == Vergleichbarkeit.VERGLEICHBAR else f"{worin}.",
                }
            )
        bloecke.append({"name": _counted_name(seite, str(kennzahl_id), str(gruppe)), "paare": paare})
    return bloecke


def _counted_name(seite: Seite, kennzahl_id: str, gruppe: str) -> str:
    name = str(seite.ergebnis.kennzahlen.at[kennzahl_id, "name"])
    return f"{name} – {seite.ergebnis.group_name(gruppe)}" if gruppe else name


def _chart_of_class(seite: Seite, z: pd.DataFrame) -> Satz | None:
    """Chart and table of one class; None where fewer than two of its members have a value."""
    werte = [w for _, zeile in z.iterrows() if (w := _latest(seite, zeile)) is not None]
    if len(werte) < 2:
        return None
    zeilen = pd.DataFrame(werte)
    erste = z.iloc[0]
    anker = f"{erste['kennzahl_id']}{'-' + erste['gruppe'] if erste['gruppe'] else ''}".replace("_", "-")
    anker = f"{anker}-{erste['klasse_id'][:4]}"
    titel = _counted_name(seite, erste["kennzahl_id"], erste["gruppe"])
    zeiten = sorted({format_zeitraum(t) for t in zeilen["zeitraum"]})
    belegt = zeilen.assign(fundstelle=sag("Profile"))
    rahmen = Rahmen(
        id=f"vergleich-{anker}",
        titel=titel,
        untertitel=f"{sag(' und ').join(zeiten)}. {unit_words(zeilen['einheit'].iloc[0])}",
        quelle=source_line(seite, belegt),
        beleg=cite_documents(seite, belegt),
        lizenz=seite.lizenz,
    )
    name = names(seite)
    gezeigt = seite.ergebnis.werte_von(zeilen)
    figur = draw_kommunenvergleich(gezeigt, rahmen)
    return {
        "anker": f"kennzahl-{anker}",
        "tabelle": f"vergleich-{anker}-tabelle",
        "titel": titel,
        "wer": class_name(name, list(z["kommune_id"])),
        "noten": footnotes(compare_counting(z.iloc[[0]], z.iloc[[0]]).iloc[0]),
        "diagramm": seite.diagramm(figur, tabelle_anker=f"vergleich-{anker}-tabelle", werte=gezeigt),
        "auszug": seite.chart_rows(figur, gezeigt),
        "zeilen": [{"name": name[w["kommune_id"]], **_value(seite.ergebnis.wert(w))} for w in werte],
    }


def draw_aehnliche(seite: Seite) -> str:
    """The frame that the script fills with the most similar municipalities to those that are chosen."""
    return render("vergleich_aehnliche", csv_url=seite.link("daten/aehnlichkeit.csv"))


MACROS: dict[str, Callable[[Seite], str]] = {
    "vergleich_wahl": draw_wahl,
    "vergleich_ueberblick": draw_ueberblick,
    "vergleich_gleiche": draw_gleiche,
    "vergleich_aehnliche": draw_aehnliche,
}

ARTEN = (
    Seitenart(
        "vergleich",
        "zaehlweisen.csv",
        (
            "vergleich_wahl",
            Abschnitt(merke("Was sich vergleichen lässt"), ("vergleich_gleiche",), anker="gleich-gezaehlt"),
            Abschnitt(merke("Alle auf einen Blick"), ("vergleich_ueberblick",), faltet=True),
            Abschnitt(merke("Ähnliche Kommunen"), ("vergleich_aehnliche",), anker="aehnliche-kommunen", faltet=True),
            Abschnitt(merke("Wie die Regel entscheidet"), anker="regel", faltet=True),
            "jahre_vergleich",
        ),
        one_page(
            merke("Kommunen vergleichen"),
            merke(
                "Kommunen nebeneinander: was sie gemeinsam haben, was nur eine nennt und welche Zahlen sich vergleichen lassen."
            ),
            merke("Vergleichen"),
        ),
        ("toc",),
        WORTE_DER_SEITE,
    ),
)
