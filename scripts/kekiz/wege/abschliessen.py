"""What is done to a site after the generator, whichever it was: words, policy, PDFs, figures, downloads, search index."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from kekiz.daten.einstellungen import read_settings
from kekiz.seiten.datenseite import AENDERUNGEN
from kekiz.wege.anteile import Anteil, drop_foreign, join_shares
from kekiz.wege.begriffe import glossary_address, link_terms, read_terms
from kekiz.wege.belege import link_sources
from kekiz.wege.datensatz import add_dataset
from kekiz.wege.dauerarchiv import write_archive
from kekiz.wege.einbetten import finish_embeds, write_embeds
from kekiz.wege.einrichten import site_address, write_redirects, write_robots
from kekiz.wege.export import write_figures, write_site_data
from kekiz.wege.fremdsprache import language_pages, set_language
from kekiz.wege.leerraum import squeeze
from kekiz.wege.nachrichten import write_feed
from kekiz.wege.plan import read_shown
from kekiz.wege.schutz import REGELN, REGELN_VORSCHAU, add_policy, check_scripts, write_headers
from kekiz.wege.skriptwahl import leave_out_scripts
from kekiz.wege.sprachmappe import write_languages
from kekiz.wege.sprungziel import add_skip_link
from kekiz.wege.stand import data_time
from kekiz.wege.stile import write_styles
from kekiz.wege.suche import register_entries, write_search
from kekiz.wege.tabellenbeschreibung import publisher
from kekiz.wege.tabellenrahmen import frame_tables, name_cells
from kekiz.wege.vergleichsdaten import write_records
from kekiz.wege.vorschaubild import add_picture, read_colours
from kekiz.wege.zusagen import broken_promises
from kekiz.wege.zwischenstand import read_extracts, read_faults, read_figures
from kekiz.wissen.fehler import DatenFehler, Fehler
from kekiz.wissen.schrift import typeset_html
from kekiz.wissen.sprache import QUELLSPRACHE, language
from kekiz.wissen.trennung import hyphenate_html


def finish_pages(site: Path, seiten: Iterable[Path], *, mit_regeln: bool = True) -> None:
    """Writes the way past the header, frames tables, links terms and sources, sets the spaces and joints of all text and adds the content security policy; once only.

    Charts of these pages are written for other sites as well, and the picture that stands for a page.

    Args:
        site: Folder of the site.
        seiten: Files of pages in it.
        mit_regeln: Whether pages get the policy of a site that is published; otherwise that of the live preview.

    Raises:
        DatenFehler: A page holds a script that nobody has reviewed.
    """
    ergebnis, einstellungen = read_shown()
    fehler: list[Fehler] = []
    begriffe = read_terms(ergebnis.bestand)
    glossar, zeit = glossary_address(einstellungen.start), data_time()
    farben = read_colours(site, einstellungen) if mit_regeln else None
    eigene = language_pages(einstellungen.start)
    for datei in seiten:
        html = frame_tables(add_skip_link(datei.read_text(encoding="utf-8")))
        ort = datei.parent.relative_to(site).as_posix() + "/"
        html = set_language(html, ort, einstellungen.start, site_address(einstellungen))
        ist_fremd = eigene.get(ort, language()) != language()
        # The page for unknown addresses can be shown at any depth; the glossary explains without leading to itself.
        if datei.name == "index.html" and ort != glossar and not ist_fremd:
            html = link_terms(html, begriffe, "../" * len(datei.relative_to(site).parts[1:]) + glossar)
        html = typeset_html(squeeze(leave_out_scripts(html)))
        if einstellungen.sprache == QUELLSPRACHE and not ist_fremd:
            html = hyphenate_html(html)
        html = link_sources(name_cells(html))
        write_embeds(site, ort.removeprefix("./"), html, einstellungen.name)
        if datei.name == "index.html":
            html = add_dataset(html, ort, ergebnis, einstellungen, zeit)
        if farben:
            html = add_picture(site, ort.removeprefix("./"), html, farben)
        fehler += check_scripts(datei.relative_to(site).as_posix(), html)
        datei.write_text(add_policy(html, regeln=REGELN if mit_regeln else REGELN_VORSCHAU), encoding="utf-8")
    if fehler:
        raise DatenFehler(fehler)


def finish(site: Path, ordner: Path, *, mit_regeln: bool = True) -> None:
    """Makes a site of what a generator wrote.

    Args:
        site: What it wrote, changed in place.
        ordner: Prepared project, into which the macros wrote figures and faults.
        mit_regeln: See :func:`finish_pages`.

    Raises:
        DatenFehler: A page could not be written, or a redirect leads nowhere or covers a page.
    """
    if fehler := read_faults(ordner):
        raise DatenFehler(fehler)
    finish_pages(site, sorted(site.rglob("*.html")), mit_regeln=mit_regeln)
    write_pdfs(site)
    finish_embeds(site)
    if mit_regeln:
        write_styles(site)
    write_figures(site, read_figures(ordner))
    write_redirects(site, read_settings())
    write_robots(site, read_settings())
    write_changes(site)
    write_languages(site, read_shown()[0].bestand)
    write_site_data(site, auszuege=read_extracts(ordner))
    write_archive(site, read_settings())
    write_records(site, *read_shown())
    write_search(site, *read_shown())
    # Last: they name the folders that there are.
    write_headers(site, site_address(read_settings()))


def write_pdfs(site: Path) -> None:
    """Writes the PDFs of the pages that ask for one, before their stylesheets are joined."""
    # Only here: nothing else needs the typesetter and its typefaces.
    from kekiz.wege.druck import write_sheets  # noqa: PLC0415

    write_sheets(site, read_settings())


def write_changes(site: Path) -> None:
    """Writes the feed of changes to the data, where the project keeps a change log."""
    if AENDERUNGEN.is_file():
        e = read_settings()
        write_feed(site, e.name, site_address(e), AENDERUNGEN.read_text(encoding="utf-8"), publisher(e))


def finish_share(site: Path, ordner: Path, anteil: Anteil) -> None:
    """Makes a share of a site of what a generator wrote.

    Args:
        site: What it wrote, changed in place.
        ordner: Prepared project, into which the macros wrote figures and faults.
        anteil: The share.

    Raises:
        DatenFehler: A page could not be written.
    """
    if fehler := read_faults(ordner):
        raise DatenFehler(fehler)
    ergebnis, einstellungen = read_shown()
    fremde = drop_foreign(site, ordner, anteil, register_entries(ergebnis.bestand, einstellungen.start))
    finish_pages(site, sorted(site.rglob("*.html")))
    write_figures(site, read_figures(ordner))
    if anteil.ist_erster:
        write_languages(site, ergebnis.bestand)
    ergebnis.release()
    write_site_data(site, anteil, read_extracts(ordner))
    write_records(site, ergebnis, einstellungen, anteil)
    write_search(site, ergebnis, einstellungen)
    check_promises(site, fremde)


def check_promises(site: Path, fremde: Collection[str] = ()) -> None:
    """Looks up on built pages what Hinweise say about them; in another language a page cannot say the words of the data.

    Args:
        site: Folder of the site or share.
        fremde: Addresses of pages that another share has, and looks up.

    Raises:
        DatenFehler: A page does not say what a Hinweis promises.
    """
    if language() == QUELLSPRACHE and (fehler := broken_promises(site, read_shown()[0].bestand, fremde)):
        raise DatenFehler(fehler)


def finish_joined(ordner: Sequence[Path], site: Path, *, mit_pdf: bool = True) -> list[str]:
    """Joins shares to a site, and does what needs all pages.

    Args:
        ordner: The shares.
        site: New folder.
        mit_pdf: Whether pages get PDFs.

    Returns:
        Addresses of all pages.

    Raises:
        AnteilFehler: The shares do not fit together.
        DatenFehler: A redirect leads nowhere or covers a page.
    """
    seiten = join_shares(ordner, site)
    if mit_pdf:
        write_pdfs(site)
    finish_embeds(site)
    write_styles(site)
    write_redirects(site, read_settings())
    write_robots(site, read_settings())
    write_changes(site)
    write_archive(site, read_settings())
    write_headers(site, site_address(read_settings()))
    return seiten
