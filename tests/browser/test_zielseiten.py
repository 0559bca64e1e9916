"""Journeys of a reader who comes for the goals: their answer on the first screen, on a phone, on paper."""

import statistics
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from schlicht import plain

pytestmark = pytest.mark.browser

HANDY = {"width": 390, "height": 844}
HOCH_IM_MITTEL, HOCH_HOECHSTENS, HOCH_START = 3_800, 6_000, 3_200
"""Pixels at 390 pixels width, with nothing unfolded: median and most of the goals' pages, home."""


def goal_pages(gebaut: Path) -> list[str]:
    return sorted(f"ziele/{p.parent.name}/" for p in gebaut.glob("ziele/*/index.html"))


def test_goal_pages_are_short_on_a_phone(adresse: str, gebaut: Path, chromium: Browser) -> None:
    seite = chromium.new_page(viewport=HANDY)
    hoehen = {}
    for pfad in goal_pages(gebaut):
        seite.goto(adresse + pfad)
        hoehen[pfad] = seite.evaluate("document.documentElement.scrollHeight")
        assert seite.evaluate("document.documentElement.scrollWidth") <= HANDY["width"], pfad
        namen = seite.locator("details.kp-rechnung > summary").evaluate_all("l => l.map(e => e.textContent)")
        assert len(set(namen)) == len(namen), pfad
    seite.close()
    assert len(hoehen) > 20
    assert statistics.median(hoehen.values()) <= HOCH_IM_MITTEL
    assert [p for p, h in hoehen.items() if h > HOCH_HOECHSTENS] == []


def test_home_is_short_on_a_phone_and_whole_on_a_desk(adresse: str, chromium: Browser) -> None:
    """On one screen of a desk: the count, all goals, three doors, every missed target, of when, and who publishes."""
    seite = chromium.new_page(viewport=HANDY)
    seite.goto(adresse)
    assert seite.evaluate("document.documentElement.scrollHeight") <= HOCH_START
    seite.set_viewport_size({"width": 1280, "height": 800})
    unten = {
        wahl: seite.locator(wahl).last.evaluate("e => e.getBoundingClientRect().bottom")
        for wahl in (".kp-lead", ".kp-lebenslauf__fuss", ".kp-tueren", ".kp-verfehlt .kp-abstand")
    }
    assert {wahl: y for wahl, y in unten.items() if y > 800} == {}
    assert seite.locator(".kp-tueren h2").count() == 3
    assert "Zahlen von" in plain(seite.inner_text(".kp-lead"))
    assert "Ausgabe" in plain(seite.inner_text(".kp-lebenslauf__fuss .kp-quelle"))
    klein = seite.locator(".md-content *").evaluate_all(
        "l => l.filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()))"
        ".map(e => parseFloat(getComputedStyle(e).fontSize)).filter(px => px < 12)"
    )
    assert klein == []
    seite.close()


def test_verdict_and_figures_of_a_goal_need_no_scrolling(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport=HANDY)
    seite.goto(adresse + "ziele/1-3/")
    for wahl in (".kp-kopf__status", ".kp-zahlkarte:nth-child(2)"):
        kasten = seite.locator(wahl).first.bounding_box()
        assert kasten is not None
        assert kasten["y"] + kasten["height"] < HANDY["height"]
    stand = plain(seite.locator(".kp-kopf__status").inner_text())
    assert "Ziel nicht erreicht" in stand
    assert "in allen vier" in stand
    assert "fehlten" in plain(seite.locator(".kp-zahlkarte").first.inner_text())
    seite.close()


def test_missed_goals_with_since_when_stand_on_one_page(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport=HANDY)
    seite.goto(adresse + "ziele/")
    seite.get_by_role("radio", name="nicht erreicht").check()
    assert seite.url.endswith("?stand=nicht")
    sichtbar = seite.locator("[data-kp-eintrag] >> visible=true")
    assert sichtbar.count() > 0
    for ziel in sichtbar.all():
        assert ziel.get_attribute("data-stand") == "nicht"
        for zeile in ziel.locator(".kp-abstand__seit").all_inner_texts():
            assert any(w in zeile for w in ("seit", "in keinem von", "nur ")), zeile
    # The choice in the address is made again, and taken back.
    anzahl = sichtbar.count()
    seite.reload()
    assert seite.get_by_role("radio", name="nicht erreicht").is_checked()
    assert sichtbar.count() == anzahl
    seite.get_by_role("radio", name="nicht prüfbar").check()
    assert seite.url.endswith("?stand=offen")
    assert set(sichtbar.evaluate_all("l => l.map(e => e.dataset.stand)")) == {"offen"}
    seite.get_by_role("radio", name="alle").check()
    assert "stand" not in seite.url
    assert sichtbar.count() > anzahl
    seite.close()


def test_overview_is_complete_without_a_script(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(viewport=HANDY, java_script_enabled=False)
    seite = kontext.new_page()
    seite.goto(adresse + "ziele/?stand=nicht")
    assert seite.locator(".kp-chips:visible").count() == 0
    staende = set(seite.locator("[data-kp-eintrag] >> visible=true").evaluate_all("l => l.map(e => e.dataset.stand)"))
    assert {"nicht", "teilweise", "erreicht"} <= staende
    kontext.close()
