"""The site of invented municipalities builds in shares, and each measure is of it."""

from dataclasses import asdict
from datetime import date

import pytest

from kekiz.seiten.leistungsseite import over_limit
from kekiz.werkzeug import kommunenbenchmark


@pytest.mark.weekly
def test_invented_municipalities_are_built_and_measured() -> None:
    m = kommunenbenchmark.measure(2, kennzahlen=2, gruppen=2)
    assert (m.kommunen, m.werte) == (2, 80)
    assert m.seiten > 2 * 4
    assert 0 < m.pruefen_sekunden < m.teil_sekunden < m.dauer_sekunden
    assert m.speicher_mb > 50
    assert 10 < m.seite_kb < 120
    assert m.download.startswith("daten/")
    bericht = kommunenbenchmark.report([m], date(2026, 11, 28))
    assert bericht == {"gemessen": "2026-11-28", "messungen": [asdict(m)]}
    assert over_limit(bericht["messungen"][0]) == []
