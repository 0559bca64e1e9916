"""Every number in every chart equals its table; the comparison itself finds each kind of difference."""

import json
from pathlib import Path

import pytest

from gleichstand import compare_charts

MINDESTENS = {"Diagramme": 60, "Punkte": 400, "Vertrauensbereiche": 150, "Beschriftungen": 400, "Beschreibungen": 400}
"""So many are compared at least; the real site has more. Fewer mean that the comparison no longer sees them."""

SEITE = """<figure id="d" data-figur="../figur.json"><svg><desc>Von 25 % (2017) auf 36 % (2018). Ziel: mindestens 45 %.</desc>
<text class="kp-t kp-t--wert">25&#8239;% ¹⁾</text><text class="kp-t kp-t--ende">36 %</text>
<text class="kp-t kp-t--achse">50</text></svg><a class="kp-knopf" href="#t">Tabelle</a></figure>
<div id="t"><table><tr><th>Raum</th><th>Zeitraum</th><th>Wert</th><th>Nachgerechnet</th><th>Zähler</th><th>Nenner</th>
<th>Bereich</th></tr><tr><th>Nord</th><td>2017</td><td>25 %</td><td>25,9 %</td><td>–</td><td>–</td><td>–</td></tr>
<tr><th>Nord</th><td>2018</td><td>36 %</td><td>36,3 %</td><td>1.671</td><td>4.607</td><td>34,9 bis 37,7 %</td></tr>
<tr><th>Hamm</th><td>2018</td><td>40 %</td><td>–</td><td>–</td><td>–</td><td>–</td></tr></table></div>"""
FIGUR = {
    "layout": {"meta": {"untertitel": "Nord, 2017 bis 2018. In Prozent"}},
    "data": [
        {
            "x": ["2017", "2018"],
            "y": [25.0, 36.0],
            "error_y": {"array": [0.0, 1.68], "arrayminus": [0.0, 1.12]},
            "customdata": [
                "Nord, 2017<br>25 %<br>nachgerechnet: 25,9 %<br>Hinweis: 7 &amp; 8",
                "Nord, 2018<br>36 %<br>1.671 von 4.607<br>Vertrauensbereich (95 %): 34,9 bis 37,7 %",
            ],
        },
        {"x": ["2017"], "y": [25.94], "customdata": ["Nord, 2017<br>25 %<br>nachgerechnet: 25,9 %"]},
    ],
}


def write_page(ordner: Path, seite: str, figur: str) -> Path:
    (ordner / "ziel").mkdir()
    (ordner / "ziel" / "index.html").write_text(seite, encoding="utf-8")
    (ordner / "figur.json").write_text(figur, encoding="utf-8")
    return ordner


def test_a_chart_that_equals_its_table_has_no_fault(tmp_path: Path) -> None:
    zaehler, befunde = compare_charts(write_page(tmp_path, SEITE, json.dumps(FIGUR)))
    assert befunde == []
    assert zaehler == {"Diagramme": 1, "Punkte": 3, "Vertrauensbereiche": 1, "Beschriftungen": 2, "Beschreibungen": 2}


@pytest.mark.parametrize(
    ("alt", "neu", "befund"),
    [
        ("Nord, 2018<br>36 %", "Nord, 2018<br>36,0 %", "Punkt Nord, 2018: ['36,0 %'"),
        ("Nord, 2018<br>36 %", "Nord, 2018<br>25 %", "liegt bei 36.0, geschrieben ist 25 %"),
        ("Nord, 2018<br>36 %", "Hamm, 2018<br>36 %", "Punkt Hamm, 2018"),
        ("1.671 von 4.607", "1.670 von 4.607", "'1.670 von 4.607'"),
        ("34,9 bis 37,7", "34,88 bis 37,68", "'34,88 bis 37,68 %'"),
        ("34,9 bis 37,7", "35 bis 38", "'35 bis 38 %'"),
        ("1.68", "1.8", "Der Strich reicht von 34.88 bis 37.8"),
        ("25,9 %", "25,94 %", "Punkt Nord, 2017"),
        ("25.94", "26.94", "liegt bei 26.94"),
        ("36.0", "36.6", "liegt bei 36.6"),
        ("kp-t--ende\">36 %", "kp-t--ende\">36,0 %", "Beschriftung 36,0 %"),
        ("kp-t--ende\">36 %", "kp-t--ende\">4.607 %", "Beschriftung 4.607 %"),
        ("auf 36 % (2018)", "auf 36,0 % (2018)", "Beschreibung: 36,0"),
        ("#t", "#fehlt", "keine Tabelle daneben"),
    ],
)  # fmt: skip
def test_each_kind_of_difference_is_found(tmp_path: Path, alt: str, neu: str, befund: str) -> None:
    figur = json.dumps(FIGUR, ensure_ascii=False)
    seite = SEITE if alt in figur else SEITE.replace(alt, neu)
    assert alt in SEITE + figur
    _, befunde = compare_charts(write_page(tmp_path, seite, figur.replace(alt, neu)))
    assert any(befund in b for b in befunde), befunde


def test_every_number_in_every_chart_of_the_site_equals_its_table(gebaut: Path) -> None:
    zaehler, befunde = compare_charts(gebaut)
    assert befunde == []
    assert {k: v for k, v in MINDESTENS.items() if zaehler[k] < v} == {}
