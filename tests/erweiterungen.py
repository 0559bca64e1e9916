"""What the package of an invented city may hold beyond its values: offers, concept, beginnings, programme."""

from paketbau import Zeile


def extensions(q: Zeile) -> dict[str, list[Zeile]]:
    """Gives a few rows of every special table; each list has one row at least where a page counts, some have two.

    Args:
        q: Document and place of all of them.
    """
    return {
        "module": [
            {
                "modul_id": "lesestunde", "name": "Lesestunde", "kurz": "Vorlesen im Stadtteil.",
                "beschreibung": "Einmal in der Woche las jemand vor.", "art": "angebot", "zielgruppe": "Familien",
                "von_jahr": "3", "bis_jahr": "6", "traeger": "Bücherei", "seit": "2022", "status": "laufend",
                "status_stand": "2024", "hat_seite": "ja", "kapitel": "kita", **q,
            },
            {
                "modul_id": "sprachkonzept", "name": "Sprachkonzept", "kurz": "Ein Plan für alle Sprachen.",
                "art": "konzept", "zielgruppe": "Fachkräfte", "status": "geplant", "status_stand": "2024",
                "hat_seite": "ja", "kapitel": "integration", **q,
            },
            {
                "modul_id": "runder-tisch", "name": "Runder Tisch", "kurz": "Alle Träger an einem Tisch.",
                "art": "gremium", "zielgruppe": "Fachkräfte", "status": "unklar", "status_stand": "2024",
                "hat_seite": "nein", "kapitel": "querschnitt", **q,
            },
        ],
        "modul_ziele": [{"modul_id": "lesestunde", "ziel_id": "1.1", "beleg": "Vorlesen half beim Start in der Kita."}],
        "modul_kennzahlen": [{"modul_id": "lesestunde", "kennzahl_id": "plaetze"}],
        "modul_angaben": [
            {
                "modul_id": "lesestunde", "nr": "1", "angabe": "Vorgelesene Bücher", "wert": "1", "einheit": "Bücher",
                "zeitraum": "2024", "gedruckt": "1", **q,
            },
            {
                "modul_id": "sprachkonzept", "nr": "1", "angabe": "Summe der Maßnahmen", "wert": "9000",
                "einheit": "Euro", "zeitraum": "jährlich", "gedruckt": "9.000 Euro", "zweck": "summe_massnahmen", **q,
            },
        ],
        "modul_raeume": [{"modul_id": "lesestunde", "raum_id": "nord", "angabe": "Gelesen wurde in Nord.", **q}],
        "massnahmen": [
            {
                "nr": "1", "titel": "Mehr Sprachkurse", "kurz": "Es sollte mehr Kurse geben.", "stufe": "Kita",
                "jaehrliche_kosten_euro": "9000", "kosten_gedruckt": "9.000 Euro", "kategorie": "Zu finanzieren",
                "finanzierung": "Aus dem Haushalt.", "modul_id": "lesestunde", **q,
            }
        ],
        "integrationskette": [{"nr": "1", "name": "Ankommen", "beschreibung": "Am Anfang stand die Beratung.", **q}],
        "bsc": [
            {
                "nr": "1", "perspektive": "Kinder", "strategisches_ziel": "Jedes Kind soll einen Platz haben.",
                "erfolgsmass": "Anteil der Kinder mit Platz", "verbleib": "uebernommen", "kennzahl_id": "plaetze", **q,
            },
            {
                "nr": "2", "perspektive": "Fachkräfte", "strategisches_ziel": "Alle sollen sich kennen.",
                "erfolgsmass": "Zahl der Treffen", "verbleib": "entfallen", "anmerkung": "Nicht mehr gezählt.", **q,
            },
        ],
        "praxisbeispiele": [
            {
                "praxisbeispiel_id": "vorlesecafe", "kommune_id": "muehlau", "titel": "Vorlesecafé",
                "kurz": "Familien kamen einmal im Monat zum Vorlesen.", "initiator": "Bücherei", "zielgruppe": "Familien",
                "von_jahr": "3", "bis_jahr": "6", "erfolgsfaktoren": "Alle durften kommen", **q,
            },
            {
                "praxisbeispiel_id": "tauschregal", "kommune_id": "muehlau", "titel": "Tauschregal",
                "kurz": "Bücher wechselten den Besitzer.", **q,
            },
        ],
        "praxispartner": [
            {"praxisbeispiel_id": "vorlesecafe", "nr": "1", "name": "Bücherei", "bereich": "freizeit", **q},
            {"praxisbeispiel_id": "vorlesecafe", "nr": "2", "name": "Kinderarztpraxis", "bereich": "gesundheit", **q},
        ],
        "praxisthemen": [
            {"praxisbeispiel_id": "vorlesecafe", "thema_id": "uebergaenge", "beleg": "Vorlesen vor der Schule", **q}
        ],
        "befragungen": [
            {"nr": "1", "gegenstand": "Ob sich alle kennen", "befragte": "Fachkräfte", "bsc_nr": "2", **q},
            {"nr": "2", "gegenstand": "Ob Eltern zufrieden sind", "rhythmus": "jedes Jahr", **q},
        ],
        "selbstbewertung": [
            {"frage_id": "k1", "antwort": "ja", "beleg": "Beschluss vom Mai 2024", "datum": "2024-06-01"},
            {"frage_id": "k1-1", "antwort": "offen", "datum": "2024-06-01"},
            {"frage_id": "d1", "antwort": "teilweise", "beleg": "Zwei von drei Treffen", "datum": "2024-06-01"},
        ],
        "ausgangszahlen": [
            {
                "nr": "1", "angabe": "Einrichtungen am Anfang", "wert": "7", "einheit": "Einrichtungen",
                "zeitraum": "2020", "gedruckt": "sieben", **q,
            }
        ],
        "kosten": [
            {"nr": "1", "posten": "Moderation", "art": "kosten", "jahr": "2021", "betrag": "500", "gedruckt": "500", **q},
            {"nr": "2", "posten": "Summe", "art": "summe", "jahr": "2021", "betrag": "500", "gedruckt": "500", **q},
            {
                "nr": "3", "posten": "Eigenmittel", "art": "finanzierung", "jahr": "2021", "betrag": "500",
                "gedruckt": "500", **q,
            },
        ],
        "gremien": [
            {"gremium_id": "rat", "name": "Rat", "aufgabe": "Beschloss den Plan.", "ebene": "politik", **q},
            {
                "gremium_id": "steuergruppe", "name": "Steuergruppe", "aufgabe": "Plante.", "berichtet_an": "rat",
                "zusammensetzung": "Drei Ämter.", "ebene": "steuerung", **q,
            },
        ],
        "zeitleiste": [
            {"nr": "1", "datum": "2020", "ereignis": "Der Rat beschloss den Plan.", "art": "beschluss", **q},
            {"nr": "2", "datum": "2021-03", "ereignis": "Die Lesestunde begann.", "art": "start", **q},
        ],
        "arbeitsprogramm": [
            {
                "nr": "1", "jahr": "2025", "bereich": "Kita", "vorhaben": "Die Lesestunde fortführen.",
                "altersgruppe_id": "kita", "umsetzung": "offen", "umsetzung_am": "2025-03",
                "umsetzung_quelle_id": q["quelle_id"], "umsetzung_fundstelle": "Anhang", **q,
            },
            {
                "nr": "2", "jahr": "2025", "bereich": "Kita", "vorhaben": "Ein Fest feiern.", "frist": "2025-06-30",
                "umsetzung": "erledigt", "umsetzung_am": "2025-06-20", "umsetzung_quelle_id": q["quelle_id"],
                "umsetzung_fundstelle": "Anhang", **q,
            },
            {"nr": "3", "jahr": "2025", "bereich": "Schule", "vorhaben": "Den Übergang planen.", "umsetzung": "unbekannt", **q},
        ],
        "weiterbildungen": [
            {
                "weiterbildung_id": "kurs-1", "amt": "Jugendamt", "jahr": "2024", "thema": "Vorlesen lernen",
                "teilnahmen": "1", "gedruckt": "1", **q,
            }
        ],
        "stadtteilarbeit": [
            {
                "nr": "1", "handlungsfeld": "Beratung", "raum_id": "nord", "art": "schwerpunkt_ziele",
                "text": "Hier lag ein Schwerpunkt.", **q,
            },
            {"nr": "2", "handlungsfeld": "Beratung", "art": "ziel", "text": "Eltern sollen Rat finden.", **q},
        ],
    }  # fmt: skip
