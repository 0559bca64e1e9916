"""The closed lists of codes that data, pages and downloads share.

Each code is a plain string in tables and downloads; wording lives in :mod:`kekiz.wissen.texte`, symbols and
classes in :mod:`kekiz.wissen.stil`, both keyed by these enums.
"""

from enum import StrEnum
from typing import Final

BEVOELKERUNG: Final = "anteil_unter_18"
"""Kennzahl of the population: its denominator is everybody, its numerator everybody under 18."""

KREIS: Final = "kreis"
GANZES: Final = ("stadt", KREIS)
"""Types of a Raum that is the municipality as a whole."""

SOZIALRAUM: Final = "sozialraum"
"""Type of a Raum that is an area of the municipality."""
NICHT_ZUGEORDNET: Final = "nicht_zugeordnet"
"""Type of a Raum that stands for who belongs to no area."""

SPANNE: Final = "spanne_sozialraeume"
"""The Gruppe of a row that holds no count of its own but the smallest and the largest value of the areas."""


class Zweck(StrEnum):
    """What a page looks a Kennzahl up for, where its id is the business of the data."""

    ZIELE_JE_FELD = "ziele_je_feld"
    MASSNAHMEN_JE_FELD = "massnahmen_je_feld"
    ZENTREN = "zentren"
    VEREINBARUNGEN = "vereinbarungen"
    TEILNAHMEN = "teilnahmen"


class Zusatz(StrEnum):
    """What the page of a module has beyond what all have."""

    HANDLUNGSFELDER = "handlungsfelder"
    JAHRESBETRAG = "jahresbetrag"
    ZENTREN = "zentren"


SUMME_MASSNAHMEN: Final = "summe_massnahmen"
"""Zweck of a figure of a module: the yearly sum of the measures, as printed."""


class Status(StrEnum):
    """Where a goal or one of its leading Kennzahlen stands."""

    ERREICHT = "erreicht"
    TEILWEISE_ERREICHT = "teilweise_erreicht"
    NICHT_ERREICHT = "nicht_erreicht"
    OHNE_ZIELWERT = "ohne_zielwert"
    OHNE_DATEN = "ohne_daten"


class Zielsicherheit(StrEnum):
    """How sure it is that a target is met or missed."""

    KLAR = "klar"
    KNAPP = "knapp"
    OHNE_FALLZAHL = "ohne_fallzahl"


class Aussage(StrEnum):
    """How an area compares with the rest of its city: the first four are assured (99.8 %), the next two stand out (95 %)."""

    BESSER = "besser"
    SCHLECHTER = "schlechter"
    HOEHER = "hoeher"
    NIEDRIGER = "niedriger"
    AUFFAELLIG_HOEHER = "auffaellig_hoeher"
    AUFFAELLIG_NIEDRIGER = "auffaellig_niedriger"
    AEHNLICH = "aehnlich"
    KEINE_BELASTBARE_AUSSAGE = "keine_belastbare_aussage"


class Wahlurteil(StrEnum):
    """What an order of the areas allows to be said about where to begin."""

    TRAEGT = "traegt"
    TRAEGT_NICHT = "traegt_nicht"
    NUR_ZUFALL = "nur_zufall"
    OHNE_FALLZAHL = "ohne_fallzahl"
    OHNE_GEWICHT = "ohne_gewicht"
    KEINE_WAHL = "keine_wahl"


class Auslassung(StrEnum):
    """Why areas cannot be weighed by a Kennzahl."""

    ANZAHL = "anzahl"
    LUECKE = "luecke"


class Trend(StrEnum):
    """What a series of at least two periods allows to be said."""

    GUENSTIG = "guenstig"
    UNGUENSTIG = "unguenstig"
    STEIGEND = "steigend"
    FALLEND = "fallend"
    KEIN_TREND = "kein_trend"
    ZU_KURZ = "zu_kurz"
    UNBELEGT = "unbelegt"
    KEINE_REIHE = "keine_reihe"


class Sicherheit(StrEnum):
    """How sure a difference of two counted shares is: at 99.8 %, at 95 % only, or not."""

    GESICHERT = "gesichert"
    AUFFAELLIG = "auffaellig"
    NICHT_GESICHERT = "nicht_gesichert"


class Verlauf(StrEnum):
    """What happens in an invented series on which a rule is tried."""

    ZUFALL = "zufall"
    SCHWANKUNG = "schwankung"
    ANHALTEND = "anhaltend"
    IRRFAHRT = "irrfahrt"
    RUECKGANG = "rueckgang"


class Vergleich(StrEnum):
    """How a target is worded."""

    MINDESTENS = "mindestens"
    HOECHSTENS = "hoechstens"
    UEBER = "ueber"
    UNTER = "unter"
    STEIGERUNG_SEIT_BASIS = "steigerung_seit_basis"
    STEIGERUNG_SEIT_VORJAHR = "steigerung_seit_vorjahr"
    HOECHSTENS_VERGLEICHSRAUM = "hoechstens_vergleichsraum"
    OHNE_ZAHL = "ohne_zahl"


class Richtung(StrEnum):
    """The agreed direction of a Kennzahl."""

    HOEHER_BESSER = "hoeher_besser"
    NIEDRIGER_BESSER = "niedriger_besser"
    OHNE = "ohne"


class Wertstatus(StrEnum):
    """Where a value comes from, or why there is none."""

    GEDRUCKT = "gedruckt"
    BERECHNET = "berechnet"
    NUR_ABBILDUNG = "nur_abbildung"
    NICHT_ERHOBEN = "nicht_erhoben"
    GEHEIM = "geheim"


NACHRECHNUNG: Final = "rechnung"
"""The kind of a Hinweis that says what the recomputation gives beside the printed number."""
OFFEN: Final = "offen"
"""The wertstatus of a row that waits for its value: no value yet, and none that is missing. Only the loader sees it."""


class Lage(StrEnum):
    """Whether the next value of a Kennzahl is due by a day."""

    UEBERFAELLIG = "ueberfaellig"
    FAELLIG = "faellig"
    KUENFTIG = "kuenftig"
    NIE = "nie"
    OHNE_RHYTHMUS = "ohne_rhythmus"
    ABGESCHLOSSEN = "abgeschlossen"


class Umsetzung(StrEnum):
    """What a document says about a plan of the work programme."""

    OFFEN = "offen"
    ERLEDIGT = "erledigt"
    UNBEKANNT = "unbekannt"


class Fallzahl(StrEnum):
    """How well the number of cases behind a share is known (the reliability class of a value)."""

    GEDRUCKT = "zaehler_und_nenner_gedruckt"
    ERSCHLOSSEN = "zaehler_erschlossen"
    UNMOEGLICH = "kein_ganzer_zaehler"
    NUR_NENNER = "nur_nenner"
    UNBEKANNT = "unbekannt"


class Zuverlaessigkeit(StrEnum):
    """How much a value carries: the reliability class, from firm to missing."""

    GEZAEHLT = "gezaehlt"
    ERSCHLOSSEN = "erschlossen"
    GERUNDET = "gerundet"
    WIDERSPRUECHLICH = "widerspruechlich"
    OHNE_FALLZAHL = "ohne_fallzahl"
    ABGELEITET = "abgeleitet"
    UNGEFAEHR = "ungefaehr"
    KEIN_WERT = "kein_wert"


class Statusgrund(StrEnum):
    """Why a goal, or one of its leading Kennzahlen, has its status."""

    EINGEHALTEN = "zielwert_eingehalten"
    VERFEHLT = "zielwert_nicht_eingehalten"
    EIN_TEIL_DER_JAHRE = "in_einem_teil_der_jahre_eingehalten"
    NICHT_AUF_DAUER = "nicht_auf_dauer_eingehalten"
    VERGLEICHSWERT_FEHLT = "vergleichswert_fehlt"
    KEIN_WERT = "kein_wert"
    KEINE_ZAHL = "keine_zahl_vereinbart"
    ALLE = "alle_zielwerte_eingehalten"
    EIN_TEIL = "ein_teil_der_zielwerte_eingehalten"
    EIN_TEIL_UNGEPRUEFT = "ein_teil_nicht_pruefbar"
    LESARTEN = "lesarten_verschieden"
    KEINER = "kein_zielwert_eingehalten"
    KEINE_KENNZAHL = "keine_kennzahl"
    UNTERZIELE = "stand_der_unterziele"


class Methode(StrEnum):
    """How a statement was computed; each code is an anchor on the page about methods."""

    ANTEIL = "anteil"
    ZIEL = "ziel"
    ABSTAND_IN_MENSCHEN = "abstand-in-menschen"
    DAUERHAFT = "dauerhaft"
    SEIT = "seit"
    SICHERHEIT = "sicherheit"
    WEG = "weg"
    TEMPO = "tempo"
    VERAENDERUNG = "veraenderung"
    TREND = "trend"
    GRENZEN = "grenzen"
    VERGLEICH = "vergleich"
    INTERVALLE = "intervalle"
    MOEGLICHE_ANTEILE = "moegliche-anteile"
    ZAEHLUNGEN = "zaehlungen"


class Vergleichbarkeit(StrEnum):
    """Whether two municipalities' Kennzahlen may be compared."""

    VERGLEICHBAR = "vergleichbar"
    NUR_NEBENEINANDER = "nur_nebeneinander"
    NICHT_VERGLEICHBAR = "nicht_vergleichbar"


class Feldvergleich(StrEnum):
    """How one field of two ways of counting compares."""

    GLEICH = "gleich"
    GLEICH_OFFEN = "gleich_offen"
    ABGRENZUNG = "abgrenzung"
    UNTERSCHIED = "unterschied"
    VERSCHIEDEN = "verschieden"
    UNBEKANNT = "unbekannt"
    OHNE_BEZUG = "ohne_bezug"
