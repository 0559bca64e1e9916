"""PDFs of finished pages: words, numbers and pictures of the page; tagged; the same bytes twice; nothing of the data is markup."""

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
import typst
from pdfua import Severity, validate

from kekiz.daten.einstellungen import Einstellungen
from kekiz.wege import druck
from kekiz.wege.druck import FAMILIEN, SCHRIFTEN, find_pages, write_sheets
from kekiz.wege.druckbild import Stile
from kekiz.wege.druckseite import Leser, clean, plain, read_article, tidy
from kekiz.wege.drucktags import mark_row_heads
from paketbau import REPO

STIL = (REPO / "docs" / "assets" / "kekiz.css").read_text(encoding="utf-8")
MARKE = '<p class="kp-quelle" data-jahre>Zahlen von 2024.<span hidden data-kp-papier="{}" data-kommune="hier" data-ort="Hier"></span></p>'
ALLE = frozenset(range(0x10000))
BILD = (
    '<figure class="kp-diagramm kp-diagramm--zeitreihe"><figcaption><p class="kp-diagramm__titel">Immer mehr</p></figcaption>'
    '<div class="kp-diagramm__bild"><svg class="kp-svg kp-svg--breit" viewBox="0 0 720 100" width="720" height="100" role="img">'
    '<title>Immer mehr</title><desc>2023 waren es 70 %, 2024 waren es 71 %.</desc><g class="kp-spur kp-s1">'
    '<path class="kp-linie" stroke-width="2" d="M0 50L720 20"/></g><text class="kp-t" x="5" y="20">71 %</text></svg>'
    '<svg class="kp-svg kp-svg--schmal" viewBox="0 0 340 100"><title>Immer mehr</title></svg></div></figure>'
)
TABELLE = (
    '<table class="kp-tabelle"><caption>Werte</caption><thead><tr><th>Zeit</th><th class="zahl">Wert</th></tr></thead>'
    '<tbody><tr><th scope="row">2024</th><td class="zahl">71 %</td></tr></tbody></table>'
)


def write_page(site: Path, adresse: str, inhalt: str, art: str = "") -> None:
    ordner = site / adresse
    ordner.mkdir(parents=True, exist_ok=True)
    marke = MARKE.format(art) if art else ""
    druckzeile = '<p class="kp-druckzeile">Seite. Herausgegeben von Hier. Stand 1. Januar 1970, Daten 1970.1.1: https://x.test/</p>'
    html = f'<html><body><article class="md-typeset">{inhalt}{marke}{druckzeile}</article></body></html>'
    (ordner / "index.html").write_text(html, encoding="utf-8")


def new_site(ordner: Path, inhalt: str, art: str = "ziel", adresse: str = "ziele/1-1/") -> Path:
    """A site of one page that is a sheet; gives the file of its PDF."""
    (ordner / "assets").mkdir(parents=True)
    (ordner / "assets" / "kekiz.css").write_text(STIL, encoding="utf-8")
    write_page(ordner, adresse, inhalt, art)
    write_sheets(ordner, Einstellungen("Seite", "hier", adresse="https://x.test/"))
    (pdf,) = ordner.rglob("*.pdf")
    return pdf


@pytest.fixture(autouse=True)
def tag(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(druck, "data_day", lambda: date(2026, 11, 28))


def text(pdf: Path) -> str:
    """All words of a PDF with plain blanks."""
    with pypdfium2.PdfDocument(pdf) as dokument:
        seiten = [seite.get_textpage().get_text_range() for seite in dokument]
    return " ".join(" ".join(seiten).replace("\ufffe", "").split())


def tags(pdf: Path) -> list[tuple[str, str]]:
    """Kind and alternative text of every tag, in the order in which they are read."""

    def _read(knoten: Any) -> Iterator[tuple[str, str]]:
        if isinstance(knoten, pikepdf.Array):
            for kind in knoten:
                yield from _read(kind)
        elif isinstance(knoten, pikepdf.Dictionary):
            if "/S" in knoten:
                yield str(knoten["/S"])[1:], str(knoten.get("/Alt", ""))
            if "/K" in knoten:
                yield from _read(knoten["/K"])

    with pikepdf.open(pdf) as dokument:
        return list(_read(dokument.Root.StructTreeRoot["/K"]))


def faults(pdf: Path) -> list[str]:
    """What is wrong with the tags of a PDF by rules of our own."""
    alle = tags(pdf)
    stufen = [int(t[1]) for t, _ in alle if re.fullmatch(r"H\d", t)]
    gefunden = []
    if not stufen or stufen[0] != 1:
        gefunden.append(f"erste Überschrift: {stufen[:1]}")
    gefunden += [f"Stufe {b} nach {a}" for a, b in pairwise(stufen) if b > a + 1]
    gefunden += ["Bild ohne Worte" for t, worte in alle if t == "Figure" and not worte.strip()]
    if [t for t, _ in alle].count("Table") and not any(t == "TH" for t, _ in alle):
        gefunden.append("Tabelle ohne Kopfzelle")
    with pikepdf.open(pdf) as dokument:
        wurzel = dokument.Root
        with dokument.open_metadata() as xmp:
            if str(xmp.get("pdfuaid:part")) != "1":
                gefunden.append("kein Kennzeichen PDF/UA-1")
            if not xmp.get("dc:title"):
                gefunden.append("kein Titel")
        if str(wurzel.get("/Lang", "")) != "de":
            gefunden.append("keine Sprache")
        if not wurzel.get("/MarkInfo", {}).get("/Marked", False):
            gefunden.append("nicht getaggt")
        if not wurzel.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
            gefunden.append("Titel wird nicht gezeigt")
    return gefunden


# --- the whole sites -------------------------------------------------------------------------------------------------


def verdict(html: str) -> str:
    """The words of the first sentence of a goal or an area, as the page has them."""
    artikel = read_article(html)
    klassen = ("kp-kopf__status", "kp-befund__leit")
    kopf = next(e for e in artikel.iter("p") if e.get("class", "") in klassen)
    return " ".join("".join(kopf.itertext()).replace("\xad", "").split())


def test_each_goal_and_area_is_a_sheet_that_says_what_its_page_says(gebaut: Path) -> None:
    falsch: dict[str, object] = {}
    seiten = sorted([*gebaut.glob("ziele/*/index.html"), *gebaut.glob("sozialraeume/*/index.html")])
    assert len(seiten) > 20
    for seite in seiten:
        html = seite.read_text(encoding="utf-8")
        (pdf,) = seite.parent.glob("*.pdf")
        with pypdfium2.PdfDocument(pdf) as dokument:
            blaetter = len(dokument)
        urteil = verdict(html)
        wort = "Seite" if blaetter == 1 else "Seiten"
        verweis = f'href="{pdf.name}" type="application/pdf">PDF: {blaetter} {wort}, {max(1, round(pdf.stat().st_size / 1000))} kB<'
        worte = text(pdf).replace("· ", "")
        da = (
            urteil in worte,
            verweis in html.replace("\u00a0", " "),
            "data-kp-papier" not in html,
            blaetter <= 2,
            faults(pdf),
        )
        if da != (True, True, True, True, []):
            falsch[seite.parent.name] = (da, urteil)
    assert falsch == {}


def test_the_report_holds_every_goal_and_area_and_the_method(gebaut: Path) -> None:
    (pdf,) = (gebaut / "bericht").glob("*.pdf")
    assert faults(pdf) == []
    worte = text(pdf).replace("· ", "")
    for seite in sorted([*gebaut.glob("ziele/*/index.html"), *gebaut.glob("sozialraeume/*/index.html")]):
        assert verdict(seite.read_text(encoding="utf-8")) in worte, seite
    methode = read_article((gebaut / "methodik" / "index.html").read_text(encoding="utf-8"))
    for absatz in list(methode.iter("p"))[:5]:
        assert " ".join("".join(absatz.itertext()).replace("\xad", "").split()) in worte
    with pypdfium2.PdfDocument(pdf) as dokument:
        assert len(dokument) > len(list(gebaut.glob("ziele/*/index.html")))
        assert [e.get_title() for e in dokument.get_toc() if e.level == 0][-1] == "Methodik"


def test_every_city_has_its_sheets_and_report(staedte: Path) -> None:
    da = {p.relative_to(staedte).as_posix() for p in staedte.rglob("*.pdf")}
    eine = {
        "ziele/1/ziel-1.pdf", "ziele/1-1/ziel-1-1.pdf", "bericht/bericht.pdf",
        *(f"sozialraeume/{r}/{r}.pdf" for r in ("stadtmitte", "nord", "ost", "west")),
    }  # fmt: skip
    assert da >= eine
    assert {p.removeprefix("kommunen/muehlau/").removeprefix("kommunen/quellstadt/") for p in da} == eine
    assert len(da) == 2 * len(eine)
    assert {p: f for p in sorted(da) if (f := faults(staedte / p))} == {}


# --- a page ----------------------------------------------------------------------------------------------------------


def test_sheet_is_tagged_and_passes_the_check_of_others(tmp_path: Path) -> None:
    pdf = new_site(tmp_path, f"<h1>Ein Ziel</h1><h2>Darunter</h2>{BILD}{TABELLE}")
    assert faults(pdf) == []
    arten = [t for t, _ in tags(pdf)]
    assert [t for t in arten if t in {"H1", "H2", "Figure", "Table", "TH", "TD"}] == [
        "H1", "H2", "Figure", "Table", "TH", "TH", "TH", "TD",
    ]  # fmt: skip
    assert [a for t, a in tags(pdf) if t == "Figure"] == ["Immer mehr. 2023 waren es 70 %, 2024 waren es 71 %"]
    assert [b.message for b in validate(str(pdf)).findings if b.severity == Severity.ERROR] == []


def heads(pdf: Path) -> dict[str, list[str]]:
    """Scope of each head cell, and the ids of the heads of each data cell, of all tables of a PDF in their order."""
    with pikepdf.open(pdf) as dokument:
        namen = dict(pikepdf.NameTree(dokument.Root.StructTreeRoot.IDTree).items())
        zellen: dict[str, list[str]] = {"TH": [], "TD": []}
        for reihe in (o for o in dokument.objects if isinstance(o, pikepdf.Dictionary) and o.get("/S") == "/TR"):
            for zelle in reihe.K:
                (merkmale,) = (a for a in zelle.A if a.O == "/Table")
                if zelle.S == "/TH":
                    zellen["TH"].append(f"{str(merkmale.Scope)[1:]} {namen[str(zelle.ID)].objgen == zelle.objgen}")
                else:
                    zellen["TD"].append(" ".join(str(namen[str(h)].A[0].Scope)[1:] for h in merkmale.Headers))
    return zellen


def test_cell_names_the_head_of_its_row(tmp_path: Path) -> None:
    ohne = TABELLE.replace('<th scope="row">2024</th>', "<td>2024</td>")
    nur_zeilen = re.sub("<thead>.*</thead>", "", TABELLE)
    pdf = new_site(
        tmp_path, f"<h1>Ein Ziel</h1>{ohne}<section><ul><li>{TABELLE}</li></ul></section><h2>B</h2>{nur_zeilen}"
    )
    assert heads(pdf) == {
        "TH": [*["Column True"] * 4, "Row True", "Row True"], "TD": ["Column", "Column", "Column Row", "Row"],
    }  # fmt: skip
    assert [b.message for b in validate(str(pdf)).findings if b.severity == Severity.ERROR] == []


def test_row_heads_stay_data_where_the_tags_are_not_those_of_the_blocks(tmp_path: Path) -> None:
    pdf = new_site(tmp_path, f"<h1>Ein Ziel</h1>{TABELLE.replace('th', 'td')}").read_bytes()
    zelle = {"kopf": True}
    with pytest.raises(ValueError, match="zip"):
        mark_row_heads(pdf, [{"t": "tabelle", "zeilen": [[zelle, zelle]]}] * 2)
    assert mark_row_heads(pdf, []) is pdf


def test_sheet_says_where_it_is_from_and_of_which_day(tmp_path: Path) -> None:
    worte = text(new_site(tmp_path, "<h1>Ein Ziel</h1>"))
    assert "Seite. Herausgegeben von Hier. Stand 1. Januar 1970, Daten 1970.1.1: https://x.test/" in worte
    assert worte.endswith("Seite 1 von 1") or "Seite 1 von 1" in worte


def test_same_page_gives_the_same_bytes(tmp_path: Path) -> None:
    inhalt = f"<h1>Ein Ziel</h1>{BILD}{TABELLE}"
    eins, zwei = (new_site(tmp_path / n, inhalt) for n in ("eins", "zwei"))
    assert hashlib.sha256(eins.read_bytes()).digest() == hashlib.sha256(zwei.read_bytes()).digest()
    assert b"2026-11-28T00:00:00" in eins.read_bytes()


BOESE = [
    "#eval(\"1+1\")", "$x^2$", "@quelle", "<a>", "a\\b", "*fett* _schraeg_ `code`", "#set page(width: 1cm)", "= Titel", "- Punkt",
    "[Klammer] {geschweift}", "// kein Kommentar", "~ -- --- ...", "\"gerade\" 'Striche'", "#include \"/etc/passwd\"", "\\u{41}",
]  # fmt: skip


def test_text_of_the_data_is_no_markup(tmp_path: Path) -> None:
    absaetze = "".join(f"<p>{b.replace('&', '&amp;').replace('<', '&lt;')}</p>" for b in BOESE)
    zellen = "".join(f"<tr><td>{b.replace('<', '&lt;')}</td></tr>" for b in BOESE)
    worte = text(new_site(tmp_path, f"<h1>#eval @x $y$</h1>{absaetze}<table><tbody>{zellen}</tbody></table>"))
    assert "#eval @x $y$" in worte
    assert {b: worte.count(b) for b in BOESE if worte.count(b) < 2} == {}


def test_letters_that_no_typeface_has_do_not_stop_the_print(tmp_path: Path) -> None:
    worte = text(
        new_site(tmp_path, "<h1>Ж ğ ı ○ ◐ ◇ → − ⁾ \u200a|</h1><p>Ein \U0001f476 und 字, \x07Ton, Haupt\xadschule.</p>")
    )
    assert "Ж ğ ı ○ ◐ ◇ → − ⁾" in worte
    assert "Ein � und �, Ton, Hauptschule." in worte


def test_what_does_not_fit_on_a_sheet_has_two(tmp_path: Path) -> None:
    absatz = f"<p>{'Ein langer Satz steht hier. ' * 20}</p>"
    seiten = []
    for anzahl in (12, 22):
        pdf = new_site(tmp_path / str(anzahl), f"<h1>Ein Ziel</h1>{absatz * anzahl}")
        with pypdfium2.PdfDocument(pdf) as dokument:
            seiten.append(len(dokument))
        verweis = (pdf.parent / "index.html").read_text(encoding="utf-8").replace("\u00a0", " ")
        assert f"PDF: {seiten[-1]} Seite{'n' if seiten[-1] > 1 else ''}, " in verweis
    assert seiten == [1, 2]


def test_page_without_a_mark_has_no_pdf(tmp_path: Path) -> None:
    write_page(tmp_path, "ziele/1-1/", "<h1>Ein Ziel</h1>")
    assert list(find_pages(tmp_path)) == []
    write_sheets(tmp_path, Einstellungen("Seite", "hier"))
    assert list(tmp_path.rglob("*.pdf")) == []


def test_site_without_an_address_has_no_links_on_paper(tmp_path: Path) -> None:
    leser = Leser(Stile(""), "", "Serif", ALLE)
    artikel = read_article('<article><p>Ein <a href="../x/">Verweis</a>.</p></article>')
    assert leser.read(artikel) == [{"t": "p", "art": "", "c": ["Ein ", "Verweis", "."]}]
    leser = Leser(Stile(""), "https://x.test/a/", "Serif", ALLE)
    assert leser.read(artikel)[0]["c"] == ["Ein ", ["a", "https://x.test/x/", ["Verweis"]], "."]


# --- what is read of a page ------------------------------------------------------------------------------------------


def read(html: str, **wie: Any) -> list[dict[str, Any]]:
    return Leser(Stile(STIL), "", "Serif", ALLE, **wie).read(
        read_article(f'<article class="md-typeset">{html}</article>')
    )


FALTE = (
    '<h1>A</h1><details class="kp-falte"><summary><h2>B</h2></summary><p>drin</p></details>'
    '<details class="kp-rechnung"><summary>Rechnung</summary><p>1 + 1</p></details>'
    '<details class="kp-falte" data-kp-nur-hier><summary><h2>C</h2></summary><p>zum Nachschlagen</p></details>'
    '<ul class="kp-hinweise"><li class="kp-hinweis"><details class="kp-klappe"><summary>Titel</summary><p>mehr</p></details></li></ul>'
)


@pytest.mark.parametrize(("ist_ganz", "worte"), [(False, ["A", "Titel"]), (True, ["A", "B", "drin", "Titel", "mehr"])])
def test_a_sheet_leaves_out_what_is_folded_and_a_report_does_not(ist_ganz: bool, worte: list[str]) -> None:
    def _texts(bloecke: Any) -> Iterator[str]:
        for b in bloecke:
            if isinstance(b, dict) and b["t"] in ("p", "h"):
                yield plain(b["c"])
            else:
                yield from _texts(b["c"] if isinstance(b, dict) else b)

    assert list(_texts(read(FALTE, ist_ganz=ist_ganz))) == worte


@pytest.mark.parametrize(
    "html",
    [
        '<p class="kp-nur-schirm">x</p>', "<form><p>x</p></form>", "<p hidden>x</p>", '<nav class="kp-navigation">x</nav>',
        '<span class="kp-unsichtbar">x</span>', '<svg class="kp-svg kp-svg--schmal"><title>x</title></svg>', "<ul></ul>",
        '<svg aria-hidden="true"><title>x</title></svg>',
    ],
)  # fmt: skip
def test_what_only_a_screen_shows_is_left_out(html: str) -> None:
    assert read(html) == []


def test_no_level_of_headings_is_passed_over() -> None:
    stufen = [b["l"] for b in read("<h1>A</h1><h3>B</h3><h4>C</h4><h2>D</h2><h6>E</h6>")]
    assert stufen == [1, 2, 3, 2, 3]
    assert [b["l"] for b in read("<h1>A</h1><h2>B</h2>", stufe=1)] == [2, 3]


@pytest.mark.parametrize(
    ("zeile", "erwartet"),
    [
        ([" a", ["n"], " b "], ["a", ["n"], "b"]), ([["b", ["a "]], " b"], [["b", ["a "]], "b"]), (["\n"], []),
        (["a", ["n"]], ["a"]), (["82\u202f% "], ["82\u202f%"]),
    ],
)  # fmt: skip
def test_white_space_of_a_line(zeile: list[Any], erwartet: list[Any]) -> None:
    assert tidy(zeile) == erwartet


def test_clean_keeps_narrow_spaces() -> None:
    assert clean("82\u202f%\u00a0x\u00ad\x00", ALLE) == "82\u202f%\u00a0x"


# --- pictures --------------------------------------------------------------------------------------------------------


def drawn(html: str, css: str) -> str:
    artikel = read_article(html)
    bild = next(artikel.iter("svg"))
    eltern = {k: e for e in artikel.iter() for k in e}
    weg = [bild]
    while weg[-1] is not artikel:
        weg.append(eltern[weg[-1]])
    return Stile(css).draw(weg[::-1], "Serif")


@pytest.mark.parametrize(
    ("css", "erwartet"),
    [
        (".a { fill: red }", 'fill="red"'),
        (":root { --kp-x: #123456 } .a { fill: var(--kp-x) }", 'fill="#123456"'),
        (":root { --kp-x: #123456 } @media print { :root { --kp-x: #000 } } .a { fill: var(--kp-x) }", 'fill="#000"'),
        (".b { --kp-f: #00f } .a { fill: var(--kp-f, #0f0) }", 'fill="#00f"'),
        (".a { fill: var(--kp-f, #0f0) }", 'fill="#0f0"'),
        (".c { color: #c00 } .a { fill: currentcolor }", 'fill="#c00"'),
        (".c .a { fill: #111 } .a { fill: #222 }", 'fill="#111"'),
        (".a { fill: #111 !important } .c .a { fill: #222 }", 'fill="#111"'),
        ("@media screen { .a { fill: #111 } } .a { fill: #222 }", 'fill="#222"'),
        (".a { stroke-width: 3px; margin: 1px }", 'stroke-width="3"'),
    ],
)
def test_colours_of_the_stylesheet_are_written_into_a_picture(css: str, erwartet: str) -> None:
    html = '<article class="c"><svg viewBox="0 0 9 9"><g class="b"><rect class="a" width="9" height="9"/></g></svg></article>'
    fertig = drawn(html, css)
    assert erwartet in fertig
    assert "class=" not in fertig
    assert fertig.startswith('<svg viewBox="0 0 9 9" width="9" height="9" xmlns=')


def test_what_is_not_shown_is_not_in_a_picture() -> None:
    html = '<article><svg height="9" width="100%"><title>t</title><rect class="weg"/><a href="#x"><text>1</text></a></svg></article>'
    assert drawn(html, ".weg { display: none }") == (
        '<svg height="9" width="240" xmlns="http://www.w3.org/2000/svg" font-family="Serif"><g><text>1</text></g></svg>'
    )


# --- typefaces -------------------------------------------------------------------------------------------------------


def test_typefaces_are_those_of_the_list() -> None:
    summen = dict(z.split("  ")[::-1] for z in (SCHRIFTEN / "SHA256SUMS").read_text(encoding="utf-8").splitlines())
    da = {
        p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in SCHRIFTEN.iterdir() if p.suffix in (".ttf", ".txt")
    }
    assert {n: s for n, s in da.items() if n != "HERKUNFT.txt"} == summen
    schriften = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(SCHRIFTEN)])
    assert set(schriften.families()) == set(FAMILIEN)
