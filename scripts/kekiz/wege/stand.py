"""Of when the state of a project is, without a clock."""

import os
import re
import subprocess
from datetime import UTC, date, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Final, NamedTuple

from kekiz.ergebnis import PFAD
from kekiz.seiten.datenseite import AENDERUNGEN, data_changes
from kekiz.wege.grundlage import DOCS

ARCHIV: Final = Path(".git_archival.txt")
"""Into this file ``git archive`` writes the commit and its time, in seconds since 1970."""
STELLEN: Final = 7
"""So many digits of a commit are named."""
_COMMIT: Final = re.compile(r"[0-9a-f]{40,64}")


def state_time() -> int:
    """Seconds since 1970 of the state of the project: of its last commit, which an archive without git names, too.

    Without either it is that of its newest file.
    """
    zeit = _committed() or _read_archive().zeit
    return _time_of(PFAD, DOCS) if zeit is None else zeit


def data_time() -> int:
    """Seconds since 1970 of the state of the data: of the last commit that changed them.

    An archive without git does not know that commit. There it is the latest day under which the change log tells of data,
    and not later than the commit of the archive. Without either it is that of the newest file.
    """
    if (zeit := _committed(str(PFAD))) is not None:
        return zeit
    if (archiv := _read_archive().zeit) is None:
        return _time_of(PFAD)
    tage = [t for t, *_ in data_changes(AENDERUNGEN.read_text(encoding="utf-8"))] if AENDERUNGEN.is_file() else []
    zeiten = [int(datetime(t.year, t.month, t.day, tzinfo=UTC).timestamp()) for t in tage]
    return max((z for z in zeiten if z <= archiv), default=archiv)


def data_day() -> date:
    """Day of the state of the data (UTC)."""
    return day_of(data_time())


def day_of(zeit: int) -> date:
    """Day of a time (UTC).

    Args:
        zeit: Seconds since 1970.
    """
    return datetime.fromtimestamp(zeit, tz=UTC).date()


def data_version(zeit: int) -> str:
    """Version of data: the day on which they were last changed, written as a version.

    Args:
        zeit: Seconds since 1970, as :func:`data_time` gives them.

    Example:
        >>> data_version(1_522_540_799)
        '2018.3.31'
    """
    tag = day_of(zeit)
    return f"{tag.year}.{tag.month}.{tag.day}"


class Fassung(NamedTuple):
    """What a build is made of.

    Attributes:
        programm: Version of the program; empty where it is not installed.
        daten: Version of the data, see :func:`data_version`.
        commit: First digits of the commit of the project; empty where nobody knows it.
    """

    programm: str = ""
    daten: str = ""
    commit: str = ""


def read_version() -> Fassung:
    """Reads what a build is made of; the commit also where git has written it into an archive without history.

    The history goes first: a project that began as an archive has one of its own.
    """
    try:
        programm = version("kekiz")
    except PackageNotFoundError:
        programm = ""
    commit = _log("%H") or _read_archive().commit
    return Fassung(programm, data_version(data_time()), commit[:STELLEN])


class _Archiv(NamedTuple):
    """What ``git archive`` has written: the commit and its time; empty and None where the project is no such archive."""

    commit: str = ""
    zeit: int | None = None


def _read_archive() -> _Archiv:
    zeilen = ARCHIV.read_text(encoding="ascii").split() if ARCHIV.is_file() else []
    if len(zeilen) == len(_Archiv._fields) and _COMMIT.fullmatch(zeilen[0]) and zeilen[1].isdigit():
        return _Archiv(zeilen[0], int(zeilen[1]))
    return _Archiv()


def last_changes(*ordner: Path) -> dict[str, date]:
    """Gives the day (UTC) on which each file was last changed: by the history of the project, without git by its own time.

    Args:
        ordner: Folders of the project.

    Returns:
        Days by path from the root of the project; files that no commit has yet are those of today's state.
    """
    dateien = [p.as_posix() for o in ordner for p in o.rglob("*") if p.is_file()]
    befehl = ["git", "-c", "core.quotepath=off", "log", "--format=%x00%ct", "--name-only", "--relative", "--"]
    try:
        lauf = subprocess.run([*befehl, *map(str, ordner)], capture_output=True, text=True, check=False)
        verlauf = lauf.stdout
    except FileNotFoundError:
        verlauf = ""
    tage: dict[str, date] = {}
    for eintrag in verlauf.split("\0")[1:]:
        zeit, *namen = eintrag.split("\n")
        for name in filter(None, namen):
            tage.setdefault(name, day_of(int(zeit)))
    if not tage:
        return {d: day_of(int(Path(d).stat().st_mtime)) for d in dateien}
    heute = state_day()
    return {d: tage.get(d, heute) for d in dateien}


def _committed(*wovon: str) -> int | None:
    zeit = _log("%ct", *wovon)
    return int(zeit) if zeit else None


def _log(form: str, *wovon: str) -> str:
    """Asks git for the last commit of the project, or of folders; empty where there is none, or no git.

    A repository around the project that does not hold it has none.
    """
    befehl = ["git", "log", "-1", f"--format={form}", "--", *(wovon or (".",))]
    try:
        return subprocess.run(befehl, capture_output=True, text=True, check=False).stdout.strip()
    except FileNotFoundError:
        return ""


def _time_of(*ordner: Path) -> int:
    dateien = (p for o in ordner for p in o.rglob("*") if p.is_file())
    return max((int(p.stat().st_mtime) for p in dateien), default=0)


def state_day() -> date:
    """Day of that state (UTC)."""
    return day_of(state_time())


def build_day() -> date:
    """Day by which a build judges what is overdue: that of ``SOURCE_DATE_EPOCH`` where it is set, else of the state (UTC)."""
    gesetzt = os.environ.get("SOURCE_DATE_EPOCH", "")
    return day_of(int(gesetzt)) if gesetzt.isdigit() else state_day()
