"""Where the command ``kekiz`` begins, before anything is loaded: who breaks it off then reads a sentence as well."""

import sys


def main() -> int:
    """Runs the command; see :func:`kekiz.__main__.main`."""
    try:
        # Only here: loading all of the program takes about a second.
        from kekiz.__main__ import main as run  # noqa: PLC0415
    except KeyboardInterrupt:
        print("\nAbgebrochen.", file=sys.stderr)
        return 130
    return run()
