"""What a module's page says first: one sentence, its age, its figure and goal, and that nobody knows of today."""

from typing import Any, Final

import pandas as pd
from markupsafe import Markup

from kekiz.daten.einstellungen import HERAUSGEBER, read_settings
from kekiz.seiten.heute import draw_today
from kekiz.seiten.kette import age_spans, drawn_span, goals_of_module, kennzahlen_of_module, modules, section_of
from kekiz.seiten.seite import Seite
from kekiz.seiten.zielteile import leading, target_words
from kekiz.wert import Wert
from kekiz.wissen import texte
from kekiz.wissen.sprache import sag
from kekiz.wissen.zahlen import format_alter, format_zahl
from kekiz.wissen.zielvergleich import MIT_ZAHL
from kekiz.zeichnen.abstand import Stab, lay_out_bullet
from kekiz.zeichnen.leiste import Spanne, draw_age
from kekiz.zeichnen.vorlage import render

VOR_DER_GEBURT: Final = -1
GLEICH_ALT: Final = 4
"""How many modules for the same age a page names."""
"""Targets that are one number on the axis of the value."""


def age_text(modul: pd.Series) -> str:
    """Age range of a module in words; empty where the documents name none."""
    return format_alter(
        float(modul["von_jahr"]) if pd.notna(modul["von_jahr"]) else None,
        float(modul["bis_jahr"]) if pd.notna(modul["bis_jahr"]) else None,
    )


def age_of_child(jahre: int) -> str:
    """Says an age in full years.

    Example:
        >>> age_of_child(VOR_DER_GEBURT), age_of_child(0), age_of_child(1), age_of_child(4)
        ('vor der Geburt', 'unter 1 Jahr', '1 Jahr', '4 Jahre')
    """
    if jahre == VOR_DER_GEBURT:
        return sag("vor der Geburt")
    if jahre == 0:
        return sag("unter 1 Jahr")
    return sag("1 Jahr") if jahre == 1 else sag("{zahl} Jahre", zahl=format_zahl(jahre))


def who_knows(seite: Seite) -> str:
    """Says who knows whether there is an offer today: the municipality, by its kind.

    Example: "Ob es das heute noch gibt, weiß die Stadt Unna." / "… weiß der Kreis Unna."
    """
    k = seite.ergebnis.kommunen.loc[seite.kommune_id]
    wer = texte.KOMMUNE_SELBST[k["typ"]].format(name=k["name"])
    return sag("Ob es das heute noch gibt, weiß {wer}.", wer=wer)


def _of_today(seite: Seite, modul_id: str) -> str:
    """Points at the box of today's law where the page has one; nobody has to ask whether that still holds."""
    if draw_today(seite, modul_id=modul_id):
        return sag("Was heute allgemein gilt, steht unter „Und heute?“.")
    return who_knows(seite)


def contact(seite: Seite) -> Markup:
    """The way to ask: the contact of the settings, where the municipality of the page publishes the site itself."""
    einstellungen = read_settings()
    eigene = einstellungen.herausgeber == HERAUSGEBER[1] and seite.kommune_id == einstellungen.start
    return Markup(render("kontakt", kontakt=einstellungen.kontakt)) if eigene and einstellungen.kontakt else Markup("")


def _age(seite: Seite, modul: pd.Series) -> Markup:
    """The named age as a bar; nothing where the documents name none."""
    spannen = age_spans(seite.ergebnis)
    alter = age_text(modul)
    if not alter or not spannen:
        return Markup("")
    von, bis = drawn_span(seite.ergebnis, modul)
    spanne = Spanne(von, bis, bool(pd.isna(modul["von_jahr"])), bool(pd.isna(modul["bis_jahr"])))
    return draw_age(spanne, [*(s[2] for s in spannen), spannen[-1][3]], alter)


def main_figure(seite: Seite, modul_id: str) -> dict[str, Any] | None:
    """Finds the figure of a module: the first of its Kennzahlen that leads a goal and has a value.

    Returns:
        Value, name, period and target in words, picture, goal; None where there is no such Kennzahl.
    """
    eigene = kennzahlen_of_module(seite.ergebnis, seite.kommune_id, modul_id)
    for ziel_id in goals_of_module(seite.ergebnis, seite.kommune_id, modul_id)["ziel_id"]:
        for kennzahl_id, gruppe, teil in leading(seite, str(ziel_id)):
            if kennzahl_id not in eigene or pd.isna(teil.iloc[0]["wert_genau"]):
                continue
            w = seite.ergebnis.wert(seite.ergebnis.latest(seite.kommune_id, kennzahl_id, None, gruppe))
            ziel = seite.ergebnis.goal(seite.kommune_id, str(ziel_id))
            return {
                "wert": w.text,
                "name": w.kennzahl + (f" – {w.gruppe_name}" if w.gruppe_name else ""),
                "zeit": w.zeitraum.text,
                "ziel": target_words(teil),
                "stab": _bullet(w, teil),
                "stab_text": "; ".join(t for t in (f"{w.kennzahl}: {w.text}", target_words(teil)) if t),
                "nr": ziel_id,
                "titel": ziel["titel"],
                "status": ziel["status"],
                "url": seite.zu("ziel", str(ziel_id)),
            }
    return None


def _bullet(w: Wert, teil: pd.DataFrame) -> Stab | None:
    """A share beside its target, on an axis to 100 percent."""
    if w.einheit != "%" or w.zahl is None or w.bis is not None:
        return None
    ziele = teil.loc[teil["vergleich"].isin(MIT_ZAHL), "zielwert"].dropna().unique()
    bereich = (w.intervall.unten, w.intervall.oben) if w.intervall else None
    return lay_out_bullet(float(w.zahl), bereich, [float(z) for z in ziele], 100.0)


def draw_kopf(seite: Seite, modul: pd.Series, status: str) -> str:
    """The head of a module's page."""
    angaben = [
        (sag("Für wen"), modul["zielgruppe"]),
        (sag("Wer es trug"), modul["traeger"]),
        (sag("Seit wann"), modul["seit"]),
        (sag("Stand"), status),
    ]
    alter = age_text(modul)
    abschnitt = section_of(seite.ergebnis, modul["kapitel"])
    return render(
        "modul_kopf",
        m=modul.to_dict(),
        art=texte.MODUL_ART[modul["art"]],
        kapitel=texte.KAPITEL[modul["kapitel"]],
        kette_url=seite.zu("kette") + (f"#{abschnitt}" if abschnitt else ""),
        alter=alter,
        leiste=_age(seite, modul),
        zahl=main_figure(seite, str(modul["modul_id"])),
        heute=_of_today(seite, str(modul["modul_id"])),
        kontakt=contact(seite),
        angaben=[(name, text) for name, text in angaben if text],
        ohne=[*([] if alter else [sag("Alter")]), *(name for name, text in angaben if not text)],
    )


def draw_same_age(seite: Seite, modul: pd.Series) -> str:
    """Other modules with a page that name the same age; nothing where the module names none or is alone."""
    if not age_text(modul):
        return ""
    von, bis = drawn_span(seite.ergebnis, modul)
    m = modules(seite.ergebnis, seite.kommune_id)
    m = m[m["hat_seite"].astype(bool) & m["modul_id"].ne(modul["modul_id"])]
    m = m[m["von_jahr"].notna() | m["bis_jahr"].notna()]
    spannen = {i: drawn_span(seite.ergebnis, z) for i, z in m.iterrows()}
    # The nearest age first, so that what is for everybody does not push out what is for this age.
    nahe = [i for i, (a, e) in spannen.items() if a < bis and e > von]
    nahe.sort(key=lambda i: abs(spannen[i][0] - von) + abs(spannen[i][1] - bis))
    if not nahe:
        return ""
    liste = [
        {"name": m.at[i, "name"], "url": seite.zu("modul", str(i)), "alter": age_text(m.loc[i])}
        for i in nahe[:GLEICH_ALT]
    ]
    return f"## {sag('Im selben Alter')} {{ data-search-exclude }}\n\n" + render(
        "modul_gleich_alt",
        module=liste,
        weitere=len(nahe) > GLEICH_ALT,
        kind=age_of_child(max(int(von), 0)),
        alle_url=f"{seite.zu('module')}?alter={max(int(von), 0)}",
    )
