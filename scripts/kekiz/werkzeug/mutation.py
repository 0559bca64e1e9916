"""Puts small faults into the rules and asks whether a test notices: ``python -m kekiz.werkzeug.mutation``.

Each mutant of :mod:`kekiz.werkzeug.mutanten` runs in a process of its own, forked after everything is loaded that does
not know the changed module; no file is changed. Only the quick tests that belong to it run, and stop at
the first that turns red. Without ``--alle`` a sample is drawn that stays the same with each seed, and all thresholds of the rules are in it.
Survivors that are accepted stand with their reason in ``tests/mutation.toml``; any other fails the run, and so does a
share of :data:`HOECHSTENS` or more.
"""

import importlib
import importlib.util
import json
import math
import os
import re
import resource
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Generator, Sequence
from functools import partial
from hashlib import sha256
from importlib.machinery import ModuleSpec, SourceFileLoader
from itertools import groupby
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, Final

import pytest

from kekiz.werkzeug.mutanten import Mutant, compile_mutant, list_mutants
from kekiz.wissen.befehlszeile import new_parser

WO: Final = ("rechnen", "sagen", "zeichnen", "wissen/statistik.py", "daten/geheim*.py")
REGELN: Final = ("rechnen", "wissen", "daten")
"""Rooms whose thresholds (numbers outside functions) are in every sample."""
ANZAHL: Final = 100
SAMEN: Final = 2018
HOECHSTENS: Final = 0.1
LANGSAM: Final = 2.0
"""Seconds of computing; a test that takes longer is left out. On a busy machine each test needs up to twice its time."""
FRIST: Final = 30
"""Seconds of computing beyond three times what its tests need, after which a mutant does not come to an end: noticed."""
LISTE: Final = Path("tests/mutation.toml")
ZEITEN: Final = Path(".cache/mutation.json")
"""What each test computed in an earlier run, so that a slow one is started once only."""
PROGRAMM: Final = Path("scripts/kekiz")
PROBEN: Final = ("wissen", "daten", "rechnen", "sagen", "zeichnen", "seiten")
# Loaded once for all processes; they know nothing of this program.
_SCHWER: Final = (
    "pandas", "scipy.special", "scipy.optimize", "scipy.stats", "frictionless", "openpyxl", "plotly.graph_objects",
    "hypothesis", "jinja2", "babel", "babel.numbers", "babel.dates", "babel.lists", "markdown", "pyarrow", "yaml",
)  # fmt: skip


class _Lader(SourceFileLoader):
    """Loads one module from a changed code."""

    def __init__(self, name: str, datei: str, code: CodeType) -> None:
        super().__init__(name, datei)
        self._geaendert = code

    def get_code(self, _fullname: str) -> CodeType:
        return self._geaendert


class _Finder:
    """Finds the changed module before the file of the same name."""

    def __init__(self, name: str, datei: str, code: CodeType) -> None:
        self.name, self.datei, self.code = name, datei, code

    def find_spec(self, name: str, _pfad: object = None, _ziel: object = None) -> ModuleSpec | None:
        if name != self.name:
            return None
        return importlib.util.spec_from_file_location(name, self.datei, loader=_Lader(name, self.datei, self.code))


class _Auswahl:
    """Runs the tests that are quick, the quickest first: most mutants turn one of them red.

    Args:
        dauer: What each test computed in an earlier run, by its name.
    """

    def __init__(self, dauer: dict[str, float]) -> None:
        self.dauer = dauer

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        schnell = [i for i in items if self.dauer.get(i.nodeid, 0.0) < LANGSAM]
        items[:] = sorted(schnell, key=lambda i: self.dauer.get(i.nodeid, 0.0))


class _Messung(_Auswahl):
    """Measures each test besides, and leaves one that takes too long as it is."""

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, None, None]:
        def stop(*_: object) -> None:
            self.dauer[item.nodeid] = LANGSAM
            pytest.skip("langsam")

        begonnen = time.process_time()
        signal.signal(signal.SIGPROF, stop)
        # Hypothesis takes an example that is broken off for one that behaves differently each time.
        if not getattr(getattr(item, "obj", None), "is_hypothesis_test", False):
            signal.setitimer(signal.ITIMER_PROF, LANGSAM)
        try:
            yield
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
            self.dauer[item.nodeid] = max(self.dauer.get(item.nodeid, 0.0), time.process_time() - begonnen)


def find_tests(modul: str, wurzel: Path = Path()) -> list[str]:
    """Finds the files of tests that belong to a module: those that name it, or all of its room where none does.

    Args:
        modul: Path of the module below the package, "rechnen/assess.py".
        wurzel: Root of the repository.
    """
    raum, name = modul.removesuffix(".py").split("/")
    nennt = re.compile(rf"kekiz\.{raum}\.{name}\b|from kekiz\.{raum} import [^\n]*\b{name}\b")
    alle = [p for r in PROBEN for p in sorted((wurzel / "tests" / r).glob("test_*.py"))]
    genannt = [p for p in alle if p.name == f"test_{name}.py" or nennt.search(p.read_text(encoding="utf-8"))]
    return [str(p.relative_to(wurzel)) for p in genannt or [p for p in alle if p.parent.name == raum]]


def draw_sample(mutanten: Sequence[Mutant], anzahl: int, samen: int = SAMEN) -> list[Mutant]:
    """Draws mutants by their names, all thresholds of the rules beside them; in the order of the modules.

    A place that reads as before is drawn as before, whatever is written elsewhere; so the list of accepted survivors holds.

    Args:
        mutanten: All there are.
        anzahl: How many are drawn beside the thresholds.
        samen: Seed.
    """
    regeln = [m for m in mutanten if m.modul.startswith(REGELN) and m.name.startswith("Modul: ")]
    rest = [m for m in mutanten if m not in set(regeln)]
    gezogen = {*regeln, *sorted(rest, key=lambda m: sha256(f"{samen} {m.schluessel}".encode()).digest())[:anzahl]}
    return [m for m in mutanten if m in gezogen]


def read_accepted(datei: Path = LISTE) -> dict[str, str]:
    """Reads the accepted survivors and why each is none that a test should notice."""
    eintraege = tomllib.loads(datei.read_text(encoding="utf-8")).get("ueberlebt", [])
    return {e["mutant"]: e["grund"] for e in eintraege}


def judge(
    ueberlebt: Sequence[str], geprueft: Sequence[str], gibt_es: Sequence[str], erlaubt: dict[str, str]
) -> list[str]:
    """Says what speaks against the tests; nothing where they hold.

    Args:
        ueberlebt: Names of the mutants that no test noticed.
        geprueft: Names of all that ran.
        gibt_es: Names of all there are.
        erlaubt: Accepted survivors and their reasons.
    """
    befunde = [f"Kein Test bemerkt: {name}" for name in ueberlebt if name not in erlaubt]
    for name in erlaubt:
        if name not in set(gibt_es):
            befunde.append(f"{LISTE} [{name}]: Diese Stelle gibt es nicht mehr. Bitte die Zeile löschen.")
        elif name in set(geprueft) - set(ueberlebt):
            befunde.append(f"{LISTE} [{name}]: Ein Test bemerkt das jetzt. Bitte die Zeile löschen.")
    befunde += [f"{LISTE} [{name}]: Der Grund fehlt." for name, grund in erlaubt.items() if not grund.strip()]
    if geprueft and len(ueberlebt) >= HOECHSTENS * len(geprueft):
        befunde.append(
            f"{len(ueberlebt)} von {len(geprueft)} Fehlern bemerkt kein Test (erwartet unter {HOECHSTENS:.0%})."
        )
    return befunde


def _in_child(aufgabe: Callable[[], int], frist: float = math.inf) -> int:
    """Runs a task in a fork without output; its exit code, another than 0 where it does not come to an end in time."""
    pid = os.fork()
    if pid:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    leer = os.open(os.devnull, os.O_WRONLY)
    os.dup2(leer, 1)
    os.dup2(leer, 2)
    if frist < math.inf:
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(frist), math.ceil(frist) + 1))
    try:
        ergebnis = aufgabe()
    except BaseException:  # noqa: BLE001 (whatever a mutant breaks is a fault that was noticed)
        ergebnis = 1
    os._exit(ergebnis)


def _pytest(dateien: Sequence[str], plugin: object) -> int:
    return int(
        pytest.main([*dateien, "-x", "-q", "-n", "0", "--doctest-modules", "-p", "no:cacheprovider"], plugins=[plugin])
    )


def _forget(name: str) -> None:
    """Takes a module out of memory, so that the next import reads it anew."""
    del sys.modules[name]
    oben, _, kurz = name.rpartition(".")
    if hasattr(sys.modules.get(oben), kurz):
        delattr(sys.modules[oben], kurz)


def _prepare(name: str) -> None:
    """Loads what the changed module needs, and the packages of the repository where it has no part in reading them."""
    laden: ModuleType = importlib.import_module("kekiz.daten.load")
    if name and name in sys.modules:
        for m in [m for m in sys.modules if m.startswith("kekiz.") and not m.startswith("kekiz.werkzeug")]:
            _forget(m)
        return
    pfad = Path("datapackage").resolve()
    lesen, bestand = laden.load, laden.load(pfad)

    def load(gefragt: Path, *args: Any, **rest: Any) -> Any:
        return bestand if Path(gefragt).resolve() == pfad and not args and not rest else lesen(gefragt, *args, **rest)

    laden.load = load  # type: ignore[attr-defined]
    if not name:
        return
    importlib.import_module(name)
    _forget(name)


def _module_name(modul: str) -> str:
    return "kekiz." + modul.removesuffix(".py").replace("/", ".")


def _run_module(modul: str, mutanten: Sequence[Mutant], bericht: Path) -> int:
    """Runs all mutants of one module; writes one line of JSON each. In a process of its own.

    Returns:
        0, or 2 where the tests are red without any mutant.
    """
    name, datei = _module_name(modul), str((PROGRAMM / modul).resolve())
    quelltext, dateien = Path(datei).read_text(encoding="utf-8"), [*find_tests(modul), datei]
    _prepare(name)

    def measure() -> int:
        # What many tests share and one has to compute is not counted as its own.
        importlib.import_module("kekiz.ergebnis").read_ergebnis()
        plugin = _Messung(_read_times())
        code = _pytest(dateien, plugin)
        ZEITEN.parent.mkdir(exist_ok=True)
        ZEITEN.write_text(json.dumps(plugin.dauer), encoding="utf-8")
        return code

    if _in_child(measure) != 0:
        return 2
    dauer = _read_times()
    gebraucht = sum(d for name, d in dauer.items() if d < LANGSAM and name.split("::")[0] in dateien)
    with bericht.open("a", encoding="utf-8") as ziel:
        for mutant in mutanten:

            def attempt(mutant: Mutant = mutant) -> int:
                sys.meta_path.insert(0, _Finder(name, datei, compile_mutant(mutant, quelltext, datei)))
                importlib.import_module(name)  # before pytest does, which reads a file it was given by itself
                return _pytest(dateien, _Auswahl(dauer))

            ziel.write(json.dumps([mutant.schluessel, _in_child(attempt, FRIST + 3 * gebraucht) == 0]) + "\n")
            ziel.flush()
    return 0


def _read_times() -> dict[str, float]:
    return json.loads(ZEITEN.read_text(encoding="utf-8")) if ZEITEN.exists() else {}


def list_all(nur: str = "") -> list[Mutant]:
    """Lists the mutants of all modules of the rules.

    Args:
        nur: Only modules whose path begins so.
    """
    dateien = [d for o in WO for d in sorted(PROGRAMM.glob(o if o.endswith(".py") else f"{o}/*.py"))]
    module = [(str(d.relative_to(PROGRAMM)), d.read_text(encoding="utf-8")) for d in dateien]
    return [m for modul, text in module if modul.startswith(nur) for m in list_mutants(modul, text)]


def main(argumente: Sequence[str] | None = None) -> int:
    """Runs the mutants and tells the share that survives, by room; 1 where the tests do not hold."""
    parser = new_parser("Baut kleine Fehler ein und fragt, ob ein Test sie bemerkt.")
    parser.add_argument("--anzahl", type=int, default=ANZAHL, help="wie viele außer den Schwellen gezogen werden")
    parser.add_argument("--samen", type=int, default=SAMEN, help="Zufallszahl der Ziehung")
    parser.add_argument("--alle", action="store_true", help="alle statt einer Stichprobe (Stunden)")
    parser.add_argument("--nur", default="", help="nur Module, deren Pfad so beginnt: rechnen/assess.py")
    a = parser.parse_args(argumente)
    alle = list_all(a.nur)
    wahl = alle if a.alle else draw_sample(alle, a.anzahl, a.samen)
    print(f"{len(wahl)} von {len(alle)} möglichen Fehlern werden eingebaut (Zufallszahl {a.samen}).", flush=True)
    sys.path[:0] = ["scripts", "tests"]
    sys.dont_write_bytecode = False  # each process reads what an earlier one compiled
    for schwer in _SCHWER:
        importlib.import_module(schwer)
    ergebnisse: dict[str, bool] = {}
    with tempfile.TemporaryDirectory() as ordner:
        bericht = Path(ordner) / "bericht"
        for modul, gruppe in groupby(wahl, key=lambda m: m.modul):
            bericht.write_text("", encoding="utf-8")
            if _in_child(partial(_run_module, modul, list(gruppe), bericht)) != 0:
                print(f"{modul}: Die Tests sind schon ohne eingebauten Fehler rot, oder es gibt keine.")
                return 2
            neu = dict(json.loads(zeile) for zeile in bericht.read_text(encoding="utf-8").splitlines())
            ergebnisse |= neu
            print(f"{modul}: {len(neu)} eingebaut, {sum(neu.values())} nicht bemerkt", flush=True)
            for name in (n for n, lebt in neu.items() if lebt):
                print(f"  nicht bemerkt: {name}", flush=True)
    ueberlebt = [n for n, lebt in ergebnisse.items() if lebt]
    for raum, zahl in Counter(n.split("/")[0] for n in ergebnisse).items():
        print(f"{raum}: {sum(n.startswith(raum) for n in ueberlebt)} von {zahl} nicht bemerkt")
    erlaubt = {n: g for n, g in read_accepted().items() if n.startswith(a.nur)}
    befunde = judge(ueberlebt, list(ergebnisse), [m.schluessel for m in alle], erlaubt)
    print("\n".join(befunde) or f"{len(ueberlebt)} von {len(ergebnisse)} nicht bemerkt, alle mit Grund in {LISTE}.")
    return 1 if befunde else 0


if __name__ == "__main__":
    sys.exit(main())
