"""Runs tasks in a second process while the first one works through the same list from its beginning.

The second process starts at the end of the list. Where both meet it stops, does what is left to do afterwards, and ends.
So two processors share the work without any plan, and the outcome is the same with one or two. A task that fails is left
to the first process, which meets the same fault at its own place. Without ``fork`` (Windows, macOS) or with one
processor nothing is started, and the first process does everything.
"""

import os
import sys
import threading
from collections.abc import Callable, Mapping
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

from kekiz.wissen.fehler import ErgebnisFehler

EINZELN = "KEKIZ_EIN_PROZESS"
"""Environment variable: if it is set, nothing is started (for comparison)."""


def is_possible() -> bool:
    """Tells whether a second process can be used here."""
    return sys.platform == "linux" and len(os.sched_getaffinity(0)) > 1 and not os.environ.get(EINZELN)


class Nebenher:
    """A second process for a list of tasks.

    Example:
        >>> nebenher = Nebenher({"a": lambda: 1, "b": lambda: 2}, lambda: None)
        >>> nebenher.take("a") in (None, 1)
        True
        >>> nebenher.finish()
        True
    """

    def __init__(self, aufgaben: Mapping[str, Callable[[], Any]], danach: Callable[[], None]) -> None:
        """Starts the second process.

        Args:
            aufgaben: Tasks by key, in the order in which :meth:`take` will ask for them.
            danach: What the second process does last.
        """
        kontext = get_context("fork")
        self._plaetze = {schluessel: nr for nr, schluessel in enumerate(aufgaben)}
        self._vorn = kontext.Value("i", -1)
        self._fertig: dict[str, Any] = {}
        empfang, senden = kontext.Pipe(duplex=False)
        self._prozess = kontext.Process(target=self._work, args=(dict(aufgaben), danach, senden), daemon=True)
        self._prozess.start()
        senden.close()
        self._leser = threading.Thread(target=self._receive, args=(empfang,), daemon=True)
        self._leser.start()

    def _work(self, aufgaben: dict[str, Callable[[], Any]], danach: Callable[[], None], senden: Connection) -> None:
        for nr, (schluessel, aufgabe) in reversed(list(enumerate(aufgaben.items()))):
            if nr <= self._vorn.value:
                break
            try:
                senden.send((schluessel, aufgabe()))
            except ErgebnisFehler:
                continue
        danach()

    def _receive(self, empfang: Connection) -> None:
        while True:
            try:
                schluessel, ergebnis = empfang.recv()
            except EOFError:
                return
            self._fertig[schluessel] = ergebnis

    def take(self, schluessel: str) -> Any | None:
        """Gives the outcome of a task if it is there already; None where the caller has to do it."""
        self._vorn.value = max(self._vorn.value, self._plaetze.get(schluessel, -1))
        return self._fertig.get(schluessel)

    def finish(self) -> bool:
        """Waits for the end of the second process; True if all went well."""
        self._prozess.join()
        self._leser.join()
        return self._prozess.exitcode == 0
