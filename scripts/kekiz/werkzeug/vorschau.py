"""The live preview: after a change only the pages that someone looks at are built again.

A changed cell may change any page. So it makes all pages out of date; those last looked at are built at once, every
other one when it is asked for. Changed words change their page alone; settings and templates lead to a whole build.
MkDocs builds single pages with its option ``--dirty``: those whose source is newer than the built page.
"""

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from kekiz.daten.einstellungen import DATEI
from kekiz.ergebnis import PFAD
from kekiz.wege.abschliessen import finish_pages
from kekiz.wege.erzeugen import GeneratorFehler, make_site, run_mkdocs
from kekiz.wege.export import write_figures, write_site_data
from kekiz.wege.grundlage import DOCS, GENERATOR, VORLAGEN
from kekiz.wege.vorbereiten import prepare
from kekiz.wege.zwischenstand import read_faults, read_figures
from kekiz.wissen.fehler import DatenFehler
from kekiz.zeichnen.vorlage import render

Stand = dict[str, int]
ZULETZT: Final = 2
"""How many pages last looked at are built at once."""
TAKT: Final = 0.3
"""Seconds between two looks at the files."""
WARTEN: Final = 20
"""Seconds after which a waiting page is told that nothing changed."""
SUCHE: Final = Path("search/search_index.json")
SKRIPT: Final = "vorschau.js"
FRAGE: Final = "vorschau/stand/"
NACHLADEN: Final = f"""
(async () => {{
  const stand = async (nach) => (await fetch("/{FRAGE}" + nach)).text();
  const erster = await stand("");
  while ((await stand(erster)) === erster);
  location.reload();
}})();
"""


def file_times(ordner: Iterable[Path]) -> Stand:
    """Gives the time of the last change of every file below some folders, in nanoseconds."""
    dateien = (p for o in ordner for p in ([o] if o.is_file() else sorted(o.rglob("*"))))
    return {str(p): p.stat().st_mtime_ns for p in dateien if p.is_file()}


def page_file(adresse: str) -> str:
    """Gives the file of a page below the site.

    Example:
        >>> page_file("ziele/1-3/"), page_file(""), page_file("404.html")
        ('ziele/1-3/index.html', 'index.html', '404.html')
    """
    return f"{adresse}index.html" if adresse.endswith("/") or not adresse else adresse


class Vorschau:
    """What the preview has built, and which pages are out of date.

    Attributes:
        site: Folder of the built pages.
        fehler: What is wrong at present; shown instead of any page.
        stand: Grows with each change.
    """

    def __init__(self, ordner: Path) -> None:
        """Begins with nothing built.

        Args:
            ordner: Empty folder.
        """
        self.site = ordner / "site"
        self.fehler: list[str] = []
        self.stand = 0
        self._ordner = ordner
        self._zeiten: tuple[Stand, Stand, Stand] | None = None
        self._veraltet: set[str] = set()
        self._zuletzt: deque[str] = deque(maxlen=ZULETZT)
        self._sperre = threading.RLock()
        self._neues = threading.Condition()

    def update(self) -> None:
        """Builds what a change of the files asks for."""
        with self._sperre:
            rahmen = file_times([DATEI, GENERATOR, DOCS / VORLAGEN])
            texte = {p: t for p, t in file_times([DOCS]).items() if p not in rahmen}
            vorher, self._zeiten = self._zeiten, (rahmen, texte, file_times([PFAD]))
            if vorher == self._zeiten:
                return
            if vorher is None or vorher[0] != rahmen or self._veraltet == {""}:
                self._try(self._whole)
            else:
                if vorher[2] != self._zeiten[2]:
                    self._veraltet = self._pages()
                self._try(partial(self._single, self._veraltet & set(self._zuletzt)))
        with self._neues:
            self.stand += 1
            self._neues.notify_all()

    def look_at(self, adresse: str) -> None:
        """Notes that a page is looked at, and builds it where it is out of date."""
        datei = page_file(adresse)
        with self._sperre:
            if datei not in self._zuletzt and (self.site / datei).is_file():
                self._zuletzt.append(datei)
            self.update()
            if not self.fehler and datei in self._veraltet:
                self._try(partial(self._single, {datei}))

    def fetch_data(self) -> None:
        """Writes the downloads anew where data have changed."""
        with self._sperre:
            if not self.fehler and self._veraltet:
                write_site_data(self.site)

    def wait(self, nach: str, sekunden: float = WARTEN) -> int:
        """Waits for a change.

        Args:
            nach: Number that is known already; anything else gets an answer at once.
            sekunden: How long at most.

        Returns:
            The present number.
        """
        with self._neues:
            self._neues.wait_for(lambda: str(self.stand) != nach, sekunden)
            return self.stand

    def _pages(self) -> set[str]:
        return {p.relative_to(self.site).as_posix() for p in self.site.rglob("index.html")}

    def _try(self, bauen: Callable[[], None]) -> None:
        try:
            bauen()
            self.fehler = []
        except DatenFehler as fehler:
            self.fehler = [str(f) for f in fehler.fehler]
        except (GeneratorFehler, OSError) as fehler:
            self.fehler = [str(fehler)]

    def _whole(self) -> None:
        self._veraltet = {""}
        make_site(self._ordner, mit_pdf=False)
        self._veraltet = set()

    def _single(self, dateien: set[str]) -> None:
        einstellungen = prepare(self._ordner, mit_pdf=False)
        jetzt = time.time()
        for datei in dateien:
            os.utime(self._source(datei), (jetzt, jetzt))
        suche = (self.site / SUCHE).read_bytes()
        try:
            run_mkdocs(einstellungen, self.site, "--dirty", "--no-strict")
        finally:
            # The build of a few pages knows only their words; the search stays that of the last whole build.
            (self.site / SUCHE).write_bytes(suche)
        finish_pages(self.site, sorted(p for p in self.site.rglob("*.html") if p.stat().st_mtime >= jetzt))
        if fehler := read_faults(self._ordner):
            raise DatenFehler(fehler)
        write_figures(self.site, read_figures(self._ordner))
        self._veraltet -= dateien

    def _source(self, datei: str) -> Path:
        """Finds the source of a page (``ziele/1-3/index.html``: ``ziele/1-3.md`` or ``ziele/1-3/index.md``)."""
        ort = self._ordner / "docs" / datei.removesuffix("/index.html").removesuffix("index.html")
        return ort.with_suffix(".md") if ort.with_suffix(".md").is_file() else ort / "index.md"


class _Antwort(SimpleHTTPRequestHandler):
    """Answers with a page as it is now, or with what is wrong."""

    def __init__(self, vorschau: Vorschau, *args: object) -> None:
        self.vorschau = vorschau
        super().__init__(*args, directory=str(vorschau.site))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        pfad = self.path.partition("?")[0].removeprefix("/")
        if pfad == SKRIPT:
            self._send(NACHLADEN, "text/javascript")
        elif pfad.startswith(FRAGE):
            self._send(str(self.vorschau.wait(pfad.removeprefix(FRAGE))), "text/plain")
        elif pfad.endswith("/") or not pfad:
            self._page(pfad)
        else:
            if pfad.startswith("daten/"):
                self.vorschau.fetch_data()
            super().do_GET()

    def _page(self, adresse: str) -> None:
        self.vorschau.look_at(adresse)
        datei, code = self.vorschau.site / page_file(adresse), 200
        if self.vorschau.fehler:
            html, code = render("vorschau_fehler", fehler=self.vorschau.fehler), 500
        else:
            if not datei.is_file():
                datei, code = self.vorschau.site / "404.html", 404
            html = datei.read_text(encoding="utf-8")
        skript = f'<script src="/{SKRIPT}" defer></script></body>'
        self._send(html.replace("</body>", skript), "text/html", code)

    def _send(self, text: str, art: str, code: int = 200) -> None:
        inhalt = text.encode()
        self.send_response(code)
        self.send_header("Content-Type", f"{art}; charset=utf-8")
        self.send_header("Content-Length", str(len(inhalt)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(inhalt)

    def log_message(self, *_: object) -> None:
        """Says nothing of each request."""


@contextmanager
def run_server(host: str, port: int) -> Iterator[tuple[ThreadingHTTPServer, Vorschau]]:
    """Builds everything once and gives a server of the preview; its folder is gone afterwards."""
    with TemporaryDirectory(prefix="kekiz-vorschau-") as ordner:
        vorschau = Vorschau(Path(ordner))
        with ThreadingHTTPServer((host, port), partial(_Antwort, vorschau)) as server:
            os.environ["SITE_URL"] = f"http://{host}:{server.server_port}/"
            vorschau.update()
            yield server, vorschau


def preview(host: str, port: int) -> None:
    """Shows the site until Ctrl-C, and looks for changes."""
    # Ended from outside, too, it takes its folder along.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with run_server(host, port) as (server, vorschau):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        print(f"Vorschau: http://{host}:{server.server_port}/ (Ende mit Strg+C)", flush=True)
        while True:
            gezeigt = vorschau.fehler
            vorschau.update()
            if vorschau.fehler != gezeigt:
                print("\n".join(vorschau.fehler) or "Keine Fehler mehr.", flush=True)
            time.sleep(TAKT)
