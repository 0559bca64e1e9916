"""The one way to fold a section: markup, address, what it says of its inside."""

from markdown import Markdown

from kekiz.seiten.falte import fold


def test_a_fold_has_a_heading_with_an_address_and_says_what_is_inside() -> None:
    assert fold("Was & wie", "<p>Inhalt</p>", "zwei Zahlen", anker="was") == (
        '<details class="kp-falte"><summary><h2 id="was">Was &amp; wie</h2> <span class="kp-falte__drin">zwei Zahlen</span>'
        "</summary>\n<p>Inhalt</p>\n</details>"
    )


def test_the_address_of_a_fold_follows_from_its_words_as_that_of_a_heading() -> None:
    md = Markdown(extensions=["toc", "md_in_html"])
    assert 'id="so-wird-gezahlt"' in md.convert("## So wird gezählt")
    assert '<h2 id="so-wird-gezahlt">' in fold("So wird gezählt", "<p>Inhalt</p>")


def test_nothing_folds_nothing() -> None:
    assert fold("Titel", " \n", "drin") == ""


def test_markdown_in_a_fold_is_read_and_not_listed_beside_the_page() -> None:
    md = Markdown(extensions=["toc", "md_in_html", "kekiz.wege.verzeichnis"])
    falte = fold("Gefaltet", "### Darin\n\n**Wort**", ist_markdown=True)
    html = md.convert(f"## Offen\n\n{falte}\n\n## Danach\n")
    assert "<strong>Wort</strong>" in html
    assert '<h3 id="darin">' in html
    assert [e["id"] for e in md.toc_tokens] == ["offen", "danach"]
    assert [e["children"] for e in md.toc_tokens] == [[], []]
