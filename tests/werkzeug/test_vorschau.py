"""The live preview: which pages it builds again, that a changed cell is there soon, and that faults are a page."""

import http.client
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from kekiz.werkzeug import vorschau as modul
from kekiz.werkzeug.vorschau import FRAGE, Vorschau, page_file, run_server
from kekiz.wissen.fehler import DatenFehler, Fehler
from staedtebau import small_project

KAPUTT = DatenFehler([Fehler("hamm/werte.csv", 3, "", "wert ist nicht lesbar", "Bitte berichtigen.")])


class Bauten(Vorschau):
    """A preview that notes what it would build."""

    def __init__(self, ordner: Path) -> None:
        super().__init__(ordner)
        self.liste: list[object] = []
        self.kaputt: Exception | None = None
        for name in ("index.html", "ziele/index.html", "kette/index.html"):
            (self.site / name).parent.mkdir(parents=True, exist_ok=True)
            (self.site / name).touch()
        self.update()

    def _whole(self) -> None:
        self._note("alle")
        self._veraltet = set()

    def _single(self, dateien: set[str]) -> None:
        self._note(dateien)
        self._veraltet -= dateien

    def _note(self, was: object) -> None:
        if self.kaputt:
            raise self.kaputt
        self.liste.append(was)

    def built(self, adresse: str) -> list[object]:
        self.liste = []
        self.look_at(adresse)
        return self.liste


@pytest.fixture
def bauten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bauten:
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in ("kekiz.toml", "mkdocs.yml"):
        text = Path(name).read_text(encoding="utf-8")
        Path(name).unlink()
        Path(name).write_text(text, encoding="utf-8")
    return Bauten(tmp_path / "vorschau")


def touch(name: str) -> None:
    zeit = Path(name).stat().st_mtime_ns + 1_000_000_000
    os.utime(name, ns=(zeit, zeit))


WERTE = "datapackage/hamm/werte.csv"


def test_first_look_builds_everything_and_later_ones_nothing(bauten: Bauten) -> None:
    assert bauten.liste == ["alle"]
    assert bauten.built("ziele/") == []
    assert bauten.stand == 1


def test_changed_data_build_pages_looked_at_at_once_and_others_when_asked_for(bauten: Bauten) -> None:
    bauten.built("ziele/")
    touch(WERTE)
    bauten.liste = []
    bauten.update()
    assert bauten.liste == [{"ziele/index.html"}]
    assert bauten.built("ziele/") == []
    assert bauten.built("kette/") == [{"kette/index.html"}]
    assert bauten.built("kette/") == []


def test_new_file_of_data_counts_as_a_change(bauten: Bauten) -> None:
    bauten.built("ziele/")
    Path("datapackage/hamm/neu.csv").touch()
    assert bauten.built("ziele/") == [{"ziele/index.html"}]


def test_changed_words_are_left_to_the_time_of_their_file(bauten: Bauten) -> None:
    bauten.built("ziele/")
    touch("docs/index.md")
    assert bauten.built("ziele/") == [set()]
    assert bauten.built("kette/") == []


@pytest.mark.parametrize("name", ["kekiz.toml", "mkdocs.yml"])
def test_settings_build_everything(bauten: Bauten, name: str) -> None:
    touch(WERTE)
    touch(name)
    assert bauten.built("ziele/") == ["alle"]
    assert bauten.built("kette/") == []


def test_fault_is_shown_until_it_is_mended(bauten: Bauten) -> None:
    bauten.built("ziele/")
    bauten.kaputt = KAPUTT
    touch(WERTE)
    assert bauten.built("ziele/") == []
    assert bauten.fehler == ["hamm/werte.csv Zeile 3: wert ist nicht lesbar. Bitte berichtigen."]
    bauten.kaputt = None
    assert bauten.built("kette/") == []
    assert bauten.fehler != []
    touch(WERTE)
    assert bauten.built("ziele/") == [{"ziele/index.html", "kette/index.html"}]
    assert bauten.fehler == []


def test_page_waits_for_the_next_change(bauten: Bauten) -> None:
    assert bauten.wait("", 0) == 1
    assert bauten.wait("1", 0.01) == 1
    touch(WERTE)
    threading.Timer(0.05, bauten.update).start()
    assert bauten.wait("1", 10) == 2


def test_only_pages_that_exist_are_remembered(bauten: Bauten) -> None:
    for adresse in ("gibt-es-nicht/", "", "ziele/", "kette/"):
        bauten.look_at(adresse)
    assert list(bauten._zuletzt) == ["ziele/index.html", "kette/index.html"]
    assert page_file("gibt-es-nicht/") == "gibt-es-nicht/index.html"


# --- the real preview ------------------------------------------------------------------------------------------------


@pytest.fixture
def laufend(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[int, Vorschau]]:
    """Port of a running preview of a small project."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SITE_URL", "")
    with run_server("127.0.0.1", 0) as (server, vorschau):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, vorschau
        server.shutdown()


def fetch(port: int, pfad: str) -> tuple[int, str]:
    verbindung = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    verbindung.request("GET", f"/{pfad}")
    antwort = verbindung.getresponse()
    return antwort.status, antwort.read().decode()


def test_preview_shows_changes_and_faults_on_the_finished_pages(laufend: tuple[int, Vorschau]) -> None:
    port, vorschau = laufend
    code, seite = fetch(port, "ziele/1-1/")
    assert code == 200
    assert "Content-Security-Policy" in seite
    assert f'<script src="/{modul.SKRIPT}" defer></script></body>' in seite
    assert FRAGE in fetch(port, modul.SKRIPT)[1]
    assert fetch(port, FRAGE) == (200, "1")
    assert fetch(port, "gibt-es-nicht/")[0] == 404
    suche = fetch(port, "search/search_index.json")[1]

    werte = Path(WERTE)
    gut = werte.read_text(encoding="utf-8")
    werte.write_text(gut.replace("Tabelle 1", "Tabelle 9"), encoding="utf-8")
    code, seite = fetch(port, "ziele/1-1/")
    assert "Tabelle\u00a09" in seite
    assert "Content-Security-Policy" in seite
    assert fetch(port, FRAGE) == (200, "2")
    assert "Tabelle 9" in fetch(port, "daten/ergebnisse.csv")[1]
    assert fetch(port, "search/search_index.json")[1] == suche

    werte.write_text(gut.replace(",4525,", ",4.525,"), encoding="utf-8")
    code, seite = fetch(port, "")
    assert code == 500
    assert "nenner ist nicht lesbar (gefunden „4.525“" in seite
    assert modul.SKRIPT in seite
    werte.write_text(gut, encoding="utf-8")
    assert fetch(port, "ziele/1-1/")[0] == 200

    Path("docs/index.md").write_text("# Neu\n\nAndere Worte, 5 %.\n", encoding="utf-8")
    assert "Andere Worte, 5\u202f%." in fetch(port, "")[1]
    assert vorschau.fehler == []
