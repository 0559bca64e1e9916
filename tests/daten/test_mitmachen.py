"""The messages that the instructions show are real ones."""

import re

import pytest
from test_load import DATEIFEHLER
from test_pruefung import VERSTOESSE

from paketbau import REPO

ECHT = {m for _, meldungen in [*DATEIFEHLER.values(), *VERSTOESSE.values()] for m in meldungen}
OHNE_ORDNER = {m.removeprefix("hamm/") for m in ECHT}
"""As words that hold for every municipality show them."""
SEITEN = sorted(p.relative_to(REPO).as_posix() for p in (REPO / "docs" / "mitmachen").glob("*.md"))


def messages(datei: str) -> list[str]:
    text = (REPO / datei).read_text(encoding="utf-8")
    return re.findall(r"^(?:[a-z-]+/)?[a-z_]+\.csv Zeile .*: .*$|^(?:hamm|katalog)/\S+\.csv.*: .*$", text, re.MULTILINE)


@pytest.mark.parametrize(("dateien", "mindestens"), [(SEITEN, 3), (["CONTRIBUTING.md"], 4)])
def test_shown_messages_are_real(dateien: list[str], mindestens: int) -> None:
    gezeigt = [m for datei in dateien for m in messages(datei)]
    assert len(gezeigt) >= mindestens
    assert [m for m in gezeigt if m not in ECHT | OHNE_ORDNER] == []
