"""Sentences about one value: what it says in everyday words, how it follows from the document, between which bounds it lies."""

import re

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.rechnung import interval_line, share_lines
from kekiz.sagen.satz import Satz, carried_digits, count_text
from kekiz.wert import Wert, read_intervall
from kekiz.wissen.codes import Fallzahl, Methode
from kekiz.wissen.sprache import begin, sag
from kekiz.wissen.zahlen import ZUSAMMEN, format_anzahl_wort, format_wert, format_zahl, round_half_up
from kekiz.wissen.zeitraum import read_zeitraum

# Below this share "rund 4 von 100" would say too much of 3.5.
ZWISCHEN_UNTER = 5


def level_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz:
    """Says a value in everyday words: "82 von 100 Familien …".

    Args:
        ergebnis: The outcome (for the catalogue).
        zeile: One row of ``werte``.
    """
    kennzahl, gesagt = ergebnis.kennzahlen.loc[zeile["kennzahl_id"]], ergebnis.wert(zeile)
    zeit = begin(gesagt.zeitraum.wort)
    if gesagt.zahl is None:
        return Satz(f"{zeit}: {gesagt.kennzahl} – {gesagt.text}.")
    if kennzahl["art"] == "anteil" and gesagt.bis is None:
        wert = float(zeile["wert_genau"])
        text = f"{zeit}: {_of_hundred(wert, gesagt.zusatz, zeile['fallzahl'] == Fallzahl.GEDRUCKT)} {zeile['satz']}"
        klammer = "; ".join([gesagt.text, *([gesagt.bruch.text] if gesagt.bruch else [])])
        return Satz(f"{re.sub(' +', ' ', text)} ({klammer}).", share_arithmetic(ergebnis, zeile), Methode.ANTEIL)
    if gesagt.bis is not None and kennzahl["art"] != "spanne":
        return Satz(f"{zeit}: {gesagt.kennzahl} – {gesagt.text}.")
    if kennzahl["art"] in ("anzahl", "betrag") and gesagt.zahl == 1:
        return Satz(f"{zeit}: {gesagt.kennzahl} – 1.")
    worte = _counted_words(gesagt, str(kennzahl["art"]), str(zeile["satz"]))
    return Satz(f"{zeit}: {worte}.", share_arithmetic(ergebnis, zeile), Methode.ZAEHLUNGEN)


def _of_hundred(wert: float, zusatz: str, ist_gezaehlt: bool) -> str:
    """Says a share as people of a hundred; a small one lies between two whole numbers.

    Args:
        wert: Share in percent.
        zusatz: What the document puts before it ("fast"); empty where nothing stands there.
        ist_gezaehlt: Whether both counts are known. A share alone is itself rounded, so it is never exact.

    Example:
        >>> [_of_hundred(w, "", False) for w in (0.4, 3.5, 3.95, 5.3)]
        ['Weniger als 1 von 100', '3 bis 4 von 100', 'Rund 4 von 100', 'Rund 5 von 100']
        >>> _of_hundred(3.0, "", True), _of_hundred(3.5, "fast", False), _of_hundred(0.0, "", True)
        ('3 von 100', 'Fast 4 von 100', '0 von 100')
    """
    ganz = round_half_up(wert, 0)
    genau = ist_gezaehlt and abs(wert - ganz) < 1e-9
    if not genau and not zusatz and 0 < wert < ZWISCHEN_UNTER and abs(wert - ganz) >= 0.1:
        return (
            sag("{wert} bis {wert2} von 100", wert=int(wert), wert2=int(wert) + 1)
            if wert > 1
            else sag("Weniger als 1 von 100")
        )
    vorn = zusatz or ("" if genau else sag("rund"))
    return sag("{vorn} {ganz} von 100", vorn=vorn.capitalize(), ganz=format_zahl(ganz)).strip()


def _counted_words(wert: Wert, art: str, satz: str) -> str:
    """Puts a number in front of the sentence of its Kennzahl, whose first word is its unit."""
    if art == "anzahl" and wert.zahl == 0:
        return sag("Keine {satz}", satz=satz)
    zahl = wert.nackt
    if art == "anzahl" and wert.zahl is not None and wert.zahl.is_integer():
        zahl = format_anzahl_wort(int(wert.zahl))
    return begin(f"{wert.zusatz} {zahl} {satz}".strip())


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
        count_text(x),
        count_text(zeile["nenner"]),
        format_wert(anteil, "%", 2),
        (count_text(zeile["faelle_von"]), count_text(zeile["faelle_bis"])),
        (bereich.methode, bereich.von, bereich.bis) if bereich else ("", "", ""),
    )


def _pooled_lines(zeile: pd.Series) -> list[str]:
    """Words how the counts of two periods add up."""
    x, n = ([float(t) for t in str(zeile[s]).split()] for s in ("faelle_je", "nenner_je"))
    rund = "" if all(f.is_integer() for f in x) else sag("rund ")
    zeiten = str(zeile["zeitraum"]).split(ZUSAMMEN)
    teile = [
        sag(
            "{zeitraum}: {rund}{anzahl} von {anzahl_2}",
            zeitraum=read_zeitraum(t).wort,
            rund=rund,
            anzahl=count_text(a),
            anzahl_2=count_text(b),
        )
        for t, a, b in zip(zeiten, x, n, strict=True)
    ]
    summe = f"({' + '.join(map(count_text, x))}) : ({' + '.join(map(count_text, n))}) × 100"
    return ["; ".join(teile), f"{summe} = {rund}{format_wert(zeile['wert_genau'], '%', 1 if rund else 2)}"]


def interval_text(zeile: pd.Series, niveau: str = "95") -> str:
    """Words the interval of a row at 95 % or, with "99,8", at the stricter level."""
    bereich = read_intervall(zeile, "ki" if niveau == "95" else "ki998")
    return "" if bereich is None else interval_line(bereich.methode, bereich.von, bereich.bis, niveau)


def bounds_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz | None:
    """Says between which bounds a share lies over all people, where only those with a document are counted."""
    if pd.isna(zeile["grenze_unten"]):
        return None
    wer = ergebnis.kennzahlen.loc[zeile["kennzahl_id"], "fallbezeichnung"] or sag("Fälle")
    unten, oben = (format_wert(zeile[s], "%", 1) for s in ("grenze_unten", "grenze_oben"))

    def _genau(spalte: str) -> str:
        return format_wert(float(zeile[spalte]), "%", 2)

    ohne = format_wert(100 - float(zeile["abdeckung_min"]), "%", 2)
    rechnung = []
    if zeile["wert_min"] < zeile["wert_max"]:
        wert = format_wert(zeile["wert_genau"], "%", carried_digits(zeile["stellen"], einheit="%"))
        rechnung.append(
            sag(
                "Der Anteil {wert} im Dokument steht für {genau} bis {genau2}",
                wert=wert,
                genau=_genau("wert_min"),
                genau2=_genau("wert_max"),
            )
        )
    if zeile["abdeckung_min"] < zeile["abdeckung"]:
        rechnung.append(
            sag(
                "Der Anteil mit Nachweis ({abdeckung}) ist auch gerundet; gerechnet wird mit dem kleinsten, der dazu "
                "passt: {genau}",
                abdeckung=format_wert(zeile["abdeckung"], "%", 1),
                genau=_genau("abdeckung_min"),
            )
        )
    return Satz(
        sag(
            "Bei {abdeckung} der untersuchten {wer} fehlte der Nachweis. Zählen sie alle als nein, ist der "
            "Anteil {unten}; zählen sie alle als ja, {oben}.",
            abdeckung=format_wert(100 - zeile["abdeckung"], "%", 1),
            wer=wer,
            unten=unten,
            oben=oben,
        ),
        [
            *rechnung,
            sag(
                "Untergrenze (ohne Nachweis zählt als nein): {genau} × {genau2} = {genau3}",
                genau=_genau("wert_min"),
                genau2=_genau("abdeckung_min"),
                genau3=_genau("grenze_unten"),
            ),
            sag(
                "Obergrenze (ohne Nachweis zählt als ja): {genau} × {genau2} + {ohne} = {genau3}",
                genau=_genau("wert_max"),
                genau2=_genau("abdeckung_min"),
                ohne=ohne,
                genau3=_genau("grenze_oben"),
            ),
        ],
        Methode.GRENZEN,
    )
