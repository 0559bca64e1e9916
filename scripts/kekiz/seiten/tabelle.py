"""Value tables: the same rows as the charts, in words and figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from markupsafe import Markup

from kekiz.seiten.hinweis import Verweis, remark_hints
from kekiz.wert import Wert
from kekiz.wissen.sprache import sag

KEIN_WERT: Final = "–"


@dataclass(frozen=True)
class Tabelle:
    """A table ready to be written.

    Attributes:
        anker: Id on the page.
        titel: Caption.
        kopf: Column heads.
        zeilen: Cells as text or Markup, first cell is the row head.
        zahlspalten: Indices of right-aligned columns.
        verweise: Address per row head that is a link.
        auszug: Address of a download of its rows; empty: it has none of its own.
    """

    anker: str
    titel: str
    kopf: list[str]
    zeilen: list[list[str]]
    zahlspalten: list[int] = field(default_factory=list)
    verweise: Mapping[str, str] = field(default_factory=dict)
    auszug: str = ""


class _Spalte(NamedTuple):
    """A column: its head, what stands in a cell, whether it is a number; shown where a cell has content."""

    kopf: str
    zelle: Callable[[Wert], str]
    ist_zahl: bool = False
    immer: bool = False


def _value_columns() -> list[_Spalte]:
    return [
        _Spalte(sag("Wert"), lambda w: KEIN_WERT if w.zahl is None else w.text, ist_zahl=True, immer=True),
        _Spalte(sag("Nach\u00adgerechnet"), lambda w: w.nachgerechnet.text if w.nachgerechnet else "", ist_zahl=True),
        _Spalte(sag("Zähler"), lambda w: w.zaehler, ist_zahl=True),
        _Spalte(sag("Nenner"), lambda w: w.nenner, ist_zahl=True),
        _Spalte(
            sag("Vertrauens\u00adbereich (95\u202f%)"), lambda w: w.intervall.text if w.intervall else "", ist_zahl=True
        ),
    ]


def draw_werttabelle(
    werte: Sequence[Wert],
    *,
    anker: str,
    titel: str,
    verweise: Mapping[str, str] | None = None,
    hinweise: Mapping[str, Verweis] | None = None,
    auszug: str = "",
) -> Tabelle:
    """Lists values with counts, interval and source.

    Args:
        werte: In the order to be shown; columns without content are left out.
        anker: Id on the page.
        titel: Caption.
        verweise: Address per row head that is to be a link.
        hinweise: Where the Hinweise of the values stand.
        auszug: Address of a download of its rows.
    """
    raeume = len({w.raum for w in werte}) > 1
    gruppen = any(w.gruppe_name for w in werte)
    zeiten = len({w.zeitraum for w in werte}) > 1 or not (raeume or gruppen)

    def _remark(wert: Wert) -> str:
        teile = (wert.herkunft, remark_hints(wert.hinweise_zelle, hinweise or {}))
        return Markup(", ").join(t for t in teile if t)

    alle = [
        *([_Spalte(sag("Raum"), lambda w: w.raum, immer=True)] if raeume else []),
        *([_Spalte(sag("Gruppe"), lambda w: w.gruppe_name or sag("insgesamt"), immer=True)] if gruppen else []),
        *([_Spalte(sag("Zeitraum"), lambda w: w.zeitraum.text, immer=True)] if zeiten else []),
        *_value_columns(),
        _Spalte(sag("Anmerkung"), _remark),
        _Spalte(sag("Fundstelle"), lambda w: w.fundstelle, immer=True),
    ]
    zellen = [(s, [s.zelle(w) for w in werte]) for s in alle]
    spalten = [(s, z) for s, z in zellen if s.immer or any(z)]
    inhalt = [[t or (KEIN_WERT if s.ist_zahl else "") for t in z] for s, z in spalten]
    zeilen = [list(z) for z in zip(*inhalt, strict=True)]
    zahl = [i for i, (s, _) in enumerate(spalten) if s.ist_zahl]
    return Tabelle(anker, titel, [s.kopf for s, _ in spalten], zeilen, zahl, verweise or {}, auszug)
