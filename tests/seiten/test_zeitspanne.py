"""From when to when rows reach, in words."""

import pandas as pd
import pytest

from kekiz.seiten.seite import period_span
from kekiz.wissen.zahlen import zeitraum_key


@pytest.mark.parametrize(
    ("zeiten", "worte"),
    [
        (["2018"], "2018"),
        (["2012/13", "2017/18"], "2012/13 bis 2017/18"),
        (["2018", "2016"], "2016 bis 2018"),
        (["bis 2013-09-23", "2015-12-31"], "bis 2015"),
        (["bis 2013-09-23", "bis 2016"], "bis 2016"),
        (["bis 2013-09-23"], "bis 2013"),
    ],
)
def test_span_claims_no_beginning_that_the_document_does_not_name(zeiten: list[str], worte: str) -> None:
    rows = pd.DataFrame({"zeitraum": zeiten, "zeit": [zeitraum_key(z) for z in zeiten]})
    assert period_span(rows) == worte
