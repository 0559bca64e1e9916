"""The picture for a page: the same bytes twice, what the page says, only where the site knows its address."""

import io
import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from kekiz.daten.einstellungen import parse_settings
from kekiz.wege.vorschaubild import BREITE, HOEHE, add_picture, draw, page_words, picture_address, read_colours

FARBEN = ("#" + "ffffff", "#" + "102030", "#" + "0a5a8c")
KOPF = (
    '<meta property="og:site_name" content="Seite"><meta property="og:description" content="Worum &#34;es&#34; geht.">'
    '<meta property="og:url" content="https://stadt.test/unter/ziele/1/">'
)
SEITE = f'<head>{KOPF}</head><article><h1>Platz &amp; Zeit<a href="#a">¶</a></h1><p class="kp-lead">Er\u00adreicht.</p></article>'


def shown(png: bytes) -> Image.Image:
    bild = Image.open(io.BytesIO(png))
    bild.load()
    return bild


def test_picture_has_the_size_that_services_want_and_the_colours_of_the_site() -> None:
    png = draw("Titel", "Antwort", "Seite", "stadt.test", FARBEN)
    bild = shown(png)
    assert (bild.size, bild.format) == ((BREITE, HOEHE), "PNG")
    farben = {farbe for _, farbe in bild.convert("RGB").getcolors() or []}
    assert {(255, 255, 255), (0x10, 0x20, 0x30), (0x0A, 0x5A, 0x8C)} <= farben
    assert bild.convert("RGB").getpixel((5, 300)) == (0x0A, 0x5A, 0x8C)
    assert len(png) < 40_000


def test_the_same_words_give_the_same_bytes_and_other_words_others() -> None:
    eins, zwei = (draw("Titel", "Antwort", "Seite", "", FARBEN) for _ in range(2))
    assert eins == zwei
    assert (
        len(
            {
                eins,
                *(draw(*worte, FARBEN) for worte in (("Titeln", "Antwort", "Seite", ""), ("Titel", "Ja", "Seite", ""))),
            }
        )
        == 3
    )


@pytest.mark.parametrize("titel", ["", "x" * 200, "Wort " * 200, "Sehr langes Wort " * 12])
def test_any_title_fits(titel: str) -> None:
    rand = shown(draw(titel, "Antwort " * 100, "Seite", "stadt.test", FARBEN)).convert("L")
    # Nothing at the lower edge, where the address stands alone.
    assert rand.crop((20, HOEHE - 30, BREITE, HOEHE)).getextrema() == (255, 255)


@pytest.mark.parametrize(
    ("html", "worte"),
    [
        (SEITE, ("Platz & Zeit¶", "Erreicht.")),
        (SEITE.replace("kp-lead", "kp-anders"), ("Platz & Zeit¶", 'Worum "es" geht.')),
        ("<p>nichts</p>", ("", "")),
        (
            '<article><h1>a <svg><title>b</title></svg>c</h1><p class="kp-kopf__status"><b>d</b>\n e</p></article>',
            ("a c", "d e"),
        ),
    ],
)
def test_words_are_heading_and_answer(html: str, worte: tuple[str, str]) -> None:
    assert page_words(html) == worte


def test_page_names_its_picture_by_the_full_address(tmp_path: Path) -> None:
    html = add_picture(tmp_path, "ziele/1/", SEITE, FARBEN)
    assert '<meta property="og:image" content="https://stadt.test/unter/assets/vorschau/ziele/1.png">' in html
    assert '<meta property="og:image:alt" content="Platz &amp; Zeit¶. Erreicht.">' in html
    assert shown((tmp_path / "assets/vorschau/ziele/1.png").read_bytes()).size == (BREITE, HOEHE)


def test_words_that_no_font_has_give_the_name_of_the_site(tmp_path: Path) -> None:
    seiten = [SEITE, SEITE.replace("Platz", "日本")]
    alt = [re.findall(r'image:alt" content="([^"]*)"', add_picture(tmp_path, "ziele/1/", s, FARBEN))[0] for s in seiten]
    name = re.findall(r'og:site_name" content="([^"]*)"', SEITE)[0]
    assert alt == ["Platz &amp; Zeit¶. Erreicht.", name]


def test_arabic_is_set_from_the_right_and_says_title_and_answer(tmp_path: Path) -> None:
    worte = SEITE.replace("Platz &amp; Zeit", "هدف").replace("Er\u00adreicht", "تحقق")
    seite = f'<html lang="ar" dir="rtl">{worte}'
    html = add_picture(tmp_path, "ziele/1/", seite, FARBEN)
    assert 'image:alt" content="هدف¶. تحقق."' in html
    png = (tmp_path / "assets/vorschau/ziele/1.png").read_bytes()
    grund = np.asarray(shown(png).convert("L"))[120:500, 40:] == 255
    frei = np.flatnonzero(~grund.all(axis=0)) + 40
    # All ink lies in the right half and ends at the margin.
    assert frei.min() > BREITE / 2
    assert BREITE - 90 < frei.max() < BREITE - 70
    # Two lines: the title and its answer.
    zeilen = ~grund.all(axis=1)
    assert np.count_nonzero(np.diff(zeilen.astype(int)) == 1) >= 2
    assert png == draw("هدف¶", "تحقق.", "Seite", "stadt.test", FARBEN, von_rechts=True)


def test_letters_of_arabic_join(tmp_path: Path) -> None:
    schrift = "ببب"
    verbunden, einzeln = (
        np.count_nonzero((~(np.asarray(shown(png).convert("L"))[100:300, 40:] == 255)).any(axis=0))
        for png in (draw(w, "", "", "", FARBEN, von_rechts=True) for w in (schrift, "\u200c".join(schrift)))
    )
    assert verbunden < einzeln


def test_without_a_full_address_there_is_none(tmp_path: Path) -> None:
    html = re.sub(r'<meta property="og:url"[^>]*>', "", SEITE)
    assert add_picture(tmp_path, "ziele/1/", html, FARBEN) == html
    assert list(tmp_path.iterdir()) == []


def test_pages_of_another_municipality_share_the_picture_of_its_profile(tmp_path: Path) -> None:
    assert (
        picture_address("kommunen/ort/")
        == picture_address("kommunen/ort/ziele/1/")
        == "assets/vorschau/kommunen/ort.png"
    )
    html = add_picture(tmp_path, "kommunen/ort/ziele/1/", SEITE.replace("/ziele/1/", "/kommunen/ort/ziele/1/"), FARBEN)
    assert 'content="https://stadt.test/unter/assets/vorschau/kommunen/ort.png"' in html
    assert list(tmp_path.iterdir()) == []


def test_colours_are_those_of_the_style_sheet_or_the_settings(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    stil = '[data-md-color-scheme="default"] {{ --kp-grund: {}; --kp-text: {}; --kp-akzent: {}; }}'.format(*FARBEN)
    (tmp_path / "assets/kekiz.css").write_text(stil, encoding="utf-8")
    assert read_colours(tmp_path, parse_settings('name = "S"\nstart = "ort"\n')) == FARBEN
    eigene = parse_settings(f'name = "S"\nstart = "ort"\n[farbe]\nhell = "{FARBEN[1]}"\ndunkel = "{FARBEN[0]}"\n')
    assert read_colours(tmp_path, eigene) == (*FARBEN[:2], FARBEN[1])


def test_every_page_of_the_built_site_has_a_picture_that_is_there(gebaut: Path) -> None:
    gezeigt = {}
    for datei in gebaut.rglob("index.html"):
        html = datei.read_text(encoding="utf-8")
        ort = datei.parent.relative_to(gebaut).as_posix()
        (start,) = re.findall(
            r'property="og:url" content="([^"]*?)(?:' + ("" if ort == "." else f"{ort}/") + ')">', html
        )
        (bild,) = re.findall(r'property="og:image" content="([^"]*)"', html)
        assert bild.startswith(start)
        gezeigt[ort] = gebaut / unescape(bild).removeprefix(start)
    assert [o for o, d in gezeigt.items() if not d.is_file()] == []
    assert len(set(gezeigt.values())) > 300
