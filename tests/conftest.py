import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings

from paketbau import REPO, Projekt

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
    ziel = tmp_path_factory.mktemp("site")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(ziel)],
        cwd=REPO,
        check=True,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
    )
    return ziel
