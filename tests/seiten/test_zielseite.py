"""Pages of the goals: pictures that only some of them have."""

from __future__ import annotations

import html
import re

import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.seiten import zielseite, zieluebersicht
from kekiz.seiten.seite import Seite
from kekiz.zeichnen.modell import Diagramm
from paketbau import REPO


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def draw(ergebnis: Ergebnis, ziel_id: str) -> tuple[str, dict[str, Diagramm]]:
    """Text of the figures' part of a page, and its figures by kind."""
    figuren: dict[str, Diagramm] = {}

    def _diagramm(diagramm: Diagramm, *, tabelle_anker: str, werte: object = ()) -> str:
        figuren[diagramm.art] = diagramm
        return f'<a href="#{tabelle_anker}">'

    seite = Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, _diagramm, {"ziel": ziel_id})
    return "\n\n".join([zielseite.draw_zahlen(seite, ziel_id), zielseite.draw_mehr(seite, ziel_id)]), figuren


def test_areas_with_a_series_stand_side_by_side(ergebnis: Ergebnis) -> None:
    text, figuren = draw(ergebnis, "1.1")
    figur = figuren["kleine_mehrfache"]
    raeume = ergebnis.bestand.where("raeume", paket="hamm", typ="sozialraum")
    assert [f.name for f in figur.felder] == list(raeume["name"])
    hier = ergebnis.series("hamm", "besuchsquote_neugeborene", "heessen")
    assert [p.wert for p in figur.felder[-1].reihen[-1].punkte] == list(hier["wert"])
    assert text.count('href="#tabelle-besuchsquote-neugeborene-sozialraeume"') == 2
    assert 'id="tabelle-besuchsquote-neugeborene-sozialraeume"' in text


def test_target_that_moved_is_told_in_the_head_and_only_there(ergebnis: Ergebnis) -> None:
    """1.4 is met because the share in the Land rose; whoever reads "met" reads that beside it."""
    satz = "Gemessen am Vergleichswert von 2012 wäre das Ziel nicht erreicht; erreicht ist es, weil dieser stieg."
    seite = Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, lambda *_, **__: "", {"ziel": "1.4"})
    assert zielseite.draw_kopf(seite, "1.4").count(satz) == 1
    assert satz not in draw(ergebnis, "1.4")[0]
    assert "Vergleichswert" not in zielseite.draw_kopf(seite, "1.3")


def test_a_chart_that_two_parts_need_is_drawn_once(ergebnis: Ergebnis) -> None:
    gezeichnet: list[str] = []

    def _diagramm(diagramm: Diagramm, **_: object) -> str:
        gezeichnet.append(diagramm.rahmen.id)
        return "<figure></figure>"

    seite = Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, _diagramm, {"ziel": "1.1"})
    teile = [zielseite.draw_zahlen(seite, "1.1"), zielseite.draw_mehr(seite, "1.1")]
    assert len(gezeichnet) == len(set(gezeichnet)) > 1
    assert "<figure>" in teile[0]


def test_two_periods_are_no_series(ergebnis: Ergebnis) -> None:
    assert "kleine_mehrfache" not in draw(ergebnis, "1.2")[1]


def test_parts_of_a_whole_are_stacked_and_listed(ergebnis: Ergebnis) -> None:
    text, figuren = draw(ergebnis, "1.8.1.3")
    figur = figuren["anteile"]
    teile = [k for k, g in ergebnis.kennzahlen["teil_von"].items() if g]
    reihen = [[p.wert for p in r.punkte] for r in figur.feld.reihen]
    assert reihen == [list(ergebnis.series("hamm", str(kennzahl))["wert"]) for kennzahl in teile]
    assert len(reihen) == 3
    summen = [sum(w) for w in zip(*reihen, strict=True)]
    assert summen == pytest.approx([100] * 6, abs=1.1)
    assert 'id="tabelle-verbleib-schulbesuch-teile"' in text
    assert "63,3" in text


def test_most_goals_have_no_parts(ergebnis: Ergebnis) -> None:
    assert "anteile" not in draw(ergebnis, "1.3")[1]


def test_tested_change_of_a_further_figure_is_said(ergebnis: Ergebnis) -> None:
    text = draw(ergebnis, "1.3")[0].replace("\xa0", " ")
    assert "2018 waren es 25,1 Prozentpunkte mehr als 2015 (Vertrauensbereich: 8,0 bis 40,1 mehr)." in text
    assert text.count("Exakter Test nach Fisher") == 1


def test_old_law_has_a_box_that_says_what_holds_today(ergebnis: Ergebnis) -> None:
    """Source: § 20 Abs. 8 ff. IfSG, Kinder-Richtlinie; § 24 SGB VIII."""

    def _box(ziel_id: str) -> str:
        seite = Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, lambda *_, **__: "", {"ziel": ziel_id})
        return zielseite.MACROS["ziel_heute"](seite)

    assert "Seit dem 1. März 2020 brauchen Kinder für Kita und Schule einen Nachweis" in _box("1.2")
    assert "46. bis 48. Lebensmonat" in _box("1.2")
    assert "§ 24 Sozialgesetzbuch VIII, geprüft am 27. November 2026" in _box("1.3")
    assert _box("1.4") == ""


def _statements(text: str) -> list[str]:
    """The sentences of a piece of a page that stand openly, without tables, arithmetic and what is beside each figure."""
    text = re.sub(r"<(details|table|figure)\b.*?</\1>|<ul class=.kp-zahlkarten.*?</ul>", " ", text, flags=re.DOTALL)
    zeilen = html.unescape(re.sub(r"<[^>]+>", "\n", text).replace("\xad", "").replace("\xa0", " ")).splitlines()
    return [
        s
        for z in zeilen
        for s in re.split(r"(?<=[.:]) (?=[A-ZÄÖÜ])", z.strip())
        if s.endswith((".", ":")) and len(s) > 30
    ]


def test_a_goal_says_nothing_twice(ergebnis: Ergebnis) -> None:
    """Neither in the same words nor in others: when it held is said once, and that nobody counted what it asks for, too."""
    for ziel_id in ergebnis.goal_ids("hamm"):
        seite = Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, lambda *_, **__: "", {"ziel": ziel_id})
        saetze = _statements(zielseite.draw_kopf(seite, ziel_id)) + _statements(zielseite.draw_zahlen(seite, ziel_id))
        assert sorted(saetze) == sorted(set(saetze)), ziel_id
        wann = [s for s in saetze if re.search(r"Zeiträumen war|mit Vergleichswert|zu prüfen ist nur|Prüfen lässt", s)]
        ungezaehlt = [s for s in saetze if "keine Kennzahl" in s]
        assert max(len(wann), len(ungezaehlt)) <= 1, (ziel_id, wann, ungezaehlt)


def test_what_a_goal_says_openly_is_short() -> None:
    """With the verdict before it three to five sentences; the rest of its words is folded."""
    je_ziel = {}
    for datei in sorted((REPO / "docs/ziele").glob("[0-9]*.md")):
        offen = datei.read_text(encoding="utf-8").partition("## Kurz gesagt\n")[2].partition("\n\n")[0]
        je_ziel[datei.stem] = len(re.findall(r"[.?!](?=\s|$)", offen))
    assert len(je_ziel) > 20
    assert {ziel: n for ziel, n in je_ziel.items() if not 2 <= n <= 4} == {}


def test_a_goal_met_in_some_years_names_them_in_its_head(ergebnis: Ergebnis) -> None:
    """One case for each of the two reasons."""
    seite = Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, lambda *_, **__: "", {})
    assert "So war es 2017 und 2018, aber nicht 2016." in zielseite.draw_kopf(seite, "5.1")
    satz = "Gefordert ist das auf Dauer: 2018 war der Zielwert eingehalten, 2017 nicht."
    assert satz in zielseite.draw_kopf(seite, "1.5")
    assert satz not in zielseite.draw_zahlen(seite, "1.5")


def test_every_count_of_goals_can_be_traced(ergebnis: Ergebnis) -> None:
    seite = Seite(ergebnis, "hamm", lambda pfad: "../" + pfad, lambda *_a, **_k: "", {})
    zahl = zieluebersicht.count_sentence(seite)
    assert zahl == (
        "Der Zielkatalog hat 29 Ziele, fünf davon strategisch und 24 operativ. Zwei der operativen fassen nur andere "
        "zusammen (1.8, 1.8.1)."
    )
    summe = zieluebersicht.draw_summe(seite)
    assert f"{zahl} Von den 22 einzelnen Zielen sind" in summe
    assert sum(zieluebersicht.status_counts(seite).values()) == 22
