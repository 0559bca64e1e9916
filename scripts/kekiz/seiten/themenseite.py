"""The pages about themes: who works on what, with the evidence for each cell, and the official Themencluster.

Few municipalities stand in one matrix with the evidence below it. Where they are many, the overview counts them and each
theme has a page of its own.
"""

from collections.abc import Callable

import pandas as pd

from kekiz.ergebnis import Ergebnis
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Eintrag, Seitenart, one_page
from kekiz.seiten.kommunenseite import names
from kekiz.seiten.seite import Seite
from kekiz.wissen.sprache import begin, merke, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort
from kekiz.zeichnen.vorlage import render

MATRIX_HOECHSTENS = 40
"""A matrix with more municipalities than this cannot be read, and its evidence does not belong on one page."""


def is_split(ergebnis: Ergebnis) -> bool:
    """Tells whether each theme has a page of its own."""
    return len(ergebnis.bestand.frame("kommunen")) > MATRIX_HOECHSTENS


def _themes(seite: Seite) -> pd.DataFrame:
    return seite.ergebnis.bestand.frame("themen").sort_values("reihenfolge")


def matrix(seite: Seite, *, mit_beleg: bool) -> dict[str, object]:
    """Rows and columns of the theme matrix.

    Args:
        seite: The page.
        mit_beleg: Link each filled cell to its evidence on this page.

    Returns:
        ``kommunen`` (id, name, url) and ``zeilen``: one per theme with a cell per Kommune (staerke empty where the
        theme is not named).
    """
    z = seite.ergebnis.bestand.frame("themenzuordnung").set_index(["thema_id", "kommune_id"])["staerke"].to_dict()
    name = names(seite)
    zeilen = []
    wo = "" if mit_beleg else seite.zu("themen")
    for t in _themes(seite).itertuples(index=False):
        zellen = [
            {
                "kommune_id": k,
                "name": name[k],
                "staerke": z.get((t.thema_id, k), ""),
                "anker": f"#beleg-{t.thema_id}-{k}" if mit_beleg else "",
            }
            for k in name
        ]
        zeilen.append(
            {
                "id": t.thema_id,
                "name": t.name,
                "url": f"{wo}#thema-{t.thema_id}" if mit_beleg or "themen" not in seite.aus else "",
                "zellen": zellen,
            }
        )
    kommunen = [{"id": k, "name": n, "url": seite.zu("kommune", k)} for k, n in name.items()]
    return {"kommunen": kommunen, "zeilen": zeilen}


def draw_matrix(seite: Seite) -> str:
    """The matrix of themes and municipalities with its filter; where they are many, how many name each theme."""
    if is_split(seite.ergebnis):
        return render(
            "themenzahlen",
            zeilen=[
                {"name": t.name, "url": seite.zu("thema", t.thema_id), "kern": kern, "alle": alle}
                for t in _themes(seite).itertuples(index=False)
                for alle, kern in [_count(_evidence(seite, t.thema_id))]
            ],
        )
    m = matrix(seite, mit_beleg=True)
    return render(
        "themenfilter", themen=_themes(seite).to_dict("records"), script=seite.link("assets/vergleich.js"), **m
    ) + render("themenmatrix", titel=sag("Themen der Kommunen"), csv_url=seite.link("daten/themen.csv"), **m)


def draw_belege(seite: Seite) -> str:
    """What belongs to each theme, with the evidence of every filled cell, or the way to it where they are many."""
    geteilt = is_split(seite.ergebnis)
    themen = []
    for t in _themes(seite).itertuples(index=False):
        teil = _evidence(seite, t.thema_id)
        themen.append(
            {
                "id": t.thema_id,
                "name": t.name,
                "beschreibung": t.beschreibung,
                "summe": _sum(*_count(teil)),
                "url": seite.zu("thema", t.thema_id) if geteilt and len(teil) else "",
                "belege": [] if geteilt else _entries(seite, teil),
            }
        )
    return render("themenbelege", themen=themen)


def draw_thema(seite: Seite) -> str:
    """The evidence of one theme, on its own page."""
    t = next(t for t in _themes(seite).itertuples(index=False) if t.thema_id == seite.meta["thema"])
    teil = _evidence(seite, t.thema_id)
    return render(
        "thema",
        id=t.thema_id,
        beschreibung=t.beschreibung,
        summe=begin(_sum(*_count(teil))) + ".",
        belege=_entries(seite, teil),
        themen_url=seite.zu("themen"),
    )


def _evidence(seite: Seite, thema_id: str) -> pd.DataFrame:
    """Rows of one theme: municipalities with it as a core theme first, each by id."""
    z = seite.ergebnis.bestand.where("themenzuordnung", thema_id=thema_id)
    return z.assign(o=z["staerke"].ne("kern")).sort_values(["o", "kommune_id"], kind="stable")


def _count(teil: pd.DataFrame) -> tuple[int, int]:
    return len(teil), int((~teil["o"]).sum())


def _entries(seite: Seite, teil: pd.DataFrame) -> list[dict[str, str]]:
    name = names(seite)
    quellen = seite.ergebnis.quellen["titel"]
    return [
        {
            "kommune_id": b.kommune_id,
            "name": name[b.kommune_id],
            "url": seite.zu("kommune", str(b.kommune_id)),
            "staerke": b.staerke,
            "beleg": b.beleg,
            "quelle": quellen[b.quelle_id],
            "fundstelle": b.fundstelle,
        }
        for b in teil.itertuples(index=False)
    ]


def list_themes(ergebnis: Ergebnis) -> list[Eintrag]:
    """Lists the pages of single themes."""
    if not is_split(ergebnis):
        return []
    return [
        Eintrag("", t.thema_id, t.name, sag("Kommunen, die das Thema „{name}“ nennen, mit Beleg.", name=t.name))
        for t in ergebnis.bestand.frame("themen").sort_values("reihenfolge").itertuples(index=False)
    ]


ARTEN = (
    Seitenart("thema", "katalog/themen.csv", ("thema_belege",), list_themes),
    Seitenart(
        "themen",
        "themenzuordnung.csv",
        (
            Abschnitt(),
            "jahre_themen",
            Abschnitt(merke("Die Themen im Überblick"), ("themen_matrix",)),
            Abschnitt(merke("Die Belege"), ("themen_belege",)),
            Abschnitt("Die Themencluster des Programms", ("themen_cluster",), "themencluster"),
        ),
        one_page(
            merke("Wer arbeitet woran?"),
            merke("Die Themen der Kommunen in einer Tabelle, mit Beleg für jede Zuordnung."),
            merke("Themen"),
        ),
        felder=WORTE_DER_SEITE,
    ),
)


def _sum(alle: int, kern: int) -> str:
    """Counts who names a theme, and for whom it is a main one; short enough to stand beside the name.

    Example:
        >>> _sum(18, 13), _sum(1, 0), _sum(0, 0)
        ('18 Kommunen, Kernthema bei 13', 'eine Kommune, Kernthema bei keiner', 'keine Kommune')
    """
    if not alle:
        return sag("keine Kommune")
    bei = sag("keiner") if kern == 0 else sag("einer") if kern == 1 else format_anzahl_wort(kern)
    return sag_n(
        "eine Kommune, Kernthema bei {bei}",
        "{alle} Kommunen, Kernthema bei {bei}",
        alle,
        alle=format_anzahl_wort(alle),
        bei=bei,
    )


def draw_cluster(seite: Seite) -> str:
    """The official Themencluster; the document assigns no municipality to them."""
    c = seite.ergebnis.bestand.frame("themencluster").sort_values("reihenfolge")
    cluster = [
        {
            "name": z.name,
            "gegenstand": z.gegenstand,
            "schwerpunkte": [t.strip() for t in str(z.schwerpunkte).split(";")],
            "fundstelle": z.fundstelle,
        }
        for z in c.itertuples(index=False)
    ]
    quelle = seite.ergebnis.quellen.loc[c["quelle_id"].iloc[0]] if len(c) else None
    return render(
        "themencluster",
        cluster=cluster,
        quelle="" if quelle is None else f"{quelle['herausgeber']}: {quelle['titel']} ({quelle['stand']})",
    )


MACROS: dict[str, Callable[[Seite], str]] = {
    "themen_matrix": draw_matrix,
    "themen_belege": draw_belege,
    "thema_belege": draw_thema,
    "themen_cluster": draw_cluster,
}
