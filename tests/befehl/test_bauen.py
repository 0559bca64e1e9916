"""``kekiz bauen`` never harms a site: builds at once, kills at any moment, full disks, broken generators."""

import errno
import fcntl
import os
import signal
import subprocess
import sys
import time
from importlib.abc import MetaPathFinder
from pathlib import Path

import pytest

from kekiz import __main__, anfang
from kekiz.befehl import bauen
from kekiz.wege.stand import state_time
from kekiz.wissen.fehler import DatenFehler
from paketbau import REPO, Projekt
from staedtebau import small_project

NEU, ALT = "neu", "alt"


@pytest.fixture
def kopie(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small project as the working directory, with an older site."""
    small_project(tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    return tmp_path


def put(ordner: Path, text: str) -> Path:
    ordner.mkdir(parents=True)
    (ordner / "index.html").write_text(text, encoding="utf-8")
    return ordner


def shown(site: Path) -> str:
    return (site / "index.html").read_text(encoding="utf-8")


def leftovers(wurzel: Path) -> list[str]:
    return sorted(p.name for p in [*wurzel.glob(".cache/bau-*"), *wurzel.glob("site.*")])


# --- the swap --------------------------------------------------------------------------------------------------------


def test_new_site_takes_the_place_in_one_step(tmp_path: Path) -> None:
    neu, site = put(tmp_path / "b" / "site", NEU), put(tmp_path / "site", ALT)
    assert bauen.exchange(neu, site)
    assert (shown(site), shown(neu)) == (NEU, ALT)
    assert not bauen.exchange(tmp_path / "fehlt", site)
    assert shown(site) == NEU


def test_addresses_that_a_new_site_drops_are_told(tmp_path: Path) -> None:
    alt, neu = tmp_path / "alt", tmp_path / "neu"
    for seite in (alt / "ziele/1", alt / "ziele/2", neu / "ziele/2", neu / "ziele/3"):
        put(seite, "x")
    assert bauen.gone_pages(alt, neu) == ["ziele/1/"]
    put(neu / "ziele/1", "leitet weiter")
    assert bauen.gone_pages(alt, neu) == []
    assert bauen.gone_pages(tmp_path / "fehlt", neu) == []


@pytest.mark.parametrize("in_einem_schritt", [True, False])
def test_swap_leaves_nothing_of_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, in_einem_schritt: bool
) -> None:
    if not in_einem_schritt:
        monkeypatch.setattr(bauen, "exchange", lambda *_: False)
    neu, site = put(tmp_path / "b" / "site", NEU), put(tmp_path / "site", ALT)
    bauen.swap(neu, site)
    assert shown(site) == NEU
    assert not (tmp_path / "site.alt").exists()


def test_failing_second_rename_gives_the_old_site_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bauen, "exchange", lambda *_: False)
    site = put(tmp_path / "site", ALT)
    with pytest.raises(FileNotFoundError):
        bauen.swap(tmp_path / "fehlt", site)
    assert shown(site) == ALT


def test_build_killed_between_two_renames_is_undone_by_the_next_one(tmp_path: Path) -> None:
    put(tmp_path / "site.alt", ALT)
    bauen.restore(tmp_path / "site")
    assert shown(tmp_path / "site") == ALT
    put(tmp_path / "site.alt", "uralt")
    bauen.restore(tmp_path / "site")
    assert shown(tmp_path / "site") == ALT
    assert not (tmp_path / "site.alt").exists()


def test_old_site_is_back_even_where_the_next_build_fails(kopie: Path) -> None:
    (kopie / "site").rename(kopie / "site.alt")
    (kopie / "datapackage" / "hamm" / "werte.csv").write_text("kaputt\n", encoding="utf-8")
    assert __main__.main(["bauen"]) == 1
    assert shown(kopie / "site") == ALT


# --- the check before it ---------------------------------------------------------------------------------------------


def test_page_that_the_generator_left_out_is_told(tmp_path: Path) -> None:
    site, adressen = tmp_path / "halb", ["", "ziele/1-1/"]
    with pytest.raises(DatenFehler) as fehler:
        bauen.look_again(site, adressen)
    fehlend = [f.datei for f in fehler.value.fehler]
    assert sorted(fehlend) == sorted([*bauen.IMMER, "ziele/1-1/index.html"])
    for name in fehlend:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text("x", encoding="utf-8")
    bauen.look_again(site, adressen)
    (site / "ziele/1-1/index.html").write_text("", encoding="utf-8")
    with pytest.raises(DatenFehler) as fehler:
        bauen.look_again(site, adressen)
    assert [str(f) for f in fehler.value.fehler] == [
        "ziele/1-1/index.html: Der Generator hat diese Datei nicht geschrieben. Bitte den Bau wiederholen."
    ]


# --- two at once, killed ones ----------------------------------------------------------------------------------------


def start(wurzel: Path, ausgabe: Path) -> subprocess.Popen[bytes]:
    with ausgabe.open("wb") as ziel:
        return subprocess.Popen(
            [sys.executable, "-m", "kekiz", "bauen"], cwd=wurzel, stdout=ziel, stderr=ziel, start_new_session=True,
            env={**os.environ, "PYTHONPATH": str(REPO / "scripts")},
        )  # fmt: skip


def wait_for(bedingung: Path | None, muster: str, sekunden: float = 60) -> None:
    ende = time.monotonic() + sekunden
    while time.monotonic() < ende:
        if bedingung is not None and list(bedingung.glob(muster)):
            return
        time.sleep(0.02)
    raise AssertionError(f"{muster} kam nicht")


def session(nummer: int) -> list[int]:
    """Processes of a session that still run."""
    gefunden = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            teile = stat.read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(teile[3]) == nummer and teile[0] != "Z":
            gefunden.append(int(stat.parent.name))
    return gefunden


def test_second_build_waits_for_the_first(kopie: Path) -> None:
    (kopie / ".cache").mkdir()
    ausgabe = kopie / "ausgabe.txt"
    with (kopie / ".cache" / "bau.lock").open("w") as sperre:
        fcntl.flock(sperre, fcntl.LOCK_EX)
        lauf = start(kopie, ausgabe)
        ende = time.monotonic() + 60
        while "wartet" not in ausgabe.read_text(encoding="utf-8") and time.monotonic() < ende:
            time.sleep(0.05)
        assert ausgabe.read_text(encoding="utf-8") == "Hier läuft schon ein Bau; dieser wartet, bis er fertig ist.\n"
        assert leftovers(kopie) == []
        assert shown(kopie / "site") == ALT
    assert lauf.wait(120) == 0
    assert "Website gebaut" in ausgabe.read_text(encoding="utf-8")
    assert leftovers(kopie) == []


def test_killed_build_leaves_the_site_and_no_process_and_the_next_one_clears_up(kopie: Path) -> None:
    lauf = start(kopie, kopie / "ausgabe.txt")
    try:
        wait_for(kopie / ".cache", "bau-*/docs/index.md")
    finally:
        lauf.send_signal(signal.SIGKILL)
        lauf.wait()
    assert shown(kopie / "site") == ALT
    assert leftovers(kopie) != []
    assert session(lauf.pid) == []
    assert __main__.main(["bauen"]) == 0
    assert leftovers(kopie) == []
    assert "Eine Seite." in shown(kopie / "site")


# --- what the system refuses -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("nummer", "satz"),
    [
        (errno.ENOSPC, "Der Datenträger ist voll. Bitte Platz schaffen."),
        (errno.EROFS, "Der Datenträger lässt sich nur lesen. Bitte an einen anderen Ort gehen."),
        (errno.EACCES, "Hier fehlt das Recht zu schreiben. Bitte die Rechte des Ordners prüfen."),
        (errno.EIO, f"Das System meldet: {os.strerror(errno.EIO)}."),
    ],
)
def test_refusal_of_the_system_is_a_german_sentence(
    kopie: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], nummer: int, satz: str
) -> None:
    def _refuse(*_: object, **__: object) -> None:
        raise OSError(nummer, os.strerror(nummer), "ordner/datei")

    monkeypatch.setattr(bauen, "make_site", _refuse)
    assert __main__.main(["bauen"]) == 1
    assert capsys.readouterr().err.splitlines() == [
        f"ordner/datei: {satz}",
        "Der Bau ist gescheitert; die bisherige Website bleibt unverändert.",
    ]
    assert shown(kopie / "site") == ALT
    assert leftovers(kopie) == []


def test_file_that_cannot_be_written_in_the_middle_of_a_build_leaves_the_site(kopie: Path) -> None:
    """A limit for the size of files stands for the full disk: the generator itself meets it."""
    lauf = subprocess.run(
        ["/bin/bash", "-c", f"ulimit -f 64; exec {sys.executable} -m kekiz bauen"], cwd=kopie, check=False,
        capture_output=True, text=True, env={**os.environ, "PYTHONPATH": str(REPO / "scripts"), "PYTHONDONTWRITEBYTECODE": "1"},
    )  # fmt: skip
    assert lauf.returncode == 1
    assert lauf.stderr.endswith(
        "Eine Datei würde zu groß. Bitte die Grenze für Dateien anheben.\n"
        "Der Bau ist gescheitert; die bisherige Website bleibt unverändert.\n"
    )
    assert "Traceback" not in lauf.stdout + lauf.stderr
    assert shown(kopie / "site") == ALT


def test_folder_in_the_way_is_a_german_sentence(kopie: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (kopie / ".cache").write_text("", encoding="utf-8")
    assert __main__.main(["bauen"]) == 1
    assert capsys.readouterr().err.startswith(".cache: Hier liegt schon etwas mit diesem Namen.")


def test_break_by_hand_is_a_sentence(
    kopie: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def _break(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bauen, "make_site", _break)
    assert __main__.main(["bauen"]) == 130
    assert capsys.readouterr().err == "\nAbgebrochen; die bisherige Website bleibt unverändert.\n"
    assert shown(kopie / "site") == ALT


def test_break_while_the_program_loads_is_a_sentence(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Broken(MetaPathFinder):
        def find_spec(self, name: str, *_: object) -> None:
            if name == "kekiz.__main__":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "kekiz.__main__")
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    assert anfang.main() == 130
    assert capsys.readouterr().err == "\nAbgebrochen.\n"


def test_without_git_the_state_is_that_of_the_newest_file(
    projekt: Projekt, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "leer").mkdir()
    (tmp_path / "datapackage").symlink_to(projekt.pfad)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path / "leer"))
    for datei in projekt.pfad.rglob("*"):
        os.utime(datei, (1_000, 1_000), follow_symlinks=False)
    os.utime(projekt.pfad / "hamm" / "werte.csv", (2_000, 2_000))
    assert state_time() == 2_000
    monkeypatch.undo()
    monkeypatch.chdir(REPO)
    assert state_time() > 1_700_000_000
