"""Sentences about values, each with the arithmetic that leads to it.

A sentence never says more than the columns of its row; wording per code comes from :mod:`kekiz.texte`.
"""

import re
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from kekiz import texte
from kekiz.codes import Aussage, Fallzahl, Trend, Vergleich, Wertstatus
from kekiz.ergebnis import Ergebnis
from kekiz.zahlen import NNBSP, format_wert, format_zahl, format_zeitraum, round_half_up


@dataclass(frozen=True)
class Satz:
    """One statement and how it was computed.

    Attributes:
        text: The statement, plain text.
        rechnung: Lines of arithmetic with the numbers filled in; empty where nothing was computed.
        methode: Code of the method, anchor on the page about methods.
    """

    text: str
    rechnung: list[str] = field(default_factory=list)
    methode: str = ""


def unit_of_difference(einheit: str) -> str:
    """Differences of shares are counted in points, others in their own unit."""
    return "Punkte" if einheit == "%" else einheit


def _stellen(zeile: pd.Series) -> int:
    return int(zeile["dezimalstellen"]) if pd.notna(zeile["dezimalstellen"]) else 0


def value_text(zeile: pd.Series) -> str:
    """Writes the value of a row as printed (range, value, or the reason why there is none)."""
    if pd.isna(zeile["wert"]):
        return texte.WERTSTATUS[Wertstatus(zeile["wertstatus"])]
    stellen = _printed_digits(zeile)
    if pd.notna(zeile["wert_bis"]):
        bis = format_wert(zeile["wert_bis"], zeile["einheit"], stellen)
        return f"{format_zahl(zeile['wert'], stellen)} bis {bis}"
    return format_wert(zeile["wert"], zeile["einheit"], stellen)


def _printed_digits(zeile: pd.Series) -> int:
    """Digits as printed where the value is printed; those of the Kennzahl otherwise."""
    gedruckt = str(zeile["gedruckt"]) if pd.notna(zeile.get("gedruckt")) else ""
    if zeile["wertstatus"] == Wertstatus.GEDRUCKT and gedruckt:
        teil = max((len(t) for t in _fractions(gedruckt)), default=0)
        return min(teil, 2)
    return _stellen(zeile)


def _fractions(gedruckt: str) -> list[str]:

    return re.findall(r"\d,(\d+)", gedruckt)


def level_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz:
    """Says a value in everyday words: "82 von 100 Familien …".

    Args:
        ergebnis: The outcome (for the catalogue).
        zeile: One row of ``werte``.
    """
    kennzahl = ergebnis.kennzahlen.loc[zeile["kennzahl_id"]]
    zeit = format_zeitraum(zeile["zeitraum"])
    if pd.isna(zeile["wert"]):
        return Satz(f"{zeit}: {kennzahl['name']} – {texte.WERTSTATUS[Wertstatus(zeile['wertstatus'])]}.")
    if pd.notna(zeile["wert_bis"]):
        return Satz(f"{zeit}: {kennzahl['name']} – {value_text(zeile)}.")
    if kennzahl["art"] == "anteil":
        wert = float(zeile["wert_genau"])
        je = 1000 if 0 < wert < 5 else 100
        ganz = round_half_up(wert * je / 100, 0)
        genau = abs(wert * je / 100 - ganz) < 1e-9
        text = f"{zeit}: {'' if genau else 'Rund '}{format_zahl(ganz)} von {format_zahl(je)} {kennzahl['satz']}"
        zusatz = value_text(zeile)
        if zeile["fallzahl"] == Fallzahl.GEDRUCKT:
            zusatz += f"; {format_zahl(zeile['zaehler'])} von {format_zahl(zeile['nenner'])}"
        return Satz(f"{text} ({zusatz}).", _share_arithmetic(zeile), "anteil")
    if kennzahl["art"] in ("anzahl", "betrag"):
        return Satz(f"{zeit}: {format_zahl(zeile['wert'], _printed_digits(zeile))} {kennzahl['satz']}.")
    return Satz(f"{zeit}: {kennzahl['name']} {value_text(zeile)}.")


def _share_arithmetic(zeile: pd.Series) -> list[str]:
    zeilen: list[str] = []
    if zeile["fallzahl"] == Fallzahl.GEDRUCKT:
        genau = format_wert(zeile["wert_berechnet"], "%", 2)
        zeilen.append(f"{format_zahl(zeile['zaehler'])} : {format_zahl(zeile['nenner'])} × 100 = {genau}")
        if zeile["wertstatus"] == Wertstatus.GEDRUCKT:
            zeilen.append(f"Im Dokument gedruckt: {zeile['gedruckt']}")
    elif zeile["fallzahl"] == Fallzahl.ERSCHLOSSEN:
        x, n = zeile["zaehler_erschlossen"], zeile["nenner"]
        zeilen.append(
            f"Gedruckt sind {zeile['gedruckt']} von {format_zahl(n)}. Nur {format_zahl(x)} ergibt diesen Anteil: "
            f"{format_zahl(x)} : {format_zahl(n)} × 100 = {format_wert(100 * x / float(n), '%', 2)}"
        )
    if zeile["ki_methode"] == "wilson":
        zeilen.append(interval_text(zeile))
    return zeilen


def interval_text(zeile: pd.Series) -> str:
    """Words the interval of a row at 95 %."""
    einheit = zeile["einheit"]
    stellen = 1 if einheit == "%" else 0
    art = "Wilson-Intervall" if zeile["ki_methode"] == "wilson" else "Byar-Intervall"
    return (
        f"{art} (95{NNBSP}%): {format_wert(zeile['ki_unten'], einheit, stellen)} bis "
        f"{format_wert(zeile['ki_oben'], einheit, stellen)}"
    )


def target_text(ziel: pd.Series) -> str:
    """Words the target: "mindestens 45 %"."""
    stellen = 0 if pd.isna(ziel["zielwert"]) or float(ziel["zielwert"]).is_integer() else 1
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_BASIS and pd.notna(ziel["zielwert"]):
        stellen = 1
    wert = format_wert(ziel["zielwert"], str(ziel["einheit"]), stellen)
    return texte.ZIEL_VERGLEICH[Vergleich(ziel["vergleich"])].format(ziel=wert)


def target_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz:
    """Says whether the latest value meets the target as worded, and how far away it is.

    Args:
        ergebnis: The outcome.
        ziel: One row of ``zielstand``.
    """
    kennzahl = ergebnis.kennzahlen.loc[ziel["kennzahl_id"]]
    name = kennzahl["name"]
    if pd.isna(ziel["wert_genau"]):
        return Satz(f"{name}: Es gibt noch keinen Wert.")
    if ziel["vergleich"] == Vergleich.OHNE_ZAHL:
        return Satz("Der Zielkatalog nennt dafür keine Zahl. Ob das Ziel erreicht ist, lässt sich so nicht prüfen.")
    if pd.isna(ziel["ist_erfuellt"]):
        return Satz("Zum Prüfen fehlt ein Vergleichswert: Gedruckt ist nur dieser eine Zeitraum.")
    einheit = str(ziel["einheit"])
    stellen = _target_digits(ziel)
    wert = format_wert(ziel["wert_genau"], einheit, stellen)
    grenze = format_wert(ziel["zielwert"], einheit, stellen)
    lesart = texte.LESART.get(ziel["lesart"], ziel["lesart"])
    zusatz = f" ({lesart})" if lesart else ""
    abstand = format_wert(abs(ziel["abstand"]), unit_of_difference(einheit), stellen)
    rechnung = _threshold_arithmetic(ziel, einheit, stellen)
    rechnung.append(
        f"Abstand: {wert} − {grenze} = {format_wert(ziel['abstand'], unit_of_difference(einheit), stellen)}"
    )
    if bool(ziel["ist_erfuellt"]):
        text = f"Ziel erreicht{zusatz}: {wert}, gefordert {target_text(ziel)}."
        return Satz(text, rechnung, "ziel")
    text = f"Ziel nicht erreicht{zusatz}: {wert}, gefordert {target_text(ziel)}. Abstand: {abstand}."
    return Satz(text, rechnung, "ziel")


def _target_digits(ziel: pd.Series) -> int:
    """Enough digits to show a difference: one for shares, more where the value would round onto the threshold."""
    if ziel["einheit"] != "%":
        return int(ziel["dezimalstellen"])
    stellen = 1
    while (
        stellen < 4
        and abs(ziel["abstand"]) > 1e-9
        and round_half_up(ziel["wert_genau"], stellen) == round_half_up(ziel["zielwert"], stellen)
    ):
        stellen += 1
    return stellen


def _threshold_arithmetic(ziel: pd.Series, einheit: str, stellen: int) -> list[str]:
    zeilen = [f"Wortlaut im Zielkatalog: „{ziel['wortlaut']}“"]
    if pd.notna(ziel["nenner"]) and ziel["fallzahl"] == Fallzahl.GEDRUCKT:
        zeilen.append(
            f"Wert {format_zeitraum(ziel['zeitraum'])}: {format_zahl(ziel['faelle'])} : {format_zahl(ziel['nenner'])} × 100 "
            f"= {format_wert(ziel['wert_genau'], '%', 2)}"
        )
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_BASIS:
        basis = format_wert(ziel["basis_wert"], einheit, stellen)
        vorgabe = format_zahl(ziel["vorgabe"])
        if ziel["lesart"] == "prozent":
            zeilen.append(
                f"Ausgang {format_zeitraum(ziel['basis'])}: {basis} × {format_zahl(1 + ziel['vorgabe'] / 100, 2)} = "
                f"{format_wert(ziel['zielwert'], einheit, 2)}"
            )
        else:
            zeilen.append(
                f"Ausgang {format_zeitraum(ziel['basis'])}: {basis} + {vorgabe} Punkte = "
                f"{format_wert(ziel['zielwert'], einheit, 2)}"
            )
    return zeilen


def people_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz | None:
    """Says the distance in people where counts are known; None otherwise."""
    if pd.isna(ziel["abstand_anzahl"]) or not (ziel["abstand_anzahl"] > 0):
        return None
    wer = ergebnis.kennzahlen.loc[ziel["kennzahl_id"], "fallbezeichnung"] or "Fälle"
    anzahl = format_zahl(ziel["abstand_anzahl"])
    n, x = float(ziel["nenner"]), float(ziel["faelle"])
    grenze = format_wert(ziel["zielwert"], "%", 0 if float(ziel["zielwert"]).is_integer() else 1)
    steigen = ziel["vergleich"] in (Vergleich.MINDESTENS, Vergleich.UEBER, Vergleich.STEIGERUNG_SEIT_BASIS)
    ziel_x = x + ziel["abstand_anzahl"] if steigen else x - ziel["abstand_anzahl"]
    genau = format_zahl(n * ziel["zielwert"] / 100, 2)
    rechnung = [
        f"{grenze} von {format_zahl(n)} = {genau}; gezählt in ganzen {wer}: {format_zahl(ziel_x)}",
        f"{format_zahl(max(x, ziel_x))} − {format_zahl(min(x, ziel_x))} = {anzahl}",
    ]
    if not steigen:
        text = f"Für das Ziel müssten es bei gleicher Gesamtzahl {anzahl} {wer} weniger sein."
    elif pd.isna(ziel["abstand_anzahl_offen"]):
        text = f"Es fehlen {anzahl} {wer} bis zum Ziel ({target_text(ziel)})."
    else:
        k = ziel["abstand_anzahl_offen"]
        rechnung.append(
            f"Wächst die Gesamtzahl mit: ({format_zahl(x)} + {format_zahl(k)}) : ({format_zahl(n)} + {format_zahl(k)}) × 100 = "
            f"{format_wert(100 * (x + k) / (n + k), '%', 2)}"
        )
        text = (
            f"Bis zum Ziel ({target_text(ziel)}) fehlen {anzahl} {wer}, wenn die Gesamtzahl gleich bleibt, "
            f"oder {format_zahl(k)}, wenn sie mitwächst."
        )
    return Satz(text, rechnung, "abstand-in-menschen")


def lasting_sentence(ziel: pd.Series) -> Satz | None:
    """Says in how many known periods the target held; None where there are fewer than two."""
    if ziel["perioden"] < 2:
        return None
    text = f"In {ziel['perioden_erfuellt']} von {ziel['perioden']} bekannten Zeiträumen war der Zielwert eingehalten."
    if ziel["ist_dauerhaft"]:
        text += " Das Ziel soll auf Dauer gelten."
    return Satz(text, [], "dauerhaft")


def pace_sentence(ziel: pd.Series) -> Satz | None:
    """Compares the pace needed until the target year with the pace so far, as arithmetic; None where undefined."""
    if pd.isna(ziel["tempo_noetig"]) or pd.isna(ziel["tempo_bisher"]):
        return None
    einheit = unit_of_difference(str(ziel["einheit"]))
    noetig = format_wert(ziel["tempo_noetig"], einheit, 1, vorzeichen=True)
    bisher = format_wert(ziel["tempo_bisher"], einheit, 1, vorzeichen=True)
    jahre_rest = int(ziel["zieljahr"]) - int(ziel["zeit"])
    jahre = ziel["zeit"] - ziel["basis_zeit"]
    rechnung = [
        f"Nötig: {format_wert(-ziel['abstand'], einheit, 1, vorzeichen=True)} : {jahre_rest} Jahre = {noetig} im Jahr",
        f"Bisher: ({format_wert(ziel['wert_genau'], '%', 1)} − {format_wert(ziel['basis_wert'], '%', 1)}) : "
        f"{format_zahl(jahre, 0 if float(jahre).is_integer() else 1)} Jahre = {bisher} im Jahr",
    ]
    text = (
        f"Rechnerisch wären bis {int(ziel['zieljahr'])} {noetig} im Jahr nötig. "
        f"Seit {format_zeitraum(ziel['basis'])} waren es im Mittel {bisher} im Jahr. Das ist keine Vorhersage."
    )
    return Satz(text, rechnung, "tempo")


def way_sentence(ziel: pd.Series) -> Satz | None:
    """Says how much of the way from the base to the target is done; None where undefined or backwards."""
    if pd.isna(ziel["weg"]) or bool(ziel["ist_erfuellt"]):
        return None
    von, bis, ist = (format_wert(ziel[s], "%", 1) for s in ("basis_wert", "zielwert", "wert_genau"))
    rechnung = [f"({ist} − {von}) : ({bis} − {von}) × 100 = {format_wert(ziel['weg'], '%', 0)}"]
    seit = format_zeitraum(ziel["basis"])
    if ziel["weg"] < 0:
        return Satz(f"Seit {seit} hat sich der Wert vom Ziel entfernt.", rechnung, "weg")
    return Satz(
        f"Vom Weg seit {seit} ({von}) bis zum Ziel sind {format_wert(ziel['weg'], '%', 0)} geschafft.", rechnung, "weg"
    )


def change_sentence(zeile: pd.Series) -> Satz | None:
    """Says the plain change since the previous and the first comparable period; None where there is neither."""
    if pd.isna(zeile["differenz_vorperiode"]):
        return None
    einheit = unit_of_difference(zeile["einheit"])
    stellen = 1 if zeile["einheit"] == "%" else _stellen(zeile)

    def _teil(differenz: float, seit: str) -> str:
        betrag = format_wert(abs(differenz), einheit, stellen)
        if round_half_up(differenz, stellen) == 0:
            return f"gegenüber {seit} unverändert"
        return f"{betrag} {'mehr' if differenz > 0 else 'weniger'} als {seit}"

    teile = [_teil(zeile["differenz_vorperiode"], format_zeitraum(zeile["vorperiode"]))]
    if zeile["basisperiode"] and zeile["basisperiode"] != zeile["vorperiode"]:
        teile.append(_teil(zeile["differenz_basis"], format_zeitraum(zeile["basisperiode"])))
    text = f"{format_zeitraum(zeile['zeitraum'])}: {' und '.join(teile)}."
    jetzt = format_wert(zeile["wert_genau"], zeile["einheit"], max(stellen, 1) if zeile["einheit"] == "%" else stellen)
    vorher = format_wert(zeile["wert_genau"] - zeile["differenz_vorperiode"], zeile["einheit"], stellen)
    rechnung = [f"{jetzt} − {vorher} = {format_wert(zeile['differenz_vorperiode'], einheit, stellen, vorzeichen=True)}"]
    return Satz(text, rechnung, "veraenderung")


def trend_sentence(trend: pd.Series | None) -> Satz | None:
    """Words the trend of a series; None where there is only one value."""
    if trend is None or trend["trend"] == Trend.KEINE_REIHE:
        return None
    von, bis = format_zeitraum(trend["zeitraum_von"]), format_zeitraum(trend["zeitraum_bis"])
    einheit = unit_of_difference(str(trend["einheit"]))
    differenz = format_wert(trend["differenz"], einheit, 1 if einheit == "Punkte" else 0, vorzeichen=True)
    if trend["trend"] == Trend.UNBELEGT:
        grund = (
            "Wie viele Fälle dahinterstehen, ist nicht für mindestens fünf Zeiträume bekannt"
            if einheit == "Punkte"
            else "Ein Test auf Zufall passt auf diese Art von Zahl nicht"
        )
        return Satz(
            f"Von {von} bis {bis}: {differenz}. {grund}; ob das mehr als Zufall ist, bleibt offen.", [], "trend"
        )
    rechnung = [
        f"Test auf linearen Trend (Cochran-Armitage), {trend['perioden_mit_fallzahl']} Zeiträume: "
        f"z = {format_zahl(trend['z'], 2)}, p = {_p_text(trend['p'])}",
        "Als Trend gilt nur, was auf dem Niveau 99,8 % auffällt und auch ohne jeden einzelnen Zeitraum die gleiche "
        f"Richtung behält: {'ja' if trend['ist_stabil'] else 'nein'}",
    ]
    wort = texte.TREND[Trend(trend["trend"])]
    if trend["trend"] == Trend.KEIN_TREND:
        zusatz = " Auf dem schwächeren Niveau 95 % wäre die Veränderung auffällig." if trend["ist_95"] else ""
        return Satz(f"Von {von} bis {bis}: {differenz}, aber {wort}.{zusatz}", rechnung, "trend")
    return Satz(
        f"Von {von} bis {bis}: {differenz}. Das ist ein {wort}, kaum durch Zufall zu erklären.", rechnung, "trend"
    )


def _p_text(p: float) -> str:
    return "kleiner als 0,001" if p < 0.001 else format_zahl(p, 3)


def bounds_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz | None:
    """Says between which bounds a share lies over all people, where only those with a document are counted."""
    if pd.isna(zeile["grenze_unten"]):
        return None
    wer = ergebnis.kennzahlen.loc[zeile["kennzahl_id"], "fallbezeichnung"] or "Fälle"
    unten, oben = (format_wert(zeile[s], "%", 1) for s in ("grenze_unten", "grenze_oben"))
    ohne = 100 - zeile["abdeckung"]
    wert, teil = format_wert(zeile["wert_genau"], "%", 1), format_wert(zeile["abdeckung"], "%", 1)
    return Satz(
        f"Für {format_wert(ohne, '%', 1)} der {wer} lag kein Nachweis vor. Über alle gerechnet liegt der Anteil zwischen "
        f"{unten} und {oben}.",
        [
            f"Untergrenze (ohne Nachweis zählt als nein): {wert} × {teil} = {unten}",
            f"Obergrenze (ohne Nachweis zählt als ja): {unten} + {format_wert(ohne, '%', 1)} = {oben}",
        ],
        "grenzen",
    )


def area_sentence(zeile: pd.Series) -> Satz:
    """Words the comparison of an area with its city."""
    aussage = Aussage(zeile["aussage"])
    stadt = format_wert(zeile["wert_stadt"], zeile["einheit"], 1)
    wert = value_text(zeile)
    rechnung: list[str] = []
    if zeile["ki_methode"] == "wilson":
        rechnung = [*_share_arithmetic(zeile), f"Stadt Hamm: {stadt}"]
        if zeile["aussage_niveau"] == 95.0:
            rechnung.append("Auf dem strengeren Niveau 99,8 % wäre der Unterschied nicht gesichert.")
    text = f"{zeile['raum']}: {wert}, Stadt {stadt} – {texte.AUSSAGE[aussage]}."
    if pd.notna(zeile["wert_mit_offenen"]):
        alle = format_wert(zeile["wert_mit_offenen"], zeile["einheit"], 1)
        rechnung.append(
            f"{format_zahl(zeile['offen_anzahl'])} Fälle sind keinem Sozialraum zugeordnet. Gehörten alle hierher, "
            f"wären es {alle}; gehörte keiner hierher, bleibt es bei {wert}."
        )
    return Satz(text, rechnung, "vergleich")


def status_arithmetic(ergebnis: Ergebnis, ziel: pd.Series) -> str:
    """Joins the arithmetic of one target row to one string for the downloads."""
    saetze: list[Any] = [target_sentence(ergebnis, ziel), people_sentence(ergebnis, ziel)]
    return " | ".join(s.text + (" [" + "; ".join(s.rechnung) + "]" if s.rechnung else "") for s in saetze if s)
