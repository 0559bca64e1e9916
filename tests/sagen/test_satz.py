"""Sentences of real rows, and what a sentence must never say: more than its row carries, or wrong German."""

import re
from collections.abc import Iterator

import pytest

from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.rechnen.raeume import select_comparisons, select_findings
from kekiz.sagen import abstandsatz, aenderungssatz, raumbefund, raumsatz, satz, trendsatz, wegsatz, wertsatz, zielsatz
from kekiz.seiten import zielseite, zielteile, zielzahlen
from kekiz.seiten.seite import Seite
from kekiz.wissen.codes import Methode
from kleindaten import KENNZAHL, build_bestand, wert, ziel


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


def _seite(ergebnis: Ergebnis, ziel_id: str) -> Seite:
    return Seite(ergebnis, "hamm", lambda p: p, lambda *_a, **_k: "", {"ziel": ziel_id})


def _sentences(ergebnis: Ergebnis, ziel_id: str) -> list[satz.Satz]:
    seite = _seite(ergebnis, ziel_id)
    liste: list[satz.Satz] = []
    for k, g, teil in zielteile.leading(seite, ziel_id):
        liste += [s for _, s in zielzahlen.sentences(seite, ziel_id, k, g, teil)]
        liste += [s for _, z in teil.iterrows() for s in zielsatz.target_sentences(ergebnis, z)]
    return liste


def _texts(ergebnis: Ergebnis, ziel_id: str) -> list[str]:
    return [s.text.replace("\u202f", " ").replace("\xa0", " ") for s in _sentences(ergebnis, ziel_id)]


def _lines(ergebnis: Ergebnis, ziel_id: str, methode: str) -> list[str]:
    zeilen = [z for s in _sentences(ergebnis, ziel_id) if methode in s.methode.split() for z in s.rechnung]
    return [z.replace("\u202f", " ").replace("\xa0", " ") for z in zeilen]


def _all(ergebnis: Ergebnis) -> Iterator[tuple[str, satz.Satz]]:
    for ziel_id in ergebnis.goal_ids("hamm"):
        for s in _sentences(ergebnis, ziel_id):
            yield ziel_id, s
    w = ergebnis.werte
    for _, zeile in w[w["wert"].notna() & w["kommune_id"].eq("hamm")].iterrows():
        yield str(zeile["kennzahl_id"]), wertsatz.level_sentence(ergebnis, zeile)
        aenderung = aenderungssatz.change_sentence(zeile)
        if aenderung:
            yield str(zeile["kennzahl_id"]), aenderung
        if zeile["aussage"]:
            yield str(zeile["kennzahl_id"]), raumsatz.area_sentence(ergebnis, zeile)
    funde = select_findings(w, ergebnis.zusammen, "hamm")
    for _, zeile in ergebnis.zusammen[ergebnis.zusammen["aussage"].ne("")].iterrows():
        yield "zusammen", raumsatz.area_sentence(ergebnis, zeile)
    for raum, teil in funde.groupby("raum", sort=False):
        befund = raumbefund.area_finding(ergebnis, str(raum), teil, ergebnis.fehlalarme["hamm"])
        yield "Befund", satz.Satz(befund.leit)
        yield "Befund", satz.Satz(befund.dazu)
        for _, _, text in befund.punkte:
            yield "Befund", satz.Satz(text)
    alle = select_comparisons(w, ergebnis.zusammen, "hamm")
    yield "Zufall", raumsatz.chance_sentence(alle, ergebnis.fehlalarme["hamm"])


# Real rows ------------------------------------------------------------------------------------------------------


def test_places_for_children_under_three(ergebnis: Ergebnis) -> None:
    texte = _texts(ergebnis, "1.3")
    assert "Ziel nicht erreicht: 36,3 %, gefordert mindestens 45 %. Abstand: 8,7 Prozentpunkte." in texte
    assert "Für das Ziel (mindestens 45 %) hätten es 403 Kinder mehr sein müssen." in texte
    # The head of the page says in how many periods; beside the arithmetic of the head no sentence does.
    assert "In keinem von vier bekannten Zeiträumen war der Zielwert eingehalten." not in texte
    zeilen = _lines(ergebnis, "1.3", "abstand-in-menschen")
    assert "45 % von 4.607 = 2.073,15; das Ziel hält 2.074 als erste ganze Zahl ein" in zeilen
    assert "2.074 − 1.671 = 403" in zeilen


def test_all_children_is_no_minimum(ergebnis: Ergebnis) -> None:
    assert any("93,8 %, gefordert 100 %." in t for t in _texts(ergebnis, "1.3"))
    assert not any("mindestens 100" in s.text for _, s in _all(ergebnis))


def test_way_and_pace_are_one_statement(ergebnis: Ergebnis) -> None:
    assert (
        "Von 25 % (30. September 2012) auf 45 % sind es 20 Prozentpunkte; rund 11 davon waren geschafft. Für das Ziel (mindestens 45 %) hätte der "
        "Wert rechnerisch ab 2018 bis 2020 jedes Jahr um 4,4 Prozentpunkte steigen müssen. Seit dem 30. September 2012 "
        "war er im Mittel um 1,9 Prozentpunkte im Jahr gestiegen." in _texts(ergebnis, "1.3")
    )
    assert not any("vom Ziel entfernt" in t for t in _texts(ergebnis, "1.2"))


def test_few_statements_for_each_kennzahl(ergebnis: Ergebnis) -> None:
    for ziel_id in ergebnis.goal_ids("hamm"):
        seite = _seite(ergebnis, ziel_id)
        for k, g, teil in zielteile.leading(seite, ziel_id):
            assert len(zielzahlen.sentences(seite, ziel_id, k, g, teil)) <= 7, (ziel_id, k)


def test_a_printed_whole_percent_carries_no_tenth(ergebnis: Ergebnis) -> None:
    """36,27 % counted against 36 % printed is no rise by 0,3 points."""
    vorn = "Am 30. September 2018 waren es gerundet gleich viel wie am 30. September 2017 und 11 Prozentpunkte mehr als am 30. September 2012."
    assert any(t.startswith(vorn) for t in _texts(ergebnis, "1.3"))


def test_outpatient_aids_in_both_readings(ergebnis: Ergebnis) -> None:
    assert any(
        t.endswith(
            "Bis zum Ziel (mindestens 60 %) fehlten 43 ambulante Hilfen, wenn die Gesamtzahl gleich geblieben wäre, oder 108, wenn "
            "sie mitgewachsen wäre."
        )
        for t in _texts(ergebnis, "2.1")
    )


def test_young_people_without_a_certificate(ergebnis: Ergebnis) -> None:
    texte = _texts(ergebnis, "1.7")
    assert (
        "Für das Ziel (weniger als 2 %) hätten es bei gleicher Gesamtzahl 33 Jugendliche weniger sein müssen."
        in " ".join(texte)
    )
    assert texte[0] == (
        "2017/18: 3 bis 4 von 100 Jugendlichen, die die Schule verließen, hatten keinen Abschluss "
        "(3,5 %; 75 von 2.129)."
    )
    # That only one period can be judged stands in the head.
    assert "Das Ziel soll auf Dauer gelten." in texte


def test_both_readings_of_the_recommendations(ergebnis: Ergebnis) -> None:
    texte = _texts(ergebnis, "1.5")
    assert "Ziel teilweise erreicht (gelesen als Prozentpunkte): 85,2 %, gefordert mindestens 82,6 %." in texte
    assert (
        "Ziel teilweise erreicht (gelesen als Prozent des Ausgangswerts): 85,2 %, gefordert mindestens 81,5 %." in texte
    )
    assert "Ausgang 2012: 77,6 % × 1,05 = 81,48 %" in _lines(ergebnis, "1.5", "ziel")


def test_nearly_is_not_met(ergebnis: Ergebnis) -> None:
    texte = _texts(ergebnis, "1.6")
    assert "Ziel nicht erreicht: 94,7 %, gefordert mehr als 95 %. Abstand: 0,3 Prozentpunkte." in texte


def test_the_distance_to_the_rounded_value_of_the_state_is_rounded(ergebnis: Ergebnis) -> None:
    assert "Abstand: 36,7 % − 41 % = rund −4 Prozentpunkte" in _lines(ergebnis, "1.4", "ziel")


def test_prevention_budget_names_money_percent_falling_year_and_nominal(ergebnis: Ergebnis) -> None:
    text = next(t for t in _texts(ergebnis, "5.1") if "waren es" in t)
    assert text == (
        "2018 waren es 98.832 Euro mehr als 2017 (+2,7 %). 2016 waren es 32.312 Euro weniger als 2015 (−1,1 %). "
        "Gegenüber 2013 waren es 1.756.003 Euro mehr (+89,6 %). Die Beträge sind nominal, also nicht um Preissteigerungen "
        "bereinigt. Ein Geldbetrag ist keine Stichprobe; eine Prüfung auf Zufall passt hier nicht."
    )
    assert len(_lines(ergebnis, "5.1", "veraenderung")) == 5
    assert "In vier von fünf bekannten Zeiträumen lag der Wert über dem des Vorjahrs, 2016 nicht." in " ".join(
        _texts(ergebnis, "5.1")
    )


def test_the_one_proven_trend_says_that_its_values_have_hinweise(ergebnis: Ergebnis) -> None:
    text = next(t for t in _texts(ergebnis, "1.8.1.2") if "Trend" in t)
    assert text == (
        "2017/18 waren es 2,3\xa0Prozentpunkte weniger als 2016/17 (Vertrauensbereich: 13,2 weniger bis 9,0 mehr) und "
        "14,1\xa0Prozentpunkte weniger als 2012/13 (Vertrauensbereich: 1,9 bis 24,1 weniger). Das ist gegenüber 2016/17 "
        "kein gesicherter Unterschied und gegenüber 2012/13 auffällig, bei der strengeren Prüfung aber nicht gesichert. "
        "Die Jahre schwanken hier stärker, als der Zufall erwarten lässt; das ist eingerechnet. Über alle Zeiträume "
        "seit 2012/13 ist das ein ungünstiger Trend. Das Auf und Ab der einzelnen Jahre erklärt ihn kaum. Zu Werten "
        "dieser Reihe gibt es Hinweise."
    ).replace("\xa0", " ")
    zeilen = _lines(ergebnis, "1.8.1.2", "trend")
    assert any("2014/15: 277 von 292" in z for z in zeilen)
    assert (
        "Ohne diese Streuung wäre z = −7,00; mit ihr bleibt −7,00 : Wurzel aus 2,73 = −4,24 (t), 4 Freiheitsgrade: p = 0,013"
        in zeilen
    )
    assert any(z.startswith("Auch ein Trend, wenn die Anteile im Dokument ungünstig gerundet sind: ja") for z in zeilen)


@pytest.mark.parametrize("kennzahl_id", ["lernfoerderung_erfolg", "anschluss_qualifiziert", "verbleib_schulbesuch"])
def test_series_that_scatter_are_no_trend(ergebnis: Ergebnis, kennzahl_id: str) -> None:
    trend = ergebnis.trend("hamm", kennzahl_id, "hamm")
    assert trend is not None
    assert (trend["trend"], bool(trend["ist_deutlich"])) == ("kein_trend", False)
    reihe = ergebnis.series("hamm", kennzahl_id)
    entwicklung = trendsatz.development_sentence(aenderungssatz.change_sentence(reihe.iloc[-1]), trend, reihe)
    assert entwicklung is not None
    assert entwicklung.text.endswith(
        f"Die Jahre schwanken hier stärker, als der Zufall erwarten lässt; das ist eingerechnet. Ein Trend seit "
        f"{trend['zeitraum_von']} ist nicht nachweisbar."
    )


def test_change_between_two_counted_periods(ergebnis: Ergebnis) -> None:
    reihe = ergebnis.series("hamm", "versorgung_ue3_zuwanderung")
    entwicklung = trendsatz.development_sentence(
        aenderungssatz.change_sentence(reihe.iloc[-1]),
        ergebnis.trend("hamm", "versorgung_ue3_zuwanderung", "hamm"),
        reihe,
    )
    assert entwicklung is not None
    assert entwicklung.text.replace("\xa0", " ") == (
        "2018 waren es 25,1 Prozentpunkte mehr als 2015 (Vertrauensbereich: 8,0 bis 40,1 mehr). Das ist auffällig, bei der "
        "strengeren Prüfung aber nicht gesichert. Für einen Trend sind zwei Zeiträume zu wenig, nötig sind fünf."
    )
    assert [z.replace("\xa0", " ").replace("\u202f", " ") for z in entwicklung.rechnung] == [
        "2018 gegen 2015: 63,6 % − 38,6 % = +25,1 Prozentpunkte",
        "Vertrauensbereich der Differenz nach Newcombe (95 %): +8,0 bis +40,1 Prozentpunkte; (99,8 %): −1,6 bis +47,1 "
        "Prozentpunkte",
        "Exakter Test nach Fisher: p = 0,005",
        "Wie stark die Jahre darüber hinaus schwanken, lässt sich erst ab fünf vergleichbaren Zeiträumen sehen; "
        "eingerechnet ist nur der Zufall",
    ]


def test_trend_words_name_direction_and_strength() -> None:
    assert trendsatz.trend_word({"trend": "fallend", "ist_deutlich": False}) == "fallender Trend"
    assert trendsatz.trend_word({"trend": "fallend", "ist_deutlich": True}) == "deutlicher fallender Trend"


def test_unproven_change_says_what_is_missing(ergebnis: Ergebnis) -> None:
    assert any(
        "Für einen Trend sind zwei Zeiträume mit bekannter Zahl der Fälle zu wenig" in t
        for t in _texts(ergebnis, "1.2")
    )
    assert any("Für keinen der beiden Zeiträume ist bekannt" in t for t in _texts(ergebnis, "1.5"))


def test_bounds_over_all_examined_children(ergebnis: Ergebnis) -> None:
    assert (
        "Bei 6,7 % der untersuchten Kinder fehlte der Nachweis. Zählen sie alle als nein, ist der Anteil "
        "85,6 %; zählen sie alle als ja, 92,4 %." in _texts(ergebnis, "1.2")
    )


def test_missing_year_before_is_named() -> None:
    e = build(build_bestand([wert("2018", 50.0)], [ziel("steigerung_seit_vorjahr", 0)]))
    satz_ = abstandsatz.target_sentence(e, e.zielstand.iloc[0])
    assert satz_.text == "Zum Prüfen fehlt ein Vergleichswert: Im Dokument steht nur dieser eine Zeitraum."


@pytest.mark.parametrize(
    ("ziel_id", "grund"),
    [
        ("1.2", "Beide geprüften Zielwerte sind nicht eingehalten."),
        ("1.6", "Einer von zwei geprüften Zielwerten ist eingehalten."),
        ("1.7", "Der jüngste Wert hält den Zielwert nicht ein."),
        ("2.2", "Das Ziel nennt keine Zahl, an der es sich prüfen ließe."),
        ("5.1", "Gefordert war in jedem Jahr ab 2016 mehr als im Vorjahr. So war es 2017 und 2018, aber nicht 2016."),
        ("4.1", "Für das, was dieses Ziel verlangt, nennt der Bericht keine Kennzahl."),
        # A Kennzahl stands beside it; it counts something else.
        ("1.12", "Für das, was dieses Ziel verlangt, nennt der Bericht keine Kennzahl."),
        ("1", "Dieses Ziel hat keine eigene Kennzahl und keinen eigenen Stand. Beides steht bei den Zielen darunter."),
    ],
)
def test_reason_of_the_status(ergebnis: Ergebnis, ziel_id: str, grund: str) -> None:
    assert zielseite._reason(_seite(ergebnis, ziel_id), ergebnis.goal("hamm", ziel_id)) == grund


@pytest.mark.parametrize(
    ("kennzahl_id", "text"),
    [
        (
            "kaoa_neueinstieg",
            "2018: Rund 1.800 Schülerinnen und Schüler der Jahrgangsstufe 8 stiegen je Schuljahr neu in die Berufsorientierung ein.",
        ),
        ("klagen_kitaplatz", "2018: Keine Klagen wegen eines fehlenden Kita-Platzes waren seit 2012 eingegangen."),
        ("sfm_mitarbeitende", "2018: Ungefähr 20 Mitarbeitende gehörten zum Sozialen Fallmanagement."),
        (
            "kaoa_schulen_andere_traeger",
            "2018: Zwei Schulen in anderer Trägerschaft nahmen freiwillig an der Berufsorientierung teil.",
        ),
        (
            "empfehlung_hauptschule_raeume_gesunken",
            "2018: Neun von neun Sozialräumen hatten anteilig weniger Empfehlungen für die Hauptschule als 2012.",
        ),
        ("elternschulen_vor_ort", "2018: Mehr als 160 Elternschulen vor Ort gab es."),
        (
            "stadtteilbudget_hoechstgrenze",
            "2018: 500 Euro konnte ein Projekt aus dem Stadtteilbudget höchstens bekommen.",
        ),
    ],
)
def test_counts_keep_their_qualifiers(ergebnis: Ergebnis, kennzahl_id: str, text: str) -> None:
    assert wertsatz.level_sentence(ergebnis, ergebnis.latest("hamm", kennzahl_id)).text == text


# Small cases ----------------------------------------------------------------------------------------------------


def _small(werte: list[dict[str, object]], ziel_: dict[str, object], **rest: str) -> list[str]:
    e = build(build_bestand(werte, [ziel_], kennzahlen=[KENNZAHL | rest]))
    z = e.zielstand.iloc[0]
    saetze = [
        abstandsatz.target_sentence(e, z),
        abstandsatz.people_sentence(e, z),
        wegsatz.lasting_sentence(z),
        wegsatz.way_sentence(z),
        wegsatz.pace_sentence(z),
    ]
    return [s.text.replace("\u202f", " ").replace("\xa0", " ") for s in saetze if s]


def test_one_child_is_singular() -> None:
    assert "Für das Ziel (mindestens 45 %) hätte es ein Kind mehr sein müssen." in _small(
        [wert("2018", zaehler=44, nenner=100)], ziel("mindestens", 45)
    )
    assert "Für das Ziel (höchstens 45 %) hätte es bei gleicher Gesamtzahl ein Kind weniger sein müssen." in _small(
        [wert("2018", zaehler=46, nenner=100)], ziel("hoechstens", 45)
    )


def test_value_that_would_round_onto_its_threshold_shows_more_digits() -> None:
    texte = _small([wert("2018", zaehler=9498, nenner=10_000)], ziel("ueber", 95))
    assert texte[0] == "Ziel nicht erreicht: 94,98 %, gefordert mehr als 95 %. Abstand: 0,02 Prozentpunkte."


@pytest.mark.parametrize(
    ("werte", "text"),
    [
        ([46.0, 46.0], "In beiden bekannten Zeiträumen war der Zielwert eingehalten."),
        ([44.0, 46.0], "In einem von zwei bekannten Zeiträumen war der Zielwert eingehalten: 2018."),
        ([44.0, 44.0], "In keinem von zwei bekannten Zeiträumen war der Zielwert eingehalten."),
        (
            [44.0, 44.0, 44.0, 46.0],
            "In einem von vier bekannten Zeiträumen war der Zielwert eingehalten: 2018.",
        ),
        (
            [44.0, 44.0, 46.0, 46.0, 46.0],
            "In drei von fünf bekannten Zeiträumen war der Zielwert eingehalten, 2014 und 2015 nicht.",
        ),
    ],
)
def test_in_how_many_periods(werte: list[float], text: str) -> None:
    jahre = range(2019 - len(werte), 2019)
    assert text in _small([wert(str(j), w) for j, w in zip(jahre, werte, strict=True)], ziel("mindestens", 45))


def test_pace_in_the_last_year_and_standing_still() -> None:
    texte = _small([wert("2018", 40.0), wert("2019", 40.0)], ziel("mindestens", 45))
    assert texte[-1] == (
        "Für das Ziel (mindestens 45 %) hätte der Wert rechnerisch ab 2019 bis 2020 um 5,0 Prozentpunkte steigen "
        "müssen. Seit 2018 war er im Mittel gleich geblieben."
    )


def test_pace_of_a_share_that_should_fall() -> None:
    texte = _small([wert("2016", 5.0), wert("2018", 4.0)], ziel("unter", 2))
    assert (
        "um mehr als 1,0 Prozentpunkte sinken müssen. Seit 2016 war er im Mittel um 0,5 Prozentpunkte im Jahr gesunken."
        in texte[-1]
    )


def test_a_value_that_moved_away_from_its_target() -> None:
    assert "Seit 2016 hat sich der Wert vom Ziel entfernt." in _small(
        [wert("2016", 44.0), wert("2018", 43.0)], ziel("mindestens", 45)
    )


def test_known_but_older_year_before_is_named() -> None:
    texte = _small([wert("2015", 44.0), wert("2018", 46.0)], ziel("steigerung_seit_vorjahr", 0))
    assert texte[0] == "Zum Prüfen fehlt ein Vergleichswert: Vor 2018 ist zuletzt 2015 bekannt, nicht das Vorjahr."


# All sentences --------------------------------------------------------------------------------------------------

FALSCH = {
    r"\b(In|Von|Für) 0 von": "null als Ziffer",
    r"\b1 (Jahre|Zeiträume|Kinder|Familien|Hilfen)\b": "Mehrzahl bei eins",
    r"\b(null|eine) von .* Zielwerten": "Geschlecht",
    r"ganzen (Kinder|Jugendliche|Hilfen)": "Fall",
    r"  ": "doppeltes Leerzeichen",
    r"\bnan\b|NaN|None|<NA>": "fehlender Wert im Text",
    r"\.\.": "zwei Punkte",
    r"\d\.\d{1,2}\b(?!\.)(?!\d)": "Dezimalpunkt",
    r"−0(,0+)?\b(?![,\d])": "minus null",
    r"\ballen zwei\b": "beide",
    r"Leuchtturm|Erfolgsmodell|innovativ|schneidet": "Werbung oder Vorwurf",
}


@pytest.mark.parametrize("muster", list(FALSCH), ids=list(FALSCH.values()))
def test_no_sentence_reads_wrong(ergebnis: Ergebnis, muster: str) -> None:
    for ort, s in _all(ergebnis):
        for text in (s.text, *s.rechnung):
            ohne_datum = re.sub(r"\d{2}\.\d{2}\.\d{4}|\d{1,3}(\.\d{3})+|„[^“]*“|(?:Abschnitt|Ziel) [\d.]+", "#", text)
            assert not re.search(muster, ohne_datum), f"{ort}: {text}"


def test_every_sentence_ends_and_names_a_known_method(ergebnis: Ergebnis) -> None:
    bekannt = {"", *Methode}
    for ort, s in _all(ergebnis):
        assert s.text.endswith("."), f"{ort}: {s.text}"
        assert set(s.methode.split()) <= bekannt
        assert s.text[0].isupper() or s.text[0].isdigit(), s.text


def test_status_download_carries_reason_statement_and_arithmetic(ergebnis: Ergebnis) -> None:
    from kekiz.wege import export

    t = export.status(ergebnis)
    assert (t["rechnung"] != "").all()
    assert (t["statusgrund"] != "").all()
    u3 = t[t["kennzahl_id"].eq("versorgung_u3")].iloc[0]
    assert u3["abstand_anzahl"] == 403
    assert "hätten es 403 Kinder mehr sein müssen" in u3["rechnung"]
    assert "1.671 : 4.607 × 100" in u3["rechnung"]
    assert u3["ki_niveau"] == 95.0
    assert u3["zuverlaessigkeit"] == "gezaehlt"


def test_download_and_page_word_the_same_arithmetic(ergebnis: Ergebnis) -> None:
    from kekiz.wege import export

    tabelle = export.ergebnisse(ergebnis)
    w = ergebnis.werte
    for i in w.index[w["wert"].notna()]:
        assert tabelle.at[i, "rechnung"] == "; ".join(wertsatz.share_arithmetic(ergebnis, w.loc[i])), tuple(
            w.loc[i, ["kennzahl_id", "zeitraum"]]
        )
