"""What a page consists of: order from its kind, title from the data, words from a file that holds nothing else."""

import pytest

from kekiz.seiten.anatomie import Abschnitt, Eintrag, Seitenart, check_words, compose, one_page, split_words

ART = Seitenart(
    "ding",
    "dinge.csv",
    ("ding_kopf", Abschnitt("Kurz gesagt"), "ding_zahlen", Abschnitt("Was {ort} tut")),
    lambda _: [],
)
EINTRAG = Eintrag("dort", "1.1", 'Ein "Ding": {{ x }}', "Satz.", "Dort")


def compose_words(art: Seitenart, text: str) -> str:
    return compose(art, EINTRAG, text, lambda abschnitt: abschnitt.tabelle in ("", "voll"))


def faults(text: str, art: Seitenart = ART) -> list[str]:
    return [str(f) for f in check_words("docs/dinge/1-1.md", text, art, "Dort")]


def test_words_stand_in_the_order_of_the_kind_not_of_the_file() -> None:
    text = compose_words(ART, "## Was Dort tut\nZweitens.\n\n## Kurz gesagt\nErstens.\n")
    assert text == (
        '---\ntitle: "Ein \\"Ding\\": &#123;&#123; x &#125;&#125;"\ndescription: "Satz."\nkommune: "dort"\nding: "1.1"\n---\n'
        "\n{{ ding_kopf() }}\n\n## Kurz gesagt\nErstens.\n\n{{ ding_zahlen() }}\n\n## Was Dort tut\nZweitens.\n"
    )


def test_without_words_no_heading_stands_empty() -> None:
    assert "##" not in compose_words(ART, "")
    assert "##" not in compose_words(ART, "## Kurz gesagt\n\n\n")


def test_words_before_the_first_heading_have_no_heading() -> None:
    art = Seitenart("ding", "dinge.csv", (Abschnitt(), "ding_kopf"), lambda _: [])
    assert compose_words(art, "Vorab.\n").endswith("---\n\n\nVorab.\n\n{{ ding_kopf() }}\n")
    assert faults("Vorab.\n", art) == []


def test_deeper_headings_belong_to_the_words() -> None:
    assert split_words("## A\ntext\n\n### B\nmehr\n") == {"A": "text\n\n### B\nmehr"}
    assert faults("## Kurz gesagt\ntext\n\n### B\nmehr\n") == []


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        (
            "## Kurz gesgt\nText.\n",
            "docs/dinge/1-1.md: Diesen Abschnitt hat eine solche Seite nicht (gefunden „Kurz gesgt“, erwartet "
            "„Kurz gesagt“, „Was Dort tut“). Meint sie „Kurz gesagt“?",
        ),
        (
            "Vorab.\n",
            "docs/dinge/1-1.md: Diesen Abschnitt hat eine solche Seite nicht (gefunden Text vor der ersten Überschrift, "
            "erwartet „Kurz gesagt“, „Was Dort tut“). Bitte eine dieser Überschriften nehmen.",
        ),
        (
            "## Kurz gesagt\n\n{{ ding_zahlen() }}\n",
            "docs/dinge/1-1.md Zeile 3: Hier steht ein Aufruf ({{ … }}), erwartet sind nur Worte. Bitte den Aufruf "
            "löschen.",
        ),
        (
            '---\ntitle: "Ding"\n---\n## Kurz gesagt\n',
            "docs/dinge/1-1.md Zeile 1: Vor den Worten steht ein Kopf (gefunden „---“, erwartet nur Worte). Bitte den "
            "Kopf löschen: Titel und Beschreibung kommen aus den Daten.",
        ),
    ],
    ids=["Tippfehler", "vorab", "Aufruf", "Kopf"],
)  # fmt: skip
def test_file_that_holds_more_than_words_is_a_fault(text: str, meldung: str) -> None:
    assert faults(text) == [meldung]


def test_file_with_the_sections_of_its_kind_has_no_fault() -> None:
    assert faults("## Kurz gesagt\nText mit { Klammer.\n\n## Was Dort tut\nMehr.\n") == []


def test_section_with_parts_stands_where_its_table_has_rows() -> None:
    ordnung = (Abschnitt("Eins", ("a", "b"), "voll"), Abschnitt("Zwei", ("c",), "leer"), Abschnitt("Drei", ("d",)))
    art = Seitenart("ding", "dinge.csv", ordnung, lambda _: [])
    text = compose_words(art, "## Eins\nWorte.\n\n## Zwei\nWorte.\n")
    assert text.partition("---\n\n")[2] == "## Eins\nWorte.\n\n{{ a() }}\n\n{{ b() }}\n\n## Drei\n\n\n{{ d() }}\n"


SEITE = Seitenart(
    "seite",
    "kekiz.toml",
    (
        Abschnitt(),
        "jahre",
        Abschnitt("Fragen", ("fragen",), anker="frage", faltet=True),
        Abschnitt("Regel", anker="regel"),
    ),
    one_page("Titel", "Satz.", "Kurz"),
    ("toc",),
    ("title", "description", "fragen"),
)


def page(text: str) -> str:
    (eintrag,) = SEITE.entries(None)  # type: ignore[arg-type]
    return compose(SEITE, eintrag, text, lambda _: True)


def test_page_of_the_site_has_its_own_title_where_its_file_says_so() -> None:
    assert page("") == (
        '---\ntitle: "Titel"\ndescription: "Satz."\nhide: ["toc"]\n---\n\n{{ jahre() }}\n\n'
        '<details class="kp-falte" markdown="1"><summary><h2 id="frage">Fragen</h2></summary>\n\n{{ fragen() }}\n\n</details>\n'
    )
    text = page("---\ntitle: Eigener\n---\nVorab.\n\n## Regel\nSo.\n")
    assert '\ntitle: "Eigener"\ndescription: "Satz."\n' in text
    assert text.partition("---\n\n")[2].startswith("\nVorab.\n\n{{ jahre() }}\n\n<details")
    assert text.endswith("</details>\n\n## Regel {: #regel }\nSo.\n")


@pytest.mark.parametrize(
    ("text", "meldung"),
    [
        ("---\ntitle: A\nfragen: []\n---\nVorab.\n", None),
        (
            "---\ntitle: A\nhide: [toc]\n---\n",
            "docs/dinge/1-1.md Zeile 1 [hide]: Dieses Feld hat der Kopf einer solchen Seite nicht (erwartet title, "
            "description, fragen). Bitte das Feld löschen.",
        ),
        (
            "---\ntitle: [A\n---\n",
            "docs/dinge/1-1.md Zeile 1: Der Kopf ist nicht lesbar (erwartet name: Wert). Bitte die Zeilen berichtigen.",
        ),
        (
            "---\ntitle: A\n---\nVorab.\n{{ jahre() }}\n",
            "docs/dinge/1-1.md Zeile 5: Hier steht ein Aufruf ({{ … }}), erwartet sind nur Worte. Bitte den Aufruf "
            "löschen.",
        ),
    ],
    ids=["gut", "Feld", "unlesbar", "Aufruf"],
)  # fmt: skip
def test_head_of_a_page_of_the_site_says_what_its_kind_knows(text: str, meldung: str | None) -> None:
    assert faults(text, SEITE) == ([meldung] if meldung else [])


def test_section_stands_where_the_data_ask_for_it() -> None:
    ja, nein = Abschnitt("Ja", ("a",), gibt=lambda _: True), Abschnitt("Nein", ("b",), gibt=lambda _: False)
    art = Seitenart("ding", "dinge.csv", (ja, nein), lambda _: [])
    text = compose(art, EINTRAG, "## Nein\nWorte.\n", lambda a: a.gibt is None or a.gibt(None))  # type: ignore[arg-type]
    assert text.partition("---\n\n")[2] == "## Ja\n\n\n{{ a() }}\n"


def test_words_beyond_the_open_paragraphs_are_folded_after_the_parts() -> None:
    ordnung = (
        Abschnitt("Eins", offen=1, klappe="Mehr in {ort}"),
        Abschnitt("Zwei", ("a",), offen=0, klappe="Ausführlich"),
    )
    art = Seitenart("ding", "dinge.csv", ordnung, lambda _: [])
    text = compose_words(art, "## Eins\nErstens.\n\nZweitens.\n\n## Zwei\nWorte.\n")
    ort = "Mehr in " + EINTRAG.ort
    zeilen = [z for z in text.partition("---\n\n")[2].splitlines() if z]
    assert zeilen == [
        "Erstens.",
        f'<details class="kp-klappe" markdown="1"><summary>{ort}</summary>',
        "Zweitens.",
        "</details>",
        "## Zwei",
        "{{ a() }}",
        '<details class="kp-klappe" markdown="1"><summary>Ausführlich</summary>',
        "Worte.",
        "</details>",
    ]
    kurz = compose_words(art, "## Eins\nErstens.\n")
    assert "details" not in kurz
    assert "Erstens." in kurz


VERSCHACHTELT = Seitenart(
    "ding",
    "dinge.csv",
    (Abschnitt("Methoden", anker="alle", unter=(Abschnitt("Zählen", ("zaehlen",), anker="z", vor="**Quelle.**"), Abschnitt("Raten"))),),
    lambda _: [],
)  # fmt: skip


def test_sections_within_a_section_have_their_parts_before_the_paragraph_that_is_named() -> None:
    text = compose_words(
        VERSCHACHTELT, "## Methoden\nVorab.\n\n### Raten\nNie.\n\n### Zählen\nEins.\n\n**Quelle.** Adam.\n"
    )
    assert text.partition("---\n\n")[2] == (
        "## Methoden {: #alle }\nVorab.\n\n### Zählen {: #z }\nEins.\n\n{{ zaehlen() }}\n\n**Quelle.** Adam.\n\n### Raten\nNie.\n"
    )
    ohne = compose_words(VERSCHACHTELT, "## Methoden\n### Zählen\nEins.\n")
    assert "Eins.\n\n{{ zaehlen() }}\n" in ohne
    assert "Raten" not in ohne


def test_heading_within_a_section_that_is_none_is_a_fault() -> None:
    (fehler,) = faults("## Methoden\n### Zahlen\nEins.\n", VERSCHACHTELT)
    assert fehler == (
        "docs/dinge/1-1.md: Diesen Abschnitt hat eine solche Seite nicht (gefunden „Zahlen“, erwartet „Zählen“, „Raten“). "
        "Meint sie „Zählen“?"
    )
