"""Measures a site of many municipalities: ``python -m kekiz.werkzeug.kommunenbenchmark [--datei DATEI] [ANZAHL …]``.

Invented packages with profiles, themes, goals and values are checked, built in two shares and joined in a folder of their
own, each step in a process of its own. Measured are processor time (other work on the machine does not count), memory,
the largest first view of a page and the largest download. The figures on the page about computing time are the file that
this writes.
"""

import functools
import gzip
import os
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from kekiz.ergebnis import PFAD
from kekiz.wege.grundlage import general_words
from kekiz.werkzeug.benchmark import Groesse, generate_packages, note_measures
from kekiz.wissen.befehlszeile import new_parser
from kekiz.wissen.mitgeliefert import WURZEL
from kekiz.wissen.zahlen import format_zahl

ANZAHLEN: Final = (100, 200, 400)
KENNZAHLEN: Final = 30
GRUPPEN: Final = 3
ZIELE: Final = 2
TEILE: Final = 2
"""In how many shares a site is built, each as on a processor of its own."""
ALLGEMEIN: Final = (
    "daten/index.md",
    "kommunen/vergleich.md",
    "methodik/index.md",
    "methodik/leistung.md",
)
"""Pages that it takes from the project, without worked examples and the glossary, which need real rows."""
_GLOSSAR = re.compile(r"\[(Glossar)\]\(\.\./glossar/index\.md\)")
_GELADEN = re.compile(
    r'<script[^>]* src="([^"]+)"|<link[^>]* href="([^"]+)"[^>]* rel="stylesheet"|<link[^>]* rel="stylesheet"[^>]* href="([^"]+)"'
)


@dataclass(frozen=True)
class Messung:
    """What one number of municipalities took.

    Attributes:
        kommunen: Number of municipalities.
        werte: Number of values.
        seiten: Number of pages.
        pruefen_sekunden: Processor time of the check.
        teil_sekunden: Processor time of the longer of two shares, its own check included.
        zusammen_sekunden: Processor time of joining the shares.
        dauer_sekunden: The longer share, which has checked all packages too, and joining: what two processors need.
        speicher_mb: Memory of the largest process.
        seite_kb: Largest first view of a page, compressed.
        seite: Which page that is.
        download_mb: Largest download.
        download: Which one that is.
        suche_kb: Index of the search, compressed; fetched when somebody searches.
        website_mb: Size of the whole site.
    """

    kommunen: int
    werte: int
    seiten: int
    pruefen_sekunden: float
    teil_sekunden: float
    zusammen_sekunden: float
    dauer_sekunden: float
    speicher_mb: int
    seite_kb: float
    seite: str
    download_mb: float
    download: str
    suche_kb: int
    website_mb: int


def write_project(ordner: Path, kommunen: int, kennzahlen: int = KENNZAHLEN, gruppen: int = GRUPPEN) -> int:
    """Writes a site of invented municipalities.

    Args:
        ordner: Empty folder.
        kommunen: Number of municipalities.
        kennzahlen: Number of Kennzahlen of each.
        gruppen: Number of Gruppen of each value, the total included.

    Returns:
        Number of values.
    """
    (ordner / PFAD).mkdir()
    groesse = Groesse(kommunen, kennzahlen, gruppen=gruppen, ziele=min(ZIELE, kennzahlen), mit_profil=True)
    werte = generate_packages(ordner / PFAD, groesse)
    docs = WURZEL / "docs"
    texte = {n: _GLOSSAR.sub(r"\1", general_words((docs / n).read_text(encoding="utf-8"))) for n in ALLGEMEIN}
    for name, text in texte.items():
        (ordner / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (ordner / "docs" / name).write_text(text, encoding="utf-8")
    for name in ("assets", ".overrides"):
        (ordner / "docs" / name).symlink_to(docs / name)
    for name in ("mkdocs.yml", "scripts", "CHANGELOG.md"):
        (ordner / name).symlink_to(WURZEL / name)
    (ordner / "kekiz.toml").write_text('name = "Viele Kommunen"\nstart = "land"\n', encoding="utf-8")
    return werte


def run_measured(ordner: Path, *argumente: str) -> tuple[float, float]:
    """Runs ``kekiz`` in a process of its own.

    Returns:
        Processor seconds, peak memory in MB.

    Raises:
        RuntimeError: It failed.
    """
    # Bytecode is kept, as make does: translating the libraries anew is no work of the build.
    umgebung = os.environ | {
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPATH": str(WURZEL / "scripts"),
        "SOURCE_DATE_EPOCH": "0",
    }
    with tempfile.TemporaryFile() as ausgabe:
        lauf = subprocess.Popen(
            [sys.executable, "-m", "kekiz", *argumente], cwd=ordner, env=umgebung, stdout=ausgabe, stderr=ausgabe
        )
        _, zustand, verbrauch = os.wait4(lauf.pid, 0)
        lauf.returncode = os.waitstatus_to_exitcode(zustand)
        if lauf.returncode:
            ausgabe.seek(0)
            raise RuntimeError(ausgabe.read().decode(errors="replace")[-4000:])
    return verbrauch.ru_utime + verbrauch.ru_stime, verbrauch.ru_maxrss / 1024


@functools.lru_cache(maxsize=64)
def _packed(datei: Path) -> int:
    return len(gzip.compress(datei.read_bytes(), 6)) if datei.is_file() else 0


def first_view(seite: Path) -> int:
    """Bytes that the first view of a page transfers: the page, its styles and scripts, compressed."""
    text = seite.read_text(encoding="utf-8")
    geladen = {(seite.parent / next(filter(None, t))).resolve() for t in _GELADEN.findall(text)}
    return len(gzip.compress(text.encode(), 6)) + sum(_packed(d) for d in geladen)


def measure_site(ordner: Path, kommunen: int, werte: int) -> Messung:
    """Checks and builds a project and looks at what came out.

    Args:
        ordner: The project.
        kommunen: Number of its municipalities.
        werte: Number of its values.
    """
    pruefen, *speicher = run_measured(ordner, "pruefen")
    teile = [f"anteil-{nr}" for nr in range(1, TEILE + 1)]
    je_teil = []
    for nr, teil in enumerate(teile, start=1):
        sekunden, mb = run_measured(ordner, "bauen", "--teil", f"{nr}/{TEILE}", "--nach", teil, "--ohne-pdf")
        je_teil.append(sekunden)
        speicher.append(mb)
    zusammen, mb = run_measured(ordner, "zusammenfuegen", *teile, "--ohne-pdf")
    speicher.append(mb)
    site = ordner / "site"
    seiten = {p.parent.relative_to(site).as_posix() + "/": first_view(p) for p in sorted(site.rglob("index.html"))}
    schwerste = max(seiten, key=lambda s: seiten[s])
    downloads = {p.relative_to(site).as_posix(): p.stat().st_size for p in (site / "daten").rglob("*") if p.is_file()}
    groesster = max(downloads, key=lambda d: downloads[d])
    return Messung(
        kommunen,
        werte,
        len(seiten),
        round(pruefen, 1),
        round(max(je_teil), 1),
        round(zusammen, 1),
        round(max(je_teil) + zusammen, 1),
        round(max(speicher)),
        round(seiten[schwerste] / 1000, 1),
        schwerste,
        round(downloads[groesster] / 1e6, 1),
        groesster,
        round(_packed(site / "search" / "search_index.json") / 1000),
        round(sum(p.stat().st_size for p in site.rglob("*") if p.is_file()) / 1e6),
    )


def measure(kommunen: int, kennzahlen: int = KENNZAHLEN, gruppen: int = GRUPPEN) -> Messung:
    """Measures one number of municipalities in a folder that is deleted afterwards."""
    ordner = Path(tempfile.mkdtemp(prefix="kekiz-kommunen-"))
    try:
        return measure_site(ordner, kommunen, write_project(ordner, kommunen, kennzahlen, gruppen))
    finally:
        shutil.rmtree(ordner)


def report(messungen: list[Messung], gemessen: date) -> dict[str, Any]:
    """Gives what the page about computing time shows."""
    return {
        "gemessen": gemessen.isoformat(),
        "messungen": [asdict(m) for m in sorted(messungen, key=lambda m: m.kommunen)],
    }


def main(argumente: list[str] | None = None) -> int:
    """Runs the measurements.

    Args:
        argumente: Command line without the program's name; None for the real one.
    """
    parser = new_parser("Misst Websites mit vielen Kommunen.", "python -m kekiz.werkzeug.kommunenbenchmark")
    parser.add_argument("anzahlen", nargs="*", type=int, help="wie viele Kommunen; ohne Angabe 100, 200 und 400")
    parser.add_argument("--datei", type=Path, help="Datei für die Zahlen der Seite über die Rechenzeit")
    wahl = parser.parse_args(argumente)
    messungen = []
    for anzahl in wahl.anzahlen or ANZAHLEN:
        m = measure(anzahl)
        messungen.append(m)
        print(
            f"{format_zahl(m.kommunen):>5} Kommunen{format_zahl(m.werte):>9} Werte{format_zahl(m.seiten):>6} Seiten"
            f"   prüfen{format_zahl(m.pruefen_sekunden, 1):>7} s   längerer Teil{format_zahl(m.teil_sekunden, 1):>7} s"
            f"   zusammenfügen{format_zahl(m.zusammen_sekunden, 1):>6} s   alles{format_zahl(m.dauer_sekunden, 1):>7} s"
            f"{format_zahl(m.speicher_mb):>6} MB"
            f"   Seite{format_zahl(m.seite_kb, 1):>7} kB ({m.seite})   Download{format_zahl(m.download_mb, 1):>6} MB"
            f" ({m.download})   Suche{format_zahl(m.suche_kb):>5} kB   Website{format_zahl(m.website_mb):>6} MB",
            flush=True,
        )
        # After each number, so that a run that is broken off has not measured in vain.
        if wahl.datei:
            note_measures(wahl.datei, "kommunen", report(messungen, date.today()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
