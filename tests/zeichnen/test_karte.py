"""The map of a Land: each place where it lies and a link once, names apart from each other and from foreign points."""

import json
import re
from itertools import combinations
from pathlib import Path

import pytest

from kekiz.zeichnen import karte
from kekiz.zeichnen.karte import AUSSCHNITT, BREITE, HOEHE, RAND, SCHRIFT, Geometrie, Ort, place_labels
from kekiz.zeichnen.textmass import text_breite

NAH_X, NAH_Y, NAH_B, NAH_H = AUSSCHNITT


@pytest.fixture
def geo(tmp_path: Path) -> Path:
    """An invented Land of two districts and a municipality; three label points, two of them in the frame."""
    (tmp_path / "karte.json").write_text(
        json.dumps({"umrisse": "umrisse.svg", "punkte": "punkte.json", "land": "Neuland"}), encoding="utf-8"
    )
    (tmp_path / "umrisse.svg").write_text(
        '<svg><path id="ags-09001" class="k" d="M0 0l400 0 0 700-400 0z"/>'
        '<path id="ags-09002" class="k" d="M400 0L800 0 800 700 400 700z"/>'
        '<path id="ags-09002010" class="g" d="M500 100l20 0 0 40-20 0z"/></svg>',
        encoding="utf-8",
    )
    punkte = {"09001000": (120, 400), "09002020": (250, 350), "09002030": (600, 600)}
    kommunen = [{"ags": a, "svg_800": {"x": x, "y": y}} for a, (x, y) in punkte.items()]
    (tmp_path / "punkte.json").write_text(json.dumps({"kommunen": kommunen}), encoding="utf-8")
    return tmp_path


ORTE = [
    Ort("a", "Astadt", "09001000", "/a/"),
    Ort("b", "Bdorf", "09002010", "/b/"),
    Ort("c", "Chausen", "09002020", "/c/"),
    Ort("d", "Deck", "09002030", "/d/"),
    Ort("e", "Ohneort", "09003000", "/e/"),
]


def _parts(svg: str) -> list[str]:
    return re.findall(r"<svg.*?</svg>", svg, re.S)


def _point(ort: str, teil: str) -> tuple[float, float, float]:
    """Middle and radius of the smaller circle of a link, which is its point."""
    (innen,) = re.findall(rf'<a href="/{ort}/">(.*?)</a>', teil)
    kreise = re.findall(r'<circle[^>]*cx="([-\d.]+)" cy="([-\d.]+)" r="([\d.]+)"', innen)
    x, y, r = min(kreise, key=lambda k: float(k[2]))
    return float(x), float(y), float(r)


def test_geometry_knows_outlines_points_and_the_middle_of_an_outline(geo: Path) -> None:
    g = karte.read_geometry(geo)
    assert g.land == "Neuland"
    assert g.umrisse["09002010"] == [[(500, 100), (520, 100), (520, 140), (500, 140)]]
    assert g.umrisse["09002"] == [[(400, 0), (800, 0), (800, 700), (400, 700)]]
    assert [g.point(a) for a in ("09001000", "09002010", "09002", "09003000")] == [
        (120, 400), (510, 120), (600, 350), None,
    ]  # fmt: skip
    # A town that is a district of its own is drawn under five digits, others only under their own key.
    assert [g.key(a) for a in ("09001000", "09002010", "09002099")] == ["09001", "09002010", "09002099"]
    assert karte.read_geometry(geo / "leer") == Geometrie({}, {})


def test_each_place_is_a_link_once_where_it_lies(geo: Path) -> None:
    land, ausschnitt = _parts(karte.draw_map(geo, ORTE))
    for ort, teil, anderer, wo in (
        ("a", ausschnitt, land, (120, 400)), ("b", land, ausschnitt, (510, 120)), ("c", ausschnitt, land, (250, 350)),
        ("d", land, ausschnitt, (600, 600)),
    ):  # fmt: skip
        assert _point(ort, teil)[:2] == wo
        assert f'"/{ort}/"' not in anderer
    assert "Ohneort" not in land + ausschnitt
    # What the close-up names is a point without link in the map of the Land, and the frame is drawn there.
    for x, y in ((120, 400), (250, 350)):
        assert f'<circle cx="{x}" cy="{y}" r="6"/>' in land
    assert f'class="kp-ausschnitt" x="{NAH_X:g}" y="{NAH_Y:g}" width="{NAH_B:g}" height="{NAH_H:g}"' in land
    assert f'viewBox="{-RAND} 0 {BREITE + 2 * RAND} {HOEHE}"' in land
    assert f'viewBox="{NAH_X:g} {NAH_Y:g} {NAH_B:g} {NAH_H:g}"' in ausschnitt


@pytest.mark.parametrize(
    ("x", "y", "ist_nah"),
    [(NAH_X, NAH_Y, True), (NAH_X + NAH_B, NAH_Y + NAH_H, True), (NAH_X - 1, NAH_Y, False), (NAH_X, NAH_Y - 1, False),
     (NAH_X + NAH_B + 1, NAH_Y, False), (NAH_X, NAH_Y + NAH_H + 1, False)],
)  # fmt: skip
def test_the_frame_holds_what_lies_on_its_edge(geo: Path, x: float, y: float, ist_nah: bool) -> None:
    punkte = json.loads((geo / "punkte.json").read_text(encoding="utf-8"))
    punkte["kommunen"][2]["svg_800"] = {"x": x, "y": y}
    (geo / "punkte.json").write_text(json.dumps(punkte), encoding="utf-8")
    land, ausschnitt = _parts(karte.draw_map(geo, [ORTE[3]]))
    assert ('"/d/"' in ausschnitt, '"/d/"' in land) == (ist_nah, not ist_nah)


def test_the_outline_of_a_municipality_lies_over_those_of_the_districts(geo: Path) -> None:
    land, ausschnitt = _parts(karte.draw_map(geo, ORTE))
    kreise, *eigene = re.findall(r'<path[^>]* d="([^"]*)"', land)
    assert kreise == "M0 0l400 0 0 700-400 0zM400 0l400 0 0 700-400 0z"
    # A town that is a district, and a municipality; one without outline is only a point.
    assert eigene == ["M0 0l400 0 0 700-400 0z", "M500 100l20 0 0 40-20 0z"]
    # In the close-up, in half units, stands only what reaches into its frame.
    innen = re.findall(r'<path[^>]* d="([^"]*)"', ausschnitt)
    assert innen == ["M0 0l800 0 0 1400-800 0z", "M0 0l800 0 0 1400-800 0z"]
    assert '<g transform="scale(.5)">' in ausschnitt


def test_the_place_of_one_municipality_is_marked_in_half_size(geo: Path) -> None:
    (bild,) = _parts(karte.draw_place(geo, ORTE[1]))
    assert '<circle cx="255" cy="60" r="5"/>' in bild
    assert '<path class="kp-kommune kp-hier" d="M250 50l10 0 0 20-10 0z"/>' in bild
    assert f'viewBox="-8 0 {BREITE // 2 + 16} {HOEHE // 2 + 1}"' in bild
    x, y, anker = re.search(r'<text x="([\d.]+)" y="([\d.]+)" text-anchor="(\w+)"', bild).groups()  # type: ignore[union-attr]
    assert anker == "start"
    assert 255 < float(x) < 275
    assert 60 < float(y) < 72
    assert karte.draw_place(geo, ORTE[4]) == ""


Kasten = tuple[float, float, float, float]


def _box(name: str, anker: str, x: float, y: float, schrift: float) -> Kasten:
    """Room of a label, from the top of its capitals to its baseline."""
    breite = text_breite(name, schrift)
    links = x - {"start": 0.0, "middle": breite / 2, "end": breite}[anker]
    return links, y - 0.7 * schrift, links + breite, y


def _touch(a: Kasten, b: Kasten) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


FELD = (-float(RAND), 0.0, float(BREITE + RAND), float(HOEHE))


@pytest.mark.parametrize(
    "orte",
    [
        [("Allein", (400.0, 400.0))],
        [("Am rechten Rand", (790.0, 400.0)), ("Am linken Rand", (5.0, 400.0))],
        [("Oben links", (2.0, 4.0)), ("Unten rechts", (798.0, 768.0))],
        [(f"Dicht {i}", (300.0 + 60 * i, 300.0)) for i in range(5)],
        [(f"Untereinander {i}", (300.0, 300.0 + 40 * i)) for i in range(6)],
        [(f"Haufen {i}", (400.0 + 35 * (i % 3), 400.0 + 45 * (i // 3))) for i in range(7)],
    ],
    ids=["allein", "raender", "ecken", "dicht", "untereinander", "haufen"],
)
def test_names_lie_inside_the_map_and_on_no_other_name_or_point(orte: list[tuple[str, tuple[float, float]]]) -> None:
    kaesten = [
        _box(name, *lage, SCHRIFT) for (name, _), lage in zip(orte, place_labels(orte, FELD, SCHRIFT), strict=True)
    ]
    r = 0.28 * SCHRIFT
    for kasten in kaesten:
        assert FELD[0] <= kasten[0] and kasten[2] <= FELD[2] and kasten[1] >= 0 and kasten[3] <= HOEHE  # noqa: PT018
    assert not [(a, b) for a, b in combinations(kaesten, 2) if _touch(a, b)]
    for i, (_, (x, y)) in enumerate(orte):
        assert not [k for k in kaesten if _touch(k, (x - r, y - r, x + r, y + r))], orte[i]


def test_a_free_name_stands_right_of_its_point_and_the_longest_chooses_first() -> None:
    (anker, x, y) = place_labels([("Ort", (400, 400))], FELD, SCHRIFT)[0]
    assert anker == "start"
    assert 0 < x - 400 < SCHRIFT
    # The middle of its capitals lies at the height of the point.
    assert y - 0.35 * SCHRIFT == pytest.approx(400, abs=1)
    kurz, lang = ("Ort", (400.0, 400.0)), ("Langer Name", (330.0, 400.0))
    erste = place_labels([kurz, lang], FELD, SCHRIFT)
    assert place_labels([lang, kurz], FELD, SCHRIFT) == erste[::-1]
    assert erste[0][0] == "start"
    assert erste[1][0] == "end"


def test_a_name_far_from_its_point_has_a_line_that_ends_at_the_name() -> None:
    """Six places around one leave its name room only farther off; names near their points have no line."""
    d = 20.0
    punkte = [(0, 0), (-2.4 * d, 0), (2.4 * d, 0), (-d, -d), (d, -d), (-d, d), (d, d)]
    orte = [
        (Ort(f"o{i}", "Nachbarort" if i else "Mittendrin", "", f"/o{i}/"), (400 + x, 400 + y))
        for i, (x, y) in enumerate(punkte)
    ]
    teile = karte._links(orte, FELD, SCHRIFT).split("</a>")[:-1]
    lagen = place_labels([(o.name, p) for o, p in orte], FELD, SCHRIFT)
    fern = {"oben": 0, "unten": 0}
    for teil, (_, (x, y)), (_, _, grundlinie) in zip(teile, orte, lagen, strict=True):
        linie = [float(z) for z in re.findall(r'[xy][12]="([-\d.]+)"', teil)]
        if abs(grundlinie - y) <= 1.5 * SCHRIFT:
            assert linie == []
            continue
        assert linie[:3] == [x, y, x]
        if grundlinie > y:
            fern["unten"] += 1
            assert grundlinie - SCHRIFT < linie[3] < grundlinie - 0.7 * SCHRIFT
        else:
            fern["oben"] += 1
            assert grundlinie < linie[3] < grundlinie + 0.5 * SCHRIFT
    assert min(fern.values()) > 0
