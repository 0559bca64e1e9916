"""Sentences about a whole series: its trend, why there is none, and what its control chart shows."""

from collections.abc import Hashable, Mapping, Set
from typing import Any

import pandas as pd

from kekiz.rechnen.assess import MINDESTPERIODEN, TRENDNIVEAU, TRENDNIVEAU_DEUTLICH
from kekiz.sagen.satz import Satz, carried_digits, join_sentences, p_text, unit_of_difference
from kekiz.wissen import texte
from kekiz.wissen.codes import Fallzahl, Methode, Sicherheit, Trend
from kekiz.wissen.sprache import list_words, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, round_half_up
from kekiz.wissen.zeitraum import read_zeitraum


def _needed() -> str:
    return sag("nötig sind {anzahl}", anzahl=format_anzahl_wort(MINDESTPERIODEN))


def development_sentence(
    aenderung: Satz | None, trend: pd.Series | None, reihe: pd.DataFrame, *, davor: Set[str] = frozenset()
) -> Satz | None:
    """Joins change and trend of a series, so that no difference is said twice; None where there is neither.

    Args:
        aenderung: The change of the latest value, plain or from year to year.
        trend: One row of ``trends``.
        reihe: The rows of the series with a value, in time order.
        davor: Why the developments of other series beside it cannot be tested (:func:`unproven_words`). The same reason
            is not told again.
    """
    if (warum := unproven_words(trend)) and warum in davor:
        return join_sentences(
            aenderung, Satz(sag("Auch hier lässt sich das nicht auf Zufall prüfen."), [], Methode.TREND)
        )
    kurz = aenderung is not None and trend is not None and trend["zeitraum_bis"] == reihe.iloc[-1]["zeitraum"]
    gesagt = aenderung is not None and sag(texte.JAHRE_STREUEN) in aenderung.text
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
        unbelegt = unproven_words(trend)
        return Satz(unbelegt, [], Methode.TREND) if unbelegt else None
    einheit = str(trend["einheit"])
    stellen = carried_digits(trend["stellen"], einheit=einheit)
    betrag = format_wert(abs(trend["differenz"]), unit_of_difference(einheit), stellen)
    wie = sag("mehr") if trend["differenz"] > 0 else sag("weniger")
    vorn = sag(
        "Von {von} bis {zeitraum_bis}: {betrag} {wie}",
        von=von,
        zeitraum_bis=read_zeitraum(trend["zeitraum_bis"]).wort,
        betrag=betrag,
        wie=wie,
    )
    ist_gleich = round_half_up(abs(trend["differenz"]), stellen) == 0
    if ist_gleich:
        vorn = sag(
            "Von {von} bis {zeitraum_bis} unverändert", von=von, zeitraum_bis=read_zeitraum(trend["zeitraum_bis"]).wort
        )
    rechnung = [*(_counts_line(trend, reihe) if reihe is not None else []), *trend_lines(trend)]
    wort = trend_word(trend)
    if trend["trend"] == Trend.KEIN_TREND:
        text = (
            sag("Ein Trend seit {seit} ist nicht nachweisbar.", seit=seit)
            if ohne_differenz
            else sag("{vorn}, {wort}.", vorn=vorn, wort=wort)
            if ist_gleich
            else sag("{vorn}, aber {wort}.", vorn=vorn, wort=wort)
        )
        return Satz(text + _why_no_trend(trend, ohne_streuung=ohne_streuung), rechnung, Methode.TREND)
    hinweise = sag(" Zu Werten dieser Reihe gibt es Hinweise.") if trend["hinweis_id"] else ""
    urteil = (
        sag("Über alle Zeiträume seit {seit} ist das", seit=seit)
        if ohne_differenz
        else sag("{vorn}. Das ist", vorn=vorn)
    )
    return Satz(
        sag(
            "{urteil} ein {wort}. {trend_ueber_streuung}{hinweise}",
            urteil=urteil,
            wort=wort,
            trend_ueber_streuung=sag(texte.TREND_UEBER_STREUUNG),
            hinweise=hinweise,
        ),
        rechnung,
        Methode.TREND,
    )


def trend_word(trend: Mapping[Hashable, Any] | pd.Series) -> str:
    """Names a trend: "ungünstiger Trend", "deutlicher ungünstiger Trend"."""
    wort = texte.TREND[Trend(trend["trend"])]
    return f"{texte.TREND_DEUTLICH} {wort}" if trend["ist_deutlich"] else wort


def _why_no_trend(trend: pd.Series, *, ohne_streuung: bool) -> str:
    if trend["p"] < TRENDNIVEAU:
        return (
            sag(" Die Richtung hängt an einem einzelnen Zeitraum.")
            if not trend["ist_stabil"]
            else sag(" Schon das Runden der Anteile im Dokument könnte den Unterschied zum Zufall aufheben.")
        )
    return f" {sag(texte.KEIN_TREND_STREUUNG)}" if trend["streuung"] > 1 and not ohne_streuung else ""


def unproven_words(trend: pd.Series | None) -> str:
    """Says why the development of a series cannot be tested; empty where it can, or where there is none.

    Args:
        trend: One row of ``trends``.
    """
    if trend is None or trend["trend"] not in (Trend.UNBELEGT, Trend.ZU_KURZ):
        return ""
    seit = read_zeitraum(trend["zeitraum_von"]).seit
    if trend["art"] == "betrag":
        return sag("Ein Geldbetrag ist keine Stichprobe; eine Prüfung auf Zufall passt hier nicht.")
    if trend["art"] != "anteil":
        return ""
    perioden, mit = int(trend["perioden"]), int(trend["perioden_mit_fallzahl"])
    if trend["trend"] == Trend.ZU_KURZ:
        womit = "" if mit == perioden else sag(" mit bekannter Zahl der Fälle")
        return sag(
            "Für einen Trend sind {mit} Zeiträume{womit} zu wenig, {noetig}.",
            mit=format_anzahl_wort(mit),
            womit=womit,
            noetig=_needed(),
        )
    vorn = sag("Ob die Veränderung seit {seit} Zufall sein kann, lässt sich nicht prüfen: ", seit=seit)
    if mit:
        # Two counts are enough for a difference; five are what a trend needs.
        return sag(
            "{vorn}Wie viele Fälle dahinterstehen, ist nur für einen von {perioden} Zeiträumen bekannt. Nötig sind "
            "mindestens zwei.",
            vorn=vorn,
            perioden=format_anzahl_wort(perioden),
        )
    wie_viele = sag("beiden") if perioden == 2 else format_anzahl_wort(perioden)
    return sag(
        "{vorn}Für keinen der {wie_viele} Zeiträume ist bekannt, wie viele Fälle dahinterstehen.",
        vorn=vorn,
        wie_viele=wie_viele,
    )


def trend_lines(trend: Mapping[Hashable, Any] | pd.Series) -> list[str]:
    """Words the test, how much the years scatter, what remains, and what a trend must meet; none without a test."""
    if trend["methode"] != "quasibinomial":
        return []

    def _ja(ist: bool) -> str:
        return sag("ja") if ist else sag("nein")

    vorn = sag(
        "Logistische Regression auf den Zeitraum (quasi-binomial), {perioden_mit_fallzahl} Zeiträume",
        perioden_mit_fallzahl=format_zahl(trend["perioden_mit_fallzahl"]),
    )
    if pd.isna(trend["t"]):
        return [sag("{vorn}: nicht zu berechnen, weil alle oder keine der Gezählten zutreffen", vorn=vorn)]
    t, phi = float(trend["t"]), max(float(trend["streuung"]), 1.0)
    streuung = format_zahl(trend["streuung"], 2)
    zeilen = [
        sag(
            "{vorn}: Die Jahre streuen um den Verlauf {streuung}-mal so stark, wie der Zufall erwarten lässt (Varianz)",
            vorn=vorn,
            streuung=streuung,
        )
    ]
    rest = f"t = {format_zahl(t, 2)}"
    if phi > 1:
        ohne = format_zahl(t * phi**0.5, 2)
        rest = sag(
            "Ohne diese Streuung wäre z = {ohne}; mit ihr bleibt {ohne} : Wurzel aus {streuung} = {t} (t)",
            ohne=ohne,
            streuung=streuung,
            t=format_zahl(t, 2),
        )
    zeilen += [
        sag(
            "{rest}, {freiheitsgrade} Freiheitsgrade: {p}",
            rest=rest,
            freiheitsgrade=format_zahl(trend["freiheitsgrade"]),
            p=p_text(float(trend["p"])),
        ),
        sag(
            "Trend, wenn p kleiner ist als {trendniveau}: {ja}; deutlich, wenn kleiner als "
            "{trendniveau_deutlich}: {ja2}",
            trendniveau=format_zahl(TRENDNIVEAU, 2),
            ja=_ja(trend["p"] < TRENDNIVEAU),
            trendniveau_deutlich=format_zahl(TRENDNIVEAU_DEUTLICH, 2),
            ja2=_ja(trend["p"] < TRENDNIVEAU_DEUTLICH),
        ),
        sag("Gleiche Richtung auch ohne jeden einzelnen Zeitraum: {ist_stabil}", ist_stabil=_ja(trend["ist_stabil"])),
    ]
    if trend["p"] < TRENDNIVEAU and abs(float(trend["p_knapp"]) - float(trend["p"])) > 1e-9:
        zeilen.append(
            sag(
                "Auch ein Trend, wenn die Anteile im Dokument ungünstig gerundet sind: {ist_rundungsfest} (dann "
                "{p_knapp})",
                ist_rundungsfest=_ja(trend["ist_rundungsfest"]),
                p_knapp=p_text(float(trend["p_knapp"])),
            )
        )
    return zeilen


def _counts_line(trend: pd.Series, reihe: pd.DataFrame) -> list[str]:
    """Lists numerator and denominator of each period of the series that the test uses."""
    da = reihe[reihe["faelle"].notna() & reihe["zeit"].ge(float(trend["zeit_von"]))]
    teile = []
    for _, z in da.iterrows():
        genau = z["fallzahl"] in (Fallzahl.GEDRUCKT, Fallzahl.ERSCHLOSSEN)
        faelle = format_zahl(z["faelle"]) if genau else f"{format_wert(z['wert'], '%', int(z['stellen']))}"
        teile.append(
            sag(
                "{zeitraum}: {faelle} von {nenner}",
                zeitraum=read_zeitraum(z["zeitraum"]).wort,
                faelle=faelle,
                nenner=format_zahl(float(z["nenner"])),
            )
        )
    return ["; ".join(teile)] if teile else []


def control_sentence(karte: pd.DataFrame) -> Satz:
    """Explains a control chart in two sentences: what its bands are, and which periods lie beyond.

    Args:
        karte: Frame of :func:`kekiz.rechnen.regelkarte.compute_control_chart`.
    """
    erste = karte.iloc[0]
    streut = (
        sag(" und das Auf und Ab dieser Reihe (Streuung {streuung})", streuung=format_zahl(erste["streuung"], 1))
        if erste["streuung"] > 1
        else ""
    )
    text = sag(
        "In den Flächen lägen fast alle Werte, wenn sich seit {seit} nichts geändert hätte und nur der Zufall beim "
        "Zählen{streut} wirkte. ",
        seit=read_zeitraum(str(erste["zeitraum"])).seit,
        streut=streut,
    )
    flaechen = (
        (sag("äußeren"), "ist_weit_ausserhalb", Sicherheit.GESICHERT),
        (sag("inneren"), "ist_ausserhalb", Sicherheit.AUFFAELLIG),
    )
    for flaeche, spalte, wie_sicher in flaechen:
        draussen = [read_zeitraum(z).wort for z in karte.loc[karte[spalte], "zeitraum"]]
        if draussen:
            liegt = sag_n("liegt", "liegen", len(draussen))
            sicher = texte.SICHERHEIT[wie_sicher]
            return Satz(
                sag(
                    "{text}Außerhalb der {flaeche} Fläche {liegt} {draussen}; das ist {sicher}.",
                    text=text,
                    flaeche=flaeche,
                    liegt=liegt,
                    draussen=list_words(draussen),
                    sicher=sicher,
                )
            )
    return Satz(sag("{text}Kein Wert liegt außerhalb der inneren Fläche.", text=text))
