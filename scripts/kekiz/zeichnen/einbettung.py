"""Puts a chart into a page: heading, picture in two widths, signs and notes, a bar of actions, source, citation."""

from __future__ import annotations

from collections.abc import Sequence

from kekiz.wissen import stil
from kekiz.wissen.spalten import AUSZUG_BESCHREIBUNG, TABELLENKALKULATION
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.anordnung import lay_out
from kekiz.zeichnen.bild import Bild
from kekiz.zeichnen.modell import Diagramm, Diagrammart
from kekiz.zeichnen.svg_schreiber import write_svg
from kekiz.zeichnen.vorlage import render


def lay_out_both(diagramm: Diagramm) -> tuple[Bild, Bild]:
    """Lays a chart out for wide and for narrow screens."""
    return lay_out(diagramm, stil.BREITE_BREIT), lay_out(diagramm, stil.BREITE_SCHMAL)


def render_diagramm(
    bilder: Sequence[Bild],
    *,
    figur_url: str,
    tabelle_anker: str,
    auszug_url: str = "",
    csv_url: str = "",
    website: str = "",
    seite_url: str = "",
) -> str:
    """Return the whole ``<figure>`` of a chart; the stylesheet shows one of the pictures.

    Args:
        bilder: The chart laid out for wide and for narrow screens.
        figur_url: Where its file lies (:func:`kekiz.zeichnen.plotly_schreiber.write_json`), relative to the page.
        tabelle_anker: Id of the table with the same values, without ``#``.
        auszug_url: Download of exactly its rows, with one for spreadsheets and their description beside it; ``""``: there is
            none.
        csv_url: Download of the table that its values are from, where it has none of its own; ``""`` leaves the link out.
        website: Name of the site, for the citation.
        seite_url: Full address of the page, for the citation.
    """
    diagramm = bilder[0].diagramm
    r = diagramm.rahmen
    namen = {reihe.nr for feld in diagramm.felder for reihe in feld.reihen if reihe.name}
    return render(
        "diagramm",
        d=diagramm,
        r=r,
        bilder=[write_svg(b) for b in bilder],
        figur_url=figur_url,
        tabelle_anker=tabelle_anker,
        downloads=_downloads(auszug_url, csv_url),
        mehrere=len(namen) > 1,
        hat_reihen=len(namen) > 1 and diagramm.art != Diagrammart.KLEINE_MEHRFACHE,
        zitat=cite(
            r.titel,
            r.untertitel,
            diagramm.beleg,
            r.lizenz,
            website=website,
            adresse=f"{seite_url}#diagramm-{r.id}" if seite_url else "",
        ),
    )


def _downloads(auszug_url: str, csv_url: str) -> list[tuple[str, str]]:
    """Names the downloads of a chart and their addresses."""
    if not auszug_url:
        return [(sag("CSV"), csv_url)] if csv_url else []
    ordner, _, datei = auszug_url.rpartition("/")
    return [
        (sag("CSV"), auszug_url),
        (sag("CSV deutsch"), f"{ordner}/{TABELLENKALKULATION}/{datei}"),
        (sag("Beschreibung"), f"{auszug_url.removesuffix('.csv')}{AUSZUG_BESCHREIBUNG}"),
    ]


def cite(titel: str, untertitel: str, beleg: str, lizenz: str, *, website: str, adresse: str) -> str:
    """Return the folded citation of a chart; complete without JavaScript, which only adds the button that copies.

    Args:
        titel: Title of the chart.
        untertitel: Place, years, unit; may be empty.
        beleg: Documents with places and Stand.
        lizenz: Licence line.
        website: Name of the site; ``""`` leaves it out.
        adresse: Full address of the chart; ``""`` leaves it out (the script then knows the true one).
    """
    name = f"„{titel}“" + (f" ({untertitel})" if untertitel else "")
    teile = [
        sag("{name}, in: {website}", name=name, website=website) if website else name,
        sag("Daten: {beleg}", beleg=beleg) if beleg else "",
        sag("Lizenz: {lizenz}", lizenz=lizenz) if lizenz else "",
    ]
    text = " ".join(f"{t.rstrip('.')}." for t in teile if t)
    return render("zitat", titel=titel, text=text, adresse=adresse)
