"""All charts of the built site: both writers show the same, no label lies on a stroke, every text is escaped once."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
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


def read_charts(site: Path) -> Iterator[Gebautes]:
    """Reads the charts of all pages with their files."""
    for seite in sorted(site.rglob("index.html")):
        for m in FIGUR.finditer(seite.read_text(encoding="utf-8")):
            bilder = {b[1]: b[0] for b in BILD.finditer(m[0])}
            datei = json.loads((seite.parent / html.unescape(m[2])).resolve().read_text(encoding="utf-8"))
            yield Gebautes(str(seite.parent.relative_to(site)), m[1], bilder, datei)


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
            im_bild = [html.unescape(t) for t in re.findall(r"<text [^>]*>([^<]*)</text>", svg)]
            assert im_bild == [html.unescape(t["text"]) for t in d.datei["bilder"][bild]["texte"]], (d.name, bild)


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
