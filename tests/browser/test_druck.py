"""On paper: every goal and every area is one sheet, two with its arithmetic, legible, with its address and the day."""

import io
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Browser, Page
from schlicht import plain

pytestmark = pytest.mark.browser

RECHNUNGEN = """() => {
  const offen = [...document.querySelectorAll('article details.kp-rechnung')]
    .filter(r => !r.parentElement.closest('details:not([open])'));
  const falte = document.getElementById('rechnungen')?.closest('details');
  for (const r of falte ? [...offen, falte] : offen) { r.open = true; r.toggleAttribute('data-auf', true); }
  return offen.length + (falte ? 1 : 0);
}"""
"""Opens the arithmetic of all that is printed, as a reader would; tells how many switches that are."""
PUNKT = 8
"""Smallest text on paper, in points."""


@pytest.fixture(scope="module")
def seite(chromium: Browser) -> Iterator[Page]:
    seite = chromium.new_page()
    yield seite
    seite.close()


def _print(seite: Page) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(seite.pdf(format="A4", prefer_css_page_size=True)))


def _text(pdf: pypdf.PdfReader) -> tuple[str, float]:
    """All text of a sheet, and the size of the smallest, in points."""
    groessen: list[float] = []

    def note(text: str, cm: list[float], tm: list[float], _: object, groesse: float) -> None:
        if text.strip():
            groessen.append(groesse * abs(tm[3]) * abs(cm[3]))

    text = " ".join(p.extract_text(visitor_text=note) for p in pdf.pages)
    return plain(text), min(groessen)


@pytest.mark.parametrize("art", ["ziele", "sozialraeume"])
def test_each_goal_and_area_is_a_sheet_and_at_most_two_with_its_arithmetic(
    adresse: str, gebaut: Path, seite: Page, art: str
) -> None:
    zu_viele, rechnungen = {}, 0
    pfade = sorted(f"{art}/{p.parent.name}/" for p in gebaut.glob(f"{art}/*/index.html"))
    assert pfade
    for pfad in pfade:
        seite.goto(adresse + pfad)
        ohne = len(_print(seite).pages)
        rechnungen += seite.evaluate(RECHNUNGEN)
        mit = len(_print(seite).pages)
        if ohne > 1 or mit > 2:
            zu_viele[pfad] = (ohne, mit)
    assert zu_viele == {}
    assert rechnungen >= len(pfade) / 2


@pytest.mark.parametrize(
    ("pfad", "blaetter"), [("ziele/1-2/", 1), ("sozialraeume/hamm-westen/", 1), ("bericht/2018/", 7)]
)
def test_sheet_is_legible_and_says_where_it_is_from(adresse: str, seite: Page, pfad: str, blaetter: int) -> None:
    seite.goto(adresse + pfad)
    pdf = _print(seite)
    assert len(pdf.pages) <= blaetter
    text, klein = _text(pdf)
    assert "Unabhängige Ausgabe" in text
    assert re.search(r"Stand der Website 1\. Januar 1970, Daten .*?: https://", text)
    assert pfad in text
    assert klein >= PUNKT


def test_what_the_reader_has_opened_is_printed_and_nothing_else(adresse: str, seite: Page) -> None:
    seite.goto(adresse + "ziele/1-3/")
    text, _ = _text(_print(seite))
    assert "Ziel nicht erreicht" in text
    assert "Zur Methode" not in text
    seite.locator("details.kp-rechnung > summary").first.click()
    assert "Zur Methode" in _text(_print(seite))[0]


def test_easy_language_has_its_figures_on_paper(adresse: str, chromium: Browser) -> None:
    """They are folded on the screen alone, scripts or none: who has the sheet cannot unfold anything."""
    seite = chromium.new_page(java_script_enabled=False)
    seite.goto(adresse + "leichte-sprache/ziele/1/")
    zahlen = [plain(t) for t in seite.locator(".kp-leicht details > p").all_text_contents()]
    assert len(zahlen) > 10
    seite.emulate_media(media="print")
    text, klein = _text(_print(seite))

    def _letters(text: str) -> str:
        # Joints, ends of lines and the two f drawn as one are no part of what is said.
        return re.sub(r"[\s·\u00ad-]", "", unicodedata.normalize("NFKC", text))

    gedruckt = _letters(text)
    assert [z for z in zahlen if _letters(z) not in gedruckt] == []
    assert klein >= PUNKT
    seite.close()
