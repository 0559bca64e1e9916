"""Pages that name all municipalities stay small when they are many: counted, linked, no list that grows with the square."""

from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten import jahre, kommunenseite, profilseite, startseite, themenseite, vergleichsseite
from kekiz.seiten.seite import Seite
from kekiz.wege.plan import plan_pages
from kekiz.werkzeug.benchmark import THEMEN, Groesse, generate_packages
from kekiz.wert import read_wert
from kekiz.zeichnen import karte
from paketbau import Projekt

ORTE = 12


@pytest.fixture(scope="module")
def ergebnis(tmp_path_factory: pytest.TempPathFactory) -> Ergebnis:
    pfad = tmp_path_factory.mktemp("viele")
    generate_packages(pfad, Groesse(ORTE, 2, gruppen=2, ziele=1, mit_profil=True))
    return build(load(pfad))


def page(ergebnis: Ergebnis, kommune_id: str = "", **meta: str) -> Seite:
    return Seite(ergebnis, kommune_id, lambda pfad: f"/{pfad}", lambda *_, **__: "", meta, start="")


@pytest.mark.parametrize(("grenze", "geteilt"), [(ORTE - 1, True), (ORTE, False), (ORTE + 1, False)])
def test_many_municipalities_give_each_theme_its_own_page(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, grenze: int, geteilt: bool
) -> None:
    monkeypatch.setattr(themenseite, "MATRIX_HOECHSTENS", grenze)
    ueberblick, belege = themenseite.draw_matrix(page(ergebnis)), themenseite.draw_belege(page(ergebnis))
    eigene = [p for p in plan_pages(ergebnis, "") if p.startswith("kommunen/themen/")]
    assert len(eigene) == (THEMEN if geteilt else 0)
    assert ("kp-themenmatrix" in ueberblick) is not geteilt
    assert belege.count('id="beleg-') == (0 if geteilt else 5 * ORTE)
    assert belege.count('id="thema-') == THEMEN
    if geteilt:
        einzeln = [themenseite.draw_thema(page(ergebnis, thema=f"thema-{i}")) for i in range(THEMEN)]
        assert sum(t.count('id="beleg-') for t in einzeln) == 5 * ORTE
        assert all("/kommunen/ort-" in t for t in einzeln)


def test_a_profile_grows_by_an_entry_of_the_choice_per_municipality(ergebnis: Ergebnis) -> None:
    seite = page(ergebnis, "ort-000")
    seite_text = "".join(profilseite.MACROS[name](seite) for name in ("kommune_kopf", "kommune_themen"))
    assert "/kommunen/ort-" not in seite_text
    vergleich = profilseite.draw_vergleich(seite)
    assert vergleich.count("<option") == ORTE
    assert vergleich.count("<a href=") == 1 + kommunenseite.AEHNLICHE


@pytest.mark.parametrize(("anzahl", "gelistet"), [(8, True), (9, False)])
def test_many_stands_are_counted(anzahl: int, gelistet: bool) -> None:
    staende = [str(2000 + i) for i in range(anzahl)]
    text = jahre.years_text([], staende)
    assert ("2000; 2001" in text) is gelistet
    assert ("Neun Dokumente mit eigenem Stand" in text) is not gelistet


@pytest.mark.parametrize(("grenze", "gelistet"), [(ORTE, True), (ORTE - 1, False)])
def test_many_documents_are_counted_on_the_home_page(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, grenze: int, gelistet: bool
) -> None:
    monkeypatch.setattr(startseite, "QUELLEN_HOECHSTENS", grenze)
    text = startseite.draw_stand(page(ergebnis))
    assert ("Bericht 3" in text) is gelistet
    assert (f"{ORTE} Dokumenten" in text) is not gelistet


@pytest.mark.parametrize(("grenze", "namen"), [(3, True), (2, False)])
def test_a_map_of_many_shows_points_alone(monkeypatch: pytest.MonkeyPatch, grenze: int, namen: bool) -> None:
    geometrie = karte.Geometrie(
        {"09001": [[(0, 0), (9, 0), (9, 9)]]}, {f"0900100{i}": (i, i) for i in range(3)}, "Land"
    )
    monkeypatch.setattr(karte, "NAMEN_HOECHSTENS", grenze)
    monkeypatch.setattr(karte, "read_geometry", lambda _: geometrie)
    text = karte.draw_map(Path(), [karte.Ort(f"o{i}", f"Ort {i}", f"0900100{i}", f"/o{i}/") for i in range(3)])
    assert text.count('<a href="/o') == (3 if namen else 0)
    assert ("Land: 3 Kommunen; die Liste" in text) is not namen


def test_the_comparison_grows_by_a_line_per_municipality(ergebnis: Ergebnis) -> None:
    """What stands there per municipality is its row of the overview, its entry in the choice and a link without a script."""
    seite = page(ergebnis)
    wahl, ueberblick = vergleichsseite.draw_wahl(seite), vergleichsseite.draw_ueberblick(seite)
    for i in range(ORTE):
        assert (wahl.count(f"Ort {i:03d}<"), ueberblick.count(f"Ort {i:03d}<")) == (2, 1)
    gleiche = vergleichsseite.draw_gleiche(seite)
    assert gleiche.count('<tr><th scope="row">Kennzahl') == 2


def test_newest_value_of_each_kennzahl_is_that_of_the_whole_municipality_that_has_one(projekt: Projekt) -> None:
    werte = projekt.tabellen["hamm"]["werte"]
    leer = dict.fromkeys(("wert", "zaehler", "nenner", "gedruckt"), "")
    werte += [
        {**werte[1], "zeitraum": "2019", "wertstatus": "nicht_erhoben", **leer},
        {**werte[0], "raum_id": "pelkum", "zeitraum": "2020"},
    ]
    assert projekt.fehler() == []
    e = build(load(projekt.pfad))
    neueste = e.newest_of("hamm")
    # The other Kennzahl has values of an area alone.
    assert {schluessel: w.zeitraum.text for schluessel, w in neueste.items()} == {("quote_u3", ""): "2018"}
    assert neueste["quote_u3", ""] == read_wert(e.latest("hamm", "quote_u3"))
    assert e.newest_of("anderswo") == {}
