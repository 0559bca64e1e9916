"""Charts that compare places: lying bars of areas and names, points of municipalities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kekiz.wert import Wert
from kekiz.wissen import stil, texte
from kekiz.zeichnen.achsen import scale_values
from kekiz.zeichnen.auswahl import KeineDaten, require_single, require_values, unit_of
from kekiz.zeichnen.bauteile import (
    Fussnoten,
    Zielangabe,
    interval_ends,
    point_of,
    put_together,
    target_lines,
    upper_end,
)
from kekiz.zeichnen.beschreibung import with_description
from kekiz.zeichnen.modell import (
    Beschriftung,
    Diagramm,
    Diagrammart,
    Feld,
    Form,
    Kategorienachse,
    Linie,
    Linienart,
    Rahmen,
    Reihe,
    Spur,
    Textart,
)


def draw_raumvergleich(werte: Sequence[Wert], rahmen: Rahmen, *, stadt_raum_id: str) -> Diagramm:
    """Draw one horizontal bar per place with its interval, and the city as a line.

    Args:
        werte: One value per Raum, one period; the order is kept. The value of ``stadt_raum_id`` becomes the line.
        rahmen: What stands around the chart.
        stadt_raum_id: raum_id of the city; without it there is no line. For counts and amounts the city is
            named in the subtitle instead.

    Raises:
        KeineDaten: There is not one value for a place other than the city.
        ValueError: Two values for one place.
    """
    require_single(werte, "raum_id")
    stadt = [z for z in werte if z.raum_id == stadt_raum_id]
    orte = [z for z in werte if z.raum_id != stadt_raum_id]
    require_values(orte or werte)
    if not orte:
        raise KeineDaten("Für die Sozialräume gibt es keine Werte, nur für die ganze Stadt.")
    if stadt and unit_of(werte) in ("Anzahl", "Euro"):
        # The city is the sum of its places: as a line on the same axis it would only press the bars together.
        gesamt = "; ".join(f"{z.raum} {z.kurz}" for z in stadt if z.zahl is not None)
        rahmen = replace(rahmen, untertitel=" · ".join(t for t in (rahmen.untertitel, gesamt) if t))
        werte, stadt = orte, []
    eintraege = [_Eintrag(z.raum_id, z.raum, z) for z in orte]
    return _lying(Diagrammart.RAUMVERGLEICH, werte, eintraege, rahmen, stil.SERIE_BALKEN, stadt=stadt)


def draw_kommunenvergleich(werte: Sequence[Wert], rahmen: Rahmen) -> Diagramm:
    """Draw one point per Kommune on a common axis; the year follows the value where years differ.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two values for one Kommune.
    """
    require_single(werte, "kommune_id")
    require_values(werte)
    mehrere_jahre = len({z.zeitraum for z in werte}) > 1
    eintraege = [_Eintrag(z.kommune_id, z.kommune, z, f" ({z.zeitraum.kurz})" if mehrere_jahre else "") for z in werte]
    return _lying(Diagrammart.KOMMUNENVERGLEICH, werte, eintraege, rahmen, stil.SERIE_BETONT)


def draw_namen(werte: Sequence[Wert], rahmen: Rahmen, *, nach: str) -> Diagramm:
    """Draw one lying bar per name.

    Args:
        werte: Values, one per bar.
        rahmen: What stands around the chart.
        nach: Field with the names: ``gruppe_name``, ``kennzahl``, ``raum``.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two values for one bar.
    """
    require_single(werte, nach)
    require_values(werte)
    eintraege = [_Eintrag(name := getattr(z, nach), name, z) for z in werte]
    return _lying(Diagrammart.BALKEN, werte, eintraege, rahmen, stil.SERIE_BETONT)


def draw_einzelwert(werte: Sequence[Wert], wert: Wert, rahmen: Rahmen, ziele: Sequence[Zielangabe]) -> Diagramm:
    """Draw one value as a lying bar, named by its period.

    Args:
        werte: All values, missing ones too.
        wert: The one that is not missing.
        rahmen: What stands around the chart.
        ziele: Target lines.
    """
    eintrag = _Eintrag(wert.zeitraum.code, wert.zeitraum.text, wert)
    return _lying(Diagrammart.BALKEN, werte, [eintrag], rahmen, stil.SERIE_BETONT, ziele)


@dataclass(frozen=True, slots=True)
class _Eintrag:
    """One bar or point.

    Attributes:
        key: Key on the axis.
        name: Name on the axis.
        wert: Its value.
        zusatz: What stands behind the value.
    """

    key: str
    name: str
    wert: Wert
    zusatz: str = ""


def _lying(
    art: Diagrammart,
    werte: Sequence[Wert],
    eintraege: Sequence[_Eintrag],
    rahmen: Rahmen,
    klasse: str,
    ziele: Sequence[Zielangabe] = (),
    stadt: Sequence[Wert] = (),
) -> Diagramm:
    """Lying bars, or points for municipalities, with intervals, values beside them and lines across."""
    als_punkte = art == Diagrammart.KOMMUNENVERGLEICH
    fussnoten = Fussnoten(rahmen, werte)
    linien = tuple(
        Linie(Linienart.STADT, z.zahl, f"{z.raum} {z.kurz}", fussnoten.zeichen(z), ist_vorn=True)
        for z in stadt
        if z.zahl is not None
    )
    zahlen = [z.zahl for z in (*(e.wert for e in eintraege), *stadt)] + [ziel.wert for ziel in ziele]
    zahlen += interval_ends(e.wert for e in eintraege)
    punkte = [
        point_of(
            e.wert, e.key, ", ".join(dict.fromkeys((e.name, e.wert.zeitraum.text))), rahmen.hinweise, mit_bereich=True
        )
        for e in eintraege
    ]
    form, groesse = (Form.PUNKTE, 11) if als_punkte else (Form.BALKEN, 0)
    feld = Feld(
        Kategorienachse(tuple(e.key for e in eintraege), tuple(e.name for e in eintraege), hat_gitter=als_punkte),
        scale_values(zahlen, unit_of(werte)),
        (Reihe(0, Spur.BALKEN, form, klasse, tuple(punkte), groesse=groesse),),
        (*linien, *target_lines(ziele)),
        texte=tuple(_label(e, fussnoten) for e in eintraege),
    )
    return with_description(put_together(art, rahmen, werte, [feld], fussnoten, ist_liegend=True, luecke=0.42))


def _label(eintrag: _Eintrag, fussnoten: Fussnoten) -> Beschriftung:
    z = eintrag.wert
    if z.zahl is None:
        return Beschriftung(Textart.FEHLT, texte.OHNE_WERT_KURZ[z.status], eintrag.key, 0.0)
    text = z.kurz + fussnoten.zeichen(z) + eintrag.zusatz
    return Beschriftung(Textart.RAND, text, eintrag.key, upper_end(z))
