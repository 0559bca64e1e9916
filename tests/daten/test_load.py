"""What can be wrong with a file, and the message that an editor of the data gets for it."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from frictionless import Schema

from kekiz.__main__ import main
from kekiz.daten import rahmen
from kekiz.daten.bestand import FELDER, read_schema_file
from kekiz.daten.kopfzeile import NACHTRAGEN
from kekiz.daten.load import check, load
from kekiz.daten.rahmen import Teile
from kekiz.ergebnis import build
from kekiz.wege.export import tables
from kekiz.wissen.fehler import DatenFehler
from paketbau import DATEN, MINIMAL, REPO, Projekt
from staedtebau import run_apart

KOPF = (
    "kennzahl_id, raum_id, zeitraum, gruppe, wert, wert_bis, zaehler, nenner, gedruckt, wertstatus, quelle_id, "
    "fundstelle, hinweis_id"
)
SPEICHERN = "Bitte in LibreOffice als CSV speichern: Zeichensatz UTF-8, Feldtrenner Komma."
LASSEN = f"Bitte die Kopfzeile so lassen: {KOPF}."
LESBAR = "erwartet eine Zahl mit Dezimalpunkt, zum Beispiel 82.1). Bitte die Zelle berichtigen."
GANZ = "erwartet eine ganze Zahl ohne Punkt und Komma). Bitte die Zelle berichtigen."
UNSICHTBAR = "Bitte löschen; es ändert, was zu lesen ist. Am sichersten: den Text ohne Formatierung neu eintippen."
EINE_ZEILE = "Jede Zelle ist eine Zeile; bitte ein Leerzeichen setzen."
U3_2017 = "hamm/werte.csv Zeile 2 [quote_u3 · hamm · 2017]"
U3_2018 = "hamm/werte.csv Zeile 3 [quote_u3 · hamm · 2018]"


def swap(alt: str, neu: str) -> Callable[[str], str]:
    def _swap(text: str) -> str:
        assert alt in text
        return text.replace(alt, neu, 1)

    return _swap


def without_last_column(text: str) -> str:
    return "".join(zeile.rpartition(",")[0] + "\n" for zeile in text.splitlines())


def with_new_column(text: str) -> str:
    kopf, *zeilen = text.splitlines()
    return "\n".join([f"{kopf},bemerkung", *(f"{z}," for z in zeilen)]) + "\n"


DATEIFEHLER: dict[str, tuple[Callable[[str], str | bytes], list[str]]] = {
    "falscher Typ": (swap(",82.1,", ",viel,"), [f"{U3_2018}: wert ist nicht lesbar (gefunden „viel“, {LESBAR}"]),
    "Prozentzeichen": (swap(",82.1,", ",82.1%,"), [f"{U3_2018}: wert ist nicht lesbar (gefunden „82.1%“, {LESBAR}"]),
    "Dezimalkomma in Anführungszeichen": (
        swap(",82.1,", ',"82,1",'),
        [f"{U3_2018}: wert ist nicht lesbar (gefunden „82,1“, {LESBAR}"],
    ),
    "Dezimalkomma ohne Anführungszeichen": (
        swap(",82.1,", ",82,1,"),
        [
            f"{U3_2018}: Die Zeile hat zu viele Zellen (gefunden 14, erwartet 13). Vermutlich ein Dezimalkomma statt "
            "Punkt oder ein Komma im Text ohne Anführungszeichen."
        ],
    ),
    "Dezimalzahl als Anzahl": (
        swap(",4525,", ",4525.5,"),
        [f"{U3_2018}: nenner ist nicht lesbar (gefunden „4525.5“, {GANZ}"],
    ),
    "Tausenderpunkte als Anzahl": (
        swap(",4525,", ",4.525,"),
        [f"{U3_2018}: nenner ist nicht lesbar (gefunden „4.525“, {GANZ}"],
    ),
    "Unterstrich in der Zahl": (
        swap(",4525,", ",4_525,"),
        [f"{U3_2018}: nenner ist nicht lesbar (gefunden „4_525“, {GANZ}"],
    ),
    "keine Zahl": (swap(",82.1,", ",NaN,"), [f"{U3_2018}: wert ist nicht lesbar (gefunden „NaN“, {LESBAR}"]),
    "unendlich": (swap(",82.1,", ",INF,"), [f"{U3_2018}: wert ist nicht lesbar (gefunden „INF“, {LESBAR}"]),
    "Leerzeichen vor der Zahl": (
        swap(",82.1,", ", 82.1,"),
        [f"{U3_2018}: wert ist nicht lesbar (gefunden „ 82.1“, {LESBAR}"],
    ),
    "Zahl zu groß": (
        swap(",4525,", ",99999999999999999999,"),
        [
            f"{U3_2018}: nenner ist zu groß (gefunden „99999999999999999999“, erwartet höchstens 1000000000000000). "
            "Bitte Quelle prüfen."
        ],
    ),
    "negative Anzahl": (
        swap(",3715,", ",-3715,"),
        [f"{U3_2018}: zaehler ist zu klein (gefunden „-3715“, erwartet mindestens 0). Bitte Quelle prüfen."],
    ),
    "Pflichtangabe fehlt": (
        swap(",gedruckt,bericht,Tabelle 1,", ",gedruckt,bericht,,"),
        [f"{U3_2017}: fundstelle fehlt. Bitte eintragen; diese Spalte ist Pflicht."],
    ),
    "unbekannter Code": (
        swap(",gedruckt,bericht", ",geschaetzt,bericht"),
        [
            f"{U3_2017}: wertstatus ist unbekannt (gefunden „geschaetzt“, erwartet eins von gedruckt, berechnet, "
            "nur_abbildung, nicht_erhoben, geheim, offen). Bitte berichtigen."
        ],
    ),
    "Kennung falsch geformt": (
        swap("quote_u3,hamm,2017", "Quote-Ü3,hamm,2017"),
        [
            "hamm/werte.csv Zeile 2 [Quote-Ü3 · hamm · 2017]: kennzahl_id hat die falsche Form (gefunden „Quote-Ü3“, "
            "erwartet Kleinbuchstaben ohne Umlaute, Ziffern, Bindestrich und Unterstrich). Bitte berichtigen."
        ],
    ),
    "Zeitraum als deutsches Datum": (
        swap("hamm,2018,", "hamm,30.09.2018,"),
        [
            "hamm/werte.csv Zeile 3 [quote_u3 · hamm · 30.09.2018]: zeitraum hat die falsche Form (gefunden "
            "„30.09.2018“, erwartet 2018, 2017/18, 2018-09-30 oder bis 2018, wenn kein Stichtag gedruckt ist). Bitte "
            "berichtigen."
        ],
    ),
    "HTML in einer Zelle": (
        swap("Tabelle 1", "<b>Tabelle</b> 1"),
        [
            f"{U3_2017}: fundstelle enthält ein spitzes Klammerzeichen (gefunden „<b>Tabelle</b> 1“). "
            "HTML ist nicht erlaubt; bitte reinen Text schreiben."
        ],
    ),
    "fehlende Spalte": (without_last_column, [f"hamm/werte.csv Zeile 1: Die Spalte hinweis_id fehlt. {NACHTRAGEN}"]),
    "unbekannte Spalte": (with_new_column, [f"hamm/werte.csv Zeile 1: Die Spalte „bemerkung“ ist unbekannt. {LASSEN}"]),
    "Leerzeichen im Spaltennamen": (
        swap(",raum_id,", ", raum_id,"),
        [
            f"hamm/werte.csv Zeile 1: Die Spalte raum_id fehlt. {LASSEN}",
            f"hamm/werte.csv Zeile 1: Die Spalte „ raum_id“ ist unbekannt. {LASSEN}",
        ],
    ),
    "doppelte Spalte": (
        swap(",raum_id,", ",kennzahl_id,"),
        [
            f"hamm/werte.csv Zeile 1: Die Spalte kennzahl_id steht mehrfach in der Kopfzeile. {LASSEN}",
            f"hamm/werte.csv Zeile 1: Die Spalte raum_id fehlt. {LASSEN}",
        ],
    ),
    "vertauschte Spalten": (
        swap("raum_id,zeitraum", "zeitraum,raum_id"),
        [f"hamm/werte.csv Zeile 1: Die Spalten stehen in anderer Reihenfolge. {LASSEN}"],
    ),
    "Semikolon": (
        lambda t: t.replace(",", ";"),
        [f"hamm/werte.csv Zeile 1: Die Spalten sind mit Semikolon getrennt (gefunden „;“, erwartet „,“). {SPEICHERN}"],
    ),
    "Tabulator": (
        lambda t: t.replace(",", "\t"),
        [f"hamm/werte.csv Zeile 1: Die Spalten sind mit Tabulator getrennt (erwartet „,“). {SPEICHERN}"],
    ),
    "Latin-1": (
        lambda t: t.replace("Tabelle 1", "Übersicht").encode("latin-1"),
        [f"hamm/werte.csv Zeile 2: Die Datei ist nicht UTF-8 (gefunden Byte 0xdc, vermutlich Latin-1). {SPEICHERN}"],
    ),
    "UTF-16": (
        lambda t: t.encode("utf-16"),
        [f"hamm/werte.csv: Die Datei ist nicht UTF-8 (gefunden UTF-16). {SPEICHERN}"],
    ),
    "UTF-16 ohne Marke": (
        lambda t: t.encode("utf-16-le"),
        [f"hamm/werte.csv: Die Datei ist nicht UTF-8 (gefunden UTF-16). {SPEICHERN}"],
    ),
    "Steuerzeichen im Text": (
        swap("Tabelle 1", "Tabelle\x0b1"),
        [f"hamm/werte.csv Zeile 2: Die Datei enthält ein unsichtbares Steuerzeichen (gefunden U+000B). {SPEICHERN}"],
    ),
    "Schreibrichtung": (
        swap("Tabelle 1", "Tabelle\u202e1\u202c"),
        [
            f"hamm/werte.csv Zeile 2: Die Zeile enthält ein Zeichen, das nicht zu sehen ist (gefunden {code}). {UNSICHTBAR}"
            for code in ("U+202C, POP DIRECTIONAL FORMATTING", "U+202E, RIGHT-TO-LEFT OVERRIDE")
        ],
    ),
    "Steuerzeichen aus Windows": (
        swap("Tabelle 1", "Tabelle\x851"),
        [
            "hamm/werte.csv Zeile 2: Die Zeile enthält ein Zeichen, das nicht zu sehen ist (gefunden U+0085, Steuerzeichen). "
            f"{UNSICHTBAR}"
        ],
    ),
    "Zeilenumbruch in der Zelle": (
        swap("Tabelle 1", '"Tabelle\n1"'),
        [f"{U3_2017}: fundstelle enthält einen Zeilenumbruch. {EINE_ZEILE}"],
    ),
    "Tabulator in der Zelle": (
        swap("Tabelle 1", "Tabelle\t1"),
        [f"{U3_2017}: fundstelle enthält einen Tabulator. {EINE_ZEILE}"],
    ),
    "BOM": (
        lambda t: t.encode("utf-8-sig"),
        [f"hamm/werte.csv: Die Datei beginnt mit einer Byte-Reihenfolge-Marke (BOM). {SPEICHERN}"],
    ),
    "leere Datei": (
        lambda _: "",
        [f"hamm/werte.csv: Die Datei ist leer (erwartet mindestens die Kopfzeile). {SPEICHERN}"],
    ),
    "nur Zeilenenden": (
        lambda _: "\n\n",
        [f"hamm/werte.csv: Die Datei ist leer (erwartet mindestens die Kopfzeile). {SPEICHERN}"],
    ),
    "leere Zeile": (
        swap("\nquote_u8", "\n\nquote_u8"),
        ["hamm/werte.csv Zeile 4: Die Zeile ist leer. Bitte löschen."],
    ),
    "Zeile nur aus Kommas": (
        swap("\nquote_u8", "\n,,,,,,,,,,,,\nquote_u8"),
        ["hamm/werte.csv Zeile 4: Die Zeile ist leer. Bitte löschen."],
    ),
    "leere Zeile am Ende": (lambda t: t + "\n", ["hamm/werte.csv Zeile 5: Die Zeile ist leer. Bitte löschen."]),
    "Zelle fehlt": (
        swap("Tabelle 1,\n", "Tabelle 1\n"),
        [
            f"{U3_2017}: Die Zeile hat zu wenige Zellen (gefunden 12, erwartet 13). "
            "Bitte auch leere Zellen mit Kommas abtrennen."
        ],
    ),
    "offenes Anführungszeichen": (
        swap("2018,,82.1", '"2018,,82.1'),
        [
            "hamm/werte.csv Zeile 3: Die Anführungszeichen einer Zelle gehen nicht auf. Bitte die Zelle ganz in "
            "Anführungszeichen setzen; ein Anführungszeichen darin wird verdoppelt."
        ],
    ),
    "doppelter Schlüssel": (
        lambda t: t + t.splitlines()[1] + "\n",
        [
            "hamm/werte.csv Zeile 5 [quote_u3 · hamm · 2017]: Der Schlüssel kommt zweimal vor (zuerst in Zeile 2). "
            "Bitte eine der beiden Zeilen löschen oder berichtigen."
        ],
    ),
    "Zeilennummer nach einem Umbruch in einer Zelle": (
        lambda t: t.replace("Tabelle 1,\n", '"Tabelle\n\n1",\n', 1).replace(",82.1,", ",x,"),
        [
            f"{U3_2017}: fundstelle enthält einen Zeilenumbruch. {EINE_ZEILE}",
            f"hamm/werte.csv Zeile 5 [quote_u3 · hamm · 2018]: wert ist nicht lesbar (gefunden „x“, {LESBAR}",
        ],
    ),
}


@pytest.mark.parametrize(
    "zeichen",
    [*"\u00ad\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202d\u2060\u2066\u2067\u2068\u2069\ufeff\x80\x9f"],
)
def test_what_nobody_sees_is_refused(projekt: Projekt, zeichen: str) -> None:
    projekt.zeile("hamm/werte")["fundstelle"] = f"Tabelle {zeichen}1"
    assert [f"U+{ord(zeichen):04X}" in f for f in projekt.fehler()] == [True]


@pytest.mark.parametrize("zeichen", ["\u00a0", "\u202f"])
def test_blank_that_only_the_site_sets_is_refused(projekt: Projekt, zeichen: str) -> None:
    projekt.zeile("hamm/werte")["fundstelle"] = f"Tabelle {zeichen}1"
    assert [f"U+{ord(zeichen):04X}" in f for f in projekt.fehler()] == [True]


@pytest.mark.parametrize("zeichen", ["\u200d", "–", "ع"])
def test_other_signs_of_a_text_stay(projekt: Projekt, zeichen: str) -> None:
    projekt.zeile("hamm/werte")["fundstelle"] = f"Tabelle {zeichen}1"
    assert projekt.fehler() == []


@pytest.mark.parametrize(
    ("zeilen", "wo"),
    [
        ({2: "<<<<<<< HEAD"}, "eine Marke in Zeile 2"),
        ({3: ">>>>>>> korrektur"}, "eine Marke in Zeile 3"),
        ({2: "======="}, "eine Marke in Zeile 2"),
        ({2: "<<<<<<< HEAD", 4: "======="}, "Marken in den Zeilen 2, 4"),
    ],
)
def test_one_mark_of_two_versions_is_enough(projekt: Projekt, zeilen: dict[int, str], wo: str) -> None:
    datei = projekt.datei("hamm/werte")
    text = datei.read_text(encoding="utf-8").splitlines()
    for nr, marke in zeilen.items():
        text.insert(nr - 1, marke)
    datei.write_text("\n".join([*text, ""]), encoding="utf-8")
    (fehler,) = projekt.fehler(schreiben=False)
    assert fehler.startswith(
        f"hamm/werte.csv Zeile {min(zeilen)}: Zwei Fassungen sind nicht zusammengeführt (gefunden {wo})"
    )


@pytest.mark.parametrize("name", DATEIFEHLER)
def test_faulty_file_is_named_in_german(projekt: Projekt, name: str) -> None:
    aendern, erwartet = DATEIFEHLER[name]
    datei = projekt.datei("hamm/werte")
    neu = aendern(datei.read_text(encoding="utf-8"))
    datei.write_bytes(neu if isinstance(neu, bytes) else neu.encode("utf-8"))
    assert projekt.fehler(schreiben=False) == erwartet


def test_minimal_packages_are_valid(projekt: Projekt) -> None:
    assert projekt.fehler() == []


@pytest.mark.parametrize("ende", ["\r\n", "\r"], ids=["Windows", "alter Mac"])
def test_other_line_ends_read_the_same(projekt: Projekt, ende: str) -> None:
    vorher = load(projekt.pfad).frame("werte")
    datei = projekt.datei("hamm/werte")
    datei.write_bytes(datei.read_text(encoding="utf-8").replace("\n", ende).encode("utf-8"))
    assert projekt.fehler(schreiben=False) == []
    assert load(projekt.pfad).frame("werte").equals(vorher)


def test_quoted_cells_read_the_same(projekt: Projekt) -> None:
    vorher = load(projekt.pfad).frame("werte")
    datei = projekt.datei("hamm/werte")
    with datei.open(encoding="utf-8", newline="") as alt:
        zeilen = list(csv.reader(alt))
    with datei.open("w", encoding="utf-8", newline="") as neu:
        csv.writer(neu, quoting=csv.QUOTE_ALL).writerows(zeilen)
    assert load(projekt.pfad).frame("werte").equals(vorher)


def test_header_alone_is_a_valid_empty_table(projekt: Projekt) -> None:
    projekt.tabellen["hamm"]["massnahmen"] = []
    assert projekt.fehler() == []
    assert load(projekt.pfad).frame("massnahmen").empty


@pytest.mark.parametrize("tabelle", [f"{p}/{t}" for p, tabellen in MINIMAL.items() for t in tabellen])
def test_any_table_may_be_empty_without_a_crash(projekt: Projekt, tabelle: str) -> None:
    """What others miss in it is a fault of the data; an empty table alone is none."""
    paket, name = tabelle.split("/")
    projekt.tabellen[paket][name] = []
    assert all(m.startswith(("hamm/", "katalog/")) for m in projekt.fehler())


def test_new_town_with_empty_tables_can_be_evaluated(projekt: Projekt) -> None:
    for name in projekt.tabellen["hamm"]:
        if name not in ("raeume", "profil"):
            projekt.tabellen["hamm"][name] = []
    assert projekt.fehler() == []
    ergebnis = build(load(projekt.pfad))
    assert all(isinstance(f, pd.DataFrame) for f in tables(ergebnis).values())


def test_codes_stay_text_and_empty_cells_stay_missing(projekt: Projekt) -> None:
    projekt.zeile("hamm/werte", 1)["nenner"] = ""
    projekt.zeile("hamm/werte", 1)["zaehler"] = "0"
    projekt.write()
    bestand = load(projekt.pfad)
    assert bestand.frame("kommunen").loc[0, "ags"] == "05915000"
    werte = bestand.frame("werte")
    assert werte["nenner"].isna().tolist() == [False, True, False]
    assert werte["zaehler"].tolist() == [30, 0, 764]
    assert werte["gruppe"].tolist() == ["", "", ""]
    assert werte["_zeile"].tolist() == [2, 3, 4]


def test_table_not_in_descriptor(projekt: Projekt) -> None:
    projekt.datei("hamm/werte_neu").write_text(projekt.csv_text("hamm", "werte"), encoding="utf-8")
    assert projekt.fehler(schreiben=False) == [
        "hamm/werte_neu.csv: Die Datei steht nicht im Paket (gefunden im Ordner, erwartet in datapackage.json). "
        "Bitte in datapackage.json unter resources eintragen oder löschen."
    ]


@pytest.mark.parametrize(
    ("name", "hilfe"),
    [
        ("werte (1)", "Ist werte.csv gemeint? Dann bitte die Datei so nennen und die alte ersetzen."),
        ("Kopie von werte", "Ist werte.csv gemeint? Dann bitte die Datei so nennen und die alte ersetzen."),
        ("werte - Kopie", "Ist werte.csv gemeint? Dann bitte die Datei so nennen und die alte ersetzen."),
        ("anderes (1)", "Bitte in datapackage.json unter resources eintragen oder löschen."),
    ],
)
def test_copy_of_a_table_is_known_by_its_name(projekt: Projekt, name: str, hilfe: str) -> None:
    """A browser numbers what is loaded a second time, and so it is uploaded."""
    projekt.datei(f"hamm/{name}").write_text(projekt.csv_text("hamm", "werte"), encoding="utf-8")
    (meldung,) = projekt.fehler(schreiben=False)
    assert meldung.endswith(f"). {hilfe}")


def test_table_of_descriptor_is_missing(projekt: Projekt) -> None:
    projekt.datei("hamm/massnahmen").unlink()
    assert projekt.fehler(schreiben=False) == [
        "hamm/massnahmen.csv: Die Datei fehlt. Bitte anlegen oder aus datapackage.json entfernen."
    ]


def test_folder_with_tables_but_no_descriptor(projekt: Projekt) -> None:
    (projekt.pfad / "bochum").mkdir()
    projekt.datei("bochum/werte").write_text(projekt.csv_text("hamm", "werte"), encoding="utf-8")
    assert projekt.fehler(schreiben=False) == [
        "bochum/datapackage.json: Die Datei fehlt, im Ordner liegen aber Tabellen. "
        "Bitte mit kekiz neu anlegen oder den Ordner löschen."
    ]


def test_package_instead_of_root(projekt: Projekt) -> None:
    with pytest.raises(DatenFehler) as ausnahme:
        load(projekt.pfad / "hamm")
    assert [f.befund for f in ausnahme.value.fehler] == ["Das Paket katalog/ fehlt", "Der Ordner schema/ fehlt"]


JSON_RAT = "Bitte Kommas, Klammern und Anführungszeichen prüfen."
BESCHREIBUNG: dict[str, tuple[bytes, str]] = {
    "kein JSON": (
        b'{\n "name": "hamm"\n "resources": []\n}',
        f"hamm/datapackage.json Zeile 3: Die Datei ist kein gültiges JSON (Spalte 2). {JSON_RAT}",
    ),
    "kein UTF-8": (
        '{"name": "Münster"}'.encode("latin-1"),
        "hamm/datapackage.json: Die Datei ist nicht UTF-8 (gefunden Byte 0xfc). Bitte mit dem Zeichensatz UTF-8 speichern.",
    ),
    "eine Liste": (b"[]", f"hamm/datapackage.json: Die Datei ist kein gültiges JSON. {JSON_RAT}"),
    "keine Tabellen": (
        b'{"resources": []}',
        "hamm/datapackage.json: Die Liste resources fehlt oder ist leer. Bitte je Tabelle einen Eintrag anlegen.",
    ),
    "Eintrag ohne Schema": (
        b'{"resources": [{"name": "werte", "path": "werte.csv"}]}',
        "hamm/datapackage.json [resources Nr. 1]: Dem Eintrag fehlt schema (erwartet Text). "
        "Bitte wie bei den anderen Tabellen ergänzen.",
    ),
    "Eintrag ist Text": (
        b'{"resources": ["werte.csv"]}',
        "hamm/datapackage.json [resources Nr. 1]: Dem Eintrag fehlt name und path und schema (erwartet Text). "
        "Bitte wie bei den anderen Tabellen ergänzen.",
    ),
    "Pfad aus dem Paket heraus": (
        b'{"resources": [{"name": "werte", "path": "../../werte.csv", "schema": "../schema/werte.json"}]}',
        "hamm/datapackage.json [resources Nr. 1]: Der Pfad passt nicht zum Namen (gefunden „../../werte.csv“, erwartet "
        "„werte.csv“). Bitte berichtigen; jede Tabelle liegt im Ordner ihres Pakets.",
    ),
    "Schema gibt es nicht": (
        b'{"resources": [{"name": "werte", "path": "werte.csv", "schema": "../schema/wert.json"}]}',
        "hamm/werte.csv: Das Schema fehlt (../schema/wert.json). Bitte Verweis berichtigen.",
    ),
}


@pytest.mark.parametrize("name", BESCHREIBUNG)
def test_faulty_descriptor(projekt: Projekt, name: str) -> None:
    inhalt, erwartet = BESCHREIBUNG[name]
    (projekt.pfad / "hamm" / "datapackage.json").write_bytes(inhalt)
    meldungen = projekt.fehler(schreiben=False)
    assert erwartet in meldungen
    assert all("datapackage.json" in m or "Schema" in m for m in meldungen)


def test_all_faults_are_collected_over_files_and_kinds(projekt: Projekt) -> None:
    projekt.zeile("hamm/massnahmen")["jaehrliche_kosten_euro"] = "-1"
    projekt.zeile("hamm/modul_ziele")["ziel_id"] = "9.9"
    projekt.zeile("hamm/werte", 1)["zaehler"] = "5000"
    projekt.write()
    projekt.datei("katalog/themen").write_text("", encoding="utf-8")
    assert [m.split(":")[0] for m in projekt.fehler(schreiben=False)] == [
        "hamm/massnahmen.csv Zeile 2 [1]",
        "hamm/modul_ziele.csv Zeile 2 [besuche · 9.9]",
        "hamm/werte.csv Zeile 3 [quote_u3 · hamm · 2018]",
        "katalog/themen.csv",
    ]


def test_command_prints_faults_and_exits_with_1(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    projekt.zeile("hamm/werte", 1)["zaehler"] = "viele"
    projekt.write()
    assert main(["pruefen", str(projekt.pfad)]) == 1
    assert capsys.readouterr().out == (
        f"{U3_2018}: zaehler ist nicht lesbar (gefunden „viele“, {GANZ}\n\nEin Fehler in den Daten.\n"
    )


def test_command_says_that_all_is_well(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["pruefen", str(projekt.pfad)]) == 0
    zeilen = capsys.readouterr().out.splitlines()
    assert (zeilen[0], zeilen[-1]) == (
        "2 Pakete, 18 Tabellen, 25 Zeilen: keine Fehler.",
        "2 Warnungen; sie halten nichts auf.",
    )


def test_real_packages_are_valid() -> None:
    bestand = load(DATEN)
    assert {"katalog", "hamm"} <= set(bestand.pakete)


def test_missing_folder_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(DatenFehler, match="Der Ordner schema/ fehlt"):
        load(tmp_path / "nirgends")


TABELLEN = sorted(p for p in (DATEN / "schema").glob("*.json") if p.name != FELDER)


@pytest.mark.parametrize("datei", TABELLEN, ids=lambda p: p.stem)
def test_schema_is_what_the_loader_takes_for_granted(datei: Path) -> None:
    """Valid by the standard; the four types, ja and nein, an empty cell for what is missing, a primary key."""
    schema = read_schema_file(datei)
    Schema.from_descriptor({k: v for k, v in schema.items() if k != "foreignKeys"})
    namen = [f["name"] for f in schema["fields"]]
    assert schema["missingValues"] == [""]
    assert schema["primaryKey"]
    assert set(schema["primaryKey"]) <= set(namen)
    for feld in schema["fields"]:
        assert feld["type"] in ("string", "integer", "number", "boolean")
        assert feld["description"]
        assert feld["title"][0].isupper()
        if feld["type"] == "boolean":
            assert (feld["trueValues"], feld["falseValues"]) == (["ja"], ["nein"])
        if feld["type"] == "string" and "enum" not in feld["constraints"]:
            assert "pattern" in feld["constraints"]
    for schluessel in schema.get("foreignKeys", []):
        assert len(schluessel["fields"]) == len(schluessel["reference"]["fields"]) == 1


def test_no_title_of_a_field_is_made_of_its_id() -> None:
    """Titles are German words: no "id", no underscore, none twice."""
    felder = json.loads((DATEN / "schema" / FELDER).read_text(encoding="utf-8"))
    titel = {name: f["title"] for name, f in felder.items()}
    assert len(set(titel.values())) == len(titel)
    assert {n: t for n, t in titel.items() if re.search(r"\bid\b|_", t, re.IGNORECASE)} == {}


def test_each_field_is_defined_once() -> None:
    """A table names a field, and only what differs from its definition; no definition is left over."""
    felder = json.loads((DATEN / "schema" / FELDER).read_text(encoding="utf-8"))
    genannt = set()
    for datei in TABELLEN:
        schema = json.loads(datei.read_text(encoding="utf-8"))
        assert set(schema.get("pflicht", [])) <= {f["name"] for f in read_schema_file(datei)["fields"]}
        for eintrag in schema["fields"]:
            name = eintrag if isinstance(eintrag, str) else eintrag["name"]
            genannt.add(name)
            if isinstance(eintrag, dict):
                assert len(eintrag) > 1, (datei.stem, name)
                gleich = [k for k, v in eintrag.items() if felder[name].get(k) == v]
                assert gleich == [], (datei.stem, name)
    assert genannt == set(felder)


def test_field_that_is_defined_nowhere_is_named(projekt: Projekt) -> None:
    (projekt.pfad / "schema").unlink()
    shutil.copytree(DATEN / "schema", projekt.pfad / "schema")
    datei = projekt.pfad / "schema" / "raeume.json"
    datei.write_text(datei.read_text(encoding="utf-8").replace('"kachel_x"', '"kachel_z"'), encoding="utf-8")
    assert projekt.fehler(schreiben=False) == [
        "schema/raeume.json [kachel_z]: Das Feld ist nirgends beschrieben (erwartet in schema/felder.json). Bitte die "
        "Schreibweise prüfen oder dort ergänzen."
    ]


def test_parts_of_a_frame_are_made_when_asked_for_and_not_kept_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rahmen, "BEHALTEN", 2)
    frame = pd.DataFrame({"a": list("xyxz"), "b": ["", "1", "", "2"], "n": range(4)})
    teile = Teile(frame, ["a", "b"])
    assert {k: list(t["n"]) for k, t in teile.items()} == {("x", ""): [0, 2], ("y", "1"): [1], ("z", "2"): [3]}
    assert len(teile._fertig) <= 2
    assert teile["x", ""] is teile["x", ""]
    assert teile.get(("x", "9")) is None
    assert len(Teile(frame.iloc[0:0], ["a"])) == 0


OHNE_RAHMEN = """
import json, sys
from pathlib import Path

class Ohne:
    def find_spec(self, name, pfad=None, ziel=None):
        if name.partition(".")[0] in {"pandas", "numpy", "scipy", "pyarrow", "plotly"}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Ohne())
from kekiz.daten.load import check
_, fehler, anmerkungen = check(Path(sys.argv[1]))
print(json.dumps([[str(f) for f in fehler], anmerkungen]))
"""


def check_without_frames(pfad: Path) -> tuple[list[str], list[str]]:
    lauf = run_apart(REPO, "-c", OHNE_RAHMEN, str(pfad))
    assert lauf.returncode == 0, lauf.stderr
    fehler, anmerkungen = json.loads(lauf.stdout)
    return fehler, anmerkungen


def test_rules_need_no_library_of_frames() -> None:
    """They run in a browser, too, where these libraries are not."""
    assert check_without_frames(DATEN) == ([], [])


def test_rules_say_the_same_with_and_without_frames(projekt: Projekt) -> None:
    werte = projekt.tabellen["hamm"]["werte"]
    werte[0]["zaehler"], werte[1]["zeitraum"] = "9999", "2018-02-31"
    werte += [
        {**werte[0], "raum_id": "nord", "zeitraum": "2019", "wertstatus": "geheim"}
        | dict.fromkeys(("wert", "zaehler", "gedruckt"), "")
    ]
    projekt.write()
    bestand, fehler, _ = check(projekt.pfad)
    ohne, anmerkungen = check_without_frames(projekt.pfad)
    assert ohne == [str(f) for f in fehler] != []
    assert any("SciPy fehlt" in a for a in anmerkungen)
    assert bestand.find("hamm", "werte") is not None
