"""No word is broken inside but at a joint, on the narrowest phone and on a desk, with all folds open."""

import pytest
from playwright.sync_api import Browser
from test_seiten import ARTEN

pytestmark = pytest.mark.browser

# Every word of the page whose parts stand on different lines. Code, addresses and what only screen readers read are
# no running text; a word with joints breaks there.
GEBROCHEN = r"""() => {
  const gebrochen = new Set();
  const lauf = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  for (let n = lauf.nextNode(); n; n = lauf.nextNode()) {
    const e = n.parentElement;
    if (e.closest("script, style, svg, code, .kp-unsichtbar, .kp-zitat__adresse") || !e.checkVisibility()) continue;
    for (const wort of n.data.matchAll(/[\p{L}\p{N}\u00ad]{4,}/gu)) {
      if (wort[0].includes("\u00ad")) continue;
      const r = document.createRange();
      r.setStart(n, wort.index);
      r.setEnd(n, wort.index + wort[0].length);
      const oben = [...r.getClientRects()].map((k) => k.top);
      if (Math.max(...oben) - Math.min(...oben) > 6) gebrochen.add(`${wort[0]} in ${e.tagName} ${e.className}`);
    }
  }
  return [...gebrochen];
}"""


@pytest.mark.parametrize("breite", [320, 360, 1280])
@pytest.mark.parametrize("art", list(ARTEN))
def test_words_break_at_joints_only(adresse: str, chromium: Browser, art: str, breite: int) -> None:
    seite = chromium.new_page(viewport={"width": breite, "height": 800})
    seite.goto(adresse + ARTEN[art])
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    assert seite.evaluate(GEBROCHEN) == []
    seite.close()
