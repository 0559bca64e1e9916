"""The guides: how anybody brings a new year, a correction, a new Kennzahl or a Hinweis, with real rows as examples.

What a column may hold comes from the Table Schemas, the rows from the data, the pictures from the workbook, the messages
from the check; the words from ``docs/mitmachen/``.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import quote

from kekiz.daten.bestand import KATALOG, read_schema
from kekiz.daten.wertregeln import OHNE_ZAHL
from kekiz.ergebnis import Ergebnis
from kekiz.rechnen.faelligkeit import list_due
from kekiz.seiten.anatomie import WORTE_DER_SEITE, Abschnitt, Seitenart, one_page
from kekiz.seiten.blattbild import Muster, draw_blatt
from kekiz.seiten.seite import Seite
from kekiz.wissen import texte
from kekiz.wissen.codes import OFFEN, Lage, Wertstatus
from kekiz.wissen.sprache import merke, sag, sag_n
from kekiz.wissen.zahlen import format_anzahl_wort
from kekiz.zeichnen.vorlage import render

_STATUS: Final = "stand"


def _sample(seite: Seite) -> Muster | None:
    muster: Muster | None = seite.once(("muster",), seite.muster)
    return muster


def _town(seite: Seite) -> str:
    """The municipality of the examples: that at the root, else the one whose rows are shown, else the first."""
    muster = _sample(seite)
    pakete = [p for p in seite.ergebnis.bestand.pakete if p != KATALOG]
    return seite.start or (muster.kommune_id if muster else pakete[0])


def _year(seite: Seite) -> str:
    muster = _sample(seite)
    return str(muster.jahr) if muster else sag("JAHR")


# --- columns ---------------------------------------------------------------------------------------------------------


def allowed(feld: Mapping[str, Any], schema: Mapping[str, Any], ort: str) -> tuple[str, list[str]]:
    """Says what a column may hold, as its schema has it; nothing where any text will do.

    Args:
        feld: Field of the Table Schema.
        schema: The schema.
        ort: Package of the table, for where ids come from.

    Returns:
        Words, and what stands behind them letter by letter: codes, or the file that the ids are from.

    Example:
        >>> allowed({"name": "nenner", "type": "integer", "constraints": {"minimum": 0}}, {}, "x")
        ('ganze Zahl ab 0', [])
        >>> allowed({"name": "art", "type": "string", "constraints": {"enum": ["a", "b"]}}, {}, "x")
        ('', ['a', 'b'])
    """
    regel = feld.get("constraints", {})
    if erlaubt := regel.get("enum"):
        return "", list(erlaubt)
    bezug = next((k["reference"] for k in schema.get("foreignKeys", []) if k["fields"] == [feld["name"]]), None)
    if bezug:
        paket = KATALOG if "package" in bezug else ort
        return sag("eine Kennung aus"), [f"{paket}/{bezug['resource']}.csv"]
    if feld["type"] == "boolean":
        return sag("ja oder nein"), []
    if feld["type"] not in ("integer", "number"):
        laenge = regel.get("maxLength")
        return (sag("höchstens {zahl} Zeichen", zahl=laenge) if laenge else ""), []
    unten, oben = regel.get("minimum"), regel.get("maximum")
    was = sag("ganze Zahl") if feld["type"] == "integer" else sag("Zahl")
    if unten is not None and oben is not None:
        return sag("{was} von {unten} bis {oben}", was=was, unten=unten, oben=oben), []
    return (sag("{was} ab {unten}", was=was, unten=unten) if unten is not None else was), []


def draw_spalten(seite: Seite, name: str, beispiel: Mapping[str, Any] | None, ort: str) -> str:
    """Lists the columns of a table: what belongs into each, what is allowed, and a real row.

    Args:
        seite: The page.
        name: Name of the table.
        beispiel: Cells of a row by column; None: there is none.
        ort: Package of the table.
    """
    schema = read_schema(seite.ergebnis.bestand.pfad, name)
    zeilen = [
        {
            "name": f["name"],
            "pflicht": bool(f.get("constraints", {}).get("required")),
            "text": f.get("description", ""),
            "erlaubt": allowed(f, schema, ort),
            "beispiel": _cell((beispiel or {}).get(f["name"])),
        }
        for f in schema["fields"]
    ]
    return render(
        "anleitung_spalten",
        titel=sag("Spalten von {datei}", datei=f"{name}.csv"),
        ort=f"{ort}/{name}.csv",
        zeilen=zeilen,
        mit_beispiel=any(z["beispiel"] for z in zeilen),
        kopf="\t".join(z["name"] for z in zeilen),
    )


def _cell(wert: Any) -> str:
    """Writes a cell as a spreadsheet with German settings shows it."""
    if wert is None or wert != wert:  # noqa: PLR0124  (a missing number is unlike itself)
        return ""
    if isinstance(wert, bool):
        return sag("ja") if wert else sag("nein")
    return f"{wert:.15g}".replace(".", ",") if isinstance(wert, float) else str(wert)


def _row(seite: Seite, name: str, **gleich: str) -> dict[str, Any] | None:
    """Finds the first row of a table that has what is asked for, of the town of the examples before any other."""
    bestand = seite.ergebnis.bestand
    eigene = [t for t in bestand.tables(name) if t.paket in (_town(seite), KATALOG)]
    tabellen = [*eigene, *(t for t in bestand.tables(name) if t not in eigene)]
    return next(
        (z for t in tabellen for z in t.zeilen if all(z[s] == w for s, w in gleich.items())),
        None,
    )


def draw_werte(seite: Seite) -> str:
    """The columns of the values, with the latest old row of the picture."""
    muster = _sample(seite)
    return draw_spalten(seite, "werte", muster.zeile if muster else None, _town(seite))


def draw_quellen(seite: Seite) -> str:
    """The columns of the documents, with that of the example."""
    muster = _sample(seite)
    quelle = muster.zeile["quelle_id"].partition(" ")[0] if muster else ""
    return draw_spalten(seite, "quellen", _row(seite, "quellen", **({"quelle_id": quelle} if quelle else {})), KATALOG)


def draw_kennzahlen(seite: Seite) -> str:
    """The columns of the Kennzahlen, with that of the example."""
    muster = _sample(seite)
    gleich = {"kennzahl_id": muster.kennzahl_id} if muster else {}
    return draw_spalten(seite, "kennzahlen", _row(seite, "kennzahlen", **gleich), KATALOG)


def draw_zaehlweisen(seite: Seite) -> str:
    """The columns that say how a Kennzahl is counted, if possible with the row of the example."""
    muster = _sample(seite)
    zeile = _row(seite, "zaehlweisen", kennzahl_id=muster.kennzahl_id) if muster else None
    return draw_spalten(seite, "zaehlweisen", zeile or _row(seite, "zaehlweisen"), _town(seite))


def _hint(seite: Seite) -> dict[str, Any] | None:
    """A Hinweis with a condition, if there is one."""
    bestand = seite.ergebnis.bestand
    eigene = bestand.rows("hinweise", _town(seite)) or bestand.rows("hinweise")
    return next((z for z in eigene if z["erwartet"]), eigene[0] if eigene else None)


def draw_hinweise(seite: Seite) -> str:
    """The columns of the Hinweise, with a real one."""
    return draw_spalten(seite, "hinweise", _hint(seite), _town(seite))


def draw_bedingung(seite: Seite) -> str:
    """The condition of that Hinweis as it stands in the data."""
    hinweis = _hint(seite)
    if hinweis is None or not hinweis["erwartet"]:
        return ""
    vorher = sag("Beim Hinweis „{titel}“ steht:", titel=hinweis["titel"])
    return render("anleitung_befehle", vorher=vorher, befehle=[hinweis["erwartet"]])


def draw_bezuege(seite: Seite) -> str:
    """The columns that say where a Hinweis appears, with a real row."""
    hinweis = _hint(seite)
    eigene = _row(seite, "hinweis_bezuege", hinweis_id=str(hinweis["hinweis_id"])) if hinweis else None
    return draw_spalten(seite, "hinweis_bezuege", eigene or _row(seite, "hinweis_bezuege"), _town(seite))


def draw_status(seite: Seite) -> str:
    """The codes of the schema that say where a value comes from, and whether a number stands beside them."""
    schema = read_schema(seite.ergebnis.bestand.pfad, "werte")
    (feld,) = (f for f in schema["fields"] if f["name"] == "wertstatus")
    zeilen = [
        (
            code,
            sag(texte.OFFEN_ERKLAERT) if code == OFFEN else texte.WERTSTATUS_ERKLAERT[Wertstatus(code)],
            sag("leer") if code in OHNE_ZAHL else sag("ausfüllen"),
        )
        for code in feld["constraints"]["enum"]
    ]
    return render("anleitung_status", zeilen=zeilen)


# --- pictures and messages -------------------------------------------------------------------------------------------


def draw_bild(seite: Seite) -> str:
    """The sheet with old rows and those of the new year."""
    muster = _sample(seite)
    if muster is None:
        return ""
    titel = sag(
        "So sieht die Mappe für {jahr} aus, mit einigen Spalten. Grau ist, was schon da ist. Weiß ist auszufüllen. Hinter "
        "jeder Kennung steht in der Mappe auch ihr Name.",
        jahr=muster.jahr,
    )
    return draw_blatt(muster.bild, titel)


def draw_fehlerbild(seite: Seite) -> str:
    """A row with a typing error, and the message of the check."""
    muster = _sample(seite)
    if muster is None or not muster.proben:
        return ""
    probe = muster.proben[0]
    titel = sag("Zur Probe ist in dieser Zeile etwas falsch. {was} Die Zelle ist umrandet.", was=probe.was)
    return draw_blatt(probe.bild, titel, probe.meldung)


def draw_meldungen(seite: Seite) -> str:
    """What the check says to the most common errors, each made in a row of the example."""
    muster = _sample(seite)
    return render("anleitung_meldungen", proben=muster.proben[1:] if muster else [])


# --- the way ---------------------------------------------------------------------------------------------------------


def draw_mappe(seite: Seite) -> str:
    """Where the workbook comes from: the browser, or the program where the browser cannot make it."""
    befehl = f"kekiz vorlage {_town(seite)} {_year(seite)}"
    return render("anleitung_mappe", url=seite.zu("pruefen") if seite.pruefung else "", befehl=befehl)


def draw_pruefen(seite: Seite) -> str:
    """Where a filled workbook is checked."""
    befehl = f"kekiz einlesen {_town(seite)}-{_year(seite)}.xlsx --kommune {_town(seite)}"
    return render("anleitung_pruefen", url=seite.zu("pruefen") if seite.pruefung else "", befehl=befehl)


def _publishers(seite: Seite) -> str:
    """Who published the documents of the municipality of the examples."""
    quellen = seite.ergebnis.quellen.loc[
        seite.ergebnis.bestand.where("werte", paket=_town(seite))["quelle_id"].unique()
    ]
    return sag(" oder ").join(dict.fromkeys(quellen["herausgeber"].astype(str)))


def draw_einreichen(seite: Seite, *, mit_konto: bool = True) -> str:
    """How a change is proposed: by mail, on the page of the project, and what to write.

    Args:
        seite: The page.
        mit_konto: Name the way of those who have an account, too.
    """
    kontakt = seite.kontakt
    brief = ""
    if kontakt and kontakt.email:
        brief = f"mailto:{kontakt.email}?subject={quote(sag('Vorschlag für {website}', website=seite.website))}"
    return render(
        "anleitung_einreichen",
        mit_konto=mit_konto,
        stelle=kontakt.stelle if kontakt else "",
        email=kontakt.email if kontakt else "",
        brief=brief,
        kontaktseite=kontakt.seite if kontakt else "",
        hochladen=seite.hochladen.replace("{ordner}", _town(seite)),
        ordner=f"datapackage/{_town(seite)}/",
        herausgeber=_publishers(seite),
        impressum=seite.link("impressum/"),
        pruefseite=seite.zu("pruefen") if seite.pruefung else "",
    )


def draw_befehle(seite: Seite) -> str:
    """The commands for a new year, with the municipality and the year of the example."""
    ort, jahr = _town(seite), _year(seite)
    return render(
        "anleitung_befehle",
        vorher="",
        befehle=[
            f"kekiz vorlage {ort} {jahr}",
            f"kekiz einlesen {ort}-{jahr}.xlsx --kommune {ort}",
            f"kekiz neu jahr {jahr} --kommune {ort}",
            "kekiz faellig",
            "kekiz pruefen",
            "kekiz vergleich main",
        ],
    )


def draw_fehlt(seite: Seite) -> str:
    """How many Kennzahlen of the municipality at the root are overdue, with the way to their list."""
    if not seite.start or seite.tabelle("zaehlweisen").empty:
        return ""
    n = sum(f.lage == Lage.UEBERFAELLIG for f in list_due(seite.ergebnis.bestand, seite.start, seite.stichtag))
    if not n:
        return ""
    satz = sag_n(
        "Für {ort} ist der nächste Wert einer Kennzahl überfällig.",
        "Für {ort} ist bei {n} Kennzahlen der nächste Wert überfällig.",
        n,
        ort=seite.ort,
        n=format_anzahl_wort(n),
    )
    return render("anleitung_fehlt", satz=satz, url=seite.zu(_STATUS))


_WEITERE: Final = (
    "rueckmeldungen", "arbeitsprogramm", "praxispartner", "praxisthemen", "befragungen", "selbstbewertung", "zielvereinbarungen",
)  # fmt: skip
"""Further tables of a municipality whose columns the hub explains."""


def _columns_of(name: str) -> Callable[[Seite], str]:
    """Makes what lists the columns of a table, with its first row."""
    return lambda seite: draw_spalten(seite, name, _row(seite, name), _town(seite))


MACROS: dict[str, Callable[[Seite], str]] = {
    **{f"anleitung_{name}": _columns_of(name) for name in _WEITERE},
    "anleitung_fehlt": draw_fehlt,
    "anleitung_mappe": draw_mappe,
    "anleitung_bild": draw_bild,
    "anleitung_werte": draw_werte,
    "anleitung_status": draw_status,
    "anleitung_quellen": draw_quellen,
    "anleitung_pruefen": draw_pruefen,
    "anleitung_fehlerbild": draw_fehlerbild,
    "anleitung_meldungen": draw_meldungen,
    "anleitung_einreichen": draw_einreichen,
    "anleitung_ohne_konto": lambda seite: draw_einreichen(seite, mit_konto=False),
    "anleitung_befehle": draw_befehle,
    "anleitung_kennzahlen": draw_kennzahlen,
    "anleitung_zaehlweisen": draw_zaehlweisen,
    "anleitung_hinweise": draw_hinweise,
    "anleitung_bedingung": draw_bedingung,
    "anleitung_bezuege": draw_bezuege,
}


def _has_packages(ergebnis: Ergebnis) -> bool:
    return bool(ergebnis.bestand.pakete.keys() - {KATALOG})


def _kind(art: str, titel: str, beschreibung: str, *ordnung: str | Abschnitt) -> Seitenart:
    seite = one_page(titel, beschreibung)
    return Seitenart(
        art,
        "datapackage.json",
        ordnung,
        lambda ergebnis: seite(ergebnis) if _has_packages(ergebnis) else [],
        felder=WORTE_DER_SEITE,
    )


def _fold(titel: str, *teile: str, anker: str = "") -> Abschnitt:
    return Abschnitt(titel, teile, faltet=True, anker=anker)


_DANACH: Final = Abschnitt(merke("Was danach passiert"))

ARTEN = (
    _kind(
        "mitmachen",
        merke("Mitmachen"),
        merke("Werte eintragen, einen Fehler melden, eine Kennzahl ergänzen: Schritt für Schritt, ohne Programmieren."),
        Abschnitt(),
        Abschnitt(merke("Was kann ich tun?"), anker="aufgaben"),
        "anleitung_fehlt",
        Abschnitt(merke("Ohne Konto"), ("anleitung_ohne_konto",)),
        Abschnitt(
            merke("Weitere Tabellen"),
            unter=(
                _fold(merke("Der Jahresbericht"), "anleitung_rueckmeldungen", "anleitung_arbeitsprogramm"),
                _fold(merke("Die Kette der Kommune")),
                _fold(
                    merke("Partner, Themen und Alter eines Praxisbeispiels"),
                    "anleitung_praxispartner",
                    "anleitung_praxisthemen",
                ),
                _fold(merke("Was gefragt werden sollte"), "anleitung_befragungen"),
                _fold(
                    merke("Die eigene Kette einschätzen"),
                    "anleitung_selbstbewertung",
                    anker="die-eigene-kette-einschatzen",
                ),
                _fold(merke("Vereinbarte Ziele eintragen"), "anleitung_zielvereinbarungen"),
                _fold(merke("Übersetzungen übernehmen")),
            ),
        ),
        _fold(merke("Die automatische Prüfung")),
    ),
    _kind(
        "neuesjahr",
        merke("Ein neues Jahr eintragen"),
        merke("Werte eines neuen Jahres in vier Schritten: Mappe holen, ausfüllen, prüfen, einreichen."),
        Abschnitt(),
        Abschnitt(merke("Schritt 1: Die Mappe holen"), ("anleitung_mappe",)),
        Abschnitt(
            merke("Schritt 2: Die weißen Zeilen ausfüllen"),
            ("anleitung_bild",),
            unter=(
                _fold(merke("Alle Spalten und was sie erlauben"), "anleitung_werte"),
                _fold(merke("Den Wertstatus wählen"), "anleitung_status", anker="den-wertstatus-wahlen"),
                _fold(merke("Ein neues Dokument nennen"), "anleitung_quellen"),
                _fold(merke("Einen Wert geheim halten")),
                _fold(merke("Wenn anders gezählt wird")),
            ),
        ),
        Abschnitt(
            merke("Schritt 3: Prüfen"),
            ("anleitung_pruefen", "anleitung_fehlerbild"),
            unter=(_fold(merke("Die häufigsten Meldungen"), "anleitung_meldungen", anker="die-haufigsten-meldungen"),),
        ),
        Abschnitt(merke("Schritt 4: Einreichen"), ("anleitung_einreichen",)),
        _DANACH,
        _fold(merke("Mit dem Programm auf dem eigenen Rechner"), "anleitung_befehle"),
        _fold(merke("Ohne Mappe: die CSV-Datei selbst ändern")),
    ),
    _kind(
        "korrektur",
        merke("Einen Fehler berichtigen"),
        merke("Was tun, wenn hier etwas anderes steht als im Dokument: melden oder selbst berichtigen."),
        Abschnitt(),
        Abschnitt(merke("Nur melden")),
        Abschnitt(merke("Schritt 1: Mit dem Dokument vergleichen")),
        Abschnitt(
            merke("Schritt 2: Die graue Zeile berichtigen"),
            ("anleitung_mappe", "anleitung_bild"),
            unter=(_fold(merke("Alle Spalten und was sie erlauben"), "anleitung_werte"),),
        ),
        Abschnitt(merke("Schritt 3: Prüfen"), ("anleitung_pruefen",)),
        Abschnitt(merke("Schritt 4: Einreichen"), ("anleitung_einreichen",)),
        _DANACH,
    ),
    _kind(
        "neuekennzahl",
        merke("Eine neue Kennzahl anlegen"),
        merke("Eine Kennzahl, die es hier noch nicht gibt: nachsehen, beschreiben, Zählweise nennen, Werte eintragen."),
        Abschnitt(),
        Abschnitt(merke("Schritt 1: Nachsehen, ob es sie schon gibt")),
        Abschnitt(
            merke("Schritt 2: Die Kennzahl beschreiben"),
            unter=(_fold(merke("Die Spalten der Kennzahlen und was sie erlauben"), "anleitung_kennzahlen"),),
        ),
        Abschnitt(
            merke("Schritt 3: Sagen, wie gezählt wird"),
            unter=(_fold(merke("Die Spalten der Zählweisen und was sie erlauben"), "anleitung_zaehlweisen"),),
        ),
        Abschnitt(merke("Schritt 4: Werte eintragen")),
        Abschnitt(merke("Schritt 5: Prüfen und einreichen"), ("anleitung_einreichen",)),
        _DANACH,
        _fold(merke("Mit dem Programm auf dem eigenen Rechner")),
    ),
    _kind(
        "neuerhinweis",
        merke("Einen Hinweis anlegen"),
        merke("Wenn im Dokument etwas nicht zusammenpasst: Der gedruckte Wert bleibt, ein Hinweis kommt dazu."),
        Abschnitt(),
        Abschnitt(
            merke("Schritt 1: Festhalten, was nicht zusammenpasst"),
            unter=(_fold(merke("Die Spalten der Hinweise und was sie erlauben"), "anleitung_hinweise"),),
        ),
        Abschnitt(merke("Schritt 2: Sagen, wann der Hinweis gilt"), ("anleitung_bedingung",)),
        Abschnitt(
            merke("Schritt 3: Sagen, wo der Hinweis steht"),
            unter=(_fold(merke("Die Spalten der Bezüge und was sie erlauben"), "anleitung_bezuege"),),
        ),
        Abschnitt(merke("Schritt 4: Prüfen und einreichen"), ("anleitung_einreichen",)),
        _DANACH,
    ),
)
