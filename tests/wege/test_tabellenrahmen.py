"""Tables of finished pages: frames for bare ones, cells that say their column, nothing lost for assistive technology."""

import re

import pytest

from kekiz.wege.tabellenrahmen import frame_tables, name_cells

LEER = ("", " ", "–", '<span class="kp-leer">–</span>', '<span class="kp-unsichtbar">nicht genannt</span>')
VOLL = ("0", "– 3", "keine Angabe", '<svg class="kp-zeichen"></svg><span class="kp-unsichtbar">Kernthema</span>')


def _table(*zellen: str, koepfe: str = "ABC", klasse: str = "kp-tabelle", rest: str = "") -> str:
    kopf = "".join(f'<th scope="col">{k}</th>' for k in koepfe)
    zeile = f'<tr><th scope="row">Zeile</th>{"".join(f"<td{rest}>{z}</td>" for z in zellen)}</tr>'
    return f'<table class="{klasse}" id="t"><thead><tr>{kopf}</tr></thead><tbody>{zeile}</tbody></table>'


def test_cells_say_their_column_and_stay_cells() -> None:
    html = name_cells(_table("1", "2"))
    assert '<table class="kp-tabelle kp-tabelle--paare" id="t">' in html
    assert '<td data-spalte="B">1</td><td data-spalte="C">2</td>' in html
    # A table has these roles by itself: saying them again is a fault of form.
    assert "role=" not in html


@pytest.mark.parametrize(("spalten", "benannt"), [(1, False), (2, False), (3, True), (4, True)])
def test_tables_of_two_columns_fit_as_they_are(spalten: int, benannt: bool) -> None:
    tabelle = _table(*["1"] * (spalten - 1), koepfe="ABCD"[:spalten])
    assert (name_cells(tabelle) != tabelle) is benannt


def test_table_with_a_form_of_its_own_and_table_without_heads_are_left_alone() -> None:
    for tabelle in (_table("1", "2", klasse="kp-tabelle kp-tabelle--eigen"), _table("1", "2", koepfe="")):
        assert name_cells(tabelle) == tabelle


@pytest.mark.parametrize(("inhalt", "ist_leer"), [*((z, True) for z in LEER), *((z, False) for z in VOLL)])
def test_cells_with_nothing_in_them_are_marked(inhalt: str, ist_leer: bool) -> None:
    assert ("data-leer" in name_cells(_table(inhalt, "2"))) is ist_leer


@pytest.mark.parametrize("name", ["data-feld", "data-text", "data-je"])
def test_cells_that_a_script_fills_are_not_empty(name: str) -> None:
    assert "data-leer" not in name_cells(_table("", "–", rest=f' {name}="wert"'))
    assert "data-leer" not in name_cells(_table(f'<span {name}="wert"></span>', "2"))


def test_names_of_columns_are_their_words_alone() -> None:
    koepfe = ("A", 'Ziel/<wbr>Gym <span class="x">2018</span>', "sagt „ja" + '"')
    html = name_cells(_table("1", "2", koepfe=koepfe))  # type: ignore[arg-type]
    assert re.findall('data-spalte="([^"]*)"', html) == ["Ziel/Gym 2018", "sagt „ja&quot;"]


def test_table_of_markdown_gets_frame_and_names_and_its_first_cells_are_titles() -> None:
    zeile = "<tr><td>a</td><td>b</td><td>c</td></tr>"
    kopf = "<tr><th>A</th><th>B</th><th>C</th></tr>"
    html = name_cells(frame_tables(f"<table><thead>{kopf}</thead><tbody>{zeile}{zeile}</tbody></table>"))
    assert html.startswith('<div class="kp-tabelle-rahmen" role="region" tabindex="0" aria-label="Tabelle: A, B, C">')
    assert html.count('<td>a</td><td data-spalte="B">b</td>') == 2
