"""The live preview: after a change in the data only the pages that someone looks at are built again.

``mkdocs serve`` builds every page after each change. Here a changed cell marks all pages as out of date; the pages last
looked at are built at once, every other one when it is asked for. Whatever else changes (pages, templates, settings)
leads to a whole build as usual.
"""

import logging
import threading
from collections import deque
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from kekiz.ergebnis import PFAD
from kekiz.wege.export import write_site_data
from kekiz.wissen.fehler import DatenFehler

Stand = dict[str, int]
ZULETZT = 2
"""How many pages last looked at are built at once."""

log = logging.getLogger("mkdocs.kekiz.werkzeug.vorschau")


def file_times(ordner: Iterable[Path]) -> Stand:
    """Gives the time of the last change of every file below some folders, in nanoseconds."""
    dateien = (p for o in ordner for p in ([o] if o.is_file() else sorted(o.rglob("*"))))
    return {str(p): p.stat().st_mtime_ns for p in dateien if p.is_file() and "__pycache__" not in p.parts}


class Vorschau:
    """Which pages of the preview are out of date.

    Attributes:
        seiten: Source of every page by its address.
        gewuenscht: Sources to be built in a build of single pages; None while all are built.
    """

    def __init__(self, daten: Iterable[Path], andere: Iterable[Path]) -> None:
        """Notes the present state.

        Args:
            daten: Folders of the data packages.
            andere: Folders and files whose change makes all pages new.
        """
        self.seiten: dict[str, str] = {}
        self.gewuenscht: frozenset[str] | None = None
        self._daten, self._andere = tuple(daten), tuple(andere)
        self._stand = (file_times(self._daten), file_times(self._andere))
        self._veraltet: set[str] = set()
        self._zuletzt: deque[str] = deque(maxlen=ZULETZT)
        self._sperre = threading.RLock()

    def mark(self, files: Any) -> None:
        """Tells a build of single pages which files count as changed (event ``on_files``)."""
        dokumente = files.documentation_pages()
        self.seiten = {f.url: f.src_uri for f in dokumente}
        gewuenscht = self.gewuenscht
        if gewuenscht is not None:
            for f in dokumente:
                f.is_modified = lambda quelle=f.src_uri: quelle in gewuenscht

    def refresh(self, seiten: Iterable[str], alle: Callable[[], None], einzelne: Callable[[], None]) -> None:
        """Builds what is asked for and out of date.

        Args:
            seiten: Sources of the pages that someone looks at.
            alle: Builds every page.
            einzelne: Builds the pages of :attr:`gewuenscht`.
        """
        with self._sperre:
            stand = (file_times(self._daten), file_times(self._andere))
            if stand[1] != self._stand[1]:
                alle()
                self._veraltet.clear()
            elif stand[0] != self._stand[0]:
                self._veraltet = set(self.seiten.values())
            offen = self._veraltet & set(seiten)
            if offen:
                self.gewuenscht = frozenset(offen)
                try:
                    einzelne()
                finally:
                    self.gewuenscht = None
                self._veraltet -= offen
            self._stand = stand

    def look_at(self, adresse: str) -> str | None:
        """Notes that a page is looked at; gives its source, or None where there is no such page."""
        quelle = self.seiten.get(adresse)
        if quelle is not None:
            if quelle in self._zuletzt:
                self._zuletzt.remove(quelle)
            self._zuletzt.append(quelle)
        return quelle

    def install(self, server: Any, config: Any, builder: Callable[[], None]) -> None:
        """Puts itself between the preview's server and its builder (event ``on_serve``)."""
        einstellungen, ziel, adresse = config.config_file_path, config.site_dir, config.site_url
        seite_laden = server.get_app()

        def _einzelne() -> None:
            frisch = load_config(einstellungen, site_dir=ziel, strict=False)
            frisch.site_url = adresse
            verzeichnis = Path(ziel) / "search" / "search_index.json"
            suche = verzeichnis.read_bytes()
            build(frisch, serve_url=adresse, dirty=True)
            # The build of a few pages knows only their words; the search stays that of the last whole build.
            verzeichnis.write_bytes(suche)

        def _bauen() -> None:
            try:
                self.refresh(self._zuletzt, builder, _einzelne)
            except DatenFehler as fehler:
                raise Abort("\n".join(map(str, fehler.fehler))) from None

        def _anfrage(environ: dict[str, Any], start_response: Any) -> Any:
            pfad = environ["PATH_INFO"].removeprefix(server.mount_path)
            quelle = self.look_at(pfad.removesuffix("index.html"))
            try:
                if quelle is not None:
                    self.refresh([quelle], builder, _einzelne)
                elif pfad.startswith("daten/") and self._veraltet:
                    write_site_data(Path(ziel))
            except DatenFehler as fehler:
                log.error("%s", fehler)
            return seite_laden(environ, start_response)

        # The word of warning about partial builds does not hold here: titles stand in mkdocs.yml.
        logging.getLogger("mkdocs.commands.build").addFilter(
            lambda eintrag: "'dirty' build" not in eintrag.getMessage()
        )
        server.builder = _bauen
        server.set_app(_anfrage)


def watch(config: Any) -> Vorschau:
    """Begins to watch the project that a configuration belongs to."""
    wurzel = Path(config.config_file_path).parent
    return Vorschau(
        [wurzel / PFAD],
        [Path(config.docs_dir), wurzel / "scripts", Path(config.config_file_path), wurzel / "kekiz.toml"],
    )
