"""The page that checks spreadsheets: nothing is fetched before the button, faults with their cell, changes, no way out."""

import http.server
import io
import threading
from pathlib import Path
from typing import ClassVar
from urllib.parse import parse_qs

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Route
from warten import open_page, wait_until

from paketbau import DATEN

pytestmark = pytest.mark.browser
FERTIG = "!document.querySelector('form.kp-pruefen').hasAttribute('aria-busy')"
ABLEGEN = """([name, text]) => {
  const d = new DataTransfer();
  d.items.add(new File([text], name));
  document.querySelector('.kp-pruefen__zone').dispatchEvent(new DragEvent('drop', { dataTransfer: d, bubbles: true, cancelable: true }));
}"""
BEIDE_ABLEGEN = ABLEGEN.replace("[name, text]", "dateien").replace(
    "d.items.add(new File([text], name));", "for (const [name, text] of dateien) d.items.add(new File([text], name));"
)
PAKET_ABLEGEN = f"""async ([name, adresse, ...danach]) => {{
  const inhalt = await (await fetch(adresse)).arrayBuffer();
  ({ABLEGEN})([name, inhalt]);
  if (danach.length) ({ABLEGEN})(danach);
}}"""
LECK = """
const eigene = onmessage;
onmessage = (e) => e.data.art !== "leck" ? eigene(e) : fetch(e.data.adresse, { mode: "no-cors" }).then(
  () => postMessage({ art: "leck", ist_durch: true }), () => postMessage({ art: "leck", ist_durch: false }));
"""


class _Lauscher(http.server.BaseHTTPRequestHandler):
    """Another origin that notes who comes."""

    gekommen: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        self.gekommen.append(self.path)
        self.send_response(204)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


def test_file_is_checked_on_this_computer(
    adresse: str, chromium: Browser, gesendet: list[tuple[str, int]], gebaut: Path
) -> None:
    lauscher = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Lauscher)
    threading.Thread(target=lauscher.serve_forever, daemon=True).start()
    fremd = f"http://127.0.0.1:{lauscher.server_port}/leck"
    kontext = chromium.new_context(viewport={"width": 360, "height": 800}, accept_downloads=True)
    seite = kontext.new_page()
    # The worker does what a careless or unkind one would: it tries to send something elsewhere.
    arbeiter = (gebaut / "assets/pruefarbeiter.js").read_text(encoding="utf-8")
    seite.route("**/assets/pruefarbeiter.js", lambda r: r.fulfill(body=arbeiter + LECK, content_type="text/javascript"))
    # Before any script of the page: each worker is kept within reach.
    seite.add_init_script(
        "const W = Worker; window.Worker = class extends W { constructor(...a) { super(...a); window.kpArbeiter = this; } };"
    )
    open_page(seite, f"{adresse}mitmachen/pruefen/")
    assert not [a for a, _ in gesendet if "vendor" in a or "assets/pruefen/" in a]
    stand = seite.locator(".kp-pruefen output")
    ergebnis = seite.locator(".kp-pruefen__ergebnis")
    kopf, erste, *_ = (DATEN / "hamm/werte.csv").read_text(encoding="utf-8").splitlines()

    seite.locator(".kp-pruefen [type=submit]").click()
    assert stand.inner_text() == "Noch ist keine Datei gewählt."
    quelle = erste.split(",")[10]
    seite.evaluate(ABLEGEN, ["werte.csv", f"{kopf}\n{erste.replace(quelle, 'fehlt')}\n".replace(",", ";")])
    seite.locator(".kp-pruefen [type=submit]").click()
    wait_until(seite, FERTIG, sekunden=90)
    assert stand.inner_text() == "Ein Fehler in den Daten."
    (meldung,) = ergebnis.locator("[data-teil=fehler] li").all_inner_texts()
    assert "Zelle K2" in meldung
    assert "quelle_id „fehlt“ ist unbekannt" in meldung
    assert ergebnis.locator("[data-teil=dateien]").is_hidden()

    # What was said is in sight, with the first fault below it.
    assert 0 <= seite.evaluate("document.querySelector('.kp-pruefen output').getBoundingClientRect().top") < 400

    # It is there now: what is put down is checked at once.
    neu = erste.split(",")
    neu[11] = "Abbildung 99"
    frueher = erste.replace(f",{neu[2]},", ",1999,", 1)
    seite.evaluate(ABLEGEN, ["werte.csv", f"{kopf}\n{','.join(neu)}\n{frueher}\n"])
    wait_until(seite, FERTIG, sekunden=30)
    assert stand.inner_text() == "Keine Fehler. Die Datei kann eingereicht werden."
    assert "Geänderte: 1." in ergebnis.locator("[data-teil=aenderungen] > p").inner_text()
    assert "→ Abbildung 99" in ergebnis.locator("[data-teil=aenderungen] li").first.inner_text()
    tafel = ergebnis.locator("[data-teil=aenderungen] table")
    assert tafel.locator("caption").inner_text().endswith(", 1999")
    kopfzellen = tafel.locator("thead th").all_inner_texts()
    assert kopfzellen[:2] == ["Ort", "davor"]
    assert tafel.locator("tbody tr").locator(f"td:nth-child({1 + kopfzellen.index('gedruckt')})").inner_text() == neu[8]
    with seite.expect_download() as warte:
        ergebnis.locator("[data-teil=dateien] button").click()
    alt = (DATEN / "hamm/werte.csv").read_text(encoding="utf-8")
    assert Path(warte.value.path()).read_text(encoding="utf-8") == alt.replace(erste, ",".join(neu), 1) + f"{frueher}\n"
    assert seite.evaluate("document.documentElement.scrollWidth") <= 360
    # The same name can be chosen once more, after it was saved anew: no browser tells unless the choice begins afresh.
    with seite.expect_file_chooser():
        seite.locator("[name=dateien]").click()
    assert seite.evaluate("document.querySelector('[name=dateien]').files.length") == 0

    # The workbook to fill in comes from here, too.
    seite.locator("[name=jahr]").fill("2019")
    with seite.expect_download(timeout=60_000) as warte:
        seite.locator("[name=vorlage]").click()
    assert warte.value.suggested_filename == "hamm-2019.xlsx"
    mappe = load_workbook(io.BytesIO(Path(warte.value.path()).read_bytes()))
    assert mappe.sheetnames[0] == "werte"
    assert any(zeile[2:3] == ("2019",) for zeile in mappe["werte"].values)
    assert stand.inner_text().startswith("Die Mappe hamm-2019.xlsx ist gespeichert")

    # A whole package, as the site publishes it.
    paket = f"{adresse}daten/pakete/gladbeck.zip"
    seite.evaluate(PAKET_ABLEGEN, ["gladbeck.zip", paket])
    wait_until(seite, FERTIG, sekunden=30)
    assert stand.inner_text() == "Keine Fehler. Die Datei sagt dasselbe wie die Website, es ändert sich nichts."
    assert ergebnis.locator("[data-teil=gelesen] li").inner_text().startswith("gladbeck: ")
    # What is put down meanwhile is what the answer is about.
    seite.evaluate(PAKET_ABLEGEN, ["gladbeck.zip", paket, "leer.csv", ""])
    wait_until(seite, FERTIG, sekunden=30)
    assert stand.inner_text() == "Ein Fehler in den Daten."
    assert ergebnis.locator("[data-teil=fehler] li").inner_text().startswith("leer.csv: Die Datei ist leer.")
    # What is too large is not even read.
    seite.evaluate(PAKET_ABLEGEN.replace("[name, inhalt]", "[name, new Uint8Array(2.01e7)]"), ["gross.csv", paket])
    assert stand.inner_text() == "gross.csv ist zu groß (21 MB, erwartet höchstens 20 MB)."
    assert ergebnis.is_hidden()

    # The policy of the page holds in its worker.
    ist_durch = seite.evaluate(
        """(adresse) => new Promise((r) => {
          kpArbeiter.addEventListener("message", ({ data }) => data.art === "leck" && r(data.ist_durch));
          kpArbeiter.postMessage({ art: "leck", adresse });
        })""",
        fremd,
    )
    lauscher.shutdown()
    assert (ist_durch, _Lauscher.gekommen) == (False, [])
    kontext.close()


def test_files_of_a_proposal_go_together(adresse: str, chromium: Browser) -> None:
    """Two tables in two folders: the page of each opens beside the answer, and one mail names both."""
    kontext = chromium.new_context(viewport={"width": 360, "height": 800})
    seite = kontext.new_page()
    wege = '"einreichen": {"email": "amt@stadt.example", "hochladen": "https://projekt.example/{ordner}", '

    def _with_ways(route: Route) -> None:
        text = route.fetch().text()
        leer = '"einreichen": {"email": "", "hochladen": "", '
        assert leer in text
        route.fulfill(body=text.replace(leer, wege), content_type="text/html; charset=utf-8")

    seite.route("**/mitmachen/pruefen/", _with_ways)
    open_page(seite, f"{adresse}mitmachen/pruefen/")
    kopf, erste, *_ = (DATEN / "hamm/werte.csv").read_text(encoding="utf-8").splitlines()
    neu = erste.replace(erste.split(",")[10], "bericht-neu").replace(f",{erste.split(',')[2]},", ",1999,", 1)
    quelle = "quelle_id,titel,herausgeber,nutzungsrecht\nbericht-neu,Bericht,Stadt,frei\n"
    ergebnis = seite.locator(".kp-pruefen__ergebnis [data-teil=dateien]")
    zusammen, brief = (ergebnis.locator(f".kp-pruefen__{k}") for k in ("zusammen", "brief"))
    seite.evaluate(BEIDE_ABLEGEN, [["werte.csv", f"{kopf}\n{neu}\n"], ["quellen.csv", quelle]])
    seite.locator(".kp-pruefen [type=submit]").click()
    wait_until(seite, FERTIG, sekunden=90)
    assert ergebnis.locator("ul a").evaluate_all("alle => alle.map((a) => [a.href, a.target])") == [
        ["https://projekt.example/hamm", "_blank"],
        ["https://projekt.example/katalog", "_blank"],
    ]
    assert "in denselben Zweig" in zusammen.inner_text()
    wohin, _, rest = str(brief.locator("a").get_attribute("href")).partition("?")
    teile = parse_qs(rest, strict_parsing=True)
    assert (wohin, teile["subject"]) == ("mailto:amt@stadt.example", ["Vorschlag: hamm/werte.csv, katalog/quellen.csv"])
    assert teile["body"][0].split("\r\n")[:3] == [
        "Bitte diese Dateien anhängen, meist aus dem Ordner Downloads:", "hamm/werte.csv", "katalog/quellen.csv",
    ]  # fmt: skip
    assert "von Hand anhängen" in brief.inner_text()
    # One alone.
    seite.evaluate(ABLEGEN, ["quellen.csv", quelle])
    wait_until(seite, FERTIG, sekunden=30)
    assert (ergebnis.locator("li").count(), zusammen.inner_text()) == (1, "")
    assert "subject=Vorschlag%3A%20katalog%2Fquellen.csv&" in str(brief.locator("a").get_attribute("href"))
    kontext.close()


@pytest.mark.parametrize("fehlt", ["WebAssembly", "DecompressionStream"])
def test_browser_that_cannot_check_is_led_to_the_other_way(adresse: str, chromium: Browser, fehlt: str) -> None:
    kontext = chromium.new_context(viewport={"width": 360, "height": 800})
    seite = kontext.new_page()
    seite.add_init_script(f"delete window.{fehlt}; window.fehltHier = typeof window.{fehlt};")
    open_page(seite, f"{adresse}mitmachen/pruefen/")
    assert seite.evaluate("fehltHier") == "undefined"
    assert seite.locator(".kp-pruefen").is_hidden()
    weg = seite.locator(".kp-pruefen__ohne")
    assert weg.is_visible()
    assert "ungeprüft einreichen" in weg.inner_text()
    kontext.close()
