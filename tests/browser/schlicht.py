"""Texts as a test types them."""

from kekiz.wissen.trennung import SHY


def plain(text: str) -> str:
    """Turns every kind of space into a plain one, and leaves out where a word may break."""
    return " ".join(text.replace(SHY, "").split())
