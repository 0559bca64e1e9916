"""Missing columns that may be empty are added; every other byte of a table stays, and nothing required is invented."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kekiz.__main__ import main
from kekiz.daten.nachtragen import _rows, _with_columns, add_columns, trim_tables
from paketbau import Projekt

KOPF = b"kennzahl_id,raum_id,zeitraum,gruppe,wert,wert_bis,zaehler,nenner,gedruckt,wertstatus,quelle_id,fundstelle,hinweis_id"
ZEILE = b'quote_u3,hamm,2017,,30,,30,100,"30%, ""rund""",gedruckt,bericht,"Tabelle\n1",'
OHNE_BIS = KOPF.replace(b",wert_bis", b""), ZEILE.replace(b",30,,30,", b",30,30,")
NACHGETRAGEN = "hamm/werte.csv: Die Spalte {} fehlte. Sie steht jetzt da, ohne Angaben."


def added(projekt: Projekt, roh: bytes) -> tuple[bytes, list[str]]:
    """Writes the values, adds what may be added; gives the bytes after it and what was said."""
    projekt.datei("hamm/werte").write_bytes(roh)
    nachtraege, fehler = add_columns(projekt.pfad)
    return projekt.datei("hamm/werte").read_bytes(), [*map(str, nachtraege), *map(str, fehler)]


@pytest.mark.parametrize("marke", [b"", b"\xef\xbb\xbf"], ids=["ohne Marke", "mit Marke"])
@pytest.mark.parametrize("ende", [b"\n", b"\r\n", b"\r"])
@pytest.mark.parametrize("schluss", [True, False], ids=["mit Ende", "ohne Ende"])
def test_a_column_in_the_middle_comes_and_all_other_bytes_stay(
    projekt: Projekt, marke: bytes, ende: bytes, schluss: bool
) -> None:
    letztes = ende if schluss else b""
    vorher, nachher = (marke + kopf + ende + zeile + letztes for kopf, zeile in (OHNE_BIS, (KOPF, ZEILE)))
    assert added(projekt, vorher) == (nachher, [NACHGETRAGEN.format("wert_bis")])
    # Once more: nothing is missing, so nothing is said.
    assert added(projekt, nachher) == (nachher, [])


def test_first_last_and_several_columns(projekt: Projekt) -> None:
    ohne = b"kennzahl_id,raum_id,zeitraum,gruppe,wert,wertstatus,quelle_id,fundstelle\nq,hamm,2017,,30,gedruckt,bericht,T\n"
    neu, gesagt = added(projekt, ohne)
    assert neu == KOPF + b"\nq,hamm,2017,,30,,,,,gedruckt,bericht,T,\n"
    assert gesagt == [
        "hamm/werte.csv: Die Spalten wert_bis, zaehler, nenner, gedruckt und hinweis_id fehlten. Sie stehen jetzt da, ohne "
        "Angaben."
    ]


def test_a_required_column_is_never_invented(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    ohne = OHNE_BIS[0].replace(b",wertstatus", b"") + b"\n" + OHNE_BIS[1].replace(b",gedruckt,", b",") + b"\n"
    neu, gesagt = added(projekt, ohne)
    assert neu == KOPF.replace(b",wertstatus", b"") + b"\n" + ZEILE.replace(b",gedruckt,", b",") + b"\n"
    assert gesagt == [NACHGETRAGEN.format("wert_bis")]
    assert main(["pruefen", str(projekt.pfad), "--beheben"]) == 1
    erste, zweite, *_ = capsys.readouterr().out.splitlines()
    assert erste == "Nichts zu beheben."
    assert zweite.startswith("hamm/werte.csv Zeile 1: Die Spalte wertstatus fehlt. Bitte die Kopfzeile so lassen: ")


@pytest.mark.parametrize(
    "kopf",
    [
        OHNE_BIS[0].replace(b"hinweis_id", b"bemerkung"),
        OHNE_BIS[0].replace(b"zaehler,nenner", b"nenner,zaehler"),
        OHNE_BIS[0].replace(b"zaehler", b"nenner"),
        OHNE_BIS[0].replace(b",", b";"),
        OHNE_BIS[0].replace(b"zaehler", "zähler".encode("latin-1")),
        b'"' + OHNE_BIS[0],
        b"",
    ],
    ids=["unbekannt", "Reihenfolge", "doppelt", "Semikolon", "Latin-1", "Anführungszeichen", "leer"],
)
def test_with_another_fault_in_the_header_the_table_stays(projekt: Projekt, kopf: bytes) -> None:
    roh = kopf + b"\n" + OHNE_BIS[1] + b"\n"
    assert added(projekt, roh) == (roh, [])


@pytest.mark.parametrize(
    ("zeile", "befund"),
    [
        (
            OHNE_BIS[1] + b",",
            "[]: Keine Spalte nachgetragen, denn die Zeile hat nicht so viele Zellen wie die Kopfzeile (gefunden 13, erwartet "
            "12). Bitte zuerst die Zeile berichtigen.",
        ),
        (
            OHNE_BIS[1].rpartition(b",")[0],
            "[]: Keine Spalte nachgetragen, denn die Zeile hat nicht so viele Zellen wie die Kopfzeile (gefunden 11, erwartet "
            "12). Bitte zuerst die Zeile berichtigen.",
        ),
        (
            b'"' + OHNE_BIS[1],
            "[]: Keine Spalte nachgetragen, denn die Anführungszeichen einer Zelle gehen nicht auf. Bitte zuerst die Zelle "
            "berichtigen.",
        ),
    ],
    ids=["zu viele", "zu wenige", "Anführungszeichen"],
)
def test_where_a_row_is_askew_the_table_stays_and_the_row_is_named(projekt: Projekt, zeile: bytes, befund: str) -> None:
    # The row before it takes two lines, since a cell of it does.
    roh = b"\n".join((*OHNE_BIS, zeile)) + b"\n"
    assert added(projekt, roh) == (roh, ["hamm/werte.csv Zeile 4" + befund.removeprefix("[]")])


def test_an_empty_line_stays_for_the_check_to_name(projekt: Projekt) -> None:
    assert added(projekt, OHNE_BIS[0] + b"\n\n" + OHNE_BIS[1] + b"\n\n")[0] == KOPF + b"\n\n" + ZEILE + b"\n\n"


RAND = "In einer Zelle standen Leerzeichen am Rand; sie sind weggelassen."


@pytest.mark.parametrize(
    ("sauber", "kaputt", "gesagt"),
    [
        (b"gedruckt,bericht,", b"gedruckt, bericht\xc2\xa0,", RAND),
        (b'"30%,', b'"\t30%,', RAND),
        (KOPF, b"\xef\xbb\xbf" + KOPF, "Die Byte-Reihenfolge-Marke (BOM) am Anfang ist weggelassen."),
    ],
    ids=["outside", "inside", "mark"],
)
def test_what_means_nothing_is_left_out_and_told(
    projekt: Projekt, sauber: bytes, kaputt: bytes, gesagt: str, capsys: pytest.CaptureFixture[str]
) -> None:
    roh = KOPF + b"\r\n" + ZEILE + b"\r\n"
    projekt.datei("hamm/werte").write_bytes(roh.replace(sauber, kaputt))
    main(["pruefen", str(projekt.pfad), "--beheben"])
    assert capsys.readouterr().out.splitlines()[0] == f"hamm/werte.csv: {gesagt}"
    assert projekt.datei("hamm/werte").read_bytes() == roh
    main(["pruefen", str(projekt.pfad / "hamm"), "--beheben"])
    assert capsys.readouterr().out.splitlines()[0] == "Nichts zu beheben."


@pytest.mark.parametrize("roh", [KOPF + b'\n"q ,hamm\n', "kennzahl_id , ü".encode("latin-1")], ids=["marks", "Latin-1"])
def test_table_that_cannot_be_read_keeps_its_blanks(projekt: Projekt, roh: bytes) -> None:
    projekt.datei("hamm/werte").write_bytes(roh)
    assert (trim_tables(projekt.pfad), projekt.datei("hamm/werte").read_bytes()) == ([], roh)


def test_what_is_no_table_stays(projekt: Projekt) -> None:
    """A descriptor that is none, a file that is missing or unknown: the check names them."""
    (projekt.pfad / "hamm" / "datapackage.json").write_text("{", encoding="utf-8")
    (projekt.pfad / "katalog" / "gruppen.csv").unlink()
    roh = projekt.datei("hamm/profil").read_bytes()
    assert add_columns(projekt.pfad) == ([], [])
    assert projekt.datei("hamm/profil").read_bytes() == roh


@given(
    st.lists(
        st.lists(st.text(st.sampled_from('a,"\n\rü '), max_size=5), min_size=3, max_size=3).filter(any),
        max_size=5,
    ),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_any_table_is_read_afterwards_as_before_with_empty_cells_between(
    zeilen: list[list[str]], ende: str, zitieren: int
) -> None:
    puffer = io.StringIO()
    # The module leaves a lone carriage return bare, and then reads it as the end of a line.
    zitieren = csv.QUOTE_ALL if "\r" in "".join("".join(z) for z in zeilen) else zitieren
    csv.writer(puffer, lineterminator=ende, quoting=zitieren).writerows([["a", "c", "d"], *zeilen])  # type: ignore[arg-type]
    roh = puffer.getvalue().encode()
    assert b"".join(b",".join(zellen) + e for zellen, e in _rows(roh)) == roh
    neu = _with_columns(roh, ["z", "a", "b", "c", "d", "e"], ["z", "b", "e"], "x.csv")
    assert isinstance(neu, bytes)
    gelesen = list(csv.reader(io.StringIO(neu.decode(), newline="")))
    assert gelesen == [["z", "a", "b", "c", "d", "e"], *(["", a, "", c, d, ""] for a, c, d in zeilen)]


def test_the_command_mends_all_packages_or_one(projekt: Projekt, capsys: pytest.CaptureFixture[str]) -> None:
    def _spoil() -> None:
        for ort in ("hamm/raeume", "katalog/altersgruppen"):
            zeilen = projekt.datei(ort).read_text(encoding="utf-8").splitlines()
            projekt.datei(ort).write_text("".join(z.rpartition(",")[0] + "\n" for z in zeilen), encoding="utf-8")

    letzte = [projekt.spalten(t)[-1] for t in ("altersgruppen", "raeume")]
    vorher = [projekt.datei(ort).read_bytes() for ort in ("katalog/altersgruppen", "hamm/raeume")]
    _spoil()
    assert main(["pruefen", str(projekt.pfad)]) == 1
    ausgabe = capsys.readouterr().out
    assert (
        f"hamm/raeume.csv Zeile 1: Die Spalte {letzte[1]} fehlt. Sie darf leer sein: kekiz pruefen --beheben trägt"
        in ausgabe
    )
    assert main(["pruefen", str(projekt.pfad), "--beheben"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == [
        f"katalog/altersgruppen.csv: Die Spalte {letzte[0]} fehlte. Sie steht jetzt da, ohne Angaben.",
        f"hamm/raeume.csv: Die Spalte {letzte[1]} fehlte. Sie steht jetzt da, ohne Angaben.",
    ]
    assert [projekt.datei(ort).read_bytes() for ort in ("katalog/altersgruppen", "hamm/raeume")] == vorher
    _spoil()
    ordner = projekt.pfad / "hamm"
    # One package alone: the other stays.
    assert main(["pruefen", str(ordner), "--beheben"]) == 1
    assert projekt.datei("hamm/raeume").read_bytes() == vorher[1]
    assert projekt.datei("katalog/altersgruppen").read_bytes() != vorher[0]


def test_a_zip_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    datei = tmp_path / "paket.zip"
    datei.write_bytes(b"PK")
    assert main(["pruefen", str(datei), "--beheben"]) == 2
    assert capsys.readouterr().err == f"{datei}: Ein ZIP bleibt, wie es ist. Bitte auspacken und den Ordner angeben.\n"
    assert datei.read_bytes() == b"PK"
