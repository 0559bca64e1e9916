"""The command ``kekiz texte``: what translators get, and what the check of their catalogue finds."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from kekiz.__main__ import main
from kekiz.befehl import texte
from kekiz.befehl.texte import check_language, collect_texts, update_language
from staedtebau import run_apart, small_project


@pytest.fixture
def wenige(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program with three texts."""
    orte = {"Ziel {nr}": [("a.py", 3)], ("{n} Kind", "{n} Kinder"): [("b.html", 1)], "Glossar": []}
    monkeypatch.setattr(texte, "collect_texts", lambda: orte)


def translate(datei: Path, **worte: str) -> None:
    text = datei.read_text(encoding="utf-8")
    for deutsch, fremd in worte.items():
        text = re.sub(rf'(msgid ".*{deutsch}.*"\nmsgstr )""', rf'\1"{fremd}"', text)
    datei.write_text(text, encoding="utf-8")


def complete(datei: Path) -> None:
    translate(datei, Ziel="Goal {nr}", Glossar="Glossary")
    text = datei.read_text(encoding="utf-8")
    text = text.replace('msgstr[0] ""', 'msgstr[0] "a child"').replace('msgstr[1] ""', 'msgstr[1] "{n} children"')
    datei.write_text(text, encoding="utf-8")


@pytest.mark.usefixtures("wenige")
def test_a_new_catalogue_has_every_text_and_keeps_what_is_translated(tmp_path: Path) -> None:
    datei, anzahl, offen = update_language("en", tmp_path)
    assert (datei, anzahl, offen) == (tmp_path / "en.po", 3, 3)
    translate(datei, Glossar="Glossary")
    vorher = datei.read_text(encoding="utf-8")
    assert update_language("en", tmp_path) == (datei, 3, 2)
    assert datei.read_text(encoding="utf-8") == vorher
    assert "#: a.py:3" in vorher
    assert 'msgid_plural "{n} Kinder"' in vorher


@pytest.mark.usefixtures("wenige")
def test_a_text_that_is_gone_leaves_the_catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    datei, _, _ = update_language("en", tmp_path)
    monkeypatch.setattr(texte, "collect_texts", lambda: {"Glossar": []})
    assert update_language("en", tmp_path) == (datei, 1, 1)
    assert "Ziel" not in datei.read_text(encoding="utf-8")


@pytest.mark.usefixtures("wenige")
@pytest.mark.parametrize(
    ("change", "meldung"),
    [
        (lambda t: t, ""),
        (lambda t: t.replace("Glossary", ""), "[Glossar]: Die Übersetzung fehlt. Bitte ergänzen."),
        (lambda t: t.replace('\nmsgid "Glossar"', '\n#, fuzzy\nmsgid "Glossar"'), "[Glossar]: Die Übersetzung fehlt."),
        (lambda t: t.replace('"{n} children"', '""'), "[{n} Kind]: Die Übersetzung fehlt."),
        (lambda t: t.replace("Goal {nr}", "Goal"), "[Ziel {nr}]: Die Stelle {nr} fehlt (gefunden „Goal“)."),
        (
            lambda t: t.replace("Goal {nr}", "Goal {nr} {no}"),
            "[Ziel {nr}]: Die Stelle {no} gibt es im deutschen Text nicht (gefunden „Goal {nr} {no}“).",
        ),
        (lambda t: t + '\nmsgid "Alt"\nmsgstr "Old"\n', "[Alt]: Diesen Text gibt es nicht mehr."),
        (lambda t: t.replace('msgid "Glossar"', 'msgid "Glossare"'), "[Glossar]: Die Übersetzung fehlt."),
    ],
)
def test_the_check_finds_what_is_missing_or_outdated(
    tmp_path: Path, change: Callable[[str], str], meldung: str
) -> None:
    datei, _, _ = update_language("en", tmp_path)
    complete(datei)
    datei.write_text(change(datei.read_text(encoding="utf-8")), encoding="utf-8")
    gefunden = [str(f) for f in check_language(datei)]
    assert (not gefunden) if not meldung else any(meldung in g for g in gefunden), gefunden


def test_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(texte, "collect_texts", lambda: {"Glossar": []})
    assert main(["texte"]) == 0
    assert 'msgid "Glossar"\nmsgstr ""\n' in capsys.readouterr().out
    assert main(["texte", "en", "--pruefen"]) == 1
    assert "Bitte mit kekiz texte en anlegen." in capsys.readouterr().err
    assert main(["texte", "en"]) == 0
    assert capsys.readouterr().out == "sprache/en.po: 1 Texte, davon 1 noch nicht übersetzt.\n"
    assert main(["texte", "en", "--pruefen"]) == 1
    translate(Path("sprache/en.po"), Glossar="Glossary")
    assert main(["texte", "en", "--pruefen"]) == 0
    assert main(["texte", "klingonisch"]) == 1


def test_texts_of_code_templates_and_constants_are_collected() -> None:
    texte = collect_texts()
    assert texte["Ziel erreicht"][0][0] == "kekiz/wissen/texte.py"
    assert any(
        isinstance(t, tuple) and ort.startswith("kekiz/vorlagen/") for t, orte in texte.items() for ort, _ in orte
    )
    # put together from two, so that it has no line
    assert any(not orte and isinstance(t, str) and "Richtung" in t for t, orte in texte.items())
    assert len(texte) > 1000


def test_a_second_language_is_one_file(tmp_path: Path) -> None:
    small_project(tmp_path)
    einstellungen = (tmp_path / "kekiz.toml").read_text(encoding="utf-8")
    (tmp_path / "kekiz.toml").unlink()
    (tmp_path / "kekiz.toml").write_text(f'sprache = "en"\n{einstellungen}', encoding="utf-8")
    (tmp_path / "sprache").mkdir()
    (tmp_path / "sprache" / "en.po").write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgid "Ziele"\nmsgstr "Goals"\n\nmsgid "Ziel erreicht"\nmsgstr "Goal met"\n',
        encoding="utf-8",
    )
    lauf = run_apart(tmp_path, "-m", "kekiz", "bauen", "--ohne-pdf")
    assert lauf.returncode == 0, lauf.stdout + lauf.stderr
    ziel = (tmp_path / "site" / "ziele" / "1-1" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="en"' in ziel
    assert "Goal met" in ziel
    assert "Ziel erreicht" not in ziel
    assert "Goals" in ziel
    assert "Kindern sollen einen Platz haben" in ziel
