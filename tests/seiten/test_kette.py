"""The chain: who belongs where, what counts as a gap, ages in words."""

from pathlib import Path

import pandas as pd
import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.seiten.kette import (
    age_spans,
    drawn_span,
    find_gaps,
    goals_of_module,
    modules,
    modules_of_goal,
    picture_modules,
    section_of,
    sections,
)
from kekiz.seiten.ketteseite import draw_bild, gap_sentences
from kekiz.seiten.seite import Seite
from kekiz.wissen.zahlen import format_alter
from kekiz.zeichnen.kettenbild import Balken, Kopf, lay_out
from paketbau import Projekt

DATEN = Path(__file__).resolve().parents[2] / "datapackage"
NAN = float("nan")


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis(DATEN)


@pytest.mark.parametrize(
    ("von", "bis", "text"),
    [
        (-0.75, 1, "von der Schwangerschaft bis 1 Jahr"),
        (-0.75, 0, "in der Schwangerschaft"),
        (-0.75, NAN, "ab der Schwangerschaft"),
        (0, 6, "0 bis 6 Jahre"),
        (0, NAN, "ab der Geburt"),
        (0.92, 1.92, "11 bis 23 Monate"),
        (0.5, 3, "6 Monate bis 3 Jahre"),
        (6, NAN, "ab 6 Jahren"),
        (NAN, 3, "bis 3 Jahre"),
        (NAN, NAN, ""),
        (None, None, ""),
    ],
)
def test_ages_are_written_in_words(von: float | None, bis: float | None, text: str) -> None:
    assert format_alter(von, bis) == text


def _module(kapitel: str, von: float, bis: float) -> pd.Series:
    return pd.Series({"kapitel": kapitel, "von_jahr": von, "bis_jahr": bis})


def test_chain_without_a_running_module_has_no_picture_and_no_fault(projekt: Projekt) -> None:
    assert list(picture_modules(build(load(projekt.pfad)), "hamm")["modul_id"]) == ["besuche"]
    projekt.zeile("hamm/module")["status"] = "beendet"
    projekt.write()
    ergebnis = build(load(projekt.pfad))
    leer = picture_modules(ergebnis, "hamm")
    assert (len(leer), "von_jahr" in leer) == (0, True)
    assert draw_bild(Seite(ergebnis, "hamm", str, lambda *_, **__: "", {})) == ""


def test_an_unnamed_end_never_claims_a_later_age_than_the_section(ergebnis: Ergebnis) -> None:
    assert drawn_span(ergebnis, _module("fruehe_hilfen", 0, NAN)) == (0, 3)
    assert drawn_span(ergebnis, _module("querschnitt", 6, NAN)) == (6, 18)
    assert drawn_span(ergebnis, _module("fruehe_hilfen", NAN, 3)) == (-0.75, 3)
    assert drawn_span(ergebnis, _module("kita", 4, 5)) == (4, 5)
    assert drawn_span(ergebnis, _module("fruehe_hilfen", 8, NAN)) == (8, 8)


def test_every_module_and_every_goal_stands_in_exactly_one_section(ergebnis: Ergebnis) -> None:
    alle = sections(ergebnis, "hamm")
    ids = [i for a in alle for i in a.module["modul_id"]]
    assert sorted(ids) == sorted(modules(ergebnis, "hamm")["modul_id"])
    ziele = [z for a in alle for z in a.ziele["ziel_id"]]
    assert sorted(ziele) == sorted(z for z in ergebnis.goal_ids("hamm") if "." in z)


def test_modules_of_other_sections_are_listed_only_with_a_named_age(ergebnis: Ergebnis) -> None:
    for a in sections(ergebnis, "hamm"):
        assert set(a.auch["modul_id"]).isdisjoint(a.module["modul_id"])
        assert (a.auch["von_jahr"].notna() | a.auch["bis_jahr"].notna()).all()
    grundschule = next(a for a in sections(ergebnis, "hamm") if a.altersgruppe_id == "grundschule")
    assert "kurve-kriegen" in set(grundschule.auch["modul_id"])
    assert "netzwerk-fruehe-hilfen" not in set(grundschule.auch["modul_id"])


def test_goal_and_module_find_each_other(ergebnis: Ergebnis) -> None:
    for modul_id in modules(ergebnis, "hamm")["modul_id"]:
        for ziel_id in goals_of_module(ergebnis, "hamm", modul_id)["ziel_id"]:
            assert modul_id in set(modules_of_goal(ergebnis, "hamm", ziel_id)["modul_id"])
    for ziel_id in ergebnis.goal_ids("hamm"):
        for modul_id in modules_of_goal(ergebnis, "hamm", ziel_id)["modul_id"]:
            assert ziel_id in set(goals_of_module(ergebnis, "hamm", modul_id)["ziel_id"])


def test_every_link_of_the_tables_is_found(ergebnis: Ergebnis) -> None:
    for z in ergebnis.bestand.frame("modul_ziele").itertuples():
        assert z.modul_id in set(modules_of_goal(ergebnis, "hamm", z.ziel_id)["modul_id"])
    zk = ergebnis.bestand.frame("ziel_kennzahlen")
    for k in ergebnis.bestand.frame("modul_kennzahlen").itertuples():
        ziele = set(zk.loc[zk["kennzahl_id"].eq(k.kennzahl_id), "ziel_id"])
        assert ziele <= set(goals_of_module(ergebnis, "hamm", k.modul_id)["ziel_id"])


def test_modules_with_a_page_come_first(ergebnis: Ergebnis) -> None:
    for ziel_id in ergebnis.goal_ids("hamm"):
        hat = list(modules_of_goal(ergebnis, "hamm", ziel_id)["hat_seite"].astype(bool))
        assert hat == sorted(hat, reverse=True)


def test_gaps_follow_from_the_tables(ergebnis: Ergebnis) -> None:
    mit_modul = set(ergebnis.bestand.frame("modul_ziele")["ziel_id"])
    for a in sections(ergebnis, "hamm"):
        luecken = find_gaps(ergebnis, "hamm", a)
        assert not set(luecken.ziele_ohne_modul) & mit_modul
        assert luecken.module_ohne_alter == int((a.module["von_jahr"].isna() & a.module["bis_jahr"].isna()).sum())
        for k in luecken.kennzahlen_ohne_wert:
            assert ergebnis.all_of("hamm", k)["wert"].isna().all()


def test_gap_of_places_is_one_of_single_places(ergebnis: Ergebnis) -> None:
    # Of some Kennzahlen the document prints the least and the greatest value of all Sozialräume, and the site shows it.
    seite = Seite(ergebnis, "hamm", lambda *_: "", lambda *_, **__: "", {})
    texte = [
        s["text"] for a in sections(ergebnis, "hamm") for s in gap_sentences(seite, a, find_gaps(ergebnis, "hamm", a))
    ]
    vom_raum = [t for t in texte if "Sozialräumen" in t]
    assert vom_raum
    assert all(t.endswith("gibt es keine Zahl zu einzelnen Sozialräumen.") for t in vom_raum)


def test_picture_shows_running_offers_for_families_with_an_age(ergebnis: Ergebnis) -> None:
    m = picture_modules(ergebnis, "hamm")
    assert len(m) >= 10
    assert set(m["status"]) <= {"laufend", "modellprojekt"}
    assert not set(m["art"]) & {"gremium", "finanzierung", "konzept"}
    von = m["von_jahr"].fillna(99)
    assert list(von) == sorted(von)


def test_age_spans_join_without_gap(ergebnis: Ergebnis) -> None:
    spannen = age_spans(ergebnis)
    assert [s[2] for s in spannen[1:]] == [s[3] for s in spannen[:-1]]


def test_names_begin_at_the_edge_of_a_narrow_picture() -> None:
    koepfe = [Kopf("Kita", "3 bis 6 Jahre"), Kopf("Schule", "6 bis 18 Jahre")]
    balken = [Balken("Lernförderung", "10 bis 12 Jahre", "", 10.0, 12.0), Balken("U8", "4 Jahre", "", 4.0, 5.0)]
    breit, schmal = lay_out(koepfe, balken, [(3.0, 6.0), (6.0, 18.0)])
    assert {x for b in schmal.balken for _, x, _ in b.zeilen} == {0.0}
    assert len({x for b in breit.balken for _, x, _ in b.zeilen}) == 2


def test_a_chapter_that_is_no_age_group_belongs_to_all_ages(ergebnis: Ergebnis) -> None:
    kapitel = set(ergebnis.bestand.frame("module")["kapitel"])
    gruppen = ergebnis.bestand.frame("altersgruppen")
    (alle,) = gruppen.loc[gruppen["von_jahr"].isna(), "altersgruppe_id"]
    eigene = {k: section_of(ergebnis, str(k)) for k in kapitel}
    ohne = kapitel - set(gruppen["altersgruppe_id"])
    assert ohne
    assert {eigene[k] for k in ohne} == {alle}
    assert all(eigene[k] == k for k in kapitel - ohne)
    teil = next(t for t in sections(ergebnis, "hamm") if t.altersgruppe_id == alle)
    assert ohne <= set(teil.module["kapitel"])
