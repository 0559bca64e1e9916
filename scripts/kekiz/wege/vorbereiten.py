"""What a site generator gets: its settings and the source of every page, in a folder of its own.

Any generator that reads MkDocs' settings and knows mkdocs-macros will do; none of its hooks is needed.
"""

import os
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from kekiz.ergebnis import PFAD
from kekiz.wege.anteile import Anteil, note_pages, own_pages, shorten_foreign
from kekiz.wege.einrichten import FARBE, colour_sheet, set_up
from kekiz.wege.grundlage import DOCS, GENERATOR, read_base, shared_assets, shared_pages, templates
from kekiz.wege.plan import hidden_pages, name_places, read_shown, shown_pages, targets, unlink, write_sources
from kekiz.wege.pruefpaket import DATEN, PROGRAMM, offer_check
from kekiz.wege.recht import legal_pages
from kekiz.wege.seitenstand import note_day, page_days
from kekiz.wege.stand import build_day, last_changes
from kekiz.wege.zwischenstand import clear
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.lesen import read_utf8


def _files(docs: Path) -> Iterator[Path]:
    """Lists the files below a folder, linked folders included, hidden ones left out; relative to it."""
    for ort, ordner, namen in os.walk(docs, followlinks=True):
        ordner[:] = sorted(o for o in ordner if not o.startswith("."))
        yield from (Path(ort, n).relative_to(docs) for n in sorted(namen) if not n.startswith("."))


def _read_words(dateien: Mapping[str, Path]) -> dict[str, str]:
    """Reads the words of the project.

    Raises:
        DatenFehler: Some are no UTF-8; all of them are told.
    """
    worte: dict[str, str] = {}
    fehler: list[Fehler] = []
    for name, datei in dateien.items():
        try:
            worte[name] = read_utf8(datei)
        except DatenFehler as grund:
            fehler += grund.fehler
    if fehler:
        raise DatenFehler(fehler)
    return worte


def _write_changed(datei: Path, text: str) -> None:
    """Writes a file where its text is new, so that its time says when it changed."""
    if not datei.is_file() or datei.read_text(encoding="utf-8") != text:
        datei.parent.mkdir(parents=True, exist_ok=True)
        datei.write_text(text, encoding="utf-8")


def _copy_changed(von: Path, nach: Path) -> None:
    """Copies a file where size or time differ."""
    if nach.is_file() and (nach.stat().st_size, nach.stat().st_mtime) == (von.stat().st_size, von.stat().st_mtime):
        return
    nach.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(von, nach)


def prepare(
    ordner: Path,
    config: Any = None,
    anteil: Anteil | None = None,
    stichtag: date | None = None,
    *,
    mit_pdf: bool = True,
) -> Path:
    """Writes the settings and all sources for a generator; what a folder holds already is brought up to date.

    Args:
        ordner: Where to.
        config: Settings of a generator that runs already, changed in place; None: those of the project, written
            as ``mkdocs.yml`` into the folder.
        anteil: Share of the site that is built; None: all of it.
        stichtag: The day to judge by what is overdue; None: that of the build.
        mit_pdf: Whether pages get PDFs.

    Returns:
        The file of settings.

    Raises:
        DatenFehler: Packages, settings or words have faults.
    """
    ergebnis, einstellungen = read_shown()
    plan = shown_pages(ergebnis, einstellungen)
    weg = hidden_pages(plan, einstellungen)
    eigene = {p.as_posix(): DOCS / p for p in _files(DOCS)}
    worte = _read_words({n: p for n, p in eigene.items() if n.endswith(".md") and n not in weg})
    namen = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    recht = legal_pages(einstellungen, str(namen.get(einstellungen.start, "")))
    geteilt = {n: t for n, t in shared_pages().items() if n not in worte.keys() | weg}
    da = worte.keys() | plan.keys() | geteilt.keys() | recht.keys()
    # Words that hold for every site must not lead to a page that this one has not.
    worte |= {n: unlink(t, n, targets(t, n) - da) for n, t in geteilt.items()}
    quellen = worte | write_sources(ergebnis, plan, worte) | recht
    orte = {n: s.eintrag.kommune_id for n, s in plan.items()}
    quellen = {
        n: name_places(unlink(t, n, weg), ergebnis, orte.get(n) or einstellungen.start, einstellungen.sozialraum)
        for n, t in quellen.items()
    }
    tage = page_days(ergebnis, plan, quellen, last_changes(PFAD, DOCS))
    quellen = {n: note_day(t, tage[n]) if n in tage else t for n, t in quellen.items()}
    if stil := colour_sheet(einstellungen):
        quellen[FARBE] = stil
    neu = read_base() if config is None else config
    if anteil:
        eigene_seiten = own_pages(anteil, plan, [str(k) for k in ergebnis.kommunen.index], list(quellen))
        note_pages(ordner, quellen, eigene_seiten)
        quellen = shorten_foreign(quellen, eigene_seiten)
        # Headings of the pages of other shares are not there to be found.
        neu["validation"]["links"]["anchors"] = "info"
    set_up(neu, einstellungen, ergebnis, plan, einzelne=worte.keys() - plan.keys())
    clear(ordner)
    docs = ordner.resolve() / "docs"
    neu["docs_dir"] = str(docs)
    neu["extra"]["stichtag"] = (stichtag or build_day()).isoformat()
    neu["extra"]["auf_papier"] = mit_pdf
    neu["extra"]["vorbereitet"] = str(ordner.resolve())
    neu["extra"]["pruefung"] = offer_check(docs, PFAD, einstellungen)
    gepackt = {PROGRAMM, DATEN} if neu["extra"]["pruefung"] else set()
    bilder = shared_assets() | {n: p for n, p in eigene.items() if not n.endswith(".md")}
    for name, text in quellen.items():
        _write_changed(docs / name, text)
    for name, bild in bilder.items():
        _copy_changed(bild, docs / name)
    for alt in {p.as_posix() for p in _files(docs)} - bilder.keys() - quellen.keys() - gepackt:
        (docs / alt).unlink()
    if config is None:
        vorlagen = ordner.resolve() / "vorlagen"
        for eine in templates():
            shutil.copytree(eine, vorlagen, dirs_exist_ok=True)
        neu["theme"]["custom_dir"] = str(vorlagen)
        neu = {name: wert for name, wert in neu.items() if name not in ("hooks", "watch")}
        _write_changed(ordner / GENERATOR.name, yaml.safe_dump(neu, allow_unicode=True, sort_keys=False))
    return ordner / GENERATOR.name
