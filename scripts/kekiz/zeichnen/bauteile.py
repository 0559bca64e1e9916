"""Parts that several kinds of chart share: notes, breaks, intervals, target lines, and the last step of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.codes import Wertstatus
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.auswahl import list_missing, missing_of, place_names, unit_of
from kekiz.zeichnen.modell import (
    LUECKE,
    Band,
    Diagramm,
    Diagrammart,
    Fehlstelle,
    Feld,
    Fussnote,
    Kategorienachse,
    Linie,
    Linienart,
    Ort,
    Punkt,
    Rahmen,
    Spur,
    Zeichenerklaerung,
)

HAARLEERZEICHEN: Final = "\u200a"
"""Before each note sign, so that "36 %" with the notes 1 and 2 does not read as twelve."""
_HOCHGESTELLT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(frozen=True, slots=True)
class Zielangabe:
    """A target, ready to be drawn.

    Attributes:
        wert: Target in the unit of the chart.
        text: Its label (``Ziel: mindestens 45 %``).
    """

    wert: float
    text: str


def target_lines(ziele: Iterable[Zielangabe]) -> tuple[Linie, ...]:
    """Makes the lines of targets."""
    return tuple(Linie(Linienart.ZIEL, z.wert, z.text) for z in ziele)


class Fussnoten:
    """Numbers the Hinweise of a chart in order of appearance; a value may have several.

    What concerns every value of the chart has no number and stands first.
    """

    def __init__(self, rahmen: Rahmen, werte: Iterable[Wert]) -> None:
        """Takes what stands around the chart (Hinweise without a text are not marked) and all its values."""
        self._texte, self._verweise = rahmen.hinweise, rahmen.verweise
        je_wert = [self._explained(w) for w in werte if w.zahl is not None]
        alle = [h for h in je_wert[0] if all(h in andere for andere in je_wert)] if len(je_wert) > 1 else []
        self._zeichen = dict.fromkeys(alle, "")
        self._ohne = len(alle)

    def _explained(self, wert: Wert) -> list[str]:
        return [h for h in wert.hinweise_zelle if h in self._texte]

    def zeichen(self, wert: Wert) -> str:
        """Gives the note signs of a value, the lowest first; new Hinweise get the next free numbers."""
        eigene = self._explained(wert)
        for h in eigene:
            nummer = str(len(self._zeichen) - self._ohne + 1).translate(_HOCHGESTELLT)
            self._zeichen.setdefault(h, nummer + "⁾")
        return "".join(HAARLEERZEICHEN + z for h, z in self._zeichen.items() if z and h in eigene)

    def liste(self) -> tuple[Fussnote, ...]:
        """Gives the notes in order."""
        return tuple(Fussnote(z, self._texte[h], self._verweise.get(h, "")) for h, z in self._zeichen.items())


def range_of(wert: Wert) -> tuple[float, float] | None:
    """Gives the stroke of a value's interval, which never ends before the value; None where it has no length."""
    if wert.intervall is None or wert.zahl is None:
        return None
    unten, oben = min(wert.intervall.unten, wert.zahl), max(wert.intervall.oben, wert.zahl)
    return (unten, oben) if round(oben - unten, 6) else None


def interval_ends(werte: Iterable[Wert]) -> list[float]:
    """Gives the limits of all intervals, for which the axis shall have room."""
    return [ende for w in werte if w.intervall for ende in (w.intervall.unten, w.intervall.oben)]


def upper_end(wert: Wert) -> float:
    """Gives the place above which a label is clear of a value and its interval; 0 without value."""
    return max(wert.zahl or 0.0, wert.intervall.oben) if wert.intervall else wert.zahl or 0.0


def tell(wert: Wert, kopf: str, hinweise: Mapping[str, str]) -> tuple[str, ...]:
    """Gives the lines that can be read at a point.

    Args:
        wert: The value.
        kopf: Whose value it is, and when.
        hinweise: Text per hinweis_id.
    """
    zeilen = [kopf, wert.text + (sag(" (berechnet)") if wert.ist_berechnet else "")]
    if wert.nachgerechnet and wert.nachgerechnet.weicht_ab:
        zeilen.append(sag("nachgerechnet: {nachgerechnet}", nachgerechnet=wert.nachgerechnet.text))
    if wert.bruch:
        zeilen.append(wert.bruch.text)
    if wert.intervall:
        zeilen.append(f"{sag(texte.VERTRAUENSBEREICH)} (95\u202f%): {wert.intervall.text}")
    return (*zeilen, *(sag("Hinweis: {hinweise}", hinweise=hinweise[h]) for h in wert.hinweise_zelle if h in hinweise))


def point_of(wert: Wert, ort: Ort, kopf: str, hinweise: Mapping[str, str], *, mit_bereich: bool = False) -> Punkt:
    """Makes the point of a value.

    Args:
        wert: The value.
        ort: Where it stands.
        kopf: Whose value it is, and when.
        hinweise: Text per hinweis_id.
        mit_bereich: With a stroke for its interval.
    """
    if wert.zahl is None:
        return Punkt(ort, LUECKE)
    return Punkt(
        ort,
        wert.zahl,
        wert.text,
        wert.zeitraum.text,
        tell(wert, kopf, hinweise),
        wert.ist_ohne_fallzahl,
        range_of(wert) if mit_bereich else None,
        wert.abschnitt,
    )


def breaks_in(keys: Sequence[str], nach_zeit: Mapping[str, Wert]) -> set[str]:
    """Finds the periods from which on the values of a series may no longer be compared with those before."""
    da = [k for k in keys if k in nach_zeit and nach_zeit[k].zahl is not None]
    return {k for vor, k in pairwise(da) if nach_zeit[vor].abschnitt != nach_zeit[k].abschnitt}


def break_marks(keys: Sequence[str], reihen: Iterable[Mapping[str, Wert]]) -> tuple[str, ...]:
    """Finds the periods before which a double stroke stands, in order."""
    stellen = {k for nach_zeit in reihen for k in breaks_in(keys, nach_zeit)}
    return tuple(k for k in keys if k in stellen)


def gaps(orte: Kategorienachse, werte: Iterable[Wert], *, jaehrlich: bool) -> tuple[Fehlstelle, ...]:
    """Finds the periods between others for which no series has a value, neighbours with one reason together.

    Args:
        orte: Axis of the periods.
        werte: All values of the chart, missing ones too.
        jaehrlich: A value was counted each year, so that a year that the documents do not even name is missing, too.
            Without that nothing is known of such a year, and nothing is said.
    """
    je_zeit: dict[str, list[Wert]] = {}
    for w in werte:
        je_zeit.setdefault(w.zeitraum.code, []).append(w)
    da = [k for k in orte.keys if any(w.zahl is not None for w in je_zeit.get(k, ()))]
    if not da:
        return ()
    laeufe: list[tuple[str, list[int]]] = []
    for i in range(orte.keys.index(da[0]), orte.keys.index(da[-1])):
        key = orte.keys[i]
        gruende = sorted({w.grund for w in je_zeit.get(key, ())})
        grund = ", ".join(gruende) if gruende else sag(texte.OHNE_ANGABE) if jaehrlich else ""
        if key in da or not grund:
            continue
        if laeufe and laeufe[-1][0] == grund and laeufe[-1][1][-1] == i - 1:
            laeufe[-1][1].append(i)
        else:
            laeufe.append((grund, [i]))
    return tuple(Fehlstelle(tuple(orte.keys[i] for i in lauf), _span(orte, lauf), grund) for grund, lauf in laeufe)


def _span(orte: Kategorienachse, lauf: Sequence[int]) -> str:
    erster, letzter = orte.texte[lauf[0]], orte.texte[lauf[-1]]
    return sag("{von} bis {bis}", von=erster, bis=letzter) if len(lauf) > 1 else erster


def say_gaps(fehlt: Iterable[Fehlstelle]) -> str:
    """Says which periods have no value, and why; empty where none is missing."""
    nach_grund: dict[str, list[str]] = {}
    for f in fehlt:
        nach_grund.setdefault(f.grund, []).append(f.wann)
    return sag("ohne Wert: {liste}", liste=list_missing(nach_grund)) if nach_grund else ""


def put_together(
    art: Diagrammart,
    rahmen: Rahmen,
    werte: Sequence[Wert],
    felder: Sequence[Feld],
    fussnoten: Fussnoten | None = None,
    **mehr: Any,
) -> Diagramm:
    """Makes the chart: what all kinds have is told from the values and the plots.

    Args:
        art: Kind of chart.
        rahmen: What stands around it.
        werte: All values, missing ones too.
        felder: The plots.
        fussnoten: The notes, if there are any.
        **mehr: Further fields of :class:`kekiz.zeichnen.modell.Diagramm`.
    """
    gesagt = {k for feld in felder for f in feld.fehlt for k in f.keys}
    return Diagramm(
        art,
        rahmen,
        unit_of(werte),
        tuple(felder),
        erklaerungen=_explain_signs(felder),
        fussnoten=(*fussnoten.liste(), *_note_computed(werte)) if fussnoten else (),
        fehlend=missing_of([w for w in werte if w.zahl is not None or w.zeitraum.code not in gesagt]),
        **mehr,
    )


def _note_computed(werte: Sequence[Wert]) -> tuple[Fussnote, ...]:
    """Says which values the document does not print; none where it prints all."""
    da = [w for w in werte if w.zahl is not None]
    welche = [ort for w, ort in zip(da, place_names(da), strict=True) if w.ist_berechnet]
    if not welche:
        return ()
    wer = ", ".join(dict.fromkeys(welche)) if len(welche) < len(da) else sag("Alle Werte")
    return (Fussnote("", f"{wer}: {texte.WERTSTATUS[Wertstatus.BERECHNET]}."),)


def _explain_signs(felder: Sequence[Feld]) -> tuple[Zeichenerklaerung, ...]:
    """Explains the signs that are drawn, and only those."""
    reihen = [r for f in felder for r in f.reihen]
    liste = []
    if any(r.spur == Spur.NACHGERECHNET for r in reihen):
        liste.append(("nachgerechnet", sag("nachgerechnet, weicht vom Wert im Dokument ab")))
    if any(p.ist_offen for r in reihen if r.hat_punkte for p in r.punkte):
        liste.append(("ohne_fallzahl", sag(texte.FALLZAHL_UNBEKANNT)))
    hat_band = any(isinstance(m, Band) for f in felder for m in f.marken)
    if hat_band or any(p.bereich for r in reihen for p in r.punkte):
        liste.append(("band" if hat_band else "strich", sag("Vertrauensbereich (95\u202f%)")))
    if any(f.brueche for f in felder):
        liste.append(("bruch", sag(texte.BRUCH)))
    if luecken := say_gaps(f for feld in felder for f in feld.fehlt):
        liste.append(("fehlt", luecken))
    return tuple(Zeichenerklaerung(art, text) for art, text in liste)
