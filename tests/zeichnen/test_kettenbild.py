"""The chain as a picture: an age lies in its section at its place, names stand over their bars and inside the picture."""

from itertools import pairwise

import pytest

from kekiz.wissen import stil
from kekiz.zeichnen.kettenbild import ABSTAND, BALKEN, LUECKE, ZEILE, Balken, Bild, Kopf, Skala, lay_out
from kekiz.zeichnen.textmass import text_breite

GRENZEN = [(-0.75, 3.0), (3.0, 6.0), (6.0, 10.0), (10.0, 18.0)]
KOEPFE = [Kopf("Frühe Hilfen", "bis 3", "2 Angebote", "/a/"), Kopf("Kita", "3 bis 6", ist_hier=True),
          Kopf("Grundschule", "6 bis 10"), Kopf("Weiterführende Schule", "10 bis 18")]  # fmt: skip
ANGEBOTE = [
    Balken("Besuch", "vor der Geburt bis 3 Jahre", "/m/besuch/", -0.75, 3.0),
    Balken("Sprache", "4 bis 5 Jahre", "/m/sprache/", 4.0, 5.0),
    Balken("Ein langer Name für ein Angebot in den letzten Jahren der Schule", "ab 16 Jahren", "", 16.0, 18.0, offen_hinten=True),
    Balken("Moment", "8 Jahre", "", 8.0, 8.0),
]  # fmt: skip


def _bilder(*, mit_name: bool = True) -> dict[str, Bild]:
    return {b.art: b for b in lay_out(KOEPFE, ANGEBOTE, GRENZEN, mit_name=mit_name)}


@pytest.mark.parametrize(
    ("alter", "x", "abschnitt"),
    [(-1.0, 0, 0), (-0.75, 0, 0), (1.125, 50, 0), (2.99, 99.7, 0), (3.0, 100, 1), (4.5, 150, 1), (6.0, 200, 2), (8.0, 250, 2),
     (14.0, 350, 3), (18.0, 400, 3), (27.0, 400, 3)],
)  # fmt: skip
def test_all_sections_are_equally_wide_and_ages_beyond_lie_on_the_ends(alter: float, x: float, abschnitt: int) -> None:
    skala = Skala(GRENZEN, 400)
    assert skala.x(alter) == pytest.approx(x, abs=0.1)
    assert skala.section(alter) == abschnitt


@pytest.mark.parametrize("mit_name", [True, False])
@pytest.mark.parametrize("art", ["breit", "schmal"])
def test_a_bar_lies_from_age_to_age_and_an_age_of_a_moment_can_be_seen(art: str, mit_name: bool) -> None:
    bild = _bilder(mit_name=mit_name)[art]
    skala = Skala(GRENZEN, bild.breite)
    erwartet = {
        (round(skala.x(b.von), 1), round(max(skala.x(b.bis) - skala.x(b.von), 6.0), 1), b.offen_vorn, b.offen_hinten)
        for b in ANGEBOTE
    }
    assert {(f.x, f.breite, f.offen_vorn, f.offen_hinten) for f in bild.balken} == erwartet
    assert {f.hoehe for f in bild.balken} == {BALKEN}


@pytest.mark.parametrize("mit_name", [True, False])
@pytest.mark.parametrize("art", ["breit", "schmal"])
def test_names_stand_over_their_bar_inside_the_picture_and_nothing_overlaps(art: str, mit_name: bool) -> None:
    bild = _bilder(mit_name=mit_name)[art]
    kaesten = []
    for feld in bild.balken:
        assert feld.namenzeilen == len(feld.zeilen)
        for i, (text, x, y) in enumerate(feld.zeilen):
            assert x >= 0
            assert x + text_breite(text, bild.schrift) <= bild.breite + 0.1
            assert y == feld.zeilen[0][2] + i * ZEILE
        # The last line ends just above the bar.
        assert 0 < feld.y - feld.zeilen[-1][2] <= ABSTAND
        kaesten.append((feld.zeilen[0][2] - bild.schrift, feld.y + feld.hoehe))
    kaesten += [(k.y, k.y + k.hoehe) for k in bild.koepfe[: 1 if art == "breit" else None]]
    kaesten.sort()
    assert all(a[1] <= b[0] + 0.1 for a, b in pairwise(kaesten))
    assert kaesten[-1][1] <= bild.hoehe


def test_headings_lie_side_by_side_over_their_sections_or_below_each_other() -> None:
    breit, schmal = _bilder()["breit"], _bilder()["schmal"]
    feld = stil.BREITE_BREIT / 4
    assert [(k.x, k.y, k.breite) for k in breit.koepfe] == [(nr * feld, 0, feld - LUECKE) for nr in range(4)]
    assert [(k.x, k.breite) for k in schmal.koepfe] == [(0, stil.BREITE_SCHMAL)] * 4
    for bild in (breit, schmal):
        assert [k.klasse.endswith("--hier") for k in bild.koepfe] == [False, True, False, False]
        assert bild.koepfe[0].url == "/a/"
        for k in bild.koepfe:
            for text, x, y in k.zeilen:
                assert k.x <= x
                assert x + text_breite(text, bild.schrift) <= k.x + k.breite
                assert k.y < y <= k.y + k.hoehe
    # Thin lines between the sections, from below the headings to the last bar.
    assert [x for x, _, _ in breit.linien] == [nr * feld - LUECKE / 2 for nr in (1, 2, 3)]
    assert {(o, u) for _, o, u in breit.linien} == {(breit.koepfe[0].hoehe, breit.balken[-1].y + BALKEN)}


def test_on_a_phone_an_offer_stands_below_the_heading_of_its_age() -> None:
    schmal = _bilder()["schmal"]
    koepfe = [k.y for k in schmal.koepfe]
    wo = {f.zeilen[0][0].split(" · ")[0].split()[0]: sum(f.y > y for y in koepfe) for f in schmal.balken}
    assert wo == {"Besuch": 1, "Sprache": 2, "Moment": 3, "Ein": 4}
    # One without a beginning stands where it ends.
    (_, b) = lay_out(KOEPFE, [Balken("Offen", "bis 8 Jahre", "", -0.75, 8.0, offen_vorn=True)], GRENZEN)
    assert sum(b.balken[0].y > k.y for k in b.koepfe) == 3


def test_without_offers_there_are_headings_only() -> None:
    for bild in lay_out(KOEPFE, [], GRENZEN):
        assert (bild.balken, bild.linien) == ([], [])
        assert bild.hoehe >= max(k.y + k.hoehe for k in bild.koepfe)
