"""A chart as a small model: what is shown and what is said, without pixels, colours or markup.

Every ``draw_…`` function of this room makes a :class:`Diagramm`; :mod:`kekiz.zeichnen.svg_schreiber` and
:mod:`kekiz.zeichnen.plotly_schreiber` write it. All texts are plain: whoever writes them escapes them, once.

A value stands at a place (a period, an area, a number). Places run to the right and values upwards; in a lying chart
places run downwards and values to the right. Nothing else changes, so that no part of the model says x or y.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

Ort = str | float
"""A place: the key of a category, or a number on a numeric axis."""

LUECKE: Final = None
"""Value of a point that is not drawn; the line ends before it."""


class Diagrammart(StrEnum):
    """Kind of chart; also its CSS class."""

    ZEITREIHE = "zeitreihe"
    KLEINE_MEHRFACHE = "kleine_mehrfache"
    RAUMVERGLEICH = "raumvergleich"
    KOMMUNENVERGLEICH = "kommunenvergleich"
    BALKEN = "balken"
    ANTEILE = "anteile"
    TRICHTER = "trichter"
    PUNKTBILD = "punktbild"
    SPARKLINE = "sparkline"


class Form(StrEnum):
    """How the points of a series are drawn."""

    LINIE = "linie"
    PUNKTE = "punkte"
    LINIE_UND_PUNKTE = "linie_und_punkte"
    BALKEN = "balken"


class Spur(StrEnum):
    """What a series is; also its CSS class."""

    REIHE = "reihe"
    STADT = "stadt"
    SPANNE = "spanne"
    NACHGERECHNET = "nachgerechnet"
    GRENZE = "grenze"
    PUNKT = "punkt"
    BALKEN = "balken"
    TEIL = "teil"
    BAND = "band"


class Textart(StrEnum):
    """What a label is: it decides where the label finds room; also its CSS class."""

    ENDE = "ende"
    WERT = "wert"
    HINWEIS = "hinweis"
    KOPF = "kopf"
    RAND = "rand"
    FEHLT = "fehlt"
    TEIL = "teil"
    TEILNAME = "teilname"
    ZUSATZ = "zusatz"
    URTEIL = "urteil"


class Linienart(StrEnum):
    """What a line across the whole plot stands for; also its CSS class."""

    ZIEL = "ziel"
    STADT = "stadt"


@dataclass(frozen=True, slots=True)
class Rahmen:
    """What stands around a chart.

    Attributes:
        id: Stable id, ASCII, unique on the site (``1-3-betreuungsquote``).
        titel: The message or subject in a few words.
        untertitel: What is shown, unit, place, years.
        quelle: Source line, ready to print.
        lizenz: Licence line, ready to print.
        hinweise: Text per hinweis_id, shown as a footnote under the chart.
        verweise: Address per hinweis_id, relative to the page; one without stands nowhere.
        beleg: The documents in full, with places and Stand, for the citation; default: the source line.
    """

    id: str
    titel: str
    untertitel: str = ""
    quelle: str = ""
    lizenz: str = ""
    hinweise: Mapping[str, str] = field(default_factory=dict)
    verweise: Mapping[str, str] = field(default_factory=dict)
    beleg: str = ""


@dataclass(frozen=True, slots=True)
class Punkt:
    """One value at its place.

    Attributes:
        ort: Where it stands.
        wert: The value in the unit of the chart; :data:`LUECKE` ends the line.
        wort: The value as the table says it.
        wann: Its period in words.
        lesen: Lines of text for the reader who points at it; none if there is nothing to point at.
        ist_offen: Drawn hollow: the number of cases is not known.
        bereich: Lower and upper end of a stroke through the point.
        abschnitt: Number of the stretch of comparable values.
    """

    ort: Ort
    wert: float | None
    wort: str = ""
    wann: str = ""
    lesen: tuple[str, ...] = ()
    ist_offen: bool = False
    bereich: tuple[float, float] | None = None
    abschnitt: int = 0


@dataclass(frozen=True, slots=True)
class Reihe:
    """Points that belong together.

    Attributes:
        nr: Number of the series on the chart; labels, bands and strokes of one series share it.
        spur: What the points are.
        form: How they are drawn.
        klasse: CSS class, which has the colour.
        punkte: The points in order.
        name: Name in key and labels; empty if the title says it.
        symbol: Shape of the marks.
        groesse: Diameter of the marks.
        dicke: Width of the line.
        strich: ``solid``, ``dash`` or ``dot``.
    """

    nr: int
    spur: Spur
    form: Form
    klasse: str
    punkte: tuple[Punkt, ...]
    name: str = ""
    symbol: str = "circle"
    groesse: float = 8
    dicke: float = 2.5
    strich: str = "solid"

    @property
    def hat_linie(self) -> bool:
        """Tells whether a line joins the points."""
        return self.form in (Form.LINIE, Form.LINIE_UND_PUNKTE)

    @property
    def hat_punkte(self) -> bool:
        """Tells whether marks are drawn."""
        return self.form in (Form.PUNKTE, Form.LINIE_UND_PUNKTE)


@dataclass(frozen=True, slots=True)
class Band:
    """An area between a lower and an upper value, at two or more places.

    Attributes:
        nr: Number of its series.
        klasse: CSS class, which has the colour.
        raender: Place, lower and upper value.
    """

    nr: int
    klasse: str
    raender: tuple[tuple[Ort, float, float], ...]

    @property
    def umriss(self) -> tuple[tuple[Ort, float], ...]:
        """The closed outline: along the upper values and back along the lower ones."""
        oben = tuple((ort, o) for ort, _, o in self.raender)
        return oben + tuple((ort, u) for ort, u, _ in reversed(self.raender))


@dataclass(frozen=True, slots=True)
class Linie:
    """A line across the plot at one value: a target, the city.

    Attributes:
        art: What it stands for.
        wert: Where it is.
        text: Its label; empty if another label says it.
        note: Note sign behind the label.
        ist_vorn: Drawn over the marks instead of behind them.
    """

    art: Linienart
    wert: float
    text: str = ""
    note: str = ""
    ist_vorn: bool = False


@dataclass(frozen=True, slots=True)
class Vergleichsstrich:
    """A short stroke at one place: the benchmark of that place alone.

    Attributes:
        ort: Place it belongs to.
        wert: Where it is.
    """

    ort: Ort
    wert: float


@dataclass(frozen=True, slots=True)
class Beschriftung:
    """A label that belongs to a place and a value.

    Attributes:
        art: What it is.
        text: What it says, note sign included.
        ort: Place it belongs to.
        wert: Value it belongs to.
        nr: Number of its series, if it has one.
        note: The note sign alone, for where the whole text finds no room.
        name: Name of the series, told behind the text where there is room for it.
    """

    art: Textart
    text: str
    ort: Ort
    wert: float
    nr: int | None = None
    note: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Zahlenachse:
    """A numeric axis.

    Attributes:
        von: Where it begins.
        bis: Where it ends.
        schritte: Where its grid lines are.
        texte: What stands at them.
    """

    von: float
    bis: float
    schritte: tuple[float, ...] = ()
    texte: tuple[str, ...] = ()

    @property
    def ist_ab_null(self) -> bool:
        """Tells whether 0 is on the axis."""
        return self.von <= 0

    def stelle(self, ort: Ort) -> float:
        """Gives the number on the axis."""
        return float(ort)


@dataclass(frozen=True, slots=True)
class Kategorienachse:
    """An axis of names; the first is at 0, the second at 1.

    Attributes:
        keys: Keys in order.
        texte: What stands at them.
        rand: Room beyond the first and the last.
        hat_gitter: A grid line at each.
    """

    keys: tuple[str, ...]
    texte: tuple[str, ...]
    rand: float = 0.5
    hat_gitter: bool = False

    @property
    def von(self) -> float:
        """Where it begins."""
        return -self.rand

    @property
    def bis(self) -> float:
        """Where it ends."""
        return len(self.keys) - 1 + self.rand

    def stelle(self, ort: Ort) -> float:
        """Gives the number of a category; a number lies between categories.

        Raises:
            ValueError: There is no such category.
        """
        return float(self.keys.index(ort)) if isinstance(ort, str) else float(ort)


@dataclass(frozen=True, slots=True)
class Fehlstelle:
    """Neighbouring periods for which no value is known, between others that have one.

    Attributes:
        keys: Keys of the periods.
        wann: The periods in words.
        grund: Why there is none.
    """

    keys: tuple[str, ...]
    wann: str
    grund: str


@dataclass(frozen=True, slots=True)
class Feld:
    """One plot: a pair of axes and what is drawn on it.

    Attributes:
        orte: Axis of the places.
        werte: Axis of the values.
        marken: Series and bands in the order in which they are drawn.
        linien: Lines across the plot.
        brueche: Keys of the periods before which a double stroke tells that the counting changed.
        texte: Labels, those first that find room first.
        name: What stands above, if there are several plots.
        leer: What stands inside if there is nothing to draw.
        vergleiche: Benchmarks that differ from place to place.
        hier: Key of the place that the page is about; empty if there is none.
        fehlt: Where a value is missing.
    """

    orte: Zahlenachse | Kategorienachse
    werte: Zahlenachse
    marken: tuple[Reihe | Band, ...]
    linien: tuple[Linie, ...] = ()
    brueche: tuple[str, ...] = ()
    texte: tuple[Beschriftung, ...] = ()
    name: str = ""
    leer: str = ""
    vergleiche: tuple[Vergleichsstrich, ...] = ()
    hier: str = ""
    fehlt: tuple[Fehlstelle, ...] = ()

    @property
    def reihen(self) -> tuple[Reihe, ...]:
        """The series without the bands."""
        return tuple(m for m in self.marken if isinstance(m, Reihe))


@dataclass(frozen=True, slots=True)
class Fussnote:
    """A note under the chart.

    Attributes:
        zeichen: Sign beside the values it is about; empty if it is about all of them, or names them.
        text: What it says.
        url: Where its Hinweis stands, relative to the page; empty if nowhere.
    """

    zeichen: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Zeichenerklaerung:
    """One entry of the key to signs: what a sign of the chart means.

    Attributes:
        art: ``nachgerechnet``, ``band``, ``strich``, ``bruch``, ``fehlt``, ``ort``,
            ``ohne_fallzahl``, ``spanne`` or ``vergleich``; also its CSS class.
        text: What it means.
    """

    art: str
    text: str


@dataclass(frozen=True, slots=True)
class Diagramm:
    """A chart.

    Attributes:
        art: Kind of chart.
        rahmen: What stands around it.
        einheit: Unit of all values.
        felder: Its plots; nearly always one.
        ist_liegend: Places run downwards, values to the right.
        ist_gestapelt: Bars of one place stand on each other.
        luecke: Room between bars as a share of the room of one place.
        hoehe: Height of the wide picture in pixels.
        erklaerungen: Key to the signs.
        fussnoten: Notes.
        fehlend: Says which values are missing and why.
        stadt: Name of the city that stands behind in each of several plots.
        beschreibung: Says in German what the chart says (:mod:`kekiz.zeichnen.beschreibung`).
    """

    art: Diagrammart
    rahmen: Rahmen
    einheit: str
    felder: tuple[Feld, ...]
    ist_liegend: bool = False
    ist_gestapelt: bool = False
    luecke: float = 0.2
    hoehe: int = 0
    erklaerungen: tuple[Zeichenerklaerung, ...] = ()
    fussnoten: tuple[Fussnote, ...] = ()
    fehlend: str = ""
    stadt: str = ""
    beschreibung: str = ""

    @property
    def feld(self) -> Feld:
        """The first plot, which is the only one for all kinds but small multiples."""
        return self.felder[0]

    @property
    def beleg(self) -> str:
        """The documents for the citation."""
        return self.rahmen.beleg or self.rahmen.quelle.removeprefix("Quelle: ")

    @property
    def fehlend_unten(self) -> str:
        """What is missing, to be said below. Lying bars name the reason at the place of the missing bar."""
        return "" if self.art in (Diagrammart.RAUMVERGLEICH, Diagrammart.KOMMUNENVERGLEICH) else self.fehlend

    @property
    def notizen(self) -> tuple[str, ...]:
        """Notes ready to print."""
        noten = tuple(f"{n.zeichen} {n.text}".strip() for n in self.fussnoten)
        return (*noten, self.fehlend_unten) if self.fehlend_unten else noten

    @property
    def ist_achse_ab_null(self) -> bool:
        """Tells whether the values are seen from 0."""
        return self.feld.werte.ist_ab_null

    @property
    def hat_balken(self) -> bool:
        """Tells whether bars are drawn."""
        return any(r.form == Form.BALKEN for r in self.feld.reihen)
