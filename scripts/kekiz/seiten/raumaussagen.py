"""What is said about an area as a whole, and the Hinweise that stand beside its values."""

from functools import lru_cache

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.raeume import select_findings, select_latest
from kekiz.sagen.raumbefund import Befund, area_finding
from kekiz.sagen.raumsatz import comparison_lines, counted_sentence, flip_text, needed_lines, needed_text, period_words
from kekiz.sagen.satz import Satz
from kekiz.sagen.wertsatz import level_sentence
from kekiz.seiten.raumwerte import area_kennzahlen, area_of, area_values, goal_url
from kekiz.seiten.seite import Seite
from kekiz.wissen import texte
from kekiz.wissen.codes import NICHT_ZUGEORDNET, Aussage, Methode
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_anzahl_wort, format_zahl

# A count taken from printed counts is whole up to rounding errors of floating point numbers.
GANZE_ZAHL = 1e-6


@lru_cache(maxsize=8)
def find_differences(ergebnis: Ergebnis, kommune_id: str) -> pd.DataFrame:
    """Gives what is found about the areas of a municipality."""
    return select_findings(ergebnis.werte, ergebnis.zusammen, kommune_id)


def finding(seite: Seite, raum_id: str) -> Befund:
    """Says what is found about one area."""
    funde = find_differences(seite.ergebnis, seite.kommune_id)
    folge = list(seite.ergebnis.kennzahlen.index)
    hier = funde[funde["raum_id"].eq(raum_id)].sort_values(
        "kennzahl_id", key=lambda ids: ids.map(folge.index), kind="stable"
    )
    alarm = None if hier.empty else seite.ergebnis.fehlalarme[seite.kommune_id]
    ort = str(area_of(seite, raum_id)["name"])
    letzte = select_latest(seite.ergebnis.werte, seite.kommune_id, raum_id)
    if letzte["wert"].isna().all():
        return Befund(sag("Zu diesem Sozialraum nennt der Bericht keine Werte."))
    return area_finding(seite.ergebnis, ort, hier, alarm)


def range_rows(seite: Seite, spannen: pd.DataFrame) -> list[dict[str, str]]:
    """Gives Kennzahlen of which only the range over the areas is known, ready to be written."""
    return [
        {
            "name": w.kennzahl,
            "zeit": w.zeitraum.text,
            "wert": w.text,
            "fundstelle": w.fundstelle,
            "url": goal_url(seite, w.kennzahl_id),
        }
        for w in seite.ergebnis.werte_von(spannen)
    ]


def _unassigned_rows(seite: Seite) -> pd.DataFrame:
    w = area_values(seite.ergebnis, seite.kommune_id)
    return w[w["raum_typ"].eq(NICHT_ZUGEORDNET) & w["wert"].notna()]


def unassigned_sentences(seite: Seite) -> list[Satz]:
    """Says how many people stand in the city's figure but in no area's, with the Hinweis on the reason."""
    saetze = []
    offen = _unassigned_rows(seite)
    for _, z in offen[offen["art"].eq("anzahl")].sort_values("zeit", ascending=False).iterrows():
        wert, stadt = seite.ergebnis.wert(z), seite.ergebnis.stadtwert(z)
        gesamt = sag("{nackt} in der ganzen Stadt, davon ", nackt=stadt.nackt) if stadt and stadt.nackt else ""
        eigene = own_hints(seite, pd.DataFrame([z]))
        grund = [str(seite.ergebnis.hinweise.at[h, "befund"]) for h in eigene]
        rechnung = [str(t) for t in (seite.ergebnis.hinweise.at[h, "nachgerechnet"] for h in eigene) if t]
        text = sag(
            "{kurzname} {zeitraum}: {gesamt}{nackt} ohne Sozialraum.",
            kurzname=wert.kurzname,
            zeitraum=wert.zeitraum.text,
            gesamt=gesamt,
            nackt=wert.nackt,
        )
        saetze.append(Satz(" ".join([text, *grund]), rechnung, Methode.VERGLEICH))
    return saetze


def value_sentence(seite: Seite, zeile: pd.Series) -> Satz:
    """A value in everyday words, the city's beside it, and from which case number the difference would count."""
    stufe = level_sentence(seite.ergebnis, zeile)
    teile = [stufe.text]
    stadt = seite.ergebnis.stadtwert(zeile)
    if stadt is not None and stadt.zahl is not None:
        gleich = stadt.text == seite.ergebnis.wert(zeile).text
        teile.append(
            sag(
                "In der ganzen Stadt waren es {ebenfalls}{stadt}.",
                ebenfalls=sag("ebenfalls ") if gleich else "",
                stadt=stadt.text,
            )
        )
    if zeile["aussage"]:
        teile += [sag(texte.OHNE_FALLZAHL), needed_text(zeile)]
    return Satz(
        " ".join(t for t in teile if t), stufe.rechnung + needed_lines(seite.ergebnis, zeile), Methode.VERGLEICH
    )


def _part_of(teil: int, ganz: int) -> str:
    """Words a part of some Kennzahlen, in the dative."""
    teil_wort = {0: sag("keiner"), 1: sag("einer")}.get(teil, format_anzahl_wort(teil))
    if ganz == 1:
        return sag("{teil_wort} Kennzahl", teil_wort=teil_wort)
    return sag("{teil_wort} von {ganz} Kennzahlen", teil_wort=teil_wort, ganz=format_anzahl_wort(ganz))


def coverage_text(seite: Seite, raum_id: str) -> str:
    """Counts for how many Kennzahlen a comparison with the city is possible, and how many have no value here."""
    letzte = select_latest(seite.ergebnis.werte, seite.kommune_id, raum_id)
    da = letzte[letzte["wert"].notna()]
    verglichen = da[da["aussage"].ne("")]
    belegt = verglichen[verglichen["aussage"].ne(Aussage.KEINE_BELASTBARE_AUSSAGE)]
    ohne_wert = [k for k in area_kennzahlen(seite) if k not in da.index]
    teile = []
    if len(verglichen):
        teile.append(
            sag(
                "Bei {anzahl} lässt sich prüfen, ob der Unterschied zum Rest der Stadt mehr ist als Zufall.",
                anzahl=_part_of(len(belegt), len(verglichen)),
            )
        )
    if ohne_wert:
        teile.append(
            sag(
                "Zu {anzahl} nennt das Dokument für diesen Ort keinen Wert.",
                anzahl=sag("einer weiteren Kennzahl")
                if len(ohne_wert) == 1
                else sag("{anzahl} weiteren Kennzahlen", anzahl=format_anzahl_wort(len(ohne_wert))),
            )
        )
    return " ".join(teile)


def proof_of(seite: Seite, zeile: pd.Series, *, ist_gesagt: bool) -> Satz:
    """Gives what is said about a value of an area, with its arithmetic.

    Args:
        seite: The page.
        zeile: Row of an area.
        ist_gesagt: The page says it elsewhere, so that only its name stands before the arithmetic.
    """
    if pd.isna(zeile["wert_rest"]):
        return value_sentence(seite, zeile)
    if ist_gesagt:
        name = f"{zeile['kurzname']}, {period_words(str(zeile['zeitraum']))}:"
        return Satz(name, comparison_lines(seite.ergebnis, zeile), Methode.VERGLEICH)
    return counted_sentence(seite.ergebnis, zeile)


def own_hints(seite: Seite, zeilen: pd.DataFrame) -> list[str]:
    """Ids of the Hinweise that stand beside these values in the table itself (not those of the whole Kennzahl)."""
    eigene = _hints_of_cells(seite.ergebnis, seite.kommune_id)
    gesucht = set(zeilen[_ZELLE].itertuples(index=False, name=None))
    return list(dict.fromkeys(h for zelle, liste in eigene.items() if zelle in gesucht for h in liste.split()))


_ZELLE = ["kennzahl_id", "raum_id", "zeitraum", "gruppe"]


@lru_cache(maxsize=8)
def _hints_of_cells(ergebnis: Ergebnis, kommune_id: str) -> dict[tuple[str, ...], str]:
    """Hinweise per cell of the table itself, in the order of the file."""
    roh = ergebnis.bestand.where("werte", paket=kommune_id)
    return dict(zip(roh[_ZELLE].itertuples(index=False, name=None), roh["hinweis_id"], strict=True))


def area_hints(seite: Seite, raum_id: str) -> list[str]:
    """Ids of the Hinweise about this very place: beside its values, or with a reference to it."""
    w = area_values(seite.ergebnis, seite.kommune_id)
    eigene = own_hints(seite, w[w["raum_id"].eq(raum_id)])
    bezogen = list(seite.tabelle("hinweis_bezuege", raum_id=raum_id)["hinweis_id"])
    return list(dict.fromkeys([*eigene, *bezogen]))


def sensitivity_sentences(seite: Seite, letzte: pd.DataFrame) -> list[Satz]:
    """Says how far people without an area could move each value of this place."""
    saetze = []
    for _, z in letzte[letzte["wert_mit_offenen"].notna()].iterrows():
        fall = seite.ergebnis.kennzahlen.at[z["kennzahl_id"], "fallbezeichnung"] or sag("Fälle")
        wert = seite.ergebnis.wert(z)
        text = sag(
            "{kurzname} {zeitraum}: {offen_anzahl} {fall}, die in der Zahl für die Stadt stecken, fehlen in den "
            "Sozialräumen. Gehörten alle hierher, wären es {mit_offenen}; ohne sie bleibt es bei {wert}. {kippt}",
            kurzname=wert.kurzname,
            zeitraum=wert.zeitraum.text,
            offen_anzahl=format_zahl(z["offen_anzahl"]),
            fall=fall,
            mit_offenen=wert.mit_offenen,
            wert=wert.text,
            kippt=flip_text(z),
        ).strip()
        x, n = float(z["faelle"]), float(z["nenner"])
        offen_n = float(z["offen_anzahl"])
        offen_x = z["wert_mit_offenen"] / 100 * (n + offen_n) - x
        ist_ganz = abs(offen_x - round(offen_x)) <= GANZE_ZAHL
        rechnung = [
            f"({format_zahl(x)} + {format_zahl(offen_x, 0 if ist_ganz else 1)}) : ({format_zahl(n)} + {format_zahl(offen_n)}) × 100 = {wert.mit_offenen}"
        ]
        if not ist_ganz:
            rechnung.append(
                sag(
                    "Der Teil ohne Sozialraum ist die Zahl der Stadt minus die Summe der Sozialräume. Von der Stadt "
                    "nennt das Dokument nur den gerundeten Anteil, deshalb ist er keine ganze Zahl."
                )
            )
        saetze.append(Satz(text, rechnung, Methode.VERGLEICH))
    return saetze
