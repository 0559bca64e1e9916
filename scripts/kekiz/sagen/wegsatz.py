"""Sentences about a target over time: in which periods it held, how much of the way is done, at which pace."""

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.abstandsatz import distance_text, name_target, target_text, threshold_text
from kekiz.sagen.satz import Satz, carried_digits, join_sentences, unit_of_difference
from kekiz.wissen.codes import Methode, Vergleich
from kekiz.wissen.sprache import begin, list_words, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, round_half_up
from kekiz.wissen.zeitraum import read_zeitraum

# More exceptions than this are not listed in the sentence, only in its arithmetic.
HOECHSTENS_AUSNAHMEN = 3


def of_known(anzahl: int, gesamt: int, *, mit_vergleichswert: bool = False) -> str:
    """Writes "in zwei von sieben bekannten Zeiträumen", "in allen …", "in beiden …", "in keinem von …".

    Args:
        anzahl: Periods in which the target held.
        gesamt: Periods that can be judged.
        mit_vergleichswert: Whether the target is the value of another area. Then only periods with both values can
            be judged, though more may be known of the own one.

    Example:
        >>> of_known(1, 2), of_known(1, 2, mit_vergleichswert=True)
        ('in einem von zwei bekannten Zeiträumen', 'in einem von zwei Zeiträumen mit Vergleichswert')
    """
    alle = sag("beiden") if gesamt == 2 else sag("allen ") + format_anzahl_wort(gesamt)
    zahl = {0: sag("keinem"), 1: sag("einem")}.get(anzahl, format_anzahl_wort(anzahl))
    if mit_vergleichswert:
        if anzahl == gesamt:
            return sag("in {beiden} Zeiträumen mit Vergleichswert", beiden=alle)
        return sag("in {zahl} von {gesamt} Zeiträumen mit Vergleichswert", zahl=zahl, gesamt=format_anzahl_wort(gesamt))
    if anzahl == gesamt:
        return sag("in {beiden} bekannten Zeiträumen", beiden=alle)
    return sag("in {zahl} von {gesamt} bekannten Zeiträumen", zahl=zahl, gesamt=format_anzahl_wort(gesamt))


def known_words(ziel: pd.Series) -> str:
    """Says of one target in how many of its known periods it held.

    Args:
        ziel: One row of ``zielstand``.
    """
    ist_verglichen = ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM
    return of_known(int(ziel["perioden_erfuellt"]), int(ziel["perioden"]), mit_vergleichswert=ist_verglichen)


def lasting_sentence(ziel: pd.Series, *, ist_gesagt: bool = False) -> Satz | None:
    """Says in how many known periods the target held; None where that says nothing beyond the latest value.

    Args:
        ziel: One row of ``zielstand``.
        ist_gesagt: Whether the head of the page says in which periods it held. Then it is only said of a lasting target
            that it is one.
    """
    gesamt = int(ziel["perioden"])
    if gesamt == 0 or (gesamt == 1 and not ziel["ist_dauerhaft"]):
        return None
    ja, nein = ([read_zeitraum(z).wort for z in str(ziel[s]).split()] for s in ("eingehalten_in", "verfehlt_in"))
    rechnung = [sag("Eingehalten: {liste}", liste=", ".join(ja))] if ja else []
    rechnung += [sag("Nicht eingehalten: {liste}", liste=", ".join(nein))] if nein else []
    if ist_gesagt:
        dauer = sag("Das Ziel soll auf Dauer gelten.")
        return Satz(dauer, rechnung, Methode.DAUERHAFT) if ziel["ist_dauerhaft"] else None
    if gesamt == 1:
        return Satz(
            sag("Das Ziel soll auf Dauer gelten. Prüfen lässt sich nur ein Zeitraum ({ja}).", ja=(ja or nein)[0]),
            [],
            Methode.DAUERHAFT,
        )
    wie_oft = begin(known_words(ziel))
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_VORJAHR:
        text = sag("{gut} lag der Wert über dem des Vorjahrs", gut=wie_oft)
    else:
        text = sag("{gut} war der {ziel} eingehalten", gut=wie_oft, ziel=name_target(ziel))
    if 0 < len(nein) <= HOECHSTENS_AUSNAHMEN and len(nein) < len(ja):
        text = sag("{text}, {nein} nicht.", text=text, nein=list_words(nein))
    elif 0 < len(ja) <= HOECHSTENS_AUSNAHMEN and len(ja) <= len(nein):
        text = f"{text}: {list_words(ja)}."
    else:
        text += "."
    if ziel["ist_dauerhaft"]:
        text += sag(" Das Ziel soll auf Dauer gelten.")
    return Satz(text, rechnung, Methode.DAUERHAFT)


def _years(jahre: float) -> str:
    if jahre == 1:
        return sag("1 Jahr")
    return sag("{jahre} Jahre", jahre=format_zahl(jahre, 0 if float(jahre).is_integer() else 1))


def pace_sentence(ziel: pd.Series) -> Satz | None:
    """Compares the pace needed until the target year with the pace so far, as arithmetic; None where undefined."""
    if pd.isna(ziel["tempo_noetig"]) or pd.isna(ziel["tempo_bisher"]):
        return None
    roh = str(ziel["einheit"])
    einheit, stellen = unit_of_difference(roh), 1 if roh == "%" else 0
    rest = int(ziel["zieljahr"]) - int(ziel["zeit"])
    noetig = format_wert(abs(ziel["tempo_noetig"]), einheit, stellen)
    bisher = format_wert(abs(ziel["tempo_bisher"]), einheit, stellen)
    mehr = sag("mehr als ") if ziel["vergleich"] in (Vergleich.UEBER, Vergleich.UNTER) else ""
    basis, jetzt = read_zeitraum(ziel["basis"]).wort, read_zeitraum(ziel["zeitraum"]).wort
    vorher = sag("Seit {seit} war er im Mittel gleich geblieben", seit=read_zeitraum(ziel["basis"]).seit)
    if round_half_up(abs(ziel["tempo_bisher"]), stellen) > 0:
        richtung = sag("gestiegen") if ziel["tempo_bisher"] > 0 else sag("gesunken")
        vorher = sag(
            "Seit {seit} war er im Mittel um {bisher} im Jahr {richtung}",
            seit=read_zeitraum(ziel["basis"]).seit,
            bisher=bisher,
            richtung=richtung,
        )
    jahr = "" if rest == 1 else sag("jedes Jahr ")
    text = sag(
        "Für das Ziel ({ziel}) hätte der Wert rechnerisch ab {zeit} bis {zieljahr} {jahr}um {mehr}{noetig} "
        "{steigen} müssen. {vorher}.",
        ziel=target_text(ziel),
        zeit=int(ziel["zeit"]),
        zieljahr=int(ziel["zieljahr"]),
        jahr=jahr,
        mehr=mehr,
        noetig=noetig,
        steigen=sag("steigen") if ziel["tempo_noetig"] > 0 else sag("sinken"),
        vorher=vorher,
    )
    von, bis = _base_and_value(ziel)
    rechnung = [
        sag(
            "Nötig ({jetzt} bis {zieljahr}): {ziel} : {rest} = {noetig} im Jahr",
            jetzt=jetzt,
            zieljahr=int(ziel["zieljahr"]),
            ziel=distance_text(ziel, roh),
            rest=_years(rest),
            noetig=noetig,
        ),
        sag(
            "Bisher ({basis} bis {jetzt}): ({bis} \u2212 {von}) : {zeit} = {tempo_bisher} im Jahr",
            basis=basis,
            jetzt=jetzt,
            bis=bis,
            von=von,
            zeit=_years(float(ziel["zeit"] - ziel["basis_zeit"])),
            tempo_bisher=format_wert(ziel["tempo_bisher"], einheit, stellen, vorzeichen=True),
        ),
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
    bis = threshold_text(ziel)
    seit = read_zeitraum(ziel["basis"]).seit
    if bool(ziel["ist_entfernt"]):
        rechnung = [
            sag(
                "{basis}: {von}; {zeitraum}: {ist}; Ziel: {ziel}",
                basis=read_zeitraum(ziel["basis"]).wort,
                von=von,
                zeitraum=read_zeitraum(ziel["zeitraum"]).wort,
                ist=ist,
                ziel=target_text(ziel),
            )
        ]
        return Satz(sag("Seit {seit} hat sich der Wert vom Ziel entfernt.", seit=seit), rechnung, Methode.WEG)
    anteil = format_wert(ziel["weg"], "%", 0)
    rechnung = [
        sag(
            "({ist} \u2212 {von}) : ({bis} \u2212 {von}) × 100 = rund {anteil}",
            ist=ist,
            von=von,
            bis=bis,
            anteil=anteil,
        )
    ]
    stellen = carried_digits(ziel["stellen_basiswert"], einheit=einheit)
    ganz, teil = (abs(float(ziel[s]) - float(ziel["basis_wert"])) for s in ("zielwert", "wert_genau"))
    text = sag(
        "Von {von} ({basis}) auf {bis} sind es {ganz}; rund {teil} davon waren geschafft.",
        von=von,
        basis=read_zeitraum(ziel["basis"]).wort,
        bis=bis,
        ganz=format_wert(ganz, unit_of_difference(einheit), stellen),
        teil=format_zahl(teil, stellen),
    )
    return Satz(text, rechnung, Methode.WEG)


def hint_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz | None:
    """Says that there are Hinweise to the value of a goal; None where there are none."""
    ids = [i for i in str(ziel["hinweis_id"] or "").split() if i in ergebnis.hinweise.index]
    ids = [i for i in ids if ergebnis.hinweise.at[i, "art"] != "nummerierung"]
    if not ids or pd.isna(ziel["wert_genau"]):
        return None
    wie_viele = sag_n("einen Hinweis", "{anzahl} Hinweise", len(ids), anzahl=format_anzahl_wort(len(ids)))
    text = sag("Zu diesem Wert gibt es {wie_viele}, siehe „Gut zu wissen“.", wie_viele=wie_viele)
    return Satz(text, [str(ergebnis.hinweise.at[i, "titel"]) for i in ids], aufschrift=sag("Welche Hinweise"))
