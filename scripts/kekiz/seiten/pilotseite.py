"""Where to begin: the page that weighs the areas of a municipality, and says when their values carry no choice.

The areas stand in the order of the table and are never listed as winners; beside each stands how sure its place is.
"""

from collections.abc import Callable
from typing import Any, Final

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.pilotraeume import (
    BESTAENDIG,
    ERSTE,
    GEWICHTE,
    SAMEN,
    ZIEHUNGEN,
    Auswahl,
    Merkmal,
    Platz,
    Reihung,
    offers_choice,
    rank_areas,
    select_merkmale,
    standardise,
)
from kekiz.sagen.pilotsatz import AUSLASSUNG, EINZELNE, URTEILE, choice_sentence, of_hundred, place_range
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart
from kekiz.seiten.falte import fold, name_some
from kekiz.seiten.quellen import collect_row_sources, list_sources
from kekiz.seiten.raumwerte import goal_url, list_places
from kekiz.seiten.seite import Seite, kennzahl_url
from kekiz.seiten.tabelle import KEIN_WERT, Tabelle
from kekiz.wissen import texte
from kekiz.wissen.codes import Richtung
from kekiz.wissen.sprache import Worte, merke, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_zahl, format_zeitraum
from kekiz.zeichnen.vorlage import render

GEWICHT_WORT: Final = Worte({0: "zählt nicht", 1: "einfach", 2: "doppelt", 3: "dreifach"})
NIEDRIG: Final = merke("niedrig ist ungünstig, {gewicht}")
HOCH: Final = merke("hoch ist ungünstig, {gewicht}")
TITEL: Final = merke("Wo anfangen? Piloträume auswählen")
STELLEN: Final = 2
"""Decimal places of standardised values."""


def select_for(seite: Seite) -> Auswahl:
    """Finds what the areas of the page's municipality can be weighed by; once a page."""
    katalog = [str(k) for k in seite.ergebnis.kennzahlen.index]
    return seite.once(
        ("auswahl",),
        lambda: select_merkmale(seite.ergebnis.werte, list_places(seite), seite.kommune_id, katalog),
    )


def _rank(seite: Seite, auswahl: Auswahl) -> Reihung:
    return seite.once(("reihung",), lambda: rank_areas(auswahl, auswahl.vorgabe))


def _names(seite: Seite) -> dict[str, str]:
    namen: dict[str, str] = list_places(seite).set_index("raum_id")["name"].to_dict()
    return namen


def _short(seite: Seite, kennzahl_id: str) -> str:
    return str(seite.ergebnis.kennzahlen.at[kennzahl_id, "kurzname"])


def value_rows(seite: Seite) -> pd.DataFrame:
    """The rows of ``werte`` that are weighed."""
    auswahl = select_for(seite)
    teile = []
    for m in auswahl.merkmale:
        w = seite.ergebnis.all_of(seite.kommune_id, m.kennzahl_id)
        w = w[w["raum_id"].isin(auswahl.raum_ids) & w["zeitraum"].eq(m.zeitraum) & w["gruppe"].eq("")]
        teile.append(w.set_index("raum_id", drop=False).loc[list(auswahl.raum_ids)])
    return pd.concat(teile) if teile else seite.ergebnis.werte.iloc[0:0]


def dump_model(seite: Seite) -> dict[str, Any]:
    """Gives the script of the page what it weighs and the words it says."""
    auswahl, namen = select_for(seite), _names(seite)
    return {
        "orte": [{"id": r, "name": namen[r]} for r in auswahl.raum_ids],
        "merkmale": [_dump_merkmal(m) | {"name": _short(seite, m.kennzahl_id)} for m in auswahl.merkmale],
        "vorgabe": auswahl.vorgabe,
        "regel": {"erste": ERSTE, "bestaendig": BESTAENDIG, "ziehungen": ZIEHUNGEN, "samen": SAMEN},
        "worte": {
            "urteile": dict(URTEILE.items()),
            "einzelne": sag(EINZELNE),
            "erste": format_anzahl_wort(ERSTE),
            "spanne": sag("{von} bis {bis}"),
            "selten": of_hundred(0.001),
            "fast": of_hundred(0.999),
            "ohne": KEIN_WERT,
        },
    }


def _dump_merkmal(m: Merkmal) -> dict[str, Any]:
    return {
        "id": m.kennzahl_id,
        "vorzeichen": m.vorzeichen,
        "werte": m.werte.tolist(),
        "mitte": None if m.mitte is None else m.mitte.tolist(),
        "streuung": None if m.streuung is None else m.streuung.tolist(),
    }


def draw_wahl(seite: Seite) -> str:
    """What the values carry, the weights to be set, and where each area stands with equal ones."""
    auswahl, namen = select_for(seite), _names(seite)
    reihung = _rank(seite, auswahl)
    merkmale = {m.kennzahl_id: _short(seite, m.kennzahl_id) for m in auswahl.merkmale}
    je_raum = {p.raum_id: p for p in reihung.plaetze}
    gezaehlt = {k: n for k, n in merkmale.items() if auswahl.vorgabe[k]}
    return render(
        "pilot_wahl",
        satz=choice_sentence(auswahl, reihung, namen, gezaehlt),
        daten=dump_model(seite),
        script=seite.link("assets/pilotraeume.js"),
        erste=format_anzahl_wort(ERSTE),
        mit_anderen=len(gezaehlt) > 1,
        merkmale=[
            {
                "id": m.kennzahl_id,
                "name": merkmale[m.kennzahl_id],
                "zeit": format_zeitraum(m.zeitraum),
                "gewichte": _weights(m),
                "gewicht": auswahl.vorgabe[m.kennzahl_id],
                "ohne_fallzahl": m.mitte is None,
            }
            for m in auswahl.merkmale
        ],
        plaetze=[
            {"id": r, "name": namen[r], "url": seite.zu("raum", r), **_cells(je_raum.get(r), len(gezaehlt))}
            for r in auswahl.raum_ids
        ],
    )


def _cells(platz: Platz | None, gezaehlt: int) -> dict[str, str]:
    """Writes where an area stands; None: nothing has a weight."""
    if platz is None:
        return {"breite": "0", **dict.fromkeys(("zufall", "platz", "andere", "punkte"), KEIN_WERT)}
    return {
        "zufall": of_hundred(platz.zufall),
        "breite": f"{100 * platz.zufall:.0f}",
        "platz": place_range(platz),
        "andere": of_hundred(platz.gewichte) if gezaehlt > 1 else KEIN_WERT,
        "punkte": format_zahl(platz.punkte, STELLEN, vorzeichen=True),
    }


def _weights(m: Merkmal) -> list[tuple[int, str]]:
    """Lists the weights that a reader can give, and with them the direction where no document fixes one."""
    if m.hat_richtung:
        return [(g, GEWICHT_WORT[g]) for g in GEWICHTE]
    frei = [(g, sag(NIEDRIG, gewicht=GEWICHT_WORT[g])) for g in GEWICHTE[1:]]
    return [(0, GEWICHT_WORT[0]), *frei, *((-g, sag(HOCH, gewicht=GEWICHT_WORT[g])) for g in GEWICHTE[1:])]


def draw_werte(seite: Seite) -> str:
    """Folded: each value with its distance from the mean, and which Kennzahlen cannot be weighed and why."""
    auswahl, namen, e = select_for(seite), _names(seite), seite.ergebnis
    zeilen = value_rows(seite)
    spalten = []
    for m in auswahl.merkmale:
        abstand = standardise(m.werte, m.vorzeichen)
        werte = e.werte_von(zeilen[zeilen["kennzahl_id"].eq(m.kennzahl_id)])
        spalten.append(
            [
                f"{w.text} ({format_zahl(float(a), STELLEN, vorzeichen=True)})"
                for w, a in zip(werte, abstand, strict=True)
            ]
        )
    kopf = [f"{_short(seite, m.kennzahl_id)}, {format_zeitraum(m.zeitraum)}" for m in auswahl.merkmale]
    tabelle = Tabelle(
        "tabelle-pilotwerte",
        sag(
            "Wert und in Klammern der Abstand vom Mittel der Sozialräume in Standardabweichungen; plus heißt ungünstiger"
        ),
        [sag("Sozialraum"), *kopf],
        [[namen[r], *(s[i] for s in spalten)] for i, r in enumerate(auswahl.raum_ids)],
        list(range(1, len(kopf) + 1)),
        auszug=seite.auszug(
            "pilotraeume", "tabelle-pilotwerte", sag("Werte der Sozialräume"), seite.ort, e.werte_von(zeilen)
        ),
    )
    inhalt = render(
        "pilot_werte",
        t=tabelle,
        merkmale=[
            {
                "name": str(e.kennzahlen.at[m.kennzahl_id, "name"]),
                "url": kennzahl_url(seite, m.kennzahl_id),
                "ziel_url": goal_url(seite, m.kennzahl_id),
                "richtung": texte.RICHTUNG[Richtung(e.kennzahlen.at[m.kennzahl_id, "richtung"])],
                "hat_fallzahl": m.mitte is not None,
                "ist_verschieden": m.ist_verschieden,
            }
            for m in auswahl.merkmale
        ],
        ausgelassen=[(str(e.kennzahlen.at[k, "name"]), AUSLASSUNG[grund]) for k, grund in auswahl.ausgelassen.items()],
    )
    return fold(sag("Die Werte dahinter"), inhalt, name_some(kopf), anker="werte")


def draw_rechnung(seite: Seite) -> str:
    """Folded: how the order and its uncertainty are computed, and what they do not say."""
    inhalt = render(
        "pilot_rechnung",
        ziehungen=format_zahl(ZIEHUNGEN),
        erste=format_anzahl_wort(ERSTE),
        schwelle=format_zahl(100 * BESTAENDIG),
        methode_url=f"{seite.zu('methodik')}#pilotraeume",
    )
    return fold(sag("So ist gerechnet"), inhalt, sag("Abstände, Gewichte, Zufall"), anker="rechnung")


def draw_quellen(seite: Seite) -> str:
    """Documents and places of the values."""
    quellen = collect_row_sources(seite, value_rows(seite))
    return fold(sag("Quellen"), list_sources(seite, quellen), name_some([str(q["herausgeber"]) for q in quellen]))


def list_choices(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the page of every municipality whose areas can be weighed."""
    orte = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    beschreibung = sag(
        "Wo ein Pilotprojekt in {ort} beginnen könnte: Werte der Sozialräume gewichten und sehen, ob sie eine Auswahl tragen."
    )
    return [
        Eintrag(k, "", sag(TITEL), beschreibung.format(ort=orte[k]), str(orte[k]))
        for k in offers_choice(ergebnis.bestand)
    ]


MACROS: dict[str, Callable[[Seite], str]] = {
    "pilot_wahl": draw_wahl,
    "pilot_werte": draw_werte,
    "pilot_rechnung": draw_rechnung,
    "pilot_quellen": draw_quellen,
}
ARTEN = (
    Seitenart(
        "pilotraeume",
        "werte.csv",
        (
            "jahre_pilotraeume",
            "pilot_wahl",
            Abschnitt(),
            Abschnitt(merke("Was außer den Zahlen zählt")),
            "pilot_werte",
            "pilot_rechnung",
            "pilot_quellen",
        ),
        list_choices,
        ("toc",),
    ),
)
