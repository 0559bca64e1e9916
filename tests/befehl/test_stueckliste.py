"""``kekiz sbom``: what the project is built with, valid CycloneDX 1.6, the same bytes twice."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from kekiz.__main__ import main
from kekiz.befehl.stueckliste import StuecklisteFehler, bill_of_materials
from paketbau import REPO


@pytest.fixture(scope="module")
def text() -> str:
    return bill_of_materials(REPO, 0)


@pytest.fixture(scope="module")
def teile(text: str) -> dict[str, dict]:
    return {t["purl"]: t for t in json.loads(text)["components"]}


def test_it_is_valid_and_the_check_refuses_what_is_not(text: str) -> None:
    pruefer = JsonStrictValidator(SchemaVersion.V1_6)
    assert pruefer.validate_str(text) is None
    assert pruefer.validate_str(text.replace('"scope": "required"', '"scope": "noetig"', 1)) is not None


def test_the_same_state_gives_the_same_bytes(text: str, tmp_path: Path) -> None:
    for name in ("pyproject.toml", "uv.lock", "package-lock.json"):
        shutil.copy(REPO / name, tmp_path)
    (tmp_path / "docs" / "assets").mkdir(parents=True)
    shutil.copytree(REPO / "docs" / "assets" / "vendor", tmp_path / "docs" / "assets" / "vendor")
    assert bill_of_materials(tmp_path, 0) == text
    lock = tmp_path / "package-lock.json"
    lock.write_text(lock.read_text("utf-8").replace('"version": "', '"version": "9', 1), "utf-8")
    anders = json.loads(bill_of_materials(tmp_path, 0))
    assert anders["serialNumber"] != json.loads(text)["serialNumber"]


def test_each_locked_package_is_in_it_with_what_needs_it(text: str, teile: dict[str, dict]) -> None:
    python = tomllib.loads((REPO / "uv.lock").read_text("utf-8"))["package"]
    node = json.loads((REPO / "package-lock.json").read_text("utf-8"))["packages"]
    namen = {p.partition("@")[0] if not p.startswith("pkg:npm/%40") else p.rpartition("@")[0] for p in teile}
    assert {f"pkg:pypi/{p['name']}" for p in python if p["name"] != "kekiz"} <= namen
    aus_node = {p.get("name", ort.rpartition("node_modules/")[2]) for ort, p in node.items() if ort}
    assert {f"pkg:npm/{name.replace('@', '%40')}" for name in aus_node} <= namen
    kanten = {d["ref"]: set(d["dependsOn"]) for d in json.loads(text)["dependencies"]}
    assert kanten.keys() == teile.keys() | {"projekt"}
    assert {z for ziele in kanten.values() for z in ziele} <= teile.keys()
    (pandas,) = (p for p in teile if p.startswith("pkg:pypi/pandas@"))
    assert pandas in kanten["projekt"]
    assert {z.partition("@")[0] for z in kanten[pandas]} >= {"pkg:pypi/numpy", "pkg:pypi/python-dateutil"}
    (lighthouse,) = (p for p in teile if p.startswith("pkg:npm/lighthouse@"))
    assert {z.partition("@")[0] for z in kanten[lighthouse]} >= {"pkg:npm/axe-core", "pkg:npm/puppeteer-core"}


def test_what_only_tests_need_is_told_apart_and_files_of_others_are_named(teile: dict[str, dict]) -> None:
    noetig = {p.partition("@")[0]: t["scope"] for p, t in teile.items() if "%40" not in p}
    assert [noetig[f"pkg:pypi/{n}"] for n in ("pandas", "numpy", "pytest")] == ["required", "required", "excluded"]
    assert noetig["pkg:npm/axe-core"] == "excluded"
    (plotly,) = (t for p, t in teile.items() if p.startswith("pkg:npm/plotly.js-basic-dist-min@"))
    assert (plotly["scope"], plotly["licenses"]) == ("required", [{"expression": "MIT"}])
    (datei,) = plotly["components"]
    zeilen = (REPO / "docs/assets/vendor/SHA256SUMS").read_text("utf-8").splitlines()
    assert datei["hashes"][0]["content"] in {z.split()[0] for z in zeilen}


def test_command_writes_the_file_or_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(REPO)
    assert main(["sbom", "--nach", str(tmp_path / "a.json")]) == 0
    assert json.loads((tmp_path / "a.json").read_text("utf-8"))["metadata"]["component"]["name"] == "kekiz"
    assert main(["sbom", "--nach", str(tmp_path / "fehlt" / "a.json")]) == 1
    monkeypatch.chdir(tmp_path)
    assert main(["sbom"]) == 1
    assert "pyproject.toml: Die Datei fehlt. Bitte im Ordner eines Projekts aufrufen." in capsys.readouterr().err
    with pytest.raises(StuecklisteFehler):
        bill_of_materials(tmp_path, 0)
