"""What axe-core finds on an open page."""

from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, expect
from warten import come_to_rest

_AXE = Path(__file__).parents[2] / "node_modules/axe-core/axe.min.js"
FARBREGELN = ("color-contrast", "link-in-text-block")
"""Rules about colours: all that can differ between light and dark."""
MILLISEKUNDEN = 60_000
"""So long may a busy machine take to fetch Plotly and to draw."""
_PRUEFE = """([wo, regeln]) => axe.run(wo ? document.querySelectorAll(wo) : document, {
  resultTypes: ['violations'], rules: {'target-size': {enabled: true}}, ...(regeln && {runOnly: regeln})})"""
_GEZEICHNET = "new Promise(fertig => requestAnimationFrame(() => requestAnimationFrame(fertig)))"
"""Until what width and colours change has been drawn, charts that Plotly draws included."""

Befund = tuple[str, list[str], int]


def load_axe(seite: Page) -> None:
    """Brings axe-core into a page, once, and unfolds what is folded: it is judged too."""
    seite.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
    seite.evaluate(_AXE.read_text(encoding="utf-8"))


def find_faults(seite: Page, regeln: Sequence[str] | None = None, wo: str = "") -> list[Befund]:
    """Judges a page by WCAG 2.2 (A, AA) and good practice; the size of targets included, which axe leaves out by default.

    Args:
        seite: The page, after :func:`load_axe`.
        regeln: Only these rules; None: all.
        wo: Only what this selector finds; empty: everything.

    Returns:
        Rule, place of the first fault, number of faults.
    """
    befund = seite.evaluate(_PRUEFE, [wo, list(regeln) if regeln else None])
    assert befund["passes"], "nothing was judged"
    return [(v["id"], v["nodes"][0]["target"], len(v["nodes"])) for v in befund["violations"]]


def take_all_over(seite: Page) -> int:
    """Presses each "Interaktiv" of a page, waits until Plotly has drawn, and shows the series to be switched off.

    Args:
        seite: The page, after :func:`load_axe`.

    Returns:
        How many charts that are.
    """
    knoepfe = seite.locator("[data-kp=interaktiv][aria-pressed=false]")
    anzahl = knoepfe.count()
    for rest in reversed(range(anzahl)):
        knoepfe.first.click()
        expect(knoepfe).to_have_count(rest, timeout=MILLISEKUNDEN)
    for knopf in seite.locator(".kp-ist-interaktiv [data-kp=reihen]").all():
        knopf.click()
    return anzahl


def find_faults_everywhere(
    seite: Page, breiten: Sequence[int] = (1280, 360), wo: str = ""
) -> list[tuple[int, str, Befund]]:
    """Judges a page at both widths; in the dark what colours decide, since nothing else differs there.

    Args:
        seite: The open page.
        breiten: Widths in pixels.
        wo: Only what this selector finds; empty: everything.

    Returns:
        Width, scheme and fault.
    """
    seite.emulate_media(reduced_motion="reduce")
    load_axe(seite)
    befunde = []
    for breite in breiten:
        seite.set_viewport_size({"width": breite, "height": 800})
        for schema, regeln in (("light", None), ("dark", FARBREGELN)):
            seite.emulate_media(color_scheme=schema)  # type: ignore[arg-type]
            seite.evaluate(_GEZEICHNET)
            gefunden = find_faults(seite, regeln, wo)
            if gefunden:
                # A busy browser shows colours of the other scheme for a moment; a fault is still there at a second look.
                come_to_rest(seite)
                gefunden = find_faults(seite, regeln, wo)
            befunde += [(breite, schema, b) for b in gefunden]
    return befunde
