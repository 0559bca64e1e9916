"""The example of the guides: chosen from the data, drawn from the workbook, with messages that the whole check gives."""

import io
from dataclasses import replace

import pytest

from kekiz.daten.bestand import read_schema
from kekiz.daten.load import load
from kekiz.seiten.blattbild import ALT, KOPF, NEU, Muster
from kekiz.wege import musterblatt
from kekiz.wege.musterblatt import BLATT, make_sample
from kekiz.wege.pruefstelle import check_files
from paketbau import DATEN, Projekt


def sample(projekt: Projekt) -> Muster | None:
    projekt.write()
    return make_sample(load(projekt.pfad), "hamm")


def test_rows_are_those_of_the_data_and_the_next_year_is_to_be_filled(projekt: Projekt) -> None:
    muster = sample(projekt)
    assert muster is not None
    assert (muster.kommune_id, muster.kennzahl_id, muster.jahr) == ("hamm", "quote_u3", 2019)
    arten = [z.art for z in muster.bild.zeilen]
    assert arten == [KOPF, KOPF, ALT, ALT, NEU]
    assert list(muster.bild.zeilen[3].zellen) == [
        "quote_u3", "hamm", "2018", "82,1", "3715", "4525", "82,1%", "gedruckt",
    ]  # fmt: skip
    assert list(muster.bild.zeilen[4].zellen)[2:] == ["2019", "", "", "", "", "offen"]
    assert [z.nr for z in muster.bild.zeilen] == [2, 3, 4, 5, 6]
    codes = next(f for f in read_schema(DATEN, "werte")["fields"] if f["name"] == "wertstatus")["constraints"]["enum"]
    assert dict(muster.bild.auswahl) == {"J": codes}


def test_every_message_is_what_the_whole_check_says(projekt: Projekt, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Each error is made again in the sheet, saved, and taken in as a reader would."""
    projekt.write()
    bestand = load(projekt.pfad)
    lage, ort = musterblatt.lay_out(bestand, "hamm")
    gezeigt = 0
    for versuch in musterblatt.VERSUCHE:
        with musterblatt.made(lage, versuch, ort):
            puffer = io.BytesIO()
            lage.mappe.save(puffer)
            probe = musterblatt.tell(lage, versuch, ort)
        assert probe is not None, versuch.was
        neu = tmp_path_factory.mktemp("neu") / "pakete"
        antwort = check_files(projekt.pfad, neu, {lage.datei: puffer.getvalue()}, "hamm", ersetzen=False)
        assert antwort["zeilen"][0] == probe.meldung
        falsche = [(z.nr, z.falsch) for z in probe.bild.zeilen if z.falsch is not None]
        assert len(falsche) == 1
        gezeigt += 1
    assert gezeigt == len(musterblatt.VERSUCHE) > 10
    # Nothing of it stays in the sheet.
    assert musterblatt.check(lage) == []


def test_message_names_the_cell_that_is_marked(projekt: Projekt) -> None:
    muster = sample(projekt)
    assert muster is not None
    erste = muster.proben[0]
    zeile = erste.bild.zeilen[-1]
    assert zeile.falsch is not None
    assert f"Zelle {erste.bild.buchstaben[zeile.falsch]}{zeile.nr} " in erste.meldung


def test_a_series_that_has_ended_is_no_example(projekt: Projekt) -> None:
    reihe = {
        "kommune_id": "hamm",
        "kennzahl_id": "quote_u3",
        "stichtag": "31.12.",
        "quelle_id": "bericht",
        "fundstelle": "Tabelle 1",
    }
    projekt.tabellen["hamm"]["zaehlweisen"] = [reihe | {"abstand_jahre": "2"}]
    muster = sample(projekt)
    assert muster is not None
    assert muster.jahr == 2020
    projekt.tabellen["hamm"]["zaehlweisen"] = [reihe | {"abstand_jahre": "0"}]
    # The other series is covered by a Hinweis.
    assert sample(projekt) is None


def test_without_counts_a_printed_value_will_do_and_without_values_nothing(projekt: Projekt) -> None:
    for z in projekt.tabellen["hamm"]["werte"]:
        z.pop("zaehler", None)
        z.pop("nenner", None)
    projekt.tabellen["hamm"].pop("hinweise")
    projekt.tabellen["hamm"].pop("hinweis_bezuege")
    projekt.tabellen["hamm"]["werte"][2].pop("hinweis_id")
    muster = sample(projekt)
    assert muster is not None
    assert muster.proben
    assert not any("zaehler" in p.meldung for p in muster.proben)
    assert make_sample(replace(load(projekt.pfad), tabellen=[]), "hamm") is None


def test_real_packages_give_an_example_of_the_town_at_the_root() -> None:
    bestand = load(DATEN)
    muster = make_sample(bestand, "hamm")
    assert muster is not None
    assert muster.kommune_id == "hamm"
    assert len(muster.proben) == len(musterblatt.VERSUCHE)
    assert muster.bild.name == BLATT
    neue = {z.zellen[1]: z.ist_weitere for z in muster.bild.zeilen if z.art == NEU}
    assert list(neue.values()) == [False, True]
