"""Look: forms of signs, CSS classes and measures. Colours live in docs/assets/kekiz.css, words in kekiz.wissen.texte.

One place decides which sign and which class belong to a status, a statement or a series. Signs differ in shape, so
that nothing depends on colour.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from kekiz.wissen.codes import Aussage, Status, Vergleichbarkeit


@dataclass(frozen=True, slots=True)
class Zeichen:
    """Sign and CSS classes of one code.

    Attributes:
        zeichen: Form of the sign (:mod:`kekiz.zeichnen.zeichen` draws it), different in shape from its siblings.
        klasse: CSS classes of the mark.
    """

    zeichen: str
    klasse: str


STATUS_ZEICHEN: Final[dict[Status, Zeichen]] = {
    Status.ERREICHT: Zeichen("punkt", "kp-marke kp-marke--erreicht"),
    Status.TEILWEISE_ERREICHT: Zeichen("halb", "kp-marke kp-marke--teilweise_erreicht"),
    Status.NICHT_ERREICHT: Zeichen("ring", "kp-marke kp-marke--nicht_erreicht"),
    Status.OHNE_ZIELWERT: Zeichen("strich", "kp-marke kp-marke--ohne_zielwert"),
    Status.OHNE_DATEN: Zeichen("strich", "kp-marke kp-marke--ohne_daten"),
}

AUSSAGE_ZEICHEN: Final[dict[Aussage, Zeichen]] = {
    Aussage.BESSER: Zeichen("dreieck_hoch", "kp-aussage-zeichen kp-aussage-zeichen--besser"),
    Aussage.SCHLECHTER: Zeichen("dreieck_tief", "kp-aussage-zeichen kp-aussage-zeichen--schlechter"),
    Aussage.HOEHER: Zeichen("umriss_hoch", "kp-aussage-zeichen kp-aussage-zeichen--hoeher"),
    Aussage.NIEDRIGER: Zeichen("umriss_tief", "kp-aussage-zeichen kp-aussage-zeichen--niedriger"),
    Aussage.AUFFAELLIG_HOEHER: Zeichen("pfeil_hoch", "kp-aussage-zeichen kp-aussage-zeichen--auffaellig_hoeher"),
    Aussage.AUFFAELLIG_NIEDRIGER: Zeichen("pfeil_tief", "kp-aussage-zeichen kp-aussage-zeichen--auffaellig_niedriger"),
    Aussage.AEHNLICH: Zeichen("gleich", "kp-aussage-zeichen kp-aussage-zeichen--aehnlich"),
    Aussage.KEINE_BELASTBARE_AUSSAGE: Zeichen(
        "klein", "kp-aussage-zeichen kp-aussage-zeichen--keine_belastbare_aussage"
    ),
}

VERGLEICHBARKEIT_ZEICHEN: Final[dict[Vergleichbarkeit, Zeichen]] = {
    Vergleichbarkeit.VERGLEICHBAR: Zeichen("gleich", "kp-marke kp-urteil"),
    Vergleichbarkeit.NUR_NEBENEINANDER: Zeichen("parallel", "kp-marke kp-urteil"),
    Vergleichbarkeit.NICHT_VERGLEICHBAR: Zeichen("ungleich", "kp-marke kp-urteil"),
}

ZEICHENERKLAERUNG: Final[dict[str, str]] = {
    "nachgerechnet": "kreuz",
    "band": "kasten",
    "strich": "klammer",
    "bruch": "doppelstrich",
    "fehlt": "kasten",
    "ort": "punkt",
    "ohne_fallzahl": "ring",
    "spanne": "balken",
    "vergleich": "marke",
}
"""Form of each sign in the key below a chart; a downloaded picture names it (``texte.ZEICHEN_IM_BILD``)."""

THEMA_ZEICHEN: Final[dict[str, str]] = {"kern": "punkt", "ergaenzend": "ring", "": "strich"}
"""Form of how much a profile says about a theme."""

# Chart widths in CSS pixels. Each is laid out anew; the stylesheet switches at UMSCHALTUNG, so that no text falls
# below 12 px: 14 * 640 / 720 = 12.4 and 14.5 * 288 / 340 = 12.3 (288 = content width of a 320 px phone).
BREITE_BREIT: Final = 720
BREITE_SCHMAL: Final = 340
UMSCHALTUNG: Final = 640
SCHRIFT_BREIT: Final = 14.0
SCHRIFT_SCHMAL: Final = 14.5
HOEHE: Final = 320
HOEHE_SCHMAL: Final = 270
HOEHE_STEIGUNG: Final = 170
ZEILENHOEHE_BALKEN: Final = 34
ZEILENHOEHE_PUNKTE: Final = 24
HOEHE_BALKEN_MINDESTENS: Final = 64
ZEILENHOEHE_NAME_OBEN: Final = 54
BALKENLUECKE_NAME_OBEN: Final = 0.62
BREITE_SPARKLINE: Final = 120
HOEHE_SPARKLINE: Final = 32

# Series: class (colour in CSS) and marker symbol (shape), so that series differ without colour.
SERIEN: Final[tuple[tuple[str, str], ...]] = (
    ("kp-s1", "circle"),
    ("kp-s2", "square"),
    ("kp-s3", "diamond"),
    ("kp-s4", "triangle-up"),
    ("kp-s5", "triangle-down"),
    ("kp-s6", "cross"),
)
SERIE_STADT: Final = "kp-s-stadt"
SERIE_GRAU: Final = "kp-s-grau"
SERIE_BETONT: Final = "kp-s1"
SERIE_BALKEN: Final = "kp-s-balken"
# Neutral tones first: a part of a whole is no verdict, and orange stands for "not reached" elsewhere.
TEILE: Final[tuple[str, ...]] = ("kp-a1", "kp-a2", "kp-a5", "kp-a6", "kp-a3", "kp-a4")


def serie(nummer: int) -> tuple[str, str]:
    """Return class and marker symbol of the series with this number (counting from 0, repeating after the last)."""
    return SERIEN[nummer % len(SERIEN)]
