"""Terms are linked once a page, in running text only, whatever space typesetting put between their words."""

import pytest

from kekiz.ergebnis import read_ergebnis
from kekiz.wege.begriffe import link_terms, read_terms

BEGRIFFE = {"SGB II": ("sgb_ii", "Zweites Buch"), "SGB": ("sgb", ""), "U8": ("u8", "")}
U8 = '<a class="kp-begriff" href="g/#begriff-u8">U8</a>'


@pytest.mark.parametrize(
    ("vorher", "nachher"),
    [
        ("<p>U8 und U8</p><p>U8</p>", f"<p>{U8} und U8</p><p>U8</p>"),
        ("<h2>U8</h2><p>U8</p>", f"<h2>U8</h2><p>{U8}</p>"),
        ('<p><a href="x">U8</a>, U8</p>', f'<p><a href="x">U8</a>, {U8}</p>'),
        ("<table><tr><td><p>U8</p></td></tr></table>", "<table><tr><td><p>U8</p></td></tr></table>"),
        ("<details><summary>U8</summary><p>U8</p></details>", f"<details><summary>U8</summary><p>{U8}</p></details>"),
        ("<p>U8-Quote, U88, XU8</p>", "<p>U8-Quote, U88, XU8</p>"),
        ('<p title="U8">x<br>U8</p>', f'<p title="U8">x<br>{U8}</p>'),
        ("<div>U8</div>", "<div>U8</div>"),
        (
            "<p>SGB\u00a0II und SGB</p>",
            '<p><a class="kp-begriff" href="g/#begriff-sgb_ii"><abbr title="Zweites Buch">SGB\u00a0II</abbr></a> und '
            '<a class="kp-begriff" href="g/#begriff-sgb">SGB</a></p>',
        ),
    ],
)
def test_first_use_in_running_text_is_linked(vorher: str, nachher: str) -> None:
    assert link_terms(vorher, BEGRIFFE, "g/") == nachher


def test_without_a_glossary_nothing_changes() -> None:
    assert link_terms("<p>U8</p>", {}, "g/") == "<p>U8</p>"


def test_no_form_leads_to_two_terms() -> None:
    g = read_ergebnis().bestand.frame("glossar")
    formen = [f for zelle in g["formen"] for f in zelle.split(";") if f]
    assert len(formen) == len(set(formen)) == len(read_terms(read_ergebnis().bestand))


def test_a_term_in_a_quotation_stays_the_words_of_the_document() -> None:
    terme = {"U8": ("u8", "")}
    assert link_terms("<p>„U8 alle“</p>", terme, "g/") == "<p>„U8 alle“</p>"
    assert (
        link_terms("<p>„alle“ U8</p>", terme, "g/") == '<p>„alle“ <a class="kp-begriff" href="g/#begriff-u8">U8</a></p>'
    )


def test_no_link_stands_in_a_link_behind_a_picture_with_links_and_pictures_in_it() -> None:
    bild = '<svg><a href="#x"><svg></svg></a><a href="#y"><svg></svg></a></svg>'
    html = f'<p>{bild}</p><ul><li><a href="b/">Die U8</a></li></ul>'
    assert link_terms(html, {"U8": ("u8", "")}, "g/") == html
