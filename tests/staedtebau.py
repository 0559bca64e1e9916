"""Two invented cities that share ids, far from the real ones: packages, settings and words of a second site."""

import os
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

from erweiterungen import extensions
from kekiz.wege.grundlage import general_words
from paketbau import REPO, Projekt, Zeile

STAEDTE = {"quellstadt": "Quellstadt", "muehlau": "Kreis Mühlau"}
KREIS = "muehlau"
"""One of them is a Kreis: its pages never say "Stadt"."""
GEHEIM = {"ost": "Ostwinkel", "west": "Westwinkel"}
"""Areas whose value of 2024 is hidden; together they are what the other areas leave of the town."""
DOKUMENT = "https://quellstadt.test/kinderbericht.pdf"
"""Where the document of the other one is to be found; that of the Kreis is nowhere."""
PROZESSOR = "prozessor.txt"
"""Beside the site that all tests read: how many seconds its build computed."""
DRUCKZEIT = "druckzeit.txt"
"""Beside it: how many of them were for its PDFs."""
VORLAGE = Path(__file__).with_name("staedte")
_KENNZAHL = {
    "art": "anteil", "einheit": "%", "richtung": "hoeher_besser", "dezimalstellen": "1", "satz": "Kindern waren dabei",
    "definition": "Anteil der Kinder.", "ist_gesamtzahl_fest": "ja", "zufallsmodell": "binomial",
    "fallbezeichnung": "Kinder", "mindestfallzahl": "5",
}  # fmt: skip


def _catalogue() -> dict[str, list[Zeile]]:
    return {
        "quellen": [
            {
                "quelle_id": f"bericht-{k}", "titel": "Kinderbericht", "herausgeber": name if k == KREIS else f"Stadt {name}", "jahr": "2024",
                "stand": "2024", "nutzungsrecht": "Frei verwendbar.", "adresse": "" if k == KREIS else DOKUMENT,
            }
            for k, name in STAEDTE.items()
        ],
        "altersgruppen": [
            {"altersgruppe_id": "kita", "name": "Kita-Alter", "von_jahr": "3", "bis_jahr": "6", "reihenfolge": "1"}
        ],
        "themen": [
            {
                "thema_id": "uebergaenge", "name": "Übergänge", "beschreibung": "Wechsel.", "reihenfolge": "1",
                "kapitel": "kita querschnitt",
            }
        ],
        "kettenfragen": [
            {"quelle_id": "bericht-quellstadt", "fundstelle": "Kapitel 1", **frage}
            for frage in (
                {"frage_id": "k1", "reihenfolge": "1", "art": "kriterium", "name": "Ziel", "frage": "Gibt es ein Ziel?"},
                {"frage_id": "k1-1", "reihenfolge": "2", "art": "teilfrage", "ober_id": "k1", "frage": "Kennen es alle?"},
                {"frage_id": "d1", "reihenfolge": "3", "art": "dimension", "name": "Netzwerk"},
                {"frage_id": "u1", "reihenfolge": "4", "art": "unbenannt", "name": "Der Rest", "frage": "Steht im Bild."},
            )
        ],
        "glossar": [
            {"begriff_id": "anteil", "begriff": "Anteil", "erklaerung": "Teil eines Ganzen.", "gruppe": "Messen"}
        ],
        "zaehlcodes": [
            {"code_id": code, "text": text}
            for code, text in {"dabei": "Kinder mit Platz", "alle": "alle Kinder", "ort": "die hier wohnen"}.items()
        ],
        "kommunen": [
            {
                "kommune_id": k, "name": name, "ags": "09999" if k == KREIS else "09998001", "programmrolle": "",
                "typ": "kreis" if k == KREIS else "kreisangehoerige_stadt",
            }
            for k, name in STAEDTE.items()
        ],
        "kennzahlen": [{"kennzahl_id": "plaetze", "name": "Plätze für Kinder", "kurzname": "Plätze", **_KENNZAHL}],
    }  # fmt: skip


def _city(kommune_id: str, treffer: int) -> dict[str, list[Zeile]]:
    """Tables of one city; both have the same ids, the second one other values.

    Args:
        kommune_id: The city.
        treffer: Children of 100 who have a place.
    """
    q = {"quelle_id": f"bericht-{kommune_id}", "fundstelle": "Tabelle 1"}
    werte = [
        {
            "kennzahl_id": "plaetze", "raum_id": raum_id, "zeitraum": str(jahr), "wert": str(anteil), "zaehler": str(anteil * n),
            "nenner": str(100 * n), "gedruckt": f"{anteil}%", "wertstatus": "gedruckt", **q,
        }
        for raum_id, n in ((kommune_id, 22), ("stadtmitte", 8), ("nord", 5), ("ost", 3), ("west", 6))
        for jahr, anteil in ((2023, treffer - 2), (2024, treffer))
        if (raum_id, jahr) not in {(r, 2024) for r in GEHEIM}
    ]  # fmt: skip
    werte += [{"kennzahl_id": "plaetze", "raum_id": r, "zeitraum": "2024", "wertstatus": "geheim", **q} for r in GEHEIM]
    return {
        "raeume": [
            {"raum_id": kommune_id, "name": STAEDTE[kommune_id], "typ": "kreis" if kommune_id == KREIS else "stadt"},
            {"raum_id": "stadtmitte", "name": "Stadtmitte", "typ": "sozialraum", "gehoert_zu": kommune_id},
            {"raum_id": "nord", "name": "Nord", "typ": "sozialraum", "gehoert_zu": kommune_id},
            *(
                {"raum_id": r, "name": name, "typ": "sozialraum", "gehoert_zu": kommune_id}
                for r, name in GEHEIM.items()
            ),
        ],
        "ziele": [
            {
                "ziel_id": "1", "ebene": "strategisch", "titel": "Kinder sollen Chancen haben",
                "kurzfassung": "Mehr Chancen.", **q,
            },
            {
                "ziel_id": "1.1", "oberziel_id": "1", "ebene": "operativ",
                "titel": "80 von 100 Kindern sollen einen Platz haben", "kurzfassung": "Mehr Plätze.",
                "altersgruppe_id": "kita", **q,
            },
        ],
        "ziel_kennzahlen": [{"ziel_id": "1.1", "kennzahl_id": "plaetze", "rolle": "leit", "reihenfolge": "1"}],
        "zielwerte": [
            {
                "ziel_id": "1.1", "kennzahl_id": "plaetze", "vergleich": "mindestens", "wert": "80",
                "ist_dauerhaft": "nein", "wortlaut": "80 %", **q,
            }
        ],
        "zaehlweisen": [
            {
                "kommune_id": kommune_id, "kennzahl_id": "plaetze", "zaehler_code": "dabei", "nenner_code": "alle",
                "einschluss_code": "ort", "stichtag": "31.12.2024", "jahr": "2024",
                "herkunft": "gedruckt", **q,
            }
        ],
        "werte": werte,
        "profil": [{"kommune_id": kommune_id, "art": "fokus", "nr": "1", "text": "Übergänge", **q}],
        "themenzuordnung": [
            {"kommune_id": kommune_id, "thema_id": "uebergaenge", "staerke": "kern", "beleg": "Fokus", **q}
        ],
    }  # fmt: skip


def packages() -> dict[str, dict[str, list[Zeile]]]:
    """Gives all packages: the catalogue and both cities; only Mühlau has more than values, goals and a profile."""
    muehlau = _city("muehlau", 71) | extensions({"quelle_id": "bericht-muehlau", "fundstelle": "Abschnitt 2"})
    return {"katalog": _catalogue(), "quellstadt": _city("quellstadt", 82), "muehlau": muehlau}


ANTEIL_2025 = {KREIS: (22, 84), "stadtmitte": (8, 84), "nord": (5, 84)}
"""Hundreds of children and their share in the year after the last, by area; two further areas stay open."""


QUELLE_2025 = {
    "quelle_id": "bericht-2025", "titel": "Kinderbericht 2025", "herausgeber": STAEDTE[KREIS], "jahr": "2025",
    "stand": "2025", "nutzungsrecht": "Frei verwendbar.",
}  # fmt: skip
"""The document of the new year, for the catalogue."""


def fill_row(zeile: Zeile) -> Zeile:
    """Fills an open row of the new year, as who keeps the data would; other rows stay."""
    if zeile["wertstatus"] != "offen" or zeile["raum_id"] not in ANTEIL_2025:
        return zeile
    n, anteil = ANTEIL_2025[zeile["raum_id"]]
    zahlen = {"wert": str(anteil), "zaehler": str(anteil * n), "nenner": str(100 * n), "gedruckt": f"{anteil}%"}
    beleg = {"quelle_id": QUELLE_2025["quelle_id"], "fundstelle": "Tabelle 9"}
    return zeile | zahlen | {"wertstatus": "gedruckt"} | beleg


def write_site(ordner: Path, pakete: dict[str, dict[str, list[Zeile]]] | None = None, /, **einstellungen: str) -> Path:
    """Writes the second site: its own settings and words, the general pages and the looks of the project.

    Args:
        ordner: New folder.
        pakete: Its packages; None: :func:`packages`.
        **einstellungen: Lines of the settings to be replaced, by their beginning, or added (a section by its name).
    """
    (ordner / "datapackage").mkdir()
    projekt = Projekt(ordner / "datapackage", pakete or packages())
    assert projekt.fehler() == []
    docs = ordner / "docs"
    for quelle in sorted((VORLAGE / "docs").rglob("*.md")):
        ziel = docs / quelle.relative_to(VORLAGE / "docs")
        ziel.parent.mkdir(parents=True, exist_ok=True)
        ziel.write_text(quelle.read_text(encoding="utf-8"), encoding="utf-8")
    for name in ("assets", ".overrides"):
        (docs / name).symlink_to(REPO / "docs" / name)
    anleitungen = (f"mitmachen/{n}.md" for n in ("neues-jahr", "korrektur", "neue-kennzahl", "hinweis"))
    for name in ("daten/index.md", "kommunen/vergleich.md", "methodik/index.md", "methodik/leistung.md", *anleitungen):
        text = general_words((REPO / "docs" / name).read_text(encoding="utf-8"))
        (docs / name).parent.mkdir(exist_ok=True)
        (docs / name).write_text(text, encoding="utf-8")
    toml = (VORLAGE / "kekiz.toml").read_text(encoding="utf-8")
    for name, wert in einstellungen.items():
        zeile = re.compile(rf"^{name} = .*$", re.MULTILINE)
        toml = zeile.sub(f"{name} = {wert}", toml) if zeile.search(toml) else f"{toml}\n[{name}]\n{wert}\n"
    (ordner / "kekiz.toml").write_text(toml, encoding="utf-8")
    for name in ("mkdocs.yml", "scripts"):
        (ordner / name).symlink_to(REPO / name)
    (ordner / "CHANGELOG.md").symlink_to(VORLAGE / "CHANGELOG.md")
    return ordner


def small_project(ordner: Path) -> None:
    """Writes a project of one town and one page, with an older site."""
    (ordner / "datapackage").mkdir()
    Projekt(ordner / "datapackage")
    (ordner / "docs").mkdir()
    for name in ("assets", ".overrides"):
        (ordner / "docs" / name).symlink_to(REPO / "docs" / name)
    (ordner / "docs" / "index.md").write_text("# Neu\n\nEine Seite.\n", encoding="utf-8")
    for name in ("scripts", "mkdocs.yml", "kekiz.toml"):
        (ordner / name).symlink_to(REPO / name)
    (ordner / "site").mkdir()
    (ordner / "site" / "index.html").write_text("alt", encoding="utf-8")


TESTADRESSE = "KEKIZ_TESTADRESSE"
"""Environment variable with the address under which the site of this project is published (``make test``)."""


def run_apart(wurzel: Path, *befehl: str, adresse: str = "") -> subprocess.CompletedProcess[str]:
    """Runs Python in a process of its own, in a project's folder, with the packages of this repository.

    Args:
        wurzel: The folder.
        befehl: What follows Python's name.
        adresse: Where the site will lie; empty: as its settings say.
    """
    umgebung = {"SOURCE_DATE_EPOCH": "0", **os.environ, "PYTHONPATH": str(REPO / "scripts")}
    if adresse:
        umgebung["SITE_URL"] = adresse
    return subprocess.run(
        [sys.executable, *befehl], cwd=wurzel, env=umgebung, capture_output=True, text=True, check=False
    )


_GEMESSEN = """
import sys
import time
from pathlib import Path
from kekiz.wege import abschliessen
from kekiz.wege.erzeugen import make_site
ordner, drucke = Path(sys.argv[1]), abschliessen.write_pdfs
def messe(site):
    vorher = time.process_time()
    drucke(site)
    (ordner / sys.argv[2]).write_text(str(time.process_time() - vorher), encoding="ascii")
abschliessen.write_pdfs = messe
make_site(ordner)
"""


def make_site_apart(ordner: Path, wurzel: Path) -> subprocess.CompletedProcess[str]:
    """Prepares, generates and finishes the site of a project into ``site/`` below another folder; says there, too, how many
    seconds of the processor its PDFs took (:data:`DRUCKZEIT`)."""
    return run_apart(wurzel, "-c", _GEMESSEN, str(ordner), DRUCKZEIT, adresse=os.environ.get(TESTADRESSE, ""))


def build_site(wurzel: Path, *weitere: str) -> subprocess.CompletedProcess[str]:
    """Builds a site into ``site/`` below its folder."""
    return run_apart(wurzel, "-m", "kekiz", "bauen", *weitere)


def site_path(site: Path) -> str:
    """Gives where a built site begins on its host, with both slashes: "/" or "/folder/"."""
    orte = re.findall(r"<loc>([^<]+)</loc>", (site / "sitemap.xml").read_text(encoding="utf-8"))
    return urlsplit(min(orte, key=len)).path
