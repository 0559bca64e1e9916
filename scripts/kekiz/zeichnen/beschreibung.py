"""The chart in words, from the model alone: alternative text of the picture and description of its file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from kekiz.wissen.sprache import begin, sag
from kekiz.zeichnen.modell import Diagramm, Diagrammart, Kategorienachse, Linienart, Punkt, Reihe, Spur


def with_description(diagramm: Diagramm, saetze: Sequence[str] | None = None) -> Diagramm:
    """Gives the chart with its description, for example ``Von 75 % (2013) auf 82 % (2018). Ziel: mindestens 80 %.``

    Args:
        diagramm: The chart, complete but for the description.
        saetze: What to say first instead of course or extremes; without full stops.
    """
    if saetze is None:
        ist_verlauf = not diagramm.ist_liegend
        saetze = _courses(diagramm) if ist_verlauf else _extremes(diagramm)
    fertig = [f"{begin(s)}." for s in saetze if s]
    fertig += [f"{linie.text}." for linie in diagramm.feld.linien if linie.art == Linienart.ZIEL]
    if not diagramm.ist_achse_ab_null and diagramm.art != Diagrammart.SPARKLINE:
        fertig.append(sag("Die Achse beginnt nicht bei 0."))
    fertig += [f"{begin(e.text)}." for e in diagramm.erklaerungen if e.art == "fehlt"]
    return replace(diagramm, beschreibung=" ".join([*fertig, diagramm.fehlend] if diagramm.fehlend else fertig))


def _courses(diagramm: Diagramm) -> list[str]:
    saetze = []
    for reihe in (r for f in diagramm.felder for r in f.reihen):
        if reihe.spur in (Spur.REIHE, Spur.SPANNE, Spur.BALKEN, Spur.TEIL):
            text = _ranges(reihe) if reihe.spur == Spur.SPANNE else _course(reihe)
            saetze.append(f"{reihe.name}: {text}" if reihe.name else text)
    if diagramm.stadt:
        stadt = next(r for r in diagramm.feld.reihen if r.spur == Spur.STADT)
        saetze.insert(0, f"{diagramm.stadt}: {_course(stadt)}")
    return saetze


def _ranges(reihe: Reihe) -> str:
    """Lower and upper ends: ``Spannen 2,0 bis 3,1 (2017), 1,5 bis 2,2 (2018)``."""
    stuecke = dict.fromkeys(f"{p.wort} ({p.wann})" for p in reihe.punkte if p.wert is not None)
    return sag("Spannen ") + ", ".join(stuecke)


def _course(reihe: Reihe) -> str:
    """Course of one series; what may not be compared is told apart, never as a course."""
    punkte = [p for p in reihe.punkte if p.wert is not None]
    if not punkte:
        return sag("keine Werte")
    abschnitte = [_stretch(list(teil)) for _, teil in groupby(punkte, key=lambda p: p.abschnitt)]
    return sag("; danach anders gezählt: ").join(abschnitte)


def _stretch(punkte: list[Punkt]) -> str:
    """First, last, highest and lowest value of one stretch of comparable values."""
    erster, letzter = punkte[0], punkte[-1]
    if len(punkte) == 1:
        return f"{erster.wort} ({erster.wann})"
    text = sag(
        "von {erster} ({wann}) auf {letzter} ({wann2})",
        erster=erster.wort,
        wann=erster.wann,
        letzter=letzter.wort,
        wann2=letzter.wann,
    )
    if erster.wort == letzter.wort:
        text = sag(
            "{erster} im ersten ({wann}) und im letzten Zeitraum ({wann2})",
            erster=erster.wort,
            wann=erster.wann,
            wann2=letzter.wann,
        )
    hoch, tief = max(punkte, key=lambda p: p.wert or 0), min(punkte, key=lambda p: p.wert or 0)
    enden = {erster.wort, letzter.wort}
    if hoch.wort not in enden:
        text += sag("; Höchstwert {hoch} ({wann})", hoch=hoch.wort, wann=hoch.wann)
    if tief.wort not in enden:
        text += sag("; niedrigster Wert {tief} ({wann})", tief=tief.wort, wann=tief.wann)
    return text


def _extremes(diagramm: Diagramm) -> list[str]:
    """Highest and lowest of lying bars, and the city."""
    feld = diagramm.feld
    namen = dict(zip(feld.orte.keys, feld.orte.texte, strict=True)) if isinstance(feld.orte, Kategorienachse) else {}
    punkte = [p for r in feld.reihen for p in r.punkte if p.wert is not None]
    hoch, tief = max(punkte, key=lambda p: p.wert or 0), min(punkte, key=lambda p: p.wert or 0)
    # What a note sign means is lost in words; the notes themselves stand below the chart.
    stadt = [linie.text for linie in feld.linien if linie.art == Linienart.STADT]
    if len(punkte) == 1:
        return [f"{namen[str(hoch.ort)]}: {hoch.wort}", *stadt]
    spanne = sag(
        "höchster Wert {hoch} ({namen}), niedrigster {tief} ({namen2})",
        hoch=hoch.wort,
        namen=namen[str(hoch.ort)],
        tief=tief.wort,
        namen2=namen[str(tief.ort)],
    )
    if hoch.wert == tief.wert:
        spanne = sag("überall {hoch}", hoch=hoch.wort)
    return [sag("{spanne}; {anzahl} Werte", spanne=spanne, anzahl=len(punkte)), *stadt]
