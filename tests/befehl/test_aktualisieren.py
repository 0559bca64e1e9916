"""``kekiz aktualisieren`` changes the version of the program in ``pyproject.toml``, and adds columns that it brings."""

from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.befehl.aktualisieren import AktualisierenFehler, set_version
from paketbau import Projekt

KOPF = '[project]\nname = "stadt"\nversion = "1"\n# Das Programm.\ndependencies = [\n  "'


def project(ordner: Path, abhaengig: str) -> Path:
    datei = ordner / "pyproject.toml"
    datei.write_text(f'{KOPF}{abhaengig}",\n]\n', encoding="utf-8")
    return datei


@pytest.mark.parametrize(
    ("alt", "version", "neu"),
    [
        ("kekiz==0.1.0", "0.2.0", "kekiz==0.2.0"),
        ("kekiz==0.0.1", None, "kekiz==0.1.0"),
        ("kekiz @ git+https://x.test/y/kekiz.git@v1", "v2", "kekiz @ git+https://x.test/y/kekiz.git@v2"),
        ("kekiz @ git+https://x.test/y/kekiz.git", "v2", "kekiz @ git+https://x.test/y/kekiz.git@v2"),
        ("kekiz @ git+ssh://git@x.test/y/kekiz@a1b2", None, "kekiz @ git+ssh://git@x.test/y/kekiz@v0.1.0"),
    ],
)
def test_only_the_version_changes(tmp_path: Path, alt: str, version: str | None, neu: str) -> None:
    datei = project(tmp_path, alt)
    assert set_version(datei, version) == (alt, neu)
    assert datei.read_text(encoding="utf-8") == f'{KOPF}{neu}",\n]\n'


@pytest.mark.parametrize(
    ("abhaengig", "version", "meldung"),
    [
        ("kekiz==0.2.0", "0.2.0", "Die Version ist schon 0.2.0. Es gibt nichts zu tun."),
        (
            "kekiz @ file:///a/kekiz.whl",
            "2",
            "Die Abhängigkeit nennt keine Version (gefunden „kekiz @ file:///a/kekiz.whl“). Ein Ordner oder eine Datei "
            "gilt, wie sie ist.",
        ),
        (
            "kekiz-andere==1",
            "2",
            "Das ist kein Projekt, das auf diesem Programm aufbaut (erwartet eine Abhängigkeit „kekiz“). Bitte mit kekiz "
            "start anlegen.",
        ),
    ],
)
def test_where_there_is_nothing_to_do_it_says_so(tmp_path: Path, abhaengig: str, version: str, meldung: str) -> None:
    datei = project(tmp_path, abhaengig)
    vorher = datei.read_bytes()
    with pytest.raises(AktualisierenFehler) as fehler:
        set_version(datei, version)
    assert str(fehler.value) == f"{datei}: {meldung}"
    assert datei.read_bytes() == vorher


def test_other_folders_and_broken_files(tmp_path: Path) -> None:
    datei = tmp_path / "pyproject.toml"
    with pytest.raises(AktualisierenFehler, match=r"\(die Datei fehlt\)\. Bitte im Ordner des Projekts aufrufen\.$"):
        set_version(datei, "2")
    datei.write_text("[project\n", encoding="utf-8")
    with pytest.raises(
        AktualisierenFehler, match=r"Die Datei ist nicht lesbar \(erwartet TOML\)\. Bitte berichtigen\.$"
    ):
        set_version(datei, "2")
    with pytest.raises(AktualisierenFehler, match="„1 2“ ist keine Version"):
        set_version(project(tmp_path, "kekiz==1"), "1 2")


def test_tables_get_new_columns_where_the_program_is_that_version(
    projekt: Projekt, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """At the running version, at another one (its schemas are unknown), and once more when the version stands already."""

    def _spoil() -> bytes:
        raeume = projekt.datei("hamm/raeume")
        voll = raeume.read_bytes()
        raeume.write_text("".join(z.rpartition(",")[0] + "\n" for z in raeume.read_text("utf-8").splitlines()), "utf-8")
        return voll

    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("kekiz.__main__.PFAD", projekt.pfad)
    spalte = projekt.spalten("raeume")[-1]
    nachgetragen = f"hamm/raeume.csv: Die Spalte {spalte} fehlte. Sie steht jetzt da, ohne Angaben.\n"
    sonst = "Sonst ist nichts geändert. Als Nächstes make test; was neu ist, steht im CHANGELOG des Programms.\n"
    voll = _spoil()
    project(tmp_path, "kekiz==0.0.1")
    assert main(["aktualisieren", "9.9"]) == 0
    assert projekt.datei("hamm/raeume").read_bytes() != voll
    assert capsys.readouterr().out == (
        f"pyproject.toml: kekiz==0.0.1 → kekiz==9.9.\n{sonst}"
        "Fehlt danach einer Tabelle eine neue Spalte, trägt kekiz pruefen --beheben sie nach.\n"
    )
    assert main(["aktualisieren"]) == 0
    assert projekt.datei("hamm/raeume").read_bytes() == voll
    assert capsys.readouterr().out == f"pyproject.toml: kekiz==9.9 → kekiz==0.1.0.\n{nachgetragen}{sonst}"
    _spoil()
    assert main(["aktualisieren"]) == 0
    assert capsys.readouterr().out == nachgetragen
    assert main(["aktualisieren"]) == 1
    assert capsys.readouterr().err == "pyproject.toml: Die Version ist schon 0.1.0. Es gibt nichts zu tun.\n"
