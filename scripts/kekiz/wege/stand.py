"""Of when the state of a project is, without a clock."""

import os
import subprocess
from datetime import UTC, date, datetime

from kekiz.ergebnis import PFAD
from kekiz.wege.grundlage import DOCS


def state_time() -> int:
    """Seconds since 1970 of the state of the project: of its last commit, without git of its newest file."""
    try:
        zeit = subprocess.run(["git", "log", "-1", "--format=%ct"], capture_output=True, text=True, check=False).stdout
    except FileNotFoundError:
        zeit = ""
    if zeit.strip():
        return int(zeit)
    dateien = (p for ordner in (PFAD, DOCS) for p in ordner.rglob("*") if p.is_file())
    return max((int(p.stat().st_mtime) for p in dateien), default=0)


def state_day() -> date:
    """Day of that state (UTC)."""
    return datetime.fromtimestamp(state_time(), tz=UTC).date()


def build_day() -> date:
    """Day by which a build judges what is overdue: that of ``SOURCE_DATE_EPOCH`` where it is set, else of the state (UTC)."""
    gesetzt = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(gesetzt), tz=UTC).date() if gesetzt.isdigit() else state_day()
