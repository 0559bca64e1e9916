"""The SVG renderer: same bytes, true proportions, readable text, nothing outside the subset."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable

import plotly.graph_objects as go
import pytest

from kekiz.wissen import stil
from kekiz.zeichnen.figure import (
    Rahmen,
    Zielangabe,
    draw_anteile,
    draw_balken,
    draw_kleine_mehrfache,
    draw_kommunenvergleich,
    draw_raumvergleich,
    draw_sparkline,
    draw_zeitreihe,
)  # fmt: skip
from kekiz.zeichnen.svg import NichtDarstellbar, render_diagramm, render_sparkline, render_svg
from zeilen import RAEUME, frame, raeume, verlauf

NS = "{http://www.w3.org/2000/svg}"
R = Rahmen("probe", "Titel", "Untertitel", "Bericht 2018", "CC BY 4.0")


def zeitreihe() -> go.Figure:
    """One series with a gap, a target and intervals."""
    werte = {"2013": 75.0, "2014": 77.0, "2015": None, "2016": 80.0, "2017": 84.0}
    zeilen = verlauf(werte, ki_unten=70.0, ki_oben=90.0)
    return draw_zeitreihe(frame(*zeilen), R, ziele=[Zielangabe(95, "ueber")])


def dichte_reihen() -> go.Figure:
    """Six series whose last values nearly coincide."""
    zeilen = [{"kennzahl": f"U{k}", "zeitraum": j, "wert": 90 + k / 10} for k in range(3, 9) for j in ("2017", "2018")]
    return draw_zeitreihe(frame(*zeilen), R)


def anteile() -> go.Figure:
    """Three parts in two periods."""
    return draw_anteile(frame(*({"gruppe_name": g, "zeitraum": j, "wert": w} for j in ("2017", "2018")
                                for g, w in (("A", 20.0), ("B", 30.0), ("C", 50.0)))), R)  # fmt: skip


def mehrfache() -> go.Figure:
    """Nine places, two periods, city line."""
    zeilen = [{"raum_id": i, "raum": n, "zeitraum": j, "wert": 30.0 + k * 5} for k, (i, n) in enumerate(RAEUME)
              for j in ("2016", "2017", "2018")]  # fmt: skip
    return draw_kleine_mehrfache(
        frame(*zeilen, *({"zeitraum": j, "wert": 44.0} for j in ("2016", "2018"))), R, stadt_raum_id="hamm"
    )


def balken() -> go.Figure:
    """Euro per year with a missing year."""
    return draw_balken(frame(*({"zeitraum": j, "wert": w, "einheit": "Euro"} for j, w in
                               (("2014", 100000.0), ("2015", 250000.0), ("2017", 500000.0)))), R)  # fmt: skip


def lange_namen() -> go.Figure:
    """Lying bars with names too long to stand beside them."""
    return draw_balken(frame(*({"gruppe_name": g, "wert": w, "einheit": "Anzahl"} for g, w in (
        ("Willkommensbesuche in Familien mit Neugeborenen in allen neun Sozialräumen der Stadt", 1432.0),
        ("Elternkurse", 76.0)))), R, nach="gruppe_name")  # fmt: skip


def kommunen() -> go.Figure:
    """Dots."""
    return draw_kommunenvergleich(frame(*({"kommune_id": k, "kommune": k.title(), "wert": 10.0 + i * 7} for i, k in
                                          enumerate(("arnsberg", "bochum", "hamm")))), R)  # fmt: skip


def raumvergleich() -> go.Figure:
    """Nine bars, city line, target."""
    return draw_raumvergleich(raeume(), R, ziele=[Zielangabe(80, "mindestens")], stadt_raum_id="hamm")


ALLE = [zeitreihe, dichte_reihen, anteile, mehrfache, balken, lange_namen, kommunen, raumvergleich]
BREITEN = [stil.BREITE_BREIT, stil.BREITE_SCHMAL]


def baum(figure: go.Figure, breite: int = stil.BREITE_BREIT) -> ET.Element:
    """Parse a picture (which also proves that it is well-formed)."""
    return ET.fromstring(render_svg(figure, breite).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def feld(wurzel: ET.Element) -> tuple[float, ...]:
    """Left, top, width, height of the first plot area."""
    return tuple(map(float, wurzel.attrib["data-bereiche"].split(";")[0].split(",")[2:]))


def kaesten(wurzel: ET.Element) -> list[tuple[str, float, float, float, float]]:
    """Text boxes with an estimate of their own (0.5 em a character), independent of the renderer's."""
    schrift = float(wurzel.attrib["font-size"])
    ergebnis = []
    for t in wurzel.iter(f"{NS}text"):
        text = t.text or ""
        breite = len(text) * schrift * 0.5
        x, y = float(t.attrib["x"]), float(t.attrib["y"])
        x -= {"start": 0.0, "middle": breite / 2, "end": breite}[t.attrib.get("text-anchor", "start")]
        ergebnis.append((text, x, y - schrift * 0.7, x + breite, y))
    return ergebnis


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_same_bytes_again(bauen: Callable[[], go.Figure], breite: int) -> None:
    assert render_svg(bauen(), breite) == render_svg(bauen(), breite)


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_picture_is_named_free_of_colours_and_wellformed(bauen: Callable[[], go.Figure], breite: int) -> None:
    wurzel = baum(bauen(), breite)
    ids = wurzel.attrib["aria-labelledby"].split()
    assert wurzel.attrib["role"] == "img"
    assert [wurzel.find(f"{NS}{n}").attrib["id"] for n in ("title", "desc")] == ids  # type: ignore[union-attr]
    assert all((wurzel.find(f"{NS}{n}").text or "").strip() for n in ("title", "desc"))  # type: ignore[union-attr]
    text = ET.tostring(wurzel, encoding="unicode")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|style=|fill=|stroke=|nan|None", text)


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_no_text_touches_another(bauen: Callable[[], go.Figure], breite: int) -> None:
    alle = kaesten(baum(bauen(), breite))
    for i, (ta, *a) in enumerate(alle):
        for tb, *b in alle[i + 1 :]:
            getrennt = a[0] >= b[2] or b[0] >= a[2] or a[1] >= b[3] or b[1] >= a[3]
            assert getrennt, (ta, tb)


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_all_text_lies_inside_the_picture(bauen: Callable[[], go.Figure], breite: int) -> None:
    wurzel = baum(bauen(), breite)
    _, _, b, h = map(float, wurzel.attrib["viewBox"].split())
    for text, x0, y0, x1, y1 in kaesten(wurzel):
        assert min(x0, y0) >= -1, text
        assert x1 <= b + 1, text
        assert y1 <= h, text


@pytest.mark.parametrize(("breite", "kleinste"), [(stil.BREITE_BREIT, stil.UMSCHALTUNG), (stil.BREITE_SCHMAL, 288)])
def test_text_is_at_least_twelve_pixels(breite: int, kleinste: int) -> None:
    """The smallest width at which a picture is shown, times its type size."""
    schrift = float(baum(zeitreihe(), breite).attrib["font-size"])
    assert schrift * kleinste / breite >= 12


def test_gap_stays_a_gap() -> None:
    linien = [p for p in baum(zeitreihe()).iter(f"{NS}path") if p.attrib["class"] == "kp-linie"]
    assert [p.attrib["d"].count("M") for p in linien] == [2]
    assert len(list(baum(zeitreihe()).iter(f"{NS}circle"))) == 4


def test_height_of_bars_is_proportional_from_zero() -> None:
    wurzel = baum(balken())
    _, oben, _, hoehe = feld(wurzel)
    hoehen = [float(r.attrib["height"]) for r in wurzel.iter(f"{NS}rect")]
    assert hoehen[1] / hoehen[0] == pytest.approx(2.5, rel=1e-3)
    assert hoehen[2] / hoehen[0] == pytest.approx(5.0, rel=1e-3)
    fuss = {round(float(r.attrib["y"]) + float(r.attrib["height"]), 1) for r in wurzel.iter(f"{NS}rect")}
    assert fuss == {round(oben + hoehe, 1)}


@pytest.mark.parametrize("breite", BREITEN)
def test_length_of_lying_bars_is_proportional(breite: int) -> None:
    wurzel = baum(raumvergleich(), breite)
    _, _, weite, _ = feld(wurzel)
    laengen = [float(r.attrib["width"]) for r in wurzel.iter(f"{NS}rect")]
    assert laengen == pytest.approx([weite * w / 100 for w in (50, 54, 58, 62, 66, 70, 78, 82)], abs=0.2)


def test_stack_fills_the_axis() -> None:
    wurzel = baum(anteile())
    hoehen = [float(r.attrib["height"]) for r in wurzel.iter(f"{NS}rect")]
    assert sum(hoehen) == pytest.approx(2 * feld(wurzel)[3], abs=0.1)


def test_values_sit_at_their_place() -> None:
    wurzel = baum(zeitreihe())
    x, y, b, h = feld(wurzel)
    punkte = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in wurzel.iter(f"{NS}circle")]
    assert [p[1] for p in punkte] == pytest.approx([y + h * (1 - w / 100) for w in (75, 77, 80, 84)], abs=0.1)
    schritte = [punkte[i + 1][0] - punkte[i][0] for i in range(3)]
    assert schritte[1] == pytest.approx(2 * schritte[0], abs=0.3)
    assert x < punkte[0][0]
    assert punkte[-1][0] < x + b


def test_a_label_is_nearest_to_its_own_point() -> None:
    werte = {"2012": 95.5, "2013": 96.1, "2014": 94.9, "2015": 93.8, "2016": 92.2, "2017": 92.4, "2018": 91.8}
    wurzel = baum(draw_zeitreihe(frame(*verlauf(werte, dezimalstellen=1)), R, achse_ab_null=False), stil.BREITE_SCHMAL)
    orte = [float(c.attrib["cx"]) for c in wurzel.iter(f"{NS}circle")]
    punkte = dict(zip((f"{w:.1f}".replace(".", ",") for w in werte.values()), orte, strict=True))
    gefunden = 0
    for text, links, _, rechts, _ in kaesten(wurzel):
        wert = text.split("\u202f")[0]
        if wert in punkte and wert != "91,8":
            mitte = (links + rechts) / 2
            assert min(punkte, key=lambda w: abs(punkte[w] - mitte)) == wert
            gefunden += 1
    assert gefunden >= 4


def test_cut_axis_is_written_into_the_picture() -> None:
    figure = draw_zeitreihe(frame(*verlauf({"2017": 92.0, "2018": 96.0})), R, achse_ab_null=False)
    assert "nicht bei 0" in render_svg(figure, 720)
    assert "nicht bei 0" in render_svg(figure, 340)


def test_several_targets_stand_in_the_key_of_a_narrow_picture() -> None:
    figure = draw_zeitreihe(frame(*verlauf({"2017": 92.0, "2018": 96.0})), R, ziele=[Zielangabe(95), Zielangabe(100)])
    assert "┄ Ziel: 100" in render_svg(figure, stil.BREITE_SCHMAL)
    assert "┄ Ziel" not in render_svg(figure, stil.BREITE_BREIT)


def test_value_labels_of_crowded_bars_are_the_last_the_first_and_the_highest() -> None:
    werte = {
        "2013": 1959362.0,
        "2014": 2007739.0,
        "2015": 3946571.0,
        "2016": 2914259.0,
        "2017": 3616533.0,
        "2018": 3715365.0,
    }
    wurzel = baum(draw_balken(frame(*verlauf(werte, einheit="Euro")), R), stil.BREITE_SCHMAL)
    texte = [t.text for t in wurzel.iter(f"{NS}text") if "kp-t--kopf" in t.attrib["class"]]
    assert texte == ["3.715.365", "1.959.362", "3.946.571"]


FEINDLICH = "</svg><script>alert(1)</script>\"'&\x07<b onload=x>"


def test_hostile_texts_stay_text() -> None:
    rahmen = Rahmen("probe", FEINDLICH, FEINDLICH, FEINDLICH, FEINDLICH, {"h": FEINDLICH})
    zeilen = frame({"raum": FEINDLICH, "wert": 1.0, "hinweis_id": "h", "gruppe_name": FEINDLICH},
                   {"raum_id": "b", "raum": "B", "wert": 2.0})  # fmt: skip
    for figure in (draw_zeitreihe(zeilen, rahmen), draw_raumvergleich(zeilen, rahmen, stadt_raum_id="b")):
        html = render_diagramm(figure, figur_url='"><script>', tabelle_anker='"><script>', csv_url='"><script>')
        assert "<script" not in html
        assert "<b " not in html
        assert "\x07" not in html
        assert html.count("</svg>") == 2
        ET.fromstring(re.sub(r"( data-search-exclude| download)(?=[ >])", r'\1=""', html))


@pytest.mark.parametrize(
    ("aendern", "was"),
    [
        (lambda f: f.add_pie(values=[1], meta={"art": "x", "klasse": "x", "reihe": 0}), "pie"),
        (lambda f: f.update_layout(title="x"), "title"),
        (lambda f: f.update_layout(barmode="group"), "barmode"),
        (lambda f: f.update_xaxes(type="log"), "type"),
        (lambda f: f.update_yaxes(tickmode="auto"), "tickmode"),
        (lambda f: f.update_yaxes(range=[5, 5]), "range"),
        (lambda f: f.update_traces(connectgaps=True, selector={"mode": "lines+markers"}), "connectgaps"),
        (lambda f: f.update_traces(line_shape="spline", selector={"mode": "lines+markers"}), "shape"),
        (lambda f: f.update_traces(marker_symbol="star", selector={"mode": "lines+markers"}), "star"),
        (lambda f: f.update_traces(text=["x"]), "text"),
        (lambda f: f.update_traces(line_color="red", selector={"mode": "lines+markers"}), "color"),
        (lambda f: f.add_annotation(text="x", x=0, y=0), "showarrow|name"),
        (lambda f: f.add_shape(type="rect", x0=0, x1=1, y0=0, y1=1), "rect"),
        (lambda f: f.update_layout(meta=None), "meta"),
        (lambda f: f.update_xaxes(categoryarray=["1999"]), "2013"),
    ],
)
def test_outside_the_subset_fails_with_its_name(aendern: Callable[[go.Figure], object], was: str) -> None:
    figure = zeitreihe()
    aendern(figure)
    with pytest.raises(NichtDarstellbar, match=was):
        render_svg(figure)


def test_diagramm_is_complete_without_javascript() -> None:
    html = render_diagramm(zeitreihe(), figur_url="f.json", tabelle_anker="tab", csv_url="w.csv")
    assert html.startswith('<figure class="kp-diagramm kp-diagramm--zeitreihe" id="diagramm-probe" data-figur="f.json"')
    assert 'href="#tab"' in html
    assert 'href="w.csv"' in html
    assert "Bericht 2018 · CC BY 4.0" in html
    assert html.count('role="img"') == 2
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "Ohne Wert: 2015" in html
    assert "style=" not in html
    assert 'href="#' not in render_diagramm(zeitreihe(), figur_url="f.json")


def test_citation_is_ready_without_javascript() -> None:
    figure = draw_zeitreihe(frame(*verlauf({"2017": 92.0, "2018": 96.0})),
                            Rahmen("probe", "Quote", "Hamm, 2018", "Quelle: Amt: Bericht, S. 1", "dl-de/zero-2-0",
                                   beleg="Amt (2019): Bericht 2018, S. 1. Stand: Juli 2019"))  # fmt: skip
    html = render_diagramm(figure, figur_url="f.json", website="Seite", seite_url="https://h.test/ziele/1/")
    zitat = re.search(r"<details class=\"kp-zitat\">.*?</details>", html)
    assert zitat
    text = re.search(r'class="kp-zitat__text">(.*?)</p>', zitat[0])
    assert text
    assert re.sub(r"<[^>]+>", "", text[1]) == (
        "„Quote“ (Hamm, 2018), in: Seite. Daten: Amt (2019): Bericht 2018, S. 1. Stand: Juli 2019. "
        "Lizenz: dl-de/zero-2-0. https://h.test/ziele/1/#diagramm-probe"
    )
    assert "kp-nur-js" in zitat[0].split("kp-zitat__text")[1]


def test_citation_falls_back_to_the_source_line() -> None:
    figure = draw_zeitreihe(frame(*verlauf({"2018": 96.0})), Rahmen("p", "T", quelle="Quelle: Amt: Bericht"))
    assert "„T“. Daten: Amt: Bericht. <" in render_diagramm(figure, figur_url="f.json")


def test_missing_bars_say_why_once() -> None:
    html = render_diagramm(raumvergleich(), figur_url="f.json")
    assert re.findall(r'<text class="kp-t kp-t--fehlt"[^>]*>([^<]*)<', html) == ["nicht veröffentlicht"] * 2
    assert "kp-fussnoten" not in html


def test_sparkline_is_small_and_speaks() -> None:
    figure = draw_sparkline(frame(*verlauf({"2016": 60.0, "2017": None, "2018": 75.0})), R)
    text = render_sparkline(figure)
    assert len(text) < 1000
    assert "Von 60" in text
    assert "<text" not in text


def test_speed_against_a_yardstick() -> None:
    """A picture costs less than a fixed number of plain string operations on the same machine."""
    figure = zeitreihe()
    roh = range(20)
    render_svg(figure)
    beste = min(_dauer(lambda: render_svg(figure)) for _ in roh)
    mass = min(_dauer(lambda: [f"{i:.1f}" for i in range(10000)]) for _ in roh)
    assert beste < 5 * mass, (beste, mass)


def _dauer(tun: Callable[[], object]) -> float:
    beginn = time.perf_counter()
    tun()
    return time.perf_counter() - beginn
