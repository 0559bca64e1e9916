"""Waiting for the page under a strict content security policy."""

import time
from typing import Any

from playwright.sync_api import Page, Response


def wait_until(seite: Page, ausdruck: str, arg: Any = None, sekunden: float = 15) -> None:
    """Waits until an expression is true.

    Playwright's own ``wait_for_function`` evaluates text inside the page as soon as it has to wait, which the policy of
    the site forbids.
    """
    ende = time.monotonic() + sekunden
    while not seite.evaluate(ausdruck, arg):
        assert time.monotonic() < ende, f"nach {sekunden} s noch nicht: {ausdruck}"
        seite.wait_for_timeout(50)


def come_to_rest(seite: Page) -> None:
    """Waits until nothing on a page moves any more that comes to an end."""
    wait_until(
        seite,
        "!document.getAnimations().some(a => a.playState === 'running' && Number.isFinite(a.effect.getComputedTiming().endTime))",
    )


def open_page(seite: Page, url: str) -> Response | None:
    """Opens an address and waits until its scripts have run and the network is quiet.

    A quiet network alone says nothing about scripts: a busy machine fetches them long before it runs them.
    """
    antwort = seite.goto(url, wait_until="load")
    seite.wait_for_load_state("networkidle")
    return antwort
