"""A sentence says no more than its source: what was meant to happen is not told as done, one body not as all of them.

``aussagen.csv`` lists sentences that once said more: where each stands, words that keep it true, and the words of its
document.
"""

import csv
from pathlib import Path

import pytest

from paketbau import REPO


def read_table(datei: Path) -> list[dict[str, str]]:
    with datei.open(encoding="utf-8", newline="") as offen:
        return list(csv.DictReader(offen))


def cell(datei: Path, zeile: str, spalte: str) -> str:
    """Text of the cell whose row begins with the given values; of the whole file where no row is named."""
    if not zeile:
        return datei.read_text(encoding="utf-8")
    anfang = zeile.split(" | ")
    (treffer,) = [z for z in read_table(datei) if list(z.values())[: len(anfang)] == anfang]
    return treffer[spalte]


@pytest.mark.parametrize("aussage", read_table(Path(__file__).with_name("aussagen.csv")))
def test_sentence_says_no_more_than_its_source(aussage: dict[str, str]) -> None:
    text = cell(REPO / aussage["datei"], aussage["zeile"], aussage["spalte"])
    assert [w for w in aussage["worte"].split(" | ") if w not in text] == [], aussage["wortlaut"]
