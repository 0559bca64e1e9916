"""The measure of similarity: bounds, symmetry, missing parts, the nearest of many."""

import numpy as np
import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen import aehnlichkeit
from kekiz.rechnen.aehnlichkeit import NAECHSTE, TEILE, assess_similarity


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def test_parts_and_mean_stay_within_bounds(ergebnis: Ergebnis) -> None:
    a = ergebnis.aehnlichkeit
    n = len(ergebnis.kommunen)
    assert len(a) == n * NAECHSTE
    assert list(a["rang"]) == list(range(1, NAECHSTE + 1)) * n
    assert a["kommune_id"].ne(a["andere_id"]).all()
    for teil in TEILE:
        assert a[teil].dropna().between(0, 1).all()
    assert a["aehnlichkeit"].between(0, 100).all()
    np.testing.assert_allclose(a["aehnlichkeit"], 100 * a[list(TEILE)].mean(axis=1))


def test_similarity_is_mutual_but_rank_is_not(ergebnis: Ergebnis) -> None:
    alle = assess_similarity(ergebnis.kommunen, ergebnis.bestand, len(ergebnis.kommunen))
    a = alle.set_index(["kommune_id", "andere_id"])["aehnlichkeit"]
    for (x, y), wert in a.items():
        assert a[(y, x)] == pytest.approx(wert)


def test_the_pair_farthest_apart_has_no_nearness_left(ergebnis: Ergebnis) -> None:
    a = assess_similarity(ergebnis.kommunen, ergebnis.bestand, len(ergebnis.kommunen))
    e = ergebnis.kommunen["einwohner"].astype(float)
    weit = a[a["kommune_id"].eq(e.idxmin()) & a["andere_id"].eq(e.idxmax())].iloc[0]
    assert weit["groesse"] == pytest.approx(0)


def test_missing_population_leaves_the_part_out(ergebnis: Ergebnis) -> None:
    k = ergebnis.kommunen.copy()
    k.loc["hamm", "einwohner"] = None
    k.loc["hamm", "anteil_unter_18"] = np.nan
    a = assess_similarity(k, ergebnis.bestand)
    hamm = a[a["kommune_id"].eq("hamm")]
    assert hamm[["groesse", "anteil"]].isna().all(axis=None)
    np.testing.assert_allclose(hamm["aehnlichkeit"], 100 * hamm[["typ", "themen"]].mean(axis=1))


def test_the_nearest_are_the_first_of_all_however_many_are_compared_at_once(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch
) -> None:
    alle = assess_similarity(ergebnis.kommunen, ergebnis.bestand, len(ergebnis.kommunen))
    assert len(alle) == len(ergebnis.kommunen) * (len(ergebnis.kommunen) - 1)
    geordnet = alle.sort_values(["kommune_id", "aehnlichkeit", "andere_id"], ascending=[True, False, True])
    assert list(geordnet.index) == list(alle.index)
    monkeypatch.setattr(aehnlichkeit, "BLOCK", 4)
    in_teilen = assess_similarity(ergebnis.kommunen, ergebnis.bestand, 3)
    pd.testing.assert_frame_equal(in_teilen, alle[alle["rang"].le(3)].reset_index(drop=True))


def test_a_municipality_alone_is_like_no_other(ergebnis: Ergebnis) -> None:
    assert assess_similarity(ergebnis.kommunen.iloc[:1], ergebnis.bestand).empty
