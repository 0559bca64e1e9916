"""Signs of all built pages are pictures, not letters that each font draws in its own way."""

import re
from pathlib import Path

LETTERN = re.compile("[●○◐◑▲▼△▽◆◇■□▒‖┃▬✚┄]")


def test_no_page_uses_a_letter_as_a_sign(gebaut: Path) -> None:
    funde = []
    for datei in sorted(gebaut.rglob("*.html")):
        html = datei.read_text(encoding="utf-8")
        funde += [(str(datei.relative_to(gebaut)), html[m.start() - 60 : m.end() + 20]) for m in LETTERN.finditer(html)]
    assert funde == []


def test_a_sign_is_hidden_and_words_stand_beside_it(gebaut: Path) -> None:
    zeichen = re.compile(
        r'<span class="kp-(?:marke|aussage-zeichen)\b[^"]*"( aria-hidden="true")?><svg [^>]*>.*?</svg>(.*?)</span>'
    )
    gesehen = 0
    for datei in sorted(gebaut.rglob("*.html")):
        html = datei.read_text(encoding="utf-8")
        for m in zeichen.finditer(html):
            gesehen += 1
            assert 'aria-hidden="true"' in m[0].partition(">")[2].partition(">")[0]
            # Alone it is hidden as a whole, and the name behind it says the status to those who listen.
            daneben = html[m.end() : m.end() + 400].partition("</li>")[0] if m[1] else m[2]
            assert re.sub(r"<[^>]*>", "", daneben).strip(), (datei, m[0])
    assert gesehen > 500
