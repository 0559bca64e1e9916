"""Register and pages of the Kennzahlen: every value has an address that new data do not change."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from kekiz.ergebnis import Ergebnis, read_ergebnis
from kekiz.rechnen.vergleichbarkeit import classify
from kekiz.seiten import kennzahlseite
from kekiz.seiten.adresse import value_anchor
from kekiz.seiten.seite import Seite

ANKER = re.compile(r'<tr id="(wert\.[^"]+)">')


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def _seite(ergebnis: Ergebnis, kennzahl_id: str) -> Seite:
    start = str(ergebnis.bestand.frame("ziele")["paket"].iloc[0])
    return Seite(ergebnis, start, lambda p: "../" + p, lambda *_a, **_k: "", {"kennzahl": kennzahl_id}, start=start)


def _anchors(ergebnis: Ergebnis, kennzahl_id: str) -> dict[str, str]:
    """Row of each value by its anchor."""
    markup = kennzahlseite.draw_werte(_seite(ergebnis, kennzahl_id))
    return {m[1]: markup[m.start() : markup.index("</tr>", m.start())] for m in ANKER.finditer(markup)}


def _ids(ergebnis: Ergebnis) -> Iterator[str]:
    return (e.kennung for e in kennzahlseite.list_kennzahlen(ergebnis))


def test_every_value_of_every_municipality_stands_on_its_page(ergebnis: Ergebnis) -> None:
    seiten = list(_ids(ergebnis))
    assert set(seiten) == set(ergebnis.werte["kennzahl_id"])
    for kennzahl_id in seiten:
        w = ergebnis.werte[ergebnis.werte["kennzahl_id"].eq(kennzahl_id)]
        zeilen = _anchors(ergebnis, kennzahl_id)
        assert len(zeilen) == len(w), kennzahl_id
        for _, z in w.iterrows():
            zeile = zeilen[value_anchor(z["kommune_id"], z["raum_id"], z["zeitraum"], z["gruppe"])]
            assert f">{ergebnis.wert(z).text}<" in zeile


def test_anchors_are_different_and_need_no_escape(ergebnis: Ergebnis) -> None:
    spalten = ["kommune_id", "raum_id", "zeitraum", "gruppe"]
    for _, teil in ergebnis.werte.groupby("kennzahl_id"):
        anker = [value_anchor(*z) for z in teil[spalten].itertuples(index=False)]
        assert len(set(anker)) == len(teil)
        assert all(re.fullmatch(r"[a-z0-9._-]+", a) for a in anker)


def test_a_new_year_changes_no_anchor(ergebnis: Ergebnis) -> None:
    w = ergebnis.werte
    kennzahl_id = str(w["kennzahl_id"].value_counts().index[0])
    vorher = _anchors(ergebnis, kennzahl_id)
    neu = w[w["kennzahl_id"].eq(kennzahl_id)].drop_duplicates(["kommune_id", "raum_id", "gruppe"]).copy()
    neu["zeitraum"], neu["zeit"] = "2031", w["zeit"].max() + 1
    # Before the others, so that an anchor that counts would move.
    nachher = _anchors(replace(ergebnis, werte=pd.concat([neu, w], ignore_index=True)), kennzahl_id)
    assert len(nachher) == len(vorher) + len(neu)
    assert {a: nachher[a] for a in vorher} == vorher


def test_many_values_are_folded_by_municipality(ergebnis: Ergebnis) -> None:
    anzahl = ergebnis.werte["kennzahl_id"].value_counts()
    viele = str(anzahl.index[0])
    wenige = str(anzahl[anzahl.le(kennzahlseite.OFFEN_BIS)].index[0])
    assert "kp-falte" in kennzahlseite.draw_werte(_seite(ergebnis, viele))
    assert "kp-falte" not in kennzahlseite.draw_werte(_seite(ergebnis, wenige))


def test_register_leads_to_every_page_once(ergebnis: Ergebnis) -> None:
    markup = kennzahlseite.draw_register(_seite(ergebnis, ""))
    ziele = re.findall(r'href="\.\./kennzahlen/([^/"]+)/"', markup)
    assert sorted(ziele) == sorted(_ids(ergebnis))


def _counting(*zeilen: tuple[str, str, str]) -> pd.DataFrame:
    leer = {"kennzahl_id": "k", "gruppe": "", "einschluss_code": "alle", "stichtag": "31.12.", "jahr": "2018",
            "quelle_id": "q", "herkunft": "gedruckt", "beschreibung": "", "fundstelle": ""}  # fmt: skip
    return classify(
        pd.DataFrame([{**leer, "kommune_id": k, "zaehler_code": z, "nenner_code": n} for k, z, n in zeilen])
    )


def test_one_municipality_alone_has_nothing_to_compare_with() -> None:
    assert kennzahlseite.comparison_texts(_counting(("a", "x", "y")), {"a": "Aheim"}) == [
        "Nur Aheim nennt Werte zu dieser Kennzahl. Mit anderen Kommunen lässt sie sich nicht vergleichen."
    ]


def test_comparison_says_the_verdict_of_the_rule() -> None:
    orte = {"a": "Aheim", "b": "Bedorf"}
    gleich = kennzahlseite.comparison_texts(_counting(("a", "x", "y"), ("b", "x", "y")), orte)
    assert gleich == ["Vergleichbar: Aheim und Bedorf. Sie haben dasselbe auf dieselbe Weise gezählt."]
    (daneben,) = kennzahlseite.comparison_texts(_counting(("a", "x-1", "y"), ("b", "x-2", "y")), orte)
    assert daneben.startswith("Aheim und Bedorf: nur nebeneinander.")
    (nicht,) = kennzahlseite.comparison_texts(_counting(("a", "x", "y"), ("b", "z", "y")), orte)
    assert nicht.startswith("Aheim und Bedorf: nicht vergleichbar.")
    ohne_nenner = _counting(("a", "x", "ohne_nenner"), ("b", "x", "ohne_nenner"))
    assert kennzahlseite.comparison_texts(ohne_nenner, orte) == ["Nicht vergleichbar: Aheim und Bedorf."]
    (fehlt,) = kennzahlseite.comparison_texts(_counting(("a", "x", "y")), orte)
    assert fehlt.startswith("Wie gezählt ist, sagt das Dokument nicht: Bedorf.")


def test_many_ways_of_counting_are_counted() -> None:
    viele = [(f"k{i}", f"x{i}", "y") for i in range(kennzahlseite.KLASSEN_EINZELN + 1)]
    orte = {k: k for k, _, _ in viele}
    assert kennzahlseite.comparison_texts(_counting(*viele[:-1]), dict(list(orte.items())[:-1]))[0].startswith(
        "k0 und k1:"
    )
    (satz,) = kennzahlseite.comparison_texts(_counting(*viele), orte)
    assert satz.startswith("Gezählt ist auf fünf verschiedene Weisen")


def test_a_kennzahl_of_many_values_shows_all_of_the_own_city_and_the_newest_of_the_others(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch
) -> None:
    w = ergebnis.werte
    ganz = w[w["raum_id"].eq(w["kommune_id"]) & w["gruppe"].eq("")]
    k = str(ganz.groupby("kennzahl_id")["kommune_id"].nunique().idxmax())
    w = w[w["kennzahl_id"].eq(k)]
    seite = _seite(ergebnis, k)
    eigene = w[w["kommune_id"].eq(seite.kommune_id)]
    andere = set(w["kommune_id"]) - {seite.kommune_id}
    assert andere
    monkeypatch.setattr(kennzahlseite, "ALLE_BIS", len(w))
    assert len(_anchors(ergebnis, k)) == len(w)
    monkeypatch.setattr(kennzahlseite, "ALLE_BIS", len(w) - 1)
    markup = kennzahlseite.draw_werte(seite)
    anker = ANKER.findall(markup)
    assert len(anker) == len(set(anker)) == len(eigene) + len(andere)
    for ort in andere:
        z = ganz[ganz["kommune_id"].eq(ort) & ganz["kennzahl_id"].eq(k)].sort_values("zeit").iloc[-1]
        assert value_anchor(ort, ort, z["zeitraum"], "") in anker
        assert f"kommunen/{ort}/" in markup
    assert f"Alle {len(w)} Werte" in markup


def test_many_municipalities_are_counted_where_a_sentence_would_not_hold_them(monkeypatch: pytest.MonkeyPatch) -> None:
    orte = {f"ort-{i}": f"Ort {i}" for i in range(3)}
    zeilen = pd.DataFrame({"kommune_id": list(orte), "klasse_id": 0, "ist_vergleichbar": True})
    monkeypatch.setattr(kennzahlseite, "ORTE_EINZELN", 3)
    assert "Ort 0, Ort 1 und Ort 2" in kennzahlseite.comparison_texts(zeilen, orte)[0]
    monkeypatch.setattr(kennzahlseite, "ORTE_EINZELN", 2)
    assert "Vergleichbar: 3 Kommunen." in kennzahlseite.comparison_texts(zeilen, orte)[0]
