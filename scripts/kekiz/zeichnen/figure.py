"""The one place where Plotly figures are made.

Every ``draw_…`` function takes rows of the Ergebnis frame (one row per Kommune, Kennzahl, Raum, Zeitraum, Gruppe;
percent values in percent), and what is said around the chart, and returns a ``plotly.graph_objects.Figure``. The
figures use a small subset of Plotly on purpose: :mod:`kekiz.zeichnen.svg` draws exactly this subset without a browser,
and docs/assets/diagramm.js shows the same figure interactively.

Conventions inside a figure:

* No colours. ``trace.meta["klasse"]`` names the CSS class, ``trace.meta["art"]`` what the trace is (``reihe``,
  ``band``, ``stadt``, ``nachgerechnet``, ``teil``, ``balken``), ``trace.meta["reihe"]`` to which series it belongs.
* ``customdata`` holds one ready German hover text per point, lines separated by ``<br>``, data escaped.
* ``annotation.name`` is ``<art>:<reihe>:<hinweiszeichen>``; the renderer decides where labels find room.
* Category axes for periods and places, numeric axes with explicit range and ticks. Missing values are ``None``.
"""

from __future__ import annotations

import html
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from typing import Any, Final, NamedTuple

import pandas as pd
import plotly.graph_objects as go

from kekiz.wert import read_wert
from kekiz.wissen import stil, texte
from kekiz.wissen.codes import Aussage, Wertstatus
from kekiz.wissen.zahlen import format_wert, format_zahl, format_zeitraum, zeitraum_key

Zeile = dict[str, Any]
Objekt = dict[str, Any]

OHNE_WERT: Final[dict[str, str]] = {
    "nur_abbildung": "nur als Abbildung veröffentlicht",
    "nicht_erhoben": "nicht erhoben",
    "geheim": "zum Schutz der Daten nicht veröffentlicht",
}
OHNE_WERT_KURZ: Final[dict[str, str]] = {
    "nur_abbildung": "nur als Abbildung",
    "nicht_erhoben": "nicht erhoben",
    "geheim": "nicht veröffentlicht",
}
VERGLEICH_WORT: Final[dict[str, str]] = {
    "mindestens": "mindestens",
    "hoechstens": "höchstens",
    "ueber": "mehr als",
    "unter": "weniger als",
    "hoechstens_vergleichsraum": "höchstens",
    "steigerung_seit_basis": "Steigerung auf",
}
HAARLEERZEICHEN: Final = "\u200a"
"""Before each note sign, so that "36 %" with the notes 1 and 2 does not read as twelve."""
_HOCHGESTELLT: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MAX_LUECKENJAHRE: Final = 40
_ABSCHNEIDEN_AB: Final = 75.0
"""Percent. If nothing in a line chart with a target lies below, its axis does not begin at 0 (and says so)."""
_MINDESTSPANNE: Final = 16.0
"""Percentage points that a cut axis shows at least, so that a small change does not look large."""
_MILLIONEN_AB: Final = 2e6
_DOPPELSTRICH: Final = 0.045
"""Half the distance of the two strokes at a break, in categories."""


class KeineDaten(ValueError):
    """There is not one value to draw. The message is a German sentence for the reader."""


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
        beleg: The documents in full, with places and Stand, for the citation; default: the source line.
    """

    id: str
    titel: str
    untertitel: str = ""
    quelle: str = ""
    lizenz: str = ""
    hinweise: Mapping[str, str] = field(default_factory=dict)
    beleg: str = ""


@dataclass(frozen=True, slots=True)
class Zielangabe:
    """A target line.

    Attributes:
        wert: Target in the unit of the chart.
        vergleich: Code from zielwerte.csv (``mindestens``, ``hoechstens``, ``ueber``, ``unter`` …).
        beschriftung: Overrides the generated words.
        gruppe_name: Whom the target is for, if the chart shows several groups.
    """

    wert: float
    vergleich: str = ""
    beschriftung: str = ""
    gruppe_name: str = ""

    def text(self, einheit: str, dezimalstellen: int) -> str:
        """Return the label, for example ``Ziel: mindestens 45 %``."""
        if self.beschriftung:
            return self.beschriftung
        wort = VERGLEICH_WORT.get(self.vergleich, "")
        stellen = 0 if float(self.wert).is_integer() else dezimalstellen
        wert = format_wert(self.wert, einheit, stellen)
        fuer = f" {self.gruppe_name}" if self.gruppe_name else ""
        return f"Ziel{fuer}: {wort} {wert}" if wort else f"Ziel{fuer}: {wert}"


# --- rows ------------------------------------------------------------------------------------------------------------


def _text(wert: object) -> str:
    """Return text; NaN and None become ``""``."""
    if wert is None or (isinstance(wert, float) and math.isnan(wert)) or wert is pd.NA:
        return ""
    return str(wert)


def _zahl(wert: object) -> float | None:
    """Return a float; NaN, None and ``""`` become ``None``."""
    if wert is None or wert is pd.NA or wert == "":
        return None
    zahl = float(wert)  # type: ignore[arg-type]
    return None if math.isnan(zahl) else zahl


def read_rows(zeilen: pd.DataFrame) -> list[Zeile]:
    """Give the rows as plain dicts; an empty frame has none to draw."""
    if zeilen.empty:
        raise KeineDaten("Zu dieser Auswahl gibt es keine Werte.")
    spalten = [str(s) for s in zeilen.columns]
    return [dict(zip(spalten, z, strict=True)) for z in zeilen.itertuples(index=False, name=None)]


def _wert(zeile: Zeile) -> float | None:
    """The value to draw: the printed one, else the recomputed one; ``None`` where nothing may be drawn."""
    if _text(zeile.get("wertstatus")) in OHNE_WERT:
        return None
    wert = _zahl(zeile.get("wert"))
    return _zahl(zeile.get("wert_berechnet")) if wert is None else wert


def _ist_berechnet(zeile: Zeile) -> bool:
    return _text(zeile.get("wertstatus")) == "berechnet" or _zahl(zeile.get("wert")) is None


def _abschnitt(zeile: Zeile) -> int:
    """Number of the stretch of a series within which its values may be compared."""
    return int(_zahl(zeile.get("segment")) or 0)


def _dezimalstellen(rows: Iterable[Zeile]) -> int:
    return max((int(_zahl(z.get("dezimalstellen")) or 0) for z in rows), default=0)


def _einheit(rows: list[Zeile]) -> str:
    einheiten = list(dict.fromkeys(_text(z.get("einheit")) for z in rows))
    if len(einheiten) != 1:
        raise ValueError(f"one chart, one unit; found {einheiten}")
    return einheiten[0]


def _require_werte(rows: list[Zeile]) -> None:
    if all(_wert(z) is None for z in rows):
        raise KeineDaten(_satz_fehlend(rows))


def describe_fehlend(zeilen: pd.DataFrame) -> str:
    """Say in German which values are missing and why.

    Args:
        zeilen: Ergebnis rows, possibly none at all.

    Returns:
        ``""`` if nothing is missing; a full sentence if everything is; else ``Ohne Wert: 2015 (nicht erhoben).``
    """
    if zeilen.empty:
        return "Zu dieser Auswahl gibt es keine Werte."
    rows = read_rows(zeilen)
    fehlend = [z for z in rows if _wert(z) is None]
    if not fehlend:
        return ""
    return _satz_fehlend(rows) if len(fehlend) == len(rows) else _teil_fehlend(rows)


def _satz_fehlend(rows: list[Zeile]) -> str:
    gruende = {_text(z.get("wertstatus")) for z in rows}
    if gruende == {"nur_abbildung"}:
        return "Die Werte sind nur als Abbildung veröffentlicht. Deshalb gibt es hier kein Diagramm."
    if gruende == {"nicht_erhoben"}:
        return "Diese Werte sind noch nicht erhoben. Deshalb gibt es hier kein Diagramm."
    if gruende == {"geheim"}:
        return "Die Werte sind zum Schutz der Daten nicht veröffentlicht. Deshalb gibt es hier kein Diagramm."
    woerter = list(dict.fromkeys(OHNE_WERT[g] for g in sorted(gruende) if g in OHNE_WERT))
    grund = f" Gründe: {', '.join(woerter)}." if woerter else ""
    return f"Zu dieser Auswahl gibt es keine Werte.{grund}"


def _teil_fehlend(rows: list[Zeile]) -> str:
    nach_grund: dict[str, list[str]] = {}
    mehrere_raeume = len({_text(z.get("raum")) for z in rows}) > 1
    mehrere_zeiten = len({_text(z.get("zeitraum")) for z in rows}) > 1
    for z in rows:
        if _wert(z) is not None:
            continue
        grund = OHNE_WERT.get(_text(z.get("wertstatus")), "keine Angabe")
        teile = [
            _text(z.get("gruppe_name")),
            _text(z.get("raum")) if mehrere_raeume else "",
            format_zeitraum(_text(z.get("zeitraum"))) if mehrere_zeiten or not mehrere_raeume else "",
        ]
        nach_grund.setdefault(grund, []).append(" ".join(t for t in teile if t))
    stuecke = [f"{', '.join(dict.fromkeys(orte))} ({grund})" for grund, orte in nach_grund.items()]
    return f"Ohne Wert: {'; '.join(stuecke)}."


def _esc(text: str) -> str:
    """Escape for Plotly's pseudo HTML (and therefore also for the page)."""
    return html.escape(text, quote=False)


def write_hover(zeile: Zeile, kopf: str, hinweise: Mapping[str, str]) -> str:
    """Ready hover text of one point."""
    wert = read_wert(zeile)
    zeilen = [kopf, wert.text + (" (nachgerechnet)" if wert.ist_berechnet else "")]
    if wert.nachgerechnet and wert.nachgerechnet.weicht_ab:
        zeilen.append(f"nachgerechnet: {wert.nachgerechnet.text}")
    if wert.bruch:
        zeilen.append(wert.bruch.text)
    if wert.intervall:
        zeilen.append(f"{texte.VERTRAUENSBEREICH} (95\u202f%): {wert.intervall.text}")
    zeilen += [f"Hinweis: {hinweise.get(h) or 'siehe „Gut zu wissen“'}" for h in wert.hinweise]
    return "<br>".join(_esc(z) for z in zeilen)


def _weicht_ab(zeile: Zeile) -> bool:
    """True if printed and recomputed value differ in the digits printed."""
    nachgerechnet = read_wert(zeile).nachgerechnet
    return nachgerechnet is not None and nachgerechnet.weicht_ab


# --- periods, names, axes --------------------------------------------------------------------------------------------


def _zeitachse(zeitraeume: Iterable[str]) -> tuple[list[str], list[str]]:
    """Sorted category keys and short tick texts; missing years become empty categories, so that gaps stay gaps."""
    vorhanden = sorted(dict.fromkeys(zeitraeume), key=zeitraum_key)
    jahre = [z[:4] for z in vorhanden]
    alle_jahre = all(j.isdigit() for j in jahre)
    if alle_jahre and len(set(jahre)) == len(jahre) and int(jahre[-1]) - int(jahre[0]) <= _MAX_LUECKENJAHRE:
        nach_jahr = dict(zip(jahre, vorhanden, strict=True))
        schuljahre = all("/" in z for z in vorhanden)
        keys: list[str] = []
        for jahr in range(int(jahre[0]), int(jahre[-1]) + 1):
            luecke = f"{jahr}/{(jahr + 1) % 100:02d}" if schuljahre else str(jahr)
            keys.append(nach_jahr.get(str(jahr), luecke))
        return keys, [k if "/" in k else k[:4] for k in keys]
    return vorhanden, [format_zeitraum(z) for z in vorhanden]


def _reihenname(zeile: Zeile, spalten: Sequence[str]) -> str:
    return " · ".join(t for t in (_text(zeile.get(s)) for s in spalten) if t)


def _split_reihen(rows: list[Zeile]) -> dict[str, list[Zeile]]:
    """Split rows into series by whatever differs between them; order of first appearance."""
    kandidaten = ("kennzahl", "gruppe_name", "raum", "kommune")
    spalten = [s for s in kandidaten if len({_text(z.get(s)) for z in rows}) > 1]
    reihen: dict[str, list[Zeile]] = {}
    for z in rows:
        reihen.setdefault(_reihenname(z, spalten) if spalten else "", []).append(z)
    return reihen


@dataclass(frozen=True, slots=True)
class _Skala:
    """A numeric axis: range, ticks and whether it starts at zero."""

    unten: float
    oben: float
    schritte: tuple[float, ...]
    texte: tuple[str, ...]
    ab_null: bool


def _schritt(spanne: float, anzahl: int) -> float:
    roh = spanne / anzahl
    potenz = 10.0 ** math.floor(math.log10(roh))
    faktoren = (1.0, 2.0, 2.5, 5.0, 10.0) if potenz >= 10 else (1.0, 2.0, 5.0, 10.0)
    return next((f * potenz for f in faktoren if f * potenz >= roh * 0.999), 10.0 * potenz)


def scale_values(werte: Iterable[float | None], einheit: str, *, ab_null: bool = True, anzahl: int = 4) -> _Skala:
    """Choose range and ticks. Shares run from 0, to 100 at most."""
    zahlen = [w for w in werte if w is not None]
    hoch, tief = max(zahlen), min(zahlen)
    prozent = einheit == "%"
    if ab_null:
        tief, hoch = min(0.0, tief), max(0.0, hoch)
    if hoch - tief <= 0:
        hoch = tief + (10.0 if prozent else 1.0)
    if prozent and ab_null and 60 < hoch <= 100 and tief >= 0:
        schritt, tief, hoch = (25.0 if anzahl > 2 else 50.0), 0.0, 100.0
    else:
        if not ab_null:
            if prozent:
                tief = min(tief, max(0.0, hoch - _MINDESTSPANNE))
            rand = (hoch - tief) * 0.1
            tief, hoch = tief - rand, hoch + rand
            if prozent:
                tief, hoch = max(tief, 0.0), min(hoch, 100.0) if hoch - rand <= 100 else hoch
        schritt = _schritt(hoch - tief, anzahl)
        if einheit == "Anzahl":
            schritt = max(1.0, schritt)
        tief = math.floor(tief / schritt + 1e-9) * schritt
        hoch = math.ceil(hoch / schritt - 1e-9) * schritt
    n = round((hoch - tief) / schritt)
    schritte = tuple(round(tief + i * schritt, 10) for i in range(n + 1))
    stellen = 0 if all(float(s).is_integer() for s in schritte) else 1
    texte = tuple(format_wert(s, einheit if i == n and einheit == "%" else "", stellen) for i, s in enumerate(schritte))
    if hoch >= _MILLIONEN_AB and schritt >= 1e5:
        stellen = 0 if schritt % 1e6 == 0 else 1
        texte = tuple(f"{format_zahl(s / 1e6, stellen)}\u202fMio." if s else "0" for s in schritte)
    return _Skala(tief, hoch, schritte, texte, ab_null=tief <= 0)


def value_axis(skala: _Skala, **mehr: Any) -> Objekt:
    """Numeric axis with the range and ticks of a scale."""
    return {
        "type": "linear",
        "range": [skala.unten, skala.oben],
        "tickmode": "array",
        "tickvals": list(skala.schritte),
        "ticktext": list(skala.texte),
        "showgrid": True,
        "zeroline": False,
        "fixedrange": True,
        **mehr,
    }


def _achse_kategorien(
    keys: Sequence[str], texte: Sequence[str], *, umgekehrt: bool = False, rand: float = 0.5, **mehr: Any
) -> Objekt:
    """Category axis; ``rand`` is the room beyond the outer categories (lines need less than bars)."""
    bereich = [-rand, len(keys) - 1 + rand]
    return {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": list(keys),
        "range": bereich[::-1] if umgekehrt else bereich,
        "tickmode": "array",
        "tickvals": list(keys),
        "ticktext": [_esc(t) for t in texte],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        **mehr,
    }


def _rand(keys: Sequence[str]) -> float:
    """Room beside the first and last point of a line, in categories: about 3 percent of the width."""
    return round(max(0.12, len(keys) * 0.03), 2) if len(keys) > 1 else 0.5


def write_label(name: str, text: str, x: Any, y: Any, **mehr: Any) -> Objekt:
    """Label without an arrow, its text escaped."""
    return {"name": name, "text": _esc(text), "x": x, "y": y, "showarrow": False, **mehr}


class _Fussnoten:
    """Numbers the Hinweise of a chart in order of appearance; a value may have several (ids joined by spaces).

    What concerns every value of the chart has no number and stands first.
    """

    def __init__(self, texte: Mapping[str, str], rows: Iterable[Zeile] = ()) -> None:
        self._texte = texte
        self._zeichen: dict[str, str] = {}
        je_wert = [_text(z.get("hinweis_id")).split() for z in rows if _wert(z) is not None]
        if len(je_wert) > 1:
            self._zeichen = {h: "" for h in je_wert[0] if all(h in andere for andere in je_wert)}
        self._ohne = len(self._zeichen)

    def zeichen(self, zeile: Zeile) -> str:
        nummern = [
            self._zeichen.setdefault(hinweis, str(len(self._zeichen) - self._ohne + 1).translate(_HOCHGESTELLT) + "⁾")
            for hinweis in _text(zeile.get("hinweis_id")).split()
        ]
        return "".join(HAARLEERZEICHEN + n for n in nummern if n)

    def liste(self) -> list[Objekt]:
        return [{"zeichen": z, "id": h, "text": self._texte.get(h, "")} for h, z in self._zeichen.items()]


def finish(
    art: str,
    rahmen: Rahmen,
    rows: list[Zeile],
    data: list[Objekt],
    layout: Objekt,
    *,
    skala: _Skala | None,
    fussnoten: _Fussnoten | None = None,
    mehr_meta: Objekt | None = None,
) -> go.Figure:
    """Put the parts together, generate the description and drop Plotly's template."""
    hat_offen = any(_ist_berechnet(z) and _wert(z) is not None for z in rows)
    hat_gedruckt = any(not _ist_berechnet(z) and _wert(z) is not None for z in rows)
    legende: list[list[str]] = []
    if any(t.get("meta", {}).get("art") == "nachgerechnet" for t in data):
        legende.append(["nachgerechnet", "nachgerechnet, weicht vom Wert im Dokument ab"])
    if hat_offen and hat_gedruckt and any(_hat_offene(t) for t in data):
        legende.append(["gedruckt", "steht im Dokument"])
        legende.append(["berechnet", texte.WERTSTATUS[Wertstatus.BERECHNET]])
    if any(t.get("meta", {}).get("art") == "band" or "error_x" in t or "error_y" in t for t in data):
        form = "band" if any(t.get("meta", {}).get("art") == "band" for t in data) else "strich"
        legende.append([form, f"{texte.VERTRAUENSBEREICH} (95\u202f%)"])
    if any(s["name"] == "bruch" for s in layout.get("shapes", ())):
        legende.append(["bruch", texte.BRUCH])
    fehlend = [z for z in rows if _wert(z) is None]
    meta: Objekt = {
        "id": rahmen.id,
        "art": art,
        "titel": rahmen.titel,
        "untertitel": rahmen.untertitel,
        "beschreibung": "",
        "quelle": rahmen.quelle,
        "lizenz": rahmen.lizenz,
        "beleg": rahmen.beleg or rahmen.quelle.removeprefix("Quelle: "),
        "einheit": _einheit(rows),
        "dezimalstellen": _dezimalstellen(rows),
        "achse_ab_null": True if skala is None else skala.ab_null,
        "hinweise": fussnoten.liste() if fussnoten else [],
        "legende": legende,
        "fehlend": _teil_fehlend(rows) if fehlend else "",
        "ziele": [],
        **(mehr_meta or {}),
    }
    layout = {
        "height": stil.HOEHE,
        "margin": {"l": 60, "r": 120, "t": 24, "b": 36},
        "showlegend": False,
        "separators": ",.",
        "hovermode": "closest",
        "dragmode": False,
        "meta": meta,
        **layout,
    }
    figure = go.Figure(data=data, layout=layout)
    figure.layout.template = None
    meta["beschreibung"] = describe(figure)
    figure.layout.meta = meta
    return figure


def _hat_offene(trace: Objekt) -> bool:
    """True if a trace shows printed and computed values by full and open marks."""
    symbol = trace.get("marker", {}).get("symbol", "")
    return any(s.endswith("-open") for s in ([symbol] if isinstance(symbol, str) else symbol))


def dump_figure(figure: go.Figure) -> str:
    """Serialise a figure for ``data-figur``: compact JSON, sorted keys, same bytes on each run."""
    return json.dumps(figure.to_plotly_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


# --- kinds of chart --------------------------------------------------------------------------------------------------


def _intervall(zeile: Zeile) -> tuple[float, float] | None:
    unten, oben = _zahl(zeile.get("ki_unten")), _zahl(zeile.get("ki_oben"))
    if unten is None or oben is None or _wert(zeile) is None:
        return None
    return unten, oben


def _fehlerbalken(rows: Sequence[Zeile | None]) -> Objekt | None:
    """Plotly error bars from the intervals; ``None`` if no row has one."""
    hoch: list[float] = []
    tief: list[float] = []
    for z in rows:
        intervall = _intervall(z) if z else None
        wert = _wert(z) if z else None
        hoch.append(0.0 if intervall is None or wert is None else max(0.0, round(intervall[1] - wert, 6)))
        tief.append(0.0 if intervall is None or wert is None else max(0.0, round(wert - intervall[0], 6)))
    if not any(hoch) and not any(tief):
        return None
    return {"type": "data", "symmetric": False, "array": hoch, "arrayminus": tief, "width": 0}


def _ziel_linien(ziele: Sequence[Zielangabe], einheit: str, stellen: int, *, waagerecht: bool) -> Objekt:
    """Shapes, annotations and meta of target lines. ``waagerecht``: value axis is y."""
    shapes, annotations, texte = [], [], []
    for nr, ziel in enumerate(ziele):
        text = ziel.text(einheit, stellen)
        texte.append({"text": text, "wert": ziel.wert})
        if waagerecht:
            ort: Objekt = {"xref": "x domain", "x0": 0, "x1": 1, "yref": "y", "y0": ziel.wert, "y1": ziel.wert}
            lage: Objekt = {"xref": "x domain", "yref": "y", "xanchor": "left", "yanchor": "bottom"}
            annotations.append(write_label(f"ziel:{nr}:", text, 0, ziel.wert, **lage))
        else:
            ort = {"yref": "y domain", "y0": 0, "y1": 1, "xref": "x", "x0": ziel.wert, "x1": ziel.wert}
            lage = {"yref": "y domain", "xref": "x", "xanchor": "center", "yanchor": "bottom"}
            annotations.append(write_label(f"ziel:{nr}:", text, ziel.wert, 1, **lage))
        shapes.append({"type": "line", "name": f"ziel:{nr}", "layer": "below", **ort})
    return {"shapes": shapes, "annotations": annotations, "texte": texte}


def _bruchstellen(keys: Sequence[str], nach_zeit: Mapping[str, Zeile]) -> set[str]:
    """Periods from which on the values of a series may no longer be compared with those before."""
    da = [k for k in keys if k in nach_zeit and _wert(nach_zeit[k]) is not None]
    return {k for vor, k in pairwise(da) if _abschnitt(nach_zeit[vor]) != _abschnitt(nach_zeit[k])}


def _bruch_linien(
    keys: Sequence[str], reihen: Iterable[Mapping[str, Zeile]], x: str = "x", y: str = "y"
) -> list[Objekt]:
    """A double stroke before each period at which a series breaks."""
    stellen = sorted({keys.index(k) for nach_zeit in reihen for k in _bruchstellen(keys, nach_zeit)})
    return [
        {"type": "line", "name": "bruch", "layer": "below", "xref": x, "x0": ort, "x1": ort, "yref": f"{y} domain",
         "y0": 0, "y1": 1}
        for i in stellen
        for ort in (round(i - 0.5 - _DOPPELSTRICH, 3), round(i - 0.5 + _DOPPELSTRICH, 3))
    ]  # fmt: skip


def _punkt_trace(
    nr: int,
    name: str,
    keys: Sequence[str],
    nach_zeit: Mapping[str, Zeile],
    klasse: str,
    symbol: str,
    kopf: str,
    hinweise: Mapping[str, str],
) -> Objekt:
    """A line with markers over all periods; periods without value and declared breaks are ``None`` and break the line."""
    brueche = _bruchstellen(keys, nach_zeit)
    x: list[str] = []
    y: list[float | None] = []
    hover: list[str] = []
    symbole: list[str] = []
    worte: list[str] = []
    abschnitte: list[int] = []
    for key in keys:
        z = nach_zeit.get(key)
        wert = _wert(z) if z else None
        ist_spanne = z is not None and _zahl(z.get("wert_bis")) is not None
        if key in brueche:
            x, y, hover, symbole = [*x, key], [*y, None], [*hover, ""], [*symbole, symbol]
            worte, abschnitte = [*worte, ""], [*abschnitte, 0]
        x.append(key)
        worte.append(_werttext(z) if z and wert is not None else "")
        abschnitte.append(_abschnitt(z) if z else 0)
        y.append(None if ist_spanne else wert)
        titel = f"{kopf}, {format_zeitraum(key)}" if kopf else format_zeitraum(key)
        hover.append(write_hover(z, titel, hinweise) if z and wert is not None and not ist_spanne else "")
        symbole.append(f"{symbol}-open" if z and wert is not None and _ist_berechnet(z) else symbol)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": _esc(name),
        "x": x,
        "y": y,
        "customdata": hover,
        "hovertemplate": "%{customdata}<extra></extra>",
        "connectgaps": False,
        "cliponaxis": False,
        "line": {"width": 2.5},
        "marker": {"size": 8, "symbol": symbole if len(set(symbole)) > 1 else symbole[0]},
        "meta": {"art": "reihe", "klasse": klasse, "reihe": nr, "worte": worte, "abschnitte": abschnitte},
    }


def _nach_zeit(rows: Iterable[Zeile]) -> dict[str, Zeile]:
    ergebnis: dict[str, Zeile] = {}
    for z in rows:
        zeitraum = _text(z.get("zeitraum"))
        if zeitraum in ergebnis:
            raise ValueError(f"two rows for one series and period {zeitraum!r}; filter or split by group first")
        ergebnis[zeitraum] = z
    return ergebnis


def _bands(nr: int, keys: Sequence[str], nach_zeit: Mapping[str, Zeile], klasse: str) -> list[Objekt]:
    """One closed polygon per run of at least two neighbouring periods with intervals."""
    baender: list[Objekt] = []
    lauf: list[tuple[str, float, float]] = []
    brueche = _bruchstellen(keys, nach_zeit)

    def finish() -> None:
        if len(lauf) > 1:
            x = [k for k, _, _ in lauf] + [k for k, _, _ in reversed(lauf)]
            y = [o for _, _, o in lauf] + [u for _, u, _ in reversed(lauf)]
            baender.append(
                {
                    "type": "scatter",
                    "mode": "lines",
                    "x": x,
                    "y": y,
                    "fill": "toself",
                    "line": {"width": 0},
                    "hoverinfo": "skip",
                    "meta": {"art": "band", "klasse": klasse, "reihe": nr},
                }
            )
        lauf.clear()

    for key in keys:
        z = nach_zeit.get(key)
        intervall = _intervall(z) if z else None
        if intervall is None or key in brueche:
            finish()
        if intervall is not None:
            lauf.append((key, *intervall))
    finish()
    return baender


def _einzelne_intervalle(keys: Sequence[str], nach_zeit: Mapping[str, Zeile]) -> list[Zeile | None]:
    """Rows whose interval has no neighbour and so cannot be part of a band; they get whiskers."""
    hat = [key in nach_zeit and _intervall(nach_zeit[key]) is not None for key in keys]
    brueche = _bruchstellen(keys, nach_zeit)
    einzeln: list[Zeile | None] = []
    for i, key in enumerate(keys):
        davor = i > 0 and hat[i - 1] and key not in brueche
        nachbar = davor or (i + 1 < len(keys) and hat[i + 1] and keys[i + 1] not in brueche)
        einzeln.append(nach_zeit[key] if hat[i] and not nachbar else None)
    return einzeln


def draw_zeitreihe(
    zeilen: pd.DataFrame,
    rahmen: Rahmen,
    *,
    ziele: Sequence[Zielangabe] = (),
    achse_ab_null: bool | None = None,
    intervalle: bool | None = None,
    grau: Sequence[str] = (),
) -> go.Figure:
    """Draw one or more series over periods.

    Args:
        zeilen: Ergebnis rows of one unit. Whatever differs between them (Kennzahl, Gruppe, Raum, Kommune) makes the
            series; at most one row per series and period.
        rahmen: What stands around the chart.
        ziele: Target lines.
        achse_ab_null: Whether the axis begins at 0; default: unless there is a target and all shares (intervals
            included) lie so high that the way to it would be invisible. A chart whose axis is cut says so.
        intervalle: Draw intervals; default: only if there is one series.
        grau: raum_id of context series, drawn grey (the city behind its areas).

    Raises:
        KeineDaten: There is not one value.
        ValueError: Rows of two units, or two rows for one series and period.
    """
    rows = read_rows(zeilen)
    _require_werte(rows)
    einheit, stellen = _einheit(rows), _dezimalstellen(rows)
    keys, texte = _zeitachse(_text(z.get("zeitraum")) for z in rows)
    reihen = {name: teil for name, teil in _split_reihen(rows).items() if any(_wert(z) is not None for z in teil)}
    mit_intervall = len(reihen) == 1 if intervalle is None else intervalle
    fussnoten = _Fussnoten(rahmen.hinweise, rows)
    linien = _ziel_linien(ziele, einheit, stellen, waagerecht=True)
    anzahl = sum(_wert(z) is not None for z in rows)
    data: list[Objekt] = []
    oben: list[Objekt] = []
    annotations: list[Objekt] = linien["annotations"]
    werte: list[float | None] = [ziel.wert for ziel in ziele]
    farbe = 0
    for nr, (name, teil) in enumerate(reihen.items()):
        nach_zeit = _nach_zeit(teil)
        ist_grau = all(_text(z.get("raum_id")) in grau for z in teil)
        klasse, symbol = (stil.SERIE_GRAU, "circle") if ist_grau else stil.serie(farbe)
        farbe += 0 if ist_grau else 1
        kopf = name or _text(teil[0].get("raum"))
        trace = _punkt_trace(nr, name, keys, nach_zeit, klasse, symbol, kopf, rahmen.hinweise)
        if mit_intervall:
            data += _bands(nr, keys, nach_zeit, klasse)
            einzelne = dict(zip(keys, _einzelne_intervalle(keys, nach_zeit), strict=True))
            if fehler := _fehlerbalken(
                [einzelne[k] if w is not None else None for k, w in zip(trace["x"], trace["y"], strict=True)]
            ):
                trace["error_y"] = fehler
            werte += [i for z in teil if (paar := _intervall(z)) for i in paar]
        data += _spannen(nr, keys, nach_zeit, klasse, kopf, rahmen.hinweise)
        abweichend = {k: z for k, z in nach_zeit.items() if _weicht_ab(z)}
        if abweichend:
            oben.append(_nachgerechnet(nr, abweichend, keys, klasse, rahmen.hinweise))
        if any(w is not None for w in trace["y"]):
            data.append(trace)
        werte += [w for z in teil for w in (_wert(z), _zahl(z.get("wert_bis")))]
        werte += [_zahl(z.get("wert_berechnet")) for z in abweichend.values()]
        gezeichnet = [k for k in keys if k in nach_zeit and _wert(nach_zeit[k]) is not None]
        letzter = gezeichnet[-1]
        for k in gezeichnet:
            z = nach_zeit[k]
            wert, bis, marke = _wert(z), _zahl(z.get("wert_bis")), fussnoten.zeichen(z)
            text = _werttext(z) + marke
            if wert is not None and bis is not None:
                wert = (wert + bis) / 2 if k == letzter else max(wert, bis)
            if k == letzter:
                lage: Objekt = {"xanchor": "left", "xshift": 10}
                annotations.append(write_label(f"ende:{nr}:{marke}", text, k, wert, **lage))
                if name:
                    annotations.append(
                        write_label(f"name:{nr}:", name, k, wert, xanchor="left", xshift=14 + 8 * len(text))
                    )
            elif anzahl <= 8 or (len(reihen) <= 3 and k == gezeichnet[0]):
                annotations.append(write_label(f"wert:{nr}:{marke}", text, k, wert, yanchor="bottom", yshift=8))
            elif marke:
                annotations.append(write_label(f"hinweis:{nr}:{marke}", marke, k, wert, yanchor="bottom", yshift=5))
    if achse_ab_null is None:
        hoch_oben = einheit == "%" and min(w for w in werte if w is not None) >= _ABSCHNEIDEN_AB
        achse_ab_null = not (ziele and hoch_oben)
    skala = scale_values(werte, einheit, ab_null=achse_ab_null)
    layout = {
        "xaxis": _achse_kategorien(keys, texte, rand=_rand(keys)),
        "yaxis": value_axis(skala),
        "shapes": [*linien["shapes"], *_bruch_linien(keys, map(_nach_zeit, reihen.values()))],
        "annotations": annotations,
    }
    return finish(
        "zeitreihe", rahmen, rows, data + oben, layout, skala=skala, fussnoten=fussnoten,
        mehr_meta={"ziele": linien["texte"]},
    )  # fmt: skip


def _werttext(zeile: Zeile) -> str:
    return read_wert(zeile).kurz


def _spannen(
    nr: int, keys: Sequence[str], nach_zeit: Mapping[str, Zeile], klasse: str, kopf: str, hinweise: Mapping[str, str]
) -> list[Objekt]:
    """Ranges (wert to wert_bis) as vertical strokes with a mark at each end, open where they are computed."""
    symbole: list[str] = []
    x: list[str | None] = []
    y: list[float | None] = []
    hover: list[str] = []
    for key in keys:
        z = nach_zeit.get(key)
        if z is None or _wert(z) is None or _zahl(z.get("wert_bis")) is None:
            continue
        x += [key, key, None]
        y += [_wert(z), _zahl(z.get("wert_bis")), None]
        symbole += 3 * ["circle-open" if _ist_berechnet(z) else "circle"]
        text = write_hover(z, f"{kopf}, {format_zeitraum(key)}" if kopf else format_zeitraum(key), hinweise)
        hover += [text, text, ""]
    if not x:
        return []
    return [
        {
            "type": "scatter",
            "mode": "lines+markers",
            "x": x,
            "y": y,
            "connectgaps": False,
            "cliponaxis": False,
            "customdata": hover,
            "hovertemplate": "%{customdata}<extra></extra>",
            "line": {"width": 2.5},
            "marker": {"size": 8, "symbol": symbole if len(set(symbole)) > 1 else symbole[0]},
            "meta": {"art": "spanne", "klasse": klasse, "reihe": nr},
        }
    ]


def _nachgerechnet(
    nr: int, zeilen: Mapping[str, Zeile], keys: Sequence[str], klasse: str, hinweise: Mapping[str, str]
) -> Objekt:
    """Recomputed values that differ from the printed ones, as open diamonds."""
    orte = [k for k in keys if k in zeilen]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": orte,
        "y": [_zahl(zeilen[k].get("wert_berechnet")) for k in orte],
        "customdata": [write_hover(zeilen[k], format_zeitraum(k), hinweise) for k in orte],
        "hovertemplate": "%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {"size": 9, "symbol": "diamond-open"},
        "meta": {"art": "nachgerechnet", "klasse": klasse, "reihe": nr},
    }


def _eine_zeile_je(rows: list[Zeile], spalte: str) -> None:
    namen = [_text(z.get(spalte)) for z in rows]
    doppelt = sorted({n for n in namen if namen.count(n) > 1})
    if doppelt:
        raise ValueError(f"more than one row for {spalte} {doppelt}; filter the rows first")


def draw_raumvergleich(
    zeilen: pd.DataFrame,
    rahmen: Rahmen,
    *,
    stadt_raum_id: str,
    ziele: Sequence[Zielangabe] = (),
    hervorheben: str = "",
    aussagen: Mapping[str, Aussage] | None = None,
) -> go.Figure:
    """Draw one horizontal bar per place with its interval, and the city as a line.

    Args:
        zeilen: One row per Raum, one period; the order is kept. The row of ``stadt_raum_id`` becomes the line.
        rahmen: What stands around the chart.
        stadt_raum_id: raum_id of the city; without such a row there is no line. For counts and amounts the city is
            named in the subtitle instead.
        ziele: Target lines.
        hervorheben: raum_id drawn in the accent tone while the others are pale.
        aussagen: Result of the comparison per raum_id; its sign is put after the value.

    Raises:
        KeineDaten: There is not one value for a place other than the city.
        ValueError: Two rows for one place.
    """
    rows = read_rows(zeilen)
    _eine_zeile_je(rows, "raum_id")
    stadt = [z for z in rows if _text(z.get("raum_id")) == stadt_raum_id]
    orte = [z for z in rows if _text(z.get("raum_id")) != stadt_raum_id]
    _require_werte(orte or rows)
    if not orte:
        raise KeineDaten("Für die Sozialräume gibt es keine Werte, nur für die ganze Stadt.")
    if stadt and _ist_summe(rows):
        # The city is the sum of its places: as a line on the same axis it would only press the bars together.
        gesamt = "; ".join(f"{_text(z.get('raum'))} {_werttext(z)}" for z in stadt if _wert(z) is not None)
        rahmen = replace(rahmen, untertitel=" · ".join(t for t in (rahmen.untertitel, gesamt) if t))
        rows, stadt = orte, []
    return _balken_waagerecht(
        "raumvergleich", rows, orte, stadt, rahmen, "raum", "raum_id", ziele, hervorheben, aussagen or {}
    )


def _ist_summe(rows: list[Zeile]) -> bool:
    """True for what adds up over places."""
    return _einheit(rows) in ("Anzahl", "Euro")


def _balken_waagerecht(
    art: str,
    rows: list[Zeile],
    orte: list[Zeile],
    stadt: list[Zeile],
    rahmen: Rahmen,
    namensspalte: str,
    id_spalte: str,
    ziele: Sequence[Zielangabe],
    hervorheben: str,
    aussagen: Mapping[str, Aussage],
) -> go.Figure:
    """Horizontal bars (or, for ``kommunenvergleich``, points) with intervals, one per row of ``orte``."""
    einheit, stellen = _einheit(rows), _dezimalstellen(rows)
    fussnoten = _Fussnoten(rahmen.hinweise, rows)
    keys = [_text(z.get(id_spalte)) for z in orte]
    namen = [_text(z.get(namensspalte)) for z in orte]
    werte: list[float | None] = [_wert(z) for z in orte] + [_wert(z) for z in stadt] + [z.wert for z in ziele]
    werte += [i for z in orte if (paar := _intervall(z)) for i in paar]
    skala = scale_values(werte, einheit)
    linien = _ziel_linien(ziele, einheit, stellen, waagerecht=False)
    annotations: list[Objekt] = []
    shapes: list[Objekt] = []
    for z in stadt:
        wert = _wert(z)
        if wert is None:
            continue
        shapes.append(
            {"type": "line", "name": "stadt", "layer": "above", "xref": "x", "yref": "y domain", "x0": wert,
             "x1": wert, "y0": 0, "y1": 1}
        )  # fmt: skip
        marke = fussnoten.zeichen(z)
        text = f"{_text(z.get('raum'))} {_werttext(z)}{marke}"
        lage: Objekt = {"xref": "x", "yref": "y domain", "xanchor": "center", "yanchor": "bottom"}
        annotations.append(write_label(f"stadt::{marke}", text, wert, 1, **lage))
    data: list[Objekt] = []
    punkte = art == "kommunenvergleich"
    gruppen: dict[tuple[str, str], list[int]] = {}
    for i, z in enumerate(orte):
        if hervorheben:
            klasse = stil.SERIE_BETONT if keys[i] == hervorheben else stil.SERIE_BLASS
        else:
            klasse = stil.SERIE_BALKEN if art == "raumvergleich" else stil.SERIE_BETONT
        fuellung = "offen" if _ist_berechnet(z) and _wert(z) is not None else "voll"
        gruppen.setdefault((klasse, fuellung if punkte else "voll"), []).append(i)
    for nr, ((klasse, fuellung), indizes) in enumerate(gruppen.items()):
        teil = [orte[i] for i in indizes]
        trace: Objekt = {
            "x": [_wert(z) for z in teil],
            "y": [keys[i] for i in indizes],
            "customdata": [
                write_hover(z, ", ".join(t for t in dict.fromkeys((namen[i], format_zeitraum(_text(z.get("zeitraum"))))) if t),
                       rahmen.hinweise) if _wert(z) is not None else ""
                for i, z in zip(indizes, teil, strict=True)
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
            "meta": {"art": "balken", "klasse": klasse, "reihe": nr},
        }  # fmt: skip
        if punkte:
            symbol = "circle-open" if fuellung == "offen" else "circle"
            trace |= {"type": "scatter", "mode": "markers", "marker": {"size": 11, "symbol": symbol}}
            trace |= {"cliponaxis": False}
        else:
            trace |= {"type": "bar", "orientation": "h"}
        if fehler := _fehlerbalken(teil):
            trace["error_x"] = fehler
        data.append(trace)
    for key, z in zip(keys, orte, strict=True):
        wert = _wert(z)
        if wert is None:
            grund = OHNE_WERT_KURZ.get(_text(z.get("wertstatus")), "keine Angabe")
            annotations.append(write_label("fehlt::", grund, 0, key, xanchor="left", xshift=6))
            continue
        marke = fussnoten.zeichen(z)
        zeit = ""
        if art == "kommunenvergleich" and len({_text(o.get("zeitraum")) for o in orte}) > 1:
            zeit = f" ({_text(z.get('zeitraum'))[:4]})"
        aussage = aussagen.get(key)
        zeichen = f" {stil.AUSSAGE_ZEICHEN[aussage].zeichen}" if aussage else ""
        paar = _intervall(z)
        x = max(wert, paar[1]) if paar else wert
        annotations.append(
            write_label(f"rand::{marke}", _werttext(z) + marke + zeichen + zeit, x, key, xanchor="left", xshift=8)
        )
    layout = {
        "height": 64 + stil.ZEILENHOEHE_BALKEN * len(keys),
        "bargap": 0.42,
        "barmode": "overlay",
        "xaxis": value_axis(skala),
        "yaxis": _achse_kategorien(keys, namen, umgekehrt=True) | {"showgrid": punkte},
        "shapes": shapes + linien["shapes"],
        "annotations": annotations + linien["annotations"],
    }
    return finish(
        art, rahmen, rows, data, layout, skala=skala, fussnoten=fussnoten, mehr_meta={"ziele": linien["texte"]}
    )


def draw_kommunenvergleich(
    zeilen: pd.DataFrame,
    rahmen: Rahmen,
    *,
    ziele: Sequence[Zielangabe] = (),
    hervorheben: str = "",
) -> go.Figure:
    """Draw one point per Kommune on a common axis; the year follows the value where years differ.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two rows for one Kommune.
    """
    rows = read_rows(zeilen)
    _eine_zeile_je(rows, "kommune_id")
    _require_werte(rows)
    return _balken_waagerecht(
        "kommunenvergleich", rows, rows, [], rahmen, "kommune", "kommune_id", ziele, hervorheben, {}
    )


def draw_anteile(zeilen: pd.DataFrame, rahmen: Rahmen, *, teile_nach: str = "gruppe_name") -> go.Figure:
    """Draw stacked parts per period.

    Args:
        zeilen: Ergebnis rows; ``teile_nach`` names the column of the parts, in order of first appearance (bottom up).
        rahmen: What stands around the chart.
        teile_nach: Column that tells the parts apart.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two rows for one part and period, negative parts, or more parts than classes.
    """
    rows = read_rows(zeilen)
    _require_werte(rows)
    if any((_wert(z) or 0) < 0 for z in rows):
        raise ValueError("parts of a whole cannot be negative")
    einheit = _einheit(rows)
    keys, texte = _zeitachse(_text(z.get("zeitraum")) for z in rows)
    teile: dict[str, list[Zeile]] = {}
    for z in rows:
        teile.setdefault(_text(z.get(teile_nach)), []).append(z)
    if len(teile) > len(stil.TEILE):
        raise ValueError(f"at most {len(stil.TEILE)} parts can be told apart; found {len(teile)}")
    fussnoten = _Fussnoten(rahmen.hinweise, rows)
    summe = dict.fromkeys(keys, 0.0)
    data: list[Objekt] = []
    annotations: list[Objekt] = []
    for nr, (name, teil) in enumerate(teile.items()):
        nach_zeit = _nach_zeit(teil)
        y = [_wert(nach_zeit[k]) if k in nach_zeit else None for k in keys]
        data.append(
            {
                "type": "bar",
                "name": _esc(name),
                "x": list(keys),
                "y": y,
                "customdata": [
                    write_hover(nach_zeit[k], f"{name}, {format_zeitraum(k)}", rahmen.hinweise)
                    if k in nach_zeit and _wert(nach_zeit[k]) is not None
                    else ""
                    for k in keys
                ],
                "hovertemplate": "%{customdata}<extra></extra>",
                "meta": {"art": "teil", "klasse": stil.TEILE[nr], "reihe": nr},
            }
        )
        letzter = ""
        for k, wert in zip(keys, y, strict=True):
            if wert is None:
                continue
            mitte = summe[k] + wert / 2
            summe[k] += wert
            marke = fussnoten.zeichen(nach_zeit[k])
            annotations.append(write_label(f"teil:{nr}:{marke}", _werttext(nach_zeit[k]) + marke, k, mitte))
            letzter = k
        if letzter:
            mitte = summe[letzter] - (_wert(nach_zeit[letzter]) or 0) / 2
            annotations.append(write_label(f"teilname:{nr}:", name, letzter, mitte, xanchor="left", xshift=40))
    # Parts whose printed values add up to 100.1 are rounding, not data beyond the whole.
    hoch = max(summe.values())
    skala = scale_values([100.0 if einheit == "%" and hoch <= 101 else hoch], einheit)
    layout = {
        "barmode": "stack",
        "bargap": 0.3,
        "xaxis": _achse_kategorien(keys, texte),
        "yaxis": value_axis(skala),
        "shapes": _bruch_linien(keys, map(_nach_zeit, teile.values())),
        "annotations": annotations,
    }
    return finish("anteile", rahmen, rows, data, layout, skala=skala, fussnoten=fussnoten)


def draw_kleine_mehrfache(
    zeilen: pd.DataFrame,
    rahmen: Rahmen,
    *,
    stadt_raum_id: str,
    achse_ab_null: bool = True,
) -> go.Figure:
    """Draw one small time series per place on common axes, the city grey in each.

    Args:
        zeilen: Ergebnis rows of one Kennzahl; order of places is kept.
        rahmen: What stands around the chart.
        stadt_raum_id: raum_id of the city line.
        achse_ab_null: See :func:`draw_zeitreihe`.

    Raises:
        KeineDaten: There is not one value for a place other than the city.
        ValueError: Two rows for one place and period.
    """
    rows = read_rows(zeilen)
    _require_werte([z for z in rows if _text(z.get("raum_id")) != stadt_raum_id] or rows)
    einheit = _einheit(rows)
    keys, texte = _zeitachse(_text(z.get("zeitraum")) for z in rows)
    raeume: dict[str, list[Zeile]] = {}
    for z in rows:
        raeume.setdefault(_text(z.get("raum_id")), []).append(z)
    stadt = raeume.pop(stadt_raum_id, [])
    if not raeume:
        raise KeineDaten("Für die Sozialräume gibt es keine Werte, nur für die ganze Stadt.")
    skala = scale_values((_wert(z) for z in rows), einheit, ab_null=achse_ab_null, anzahl=2)
    fussnoten = _Fussnoten(rahmen.hinweise, rows)
    spalten = min(3, len(raeume))
    zeilenzahl = math.ceil(len(raeume) / spalten)
    data: list[Objekt] = []
    annotations: list[Objekt] = []
    shapes: list[Objekt] = []
    layout: Objekt = {"height": 40 + 150 * zeilenzahl}
    for i, teil in enumerate(raeume.values()):
        nummer = "" if i == 0 else str(i + 1)
        x, y = f"x{nummer}", f"y{nummer}"
        spalte, reihe = i % spalten, i // spalten
        ort = [round((spalte + 0.04) / spalten, 4), round((spalte + 0.9) / spalten, 4)]
        layout[f"xaxis{nummer}"] = _achse_kategorien(keys, texte, rand=_rand(keys), anchor=y, domain=ort)
        hoehe = [round(1 - (reihe + 0.85) / zeilenzahl, 4), round(1 - (reihe + 0.2) / zeilenzahl, 4)]
        layout[f"yaxis{nummer}"] = value_axis(skala, anchor=x, domain=hoehe)
        name = _text(teil[0].get("raum"))
        if stadt:
            grau = _punkt_trace(
                i, "", keys, _nach_zeit(stadt), stil.SERIE_STADT, "circle", _text(stadt[0].get("raum")), rahmen.hinweise
            )
            grau |= {"mode": "lines", "xaxis": x, "yaxis": y, "line": {"width": 2}}
            grau["meta"] |= {"art": "stadt"}
            del grau["marker"]
            data.append(grau)
        nach_zeit = _nach_zeit(teil)
        shapes += _bruch_linien(keys, [nach_zeit, _nach_zeit(stadt)], x, y)
        trace = _punkt_trace(i, name, keys, nach_zeit, stil.SERIE_BETONT, "circle", name, rahmen.hinweise)
        trace |= {"xaxis": x, "yaxis": y, "line": {"width": 2.5}}
        trace["marker"]["size"] = 6
        data.append(trace)
        annotations.append(
            write_label(f"feld:{i}:", name, 0, 1, xref=f"{x} domain", yref=f"{y} domain", xanchor="left",
                        yanchor="bottom")
        )  # fmt: skip
        gezeichnet = [k for k in keys if k in nach_zeit and _wert(nach_zeit[k]) is not None]
        if not gezeichnet:
            annotations.append(
                write_label(f"fehlt:{i}:", "keine Werte", 0, 0.5, xref=f"{x} domain", yref=f"{y} domain",
                            xanchor="left")
            )  # fmt: skip
            continue
        for k in gezeichnet:
            z = nach_zeit[k]
            marke = fussnoten.zeichen(z)
            if k == gezeichnet[-1]:
                annotations.append(
                    write_label(f"ende:{i}:{marke}", _werttext(z) + marke, k, _wert(z), xref=x, yref=y, xanchor="left",
                                xshift=7)
                )  # fmt: skip
            elif marke:
                annotations.append(
                    write_label(f"hinweis:{i}:{marke}", marke, k, _wert(z), xref=x, yref=y, yanchor="bottom", yshift=4)
                )
    layout["annotations"] = annotations
    layout["shapes"] = shapes
    mehr = {"stadt": _text(stadt[0].get("raum")) if stadt else ""}
    return finish("kleine_mehrfache", rahmen, rows, data, layout, skala=skala, fussnoten=fussnoten, mehr_meta=mehr)


def draw_sparkline(zeilen: pd.DataFrame, rahmen: Rahmen, *, ziel: Zielangabe | None = None) -> go.Figure:
    """Draw the shape of one series, word-sized, last point marked.

    The axis does not start at 0 (a sparkline shows the course, the number stands beside it); for percent it spans at
    least 10 points, so that small changes do not look large.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Rows of more than one series.
    """
    rows = read_rows(zeilen)
    _require_werte(rows)
    einheit = _einheit(rows)
    keys, texte = _zeitachse(_text(z.get("zeitraum")) for z in rows)
    nach_zeit = _nach_zeit(rows)
    trace = _punkt_trace(0, "", keys, nach_zeit, stil.SERIE_BETONT, "circle", "", rahmen.hinweise)
    trace |= {"mode": "lines", "line": {"width": 2}}
    del trace["marker"]
    gezeichnet = [k for k in keys if k in nach_zeit and _wert(nach_zeit[k]) is not None]
    letzter = gezeichnet[-1]
    mit_luecken = [None, *trace["y"], None]
    einzeln = [
        k
        for i, k in enumerate(trace["x"])
        if mit_luecken[i + 1] is not None and mit_luecken[i] is None and mit_luecken[i + 2] is None
    ]
    punkte: list[Objekt] = [
        {
            "type": "scatter",
            "mode": "markers",
            "x": orte,
            "y": [_wert(nach_zeit[k]) for k in orte],
            "hoverinfo": "skip",
            "cliponaxis": False,
            "marker": {"size": groesse, "symbol": "circle"},
            "meta": {"art": "punkt", "klasse": stil.SERIE_BETONT, "reihe": 0},
        }
        for orte, groesse in (([k for k in einzeln if k != letzter], 4), ([letzter], 6))
        if orte
    ]
    werte = [w for z in rows if (w := _wert(z)) is not None] + ([ziel.wert] if ziel else [])
    tief, hoch = min(werte), max(werte)
    mindest = 10.0 if einheit == "%" else max(abs(hoch) * 0.1, 1e-9)
    if hoch - tief < mindest:
        mitte = (hoch + tief) / 2
        tief, hoch = mitte - mindest / 2, mitte + mindest / 2
    skala = _Skala(round(tief, 6), round(hoch, 6), (), (), ab_null=tief == 0)
    linien = _ziel_linien([ziel] if ziel else [], einheit, _dezimalstellen(rows), waagerecht=True)
    layout = {
        "height": stil.HOEHE_SPARKLINE,
        "width": stil.BREITE_SPARKLINE,
        "margin": {"l": 2, "r": 6, "t": 4, "b": 4},
        "xaxis": _achse_kategorien(keys, texte, visible=False),
        "yaxis": value_axis(skala, visible=False) | {"showgrid": False},
        "shapes": [*linien["shapes"], *_bruch_linien(keys, [nach_zeit])],
    }
    return finish(
        "sparkline", rahmen, rows, [trace, *punkte], layout, skala=skala, mehr_meta={"ziele": linien["texte"]}
    )


def draw_balken(
    zeilen: pd.DataFrame,
    rahmen: Rahmen,
    *,
    nach: str = "zeitraum",
    ziele: Sequence[Zielangabe] = (),
) -> go.Figure:
    """Draw plain bars: upright over periods, lying for anything with names and for a single period.

    Args:
        zeilen: Ergebnis rows, one per bar.
        rahmen: What stands around the chart.
        nach: Column of the bars: ``zeitraum``, or a column of names such as ``gruppe_name``, ``kennzahl``, ``raum``.
        ziele: Target lines.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two rows for one bar.
    """
    rows = read_rows(zeilen)
    _eine_zeile_je(rows, nach)
    _require_werte(rows)
    if nach != "zeitraum":
        return _balken_waagerecht("balken", rows, rows, [], rahmen, nach, nach, ziele, "", {})
    einzeln = [z for z in rows if _wert(z) is not None]
    if len(einzeln) == 1:
        einzelne = einzeln[0] | {"name": format_zeitraum(_text(einzeln[0].get("zeitraum")))}
        return _balken_waagerecht("balken", rows, [einzelne], [], rahmen, "name", "zeitraum", ziele, "", {})
    einheit, stellen = _einheit(rows), _dezimalstellen(rows)
    keys, texte = _zeitachse(_text(z.get("zeitraum")) for z in rows)
    nach_zeit = _nach_zeit(rows)
    fussnoten = _Fussnoten(rahmen.hinweise, rows)
    linien = _ziel_linien(ziele, einheit, stellen, waagerecht=True)
    annotations: list[Objekt] = linien["annotations"]
    geordnet = [nach_zeit.get(k) for k in keys]
    trace: Objekt = {
        "type": "bar",
        "x": list(keys),
        "y": [_wert(z) if z else None for z in geordnet],
        "customdata": [
            write_hover(z, format_zeitraum(k), rahmen.hinweise) if z and _wert(z) is not None else ""
            for k, z in zip(keys, geordnet, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "meta": {
            "art": "balken", "klasse": stil.SERIE_BETONT, "reihe": 0,
            "worte": [_werttext(z) if z and _wert(z) is not None else "" for z in geordnet],
            "abschnitte": [_abschnitt(z) if z else 0 for z in geordnet],
        },
    }  # fmt: skip
    if fehler := _fehlerbalken(geordnet):
        trace["error_y"] = fehler
    werte: list[float | None] = [ziel.wert for ziel in ziele]
    for k, z in zip(keys, geordnet, strict=True):
        if z is None or (wert := _wert(z)) is None:
            continue
        paar = _intervall(z)
        hoch = max(wert, paar[1]) if paar else wert
        werte += [wert, hoch]
        marke = fussnoten.zeichen(z)
        annotations.append(write_label(f"kopf:0:{marke}", _werttext(z) + marke, k, hoch, yanchor="bottom", yshift=5))
    skala = scale_values(werte, einheit)
    layout = {
        "bargap": round(max(0.35, 1 - 0.13 * len(keys)), 2),
        "barmode": "overlay",
        "xaxis": _achse_kategorien(keys, texte),
        "yaxis": value_axis(skala),
        "shapes": [*linien["shapes"], *_bruch_linien(keys, [nach_zeit])],
        "annotations": annotations,
    }
    return finish(
        "balken", rahmen, rows, [trace], layout, skala=skala, fussnoten=fussnoten, mehr_meta={"ziele": linien["texte"]}
    )


def draw_waermetabelle(zeilen: pd.DataFrame, rahmen: Rahmen, *, stadt_raum_id: str) -> str:
    """Return a table Raum by Zeitraum with the number in each cell, shaded in steps.

    An HTML table and not a figure: Plotly's basic bundle has no heat map, and a table can be read by a screen reader,
    sorted by eye and printed. Shading only repeats what the number says. The steps divide the range of the places
    (without the city) evenly; cells without value say why in words.

    Raises:
        KeineDaten: There is not one value.
        ValueError: Two rows for one place and period.
    """
    rows = read_rows(zeilen)
    _require_werte(rows)
    einheit = _einheit(rows)
    keys = sorted({_text(z.get("zeitraum")) for z in rows}, key=zeitraum_key)
    raeume: dict[str, list[Zeile]] = {}
    for z in rows:
        raeume.setdefault(_text(z.get("raum_id")), []).append(z)
    werte = [w for z in rows if _text(z.get("raum_id")) != stadt_raum_id and (w := _wert(z)) is not None]
    werte = werte or [w for z in rows if (w := _wert(z)) is not None]
    tief, spanne = min(werte), max(werte) - min(werte)
    fussnoten = _Fussnoten(rahmen.hinweise, rows)
    kopf = "".join(f'<th scope="col" class="zahl">{_esc(format_zeitraum(k))}</th>' for k in keys)
    zeilen_html: list[str] = []
    for raum_id, teil in raeume.items():
        nach_zeit = _nach_zeit(teil)
        zellen = []
        for k in keys:
            zeile = nach_zeit.get(k)
            wert = _wert(zeile) if zeile else None
            if zeile is None or wert is None:
                grund = OHNE_WERT.get(_text(zeile.get("wertstatus")) if zeile else "", "keine Angabe")
                zellen.append(f'<td class="zahl kp-leer"><span title="{html.escape(grund)}">{_esc(grund)}</span></td>')
                continue
            anteil = (wert - tief) / spanne if spanne else 0.0
            stufe = min(stil.WAERMESTUFEN, max(1, 1 + int(anteil * stil.WAERMESTUFEN)))
            klasse = "zahl" if raum_id == stadt_raum_id else f"zahl kp-w{stufe}"
            text = _werttext(zeile) if einheit == "%" else format_wert(wert, "", _dezimalstellen([zeile]))
            zellen.append(f'<td class="{klasse}">{_esc(text + fussnoten.zeichen(zeile))}</td>')
        art = ' class="kp-stadtzeile"' if raum_id == stadt_raum_id else ""
        name = _esc(_text(teil[0].get("raum")))
        zeilen_html.append(f'<tr{art}><th scope="row">{name}</th>{"".join(zellen)}</tr>')
    kennung = html.escape(rahmen.id)
    fuss = "".join(f"<li>{h['zeichen']} {_esc(h['text'])}</li>" for h in fussnoten.liste() if h["text"])
    noten = f'<ul class="kp-fussnoten">{fuss}</ul>' if fuss else ""
    quelle = f'<p class="kp-quelle">{_esc(rahmen.quelle)}</p>' if rahmen.quelle else ""
    unter = f" <span>{_esc(rahmen.untertitel)}</span>" if rahmen.untertitel else ""
    return (
        f'<div class="kp-tabelle-rahmen" role="region" tabindex="0" aria-labelledby="waerme-{kennung}" '
        f'data-search-exclude><table class="kp-tabelle kp-waerme"><caption id="waerme-{kennung}">'
        f"<strong>{_esc(rahmen.titel)}</strong>{unter}</caption>"
        f'<thead><tr><th scope="col">Ort</th>{kopf}</tr></thead><tbody>{"".join(zeilen_html)}</tbody></table></div>'
        f"{noten}{quelle}"
    )


# --- description -----------------------------------------------------------------------------------------------------


def describe(figure: go.Figure) -> str:
    """Say in German what the chart says, from the figure alone.

    Returns:
        For example ``von 75 % (2013) auf 82 % (2018); Höchstwert 84 % (2017). Ziel: mindestens 80 %.``
    """
    roh = figure.to_plotly_json()
    meta: Objekt = roh["layout"]["meta"]
    teile = _DESCRIBE[meta["art"]](roh, meta)
    saetze = [t[:1].upper() + t[1:] + "." for t in teile if t]
    saetze += [f"{z['text']}." for z in meta.get("ziele", [])]
    if not meta.get("achse_ab_null", True) and meta["art"] != "sparkline":
        saetze.append("Die Achse beginnt nicht bei 0.")
    if meta.get("fehlend"):
        saetze.append(meta["fehlend"])
    return html.unescape(" ".join(saetze))


def _wort(meta: Objekt, wert: float) -> str:
    return format_wert(wert, meta["einheit"], meta["dezimalstellen"])


def _verlauf(trace: Objekt, meta: Objekt) -> str:
    """Course of one series: first, last, highest and lowest value."""
    if trace["meta"]["art"] == "spanne":
        stellen = meta["dezimalstellen"]
        paare = list(zip(trace["x"][::3], trace["y"][::3], trace["y"][1::3], strict=True))
        stuecke = [f"{format_zahl(a, stellen)} bis {_wort(meta, b)} ({format_zeitraum(x)})" for x, a, b in paare]
        return "Spannen " + ", ".join(stuecke)
    worte = trace["meta"].get("worte") or ["" if y is None else _wort(meta, y) for y in trace["y"]]
    abschnitte = trace["meta"].get("abschnitte") or [0] * len(trace["y"])
    punkte = [
        _Punkt(format_zeitraum(x), y, wort, abschnitt)
        for x, y, wort, abschnitt in zip(trace["x"], trace["y"], worte, abschnitte, strict=True)
        if y is not None
    ]
    if not punkte:
        return "keine Werte"
    # What may not be compared is told apart, never as a course.
    return "; danach anders gezählt: ".join(
        _abschnittsverlauf(list(teil)) for _, teil in groupby(punkte, key=lambda p: p.abschnitt)
    )


class _Punkt(NamedTuple):
    """One value of a series as the table says it."""

    zeit: str
    wert: float
    wort: str
    abschnitt: int


def _abschnittsverlauf(punkte: list[_Punkt]) -> str:
    """Course within one stretch of comparable values."""
    erster, letzter = punkte[0], punkte[-1]
    if len(punkte) == 1:
        return f"{erster.wort} ({erster.zeit})"
    if erster.wort == letzter.wort:
        text = f"{erster.wort} im ersten ({erster.zeit}) und im letzten Zeitraum ({letzter.zeit})"
    else:
        text = f"von {erster.wort} ({erster.zeit}) auf {letzter.wort} ({letzter.zeit})"
    hoch, tief = max(punkte, key=lambda p: p.wert), min(punkte, key=lambda p: p.wert)
    enden = {erster.wort, letzter.wort}
    if hoch.wort not in enden:
        text += f"; Höchstwert {hoch.wort} ({hoch.zeit})"
    if tief.wort not in enden:
        text += f"; niedrigster Wert {tief.wort} ({tief.zeit})"
    return text


def _describe_verlauf(roh: Objekt, meta: Objekt) -> list[str]:
    reihen = [t for t in roh["data"] if t["meta"]["art"] in ("reihe", "spanne")]
    teile = [f"{t['name']}: {_verlauf(t, meta)}" if t.get("name") else _verlauf(t, meta) for t in reihen]
    if meta.get("stadt"):
        stadt = next(t for t in roh["data"] if t["meta"]["art"] == "stadt")
        teile.insert(0, f"{_esc(meta['stadt'])}: {_verlauf(stadt, meta)}")
    return teile


def _describe_balken(roh: Objekt, meta: Objekt) -> list[str]:
    layout = roh["layout"]
    waagerecht = layout["yaxis"]["type"] == "category"
    achse, k, w = (layout["yaxis"], "y", "x") if waagerecht else (layout["xaxis"], "x", "y")
    namen = dict(zip(achse["tickvals"], achse["ticktext"], strict=True))
    if not waagerecht:
        return [_verlauf(t, meta) for t in roh["data"]]
    punkte = [(namen[a], b) for t in roh["data"] for a, b in zip(t[k], t[w], strict=True) if b is not None]
    hoch, tief = max(punkte, key=lambda p: p[1]), min(punkte, key=lambda p: p[1])
    # What a note sign means is lost in words; the notes themselves stand below the chart.
    stadt = [
        a["text"].removesuffix(a["name"].split(":")[2])
        for a in layout.get("annotations", [])
        if a["name"].startswith("stadt")
    ]
    if len(punkte) == 1:
        return [f"{hoch[0]}: {_wort(meta, hoch[1])}", *stadt]
    spanne = f"höchster Wert {_wort(meta, hoch[1])} ({hoch[0]}), niedrigster {_wort(meta, tief[1])} ({tief[0]})"
    if hoch[1] == tief[1]:
        spanne = f"überall {_wort(meta, hoch[1])}"
    return [f"{spanne}; {len(punkte)} Werte", *stadt]


def _describe_anteile(roh: Objekt, meta: Objekt) -> list[str]:
    return [f"{t['name']}: {_verlauf(t, meta)}" for t in roh["data"]]


def _describe_trichter(_roh: Objekt, meta: Objekt) -> list[str]:
    return [_esc(satz) for satz in meta["saetze"]]


_DESCRIBE: Final = {
    "zeitreihe": _describe_verlauf,
    "sparkline": _describe_verlauf,
    "kleine_mehrfache": _describe_verlauf,
    "raumvergleich": _describe_balken,
    "kommunenvergleich": _describe_balken,
    "balken": _describe_balken,
    "anteile": _describe_anteile,
    "trichter": _describe_trichter,
}
