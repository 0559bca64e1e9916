"""Forced colours: where the device chooses all colours, nothing that is drawn or marked goes out of sight."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

SEITEN = ["ziele/?stand=nicht", "ziele/1-3/", "sozialraeume/hamm-norden/", "module/willkommensbesuche/"]
GEZEICHNET = """() => {
  const grund = getComputedStyle(document.body).backgroundColor;
  const da = (farbe, anteil) => farbe !== 'none' && farbe !== grund && !/^rgba.*, 0\\)$/.test(farbe) && parseFloat(anteil) > 0;
  return [...document.querySelectorAll('svg :is(rect, circle, path, line, text)')]
    .filter(e => e.checkVisibility() && e.closest('svg').getClientRects().length)
    .map((e, i) => [i, e, getComputedStyle(e)])
    .filter(([, , s]) => da(s.fill, s.fillOpacity) || (da(s.stroke, s.strokeOpacity) && parseFloat(s.strokeWidth) > 0))
    .map(([i, e]) => `${i} ${e.tagName} ${e.getAttribute('class') ?? ''} in ${e.closest('svg').getAttribute('class')}`);
}"""
"""Shapes and texts of pictures that stand out from the ground."""
RAND = """wahl => {
  const s = getComputedStyle(document.querySelector(wahl));
  return [s.borderColor, s.outlineStyle, s.outlineColor].join(' ');
}"""


@pytest.fixture(scope="module")
def seite(chromium: Browser) -> Iterator[Page]:
    seite = chromium.new_page()
    yield seite
    seite.close()


@pytest.mark.parametrize("pfad", SEITEN)
def test_nothing_that_is_drawn_goes_out_of_sight(adresse: str, seite: Page, pfad: str) -> None:
    seite.emulate_media(forced_colors="none")
    seite.goto(adresse + pfad)
    sonst = seite.evaluate(GEZEICHNET)
    seite.emulate_media(forced_colors="active")
    assert len(sonst) > 10
    assert sorted(set(sonst) - set(seite.evaluate(GEZEICHNET))) == []


def test_what_is_chosen_and_where_the_reader_is_stays_marked(adresse: str, seite: Page) -> None:
    seite.emulate_media(forced_colors="active")
    seite.goto(adresse + SEITEN[0])
    chips = ".kp-chips label:has(input[value={}]) > span"
    gewaehlt, andere = (seite.evaluate(RAND, chips.format(w)) for w in ("nicht", "erreicht"))
    assert gewaehlt != andere
    seite.locator(".kp-chips input[value=erreicht]").focus()
    seite.keyboard.press("ArrowLeft")
    assert "double" in seite.evaluate(RAND, ".kp-chips input:focus-visible + span")
    for hier, sonst in ((".kp-menue__hier", ".kp-menue a:not(.kp-menue__hier)"),
                        (".kp-wege a[aria-current=page]", ".kp-wege a:not([aria-current])")):  # fmt: skip
        assert seite.evaluate(RAND, hier) != seite.evaluate(RAND, sonst), hier
    knopf = "main .kp-knopf, main summary"
    seite.keyboard.press("Tab")
    seite.locator(knopf).first.focus()
    assert " solid " in seite.evaluate(RAND, ":focus-visible")
