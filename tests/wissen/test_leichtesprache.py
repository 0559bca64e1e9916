"""Rules of Leichte Sprache: each is broken by a sentence here, and what keeps them is left alone."""

import pytest

from kekiz.wissen.leichtesprache import BUCHSTABEN, WOERTER, find_faults, find_faults_of_name, show_joints


def sentence(woerter: int) -> str:
    return " ".join(["Wir", "sehen", *["gut"] * (woerter - 2)]) + "."


@pytest.mark.parametrize(
    "satz",
    [
        "Hier sehen Sie Zahlen über Kinder.",
        "Das Ziel war: mindestens 95 von 100.",
        "Am 30. September 2018 waren es ungefähr 36 von 100.",
        "Wie viele Kinder waren bei der U8?",
        "Das Ziel heißt:",
        "Diese Ziele hat die Stadt zum Teil erreicht.",
        "Im Rest von der Stadt waren es 92 von 100.",
        "Kita, Schule und Beruf sind wichtig.",
        "In der ganzen Stadt waren es 92 von 100.",
        "Welche Angebote gibt es?",
        "Am Ende von der Grund·schule gibt es eine Empfehlung.",
        "Die Zahl soll jedes Jahr mehr werden.",
        "Der Text heißt: „Umsetzung einer flächendeckenden Berufsorientierung des Landes (NRW)“.",
        sentence(WOERTER),
        f"Das ist ein {'A' + 'b' * (BUCHSTABEN - 1)}.",
        # An ending has no joint before it.
        "Menschen mit Lern·schwierigkeiten haben das geprüft.",
    ],
)
def test_easy_sentences_are_left_alone(satz: str) -> None:
    assert find_faults(satz) == []


@pytest.mark.parametrize(
    ("satz", "befund"),
    [
        (sentence(WOERTER + 1), f"Der Satz ist lang (gefunden {WOERTER + 1} Wörter"),
        (f"Das ist ein {'A' + 'b' * BUCHSTABEN}.", "Ein langes Wort"),
        (f"Das ist {'A' + 'b' * BUCHSTABEN}keit.", "Ein langes Wort"),
        ("Der Betreuungsplatz ist da.", "Ein langes Wort (gefunden „Betreuungsplatz“"),
        ("Jedes Kind hat einen Impfpass", "Am Ende fehlt ein Satzzeichen"),
        ("Das ist gut. Das ist schön.", "In einer Zeile stehen mehrere Sätze"),
        ("Wir sehen A, B, C, D und E.", "Der Satz hat viele Teile"),
        ("Das sind 92 %.", "Prozent sind schwer"),
        ("Das sind 92 Prozent.", "Prozent sind schwer"),
        ("Es gibt drei Ziele.", "Eine Zahl steht als Wort (gefunden „drei“"),
        ("Kinder lernen z. B. lesen.", "Eine Abkürzung"),
        ("Das Land NRW zahlt.", "Eine Abkürzung (gefunden „NRW“"),
        ("Das Ziel (von 2018) ist da.", "Ein schweres Zeichen"),
        ("Das Ziel des Jahres ist da.", "Ein Genitiv (gefunden „des“"),
        ("Die Ziele der Stadt sind da.", "Ein Genitiv (gefunden „Ziele der Stadt“"),
        ("Das Kind einer Frau lacht.", "Ein Genitiv"),
        ("Wir bleiben wegen dem Regen.", "Ein Genitiv (gefunden „wegen“"),
        ("Das Ziel wurde erreicht.", "Passiv (gefunden „wurde erreicht“"),
        ("Die Zahlen werden bald geprüft.", "Passiv"),
        ("Das wissen wir, weil geprüft wurde.", "Passiv (gefunden „geprüft wurde“"),
        ("Das Ziel ist geprüft worden.", "Passiv"),
        ("Wir wissen, dass es geht.", "Ein Nebensatz (gefunden „dass“"),
        ("Das ist das Kind, das lacht.", "Ein Nebensatz (gefunden „, das“"),
        ("Das sind die Kinder, welche lachen.", "Ein Nebensatz"),
        ("Wir üben, um gut zu lesen.", "Ein Nebensatz"),
        ("Das könnte gehen.", "Ein Konjunktiv"),
        ("Die Kennzahl ist gut.", "Ein schweres Wort (gefunden „Kennzahl“, erwartet „Zahl“)"),
    ],
)
def test_hard_sentences_are_found(satz: str, befund: str) -> None:
    assert any(f.startswith(befund) for f in find_faults(satz)), find_faults(satz)


def test_names_of_places_are_as_long_as_they_are_and_have_no_genitive() -> None:
    assert find_faults("Nordrheinwestfalen ist groß.", ["Nordrheinwestfalen"]) == []
    assert find_faults("Bad Musterstadts Kinder lernen.", ["Bad Musterstadt"]) == [
        "Ein Genitiv (gefunden „Bad Musterstadts“, erwartet „von Bad Musterstadt“)"
    ]


def test_a_name_is_no_sentence_but_has_its_words() -> None:
    assert find_faults_of_name("Ziele für Kinder") == []
    assert find_faults_of_name("Ziele der Stadt")[0].startswith("Ein Genitiv")


def test_joints_are_shown_in_long_words_only() -> None:
    assert show_joints("Kinderarzt, Betreuungsplatz und Kita") == "Kinder·arzt, Betreuungs·platz und Kita"
    assert show_joints("Kindern") == "Kindern"
