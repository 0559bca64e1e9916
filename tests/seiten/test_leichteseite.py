"""Every page in Leichte Sprache keeps its rules, says what the other pages say, and is reached from everywhere."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from kekiz.ergebnis import read_ergebnis
from kekiz.wissen.leichtesprache import FUGE, find_faults, find_faults_of_name
from kekiz.wissen.trennung import SHY

ORT = "leichte-sprache"
SATZ, NAME = "p", ("h2", "h3", "li", "summary")


class _Zeilen(HTMLParser):
    """Collects the lines of what is in Leichte Sprache, each with its tag; inner tags leave no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.zeilen: list[tuple[str, str]] = []
        self.tiefe = 0
        self.tag = ""
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "div":
            self.tiefe += bool(self.tiefe) or dict(attrs).get("class") == "kp-leicht"
        if self.tiefe and tag in (SATZ, *NAME):
            self.tag, self.text = tag, ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "div" and self.tiefe:
            self.tiefe -= 1
        if self.tag and tag == self.tag:
            self.zeilen.append((tag, " ".join(self.text.split())))
            self.tag = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def lines(html: str) -> list[tuple[str, str]]:
    leser = _Zeilen()
    leser.feed(html.replace(SHY, ""))
    leser.close()
    return leser.zeilen


def easy_pages(site: Path) -> dict[str, str]:
    """HTML of each page in Leichte Sprache, by its address."""
    return {
        p.parent.relative_to(site).as_posix(): p.read_text(encoding="utf-8")
        for p in sorted(site.rglob("index.html"))
        if ORT in p.relative_to(site).parts
    }


@pytest.fixture(params=["gebaut", "staedte"])
def site(request: pytest.FixtureRequest) -> Path:
    ort: Path = request.getfixturevalue(request.param)
    return ort


def names(site: Path) -> set[str]:
    """Names of places of the site: titles of its pages of areas and municipalities."""
    titel = re.compile(r"<h1[^>]*>([^<]+)</h1>")
    orte = [*site.glob("**/sozialraeume/*/index.html"), *site.glob("kommunen/*/index.html")]
    gefunden = {t[1].replace(SHY, "") for p in orte if (t := titel.search(p.read_text(encoding="utf-8")))}
    return {n.rpartition(": ")[2].removesuffix(" in Leichter Sprache") for n in gefunden}


def faults(tag: str, text: str, namen: set[str]) -> list[str]:
    return find_faults(text, namen) if tag == SATZ else find_faults_of_name(text, namen)


def test_every_line_keeps_the_rules(site: Path) -> None:
    namen = names(site)
    seiten = easy_pages(site)
    assert len(seiten) > 5
    gefunden = {}
    for adresse, html in seiten.items():
        zeilen = lines(html)
        assert len([z for z in zeilen if z[0] == SATZ]) > 5, adresse
        for tag, text in zeilen:
            ist_adresse = tag == "li" and ("@" in text or text.startswith("http"))
            # The name of a goal stands on a line of its own.
            ist_name = tag == SATZ and text[-1:] not in ".!?:"
            if not ist_adresse and (befunde := faults("li" if ist_name else tag, text, namen)):
                gefunden[text] = (adresse, befunde)
    assert gefunden == {}


def two_ways(worte: set[str]) -> list[tuple[str, str]]:
    """Finds words that show a joint beside words that have the same one and do not show it."""
    mit = {w.replace(FUGE, "").lower(): w for w in worte if FUGE in w}
    teile = {(teil.lower(), w) for w in worte for teil in w.split(FUGE)}
    return sorted((w, fuge) for teil, w in teile for glatt, fuge in mit.items() if glatt in teil)


def test_a_joint_is_shown_everywhere_or_nowhere(site: Path) -> None:
    worte = {
        w
        for html in easy_pages(site).values()
        for _, t in lines(html)
        for w in re.findall(r"[^\W\d_]+(?:·[^\W\d_]+)*", t)
    }
    assert len([w for w in worte if FUGE in w]) >= 5
    assert two_ways(worte) == []
    assert two_ways({"Unter·suchung", "Untersuchungs·heft", "Heft"}) == [("Untersuchungs·heft", "Unter·suchung")]


def test_ways_call_a_goal_as_its_page_does(gebaut: Path) -> None:
    for adresse, html in easy_pages(gebaut).items():
        if ziel := re.fullmatch(rf"{ORT}/ziele/([\d-]+)", adresse):
            name = lines(html)[2][1]
            pfad = html.partition('class="kp-pfad"')[2].partition("</nav>")[0].replace("\u00a0", " ")
            assert f"Ziel {ziel[1]}: {name}" in pfad


def test_each_goal_that_nobody_can_test_says_what_it_is(gebaut: Path) -> None:
    zeilen = read_ergebnis().bestand.where("leichtesprache", paket="hamm", art="satz")
    gesagt = {t for html in easy_pages(gebaut).values() for _, t in lines(html)}
    assert set(zeilen.loc[zeilen["ziel_id"].ne(""), "text"]) - gesagt == set()


def test_a_bad_line_on_a_page_is_found() -> None:
    html = '<p>Wurde des Wortes geprüft.</p><div class="kp-leicht"><div><p>Das Ziel wurde <b>erreicht</b>.</p></div></div><p>Nicht hier.</p>'
    assert lines(html) == [("p", "Das Ziel wurde erreicht.")]
    assert faults("p", "Das Ziel wurde erreicht.", set())


def test_each_goal_at_the_top_and_each_area_has_its_page(gebaut: Path) -> None:
    ergebnis = read_ergebnis()
    ziele, raeume = ergebnis.bestand.frame("ziele"), ergebnis.bestand.frame("raeume")
    erwartet = {ORT}
    erwartet |= {f"{ORT}/ziele/{i}" for i in ziele.loc[ziele["oberziel_id"].eq(""), "ziel_id"]}
    erwartet |= {f"{ORT}/sozialraeume/{r}" for r in raeume.loc[raeume["typ"].eq("sozialraum"), "raum_id"]}
    assert erwartet <= easy_pages(gebaut).keys()


def test_pages_say_who_has_not_read_them_and_lead_to_their_page_and_back(site: Path) -> None:
    for adresse, html in easy_pages(site).items():
        assert "Diese Seiten hat noch niemand aus der Ziel·<wbr>gruppe geprüft." in html, adresse
        assert html.count('role="img" aria-label="Bild: ') == html.count('<section class="kp-leicht__teil">') > 2
        if adresse.endswith(ORT):
            continue
        schwer = (site / adresse.replace(f"{ORT}/", "") / "index.html").read_text(encoding="utf-8")
        tiefe = adresse.count("/") + 1
        assert f'href="{"../" * tiefe}{adresse.replace(f"{ORT}/", "")}/"' in html or "../../../" in html
        assert f"{adresse}/" in schwer


def test_every_header_and_foot_leads_there(site: Path) -> None:
    fehlt = []
    for datei in sorted(site.rglob("*.html")):
        html = datei.read_text(encoding="utf-8")
        kopf = html.partition('<div class="kp-kopfwege">')[2].partition("</div>")[0]
        fuss = html.partition('class="kp-fuss"')[2].partition("</nav>")[0]
        if (
            "<header" in html
            and "einbetten" not in datei.parts
            and not (f"{ORT}/" in kopf and ">Leichte Sprache<" in kopf and ">Leichte Sprache<" in fuss)
        ):
            fehlt.append(datei.relative_to(site).as_posix())
    assert fehlt == []


def test_counts_are_those_of_the_home_page(gebaut: Path) -> None:
    ziele = read_ergebnis().ziele
    einzeln = ziele[ziele["ebene"].eq("operativ") & ~ziele["ziel_id"].isin(set(ziele["oberziel_id"]))]
    je = einzeln["status"].value_counts()
    texte = [t for _, t in lines(easy_pages(gebaut)[ORT])]
    assert f"{je['erreicht']} Ziele hat die Stadt erreicht." in texte
    assert f"{je['nicht_erreicht']} Ziele hat die Stadt nicht erreicht." in texte
    assert any(t.endswith(f"hat sich {len(einzeln)} Ziele gesetzt.") for t in texte)


def test_a_kreis_is_no_city(staedte: Path) -> None:
    texte = [t for a, html in easy_pages(staedte).items() if a.startswith("kommunen/muehlau") for _, t in lines(html)]
    assert "Hat der Kreis die Ziele erreicht?" in texte
    assert not [t for t in texte if re.search(r"\bStadt\b(?!·)", t)]


def test_what_is_not_offered_is_said_and_figures_have_their_words(staedte: Path) -> None:
    texte = [t for _, t in lines(easy_pages(staedte)[f"{ORT}"])]
    assert "Videos in Gebärden·sprache gibt es hier noch nicht." in texte
    assert "„Rathaus Quellstadt“." in texte
    ziel = [t for _, t in lines(easy_pages(staedte)[f"{ORT}/ziele/1"])]
    assert "Im Jahr 2024 waren es 82 von 100." in ziel
    assert "Das Ziel war: mindestens 80 von 100." in ziel
    raum = [t for _, t in lines(easy_pages(staedte)[f"{ORT}/sozialraeume/nord"])]
    assert "Hier waren es 81 von 100." in raum
