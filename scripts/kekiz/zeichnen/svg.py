"""Draw the subset of Plotly figures made by :mod:`kekiz.zeichnen.figure` as inline SVG.

No browser, no network, no clock: the same figure gives the same bytes. Marks carry CSS classes instead of colours, so
that light, dark, print and high contrast are a matter of the stylesheet. A picture is laid out anew for each width
instead of being scaled, labels get out of each other's way, and whatever the subset does not know raises
:class:`NichtDarstellbar` with its name.

Subset: ``scatter`` traces (lines, markers, lines+markers; ``fill="toself"`` for bands; ``error_x``/``error_y`` of
type data) and ``bar`` traces (upright or lying, overlaid or stacked) on pairs of one category axis and one linear axis
with explicit range and ticks; straight ``line`` shapes across the plot; annotations without arrows named
``<art>:<series>:<note>``.

The root element tells docs/assets/diagramm.js where the plot areas are (``data-bereiche``:
``x,y,left,top,width,height`` for each pair of axes, in viewBox units), so that the interactive chart puts bars and
points at the same place.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Final, NamedTuple

import plotly.graph_objects as go

from kekiz.wissen import stil

Objekt = dict[str, Any]

_TRACE: Final = {
    "scatter": {
        "type", "mode", "name", "x", "y", "customdata", "hovertemplate", "hoverinfo", "connectgaps", "cliponaxis",
        "line", "marker", "meta", "fill", "error_x", "error_y", "xaxis", "yaxis",
    },
    "bar": {
        "type", "name", "x", "y", "customdata", "hovertemplate", "hoverinfo", "meta", "orientation", "error_x",
        "error_y", "xaxis", "yaxis",
    },
}  # fmt: skip
_LAYOUT: Final = {
    "height", "width", "margin", "showlegend", "separators", "hovermode", "dragmode", "meta", "shapes", "annotations",
    "barmode", "bargap",
}  # fmt: skip
_ACHSE: Final = {
    "type", "range", "tickmode", "tickvals", "ticktext", "showgrid", "zeroline", "fixedrange", "categoryorder",
    "categoryarray", "anchor", "domain", "visible",
}  # fmt: skip
_ANNOTATION: Final = {
    "name", "text", "x", "y", "xref", "yref", "xanchor", "yanchor", "xshift", "yshift", "showarrow",
}  # fmt: skip
_SHAPE: Final = {"type", "name", "layer", "xref", "yref", "x0", "x1", "y0", "y1"}
_FEHLER: Final = {"type", "symmetric", "array", "arrayminus", "width"}
_SYMBOLE: Final = ("circle", "square", "diamond", "triangle-up", "triangle-down", "cross")
_SYMBOL_ZEICHEN: Final = dict(zip(_SYMBOLE, "●■◆▲▼✚", strict=True))
_ACHSNAME: Final = re.compile(r"^([xy])axis(\d*)$")
_STEUERZEICHEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


class NichtDarstellbar(ValueError):
    """The figure uses something outside the subset; the message names it."""


class _Feld(NamedTuple):
    """Plot area of one pair of axes, in viewBox units."""

    x: float
    y: float
    b: float
    h: float


class _Kasten(NamedTuple):
    """Bounding box of a text."""

    links: float
    oben: float
    rechts: float
    unten: float


@dataclass(slots=True)
class _Bild:
    """What has been drawn so far."""

    breite: float
    hoehe: float
    schrift: float
    schmal: bool
    unten: list[str] = field(default_factory=list)
    marken: list[str] = field(default_factory=list)
    oben: list[str] = field(default_factory=list)
    texte: list[str] = field(default_factory=list)
    luecke: float | None = None
    kaesten: list[_Kasten] = field(default_factory=list)
    punkte: list[tuple[float, float]] = field(default_factory=list)


# --- small helpers ---------------------------------------------------------------------------------------------------


def _n(wert: float) -> str:
    """Shortest text of a coordinate with one decimal."""
    text = f"{wert:.1f}"
    if text.endswith(".0"):
        text = text[:-2]
    return "0" if text == "-0" else text


def _n2(wert: float) -> str:
    return f"{wert:.2f}"


def escape(text: str) -> str:
    """Escape text for SVG and HTML; characters that XML forbids are dropped."""
    return html.escape(_STEUERZEICHEN.sub("", text), quote=True)


def _klartext(text: str) -> str:
    """Undo the escaping that figure.py applies for Plotly."""
    return html.unescape(text)


def _zeichenbreite(zeichen: str) -> float:
    if zeichen in "ijlI.,:;|!'’·()[]/ \u202f\u00a0\u200aft⁰¹²³⁴⁵⁶⁷⁸⁹⁾":
        return 0.33
    if zeichen in "mwMW%@—●■◆▲▼✚＝":
        return 0.9
    if zeichen.isupper():
        return 0.7
    return 0.57


def text_breite(text: str, schrift: float) -> float:
    """Estimate the width of a text in a sans-serif system font, rather too wide than too narrow."""
    return sum(map(_zeichenbreite, text)) * schrift * 1.09


_FETT: Final = 1.08
"""How much wider bold type is."""


def break_lines(text: str, breite: float, schrift: float) -> list[str]:
    """Break a text into lines at plain spaces; a single long word and what an unbreakable space joins stay whole."""
    zeilen: list[str] = []
    for wort in text.split(" "):
        if zeilen and text_breite(f"{zeilen[-1]} {wort}", schrift) <= breite:
            zeilen[-1] += f" {wort}"
        else:
            zeilen.append(wort)
    return zeilen


def _ueberlappt(a: _Kasten, b: _Kasten) -> bool:
    return a.links < b.rechts and b.links < a.rechts and a.oben < b.unten and b.oben < a.unten


def _kasten(text: str, x: float, y: float, anker: str, schrift: float) -> _Kasten:
    """Box of a text whose baseline is at y."""
    breite = text_breite(text, schrift)
    links = x - {"start": 0.0, "middle": breite / 2, "end": breite}[anker]
    return _Kasten(links, y - schrift * 0.82, links + breite, y + schrift * 0.24)


def _put_text(bild: _Bild, text: str, x: float, y: float, anker: str, klasse: str, reihe: str = "") -> None:
    bild.kaesten.append(_kasten(text, x, y, anker, bild.schrift))
    anker_attr = "" if anker == "start" else f' text-anchor="{anker}"'
    reihe_attr = f' data-reihe="{escape(reihe)}"' if reihe else ""
    bild.texte.append(
        f'<text class="{escape(klasse)}" x="{_n(x)}" y="{_n(y)}"{anker_attr}{reihe_attr}>{escape(text)}</text>'
    )


def _oben_noetig(bild: _Bild, roh: Objekt, arten: tuple[str, ...], hoehe: float) -> bool:
    """True if a label of these kinds sits so close to the top of the plot that it needs a line of room above."""
    unten, oben = map(float, roh["layout"]["yaxis"]["range"])
    werte = [float(a["y"]) for a in roh["layout"].get("annotations", ()) if _art(a)[0] in arten]
    return any((oben - w) / (oben - unten) * hoehe < bild.schrift * 1.6 for w in werte)


def _check_keys(objekt: Objekt, erlaubt: set[str], wo: str) -> None:
    fremd = sorted(set(objekt) - erlaubt)
    if fremd:
        raise NichtDarstellbar(f"{wo}: nicht darstellbar: {', '.join(fremd)}")


def check_figur(roh: Objekt) -> None:
    """Raise :class:`NichtDarstellbar` unless the figure lies within the subset.

    Args:
        roh: ``figure.to_plotly_json()``.
    """
    layout: Objekt = roh["layout"]
    if not isinstance(layout.get("meta"), dict) or "id" not in layout["meta"]:
        raise NichtDarstellbar("layout.meta: id fehlt")
    _check_keys({k: v for k, v in layout.items() if not _ACHSNAME.match(k)}, _LAYOUT, "layout")
    if layout.get("barmode", "overlay") not in ("overlay", "stack"):
        raise NichtDarstellbar(f"layout.barmode: {layout['barmode']}")
    for name in ("xaxis", "yaxis"):
        if name not in layout:
            raise NichtDarstellbar(f"layout: {name} fehlt")
    for name, achse in layout.items():
        if not _ACHSNAME.match(name):
            continue
        _check_keys(achse, _ACHSE, name)
        if achse.get("type") not in ("category", "linear"):
            raise NichtDarstellbar(f"{name}.type: {achse.get('type')}")
        if len(achse.get("range", ())) != 2 or achse["range"][0] == achse["range"][1]:
            raise NichtDarstellbar(f"{name}.range: zwei verschiedene Zahlen erwartet")
        if achse.get("tickmode") != "array":
            raise NichtDarstellbar(f"{name}.tickmode: nur array")
    if not roh["data"]:
        raise NichtDarstellbar("data: leer")
    for nr, trace in enumerate(roh["data"]):
        wo = f"data[{nr}]"
        typ = trace.get("type")
        if typ not in _TRACE:
            raise NichtDarstellbar(f"{wo}.type: {typ}")
        _check_keys(trace, _TRACE[typ], wo)
        meta = trace.get("meta")
        if not isinstance(meta, dict) or not {"klasse", "art", "reihe"} <= set(meta):
            raise NichtDarstellbar(f"{wo}.meta: klasse, art und reihe fehlen")
        for liste in ("x", "y"):
            if not isinstance(trace.get(liste), (list, tuple)):
                raise NichtDarstellbar(f"{wo}.{liste}: nur Listen (gefunden: {type(trace.get(liste)).__name__})")
        for fehler in ("error_x", "error_y"):
            if fehler in trace:
                _check_keys(trace[fehler], _FEHLER, f"{wo}.{fehler}")
        if typ == "scatter":
            _check_scatter(trace, wo)
    for nr, shape in enumerate(layout.get("shapes", ())):
        _check_keys(shape, _SHAPE, f"shapes[{nr}]")
        if shape.get("type") != "line":
            raise NichtDarstellbar(f"shapes[{nr}].type: {shape.get('type')}")
    for nr, annotation in enumerate(layout.get("annotations", ())):
        _check_keys(annotation, _ANNOTATION, f"annotations[{nr}]")
        if annotation.get("showarrow", True):
            raise NichtDarstellbar(f"annotations[{nr}].showarrow: nur ohne Pfeil")
        if annotation.get("name", "").count(":") != 2:
            raise NichtDarstellbar(f"annotations[{nr}].name: art:reihe:hinweis erwartet")


def _check_scatter(trace: Objekt, wo: str) -> None:
    if trace.get("mode") not in ("lines", "markers", "lines+markers"):
        raise NichtDarstellbar(f"{wo}.mode: {trace.get('mode')}")
    if trace.get("fill", "toself") != "toself":
        raise NichtDarstellbar(f"{wo}.fill: {trace['fill']}")
    if trace.get("connectgaps"):
        raise NichtDarstellbar(f"{wo}.connectgaps: Lücken müssen Lücken bleiben")
    _check_keys(trace.get("line", {}), {"width", "dash"}, f"{wo}.line")
    _check_keys(trace.get("marker", {}), {"size", "symbol"}, f"{wo}.marker")
    if trace.get("line", {}).get("dash", "solid") not in ("solid", "dash", "dot"):
        raise NichtDarstellbar(f"{wo}.line.dash: {trace['line']['dash']}")
    symbole = trace.get("marker", {}).get("symbol", "circle")
    for symbol in [symbole] if isinstance(symbole, str) else symbole:
        if symbol.removesuffix("-open") not in _SYMBOLE:
            raise NichtDarstellbar(f"{wo}.marker.symbol: {symbol}")


# --- positions -------------------------------------------------------------------------------------------------------


class _Achse:
    """Maps values of one axis to viewBox units."""

    def __init__(self, name: str, achse: Objekt, von: float, bis: float) -> None:
        self.name = name
        self.roh = achse
        self._von, self._bis = von, bis
        self._r0, self._r1 = map(float, achse["range"])
        self._index = {k: i for i, k in enumerate(achse.get("categoryarray", ()))}

    @property
    def ist_kategorie(self) -> bool:
        return bool(self.roh["type"] == "category")

    @property
    def band(self) -> float:
        """Width of one category (or unit)."""
        return abs((self._bis - self._von) / (self._r1 - self._r0))

    def pos(self, wert: Any) -> float:
        zahl: float
        if self.ist_kategorie and isinstance(wert, str):
            if wert not in self._index:
                raise NichtDarstellbar(f"{self.name}: unbekannte Kategorie {wert!r}")
            zahl = self._index[wert]
        else:
            zahl = float(wert)
        return self._von + (zahl - self._r0) / (self._r1 - self._r0) * (self._bis - self._von)

    def anteil(self, anteil: float) -> float:
        """Position of a share of the plot area, for ``x domain`` references."""
        return self._von + anteil * (self._bis - self._von)


class _Paar(NamedTuple):
    """One pair of axes with its area."""

    xname: str
    yname: str
    feld: _Feld
    x: _Achse
    y: _Achse


def _achsname(kurz: str) -> str:
    return f"{kurz[0]}axis{kurz[1:]}"


def _art(annotation: Objekt) -> tuple[str, str, str]:
    art, reihe, note = annotation["name"].split(":")
    return art, reihe, note


def _text_von(annotation: Objekt) -> str:
    return _klartext(annotation["text"])


def _klasse_von(roh: Objekt, reihe: str) -> str:
    """CSS class of a series, for its labels."""
    for trace in roh["data"]:
        if str(trace["meta"]["reihe"]) == reihe and trace["meta"]["art"] in ("reihe", "teil", "balken"):
            return str(trace["meta"]["klasse"])
    return ""


def _symbol_von(trace: Objekt) -> str:
    symbol = trace.get("marker", {}).get("symbol", "circle")
    erstes = symbol if isinstance(symbol, str) else symbol[0]
    return _SYMBOL_ZEICHEN.get(erstes.removesuffix("-open"), "●")


# --- layout ----------------------------------------------------------------------------------------------------------


_PLATZ_ENDE: Final = 165.0


@dataclass(frozen=True, slots=True)
class _Endtext:
    """Label in the right margin."""

    zeilen: tuple[str, ...]
    reihe: str
    klasse: str
    annotation: Objekt


def _endtexte(roh: Objekt, schrift: float, *, schmal: bool, platz: float) -> list[_Endtext]:
    """Labels at the right edge: value and name of each series, names of parts, target lines beside bars."""
    annotations: list[Objekt] = roh["layout"].get("annotations", [])
    namen = {_art(a)[1]: _text_von(a) for a in annotations if _art(a)[0] == "name"}
    balken = roh["data"][0]["type"] == "bar"
    ergebnis: list[_Endtext] = []
    for a in annotations:
        art, reihe, _ = _art(a)
        text = _text_von(a)
        klasse = f"kp-t kp-t--ende {_klasse_von(roh, reihe)}".rstrip()
        if art == "ende":
            if not schmal and reihe in namen:
                text = f"{text} {namen[reihe]}"
            zeilen = break_lines(text, platz, schrift)
        elif art == "teilname" and not schmal:
            zeilen = break_lines(text, platz, schrift)
            klasse = "kp-t kp-t--teilname"
        elif art == "ziel" and balken and not schmal and a.get("xref") == "x domain":
            zeilen = break_lines(text, platz * 1.2, schrift)
            klasse = "kp-t kp-t--ziel"
        else:
            continue
        ergebnis.append(_Endtext(tuple(zeilen), reihe, klasse, a))
    return ergebnis


def _mehrere_ziele(roh: Objekt) -> bool:
    """True if there are several target lines, whose labels find no room beside the values of a narrow picture."""
    return sum(_art(a)[0] == "ziel" for a in roh["layout"].get("annotations", ())) > 1


def _schluessel(roh: Objekt, bild: _Bild) -> list[list[tuple[str, str, str]]]:
    """Key lines for narrow pictures: (text, class, series), broken into lines."""
    art = roh["layout"]["meta"].get("art")
    if not bild.schmal or art not in ("zeitreihe", "anteile", "balken"):
        return []
    eintraege = [
        (f"{'■' if t['type'] == 'bar' else _symbol_von(t)} {_klartext(t['name'])}",
         f"kp-t kp-t--schluessel {t['meta']['klasse']}", str(t["meta"]["reihe"]))
        for t in roh["data"]
        if t.get("name") and t["meta"]["art"] in ("reihe", "teil")
    ]  # fmt: skip
    if roh["data"][0]["type"] == "bar" or _mehrere_ziele(roh):
        for a in sorted(
            roh["layout"].get("annotations", ()), key=lambda a: -float(a["y"]) if _art(a)[0] == "ziel" else 0
        ):
            if _art(a)[0] == "ziel":
                eintraege.append((f"┄ {_text_von(a)}", "kp-t kp-t--ziel", ""))
    zeilen: list[list[tuple[str, str, str]]] = []
    x = bild.breite
    for eintrag in eintraege:
        breite = text_breite(eintrag[0], bild.schrift) + 14
        if x + breite > bild.breite:
            zeilen.append([])
            x = 0
        zeilen[-1].append(eintrag)
        x += breite
    return zeilen


def _lay_out(roh: Objekt, bild: _Bild) -> list[_Paar]:
    """Choose margins and plot areas; sets ``bild.hoehe``."""
    layout: Objekt = roh["layout"]
    paare = list(dict.fromkeys((t.get("xaxis", "x"), t.get("yaxis", "y")) for t in roh["data"]))
    if len(paare) > 1:
        return _lay_out_felder(roh, bild, paare)
    x, y = layout["xaxis"], layout["yaxis"]
    if y["type"] == "category":
        return [_lay_out_waagerecht(roh, bild, x, y)]
    zeile = bild.schrift * 1.3
    links = max((text_breite(_klartext(t), bild.schrift) for t in y.get("ticktext", ())), default=0) + 8
    enden = _endtexte(roh, bild.schrift, schmal=bild.schmal, platz=_PLATZ_ENDE)
    rechts = max((text_breite(z, bild.schrift) * _FETT for e in enden for z in e.zeilen), default=0)
    rechts = rechts + 10 if rechts else 10
    schluessel = _schluessel(roh, bild)
    oben = bild.schrift * 0.9 + len(schluessel) * zeile + (4 if schluessel else 0)
    arten = ("kopf", "ziel") if not (roh["data"][0]["type"] == "bar" and not bild.schmal) else ("kopf",)
    if _oben_noetig(bild, roh, arten, stil.HOEHE_SCHMAL if bild.schmal else stil.HOEHE):
        oben += zeile
    bild.hoehe = float(layout.get("height", stil.HOEHE))
    if bild.schmal:
        bild.hoehe = min(bild.hoehe, stil.HOEHE_SCHMAL) + len(schluessel) * zeile
    hinweis_unten = 0.0 if layout["meta"].get("achse_ab_null", True) else zeile
    unten = zeile + 8 + hinweis_unten
    feld = _Feld(links, oben, bild.breite - links - rechts, bild.hoehe - oben - unten)
    for nr, eintraege in enumerate(schluessel):
        cursor = 0.0
        for text, klasse, reihe in eintraege:
            y0 = bild.schrift + nr * zeile
            if klasse.startswith("kp-t kp-t--schluessel kp-a"):
                # The colour of a part may be too light for text: only its square carries it.
                _put_text(bild, text[:1], cursor, y0, "start", klasse, reihe)
                einzug = text_breite(text[:1] + " ", bild.schrift)
                _put_text(bild, text[2:], cursor + einzug, y0, "start", "kp-t", reihe)
            else:
                _put_text(bild, text, cursor, y0, "start", klasse, reihe)
            cursor += text_breite(text, bild.schrift) + 14
    if hinweis_unten:
        einheit = "\u202f%" if layout["meta"].get("einheit") == "%" else ""
        text = f"Achse beginnt bei {_klartext(y['ticktext'][0])}{einheit}, nicht bei 0"
        _put_text(bild, text, 0, bild.hoehe - 5, "start", "kp-t kp-t--achse")
    return [_paar("x", "y", feld, x, y)]


def _paar(xname: str, yname: str, feld: _Feld, x: Objekt, y: Objekt) -> _Paar:
    return _Paar(
        xname, yname, feld,
        _Achse(xname, x, feld.x, feld.x + feld.b),
        _Achse(yname, y, feld.y + feld.h, feld.y),
    )  # fmt: skip


def _namen(y: Objekt, bild: _Bild) -> tuple[list[list[str]], bool]:
    """Names of lying bars in lines, and whether they go above the bars.

    Beside the bars if two lines are enough there, else above them over the whole width.
    """
    platz = bild.breite * (0.4 if bild.schmal else 0.36)
    texte = [_klartext(t) for t in y["ticktext"]]
    neben = [break_lines(t, platz, bild.schrift) for t in texte]
    if all(len(n) <= 2 and max(text_breite(t, bild.schrift) for t in n) <= platz * 1.1 for n in neben):
        return neben, False
    return [break_lines(t, bild.breite, bild.schrift)[:2] for t in texte], True


def _hat_spalte(roh: Objekt) -> bool:
    """Values stand in a column of their own where strokes or lines would run through them."""
    return any("error_x" in t for t in roh["data"]) or bool(roh["layout"].get("shapes"))


def _lay_out_waagerecht(roh: Objekt, bild: _Bild, x: Objekt, y: Objekt) -> _Paar:
    layout: Objekt = roh["layout"]
    annotations: list[Objekt] = layout.get("annotations", [])
    zeile = bild.schrift * 1.3
    namen, oben_namen = _namen(y, bild)
    je_zeile: float = max(stil.ZEILENHOEHE_BALKEN, stil.HOEHE_BALKEN_MINDESTENS / len(namen))
    if oben_namen:
        je_zeile = stil.ZEILENHOEHE_NAME_OBEN + (max(len(n) for n in namen) - 1) * zeile
        bild.luecke = stil.BALKENLUECKE_NAME_OBEN + (0.12 if je_zeile > stil.ZEILENHOEHE_NAME_OBEN else 0.0)
    laengster = max(text_breite(t, bild.schrift) for n in namen for t in n)
    links = bild.schrift * 0.4 if oben_namen else laengster + 10
    linientexte = sum(_art(a)[0] in ("stadt", "ziel") for a in annotations)
    oben = linientexte * zeile + 6
    unten = zeile + 6
    r0, r1 = map(float, x["range"])
    ende = max((text_breite(_klartext(t), bild.schrift) / 2 for t in x["ticktext"][-1:]), default=0)
    rechts = ende + 2
    if _hat_spalte(roh):
        spalte = max((text_breite(_text_von(a), bild.schrift) for a in annotations if _art(a)[0] == "rand"), default=0)
        rechts = max(rechts, spalte * _FETT + 12)
    for a in annotations:
        if _art(a)[0] != "rand" or _hat_spalte(roh):
            continue
        f = (float(a["x"]) - r0) / (r1 - r0)
        breite = text_breite(_text_von(a), bild.schrift) * _FETT + 12
        if f > 0:
            rechts = max(rechts, (links + f * (bild.breite - links) + breite - bild.breite) / f)
    hoehe = je_zeile * len(y["categoryarray"])
    bild.hoehe = oben + hoehe + unten
    return _paar("x", "y", _Feld(links, oben, bild.breite - links - rechts, hoehe), x, y)


def _lay_out_felder(roh: Objekt, bild: _Bild, paare: list[tuple[str, str]]) -> list[_Paar]:
    """Grid of small multiples: three columns, or two where it is narrow."""
    layout: Objekt = roh["layout"]
    spalten = min(2 if bild.schmal else 3, len(paare))
    zeile = bild.schrift * 1.3
    erste_y: Objekt = layout[_achsname(paare[0][1])]
    links = max((text_breite(_klartext(t), bild.schrift) for t in erste_y.get("ticktext", ())), default=0) + 6
    enden = [_text_von(a) for a in layout.get("annotations", ()) if _art(a)[0] == "ende"]
    rechts = max((text_breite(t, bild.schrift) for t in enden), default=0) + 10
    abstand = 8.0 if bild.schmal else 18.0
    breite = (bild.breite - links - spalten * rechts - (spalten - 1) * abstand) / spalten
    hoehe = 78.0 if bild.schmal else 92.0
    kopf, fuss = zeile + 6, zeile + 12
    stadtzeile = zeile + 2 if layout["meta"].get("stadt") else 0.0
    if stadtzeile:
        _put_text(bild, f"— {layout['meta']['stadt']}", 0, bild.schrift, "start", f"kp-t kp-t--ende {stil.SERIE_STADT}")
    ergebnis = []
    for i, (xname, yname) in enumerate(paare):
        x0 = links + (i % spalten) * (breite + rechts + abstand)
        y0 = stadtzeile + (i // spalten) * (kopf + hoehe + fuss) + kopf
        feld = _Feld(x0, y0, breite, hoehe)
        ergebnis.append(_paar(xname, yname, feld, layout[_achsname(xname)], layout[_achsname(yname)]))
    reihen = -(-len(paare) // spalten)
    bild.hoehe = stadtzeile + reihen * (kopf + hoehe + fuss)
    return ergebnis


# --- axes ------------------------------------------------------------------------------------------------------------


def _draw_achsen(bild: _Bild, paar: _Paar, roh: Objekt, *, felder: bool, erste_spalte: bool) -> None:
    for achse, waagerecht in ((paar.x, False), (paar.y, True)):
        if not achse.roh.get("visible", True):
            continue
        if achse.ist_kategorie:
            _draw_kategorien(bild, paar, achse, roh, ist_x=not waagerecht, felder=felder)
        else:
            _draw_skala(bild, paar, achse, ist_y=waagerecht, texte=erste_spalte or not felder)


def _draw_skala(bild: _Bild, paar: _Paar, achse: _Achse, *, ist_y: bool, texte: bool) -> None:
    feld = paar.feld
    zeige = list(range(len(achse.roh["tickvals"])))
    if not ist_y and zeige:
        breite = max(text_breite(_klartext(t), bild.schrift) for t in achse.roh["ticktext"]) + 8
        erster, letzter = achse.roh["tickvals"][0], achse.roh["tickvals"][-1]
        schritt = abs(achse.pos(letzter) - achse.pos(erster)) / max(1, len(zeige) - 1)
        jeder = 1
        while jeder < len(zeige) and jeder * schritt < breite:
            jeder += 1
        zeige = [i for i in zeige if (len(zeige) - 1 - i) % jeder == 0] if jeder > 1 else zeige
        if jeder > 1 and 0 not in zeige and zeige[0] * schritt >= breite:
            zeige.insert(0, 0)
    for i, (wert, text) in enumerate(zip(achse.roh["tickvals"], achse.roh["ticktext"], strict=True)):
        p = achse.pos(wert)
        klasse = "kp-null" if wert == 0 else "kp-gitter"
        if achse.roh.get("showgrid"):
            d = f"M{_n(feld.x)} {_n(p)}h{_n(feld.b)}" if ist_y else f"M{_n(p)} {_n(feld.y)}v{_n(feld.h)}"
            bild.unten.append(f'<path class="{klasse}" d="{d}"/>')
        if not texte or i not in zeige:
            continue
        if ist_y:
            _put_text(bild, _klartext(text), feld.x - 6, p + bild.schrift * 0.35, "end", "kp-t kp-t--achse")
        else:
            y = feld.y + feld.h + bild.schrift * 1.25
            _put_text(bild, _klartext(text), p, y, "middle", "kp-t kp-t--achse")


def _draw_kategorien(bild: _Bild, paar: _Paar, achse: _Achse, roh: Objekt, *, ist_x: bool, felder: bool) -> None:
    keys, texte = achse.roh["tickvals"], [_klartext(t) for t in achse.roh["ticktext"]]
    feld, schrift = paar.feld, bild.schrift
    if not ist_x:
        namen, oben = _namen(achse.roh, bild)
        zeile = schrift * 1.15
        for key, zeilen in zip(keys, namen, strict=True):
            p = achse.pos(key)
            if achse.roh.get("showgrid"):
                bild.unten.append(f'<path class="kp-gitter" d="M{_n(feld.x)} {_n(p)}h{_n(feld.b)}"/>')
            for i, text in enumerate(zeilen):
                if oben:
                    y = p - _dicke(roh, achse, bild) / 2 - schrift * 0.35 - (len(zeilen) - 1 - i) * zeile
                    _put_text(bild, text, 0, y, "start", "kp-t kp-t--name")
                else:
                    y = p + (i - (len(zeilen) - 1) / 2) * zeile + schrift * 0.35
                    _put_text(bild, text, feld.x - 10, y, "end", "kp-t kp-t--name")
        return
    y = feld.y + feld.h + schrift * 1.4
    if felder:
        erster, letzter = achse.pos(keys[0]), achse.pos(keys[-1])
        _put_text(bild, texte[0], max(feld.x, erster - text_breite(texte[0], schrift) / 2), y, "start",
                  "kp-t kp-t--achse")  # fmt: skip
        if len(keys) > 1 and letzter - erster > text_breite(texte[0] + texte[-1], schrift):
            _put_text(bild, texte[-1], letzter, y, "middle", "kp-t kp-t--achse")
        return
    breite = max(text_breite(t, schrift) for t in texte) + 8
    jeder = 1
    while jeder * achse.band < breite and jeder < len(keys):
        jeder += 1
    for i, (key, text) in enumerate(zip(keys, texte, strict=True)):
        if (len(keys) - 1 - i) % jeder == 0:
            p = achse.pos(key)
            ende = p + text_breite(text, schrift) / 2
            if ende > bild.breite:
                _put_text(bild, text, bild.breite, y, "end", "kp-t kp-t--achse")
            else:
                _put_text(bild, text, p, y, "middle", "kp-t kp-t--achse")


# --- marks -----------------------------------------------------------------------------------------------------------


def _dicke(roh: Objekt, achse: _Achse, bild: _Bild) -> float:
    """Thickness of a bar, exactly as Plotly computes it."""
    luecke = float(roh["layout"].get("bargap", 0.2)) if bild.luecke is None else bild.luecke
    return achse.band * (1.0 - luecke)


def _marke(symbol: str, x: float, y: float, groesse: float) -> str:
    """One marker; sizes follow Plotly's (diameter, same areas for the shapes)."""
    art = symbol.removesuffix("-open")
    klasse = "kp-punkt kp-punkt--offen" if symbol.endswith("-open") else "kp-punkt"
    r = groesse / 2
    if art == "circle":
        return f'<circle class="{klasse}" cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}"/>'
    if art == "square":
        d = f"M{_n(x - r)} {_n(y - r)}h{_n(2 * r)}v{_n(2 * r)}h{_n(-2 * r)}z"
    elif art == "diamond":
        q = r * 1.3
        d = f"M{_n(x)} {_n(y - q)}l{_n(q)} {_n(q)}l{_n(-q)} {_n(q)}l{_n(-q)} {_n(-q)}z"
    elif art in ("triangle-up", "triangle-down"):
        v = -1 if art == "triangle-up" else 1
        q, h = r * 2 / 3**0.5, r / 2
        d = f"M{_n(x - q)} {_n(y - v * h)}h{_n(2 * q)}L{_n(x)} {_n(y + v * r)}z"
    else:
        a = r * 0.4
        d = (
            f"M{_n(x - a)} {_n(y - r)}h{_n(2 * a)}v{_n(r - a)}h{_n(r - a)}v{_n(2 * a)}h{_n(a - r)}v{_n(r - a)}"
            f"h{_n(-2 * a)}v{_n(a - r)}h{_n(a - r)}v{_n(-2 * a)}h{_n(r - a)}z"
        )
    return f'<path class="{klasse}" d="{d}"/>'


def _linienpfad(punkte: list[tuple[float, float] | None]) -> str:
    """Path of a line; a missing point ends the stroke."""
    stuecke: list[str] = []
    neu = True
    for i, punkt in enumerate(punkte):
        if punkt is None:
            neu = True
            continue
        einzeln = neu and (i + 1 == len(punkte) or punkte[i + 1] is None)
        # A stroke of no length with round ends keeps a lonely point visible where there are no markers.
        stuecke.append(f"{'M' if neu else 'L'}{_n(punkt[0])} {_n(punkt[1])}{'h0' if einzeln else ''}")
        neu = False
    return "".join(stuecke)


def _merke_linie(bild: _Bild, punkte: list[tuple[float, float] | None]) -> None:
    """Remember points along a line, so that labels keep off it."""
    vorher: tuple[float, float] | None = None
    for punkt in punkte:
        if punkt is not None:
            bild.punkte.append(punkt)
            if vorher is not None:
                schritte = int(abs(punkt[0] - vorher[0]) / 8)
                for i in range(1, schritte):
                    f = i / schritte
                    bild.punkte.append((vorher[0] + f * (punkt[0] - vorher[0]), vorher[1] + f * (punkt[1] - vorher[1])))
        vorher = punkt


def _whisker(trace: Objekt, paar: _Paar) -> str:
    """Interval strokes of a trace."""
    stuecke = []
    for name, laengs in (("error_x", "x"), ("error_y", "y")):
        fehler = trace.get(name)
        if not fehler:
            continue
        for x, y, hoch, tief in zip(trace["x"], trace["y"], fehler["array"], fehler["arrayminus"], strict=True):
            if x is None or y is None or (not hoch and not tief):
                continue
            if laengs == "x":
                a, b, quer = paar.x.pos(x - tief), paar.x.pos(x + hoch), paar.y.pos(y)
                stuecke.append(f"M{_n(a)} {_n(quer)}H{_n(b)}")
            else:
                a, b, quer = paar.y.pos(y - tief), paar.y.pos(y + hoch), paar.x.pos(x)
                stuecke.append(f"M{_n(quer)} {_n(a)}V{_n(b)}")
    d = "".join(stuecke)
    return f'<path class="kp-whisker-rand" d="{d}"/><path class="kp-whisker" d="{d}"/>' if d else ""


def _draw_scatter(bild: _Bild, trace: Objekt, paar: _Paar) -> str:
    punkte: list[tuple[float, float] | None] = [
        None if x is None or y is None else (paar.x.pos(x), paar.y.pos(y))
        for x, y in zip(trace["x"], trace["y"], strict=True)
    ]
    if trace.get("fill"):
        return f'<path class="kp-band" d="{_linienpfad(punkte)}Z"/>'
    teile = [_whisker(trace, paar)]
    if "lines" in trace["mode"]:
        d = _linienpfad(punkte)
        if trace["meta"]["art"] == "reihe":
            _merke_linie(bild, punkte)
        strich = trace.get("line", {}).get("dash", "solid")
        klasse = "kp-linie" if strich == "solid" else f"kp-linie kp-linie--{strich}"
        teile.append(f'<path class="{klasse}" stroke-width="{_n(trace.get("line", {}).get("width", 2))}" d="{d}"/>')
    if "markers" in trace["mode"]:
        symbole = trace.get("marker", {}).get("symbol", "circle")
        groesse = float(trace.get("marker", {}).get("size", 6))
        for i, punkt in enumerate(punkte):
            if punkt is not None:
                symbol = symbole if isinstance(symbole, str) else symbole[i]
                teile.append(_marke(symbol, *punkt, groesse))
                bild.punkte.append(punkt)
    return "".join(teile)


def _draw_bar(bild: _Bild, trace: Objekt, paar: _Paar, roh: Objekt, stapel: dict[tuple[str, Any], float]) -> str:
    liegend = trace.get("orientation", "v") == "h"
    wertachse, kategorien = (paar.x, paar.y) if liegend else (paar.y, paar.x)
    if not kategorien.ist_kategorie or wertachse.ist_kategorie:
        raise NichtDarstellbar("bar: eine Kategorienachse und eine Zahlenachse erwartet")
    dicke = _dicke(roh, kategorien, bild)
    gestapelt = roh["layout"].get("barmode") == "stack"
    teile = []
    werte, orte = (trace["x"], trace["y"]) if liegend else (trace["y"], trace["x"])
    for wert, ort in zip(werte, orte, strict=True):
        if wert is None:
            continue
        schluessel = (paar.xname, ort)
        beginn = stapel.get(schluessel, 0.0) if gestapelt else 0.0
        stapel[schluessel] = beginn + wert
        a, b = sorted((wertachse.pos(beginn), wertachse.pos(beginn + wert)))
        quer = kategorien.pos(ort) - dicke / 2
        x, y, breite, hoehe = (a, quer, b - a, dicke) if liegend else (quer, a, dicke, b - a)
        teile.append(f'<rect class="kp-balken" x="{x:.2f}" y="{y:.2f}" width="{breite:.2f}" height="{hoehe:.2f}"/>')
    return "".join(teile) + _whisker(trace, paar)


def _draw_linien(bild: _Bild, roh: Objekt, paar: _Paar) -> None:
    for shape in roh["layout"].get("shapes", ()):
        if shape.get("xref", "x").removesuffix(" domain") != paar.xname:
            continue
        klasse = "kp-" + shape["name"].split(":")[0]
        if shape.get("xref", "x").endswith("domain"):
            p = paar.y.pos(shape["y0"])
            d = f"M{_n(paar.feld.x)} {_n(p)}h{_n(paar.feld.b)}"
            bild.punkte += [(paar.feld.x + i * 8, p) for i in range(int(paar.feld.b / 8))]
        else:
            p = paar.x.pos(shape["x0"])
            d = f"M{_n(p)} {_n(paar.feld.y - 4)}V{_n(paar.feld.y + paar.feld.h)}"
            bild.punkte += [(p, paar.feld.y + i * 8) for i in range(int(paar.feld.h / 8))]
        ziel = bild.oben if shape.get("layer") == "above" else bild.unten
        ziel.append(f'<path class="{escape(klasse)}" d="{d}"/>')


# --- labels ----------------------------------------------------------------------------------------------------------


def _spread(wunsch: list[float], hoehen: list[float], oben: float, unten: float) -> list[float]:
    """Move labels apart, keeping their order: centres ``wunsch``, heights ``hoehen``, inside [oben, unten]."""
    lage = list(wunsch)
    for i in range(len(lage)):
        mindest = oben + hoehen[i] / 2 if i == 0 else lage[i - 1] + (hoehen[i - 1] + hoehen[i]) / 2
        lage[i] = max(lage[i], mindest)
    for i in reversed(range(len(lage))):
        hoechst = unten - hoehen[i] / 2 if i == len(lage) - 1 else lage[i + 1] - (hoehen[i + 1] + hoehen[i]) / 2
        lage[i] = min(lage[i], hoechst)
    return lage


def _draw_enden(bild: _Bild, roh: Objekt, paar: _Paar, felder: bool) -> None:
    """Labels in the right margin, spread so that none touches another; a thin line leads to a moved one."""
    schrift, zeile = bild.schrift, bild.schrift * 1.18
    alle = _endtexte(roh, schrift, schmal=bild.schmal or felder, platz=_PLATZ_ENDE)
    eigene = [e for e in alle if not felder or e.annotation.get("xref", "x") == paar.xname]
    eigene.sort(key=lambda e: paar.y.pos(e.annotation["y"]))
    wunsch = [paar.y.pos(e.annotation["y"]) for e in eigene]
    hoehen = [len(e.zeilen) * zeile + 1 for e in eigene]
    grenze = paar.feld.y + paar.feld.h + schrift * 0.6
    lagen = _spread(wunsch, hoehen, max(0.0, paar.feld.y - schrift * 0.7), grenze)
    rand = paar.feld.x + paar.feld.b
    for e, soll, ist in zip(eigene, wunsch, lagen, strict=True):
        art = _art(e.annotation)[0]
        x = rand + 6
        if art == "ende" and felder:
            x = paar.x.pos(e.annotation["x"]) + 8
        elif art == "ende":
            ort = paar.x.pos(e.annotation["x"])
            if abs(ist - soll) > 4 or rand - ort > paar.x.band / 2:
                bild.unten.append(f'<path class="kp-zeiger" d="M{_n(ort + 6)} {_n(soll)}L{_n(x - 2)} {_n(ist)}"/>')
        elif art == "teilname":
            ort = paar.x.pos(e.annotation["x"]) + _dicke(roh, paar.x, bild) / 2
            bild.unten.append(f'<path class="kp-zeiger" d="M{_n(ort + 1)} {_n(soll)}L{_n(x - 3)} {_n(ist)}"/>')
        for i, text in enumerate(e.zeilen):
            y = ist + (i - (len(e.zeilen) - 1) / 2) * zeile + schrift * 0.35
            _put_text(bild, text, x, y, "start", e.klasse, e.reihe if art != "ziel" else "")


def _stoert(bild: _Bild, kasten: _Kasten) -> tuple[int, int]:
    """How many texts and how many remembered points a label would cover."""
    texte = sum(_ueberlappt(kasten, k) for k in bild.kaesten)
    punkte = sum(kasten.links <= x <= kasten.rechts and kasten.oben <= y <= kasten.unten for x, y in bild.punkte)
    return texte, punkte


def _draw_wert(bild: _Bild, roh: Objekt, paar: _Paar, a: Objekt) -> None:
    """Label above or below a point; without room only its note sign, or nothing."""
    art, reihe, note = _art(a)
    text = _text_von(a)
    x, y = paar.x.pos(a["x"]), paar.y.pos(a["y"])
    s = bild.schrift
    mehrere = len({t["meta"]["reihe"] for t in roh["data"]}) > 1
    klasse = f"kp-t kp-t--{art} {'kp-t--mehrere ' if mehrere else ''}{_klasse_von(roh, reihe)}".rstrip()
    for kandidat in dict.fromkeys(t for t in (text, note) if t):
        abstand = 4 if kandidat == note else 9
        bewertet = []
        for rang, anker, dx in ((0, "middle", 0.0), (1, "start", -4.0), (4, "end", 4.0)):
            for unter, lage in ((0, y - abstand), (2, y + 9 + s * 0.7)):
                kasten = _kasten(kandidat, x + dx, lage, anker, s)
                links = 0.0 if paar.x.ist_kategorie else paar.feld.x
                if kasten.oben < -1 or kasten.unten > paar.feld.y + paar.feld.h + 1 or kasten.links < links:
                    continue
                if paar.x.ist_kategorie and abs((kasten.links + kasten.rechts) / 2 - x) > paar.x.band / 2:
                    # Beside its point a label would be read as that of the next one.
                    continue
                texte, punkte = _stoert(bild, _Kasten(kasten.links - 3, kasten.oben, kasten.rechts + 3, kasten.unten))
                bewertet.append((texte > 0, punkte, rang + unter, anker, x + dx, lage))
        if bewertet and not min(bewertet)[0]:
            *_, anker, ort, lage = min(bewertet)
            _put_text(bild, kandidat, ort, lage, anker, klasse, reihe)
            return


def _draw_ziel(bild: _Bild, paar: _Paar, a: Objekt) -> None:
    """Label of a horizontal target line where it covers least."""
    text, s = _text_von(a), bild.schrift
    p = paar.y.pos(a["y"])
    links, rechts = paar.feld.x + 4, paar.feld.x + paar.feld.b
    kandidaten = []
    for rang, anteil in enumerate((0.0, 1.0, 0.5, 0.25, 0.75)):
        breite = text_breite(text, s)
        x = links + anteil * max(0.0, rechts - links - breite)
        for unter, y in ((0, p - 5), (1, p + s * 0.82 + 4)):
            kasten = _kasten(text, x, y, "start", s)
            if kasten.oben < -1 or kasten.unten > paar.feld.y + paar.feld.h:
                continue
            texte, punkte = _stoert(bild, kasten)
            kandidaten.append((texte, punkte, unter, rang, x, y))
    if kandidaten:
        *_, x, y = min(kandidaten)
        _put_text(bild, text, x, y, "start", "kp-t kp-t--ziel")


def _draw_linientexte(bild: _Bild, roh: Objekt, paar: _Paar) -> None:
    """Labels of vertical lines (city, target) above the plot, one line each."""
    liste = [a for a in roh["layout"].get("annotations", ()) if _art(a)[0] in ("stadt", "ziel")]
    for i, a in enumerate(liste):
        text = _text_von(a)
        halb = text_breite(text, bild.schrift) / 2
        x = min(max(paar.x.pos(a["x"]), halb), bild.breite - halb)
        y = paar.feld.y - 8 - (len(liste) - 1 - i) * bild.schrift * 1.3
        _put_text(bild, text, x, y, "middle", f"kp-t kp-t--{_art(a)[0]}")


def _draw_texte(bild: _Bild, roh: Objekt, paar: _Paar, *, felder: bool) -> None:
    annotations: list[Objekt] = roh["layout"].get("annotations", [])
    liegend = paar.y.ist_kategorie
    s = bild.schrift
    _draw_enden(bild, roh, paar, felder)
    if liegend:
        _draw_linientexte(bild, roh, paar)
    for a in annotations:
        art, reihe, _note = _art(a)
        text = _text_von(a)
        if felder and a.get("xref", "x").removesuffix(" domain") != paar.xname:
            continue
        if art in ("wert", "hinweis"):
            _draw_wert(bild, roh, paar, a)
        elif art in ("rand", "fehlt") and liegend:
            x = paar.feld.x + paar.feld.b + 10 if art == "rand" and _hat_spalte(roh) else paar.x.pos(a["x"]) + 9
            _put_text(bild, text, x, paar.y.pos(a["y"]) + s * 0.35, "start", f"kp-t kp-t--{art}")
        elif art == "fehlt":
            _put_text(bild, text, paar.feld.x + 4, paar.feld.y + paar.feld.h / 2, "start", "kp-t kp-t--fehlt")
        elif art == "feld":
            _put_text(bild, text, paar.feld.x, paar.feld.y - 10, "start", "kp-t kp-t--feld")
        elif art == "teil":
            _draw_teiltext(bild, roh, paar, a, text, reihe)
    if not liegend:
        _draw_koepfe(bild, paar, [a for a in annotations if _art(a)[0] == "kopf"])
        balken = roh["data"][0]["type"] == "bar"
        for a in annotations:
            if _art(a)[0] == "ziel" and not balken and not (bild.schmal and _mehrere_ziele(roh)):
                _draw_ziel(bild, paar, a)


def _draw_koepfe(bild: _Bild, paar: _Paar, koepfe: list[Objekt]) -> None:
    """Values above upright bars; where they do not all fit, those of the last, the first and the highest bar."""

    def kasten(a: Objekt) -> _Kasten:
        x = min(max(paar.x.pos(a["x"]), paar.feld.x + breite(a) / 2), bild.breite - breite(a) / 2)
        return _kasten(_text_von(a), x, paar.y.pos(a["y"]) - 5, "middle", bild.schrift)

    def breite(a: Objekt) -> float:
        return text_breite(_text_von(a), bild.schrift) * _FETT

    alle = [kasten(a) for a in koepfe]
    if any(_ueberlappt(p, q) for p, q in pairwise(alle)):
        wichtig = [koepfe[-1], koepfe[0], max(koepfe, key=lambda a: float(a["y"]))]
        koepfe = [a for i, a in enumerate(wichtig) if a not in wichtig[:i]]
    for a in koepfe:
        k = kasten(a)
        if not _stoert(bild, k)[0]:
            _put_text(bild, _text_von(a), (k.links + k.rechts) / 2, paar.y.pos(a["y"]) - 5, "middle", "kp-t kp-t--kopf")


def _draw_teiltext(bild: _Bild, roh: Objekt, paar: _Paar, a: Objekt, text: str, reihe: str) -> None:
    """Number inside a stacked part, if it fits."""
    trace = next(t for t in roh["data"] if str(t["meta"]["reihe"]) == reihe)
    wert = trace["y"][trace["x"].index(a["x"])]
    hoehe = abs(paar.y.pos(wert) - paar.y.pos(0))
    if hoehe >= bild.schrift * 1.15 and _dicke(roh, paar.x, bild) >= text_breite(text, bild.schrift):
        y = paar.y.pos(a["y"]) + bild.schrift * 0.35
        _put_text(bild, text, paar.x.pos(a["x"]), y, "middle", f"kp-t kp-t--teil {trace['meta']['klasse']}", reihe)


# --- whole pictures --------------------------------------------------------------------------------------------------


def _render(roh: Objekt, breite: int, zusatz: str) -> str:
    check_figur(roh)
    schmal = breite < stil.UMSCHALTUNG
    bild = _Bild(float(breite), 0.0, stil.SCHRIFT_SCHMAL if schmal else stil.SCHRIFT_BREIT, schmal)
    paare = _lay_out(roh, bild)
    felder = len(paare) > 1
    erste = paare[0].feld.x
    stapel: dict[tuple[str, Any], float] = {}
    nach_namen = {(p.xname, p.yname): p for p in paare}
    for paar in paare:
        _draw_achsen(bild, paar, roh, felder=felder, erste_spalte=paar.feld.x == erste)
    for paar in paare:
        _draw_linien(bild, roh, paar)
    for nr, trace in enumerate(roh["data"]):
        paar = nach_namen[trace.get("xaxis", "x"), trace.get("yaxis", "y")]
        if trace["type"] == "bar":
            inhalt = _draw_bar(bild, trace, paar, roh, stapel)
        else:
            inhalt = _draw_scatter(bild, trace, paar)
        meta = trace["meta"]
        klasse = escape(f"kp-spur kp-spur--{meta['art']} {meta['klasse']}")
        bild.marken.append(f'<g class="{klasse}" data-spur="{nr}" data-reihe="{meta["reihe"]}">{inhalt}</g>')
    for paar in paare:
        _draw_texte(bild, roh, paar, felder=felder)
    bereiche = ";".join(f"{p.xname},{p.yname},{','.join(_n(z) for z in p.feld)}" for p in paare)
    inhalt = "".join(bild.unten + bild.marken + bild.oben + bild.texte)
    if bild.luecke is not None:
        bereiche += f'" data-luecke="{_n2(bild.luecke)}'
    return _rahmen(roh["layout"]["meta"], breite, bild.hoehe, bild.schrift, zusatz, bereiche, inhalt)


def _rahmen(meta: Objekt, breite: float, hoehe: float, schrift: float, zusatz: str, bereiche: str, inhalt: str) -> str:
    kennung = escape(f"kp-{meta['id']}-{zusatz}")
    return (
        f'<svg class="kp-svg kp-svg--{escape(zusatz)}" viewBox="0 0 {_n(breite)} {_n(hoehe)}" width="{_n(breite)}" '
        f'height="{_n(hoehe)}" font-size="{_n(schrift)}" role="img" aria-labelledby="{kennung}-t {kennung}-d" '
        f'data-bereiche="{bereiche}"><title id="{kennung}-t">{escape(meta["titel"])}</title>'
        f'<desc id="{kennung}-d">{escape(meta["beschreibung"])}</desc>{inhalt}</svg>'
    )


def render_svg(figure: go.Figure, breite: int = stil.BREITE_BREIT, *, zusatz: str = "") -> str:
    """Draw a figure as inline SVG.

    Args:
        figure: A figure of the subset.
        breite: Width in CSS pixels. Below ``stil.UMSCHALTUNG`` the narrow layout is used (larger type, names in a key
            above the plot, fewer columns).
        zusatz: Makes the ids unique if one figure is drawn twice on a page; default ``breit`` or ``schmal``.

    Raises:
        NichtDarstellbar: The figure uses something outside the subset.
    """
    zusatz = zusatz or ("schmal" if breite < stil.UMSCHALTUNG else "breit")
    return _render(figure.to_plotly_json(), breite, zusatz)


def render_sparkline(figure: go.Figure, *, zusatz: str = "spark") -> str:
    """Draw a word-sized picture without text; its description is in ``<title>``.

    Raises:
        NichtDarstellbar: The figure uses something outside the subset.
    """
    roh = figure.to_plotly_json()
    check_figur(roh)
    layout: Objekt = roh["layout"]
    breite = float(layout.get("width", stil.BREITE_SPARKLINE))
    hoehe = float(layout.get("height", stil.HOEHE_SPARKLINE))
    rand = layout.get("margin", {"l": 2, "r": 6, "t": 4, "b": 4})
    feld = _Feld(rand["l"], rand["t"], breite - rand["l"] - rand["r"], hoehe - rand["t"] - rand["b"])
    paar = _paar("x", "y", feld, layout["xaxis"], layout["yaxis"])
    bild = _Bild(breite, hoehe, 0.0, schmal=False)
    _draw_linien(bild, roh, paar)
    for trace in roh["data"]:
        bild.marken.append(f'<g class="{escape(trace["meta"]["klasse"])}">{_draw_scatter(bild, trace, paar)}</g>')
    meta = layout["meta"]
    kennung = escape(f"kp-{meta['id']}-{zusatz}")
    titel = f"{meta['titel']}: {meta['beschreibung']}"
    return (
        f'<svg class="kp-spark" viewBox="0 0 {_n(breite)} {_n(hoehe)}" width="{_n(breite)}" height="{_n(hoehe)}" '
        f'role="img" aria-labelledby="{kennung}"><title id="{kennung}">{escape(titel)}</title>'
        f"{''.join(bild.unten + bild.marken + bild.oben)}</svg>"
    )


_LEGENDE_ZEICHEN: Final = {"gedruckt": "●", "berechnet": "○", "nachgerechnet": "◇", "bruch": "‖"}


def _legende(meta: Objekt) -> str:
    punkte = [
        f'<li><span class="kp-zeichen kp-zeichen--{escape(art)}" aria-hidden="true">'
        f"{_LEGENDE_ZEICHEN.get(art, '')}</span> {escape(text)}</li>"
        for art, text in meta.get("legende", ())
    ]
    return f'<ul class="kp-diagramm__legende">{"".join(punkte)}</ul>' if punkte else ""


def _fussnoten(meta: Objekt) -> str:
    texte = [f"{h['zeichen']} {h['text']}".strip() for h in meta.get("hinweise", ()) if h["text"]]
    noten = [f"<li>{escape(t)}</li>" for t in texte]
    # Lying bars name the reason at the place of the missing bar.
    if meta.get("fehlend") and meta["art"] not in ("raumvergleich", "kommunenvergleich"):
        noten.append(f"<li>{escape(meta['fehlend'])}</li>")
    return f'<ul class="kp-fussnoten">{"".join(noten)}</ul>' if noten else ""


def render_zitat(titel: str, untertitel: str, beleg: str, lizenz: str, *, website: str, adresse: str) -> str:
    """Return the folded citation of a chart; complete without JavaScript, which only adds the button that copies.

    Args:
        titel: Title of the chart.
        untertitel: Place, years, unit; may be empty.
        beleg: Documents with places and Stand.
        lizenz: Licence line.
        website: Name of the site; ``""`` leaves it out.
        adresse: Full address of the chart; ``""`` leaves it out (the script then knows the true one).
    """
    name = f"„{titel}“" + (f" ({untertitel})" if untertitel else "")
    teile = [
        f"{name}, in: {website}" if website else name,
        f"Daten: {beleg}" if beleg else "",
        f"Lizenz: {lizenz}" if lizenz else "",
    ]
    text = " ".join(f"{t.rstrip('.')}." for t in teile if t)
    return (
        '<details class="kp-zitat"><summary class="kp-knopf">'
        f'Zitieren<span class="kp-unsichtbar">: {escape(titel)}</span></summary>'
        f'<div class="kp-zitat__inhalt"><p class="kp-zitat__text">{escape(text)} '
        f'<span class="kp-zitat__adresse">{escape(adresse)}</span></p>'
        '<p><button type="button" class="kp-knopf kp-nur-js" data-kp="kopieren">Kopieren</button> '
        '<span role="status" aria-live="polite"></span></p></div></details>'
    )


def render_diagramm(
    figure: go.Figure,
    *,
    figur_url: str,
    tabelle_anker: str = "",
    csv_url: str = "",
    website: str = "",
    seite_url: str = "",
) -> str:
    """Return the whole ``<figure>`` of a chart.

    Heading, the picture in two widths (the stylesheet shows one), signs and notes, a bar of actions, source. The bar
    reads Tabelle · CSV · Bild (PNG, SVG) · Zitieren; the pictures need JavaScript.

    Args:
        figure: A figure of the subset.
        figur_url: Where the JSON of the figure lies (:func:`kekiz.zeichnen.figure.dump_figure`), relative to the page.
        tabelle_anker: Id of the table with the same values, without ``#``; ``""`` leaves the link out.
        csv_url: Download of the values; ``""`` leaves the link out.
        website: Name of the site, for the citation.
        seite_url: Full address of the page, for the citation.

    Raises:
        NichtDarstellbar: The figure uses something outside the subset.
    """
    roh = figure.to_plotly_json()
    meta: Objekt = roh["layout"]["meta"] or {}
    bilder = _render(roh, stil.BREITE_BREIT, "breit") + _render(roh, stil.BREITE_SCHMAL, "schmal")
    kennung = escape(meta["id"])
    titel = escape(meta["titel"])
    untertitel = f'<p class="kp-diagramm__untertitel">{escape(meta["untertitel"])}</p>' if meta["untertitel"] else ""
    quelle = " · ".join(t for t in (meta.get("quelle", ""), meta.get("lizenz", "")) if t)
    links = ""
    if tabelle_anker:
        links += f'<a class="kp-knopf" href="#{escape(tabelle_anker)}" aria-label="Tabelle: {titel}">Tabelle</a>'
    if csv_url:
        links += f'<a class="kp-knopf" href="{escape(csv_url)}" download aria-label="CSV laden: {titel}">CSV</a>'
    mehrere = len({t["meta"]["reihe"] for t in roh["data"] if t.get("name")}) > 1 and meta["art"] != "kleine_mehrfache"
    reihen = '<button type="button" class="kp-knopf kp-nur-interaktiv" data-kp="reihen">Reihen</button>'
    zitat = render_zitat(
        meta["titel"], meta["untertitel"], meta.get("beleg", ""), meta.get("lizenz", ""), website=website,
        adresse=f"{seite_url}#diagramm-{meta['id']}" if seite_url else "",
    )  # fmt: skip
    return (
        f'<figure class="kp-diagramm kp-diagramm--{escape(meta["art"])}" id="diagramm-{kennung}" '
        f'data-figur="{escape(figur_url)}"><figcaption class="kp-diagramm__kopf">'
        f'<p class="kp-diagramm__titel">{titel}</p>{untertitel}</figcaption>'
        f'<div class="kp-diagramm__bild" data-search-exclude>{bilder}</div>{_legende(meta)}{_fussnoten(meta)}'
        '<div class="kp-diagramm__leiste" data-search-exclude>'
        '<button type="button" class="kp-knopf kp-nur-js" data-kp="interaktiv" aria-pressed="false" '
        f'aria-label="Interaktiv: {titel}">Interaktiv</button>{links}'
        '<button type="button" class="kp-knopf kp-nur-js" data-kp="png" '
        f'aria-label="Bild (PNG) laden: {titel}">Bild (PNG)</button>'
        '<button type="button" class="kp-knopf kp-nur-js" data-kp="svg" '
        f'aria-label="Bild (SVG) laden: {titel}">Bild (SVG)</button>{zitat}{reihen if mehrere else ""}</div>'
        f'<p class="kp-quelle">{escape(quelle)}</p>'
        '<p class="kp-diagramm__meldung" role="status" aria-live="polite"></p></figure>'
    )
