"""Every built page, not only every kind: axe in light and dark, at both widths, everything unfolded.

``make barrierefrei``; not part of ``make test``, which judges every kind of page, since it takes a quarter of an hour.
"""

from pathlib import Path

import pytest
from axe import find_faults_everywhere
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
TEILE = 8
"""So many shares, that several processes have something to do."""


@pytest.mark.parametrize("teil", range(TEILE))
def test_axe_finds_nothing_on_any_page(adresse: str, gebaut: Path, chromium: Browser, teil: int) -> None:
    seiten = sorted(p.parent.relative_to(gebaut).as_posix() for p in gebaut.rglob("index.html"))
    befunde = {}
    for ort in seiten[teil::TEILE]:
        kontext = chromium.new_context(reduced_motion="reduce")
        seite = kontext.new_page()
        seite.goto(f"{adresse}{'' if ort == '.' else f'{ort}/'}")
        if funde := find_faults_everywhere(seite):
            befunde[ort] = funde
        kontext.close()
    assert befunde == {}
