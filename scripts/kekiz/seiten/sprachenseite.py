"""The pages in other languages: one for each, the list of them, and where their translations are looked at.

Numbers come from the same functions as on the home page. What a city has no row for is left out.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from markupsafe import Markup

from kekiz.daten.einstellungen import HERAUSGEBER, read_settings
from kekiz.ergebnis import Ergebnis
from kekiz.sagen.sprachkatalog import Stimme, direction, own_name, read_catalogue
from kekiz.sagen.sprachtexte import (
    BETREUUNGSANSPRUCH,
    KENNZAHL,
    MASERNSCHUTZ,
    SPRACHEN,
    U8_ALTER,
    U8_WORT,
    source_texts,
    told_goals,
    told_kennzahlen,
)
from kekiz.sagen.zielzahl import GEPRUEFT, OFFEN
from kekiz.seiten.anatomie import Eintrag, Seitenart
from kekiz.seiten.jahre import years_span
from kekiz.seiten.seite import Seite
from kekiz.seiten.startseite import judged_periods
from kekiz.seiten.zieluebersicht import status_counts
from kekiz.wert import Wert
from kekiz.wissen.codes import Status
from kekiz.wissen.sprache import QUELLSPRACHE, merke, sag
from kekiz.wissen.zahlen import OHNE_STICHTAG, format_anzahl_wort
from kekiz.zeichnen.vorlage import render

ORDNER: Final = "daten/sprachen"
"""Where the tables of the texts lie on the site."""
MAPPE: Final = f"{ORDNER}/uebersetzungen.xlsx"

_STAND: Final = {
    Status.ERREICHT: "ziele.erreicht",
    Status.TEILWEISE_ERREICHT: "ziele.teilweise",
    Status.NICHT_ERREICHT: "ziele.verfehlt",
}


VORLAGE: Final = merke(
    "Dieser Text ist die Vorlage der Übersetzungen. Ob eine davon durchgesehen ist, steht auf ihrer Seite."
)
"""What the German page says of itself, where the others say that nobody has proofread them."""


@dataclass
class Teil:
    """A section of a page.

    Attributes:
        anker: Id of its heading.
        titel: Its heading.
        absaetze: Its paragraphs.
        punkte: Status and sentence of the points of a list.
        danach: Paragraphs below the list.
        jahre: Of which years the numbers are; empty where that is not said apart.
        verweise: Text and address of links to German pages.
    """

    anker: str
    titel: Markup
    absaetze: list[Markup] = field(default_factory=list)
    punkte: list[tuple[str, Markup]] = field(default_factory=list)
    danach: list[Markup] = field(default_factory=list)
    jahre: Markup = field(default=Markup(""))
    verweise: list[tuple[Markup, str]] = field(default_factory=list)


def voice(ergebnis: Ergebnis, sprache: str) -> Stimme:
    """Gives who says the texts of a language."""
    return Stimme(read_catalogue(sprache), source_texts(ergebnis.bestand))


def _is_own() -> bool:
    """Tells whether the municipality publishes the site itself."""
    return read_settings().herausgeber == HERAUSGEBER[1]


def _about(seite: Seite, s: Stimme) -> Teil:
    teil = Teil("seite", s.sag("was.titel"))
    if not seite.kommune_id:
        teil.absaetze += [s.sag("was.land"), s.sag("was.unabhaengig")]
    else:
        teil.absaetze += _about_town(seite, s)
    if s.sprache != QUELLSPRACHE:
        teil.absaetze.append(s.sag("was.deutsch"))
    return teil


def _about_town(seite: Seite, s: Stimme) -> list[Markup]:
    ort = s.german(seite.ort)
    saetze = [s.sag("was.kinder", ort=ort)]
    if seite.ergebnis.goal_ids(seite.kommune_id):
        saetze.append(s.sag("was.pruefen", ort=ort))
    return [*saetze, s.sag("was.kommune", ort=ort) if _is_own() else s.sag("was.unabhaengig")]


def _goals(seite: Seite, s: Stimme) -> Teil | None:
    """How many goals there are and what became of them; nothing where there are none."""
    n = status_counts(seite) if seite.kommune_id else {}
    if not n:
        return None
    teil = Teil("ziele", s.sag("ziele.titel"))
    teil.absaetze.append(s.sag_n("ziele.gesamt", sum(n.values()), ort=s.german(seite.ort)))
    teil.punkte = [(status, s.sag_n(_STAND[status], n[status])) for status in GEPRUEFT[::-1] if n.get(status)]
    if offen := sum(n.get(status, 0) for status in OFFEN):
        teil.punkte.append((Status.OHNE_DATEN, s.sag_n("ziele.offen", offen)))
        teil.danach.append(s.sag("ziele.offen_heisst"))
    teil.jahre = _years(seite, s)
    teil.verweise.append((s.sag("ziele.link"), seite.zu("ziele")))
    return teil


def _years(seite: Seite, s: Stimme) -> Markup:
    """Of which years the numbers are by which the goals are judged; empty where no document says a first one."""
    zeiten = judged_periods(seite)
    von, bis = years_span(zeiten) if zeiten else (OHNE_STICHTAG, "")
    if von.startswith(OHNE_STICHTAG):
        return Markup("")
    return s.sag("ziele.jahr", von=von) if von == bis else s.sag("ziele.jahre", von=von, bis=bis)


def _latest(seite: Seite, kennzahl_id: str) -> Wert | None:
    """Gives the latest share of the city that one number and one period say; None where there is none."""
    wert = seite.ergebnis.newest_of(seite.kommune_id).get((kennzahl_id, "")) if seite.kommune_id else None
    if wert is None or wert.zahl is None or wert.einheit != "%" or wert.bis is not None or wert.zusatz:
        return None
    return None if wert.zeitraum.kurz.startswith(OHNE_STICHTAG) else wert


def _figures(seite: Seite, s: Stimme, recht: str) -> list[Markup]:
    """Says the latest shares of the Kennzahlen that belong to a fact of today's law, where the language has the sentence."""
    saetze = []
    for kennzahl_id in told_kennzahlen(seite.ergebnis.bestand, seite.kommune_id).get(recht, []):
        wert, key = _latest(seite, kennzahl_id), KENNZAHL + kennzahl_id
        if wert is not None and wert.zahl is not None and s.knows(key):
            anteil = s.percent(wert.zahl, wert.stellen)
            saetze.append(s.sag(key, ort=s.german(seite.ort), zeit=wert.zeitraum.kurz, anteil=anteil))
    return saetze


def _law(
    seite: Seite, s: Stimme, recht: str, name: str, vorn: Sequence[str], hinten: Sequence[str] = ()
) -> Teil | None:
    """A section about a fact of today's law; nothing where the catalogue has no such row.

    Args:
        seite: The page.
        s: Says it.
        recht: Key of the fact.
        name: Its id, and how the keys of its heading and of its link begin.
        vorn: Keys of what is said before the numbers.
        hinten: Keys of what is said after them, where there are any.
    """
    if recht not in s.quelle:
        return None
    teil = Teil(name, s.sag(f"{name}.titel"), [s.sag(key) for key in vorn if key in s.quelle])
    if zahlen := _figures(seite, s, recht):
        teil.absaetze += [*zahlen, *(s.sag(key) for key in hinten)]
    for ziel_id in told_goals(seite.ergebnis.bestand, seite.kommune_id, recht)[:1]:
        teil.verweise.append((s.sag(f"{name}.link"), seite.zu("ziel", ziel_id)))
    return teil


def _u8(seite: Seite, s: Stimme) -> Teil | None:
    return _law(seite, s, U8_ALTER, "u8", (U8_WORT, U8_ALTER), ("u8.heft",))


def _measles(seite: Seite, s: Stimme) -> Teil | None:
    return _law(seite, s, MASERNSCHUTZ, "masern", ("masern.was", MASERNSCHUTZ), ("masern.impfpass",))


def _kita(seite: Seite, s: Stimme) -> Teil | None:
    return _law(
        seite, s, BETREUUNGSANSPRUCH, "kita", ("kita.was", "kita.tagespflege", BETREUUNGSANSPRUCH, "kita.alter")
    )


def _has_modules(seite: Seite) -> bool:
    return bool(seite.kommune_id) and bool(len(seite.tabelle("module")))


def _ask(seite: Seite, s: Stimme) -> Teil:
    """Where to ask: who is known, and that nobody else is."""
    teil = Teil("fragen", s.sag("fragen.titel"))
    teil.absaetze = [s.sag("fragen.gesundheit"), s.sag("fragen.kita"), s.sag("fragen.jugendamt")]
    if _has_modules(seite):
        teil.absaetze.append(s.sag("fragen.angebote"))
        teil.verweise.append((s.sag("fragen.angebote_link"), seite.zu("module")))
    kontakt = read_settings().kontakt
    if not (kontakt and _is_own()):
        teil.absaetze.append(s.sag("fragen.keine_stelle"))
    if kontakt:
        teil.absaetze.append(s.sag("fragen.stelle", stelle=s.german(kontakt.stelle)))
        if kontakt.email:
            teil.absaetze.append(Markup('<a href="mailto:{0}" lang="de" dir="ltr">{0}</a>').format(kontakt.email))
        if kontakt.seite:
            teil.verweise.append((s.sag("fragen.seite"), kontakt.seite))
    return teil


def _more(seite: Seite, s: Stimme) -> Teil:
    teil = Teil("mehr", s.sag("mehr.titel"), verweise=[(s.sag("mehr.start"), seite.link(""))])
    teil.verweise.append((s.sag("mehr.leicht"), seite.zu("leicht")))
    if seite.kommune_id and seite.tabelle("raeume")["typ"].eq("sozialraum").any():
        teil.verweise.append((s.sag("mehr.raeume"), seite.zu("raeume")))
    if len(seite.ergebnis.bestand.frame("glossar")):
        teil.verweise.append((s.sag("mehr.glossar"), seite.zu("glossar")))
    return teil


def _links(seite: Seite, hier: str) -> list[dict[str, str]]:
    return [
        {"code": c, "name": own_name(c), "richtung": direction(c), "url": "" if c == hier else seite.zu("sprache", c)}
        for c in SPRACHEN
    ]


def draw_sprache(seite: Seite) -> str:
    """A page in one language: what this is, how the goals are doing, U8, vaccination, Kita, where to ask."""
    sprache = str(seite.meta["sprache"])
    s = voice(seite.ergebnis, sprache)
    alle = (f(seite, s) for f in (_about, _goals, _u8, _measles, _kita, _ask, _more))
    teile = [t for t in alle if t is not None]
    ist_deutsch = sprache == QUELLSPRACHE
    kopf = render(
        "sprache_kopf",
        sprachen=_links(seite, sprache),
        wort=s.sag("sprachen"),
        hier=s.sag("auf_dieser_seite"),
        teile=teile,
        durchgesehen=sag(VORLAGE) if ist_deutsch else s.sag("geprueft" if s.is_reviewed else "ungeprueft"),
        melden=s.sag("fehler_melden"),
        melden_url=seite.zu("durchsicht"),
        auf_deutsch="" if ist_deutsch else s.sag("auf_deutsch"),
    )
    stuecke = [kopf]
    for teil in teile:
        stuecke.append(f"## {teil.titel} {{: #{teil.anker} }}")
        stuecke.append(render("sprache_teil", teil=teil, auf_deutsch="" if ist_deutsch else s.sag("auf_deutsch")))
    return "\n\n".join(stuecke)


def draw_liste(seite: Seite) -> str:
    """The list of languages, each by its own name with what its page is called."""
    sprachen = [{**z, "titel": voice(seite.ergebnis, z["code"]).sag("titel")} for z in _links(seite, "")]
    return render(
        "sprachen_liste", sprachen=sprachen, leicht_url=seite.zu("leicht"), durchsicht_url=seite.zu("durchsicht")
    )


def draw_durchsicht(seite: Seite) -> str:
    """How translations are looked at: the table to download, the steps, how far each language is."""
    zeilen = []
    for code in SPRACHEN:
        if code != QUELLSPRACHE:
            eintraege = read_catalogue(code).eintraege.values()
            zeilen.append(
                {
                    "name": own_name(code),
                    "code": code,
                    "texte": len(eintraege),
                    "durchgesehen": sum(bool(e.rolle) for e in eintraege),
                    "url": seite.link(f"{ORDNER}/{code}.po"),
                }
            )
    return render(
        "sprachen_durchsicht",
        zeilen=zeilen,
        mappe_url=seite.link(MAPPE),
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "sprache_inhalt": draw_sprache,
    "sprachen_liste": draw_liste,
    "sprachen_durchsicht": draw_durchsicht,
}


def _list_languages(ergebnis: Ergebnis) -> Iterator[Eintrag]:
    quelle = source_texts(ergebnis.bestand)
    for code in SPRACHEN:
        s = Stimme(read_catalogue(code), quelle)
        titel, beschreibung = (str(s.sag(key).striptags()) for key in ("titel", "beschreibung"))
        yield Eintrag("", code, titel, beschreibung, menue=own_name(code))


def _overview(_: Ergebnis) -> list[Eintrag]:
    titel = sag("Diese Website in {anzahl} Sprachen", anzahl=format_anzahl_wort(len(SPRACHEN)))
    beschreibung = sag(
        "Das Wichtigste dieser Website für Eltern in {anzahl} Sprachen.", anzahl=format_anzahl_wort(len(SPRACHEN))
    )
    return [Eintrag("", "", titel, beschreibung)]


def _review(_: Ergebnis) -> list[Eintrag]:
    beschreibung = sag("Übersetzungen dieser Website durchsehen und Fehler melden, mit einer Tabelle zum Ausfüllen.")
    return [Eintrag("", "", sag("Übersetzungen durchsehen"), beschreibung)]


ARTEN = (
    Seitenart("sprachen", "katalog/heute.csv", ("sprachen_liste",), _overview, ("toc", "navigation")),
    Seitenart(
        "sprache", "katalog/heute.csv", ("sprache_inhalt",), lambda e: list(_list_languages(e)), ("toc", "navigation")
    ),
    Seitenart("durchsicht", "katalog/heute.csv", ("sprachen_durchsicht",), _review),
)
