"""A site in shares: each builds its own pages, and joined they have the bytes of one build."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from kekiz.wege.anteile import VERMERK, Anteil, AnteilFehler, join_shares, read_share
from paketbau import REPO
from staedtebau import STAEDTE, write_site


@pytest.mark.parametrize(("text", "anteil"), [("1/1", (1, 1)), ("1/2", (1, 2)), ("3/3", (3, 3))])
def test_share_is_read(text: str, anteil: tuple[int, int]) -> None:
    assert read_share(text) == Anteil(*anteil)


@pytest.mark.parametrize("text", ["0/2", "3/2", "1", "a/b", "1/0", ""])
def test_wrong_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read_share(text)


def test_every_municipality_is_in_one_share() -> None:
    kommunen = [f"ort-{i}" for i in range(7)]
    anteile = [Anteil(nr, 3).of(kommunen) for nr in (1, 2, 3)]
    assert sorted(k for a in anteile for k in a) == kommunen
    assert [len(a) for a in anteile] == [3, 2, 2]


@pytest.mark.parametrize(("von", "erwartet"), [(1, [16]), (2, [6, 10]), (3, [4, 6, 6]), (4, [3, 5, 4, 4])])
def test_first_share_has_fewer_municipalities_since_it_builds_what_belongs_to_none(
    von: int, erwartet: list[int]
) -> None:
    kommunen = [f"ort-{i}" for i in range(16)]
    anteile = [Anteil(nr, von).of(kommunen) for nr in range(1, von + 1)]
    assert sorted(k for a in anteile for k in a) == sorted(kommunen)
    assert [len(a) for a in anteile] == erwartet


STARTE = "runpy.run_module('kekiz', run_name='__main__', alter_sys=True)"


def kekiz(ordner: Path, *argumente: str) -> subprocess.CompletedProcess[str]:
    """Runs the program in another folder, time zone, language and order of sets, on one processor."""
    anders = {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    umgebung = {**os.environ, "PYTHONPATH": str(REPO / "scripts"), "SOURCE_DATE_EPOCH": "0", **anders}
    auf_einem = f"import os, runpy; os.sched_setaffinity(0, {{min(os.sched_getaffinity(0))}}); {STARTE}"
    return subprocess.run(
        [sys.executable, "-c", auf_einem, *argumente], cwd=ordner, env=umgebung, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def content(ordner: Path) -> dict[str, bytes]:
    return {p.relative_to(ordner).as_posix(): p.read_bytes() for p in sorted(ordner.rglob("*")) if p.is_file()}


@pytest.fixture(scope="module")
def projekt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The two fictional cities, built in two shares (``a``, ``b``), beside an older site."""
    ordner = write_site(tmp_path_factory.mktemp("anteile"))
    (ordner / "site").mkdir()
    (ordner / "site" / "index.html").write_text("alt", encoding="utf-8")
    for argumente in (("bauen", "--teil", "1/2", "--nach", "a"), ("bauen", "--teil", "2/2", "--nach", "b")):
        lauf = kekiz(ordner, *argumente)
        assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    return ordner


def test_two_shares_joined_are_one_build(projekt: Path, staedte: Path) -> None:
    ganz = content(staedte)
    lauf = kekiz(projekt, "zusammenfuegen", "b", "a")
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    gefuegt = content(projekt / "site")
    assert gefuegt.keys() == ganz.keys()
    assert [n for n in ganz if gefuegt[n] != ganz[n]] == []


def test_each_share_builds_its_own_city_alone(projekt: Path) -> None:
    a, b = ({n for n in content(projekt / teil) if n.endswith("index.html")} for teil in "ab")
    assert a & b == set()
    assert {"index.html", "kommunen/index.html", "daten/index.html"} <= a
    eigene = {"muehlau": "kommunen/muehlau/ziele/1-1/index.html", "quellstadt": "ziele/1-1/index.html"}
    erste, zweite = sorted(STAEDTE)
    assert eigene[erste] in a
    assert eigene[zweite] in b
    dateien = set(content(projekt / "b"))
    assert f"daten/kommunen/{zweite}/ergebnisse.csv" in dateien
    assert f"daten/pakete/{zweite}.zip" in dateien
    assert not {"daten/ergebnisse.csv", f"daten/kommunen/{erste}/ergebnisse.csv"} & dateien


def test_missing_share_is_said_and_leaves_the_site_alone(projekt: Path) -> None:
    vorher = content(projekt / "site")
    lauf = kekiz(projekt, "zusammenfuegen", "b")
    assert lauf.returncode == 1
    assert "Es fehlen Anteile (gefunden 2, erwartet 1 bis 2)" in lauf.stderr
    assert content(projekt / "site") == vorher


def test_shares_of_different_states_are_refused(projekt: Path, tmp_path: Path) -> None:
    for teil in "ab":
        shutil.copytree(projekt / teil, tmp_path / teil)
    (tmp_path / "b" / "404.html").write_text("anders", encoding="utf-8")
    with pytest.raises(AnteilFehler, match=r"^404\.html ist in zwei Anteilen verschieden"):
        join_shares([tmp_path / "a", tmp_path / "b"], tmp_path / "x")
    vermerk = json.loads((tmp_path / "b" / VERMERK).read_text(encoding="utf-8"))
    (tmp_path / "b" / VERMERK).write_text(json.dumps(vermerk | {"seiten": []}), encoding="utf-8")
    with pytest.raises(AnteilFehler, match="nicht aus demselben Stand"):
        join_shares([tmp_path / "a", tmp_path / "b"], tmp_path / "y")
    with pytest.raises(AnteilFehler, match="ist kein Anteil"):
        join_shares([tmp_path / "a", tmp_path], tmp_path / "z")


def test_packages_are_checked_in_shares(projekt: Path, tmp_path: Path) -> None:
    shutil.copytree(projekt / "datapackage", tmp_path / "datapackage")
    erste, zweite = sorted(STAEDTE)
    werte = tmp_path / "datapackage" / zweite / "werte.csv"
    werte.write_text(werte.read_text(encoding="utf-8").replace(",plaetze", ",plaetzee", 1).replace("plaetze,", "x,", 1))
    gut, schlecht = (kekiz(tmp_path, "pruefen", "--teil", teil) for teil in ("1/2", "2/2"))
    assert gut.returncode == 0, gut.stdout
    assert gut.stdout.startswith("Anteil 1 von 2: 2 Pakete")
    assert schlecht.returncode == 1
    assert f"{zweite}/werte.csv Zeile 2" in schlecht.stdout
    assert erste not in schlecht.stdout
