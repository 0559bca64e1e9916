"""Scripts that a page has nothing for are left out; those it needs, and all others, stay."""

import pytest

from kekiz.wege.skriptwahl import leave_out_scripts

SKRIPTE = '<script src="../assets/menue.js" defer></script><script src="../assets/raumkarte.js" defer></script>'


@pytest.mark.parametrize(
    ("inhalt", "bleibt"),
    [('<div data-raumkarte="{}">', True), ('<nav class="kp-raumwechsel">', True), ("<p>raumkarte.js</p>", False)],
)
def test_script_stays_where_a_page_has_something_for_it(inhalt: str, bleibt: bool) -> None:
    html = leave_out_scripts(inhalt + SKRIPTE)
    assert ('src="../assets/raumkarte.js"' in html) == bleibt
    assert 'src="../assets/menue.js"' in html
    assert html.startswith(inhalt)


@pytest.mark.parametrize("bleibt", [True, False])
def test_filters_are_fetched_where_there_is_a_form_for_them(bleibt: bool) -> None:
    html = leave_out_scripts(
        f'<form{" data-kp-filter=x" if bleibt else ""}></form><script src="assets/filter.js" defer></script>'
    )
    assert ("filter.js" in html) == bleibt
