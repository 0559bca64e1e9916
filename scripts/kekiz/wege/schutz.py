"""Content security policy of a built page: nothing from other hosts, only the inline scripts that are there."""

import base64
import hashlib
import re

_SKRIPT = re.compile(r"<script(?P<attribute>[^>]*)>(?P<inhalt>.*?)</script>", re.DOTALL)
_CHARSET = re.compile(r'(<meta charset="?utf-8"?\s*/?>)')
_META = '<meta http-equiv="Content-Security-Policy"'


def policy(html: str) -> str:
    """Writes the policy of a page; each inline script is named by its hash.

    Args:
        html: The page.

    Returns:
        The content of the policy.
    """
    hashes = []
    for skript in _SKRIPT.finditer(html):
        if "src=" in skript["attribute"] or "json" in skript["attribute"]:
            continue
        summe = base64.b64encode(hashlib.sha256(skript["inhalt"].encode()).digest()).decode()
        hashes.append(f"'sha256-{summe}'")
    skripte = " ".join(["'self'", *dict.fromkeys(hashes)])
    return (
        f"default-src 'none'; script-src {skripte}; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; "
        "worker-src 'self'; font-src 'self'; base-uri 'self'; form-action 'self'"
    )


def add_policy(html: str) -> str:
    """Puts the policy right after the character set.

    Args:
        html: The page; one without a character set is left alone, and one that has its policy.
    """
    if _META in html:
        return html
    meta = f'{_META} content="{policy(html)}">'
    return _CHARSET.sub(lambda treffer: treffer[1] + meta, html, count=1)
