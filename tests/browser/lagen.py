"""Where the static and the interactive drawing of a chart put their bars and points."""

from playwright.sync_api import Page

TOLERANZ = 1.5
"""Pixels. Shapes other than circles have their centre elsewhere than their box, and bars are rounded to pixels."""

LAGEN = """([figur, aussen, balken, punkte]) => {
  const rahmen = document.getElementById(figur);
  const [x, y] = [rahmen.getBoundingClientRect().left, rahmen.getBoundingClientRect().top];
  const wurzel = [...rahmen.querySelectorAll(aussen)].find(e => getComputedStyle(e).display !== 'none');
  const lies = wahl => [...wurzel.querySelectorAll(wahl)].map(e => e.getBoundingClientRect())
    .filter(r => r.width > 0 && r.height > 0);
  return { balken: lies(balken).map(r => [r.left - x, r.top - y, r.right - x, r.bottom - y]),
           punkte: lies(punkte).map(r => [(r.left + r.right) / 2 - x, (r.top + r.bottom) / 2 - y]) };
}"""

Lagen = dict[str, list[list[float]]]


def static_places(seite: Page, figur: str) -> Lagen:
    """Boxes of the bars and centres of the points in the static picture, from the corner of the figure.

    Args:
        seite: The open page.
        figur: Id of the ``<figure>``.
    """
    lagen: Lagen = seite.evaluate(LAGEN, [figur, ".kp-svg", "rect.kp-balken", ".kp-punkt"])
    return lagen


def interactive_places(seite: Page, figur: str) -> Lagen:
    """The same for the drawing of Plotly."""
    lagen: Lagen = seite.evaluate(LAGEN, [figur, ".kp-diagramm__plot", ".bars .point path", ".scatter .point"])
    return lagen


def differences(statisch: Lagen, interaktiv: Lagen) -> list[str]:
    """Names what is not at the same place in both; empty if they agree."""
    befunde = [] if statisch["balken"] or statisch["punkte"] else ["nothing drawn"]
    for art, lagen in statisch.items():
        andere = interaktiv[art]
        if len(lagen) != len(andere):
            befunde.append(f"{len(lagen)} {art} static, {len(andere)} interactive")
            continue
        for x in lagen:
            if min(max(abs(p - q) for p, q in zip(x, y, strict=True)) for y in andere) > TOLERANZ:
                befunde.append(f"{art} {x}")
    return befunde


def take_over(seite: Page, figur: str) -> None:
    """Presses "Interaktiv" of a chart and waits for it."""
    seite.click(f"#{figur} [data-kp=interaktiv]")
    seite.wait_for_selector(f"#{figur}.kp-ist-interaktiv")
