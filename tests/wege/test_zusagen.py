"""What a Hinweis says about a page stands there: on the built site, and as a rule that can be broken."""

import re
from pathlib import Path

import pytest

from kekiz.daten.load import load
from kekiz.ergebnis import read_ergebnis
from kekiz.rechnen.vergleichbarkeit import compare_counting
from kekiz.wege.zusagen import broken_promises, page_text
from kekiz.wissen.codes import Vergleichbarkeit
from paketbau import Projekt

SEITE = """<head><title>45 von 100</title></head><nav>Von 45</nav>
<p>Für das Ziel fehlen 403&nbsp;Kinder, siehe Abgerundet.</p>
<ul><li class="kp-hinweis" id="h"><ul><li>Beides</li></ul> steht da.</li><li>Da&shy;nach</li></ul>"""


def _with_promise(projekt: Projekt, **felder: str) -> Projekt:
    zeile = {"hinweis_id": "h-rundung", "nr": "1", "art": "steht_da", "seite": "ziele/1-1/", "text": "403 Kinder"}
    projekt.tabellen["hamm"]["zusagen"] = [{**zeile, **felder}]
    projekt.write()
    seite = projekt.pfad.parent / "site" / "ziele" / "1-1"
    seite.mkdir(parents=True)
    (seite / "index.html").write_text(SEITE, encoding="utf-8")
    return projekt


def _faults(projekt: Projekt) -> list[str]:
    return [str(f) for f in broken_promises(projekt.pfad.parent / "site", load(projekt.pfad))]


@pytest.fixture
def projekt(tmp_path: Path) -> Projekt:
    (tmp_path / "daten").mkdir()
    return Projekt(tmp_path / "daten")


def test_text_is_what_a_reader_sees_outside_the_hinweise() -> None:
    assert page_text(SEITE, ["Abgerundet"]) == "Für das Ziel fehlen 403 Kinder, siehe . Danach"


ORT = "hamm/zusagen.csv Zeile 2 [h-rundung · 1]"
ABHILFE = "Bitte die Seite oder den Hinweis ändern."


@pytest.mark.parametrize(
    ("felder", "meldung"),
    [
        ({"text": "403 Kinder"}, ""),
        ({"text": "404 Kinder"}, "Auf ziele/1-1/ fehlt, was der Hinweis zusagt (erwartet „404 Kinder“)"),
        ({"text": "steht da"}, "Auf ziele/1-1/ fehlt, was der Hinweis zusagt (erwartet „steht da“)"),
        ({"art": "steht_nicht_da", "text": "404 Kinder"}, ""),
        ({"art": "steht_nicht_da", "text": "Abgerundet"}, ""),
        (
            {"art": "steht_nicht_da", "text": "403 Kinder"},
            "Auf ziele/1-1/ steht, was der Hinweis ausschließt (gefunden „403 Kinder“)",
        ),
        ({"seite": "ziele/1-2/"}, "Die Seite gibt es nicht (gefunden „ziele/1-2/“)"),
    ],
)
def test_a_promise_that_the_page_breaks_is_a_fault(projekt: Projekt, felder: dict[str, str], meldung: str) -> None:
    erwartet = [f"{ORT}: {meldung}. {ABHILFE}"] if meldung else []
    assert _faults(_with_promise(projekt, **felder)) == erwartet


def test_page_of_another_share_is_looked_up_there(projekt: Projekt) -> None:
    bestand = load(_with_promise(projekt, seite="ziele/1-2/").pfad)
    site = projekt.pfad.parent / "site"
    assert broken_promises(site, bestand, {"ziele/1-2/"}) == []
    assert len(broken_promises(site, bestand, {"ziele/1-1/"})) == 1


def test_every_promise_of_the_real_packages_is_kept(gebaut: Path) -> None:
    bestand = read_ergebnis().bestand
    assert len(bestand.frame("zusagen")) > 60
    assert broken_promises(gebaut, bestand) == []


def test_every_hinweis_stands_on_a_page(gebaut: Path) -> None:
    gezeigt = {
        i
        for datei in gebaut.rglob("index.html")
        for i in re.findall(r'class="kp-hinweis" id="([^"]+)"', datei.read_text(encoding="utf-8"))
    }
    assert set(read_ergebnis().bestand.frame("hinweise")["hinweis_id"]) <= gezeigt


def test_notes_that_rule_a_comparison_out_leave_none_in_the_data() -> None:
    """Source: „98, %“ has no digit after the comma, „knapp 50%“ is no number, 139 became 417."""
    werte = read_ergebnis().werte.set_index(["kommune_id", "kennzahl_id", "raum_id", "zeitraum", "gruppe"])
    for kennzahl_id, zeitraum in (
        ("masern_erste_impfung", "2018/19"),
        ("bildungsbeteiligung_zweijaehrige", "2018"),
        ("anschluss_qualifiziert", "2013/14"),
    ):
        zeile = werte.loc["hamm", kennzahl_id, "hamm", zeitraum, ""]
        assert zeile[["vorperiode", "basisperiode"]].eq("").all()
        assert zeile[["differenz_vorperiode", "differenz_basis"]].isna().all()


def test_notes_that_call_two_cities_not_comparable_agree_with_the_rule() -> None:
    z = read_ergebnis().zaehlweisen
    bochum, hamm = (z[z["kommune_id"].eq(k) & z["gruppe"].eq("")].set_index("kennzahl_id") for k in ("bochum", "hamm"))
    for kennzahl_id in (
        "versorgung_u3",
        "versorgung_ue3",
        "ambulante_quote",
        "besuchsquote_neugeborene",
        "diversionsverfahren",
    ):
        paar = compare_counting(bochum.loc[[kennzahl_id]], hamm.loc[[kennzahl_id]]).iloc[0]
        assert paar["urteil"] != Vergleichbarkeit.VERGLEICHBAR


def test_what_a_hinweis_rules_out_is_said_elsewhere(gebaut: Path) -> None:
    """A word that the site no longer uses would be missing everywhere, and its promise could not be broken."""
    bestand = read_ergebnis().bestand
    eigene = (
        bestand.frame("hinweise")
        .set_index("hinweis_id")[["titel", "befund", "gedruckt", "nachgerechnet"]]
        .agg(" ".join, axis=1)
    )
    seiten = [page_text(d.read_text(encoding="utf-8")) for d in gebaut.rglob("index.html")]
    aus = bestand.frame("zusagen").query("art == 'steht_nicht_da'")
    leer = [
        (i, text)
        for i, text in zip(aus["hinweis_id"], aus["text"], strict=True)
        if text not in eigene[i] and not any(text in seite for seite in seiten)
    ]
    assert leer == []


@pytest.mark.parametrize(
    ("seiten", "immer", "nie"),
    [
        ("**", r"von 100 Kindern, deren Untersuchungsheft vorlag", r"von 100 Kindern waren bei der U8"),
        ("ziele/*", r"Tabelle 11 \(Abschnitt", r"Tabelle 11(?! \(Abschnitt)"),
    ],
)
def test_what_a_hinweis_says_of_each_mention_holds_for_each(gebaut: Path, seiten: str, immer: str, nie: str) -> None:
    text = [page_text(d.read_text(encoding="utf-8")) for d in gebaut.glob(f"{seiten}/index.html")]
    assert any(re.search(immer, t) for t in text)
    assert [t for t in text if re.search(nie, t)] == []
