"""A reader without mouse and finger: goes on by Tab, and each place where the focus stops has to be seen."""

from playwright.sync_api import Locator, Page

_HALT = """vorher => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  const teile = [e, ...(e.matches('input') ? [e.nextElementSibling, e.closest('label'), e.parentElement] : [])].filter(Boolean);
  const form = e.matches('svg a') ? e.querySelector('rect, circle') : null;
  const umrandet = (form && parseFloat(getComputedStyle(form).strokeWidth) >= 3) || teile.some(t => {
    const s = getComputedStyle(t);
    return (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 1) || s.boxShadow !== 'none';
  });
  // A switch that is not drawn itself is seen by its label.
  const bild = e.matches('[type=radio], [type=checkbox]') ? (e.closest('label') ?? e) : e;
  const r = [...bild.getClientRects()].find(k => k.width > 0 && k.height > 0) ?? bild.getBoundingClientRect();
  // Of what is higher than the screen, the part below the header.
  const kopf = document.querySelector('.md-header')?.getBoundingClientRect().bottom ?? 0;
  const hoch = !e.closest('.md-header') && r.height > innerHeight / 2 ? Math.max(r.top, kopf) : r.top;
  const x = r.left + Math.min(r.width / 2, 20), y = hoch + Math.min(r.height / 2, 12);
  const oben = document.elementFromPoint(x, y);
  const danach = !window.kpHalt?.isConnected
    || !!(window.kpHalt.compareDocumentPosition(e) & Node.DOCUMENT_POSITION_FOLLOWING);
  const ist_neu = window.kpHalt !== e;
  window.kpHalt = e;
  const name = e.getAttribute('aria-label') || e.innerText || e.labels?.[0]?.innerText || e.className;
  return {
    name: `${e.tagName} ${String(name).trim().slice(0, 40)}`,
    fehler: [
      !ist_neu && 'trapped', !umrandet && 'no outline', !(oben && (bild.contains(oben) || oben.contains(bild))) && 'covered',
      (y < 0 || y > innerHeight || x < 0 || x > innerWidth) && 'out of sight', vorher && !danach && 'out of order',
    ].filter(Boolean),
  };
}"""
"""What is wrong with the place where the focus is; null: it is nowhere in the page."""
_IST_WIEDER_DORT = """ist_erster => {
  if (ist_erster) window.kpErster = document.activeElement;
  return !ist_erster && window.kpErster === document.activeElement;
}"""
HALTE = 150
"""So many places are more than any page has before what is looked for."""


class Tasten:
    """Goes through a page by keys alone.

    Attributes:
        seite: The open page.
        halte: How many times the focus stopped on the last way.
        befunde: Places that are not seen, covered, out of order or not to be left, with what is wrong there.
    """

    def __init__(self, seite: Page) -> None:
        self.seite = seite
        self.halte = 0
        self.befunde: list[str] = []

    def tab_to(self, ziel: Locator) -> None:
        """Presses Tab until the focus is there."""
        self._go("Tab", ziel)

    def back_to(self, ziel: Locator) -> None:
        """Presses Shift and Tab until the focus is there."""
        self._go("Shift+Tab", ziel)

    def enter(self, ziel: Locator) -> None:
        """Goes to a link or button and presses Enter."""
        self.tab_to(ziel)
        self.seite.keyboard.press("Enter")

    def go_through(self, taste: str = "Tab") -> int:
        """Goes on until the page is left or begins anew; tells how many places that are."""
        self.seite.evaluate("window.kpHalt = null")
        if taste != "Tab":
            # At the end of a page the focus may be nowhere; back it goes from the last link.
            self.seite.locator("footer a").last.focus()
        for halte in range(HALTE):
            bisher = len(self.befunde)
            if not self._press(taste, ist_weiter=taste == "Tab" and halte > 0):
                return halte
            if self.seite.evaluate(_IST_WIEDER_DORT, halte == 0):
                del self.befunde[bisher:]
                return halte
        raise AssertionError(f"no way out of the page by {taste}")

    def _go(self, taste: str, ziel: Locator) -> None:
        for halte in range(1, HALTE):
            self._press(taste, ist_weiter=taste == "Tab" and halte > 1)
            if ziel.evaluate("e => e === document.activeElement"):
                self.halte = halte
                return
        raise AssertionError(f"not reached by {taste}: {ziel}")

    def _press(self, taste: str, *, ist_weiter: bool) -> bool:
        """Presses a key and notes what is wrong with the place where the focus is then; False: it is nowhere in the page."""
        self.seite.keyboard.press(taste)
        halt = self.seite.evaluate(_HALT, ist_weiter)
        if halt and halt["fehler"]:
            self.befunde.append(f"{self.seite.url} {halt['name']}: {', '.join(halt['fehler'])} ({taste})")
        return halt is not None
