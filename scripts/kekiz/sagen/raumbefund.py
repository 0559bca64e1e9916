"""What is found about an area, in the words of its page: how many differences, at which level, and each of them named."""

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raumvergleich import SCHWACH, STRENG, Fehlalarm
from kekiz.sagen.raumsatz import hangs_text, reach_text
from kekiz.sagen.satz import SCHWACH as WORT_SCHWACH
from kekiz.sagen.satz import STRENG as WORT_STRENG
from kekiz.sagen.wertsatz import level_sentence
from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.codes import Aussage
from kekiz.wissen.sprache import begin, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_zahl

NIVEAU_WORT = {SCHWACH: WORT_SCHWACH, STRENG: WORT_STRENG}


class Befund(NamedTuple):
    """What is found about an area.

    Attributes:
        leit: One sentence: how many differences to the rest of the city there are, and at which level.
        punkte: Code of the statement, its level in words, and the sentence that names it; the strict ones first.
        dazu: What must stand beside it: how many false alarms to expect, or how likely the weakest comparison would have
            found a difference.
    """

    leit: str
    punkte: tuple[tuple[str, str, str], ...] = ()
    dazu: str = ""


def area_finding(ergebnis: Ergebnis, ort: str, funde: pd.DataFrame, alarm: Fehlalarm | None) -> Befund:
    """Names what is found about an area.

    Args:
        ergebnis: The outcome.
        ort: Name of the area.
        funde: Its comparisons, one a Kennzahl, see :func:`kekiz.rechnen.raeume.select_findings`; may be empty.
        alarm: How often chance alone would call a difference in this city; None where nothing is compared.
    """
    if funde.empty:
        return Befund(
            sag(
                "Ob sich {ort} vom Rest der Stadt unterscheidet, lässt sich mit den Zahlen des Dokuments nicht prüfen.",
                ort=ort,
            )
        )
    anders = funde[funde["aussage_niveau"].notna()].sort_values("aussage_niveau", ascending=False, kind="stable")
    if anders.empty:
        schwaechster = funde.loc[funde["trennschaerfe"].idxmin()]
        leit = sag("{ort}: Keiner der prüfbaren Werte wich auffällig vom Rest der Stadt ab.", ort=ort)
        return Befund(leit, (), reach_text(schwaechster))
    punkte = tuple(
        (str(z["aussage"]), NIVEAU_WORT[z["aussage_niveau"]], difference_words(ergebnis, z))
        for _, z in anders.iterrows()
    )
    sicher = int(anders["aussage_niveau"].eq(STRENG).sum())
    auffaellig = len(anders) - sicher
    return Befund(_head(sicher, auffaellig), punkte, _chance(alarm) if auffaellig else "")


def _head(sicher: int, auffaellig: int) -> str:
    """Counts the differences; at least one of the two is more than 0."""

    def _differences(anzahl: int) -> str:
        wort = (
            sag("Ein Unterschied") if anzahl == 1 else sag("{anzahl} Unterschiede", anzahl=format_anzahl_wort(anzahl))
        )
        return begin(wort)

    if not sicher:
        if auffaellig == 1:
            return sag(
                "Ein Unterschied zum Rest der Stadt ist auffällig ({niveau}), aber nicht gesichert.",
                niveau=WORT_SCHWACH,
            )
        return sag(
            "{unterschiede} zum Rest der Stadt sind auffällig ({niveau}), gesichert ist keiner.",
            unterschiede=_differences(auffaellig),
            niveau=WORT_SCHWACH,
        )
    text = sag(
        "{unterschiede} zum Rest der Stadt {sind} gesichert ({niveau})",
        unterschiede=_differences(sicher),
        sind=sag("ist") if sicher == 1 else sag("sind"),
        niveau=WORT_STRENG,
    )
    if not auffaellig:
        return f"{text}."
    if auffaellig == 1:
        return sag("{gesichert}, ein weiterer ist auffällig ({niveau}).", gesichert=text, niveau=WORT_SCHWACH)
    return sag(
        "{gesichert}, {anzahl} weitere sind auffällig ({niveau}).",
        gesichert=text,
        anzahl=format_anzahl_wort(auffaellig),
        niveau=WORT_SCHWACH,
    )


def _chance(alarm: Fehlalarm | None) -> str:
    if alarm is None:
        return sag("Auffällig heißt: Es kann auch Zufall sein.")
    return sag(
        "Auffällig heißt: Es kann auch Zufall sein. Unter den {vergleiche} Vergleichen von Sozialräumen in dieser Stadt "
        "wären durch Zufall im Mittel {zufall} auffällig.",
        vergleiche=format_zahl(alarm.vergleiche),
        zufall=format_zahl(alarm.vergleiche * (alarm.auffaellig - alarm.gesichert), 1),
    )


def difference_words(ergebnis: Ergebnis, zeile: pd.Series) -> str:
    """Says a value in everyday words, the rest of the city beside it, and, if assured, what the goal thinks of it.

    Args:
        ergebnis: The outcome.
        zeile: One row of an area with counts.
    """
    text = sag(
        "{satz} Im Rest der Stadt waren es {rest}.",
        satz=level_sentence(ergebnis, zeile).text,
        rest=ergebnis.wert(zeile).rest,
    )
    if zeile["aussage"] in (Aussage.BESSER, Aussage.SCHLECHTER):
        wort = sag("besser") if zeile["aussage"] == Aussage.BESSER else sag("schlechter")
        text += sag(
            " Nach der Richtung, die das Ziel vorgibt, ist das {wort}. Warum das so ist, sagt die Zahl nicht.",
            wort=wort,
        )
    return text


def short_verdict(wert: Wert, zeile: pd.Series, stadt: Wert | None) -> str:
    """Says beside a dot what its difference allows to be said, and the value of the city.

    Args:
        wert: Value of an area.
        zeile: Its row.
        stadt: Value of the city in the same period; None where there is none, or where it stands elsewhere.
    """
    teile = []
    if wert.aussage == Aussage.KEINE_BELASTBARE_AUSSAGE and wert.intervall is None:
        teile.append(sag("Fallzahl fehlt"))
    elif wert.aussage:
        niveau = f" ({NIVEAU_WORT[wert.aussage_niveau]})" if wert.aussage_niveau else ""
        teile += [f"{texte.AUSSAGE[wert.aussage]}{niveau}", hangs_text(zeile)]
    if stadt is not None and stadt.zahl is not None:
        teile.append(sag("Stadt\u00a0{wert}", wert=stadt.text))
    return "; ".join(t for t in teile if t)


def places_message(werte: Sequence[Wert], stadt: Wert | None) -> str:
    """Says in a title how many areas differ from the rest of their city; empty where none is compared.

    Args:
        werte: One value an area, all of one Kennzahl and period.
        stadt: That of the city, which lies on the same side of an area as the rest of the city does.
    """
    verglichen = [w for w in werte if w.aussage and w.aussage != Aussage.KEINE_BELASTBARE_AUSSAGE]
    if not verglichen:
        return ""
    sicher = [w for w in verglichen if w.aussage_niveau == STRENG]
    if len(sicher) == 1:
        lage = sag("anders")
        if stadt is not None and stadt.zahl is not None and sicher[0].zahl is not None:
            lage = sag("niedriger") if sicher[0].zahl < stadt.zahl else sag("höher")
        return sag("Nur in {raum} war der Wert gesichert {lage} als im Rest der Stadt", raum=sicher[0].raum, lage=lage)
    if sicher:
        return sag(
            "In {anzahl} von {alle} Sozialräumen war der Wert gesichert anders als im Rest der Stadt",
            anzahl=format_anzahl_wort(len(sicher)),
            alle=format_anzahl_wort(len(verglichen)),
        )
    if any(w.aussage_niveau == SCHWACH for w in verglichen):
        return sag("In keinem Sozialraum war der Wert gesichert anders als im Rest der Stadt")
    return sag("In keinem Sozialraum wich der Wert auffällig vom Rest der Stadt ab")
