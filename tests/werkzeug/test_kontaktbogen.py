"""``make kontaktbogen``: no kind of page is missing on the sheet."""

from pathlib import Path

from kekiz.werkzeug.kontaktbogen import choose_pages


def test_every_kind_of_page_is_on_the_sheet_and_every_page_of_words(gebaut: Path) -> None:
    seiten = choose_pages(gebaut)
    assert {"start", "ziel", "raum", "modul", "kommune", "kennzahl"} <= seiten.keys()
    # Those that no table knows.
    assert {"404": "404.html", "impressum": "impressum/", "ueber": "ueber/"}.items() <= seiten.items()
    assert len(set(seiten.values())) == len(seiten)
    assert all((gebaut / s).exists() for s in seiten.values())
