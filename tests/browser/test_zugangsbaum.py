"""What a screen reader is told of four kinds of pages: the tree of roles, names and states, kept as text and compared.

The pages are those of the invented cities, so that new data change nothing here. Whoever changes a page on purpose writes
the trees anew (``KEKIZ_BAUM=schreiben``) and reads what changed.
"""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

BAEUME = Path(__file__).parent / "baeume"
SEITEN = {
    "start": "",
    "ziel": "ziele/1-1/",
    "raum": "sozialraeume/nord/",
    "kommune": "kommunen/muehlau/",
}


@pytest.mark.parametrize("art", list(SEITEN))
def test_tree_is_the_one_that_was_read(zweite: str, chromium: Browser, art: str) -> None:
    kontext = chromium.new_context(viewport={"width": 390, "height": 844}, reduced_motion="reduce")
    seite = kontext.new_page()
    seite.goto(zweite + SEITEN[art])
    baum = seite.locator("body").aria_snapshot() + "\n"
    kontext.close()
    datei = BAEUME / f"{art}.txt"
    if os.environ.get("KEKIZ_BAUM") == "schreiben":
        datei.write_text(baum, encoding="utf-8")
    assert baum.splitlines() == datei.read_text(encoding="utf-8").splitlines()
