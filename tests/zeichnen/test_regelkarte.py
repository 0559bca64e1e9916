"""The control chart: what its bands are, that they are no confidence ranges, and that the subset can draw it."""

import plotly.graph_objects as go
import pytest

from kekiz.ergebnis import build, read_ergebnis
from kekiz.rechnen.regelkarte import compute_control_chart
from kekiz.sagen.satz import control_sentence
from kekiz.zeichnen.figure import Rahmen, dump_figure
from kekiz.zeichnen.regelkarte import draw_regelkarte
from kekiz.zeichnen.svg import render_diagramm
from kleindaten import build_bestand, wert

JAHRE = range(2012, 2017)


def _series(zaehler: list[int], n: int = 200) -> go.Figure:
    werte = [wert(str(j), zaehler=x, nenner=n) for j, x in zip(JAHRE, zaehler, strict=False)]
    return build(build_bestand(werte)).werte


def _draw() -> go.Figure:
    karte = compute_control_chart(read_ergebnis().series("hamm", "abschluss_qualifiziert"))
    assert karte is not None
    return draw_regelkarte(karte, Rahmen(id="probe", titel="Probe", untertitel="u"), ("95", "99,8"))


def test_limits_allow_for_the_scatter_of_the_series() -> None:
    """Hamm, Bericht 2018, table 7: 89,4 % over all years; 2.73 times the variance of chance."""
    karte = compute_control_chart(read_ergebnis().series("hamm", "abschluss_qualifiziert"))
    assert karte is not None
    letzte = karte.iloc[-1]
    weite = 1.959964 * (2.729472 * 0.894305 * 0.105695 / 275) ** 0.5
    assert letzte["mittel"] == pytest.approx(89.4305, abs=1e-3)
    assert letzte["regel_unten"] == pytest.approx(100 * (0.894305 - weite), abs=1e-3)
    assert letzte["regel_oben"] == pytest.approx(100 * (0.894305 + weite), abs=1e-3)
    assert list(karte.loc[karte["ist_ausserhalb"], "zeitraum"]) == ["2013/14", "2016/17", "2017/18"]
    assert not karte["ist_weit_ausserhalb"].any()


@pytest.mark.parametrize(("zaehler", "hat"), [([50, 51, 52, 51], False), ([50, 51, 52, 51, 50], True)])
def test_limits_need_as_many_periods_as_a_trend(zaehler: list[int], hat: bool) -> None:
    assert (compute_control_chart(_series(zaehler)) is not None) == hat


@pytest.mark.parametrize(
    ("zaehler", "satz"),
    [
        ([50, 51, 52, 51, 50], "Kein Wert liegt außerhalb der inneren Fläche."),
        ([37, 43, 50, 57, 63], "Außerhalb der inneren Fläche liegen 2012 und 2016; das ist auffällig, "),
        ([10, 30, 50, 70, 90], "Außerhalb der äußeren Fläche liegen 2012 und 2016; das ist gesichert."),
    ],
)
def test_words_for_the_periods_beyond(zaehler: list[int], satz: str) -> None:
    karte = compute_control_chart(_series(zaehler))
    assert karte is not None
    text = control_sentence(karte).text
    assert satz in text
    assert text.startswith(
        "In den Flächen lägen die Werte, wenn sich seit 2012 nichts geändert hätte und nur der Zufall"
    )


def test_bands_are_limits_and_say_so() -> None:
    figur = _draw()
    baender = [t for t in figur.data if t.meta["art"] == "band"]
    karte = compute_control_chart(read_ergebnis().series("hamm", "abschluss_qualifiziert"))
    assert karte is not None
    assert [list(b.y) for b in baender] == [
        [*karte["regel998_oben"], *karte["regel998_unten"][::-1]],
        [*karte["regel_oben"], *karte["regel_unten"][::-1]],
    ]
    assert list(figur.layout.meta["legende"][-1]) == ["band", "Grenzen des üblichen Auf und Ab (innen 95, außen 99,8)"]
    assert "Vertrauensbereich" not in dump_figure(figur)
    assert "Mittel: 89,4\u202f% im ersten" in figur.layout.meta["beschreibung"]


def test_the_subset_draws_it() -> None:
    html = render_diagramm(_draw(), figur_url="a.json")
    assert html.count('class="kp-band"') == 4
    assert html.count("89,4") >= 2
