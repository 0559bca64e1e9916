"""From data to a finished site in three steps: prepare, generate, finish. The generator is exchangeable."""

import io
import os
import traceback
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

from click import ClickException

from kekiz.wege.abschliessen import finish, finish_share
from kekiz.wege.anteile import Anteil
from kekiz.wege.vorbereiten import prepare
from kekiz.wege.zwischenstand import read_faults
from kekiz.wissen.fehler import DatenFehler

Generator = Callable[[Path, Path], None]
"""Builds a prepared project (given by its settings) into a folder.

Raises:
    GeneratorFehler: It failed.
"""


class GeneratorFehler(Exception):
    """The generator failed, not by faults in the data.

    Args:
        ausgabe: What it wrote; the message is cut to what went wrong (all of it where nothing says so).
    """

    def __init__(self, ausgabe: str) -> None:
        zeilen = ausgabe.splitlines()
        beginn = next((i for i, z in enumerate(zeilen) if z.startswith(("WARNING", "ERROR", "Traceback"))), 0)
        super().__init__("\n".join(z for z in zeilen[beginn:] if z.strip() and not z.startswith("INFO")))


def run_mkdocs(einstellungen: Path, site: Path, *weitere: str) -> None:
    """Runs MkDocs in this process, so that the packages are read and computed once.

    Args:
        einstellungen: Its settings.
        site: Where to.
        *weitere: Further options; without any the build is strict.

    Raises:
        GeneratorFehler: It failed.
    """
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")
    # Only here: checking the data needs no site generator.
    from mkdocs.__main__ import cli  # noqa: PLC0415

    argumente = ["build", "--config-file", str(einstellungen), "--site-dir", str(site.resolve())]
    argumente += weitere or ["--strict"]
    ausgabe = io.StringIO()
    try:
        # Not --quiet: it drops warnings before --strict can count them.
        with redirect_stdout(ausgabe), redirect_stderr(ausgabe):
            cli.main(argumente, prog_name="mkdocs", standalone_mode=False)
    except ClickException as fehler:
        raise GeneratorFehler(f"{ausgabe.getvalue()}\nERROR - {fehler.format_message()}") from None
    except SystemExit as ende:
        if ende.code:
            raise GeneratorFehler(ausgabe.getvalue()) from None
    except (OSError, KeyboardInterrupt):
        raise
    except Exception:  # noqa: BLE001  whatever a page raises ends the build; the old site stays
        raise GeneratorFehler(ausgabe.getvalue() + traceback.format_exc()) from None


def make_site(
    ordner: Path,
    generate: Generator = run_mkdocs,
    anteil: Anteil | None = None,
    stichtag: date | None = None,
    *,
    mit_pdf: bool = True,
) -> Path:
    """Prepares, generates and finishes a site.

    Args:
        ordner: Folder of this build.
        generate: The generator.
        anteil: Share of the site that is built; None: all of it.
        stichtag: The day to judge by what is overdue; None: that of the build.
        mit_pdf: Whether pages get PDFs; those of shares are written when they are joined.

    Returns:
        The folder of the finished site, or share.

    Raises:
        DatenFehler: Packages, settings or words have faults.
        GeneratorFehler: The generator failed.
    """
    site = ordner / "site"
    try:
        generate(prepare(ordner, anteil=anteil, stichtag=stichtag, mit_pdf=mit_pdf), site)
    except GeneratorFehler:
        # What pages say of themselves goes first; the log of the generator repeats it.
        if fehler := read_faults(ordner):
            raise DatenFehler(fehler) from None
        raise
    if anteil:
        finish_share(site, ordner, anteil)
    else:
        finish(site, ordner)
    return site
