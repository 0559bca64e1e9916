"""Who does such a thing already: every entry can be found by what the data say of it, and leads to where more is said."""

import re
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten import praxisseite
from kekiz.seiten.praxisseite import draw_register, draw_summe, list_practice
from kekiz.seiten.profilseite import draw_praxis
from kekiz.seiten.seite import Seite
from paketbau import Projekt
from staedtebau import packages


def outcome(ordner: Path, *ohne: str) -> Ergebnis:
    pakete = packages()
    for paket in pakete.values():
        for name in ohne:
            paket.pop(name, None)
    projekt = Projekt(ordner, pakete)
    assert projekt.fehler() == []
    return build(load(projekt.pfad))


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    return outcome(tmp_path_factory.mktemp("praxis"))


def page(ergebnis: Ergebnis, kommune: str = "quellstadt") -> Seite:
    return Seite(ergebnis, kommune, lambda ziel: f"/{ziel}", lambda *_, **__: "", {}, start="quellstadt")


def entries(text: str) -> dict[str, dict[str, str]]:
    """Attributes and address of each entry, by name."""
    gefunden = {}
    for li in re.findall(r"<li data-k=.*?</li>", text, re.DOTALL):
        url, name = re.search(r'<a href="([^"]+)">([^<]+)</a>', li).groups()  # type: ignore[union-attr]
        gefunden[name] = {**dict(re.findall(r'data-(\w+)="([^"]*)"', li)), "url": url, "text": li}
    return gefunden


def test_each_entry_says_what_it_can_be_found_by(ergebnis: Ergebnis) -> None:
    e = entries(draw_register(page(ergebnis)))
    assert set(e) == {
        "Vorlesecafé", "Tauschregal", "Lesestunde", "Sprachkonzept", "Runder Tisch", "Mehr Sprachkurse",
    }  # fmt: skip
    cafe = e["Vorlesecafé"]
    assert {n: cafe[n] for n in ("k", "art", "alter", "thema", "partner")} == {
        "k": "muehlau", "art": "beispiel", "alter": "3 4 5", "thema": "uebergaenge", "partner": "freizeit gesundheit",
    }  # fmt: skip
    assert "Partner: Bücherei; Kinderarztpraxis" in cafe["text"]
    assert "Dokument von 2024" in cafe["text"]
    # No age, no partner, no theme: found where none of them is chosen.
    assert [e["Tauschregal"][n] for n in ("alter", "thema", "partner")] == ["", "", ""]
    # An offer counts as the theme of its chapter, a measure is for the ages of its module.
    assert [e[n]["thema"] for n in ("Lesestunde", "Runder Tisch", "Sprachkonzept")] == [
        "uebergaenge",
        "uebergaenge",
        "",
    ]
    assert e["Mehr Sprachkurse"]["alter"] == e["Lesestunde"]["alter"] == "3 4 5"


def test_each_entry_leads_to_its_own_municipality(ergebnis: Ergebnis) -> None:
    e = entries(draw_register(page(ergebnis)))
    assert e["Lesestunde"]["url"] == "/kommunen/muehlau/module/lesestunde/"
    assert e["Runder Tisch"]["url"] == "/kommunen/muehlau/module/#modul-runder-tisch"
    assert e["Mehr Sprachkurse"]["url"] == "/kommunen/muehlau/module/integration/#massnahme-1"
    ziel, _, anker = e["Vorlesecafé"]["url"].partition("#")
    assert ziel == "/kommunen/muehlau/"
    assert f'id="{anker}"' in draw_praxis(page(ergebnis, "muehlau"))


def test_only_what_there_is_can_be_chosen(ergebnis: Ergebnis) -> None:
    text = draw_register(page(ergebnis))
    partner = re.search(r'<select name="partner">.*?</select>', text, re.DOTALL)
    assert partner
    assert re.findall(r'value="(\w+)"', partner[0]) == ["gesundheit", "freizeit"]
    kommunen = re.search(r'<select name="k">.*?</select>', text, re.DOTALL)
    assert kommunen
    assert re.findall(r'value="(\w+)"', kommunen[0]) == ["muehlau"]
    # Two of six are for no age, two have no theme.
    assert "Zu 3 Einträgen nennt das Dokument kein Alter" in text


def test_summary_counts_the_examples(ergebnis: Ergebnis, tmp_path: Path) -> None:
    assert "Zwei Beispiele aus einer Kommune stehen hier." in draw_summe(page(ergebnis))
    ohne = outcome(tmp_path, "praxisbeispiele", "praxispartner", "praxisthemen")
    assert "Beispiel" not in draw_summe(page(ohne))
    assert 'name="partner"' not in draw_register(page(ohne))


def test_too_many_offers_are_left_to_their_registers(ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(praxisseite, "EINTRAEGE_HOECHSTENS", 6)
    assert len(entries(draw_register(page(ergebnis)))) == 6
    monkeypatch.setattr(praxisseite, "EINTRAEGE_HOECHSTENS", 5)
    text = draw_register(page(ergebnis))
    assert set(entries(text)) == {"Vorlesecafé", "Tauschregal"}
    assert (
        '<a href="/kommunen/muehlau/module/">Kreis Mühlau</a> <span class="kp-liste__zusatz">drei Angebote</span>'
        in text
    )


def test_no_page_without_anything_to_search(ergebnis: Ergebnis, tmp_path: Path) -> None:
    assert len(list_practice(ergebnis)) == 1
    weg = (
        "praxisbeispiele", "praxispartner", "praxisthemen", "module", "modul_ziele", "modul_kennzahlen", "modul_angaben",
        "modul_raeume", "massnahmen",
    )  # fmt: skip
    assert list_practice(outcome(tmp_path, *weg)) == []
