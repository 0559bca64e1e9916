"""Measures how long the website takes to build: ``python -m kekiz.werkzeug.seitenbenchmark``.

Side by side, in turns: the project's own build, and two bare builds of MkDocs with the same theme, the same number of
pages and pages of the same size, once as finished HTML that MkDocs only passes on and once written in Markdown. Then
invented pages, to see whether a page grows with their number. Last, how soon a changed cell shows in the preview.
Everything happens in temporary folders.
"""

import os
import re
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import markdown

from kekiz.daten.einstellungen import read_settings
from kekiz.ergebnis import PFAD, read_ergebnis
from kekiz.seiten.adresse import address
from kekiz.werkzeug.benchmark import note_measures
from kekiz.werkzeug.vorschau import FRAGE
from kekiz.wissen.befehlszeile import new_parser
from kekiz.wissen.zahlen import format_zahl

INHALT = re.compile(r"<article[^>]*>(.*)</article>", re.DOTALL)
SEITENZAHLEN = (500, 2000)
LAEUFE = 3
WARTEZEIT = 180
"""Seconds after which a preview that does not answer is given up."""
NICHT_KOPIEREN = (".venv", ".uv", "node_modules", "site", ".git", ".cache", ".*_cache", ".hypothesis", "__pycache__")
PROBE = " zur Probe"
ABSCHNITT = """\
## Abschnitt {nr}

Von 100 Kindern im Alter von unter drei Jahren werden 36 betreut. So steht es im Bericht, und so lässt es sich
nachrechnen: Die Zahl der Kinder durch die Zahl aller Kinder. [Mehr dazu](index.md) steht bei der Methodik.

| Raum | Zeitraum | Wert | Fundstelle |
|---|---|---|---|
| Stadtmitte | 2017 | 36 % | Tabelle 1 |
| Ort 2 | 2018 | 38 % | Tabelle 2 |
| Ort 3 | 2018 | 41 % | Tabelle 3 |

- Ein Wert steht nie ohne seine Quelle.
- Was fehlt, ist als fehlend gezeigt.

"""


def copy_project(quelle: Path, ziel: Path) -> None:
    """Copies a project without what is installed or built."""
    shutil.copytree(quelle, ziel, ignore=shutil.ignore_patterns(*NICHT_KOPIEREN))


def bare_config(einstellungen: str) -> str:
    """Takes macros, hooks and our own templates out of the settings; only the first page stands in the navigation."""
    ohne = re.sub(r"  macros:\n(?:    .*\n)*", "", einstellungen)
    ohne = re.sub(r"^(hooks|watch|  custom_dir):.*\n", "", ohne, flags=re.MULTILINE)
    return ohne.replace("strict: true", "strict: false") + "nav: [{Start: index.md}]\n"


def write_bare(projekt: Path, ziel: Path, seiten: dict[str, str]) -> None:
    """Writes a project for MkDocs alone.

    Args:
        projekt: Where theme and settings come from.
        ziel: New folder.
        seiten: Markdown by path below ``docs/``.
    """
    ziel.mkdir()
    shutil.copytree(projekt / "docs", ziel / "docs", ignore=shutil.ignore_patterns("*.md"))
    (ziel / "mkdocs.yml").write_text(
        bare_config((projekt / "mkdocs.yml").read_text(encoding="utf-8")), encoding="utf-8"
    )
    for name, text in seiten.items():
        datei = ziel / "docs" / name
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(text, encoding="utf-8")


def contents(site: Path) -> dict[str, str]:
    """Gives what each built page holds between head and foot, by path of its source (``ziele/1-3/index.md``)."""
    gefunden = {}
    for datei in sorted(site.rglob("index.html")):
        inhalt = INHALT.search(datei.read_text(encoding="utf-8"))
        if inhalt:
            gefunden[str(datei.relative_to(site).with_suffix(".md"))] = inhalt[1]
    return gefunden


def as_html(inhalt: str) -> str:
    """Wraps finished HTML so that Markdown passes it on."""
    zeilen = "\n".join(zeile for zeile in inhalt.splitlines() if zeile.strip())
    return f"---\ntitle: Seite\n---\n<div>\n{zeilen}\n</div>\n"


def as_markdown(groesse: int) -> str:
    """Writes a page in Markdown whose HTML has about the size of another one.

    Args:
        groesse: Bytes of HTML.
    """
    je = len(markdown.markdown(ABSCHNITT.format(nr=10), extensions=["tables"]).encode())
    anzahl = max(1, round(groesse / je))
    return "---\ntitle: Seite\n---\n# Seite\n\n" + "".join(ABSCHNITT.format(nr=i) for i in range(1, anzahl + 1))


def _environment() -> dict[str, str]:
    scripts = str(Path(__file__).parents[2])
    return {
        **os.environ,
        "PYTHONPATH": scripts,
        "PYTHONDONTWRITEBYTECODE": "",
        "NO_MKDOCS_2_WARNING": "1",
        "SOURCE_DATE_EPOCH": "0",
    }


class Dauer(NamedTuple):
    """How long a command took, in seconds: by the clock, and of all processors together."""

    uhr: float
    prozessor: float


def processor_seconds() -> float:
    """Seconds that the processes started from this one have computed so far."""
    kinder = resource.getrusage(resource.RUSAGE_CHILDREN)
    return kinder.ru_utime + kinder.ru_stime


def _run(ordner: Path, *befehl: str) -> Dauer:
    return _run_python(ordner, "-m", *befehl)


def run_code(ordner: Path, code: str, *argumente: str) -> Dauer:
    """Runs a piece of Python in a project, and gives how long it took."""
    return _run_python(ordner, "-c", code, *argumente)


def _run_python(ordner: Path, *argumente: str) -> Dauer:
    beginn, vorher = time.perf_counter(), processor_seconds()
    lauf = subprocess.run(
        [sys.executable, *argumente], cwd=ordner, env=_environment(), capture_output=True, text=True, check=False
    )
    dauer = Dauer(time.perf_counter() - beginn, processor_seconds() - vorher)
    if lauf.returncode:
        raise RuntimeError(lauf.stdout + lauf.stderr)
    return dauer


def _size(site: Path) -> int:
    """Bytes of all pages."""
    return sum(p.stat().st_size for p in site.rglob("*.html"))


def build_bare(projekt: Path, ordner: Path, site: Path) -> Dauer:
    """Builds as many pages in Markdown as a site has, of the same size, with MkDocs alone.

    Args:
        projekt: Where theme and settings come from.
        ordner: New folder.
        site: The built site.

    Returns:
        How long it took.
    """
    write_bare(projekt, ordner, {n: as_markdown(len(t.encode())) for n, t in contents(site).items()})
    return _run(ordner, "mkdocs", "build", "--quiet")


def compare_builds(projekt: Path, ordner: Path, laeufe: int = LAEUFE) -> dict[str, Dauer]:
    """Times the project's build and both bare builds in turns; prints the best of each and the ratios.

    Args:
        projekt: A copy of the project.
        ordner: Empty folder.
        laeufe: Number of turns.

    Returns:
        Best times of ``projekt``, ``html`` and ``markdown``.
    """
    # Bare builds have no PDFs either.
    _run(projekt, "kekiz", "bauen", "--ohne-pdf")
    seiten = contents(projekt / "site")
    write_bare(projekt, ordner / "html", {n: as_html(t) for n, t in seiten.items()})
    write_bare(projekt, ordner / "markdown", {n: as_markdown(len(t.encode())) for n, t in seiten.items()})
    befehle: dict[str, Callable[[], Dauer]] = {
        "projekt": lambda: _run(projekt, "kekiz", "bauen", "--ohne-pdf"),
        "html": lambda: _run(ordner / "html", "mkdocs", "build", "--quiet"),
        "markdown": lambda: _run(ordner / "markdown", "mkdocs", "build", "--quiet"),
    }
    zeiten: dict[str, list[Dauer]] = {name: [] for name in befehle}
    for _ in range(laeufe):
        for name, befehl in befehle.items():
            zeiten[name].append(befehl())
    beste = {n: Dauer(min(d.uhr for d in ds), min(d.prozessor for d in ds)) for n, ds in zeiten.items()}
    namen = {"projekt": "dieses Projekt", "html": "nur MkDocs, fertiges HTML", "markdown": "nur MkDocs, Markdown"}
    for name, d in beste.items():
        wo = projekt if name == "projekt" else ordner / name
        eigen = beste["projekt"]
        print(
            f"{namen[name]:<28}{format_zahl(len(seiten)):>6} Seiten{format_zahl(_size(wo / 'site') / 1e6, 1):>7} MB"
            f"{format_zahl(d.uhr, 1):>8} s, das Projekt{format_zahl(eigen.uhr / d.uhr, 2):>6}-fach"
            f"   Prozessor{format_zahl(d.prozessor, 1):>6} s,{format_zahl(eigen.prozessor / d.prozessor, 2):>6}-fach",
            flush=True,
        )
    return beste


KENNZAHL = "kennzahl"
OHNE_ART = """
import sys
from pathlib import Path
from kekiz.befehl import bauen
from kekiz.wege import vorbereiten
from kekiz.wege.anteile import Anteil
alle = vorbereiten.own_pages
vorbereiten.own_pages = lambda anteil, plan, *rest: {
    q for q in alle(anteil, plan, *rest) if q not in plan or plan[q].art.art != sys.argv[1]
}
bauen.build(Path("anteil"), lambda _: None, Anteil(1, 1))
"""
"""Builds all pages but those of one kind; an empty name leaves out none."""


def compare_kind(projekt: Path, art: str = KENNZAHL) -> dict[str, Any]:
    """Builds the project with and without the pages of a kind; prints and gives the ratio of both in processor time.

    Args:
        projekt: A copy of the project.
        art: The kind.
    """
    mit, ohne = (run_code(projekt, OHNE_ART, a) for a in ("", art))
    print(
        f"Seiten der Art {art}: mit ihnen Prozessor{format_zahl(mit.prozessor, 1):>6} s, ohne sie"
        f"{format_zahl(ohne.prozessor, 1):>6} s, das{format_zahl(mit.prozessor / ohne.prozessor, 2):>6}-fache",
        flush=True,
    )
    return {
        "gemessen": date.today().isoformat(), "mit_sekunden": round(mit.prozessor, 1),
        "ohne_sekunden": round(ohne.prozessor, 1), "verhaeltnis": round(mit.prozessor / ohne.prozessor, 2),
    }  # fmt: skip


def measure_growth(projekt: Path, ordner: Path, anzahlen: tuple[int, ...] = SEITENZAHLEN) -> dict[int, float]:
    """Builds invented pages with the project's theme; prints seconds and the size of a page.

    Returns:
        Median size of a page in bytes by number of pages.
    """
    groessen = {}
    for anzahl in anzahlen:
        seiten = {f"seite-{i:04d}.md": as_markdown(20_000) for i in range(anzahl)} | {"index.md": "# Start\n"}
        write_bare(projekt, ordner / str(anzahl), seiten)
        dauer = _run(ordner / str(anzahl), "mkdocs", "build", "--quiet").uhr
        groessen[anzahl] = statistics.median(
            p.stat().st_size for p in (ordner / str(anzahl) / "site").glob("seite-*/index.html")
        )
        print(
            f"{'erfundene Seiten':<28}{format_zahl(anzahl):>6} Seiten{format_zahl(dauer, 1):>8} s"
            f"{format_zahl(1000 * dauer / anzahl, 1):>8} ms je Seite{format_zahl(groessen[anzahl] / 1000, 1):>8} kB je Seite",
            flush=True,
        )
    return groessen


@contextmanager
def run_preview(projekt: Path) -> Iterator[tuple[Callable[[str], str], float]]:
    """Runs the preview of a project.

    Args:
        projekt: A copy of the project.

    Yields:
        A function that gives the text at an address, and the seconds of the first build.
    """
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        adresse = f"127.0.0.1:{s.getsockname()[1]}"

    def _get(pfad: str) -> str:
        with urllib.request.urlopen(f"http://{adresse}/{pfad}", timeout=90) as antwort:
            text: str = antwort.read().decode()
        return text

    beginn = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "kekiz", "vorschau", "--adresse", adresse],
        cwd=projekt,
        env=_environment() | {"PYTHONPATH": str(projekt / "scripts")},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    ) as lauf:
        try:
            while True:
                try:
                    _get("")
                    break
                except urllib.error.URLError:
                    if lauf.poll() is not None or time.perf_counter() - beginn > WARTEZEIT:
                        raise
                    time.sleep(0.1)
            yield _get, time.perf_counter() - beginn
        finally:
            lauf.terminate()


def pick_cell() -> tuple[str, str, int, str]:
    """Picks a printed value of the municipality at the root that its goal's page names with its place.

    Returns:
        Address of the page, file below the packages' folder, line in the file (header = 1), and the place as written.

    Raises:
        RuntimeError: No goal has such a value.
    """
    ergebnis, start = read_ergebnis(), read_settings().start
    for ziel in ergebnis.goal_ids(start):
        for kennzahl in ergebnis.goal_kennzahlen(start, ziel, "leit"):
            eigene = ergebnis.bestand.where("werte", paket=start, kennzahl_id=kennzahl, raum_id=start)
            if len(eigene):
                zeile = eigene.iloc[-1]
                adresse = address("ziel", start, ziel, start=start)
                return adresse, f"{start}/werte.csv", int(zeile["_zeile"]), str(zeile["fundstelle"])
    raise RuntimeError("kein Ziel mit einem Wert")


def change_and_wait(seite: Callable[[str], str], adresse: str, datei: Path, text: str) -> str:
    """Changes a file of a running preview and waits until a page is new.

    Args:
        seite: See :func:`run_preview`.
        adresse: The page.
        datei: File to be written.
        text: Its new content.

    Returns:
        The page.
    """
    stand = seite(FRAGE)
    datei.write_text(text, encoding="utf-8")
    while seite(FRAGE + stand) == stand:
        pass
    return seite(adresse)


def measure_preview(projekt: Path) -> tuple[float, float]:
    """Starts the preview of a copy of the project, changes a cell and waits for the page.

    Returns:
        Seconds of the first build and from the change to the finished page.
    """
    adresse, name, nummer, fundstelle = pick_cell()
    datei = projekt / PFAD / name
    zeilen = datei.read_text(encoding="utf-8").splitlines(keepends=True)
    zeilen[nummer - 1] = zeilen[nummer - 1].replace(fundstelle, fundstelle + PROBE)
    with run_preview(projekt) as (seite, erster_bau):
        seite(adresse)
        beginn = time.perf_counter()
        neu = change_and_wait(seite, adresse, datei, "".join(zeilen))
        geaenderte_zelle = time.perf_counter() - beginn
    if PROBE not in neu:
        raise RuntimeError("die geänderte Zelle fehlt auf der Seite")
    print(
        f"\nVorschau: erster Bau {format_zahl(erster_bau, 1)} s, geänderte Zelle sichtbar nach "
        f"{format_zahl(geaenderte_zelle, 1)} s",
        flush=True,
    )
    return erster_bau, geaenderte_zelle


def main(argumente: list[str] | None = None) -> int:
    """Runs all measurements.

    Args:
        argumente: Command line without the program's name; None for the real one.
    """
    parser = new_parser("Misst den Bau der Website.", "python -m kekiz.werkzeug.seitenbenchmark")
    parser.add_argument("--laeufe", type=int, default=LAEUFE, help="wie oft jeder Bau gemessen wird")
    parser.add_argument("--datei", type=Path, help="Datei für die Zahlen der Seite über die Rechenzeit")
    wahl = parser.parse_args(argumente)
    with tempfile.TemporaryDirectory(prefix="kekiz-seiten-") as ordner:
        projekt = Path(ordner) / "projekt"
        copy_project(Path.cwd(), projekt)
        compare_builds(projekt, Path(ordner), wahl.laeufe)
        seitenart = compare_kind(projekt)
        if wahl.datei:
            note_measures(wahl.datei, KENNZAHL, seitenart)
        measure_growth(projekt, Path(ordner))
        measure_preview(projekt)
    return 0


if __name__ == "__main__":
    sys.exit(main())
