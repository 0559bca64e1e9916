"""What was is told as what was: the documents are from 2011 to 2018, so nothing tells of an offer in the present tense.

Two kinds of text are held. What tells of programmes, offers and bodies may hold no verb of the present at all; what
explains a count or a document may (a document still says, a rule still counts), but none of the verbs of doing.

A Kennzahl tells what was counted, so its texts tell. A term of the glossary tells where a document is its source; a
general term is timeless. Left out on purpose: ``ziele`` (a goal says what shall be) and what a municipality set itself
as aim, focus or indicator (``profil``).
"""

import re
from collections.abc import Iterator

import pytest

from kekiz.daten.load import load
from paketbau import REPO

ERZAEHLT = {
    "module": ["kurz", "beschreibung", "zielgruppe", "traeger"],
    "modul_angaben": ["angabe"],
    "modul_raeume": ["angabe"],
    "ausgangszahlen": ["angabe"],
    "zeitleiste": ["ereignis"],
    "arbeitsprogramm": ["vorhaben"],
    "massnahmen": ["kurz", "finanzierung"],
    "stadtteilarbeit": ["text"],
    "gremien": ["aufgabe", "zusammensetzung"],
    "integrationskette": ["beschreibung"],
    "praxisbeispiele": ["kurz", "initiator", "zielgruppe", "erfolgsfaktoren"],
    "profil": ["text"],
    "kennzahlen": ["name", "definition", "zaehler", "nenner", "satz"],
    "glossar": ["erklaerung"],
}
ERKLAERT = {
    "hinweise": ["titel", "befund", "nachgerechnet", "umgang"],
    "zaehlweisen": ["stichtag", "datenhalter", "erhebungsrhythmus", "beschreibung"],
    "bsc": ["anmerkung"],
    "steuerung": ["kurz"],
    "rueckmeldungen": ["befund", "beschluss"],
    "steuerung_teile": ["text"],
    "themencluster": ["gegenstand", "schwerpunkte"],
}
PROSA = ("index.md", "ziele/*.md", "module/*.md", "kette/*.md", "sozialraeume/*.md", "kommunen/[!m]*.md")
ABSICHTEN = {"profilziel", "fokus", "indikator"}
"""Kinds of ``profil``: what a municipality wanted, in its own words."""

_TUN = (
    "läuft bietet arbeitet erhält bekommt plant hilft berät fördert tagt trifft schult richtet wendet nutzt prüft leitet"
    " lädt lernt wirkt besteht bereitet stärkt soll sollen will wollen"
)
_TUN_MEHRZAHL = (
    "laufen bieten arbeiten bekommen erhalten planen helfen beraten fördern tagen treffen schulen richten wenden nutzen"
    " leiten lernen wirken bestehen besuchen begleiten betreuen unterstützen finanzieren bezahlen teilnehmen anbieten"
    " zusammenarbeiten brauchen"
)
# These are past participles as well; they are verbs of the present only where nothing else in the clause is finite.
_DOPPELT = (
    "besucht begleitet betreut unterstützt vermittelt finanziert bezahlt organisiert koordiniert informiert beteiligt"
)
_SONST = (
    "ist sind hat wird kann muss darf gibt führt braucht trägt kommt geht bleibt liegt steht macht stellt zahlt"
    " sammelt gehört beginnt endet dauert findet fehlt gilt nimmt passt reicht sieht setzt stützt umfasst zeigt zählt"
    " übernimmt wechselt steigt sinkt lebt kennt hält hängt handelt greift lässt bringt bildet baut verfolgt spricht"
    " verbindet meldet leistet entsteht"
)
_SONST_MEHRZAHL = (
    "haben tragen kommen gehen bleiben liegen stehen stellen leben halten bilden gehören nehmen melden müssen"
)


def _words(liste: str) -> str:
    return r"\b(?:" + "|".join(liste.split()) + r")\b"


# An infinitive looks like a plural of the present. It follows "zu", stands beside a modal verb or ends its clause.
_INFINITIV = r"(?<!\bzu )"
_KEIN_ENDE = r"(?!\s*(?:[.):]|\($|\(\w+\)\.?$|$)|,? und | oder )"
_MODAL = re.compile(
    r"\b(?:solle?|sollte|wollte|konnte|könnte|musste|müsste|durfte|würde|half|kann|lassen|ließe?)(?:n|en)?\b|\bum\b",
    re.IGNORECASE,
)
_HILFSVERB = re.compile(
    r"\b(?:w[ue]rden?|worden|war(?:en)?|ist|sind|hat(?:ten|te)?|haben|wird|sei(?:en)?|von)\b", re.IGNORECASE
)
_PARTIZIP = r"\b(?:\w*ge|be|ver|er|ent|\w*über)\w+(?:t|en)\b|\b\w+iert\b"
_PERFEKT = re.compile(rf"\b(?:hat|haben|ist|sind)\b.*(?:{_PARTIZIP})|(?:{_PARTIZIP}) (?:hat|haben|ist|sind)\b", re.I)
_DOKUMENT = re.compile(
    r"\b(?:der|das|die|sein|ein|diese[sr]?|den) (?:\w+ )?"
    r"(?:Bericht|Fachbericht|Konzept|Handlungskonzept|\w*[Dd]atenblatt|Text|Schaubild|\w*[Ll]iste|Tabelle|Dokument|Profil|Ziel"
    r"|Zielkatalog|Zieltext|Seite|Quote|Kennzahl|Betrag|Wert|Spalte|Überschrift|Abschnitt|Ausblick|Wort|Übersicht|Präventionsbudget)\b"
    r"|\b(?:Ziel \d[\d.]*|Maßnahme \d+|Tabelle \d+)\b",
    re.IGNORECASE,
)
_BEGRIFF = re.compile(r"“? (?:steht für|heißt|bedeutet|meint)\b")
_HOERENSAGEN = re.compile(r"\bsoll(?:en)? .*\b(?:haben|gewesen sein|stehen)\b")
_GIBT_ES = re.compile(r"\bg(?:ibt es|ibt (?=[\w ]*\bes\b))|\bes\b[\w ]* gibt\b")
_ANGABE = re.compile(
    r"Wert|[Zz]ahl|Ziel|Kennzahl|Quote|Zeile|Diagramm|Rangliste|Gesamtnote|Angabe|Lesart|Name|Spanne|[Ss]umme|Anteil|Abbildung"
    r"|Tabelle|Schaubild|Rechnung|Profil|Betrag|\bganze\b|Empfehlungen|Pflicht|\bWort\b|weitere"
)

_ZEITLOS = "was eine Untersuchung, eine Impfung oder das Lernen überhaupt ist, gilt heute wie damals"
_ABHAENGIG = "hängt von einem Satz in der Vergangenheit ab"
AUSNAHMEN = {
    "Ob Vorbeugung wirkt, sollte sich künftig besser messen lassen.": _ABHAENGIG,
    "Wer Kinder stärken will, fragt anders:": _ZEITLOS,
    "Was hilft ihnen, gut aufzuwachsen?": _ZEITLOS,
    "Ob jemand ein Angebot nutzt, hängt auch von der sozialen Lage ab.": _ZEITLOS,
    "Netze leiten und pflegen, das Gesundheitswesen einbinden, den Ganztag der Schule für die "
    "Vorbeugung nutzen.": _ABHAENGIG,
    "Benennen lässt sich aber, was hilft, was fordert und worüber man stolpert.": _ZEITLOS,
    "Es hilft Kindern aus Familien mit wenig Geld.": _ZEITLOS,
    "Wer vor Ort arbeitet, sollte über die Projektleitung ihre Zustimmung einholen können: zu "
    "Zielen, Projekten und Maßnahmen.": _ABHAENGIG,
    "Das Vorwort zum Bericht 2018 nennt drei Maßgaben: vom Kind aus denken, früh fördern, Eltern "
    "einbeziehen und begleiten.": _ABHAENGIG,
    "Bei den Sozialraumgruppen ging es darum, wer sie leitet, wie sie zugeschnitten sind und wer "
    "dazugehört.": _ABHAENGIG,
    "Erstes Umfeld waren Stellen, die vor und nach der Geburt helfen, und „“.": _ABHAENGIG,
    "Auch der Nachweis, dass etwas wirkt, sollte überall gleich geregelt sein.": _ABHAENGIG,
    "Gemeint waren vor allem Zentren, die auch beim Lernen für die Schule helfen.": _ABHAENGIG,
    "Dienste, die Familien mit Hilfen zur Erziehung unterstützen.": _ZEITLOS,
    "Hamm wollte die Bildungserfolge steigern, indem es Eltern und Fachkräfte breit stärkt.": _ABHAENGIG,
    "Ein genaues System für die Finanzen sollte Rat und Land zeigen, dass das Geld wirkt:": _ABHAENGIG,
    "In Deutschland war laut Fachbericht bis 2013 erst wenig untersucht, ob umfassende Vorbeugung in"
    " Kommunen wirkt.": _ABHAENGIG,
    "Wie gelingt das so, dass es Kindern, Jugendlichen und Familien wirklich hilft?": _ZEITLOS,
    "Wer Netzwerke und Projekte leitet, musste Ziele setzen, Geld steuern, Interessen ausgleichen "
    "und mit Konkurrenz umgehen, über Fachgebiete und Träger hinweg.": _ABHAENGIG,
    "Hamm wusste, wie man Eltern vorbeugend hilft und wie eine Stadt die Bildung von Eltern und "
    "Familien organisiert.": _ABHAENGIG,
    "Eine Kraft hilft einem Kind mit Behinderung, in der Schule dabei zu sein.": _ZEITLOS,
    "Auge und Hand arbeiten zusammen, zum Beispiel beim Malen.": _ZEITLOS,
    "Junge Leute und Erwachsene sollten Ausbildung und Arbeit aufnehmen können und wollen.": _ABHAENGIG,
    "Sie sollten sich in Stadtteil, Nachbarschaft und Verein einbringen können und wollen.": _ABHAENGIG,
    "Für jede Maßnahme sollte bewertet werden, ob sie der Integration hilft.": _ABHAENGIG,
    "Die Untersuchung soll Störungen der Gesundheit und Auffälligkeiten der Entwicklung früh erkennen.": _ZEITLOS,
    "Für den vollen Schutz gegen Masern sind zwei Impfungen nötig.": _ZEITLOS,
    "Manche Kinder lernen Lesen, Schreiben oder Rechnen viel mühsamer als andere.": _ZEITLOS,
    "Anteil aller neuen Mütter, die im ersten Jahr nach der Geburt seelisch so erkranken, dass sie Behandlung brauchen"
    " (nicht auf Hamm bezogen)": _ZEITLOS,
    "Die Stadt ging davon aus, dass es Kindern nur so gut geht wie ihren Eltern.": "ein Leitsatz, keine Nachricht",
    "Jedes Kind ist wertvoll!": "ein Leitsatz, keine Nachricht",
    "Allen Schulkindern in Hamm soll eine gezielte Untersuchung und Beratung offenstehen.": "so will es das Ziel",
    "Kinder und Jugendliche in Hamm sollen deutlich bessere Chancen bekommen, sich gut zu entwickeln.": "so will es das Ziel",
    "Es ist eine Bestandsaufnahme.": "vom Datenblatt gesagt, das vorliegt",
    "Die U8 ist eine Untersuchung rund um den vierten Geburtstag.": _ZEITLOS,
    "Das sind Kinder unter dem Regelstandard.": "was die Stufen heißen",
    "Stationär sind zum Beispiel Vollzeitpflege und Heimerziehung.": "was das Wort heißt",
    "Anteil der Haushalte, die eine Bedarfsgemeinschaft nach dem SGB II sind": "was gezählt ist, ohne ein Jahr",
    "bei 1 ist der Anteil mit Stufe 1 oder 2 so groß wie im Land": "wie die Zahl zu lesen ist",
    "ob Prozentpunkte gemeint sind, bleibt offen": "vom Dokument gesagt, das vorliegt",
}
"""Sentences that may stand in the present, and why."""


def sentences(text: str) -> list[str]:
    """Cuts a text into sentences; what stands between quotation marks is somebody else's word."""
    ohne = re.sub(r"„[^„“]*“", "„“", text)
    return [s.strip() for s in re.split(r"(?<![0-9].)(?<=[.!?:])\s+(?=[A-ZÄÖÜ„])|\n+|;", ohne) if s.strip()]


def _clauses(satz: str) -> list[str]:
    return re.split(r",| – ", satz)


def present_tense(satz: str) -> str | None:
    """Finds a finite verb of the present in a sentence that tells; a document and a term may speak in it.

    Example:
        >>> present_tense("Fachkräfte besuchen Familien zu Hause."), present_tense("Fachkräfte sollten Familien besuchen.")
        ('besuchen', None)
    """
    return _verb(satz, f"{_TUN} {_SONST}", f"{_TUN_MEHRZAHL} {_SONST_MEHRZAHL}")


def doing(satz: str) -> str | None:
    """Finds a verb of doing in the present in a sentence that explains; hearsay ("soll gewesen sein") is no plan.

    Example:
        >>> doing("Der Bericht nennt 82 %."), doing("Ein zweiter Besuch läuft seit 2015.")
        (None, 'läuft')
    """
    if (treffer := _GIBT_ES.search(satz)) and not _ANGABE.search(satz):
        return treffer.group().strip()
    return None if _HOERENSAGEN.search(satz) else _verb(satz, _TUN, _TUN_MEHRZAHL)


def _verb(satz: str, einzahl: str, mehrzahl: str) -> str | None:
    for nummer, teil in enumerate(_clauses(satz)):
        if _DOKUMENT.search(teil) or _BEGRIFF.search(teil) or _PERFEKT.search(teil):
            continue
        if treffer := re.search(_words(einzahl), teil):
            return treffer.group()
        if _MODAL.search(satz):
            continue
        if not _HILFSVERB.search(satz) and (treffer := re.search(_words(_DOPPELT), teil)):
            return treffer.group()
        ende = "" if nummer else _KEIN_ENDE
        treffer = re.search(_INFINITIV + _words(mehrzahl) + ende, teil)
        if treffer and not (treffer.group() == "beraten" and _HILFSVERB.search(satz)):
            return treffer.group()
    return None


def _told() -> Iterator[tuple[str, str, bool]]:
    """Gives place, sentence and whether the text tells (True) or explains (False)."""
    for tabelle in load(REPO / "datapackage").tabellen:
        for spalte in (*ERZAEHLT.get(tabelle.name, ()), *ERKLAERT.get(tabelle.name, ())):
            frame = tabelle.frame
            if tabelle.name == "profil":
                frame = frame[~frame["art"].isin(ABSICHTEN)]
            if tabelle.name == "glossar":
                frame = frame[frame["quelle_id"].fillna("").ne("")]
            for zeile, text in zip(frame["_zeile"], frame[spalte].fillna(""), strict=True):
                for satz in sentences(str(text)):
                    yield f"{tabelle.datei} Zeile {zeile} [{spalte}]", satz, tabelle.name in ERZAEHLT
    wer = _bodies()
    for datei in sorted(d for muster in PROSA for d in (REPO / "docs").glob(muster)):
        erzaehlt = False
        text = re.sub(r"^---.*?^---$|\{\{.*?\}\}", "", datei.read_text(encoding="utf-8"), flags=re.S | re.M)
        for zeile in text.splitlines():
            if zeile.startswith("#"):
                erzaehlt = zeile.startswith("## Was Hamm")
                continue
            for satz in sentences(zeile):
                # Goals say what shall be, and what a word means is timeless: there only named bodies and offers count.
                if erzaehlt or wer.search(satz):
                    yield datei.relative_to(REPO).as_posix(), satz, erzaehlt


def _bodies() -> re.Pattern[str]:
    """Names of offers and bodies of the real packages, and the city itself."""
    tabellen = {(t.paket, t.name): t.frame for t in load(REPO / "datapackage").tabellen}
    namen = {str(n) for (_, art), f in tabellen.items() if art in ("module", "gremien") for n in f["name"]}
    return re.compile(
        r"\b(?:[Dd]ie Stadt|Hamm|" + "|".join(map(re.escape, sorted(namen, key=len, reverse=True))) + r")\b"
    )


def test_no_sentence_tells_of_then_as_of_now() -> None:
    gefunden = [
        f"{ort}: „{verb}“ in: {satz}"
        for ort, satz, erzaehlt in _told()
        if satz not in AUSNAHMEN and (verb := present_tense(satz) if erzaehlt else doing(satz))
    ]
    assert gefunden == []


def test_no_time_of_a_table_is_the_readers_own() -> None:
    """A document's "derzeit" is its year; alone in a cell it would mean the day of reading."""
    jetzt = re.compile(r"^(?:aktuell|derzeit|zurzeit|heute|jetzt|bislang|letzte|in den l)", re.IGNORECASE)
    gefunden = [
        f"{t.datei}: {text}"
        for t in load(REPO / "datapackage").tabellen
        for spalte in {"zeitraum", "jahr", "stand", "seit"} & set(t.frame)
        for text in t.frame[spalte].dropna().astype(str)
        if jetzt.search(text)
    ]
    assert gefunden == []


def test_no_exception_outlives_its_sentence() -> None:
    assert set(AUSNAHMEN) - {satz for _, satz, _ in _told()} == set()


# --- the check itself ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("satz", "verb"),
    [
        ("Die Schulsozialarbeit läuft an 20 Schulen.", "läuft"),
        ("Das Familienbüro bietet Kurse an.", "bietet"),
        ("Fachkräfte besuchen Familien zu Hause.", "besuchen"),
        ("Familien, die einen Willkommensbesuch bekommen", "bekommen"),
        ("Die Stadt unterstützt Familien.", "unterstützt"),
        ("Das Programm ist kostenlos.", "ist"),
        ("Die Stadt plant zwei Stellen.", "plant"),
        ("Im Sozialraum gibt es ein Elterncafé.", "gibt"),
        ("Ein Netzwerk soll entstehen.", "soll"),
        ("Fachkräfte sollten Familien besuchen.", None),
        ("Familien wurden besucht und unterstützt.", None),
        ("Die Stadt hat die Zielmatrix überarbeitet.", None),
        ("Menschen, die das Jobcenter vermittelt hat", None),
        ("Eltern beraten und begleiten.", None),
        ("Ziel war es, Familien zu besuchen.", None),
        ("Der Bericht führt die Kurse einzeln auf.", None),
        ("SOPESS steht für ein Entwicklungsscreening.", None),
        ("Begleitet von der Steuerungsgruppe", None),
        ("Die Besuche liefen bis 2018.", None),
    ],
)
def test_what_tells_may_not_speak_in_the_present(satz: str, verb: str | None) -> None:
    assert present_tense(satz) == verb


@pytest.mark.parametrize(
    ("satz", "verb"),
    [
        ("An den übrigen Schulen gibt es feste Ansprechpersonen.", "gibt es"),
        ("Seit wann es Besuche gibt, steht im Text.", "es Besuche gibt"),
        ("Die Jugendgerichtshilfe begleitet auch Heranwachsende.", "begleitet"),
        ("Pilotgebiete sollen erst ausgewählt werden.", "sollen"),
        ("Für 2018 gibt es keinen Wert.", None),
        ("Eine Rangliste gibt es nicht.", None),
        ("Der Bericht nennt 82 %.", None),
        ("Gezählt werden Anträge, nicht Kinder.", None),
        ("Davon sollen 55 % offen gewesen sein.", None),
    ],
)
def test_what_explains_may_not_say_what_somebody_does(satz: str, verb: str | None) -> None:
    assert doing(satz) == verb


def test_sentences_end_at_full_stops_but_not_after_a_day() -> None:
    assert sentences("Ab dem 1. Mai lief es. „Es läuft. Gut“ steht da; mehr nicht.") == [
        "Ab dem 1. Mai lief es.",
        "„“ steht da",
        "mehr nicht.",
    ]
