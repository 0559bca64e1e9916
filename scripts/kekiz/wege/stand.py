"""Of when the state of a project is, without a clock."""

import os
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

from kekiz.ergebnis import PFAD
from kekiz.wege.grundlage import DOCS


def state_time() -> int:
    """Seconds since 1970 of the state of the project: of its last commit, without git of its newest file."""
    return _time_of(PFAD, DOCS) if (zeit := _committed()) is None else zeit


def data_time() -> int:
    """Seconds since 1970 of the state of the data: of the last commit that changed them, without git of the newest file."""
    return _time_of(PFAD) if (zeit := _committed("--", str(PFAD))) is None else zeit


def _committed(*wovon: str) -> int | None:
    befehl = ["git", "log", "-1", "--format=%ct", *wovon]
    try:
        zeit = subprocess.run(befehl, capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        return None
    return int(zeit) if zeit.strip() else None


def _time_of(*ordner: Path) -> int:
    dateien = (p for o in ordner for p in o.rglob("*") if p.is_file())
    return max((int(p.stat().st_mtime) for p in dateien), default=0)


def state_day() -> date:
    """Day of that state (UTC)."""
    return datetime.fromtimestamp(state_time(), tz=UTC).date()


def build_day() -> date:
    """Day by which a build judges what is overdue: that of ``SOURCE_DATE_EPOCH`` where it is set, else of the state (UTC)."""
    gesetzt = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(gesetzt), tz=UTC).date() if gesetzt.isdigit() else state_day()
