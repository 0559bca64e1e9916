"""No command of the program says anything in English: help, misuse, and what ``argparse`` says by itself."""

import argparse
import ast
import inspect
import re

import pytest

from kekiz.__main__ import main
from kekiz.werkzeug import benchmark, kommunenbenchmark, kontaktbogen, mutation, pruefbenchmark, seitenbenchmark

BEFEHLE = ["pruefen", "bauen", "zusammenfuegen", "vorschau", "vergleich", "neu", "tabelle", "einlesen", "vorlage", "start", "aktualisieren", "kennzahlen", "texte", "sprachen", "pilotraeume", "faellig", "verlauf", "sbom", "test"]  # fmt: skip
FALSCH = [
    [],
    ["bau"],
    ["pruefen", "--stichtag", "gestern"],
    ["pruefen", "--teil", "3/2"],
    ["pruefen", "--teil"],
    ["pruefen", "--beheben=ja"],
    ["bauen", "--na"],
    ["zusammenfuegen"],
    ["vergleich"],
    ["neu", "stadt", "x"],
    ["neu"],
    ["texte", "en", "fr"],
    ["start", "x", "--a", "1"],
]


def english() -> list[str]:
    """Lists what ``argparse`` of this Python has to say, cut where something is put in."""
    texte = set()
    for knoten in ast.walk(ast.parse(inspect.getsource(argparse))):
        if isinstance(knoten, ast.Call) and getattr(knoten.func, "id", "") in ("_", "ngettext"):
            texte |= {a.value for a in knoten.args if isinstance(a, ast.Constant) and isinstance(a.value, str)}
    stuecke = {s.strip(" \n:()'\"") for t in texte for s in re.split(r"%(?:\(\w+\))?[sr]", t)}
    return sorted(s for s in stuecke if len(s) > 3)


def said(befehl: list[str], capsys: pytest.CaptureFixture[str], lauf: object = main) -> str:
    assert callable(lauf)
    with pytest.raises(SystemExit):
        lauf(befehl)
    ausgabe = capsys.readouterr()
    # A help text is broken into lines anywhere.
    return " ".join((ausgabe.out + ausgabe.err).split())


def test_the_list_of_commands_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    gefunden = re.search(r"\{([a-z,]+)\}", said(["--help"], capsys))
    assert gefunden is not None
    assert gefunden[1].split(",") == BEFEHLE


@pytest.mark.parametrize(
    "befehl", [["--help"], *([b, "--help"] for b in BEFEHLE), *FALSCH], ids=lambda b: " ".join(b) or "nichts"
)
def test_no_command_speaks_english(befehl: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    text = said(befehl, capsys)
    assert text.startswith("Aufruf: kekiz")
    assert [s for s in english() if re.search(rf"\b{re.escape(s)}\b", text)] == []


@pytest.mark.parametrize(
    "werkzeug", [benchmark, kommunenbenchmark, kontaktbogen, mutation, pruefbenchmark, seitenbenchmark]
)
def test_tools_speak_german_too(werkzeug: object, capsys: pytest.CaptureFixture[str]) -> None:
    text = said(["--help"], capsys, getattr(werkzeug, "main", None))
    assert [s for s in english() if re.search(rf"\b{re.escape(s)}\b", text)] == []


@pytest.mark.parametrize(
    ("befehl", "meldung"),
    [
        ([], "kekiz: Es fehlt: befehl. Bitte angeben."),
        (
            ["pruefen", "--stichtag", "gestern"],
            "kekiz pruefen: --stichtag: Das ist nicht lesbar (gefunden „gestern“, erwartet JJJJ-MM-TT).",
        ),
        (["pruefen", "--teil", "3/2"], "--teil: Das ist nicht lesbar (gefunden „3/2“, erwartet 1/n bis n/n)."),
        (["pruefen", "--teil"], "kekiz pruefen: --teil: Dahinter fehlt eine Angabe."),
        (["pruefen", "--beheben=ja"], "--beheben: Hier gehört keine Angabe hin (gefunden 'ja')."),
        (["zusammenfuegen"], "kekiz zusammenfuegen: Es fehlt: ordner. Bitte angeben."),
        (["start", "x", "--a", "1"], "„--a“ ist nicht eindeutig (möglich: --ags, --adresse)."),
        (["texte", "en", "fr"], "kekiz: Das ist hier nicht bekannt: fr. Was es gibt, nennt --help."),
        (["neu", "stadt", "x"], "kekiz neu: art: Das ist nicht bekannt (gefunden 'stadt', erwartet eins von 'ziel', "),
    ],
)
def test_misuse_is_named_with_its_remedy(befehl: list[str], meldung: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert meldung in said(befehl, capsys)
