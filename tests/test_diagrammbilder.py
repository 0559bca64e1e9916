"""All charts of the built site: both writers show the same, no label lies on a stroke, every text is escaped once."""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bildpruefung import collisions
from gegenprobe import differences

FIGUR = re.compile(
    r'<figure (?=[^>]*class="kp-diagramm )(?=[^>]*id="diagramm-([^"]*)")(?=[^>]*data-figur="([^"]*)").*?</figure>',
    re.DOTALL,
)
"""A chart, its attributes in any order."""
BILD = re.compile(r'<svg (?=[^>]*class="kp-svg kp-svg--(breit|schmal)").*?</svg>', re.DOTALL)


class Gebautes(NamedTuple):
    """One chart of the built site."""

    seite: str
    name: str
    bilder: dict[str, str]
    datei: dict[str, Any]
    hat_knopf: bool


def read_charts(site: Path) -> Iterator[Gebautes]:
    """Reads the charts of all pages with their files."""
    for seite in sorted(site.rglob("index.html")):
        for m in FIGUR.finditer(seite.read_text(encoding="utf-8")):
            bilder = {b[1]: b[0] for b in BILD.finditer(m[0])}
            datei = json.loads((seite.parent / html.unescape(m[2])).resolve().read_text(encoding="utf-8"))
            yield Gebautes(str(seite.parent.relative_to(site)), m[1], bilder, datei, 'data-kp="interaktiv"' in m[0])


@pytest.fixture(scope="module")
def diagramme(gebaut: Path) -> list[Gebautes]:
    gelesen = list(read_charts(gebaut))
    gebaute = sum(d.read_text(encoding="utf-8").count("data-figur=") for d in gebaut.rglob("index.html"))
    assert len(gelesen) == gebaute, "a chart stands on a page that this test does not see"
    return gelesen


def test_every_kind_of_chart_is_there_in_two_widths(diagramme: list[Gebautes]) -> None:
    arten = {spur["meta"]["art"] for d in diagramme for spur in d.datei["data"]}
    assert {"reihe", "band", "spanne", "balken", "grenze", "nachgerechnet", "stadt", "teil"} <= arten
    assert all(set(d.bilder) == {"breit", "schmal"} for d in diagramme)


def test_points_of_the_picture_are_the_data_of_the_figure(diagramme: list[Gebautes]) -> None:
    funde = [
        (d.seite, d.name, bild, fund)
        for d in diagramme
        for bild, svg in d.bilder.items()
        for fund in differences(svg, d.datei, bild)
    ]
    assert funde == []


def test_no_label_lies_on_a_stroke_or_on_another(diagramme: list[Gebautes]) -> None:
    funde = [(d.name, bild, fund) for d in diagramme for bild, svg in d.bilder.items() for fund in collisions(svg)]
    assert funde == []


def test_texts_of_the_picture_are_those_of_the_file(diagramme: list[Gebautes]) -> None:
    for d in diagramme:
        for bild, svg in d.bilder.items():
            im_bild = [html.unescape(re.sub(r"<[^>]*>", "", t)) for t in re.findall(r"<text [^>]*>(.*?)</text>", svg)]
            assert sorted(im_bild) == sorted(html.unescape(t["text"]) for t in d.datei["bilder"][bild]["texte"]), (
                d.name,
                bild,
            )


def test_every_target_line_has_its_words(diagramme: list[Gebautes]) -> None:
    ziele = 0
    for d in diagramme:
        worte = [
            s["label"]["text"]
            for s in d.datei["layout"].get("shapes", [])
            if "Ziel" in s.get("label", {}).get("text", "")
        ]
        for bild in d.bilder:
            gezeigt = " ".join(t["text"] for t in d.datei["bilder"][bild]["texte"])
            assert all(w in gezeigt for w in worte), (d.name, bild)
        ziele += len(worte)
    assert ziele > 5


VERLAUF = ("reihe", "spanne", "balken", "teil", "stadt")
"""Traces over periods that hold values; the others are limits, tints and repeats."""


def _periods(datei: dict[str, Any]) -> list[str]:
    """Periods with a value, of a chart over periods; none of another one."""
    achse = datei["layout"]["xaxis"]
    if achse["type"] != "category":
        return []
    da = {
        x
        for s in datei["data"]
        if s["meta"]["art"] in VERLAUF
        for x, y in zip(s["x"], s["y"], strict=True)
        if y is not None
    }
    return [k for k in achse["categoryarray"] if k in da]


def test_no_chart_shows_one_value_and_two_periods_are_a_slope(diagramme: list[Gebautes]) -> None:
    steigungen = 0
    for d in diagramme:
        liegend = d.datei["layout"]["yaxis"]["type"] == "category"
        werte = [p for s in d.datei["data"] if s["meta"]["art"] != "grenze"
                 for p in zip(s["x"], s["y"], strict=True) if None not in p]  # fmt: skip
        striche = sum(s["klasse"] == "kp-stadt" for s in d.datei["bilder"]["breit"]["striche"])
        assert len(set(werte)) + (striche if liegend else 0) > 1, (d.seite, d.name)
        if (zeiten := _periods(d.datei)) and all(s["type"] != "bar" for s in d.datei["data"]):
            ist_steigung = not d.datei["layout"]["yaxis"]["tickvals"]
            steigungen += ist_steigung
            assert ist_steigung == (len(zeiten) == 2), (d.seite, d.name, zeiten)
            assert not ist_steigung or zeiten == d.datei["layout"]["xaxis"]["categoryarray"]
    assert steigungen


def test_a_line_joins_only_what_the_data_call_comparable(diagramme: list[Gebautes], gebaut: Path) -> None:
    with (gebaut / "daten/ergebnisse.csv").open(encoding="utf-8", newline="") as datei:
        zeilen = list(csv.DictReader(datei))
    davor = {
        (z["kennzahl_id"].replace("_", "-"), float(z["wert"]), z["zeitraum"], z["vorperiode"])
        for z in zeilen
        if z["wert"]
    }
    namen = {k for k, *_ in davor}
    strecken = 0
    for d in diagramme:
        kennzahl = max((k for k in namen if f"-{k}-" in f"-{d.name}-"), key=len, default="")
        # The grey line of a control chart is one number.
        grau = "kp-s-grau" if d.name.endswith("-regelkarte") else ""
        linien = [s for s in d.datei["data"] if s["meta"]["art"] in ("reihe", "stadt") and "lines" in s.get("mode", "")]
        for spur in linien if kennzahl and _periods(d.datei) else []:
            if spur["meta"]["klasse"] == grau or "customdata" not in spur:
                continue
            for (x0, y0), (x1, y1) in pairwise(zip(spur["x"], spur["y"], strict=True)):
                if y0 is not None and y1 is not None:
                    strecken += 1
                    assert (kennzahl, y1, x1, x0) in davor, (d.seite, d.name, x0, x1)
    assert strecken > 100


def test_missing_years_between_others_are_tinted_and_said(diagramme: list[Gebautes]) -> None:
    getoent = 0
    for d in diagramme:
        zeiten = _periods(d.datei)
        keys = d.datei["layout"]["xaxis"].get("categoryarray", [])
        fehlt = [k for k in keys if zeiten and zeiten[0] < k < zeiten[-1] and k not in zeiten]
        for bild in d.bilder:
            flaechen = [f for f in d.datei["bilder"][bild]["flaechen"] if f["klasse"] == "kp-ohne-wert"]
            getoent += len(flaechen)
            assert bool(flaechen) == bool(fehlt), (d.seite, d.name, fehlt)
            assert d.bilder[bild].count('class="kp-ohne-wert"') == len(flaechen)
        notizen = " ".join(d.datei["layout"]["meta"]["notizen"])
        assert ("ohne Wert:" in notizen) == bool(fehlt), (d.seite, d.name)
    assert getoent


def test_note_signs_lead_to_their_hints(diagramme: list[Gebautes]) -> None:
    verweise = 0
    for d in diagramme:
        for bild, svg in d.bilder.items():
            zeichen = len(re.findall("[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾", re.sub(r'<desc.*?</desc>|aria-label="[^"]*"', "", svg)))
            links = re.findall(r'<a href="[^"]*#[^"]+" aria-label="[^"]+ Hinweis: [^"]+">[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾</a>', svg)
            assert len(links) == zeichen, (d.seite, d.name, bild)
            assert ('role="group"' in svg) == bool(links)
            verweise += len(links)
    assert verweise > 10


def _scale(datei: dict[str, Any], achse: str) -> tuple[Any, ...]:
    """Range of the axis of values."""
    liegend = datei["layout"]["yaxis"]["type"] == "category"
    return tuple(datei["layout"][achse if not liegend else achse.replace("y", "x")]["range"])


def test_siblings_share_their_axis(diagramme: list[Gebautes]) -> None:
    geschwister: dict[str, set[tuple[Any, ...]]] = {}
    mehrfache = 0
    for d in diagramme:
        achsen = {_scale(d.datei, a) for a in d.datei["layout"] if a.startswith("yaxis")}
        mehrfache += "yaxis2" in d.datei["layout"]
        assert len(achsen) == 1, (d.seite, d.name)
        # The same Kennzahl on the pages of several areas, told apart by the name of the area alone.
        vor, _, raum = d.seite.rpartition("/")
        if vor.endswith("sozialraeume"):
            je = d.datei["layout"]["meta"]["untertitel"].partition(",")[0] if d.name.endswith("-alle") else ""
            geschwister.setdefault(vor + d.name.replace(raum, "*") + je, set()).update(achsen)
    assert mehrfache
    assert any(name.endswith("-stadt") for name in geschwister), "an area beside its city"
    assert {name: achsen for name, achsen in geschwister.items() if len(achsen) > 1} == {}
    assert len(geschwister) > 1


def test_interactive_is_offered_where_there_are_several_series(diagramme: list[Gebautes]) -> None:
    for d in diagramme:
        namen = {s["meta"]["reihe"] for s in d.datei["data"] if s.get("name")}
        assert d.hat_knopf == (len(namen) > 1), (d.seite, d.name)
    assert 0 < sum(d.hat_knopf for d in diagramme) < len(diagramme)
