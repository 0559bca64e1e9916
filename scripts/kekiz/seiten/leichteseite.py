"""Pages in Leichte Sprache: what this site is, each goal at the top, each area; figures as on the other pages."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

import pandas as pd
from markupsafe import Markup, escape

from kekiz.daten.einstellungen import HERAUSGEBER, read_settings
from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import select_areas
from kekiz.sagen.leichtsatz import (
    GRUPPE,
    SELTEN,
    URTEIL,
    area_sentences,
    easy_years,
    goal_count,
    open_reasons,
    status_sentences,
    target_sentences,
    value_sentence,
)
from kekiz.sagen.woerter import STANDARD
from kekiz.sagen.zielzahl import OFFEN
from kekiz.seiten.anatomie import Eintrag, Seitenart, towns_with
from kekiz.seiten.raumbild import Beleg, shares
from kekiz.seiten.raumseite import list_offers
from kekiz.seiten.raumwerte import area_of, list_places
from kekiz.seiten.seite import Seite
from kekiz.seiten.zielteile import leading
from kekiz.seiten.zieluebersicht import single_goals, status_counts
from kekiz.wissen.codes import Status, Statusgrund, Vergleich
from kekiz.wissen.leichtesprache import FUGE, find_faults_of_name, show_joints
from kekiz.wissen.schrift import quote
from kekiz.wissen.sprache import merke, sag
from kekiz.wissen.zahlen import format_zahl
from kekiz.zeichnen.vorlage import render

ORTE_HOECHSTENS: Final = 40
"""A site of more municipalities with goals or areas has such pages only for that at the root."""
VIELE: Final = 8
"""With more goals on a page their figures are folded."""
GENANNT: Final = 6
"""So many figures of an area without sentences of its own stand on its page."""
ZIELE: Final = merke("Ziele in Leichter Sprache")
RAEUME: Final = merke("Sozialräume in Leichter Sprache")


@dataclass(frozen=True)
class Teil:
    """A part of a section: what it is about, and its lines.

    Attributes:
        titel: Its heading; empty: none.
        zeilen: One sentence each.
        anker: Id of the heading.
        status: Status that its heading is marked with; empty: none.
        zahlen: Lines with figures, below the others.
        klappe: What the reader opens to see the figures; empty: they stand openly.
        ist_gesucht: Whether the search finds it on its own; without figures, the page of the goal says more.
    """

    titel: str
    zeilen: Sequence[str] = ()
    anker: str = ""
    status: str = ""
    zahlen: Sequence[str] = ()
    klappe: str = ""
    ist_gesucht: bool = True


@dataclass(frozen=True)
class Abschnitt:
    """A section: a picture, a heading, lines, parts, ways on.

    Attributes:
        bild: Name of the picture; one of ``vorlagen/leichtbild.html``.
        titel: Heading.
        zeilen: One sentence each.
        teile: Parts with headings of their own.
        wege: Words and address of each link.
    """

    bild: str
    titel: str
    zeilen: Sequence[str] = ()
    teile: Sequence[Teil] = ()
    wege: Sequence[tuple[str, str]] = ()


# --- words of the data -----------------------------------------------------------------------------------------------


def _texts(seite: Seite, art: str, *, ziel_id: str = "", kennzahl_id: str = "") -> list[str]:
    """Lines that the data have in Leichte Sprache, in their order."""
    zeilen = seite.tabelle("leichtesprache", ziel_id=ziel_id, kennzahl_id=kennzahl_id, art=art)
    return [str(t) for t in zeilen.sort_values("reihenfolge")["text"]]


def _easy_name(name: str) -> str:
    """Writes a name as it is where it is easy, else as the wording of others."""
    mit_fugen = show_joints(name)
    return quote(name) if find_faults_of_name(mit_fugen) else mit_fugen


def _goal_name(seite: Seite, ziel_id: str) -> str:
    eigener = _texts(seite, "name", ziel_id=ziel_id)
    z = seite.tabelle("ziele", ziel_id=ziel_id).iloc[0]
    return eigener[0] if eigener else _easy_name(str(z["kurzname"] or z["titel"]))


def _question(seite: Seite, kennzahl_id: str) -> list[str]:
    """What a figure answers; its name as others write it where the data have no question."""
    frage = _texts(seite, "frage", kennzahl_id=kennzahl_id)
    if frage:
        return [*frage, *_texts(seite, "satz", kennzahl_id=kennzahl_id)]
    return [sag("Dazu gibt es eine Zahl:"), f"{quote(str(seite.ergebnis.kennzahlen.at[kennzahl_id, 'kurzname']))}:"]


def _group_line(seite: Seite, gruppe: str) -> list[str]:
    if not gruppe:
        return []
    return [f"{_easy_name(seite.ergebnis.group_name(gruppe))}:"]


# --- goals -----------------------------------------------------------------------------------------------------------


def _status(seite: Seite, ziel_id: str) -> Status:
    return Status(seite.ergebnis.goal(seite.kommune_id, ziel_id)["status"])


def _leaves(seite: Seite, ziel_id: str) -> list[str]:
    """The single goals below a goal; the goal itself where there are none."""
    return [i for i in single_goals(seite) if i.startswith(f"{ziel_id}.")] or [ziel_id]


def _compared_place(seite: Seite, ziel: pd.Series) -> str:
    """Name of the place that a target compares with; empty where it does not."""
    if ziel["vergleich"] != Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        return ""
    zeilen = seite.tabelle("zielwerte", ziel_id=str(ziel["ziel_id"]), kennzahl_id=str(ziel["kennzahl_id"]))
    raum_id = next(iter(zeilen["vergleichsraum_id"]), "")
    return next(iter(seite.tabelle("raeume", raum_id=str(raum_id))["name"]), "")


def _figures(seite: Seite, ziel_id: str) -> list[str]:
    """Each leading figure of a goal: what it answers, its value, what the goal asked for."""
    zeilen: list[str] = []
    gefragt = ""
    for kennzahl_id, gruppe, teil in leading(seite, ziel_id):
        geprueft = teil[teil["ist_erfuellt"].notna()].drop_duplicates("zielwert")
        if geprueft.empty:
            continue
        wert = seite.ergebnis.wert(seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe))
        satz = value_sentence(wert, [float(w) for w in geprueft["zielwert"].dropna()])
        ziele = [target_sentences(z, _compared_place(seite, z)) for _, z in geprueft.iterrows()]
        ziele = [list(z) for z in dict.fromkeys(map(tuple, ziele)) if z]
        if len(ziele) > 1:
            ziele.insert(0, [sag("Im Bericht stehen dazu {n} Ziele.", n=format_zahl(len(ziele)))])
        frage = _question(seite, kennzahl_id) if kennzahl_id != gefragt else []
        gefragt = kennzahl_id
        zeilen += [*frage, *_group_line(seite, gruppe), satz, *(s for z in ziele for s in z)]
    grund = SELTEN.get(Statusgrund(seite.ergebnis.goal(seite.kommune_id, ziel_id)["statusgrund"]))
    return [*zeilen, *([grund] if grund else [])]


def _part_of(seite: Seite, ziel_id: str, *, ist_lang: bool) -> Teil:
    titel = sag("Ziel {nr}: {name}", nr=ziel_id, name=_goal_name(seite, ziel_id))
    klappe = sag("Zahlen zu Ziel {nr}", nr=ziel_id) if ist_lang else ""
    saetze, zahlen = _texts(seite, "satz", ziel_id=ziel_id), _figures(seite, ziel_id)
    status = _status(seite, ziel_id)
    return Teil(titel, saetze, _anchor(ziel_id), status, zahlen, klappe, ist_gesucht=status not in OFFEN)


def _anchor(ziel_id: str) -> str:
    return f"ziel-{ziel_id.replace('.', '-')}"


def _results(seite: Seite, ziele: Sequence[str]) -> list[Abschnitt]:
    """The goals below a goal: those that fared alike together, then what nobody can test."""
    abschnitte = []
    for status, bild in (
        (Status.ERREICHT, "haken"),
        (Status.TEILWEISE_ERREICHT, "halb"),
        (Status.NICHT_ERREICHT, "kreuz"),
    ):
        teile = [_part_of(seite, i, ist_lang=len(ziele) > VIELE) for i in ziele if _status(seite, i) == status]
        if teile:
            abschnitte.append(Abschnitt(bild, GRUPPE[status][len(teile) > 1], teile=teile))
    offen = [_part_of(seite, i, ist_lang=False) for i in ziele if _status(seite, i) in OFFEN]
    if offen:
        eins, mehr = sag("Dieses Ziel kann man nicht prüfen"), sag("Diese Ziele kann man nicht prüfen")
        titel = eins if len(offen) == 1 else mehr
        gruende = open_reasons(Counter(str(_status(seite, i)) for i in ziele))
        abschnitte.append(Abschnitt("frage", titel, gruende, offen))
    return abschnitte


def _top_goals(seite: Seite) -> list[str]:
    z = seite.tabelle("ziele")
    oben = set(z.loc[z["oberziel_id"].eq(""), "ziel_id"])
    return [i for i in seite.ergebnis.goal_ids(seite.kommune_id) if i in oben]


def draw_ziel(seite: Seite, ziel_id: str) -> str:
    """A goal at the top: what it is, and what became of the goals below it."""
    ziele = _leaves(seite, ziel_id)
    name = _goal_name(seite, ziel_id)
    was = Abschnitt(
        "ziel", sag("Was ist das Ziel?"), [sag("Das Ziel heißt:"), name, *_texts(seite, "satz", ziel_id=ziel_id)]
    )
    if ziele == [ziel_id]:
        urteil = URTEIL[_status(seite, ziel_id)]
        teile = [Abschnitt("haken", sag("Hat die Stadt das Ziel erreicht?"), [*_figures(seite, ziel_id), urteil])]
    else:
        n = Counter(str(_status(seite, i)) for i in ziele)
        zahl = sag("Zu dem Ziel gehören {n} kleinere Ziele.", n=format_zahl(len(ziele)))
        if len(ziele) == 1:
            zahl = sag("Zu dem Ziel gehört 1 kleineres Ziel.")
        zaehlung = Abschnitt("haken", sag("Hat die Stadt die Ziele erreicht?"), [zahl, *status_sentences(n)])
        teile = [zaehlung, *_results(seite, ziele)]
    wege = [(sag("Das Ziel in schwerer Sprache"), seite.zu("ziel", ziel_id))]
    return _page([was, *teile, _more(seite, wege)])


# --- areas -----------------------------------------------------------------------------------------------------------


def _area_part(seite: Seite, beleg: Beleg) -> Teil:
    eigener = _texts(seite, "name", kennzahl_id=beleg.kennzahl_id)
    name = eigener[0] if eigener else _easy_name(str(seite.ergebnis.kennzahlen.at[beleg.kennzahl_id, "kurzname"]))
    rest = beleg.zeile["wert_rest"]
    stadt = None if beleg.stadt is None else seite.ergebnis.wert(beleg.stadt).zahl
    ist_rest = bool(pd.notna(rest))
    saetze = area_sentences(
        seite.ergebnis.wert(beleg.zeile),
        float(rest) if ist_rest else stadt,
        str(beleg.zeile["aussage"]),
        ist_rest=ist_rest,
    )
    return Teil(name, [*(_question(seite, beleg.kennzahl_id) if eigener else []), *saetze])


def draw_raum(seite: Seite, raum_id: str) -> str:
    """An area: its figures beside those of the rest of its city, and whether a difference may be chance."""
    ort = str(area_of(seite, raum_id)["name"])
    bekannt = shares(seite, raum_id)
    leichte = [b for b in bekannt if _texts(seite, "frage", kennzahl_id=b.kennzahl_id)]
    belege = leichte or list(bekannt[:GENANNT])
    was = Abschnitt(
        "haus",
        sag("Worum geht es hier?"),
        [sag("{ort} ist ein Teil von {stadt}.", ort=ort, stadt=seite.ort), sag("Hier stehen Zahlen zu diesem Teil.")]
        if belege
        else [sag("{ort} ist ein Teil von {stadt}.", ort=ort, stadt=seite.ort), sag("Zu diesem Teil fehlen Zahlen.")],
    )
    zahlen = Abschnitt("kind", sag("Wie ist es hier?"), teile=[_area_part(seite, b) for b in belege])
    angebote = any(list_offers(seite, raum_id))
    wege = [(sag("Mehr zu diesem Teil in schwerer Sprache"), seite.zu("raum", raum_id))]
    hilfe = Abschnitt(
        "hand",
        sag("Welche Angebote gibt es?"),
        [
            sag("Hier gibt es eine Liste mit Angeboten."),
            sag("Vielleicht gibt es manche Angebote heute nicht mehr."),
            sag("Fragen Sie bitte vor Ort nach."),
        ],
        wege=[(sag("Angebote in schwerer Sprache"), f"{seite.zu('raum', raum_id)}#angebote-hier")],
    )
    return _page([was, *([zahlen] if belege else []), *([hilfe] if angebote else []), _more(seite, wege)])


# --- overview --------------------------------------------------------------------------------------------------------


def _about(seite: Seite) -> Abschnitt:
    zeilen = [sag("Leichte Sprache können viele Menschen besser lesen.")]
    if seite.kommune_id:
        zeilen += [
            sag("Hier geht es um Kinder und Jugendliche."),
            sag("Der Ort heißt: {ort}.", ort=seite.ort),
        ]
    else:
        zeilen.append(sag("Hier geht es um Kinder in mehreren Städten."))
    if _has_goals(seite):
        zeilen += [
            sag("Die Stadt hat sich Ziele für Kinder und Jugendliche gesetzt."),
            sag("Ein Ziel sagt: Das soll besser werden."),
            sag("Die Ziele stehen in einem Bericht."),
            sag("In dem Bericht stehen auch Zahlen."),
            sag("Wir haben mit den Zahlen noch einmal gerechnet."),
        ]
    ist_eigene = read_settings().herausgeber == HERAUSGEBER[1]
    if seite.kommune_id:
        zeilen.append(
            sag("Die Stadt macht diese Internet·seite.")
            if ist_eigene
            else sag("Die Stadt macht diese Internet·seite nicht.")
        )
    return Abschnitt("buch", sag("Was finden Sie hier?"), zeilen)


def _has_goals(seite: Seite) -> bool:
    return bool(seite.kommune_id) and bool(seite.ergebnis.goal_ids(seite.kommune_id))


def _goals(seite: Seite) -> Iterable[Abschnitt]:
    if not _has_goals(seite):
        return
    n = status_counts(seite)
    z = seite.ergebnis.zielstand
    beurteilt = z[z["kommune_id"].eq(seite.kommune_id) & z["ist_erfuellt"].notna()]
    jahre = easy_years(map(str, beurteilt["zeitraum"]))
    wege = [
        (sag("Ziel {nr}: {name}", nr=i, name=_goal_name(seite, i)), seite.zu("leicht_ziel", i))
        for i in _top_goals(seite)
    ]
    yield Abschnitt(
        "haken",
        sag("Hat die Stadt die Ziele erreicht?"),
        [
            *([goal_count(seite.ort, sum(n.values())), *status_sentences(n)] if n else ()),
            *([jahre] if jahre else ()),
            sag("Hier lesen Sie mehr:"),
        ],
        wege=wege,
    )


def _areas(seite: Seite) -> Iterable[Abschnitt]:
    orte = select_areas(list_places(seite)) if seite.kommune_id else pd.DataFrame()
    if orte.empty:
        return
    wort = read_settings().sozialraum
    yield Abschnitt(
        "haus",
        sag("Wie ist es in den Teilen von der Stadt?"),
        [
            sag("{ort} hat {n} Teile.", ort=seite.ort, n=format_zahl(len(orte))),
            sag("Die Teile heißen: Sozial·räume.")
            if wort == STANDARD
            else f"{sag('Die Teile heißen:')} {quote(wort.mehrzahl)}.",
            sag("Hier lesen Sie mehr:"),
        ],
        wege=[(str(o["name"]), seite.zu("leicht_raum", str(o["raum_id"]))) for _, o in orte.iterrows()],
    )


def _words(seite: Seite) -> Abschnitt:
    zufall = Teil(sag("Zufall"), [sag("Zufall heißt: Niemand hat das geplant."), sag("Es ist einfach so gekommen.")])
    teile = [
        Teil(sag("Bericht"), [sag("Ein Bericht ist ein langer Text."), sag("Darin steht: Das ist passiert.")]),
        Teil(sag("Von 100"), [sag("Denken Sie an 100 Kinder."), sag("50 von 100 ist die Hälfte.")]),
        Teil(
            sag("Ungefähr"),
            [sag("Ungefähr heißt: Die Zahl stimmt nicht ganz genau."), sag("Sie ist ein wenig größer oder kleiner.")],
        ),
        *([zufall] if seite.kommune_id and len(select_areas(list_places(seite))) else []),
    ]
    return Abschnitt("frage", sag("Was heißen diese Wörter?"), teile=teile)


def _ask(seite: Seite) -> Abschnitt:
    kontakt = read_settings().kontakt
    zeilen = [sag("Haben Sie Fragen zu dieser Internet·seite?")]
    wege: list[tuple[str, str]] = []
    if kontakt:
        zeilen += [sag("Hier können Sie fragen:"), f"{quote(kontakt.stelle)}."]
        wege += [(kontakt.email, f"mailto:{kontakt.email}")] if kontakt.email else []
        wege += [(kontakt.seite, kontakt.seite)] if kontakt.seite else []
    else:
        zeilen.append(sag("Hier steht leider keine Adresse."))
    if seite.kommune_id and len(seite.tabelle("module")):
        zeilen += [
            sag("Brauchen Sie Hilfe für Ihr Kind?"),
            sag("Hier gibt es eine Liste mit Angeboten."),
            sag("Die Liste ist in schwerer Sprache."),
            sag("Vielleicht gibt es manche Angebote heute nicht mehr."),
            sag("Fragen Sie bitte vor Ort nach."),
        ]
        wege.append((sag("Liste mit Angeboten"), seite.zu("module")))
    return Abschnitt("brief", sag("Wo können Sie fragen?"), zeilen, wege=wege)


def _signs() -> Abschnitt:
    return Abschnitt(
        "hand",
        sag("Gibt es Gebärden·sprache?"),
        [
            sag("Manche Menschen sprechen mit den Händen."),
            sag("Das heißt: Deutsche Gebärden·sprache."),
            sag("Videos in Gebärden·sprache gibt es hier noch nicht."),
        ],
    )


def draw_uebersicht(seite: Seite) -> str:
    """What this site is, how the goals are doing, what words mean, where to ask, and that there is no sign language yet."""
    abschnitte = [_about(seite), *_goals(seite), *_areas(seite), _words(seite), _ask(seite), _signs()]
    # A municipality beside that at the root begins with its profile.
    ist_oben = seite.start is None or seite.kommune_id == seite.start
    zurueck = seite.zu("start") if ist_oben else seite.zu("kommune", seite.kommune_id)
    return _page([*abschnitte, _more(seite, [(sag("Diese Internet·seite in schwerer Sprache"), zurueck)])])


# --- all of them -----------------------------------------------------------------------------------------------------


def _more(seite: Seite, wege: list[tuple[str, str]]) -> Abschnitt:
    """What ends each page: who has not read it yet, and the ways to harder words and back."""
    oben = [(sag("Alles in Leichter Sprache"), seite.zu("leicht"))] if _id(seite) else []
    return Abschnitt(
        "pfeil",
        sag("Gut zu wissen"),
        [
            sag("Diese Seiten hat noch niemand aus der Ziel·gruppe geprüft."),
            sag("Zur Ziel·gruppe gehören Menschen mit Lern·schwierigkeiten."),
            sag("Hier können Sie weiter·lesen:"),
        ],
        wege=[*wege, *oben],
    )


def _id(seite: Seite) -> str:
    """What the page is about; empty for the overview."""
    return str(seite.meta.get("leicht_ziel") or seite.meta.get("leicht_raum") or "")


def _line(text: str) -> Markup:
    """Lets a long word break at its joints."""
    return Markup(str(escape(text)).replace(FUGE, f"{FUGE}<wbr>"))


def _page(abschnitte: Sequence[Abschnitt]) -> str:
    return render("leicht", abschnitte=abschnitte, zeile=_line)


MACROS: dict[str, Callable[[Seite], str]] = {
    "leicht_uebersicht": draw_uebersicht,
    "leicht_vom_ziel": lambda seite: draw_ziel(seite, str(seite.meta["leicht_ziel"])),
    "leicht_vom_raum": lambda seite: draw_raum(seite, str(seite.meta["leicht_raum"])),
}


def list_overviews(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the overview of each municipality with goals or areas, and that of a site whose root has none."""
    titel, beschreibung = sag("Leichte Sprache"), sag("Was diese Website zeigt, in Leichter Sprache.")
    orte = [Eintrag(k, "", titel, beschreibung, n) for k, n in _towns(ergebnis).items()]
    return [*orte, Eintrag("", "", titel, beschreibung)]


def _towns(ergebnis: Ergebnis) -> dict[str, str]:
    mit_teilen = set(select_areas(ergebnis.bestand.frame("raeume"))["paket"])
    orte = dict(towns_with(ergebnis, "ziele"))
    return orte | {k: n for k, n in towns_with(ergebnis, "raeume") if k in mit_teilen}


def _are_few(ergebnis: Ergebnis) -> bool:
    return len(_towns(ergebnis)) <= ORTE_HOECHSTENS


def list_goals(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the goals at the top of each municipality."""
    orte = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    z = ergebnis.bestand.frame("ziele")
    zeilen = ergebnis.bestand.frame("leichtesprache")
    leicht = zeilen[zeilen["art"].eq("name")].set_index(["paket", "ziel_id"])["text"].to_dict()
    # Ways lead to a goal by the name that its page says.
    namen = {(r.paket, r.ziel_id): str(r.kurzname) for r in z.itertuples(index=False)} | leicht
    return [
        Eintrag(
            r.paket, r.ziel_id, sag("Ziel {nr} in Leichter Sprache", nr=r.ziel_id),
            sag("Was das Ziel {nr} in {ort} sagt und was daraus wurde, in Leichter Sprache.", nr=r.ziel_id, ort=orte[r.paket]),
            orte[r.paket], menue=sag("Ziel {nr}: {name}", nr=r.ziel_id, name=name) if name else "", gruppe=sag(ZIELE),
        )
        for r in z[z["oberziel_id"].eq("")].itertuples(index=False)
        for name in [namen[r.paket, r.ziel_id]]
    ]  # fmt: skip


def list_areas(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the areas of each municipality."""
    orte = ergebnis.bestand.frame("kommunen").set_index("kommune_id")["name"]
    return [
        Eintrag(
            r.paket, r.raum_id, sag("{name} in Leichter Sprache", name=r.name),
            sag("Zahlen zu {name} in {ort}, in Leichter Sprache.", name=r.name, ort=orte[r.paket]),
            orte[r.paket], menue=r.name, gruppe=sag(RAEUME),
        )
        for r in select_areas(ergebnis.bestand.frame("raeume")).itertuples(index=False)
    ]  # fmt: skip


_art = partial(Seitenart, ohne=("toc",), auch_andere=_are_few)

ARTEN = (
    _art("leicht", "ziele.csv", ("leicht_uebersicht",), list_overviews),
    _art("leicht_ziel", "ziele.csv", ("leicht_vom_ziel",), list_goals),
    _art("leicht_raum", "raeume.csv", ("leicht_vom_raum",), list_areas),
)
