"""A spreadsheet comes back: what is understood, what is refused with its cell, and that nothing else changes."""

import io
import zipfile
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from kekiz.__main__ import main
from kekiz.daten.bestand import KATALOG
from kekiz.daten.dateiart import decode_text, guess_eight_bit
from kekiz.daten.einlesen import find_head, take_over
from kekiz.daten.lesetabelle import read_sheets, split_records, visible_sheets
from kekiz.daten.load import load, read_packages
from kekiz.daten.paket import write_descriptor
from kekiz.daten.rueckweg import read_back
from kekiz.wege.teile import csv_columns, spreadsheet_csv
from kekiz.wege.vorlage import Blattinhalt, list_sheets, make_template, raw_rows, tables_of_a_year
from kekiz.wissen.fehler import DatenFehler
from paketbau import DATEN, Projekt

EINGABEN = Path(__file__).parents[1] / "eingaben"
KOPF = "kennzahl_id,raum_id,zeitraum,gruppe,wert,wert_bis,zaehler,nenner,gedruckt,wertstatus,quelle_id,fundstelle,hinweis_id"
NEU = "quote_u3;hamm;2019;;82,5;;1.320;1.600;82,5 %;gedruckt;bericht;Große Übersicht 1;"
NEU_CSV = 'quote_u3,hamm,2019,,82.5,,1320,1600,"82,5 %",gedruckt,bericht,Große Übersicht 1,\n'


def text_of(projekt: Projekt) -> str:
    return projekt.datei("hamm/werte").read_text(encoding="utf-8")


def take(projekt: Projekt, inhalt: bytes, *mehr: str, name: str = "werte.csv") -> int:
    datei = projekt.pfad.parent / f"{projekt.pfad.name}-{name}"
    datei.write_bytes(inhalt)
    return main(["einlesen", str(datei), "--pfad", str(projekt.pfad), "--kommune", "hamm", *mehr])


def german(text: str) -> str:
    """A CSV as a German spreadsheet saves it: semicolons, decimal commas."""
    zeilen = [zellen for _, zellen in split_records(text)]
    return "".join(";".join(z) + "\r\n" for z in zeilen)


SCHREIBWEISEN: dict[str, Callable[[str], bytes]] = {
    "cp1252": lambda t: t.encode("cp1252"),
    "UTF-8": lambda t: t.encode(),
    "UTF-8 mit BOM": lambda t: t.encode("utf-8-sig"),
    "UTF-16": lambda t: t.encode("utf-16"),
    "UTF-16 ohne Marke": lambda t: t.encode("utf-16-le"),
    "cp850": lambda t: t.encode("cp850"),
    "Mac": lambda t: t.replace("\r\n", "\r").encode("mac_roman"),
    "Tabulator": lambda t: t.replace(";", "\t").encode(),
    "Zeile mit dem Trenner": lambda t: b"sep=;\r\n" + t.encode(),
    "Titel darüber": lambda t: b"Werte der Stadt;;;;;;;;;;;;\r\n;;;;;;;;;;;;\r\n" + t.encode(),
    "leere Spalten und Zeilen": lambda t: (t.replace("\r\n", ";;\r\n") + ";" * 14 + "\r\n").encode(),
    "Leerzeichen": lambda t: t.replace("bericht;", "\u00a0bericht ;").replace("raum_id", " raum_id ").encode(),
}


@pytest.mark.parametrize("name", ["werte", "zielwerte"])
def test_download_for_german_spreadsheets_comes_back_and_changes_nothing(projekt: Projekt, name: str) -> None:
    """Whole numbers without decimals, ``ja`` and ``nein``, decimal commas: all of it is what the packages mean."""
    vorher = projekt.datei(f"hamm/{name}").read_bytes()
    frame = load(projekt.pfad).frame(name)
    frame = frame[frame["paket"].eq("hamm")].drop(columns=["paket", "_zeile"])
    text = spreadsheet_csv(frame, csv_columns(frame))
    assert ";nein;" in text if name == "zielwerte" else ";30;" in text
    assert take(projekt, text.encode(), "--ersetzen", name=f"{name}.csv") == 0
    assert projekt.datei(f"hamm/{name}").read_bytes() == vorher
    # So it is read: with another number, it is another table.
    anders = text.replace(";45;", ";44;") if name == "zielwerte" else text.replace(";30;", ";31;")
    assert take(projekt, anders.encode(), name=f"{name}.csv") in (0, 1)
    assert projekt.datei(f"hamm/{name}").read_bytes() != vorher


@pytest.mark.parametrize("name", SCHREIBWEISEN)
def test_csv_of_a_spreadsheet_adds_one_row_and_changes_nothing_else(projekt: Projekt, name: str) -> None:
    alt = text_of(projekt)
    assert take(projekt, SCHREIBWEISEN[name](german(alt) + NEU + "\r\n")) == 0
    assert text_of(projekt) == alt + NEU_CSV


def test_table_is_known_by_its_columns_in_any_order(projekt: Projekt) -> None:
    alt = text_of(projekt)
    zeilen = [zellen[::-1] for _, zellen in split_records(alt)]
    text = "".join(";".join(z) + "\n" for z in [*zeilen, NEU.split(";")[::-1]])
    assert take(projekt, text.encode(), name="Kopie von Werte (1).csv") == 0
    assert text_of(projekt) == alt + NEU_CSV


def test_rows_that_are_missing_stay_unless_they_are_to_go(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    kopf, erste, *rest = text_of(projekt).splitlines(keepends=True)
    weniger = german(kopf + "".join(rest)).encode()
    assert take(projekt, weniger) == 0
    assert text_of(projekt) == kopf + erste + "".join(rest)
    assert capsys.readouterr().out.startswith("hamm/werte.csv: 2 unverändert, 1 nicht im Blatt und geblieben.\n")
    assert take(projekt, weniger, "--ersetzen") == 0
    assert text_of(projekt) == kopf + "".join(rest)
    assert capsys.readouterr().out.startswith("hamm/werte.csv: 1 gelöschte, 2 unverändert.\n")


def test_fault_of_the_check_names_the_cell_too(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    falsch = NEU.replace("1.320;1.600", "1.620;1.600")
    assert take(projekt, (german(text_of(projekt)) + falsch).encode()) == 1
    assert (
        "Zelle G5 (hamm/werte.csv Zeile 5) [quote_u3 · hamm · 2019]: Zähler 1620 ist größer als Nenner 1600. Bitte "
        "Quelle prüfen."
    ) in capsys.readouterr().out.splitlines()


def test_what_is_worth_a_second_look_is_told_with_its_cell(
    projekt: Projekt, capsys: pytest.CaptureFixture[str]
) -> None:
    neu = "quote_u3;hamm;2019;;12,5;;200;1.600;12,5 %;gedruckt; bericht;Tabelle 1 ;"
    assert take(projekt, (german(text_of(projekt)) + neu).encode()) == 0
    zeilen = capsys.readouterr().out.splitlines()
    assert zeilen[1] == (
        "Warnung: hamm/werte.csv: In 2 Zellen standen Leerzeichen, die nicht dazugehören; sie sind weggelassen."
    )
    # 30, 82.1 and now 12.5: the one in the middle goes with neither.
    assert zeilen[-1] == "2 Warnungen; sie halten nichts auf."
    assert (
        "Warnung: Zelle E3 (hamm/werte.csv Zeile 3) [quote_u3 · hamm · 2018]: wert liegt weit von 2017 entfernt (gefunden "
        "82.1, dort 30). Bitte mit dem Dokument vergleichen; stimmt der Wert, ist nichts zu tun."
    ) in zeilen
    # What somebody put in without them has none.
    assert take(projekt, (german(text_of(projekt))).encode()) == 0
    assert "standen Leerzeichen" not in capsys.readouterr().out


def test_rules_look_at_the_other_rows_where_a_cell_cannot_be_read(
    projekt: Projekt, capsys: pytest.CaptureFixture[str]
) -> None:
    """All faults of a file are told in one go, whoever finds them; what only follows from a left-out row is not."""
    alt = text_of(projekt)
    kaputt = NEU.replace("1.320;1.600", "132o;1.600")
    falsch = NEU.replace("2019", "2020").replace("1.320;1.600", "1.620;1.600")
    assert take(projekt, f"{german(alt)}{kaputt}\r\n{falsch}\r\n".encode()) == 1
    zeilen = capsys.readouterr().out.splitlines()
    assert zeilen[0] == (
        f"Zelle G5 ({projekt.pfad.name}-werte.csv) [quote_u3 · hamm · 2019]: zaehler ist nicht lesbar (gefunden „132o“, erwartet eine ganze "
        "Zahl). Bitte die Zelle berichtigen."
    )
    assert zeilen[1:] == [
        "Zelle G6 (hamm/werte.csv Zeile 5) [quote_u3 · hamm · 2020]: Zähler 1620 ist größer als Nenner 1600. Bitte Quelle "
        "prüfen.",
        "",
        "2 Fehler in den Daten.",
        "Nichts ist geschrieben.",
    ]
    assert text_of(projekt) == alt


FALSCH: dict[str, tuple[Callable[[str], str | bytes], str]] = {
    "zwei Lesarten": (
        lambda t: t.replace("82,5;;1.320;1.600;82,5 %", "1.634;;;;1.634"),
        "Zelle E5 ({datei}) [quote_u3 · hamm · 2019]: wert lässt sich zweimal lesen (gefunden „1.634“, erwartet 1,634 oder 1634). "
        "Bitte mit Dezimalkomma und ohne Punkt für Tausend eintragen.",
    ),
    "Schlüssel zweimal": (
        lambda t: t + NEU,
        "Zelle A6 ({datei}) [quote_u3 · hamm · 2019]: Der Schlüssel kommt zweimal vor (zuerst Zelle A5). Bitte eine der beiden "
        "Zeilen löschen oder berichtigen.",
    ),
    "Spalte ohne Namen": (
        lambda t: t.replace("Übersicht 1;", "Übersicht 1;;ungefähr"),
        "Zelle N5 ({datei}): Die Spalte hat keine Überschrift, ist aber gefüllt (gefunden „ungefähr“). Bitte die Überschrift "
        "eintragen oder die Zellen leeren.",
    ),
    "unbekannte Spalte": (
        lambda t: t.replace("hinweis_id\r\n", "hinweis_id;bemerkung\r\n").replace("Übersicht 1;", "Übersicht 1;;neu"),
        "Zelle N1 ({datei}): Die Spalte „bemerkung“ ist unbekannt. Bitte löschen oder benennen wie eine von: "
        f"{KOPF.replace(',', ', ')}.",
    ),
    "Kennung fehlt": (
        lambda t: t.replace("quote_u3;hamm;2019", "Quote für U3;hamm;2019"),
        "Zelle A5 ({datei}): kennzahl_id hat die falsche Form (gefunden „Quote für U3“). Bitte berichtigen.",
    ),
    "offenes Anführungszeichen": (
        lambda t: t.replace("Große Übersicht 1", '"Große Übersicht 1'),
        " Zeile 5: Die Anführungszeichen einer Zelle gehen nicht auf. Bitte die Zelle ganz in Anführungszeichen "
        "setzen; ein Anführungszeichen darin wird verdoppelt.",
    ),
    "Word": (
        lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        ": Die Datei ist eine Excel-Mappe im alten Format (.xls) (erwartet .xlsx, .ods oder .csv). Bitte in Excel oder "
        "LibreOffice als .xlsx speichern oder als CSV mit dem Zeichensatz UTF-8.",
    ),
    "beschädigte Mappe": (
        lambda _: b"PK\x03\x04xl/",
        ": Die Excel-Mappe lässt sich nicht öffnen (beschädigt oder mit einem Kennwort geschützt). Bitte in Excel oder "
        "LibreOffice öffnen und ohne Kennwort neu als .xlsx speichern.",
    ),
    "keine Tabelle": (
        lambda _: "a;b\n1;2\n",
        ": Keine Tabelle erkannt (gesucht in den ersten Zeilen; erwartet eine Zeile mit den Namen der Spalten). Bitte "
        "die Kopfzeile so lassen, wie kekiz vorlage sie schreibt, oder das Blatt nach der Tabelle benennen.",
    ),
    "zwei Zeichensätze": (
        lambda t: t.encode("cp1252").replace(b"Tabelle 1", b"\x9a"),
        ": Der Zeichensatz der Datei ist nicht zu erkennen (keine der bekannten passen). Bitte in Excel oder "
        "LibreOffice als .xlsx speichern oder als CSV mit dem Zeichensatz UTF-8.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", FALSCH)
def test_what_has_no_single_reading_is_refused_with_its_cell(
    projekt: Projekt, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    aendern, meldung = FALSCH[name]
    alt = text_of(projekt)
    inhalt = aendern(german(alt) + NEU + "\r\n")
    assert take(projekt, inhalt if isinstance(inhalt, bytes) else inhalt.encode()) == 1
    zeilen = capsys.readouterr().out.splitlines()
    datei = f"{projekt.pfad.name}-werte.csv"
    assert zeilen[0] == (meldung.format(datei=datei) if "{datei}" in meldung else f"{datei}{meldung}")
    assert zeilen[-1] == "Nichts ist geschrieben."
    assert text_of(projekt) == alt


def test_encoding_that_fits_twice_is_not_guessed() -> None:
    assert guess_eight_bit("Größe".encode("cp1252")) == ["cp1252"]
    assert guess_eight_bit("Größe 2016–2020".encode("cp1252")) == ["cp1252"]
    # „Übersicht“ from DOS is „öbersicht“ on a Mac.
    assert guess_eight_bit("Übersicht".encode("cp850")) == ["cp850", "mac_roman"]
    for roh in ("Übersicht".encode("cp850"), b"a\x81\x8d\x9d"):
        with pytest.raises(UnicodeError):
            decode_text(roh)


# --- XLSX ------------------------------------------------------------------------------------------------------------


def workbook(projekt: Projekt, aendern: Callable[[Worksheet], Any]) -> bytes:
    """The template of all rows of ``werte`` and one blank row below, changed as a reader would."""
    bestand, _ = read_packages(projekt.pfad)
    tabelle = bestand.find("hamm", "werte")
    assert tabelle is not None
    mappe = make_template(bestand, [Blattinhalt("werte", tabelle.schema, raw_rows(bestand, tabelle))], "hamm")
    aendern(mappe["werte"])
    puffer = io.BytesIO()
    mappe.save(puffer)
    return puffer.getvalue()


def fill(**zellen: Any) -> Callable[[Worksheet], None]:
    """Fills the row below the last one (7)."""
    voll = {
        "A": "quote_u3 · Quote u3", "B": "hamm · Hamm", "C": 2019, "E": 82.5, "G": 1320, "H": 1600, "I": "82,5 %",
        "J": "gedruckt", "K": "bericht · Bericht", "L": "Große Übersicht 1", **zellen,
    }  # fmt: skip

    def _fill(blatt: Worksheet) -> None:
        for spalte, inhalt in voll.items():
            blatt[f"{spalte}7"].value = inhalt

    return _fill


def as_percent(blatt: Worksheet) -> None:
    fill(E=0.825)(blatt)
    blatt["E7"].number_format = "0.0%"


def with_merged(blatt: Worksheet) -> None:
    fill()(blatt)
    blatt["K7"].value = None
    blatt.merge_cells("K4:K7")


def with_date(blatt: Worksheet) -> None:
    fill(C=datetime(2019, 1, 1))(blatt)
    blatt["C7"].number_format = "mmm yy"


VERSTANDEN: dict[str, Callable[[Worksheet], Any]] = {
    "ausgefüllt": fill(),
    "Prozent": as_percent,
    "verbundene Zellen": with_merged,
    "Zahl als Text": fill(E="82,5", G="1.320", H="1 600"),
    "Jahr als Text": fill(C="2019"),
}


@pytest.mark.parametrize("name", VERSTANDEN)
def test_workbook_adds_one_row_and_changes_nothing_else(projekt: Projekt, name: str) -> None:
    alt = text_of(projekt)
    assert take(projekt, workbook(projekt, VERSTANDEN[name]), name="mappe.xlsx") == 0
    assert text_of(projekt) == alt + NEU_CSV


@pytest.mark.parametrize("name", ["libreoffice-7.4.xlsx", "libreoffice-7.4.csv", "libreoffice-7.4.ods"])
def test_template_that_libreoffice_saved_adds_what_was_typed_and_changes_nothing_else(
    projekt: Projekt, name: str
) -> None:
    """The template of 2019, opened, filled by typing and saved by LibreOffice 7.4 with German settings, in each form."""
    alt = text_of(projekt)
    assert take(projekt, (EINGABEN / name).read_bytes(), name=name) == 0
    assert text_of(projekt) == alt + NEU_CSV


ABGELEHNT: dict[str, tuple[Callable[[Worksheet], Any], str]] = {
    "Formel ohne Ergebnis": (
        fill(E="=G7/H7"),
        "Blatt „werte“, Zelle E7 ({datei}) [quote_u3 · hamm · 2019]: wert ist nicht lesbar (gefunden eine Formel, deren Ergebnis "
        "nicht gespeichert ist). Bitte den Wert selbst in die Zelle schreiben.",
    ),
    "Datum aus Excel": (
        with_date,
        "Blatt „werte“, Zelle C7 ({datei}) [quote_u3 · hamm]: zeitraum ist nicht lesbar (gefunden ein Datum oder eine Uhrzeit). "
        "Bitte den Wert selbst in die Zelle schreiben.",
    ),
    "gedruckt als Zahl": (
        fill(I=82.5),
        "Blatt „werte“, Zelle I7 ({datei}) [quote_u3 · hamm · 2019]: gedruckt ist eine Zahl (gefunden 82,5, erwartet Text genau "
        "wie gedruckt). Nullen, Leerzeichen und Prozentzeichen gehen sonst verloren. Bitte die Zelle als Text "
        "formatieren und neu eintragen.",
    ),
    "über Spalten verbunden": (
        lambda b: (fill(H=None)(b), b.merge_cells("G7:H7")),
        "Blatt „werte“, Zelle H7 ({datei}) [quote_u3 · hamm · 2019]: nenner ist nicht lesbar (gefunden über mehrere Spalten "
        "verbunden). Bitte den Wert selbst in die Zelle schreiben.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ABGELEHNT)
def test_cell_of_a_workbook_is_refused(projekt: Projekt, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    aendern, meldung = ABGELEHNT[name]
    alt = text_of(projekt)
    assert take(projekt, workbook(projekt, aendern), name="mappe.xlsx") == 1
    assert capsys.readouterr().out.splitlines()[0] == meldung.format(datei=f"{projekt.pfad.name}-mappe.xlsx")
    assert text_of(projekt) == alt


def parts_of_a_workbook() -> dict[str, bytes]:
    puffer = io.BytesIO()
    Workbook().save(puffer)
    with zipfile.ZipFile(puffer) as archiv:
        return {n: archiv.read(n) for n in archiv.namelist()}


def packed(teile: dict[str, bytes]) -> bytearray:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w", zipfile.ZIP_DEFLATED) as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    return bytearray(puffer.getvalue())


def damaged(was: str) -> bytes:
    """A workbook with one thing wrong that nobody who fills it in would do."""
    teile = parts_of_a_workbook()
    if was == "XML":
        return bytes(packed({**teile, "xl/workbook.xml": teile["xl/workbook.xml"][:-20]}))
    if was == "missing part":
        return bytes(packed({n: i for n, i in teile.items() if n != "xl/workbook.xml"}))
    roh = packed(teile)
    if was == "packing":
        stelle = roh.index(b"xl/workbook.xml") + len("xl/workbook.xml")
        roh[stelle : stelle + 40] = bytes(b ^ 0xFF for b in roh[stelle : stelle + 40])
        return bytes(roh)
    # The method of packing, or that it needs a password, in the list at the end of the archive.
    stelle = roh.rindex(b"xl/workbook.xml") - 46
    roh[stelle + (10 if was == "method" else 8)] |= 99 if was == "method" else 1
    return bytes(roh)


@pytest.mark.parametrize("was", ["XML", "missing part", "packing", "method", "password"])
def test_damaged_workbook_is_a_sentence(was: str) -> None:
    with pytest.raises(DatenFehler) as gesagt:
        read_sheets(damaged(was), "m.xlsx")
    assert str(gesagt.value) == (
        "m.xlsx: Die Excel-Mappe lässt sich nicht öffnen (beschädigt oder mit einem Kennwort geschützt). Bitte in Excel oder "
        "LibreOffice öffnen und ohne Kennwort neu als .xlsx speichern."
    )


def test_cell_at_the_end_of_the_sheet_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Excel keeps a forgotten blank in the last row; a million rows before it are not read."""
    mappe = Workbook()
    mappe.active.title = "werte"
    mappe.active["B1048576"] = " "
    puffer = io.BytesIO()
    mappe.save(puffer)
    monkeypatch.setattr(Worksheet, "iter_rows", lambda *_, **__: pytest.fail("read"))
    with pytest.raises(DatenFehler) as gesagt:
        read_sheets(puffer.getvalue(), "m.xlsx")
    assert str(gesagt.value) == (
        "Blatt „werte“ (m.xlsx): Das Blatt reicht bis zur Zelle B1048576, viel weiter als eine Tabelle. Bitte die Zeilen unter "
        "und die Spalten neben der Tabelle löschen und neu speichern."
    )


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ANDERE: dict[str, tuple[bytes, str]] = {
    "password": (OLE + "EncryptedPackage".encode("utf-16-le"), "eine Datei mit Kennwort"),
    "doc": (OLE + "WordDocument".encode("utf-16-le"), "ein Word-Dokument im alten Format (.doc)"),
    "xls": (OLE, "eine Excel-Mappe im alten Format (.xls)"),
    "docx": (bytes(packed({"[Content_Types].xml": b"", "word/document.xml": b""})), "ein Word-Dokument (.docx)"),
    "pptx": (bytes(packed({"[Content_Types].xml": b"", "ppt/presentation.xml": b""})), "eine Präsentation (.pptx)"),
    "odt": (
        b"PK\x03\x04" + bytes(26) + b"mimetypeapplication/vnd.oasis.opendocument.text",
        "ein Text von LibreOffice (.odt)",
    ),
    # The letters of Excel's folder may stand anywhere in what is packed.
    "zip": (bytes(packed({"notiz.txt": b""})) + b"xl/", "ein ZIP-Archiv"),
}


@pytest.mark.parametrize("art", ANDERE)
def test_file_of_another_program_is_called_what_it_is(art: str) -> None:
    roh, was = ANDERE[art]
    with pytest.raises(DatenFehler) as gesagt:
        read_sheets(roh, "datei")
    assert str(gesagt.value).startswith(f"datei: Die Datei ist {was} (erwartet .xlsx, .ods oder .csv). Bitte in Excel")


def test_saved_result_of_a_formula_counts() -> None:
    """What a spreadsheet computed and saved beside the formula is one reading."""
    mappe = Workbook()
    mappe.active["A1"] = "=1+1"
    puffer = io.BytesIO()
    mappe.save(puffer)

    with zipfile.ZipFile(puffer) as alt:
        teile = {n: alt.read(n) for n in alt.namelist()}
    blatt = "xl/worksheets/sheet1.xml"
    assert b"<v></v>" in teile[blatt] or b"<v />" in teile[blatt] or b"<v/>" in teile[blatt]
    teile[blatt] = (
        teile[blatt].replace(b"<v></v>", b"<v>2</v>").replace(b"<v />", b"<v>2</v>").replace(b"<v/>", b"<v>2</v>")
    )
    neu = io.BytesIO()
    with zipfile.ZipFile(neu, "w") as archiv:
        for name, inhalt in teile.items():
            archiv.writestr(name, inhalt)
    (gelesen,) = read_sheets(neu.getvalue(), "mappe.xlsx")
    assert gelesen.cell(0, 0).inhalt == 2


GROSS = "hamm"


def test_every_table_of_every_package_comes_back_byte_for_byte() -> None:
    bestand, fehler = read_packages(DATEN)
    assert not fehler
    anzahl = 0
    for paket in bestand.pakete:
        tabellen = [t for t in bestand.tabellen if t.paket == paket]
        inhalte = [Blattinhalt(t.name, t.schema, raw_rows(bestand, t)) for t in tabellen]
        mappe = make_template(bestand, inhalte, paket)
        if paket == GROSS:
            puffer = io.BytesIO()
            mappe.save(puffer)
            gelesen = read_sheets(puffer.getvalue(), "mappe.xlsx")
        else:
            # Saving and opening takes most of the time; the package with most tables does it for all.
            gelesen = visible_sheets(mappe, mappe)
        blaetter = {b.name: b for b in gelesen}
        for t in tabellen:
            alt = (DATEN / t.datei).read_bytes()
            kopf = find_head(blaetter[t.name], t.schema)
            assert kopf is not None, t.datei
            was = take_over(blaetter[t.name], kopf, t.schema, alt.decode(), "mappe.xlsx", ersetzen=True)
            assert was.text.encode() == alt, t.datei
            assert (was.neu, was.geaendert, was.geloescht) == (0, 0, 0)
            anzahl += was.gleich
    assert anzahl > 5000


def test_template_of_every_package_comes_back_untouched(tmp_path: Path) -> None:
    """What ``kekiz vorlage`` writes and ``kekiz einlesen`` reads, with nothing filled in."""
    bestand, fehler = read_packages(DATEN)
    assert not fehler
    for paket in bestand.pakete.keys() - {KATALOG}:
        namen = tables_of_a_year(bestand, paket)
        # The catalogue is the same for all; one package shows its tables.
        eigene = [n for n in namen if paket == GROSS or bestand.find(paket, n) or not bestand.find(KATALOG, n)]
        inhalte = list_sheets(bestand, paket, 2019, eigene)
        mappe = make_template(bestand, inhalte, paket)
        blaetter = {b.name: b for b in visible_sheets(mappe, mappe)}
        for i in inhalte:
            tabelle = bestand.find(paket, i.name) or bestand.find(KATALOG, i.name)
            alt = (DATEN / tabelle.datei).read_bytes() if tabelle else b""
            kopf = find_head(blaetter[i.name], i.schema)
            assert kopf is not None, (paket, i.name)
            was = take_over(blaetter[i.name], kopf, i.schema, alt.decode(), "mappe.xlsx")
            assert (was.neu, was.geaendert, was.geloescht) == (0, 0, 0), (paket, i.name)
            assert not alt or was.text.encode() == alt, (paket, i.name)


def test_sheets_follow_from_what_tables_say_of_a_value(projekt: Projekt, tmp_path: Path) -> None:
    """Breaks are offered where there are none yet; what a Hinweis promises only where the package has such a table."""
    immer = [
        "werte",
        "quellen",
        "hinweise",
        "hinweis_bezuege",
        "gruppen",
        "raeume",
        "kennzahlen",
        "brueche",
        "zielwerte",
    ]
    bestand, _ = read_packages(projekt.pfad)
    assert tables_of_a_year(bestand, "hamm") == immer
    projekt.tabellen["hamm"]["zusagen"] = []
    beschluss = {
        "ziel_id": "1.1",
        "nr": "1",
        "befund": "B.",
        "beschluss": "C.",
        "quelle_id": "bericht",
        "fundstelle": "1",
    }
    projekt.tabellen["hamm"]["rueckmeldungen"] = [beschluss]
    projekt.tabellen["hamm"]["kosten"] = []
    projekt.write()
    bestand, _ = read_packages(projekt.pfad)
    assert tables_of_a_year(bestand, "hamm") == [*immer[:4], "zusagen", *immer[4:8], "rueckmeldungen", "zielwerte"]
    # A project without schemas of its own adds to what comes with the program.
    (projekt.pfad / "schema").unlink()
    (projekt.pfad / "katalog/gruppen.csv").unlink()
    write_descriptor(projekt.pfad, "katalog", "Katalog")
    bestand, _ = read_packages(projekt.pfad)
    leer = {i.name for i in list_sheets(bestand, "hamm", 2019) if not i.zeilen}
    assert leer == {"gruppen", "brueche", "zusagen"}
    mappe = make_template(bestand, list_sheets(bestand, "hamm", 2019), "hamm")
    for spalte, text in (("A", "maedchen_neu"), ("B", "Mädchen")):
        mappe["gruppen"][f"{spalte}4"].value = text
    puffer = io.BytesIO()
    mappe.save(puffer)
    gelesen = read_back(projekt.pfad, puffer.getvalue(), "m.xlsx", "hamm", ersetzen=False)
    assert [g.ort for g in gelesen if g.was.neu] == ["katalog/gruppen.csv"]
    assert not (projekt.pfad / "hamm/gruppen.csv").exists()


# --- the template ----------------------------------------------------------------------------------------------------


def test_template_of_a_year_comes_back_without_a_change_until_somebody_fills_it(
    projekt: Projekt, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ziel = tmp_path / "hamm-2019.xlsx"
    assert main(["vorlage", "hamm", "2019", "--pfad", str(projekt.pfad), "--nach", str(ziel)]) == 0
    assert capsys.readouterr().out == (
        f"{ziel}: 9 Blätter, 2 Zeilen zum Ausfüllen.\n"
        f"Ausfüllen, speichern, dann: kekiz einlesen {ziel} --kommune hamm\n"
    )
    vorher = {p: p.read_bytes() for p in projekt.pfad.glob("*/*.csv")}
    assert take(projekt, ziel.read_bytes(), name="x.xlsx") == 0
    assert {p: p.read_bytes() for p in projekt.pfad.glob("*/*.csv")} == vorher
    assert "hamm/werte.csv: 3 unverändert, 2 nicht ausgefüllt und weggelassen." in capsys.readouterr().out
    mappe = load_workbook(ziel)
    assert mappe.sheetnames == [
        *("werte", "quellen", "hinweise", "hinweis_bezuege", "gruppen", "raeume", "kennzahlen", "brueche", "zielwerte"),
        *("Erklärung", "Listen"),
    ]
    blatt = mappe["werte"]
    assert [z.value for z in blatt["C"]][3:] == ["2017", "2018", "2019", "2017/18", "2018/19"]
    neu = blatt[6]
    assert [neu[0].value, neu[1].value, neu[9].value] == ["quote_u3 · Quote u3", "hamm · Hamm", "offen"]
    assert neu[2].number_format == neu[8].number_format == "@"
    assert blatt["A4"].fill.fgColor.rgb != neu[0].fill.fgColor.rgb
    assert blatt.protection.sheet
    assert blatt["A3"].protection.locked
    assert not blatt["A6"].protection.locked
    # Kennzahl, area, period and group stay in sight where they are as short as here.
    assert blatt.freeze_panes == "E4"
    assert blatt.column_dimensions["B"].width < 20
    # What is printed says the number and that it is printed: neither wert nor wertstatus is filled.
    for spalte, inhalt in {
        "G": 1320,
        "H": 1600,
        "I": "82,5 %",
        "K": "bericht",
        "L": "Große Übersicht 1",
    }.items():
        blatt[f"{spalte}6"].value = inhalt
    mappe.save(ziel)
    alt = text_of(projekt)
    assert take(projekt, ziel.read_bytes(), name="x.xlsx") == 0
    assert text_of(projekt) == alt + NEU_CSV
    assert "1 neue Zeile, 1 aus gedruckt ergänzt, 3 unverändert" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("zelle", "wert", "wertstatus"),
    [
        ("82,5 %;offen", "82.5", "gedruckt"),
        # Two readings: the status is clear, the number is not, and the rules ask for it.
        ("1.634;offen", "", "gedruckt"),
        # Two numbers.
        ("76% und 93%;offen", "", "gedruckt"),
        # Who says the status says the rest, too.
        ("82,5 %;berechnet", "", "berechnet"),
        (";offen", "", "offen"),
    ],
)
def test_open_row_takes_from_the_printed_text_what_it_says(
    projekt: Projekt, zelle: str, wert: str, wertstatus: str
) -> None:
    tabelle = read_packages(projekt.pfad)[0].find("hamm", "werte")
    assert tabelle is not None
    (blatt,) = read_sheets(
        f"{KOPF.replace(',', ';')}\nquote_u3;hamm;2019;;;;;;{zelle};bericht;T;\n".encode(), "werte.csv"
    )
    kopf = find_head(blatt, tabelle.schema)
    assert kopf is not None
    neu = take_over(blatt, kopf, tabelle.schema, f"{KOPF}\n", "werte.csv").text.splitlines()[1].split(",2019,,")[1]
    assert (neu.startswith(f"{wert},,,,"), f",{wertstatus},bericht,T," in neu) == (True, True)


@pytest.mark.parametrize(
    ("zellen", "meldung"),
    [
        (
            ";;;;8o%;offen",
            "Zelle I6 (hamm/werte.csv Zeile 6) [quote_u3 · hamm · 2020]: Zu gedruckt fehlt wert (gefunden „8o%“, erwartet dazu "
            "eine Zahl). Bitte einen Tippfehler in gedruckt berichtigen oder wert eintragen.",
        ),
        # The number comes from the printed text: there is the slip. Whoever wrote it in its own column made it there.
        (
            ";;;;12,5%;offen",
            "Warnung: Zelle I6 (hamm/werte.csv Zeile 6) [quote_u3 · hamm · 2020]: wert liegt weit von ",
        ),
        (
            "12,5;;;;12,5%;offen",
            "Warnung: Zelle E6 (hamm/werte.csv Zeile 6) [quote_u3 · hamm · 2020]: wert liegt weit von ",
        ),
        (
            "12,5;;;;12,5%;gedruckt",
            "Warnung: Zelle E6 (hamm/werte.csv Zeile 6) [quote_u3 · hamm · 2020]: wert liegt weit ",
        ),
    ],
)
def test_fault_in_what_the_printed_text_says_is_told_at_the_printed_text(
    projekt: Projekt, zellen: str, meldung: str, capsys: pytest.CaptureFixture[str]
) -> None:
    davor = "quote_u3;hamm;2019;;82;;;;82%;gedruckt;bericht;Tabelle 1;"
    neu = f"quote_u3;hamm;2020;;{zellen};bericht;Tabelle 1;"
    take(projekt, f"{german(text_of(projekt))}{davor}\r\n{neu}\r\n".encode())
    assert [z for z in capsys.readouterr().out.splitlines() if z.startswith(meldung)], meldung


def test_template_offers_ids_with_their_names(projekt: Projekt, tmp_path: Path) -> None:
    ziel = tmp_path / "a.xlsx"
    assert (
        main(["vorlage", "hamm", "2019", "--pfad", str(projekt.pfad), "--nach", str(ziel), "--tabelle", "raeume"]) == 0
    )
    mappe = load_workbook(ziel)
    regeln = {str(r.sqref).split(":")[0]: r for r in mappe["raeume"].data_validations.dataValidation}
    # gehoert_zu is the fourth column; what it may hold stands in the hidden sheet.
    spalte = regeln["D4"].formula1.split("$")[1]
    assert [z.value for z in mappe["Listen"][spalte] if z.value] == [
        "nrw · Nordrhein-Westfalen",
        "hamm · Hamm",
        "pelkum · Pelkum",
        # What somebody adds below the last row of this very sheet is offered, too.
        *(f"=IF('raeume'!$A${nr}=\"\",\"\",'raeume'!$A${nr})" for nr in range(7, 12)),
    ]


@pytest.mark.parametrize(
    ("argumente", "meldung"),
    [
        (["atlantis", "2019"], "Ein Paket „atlantis“ gibt es nicht (vorhanden: hamm).\n"),
        (["hamm", "2019", "--tabelle", "bsc"], "Eine Tabelle „bsc“ haben weder hamm noch katalog.\n"),
    ],
)
def test_template_of_what_is_not_there_is_refused(
    projekt: Projekt, tmp_path: Path, argumente: list[str], meldung: str, capsys: pytest.CaptureFixture[str]
) -> None:
    ziel = tmp_path / "a.xlsx"
    assert main(["vorlage", *argumente, "--pfad", str(projekt.pfad), "--nach", str(ziel)]) == 1
    assert capsys.readouterr().err == meldung
    assert not ziel.exists()


def test_file_that_is_not_there_is_told(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["einlesen", "fehlt.xlsx", "--pfad", str(projekt.pfad), "--kommune", "hamm"]) == 2
    assert capsys.readouterr().err == ("fehlt.xlsx: Diese Datei oder diesen Ordner gibt es nicht. Bitte prüfen.\n")
