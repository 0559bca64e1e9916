from pathlib import Path

import pytest

from paketbau import Projekt


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    """A small valid set of packages to be changed."""
    return Projekt(tmp_path)
