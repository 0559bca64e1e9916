"""Measures the stages on synthetic packages: ``python -m kekiz.werkzeug.benchmark [--alles] [GROESSE …]``.

Prints rows, seconds and peak memory of load, compute, assess and export. The packages are invented (fixed seed), live
in a temporary folder and never become part of the site. Each size runs in its own process, so that one does not keep
memory of another.
"""

import csv
import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from kekiz.daten.bestand import read_schema
from kekiz.daten.load import load
from kekiz.daten.paket import write_descriptor
from kekiz.ergebnis import PFAD, assess
from kekiz.rechnen.compute import compute_werte
from kekiz.wege.export import tables, whole_tables, write_tables
from kekiz.wissen.befehlszeile import new_parser
from kekiz.wissen.zahlen import format_zahl

SAMEN = 2018
JAHRE = 10
ERSTES = 2009
"""First year of the invented values; targets are set halfway through them, and a yearly report is due from then on."""

STANDARD = (10_000, 100_000)
QUELLE = "synthetisch"
THEMEN = 12


def _write(ordner: Path, name: str, kopf: list[str], zeilen: Iterator[list[Any]] | list[list[Any]]) -> None:
    with (ordner / f"{name}.csv").open("w", encoding="utf-8", newline="") as datei:
        schreiber = csv.writer(datei, lineterminator="\n")
        schreiber.writerow(kopf)
        schreiber.writerows(zeilen)


def _header(pfad: Path, name: str) -> list[str]:
    return [f["name"] for f in read_schema(pfad, name)["fields"]]


def _rows(kopf: list[str], zeilen: list[dict[str, Any]]) -> list[list[Any]]:
    return [[z.get(k, "") for k in kopf] for z in zeilen]


def note_measures(datei: Path, name: str, inhalt: dict[str, Any]) -> None:
    """Writes what a run measured into the file that the page about computing time reads; what others measured stays.

    Args:
        datei: The file; it need not exist.
        name: What was measured.
        inhalt: The figures.
    """
    alles = json.loads(datei.read_text(encoding="utf-8")) if datei.is_file() else {}
    text = json.dumps({**alles, name: inhalt}, ensure_ascii=False, indent=1, sort_keys=True)
    datei.write_text(text + "\n", encoding="utf-8")


@dataclass(frozen=True)
class Groesse:
    """How much is invented.

    Attributes:
        kommunen: Number of municipalities.
        kennzahlen: Number of Kennzahlen, all shares with printed counts.
        raeume: Number of areas per municipality, the city itself included.
        gruppen: Number of Gruppen per value, the total included.
        ziele: Number of goals per municipality, each with one Kennzahl.
        mit_profil: Write profiles, themes and documents of their own, as a site of many municipalities has them?
    """

    kommunen: int
    kennzahlen: int
    raeume: int = 1
    gruppen: int = 1
    ziele: int = 0
    mit_profil: bool = False

    @property
    def werte(self) -> int:
        """Number of observations."""
        return self.kommunen * self.kennzahlen * self.raeume * self.gruppen * JAHRE


def generate_packages(ordner: Path, groesse: Groesse, samen: int = SAMEN) -> int:
    """Writes synthetic packages that pass the checks.

    Args:
        ordner: Empty folder; gets ``schema/``, ``katalog/`` and one package per municipality.
        groesse: How much is invented.
        samen: Seed of the random numbers.

    Returns:
        Number of observations written.
    """
    shutil.copytree(PFAD / "schema", ordner / "schema")
    ids = [f"kennzahl_{i:03d}" for i in range(groesse.kennzahlen)]
    orte = [f"ort-{i:03d}" for i in range(groesse.kommunen)]
    _write_catalogue(ordner, orte, ids, groesse)
    for nr, ort in enumerate(orte):
        # A seed of its own: a municipality is the same however many there are.
        _write_town(ordner, ort, ids, groesse, np.random.default_rng((samen, nr)))
    return groesse.werte


def _source_id(ort: str, groesse: Groesse) -> str:
    """Document of a municipality: its own where there are profiles, else one for all."""
    return f"bericht-{ort}" if groesse.mit_profil else QUELLE


def _write_catalogue(ordner: Path, orte: list[str], ids: list[str], groesse: Groesse) -> None:
    (ordner / "katalog").mkdir()
    quellen = dict.fromkeys(_source_id(o, groesse) for o in orte)
    tabellen: dict[str, list[dict[str, Any]]] = {
        "quellen": [
            {
                "quelle_id": q, "titel": f"Bericht {nr}", "herausgeber": "niemand", "nutzungsrecht": "frei",
                "jahr": 2019, "stand": f"Stand {nr}",
            }
            for nr, q in enumerate(quellen)
        ],
        "gruppen": [
            {"gruppe_id": g, "name": f"Gruppe {nr}", "aufteilung": ""} for nr, g in enumerate(_groups(groesse)) if g
        ],
        "zaehlcodes": [
            {"code_id": c, "text": text}
            for c, text in {
                "nicht_genannt": "nicht genannt", "kinder": "Kinder", "kinder-plaetze": "Plätze", "alle": "alle Kinder",
            }.items()
        ],
        "kommunen": [
            {
                "kommune_id": o, "name": f"Ort {i:03d}", "ags": f"05{i:06d}", "typ": "kreisangehoerige_stadt",
                "programmrolle": "Modellkommune",
            }
            for i, o in enumerate(orte)
        ],
        "kennzahlen": [
            {
                "kennzahl_id": k, "name": f"Kennzahl {i}", "kurzname": f"Kennzahl {i}", "definition": "erfunden",
                "art": "anteil", "einheit": "%", "satz": "Kindern waren dabei", "fallbezeichnung": "Kinder",
                "richtung": "hoeher_besser", "dezimalstellen": 1, "ist_gesamtzahl_fest": "ja",
                "zufallsmodell": "binomial",
            }
            for i, k in enumerate(ids)
        ],
    }  # fmt: skip
    if groesse.mit_profil:
        tabellen["themen"] = [
            {"thema_id": f"thema-{i}", "name": f"Thema {i}", "beschreibung": "Erfunden.", "reihenfolge": i}
            for i in range(THEMEN)
        ]
        tabellen["altersgruppen"] = []
    for name, zeilen in tabellen.items():
        kopf = _header(ordner, name)
        _write(ordner / "katalog", name, kopf, _rows(kopf, zeilen))
    write_descriptor(ordner, "katalog", "Katalog")


def _groups(groesse: Groesse) -> list[str]:
    return ["", *(f"gruppe_{i}" for i in range(1, groesse.gruppen))]


def _write_town(ordner: Path, ort: str, ids: list[str], groesse: Groesse, zufall: np.random.Generator) -> None:
    (ordner / ort).mkdir()
    gebiete = [ort, *(f"raum-{i:02d}" for i in range(1, groesse.raeume))]
    q = {"quelle_id": _source_id(ort, groesse), "fundstelle": "Tabelle 1"}
    ziele = list(enumerate(ids[: groesse.ziele], 1))
    tabellen: dict[str, list[dict[str, Any]]] = {
        "raeume": [{"raum_id": g, "name": g, "typ": "stadt" if g == ort else "sozialraum"} for g in gebiete],
        "zaehlweisen": [
            {
                "kommune_id": ort, "kennzahl_id": k, "zaehler_code": ("kinder", "kinder-plaetze")[int(zufall.integers(2))],
                "nenner_code": "alle", "einschluss_code": "nicht_genannt", "stichtag": "nicht genannt", "jahr": 2018,
                "herkunft": "gedruckt", "beschreibung": "erfunden", **q,
            }
            for k in ids
        ],
    }  # fmt: skip
    if ziele:
        tabellen["ziele"] = [
            {
                "ziel_id": str(i), "ebene": "strategisch", "titel": f"50 von 100 Kindern sollen dabei sein ({k})",
                "kurzfassung": k, "wortlaut": "erfunden", **q,
            }
            for i, k in ziele
        ]  # fmt: skip
        tabellen["ziel_kennzahlen"] = [
            {"ziel_id": str(i), "kennzahl_id": k, "rolle": "leit", "reihenfolge": 1} for i, k in ziele
        ]
        tabellen["zielwerte"] = [
            {
                "ziel_id": str(i), "kennzahl_id": k, "vergleich": "mindestens", "wert": 50, "ist_dauerhaft": "nein",
                "ab_jahr": ERSTES + JAHRE // 2, "zieljahr": 2030, "wortlaut": "erfunden", **q,
            }
            for i, k in ziele
        ]  # fmt: skip
    if groesse.mit_profil:
        arten = ("profilziel", "fokus", "indikator", "schwerpunkt", "naechster_schritt")
        tabellen["profil"] = [
            {"kommune_id": ort, "art": art, "nr": nr, "text": f"{ort}: {art} {nr}, ein erfundener Satz.", **q}
            for art in arten
            for nr in (1, 2, 3)
        ]
        tabellen["themenzuordnung"] = [
            {
                "kommune_id": ort, "thema_id": f"thema-{t}", "staerke": ("kern", "ergaenzend")[nr % 2],
                "beleg": "Fokus und Ziele", **q,
            }
            for nr, t in enumerate(sorted(zufall.choice(THEMEN, 5, replace=False)))
        ]  # fmt: skip
    for name, zeilen in tabellen.items():
        kopf = _header(ordner, name)
        _write(ordner / ort, name, kopf, _rows(kopf, zeilen))
    gruppen = _groups(groesse)
    form = (len(ids), len(gebiete), len(gruppen), JAHRE)
    nenner = zufall.integers(100, 1000, form)
    zaehler = zufall.binomial(nenner, zufall.uniform(0.2, 0.8, (len(ids), 1, 1, 1)))
    kopf = _header(ordner, "werte")
    fest = {"wertstatus": "berechnet", **q}

    def _values() -> Iterator[list[Any]]:
        for i, k in enumerate(ids):
            for j, g in enumerate(gebiete):
                for h, gruppe in enumerate(gruppen):
                    for t in range(JAHRE):
                        x, n = int(zaehler[i, j, h, t]), int(nenner[i, j, h, t])
                        zeile = {"kennzahl_id": k, "raum_id": g, "zeitraum": ERSTES + t, "zaehler": x, "nenner": n}
                        zeile |= {"gruppe": gruppe, **fest}
                        yield [zeile.get(spalte, "") for spalte in kopf]

    _write(ordner / ort, "werte", kopf, _values())
    write_descriptor(ordner, ort, ort)


GROESSEN = {
    10_000: Groesse(5, 20, 10, ziele=20),
    100_000: Groesse(10, 50, 20, ziele=50),
    1_000_000: Groesse(20, 100, 50, ziele=100),
}


@contextmanager
def _stage(name: str, zeilen: Callable[[], int]) -> Iterator[None]:
    """Measures one stage: seconds and peak memory of the process while it ran."""
    _reset_peak()
    beginn = time.perf_counter()
    yield
    dauer = time.perf_counter() - beginn
    print(
        f"{name:<10}{format_zahl(zeilen()):>12} Zeilen{format_zahl(dauer, 2):>10} s{format_zahl(_peak_mb()):>8} MB",
        flush=True,
    )


def _reset_peak() -> None:
    """Starts the peak of the resident memory anew (Linux); elsewhere the peak is that of the whole process."""
    try:
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    except OSError:
        return


def _peak_mb() -> float:
    """Peak resident memory in MB since the last reset."""
    status = Path("/proc/self/status")
    if status.exists():
        for zeile in status.read_text(encoding="ascii", errors="replace").splitlines():
            if zeile.startswith("VmHWM"):
                return int(zeile.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure(groesse: int) -> None:
    """Generates packages of one size and prints the measures of each stage."""
    with tempfile.TemporaryDirectory(prefix="kekiz-benchmark-") as ordner:
        pfad = Path(ordner) / "pakete"
        pfad.mkdir()
        g = GROESSEN[groesse]
        anzahl = generate_packages(pfad, g)
        print(
            f"\n{format_zahl(anzahl)} Beobachtungen: {g.kommunen} Kommunen × {g.kennzahlen} Kennzahlen × {g.raeume} Räume × "
            f"{JAHRE} Jahre",
            flush=True,
        )
        with _stage("load", lambda: sum(len(t.frame) for t in bestand.tabellen)):
            bestand = load(pfad)
        with _stage("compute", lambda: len(werte)):
            werte = compute_werte(bestand)
        with _stage("assess", lambda: len(ergebnis.werte)):
            ergebnis = assess(bestand, werte)
        with _stage("export", lambda: sum(len(t) for t in alle.values())):
            alle = whole_tables(pfad, tables(ergebnis))
            (Path(ordner) / "daten").mkdir()
            write_tables(Path(ordner) / "daten", alle)


def main(argumente: list[str] | None = None) -> int:
    """Runs the benchmark.

    Args:
        argumente: Command line without the program's name; None for the real one.
    """
    parser = new_parser("Misst die Stufen an erfundenen Daten.", "python -m kekiz.werkzeug.benchmark")
    parser.add_argument("groessen", nargs="*", type=int, help="Beobachtungen: " + ", ".join(map(str, GROESSEN)))
    parser.add_argument("--alles", action="store_true", help="auch eine Million Beobachtungen")
    wahl = parser.parse_args(argumente)
    if not set(wahl.groessen) <= set(GROESSEN):
        parser.error(f"Größe unbekannt: {wahl.groessen} (erwartet {', '.join(map(str, GROESSEN))})")
    groessen = wahl.groessen or (sorted(GROESSEN) if wahl.alles else STANDARD)
    if len(groessen) == 1:
        measure(groessen[0])
        return 0
    for groesse in groessen:
        lauf = subprocess.run([sys.executable, "-m", "kekiz.werkzeug.benchmark", str(groesse)], check=False)
        if lauf.returncode:
            return lauf.returncode
    print("\nGemessen wird der Speicher des ganzen Prozesses; die Arbeitsmappe (XLSX) bleibt außen vor.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
