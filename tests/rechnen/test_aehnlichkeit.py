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


# Three invented towns, worked out by hand --------------------------------------------------------------------------


class _Themen:
    """Two themes and who names them."""

    def __init__(self, *zuordnung: tuple[str, str, str]) -> None:
        self.frames = {
            "themen": pd.DataFrame({"thema_id": ["lesen", "essen"], "reihenfolge": [1, 2]}),
            "themenzuordnung": pd.DataFrame(zuordnung, columns=["kommune_id", "thema_id", "staerke"]),
        }

    def frame(self, name: str) -> pd.DataFrame:
        return self.frames[name]


def _towns(**spalten: list[object]) -> pd.DataFrame:
    vorgabe = {"einwohner": [1000, 10_000, 100_000], "anteil_unter_18": [10.0, 15.0, 20.0], "typ": ["a", "a", "b"]}
    return pd.DataFrame(vorgabe | spalten, index=pd.Index(["arn", "ber", "cel"], name="kommune_id"))


BEIDE = [("arn", "lesen", "kern"), ("ber", "lesen", "kern"), ("ber", "essen", "ergaenzend"), ("cel", "essen", "kern")]


def _pair(a: str, b: str, kommunen: pd.DataFrame, zuordnung: list[tuple[str, str, str]] = BEIDE) -> pd.Series:
    alle = assess_similarity(kommunen, _Themen(*zuordnung))  # type: ignore[arg-type]
    return alle[alle["kommune_id"].eq(a) & alle["andere_id"].eq(b)].iloc[0]


def test_each_part_and_the_mean_of_two_towns() -> None:
    """A tenth of the people is half of the way from 1,000 to 100,000; both name reading (2), one also food (1): 2 of 3."""
    z = _pair("arn", "ber", _towns())
    np.testing.assert_allclose(z[list(TEILE)].astype(float), [0.5, 1.0, 0.5, 2 / 3])
    assert z["aehnlichkeit"] == pytest.approx(100 * (0.5 + 1 + 0.5 + 2 / 3) / 4)


def test_an_additional_theme_counts_half_of_a_core_theme() -> None:
    """Food is a core theme of one (2) and an additional one of the other (1); reading (2) is named by one alone."""
    assert _pair("ber", "cel", _towns())["themen"] == pytest.approx(1 / 4)


def test_equal_figures_are_near_and_missing_ones_unknown() -> None:
    gleich = _towns(anteil_unter_18=[15.0, 15.0, np.nan])
    assert _pair("arn", "ber", gleich)["anteil"] == 1
    assert pd.isna(_pair("arn", "cel", gleich)["anteil"])


@pytest.mark.parametrize(("staedte", "zeilen"), [(10, 9), (11, 10), (12, 10)])
def test_the_ten_most_alike_are_kept(staedte: int, zeilen: int) -> None:
    ids = [f"s{i:02}" for i in range(staedte)]
    kommunen = pd.DataFrame(
        {"einwohner": range(1000, 1000 + staedte), "anteil_unter_18": 15.0, "typ": "a"}, index=pd.Index(ids)
    )
    a = assess_similarity(kommunen, _Themen(*((i, "lesen", "kern") for i in ids)))  # type: ignore[arg-type]
    assert set(a.groupby("kommune_id").size()) == {zeilen}
