"""How a city steers: the ring, the sections in their order, what rows refer to; nothing where there is nothing."""

import re
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten import steuerungsseite as s
from kekiz.seiten.seite import Seite
from kekiz.zeichnen.kreisbild import BREITE, HOEHE, draw_ring
from paketbau import Projekt
from staedtebau import packages

Q = {"quelle_id": "bericht-quellstadt", "fundstelle": "Abschnitte 2 und 3"}


def _row(blatt: str, abschnitt: int, nr: int, art: str, **mehr: str) -> dict[str, str]:
    return {
        "blatt_id": blatt, "abschnitt_nr": str(abschnitt), "abschnitt": f"Teil {abschnitt}", "nr": str(nr), "art": art,
        "text": f"Text {abschnitt}.{nr}.", **mehr, **Q,
    }  # fmt: skip


@pytest.fixture
def ergebnis(tmp_path: Path) -> Ergebnis:
    """The two fictional cities; one has a cycle, a subject side by side, and one that refers to a goal."""
    pakete = packages()
    pakete["quellstadt"] |= {
        "steuerung": [
            {
                "blatt_id": "rund", "titel": "Rund", "kurz": "Es geht rund.", "reihenfolge": "1", "zweck": "kreislauf",
                "form": "untereinander",
            },
            {"blatt_id": "saeulen", "titel": "Säulen", "kurz": "Zwei.", "reihenfolge": "2", "form": "nebeneinander"},
        ],
        "steuerung_teile": [
            _row("rund", 1, 1, "absatz"),
            *(_row("rund", 2, n, "schritt", titel=t) for n, t in ((1, "Ziel"), (2, "Zahl"), (3, "Beschluss"))),
            *(
                _row("saeulen", a, n, "zeile", titel=t, verweis_art="ziel", verweis_id="1.1")
                for a in (1, 2)
                for n, t in ((1, "Eins"), (2, "Zwei"))
            ),
        ],
    }  # fmt: skip
    pakete["katalog"] |= {
        "steuerung": [
            {"blatt_id": "land", "titel": "Das Land", "kurz": "Es half.", "reihenfolge": "1", "form": "untereinander"}
        ],
        "steuerung_teile": [_row("land", 1, n, "punkt") for n in range(1, 16)]
        + [_row("land", a, 1, "absatz") for a in (2, 3)],
    }
    projekt = Projekt(tmp_path, pakete)
    assert projekt.fehler() == []
    return build(load(projekt.pfad))


def page(ergebnis: Ergebnis, kommune: str = "quellstadt", **meta: str) -> Seite:
    return Seite(ergebnis, kommune, lambda ziel: f"../{ziel}", lambda *_, **__: "", meta, start="quellstadt")


def test_steps_stand_in_a_ring_and_lead_to_what_is_said(ergebnis: Ergebnis) -> None:
    bild = s.draw_kreislauf(page(ergebnis))
    assert re.findall(r'<a href="(#[^"]+)">', bild) == ["#schritt-2-1", "#schritt-2-2", "#schritt-2-3"]
    assert "Der Kreislauf in 3 Schritten: Ziel, Zahl, Beschluss" in bild
    text = s.draw_kreislauf_teile(page(ergebnis))
    assert [text.count(f'id="schritt-2-{n}"') for n in (1, 2, 3)] == [1, 1, 1]


@pytest.mark.parametrize("anzahl", [2, 3, 7, 12])
def test_ring_stays_in_its_frame_and_apart(anzahl: int) -> None:
    knoten = draw_ring([(f"Schritt {n}", f"#{n}") for n in range(anzahl)])
    assert [k.nr for k in knoten] == list(range(1, anzahl + 1))
    assert all(17 <= k.x <= BREITE - 17 and 17 <= k.y <= HOEHE - 17 for k in knoten)
    paare = [(a, b) for a in knoten for b in knoten if a.nr < b.nr]
    assert all((a.x - b.x) ** 2 + (a.y - b.y) ** 2 > 34**2 for a, b in paare)


def test_sections_side_by_side_are_one_table(ergebnis: Ergebnis) -> None:
    text = s.draw_blatt(page(ergebnis, blatt="saeulen"))
    assert text.count("<table") == 1
    assert re.findall(r'<th scope="\w+">([^<]+)</th>', text) == [
        "Merkmal", "Eins", "Zwei", "Teil 1", "Teil 2",
    ]  # fmt: skip
    assert re.findall(r"<td[^>]*>([^<]+)</td>", text) == ["Text 1.1.", "Text 1.2.", "Text 2.1.", "Text 2.2."]


def test_long_page_folds_after_two_sections_and_each_names_its_places(ergebnis: Ergebnis) -> None:
    text = s.draw_blatt(page(ergebnis, programm="land"))
    assert text.count("<details") == 1
    assert text.index("Teil 2") < text.index("<details") < text.index("Teil 3")
    assert text.count("Abschnitt 2, Abschnitt 3") == 3
    assert "<details" not in s.draw_kreislauf_teile(page(ergebnis))


def test_goal_leads_to_what_refers_to_it_and_only_there(ergebnis: Ergebnis) -> None:
    hierzu = s.draw_hierzu(page(ergebnis, ziel="1.1"))
    assert hierzu.count("steuerung/saeulen/") == 1
    assert s.draw_hierzu(page(ergebnis, ziel="1")) == ""
    assert s.draw_hierzu(page(ergebnis, "muehlau", ziel="1.1")) == ""


def test_only_cities_with_rows_have_pages(ergebnis: Ergebnis) -> None:
    assert [(e.kommune_id, e.titel) for e in s.list_cycles(ergebnis)] == [("quellstadt", "Rund")]
    assert [(e.kommune_id, e.kennung) for e in s.list_blaetter(ergebnis)] == [("quellstadt", "saeulen")]
    assert [e.kennung for e in s.list_programm(ergebnis)] == ["land"]
    blaetter = s.draw_blaetter(page(ergebnis))
    assert [blaetter.count(x) for x in ("steuerung/saeulen/", "programm/land/", "steuerung/rund/")] == [1, 1, 0]


@pytest.mark.parametrize(
    ("art", "kennung", "befund"),
    [
        ("ziel", "9.9", "verweis_id „9.9“ ist unbekannt (erwartet eine Kennung aus quellstadt/ziele.csv)"),
        ("kommune", "nirgendwo", "erwartet eine Kennung aus katalog/kommunen.csv"),
        (
            "seite",
            "startseite",
            "erwartet berichte, kommunen, methodik, raeume, selbstbewertung, stand, themen, ziele)",
        ),
        # The city of the tests keeps no modules.
        ("seite", "weiterbildungen", "verweis_id „weiterbildungen“ ist unbekannt"),
        ("", "1.1", "erwartet leer ohne verweis_art"),
        ("modul", "", "erwartet eine Kennung aus quellstadt/module.csv"),
        ("ziel", "1.1", ""),
        ("seite", "raeume", ""),
        ("", "", ""),
    ],
)
def test_pointer_must_lead_somewhere(tmp_path: Path, art: str, kennung: str, befund: str) -> None:
    pakete = packages()
    pakete["quellstadt"] |= {
        "steuerung": [{"blatt_id": "b", "titel": "B", "kurz": "B.", "reihenfolge": "1", "form": "untereinander"}],
        "steuerung_teile": [_row("b", 1, 1, "absatz", verweis_art=art, verweis_id=kennung)],
    }
    fehler = [str(f) for f in Projekt(tmp_path, pakete).fehler()]
    assert len(fehler) == bool(befund), fehler
    assert all(befund in f for f in fehler)
