"""The worked examples of the page about methods: real rows, their statement and every line of its arithmetic.

The front matter of its words may name a row per method (``beispiele``); else it is the first one of the data that will do.
Numbers come from here, and the order of the page.
"""

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from kekiz.rechnen.assess import MINDESTPERIODEN, TRENDNIVEAU, TRENDNIVEAU_DEUTLICH
from kekiz.rechnen.pilotraeume import BESTAENDIG, ERSTE
from kekiz.rechnen.raeume import select_comparisons
from kekiz.rechnen.raumvergleich import ERKANNT, JAHRE_ZUSAMMEN, UNTERSCHIED, WENIGE
from kekiz.rechnen.simulation import LAEUFE, NACHWIRKUNG, Probe, Reihe, real_series, try_change_rule, try_trend_rule
from kekiz.sagen.abstandsatz import people_sentence, target_sentence
from kekiz.sagen.aenderungssatz import change_sentence
from kekiz.sagen.raumsatz import area_sentence, chance_sentence
from kekiz.sagen.satz import SCHWACH, STRENG, Satz
from kekiz.sagen.trendsatz import trend_sentence
from kekiz.sagen.wegsatz import lasting_sentence, pace_sentence, way_sentence
from kekiz.sagen.wertsatz import bounds_sentence, interval_text, level_sentence
from kekiz.sagen.zielsatz import certainty_sentence, since_sentence
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Seitenart, one_page
from kekiz.seiten.seite import Seite
from kekiz.seiten.tabelle import Tabelle
from kekiz.wissen import texte
from kekiz.wissen.codes import Methode
from kekiz.wissen.fehler import ErgebnisFehler
from kekiz.wissen.sprache import merke, sag
from kekiz.wissen.statistik import NIVEAU, Z95, poisson_interval, wilson_interval
from kekiz.wissen.zahlen import (
    NNBSP,
    format_anzahl_wort,
    format_wert,
    format_zahl,
    format_zeitraum,
    possible_zaehler,
)
from kekiz.zeichnen.vorlage import render

# Digits of the intermediate steps, so that a reader can follow them with a pocket calculator.
STELLEN_RECHENWEG = 4


def _example(seite: Seite, methode: Methode) -> tuple[dict[str, str], Satz] | None:
    """The row that the front matter names for a method with its statement, else the first of the data that allows one.

    Raises:
        ErgebnisFehler: The row that the page names does not allow this statement.
    """
    genannt = seite.meta.get("beispiele", {}).get(methode)
    if genannt:
        wahl = {k: str(v) for k, v in genannt.items()}
        satz = _BEISPIELE[methode](seite, wahl)
        if satz is None or not satz.rechnung:
            raise ErgebnisFehler(f"Das Beispiel für {methode} ergibt keine Rechnung")
        return wahl, satz
    for wahl in _candidates(seite, methode):
        try:
            satz = _BEISPIELE[methode](seite, wahl)
        except (ErgebnisFehler, ValueError):
            continue
        if satz is not None and satz.rechnung:
            return wahl, satz
    return None


def _candidates(seite: Seite, methode: Methode) -> Iterator[dict[str, str]]:
    """What the goals of the municipality count, in their order; for comparisons its areas too."""
    raeume = list(seite.tabelle("raeume", typ="sozialraum")["raum_id"]) if methode == Methode.VERGLEICH else [""]
    for ziel_id in seite.ergebnis.goal_ids(seite.kommune_id):
        zeilen = seite.ergebnis.target_rows(seite.kommune_id, ziel_id).drop_duplicates(["kennzahl_id", "gruppe"])
        for kennzahl_id, gruppe in zip(zeilen["kennzahl_id"], zeilen["gruppe"], strict=True):
            if (seite.ergebnis.kennzahlen.at[kennzahl_id, "art"] == "anzahl") == (methode == Methode.ZAEHLUNGEN):
                for raum in raeume:
                    wahl = {"ziel": ziel_id, "kennzahl": str(kennzahl_id), "gruppe": str(gruppe), "raum": str(raum)}
                    yield {k: v for k, v in wahl.items() if v}


def _target(seite: Seite, wahl: dict[str, str]) -> pd.Series:
    zeilen = seite.ergebnis.target_rows(seite.kommune_id, wahl["ziel"])
    zeilen = zeilen[zeilen["kennzahl_id"].eq(wahl["kennzahl"]) & zeilen["gruppe"].eq(wahl.get("gruppe", ""))]
    if zeilen.empty:
        raise ErgebnisFehler(f"kein Zielwert: {wahl['ziel']} · {wahl['kennzahl']}")
    return zeilen.iloc[0]


def _row(seite: Seite, wahl: dict[str, str]) -> pd.Series:
    gruppe, raum = wahl.get("gruppe", ""), wahl.get("raum")
    if "zeitraum" not in wahl:
        return seite.ergebnis.latest(seite.kommune_id, wahl["kennzahl"], raum, gruppe)
    reihe = seite.ergebnis.series(seite.kommune_id, wahl["kennzahl"], raum, gruppe)
    reihe = reihe[reihe["zeitraum"].eq(wahl["zeitraum"])]
    if reihe.empty:
        raise ErgebnisFehler(f"kein Wert: {wahl['kennzahl']} · {wahl['zeitraum']}")
    return reihe.iloc[0]


def _trend(seite: Seite, wahl: dict[str, str]) -> Satz | None:
    zeile = _row(seite, wahl)
    trend = seite.ergebnis.trend(seite.kommune_id, wahl["kennzahl"], zeile["raum_id"], wahl.get("gruppe", ""))
    reihe = seite.ergebnis.series(seite.kommune_id, wahl["kennzahl"], wahl.get("raum"), wahl.get("gruppe", ""))
    return trend_sentence(trend, reihe)


def wilson_steps(zeile: pd.Series) -> Satz:
    """Works out the Wilson interval of a row step by step.

    Args:
        zeile: One row of ``werte`` with a known case number.
    """
    x, n, z = float(zeile["faelle"]), float(zeile["nenner"]), Z95
    p = x / n
    mitte, wurzel = 2 * n * p + z**2, z * np.sqrt(z**2 + 4 * n * p * (1 - p))
    teiler = 2 * (n + z**2)

    def _f(zahl: float) -> str:
        return format_zahl(zahl, STELLEN_RECHENWEG)

    (unten,), (oben,) = (list(map(float, grenze)) for grenze in wilson_interval([x], [n]))
    return Satz(
        sag(
            "{raum}, {zeitraum}: {x} von {n} sind {p}. Der Vertrauensbereich reicht von {unten} bis {oben}.",
            raum=zeile["raum"],
            zeitraum=format_zeitraum(zeile["zeitraum"]),
            x=format_zahl(x),
            n=format_zahl(n),
            p=format_wert(100 * p, "%", 1),
            unten=format_wert(100 * unten, "%", 1),
            oben=format_wert(100 * oben, "%", 1),
        ),
        [
            sag(
                "p = {x} : {n} = {p}; n = {n}; z = {z} (Niveau 95\u202f%)",
                x=format_zahl(x),
                n=format_zahl(n),
                p=_f(p),
                z=_f(z),
            ),
            sag("Mitte: 2 × n × p + z² = {mitte}", mitte=_f(mitte)),
            sag("Weite: z × Wurzel aus (z² + 4 × n × p × (1 \u2212 p)) = {wurzel}", wurzel=_f(wurzel)),
            sag("Teiler: 2 × (n + z²) = {teiler}", teiler=_f(teiler)),
            sag(
                "Untere Grenze: ({mitte} \u2212 {wurzel}) : {teiler} = {unten}",
                mitte=_f(mitte),
                wurzel=_f(wurzel),
                teiler=_f(teiler),
                unten=_f(unten),
            ),
            sag(
                "Obere Grenze: ({mitte} + {wurzel}) : {teiler} = {oben}",
                mitte=_f(mitte),
                wurzel=_f(wurzel),
                teiler=_f(teiler),
                oben=_f(oben),
            ),
            interval_text(zeile, "99,8"),
        ],
        Methode.INTERVALLE,
    )


def possible_steps(zeile: pd.Series) -> Satz:
    """Shows the whole numerators around a printed share, and whether one of them gives it.

    Args:
        zeile: One row of ``werte`` with a printed share and denominator.
    """
    n, stellen = float(zeile["nenner"]), int(zeile["stellen"])
    unten, oben = possible_zaehler(float(zeile["wert"]), n, stellen)
    passt = unten <= oben
    nachbarn = sorted({unten, oben})
    gedruckt = format_wert(zeile["wert"], "%", stellen)
    rechnung = [
        sag(
            "{x} : {n} × 100 = {x2}, gerundet {x3}",
            x=format_zahl(x),
            n=format_zahl(n),
            x2=format_wert(100 * x / n, "%", stellen + 2),
            x3=format_wert(100 * x / n, "%", stellen),
        )
        for x in nachbarn
    ]
    text = sag(
        "Im Dokument stehen {gedruckt} von {n} ({zeitraum}). ",
        gedruckt=gedruckt,
        n=format_zahl(n),
        zeitraum=format_zeitraum(zeile["zeitraum"]),
    )
    text += (
        sag("Dazu passt nur die ganze Zahl {unten}.", unten=format_zahl(unten))
        if unten == oben
        else sag(
            "Dazu passen die ganzen Zahlen von {unten} bis {oben}.", unten=format_zahl(unten), oben=format_zahl(oben)
        )
        if passt
        else sag("Keine ganze Zahl ergibt genau diesen Anteil.")
    )
    return Satz(text, rechnung, Methode.MOEGLICHE_ANTEILE)


def count_steps(seite: Seite, zeile: pd.Series) -> Satz:
    """Says the interval of a count, approximate and exact.

    Args:
        seite: The page (for the catalogue).
        zeile: One row of ``werte``, a count of events.
    """
    satz = level_sentence(seite.ergebnis, zeile)
    (unten,), (oben,) = poisson_interval([zeile["wert"]])
    genau = sag(
        "Zum Vergleich der exakte Vertrauensbereich nach Garwood (95{nnbsp}%): {unten} bis {oben}",
        nnbsp=NNBSP,
        unten=format_zahl(unten, 1),
        oben=format_zahl(oben, 1),
    )
    naeherung = sag(
        "{ki_unten} bis {ki_oben}", ki_unten=format_zahl(zeile["ki_unten"], 1), ki_oben=format_zahl(zeile["ki_oben"], 1)
    )
    return Satz(
        satz.text,
        [sag("Vertrauensbereich nach Byar (95{nnbsp}%): {naeherung}", nnbsp=NNBSP, naeherung=naeherung), genau],
        Methode.ZAEHLUNGEN,
    )


_BEISPIELE: dict[Methode, Callable[[Seite, dict[str, str]], Satz | None]] = {
    Methode.ANTEIL: lambda s, w: level_sentence(s.ergebnis, _row(s, w)),
    Methode.ZIEL: lambda s, w: target_sentence(s.ergebnis, _target(s, w)),
    Methode.ABSTAND_IN_MENSCHEN: lambda s, w: people_sentence(s.ergebnis, _target(s, w)),
    Methode.DAUERHAFT: lambda s, w: lasting_sentence(_target(s, w)),
    Methode.SEIT: lambda s, w: since_sentence(_target(s, w)),
    Methode.SICHERHEIT: lambda s, w: certainty_sentence(_target(s, w)),
    Methode.WEG: lambda s, w: way_sentence(_target(s, w)),
    Methode.TEMPO: lambda s, w: pace_sentence(_target(s, w)),
    Methode.VERAENDERUNG: lambda s, w: change_sentence(_row(s, w)),
    Methode.TREND: _trend,
    Methode.GRENZEN: lambda s, w: bounds_sentence(s.ergebnis, _row(s, w)),
    Methode.VERGLEICH: lambda s, w: area_sentence(s.ergebnis, _row(s, w)),
    Methode.INTERVALLE: lambda s, w: wilson_steps(_row(s, w)),
    Methode.MOEGLICHE_ANTEILE: lambda s, w: possible_steps(_row(s, w)),
    Methode.ZAEHLUNGEN: lambda s, w: count_steps(s, _row(s, w)),
}


def draw_beispiel(seite: Seite, methode: Methode) -> str:
    """The worked example of one method; nothing where the data allow none.

    Raises:
        ErgebnisFehler: The row that the page names does not allow this statement.
    """
    beispiel = _example(seite, methode)
    if beispiel is None:
        return ""
    wahl, satz = beispiel
    ort = seite.ergebnis.kennzahlen.at[wahl["kennzahl"], "name"]
    return render(
        "beispiel",
        titel=ort,
        methode=methode,
        satz=satz,
        url=seite.zu("ziel", wahl["ziel"]) if "ziel" in wahl else "",
        ziel=wahl.get("ziel", ""),
    )


def draw_schwellen(seite: Seite) -> str:
    """Every threshold of the methods with its reason; the same constants that the program uses."""
    del seite
    zeilen = [
        [
            sag("Niveau des Vertrauensbereichs"),
            sag(" und ").join(format_wert(n, "%", 0 if float(n).is_integer() else 1) for n in NIVEAU),
            sag("Das schwächere Niveau ist üblich; das strengere hält Zufallsfunde selten, wenn viel verglichen wird."),
        ],
        [
            sag("Niveau für einen Trend"),
            sag(
                "p kleiner als {trendniveau}; deutlich: kleiner als {trendniveau_deutlich}",
                trendniveau=format_zahl(TRENDNIVEAU, 2),
                trendniveau_deutlich=format_zahl(TRENDNIVEAU_DEUTLICH, 2),
            ),
            sag(
                "Der Test rechnet mit der Streuung der Reihe selbst. Ein strengeres Niveau fände mit so wenigen "
                "Zeiträumen auch starke Entwicklungen nicht."
            ),
        ],
        [
            sag("Niveaus für eine Veränderung"),
            sag("{schwach} (auffällig), {streng} (gesichert)", schwach=SCHWACH, streng=STRENG),
            sag("Verglichen wird viel; erst das strengere Niveau hält Zufallsfunde selten."),
        ],
        [
            sag("Wenige Fälle ohne Sozialraum"),
            sag("höchstens {wenige}", wenige=format_zahl(WENIGE)),
            sag(
                "Gleichmäßig verteilt kämen auf jeden Sozialraum mehr davon. Hängt ein Unterschied an so wenigen, "
                "gilt er nicht."
            ),
        ],
        [
            sag("Zeiträume zusammenzählen"),
            sag("höchstens {jahre_zusammen} Jahre auseinander", jahre_zusammen=format_zahl(JAHRE_ZUSAMMEN)),
            sag("Danach sind es andere Jahrgänge unter anderen Umständen."),
        ],
        [
            sag("Unterschied, dessen Erkennbarkeit genannt wird"),
            sag("{unterschied} Prozentpunkte", unterschied=format_zahl(UNTERSCHIED)),
            sag("So viel würden die meisten einen merklichen Unterschied nennen."),
        ],
        [
            sag("Erkennbar heißt"),
            sag("in {erkannt} von 100 Fällen", erkannt=format_zahl(100 * ERKANNT)),
            sag("Das ist in Studien üblich."),
        ],
        [
            sag("Piloträume: eine Auswahl trägt"),
            sag(
                "wenn {erste} Sozialräume in mindestens {schwelle} von 100 Ziehungen unter den ersten {erste} sind",
                erste=format_anzahl_wort(ERSTE),
                schwelle=format_zahl(100 * BESTAENDIG),
            ),
            sag("Sonst entscheidet zu oft der Zufall, wer dabei ist."),
        ],
        [
            sag("Zeiträume für einen Trend"),
            sag("mindestens {mindestperioden}", mindestperioden=format_zahl(MINDESTPERIODEN)),
            sag("Mit weniger Zeiträumen entscheidet ein einziges ungewöhnliches Jahr über die Richtung."),
        ],
    ]
    tabelle = Tabelle(
        "schwellen-tabelle", sag("Schwellen der Methoden"), [sag("Schwelle"), sag("Wert"), sag("Warum")], zeilen
    )
    return render("tabelle", t=tabelle)


def _tries(proben: list[Probe], *, anker: str, titel: str, urteile: list[str]) -> str:
    """A table of tries: what happens in the invented series, and how often the rule speaks on each level."""

    def _spanne(anteile: tuple[float, float]) -> str:
        von, bis = (format_zahl(100 * a) for a in anteile)
        return f"{bis}{NNBSP}%" if von == bis else sag("{von} bis {bis}{nnbsp}%", von=von, bis=bis, nnbsp=NNBSP)

    def _was(probe: Probe) -> str:
        daneben = sag(texte.VERLAUF_DANEBEN) if probe.schwankung else ""
        werte = {"punkte": format_wert(probe.punkte, "Punkte"), "nachwirkung": format_wert(100 * NACHWIRKUNG, "%")}
        return texte.VERLAUF[probe.verlauf].format(**werte) + daneben.format(
            punkte=format_wert(probe.schwankung, "Punkte")
        )

    zeilen = [[_was(p), _spanne(p.schwach), _spanne(p.streng)] for p in proben]
    return render("tabelle", t=Tabelle(anker, titel, [sag("In den erfundenen Reihen"), *urteile], zeilen, [1, 2]))


def _counted_series(seite: Seite) -> tuple[tuple[Reihe, ...], tuple[Reihe, ...]]:
    return real_series(seite.ergebnis.values_of(seite.kommune_id))


def draw_trendprobe(seite: Seite) -> str:
    """How often the rule for a trend speaks in invented series with the case numbers of the real ones."""
    reihen, _ = _counted_series(seite)
    if not reihen:
        return ""
    text = sag(
        "Ausprobiert ist die Regel an erfundenen Reihen: je {laeufe} mit den Zeiträumen und Gesamtzahlen "
        "jeder der {anzahl} Reihen aus {ort}, die sie prüft. Die Spannen reichen von der Reihe mit den "
        "wenigsten zu der mit den meisten Treffern.",
        laeufe=format_zahl(LAEUFE),
        anzahl=format_anzahl_wort(len(reihen)),
        ort=seite.ort,
    )
    titel = sag("Wie oft die Regel einen Trend nennt")
    return (
        render("absatz", text=text)
        + "\n\n"
        + _tries(try_trend_rule(reihen), anker="trendprobe", titel=titel, urteile=[sag("Trend"), sag("davon deutlich")])
    )


def draw_aenderungsprobe(seite: Seite) -> str:
    """How often the rule for a change speaks between two periods that differ by chance or scatter alone."""
    _, paare = _counted_series(seite)
    if not paare:
        return ""
    text = sag(
        "Ausprobiert ist die Regel an erfundenen Reihen: je {laeufe}-mal mit den Gesamtzahlen der {anzahl} "
        "kurzen Reihen aus {ort}. Auf Dauer ändert sich in keiner etwas; jede Nennung ist ein falscher Alarm.",
        laeufe=format_zahl(LAEUFE),
        anzahl=format_anzahl_wort(len(paare)),
        ort=seite.ort,
    )
    titel = sag("Wie oft ein Unterschied genannt wird, den es nicht gibt")
    tabelle = _tries(
        try_change_rule(paare), anker="aenderungsprobe", titel=titel, urteile=[sag("auffällig"), sag("davon gesichert")]
    )
    erklaert = sag(
        "Die Angabe mit ± ist eine Standardabweichung: Etwa zwei von drei Zeiträumen liegen so nah am Mittel."
    )
    return "\n\n".join([render("absatz", text=text), tabelle, erklaert])


def draw_fehlalarme(seite: Seite) -> str:
    """How many comparisons of areas there are, and how often chance alone would call them a difference."""
    e = seite.ergebnis
    if seite.kommune_id not in e.fehlalarme:
        return ""
    zeilen = select_comparisons(e.werte, e.zusammen, seite.kommune_id)
    satz = chance_sentence(zeilen, e.fehlalarme[seite.kommune_id])
    return render("beispiel", titel=sag("Wie oft der Zufall Alarm schlägt"), methode="", satz=satz, url="", ziel="")


def macro_name(methode: Methode) -> str:
    """Name of the macro that embeds the example of a method.

    Example:
        >>> macro_name(Methode.ABSTAND_IN_MENSCHEN)
        'methode_abstand_in_menschen'
    """
    return "methode_" + methode.replace("-", "_")


def _of_method(methode: Methode) -> Callable[[Seite], str]:
    return lambda seite: draw_beispiel(seite, methode)


REIHENFOLGE = (
    Methode.ANTEIL,
    Methode.MOEGLICHE_ANTEILE,
    Methode.INTERVALLE,
    Methode.ZIEL,
    Methode.ABSTAND_IN_MENSCHEN,
    Methode.DAUERHAFT,
    Methode.SEIT,
    Methode.SICHERHEIT,
    Methode.WEG,
    Methode.TEMPO,
    Methode.VERAENDERUNG,
    Methode.TREND,
    Methode.VERGLEICH,
    Methode.GRENZEN,
    Methode.ZAEHLUNGEN,
)
"""The methods in the order of the page."""
LITERATUR = "**Literatur.**"
"""The paragraph of a method before which its example stands."""
_AUSPROBIERT = {
    Methode.VERAENDERUNG: "methode_aenderungsprobe",
    Methode.TREND: "methode_trendprobe",
    Methode.VERGLEICH: "methode_fehlalarme",
}

MACROS: dict[str, Callable[[Seite], str]] = {
    "methode_schwellen": draw_schwellen,
    "methode_trendprobe": draw_trendprobe,
    "methode_aenderungsprobe": draw_aenderungsprobe,
    "methode_fehlalarme": draw_fehlalarme,
    **{macro_name(m): _of_method(m) for m in Methode},
}

ARTEN = (
    Seitenart(
        "methodik",
        "katalog",
        (
            Abschnitt(),
            Abschnitt(merke("Der Weg eines Werts")),
            Abschnitt(merke("Im Dokument und nachgerechnet"), anker="gedruckt-und-nachgerechnet"),
            Abschnitt(merke("Was der Wertstatus bedeutet")),
            Abschnitt(merke("Was die Zeichen in den Bildern bedeuten")),
            Abschnitt(merke("Wie kleine Zahlen geschützt sind")),
            Abschnitt(merke("Drei getrennte Aussagen statt einer Ampel")),
            Abschnitt(merke("Was ein Hinweis ist")),
            Abschnitt(merke("Grenzen")),
            Abschnitt(
                merke("Die Methoden im Einzelnen"),
                anker="methoden",
                unter=tuple(
                    Abschnitt(
                        dict.__getitem__(texte.METHODE, m),
                        (macro_name(m), *([_AUSPROBIERT[m]] if m in _AUSPROBIERT else [])),
                        anker=m.value,
                        vor=LITERATUR,
                    )
                    for m in REIHENFOLGE
                ),
            ),
            Abschnitt(merke("Piloträume auswählen"), anker="pilotraeume"),
            Abschnitt(merke("Schwellen"), ("methode_schwellen",), anker="schwellen"),
            Abschnitt(merke("Wie das geprüft wird"), anker="pruefung"),
        ),
        one_page(
            merke("Methodik"),
            merke(
                "Wie aus einer gedruckten Zahl eine Aussage wird: Herkunft, Nachrechnung, Wertstatus, Vergleich und Grenzen."
            ),
        ),
        felder=(*WORTE_DER_SEITE, "beispiele"),
    ),
)
