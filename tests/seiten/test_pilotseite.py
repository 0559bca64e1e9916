"""The page that weighs areas: each in the order of the table with its uncertainty; complete without JavaScript."""

import json
import re
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.rechnen.pilotraeume import ERSTE, offers_choice, select_merkmale
from kekiz.seiten.pilotseite import draw_wahl, draw_werte, value_rows
from kekiz.seiten.seite import Seite
from kekiz.seiten.werkzeugteil import draw_werkzeuge
from paketbau import DATEN, Projekt
from staedtebau import packages


def outcome(ordner: Path, **tabellen: list[dict[str, str]]) -> Ergebnis:
    pakete = packages()
    pakete["muehlau"] |= tabellen
    projekt = Projekt(ordner, pakete)
    assert projekt.fehler() == []
    return build(load(projekt.pfad))


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    return outcome(tmp_path_factory.mktemp("pakete"))


def page(ergebnis: Ergebnis, kommune_id: str = "muehlau") -> Seite:
    return Seite(ergebnis, kommune_id, lambda z: f"/{z}", lambda *_, **__: "", {}, start="quellstadt")


def rows(html: str) -> list[list[str]]:
    rumpf = re.search(r"<tbody[^>]*>(.*?)</tbody>", html, re.DOTALL)
    assert rumpf
    zeilen = re.findall(r"<tr.*?</tr>", rumpf[1], re.DOTALL)
    return [[re.sub(r"<[^>]+>", "", z).strip() for z in re.findall(r"<t[hd].*?</t[hd]>", zeile)] for zeile in zeilen]


def test_areas_stand_in_their_order_each_with_its_uncertainty(ergebnis: Ergebnis) -> None:
    html = draw_wahl(page(ergebnis))
    # There is one Kennzahl alone, so no other weights: that column stays away.
    assert "von 100 anderen Gewichten" not in html
    assert rows(html) == [[n, "75", "1 bis 4", "0,00"] for n in ("Stadtmitte", "Nord", "Ostwinkel", "Westwinkel")]
    assert "unterscheiden sich nicht stärker, als der Zufall allein es täte" in html
    assert 'href="/kommunen/muehlau/sozialraeume/nord/"' in html
    assert '<option value="1" selected>einfach</option>' in html
    assert re.findall(r'<option value="(-?\d)"', html) == ["0", "1", "2", "3"]


def test_script_gets_numbers_and_words(ergebnis: Ergebnis) -> None:
    html = draw_wahl(page(ergebnis))
    daten = re.search(r'id="kp-pilot">(.*?)</script>', html)
    assert daten
    modell = json.loads(daten[1])
    assert [o["id"] for o in modell["orte"]] == ["stadtmitte", "nord", "ost", "west"]
    assert modell["vorgabe"] == {"plaetze": 1}
    assert set(modell["worte"]["urteile"]) >= {"traegt", "traegt_nicht", "nur_zufall", "ohne_gewicht"}
    # What can be set only with the script cannot be set before it runs.
    assert html.count("disabled") == 2


def test_values_stand_with_their_distance_and_period(ergebnis: Ergebnis) -> None:
    html = draw_werte(page(ergebnis))
    assert rows(html) == [[n, "69\u202f% (0,00)"] for n in ("Stadtmitte", "Nord", "Ostwinkel", "Westwinkel")]
    assert "Plätze, 2023" in html
    assert "in den Ziehungen sind sie deshalb gleich" in html
    assert set(value_rows(page(ergebnis))["zeitraum"]) == {"2023"}


def test_tools_lead_to_page_form_and_agreements(ergebnis: Ergebnis, tmp_path: Path) -> None:
    ohne = draw_werkzeuge(page(ergebnis))
    assert 'href="/kommunen/muehlau/werkzeuge/pilotraeume/"' in ohne
    assert 'href="/daten/kommunen/muehlau/zielvereinbarung.xlsx"' in ohne
    assert "Was vereinbart ist" not in ohne
    zeile = {
        "raum_id": "nord", "zeitraum": "2024", "nr": "1", "handlungsfeld": "Beratung", "ziel": "Rat finden.",
        "quelle_id": "bericht-muehlau", "fundstelle": "Kapitel 5",
    }  # fmt: skip
    mit = draw_werkzeuge(page(outcome(tmp_path, zielvereinbarungen=[zeile])))
    assert re.findall(r'href="([^"]*#vereinbarung)">([^<]*)<', mit) == [
        ("/kommunen/muehlau/sozialraeume/nord/#vereinbarung", "Nord")
    ]


def test_without_areas_there_are_no_tools(tmp_path: Path) -> None:
    pakete = packages()
    stadt = pakete["quellstadt"]
    stadt["raeume"] = stadt["raeume"][:1]
    stadt["werte"] = [w for w in stadt["werte"] if w["raum_id"] == "quellstadt"]
    ergebnis = build(load(Projekt(tmp_path, pakete).pfad))
    assert draw_werkzeuge(page(ergebnis, "quellstadt")) == ""
    assert offers_choice(ergebnis.bestand) == ["muehlau"]


def test_rows_alone_tell_of_every_package_what_the_outcome_says() -> None:
    ergebnis = read_ergebnis(DATEN)
    katalog = [str(k) for k in ergebnis.kennzahlen.index]
    mit = [
        k
        for k in ergebnis.bestand.pakete
        if (a := select_merkmale(ergebnis.werte, ergebnis.bestand.where("raeume", paket=k), k, katalog)).merkmale
        and len(a.raum_ids) > ERSTE
    ]
    assert mit
    assert sorted(offers_choice(ergebnis.bestand)) == sorted(mit)
