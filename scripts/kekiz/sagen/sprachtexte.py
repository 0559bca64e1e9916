"""What the pages in other languages say, in German: the source of their catalogues, each text by a key that stays.

These pages have a language of their own whatever that of the site is, so their texts are no texts of
:func:`kekiz.wissen.sprache.sag`. Facts of today's law and terms of the glossary are taken from the data; when an editor
changes one there, its translations are out of date and the check says so.
"""

from collections.abc import Mapping
from typing import Final

from kekiz.daten.bestand import Bestand

Text = str | tuple[str, str]
"""German text; both texts where a number decides."""

SPRACHEN: Final = ("de", "en", "tr", "ar", "uk", "bg", "ro", "pl", "ru")
"""Languages that there is a page in, in the order in which they are offered."""
ZAHL: Final = "anzahl"
"""The place of the number that decides between the forms of a text."""

TERME: Final[Mapping[str, str]] = {
    "u8": "U8",
    "u3": "U3",
    "ue3": "Ü3",
    "kita": "Kita",
    "tagespflege": "Kindertagespflege",
    "jugendamt": "Jugendamt",
    "heft": "Untersuchungsheft",
    "impfpass": "Impfpass",
}
"""Words that parents meet in Germany; they stay German in every language and are explained. A text has their places."""

U8_ALTER: Final = "heute.u8-alter"
MASERNSCHUTZ: Final = "heute.masernschutz"
BETREUUNGSANSPRUCH: Final = "heute.betreuungsanspruch"
RECHT: Final = (U8_ALTER, MASERNSCHUTZ, BETREUUNGSANSPRUCH)
"""Facts of today's law, in the order in which pages tell them, as table and id of the row."""
U8_WORT: Final = "glossar.u8"
KENNZAHL: Final = "kennzahl."
"""How the key of the sentence of a Kennzahl begins."""
_SPALTE: Final = {"heute": ("heute_id", "text"), "glossar": ("begriff_id", "erklaerung")}

TEXTE: Final[Mapping[str, Text]] = {
    "titel": "Diese Website in Kürze",
    "beschreibung": "Was diese Website zeigt, wie es um die Ziele für Kinder steht und was Eltern wissen sollten.",
    "ungeprueft": "Diese Übersetzung hat noch niemand durchgesehen, der mit dieser Sprache aufgewachsen ist.",
    "geprueft": "Diese Übersetzung hat jemand durchgesehen, der mit dieser Sprache aufgewachsen ist.",
    "fehler_melden": "Fehler in der Übersetzung melden",
    "auf_deutsch": "auf Deutsch",
    "sprachen": "Sprachen",
    "auf_dieser_seite": "Auf dieser Seite",
    # What it is.
    "was.titel": "Worum es hier geht",
    "was.kinder": "Diese Website zeigt Zahlen über Kinder und Jugendliche in {ort}.",
    "was.pruefen": "{ort} hat sich Ziele für Kinder und Jugendliche gesetzt. Hier steht, welche Ziele erreicht sind. "
    "Zahlen zeigen das.",
    "was.land": "Diese Website zeigt Ziele und Zahlen zu Kindern und Jugendlichen aus mehreren Städten und Kreisen.",
    "was.unabhaengig": "Diese Website ist unabhängig. Sie nutzt Berichte, die veröffentlicht sind.",
    "was.kommune": "{ort} gibt diese Website heraus.",
    "was.deutsch": "Fast alle anderen Seiten sind auf Deutsch. Wo ein Link auf eine deutsche Seite führt, steht es dabei.",
    # The goals.
    "ziele.titel": "Welche Ziele sind erreicht?",
    "ziele.gesamt": ("{ort} hat sich {anzahl} Ziel gesetzt:", "{ort} hat sich {anzahl} Ziele gesetzt:"),
    "ziele.erreicht": ("{anzahl} Ziel ist erreicht.", "{anzahl} Ziele sind erreicht."),
    "ziele.teilweise": ("{anzahl} Ziel ist zum Teil erreicht.", "{anzahl} Ziele sind zum Teil erreicht."),
    "ziele.verfehlt": ("{anzahl} Ziel ist nicht erreicht.", "{anzahl} Ziele sind nicht erreicht."),
    "ziele.offen": ("{anzahl} Ziel lässt sich nicht prüfen.", "{anzahl} Ziele lassen sich nicht prüfen."),
    "ziele.offen_heisst": "Nicht prüfen heißt: Das Ziel nennt keine Zahl, oder es fehlen Zahlen dazu.",
    "ziele.jahre": "Die Zahlen zu den Zielen sind von {von} bis {bis}.",
    "ziele.jahr": "Die Zahlen zu den Zielen sind von {von}.",
    "ziele.link": "Alle Ziele mit ihren Zahlen",
    # U8.
    "u8.titel": "Was ist die {u8}?",
    "u8.heft": "Im {heft} steht, bei welchen Untersuchungen ein Kind war.",
    "u8.link": "Das Ziel zur {u8} mit allen Zahlen",
    # Measles.
    "masern.titel": "Impfung gegen Masern",
    "masern.was": "Masern sind eine ansteckende Krankheit. Für den vollen Schutz braucht ein Kind zwei Impfungen.",
    "masern.impfpass": "Im {impfpass} stehen alle Impfungen.",
    "masern.link": "Das Ziel zur Impfung mit allen Zahlen",
    # Kita.
    "kita.titel": "{kita} und {tagespflege}",
    "kita.was": "{kita} heißt Kindertageseinrichtung. Dort sind Kinder am Tag, bis sie in die Schule kommen.",
    "kita.tagespflege": "In der {tagespflege} kümmert sich eine Person am Tag um wenige Kinder.",
    "kita.alter": "{u3} heißt: Kinder unter drei Jahren. {ue3} heißt: Kinder über drei Jahren.",
    "kita.link": "Das Ziel zum Betreuungsplatz mit allen Zahlen",
    # Where to ask.
    "fragen.titel": "Wo Eltern fragen können",
    "fragen.gesundheit": "Bei Fragen zur {u8} und zu Impfungen: in der Kinderarztpraxis fragen.",
    "fragen.kita": "Bei Fragen zu einem Platz in der {kita}: in einer {kita} oder beim {jugendamt} fragen.",
    "fragen.jugendamt": "Das {jugendamt} ist eine Behörde der Stadt oder des Kreises. Es hilft Familien.",
    "fragen.angebote": "Eine deutsche Seite nennt Angebote für Familien aus den Berichten. Ob es diese Angebote heute noch "
    "gibt, weiß diese Website nicht.",
    "fragen.angebote_link": "Angebote für Familien",
    "fragen.keine_stelle": "Eine Adresse oder Telefonnummer für Fragen von Eltern kennt diese Website nicht.",
    "fragen.stelle": "Fragen zu dieser Website beantwortet: {stelle}",
    "fragen.seite": "Seite dieser Stelle",
    # More.
    "mehr.titel": "Mehr auf dieser Website",
    "mehr.start": "Startseite",
    "mehr.raeume": "Zahlen für Stadtteile",
    "mehr.glossar": "Schwierige Wörter, einfach erklärt",
    "mehr.leicht": "Leichte Sprache",
}
"""German texts by key. A changed text makes its translations out of date; ``kekiz sprachen abgleichen`` marks them."""


def data_text(bestand: Bestand, key: str) -> str:
    """Gives a text that stands in the data; empty where the catalogue has no such row.

    Args:
        bestand: The packages.
        key: Table and id of the row.
    """
    tabelle, _, kennung = key.partition(".")
    feld, spalte = _SPALTE[tabelle]
    frame = bestand.frame(tabelle)
    return next(iter(frame.loc[frame[feld].eq(kennung), spalte].astype(str)), "")


def told_goals(bestand: Bestand, paket: str, key: str) -> list[str]:
    """Lists the goals of a municipality that a fact of today's law is about."""
    bezuege = bestand.where("heute_bezuege", paket=paket)
    ziele = bezuege.loc[bezuege["heute_id"].eq(key.partition(".")[2]), "ziel_id"]
    return [str(z) for z in ziele if z]


def told_kennzahlen(bestand: Bestand, paket: str) -> dict[str, list[str]]:
    """Lists the Kennzahlen that belong to a fact of today's law, each with the first one alone.

    They lead a goal that the fact is about; where it is also about offers, one of these is measured by them.

    Args:
        bestand: The packages.
        paket: The municipality.

    Returns:
        Kennzahlen by key of the fact (:data:`RECHT`).
    """
    bezuege = bestand.where("heute_bezuege", paket=paket)
    leit = bestand.where("ziel_kennzahlen", paket=paket, rolle="leit")
    gemessen = bestand.where("modul_kennzahlen", paket=paket)
    schon: set[str] = set()
    je_recht: dict[str, list[str]] = {}
    for key in RECHT:
        hier = bezuege[bezuege["heute_id"].eq(key.partition(".")[2])]
        kennzahlen = leit.loc[leit["ziel_id"].isin(told_goals(bestand, paket, key)), "kennzahl_id"]
        if len(module := hier.loc[hier["modul_id"].ne(""), "modul_id"]):
            von = gemessen.loc[gemessen["modul_id"].isin(module), "kennzahl_id"]
            kennzahlen = kennzahlen[kennzahlen.isin(von)]
        je_recht[key] = [str(k) for k in kennzahlen.drop_duplicates() if k not in schon]
        schon |= set(je_recht[key])
    return je_recht


def source_texts(bestand: Bestand) -> dict[str, Text]:
    """Gives every German text by key: those of the program, and those that the data of this project have."""
    texte: dict[str, Text] = dict(TEXTE)
    texte |= {key: text for key in (*RECHT, U8_WORT) if (text := data_text(bestand, key))}
    saetze = bestand.frame("kennzahlen").set_index("kennzahl_id")["satz"]
    for paket in bestand.frame("heute_bezuege")["paket"].unique():
        for kennzahl_id in (k for liste in told_kennzahlen(bestand, paket).values() for k in liste):
            texte[KENNZAHL + kennzahl_id] = f"{{ort}}, {{zeit}}: {{anteil}} von allen {saetze[kennzahl_id]}."
    return texte


def is_of_data(key: str) -> bool:
    """Tells whether a text stands in the data, which another project may not have.

    Example:
        >>> is_of_data("heute.x"), is_of_data("was.titel")
        (True, False)
    """
    return key.partition(".")[0] in (*_SPALTE, KENNZAHL.rstrip("."))
