from pathlib import Path

import pytest
from filelock import FileLock
from hypothesis import settings

from kekiz.werkzeug.seitenbenchmark import processor_seconds
from paketbau import REPO, Projekt
from staedtebau import PROZESSOR, make_site_apart

# The same examples in every run, and no time limit per example: a busy machine is no fault of the code.
settings.register_profile("kekiz", deadline=None, derandomize=True)
settings.load_profile("kekiz")


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    """A small valid set of packages to be changed."""
    return Projekt(tmp_path)


@pytest.fixture(scope="session")
def gebaut(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Builds the site from the working tree, once for all processes of a run; a left-over site/ is never used."""
    if worker_id == "master":
        ordner = tmp_path_factory.mktemp("bau")
        _build(ordner)
        return ordner / "site"
    # The processes of a run share the folder above their own.
    ordner = tmp_path_factory.getbasetemp().parent / "bau"
    with FileLock(f"{ordner}.lock"):
        if not (ordner / "site").is_dir():
            ordner.mkdir(exist_ok=True)
            _build(ordner)
    return ordner / "site"


def _build(ordner: Path) -> None:
    vorher = processor_seconds()
    lauf = make_site_apart(ordner, REPO)
    assert lauf.returncode == 0, lauf.stderr
    (ordner / PROZESSOR).write_text(str(processor_seconds() - vorher), encoding="ascii")
