"""The page about methods: every method has its anchor, its worked example from the data, literature and limits."""

import re
from pathlib import Path

import pytest
import yaml

from kekiz.ergebnis import read_ergebnis
from kekiz.rechnen.simulation import try_change_rule, try_trend_rule
from kekiz.seiten import methodikseite
from kekiz.seiten.anatomie import Eintrag, compose
from kekiz.seiten.seite import Seite
from kekiz.wissen import texte
from kekiz.wissen.codes import Methode
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.zahlen import round_half_up

SEITE = Path("docs/methodik/index.md")
EINTRAG = Eintrag("", "", "Methodik", "Satz.")


def _page() -> tuple[dict[str, object], str]:
    _, kopf, text = SEITE.read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(kopf), text


def _seite(meta: dict[str, object]) -> Seite:
    return Seite(read_ergebnis(), "hamm", lambda p: p, lambda *_a, **_k: "", meta)


@pytest.mark.parametrize("methode", list(Methode))
def test_every_method_has_a_section_with_example_literature_and_limits(methode: Methode) -> None:
    text = compose(methodikseite.ARTEN[0], EINTRAG, SEITE.read_text(encoding="utf-8"), lambda _: True)
    abschnitt = re.search(rf"### [^\n]*{{: #{methode} }}\n(.*?)(?=\n##)", text, re.S)
    assert abschnitt, f"kein Abschnitt mit Anker {methode}"
    assert f"### {texte.METHODE[methode]} {{: #{methode} }}\n" in text
    beispiel = abschnitt[1].index(f"{{{{ {methodikseite.macro_name(methode)}() }}}}")
    assert 0 < beispiel < abschnitt[1].index("**Literatur.**")
    assert "**Was diese Methode nicht sagen kann.**" in abschnitt[1]


@pytest.mark.parametrize("methode", list(Methode))
def test_every_example_is_worked_out_from_the_data(methode: Methode) -> None:
    meta, _ = _page()
    html = methodikseite.MACROS[methodikseite.macro_name(methode)](_seite(meta))
    assert html.count("<li>") >= 1
    assert "nan" not in html
    assert "kp-beispiel" in html


@pytest.mark.parametrize("methode", list(Methode))
def test_without_a_choice_an_example_is_found_in_the_data(methode: Methode) -> None:
    html = methodikseite.MACROS[methodikseite.macro_name(methode)](_seite({}))
    assert html.count("<li>") >= 1
    assert "kp-beispiel" in html


def test_a_town_without_goals_has_no_example_and_a_wrong_choice_is_a_fault() -> None:
    ohne = Seite(read_ergebnis(), "gladbeck", lambda p: p, lambda *_a, **_k: "", {})
    assert {methodikseite.draw_beispiel(ohne, m) for m in Methode} == {""}
    falsch = _seite({"beispiele": {"anteil": {"ziel": "1.3", "kennzahl": "versorgung_u3", "zeitraum": "1066"}}})
    with pytest.raises(ErgebnisFehler):
        methodikseite.draw_beispiel(falsch, Methode.ANTEIL)


def test_every_method_has_its_place_on_the_page() -> None:
    assert sorted(methodikseite.REIHENFOLGE) == sorted(Methode)


def test_prose_names_no_threshold() -> None:
    """Thresholds come from the constants of the program, through the table."""
    _, text = _page()
    for absatz in text.splitlines():
        if not absatz.startswith("**Literatur.**"):
            assert not re.search(r"99[,.]8|95 ?%|0,002|0,05", absatz), absatz


def test_thresholds_are_those_of_the_program() -> None:
    html = methodikseite.draw_schwellen(_seite({})).replace("\u202f", " ")
    for teil in ("95 % und 99,8 %", "99,8 %", "mindestens 5"):
        assert teil in html


def test_figures_of_the_tries_are_those_of_the_run() -> None:
    """Every cell is written from the run with the series of the data; each kind of series has a row."""
    seite = _seite({})
    reihen, paare = methodikseite._counted_series(seite)
    for html, proben in (
        (methodikseite.draw_trendprobe(seite), try_trend_rule(reihen)),
        (methodikseite.draw_aenderungsprobe(seite), try_change_rule(paare)),
    ):
        text = re.sub(r"<[^>]+>", "|", html)
        for probe in proben:
            for von, bis in (probe.schwach, probe.streng):
                spanne = [f"{round_half_up(100 * a, 0):.0f}" for a in (von, bis)]
                assert f"|{' bis '.join(dict.fromkeys(spanne))}\u202f%|" in text.replace("\n", "")
        assert html.count("<tr") == 1 + len(proben)
        assert "{" not in html
    teile = {t for a in methodikseite.ARTEN[0].ordnung for u in (a, *a.unter) for t in u.teile}
    assert {"methode_trendprobe", "methode_aenderungsprobe", "methode_fehlalarme"} <= teile


def test_a_town_without_counted_series_has_no_tries() -> None:
    seite = Seite(read_ergebnis(), "gladbeck", lambda p: p, lambda *_a, **_k: "", {})
    assert methodikseite.draw_trendprobe(seite) == methodikseite.draw_aenderungsprobe(seite) == ""


def test_wilson_worked_out_by_hand_ends_at_the_interval_of_the_row() -> None:
    zeile = read_ergebnis().latest("hamm", "u8_teilnahme", "hamm-norden")
    s = methodikseite.wilson_steps(zeile)
    ende = [float(z.rsplit(" = ", 1)[1].replace(",", ".")) for z in s.rechnung if z.startswith(("Untere", "Obere"))]
    assert ende == [pytest.approx(zeile["ki_unten"] / 100, abs=1e-4), pytest.approx(zeile["ki_oben"] / 100, abs=1e-4)]


def test_impossible_share_shows_both_neighbours() -> None:
    w = read_ergebnis().series("hamm", "abschluss_qualifiziert")
    s = methodikseite.possible_steps(w[w["zeitraum"].eq("2012/13")].iloc[0])
    assert "Keine ganze Zahl" in s.text
    assert [z.split(" ")[0] for z in s.rechnung] == ["131", "132"]


def test_an_example_without_arithmetic_stops_the_build() -> None:
    meta = {"beispiele": {"abstand-in-menschen": {"ziel": "1.2", "kennzahl": "u8_teilnahme"}}}
    with pytest.raises(ErgebnisFehler, match="keine Rechnung"):
        methodikseite.MACROS["methode_abstand_in_menschen"](_seite(meta))
