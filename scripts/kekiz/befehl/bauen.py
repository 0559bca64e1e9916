"""``kekiz bauen``: check, prepare, generate, finish, look again, and only then take the place of the old site."""

import ctypes
import fcntl
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Final

from kekiz.daten.bestand import Bestand
from kekiz.daten.einstellungen import read_settings
from kekiz.ergebnis import read_ergebnis
from kekiz.wege.abschliessen import check_promises, finish_joined
from kekiz.wege.anteile import Anteil
from kekiz.wege.einrichten import site_address
from kekiz.wege.erzeugen import make_site
from kekiz.wege.plan import read_shown, shown_pages
from kekiz.wege.recht import check_listing, check_publication
from kekiz.wege.stand import state_time
from kekiz.wege.suche import page_address
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.systemfehler import cause

ARBEIT: Final = ".cache"
"""Folder beside the site for builds under way."""
VORSATZ: Final = "bau-"
IMMER: Final = ("index.html", "404.html", "sitemap.xml", "search/search_index.json")
"""What every site has, besides the pages that data ask for."""


def build(
    site: Path,
    show: Callable[[Bestand], None],
    anteil: Anteil | None = None,
    stichtag: date | None = None,
    *,
    fuer_alle: bool = False,
    mit_pdf: bool = True,
) -> None:
    """Builds the site.

    Args:
        site: Its folder; the old one stays until the new one is complete.
        show: Called with the packages once they are checked.
        anteil: Share of the site that is built; None: all of it.
        stichtag: The day to judge by what is overdue; None: that of the state of the project.
        fuer_alle: Whether it is to be published, and therefore must have no placeholders.
        mit_pdf: Whether pages get PDFs.

    Raises:
        DatenFehler: Packages, settings, words or built pages have faults.
        GeneratorFehler: The generator failed.
        OSError: A folder could not be written.
    """
    with _workplace(site) as ordner:
        show(read_ergebnis().bestand)
        if fuer_alle:
            fehler = check_publication(read_settings(), site_address(read_settings())) + check_listing()
            if fehler:
                raise DatenFehler(fehler)
        os.environ.setdefault("SOURCE_DATE_EPOCH", str(state_time()))
        neu = make_site(ordner, anteil=anteil, stichtag=stichtag, mit_pdf=mit_pdf)
        if anteil is None:
            look_again(neu, map(page_address, shown_pages(*read_shown())))
            check_promises(neu)
            for adresse in gone_pages(site, neu):
                print(f"{adresse}: Diese Seite gibt es nicht mehr. Bitte in kekiz.toml unter [umgezogen] sagen, wohin.")
        swap(neu, site)


def join(anteile: Sequence[Path], site: Path, *, mit_pdf: bool = True) -> None:
    """Joins shares to the site.

    Args:
        anteile: Folders of the shares.
        site: Folder of the site; the old one stays until the new one is complete.
        mit_pdf: Whether pages get PDFs.

    Raises:
        AnteilFehler: The shares do not fit together.
        DatenFehler: Built pages have faults.
        OSError: A folder could not be written.
    """
    with _workplace(site) as ordner:
        seiten = finish_joined(anteile, ordner / "site", mit_pdf=mit_pdf)
        look_again(ordner / "site", seiten)
        swap(ordner / "site", site)


@contextmanager
def _workplace(site: Path) -> Iterator[Path]:
    """Gives a folder for a build beside the site, to one build at a time."""
    arbeit = site.parent / ARBEIT
    arbeit.mkdir(parents=True, exist_ok=True)
    with _alone(arbeit / "bau.lock"):
        restore(site)
        for rest in arbeit.glob(f"{VORSATZ}*"):
            # A build that was killed; none is under way, since this one is alone.
            shutil.rmtree(rest, ignore_errors=True)
        ordner = Path(tempfile.mkdtemp(prefix=VORSATZ, dir=arbeit))
        try:
            yield ordner
        finally:
            shutil.rmtree(ordner, ignore_errors=True)


def look_again(site: Path, adressen: Iterable[str]) -> None:
    """Checks that a site is complete before it takes the place of another.

    Args:
        site: Its folder.
        adressen: Addresses of the pages that it must have.

    Raises:
        DatenFehler: Pages are missing.
    """
    erwartet = list(dict.fromkeys([*IMMER, *sorted(f"{adresse}index.html" for adresse in adressen)]))
    fehler = [
        Fehler(datei, 0, "", "Der Generator hat diese Datei nicht geschrieben", "Bitte den Bau wiederholen.")
        for datei in erwartet
        if not (site / datei).is_file() or not (site / datei).stat().st_size
    ]
    if fehler:
        raise DatenFehler(fehler)


def gone_pages(alt: Path, neu: Path) -> list[str]:
    """Lists the addresses that a new site drops: no page stands there any more, and none leads on.

    Args:
        alt: Folder of the site before; nothing is missed where there is none.
        neu: Folder of the new site.
    """
    seiten = (p.parent.relative_to(alt) for p in alt.rglob("index.html"))
    return sorted(f"{s.as_posix()}/" for s in seiten if not (neu / s / "index.html").is_file())


@contextmanager
def _alone(datei: Path) -> Iterator[None]:
    """Waits until no other build is under way; the lock ends with the process, however that ends."""
    with datei.open("w") as sperre:
        try:
            fcntl.flock(sperre, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Hier läuft schon ein Bau; dieser wartet, bis er fertig ist.", flush=True)
            fcntl.flock(sperre, fcntl.LOCK_EX)
        yield


def _old(site: Path) -> Path:
    return site.with_name(f"{site.name}.alt")


def restore(site: Path) -> None:
    """Puts the old site back where a build was killed between two renames, and clears what it left."""
    alt = _old(site)
    if alt.exists() and not site.exists():
        alt.rename(site)
    shutil.rmtree(alt, ignore_errors=True)


def swap(neu: Path, site: Path) -> None:
    """Lets a new site take the place of the old one: in one step where the system can, else in two.

    Args:
        neu: Complete new site, on the same disk.
        site: Its place.
    """
    if not site.exists():
        neu.rename(site)
        return
    if exchange(neu, site):
        return
    alt = _old(site)
    site.rename(alt)
    try:
        neu.rename(site)
    except BaseException:
        alt.rename(site)
        raise
    shutil.rmtree(alt, ignore_errors=True)


_HIER: Final = -100
_TAUSCH: Final = 2


def exchange(eins: Path, zwei: Path) -> bool:
    """Exchanges two folders in one step (Linux: ``renameat2``).

    Returns:
        Whether the system could; if not, nothing has changed.
    """
    tausche = getattr(ctypes.CDLL(None), "renameat2", None)
    return tausche is not None and tausche(_HIER, os.fsencode(eins), _HIER, os.fsencode(zwei), _TAUSCH) == 0


UNVERAENDERT: Final = "Der Bau ist gescheitert; die bisherige Website bleibt unverändert."


def report_failure(fehler: BaseException) -> int:
    """Says why a build ended, other than by faults in the data; gives the exit code."""
    if isinstance(fehler, KeyboardInterrupt):
        print("\nAbgebrochen; die bisherige Website bleibt unverändert.", file=sys.stderr)
        return 130
    print(cause(fehler), file=sys.stderr)
    print(UNVERAENDERT, file=sys.stderr)
    return 1
