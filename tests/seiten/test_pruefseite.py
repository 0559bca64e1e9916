"""Which year the page that checks tables offers to fill in."""

from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest

from kekiz.seiten.pruefseite import _next_year


@pytest.mark.parametrize(
    ("zeitraeume", "erwartet"),
    [
        ([], None),
        (["2017", "2017", "2018", "2018"], 2019),
        (["2017", "2017", "2018"], 2019),
        (["2017", "2017", "2017", "2017/18"], 2018),
        (["2015", "2015", "2015", "2018"], 2019),
        (["2018"], 2019),
    ],
    ids=["none", "whole", "half", "few rows", "the year before has none", "one"],
)
def test_a_year_with_few_rows_is_filled_on_else_the_next_one(zeitraeume: list[str], erwartet: int | None) -> None:
    werte = pd.DataFrame({"paket": ["stadt"] * len(zeitraeume), "zeitraum": zeitraeume})
    ergebnis: Any = SimpleNamespace(bestand=SimpleNamespace(frame=lambda _: werte))
    assert _next_year(ergebnis, "stadt") == erwartet
    # Without rows of its own those of all count.
    assert _next_year(ergebnis, "dorf") == erwartet
