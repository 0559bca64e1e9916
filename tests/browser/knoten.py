"""Scripts of Node.js that look at many pages in one browser and tell what they found, by path."""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

WURZEL = Path(__file__).parents[2]


def run_script(name: str, *argumente: str, pfade: Iterable[str], sekunden: int) -> dict[str, dict[str, Any]]:
    """Runs a script of this folder on pages; it prints a list of records, each with its ``pfad``."""
    lauf = subprocess.run(
        ["node", f"tests/browser/{name}", *argumente, *pfade],
        cwd=WURZEL, check=True, capture_output=True, text=True, timeout=sekunden,
    )  # fmt: skip
    return {b["pfad"]: b for b in json.loads(lauf.stdout)}
