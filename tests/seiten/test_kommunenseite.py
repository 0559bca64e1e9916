"""Pages of the municipalities: same anatomy for all, complete theme matrix with evidence, hostile text escaped."""

from __future__ import annotations

import gzip
import html
import json
import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from kekiz.daten.bestand import Tabelle
from kekiz.ergebnis import Ergebnis, build, read_ergebnis
from kekiz.seiten import kommunenseite, profilseite, themenseite, vergleichsseite
from kekiz.seiten.anatomie import compose
from kekiz.seiten.seite import Seite
from kekiz.wege.macros import TEILE
from kekiz.wissen import stil
from kekiz.wissen.fehler import DatenFehler, ErgebnisFehler
from kekiz.zeichnen.einbettung import lay_out_both, render_diagramm
from kekiz.zeichnen.karte import AUSSCHNITT, place_labels, read_geometry, write_path
from kekiz.zeichnen.modell import Diagramm
from kekiz.zeichnen.zeichen import write_sign

DOCS = Path("docs/kommunen")
FEINDLICH = "<script>alert(1)</script>\" onload='x' & {{ 7*7 }}"
ABSCHNITTE = [
    "Ziele und Zahlen",
    "Aus der Praxis",
    "Worauf die Kommune setzte",
    "Fokus",
    "Woran sie es messen wollte",
    "Schwerpunkte",
    "Nächste Schritte",
    "Woraus die Themen folgen",
    "Zahlen",
    "Gut zu wissen",
    "Lage",
    "Quellen",
]


def _diagramm(diagramm: Diagramm, *, tabelle_anker: str, werte: object = ()) -> str:
    return render_diagramm(lay_out_both(diagramm), figur_url="figur.json", tabelle_anker=tabelle_anker)


def _seite(ergebnis: Ergebnis, kommune_id: str = "hamm") -> Seite:
    return Seite(ergebnis, kommune_id, lambda pfad: "../" + pfad, _diagramm, {"kommune": kommune_id, "thema": "armut"})


def _profil(ergebnis: Ergebnis, kommune_id: str) -> str:
    seite = _seite(ergebnis, kommune_id)
    return "\n\n".join(TEILE[str(teil)](seite) for teil in kommunenseite.ARTEN[0].ordnung)


@pytest.fixture(scope="module")
def ergebnis() -> Ergebnis:
    return read_ergebnis()


@pytest.fixture(scope="module")
def profile(ergebnis: Ergebnis) -> dict[str, str]:
    return {k: _profil(ergebnis, k) for k in ergebnis.kommunen.index}


def _sections(text: str) -> list[str]:
    return [
        offen or gefaltet
        for offen, gefaltet in re.findall(r"^## (.+)$|<summary><h2[^>]*>([^<]+)</h2>", text, re.MULTILINE)
    ]


def test_sections_of_a_profile_are_in_one_order_and_none_is_empty(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    """What there are no rows for has no section; one sentence at the edge names it."""
    assert len(profile) == 19
    arten = ergebnis.bestand.frame("profil").groupby("kommune_id")["art"].agg(set)
    for kommune_id, text in profile.items():
        da = _sections(text)
        assert da == [a for a in ABSCHNITTE if a in da], kommune_id
        for art, titel in profilseite.TEILE:
            assert (titel in da) is (art in arten[kommune_id]), (kommune_id, art)
            rand = re.search(r"Hier steht nichts zu: ([^<]+)\.</p>", text)
            assert (titel in (rand[1].split("; ") if rand else [])) is (art not in arten[kommune_id]), (kommune_id, art)
        assert "Das Dokument nennt kein" not in text, kommune_id


@pytest.mark.parametrize(
    ("belege", "themen"),
    [
        ({}, []),
        ({"a": "x"}, ["a"]),
        ({"a": "x", "b": "x; y", "c": "x"}, ["b", "a", "c"]),
        ({"a": "x; y; z", "b": "x; y; z", "c": "x; y", "d": "x"}, ["a", "b", "c"]),
        ({"a": "x; y; z", "b": "x; y", "c": "x", "d": "x"}, ["a", "b"]),
        ({"a": "x", "b": "x", "c": "x", "d": "x"}, []),
    ],
    ids=["none", "one", "as many as are named", "a fourth behind", "a tie at the cut", "all alike"],
)
def test_main_themes_are_those_with_most_evidence(belege: dict[str, str], themen: list[str]) -> None:
    frame = pd.DataFrame({"thema_id": list(belege), "beleg": list(belege.values())})
    assert profilseite.main_themes(frame) == themen


def test_sentence_about_themes_is_silent_where_none_stands_out() -> None:
    assert profilseite.theme_sentence([]) == ""
    assert profilseite.theme_sentence(["A", "B"]) == "Am häufigsten nennt dieses Profil „A“ und „B“."


def test_strip_shows_every_theme_once_and_its_strength_as_a_shape(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    themen = ergebnis.bestand.frame("themen")
    zuordnung = ergebnis.bestand.frame("themenzuordnung")
    for kommune_id, text in profile.items():
        streifen = text[text.index('<ul class="kp-themenstreifen"') :]
        zeilen = re.findall(r"<li[^>]*>(.*?)</li>", streifen[: streifen.index("</ul>")], re.DOTALL)
        assert len(zeilen) == len(themen)
        eigene = zuordnung[zuordnung["kommune_id"].eq(kommune_id)]["staerke"].value_counts()
        assert sum(write_sign(stil.THEMA_ZEICHEN["kern"], "thema") in z for z in zeilen) == eigene.get("kern", 0)
        assert sum(write_sign(stil.THEMA_ZEICHEN["ergaenzend"], "thema") in z for z in zeilen) == eigene.get(
            "ergaenzend", 0
        )


def test_comparison_is_offered_with_every_other_and_none_is_chosen(ergebnis: Ergebnis) -> None:
    text = profilseite.draw_vergleich(_seite(ergebnis, "gladbeck"))
    assert 'action="../kommunen/vergleich/" method="get"' in text
    assert '<input type="hidden" name="k" value="gladbeck">' in text
    andere = [k for k in ergebnis.kommunen.index if k != "gladbeck"]
    assert re.findall(r'<option value="([^"]*)"', text) == ["", *andere]
    assert "selected" not in text


def test_municipality_without_rows_makes_no_claim_about_its_document(ergebnis: Ergebnis) -> None:
    """No rows: nobody knows what a document says; without a document there is nothing to say at all."""
    leer = replace(
        ergebnis.bestand,
        tabellen=[
            replace(t, inhalt=t.frame[t.frame["kommune_id"].ne("gladbeck")])
            if t.name in ("profil", "praxisbeispiele", "themenzuordnung")
            else t
            for t in ergebnis.bestand.tabellen
        ],
    )
    text = _profil(build(leer), "gladbeck")
    assert "nennt" not in text.split("</div>", 1)[0]
    assert "Das Dokument nennt" not in text
    assert "geht es am meisten" not in text
    assert "kp-themenstreifen" not in text


def test_every_entry_stands_on_its_page(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    eintraege = ergebnis.bestand.frame("profil")
    eintraege = eintraege[eintraege["art"].ne("gut_genannt")]
    for e in eintraege.itertuples(index=False):
        assert html.escape(e.text, quote=False) in html.unescape(profile[e.kommune_id]).replace("&", "&amp;"), e
    for b in ergebnis.bestand.frame("praxisbeispiele").itertuples(index=False):
        assert b.titel in html.unescape(profile[b.kommune_id])
        for teil in str(b.erfolgsfaktoren).split(";"):
            assert teil.strip() in html.unescape(profile[b.kommune_id])


def test_age_of_the_information_is_in_plain_sight(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    for kommune_id, text in profile.items():
        kopf = text.split("</div>", 1)[0]
        assert f"Stand {2016 if kommune_id == 'bochum' else 2013}" in kopf
    assert "Bevölkerung: ohne Stichtag (Dokument vom 23.09.2013)" in profile["gladbeck"]
    assert "am 31.12.2015" in profile["bochum"]


def test_bochum_shows_every_value(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    werte = ergebnis.werte[ergebnis.werte["kommune_id"].eq("bochum")]
    tabellen = profile["bochum"].split('<h2 id="zahlen">', 1)[1].split('<h2 id="lage">', 1)[0]
    assert tabellen.count("<tbody>") >= 5
    assert sum(t.count("<tr>") for t in re.findall(r"<tbody>.*?</tbody>", tabellen, re.DOTALL)) == len(werte)


def test_a_city_that_applied_is_not_called_a_member(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    """Source: Bochum's concept of 2016 is an application; its data sheet is an inventory, indicators come later."""
    summe = kommunenseite.draw_summe(_seite(ergebnis))
    assert summe == (
        "<p>Hier stehen 19 Kommunen. 18 davon waren Modellkommune ab 2012. Bochum hat sich um die Teilnahme beworben; ob daraus "
        "eine Teilnahme wurde, sagt das Dokument nicht.</p>"
    )
    assert "hat sich um die Teilnahme beworben" in profile["bochum"]
    assert "Hier steht nichts zu: Woran sie es messen wollte." in profile["bochum"]
    assert "Es ist eine Bestandsaufnahme." in profile["bochum"]


def test_what_a_document_praises_is_not_called_a_success(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    for kommune_id, text in profile.items():
        praxis = text.split("## Aus der Praxis", 1)[1].split("<details", 1)[0]
        assert (
            praxis.count("Was das Dokument daran hervorhebt")
            == praxis.count("Ob es wirkt, ist damit nicht belegt.")
            > 0
        )
        assert not re.search(r"Was gelingt|Erfolgsfaktor", text), kommune_id
    gut = ergebnis.bestand.frame("profil")
    gut = gut[gut["art"].eq("gut_genannt")]
    beispiele = ergebnis.bestand.frame("praxisbeispiele").groupby("kommune_id")["erfolgsfaktoren"].agg("; ".join)
    for kommune_id, teil in gut.groupby("kommune_id"):
        assert list(teil["text"]) == beispiele[kommune_id].split("; ")


def test_contradictions_of_the_profile_stand_on_its_page(ergebnis: Ergebnis, profile: dict[str, str]) -> None:
    hinweise = ergebnis.bestand.frame("hinweise")
    fachbericht = hinweise[hinweise["quelle_id"].eq("nrw-fachbericht-2013")]
    assert fachbericht["paket"].nunique() == 16
    for h in fachbericht.itertuples(index=False):
        assert f'id="{h.hinweis_id}"' in profile[h.paket]
    assert 'id="h-bo-kurzkonzept"' in profile["bochum"]
    # Source: the profiles of these two hold no contradiction.
    for ohne in ("duisburg", "wuppertal"):
        assert "Gut zu wissen" not in profile[ohne]


def test_unknown_municipality_is_an_error(ergebnis: Ergebnis) -> None:
    with pytest.raises(ErgebnisFehler, match="entenhausen"):
        profilseite.draw_kopf(_seite(ergebnis, "entenhausen"))


# ------------------------------------------------------------------------------------------------------------ map


def test_map_and_list_name_every_municipality_once_and_carry_the_notice(ergebnis: Ergebnis) -> None:
    seite = _seite(ergebnis)
    karte, liste = kommunenseite.draw_karte(seite), kommunenseite.draw_liste(seite)
    adressen = [f"../kommunen/{k}/" for k in ergebnis.kommunen.index]
    assert sorted(re.findall(r'<a href="(\.\./kommunen/[^"]+)"', karte)) == sorted(adressen)
    assert re.findall(r'<a href="(\.\./kommunen/[^"]+)"', liste) == adressen
    for teil in ("BKG", "dl-de/by-2-0", "Daten verändert", "GeoBasis-DE", "2017"):
        assert teil in karte
        assert teil in kommunenseite.draw_lage(seite)
    assert len(gzip.compress(karte.encode())) <= 25_000


def test_geometry_has_an_outline_and_a_point_for_each(ergebnis: Ergebnis) -> None:
    g = read_geometry(ergebnis.bestand.pfad / "geo")
    for ags in ergebnis.kommunen["ags"]:
        assert g.key(ags) in g.umrisse
        assert g.point(ags) is not None
    assert g.point("05999999") is None


@pytest.mark.parametrize("inhalt", ["{", "[]", "{}", '{"umrisse": "fehlt.svg", "punkte": "fehlt.json", "land": "01"}'])
def test_geometry_that_cannot_be_read_is_told(tmp_path: Path, inhalt: str) -> None:
    (tmp_path / "karte.json").write_text(inhalt, encoding="utf-8")
    with pytest.raises(DatenFehler) as fehler:
        read_geometry(tmp_path)
    assert str(fehler.value) == (
        f"{tmp_path.name}/karte.json: Die Kartendaten sind nicht lesbar (erwartet JSON mit umrisse, punkte und land und die "
        "Dateien dazu). Bitte berichtigen oder in kekiz.toml die Zeile karte löschen."
    )


def test_labels_cover_neither_each_other_nor_points() -> None:
    orte = [("Duisburg", (100.0, 100.0)), ("Moers", (80.0, 96.0)), ("Oberhausen", (118.0, 70.0))]
    lagen = place_labels(orte, (0, 0, *AUSSCHNITT[2:]), 11)
    assert len(set(lagen)) == 3
    assert lagen == place_labels(orte, (0, 0, *AUSSCHNITT[2:]), 11)


def test_paths_are_short_and_closed() -> None:
    assert write_path([[(0, 0), (10, 0.2), (10, 10), (0, 10)]]) == "M0 0l10 0 0 10-10 0z"
    assert write_path([[(0, 0), (0.2, 0.1), (0.1, 0.3)]]) == ""


# --------------------------------------------------------------------------------------------------------- themes


def test_matrix_is_complete_and_every_mark_has_its_evidence(ergebnis: Ergebnis) -> None:
    seite = _seite(ergebnis)
    tabelle, belege = themenseite.draw_matrix(seite), themenseite.draw_belege(seite)
    zuordnung = ergebnis.bestand.frame("themenzuordnung")
    themen = ergebnis.bestand.frame("themen")
    assert set(zuordnung["kommune_id"]) == set(ergebnis.kommunen.index)
    assert tabelle.count("<td data-k=") == len(themen) * len(ergebnis.kommunen)
    ziele = re.findall(r'href="#(beleg-[^"]+)"', tabelle)
    assert sorted(ziele) == sorted(re.findall(r'id="(beleg-[^"]+)"', belege))
    assert len(ziele) == len(zuordnung)
    assert tabelle.count(">nicht genannt<") == len(themen) * len(ergebnis.kommunen) - len(zuordnung)
    for z in zuordnung.itertuples(index=False):
        assert html.escape(z.beleg, quote=False) in html.unescape(belege).replace("&", "&amp;")


def test_theme_page_says_whose_categories_they_are() -> None:
    text = (DOCS / "themen.md").read_text(encoding="utf-8")
    assert "eigene Einteilung dieser Seite" in text
    assert "nicht genannt" in text
    assert "sagt der Text des Fachberichts nicht" in text


def test_official_clusters_stand_beside_without_municipalities(ergebnis: Ergebnis) -> None:
    text = themenseite.draw_cluster(_seite(ergebnis))
    assert text.count("<h3 id=") == 4
    assert not any(name in text for name in ergebnis.kommunen["name"])


# ----------------------------------------------------------------------------------------------------- comparison


def test_a_chart_stands_only_where_the_rule_allows_it(ergebnis: Ergebnis) -> None:
    text = vergleichsseite.draw_gleiche(_seite(ergebnis))
    k = ergebnis.zaehlklassen
    erlaubt = k[k["ist_vergleichbar"] & k["kommunen"].gt(1)]
    assert text.count("kp-diagramm") > 0
    assert len(re.findall(r'<section class="kp-gleichgezaehlt"', text)) == len(erlaubt)


@pytest.mark.parametrize(("anzahl", "diagramme"), [(2, 1), (40, 1), (41, 0)])
def test_a_chart_that_nobody_can_read_is_not_drawn(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, anzahl: int, diagramme: int
) -> None:
    k = ergebnis.zaehlklassen
    groesste = k["kommunen"].where(k["ist_vergleichbar"], 0).idxmax()
    monkeypatch.setitem(ergebnis.__dict__, "zaehlklassen", k.assign(kommunen=0).replace({"kommunen": {}}))
    ergebnis.zaehlklassen.loc[groesste, "kommunen"] = anzahl
    assert vergleichsseite.draw_gleiche(_seite(ergebnis)).count('class="kp-gleichgezaehlt"') == diagramme


def test_a_refused_comparison_says_why(ergebnis: Ergebnis) -> None:
    text = vergleichsseite.draw_gleiche(_seite(ergebnis))
    name = ergebnis.kennzahlen["name"]
    bloecke = dict(re.findall(r"<h3>([^<]+)</h3>(.*?)</ul>", text, re.DOTALL))
    ambulant = bloecke[name["ambulante_quote"]]
    assert "nicht vergleichbar" in ambulant
    assert "Deshalb gibt es hier kein Diagramm" in ambulant
    assert "Nenner: anders abgegrenzt" in ambulant
    assert "anders abgegrenzt" in bloecke[name["versorgung_u3"]]
    assert "18 Kommunen (Arnsberg bis Wuppertal) und Bochum" in bloecke[name["anteil_unter_18"]]
    assert "Stichtag: nicht bei beiden bekannt" in bloecke[name["anteil_unter_18"]]


@pytest.mark.parametrize(("grenze", "da"), [(1, False), (2, True)])
def test_of_many_ways_of_counting_no_pairs_are_listed(
    ergebnis: Ergebnis, monkeypatch: pytest.MonkeyPatch, grenze: int, da: bool
) -> None:
    """Each Kennzahl that several declare has two ways here."""
    monkeypatch.setattr(vergleichsseite, "ZAEHLWEISEN_HOECHSTENS", grenze)
    assert (" und Bochum</span>" in vergleichsseite.draw_gleiche(_seite(ergebnis))) is da


def test_without_a_choice_nothing_is_chosen_and_all_profiles_are_linked(ergebnis: Ergebnis) -> None:
    seite = _seite(ergebnis)
    tabelle = vergleichsseite.draw_ueberblick(seite)
    adressen = [f"../kommunen/{k}/" for k in ergebnis.kommunen.index]
    assert re.findall(r'<a href="([^"]+)"', tabelle) == adressen
    wahl = vergleichsseite.draw_wahl(seite)
    assert "selected" not in wahl
    assert re.findall(r'<option value="([^"]*)"', wahl) == ["", *ergebnis.kommunen.index]
    ohne = wahl[wahl.index("<noscript>") : wahl.index("</noscript>")]
    assert re.findall(r'<a href="([^"]+)"', ohne) == adressen
    assert '<div id="kp-gewaehlt" data-search-exclude hidden>' in wahl


def test_order_of_the_comparison_holds_every_anchor_that_others_link_to(ergebnis: Ergebnis) -> None:
    (art,) = vergleichsseite.ARTEN
    (eintrag,) = art.entries(ergebnis)
    text = compose(art, eintrag, (DOCS / "vergleich.md").read_text(encoding="utf-8"), lambda _: True)
    for anker in ("gleich-gezaehlt", "aehnliche-kommunen", "regel"):
        assert len(re.findall(rf'#{anker} |id="{anker}"', text)) == 1, anker
    assert 'id="kennzahlen"' in vergleichsseite.draw_gleiche(_seite(ergebnis))


def test_a_record_holds_one_municipality_alone(ergebnis: Ergebnis) -> None:
    satz = vergleichsseite.record(_seite(ergebnis), "gladbeck")
    text = json.dumps(satz, ensure_ascii=False)
    assert satz["name"] == "Gladbeck"
    assert satz["eckdaten"] == {
        "typ": "kreisangehörige Stadt",
        "einwohner": "73.974",
        "anteil": "17,1\u202f%",
        "stand": "ohne Stichtag (Dokument vom 23.09.2013)",
        "jahr": "2013",
    }
    assert satz["kennzahlen"]["anteil_unter_18|"]["felder"]["stichtag"]["wert"] == ""
    assert {k for k in ergebnis.kommunen.index if f'"{k}"' in text} == {"gladbeck"}
    assert len(text.encode()) < 60_000


def test_next_steps_lead_to_the_first_package(ergebnis: Ergebnis) -> None:
    schritte = kommunenseite.draw_schritte(_seite(ergebnis, "bochum"))
    assert "SMART" in schritte
    assert "Pilotgebiete" in schritte
    assert "kekiz neu" in (DOCS / "mitmachen.md").read_text(encoding="utf-8")


# ------------------------------------------------------------------------------------------------------- escaping


@pytest.fixture(scope="module")
def feindlich(ergebnis: Ergebnis) -> Ergebnis:
    """The real packages with a hostile text in every free cell of the tables of municipalities."""
    spalten = {
        "kommunen": ["name"],
        "profil": ["text", "fundstelle"],
        "praxisbeispiele": ["titel", "kurz", "initiator", "zielgruppe", "erfolgsfaktoren", "fundstelle"],
        "themen": ["name", "beschreibung"],
        "themenzuordnung": ["beleg", "fundstelle"],
        "themencluster": ["name", "gegenstand", "schwerpunkte", "fundstelle"],
        "zaehlweisen": ["stichtag", "beschreibung"],
        "zaehlcodes": ["text"],
        "quellen": ["titel", "herausgeber", "stand", "nutzungsrecht"],
        "hinweise": ["titel", "befund", "gedruckt", "nachgerechnet", "umgang", "fundstelle"],
        "gruppen": ["name"],
    }

    def _boese(t: Tabelle) -> Tabelle:
        return replace(t, inhalt=t.frame.assign(**dict.fromkeys(spalten.get(t.name, []), FEINDLICH)))

    return build(replace(ergebnis.bestand, tabellen=[_boese(t) for t in ergebnis.bestand.tabellen]))


def test_hostile_text_is_escaped_everywhere(feindlich: Ergebnis) -> None:
    for kommune_id in ("gladbeck", "bochum"):
        seite = _seite(feindlich, kommune_id)
        for modul in (kommunenseite, profilseite, themenseite, vergleichsseite):
            for name, teil in modul.MACROS.items():
                text = teil(seite)
                assert "<script>alert" not in text, name
                assert '" onload=' not in text, name


@pytest.mark.parametrize(
    ("fundstelle", "name"),
    [
        ("Generaldatenblatt, Kosten pro Platz", "Kosten pro Platz"),
        ("Generaldatenblatt, Hilfen zur Erziehung (berechnet)", "Hilfen zur Erziehung"),
        ("Generaldatenblatt, KeKiz-Kennzahlen", "Kennzahlen für das Programm „Kein Kind zurücklassen!“"),
        ("Abschnitt 1.1", "Angaben aus dem Text und den Abbildungen"),
        ("Abschnitt 4.2, Text nach Tabelle 3", "Angaben aus dem Text und den Abbildungen"),
        ("Abbildung 3", "Angaben aus dem Text und den Abbildungen"),
    ],
)
def test_part_of_a_document_has_a_name_that_says_something(fundstelle: str, name: str) -> None:
    assert kommunenseite.part_name(fundstelle) == name
