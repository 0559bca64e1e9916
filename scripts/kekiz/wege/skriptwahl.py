"""Scripts that only some pages need: the others do not fetch them."""

import re
from collections.abc import Mapping
from typing import Final

NUR_MIT: Final[Mapping[str, tuple[str, ...]]] = {
    "raumkarte.js": ("data-raumkarte", "kp-raumwechsel"),
    "filter.js": ("data-kp-filter",),
}
"""What a page has for which a script is there, by the script's file."""
_SKRIPT: Final = re.compile(r'\s*<script src="[^"]*assets/([\w.-]+)"[^>]*></script>')


def leave_out_scripts(html: str) -> str:
    """Leaves out the scripts of :data:`NUR_MIT` for which a page has nothing.

    Example:
        >>> leave_out_scripts('<p>a</p><script src="../assets/raumkarte.js" defer></script>')
        '<p>a</p>'
        >>> leave_out_scripts('<p data-raumkarte></p><script src="assets/raumkarte.js"></script>')
        '<p data-raumkarte></p><script src="assets/raumkarte.js"></script>'
    """
    fehlend = {datei for datei, anlaesse in NUR_MIT.items() if not any(a in html for a in anlaesse)}
    return _SKRIPT.sub(lambda treffer: "" if treffer[1] in fehlend else treffer[0], html)
