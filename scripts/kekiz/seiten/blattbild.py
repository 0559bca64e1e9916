"""A piece of a sheet as a spreadsheet shows it: letters, row numbers, heads, grey old rows, white new ones, a wrong cell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from kekiz.wissen.sprache import Worte, sag
from kekiz.zeichnen.vorlage import render

KOPF: Final = "kopf"
ALT: Final = "alt"
NEU: Final = "neu"
_ART: Final = Worte({KOPF: "Kopf", ALT: "schon da", NEU: "auszufüllen"})
"""What a reader who sees no colours hears beside the number of a row."""


@dataclass(frozen=True)
class Blattzeile:
    """A row of a sheet.

    Attributes:
        nr: Its number.
        art: :data:`KOPF`, :data:`ALT` or :data:`NEU`.
        zellen: What its cells show.
        falsch: Number of the cell that a message names, counted from 0; None: none.
        ist_weitere: Whether it belongs to a further series, which is left out where there is little room.
    """

    nr: int
    art: str
    zellen: Sequence[str]
    falsch: int | None = None
    ist_weitere: bool = False


@dataclass(frozen=True)
class Blattbild:
    """Some columns and rows of a sheet.

    Attributes:
        name: Name of the sheet.
        buchstaben: Letters of the columns.
        zeilen: The rows.
        schmal: Numbers of the columns, counted from 0, that are seen where there is little room.
        auswahl: What the list of a column offers, by letter; only codes that stand for themselves.
    """

    name: str
    buchstaben: Sequence[str]
    zeilen: Sequence[Blattzeile]
    schmal: frozenset[int]
    auswahl: Mapping[str, Sequence[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Probe:
    """A typing error, and what the check says to it.

    Attributes:
        was: What happened, a sentence.
        bild: The row with its wrong cell.
        meldung: The message.
    """

    was: str
    bild: Blattbild
    meldung: str


@dataclass(frozen=True)
class Muster:
    """Real rows of a municipality in the sheet that is filled for a new year.

    Attributes:
        kommune_id: Whose they are.
        kennzahl_id: What they are about.
        jahr: The new year.
        zeile: Cells of the latest old row by column, as the sheet shows them.
        bild: The rows, old ones and those of the new year.
        proben: What the check says to typing errors in one of them.
    """

    kommune_id: str
    kennzahl_id: str
    jahr: int
    zeile: Mapping[str, str]
    bild: Blattbild
    proben: Sequence[Probe]


def draw_blatt(bild: Blattbild, titel: str, meldung: str = "") -> str:
    """Draws a piece of a sheet as a table within a figure.

    Args:
        bild: What to draw.
        titel: What is to be seen, one sentence.
        meldung: Message of the check about its wrong cell; empty: none.
    """
    return render(
        "blattbild",
        bild=bild,
        titel=titel,
        meldung=meldung,
        arten=dict(_ART.items()),
        kopf=KOPF,
        name=sag("Blatt „{name}“", name=bild.name),
    )
