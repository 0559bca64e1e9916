"""``kekiz start`` writes the project of another city; with the built program alone it is checked, built and sound."""

import csv
import html
import os
import re
import shlex
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.befehl.start import StartFehler, Vorhaben, ask
from paketbau import REPO

AGS = "01058123"
ADRESSE = "https://ort.test/"
"""Where a site knows its address, it has more files that must be sound before there is a value."""


@pytest.fixture(scope="module")
def programm(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The program as others install it: built, unpacked far from this project, found before it."""
    ordner = tmp_path_factory.mktemp("programm")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(ordner)],
        cwd=REPO, check=True, capture_output=True,
    )  # fmt: skip
    (rad,) = ordner.glob("*.whl")
    with zipfile.ZipFile(rad) as archiv:
        archiv.extractall(ordner / "da")
    ohne = {k: v for k, v in os.environ.items() if not k.startswith("SITE_URL")}
    # What only this project installs cannot be used there.
    for name in development_modules():
        (ordner / "fehlt" / name).mkdir(parents=True)
        (ordner / "fehlt" / name / "__init__.py").write_text(f"raise ModuleNotFoundError({name!r})", encoding="utf-8")
    pfade = os.pathsep.join(str(ordner / name) for name in ("fehlt", "da"))
    return {**ohne, "PYTHONPATH": pfade, "SOURCE_DATE_EPOCH": "0", "PYTHONSAFEPATH": "1"}


def development_modules() -> list[str]:
    """Names of the packages that are installed for development alone."""
    gruppen = tomllib.loads((REPO / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
    return sorted({re.split(r"[^a-z]", zeile)[0] for zeile in gruppen["dev"]})


def run(programm: dict[str, str], ordner: Path, *argumente: str) -> str:
    lauf = subprocess.run(
        [sys.executable, "-m", "kekiz", *argumente],
        cwd=ordner,
        env=programm,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    assert "Traceback" not in lauf.stderr, lauf.stderr
    return lauf.stdout


def page_commands() -> list[list[str]]:
    """The commands that the page for other cities shows, as a shell reads them."""
    text = (REPO / "docs" / "mitmachen" / "eigene-stadt.md").read_text(encoding="utf-8")
    return [shlex.split(zeile)[1:] for zeile in re.findall(r"^kekiz (?:neu|kennzahlen) .*$", text, re.MULTILINE)]


def catalogue(tabelle: str) -> list[dict[str, str]]:
    with (REPO / "datapackage" / "katalog" / f"{tabelle}.csv").open(encoding="utf-8", newline="") as datei:
        return list(csv.DictReader(datei))


def plain(text: str) -> str:
    """Text as somebody wrote it, before it was set."""
    return html.unescape(text).replace("\u00ad", "").replace("\u00a0", " ")


def without(text: str, quellen: list[dict[str, str]]) -> str:
    """Takes out how documents are called."""
    for name in (q[s] for q in quellen for s in ("quelle_id", "titel", "herausgeber")):
        text = text.replace(name, "")
    return text


def test_new_project_is_sound_at_once_and_after_its_first_values(programm: dict[str, str], tmp_path: Path) -> None:
    """Offline, with nothing of this project but the built program; the first values are those of the page."""
    ordner = tmp_path / "stadt"
    abhaengig = "kekiz @ git+https://example.org/kekiz.git@v1"
    run(
        programm,
        tmp_path,
        "start",
        "stadt",
        "--name",
        "Bad Mühlau",
        "--ags",
        AGS,
        "--kekiz",
        abhaengig,
        "--adresse",
        ADRESSE,
    )
    assert f'  "{abhaengig}",' in (ordner / "pyproject.toml").read_text(encoding="utf-8")
    assert not (ordner / "datapackage" / "schema").exists()
    ausgabe = run(programm, ordner, "test")
    assert ausgabe.splitlines()[-2:] == ["Website gebaut: site/index.html", "Keine Fehler in den Seiten."]
    # Pages of documents that this project does not have stay away with their rows.
    seiten = {p.parent.relative_to(ordner / "site").as_posix() for p in (ordner / "site").rglob("index.html")}
    recht = {"barrierefreiheit", "datenschutz", "impressum"}
    assert {s.split("/")[0] for s in seiten} == recht | {
        ".", "daten", "glossar", "kommunen", "leichte-sprache", "methodik", "mitmachen", "sprachen", "ueber", "werkzeuge",
    }  # fmt: skip
    # The questions about a chain hold for every city; they bring the documents that they are taken from.
    bogen = (ordner / "site" / "werkzeuge" / "selbstbewertung" / "index.html").read_text(encoding="utf-8")
    assert bogen.count("data-frage=") > 10
    belege = {z["quelle_id"] for z in catalogue("kettenfragen")}
    quellen = [z for z in catalogue("quellen") if z["quelle_id"] in belege]
    genannt = [f"{z['herausgeber']}: {z['titel'].partition(':')[0]}" for z in quellen]
    assert [name for name in genannt if name not in plain(bogen)] == []
    assert "Noch sind keine Ziele eingetragen." in (ordner / "site" / "index.html").read_text(encoding="utf-8")
    for befehl in page_commands():
        ausgabe = run(programm, ordner, *befehl)
        assert befehl[0] == "kennzahlen" or befehl[1] == "jahr" or "Alle Pflichtspalten sind gefüllt." in ausgabe
    (ordner / "site" / "ziele" / "1-2").mkdir(parents=True)
    (ordner / "site" / "ziele" / "1-2" / "index.html").write_text("ein Ziel von früher", encoding="utf-8")
    ausgabe = run(programm, ordner, "test")
    assert ausgabe.endswith("Keine Fehler in den Seiten.\n")
    weg = "Diese Seite gibt es nicht mehr. Bitte in kekiz.toml unter [umgezogen] sagen, wohin."
    assert [z for z in ausgabe.splitlines() if z.endswith(weg)] == [f"ziele/1-2/: {weg}"]
    ziel = (ordner / "site" / "ziele" / "1-1" / "index.html").read_text(encoding="utf-8")
    assert "42\u202f%" in ziel
    assert "Stand des Dokuments" not in ziel  # The example gives its document none.
    for seite in ("sozialraeume/nord", "module/lesestunde", "kette"):
        assert (ordner / "site" / seite / "index.html").is_file()
    fremd = re.compile(r"\bhamm(er|s)?\b|nordrhein|\bnrw\b", re.IGNORECASE)
    gefunden = {
        (str(p.relative_to(ordner)), treffer[0])
        for p in (ordner / "site").rglob("*")
        if p.suffix in (".html", ".json", ".csv") and "vendor" not in p.parts
        if (treffer := fremd.search(without(plain(p.read_text(encoding="utf-8")), quellen)))
    }
    assert gefunden == set()
    assert "Texte, davon" in run(programm, ordner, "texte", "en")
    # Its published package is complete in itself, with the shared rows that it refers to.
    assert "keine Fehler" in run(programm, tmp_path, "pruefen", str(ordner / "site/daten/pakete/bad-muehlau.zip"))


def test_workflows_and_tools_are_those_of_this_project(tmp_path: Path) -> None:
    assert main(["start", str(tmp_path / "x"), "--name", "Ort", "--ags", AGS, "--adresse", "https://ort.test"]) == 0
    for datei in (REPO / ".github" / "workflows").iterdir():
        assert (tmp_path / "x" / ".github" / "workflows" / datei.name).read_bytes() == datei.read_bytes()
    version = re.compile(r"^UV_VERSION := .*$", re.MULTILINE)
    eigen, neu = ((p / "Makefile").read_text(encoding="utf-8") for p in (REPO, tmp_path / "x"))
    assert version.findall(neu) == version.findall(eigen) != []
    assert 'adresse = "https://ort.test/"' in (tmp_path / "x" / "kekiz.toml").read_text(encoding="utf-8")
    assert "[[" not in "".join(p.read_text("utf-8") for p in (tmp_path / "x").rglob("*.md"))


@pytest.mark.parametrize(
    ("optionen", "meldung"),
    [
        (["--ags", AGS], "--name: Die Angabe fehlt (gefunden „“, erwartet ein Text). Bitte angeben."),
        (["--name", " ", "--ags", AGS], "--name: Die Angabe fehlt (gefunden „“, erwartet ein Text). Bitte angeben."),
        (["--name", "Ort"], "--ags: Die Angabe fehlt (gefunden „“, erwartet ein Text). Bitte angeben."),
        (
            ["--name", "???", "--ags", AGS],
            "--name: Daraus wird keine Kennung (gefunden „???“, erwartet ein Name mit Buchstaben). Bitte ändern.",
        ),
        (
            ["--name", "Ort", "--ags", "99058123"],
            "--ags: Der Gemeindeschlüssel hat die falsche Form (gefunden „99058123“, erwartet fünf oder acht Ziffern, am "
            "Anfang das Land mit 01 bis 16). Bitte berichtigen.",
        ),
        (
            ["--name", "Ort", "--ags", AGS, "--titel", 'Kinder "hier"'],
            "--titel: Dieses Zeichen geht hier nicht (gefunden „\"“). Bitte ändern.",
        ),
        (
            ["--name", "Ort", "--ags", AGS, "--adresse", "ort.test"],
            "kekiz.toml [adresse]: Das ist keine Adresse einer Website (gefunden „ort.test/“, erwartet https://…/ mit "
            "Schrägstrich am Ende). Bitte berichtigen.",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_a_project_is_told_and_nothing_written(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    optionen: list[str],
    meldung: str,
) -> None:
    monkeypatch.setattr("sys.stdin", open(os.devnull))  # noqa: SIM115
    assert main(["start", str(tmp_path / "neu"), *optionen]) == 1
    assert capsys.readouterr().err == meldung + "\n"
    assert not (tmp_path / "neu").exists()


def test_folder_in_use_is_left_alone_but_a_fresh_repository_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "brief.txt").write_text("x", encoding="utf-8")
    assert main(["start", str(tmp_path), "--name", "Ort", "--ags", AGS]) == 1
    assert capsys.readouterr().err == f"{tmp_path}: Der Ordner ist nicht leer. Bitte einen neuen nehmen.\n"
    (tmp_path / "leer" / ".git").mkdir(parents=True)
    assert main(["start", str(tmp_path / "leer"), "--name", "Ort", "--ags", AGS]) == 0


def test_what_is_not_given_is_asked() -> None:
    antworten = iter([" Bad Mühlau ", AGS, "https://x.test"])
    leer = dict.fromkeys(("name", "ags", "adresse", "titel", "kekiz"))
    v = ask(leer, lambda _: next(antworten))
    assert v == Vorhaben("Bad Mühlau", AGS, "https://x.test/")
    assert (v.kommune_id, v.typ) == ("bad-muehlau", "kreisangehoerige_stadt")
    assert [Vorhaben("X", a).typ for a in ("01058", "01058000")] == ["kreis", "kreisfreie_stadt"]
    with pytest.raises(StartFehler, match="--name"):
        ask(leer, None)


def test_a_folder_that_cannot_be_is_named_in_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "datei").write_text("", encoding="utf-8")
    assert main(["start", str(tmp_path / "datei" / "stadt"), "--name", "Ort", "--ags", AGS]) == 1
    assert capsys.readouterr().err == (
        f"{tmp_path}/datei/stadt: Ein Teil dieses Ortes ist eine Datei und kein Ordner. Bitte den Ort prüfen.\n"
    )


def test_who_stops_reading_sees_no_fault() -> None:
    lesen, schreiben = os.pipe()
    os.close(lesen)
    lauf = subprocess.run(
        [sys.executable, "-m", "kekiz", "kennzahlen"], cwd=REPO, stdout=schreiben, stderr=subprocess.PIPE, text=True,
        check=False,
    )  # fmt: skip
    os.close(schreiben)
    assert (lauf.returncode, lauf.stderr) == (1, "")
