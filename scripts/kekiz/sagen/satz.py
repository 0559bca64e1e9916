"""Sentences about values, each with the arithmetic that leads to it.

A sentence never says more than the columns of its row; wording per code comes from :mod:`kekiz.wissen.texte`.
"""

import re
from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.assess import MINDESTPERIODEN, TRENDNIVEAU, TRENDNIVEAU_DEUTLICH
from kekiz.sagen.rechnung import interval_line, share_lines
from kekiz.wert import STELLEN_ANTEIL, Wert, read_intervall
from kekiz.wissen import texte
from kekiz.wissen.codes import Fallzahl, Methode, Sicherheit, Status, Trend, Vergleich
from kekiz.wissen.sprache import list_words
from kekiz.wissen.statistik import NIVEAU
from kekiz.wissen.zahlen import (
    ZUSAMMEN,
    format_anzahl_wort,
    format_wert,
    format_zahl,
    format_zeitraum_wort,
    round_half_up,
    zeitraum_art,
)

# Below this share "35 von 1.000" says more than "4 von 100".
PROMILLE_UNTER = 5
# More exceptions than this are not listed in the sentence, only in its arithmetic.
HOECHSTENS_AUSNAHMEN = 3
# Differences of exact shares are shown with one digit, and with more only while they would round to zero.
STELLEN_HOECHSTENS = 4
GANZES = 100
STEIGEN = (Vergleich.MINDESTENS, Vergleich.UEBER, Vergleich.STEIGERUNG_SEIT_BASIS, Vergleich.STEIGERUNG_SEIT_VORJAHR)


# Levels in words, from the constants that decide.
SCHWACH, STRENG = (format_wert(n, "%", 0 if n.is_integer() else 1) for n in sorted(NIVEAU))
NOETIG = f"nötig sind {format_anzahl_wort(MINDESTPERIODEN)}"


@dataclass(frozen=True)
class Satz:
    """One statement and how it was computed.

    Attributes:
        text: The statement, plain text.
        rechnung: Lines of arithmetic with the numbers filled in; empty where nothing was computed.
        methode: Codes of the methods (:class:`kekiz.wissen.codes.Methode`), anchors on the page about methods, with spaces
            between them; several only where statements were joined.
        aufschrift: What the reader opens to see the lines.
    """

    text: str
    rechnung: list[str] = field(default_factory=list)
    methode: str = ""
    aufschrift: str = "So gerechnet"


def join_sentences(*saetze: Satz | None) -> Satz | None:
    """Joins statements that belong together to one, with the arithmetic of all; None where there are none.

    Example:
        >>> join_sentences(Satz("A.", ["1"], "ziel"), None, Satz("B.", ["1", "2"], "weg"))
        Satz(text='A. B.', rechnung=['1', '2'], methode='ziel weg', aufschrift='So gerechnet')
    """
    da = [s for s in saetze if s is not None]
    if not da:
        return None
    return Satz(
        " ".join(s.text for s in da),
        list(dict.fromkeys(z for s in da for z in s.rechnung)),
        " ".join(dict.fromkeys(m for s in da for m in s.methode.split())),
    )


def unit_of_difference(einheit: str) -> str:
    """Differences of shares are counted in points, others in their own unit."""
    return "Punkte" if einheit == "%" else einheit


def cases_text(anzahl: float, wer: str) -> str:
    """Writes a number of cases with their name: "403 Kinder", "ein Kind".

    Example:
        >>> cases_text(403, "Kinder"), cases_text(1, "Kinder"), cases_text(1, "")
        ('403 Kinder', 'ein Kind', 'ein Fall')
    """
    wer = wer or "Fälle"
    return texte.EIN_FALL.get(wer, f"1 {wer}") if anzahl == 1 else f"{format_zahl(anzahl)} {wer}"


def _of_known(anzahl: int, gesamt: int, wort: str = "Zeiträumen") -> str:
    """Writes "In zwei von sieben bekannten Zeiträumen", "In allen …", "In beiden …", "In keinem von …"."""
    if anzahl == gesamt:
        return f"In {'beiden' if gesamt == 2 else 'allen ' + format_anzahl_wort(gesamt)} bekannten {wort}"
    zahl = {0: "keinem", 1: "einem"}.get(anzahl, format_anzahl_wort(anzahl))
    return f"In {zahl} von {format_anzahl_wort(gesamt)} bekannten {wort}"


def carried_digits(*stellen: float, einheit: str) -> int:
    """Digits that a number may show: the fewest of its parts, where they are known; at most one for exact shares."""
    bekannt = [int(s) for s in stellen if pd.notna(s)]
    hoechstens = STELLEN_ANTEIL if einheit == "%" else max(bekannt, default=0)
    return min([*bekannt, hoechstens])


def level_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz:
    """Says a value in everyday words: "82 von 100 Familien …".

    Args:
        ergebnis: The outcome (for the catalogue).
        zeile: One row of ``werte``.
    """
    kennzahl, gesagt = ergebnis.kennzahlen.loc[zeile["kennzahl_id"]], ergebnis.wert(zeile)
    zeit = gesagt.zeitraum.wort
    zeit = zeit[0].upper() + zeit[1:]
    if gesagt.zahl is None:
        return Satz(f"{zeit}: {gesagt.kennzahl} – {gesagt.text}.")
    if kennzahl["art"] == "anteil" and gesagt.bis is None:
        wert = float(zeile["wert_genau"])
        je = 1000 if 0 < wert < PROMILLE_UNTER else 100
        ganz = round_half_up(wert * je / 100, 0)
        # A printed share is itself rounded; only a counted one can be exact.
        genau = zeile["fallzahl"] == Fallzahl.GEDRUCKT and abs(wert * je / 100 - ganz) < 1e-9
        vorn = gesagt.zusatz or ("" if genau else "rund")
        text = f"{zeit}: {vorn.capitalize()} {format_zahl(ganz)} von {format_zahl(je)} {zeile['satz']}"
        klammer = "; ".join([gesagt.text, *([gesagt.bruch.text] if gesagt.bruch else [])])
        return Satz(f"{re.sub(' +', ' ', text)} ({klammer}).", share_arithmetic(ergebnis, zeile), Methode.ANTEIL)
    if gesagt.bis is not None and kennzahl["art"] != "spanne":
        return Satz(f"{zeit}: {gesagt.kennzahl} – {gesagt.text}.")
    if kennzahl["art"] in ("anzahl", "betrag") and gesagt.zahl == 1:
        return Satz(f"{zeit}: {gesagt.kennzahl} – 1.")
    worte = _counted_words(gesagt, str(kennzahl["art"]), str(zeile["satz"]))
    return Satz(f"{zeit}: {worte}.", share_arithmetic(ergebnis, zeile), Methode.ZAEHLUNGEN)


def _counted_words(wert: Wert, art: str, satz: str) -> str:
    """Puts a number in front of the sentence of its Kennzahl, whose first word is its unit."""
    if art == "anzahl" and wert.zahl == 0:
        return f"Keine {satz}"
    return f"{wert.zusatz.capitalize()} {wert.nackt} {satz}".strip()


def share_arithmetic(ergebnis: Ergebnis, zeile: pd.Series) -> list[str]:
    """Words how the value of a row follows from what is printed, with its interval."""
    wert = ergebnis.wert(zeile)
    # A row of one period has none; joined with rows of two it has NA.
    if isinstance(zeile.get("faelle_je"), str) and zeile["faelle_je"]:
        return [*_pooled_lines(zeile), interval_text(zeile)]
    x = zeile["zaehler"] if pd.notna(zeile["zaehler"]) else zeile["zaehler_erschlossen"]
    anteil = 100 * float(x) / float(zeile["nenner"]) if pd.notna(x) and pd.notna(zeile["nenner"]) else float("nan")
    bereich = wert.intervall
    return share_lines(
        str(zeile["fallzahl"]),
        wert.status,
        str(zeile["gedruckt"]) if pd.notna(zeile["gedruckt"]) else "",
        _zahl(x),
        _zahl(zeile["nenner"]),
        format_wert(anteil, "%", 2),
        (_zahl(zeile["faelle_von"]), _zahl(zeile["faelle_bis"])),
        (bereich.methode, bereich.von, bereich.bis) if bereich else ("", "", ""),
    )


def _pooled_lines(zeile: pd.Series) -> list[str]:
    """Words how the counts of two periods add up."""
    x, n = ([float(t) for t in str(zeile[s]).split()] for s in ("faelle_je", "nenner_je"))
    rund = "" if all(f.is_integer() for f in x) else "rund "
    zeiten = str(zeile["zeitraum"]).split(ZUSAMMEN)
    teile = [
        f"{format_zeitraum_wort(t)}: {rund}{_zahl(a)} von {_zahl(b)}" for t, a, b in zip(zeiten, x, n, strict=True)
    ]
    summe = f"({' + '.join(map(_zahl, x))}) : ({' + '.join(map(_zahl, n))}) × 100"
    return ["; ".join(teile), f"{summe} = {rund}{format_wert(zeile['wert_genau'], '%', 1 if rund else 2)}"]


def _zahl(wert: float) -> str:
    return format_zahl(float(wert)) if pd.notna(wert) else ""


def interval_text(zeile: pd.Series, niveau: str = "95") -> str:
    """Words the interval of a row at 95 % or, with "99,8", at the stricter level."""
    bereich = read_intervall(zeile, "ki" if niveau == "95" else "ki998")
    return "" if bereich is None else interval_line(bereich.methode, bereich.von, bereich.bis, niveau)


def target_text(ziel: pd.Series) -> str:
    """Words the target: "mindestens 45 %"; no share can be more than all, so the whole is named alone."""
    wert = format_wert(ziel["zielwert"], str(ziel["einheit"]), _threshold_digits(ziel))
    if ziel["vergleich"] == Vergleich.MINDESTENS and ziel["einheit"] == "%" and ziel["zielwert"] == GANZES:
        return wert
    return texte.ZIEL_VERGLEICH[Vergleich(ziel["vergleich"])].format(ziel=wert)


def _threshold_digits(ziel: pd.Series) -> int:
    if pd.isna(ziel["zielwert"]) or ziel["einheit"] != "%":
        return 0
    if ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        return carried_digits(ziel["stellen_ziel"], einheit="%")
    return 0 if float(ziel["zielwert"]).is_integer() else STELLEN_ANTEIL


def _reading(ziel: pd.Series) -> str:
    """The reading of the target in brackets, where the wording allows several."""
    lesart = texte.LESART.get(ziel["lesart"], ziel["lesart"])
    return f" ({lesart})" if lesart else ""


def name_target(ziel: pd.Series) -> str:
    """Names the target with its reading: "Zielwert der Tabelle", "Zielwert (gelesen als Prozentpunkte)"."""
    lesart = texte.LESART.get(ziel["lesart"], ziel["lesart"])
    return lesart if lesart.startswith("Zielwert") else f"Zielwert{_reading(ziel)}"


def _no_comparison(ziel: pd.Series) -> str:
    """Says which comparison value is missing."""
    zeit = format_zeitraum_wort(ziel["zeitraum"])
    if ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        return f"Zum Prüfen fehlt ein Vergleichswert: Der Wert des Vergleichsraums für {zeit} steht nicht im Dokument."
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_VORJAHR and ziel["vorperiode"]:
        return (
            f"Zum Prüfen fehlt ein Vergleichswert: Vor {zeit} ist zuletzt {format_zeitraum_wort(ziel['vorperiode'])} "
            "bekannt, nicht das Vorjahr."
        )
    return "Zum Prüfen fehlt ein Vergleichswert: Im Dokument steht nur dieser eine Zeitraum."


def target_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz:
    """Says whether the latest value meets the target as worded, and how far away it is.

    Args:
        ergebnis: The outcome.
        ziel: One row of ``zielstand``.
    """
    name = ergebnis.kennzahlen.loc[ziel["kennzahl_id"]]["name"]
    if pd.isna(ziel["wert_genau"]):
        return Satz(f"{name}: Es gibt noch keinen Wert.")
    if ziel["vergleich"] == Vergleich.OHNE_ZAHL:
        return Satz("Der Zielkatalog nennt dafür keine Zahl. Ob das Ziel erreicht ist, lässt sich so nicht prüfen.")
    if pd.isna(ziel["ist_erfuellt"]):
        return Satz(_no_comparison(ziel))
    einheit = str(ziel["einheit"])
    stellen = _target_digits(ziel)
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_VORJAHR:
        return _steady_sentence(
            ziel, [f"Wortlaut im Zielkatalog: „{ziel['wortlaut']}“", _distance_line(ziel, einheit, stellen)]
        )
    wert = format_wert(ziel["wert_genau"], einheit, stellen)
    gefordert = f"gefordert {target_text(ziel)}"
    abstand = _distance(ziel, einheit)
    rechnung = [*_threshold_arithmetic(ziel, einheit, stellen), _distance_line(ziel, einheit, stellen)]
    if bool(ziel["ist_erfuellt"]):
        return Satz(f"Ziel erreicht{_reading(ziel)}: {wert}, {gefordert}.", rechnung, Methode.ZIEL)
    text = f"Ziel nicht erreicht{_reading(ziel)}: {wert}, {gefordert}. Abstand: {abstand}."
    return Satz(text, rechnung, Methode.ZIEL)


def _steady_sentence(ziel: pd.Series, rechnung: list[str]) -> Satz:
    """Says in which years of its term a value rose that must rise every year."""
    ja, nein = (
        [format_zeitraum_wort(z) for z in str(ziel[s]).split()]
        for s in ("laufzeit_eingehalten_in", "laufzeit_verfehlt_in")
    )
    ab = f" ab {int(ziel['ab_jahr'])}" if pd.notna(ziel["ab_jahr"]) else ""
    jahre = f"So war es {list_words(ja)}" if ja else f"So war es in keinem geprüften Jahr ({list_words(nein)})"
    aber = f", aber nicht {list_words(nein)}" if ja and nein else ""
    stand = texte.STATUS[Status(ziel["status"])]
    return Satz(f"{stand}: Gefordert war in jedem Jahr{ab} mehr als im Vorjahr. {jahre}{aber}.", rechnung, Methode.ZIEL)


def _distance_digits(ziel: pd.Series) -> int:
    """Digits of the distance: as few as value and threshold carry, more only for exact values that round to zero."""
    einheit = str(ziel["einheit"])
    stellen = carried_digits(ziel["stellen"], ziel["stellen_ziel"], einheit=einheit)
    if einheit != "%" or pd.notna(ziel["stellen"]) or pd.notna(ziel["stellen_ziel"]):
        return stellen
    while stellen < STELLEN_HOECHSTENS and abs(ziel["abstand"]) > 1e-9 and round_half_up(ziel["abstand"], stellen) == 0:
        stellen += 1
    return stellen


def _distance(ziel: pd.Series, einheit: str) -> str:
    return format_wert(abs(ziel["abstand"]), unit_of_difference(einheit), _distance_digits(ziel))


def _distance_line(ziel: pd.Series, einheit: str, stellen: int) -> str:
    grenze = format_wert(ziel["zielwert"], einheit, max(_threshold_digits(ziel), min(stellen, 1)))
    if ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        grenze = format_wert(ziel["zielwert"], einheit, _threshold_digits(ziel))
    elif stellen > 1:
        grenze = format_wert(ziel["zielwert"], einheit, stellen)
    wert = format_wert(ziel["wert_genau"], einheit, stellen)
    genau = format_wert(ziel["abstand"], unit_of_difference(einheit), _distance_digits(ziel))
    rund = "rund " if einheit == "%" and _distance_digits(ziel) < 1 else ""
    return f"Abstand: {wert} − {grenze} = {rund}{genau}"


def _target_digits(ziel: pd.Series) -> int:
    """Enough digits to show a difference: one for shares, more where the value would round onto the threshold."""
    if ziel["einheit"] != "%":
        return int(ziel["dezimalstellen"]) if pd.notna(ziel["dezimalstellen"]) else 0
    stellen = carried_digits(ziel["stellen"], einheit="%")
    while (
        stellen < STELLEN_HOECHSTENS
        and abs(ziel["abstand"]) > 1e-9
        and round_half_up(ziel["wert_genau"], stellen) == round_half_up(ziel["zielwert"], stellen)
    ):
        stellen += 1
    return stellen


def _threshold_arithmetic(ziel: pd.Series, einheit: str, stellen: int) -> list[str]:
    zeilen = [f"Wortlaut im Zielkatalog: „{ziel['wortlaut']}“"]
    if pd.notna(ziel["nenner"]) and ziel["fallzahl"] == Fallzahl.GEDRUCKT:
        zeilen.append(
            f"Wert {format_zeitraum_wort(ziel['zeitraum'])}: {_zahl(ziel['faelle'])} : {_zahl(ziel['nenner'])} × 100 "
            f"= {format_wert(ziel['wert_genau'], '%', 2)}"
        )
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_BASIS:
        basis = format_wert(ziel["basis_wert"], einheit, stellen)
        ausgang = f"Ausgang {format_zeitraum_wort(ziel['basis'])}: {basis}"
        grenze = format_wert(ziel["zielwert"], einheit, 2)
        if ziel["lesart"] == "prozent":
            zeilen.append(f"{ausgang} × {format_zahl(1 + ziel['vorgabe'] / 100, 2)} = {grenze}")
        else:
            zeilen.append(f"{ausgang} + {format_wert(ziel['vorgabe'], unit_of_difference(einheit))} = {grenze}")
    return zeilen


def people_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz | None:
    """Says the distance to a missed target, or the cushion of a met one, in people; None where counts are not known."""
    if pd.notna(ziel["puffer_anzahl"]):
        return _cushion_sentence(ergebnis, ziel)
    if pd.isna(ziel["abstand_anzahl"]):
        return None
    wer = str(ergebnis.kennzahlen.loc[ziel["kennzahl_id"], "fallbezeichnung"] or "Fälle")
    fehlend = float(ziel["abstand_anzahl"])
    n, x = float(ziel["nenner"]), float(ziel["faelle"])
    grenze = format_wert(ziel["zielwert"], "%", 0 if float(ziel["zielwert"]).is_integer() else 2)
    steigen = ziel["vergleich"] in STEIGEN
    ziel_x = x + fehlend if steigen else x - fehlend
    genau = format_zahl(n * ziel["zielwert"] / 100, 2)
    rechnung = [
        f"{grenze} von {format_zahl(n)} = {genau}; das Ziel hält {format_zahl(ziel_x)} als erste ganze Zahl ein",
        f"{format_zahl(max(x, ziel_x))} − {format_zahl(min(x, ziel_x))} = {format_zahl(fehlend)}",
    ]
    wort, haette = ("fehlte", "hätte") if fehlend == 1 else ("fehlten", "hätten")
    faelle = cases_text(fehlend, wer)
    if not steigen:
        text = f"Für das Ziel ({target_text(ziel)}) {haette} es bei gleicher Gesamtzahl {faelle} weniger sein müssen."
    elif pd.isna(ziel["abstand_anzahl_offen"]):
        text = f"Für das Ziel ({target_text(ziel)}) {haette} es {faelle} mehr sein müssen."
    else:
        k = float(ziel["abstand_anzahl_offen"])
        rechnung.append(
            f"Wäre die Gesamtzahl mitgewachsen: ({format_zahl(x)} + {format_zahl(k)}) : ({format_zahl(n)} + {format_zahl(k)}) × 100 = "
            f"{format_wert(100 * (x + k) / (n + k), '%', 2)}"
        )
        text = (
            f"Bis zum Ziel ({target_text(ziel)}) {wort} {faelle}, wenn die Gesamtzahl gleich geblieben wäre, "
            f"oder {format_zahl(k)}, wenn sie mitgewachsen wäre."
        )
    return Satz(text, rechnung, Methode.ABSTAND_IN_MENSCHEN)


def _cushion_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz:
    wer = str(ergebnis.kennzahlen.loc[ziel["kennzahl_id"], "fallbezeichnung"] or "Fälle")
    puffer, n, x = (float(ziel[s]) for s in ("puffer_anzahl", "nenner", "faelle"))
    weniger = ziel["vergleich"] in STEIGEN
    grenze = format_wert(ziel["zielwert"], "%", 0 if float(ziel["zielwert"]).is_integer() else 2)
    soll = x - puffer if weniger else x + puffer
    rechnung = [
        f"{grenze} von {format_zahl(n)} = {format_zahl(n * ziel['zielwert'] / 100, 2)}; das Ziel hält "
        f"{format_zahl(soll)} als letzte ganze Zahl ein",
        f"{format_zahl(max(x, soll))} − {format_zahl(min(x, soll))} = {format_zahl(puffer)}",
    ]
    verfehlt = format_anzahl_wort(int(puffer) + 1, "eins")
    text = (
        f"Der Puffer bis zum Zielwert ({target_text(ziel)}) war {cases_text(puffer, wer) if puffer else 'null'}: Mit "
        f"{verfehlt} {'weniger' if weniger else 'mehr'} wäre der Zielwert bei gleicher Gesamtzahl nicht mehr eingehalten."
    )
    return Satz(text, rechnung, Methode.ABSTAND_IN_MENSCHEN)


def lasting_sentence(ziel: pd.Series) -> Satz | None:
    """Says in how many known periods the target held; None where that says nothing beyond the latest value."""
    gesamt, gut = int(ziel["perioden"]), int(ziel["perioden_erfuellt"])
    if gesamt == 0 or (gesamt == 1 and not ziel["ist_dauerhaft"]):
        return None
    ja, nein = ([format_zeitraum_wort(z) for z in str(ziel[s]).split()] for s in ("eingehalten_in", "verfehlt_in"))
    if gesamt == 1:
        return Satz(
            f"Das Ziel soll auf Dauer gelten. Prüfen lässt sich nur ein Zeitraum ({(ja or nein)[0]}).",
            [],
            Methode.DAUERHAFT,
        )
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_VORJAHR:
        text = f"{_of_known(gut, gesamt)} lag der Wert über dem des Vorjahrs."
    else:
        text = f"{_of_known(gut, gesamt)} war der {name_target(ziel)} eingehalten."
    if 0 < len(nein) <= HOECHSTENS_AUSNAHMEN and len(nein) < len(ja):
        text = f"{text[:-1]}, {list_words(nein)} nicht."
    elif 0 < len(ja) <= HOECHSTENS_AUSNAHMEN and len(ja) <= len(nein):
        text = f"{text[:-1]}: {list_words(ja)}."
    if ziel["ist_dauerhaft"]:
        text += " Das Ziel soll auf Dauer gelten."
    rechnung = [f"Eingehalten: {', '.join(ja)}"] if ja else []
    rechnung += [f"Nicht eingehalten: {', '.join(nein)}"] if nein else []
    return Satz(text, rechnung, Methode.DAUERHAFT)


def _years(jahre: float) -> str:
    if jahre == 1:
        return "1 Jahr"
    return f"{format_zahl(jahre, 0 if float(jahre).is_integer() else 1)} Jahre"


def pace_sentence(ziel: pd.Series) -> Satz | None:
    """Compares the pace needed until the target year with the pace so far, as arithmetic; None where undefined."""
    if pd.isna(ziel["tempo_noetig"]) or pd.isna(ziel["tempo_bisher"]):
        return None
    roh = str(ziel["einheit"])
    einheit, stellen = unit_of_difference(roh), 1 if roh == "%" else 0
    rest = int(ziel["zieljahr"]) - int(ziel["zeit"])
    noetig = format_wert(abs(ziel["tempo_noetig"]), einheit, stellen)
    bisher = format_wert(abs(ziel["tempo_bisher"]), einheit, stellen)
    mehr = "mehr als " if ziel["vergleich"] in (Vergleich.UEBER, Vergleich.UNTER) else ""
    basis, jetzt = format_zeitraum_wort(ziel["basis"]), format_zeitraum_wort(ziel["zeitraum"])
    vorher = f"Seit {since_text(ziel['basis'])} war er im Mittel gleich geblieben"
    if round_half_up(abs(ziel["tempo_bisher"]), stellen) > 0:
        richtung = "gestiegen" if ziel["tempo_bisher"] > 0 else "gesunken"
        vorher = f"Seit {since_text(ziel['basis'])} war er im Mittel um {bisher} im Jahr {richtung}"
    jahr = "" if rest == 1 else "jedes Jahr "
    text = (
        f"Für das Ziel ({target_text(ziel)}) hätte der Wert rechnerisch ab {int(ziel['zeit'])} bis {int(ziel['zieljahr'])} "
        f"{jahr}um {mehr}{noetig} {'steigen' if ziel['tempo_noetig'] > 0 else 'sinken'} müssen. {vorher}."
    )
    von, bis = _base_and_value(ziel)
    rechnung = [
        f"Nötig ({jetzt} bis {int(ziel['zieljahr'])}): {_distance(ziel, roh)} : {_years(rest)} = {noetig} im Jahr",
        f"Bisher ({basis} bis {jetzt}): ({bis} − {von}) : {_years(float(ziel['zeit'] - ziel['basis_zeit']))} = "
        f"{format_wert(ziel['tempo_bisher'], einheit, stellen, vorzeichen=True)} im Jahr",
    ]
    return Satz(text, rechnung, Methode.TEMPO)


def _base_and_value(ziel: pd.Series) -> tuple[str, str]:
    """Base value and latest value with the digits that they carry."""
    einheit = str(ziel["einheit"])
    basis = carried_digits(ziel["stellen_basiswert"], einheit=einheit)
    return (
        format_wert(ziel["basis_wert"], einheit, basis),
        format_wert(ziel["wert_genau"], einheit, carried_digits(ziel["stellen"], einheit=einheit)),
    )


def path_sentence(ziel: pd.Series) -> Satz | None:
    """Joins the way done with the pace; a value that moved away from its target needs the pace only."""
    weg, tempo = way_sentence(ziel), pace_sentence(ziel)
    if tempo is not None and bool(ziel["ist_entfernt"]):
        return tempo
    return join_sentences(weg, tempo)


def way_sentence(ziel: pd.Series) -> Satz | None:
    """Says how much of the way from the base to the target is done, or that it got longer; None where undefined or done."""
    if (pd.isna(ziel["weg"]) and not bool(ziel["ist_entfernt"])) or bool(ziel["ist_erfuellt"]):
        return None
    einheit = str(ziel["einheit"])
    von, ist = _base_and_value(ziel)
    bis = format_wert(ziel["zielwert"], einheit, _threshold_digits(ziel))
    seit = since_text(ziel["basis"])
    if bool(ziel["ist_entfernt"]):
        rechnung = [
            f"{format_zeitraum_wort(ziel['basis'])}: {von}; {format_zeitraum_wort(ziel['zeitraum'])}: {ist}; "
            f"Ziel: {target_text(ziel)}"
        ]
        return Satz(f"Seit {seit} hat sich der Wert vom Ziel entfernt.", rechnung, Methode.WEG)
    anteil = format_wert(ziel["weg"], "%", 0)
    rechnung = [f"({ist} − {von}) : ({bis} − {von}) × 100 = rund {anteil}"]
    stellen = carried_digits(ziel["stellen_basiswert"], einheit=einheit)
    ganz, teil = (abs(float(ziel[s]) - float(ziel["basis_wert"])) for s in ("zielwert", "wert_genau"))
    text = (
        f"Von {von} ({format_zeitraum_wort(ziel['basis'])}) auf {bis} sind es "
        f"{format_wert(ganz, unit_of_difference(einheit), stellen)}; rund {format_zahl(teil, stellen)} davon waren geschafft."
    )
    return Satz(text, rechnung, Methode.WEG)


def hint_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz | None:
    """Says that there are Hinweise to the value of a goal; None where there are none."""
    ids = [i for i in str(ziel["hinweis_id"] or "").split() if i in ergebnis.hinweise.index]
    ids = [i for i in ids if ergebnis.hinweise.at[i, "art"] != "nummerierung"]
    if not ids or pd.isna(ziel["wert_genau"]):
        return None
    wie_viele = "einen Hinweis" if len(ids) == 1 else f"{format_anzahl_wort(len(ids))} Hinweise"
    text = f"Zu diesem Wert gibt es {wie_viele}, siehe „Gut zu wissen“."
    return Satz(text, [str(ergebnis.hinweise.at[i, "titel"]) for i in ids], aufschrift="Welche Hinweise")


def since_text(periode: str) -> str:
    """Writes where a span begins: ``2012``, but ``dem 30. September 2012``."""
    return f"{'dem ' if zeitraum_art(periode) == 'stichtag' else ''}{format_zeitraum_wort(periode)}"


def _than(periode: str) -> str:
    """Writes a period to compare with: ``2012``, but ``am 30. September 2012``."""
    return f"{'am ' if zeitraum_art(periode) == 'stichtag' else ''}{format_zeitraum_wort(periode)}"


def _begin(periode: str) -> str:
    """Writes the period a sentence begins with: ``2012``, but ``Am 30. September 2012``."""
    zeit = _than(periode)
    return zeit[0].upper() + zeit[1:]


def change_sentence(zeile: pd.Series) -> Satz | None:
    """Says the change since the previous and the first comparable period, and how sure it is where both have counts.

    Args:
        zeile: One row of ``werte``.

    Returns:
        None where there is neither period.
    """
    if pd.isna(zeile["differenz_vorperiode"]):
        return None
    teile: list[str] = []
    rechnung: list[str] = []
    urteile: dict[str, str] = {}
    for name, periode in (("vorperiode", str(zeile["vorperiode"])), ("basis", str(zeile["basisperiode"]))):
        differenz, stellen = zeile[f"differenz_{name}"], zeile[f"stellen_{name}"]
        if periode and pd.notna(differenz) and (not rechnung or periode != zeile["vorperiode"]):
            urteil = str(zeile[f"{name}_urteil"])
            bereich = f" ({_range_words(zeile, name)})" if urteil else ""
            teile.append(_change_words(zeile, float(differenz), periode, stellen) + bereich)
            rechnung.append(_change_line(zeile, float(differenz), periode, stellen))
            rechnung += _certainty_lines(zeile, name) if urteil else []
            urteile[periode] = urteil
    war = "war" if teile[0].startswith(("ein ", "eine ")) else "waren"
    text = f"{_begin(str(zeile['zeitraum']))} {war} es {' und '.join(teile)}.{_certainty_words(urteile)}"
    if any(urteile.values()):
        text += f" {texte.JAHRE_STREUEN}" if zeile["streuung"] > 1 else ""
        rechnung += scatter_lines(zeile)
    return Satz(text, list(dict.fromkeys(rechnung)), Methode.VERAENDERUNG)


def _signed_points(punkte: float) -> str:
    """Writes a bound of a difference: "8,0 mehr", "5,4 weniger"."""
    return f"{format_zahl(abs(punkte), STELLEN_ANTEIL)} {'weniger' if round_half_up(punkte, STELLEN_ANTEIL) < 0 else 'mehr'}"


def _range_words(zeile: pd.Series, name: str) -> str:
    """The interval of a difference in the direction of the difference: "8,0 bis 40,1 mehr"."""
    unten, oben = float(zeile[f"{name}_unten"]), float(zeile[f"{name}_oben"])
    if unten < 0 < oben:
        return f"{texte.VERTRAUENSBEREICH}: {_signed_points(unten)} bis {_signed_points(oben)}"
    nah, fern = sorted((unten, oben), key=abs)
    return f"{texte.VERTRAUENSBEREICH}: {format_zahl(abs(nah), STELLEN_ANTEIL)} bis {_signed_points(fern)}"


def _certainty_words(urteile: Mapping[str, str]) -> str:
    """Words how sure the differences to one or two earlier periods are; empty where neither has counts."""
    bekannt = {periode: texte.SICHERHEIT[Sicherheit(u)] for periode, u in urteile.items() if u}
    if not bekannt:
        return ""
    if len(set(bekannt.values())) == 1 and len(bekannt) == len(urteile):
        if len(bekannt) > 1 and Sicherheit.NICHT_GESICHERT in urteile.values():
            return f" {texte.KEINE_GESICHERT}"
        return f" {'Das' if len(bekannt) == 1 else 'Beides'} ist {next(iter(bekannt.values()))}."
    gegen = list_words([f"gegenüber {format_zeitraum_wort(periode)} {wort}" for periode, wort in bekannt.items()])
    return f" Das ist {gegen}."


def _certainty_lines(zeile: pd.Series, name: str) -> list[str]:
    def _bereich(zusatz: str) -> str:
        unten, oben = float(zeile[f"{name}_{zusatz}unten"]), float(zeile[f"{name}_{zusatz}oben"])
        bis = format_wert(oben, unit_of_difference("%"), STELLEN_ANTEIL, vorzeichen=True)
        return f"{format_zahl(unten, STELLEN_ANTEIL, vorzeichen=True)} bis {bis}"

    zeilen = [
        f"{texte.VERTRAUENSBEREICH} der Differenz nach Newcombe ({SCHWACH}): {_bereich('')}; ({STRENG}): "
        f"{_bereich('998_')}"
    ]
    if pd.notna(zeile[f"{name}_p"]):
        zeilen.append(f"Exakter Test nach Fisher: {_p_text(float(zeile[f'{name}_p']))}")
    return zeilen


def scatter_lines(zeile: pd.Series) -> list[str]:
    """Words how much the years scatter around their course, or that this is not known; empty where no more than chance."""
    if pd.isna(zeile["streuung"]):
        return [
            f"Wie stark die Jahre darüber hinaus schwanken, lässt sich erst ab {format_anzahl_wort(MINDESTPERIODEN)} "
            "vergleichbaren Zeiträumen sehen; eingerechnet ist nur der Zufall"
        ]
    if zeile["streuung"] > 1:
        phi = float(zeile["streuung"])
        return [
            f"Die Jahre streuen um ihren Verlauf {format_zahl(phi, 1)}-mal so stark, wie der Zufall erwarten lässt "
            f"(Varianz); verbreitert ist mit der Wurzel daraus, {format_zahl(phi**0.5, 2)}"
        ]
    return []


def _change_digits(zeile: pd.Series, stellen: float) -> int:
    if zeile["einheit"] == "%":
        return carried_digits(stellen, einheit="%")
    return int(stellen) if pd.notna(stellen) else 0


def _change_words(zeile: pd.Series, differenz: float, periode: str, stellen: float) -> str:
    einheit, k = str(zeile["einheit"]), _change_digits(zeile, stellen)
    seit = _than(periode)
    betrag = round_half_up(abs(differenz), k)
    if betrag == 0:
        gerundet = "auf ganze Prozent gerundet " if einheit == "%" and k == 0 else ""
        return f"{gerundet}gleich viel wie {seit}"
    text = cases_text(betrag, str(zeile["fallbezeichnung"] or "")) if einheit == "Anzahl" else ""
    text = text or format_wert(betrag, unit_of_difference(einheit), k)
    return f"{text} {'mehr' if differenz > 0 else 'weniger'} als {seit}"


def _change_line(zeile: pd.Series, differenz: float, periode: str, stellen: float) -> str:
    einheit, k = str(zeile["einheit"]), _change_digits(zeile, stellen)
    eigene = carried_digits(zeile["stellen"], einheit=einheit) if einheit == "%" else k
    jetzt = format_wert(zeile["wert_genau"], einheit, eigene)
    vorher = format_wert(zeile["wert_genau"] - differenz, einheit, k)
    rund = "rund " if einheit == "%" and eigene > k else ""
    ergibt = format_wert(differenz, unit_of_difference(einheit), k, vorzeichen=True)
    return f"{format_zeitraum_wort(zeile['zeitraum'])} gegen {format_zeitraum_wort(periode)}: {jetzt} − {vorher} = {rund}{ergibt}"


def yearly_sentence(reihe: pd.DataFrame) -> Satz | None:
    """Says the change of an amount of money from year to year, in money and percent, and names the falling years.

    Args:
        reihe: Rows of one series with a value, in time order.
    """
    da = reihe[reihe["differenz_vorperiode"].notna()]
    if da.empty or not str(da.iloc[-1]["einheit"]).startswith("Euro"):
        return None

    def _prozent(zeile: pd.Series) -> str:
        vorher = zeile["wert_genau"] - zeile["differenz_vorperiode"]
        return format_wert(100 * zeile["differenz_vorperiode"] / vorher, "%", 1, vorzeichen=True)

    rechnung = [
        f"{format_zeitraum_wort(z['zeitraum'])} gegen {format_zeitraum_wort(z['vorperiode'])}: "
        f"{format_zahl(z['wert_genau'])} − {format_zahl(z['wert_genau'] - z['differenz_vorperiode'])} = "
        f"{format_wert(z['differenz_vorperiode'], 'Euro', vorzeichen=True)} ({_prozent(z)})"
        for _, z in da.iterrows()
    ]
    letzte = da.iloc[-1]
    richtung = "mehr" if letzte["differenz_vorperiode"] > 0 else "weniger"
    text = (
        f"{format_zeitraum_wort(letzte['zeitraum'])} waren es {format_wert(abs(letzte['differenz_vorperiode']), 'Euro')} "
        f"{richtung} als {format_zeitraum_wort(letzte['vorperiode'])} ({_prozent(letzte)})."
    )
    gefallen = da[da["differenz_vorperiode"] < 0]
    if len(da) > 1 and gefallen.empty:
        text += " In keinem Jahr war es weniger als im Jahr davor."
    for _, z in gefallen.iterrows():
        if z["zeitraum"] != letzte["zeitraum"]:
            text += (
                f" {format_zeitraum_wort(z['zeitraum'])} waren es {format_wert(abs(z['differenz_vorperiode']), 'Euro')} weniger "
                f"als {format_zeitraum_wort(z['vorperiode'])} ({_prozent(z)})."
            )
    if letzte["basisperiode"] and letzte["basisperiode"] != letzte["vorperiode"]:
        anteil = 100 * letzte["differenz_basis"] / (letzte["wert_genau"] - letzte["differenz_basis"])
        wie = "mehr" if letzte["differenz_basis"] > 0 else "weniger"
        text += (
            f" Gegenüber {format_zeitraum_wort(letzte['basisperiode'])} waren es "
            f"{format_wert(abs(letzte['differenz_basis']), 'Euro')} {wie} ({format_wert(anteil, '%', 1, vorzeichen=True)})."
        )
    text += " Die Beträge sind nominal, also nicht um Preissteigerungen bereinigt."
    return Satz(text, rechnung, Methode.VERAENDERUNG)


def development_sentence(aenderung: Satz | None, trend: pd.Series | None, reihe: pd.DataFrame) -> Satz | None:
    """Joins change and trend of a series, so that no difference is said twice; None where there is neither.

    Args:
        aenderung: The change of the latest value, plain or from year to year.
        trend: One row of ``trends``.
        reihe: The rows of the series with a value, in time order.
    """
    kurz = aenderung is not None and trend is not None and trend["zeitraum_bis"] == reihe.iloc[-1]["zeitraum"]
    gesagt = aenderung is not None and texte.JAHRE_STREUEN in aenderung.text
    return join_sentences(aenderung, trend_sentence(trend, reihe, ohne_differenz=kurz, ohne_streuung=gesagt))


def trend_sentence(
    trend: pd.Series | None,
    reihe: pd.DataFrame | None = None,
    *,
    ohne_differenz: bool = False,
    ohne_streuung: bool = False,
) -> Satz | None:
    """Words the trend of a series; None where there is only one value, or counts that are neither share nor amount.

    Args:
        trend: One row of ``trends``.
        reihe: The rows of the series, to show the counts in the arithmetic; may be left out.
        ohne_differenz: Leave the difference out, because the sentence before has said it.
        ohne_streuung: Leave out that the years scatter, for the same reason.
    """
    if trend is None or trend["trend"] == Trend.KEINE_REIHE:
        return None
    von, seit = format_zeitraum_wort(trend["zeitraum_von"]), since_text(trend["zeitraum_von"])
    if trend["trend"] in (Trend.UNBELEGT, Trend.ZU_KURZ):
        unbelegt = _unproven_words(trend, seit)
        return Satz(unbelegt, [], Methode.TREND) if unbelegt else None
    einheit = str(trend["einheit"])
    stellen = carried_digits(trend["stellen"], einheit=einheit)
    betrag = format_wert(abs(trend["differenz"]), unit_of_difference(einheit), stellen)
    wie = "mehr" if trend["differenz"] > 0 else "weniger"
    vorn = f"Von {von} bis {format_zeitraum_wort(trend['zeitraum_bis'])}: {betrag} {wie}"
    if round_half_up(abs(trend["differenz"]), stellen) == 0:
        vorn = f"Von {von} bis {format_zeitraum_wort(trend['zeitraum_bis'])} unverändert"
    rechnung = [*(_counts_line(trend, reihe) if reihe is not None else []), *trend_lines(trend)]
    wort = trend_word(trend)
    if trend["trend"] == Trend.KEIN_TREND:
        text = f"Ein Trend seit {seit} ist nicht gesichert." if ohne_differenz else f"{vorn}, aber {wort}."
        return Satz(text + _why_no_trend(trend, ohne_streuung=ohne_streuung), rechnung, Methode.TREND)
    hinweise = " Zu Werten dieser Reihe gibt es Hinweise." if trend["hinweis_id"] else ""
    urteil = f"Über alle Zeiträume seit {seit} ist das" if ohne_differenz else f"{vorn}. Das ist"
    return Satz(f"{urteil} ein {wort}. {texte.TREND_UEBER_STREUUNG}{hinweise}", rechnung, Methode.TREND)


def trend_word(trend: Mapping[Hashable, Any] | pd.Series) -> str:
    """Names a trend: "ungünstiger Trend", "deutlicher ungünstiger Trend"."""
    wort = texte.TREND[Trend(trend["trend"])]
    return f"{texte.TREND_DEUTLICH} {wort}" if trend["ist_deutlich"] else wort


def _why_no_trend(trend: pd.Series, *, ohne_streuung: bool) -> str:
    if trend["p"] < TRENDNIVEAU:
        return (
            " Die Richtung hängt an einem einzelnen Zeitraum."
            if not trend["ist_stabil"]
            else " Schon das Runden der Anteile im Dokument könnte den Unterschied zum Zufall aufheben."
        )
    return f" {texte.KEIN_TREND_STREUUNG}" if trend["streuung"] > 1 and not ohne_streuung else ""


def _unproven_words(trend: pd.Series, seit: str) -> str:
    if trend["art"] == "betrag":
        return "Ein Geldbetrag ist keine Stichprobe; eine Prüfung auf Zufall passt hier nicht."
    if trend["art"] != "anteil":
        return ""
    perioden, mit = int(trend["perioden"]), int(trend["perioden_mit_fallzahl"])
    if trend["trend"] == Trend.ZU_KURZ:
        womit = "" if mit == perioden else " mit bekannter Zahl der Fälle"
        return f"Für einen Trend sind {format_anzahl_wort(mit)} Zeiträume{womit} zu wenig, {NOETIG}."
    vorn = f"Ob die Veränderung seit {seit} Zufall sein kann, lässt sich nicht prüfen: "
    if mit:
        return (
            f"{vorn}Wie viele Fälle dahinterstehen, ist nur für einen von {format_anzahl_wort(perioden)} Zeiträumen "
            f"bekannt; {NOETIG}."
        )
    wie_viele = "beiden" if perioden == 2 else format_anzahl_wort(perioden)
    return f"{vorn}Für keinen der {wie_viele} Zeiträume ist bekannt, wie viele Fälle dahinterstehen."


def trend_lines(trend: Mapping[Hashable, Any] | pd.Series) -> list[str]:
    """Words the test, how much the years scatter, what remains, and what a trend must meet; none without a test."""
    if trend["methode"] != "quasibinomial":
        return []

    def _ja(ist: bool) -> str:
        return "ja" if ist else "nein"

    vorn = f"Logistische Regression auf den Zeitraum (quasi-binomial), {format_zahl(trend['perioden_mit_fallzahl'])} Zeiträume"
    if pd.isna(trend["t"]):
        return [f"{vorn}: nicht zu berechnen, weil alle oder keine der Gezählten zutreffen"]
    t, phi = float(trend["t"]), max(float(trend["streuung"]), 1.0)
    streuung = format_zahl(trend["streuung"], 2)
    zeilen = [
        f"{vorn}: Die Jahre streuen um den Verlauf {streuung}-mal so stark, wie der Zufall erwarten lässt (Varianz)"
    ]
    rest = f"t = {format_zahl(t, 2)}"
    if phi > 1:
        ohne = format_zahl(t * phi**0.5, 2)
        rest = f"Ohne diese Streuung wäre z = {ohne}; mit ihr bleibt {ohne} : Wurzel aus {streuung} = {format_zahl(t, 2)} (t)"
    zeilen += [
        f"{rest}, {format_zahl(trend['freiheitsgrade'])} Freiheitsgrade: {_p_text(float(trend['p']))}",
        f"Trend, wenn p kleiner ist als {format_zahl(TRENDNIVEAU, 2)}: {_ja(trend['p'] < TRENDNIVEAU)}; deutlich, wenn "
        f"kleiner als {format_zahl(TRENDNIVEAU_DEUTLICH, 2)}: {_ja(trend['p'] < TRENDNIVEAU_DEUTLICH)}",
        f"Gleiche Richtung auch ohne jeden einzelnen Zeitraum: {_ja(trend['ist_stabil'])}",
    ]
    if trend["p"] < TRENDNIVEAU and abs(float(trend["p_knapp"]) - float(trend["p"])) > 1e-9:
        zeilen.append(
            f"Auch ein Trend, wenn die Anteile im Dokument ungünstig gerundet sind: {_ja(trend['ist_rundungsfest'])} "
            f"(dann {_p_text(float(trend['p_knapp']))})"
        )
    return zeilen


def _counts_line(trend: pd.Series, reihe: pd.DataFrame) -> list[str]:
    """Lists numerator and denominator of each period of the series that the test uses."""
    da = reihe[reihe["faelle"].notna() & reihe["zeit"].ge(float(trend["zeit_von"]))]
    teile = []
    for _, z in da.iterrows():
        genau = z["fallzahl"] in (Fallzahl.GEDRUCKT, Fallzahl.ERSCHLOSSEN)
        faelle = format_zahl(z["faelle"]) if genau else f"{format_wert(z['wert'], '%', int(z['stellen']))}"
        teile.append(f"{format_zeitraum_wort(z['zeitraum'])}: {faelle} von {format_zahl(float(z['nenner']))}")
    return ["; ".join(teile)] if teile else []


def _p_text(p: float) -> str:
    return "p kleiner als 0,001" if p < 0.001 else f"p = {format_zahl(p, 3)}"


def control_sentence(karte: pd.DataFrame) -> Satz:
    """Explains a control chart in two sentences: what its bands are, and which periods lie beyond.

    Args:
        karte: Frame of :func:`kekiz.rechnen.regelkarte.compute_control_chart`.
    """
    erste = karte.iloc[0]
    streut = (
        f" und das Auf und Ab dieser Reihe (Streuung {format_zahl(erste['streuung'], 1)})"
        if erste["streuung"] > 1
        else ""
    )
    text = (
        f"In den Flächen lägen die Werte, wenn sich seit {since_text(str(erste['zeitraum']))} nichts geändert hätte und nur der "
        f"Zufall beim Zählen{streut} wirkte. "
    )
    for flaeche, spalte in (("äußeren", "ist_weit_ausserhalb"), ("inneren", "ist_ausserhalb")):
        draussen = [format_zeitraum_wort(z) for z in karte.loc[karte[spalte], "zeitraum"]]
        if draussen:
            liegt = "liegt" if len(draussen) == 1 else "liegen"
            sicher = texte.SICHERHEIT[Sicherheit.GESICHERT if flaeche == "äußeren" else Sicherheit.AUFFAELLIG]
            return Satz(f"{text}Außerhalb der {flaeche} Fläche {liegt} {list_words(draussen)}; das ist {sicher}.")
    return Satz(f"{text}Kein Wert liegt außerhalb der inneren Fläche.")


def bounds_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz | None:
    """Says between which bounds a share lies over all people, where only those with a document are counted."""
    if pd.isna(zeile["grenze_unten"]):
        return None
    wer = ergebnis.kennzahlen.loc[zeile["kennzahl_id"], "fallbezeichnung"] or "Fälle"
    unten, oben = (format_wert(zeile[s], "%", 1) for s in ("grenze_unten", "grenze_oben"))

    def _genau(spalte: str) -> str:
        return format_wert(float(zeile[spalte]), "%", 2)

    ohne = format_wert(100 - float(zeile["abdeckung_min"]), "%", 2)
    rechnung = []
    if zeile["wert_min"] < zeile["wert_max"]:
        wert = format_wert(zeile["wert_genau"], "%", carried_digits(zeile["stellen"], einheit="%"))
        rechnung.append(f"Der Anteil {wert} im Dokument steht für {_genau('wert_min')} bis {_genau('wert_max')}")
    if zeile["abdeckung_min"] < zeile["abdeckung"]:
        rechnung.append(
            f"Der Anteil mit Nachweis ({format_wert(zeile['abdeckung'], '%', 1)}) ist auch gerundet; gerechnet wird mit "
            f"dem kleinsten, der dazu passt: {_genau('abdeckung_min')}"
        )
    return Satz(
        f"Bei {format_wert(100 - zeile['abdeckung'], '%', 1)} der untersuchten {wer} fehlte der Nachweis. Zählen sie alle "
        f"als nein, ist der Anteil {unten}; zählen sie alle als ja, {oben}.",
        [
            *rechnung,
            f"Untergrenze (ohne Nachweis zählt als nein): {_genau('wert_min')} × {_genau('abdeckung_min')} = "
            f"{_genau('grenze_unten')}",
            f"Obergrenze (ohne Nachweis zählt als ja): {_genau('wert_max')} × {_genau('abdeckung_min')} + {ohne} = "
            f"{_genau('grenze_oben')}",
        ],
        Methode.GRENZEN,
    )
