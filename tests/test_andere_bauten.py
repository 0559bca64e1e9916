"""The second site built otherwise: without a municipality at its root, and with areas switched off."""

import re
from pathlib import Path

import pytest

from kekiz.daten.einstellungen import BEREICHE
from kekiz.wege.verweise import page_faults
from staedtebau import build_site, write_site


def built(ordner: Path, **einstellungen: str) -> dict[str, str]:
    """Builds the second site and gives its pages by path; they have no fault."""
    projekt = write_site(ordner, **einstellungen)
    lauf = build_site(projekt, "--ohne-pdf")
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    site = projekt / "site"
    assert [str(f) for f in page_faults(site) if "vendor" not in f.datei] == []
    assert list(site.rglob("*.pdf")) == []
    return {p.relative_to(site).as_posix(): p.read_text(encoding="utf-8") for p in site.rglob("*.html")}


def test_without_a_municipality_at_the_root_the_home_page_lists_them(tmp_path: Path) -> None:
    seiten = built(tmp_path, start='"land"', herausgeber='"unabhaengig"')
    start = seiten["index.html"]
    for stadt, name in (("quellstadt", "Quellstadt"), ("muehlau", "Kreis Mühlau")):
        assert re.search(rf'<a href="kommunen/{stadt}/"[^>]*>{name}</a>', start), name
        for ort in ("ziele/1-1", "sozialraeume/nord"):
            assert f"kommunen/{stadt}/{ort}/index.html" in seiten
    oben = {pfad.split("/")[0] for pfad in seiten}
    assert not {"ziele", "sozialraeume", "module", "kette"} & oben


@pytest.fixture(scope="module")
def schmal(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    aus = [b for b in BEREICHE if b != "module"]
    return built(tmp_path_factory.mktemp("schmal"), bereiche="\n".join(f"{b} = false" for b in aus))


def test_page_without_a_pdf_says_nothing_of_one(schmal: dict[str, str]) -> None:
    assert [p for p, text in schmal.items() if "application/pdf" in text or "papier" in text] == []


def test_area_that_is_off_has_no_page_and_no_link(schmal: dict[str, str]) -> None:
    namen = "vergleich|themen|sozialraeume|ausgangslage|module/(integration|weiterbildungen|arbeitsprogramm-2025)"
    weg = re.compile(rf"(^|/)({namen})/")
    assert [p for p in schmal if weg.search(p)] == []
    verweis = re.compile(rf'href="[^"]*\b({namen.replace("module/", "(module/)?")})/[^"]*"')
    assert {p: t[0] for p, text in schmal.items() if (t := verweis.search(text))} == {}
    assert {"ziele/1-1/index.html", "kommunen/muehlau/module/lesestunde/index.html"} <= set(schmal)


def test_words_lose_the_link_but_not_their_sense(schmal: dict[str, str]) -> None:
    assert "Mehr steht unter Themen." in schmal["index.html"]
    assert "zwei nebeneinander" not in re.sub(r"<meta[^>]*>", "", schmal["index.html"])


def test_goal_says_nothing_of_parts_that_are_off(schmal: dict[str, str]) -> None:
    artikel = schmal["ziele/1-1/index.html"].partition("<article")[2].partition("</article>")[0]
    fund = re.search(r".{200}(Stadtbezirk|Sozialr|Stadtmitte).{60}", artikel, re.DOTALL)
    assert fund is None, fund[0]
