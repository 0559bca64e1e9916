"""The messages that the instructions show are real ones."""

import re

import pytest
from test_load import DATEIFEHLER
from test_pruefung import VERSTOESSE

from paketbau import REPO

ECHT = {m for _, meldungen in [*DATEIFEHLER.values(), *VERSTOESSE.values()] for m in meldungen}


@pytest.mark.parametrize(("datei", "mindestens"), [("docs/mitmachen/index.md", 10), ("CONTRIBUTING.md", 4)])
def test_shown_messages_are_real(datei: str, mindestens: int) -> None:
    text = (REPO / datei).read_text(encoding="utf-8")
    gezeigt = re.findall(r"^(?:hamm|katalog)/\S+\.csv.*: .*$", text, re.MULTILINE)
    assert len(gezeigt) >= mindestens
    assert [m for m in gezeigt if m not in ECHT] == []
