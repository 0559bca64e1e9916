from pathlib import Path

import pytest
from hypothesis import settings

from paketbau import REPO, Projekt
from staedtebau import make_site_apart

# The same examples in every run, and no time limit per example: a busy machine is no fault of the code.
settings.register_profile("kekiz", deadline=None, derandomize=True)
settings.load_profile("kekiz")


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    """A small valid set of packages to be changed."""
    return Projekt(tmp_path)


@pytest.fixture(scope="session")
def gebaut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Builds the site from the working tree; a left-over site/ is never used."""
    ordner = tmp_path_factory.mktemp("bau")
    lauf = make_site_apart(ordner, REPO)
    assert lauf.returncode == 0, lauf.stderr
    return ordner / "site"
