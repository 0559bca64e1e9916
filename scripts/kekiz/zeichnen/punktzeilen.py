"""Lays dots in rows out: name, plot, value and verdict beside each other, or on phones as pairs of rows."""

from __future__ import annotations

from dataclasses import dataclass

from kekiz.zeichnen.bild import Blatt, Flaeche, Getoentes, Kasten, Lage, Strecke, Strich
from kekiz.zeichnen.modell import Feld, Kategorienachse, Textart
from kekiz.zeichnen.textmass import FETT, break_lines, text_breite

NAME = 0.3
"""Share of a wide picture that the names take at most."""
URTEIL = 0.27
"""Share that the verdicts take, where there are any; of what short names leave they get half, the plot the other half."""
ABSTAND = 16.0
ABSTAND_SCHMAL = 8.0
LUFT = 7.0
"""Room above and below what stands in a row."""
HALBER_STRICH = 9.0
"""Half the length of the stroke of a benchmark."""
HALBE_MARKE = 4.0


@dataclass(frozen=True, slots=True)
class _Zeile:
    """What stands in a row, in lines."""

    key: str
    name: list[str]
    zusatz: list[str]
    wert: str
    fehlt: list[str]
    urteil: list[str]


def lay_rows(blatt: Blatt, feld: Feld) -> Lage:
    """Lays rows of dots out; axis above, thin rules between the rows.

    Args:
        blatt: The sheet, which gets strokes, texts and its height.
        feld: The plot, places downwards.

    Raises:
        TypeError: The places are no categories.
    """
    if not isinstance(feld.orte, Kategorienachse):
        raise TypeError("rows of dots need named places")
    return _pairs(blatt, feld, feld.orte) if blatt.ist_schmal else _columns(blatt, feld, feld.orte)


def _texts(feld: Feld, art: Textart) -> dict[object, str]:
    return {t.ort: t.text for t in feld.texte if t.art == art}


def _lines(
    blatt: Blatt, feld: Feld, orte: Kategorienachse, breite_name: float, breite_urteil: float, breite_fehlt: float
) -> list[_Zeile]:
    """Breaks all texts into lines: names, verdicts, reasons for a missing value."""
    wert, zusatz = _texts(feld, Textart.RAND), _texts(feld, Textart.ZUSATZ)
    urteil, fehlt = _texts(feld, Textart.URTEIL), _texts(feld, Textart.FEHLT)

    def _broken(text: str, breite: float) -> list[str]:
        return break_lines(text, breite, blatt.schrift) if text else []

    return [
        _Zeile(
            key,
            _broken(name, breite_name / FETT if key == feld.hier else breite_name),
            _broken(zusatz.get(key, ""), breite_name),
            wert.get(key, ""),
            _broken(fehlt.get(key, ""), breite_fehlt),
            _broken(urteil.get(key, ""), breite_urteil),
        )
        for key, name in zip(orte.keys, orte.texte, strict=True)
    ]


def _value_width(blatt: Blatt, feld: Feld) -> float:
    return max((text_breite(t, blatt.schrift) * FETT for t in _texts(feld, Textart.RAND).values()), default=0.0)


def _name_width(blatt: Blatt, feld: Feld, orte: Kategorienachse) -> float:
    """Room of the longest name or second line, as far as the names may go."""
    breiten = [text_breite(t, blatt.schrift) * FETT for t in (*orte.texte, *_texts(feld, Textart.ZUSATZ).values())]
    return min(blatt.breite * NAME, max(breiten))


def _mark_row(blatt: Blatt, feld: Feld, key: str, oben: float, hoehe: float) -> None:
    """Tints the row that the page is about."""
    if key == feld.hier:
        blatt.flaechen.append(Getoentes("kp-zeile-hier", Kasten(0.0, oben, blatt.breite, oben + hoehe)))


def _columns(blatt: Blatt, feld: Feld, orte: Kategorienachse) -> Lage:
    """Name, plot, value, verdict beside each other."""
    breite_wert = _value_width(blatt, feld)
    hat_urteil = bool(_texts(feld, Textart.URTEIL))
    breite_name = _name_width(blatt, feld, orte)
    breite_urteil = blatt.breite * URTEIL + (blatt.breite * NAME - breite_name) / 2 if hat_urteil else 0.0
    links = breite_name + ABSTAND
    rechts = breite_wert + ABSTAND + (breite_urteil + ABSTAND if hat_urteil else 0.0)
    zeilen = _lines(blatt, feld, orte, breite_name, breite_urteil, rechts - ABSTAND)
    zahl = max(max(len(z.name) + len(z.zusatz), len(z.fehlt), len(z.urteil)) for z in zeilen)
    schritt = max(zahl * blatt.zeile, 2 * HALBER_STRICH) + 2 * LUFT
    oben = blatt.zeile + LUFT
    lage = Lage(feld, Flaeche(links, oben, blatt.breite - links - rechts, schritt * len(zeilen)), ist_liegend=True)
    blatt.hoehe = oben + schritt * len(zeilen) + 2
    _draw_axis(blatt, lage)
    for x in map(lage.quer, feld.werte.schritte):
        blatt.striche.append(Strich("kp-gitter", Strecke(x, oben, x, oben + schritt * len(zeilen))))
    x_wert = lage.flaeche.rechts + ABSTAND + breite_wert
    for i, z in enumerate(zeilen):
        mitte = lage.laengs(z.key)
        _mark_row(blatt, feld, z.key, oben + i * schritt, schritt)
        _rule(blatt, oben + i * schritt)
        _write(blatt, z.name, 0, _first(blatt, mitte, len(z.name) + len(z.zusatz)), _name_class(feld, z.key))
        erste = _first(blatt, mitte, len(z.name) + len(z.zusatz)) + len(z.name) * blatt.zeile
        _write(blatt, z.zusatz, 0, erste, "kp-t kp-t--achse")
        _write(blatt, [z.wert] if z.wert else [], x_wert, _first(blatt, mitte, 1), "kp-t kp-t--rand", "end")
        rest = z.urteil or z.fehlt
        x_rest = x_wert + ABSTAND if z.urteil else lage.flaeche.rechts + ABSTAND
        _write(blatt, rest, x_rest, _first(blatt, mitte, len(rest)), "kp-t kp-t--achse")
    _rule(blatt, oben + len(zeilen) * schritt)
    _draw_benchmarks(blatt, lage)
    return lage


def _pairs(blatt: Blatt, feld: Feld, orte: Kategorienachse) -> Lage:
    """Name and value above the dot, the verdict below it."""
    breite_wert = _value_width(blatt, feld)
    zeilen = _lines(blatt, feld, orte, blatt.breite - breite_wert - ABSTAND_SCHMAL, blatt.breite, blatt.breite)
    kopf = max(len(z.name) + len(z.zusatz) for z in zeilen)
    fuss = max(max(len(z.urteil), len(z.fehlt)) for z in zeilen)
    ueber = LUFT + kopf * blatt.zeile + HALBER_STRICH
    unter = HALBER_STRICH + fuss * blatt.zeile + LUFT
    schritt = ueber + unter
    # Nothing of the plot may lie outside the picture: Plotly would refuse it.
    oben = max(blatt.zeile + LUFT, (unter - ueber) / 2)
    rand = max((text_breite(t, blatt.schrift) / 2 for t in feld.werte.texte), default=0.0)
    # Dots do not stand in the middle of their rows: the plot is moved so that the places of its axis do.
    flaeche = Flaeche(rand, oben + ueber - schritt / 2, blatt.breite - 2 * rand, schritt * len(zeilen))
    lage = Lage(feld, flaeche, ist_liegend=True)
    blatt.hoehe = max(oben + schritt * len(zeilen) + 2, flaeche.unten)
    _draw_axis(blatt, lage)
    for i, z in enumerate(zeilen):
        mitte, erste = lage.laengs(z.key), oben + i * schritt + LUFT + blatt.schrift * 0.9
        _mark_row(blatt, feld, z.key, oben + i * schritt, schritt)
        _rule(blatt, oben + i * schritt)
        blatt.striche.append(Strich("kp-gitter", Strecke(flaeche.x, mitte, flaeche.rechts, mitte)))
        for x in map(lage.quer, feld.werte.schritte):
            blatt.striche.append(Strich("kp-gitter", Strecke(x, mitte - HALBE_MARKE, x, mitte + HALBE_MARKE)))
        # Few lines stand near their dot, not near the rule above.
        erste += (kopf - len(z.name) - len(z.zusatz)) * blatt.zeile
        _write(blatt, z.name, 0, erste, _name_class(feld, z.key))
        _write(blatt, z.zusatz, 0, erste + len(z.name) * blatt.zeile, "kp-t kp-t--achse")
        _write(blatt, [z.wert] if z.wert else [], blatt.breite, erste, "kp-t kp-t--rand", "end")
        unten = mitte + HALBER_STRICH + blatt.schrift
        _write(blatt, z.urteil or z.fehlt, 0, unten, "kp-t kp-t--achse")
    _rule(blatt, oben + len(zeilen) * schritt)
    _draw_benchmarks(blatt, lage)
    return lage


def _name_class(feld: Feld, key: str) -> str:
    return "kp-t kp-t--feld" if key == feld.hier else "kp-t kp-t--name"


def _first(blatt: Blatt, mitte: float, anzahl: int) -> float:
    """Baseline of the first of some lines that stand around a middle."""
    return mitte - (anzahl - 1) / 2 * blatt.zeile + blatt.schrift * 0.35


def _write(blatt: Blatt, zeilen: list[str], x: float, y: float, klasse: str, anker: str = "start") -> None:
    for i, text in enumerate(zeilen):
        blatt.write(text, x, y + i * blatt.zeile, anker, klasse)


def _rule(blatt: Blatt, y: float) -> None:
    blatt.striche.append(Strich("kp-gitter", Strecke(0, y, blatt.breite, y)))


def _draw_axis(blatt: Blatt, lage: Lage) -> None:
    """Numbers above the plot; where they would touch, every second, third … counted from the last."""
    werte, f = lage.feld.werte, lage.flaeche
    breite = max((text_breite(t, blatt.schrift) for t in werte.texte), default=0.0) + 8
    jeder = 1
    while jeder < len(werte.schritte) and jeder * f.b / max(1, len(werte.schritte) - 1) < breite:
        jeder += 1
    for i, (wert, text) in enumerate(zip(werte.schritte, werte.texte, strict=True)):
        if (len(werte.schritte) - 1 - i) % jeder == 0:
            blatt.write(text, lage.quer(wert), blatt.schrift * 0.9, "middle", "kp-t kp-t--achse")


def _draw_benchmarks(blatt: Blatt, lage: Lage) -> None:
    for v in lage.feld.vergleiche:
        x, y = lage.punkt(v.ort, v.wert)
        blatt.stroke(Strich("kp-stadt", Strecke(x, y - HALBER_STRICH, x, y + HALBER_STRICH), ist_vorn=True))
