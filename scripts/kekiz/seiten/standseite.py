"""The page about the state of the data: when the next value of each Kennzahl is due, what is overdue, what never came."""

from collections.abc import Callable, Sequence
from typing import Final

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.faelligkeit import Faelligkeit, Vollstaendigkeit, completeness, list_due
from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, towns_with
from kekiz.seiten.falte import fold
from kekiz.seiten.seite import Seite, kennzahl_url
from kekiz.seiten.tabelle import Tabelle
from kekiz.wissen import texte
from kekiz.wissen.codes import BEVOELKERUNG, Lage, Wertstatus
from kekiz.wissen.sprache import begin, list_words, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_datum
from kekiz.wissen.zeitraum import read_zeitraum
from kekiz.zeichnen.vorlage import render

NAECHSTER_WERT: Final = (Lage.UEBERFAELLIG, Lage.FAELLIG, Lage.KUENFTIG)
"""Where it is known for when the next value is to be expected."""
GENANNT: Final = 3
"""So many missing periods are named one by one; of more, the first and the last."""


def _due(seite: Seite) -> list[Faelligkeit]:
    return seite.once(("faelligkeit",), lambda: list_due(seite.ergebnis.bestand, seite.kommune_id, seite.stichtag))


def draw_kurz(seite: Seite) -> str:
    """The answer of the page: how many Kennzahlen are overdue by the day of the build, and what that means."""
    alle = _due(seite)
    n = {lage: sum(f.lage == lage for f in alle) for lage in Lage}
    mit = sum(n[lage] for lage in NAECHSTER_WERT)
    anfang = sag(
        "Stichtag dieser Seite: {tag}. Für {ort} gibt es {kennzahlen}.",
        tag=format_datum(seite.stichtag.isoformat()),
        ort=seite.ort,
        kennzahlen=sag_n("eine Kennzahl", "{anzahl} Kennzahlen", len(alle), anzahl=format_anzahl_wort(len(alle))),
    )
    worte = dict(zip(NAECHSTER_WERT, (sag("überfällig"), sag("fällig"), sag("noch nicht fällig")), strict=True))
    da = [lage for lage in NAECHSTER_WERT if n[lage]]
    if not mit:
        satz = sag("Wann ein neuer Wert zu erwarten ist, sagt kein Dokument.")
    else:
        wie_viele = (
            sag_n(
                "Bei einer ist bekannt, wie oft ein neuer Wert kommt.",
                "Bei {mit} ist bekannt, wie oft ein neuer Wert kommt.",
                mit,
                mit=format_anzahl_wort(mit),
            )
            if len(alle) > 1
            else sag("Es ist bekannt, wie oft ein neuer Wert kommt.")
        )
        if len(da) == 1:
            lage = sag_n("Sie ist {lage}.", "Alle sind {lage}.", mit, lage=worte[da[0]])
        else:
            teile = [
                sag("{anzahl} {lage}", anzahl=format_anzahl_wort(n[lage], sag("eine")), lage=worte[lage]) for lage in da
            ]
            lage = sag("Davon sind {teile}.", teile=list_words(teile))
        satz = f"{wie_viele} {lage}"
    return render("lead", text=f"{anfang} {satz}")


def draw_regel(seite: Seite) -> str:
    """When a value counts as due, and what the page cannot know."""
    del seite
    return render(
        "absatz",
        text=sag(
            "Fällig ist ein Wert, sobald sein Zeitraum zu Ende ist; überfällig ist er ein Jahr danach. Gemeint ist: Er "
            "steht noch nicht in den Daten dieser Website. Ob die Kommune ihn erhoben hat, sagt das nicht."
        ),
    )


def missing_words(zeitraeume: Sequence[str]) -> str:
    """Names missing periods; of many, the first, the last and how many.

    Example:
        >>> missing_words(["2019", "2020"]), missing_words(["2017/18", "2018/19", "2019/20", "2020/21"])
        ('2019 und 2020', '2017/18 bis 2020/21 (vier)')
    """
    texte_ = [read_zeitraum(z).text for z in zeitraeume]
    if len(texte_) <= GENANNT:
        return list_words(texte_)
    return sag(
        "{von} bis {bis} ({anzahl})", von=texte_[0], bis=texte_[-1], anzahl=format_anzahl_wort(len(texte_), sag("eins"))
    )


def _words(seite: Seite, f: Faelligkeit) -> str:
    """What there is to say about a Kennzahl, in the words that it shares with others."""
    letzter = read_zeitraum(f.letzter).text if f.letzter else ""
    if f.lage == Lage.NIE:
        return _reason(seite, f.kennzahl_id)
    if f.lage == Lage.KUENFTIG:
        naechster = read_zeitraum(f.naechster)
        return sag(
            "Letzter Wert {letzter}; der für {naechster} ist nach dem {tag} fällig",
            letzter=letzter,
            naechster=naechster.text,
            tag=format_datum(naechster.ende.isoformat()),
        )
    if f.fehlend:
        return sag_n(
            "Letzter Wert {letzter}; es fehlt {fehlend}",
            "Letzter Wert {letzter}; es fehlen {fehlend}",
            len(f.fehlend),
            letzter=letzter,
            fehlend=missing_words(f.fehlend),
        )
    return sag("Letzter Wert {letzter}", letzter=letzter)


def _groups(seite: Seite, eintraege: Sequence[Faelligkeit]) -> str:
    """The Kennzahlen that share what there is to say, under it."""
    namen = seite.ergebnis.kennzahlen["kurzname"]
    gruppen: dict[str, list[dict[str, str]]] = {}
    for f in eintraege:
        eintrag = {"name": str(namen[f.kennzahl_id]), "url": kennzahl_url(seite, f.kennzahl_id)}
        gruppen.setdefault(_words(seite, f), []).append(eintrag)
    return render("kennzahl_gruppen", gruppen=[{"titel": t, "kennzahlen": k, "weitere": 0} for t, k in gruppen.items()])


def _reason(seite: Seite, kennzahl_id: str) -> str:
    zeilen = seite.tabelle("werte", kennzahl_id=kennzahl_id)
    if zeilen.empty:
        return sag("In keinem Dokument ein Wert")
    return begin(texte.WERTSTATUS[Wertstatus(zeilen.iloc[-1]["wertstatus"])])


def draw_listen(seite: Seite) -> str:
    """The Kennzahlen by whether their next value is due: what is overdue stands open, all else folded."""
    teile = []
    for lage in Lage:
        eintraege = [f for f in _due(seite) if f.lage == lage]
        if not eintraege:
            continue
        titel, inhalt = texte.LAGE[lage], _groups(seite, eintraege)
        drin = sag_n("eine Kennzahl", "{anzahl} Kennzahlen", len(eintraege), anzahl=format_anzahl_wort(len(eintraege)))
        if lage == Lage.UEBERFAELLIG:
            teile.append(render("raum_titel", anker=str(lage), titel=titel, ist_sichtbar=True) + "\n" + inhalt)
        else:
            teile.append(fold(titel, inhalt, drin, anker=str(lage).replace("_", "-")))
    return "\n\n".join(teile)


def _year_columns(jahre: Sequence[Vollstaendigkeit]) -> list[tuple[str, list[int]]]:
    alle = [
        (sag("Erwartet"), [j.erwartet for j in jahre]),
        (sag("Mit Wert"), [j.mit_wert for j in jahre]),
        (sag("Ohne Wert, mit Grund"), [j.begruendet for j in jahre]),
        (sag("Noch offen"), [j.offen for j in jahre]),
        (sag("Nicht eingetragen"), [j.fehlend for j in jahre]),
    ]
    return [(name, werte) for name, werte in alle if any(werte)]


def draw_jahre(seite: Seite) -> str:
    """How complete each year is, folded; absent where there is no row."""
    jahre = completeness(seite.ergebnis.bestand, seite.kommune_id)[::-1]
    if not jahre:
        return ""
    spalten = _year_columns(jahre)
    tabelle = Tabelle(
        "tabelle-jahre",
        sag("Zeilen der Wertetabelle nach dem Jahr, in dem ihr Zeitraum endet"),
        [sag("Jahr"), *(name for name, _ in spalten)],
        [[str(j.jahr), *(str(werte[i]) for _, werte in spalten)] for i, j in enumerate(jahre)],
        list(range(1, len(spalten) + 1)),
    )
    erklaert = render(
        "absatz",
        text=sag(
            "Erwartet ist, was in den zwei Jahren davor eine Zeile hatte, je Kennzahl, Ort und Gruppe und nach ihrem "
            "Rhythmus, dazu jede Zeile des Jahres selbst. Das erste Jahr hat keines davor."
        ),
    )
    return fold(
        sag("Jahr für Jahr"),
        render("tafel", t=tabelle) + "\n" + erklaert,
        sag("wie vollständig jedes Jahr ist"),
        anker="jahre",
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "stand_kurz": draw_kurz,
    "stand_regel": draw_regel,
    "stand_listen": draw_listen,
    "stand_jahre": draw_jahre,
}


def list_states(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages about the state of the data: of each municipality with more Kennzahlen than its population."""
    mit = {
        paket
        for name in ("werte", "zaehlweisen")
        for paket, k in zip(*(ergebnis.bestand.frame(name)[s] for s in ("paket", "kennzahl_id")), strict=True)
        if k != BEVOELKERUNG
    }
    return [
        Eintrag(
            k,
            "",
            sag("Stand der Daten"),
            sag("Wann in {ort} der nächste Wert jeder Kennzahl zu erwarten ist, was fehlt und was nie kam.", ort=ort),
            ort,
        )
        for k, ort in towns_with(ergebnis, "werte", "zaehlweisen")
        if k in mit
    ]


ARTEN = (
    Seitenart(
        "stand",
        "zaehlweisen.csv",
        (
            "stand_kurz",
            Abschnitt(),
            "jahre_stand",
            "stand_regel",
            "stand_listen",
            "stand_jahre",
        ),
        list_states,
        ("toc",),
    ),
)
