"""A chart laid out for one width: where its plots, strokes and texts are, in pixels from the upper left corner.

Both writers read this: the static picture and the interactive one stand at the same places because they are the same
places. Series stay in the model; :class:`Lage` says where a value of theirs is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from math import hypot
from typing import NamedTuple

from kekiz.zeichnen.modell import Diagramm, Feld, Ort
from kekiz.zeichnen.textmass import text_breite


class Flaeche(NamedTuple):
    """Area of a plot: left, top, width, height."""

    x: float
    y: float
    b: float
    h: float

    @property
    def rechts(self) -> float:
        """Right edge."""
        return self.x + self.b

    @property
    def unten(self) -> float:
        """Lower edge."""
        return self.y + self.h


class Kasten(NamedTuple):
    """Box of a text."""

    links: float
    oben: float
    rechts: float
    unten: float

    def overlaps(self, anderer: Kasten) -> bool:
        """Tells whether two boxes share room."""
        return (
            self.links < anderer.rechts
            and anderer.links < self.rechts
            and self.oben < anderer.unten
            and anderer.oben < self.unten
        )

    def distance(self, x: float, y: float) -> float:
        """Distance of a point from the box; 0 inside."""
        return hypot(max(self.links - x, 0.0, x - self.rechts), max(self.oben - y, 0.0, y - self.unten))

    def is_crossed(self, strecke: Strecke) -> bool:
        """Tells whether a straight stroke runs through the box (Liang and Barsky 1984)."""
        x0, y0, x1, y1 = strecke
        von, bis = 0.0, 1.0
        for richtung, abstand in (
            (x0 - x1, x0 - self.links),
            (x1 - x0, self.rechts - x0),
            (y0 - y1, y0 - self.oben),
            (y1 - y0, self.unten - y0),
        ):
            if richtung == 0:
                if abstand < 0:
                    return False
            elif richtung < 0:
                von = max(von, abstand / richtung)
            else:
                bis = min(bis, abstand / richtung)
        return von <= bis


class Strecke(NamedTuple):
    """A straight stroke."""

    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Strich:
    """A straight line of the picture that is no series: grid, target, city, break, pointer.

    Attributes:
        klasse: CSS class.
        strecke: Where it is.
        ist_vorn: Drawn over the marks.
    """

    klasse: str
    strecke: Strecke
    ist_vorn: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text.

    Attributes:
        text: What it says, plain.
        x: Where it is anchored.
        y: Its baseline.
        anker: ``start``, ``middle`` or ``end``.
        klasse: CSS classes.
        nr: Number of the series that it belongs to, if it goes when the series goes.
    """

    text: str
    x: float
    y: float
    anker: str
    klasse: str
    nr: int | None = None


@dataclass(frozen=True, slots=True)
class Schluesselmarke:
    """A mark before a name of the key.

    Attributes:
        symbol: Its shape.
        x: Its middle.
        y: Its middle.
        r: Half its diameter.
        klasse: CSS class of its series, which has the colour.
        nr: Number of the series.
    """

    symbol: str
    x: float
    y: float
    r: float
    klasse: str
    nr: int


class Getoentes(NamedTuple):
    """A tinted part of a plot: CSS class and box."""

    klasse: str
    kasten: Kasten


@dataclass(frozen=True, slots=True)
class Lage:
    """One plot at its place.

    Attributes:
        feld: The plot.
        flaeche: Where it is.
        ist_liegend: Places run downwards, values to the right.
        luecke: Room between bars as a share of the room of one place.
    """

    feld: Feld
    flaeche: Flaeche
    ist_liegend: bool = False
    luecke: float = 0.0

    def laengs(self, ort: Ort) -> float:
        """Position of a place along its axis."""
        achse, f = self.feld.orte, self.flaeche
        anteil = (achse.stelle(ort) - achse.von) / (achse.bis - achse.von)
        return f.y + anteil * f.h if self.ist_liegend else f.x + anteil * f.b

    def quer(self, wert: float) -> float:
        """Position of a value along its axis."""
        achse, f = self.feld.werte, self.flaeche
        anteil = (wert - achse.von) / (achse.bis - achse.von)
        return f.x + anteil * f.b if self.ist_liegend else f.unten - anteil * f.h

    def punkt(self, ort: Ort, wert: float) -> tuple[float, float]:
        """Position of a value at a place."""
        return (self.quer(wert), self.laengs(ort)) if self.ist_liegend else (self.laengs(ort), self.quer(wert))

    @property
    def schritt(self) -> float:
        """Room of one place."""
        f = self.flaeche
        return (f.h if self.ist_liegend else f.b) / (self.feld.orte.bis - self.feld.orte.von)

    @property
    def dicke(self) -> float:
        """Thickness of a bar, as Plotly computes it."""
        return self.schritt * (1.0 - self.luecke)


@dataclass(frozen=True, slots=True)
class Bild:
    """A chart laid out for one width.

    Attributes:
        diagramm: The chart.
        name: ``breit`` or ``schmal``.
        breite: Width.
        hoehe: Height.
        schrift: Size of the type.
        lagen: Its plots.
        striche: Straight lines in the order in which they are drawn.
        texte: Texts in the order in which they are drawn.
        marken: Marks of the key above the plot.
        flaechen: Tinted parts, behind everything.
    """

    diagramm: Diagramm
    name: str
    breite: float
    hoehe: float
    schrift: float
    lagen: tuple[Lage, ...]
    striche: tuple[Strich, ...]
    texte: tuple[Text, ...]
    marken: tuple[Schluesselmarke, ...] = ()
    flaechen: tuple[Getoentes, ...] = ()


@dataclass(slots=True)
class Blatt:
    """What has been laid out so far, and what later texts keep off.

    Attributes:
        diagramm: The chart.
        breite: Width.
        schrift: Size of the type.
        ist_schmal: Laid out for a phone.
        hoehe: Height, known after the plots are laid out.
        striche: Straight lines.
        texte: Texts.
        kaesten: Boxes of the texts.
        hindernisse: Strokes that no text shall lie on.
        marken: Centres of the marks.
        schluessel: Marks of the key.
        flaechen: Tinted parts.
        ist_ziel_im_schluessel: Targets are told in the key, because their labels find no room beside their lines.
        fehlt_ziel: A target found no room.
    """

    diagramm: Diagramm
    breite: float
    schrift: float
    ist_schmal: bool
    hoehe: float = 0.0
    striche: list[Strich] = field(default_factory=list)
    texte: list[Text] = field(default_factory=list)
    kaesten: list[Kasten] = field(default_factory=list)
    hindernisse: list[Strecke] = field(default_factory=list)
    marken: list[tuple[float, float]] = field(default_factory=list)
    schluessel: list[Schluesselmarke] = field(default_factory=list)
    flaechen: list[Getoentes] = field(default_factory=list)
    ist_ziel_im_schluessel: bool = False
    fehlt_ziel: bool = False

    @property
    def zeile(self) -> float:
        """Height of one line of text."""
        return self.schrift * 1.3

    def box(self, text: str, x: float, y: float, anker: str) -> Kasten:
        """Box of a text whose baseline is at y."""
        breite = text_breite(text, self.schrift)
        links = x - {"start": 0.0, "middle": breite / 2, "end": breite}[anker]
        return Kasten(links, y - self.schrift * 0.82, links + breite, y + self.schrift * 0.24)

    def write(self, text: str, x: float, y: float, anker: str, klasse: str, nr: int | None = None) -> None:
        """Puts a text at its place."""
        self.kaesten.append(self.box(text, x, y, anker))
        self.texte.append(Text(text, x, y, anker, klasse, nr))

    def stroke(self, strich: Strich) -> None:
        """Puts a straight line at its place, which texts keep off."""
        self.striche.append(strich)
        self.hindernisse.append(strich.strecke)

    def is_free(self, kasten: Kasten) -> bool:
        """Tells whether a text would lie neither on another one nor on a stroke or a mark."""
        return not any(kasten.overlaps(k) for k in self.kaesten) and not self.is_struck(kasten)

    def is_struck(self, kasten: Kasten) -> bool:
        """Tells whether a stroke or a mark lies under a text."""
        return any(kasten.is_crossed(s) for s in self.hindernisse) or any(
            kasten.links <= x <= kasten.rechts and kasten.oben <= y <= kasten.unten for x, y in self.marken
        )
