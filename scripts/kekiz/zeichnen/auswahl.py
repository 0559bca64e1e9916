"""The values of a chart: what must hold of them, and what is said of those that are missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.sprache import sag


class KeineDaten(ValueError):
    """There is not one value to draw. The message is a German sentence for the reader."""


def unit_of(werte: Iterable[Wert]) -> str:
    """Gives the unit of values.

    Raises:
        ValueError: There are two.
    """
    einheiten = list(dict.fromkeys(w.einheit for w in werte))
    if len(einheiten) != 1:
        raise ValueError(f"one chart, one unit; found {einheiten}")
    return einheiten[0]


def require_values(werte: Sequence[Wert]) -> None:
    """Refuses a chart without any value.

    Raises:
        KeineDaten: There is not one value.
    """
    if all(w.zahl is None for w in werte):
        raise KeineDaten(describe_fehlend(werte))


def require_single(werte: Sequence[Wert], feld: str) -> None:
    """Refuses two values for one place of the chart.

    Raises:
        ValueError: Two values agree in this field.
    """
    namen = [str(getattr(w, feld)) for w in werte]
    doppelt = sorted({n for n in namen if namen.count(n) > 1})
    if doppelt:
        raise ValueError(f"more than one row for {feld} {doppelt}; filter the rows first")


def by_period(werte: Iterable[Wert]) -> dict[str, Wert]:
    """Gives the values of one series by the code of their period.

    Raises:
        ValueError: Two values for one period.
    """
    ergebnis: dict[str, Wert] = {}
    for w in werte:
        if w.zeitraum.code in ergebnis:
            raise ValueError(f"two rows for one series and period {w.zeitraum.code!r}; filter or split by group first")
        ergebnis[w.zeitraum.code] = w
    return ergebnis


def describe_fehlend(werte: Sequence[Wert]) -> str:
    """Say in German which values are missing and why.

    Returns:
        ``""`` if nothing is missing; a full sentence if everything is; else ``Ohne Wert: 2015 (noch nicht erhoben).``
    """
    if any(w.zahl is not None for w in werte):
        return missing_of(werte)
    gruende = {w.status for w in werte}
    if len(gruende) == 1 and (satz := texte.ALLE_WERTE_FEHLEN.get(gruende.pop())):
        return sag("{satz} Deshalb gibt es hier kein Diagramm.", satz=satz)
    woerter = [w.grund for w in werte if w.status in texte.ALLE_WERTE_FEHLEN]
    grund = sag(" Gründe: {liste}.", liste=", ".join(sorted(set(woerter)))) if woerter else ""
    return sag("Zu dieser Auswahl gibt es keine Werte.{grund}", grund=grund)


def missing_of(werte: Sequence[Wert]) -> str:
    """Lists the missing values by reason; empty if none is missing."""
    nach_grund: dict[str, list[str]] = {}
    for w, ort in zip(werte, place_names(werte), strict=True):
        if w.zahl is None:
            nach_grund.setdefault(w.grund, []).append(ort)
    return sag("Ohne Wert: {liste}.", liste=list_missing(nach_grund)) if nach_grund else ""


def place_names(werte: Sequence[Wert]) -> list[str]:
    """Names where each value of a chart stands: whatever of group, place and period tells it from the others."""
    mehrere_raeume = len({w.raum for w in werte}) > 1
    mehrere_zeiten = len({w.zeitraum for w in werte}) > 1
    namen = []
    for w in werte:
        teile = [
            w.gruppe_name,
            w.raum if mehrere_raeume else "",
            w.zeitraum.text if mehrere_zeiten or not mehrere_raeume else "",
        ]
        namen.append(" ".join(t for t in teile if t))
    return namen


def list_missing(nach_grund: Mapping[str, Iterable[str]]) -> str:
    """Lists what is missing: ``2013, 2014 (keine Angabe); 2015 (nur in einer Abbildung)``.

    Args:
        nach_grund: Places or periods in words, by the reason in words.
    """
    return "; ".join(f"{', '.join(dict.fromkeys(orte))} ({grund})" for grund, orte in nach_grund.items())
