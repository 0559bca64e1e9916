"""Where a target stands in few words, for cards and rows: since when, how many people, how sure."""

from collections.abc import Iterable

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.abstandsatz import STEIGEN
from kekiz.sagen.satz import cases_text
from kekiz.sagen.wegsatz import known_words, of_known
from kekiz.wert import read_intervall
from kekiz.wissen import texte
from kekiz.wissen.codes import Status, Vergleich, Zielsicherheit
from kekiz.wissen.sprache import begin, sag
from kekiz.wissen.zahlen import format_zeitraum_kurz, zeitraum_key
from kekiz.wissen.zeitraum import read_zeitraum


def _since(seit: str, *, ist_offen: bool) -> str:
    """Writes "seit 2014/15", or "seit mindestens 2012/13" where the run may have begun earlier."""
    wann = read_zeitraum(seit).seit
    return sag("seit mindestens {seit}", seit=wann) if ist_offen else sag("seit {seit}", seit=wann)


def row_since(ziel: pd.Series) -> str:
    """Says since when, or in how many of the known periods, one target has held; empty where nothing was judged.

    Args:
        ziel: One row of ``zielstand``.
    """
    gesamt, gut = int(ziel["perioden"]), int(ziel["perioden_erfuellt"])
    if gesamt == 0:
        return ""
    zeiten = f"{ziel['eingehalten_in']} {ziel['verfehlt_in']}".split()
    if gesamt == 1:
        return sag("nur {zeitraum} zu prüfen", zeitraum=format_zeitraum_kurz(zeiten[0]))
    if _is_run(ziel) and 0 < gut < gesamt:
        beginn = _since(str(ziel["seit"]), ist_offen=bool(ziel["ist_seit_offen"]))
        if ziel["ist_erfuellt"]:
            return sag("eingehalten {beginn}", beginn=beginn)
        return sag("nicht erreicht {beginn}", beginn=beginn)
    return sag("{wie_oft} eingehalten", wie_oft=known_words(ziel))


def _is_compared(vergleich: object) -> bool:
    return vergleich == Vergleich.HOECHSTENS_VERGLEICHSRAUM


def _is_run(ziel: pd.Series) -> bool:
    """Tells whether a run of known years led to the verdict, so that "since" claims nothing of years without a value."""
    if not ziel["seit"] or pd.isna(ziel["ist_seit_offen"]):
        return False
    ist_einzeln = ziel["seit_perioden"] == 1 and bool(ziel["ist_seit_offen"])
    return not bool(ziel["hat_seit_luecke"]) and not ist_einzeln


def goal_since(ziel: pd.Series, zeilen: pd.DataFrame) -> str:
    """Says of a whole goal since when it has had its verdict: never met, always met, or since when.

    Args:
        ziel: Row of the goal: status, seit, ist_seit_offen.
        zeilen: Its rows of ``zielstand``: vergleich, eingehalten_in, verfehlt_in, seit, ist_seit_offen,
            seit_perioden, hat_seit_luecke.

    Returns:
        Empty where the goal is neither met nor missed.
    """
    status = Status(ziel["status"])
    if status not in (Status.ERREICHT, Status.NICHT_ERREICHT):
        return ""
    gut, schlecht = (_periods(zeilen[s]) for s in ("eingehalten_in", "verfehlt_in"))
    compared = bool(zeilen["vergleich"].map(_is_compared).any())
    anders, gleich = (gut, schlecht) if status == Status.NICHT_ERREICHT else (schlecht, gut)
    if not gleich:
        return ""
    if not anders:
        if len(gleich) == 1:
            return only_words(gleich[0])
        wie_oft = of_known(len(gleich), len(gleich), mit_vergleichswert=compared)
        spanne = sag("{von} bis {bis}", von=format_zeitraum_kurz(gleich[0]), bis=format_zeitraum_kurz(gleich[-1]))
        return f"{wie_oft} ({spanne})"
    if ziel["seit"] and zeilen[zeilen["seit"].ne("")].apply(_is_run, axis=1).all():
        return _since(str(ziel["seit"]), ist_offen=bool(ziel["ist_seit_offen"]))
    wie_oft = of_known(len(gut), len(set(gut) | set(schlecht)), mit_vergleichswert=compared)
    return sag("eingehalten {wie_oft}", wie_oft=wie_oft)


def only_words(zeitraum: str) -> str:
    """Says that a goal can be judged in one period only."""
    return sag("zu prüfen ist nur {zeitraum}", zeitraum=format_zeitraum_kurz(zeitraum))


def _periods(listen: Iterable[str]) -> list[str]:
    """Each period once, in order of time; a day counts as its year."""
    zeiten = {z for liste in listen for z in str(liste).split()}
    je_wort = {format_zeitraum_kurz(z): z for z in sorted(zeiten, key=zeitraum_key)}
    return sorted(je_wort.values(), key=zeitraum_key)


def people_words(ergebnis: Ergebnis, ziel: pd.Series) -> str:
    """Says how many people are missing or to spare, if the total stays; empty where the counts are not known."""
    wer = str(ergebnis.kennzahlen.loc[ziel["kennzahl_id"], "fallbezeichnung"] or sag("Fälle"))
    if pd.notna(ziel["puffer_anzahl"]):
        puffer = float(ziel["puffer_anzahl"])
        if not puffer:
            return sag("Abstand zum Zielwert: kein Fall.")
        return sag("Abstand zum Zielwert: {faelle}.", faelle=cases_text(puffer, wer))
    if pd.isna(ziel["abstand_anzahl"]) or not ziel["abstand_anzahl"]:
        return ""
    fehlend = float(ziel["abstand_anzahl"])
    faelle = cases_text(fehlend, wer)
    if ziel["vergleich"] in STEIGEN:
        wort = sag("fehlte") if fehlend == 1 else sag("fehlten")
        return sag("Bei gleicher Gesamtzahl {wort} {faelle}.", wort=wort, faelle=faelle)
    wort = sag("war") if fehlend == 1 else sag("waren")
    # No one is one too many: the target, not the people, is the measure.
    return sag("Bei gleicher Gesamtzahl {wort} es {faelle} mehr, als das Ziel zulässt.", wort=wort, faelle=faelle)


def certainty_words(ziel: pd.Series) -> str:
    """Says in two words how sure the verdict is, with the interval that decides; empty where nothing was judged."""
    if not ziel["sicherheit"]:
        return ""
    sicherheit = Zielsicherheit(ziel["sicherheit"])
    wort = begin(texte.ZIELSICHERHEIT[sicherheit])
    if sicherheit == Zielsicherheit.OHNE_FALLZAHL:
        return sag("{wort}: Wie sicher das ist, bleibt offen.", wort=wort)
    bereich = read_intervall(ziel, "sicherheit")
    bereich_worte = bereich.text if bereich else ""
    if ziel["streuung"] > 1:
        return sag(
            "{wort}: Die Jahre schwanken; mit ihnen reicht der Bereich von {bereich}.", wort=wort, bereich=bereich_worte
        )
    return sag("{wort}: Vertrauensbereich {bereich}.", wort=wort, bereich=bereich_worte)


def signed_distance(ziel: pd.Series) -> float | None:
    """Distance of a share to its target in points, right of the target is good; None without a common scale.

    Args:
        ziel: One row of ``zielstand``.
    """
    if ziel["einheit"] != "%" or pd.isna(ziel["abstand"]) or ziel["vergleich"] == Vergleich.OHNE_ZAHL:
        return None
    return float(ziel["abstand"]) * (1 if ziel["vergleich"] in STEIGEN else -1)


def no_scale_words(ziel: pd.Series) -> str:
    """Says why a target is not on the common axis of points."""
    if pd.isna(ziel["abstand"]):
        return sag("Abstand nicht zu berechnen")
    return sag("kein gemeinsamer Maßstab: {einheit}", einheit=ziel["einheit"])
