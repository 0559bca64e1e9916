import os
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from kekiz.werkzeug.seitenbenchmark import processor_seconds
from paketbau import REPO, Projekt
from staedtebau import PROZESSOR, build_site, make_site_apart, write_site

# The same examples in every run, and no time limit per example: a busy machine is no fault of the code.
settings.register_profile("kekiz", deadline=None, derandomize=True)
settings.load_profile("kekiz")


TESTBAU = "KEKIZ_TESTBAU"
"""Environment variable with the folder in which the runs of one ``make test`` share what they build."""
LANGE = (
    "browser/test_seiten.py", "test_zuwachs.py", "browser/test_uebernahme.py", "browser/test_druck.py", "test_bau.py",
    "werkzeug/test_seitenbenchmark.py", "browser/test_firefox.py", "befehl/test_start.py", "wege/test_anteile.py",
    "browser/test_filter.py", "werkzeug/test_kommunenbenchmark.py", "test_andere_bauten.py", "befehl/test_bauen.py",
    "test_html.py",
)  # fmt: skip
"""Files that take longest, those first that take longest; so that no process waits for another one at the end."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begins with what takes longest (``make test`` hands out the files in this order)."""
    rang = {Path(__file__).parent / name: nr for nr, name in enumerate(LANGE)}
    items.sort(key=lambda item: rang.get(item.path, len(LANGE)))


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    """A small valid set of packages to be changed."""
    return Projekt(tmp_path)


def _once(fabrik: pytest.TempPathFactory, worker_id: str, name: str, baue: Callable[[Path], None]) -> Path:
    """Gives a folder that is filled once for all processes of a run, and for all runs of one ``make test``.

    A left-over one is never used: ``make test`` begins with an empty folder.
    """
    gemeinsam = os.environ.get(TESTBAU)
    if worker_id == "master" and not gemeinsam:
        ordner = fabrik.mktemp(name)
        baue(ordner)
        return ordner
    # The processes of a run share the folder above their own.
    ordner = (Path(gemeinsam) if gemeinsam else fabrik.getbasetemp().parent) / name
    ordner.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(f"{ordner}.lock"):
        if not (ordner / "site").is_dir():
            ordner.mkdir(exist_ok=True)
            baue(ordner)
    return ordner


@pytest.fixture(scope="session")
def gebaut(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site, built from the working tree."""
    return _once(tmp_path_factory, worker_id, "bau", _build) / "site"


@pytest.fixture(scope="session")
def staedte(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The site of the two invented cities (``staedtebau.write_site``)."""
    return _once(tmp_path_factory, worker_id, "staedte", _build_cities) / "site"


def _build(ordner: Path) -> None:
    vorher = processor_seconds()
    lauf = make_site_apart(ordner, REPO)
    assert lauf.returncode == 0, lauf.stderr
    (ordner / PROZESSOR).write_text(str(processor_seconds() - vorher), encoding="ascii")


def _build_cities(ordner: Path) -> None:
    lauf = build_site(write_site(ordner))
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
