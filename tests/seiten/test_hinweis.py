"""Links from values to the Hinweise about them."""

import re

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.seiten.hinweis import OFFEN, Verweis, draw_hints, find_hints, goal_hints, remark_hints
from kekiz.seiten.seite import Seite


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def _seite(ergebnis: Ergebnis, kommune_id: str = "hamm") -> Seite:
    return Seite(ergebnis, kommune_id, lambda pfad: "../../" + pfad, lambda *_, **__: "", {})


@pytest.mark.parametrize(
    ("ids", "text"),
    [
        ([], ""),
        (["fehlt"], "siehe Hinweis"),
        (["fehlt", "auch"], "siehe 2 Hinweise"),
        (["a"], 'siehe <a href="#a" aria-label="Hinweis: Titel A">Hinweis</a>'),
        (
            ["a", "fehlt"],
            'siehe <a href="#a" aria-label="Hinweis 1: Titel A">Hinweis 1</a>, Hinweis 2',
        ),
    ],
)
def test_remark_links_what_stands_somewhere(ids: list[str], text: str) -> None:
    assert remark_hints(ids, {"a": Verweis("#a", "Titel A")}) == text


def test_remark_escapes_what_comes_from_data() -> None:
    text = remark_hints(["x"], {"x": Verweis('#"><script>', '"><script>alert(1)</script>')})
    assert "<script" not in text
    assert text.count('"') == 4


def test_hint_of_a_value_is_found_here_or_with_its_goal(ergebnis: Ergebnis) -> None:
    seite = _seite(ergebnis)
    werte = pd.concat([ergebnis.all_of("hamm", k) for k in ergebnis.goal_kennzahlen("hamm", "1.2")])
    alle = {h for liste in werte["hinweis_id"] for h in liste.split()}
    assert alle
    hier = find_hints(seite, werte, goal_hints(seite, "1.2"))
    assert {h: v.url for h, v in hier.items()} == {h: f"#{h}" for h in alle}
    anderswo = find_hints(seite, werte)
    assert set(anderswo) == alle
    for h, v in anderswo.items():
        treffer = re.fullmatch(r"\.\./\.\./ziele/([\d-]+)/#(.+)", v.url)
        assert treffer is not None
        assert treffer[2] == h
        assert h in goal_hints(seite, treffer[1].replace("-", "."))


def test_hint_without_a_place_is_left_out(ergebnis: Ergebnis) -> None:
    werte = pd.DataFrame({"ziel_id": ["1.2"], "hinweis_id": ["gibt-es-nicht"]})
    assert find_hints(_seite(ergebnis), werte) == {}


def _drawn(ergebnis: Ergebnis, ids: list[str]) -> tuple[list[str], list[str]]:
    offen, _, gefaltet = draw_hints(_seite(ergebnis), ids).partition('<details class="kp-klappe kp-weitere"')
    return re.findall(r'kp-hinweis" id="([^"]+)', offen), re.findall(r'kp-hinweis" id="([^"]+)', gefaltet)


@pytest.mark.parametrize(
    ("gewichte", "offen", "gefaltet"),
    [
        (["am_rand", "wichtig", "am_rand", ""], [1, 3], [0, 2]),
        (["wichtig"] * 4, [0, 1, 2, 3], []),
        (["am_rand", *["wichtig"] * 5], [1, 2, 3, 4], [0, 5]),
        (["am_rand"], [], [0]),
    ],
)
def test_what_matters_stands_open(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, gewichte: list[str], offen: list[int], gefaltet: list[int]
) -> None:
    ids = list(ergebnis.hinweise.index[: len(gewichte)])
    hinweise = ergebnis.hinweise.loc[ids].assign(gewicht=gewichte)
    monkeypatch.setitem(ergebnis.__dict__, "hinweise", hinweise)
    assert _drawn(ergebnis, ids) == ([ids[i] for i in offen], [ids[i] for i in gefaltet])


def test_at_most_four_hinweise_of_a_goal_matter(ergebnis: Ergebnis) -> None:
    gewicht = ergebnis.hinweise["gewicht"]
    for ziel_id in ergebnis.goal_ids("hamm"):
        wichtig = [i for i in goal_hints(_seite(ergebnis), ziel_id) if gewicht[i] != "am_rand"]
        assert len(wichtig) <= OFFEN, (ziel_id, wichtig)
