"""What the tables must hold of one another: references, the municipalities and their packages, ways of counting."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from kekiz.daten.befunde import name_rows
from kekiz.daten.bestand import KATALOG, Bestand
from kekiz.daten.einstellungen import BEREICHE
from kekiz.wissen.fehler import Fehler
from kekiz.wissen.lesen import suggest


def check_references(bestand: Bestand) -> Iterator[Fehler]:
    """Checks foreign keys within and across packages (``reference.package`` names the catalogue)."""
    for tabelle in bestand.tabellen:
        for schluessel in tabelle.schema.get("foreignKeys", []):
            (feld,) = schluessel["fields"]
            bezug = schluessel["reference"]
            paket = KATALOG if "package" in bezug else tabelle.paket
            if (paket, bezug["resource"]) in bestand.unlesbar:
                continue
            bekannt = bestand.ids(paket, bezug["resource"], *bezug["fields"])
            yield from name_rows(
                tabelle,
                lambda z, f=feld, b=bekannt: bool(z[f]) and z[f] not in b,  # type: ignore[misc]
                lambda z, f=feld, ort=f"{paket}/{bezug['resource']}.csv": (  # type: ignore[misc]
                    f"{f} „{z[f]}“ ist unbekannt (erwartet eine Kennung aus {ort})"
                ),
                lambda z, f=feld, b=bekannt: (  # type: ignore[misc]
                    f"{suggest(str(z[f]), b)} Bitte Schreibweise prüfen oder dort ergänzen.".lstrip()
                ),
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
    for t in bestand.tables("steuerung_teile"):
        for art in sorted({z["verweis_art"] for z in t.zeilen}):
            if art in VERWEISE:
                name, feld = VERWEISE[art]
                paket = KATALOG if art in {"kommune", "programm"} else t.paket
                bekannt = bestand.ids(paket, name, feld)
                erwartet = f"eine Kennung aus {paket}/{name}.csv"
            else:
                da = {x.name for x in bestand.tabellen if x.paket in (t.paket, KATALOG) and x.zeilen}
                bekannt = {s for s, aus in SEITEN.items() if not aus or da & set(aus)} if art else {""}
                erwartet = ", ".join(sorted(bekannt)) if art else "leer ohne verweis_art"
            yield from name_rows(
                t,
                lambda z, a=art, b=bekannt: z["verweis_art"] == a and z["verweis_id"] not in b,  # type: ignore[misc]
                lambda z, e=erwartet: f"verweis_id „{z['verweis_id']}“ ist unbekannt (erwartet {e})",  # type: ignore[misc]
                "Bitte Schreibweise prüfen oder beide Felder des Verweises leeren.",
            )


_AGS_STELLEN: Final = {"kreisfreie_stadt": 8, "kreisangehoerige_stadt": 8, "kreis": 5, "staedteregion": 5}


def check_municipalities(bestand: Bestand) -> Iterator[Fehler]:
    """Each municipality of the catalogue needs a package with a profile (possibly still empty) or values."""
    tabelle = bestand.find(KATALOG, "kommunen")
    if tabelle is None:
        return
    mit_profil = {t.paket for t in bestand.tabellen if t.name == "profil" or (t.name == "werte" and t.zeilen)}
    # A catalogue that stands alone has no packages to miss.
    if set(bestand.pakete) - {KATALOG}:
        yield from name_rows(
            tabelle,
            lambda z: z["kommune_id"] not in mit_profil,
            lambda z: f"{z['name']} hat kein Profil",
            "Bitte mit kekiz neu ein Paket anlegen.",
        )
    yield from name_rows(
        tabelle,
        lambda z: len(z["ags"]) != _AGS_STELLEN.get(z["typ"]),
        lambda z: f"Der Gemeindeschlüssel hat die falsche Länge (gefunden „{z['ags']}“)",
        "Kreise haben fünf, Städte acht Ziffern; die führende 0 gehört dazu.",
    )
    for t in bestand.tables("profil", "praxisbeispiele", "themenzuordnung", "zaehlweisen"):
        if t.paket != KATALOG:
            yield from name_rows(
                t,
                lambda z, paket=t.paket: z["kommune_id"] != paket,  # type: ignore[misc]
                lambda z, paket=t.paket: (  # type: ignore[misc]
                    f"kommune_id passt nicht zum Paket (gefunden „{z['kommune_id']}“, erwartet „{paket}“)"
                ),
                "Bitte berichtigen oder die Zeile in das andere Paket verschieben.",
            )


_ZAEHLCODES: Final = ("zaehler_code", "nenner_code", "einschluss_code", "herkunft")


def check_counting(bestand: Bestand) -> Iterator[Fehler]:
    """A Kennzahl that two municipalities have needs a way of counting in codes in each, or no comparison is possible."""
    for tabelle in bestand.tables("zaehlweisen"):
        yield from name_rows(
            tabelle,
            lambda z: 0 < sum(bool(z[s]) for s in _ZAEHLCODES) < len(_ZAEHLCODES),
            lambda z: (
                f"Die Zählweise ist nur halb in Codes gesagt (leer ist {', '.join(s for s in _ZAEHLCODES if not z[s])}, "
                f"gefüllt ist {', '.join(s for s in _ZAEHLCODES if z[s])})"
            ),
            "Bitte alle vier Spalten füllen oder alle leer lassen.",
        )
    mit_wert = {
        (t.paket, z["kennzahl_id"]): None
        for t in bestand.tables("werte")
        for z in t.zeilen
        if z["wert"] is not None or z["zaehler"] is not None
    }
    orte = Counter(kennzahl_id for _, kennzahl_id in mit_wert)
    erklaert = {
        (t.paket, z["kennzahl_id"]) for t in bestand.tables("zaehlweisen") for z in t.zeilen if z["zaehler_code"]
    }
    for paket, kennzahl_id in mit_wert:
        if orte[kennzahl_id] > 1 and (paket, kennzahl_id) not in erklaert:
            yield Fehler(
                f"{paket}/zaehlweisen.csv",
                0,
                kennzahl_id,
                "Die Zählweise fehlt (die Kennzahl haben mehrere Kommunen)",
                "Bitte angeben, was Zähler und Nenner sind, wer mitgezählt ist und zu welchem Stichtag.",
            )
