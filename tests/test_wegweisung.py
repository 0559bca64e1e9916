"""Wayfinding of all built pages: sections, the way to a page, its neighbours by name, the foot; nobody is lost anywhere."""

import re
from pathlib import Path

ABSCHNITTE = 5
FUSS = {"Leichte Sprache", "Änderungen", "Mitmachen", "Glossar", "Über diese Seite"}
FUSS |= {"Impressum", "Datenschutz", "Barrierefreiheit", "Kontakt"}
NUR_IM_FUSS = {"impressum", "datenschutz", "barrierefreiheit"}
"""Legal pages belong to no section; the foot of every page leads to them."""


def _part(html: str, klasse: str) -> str:
    """The content of the ``<nav>`` of this class; empty where there is none."""
    return html.partition(f'class="{klasse}"')[2].partition("</nav>")[0]


def _names(html: str) -> list[str]:
    return re.findall(r"<a [^>]*>([^<]+)</a>", html)


def test_every_page_says_where_it_is_and_leads_on(gebaut: Path) -> None:
    verloren: dict[str, list[str]] = {}
    anzahl = 0
    for datei in sorted(gebaut.rglob("index.html")):
        html = datei.read_text(encoding="utf-8")
        if 'http-equiv="refresh"' in html:
            continue
        anzahl += 1
        ist_start = datei.parent == gebaut
        ohne = ist_start or datei.parent.name in NUR_IM_FUSS
        menue, pfad, neben = (_part(html, k) for k in ("kp-menue", "kp-pfad", "kp-navigation"))
        kopf = html.partition('class="kp-kopfwege"')[2].partition("</div>")[0]
        im_kopf = kopf.count("aria-current=")
        gut = {
            "way past the header": html.count('<a href="#kp-inhalt" class="md-skip"') == 1
            and html.count('<article id="kp-inhalt"') == 1,
            "sections": menue.count("<li>") == ABSCHNITTE,
            "one section is marked": menue.count('class="kp-menue__hier"') + im_kopf == (0 if ohne else 1),
            "way": ohne or (pfad.count("<li") >= 2 and pfad.count('aria-current="page"') == 1),
            "marked in the list beside it": ohne or _part(html, "kp-wege").count("md-nav__link--active") == 1,
            "neighbours": ohne or bool(_names(neben)),
            "neighbours once": html.count('class="kp-navigation"') == (0 if ohne else 1),
            "neighbours have names": all(n.strip(" ◂▸\u202f\u00a0") for n in _names(neben)),
            "no list of one": len(re.findall("<a ", _part(html, "md-nav md-nav--secondary"))) != 1,
            "no list of none": html.count('class="md-nav md-nav--secondary"') == html.count('data-md-component="toc"'),
            "foot": set(_names(_part(html, "kp-fuss"))) >= FUSS,
        }
        for was, ist_gut in gut.items():
            if not ist_gut:
                verloren.setdefault(was, []).append(datei.parent.relative_to(gebaut).as_posix())
    assert anzahl > 300
    assert verloren == {}
