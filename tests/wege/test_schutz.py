"""What a browser may do on a page: nothing from elsewhere, no script inside a page, the same in page and headers."""

import base64
import hashlib
import re
from pathlib import Path
from types import SimpleNamespace

import pytest

from kekiz.daten.einstellungen import parse_settings
from kekiz.wege import abschliessen
from kekiz.wege.grundlage import DOCS
from kekiz.wege.schutz import (
    EINBETTEN,
    KOPFZEILEN,
    LESBAR,
    REGELN,
    REGELN_EINBETTEN,
    REGELN_RECHNEN,
    REGELN_VORSCHAU,
    add_policy,
    check_scripts,
    disjoint_paths,
    find_foreign,
    header_files,
    page_headers,
    special_areas,
    write_headers,
)
from kekiz.wissen.fehler import DatenFehler
from kleindaten import build_bestand
from kopfzeilen import read_apache, read_nginx, read_static
from staedtebau import site_path

KOPF = '<!doctype html><html><head><meta charset="utf-8">'
META = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')


@pytest.mark.parametrize(
    ("html", "gefunden"),
    [
        ("<script>alert(1)</script>", ["alert(1)"]),
        ("<SCRIPT type=module>\n alert( 1 )</SCRIPT >", ["alert( 1 )"]),
        ("<script>ohne Ende", ["ohne Ende"]),
        # Data and code are told apart by what the browser goes by, not by a word somewhere in the tag.
        ('<script data-art="application/json" id=json>alert(1)</script>', ["alert(1)"]),
        ('<script type="application/json-nicht">alert(1)</script>', ["alert(1)"]),
        ('<script data-src="assets/filter.js">alert(1)</script>', ["alert(1)"]),
        ('<script type="application/json" id="a">{"a": 1}</script>', []),
        ("<script type=application/json>{}</script>", []),
        ('<script type="application/ld+json">{"a": 1}</script>', []),
        ('<script type="application/ld+javascript">alert(1)</script>', ["alert(1)"]),
        ('<script type="application/ldjson">alert(1)</script>', ["alert(1)"]),
        ('<script src="../assets/filter.js" defer></script>', []),
        ('<script src="/assets/filter.js"></script>', []),
        ('<script src="https://x.test/a.js"></script>', ["https://x.test/a.js"]),
        ('<script src="//x.test/a.js"></script>', ["//x.test/a.js"]),
        ('<script src="data:text/javascript,alert(1)"></script>', ["data:text/javascript,alert(1)"]),
        ("<p>&lt;script&gt;</p>", []),
    ],
)
def test_a_script_that_nobody_has_reviewed_is_found(html: str, gefunden: list[str]) -> None:
    assert list(find_foreign(html)) == gefunden


def test_message_names_page_and_script() -> None:
    assert [str(f) for f in check_scripts("ziele/1/index.html", f"<script>{'x' * 80}</script>")] == [
        f"ziele/1/index.html: In der Seite steht ein Skript, das nicht geprüft ist (gefunden „{'x' * 60}“, erwartet keines). "
        "Bitte entfernen, oder als Datei unter docs/assets/ ablegen und dort prüfen lassen."
    ]


def test_unknown_script_fails_the_build_after_all_pages_were_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    einstellungen = parse_settings('name = "S"\nstart = "ort"\n')
    monkeypatch.setattr(abschliessen, "read_shown", lambda: (SimpleNamespace(bestand=build_bestand([])), einstellungen))
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "kekiz.css").write_text((DOCS / "assets" / "kekiz.css").read_text("utf-8"), "utf-8")
    for name, inhalt in {"a": "<script>eins</script>", "b": "", "c": "<script>drei</script>"}.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(KOPF + inhalt, encoding="utf-8")
    with pytest.raises(DatenFehler) as grund:
        abschliessen.finish_pages(tmp_path, sorted(tmp_path.rglob("*.html")))
    assert [f.datei for f in grund.value.fehler] == ["a/index.html", "c/index.html"]
    gut = tmp_path / "b" / "index.html"
    assert META.findall(gut.read_text(encoding="utf-8")) == [REGELN]
    gut.write_text(KOPF, encoding="utf-8")
    abschliessen.finish_pages(tmp_path, [gut], mit_regeln=False)
    assert META.findall(gut.read_text(encoding="utf-8")) == [REGELN_VORSCHAU]


def test_policy_of_pages_allows_no_inline_script_and_nothing_from_elsewhere() -> None:
    regeln = {teil.split()[0]: teil.split()[1:] for teil in REGELN.split("; ")}
    assert regeln.pop("default-src") == ["'none'"]
    assert regeln["script-src"] == ["'self'"]
    assert {wort for worte in regeln.values() for wort in worte} == {"'self'", "data:", "blob:"}
    assert "'unsafe-inline'" in REGELN_VORSCHAU


def parts(regeln: str) -> set[tuple[str, ...]]:
    return {tuple(teil.split()) for teil in regeln.split("; ")}


@pytest.mark.parametrize(
    ("html", "rechnet"),
    [
        ('<form class="kp-pruefen" data-kp-pruefen data-basis="">', True),
        ("<p>&lt;form data-kp-pruefen&gt; data-kp-pruefen</p>", False),
        ('<form data-kp-bogen><p data-kp-pruefen=""></p></form>', False),
    ],
)
def test_only_a_page_that_computes_may_run_webassembly_and_fetches_no_more_than_others(
    html: str, rechnet: bool
) -> None:
    assert META.findall(add_policy(KOPF + html)) == [REGELN_RECHNEN if rechnet else REGELN]
    assert parts(REGELN_RECHNEN) - parts(REGELN) == {
        ("script-src", "'self'", "'wasm-unsafe-eval'"),
        ("worker-src", "'self'", "blob:"),
    }


def test_page_gets_its_policy_once() -> None:
    einmal = add_policy(KOPF)
    assert META.findall(einmal) == [REGELN]
    assert add_policy(einmal) == einmal


# --- headers ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def kleine_site(tmp_path: Path) -> Path:
    """A site with a page that computes, beside others, and a chart for other sites."""
    for ort in (
        "",
        "daten/",
        "daten/api/v1/",
        "kommunen/ort/daten/",
        "ziele/1-1/",
        "mitmachen/",
        "mitmachen/eigene-stadt/",
        "mitmachen/pruefen/",
    ):
        (tmp_path / ort).mkdir(parents=True, exist_ok=True)
        rechnet = "<form data-kp-pruefen>" if ort.endswith("pruefen/") else ""
        (tmp_path / ort / "index.html").write_text(add_policy(KOPF + rechnet), encoding="utf-8")
    (tmp_path / "404.html").write_text(add_policy(KOPF), encoding="utf-8")
    (tmp_path / "robots.txt").write_text("", encoding="utf-8")
    (tmp_path / EINBETTEN / "ziele").mkdir(parents=True)
    (tmp_path / EINBETTEN / "ziele" / "a.svg").write_text("<svg><style>a{}</style></svg>", encoding="utf-8")
    write_headers(tmp_path, "https://kinder.example/")
    return tmp_path


LESER = {"_headers": read_static, "kopfzeilen/nginx.conf": read_nginx, "kopfzeilen/apache.conf": read_apache}
EINGEBETTET = REGELN_EINBETTEN.replace(
    "style-src 'self'",
    f"style-src 'self' 'sha256-{base64.b64encode(hashlib.sha256(b'a{}').digest()).decode()}'",
)


@pytest.mark.parametrize("name", list(LESER))
@pytest.mark.parametrize(
    ("adresse", "regeln", "ist_einbettbar"),
    [
        ("/", REGELN, False),
        ("/404.html", REGELN, False),
        ("/ziele/1-1/", REGELN, False),
        ("/daten/", REGELN, False),
        ("/daten/werte.csv", REGELN, False),
        ("/daten/api/v1/index.json", REGELN, False),
        ("/kommunen/ort/daten/", REGELN, False),
        ("/mitmachen/", REGELN, False),
        ("/mitmachen/eigene-stadt/", REGELN, False),
        ("/mitmachen/pruefen/", REGELN_RECHNEN, False),
        ("/einbetten/ziele/a.html", EINGEBETTET, True),
        ("/einbetten/ziele/a.svg", EINGEBETTET, True),
    ],
)
def test_every_server_sends_what_a_page_needs_and_no_more(
    kleine_site: Path, name: str, adresse: str, regeln: str, ist_einbettbar: bool
) -> None:
    gesendet = LESER[name]((kleine_site / name).read_text(encoding="utf-8"), adresse)
    lesbar = LESBAR if adresse.startswith("/daten/") else {}
    assert gesendet == {**KOPFZEILEN, **page_headers(regeln, ist_einbettbar=ist_einbettbar), **lesbar}
    assert gesendet["Content-Security-Policy"].endswith("; frame-ancestors *" if ist_einbettbar else "'none'")
    assert ("X-Frame-Options" in gesendet) != ist_einbettbar


def test_programs_of_other_sites_may_read_the_data_and_nothing_else(kleine_site: Path) -> None:
    assert LESBAR == {"Access-Control-Allow-Origin": "*"}
    # A site in a folder of its host: another folder of the same name is not its downloads.
    write_headers(kleine_site, "https://kinder.example/stadt.neu/")
    for name in ("kopfzeilen/nginx.conf", "kopfzeilen/apache.conf"):
        text = (kleine_site / name).read_text(encoding="utf-8")
        adressen = (
            "/stadt.neu/daten/werte.csv",
            "/stadt.neu/kommunen/ort/daten/",
            "/daten/werte.csv",
            "/stadt-neu/daten/",
        )
        lesbar = [a for a in adressen if LESBAR.keys() & LESER[name](text, a).keys()]
        assert lesbar == ["/stadt.neu/daten/werte.csv"], name


def test_files_beside_a_built_site_open_its_downloads_alone(gebaut: Path) -> None:
    anfang = site_path(gebaut).rstrip("/")
    ordner = sorted({f"/{p.parent.relative_to(gebaut).as_posix()}/" for p in gebaut.rglob("index.html")} - {"/./"})
    proben = [*ordner, "/", "/404.html", "/search/search_index.json", "/daten/pakete/a.zip", "/daten/datapackage.json"]
    assert any("/daten/" in o and not o.startswith("/daten/") for o in ordner)
    for name, lies in LESER.items():
        text = (gebaut / name).read_text(encoding="utf-8")
        # Services that read it from the folder of the site serve that folder as the whole host.
        davor = "" if name == "_headers" else anfang
        lesbar = {a for a in proben if LESBAR.items() <= lies(text, f"{davor}{a}").items()}
        assert lesbar == {a for a in proben if a.startswith("/daten/")}, name


def test_site_without_charts_and_computing_pages_has_one_policy(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(add_policy(KOPF), encoding="utf-8")
    assert special_areas(tmp_path) == []
    assert list(disjoint_paths(tmp_path, [])) == ["/", "/index.html"]


def test_headers_say_what_pages_say_and_what_pages_cannot() -> None:
    assert f'content="{KOPFZEILEN["Referrer-Policy"]}"' in add_policy(KOPF)
    for merkmal in ("camera", "geolocation", "microphone"):
        assert f"{merkmal}=()" in KOPFZEILEN["Permissions-Policy"]
    # Whoever does not run the whole domain must not bind it to HTTPS.
    assert "Strict-Transport-Security" not in KOPFZEILEN
    for text in header_files([], ["/"]).values():
        assert re.search(r"^#\s*(add_header |Header always set )?Strict-Transport-Security", text, re.MULTILINE)


def test_built_pages_have_the_strict_policy_and_no_script_of_their_own(gebaut: Path) -> None:
    regeln, fremd, rechnet = set(), {}, []
    for datei in gebaut.rglob("*.html"):
        html = datei.read_text(encoding="utf-8")
        eigene = set(META.findall(html)) or {f"keine: {datei}"}
        regeln |= eigene
        if REGELN_RECHNEN in eigene:
            rechnet.append(datei.relative_to(gebaut).as_posix())
        if skripte := list(find_foreign(html)):
            fremd[datei] = skripte
    assert (regeln, fremd) == ({REGELN, REGELN_RECHNEN, REGELN_EINBETTEN}, {})
    assert rechnet == ["mitmachen/pruefen/index.html"]
