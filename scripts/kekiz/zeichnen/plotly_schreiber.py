"""Writes a chart as a Plotly figure, and as the file with which docs/assets/diagramm.js takes the picture over.

The figure is complete by itself: any Plotly draws it. Its parts tell the page how they look by CSS class
(``meta.klasse``), never by colour. The file holds the figure and beside it the picture as it is laid out for wide and
narrow screens (``bilder``), so that the interactive chart stands exactly where the static one stood.

Plotly reads texts as its own pseudo HTML; they are escaped here, once.
"""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from typing import Any, Final

import plotly.graph_objects as go

from kekiz.wissen import texte
from kekiz.wissen.sprache import begin
from kekiz.zeichnen.bild import Bild
from kekiz.zeichnen.modell import Band, Diagramm, Feld, Form, Kategorienachse, Linie, Reihe, Zahlenachse
from kekiz.zeichnen.symbole import corners

Objekt = dict[str, Any]

_MODUS: Final = {Form.LINIE: "lines", Form.PUNKTE: "markers", Form.LINIE_UND_PUNKTE: "lines+markers"}
_ZEIGE_TEXT: Final = {"hovertemplate": "%{customdata}<extra></extra>"}


def write_figure(diagramm: Diagramm) -> go.Figure:
    """Write a chart as a Plotly figure without template and colours."""
    r = diagramm.rahmen
    layout: Objekt = {
        "showlegend": False,
        "separators": ",.",
        "hovermode": "closest",
        "dragmode": False,
        "barmode": "stack" if diagramm.ist_gestapelt else "overlay",
        "bargap": diagramm.luecke,
        "shapes": [],
        "meta": {
            "id": r.id,
            "titel": r.titel,
            "untertitel": r.untertitel,
            "beschreibung": diagramm.beschreibung,
            "quelle": " · ".join(t for t in (r.quelle, r.lizenz) if t),
            "notizen": _notes(diagramm),
        },
    }
    data: list[Objekt] = []
    for nr, feld in enumerate(diagramm.felder, start=1):
        x, y = (f"{a}{'' if nr == 1 else nr}" for a in "xy")
        orte, werte = _axis(feld.orte), _axis(feld.werte)
        if diagramm.ist_liegend:
            orte["range"] = orte["range"][::-1]
            orte, werte = werte, orte
        layout |= {f"xaxis{x[1:]}": orte | {"anchor": y}, f"yaxis{y[1:]}": werte | {"anchor": x}}
        achsen = {} if nr == 1 else {"xaxis": x, "yaxis": y}
        data += [_trace(m, ist_liegend=diagramm.ist_liegend) | achsen for m in feld.marken]
        layout["shapes"] += _shapes(feld, x, y, ist_liegend=diagramm.ist_liegend)
    figure = go.Figure(data=data, layout=layout)
    figure.layout.template = None
    return figure


def write_json(bilder: Sequence[Bild], datei: str = "") -> str:
    """Write the file of a chart: compact JSON, sorted keys, same bytes on each run.

    Args:
        bilder: The chart laid out for wide and for narrow screens.
        datei: Name of a downloaded picture, without ending; empty: the id of the chart.
    """
    diagramm = bilder[0].diagramm
    dazu = {"bilder": {b.name: _places(b) for b in bilder}, "datei": datei or diagramm.rahmen.id}
    inhalt = write_figure(diagramm).to_plotly_json() | dazu
    return json.dumps(inhalt, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _notes(diagramm: Diagramm) -> list[str]:
    """Key to the signs in one line, then the notes."""
    zeichen = " · ".join(f"{texte.ZEICHEN_IM_BILD[e.art]}: {e.text}" for e in diagramm.erklaerungen)
    return [begin(f"{zeichen}."), *diagramm.notizen] if zeichen else list(diagramm.notizen)


def _esc(text: str) -> str:
    return html.escape(text, quote=False)


def _axis(achse: Zahlenachse | Kategorienachse) -> Objekt:
    """Axis with explicit range and steps; nothing is left for Plotly to choose."""
    fest: Objekt = {"range": [achse.von, achse.bis], "tickmode": "array", "zeroline": False, "fixedrange": True}
    texte = [_esc(t) for t in achse.texte]
    if isinstance(achse, Zahlenachse):
        return fest | {"type": "linear", "tickvals": list(achse.schritte), "ticktext": texte, "showgrid": True}
    keys = list(achse.keys)
    return fest | {
        "type": "category",
        "categoryorder": "array",
        "categoryarray": keys,
        "tickvals": keys,
        "ticktext": texte,
        "showgrid": achse.hat_gitter,
    }


def _trace(marke: Reihe | Band, *, ist_liegend: bool) -> Objekt:
    if isinstance(marke, Band):
        orte, werte = zip(*marke.umriss, strict=True)
        return {
            "type": "scatter",
            "mode": "lines",
            "x": list(orte),
            "y": list(werte),
            "fill": "toself",
            "line": {"width": 0},
            "hoverinfo": "skip",
            "meta": {"art": "band", "klasse": marke.klasse, "reihe": marke.nr},
        }
    o, w = "yx" if ist_liegend else "xy"
    trace: Objekt = {
        o: [p.ort for p in marke.punkte],
        w: [p.wert for p in marke.punkte],
        "name": _esc(marke.name),
        "meta": {"art": str(marke.spur), "klasse": marke.klasse, "reihe": marke.nr},
    }
    if any(p.lesen for p in marke.punkte):
        trace |= {"customdata": ["<br>".join(map(_esc, p.lesen)) for p in marke.punkte]} | _ZEIGE_TEXT
    else:
        trace["hoverinfo"] = "skip"
    if any(p.bereich for p in marke.punkte):
        trace[f"error_{w}"] = _error_bars(marke)
    if marke.form == Form.BALKEN:
        return trace | {"type": "bar", "orientation": "h" if ist_liegend else "v"}
    trace |= {"type": "scatter", "mode": _MODUS[marke.form], "connectgaps": False, "cliponaxis": False}
    if marke.hat_linie:
        trace["line"] = {"width": marke.dicke, "dash": marke.strich}
    if marke.hat_punkte:
        symbole = [f"{marke.symbol}-open" if p.ist_offen else marke.symbol for p in marke.punkte]
        trace["marker"] = {"size": marke.groesse, "symbol": symbole if len(set(symbole)) > 1 else symbole[0]}
    return trace


def _error_bars(reihe: Reihe) -> Objekt:
    enden = [(p.wert or 0.0, *(p.bereich or (p.wert or 0.0, p.wert or 0.0))) for p in reihe.punkte]
    hoch = [round(oben - wert, 6) for wert, _, oben in enden]
    tief = [round(wert - unten, 6) for wert, unten, _ in enden]
    return {"type": "data", "symmetric": False, "array": hoch, "arrayminus": tief, "width": 0}


def _shapes(feld: Feld, x: str, y: str, *, ist_liegend: bool) -> list[Objekt]:
    """Lines across the plot; the label of a line is its own."""
    formen = [_line(linie, x, y, ist_liegend=ist_liegend) for linie in feld.linien]
    for fehlt in feld.fehlt:
        von, bis = feld.orte.stelle(fehlt.keys[0]) - 0.5, feld.orte.stelle(fehlt.keys[-1]) + 0.5
        formen.append({"type": "rect", "xref": x, "x0": von, "x1": bis, "yref": f"{y} domain", "y0": 0, "y1": 1})
    for key in feld.brueche:
        ort = feld.orte.stelle(key) - 0.5
        formen.append({"type": "line", "xref": x, "x0": ort, "x1": ort, "yref": f"{y} domain", "y0": 0, "y1": 1})
    return formen


def _line(linie: Linie, x: str, y: str, *, ist_liegend: bool) -> Objekt:
    w, o = (x, y) if ist_liegend else (y, x)
    form: Objekt = {"type": "line", "layer": "above" if linie.ist_vorn else "below"}
    form |= {f"{w[0]}ref": w, f"{w[0]}0": linie.wert, f"{w[0]}1": linie.wert}
    form |= {f"{o[0]}ref": f"{o} domain", f"{o[0]}0": 0, f"{o[0]}1": 1}
    return form | {"label": {"text": _esc(linie.text + linie.note)}}


def _places(bild: Bild) -> Objekt:
    """Where plots, lines, marks of the key and texts are, in pixels of the picture."""
    return {
        "breite": bild.breite,
        "hoehe": round(bild.hoehe, 1),
        "schrift": bild.schrift,
        "luecke": round(bild.lagen[0].luecke, 2),
        "felder": [[round(zahl, 2) for zahl in lage.flaeche] for lage in bild.lagen],
        "striche": [
            {"klasse": s.klasse, "ort": [round(zahl, 1) for zahl in s.strecke], "vorn": s.ist_vorn}
            for s in bild.striche
        ],
        "flaechen": [{"klasse": f.klasse, "ort": [round(zahl, 1) for zahl in f.kasten]} for f in bild.flaechen],
        "marken": [
            {
                "ort": [round(m.x, 1), round(m.y, 1)],
                "r": round(m.r, 1),
                "ecken": [[round(x, 1), round(y, 1)] for x, y in corners(m.symbol, m.r)],
                "klasse": m.klasse,
                "reihe": m.nr,
            }
            for m in bild.marken
        ],
        "texte": [
            {
                "text": _esc(t.text),
                "ort": [round(t.x, 1), round(t.y, 1)],
                "anker": t.anker,
                "klasse": t.klasse,
                "reihe": t.nr,
            }
            for t in bild.texte
        ],
    }
