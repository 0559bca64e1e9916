"""Control chart of a series: its common share and limits that allow for the scatter of the series itself."""

import pandas as pd

from kekiz.wissen.statistik import control_limits


def compute_control_chart(reihe: pd.DataFrame) -> pd.DataFrame | None:
    """Adds common share and limits to the counted periods of a series.

    Args:
        reihe: Rows of one series of :func:`kekiz.rechnen.assess.assess_changes`, in time order.

    Returns:
        The periods of the latest segment that have counts, with ``mittel``, ``regel_unten``, ``regel_oben`` (95 %),
        ``regel998_unten``, ``regel998_oben`` (99.8 %), in percent, ``ist_ausserhalb`` and
        ``ist_weit_ausserhalb`` (beyond the limits of 95 % and of 99.8 %); None where too few periods tell how much the series scatters.
    """
    r = reihe[reihe["wert_genau"].notna() & reihe["wert_bis"].isna()]
    r = r[r["segment"].eq(r["segment"].max()) & r["faelle"].notna() & r["streuung"].notna()]
    if r.empty:
        return None
    n = r["nenner"].astype("float64")
    anteil = float(r["faelle"].sum() / n.sum())
    r = r.assign(mittel=100 * anteil)
    for name, niveau in (("regel", 95.0), ("regel998", 99.8)):
        unten, oben = control_limits(anteil, n, r["streuung"], niveau)
        r = r.assign(**{f"{name}_unten": 100 * unten, f"{name}_oben": 100 * oben})
    return r.assign(
        ist_ausserhalb=~r["wert_genau"].between(r["regel_unten"], r["regel_oben"]),
        ist_weit_ausserhalb=~r["wert_genau"].between(r["regel998_unten"], r["regel998_oben"]),
    )
