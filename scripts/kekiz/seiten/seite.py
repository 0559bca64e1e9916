"""What every part of a page knows about its page, and what all parts share."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from kekiz.daten.einstellungen import Hauptwort, Kontakt
from kekiz.ergebnis import Ergebnis
from kekiz.sagen.woerter import STANDARD as SOZIALRAUM
from kekiz.seiten.adresse import address
from kekiz.wert import Wert
from kekiz.wissen.lizenzen import LIZENZEN, STANDARD
from kekiz.wissen.mitgeliefert import geometry_folder
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import OHNE_STICHTAG, format_zeitraum_kurz
from kekiz.zeichnen.modell import Diagramm

T = TypeVar("T")
_ABSCHNITTE = re.compile(r"Abschnitte ((?:\d[\d.]*|[IVX]+)(?:(?:, | und )(?:\d[\d.]*|[IVX]+))+)$")
_TRENNER = re.compile(r";| und (?=(?:Abbildung|Abschnitt|Tabelle) )")


def _no_sample() -> None:
    return None


@dataclass
class Seite:
    """What a page part needs to know about its page.

    Attributes:
        ergebnis: The outcome of all stages.
        kommune_id: Municipality of the page.
        link: Turns an address from the site's root (``ziele/1-3/``) into one relative to the page.
        diagramm: Embeds a figure (writes its JSON, returns the HTML); takes figure, ``tabelle_anker`` and ``werte``, the rows
            that it shows (or ``csv``, where they lie, if they are no values).
        meta: Front matter of the page.
        website: Name of the site, for citations.
        adresse: Full address of the page, for citations; empty if the site does not know where it lies.
        start: Municipality whose pages stand at the root, empty where there is none; None: that of the page.
        lizenz: Licence of the data in words.
        aus: Areas of the site that are switched off.
        karte: Folder of the map data; None: that of the packages or of the program.
        stichtag: The day to judge by what is overdue.
        auszug: Offers rows as a download of their own and gives its address; takes an id that is unique on the site, the anchor
            of what shows them, title, subtitle and the rows.
        fassung: What the build is made of: ``programm``, ``daten``, ``commit``, each possibly empty or missing.
        pruefung: What a check of files in the browser fetches (``kekiz.wege.pruefpaket.offer_check``), and where files
            can be proposed; empty: there is none.
        muster: Makes the example of the guides (:class:`kekiz.seiten.blattbild.Muster`); None where the data have none.
        kontakt: How to reach the publisher; None: not said.
        sozialraum: What a part of the city is called.
        hochladen: Address where a changed file can be proposed; empty: none.
        auf_papier: Whether there are PDFs of the pages.
        fertig: What several parts of the page need and one has made already, see :meth:`once`.
    """

    ergebnis: Ergebnis
    kommune_id: str
    link: Callable[[str], str]
    diagramm: Callable[..., str]
    meta: Mapping[str, Any]
    website: str = ""
    adresse: str = ""
    start: str | None = None
    lizenz: str = LIZENZEN[STANDARD].kurz
    aus: frozenset[str] = frozenset()
    karte: Path | None = None
    stichtag: date = date.min
    auszug: Callable[..., str] = lambda *_: ""
    fassung: Mapping[str, str] = field(default_factory=dict)
    pruefung: Mapping[str, Any] = field(default_factory=dict)
    muster: Callable[[], Any] = _no_sample
    kontakt: Kontakt | None = None
    sozialraum: Hauptwort = SOZIALRAUM
    hochladen: str = ""
    auf_papier: bool = False
    fertig: dict[tuple[str, ...], Any] = field(default_factory=dict, repr=False)

    def once(self, schluessel: tuple[str, ...], mache: Callable[[], T]) -> T:
        """Makes what several parts of the page show, once.

        Args:
            schluessel: What it is.
            mache: Makes it.
        """
        if schluessel not in self.fertig:
            self.fertig[schluessel] = mache()
        wert: T = self.fertig[schluessel]
        return wert

    @property
    def ort(self) -> str:
        """Name of the municipality."""
        return str(self.ergebnis.bestand.where("kommunen", kommune_id=self.kommune_id)["name"].iloc[0])

    @property
    def geometrie(self) -> Path:
        """Folder of the map data."""
        return self.karte or geometry_folder(self.ergebnis.bestand.pfad)

    def zu(self, art: str, kennung: str = "") -> str:
        """Gives the address of another page, relative to this one.

        Args:
            art: Kind of page; one that each municipality has of its own is that of the page's municipality.
            kennung: Id of the goal, area, module or municipality.
        """
        start = self.kommune_id if self.start is None else self.start
        return self.link(address(art, self.kommune_id, kennung, start=start))

    def kennung(self, name: str) -> str:
        """Gives the id of a picture: those of the municipality at the root are old anchors, those of others carry its id."""
        return name if self.start is None or self.kommune_id == self.start else f"{self.kommune_id}-{name}"

    def chart_rows(self, diagramm: Diagramm, werte: Sequence[Wert]) -> str:
        """Gives the address of the rows of a chart, as it offers them itself, for the table beside it.

        Args:
            diagramm: The chart as it is drawn, which may have said more than what it was drawn from.
            werte: What it shows.
        """
        r = diagramm.rahmen
        return self.auszug(r.id, f"diagramm-{self.kennung(r.id)}", r.titel, r.untertitel, werte)

    def tabelle(self, name: str, **gleich: str) -> pd.DataFrame:
        """Gives the rows of a table that belong to the package of the page's municipality.

        Args:
            name: Table name.
            **gleich: Further columns and their values.
        """
        return self.ergebnis.bestand.where(name, paket=self.kommune_id, **gleich)


def kennzahl_url(seite: Seite, kennzahl_id: str) -> str:
    """Gives the address of the page of a Kennzahl; empty where it has none, as no package has a row about it."""
    return seite.zu("kennzahl", kennzahl_id) if kennzahl_id in seite.ergebnis.towns_of_kennzahlen else ""


def source_line(seite: Seite, werte: pd.DataFrame) -> str:
    """Names publisher, title and places of the rows of a chart."""
    teile = []
    for quelle_id, gruppe in werte.groupby("quelle_id", sort=False):
        q = seite.ergebnis.quellen.loc[quelle_id]
        stellen = ", ".join(places(gruppe["fundstelle"]))
        teile.append(f"{q['herausgeber']}: {q['titel'].split(':')[0]}, {stellen}")
    return sag("Quelle: ") + "; ".join(teile)


def cite_documents(seite: Seite, werte: pd.DataFrame) -> str:
    """Names the documents behind rows in full: publisher, title, year, places, Stand; ready for a citation."""
    teile = []
    for quelle_id, gruppe in werte.groupby("quelle_id", sort=False):
        q = seite.ergebnis.quellen.loc[quelle_id]
        jahr = f" ({q['jahr']})" if pd.notna(q["jahr"]) else ""
        stellen = ", ".join(places(gruppe["fundstelle"]))
        teile.append(
            sag(
                "{herausgeber}{jahr}: {titel}, {stellen}. Stand: {stand}",
                herausgeber=q["herausgeber"],
                jahr=jahr,
                titel=q["titel"],
                stellen=stellen,
                stand=q["stand"],
            )
        )
    return "; ".join(teile)


def places(fundstellen: Iterable[str]) -> list[str]:
    """Lists every place in a document once; one row may name several.

    Example:
        >>> places(["Tabelle 7", "Tabelle 7; Abschnitt 1.8.1.2", "Tabelle 7 und Tabelle 8"])
        ['Abschnitt 1.8.1.2', 'Tabelle 7', 'Tabelle 8']
        >>> places(["Abschnitt 4.8", "Abschnitte 4.8, 4.8.1 und 4.9"])
        ['Abschnitt 4.8', 'Abschnitt 4.8.1', 'Abschnitt 4.9']
    """
    teile = (teil.strip() for stelle in fundstellen for teil in _TRENNER.split(str(stelle)))
    return sorted(dict.fromkeys(ort for teil in teile for ort in _each(teil)))


def _each(ort: str) -> list[str]:
    """Splits "Abschnitte 4.8, 4.8.1 und 4.9" into its sections."""
    mehrere = _ABSCHNITTE.match(ort)
    return [f"Abschnitt {nr}" for nr in re.split(r", | und ", mehrere[1])] if mehrere else [ort]


def period_span(werte: pd.DataFrame) -> str:
    """Says from when to when rows reach: "2012/13 bis 2017/18", "2018"; "bis 2015" where the first has no Stichtag.

    Args:
        werte: Rows of ``werte``, not empty.
    """
    w = werte.sort_values("zeit", kind="stable")
    erster, letzter = (str(w.iloc[i]["zeitraum"]) for i in (0, -1))
    von, bis = format_zeitraum_kurz(erster), format_zeitraum_kurz(letzter)
    if erster.startswith(OHNE_STICHTAG) and von != bis:
        return bis if letzter.startswith(OHNE_STICHTAG) else sag("bis {bis}", bis=bis)
    return von if von == bis else sag("{von} bis {bis}", von=von, bis=bis)


def has_course(werte: pd.DataFrame) -> bool:
    """Tells whether any two values of one series may be compared, so that a picture may show a course.

    Args:
        werte: Rows of ``werte``.
    """
    return longest_course(werte) > 1


def longest_course(werte: pd.DataFrame) -> int:
    """Counts the values of the longest stretch of a series within which they may be compared.

    Args:
        werte: Rows of ``werte``.
    """
    da = werte[werte["wert"].notna()]
    return int(da.groupby(["kennzahl_id", "raum_id", "gruppe", "segment"]).size().max()) if len(da) else 0


def break_reasons(seite: Seite, werte: pd.DataFrame) -> str:
    """Says why the values of a Kennzahl may not be compared over the years, in the words of the data."""
    brueche = seite.tabelle("brueche")
    return " ".join(brueche.loc[brueche["kennzahl_id"].isin(set(werte["kennzahl_id"])), "grund"].drop_duplicates())


def unit_words(einheit: str) -> str:
    """Says what an axis counts."""
    return {
        "%": sag("Anteil in Prozent"),
        "Anzahl": sag("Anzahl"),
        "Euro": sag("Euro, nicht preisbereinigt"),
        "ohne": sag("Verhältniszahl"),
    }.get(einheit, einheit)
