"""The built site, served with gzip as a static host does, and Debian's Chromium to open it."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
OPTIONEN = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


class _Gzip(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, quietly; the error page for every address that does not exist."""

    protocol_version = "HTTP/1.1"
    gesendet: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self) -> None:
        pfad = Path(self.translate_path(self.path))
        if pfad.is_dir():
            pfad = pfad / "index.html"
        gefunden = pfad.is_file()
        if not gefunden:
            pfad = Path(self.directory) / "404.html"
        inhalt = gzip.compress(pfad.read_bytes(), 6)
        self.send_response(200 if gefunden else 404)
        self.send_header("Content-Type", self.guess_type(str(pfad)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(inhalt)))
        self.end_headers()
        self.gesendet.append((self.path, len(inhalt)))
        self.wfile.write(inhalt)

    def log_message(self, *_: object) -> None:
        pass


def _serve(ordner: Path) -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Gzip, directory=str(ordner)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@pytest.fixture(scope="session")
def adresse(gebaut: Path) -> Iterator[str]:
    """Address of the served site, ending with a slash."""
    yield from _serve(gebaut)


@pytest.fixture(scope="session")
def zweite(staedte: Path) -> Iterator[str]:
    """Address of the site of the two invented cities, served."""
    yield from _serve(staedte)


@pytest.fixture(scope="session")
def mitschrift() -> list[tuple[str, int]]:
    """Path and compressed size of every answer of the server (workers' requests included), until somebody clears it."""
    return _Gzip.gesendet


@pytest.fixture
def gesendet(mitschrift: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The same since the test began."""
    mitschrift.clear()
    return mitschrift


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=OPTIONEN)
        yield browser
        browser.close()
