"""Measures the stages on synthetic packages: ``python -m kekiz.werkzeug.benchmark [--alles] [GROESSE …]``.

Prints rows, seconds and peak memory of load, compute, assess and export. The packages are invented (fixed seed), live
in a temporary folder and never become part of the site. Each size runs in its own process, so that one does not keep
memory of another.
"""

import argparse
import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np

from kekiz.daten.bestand import read_schema
from kekiz.daten.load import load
from kekiz.daten.paket import write_descriptor
from kekiz.ergebnis import PFAD, assess
from kekiz.rechnen.compute import compute_werte
from kekiz.wege.export import tables, write_tables
from kekiz.wissen.zahlen import format_zahl

SAMEN = 2018
JAHRE = 10
# Kommunen × Kennzahlen × Räume (with ten years each). Municipalities grow slowest: they are compared pair by pair.
GROESSEN = {10_000: (5, 20, 10), 100_000: (10, 50, 20), 1_000_000: (20, 100, 50)}
STANDARD = (10_000, 100_000)
# What the largest size may take (issue: one million observations under 4 GB).
SPEICHERGRENZE_MB = 4096
QUELLE = "synthetisch"


def _write(ordner: Path, name: str, kopf: list[str], zeilen: Iterator[list[Any]] | list[list[Any]]) -> None:
    with (ordner / f"{name}.csv").open("w", encoding="utf-8", newline="") as datei:
        schreiber = csv.writer(datei, lineterminator="\n")
        schreiber.writerow(kopf)
        schreiber.writerows(zeilen)


def _header(pfad: Path, name: str) -> list[str]:
    return [f["name"] for f in read_schema(pfad, name)["fields"]]


def _rows(kopf: list[str], zeilen: list[dict[str, Any]]) -> list[list[Any]]:
    return [[z.get(k, "") for k in kopf] for z in zeilen]


def generate_packages(ordner: Path, kommunen: int, kennzahlen: int, raeume: int, samen: int = SAMEN) -> int:
    """Writes synthetic packages that pass the checks.

    Args:
        ordner: Empty folder; gets ``schema/``, ``katalog/`` and one package per municipality.
        kommunen: Number of municipalities.
        kennzahlen: Number of Kennzahlen, all shares with printed counts.
        raeume: Number of areas per municipality, the city itself included.
        samen: Seed of the random numbers.

    Returns:
        Number of observations written.
    """
    shutil.copytree(PFAD / "schema", ordner / "schema")
    zufall = np.random.default_rng(samen)
    orte = [f"ort-{i:03d}" for i in range(kommunen)]
    ids = [f"kennzahl_{i:03d}" for i in range(kennzahlen)]
    _write_catalogue(ordner, orte, ids)
    anzahl = 0
    for ort in orte:
        anzahl += _write_town(ordner, ort, ids, raeume, zufall)
    return anzahl


def _write_catalogue(ordner: Path, orte: list[str], ids: list[str]) -> None:
    (ordner / "katalog").mkdir()
    tabellen: dict[str, list[dict[str, Any]]] = {
        "quellen": [{"quelle_id": QUELLE, "titel": "Erfunden", "herausgeber": "niemand", "nutzungsrecht": "frei"}],
        "gruppen": [],
        "zaehlcodes": [{"code_id": "nicht_genannt", "text": "nicht genannt"}],
        "kommunen": [
            {
                "kommune_id": o, "name": o, "ags": f"05{i:06d}", "typ": "kreisangehoerige_stadt",
                "programmrolle": "Modellkommune",
            }
            for i, o in enumerate(orte)
        ],
        "kennzahlen": [
            {
                "kennzahl_id": k, "name": k, "kurzname": k, "definition": "erfunden", "art": "anteil", "einheit": "%",
                "satz": "Kindern waren dabei", "fallbezeichnung": "Kinder", "richtung": "hoeher_besser",
                "dezimalstellen": 1, "ist_gesamtzahl_fest": "ja", "zufallsmodell": "binomial",
            }
            for k in ids
        ],
    }  # fmt: skip
    for name, zeilen in tabellen.items():
        kopf = _header(ordner, name)
        _write(ordner / "katalog", name, kopf, _rows(kopf, zeilen))
    write_descriptor(ordner, "katalog", "Katalog")


def _write_town(ordner: Path, ort: str, ids: list[str], raeume: int, zufall: np.random.Generator) -> int:
    (ordner / ort).mkdir()
    gebiete = [ort, *(f"raum-{i:02d}" for i in range(1, raeume))]
    fest = {"kommune_id": ort, "zaehler_code": "nicht_genannt", "nenner_code": "nicht_genannt"}
    fest |= {"einschluss_code": "nicht_genannt", "stichtag": "nicht genannt", "herkunft": "gedruckt"}
    fest |= {"beschreibung": "erfunden", "quelle_id": QUELLE, "fundstelle": "erfunden"}
    tabellen: dict[str, list[dict[str, Any]]] = {
        "raeume": [{"raum_id": g, "name": g, "typ": "stadt" if g == ort else "sozialraum"} for g in gebiete],
        "ziele": [
            {
                "ziel_id": str(i), "ebene": "strategisch", "titel": f"50 von 100 sollen {k}", "kurzfassung": k, "wortlaut": "erfunden",
                "quelle_id": QUELLE, "fundstelle": "erfunden",
            }
            for i, k in enumerate(ids, 1)
        ],
        "ziel_kennzahlen": [
            {"ziel_id": str(i), "kennzahl_id": k, "rolle": "leit", "reihenfolge": 1} for i, k in enumerate(ids, 1)
        ],
        "zielwerte": [
            {
                "ziel_id": str(i), "kennzahl_id": k, "vergleich": "mindestens", "wert": 50, "ist_dauerhaft": "nein",
                "zieljahr": 2030, "wortlaut": "erfunden", "quelle_id": QUELLE, "fundstelle": "erfunden",
            }
            for i, k in enumerate(ids, 1)
        ],
        "zaehlweisen": [fest | {"kennzahl_id": k} for k in ids],
    }  # fmt: skip
    for name, zeilen in tabellen.items():
        kopf = _header(ordner, name)
        _write(ordner / ort, name, kopf, _rows(kopf, zeilen))
    form = (len(ids), len(gebiete), JAHRE)
    nenner = zufall.integers(100, 1000, form)
    zaehler = zufall.binomial(nenner, zufall.uniform(0.2, 0.8, (len(ids), 1, 1)))
    kopf = _header(ordner, "werte")
    nach = {name: i for i, name in enumerate(kopf)}

    def _values() -> Iterator[list[Any]]:
        for i, k in enumerate(ids):
            for j, g in enumerate(gebiete):
                for t in range(JAHRE):
                    zeile: list[Any] = [""] * len(kopf)
                    x, n = int(zaehler[i, j, t]), int(nenner[i, j, t])
                    fuellung = {"kennzahl_id": k, "raum_id": g, "zeitraum": 2009 + t, "zaehler": x, "nenner": n}
                    for name, wert in fuellung.items():
                        zeile[nach[name]] = wert
                    zeile[nach["wertstatus"]] = "berechnet"
                    zeile[nach["quelle_id"]], zeile[nach["fundstelle"]] = QUELLE, "erfunden"
                    yield zeile

    _write(ordner / ort, "werte", kopf, _values())
    write_descriptor(ordner, ort, ort)
    return len(ids) * len(gebiete) * JAHRE


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
        kommunen, kennzahlen, raeume = GROESSEN[groesse]
        anzahl = generate_packages(pfad, kommunen, kennzahlen, raeume)
        print(
            f"\n{format_zahl(anzahl)} Beobachtungen: {kommunen} Kommunen × {kennzahlen} Kennzahlen × {raeume} Räume × "
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
            alle = tables(ergebnis)
            (Path(ordner) / "daten").mkdir()
            write_tables(Path(ordner) / "daten", alle)


def main(argumente: list[str] | None = None) -> int:
    """Runs the benchmark.

    Args:
        argumente: Command line without the program's name; None for the real one.
    """
    parser = argparse.ArgumentParser(
        prog="python -m kekiz.werkzeug.benchmark", description="Misst die Stufen an erfundenen Daten."
    )
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
