"""Agreements with an area: told where the package has a row, absent where not; never invented, and no person named."""

from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import Ergebnis, build
from kekiz.seiten.raumseite import draw_stadtteil
from kekiz.seiten.seite import Seite
from kekiz.seiten.vereinbarungsteil import draw_vereinbarung
from paketbau import Projekt
from staedtebau import packages

ZIEL = {
    "raum_id": "nord", "zeitraum": "2024", "nr": "1", "handlungsfeld": "Familien", "ziel": "Familien sollen sich treffen.",
    "massnahme": "Ein Café.", "merkmal": "Zehn Treffen.", "zustaendig": "Jugendamt", "stichtag": "2024-09-30",
    "ergebnis": "Es gab zwölf Treffen.", "quelle_id": "bericht-muehlau", "fundstelle": "Kapitel 5",
}  # fmt: skip
NUR_ZUSAMMEN = "steht in keinem Dokument"


def outcome(ordner: Path, *zeilen: dict[str, str]) -> Ergebnis:
    pakete = packages()
    pakete["muehlau"] |= {"zielvereinbarungen": list(zeilen)}
    projekt = Projekt(ordner, pakete)
    assert projekt.fehler() == []
    return build(load(projekt.pfad))


def page(ergebnis: Ergebnis, raum_id: str) -> Seite:
    return Seite(ergebnis, "muehlau", lambda z: z, lambda *_, **__: "", {"raum": raum_id})


def test_every_cell_of_a_row_is_told(tmp_path: Path) -> None:
    ergebnis = outcome(tmp_path, ZIEL)
    text = draw_vereinbarung(page(ergebnis, "nord"))
    assert "<h3>Familien</h3>" in text
    assert "Familien sollen sich treffen." in text
    for titel, inhalt in {
        "Maßnahme": "Ein Café.", "Woran zu erkennen": "Zehn Treffen.", "Zuständig": "Jugendamt",
        "Bis": "30. September 2024", "Ergebnis": "Es gab zwölf Treffen.",
    }.items():  # fmt: skip
        assert f"<dt>{titel}</dt><dd>{inhalt}</dd>" in text
    assert "ein Ziel, 2024" in text
    assert "Kapitel 5" in text
    assert NUR_ZUSAMMEN not in draw_stadtteil(page(ergebnis, "nord"), "nord")


def test_empty_cells_are_left_out_and_the_period_is_the_limit(tmp_path: Path) -> None:
    leer = dict.fromkeys(("massnahme", "merkmal", "zustaendig", "stichtag", "ergebnis"), "")
    text = draw_vereinbarung(page(outcome(tmp_path, ZIEL | leer | {"zeitraum": "2024/25"}), "nord"))
    assert "<dt>Bis</dt><dd>31. Juli 2025</dd>" in text
    assert "<dt>Ergebnis</dt><dd>nicht bekannt</dd>" in text
    assert text.count("<dt>") == 2


def test_latest_period_stands_first_and_rows_in_their_order(tmp_path: Path) -> None:
    text = draw_vereinbarung(
        page(
            outcome(
                tmp_path,
                ZIEL | {"nr": "2", "ziel": "Zweites Ziel.", "zeitraum": "2025", "stichtag": ""},
                ZIEL | {"ziel": "Altes Ziel."},
                ZIEL | {"ziel": "Erstes Ziel.", "zeitraum": "2025", "stichtag": ""},
            ),
            "nord",
        )
    )
    stellen = [
        text.index(t) for t in ("Familien, 2025", "Erstes Ziel.", "Zweites Ziel.", "Familien, 2024", "Altes Ziel.")
    ]
    assert stellen == sorted(stellen)
    assert "drei Ziele, 2024 und 2025" in text


@pytest.mark.parametrize("zeilen", [(), (ZIEL,)])
def test_area_without_a_row_has_no_part_but_says_what_is_missing(tmp_path: Path, zeilen: tuple[dict[str, str]]) -> None:
    ergebnis = outcome(tmp_path, *zeilen)
    assert draw_vereinbarung(page(ergebnis, "ost")) == ""
    # The one aim that Mühlau sums up for all areas.
    assert "ein Ziel, nach Handlungsfeldern geordnet" in draw_stadtteil(page(ergebnis, "ost"), "ost")


FEHLER = {
    ("raum_id", "muehlau"): "raum_id „muehlau“ ist kein Sozialraum (erwartet ein Raum mit typ sozialraum)",
    ("raum_id", "sued"): "raum_id „sued“ ist unbekannt (erwartet eine Kennung aus muehlau/raeume.csv)",
    ("zustaendig", "Frau Meier"): "zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „Frau Meier“)",
    ("zustaendig", "bei Herrn Meier"): "zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „bei Herrn Meier“)",
    ("zustaendig", "Telefon 176000"): "zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „Telefon 176000“)",
    ("zustaendig", "a@b.de"): "zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „a@b.de“)",
    ("zustaendig", "02381 17-6000"): "zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „02381 17-6000“)",
    ("zustaendig", "Jugendamt, Dr. Meier"): "zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „Jugendamt, Dr. Meier“)",
    ("zustaendig", "Prof. Meier"): "zustaendig nennt eine Person oder wie sie zu erreichen ist (gefunden „Prof. Meier“)",
    ("stichtag", "2023-12-31"): "Der Stichtag 2023-12-31 liegt vor dem Zeitraum 2024 der Vereinbarung",
    ("stichtag", "2024-02-30"): "stichtag ist kein Tag im Kalender (gefunden „2024-02-30“, erwartet 2018, 2018-09 oder 2018-09-30)",
    ("stichtag", "Herbst"): "stichtag hat die falsche Form (gefunden „Herbst“, erwartet 2018, 2018-09 oder 2018-09-30)",
    ("zeitraum", "2024-25"): "zeitraum hat die falsche Form (gefunden „2024-25“, erwartet 2018 oder 2017/18)",
    ("ziel", ""): "ziel fehlt",
}  # fmt: skip


@pytest.mark.parametrize(("zelle", "befund"), FEHLER.items(), ids=lambda x: str(x)[:30])
def test_a_faulty_row_is_named(tmp_path: Path, zelle: tuple[str, str], befund: str) -> None:
    pakete = packages()
    pakete["muehlau"] |= {"zielvereinbarungen": [ZIEL | dict([zelle])]}
    (fehler,) = Projekt(tmp_path, pakete).fehler()
    assert fehler.startswith("muehlau/zielvereinbarungen.csv Zeile 2 [")
    assert f": {befund}" in fehler


@pytest.mark.parametrize(
    "zelle",
    [
        ("stichtag", "2024"), ("stichtag", "2024-01-01"), ("stichtag", "2025-03"), ("stichtag", ""),
        ("zustaendig", ""), ("zustaendig", "Beratungsstelle Frau und Beruf"), ("zustaendig", "Amt 51, Team 3"),
        ("zustaendig", "Amt 51 10"), ("zustaendig", "Herrenhaus"),
    ],
)  # fmt: skip
def test_a_row_at_the_border_holds(tmp_path: Path, zelle: tuple[str, str]) -> None:
    outcome(tmp_path, ZIEL | dict([zelle]))
