"""The tree of bodies: lines meet boxes, nothing overlaps, text is large enough, each box leads to its entry."""

import pytest
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

LAGE = """() => [...document.querySelectorAll('.kp-baum li li')].map(li => {
  const kasten = li.querySelector(':scope > .kp-baum__kasten');
  const eltern = li.parentElement.parentElement.querySelector(':scope > p');
  const strich = getComputedStyle(li, '::before');
  const [l, k, e] = [li, kasten, eltern].map(x => x.getBoundingClientRect());
  const x = l.left + parseFloat(strich.left), y = l.top + parseFloat(strich.top);
  return { name: kasten.innerText, kasten: [k.left, k.top, k.right, k.bottom], eltern: [e.left, e.top, e.right, e.bottom],
           von: x, bis: x + parseFloat(strich.width), y, dicke: parseFloat(strich.borderTopWidth),
           bericht: li.classList.contains('kp-baum__bericht'),
           breit: kasten.scrollWidth - kasten.clientWidth };
})"""


@pytest.mark.parametrize("medium", ["screen", "print"])
def test_tree_is_drawn(adresse: str, chromium: Browser, medium: str) -> None:
    seite = chromium.new_page()
    seite.emulate_media(media=medium)  # type: ignore[arg-type]
    seite.goto(adresse + "methodik/ausgangslage/")
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    for breite in (320, 360, 1280):
        seite.set_viewport_size({"width": breite, "height": 800})
        aeste = seite.evaluate(LAGE)
        assert len(aeste) == seite.locator(".kp-ebenen li[id]").count() > 0
        assert {a["dicke"] for a in aeste if a["bericht"]} == {4}
        assert {a["dicke"] for a in aeste if not a["bericht"]} == {2}
        for a in aeste:
            links, oben, _, unten = a["kasten"]
            assert a["breit"] == 0, a
            assert oben < a["y"] < unten, a
            assert abs(a["bis"] - links) <= 1.5, a
            # The line starts at the right edge of what it hangs on, or below it at a vertical line.
            assert abs(a["von"] - a["eltern"][2]) <= 1.5 or a["eltern"][0] <= a["von"] < a["eltern"][2] + 20, a
        kaesten = [a["kasten"] for a in aeste]
        for i, p in enumerate(kaesten):
            for q in kaesten[i + 1 :]:
                assert p[3] <= q[1] or q[3] <= p[1] or p[2] <= q[0] or q[2] <= p[0]
        groessen = seite.eval_on_selector_all(
            ".kp-baum :is(a, span, p)", "l => l.map(e => parseFloat(getComputedStyle(e).fontSize))"
        )
        assert min(groessen) >= 12
    seite.close()


def test_box_leads_to_its_entry_in_the_list(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 360, "height": 800})
    seite.goto(adresse + "methodik/ausgangslage/")
    seite.click("summary:has(#wer-entscheidet-und-wer-mitarbeitet)")
    seite.click(".kp-baum a[href='#gremium-projektleitung']")
    eintrag = seite.locator("#gremium-projektleitung")
    eintrag.wait_for(state="visible")
    kasten = eintrag.bounding_box()
    assert kasten is not None
    assert 0 <= kasten["y"] < 800
    seite.close()
