"""White space that templates leave between the parts of a page and that no browser shows."""

import re
from typing import Final

_LEER: Final = re.compile(r"<(pre|textarea|script)\b.*?</\1>|\n\s+", re.DOTALL)


def squeeze(html: str) -> str:
    """Leaves out empty lines and what lines are indented by, but where it is text.

    Args:
        html: A page or a part of one.

    Example:
        >>> squeeze("<ul>\\n\\n  <li>a</li>\\n</ul><pre>\\n  b</pre>")
        '<ul>\\n<li>a</li>\\n</ul><pre>\\n  b</pre>'
    """
    return _LEER.sub(lambda treffer: treffer[0] if treffer[1] else "\n", html)
