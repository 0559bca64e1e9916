"""What is known about the areas of a city: which Kennzahlen, which value last, which tiles touch.

Everything here selects rows of the Ergebnis frame (one row per Kommune, Kennzahl, Raum, Zeitraum, Gruppe) or of the
table ``raeume``; nothing is worded and nothing is judged again.
"""

import pandas as pd

from kekiz.wissen.codes import NICHT_ZUGEORDNET, SOZIALRAUM, SPANNE, Fallzahl, Wertstatus
from kekiz.wissen.zahlen import ZUSAMMEN

# A Kennzahl of the matrix is reported for several areas; what a single area alone has stands on its page only.
MINDESTRAEUME = 2


def select_areas(raeume: pd.DataFrame) -> pd.DataFrame:
    """Gives the areas of a city in the order of the table, which is that of the report and no ranking.

    Args:
        raeume: Table ``raeume`` of one package.
    """
    return raeume[raeume["typ"].eq(SOZIALRAUM)].reset_index(drop=True)


def find_neighbours(raeume: pd.DataFrame) -> dict[str, list[str]]:
    """Finds which tiles of the schematic map share an edge.

    Two tiles touch if they stand side by side in a row, or in rows one above the other with some width in common. A
    common corner is no edge. The map is schematic: touching tiles are no proof of a common border.

    Args:
        raeume: Table ``raeume`` of one package (kachel_x and kachel_breite in half tile widths, kachel_y in rows).

    Returns:
        raum_id of the neighbours per raum_id, in the order of the table; areas without a tile have none.

    Example:
        >>> spalten = ["raum_id", "typ", "kachel_x", "kachel_y", "kachel_breite"]
        >>> zeilen = [("a", "sozialraum", 0, 0, 2), ("b", "sozialraum", 2, 0, 2), ("c", "sozialraum", 3, 1, 2)]
        >>> find_neighbours(pd.DataFrame(zeilen, columns=spalten))
        {'a': ['b'], 'b': ['a', 'c'], 'c': ['b']}
    """
    orte = select_areas(raeume)
    nachbarn: dict[str, list[str]] = {str(r): [] for r in orte["raum_id"]}
    kacheln = orte.dropna(subset=["kachel_x", "kachel_y", "kachel_breite"])
    for a in kacheln.itertuples(index=False):
        for b in kacheln.itertuples(index=False):
            rechts_a, rechts_b = a.kachel_x + a.kachel_breite, b.kachel_x + b.kachel_breite
            nebeneinander = a.kachel_y == b.kachel_y and (rechts_a == b.kachel_x or rechts_b == a.kachel_x)
            gemeinsam = min(rechts_a, rechts_b) - max(a.kachel_x, b.kachel_x)
            if nebeneinander or (abs(a.kachel_y - b.kachel_y) == 1 and gemeinsam > 0):
                nachbarn[str(a.raum_id)].append(str(b.raum_id))
    return nachbarn


def select_area_values(werte: pd.DataFrame, kommune_id: str) -> pd.DataFrame:
    """Gives the totals (no Gruppe) of all areas of a city and of the people assigned to none."""
    ort = werte["raum_typ"].isin([SOZIALRAUM, NICHT_ZUGEORDNET])
    return werte[werte["kommune_id"].eq(kommune_id) & ort & werte["gruppe"].eq("")]


def list_area_kennzahlen(werte: pd.DataFrame, kommune_id: str, katalog: list[str]) -> list[str]:
    """Lists the Kennzahlen that the documents report for several areas, in the order of the catalogue.

    Args:
        werte: Values of the Ergebnis.
        kommune_id: Municipality.
        katalog: All kennzahl_id in order.
    """
    w = select_area_values(werte, kommune_id)
    anzahl = w[w["raum_typ"].eq(SOZIALRAUM)].groupby("kennzahl_id")["raum_id"].nunique()
    return [k for k in katalog if anzahl.get(k, 0) >= MINDESTRAEUME]


def list_periods(werte: pd.DataFrame, kommune_id: str, kennzahl_id: str) -> list[str]:
    """Lists the periods in which at least one area has a value, in time order; empty where there is none."""
    w = select_area_values(werte, kommune_id)
    w = w[w["kennzahl_id"].eq(kennzahl_id) & w["wert"].notna() & w["raum_typ"].eq(SOZIALRAUM)]
    return list(w.sort_values("zeit")["zeitraum"].drop_duplicates())


def select_latest(werte: pd.DataFrame, kommune_id: str, raum_id: str) -> pd.DataFrame:
    """Gives what was last known about one area.

    Returns:
        One row per Kennzahl that names the area: the latest row with a value, or the latest row at all where there is
        none (its ``wertstatus`` says why); indexed by kennzahl_id.
    """
    w = select_area_values(werte, kommune_id)
    w = w[w["raum_id"].eq(raum_id)]
    w = w.assign(_hat=w["wert"].notna()).sort_values(["_hat", "zeit"], kind="stable")
    return w.drop_duplicates("kennzahl_id", keep="last").drop(columns="_hat").set_index("kennzahl_id", drop=False)


def select_comparisons(werte: pd.DataFrame, zusammen: pd.DataFrame, kommune_id: str) -> pd.DataFrame:
    """Gives the totals of all areas that are compared with the rest of the city: first single periods, then two together.

    Args:
        werte: Values of the Ergebnis.
        zusammen: Values of two periods counted together.
        kommune_id: Municipality.
    """
    beide = pd.concat([select_area_values(w, kommune_id) for w in (werte, zusammen)])
    return beide[beide["wert_rest"].notna()]


def select_findings(werte: pd.DataFrame, zusammen: pd.DataFrame, kommune_id: str) -> pd.DataFrame:
    """Gives the one comparison of each area and Kennzahl that rests on most people and is the latest of its kind.

    Two periods together where they can be counted together, else the latest period: one finding per Kennzahl, not the
    most striking of several.

    Args:
        werte: Values of the Ergebnis.
        zusammen: Values of two periods counted together.
        kommune_id: Municipality.
    """
    w = select_comparisons(werte, zusammen, kommune_id)
    w = w.assign(_beide=w["zeitraum"].str.contains(ZUSAMMEN, regex=False)).sort_values(
        ["_beide", "zeit"], kind="stable"
    )
    return (
        w.drop_duplicates(["kennzahl_id", "raum_id"], keep="last")
        .drop(columns="_beide")
        .sort_values("kennzahl_id", kind="stable")
    )


def select_only_ranges(werte: pd.DataFrame, kommune_id: str) -> pd.DataFrame:
    """Gives the latest printed range over the areas for each Kennzahl that has no value for any single area."""
    einzeln = select_area_values(werte, kommune_id)["kennzahl_id"]
    w = werte[werte["kommune_id"].eq(kommune_id) & werte["gruppe"].eq(SPANNE) & ~werte["kennzahl_id"].isin(einzeln)]
    return w.sort_values("zeit", kind="stable").drop_duplicates("kennzahl_id", keep="last").sort_index()


def select_without_cases(letzte: pd.DataFrame) -> pd.DataFrame:
    """Gives the shares and ratios whose number of cases is unknown.

    Args:
        letzte: Rows of one area, see :func:`select_latest`.
    """
    da = letzte["wert"].notna() & letzte["art"].isin(["anteil", "verhaeltnis"])
    return letzte[da & letzte["fallzahl"].eq(Fallzahl.UNBEKANNT)]


def select_missing(werte: pd.DataFrame, kommune_id: str, raum_id: str) -> pd.DataFrame:
    """Gives all rows of one area without value (only in a picture, not collected, withheld), in time order."""
    w = select_area_values(werte, kommune_id)
    ohne = w["wertstatus"].isin([Wertstatus.NUR_ABBILDUNG, Wertstatus.NICHT_ERHOBEN, Wertstatus.GEHEIM])
    return w[w["raum_id"].eq(raum_id) & ohne & w["wert"].isna()].sort_values(["kennzahl_id", "zeit"], kind="stable")
