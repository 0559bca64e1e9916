"""The scripts of the pages: words of the data are never code to them, and what is not ours is what its maker published."""

import base64
import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest

from kekiz.wege.pruefpaket import LAUFZEIT, VENDOR
from paketbau import REPO

ASSETS = REPO / "docs" / "assets"
EIGENE = sorted(ASSETS.glob("*.js"))
FREMDE = ASSETS / "vendor"

_ARGUMENT = r"(?:/(?:\\.|[^/\\\n])+/[a-z]*|\"[^\"\n]*\"|'[^'\n]*')"
ERSETZT = re.compile(r"\.replace(?:All)?\(")
GUT_ERSETZT = re.compile(
    # What is put in has no "$" to be read as a pattern, or comes from a function, whose answer is taken as it is.
    rf"\.replace(?:All)?\({_ARGUMENT}, *\n? *(?:\"[^\"$\n]*\"|'[^'$\n]*'|\([\w, ]*\) =>|\w+ =>)"
)
AUS_TEXT = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|document\.write\w*|createContextualFragment|setHTMLUnsafe)\b|\beval\(|\bnew Function\b"
)
"""What makes elements or code of text."""


def unsafe(text: str) -> list[str]:
    """Names the places of a script that would take words of the data for more than words."""
    gefunden = [text[t.start() :][:60] for t in ERSETZT.finditer(text) if not GUT_ERSETZT.match(text, t.start())]
    return gefunden + [t[0] for t in AUS_TEXT.finditer(text)]


@pytest.mark.parametrize("datei", EIGENE, ids=lambda d: d.name)
def test_no_script_takes_words_for_code_or_for_a_pattern(datei: Path) -> None:
    assert unsafe(datei.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    ("text", "schlecht"),
    [
        ('a.replace(/x/, `$1<b>${titel}</b>`)', True),
        ('a.replace("{n}", name)', True),
        ('a.replace("{n}", "$&")', True),
        ('a.replace("{n}", `${name}`)', True),
        ("a.innerHTML = name", True),
        ('a.insertAdjacentHTML("beforeend", name)', True),
        ('a.replace("{n}", () => name)', False),
        ('a.replace(/[{](.)/g, (_, n) => w[n])', False),
        ('a.replace(/a/g, "&amp;")', False),
        ("a.textContent = name", False),
    ],
)  # fmt: skip
def test_what_takes_words_for_code_is_found(text: str, schlecht: bool) -> None:
    assert bool(unsafe(text)) == schlecht


def run_node(programm: str, eingabe: object = None) -> str:
    """Runs a program in Node.js and gives what it prints."""
    lauf = subprocess.run(
        ["node", "-e", programm], input=json.dumps(eingabe), capture_output=True, text=True, check=False
    )
    assert lauf.returncode == 0, lauf.stderr
    return lauf.stdout


HALB_EIN_BROWSER = """
    globalThis.window = globalThis;
    globalThis.document = {
      baseURI: "http://127.0.0.1/", currentScript: null, documentElement: { lang: "de", classList: { add() {} } },
      addEventListener() {}, querySelectorAll: () => [],
    };
    globalThis.addEventListener = () => {};
"""
BOESE = ["$& $1 $` $' $$", "<b>&amp;</b>", "5 $ und 6 $", "{titel} %s #%"]


@pytest.mark.parametrize("titel", BOESE)
def test_a_picture_carries_its_words_letter_by_letter(titel: str) -> None:
    """What a Kennzahl is called cannot break the file of its picture."""
    svg = run_node(
        f"""{HALB_EIN_BROWSER}
        require({json.dumps(str(ASSETS / "diagramm.js"))});
        const text = JSON.parse(require("fs").readFileSync(0, "utf-8"));
        process.stdout.write(kpBeschrifte('<svg width="1"><g/></svg>', text, text));""",
        titel,
    )
    gesichert = titel.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert svg == f'<svg width="1"><title>{gesichert}</title><desc>{gesichert}</desc><g/></svg>'


@pytest.mark.parametrize(
    ("anker", "gesucht"), [("#%", "%"), ("#50%25", "50%"), ("#%C3%A4", "ä"), ("#%E4", "%E4"), ("", ""), ("#a", "a")]
)
def test_any_address_may_be_asked_for(anker: str, gesucht: str) -> None:
    """A sign in an address that is no code stands for itself, and the page goes on working."""
    gefragt = run_node(
        f"""{HALB_EIN_BROWSER}
        globalThis.location = {{ hash: {json.dumps(anker)}, search: "" }};
        document.getElementById = (id) => {{ process.stdout.write(id); return null; }};
        globalThis.matchMedia = () => ({{ matches: false, addEventListener() {{}} }});
        Object.defineProperty(globalThis, "navigator", {{ value: {{ userAgent: "" }} }});
        require({json.dumps(str(ASSETS / "menue.js"))});"""
    )
    assert gefragt == gesucht


# --- what others have written -----------------------------------------------------------------------------------------


def sums(text: str) -> dict[str, str]:
    """Reads lines of ``sha256sum``: sum by file."""
    return {name: summe for summe, name in (zeile.split("  ") for zeile in text.splitlines())}


def digest(inhalt: bytes) -> str:
    return hashlib.sha256(inhalt).hexdigest()


def wrong_sums(ordner: Path) -> list[str]:
    """Names the files of others that are not those of the list, and those the list does not know."""
    erwartet = sums((ordner / "SHA256SUMS").read_text(encoding="utf-8"))
    da = {d.name: digest(d.read_bytes()) for d in ordner.iterdir() if d.name not in {"SHA256SUMS", "HERKUNFT.txt"}}
    return sorted(n for n in erwartet.keys() | da.keys() if erwartet.get(n) != da.get(n))


def test_files_of_others_are_those_that_were_looked_at() -> None:
    assert wrong_sums(FREMDE) == []


def test_a_changed_or_an_added_file_of_others_is_noticed(tmp_path: Path) -> None:
    for datei in FREMDE.iterdir():
        (tmp_path / datei.name).write_bytes(datei.read_bytes())
    (tmp_path / "plotly-global.css").write_text("body{}", encoding="utf-8")
    (tmp_path / "neu.js").write_text("alert(1)", encoding="utf-8")
    assert wrong_sums(tmp_path) == ["neu.js", "plotly-global.css"]


ZEILE = re.compile(
    r"^\| `(?P<paket>[\w.-]+)@(?P<version>[\d.]+)` \| `(?P<archiv>[\w+/=]+)` \| `(?P<datei>[\w.-]+)` \| `(?P<summe>[0-9a-f]{64})` \|$",
    re.MULTILINE,
)
UMHUELLT = re.compile(
    rb"\A/\*[^*]*\*/\n\(function \(\) \{\nvar module = \{\};\n(.*)Plotly\.register\(module\.exports\);\n\}\)\(\);\n\Z",
    re.DOTALL,
)


def test_scripts_of_others_are_what_the_registry_has() -> None:
    """Every script here is a file of a package whose archive the registry vouches for, letter by letter."""
    text = (FREMDE / "HERKUNFT.txt").read_text(encoding="utf-8")
    verzeichnis = {z["summe"]: z for z in ZEILE.finditer(text)}
    assert all(len(base64.b64decode(z["archiv"])) == hashlib.sha512().digest_size for z in verzeichnis.values())
    genannt = set()
    for datei in sorted(d for d in FREMDE.iterdir() if d.suffix in {".js", ".gz", ".zip"}):
        inhalt = gzip.decompress(datei.read_bytes()) if datei.suffix == ".gz" else datei.read_bytes()
        umhuellt = UMHUELLT.match(inhalt)
        zeile = verzeichnis[digest(umhuellt[1] if umhuellt else inhalt)]
        assert f"-{zeile['version']}." in datei.name
        genannt.add(zeile["summe"])
    assert genannt == verzeichnis.keys()


def test_pages_ask_for_the_scripts_that_are_there() -> None:
    skript = (ASSETS / "diagramm.js").read_text(encoding="utf-8")
    gefragt = re.search(r"SKRIPTE = (\[.*?\]);", skript)
    assert gefragt is not None
    laufzeit = {a.removeprefix(f"{VENDOR}/") for a in LAUFZEIT.values()}
    assert {*json.loads(gefragt[1]), *laufzeit} == {
        d.name for d in FREMDE.iterdir() if d.suffix in {".js", ".gz", ".zip"}
    }
