"""The comparison of municipalities: complete for one pair without a script; the script fetches what else is chosen.

Whatever stands side by side comes from one small record per municipality (:func:`record`): the page holds those of the
pair that it shows as an example, all others are files of their own. So the page grows by a line per municipality and
nothing grows with the number of pairs.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from kekiz.rechnen.vergleichbarkeit import SPALTE, compare_counting
from kekiz.sagen.zaehlvergleich import differences, field_text, footnotes
from kekiz.seiten.kommunenseite import PROFIL_TEILE, names, population_as_of, similar
from kekiz.seiten.seite import Seite, cite_documents, source_line, unit_words
from kekiz.wissen import stil, texte
from kekiz.wissen.codes import Vergleichbarkeit
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.sprache import list_words, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, format_zeitraum
from kekiz.zeichnen.modell import Rahmen
from kekiz.zeichnen.vergleich import draw_kommunenvergleich
from kekiz.zeichnen.vorlage import render

HOECHSTENS: Final = 4
"""More profiles than this do not fit beside each other."""
SUCHFELD_AB: Final = 24
"""From so many municipalities on, the choice has a field that finds names."""
DIAGRAMM_HOECHSTENS: Final = 40
"""A chart with more municipalities cannot be read."""
DIAGRAMME: Final = 6
"""More charts than this are no overview."""
RECORDS: Final = "assets/vergleich"
"""Folder of the records below the site's root."""

Satz = dict[str, Any]
"""What the comparison shows of one municipality."""


# ---------------------------------------------------------------------------------------------------- records


def record(seite: Seite, kommune_id: str) -> Satz:
    """Collects what the comparison shows of one municipality; addresses are relative to the page of the comparison.

    Returns:
        ``id``, ``name``, ``karte`` (the profile), ``aehnlich``, ``themen`` (strength by theme) and ``kennzahlen``: by
        Kennzahl and Gruppe the latest value, and for each field of counting what is declared (``wert``, empty where it is
        not known) and its words (``text``).
    """
    name = names(seite)[kommune_id]
    themen = seite.ergebnis.bestand.where("themenzuordnung", kommune_id=kommune_id)
    return {
        "id": kommune_id,
        "name": name,
        "karte": _card(seite, kommune_id),
        "aehnlich": {"name": name, "url": seite.zu("kommune", kommune_id), "andere": similar(seite, kommune_id)},
        "themen": dict(zip(themen["thema_id"], themen["staerke"], strict=True)),
        "kennzahlen": {
            f"{z['kennzahl_id']}|{z['gruppe']}": _counted(seite, z)
            for _, z in seite.ergebnis.counting_of(kommune_id).iterrows()
        },
    }


def _card(seite: Seite, kommune_id: str) -> Satz:
    k = seite.ergebnis.kommunen.loc[kommune_id]
    profil = seite.ergebnis.bestand.where("profil", kommune_id=kommune_id).sort_values(["art", "nr"])
    teile = {
        titel: list(profil.loc[profil["art"].eq(art), "text"]) for art, titel, _ in PROFIL_TEILE if art != "schwerpunkt"
    }
    teile["Aus der Praxis"] = list(seite.ergebnis.bestand.where("praxisbeispiele", kommune_id=kommune_id)["titel"])
    return {
        "name": str(k["name"]),
        "url": seite.zu("kommune", kommune_id),
        "stand": sag("Stand {jahr}", jahr=k["jahr"]) if k["jahr"] else "",
        "teile": [{"titel": titel, "punkte": punkte or [sag("nicht genannt")]} for titel, punkte in teile.items()],
    }


def _counted(seite: Seite, z: pd.Series) -> Satz:
    wert = {"wert": sag("kein Wert"), "bruch": "", "zeit": ""} | _value(seite, _latest(seite, z))
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


def _value(seite: Seite, z: pd.Series | None) -> dict[str, str]:
    if z is None:
        return {}
    w = seite.ergebnis.wert(z)
    return {"wert": w.text, "bruch": w.bruch.text if w.bruch else "", "zeit": w.zeitraum.text}


def example(seite: Seite) -> list[str]:
    """Picks the pair that stands on the page before anybody chooses, in the order of the ids.

    The municipality at the root (without one, the first that says how it counts) and the one with which it shares most
    Kennzahlen; of equal ones the most similar.
    """
    ids = list(seite.ergebnis.kommunen.index)
    z = seite.ergebnis.zaehlweisen
    erste = seite.start or (str(z["kommune_id"].iloc[0]) if len(z) else (ids[0] if ids else ""))
    if len(ids) < 2:
        return ids
    eigene = seite.ergebnis.counting_of(erste)
    gemeinsam = z.merge(eigene[["kennzahl_id", "gruppe"]], on=["kennzahl_id", "gruppe"])["kommune_id"]
    zahl = Counter(k for k in gemeinsam if k != erste)
    a = seite.ergebnis.similar_to(erste)
    rang = dict(zip(a["andere_id"], a["rang"], strict=True))
    zweite = min((k for k in ids if k != erste), key=lambda k: (-zahl[k], rang.get(k, len(ids))))
    return sorted([erste, zweite])


# ---------------------------------------------------------------------------------------------------- parts


def draw_wahl(seite: Seite) -> str:
    """The choice of municipalities, the words that the script needs, and the forms that it fills."""
    kommunen = [{"id": k, "name": n} for k, n in names(seite).items()]
    # One entry of each list, so that the template shows the form of an entry.
    leere = dict.fromkeys(
        ("name", "url", "stand", "wert", "bruch", "zeit", "urteil", "wer", "worin", "note", "text"), "…"
    )
    leere["url"] = "#"
    return render(
        "vergleich_wahl",
        kommunen=kommunen,
        suchfeld=len(kommunen) > SUCHFELD_AB,
        hoechstens=HOECHSTENS,
        hoechstens_wort=format_anzahl_wort(HOECHSTENS),
        beispiel=[names(seite)[k] for k in example(seite)],
        beispiel_ids=example(seite),
        daten=seite.link(f"{RECORDS}/"),
        script=seite.link("assets/vergleich.js"),
        worte={
            "felder": texte.ZAEHLFELD,
            "befunde": texte.FELDVERGLEICH,
            "urteile": list(Vergleichbarkeit),
            "note": sag(texte.OFFEN_NOTE),
            "staerken": _strengths(),
        },
        karte={**leere, "teile": [{"titel": "…", "punkte": ["…"]}]},
        aehnlich={**leere, "andere": [{**leere, "teile": dict.fromkeys(("groesse", "typ", "anteil", "themen"), "…")}]},
        block={
            **leere,
            "paare": [leere],
            "zeilen": [leere],
            "spalten": ["…"],
            "felder": [{"feld": "…", "zellen": ["…"]}],
            "erklaert": [leere],
        },
    )


def _strengths() -> dict[str, str]:
    return {s: f"{stil.THEMA_ZEICHEN[s]} {wort}" for s, wort in texte.THEMA_STAERKE.items()} | {
        "": sag("nicht genannt")
    }


def draw_ueberblick(seite: Seite) -> str:
    """One row per municipality: kind, population, age of the profile."""
    zeilen = []
    for kommune_id, k in seite.ergebnis.kommunen.iterrows():
        zeilen.append(
            {
                "id": kommune_id,
                "name": k["name"],
                "url": seite.zu("kommune", str(kommune_id)),
                "typ": texte.KOMMUNE_TYP[k["typ"]],
                "rolle": k["programmrolle"],
                "einwohner": "–" if pd.isna(k["einwohner"]) else format_zahl(float(k["einwohner"])),
                "anteil": format_wert(k["anteil_unter_18"], "%", 1),
                "stand": population_as_of(k),
                "jahr": str(k["jahr"] or sag("nicht bekannt")),
            }
        )
    return render("vergleich_ueberblick", zeilen=zeilen)


def _theme_rows(seite: Seite, saetze: Sequence[Mapping[str, Any]]) -> Satz:
    themen = seite.ergebnis.bestand.frame("themen").sort_values("reihenfolge")
    worte = _strengths()
    return {
        "kommunen": [s["name"] for s in saetze],
        "zeilen": [
            {
                "id": t.thema_id,
                "name": t.name,
                "url": f"{seite.zu('themen')}#thema-{t.thema_id}",
                "zellen": [worte[s["themen"].get(t.thema_id, "")] for s in saetze],
            }
            for t in themen.itertuples(index=False)
        ],
    }


def draw_themen(seite: Seite) -> str:
    """The themes of the example pair; the script fills in those of the chosen ones and says what they share."""
    return render("vergleich_themen", themen=_theme_rows(seite, [record(seite, k) for k in example(seite)]))


def draw_profile(seite: Seite) -> str:
    """The profiles of the example pair beside each other."""
    return render("vergleich_profile", karten=[_card(seite, k) for k in example(seite)])


def _block(seite: Seite, schluessel: str, saetze: Sequence[Satz]) -> Satz:
    """One Kennzahl of the example pair: verdict per pair, values, what is counted."""
    beteiligt = [s for s in saetze if schluessel in s["kennzahlen"]]
    kennzahl_id, _, gruppe = schluessel.partition("|")
    z = seite.ergebnis.zaehlweisen
    z = z[z["kennzahl_id"].eq(kennzahl_id) & z["gruppe"].eq(gruppe)].set_index("kommune_id")
    zahlen = [s["kennzahlen"][schluessel] for s in beteiligt]
    paare = []
    for i, a in enumerate(beteiligt):
        for b in beteiligt[i + 1 :]:
            paar = compare_counting(z.loc[[a["id"]]], z.loc[[b["id"]]]).iloc[0]
            worin = "; ".join(f"{d['feld']}: {d['befund']}" for d in differences(seite.ergebnis, paar))
            erlaubt = paar["urteil"] == Vergleichbarkeit.VERGLEICHBAR
            paare.append(
                {
                    "wer": sag("{name} und {name2}", name=a["name"], name2=b["name"]),
                    "urteil": paar["urteil"],
                    "worin": "" if erlaubt else f"{worin}.",
                    "note": " ".join(footnotes(paar)) if erlaubt else "",
                }
            )
    return {
        "name": zahlen[0]["name"],
        "paare": paare,
        "zeilen": [{**k, "name": s["name"]} for s, k in zip(beteiligt, zahlen, strict=True)],
        "spalten": [s["name"] for s in beteiligt],
        "felder": [
            {"feld": texte.ZAEHLFELD[f], "zellen": [k["felder"][f]["text"] for k in zahlen]} for f in SPALTE
        ],
        "erklaert": [
            {"name": s["name"], "text": k["erklaert"]} for s, k in zip(beteiligt, zahlen, strict=True) if k["erklaert"]
        ],
    }  # fmt: skip


_RANG = {str(u): i for i, u in enumerate(Vergleichbarkeit)}


def draw_kennzahlen(seite: Seite) -> str:
    """Each Kennzahl that both of the example pair declare: verdict, differences, values."""
    saetze = [record(seite, k) for k in example(seite)]
    zahl = Counter(k for s in saetze for k in s["kennzahlen"])
    bloecke = [_block(seite, k, saetze) for k in sorted(zahl) if zahl[k] > 1]
    bloecke.sort(key=lambda b: min(_RANG[p["urteil"]] for p in b["paare"]))
    return render("vergleich_kennzahlen", bloecke=bloecke)


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
        csv_url=seite.link("daten/vergleichbarkeit.csv"),
        klassen_url=seite.link("daten/zaehlklassen.csv"),
    )


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
    csv = f"daten/kennzahl/{erste['kennzahl_id']}/ergebnisse.csv"
    return {
        "anker": f"kennzahl-{anker}",
        "tabelle": f"vergleich-{anker}-tabelle",
        "titel": titel,
        "wer": class_name(name, list(z["kommune_id"])),
        "noten": footnotes(compare_counting(z.iloc[[0]], z.iloc[[0]]).iloc[0]),
        "diagramm": seite.diagramm(
            draw_kommunenvergleich(seite.ergebnis.werte_von(zeilen), rahmen),
            tabelle_anker=f"vergleich-{anker}-tabelle",
            csv=csv,
        ),
        "zeilen": [{"name": name[w["kommune_id"]], **_value(seite, w)} for w in werte],
    }


def draw_aehnliche(seite: Seite) -> str:
    """The most similar municipalities to those of the example pair, with the parts of the measure."""
    return render(
        "vergleich_aehnliche",
        zeilen=[record(seite, k)["aehnlich"] for k in example(seite)],
        csv_url=seite.link("daten/aehnlichkeit.csv"),
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "vergleich_wahl": draw_wahl,
    "vergleich_ueberblick": draw_ueberblick,
    "vergleich_themen": draw_themen,
    "vergleich_profile": draw_profile,
    "vergleich_kennzahlen": draw_kennzahlen,
    "vergleich_gleiche": draw_gleiche,
    "vergleich_aehnliche": draw_aehnliche,
}
