"""What must hold of goals: their numbers, their words, and what a target needs to be judged."""

import re
from collections import Counter
from collections.abc import Iterator

from kekiz.daten.befunde import format_cell, name_rows
from kekiz.daten.bestand import Bestand, Zeile
from kekiz.wissen.codes import GANZES, Vergleich
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.zahlen import parse_gedruckt
from kekiz.wissen.zielvergleich import MIT_ZAHL

_ABSICHT = re.compile(r"\b(?:soll|sollen|will|wollen)\b")
_ALLE = re.compile(r"\b(?:alle|allen|aller|jede|jeder|jedes|jedem|jeden)\b", re.IGNORECASE)
_VERGLEICHE_MIT_ZAHL = [*MIT_ZAHL, Vergleich.STEIGERUNG_SEIT_BASIS]
_VERGLEICHE_OHNE_ZAHL = (Vergleich.OHNE_ZAHL, Vergleich.HOECHSTENS_VERGLEICHSRAUM)


def _parent(ziel_id: str) -> str:
    return ziel_id.rpartition(".")[0]


def check_goals(bestand: Bestand) -> Iterator[Fehler]:
    """A goal's number must continue its parent's number, and every operative goal needs a parent."""
    for tabelle in bestand.tables("ziele"):
        yield from name_rows(
            tabelle,
            lambda z: z["oberziel_id"] != _parent(z["ziel_id"]),
            lambda z: (
                f"oberziel_id passt nicht zur Nummer (gefunden „{z['oberziel_id']}“, erwartet „{_parent(z['ziel_id'])}“)"
            ),
            "Bitte berichtigen.",
        )


def check_titles(bestand: Bestand) -> Iterator[Fehler]:
    """A goal's title says what shall be, with the number of its target, so that no status contradicts it.

    Short names tell the goals of a municipality apart.
    """
    for tabelle in bestand.tables("ziele"):
        yield from name_rows(
            tabelle,
            lambda z: not _ABSICHT.search(z["titel"]),
            lambda z: f"Der Titel liest sich wie eine Tatsache (gefunden „{z['titel']}“, erwartet soll oder sollen)",
            "Bitte schreiben, was sein soll.",
        )
        kurznamen = Counter(z["kurzname"] for z in tabelle.zeilen)
        yield from name_rows(
            tabelle,
            lambda z, k=kurznamen: bool(z["kurzname"]) and k[z["kurzname"]] > 1,  # type: ignore[misc]
            lambda z: f"Den kurzen Namen haben mehrere Ziele (gefunden „{z['kurzname']}“)",
            "Bitte jedem Ziel einen eigenen geben.",
        )
        verlangt: dict[str, list[float]] = {}
        for v in bestand.rows("zielwerte", tabelle.paket):
            if v["vergleich"] in _VERGLEICHE_MIT_ZAHL and v["wert"] is not None:
                verlangt.setdefault(v["ziel_id"], []).append(v["wert"])

        def _missing(z: Zeile, verlangt: dict[str, list[float]] = verlangt) -> list[float]:
            zahlen = dict.fromkeys(verlangt.get(z["ziel_id"], []))
            return [w for w in zahlen if not _says_number(z["titel"], w)]

        yield from name_rows(
            tabelle,
            lambda z, fehlt=_missing: bool(fehlt(z)),  # type: ignore[misc]
            lambda z, fehlt=_missing: (  # type: ignore[misc]
                f"Im Titel fehlt der Zielwert {' und '.join(format_cell(w) for w in fehlt(z))} "
                f"(gefunden „{z['titel']}“)"
            ),
            "Bitte die Zahl aus zielwerte.csv in den Titel schreiben; für 100 von 100 genügt „alle“.",
        )


def _says_number(titel: str, wert: float) -> bool:
    """Whether a title names a number; the 100 of "45 von 100" is none, and "alle" or "jedes" says 100."""
    ganz = re.sub(r"\bvon 100\b", "", titel)
    return wert in parse_gedruckt(ganz) or (wert == 100 and _ALLE.search(titel) is not None)


def check_targets(bestand: Bestand) -> Iterator[Fehler]:
    """A target must carry what its comparison needs; otherwise the goal would silently stay without status."""
    for tabelle in bestand.tables("zielwerte"):
        yield from name_rows(
            tabelle,
            lambda z: z["wert"] is None and z["vergleich"] not in _VERGLEICHE_OHNE_ZAHL,
            lambda z: f"Der Zielwert fehlt (vergleich {z['vergleich']} verlangt eine Zahl)",
            "Bitte wert eintragen oder vergleich ohne_zahl wählen.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["vergleich"] == Vergleich.OHNE_ZAHL and z["wert"] is not None,
            lambda z: f"Bei ohne_zahl steht ein Zielwert (gefunden {format_cell(z['wert'])}, erwartet leer)",
            "Bitte die Richtung des Vergleichs angeben (mindestens, hoechstens, ueber, unter …).",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM and not z["vergleichsraum_id"],
            lambda z: "Der Vergleichsraum fehlt (vergleich hoechstens_vergleichsraum)",
            "Bitte vergleichsraum_id eintragen, zum Beispiel die Kennung des Landes aus raeume.csv.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["vergleich"] == Vergleich.STEIGERUNG_SEIT_BASIS and not z["basiszeitraum"],
            lambda z: "Der Basiszeitraum fehlt (vergleich steigerung_seit_basis)",
            "Bitte basiszeitraum eintragen, zum Beispiel 2012.",
        )
        yield from name_rows(
            tabelle,
            lambda z: z["vergleich"] == Vergleich.STEIGERUNG_SEIT_BASIS and z["lesart"] not in ("punkte", "prozent"),
            lambda z: f"Die Lesart der Steigerung fehlt (gefunden „{z['lesart']}“, erwartet punkte oder prozent)",
            "Lässt der Wortlaut beides zu, bitte zwei Zeilen anlegen.",
        )
        stadt = _whole_id(bestand, tabelle.paket)
        da = [w for w in bestand.rows("werte", tabelle.paket) if w["wert"] is not None]
        ausgang = {(w["kennzahl_id"], w["zeitraum"], w["gruppe"]) for w in da if w["raum_id"] == stadt}
        yield from name_rows(
            tabelle,
            lambda z, a=ausgang: (  # type: ignore[misc]
                z["vergleich"] == Vergleich.STEIGERUNG_SEIT_BASIS
                and bool(z["basiszeitraum"])
                and (z["kennzahl_id"], z["basiszeitraum"], z["gruppe"]) not in a
            ),
            lambda z: f"Für den Basiszeitraum {z['basiszeitraum']} gibt es keinen Wert von {z['kennzahl_id']}",
            "Bitte den Ausgangswert in werte.csv ergänzen oder den Basiszeitraum berichtigen.",
        )
        raeume = {(w["kennzahl_id"], w["raum_id"], w["gruppe"]) for w in da}
        yield from name_rows(
            tabelle,
            lambda z, r=raeume: (  # type: ignore[misc]
                z["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM
                and bool(z["vergleichsraum_id"])
                and (z["kennzahl_id"], z["vergleichsraum_id"], z["gruppe"]) not in r
            ),
            lambda z: f"Für den Vergleichsraum {z['vergleichsraum_id']} gibt es keinen Wert von {z['kennzahl_id']}",
            "Bitte den Vergleichswert in werte.csv ergänzen.",
        )
        bezuege = bestand.rows("ziel_kennzahlen", tabelle.paket)
        leit = {(b["ziel_id"], b["kennzahl_id"]) for b in bezuege if b["rolle"] == "leit"}
        yield from name_rows(
            tabelle,
            # An empty kennzahl_id says that the document names none.
            lambda z, leit=leit: bool(z["kennzahl_id"]) and (z["ziel_id"], z["kennzahl_id"]) not in leit,  # type: ignore[misc]
            lambda z: f"{z['kennzahl_id']} ist für Ziel {z['ziel_id']} keine Leitkennzahl",
            "Bitte in ziel_kennzahlen.csv mit rolle leit eintragen.",
        )


def _whole_id(bestand: Bestand, paket: str) -> str:
    return next((r["raum_id"] for r in bestand.rows("raeume", paket) if r["typ"] in GANZES), paket)
