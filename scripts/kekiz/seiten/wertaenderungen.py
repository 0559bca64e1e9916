"""What happened to published values, on pages: all of it with reasons, and on the page of a Kennzahl what was withdrawn."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any, Final

from kekiz.daten.bestand import WERT_SCHLUESSEL, read_schema
from kekiz.daten.verlauf import OHNE_TAG, WERTE, Art, Wertaenderung
from kekiz.sagen.wertverlauf import change_words, place_of
from kekiz.seiten.adresse import address, value_anchor
from kekiz.seiten.falte import fold
from kekiz.seiten.seite import Seite
from kekiz.wert import SCHLUESSEL
from kekiz.wissen.sprache import Worte, list_words, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum, format_zahl, format_zeitraum
from kekiz.zeichnen.vorlage import render

WAS_GESCHAH: Final = Worte({Art.NEU: "neu", Art.GEAENDERT: "geändert", Art.ENTFALLEN: "entfallen"})
ORTE_EINZELN: Final = 3
"""More municipalities than this are counted, not named, where they share a change."""


def draw_aenderungen(seite: Seite) -> str:
    """Every new, changed and withdrawn value by day and reason, folded; nothing where nothing is noted."""
    alle = seite.ergebnis.verlauf
    if not alle:
        return ""
    tage = [
        {
            "tag": sag("Zuletzt, noch ohne Vermerk") if tag == OHNE_TAG else format_datum(tag.isoformat()),
            "gruende": [
                {
                    "grund": grund or sag("Der Grund steht unten in der Liste der Änderungen."),
                    "gruppen": _groups(seite, list(teil)),
                }
                for grund, teil in groupby(am_tag, key=lambda a: a.grund)
            ],
        }
        for tag, am_tag in ((t, list(z)) for t, z in groupby(alle, key=lambda a: a.tag))
    ]
    worte = sag_n("ein Wert", "{anzahl} Werte", len(alle), anzahl=format_anzahl_wort(len(alle)))
    inhalt = render("aenderungen_werte", tage=tage, csv_url=seite.link("daten/wertaenderungen.csv"))
    return fold(sag("Geänderte, neue und entfallene Werte"), inhalt, worte, anker="werte")


def _groups(seite: Seite, aenderungen: Iterable[Wertaenderung]) -> list[dict[str, Any]]:
    """The changes of one day and reason by kind."""
    gruppen: dict[Art, list[dict[str, str]]] = {}
    for a in aenderungen:
        gruppen.setdefault(a.art, []).append(_cells(seite, a))
    teile = []
    for art, zeilen in gruppen.items():
        orte, anzahl = list(dict.fromkeys(z["ort"] for z in zeilen)), format_anzahl_wort(len(zeilen))
        wer = list_words(orte)
        if len(orte) > ORTE_EINZELN:
            wer = sag("{anzahl} Kommunen", anzahl=format_zahl(len(orte)))
        was = sag_n("ein Wert {art}", "{anzahl} Werte {art}", len(zeilen), anzahl=anzahl, art=WAS_GESCHAH[art])
        teile.append({"wer": wer, "was": was, "mit_orten": len(orte) > 1, "zeilen": zeilen})
    return teile


def _cells(seite: Seite, aenderung: Wertaenderung) -> dict[str, str]:
    stelle = place_of(seite.ergebnis, aenderung)
    kennzahl_id, raum_id, zeitraum, gruppe = (stelle.get(s, "") for s in WERT_SCHLUESSEL)
    raeume = seite.ergebnis.bestand.where("raeume", paket=aenderung.kommune_id, raum_id=raum_id)
    vorher, nachher = change_words(seite.ergebnis, aenderung)
    anker = value_anchor(aenderung.kommune_id, raum_id, zeitraum, gruppe)
    hat_seite = kennzahl_id in seite.ergebnis.towns_of_kennzahlen and aenderung.tabelle == WERTE
    was = str(seite.ergebnis.kennzahlen["kurzname"].get(kennzahl_id, kennzahl_id))
    if aenderung.tabelle != WERTE:
        titel = str(read_schema(seite.ergebnis.bestand.pfad, aenderung.tabelle)["title"])
        rest = [z for s, z in stelle.items() if z and s not in WERT_SCHLUESSEL]
        was = ", ".join(t for t in (f"{titel}: {', '.join(rest)}" if rest else titel, was) if t)
    namen = seite.ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    return {
        "ort": str(namen.get(aenderung.kommune_id, aenderung.kommune_id)),
        "kennzahl": was,
        "raum": str(raeume["name"].iloc[0]) if len(raeume) else raum_id,
        "zeit": format_zeitraum(zeitraum) if zeitraum else "",
        "gruppe": seite.ergebnis.group_name(gruppe) if gruppe else "",
        "vorher": vorher,
        "nachher": nachher,
        "tag": "" if aenderung.tag == OHNE_TAG else format_datum(aenderung.tag.isoformat()),
        "grund": aenderung.grund,
        "anker": anker,
        "url": seite.link(f"{address('kennzahl', '', kennzahl_id, start='')}#{anker}") if hat_seite else "",
    }


def draw_entfallene(seite: Seite) -> str:
    """What was withdrawn of a Kennzahl, each at the address that its value had; nothing where nothing was."""
    kennzahl_id = str(seite.meta["kennzahl"])
    w = seite.ergebnis.werte
    da = set(w.loc[w["kennzahl_id"].eq(kennzahl_id), list(SCHLUESSEL)].itertuples(index=False, name=None))
    weg = {
        (a.kommune_id, *a.schluessel): a
        for a in reversed(seite.ergebnis.verlauf)
        if (a.tabelle, a.art) == (WERTE, Art.ENTFALLEN)
        and a.schluessel[0] == kennzahl_id
        and (a.kommune_id, *a.schluessel) not in da
    }
    if not weg:
        return ""
    worte = sag_n("ein Wert", "{anzahl} Werte", len(weg), anzahl=format_anzahl_wort(len(weg)))
    inhalt = render("kennzahl_entfallen", zeilen=[_cells(seite, a) for a in weg.values()])
    return fold(sag("Entfallene Werte"), inhalt, worte, anker="entfallen")
