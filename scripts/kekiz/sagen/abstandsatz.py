"""Sentences about a value beside its target: met or not, how far away it is, in points and in people."""

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.sagen.satz import Satz, carried_digits, cases_text, count_text, unit_of_difference
from kekiz.wert import STELLEN_ANTEIL
from kekiz.wissen import texte
from kekiz.wissen.codes import Fallzahl, Methode, Status, Vergleich
from kekiz.wissen.sprache import list_words, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, round_half_up
from kekiz.wissen.zeitraum import read_zeitraum

# Differences of exact shares are shown with one digit, and with more only while they would round to zero.
STELLEN_HOECHSTENS = 4
GANZES = 100
STEIGEN = (Vergleich.MINDESTENS, Vergleich.UEBER, Vergleich.STEIGERUNG_SEIT_BASIS, Vergleich.STEIGERUNG_SEIT_VORJAHR)


def target_text(ziel: pd.Series) -> str:
    """Words the target: "mindestens 45 %"; no share can be more than all, so the whole is named alone."""
    wert = threshold_text(ziel)
    if ziel["vergleich"] == Vergleich.MINDESTENS and ziel["einheit"] == "%" and ziel["zielwert"] == GANZES:
        return wert
    return texte.ZIEL_VERGLEICH[Vergleich(ziel["vergleich"])].format(ziel=wert)


def _threshold_digits(ziel: pd.Series) -> int:
    if pd.isna(ziel["zielwert"]) or ziel["einheit"] != "%":
        return 0
    if ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        return carried_digits(ziel["stellen_ziel"], einheit="%")
    return 0 if float(ziel["zielwert"]).is_integer() else STELLEN_ANTEIL


def threshold_text(ziel: pd.Series) -> str:
    """Writes the threshold of a target with its unit."""
    return format_wert(ziel["zielwert"], str(ziel["einheit"]), _threshold_digits(ziel))


def _reading(ziel: pd.Series) -> str:
    """The reading of the target in brackets, where the wording allows several."""
    lesart = texte.LESART.get(ziel["lesart"], ziel["lesart"])
    return f" ({lesart})" if lesart else ""


def name_target(ziel: pd.Series) -> str:
    """Names the target with its reading: "Zielwert der Tabelle", "Zielwert (gelesen als Prozentpunkte)"."""
    lesart = texte.LESART.get(ziel["lesart"], ziel["lesart"])
    return lesart if ziel["lesart"] == "tabelle" else sag("Zielwert") + _reading(ziel)


def _no_comparison(ziel: pd.Series) -> str:
    """Says which comparison value is missing."""
    zeit = read_zeitraum(ziel["zeitraum"]).wort
    if ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        return sag(
            "Zum Prüfen fehlt ein Vergleichswert: Der Wert des Vergleichsraums für {zeit} steht nicht im Dokument.",
            zeit=zeit,
        )
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_VORJAHR and ziel["vorperiode"]:
        return sag(
            "Zum Prüfen fehlt ein Vergleichswert: Vor {zeit} ist zuletzt {vorperiode} bekannt, nicht das Vorjahr.",
            zeit=zeit,
            vorperiode=read_zeitraum(ziel["vorperiode"]).wort,
        )
    return sag("Zum Prüfen fehlt ein Vergleichswert: Im Dokument steht nur dieser eine Zeitraum.")


def target_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz:
    """Says whether the latest value meets the target as worded, and how far away it is.

    Args:
        ergebnis: The outcome.
        ziel: One row of ``zielstand``.
    """
    name = ergebnis.kennzahlen.loc[ziel["kennzahl_id"]]["name"]
    if pd.isna(ziel["wert_genau"]):
        return Satz(sag("{name}: Im Dokument steht noch kein Wert.", name=name))
    if ziel["vergleich"] == Vergleich.OHNE_ZAHL:
        return Satz(
            sag("Der Zielkatalog nennt dafür keine Zahl. Ob das Ziel erreicht ist, lässt sich so nicht prüfen.")
        )
    if pd.isna(ziel["ist_erfuellt"]):
        return Satz(_no_comparison(ziel))
    einheit = str(ziel["einheit"])
    stellen = _target_digits(ziel)
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_VORJAHR:
        return Satz(
            sag("{stand}: {jahre}", stand=texte.STATUS[Status(ziel["status"])], jahre=steady_words(ziel)),
            [
                sag("Wortlaut im Zielkatalog: „{wortlaut}“", wortlaut=ziel["wortlaut"]),
                _distance_line(ziel, einheit, stellen),
            ],
            Methode.ZIEL,
        )
    wert = format_wert(ziel["wert_genau"], einheit, stellen)
    gefordert = sag("gefordert {ziel}", ziel=target_text(ziel))
    abstand = distance_text(ziel, einheit)
    rechnung = [*_threshold_arithmetic(ziel, einheit, stellen), _distance_line(ziel, einheit, stellen)]
    if bool(ziel["ist_erfuellt"]):
        return Satz(
            sag(
                "{stand}{ziel}: {wert}, {gefordert}.",
                stand=texte.STATUS[Status(ziel["status"])],
                ziel=_reading(ziel),
                wert=wert,
                gefordert=gefordert,
            ),
            rechnung,
            Methode.ZIEL,
        )
    text = sag(
        "Ziel nicht erreicht{ziel}: {wert}, {gefordert}. Abstand: {abstand}.",
        ziel=_reading(ziel),
        wert=wert,
        gefordert=gefordert,
        abstand=abstand,
    )
    return Satz(text, rechnung, Methode.ZIEL)


def steady_words(ziel: pd.Series) -> str:
    """Says in which years of its term a value rose that must rise every year; empty for every other target.

    Args:
        ziel: One row of ``zielstand``.
    """
    if ziel["vergleich"] != Vergleich.STEIGERUNG_SEIT_VORJAHR:
        return ""
    ja, nein = (
        [read_zeitraum(z).wort for z in str(ziel[s]).split()]
        for s in ("laufzeit_eingehalten_in", "laufzeit_verfehlt_in")
    )
    ab = sag(" ab {ab_jahr}", ab_jahr=int(ziel["ab_jahr"])) if pd.notna(ziel["ab_jahr"]) else ""
    jahre = (
        sag("So war es {ja}", ja=list_words(ja))
        if ja
        else sag("So war es in keinem geprüften Jahr ({nein})", nein=list_words(nein))
    )
    aber = sag(", aber nicht {nein}", nein=list_words(nein)) if ja and nein else ""
    return sag(
        "Gefordert war in jedem Jahr{ab} mehr als im Vorjahr. {jahre}{aber}.",
        ab=ab,
        jahre=jahre,
        aber=aber,
    )


def _distance_digits(ziel: pd.Series) -> int:
    """Digits of the distance: as few as value and threshold carry, more only for exact values that round to zero."""
    einheit = str(ziel["einheit"])
    stellen = carried_digits(ziel["stellen"], ziel["stellen_ziel"], einheit=einheit)
    if einheit != "%" or pd.notna(ziel["stellen"]) or pd.notna(ziel["stellen_ziel"]):
        return stellen
    while stellen < STELLEN_HOECHSTENS and abs(ziel["abstand"]) > 1e-9 and round_half_up(ziel["abstand"], stellen) == 0:
        stellen += 1
    return stellen


def distance_text(ziel: pd.Series, einheit: str) -> str:
    """Writes the distance to the target in the unit of a difference."""
    return format_wert(abs(ziel["abstand"]), unit_of_difference(einheit), _distance_digits(ziel))


def exact_value(ziel: pd.Series, stellen: int) -> str:
    """Writes the value with the digits that its distance needs, where it stands with fewer beside it; else nothing.

    Args:
        ziel: One row of ``zielstand``.
        stellen: Digits with which the value stands beside the distance.
    """
    genug = _distance_digits(ziel) <= stellen
    return "" if genug else format_wert(ziel["wert_genau"], str(ziel["einheit"]), _target_digits(ziel))


def _distance_line(ziel: pd.Series, einheit: str, stellen: int) -> str:
    grenze = format_wert(ziel["zielwert"], einheit, max(_threshold_digits(ziel), min(stellen, 1)))
    if ziel["vergleich"] == Vergleich.HOECHSTENS_VERGLEICHSRAUM:
        grenze = threshold_text(ziel)
    elif stellen > 1:
        grenze = format_wert(ziel["zielwert"], einheit, stellen)
    wert = format_wert(ziel["wert_genau"], einheit, stellen)
    genau = format_wert(ziel["abstand"], unit_of_difference(einheit), _distance_digits(ziel))
    rund = sag("rund ") if einheit == "%" and _distance_digits(ziel) < 1 else ""
    return sag("Abstand: {wert} \u2212 {grenze} = {rund}{genau}", wert=wert, grenze=grenze, rund=rund, genau=genau)


def _target_digits(ziel: pd.Series) -> int:
    """Enough digits to show a difference: one for shares, more where the value would round onto the threshold."""
    if ziel["einheit"] != "%":
        return int(ziel["dezimalstellen"]) if pd.notna(ziel["dezimalstellen"]) else 0
    stellen = carried_digits(ziel["stellen"], einheit="%")
    while (
        stellen < STELLEN_HOECHSTENS
        and abs(ziel["abstand"]) > 1e-9
        and round_half_up(ziel["wert_genau"], stellen) == round_half_up(ziel["zielwert"], stellen)
    ):
        stellen += 1
    return stellen


def _threshold_arithmetic(ziel: pd.Series, einheit: str, stellen: int) -> list[str]:
    zeilen = [sag("Wortlaut im Zielkatalog: „{wortlaut}“", wortlaut=ziel["wortlaut"])]
    if pd.notna(ziel["nenner"]) and ziel["fallzahl"] == Fallzahl.GEDRUCKT:
        zeilen.append(
            sag(
                "Wert {zeitraum}: {faelle} : {nenner} × 100 = {wert_genau}",
                zeitraum=read_zeitraum(ziel["zeitraum"]).wort,
                faelle=count_text(ziel["faelle"]),
                nenner=count_text(ziel["nenner"]),
                wert_genau=format_wert(ziel["wert_genau"], "%", 2),
            )
        )
    if ziel["vergleich"] == Vergleich.STEIGERUNG_SEIT_BASIS:
        basis = format_wert(ziel["basis_wert"], einheit, stellen)
        ausgang = sag("Ausgang {basis_2}: {basis}", basis_2=read_zeitraum(ziel["basis"]).wort, basis=basis)
        grenze = format_wert(ziel["zielwert"], einheit, 2)
        if ziel["lesart"] == "prozent":
            zeilen.append(f"{ausgang} × {format_zahl(1 + ziel['vorgabe'] / 100, 2)} = {grenze}")
        else:
            zeilen.append(f"{ausgang} + {format_wert(ziel['vorgabe'], unit_of_difference(einheit))} = {grenze}")
    return zeilen


def people_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz | None:
    """Says the distance to a missed target, or the cushion of a met one, in people; None where counts are not known."""
    if pd.notna(ziel["puffer_anzahl"]):
        return _cushion_sentence(ergebnis, ziel)
    if pd.isna(ziel["abstand_anzahl"]):
        return None
    wer = str(ergebnis.kennzahlen.loc[ziel["kennzahl_id"], "fallbezeichnung"] or sag("Fälle"))
    fehlend = float(ziel["abstand_anzahl"])
    n, x = float(ziel["nenner"]), float(ziel["faelle"])
    grenze = format_wert(ziel["zielwert"], "%", 0 if float(ziel["zielwert"]).is_integer() else 2)
    steigen = ziel["vergleich"] in STEIGEN
    ziel_x = x + fehlend if steigen else x - fehlend
    genau = format_zahl(n * ziel["zielwert"] / 100, 2)
    rechnung = [
        sag(
            "{grenze} von {n} = {genau}; das Ziel hält {ziel_x} als erste ganze Zahl ein",
            grenze=grenze,
            n=format_zahl(n),
            genau=genau,
            ziel_x=format_zahl(ziel_x),
        ),
        f"{format_zahl(max(x, ziel_x))} − {format_zahl(min(x, ziel_x))} = {format_zahl(fehlend)}",
    ]
    wort, haette = ("fehlte", sag("hätte")) if fehlend == 1 else ("fehlten", sag("hätten"))
    faelle = cases_text(fehlend, wer)
    if not steigen:
        text = sag(
            "Für das Ziel ({ziel}) {haette} es bei gleicher Gesamtzahl {faelle} weniger sein müssen.",
            ziel=target_text(ziel),
            haette=haette,
            faelle=faelle,
        )
    elif pd.isna(ziel["abstand_anzahl_offen"]):
        text = sag(
            "Für das Ziel ({ziel}) {haette} es {faelle} mehr sein müssen.",
            ziel=target_text(ziel),
            haette=haette,
            faelle=faelle,
        )
    else:
        k = float(ziel["abstand_anzahl_offen"])
        rechnung.append(
            sag(
                "Wäre die Gesamtzahl mitgewachsen: ({x} + {k}) : ({n} + {k}) × 100 = {x2}",
                x=format_zahl(x),
                k=format_zahl(k),
                n=format_zahl(n),
                x2=format_wert(100 * (x + k) / (n + k), "%", 2),
            )
        )
        text = sag(
            "Bis zum Ziel ({ziel}) {wort} {faelle}, wenn die Gesamtzahl gleich geblieben wäre, oder {k}, wenn "
            "sie mitgewachsen wäre.",
            ziel=target_text(ziel),
            wort=wort,
            faelle=faelle,
            k=format_zahl(k),
        )
    return Satz(text, rechnung, Methode.ABSTAND_IN_MENSCHEN)


def _cushion_sentence(ergebnis: Ergebnis, ziel: pd.Series) -> Satz:
    wer = str(ergebnis.kennzahlen.loc[ziel["kennzahl_id"], "fallbezeichnung"] or sag("Fälle"))
    puffer, n, x = (float(ziel[s]) for s in ("puffer_anzahl", "nenner", "faelle"))
    weniger = ziel["vergleich"] in STEIGEN
    grenze = format_wert(ziel["zielwert"], "%", 0 if float(ziel["zielwert"]).is_integer() else 2)
    soll = x - puffer if weniger else x + puffer
    rechnung = [
        sag(
            "{grenze} von {n} = {n2}; das Ziel hält {soll} als letzte ganze Zahl ein",
            grenze=grenze,
            n=format_zahl(n),
            n2=format_zahl(n * ziel["zielwert"] / 100, 2),
            soll=format_zahl(soll),
        ),
        f"{format_zahl(max(x, soll))} − {format_zahl(min(x, soll))} = {format_zahl(puffer)}",
    ]
    verfehlt = format_anzahl_wort(int(puffer) + 1, sag("eins"))
    text = sag(
        "Der Puffer bis zum Zielwert ({ziel}) war {puffer}: Mit {verfehlt} {weniger} wäre der Zielwert bei "
        "gleicher Gesamtzahl nicht mehr eingehalten.",
        ziel=target_text(ziel),
        puffer=cases_text(puffer, wer) if puffer else sag("null"),
        verfehlt=verfehlt,
        weniger=sag("weniger") if weniger else sag("mehr"),
    )
    return Satz(text, rechnung, Methode.ABSTAND_IN_MENSCHEN)
