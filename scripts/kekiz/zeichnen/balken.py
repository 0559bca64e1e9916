"""Upright bars over periods: plain ones, and the parts of a whole on top of each other."""

from __future__ import annotations

from collections.abc import Sequence

from kekiz.wert import Wert
from kekiz.wissen import stil
from kekiz.zeichnen.achsen import scale_values, time_axis
from kekiz.zeichnen.auswahl import by_period, require_single, require_values, unit_of
from kekiz.zeichnen.bauteile import (
    Fussnoten,
    Zielangabe,
    break_marks,
    gaps,
    point_of,
    put_together,
    target_lines,
    upper_end,
)
from kekiz.zeichnen.beschreibung import with_description
from kekiz.zeichnen.modell import (
    LUECKE,
    Beschriftung,
    Diagramm,
    Diagrammart,
    Feld,
    Form,
    Punkt,
    Rahmen,
    Reihe,
    Spur,
    Textart,
)
from kekiz.zeichnen.vergleich import draw_einzelwert


def draw_balken(
    werte: Sequence[Wert], rahmen: Rahmen, *, ziele: Sequence[Zielangabe] = (), jaehrlich: bool = False
) -> Diagramm:
    """Draw upright bars over periods; a single value becomes one lying bar.

    Args:
        werte: Values, one per period.
        rahmen: What stands around the chart.
        ziele: Target lines.
        jaehrlich: There should be a value for each year.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two values for one period.
    """
    require_single(werte, "zeitraum")
    require_values(werte)
    mit_wert = [z for z in werte if z.zahl is not None]
    if len(mit_wert) == 1:
        return draw_einzelwert(werte, mit_wert[0], rahmen, ziele)
    orte = time_axis((z.zeitraum for z in werte), fuer_linien=False)
    nach_zeit = by_period(werte)
    fussnoten = Fussnoten(rahmen, werte)
    geordnet = [(k, nach_zeit.get(k)) for k in orte.keys]
    punkte = [
        point_of(z, k, z.zeitraum.text, rahmen.hinweise, mit_bereich=True) if z else Punkt(k, LUECKE)
        for k, z in geordnet
    ]
    texte = []
    for k, z in geordnet:
        if z and z.zahl is not None:
            texte.append(Beschriftung(Textart.KOPF, z.kurz + fussnoten.zeichen(z), k, upper_end(z), 0))
    zahlen = (
        [ziel.wert for ziel in ziele]
        + [w.zahl for w in mit_wert if w.zahl is not None]
        + [upper_end(w) for w in mit_wert]
    )
    feld = Feld(
        orte,
        scale_values(zahlen, unit_of(werte)),
        (Reihe(0, Spur.BALKEN, Form.BALKEN, stil.SERIE_BETONT, tuple(punkte)),),
        target_lines(ziele),
        break_marks(orte.keys, [nach_zeit]),
        tuple(texte),
        fehlt=gaps(orte, werte, jaehrlich=jaehrlich),
    )
    luecke = round(max(0.35, 1 - 0.13 * len(orte.keys)), 2)
    return with_description(
        put_together(Diagrammart.BALKEN, rahmen, werte, [feld], fussnoten, luecke=luecke, hoehe=stil.HOEHE)
    )


def draw_anteile(werte: Sequence[Wert], rahmen: Rahmen, *, teile_nach: str = "gruppe_name") -> Diagramm:
    """Draw stacked parts per period.

    Args:
        werte: Values; ``teile_nach`` tells the parts apart, in order of first appearance (bottom up).
        rahmen: What stands around the chart.
        teile_nach: Field of the values: ``gruppe_name``, ``kennzahl``, ``kurzname``.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two values for one part and period, negative parts, or more parts than classes.
    """
    require_values(werte)
    if any((z.zahl or 0) < 0 for z in werte):
        raise ValueError("parts of a whole cannot be negative")
    orte = time_axis((z.zeitraum for z in werte), fuer_linien=False)
    teile: dict[str, list[Wert]] = {}
    for w in werte:
        teile.setdefault(getattr(w, teile_nach), []).append(w)
    if len(teile) > len(stil.TEILE):
        raise ValueError(f"at most {len(stil.TEILE)} parts can be told apart; found {len(teile)}")
    fussnoten = Fussnoten(rahmen, werte)
    summe = dict.fromkeys(orte.keys, 0.0)
    marken, texte = [], []
    for nr, (name, teil) in enumerate(teile.items()):
        nach_zeit = by_period(teil)
        geordnet = [(k, nach_zeit.get(k)) for k in orte.keys]
        punkte = tuple(
            point_of(z, k, f"{name}, {z.zeitraum.text}", rahmen.hinweise) if z else Punkt(k, LUECKE)
            for k, z in geordnet
        )
        marken.append(Reihe(nr, Spur.TEIL, Form.BALKEN, stil.TEILE[nr], punkte, name))
        ende: list[Beschriftung] = []
        for k, z in geordnet:
            if z and z.zahl is not None:
                mitte = summe[k] + z.zahl / 2
                summe[k] += z.zahl
                texte.append(Beschriftung(Textart.TEIL, z.kurz + fussnoten.zeichen(z), k, mitte, nr))
                ende = [Beschriftung(Textart.TEILNAME, name, k, mitte, nr)]
        texte += ende
    # Parts whose printed values add up to 100.1 are rounding, not data beyond the whole.
    hoch, einheit = max(summe.values()), unit_of(werte)
    feld = Feld(
        orte,
        scale_values([100.0 if einheit == "%" and hoch <= 101 else hoch], einheit),
        tuple(marken),
        brueche=break_marks(orte.keys, [by_period(t) for t in teile.values()]),
        texte=tuple(texte),
        fehlt=gaps(orte, werte, jaehrlich=False),
    )
    return with_description(
        put_together(
            Diagrammart.ANTEILE, rahmen, werte, [feld], fussnoten, ist_gestapelt=True, luecke=0.3, hoehe=stil.HOEHE
        )
    )
