"""MkDocs hook: spacing of text, content security policy, downloads and figures. All logic is in the package."""

from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File

from kekiz.daten.einstellungen import read_settings
from kekiz.sagen.woerter import name_areas
from kekiz.wege.einrichten import FARBE, colour_sheet, legal_pages, set_up, write_redirects
from kekiz.wege.export import write_figures, write_site_data
from kekiz.wege.grundlage import prefer_own_templates, shared_assets, shared_pages
from kekiz.wege.macros import BAU
from kekiz.wege.plan import hidden_pages, plan_pages, read_shown, targets, unlink, write_sources
from kekiz.wege.schutz import add_policy
from kekiz.wege.suche import write_search
from kekiz.wege.tabellenrahmen import frame_tables
from kekiz.wege.vergleichsdaten import write_records
from kekiz.werkzeug.vorschau import Vorschau, watch
from kekiz.wissen.fehler import DatenFehler
from kekiz.wissen.schrift import typeset_html

_ZUSTAND: dict[str, Any] = {"befehl": "build", "vorschau": None, "weg": frozenset()}


def on_startup(*, command: str, **_: Any) -> None:
    """Notes whether this is a build or the live preview (whose reload script a policy would stop)."""
    _ZUSTAND["befehl"] = command


def _preview(config: Any) -> Vorschau | None:
    if _ZUSTAND["befehl"] == "serve" and _ZUSTAND["vorschau"] is None:
        _ZUSTAND["vorschau"] = watch(config)
    vorschau: Vorschau | None = _ZUSTAND["vorschau"]
    return vorschau


def on_pre_build(config: Any, **_: Any) -> None:
    """Forgets an earlier build (live preview)."""
    _preview(config)
    BAU.figuren.clear()
    BAU.fehler.clear()


def on_config(config: Any, **_: Any) -> None:
    """Writes the settings of the site into the configuration."""
    ergebnis, einstellungen = read_shown()
    prefer_own_templates(config)
    try:
        set_up(config, einstellungen, ergebnis, plan_pages(ergebnis, einstellungen.start, einstellungen.sozialraum))
    except DatenFehler as fehler:
        raise PluginError(str(fehler)) from None


def _add_pages(files: Any, config: Any) -> None:
    """Adds the pages that data and settings ask for; a Markdown file at the place of one gives its words."""
    prosa = {f.src_uri: f.content_string for f in files.documentation_pages()}
    ergebnis, einstellungen = read_shown()
    try:
        plan = plan_pages(ergebnis, einstellungen.start, einstellungen.sozialraum)
        _ZUSTAND["weg"] = weg = hidden_pages(plan, einstellungen)
        quellen = write_sources(ergebnis, plan, {p: text for p, text in prosa.items() if p not in weg})
    except DatenFehler as fehler:
        raise PluginError(str(fehler)) from None
    quellen |= legal_pages(einstellungen)
    if stil := colour_sheet(einstellungen):
        quellen[FARBE] = stil
    geteilt = {p: t for p, t in shared_pages().items() if p not in prosa.keys() | quellen.keys() | weg}
    da = (prosa.keys() | quellen.keys() | geteilt.keys()) - weg
    for pfad, text in geteilt.items():
        # Words that hold for every site must not lead to a page that this one has not.
        quellen[pfad] = unlink(text, pfad, targets(text, pfad) - da)
    for pfad, datei in shared_assets().items():
        if files.get_file_from_path(pfad) is None:
            files.append(File.generated(config, pfad, abs_src_path=str(datei)))
    for pfad in weg & prosa.keys():
        files.remove(files.get_file_from_path(pfad))
    for pfad, text in quellen.items():
        if vorhanden := files.get_file_from_path(pfad):
            files.remove(vorhanden)
        files.append(File.generated(config, pfad, content=text))


def on_files(files: Any, config: Any, **_: Any) -> None:
    """Adds pages; tells the live preview which there are."""
    _add_pages(files, config)
    if vorschau := _preview(config):
        vorschau.mark(files)


def on_serve(server: Any, config: Any, builder: Any, **_: Any) -> None:
    """Lets the live preview build single pages."""
    if vorschau := _preview(config):
        vorschau.install(server, config, builder)


def on_page_markdown(markdown: str, *, page: Any, **_: Any) -> str:
    """Names the parts of the city as the settings do, without links to areas that are off (macros ran by now)."""
    text = unlink(markdown, page.file.src_uri, _ZUSTAND["weg"])
    return name_areas(text, read_settings().sozialraum)


def on_page_content(html: str, **_: Any) -> str:
    """Frames the tables that Markdown writes."""
    return frame_tables(html)


def on_post_page(output: str, **_: Any) -> str:
    """Sets the spaces of all text and adds the content security policy."""
    html = typeset_html(output)
    return html if _ZUSTAND["befehl"] == "serve" else add_policy(html)


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Treats the error page as any other."""
    return add_policy(typeset_html(output_content)) if template_name == "404.html" else output_content


def on_post_build(config: Any, **_: Any) -> None:
    """Writes downloads and figures beside the pages; figures alone where single pages were built."""
    if BAU.fehler:
        raise PluginError("\n".join(map(str, BAU.fehler)))
    vorschau = _preview(config)
    write_figures(Path(config.site_dir), BAU.figuren)
    try:
        write_redirects(Path(config.site_dir), read_settings())
    except DatenFehler as fehler:
        raise PluginError(str(fehler)) from None
    if vorschau is None or vorschau.gewuenscht is None:
        write_site_data(Path(config.site_dir))
        write_records(Path(config.site_dir), *read_shown())
        write_search(Path(config.site_dir), *read_shown())
