"""Charts in pages: whose file it is stands in its name, and no chart takes the place of another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from diagrammproben import balken, zeitreihe
from kekiz.daten.einstellungen import read_settings
from kekiz.seiten.seite import Seite
from kekiz.wege.macros import add_figures, page_of
from kekiz.wissen.fehler import ErgebnisFehler

CONFIG = {"site_name": "Seite", "site_url": "https://seite.test/"}


def page(url: str, kommune: str, figuren: dict[str, str]) -> Seite:
    ergebnis: Any = None
    return page_of(ergebnis, CONFIG, url, {"kommune": kommune}, figuren)


def test_file_of_a_chart_names_its_municipality_unless_it_stands_at_the_top() -> None:
    figuren: dict[str, str] = {}
    oben = page("ziele/1-1/", read_settings().start, figuren).diagramm(zeitreihe(), tabelle_anker="t")
    unten = page("kommunen/muehlau/ziele/1-1/", "muehlau", figuren).diagramm(zeitreihe(), tabelle_anker="t")
    assert list(figuren) == ["zeitreihe.json", "muehlau/zeitreihe.json"]
    assert 'data-figur="../../assets/figuren/zeitreihe.json"' in oben
    assert 'data-figur="../../../../assets/figuren/muehlau/zeitreihe.json"' in unten


def test_a_name_that_another_chart_has_is_refused() -> None:
    seite = page("ziele/1-1/", "muehlau", {})
    anderer = replace(balken(), rahmen=replace(balken().rahmen, id="zeitreihe"))
    seite.diagramm(zeitreihe(), tabelle_anker="t")
    with pytest.raises(ErgebnisFehler, match=r"zwei verschiedene Diagramme heißen muehlau/zeitreihe\.json"):
        seite.diagramm(anderer, tabelle_anker="t")


def test_the_same_chart_may_be_drawn_again() -> None:
    figuren = {"a.json": "{}"}
    add_figures(figuren, {"a.json": "{}", "b.json": "{}"})
    assert figuren == {"a.json": "{}", "b.json": "{}"}
