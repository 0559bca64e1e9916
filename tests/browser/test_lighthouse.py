"""Lighthouse on a simulated slow phone and network, for every kind of page."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from test_seiten import ARTEN

pytestmark = pytest.mark.browser

WURZEL = Path(__file__).parents[2]
LAEUFE = 4
GENUEGT = 0.98
GANZ = {"accessibility": 1, "best-practices": 1, "seo": 1}


@pytest.fixture(scope="module")
def urteile(adresse: str) -> dict[str, dict[str, Any]]:
    """The marks of each kind of page: the best of each measure in up to four runs."""
    lauf = subprocess.run(
        ["node", "tests/browser/lighthouse.mjs", adresse, str(LAEUFE), str(GENUEGT), *ARTEN.values()],
        cwd=WURZEL, check=True, capture_output=True, text=True, timeout=1500,
    )  # fmt: skip
    return {u["pfad"]: u for u in json.loads(lauf.stdout)}


@pytest.mark.parametrize("art", list(ARTEN))
def test_lighthouse_mobile(urteile: dict[str, dict[str, Any]], art: str) -> None:
    urteil = urteile[ARTEN[art]]
    assert urteil["ganz"] == GANZ
    assert urteil["tempo"] >= GENUEGT, urteil["noten"]
