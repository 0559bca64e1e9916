"""Words of the data that are written from right to left stay within what they name: what follows stands behind them."""

import pytest
from playwright.sync_api import Browser

from kekiz.wissen.sprache import sag

HINTEN = """(tag) => {
  const absatz = document.createElement("p");
  const name = document.createElement(tag);
  name.textContent = "שכונה";
  absatz.append(name, " 36 (2018)");
  document.querySelector(".md-content__inner").append(absatz);
  const zahl = document.createRange();
  zahl.setStart(absatz.lastChild, 1);
  zahl.setEnd(absatz.lastChild, 3);
  return zahl.getBoundingClientRect().left >= name.getBoundingClientRect().right - 1;
}"""


@pytest.mark.parametrize("tag", ["a", "b", "strong", "span"])
def test_number_stands_behind_a_name_from_right_to_left(adresse: str, chromium: Browser, tag: str) -> None:
    seite = chromium.new_page(bypass_csp=True)
    seite.goto(adresse)
    assert seite.evaluate(HINTEN, tag)
    # Without the rule the number would be drawn into the name.
    seite.add_style_tag(content=f".md-content {tag} {{ unicode-bidi: normal !important; }}")
    assert not seite.evaluate(HINTEN, tag)
    seite.close()


IM_SATZ = """(satz) => {
  const absatz = document.createElement("p");
  absatz.textContent = satz;
  document.querySelector(".md-content__inner").append(absatz);
  const lage = (wort) => {
    const bereich = document.createRange();
    const stelle = satz.indexOf(wort);
    bereich.setStart(absatz.firstChild, stelle);
    bereich.setEnd(absatz.firstChild, stelle + wort.length);
    return bereich.getBoundingClientRect();
  };
  return lage("36").left >= lage("שכונה").right - 1;
}"""


def test_number_stands_behind_a_name_within_a_sentence(adresse: str, chromium: Browser) -> None:
    seite = chromium.new_page(bypass_csp=True)
    seite.goto(adresse)
    vorlage = "In {ort} 36 (2018)"
    assert seite.evaluate(IM_SATZ, sag(vorlage, ort="שכונה"))
    # As it would be without the signs around it.
    assert not seite.evaluate(IM_SATZ, vorlage.format(ort="שכונה"))
    seite.close()
