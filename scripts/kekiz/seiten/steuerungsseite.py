"""How a city steers: the cycle from goal to measure, and one page a subject of what the documents say about it.

A city keeps its subjects in its package; those of the programme that all municipalities share lie in the catalogue.
"""

from collections.abc import Callable
from itertools import groupby
from typing import Any, Final

import pandas as pd

from kekiz.daten.bestand import KATALOG
from kekiz.ergebnis import Ergebnis
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.falte import fold
from kekiz.seiten.praxisseite import list_practice
from kekiz.seiten.seite import Seite, source_line
from kekiz.seiten.selbstbewertungsseite import list_forms
from kekiz.wissen import texte
from kekiz.wissen.sprache import list_words, merke, sag
from kekiz.zeichnen.kreisbild import BREITE, HOEHE, KNOTEN, draw_ring
from kekiz.zeichnen.vorlage import render

KREISLAUF: Final = "kreislauf"
OFFEN: Final = 2
"""So many sections of a long page stand open."""
LANG: Final = 14
"""A page with more rows than this is long."""


def _rows(seite: Seite, name: str, **gleich: str) -> pd.DataFrame:
    """Rows of the page's package; a page of the programme takes those of the catalogue."""
    paket = KATALOG if "programm" in seite.meta else seite.kommune_id
    return seite.ergebnis.bestand.where(name, paket=paket, **gleich)


def _target(seite: Seite, art: str, kennung: str) -> tuple[str, str]:
    """Address and name of what a row refers to; both empty where the site does not show it."""
    b = seite.ergebnis.bestand
    if art == "ziel":
        return seite.zu("ziel", kennung), sag("Ziel {nummer}", nummer=kennung)
    if art == "modul":
        modul = seite.tabelle("module", modul_id=kennung)
        gezeigt = len(modul) and modul["hat_seite"].iloc[0]
        return (seite.zu("modul", kennung), str(modul["name"].iloc[0])) if gezeigt else ("", "")
    if art == "gremium":
        gremium = seite.tabelle("gremien", gremium_id=kennung)
        if not len(gremium):
            return "", ""
        return f"{seite.zu('ausgangslage')}#gremium-{kennung}", str(gremium["name"].iloc[0])
    if art == "kommune":
        return seite.zu("kommune", kennung), str(b.where("kommunen", kommune_id=kennung)["name"].iloc[0])
    if art in {"blatt", "programm"}:
        blatt = b.where("steuerung", paket=seite.kommune_id if art == "blatt" else KATALOG, blatt_id=kennung)
        if not len(blatt):
            return "", ""
        ist_anfang = blatt["zweck"].iloc[0] == KREISLAUF
        return seite.zu("steuerung") if ist_anfang else seite.zu(art, kennung), str(blatt["titel"].iloc[0])
    if art == "seite" and kennung not in seite.aus:
        return seite.zu(kennung), texte.SEITENNAME[kennung]
    return "", ""


def _say(seite: Seite, r: dict[str, Any], anker: str = "") -> dict[str, Any]:
    url, wohin = _target(seite, str(r["verweis_art"]), str(r["verweis_id"]))
    return {"titel": r["titel"], "text": r["text"], "art": r["art"], "url": url, "wohin": wohin, "anker": anker}


def _section(seite: Seite, teil: pd.DataFrame, anker: str = "") -> str:
    """What stands in one section: paragraphs, lists, steps and rows in their order, with the places in the documents."""
    zeilen = [
        _say(seite, r, f"{anker}{r['nr']}" if anker and r["art"] == "schritt" else "") for r in teil.to_dict("records")
    ]
    gruppen = [(art, list(g)) for art, g in groupby(zeilen, key=lambda z: z["art"])]
    return render("steuerung_teil", gruppen=gruppen, quelle=source_line(seite, teil))


def _beside(seite: Seite, titel: str, teile: list[tuple[str, pd.DataFrame]]) -> str:
    """Sections whose rows have the same names, as one table: a row a section, a column a name."""
    spalten = list(dict.fromkeys(str(t) for _, teil in teile for t in teil["titel"]))
    zeilen = []
    for name, teil in teile:
        text = dict(zip(teil["titel"], teil["text"], strict=True))
        zeilen.append((name, [(s, text.get(s, "")) for s in spalten]))
    quelle = source_line(seite, pd.concat([teil for _, teil in teile]))
    csv_url = seite.link("daten/steuerung_teile.csv")
    return render("nebeneinander", titel=titel, spalten=spalten, zeilen=zeilen, quelle=quelle, csv_url=csv_url)


def _draw_sections(seite: Seite, blatt_id: str) -> str:
    blatt = _rows(seite, "steuerung", blatt_id=blatt_id).iloc[0]
    alle = _rows(seite, "steuerung_teile", blatt_id=blatt_id).sort_values(["abschnitt_nr", "nr"])
    teile = [(int(nr), str(teil["abschnitt"].iloc[0]), teil) for nr, teil in alle.groupby("abschnitt_nr")]
    fertig: list[tuple[int, str, str]] = []
    ist_tafel = blatt["form"] == "nebeneinander"
    for tafel, lauf in groupby(teile, key=lambda t: ist_tafel and t[2]["art"].eq("zeile").all()):
        stuecke = list(lauf)
        if tafel:
            nr = stuecke[0][0]
            fertig.append((nr, "", _beside(seite, str(blatt["titel"]), [(name, teil) for _, name, teil in stuecke])))
        else:
            kreis = blatt["zweck"] == KREISLAUF
            fertig += [(nr, name, _section(seite, t, f"schritt-{nr}-" if kreis else "")) for nr, name, t in stuecke]
    ist_lang = len(alle) > LANG
    html = []
    for stelle, (nr, name, inhalt) in enumerate(fertig):
        if not name:
            html.append(inhalt)
        elif ist_lang and stelle >= OFFEN:
            html.append(fold(name, inhalt, anker=f"abschnitt-{nr}"))
        else:
            html.append(render("raum_titel", anker=f"abschnitt-{nr}", titel=name, ist_sichtbar=True) + "\n" + inhalt)
    return "\n\n".join(html)


def draw_blatt(seite: Seite) -> str:
    """All that the documents say about one subject."""
    return _draw_sections(seite, str(seite.meta["blatt"] if "blatt" in seite.meta else seite.meta["programm"]))


def _cycle(seite: Seite) -> pd.DataFrame:
    b = _rows(seite, "steuerung")
    return b[b["zweck"].eq(KREISLAUF)]


def draw_kreislauf(seite: Seite) -> str:
    """The cycle as a picture; its steps are links to what is said about them. Nothing where no document has one."""
    for blatt_id in _cycle(seite)["blatt_id"]:
        teile = _rows(seite, "steuerung_teile", blatt_id=blatt_id).sort_values(["abschnitt_nr", "nr"])
        schritte = teile[teile["art"].eq("schritt")]
        erste = schritte[schritte["abschnitt_nr"].eq(schritte["abschnitt_nr"].min())]
        if len(erste) > 1:
            paare = [(str(r.titel), f"#schritt-{r.abschnitt_nr}-{r.nr}") for r in erste.itertuples(index=False)]
            return render(
                "kreisbild", id=f"kreis-{seite.kommune_id}", knoten=draw_ring(paare), breite=BREITE, hoehe=HOEHE,
                radius=KNOTEN, anzahl=len(paare), namen=", ".join(name for name, _ in paare),
            )  # fmt: skip
    return ""


def draw_kreislauf_teile(seite: Seite) -> str:
    """All that the documents say about the cycle."""
    return "\n\n".join(_draw_sections(seite, str(blatt_id)) for blatt_id in _cycle(seite)["blatt_id"])


def draw_kurz(seite: Seite) -> str:
    """The answer of the page in a sentence."""
    if "blatt" in seite.meta or "programm" in seite.meta:
        zeilen = _rows(seite, "steuerung", blatt_id=str(seite.meta.get("blatt") or seite.meta.get("programm")))
    else:
        zeilen = _cycle(seite)
    return "\n".join(render("lead", text=str(kurz)) for kurz in zeilen["kurz"])


def _related(seite: Seite, art: str, kennung: str) -> list[dict[str, str]]:
    teile = seite.tabelle("steuerung_teile", verweis_art=art, verweis_id=kennung)
    zeilen = seite.tabelle("steuerung").sort_values("reihenfolge")
    return [
        {
            "url": seite.zu("steuerung") if r.zweck == KREISLAUF else seite.zu("blatt", r.blatt_id),
            "titel": r.titel,
            "kurz": r.kurz,
        }
        for r in zeilen[zeilen["blatt_id"].isin(teile["blatt_id"])].itertuples(index=False)
    ]


def draw_hierzu(seite: Seite) -> str:
    """What the documents say beyond this goal or module: the subjects that refer to it; nothing where none does."""
    art = "modul" if "modul" in seite.meta else "ziel"
    blaetter = _related(seite, art, str(seite.meta[art]))
    if not blaetter:
        return ""
    return fold(
        sag("Mehr aus den Dokumenten"),
        render("blaetter", blaetter=blaetter),
        list_words([b["titel"] for b in blaetter]),
    )


def draw_blaetter(seite: Seite) -> str:
    """The other subjects of the city, and those of the programme, each with its answer in a sentence."""
    blaetter = []
    for art, paket in (("blatt", seite.kommune_id), ("programm", KATALOG)):
        zeilen = seite.ergebnis.bestand.where("steuerung", paket=paket).sort_values("reihenfolge")
        blaetter += [
            {"url": seite.zu(art, r.blatt_id), "titel": r.titel, "kurz": r.kurz}
            for r in zeilen[zeilen["zweck"].ne(KREISLAUF)].itertuples(index=False)
        ]
    return render("blaetter", blaetter=[*blaetter, *_tools(seite)])


def _tools(seite: Seite) -> list[dict[str, str]]:
    """Pages that help to steer, as far as there are rows for them."""
    zeilen = [
        {"url": seite.zu(art), "titel": e.titel, "kurz": e.beschreibung}
        for art, liste in (("praxis", list_practice), ("selbstbewertung", list_forms))
        for e in liste(seite.ergebnis)
    ]
    if len(seite.tabelle("befragungen")):
        zeilen.append(
            {
                "url": f"{seite.zu('ausgangslage')}#befragungen",
                "titel": sag("Was gefragt werden sollte"),
                "kurz": sag("Wonach die Stadt Menschen fragen wollte und was aus den Erfolgsmaßen wurde."),
            }
        )
    return zeilen


def list_cycles(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists where a city tells how it steers: the page of its cycle, or a mere list where it has none."""
    eintraege = []
    for k, ort in towns_with(ergebnis, "steuerung"):
        b = ergebnis.bestand.where("steuerung", paket=k)
        kreis = b[b["zweck"].eq(KREISLAUF)]
        titel = str(kreis["titel"].iloc[0]) if len(kreis) else sag("Wie {ort} steuert", ort=ort)
        kurz = str(kreis["kurz"].iloc[0]) if len(kreis) else sag("Was die Dokumente dazu sagen, Thema für Thema.")
        eintraege.append(Eintrag(k, "", titel, kurz, ort, sag("Wie {ort} steuert", ort=ort)))
    return eintraege


def list_blaetter(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the subjects of every city, without its cycle."""
    return [
        Eintrag(k, str(r.blatt_id), str(r.titel), str(r.kurz), ort, gruppe=sag("Wie {ort} steuert", ort=ort))
        for k, ort in towns_with(ergebnis, "steuerung")
        for r in ergebnis.bestand.where("steuerung", paket=k).sort_values("reihenfolge").itertuples(index=False)
        if r.zweck != KREISLAUF
    ]


def list_programm(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the subjects of the programme."""
    zeilen = ergebnis.bestand.where("steuerung", paket=KATALOG).sort_values("reihenfolge")
    return [
        Eintrag("", str(r.blatt_id), str(r.titel), str(r.kurz), gruppe=sag("Das Programm"))
        for r in zeilen.itertuples(index=False)
    ]


MACROS: dict[str, Callable[[Seite], str]] = {
    "blatt_kurz": draw_kurz,
    "blatt_teile": draw_blatt,
    "blaetter_hierzu": draw_hierzu,
    "kreislauf": draw_kreislauf,
    "kreislauf_teile": draw_kreislauf_teile,
    "blaetter": draw_blaetter,
}
ARTEN = (
    Seitenart(
        "steuerung",
        "steuerung.csv",
        (
            "blatt_kurz",
            Abschnitt(),
            "jahre_steuerung",
            "kreislauf",
            "kreislauf_teile",
            "werkzeuge",
            Abschnitt(merke("Mehr dazu"), ("blaetter",), "steuerung"),
        ),
        list_cycles,
        ("toc",),
    ),
    Seitenart(
        "blatt", "steuerung.csv", ("blatt_kurz", Abschnitt(), "jahre_blatt", "blatt_teile"), list_blaetter, ("toc",)
    ),
    Seitenart(
        "programm",
        "katalog/steuerung.csv",
        ("blatt_kurz", Abschnitt(), "jahre_programm", "blatt_teile"),
        list_programm,
        ("toc",),
    ),
)
