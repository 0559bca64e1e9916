"""Signs: each drawn once, as a small picture in the colour of the words beside it, on pages and in the key of charts.

The words always stand beside a sign; the picture itself is hidden from screen readers.
"""

from typing import Final

from markupsafe import Markup

HOEHE: Final = 12
"""Height of all signs in units of their drawing."""

_RING: Final = '<circle class="kp-zeichen__umriss" cx="6" cy="6" r="4.25"/>'
_FORMEN: Final[dict[str, tuple[int, str]]] = {
    "punkt": (12, '<circle cx="6" cy="6" r="5.25"/>'),
    "halb": (12, f'{_RING}<path d="M6 1a5 5 0 0 0 0 10z"/>'),
    "ring": (12, _RING),
    "strich": (12, '<path d="M2 5h8v2h-8z"/>'),
    "dreieck_hoch": (12, '<path d="M6 1l5.5 10h-11z"/>'),
    "dreieck_tief": (12, '<path d="M6 11l5.5-10h-11z"/>'),
    "umriss_hoch": (12, '<path class="kp-zeichen__umriss" d="M6 2.5l4 7.5h-8z"/>'),
    "umriss_tief": (12, '<path class="kp-zeichen__umriss" d="M6 9.5l4-7.5h-8z"/>'),
    "pfeil_hoch": (12, '<path class="kp-zeichen__umriss" d="M6 12v-10M2 6l4-4 4 4"/>'),
    "pfeil_tief": (12, '<path class="kp-zeichen__umriss" d="M6 0v10M2 6l4 4 4-4"/>'),
    "gleich": (12, '<path d="M1.5 3h9v2h-9zM1.5 7h9v2h-9z"/>'),
    "klein": (12, '<circle cx="6" cy="6" r="1.75"/>'),
    "parallel": (12, '<path d="M3 1h2v10h-2zM7 1h2v10h-2z"/>'),
    "ungleich": (12, '<path d="M1.5 3h9v2h-9zM1.5 7h9v2h-9z"/><path class="kp-zeichen__umriss" d="M9 .5l-6 11"/>'),
    "kreuz": (
        12,
        '<path d="M2.2 3.6L3.6 2.2L6 4.6L8.4 2.2L9.8 3.6L7.4 6L9.8 8.4L8.4 9.8L6 7.4L3.6 9.8L2.2 8.4L4.6 6z"/>',
    ),
    "kasten": (16, '<path d="M0 1h16v10h-16z"/>'),
    "klammer": (12, '<path class="kp-zeichen__umriss" d="M6 0v12M3 1h6M3 11h6"/>'),
    "doppelstrich": (12, '<path class="kp-zeichen__umriss" d="M4 0v12M8 0v12"/>'),
    "balken": (16, '<path d="M0 4h16v4h-16z"/>'),
    "marke": (12, '<path d="M4.5 0h3v12h-3z"/>'),
}
"""Width and drawing of each form; all differ in shape, so that nothing depends on colour."""


def write_sign(form: str, art: str = "") -> Markup:
    """Writes a sign.

    Args:
        form: Its form; a name of :mod:`kekiz.wissen.stil`.
        art: What it stands for in a chart, which gives it another colour than the text; may be empty.

    Raises:
        KeyError: No such form is drawn.

    Example:
        >>> write_sign("klein")
        Markup('<svg class="kp-zeichen" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><circle cx="6" cy="6" r="1.75"/></svg>')
    """
    breite, inhalt = _FORMEN[form]
    klasse = f"kp-zeichen kp-zeichen--{art}" if art else "kp-zeichen"
    return Markup(
        f'<svg class="{klasse}" viewBox="0 0 {breite} {HOEHE}" width="{breite}" height="{HOEHE}" '
        f'aria-hidden="true">{inhalt}</svg>'
    )
