"""Entry point of mkdocs-macros: only names the package that holds the macros."""

from kekiz.wege.macros import define_env

__all__ = ["define_env"]
