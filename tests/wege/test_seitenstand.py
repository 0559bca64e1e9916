"""The list of pages says when the data or words behind each page were last changed."""

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.wege.plan import plan_pages
from kekiz.wege.seitenstand import page_days
from kekiz.wege.stand import Fassung, last_changes, read_version
from paketbau import Projekt
from staedtebau import packages

TAGE = {
    "datapackage/katalog/kennzahlen.csv": date(2020, 5, 5),
    "datapackage/quellstadt/werte.csv": date(2020, 1, 1),
    "datapackage/quellstadt/ziele.csv": date(2020, 2, 2),
    "datapackage/muehlau/werte.csv": date(2020, 3, 3),
    "docs/ziele/1-1.md": date(2020, 4, 4),
    "docs/ueber.md": date(2019, 1, 1),
}


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    return build(load(Projekt(tmp_path_factory.mktemp("pakete"), packages()).pfad))


@pytest.mark.parametrize(
    ("pfad", "tag"),
    [
        ("ziele/1.md", "2020-02-02"),
        ("ziele/1-1.md", "2020-04-04"),
        ("kommunen/muehlau/ziele/1-1.md", "2020-03-03"),
        ("kennzahlen/plaetze.md", "2020-03-03"),
        ("kommunen/index.md", "2020-05-05"),
        ("ueber.md", "2019-01-01"),
        ("impressum.md", None),
    ],
)
def test_day_of_a_page(ergebnis: Ergebnis, pfad: str, tag: str | None) -> None:
    plan = plan_pages(ergebnis, "quellstadt")
    tage = page_days(ergebnis, plan, [*plan, "ueber.md", "impressum.md"], TAGE)
    assert tage.get(pfad) == (date.fromisoformat(tag) if tag else None)


def git(ordner: Path, *was: str, tag: int = 1) -> None:
    zeit = f"2020-01-{tag:02}T12:00:00Z"
    wer = {f"GIT_{w}_{n}": "a@b.test" for w in ("AUTHOR", "COMMITTER") for n in ("NAME", "EMAIL")}
    umgebung = os.environ | wer | {"GIT_COMMITTER_DATE": zeit, "GIT_AUTHOR_DATE": zeit}
    subprocess.run(["git", *was], cwd=ordner, env=umgebung, check=True, capture_output=True)


def test_days_are_those_of_the_history_and_without_it_of_the_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    projekt = tmp_path / "unter"
    (projekt / "docs").mkdir(parents=True)
    monkeypatch.chdir(projekt)
    git(tmp_path, "init", "-q")
    for name, tag in (("Ä.md", 2), ("b.md", 3)):
        (projekt / "docs" / name).write_text(name, encoding="utf-8")
        git(tmp_path, "add", "-A")
        git(tmp_path, "commit", "-qm", name, tag=tag)
    (projekt / "docs/neu.md").write_text("neu", encoding="utf-8")
    alle = {"docs/Ä.md": date(2020, 1, 2), "docs/b.md": date(2020, 1, 3), "docs/neu.md": date(2020, 1, 3)}
    assert last_changes(Path("docs")) == alle
    commit = read_version().commit
    assert re.fullmatch(r"[0-9a-f]{7}", commit)
    for datei in (projekt / "docs").iterdir():
        os.utime(datei, (86_400 * 9, 86_400 * 9))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert set(last_changes(Path("docs")).values()) == {date(1970, 1, 10)}
    assert read_version().commit == ""
    (projekt / ".git_archival.txt").write_text("$Format:%H$\n", encoding="ascii")
    assert read_version().commit == ""
    (projekt / ".git_archival.txt").write_text(f"{'0123456789' * 4}\n", encoding="ascii")
    assert read_version() == Fassung(read_version().programm, "1970.1.1", "0123456")


def test_list_of_pages_of_a_built_site_has_a_day_for_each_page_and_no_other_file(gebaut: Path) -> None:
    text = (gebaut / "sitemap.xml").read_text(encoding="utf-8")
    eintraege = re.findall(r"<url>\s*<loc>([^<]+)</loc>(?:\s*<lastmod>(\d{4}-\d\d-\d\d)</lastmod>)?\s*</url>", text)
    assert len(eintraege) == text.count("<url>") > 100
    ohne = {ort.rstrip("/").rpartition("/")[2] for ort, tag in eintraege if not tag}
    # Legal pages come from the settings.
    assert ohne <= {"impressum", "datenschutz", "barrierefreiheit"}
    assert len({tag for _, tag in eintraege}) > 1
