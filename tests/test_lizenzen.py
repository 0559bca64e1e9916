"""Whose each file is and how the project is cited and listed: REUSE, CITATION.cff, publiccode.yml, checked offline."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from paketbau import REPO

WERKZEUGE = Path(sys.executable).parent
SCHEMA = Path(__file__).with_name("publiccode.schema.json")


def run(*befehl: object, ort: Path = REPO) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [WERKZEUGE / str(befehl[0]), *map(str, befehl[1:])], cwd=ort, capture_output=True, text=True, check=False
    )


def test_each_file_says_whose_it_is_and_by_which_licence() -> None:
    lauf = run("reuse", "lint", "--json")
    befund = json.loads(lauf.stdout)
    maengel = {art: funde for art, funde in befund["non_compliant"].items() if funde}
    assert maengel == {}
    assert lauf.returncode == 0
    assert befund["summary"]["files_total"] > 900


def test_a_file_without_licence_and_a_licence_without_text_are_named(tmp_path: Path) -> None:
    shutil.copy(REPO / "REUSE.toml", tmp_path)
    (tmp_path / "LICENSES").mkdir()
    shutil.copy(REPO / "LICENSES" / "EUPL-1.2.txt", tmp_path / "LICENSES")
    text = (tmp_path / "REUSE.toml").read_text("utf-8").replace('path = "**"', 'path = "nur-hier"')
    (tmp_path / "REUSE.toml").write_text(text, "utf-8")
    for name in ("nur-hier", "lies.md", "allein.py"):
        (tmp_path / name).write_text("x", "utf-8")
    maengel = json.loads(run("reuse", "lint", "--json", ort=tmp_path).stdout)["non_compliant"]
    assert [Path(d).name for d in maengel["missing_licensing_info"]] == ["allein.py"]
    assert list(maengel["missing_licenses"]) == ["DL-DE-ZERO-2.0"]


def test_citation_is_sound_and_names_the_licence_of_the_data(tmp_path: Path) -> None:
    angaben = yaml.safe_load((REPO / "CITATION.cff").read_text("utf-8"))
    assert angaben["license-url"] in (REPO / "LIZENZ-DATEN.md").read_text("utf-8")
    falsch = tmp_path / "falsch.cff"
    falsch.write_text((REPO / "CITATION.cff").read_text("utf-8").replace("authors:", "autoren:"), "utf-8")
    schema = ("check-jsonschema", "--builtin-schema", "vendor.citation-file-format", "--force-filetype", "yaml")
    gut, schlecht = run(*schema, REPO / "CITATION.cff"), run(*schema, falsch)
    assert gut.returncode == 0, gut.stdout
    assert (schlecht.returncode, "autoren" in schlecht.stdout) == (1, True)


def _set(*pfad: str, wert: object) -> Callable[[dict], None]:
    def change(angaben: dict) -> None:
        for teil in pfad[:-1]:
            angaben = angaben[teil]
        if wert is None:
            del angaben[pfad[-1]]
        else:
            angaben[pfad[-1]] = wert

    return change


FALSCH = {
    "keine Adresse": _set("url", wert=None),
    "unbekannte Art": _set("categories", wert=["zahlen"]),
    "zu lang": _set("description", "de", "shortDescription", wert="x" * 151),
    "zu kurz": _set("description", "de", "longDescription", wert="x" * 149),
    "ohne Namen": _set("maintenance", "type", wert="community"),
    "ohne Vertrag": _set("maintenance", "type", wert="contract"),
    "kein Land": _set("intendedAudience", "countries", wert=["Deutschland"]),
    "unbekanntes Feld": _set("lizenz", wert="EUPL"),
}


@pytest.fixture(scope="module")
def geprueft(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What the check says of the file and of each wrong one, in one run."""
    ordner = tmp_path_factory.mktemp("publiccode")
    dateien = [REPO / "publiccode.yml"]
    for nr, (aendere) in enumerate(FALSCH.values()):
        angaben = yaml.safe_load((REPO / "publiccode.yml").read_text("utf-8"))
        aendere(angaben)
        dateien.append(ordner / f"{nr}.yml")
        dateien[-1].write_text(yaml.safe_dump(angaben, allow_unicode=True), "utf-8")
    return run("check-jsonschema", "--schemafile", SCHEMA, *dateien).stdout


def test_listing_keeps_to_the_rules_of_the_standard(geprueft: str) -> None:
    assert "publiccode.yml" not in geprueft
    angaben = yaml.safe_load((REPO / "publiccode.yml").read_text("utf-8"))
    assert f'license = "{angaben["legal"]["license"]}"' in (REPO / "pyproject.toml").read_text("utf-8")


@pytest.mark.parametrize("nr", range(len(FALSCH)), ids=list(FALSCH))
def test_each_breach_of_them_is_found(geprueft: str, nr: int) -> None:
    assert f"/{nr}.yml" in geprueft
