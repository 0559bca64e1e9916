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


ROLLEN = {
    "table": "table",
    "thead": "rowgroup",
    "tr": "row",
    "td": "cell",
    "th[scope=row]": "rowheader",
    "th[scope=col]": "columnheader",
}
SAFARI = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1"


@pytest.mark.parametrize("agent", [None, SAFARI], ids=["chromium", "safari"])
def test_a_table_whose_rows_are_blocks_stays_a_table(zweite: str, chromium: Browser, agent: str | None) -> None:
    kontext = chromium.new_context(viewport={"width": 360, "height": 800}, reduced_motion="reduce", user_agent=agent)
    seite = kontext.new_page()
    seite.goto(f"{zweite}kennzahlen/plaetze/")
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    tabelle = seite.locator("table.kp-tabelle--paare").first
    assert tabelle.locator("tbody tr").first.evaluate("e => getComputedStyle(e).display") == "block"
    if agent:
        # Safari has to be told.
        gesagt = {
            a: seite.locator(f".kp-tabelle--paare:is({a}), .kp-tabelle--paare {a}").first.get_attribute("role")
            for a in ROLLEN
        }
        assert gesagt == ROLLEN
    else:
        assert tabelle.get_attribute("role") is None
        baum = kontext.new_cdp_session(seite).send("Accessibility.getFullAXTree")["nodes"]
        assert set(ROLLEN.values()) <= {k["role"]["value"] for k in baum if not k["ignored"]}
    kontext.close()
