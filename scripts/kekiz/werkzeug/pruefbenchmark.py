"""Measures the check in a browser: ``python -m kekiz.werkzeug.pruefbenchmark [--site site] [--datei DATEI]``.

From the click on the button to the answer, for the largest table of the municipality at the root with one cell changed:
the first time, when the browser has kept the program, and with a processor of a quarter of the speed. The site is served
from this computer, compressed and no faster than a line of :data:`MBIT`. Needs Chromium, as the tests do. The figures on
the page about computing time are the file that this writes.
"""

import gzip
import http.server
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, Final

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from kekiz.daten.einstellungen import read_settings
from kekiz.ergebnis import PFAD
from kekiz.werkzeug.benchmark import note_measures
from kekiz.werkzeug.kontaktbogen import CHROMIUM
from kekiz.wissen.befehlszeile import new_parser
from kekiz.wissen.zahlen import format_zahl

SEITE: Final = "mitmachen/pruefen/"
ARBEITER: Final = "pruefarbeiter.js"
NAME: Final = "pruefung"
MBIT: Final = 50
"""Speed of the line, in millions of bits a second."""
LAEUFE: Final = 3
LANGSAM: Final = 4
"""So many times slower is the processor in the last case."""
NEU, GEMERKT, LANGSAM_NEU, LANGSAM_GEMERKT = "neu", "gemerkt", "langsam_neu", "langsam_gemerkt"
FAELLE: Final = (NEU, GEMERKT, LANGSAM_NEU, LANGSAM_GEMERKT)
"""The first time; the next time, when the browser has kept the program; both on a slow processor."""
_TAKT: Final = 0.005
"""Seconds that a slowed process runs at a time."""
_STUECK: Final = 64 * 1024
_GEPACKT: Final = (".html", ".css", ".js", ".json", ".svg")
_HORCHEN: Final = """
const W = Worker;
window.kpZeiten = {};
window.Worker = class extends W {
  constructor(...a) {
    super(...a);
    this.addEventListener("message", ({ data }) => { kpZeiten[data.art] = performance.now(); kpZeiten.innen ??= data.zeiten; });
  }
};
"""
_WARTEN: Final = """new Promise((r) => {
  const sieh = () => (kpZeiten.antwort || kpZeiten.kaputt) && !document.querySelector("form.kp-pruefen").hasAttribute("aria-busy")
    ? r({ ...kpZeiten, gezeigt: performance.now() }) : setTimeout(sieh, 20);
  sieh();
})"""
_UHR: Final = """
import time as _zeit
from kekiz.wege import pruefstelle as _stelle
zeiten = {}
def _gestoppt(name, tu):
    def _tu(*a, **k):
        beginn = _zeit.perf_counter()
        antwort = tu(*a, **k)
        zeiten[name] = _zeit.perf_counter() - beginn
        return antwort
    return _tu
_stelle.check_files = _gestoppt("ganz", _stelle.check_files)
_stelle._compare = _gestoppt("vergleichen", _stelle._compare)
"""
_BEREIT: Final = 'postMessage({ art: "bereit" });'
_ANTWORT: Final = 'postMessage({ art: "antwort", antwort: JSON.parse(antwort) });'


_ABLESEN: Final = '"import json; json.dumps(zeiten)"'


def with_clock(text: str) -> str:
    """Gives the script of the worker so that it says with its answer what took how long.

    Args:
        text: The script.

    Raises:
        RuntimeError: It no longer says when it is ready and what it answers.
    """
    if not (_BEREIT in text and _ANTWORT in text):
        raise RuntimeError(f"{ARBEITER} sagt nicht mehr, wann es bereit ist und was es antwortet")
    mit_zeiten = _ANTWORT.replace(" });", f", zeiten: JSON.parse(python.runPython({_ABLESEN})) }});")
    return text.replace(_BEREIT, f"python.runPython({json.dumps(_UHR)});{_BEREIT}").replace(_ANTWORT, mit_zeiten)


class _Leitung(http.server.SimpleHTTPRequestHandler):
    """Serves a folder as a host does: compressed, kept by the browser, all answers together no faster than the line."""

    protocol_version = "HTTP/1.1"
    _frei = threading.Lock()
    _bis = 0.0

    def do_GET(self) -> None:
        datei = Path(self.translate_path(self.path))
        datei = datei / "index.html" if datei.is_dir() else datei
        if not datei.is_file():
            self.send_error(404)
            return
        inhalt = (
            with_clock(datei.read_text(encoding="utf-8")).encode() if datei.name == ARBEITER else datei.read_bytes()
        )
        self.send_response(200)
        if datei.suffix in _GEPACKT:
            inhalt = gzip.compress(inhalt, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Type", self.guess_type(str(datei)))
        self.send_header("Content-Length", str(len(inhalt)))
        self.send_header("Cache-Control", "max-age=3600" if datei.suffix != ".html" else "no-cache")
        self.end_headers()
        for nr in range(0, len(inhalt), _STUECK):
            stueck = inhalt[nr : nr + _STUECK]
            with self._frei:
                jetzt = time.monotonic()
                _Leitung._bis = max(_Leitung._bis, jetzt) + 8 * len(stueck) / (MBIT * 1e6)
                warten = _Leitung._bis - jetzt
            time.sleep(warten)
            try:
                self.wfile.write(stueck)
            except ConnectionError:
                # The page was left meanwhile.
                return

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def _serve(site: Path) -> Iterator[str]:
    def _handler(*a: Any) -> _Leitung:
        return _Leitung(*a, directory=str(site))

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


def find_renderers(browserprozess: int) -> list[int]:
    """Lists the processes of a browser that run pages, by the number of the process that started it."""
    eltern: dict[int, list[int]] = {}
    for p in Path("/proc").iterdir():
        if p.name.isdecimal():
            try:
                felder = (p / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
            except OSError:
                continue
            eltern.setdefault(int(felder[1]), []).append(int(p.name))
    offen, alle = [browserprozess], []
    while offen:
        kinder = eltern.get(offen.pop(), [])
        offen += kinder
        alle += kinder
    return [p for p in alle if b"--type=renderer" in _command(p)]


def _command(prozess: int) -> bytes:
    try:
        return Path(f"/proc/{prozess}/cmdline").read_bytes()
    except OSError:
        return b""


@contextmanager
def slowed(faktor: int) -> Iterator[None]:
    """Lets the pages of the browsers that this process started run only a part of the time, workers included.

    The developer tools of the browser slow the page alone, not its worker; so its processes are halted most of the time,
    a few thousandths of a second each.

    Args:
        faktor: How many times slower; 1: not at all.
    """
    if faktor == 1:
        yield
        return
    zu_ende = threading.Event()

    def _brake() -> None:
        while not zu_ende.is_set():
            prozesse = find_renderers(os.getpid())
            # The list is read anew twice a second.
            for _ in range(round(0.5 / (_TAKT * faktor))):
                if zu_ende.is_set():
                    break
                _signal(prozesse, signal.SIGSTOP)
                time.sleep(_TAKT * (faktor - 1))
                _signal(prozesse, signal.SIGCONT)
                time.sleep(_TAKT)

    bremse = threading.Thread(target=_brake, daemon=True)
    bremse.start()
    try:
        yield
    finally:
        zu_ende.set()
        bremse.join()


def _signal(prozesse: list[int], was: signal.Signals) -> None:
    for p in prozesse:
        try:
            os.kill(p, was)
        except ProcessLookupError:
            continue


def measure(kontext: BrowserContext, adresse: str, tabelle: tuple[str, bytes], faktor: int = 1) -> dict[str, float]:
    """Measures one check, in seconds.

    Args:
        kontext: What the browser has kept so far counts.
        adresse: Of the site.
        tabelle: Name and content of the file.
        faktor: How many times slower the processor is.

    Returns:
        ``holen``: from the click until all parts are there; ``starten``: until the program is ready; ``pruefen`` and
        ``vergleichen``: what the rules and the comparison take; ``gesamt``: from the click to the answer.
    """
    seite = kontext.new_page()
    seite.add_init_script(_HORCHEN)
    seite.goto(adresse + SEITE, wait_until="networkidle")
    seite.locator("[name=dateien]").set_input_files({"name": tabelle[0], "mimeType": "text/csv", "buffer": tabelle[1]})
    seite.evaluate(
        "document.querySelector('.kp-pruefen [type=submit]').addEventListener('click', () => { kpZeiten.klick = performance.now(); })"
    )
    with slowed(faktor):
        seite.locator(".kp-pruefen [type=submit]").click()
        z = seite.evaluate(_WARTEN)
    stand = seite.locator(".kp-pruefen output").inner_text()
    seite.close()
    if "antwort" not in z:
        raise RuntimeError(stand)
    return {
        "holen": (z["startet"] - z["klick"]) / 1000,
        "starten": (z["bereit"] - z["startet"]) / 1000,
        "pruefen": z["innen"]["ganz"] - z["innen"]["vergleichen"],
        "vergleichen": z["innen"]["vergleichen"],
        "gesamt": (z["gezeigt"] - z["klick"]) / 1000,
    }


def pick_table() -> tuple[str, bytes]:
    """Takes the values of the municipality at the root, with one cell of the last row changed."""
    name = f"{read_settings().start}/werte.csv"
    kopf, *zeilen = (PFAD / name).read_text(encoding="utf-8").splitlines()
    stelle = kopf.split(",").index("raum_id")
    letzte = zeilen[-1].split(",")
    letzte[stelle] += "-neu"
    return "werte.csv", "\n".join([kopf, *zeilen[:-1], ",".join(letzte)]).encode()


def measure_all(browser: Browser, adresse: str, laeufe: int = LAEUFE) -> list[dict[str, Any]]:
    """Measures each of :data:`FAELLE` several times; the run in the middle counts."""
    tabelle = pick_table()
    gemessen: dict[str, list[dict[str, float]]] = {f: [] for f in FAELLE}
    for _ in range(laeufe):
        for neu, gemerkt, faktor in ((NEU, GEMERKT, 1), (LANGSAM_NEU, LANGSAM_GEMERKT, LANGSAM)):
            kontext = browser.new_context()
            gemessen[neu].append(measure(kontext, adresse, tabelle, faktor))
            gemessen[gemerkt].append(measure(kontext, adresse, tabelle, faktor))
            kontext.close()
    return [
        {"fall": f, **{was: round(s, 1) for was, s in middle_run(runden).items()}} for f, runden in gemessen.items()
    ]


def middle_run(runden: Sequence[Mapping[str, float]]) -> Mapping[str, float]:
    """Gives the run that took neither longest nor shortest, whole: its parts add up."""
    return sorted(runden, key=lambda m: m["gesamt"])[len(runden) // 2]


def main(argumente: list[str] | None = None) -> int:
    """Measures, prints and notes.

    Args:
        argumente: Command line without the program's name; None for the real one.
    """
    parser = new_parser("Misst die Prüfung im Browser.", "python -m kekiz.werkzeug.pruefbenchmark")
    parser.add_argument("--site", type=Path, default=Path("site"), help="Ordner der gebauten Website")
    parser.add_argument("--laeufe", type=int, default=LAEUFE, help="wie oft jeder Fall gemessen wird")
    parser.add_argument("--datei", type=Path, help="Datei für die Zahlen der Seite über die Rechenzeit")
    wahl = parser.parse_args(argumente)
    with sync_playwright() as p, _serve(wahl.site) as adresse:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        messungen = measure_all(browser, adresse, wahl.laeufe)
        browser.close()
    for m in messungen:
        print(m["fall"], *(f"{was} {format_zahl(s, 1)} s" for was, s in m.items() if was != "fall"))
    if wahl.datei:
        note_measures(
            wahl.datei,
            NAME,
            {"gemessen": date.today().isoformat(), "mbit": MBIT, "langsam": LANGSAM, "messungen": messungen},
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
