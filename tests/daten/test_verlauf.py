"""The record of changes: what came, changed and went, with reasons; beside the real data it is complete."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from kekiz.__main__ import main
from kekiz.daten.bestand import read_schema
from kekiz.daten.load import load
from kekiz.daten.verlauf import (
    DATEI,
    ZELLEN,
    Art,
    Verlauf,
    Wertaenderung,
    find_changes,
    hide_values,
    note_changes,
    read_history,
    state_of,
    value_tables,
    write_history,
)
from kekiz.daten.warnungen import find_warnings
from kekiz.ergebnis import build
from kekiz.sagen.wertverlauf import change_words
from kekiz.seiten import kennzahlseite
from kekiz.seiten.seite import Seite
from kekiz.seiten.wertaenderungen import draw_aenderungen
from kekiz.wege.export import value_changes
from paketbau import DATEN, Projekt

TAG = date(2020, 5, 4)
U3_2018 = ("quote_u3", "hamm", "2018", "")
U3_2017 = ("quote_u3", "hamm", "2017", "")
U8 = ("quote_u8", "pelkum", "2017/18", "")


@pytest.fixture
def geaendert(projekt: Projekt) -> Projekt:
    """Packages of which, since the record was begun, one value came, one changed and one went."""
    write_history(projekt.pfad, note_changes(None, load(projekt.pfad), TAG, "Anfang."))
    werte = projekt.tabellen["hamm"]["werte"]
    werte[0] |= {"zeitraum": "2016"}
    werte[1] |= {"wert": "82", "zaehler": "", "nenner": "", "gedruckt": "82 %"}
    projekt.write()
    return projekt


def test_first_publication_is_no_change(projekt: Projekt) -> None:
    verlauf = note_changes(None, load(projekt.pfad), TAG, "Anfang.")
    assert verlauf.aenderungen == ()
    assert verlauf.stand["hamm"][U3_2018] == ("82.1", "", "3715", "4525", "82,1%", "gedruckt")
    assert find_changes(verlauf, load(projekt.pfad), TAG) == []


def test_package_that_comes_later_is_no_change_and_one_that_goes_is(projekt: Projekt) -> None:
    bestand = load(projekt.pfad)
    assert find_changes(Verlauf(), bestand, TAG) == []
    weg = find_changes(Verlauf((), {"dort": state_of(bestand)["hamm"]}), bestand, TAG)
    assert {(a.kommune_id, a.art) for a in weg} == {("dort", Art.ENTFALLEN)}


def test_what_came_changed_and_went_is_found(geaendert: Projekt) -> None:
    verlauf = read_history(geaendert.pfad)
    assert verlauf is not None
    gefunden = find_changes(verlauf, load(geaendert.pfad), TAG, "Darum.")
    alt, neu = ("30", "", "30", "100", "30%", "gedruckt"), ("82", "", "", "", "82 %", "gedruckt")
    assert gefunden == [
        Wertaenderung(TAG, Art.NEU, "hamm", ("quote_u3", "hamm", "2016", ""), (), alt, "Darum."),
        Wertaenderung(TAG, Art.ENTFALLEN, "hamm", U3_2017, alt, (), "Darum."),
        Wertaenderung(TAG, Art.GEAENDERT, "hamm", U3_2018, verlauf.stand["hamm"][U3_2018], neu, "Darum."),
    ]


def test_record_comes_back_as_it_was_written(geaendert: Projekt) -> None:
    verlauf = note_changes(read_history(geaendert.pfad), load(geaendert.pfad), TAG, '„Darum“, "so".')
    write_history(geaendert.pfad, verlauf)
    assert read_history(geaendert.pfad) == verlauf
    text = (geaendert.pfad / DATEI).read_text(encoding="utf-8")
    assert sum("Darum" in zeile for zeile in text.splitlines()) == 3
    write_history(geaendert.pfad, verlauf)
    assert (geaendert.pfad / DATEI).read_text(encoding="utf-8") == text


def test_what_is_secret_now_is_told_nowhere(projekt: Projekt) -> None:
    bestand = load(projekt.pfad)
    stand = state_of(bestand)
    frueher = Wertaenderung(TAG, Art.GEAENDERT, "hamm", U8, ("80", *stand["hamm"][U8][1:]), stand["hamm"][U8], "a")
    bleibt = replace(frueher, schluessel=U3_2018)
    vorher = Verlauf((frueher, bleibt), stand)
    zeile = projekt.zeile("hamm/werte", 2)
    zeile.update(wert="", zaehler="", nenner="", gedruckt="", wertstatus="geheim", hinweis_id="")
    projekt.tabellen["hamm"]["hinweise"][0]["erwartet"] = ""
    assert projekt.fehler() == []
    verlauf = note_changes(vorher, load(projekt.pfad), TAG, "Datenschutz.")
    assert [(a.schluessel, a.vorher, a.nachher) for a in verlauf.aenderungen] == [
        (U8, (), ()), (U3_2018, bleibt.vorher, bleibt.nachher), (U8, (), ()),
    ]  # fmt: skip


def test_check_warns_of_what_is_not_noted(geaendert: Projekt) -> None:
    def warnungen() -> list[str]:
        return [str(w) for w in find_warnings(load(geaendert.pfad)) if DATEI in str(w)]

    assert warnungen() == [
        "hamm/werte.csv: Geänderte Werte stehen noch nicht in verlauf.json (gefunden 3, erwartet 0). Bitte „kekiz "
        'verlauf --grund "…"“ aufrufen.'
    ]
    write_history(geaendert.pfad, note_changes(read_history(geaendert.pfad), load(geaendert.pfad), TAG, "Darum."))
    assert warnungen() == []
    (geaendert.pfad / DATEI).unlink()
    assert warnungen() == []


def test_command_names_and_notes(geaendert: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    befehl = ["verlauf", "--pfad", str(geaendert.pfad)]
    assert main(befehl) == 1
    assert capsys.readouterr().out.splitlines() == [
        "hamm/werte.csv [quote_u3 · hamm · 2016]: neu",
        "hamm/werte.csv [quote_u3 · hamm · 2017]: entfallen",
        "hamm/werte.csv [quote_u3 · hamm · 2018]: geändert",
        'Mit --grund "…" wird es vermerkt.',
    ]
    assert main([*befehl, "--grund", "Darum."]) == 0
    assert capsys.readouterr().out.splitlines()[-1].endswith("verlauf.json ist auf dem Stand der Datenpakete.")
    assert main(befehl) == 0
    assert capsys.readouterr().out == "Kein Wert hat sich geändert.\n"
    verlauf = read_history(geaendert.pfad)
    assert verlauf is not None
    assert {a.grund for a in verlauf.aenderungen} == {"Darum."}


def test_table_and_pages_tell_each_change_and_old_addresses_lead_on(
    geaendert: Projekt, tmp_path_factory: pytest.TempPathFactory
) -> None:
    offen = build(load(geaendert.pfad))
    assert [(t, g) for t, g in value_changes(offen)[["tag", "grund"]].itertuples(index=False)] == [("", "")] * 3
    nicht_vermerkt = draw_aenderungen(Seite(offen, "hamm", lambda p: "../" + p, lambda *_a, **_k: "", {}))
    assert "Zuletzt, noch ohne Vermerk" in nicht_vermerkt
    assert "Der Grund steht unten in der Liste der Änderungen." in nicht_vermerkt
    write_history(geaendert.pfad, note_changes(read_history(geaendert.pfad), load(geaendert.pfad), TAG, "Ein <Grund>."))
    ergebnis = build(load(geaendert.pfad))
    tabelle = value_changes(ergebnis).set_index("zeitraum")
    assert len(tabelle) == ergebnis.rows_of("wertaenderungen") == 3
    assert tuple(tabelle.loc["2016", ["aenderung", "vorher", "nachher"]]) == ("neu", "", "30\u202f% (30 von 100)")
    assert tuple(tabelle.loc["2018", ["vorher", "nachher"]]) == ("82,1\u202f% (3.715 von 4.525)", "82\u202f%")
    seite = Seite(ergebnis, "hamm", lambda p: "../" + p, lambda *_a, **_k: "", {"kennzahl": "quote_u3"})
    liste = draw_aenderungen(seite)
    assert "Ein &lt;Grund&gt;." in liste
    assert [f"Hamm: ein Wert {art}" in liste for art in ("neu", "geändert", "entfallen")] == [True] * 3
    assert ">Quote u3, Hamm, 2018</a>: 82,1\u202f% (3.715 von 4.525), jetzt 82\u202f%<" in liste
    assert 'href="../kennzahlen/quote_u3/#wert.hamm.hamm.2017"' in liste
    entfallen = kennzahlseite.MACROS["kennzahl_entfallen"](seite)
    assert '<li id="wert.hamm.hamm.2017">Hamm, 2017: 30\u202f% (30 von 100). Entfallen am 4.' in entfallen
    assert "2018" not in entfallen
    # Where it came back it stands among the values again.
    zurueck = replace(ergebnis, werte=pd.concat([ergebnis.werte, ergebnis.werte.head(1).assign(zeitraum="2017")]))
    assert kennzahlseite.MACROS["kennzahl_entfallen"](replace(seite, ergebnis=zurueck)) == ""
    assert draw_aenderungen(replace(seite, ergebnis=build(load(Projekt(tmp_path_factory.mktemp("ohne")).pfad)))) == ""


def test_kennzahl_that_is_gone_is_told_all_the_same(projekt: Projekt) -> None:
    ergebnis = build(load(projekt.pfad))
    weg = Wertaenderung(TAG, Art.ENTFALLEN, "hamm", ("gone", "hamm", "2017", ""), ("5", "", "", "", "fünf", "gedruckt"))
    assert change_words(ergebnis, weg) == ("5", "")
    assert change_words(ergebnis, hide_values([weg])[0]) == ("", "")


def test_targets_and_other_figures_are_told_too(projekt: Projekt) -> None:
    """Which tables have values their schemas say."""
    write_history(projekt.pfad, note_changes(None, load(projekt.pfad), TAG, "Anfang."))
    projekt.tabellen["hamm"]["zielwerte"][0] |= {"wert": "46.5", "wortlaut": "46,5 %"}
    projekt.tabellen["hamm"]["ziele"][1]["titel"] = "46,5 von 100 Kindern sollen einen Platz haben"
    projekt.write()
    bestand = load(projekt.pfad)
    verlauf = read_history(projekt.pfad)
    assert verlauf is not None
    (gefunden,) = find_changes(verlauf, bestand, TAG)
    assert (gefunden.tabelle, gefunden.art, gefunden.nachher) == ("zielwerte", Art.GEAENDERT, ("mindestens", "46.5"))
    assert [(f.datei, "(gefunden 1, erwartet 0)" in f.befund) for f in find_warnings(bestand) if DATEI in f.befund] == [
        ("hamm/zielwerte.csv", True)
    ]
    # Rows of tables that a record does not hold yet are none that came.
    assert find_changes(replace(verlauf, stand=verlauf.stand, tabellen=("werte",)), bestand, TAG) == []
    write_history(projekt.pfad, note_changes(verlauf, bestand, TAG, "Beschluss."))
    ergebnis = build(load(projekt.pfad))
    (zeile,) = value_changes(ergebnis).to_dict("records")
    assert zeile["tabelle"] == "zielwerte"
    assert zeile["schluessel"] == "|".join(gefunden.schluessel)
    assert zeile["kennzahl_id"] == gefunden.schluessel[1]
    assert (zeile["raum_id"], zeile["nachher"]) == ("", "mindestens 46,5\u202f%")
    liste = draw_aenderungen(Seite(ergebnis, "hamm", lambda p: "../" + p, lambda *_a, **_k: "", {}))
    assert f">Zielwerte: {gefunden.schluessel[0]}, " in liste
    assert ", jetzt mindestens 46,5\u202f%<" in liste


KEIN_WERT = {
    "jahr", "von_jahr", "bis_jahr", "ab_jahr", "zieljahr", "abstand_jahre", "jahrgaenge", "reihenfolge", "abschnitt_nr",
    "bsc_nr", "dezimalstellen", "mindestfallzahl", "kachel_x", "kachel_y", "kachel_breite",
}  # fmt: skip
"""Numbers that order, date, draw or limit, and count or measure nothing."""


def test_each_number_of_a_document_is_held_by_the_record() -> None:
    offen = []
    for datei in sorted((DATEN / "schema").glob("*.json")):
        if datei.stem == "felder":
            continue
        schema = read_schema(DATEN, datei.stem)
        namen = [f["name"] for f in schema["fields"]]
        zahlen = {f["name"] for f in schema["fields"] if f["type"] in ("number", "integer")}
        assert set(schema.get("werte", ())) <= set(namen), datei.name
        frei = zahlen - set(schema.get("primaryKey", ())) - KEIN_WERT - set(schema.get("werte", ()))
        offen += [(datei.stem, name) for name in sorted(frei)]
    assert offen == []
    assert tuple(read_schema(DATEN, "werte")["werte"]) == ZELLEN


# --- the real data ---------------------------------------------------------------------------------------------------


def _place(aenderung: Wertaenderung) -> str:
    return aenderung.kommune_id if aenderung.tabelle == "werte" else f"{aenderung.kommune_id}/{aenderung.tabelle}"


def test_each_noted_change_of_the_real_data_has_a_reason_and_what_it_says_is_still_so() -> None:
    """The last thing that is noted of a value is what the packages hold, or what is told as not noted yet."""
    verlauf = read_history(DATEN)
    assert verlauf is not None
    assert all(a.grund.endswith(".") for a in verlauf.aenderungen)
    dateien = {p.relative_to(DATEN).with_suffix("").as_posix() for p in DATEN.glob("*/*.csv")}
    assert {ort if "/" in ort else f"{ort}/werte" for ort in verlauf.stand} <= dateien
    letzte = {(_place(a), a.schluessel): a.nachher for a in sorted(verlauf.aenderungen)}
    falsch = {k: z for k, z in letzte.items() if verlauf.stand[k[0]].get(k[1], ()) != z}
    assert falsch == {}
    assert list(verlauf.tabellen) == value_tables(load(DATEN))
