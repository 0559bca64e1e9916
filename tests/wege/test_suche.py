"""Everyday words lead to pages that exist, also to those of another city, and the index stays small."""

import csv
import gzip
import json
from dataclasses import replace
from pathlib import Path

import pytest

from kekiz.daten.einstellungen import read_settings
from kekiz.daten.load import load
from kekiz.ergebnis import Aufgeschoben, build, read_ergebnis
from kekiz.wege.plan import plan_pages
from kekiz.wege.suche import VERZEICHNIS, age_entries, check_words, index_entries, unknown_targets
from paketbau import REPO, Projekt

HOECHSTENS = 100_000
"""Bytes of the compressed index: it is loaded when somebody wants to search, also on a slow phone."""


def _with_word(projekt: Projekt, *zeilen: tuple[str, str, str]) -> Projekt:
    projekt.tabellen["katalog"]["suchwoerter"] = [
        {"wort": wort, "kommune_id": kommune_id, "seite": seite} for wort, kommune_id, seite in zeilen
    ]
    return projekt


@pytest.mark.parametrize(
    ("kommune_id", "seite", "start", "befund"),
    [
        ("hamm", "ziele/1-1/", "hamm", ""),
        ("hamm", "ziele/1-1/", "anderswo", ""),
        ("hamm", "ziele/1-9/", "hamm", "ziele/1-9/"),
        ("hamm", "kommunen/hamm/ziele/1-1/", "hamm", "kommunen/hamm/ziele/1-1/"),
        ("hamm", "module/#modul-ohne", "hamm", ""),
        ("hamm", "module/#modul-besuche", "hamm", "module/#modul-besuche"),
        ("", "daten/", "hamm", ""),
        ("", "dateien/", "hamm", "dateien/"),
        ("", "ziele/1-1/", "anderswo", "ziele/1-1/"),
    ],
)
def test_word_must_lead_to_a_page(
    projekt: Projekt,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    kommune_id: str,
    seite: str,
    start: str,
    befund: str,
) -> None:
    projekt.tabellen["hamm"]["module"].append(
        {**projekt.tabellen["hamm"]["module"][0], "modul_id": "ohne", "hat_seite": "nein"}
    )
    _with_word(projekt, ("Krippe", kommune_id, seite)).write()
    (tmp_path / "docs/daten").mkdir(parents=True)
    (tmp_path / "docs/daten/index.md").touch()
    monkeypatch.setattr("kekiz.ergebnis.build", lambda _: pytest.fail("Für die Adressen ist gerechnet worden."))
    fehler = check_words(Aufgeschoben(load(projekt.pfad)), start, tmp_path / "docs")
    schluessel = f"Krippe · {kommune_id}" if kommune_id else "Krippe"
    erwartet = (
        f"katalog/suchwoerter.csv Zeile 2 [{schluessel}]: Die Seite gibt es nicht (gefunden „{befund}“). "
        "Bitte die Adresse einer Seite angeben, die das Wort beantwortet."
    )
    assert [str(f) for f in fehler] == ([erwartet] if befund else [])


def test_entries_get_words_weights_and_short_texts(projekt: Projekt) -> None:
    projekt.tabellen["hamm"]["module"][0]["hat_seite"] = "nein"
    _with_word(projekt, ("Krippe", "hamm", "ziele/1-1/"), ("Hort", "hamm", "ziele/1-1/"), ("Weg", "", "weg/")).write()
    ergebnis = build(load(projekt.pfad))
    lang = "<p>" + "Wort " * 200 + "</p>"
    docs = [
        {"location": "ziele/1-1/", "title": "1.1", "text": lang},
        {"location": "ziele/1-1/#quellen", "title": "Quellen", "text": lang},
        {"location": "module/", "title": "Angebote", "text": ""},
    ]
    eintraege = index_entries(docs, ergebnis.bestand, plan_pages(ergebnis, "hamm"), "hamm")
    ziel, quellen, module, besuche = eintraege
    assert (ziel["tags"], ziel["boost"]) == (["Krippe", "Hort"], 3)
    assert "Wort" not in ziel["text"]
    assert len(quellen["text"]) < 270
    assert quellen["text"].endswith("Wort …")
    assert not {"tags", "boost"} & {*quellen, *module}
    assert besuche == {"location": "module/#modul-besuche", "title": "Besuche", "text": "Besuche."}


def test_each_age_leads_to_the_register_with_it_chosen() -> None:
    eintraege = age_entries(read_ergebnis(), "hamm")
    drei, erstes = eintraege["module/?alter=3"], eintraege["module/?alter=0"]
    assert drei["title"] == "3 Jahre: Angebote für Kinder in diesem Alter"
    assert drei["tags"] == ["3 Jahre", "dreijährig"]
    assert erstes["tags"] == ["unter 1 Jahr"]
    # Before birth is no age, and the chain has an end.
    assert "module/?alter=-1" not in eintraege
    assert "module/?alter=19" not in eintraege


def test_pages_of_kennzahlen_are_found_by_their_register_alone(projekt: Projekt) -> None:
    projekt.write()
    ergebnis = build(load(projekt.pfad))
    plan = plan_pages(ergebnis, "hamm")
    eine = next(e.kennung for art, e in plan.values() if art.art == "kennzahl")
    orte = ["kennzahlen/", f"kennzahlen/{eine}/", f"kennzahlen/{eine}/#vergleich"]
    docs = [{"location": o, "title": "x", "text": "x"} for o in orte]
    eintraege = [e["location"] for e in index_entries(docs, ergebnis.bestand, plan, "hamm")]
    assert "kennzahlen/" in eintraege
    assert not [e for e in eintraege if e.startswith("kennzahlen/") and e != "kennzahlen/"]


def test_words_of_switched_off_pages_are_left_out(projekt: Projekt) -> None:
    _with_word(projekt, ("Besuch", "hamm", "module/besuche/")).write()
    ergebnis = build(load(projekt.pfad))
    ohne = replace(ergebnis.bestand, tabellen=[t for t in ergebnis.bestand.tabellen if t.name != "module"])
    assert index_entries([], ohne, {}, "hamm") == []


def test_words_of_the_real_packages_lead_to_pages() -> None:
    assert check_words(read_ergebnis(), read_settings().start, REPO / "docs") == []


def test_there_are_many_words_and_none_of_the_probe() -> None:
    woerter = set(read_ergebnis().bestand.frame("suchwoerter")["wort"].str.lower())
    with (REPO / "tests/suchprobe.csv").open(encoding="utf-8", newline="") as strom:
        probe = {zeile["wort"].lower() for zeile in csv.DictReader(strom)}
    assert len(woerter) >= 170
    assert len(probe) >= 30
    assert not woerter & probe


def test_index_is_small_and_its_words_are_where_they_lead(gebaut: Path) -> None:
    roh = (gebaut / VERZEICHNIS).read_bytes()
    assert len(gzip.compress(roh, 6)) <= HOECHSTENS
    docs = json.loads(roh)["docs"]
    nach_wort = {wort: d["location"] for d in docs for wort in d.get("tags", [])}
    assert nach_wort["Kita"] == "ziele/1-3/"
    bestand = read_ergebnis().bestand
    assert list(unknown_targets(bestand, [d["location"] for d in docs], read_settings().start)) == []
    alter = {wort for wort, ort in nach_wort.items() if "?alter=" in ort}
    assert {"3 Jahre", "dreijährig"} <= alter
    assert set(nach_wort) - alter == set(bestand.frame("suchwoerter")["wort"])


def test_what_is_put_off_is_computed_when_it_is_asked_for(projekt: Projekt) -> None:
    projekt.write()
    bestand = load(projekt.pfad)
    spaeter, gleich = Aufgeschoben(bestand), build(bestand)
    assert list(spaeter.quellen.index) == list(gleich.quellen.index)
    assert "werte" not in vars(spaeter)
    assert spaeter.werte.equals(gleich.werte)
    assert spaeter.ziele is vars(spaeter)["ziele"]
    assert spaeter.towns_of_kennzahlen == gleich.towns_of_kennzahlen == {"quote_u3": ["Hamm"], "quote_u8": ["Hamm"]}
    with pytest.raises(AttributeError, match="unbekannt"):
        _ = spaeter.unbekannt
