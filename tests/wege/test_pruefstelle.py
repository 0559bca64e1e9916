"""The check as a browser calls it: what it says of files, what it shows of their changes, and that nothing is lost."""

import copy
import csv
import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from kekiz.__main__ import main
from kekiz.wege import pruefstelle
from paketbau import DATEN, MINIMAL, Projekt

ZEILE = "quote_u3,hamm,2018"


@pytest.fixture
def alt(projekt: Projekt) -> Path:
    # Its schemas lie elsewhere; a copy has them, too.
    return projekt.pfad


def ask(alt: Path, ort: Path, dateien: dict[str, bytes], *, ersetzen: bool = False) -> dict[str, object]:
    ablage = ort / "ablage" / "dateien"
    ablage.mkdir(parents=True, exist_ok=True)
    for nr, inhalt in enumerate(dateien.values()):
        (ablage / str(nr)).write_bytes(inhalt)
    wahl = {"paket": "hamm", "ersetzen": ersetzen, "start": "hamm", "namen": list(dateien)}
    antwort: dict[str, object] = json.loads(pruefstelle.answer(str(alt), str(ablage), json.dumps(wahl)))
    return antwort


def test_what_is_published_already_changes_nothing(alt: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    antwort = ask(alt, tmp_path_factory.mktemp("p"), {"werte.csv": (alt / "hamm/werte.csv").read_bytes()})
    assert (antwort["summe"], antwort["zeilen"], antwort["aenderungen"], antwort["tabellen"]) == ("", [], [], {})


def test_changed_new_and_removed_rows_are_told_cell_by_cell(
    alt: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kopf, *zeilen = (alt / "hamm/werte.csv").read_text(encoding="utf-8").splitlines()
    stelle = next(nr for nr, z in enumerate(zeilen) if z.startswith(ZEILE))
    neu = zeilen[stelle].replace("2018", "2019", 1)
    geaendert = [*zeilen[:stelle], zeilen[stelle].replace("Tabelle 1", "Tabelle 9"), neu]
    text = "\n".join([kopf, *geaendert])
    vorher = {d: d.read_bytes() for d in alt.rglob("*.csv")}
    antwort = ask(alt, tmp_path_factory.mktemp("p"), {"werte.csv": text.encode()}, ersetzen=True)
    arten = [(a["art"], a["schluessel"]["zeitraum"]) for a in antwort["aenderungen"]]  # type: ignore[attr-defined]
    assert ("geaendert", "2018") in arten
    assert ("neu", "2019") in arten
    assert len([a for a in arten if a[0] == "entfernt"]) == len(zeilen) - stelle - 1
    geaenderte = next(a for a in antwort["aenderungen"] if a["art"] == "geaendert")  # type: ignore[attr-defined]
    assert geaenderte["zellen"] == [["fundstelle", "Tabelle 1", "Tabelle 9"]]
    assert "kennzahlen/quote_u3/" in antwort["seiten"]  # type: ignore[operator]
    assert {d: d.read_bytes() for d in alt.rglob("*.csv")} == vorher


def test_new_value_is_named_in_words_beside_the_one_before_it(
    alt: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    kopf, *zeilen = (alt / "hamm/werte.csv").read_text(encoding="utf-8").splitlines()
    muster = next(z for z in zeilen if z.startswith("quote_u3,hamm,2017,"))
    neu = muster.replace("2017", "2020", 1).replace(",30,,30,100,30%,", ',81.5,,163,200,"81,5%",')
    antwort = ask(alt, tmp_path_factory.mktemp("p"), {"werte.csv": f"{kopf}\n{neu}\n".encode()})
    (aenderung,) = antwort["aenderungen"]  # type: ignore[misc]
    # Not the one of 2017: the latest before it counts.
    assert [aenderung[s] for s in ("was", "wo", "davor")] == ["Quote u3, 2020", "Hamm", "82,1% (2018)"]
    assert ["wert", "", "81,5"] in aenderung["zellen"]


def test_a_row_that_is_called_otherwise_is_told_once_as_the_command_does(
    alt: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = (alt / "hamm/werte.csv").read_text(encoding="utf-8")
    stelle = next(z for z in text.splitlines() if z.startswith(ZEILE))
    neu = text.replace(stelle, stelle.replace("2018", "2019", 1).replace("Tabelle 1", "Tabelle 7"))
    alt_mit = text.replace(stelle, stelle.replace("Tabelle 1", "Tabelle 7"))
    (alt / "hamm/werte.csv").write_text(alt_mit, encoding="utf-8")
    antwort = ask(alt, tmp_path_factory.mktemp("p"), {"werte.csv": neu.encode()}, ersetzen=True)
    (alt / "hamm/werte.csv").write_text(text, encoding="utf-8")
    (aenderung,) = antwort["aenderungen"]  # type: ignore[misc]
    assert (aenderung["art"], aenderung["zellen"]) == ("umbenannt", [])
    assert "2018" in aenderung["schluessel"][""].split(" → ")[0]
    assert "2019" in aenderung["schluessel"][""].split(" → ")[1]


def test_faults_are_those_of_the_command_with_the_cell_of_the_sheet(
    alt: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    mappe = Workbook()
    blatt = mappe.active
    blatt.title = "werte"
    for zellen in csv.reader(io.StringIO((alt / "hamm/werte.csv").read_text(encoding="utf-8"))):
        blatt.append(zellen)
    blatt["K2"] = "fehlt"
    puffer = io.BytesIO()
    mappe.save(puffer)
    ort = tmp_path_factory.mktemp("p")
    antwort = ask(alt, ort, {"mappe.xlsx": puffer.getvalue()})
    assert len(antwort["zeilen"]) == 1  # type: ignore[arg-type]
    assert "Blatt „werte“, Zelle K2" in antwort["zeilen"][0]  # type: ignore[index]
    (ort / "mappe.xlsx").write_bytes(puffer.getvalue())
    assert main(["einlesen", str(ort / "mappe.xlsx"), "--pfad", str(alt), "--kommune", "hamm"]) == 1
    gesagt = capsys.readouterr().out.splitlines()
    assert gesagt == [*antwort["gelesen"], *antwort["zeilen"], "", antwort["summe"]]  # type: ignore[misc]


def test_warning_names_the_cell_and_does_not_stop(alt: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    kopf, erste, *_ = (alt / "hamm/werte.csv").read_text(encoding="utf-8").splitlines()
    zeilen = [erste.replace("2017", j, 1) for j in ("2013", "2014", "2015", "2016")]
    sprung = erste.replace("2017", "2012", 1).replace(",30,,30,", ",95,,95,").replace("30%", "95%")
    antwort = ask(alt, tmp_path_factory.mktemp("p"), {"werte.csv": "\n".join([kopf, sprung, *zeilen]).encode()})
    assert (antwort["summe"], antwort["zeilen"]) == ("", [])
    assert any("Zelle" in w and "2012" in w for w in antwort["warnungen"])  # type: ignore[attr-defined]


def test_file_that_cannot_be_read_is_told_and_gives_no_table(
    alt: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    antwort = ask(alt, tmp_path_factory.mktemp("p"), {"bild.png": b"\x89PNG\r\n\x1a\n", "leer.csv": b""})
    assert [z.split(":")[0] for z in antwort["zeilen"]] == ["bild.png", "leer.csv"]  # type: ignore[attr-defined]
    assert (antwort["tabellen"], antwort["aenderungen"]) == ({}, [])
    assert antwort["summe"] == "2 Fehler in den Daten."


def test_share_of_the_counts_and_its_distance_to_the_target_are_shown_where_they_change(
    alt: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = (alt / "hamm/werte.csv").read_text(encoding="utf-8")
    assert ",4525," in text
    antwort = ask(alt, tmp_path_factory.mktemp("p"), {"werte.csv": text.replace(",4525,", ",5525,").encode()})
    zellen = antwort["aenderungen"][0]["zellen"]  # type: ignore[index]
    assert [z[0] for z in zellen] == ["nenner", "nachgerechnet", "Abstand zu Ziel 1.1 (mindestens 45\u202f%)"]
    assert all(z.endswith("\u202f%") for z in zellen[1][1:])
    assert [z.replace("\u00a0", " ") for z in zellen[2][1:]] == [
        "+37,1 Prozentpunkte, Zielwert eingehalten",
        "+22,2 Prozentpunkte, Zielwert eingehalten",
    ]
    assert "Nachrechnung" in antwort["zeilen"][0]  # type: ignore[index]


def test_blanks_that_were_left_out_are_told_as_the_command_tells_them(
    alt: Path, tmp_path_factory: pytest.TempPathFactory, capsys: pytest.CaptureFixture[str]
) -> None:
    ort = tmp_path_factory.mktemp("p")
    inhalt = (alt / "hamm/werte.csv").read_text(encoding="utf-8").replace(",bericht,", ", bericht ,", 1).encode()
    antwort = ask(alt, ort, {"werte.csv": inhalt})
    assert antwort["aenderungen"] == []
    (ort / "werte.csv").write_bytes(inhalt)
    assert main(["einlesen", str(ort / "werte.csv"), "--pfad", str(alt), "--kommune", "hamm"]) == 0
    gesagt = [z.removeprefix("Warnung: ") for z in capsys.readouterr().out.splitlines() if z.startswith("Warnung: ")]
    assert gesagt[0] == antwort["warnungen"][0]  # type: ignore[index]


def test_workbook_to_fill_in_is_the_one_of_the_command(alt: Path, tmp_path: Path) -> None:
    assert main(["vorlage", "hamm", "2019", "--pfad", str(alt), "--nach", str(tmp_path / "m.xlsx")]) == 0
    assert pruefstelle.fill_in(str(alt), "hamm", 2019) == (tmp_path / "m.xlsx").read_bytes()


# --- several files, and files of somebody else -----------------------------------------------------------------------


def take(ort: Path, dateien: dict[str, bytes], paket: str = "hamm", *, ersetzen: bool = False) -> list[str]:
    zeilen: list[str] = pruefstelle.check_files(DATEN, ort / "neu", dateien, paket, ersetzen=ersetzen)["zeilen"]
    return zeilen


@pytest.mark.parametrize("tabelle", ["werte", "profil", "hinweise"])
def test_table_of_another_municipality_is_one_fault(tmp_path: Path, tabelle: str) -> None:
    roh = (DATEN / f"bochum/{tabelle}.csv").read_bytes()
    kopf, erste, *_ = roh.splitlines(keepends=True)
    anzahl = len(list(csv.reader(io.StringIO(roh.decode())))) - 1
    for inhalt, gefunden in ((roh, f"{anzahl} Zeilen"), (kopf + erste, "eine Zeile")):
        assert take(tmp_path, {"tabelle.csv": inhalt}) == [
            f"tabelle.csv: Die Tabelle gehört zu einer anderen Kommune (gefunden {gefunden} aus bochum/{tabelle}.csv, keine "
            f"aus hamm/{tabelle}.csv). Bitte die Kommune wählen, zu der die Datei gehört."
        ]


def test_row_of_the_country_may_stand_in_two_packages(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Somebody adds what another municipality has, too: a place that both know."""
    staedte = copy.deepcopy(MINIMAL)
    staedte["katalog"]["kommunen"].append({**staedte["katalog"]["kommunen"][0], "kommune_id": "dorf", "name": "Dorf"})
    land = staedte["hamm"]["raeume"][0]
    staedte["dorf"] = {"raeume": [land, {"raum_id": "dorf", "name": "Dorf", "typ": "stadt", "gehoert_zu": "nrw"}]}
    staedte["hamm"]["werte"].append({**staedte["hamm"]["werte"][1], "raum_id": "nrw"})
    pfad = Projekt(tmp_path_factory.mktemp("staedte"), staedte).pfad
    kopf, *_, vom_land = (pfad / "hamm/werte.csv").read_text(encoding="utf-8").splitlines()
    antwort = pruefstelle.check_files(
        pfad, tmp_path / "neu", {"werte.csv": f"{kopf}\n{vom_land}\n".encode()}, "dorf", ersetzen=False
    )
    assert antwort["gelesen"] == ["dorf/werte.csv: 1 neue Zeile."]


def test_two_sheets_for_one_table_are_told_and_neither_is_lost(tmp_path: Path) -> None:
    mappe = Workbook()
    for name in ("werte", "Tabelle2"):
        blatt = mappe.create_sheet(name)
        for zellen in list(csv.reader(io.StringIO((DATEN / "gladbeck/werte.csv").read_text(encoding="utf-8")))):
            blatt.append(zellen)
    puffer = io.BytesIO()
    mappe.save(puffer)
    assert take(tmp_path, {"mappe.xlsx": puffer.getvalue()}, "gladbeck") == [
        "mappe.xlsx: Zwei Blätter haben die Spalten von gladbeck/werte.csv (gefunden „werte“ und „Tabelle2“). Bitte die "
        "Zeilen in ein Blatt bringen und das andere löschen."
    ]


def test_two_files_for_one_table_name_the_cell_of_the_right_one(tmp_path: Path) -> None:
    kopf, erste, zweite, *_ = (DATEN / "bochum/werte.csv").read_text(encoding="utf-8").splitlines()
    eins, zwei = (z.replace(z.split(",")[10], "fehlt") for z in (erste, zweite))
    dateien = {"a.csv": f"{kopf}\n{eins}\n".encode(), "b.csv": f"\n\n{kopf}\n{zwei}\n".encode()}
    assert [z.split(" [")[0] for z in take(tmp_path, dateien, "bochum")] == [
        "Zelle K2 (bochum/werte.csv Zeile 2)",
        "Zelle K4 (bochum/werte.csv Zeile 3)",
    ]
    # Where missing rows go, the second file would delete those of the first one.
    assert take(tmp_path, dateien, "bochum", ersetzen=True)[0] == (
        "b.csv: Zwei Dateien haben Zeilen von bochum/werte.csv. Bitte einzeln prüfen oder fehlende Zeilen stehen lassen."
    )


def test_new_table_comes_with_the_descriptor_that_names_it(tmp_path: Path) -> None:
    kopf = (DATEN / "hamm/brueche.csv").read_text(encoding="utf-8").splitlines()[0]
    wert = next(csv.DictReader(io.StringIO((DATEN / "gladbeck/werte.csv").read_text(encoding="utf-8"))))
    bruch = {**wert, "ab_zeitraum": "2013", "grund": "Anders gezählt."}
    puffer = io.StringIO()
    csv.writer(puffer).writerow([bruch[s] for s in kopf.split(",")])
    antwort = pruefstelle.check_files(
        DATEN, tmp_path / "neu", {"brueche.csv": f"{kopf}\n{puffer.getvalue()}".encode()}, "gladbeck", ersetzen=False
    )
    assert list(antwort["tabellen"]) == ["gladbeck/brueche.csv", "gladbeck/datapackage.json"]
    assert '"path": "brueche.csv"' in antwort["tabellen"]["gladbeck/datapackage.json"]
    assert [a["art"] for a in antwort["aenderungen"]] == ["neu"]
