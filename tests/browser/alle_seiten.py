"""Every built page, not only every kind: axe in light and dark, at both widths, everything unfolded and every chart taken
over that can be; and each page in Firefox.

``make barrierefrei``; not part of ``make test``, which judges every kind of page, since it takes three quarters of an hour.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from axe import find_faults_everywhere, take_all_over
from knoten import run_script
from playwright.sync_api import Browser
from test_firefox import firefox_faults

pytestmark = pytest.mark.browser
TEILE = 8
"""So many shares, that several processes have something to do."""
FIREFOX_SEKUNDEN = 3600


def find_addresses(site: Path) -> list[str]:
    """Every page of a site from its root: charts for other sites and the page for unknown addresses included.

    Example:
        >>> import tempfile
        >>> with tempfile.TemporaryDirectory() as ordner:
        ...     site = Path(ordner)
        ...     (site / "ziele").mkdir()
        ...     for name in ("index.html", "ziele/index.html", "ziele/x.html"):
        ...         _ = (site / name).write_text("")
        ...     find_addresses(site)
        ['', 'ziele/', 'ziele/x.html']
    """
    return sorted(p.relative_to(site).as_posix().removesuffix("index.html") for p in site.rglob("*.html"))


@pytest.mark.parametrize("teil", range(TEILE))
def test_axe_finds_nothing_on_any_page(adresse: str, gebaut: Path, chromium: Browser, teil: int) -> None:
    befunde = {}
    for ort in find_addresses(gebaut)[teil::TEILE]:
        kontext = chromium.new_context(reduced_motion="reduce")
        seite = kontext.new_page()
        seite.goto(adresse + ort)
        if funde := find_faults_everywhere(seite):
            befunde[ort] = funde
        if take_all_over(seite) and (funde := find_faults_everywhere(seite, wo="figure.kp-diagramm")):
            befunde[f"{ort} (Diagramme übernommen)"] = funde
        kontext.close()
    _expect_none(befunde)


@pytest.mark.parametrize("teil", range(TEILE))
def test_firefox_shows_every_page(adresse: str, gebaut: Path, teil: int) -> None:
    orte = find_addresses(gebaut)[teil::TEILE]
    gesehen = run_script("firefox.mjs", adresse, "--anker", pfade=orte, sekunden=FIREFOX_SEKUNDEN)
    assert list(gesehen) == orte
    _expect_none({ort: funde for ort, b in gesehen.items() if (funde := firefox_faults(b))})


def _expect_none(befunde: dict[str, Any]) -> None:
    """Tells all that was found, however much it is: a run takes too long to have a second one for the rest."""
    if befunde:
        pytest.fail(json.dumps(befunde, ensure_ascii=False, indent=1), pytrace=False)
