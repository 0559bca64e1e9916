"""What the tables must hold of one another: references, the municipalities and their packages, ways of counting."""

from collections.abc import Iterator
from typing import Final

import pandas as pd

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import KATALOG, Bestand
from kekiz.daten.einstellungen import BEREICHE
from kekiz.wissen.fehler import Fehler


def check_references(bestand: Bestand) -> Iterator[Fehler]:
    """Checks foreign keys within and across packages (``reference.package`` names the catalogue)."""
    for tabelle in bestand.tabellen:
        for schluessel in tabelle.schema.get("foreignKeys", []):
            (feld,) = schluessel["fields"]
            bezug = schluessel["reference"]
            paket = KATALOG if "package" in bezug else tabelle.paket
            if (paket, bezug["resource"]) in bestand.unlesbar:
                continue
            ziel = bestand.find(paket, bezug["resource"])
            (zielfeld,) = bezug["fields"]
            bekannt = set(ziel.frame[zielfeld]) if ziel is not None else set()
            werte = tabelle.frame[feld]
            maske = (werte != "") & ~werte.isin(bekannt)
            yield from name_rows(
                tabelle,
                maske,
                lambda z, feld=feld, ort=f"{paket}/{bezug['resource']}.csv": (  # type: ignore[misc]
                    f"{feld} „{z[feld]}“ ist unbekannt (erwartet eine Kennung aus {ort})"
                ),
                "Bitte Schreibweise prüfen oder dort ergänzen.",
            )


VERWEISE: Final = {
    "ziel": ("ziele", "ziel_id"),
    "modul": ("module", "modul_id"),
    "gremium": ("gremien", "gremium_id"),
    "blatt": ("steuerung", "blatt_id"),
    "kommune": ("kommunen", "kommune_id"),
    "programm": ("steuerung", "blatt_id"),
}
"""Where the ids lie that a row may refer to, by the kind of the reference; the last two in the catalogue."""
SEITEN: Final = {
    "ziele": ("ziele",), "raeume": ("raeume",), "module": ("module",), "kette": ("module",),
    "weiterbildungen": BEREICHE["weiterbildungen"], "ausgangslage": BEREICHE["ausgangslage"],
    "berichte": ("zielwerte",), "stand": ("zaehlweisen",), "selbstbewertung": ("kettenfragen",),
    "kommunen": (), "themen": (), "methodik": (),
}  # fmt: skip
"""Pages that a row may refer to, by their kind, with the tables of its package or the catalogue one of which has rows; none: always there."""


def check_pointers(bestand: Bestand) -> Iterator[Fehler]:
    """Checks what rows refer to by kind and id (``verweis_art``, ``verweis_id``)."""
    for t in (t for t in bestand.tabellen if t.name == "steuerung_teile"):
        for art, teil in t.frame.groupby("verweis_art"):
            if art in VERWEISE:
                name, feld = VERWEISE[str(art)]
                paket = KATALOG if art in {"kommune", "programm"} else t.paket
                ziel = bestand.find(paket, name)
                bekannt = set(ziel.frame[feld]) if ziel is not None else set()
                erwartet = f"eine Kennung aus {paket}/{name}.csv"
            else:
                da = {x.name for x in bestand.tabellen if x.paket in (t.paket, KATALOG) and len(x.frame)}
                bekannt = {s for s, aus in SEITEN.items() if not aus or da & set(aus)} if art else {""}
                erwartet = ", ".join(sorted(bekannt)) if art else "leer ohne verweis_art"
            maske = t.frame.index.isin(teil.index) & ~t.frame["verweis_id"].isin(bekannt)
            yield from name_rows(
                t,
                pd.Series(maske, t.frame.index),
                lambda z, e=erwartet: f"verweis_id „{z['verweis_id']}“ ist unbekannt (erwartet {e})",  # type: ignore[misc]
                "Bitte Schreibweise prüfen oder beide Felder des Verweises leeren.",
            )


def check_municipalities(bestand: Bestand) -> Iterator[Fehler]:
    """Each municipality of the catalogue needs a package with a profile (possibly still empty) or values."""
    tabelle = bestand.find(KATALOG, "kommunen")
    if tabelle is None:
        return
    mit_profil = {t.paket for t in bestand.tabellen if t.name == "profil"} | set(bestand.frame("werte")["paket"])
    # A catalogue that stands alone has no packages to miss.
    yield from name_rows(
        tabelle,
        ~tabelle.frame["kommune_id"].isin(mit_profil) & bool(set(bestand.pakete) - {KATALOG}),
        lambda z: f"{z['name']} hat kein Profil",
        "Bitte mit kekiz neu ein Paket anlegen.",
    )
    laenge = tabelle.frame["typ"].map(
        {"kreisfreie_stadt": 8, "kreisangehoerige_stadt": 8, "kreis": 5, "staedteregion": 5}
    )
    yield from name_rows(
        tabelle,
        tabelle.frame["ags"].str.len().ne(laenge),
        lambda z: f"Der Gemeindeschlüssel hat die falsche Länge (gefunden „{z['ags']}“)",
        "Kreise haben fünf, Städte acht Ziffern; die führende 0 gehört dazu.",
    )
    for profil in bestand.tabellen:
        if profil.name in ("profil", "praxisbeispiele", "themenzuordnung", "zaehlweisen") and profil.paket != KATALOG:
            yield from name_rows(
                profil,
                profil.frame["kommune_id"].ne(profil.paket),
                lambda z, paket=profil.paket: (  # type: ignore[misc]
                    f"kommune_id passt nicht zum Paket (gefunden „{z['kommune_id']}“, erwartet „{paket}“)"
                ),
                "Bitte berichtigen oder die Zeile in das andere Paket verschieben.",
            )


_ZAEHLCODES = ["zaehler_code", "nenner_code", "einschluss_code", "herkunft"]


def check_counting(bestand: Bestand) -> Iterator[Fehler]:
    """A Kennzahl that two municipalities have needs a way of counting in codes in each, or no comparison is possible."""
    for tabelle in (t for t in bestand.tabellen if t.name == "zaehlweisen"):
        gesetzt = tabelle.frame[_ZAEHLCODES].ne("")
        yield from name_rows(
            tabelle,
            gesetzt.any(axis=1) & ~gesetzt.all(axis=1),
            lambda z: (
                f"Die Zählweise ist nur halb in Codes gesagt (leer ist {', '.join(s for s in _ZAEHLCODES if not z[s])})"
            ),
            "Bitte alle vier Spalten füllen oder alle leer lassen.",
        )
    werte = bestand.frame("werte")
    mit_wert = werte.loc[werte["wert"].notna() | werte["zaehler"].notna(), ["paket", "kennzahl_id"]]
    mit_wert = mit_wert.drop_duplicates()
    gemeinsam = mit_wert.groupby("kennzahl_id")["paket"].transform("nunique") > 1
    erklaert = bestand.frame("zaehlweisen")
    erklaert = erklaert[erklaert["zaehler_code"].ne("")]
    bekannt = pd.MultiIndex.from_frame(erklaert[["paket", "kennzahl_id"]])
    fehlend = mit_wert[gemeinsam & ~pd.MultiIndex.from_frame(mit_wert).isin(bekannt)]
    for zeile in fehlend.itertuples(index=False):
        yield Fehler(
            f"{zeile.paket}/zaehlweisen.csv",
            0,
            str(zeile.kennzahl_id),
            "Die Zählweise fehlt (die Kennzahl haben mehrere Kommunen)",
            "Bitte angeben, was Zähler und Nenner sind, wer mitgezählt ist und zu welchem Stichtag.",
        )
