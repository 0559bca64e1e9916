"""The chain as a picture: sections of equal width or height, bars of modules, laid out twice (wide and narrow).

Nothing but numbers and lines of text is computed here; the template writes the SVG with classes and links.
"""

from dataclasses import dataclass, field

import pandas as pd

from kekiz.wissen import stil, texte
from kekiz.wissen.zahlen import format_alter
from kekiz.zeichnen.textmass import break_lines, text_breite

RAND = 10
LUECKE = 4
ZEILE = 18
BALKEN = 8
ABSTAND = 14


@dataclass(frozen=True)
class Balken:
    """One module on the chain.

    Attributes:
        name: Name.
        alter: Its age in words.
        url: Where its page is; empty without link.
        von: Where the bar begins, in years of life.
        bis: Where the bar ends, in years of life.
        offen_vorn: The document names no beginning.
        offen_hinten: The document names no end.
    """

    name: str
    alter: str
    url: str
    von: float
    bis: float
    offen_vorn: bool = False
    offen_hinten: bool = False


@dataclass(frozen=True)
class Kopf:
    """Heading of one section.

    Attributes:
        name: Name.
        alter: Its age in words.
        zeile: One more line, for example how many modules.
        url: Target of the link; empty without link.
        ist_hier: The module of the page belongs here.
    """

    name: str
    alter: str
    zeile: str = ""
    url: str = ""
    ist_hier: bool = False


@dataclass(frozen=True)
class Feld:
    """Rectangle with lines of text and an optional link.

    Attributes:
        x: Left edge.
        y: Upper edge.
        breite: Width.
        hoehe: Height.
        zeilen: Lines of text with their baseline and horizontal place.
        anker: Text anchor.
        url: Target of the link.
        klasse: CSS class.
        offen_vorn: Beginning is not named.
        offen_hinten: End is not named.
        namenzeilen: How many of the lines are the name.
    """

    x: float
    y: float
    breite: float
    hoehe: float
    zeilen: list[tuple[str, float, float]]
    anker: str = "start"
    url: str = ""
    klasse: str = ""
    offen_vorn: bool = False
    offen_hinten: bool = False
    namenzeilen: int = 1


@dataclass(frozen=True)
class Bild:
    """One layout of the picture.

    Attributes:
        art: ``breit`` or ``schmal``.
        breite: Width.
        hoehe: Height.
        schrift: Font size.
        koepfe: Headings of the sections.
        balken: Bars of the modules.
        linien: Vertical grid lines (x, from y, to y).
    """

    art: str
    breite: float
    hoehe: float
    schrift: float
    koepfe: list[Feld]
    balken: list[Feld]
    linien: list[tuple[float, float, float]] = field(default_factory=list)


class Skala:
    """Ages on a line on which all sections are equally wide."""

    def __init__(self, grenzen: list[tuple[float, float]], breite: float) -> None:
        """Takes beginning and end of each section in years of life, in order, and the width of the picture."""
        self.grenzen = grenzen
        self.feld = breite / len(grenzen)

    def x(self, alter: float) -> float:
        """Place of an age; ages beyond the chain lie on its ends."""
        if alter <= self.grenzen[0][0]:
            return 0.0
        for nr, (von, bis) in enumerate(self.grenzen):
            if alter <= bis:
                return self.feld * (nr + (alter - von) / (bis - von))
        return self.feld * len(self.grenzen)

    def section(self, alter: float) -> int:
        """Number of the section in which something begins at this age."""
        for nr, (_, bis) in enumerate(self.grenzen):
            if alter < bis:
                return nr
        return len(self.grenzen) - 1


def section_name(altersgruppe_id: str, name: str) -> str:
    """Short name of a section; its full name where there is none."""
    return str(texte.KAPITEL.get(altersgruppe_id, name))


def bar_of(modul: pd.Series, spanne: tuple[float, float], url: str) -> Balken:
    """Makes the bar of a module.

    Args:
        modul: One row of ``module``.
        spanne: Where to draw it (:func:`kekiz.seiten.kette.drawn_span`).
        url: Where its page is; empty without link.
    """
    offen = bool(pd.isna(modul["von_jahr"])), bool(pd.isna(modul["bis_jahr"]))
    alter = format_alter(None if offen[0] else float(modul["von_jahr"]), None if offen[1] else float(modul["bis_jahr"]))
    return Balken(str(modul["name"]), alter, url, *spanne, *offen)


def _head_lines(kopf: Kopf, breite: float, schrift: float) -> list[str]:
    teile = [t for t in (kopf.name, kopf.alter, kopf.zeile) if t]
    return [z for t in teile for z in break_lines(t, breite - 2 * RAND, schrift * (1.06 if t == kopf.name else 1))]


def _head(kopf: Kopf, x: float, y: float, breite: float, hoehe: float, schrift: float) -> Feld:
    zeilen = [(t, x + RAND, y + schrift * 1.45 + i * ZEILE) for i, t in enumerate(_head_lines(kopf, breite, schrift))]
    klasse = "kp-kettenbild__kopf" + (" kp-kettenbild__kopf--hier" if kopf.ist_hier else "")
    namen = len(break_lines(kopf.name, breite - 2 * RAND, schrift * 1.06))
    return Feld(x, y, breite, hoehe, zeilen, url=kopf.url, klasse=klasse, namenzeilen=namen)


def _bar(
    balken: Balken, skala: Skala, y: float, gesamt: float, schrift: float, *, mit_name: bool, am_rand: bool = False
) -> tuple[Feld, float]:
    """Places one bar below its label; on a narrow screen (``am_rand``) all labels begin at the left edge.

    Returns:
        The bar and the y below it.
    """
    links, rechts = skala.x(balken.von), skala.x(balken.bis)
    text = f"{balken.name} · {balken.alter}" if mit_name else balken.alter
    zeilen = break_lines(text, gesamt, schrift)
    laengste = max(text_breite(z, schrift) for z in zeilen)
    anfang = 0.0 if am_rand else max(0.0, min(links, gesamt - laengste))
    gesetzt = [(z, anfang, y + schrift + i * ZEILE) for i, z in enumerate(zeilen)]
    oben = y + schrift + (len(zeilen) - 1) * ZEILE + 6
    feld = Feld(
        round(links, 1), round(oben, 1), round(max(rechts - links, 6.0), 1), BALKEN, gesetzt, url=balken.url,
        klasse="kp-kettenbild__balken", offen_vorn=balken.offen_vorn, offen_hinten=balken.offen_hinten,
        namenzeilen=len(gesetzt),
    )  # fmt: skip
    return feld, oben + BALKEN


def _wide(koepfe: list[Kopf], balken: list[Balken], skala: Skala, *, mit_name: bool) -> Bild:
    schrift, gesamt = stil.SCHRIFT_BREIT, float(stil.BREITE_BREIT)
    hoehe_kopf = ZEILE * max(len(_head_lines(k, skala.feld - LUECKE, schrift)) for k in koepfe) + 14.0
    felder = [_head(k, nr * skala.feld, 0.0, skala.feld - LUECKE, hoehe_kopf, schrift) for nr, k in enumerate(koepfe)]
    y, gesetzt = hoehe_kopf + ABSTAND, []
    for b in balken:
        feld, unten = _bar(b, skala, y, gesamt, schrift, mit_name=mit_name)
        gesetzt.append(feld)
        y = unten + ABSTAND
    linien = [(nr * skala.feld - LUECKE / 2, hoehe_kopf, y - ABSTAND) for nr in range(1, len(koepfe))] if balken else []
    return Bild("breit", gesamt, y, schrift, felder, gesetzt, linien)


def _narrow(koepfe: list[Kopf], balken: list[Balken], skala: Skala, *, mit_name: bool) -> Bild:
    schrift, gesamt = stil.SCHRIFT_SCHMAL, float(stil.BREITE_SCHMAL)
    felder, gesetzt, linien, y = [], [], [], 0.0
    for nr, k in enumerate(koepfe):
        hoehe = ZEILE * len(_head_lines(k, gesamt, schrift)) + 14.0
        felder.append(_head(k, 0.0, y, gesamt, hoehe, schrift))
        y += hoehe + (ABSTAND if mit_name else LUECKE)
        oben = y
        for b in balken if mit_name else []:
            if skala.section(b.bis if b.offen_vorn else b.von) == nr:
                feld, y = _bar(b, skala, y, gesamt, schrift, mit_name=True, am_rand=True)
                gesetzt.append(feld)
                y += ABSTAND
        if y > oben:
            linien += [(i * skala.feld, oben, y - ABSTAND) for i in range(1, len(koepfe))]
    if not mit_name:
        y += ABSTAND
        for b in balken:
            feld, y = _bar(b, skala, y, gesamt, schrift, mit_name=False)
            gesetzt.append(feld)
    return Bild("schmal", gesamt, y + ABSTAND, schrift, felder, gesetzt, linien)


def lay_out(
    koepfe: list[Kopf], balken: list[Balken], grenzen: list[tuple[float, float]], *, mit_name: bool = True
) -> list[Bild]:
    """Lays the picture out for wide and narrow screens.

    Args:
        koepfe: One heading per section, in order.
        balken: Modules, in order.
        grenzen: Beginning and end of each section in years of life, in order.
        mit_name: Write names beside the bars (the picture of the whole chain), not only ages (page of one module).

    Returns:
        The wide layout (sections side by side) and the narrow one (sections below each other).
    """
    return [
        _wide(koepfe, balken, Skala(grenzen, float(stil.BREITE_BREIT)), mit_name=mit_name),
        _narrow(koepfe, balken, Skala(grenzen, float(stil.BREITE_SCHMAL)), mit_name=mit_name),
    ]
