"""Every text that readers see comes from the catalogue (:mod:`kekiz.wissen.sprache`), so that it can be translated.

The site of the invented cities is built in a language whose texts are the German ones in brackets. What then stands
outside the brackets must be data: a cell of the packages, a setting, a word of a prose file, a number.
"""

import csv
import json
import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from pathlib import Path

import material
import pytest
import yaml
from markdown import markdown

from kekiz.befehl.texte import collect_texts
from kekiz.daten.einstellungen import Hauptwort
from kekiz.sagen.sprachkatalog import Stimme, own_name, read_catalogue
from kekiz.sagen.sprachtexte import SPRACHEN, TEXTE
from kekiz.sagen.woerter import name_areas
from kekiz.wege.einrichten import SKRIPTE
from kekiz.wissen.lizenzen import LIZENZEN
from kekiz.wissen.spalten import TABELLEN
from kekiz.wissen.trennung import SHY
from paketbau import DATEN, REPO
from staedtebau import STAEDTE, run_apart, write_site

AUF, ZU = "⟦", "⟧"
BAUEN = f"""
import json, re, sys
from pathlib import Path
from kekiz.__main__ import main
from kekiz.wissen import sprache, zahlen
from kekiz.wissen.sprache import Katalog, in_language, sag

gesagt = set()

class Klammern(dict):
    def get(self, text, sonst=None):
        gesagt.add(text)
        teile = re.split(r"(\\{{\\w+\\}})", text)
        return "".join(t if nr % 2 or not t.strip() else "{AUF}" + t + "{ZU}" for nr, t in enumerate(teile))

def in_brackets(schreibe):
    return lambda *a, **k: re.sub(r"([^\\W\\d]+)", r"{AUF}\\1{ZU}", schreibe(*a, **k))

sprache.format_list = lambda teile, locale: sag(" und ").join([", ".join(teile[:-1]), *teile[-1:]][-min(2, len(teile)) or 2:])
zahlen.format_date = in_brackets(zahlen.format_date)
with in_language("de", Katalog(Klammern())):
    fertig = main(["bauen"])
Path("gesagt.json").write_text(json.dumps(sorted(gesagt)))
sys.exit(fertig)
"""
UNSICHTBAR = {"script", "style", "template", "code", "pre"}
GELESEN = {"aria-label", "title", "alt", "placeholder", "data-einheit", "data-summe", "data-spalte"}
"""Attributes that are read aloud, shown or put into a text by a script."""
SKRIPTWORTE = "kp-worte"
"""Id of the block that hands over what scripts say."""
WORT = re.compile(r"[A-Za-zÄÖÜäöüß]{2,}")


class _Leser(HTMLParser):
    """Collects texts and spoken attributes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texte: list[str] = []
        self._stumm = 0
        self._worte = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._stumm += tag in UNSICHTBAR
        self._worte = tag == "script" and ("id", SKRIPTWORTE) in attrs
        # A name that is cut short has lost its end.
        self.texte += [w + ZU * (w.count(AUF) - w.count(ZU)) for name, w in attrs if w and name in GELESEN]

    def handle_endtag(self, tag: str) -> None:
        self._stumm -= tag in UNSICHTBAR
        self._worte = False

    def handle_data(self, data: str) -> None:
        if self._worte:
            # Lists are number words, which are no texts of the catalogue on pages either.
            self.texte += [re.sub(r"\{\w+\}", "", w) for w in json.loads(data).values() if isinstance(w, str)]
        if not self._stumm:
            self.texte.append(data)


def outside(text: str) -> str:
    """Takes out what stands in brackets, from the inside out."""
    vorher = ""
    while vorher != text:
        vorher, text = text, re.sub(f"{AUF}[^{AUF}{ZU}]*{ZU}", "\0", text)
    return text


def _joined(texte: Iterable[str]) -> Iterator[str]:
    """Puts together what a picture breaks over several lines: a text goes on while a bracket is open."""
    offen = ""
    for text in texte:
        offen = f"{offen} {text}" if offen else text
        if offen.count(AUF) <= offen.count(ZU):
            yield offen
            offen = ""
    if offen:
        yield offen


def pieces(html: str) -> Iterator[str]:
    """Gives what a page says outside the brackets, piece by piece."""
    leser = _Leser()
    leser.feed(html)
    leser.close()
    for text in _joined(leser.texte):
        for stueck in outside(text).split("\0"):
            if WORT.search(stueck):
                yield " ".join(stueck.split())


KENNUNG = re.compile(r"[a-z0-9_.:-]+")
"""Ids and codes are no words to be read; where one is shown, it has a text in the catalogue."""


def _cells(projekt: Path) -> Iterator[str]:
    """Gives every cell of the packages and every setting that is a text to be read."""
    for datei in sorted((projekt / "datapackage").rglob("*.csv")):
        with datei.open(encoding="utf-8", newline="") as offen:
            yield from (z for zeile in csv.reader(offen) for z in zeile)
    yield from re.findall(r'"([^"]*)"', (projekt / "kekiz.toml").read_text(encoding="utf-8"))
    for datei in sorted((projekt / "datapackage" / "schema").glob("*.json")):
        yield from re.findall(r'"description": "((?:[^"\\\\]|\\\\.)*)"', datei.read_text(encoding="utf-8"))


def _prose(projekt: Path) -> Iterator[str]:
    """Gives the words of the prose files, as pages show them."""
    for datei in [projekt / "CHANGELOG.md", *sorted((projekt / "docs").rglob("*.md"))]:
        text = datei.read_text(encoding="utf-8")
        kopf = yaml.safe_load(text.split("---")[1]) if text.startswith("---") else {}
        yield from (w for w in kopf.values() if isinstance(w, str))
        rumpf = text.split("---", 2)[2] if kopf else text
        yield from pieces(
            markdown(re.sub(r"\{\{.*?\}\}", AUF + ZU, rumpf), extensions=["attr_list", "def_list", "tables"])
        )


def known(texte: Iterable[str], wort: Hauptwort) -> re.Pattern[str]:
    """Makes a pattern that finds each of these texts as a whole, longer ones first, also in the dative."""
    gesetzt = {" ".join(name_areas(t, wort).split()) for t in texte if not KENNUNG.fullmatch(t) and WORT.search(t)}
    gesetzt |= EIGENNAMEN
    muster = "|".join(map(re.escape, sorted(gesetzt, key=len, reverse=True)))
    return re.compile(rf"(?<!\w)(?:{muster})n?(?!\w)")


def theme_words() -> list[str]:
    """Gives the words of the theme, which has a file for each language itself."""
    datei = Path(material.__file__).parent / "templates" / "partials" / "languages" / "de.html"
    return re.findall(r'": "([^"]*)"', datei.read_text(encoding="utf-8"))


EIGENNAMEN = {
    "CSV",
    "JSON",
    "PARQUET",
    "PNG",
    "SVG",
    *(lizenz.kurz for lizenz in LIZENZEN.values()),
    *TABELLEN,
    *STAEDTE,
}
EIGENNAMEN |= {own_name(s) for s in SPRACHEN} | {Stimme(read_catalogue(s), TEXTE).sag("titel") for s in SPRACHEN}
EIGENNAMEN |= {f"{p.stem}.csv" for p in (DATEN / "schema").glob("*.json")}
EIGENNAMEN |= {f"{tabelle}.csv" for tabelle in TABELLEN} | {"datapackage"}
"""What has the same name in every language: formats, licences, tables, packages without a title, languages."""


GEKUERZT = re.compile(rf"<title>{AUF}[^<]* …</title>")


def has_own_language(datei: Path) -> bool:
    """Tells whether a page is in a language of its own, whatever that of the site is."""
    return datei.parts[0] == "sprachen" and datei.parts[1] in SPRACHEN


def foreign_pieces(site: Path, wort: Hauptwort, projekt: Path) -> dict[str, str]:
    """Finds what the pages say that is neither in brackets nor data.

    Returns:
        Page by what it says.
    """
    worte = {" ".join(name_areas(t, wort).split()) for t in _prose(projekt)}
    bekannt = known([*_cells(projekt), *worte, *theme_words()], wort)
    return {
        stueck: datei.relative_to(site).as_posix()
        for datei in sorted(site.rglob("*.html"))
        if "vendor" not in datei.parts and not has_own_language(datei.relative_to(site))
        # The title of a chart for other sites is cut, and the end of its bracket with it.
        for stueck in pieces(GEKUERZT.sub("", datei.read_text(encoding="utf-8").replace(SHY, "")))
        # Paper names the address of its page.
        if stueck not in worte
        and WORT.search(bekannt.sub("", stueck.removesuffix(f": {datei.parent.relative_to(site).as_posix()}/")))
    }


@pytest.fixture(scope="module")
def projekt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = write_site(tmp_path_factory.mktemp("pseudo"))
    lauf = run_apart(ordner, "-c", BAUEN)
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    return ordner


def test_every_text_of_the_program_comes_from_the_catalogue(projekt: Path) -> None:
    assert (projekt / "site" / "index.html").read_text(encoding="utf-8").count(AUF) > 20
    assert foreign_pieces(projekt / "site", Hauptwort("Stadtbezirk", "Stadtbezirke", "m"), projekt) == {}


def test_every_text_that_is_said_is_collected_for_translators(projekt: Path) -> None:
    texte = collect_texts()
    bekannt = {t for text in texte for t in ([text] if isinstance(text, str) else text)}
    assert set(json.loads((projekt / "gesagt.json").read_text(encoding="utf-8"))) - bekannt <= {""}


@pytest.mark.parametrize(
    ("html", "gefunden"),
    [
        ("<p>⟦Der Wert ⟧82 %⟦ ist hoch.⟧</p>", []),
        ("<p>⟦Der Wert ⟧82 %⟦ ist ⟧sehr⟦ hoch.⟧</p>", ["sehr"]),
        ("<p>Der Wert ⟦ist hoch.⟧</p>", ["Der Wert"]),
        ("<p>⟦innen ⟦noch tiefer⟧ wieder außen⟧</p>", []),
        ('<a aria-label="Mehr dazu">⟦mehr⟧</a>', ["Mehr dazu"]),
        ('<a title="⟦Mehr⟧" class="kp-mehr" href="mehr/">⟦mehr⟧</a>', []),
        ("<script>var wort</script><code>werte.csv</code>", []),
        ("<p>5 m</p>", []),
        (
            '<script type="application/json" id="kp-worte">{"a": "⟦Ja⟧{n}", "b": "Drei", "c": ["vier"]}</script>\n',
            ["Drei"],
        ),
        ("<text>⟦kein</text><text>Unterschied⟧ hier</text>", ["hier"]),
    ],
)
def test_what_stands_outside_the_brackets_is_found(html: str, gefunden: list[str]) -> None:
    assert list(pieces(html)) == gefunden


def test_data_are_known_as_a_whole_and_ids_are_not() -> None:
    muster = known(
        ["Plätze für Kinder", "Kinder", "Sozialraum Nord", "anteil"], Hauptwort("Quartier", "Quartiere", "n")
    )
    reste = [
        muster.sub("", t).strip() for t in ("Plätze für Kinder", "300 Kindern", "Quartier Nord", "anteil", "Kinderei")
    ]
    assert reste == ["", "300", "", "anteil", "Kinderei"]


KOMMENTAR = re.compile(r"/\*.*?\*/|(?<![:\"'])//[^\n]*", re.DOTALL)
LITERAL = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|`(?:[^`\\]|\\.)*`')
DEUTSCH = re.compile(r"[äöüßÄÖÜ„“]|\b[A-ZÄÖÜ][a-zäöüß]{2,}(?: [a-zäöüß$]|[.!:])")


def german_literals(skript: str) -> list[str]:
    """Finds strings of a script that look like words to be read."""
    return [m[0] for m in LITERAL.finditer(KOMMENTAR.sub("", skript)) if DEUTSCH.search(m[0])]


def test_scripts_say_nothing_of_their_own() -> None:
    skripte = sorted((REPO / "docs" / "assets").glob("*.js"))
    assert len(skripte) > 4
    gefunden = {s.name: g for s in skripte if (g := german_literals(s.read_text(encoding="utf-8")))}
    assert gefunden == {}


@pytest.mark.parametrize(
    ("skript", "anzahl"),
    [
        ('stand.textContent = "Kopiert.";', 1),
        ('/* "Kopiert." */ x = "kp-knopf"; // "Das ist gut"', 0),
        ("x = `Angezeigt: ${name}`;", 1),
        ("x = 'fünf'; y = 'font: \"Segoe UI\"';", 1),
        ('x = window.kpSage("kopiert");', 0),
    ],
)
def test_words_in_scripts_are_found(skript: str, anzahl: int) -> None:
    assert len(german_literals(skript)) == anzahl


def test_every_word_that_a_script_asks_for_is_handed_over() -> None:
    skripte = "".join(s.read_text(encoding="utf-8") for s in (REPO / "docs" / "assets").glob("*.js"))
    gefragt = set(re.findall(r'"(\w+)"', "".join(re.findall(r"kpSage\([^,{)]*", skripte))))
    assert gefragt == set(SKRIPTE)
