"""Each kind of cell that LibreOffice saves in its own form, and what has no reading there."""

import io
import zipfile
from datetime import date

import pytest

from kekiz.daten.blatt import LEER, Zelle
from kekiz.daten.lesetabelle import read_sheets
from kekiz.wissen.fehler import DatenFehler

RAUM = " ".join(
    f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n if n != "number" else "datastyle"}:1.0"'
    for n in ("office", "table", "text", "style", "number")
)
STILE = """<office:automatic-styles>
<number:date-style style:name="N1"><number:day/><number:text>.</number:text><number:month/><number:year/></number:date-style>
<number:date-style style:name="N2"><number:month/><number:year/></number:date-style>
<style:style style:name="tag" style:data-style-name="N1"/><style:style style:name="monat" style:data-style-name="N2"/>
<style:style style:name="zu"><style:table-properties table:display="false"/></style:style>
</office:automatic-styles>"""
CALC = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def ods(*tabellen: str, kopf: str = "") -> bytes:
    puffer = io.BytesIO()
    with zipfile.ZipFile(puffer, "w") as archiv:
        archiv.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        inhalt = f"<office:body><office:spreadsheet>{''.join(tabellen)}</office:spreadsheet></office:body>"
        archiv.writestr(
            "content.xml", f"{kopf}<office:document-content {RAUM} {CALC}>{STILE}{inhalt}</office:document-content>"
        )
    return puffer.getvalue()


def sheet(*zeilen: str, stil: str = "", spalten: str = "") -> str:
    reihen = "".join(
        z if z.startswith("<table:table-row") else f"<table:table-row>{z}</table:table-row>" for z in zeilen
    )
    return f'<table:table table:name="werte" table:style-name="{stil}">{spalten}{reihen}</table:table>'


def cell(art: str, inhalt: str = "", text: str = "", mehr: str = "") -> str:
    return f'<table:table-cell office:value-type="{art}" {inhalt} {mehr}><text:p>{text}</text:p></table:table-cell>'


TAG = 'office:date-value="2018-09-30"'


@pytest.mark.parametrize(
    ("zelle", "gelesen"),
    [
        (cell("float", 'office:value="1320"', "1.320"), Zelle(1320)),
        (cell("float", 'office:value="-82.5"', "-82,5"), Zelle(-82.5)),
        (cell("percentage", 'office:value="0.825"', "82,5 %"), Zelle(0.825, ist_prozent=True)),
        (cell("boolean", 'office:boolean-value="true"', "WAHR"), Zelle(True)),
        (cell("string", text="a<text:s text:c='2'/>b<text:span>c</text:span>d"), Zelle("a  bcd")),
        (cell("string", text="a</text:p><text:p>b"), Zelle("a\nb")),
        (cell("string"), LEER),
        (cell("date", TAG, "30.09.18", 'table:style-name="tag"'), Zelle(date(2018, 9, 30))),
        # Only month and year are shown: somebody may have typed 9/18.
        (cell("date", TAG, "Sep 18", 'table:style-name="monat"'), Zelle("Sep 18", mangel="ein Datum oder eine Uhrzeit")),
        (cell("date", TAG, "30.09.18"), Zelle("30.09.18", mangel="ein Datum oder eine Uhrzeit")),
        (cell("time", 'office:time-value="PT1H"', "01:00"), Zelle("01:00", mangel="ein Datum oder eine Uhrzeit")),
        (cell("string", 'calcext:value-type="error"', "#DIV/0!"), Zelle("#DIV/0!", mangel="der Fehlerwert #DIV/0!")),
        ("<table:table-cell table:formula='of:=[.A2]'/>", Zelle(mangel="eine Formel, deren Ergebnis nicht gespeichert ist")),
        (cell("float", 'office:value="3"', "3", "table:formula='of:=1+2'"), Zelle(3)),
        ("<table:table-cell><office:annotation><text:p>Notiz</text:p></office:annotation></table:table-cell>", LEER),
    ],
)  # fmt: skip
def test_cell(zelle: str, gelesen: Zelle) -> None:
    (blatt,) = read_sheets(ods(sheet(zelle)), "a.ods")
    assert (blatt.cell(0, 0) if blatt.zeilen else LEER) == gelesen


def test_place_of_a_cell_survives_what_is_written_once_for_many() -> None:
    leer = '<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="99"/></table:table-row>'
    mitte = "<table:table-cell table:number-columns-repeated='2'/>" + cell("string", text="x")
    ende = '<table:table-row table:number-rows-repeated="1048570"><table:table-cell/></table:table-row>'
    spalten = '<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="tag"/>'
    tag = "<table:table-cell table:number-columns-repeated='2'/>" + cell("date", TAG)
    (blatt,) = read_sheets(ods(sheet(leer, mitte, tag, ende, spalten=spalten)), "a.ods")
    assert len(blatt.zeilen) == 5
    assert (blatt.cell(3, 2), blatt.place(3, 2)) == (Zelle("x"), "Blatt „werte“, Zelle C4")
    assert blatt.cell(4, 2) == Zelle(date(2018, 9, 30))


def test_merged_cells_and_hidden_sheets() -> None:
    hoch = cell("string", text="a", mehr='table:number-rows-spanned="2"')
    breit = cell("string", text="b", mehr='table:number-columns-spanned="2"')
    decke = "<table:covered-table-cell/>"
    sichtbar = sheet(hoch, decke, breit + decke)
    (blatt,) = read_sheets(ods(sichtbar, sheet(hoch, stil="zu")), "a.ods")
    assert [blatt.cell(nr, 0) for nr in (0, 1)] == [Zelle("a", ist_verbunden=True)] * 2
    assert {blatt.cell(2, nr).mangel for nr in (0, 1)} == {"über mehrere Spalten verbunden"}


@pytest.mark.parametrize(
    "roh", [ods(sheet(), kopf="<!DOCTYPE a [<!ENTITY b 'c'>]>"), ods("<offen>"), ods(sheet())[:-40]]
)
def test_damaged_file_is_told(roh: bytes) -> None:
    with pytest.raises(DatenFehler, match="lässt sich nicht öffnen"):
        read_sheets(roh, "a.ods")


def test_stray_cell_far_away_is_told() -> None:
    weit = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell/></table:table-row>'
    unten = "<table:table-cell table:number-columns-repeated='2'/>" + cell("string", text="x")
    with pytest.raises(DatenFehler, match="reicht bis zur Zelle C1000001, viel weiter als eine Tabelle"):
        read_sheets(ods(sheet(weit, unten)), "a.ods")
