"""Sentences about a target beyond value and distance: since when, how sure, against which area, what nobody counted."""

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.abstandsatz import name_target, people_sentence, target_sentence, target_text
from kekiz.sagen.aenderungssatz import scatter_lines
from kekiz.sagen.satz import Satz, carried_digits
from kekiz.sagen.wegsatz import hint_sentence, lasting_sentence, of_known, pace_sentence, way_sentence
from kekiz.sagen.wertsatz import interval_text
from kekiz.wissen import texte
from kekiz.wissen.codes import Methode, Statusgrund, Vergleich, Zielsicherheit
from kekiz.wissen.sprache import begin, list_words, sag
from kekiz.wissen.zahlen import format_wert, format_zeitraum
from kekiz.wissen.zeitraum import read_zeitraum


def target_sentences(ergebnis: Ergebnis, ziel: pd.Series) -> list[Satz]:
    """Says in full where one target stands: met or not, distance or cushion in people, how sure, since when.

    Args:
        ergebnis: The outcome.
        ziel: One row of ``zielstand``.
    """
    saetze = (
        target_sentence(ergebnis, ziel),
        people_sentence(ergebnis, ziel),
        certainty_sentence(ziel),
        since_sentence(ziel),
    )
    return [s for s in saetze if s is not None]


def since_sentence(ziel: pd.Series) -> Satz | None:
    """Says since when the target has been met or missed; None where only one period is known, or no more of this run.

    Years that nobody knows are not claimed: of a run with such a gap the known periods are counted.
    """
    if not ziel["seit"] or ziel["perioden"] <= 1 or (ziel["seit_perioden"] == 1 and ziel["ist_seit_offen"]):
        return None
    ist_gut, name, seit = bool(ziel["ist_erfuellt"]), name_target(ziel), read_zeitraum(ziel["seit"]).seit
    if ziel["hat_seit_luecke"]:
        gut = of_known(
            int(ziel["seit_perioden"]) if ist_gut else 0,
            int(ziel["seit_perioden"]),
            mit_vergleichswert=ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM,
        )
        text = sag("{gut} seit {seit} war der {ziel} eingehalten.", gut=begin(gut), seit=seit, ziel=name)
    else:
        mindestens = sag("mindestens ") if ziel["ist_seit_offen"] else ""
        beginn = sag("Seit {mindestens}{seit}", mindestens=mindestens, seit=seit)
        ist = sag("eingehalten") if ist_gut else sag("nicht eingehalten")
        text = sag("{beginn} war der {ziel} {ist}.", beginn=beginn, ziel=name, ist=ist)
    rechnung = [
        f"{name}: {', '.join(format_zeitraum(z) for z in str(ziel[spalte]).split())}"
        for name, spalte in ((sag("Eingehalten"), "eingehalten_in"), (sag("Nicht eingehalten"), "verfehlt_in"))
        if ziel[spalte]
    ]
    return Satz(text, rechnung, Methode.SEIT)


def broken_sentence(ziel: pd.Series) -> Satz | None:
    """Says that a lasting target, met at last, was missed in a period of its own term; None for every other target."""
    if not ziel["ist_gebrochen"]:
        return None
    ja, nein = (
        list_words([read_zeitraum(z).wort for z in str(ziel[s]).split()])
        for s in ("laufzeit_eingehalten_in", "laufzeit_verfehlt_in")
    )
    return Satz(
        sag("Gefordert ist das auf Dauer: {ja} war der Zielwert eingehalten, {nein} nicht.", ja=ja, nein=nein),
        [],
        Methode.DAUERHAFT,
    )


def certainty_sentence(ziel: pd.Series) -> Satz | None:
    """Says how sure it is that the target was met or missed; None where nothing was judged."""
    if not ziel["sicherheit"]:
        return None
    sicherheit = Zielsicherheit(ziel["sicherheit"])
    if sicherheit == Zielsicherheit.OHNE_FALLZAHL:
        return Satz(texte.ZIELSICHERHEIT_SATZ[sicherheit], [], Methode.SICHERHEIT)
    wo = sag("im Vertrauensbereich") if sicherheit == Zielsicherheit.KNAPP else sag("außerhalb des Vertrauensbereichs")
    weiter = ziel["streuung"] > 1
    saetze = texte.ZIELSICHERHEIT_STREUUNG if weiter else texte.ZIELSICHERHEIT_SATZ
    rechnung = [interval_text(ziel), *(_widened_lines(ziel) if weiter else [])]
    rechnung.append(sag("Der Zielwert ({ziel}) liegt {wo}", ziel=target_text(ziel), wo=wo))
    return Satz(saetze[sicherheit], rechnung, Methode.SICHERHEIT)


def _widened_lines(ziel: pd.Series) -> list[str]:
    unten, oben = (format_wert(ziel[s], "%", 1) for s in ("sicherheit_unten", "sicherheit_oben"))
    return [*scatter_lines(ziel), sag("Verbreiterter Vertrauensbereich: {unten} bis {oben}", unten=unten, oben=oben)]


def comparison_area_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz | None:
    """Says how value and threshold moved where the threshold is another area's value, and which of them decided.

    None where no earlier comparable period has both values.
    """
    if ziel["vergleich"] != Vergleich.HOECHSTENS_VERGLEICHSRAUM or not ziel["frueher_zeitraum"]:
        return None
    raeume = ergebnis.bestand.where("raeume", paket=ziel["kommune_id"])
    name = raeume.set_index("raum_id")["name"]
    stadt, anderer = raeume.loc[raeume["typ"].eq("stadt"), "name"].iloc[0], name[ziel["vergleichsraum_id"]]
    damals, jetzt = format_zeitraum(ziel["frueher_zeitraum"]), format_zeitraum(ziel["zeitraum"])
    verb, spanne = _moved(ziel, "frueher_zielwert", "zielwert", ("frueher_stellen_ziel", "stellen_ziel"))
    text = sag(
        "Von {damals} bis {jetzt} {verb} der Wert in {anderer} {spanne}; ",
        damals=damals,
        jetzt=jetzt,
        verb=verb,
        anderer=anderer,
        spanne=spanne,
    )
    verb, spanne = _moved(ziel, "frueher_wert", "wert_genau", ("frueher_stellen", "stellen"))
    text += sag("in {stadt} {verb} er {spanne}.", stadt=stadt, verb=verb, spanne=spanne)
    if bool(ziel["ist_erfuellt"]) != bool(ziel["ist_erfuellt_frueher"]):
        ist, waere = (
            (sag("erreicht"), sag("nicht erreicht"))
            if ziel["ist_erfuellt"]
            else (sag("nicht erreicht"), sag("erreicht"))
        )
        weil = sag("stieg") if ziel["zielwert"] > ziel["frueher_zielwert"] else sag("sank")
        text += sag(
            " Gemessen am Vergleichswert von {damals} wäre das Ziel {waere}; {ist} ist es, weil dieser {weil}.",
            damals=damals,
            waere=waere,
            ist=ist,
            weil=weil,
        )
    return Satz(text, [], Methode.ZIEL)


def _moved(ziel: pd.Series, von: str, bis: str, stellen: tuple[str, str]) -> tuple[str, str]:
    """Verb and span of a value between two columns: ("stieg", "von 28 % auf 41 %")."""
    einheit = str(ziel["einheit"])
    anfang, ende = (
        format_wert(ziel[w], einheit, carried_digits(ziel[s], einheit=einheit))
        for w, s in zip((von, bis), stellen, strict=True)
    )
    if anfang == ende:
        return sag("blieb"), sag("bei {ende}", ende=ende)
    return sag("stieg") if ziel[bis] > ziel[von] else sag("sank"), sag(
        "von {anfang} auf {ende}", anfang=anfang, ende=ende
    )


def unmeasured_sentences(ergebnis: Ergebnis, kommune_id: str, ziel_id: str) -> list[Satz]:
    """Names the parts of a goal's wording for which its document gives no Kennzahl, as not proven."""
    teile = ergebnis.bestand.where("zielwerte", paket=kommune_id, ziel_id=ziel_id, kennzahl_id="")
    return [Satz(sag(texte.OHNE_KENNZAHL, wortlaut=w)) for w in teile["wortlaut"]]


def status_arithmetic(ergebnis: Ergebnis, ziel: pd.Series) -> str:
    """Joins reason, statements and arithmetic of one target row to one string for the downloads."""
    saetze = [
        target_sentence(ergebnis, ziel),
        people_sentence(ergebnis, ziel),
        since_sentence(ziel),
        broken_sentence(ziel),
        lasting_sentence(ziel),
        certainty_sentence(ziel),
        comparison_area_sentence(ergebnis, ziel),
        way_sentence(ziel),
        pace_sentence(ziel),
        hint_sentence(ergebnis, ziel),
    ]
    teile = [texte.STATUSGRUND[Statusgrund(ziel["statusgrund"])]]
    teile += [s.text + (" [" + "; ".join(s.rechnung) + "]" if s.rechnung else "") for s in saetze if s]
    return " | ".join(teile)
