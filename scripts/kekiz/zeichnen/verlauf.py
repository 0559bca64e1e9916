"""One series over periods: its line, its interval, its ranges, its recomputed values, its labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from kekiz.wert import Wert
from kekiz.zeichnen.auswahl import by_period
from kekiz.zeichnen.bauteile import breaks_in, point_of, range_of, tell
from kekiz.zeichnen.modell import LUECKE, Band, Form, Punkt, Reihe, Spur

_TRENNENDE = ("kennzahl", "gruppe_name", "raum", "kommune")


def split_series(werte: Iterable[Wert]) -> dict[str, list[Wert]]:
    """Splits values into series by whatever differs between them; names in order of first appearance."""
    werte = list(werte)
    spalten = [s for s in _TRENNENDE if len({getattr(z, s) for z in werte}) > 1]
    reihen: dict[str, list[Wert]] = {}
    for z in werte:
        reihen.setdefault(" · ".join(t for s in spalten if (t := getattr(z, s))), []).append(z)
    return reihen


@dataclass(frozen=True)
class Verlauf:
    """Values of one series on an axis of periods.

    Attributes:
        nr: Number of the series on the chart.
        keys: Keys of the axis.
        werte: Values of the series.
        klasse: CSS class.
        hinweise: Text per hinweis_id.
        name: Name of the series, if the chart has several.
        symbol: Shape of the marks.
    """

    nr: int
    keys: Sequence[str]
    werte: Sequence[Wert]
    klasse: str
    hinweise: Mapping[str, str]
    name: str = ""
    symbol: str = "circle"

    @cached_property
    def nach_zeit(self) -> dict[str, Wert]:
        """The values by period."""
        return by_period(self.werte)

    @cached_property
    def gezeichnet(self) -> list[Wert]:
        """Values in the order of the axis."""
        return [z for k in self.keys if (z := self.nach_zeit.get(k)) and z.zahl is not None]

    @cached_property
    def brueche(self) -> set[str]:
        """Periods from which on the counting changed."""
        return breaks_in(self.keys, self.nach_zeit)

    def _point(self, wert: Wert) -> Punkt:
        kopf = ", ".join(t for t in (self.name or wert.raum, wert.zeitraum.text) if t)
        return point_of(wert, wert.zeitraum.code, kopf, self.hinweise)

    def line(self, form: Form = Form.LINIE_UND_PUNKTE, *, mit_bereich: bool = False) -> Reihe:
        """Makes the line: missing periods, ranges and declared breaks end it.

        Args:
            form: How it is drawn.
            mit_bereich: Values whose interval has no neighbour, and so cannot be part of a band, get a stroke.
        """
        punkte = []
        einsam = self._lonely() if mit_bereich else set()
        for key in self.keys:
            z = self.nach_zeit.get(key)
            if key in self.brueche:
                punkte.append(Punkt(key, LUECKE))
            if z is None or z.zahl is None or z.bis is not None:
                punkte.append(Punkt(key, LUECKE))
            else:
                punkt = self._point(z)
                punkte.append(replace(punkt, bereich=range_of(z)) if key in einsam else punkt)
        return Reihe(self.nr, Spur.REIHE, form, self.klasse, tuple(punkte), self.name, self.symbol)

    def ranges(self) -> Reihe | None:
        """Makes strokes from the lower to the upper end where the document names a range; None where it names none."""
        punkte: list[Punkt] = []
        for z in self.gezeichnet:
            if z.bis is not None:
                unten = self._point(z)
                punkte += [unten, replace(unten, wert=z.bis), Punkt(z.zeitraum.code, LUECKE)]
        if not punkte:
            return None
        return Reihe(self.nr, Spur.SPANNE, Form.LINIE_UND_PUNKTE, self.klasse, tuple(punkte))

    def recomputed(self) -> Reihe | None:
        """Makes the recomputed values that differ from the printed ones; None where all agree."""
        punkte = tuple(
            Punkt(k, z.nachgerechnet.zahl, lesen=tell(z, z.zeitraum.text, self.hinweise))
            for k in self.keys
            if (z := self.nach_zeit.get(k)) and z.nachgerechnet and z.nachgerechnet.weicht_ab
        )
        if not punkte:
            return None
        return Reihe(self.nr, Spur.NACHGERECHNET, Form.PUNKTE, self.klasse, punkte, symbol="x", groesse=10, dicke=0)

    def bands(self) -> list[Band]:
        """Makes one band per run of at least two neighbouring periods with intervals."""
        return [
            Band(
                self.nr,
                self.klasse,
                tuple((z.zeitraum.code, z.intervall.unten, z.intervall.oben) for z in lauf if z.intervall),
            )
            for lauf in self._interval_runs()
            if len(lauf) > 1
        ]

    def _lonely(self) -> set[str]:
        return {lauf[0].zeitraum.code for lauf in self._interval_runs() if len(lauf) == 1}

    def _interval_runs(self) -> list[list[Wert]]:
        laeufe: list[list[Wert]] = [[]]
        for key in self.keys:
            z = self.nach_zeit.get(key)
            hat_intervall = z is not None and z.intervall is not None
            if not hat_intervall or key in self.brueche:
                laeufe.append([])
            if z is not None and hat_intervall:
                laeufe[-1].append(z)
        return [lauf for lauf in laeufe if lauf]
