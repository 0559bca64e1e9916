"""The overview of the municipalities and the profile of each, in the order of its anatomy."""

import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from markupsafe import Markup

from kekiz.daten.einstellungen import read_settings
from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.jahresstand import report_years
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Eintrag, Seitenart, one_page
from kekiz.seiten.falte import fold
from kekiz.seiten.hinweis import find_hints, remark_hints
from kekiz.seiten.navigation import draw_neighbours
from kekiz.seiten.quellen import collect_sources
from kekiz.seiten.seite import Seite
from kekiz.seiten.tabelle import Tabelle
from kekiz.seiten.zieluebersicht import count_sentence
from kekiz.wissen import texte
from kekiz.wissen.codes import BEVOELKERUNG
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.mitgeliefert import geometry_folder
from kekiz.wissen.sprache import begin, merke, sag, sag_n
from kekiz.wissen.zahlen import (
    format_anzahl_wort,
    format_wert,
    format_zahl,
    format_zeitraum,
    zeitraum_art,
)
from kekiz.zeichnen.karte import Ort, draw_map, draw_place, read_geometry
from kekiz.zeichnen.vorlage import render

AEHNLICHE = 3
NAMENTLICH = 2
"""So many municipalities of one role are named; more are counted."""
"""How many similar municipalities a profile names."""

PROFIL_TEILE = (
    ("profilziel", merke("Worauf die Kommune setzte")),
    ("fokus", merke("Fokus")),
    ("indikator", merke("Woran sie es messen wollte")),
    ("schwerpunkt", merke("Schwerpunkte")),
)
"""Kinds of entries with a section of their own: code, heading."""


def comparison_url(seite: Seite, *kommune_ids: str) -> str:
    """Address of the comparison with these municipalities chosen."""
    return f"{seite.zu('vergleich')}?k={','.join(kommune_ids)}" if "vergleich" not in seite.aus else ""


def municipality(seite: Seite) -> pd.Series:
    """Gives the municipality of the page.

    Raises:
        ErgebnisFehler: The catalogue does not know it.
    """
    if seite.kommune_id not in seite.ergebnis.kommunen.index:
        raise ErgebnisFehler(f"die Kommune {seite.kommune_id} gibt es nicht")
    return seite.ergebnis.kommunen.loc[seite.kommune_id]


def names(seite: Seite) -> dict[str, str]:
    """Name of each municipality by id, in order."""
    return dict(seite.ergebnis.kommunen["name"])


def places(seite: Seite) -> list[Ort]:
    """The municipalities as places of the map."""
    return [
        Ort(str(k.kommune_id), str(k.name), str(k.ags), seite.zu("kommune", str(k.kommune_id)))
        for k in seite.ergebnis.kommunen.itertuples(index=False)
    ]


def own_rows(seite: Seite, name: str) -> pd.DataFrame:
    """Rows of a table that belong to the page's municipality, in file order."""
    return seite.ergebnis.bestand.where(name, kommune_id=seite.kommune_id)


def population_as_of(k: pd.Series) -> str:
    """Says for when the population figures hold: a year, a date, or that the document names none; empty: unknown."""
    zeitraum = str(k["bevoelkerung_zeitraum"])
    return (
        f"{sag('am ') if zeitraum_art(zeitraum) == 'stichtag' else ''}{format_zeitraum(zeitraum)}" if zeitraum else ""
    )


# ---------------------------------------------------------------------------------------------------- overview


def draw_summe(seite: Seite) -> str:
    """One sentence: how many municipalities stand here, and in which role."""
    k = seite.ergebnis.kommunen
    saetze = [
        sag_n(
            "Hier steht {anzahl} Kommune.",
            "Hier stehen {anzahl} Kommunen.",
            len(k),
            anzahl=format_anzahl_wort(len(k)),
        )
    ]
    for rolle, teil in sorted(k.groupby("programmrolle"), key=lambda g: -len(g[1])):
        wer = sag(" und ").join(teil["name"]) if len(teil) <= NAMENTLICH else format_anzahl_wort(len(teil))
        if rolle:
            saetze.append(f"{wer} {rolle}." if str(rolle)[0].islower() else _had_role(str(rolle), wer, len(teil)))
    return f"<p>{render('text', text=' '.join(saetze))}</p>"


def _had_role(rolle: str, wer: str, anzahl: int) -> str:
    """Says who had a role: by name, or how many of those named before."""
    if anzahl <= NAMENTLICH:
        return sag_n("{wer} war {rolle}.", "{wer} waren {rolle}.", anzahl, wer=wer, rolle=rolle)
    return sag("{anzahl} davon waren {rolle}.", anzahl=begin(wer), rolle=rolle)


def draw_karte(seite: Seite) -> str:
    """The map of the state with a link per municipality."""
    return draw_map(seite.geometrie, places(seite))


def draw_liste(seite: Seite) -> str:
    """The list of municipalities, equal to the map."""
    zeilen = []
    for kommune_id, k in seite.ergebnis.kommunen.iterrows():
        zeilen.append(
            {
                "name": k["name"],
                "url": seite.zu("kommune", str(kommune_id)),
                "typ": texte.KOMMUNE_TYP[k["typ"]],
                "einwohner": _count(k["einwohner"]),
                "anteil": format_wert(k["anteil_unter_18"], "%", 1),
                "stand": str(k["jahr"] or sag("nicht bekannt")),
            }
        )
    return render("kommunen_liste", zeilen=zeilen, csv_url=seite.link("daten/kommunen.csv"))


def _count(wert: object) -> str:
    return "–" if pd.isna(wert) else format_zahl(float(str(wert)))


# ---------------------------------------------------------------------------------------------------- profile


def entries(seite: Seite, art: str) -> pd.DataFrame:
    """Entries of one kind of the municipality's profile, in its own order."""
    return seite.ergebnis.bestand.where("profil", kommune_id=seite.kommune_id, art=art).sort_values("nr")


def _overviews(seite: Seite) -> str:
    """Links to the overviews of the municipality beside that of its goals."""
    uebersichten = []
    if seite.tabelle("raeume")["typ"].eq("sozialraum").any():
        uebersichten.append((sag("Sozialräume"), seite.zu("raeume")))
    if len(seite.tabelle("module")):
        uebersichten += [(sag("Angebote"), seite.zu("module")), (sag("Kette"), seite.zu("kette"))]
    if report_years(seite.ergebnis.bestand, seite.kommune_id):
        uebersichten.append((sag("Jahresberichte"), seite.zu("berichte")))
    return render("kommune_uebersichten", uebersichten=uebersichten) + "\n\n" if uebersichten else ""


def draw_ziele(seite: Seite) -> str:
    """The way to goals, Sozialräume and modules where the municipality has any."""
    ziele = bool(seite.ergebnis.goal_ids(seite.kommune_id))
    teile = [render("kommune_ziele", zahl=count_sentence(seite), ziele_url=seite.zu("ziele"))] if ziele else []
    teile += [t for t in (_overviews(seite),) if t]
    return "## " + sag("Ziele und Zahlen") + "\n\n" + "\n\n".join(teile) if teile else ""


def draw_zahlen(seite: Seite) -> str:
    """Folded tables of values where no goals lead to them; nothing where there are no values but the population."""
    werte = seite.ergebnis.werte
    werte = werte[werte["kommune_id"].eq(seite.kommune_id)]
    if seite.ergebnis.goal_ids(seite.kommune_id) or not werte["kennzahl_id"].ne(BEVOELKERUNG).any():
        return ""
    anzahl = int(werte["wert"].notna().sum())
    return fold(
        sag("Zahlen"),
        _value_tables(seite),
        sag("ein Wert") if anzahl == 1 else sag("{anzahl} Werte", anzahl=format_anzahl_wort(anzahl)),
    )


def part_name(fundstelle: str) -> str:
    """Names the part of a document that a place belongs to, in words that say what to expect.

    A place without a heading of its own ("Abschnitt 1.1", "Abbildung 3") belongs to the running text.

    Example:
        >>> part_name("Generaldatenblatt, Kosten pro Platz (Zeile 2)"), part_name("Abschnitt 1.1")
        ('Kosten pro Platz', 'Angaben aus dem Text und den Abbildungen')
    """
    ohne_klammer = re.sub(r"\s*\([^)]*\)$", "", fundstelle)
    teil = ohne_klammer.partition(", ")[2]
    if not teil or ohne_klammer.startswith(("Abschnitt", "Abbildung")):
        return sag(texte.OHNE_UEBERSCHRIFT)
    return str(texte.DOKUMENTTEIL.get(teil, teil))


def _value_tables(seite: Seite) -> str:
    """All values by part of the document, in the order of the file."""
    werte = seite.ergebnis.werte
    werte = werte[werte["kommune_id"].eq(seite.kommune_id)].sort_values("_zeile", kind="stable")
    abschnitt = werte["fundstelle"].map(part_name)
    verweise = find_hints(seite, werte, set(own_hints(seite)["hinweis_id"]))
    tabellen = []
    for nr, (titel, teil) in enumerate(werte.groupby(abschnitt, sort=False), start=1):
        zeilen = []
        for w in seite.ergebnis.werte_von(teil):
            gruppe = f" – {w.gruppe_name}" if w.gruppe_name else ""
            bruch = f" ({w.bruch.text})" if w.bruch else ""
            teile = ("" if w.grund else w.herkunft, remark_hints(w.hinweise, verweise))
            anmerkung = Markup(", ").join(t for t in teile if t)
            zeilen.append([f"{w.kennzahl}{gruppe}", w.text + bruch, w.zeitraum.text, anmerkung])
        kopf = [sag("Kennzahl"), sag("Wert"), sag("Zeitraum"), sag("Anmerkung")]
        if titel == sag(texte.OHNE_UEBERSCHRIFT):
            kopf.append(sag("Fundstelle"))
            zeilen = [[*zeile, str(stelle)] for zeile, stelle in zip(zeilen, teil["fundstelle"], strict=True)]
        tabellen.append(Tabelle(f"werte-{nr}", str(titel), kopf, zeilen, [1]))
    return render(
        "kommune_werte",
        name=municipality(seite)["name"],
        anzahl=int(werte["wert"].notna().sum()),
        tabellen=tabellen,
        csv_url=seite.link(f"daten/kommunen/{seite.kommune_id}/ergebnisse.csv"),
        vergleich_url=f"{seite.zu('vergleich')}#kennzahlen" if "vergleich" not in seite.aus else "",
    )


def own_hints(seite: Seite) -> pd.DataFrame:
    """Hinweise about the document of the profile (one row each); those about other documents stand with their goals."""
    return seite.tabelle("hinweise", quelle_id=str(municipality(seite)["quelle_id"]))


def draw_lage(seite: Seite) -> str:
    """Map with this municipality marked, folded; nothing where it has no place on the map."""
    k = municipality(seite)
    karte = draw_place(seite.geometrie, Ort(seite.kommune_id, str(k["name"]), str(k["ags"]), ""))
    return fold(sag("Lage"), karte, sag("auf der Karte")) if karte else ""


def similar(seite: Seite, kommune_id: str) -> list[dict[str, object]]:
    """The most similar municipalities with the parts of the measure (0 to 100, or "fehlt")."""
    name = names(seite)
    liste: list[dict[str, object]] = []
    for _, z in seite.ergebnis.similar_to(kommune_id).head(AEHNLICHE).iterrows():
        teile = {
            t: sag("fehlt") if pd.isna(z[t]) else format_zahl(100 * float(z[t]))
            for t in ("groesse", "typ", "anteil", "themen")
        }
        liste.append(
            {
                "name": name[z["andere_id"]],
                "url": comparison_url(seite, kommune_id, str(z["andere_id"])),
                "wert": format_zahl(float(z["aehnlichkeit"])),
                "teile": teile,
            }
        )
    return liste


def draw_quellen(seite: Seite) -> str:
    """Documents and places of everything on the page."""
    k = municipality(seite)
    stellen: list[tuple[str, str]] = []
    for tabelle in ("profil", "praxisbeispiele", "themenzuordnung"):
        for zeile in own_rows(seite, tabelle).itertuples(index=False):
            # Evidence names single entries; the place of the whole profile is enough here.
            stelle = (
                str(zeile.fundstelle).rsplit("), ", 1)[0] + ")"
                if "), " in str(zeile.fundstelle)
                else str(zeile.fundstelle)
            )
            if tabelle != "themenzuordnung":
                stellen.append((str(zeile.quelle_id), stelle))
    if k["bevoelkerung_quelle_id"]:
        stellen.append((str(k["bevoelkerung_quelle_id"]), str(k["bevoelkerung_fundstelle"])))
    inhalt = render(
        "kommune_quellen",
        lizenz=seite.lizenz,
        quellen=collect_sources(seite, stellen),
        koordination=list(entries(seite, "koordination")["text"]),
        csv_url=seite.link("daten/kommunen.csv"),
        werte_url=seite.link(f"daten/kommunen/{seite.kommune_id}/ergebnisse.csv"),
        paket_url=seite.link(f"daten/pakete/{seite.kommune_id}.zip"),
    )
    return fold(sag("Quellen"), inhalt, sag("Dokument, Daten und wer koordinierte"))


def draw_navigation(seite: Seite) -> str:
    """Links to the previous and next municipality and to the overview."""
    name = names(seite)
    kommunen = [(seite.zu("kommune", k), n) for k, n in name.items()]
    stelle = list(name).index(seite.kommune_id)
    return draw_neighbours(sag("Weitere Kommunen"), kommunen, stelle, (seite.zu("kommunen"), sag("Alle Kommunen")))


def draw_schritte(seite: Seite) -> str:
    """The next steps of the page's municipality, as an example of how to begin."""
    k = municipality(seite)
    quelle = seite.ergebnis.quellen.loc[k["quelle_id"]]
    schritte = [{"text": z.text, "fundstelle": z.fundstelle} for z in entries(seite, "naechster_schritt").itertuples()]
    return render(
        "kommune_schritte",
        name=k["name"],
        url=seite.zu("kommune", seite.kommune_id),
        schritte=schritte,
        quelle=f"{quelle['herausgeber']}: {quelle['titel']} ({quelle['stand']})",
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "kommunen_summe": draw_summe,
    "kommunen_karte": draw_karte,
    "kommunen_liste": draw_liste,
    "kommune_ziele": draw_ziele,
    "kommune_zahlen": draw_zahlen,
    "kommune_lage": draw_lage,
    "kommune_quellen": draw_quellen,
    "kommune_navigation": draw_navigation,
    "kommune_schritte": draw_schritte,
}


def list_municipalities(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of all municipalities."""
    return [
        Eintrag(
            k.kommune_id,
            k.kommune_id,
            k.name,
            sag(
                "{name} und das Programm „Kein Kind zurücklassen!“: Ziele, Fokus, Indikatoren, Schwerpunkte, ein "
                "Beispiel aus der Praxis und gemeinsame Themen.",
                name=k.name,
            ),
            k.name,
        )
        for k in ergebnis.bestand.frame("kommunen").itertuples(index=False)
    ]


def _has_map(ergebnis: Ergebnis) -> bool:
    """Tells whether a municipality has a point on the map."""
    karte = read_settings().karte
    geometrie = read_geometry(Path(karte) if karte else geometry_folder(ergebnis.bestand.pfad))
    return any(geometrie.point(str(ags)) is not None for ags in ergebnis.kommunen["ags"])


ARTEN = (
    Seitenart(
        "kommune",
        "katalog/kommunen.csv",
        (
            "kommune_kopf",
            "kommune_ziele",
            "kommune_vergleich",
            "kommune_praxis",
            "kommune_profil",
            "kommune_themen",
            "kommune_selbstbewertung",
            "kommune_zahlen",
            "kommune_hinweise",
            "kommune_lage",
            "kommune_quellen",
            "jahre_kommune",
            "kommune_navigation",
        ),
        list_municipalities,
    ),
    Seitenart(
        "kommunen",
        "katalog/kommunen.csv",
        (
            Abschnitt(),
            "jahre_kommunen",
            "kommunen_summe",
            Abschnitt("Auf der Karte", ("kommunen_karte",), gibt=_has_map),
            Abschnitt(merke("Als Liste"), ("kommunen_liste",)),
        ),
        one_page(merke("Kommunen"), merke("Die Kommunen dieser Seite mit ihren Profilen.")),
        felder=WORTE_DER_SEITE,
    ),
)
