"""Sentences about an area beside the rest of its city, each with the arithmetic that leads to it."""

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raumvergleich import ERKANNT, SCHWACH, STRENG, UNTERSCHIED, WENIGE, Fehlalarm, difference_bounds
from kekiz.sagen.satz import Satz, cases_text
from kekiz.sagen.wertsatz import level_sentence, share_arithmetic
from kekiz.wissen import texte
from kekiz.wissen.codes import Aussage, Methode
from kekiz.wissen.sprache import begin, list_words, sag, sag_n
from kekiz.wissen.zahlen import (
    ZUSAMMEN,
    format_anzahl_wort,
    format_wert,
    format_zahl,
    format_zeitraum,
    round_half_up,
)

NIVEAUS = ((SCHWACH, "kippt_95", "95"), (STRENG, "kippt_998", "99,8"))


def dative(mehrzahl: str) -> str:
    """Puts a plural into the dative: "bei 108 Kindern".

    Example:
        >>> dative("Kinder"), dative("Familien"), dative("Kinder und Jugendliche"), dative("bewilligte Anträge")
        ('Kindern', 'Familien', 'Kindern und Jugendlichen', 'bewilligten Anträgen')
    """
    return " ".join(w if w == "und" or w[-1] in "ns" else f"{w}n" for w in mehrzahl.split())


def _who(zeile: pd.Series) -> str:
    return str(zeile["fallbezeichnung"] or sag("Fälle"))


def _few(anzahl: float, wer: str) -> str:
    """A small number of cases in words: "ein Kind", "drei Kinder"."""
    return cases_text(1, wer) if anzahl == 1 else f"{format_anzahl_wort(int(anzahl))} {wer}"


def period_words(zeitraum: str) -> str:
    """Writes a period; of two that are counted together it says so."""
    return format_zeitraum(zeitraum) + (sag(" zusammen") if ZUSAMMEN in zeitraum else "")


def flip_text(zeile: pd.Series) -> str:
    """Says that a few people without an area could take a difference away; empty where they could not."""
    wer = _who(zeile)
    for niveau, spalte, _ in reversed(NIVEAUS):
        k = zeile[spalte]
        if pd.isna(k) or k > WENIGE or zeile["aussage_niveau"] == niveau:
            continue
        wenn = sag(
            "Schon wenn {wenige} ohne Sozialraum hierher {gehoerte}",
            wenige=_few(k, wer),
            gehoerte=sag_n("gehörte", "gehörten", k),
        )
        if niveau == STRENG:
            return sag("{wenn}, könnte ein rechnerisch gesicherter Unterschied es nicht mehr sein.", wenn=wenn)
        return sag("{wenn}, könnte ein rechnerisch auffälliger Unterschied verschwinden.", wenn=wenn)
    return ""


def _tenths(anteil: float) -> int:
    return int(round_half_up(10 * anteil, 0))


def _of_ten(anteil: float) -> str:
    """Says a chance in tenths, and neither never nor always."""
    zehntel = _tenths(anteil)
    if zehntel == 0:
        return sag("in weniger als einem von zehn Fällen")
    if zehntel == 10:
        return sag("in mehr als neun von zehn Fällen")
    return sag("in {einem} von zehn Fällen", einem=sag("einem") if zehntel == 1 else format_anzahl_wort(zehntel))


def _from_to_of_ten(kleinste: float, groesste: float) -> str:
    """Says between which tenths chances lie."""
    selten, oft = _tenths(kleinste), _tenths(groesste)
    if selten == oft:
        return _of_ten(groesste)
    von = sag("einem") if selten == 1 else format_anzahl_wort(selten)
    if oft == 10:
        return _of_ten(1) if selten == 9 else sag("in {von} oder mehr von zehn Fällen", von=von)
    if selten == 0:
        return sag("in höchstens {bis} von zehn Fällen", bis=sag("einem") if oft == 1 else format_anzahl_wort(oft))
    return sag("in {von} bis {bis} von zehn Fällen", von=von, bis=format_anzahl_wort(oft))


def reach_text(zeile: pd.Series) -> str:
    """Says how likely a difference would have been found with this number of people."""
    return sag(
        "Ein Unterschied von {unterschied} Punkten fiele bei {nenner} {wem} {trennschaerfe} auf.",
        unterschied=format_anzahl_wort(int(UNTERSCHIED)),
        nenner=format_zahl(zeile["nenner"]),
        wem=dative(_who(zeile)),
        trennschaerfe=_of_ten(zeile["trennschaerfe"]),
    )


def needed_text(zeile: pd.Series) -> str:
    """Says from which number of people a difference without case numbers would stand out; empty for other kinds."""
    if zeile["aussage"] != Aussage.KEINE_BELASTBARE_AUSSAGE or zeile["art"] != "anteil":
        return ""
    if pd.notna(zeile["faelle"]):
        return sag("Der Rest der Stadt lässt sich nicht berechnen, weil ihre Anzahlen nicht im Dokument stehen.")
    if pd.isna(zeile["wert_stadt"]):
        return sag("Einen Wert der Stadt für denselben Zeitraum nennt das Dokument nicht.")
    wer = dative(_who(zeile))
    if _is_out_of_reach(zeile):
        return sag(
            "Der Unterschied zur Stadt ist so klein, dass er bei keiner denkbaren Zahl von {wer} auffällig wäre.",
            wer=wer,
        )
    return sag(
        "Auffällig wäre der Unterschied zur Stadt ab {ab_faelle} {wer}.",
        ab_faelle=format_zahl(zeile["ab_faelle"]),
        wer=wer,
    )


def _is_out_of_reach(zeile: pd.Series) -> bool:
    return bool(pd.isna(zeile["ab_faelle"]) or zeile["ab_faelle"] > zeile["denkbar_faelle"])


def hangs_text(zeile: pd.Series) -> str:
    """Says on how many people without an area it hangs that a difference does not count; empty where it hangs on none."""
    k = zeile["kippt_95"]
    if zeile["aussage"] != Aussage.AEHNLICH or pd.isna(k):
        return ""
    wenige = sag("einem Fall") if k == 1 else f"{format_anzahl_wort(int(k))} {dative(_who(zeile))}"
    return sag("hängt an {wenige} ohne Sozialraum", wenige=wenige)


def note_text(ergebnis: Ergebnis, zeile: pd.Series) -> str:
    """The short addition to a statement in a table: the rest of the city, or what would be needed; may be empty."""
    if pd.notna(zeile["wert_rest"]):
        rest = sag("Rest: {rest}", rest=ergebnis.wert(zeile).rest)
        haengt = hangs_text(zeile)
        return f"{rest}; {haengt}" if haengt else rest
    if zeile["aussage"] == Aussage.KEINE_BELASTBARE_AUSSAGE and pd.notna(zeile["ab_faelle"]):
        if _is_out_of_reach(zeile):
            return ""
        return sag("auffällig ab {ab_faelle} {wem}", ab_faelle=format_zahl(zeile["ab_faelle"]), wem=dative(_who(zeile)))
    return ""


def comparison_lines(ergebnis: Ergebnis, zeile: pd.Series) -> list[str]:
    """Words how an area compares with the rest of its city: shares, difference, people without an area, reach."""
    n, rest_n = float(zeile["nenner"]), float(zeile["rest_nenner"])
    x, rest_x = float(zeile["faelle"]), float(zeile["rest_faelle"])
    rund = "" if abs(rest_x - round(rest_x)) < 1e-6 else sag("rund ")
    rest = format_wert(zeile["wert_rest"], "%", 1 if rund else 2)
    zeilen = [
        *share_arithmetic(ergebnis, zeile),
        sag(
            "Rest der Stadt (ohne {raum}): ({rund}{x} \u2212 {x2}) : ({n} \u2212 {n2}) × 100 = {rund}{rest}",
            raum=zeile["raum"],
            rund=rund,
            x=format_zahl(x + rest_x),
            x2=format_zahl(x),
            n=format_zahl(n + rest_n),
            n2=format_zahl(n),
            rest=rest,
        ),
    ]
    bereiche = []
    for niveau, _, wort in NIVEAUS:
        unten, oben = difference_bounds(
            zeile["faelle_von"], zeile["faelle_bis"], n, zeile["rest_von"], zeile["rest_bis"], rest_n, niveau
        )
        ohne_null = sag("ohne") if unten > 0 or oben < 0 else sag("mit")
        von, bis = (format_zahl(100 * float(g), 1, vorzeichen=True) for g in (unten, oben))
        bereiche.append(
            sag("{von} bis {bis} ({wort}\u202f%, {ohne_null} 0)", von=von, bis=bis, wort=wort, ohne_null=ohne_null)
        )
    differenz = format_wert(zeile["differenz_rest"], "Punkte", 1, vorzeichen=True)
    zeilen.append(
        sag(
            "Unterschied: rund {differenz}; Vertrauensbereich (Newcombe) {liste}",
            differenz=differenz,
            liste=sag(" und ").join(bereiche),
        )
    )
    offen = sensitivity_text(ergebnis, zeile)
    if offen:
        zeilen.append(offen)
    zeilen += _flip_lines(zeile)
    richtung = sag("unter") if zeile["wert_rest"] > 50 else sag("über")
    zeilen.append(
        sag(
            "Läge der Anteil hier in Wahrheit {unterschied} Punkte {richtung} dem Rest, fiele das in "
            "{trennschaerfe} von 100 Fällen auf; mindestens {erkannt} von 100 sind es ab {erkennbar} Punkten",
            unterschied=format_zahl(UNTERSCHIED),
            richtung=richtung,
            trennschaerfe=format_zahl(100 * zeile["trennschaerfe"]),
            erkannt=format_zahl(100 * ERKANNT),
            erkennbar=format_zahl(zeile["erkennbar"]),
        )
    )
    return zeilen


def _flip_lines(zeile: pd.Series) -> list[str]:
    zeilen = []
    wer = _who(zeile)
    for niveau, spalte, wort in NIVEAUS:
        if pd.notna(zeile[spalte]):
            text = sag(
                "Ungünstigster Fall: Sobald {wenige} ohne Sozialraum hierher {gehoert}, enthält der Vertrauensbereich "
                "({wort}\u202f%) die 0",
                wenige=_few(zeile[spalte], wer),
                gehoert=sag_n("gehört", "gehören", int(zeile[spalte])),
                wort=wort,
            )
            if zeile[spalte] <= WENIGE:
                text += sag(
                    ". Das sind wenige (höchstens {anzahl}); der Unterschied zählt auf diesem Niveau nicht",
                    anzahl=format_anzahl_wort(WENIGE),
                )
            zeilen.append(text)
        elif zeile["aussage_niveau"] >= niveau and pd.notna(zeile["offen_anzahl"]):
            zeilen.append(
                sag(
                    "Auch wenn alle {wer} ohne Sozialraum so ungünstig wie möglich hierher gehörten, bliebe der "
                    "Unterschied ({wort}\u202f%)",
                    wer=wer,
                    wort=wort,
                )
            )
    return zeilen


def area_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz:
    """Words the comparison of an area with the rest of its city."""
    aussage = Aussage(zeile["aussage"])
    wert = ergebnis.wert(zeile).text
    if pd.isna(zeile["wert_rest"]):
        ganze = ergebnis.stadtwert(zeile)
        stadt = ganze.text if ganze else sag(texte.OHNE_ANGABE)
        text = sag(
            "{raum}: {wert}, Stadt {stadt} – {aussage}. {noetig}",
            raum=zeile["raum"],
            wert=wert,
            stadt=stadt,
            aussage=texte.AUSSAGE[aussage],
            noetig=needed_text(zeile),
        )
        return Satz(text.strip(), needed_lines(ergebnis, zeile), Methode.VERGLEICH)
    rest = ergebnis.wert(zeile).rest
    zeit = f" ({period_words(zeile['zeitraum'])})" if ZUSAMMEN in zeile["zeitraum"] else ""
    text = sag(
        "{raum}{zeit}: {wert} gegen {rest} im Rest der Stadt – {aussage}.",
        raum=zeile["raum"],
        zeit=zeit,
        wert=wert,
        rest=rest,
        aussage=texte.AUSSAGE[aussage],
    )
    if aussage == Aussage.AEHNLICH and not flip_text(zeile):
        text += f" {reach_text(zeile)}"
    return Satz(f"{text} {flip_text(zeile)}".strip(), comparison_lines(ergebnis, zeile), Methode.VERGLEICH)


def counted_sentence(ergebnis: Ergebnis, zeile: pd.Series) -> Satz:
    """A value in everyday words, the rest of the city beside it, and what the difference allows to be said.

    Args:
        ergebnis: The outcome (for the catalogue).
        zeile: One row of an area with counts.
    """
    rest = ergebnis.wert(zeile).rest
    text = sag(
        "{satz} Im Rest der Stadt waren es {rest}: {aussage}.",
        satz=level_sentence(ergebnis, zeile).text,
        rest=rest,
        aussage=texte.AUSSAGE[Aussage(zeile["aussage"])],
    )
    warum = flip_text(zeile)
    if zeile["aussage"] == Aussage.AEHNLICH and not warum:
        warum = reach_text(zeile)
    return Satz(f"{text} {warum}".strip(), comparison_lines(ergebnis, zeile), Methode.VERGLEICH)


def needed_lines(ergebnis: Ergebnis, zeile: pd.Series) -> list[str]:
    """Words how the needed number of people follows; none where there is none."""
    if pd.isna(zeile["ab_faelle"]):
        return []
    ganze = ergebnis.stadtwert(zeile)
    stadt = ganze.text if ganze and pd.isna(zeile["nenner_stadt"]) else format_wert(zeile["wert_stadt"], "%", 2)
    zeilen = [
        sag(
            "{wert} gegen {stadt} in der ganzen Stadt; beide so ungünstig wie möglich gerundet",
            wert=ergebnis.wert(zeile).text,
            stadt=stadt,
        ),
        sag(
            "Der Vertrauensbereich (95\u202f%) um den Wert enthält den der Stadt ab {ab_faelle} {wem} nicht mehr. "
            "Verglichen wird mit der ganzen Stadt, weil sich ihr Rest ohne Anzahlen nicht berechnen lässt",
            ab_faelle=format_zahl(zeile["ab_faelle"]),
            wem=dative(_who(zeile)),
        ),
    ]
    if _is_out_of_reach(zeile):
        zeilen.append(
            sag(
                "Denkbar sind hier höchstens {denkbar_faelle} {wer}, nach den Anzahlen, die für die ganze Stadt und für den "
                "Sozialraum bekannt sind",
                denkbar_faelle=format_zahl(zeile["denkbar_faelle"]),
                wer=_who(zeile),
            )
        )
    return zeilen


def similar_areas_sentence(ergebnis: Ergebnis, zeilen: pd.DataFrame) -> Satz | None:
    """Names the areas without an assured difference in one sentence; None where there are none.

    Args:
        ergebnis: The outcome.
        zeilen: Rows of ``werte`` of areas, all of one Kennzahl and period.
    """
    if zeilen.empty:
        return None
    if len(zeilen) == 1:
        return area_sentence(ergebnis, zeilen.iloc[0])
    orte = list_words([f"{z['raum']} ({ergebnis.wert(z).text})" for _, z in zeilen.iterrows()])
    wort = texte.AUSSAGE[Aussage.AEHNLICH]
    n, chance = zeilen["nenner"].astype("float64"), zeilen["trennschaerfe"]
    return Satz(
        sag(
            "{wort} zum Rest der Stadt: {orte}. Ein Unterschied von {unterschied} Punkten fiele bei {kleinste} "
            "bis {groesste} {wem} {spanne} auf.",
            wort=begin(wort),
            orte=orte,
            unterschied=format_anzahl_wort(int(UNTERSCHIED)),
            kleinste=format_zahl(n.min()),
            groesste=format_zahl(n.max()),
            wem=dative(_who(zeilen.iloc[0])),
            spanne=_from_to_of_ten(chance.min(), chance.max()),
        ),
        [f"{z['raum']}: " + "; ".join(comparison_lines(ergebnis, z)) for _, z in zeilen.iterrows()],
        Methode.VERGLEICH,
    )


def areas_sentences(ergebnis: Ergebnis, zeilen: pd.DataFrame) -> list[Satz]:
    """Words all comparisons of one Kennzahl and period: differences first, then what hangs on few people, then the rest.

    Args:
        ergebnis: The outcome.
        zeilen: Rows of areas with counts.
    """
    aehnlich = zeilen["aussage"].eq(Aussage.AEHNLICH)
    wacklig = aehnlich & zeilen["kippt_95"].notna()
    gemeinsam = similar_areas_sentence(ergebnis, zeilen[aehnlich & ~wacklig])
    einzeln = [area_sentence(ergebnis, z) for teil in (zeilen[~aehnlich], zeilen[wacklig]) for _, z in teil.iterrows()]
    return [*einzeln, *([gemeinsam] if gemeinsam else [])]


def _expected(anzahl: float) -> str:
    """Writes how many are to be expected by chance, with one decimal; hardly any is not none.

    Example:
        >>> _expected(0.04), _expected(0.06), _expected(0.0)
        ('weniger als 0,1', '0,1', '0,0')
    """
    if 0 < anzahl < 0.05:
        return sag("weniger als {kleinste}", kleinste=format_zahl(0.1, 1))
    return format_zahl(anzahl, 1)


def chance_sentence(zeilen: pd.DataFrame, alarm: Fehlalarm) -> Satz:
    """Says how many comparisons there are, how many stand out, and how many would by chance alone.

    Args:
        zeilen: All comparisons with counts, of one period and of two together.
        alarm: What :func:`kekiz.rechnen.raumvergleich.simulate_false_alarms` gives for the same.
    """

    def wort(anzahl: int) -> str:
        return sag("keiner") if anzahl == 0 else format_anzahl_wort(anzahl, sag("einer"))

    sicher = zeilen["aussage_niveau"].eq(STRENG)
    auffaellig = zeilen["aussage_niveau"].eq(SCHWACH)
    zufall_sicher = _expected(alarm.vergleiche * alarm.gesichert)
    zufall = _expected(alarm.vergleiche * (alarm.auffaellig - alarm.gesichert))
    text = sag(
        "Zu den Sozialräumen gibt es {vergleiche} mit bekannten Fallzahlen, {zusammen} davon über "
        "zwei Zeiträume zusammen. Von allen {ist} {sicher} gesichert (99,8\u202f%) und {auffaellig} auffällig (95\u202f%). "
        "Gäbe es nirgends einen Unterschied, wären durch Zufall im Mittel {zufall_sicher} gesichert und "
        "{zufall} auffällig.",
        vergleiche=sag_n("einen Vergleich", "{n} Vergleiche", alarm.vergleiche, n=format_anzahl_wort(alarm.vergleiche)),
        zusammen=wort(alarm.zusammen),
        ist=sag("ist") if sicher.sum() < 2 else sag("sind"),
        sicher=wort(int(sicher.sum())),
        auffaellig=wort(int(auffaellig.sum())),
        zufall_sicher=zufall_sicher,
        zufall=zufall,
    )
    je = format_wert(100 * alarm.auffaellig, "%", 1)
    rechnung = [
        f"{z['raum']}, {z['kurzname']}, {period_words(z['zeitraum'])}: {texte.AUSSAGE[Aussage(z['aussage'])]}"
        for _, z in zeilen[sicher | auffaellig].iterrows()
    ]
    rechnung += [
        sag(
            "Erfundene Städte mit denselben Fallzahlen, in denen überall die Quote der Stadt gilt: Je Vergleich "
            "schlagen die Regeln in {je} Alarm (95\u202f%), in {gesichert} auf dem Niveau 99,8\u202f%. Ohne die Regel zu "
            "Fällen ohne Sozialraum wären es {ohne_offene}",
            je=je,
            gesichert=format_wert(100 * alarm.gesichert, "%", 2),
            ohne_offene=format_wert(100 * alarm.ohne_offene, "%", 1),
        ),
        sag(
            "Mindestens einen auffälligen Vergleich gibt es dort in {einer_auffaellig} von 100 Städten, "
            "mindestens einen gesicherten in {einer_gesichert} von 100",
            einer_auffaellig=format_zahl(100 * alarm.einer_auffaellig),
            einer_gesichert=format_zahl(100 * alarm.einer_gesichert),
        ),
    ]
    return Satz(text, rechnung, Methode.VERGLEICH)


def sensitivity_text(ergebnis: Ergebnis, zeile: pd.Series) -> str:
    """Says what would hold if all, or none, of the people without an area belonged here; empty where all have one."""
    if pd.isna(zeile["wert_mit_offenen"]):
        return ""
    wert = ergebnis.wert(zeile)
    anzahl = float(zeile["offen_anzahl"])
    ist, gehoerten, ohne = (
        (sag("ist"), sag("Gehörte dieser eine Fall"), sag("ohne ihn"))
        if anzahl == 1
        else (sag("sind"), sag("Gehörten alle"), sag("ohne sie"))
    )
    faelle = cases_text(anzahl, str(zeile["fallbezeichnung"] or ""))
    return sag(
        "{faelle} {ist} keinem Sozialraum zugeordnet. {gehoerten} hierher, wären es rund {alle}; "
        "{ohne} bleibt es bei {wert}",
        faelle=begin(faelle),
        ist=ist,
        gehoerten=gehoerten,
        alle=wert.mit_offenen,
        ohne=ohne,
        wert=wert.text,
    )
