"""Charts for other sites: what a page and a picture hold, how light they are, and that nothing comes from elsewhere."""

import gzip
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from kekiz.wege.einbetten import STIL, finish_embeds, picture, write_embeds
from kekiz.wege.schutz import EINBETTEN, REGELN_EINBETTEN, find_foreign
from paketbau import REPO

FIGUR = """<figure class="kp-diagramm kp-diagramm--punktbild" id="diagramm-a" data-figur="../../assets/figuren/a.json">
<figcaption class="kp-diagramm__kopf"><p class="kp-diagramm__titel">Plätze &amp; „mehr“</p>
<p class="kp-diagramm__untertitel">In Pro\u00adzent</p></figcaption>
<div class="kp-diagramm__bild"><svg class="kp-svg kp-svg--breit" viewBox="0 0 720 100" width="720" height="100" font-size="14" role="group" aria-labelledby="t d"><title id="t">Plätze</title><desc id="d">Nord: 5 %.</desc><path class="kp-gitter" d="M0 0h720"/><rect class="kp-balken kp-s1"/><text class="kp-t"><a href="#hinweis-x" aria-label="¹⁾">¹⁾</a></text></svg><svg class="kp-svg kp-svg--schmal" viewBox="0 0 340 90" width="340" height="90"><text class="kp-t">5 %</text></svg></div>
<ul class="kp-diagramm__legende">
<li><svg class="kp-zeichen kp-zeichen--ort" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="5"/></svg> Nord</li>
</ul>
<ul class="kp-fussnoten">
<li>¹⁾ <a href="#hinweis-x">Anders gezählt</a></li>
</ul>
<div class="kp-diagramm__leiste"><a class="kp-knopf" href="#tabelle">Tabelle</a><button data-kp="png">Bild</button></div>
<p class="kp-quelle">Quelle: Amt: Bericht · Lizenz</p>
<p class="kp-diagramm__meldung" role="status"></p></figure>"""
GROESSE = 60_000
"""So many bytes a chart may have inside another site, all it loads included (gzip)."""
KANONISCH = '<link rel="canonical" href="https://stadt.test/ziele/1-1/">'


def embedded(site: Path, html: str, seite: str = "ziele/1-1/") -> str:
    write_embeds(site, seite, html, "Seite")
    return (site / EINBETTEN / seite / "a.html").read_text(encoding="utf-8")


def test_page_holds_chart_and_source_and_leads_back_and_nothing_else(tmp_path: Path) -> None:
    html = embedded(tmp_path, f"{KANONISCH}<p>davor</p>{FIGUR}<p>danach</p>")
    assert f'content="{REGELN_EINBETTEN}"' in html
    assert '<meta name="referrer" content="no-referrer">' in html
    assert '<base href="../../../ziele/1-1/" target="_blank">' in html
    assert '<link rel="stylesheet" href="../../einbetten/stil.css">' in html
    assert '<link rel="canonical" href="https://stadt.test/ziele/1-1/">' in html
    assert '<h1 class="kp-diagramm__titel">Plätze &amp; „mehr“</h1>' in html
    assert "figcaption" not in html
    assert "<title>Plätze &amp; „mehr“</title>" in html
    assert '<p class="kp-quelle">Quelle: Amt: Bericht · Lizenz</p>' in html
    assert '<a href="#diagramm-a">Diagramm mit Tabelle und Erklärung auf: Seite</a>' in html
    assert [w for w in ("davor", "danach", "<script", "<button", "Tabelle</a>", "data-figur") if w in html] == []


def test_without_an_address_it_names_none(tmp_path: Path) -> None:
    assert "canonical" not in embedded(tmp_path, FIGUR)


def test_chart_of_the_home_page_lies_at_the_root_of_the_folder(tmp_path: Path) -> None:
    write_embeds(tmp_path, "", FIGUR, "Seite")
    html = (tmp_path / EINBETTEN / "a.html").read_text(encoding="utf-8")
    assert '<base href="../" target="_blank">' in html
    assert '<link rel="stylesheet" href="einbetten/stil.css">' in html


def test_page_without_charts_writes_nothing(tmp_path: Path) -> None:
    write_embeds(tmp_path, "kette/", '<figure class="kp-kette">x</figure>', "Seite")
    finish_embeds(tmp_path)
    assert list(tmp_path.rglob("*")) == []


@pytest.fixture
def fertig(tmp_path: Path) -> Path:
    (tmp_path / "assets").mkdir()
    stil = (REPO / "docs" / "assets" / "kekiz.css").read_text(encoding="utf-8")
    (tmp_path / "assets" / "kekiz.css").write_text(stil, encoding="utf-8")
    write_embeds(tmp_path, "ziele/1-1/", KANONISCH + FIGUR, "Seite")
    finish_embeds(tmp_path)
    return tmp_path


def test_picture_says_all_that_the_page_says_and_links_to_nothing(fertig: Path) -> None:
    text = (fertig / EINBETTEN / "ziele/1-1/a.svg").read_text(encoding="utf-8")
    wurzel = ElementTree.fromstring(text)
    gelesen = [t.strip() for t in wurzel.itertext() if t.strip()]
    worte = ["Plätze & „mehr“", "In Prozent", "Nord", "¹⁾ Anders gezählt", "Quelle: Amt: Bericht · Lizenz"]
    assert [w for w in (*worte, "Nord: 5 %.", "https://stadt.test/ziele/1-1/") if w not in gelesen] == []
    assert [w for w in ("<a ", "aria-label", "kp-svg", "href") if w in text] == []
    namen = {e.tag.rpartition("}")[2] for e in wurzel.iter()}
    assert namen <= {"svg", "title", "desc", "style", "rect", "text", "tspan", "g", "path", "circle"}


def test_styles_follow_the_reader_and_hold_what_is_there_and_no_more(fertig: Path) -> None:
    css = (fertig / STIL).read_text(encoding="utf-8")
    (im_bild,) = re.findall(
        "<style>(.*?)</style>", (fertig / EINBETTEN / "ziele/1-1/a.svg").read_text("utf-8"), re.DOTALL
    )
    gelesen = set(re.findall(r"var\(\s*(--[\w-]+)\s*\)", im_bild))
    assert "--kp-f" in gelesen
    for stil in (css, im_bild):
        dunkel = re.search(r"@media\s*\(prefers-color-scheme: dark\)\s*\{:root\{[^}]*--kp-grund:\s*(#\w+)", stil)
        hell = re.search(r"^[^@]*?:root[^{]*\{[^}]*--kp-grund:\s*(#\w+)", stil)
        assert dunkel is not None
        assert hell is not None
        assert dunkel[1] != hell[1]
        assert "kp-gitter" in stil
        # Each colour that a rule asks for is there, that of a series too.
        assert gelesen <= set(re.findall(r"(--[\w-]+)\s*:", stil))
        assert [
            w for w in ("kp-zielliste", "md-primary", "data-md-color-scheme=", "url(", "@import") if w in stil
        ] == []
    assert "@container" in css
    assert "@container" not in im_bild


def test_a_chart_without_a_wide_picture_is_a_fault() -> None:
    with pytest.raises(ValueError, match="picture"):
        picture("<main></main>")


def test_every_chart_of_the_built_site_is_there_light_and_alone(gebaut: Path) -> None:
    angeboten = set()
    for datei in gebaut.rglob("index.html"):
        for verweis in re.findall(r'data-einbetten="([^"]+)"', datei.read_text(encoding="utf-8")):
            angeboten.add((datei.parent / verweis).resolve())
    da = {d.resolve() for d in (gebaut / EINBETTEN).rglob("*") if d.suffix in (".html", ".svg")}
    assert da == angeboten
    assert len(da) > 100
    stil = len(gzip.compress((gebaut / STIL).read_bytes()))
    for datei in da:
        text = datei.read_text(encoding="utf-8")
        ElementTree.fromstring(text) if datei.suffix == ".svg" else None
        geladen = len(gzip.compress(text.encode())) + (stil if datei.suffix == ".html" else 0)
        assert geladen <= GROESSE, datei
        assert list(find_foreign(text)) == []
        assert re.findall(r'\s(?:src|style|on\w+)="', text) == []
        fremd = set(re.findall(r'(?:href|src)="(https?://[^"]+)"', text)) - set(
            re.findall(r'rel="canonical" href="([^"]+)"', text)
        )
        assert fremd == set()
