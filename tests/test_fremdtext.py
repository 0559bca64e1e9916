"""Text of the data is text: a hostile one in every free column of every table comes alive in no page, picture or file."""

import json
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Final

import pypdfium2
import pytest
from openpyxl import load_workbook

from fremdtext import BOESE, DRUCK, GERECHNET, KURZ, MARKE, broken, hostile_packages, read_markup, strings
from paketbau import DATEN, REPO, Projekt
from staedtebau import build_site, write_site

GEPRUEFT: Final = frozenset({("hinweise", "erwartet"), ("kennzahlen", "teil_von")})
"""Columns whose words the check reads: as conditions, where free text is refused or changes what a number means."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pakete, _ = hostile_packages(DATEN, GEPRUEFT)
    projekt = write_site(tmp_path_factory.mktemp("boese"), pakete, start='"muehlau"')
    lauf = build_site(projekt)
    assert lauf.returncode == 0, lauf.stdout[-6000:] + lauf.stderr[-3000:]
    return projekt / "site"


def test_nothing_comes_alive_in_a_page_or_picture(site: Path) -> None:
    faul: Counter[str] = Counter()
    gezeigt: set[int] = set()
    for datei in sorted([*site.rglob("*.html"), *site.rglob("*.svg")]):
        befund = read_markup(datei.read_text(encoding="utf-8"))
        gezeigt |= befund.gezeigt
        faul.update(f"{datei.relative_to(site).as_posix()}: {b}" for b in befund.faul)
    assert dict(faul) == {}
    # Most columns stand on a page; all of them are in the files below.
    assert len(gezeigt) > 100


def test_nothing_comes_alive_in_what_scripts_and_the_search_read(site: Path) -> None:
    gelesen = Counter(
        (datei.relative_to(site).parts[0], text)
        for datei in site.rglob("*.json")
        for text in strings(json.loads(datei.read_text(encoding="utf-8")))
        # An address has only what is left of words in it.
        if MARKE.search(text) and " " in text
    )
    assert {ort for ort, _ in gelesen} == {"assets", "daten", "search"}
    for ort, text in gelesen:
        befund = read_markup(text)
        assert befund.lebendig == [], text
        # The search puts its entries into the page as HTML; a chart has both, text and what Plotly reads as HTML.
        if ort == "search":
            assert befund.faul == [], text
        else:
            assert broken(text) == [] or befund.faul == [], text


def test_nothing_is_markup_in_a_pdf(site: Path) -> None:
    gezeigt: set[str] = set()
    for datei in sorted(site.rglob("*.pdf")):
        with pypdfium2.PdfDocument(datei) as pdf:
            # A line may end within a word of the text.
            text = "".join(seite.get_textpage().get_text_range() for seite in pdf)
        glatt = " ".join(text.replace("\ufffe", "").split())
        gezeigt |= set(MARKE.findall(glatt))
        assert [g for g in GERECHNET if g in glatt] == [], datei
    assert len(gezeigt) > 30


def test_spreadsheet_runs_nothing(site: Path) -> None:
    mappe = load_workbook(site / "daten" / "alles.xlsx", read_only=True)
    zellen = [z for blatt in mappe for zeile in blatt.iter_rows() for z in zeile if isinstance(z.value, str)]
    boese = [z for z in zellen if MARKE.search(z.value)]
    assert {z.value[0] for z in boese} >= {"="}
    assert {z.data_type for z in boese} == {"s"}
    da = {int(nr) for z in boese for nr in MARKE.findall(z.value)}
    assert len(da) > 100


@pytest.mark.parametrize("text", [BOESE, *KURZ, *DRUCK])
def test_beside_a_printed_number_no_text_with_another_number_stands(tmp_path: Path, text: str) -> None:
    """What the check lets through is in the site above, and comes alive nowhere in it."""
    projekt = Projekt(tmp_path)
    projekt.zeile("hamm/werte")["gedruckt"] += text
    fehler = [f for f in projekt.fehler() if "gedruckt nennt mehrere Zahlen" in f]
    hat_zahl = bool(re.search(r"(?<![^\W\d])\d", text))
    assert len(fehler) == hat_zahl
    assert hat_zahl or text in DRUCK or any(k in text for k in ("onclick", "*a*", "x.test"))


def test_words_beside_a_printed_number_are_published_letter_by_letter(site: Path) -> None:
    zeilen = (site / "daten" / "ergebnisse.csv").read_text(encoding="utf-8")
    pakete = "".join(
        zipfile.ZipFile(p).read(name).decode("utf-8")
        for p in sorted((site / "daten" / "pakete").glob("*.zip"))
        for name in zipfile.ZipFile(p).namelist()
        if name.endswith("werte.csv")
    )
    for text in DRUCK:
        assert text.strip().replace('"', '""') in zeilen + pakete


# --- the kind --------------------------------------------------------------------------------------------------------

SELBST = re.compile(r"""(?<!Markup\()\bf["']+<[a-z]""")
"""A tag that is put together from text, where a template would escape it."""


def test_words_get_into_a_page_by_templates() -> None:
    """What stands beside a template is not escaped; only fixed text may."""
    selbst = {
        f"{datei.relative_to(REPO)}: {zeile.strip()}"
        for ordner in ("seiten", "sagen")
        for datei in (REPO / "scripts" / "kekiz" / ordner).glob("*.py")
        for zeile in datei.read_text(encoding="utf-8").splitlines()
        if SELBST.search(zeile) and "render(" not in zeile and "write_plain(" not in zeile
    }
    assert selbst == set()


@pytest.mark.parametrize(
    ("zeile", "schlecht"),
    [
        ("""return f'<p class="kp-summe">{satz}</p>'""", True),
        ("""f"<li>{name}</li>\"""", True),
        ("""Markup('<a href="{}">{}</a>').format(url, name)""", False),
        ("""'<div class="kp-nur-schirm">',""", False),
    ],
)
def test_a_tag_around_text_is_found(zeile: str, schlecht: bool) -> None:
    assert bool(SELBST.search(zeile)) == schlecht
