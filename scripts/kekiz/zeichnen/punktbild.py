"""Dots in rows on one axis: value, interval and benchmark of each row, with the value and a short verdict in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kekiz.wert import Wert
from kekiz.wissen import stil, texte
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.achsen import scale_values
from kekiz.zeichnen.auswahl import require_values, unit_of
from kekiz.zeichnen.bauteile import Fussnoten, interval_ends, point_of, put_together
from kekiz.zeichnen.beschreibung import with_description
from kekiz.zeichnen.modell import (
    Beschriftung,
    Diagramm,
    Diagrammart,
    Feld,
    Form,
    Kategorienachse,
    Punkt,
    Rahmen,
    Reihe,
    Spur,
    Textart,
    Vergleichsstrich,
    Zahlenachse,
    Zeichenerklaerung,
)

GROESSE = 11


@dataclass(frozen=True, slots=True)
class Punktzeile:
    """One row.

    Attributes:
        key: Key on the axis.
        name: What the row is about.
        wert: Its value; without one the row says why.
        vergleich: Its benchmark, if it has one.
        urteil: Short verdict in words; may be empty.
        zusatz: Second line of the name, for example the period; may be empty.
    """

    key: str
    name: str
    wert: Wert
    vergleich: Wert | None = None
    urteil: str = ""
    zusatz: str = ""


def draw_punktbild(
    zeilen: Sequence[Punktzeile], rahmen: Rahmen, *, ort: str, vergleich: str, hier: str = "", dazu: Iterable[Wert] = ()
) -> Diagramm:
    """Draw one dot a row on a common axis, hollow where the number of cases is not known.

    Args:
        zeilen: The rows in their order, all with the same unit.
        rahmen: What stands around the chart.
        ort: What a dot stands for, in the key to the signs.
        vergleich: What a stroke stands for.
        hier: Key of the row that is marked; empty: all are.
        dazu: Values of siblings of this chart, for which its axis shall have room, too.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two rows have one key, or the units differ.
    """
    werte = [z.wert for z in zeilen]
    keys = tuple(z.key for z in zeilen)
    if len(set(keys)) < len(keys):
        raise ValueError(f"two rows with one key: {keys}")
    require_values(werte)
    vergleiche = [z.vergleich for z in zeilen if z.vergleich is not None]
    fussnoten = Fussnoten(rahmen, werte)
    texte_ = tuple(t for z in zeilen for t in _labels(z, fussnoten))
    alle = [w for w in (*werte, *dazu) if w.zahl is not None]
    zahlen = [w.zahl for w in (*alle, *vergleiche)] + interval_ends(alle)
    feld = Feld(
        Kategorienachse(keys, tuple(z.name for z in zeilen), hat_gitter=True),
        scale_values(zahlen, unit_of([*werte, *vergleiche]), ab_null=False),
        _series(zeilen, rahmen, hier),
        texte=texte_,
        vergleiche=tuple(
            Vergleichsstrich(z.key, z.vergleich.zahl)
            for z in zeilen
            if z.vergleich is not None and z.vergleich.zahl is not None
        ),
        hier=hier,
    )
    rahmen = replace(rahmen, untertitel=" ".join(t for t in (rahmen.untertitel, _span(feld.werte)) if t))
    diagramm = put_together(Diagrammart.PUNKTBILD, rahmen, werte, [feld], fussnoten, ist_liegend=True)
    diagramm = replace(diagramm, erklaerungen=_key(feld, ort, vergleich))
    return with_description(diagramm, [_describe(z, vergleich) for z in zeilen if z.wert.zahl is not None])


def _span(achse: Zahlenachse) -> str:
    """Says from where to where an axis goes that does not begin at 0."""
    if achse.ist_ab_null:
        return ""
    return sag("Achse von {von} bis {bis}.", von=achse.texte[0], bis=achse.texte[-1])


def _series(zeilen: Sequence[Punktzeile], rahmen: Rahmen, hier: str) -> tuple[Reihe, ...]:
    """The marked rows, and behind them the others."""
    teile = [
        (stil.SERIE_GRAU, [z for z in zeilen if hier and z.key != hier]),
        (stil.SERIE_BETONT, [z for z in zeilen if not hier or z.key == hier]),
    ]
    return tuple(
        Reihe(nr, Spur.PUNKT, Form.PUNKTE, klasse, tuple(_point(z, rahmen) for z in teil), groesse=GROESSE)
        for nr, (klasse, teil) in enumerate(teile)
        if any(z.wert.zahl is not None for z in teil)
    )


def _point(zeile: Punktzeile, rahmen: Rahmen) -> Punkt:
    kopf = ", ".join(t for t in (zeile.name, zeile.wert.zeitraum.text) if t)
    return point_of(zeile.wert, zeile.key, kopf, rahmen.hinweise, mit_bereich=True)


def _labels(zeile: Punktzeile, fussnoten: Fussnoten) -> list[Beschriftung]:
    w = zeile.wert
    teile = [
        (Textart.ZUSATZ, zeile.zusatz),
        (Textart.RAND, w.kurz + fussnoten.zeichen(w)) if w.zahl is not None else (Textart.FEHLT, w.grund),
        (Textart.URTEIL, zeile.urteil),
    ]
    return [Beschriftung(art, text, zeile.key, w.zahl or 0.0) for art, text in teile if text]


def _key(feld: Feld, ort: str, vergleich: str) -> tuple[Zeichenerklaerung, ...]:
    """Explains the signs that are drawn, and only those."""
    punkte = [p for r in feld.reihen for p in r.punkte if p.wert is not None]
    liste = [("ort", ort)] if any(not p.ist_offen for p in punkte) else []
    if any(p.bereich for p in punkte):
        liste.append(("spanne", f"{sag(texte.VERTRAUENSBEREICH)} (95\u202f%)"))
    if any(p.ist_offen for p in punkte):
        liste.append(("ohne_fallzahl", sag(texte.FALLZAHL_UNBEKANNT)))
    if feld.vergleiche:
        liste.append(("vergleich", vergleich))
    return tuple(Zeichenerklaerung(art, text) for art, text in liste)


def _describe(zeile: Punktzeile, vergleich: str) -> str:
    teile = [zeile.wert.text]
    if zeile.vergleich is not None and zeile.vergleich.zahl is not None and zeile.vergleich.text not in zeile.urteil:
        teile.append(f"{vergleich} {zeile.vergleich.text}")
    teile += [zeile.urteil] if zeile.urteil else []
    return f"{zeile.name}: {'; '.join(teile)}"
