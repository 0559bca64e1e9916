"""What people type finds the page that answers: words that were not used to fill the table, in the theme's own search."""

import csv

import pytest
from playwright.sync_api import Browser, Page, expect

from kekiz.ergebnis import read_ergebnis
from paketbau import REPO

TREFFER = 0.9
"""Share of the probe that must lead to a right page first."""

FRAGE = """async ([woerter, adresse]) => {
  const einstellung = JSON.parse(document.getElementById("__config").textContent);
  const verzeichnis = await (await fetch(`${adresse}search/search_index.json`)).json();
  const arbeiter = new Worker(new URL(einstellung.search, location.href));
  const frage = (nachricht) => new Promise((los) => {
    arbeiter.addEventListener("message", (e) => los(e.data), { once: true });
    arbeiter.postMessage(nachricht);
  });
  await frage({ type: 0, data: { ...verzeichnis, options: { suggest: false } } });
  const orte = {};
  for (const wort of woerter) {
    const [erste] = (await frage({ type: 2, data: wort })).data.items;
    orte[wort] = erste ? [...erste].sort((a, b) => b.score - a.score)[0].location : "";
  }
  return orte;
}"""


@pytest.fixture
def seite(adresse: str, chromium: Browser) -> Page:
    seite = chromium.new_page()
    seite.goto(adresse)
    seite.click(".md-search__input")
    return seite


def _first(seite: Page, adresse: str, woerter: list[str]) -> dict[str, str]:
    """Gives where the first result of each word leads: a page, or a place in the register."""
    orte = seite.evaluate(FRAGE, [woerter, adresse])
    return {w: o if o.startswith("module/#modul-") else o.partition("#")[0] for w, o in orte.items()}


def test_words_that_nobody_entered_find_their_page(seite: Page, adresse: str) -> None:
    with (REPO / "tests/suchprobe.csv").open(encoding="utf-8", newline="") as strom:
        probe = {zeile["wort"]: zeile["seiten"].split() for zeile in csv.DictReader(strom)}
    gefunden = _first(seite, adresse, list(probe))
    falsch = {w: o for w, o in gefunden.items() if o not in probe[w]}
    assert len(falsch) <= (1 - TREFFER) * len(probe), falsch


def test_words_of_the_table_lead_to_their_page_first(seite: Page, adresse: str) -> None:
    w = read_ergebnis().bestand.frame("suchwoerter")
    soll = dict(zip(w["wort"], w["seite"], strict=True))
    soll |= {"Hilfe 3 Jahre": "module/?alter=3", "3 Jahre": "module/?alter=3", "Zweijährige": "module/?alter=2"}
    gefunden = _first(seite, adresse, list(soll))
    assert {wort: o for wort, o in gefunden.items() if o != soll[wort]} == {}


def test_no_result_says_what_to_try(seite: Page) -> None:
    seite.locator(".md-search__input").press_sequentially("qqxyzzyq")
    expect(seite.locator(".md-search-result__meta")).to_contain_text("Nichts gefunden")


def test_result_names_neither_tags_nor_missing_words(seite: Page) -> None:
    seite.locator(".md-search__input").press_sequentially("Tagesmütter")
    seite.wait_for_selector(".md-search-result__item a")
    text = seite.inner_text(".md-search-result__list")
    assert "Kindertagespflege" in text
    assert "Es fehlt" not in text
    assert not seite.locator(".md-search-result .md-tags >> visible=true").count()


def test_a_term_leads_to_its_explanation(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(viewport={"width": 390, "height": 844})
    seite.goto(adresse + "ziele/1-3/")
    begriff = seite.locator("a.kp-begriff >> visible=true").first
    anker = str(begriff.get_attribute("href")).split("#")[1]
    begriff.click()
    seite.wait_for_url(f"**/glossar/#{anker}")
    expect(seite.locator(f"#{anker} + dd")).to_be_in_viewport()
