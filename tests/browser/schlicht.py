"""Texts as a test types them."""


def plain(text: str) -> str:
    """Turns every kind of space into a plain one."""
    return " ".join(text.split())
