"""A value beside the one before it, named in words: who checks a spreadsheet sees at once what goes with the series.

Plain Python: the check in a browser has no frames.
"""

from collections.abc import Callable, Mapping, Sequence

from kekiz.daten.bestand import WERTREIHE, Bestand
from kekiz.daten.zeitregeln import is_period
from kekiz.wissen.zahlen import format_zeitraum, zeitraum_key

Text = Mapping[str, str]


def name_series(
    bestand: Bestand, paket: str, vorher: Sequence[Mapping[str, object]]
) -> Callable[[Text], dict[str, str]]:
    """Makes what names the series of a row of ``werte`` and finds the value before it.

    Args:
        bestand: The packages, for the names.
        paket: Package of the row.
        vorher: Rows of its table as published, cells as text.

    Returns:
        Gives of a row ``was`` (Kennzahl and period), ``wo`` (area and group) and ``davor``: the latest printed or entered
        value of an earlier period with that period; empty where there is none.
    """
    namen = {z["kennzahl_id"]: z["kurzname"] or z["name"] for z in bestand.rows("kennzahlen")}
    orte = {z["raum_id"]: z["name"] for z in bestand.rows("raeume", paket)}
    gruppen = {z["gruppe_id"]: z["name"] for z in bestand.rows("gruppen")}
    reihen: dict[tuple[object, ...], list[tuple[float, str]]] = {}
    for z in vorher:
        text, zeitraum = str(z.get("gedruckt") or z.get("wert") or ""), str(z.get("zeitraum") or "")
        if text and is_period(zeitraum):
            text = text if z.get("gedruckt") else text.replace(".", ",")
            key = tuple(z.get(s) or "" for s in WERTREIHE)
            reihen.setdefault(key, []).append((zeitraum_key(zeitraum), f"{text} ({format_zeitraum(zeitraum)})"))

    def _name(zeile: Text) -> dict[str, str]:
        kennung, zeitraum = zeile.get("kennzahl_id") or "", zeile.get("zeitraum") or ""
        raum, gruppe = zeile.get("raum_id") or "", zeile.get("gruppe") or ""
        frueher = reihen.get(tuple(zeile.get(s) or "" for s in WERTREIHE), []) if is_period(zeitraum) else []
        davor = max((w for w in frueher if w[0] < zeitraum_key(zeitraum)), default=(0.0, ""))[1]
        return {
            "was": f"{namen.get(kennung, kennung)}, {format_zeitraum(zeitraum) if is_period(zeitraum) else zeitraum}",
            "wo": ", ".join(str(t) for t in (orte.get(raum, raum), gruppen.get(gruppe, gruppe)) if t),
            "davor": davor,
        }

    return _name
