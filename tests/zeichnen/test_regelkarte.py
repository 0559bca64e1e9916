"""The control chart: what its bands are, that they are no confidence ranges, and that the subset can draw it."""

import pandas as pd
import pytest

from kekiz.ergebnis import build, read_ergebnis
from kekiz.rechnen.regelkarte import compute_control_chart
from kekiz.sagen.trendsatz import control_sentence
from kekiz.zeichnen.einbettung import lay_out_both, render_diagramm
from kekiz.zeichnen.modell import Band, Diagramm, Form, Rahmen, Textart
from kekiz.zeichnen.regelkarte import draw_regelkarte
from kleindaten import build_bestand, wert

JAHRE = range(2012, 2017)


def _series(zaehler: list[int], n: int = 200) -> pd.DataFrame:
    werte = [wert(str(j), zaehler=x, nenner=n) for j, x in zip(JAHRE, zaehler, strict=False)]
    return build(build_bestand(werte)).werte


def _draw() -> Diagramm:
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


def test_a_break_leaves_its_past_out() -> None:
    werte = [wert(str(2012 + i), zaehler=50 + i % 3 + 40 * (i > 4), nenner=200) for i in range(10)]
    bruch = {"kennzahl_id": "quote", "ab_zeitraum": "2017", "grund": "neu gezählt"}
    karte = compute_control_chart(build(build_bestand(werte, brueche=[bruch])).werte)
    assert karte is not None
    assert list(karte["zeitraum"]) == [str(j) for j in range(2017, 2022)]


@pytest.mark.parametrize(
    ("zaehler", "satz"),
    [
        ([50, 51, 52, 51, 50], "Kein Wert liegt außerhalb der inneren Fläche."),
        (
            [37, 43, 50, 57, 63],
            "Außerhalb der inneren Fläche liegen 2012 und 2016; das ist auffällig, bei der strengeren Prüfung aber nicht gesichert.",
        ),
        ([10, 30, 50, 70, 90], "Außerhalb der äußeren Fläche liegen 2012 und 2016; das ist gesichert."),
    ],
)
def test_words_for_the_periods_beyond(zaehler: list[int], satz: str) -> None:
    karte = compute_control_chart(_series(zaehler))
    assert karte is not None
    text = control_sentence(karte).text
    assert text.endswith(satz)
    assert text.startswith(
        "In den Flächen lägen fast alle Werte, wenn sich seit 2012 nichts geändert hätte und nur der Zufall"
    )


def test_bands_are_limits_and_say_so() -> None:
    diagramm = _draw()
    baender = [m for m in diagramm.feld.marken if isinstance(m, Band)]
    karte = compute_control_chart(read_ergebnis().series("hamm", "abschluss_qualifiziert"))
    assert karte is not None
    for band, vorn in zip(baender, ("regel998", "regel"), strict=True):
        assert [(u, o) for _, u, o in band.raender] == list(
            zip(karte[f"{vorn}_unten"], karte[f"{vorn}_oben"], strict=True)
        )
    assert diagramm.erklaerungen[-1].text == "Grenzen des üblichen Auf und Ab (innen 95, außen 99,8)"
    assert "Mittel: 89,4\u202f% im ersten" in diagramm.beschreibung


def test_no_word_calls_the_limits_a_confidence_range() -> None:
    html = render_diagramm(lay_out_both(_draw()), figur_url="a.json", tabelle_anker="t")
    assert "Vertrauensbereich" not in html
    gelesen = [zeile for r in _draw().feld.reihen for p in r.punkte for zeile in p.lesen]
    assert not [z for z in gelesen if "Vertrauensbereich" in z]
    assert any(z.startswith("Grenzen des üblichen Auf und Ab (99,8): ") for z in gelesen)


def test_common_share_is_a_line_named_at_its_end() -> None:
    reihe, mittel = _draw().feld.reihen
    assert (mittel.form, mittel.name) == (Form.LINIE, "Mittel")
    assert [(t.art, t.text) for t in _draw().feld.texte if t.nr == mittel.nr] == [(Textart.ENDE, "89,4\u202f%")]
    assert reihe.form == Form.LINIE_UND_PUNKTE
