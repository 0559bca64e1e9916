"""The comparison of municipalities: complete without a script; the script only hides what was not chosen."""

from collections.abc import Callable, Sequence

import pandas as pd

from kekiz.rechnen.vergleichbarkeit import group_comparable
from kekiz.sagen.zaehlvergleich import differences, field_text, footnotes
from kekiz.seiten.kommunenseite import (
    PROFIL_TEILE,
    names,
    population_as_of,
    similar,
)
from kekiz.seiten.seite import Seite, cite_documents, source_line, unit_words
from kekiz.seiten.themenseite import matrix
from kekiz.wissen import texte
from kekiz.wissen.codes import Vergleichbarkeit
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.sprache import list_words
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, format_zeitraum
from kekiz.zeichnen.figure import Rahmen, draw_kommunenvergleich
from kekiz.zeichnen.vorlage import render

HOECHSTENS = 4
"""More profiles than this do not fit beside each other."""


def draw_wahl(seite: Seite) -> str:
    """The choice of municipalities; shown by the script."""
    kommunen = [{"id": k, "name": n} for k, n in names(seite).items()]
    return render(
        "vergleich_wahl",
        kommunen=kommunen,
        hoechstens=HOECHSTENS,
        hoechstens_wort=format_anzahl_wort(HOECHSTENS),
        script=seite.link("assets/vergleich.js"),
    )


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
                "jahr": str(k["jahr"] or "nicht bekannt"),
            }
        )
    return render("vergleich_ueberblick", zeilen=zeilen)


def draw_themen(seite: Seite) -> str:
    """The theme matrix; the script keeps the chosen columns and says what they share."""
    m = matrix(seite, mit_beleg=False)
    return '<p class="kp-themensatz" aria-live="polite"></p>\n' + render(
        "themenmatrix", titel="Themen im Vergleich (eigene Einteilung)", **m
    )


def draw_profile(seite: Seite) -> str:
    """The profiles beside each other."""
    profil = seite.ergebnis.bestand.frame("profil").sort_values(["kommune_id", "art", "nr"])
    beispiele = seite.ergebnis.bestand.frame("praxisbeispiele")
    karten = []
    for kommune_id, k in seite.ergebnis.kommunen.iterrows():
        eigene = profil[profil["kommune_id"].eq(kommune_id)]
        karten.append(
            {
                "id": kommune_id,
                "name": k["name"],
                "url": seite.zu("kommune", str(kommune_id)),
                "jahr": k["jahr"],
                "teile": [
                    {"titel": titel, "punkte": list(eigene.loc[eigene["art"].eq(art), "text"])}
                    for art, titel, _ in PROFIL_TEILE
                    if art != "schwerpunkt"
                ],
                "beispiele": list(beispiele.loc[beispiele["kommune_id"].eq(kommune_id), "titel"]),
            }
        )
    return render("vergleich_profile", karten=karten)


def _latest(seite: Seite, kommune_id: str, kennzahl_id: str, gruppe: str) -> pd.Series | None:
    try:
        return seite.ergebnis.latest(kommune_id, kennzahl_id, None, gruppe)
    except ErgebnisFehler:
        return None


def _values(
    seite: Seite, kennzahl_id: str, gruppe: str, klasse: Sequence[str]
) -> tuple[list[dict[str, str]], pd.DataFrame]:
    """Latest value of each municipality of a class, as cells and as rows for the chart."""
    name = names(seite)
    zellen, zeilen = [], []
    for kommune_id in klasse:
        z = _latest(seite, kommune_id, kennzahl_id, gruppe)
        zelle = {"id": kommune_id, "name": name[kommune_id], "wert": "kein Wert", "zeit": "", "bruch": ""}
        if z is not None:
            zeilen.append(z)
            wert = seite.ergebnis.wert(z)
            bruch = wert.bruch.text if wert.bruch else ""
            zelle |= {"wert": wert.text, "zeit": wert.zeitraum.text, "bruch": bruch}
        zellen.append(zelle)
    return zellen, pd.DataFrame(zeilen)


def class_name(name: dict[str, str], klasse: Sequence[str]) -> str:
    """Names a class: its members, or how many they are."""
    if len(klasse) <= 2:
        return list_words([name[k] for k in klasse])
    return f"{format_zahl(len(klasse))} Kommunen ({name[klasse[0]]} bis {name[klasse[-1]]})"


def _kennzahl(seite: Seite, kennzahl_id: str, gruppe: str, paare: pd.DataFrame) -> dict[str, object]:
    name = names(seite)
    beteiligt = set(paare["kommune_id_a"]) | set(paare["kommune_id_b"])
    klassen = group_comparable(paare, [k for k in name if k in beteiligt])
    kennzahl = seite.ergebnis.kennzahlen.loc[kennzahl_id]
    z = seite.ergebnis.zaehlweisen
    z = z[z["kennzahl_id"].eq(kennzahl_id) & z["gruppe"].eq(gruppe)].set_index("kommune_id")
    nach_paar = {(p["kommune_id_a"], p["kommune_id_b"]): p for _, p in paare.iterrows()}
    urteile = []
    for i, a in enumerate(klassen):
        for b in klassen[i + 1 :]:
            paar = nach_paar[(min(a[0], b[0]), max(a[0], b[0]))]
            # Within a class all declare the same, so one pair stands for all; its sides follow the ids.
            links, rechts = (a, b) if a[0] < b[0] else (b, a)
            urteile.append(
                {
                    "urteil": paar["urteil"],
                    "a": links,
                    "b": rechts,
                    "name_a": class_name(name, links),
                    "name_b": class_name(name, rechts),
                    "unterschiede": differences(seite.ergebnis, paar),
                }
            )
    nicht = any(u["urteil"] == Vergleichbarkeit.NICHT_VERGLEICHBAR for u in urteile)
    anker = f"{kennzahl_id}{'-' + gruppe if gruppe else ''}".replace("_", "-")
    teile = []
    for nr, klasse in enumerate(klassen, start=1):
        zellen, zeilen = _values(seite, kennzahl_id, gruppe, klasse)
        tabelle = f"vergleich-{anker}-{nr}"
        diagramm = ""
        noten: list[str] = []
        if len(klasse) > 1:
            noten = footnotes(nach_paar[(klasse[0], klasse[1])])
            if len(zeilen) > 1:
                diagramm = _chart(seite, f"vergleich-{anker}-{nr}", str(kennzahl["name"]), zeilen, tabelle, noten)
        w = z.loc[klasse[0]]
        teile.append(
            {
                "anker": tabelle,
                "name": class_name(name, klasse),
                "ids": klasse,
                "zellen": zellen,
                "diagramm": diagramm,
                "noten": noten,
                "zaehlweise": [
                    (texte.ZAEHLFELD[f], field_text(seite.ergebnis, f, w[s]))
                    for f, s in (
                        ("zaehler", "zaehler_code"),
                        ("nenner", "nenner_code"),
                        ("einschluss", "einschluss_code"),
                        ("stichtag", "stichtag"),
                        ("quelle", "quelle_id"),
                    )
                ],
                "erklaert": w["beschreibung"] if len(klasse) == 1 else "",
            }
        )
    return {
        "anker": f"kennzahl-{anker}",
        "name": str(kennzahl["name"]),
        "ids": sorted(beteiligt),
        "urteile": urteile,
        "teile": teile,
        "zu": nicht,
        "urteil": None if urteile else str(Vergleichbarkeit.VERGLEICHBAR),
    }


def _chart(seite: Seite, anker: str, titel: str, zeilen: pd.DataFrame, tabelle: str, noten: list[str]) -> str:
    zeiten = sorted({format_zeitraum(t) for t in zeilen["zeitraum"]})
    unter = f"{' und '.join(zeiten)}. {unit_words(zeilen['einheit'].iloc[0])}"
    rahmen = Rahmen(
        id=anker,
        titel=titel,
        untertitel=unter,
        quelle=source_line(seite, zeilen.assign(fundstelle="Profile")),
        beleg=cite_documents(seite, zeilen.assign(fundstelle="Profile")),
        lizenz=seite.lizenz,
    )
    return seite.diagramm(draw_kommunenvergleich(zeilen, rahmen), tabelle_anker=tabelle)


_RANG = {u: i for i, u in enumerate(Vergleichbarkeit)}


def draw_kennzahlen(seite: Seite) -> str:
    """Each Kennzahl that at least two municipalities declare: verdict, differences, values, chart where allowed."""
    v = seite.ergebnis.vergleichbarkeit
    bloecke = []
    for (kennzahl_id, gruppe), paare in v.groupby(["kennzahl_id", "gruppe"], sort=False):
        rang = min(_RANG[Vergleichbarkeit(u)] for u in paare["urteil"])
        bloecke.append((rang, _kennzahl(seite, str(kennzahl_id), str(gruppe), paare)))
    bloecke.sort(key=lambda b: b[0])
    return render(
        "vergleich_kennzahlen",
        bloecke=[b for _, b in bloecke],
        csv_url=seite.link("daten/vergleichbarkeit.csv"),
    )


def draw_aehnliche(seite: Seite) -> str:
    """The most similar municipalities of each, with the parts of the measure."""
    zeilen = [
        {"id": k, "name": n, "url": seite.zu("kommune", k), "aehnliche": similar(seite, k)}
        for k, n in names(seite).items()
    ]
    return render("vergleich_aehnliche", zeilen=zeilen)


MACROS: dict[str, Callable[[Seite], str]] = {
    "vergleich_wahl": draw_wahl,
    "vergleich_ueberblick": draw_ueberblick,
    "vergleich_themen": draw_themen,
    "vergleich_profile": draw_profile,
    "vergleich_kennzahlen": draw_kennzahlen,
    "vergleich_aehnliche": draw_aehnliche,
}
