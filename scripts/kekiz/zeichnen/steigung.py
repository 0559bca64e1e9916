"""A slope: two periods side by side, each value at its end of the line; low, and without an axis of numbers."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from kekiz.wert import Wert
from kekiz.wissen import stil
from kekiz.wissen.sprache import begin
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.modell import Band, Diagramm, Kategorienachse, Ort, Rahmen, Reihe, Zahlenachse
from kekiz.zeichnen.zeitreihe import draw_zeitreihe

ZEITRAEUME = 2
"""So many periods make a slope."""
RAND = 0.12
"""Room above the highest and below the lowest value, as a share of what lies between them."""
SEITE = 0.3
"""Room beside the two periods, for the first values; in places."""


def is_slope(werte: Sequence[Wert]) -> bool:
    """Tells whether there are values of exactly two periods."""
    return len({w.zeitraum.code for w in werte if w.zahl is not None}) == ZEITRAEUME


def draw_steigung(
    werte: Sequence[Wert],
    rahmen: Rahmen,
    *,
    ziele: Sequence[Zielangabe] = (),
    grau: Sequence[str] = (),
    jaehrlich: bool = False,
) -> Diagramm:
    """Draw the way from one period to another. Its height shows the values alone and says that it does not begin at 0.

    Args:
        werte: Values of two periods; several series where they differ in anything else.
        rahmen: What stands around the chart.
        ziele: Target lines.
        grau: raum_id of series to compare with, drawn grey.
        jaehrlich: There should be a value for each year; what is missing between the two is said below.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Values of two units, or two values for one series and period.
    """
    reihe = draw_zeitreihe(werte, rahmen, ziele=ziele, grau=grau, jaehrlich=jaehrlich)
    feld = reihe.feld
    zeiten = {z.code: z.text for z in sorted({w.zeitraum for w in werte if w.zahl is not None})}
    keys = tuple(zeiten)
    marken = tuple(_only(m, keys) for m in feld.marken)
    hoehen = [w for m in marken for w in _heights(m)] + [ziel.wert for ziel in ziele]
    rand = max((max(hoehen) - min(hoehen)) * RAND, 1e-9)
    steil = replace(
        feld,
        orte=Kategorienachse(keys, tuple(zeiten.values()), SEITE),
        werte=Zahlenachse(min(hoehen) - rand, max(hoehen) + rand),
        marken=marken,
        fehlt=(),
    )
    fehlend = [reihe.fehlend] + [begin(f"{e.text}.") for e in reihe.erklaerungen if e.art == "fehlt"]
    return replace(
        reihe,
        felder=(steil,),
        hoehe=stil.HOEHE_STEIGUNG,
        fehlend=" ".join(t for t in fehlend if t),
        erklaerungen=tuple(e for e in reihe.erklaerungen if e.art != "fehlt"),
    )


def _only(marke: Reihe | Band, keys: Container[Ort]) -> Reihe | Band:
    """Leaves out what stands between the two periods."""
    if isinstance(marke, Band):
        return marke
    return replace(marke, punkte=tuple(p for p in marke.punkte if p.ort in keys))


def _heights(marke: Reihe | Band) -> list[float]:
    if isinstance(marke, Band):
        return [wert for _, wert in marke.umriss]
    return [w for p in marke.punkte for w in (p.wert, *(p.bereich or ())) if w is not None]
