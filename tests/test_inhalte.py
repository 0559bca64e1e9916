"""What the documents say about steering, learning and money stands on the site: page, section, source and place.

``inhalte.csv`` lists it, ten contents in their parts, independently of the tables of the packages.
"""

import csv
import re
from html import unescape
from pathlib import Path

import pytest

from kekiz.wissen.trennung import SHY
from paketbau import DATEN

_UEBERSCHRIFT = re.compile(r"(?=<h2[ >])")
_MARKE = re.compile(r"<(script|style|svg)\b.*?</\1>|<[^>]*>", re.DOTALL)
INHALTE = 10


def read_table(datei: Path) -> list[dict[str, str]]:
    with datei.open(encoding="utf-8", newline="") as offen:
        return list(csv.DictReader(offen))


def plain(html: str) -> str:
    """Text without markup, joints of words and special spaces."""
    return " ".join(unescape(_MARKE.sub(" ", html)).replace(SHY, "").split())


def page(site: Path, adresse: str) -> str:
    html = (site / adresse / "index.html").read_text(encoding="utf-8")
    return html[html.index("<article") : html.index("</article>")]


def section(html: str, titel: str) -> str:
    """Text of the section with a heading, the heading included; the whole page without one.

    Raises:
        ValueError: There is not exactly one such section.
    """
    if not titel:
        return plain(html)
    (teil,) = [t for t in _UEBERSCHRIFT.split(html) if plain(t.partition("</h2>")[0]).removesuffix(" ¶") == titel]
    return plain(teil)


ZEILEN = read_table(Path(__file__).with_name("inhalte.csv"))


def test_list_names_every_content() -> None:
    assert {z["nr"] for z in ZEILEN} == {str(n) for n in range(1, INHALTE + 1)}


@pytest.mark.parametrize("nr", range(1, INHALTE + 1))
def test_content_stands_on_its_page_with_source_and_place(gebaut: Path, nr: int) -> None:
    fehlt = []
    for z in (z for z in ZEILEN if z["nr"] == str(nr)):
        text = section(page(gebaut, z["seite"]), z["abschnitt"])
        gesucht = [*z["worte"].split(" | "), z["herausgeber"], z["fundstelle"]]
        fehlt += [(z["seite"], z["inhalt"], w) for w in gesucht if w not in text]
    assert fehlt == []


def test_every_partner_stands_on_the_profile_and_in_the_search(gebaut: Path) -> None:
    suche = plain(page(gebaut, "kommunen/praxis/"))
    partner = [(d.parent.name, z["name"]) for d in DATEN.glob("*/praxispartner.csv") for z in read_table(d)]
    assert len({k for k, _ in partner}) == 18
    profil = {k: section(page(gebaut, f"kommunen/{k}/"), "Aus der Praxis") for k, _ in partner}
    assert [(k, n) for k, n in partner if n not in profil[k] or n not in suche] == []
