"""Lays a chart out for one width: margins, plots, axes, lines; labels are put by :mod:`kekiz.zeichnen.beschriftung`.

A picture is laid out anew for each width instead of being scaled, so that type keeps its size.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Final, NamedTuple

from kekiz.wissen import stil
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.beschriftung import beside, gap_box, has_column, margin_texts, place_labels, stands_in_key
from kekiz.zeichnen.bild import Bild, Blatt, Flaeche, Getoentes, Lage, Schluesselmarke, Strecke, Strich
from kekiz.zeichnen.modell import (
    Band,
    Diagramm,
    Diagrammart,
    Feld,
    Form,
    Kategorienachse,
    Linie,
    Linienart,
    Reihe,
    Spur,
    Textart,
    Zahlenachse,
)
from kekiz.zeichnen.punktzeilen import lay_rows
from kekiz.zeichnen.textmass import FETT, break_lines, text_breite

_DOPPELSTRICH: Final = 0.045
"""Half the distance of the two strokes at a break, in places."""
_MIT_SCHLUESSEL: Final = (Diagrammart.ZEITREIHE, Diagrammart.ANTEILE, Diagrammart.BALKEN)


def lay_out(diagramm: Diagramm, breite: int) -> Bild:
    """Lays a chart out.

    Args:
        diagramm: The chart.
        breite: Width in CSS pixels. Below ``stil.UMSCHALTUNG`` the narrow layout is used (larger type, names in a key
            above the plot, fewer columns).
    """
    ist_schmal = breite < stil.UMSCHALTUNG
    schrift = stil.SCHRIFT_SCHMAL if ist_schmal else stil.SCHRIFT_BREIT
    blatt = Blatt(diagramm, float(breite), schrift, ist_schmal)
    lagen = _fill(blatt)
    if blatt.fehlt_ziel:
        # A target line is never without its words.
        blatt = Blatt(diagramm, float(breite), schrift, ist_schmal, ist_ziel_im_schluessel=True)
        lagen = _fill(blatt)
    name = "schmal" if ist_schmal else "breit"
    return Bild(
        diagramm,
        name,
        blatt.breite,
        blatt.hoehe,
        schrift,
        tuple(lagen),
        tuple(blatt.striche),
        tuple(blatt.texte),
        tuple(blatt.schluessel),
        tuple(blatt.flaechen),
    )


def _fill(blatt: Blatt) -> list[Lage]:
    """Puts everything on a sheet; where a target finds no room, the sheet says so."""
    diagramm = blatt.diagramm
    if diagramm.art == Diagrammart.PUNKTBILD:
        return [lay_rows(blatt, diagramm.feld)]
    if len(diagramm.felder) > 1:
        lagen = _grid(blatt)
    elif diagramm.ist_liegend:
        lagen = [_lying(blatt, diagramm.feld)]
    else:
        lagen = [_upright(blatt, diagramm.feld)]
    for lage in lagen:
        _draw_axes(blatt, lage, mit_zahlen=lage.flaeche.x == lagen[0].flaeche.x)
    for lage in lagen:
        for fehlt in lage.feld.fehlt:
            blatt.flaechen.append(Getoentes("kp-ohne-wert", gap_box(lage, fehlt)))
        for strich in line_strokes(lage, blatt.schrift):
            blatt.stroke(strich)
        _remember_marks(blatt, lage)
    for lage in lagen:
        place_labels(blatt, lage)
    return lagen


# --- plots -----------------------------------------------------------------------------------------------------------


def _upright(blatt: Blatt, feld: Feld) -> Lage:
    """One plot, values upwards."""
    diagramm, schrift, zeile = blatt.diagramm, blatt.schrift, blatt.zeile
    links = max((text_breite(t, schrift) for t in feld.werte.texte), default=0) + 8
    rechts = max((text_breite(z, schrift) * FETT for e in margin_texts(blatt, feld) for z in e.zeilen), default=0) + 10
    schluessel = _key(blatt, feld)
    oben = schrift * 0.9 + len(schluessel) * zeile + (4 if schluessel else 0)
    hoehe = min(diagramm.hoehe, stil.HOEHE_SCHMAL) if blatt.ist_schmal else diagramm.hoehe
    if _needs_room_above(blatt, feld, hoehe):
        oben += zeile
    unten = zeile + 8 + (0.0 if diagramm.ist_achse_ab_null else zeile)
    blatt.hoehe = float(hoehe) + len(schluessel) * zeile
    _write_key(blatt, schluessel)
    if not diagramm.ist_achse_ab_null:
        einheit = "\u202f%" if diagramm.einheit == "%" else ""
        text = sag("Die Höhe beginnt nicht bei 0")
        if feld.werte.texte:
            text = sag("Achse beginnt bei {texte}{einheit}, nicht bei 0", texte=feld.werte.texte[0], einheit=einheit)
        blatt.write(text, 0, blatt.hoehe - 5, "start", "kp-t kp-t--achse")
    flaeche = Flaeche(links, oben, blatt.breite - links - rechts, blatt.hoehe - oben - unten)
    return Lage(feld, flaeche, luecke=diagramm.luecke)


def _needs_room_above(blatt: Blatt, feld: Feld, hoehe: float) -> bool:
    """Tells whether a label sits so close to the top that it needs a line of room above."""
    werte = [t.wert for t in feld.texte if t.art == Textart.KOPF]
    if blatt.ist_schmal or not blatt.diagramm.hat_balken:
        werte += [linie.wert for linie in feld.linien if linie.art == Linienart.ZIEL]
    unten, oben = feld.werte.von, feld.werte.bis
    return any((oben - w) / (oben - unten) * hoehe < blatt.schrift * 1.6 for w in werte)


class _Eintrag(NamedTuple):
    """An entry of the key: what it explains, series or line, and in which words."""

    was: Reihe | Linie
    text: str

    def width(self, schrift: float) -> float:
        """Room that sign, words and the gap behind them take."""
        return _sign_width(self.was, schrift) + text_breite(self.text, schrift) + 14


def _sign_width(was: Reihe | Linie, schrift: float) -> float:
    """Room of a sign and the gap behind it: the dash of a line is longer than a mark."""
    return schrift * (1.7 if isinstance(was, Linie) else 1.1)


def _key(blatt: Blatt, feld: Feld) -> list[list[_Eintrag]]:
    """Key above the plot in lines. In a wide picture names stand at the end of their lines."""
    if blatt.diagramm.art not in _MIT_SCHLUESSEL:
        return []
    eintraege = [
        _Eintrag(r, r.name) for r in feld.reihen if blatt.ist_schmal and r.name and r.spur in (Spur.REIHE, Spur.TEIL)
    ]
    if stands_in_key(blatt, feld):
        ziele = sorted((linie for linie in feld.linien if linie.art == Linienart.ZIEL), key=lambda linie: -linie.wert)
        eintraege += [_Eintrag(ziel, ziel.text) for ziel in ziele]
    zeilen: list[list[_Eintrag]] = []
    x = blatt.breite
    for eintrag in eintraege:
        breite = eintrag.width(blatt.schrift)
        if x + breite > blatt.breite:
            zeilen.append([])
            x = 0
        zeilen[-1].append(eintrag)
        x += breite
    return zeilen


def _write_key(blatt: Blatt, zeilen: list[list[_Eintrag]]) -> None:
    schrift = blatt.schrift
    for i, eintraege in enumerate(zeilen):
        x, y = 0.0, schrift + i * blatt.zeile
        for eintrag in eintraege:
            mitte, nach = y - schrift * 0.35, x + _sign_width(eintrag.was, schrift)
            if isinstance(eintrag.was, Linie):
                blatt.striche.append(Strich(f"kp-{eintrag.was.art}", Strecke(x, mitte, nach - schrift * 0.4, mitte)))
                blatt.write(eintrag.text, nach, y, "start", "kp-t kp-t--ziel")
            else:
                r, halb = eintrag.was, schrift * 0.32
                symbol = "square" if r.form == Form.BALKEN else r.symbol
                blatt.schluessel.append(Schluesselmarke(symbol, x + halb * 1.3, mitte, halb, r.klasse, r.nr))
                # The colour of a part may be too light for text: only its mark carries it.
                klasse = "kp-t" if r.klasse in stil.TEILE else f"kp-t kp-t--schluessel {r.klasse}"
                blatt.write(eintrag.text, nach, y, "start", klasse, r.nr)
            x += eintrag.width(schrift)


def _lying(blatt: Blatt, feld: Feld) -> Lage:
    """One plot, values to the right; names beside the bars, or above them where they are long."""
    schrift, zeile = blatt.schrift, blatt.zeile
    namen, ist_oben = _names(blatt, feld)
    hoehe = stil.ZEILENHOEHE_BALKEN
    if blatt.diagramm.art == Diagrammart.KOMMUNENVERGLEICH and all(len(n) == 1 for n in namen):
        # A dot needs no more room than its name.
        hoehe = stil.ZEILENHOEHE_PUNKTE
    je_ort = float(max(hoehe, stil.HOEHE_BALKEN_MINDESTENS / len(namen)))
    luecke = blatt.diagramm.luecke
    if ist_oben:
        je_ort = stil.ZEILENHOEHE_NAME_OBEN + (max(len(n) for n in namen) - 1) * zeile
        luecke = stil.BALKENLUECKE_NAME_OBEN + (0.12 if je_ort > stil.ZEILENHOEHE_NAME_OBEN else 0.0)
    laengster = max(text_breite(t, schrift) for n in namen for t in n)
    links = schrift * 0.4 if ist_oben else laengster + 10
    oben = len(feld.linien) * zeile + 6
    rechts = max((text_breite(t, schrift) / 2 for t in feld.werte.texte[-1:]), default=0) + 2
    for t in feld.texte:
        if t.art == Textart.RAND:
            breite = text_breite(t.text, schrift) * FETT + 12
            anteil = (t.wert - feld.werte.von) / (feld.werte.bis - feld.werte.von)
            if has_column(feld):
                rechts = max(rechts, breite)
            elif anteil > 0:
                # As far to the right as the axis may reach so that this value stands beside its bar.
                rechts = max(rechts, (links + anteil * (blatt.breite - links) + breite - blatt.breite) / anteil)
    flaeche = Flaeche(links, oben, blatt.breite - links - rechts, je_ort * len(namen))
    blatt.hoehe = flaeche.unten + zeile + 6
    return Lage(feld, flaeche, ist_liegend=True, luecke=luecke)


def _names(blatt: Blatt, feld: Feld) -> tuple[list[list[str]], bool]:
    """Names of lying bars in lines, and whether they go above the bars over the whole width."""
    platz = blatt.breite * (0.4 if blatt.ist_schmal else 0.36)
    neben = [break_lines(t, platz, blatt.schrift) for t in feld.orte.texte]
    if all(len(n) <= 2 and max(text_breite(t, blatt.schrift) for t in n) <= platz * 1.1 for n in neben):
        return neben, False
    return [break_lines(t, blatt.breite, blatt.schrift)[:2] for t in feld.orte.texte], True


def _grid(blatt: Blatt) -> list[Lage]:
    """Small multiples: three columns, or two where it is narrow."""
    felder, schrift, zeile = blatt.diagramm.felder, blatt.schrift, blatt.zeile
    spalten = min(2 if blatt.ist_schmal else 3, len(felder))
    links = max(text_breite(t, schrift) for t in felder[0].werte.texte) + 6
    enden = [t.text for f in felder for t in f.texte if t.art == Textart.ENDE]
    rechts = max((text_breite(t, schrift) for t in enden), default=0) + 10
    abstand = 8.0 if blatt.ist_schmal else 18.0
    breite = (blatt.breite - links - spalten * rechts - (spalten - 1) * abstand) / spalten
    hoehe = 78.0 if blatt.ist_schmal else 92.0
    kopf, fuss = zeile + 6, zeile + 12
    stadtzeile = 0.0
    if blatt.diagramm.stadt:
        stadtzeile = zeile + 2
        mitte = schrift * 0.65
        blatt.striche.append(Strich(f"kp-linie {stil.SERIE_STADT}", Strecke(0, mitte, schrift * 1.3, mitte)))
        blatt.write(blatt.diagramm.stadt, schrift * 1.7, schrift, "start", f"kp-t kp-t--ende {stil.SERIE_STADT}")
    blatt.hoehe = stadtzeile + -(-len(felder) // spalten) * (kopf + hoehe + fuss)
    return [
        Lage(
            feld,
            Flaeche(
                links + (i % spalten) * (breite + rechts + abstand),
                stadtzeile + (i // spalten) * (kopf + hoehe + fuss) + kopf,
                breite,
                hoehe,
            ),
        )
        for i, feld in enumerate(felder)
    ]


# --- axes ------------------------------------------------------------------------------------------------------------


def _draw_axes(blatt: Blatt, lage: Lage, *, mit_zahlen: bool) -> None:
    """Grid lines and texts of both axes; of several plots beside each other only the first column has numbers."""
    feld = lage.feld
    if lage.ist_liegend:
        _draw_values_below(blatt, lage, feld.werte)
        _draw_names(blatt, lage)
        return
    if isinstance(feld.orte, Zahlenachse):
        _draw_values_below(blatt, lage, feld.orte)
    elif len(blatt.diagramm.felder) > 1:
        _draw_first_and_last(blatt, lage, feld.orte)
    else:
        _draw_places(blatt, lage, feld.orte)
    f = lage.flaeche
    for wert, text in zip(feld.werte.schritte, feld.werte.texte, strict=True):
        y = lage.quer(wert)
        _draw_grid(blatt, wert, Strecke(f.x, y, f.rechts, y))
        if mit_zahlen:
            blatt.write(text, f.x - 6, y + blatt.schrift * 0.35, "end", "kp-t kp-t--achse")


def _draw_grid(blatt: Blatt, wert: float | None, strecke: Strecke) -> None:
    blatt.striche.append(Strich("kp-null" if wert == 0 else "kp-gitter", strecke))


def _draw_values_below(blatt: Blatt, lage: Lage, achse: Zahlenachse) -> None:
    """Numbers below the plot; of crowded ones every second, third … counted from the last."""
    f = lage.flaeche
    orte = [lage.quer(s) if lage.ist_liegend else lage.laengs(s) for s in achse.schritte]
    breite = max((text_breite(t, blatt.schrift) for t in achse.texte), default=0) + 8
    abstand = abs(orte[-1] - orte[0]) / max(1, len(orte) - 1) if orte else 0.0
    jeder = _every(len(orte), abstand, breite)
    zeige = {i for i in range(len(orte)) if (len(orte) - 1 - i) % jeder == 0}
    if zeige and min(zeige) * abstand >= breite:
        zeige.add(0)
    for i, (wert, text, x) in enumerate(zip(achse.schritte, achse.texte, orte, strict=True)):
        _draw_grid(blatt, wert, Strecke(x, f.y, x, f.unten))
        if i in zeige:
            blatt.write(text, x, f.unten + blatt.schrift * 1.25, "middle", "kp-t kp-t--achse")


def _every(anzahl: int, abstand: float, breite: float) -> int:
    """How many texts of this width to step on so that the next finds room."""
    jeder = 1
    while jeder < anzahl and jeder * abstand < breite:
        jeder += 1
    return jeder


def _draw_names(blatt: Blatt, lage: Lage) -> None:
    """Names of lying bars."""
    feld, f, schrift = lage.feld, lage.flaeche, blatt.schrift
    if not isinstance(feld.orte, Kategorienachse):
        return
    namen, ist_oben = _names(blatt, feld)
    zeile = schrift * 1.15
    for key, zeilen in zip(feld.orte.keys, namen, strict=True):
        y = lage.laengs(key)
        if feld.orte.hat_gitter:
            _draw_grid(blatt, None, Strecke(f.x, y, f.rechts, y))
        for i, text in enumerate(zeilen):
            if ist_oben:
                oben = y - lage.dicke / 2 - schrift * 0.35 - (len(zeilen) - 1 - i) * zeile
                blatt.write(text, 0, oben, "start", "kp-t kp-t--name")
            else:
                mitte = y + (i - (len(zeilen) - 1) / 2) * zeile + schrift * 0.35
                blatt.write(text, f.x - 10, mitte, "end", "kp-t kp-t--name")


def _draw_places(blatt: Blatt, lage: Lage, achse: Kategorienachse) -> None:
    """Places below the plot; of crowded ones every second, third … counted from the last."""
    y = lage.flaeche.unten + blatt.schrift * 1.4
    breite = max(text_breite(t, blatt.schrift) for t in achse.texte) + 8
    jeder = _every(len(achse.keys), lage.schritt, breite)
    for i, (key, text) in enumerate(zip(achse.keys, achse.texte, strict=True)):
        if (len(achse.keys) - 1 - i) % jeder == 0:
            x = lage.laengs(key)
            if x + text_breite(text, blatt.schrift) / 2 > blatt.breite:
                blatt.write(text, blatt.breite, y, "end", "kp-t kp-t--achse")
            else:
                blatt.write(text, x, y, "middle", "kp-t kp-t--achse")


def _draw_first_and_last(blatt: Blatt, lage: Lage, achse: Kategorienachse) -> None:
    """First and last place below a small plot."""
    y = lage.flaeche.unten + blatt.schrift * 1.4
    erster, letzter = achse.texte[0], achse.texte[-1]
    von, bis = lage.laengs(achse.keys[0]), lage.laengs(achse.keys[-1])
    blatt.write(
        erster, max(lage.flaeche.x, von - text_breite(erster, blatt.schrift) / 2), y, "start", "kp-t kp-t--achse"
    )
    if len(achse.keys) > 1 and bis - von > text_breite(erster + letzter, blatt.schrift):
        blatt.write(letzter, bis, y, "middle", "kp-t kp-t--achse")


# --- lines and marks -------------------------------------------------------------------------------------------------


def line_strokes(lage: Lage, schrift: float = 0.0) -> list[Strich]:
    """Lines across a plot: targets, the city, double strokes at breaks.

    Args:
        lage: The plot.
        schrift: Size of the type.
    """
    f = lage.flaeche
    striche = [
        Strich(f"kp-{linie.art}", strecke, linie.ist_vorn)
        for linie in lage.feld.linien
        for strecke in _pieces(lage, linie, schrift)
    ]
    for key in lage.feld.brueche:
        davor = lage.feld.orte.stelle(key) - 0.5
        for x in (lage.laengs(davor - _DOPPELSTRICH), lage.laengs(davor + _DOPPELSTRICH)):
            striche.append(Strich("kp-bruch", Strecke(x, f.y - 4, x, f.unten)))
    return striche


def _pieces(lage: Lage, linie: Linie, schrift: float) -> list[Strecke]:
    """A line across the plot; in a lying one it stops where it meets the words that stand in for a missing bar."""
    f, p = lage.flaeche, lage.quer(linie.wert)
    if not lage.ist_liegend:
        return [Strecke(f.x, p, f.rechts, p)]
    halb = schrift * 0.8
    orte = [
        lage.laengs(t.ort)
        for t in lage.feld.texte
        if t.art == Textart.FEHLT and beside(lage, t) + text_breite(t.text, schrift) + schrift / 3 > p
    ]
    enden = [f.y - 4, *(y for ort in sorted(orte) for y in (ort - halb, ort + halb)), f.unten]
    return [Strecke(p, von, p, bis) for von, bis in zip(enden[::2], enden[1::2], strict=True)]


def _remember_marks(blatt: Blatt, lage: Lage) -> None:
    """Lets labels keep off lines, edges of bands, strokes of intervals and marks."""
    for marke in lage.feld.marken:
        if isinstance(marke, Band):
            ecken = [lage.punkt(ort, wert) for ort, wert in marke.umriss]
            blatt.hindernisse += [Strecke(*a, *b) for a, b in pairwise([*ecken, ecken[0]])]
        else:
            _remember_series(blatt, lage, marke)


def _remember_series(blatt: Blatt, lage: Lage, reihe: Reihe) -> None:
    orte = [None if p.wert is None else lage.punkt(p.ort, p.wert) for p in reihe.punkte]
    if reihe.hat_linie:
        blatt.hindernisse += [Strecke(*a, *b) for a, b in pairwise(orte) if a and b]
    if reihe.hat_punkte:
        blatt.marken += [o for o in orte if o]
    for p in reihe.punkte:
        if p.bereich:
            blatt.hindernisse.append(Strecke(*lage.punkt(p.ort, p.bereich[0]), *lage.punkt(p.ort, p.bereich[1])))
