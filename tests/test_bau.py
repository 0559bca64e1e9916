"""The build as a whole: it never damages a site, pages and data fit, the rooms of the package know only lower ones."""

import ast
import csv
import os
import re
import resource
import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from kekiz.daten.einstellungen import read_settings
from paketbau import DATEN, REPO
from staedtebau import build_site, run_apart, small_project

PAKET = REPO / "scripts" / "kekiz"
DOCS = REPO / "docs"


# --- a failing build leaves the site alone ---------------------------------------------------------------------------


@pytest.fixture
def kopie(tmp_path: Path) -> Path:
    """A small project: minimal packages, one page, an older site."""
    small_project(tmp_path)
    return tmp_path


def files(ordner: Path) -> dict[str, bytes]:
    return {str(p.relative_to(ordner)): p.read_bytes() for p in sorted(ordner.rglob("*")) if p.is_file()}


def test_fault_in_one_cell_leaves_the_site_untouched(kopie: Path) -> None:
    werte = kopie / "datapackage" / "hamm" / "werte.csv"
    werte.write_text(werte.read_text(encoding="utf-8").replace(",4525,", ",4.525,"), encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 1
    assert lauf.stdout.splitlines()[0] == (
        "hamm/werte.csv Zeile 3 [quote_u3 · hamm · 2018]: nenner ist nicht lesbar (gefunden „4.525“, erwartet eine "
        "ganze Zahl ohne Punkt und Komma). Bitte die Zelle berichtigen."
    )
    assert "Traceback" not in lauf.stdout + lauf.stderr
    assert files(kopie / "site") == {"index.html": b"alt"}


@pytest.mark.parametrize(
    "seite",
    ['---\nziel: "9.9"\n---\n{{ ziel_kopf() }}\n', "{{ gibt_es_nicht }}\n", "[kaputt](fehlt.md)\n"],
    ids=["unbekanntes Ziel", "unbekannte Variable", "toter Link"],
)
def test_fault_in_one_page_leaves_the_site_untouched(kopie: Path, seite: str) -> None:
    (kopie / "docs" / "eins.md").write_text(seite, encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 1
    assert "Der Bau ist gescheitert; die bisherige Website bleibt unverändert." in lauf.stderr
    assert files(kopie / "site") == {"index.html": b"alt"}


def test_faults_of_all_pages_are_told_at_once(kopie: Path) -> None:
    (kopie / "docs" / "eins.md").write_text('---\nziel: "9.9"\n---\n{{ ziel_kopf() }}\n', encoding="utf-8")
    (kopie / "docs" / "zwei.md").write_text('---\nraum: "fehlt"\n---\n{{ raum_kopf() }}\n', encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 1
    abhilfe = "prüfen; hilft das nicht, als Fehler melden."
    zeilen = lauf.stdout.splitlines()
    # Before the faults stands how much was read, and how complete the latest year is.
    assert zeilen[1] == "Hamm, 2018: 2 Zeilen erwartet, 2 mit Wert."
    assert zeilen[2:] == [
        "docs/eins.md [hamm · 9.9]: Der Teil ziel_kopf lässt sich nicht schreiben (Ziel 9.9 gibt es in hamm nicht). "
        f"Bitte den Kopf der Seite und die Zeilen in hamm/werte.csv {abhilfe}",
        "docs/zwei.md [hamm · fehlt]: Der Teil raum_kopf lässt sich nicht schreiben (Sozialraum fehlt gibt es in hamm "
        f"nicht). Bitte den Kopf der Seite und die Zeilen in hamm/werte.csv {abhilfe}",
        "",
        "2 Fehler in den Daten.",
    ]
    assert files(kopie / "site") == {"index.html": b"alt"}


def test_good_build_takes_the_place_of_the_old_site(kopie: Path) -> None:
    (kopie / "site" / "uebrig.html").write_text("alt", encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 0, lauf.stderr
    neu = files(kopie / "site")
    assert b"Eine Seite." in neu["index.html"]
    assert "uebrig.html" not in neu
    assert {"daten/ergebnisse.csv", "daten/alles.xlsx", "daten/pakete/hamm.zip"} <= set(neu)
    seiten = {"ziele/1", "ziele/1-1", "sozialraeume/pelkum", "module/besuche", "kommunen/hamm"}
    assert {f"{s}/index.html" for s in seiten} <= set(neu)
    assert {p.name for p in kopie.iterdir() if p.name.startswith("site")} == {"site"}
    shutil.rmtree(kopie / "site")
    assert build_site(kopie, "--ohne-pdf").returncode == 0
    assert files(kopie / "site") == neu


def test_site_is_the_same_without_any_hook_of_the_generator(kopie: Path) -> None:
    """``kekiz bauen`` uses none; with them ``mkdocs build`` writes the same."""
    assert build_site(kopie).returncode == 0
    lauf = run_apart(kopie, "-m", "mkdocs", "build", "--strict", "--site-dir", "mit-haken")
    assert lauf.returncode == 0, lauf.stderr
    ohne, mit = files(kopie / "site"), files(kopie / "mit-haken")
    assert ohne.keys() == mit.keys()
    assert {n for n in ohne if ohne[n] != mit[n]} == set()
    assert all(b"Content-Security-Policy" in t for n, t in ohne.items() if n.endswith("index.html"))


# --- pages and data --------------------------------------------------------------------------------------------------


def test_area_that_is_switched_off_leaves_no_trace(kopie: Path) -> None:
    (kopie / "kekiz.toml").unlink()
    (kopie / "kekiz.toml").write_text('name = "Seite"\nstart = "hamm"\n[bereiche]\nmodule = false\n', encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 0, lauf.stderr
    seiten = {n: t.decode() for n, t in files(kopie / "site").items() if n.endswith("index.html")}
    assert "ziele/1-1/index.html" in seiten
    assert [
        n for n, t in seiten.items() if re.search(r"href=\"[^\"]*(module|kette)/", t) or n.startswith("module")
    ] == []


def test_wrong_setting_is_told_before_anything_is_built(kopie: Path) -> None:
    (kopie / "kekiz.toml").unlink()
    (kopie / "kekiz.toml").write_text('name = "Seite"\nstart = "ham"\nfarbe = 1\n', encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 1
    assert "kekiz.toml [farbe]: Hier steht kein Abschnitt (gefunden 1, erwartet [farbe])" in lauf.stdout
    (kopie / "kekiz.toml").write_text('name = "Seite"\nstart = "ham"\n', encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert "gefunden „ham“, erwartet eine kommune_id oder land). Ist „hamm“ gemeint?" in lauf.stdout
    assert "Traceback" not in lauf.stderr


@pytest.mark.parametrize(
    ("datei", "inhalt", "meldung"),
    [
        ("docs/eins.md", "# Früh\n".encode("latin-1"), "docs/eins.md Zeile 1: Die Datei ist nicht UTF-8 (gefunden Byte"),
        ("kekiz.toml", 'name = "Früh"\n'.encode("latin-1"), "kekiz.toml Zeile 1: Die Datei ist nicht UTF-8 (gefunden Byte"),
        ("mkdocs.yml", b"plugins: [\n", "mkdocs.yml Zeile 2: Die Datei ist nicht lesbar (erwartet YAML: name: Wert)"),
        ("mkdocs.yml", b"Text\n", "mkdocs.yml: Die Datei enthält keine Einstellungen (erwartet YAML: name: Wert)"),
    ],
)  # fmt: skip
def test_file_that_cannot_be_read_is_told(kopie: Path, datei: str, inhalt: bytes, meldung: str) -> None:
    (kopie / datei).unlink(missing_ok=True)
    (kopie / datei).write_bytes(inhalt)
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 1
    assert lauf.stdout.splitlines()[-3].startswith(meldung)
    assert "Traceback" not in lauf.stdout + lauf.stderr


def test_words_of_a_goal_that_is_gone_are_a_fault(kopie: Path) -> None:
    (kopie / "docs" / "ziele").mkdir()
    (kopie / "docs" / "ziele" / "9-9.md").write_text("## Kurz gesagt\nEin Satz.\n", encoding="utf-8")
    lauf = build_site(kopie, "--ohne-pdf")
    assert lauf.returncode == 1
    assert (
        "docs/ziele/9-9.md: Zu dieser Datei steht nichts in ziele.csv (gefunden „9-9“). Bitte die Zeile in ziele.csv "
        "ergänzen oder die Datei löschen."
    ) in lauf.stdout
    assert "Traceback" not in lauf.stderr


def test_no_figure_is_typed_into_a_goal_page() -> None:
    """Percent signs and points of percent come from the data (years and paragraph numbers may stand in prose)."""
    for datei in (DOCS / "ziele").glob("*.md"):
        text = re.sub(r"^title: .*$", "", datei.read_text(encoding="utf-8"), flags=re.MULTILINE)
        assert not re.search(r"\d\s*(%|Prozent)", text), datei.name


# --- architecture ----------------------------------------------------------------------------------------------------


def test_csv_is_read_in_one_module_only() -> None:
    lesen = re.compile(r"\bread_csv\b|\bread_table\b\(|\bread_excel\b|csv\.(?:reader|DictReader)\b")
    gefunden = {p.name for p in PAKET.rglob("*.py") if lesen.search(p.read_text(encoding="utf-8"))}
    # The second one looks whether a file can be read at all, the third splits what spreadsheets save, before it is a table.
    assert gefunden == {"load.py", "dateibefund.py", "lesetabelle.py"}


def test_hex_colours_stand_in_one_file_only() -> None:
    farbe = re.compile(r"(?<!&)#(?:[0-9a-f]{8}|[0-9a-f]{6}|[0-9a-f]{3,4})\b(?![^\s\"'<>]*[-_])", re.IGNORECASE)
    gefunden = set()
    for wurzel in (REPO / "scripts", DOCS):
        for datei in wurzel.rglob("*"):
            if "vendor" in datei.parts or datei.suffix not in (".py", ".html", ".css", ".js", ".svg"):
                continue
            if farbe.search(datei.read_text(encoding="utf-8")):
                gefunden.add(str(datei.relative_to(REPO)))
    assert gefunden <= {"docs/assets/kekiz.css"}


RAEUME = [
    "wissen",
    "daten",
    "rechnen",
    "wert",
    "ergebnis",
    "sagen",
    "zeichnen",
    "seiten",
    "wege",
    "werkzeug",
    "befehl",
    "__main__",
    "anfang",
]
"""Rooms of the package in the way of the data; a module imports from its own room and those before it (design)."""


def imports(datei: Path) -> set[str]:
    """Lists the rooms of the package that a file imports from."""
    gefunden = set()
    for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
        if isinstance(knoten, ast.ImportFrom) and knoten.module and knoten.module.split(".")[0] == "kekiz":
            teile = knoten.module.split(".")
            gefunden |= {teile[1]} if len(teile) > 1 else {name.name for name in knoten.names}
        elif isinstance(knoten, ast.Import):
            gefunden |= {n.name.split(".")[1] for n in knoten.names if n.name.startswith("kekiz.")}
    return gefunden


def test_every_file_lies_in_a_room() -> None:
    gefunden = {p.name.removesuffix(".py") for p in PAKET.iterdir() if p.is_dir() or p.suffix == ".py"}
    assert gefunden - {"__init__", "__pycache__", "schriften", "sprachen", "vorlagen"} == set(RAEUME)


@pytest.mark.parametrize("datei", sorted(PAKET.rglob("*.py")), ids=lambda p: str(p.relative_to(PAKET)))
def test_a_room_knows_only_rooms_before_it(datei: Path) -> None:
    raum = datei.relative_to(PAKET).parts[0].removesuffix(".py")
    erlaubt = [] if raum == "__init__" else RAEUME[: RAEUME.index(raum) + 1]
    assert imports(datei) - set(erlaubt) == set()


# --- ids are the business of the data --------------------------------------------------------------------------------

KENNUNGEN = ("ziel_id", "raum_id", "modul_id", "kennzahl_id", "angabe")
GLEICHNAMIG = {
    "anteil_unter_18": "die Bevölkerung (wissen/codes.py, BEVOELKERUNG) gibt es überall",
    "einwohner": "Spalte der Kommunen",
    "unter_18": "Spalte der Kommunen",
    "nicht_zugeordnet": "Art eines Raums",
    "sozialraeume": "Bereich in kekiz.toml und Teil von Adressen",
    "stadtteilarbeit": "Name einer Tabelle",
}
"""Words of the program that some package has chosen for an id, too."""


def ids_of_rows() -> set[str]:
    """Gives every id that a row of the packages has; numbers of goals, which stand in examples, are left out."""
    gefunden = set()
    for datei in DATEN.glob("*/*.csv"):
        with datei.open(encoding="utf-8", newline="") as offen:
            gefunden |= {z[s] for z in csv.DictReader(offen) for s in KENNUNGEN if z.get(s)}
    return {k for k in gefunden if not re.fullmatch(r"[\d.]+", k)}


def strings(text: str) -> set[str]:
    """Gives the strings of a module, without those that explain it; of a string that is put together, its parts."""
    baum = ast.parse(text)
    erklaert = {id(k.value) for k in ast.walk(baum) if isinstance(k, ast.Expr)}
    return {
        k.value
        for k in ast.walk(baum)
        if isinstance(k, ast.Constant) and isinstance(k.value, str) and id(k) not in erklaert
    }


def sought(text: str) -> set[str]:
    """Gives the strings by whose beginning a module looks for something."""
    rufe = (k for k in ast.walk(ast.parse(text)) if isinstance(k, ast.Call) and isinstance(k.func, ast.Attribute))
    return {
        a.value
        for ruf in rufe
        if ruf.func.attr in ("startswith", "contains", "match")  # type: ignore[attr-defined]
        for a in ruf.args
        if isinstance(a, ast.Constant) and isinstance(a.value, str)
    }


def known_ids(text: str, kennungen: set[str]) -> set[str]:
    """Finds the ids that stand in a module, and beginnings of longer texts of the data that it looks for."""
    lang = {k for k in kennungen if " " in k}
    return (strings(text) & kennungen) | {w for w in sought(text) if len(w) > 3 and any(k.startswith(w) for k in lang)}


def test_no_id_of_a_row_stands_in_the_program() -> None:
    kennungen = ids_of_rows()
    assert len(kennungen) > 300
    gefunden = {
        (datei.relative_to(REPO).as_posix(), wort)
        for datei in sorted((REPO / "scripts").rglob("*.py"))
        for wort in known_ids(datei.read_text(encoding="utf-8"), kennungen) - GLEICHNAMIG.keys()
    }
    assert gefunden == set()


def test_the_city_at_the_root_is_named_nowhere_in_the_program() -> None:
    start = read_settings().start
    assert start
    dateien = [d for d in sorted((REPO / "scripts").rglob("*")) if d.is_file() and d.suffix not in (".pyc", ".ttf")]
    assert len(dateien) > 300
    assert [d.name for d in dateien if start in d.read_text(encoding="utf-8").lower()] == []


def test_every_exception_is_still_one() -> None:
    worte = set().union(*(strings(d.read_text(encoding="utf-8")) for d in (REPO / "scripts").rglob("*.py")))
    assert GLEICHNAMIG.keys() <= worte & ids_of_rows()


@pytest.mark.parametrize(
    ("text", "gefunden"),
    [
        ('a = "pelkum"', {"pelkum"}),
        ('"""pelkum"""\na = 1', set()),
        ('a = f"{x}pelkum"', {"pelkum"}),
        ('a = "pelkumer"', set()),
        ('b = a.startswith("Kosten der Plä")', {"Kosten der Plä"}),
        ('b = "Kosten der Plä"', set()),
    ],
)
def test_an_id_in_a_program_is_found(text: str, gefunden: set[str]) -> None:
    assert known_ids(text, {"pelkum", "Kosten der Plätze im Jahr"}) == gefunden


# --- nothing that nobody uses -----------------------------------------------------------------------------------------

VON_AUSSEN = {
    "define_env": "mkdocs-macros calls it",
    "on_startup": "MkDocs calls it",
    "on_config": "MkDocs calls it",
    "on_post_build": "MkDocs calls it",
    "handle_startendtag": "html.parser calls it",
    "makeExtension": "Markdown calls it",
    "extendMarkdown": "Markdown calls it",
    "answer": "a page calls it, in the Python of the browser",
    "fill_in": "a page calls it, in the Python of the browser",
    "get_code": "Python calls it when it imports",
    "pytest_collection_modifyitems": "pytest calls it",
    "pytest_runtest_call": "pytest calls it",
    "ARTEN": "kinds of pages are found by this name",
    "MACROS": "parts of pages are found by this name",
    "build_bare": "the limit of the time of a build is held against it",
    "compare_with_reference": "the plain test that the rule for areas is held against",
}
"""What the program defines and does not use itself, with the reason."""


def unused_names(programm: dict[str, str], texte: str) -> set[str]:
    """Finds functions, classes, constants and templates that are named nowhere but where they are defined.

    Args:
        programm: Source of each module by path.
        texte: Everything else that may name one (templates, settings).
    """
    anzahl = Counter(re.findall(r"\w+", "\n".join([*programm.values(), texte])))
    baeume = {pfad: ast.parse(quelle) for pfad, quelle in programm.items()}
    knoten = [k for baum in baeume.values() for k in ast.walk(baum)]
    geholt = {(str(k.module).split(".")[-1], n.name) for k in knoten if isinstance(k, ast.ImportFrom) for n in k.names}
    als_teil = {k.attr for k in knoten if isinstance(k, ast.Attribute)} | set(re.findall(r"\w+", texte))
    namen = {k.name for k in knoten if isinstance(k, ast.FunctionDef | ast.ClassDef)}
    unbenutzt = {n for n in namen if anzahl[n] == 1}
    for pfad, quelle in programm.items():
        # A name of another module that is spelled the same is no use of this one.
        eigene = Counter(re.findall(r"\w+", quelle))
        einmal = {n for n in _top_names(baeume[pfad]) if eigene[n] == 1} - als_teil
        unbenutzt |= {n for n in einmal if (Path(pfad).stem, n) not in geholt}
    return {n for n in unbenutzt if not n.startswith("__")}


def _top_names(baum: ast.Module) -> set[str]:
    ziele = [
        n.targets[0] if isinstance(n, ast.Assign) else n.target
        for n in baum.body
        if isinstance(n, ast.Assign | ast.AnnAssign)
    ]
    namen = {n.name for n in baum.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
    return namen | {z.id for z in ziele if isinstance(z, ast.Name)}


def test_nothing_is_defined_that_nobody_uses() -> None:
    programm = {str(p): p.read_text(encoding="utf-8") for p in (REPO / "scripts").rglob("*.py")}
    vorlagen = sorted((PAKET / "vorlagen").glob("*.html"))
    texte = "\n".join(p.read_text(encoding="utf-8") for p in [*vorlagen, REPO / "pyproject.toml", REPO / "mkdocs.yml"])
    assert unused_names(programm, texte) == set(VON_AUSSEN)
    alles = "\n".join([*programm.values(), texte])
    assert [v.name for v in vorlagen if not re.search(rf"[\"']{v.stem}(\.html)?[\"']", alles)] == []


@pytest.mark.parametrize(
    ("quelle", "unbenutzt"),
    [
        ("def a(): ...\n", {"a"}),
        ("def a(): ...\na()\n", set()),
        ("A: int = 1\n", {"A"}),
        ("A = 1\nB = A\nB\n", set()),
        ("class C:\n    def m(self): ...\nC()\n", {"m"}),
    ],
)
def test_what_nobody_uses_is_found(quelle: str, unbenutzt: set[str]) -> None:
    assert unused_names({"a.py": quelle}, "") == unbenutzt


def test_name_that_only_another_module_uses_for_its_own_is_found() -> None:
    assert unused_names({"a.py": "A = 1\n", "b.py": "A = 1\nA\n"}, "") == {"A"}
    assert unused_names({"a.py": "A = 1\n", "b.py": "from x.a import A\nA\n"}, "") == set()


# --- time ------------------------------------------------------------------------------------------------------------

STUFEN = """
from pathlib import Path
from kekiz.ergebnis import build
from kekiz.daten.load import load
build(load(Path("datapackage")))
"""
NUR_IMPORT = "import pandas, frictionless"
GRENZE_VERHAELTNIS = 6.0
"""All data stages with their imports against the bare import of the two libraries; machines differ in speed.

Measured 4.7 with 172 tables and 4,446 rows on a quiet machine, and a quarter more on one that was not.
"""


def processor_seconds(programm: str) -> float:
    """Best of three fresh processes, user and system time; the first one writes bytecode."""
    umgebung = {**os.environ, "PYTHONPATH": str(REPO / "scripts"), "PYTHONDONTWRITEBYTECODE": ""}
    zeiten = []
    for _ in range(3):
        vorher = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(
            [sys.executable, "-c", programm],
            cwd=REPO,
            env=umgebung,
            check=True,
        )
        nachher = resource.getrusage(resource.RUSAGE_CHILDREN)
        zeiten.append(nachher.ru_utime + nachher.ru_stime - vorher.ru_utime - vorher.ru_stime)
    return min(zeiten)


def test_data_stages_stay_within_their_share_of_the_bare_import() -> None:
    assert processor_seconds(STUFEN) < GRENZE_VERHAELTNIS * processor_seconds(NUR_IMPORT)
