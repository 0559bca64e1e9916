"""Module pages, register, chain, integration concept, starting point: complete, linked both ways, escaped."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from kekiz.daten.bestand import Bestand, Tabelle
from kekiz.daten.einstellungen import parse_settings
from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.seiten import ausgangslageseite, integrationsseite, ketteseite, modulkopf, modulseite, stadtteilseite
from kekiz.seiten.kette import (
    age_spans,
    drawn_span,
    kennzahlen_of_module,
    modules,
    modules_of_goal,
    picture_modules,
)
from kekiz.seiten.modulkopf import main_figure, who_knows
from kekiz.seiten.modulseite import figure_text
from kekiz.seiten.seite import Seite
from kekiz.seiten.zielteile import leading
from kekiz.wege.macros import TEILE
from kekiz.wissen.sprache import begin
from kekiz.zeichnen.kettenbild import Kopf, bar_of, lay_out
from kekiz.zeichnen.textmass import text_breite

REPO = Path(__file__).resolve().parents[2]
ANDERE = {"integration", "weiterbildungen", "arbeitsprogramm-2019"}
MACROS: dict[str, Callable[[Seite], str]] = {
    **modulseite.MACROS,
    **ketteseite.MACROS,
    **integrationsseite.MACROS,
    **ausgangslageseite.MACROS,
    **stadtteilseite.MACROS,
}
BOESE = "<script>alert(1)</script> \"x' & </td>"


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis(REPO / "datapackage")


def _seite(ergebnis: Ergebnis, **meta: Any) -> Seite:
    return Seite(ergebnis, "hamm", lambda pfad: "/" + pfad, lambda diagramm, **_: diagramm.rahmen.titel, meta)


def draw_modul(seite: Seite) -> str:
    return "\n\n".join(TEILE[str(teil)](seite) for teil in modulseite.ARTEN[0].ordnung)


@pytest.fixture(scope="module")
def modulseiten(ergebnis: Ergebnis) -> dict[str, str]:
    m = modules(ergebnis, "hamm")
    ids = m.loc[m["hat_seite"].astype(bool), "modul_id"]
    return {i: draw_modul(_seite(ergebnis, modul=i)) for i in ids}


def _text(seite: str) -> str:
    return html.unescape(seite)


def _frame(ergebnis: Ergebnis, name: str) -> pd.DataFrame:
    f = ergebnis.bestand.frame(name)
    return f[f["paket"].eq("hamm")]


# --- names ------------------------------------------------------------------------------------------------------------


# --- links both ways -------------------------------------------------------------------------------------------------


def test_module_links_to_its_goals_and_goals_link_back(ergebnis: Ergebnis, modulseiten: dict[str, str]) -> None:
    register = modulseite.draw_register(_seite(ergebnis))
    for z in _frame(ergebnis, "modul_ziele").itertuples():
        if z.modul_id in modulseiten:
            assert f'href="{_seite(ergebnis).zu("ziel", z.ziel_id)}"' in modulseiten[z.modul_id]
            assert z.beleg in _text(modulseiten[z.modul_id])
        zeile = re.search(rf'<li id="modul-{z.modul_id}"[^>]*data-ziel="([^"]*)"', register)
        assert zeile is not None
        assert z.ziel_id in zeile[1].split()


@pytest.mark.parametrize("ziel_id", ["1.1", "1.10", "1.5", "1", "4.2", "5.1"])
def test_goal_shows_its_first_offers_and_the_way_to_all(ergebnis: Ergebnis, ziel_id: str) -> None:
    teil = modulseite.draw_ziel_module(_seite(ergebnis, ziel=ziel_id))
    alle = modules_of_goal(ergebnis, "hamm", ziel_id)
    gezeigt = re.findall(r'<li><a href="([^"]+)"', teil)
    anzahl = modulseite.ANGEBOTE_BEIM_ZIEL
    assert gezeigt == [modulseite.module_url(_seite(ergebnis), m) for _, m in alle.head(anzahl).iterrows()]
    assert (f"?ziel={ziel_id}" in teil) == (len(alle) > anzahl)
    if alle.empty:
        assert teil.endswith(".")
        assert "<" not in teil


def test_module_links_to_the_goals_of_its_kennzahlen(ergebnis: Ergebnis, modulseiten: dict[str, str]) -> None:
    for k in _frame(ergebnis, "modul_kennzahlen").itertuples():
        if k.modul_id not in modulseiten:
            continue
        seite = modulseiten[k.modul_id]
        assert ergebnis.kennzahlen.at[k.kennzahl_id, "name"] in _text(seite)
        assert f"#tabelle-{k.kennzahl_id.replace('_', '-')}" in seite


def test_module_links_to_its_sozialraeume(ergebnis: Ergebnis, modulseiten: dict[str, str]) -> None:
    for r in _frame(ergebnis, "modul_raeume").itertuples():
        if r.modul_id in modulseiten:
            pfad = "/sozialraeume/" if r.raum_id == "hamm" else f"/sozialraeume/{r.raum_id}/"
            assert f'href="{pfad}"' in modulseiten[r.modul_id]
            assert r.angabe in _text(modulseiten[r.modul_id])


def test_module_and_measure_link_to_each_other(ergebnis: Ergebnis, modulseiten: dict[str, str]) -> None:
    liste = integrationsseite.draw_liste(_seite(ergebnis))
    m = modules(ergebnis, "hamm")
    for z in _frame(ergebnis, "massnahmen").itertuples():
        assert f'id="massnahme-{z.nr}"' in liste
        if not z.modul_id:
            continue
        assert f'href="{modulseite.module_url(_seite(ergebnis), m.loc[z.modul_id])}"' in liste
        if z.modul_id in modulseiten:
            assert f"/module/integration/#massnahme-{z.nr}" in modulseiten[z.modul_id]


def test_links_lead_to_pages_that_exist(
    ergebnis: Ergebnis, seiten: dict[str, str], modulseiten: dict[str, str]
) -> None:
    ziele = {_seite(ergebnis).zu("ziel", z) for z in ergebnis.goal_ids("hamm")}
    r = _frame(ergebnis, "raeume")
    raeume = {f"/sozialraeume/{i}/" for i in r.loc[r["typ"].eq("sozialraum"), "raum_id"]} | {"/sozialraeume/"}
    stubs = {"/module/", *(f"/module/{p}/" for p in {*modulseiten, *ANDERE})}
    blaetter = {f"/steuerung/{b}/" for b in _frame(ergebnis, "steuerung")["blatt_id"]}
    bekannt = ziele | raeume | stubs | blaetter | {"/kette/", "/ziele/", "/methodik/", "/steuerung/"}
    alle = "".join(modulseiten.values()) + "".join(seiten.values())
    for ziel in set(re.findall(r'href="(/[^"#?]*)', alle)):
        assert ziel in bekannt or ziel.startswith("/daten/"), ziel


# --- completeness ----------------------------------------------------------------------------------------------------


def _all_pages(ergebnis: Ergebnis) -> dict[str, str]:
    fest = {"modul_oben", "modul_zusatz", "modul_unten", "modul_navigation", "ziel_module"}
    return {name: teil(_seite(ergebnis, arbeitsprogramm="2019")) for name, teil in MACROS.items() if name not in fest}


@pytest.fixture(scope="module")
def seiten(ergebnis: Ergebnis) -> dict[str, str]:
    return _all_pages(ergebnis)


@pytest.mark.parametrize(
    ("tabelle", "macro", "spalten"),
    [
        ("massnahmen", "integration_liste", ["titel", "kurz", "finanzierung", "stufe"]),
        ("integrationskette", "integration_kette", ["name", "beschreibung", "fundstelle"]),
        ("bsc", "bsc", ["perspektive", "strategisches_ziel", "erfolgsmass", "anmerkung"]),
        ("ausgangszahlen", "ausgangszahlen", ["angabe", "fundstelle"]),
        ("gremien", "gremien", ["name", "aufgabe", "zusammensetzung", "fundstelle"]),
        ("zeitleiste", "zeitleiste", ["ereignis", "fundstelle"]),
        ("arbeitsprogramm", "arbeitsprogramm_bereiche", ["bereich", "vorhaben"]),
        ("weiterbildungen", "weiterbildungen_liste", ["thema", "amt"]),
        ("module", "module_register", ["name", "kurz"]),
    ],
)
def test_table_is_complete_on_its_page(
    ergebnis: Ergebnis, seiten: dict[str, str], tabelle: str, macro: str, spalten: list[str]
) -> None:
    seite = _text(seiten[macro])
    f = _frame(ergebnis, tabelle)
    for spalte in spalten:
        # A clause that ends all plans of an area is said once below them.
        fehlend = [w for w in f[spalte] if not all(t in seite or begin(t) in seite for t in w.split("; "))]
        assert fehlend == []


def test_what_a_module_says_stands_in_the_register_or_on_its_page(
    ergebnis: Ergebnis, seiten: dict[str, str], modulseiten: dict[str, str]
) -> None:
    register = seiten["module_register"]
    for m in _frame(ergebnis, "module").itertuples():
        zeile = register[register.index(f'<li id="modul-{m.modul_id}"') :].partition("</li>")[0]
        wo = _text(modulseiten[m.modul_id] if m.hat_seite else zeile)
        assert m.zielgruppe in wo, m.modul_id
        assert m.traeger in wo, m.modul_id


@pytest.mark.parametrize(
    ("von", "bis", "jahre"),
    [
        (None, None, []),
        (3.0, 6.0, [3, 4, 5]),
        (4.0, 4.0, [4]),
        (46 / 12, 48 / 12, [3]),
        (-0.75, 1.0, [-1, 0]),
        (-0.75, 0.0, [-1]),
        (None, 3.0, [0, 1, 2]),
        (16.0, None, [16, 17]),
    ],
    ids=["none", "span", "one", "months", "from before birth", "before birth", "no beginning", "no end"],
)
def test_ages_of_children_follow_from_what_the_document_names(
    ergebnis: Ergebnis, von: float | None, bis: float | None, jahre: list[int]
) -> None:
    modul = pd.Series({"von_jahr": von, "bis_jahr": bis, "kapitel": "querschnitt"})
    assert modulseite.years_of_life(ergebnis, modul) == jahre


def test_register_names_every_age_area_and_kind_of_reader(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    register = seiten["module_register"]
    formular = register[: register.index("</form>")]
    wahl = {
        n: re.findall(r'<option value="([^"]+)"', t)
        for n, t in re.findall(r'<select name="(\w+)">(.*?)</select>', formular, re.DOTALL)
    }
    r = _frame(ergebnis, "raeume")
    assert set(wahl["raum"]) == set(r.loc[r["typ"].eq("sozialraum"), "raum_id"])
    assert wahl["alter"][:4] == ["-1", "0", "1", "2"]
    assert wahl["wem"] == ["familien", "fachkraefte"]
    zeilen = dict(re.findall(r'<li id="modul-([^"]+)" data-alter="[^"]*" data-raum="([^"]*)"', register))
    ganze = r.loc[r["typ"].eq("stadt"), "raum_id"].iloc[0]
    for z in _frame(ergebnis, "modul_raeume").itertuples():
        erwartet = set(wahl["raum"]) if z.raum_id == ganze else {z.raum_id}
        assert erwartet <= set(zeilen[z.modul_id].split())


def test_page_of_a_module_says_first_what_it_is_and_who_knows_of_today(modulseiten: dict[str, str]) -> None:
    kopf = modulseiten["frueherkennungsuntersuchung-u8"].partition("</div>\n<p>")[0]
    assert (
        kopf.index("kp-modul__kurz")
        < kopf.index("Alter: ")
        < kopf.index("Was heute allgemein gilt, steht unter „Und heute?“.")
    )
    # The law still provides the U8; of what only the city offered, the city knows.
    assert "Ob es das heute noch gibt" not in kopf
    eigenes = modulseiten["willkommensbesuche"]
    assert "Ob es das heute noch gibt, weiß die Stadt Hamm." in eigenes
    assert "unter „Und heute?“" not in eigenes
    assert 'class="kp-leiste"' in kopf
    stab = re.search(r'<svg class="kp-stab" role="img" aria-label="([^"]*)".*?</svg>', kopf, re.DOTALL)
    assert stab
    assert "91,8" in stab[1]
    assert "mindestens 95" in stab[1]
    # Both readings of the target: 95 and 100.
    assert stab[0].count("kp-stab__ziel") == 2
    assert "Ziel: mindestens" in kopf
    assert "nicht erreicht" in kopf
    for text in modulseiten.values():
        assert "keine Zahlen" not in text


def test_figure_of_a_module_is_that_of_its_goal_or_none(ergebnis: Ergebnis) -> None:
    seite = _seite(ergebnis)
    for modul_id in modules(ergebnis, "hamm").index:
        zahl = main_figure(seite, str(modul_id))
        if zahl is None:
            continue
        leit = [k for k, _, _ in leading(seite, str(zahl["nr"]))]
        assert set(leit) & set(kennzahlen_of_module(ergebnis, "hamm", str(modul_id)))
        assert zahl["wert"][0].isdigit() or zahl["wert"].startswith(("knapp", "rund", "über"))


@pytest.mark.parametrize(
    ("typ", "satz"),
    [
        ("kreisfreie_stadt", "Ob es das heute noch gibt, weiß die Stadt Hamm."),
        ("kreis", "Ob es das heute noch gibt, weiß der Hamm."),
    ],
)
def test_municipality_that_knows_is_called_by_its_kind(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, typ: str, satz: str
) -> None:
    """Names of districts begin with "Kreis", so the article alone stands before them."""
    monkeypatch.setitem(ergebnis.__dict__, "kommunen", ergebnis.kommunen.assign(typ=typ))
    assert who_knows(_seite(ergebnis)) == satz


@pytest.mark.parametrize(
    ("herausgeber", "start", "da"),
    [("kommune", "hamm", True), ("unabhaengig", "hamm", False), ("kommune", "dort", False)],
)
def test_contact_stands_there_only_where_the_municipality_publishes_itself(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, herausgeber: str, start: str, da: bool
) -> None:
    einstellungen = replace(
        parse_settings('name = "S"\nstart = "hamm"\n[kontakt]\nstelle = "Amt"\n'), herausgeber=herausgeber, start=start
    )
    monkeypatch.setattr(modulkopf, "read_settings", lambda: einstellungen)
    assert ("Kontakt: Amt" in modulkopf.contact(_seite(ergebnis))) is da


def test_every_row_of_a_table_is_one_entry(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    assert seiten["module_register"].count('<li id="modul-') == len(_frame(ergebnis, "module"))
    assert seiten["integration_liste"].count('<li id="massnahme-') == len(_frame(ergebnis, "massnahmen")) == 34
    assert seiten["weiterbildungen_liste"].count("data-kp-eintrag") == len(_frame(ergebnis, "weiterbildungen"))
    assert seiten["zeitleiste"].count("data-kp-eintrag") == len(_frame(ergebnis, "zeitleiste"))
    assert seiten["bsc"].count('<tr id="bsc-') == len(_frame(ergebnis, "bsc"))
    assert seiten["gremien"].count('<li id="gremium-') == len(_frame(ergebnis, "gremien"))


def test_tree_of_bodies_holds_each_once_below_the_one_it_reports_to(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    f = _frame(ergebnis, "gremien")
    tiefe: list[str] = []
    gefunden: dict[str, str] = {}
    for zeichen in re.findall(r'<(/?li)\b|kp-baum__kasten"><a href="#gremium-([^"]+)"', seiten["gremien"]):
        if zeichen[0] == "li":
            tiefe.append("")
        elif zeichen[0] == "/li":
            tiefe.pop()
        else:
            assert zeichen[1] not in gefunden
            gefunden[zeichen[1]] = next((t for t in reversed(tiefe) if t), "")
            tiefe[-1] = zeichen[1]
    assert gefunden == dict(zip(f["gremium_id"], f["berichtet_an"], strict=True))
    # Source: Konzept 4.8.1, "der durch die Projektleitung erstellten Berichte"; no other document names a report.
    assert {g: an for g, an in gefunden.items() if an} == {"projektleitung": "lenkungsgruppe"}


@pytest.mark.parametrize(
    ("modul_id", "alter"),
    [
        ("uma-versorgung", "13 bis 17 Jahre"),  # Integrationskonzept 5.1.4: "sind 13 bis 17 Jahre alt"
        ("bildungsbegleitung", "ab 5 Jahren"),  # Bericht 2018, 1.8.1: "ab dem 6. Lebensjahr"
        ("ausbildungsvermittlung", "ab 14 Jahren"),  # "ab dem 15. Lebensjahr"
        ("lernfoerderung", ""),  # no age named
        ("ein-guter-start", "ab der Schwangerschaft"),  # an end is named by the concept of 2011/12 only
    ],
)
def test_age_of_a_module_is_the_one_of_its_document(ergebnis: Ergebnis, modul_id: str, alter: str) -> None:
    assert modulkopf.age_text(modules(ergebnis, "hamm").loc[modul_id]) == alter


def test_module_claims_no_actor_and_no_talk_that_the_report_does_not_name(modulseiten: dict[str, str]) -> None:
    assert "einzelne Familien" not in modulseiten["netzwerk-fruehe-hilfen"]
    assert "laut Bericht 2018 war die Teilnahme freiwillig" in modulseiten["masernimpfung"]
    assert "zeigt der Betrag allein nicht" in modulseiten["praeventionsbudget"]


def test_module_that_tells_old_law_says_what_holds_today(modulseiten: dict[str, str]) -> None:
    mit = {modul_id for modul_id, text in modulseiten.items() if "kp-heute" in text}
    assert mit == {
        "masernimpfung", "schuleingangsuntersuchung", "frueherkennungsuntersuchung-u8", "ausbau-kindertagesbetreuung"
    }  # fmt: skip


def test_goals_of_stadtteilarbeit_are_complete(ergebnis: Ergebnis, modulseiten: dict[str, str]) -> None:
    seite = _text(modulseiten["stadtteilarbeit"])
    s = _frame(ergebnis, "stadtteilarbeit")
    for z in s[s["art"].eq("ziel")].itertuples():
        assert z.text in seite
    for z in s[s["raum_id"].ne("")].itertuples():
        assert f'href="/sozialraeume/{z.raum_id}/"' in modulseiten["stadtteilarbeit"]


def test_stadtteilarbeit_says_its_sums_and_what_is_missing(modulseiten: dict[str, str]) -> None:
    seite = modulseiten["stadtteilarbeit"]
    assert "138 Ziele und 269 Maßnahmen in sechs Handlungsfeldern" in seite
    assert "acht von neun Sozialräumen" in seite


def test_every_figure_of_a_module_is_on_its_page(ergebnis: Ergebnis, modulseiten: dict[str, str]) -> None:
    for _, a in _frame(ergebnis, "modul_angaben").iterrows():
        if a["modul_id"] in modulseiten:
            seite = _text(modulseiten[a["modul_id"]])
            assert a["angabe"] in seite
            assert figure_text(a) in seite


def test_cost_table_shows_every_amount(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    for z in _frame(ergebnis, "kosten").itertuples():
        if z.art == "kosten":
            assert z.posten in _text(seiten["ausgangslage_kosten"])
        assert z.gedruckt.removesuffix(",00") in seiten["ausgangslage_kosten"]


# --- integration: sums -----------------------------------------------------------------------------------------------


def test_printed_sum_is_said_to_be_measures_1_to_11(seiten: dict[str, str]) -> None:
    assert "1.499.000\u00a0Euro im Jahr. Das sind die Maßnahmen 1 bis 11, nicht alle 34." in seiten["integration_satz"]


def test_measures_without_a_figure_are_not_zero(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    m = _frame(ergebnis, "massnahmen")
    liste = seiten["integration_liste"]
    assert liste.count("<dd>keine Zahl genannt</dd>") == int(m["jaehrliche_kosten_euro"].isna().sum())
    assert not re.search(r">\s*0\u00a0Euro", liste + seiten["integration_summen"])
    for nr in m.loc[m["jaehrliche_kosten_euro"].isna(), "nr"]:
        zeile = re.search(rf'<li id="massnahme-{nr}"[^>]*>', liste)
        assert zeile is not None
        assert "data-zahl" not in zeile[0]


def test_sums_by_category_are_shown(seiten: dict[str, str]) -> None:
    for text in ("1.499.000\u00a0Euro", "1.383.500\u00a0Euro", "keine Zahl genannt"):
        assert text in seiten["integration_summen"]


# --- form ------------------------------------------------------------------------------------------------------------


def test_markup_keeps_the_rules(seiten: dict[str, str], modulseiten: dict[str, str]) -> None:
    for name, seite in {**seiten, **modulseiten}.items():
        assert "style=" not in seite, name
        assert "<script" not in seite, name
        assert not re.search(r"\b(nan|NaN|None|<NA>)\b", seite), name
        ids = re.findall(r'\bid="([^"]+)"', seite)
        assert len(ids) == len(set(ids)), name


@pytest.mark.parametrize(
    ("wert", "bis", "einheit", "text"),
    [
        (82.0, None, "%", "82\u202f%"),
        (34.2, None, "%", "34,2\u202f%"),
        (7.8, 35.6, "%", "7,8 bis 35,6\u202f%"),
        (7.0, None, "% (wie gedruckt)", "7\u202f% (wie gedruckt)"),
        (60.0, 80.0, "Familien", "60 bis 80 Familien"),
        (0.5, None, "Stelle", "0,5 Stelle"),
        (27.14, None, "Millionen Euro", "27,14 Millionen Euro"),
        (1_499_000.0, None, "Euro", "1.499.000\u00a0Euro"),
        (6.0, 10.0, "Lebensjahr", "6. bis 10. Lebensjahr"),
        (8.0, None, "Klasse", "Klasse 8"),
        (None, None, "Kinder", "viele"),
    ],
)
def test_figures_keep_their_digits_and_unit(wert: float | None, bis: float | None, einheit: str, text: str) -> None:
    zeile = pd.Series({"wert": wert, "wert_bis": bis, "einheit": einheit, "gedruckt": "viele"})
    assert figure_text(zeile) == text


def _hostile(ergebnis: Ergebnis) -> Ergebnis:
    """The real Ergebnis with hostile text in every free text column of the tables of these pages."""
    frei = {
        "module": ["name", "kurz", "beschreibung", "zielgruppe", "traeger", "seit", "status_stand", "fundstelle"],
        "modul_angaben": ["angabe", "zeitraum", "gedruckt", "fundstelle"],
        "modul_raeume": ["angabe", "fundstelle"],
        "modul_ziele": ["beleg"],
        "massnahmen": ["titel", "kurz", "kosten_gedruckt", "kategorie", "finanzierung", "stufe", "fundstelle"],
        "integrationskette": ["name", "beschreibung", "fundstelle"],
        "bsc": ["perspektive", "strategisches_ziel", "erfolgsmass", "anmerkung"],
        "ausgangszahlen": ["angabe", "zeitraum", "gedruckt", "fundstelle"],
        "gremien": ["name", "aufgabe", "zusammensetzung", "fundstelle"],
        "zeitleiste": ["ereignis", "fundstelle"],
        "arbeitsprogramm": ["bereich", "vorhaben", "fundstelle"],
        "weiterbildungen": ["thema", "amt"],
        "stadtteilarbeit": ["handlungsfeld", "text"],
        "raeume": ["name"],
        "ziele": ["titel"],
        "altersgruppen": ["name", "beschreibung"],
    }
    tabellen: list[Tabelle] = []
    for t in ergebnis.bestand.tabellen:
        spalten = frei.get(t.name, []) if t.paket in ("hamm", "katalog") else []
        neu = t.frame.assign(**{s: t.frame[s] + BOESE for s in spalten})
        tabellen.append(replace(t, inhalt=neu))
    return replace(ergebnis, bestand=Bestand(ergebnis.bestand.pfad, ergebnis.bestand.pakete, tabellen))


def test_hostile_text_is_escaped(ergebnis: Ergebnis) -> None:
    boese = _hostile(ergebnis)
    a = boese.bestand.frame("modul_angaben")
    assert a["angabe"].str.contains("<script>", regex=False).all()
    teile = []
    for name, macro in MACROS.items():
        if name == "integration_satz":
            continue  # finds the printed sum by its name, which is now another
        meta = {"ziel": "1.1", "modul": "willkommensbesuche", "arbeitsprogramm": "2019"}
        if name == "ausgangslage_kosten":
            continue
        teile.append(macro(_seite(boese, **meta)))
    seite = "\n".join(teile)
    assert "&lt;script&gt;" in seite
    assert "<script" not in seite
    assert '</td>"' not in seite


# --- picture ---------------------------------------------------------------------------------------------------------


def test_picture_has_the_same_bars_in_both_layouts_and_stays_inside(ergebnis: Ergebnis) -> None:
    spannen = age_spans(ergebnis)
    module = picture_modules(ergebnis, "hamm")
    balken = [bar_of(m, drawn_span(ergebnis, m), m["modul_id"]) for _, m in module.iterrows()]
    koepfe = [Kopf(name, "", "", f"#{i}") for i, name, _, _ in spannen]
    breit, schmal = lay_out(koepfe, balken, [(v, b) for _, _, v, b in spannen])
    assert {f.url for f in breit.balken} == {f.url for f in schmal.balken} == set(module["modul_id"])
    for bild in (breit, schmal):
        for feld in bild.koepfe + bild.balken:
            assert feld.x >= 0
            assert feld.x + feld.breite <= bild.breite + 0.1
            assert feld.y + feld.hoehe <= bild.hoehe
            for text, x, _ in feld.zeilen:
                assert x >= 0
                assert x + text_breite(text, bild.schrift) <= bild.breite + 0.1


def test_bar_lies_where_the_age_is(ergebnis: Ergebnis) -> None:
    grenzen = [(v, b) for _, _, v, b in age_spans(ergebnis)]
    modul = pd.Series({"name": "x", "von_jahr": 3.0, "bis_jahr": 10.0})
    breit, _ = lay_out([Kopf("a", "")] * 4, [bar_of(modul, (3.0, 10.0), "")], grenzen)
    (feld,) = breit.balken
    assert (feld.x, feld.breite) == (breit.breite / 4, breit.breite / 2)
    assert not feld.offen_vorn
    assert not feld.offen_hinten


def test_picture_and_list_name_the_same_modules(ergebnis: Ergebnis, seiten: dict[str, str]) -> None:
    m = modules(ergebnis, "hamm")
    for modul_id in picture_modules(ergebnis, "hamm")["modul_id"]:
        ziel = f'href="{modulseite.module_url(_seite(ergebnis), m.loc[modul_id])}"'
        assert ziel in seiten["kette_bild"]
        assert ziel in seiten["kette_liste"]
    for abschnitt in ("fruehe_hilfen", "kita", "grundschule", "sekundarstufe"):
        assert f'href="#{abschnitt}"' in seiten["kette_bild"]
        assert f"{{#{abschnitt}}}" in seiten["kette_liste"]


# --- nothing said twice, no value left out ----------------------------------------------------------------------------


def test_kennzahl_printed_as_a_range_shows_the_range(modulseiten: dict[str, str]) -> None:
    text = _text(modulseiten["elternbildungsbudget"])
    assert "2018: 1.340 bis 4.995\u202fEuro. Das sind der kleinste und der größte Wert der Sozialräume" in text.replace(
        "\u00a0", "\u202f"
    )
    assert not any("Der Wert steht so im Dokument." in s for s in modulseiten.values())


def test_areas_with_the_same_note_stand_together(modulseiten: dict[str, str]) -> None:
    seite = modulseiten["stadtteilbudget"]
    assert seite.count("Laut Bericht bekam jeder Sozialraum Geld für Projekte vor Ort, das Stadtteilbudget.") == 1
    assert seite.count('href="/sozialraeume/') == 9
    assert '<a href="/sozialraeume/">Ganze Stadt</a>' in modulseiten["alltagsbegleiter"]


def test_quoted_sentence_gets_no_second_full_stop(modulseiten: dict[str, str]) -> None:
    assert not any(".“." in _text(s) for s in modulseiten.values())


def test_gap_says_all_where_all_are_meant(ergebnis: Ergebnis) -> None:
    liste = ketteseite.draw_liste(_seite(ergebnis))
    assert not re.search(r"\b(\d+) von \1 (Modulen|Kennzahlen)", liste)
    assert "Zu allen 16 Modulen nennen die Dokumente kein genaues Alter." in liste
