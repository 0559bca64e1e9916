"""Every built page, style sheet and picture is what the standards say, as the Nu Html Checker reads them.

``make vnu``; not part of ``make test``: the checker needs Java, and reads all pages for a minute.
"""

import json
import re
import subprocess
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from paketbau import REPO

ERLAUBT = tomllib.loads(Path(__file__).with_name("html.toml").read_text("utf-8"))["vnu"]
PRUEFER = REPO / "node_modules/vnu-jar/build/dist/vnu.jar"
FREMD = ("assets/javascripts/", "assets/vendor/")
"""Files of others, as they came."""


def validate(dateien: Iterable[Path]) -> list[dict[str, Any]]:
    """Reads files and gives what was found."""
    befehl = ["java", "-Xss4m", "-jar", str(PRUEFER), "--format", "json", "--also-check-css", "--also-check-svg"]
    lauf = subprocess.run([*befehl, *map(str, dateien)], capture_output=True, text=True, check=False)
    return json.loads(lauf.stderr)["messages"]


def short(befund: dict[str, Any]) -> str:
    return (
        f"{befund['url']} Zeile {befund.get('lastLine', 0)}: {befund['message']} ({befund.get('extract', '').strip()})"
    )


def test_all_built_files_are_sound(gebaut: Path, staedte: Path) -> None:
    dateien = [
        d
        for site in (gebaut, staedte)
        for art in ("html", "css", "svg")
        for d in sorted(site.rglob(f"*.{art}"))
        if not d.relative_to(site).as_posix().startswith(FREMD)
    ]
    assert len(dateien) > 500
    befunde = validate(dateien)
    falsch = [b for b in befunde if not any(re.search(e["meldung"], b["message"]) for e in ERLAUBT)]
    # One place of each finding; the same stands on many pages.
    assert [short(b) for b in {b["message"]: b for b in falsch}.values()] == []
    assert [e["meldung"] for e in ERLAUBT if not any(re.search(e["meldung"], b["message"]) for b in befunde)] == []


def test_what_is_wrong_is_found(tmp_path: Path) -> None:
    falsch = {
        "a.html": "<!doctype html><html lang='de'><head><title>x</title></head><body><a href='//'>x</a></body></html>",
        "b.css": "p { colour: red }",
        "c.svg": '<svg xmlns="http://www.w3.org/2000/svg"><unbekannt/></svg>',
    }
    for name, text in falsch.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    befunde = validate(tmp_path / name for name in falsch)
    assert {Path(b["url"]).name for b in befunde if b["type"] == "error"} == set(falsch)
