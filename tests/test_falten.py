"""Folds of all built pages: there is one kind of fold, and each section that folds has an address of its own."""

import re
from pathlib import Path

FALTE = re.compile(r'<details class="([^"]*)"[^>]*>\s*<summary[^>]*>(.*?)</summary>', re.DOTALL)
ARTEN = {"kp-falte", "kp-klappe", "kp-rechnung", "kp-zitat", "kp-laden"}
"""A section, a part of a section, the arithmetic of a section, and the two quiet links under a chart."""


def test_every_fold_is_of_one_kind_and_a_folded_section_has_a_heading_with_an_address(gebaut: Path) -> None:
    funde, arten, anzahl = [], set(), 0
    for datei in sorted(gebaut.rglob("index.html")):
        html = datei.read_text(encoding="utf-8").partition("<article")[2]
        anzahl += html.count("<details")
        for klassen, kopf in FALTE.findall(html):
            anzahl -= 1
            art = ARTEN & set(klassen.split())
            arten |= art
            if len(art) != 1 or (art == {"kp-falte"} and not re.search(r'<h[23] id="[^"]+"', kopf)):
                funde.append((str(datei.relative_to(gebaut)), klassen, kopf))
    assert funde == []
    assert anzahl == 0
    assert arten == ARTEN


HINWEISE_OFFEN = 4


def test_no_page_says_more_than_four_hints_openly(gebaut: Path) -> None:
    gezaehlt = {}
    for datei in sorted(gebaut.rglob("index.html")):
        offen = re.sub(
            r"<details.*?</details>", "", _without_inner_folds(datei.read_text(encoding="utf-8")), flags=re.DOTALL
        )
        gezaehlt[str(datei.relative_to(gebaut))] = offen.count('<li class="kp-hinweis"')
    assert {seite: n for seite, n in gezaehlt.items() if n > HINWEISE_OFFEN} == {}
    assert max(gezaehlt.values()) == HINWEISE_OFFEN, "a page with more must fold the rest"


def _without_inner_folds(html: str) -> str:
    """Takes out folds that hold no other fold, as often as they lie inside one."""
    innen = re.compile(r"(<details(?:(?!</?details).)*)<details(?:(?!</?details).)*</details>", re.DOTALL)
    while innen.search(html):
        html = innen.sub(r"\1", html)
    return html


def test_each_switch_for_arithmetic_has_a_name_of_its_own_and_a_section_has_one(gebaut: Path) -> None:
    schalter = 0
    for datei in sorted(gebaut.rglob("index.html")):
        html = datei.read_text(encoding="utf-8")
        koepfe = re.findall(r"<summary([^>]*)>(.*?)</summary>", html, re.DOTALL)
        namen = [label[1] if (label := re.search('aria-label="([^"]*)"', mehr)) else text for mehr, text in koepfe]
        namen = [re.sub(r"<[^>]*>", "", n) for n in namen if "Rechnung" in n or "So gerechnet" in n]
        schalter += len(namen)
        assert len(set(namen)) == len(namen), (datei, namen)
        for abschnitt in re.split(r"<h2", html):
            assert abschnitt.count("<summary>Rechnungen zeigen") <= 1 or "<h3" in abschnitt, (datei, abschnitt[:80])
    assert schalter > 50


def test_what_is_folded_is_not_listed_beside_a_page(gebaut: Path) -> None:
    gelistet = 0
    for datei in sorted(gebaut.rglob("index.html")):
        html = datei.read_text(encoding="utf-8")
        verzeichnis = re.search(r'data-md-component="toc".*?</nav>', html, re.DOTALL)
        if verzeichnis is None:
            continue
        anker = re.findall(r'href="#([^"]+)"', verzeichnis[0])
        gelistet += len(anker)
        gefaltet = set(re.findall(r'<summary>\s*<h2 id="([^"]+)"', html))
        assert gefaltet.isdisjoint(anker), datei
    assert gelistet > 50
