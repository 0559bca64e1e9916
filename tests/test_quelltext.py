"""Reads every printed value of the packages against the source documents.

The documents hold personal names and are not part of the repository. What is: an index of their numbers by section
(``tests/quellen``, written by ``scripts/zahlenverzeichnis.py``). Where the documents lie beside the repository, the
index is held to them, and each printed string must stand in the text word for word.
"""

import csv
import os
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from paketbau import DATEN, REPO
from zahlenverzeichnis import ABSCHNITTE, DATEIEN, index, numbers, sections, write_csv

VERZEICHNIS = REPO / "tests" / "quellen"
TEXTE = Path(os.environ.get("KEKIZ_QUELLEN", REPO.parent / "shared" / "quellen"))
mit_texten = pytest.mark.skipif(
    not TEXTE.is_dir(), reason=f"Die Quelltexte liegen nicht unter {TEXTE}; geprüft wird nur gegen das Verzeichnis."
)

SPALTEN = {
    "werte": "gedruckt",
    "weiterbildungen": "gedruckt",
    "massnahmen": "kosten_gedruckt",
    "modul_angaben": "gedruckt",
    "ausgangszahlen": "gedruckt",
    "kosten": "gedruckt",
}


def read_rows(paket: str, tabelle: str) -> list[dict[str, str]]:
    with (DATEN / paket / f"{tabelle}.csv").open(encoding="utf-8", newline="") as datei:
        return list(csv.DictReader(datei))


def printed() -> Iterator[tuple[str, str, str, str]]:
    """Gives quelle_id, fundstelle, printed string and place of every printed value."""
    for datei in sorted(DATEN.glob("*/*.csv")):
        if datei.stem in SPALTEN:
            for nr, zeile in enumerate(read_rows(datei.parent.name, datei.stem), start=2):
                if zeile[SPALTEN[datei.stem]]:
                    ort = f"{datei.parent.name}/{datei.name} Zeile {nr}"
                    yield zeile["quelle_id"], zeile["fundstelle"], zeile[SPALTEN[datei.stem]], ort


@cache
def read_index(quelle_id: str) -> Counter[tuple[str, str]]:
    with (VERZEICHNIS / f"{quelle_id}.csv").open(encoding="utf-8", newline="") as datei:
        return Counter({(z["fundstelle"], z["zahl"]): int(z["anzahl"]) for z in csv.DictReader(datei)})


@cache
def all_sections(quelle_id: str) -> frozenset[str]:
    return frozenset(abschnitt for abschnitt, _ in read_index(quelle_id))


@cache
def named_sections(quelle_id: str, fundstelle: str) -> frozenset[str]:
    """Finds the sections that a fundstelle names (with their subsections); all where it names a footnote or picture."""
    bekannt = all_sections(quelle_id)
    if re.search(r"Fußnote|Abbildung", fundstelle):
        return bekannt
    genannt = {a for a in bekannt if "(" in a and a in fundstelle}
    rest = re.sub(r"\([^)]*\)", "", fundstelle)
    genannt |= {f"Tabelle {n}" for n in re.findall(r"Tabelle (\d+)", rest)} & bekannt
    genannt |= {f"Maßnahme {n}" for n in re.findall(r"Maßnahme (\d+)", rest)}
    if not genannt or ";" in rest:
        for nummer in re.findall(r"(?<![\d.])\d+(?:\.\d+)*", rest):
            for art in ("Abschnitt", "Kapitel"):
                genannt |= {a for a in bekannt if a == f"{art} {nummer}" or a.startswith(f"{art} {nummer}.")}
    genannt |= {a for a in bekannt if not re.match("Abschnitt|Kapitel|Tabelle|Maßnahme", a) and a in fundstelle}
    return frozenset(genannt & bekannt)


def test_every_printed_value_stands_in_its_section() -> None:
    falsch = []
    for quelle_id, fundstelle, gedruckt, ort in printed():
        orte = named_sections(quelle_id, fundstelle)
        if not orte:
            falsch.append(f"{ort}: die Fundstelle „{fundstelle}“ gibt es in {quelle_id} nicht")
            continue
        zahlen = numbers(gedruckt)
        if not zahlen and "massnahmen" not in ort:
            falsch.append(f"{ort}: „{gedruckt}“ enthält keine Zahl")
        for zahl in zahlen:
            if not any(read_index(quelle_id)[abschnitt, zahl] for abschnitt in orte):
                falsch.append(f"{ort}: {zahl} steht nicht in {fundstelle} ({quelle_id})")
    assert falsch == []


def test_no_number_is_used_more_often_than_its_table_prints_it() -> None:
    """Two cells cannot both come from one printed number of a table."""
    benutzt: Counter[tuple[str, str, str]] = Counter()
    for quelle_id, fundstelle, gedruckt, _ in printed():
        if quelle_id == "hamm-bericht-2018" and re.fullmatch(r"Tabelle \d+( \(Abschnitt [\d.]+\))?", fundstelle):
            benutzt.update((quelle_id, fundstelle, zahl) for zahl in numbers(gedruckt))
    zu_oft = {k: n for k, n in benutzt.items() if n > read_index(k[0])[k[1], k[2]]}
    assert zu_oft == {}


@pytest.mark.parametrize("spalte", ["zaehler", "nenner"])
def test_numerators_and_denominators_are_printed_too(spalte: str) -> None:
    """The counts of a printed share are printed somewhere in the document, or its Hinweis shows how they add up."""
    erklaert = {h["hinweis_id"]: numbers(h["nachgerechnet"]) for h in read_rows("hamm", "hinweise")}
    fehlend = []
    for datei in sorted(DATEN.glob("*/werte.csv")):
        for nr, z in enumerate(read_rows(datei.parent.name, "werte"), start=2):
            if z[spalte] and z["wertstatus"] == "gedruckt":
                roh = z[spalte]
                punkt = f"{int(roh):,}".replace(",", ".")
                zahlen = {zahl for _, zahl in read_index(z["quelle_id"])}
                # A sum that is not printed is fine where the value's Hinweis shows it.
                if not {roh, punkt} & (zahlen | set(erklaert.get(z["hinweis_id"], []))):
                    fehlend.append(f"{datei.parent.name}/werte.csv Zeile {nr}: {spalte} {roh}")
    assert fehlend == []


def test_population_of_the_profiles() -> None:
    """In some profiles the box with the population stands above the name, in the text thus in the profile before."""
    folge = [name for name, _ in ABSCHNITTE["nrw-fachbericht-2013"]]
    verzeichnis = read_index("nrw-fachbericht-2013")
    geprueft = 0
    for k in read_rows("katalog", "kommunen"):
        for z in read_rows(k["kommune_id"], "werte"):
            if z["quelle_id"] != "nrw-fachbericht-2013":
                continue
            nr = folge.index(f"Profil {k['name']}")
            for spalte in ("zaehler", "nenner"):
                zahl = f"{int(z[spalte]):,}".replace(",", ".")
                assert any(verzeichnis[a, zahl] for a in folge[max(nr - 1, 0) : nr + 1]), (k["name"], zahl)
                geprueft += 1
    assert geprueft >= 30


RAEUME = [
    "stadtmitte", "hamm-westen", "hamm-norden", "uentrop", "rhynern", "pelkum", "herringen", "bockum-hoevel", "heessen",
    "hamm",
]  # fmt: skip

TABELLE_1 = """
69 74 78 83 86 82
72 72 77 85 85 81
71 65 76 92 89 91
80 77 78 77 82 79
80 82 80 73 85 81
70 78 72 79 75 82
80 73 70 84 82 80
74 78 76 78 81 76
82 75 84 84 93 93
75 75 77 82 84 82
"""

TABELLE_4 = """
184 170 175 95,1 155 91,2 91,4 91,6
242 204 219 90,5 188 92,2 86,3 88,8
139 125 128 92,1 108 86,4 88,3 87,0
200 174 195 97,5 165 94,8 94,4 97,0
161 138 158 98,1 136 98,6 98,1 94,1
96 109 87 90,6 99 90,8 94,3 93,9
120 112 113 94,2 106 94,6 90,3 91,5
235 232 220 93,6 222 95,7 93,6 91,0
176 130 165 93,8 127 97,7 95,8 92,9
1567 1522 1469 93,7 1420 93,3 92,4 91,8
"""


def grid(text: str) -> list[list[str]]:
    return [zeile.split() for zeile in text.strip().splitlines()]


def value_rows() -> dict[tuple[str, str, str], dict[str, str]]:
    return {(z["kennzahl_id"], z["raum_id"], z["zeitraum"]): z for z in read_rows("hamm", "werte") if not z["gruppe"]}


def test_table_1_cell_by_cell() -> None:
    werte = value_rows()
    jahre = ["2013", "2014", "2015", "2016", "2017", "2018"]
    ist = [[werte["besuchsquote_neugeborene", raum, jahr]["gedruckt"] for jahr in jahre] for raum in RAEUME]
    assert ist == [[f"{zahl}%" for zahl in zeile] for zeile in grid(TABELLE_1)]


def test_table_4_cell_by_cell() -> None:
    werte = value_rows()
    ist = []
    for raum in RAEUME:
        kinder, heft, u8 = (
            [werte[k, raum, jahr] for jahr in ("2017/18", "2018/19")]
            for k in ("u8_untersuchte_kinder", "u8_heft_vorgelegt", "u8_teilnahme")
        )
        hefte = [zelle for h in heft for zelle in (h["zaehler"], h["gedruckt"])]
        ist.append([*(k["gedruckt"] for k in kinder), *hefte, *(u["gedruckt"].removesuffix("%") for u in u8)])
        assert [h["nenner"] for h in heft] == [k["wert"] for k in kinder]
        assert [u["nenner"] for u in u8] == [h["zaehler"] for h in heft]
    assert ist == grid(TABELLE_4)


@mit_texten
@pytest.mark.parametrize("quelle_id", DATEIEN)
def test_index_is_that_of_the_document(quelle_id: str) -> None:
    text = (TEXTE / DATEIEN[quelle_id]).read_text(encoding="utf-8")
    assert write_csv(index(quelle_id, text)) == (VERZEICHNIS / f"{quelle_id}.csv").read_text(encoding="utf-8")


@cache
def squeezed(quelle_id: str) -> dict[str, str]:
    """Gives the text of each section without blanks and hyphens."""
    teile: dict[str, str] = {}
    for abschnitt, zeile in sections(quelle_id, (TEXTE / DATEIEN[quelle_id]).read_text(encoding="utf-8")):
        teile[abschnitt] = teile.get(abschnitt, "") + re.sub(r"\s|-", "", zeile)
    return teile


@mit_texten
def test_every_printed_string_stands_in_the_text() -> None:
    """The whole string, not only its numbers: 82,11% is not 82,1%."""
    falsch = []
    for quelle_id, fundstelle, gedruckt, ort in printed():
        gesucht = re.sub(r"\s|-", "", gedruckt)
        orte = named_sections(quelle_id, fundstelle)
        if not any(gesucht in text for abschnitt, text in squeezed(quelle_id).items() if abschnitt in orte):
            falsch.append(f"{ort}: „{gedruckt}“ steht nicht in {fundstelle}")
    assert falsch == []
