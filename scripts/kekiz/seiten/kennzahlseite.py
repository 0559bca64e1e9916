"""The register of all Kennzahlen and a page for each: what it counts, every value that is known, what may be compared."""

from collections.abc import Callable
from itertools import combinations
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.vergleichbarkeit import compare_counting
from kekiz.seiten.adresse import address, value_anchor
from kekiz.seiten.anatomie import Eintrag, Seitenart
from kekiz.seiten.falte import fold
from kekiz.seiten.hinweis import draw_hints
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_sources
from kekiz.seiten.seite import Seite, period_span
from kekiz.seiten.wertaenderungen import draw_entfallene
from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.codes import Vergleichbarkeit
from kekiz.wissen.sprache import list_words, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_zahl
from kekiz.zeichnen.vorlage import render

OFFEN_BIS = 12
"""A Kennzahl with more values shows them folded, one fold a municipality."""
ALLE_BIS = 600
"""A Kennzahl with more values shows the newest of each municipality: its page stays light however many there are."""
KLASSEN_EINZELN = 4
"""More ways of counting than this are counted, not compared one by one."""
ORTE_EINZELN = 20
"""More municipalities than this are counted, not named in a sentence."""
QUELLEN_EINZELN = 40
"""More documents than this are counted and linked, not listed."""


def _rows(seite: Seite, kennzahl_id: str) -> pd.DataFrame:
    """All values of a Kennzahl: municipalities in their order, the whole town before its parts, then by Gruppe and time."""
    return seite.once(("werte", kennzahl_id), lambda: _sorted_rows(seite, kennzahl_id))


def _sorted_rows(seite: Seite, kennzahl_id: str) -> pd.DataFrame:
    w = seite.ergebnis.werte
    w = w[w["kennzahl_id"].eq(kennzahl_id)]
    orte = seite.ergebnis.bestand.frame("kommunen")["kommune_id"]
    raeume = list(seite.ergebnis.bestand.frame("raeume")["raum_id"])
    folge = pd.DataFrame(
        {
            "ort": w["kommune_id"].map({k: i for i, k in enumerate(orte)}),
            "ist_teil": w["raum_id"].ne(w["kommune_id"]),
            "raum": w["raum_id"].map({r: i for i, r in enumerate(dict.fromkeys(raeume))}).fillna(-1),
            "gruppe": w["gruppe"],
            "zeit": w["zeit"],
        }
    )
    return w.loc[folge.sort_values(list(folge.columns), kind="stable").index]


def _zu(seite: Seite, art: str, kommune_id: str, kennung: str = "") -> str:
    """Address of a page of any municipality, relative to this one."""
    return seite.link(address(art, kommune_id, kennung, start=seite.kommune_id if seite.start is None else seite.start))


def draw_kopf(seite: Seite) -> str:
    """What the Kennzahl counts, in which unit, whether more is better, and the goals that it belongs to."""
    kennzahl_id = str(seite.meta["kennzahl"])
    k = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    zk = seite.ergebnis.bestand.frame("ziel_kennzahlen")
    ziele = seite.ergebnis.bestand.frame("ziele").set_index(["paket", "ziel_id"])
    namen = seite.ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    return render(
        "kennzahl_kopf",
        k=k.to_dict(),
        richtung=texte.RICHTUNG[k["richtung"]],
        ziele=[
            {
                "url": _zu(seite, "ziel", z.paket, z.ziel_id),
                "name": f"{z.ziel_id}: {ziele.at[(z.paket, z.ziel_id), 'titel']}",
                "ort": str(namen[z.paket]),
            }
            for z in zk[zk["kennzahl_id"].eq(kennzahl_id)].itertuples(index=False)
        ],
    )


def _place(fundstelle: str) -> str:
    """A place in a document, with other words for headings that need them."""
    for teil, wort in texte.DOKUMENTTEIL.items():
        fundstelle = fundstelle.replace(teil, wort)
    return fundstelle


def _fraction(wert: Wert) -> str:
    """The counts behind a value, with what they give where the document prints it less exactly.

    Example:
        >>> from kekiz.wert import read_wert
        >>> zeile = {"zeitraum": "2018", "wert": 36.0, "einheit": "%", "gedruckt": "36 %", "zaehler": 363, "nenner": 1000}
        >>> _fraction(read_wert(zeile | {"wert_berechnet": 36.3})).replace("\u202f", " ")
        '363 von 1.000 (36,3 %)'
    """
    if wert.bruch is None:
        return ""
    genauer = wert.nachgerechnet.text if wert.nachgerechnet else ""
    if not genauer or genauer in wert.text:
        return wert.bruch.text
    return sag("{bruch} ({anteil})", bruch=wert.bruch.text, anteil=genauer)


def _cells(seite: Seite, zeile: pd.Series) -> dict[str, Any]:
    """One value, ready to be written."""
    w = seite.ergebnis.wert(zeile)
    ist_raum = w.raum_typ == "sozialraum"
    return {
        "anker": value_anchor(w.kommune_id, w.raum_id, str(zeile["zeitraum"]), w.gruppe),
        "raum": w.raum,
        "raum_url": _zu(seite, "raum", w.kommune_id, w.raum_id) if ist_raum else "",
        "gruppe": w.gruppe_name,
        "zeit": w.zeitraum.text,
        "wert": w.text,
        "hat_wert": w.zahl is not None,
        "bruch": _fraction(w),
        "intervall": w.intervall.text if w.intervall else "",
        "herkunft": w.herkunft if w.zahl is not None else "",
        "quelle": str(seite.ergebnis.quellen.at[w.quelle_id, "titel"]).split(":")[0],
        "fundstelle": _place(w.fundstelle),
    }


def _newest(seite: Seite, zeilen: pd.DataFrame) -> str:
    """The newest value of each municipality as a whole but that at the root, and where all the others are."""
    anzahl = format_zahl(len(zeilen))
    zeilen = zeilen[zeilen["kommune_id"].ne(seite.kommune_id)]
    ganz = zeilen[zeilen["raum_id"].eq(zeilen["kommune_id"]) & zeilen["gruppe"].eq("")]
    neueste = (ganz if len(ganz) else zeilen).drop_duplicates("kommune_id", keep="last")
    liste = [
        {**_cells(seite, z), "raum": z["kommune"], "raum_url": _zu(seite, "kommune", z["kommune_id"], z["kommune_id"])}
        for _, z in neueste.iterrows()
    ]
    alle = (
        sag("Von jeder anderen Kommune steht hier der neueste Wert.")
        if seite.kommune_id
        else sag("Von jeder Kommune steht hier der neueste Wert.")
    )
    datei = sag("Alle {anzahl} Werte stehen in der Datei zum Herunterladen.", anzahl=anzahl)
    return f"{alle} {datei}\n\n" + render(
        "kennzahl_werte",
        anker="werte-aller",
        ort=sag("alle Kommunen"),
        zeilen=liste,
        spalten={s for s in ("bruch", "intervall", "herkunft") if any(z[s] for z in liste)},
    )


def draw_werte(seite: Seite) -> str:
    """All values by municipality, each with an anchor of its own; folded where they are many.

    Where they are too many for a page, it has all values of the municipality at the root and the newest of each.
    """
    zeilen = _rows(seite, str(seite.meta["kennzahl"]))
    teile = []
    if len(zeilen) > ALLE_BIS:
        teile.append(_newest(seite, zeilen))
        zeilen = zeilen[zeilen["kommune_id"].eq(seite.kommune_id)]
    ist_lang = len(zeilen) > OFFEN_BIS
    for kommune_id, teil in zeilen.groupby("kommune_id", sort=False):
        ort = str(teil["kommune"].iloc[0])
        liste = [_cells(seite, z) for _, z in teil.iterrows()]
        inhalt = render(
            "kennzahl_werte",
            anker=f"werte-{kommune_id}",
            ort=ort,
            zeilen=liste,
            spalten={s for s in ("gruppe", "bruch", "intervall", "herkunft") if any(z[s] for z in liste)},
        )
        was = liste[0]["wert"] if len(liste) == 1 else sag("{anzahl} Werte", anzahl=format_anzahl_wort(len(liste)))
        worte = sag("{anzahl}, {zeit}", anzahl=was, zeit=period_span(teil))
        if ist_lang:
            teile.append(fold(ort, inhalt, worte, anker=str(kommune_id)))
        else:
            teile.append(render("raum_titel", anker=kommune_id, titel=ort, ist_sichtbar=True) + "\n" + inhalt)
    return "\n\n".join(teile)


def _name_towns(orte: list[str]) -> str:
    """Names municipalities, or says how many they are where they are too many for a sentence."""
    if len(orte) > ORTE_EINZELN:
        return sag("{anzahl} Kommunen", anzahl=format_zahl(len(orte)))
    return list_words(orte)


def comparison_texts(zaehlweisen: pd.DataFrame, orte: dict[str, str]) -> list[str]:
    """Says which municipalities may be compared, and which of them may only stand side by side or not even that.

    Args:
        zaehlweisen: Ways of counting of one Kennzahl and Gruppe with their class, see
            :func:`kekiz.rechnen.vergleichbarkeit.classify`.
        orte: Name of each municipality with a value, by its id.
    """
    if len(orte) == 1:
        (ort,) = orte.values()
        return [
            sag(
                "Nur {ort} nennt Werte zu dieser Kennzahl. Mit anderen Kommunen lässt sie sich nicht vergleichen.",
                ort=ort,
            )
        ]
    z = zaehlweisen[zaehlweisen["kommune_id"].isin(orte)]
    klassen: dict[Any, pd.DataFrame] = dict(iter(z.groupby("klasse_id", sort=False)))
    namen = {k: _name_towns([orte[i] for i in teil["kommune_id"]]) for k, teil in klassen.items()}
    saetze = []
    for k, teil in klassen.items():
        if len(teil) > 1:
            if teil["ist_vergleichbar"].all():
                saetze.append(
                    sag("Vergleichbar: {orte}. Sie haben dasselbe auf dieselbe Weise gezählt.", orte=namen[k])
                )
            else:
                saetze.append(sag("Nicht vergleichbar: {orte}.", orte=namen[k]))
    paare = list(combinations(klassen, 2))
    if len(klassen) > KLASSEN_EINZELN:
        saetze.append(
            sag(
                "Gezählt ist auf {anzahl} verschiedene Weisen; Werte aus verschiedenen dürfen höchstens nebeneinanderstehen.",
                anzahl=format_anzahl_wort(len(klassen)),
            )
        )
    elif paare:
        links, rechts = (pd.concat([klassen[p[i]].iloc[[0]] for p in paare]) for i in (0, 1))
        for (a, b), urteil in zip(paare, compare_counting(links, rechts)["urteil"], strict=True):
            code = Vergleichbarkeit(urteil)
            saetze.append(
                sag(
                    "{a} und {b}: {urteil}. {erklaert}",
                    a=namen[a],
                    b=namen[b],
                    urteil=texte.VERGLEICHBARKEIT[code],
                    erklaert=texte.VERGLEICHBARKEIT_ERKLAERT[code],
                )
            )
    ohne = [name for i, name in orte.items() if i not in set(z["kommune_id"])]
    if ohne:
        saetze.append(
            sag(
                "Wie gezählt ist, sagt das Dokument nicht: {orte}. Diese Werte sind mit keinem vergleichbar.",
                orte=_name_towns(ohne),
            )
        )
    return saetze


def draw_vergleich(seite: Seite) -> str:
    """What may be compared with what, how each municipality counts, downloads and documents."""
    kennzahl_id = str(seite.meta["kennzahl"])
    e = seite.ergebnis
    zeilen = _rows(seite, kennzahl_id)
    gesamt = zeilen[zeilen["gruppe"].eq("") & zeilen["raum_id"].eq(zeilen["kommune_id"])]
    gesamt = gesamt if len(gesamt) else zeilen
    orte = dict(gesamt[["kommune_id", "kommune"]].drop_duplicates().itertuples(index=False, name=None))
    z = e.zaehlweisen
    z = z[z["kennzahl_id"].eq(kennzahl_id) & z["gruppe"].eq("")]
    erklaert = e.bestand.frame("zaehlweisen")
    erklaert = erklaert[erklaert["kennzahl_id"].eq(kennzahl_id)]
    namen = e.bestand.frame("kommunen").set_index("kommune_id")["name"]
    quellen = collect_sources(seite, zip(zeilen["quelle_id"], zeilen["fundstelle"], strict=True))
    return render(
        "kennzahl_vergleich",
        saetze=comparison_texts(z, orte),
        gezaehlt=[
            {
                "ort": str(namen[r.kommune_id]),
                "gruppe": e.group_name(r.gruppe) if r.gruppe else "",
                "text": " ".join(
                    t
                    for t in (
                        sag("Stichtag: {stichtag}.", stichtag=r.stichtag.rstrip(".")) if r.stichtag else "",
                        r.beschreibung,
                        f"({_place(r.fundstelle)})" if r.fundstelle else "",
                    )
                    if t
                ),
            }
            for r in erklaert.itertuples(index=False)
        ],
        csv_url=seite.link(f"daten/kennzahl/{kennzahl_id}/ergebnisse.csv"),
        paket_url=seite.link(f"daten/kennzahl/{kennzahl_id}/datapackage.json"),
        lizenz=seite.lizenz,
        quellen=quellen if len(quellen) <= QUELLEN_EINZELN else [],
        dokumente=format_zahl(len(quellen)),
        quellen_url=seite.link("daten/quellen.csv"),
    )


def draw_hinweise(seite: Seite) -> str:
    """The Hinweise that concern values of the Kennzahl, folded."""
    zeilen = _rows(seite, str(seite.meta["kennzahl"]))
    ids = list(dict.fromkeys(h for liste in zeilen["hinweis_id"] for h in str(liste).split()))
    if not ids:
        return ""
    worte = sag("ein Hinweis") if len(ids) == 1 else sag("{anzahl} Hinweise", anzahl=format_anzahl_wort(len(ids)))
    return fold(sag("Gut zu wissen"), draw_hints(seite, ids), worte, anker="gut-zu-wissen")


def draw_register(seite: Seite) -> str:
    """All Kennzahlen: first those of several municipalities, then by municipality."""
    w = seite.ergebnis.werte
    mehrere: list[dict[str, str]] = []
    je_ort: dict[str, list[dict[str, str]]] = {}
    for kennzahl_id, teil in w.groupby("kennzahl_id", sort=False):
        orte = list(teil["kommune"].drop_duplicates())
        zeile = {
            "url": seite.zu("kennzahl", str(kennzahl_id)),
            "name": str(teil["kennzahl"].iloc[0]),
            "orte": list_words(orte)
            if len(orte) <= KLASSEN_EINZELN
            else sag("{anzahl} Kommunen", anzahl=format_zahl(len(orte))),
            "anzahl": sag("ein Wert")
            if len(teil) == 1
            else sag("{anzahl} Werte", anzahl=format_anzahl_wort(len(teil))),
            "zeit": period_span(teil),
        }
        (mehrere if len(orte) > 1 else je_ort.setdefault(orte[0], [])).append(zeile)
    gruppen = [(ort, sorted(zeilen, key=lambda z: str(z["name"]).lower())) for ort, zeilen in je_ort.items()]
    return render("kennzahl_register", mehrere=sorted(mehrere, key=lambda z: str(z["name"]).lower()), gruppen=gruppen)


def draw_navigation(seite: Seite) -> str:
    """Links to the previous and next Kennzahl, in the order of the list beside the page, and to the register."""
    orte = seite.ergebnis.towns_of_kennzahlen
    namen = seite.ergebnis.kennzahlen["kurzname"]
    je_gruppe: dict[str, list[str]] = {}
    for k in namen.index:
        if k in orte:
            je_gruppe.setdefault(_group(orte[k]), []).append(str(k))
    ids = [k for gruppe in je_gruppe.values() for k in gruppe]
    seiten = [(seite.zu("kennzahl", k), str(namen[k])) for k in ids]
    uebersicht = (seite.zu("kennzahlen"), sag("Alle Kennzahlen"))
    return draw_neighbours(sag("Weitere Kennzahlen"), seiten, ids.index(str(seite.meta["kennzahl"])), uebersicht)


def list_kennzahlen(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of the Kennzahlen that have a value or say why they have none."""
    orte = ergebnis.towns_of_kennzahlen
    return [
        Eintrag(
            "",
            str(k),
            str(z["name"]),
            str(z["definition"]),
            menue=str(z["kurzname"]),
            gruppe=_group(orte[str(k)]),
        )
        for k, z in ergebnis.kennzahlen.iterrows()
        if k in orte
    ]


def _group(orte: list[str]) -> str:
    return sag("Aus mehreren Kommunen") if len(orte) > 1 else sag("Nur aus {ort}", ort=orte[0])


def list_register(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the register, where there are values."""
    if not ergebnis.towns_of_kennzahlen:
        return []
    return [
        Eintrag(
            "",
            "",
            sag("Alle Kennzahlen"),
            sag("Alle Kennzahlen mit allen Werten, Quellen und dem, was sich vergleichen lässt."),
        )
    ]


MACROS: dict[str, Callable[[Seite], str]] = {
    "kennzahl_kopf": draw_kopf,
    "kennzahl_werte": draw_werte,
    "kennzahl_entfallen": draw_entfallene,
    "kennzahl_vergleich": draw_vergleich,
    "kennzahl_hinweise": draw_hinweise,
    "kennzahl_navigation": draw_navigation,
    "kennzahlen_register": draw_register,
}
ARTEN = (
    Seitenart(
        "kennzahl",
        "katalog/kennzahlen.csv",
        (
            "kennzahl_kopf",
            "jahre_kennzahl",
            "kennzahl_werte",
            "kennzahl_entfallen",
            "kennzahl_vergleich",
            "kennzahl_hinweise",
            "kennzahl_navigation",
        ),
        list_kennzahlen,
        ("toc",),
    ),
    Seitenart(
        "kennzahlen",
        "katalog/kennzahlen.csv",
        ("jahre_kennzahlen", "kennzahlen_register"),
        list_register,
        ("toc",),
    ),
)
