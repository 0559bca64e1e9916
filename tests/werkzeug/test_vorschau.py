"""The live preview: which pages it builds again, and that a changed cell is there soon."""

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from kekiz.werkzeug.seitenbenchmark import change_and_wait, copy_project, run_preview
from kekiz.werkzeug.vorschau import Vorschau
from paketbau import REPO


def page(url: str) -> Any:
    return SimpleNamespace(url=url, src_uri=f"{url or 'index'}.md", is_modified=lambda: False)


class Bauten:
    """Notes what a preview had built."""

    def __init__(self, ordner: Path) -> None:
        self.liste: list[object] = []
        self.daten, self.texte = ordner / "daten", ordner / "docs"
        for neu in (self.daten, self.texte):
            neu.mkdir()
            (neu / "a.csv").write_text("1", encoding="utf-8")
        self.vorschau = Vorschau([self.daten], [self.texte])
        self.dateien = [page(""), page("ziele/"), page("kette/")]
        self.vorschau.mark(SimpleNamespace(documentation_pages=lambda: self.dateien))

    def einzelne(self) -> None:
        self.vorschau.mark(SimpleNamespace(documentation_pages=lambda: self.dateien))
        self.liste.append({f.src_uri for f in self.dateien if f.is_modified()})

    def refresh(self, *seiten: str) -> list[object]:
        self.liste = []
        self.vorschau.refresh(seiten, lambda: self.liste.append("alle"), self.einzelne)
        return self.liste


@pytest.fixture
def bauten(tmp_path: Path) -> Bauten:
    return Bauten(tmp_path)


def touch(datei: Path) -> None:
    zeit = datei.stat().st_mtime_ns + 1_000_000_000
    os.utime(datei, ns=(zeit, zeit))


def test_nothing_is_built_where_nothing_changed(bauten: Bauten) -> None:
    assert bauten.refresh("index.md") == []


def test_changed_data_build_the_page_looked_at_and_others_when_asked_for(bauten: Bauten) -> None:
    touch(bauten.daten / "a.csv")
    assert bauten.refresh("ziele/.md") == [{"ziele/.md"}]
    assert bauten.refresh("ziele/.md") == []
    assert bauten.refresh("kette/.md") == [{"kette/.md"}]
    touch(bauten.daten / "a.csv")
    assert bauten.refresh("ziele/.md") == [{"ziele/.md"}]


def test_other_changes_build_everything(bauten: Bauten) -> None:
    touch(bauten.daten / "a.csv")
    touch(bauten.texte / "a.csv")
    assert bauten.refresh("ziele/.md") == ["alle"]
    assert bauten.refresh("kette/.md") == []


def test_a_new_file_counts_as_a_change(bauten: Bauten) -> None:
    (bauten.daten / "b.csv").write_text("", encoding="utf-8")
    assert bauten.refresh("ziele/.md") == [{"ziele/.md"}]


def test_after_a_fault_the_page_is_still_out_of_date(bauten: Bauten) -> None:
    def _fehler() -> None:
        raise ValueError

    touch(bauten.daten / "a.csv")
    with pytest.raises(ValueError):  # noqa: PT011
        bauten.vorschau.refresh(["ziele/.md"], _fehler, _fehler)
    assert bauten.vorschau.gewuenscht is None
    assert bauten.refresh("ziele/.md") == [{"ziele/.md"}]


def test_the_last_pages_looked_at_are_remembered(bauten: Bauten) -> None:
    assert bauten.vorschau.look_at("gibt-es-nicht/") is None
    assert [bauten.vorschau.look_at(u) for u in ("", "ziele/", "", "kette/")][-1] == "kette/.md"
    assert list(bauten.vorschau._zuletzt) == ["index.md", "kette/.md"]


# --- the real preview ------------------------------------------------------------------------------------------------

ZELLE = "versorgung_u3,hamm,2017-09-30,,36,,,,36%,gedruckt,hamm-bericht-2018,"
SCHNELLER = 3
"""A changed cell shows at least this many times sooner than the first build of all pages; seconds: make benchmark."""


@pytest.fixture(scope="module")
def projekt_kopie(tmp_path_factory: pytest.TempPathFactory) -> Path:
    ordner = tmp_path_factory.mktemp("vorschau") / "projekt"
    copy_project(REPO, ordner)
    return ordner


@pytest.fixture(scope="module")
def vorschau(projekt_kopie: Path) -> Iterator[tuple[Callable[[str], str], float]]:
    """Address look-up in a running preview, and how long its first build took."""
    with run_preview(projekt_kopie) as laufend:
        yield laufend


def test_changed_cell_shows_soon(projekt_kopie: Path, vorschau: tuple[Callable[[str], str], float]) -> None:
    seite, ganzer_bau = vorschau
    datei = projekt_kopie / "datapackage/hamm/werte.csv"
    text = datei.read_text(encoding="utf-8")
    assert ZELLE in text
    seite("ziele/1-3/")
    beginn = time.perf_counter()
    neu = change_and_wait(
        seite, "ziele/1-3/", datei, text.replace(ZELLE + "Abschnitt 1.3", ZELLE + "Abschnitt 1.3 zur Probe")
    )
    assert time.perf_counter() - beginn < ganzer_bau / SCHNELLER
    assert "Abschnitt\u00a01.3 zur Probe" in neu
    # Not looked at before, and the downloads: new when asked for.
    assert "Abschnitt 1.3 zur Probe" in seite("daten/ergebnisse.csv")
    assert "Hier und in der ganzen Stadt" in seite("sozialraeume/hamm-norden/")
    assert "Betreuung" in seite("search/search_index.json")
    assert len(seite("search/search_index.json")) > 100_000


def test_fault_in_a_cell_keeps_the_old_page_until_it_is_mended(
    projekt_kopie: Path, vorschau: tuple[Callable[[str], str], float]
) -> None:
    seite, _ = vorschau
    datei = projekt_kopie / "datapackage/hamm/werte.csv"
    gut = datei.read_text(encoding="utf-8")
    seite("ziele/1-3/")
    datei.write_text(gut.replace(ZELLE, ZELLE.replace(",36,", ",sechsunddreißig,")), encoding="utf-8")
    time.sleep(2.5)
    datei.write_text(gut.replace("Abschnitt 1.3 zur Probe", "Abschnitt 1.3 geheilt"), encoding="utf-8")
    assert "Abschnitt\u00a01.3 geheilt" in seite("ziele/1-3/")
