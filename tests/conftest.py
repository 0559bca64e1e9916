from pathlib import Path

import pytest
from hypothesis import settings

from paketbau import Projekt

# The same examples in every run, and no time limit per example: a busy machine is no fault of the code.
settings.register_profile("kekiz", deadline=None, derandomize=True)
settings.load_profile("kekiz")


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    """A small valid set of packages to be changed."""
    return Projekt(tmp_path)
