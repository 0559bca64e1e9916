"""The settings of a site: the one reader of ``kekiz.toml``, with German messages for whatever is wrong in it."""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.lesen import read_utf8
from kekiz.wissen.lizenzen import LIZENZEN, STANDARD
from kekiz.wissen.sprache import QUELLSPRACHE, read_catalogue

DATEI = Path("kekiz.toml")
LAND: Final = "land"
"""Setting of ``start`` for a site without a municipality at its root."""

HERAUSGEBER: Final = ("unabhaengig", "kommune")
KLEINE_ZAHLEN: Final = ("zeigen", "verbergen")
"""What happens to printed counts below the ``mindestfallzahl`` of their Kennzahl."""
BEREICHE: Final = {
    "module": (
        "module", "modul_ziele", "modul_kennzahlen", "modul_raeume", "modul_angaben", "massnahmen", "integrationskette",
        "stadtteilarbeit",
    ),
    "integrationskonzept": ("massnahmen", "integrationskette"),
    "weiterbildungen": ("weiterbildungen",),
    "arbeitsprogramm": ("arbeitsprogramm",),
    "ausgangslage": ("bsc", "befragungen", "ausgangszahlen", "kosten", "gremien", "zeitleiste"),
    "steuerung": ("steuerung", "steuerung_teile", "rueckmeldungen", "zielvereinbarungen"),
    "sozialraeume": ("modul_raeume", "stadtteilarbeit", "zielvereinbarungen"),
    "vergleich": (),
    "themen": (),
}  # fmt: skip
"""Areas of the site that can be switched off, with the tables that pages then do as if they were empty."""

SEITE_DES_BEREICHS: Final = {"vergleich": "kommunen/vergleich.md", "themen": "kommunen/themen.md"}
"""Pages that stand alone and go with their area, by the path of their source."""

BILDER: Final = (".svg", ".png")
"""Files that can be a logo, by how their name ends."""

GESCHLECHTER: Final = ("m", "f", "n")
RECHTSTEXTE: Final = ("impressum", "datenschutz", "barrierefreiheit")
"""Legal pages; a setting of this name is the whole text of the page."""
RECHTSANGABEN: Final = (
    "anbieter", "anschrift", "vertretung", "verantwortlich", "telefon", "hoster", "protokolle", "datenschutzstelle",
    "datenschutzaufsicht", "pruefung", "ausnahmen", "gesetz", "durchsetzung",
)  # fmt: skip
"""What legal pages are filled with that have no text of their own."""
VEREINBARKEIT: Final = ("vollstaendig", "teilweise", "nicht")
"""How accessible a site is."""
_SEITE = re.compile(r"([a-z0-9-]+/)+")
_MAIL = re.compile(r"[^@\s<>\"]+@[^@\s<>\"]+\.[^@\s<>\"]+")
_SPRACHE: Final = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_FARBE = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True)
class Hauptwort:
    """A noun that a site may choose.

    Attributes:
        einzahl: Singular.
        mehrzahl: Plural.
        geschlecht: ``m``, ``f`` or ``n``.
    """

    einzahl: str = "Sozialraum"
    mehrzahl: str = "Sozialräume"
    geschlecht: str = "m"


@dataclass(frozen=True)
class Kontakt:
    """How to reach the publisher: offices, no persons.

    Attributes:
        stelle: Who answers.
        email: Address for mail; empty: none.
        seite: Page with a form or further ways; empty: none.
    """

    stelle: str
    email: str = ""
    seite: str = ""


@dataclass(frozen=True)
class Einstellungen:
    """What tells this site from another one.

    Attributes:
        name: Name of the site.
        start: Municipality whose pages stand at the root of the site; empty where there is none.
        adresse: Where the site lies; empty if that is not known.
        beschreibung: One sentence about the site for search engines.
        sprache: Code of the language in which the pages say what is not data or words of the project.
        herausgeber: Code of :data:`HERAUSGEBER`.
        kleine_zahlen: Code of :data:`KLEINE_ZAHLEN`.
        lizenz: Code of :data:`kekiz.wissen.lizenzen.LIZENZEN`: licence of the data.
        logo: Icon of the theme (``material/…``) or file below ``docs/``.
        farbe: Accent colour on light and on dark ground (``hell``, ``dunkel``); empty: that of the style sheet.
        kontakt: How to reach the publisher; None: not said.
        recht: Legal texts by name (:data:`RECHTSTEXTE`), and what the others are filled with (:data:`RECHTSANGABEN`).
        sozialraum: What a part of the city is called.
        aus: Areas of the site that are switched off.
        umgezogen: New address of a page by its old one.
        karte: Folder of the map data from the root of the project; empty: what comes with the program.
        dcat_kennung: Address by which a portal of open data knows the publisher (dcatde:contributorID); empty: none.
        hochladen: Address where a changed file can be proposed, ``{ordner}`` for the folder of its package; empty: none.
    """

    name: str
    start: str
    adresse: str = ""
    beschreibung: str = ""
    sprache: str = QUELLSPRACHE
    herausgeber: str = HERAUSGEBER[0]
    kleine_zahlen: str = KLEINE_ZAHLEN[0]
    lizenz: str = STANDARD
    logo: str = "material/stairs"
    farbe: Mapping[str, str] = field(default_factory=dict)
    kontakt: Kontakt | None = None
    recht: Mapping[str, str] = field(default_factory=dict)
    sozialraum: Hauptwort = Hauptwort()
    aus: frozenset[str] = frozenset()
    umgezogen: Mapping[str, str] = field(default_factory=dict)
    karte: str = ""
    dcat_kennung: str = ""
    hochladen: str = ""

    @property
    def verbirgt_kleine_zahlen(self) -> bool:
        """Whether printed counts that are small are hidden, with what they would follow from."""
        return self.kleine_zahlen == KLEINE_ZAHLEN[1]

    @property
    def lizenz_name(self) -> str:
        """The licence of the data in words."""
        return LIZENZEN[self.lizenz].kurz

    @property
    def seiten_aus(self) -> frozenset[str]:
        """Pages that stand alone and go with an area that is switched off, by the path of their source."""
        return frozenset(SEITE_DES_BEREICHS[b] for b in self.aus & SEITE_DES_BEREICHS.keys())


# --- checks ----------------------------------------------------------------------------------------------------------

Pruefung = Callable[[str, Any], Iterator[Fehler]]


def _fault(schluessel: str, befund: str, gefunden: object, erwartet: str, abhilfe: str) -> Fehler:
    zeichen = (
        f"„{gefunden}“"
        if isinstance(gefunden, str)
        else str(gefunden).replace("True", "true").replace("False", "false")
    )
    return Fehler(str(DATEI), 0, schluessel, f"{befund} (gefunden {zeichen}, erwartet {erwartet})", abhilfe)


def _near(wort: str, erlaubt: Collection[str]) -> str:
    """Suggests what was meant, or says to choose."""
    nahe = get_close_matches(wort, erlaubt, 1)
    return f"Ist „{nahe[0]}“ gemeint?" if nahe else "Bitte eines davon nehmen oder die Zeile löschen."


def _text(schluessel: str, wert: Any, *, leer: bool = True) -> Iterator[Fehler]:
    if not isinstance(wert, str):
        yield _fault(
            schluessel, "Der Wert ist kein Text", wert, "Text in Anführungszeichen", "Bitte Anführungszeichen setzen."
        )
    elif not leer and not wert.strip():
        yield _fault(schluessel, "Der Wert ist leer", wert, "ein Text", "Bitte eintragen.")


def _required(schluessel: str, wert: Any) -> Iterator[Fehler]:
    yield from _text(schluessel, wert, leer=False)


def _one_of(*erlaubt: str) -> Pruefung:
    def _check(schluessel: str, wert: Any) -> Iterator[Fehler]:
        if wert not in erlaubt:
            yield _fault(schluessel, "Diesen Wert gibt es nicht", wert, ", ".join(erlaubt), _near(str(wert), erlaubt))

    return _check


def _address(schluessel: str, wert: Any) -> Iterator[Fehler]:
    if wert and not (isinstance(wert, str) and re.fullmatch(r"https?://\S+/", wert)):
        yield _fault(
            schluessel,
            "Das ist keine Adresse einer Website",
            wert,
            "https://…/ mit Schrägstrich am Ende",
            "Bitte berichtigen.",
        )


def _language(schluessel: str, wert: Any) -> Iterator[Fehler]:
    if not (isinstance(wert, str) and _SPRACHE.fullmatch(wert)):
        yield _fault(schluessel, "Das ist kein Kürzel einer Sprache", wert, "zum Beispiel de", "Bitte berichtigen.")


def _mail(schluessel: str, wert: Any) -> Iterator[Fehler]:
    if not (isinstance(wert, str) and _MAIL.fullmatch(wert)):
        yield _fault(schluessel, "Das ist keine E-Mail-Adresse", wert, "name@stelle.de", "Bitte berichtigen.")


def _day(schluessel: str, wert: Any) -> Iterator[Fehler]:
    try:
        date.fromisoformat(wert)
    except (TypeError, ValueError):
        yield _fault(schluessel, "Das ist kein Tag", wert, "zum Beispiel 2026-11-28", "Bitte berichtigen.")


def _web(schluessel: str, wert: Any) -> Iterator[Fehler]:
    if not (isinstance(wert, str) and re.fullmatch(r"https?://\S+", wert)):
        yield _fault(schluessel, "Das ist keine Adresse einer Seite", wert, "https://…", "Bitte berichtigen.")


def _colour(schluessel: str, wert: Any) -> Iterator[Fehler]:
    if not (isinstance(wert, str) and _FARBE.fullmatch(wert)):
        yield _fault(
            schluessel, "Das ist keine Farbe", wert, "# und sechs Ziffern oder Buchstaben a bis f", "Bitte berichtigen."
        )


def _switch(schluessel: str, wert: Any) -> Iterator[Fehler]:
    if not isinstance(wert, bool):
        yield _fault(
            schluessel,
            "Der Bereich ist weder an noch aus",
            wert,
            "true oder false",
            "Bitte ohne Anführungszeichen schreiben.",
        )


def _moved(schluessel: str, wert: Any) -> Iterator[Fehler]:
    """Checks addresses that moved: old and new one from the site's root, each a page."""
    if not isinstance(wert, dict):
        yield _fault(schluessel, "Hier steht kein Abschnitt", wert, f"[{schluessel}]", "Bitte als Abschnitt schreiben.")
        return
    for adresse in (a for paar in wert.items() for a in paar):
        if not (isinstance(adresse, str) and _SEITE.fullmatch(adresse)):
            befund = "Das ist keine Adresse einer Seite"
            yield _fault(schluessel, befund, adresse, "ordner/seite/ ohne Schrägstrich am Anfang", "Bitte berichtigen.")


def _table(felder: Mapping[str, Pruefung], *, noetig: Collection[str] = ()) -> Pruefung:
    """Checks a table of settings: no unknown key, no required one missing, each value by its own rule."""

    def _check(schluessel: str, wert: Any) -> Iterator[Fehler]:
        if not isinstance(wert, dict):
            yield _fault(
                schluessel, "Hier steht kein Abschnitt", wert, f"[{schluessel}]", "Bitte als Abschnitt schreiben."
            )
            return
        vorn = f"{schluessel}." if schluessel else ""
        for name in sorted(wert.keys() - felder.keys()):
            oben = bool(schluessel) and name in _FELDER
            hilfe = "Bitte über die erste Zeile in eckigen Klammern setzen." if oben else _near(name, felder)
            befund = "Diese Einstellung gibt es hier nicht" if oben else "Diese Einstellung gibt es nicht"
            yield _fault(vorn + name, befund, name, ", ".join(felder), hilfe)
        for name in noetig:
            if name not in wert:
                yield Fehler(
                    str(DATEI), 0, vorn + name, "Die Einstellung fehlt (erwartet ein Text)", "Bitte eintragen."
                )
        for name, pruefung in felder.items():
            if name in wert:
                yield from pruefung(vorn + name, wert[name])

    return _check


_FELDER: Final[Mapping[str, Pruefung]] = {
    "name": _required,
    "beschreibung": _text,
    "adresse": _address,
    "sprache": _language,
    "start": _required,
    "herausgeber": _one_of(*HERAUSGEBER),
    "kleine_zahlen": _one_of(*KLEINE_ZAHLEN),
    "lizenz": _one_of(*LIZENZEN),
    "logo": _required,
    "farbe": _table({"hell": _colour, "dunkel": _colour}, noetig=("hell", "dunkel")),
    "kontakt": _table({"stelle": _required, "email": _mail, "seite": _web}, noetig=("stelle",)),
    "recht": _table(
        dict.fromkeys((*RECHTSTEXTE, *RECHTSANGABEN), _required)
        | {"vereinbarkeit": _one_of(*VEREINBARKEIT), "erklaert_am": _day}
    ),
    "woerter": _table(
        {
            "sozialraum": _table(
                {"einzahl": _required, "mehrzahl": _required, "geschlecht": _one_of(*GESCHLECHTER)},
                noetig=("einzahl", "mehrzahl", "geschlecht"),
            )
        }
    ),
    "bereiche": _table(dict.fromkeys(BEREICHE, _switch)),
    "umgezogen": _moved,
    "karte": _required,
    "dcat_kennung": _web,
    "hochladen": _web,
}


def parse_settings(text: str) -> Einstellungen:
    """Turns the text of ``kekiz.toml`` into settings.

    Raises:
        DatenFehler: It has faults; all of them are told.
    """
    try:
        roh = tomllib.loads(text)
    except tomllib.TOMLDecodeError as grund:
        stelle = re.search(r"line (\d+)", str(grund))
        zeile = int(stelle[1]) if stelle else 0
        raise DatenFehler(
            [
                Fehler(
                    str(DATEI),
                    zeile,
                    "",
                    'Die Datei ist nicht lesbar (erwartet TOML: name = "Text")',
                    "Bitte die Zeile berichtigen.",
                )
            ]
        ) from None
    fehler = list(_table(_FELDER, noetig=("name", "start"))("", roh))
    if roh.get("start") == LAND and roh.get("herausgeber") == HERAUSGEBER[1]:
        fehler.append(
            _fault(
                "herausgeber",
                "Ohne Kommune am Anfang kann keine die Website herausgeben",
                "kommune",
                "unabhaengig",
                "Bitte start oder herausgeber ändern.",
            )
        )
    if fehler:
        raise DatenFehler(fehler)
    return Einstellungen(
        **{k: v for k, v in roh.items() if k not in ("start", "kontakt", "woerter", "bereiche")},
        kontakt=Kontakt(**roh["kontakt"]) if "kontakt" in roh else None,
        start="" if roh["start"] == LAND else roh["start"],
        sozialraum=Hauptwort(**roh.get("woerter", {}).get("sozialraum", {})),
        aus=frozenset(name for name, an in roh.get("bereiche", {}).items() if not an),
    )


def check_settings(einstellungen: Einstellungen, kommunen: Collection[str], docs: Path) -> list[Fehler]:
    """Checks settings against data and files.

    Args:
        einstellungen: The settings.
        kommunen: Ids of the municipalities of the catalogue.
        docs: Folder of the words and pictures.
    """
    fehler = []
    if einstellungen.start and einstellungen.start not in kommunen:
        nahe = get_close_matches(einstellungen.start, kommunen, 1)
        abhilfe = f"Ist „{nahe[0]}“ gemeint?" if nahe else "Bitte die Kommune in katalog/kommunen.csv ergänzen."
        befund = "Die Kommune steht nicht in katalog/kommunen.csv"
        fehler.append(_fault("start", befund, einstellungen.start, f"eine kommune_id oder {LAND}", abhilfe))
    logo = einstellungen.logo
    if logo.endswith(BILDER) and not (docs / logo).is_file():
        fehler.append(
            _fault(
                "logo", "Die Datei gibt es nicht", logo, f"eine Datei unter {docs.name}/", "Bitte den Pfad berichtigen."
            )
        )
    try:
        read_catalogue(einstellungen.sprache)
    except FileNotFoundError as grund:
        fehler.append(Fehler(str(DATEI), 0, "sprache", str(grund).rstrip("."), "Bitte mit kekiz texte anlegen."))
    if einstellungen.karte and not (docs.parent / einstellungen.karte / "karte.json").is_file():
        erwartet = "ein Ordner mit karte.json"
        fehler.append(
            _fault("karte", "Dort liegen keine Kartendaten", einstellungen.karte, erwartet, "Bitte berichtigen.")
        )
    return fehler


@lru_cache(maxsize=2)
def _cached(datei: Path, _stand: int) -> Einstellungen:
    return parse_settings(read_utf8(datei))


def read_settings(datei: Path = DATEI) -> Einstellungen:
    """Reads the settings; the result is kept until the file changes.

    Args:
        datei: The file ``kekiz.toml``.

    Raises:
        DatenFehler: It is missing or has faults.
    """
    if not datei.is_file():
        raise DatenFehler(
            [
                Fehler(
                    str(DATEI),
                    0,
                    "",
                    "Die Datei fehlt (erwartet neben mkdocs.yml)",
                    "Bitte mit name und start anlegen.",
                )
            ]
        )
    return _cached(datei, datei.stat().st_mtime_ns)
