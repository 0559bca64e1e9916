"""The one stylesheet: nothing that a page uses is missing, nothing that none uses is sent."""

from pathlib import Path

import pytest

from kekiz.wege.stile import SELTEN, StileFehler, drop_unread, read_properties, shorten, used_words, write_styles

SEITE = '<link rel="stylesheet" href="{0}assets/a.css">\n<meta>\n<link rel="stylesheet" href="{0}assets/b.css"><p class="da auch">'


@pytest.mark.parametrize(
    ("css", "bleibt"),
    [
        (".da{color:red}", ".da{color:red}"),
        (".fort{color:red}", ""),
        (".da .fort{color:red}", ""),
        (".fort,.da > p{color:red}", ".da > p{color:red}"),
        ("p:not(.fort){color:red}", "p:not(.fort){color:red}"),
        (":is(.fort,.da) p{color:red}", ":is(.fort,.da) p{color:red}"),
        ("@media print{.fort{a:b}.da{color:red}}", "@media print{.da{color:red}}"),
        ("@media print{.fort{a:b}}", ""),
        ("@font-face{src:url(x)}", "@font-face{src:url(x)}"),
        ('@charset "utf-8";p{color:red/* weg */}/* weg */', "p{color:red}"),
        ("[data-md-color-primary=teal] p{a:b}", ""),
        ("[data-md-color-primary=indigo] p{a:b}", "[data-md-color-primary=indigo] p{a:b}"),
        ("[data-wahl=teal] p{a:b}", "[data-wahl=teal] p{a:b}"),
    ],
)
def test_only_selectors_of_classes_that_occur_stay(css: str, bleibt: str) -> None:
    assert shorten(css, used_words(['<p class="da auch"><body data-md-color-primary="indigo">'], [])) == bleibt


def test_classes_that_scripts_set_stay(tmp_path: Path) -> None:
    skript = tmp_path / "a.js"
    skript.write_text('e.classList.add("kp-offen")')
    assert shorten(".kp-offen{a:b}.kp-zu{a:b}", used_words([], [skript])) == ".kp-offen{a:b}"


def test_custom_properties_nobody_reads_go() -> None:
    css = ':root{--a:1px;--b:url("data:image/svg+xml;charset=utf-8,<svg/>");--c:2px}p{width:var( --c)}'
    assert drop_unread(css, read_properties('<i style="left:var(--a)">')) == ":root{--a:1px;--c:2px}p{width:var( --c)}"


def _site(ordner: Path) -> Path:
    (ordner / "assets").mkdir()
    (ordner / "tief").mkdir()
    (ordner / "assets/a.css").write_text(".da{color:red}.fort{a:b}")
    (ordner / "assets/b.css").write_text(".auch{color:red}")
    (ordner / "index.html").write_text(SEITE.format(""))
    (ordner / "404.html").write_text(SEITE.format("/stadt/"))
    (ordner / "tief/index.html").write_text(SEITE.format("../"))
    (ordner / "tief/weiter.html").write_text("<p>Ohne Stil</p>")
    return ordner


def test_every_page_loads_one_stylesheet(tmp_path: Path) -> None:
    site = _site(tmp_path)
    write_styles(site)
    (stil,) = (site / "assets").glob("*.css")
    assert stil.read_text() == ".da{color:red}.auch{color:red}"
    for datei, wurzel in (("index.html", ""), ("404.html", "/stadt/"), ("tief/index.html", "../")):
        html = (site / datei).read_text()
        assert html.count("stylesheet") == 1
        assert f'href="{wurzel}assets/{stil.name}"' in html
        assert "<meta>" in html
    assert (site / "tief/weiter.html").read_text() == "<p>Ohne Stil</p>"


def test_pages_with_other_stylesheets_are_refused(tmp_path: Path) -> None:
    site = _site(tmp_path)
    (site / "tief/index.html").write_text('<link rel="stylesheet" href="../assets/a.css">')
    with pytest.raises(StileFehler, match="verschiedenen"):
        write_styles(site)


def test_pages_with_a_rare_class_load_what_stands_behind_the_line(tmp_path: Path) -> None:
    site = _site(tmp_path)
    (site / "assets/b.css").write_text(f".auch{{color:red}}\n{SELTEN}\n.da .selten{{color:red}}.fort{{a:b}}")
    (site / "tief/index.html").write_text(SEITE.format("../").replace("auch", "auch selten"))
    write_styles(site)
    immer, selten = ((site / "assets").glob(f"{name}.*.css") for name in ("stil", "selten"))
    assert [d.read_text() for d in immer] == [".da{color:red}.auch{color:red}"]
    assert [d.read_text() for d in selten] == [".da .selten{color:red}"]
    assert [(site / n).read_text().count("stylesheet") for n in ("index.html", "404.html", "tief/index.html")] == [
        1,
        1,
        2,
    ]
    html = (site / "tief/index.html").read_text()
    assert html.index("assets/stil.") < html.index("assets/selten.")
