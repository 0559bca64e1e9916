"""Sentences about a whole series: its trend, why there is none, and what its control chart shows."""

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd

from kekiz.rechnen.assess import MINDESTPERIODEN, TRENDNIVEAU, TRENDNIVEAU_DEUTLICH
from kekiz.sagen.satz import Satz, carried_digits, join_sentences, p_text, unit_of_difference
from kekiz.wissen import texte
from kekiz.wissen.codes import Fallzahl, Methode, Sicherheit, Trend
from kekiz.wissen.sprache import list_words
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, round_half_up
from kekiz.wissen.zeitraum import read_zeitraum

NOETIG = f"nötig sind {format_anzahl_wort(MINDESTPERIODEN)}"


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
    von, seit = read_zeitraum(trend["zeitraum_von"]).wort, read_zeitraum(trend["zeitraum_von"]).seit
    if trend["trend"] in (Trend.UNBELEGT, Trend.ZU_KURZ):
        unbelegt = _unproven_words(trend, seit)
        return Satz(unbelegt, [], Methode.TREND) if unbelegt else None
    einheit = str(trend["einheit"])
    stellen = carried_digits(trend["stellen"], einheit=einheit)
    betrag = format_wert(abs(trend["differenz"]), unit_of_difference(einheit), stellen)
    wie = "mehr" if trend["differenz"] > 0 else "weniger"
    vorn = f"Von {von} bis {read_zeitraum(trend['zeitraum_bis']).wort}: {betrag} {wie}"
    if round_half_up(abs(trend["differenz"]), stellen) == 0:
        vorn = f"Von {von} bis {read_zeitraum(trend['zeitraum_bis']).wort} unverändert"
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
        f"{rest}, {format_zahl(trend['freiheitsgrade'])} Freiheitsgrade: {p_text(float(trend['p']))}",
        f"Trend, wenn p kleiner ist als {format_zahl(TRENDNIVEAU, 2)}: {_ja(trend['p'] < TRENDNIVEAU)}; deutlich, wenn "
        f"kleiner als {format_zahl(TRENDNIVEAU_DEUTLICH, 2)}: {_ja(trend['p'] < TRENDNIVEAU_DEUTLICH)}",
        f"Gleiche Richtung auch ohne jeden einzelnen Zeitraum: {_ja(trend['ist_stabil'])}",
    ]
    if trend["p"] < TRENDNIVEAU and abs(float(trend["p_knapp"]) - float(trend["p"])) > 1e-9:
        zeilen.append(
            f"Auch ein Trend, wenn die Anteile im Dokument ungünstig gerundet sind: {_ja(trend['ist_rundungsfest'])} "
            f"(dann {p_text(float(trend['p_knapp']))})"
        )
    return zeilen


def _counts_line(trend: pd.Series, reihe: pd.DataFrame) -> list[str]:
    """Lists numerator and denominator of each period of the series that the test uses."""
    da = reihe[reihe["faelle"].notna() & reihe["zeit"].ge(float(trend["zeit_von"]))]
    teile = []
    for _, z in da.iterrows():
        genau = z["fallzahl"] in (Fallzahl.GEDRUCKT, Fallzahl.ERSCHLOSSEN)
        faelle = format_zahl(z["faelle"]) if genau else f"{format_wert(z['wert'], '%', int(z['stellen']))}"
        teile.append(f"{read_zeitraum(z['zeitraum']).wort}: {faelle} von {format_zahl(float(z['nenner']))}")
    return ["; ".join(teile)] if teile else []


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
        f"In den Flächen lägen die Werte, wenn sich seit {read_zeitraum(str(erste['zeitraum'])).seit} nichts geändert hätte und nur der "
        f"Zufall beim Zählen{streut} wirkte. "
    )
    for flaeche, spalte in (("äußeren", "ist_weit_ausserhalb"), ("inneren", "ist_ausserhalb")):
        draussen = [read_zeitraum(z).wort for z in karte.loc[karte[spalte], "zeitraum"]]
        if draussen:
            liegt = "liegt" if len(draussen) == 1 else "liegen"
            sicher = texte.SICHERHEIT[Sicherheit.GESICHERT if flaeche == "äußeren" else Sicherheit.AUFFAELLIG]
            return Satz(f"{text}Außerhalb der {flaeche} Fläche {liegt} {list_words(draussen)}; das ist {sicher}.")
    return Satz(f"{text}Kein Wert liegt außerhalb der inneren Fläche.")
