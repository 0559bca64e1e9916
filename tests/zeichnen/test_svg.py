"""The static picture: same bytes, true proportions, readable text, complete without JavaScript."""

from __future__ import annotations

import re
import time
import xml.etree.ElementTree as ET
from collections.abc import Callable
from dataclasses import replace

import pytest

from bildpruefung import text_boxes
from diagrammproben import ALLE, FEINDLICH, anteile, balken, hostile, raumvergleich, zeitreihe
from kekiz.wissen import stil
from kekiz.zeichnen.anordnung import lay_out
from kekiz.zeichnen.balken import draw_balken
from kekiz.zeichnen.bauteile import Zielangabe
from kekiz.zeichnen.einbettung import lay_out_both, render_diagramm
from kekiz.zeichnen.modell import Diagramm, Form, Punkt, Rahmen, Zeichenerklaerung
from kekiz.zeichnen.svg_schreiber import write_sparkline, write_svg
from kekiz.zeichnen.zeitreihe import draw_sparkline, draw_zeitreihe
from zeilen import verlauf, werte

NS = "{http://www.w3.org/2000/svg}"
R = Rahmen("probe", "Titel", "Untertitel", "Bericht 2018", "CC BY 4.0")
BREITEN = [stil.BREITE_BREIT, stil.BREITE_SCHMAL]
Bauen = Callable[[], Diagramm]


def draw(diagramm: Diagramm, breite: int = stil.BREITE_BREIT) -> str:
    return str(write_svg(lay_out(diagramm, breite)))


def baum(diagramm: Diagramm, breite: int = stil.BREITE_BREIT) -> ET.Element:
    """Parse a picture (which also proves that it is well-formed)."""
    return ET.fromstring(draw(diagramm, breite).replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))


def embed(diagramm: Diagramm, **mehr: str) -> str:
    return render_diagramm(lay_out_both(diagramm), figur_url="f.json", tabelle_anker="tab", **mehr)


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_same_bytes_again(bauen: Bauen, breite: int) -> None:
    assert draw(bauen(), breite) == draw(bauen(), breite)


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_picture_is_named_free_of_colours_and_wellformed(bauen: Bauen, breite: int) -> None:
    wurzel = baum(bauen(), breite)
    ids = wurzel.attrib["aria-labelledby"].split()
    assert wurzel.attrib["role"] == "img"
    assert [wurzel.find(f"{NS}{n}").attrib["id"] for n in ("title", "desc")] == ids  # type: ignore[union-attr]
    assert all((wurzel.find(f"{NS}{n}").text or "").strip() for n in ("title", "desc"))  # type: ignore[union-attr]
    text = ET.tostring(wurzel, encoding="unicode")
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|style=|fill=|stroke=|nan|None", text)


@pytest.mark.parametrize("breite", BREITEN)
@pytest.mark.parametrize("bauen", ALLE)
def test_all_text_lies_inside_the_picture(bauen: Bauen, breite: int) -> None:
    svg = draw(bauen(), breite)
    _, _, b, h = map(float, re.search(r'viewBox="([^"]*)"', svg)[1].split())
    for t in text_boxes(svg):
        assert min(t.links, t.oben) >= -1, t.text
        assert t.rechts <= b + 1, t.text
        assert t.unten <= h, t.text


@pytest.mark.parametrize(("breite", "kleinste"), [(stil.BREITE_BREIT, stil.UMSCHALTUNG), (stil.BREITE_SCHMAL, 288)])
def test_text_is_at_least_twelve_pixels(breite: int, kleinste: int) -> None:
    """The smallest width at which a picture is shown, times its type size."""
    schrift = float(baum(zeitreihe(), breite).attrib["font-size"])
    assert schrift * kleinste / breite >= 12


# --- proportions ------------------------------------------------------------------------------------------------------


def flaeche(diagramm: Diagramm, breite: int = stil.BREITE_BREIT) -> tuple[float, ...]:
    return tuple(lay_out(diagramm, breite).lagen[0].flaeche)


def test_gap_stays_a_gap() -> None:
    linien = [p for p in baum(zeitreihe()).iter(f"{NS}path") if p.attrib["class"] == "kp-linie"]
    assert [p.attrib["d"].count("M") for p in linien] == [2]
    assert len(list(baum(zeitreihe()).iter(f"{NS}circle"))) == 4


def test_height_of_bars_is_proportional_from_zero() -> None:
    wurzel = baum(balken())
    _, oben, _, hoehe = flaeche(balken())
    hoehen = [float(r.attrib["height"]) for r in wurzel.iter(f"{NS}rect")]
    assert hoehen[1] / hoehen[0] == pytest.approx(2.5, rel=1e-3)
    assert hoehen[2] / hoehen[0] == pytest.approx(5.0, rel=1e-3)
    fuss = {round(float(r.attrib["y"]) + float(r.attrib["height"]), 1) for r in wurzel.iter(f"{NS}rect")}
    assert fuss == {round(oben + hoehe, 1)}


@pytest.mark.parametrize("breite", BREITEN)
def test_length_of_lying_bars_is_proportional(breite: int) -> None:
    weite = flaeche(raumvergleich(), breite)[2]
    laengen = [float(r.attrib["width"]) for r in baum(raumvergleich(), breite).iter(f"{NS}rect")]
    assert laengen == pytest.approx([weite * w / 100 for w in (50, 54, 58, 62, 66, 70, 78, 82)], abs=0.2)


def test_stack_fills_the_axis() -> None:
    hoehen = [float(r.attrib["height"]) for r in baum(anteile()).iter(f"{NS}rect")]
    assert sum(hoehen) == pytest.approx(2 * flaeche(anteile())[3], abs=0.1)


def test_values_sit_at_their_place() -> None:
    x, y, b, h = flaeche(zeitreihe())
    punkte = [(float(c.attrib["cx"]), float(c.attrib["cy"])) for c in baum(zeitreihe()).iter(f"{NS}circle")]
    assert [p[1] for p in punkte] == pytest.approx([y + h * (1 - w / 100) for w in (75, 77, 80, 84)], abs=0.1)
    schritte = [punkte[i + 1][0] - punkte[i][0] for i in range(3)]
    assert schritte[1] == pytest.approx(2 * schritte[0], abs=0.3)
    assert x < punkte[0][0]
    assert punkte[-1][0] < x + b


@pytest.mark.parametrize("symbol", [symbol for _, symbol in stil.SERIEN])
def test_each_symbol_has_its_centre_at_the_value(symbol: str) -> None:
    diagramm = zeitreihe()
    reihe = replace(diagramm.feld.reihen[0], symbol=symbol, form=Form.PUNKTE, punkte=(Punkt("2013", 50.0),))
    einer = replace(diagramm, felder=(replace(diagramm.feld, marken=(reihe,)),))
    ort = lay_out(einer, stil.BREITE_BREIT).lagen[0].punkt("2013", 50.0)
    (marke,) = [e for e in baum(einer).iter() if e.attrib.get("class") == "kp-punkt"]
    if symbol == "circle":
        mitte = (float(marke.attrib["cx"]), float(marke.attrib["cy"]))
    else:
        ecken = corners(marke.attrib["d"])
        mitte = (sum(x for x, _ in ecken) / len(ecken), sum(y for _, y in ecken) / len(ecken))
    assert mitte == pytest.approx(ort, abs=0.2)


def corners(d: str) -> list[tuple[float, float]]:
    """Corners of a closed path."""
    ecken: list[tuple[float, float]] = []
    for befehl, rest in re.findall(r"([MLHVhvl])([^MLHVhvlz]*)", d):
        zahlen = [float(z) for z in re.findall(r"-?[\d.]+", rest)]
        x, y = ecken[-1] if ecken else (0.0, 0.0)
        neu = {"M": zahlen, "L": zahlen, "h": [x + zahlen[0], y], "v": [x, y + zahlen[0]]}
        neu["l"] = [x + zahlen[0], y + zahlen[-1]]
        ecken.append(tuple(neu[befehl]))  # type: ignore[arg-type]
    return ecken[:-1] if ecken[-1] == pytest.approx(ecken[0], abs=0.2) else ecken


# --- words in the picture ---------------------------------------------------------------------------------------------


def test_a_label_is_nearest_to_its_own_point() -> None:
    jahre = {"2012": 95.5, "2013": 96.1, "2014": 94.9, "2015": 93.8, "2016": 92.2, "2017": 92.4, "2018": 91.8}
    diagramm = draw_zeitreihe(werte(*verlauf(jahre, dezimalstellen=1)), R, achse_ab_null=False)
    svg = draw(diagramm, stil.BREITE_SCHMAL)
    orte = [float(x) for x in re.findall(r'cx="([\d.]+)"', svg)]
    punkte = dict(zip((f"{w:.1f}".replace(".", ",") for w in jahre.values()), orte, strict=True))
    gefunden = 0
    for t in text_boxes(svg):
        wert = t.text.split("\u202f")[0]
        if wert in punkte and wert != "91,8":
            assert min(punkte, key=lambda w: abs(punkte[w] - (t.links + t.rechts) / 2)) == wert
            gefunden += 1
    assert gefunden >= 4


def test_cut_axis_is_written_into_the_picture() -> None:
    diagramm = draw_zeitreihe(werte(*verlauf({"2017": 92.0, "2018": 96.0})), R, achse_ab_null=False)
    assert all("nicht bei 0" in draw(diagramm, breite) for breite in BREITEN)


def test_several_targets_stand_in_the_key_of_a_narrow_picture() -> None:
    ziele = [Zielangabe(95, "Ziel: 95"), Zielangabe(100, "Ziel: 100")]
    diagramm = draw_zeitreihe(werte(*verlauf({"2017": 92.0, "2018": 96.0})), R, ziele=ziele)
    assert draw(diagramm, stil.BREITE_SCHMAL).count('class="kp-ziel"') == 4, "two lines, and each again in the key"
    assert "┄ Ziel" not in draw(diagramm, stil.BREITE_BREIT)


@pytest.mark.parametrize("breite", BREITEN)
def test_a_target_without_room_beside_its_line_stands_in_the_key(breite: int) -> None:
    def key(jahre: dict[str, float | None]) -> int:
        diagramm = draw_zeitreihe(werte(*verlauf(jahre)), R, ziele=[Zielangabe(70, "Ziel: mindestens 70")])
        bild = draw(diagramm, breite)
        assert bild.count(">Ziel: mindestens 70<") == 1
        return bild.count('class="kp-ziel"') - 1

    assert key({"2017": 80.0, "2018": 90.0}) == 0
    assert key({str(j): 50.0 + 40 * (j % 2) for j in range(2001, 2019)}) == 1


def test_value_labels_of_crowded_bars_are_the_last_the_first_and_the_highest() -> None:
    jahre = {"2013": 1959362.0, "2014": 2007739.0, "2015": 3946571.0, "2016": 2914259.0, "2017": 3616533.0,
             "2018": 3715365.0}  # fmt: skip
    wurzel = baum(draw_balken(werte(*verlauf(jahre, einheit="Euro")), R), stil.BREITE_SCHMAL)
    texte = [t.text for t in wurzel.iter(f"{NS}text") if "kp-t--kopf" in t.attrib["class"]]
    assert texte == ["3.715.365", "1.959.362", "3.946.571"]


def test_missing_bars_say_why_once() -> None:
    html = embed(raumvergleich())
    assert re.findall(r'<text class="kp-t kp-t--fehlt"[^>]*>([^<]*)<', html) == ["nicht veröffentlicht"] * 2
    assert "kp-fussnoten" not in html


# --- in the page ------------------------------------------------------------------------------------------------------

EINMAL = re.compile(
    r"&lt;/svg&gt;&lt;script&gt;alert\(1\)&lt;/script&gt;(&#34;|\")(&#39;|')&amp;amp;&lt;b/onload=x&gt;"
)


def test_hostile_texts_are_escaped_exactly_once() -> None:
    for diagramm in hostile():
        html = render_diagramm(
            lay_out_both(diagramm), figur_url=FEINDLICH, tabelle_anker=FEINDLICH, csv_url=FEINDLICH, seite_url=FEINDLICH
        )
        assert "<script" not in html
        assert "<b/" not in html
        assert html.count("</svg>") == html.count("<svg ") == 2 + len(diagramm.erklaerungen)
        assert "&amp;lt;" not in html
        assert html.count("alert(1)") == len(EINMAL.findall(html)) > 10
        ET.fromstring(re.sub(r"( data-search-exclude| download)(?=[ >])", r'\1=""', html))


def test_characters_that_xml_forbids_are_dropped() -> None:
    diagramm = draw_zeitreihe(werte({"wert": 1.0}), Rahmen("p", "A\x07\ufffeB"))
    assert ">AB</title>" in draw(diagramm)


def test_diagramm_is_complete_without_javascript() -> None:
    html = embed(zeitreihe(), csv_url="w.csv")
    assert html.startswith(
        '<figure class="kp-diagramm kp-diagramm--zeitreihe" id="diagramm-zeitreihe" data-figur="f.json">'
    )
    assert 'href="#tab"' in html
    assert 'href="w.csv"' in html
    assert "Bericht 2018 · CC BY 4.0" in html
    assert html.count('role="img"') == 2
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    assert "</svg> ohne Wert: 2015 (nur in einer Abbildung)</li>" in html
    assert "style=" not in html
    assert ">CSV</a>" not in embed(zeitreihe())


def test_key_draws_each_sign_and_explains_it() -> None:
    zeilen = werte({"zeitraum": "2017", "wert": 90.0, "segment": 0},
                   {"zeitraum": "2018", "wert": 91.0, "wertstatus": "berechnet", "segment": 1, "ki_unten": 80.0,
                    "ki_oben": 95.0})  # fmt: skip
    zeichen = re.findall(
        r'<svg class="kp-zeichen kp-zeichen--(\w+)"[^>]*>(.*?)</svg>\s*([^<]+)<', embed(draw_zeitreihe(zeilen, R))
    )
    assert [z[0] for z in zeichen] == ["ohne_fallzahl", "strich", "bruch"]
    assert all(inhalt and wort for _, inhalt, wort in zeichen)


@pytest.mark.parametrize("art", stil.ZEICHENERKLAERUNG)
def test_every_sign_of_the_key_has_a_drawing(art: str) -> None:
    d = replace(zeitreihe(), erklaerungen=(Zeichenerklaerung(art, "Wort"),))
    assert re.search(rf'kp-zeichen--{art}"[^>]*><(?:circle|path) ', embed(d))


def test_note_sign_leads_to_its_hint_in_the_picture_and_below() -> None:
    zeilen = werte({"zeitraum": "2017", "wert": 5.0, "hinweis_zelle": "h1 h2"}, {"zeitraum": "2018", "wert": 6.0})
    rahmen = replace(R, hinweise={"h1": "Andere <Zählung>", "h2": "Steht nirgends"}, verweise={"h1": "#h1"})
    html = embed(draw_zeitreihe(zeilen, rahmen))
    link = '<a href="#h1" aria-label="¹⁾ Hinweis: Andere &lt;Zählung&gt;">¹⁾</a>'
    assert html.count(link) == 2, "in both widths"
    assert html.count('role="group"') == 2
    assert '<li>¹⁾ <a href="#h1">Andere &lt;Zählung&gt;</a></li>' in html
    assert "<li>²⁾ Steht nirgends</li>" in html
    for svg in re.findall(r"<svg class=\"kp-svg.*?</svg>", html, re.DOTALL):
        ohne_links = re.sub(r"<(title|desc).*?</\1>|<a .*?</a>", "", svg)
        gelesen = re.sub(r'<g aria-hidden="true">.*</g>|<tspan aria-hidden="true">.*?</tspan>', "", ohne_links)
        assert not re.sub(r"<[^>]*>|\s", "", gelesen), "nothing but the links is read one by one"


def test_picture_without_links_is_one_image() -> None:
    zeilen = werte({"zeitraum": "2017", "wert": 5.0, "hinweis_zelle": "h1"}, {"zeitraum": "2018", "wert": 6.0})
    html = embed(draw_zeitreihe(zeilen, replace(R, hinweise={"h1": "Andere Zählung"})))
    assert html.count('role="img"') == 2
    assert "<a href=" not in re.sub(r'<a class="kp-knopf".*?</a>', "", html)


def test_citation_is_ready_without_javascript() -> None:
    rahmen = Rahmen("probe", "Quote", "Hamm, 2018", "Quelle: Amt: Bericht, S. 1", "dl-de/zero-2-0",
                    beleg="Amt (2019): Bericht 2018, S. 1. Stand: Juli 2019")  # fmt: skip
    html = embed(
        draw_zeitreihe(werte(*verlauf({"2017": 92.0, "2018": 96.0})), rahmen),
        website="Seite",
        seite_url="https://h.test/ziele/1/",
    )
    zitat = re.search(r"<details class=\"kp-zitat\">.*?</details>", html, re.DOTALL)
    assert zitat
    text = re.search(r'class="kp-zitat__text">(.*?)</p>', zitat[0])
    assert text
    assert re.sub(r"<[^>]+>", "", text[1]) == (
        "„Quote“ (Hamm, 2018), in: Seite. Daten: Amt (2019): Bericht 2018, S. 1. Stand: Juli 2019. "
        "Lizenz: dl-de/zero-2-0. https://h.test/ziele/1/#diagramm-probe"
    )
    assert "kp-nur-js" in zitat[0].split("kp-zitat__text")[1]


def test_citation_falls_back_to_the_source_line() -> None:
    diagramm = draw_zeitreihe(werte({"wert": 96.0}), Rahmen("p", "T", quelle="Quelle: Amt: Bericht"))
    assert "„T“. Daten: Amt: Bericht. <" in embed(diagramm)


def test_sparkline_is_small_and_speaks() -> None:
    text = write_sparkline(draw_sparkline(werte(*verlauf({"2016": 60.0, "2017": None, "2018": 75.0})), R))
    assert len(text) < 1000
    assert "Von 60" in text
    assert "<text" not in text


def test_speed_against_a_yardstick() -> None:
    """A picture costs less than a fixed number of plain string operations on the same machine."""
    diagramm = zeitreihe()
    draw(diagramm)
    beste = min(_dauer(lambda: draw(diagramm)) for _ in range(20))
    mass = min(_dauer(lambda: [f"{i:.1f}" for i in range(10000)]) for _ in range(20))
    assert beste < 5 * mass, (beste, mass)


def _dauer(tun: Callable[[], object]) -> float:
    beginn = time.perf_counter()
    tun()
    return time.perf_counter() - beginn
