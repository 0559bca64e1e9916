"""Dots in rows: hollow without case numbers, a stroke per row, texts that keep apart in both widths."""

from itertools import pairwise

import pytest

from bildpruefung import collisions, text_boxes
from diagrammproben import punktbild, rahmen
from kekiz.zeichnen.anordnung import lay_out
from kekiz.zeichnen.auswahl import KeineDaten
from kekiz.zeichnen.modell import Diagramm, Textart
from kekiz.zeichnen.punktbild import Punktzeile, draw_punktbild
from kekiz.zeichnen.svg_schreiber import write_svg
from zeilen import werte


def _draw(*zeilen: Punktzeile, hier: str = "") -> Diagramm:
    return draw_punktbild(zeilen, rahmen("x"), ort="Nord", vergleich="Stadt", hier=hier)


def _hollow(d: Diagramm) -> list[object]:
    return [p.ort for r in d.feld.reihen for p in r.punkte if p.ist_offen]


def test_hollow_is_what_has_no_case_number_and_nothing_else() -> None:
    d = punktbild()
    assert _hollow(d) == ["k1", "k2"]
    assert [(v.ort, v.wert) for v in d.feld.vergleiche] == [("k0", 92.1), ("k1", 82.0), ("k2", 44.9)]
    assert [e.art for e in d.erklaerungen] == ["ort", "spanne", "ohne_fallzahl", "vergleich"]


def test_key_explains_only_what_is_drawn() -> None:
    (wert,) = werte({"wert": 50.0})
    assert [e.art for e in _draw(Punktzeile("a", "A", wert)).erklaerungen] == ["ohne_fallzahl"]


def test_marked_row_is_a_series_of_its_own() -> None:
    assert [[p.ort for p in r.punkte] for r in punktbild().feld.reihen] == [["k1", "k2", "k3"], ["k0"]]
    (a, b) = werte({"wert": 50.0}, {"wert": 60.0})
    alle = _draw(Punktzeile("a", "A", a), Punktzeile("b", "B", b))
    assert [[p.ort for p in r.punkte] for r in alle.feld.reihen] == [["a", "b"]]


def test_a_row_without_value_says_why() -> None:
    fehlt = [t.text for t in punktbild().feld.texte if t.art == Textart.FEHLT]
    assert fehlt == ["nur in einer Abbildung"]


def test_axis_has_room_for_what_siblings_show() -> None:
    (hier, tief, leer) = werte(
        {"wert": 90.0}, {"wert": 35.0, "ki_unten": 30.0, "ki_oben": 41.0}, {"wertstatus": "geheim"}
    )
    achsen = [
        draw_punktbild([Punktzeile("a", "A", w)], rahmen("x"), ort="Nord", vergleich="Stadt", dazu=(hier, tief, leer))
        for w in (hier, tief)
    ]
    assert len({(d.feld.werte.von, d.feld.werte.bis) for d in achsen}) == 1
    assert achsen[0].feld.werte.von <= 30.0


def test_subtitle_says_where_a_cut_axis_begins() -> None:
    (hoch, tief) = werte({"wert": 90.0}, {"wert": 5.0})
    assert "Achse von 80 bis 100" in _draw(Punktzeile("a", "A", hoch)).rahmen.untertitel
    assert "Achse" not in _draw(Punktzeile("a", "A", tief)).rahmen.untertitel


def test_two_rows_with_one_key_and_rows_without_values_are_refused() -> None:
    (wert, leer) = werte({"wert": 50.0}, {"wertstatus": "nur_abbildung"})
    with pytest.raises(ValueError, match="one key"):
        _draw(Punktzeile("a", "A", wert), Punktzeile("a", "B", wert))
    with pytest.raises(KeineDaten):
        _draw(Punktzeile("a", "A", leer))


def test_description_tells_each_row_with_benchmark_and_verdict() -> None:
    text = punktbild().beschreibung.replace("\u202f", " ")
    assert text.startswith(
        "Teilnahme an der U8: 87,7 %; Stadt insgesamt 92 %; auffällig niedriger (95 %); Stadt 92,1 %."
    )
    assert "Gymnasium" not in text.split("Ohne Wert")[0]


def test_description_names_the_city_once_where_the_verdict_names_it() -> None:
    (hier, stadt) = werte({"wert": 90.0}, {"wert": 92.0})
    for urteil, mal in (("", 1), ("Stadt\u00a092,1\u202f%", 2), (f"Stadt\u00a0{stadt.text}", 1)):
        text = _draw(Punktzeile("a", "A", hier, vergleich=stadt, urteil=urteil)).beschreibung
        assert text.count("Stadt") == mal, text


@pytest.mark.parametrize("breite", [340, 720])
def test_texts_keep_apart_and_inside(breite: int) -> None:
    svg = write_svg(lay_out(punktbild(), breite))
    kaesten = text_boxes(svg)
    assert {"87,7\u202f%", "91\u202f%"} <= {k.text for k in kaesten}
    assert collisions(svg) == []
    assert all(k.links >= -1 and k.rechts <= breite + 1 for k in kaesten)


@pytest.mark.parametrize("breite", [340, 720])
def test_dots_stand_between_the_rules_of_their_rows(breite: int) -> None:
    bild = lay_out(punktbild(), breite)
    regeln = [s.strecke.y0 for s in bild.striche if s.strecke.x0 == 0 and s.strecke.x1 == bild.breite]
    assert len(regeln) == 5
    for i, key in enumerate(bild.lagen[0].feld.orte.keys):
        assert regeln[i] < bild.lagen[0].laengs(key) < regeln[i + 1]


@pytest.mark.parametrize("breite", [340, 720])
@pytest.mark.parametrize("worte", ["kurz", "ein sehr langes Urteil, das auf einem Handy über viele Zeilen geht " * 4])
def test_plot_lies_inside_the_picture(breite: int, worte: str) -> None:
    """Plotly refuses a plot that does not."""
    (wert,) = werte({"wert": 50.0})
    bild = lay_out(
        _draw(Punktzeile("a", "A", wert, urteil=worte, zusatz="2018"), Punktzeile("b", "B " * 40, wert)), breite
    )
    flaeche = bild.lagen[0].flaeche
    assert flaeche.y >= 0
    assert flaeche.unten <= bild.hoehe


# Where things lie ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("breite", [340, 720])
def test_a_dot_its_band_and_the_stroke_of_the_city_lie_where_their_values_lie(breite: int) -> None:
    """One value more is always as many pixels more, on the axis as for dots, bands and strokes; rows are equally high."""
    diagramm = punktbild()
    bild = lay_out(diagramm, breite)
    (lage,) = bild.lagen
    werte_ = diagramm.feld.werte
    (a, b) = werte_.schritte[0], werte_.schritte[-1]
    je = (lage.quer(b) - lage.quer(a)) / (b - a)
    assert je > 0
    achse = {t.text: t.x for t in bild.texte if t.klasse == "kp-t kp-t--achse" and t.anker == "middle"}
    for wert, text in zip(werte_.schritte, werte_.texte, strict=True):
        if text in achse:
            assert achse[text] == pytest.approx(lage.quer(wert))
    assert {werte_.texte[-1]} <= set(achse)
    striche = [s.strecke for s in bild.striche if s.klasse == "kp-stadt"]
    assert len(striche) == len(diagramm.feld.vergleiche)
    for v, s in zip(diagramm.feld.vergleiche, striche, strict=True):
        assert s.x0 == s.x1 == pytest.approx(lage.quer(a) + je * (v.wert - a))
        assert (s.y0 + s.y1) / 2 == pytest.approx(lage.laengs(v.ort))
    mitten = [lage.laengs(k) for k in diagramm.feld.orte.keys]  # type: ignore[union-attr]
    assert mitten == sorted(mitten)
    assert {round(q - p, 6) for p, q in pairwise(mitten)} == {round(lage.schritt, 6)}


@pytest.mark.parametrize("breite", [720, 340])
def test_row_that_the_page_is_about_is_tinted(breite: int) -> None:
    bild = lay_out(punktbild(), breite)
    ((_, kasten),) = bild.flaechen
    lage = bild.lagen[0]
    assert kasten.oben < lage.laengs("k0") < kasten.unten
    assert not any(kasten.oben < lage.laengs(k) < kasten.unten for k in ("k1", "k2", "k3"))
    (a, b) = werte({"wert": 50.0}, {"wert": 60.0})
    assert lay_out(_draw(Punktzeile("a", "A", a), Punktzeile("b", "B", b)), breite).flaechen == ()


def test_short_names_leave_room_to_plot_and_verdicts() -> None:
    (wert,) = werte({"wert": 50.0})

    def left(name: str) -> float:
        return lay_out(_draw(Punktzeile("a", name, wert, urteil="kein Unterschied")), 720).lagen[0].flaeche.x

    assert left("Kurz") < left("Länger als kurz") < left("Ein sehr langer Name, der umbricht, weil er zu lang ist")
    assert left("Ein sehr langer Name, der umbricht, weil er zu lang ist") == left("Noch ein langer Name " * 4)


def test_rows_fill_the_plot_and_texts_stand_around_their_middle() -> None:
    bild = lay_out(punktbild(), 720)
    gitter = [s.strecke for s in bild.striche if s.klasse == "kp-gitter"]
    regeln = [s.y0 for s in gitter if s.y0 == s.y1]
    assert {(s.y0, s.y1) for s in gitter if s.x0 == s.x1} == {(regeln[0], regeln[-1])}
    mitten = [(a + b) / 2 for a, b in pairwise(regeln)]
    erste = [t for t in bild.texte if t.y < regeln[1] and t.y > regeln[0]]
    # Of a row with one value, two lines of its name and two of its verdict.
    for x in {t.x for t in erste}:
        zeilen = [t.y - 0.35 * bild.schrift for t in erste if t.x == x]
        assert sum(zeilen) / len(zeilen) == pytest.approx(mitten[0])
