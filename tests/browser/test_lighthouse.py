"""Lighthouse on a simulated slow phone and network: the pages most visited and the heaviest; all with ``make lighthouse``.

What makes a page slow (weight, requests, styles, elements) is counted for every kind in test_seiten.py.
"""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from test_seiten import ARTEN

pytestmark = pytest.mark.browser

WURZEL = Path(__file__).parents[2]
OFT = (
    "start",
    "ziele",
    "ziel",
    "ziel-mit-raeumen",
    "sozialraeume",
    "sozialraum",
    "module",
    "modul",
    "kommune",
    "vergleich",
)
SEITEN = {art: ARTEN[art] for art in (ARTEN if os.environ.get("LIGHTHOUSE") == "alle" else OFT)}
LAEUFE = 4
GENUEGT = 0.98
GANZ = {"accessibility": 1, "best-practices": 1, "seo": 1}


@pytest.fixture(scope="module")
def urteile(adresse: str) -> dict[str, dict[str, Any]]:
    """The marks of each kind of page: the best of each measure in up to four runs."""
    lauf = subprocess.run(
        ["node", "tests/browser/lighthouse.mjs", adresse, str(LAEUFE), str(GENUEGT), *SEITEN.values()],
        cwd=WURZEL, check=True, capture_output=True, text=True, timeout=1500,
    )  # fmt: skip
    return {u["pfad"]: u for u in json.loads(lauf.stdout)}


@pytest.mark.parametrize("art", list(SEITEN))
def test_lighthouse_mobile(urteile: dict[str, dict[str, Any]], art: str) -> None:
    urteil = urteile[SEITEN[art]]
    assert urteil["ganz"] == GANZ
    assert urteil["tempo"] >= GENUEGT, urteil["noten"]
