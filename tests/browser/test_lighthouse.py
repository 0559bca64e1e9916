"""Lighthouse on a simulated slow phone and network: the pages most visited and the heaviest; all with ``make lighthouse``,
once a week by itself.

What makes a page slow (weight, requests, styles, elements) is counted for every kind in test_seiten.py.
"""

import os
from typing import Any

import pytest
from knoten import run_script
from test_seiten import ARTEN

pytestmark = pytest.mark.browser

OFT = (
    "start",
    "ziel-mit-raeumen",
)
SEITEN = {art: ARTEN[art] for art in (ARTEN if os.environ.get("LIGHTHOUSE") == "alle" else OFT)}
LAEUFE = 4
GENUEGT = 0.98
GANZ = {"accessibility": 1, "best-practices": 1, "seo": 1}


@pytest.fixture(scope="module")
def urteile(adresse: str) -> dict[str, dict[str, Any]]:
    """The marks of each kind of page: the best of each measure in up to four runs."""
    return run_script("lighthouse.mjs", adresse, str(LAEUFE), str(GENUEGT), pfade=SEITEN.values(), sekunden=1500)


@pytest.mark.parametrize("art", list(SEITEN))
def test_lighthouse_mobile(urteile: dict[str, dict[str, Any]], art: str) -> None:
    urteil = urteile[SEITEN[art]]
    assert urteil["ganz"] == GANZ
    assert urteil["tempo"] >= GENUEGT, urteil["noten"]
