"""The command ``kekiz pilotraeume``: weighs the areas of a municipality and says whether their values carry a choice."""

from collections.abc import Sequence

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.pilotraeume import Auswahl, offers_choice, rank_areas, select_merkmale
from kekiz.sagen.pilotsatz import AUSLASSUNG, choice_sentence, of_hundred, place_range
from kekiz.seiten.tabelle import KEIN_WERT
from kekiz.wissen.zahlen import format_zahl, format_zeitraum


class WahlFehler(Exception):
    """Raised where nothing can be weighed as it was asked for; the text says in German why, and what to do."""


def describe_choice(ergebnis: Ergebnis, kommune: str | None, gewichte: Sequence[str]) -> str:
    """Says where each area stands, what was weighed, and what could not be.

    Args:
        ergebnis: The outcome of all stages.
        kommune: Municipality; None: the only one whose areas can be weighed.
        gewichte: ``kennzahl_id=weight``; none: equal weights.

    Returns:
        Text of several lines.

    Raises:
        WahlFehler: Municipality, Kennzahl or weight do not fit.
    """
    kommune_id = _find(offers_choice(ergebnis.bestand), kommune)
    raeume = ergebnis.bestand.where("raeume", paket=kommune_id)
    auswahl = select_merkmale(ergebnis.werte, raeume, kommune_id, [str(k) for k in ergebnis.kennzahlen.index])
    gewaehlt = _read_weights(gewichte, auswahl) if gewichte else auswahl.vorgabe
    reihung = rank_areas(auswahl, gewaehlt)
    namen = raeume.set_index("raum_id")["name"].to_dict()
    kurz = ergebnis.kennzahlen["kurzname"].to_dict()
    gezaehlt = {k: kurz[k] for k, g in gewaehlt.items() if g}
    satz = choice_sentence(auswahl, reihung, namen, gezaehlt)
    zeilen = [satz, ""]
    breite = max(len(n) for n in namen.values())
    zeilen += [
        f"{namen[p.raum_id]:<{breite}}  {of_hundred(p.zufall):>7} von 100 Ziehungen  Platz {place_range(p):<8}"
        f"{of_hundred(p.gewichte) if len(gezaehlt) > 1 else KEIN_WERT:>7} von 100 anderen Gewichten  {format_zahl(p.punkte, 2, vorzeichen=True):>6} Punkte"
        for p in reihung.plaetze
    ]
    for m in auswahl.merkmale:
        ohne = "" if m.mitte is not None else ", ohne Fallzahlen"
        frei = "" if m.hat_richtung else ", ohne Richtung"
        zeilen.append(
            f"Gewicht {format_zahl(gewaehlt.get(m.kennzahl_id, 0))}: {m.kennzahl_id} "
            f"({kurz[m.kennzahl_id]}, {format_zeitraum(m.zeitraum)}{frei}{ohne})"
        )
    zeilen += [f"Nicht gewichtet: {k} {AUSLASSUNG[grund]}." for k, grund in auswahl.ausgelassen.items()]
    return "\n".join(zeilen)


def _find(moeglich: Sequence[str], kommune: str | None) -> str:
    if not moeglich:
        raise WahlFehler("Keine Kommune hat eine Kennzahl mit einem Wert für jeden ihrer Sozialräume.")
    if kommune is None and len(moeglich) == 1:
        return moeglich[0]
    if kommune is None:
        raise WahlFehler(f"Welche Kommune ist gemeint? Bitte mit --kommune angeben ({', '.join(moeglich)}).")
    if kommune not in moeglich:
        raise WahlFehler(
            f"Zu „{kommune}“ hat keine Kennzahl einen Wert für jeden Sozialraum (möglich: {', '.join(moeglich)})."
        )
    return kommune


def _read_weights(gewichte: Sequence[str], auswahl: Auswahl) -> dict[str, int]:
    """Reads ``kennzahl_id=weight``; a negative one turns a Kennzahl for which no direction is fixed."""
    richtung = {m.kennzahl_id: m.hat_richtung for m in auswahl.merkmale}
    gelesen = {}
    for eines in gewichte:
        name, _, zahl = eines.partition("=")
        if name not in richtung:
            raise WahlFehler(f"„{name}“ lässt sich nicht gewichten (möglich: {', '.join(richtung)}).")
        if not zahl.removeprefix("-").isdecimal() or (zahl.startswith("-") and richtung[name]):
            erwartet = "0 oder eine ganze Zahl darüber" if richtung[name] else "eine ganze Zahl"
            raise WahlFehler(f"{name} hat kein Gewicht (gefunden „{zahl}“, erwartet {erwartet}).")
        gelesen[name] = int(zahl)
    return gelesen
