"""The generator is exchangeable: ProperDocs, which goes on from MkDocs, makes the same pages of a prepared project."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest

from paketbau import REPO
from staedtebau import make_site_apart, run_apart, small_project

ARTIKEL = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
PROPERDOCS = """
import sys
from pathlib import Path
import properdocs.replacement
from properdocs.__main__ import cli
from kekiz.wege.erzeugen import make_site

def generate(einstellungen, site):
    befehl = ["build", "--strict", "--quiet", "-f", str(einstellungen), "-d", str(site)]
    cli.main(befehl, prog_name="properdocs", standalone_mode=False)

make_site(Path(sys.argv[1]), generate)
"""


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same small project, built by MkDocs and by ProperDocs."""
    projekt = tmp_path_factory.mktemp("projekt")
    small_project(projekt)
    ordner = tmp_path_factory.mktemp("generator")
    for name, lauf in (
        ("mkdocs", make_site_apart(ordner / "mkdocs", projekt)),
        ("properdocs", run_apart(projekt, "-c", PROPERDOCS, str(ordner / "properdocs"))),
    ):
        assert lauf.returncode == 0, f"{name}: {lauf.stdout}{lauf.stderr}"
    return ordner / "mkdocs" / "site", ordner / "properdocs" / "site"


def files(site: Path) -> set[str]:
    return {p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()}


def test_both_generators_write_the_same_files(sites: tuple[Path, Path]) -> None:
    mkdocs, properdocs = sites
    assert files(mkdocs) == files(properdocs)


def test_each_page_says_the_same_under_both_generators(sites: tuple[Path, Path]) -> None:
    mkdocs, properdocs = sites
    artikel = {}
    for datei in sorted(mkdocs.rglob("index.html")):
        name = datei.relative_to(mkdocs).as_posix()
        beide = [ARTIKEL.search((s / name).read_text(encoding="utf-8")) for s in (mkdocs, properdocs)]
        artikel[name] = [b[1] if b else "" for b in beide]
    assert {"ziele/1-1/index.html", "kommunen/hamm/index.html"} <= artikel.keys()
    assert all(a for a, _ in artikel.values())
    assert [name for name, (a, b) in artikel.items() if a != b] == []


def test_each_template_that_goes_before_the_theme_is_listed_with_its_reason() -> None:
    text = (REPO / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Nach Material")[2]
    genannt = dict(re.findall(r"^\| `([^`]+)` \| ([^|]{20,}) \|$", text, re.MULTILINE))
    vorlagen = REPO / "docs" / ".overrides"
    assert genannt.keys() == {p.relative_to(vorlagen).as_posix() for p in vorlagen.rglob("*") if p.is_file()}
    assert f"mkdocs-material {version('mkdocs-material')}" in text
