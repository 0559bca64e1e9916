"""Sentences about the change of a value since an earlier period, and how sure it is."""

from collections.abc import Mapping

import pandas as pd

from kekiz.rechnen.assess import MINDESTPERIODEN
from kekiz.sagen.satz import SCHWACH, STRENG, Satz, carried_digits, cases_text, p_text, unit_of_difference
from kekiz.wert import STELLEN_ANTEIL
from kekiz.wissen import texte
from kekiz.wissen.codes import Methode, Sicherheit
from kekiz.wissen.sprache import list_words, sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_wert, format_zahl, round_half_up
from kekiz.wissen.zeitraum import read_zeitraum


def change_sentence(zeile: pd.Series) -> Satz | None:
    """Says the change since the previous and the first comparable period, and how sure it is where both have counts.

    Args:
        zeile: One row of ``werte``.

    Returns:
        None where there is neither period.
    """
    if pd.isna(zeile["differenz_vorperiode"]):
        return None
    teile: list[str] = []
    rechnung: list[str] = []
    urteile: dict[str, str] = {}
    for name, periode in (("vorperiode", str(zeile["vorperiode"])), ("basis", str(zeile["basisperiode"]))):
        differenz, stellen = zeile[f"differenz_{name}"], zeile[f"stellen_{name}"]
        if periode and pd.notna(differenz) and (not rechnung or periode != zeile["vorperiode"]):
            urteil = str(zeile[f"{name}_urteil"])
            bereich = f" ({_range_words(zeile, name)})" if urteil else ""
            teile.append(_change_words(zeile, float(differenz), periode, stellen) + bereich)
            rechnung.append(_change_line(zeile, float(differenz), periode, stellen))
            rechnung += _certainty_lines(zeile, name) if urteil else []
            urteile[periode] = urteil
    war = sag("war") if teile[0].startswith(("ein ", "eine ")) else sag("waren")
    text = sag(
        "{anfang} {war} es {liste}.{urteile}",
        anfang=read_zeitraum(str(zeile["zeitraum"])).anfang,
        war=war,
        liste=sag(" und ").join(teile),
        urteile=_certainty_words(urteile),
    )
    if any(urteile.values()):
        text += f" {sag(texte.JAHRE_STREUEN)}" if zeile["streuung"] > 1 else ""
        rechnung += scatter_lines(zeile)
    return Satz(text, list(dict.fromkeys(rechnung)), Methode.VERAENDERUNG)


def _signed_points(punkte: float) -> str:
    """Writes a bound of a difference: "8,0 mehr", "5,4 weniger"."""
    return f"{format_zahl(abs(punkte), STELLEN_ANTEIL)} {sag('weniger') if round_half_up(punkte, STELLEN_ANTEIL) < 0 else sag('mehr')}"


def _range_words(zeile: pd.Series, name: str) -> str:
    """The interval of a difference in the direction of the difference: "8,0 bis 40,1 mehr"."""
    unten, oben = float(zeile[f"{name}_unten"]), float(zeile[f"{name}_oben"])
    if unten < 0 < oben:
        return sag(
            "{vertrauensbereich}: {unten} bis {oben}",
            vertrauensbereich=sag(texte.VERTRAUENSBEREICH),
            unten=_signed_points(unten),
            oben=_signed_points(oben),
        )
    nah, fern = sorted((unten, oben), key=abs)
    return sag(
        "{vertrauensbereich}: {nah} bis {fern}",
        vertrauensbereich=sag(texte.VERTRAUENSBEREICH),
        nah=format_zahl(abs(nah), STELLEN_ANTEIL),
        fern=_signed_points(fern),
    )


def _certainty_words(urteile: Mapping[str, str]) -> str:
    """Words how sure the differences to one or two earlier periods are; empty where neither has counts."""
    bekannt = {periode: texte.SICHERHEIT[Sicherheit(u)] for periode, u in urteile.items() if u}
    if not bekannt:
        return ""
    if len(set(bekannt.values())) == 1 and len(bekannt) == len(urteile):
        if len(bekannt) > 1 and Sicherheit.NICHT_GESICHERT in urteile.values():
            return f" {sag(texte.KEINE_GESICHERT)}"
        return sag(
            " {das} ist {bekannt}.",
            das=sag("Das") if len(bekannt) == 1 else sag("Beides"),
            bekannt=next(iter(bekannt.values())),
        )
    gegen = list_words(
        [
            sag("gegenüber {periode} {wort_2}", periode=read_zeitraum(periode).wort, wort_2=wort)
            for periode, wort in bekannt.items()
        ]
    )
    return sag(" Das ist {gegen}.", gegen=gegen)


def _certainty_lines(zeile: pd.Series, name: str) -> list[str]:
    def _bereich(zusatz: str) -> str:
        unten, oben = float(zeile[f"{name}_{zusatz}unten"]), float(zeile[f"{name}_{zusatz}oben"])
        bis = format_wert(oben, unit_of_difference("%"), STELLEN_ANTEIL, vorzeichen=True)
        return sag("{unten} bis {bis}", unten=format_zahl(unten, STELLEN_ANTEIL, vorzeichen=True), bis=bis)

    zeilen = [
        sag(
            "{vertrauensbereich} der Differenz nach Newcombe ({schwach}): {bereich}; ({streng}): {bereich2}",
            vertrauensbereich=sag(texte.VERTRAUENSBEREICH),
            schwach=SCHWACH,
            bereich=_bereich(""),
            streng=STRENG,
            bereich2=_bereich("998_"),
        )
    ]
    if pd.notna(zeile[f"{name}_p"]):
        zeilen.append(sag("Exakter Test nach Fisher: {p}", p=p_text(float(zeile[f"{name}_p"]))))
    return zeilen


def scatter_lines(zeile: pd.Series) -> list[str]:
    """Words how much the years scatter around their course, or that this is not known; empty where no more than chance."""
    if pd.isna(zeile["streuung"]):
        return [
            sag(
                "Wie stark die Jahre darüber hinaus schwanken, lässt sich erst ab {mindestperioden} vergleichbaren "
                "Zeiträumen sehen; eingerechnet ist nur der Zufall",
                mindestperioden=format_anzahl_wort(MINDESTPERIODEN),
            )
        ]
    if zeile["streuung"] > 1:
        phi = float(zeile["streuung"])
        return [
            sag(
                "Die Jahre streuen um ihren Verlauf {phi}-mal so stark, wie der Zufall erwarten lässt (Varianz); "
                "verbreitert ist mit der Wurzel daraus, {phi2}",
                phi=format_zahl(phi, 1),
                phi2=format_zahl(phi**0.5, 2),
            )
        ]
    return []


def _change_digits(zeile: pd.Series, stellen: float) -> int:
    if zeile["einheit"] == "%":
        return carried_digits(stellen, einheit="%")
    return int(stellen) if pd.notna(stellen) else 0


def _change_words(zeile: pd.Series, differenz: float, periode: str, stellen: float) -> str:
    einheit, k = str(zeile["einheit"]), _change_digits(zeile, stellen)
    seit = read_zeitraum(periode).am
    betrag = round_half_up(abs(differenz), k)
    if betrag == 0:
        gerundet = sag("gerundet ") if einheit == "%" and k == 0 else ""
        return sag("{gerundet}gleich viel wie {seit}", gerundet=gerundet, seit=seit)
    text = cases_text(betrag, str(zeile["fallbezeichnung"] or "")) if einheit == "Anzahl" else ""
    text = text or format_wert(betrag, unit_of_difference(einheit), k)
    return sag("{text} {mehr} als {seit}", text=text, mehr=sag("mehr") if differenz > 0 else sag("weniger"), seit=seit)


def _change_line(zeile: pd.Series, differenz: float, periode: str, stellen: float) -> str:
    einheit, k = str(zeile["einheit"]), _change_digits(zeile, stellen)
    eigene = carried_digits(zeile["stellen"], einheit=einheit) if einheit == "%" else k
    jetzt = format_wert(zeile["wert_genau"], einheit, eigene)
    vorher = format_wert(zeile["wert_genau"] - differenz, einheit, k)
    rund = sag("rund ") if einheit == "%" and eigene > k else ""
    ergibt = format_wert(differenz, unit_of_difference(einheit), k, vorzeichen=True)
    return sag(
        "{zeitraum} gegen {periode}: {jetzt} \u2212 {vorher} = {rund}{ergibt}",
        zeitraum=read_zeitraum(zeile["zeitraum"]).wort,
        periode=read_zeitraum(periode).wort,
        jetzt=jetzt,
        vorher=vorher,
        rund=rund,
        ergibt=ergibt,
    )


def yearly_sentence(reihe: pd.DataFrame) -> Satz | None:
    """Says the change of an amount of money from year to year, in money and percent, and names the falling years.

    Args:
        reihe: Rows of one series with a value, in time order.
    """
    da = reihe[reihe["differenz_vorperiode"].notna()]
    if da.empty or not str(da.iloc[-1]["einheit"]).startswith("Euro"):
        return None

    def _prozent(zeile: pd.Series) -> str:
        vorher = zeile["wert_genau"] - zeile["differenz_vorperiode"]
        return format_wert(100 * zeile["differenz_vorperiode"] / vorher, "%", 1, vorzeichen=True)

    rechnung = [
        sag(
            "{zeitraum} gegen {vorperiode}: {wert_genau} \u2212 {wert_genau2} = {differenz_vorperiode} ({prozent})",
            zeitraum=read_zeitraum(z["zeitraum"]).wort,
            vorperiode=read_zeitraum(z["vorperiode"]).wort,
            wert_genau=format_zahl(z["wert_genau"]),
            wert_genau2=format_zahl(z["wert_genau"] - z["differenz_vorperiode"]),
            differenz_vorperiode=format_wert(z["differenz_vorperiode"], "Euro", vorzeichen=True),
            prozent=_prozent(z),
        )
        for _, z in da.iterrows()
    ]
    letzte = da.iloc[-1]
    richtung = sag("mehr") if letzte["differenz_vorperiode"] > 0 else sag("weniger")
    text = sag(
        "{zeitraum} waren es {differenz_vorperiode} {richtung} als {vorperiode} ({letzte}).",
        zeitraum=read_zeitraum(letzte["zeitraum"]).wort,
        differenz_vorperiode=format_wert(abs(letzte["differenz_vorperiode"]), "Euro"),
        richtung=richtung,
        vorperiode=read_zeitraum(letzte["vorperiode"]).wort,
        letzte=_prozent(letzte),
    )
    gefallen = da[da["differenz_vorperiode"] < 0]
    if len(da) > 1 and gefallen.empty:
        text += sag(" In keinem Jahr war es weniger als im Jahr davor.")
    for _, z in gefallen.iterrows():
        if z["zeitraum"] != letzte["zeitraum"]:
            text += sag(
                " {zeitraum} waren es {differenz_vorperiode} weniger als {vorperiode} ({prozent}).",
                zeitraum=read_zeitraum(z["zeitraum"]).wort,
                differenz_vorperiode=format_wert(abs(z["differenz_vorperiode"]), "Euro"),
                vorperiode=read_zeitraum(z["vorperiode"]).wort,
                prozent=_prozent(z),
            )
    if letzte["basisperiode"] and letzte["basisperiode"] != letzte["vorperiode"]:
        anteil = 100 * letzte["differenz_basis"] / (letzte["wert_genau"] - letzte["differenz_basis"])
        wie = sag("mehr") if letzte["differenz_basis"] > 0 else sag("weniger")
        text += sag(
            " Gegenüber {basisperiode} waren es {differenz_basis} {wie} ({anteil}).",
            basisperiode=read_zeitraum(letzte["basisperiode"]).wort,
            differenz_basis=format_wert(abs(letzte["differenz_basis"]), "Euro"),
            wie=wie,
            anteil=format_wert(anteil, "%", 1, vorzeichen=True),
        )
    text += sag(" Die Beträge sind nominal, also nicht um Preissteigerungen bereinigt.")
    return Satz(text, rechnung, Methode.VERAENDERUNG)
