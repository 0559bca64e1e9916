"""Puts a chart into a page: heading, picture in two widths, signs and notes, a bar of actions, source, citation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from markupsafe import Markup, escape

from kekiz.wissen import stil
from kekiz.wissen.spalten import AUSZUG_BESCHREIBUNG, TABELLENKALKULATION
from kekiz.wissen.sprache import sag
from kekiz.zeichnen.anordnung import lay_out
from kekiz.zeichnen.bild import Bild
from kekiz.zeichnen.modell import Diagramm, Diagrammart
from kekiz.zeichnen.svg_schreiber import write_svg
from kekiz.zeichnen.textmass import FETT, break_lines
from kekiz.zeichnen.vorlage import render


@dataclass(frozen=True)
class Ort:
    """Where a file of the site lies.

    Attributes:
        verweis: Relative to the page.
        adresse: In full where the site knows its address.
    """

    verweis: str
    adresse: str


@dataclass(frozen=True)
class Code:
    """A piece of HTML to be copied.

    Attributes:
        wofuer: What it is for, in words.
        art: What it is, in one word.
        davor: What stands before the address.
        ort: The address in it.
        danach: What stands behind it.
    """

    wofuer: str
    art: str
    davor: str
    ort: Ort
    danach: str


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
    einbetten: Sequence[Ort] = (),
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
        einbetten: Where the chart lies as a page for other sites, and as a picture; empty where it does not.
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
            codes=embed_codes(bilder, einbetten),
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


def embed_codes(bilder: Sequence[Bild], orte: Sequence[Ort]) -> list[Code]:
    """Return what other sites copy to show a chart: a frame, and the address of a picture where no frame is allowed.

    Args:
        bilder: The chart laid out for wide and for narrow screens.
        orte: Where it lies as a page and as a picture; empty where it does not.
    """
    if not orte:
        return []
    seite, bild = orte
    titel = escape(bilder[0].diagramm.rahmen.titel)
    rahmen = Markup('" title="{}" width="100%" height="{}" loading="lazy"></iframe>').format(
        titel, embed_height(bilder)
    )
    return [
        Code(sag("In eine andere Website einbauen:"), sag("Rahmen"), '<iframe src="', seite, rahmen),
        Code(sag("Wo Rahmen nicht erlaubt sind, als Bild:"), sag("Bild"), "", bild, Markup("")),
    ]


def embed_height(bilder: Sequence[Bild]) -> int:
    """Estimate how many pixels a chart needs inside another site, however wide its frame is; rather too many."""
    d = bilder[0].diagramm
    hoehen = []
    for bild in bilder:
        schlange = "  ".join(f"xxx {e.text}" for e in d.erklaerungen)
        noten = [n.text for n in d.fussnoten] + ([d.fehlend_unten] if d.notizen and d.fehlend_unten else [])
        quelle = " · ".join(t for t in (d.rahmen.quelle, d.rahmen.lizenz) if t)
        klein = sum(len(break_lines(t, bild.breite, 13)) for t in (schlange, *noten, quelle) if t)
        kopf = len(break_lines(d.rahmen.titel, bild.breite, 18 * FETT)) * 24
        kopf += len(break_lines(d.rahmen.untertitel, bild.breite, 14.4)) * 21 if d.rahmen.untertitel else 0
        hoehen.append(kopf + bild.hoehe + klein * 20 + len(noten) * _UM_EINE_NOTE + _RAHMEN)
    return ceil(max(hoehen) / 10) * 10


_RAHMEN: Final = 80
"""What stands around a chart inside another site: margins and the link back, in pixels."""
_UM_EINE_NOTE: Final = 5
"""Room around a note, so that its link is to be hit, in pixels."""


def cite(
    titel: str,
    untertitel: str,
    beleg: str,
    lizenz: str,
    *,
    website: str,
    adresse: str,
    codes: Sequence[Code] = (),
) -> str:
    """Return the folded citation of a chart; complete without JavaScript, which only adds the button that copies.

    Args:
        titel: Title of the chart.
        untertitel: Place, years, unit; may be empty.
        beleg: Documents with places and Stand.
        lizenz: Licence line.
        website: Name of the site; ``""`` leaves it out.
        adresse: Full address of the chart; ``""`` leaves it out (the script then knows the true one).
        codes: What other sites copy to show the chart.
    """
    name = f"„{titel}“" + (f" ({untertitel})" if untertitel else "")
    teile = [
        sag("{name}, in: {website}", name=name, website=website) if website else name,
        sag("Daten: {beleg}", beleg=beleg) if beleg else "",
        sag("Lizenz: {lizenz}", lizenz=lizenz) if lizenz else "",
    ]
    text = " ".join(f"{t.rstrip('.')}." for t in teile if t)
    return render("zitat", titel=titel, text=text, adresse=adresse, codes=codes)
