"""Labels of all built charts, folds open, as the browser measures them: none touches another or leaves its picture."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from test_diagrammbilder import FIGUR

pytestmark = pytest.mark.browser

EINE_ZEILE = 44
"""Pixels: more than one line of links takes more."""
# A box ends at the baseline and begins where capitals do: superscripts and tails of others may reach into it.
MISS = """figuren => {
  const artikel = document.querySelector("article");
  artikel.innerHTML = figuren.join("");
  const funde = [];
  let texte = 0;
  for (const svg of artikel.querySelectorAll(".kp-svg")) {
    if (getComputedStyle(svg).display === "none") continue;
    const schrift = Number(svg.getAttribute("font-size"));
    const ende = svg.viewBox.baseVal.width;
    const kaesten = [...svg.querySelectorAll("text")].map((t) => {
      const { x, width } = t.getBBox();
      const grund = Number(t.getAttribute("y"));
      return { text: t.textContent, links: x + 0.5, rechts: x + width - 0.5, oben: grund - schrift * 0.68, unten: grund };
    });
    texte += kaesten.length;
    kaesten.forEach((a, i) => {
      if (a.links < -1 || a.rechts > ende + 1) funde.push([svg.closest("figure").id, a.text, "out of the picture"]);
      for (const b of kaesten.slice(i + 1)) {
        if (a.links < b.rechts && b.links < a.rechts && a.oben < b.unten && b.oben < a.unten) {
          funde.push([svg.closest("figure").id, a.text, b.text]);
        }
      }
    });
  }
  const leisten = [...artikel.querySelectorAll(".kp-diagramm__leiste")].map((l) => l.offsetHeight);
  return [texte, funde, leisten];
}"""


@pytest.mark.parametrize("breite", [360, 1280])
def test_no_label_touches_another_and_the_bar_below_has_one_line(
    gebaut: Path, adresse: str, chromium: Browser, breite: int
) -> None:
    figuren = [m[0] for d in sorted(gebaut.rglob("index.html")) for m in FIGUR.finditer(d.read_text(encoding="utf-8"))]
    seite = chromium.new_page(viewport={"width": breite, "height": 900})
    seite.goto(adresse + "ziele/1-3/")
    texte, funde, leisten = seite.evaluate(MISS, figuren)
    seite.close()
    assert funde == []
    assert max(leisten) < EINE_ZEILE
    assert texte > 10 * len(figuren) > 300
