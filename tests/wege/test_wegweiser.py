"""Every page knows its section, the way to it and its neighbours; two cities stay apart."""

from pathlib import Path

import pytest

from kekiz.daten.einstellungen import Hauptwort
from kekiz.daten.load import load
from kekiz.ergebnis import build
from kekiz.wege import wegweiser
from kekiz.wege.plan import plan_pages
from kekiz.wege.suche import page_address
from kekiz.wege.wegweiser import guide
from paketbau import Projekt
from staedtebau import write_site

EINZELNE = {"ueber.md"}
ORTE = {"hamm": "Hamm", "quellstadt": "Quellstadt", "muehlau": "Mühlau"}


def test_sections_hold_what_exists_and_nothing_else(projekt: Projekt) -> None:
    wege = guide(plan_pages(build(load(projekt.pfad)), "hamm"), EINZELNE, "hamm", ORTE)
    assert [(a["name"], a["adresse"]) for a in wege["abschnitte"]] == [
        ("Ziele", "ziele/"),
        ("Stadtteile", "sozialraeume/"),
        ("Angebote", "module/"),
        ("Kommunen", "kommunen/"),
        ("Daten und Methode", "daten/"),
    ]
    assert wege["fuss"] == [
        ["Änderungen", "daten/aenderungen/"],
        ["Mitmachen", "mitmachen/"],
        ["Über diese Seite", "ueber/"],
    ]
    assert wege["kopf"] == [
        {"zeichen": "leicht", "name": "Leichte Sprache", "adresse": "leichte-sprache/"},
        {"zeichen": "sprachen", "name": "Sprachen", "adresse": "sprachen/"},
    ]


def test_site_without_a_municipality_at_the_root_has_the_sections_of_all(projekt: Projekt) -> None:
    wege = guide(plan_pages(build(load(projekt.pfad)), ""), EINZELNE, "", ORTE)
    assert [a["name"] for a in wege["abschnitte"]] == ["Kommunen", "Daten und Methode"]
    assert wege["seiten"]["kommunen/hamm/ziele/1-1/"]["abschnitt"] == 0
    assert wege["seiten"]["daten/"]["abschnitt"] == 1


@pytest.mark.parametrize("start", ["quellstadt", ""])
def test_every_page_that_data_ask_for_is_in_a_list_and_has_its_way(tmp_path: Path, start: str) -> None:
    ordner = write_site(tmp_path)
    plan = plan_pages(build(load(ordner / "datapackage")), start)
    wege = guide(plan, EINZELNE, start, ORTE)
    adressen = {page_address(quelle) for quelle in plan} - {""}
    assert adressen <= wege["seiten"].keys()
    for adresse in adressen:
        ort = wege["seiten"][adresse]
        gelistet = [a for gruppe in wege["listen"][ort["liste"]] for a in gruppe["adressen"]]
        assert adresse in gelistet
        assert all(ziel in wege["seiten"] for _, ziel in ort["pfad"])


def test_a_kennzahl_is_reached_from_the_register_of_all(tmp_path: Path) -> None:
    ordner = write_site(tmp_path)
    wege = guide(plan_pages(build(load(ordner / "datapackage")), "quellstadt"), EINZELNE, "quellstadt", ORTE)
    seiten = {a: s for a, s in wege["seiten"].items() if a.startswith("kennzahlen/") and a != "kennzahlen/"}
    assert seiten
    assert all([a for _, a in s["pfad"]] == ["daten/", "kennzahlen/"] for s in seiten.values())
    assert not any(s["einzeln"] for s in seiten.values())
    assert wege["seiten"]["kennzahlen/"]["einzeln"]
    assert [a for _, a in wege["seiten"]["kennzahlen/"]["pfad"]] == ["daten/"]


def test_pages_lead_to_their_neighbours_in_the_section_by_name(tmp_path: Path) -> None:
    ordner = write_site(tmp_path)
    wege = guide(plan_pages(build(load(ordner / "datapackage")), "quellstadt"), EINZELNE, "quellstadt", ORTE)
    daten = [a for a, s in wege["seiten"].items() if s["liste"] == "4" and s["neben"]]
    assert len(daten) > 2
    erste, zweite, letzte = daten[0], daten[1], daten[-1]
    assert f'<a rel="next" href="{zweite}">{wege["seiten"][zweite]["name"]} ' in wege["seiten"][erste]["neben"]
    assert 'rel="prev"' not in wege["seiten"][erste]["neben"]
    assert f'<a rel="prev" href="{erste}">' in wege["seiten"][zweite]["neben"]
    assert 'rel="next"' not in wege["seiten"][letzte]["neben"]
    # Goals, areas, modules and the like have a part of their own for that.
    assert not wege["seiten"]["ziele/1-1/"]["neben"]
    assert not wege["seiten"]["kommunen/muehlau/ziele/1-1/"]["neben"]


@pytest.mark.parametrize(
    ("fuehren_weiter", "mit"),
    [([False], []), ([False, False], ["a/", "b/"]), ([False, True, True], ["a/"]), ([True, True], []), ([], [])],
)
def test_only_a_page_that_is_alone_leads_nowhere(fuehren_weiter: list[bool], mit: list[str]) -> None:
    orte = [wegweiser._Ort(n, f"{n}/", fuehrt_weiter=w) for n, w in zip("abc", fuehren_weiter, strict=False)]
    neben = wegweiser._neighbours(orte, "Ziele")
    assert list(neben) == mit
    assert all('rel="' in html for html in neben.values())


def test_other_city_leads_to_its_own_pages_alone(tmp_path: Path) -> None:
    ordner = write_site(tmp_path)
    wege = guide(plan_pages(build(load(ordner / "datapackage")), "quellstadt"), EINZELNE, "quellstadt", ORTE)
    ort = wege["seiten"]["kommunen/muehlau/ziele/1-1/"]
    assert [name for name, _ in ort["pfad"]] == ["Kommunen", "Mühlau", "Alle Ziele"]
    gelistet = [a for gruppe in wege["listen"][ort["liste"]] for a in gruppe["adressen"]]
    assert gelistet
    assert all(a.startswith("kommunen/muehlau/") for a in gelistet)
    eigene = wege["seiten"]["ziele/1-1/"]
    assert [name for name, _ in eigene["pfad"]] == ["Ziele"]
    assert not [a for g in wege["listen"][eigene["liste"]] for a in g["adressen"] if a.startswith("kommunen/")]


def test_the_header_leads_to_the_page_in_easy_words(tmp_path: Path) -> None:
    ordner = write_site(tmp_path)
    wege = guide(plan_pages(build(load(ordner / "datapackage")), "quellstadt"), EINZELNE, "quellstadt", ORTE)
    leicht = {a: s.get("leicht") for a, s in wege["seiten"].items()}
    assert leicht["ziele/1/"] == "leichte-sprache/ziele/1/"
    assert leicht["ziele/1-1/"] == "leichte-sprache/ziele/1/#ziel-1-1"
    assert leicht["sozialraeume/nord/"] == "leichte-sprache/sozialraeume/nord/"
    assert leicht["kommunen/muehlau/ziele/1-1/"] == "kommunen/muehlau/leichte-sprache/ziele/1/#ziel-1-1"
    assert leicht["kommunen/muehlau/"] == leicht["kommunen/muehlau/ziele/"] == "kommunen/muehlau/leichte-sprache/"
    assert leicht["daten/"] is None
    assert [k["zeichen"] for k in wege["kopf"]] == ["leicht", "sprachen"]
    assert wege["seiten"]["leichte-sprache/"]["abschnitt"] is None


def test_goals_carry_their_status_as_sign_and_word(projekt: Projekt) -> None:
    wege = guide(plan_pages(build(load(projekt.pfad)), "hamm"), EINZELNE, "hamm", ORTE)
    html = "".join(g["html"] for g in wege["listen"][wege["seiten"]["ziele/1-1/"]["liste"]])
    assert 'aria-hidden="true">' in html
    assert html.count("kp-vorgelesen") - html.count("<span>Überblick<") == html.count('class="kp-marke ')
    assert html.count("Ziel erreicht") > 0


def test_areas_are_called_what_the_city_calls_them(projekt: Projekt) -> None:
    wort = Hauptwort("Bezirk", "Bezirke", "m")
    wege = guide(plan_pages(build(load(projekt.pfad)), "hamm", wort), EINZELNE, "hamm", ORTE, wort)
    assert "Bezirke" in [a["name"] for a in wege["abschnitte"]]
    assert "Sozialr" not in str(wege["listen"])


def test_only_long_lists_are_folded(projekt: Projekt, monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_pages(build(load(projekt.pfad)), "hamm")
    ziele = guide(plan, EINZELNE, "hamm", ORTE)["listen"]["0"]
    anzahl = sum(len(g["adressen"]) for g in ziele)
    monkeypatch.setattr(wegweiser, "VIELE", anzahl)
    assert not any(g["falten"] for g in guide(plan, EINZELNE, "hamm", ORTE)["listen"]["0"])
    monkeypatch.setattr(wegweiser, "VIELE", anzahl - 1)
    gefaltet = guide(plan, EINZELNE, "hamm", ORTE)["listen"]["0"]
    assert [g["falten"] for g in gefaltet] == [bool(g["titel"]) for g in gefaltet]


def test_a_heading_does_not_repeat_the_page_beside_it() -> None:
    orte = [
        wegweiser._Ort("Alle Ziele", "ziele/"),
        wegweiser._Ort("Berichte", "berichte/"),
        wegweiser._Ort("2018", "berichte/2018/", "Berichte"),
        wegweiser._Ort("Ziel 1", "ziele/1/", "Kita"),
    ]
    gruppen = wegweiser._grouped(orte)
    assert [(g["titel"], g["adressen"]) for g in gruppen] == [
        ("", ["ziele/"]),
        ("Berichte", ["berichte/", "berichte/2018/"]),
        ("Kita", ["ziele/1/"]),
    ]
    assert '<span>Überblick<span class="kp-vorgelesen">: Berichte</span></span>' in gruppen[1]["html"]
    assert wegweiser._grouped(orte[1:3])[0]["titel"] == "Berichte"


def test_no_list_names_a_page_and_a_heading_alike(tmp_path: Path) -> None:
    ordner = write_site(tmp_path)
    wege = guide(plan_pages(build(load(ordner / "datapackage")), "quellstadt"), EINZELNE, "quellstadt", ORTE)
    for gruppen in wege["listen"].values():
        titel = {g["titel"] for g in gruppen} - {""}
        assert not [g for g in gruppen if any(f"<span>{t}</span>" in g["html"] for t in titel)]
