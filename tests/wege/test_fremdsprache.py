"""Language and direction of a page and of what stands around it, after the generator."""

from kekiz.sagen.sprachtexte import SPRACHEN
from kekiz.wege.fremdsprache import mark_language, set_language

SEITE = (
    '<html lang="de" class="no-js"><head></head><body dir="ltr"><div data-md-component="skip"><a>Zum Inhalt</a></div>'
    '<header class="md-header" data-md-component="header"><nav class="kp-menue">Menü</nav></header><article><p>نص</p>'
    '<nav data-search-exclude class="kp-navigation" aria-label="Weiter"><a rel="next" href="../tr/">Türkçe ▸</a></nav>'
    '<p class="kp-druckzeile">Website</p></article><footer class="md-footer">Fuß</footer></body></html>'
)


def test_the_page_is_in_its_language_and_its_frame_in_that_of_the_site() -> None:
    html = mark_language(SEITE, "ar", "de")
    assert '<html lang="ar" dir="rtl" class="no-js">' in html
    assert '<body dir="rtl">' in html
    for beginn in ("<div", "<nav", "<p", "<footer"):
        assert f'{beginn} lang="de" dir="ltr"' in html
    # The header is mirrored with the page, its menu reads from left to right.
    assert '<header lang="de" class="md-header"' in html
    assert '<nav dir="ltr" class="kp-menue">' in html
    assert "<p>نص</p>" in html


def test_every_language_knows_the_others() -> None:
    html = set_language(SEITE, "sprachen/ar/", "hier", "")
    for code in SPRACHEN:
        assert f'hreflang="{code}" href="../{code}/"' in html or code == "ar"
    assert '<link rel="alternate " hreflang="ar" href="./">' in html
    assert '<link rel="alternate " hreflang="x-default" href="../">' in html
    fest = set_language(SEITE, "sprachen/ar/", "hier", "https://example.org/")
    assert '<link rel="alternate " hreflang="tr" href="https://example.org/sprachen/tr/">' in fest
    assert '<a rel="next" href="../tr/" lang="tr">Türkçe ▸</a>' in html


def test_the_list_and_the_page_of_the_site_are_left_as_they_are_and_other_pages_are_not_touched() -> None:
    for ort in ("sprachen/", "sprachen/de/"):
        html = set_language(SEITE, ort, "hier", "")
        assert html.startswith('<html lang="de" class="no-js">')
        assert html.count('rel="alternate "') == len(SPRACHEN) + 1
        assert 'lang="tr">Türkçe' in html
    assert set_language(SEITE, "ziele/", "hier", "") == SEITE
