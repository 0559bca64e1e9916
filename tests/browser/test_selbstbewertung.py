"""The form about one's own chain, by keyboard: it says what is missing, writes the file, and keeps nothing."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from warten import open_page, wait_until

from kekiz.daten.bestand import read_schema
from paketbau import DATEN

pytestmark = pytest.mark.browser


def test_form_by_keyboard_gives_a_file_and_keeps_nothing(adresse: str, chromium: Browser) -> None:
    kontext = chromium.new_context(viewport={"width": 360, "height": 800}, accept_downloads=True)
    seite = kontext.new_page()
    anfragen: list[str] = []
    open_page(seite, f"{adresse}werkzeuge/selbstbewertung/")
    seite.on("request", lambda a: anfragen.append(a.url) if not a.url.startswith("blob:") else None)
    fragen = seite.locator("[data-frage]")
    kennungen = fragen.evaluate_all("l => l.map(f => f.dataset.frage)")
    stand = seite.locator(".kp-bogen output")

    seite.locator(".kp-bogen [type=submit]").press("Enter")
    assert stand.inner_text() == "Noch ist keine Frage beantwortet."

    # An answer without its evidence is marked, and the focus goes there.
    fragen.nth(0).locator("input").first.focus()
    seite.keyboard.press("Space")
    seite.locator(".kp-bogen [type=submit]").press("Enter")
    assert stand.inner_text() == "Eine Frage ist noch nicht fertig. Sie ist markiert."
    assert seite.evaluate("document.activeElement.name") == f"beleg-{kennungen[0]}"
    assert fragen.nth(0).locator("textarea").get_attribute("aria-invalid") is not None

    seite.keyboard.type('Beschluss "Kette", Mai\n2024')
    fragen.nth(1).locator("input[value=offen]").check()
    seite.fill(".kp-bogen [name=datum]", "2026-03-04")
    with seite.expect_download() as warte:
        seite.locator(".kp-bogen [type=submit]").press("Enter")
    assert warte.value.suggested_filename == "selbstbewertung.csv"
    zeilen = list(csv.reader(io.StringIO(Path(warte.value.path()).read_text(encoding="utf-8"))))
    assert zeilen == [
        [f["name"] for f in read_schema(DATEN, "selbstbewertung")["fields"]],
        [kennungen[0], "ja", 'Beschluss "Kette", Mai 2024', "2026-03-04"],
        [kennungen[1], "offen", "", "2026-03-04"],
    ]
    assert fragen.nth(0).locator("textarea").get_attribute("aria-invalid") is None

    assert seite.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]
    # The theme fetches its search; nothing else is asked for, nothing sent.
    assert [a for a in anfragen if not a.startswith((f"{adresse}assets/javascripts/", f"{adresse}search/"))] == []
    seite.reload()
    wait_until(seite, "document.querySelector('.kp-bogen--bereit') !== null")
    assert seite.locator(".kp-bogen input:checked").count() == 0
    assert fragen.nth(0).locator("textarea").input_value() == ""
    kontext.close()
