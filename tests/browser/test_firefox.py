"""Every kind of page in Firefox: nothing to complain about, no heading broken inside, folds open, charts take over."""

from typing import Any

import pytest
from knoten import run_script
from test_seiten import ARTEN

pytestmark = pytest.mark.browser

MIT_DIAGRAMM = {"sozialraum"}
"""Kinds of which the page looked at has a chart of several series."""


@pytest.fixture(scope="module")
def befunde(adresse: str) -> dict[str, dict[str, Any]]:
    """What Firefox met on each kind of page; one browser for all, since its start takes longer than a page."""
    return run_script("firefox.mjs", adresse, pfade=ARTEN.values(), sekunden=600)


def firefox_faults(b: dict[str, Any]) -> dict[str, Any]:
    """What is wrong of what Firefox met on a page; empty: nothing."""
    faellt_auf = {
        **{name: b[name] for name in ("meldungen", "fremd", "verfehlt", "stumm")},
        **{f"Breite {was}": wert for was, wert in b["breiten"].items() if isinstance(wert, list) or wert > 0},
        "unfolded": max(0, b["offen"]),
        "not taken over": b["diagramm"] is False,
        "no title": not b["titel"],
    }
    return {was: wert for was, wert in faellt_auf.items() if wert}


@pytest.mark.parametrize("art", list(ARTEN))
def test_firefox_shows_every_kind_of_page(befunde: dict[str, dict[str, Any]], art: str) -> None:
    b = befunde[ARTEN[art]]
    assert firefox_faults(b) == {}
    assert b["diagramm"] or art not in MIT_DIAGRAMM


def test_taking_a_chart_over_is_looked_at(befunde: dict[str, dict[str, Any]]) -> None:
    assert any(b["diagramm"] for b in befunde.values())
