"""The built pages in other languages: every text says its language, numbers are those of the home page, ways are short."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kekiz.ergebnis import read_ergebnis
from kekiz.sagen.sprachkatalog import Stimme, direction, own_name, read_catalogue, script, wrong_letters
from kekiz.sagen.sprachtexte import SPRACHEN, TERME, source_texts
from kekiz.seiten.sprachenseite import MAPPE, ORDNER

FREMD = [s for s in SPRACHEN if s != "de"]
STUMM = {"script", "style", "template", "svg", "title"}
LEER = {"meta", "link", "input", "br", "hr", "img", "wbr", "source", "col"}
GELESEN = ("aria-label", "title", "placeholder", "alt")


class _Leser(HTMLParser):
    """Collects every text and spoken attribute with its language, and whether it stands in the article."""

    def __init__(self) -> None:
        super().__init__()
        self.texte: list[tuple[str, str, bool]] = []
        self.verweise: list[tuple[str, dict[str, str]]] = []
        self._offen: list[tuple[str, str]] = []

    def _language(self) -> str:
        return next((s for _, s in reversed(self._offen) if s), "")

    def _in(self, *tags: str) -> bool:
        return any(t in tags for t, _ in self._offen)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = {k: v or "" for k, v in attrs}
        self._offen.append((tag, a.get("lang", "")))
        self.texte += [(a[n], self._language(), self._in("article")) for n in GELESEN if a.get(n)]
        if tag == "a" and self._in("article"):
            self.verweise.append((self._language(), a))
        if tag in LEER:
            self._offen.pop()

    def handle_endtag(self, tag: str) -> None:
        if any(t == tag for t, _ in self._offen):
            while self._offen.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._in(*STUMM):
            self.texte.append((" ".join(data.split()), self._language(), self._in("article")))


def read(html: str) -> _Leser:
    leser = _Leser()
    leser.feed(html)
    return leser


def unmarked(html: str, sprache: str) -> Iterator[str]:
    """Finds texts of a page whose letters or place are not those of the language that they say they have."""
    for text, ist, im_artikel in read(html).texte:
        if ist == sprache and im_artikel:
            if falsch := wrong_letters(text, sprache):
                yield f"{text}: {falsch}"
        elif ist == sprache and any(z.isalpha() for z in text) and text != own_name(sprache):
            yield f"Rahmen: {text}"
        elif ist == "de" and script(sprache) != "LATIN" and wrong_letters(text, "de"):
            yield f"deutsch: {text}"


def pages(site: Path, sprache: str) -> str:
    return (site / "sprachen" / sprache / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("sprache", FREMD)
def test_no_text_stands_in_a_language_that_it_does_not_say(gebaut: Path, staedte: Path, sprache: str) -> None:
    for site in (gebaut, staedte):
        html = pages(site, sprache)
        assert f'<html lang="{sprache}" dir="{direction(sprache)}"' in html
        assert f'<body dir="{direction(sprache)}"' in html
        assert list(unmarked(html, sprache)) == []


@pytest.mark.parametrize("sprache", FREMD)
def test_links_to_german_pages_say_so(gebaut: Path, sprache: str) -> None:
    wort = str(Stimme(read_catalogue(sprache), source_texts(read_ergebnis().bestand)).sag("auf_deutsch"))
    # What stands in German around the page leads on in German.
    hinaus = [a for ist, a in read(pages(gebaut, sprache)).verweise if ist == sprache and not a["href"].startswith("#")]
    assert len(hinaus) >= 9
    assert [a["href"] for a in hinaus if a.get("hreflang") != "de"] == []
    assert pages(gebaut, sprache).count(f"({wort})</a>") == len(hinaus)


@pytest.mark.parametrize("sprache", SPRACHEN)
def test_counts_of_goals_are_those_of_the_home_page(gebaut: Path, sprache: str) -> None:
    e = read_ergebnis()
    start = "hamm"
    z = e.ziele[e.ziele["kommune_id"].eq(start) & e.ziele["ebene"].eq("operativ")]
    n = z[~z["ziel_id"].isin(set(z["oberziel_id"]))]["status"].value_counts()
    stimme = Stimme(read_catalogue(sprache), source_texts(e.bestand))
    html = pages(gebaut, sprache)
    offen = int(n.get("ohne_zielwert", 0) + n.get("ohne_daten", 0))
    for key, anzahl in (
        ("erreicht", n["erreicht"]),
        ("teilweise", n["teilweise_erreicht"]),
        ("verfehlt", n["nicht_erreicht"]),
        ("offen", offen),
    ):
        assert str(stimme.sag_n(f"ziele.{key}", int(anzahl))) in html.replace("\u00a0", " ")
    assert str(stimme.sag_n("ziele.gesamt", int(n.sum()), ort=stimme.german("Hamm"))) in html.replace("\u00a0", " ")


@pytest.mark.parametrize("sprache", FREMD)
def test_it_says_that_nobody_has_proofread_it_and_explains_german_words(gebaut: Path, sprache: str) -> None:
    stimme = Stimme(read_catalogue(sprache), source_texts(read_ergebnis().bestand))
    html = pages(gebaut, sprache)
    assert str(stimme.sag("ungeprueft")) in html
    for wort in TERME.values():
        assert f'<span lang="de" dir="ltr">{wort}</span>' in html
    assert 'class="kp-begriff"' not in html
    assert "\u00ad" not in html.partition("<article")[2].partition("</article>")[0]


def test_what_a_city_lacks_is_left_out(gebaut: Path, staedte: Path) -> None:
    ids = {s: re.findall(r'<h2 id="([a-z0-9]+)"', pages(s, "en")) for s in (gebaut, staedte)}
    assert ids[gebaut] == ["seite", "ziele", "u8", "masern", "kita", "fragen", "mehr"]
    assert ids[staedte] == ["seite", "ziele", "fragen", "mehr"]


def test_the_list_names_every_language_by_its_own_name(gebaut: Path) -> None:
    html = (gebaut / "sprachen" / "index.html").read_text(encoding="utf-8")
    for code in SPRACHEN:
        assert re.search(
            rf'<a href="{code}/" lang="{code}" hreflang="{code}" dir="\w+"><strong>{own_name(code)}</strong>', html
        )


def test_in_arabic_from_home_to_u8_and_where_to_ask_are_two_clicks(gebaut: Path) -> None:
    start = (gebaut / "index.html").read_text(encoding="utf-8")
    kopf = start.partition("<header")[2].partition("</header>")[0]
    assert re.search(r'<a href="(?:\./)?sprachen/"', kopf)
    assert '<a href="ar/" lang="ar"' in (gebaut / "sprachen" / "index.html").read_text(encoding="utf-8")
    ziel = pages(gebaut, "ar")
    assert '<h2 id="u8">' in ziel
    assert '<h2 id="fragen">' in ziel


def test_the_tables_of_the_texts_are_offered(gebaut: Path) -> None:
    html = (gebaut / "mitmachen" / "sprachen" / "index.html").read_text(encoding="utf-8")
    assert (gebaut / MAPPE).is_file()
    for code in FREMD:
        datei = gebaut / ORDNER / f"{code}.po"
        assert datei.is_file()
        assert f'href="../../{ORDNER}/{code}.po"' in html


# --- the check itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("html", "anzahl"),
    [
        ('<html lang="uk"><article><p>Ціль</p></article></html>', 0),
        ('<html lang="uk"><article><p>Ziel</p></article></html>', 1),
        ('<html lang="uk"><article><p><span lang="de">Ziel</span></p></article></html>', 0),
        ('<html lang="uk"><article><p aria-label="Ziel">Ціль</p></article></html>', 1),
        ('<html lang="uk"><footer>Ціль</footer></html>', 1),
        ('<html lang="uk"><footer lang="de">Ziel</footer></html>', 0),
        ('<html lang="uk"><footer lang="de">Ціль</footer></html>', 1),
        ('<html lang="uk"><body><input title="Ziel" lang="de"><article>1 %</article></body></html>', 0),
    ],
)
def test_texts_of_another_language_are_found(html: str, anzahl: int) -> None:
    assert len(list(unmarked(html, "uk"))) == anzahl
