"""The page of changes: every entry openly, its parts folded and counted."""

import pytest

from kekiz.seiten.datenseite import fold_changes

KOPF = "# Änderungen\n\nWorte zum Aufbau.\n\n"


@pytest.mark.parametrize(
    ("liste", "kopf"),
    [("- Eine.\n", "Daten: eine Änderung"), ("- Eine,\n  mit Folgezeile.\n- Zwei.\n", "Daten: 2 Änderungen")],
)
def test_part_of_an_entry_is_folded_and_counted(liste: str, kopf: str) -> None:
    text = fold_changes(f"{KOPF}## 2. Mai 2020\n\n### Daten\n{liste}")
    assert text.startswith("## 2. Mai 2020\n")
    assert f"<summary>{kopf}</summary>\n\n{liste.strip()}\n\n</details>" in text
    assert "Worte zum Aufbau" not in text
    assert "###" not in text


def test_entries_keep_their_order_and_words_without_a_list_stand_openly() -> None:
    text = fold_changes(f"{KOPF}## Neu\n\n### Code\nKeine.\n\n## Alt\n\nVorab.\n\n### Daten\n- Eine.\n")
    assert text.index("## Neu") < text.index("Keine.") < text.index("## Alt") < text.index("Vorab.")
    assert text.count("<details") == 1


def test_of_the_program_only_the_newest_entry_is_told_in_full() -> None:
    text = fold_changes(f"{KOPF}## Neu\n\n### Code\n- Jetzt.\n\n## Alt\n\n### Code\n- Einst.\n- Auch.\n")
    assert "- Jetzt." in text
    assert text.endswith("Code: 2 Änderungen. Sie stehen in der Datei CHANGELOG.md des Projekts.")


def test_change_log_without_an_entry_is_empty() -> None:
    assert fold_changes(KOPF) == ""
