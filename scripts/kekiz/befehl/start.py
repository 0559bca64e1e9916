"""The command ``kekiz start``: the project of another city, with data, words and settings alone.

The program comes as a dependency, and with it schemas, the shared catalogue, looks and general pages. No value is
invented: a new project is empty and valid, so nothing in it could be published as true by mistake.
"""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from kekiz.befehl.ergaenzen import append_rows
from kekiz.befehl.neu import create_package
from kekiz.daten.bestand import KATALOG, read_schema
from kekiz.daten.einstellungen import parse_settings
from kekiz.daten.paket import write_descriptor
from kekiz.ergebnis import PFAD
from kekiz.wissen.mitgeliefert import PAKETE, WURZEL

VORLAGE: Final = Path(__file__).with_name("projekt")
ANDERS: Final = {"gitignore": ".gitignore", "pyproject": "pyproject.toml"}
"""Files that are called otherwise here, since tools would take them for settings of this project."""

PROGRAMM: Final = "kekiz"
_UMLAUTE: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


class StartFehler(Exception):
    """Raised where no project can be made; the text says in German why, and what to do."""


@dataclass(frozen=True)
class Vorhaben:
    """What a new project is to be called.

    Attributes:
        ort: Name of the municipality.
        ags: Its official key, five or eight digits.
        adresse: Where the site will lie; empty if that is not known.
        titel: Name of the site; empty: made of the municipality's name.
        kekiz: Dependency on the program, as ``pyproject.toml`` wants it; empty: where this one comes from.
    """

    ort: str
    ags: str
    adresse: str = ""
    titel: str = ""
    kekiz: str = ""

    @property
    def kommune_id(self) -> str:
        """Id of the municipality: its name in lower case without umlauts.

        Example:
            >>> Vorhaben("Bad Mühlau (Süd)", "09999001").kommune_id
            'bad-muehlau-sued'
        """
        return re.sub(r"[^a-z0-9]+", "-", self.ort.lower().translate(_UMLAUTE)).strip("-")

    @property
    def typ(self) -> str:
        """Kind of the municipality, as far as its key tells."""
        if len(self.ags) == 5:
            return "kreis"
        return "kreisfreie_stadt" if self.ags.endswith("000") else "kreisangehoerige_stadt"


FRAGEN: Final = {
    "name": "Wie heißt die Kommune? ",
    "ags": "Wie lautet ihr amtlicher Gemeindeschlüssel (fünf oder acht Ziffern, mit der führenden 0)? ",
    "adresse": "Unter welcher Adresse wird die Website stehen (leer: noch nicht bekannt)? ",
}


def ask(angaben: Mapping[str, str | None], fragen: Callable[[str], str] | None) -> Vorhaben:
    """Collects what is needed from options and answers.

    Args:
        angaben: Options by name; None where an option was not given.
        fragen: Asks a question on the terminal; None where there is none.

    Raises:
        StartFehler: Something needed is missing.
    """
    antworten = {
        name: (fragen(frage) if fragen else "") if angaben[name] is None else str(angaben[name])
        for name, frage in FRAGEN.items()
    }
    for name in ("name", "ags"):
        if not antworten[name].strip():
            raise StartFehler(f"--{name}: Die Angabe fehlt (gefunden „“, erwartet ein Text). Bitte angeben.")
    adresse = antworten["adresse"].strip()
    return Vorhaben(
        antworten["name"].strip(),
        antworten["ags"].strip(),
        adresse + ("/" if adresse and not adresse.endswith("/") else ""),
        (angaben["titel"] or "").strip(),
        (angaben["kekiz"] or "").strip(),
    )


def find_program() -> str:
    """Says where the running program comes from, as a dependency: repository, folder, or name and version.

    Raises:
        StartFehler: It is not installed, so nothing says.
    """
    try:
        paket = distribution(PROGRAMM)
    except PackageNotFoundError as ausnahme:
        raise StartFehler(f"Woher das Programm kommt, ist nicht bekannt. Bitte --{PROGRAMM} angeben.") from ausnahme
    herkunft = json.loads(paket.read_text("direct_url.json") or "{}")
    if "vcs_info" in herkunft:
        art = herkunft["vcs_info"]["vcs"]
        return f"{PROGRAMM} @ {art}+{herkunft['url']}@{herkunft['vcs_info']['commit_id']}"
    for zeile in paket.metadata.get_all("Project-URL") or []:
        name, _, url = zeile.partition(", ")
        if name.lower() in ("repository", "source"):
            return f"{PROGRAMM} @ git+{url}@v{paket.version}"
    return f"{PROGRAMM} @ {herkunft['url']}" if "url" in herkunft else f"{PROGRAMM}=={paket.version}"


def _check(ordner: Path, v: Vorhaben) -> None:
    """Refuses what could not become a project.

    Raises:
        StartFehler: The folder is in use, or a name or key is impossible.
    """
    if ordner.exists() and (not ordner.is_dir() or any(p.name != ".git" for p in ordner.iterdir())):
        raise StartFehler(f"{ordner}: Der Ordner ist nicht leer. Bitte einen neuen nehmen.")
    if not v.kommune_id or v.kommune_id == KATALOG:
        raise StartFehler(
            f"--name: Daraus wird keine Kennung (gefunden „{v.ort}“, erwartet ein Name mit Buchstaben). Bitte ändern."
        )
    (ags,) = (f for f in read_schema(PAKETE, "kommunen")["fields"] if f["name"] == "ags")
    if not re.fullmatch(ags["constraints"]["pattern"], v.ags):
        raise StartFehler(
            f"--ags: Der Gemeindeschlüssel hat die falsche Form (gefunden „{v.ags}“, erwartet fünf oder acht Ziffern, am "
            "Anfang das Land mit 01 bis 16). Bitte berichtigen."
        )
    for name, wert in {"name": v.ort, "titel": v.titel, "adresse": v.adresse, "kekiz": v.kekiz}.items():
        if falsch := re.search(r'["\\<>\x00-\x1f]', wert):
            raise StartFehler(f"--{name}: Dieses Zeichen geht hier nicht (gefunden „{falsch[0]}“). Bitte ändern.")


def _program_settings() -> dict[str, str]:
    """Reads what a project shares with the one that the program is developed in, where it stands there."""
    makefile = (WURZEL / "Makefile").read_text(encoding="utf-8")
    (uv,) = re.findall(r"^UV_VERSION := (\S+)$", makefile, re.MULTILINE)
    python = distribution(PROGRAMM).metadata["Requires-Python"]
    return {"uv_version": uv, "python": python}


def start_project(ordner: Path, v: Vorhaben) -> list[Path]:
    """Writes a project.

    Args:
        ordner: New or empty folder (a fresh repository counts as empty).
        v: What it is to be called.

    Returns:
        The files written.

    Raises:
        StartFehler: It cannot be made; nothing has been written.
    """
    _check(ordner, v)
    werte = {
        "ort": v.ort,
        "kommune_id": v.kommune_id,
        "adresse": v.adresse,
        "titel": v.titel or f"Präventionskette {v.ort}",
        "kekiz": v.kekiz or find_program(),
        **_program_settings(),
    }
    env = Environment(
        loader=FileSystemLoader(VORLAGE), undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False,
        variable_start_string="[[", variable_end_string="]]", block_start_string="[%", block_end_string="%]",
        comment_start_string="[##", comment_end_string="##]",
    )  # fmt: skip
    texte = {ANDERS.get(name, name): env.get_template(name).render(werte) for name in sorted(env.list_templates())}
    parse_settings(texte["kekiz.toml"])
    for arbeit in sorted((WURZEL / ".github" / "workflows").glob("*.yml")):
        texte[f".github/workflows/{arbeit.name}"] = arbeit.read_text(encoding="utf-8")
    for name, text in texte.items():
        datei = ordner / name
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(text, encoding="utf-8")
    return [*(ordner / name for name in texte), *_write_data(ordner / PFAD, v)]


def _write_data(pfad: Path, v: Vorhaben) -> list[Path]:
    """Writes the catalogue of the project (its municipality, its documents) and the package of the municipality."""
    (pfad / KATALOG).mkdir(parents=True)
    for tabelle in ("kommunen", "quellen"):
        spalten = [str(f["name"]) for f in read_schema(pfad, tabelle)["fields"]]
        zeile = {"kommune_id": v.kommune_id, "name": v.ort, "ags": v.ags, "typ": v.typ}
        append_rows(pfad / KATALOG / f"{tabelle}.csv", spalten, [zeile] if tabelle == "kommunen" else [])
    write_descriptor(pfad, KATALOG, "Gemeinsamer Katalog")
    return [*sorted((pfad / KATALOG).iterdir()), *create_package(pfad, v.kommune_id)]
