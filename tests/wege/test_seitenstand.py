"""The list of pages says when the data or words behind each page were last changed."""

import os
import re
import subprocess
import tarfile
from datetime import date
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.wege.plan import plan_pages
from kekiz.wege.seitenstand import page_days
from kekiz.wege.stand import Fassung, last_changes, read_version, state_time
from paketbau import REPO, Projekt
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


def test_archive_without_git_names_commit_and_days_as_git_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    projekt, archiv = tmp_path / "projekt", tmp_path / "archiv"
    for ordner in (projekt / "datapackage", projekt / "docs", archiv):
        ordner.mkdir(parents=True)
    # As the project has it; in an archive of the project itself the commit stands there already.
    offen = "$Format:%H$\n$Format:%ct$\n"
    assert re.fullmatch(
        rf"{re.escape(offen)}|[0-9a-f]{{40,64}}\n\d+\n", (REPO / ".git_archival.txt").read_text("ascii")
    )
    (projekt / ".git_archival.txt").write_text(offen, encoding="ascii")
    (projekt / ".gitattributes").write_bytes((REPO / ".gitattributes").read_bytes())
    monkeypatch.chdir(projekt)
    git(projekt, "init", "-q")
    log = "# Log\n\n## 3. Januar 2020\n\n### Daten\n- Neu.\n\n### Code\n- Neu.\n"
    for tag, name, text in (
        (3, "datapackage/a.csv", "a"),
        (3, "CHANGELOG.md", log),
        (5, "docs/a.md", "a"),
        (5, "CHANGELOG.md", log.replace("## 3", "## 5. Januar 2020\n\n### Code\n- Neu.\n\n## 3", 1)),
    ):
        (projekt / name).write_text(text, encoding="utf-8")
        git(projekt, "add", "-A")
        git(projekt, "commit", "-qm", name, tag=tag)
    fassung, zeit = read_version(), state_time()
    assert (fassung.daten, zeit) == ("2020.1.3", 1_578_225_600)
    # Unpacked as it comes, and with the times of files lost.
    git(projekt, "archive", "-o", str(tmp_path / "a.tar"), "HEAD")
    with tarfile.open(tmp_path / "a.tar") as tar:
        tar.extractall(archiv, filter="data")
    monkeypatch.chdir(archiv)
    for datei in (d for d in archiv.rglob("*") if d.is_file()):
        os.utime(datei, (86_400 * 9, 86_400 * 9))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert (read_version(), state_time()) == (fassung, zeit)
    # A log that is ahead of the archive, and none.
    (archiv / "CHANGELOG.md").write_text(log.replace("## 3", "## 9"), encoding="utf-8")
    assert read_version().daten == "2020.1.5"
    (archiv / "CHANGELOG.md").unlink()
    assert read_version().daten == "2020.1.5"
    # What nobody has filled in says nothing.
    (archiv / ".git_archival.txt").write_text(offen, encoding="ascii")
    assert read_version() == Fassung(fassung.programm, "1970.1.10")
    # A project that goes on from an archive has a history of its own.
    monkeypatch.undo()
    monkeypatch.chdir(projekt)
    (projekt / ".git_archival.txt").write_text(f"{'0123456789' * 4}\n1\n", encoding="ascii")
    assert (read_version(), state_time()) == (fassung, zeit)


def test_list_of_pages_of_a_built_site_has_a_day_for_each_page_and_no_other_file(gebaut: Path) -> None:
    text = (gebaut / "sitemap.xml").read_text(encoding="utf-8")
    eintraege = re.findall(r"<url>\s*<loc>([^<]+)</loc>(?:\s*<lastmod>(\d{4}-\d\d-\d\d)</lastmod>)?\s*</url>", text)
    assert len(eintraege) == text.count("<url>") > 100
    ohne = {ort.rstrip("/").rpartition("/")[2] for ort, tag in eintraege if not tag}
    # Legal pages come from the settings.
    assert ohne <= {"impressum", "datenschutz", "barrierefreiheit"}
    # An archive without git knows one day for all of them (CONTRIBUTING).
    assert (len({tag for _, tag in eintraege}) > 1) == (REPO / ".git").exists()
