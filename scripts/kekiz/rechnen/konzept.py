"""Sums and counts over the tables of the older documents: measures, Balanced Scorecard, cost, further training."""

from dataclasses import dataclass

import pandas as pd

from kekiz.wissen.fehler import ErgebnisFehler

GESAMT = "(Spalte „Gesamt“"
# A limit that the programme sets; it need not be the sum of anything.
HOECHSTBETRAG = "Höchstförderung"
"""Marks rows of the cost table that repeat the column of totals."""


@dataclass(frozen=True)
class Jahressumme:
    """Which measures make up the printed yearly sum.

    Attributes:
        von: First number.
        bis: Last number.
        betraege: Yearly cost of each measure, euro.
        berechnet: Their sum, euro.
        gedruckt: The printed sum, euro.
    """

    von: int
    bis: int
    betraege: list[int]
    berechnet: int
    gedruckt: int


def sum_categories(massnahmen: pd.DataFrame) -> pd.DataFrame:
    """Sums the yearly cost by funding category.

    Args:
        massnahmen: One row per measure; ``jaehrliche_kosten_euro`` is NA where the document names no figure (not zero).

    Returns:
        One row per category, in the order of the document: kategorie, von, bis (numbers), anzahl, mit_betrag,
        ohne_betrag, summe (NA where no measure of the category has a figure).
    """
    zeilen = []
    for kategorie, teil in massnahmen.sort_values("nr").groupby("kategorie", sort=False):
        kosten = teil["jaehrliche_kosten_euro"]
        zeilen.append(
            {
                "kategorie": kategorie,
                "von": int(teil["nr"].min()),
                "bis": int(teil["nr"].max()),
                "anzahl": len(teil),
                "mit_betrag": int(kosten.notna().sum()),
                "ohne_betrag": int(kosten.isna().sum()),
                "summe": kosten.sum(min_count=1),
            }
        )
    return pd.DataFrame(zeilen).astype({"summe": "Int64"})


def explain_sum(massnahmen: pd.DataFrame, gedruckt: int) -> Jahressumme:
    """Finds the run of measures whose yearly cost gives the printed sum.

    Args:
        massnahmen: One row per measure.
        gedruckt: The printed sum, euro.

    Raises:
        ErgebnisFehler: No category begins with measures that add up to the printed sum; then the page must not say so.
    """
    for _, teil in massnahmen.sort_values("nr").groupby("kategorie", sort=False):
        mit = teil[teil["jaehrliche_kosten_euro"].notna()]
        if len(mit) and int(mit["jaehrliche_kosten_euro"].sum()) == gedruckt:
            nummern = list(mit["nr"])
            if nummern == list(range(nummern[0], nummern[-1] + 1)):
                betraege = [int(b) for b in mit["jaehrliche_kosten_euro"]]
                return Jahressumme(int(nummern[0]), int(nummern[-1]), betraege, sum(betraege), gedruckt)
    raise ErgebnisFehler(f"Keine Folge von Maßnahmen ergibt die gedruckte Summe von {gedruckt} Euro")


def count_scorecard(bsc: pd.DataFrame) -> pd.DataFrame:
    """Counts by perspective what became of the measures of success.

    Returns:
        Perspectives in the order of the document (index), one column per code of ``verbleib`` and ``gesamt``.
    """
    zaehlung = pd.crosstab(bsc["perspektive"], bsc["verbleib"])
    zaehlung = zaehlung.reindex(list(dict.fromkeys(bsc["perspektive"])))
    return zaehlung.assign(gesamt=zaehlung.sum(axis=1))


@dataclass(frozen=True)
class Kosten:
    """Cost and funding by year.

    Attributes:
        jahre: The years.
        posten: Cost items (index) by year, euro.
        summe: Sum of the items by year, computed.
        foerderung: Funding by year.
        anteil: Funding as share of the sum by year, percent.
    """

    jahre: list[int]
    posten: pd.DataFrame
    summe: pd.Series
    foerderung: pd.Series
    anteil: pd.Series


def compute_kosten(kosten: pd.DataFrame) -> Kosten:
    """Arranges the cost table by item and year and adds it up again.

    Args:
        kosten: One row per printed amount; ``jahr`` is NA for the sum of all years.

    Raises:
        ErgebnisFehler: A printed sum differs from the sum of its items.
    """
    einzeln = kosten[kosten["art"].eq("kosten")]
    posten = einzeln.pivot_table(index="posten", columns="jahr", values="betrag", aggfunc="sum", sort=False)
    summe = posten.sum(axis=0)
    foerderung = kosten[kosten["art"].eq("finanzierung")].groupby("jahr")["betrag"].sum()
    summen = kosten[kosten["art"].eq("summe")]
    summen = summen[summen["jahr"].isna() | ~summen["posten"].str.contains(GESAMT, regex=False)]
    for z in summen[~summen["posten"].str.startswith(HOECHSTBETRAG)].itertuples():
        teile = foerderung if "Förderung" in z.posten else summe
        zeit, soll = ("zusammen", teile.sum()) if pd.isna(z.jahr) else (z.jahr, teile[z.jahr])
        if z.betrag != soll:
            raise ErgebnisFehler(f"{z.posten} {zeit}: gedruckt {z.betrag}, nachgerechnet {soll}")
    return Kosten([int(j) for j in posten.columns], posten, summe, foerderung, 100 * foerderung / summe)


def sum_trainings(weiterbildungen: pd.DataFrame) -> pd.DataFrame:
    """Adds up further training by year.

    Args:
        weiterbildungen: One row per course; ``teilnahmen`` is NA where the document gives one figure for two courses.

    Returns:
        One row per year: jahr, kurse, ohne_zahl, teilnahmen. Participations, not persons.
    """
    gruppen = weiterbildungen.groupby("jahr")["teilnahmen"]
    return pd.DataFrame(
        {
            "kurse": gruppen.size(),
            "ohne_zahl": gruppen.apply(lambda s: int(s.isna().sum())),
            "teilnahmen": gruppen.sum(min_count=1),
        }
    ).reset_index()
