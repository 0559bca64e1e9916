"""Collects the texts that readers see for translators, and checks the catalogue of a language."""

import ast
from collections.abc import Iterator, Mapping
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from string import Formatter
from typing import Final, TypeGuard

from babel import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from jinja2 import Environment, nodes

import kekiz
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.sprache import catalogue_text, forms, gemerkt

PROGRAMM: Final = Path(kekiz.__file__).parent
VORLAGEN: Final = PROGRAMM / "vorlagen"
RAEUME: Final = ("wissen", "sagen", "zeichnen", "seiten", "wege")
"""Rooms whose constants readers see; the tools of the project may need what a city's project has not installed."""
NEU: Final = Path("sprache")
"""Where the catalogue of a new language is made."""

Text = str | tuple[str, str]
"""German text; both texts where a number decides."""


class TexteFehler(Exception):
    """A catalogue cannot be made or read."""


def _python_texts(datei: Path) -> Iterator[tuple[Text, int]]:
    """Gives every text that a module says or notes, with its line."""
    for knoten in ast.walk(ast.parse(datei.read_text(encoding="utf-8"))):
        if not isinstance(knoten, ast.Call) or not isinstance(knoten.func, ast.Name) or not knoten.args:
            continue
        if knoten.func.id in ("sag", "merke"):
            yield from ((text, knoten.lineno) for text in _python_constants(knoten.args[0]))
        elif knoten.func.id == "Worte":
            # What is put together stands in no line; it is noted when the module is read.
            werte = (w for teil in ast.walk(knoten.args[0]) if isinstance(teil, ast.Dict) for w in teil.values)
            yield from ((str(k.value), k.lineno) for w in werte for k in ast.walk(w) if _is_noted(k))
        elif knoten.func.id == "sag_n":
            einer, mehrere = (next(_python_constants(a), "") for a in knoten.args[:2])
            yield (einer, mehrere), knoten.lineno


def _is_noted(knoten: ast.AST) -> TypeGuard[ast.Constant]:
    return isinstance(knoten, ast.Constant) and knoten.value in gemerkt


def _python_constants(knoten: ast.expr) -> Iterator[str]:
    """Gives the texts that an argument may be: itself, or either side of a condition."""
    if isinstance(knoten, ast.Constant) and isinstance(knoten.value, str):
        yield knoten.value
    elif isinstance(knoten, ast.IfExp):
        yield from _python_constants(knoten.body)
        yield from _python_constants(knoten.orelse)


def _template_texts(datei: Path) -> Iterator[tuple[Text, int]]:
    """Gives every text that a template says, with its line."""
    baum = Environment(autoescape=True, trim_blocks=True).parse(datei.read_text(encoding="utf-8"))
    for ruf in baum.find_all(nodes.Call):
        if not isinstance(ruf.node, nodes.Name) or not ruf.args:
            continue
        if ruf.node.name == "sag":
            yield from ((text, ruf.lineno) for text in _template_constants(ruf.args[0]))
        elif ruf.node.name == "sag_n":
            einer, mehrere = (next(_template_constants(a), "") for a in ruf.args[:2])
            yield (einer, mehrere), ruf.lineno


def _template_constants(knoten: nodes.Expr) -> Iterator[str]:
    if isinstance(knoten, nodes.Const) and isinstance(knoten.value, str):
        yield knoten.value
    elif isinstance(knoten, nodes.CondExpr):
        yield from _template_constants(knoten.expr1)
        if knoten.expr2 is not None:
            yield from _template_constants(knoten.expr2)


def collect_texts() -> dict[Text, list[tuple[str, int]]]:
    """Collects every text that the program says.

    Returns:
        Places (file, line) by text, in the order of the files; a constant that is put together has none.
    """
    for raum in RAEUME:
        import_module(f"{kekiz.__name__}.{raum}")
        for modul in iter_modules([str(PROGRAMM / raum)]):
            import_module(f"{kekiz.__name__}.{raum}.{modul.name}")
    orte: dict[Text, list[tuple[str, int]]] = {}
    for datei in sorted([*PROGRAMM.rglob("*.py"), *VORLAGEN.glob("*.html")]):
        name = datei.relative_to(PROGRAMM.parent).as_posix()
        for text, zeile in _python_texts(datei) if datei.suffix == ".py" else _template_texts(datei):
            if text:
                orte.setdefault(text, []).append((name, zeile))
    for text in sorted(gemerkt):
        orte.setdefault(text, [])
    return orte


def _catalogue(orte: Mapping[Text, list[tuple[str, int]]], kuerzel: str | None = None) -> Catalog:
    katalog = Catalog(
        locale=kuerzel, header_comment="# Texte der Seiten; die Schlüssel sind die deutschen.", fuzzy=False
    )
    for text, wo in orte.items():
        katalog.add(text, locations=wo)
    return katalog


def template() -> str:
    """Writes all texts as a template for translators (gettext, ``.pot``)."""
    return catalogue_text(_catalogue(collect_texts()))


def update_language(kuerzel: str, ordner: Path = NEU) -> tuple[Path, int, int]:
    """Makes the catalogue of a language, or brings it up to date: new texts are empty, those that are gone are dropped.

    Args:
        kuerzel: Code of the language (``en``).
        ordner: Where the catalogues of the project lie.

    Returns:
        File, texts, and how many are not translated yet.

    Raises:
        TexteFehler: There is no such language.
    """
    try:
        Locale.parse(kuerzel)
    except (UnknownLocaleError, ValueError):
        raise TexteFehler(f"Diese Sprache gibt es nicht (gefunden „{kuerzel}“, erwartet zum Beispiel en).") from None
    datei = ordner / f"{kuerzel}.po"
    bisher = _read(datei, kuerzel) if datei.is_file() else Catalog(locale=kuerzel)
    neu = _catalogue(collect_texts(), kuerzel)
    for nachricht in neu:
        if nachricht.id and (alt := bisher.get(nachricht.id)):
            nachricht.string = alt.string
            nachricht.flags |= alt.flags & {"fuzzy"}
    ordner.mkdir(parents=True, exist_ok=True)
    datei.write_text(catalogue_text(neu), encoding="utf-8")
    return datei, len(neu), sum(not _is_done(m) for m in neu if m.id)


def _read(datei: Path, kuerzel: str) -> Catalog:
    if not datei.is_file():
        raise TexteFehler(f"{datei} gibt es nicht. Bitte mit kekiz texte {kuerzel} anlegen.")
    with datei.open("rb") as offen:
        return read_po(offen, locale=kuerzel)


def _is_done(nachricht: Message) -> bool:
    return all(forms(nachricht)) and not nachricht.fuzzy


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def check_language(datei: Path) -> list[Fehler]:
    """Checks that a catalogue has every text, none that is gone, and in each translation the places of the German one.

    Args:
        datei: The catalogue, named after its language.

    Raises:
        TexteFehler: There is no such file.
    """
    gelesen = _read(datei, datei.stem)
    texte = collect_texts()
    da = {m.id: m for m in gelesen if m.id}
    fehler = []
    for text in texte:
        schluessel = text if isinstance(text, str) else text[0]
        nachricht = da.get(text)
        if nachricht is None or not _is_done(nachricht):
            fehler.append(Fehler(str(datei), 0, schluessel, "Die Übersetzung fehlt", "Bitte ergänzen."))
            continue
        soll = _places(schluessel) if isinstance(text, str) else _places(text[0]) | _places(text[1])
        for form in forms(nachricht):
            if fremd := _places(form) - soll:
                befund = f"Die Stelle {{{min(fremd)}}} gibt es im deutschen Text nicht (gefunden „{form}“)"
                fehler.append(Fehler(str(datei), 0, schluessel, befund, "Bitte den Namen berichtigen."))
            elif isinstance(text, str) and (ohne := soll - _places(form)):
                befund = f"Die Stelle {{{min(ohne)}}} fehlt (gefunden „{form}“)"
                fehler.append(Fehler(str(datei), 0, schluessel, befund, "Bitte ergänzen."))
    weg = [
        Fehler(str(datei), 0, str(i), "Diesen Text gibt es nicht mehr", "kekiz texte lässt ihn weg.")
        for i in da
        if i not in texte
    ]
    return fehler + weg
