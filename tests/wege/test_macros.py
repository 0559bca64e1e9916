"""Charts in pages: whose file it is stands in its name, and no chart takes the place of another."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from diagrammproben import balken, zeitreihe
from kekiz.daten.einstellungen import read_settings
from kekiz.ergebnis import read_ergebnis
from kekiz.seiten.seite import Seite
from kekiz.wege.macros import page_of
from kekiz.wege.zwischenstand import add_figure, read_figures
from kekiz.wissen.fehler import ErgebnisFehler

CONFIG = {"site_name": "Seite", "site_url": "https://seite.test/", "extra": {"stichtag": "2024-12-31"}}


def page(url: str, kommune: str, ordner: Path) -> Seite:
    return page_of(read_ergebnis(), CONFIG, url, {"kommune": kommune}, ordner)


def test_file_of_a_chart_names_its_municipality_unless_it_stands_at_the_top(tmp_path: Path) -> None:
    oben = page("ziele/1-1/", read_settings().start, tmp_path).diagramm(zeitreihe(), tabelle_anker="t")
    unten = page("kommunen/muehlau/ziele/1-1/", "muehlau", tmp_path).diagramm(zeitreihe(), tabelle_anker="t")
    assert set(read_figures(tmp_path)) == {"zeitreihe.json", "muehlau/zeitreihe.json"}
    assert 'data-figur="../../assets/figuren/zeitreihe.json"' in oben
    assert 'data-figur="../../../../assets/figuren/muehlau/zeitreihe.json"' in unten


def test_a_name_that_another_chart_has_is_refused(tmp_path: Path) -> None:
    seite = page("ziele/1-1/", "muehlau", tmp_path)
    anderer = replace(balken(), rahmen=replace(balken().rahmen, id="zeitreihe"))
    seite.diagramm(zeitreihe(), tabelle_anker="t")
    with pytest.raises(ErgebnisFehler, match=r"zwei verschiedene Diagramme heißen muehlau/zeitreihe\.json"):
        seite.diagramm(anderer, tabelle_anker="t")


def test_the_same_chart_may_be_drawn_again(tmp_path: Path) -> None:
    add_figure(tmp_path, "a.json", "{}")
    add_figure(tmp_path, "a.json", "{}")
    add_figure(tmp_path, "b.json", "{}")
    assert read_figures(tmp_path) == {"a.json": "{}", "b.json": "{}"}
