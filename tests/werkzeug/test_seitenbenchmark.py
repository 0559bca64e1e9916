"""Time and size of the built site, measured side by side on invented pages; seconds prints ``make benchmark``."""

from pathlib import Path

import pytest

from kekiz.werkzeug import seitenbenchmark
from kekiz.werkzeug.seitenbenchmark import (
    OHNE_ART,
    Dauer,
    as_html,
    as_markdown,
    bare_config,
    build_bare,
    compare_kind,
    contents,
    measure_growth,
    run_code,
)
from paketbau import REPO
from staedtebau import DRUCKZEIT, PROZESSOR, write_site

GRENZE = 3.5
"""Processor time against a bare build in Markdown: about 2.7 today. The agreed 1.5 times is not kept, as the page about
computing time says; this limit keeps the cost from growing unnoticed. The builds run at different times: beside other
work, one of them was measured a quarter slower.
"""


def test_bare_settings_keep_theme_and_search_only() -> None:
    text = bare_config((REPO / "mkdocs.yml").read_text(encoding="utf-8"))
    assert "name: material" in text
    assert "- search" in text
    assert not {"macros", "mkdocs_hook", "ziele/index.md"} & set(text.replace(":", " ").replace("/mkdocs", " ").split())
    assert "macros" not in text
    assert "hooks" not in text


def test_finished_html_is_passed_on_and_markdown_is_as_long() -> None:
    # A blank line would end the block, and Markdown would begin to read.
    assert "\n\n" not in as_html("<p>\n\nein Wert</p>")
    kurz, lang = len(as_markdown(5_000)), len(as_markdown(50_000))
    assert 7 < lang / kurz < 13


def test_page_does_not_grow_with_the_number_of_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    groessen = measure_growth(REPO, tmp_path, (5, 50))
    assert abs(groessen[50] - groessen[5]) < 200
    assert "erfundene Seiten" in capsys.readouterr().out


def test_build_takes_hardly_longer_than_a_bare_one(gebaut: Path, tmp_path: Path) -> None:
    bloss = build_bare(REPO, tmp_path / "markdown", gebaut)
    assert len(contents(gebaut)) == len(contents(tmp_path / "markdown" / "site")) > 150
    gesamt, druck = (float((gebaut.parent / n).read_text(encoding="ascii")) for n in (PROZESSOR, DRUCKZEIT))
    eigen = gesamt - druck
    assert druck < eigen / 2, "PDFs"
    assert eigen / bloss.prozessor < GRENZE, (eigen, bloss)


@pytest.mark.weekly
def test_pages_of_one_kind_are_left_out(staedte: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path)
    run_code(tmp_path, OHNE_ART, "kennzahl")
    alle, ohne = (
        {p.relative_to(s).parent.as_posix() for p in s.rglob("index.html")} for s in (staedte, tmp_path / "anteil")
    )
    assert alle - ohne == {"kennzahlen/plaetze"}
    dauer = iter([Dauer(9, 6), Dauer(9, 4)])
    monkeypatch.setattr(seitenbenchmark, "run_code", lambda *_: next(dauer))
    assert compare_kind(tmp_path)["verhaeltnis"] == 1.5
